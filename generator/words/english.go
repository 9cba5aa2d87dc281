package words

import "strings"

var english = writing{
	code: "en", name: "English",

	months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	date:   "d MMMM y", first: "1",
	quarters: [4]string{"Q1", "Q2", "Q3", "Q4"},
	days: [7]string{
		"mon monday mondays", "tue tues tuesday tuesdays", "wed wednesday wednesdays", "thu thur thurs thursday thursdays",
		"fri friday fridays", "sat saturday saturdays", "sun sunday sundays",
	},
	workday: "daily weekdays",

	callouts: [5][]string{{"hint"}, {"info"}, {"essential"}, {"attention"}, {"danger", "error"}},

	decimal: ".", separator: ",", bytes: [3]string{"B", "KB", "MB"},

	long: 50,
	abbreviations: strings.Fields("a.m approx apr art assoc aug ave ca capt cf co corp dec dept dr e.g ed eds est etc excl ext feb fig figs gen " +
		"gov hon i.e inc incl jan jr jul jun lt ltd max min misc mr mrs ms mt nov oct op p.m ph.d pl pp prof pt " +
		"rev sec sen sep sept sgt sr st tel u.s viz vol vs"),

	quotes: Quotes{
		Double: [2]string{"“", "”"}, Single: [2]string{"‘", "’"},
		Elided: []string{"tis", "twas", "em", "til", "cause", "n"},
	},
	keys: map[string]string{
		"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt", "alt-gr": "Alt Gr", "windows": "Windows", "command": "Command", "option": "Option",
		"fn": "Fn", "menu": "Menu", "enter": "Enter", "tab": "Tab", "esc": "Esc", "space": "Space", "backspace": "Backspace",
		"delete": "Delete", "insert": "Insert", "home": "Home", "end": "End", "page-up": "Page Up", "page-down": "Page Down",
		"print-screen": "Print Screen", "pause": "Pause", "caps-lock": "Caps Lock", "num-lock": "Num Lock", "scroll-lock": "Scroll Lock",
		"up": "↑", "down": "↓", "left": "←", "right": "→", "plus": "+", "minus": "-",
	},
}
