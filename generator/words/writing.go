package words

// writing is how a language is written: what of it stands in no theme.
// Every field of a literal is filled; a test holds it to that.
type writing struct {
	code string
	name string // of the language, in its own words

	months   [12]string // as dates have them
	date     string     // the order of a date, as CLDR writes it: "d. MMMM y"
	first    string     // d, on the first of a month
	quarters [4]string  // of a year, which stands behind them
	days     [7]string  // what people write for Monday to Sunday, in small letters: names and abbreviations, with blanks between
	workday  string     // what people write for Monday to Friday, in small letters, with blanks between

	callouts [5][]string // what people call each of Callouts, in small letters

	decimal   string // between a number's whole and its decimals
	separator string // between the cells of CSV, as spreadsheets expect it where the language is spoken
	bytes     [3]string

	long          int      // words of a sentence that is very long
	abbreviations []string // what a point behind does not end a sentence, in small letters and without it

	quotes Quotes
	keys   map[string]string // what is printed on a key, by its English name, where that is not what is on English ones
}

// Quotes are the typographic quotes of a language, as careful typesetters set
// them there.
type Quotes struct {
	Double, Single [2]string // before and after; the single ones stand within the double ones
	Elided         []string  // words that begin with an apostrophe, in small letters and without it
}

// writings are the languages that have a literal.
var writings = []*writing{&german, &dutch, &danish, &english, &swedish, &french}

// plain is how the other languages are written: with days as ISO 8601, and
// otherwise like English, but for the decimal comma that most of them have.
var plain = func() writing {
	w := english
	w.code, w.name, w.months, w.quarters, w.decimal, w.separator = "", "", [12]string{}, [4]string{}, ",", ";"
	return w
}()

// writingOf is how a language is written; one with a script or region like the
// language itself.
func writingOf(code string) writing {
	for _, w := range writings {
		if w.code == base(code) {
			return *w
		}
	}
	return plain
}

// Writes reports whether a text is the code of a language that has a literal,
// with or without a country.
func Writes(code string) bool { return Meant(code) == code && writingOf(code).code != "" }

// Quotes are the language's quotation marks.
func (l *Language) Quotes() Quotes { return l.quotes }

// Separator stands between the cells of CSV files, as spreadsheets expect it
// where the language is spoken.
func (l *Language) Separator() string { return l.separator }
