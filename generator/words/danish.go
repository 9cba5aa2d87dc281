package words

var danish = writing{
	code: "da", name: "Dansk",

	months: [12]string{"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"},
	date:   "d. MMMM y", first: "1",
	quarters: [4]string{"1. kvartal", "2. kvartal", "3. kvartal", "4. kvartal"},
	days:     [7]string{"man mandag", "ti tirs tirsdag", "ons onsdag", "tors torsdag", "fre fredag", "lør lørdag", "søn søndag"},
	workday:  "dagligt daglig hverdage",

	callouts: [5][]string{{"råd"}, {"bemærk"}, {"vigtigt"}, {"advarsel"}, {"forsigtig"}},

	decimal: ",", separator: ";", bytes: [3]string{"B", "KB", "MB"},

	quotes: Quotes{Double: [2]string{"»", "«"}, Single: [2]string{"›", "‹"}, Elided: []string{}},
	keys:   map[string]string{"shift": "Skift", "space": "Mellemrum"},
}
