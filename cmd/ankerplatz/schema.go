package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"ankerplatz/generator"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/schema"
	"ankerplatz/generator/source"
)

func newSchema(t *terminal) *cobra.Command {
	var flags siteFlags
	var out, lang string
	cmd := &cobra.Command{
		Use:   "schema",
		Short: t.in(diag.Say("Tell editors what may be written where")),
		Long: t.in(diag.Say(`Schema writes a JSON Schema for site.yaml and for the front matter of each kind
of page, with the ids that the hub has and a sentence about every field: editors
complete and check with them. Run it again when site.yaml or the people change.

VS Code hears of them by .vscode/settings.json, which is written if it is not
there; else what belongs into it is printed.`)),
		Args: exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkLang(lang); err != nil {
				return err
			}
			if err := flags.check(); err != nil {
				return err
			}
			site, err := generator.Load(cmd.Context(), generator.Options{Dir: flags.dir, NoIndex: true})
			if err != nil {
				return err
			}
			defer site.Close()
			if err := missingSite(site.Diagnostics()); err != nil {
				return err
			}
			return t.writeSchemas(site.Hub(), flags.dir, flags.folder(out, "schema"))
		},
	}
	flags.add(t, cmd)
	cmd.Flags().StringVar(&out, "out", "", t.in(diag.Say("`folder` to write to (default: schema, in the hub)")))
	cmd.Flags().StringVar(&lang, "lang", "", t.in(diag.Say("`language` of the descriptions: da, de, en, nl (default: the hub's, else the computer's)")))
	return cmd
}

// writeSchemas writes what changed of the schemas, and says where they are.
func (t *terminal) writeSchemas(h *hub.Hub, dir, out string) error {
	lang := t.tongue.General()
	files := map[string][]byte{"site.json": schema.OfSite(h, lang)}
	for _, kind := range source.Kinds {
		files[kind.Name+".json"] = schema.OfKind(h, kind, lang)
		if kind.BlankFolder() != nil {
			files[kind.Name+"-folder.json"] = schema.OfFolder(h, kind, lang)
		}
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for name, data := range files {
		name = filepath.Join(out, name)
		if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, data) {
			continue
		}
		if err := replaceFile(name, data); err != nil {
			return err
		}
	}
	t.tell(diag.Say("the schemas are in %s", out))
	return t.settingsOfVSCode(dir, out)
}

// settingsOfVSCode writes the settings that lead VS Code to the schemas, or
// prints them where there are settings already that lack them.
func (t *terminal) settingsOfVSCode(dir, out string) error {
	at, err := schemaPath(dir, out)
	if err != nil {
		return err
	}
	settings := map[string]any{"yaml.schemas": schemaFiles(at)}
	data, err := json.MarshalIndent(settings, "", "  ")
	if err != nil {
		return err
	}
	data = append(data, '\n')
	name := filepath.Join(dir, ".vscode", "settings.json")
	old, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := replaceFile(name, data); err != nil {
			return err
		}
		t.tell(diag.Say("VS Code finds them by %s", name))
		return nil
	case err != nil:
		return err
	case bytes.Contains(old, []byte(at+"/site.json")):
		return nil
	}
	t.tell(diag.Say("there is a file %s already: VS Code finds the schemas with these lines in it", name))
	_, err = t.out.Write(data)
	return err
}

// schemaPath is the folder of the schemas as seen from the hub's, with slashes.
func schemaPath(dir, out string) (string, error) {
	from, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	to, err := filepath.Abs(out)
	if err != nil {
		return "", err
	}
	if rel, err := filepath.Rel(from, to); err == nil && filepath.IsLocal(rel) {
		return "./" + filepath.ToSlash(rel), nil
	}
	return filepath.ToSlash(to), nil
}

// schemaFiles says which schema is for which files.
func schemaFiles(at string) map[string][]string {
	files := map[string][]string{at + "/site.json": {"site.yaml"}}
	for _, kind := range source.Kinds {
		if kind.Folder == "" {
			continue // its pages lie in folders of any name
		}
		for _, folder := range append([]string{kind.Folder}, kind.Folders()...) {
			pattern := path.Join(source.Root, "**", folder, "**", "!(_index|README).md")
			files[at+"/"+kind.Name+".json"] = append(files[at+"/"+kind.Name+".json"], pattern)
		}
	}
	return files
}
