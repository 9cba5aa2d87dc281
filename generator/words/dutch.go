package words

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

	quotes: Quotes{
		Double: [2]string{"“", "”"}, Single: [2]string{"‘", "’"},
		Elided: []string{"s", "t", "n", "k", "m", "r"},
	},
	keys: map[string]string{"space": "Spatie"},
}
