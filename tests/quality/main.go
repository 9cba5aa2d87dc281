// Command quality measures how good a hub's search is, and what it takes. It
// builds the hub, asks judged queries through the published client and through
// the index for servers, beside them through plain lunr and through bleve as
// it comes, and prints for each MRR@10 (the mean of 1/rank of the first
// relevant page among ten results), success@3 (the share of queries with a
// relevant page among the first three results) and the share without results.
//
//	go run ./tests/quality [--site DIR] [--queries FILE] [--engines client,bleve,…] [--fails] [--bytes] [--json | --markdown]
//
// It needs Node, 20 or newer.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"ankerplatz/generator"
	"ankerplatz/search"
)

// engines can be asked, in the order that they are printed in.
var engines = []string{"client", "bleve", "lunr", "stock", "stock-fuzzy"}

// options are the flags.
type options struct {
	site, queries string
	public, index string // a finished build; "" makes one
	engines       []string
	fails         bool
	bytes         bool
	json          bool
	markdown      bool
}

func main() {
	var opt options
	var names string
	flag.StringVar(&opt.site, "site", ".", "`folder` of the hub")
	flag.StringVar(&opt.queries, "queries", filepath.FromSlash("tests/quality/queries.tsv"), "`file` of judged queries: language, words, kind, relevant pages, with tabs between")
	flag.StringVar(&names, "engines", strings.Join(engines, ","), "what to ask")
	flag.StringVar(&opt.public, "public", "", "`folder` of the hub's finished output, with --index")
	flag.StringVar(&opt.index, "index", "", "`folder` of the hub's finished index for servers, with --public")
	flag.BoolVar(&opt.fails, "fails", false, "list the queries whose first result is not relevant")
	flag.BoolVar(&opt.bytes, "bytes", false, "print what the client loads, and how long it takes")
	flag.BoolVar(&opt.json, "json", false, "print everything as JSON")
	flag.BoolVar(&opt.markdown, "markdown", false, "print tables for a document")
	flag.Parse()
	opt.engines = strings.Split(names, ",")

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	report, err := run(ctx, opt)
	if err == nil {
		err = report.print(os.Stdout, opt)
	}
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "quality:", err)
		os.Exit(1)
	}
}

// report is what the engines found.
type report struct {
	Engines  []engine       `json:"engines"`
	Queries  []judged       `json:"-"`
	Client   []clientAnswer `json:"client,omitempty"`   // for each query
	Prefixes []clientAnswer `json:"prefixes,omitempty"` // for the first three letters of each
}

// engine is how well one of them answers.
type engine struct {
	Name    string   `json:"name"`
	Scores  []score  `json:"scores"`
	Answers []answer `json:"answers"` // for each query
}

type answer struct {
	judged
	Rank    int      `json:"rank"` // of the first relevant page; 0: none is found
	Results []string `json:"results"`
}

// run builds the hub where it must and asks.
func run(ctx context.Context, opt options) (*report, error) {
	for _, name := range opt.engines {
		if !slices.Contains(engines, name) {
			return nil, fmt.Errorf("--engines: %q is none of %s", name, strings.Join(engines, ", "))
		}
	}
	if (opt.public == "") != (opt.index == "") {
		return nil, errors.New("--public and --index belong together")
	}
	queries, err := openQueries(opt.queries)
	if err != nil {
		return nil, err
	}
	build := opt.public == ""
	if build {
		dir, err := os.MkdirTemp("", "quality-")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
		opt.public, opt.index = filepath.Join(dir, "public"), filepath.Join(dir, "index.bleve")
	}
	h, err := openHub(ctx, opt, build)
	if err != nil {
		return nil, err
	}
	for _, q := range queries {
		for _, page := range q.Relevant {
			if !h.has(q.Lang, page) {
				return nil, fmt.Errorf("%s: query %q: %s has no page %s.md", opt.queries, q.Query, opt.site, page)
			}
		}
	}
	return h.ask(ctx, opt, queries)
}

