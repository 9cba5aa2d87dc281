package words

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// keyNames are what else people call keys, besides what is printed on them in
// the languages that have a literal.
var keyNames = map[string]string{
	"control": "ctrl", "altgr": "alt-gr", "win": "windows", "cmd": "command", "return": "enter", "escape": "esc", "del": "delete",
	"ins": "insert", "pageup": "page-up", "pgup": "page-up", "pagedown": "page-down", "pgdn": "page-down", "printscreen": "print-screen",
	"prtsc": "print-screen", "capslock": "caps-lock", "numlock": "num-lock",
	"arrow-up": "up", "arrow-down": "down", "arrow-left": "left", "arrow-right": "right",
}

// printed are keys by what is printed on them in any language.
var printed = func() map[string]string {
	all := map[string]string{}
	for _, w := range writings {
		for id, label := range w.keys {
			all[spelling(label)] = id
		}
	}
	return all
}()

// spelling is how people write what is printed on a key: in small letters, with
// hyphens for blanks and without dots.
func spelling(label string) string {
	return strings.NewReplacer(" ", "-", ".", "").Replace(strings.ToLower(label))
}

// Key is what is printed on a key of the language's keyboards, whatever
// language the key is named in: "Strg" for "ctrl", "Strg" or "control". It is
// "" if there is no such key, which does not depend on the language.
func (l *Language) Key(name string) string { return l.key(name) }

// IsKey reports whether people call a key so.
func IsKey(name string) bool { return english.key(name) != "" }

func (w *writing) key(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, id := range []string{name, keyNames[name], printed[name]} {
		if label := english.keys[id]; label != "" {
			if own := w.keys[id]; own != "" {
				return own
			}
			return label
		}
	}
	if c, size := utf8.DecodeRuneInString(name); size == len(name) && c > ' ' && c != utf8.RuneError {
		return string(unicode.ToUpper(c))
	}
	if number, ok := strings.CutPrefix(name, "f"); ok && len(number) <= 2 && strings.Trim(number, "0123456789") == "" {
		return strings.ToUpper(name) // F1 to F24
	}
	return ""
}

// Keys are the names of keys in English, and what is printed on them in other
// languages, in alphabetical order.
func Keys() []string {
	names := map[string]bool{}
	for id := range english.keys {
		names[id] = true
	}
	for label := range printed {
		names[label] = true
	}
	return slices.Sorted(maps.Keys(names))
}
