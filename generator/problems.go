package generator

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/insights"
	"ankerplatz/search"
	"ankerplatz/search/postings"
)

const (
	firstFound   = 5     // results among which a page must be for its own problem
	mostProblems = 1_000 // of a language that are asked, for each is compared with all pages
	mostDoubtful = 100   // of these that are looked at with their texts
	mostRivals   = 20    // pages before one that are looked at with it
	mostOthers   = 1_000 // documents beside these, by which words are rare or not
	mostProposed = 8     // words
)

// besideProblem are the fields that have words of a page but for its problem's.
var besideProblem = []string{"title", "keywords", "headings", "tags", "summary", "body", "textTwins", "textForms"}

// problems tells of pages that are not among the first that people find by the
// problem which they solve, and proposes keywords. Of each language those are
// asked that were changed last. asked has the pages that another site was asked
// for, and gets those of this one.
//
// To make an index of all texts would take longer than all else that check does.
// So pages are compared by what is above their texts first, and those that seem
// not to be found with the texts of those before them.
func (s *Site) problems(ctx context.Context, asked map[string]bool) (list diag.List, err error) {
	if !s.tells(diag.NotFoundByProblem) {
		return nil, nil
	}
	for _, lang := range s.hub.Languages {
		docs := documentsOf(s.Documents(), lang.Code)
		all := s.problemsOf(lang, docs, asked)
		if len(all) == 0 {
			continue
		}
		opt := postings.Options{Options: s.indexes.options, Lang: lang.Code}
		if err := before(ctx, opt, outlines(docs), all); err != nil {
			return nil, err
		}
		all, docs = doubtful(all, docs)
		if len(all) == 0 {
			continue
		}
		if err := before(ctx, opt, docs, all); err != nil {
			return nil, err
		}
		all = slices.DeleteFunc(all, func(p *problem) bool { return len(p.before) < firstFound })
		if len(all) == 0 {
			continue
		}
		if err := propose(ctx, opt, docs, all); err != nil {
			return nil, err
		}
		for _, p := range all {
			s.tellProblem(&list, p, docs)
		}
	}
	return list.Apply(s.config.Checks), nil
}

// problem is a page with the problem that it solves.
type problem struct {
	page   *hub.Page
	at     diag.Span
	doc    int   // its number
	before []int // documents that come before it, at most mostRivals
	asker  *postings.Asker

	lacks []string // words of the problem that nothing else of the page has
	helps bool     // to write them as keywords
}

// problemsOf are those of a language that are asked.
func (s *Site) problemsOf(lang *hub.Language, docs []search.Document, asked map[string]bool) []*problem {
	numbers := make(map[string]int, len(docs))
	for i, d := range docs {
		numbers[d.Ref] = i
	}
	var all []*problem
	for _, p := range s.hub.Found(lang) {
		question := p.Own.Texts(lang).Question
		doc, found := numbers[refOf(p)]
		if found && question.Value != "" && !asked[p.Path] {
			all = append(all, &problem{page: p, at: question.Span, doc: doc})
		}
	}
	slices.SortStableFunc(all, func(a, b *problem) int { return b.page.Updated.Compare(a.page.Updated) })
	all = all[:min(len(all), mostProblems)]
	for _, p := range all {
		asked[p.page.Path] = true
	}
	return all
}

// before asks an index of the documents for what comes before each page.
func before(ctx context.Context, opt postings.Options, docs []search.Document, all []*problem) error {
	index, err := postings.New(ctx, opt, docs)
	if err != nil {
		return err
	}
	asker := index.Asker()
	return inParallel(ctx, len(all), func(i int) (err error) {
		p := all[i]
		p.asker = asker
		p.before, err = asker.Before(p.doc, docs[p.doc].Problem, mostRivals)
		return err
	})
}

// outlines are documents without their texts.
func outlines(docs []search.Document) []search.Document {
	outlines := slices.Clone(docs)
	for i := range outlines {
		sections := slices.Clone(outlines[i].Sections)
		for j := range sections {
			sections[j].Text = ""
		}
		outlines[i].Sections = sections
	}
	return outlines
}

