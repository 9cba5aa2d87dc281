package main

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ankerplatz/generator/diag"
)

// onlyShort are the commands of those who run a hub: what they do is said in all
// languages, and how in English.
var onlyShort = []string{"digest", "help", "completion", "host", "import", "index", "insights", "print", "report", "words"}

// TestHelpIsTranslated compares the help of all commands in each language with
// the English one.
func TestHelpIsTranslated(t *testing.T) {
	tree := func(lang string) map[string]*cobra.Command {
		said := newTerminal(io.Discard, io.Discard)
		said.tongue = diag.Tongue{Asked: lang}
		all := map[string]*cobra.Command{}
		var walk func(*cobra.Command)
		walk = func(c *cobra.Command) {
			all[c.CommandPath()] = c
			for _, below := range c.Commands() {
				walk(below)
			}
		}
		walk(newRoot(said))
		return all
	}
	english := tree(diag.English)
	for _, lang := range diag.Languages {
		if lang == diag.English {
			continue
		}
		for path, c := range tree(lang) {
			parts := strings.Split(path, " ")
			same := func(what, a, b string) {
				if a == b && a != "" {
					t.Errorf("%s, %s: the %s is English: %.60s", lang, path, what, a)
				}
			}
			if len(parts) > 2 && slices.Contains(onlyShort, parts[1]) {
				continue
			}
			same("short text", c.Short, english[path].Short)
			if len(parts) > 1 && slices.Contains(onlyShort, parts[1]) {
				continue
			}
			same("long text", c.Long, english[path].Long)
			same("usage", c.UsageTemplate(), english[path].UsageTemplate())
			c.Flags().VisitAll(func(f *pflag.Flag) { same("flag "+f.Name, f.Usage, english[path].Flags().Lookup(f.Name).Usage) })
		}
	}
}
