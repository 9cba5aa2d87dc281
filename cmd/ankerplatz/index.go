package main

import (
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"ankerplatz/search/lunr"
)

func newIndex(t *terminal) *cobra.Command {
	var config, documents string
	cmd := &cobra.Command{
		Use:   "index [FILE]",
		Short: "Build a lunr index of any documents",
		Long: `Index prints the search index that lunr.js 2.3.9 would make of some documents,
as JSON for lunr.Index.load. It needs no hub. It reads JSON like

  {"config": {"ref": "id", "fields": [{"name": "title", "boost": 3}, {"name": "body"}],
              "languages": ["de"], "b": 0.75, "k1": 1.2, "metadataWhitelist": ["position"]},
   "documents": [{"doc": {"id": "1", "title": "…", "body": "…"}, "boost": 2}]}

from one file or from two; - is the standard input.`,
		Example: `  ankerplatz index pages.json > index.json
  ankerplatz index --config config.json --documents - < documents.json`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) == 1 && config == "" && documents == "":
				config, documents = args[0], args[0]
			case len(args) > 0 || config == "" || documents == "":
				return usageError("%s needs one FILE, or --config and --documents: %s", cmd.CommandPath(), cmd.UseLine())
			case config == "-" && documents == "-":
				return usageError("config and documents can't both come from the standard input: put them in one object and say %s -", cmd.CommandPath())
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
	cmd.Flags().StringVar(&config, "config", "", "`file` that says what the index is like")
	cmd.Flags().StringVar(&documents, "documents", "", "`file` with the documents")
	return cmd
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
		return nil, usageError("there is no file %s", name)
	}
	if err != nil {
		return nil, err
	}
	return lunr.ParseInput(name, data)
}
