package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
)

// asker asks whoever types into a command, question by question.
type asker struct {
	*terminal
	ctx context.Context
	in  io.Reader
}

// asker is who can be asked: somebody at a terminal, and with the flag --ask
// also a program that types; nil if nobody is there.
func (t *terminal) asker(cmd *cobra.Command, asked bool) *asker {
	if in := cmd.InOrStdin(); asked || isTerminal(in) {
		return &asker{t, cmd.Context(), in}
	}
	return nil
}

func askFlag(t *terminal, cmd *cobra.Command, ask *bool) {
	cmd.Flags().BoolVar(ask, "ask", false, t.in(diag.Say("ask what is not said, also where the answers do not come from a terminal")))
}

// line asks for a line; where nothing is typed the answer is the standard.
func (a *asker) line(question diag.Text, standard string) (string, error) {
	fmt.Fprint(a.err, question.In(a.tongue.General()))
	if standard != "" {
		fmt.Fprintf(a.err, " [%s]", standard)
	}
	fmt.Fprintln(a.err)
	return a.answer(standard)
}

func (a *asker) answer(standard string) (string, error) {
	fmt.Fprint(a.err, "> ")
	type typed struct {
		line string
		err  error
	}
	answer := make(chan typed, 1)
	go func() { // Ctrl+C does not end the waiting for a line
		line, err := readLine(a.in)
		answer <- typed{line, err}
	}()
	select {
	case <-a.ctx.Done():
		fmt.Fprintln(a.err)
		return "", &exit{exitUsage, diag.Say("nothing was written")}
	case got := <-answer:
		if errors.Is(got.err, io.EOF) {
			fmt.Fprintln(a.err)
			return "", &exit{exitUsage, diag.Say("the answers ended before the questions: nothing was written")}
		}
		if got.line == "" {
			got.line = standard
		}
		return got.line, got.err
	}
}

// option is something to choose.
type option struct {
	id    string
	names []string // what it is called, as it is shown first
	more  string   // shown behind it
}

// choose asks for one of options, or with many for any number of them, by their
// numbers or names. An empty answer is the standard.
func (a *asker) choose(question diag.Text, options []option, standard string, many bool) ([]string, error) {
	fmt.Fprintln(a.err, question.In(a.tongue.General()))
	for i, o := range options {
		fmt.Fprintln(a.err, strings.TrimRight(fmt.Sprintf("%4d  %s  %s", i+1, o.names[0], o.more), " "))
	}
	hint := diag.Say("A number or a name; nothing for none")
	switch {
	case standard != "":
		hint = diag.Say("A number or a name; nothing for %s", standard)
	case many:
		hint = diag.Say("Numbers or names with commas between them; nothing for none")
	}
	fmt.Fprintln(a.err, hint.In(a.tongue.General()))
	for {
		answer, err := a.answer(standard)
		if err != nil || answer == "" {
			return nil, err
		}
		words := []string{answer}
		if many {
			words = strings.FieldsFunc(answer, func(r rune) bool { return r == ',' || r == ';' })
		}
		var ids []string
		for _, word := range words {
			id := named(word, options)
			if id == "" {
				a.tell(diag.Say("%q is not among them: type a number or a name from the list", strings.TrimSpace(word)))
				ids = nil
				break
			}
			ids = append(ids, id)
		}
		if ids != nil {
			return ids, nil
		}
	}
}

// named is the id of the option that somebody means by its number or a name; ""
// if there is none.
func named(word string, options []option) string {
	word = strings.TrimSpace(word)
	if n, err := strconv.Atoi(word); err == nil && n >= 1 && n <= len(options) {
		return options[n-1].id
	}
	var names []string
	for _, o := range options {
		for _, name := range append(slices.Clone(o.names), o.id) {
			if slug.Bare(name) == slug.Bare(word) {
				return o.id
			}
			names = append(names, name)
		}
	}
	if near := diag.Near(word, names); near != "" {
		return named(near, options)
	}
	return ""
}
