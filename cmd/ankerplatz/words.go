package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ankerplatz/generator"
	"ankerplatz/search"
	"ankerplatz/search/analysis"
	"ankerplatz/search/ranking"

	"ankerplatz/generator/diag"
)

// wordLanguages are those that the search has stems for.
var wordLanguages = analysis.ChainLanguages()

func newWords(t *terminal) *cobra.Command {
	var lang, site string
	cmd := &cobra.Command{
		Use:   "words --lang LANGUAGE",
		Short: t.in(diag.Say("Tell what the search makes of words")),
		Long: `Words reads words from stdin, one on each line, and writes for each a line with
three fields between tabs: the word, its stem, and the words that it is split
into if it is a compound. Whatever has the same stem is found, and so is a
compound by its parts. Empty lines stay empty.

With --site the words of the hub count as evidence too, as they do in its index.`,
		Example: "  echo Rechnungsnummern | ankerplatz words --lang de",
		Args:    exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
			switch {
			case lang == "":
				return usageError(diag.Say("%s needs a language: --lang %s", cmd.CommandPath(), strings.Join(wordLanguages, ", --lang ")))
			case !slices.Contains(wordLanguages, primary):
				return usageError(diag.Say("--lang: nothing is known of the language %q%s", lang, near(lang, wordLanguages, "")))
			}
			splitter := analysis.NewSplitter(lang, nil)
			if cmd.Flags().Changed("site") {
				var err error
				if splitter, err = splitterOf(cmd.Context(), siteFlags{dir: site}, lang); err != nil {
					return err
				}
			}
			return t.words(cmd.InOrStdin(), analysis.NewChain(lang), splitter)
		},
	}
	cmd.Flags().StringVar(&lang, "lang", "", "`language` of the words: "+strings.Join(wordLanguages, ", "))
	cmd.Flags().StringVar(&site, "site", "", "`folder` of a hub whose words count as evidence")
	_ = cmd.MarkFlagDirname("site") // the flag is there
	return cmd
}

// splitterOf returns the splitter that the index of a hub has for a language.
// What is wrong with the hub is the build's to report.
func splitterOf(ctx context.Context, flags siteFlags, lang string) (*analysis.Splitter, error) {
	config, err := flags.config()
	if err != nil {
		return nil, err
	}
	if names := config.LangCodes(); !slices.Contains(names, lang) {
		return nil, usageError(diag.Say("--lang: the hub has no language %q%s", lang, near(lang, names, "")))
	}
	if !*config.Search.Compounds {
		return nil, nil
	}
	hub, err := generator.Load(ctx, generator.Options{Dir: flags.dir})
	if err != nil {
		return nil, err
	}
	defer hub.Close()
	docs := slices.DeleteFunc(slices.Clone(hub.Documents()), func(d search.Document) bool { return d.Lang != lang })
	return analysis.NewSplitter(lang, ranking.CountWords(docs)), nil
}

// words answers line by line. It writes what it has before it waits for more.
func (t *terminal) words(in io.Reader, chain *analysis.Chain, splitter *analysis.Splitter) error {
	r, w := bufio.NewReader(in), bufio.NewWriter(t.out)
	for {
		line, err := r.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		ends := err != nil
		if ends && line == "" {
			return w.Flush()
		}
		word := strings.Join(strings.Fields(line), " ")
		if word != "" {
			lower := analysis.AppendLower(nil, analysis.Composed(word))
			var parts []string
			if splitter != nil {
				for _, part := range splitter.Split(string(lower)) {
					parts = append(parts, part.Base)
				}
			}
			word = fmt.Sprintf("%s\t%s\t%s", word, chain.Stem(lower), strings.Join(parts, " "))
		}
		if _, err := w.WriteString(word + "\n"); err != nil {
			return err
		}
		if ends || r.Buffered() == 0 {
			if err := w.Flush(); err != nil {
				return err
			}
		}
	}
}
