package diag

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"
)

// Text is something that Ankerplatz says: words in English, and what is put
// into them, so that it can be said in other languages. The zero Text is empty.
//
// A Text is an error as well, for those of functions that know nothing of a
// place; its message is in English.
type Text struct {
	format string
	args   []any
	meant  *correction
}

// correction is a word, and the one word that can have been meant by it.
type correction struct{ word, meant string }

// Say returns the text of a format as in [fmt.Sprintf]. The format is a
// constant: it is looked up in the files of the folder messages, and a test
// fails for one that they lack. Arguments that can say themselves In a language,
// as texts can, are said in the same one.
func Say(format string, args ...any) Text { return Text{format: format, args: args} }

// Count returns the text for one thing or for another number of things, which
// is the first argument of both formats.
func Count(n int, one, other string) Text {
	if n == 1 {
		return Text{format: one, args: []any{n}}
	}
	return Text{format: other, args: []any{n}}
}

// Or lists alternatives: "a, b or c".
func Or(values []string) Text {
	if len(values) < 2 {
		return Say("%s", strings.Join(values, ""))
	}
	last := len(values) - 1
	return Say("%s or %s", strings.Join(values[:last], ", "), values[last])
}

// Join says one text after another.
func Join(texts []Text, between string) Text {
	var all Text
	for i, text := range texts {
		if i == 0 {
			all = text
		} else {
			all = Say("%s%s%s", all, between, text)
		}
	}
	return all
}

// Empty reports whether there is nothing to say.
func (t Text) Empty() bool { return t.format == "" }

// Or returns the text, or the other if it is empty.
func (t Text) Or(other Text) Text {
	if t.Empty() {
		return other
	}
	return t
}

// correction is that of the text, or of a text that is said in it.
func (t Text) correction() *correction {
	if t.meant != nil {
		return t.meant
	}
	for _, arg := range t.args {
		if text, ok := arg.(Text); ok {
			if c := text.correction(); c != nil {
				return c
			}
		}
	}
	return nil
}

// String says the text in English.
func (t Text) String() string { return t.In(English) }

// Error is String.
func (t Text) Error() string { return t.String() }

// English is the language in which texts are written in the code.
const English = "en"

// translated is what has other words in other languages.
type translated interface{ In(lang string) string }

// In says the text in a language that Speaks, in English otherwise.
func (t Text) In(lang string) string {
	format := t.format
	if theirs := catalogue[lang]; theirs != nil {
		format = cmp.Or(theirs()[format], format)
	}
	args := make([]any, len(t.args))
	for i, arg := range t.args {
		if text, ok := arg.(translated); ok {
			arg = text.In(lang)
		}
		args[i] = arg
	}
	return fmt.Sprintf(format, args...)
}

// Speaks reports whether messages can be said in a language.
func Speaks(lang string) bool { return lang == English || catalogue[lang] != nil }

// Languages are those that Speaks, in alphabetical order.
var Languages = []string{"da", "de", English, "nl"}

//go:embed messages
var messages embed.FS

// catalogue is language → how to get English format → its format in the
// language. English has none.
var catalogue = func() map[string]func() map[string]string {
	all := map[string]func() map[string]string{}
	for _, lang := range Languages {
		if lang != English {
			all[lang] = sync.OnceValue(func() map[string]string { return readMessages(lang) })
		}
	}
	return all
}()

func readMessages(lang string) map[string]string {
	formats := map[string]string{}
	data, err := fs.ReadFile(messages, path.Join("messages", lang+".yaml"))
	if err == nil {
		err = yaml.Unmarshal(data, &formats)
	}
	if err != nil {
		panic(fmt.Sprintf("the messages in %s: %v", lang, err)) // they are embedded, and tests read them
	}
	return formats
}
