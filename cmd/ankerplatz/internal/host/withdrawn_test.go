package host

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ankerplatz/generator"
	"ankerplatz/generator/output"
	"ankerplatz/search"
)

// site is a hub that changes while it is served.
type site struct {
	*testing.T
	dir   string
	asked map[string]*reply // what was at all addresses that there ever were
}

func newSite(t *testing.T) *site {
	s := &site{t, t.TempDir(), map[string]*reply{}}
	s.write("site.yaml", "title: Hub\nbase_url: https://hub.example/\nlanguages: {list: [en]}\nprivacy: {consent: required}\noutput: {compress: true}\n"+
		"organisation: {departments: [{id: port, name: Port}]}\naudiences: [{id: key-users}]\n")
	s.write("content/en/tips/anchor.md", "---\ntitle: Anchor\n---\nHow to drop it.\n")
	return s
}

func (s *site) public() string { return filepath.Join(s.dir, "public") }

func (s *site) write(name, text string) {
	s.Helper()
	name = filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		s.Fatal(err)
	}
}

func (s *site) remove(name string) {
	s.Helper()
	if err := os.Remove(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil {
		s.Fatal(err)
	}
}

func (s *site) build(opt generator.Options) {
	s.Helper()
	opt.Dir = s.dir
	result, err := generator.Build(s.Context(), generator.BuildOptions{Options: opt, Index: s.public() + ".index"})
	if err != nil || !result.Written {
		s.Fatalf("the build failed: %v %v", err, result)
	}
}

// note remembers the addresses of the present build.
func (s *site) note(host *server) {
	s.Helper()
	list := readList(s, s.public())
	for name := range list.Files {
		s.asked["/"+name] = get(host, "/"+name)
	}
}

// shard is the address of a part of the search's index that holds documents.
func (s *site) shard() string {
	s.Helper()
	found, err := filepath.Glob(filepath.Join(s.public(), "search", "en", "*", "docs-0.json"))
	if err != nil || len(found) != 1 {
		s.Fatal(found, err)
	}
	name, err := filepath.Rel(s.public(), found[0])
	if err != nil {
		s.Fatal(err)
	}
	return "/" + filepath.ToSlash(name)
}

// finds says how often a word is found.
func (s *site) finds(host *server, word string) int {
	s.Helper()
	var answer search.Answer
	r := get(host, "/api/search?q="+word)
	if err := json.Unmarshal([]byte(r.body), &answer); err != nil || r.StatusCode != http.StatusOK {
		s.Fatalf("%v: %d %s", err, r.StatusCode, r.body)
	}
	return answer.Total
}

// silent makes sure that a word is at none of the addresses that there ever were.
func (s *site) silent(host *server, when, word string) {
	s.Helper()
	for _, name := range slices.Sorted(maps.Keys(s.asked)) {
		for _, headers := range [][]string{
			{"Accept-Encoding: identity"}, {"Accept-Encoding: br"}, {"Accept-Encoding: gzip"}, {"Range: bytes=0-"},
		} {
			if r := get(host, name, headers...); strings.Contains(decode(s.T, r), word) {
				s.Errorf("%s, %s gives %s away (%s)", when, name, word, headers[0])
			}
		}
		was := s.asked[name]
		if r := get(host, name, "If-None-Match: "+was.Header.Get("ETag")); strings.Contains(was.body, word) && r.StatusCode == http.StatusNotModified {
			s.Errorf("%s, who has %s is told that it has not changed", when, name)
		}
	}
	if n := s.finds(host, word); n > 0 {
		s.Errorf("%s, the search finds %s", when, word)
	}
}

// TestWithdrawn: from the moment on that a build is taken over, nothing is
// served any more that it has not got.
func TestWithdrawn(t *testing.T) {
	const profile = "---\nname: Emily Clark\ndepartment: port\njob: secretword\ncontact: {phone: \"+49 30 secretword\"}\navailability: secretword\nconsent: [%s]\n---\n%s\n"
	page := "---\ntitle: Oops\n---\nThe secretword.\n"
	for what, c := range map[string]struct {
		before, after string // of the file; "" is none
		name          string
		drafts        bool // were shown before
	}{
		"a page is deleted":           {page, "", "tips/oops.md", false},
		"a page is a draft":           {page, strings.Replace(page, "---", "---\ndraft: true", 1), "tips/oops.md", false},
		"a page comes to an audience": {page, strings.Replace(page, "---", "---\naudience: [key-users]", 1), "tips/oops.md", false},
		"drafts are left out":         {strings.Replace(page, "---", "---\ndraft: true", 1), strings.Replace(page, "---", "---\ndraft: true", 1), "tips/oops.md", true},
		"a page has expired":          {page, strings.Replace(page, "---", "---\nexpires: 2026-01-01", 1), "tips/oops.md", false},
		"a page is not searched":      {strings.Replace(page, "---", "---\nsummary: secretword", 1), "---\ntitle: Oops\nsearch: false\n---\nNothing.\n", "tips/oops.md", false},
		"a sentence is deleted":       {page, "---\ntitle: Oops\n---\nNothing.\n", "tips/oops.md", false},
		"a title is changed":          {"---\ntitle: Secretword\nsummary: secretword\n---\nx\n", "---\ntitle: Oops\n---\nx\n", "tips/oops.md", false},
		"a profile is deleted":        {fmt.Sprintf(profile, "contact, availability", "secretword"), "", "people/emily-clark.md", false},
		"somebody left": {
			strings.Replace(fmt.Sprintf(profile, "contact, availability", "About."), "job: secretword\n", "", 1),
			strings.Replace(fmt.Sprintf(profile, "contact, availability", "About."), "job: secretword\n", "status: left\n", 1), "people/emily-clark.md", false,
		},
		"consent is narrowed": {
			strings.Replace(fmt.Sprintf(profile, "contact, availability", "About."), "job: secretword\n", "", 1),
			strings.Replace(fmt.Sprintf(profile, "", "About."), "job: secretword\n", "", 1), "people/emily-clark.md", false,
		},
		"a download is deleted": {"secretword", "", "tips/list.txt", false},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.write("content/en/"+c.name, c.before)
			s.build(generator.Options{Drafts: c.drafts})
			host, _ := open(s.public(), openReal)
			defer host.end()
			s.note(host)
			first := s.shard()

			// A build that takes nothing away leaves what open pages ask for.
			s.write("content/en/tips/mooring.md", "---\ntitle: Mooring\n---\nTwo lines.\n")
			s.build(generator.Options{Drafts: c.drafts})
			host.look()
			s.note(host)
			second := s.shard()
			if first == second || get(host, first).StatusCode != http.StatusOK || get(host, second).StatusCode != http.StatusOK {
				t.Fatalf("a page more: %s is %d, %s is %d", first, get(host, first).StatusCode, second, get(host, second).StatusCode)
			}

			if c.after == "" {
				s.remove("content/en/" + c.name)
			} else {
				s.write("content/en/"+c.name, c.after)
			}
			s.build(generator.Options{})
			host.look()
			s.silent(host, "then", "secretword")
			if s.finds(host, "mooring") != 1 {
				t.Error("the rest is not found any more")
			}
			s.note(host)

			// Nor does anything come back with later builds.
			s.write("content/en/tips/mooring.md", "---\ntitle: Mooring\n---\nFour lines.\n")
			s.build(generator.Options{})
			host.look()
			s.silent(host, "a build later", "secretword")
			again, _ := open(s.public(), openReal)
			defer again.end()
			s.silent(again, "after a restart", "secretword")
		})
	}
}

