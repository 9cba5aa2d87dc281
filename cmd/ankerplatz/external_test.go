package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ankerplatz/cmd/ankerplatz/internal/weblinks"
	"ankerplatz/generator"
)

// TestExternalMends: what was found out earlier is told without asking again, and
// an address that has moved is mended where it stands.
func TestExternalMends(t *testing.T) {
	dir := t.TempDir()
	page := filepath.Join(dir, "content", "en", "_index.md")
	for name, text := range map[string]string{
		filepath.Join(dir, "site.yaml"): "title: Test\nbase_url: https://hub.example.org/\nlanguages: {default: en, list: [en]}\nfooter:\n  links: [{title: Gone, url: \"https://gone.example.org/\"}]\n",
		page:                            "---\ntitle: Start\n---\n[old](https://old.example.org/handbook#start)\n",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	known := filepath.Join(dir, "cache", "known.json")
	at := time.Now().Add(-time.Hour)
	err := writeKnown(known, weblinks.Known{
		"https://old.example.org/handbook": {At: at, Verdict: weblinks.Moved, Detail: "https://new.example.org/handbook"},
		"https://new.example.org/handbook": {At: at, Verdict: weblinks.Fine},
		"https://gone.example.org/":        {At: at, Verdict: weblinks.Gone, Detail: "404"},
		"https://long.example.org/":        {At: at.AddDate(-1, 0, 0), Verdict: weblinks.Gone},
	})
	if err != nil {
		t.Fatal(err)
	}
	var out, said bytes.Buffer
	term := newTerminal(&out, &said)
	flags := &contentFlags{siteFlags: siteFlags{dir: dir}}
	check := term.external(generator.Check, "web", known)
	result, err := check(context.Background(), flags.options())
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, d := range result.Diagnostics {
		codes = append(codes, string(d.Code)+" "+d.Text())
	}
	if got := strings.Join(codes, ", "); got != "moved-link https://old.example.org/handbook#start, dead-link https://gone.example.org/" {
		t.Error(got)
	}
	if result, err = term.fix(context.Background(), flags, check, true, strings.NewReader("")); err != nil || len(result.Diagnostics) != 1 {
		t.Fatal(err, result)
	}
	if data, err := os.ReadFile(page); err != nil || !strings.Contains(string(data), "[old](https://new.example.org/handbook#start)") {
		t.Errorf("%v: %s", err, data)
	}
	if data, err := os.ReadFile(known); err != nil || strings.Contains(string(data), "long.example.org") {
		t.Errorf("%v: %s", err, data)
	}
}
