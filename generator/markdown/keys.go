package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// key is what is printed on a key: in English, and where keyboards differ, in
// German, Dutch and Danish.
type key struct{ en, de, nl, da string }

var keyNames = map[string]key{
	"ctrl":         {en: "Ctrl", de: "Strg"},
	"shift":        {en: "Shift", de: "Umschalt", da: "Skift"},
	"alt":          {en: "Alt"},
	"alt-gr":       {en: "Alt Gr"},
	"windows":      {en: "Windows"},
	"command":      {en: "Command"},
	"option":       {en: "Option"},
	"fn":           {en: "Fn"},
	"menu":         {en: "Menu", de: "Menü"},
	"enter":        {en: "Enter", de: "Eingabe"},
	"tab":          {en: "Tab"},
	"esc":          {en: "Esc"},
	"space":        {en: "Space", de: "Leertaste", nl: "Spatie", da: "Mellemrum"},
	"backspace":    {en: "Backspace", de: "Rücktaste"},
	"delete":       {en: "Delete", de: "Entf"},
	"insert":       {en: "Insert", de: "Einfg"},
	"home":         {en: "Home", de: "Pos1"},
	"end":          {en: "End", de: "Ende"},
	"page-up":      {en: "Page Up", de: "Bild auf"},
	"page-down":    {en: "Page Down", de: "Bild ab"},
	"print-screen": {en: "Print Screen", de: "Druck"},
	"pause":        {en: "Pause"},
	"caps-lock":    {en: "Caps Lock", de: "Feststell"},
	"num-lock":     {en: "Num Lock", de: "Num"},
	"scroll-lock":  {en: "Scroll Lock", de: "Rollen"},
	"up":           {en: "↑"},
	"down":         {en: "↓"},
	"left":         {en: "←"},
	"right":        {en: "→"},
	"plus":         {en: "+"},
	"minus":        {en: "-"},
}

var keyAliases = map[string]string{
	"control": "ctrl", "strg": "ctrl", "umschalt": "shift", "skift": "shift", "altgr": "alt-gr", "win": "windows",
	"cmd": "command", "return": "enter", "eingabe": "enter", "escape": "esc", "leertaste": "space", "spatie": "space",
	"mellemrum": "space", "rücktaste": "backspace", "del": "delete", "entf": "delete", "ins": "insert", "einfg": "insert",
	"pos1": "home", "ende": "end", "pageup": "page-up", "pgup": "page-up", "bild-auf": "page-up", "pagedown": "page-down",
	"pgdn": "page-down", "bild-ab": "page-down", "printscreen": "print-screen", "prtsc": "print-screen",
	"druck": "print-screen", "capslock": "caps-lock", "feststell": "caps-lock", "numlock": "num-lock",
	"arrow-up": "up", "arrow-down": "down", "arrow-left": "left", "arrow-right": "right",
}

// keyLabel is what is printed on a key in a language, "" if there is no such
// key.
func keyLabel(name, lang string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if alias := keyAliases[name]; alias != "" {
		name = alias
	}
	if k, ok := keyNames[name]; ok {
		base, _, _ := strings.Cut(lang, "-") // de-AT has the keys of de
		label := map[string]string{"de": k.de, "nl": k.nl, "da": k.da}[base]
		if label == "" {
			return k.en
		}
		return label
	}
	if c, size := utf8.DecodeRuneInString(name); size == len(name) && c > ' ' && c != utf8.RuneError && c != '+' {
		return string(unicode.ToUpper(c))
	}
	if number, ok := strings.CutPrefix(name, "f"); ok && len(number) <= 2 && strings.Trim(number, "0123456789") == "" {
		return strings.ToUpper(name) // F1 to F24
	}
	return ""
}