// TestIndexLagsBehind: an index that is older than the site, or damaged, or not
// made any more, gives nothing away.
func TestIndexLagsBehind(t *testing.T) {
	s := newSite(t)
	s.write("content/en/tips/oops.md", "---\ntitle: Oops\n---\nThe secretword and the anchor.\n")
	s.build(generator.Options{})
	host, _ := open(s.public(), openReal)
	defer host.end()
	if s.finds(host, "secretword") != 1 || s.finds(host, "anchor") != 2 {
		t.Fatal("the pages are not found")
	}
	s.remove("content/en/tips/oops.md")
	s.write("content/en/tips/new.md", "---\ntitle: New\n---\nThe anchor.\n")
	index := s.public() + ".index"
	if err := os.Rename(index, index+".old"); err != nil {
		t.Fatal(err)
	}
	s.build(generator.Options{})
	if err := os.Rename(index, index+".new"); err != nil {
		t.Fatal(err)
	}
	host.look()
	if secret, rest := s.finds(host, "secretword"), s.finds(host, "anchor"); secret != 0 || rest != 1 {
		t.Errorf("with an index that is gone %d and %d pages are found", secret, rest)
	}
	if err := os.Rename(index+".old", index); err != nil {
		t.Fatal(err)
	}
	again, _ := open(s.public(), openReal)
	defer again.end()
	if secret, rest := s.finds(again, "secretword"), s.finds(again, "anchor"); secret != 0 || rest != 1 {
		t.Errorf("with the old index %d and %d pages are found", secret, rest)
	}
	if strings.Contains(get(again, "/api/search?q=secretwrod").body, "secretword") {
		t.Error("a suggestion gives the word away")
	}
	s.build(generator.Options{NoIndex: true})
	again.look()
	if n := s.finds(again, "anchor"); n != 0 {
		t.Errorf("a site without a search finds %d pages", n)
	}
}

