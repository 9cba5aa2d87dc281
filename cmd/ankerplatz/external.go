package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"ankerplatz/cmd/ankerplatz/internal/weblinks"
	"ankerplatz/generator"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
)

// checking says what is wrong with a hub.
type checking func(context.Context, generator.Options) (*generator.Result, error)

// reaches are what --external may be.
var reaches = []string{"web", "all"}

// external also asks other sites for the addresses that the hub links to, with
// all also those of the own network. What is known of them is kept in a file.
func (t *terminal) external(check checking, reach, file string) checking {
	return func(ctx context.Context, opt generator.Options) (*generator.Result, error) {
		result, err := check(ctx, opt)
		if err != nil {
			return nil, err
		}
		if file == "" {
			folder, err := os.UserCacheDir()
			if err != nil {
				return nil, err
			}
			file = filepath.Join(folder, "ankerplatz", "links.json")
		}
		known, err := readKnown(file)
		if err != nil {
			return nil, err
		}
		links := make([]weblinks.Link, len(result.Web))
		for i, link := range result.Web {
			links[i] = weblinks.Link(link)
		}
		t.tell(diag.Say("asking other sites for what the pages link to, with pauses: this may take some minutes"))
		site, _ := config.Load(os.DirFS(opt.Dir)) // what is wrong with it is told already
		list, asked, err := weblinks.Check(ctx, links, weblinks.Options{
			Agent: "ankerplatz/" + version() + " (link check; +" + site.BaseURL.Value + ")", Private: reach == "all", Known: known, Now: time.Now(),
		})
		if saved := writeKnown(file, known); err != nil || saved != nil { // what was found out until now is kept
			return nil, cmp.Or(err, saved)
		}
		t.tell(diag.Say("%d addresses of other sites: asked for %d, the others are known from earlier", asked.Links-asked.Private, asked.Requested))
		if asked.Private > 0 {
			t.tell(diag.Count(asked.Private, "%d address of your own network was not asked for: --external=all does", "%d addresses of your own network were not asked for: --external=all does"))
		}
		result.Diagnostics = append(result.Diagnostics, list.Apply(site.Checks)...)
		result.Diagnostics.Sort()
		return result, nil
	}
}

// readKnown reads what is known of addresses. A file that is damaged knows
// nothing.
func readKnown(file string) (weblinks.Known, error) {
	known := weblinks.Known{}
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return known, nil
	}
	if err != nil {
		return nil, err
	}
	if json.Unmarshal(data, &known) != nil || known == nil {
		known = weblinks.Known{}
	}
	return known, nil
}

func writeKnown(file string, known weblinks.Known) error {
	data, err := json.MarshalIndent(known.Fresh(time.Now()), "", "\t")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return replaceFile(file, data)
}
