package host

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"ankerplatz/generator/output"
	"ankerplatz/search"
)

// searchLimits bound what searching may take.
type searchLimits struct {
	wait time.Duration // for a turn
	time time.Duration // for one search
}

var defaultLimits = searchLimits{wait: time.Second, time: 2 * time.Second}

const (
	longestText  = 200 // of a question, in characters
	longestValue = 100 // of any other parameter, in characters
	mostValues   = 20  // of one parameter
	fewResults   = 10
	mostResults  = 50
)

// search answers /api/search.
func (s *server) search(w *answer, r *http.Request) {
	question, err := parseQuestion(r.URL.RawQuery)
	if err != nil {
		failJSON(w, http.StatusBadRequest, err.Error())
		return
	}
	s.together(r.Context())
	turn := time.NewTimer(s.limits.wait)
	defer turn.Stop()
	select {
	case s.turns <- struct{}{}:
	case <-turn.C:
		busy(w, "too many people are searching just now")
		return
	case <-r.Context().Done():
		return
	}
	now, done := s.shown.lend()
	switch {
	case now.tree == nil:
		<-s.turns
		busy(w, "there is no finished build here yet")
		return
	case now.index == nil:
		<-s.turns
		busy(w, "there is no search index here: a build makes one")
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.limits.time)
	defer cancel()
	type outcome struct {
		answer *search.Answer
		err    error
	}
	found := make(chan outcome, 1)
	go func() {
		// A search that does not heed ctx keeps its turn until it ends.
		defer func() { <-s.turns }()
		defer done()
		defer func() {
			if failure := recover(); failure != nil {
				found <- outcome{nil, fmt.Errorf("%v\n%s", failure, debug.Stack())}
			}
		}()
		answer, err := now.index.Search(ctx, question)
		found <- outcome{answer, err}
	}()
	select {
	case o := <-found:
		switch {
		case o.err == nil:
			sendJSON(w, http.StatusOK, o.answer)
		case errors.Is(o.err, context.DeadlineExceeded):
			busy(w, "the search took too long: ask for fewer words")
		case r.Context().Err() == nil:
			s.opt.Log.Error("a search failed: " + o.err.Error())
			failJSON(w, http.StatusInternalServerError, "the search failed")
		}
	case <-ctx.Done():
		busy(w, "the search took too long: ask for fewer words")
	}
}

// together waits while a build has been put in its place and its index not yet,
// or the other way round.
func (s *server) together(ctx context.Context) {
	for apart := s.shown.now().apart; time.Since(apart) < patience && ctx.Err() == nil; apart = s.shown.now().apart {
		time.Sleep(nap)
		s.look()
	}
}

// parseQuestion reads the parameters q, lang, kind, app, department and limit.
// kind, app and department may have several values, by commas or each with its
// name. Other parameters have no meaning.
func parseQuestion(query string) (Question, error) {
	values, err := url.ParseQuery(query)
	if err != nil {
		return Question{}, errors.New("the parameters can't be read")
	}
	q := Question{Text: strings.TrimSpace(values.Get("q")), Lang: values.Get("lang"), Limit: fewResults}
	switch {
	case !utf8.ValidString(q.Text):
		return q, errors.New("q is not UTF-8")
	case utf8.RuneCountInString(q.Text) > longestText:
		return q, fmt.Errorf("q is longer than %d characters", longestText)
	}
	for _, list := range []struct {
		name string
		to   *[]string
	}{{"kind", &q.Kinds}, {"app", &q.Apps}, {"department", &q.Departments}} {
		for _, value := range values[list.name] {
			*list.to = append(*list.to, strings.FieldsFunc(value, func(r rune) bool { return r == ',' })...)
		}
		if len(*list.to) > mostValues {
			return q, fmt.Errorf("%s has more than %d values", list.name, mostValues)
		}
	}
	for _, value := range slices.Concat([]string{q.Lang}, q.Kinds, q.Apps, q.Departments) {
		if !utf8.ValidString(value) || utf8.RuneCountInString(value) > longestValue {
			return q, errors.New("lang, kind, app and department are short names")
		}
	}
	if limit := values.Get("limit"); limit != "" {
		if q.Limit, err = strconv.Atoi(limit); err != nil || q.Limit < 1 || q.Limit > mostResults {
			return q, fmt.Errorf("limit is a number from 1 to %d", mostResults)
		}
	}
	if q.Text == "" && len(q.Kinds)+len(q.Apps)+len(q.Departments) == 0 {
		return q, errors.New("q is missing: what is searched for?")
	}
	return q, nil
}

// health answers /healthz: 200 as long as there is a build to serve.
func (s *server) health(w *answer) {
	now := s.shown.now()
	state := struct {
		Status string `json:"status"`
		Build  string `json:"build"`
		Index  string `json:"index"`
	}{Status: "ok", Index: "ok"}
	status := http.StatusOK
	if now.index == nil {
		state.Index = "missing"
	}
	if now.tree != nil {
		state.Build = now.tree.id
	}
	if _, err := os.Stat(filepath.Join(s.opt.Dir, output.ListName)); now.tree == nil || err != nil {
		state.Status, status = "no build", http.StatusServiceUnavailable
	}
	sendJSON(w, status, state)
}

// sendJSON answers a program. Nobody on the way may keep the answer.
func sendJSON(w *answer, status int, value any) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		panic(err) // of our own types
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(buf.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(buf.Bytes()) // the browser went away
}

func failJSON(w *answer, status int, message string) {
	sendJSON(w, status, struct {
		Error string `json:"error"`
	}{message})
}

func busy(w *answer, message string) {
	w.Header().Set("Retry-After", "1")
	failJSON(w, http.StatusServiceUnavailable, message)
}
