package words

import "strings"

var danish = writing{
	code: "da", name: "Dansk",

	months: [12]string{"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"},
	date:   "d. MMMM y", first: "1",
	quarters: [4]string{"1. kvartal", "2. kvartal", "3. kvartal", "4. kvartal"},
	days:     [7]string{"man mandag", "ti tirs tirsdag", "ons onsdag", "tors torsdag", "fre fredag", "lør lørdag", "søn søndag"},
	workday:  "dagligt daglig hverdage",

	callouts: [5][]string{{"råd"}, {"bemærk"}, {"vigtigt"}, {"advarsel"}, {"forsigtig"}},

	decimal: ",", separator: ";", bytes: [3]string{"B", "KB", "MB"},

	long: 45,
	abbreviations: strings.Fields("adr afd afs aht alm ang art bl.a ca cirka d.d d.v.s div dr dvs eks ekskl el evt f.eks ff fig fx hhv hr if iht " +
		"incl ingl inkl jf jr kap kl kr m.fl m.h.t m.m m.v maks max mdr mht mia min mio mv nr o.a o.l obs osv p.g.a " +
		"p.t pct pga prof ref resp s.u sml st stk str tel tlf vedr vha"),

	quotes: Quotes{Double: [2]string{"»", "«"}, Single: [2]string{"›", "‹"}, Elided: []string{}},
	keys:   map[string]string{"shift": "Skift", "space": "Mellemrum"},
}