func openQueries(name string) ([]judged, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	queries, err := readQueries(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return queries, nil
}

// hub is a hub with its output and index.
type hub struct {
	base      string // its path on its host
	public    string
	index     string
	documents []search.Document
}

// openHub loads the site and, if asked to, builds it into the folders that the
// options name.
func openHub(ctx context.Context, opt options, build bool) (*hub, error) {
	load := generator.Options{Dir: opt.site, Cache: generator.NewCache()}
	site, err := generator.Load(ctx, load)
	if err != nil {
		return nil, err
	}
	defer site.Close()
	h := &hub{base: site.Config().BasePath(), documents: site.Documents()}
	h.index = opt.index
	if h.public, err = filepath.Abs(opt.public); err != nil || !build {
		return h, err
	}
	result, err := generator.Build(ctx, generator.BuildOptions{Options: load, Out: h.public, Index: h.index})
	if err != nil {
		return nil, err
	}
	if !result.Written {
		return nil, fmt.Errorf("%s has mistakes and can't be built: see ankerplatz check", opt.site)
	}
	return h, nil
}

func (h *hub) has(lang, page string) bool {
	return slices.ContainsFunc(h.documents, func(d search.Document) bool { return d.Lang == lang && d.Ref == page })
}

// ask asks the engines.
func (h *hub) ask(ctx context.Context, opt options, queries []judged) (*report, error) {
	r := &report{Queries: queries}
	node, err := h.askNode(ctx, opt, queries)
	if err != nil {
		return nil, err
	}
	r.Client, r.Prefixes = node.Client, node.Prefixes
	var own stock
	defer func() { own.close() }()
	for _, name := range engines {
		if !slices.Contains(opt.engines, name) {
			continue
		}
		found := make([][]string, len(queries))
		switch name {
		case "client":
			for i, a := range node.Client {
				found[i] = a.Paths
			}
		case "lunr":
			for i, a := range node.Lunr {
				found[i] = a.Paths
			}
		case "bleve":
			found, err = askBleve(ctx, h.index, queries)
		default:
			if own == nil {
				own, err = newStock(h.documents)
			}
			if err == nil {
				found, err = own.ask(ctx, queries, name == "stock-fuzzy")
			}
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		e := engine{Name: name, Scores: scores(queries, found)}
		for i, q := range queries {
			e.Answers = append(e.Answers, answer{q, q.rank(found[i]), found[i]})
		}
		r.Engines = append(r.Engines, e)
	}
	return r, nil
}

// askNode asks what runs in browsers.
func (h *hub) askNode(ctx context.Context, opt options, queries []judged) (*asked, error) {
	j := job{Public: h.public, Base: h.base, Limit: limit, Prefixes: []question{}}
	for _, name := range opt.engines {
		if name == "client" || name == "lunr" {
			j.Engines = append(j.Engines, name)
		}
	}
	if len(j.Engines) == 0 {
		return new(asked), nil
	}
	for _, q := range queries {
		j.Questions = append(j.Questions, q.question)
		if opt.bytes {
			j.Prefixes = append(j.Prefixes, question{q.Lang, firstLetters(q.Query)})
		}
	}
	if slices.Contains(j.Engines, "lunr") {
		dir, err := os.MkdirTemp("", "quality-")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
		if j.Indexes, err = writeLunr(ctx, dir, h.documents); err != nil {
			return nil, err
		}
	}
	return askNode(ctx, j)
}

// firstLetters are the first three of a query's first word.
func firstLetters(query string) string {
	word := []rune(strings.Fields(query)[0])
	return string(word[:min(3, len(word))])
}

func (r *report) print(w io.Writer, opt options) error {
	switch {
	case opt.json:
		enc := json.NewEncoder(w)
		enc.SetIndent("", " ")
		return enc.Encode(r)
	case opt.markdown:
		r.markdown(w)
	default:
		r.table(w)
		if opt.fails {
			r.fails(w)
		}
	}
	if opt.bytes && len(r.Client) > 0 {
		r.wire(w)
		r.parts(w)
	}
	return nil
}
