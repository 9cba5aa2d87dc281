package words

import "strings"

var swedish = writing{
	code: "sv", name: "Svenska",

	months: [12]string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"},
	date:   "d MMMM y", first: "1",
	quarters: [4]string{"1:a kvartalet", "2:a kvartalet", "3:e kvartalet", "4:e kvartalet"},
	days: [7]string{
		"mån månd måndag måndagar", "tis tisd tisdag tisdagar", "ons onsd onsdag onsdagar", "tor tors torsd torsdag torsdagar",
		"fre fred fredag fredagar", "lör lörd lördag lördagar", "sön sönd söndag söndagar",
	},
	workday: "dagligen vardag vardagar",

	callouts: [5][]string{{"tips"}, {"obs", "notera"}, {"viktigt"}, {"varning"}, {"se upp"}},

	decimal: ",", separator: ";", bytes: [3]string{"B", "kB", "MB"},

	long: 45,
	abbreviations: strings.Fields("ang anm avd bl.a ca d.v.s dr dvs e.d ekon el enl etc ev exkl f.d f.n fig forts fr.o.m jfr jr kap kl kr m.a.o " +
		"m.fl m.m max milj min mm moms nr o.dyl o.s.v obs osv p.g.a pga prof resp s.k st t.ex t.o.m tel tim utg vs ö.h"),

	quotes: Quotes{Double: [2]string{"”", "”"}, Single: [2]string{"’", "’"}, Elided: []string{}},
	keys: map[string]string{
		"shift": "Skift", "menu": "Meny", "enter": "Retur", "tab": "Tabb", "space": "Blanksteg", "backspace": "Backsteg",
	},
}
