package words

import "strings"

var german = writing{
	code: "de", name: "Deutsch",

	months: [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	date:   "d. MMMM y", first: "1",
	quarters: [4]string{"1. Quartal", "2. Quartal", "3. Quartal", "4. Quartal"},
	days: [7]string{
		"mo montag montags", "di dienstag dienstags", "mi mittwoch mittwochs", "do donnerstag donnerstags", "fr freitag freitags",
		"sa samstag samstags sonnabend", "so sonntag sonntags",
	},
	workday: "täglich tägl werktags werktäglich arbeitstäglich",

	callouts: [5][]string{{"tipp"}, {"hinweis", "notiz"}, {"wichtig"}, {"warnung", "achtung"}, {"vorsicht"}},

	decimal: ",", separator: ";", bytes: [3]string{"B", "KB", "MB"},

	long: 45,
	abbreviations: strings.Fields("abs abschn allg anm art bd betr bsp bspw bzgl bzw ca dgl dipl dr ebd einschl entspr etc evtl exkl fa ff fr " +
		"geb gem ggf ggfs hr hrsg inkl insb insbes jh jr kap max med min mind mio mrd mtl nr o.g od pos prof rd s.a s.o " +
		"s.u sen sog st std str tel tsd u.a u.u urspr usw v.a vgl vs z.b z.t zb zgl ziff zzgl"),

	quotes: Quotes{Double: [2]string{"„", "“"}, Single: [2]string{"‚", "‘"}, Elided: []string{}},
	keys: map[string]string{
		"ctrl": "Strg", "shift": "Umschalt", "menu": "Menü", "enter": "Eingabe", "space": "Leertaste", "backspace": "Rücktaste",
		"delete": "Entf", "insert": "Einfg", "home": "Pos1", "end": "Ende", "page-up": "Bild auf", "page-down": "Bild ab",
		"print-screen": "Druck", "caps-lock": "Feststell", "num-lock": "Num", "scroll-lock": "Rollen",
	},
}
