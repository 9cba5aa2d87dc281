package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ankerplatz/search"
	"ankerplatz/search/bleveindex"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// asking is a question with its filters, to both.
type asking struct {
	question
	Options map[string]any `json:"options"`
}

func (a asking) forServers() bleveindex.Query {
	q := bleveindex.Query{Text: a.Query, Lang: a.Lang, Limit: limit}
	for name, to := range map[string]*[]string{"kinds": &q.Kinds, "apps": &q.Apps, "departments": &q.Departments} {
		if values, ok := a.Options[name].([]string); ok {
			*to = values
		}
	}
	return q
}

// sampleHub is the sample hub with the questions that are judged by it.
func sampleHub(t *testing.T) (*hub, []asking) {
	t.Helper()
	dir := t.TempDir()
	opt := options{site: filepath.Join("..", ".."), public: filepath.Join(dir, "public"), index: filepath.Join(dir, "index.bleve")}
	h, err := openHub(t.Context(), opt, true)
	if err != nil {
		t.Fatal(err)
	}
	judged, err := openQueries("queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var questions []asking
	for _, q := range judged {
		questions = append(questions, asking{q.question, map[string]any{"limit": limit}})
	}
	return h, questions
}

// TestParity: browsers and servers give the same answers, to the judged
// questions and to questions made of the hub's words.
func TestParity(t *testing.T) {
	h, questions := sampleHub(t)
	answers := askBoth(t, h, slices.Concat(questions, generatedQuestions(h.documents), namingQuestions(h.documents)))
	named := 0
	for _, a := range answers {
		named += len(a.Named)
	}
	t.Logf("%d apps and departments are named", named)
	if named < 100 {
		t.Error("hardly any app or department is named")
	}
}

// TestParityElsewhere: the same in languages of which the hub knows no words.
func TestParityElsewhere(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "elsewhere"))); err != nil {
		t.Fatal(err)
	}
	h, err := openHub(t.Context(), options{site: dir, public: filepath.Join(dir, "public"), index: filepath.Join(dir, "index.bleve")}, true)
	if err != nil {
		t.Fatal(err)
	}
	askBoth(t, h, generatedQuestions(h.documents))
}

// askBoth asks browsers and servers, compares what they answer, and returns what
// browsers do.
func askBoth(t *testing.T, h *hub, questions []asking) []search.Answer {
	t.Helper()
	answers := clientAnswers(t, h, questions)
	index, err := bleveindex.Open(h.index)
	if err != nil {
		t.Fatal(err)
	}
	defer index.Close()
	wrong := 0
	for i, q := range questions {
		query := q.forServers()
		query.Limit = len(h.documents)
		answer, err := index.Search(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		if diff := unlike(&answers[i], answer); diff != "" {
			wrong++
			if wrong <= 10 {
				t.Errorf("%s %q %v:\n%s", q.Lang, q.Query, q.Options, diff)
			}
		}
	}
	t.Logf("%d questions, %d answers differ", len(questions), wrong)
	return answers
}

// rounding is how far apart the scores of the same document may be: they have
// three decimals.
const rounding = 0.0011

// unlike says how the client's answer differs from the whole one of a server.
// Documents with the same score may stand in any order.
func unlike(client, server *search.Answer) string {
	results := make(map[string]search.Result)
	for _, r := range server.Results {
		results[r.Path] = r
	}
	want := min(len(server.Results), limit)
	if len(client.Results) != want || client.Total != server.Total {
		return fmt.Sprintf("the client finds %d, of %d; servers %d, of %d", len(client.Results), client.Total, want, server.Total)
	}
	for i, r := range client.Results {
		same, ok := results[r.Path]
		if !ok || math.Abs(same.Score-server.Results[i].Score) > rounding {
			return fmt.Sprintf("result %d is %s (%v) of the client, %s (%v) of servers, where the other one has %v",
				i+1, r.Path, r.Score, server.Results[i].Path, server.Results[i].Score, same.Score)
		}
		if diff := cmp.Diff(r, same, cmpopts.EquateApprox(0, rounding)); diff != "" {
			return diff
		}
	}
	return cmp.Diff(client.Facets, server.Facets) + cmp.Diff(client.Suggestions, server.Suggestions) + cmp.Diff(client.Named, server.Named)
}

func clientAnswers(t *testing.T, h *hub, questions []asking) []search.Answer {
	t.Helper()
	var in, out, stderr bytes.Buffer
	for _, q := range questions {
		if err := json.NewEncoder(&in).Encode(q); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), "node", filepath.Join("testdata", "answers.mjs"), h.public, h.base)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = &in, &out, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	var answers []search.Answer
	lines := bufio.NewScanner(&out)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a search.Answer
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		answers = append(answers, a)
	}
	if len(answers) != len(questions) {
		t.Fatalf("%d answers to %d questions", len(answers), len(questions))
	}
	return answers
}