// TestGrace: what earlier builds had is dropped after some time, and what a
// folder had that is gone as well.
func TestGrace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	const script, shard, picture = "/assets/x-AAAAAAAA.js", "/search/en/abcdefg2/docs-0.json", "/assets/team-AAAAAAAA.jpg"
	published := output.Options{Published: []string{"one"}}
	for _, grace := range []time.Duration{0, time.Minute} {
		writeBuild(t, dir, published, map[string]string{"index.html": "one", script[1:]: "script", shard[1:]: "[]", picture[1:]: "all of us"})
		s, _ := open(dir, noIndex)
		s.opt.Grace = grace
		if get(s, script).StatusCode != http.StatusOK || get(s, shard).StatusCode != http.StatusOK {
			t.Fatal("the build is not there")
		}
		if cache := get(s, shard).Header.Get("Cache-Control"); cache != map[bool]string{true: "private, max-age=60", false: "no-cache"}[grace > 0] {
			t.Errorf("grace %v: browsers keep it: %s", grace, cache)
		}
		writeBuild(t, dir, published, map[string]string{"index.html": "two"})
		s.look()
		want := map[bool]int{true: http.StatusOK, false: http.StatusNotFound}[grace > 0]
		if r, q := get(s, script), get(s, shard); r.StatusCode != want || q.StatusCode != want {
			t.Errorf("grace %v: %d and %d", grace, r.StatusCode, q.StatusCode)
		}
		if r := get(s, picture); r.StatusCode != http.StatusNotFound {
			t.Errorf("grace %v: a picture that is gone: %d", grace, r.StatusCode)
		}
		for _, e := range s.shown.now().tree.before {
			e.until = time.Now()
			s.shown.state.tree.before = []earlier{e}
		}
		s.look()
		if r := get(s, script); r.StatusCode != http.StatusNotFound || len(s.shown.now().tree.before) > 0 {
			t.Errorf("grace %v: %d when it is over", grace, r.StatusCode)
		}

		writeBuild(t, dir, published, map[string]string{"index.html": "three", script[1:]: "script"})
		s.look()
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		s.look()
		if r := get(s, script); r.StatusCode != http.StatusOK {
			t.Errorf("between two builds: %d", r.StatusCode)
		}
		s.watch.gone = time.Now().Add(-goneAfter - time.Second)
		s.look()
		if r := get(s, script); r.StatusCode != http.StatusServiceUnavailable || len(s.watch.known) > 0 {
			t.Errorf("of a hub that was taken away: %d, %d files known", r.StatusCode, len(s.watch.known))
		}
		writeBuild(t, dir, published, map[string]string{"index.html": "four"})
		s.look()
		if r := get(s, "/"); r.body != "four" {
			t.Errorf("when it is back: %d", r.StatusCode)
		}
	}
}
