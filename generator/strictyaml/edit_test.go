package strictyaml

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"ankerplatz/generator/diag"
)

// editCases is testdata/edit.json, to which the browser's script is held too.
type editCases struct {
	Set, Refused []struct {
		Name, Text, Want string
		Path             []string
		Value            yaml.Node
	}
}

func TestSet(t *testing.T) {
	data, err := os.ReadFile("testdata/edit.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases editCases
	if err := yaml.Unmarshal(data, &cases); err != nil { // JSON is YAML, and this keeps the order
		t.Fatal(err)
	}
	for _, c := range cases.Set {
		t.Run(c.Name, func(t *testing.T) {
			got, err := Set([]byte(c.Text), c.Path, written(t, &c.Value))
			if diff := cmp.Diff(c.Want, string(got)); err != nil || diff != "" {
				t.Error(err, diff)
			}
		})
	}
	// Changes that would change something else as well.
	for _, c := range cases.Refused {
		t.Run("not "+c.Name, func(t *testing.T) {
			if got, err := Set([]byte(c.Text), c.Path, "x"); err == nil {
				t.Errorf("it became %q", got)
			}
		})
	}
}

// written is a case's value as Set takes it.
func written(t *testing.T, n *yaml.Node) (value any) {
	t.Helper()
	if n.Kind == yaml.SequenceNode {
		items := []any{}
		for _, item := range n.Content {
			items = append(items, written(t, item))
		}
		return items
	}
	if n.Kind == yaml.MappingNode {
		entries := []Entry{}
		for pair := range slices.Chunk(n.Content, 2) {
			entries = append(entries, Entry{pair[0].Value, written(t, pair[1])})
		}
		return entries
	}
	if day, err := time.Parse(time.DateOnly, n.Value); err == nil {
		return day
	}
	if err := n.Decode(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

// FuzzSet writes any text anywhere: it is read as it was written, and Set
// itself sees to it that nothing else changes.
func FuzzSet(f *testing.F) {
	for _, value := range []string{"", "a: b", "- x", "=1+1", "'", `"\`, "no", "1e3", "a\nb", "\u0085\u2028", "#x", "a #b", "é {,}", "<script>"} {
		f.Add("name: x # y\ncontact: {a: b}\nlist:\n  - c\n", "name", value)
		f.Add("contact:\n  email: x\n", "contact.phone", value)
	}
	f.Fuzz(func(t *testing.T, text, path, value string) {
		value = strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(value, "\x00", ""), ""))
		got, err := Set([]byte(text), strings.Split(path, "."), value)
		if err != nil {
			return
		}
		if _, err := Set(got, strings.Split(path, "."), "again"); err != nil && !strings.Contains(path, "-") {
			t.Errorf("%q: what was written can't be changed: %v", got, err)
		}
	})
}

func TestQuoteText(t *testing.T) {
	for _, text := range []string{"", " ", "a: b", "- x", "=1+1", "'", `"\`, "no", "1e3", "030", "a\nb\tc", "a\u200fb\u2028", "#x", "a #b", "{,}", "<script>", "a://b", "a:b", "ünï (x)"} {
		for _, form := range []string{"a: %\n", "a: [%, b]\n", "a: {b: %}\n"} {
			written := strings.Replace(form, "%", quoteText(text), 1)
			n, list := Parse(diag.NewFile("", []byte(written)), 0, len(written), Limits{})
			value := n.Field("a")
			if value.Kind() == List {
				value = value.Items()[0]
			} else if value.Kind() == Map {
				value = value.Field("b")
			}
			if len(list) > 0 || value.Kind() != Scalar || value.Value() != text {
				t.Errorf("%q is read as %q %v", written, value.Value(), list)
			}
		}
	}
}