// generatedQuestions makes questions of the words of documents: some of them
// together, as they begin, misspelt, joined, with signs, and with filters, and
// some in a language after the one that is asked.
func generatedQuestions(docs []search.Document) []asking {
	rng := rand.New(rand.NewPCG(3, 141))
	words := make(map[string][]string)
	for _, d := range docs {
		texts := append([]string{d.Title, d.Problem, d.Summary}, d.Keywords...)
		for _, s := range d.Sections {
			texts = append(texts, s.Heading, s.Text)
		}
		words[d.Lang] = append(words[d.Lang], strings.Fields(strings.Join(texts, " "))...)
	}
	var questions []asking
	languages := slices.Sorted(maps.Keys(words))
	for n, lang := range languages {
		word := func() []rune { return []rune(words[lang][rng.IntN(len(words[lang]))]) }
		foreign := func(lang string, n int) string {
			from := rng.IntN(max(1, len(words[lang])-n))
			return strings.Join(words[lang][from:min(from+n, len(words[lang]))], " ")
		}
		ask := func(query string, options map[string]any) {
			options["limit"] = limit
			questions = append(questions, asking{question{lang, query}, options})
		}
		for i := range 60 {
			a, b, c := word(), word(), word()
			ask(string(a), map[string]any{})
			ask(string(a)+" "+string(b)+" ", map[string]any{})
			ask(string(b[:1+rng.IntN(len(b))]), map[string]any{})
			ask(string(a)+" "+string(c[:1+rng.IntN(len(c))]), map[string]any{"kinds": []string{"tip", "page"}})
			ask(string(misspelt(rng, c))+" ", map[string]any{"apps": []string{"excel", "teams"}})
			ask(string(a)+string(b), map[string]any{"departments": []string{"finance"}})
			ask(strings.ToUpper(string(a))+", "+string(misspelt(rng, b))+"-"+string(c), map[string]any{})
			other := languages[(n+1+i%max(1, len(languages)-1))%len(languages)]
			ask(foreign(other, 1)+" ", map[string]any{})
			ask(foreign(other, 2+i%5), map[string]any{})
			if i%10 == 0 {
				ask(strings.Join([]string{".", string(a), "C++", "++", "x", string(b) + "#"}, " "), map[string]any{})
				ask("..."+string(a)+" (."+string(b)+") .5", map[string]any{})
				ask(string(a)+"\u00AD"+string(b)+" İstanbul ΑΣ. 😀 e\u0301"+string(c)+"\uFEFF𝔘𝔫𝔦 naïve", map[string]any{})
				ask(strings.Repeat(string(a), 20)+" "+strings.Repeat(string(b)+" ", 20), map[string]any{})
			}
		}
	}
	return questions
}

// namingQuestions ask for apps and departments, by their names and ids.
func namingQuestions(docs []search.Document) []asking {
	var questions []asking
	asked := make(map[question]bool)
	for _, d := range docs {
		for _, f := range slices.Concat(d.Apps, d.Departments) {
			for _, query := range []string{f.Name, strings.ToLower(f.Name) + "?", strings.ReplaceAll(f.Name, " ", ""), f.ID, "Ist das " + f.Name, f.Name + " " + d.Title} {
				if q := (question{d.Lang, query}); !asked[q] {
					asked[q] = true
					questions = append(questions, asking{q, map[string]any{"limit": limit}})
				}
			}
		}
	}
	return questions
}

// misspelt is a word with two letters swapped, one left out, or another one.
func misspelt(rng *rand.Rand, word []rune) []rune {
	word = slices.Clone(word)
	if len(word) < 3 {
		return word
	}
	at := 1 + rng.IntN(len(word)-2)
	switch rng.IntN(3) {
	case 0:
		word[at], word[at+1] = word[at+1], word[at]
	case 1:
		return slices.Delete(word, at, at+1)
	default:
		word[at] = 'e'
	}
	return word
}
