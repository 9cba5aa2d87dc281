package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestFirstQuestion: what somebody's first question loads stays small, the client
// and all else counted, long as the question may be; and a hub's index has no
// more files than documents.
func TestFirstQuestion(t *testing.T) {
	const most = 45_000 // bytes; real texts, with compounds and meanings, take about twice as much
	docs := madeUp(1000, 4000)
	for i := range docs {
		var text []string // of some 250 words
		for n := range 25 {
			d := &docs[(i+7*n)%len(docs)]
			text = append(text, d.Problem, d.Summary)
		}
		docs[i].Sections[0].Text = strings.Join(text, " ")
	}
	h := write(t, docs, nil, 0)[0]
	var questions []question
	for i := range 20 {
		questions = append(questions, question{"de", docs[31*i].Problem + " " + docs[37*i].Problem})
	}
	got, err := askNode(t.Context(), job{Public: h.public, Base: h.base, Limit: limit, Engines: []string{"client"}, Questions: questions, Prefixes: []question{}})
	if err != nil {
		t.Fatal(err)
	}
	for i, answer := range got.Client {
		bytes := 0
		for _, r := range answer.Requests {
			bytes += r.Bytes
		}
		if len(answer.Paths) < limit || bytes > most {
			t.Errorf("%q: %d results, %d bytes", questions[i].Query, len(answer.Paths), bytes)
		}
	}
	if files, err := filepath.Glob(filepath.Join(h.public, "search", "de", "*", "*")); err != nil || len(files) > len(docs) {
		t.Errorf("%d files, %v", len(files), err)
	}
}
