package words

import "strings"

var dutch = writing{
	code: "nl", name: "Nederlands",

	months: [12]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
	date:   "d MMMM y", first: "1",
	quarters: [4]string{"1e kwartaal", "2e kwartaal", "3e kwartaal", "4e kwartaal"},
	days: [7]string{
		"ma maandag maandags", "di din dinsdag", "wo woe woensdag", "do don donderdag", "vr vrij vrijdag", "za zat zaterdag", "zo zon zondag",
	},
	workday: "dagelijks werkdagen",

	callouts: [5][]string{{"tip"}, {"opmerking"}, {"belangrijk"}, {"waarschuwing"}, {"let op"}},

	decimal: ",", separator: ";", bytes: [3]string{"B", "KB", "MB"},

	long: 45,
	abbreviations: strings.Fields("a.u.b afd art bijv blz bv ca d.m.v d.w.z dhr dr drs e.a e.d enz etc evt excl fig i.p.v i.v.m incl ing ir jl " +
		"jr m.a.w m.b.t m.n max mevr min mr mw n.a.v nl nr o.a o.b.v pag prof resp st t.a.v t.b.v t.o.v tel vb vgl " +
		"z.o.z"),

	quotes: Quotes{
		Double: [2]string{"“", "”"}, Single: [2]string{"‘", "’"},
		Elided: []string{"s", "t", "n", "k", "m", "r"},
	},
	keys: map[string]string{"space": "Spatie"},
}
