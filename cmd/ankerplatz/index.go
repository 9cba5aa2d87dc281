package main

import (
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"ankerplatz/search/lunr"

	"ankerplatz/generator/diag"
)

func newIndex(t *terminal) *cobra.Command {
	var config, documents string
	var site siteIndexFlags
	cmd := &cobra.Command{
		Use:   "index [FOLDER | FILE]",
		Short: t.in(diag.Say("Give any site a search, or build a lunr index of any documents")),
		Long: `Index gives a site that another program made (Hugo, MkDocs, any) the search of
Ankerplatz: it reads the pages of HTML in FOLDER and writes FOLDER/search/. Any
page of the site then searches it with

  <script type="module" src="/search/component.js"></script>
  <ankerplatz-search></ankerplatz-search>

Of a FILE, it prints the search index that lunr.js 2.3.9 would make of some
documents, as JSON for lunr.Index.load. It reads JSON like

  {"config": {"ref": "id", "fields": [{"name": "title", "boost": 3}, {"name": "body"}],
              "languages": ["de"], "b": 0.75, "k1": 1.2, "metadataWhitelist": ["position"]},
   "documents": [{"doc": {"id": "1", "title": "…", "body": "…"}, "boost": 2}]}

from one file or from two; - is the standard input.`,
		Example: `  hugo && ankerplatz index public
  mkdocs build && ankerplatz index site --base /docs/ --lang de
  ankerplatz index pages.json > index.json
  ankerplatz index --config config.json --documents - < documents.json`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 && config == "" && documents == "" && isFolder(args[0]) {
				return t.indexSite(cmd, args[0], &site)
			}
			for _, name := range siteIndexNames {
				if cmd.Flags().Changed(name) {
					return usageError(diag.Say("--%s needs the FOLDER of a site: %s", name, cmd.UseLine()))
				}
			}
			switch {
			case len(args) == 1 && config == "" && documents == "":
				config, documents = args[0], args[0]
			case len(args) > 0 || config == "" || documents == "":
				return usageError(diag.Say("%s needs one FOLDER, one FILE, or --config and --documents: %s", cmd.CommandPath(), cmd.UseLine()))
			case config == "-" && documents == "-":
				return usageError(diag.Say("config and documents can't both come from the standard input: put them in one object and say %s -", cmd.CommandPath()))
			}
			index, err := buildIndex(cmd, config, documents)
			if _, ok := errors.AsType[*lunr.InputError](err); ok {
				return &exit{code: exitContent, err: err}
			}
			if err != nil {
				return err
			}
			_, err = index.WriteTo(t.out)
			return err
		},
	}
	site.add(cmd)
	cmd.Flags().StringVar(&config, "config", "", "`file` that says what the index is like")
	cmd.Flags().StringVar(&documents, "documents", "", "`file` with the documents")
	return cmd
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

func buildIndex(cmd *cobra.Command, config, documents string) (*lunr.Index, error) {
	in, err := readInput(cmd, config)
	if err != nil {
		return nil, err
	}
	cfg, ref, err := in.Config()
	if err != nil {
		return nil, err
	}
	if documents != config {
		if in, err = readInput(cmd, documents); err != nil {
			return nil, err
		}
	}
	docs, err := in.Documents(cfg, ref)
	if err != nil {
		return nil, err
	}
	return lunr.Build(cmd.Context(), cfg, docs)
}

func readInput(cmd *cobra.Command, name string) (*lunr.Input, error) {
	var data []byte
	var err error
	if name == "-" {
		name = "standard input"
		data, err = io.ReadAll(cmd.InOrStdin())
	} else {
		data, err = os.ReadFile(name)
	}
	if errors.Is(err, os.ErrNotExist) {
		return nil, usageError(diag.Say("there is no file or folder %s", name))
	}
	if err != nil {
		return nil, err
	}
	return lunr.ParseInput(name, data)
}
