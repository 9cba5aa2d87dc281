package words

import "strings"

// In French a narrow blank that does not break stands inside of the quotes.
var french = writing{
	code: "fr", name: "Français",

	months: [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	date:   "d MMMM y", first: "1er",
	quarters: [4]string{"1er trimestre", "2e trimestre", "3e trimestre", "4e trimestre"},
	days: [7]string{
		"lun lundi lundis", "mar mardi mardis", "mer mercredi mercredis", "jeu jeudi jeudis", "ven vendredi vendredis",
		"sam samedi samedis", "dim dimanche dimanches",
	},
	workday: "quotidien quotidiennement",

	callouts: [5][]string{{"astuce", "conseil"}, {"remarque"}, {"important"}, {"attention", "avertissement"}, {"prudence"}},

	decimal: ",", separator: ";", bytes: [3]string{"o", "ko", "Mo"},

	long: 55,
	abbreviations: strings.Fields("adj apr art av bd boul c.-à-d cf ch chap dir doc dr dépt env etc ex exempl fig hab incl janv juil m max mgr " +
		"min mlle mm mme n.b nov oct p p.ex par pl prof préc réf s sept st ste suiv tél v vol"),

	quotes: Quotes{Double: [2]string{"«\u202f", "\u202f»"}, Single: [2]string{"“", "”"}, Elided: []string{}},
	keys: map[string]string{
		"shift": "Maj", "enter": "Entrée", "esc": "Échap", "space": "Espace", "backspace": "Retour arrière", "delete": "Suppr",
		"insert": "Inser", "home": "Début", "end": "Fin", "page-up": "Page préc.", "page-down": "Page suiv.",
		"print-screen": "Impr. écran", "caps-lock": "Verr. maj.", "num-lock": "Verr. num.", "scroll-lock": "Arrêt défil.",
	},
}
