package main

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// floors are what the engines must reach on the sample hub. A change that
// makes them better may raise them.
var floors = map[string]struct{ mrr, success3 float64 }{
	"client": {0.95, 0.95},
	"bleve":  {0.95, 0.95},
}

func TestSampleHub(t *testing.T) {
	opt := options{site: filepath.Join("..", ".."), queries: "queries.tsv"}
	for name := range floors {
		opt.engines = append(opt.engines, name)
	}
	r, err := run(t.Context(), opt)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Engines) != len(floors) {
		t.Fatalf("%d engines answered, want %d", len(r.Engines), len(floors))
	}
	for _, e := range r.Engines {
		all, floor := e.Scores[0], floors[e.Name]
		t.Logf("%s: MRR@10 %.3f, success@3 %.3f", e.Name, all.MRR, all.Success3)
		if all.MRR < floor.mrr || all.Success3 < floor.success3 {
			t.Errorf("%s: MRR@10 %.3f, success@3 %.3f; want at least %.2f, %.2f", e.Name, all.MRR, all.Success3, floor.mrr, floor.success3)
		}
	}
	if t.Failed() {
		var s strings.Builder
		r.fails(&s)
		t.Log(s.String())
	}
	for i, a := range r.Client {
		if !slices.Equal(a.Paths, a.Warm) {
			t.Errorf("%s %q: the client finds %q at first, %q when it has been asked other things before", r.Queries[i].Lang, r.Queries[i].Query, a.Paths, a.Warm)
		}
	}
}

func TestScores(t *testing.T) {
	queries, err := readQueries(strings.NewReader("lang\tquery\tkind\trelevant\n" +
		"de\teins\texact\tde/a.md de/b.md\n" +
		"de\tzwei\ttypo\tde/c.md\n" +
		"nl\tdrie\ttypo\tnl/d.md\n" +
		"nl\tvier\texact\tnl/d.md\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := scores(queries, [][]string{
		{"de/x", "de/b", "de/a"},         // rank 2
		{"de/x", "de/y", "de/z", "de/c"}, // rank 4
		nil,                              // nothing
		{"nl/x"},                         // nothing relevant
	})
	want := []score{
		{"all", 4, (1./2 + 1./4) / 4, 1. / 4, 1. / 4},
		{"de", 2, (1./2 + 1./4) / 2, 1. / 2, 0},
		{"nl", 2, 0, 0, 1. / 2},
		{"exact", 2, 1. / 4, 1. / 2, 0},
		{"typo", 2, 1. / 8, 0, 1. / 2},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestReadQueries(t *testing.T) {
	const head = "lang\tquery\tkind\trelevant\n"
	for _, text := range []string{"", head, head + "de\tWort\texact\n", head + "de\tWort\texact\t\n"} {
		if q, err := readQueries(strings.NewReader(text)); err == nil {
			t.Errorf("%q: got %v, want an error", text, q)
		}
	}
}

// TestAskNode holds the counting of requests to a client whose requests are
// known: client.js imports fold.js, then lunr.js, de.js (which imports both and
// part.js) and the manifest are asked for at once, then the words.
func TestAskNode(t *testing.T) {
	public := t.TempDir()
	files := map[string]string{
		"search/client.js": `import { fold } from "./fold.js";
			export async function openSearch({ base, lang, fetch }) {
				const scripts = Promise.all([import("./lunr.js"), import("./" + lang + ".js")]);
				const manifest = await (await fetch(base + "search/" + lang + "/manifest.json")).json();
				await scripts;
				const words = new Map();
				return async (query, { limit }) => {
					await Promise.all(query.split(" ").map(async (word) => {
						const response = await fetch(new URL(base + "search/" + lang + "/" + fold(word) + ".json", "https://hub.example"));
						words.set(word, response.ok ? await response.json() : []);
					}));
					return { results: query.split(" ").flatMap((word) => words.get(word)).slice(0, limit).map((path) => ({ path: manifest + path })) };
				};
			}`,
		"search/fold.js":          `export const fold = (s) => s.toLowerCase();`,
		"search/lunr.js":          `import "./fold.js"; globalThis.loaded = true;`,
		"search/de.js":            `import "./lunr.js"; import "./part.js"; export const de = import.meta.url;`,
		"search/part.js":          `import "./de.js";`,
		"search/de/manifest.json": `"de/"`,
		"search/de/eins.json":     `["a", "b"]`,
		"search/de/zwei.json":     `["c"]`,
	}
	for name, text := range files {
		name = filepath.Join(public, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := askNode(t.Context(), job{
		Public: public, Base: "/hub/", Limit: 2, Engines: []string{"client"},
		Questions: []question{{"de", "Eins zwei"}, {"de", "drei"}},
		Prefixes:  []question{{"de", "zwei"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	start := map[string]int{ // round by path
		"search/client.js": 1, "search/fold.js": 2, "search/lunr.js": 3, "search/de.js": 3, "search/de/manifest.json": 3, "search/part.js": 4,
	}
	for i, want := range []struct {
		paths []string
		words []string
	}{
		{[]string{"de/a", "de/b"}, []string{"eins", "zwei"}},
		{[]string{}, []string{"drei"}},
		{[]string{"de/c"}, []string{"zwei"}},
	} {
		a := slices.Concat(got.Client, got.Prefixes)[i]
		if !slices.Equal(a.Paths, want.paths) || i < 2 && !slices.Equal(a.Warm, want.paths) {
			t.Errorf("answer %d: found %q, then %q, want %q", i, a.Paths, a.Warm, want.paths)
		}
		rounds := map[string]int{}
		for _, r := range a.Requests {
			rounds[r.Path] = r.Round
			// What is so short gets longer by gzip's head.
			if size := len(files[r.Path]); (r.Bytes == 0) != (size == 0) || r.Bytes > size+30 {
				t.Errorf("answer %d: %s has %d bytes on the way, %d on disk", i, r.Path, r.Bytes, size)
			}
		}
		for name, round := range start {
			if rounds[name] != round {
				t.Errorf("answer %d: %s is asked for in round %d, want %d", i, name, rounds[name], round)
			}
		}
		for _, word := range want.words {
			if name := "search/de/" + word + ".json"; rounds[name] != 5 {
				t.Errorf("answer %d: %s is asked for in round %d, want 5", i, name, rounds[name])
			}
		}
		if n := len(start) + len(want.words); len(a.Requests) != n {
			t.Errorf("answer %d: %d requests, want %d: %v", i, len(a.Requests), n, a.Requests)
		}
	}
}

func TestPercentile(t *testing.T) {
	values := make([]float64, 20)
	for i := range values {
		values[i] = float64(20 - i)
	}
	for p, want := range map[float64]float64{0.5: 10, 0.95: 19, 1: 20} {
		if got := percentile(values, p); math.Abs(got-want) > 0 {
			t.Errorf("percentile %v is %v, want %v", p, got, want)
		}
	}
}