// doubtful are the pages that are not among the first, and the documents that it
// takes to look at them again, by new numbers.
func doubtful(all []*problem, docs []search.Document) ([]*problem, []search.Document) {
	all = slices.DeleteFunc(all, func(p *problem) bool { return len(p.before) < firstFound })
	all = all[:min(len(all), mostDoubtful)]
	wanted := make([]bool, len(docs))
	for i := 0; i < len(docs); i += len(docs)/mostOthers + 1 {
		wanted[i] = true
	}
	for _, p := range all {
		for _, doc := range append(p.before, p.doc) {
			wanted[doc] = true
		}
	}
	numbers := make([]int, len(docs))
	var some []search.Document
	for i := range docs {
		if numbers[i] = len(some); wanted[i] {
			some = append(some, docs[i])
		}
	}
	for _, p := range all {
		p.doc = numbers[p.doc]
	}
	return all, some
}

// propose finds keywords for pages, and tries whether they are found with them.
func propose(ctx context.Context, opt postings.Options, docs []search.Document, all []*problem) error {
	tried, better := make([]*problem, len(all)), slices.Clone(docs)
	for i, p := range all {
		d := &better[p.doc]
		lacks := p.asker.Lacking(p.doc, d.Problem, besideProblem)
		p.lacks = asTyped(d.Problem, lacks[:min(len(lacks), mostProposed)])
		d.Keywords = slices.Concat(d.Keywords, p.lacks)
		tried[i] = &problem{doc: p.doc}
	}
	err := before(ctx, opt, better, tried)
	for i, p := range tried {
		all[i].helps = len(p.before) < firstFound
	}
	return err
}

// tellProblem tells that a page is not found by its problem.
func (s *Site) tellProblem(list *diag.List, p *problem, docs []search.Document) {
	first := docs[p.before[0]]
	message := diag.Say("who searches for this finds %d other pages or more before this one, first %q (%s)", firstFound, first.Title, first.Ref)
	var hints []diag.Text
	switch {
	case p.helps && len(p.lacks) > 0:
		hints = append(hints, diag.Say("neither title, keywords nor text have %s: add to keywords: [%s]", listed(p.lacks), strings.Join(p.lacks, ", ")))
	case len(p.lacks) > 0:
		hints = append(hints, diag.Say("neither title, keywords nor text have %s, which others have in their titles: say in title: what this page solves", listed(p.lacks)))
	default:
		hints = append(hints, diag.Say("say in title: or problem: what this page alone solves, or make one page of both"))
	}
	if words := s.missedBy(p); len(words) > 0 {
		hints = append(hints, diag.Say("colleagues searched in vain with %s: if this page helps them, these are keywords, too", listed(words)))
	}
	list.Add(p.at, diag.NotFoundByProblem, message, diag.Join(hints, "; "))
}

// missedBy are the words of questions that found nothing but are near to a page
// which does not have them.
func (s *Site) missedBy(p *problem) []string {
	if s.hub.Insights == nil {
		return nil
	}
	address := "/" + strings.TrimPrefix(p.page.URL, s.hub.Base)
	var words []string
	for _, missed := range s.hub.Insights.Missed {
		isNear := slices.ContainsFunc(missed.Near, func(near insights.Near) bool { return near.Page == address })
		if missed.Lang != p.page.Lang || !isNear {
			continue
		}
		for _, word := range p.asker.Lacking(p.doc, missed.Words, nil) {
			if !slices.Contains(words, word) && len(words) < mostProposed {
				words = append(words, word)
			}
		}
	}
	return words
}

// asTyped are words as a text has them: questions are read in lower case.
func asTyped(text string, words []string) []string {
	for i, word := range words {
		if at := strings.Index(strings.ToLower(text), word); at >= 0 && len(strings.ToLower(text)) == len(text) {
			words[i] = text[at : at+len(word)]
		}
	}
	return words
}

// listed are words in quotes.
func listed(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = fmt.Sprintf("%q", word)
	}
	return strings.Join(quoted, ", ")
}
