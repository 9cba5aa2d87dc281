package confidential

import (
	"bytes"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/diag"
)

// kind is a kind of number.
type kind struct {
	forms []string // of the number: # is a digit, A a capital or a digit, @ a capital, a space any one separator, the same in all places
	what  diag.Text
	valid func(number string) bool // its digits and capitals, without separators
	words [][]byte                 // one of which must stand in the same paragraph before it; nil: none need
	loose []string                 // forms that need a word only here
}

func wordsOf(all ...string) (words [][]byte) {
	for _, w := range all {
		words = append(words, []byte(w))
	}
	return words
}

var cpr = wordsOf("cpr", "personnummer", "personnr", "person-nr")

// kinds are the numbers that are looked for. The forms of one begin with the
// longest.
var kinds = []kind{
	{
		forms: []string{"###### ####"}, loose: []string{"##########"}, words: cpr,
		what: diag.Say("a Danish personal number (CPR)"), valid: isCPR,
	},
	{
		loose: []string{"###### ####", "##########"}, words: cpr,
		what: diag.Say("a Danish personal number (CPR)"), valid: isUncheckedCPR,
	},
	{
		loose: []string{"#### ## ###", "### ### ###", "#########", "########"}, words: wordsOf("bsn", "burgerservice", "sofinummer", "sofi-nummer", "citizen service number"),
		what: diag.Say("a Dutch citizen service number (BSN)"), valid: isBSN,
	},
	{
		forms: []string{"## ### ### ###", "###########"},
		what:  diag.Say("a German tax number (Steuer-ID)"), valid: isTaxID,
	},
	{
		forms: []string{"## ###### @ ## #", "## ###### @ ###", "########@###"},
		what:  diag.Say("a German social security number"), valid: isSocialSecurity,
	},
	{
		forms: []string{"#### #### #### #### ###", "#### #### #### ####", "#### ###### #####", "#### ###### ####", "###################", "################", "###############", "##############"},
		what:  diag.Say("the number of a payment card"), valid: isCard,
	},
}

// numbers are the numbers in a text that name a person or an account.
func numbers(data []byte) []found {
	var all []found
	for at := 0; at < len(data); {
		c := data[at]
		if c < '0' || c > '9' {
			if 'A' <= c && c <= 'Z' {
				if end, ok := iban(data, at); ok {
					all = append(all, found{at, end, diag.Say("the number of a bank account (IBAN)")})
					at = end
					continue
				}
			}
			at++
			continue
		}
		if f, ok := number(data, at); ok {
			all = append(all, f)
			at = f.end
			continue
		}
		for at < len(data) && isDigit(data[at]) {
			at++
		}
	}
	return sorted(all)
}

// number is the one that begins with a digit.
func number(data []byte, at int) (found, bool) {
	for _, k := range kinds {
		for i, forms := range [][]string{k.forms, k.loose} {
			for _, form := range forms {
				end, text, ok := match(data, at, form)
				if ok && k.valid(text) && (i == 0 || named(data, at, k.words)) && !inAddress(data, at) {
					return found{at, end, k.what}, true
				}
			}
		}
	}
	return found{}, false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// separators may stand between the groups of a number.
var separators = [][]byte{[]byte(" "), []byte("-"), []byte("."), []byte("\u00a0"), []byte("\u202f"), []byte("\u2009"), []byte("\u2011"), []byte("\u2010"), []byte("\u2013")}

// separator is the length of the separator at an offset, 0 without one.
func separator(data []byte, at int) int {
	for _, s := range separators {
		if bytes.HasPrefix(data[at:], s) {
			return len(s)
		}
	}
	return 0
}

// match reads a number of a form, of at most 32 signs (an IBAN has 31). It must stand alone: no digit or letter may
// touch it, nor a group that looks like more of the same.
func match(data []byte, at int, form string) (end int, text string, ok bool) {
	var between []byte
	var number [32]byte
	n := 0
	end = at
	for _, want := range []byte(form) {
		if want == ' ' {
			size := separator(data, end)
			if size == 0 || between != nil && !bytes.Equal(between, data[end:end+size]) {
				return 0, "", false
			}
			between = data[end : end+size]
			end += size
			continue
		}
		if end >= len(data) {
			return 0, "", false
		}
		c := data[end]
		if capital := 'A' <= c && c <= 'Z'; want == '#' && !isDigit(c) || want == '@' && !capital || want == 'A' && !isDigit(c) && !capital {
			return 0, "", false
		}
		number[n] = c
		n++
		end++
	}
	if !alone(data, at, end, between) {
		return 0, "", false
	}
	return end, string(number[:n]), true
}

// alone reports whether what stands around a number is not part of it.
func alone(data []byte, start, end int, between []byte) bool {
	before, size := utf8.DecodeLastRune(data[:start])
	if unicode.IsLetter(before) || unicode.IsDigit(before) || size == 1 && strings.ContainsRune("_+#%&=/\\$@~^", before) {
		return false
	}
	further, _ := utf8.DecodeLastRune(data[:start-size])
	switch {
	case size == 1 && strings.ContainsRune("-.,:", before):
		if unicode.IsDigit(further) || further == ')' || before == '-' && unicode.IsLetter(further) {
			return false
		}
	case unicode.IsDigit(further) && separator(data, start-size) > 0:
		if bytes.Equal(between, data[start-size:start]) || isPrefix(data[:start-size]) {
			return false
		}
	}
	after, size := utf8.DecodeRune(data[end:])
	if unicode.IsLetter(after) || unicode.IsDigit(after) || size == 1 && strings.ContainsRune("_/%@=", after) {
		return false
	}
	further, _ = utf8.DecodeRune(data[end+size:])
	if size == 1 && strings.ContainsRune("-.,:", after) {
		return !unicode.IsDigit(further) && (after != '-' || !unicode.IsLetter(further))
	}
	return !unicode.IsDigit(further) || between == nil || !bytes.Equal(between, data[end:end+size])
}

// isPrefix reports whether a text ends with how telephone numbers begin.
func isPrefix(text []byte) bool {
	text = text[max(len(text)-20, 0):]
	start := len(bytes.TrimRight(text, "0123456789 -/()\u00a0"))
	begin := bytes.TrimLeft(text[start:], " -/\u00a0")
	return start > 0 && text[start-1] == '+' || len(begin) > 0 && (begin[0] == '0' || begin[0] == '(')
}

// inAddress reports whether an offset lies in the address of a link or in what
// a tag says.
func inAddress(data []byte, at int) bool {
	start := bytes.LastIndexAny(data[max(at-300, 0):at], " \t\n|") + 1 + max(at-300, 0)
	before := data[start:at]
	for _, sign := range []string{"://", "](", "=\"", "='", "www.", "tel:", "mailto:"} {
		if bytes.Contains(before, []byte(sign)) {
			return true
		}
	}
	return false
}

// near is how far before a number the word may stand that says what it is.
const near = 600

// named reports whether one of the words stands in the paragraph before a
// number, or behind it on its line.
func named(data []byte, at int, words [][]byte) bool {
	start := max(paragraphStart(data, at), at-near)
	text := bytes.ToLower(data[start:lineEnd(data, at)])
	for _, word := range words {
		for from := 0; ; {
			i := bytes.Index(text[from:], word)
			if i < 0 {
				break
			}
			i += from
			if before, _ := utf8.DecodeLastRune(text[:i]); !unicode.IsLetter(before) {
				return true
			}
			from = i + len(word)
		}
	}
	return false
}

// digits are the values of a number's digits.
func digits(number string) []int {
	values := make([]int, len(number))
	for i, c := range []byte(number) {
		values[i] = int(c - '0')
	}
	return values
}

// weighed is the sum of the digits, each times its weight.
func weighed(number string, weights ...int) int {
	sum := 0
	for i, d := range digits(number) {
		sum += d * weights[i]
	}
	return sum
}

// isCPR checks a number of the Danish central register of persons: DDMMYY, with
// the century in the seventh digit, and a weighed sum that 11 divides.
func isCPR(number string) bool {
	d := digits(number)
	year, first := 10*d[4]+d[5], d[6]
	switch {
	case first <= 3, (first == 4 || first == 9) && year > 36:
		year += 1900
	case first == 4, first == 9, year <= 57:
		year += 2000
	default:
		return false // born before 1900
	}
	return isDay(year, 10*d[2]+d[3], 10*d[0]+d[1]) && weighed(number, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)%11 == 0
}

// unchecked are the years of those born on a 1 January to whom the register has
// given numbers whose sum 11 does not divide, as the others were used up
// (https://www.cpr.dk, "Personnumre uden kontrolciffer", as of May 2023).
var unchecked = []string{
	"60", "62", "64", "65", "66", "67", "69", "70", "74", "75", "78", "80", "81", "82", "83", "84", "85", "86", "87", "88", "89",
	"90", "91", "92", "94", "95",
}

// isUncheckedCPR checks such a number by its date.
func isUncheckedCPR(number string) bool {
	return number[:4] == "0101" && slices.Contains(unchecked, number[4:6])
}

func isDay(year, month, day int) bool {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t.Day() == day && int(t.Month()) == month
}

// isBSN checks a Dutch citizen service number by the test of eleven, the last
// digit counting -1. One of eight digits has lost its first 0.
func isBSN(number string) bool {
	if len(number) == 8 {
		number = "0" + number
	}
	return number != "000000000" && weighed(number, 9, 8, 7, 6, 5, 4, 3, 2, -1)%11 == 0
}

// isTaxID checks a German tax identification number (§ 139b AO): of the first ten
// digits one stands there twice or three times, all others at most once; the last
// is the check digit of ISO/IEC 7064, MOD 11,10.
func isTaxID(number string) bool {
	d := digits(number)
	var times [10]int
	for _, digit := range d[:10] {
		times[digit]++
	}
	repeated := 0
	for _, n := range times {
		if n > 3 {
			return false
		}
		if n > 1 {
			repeated++
		}
	}
	if d[0] == 0 || repeated != 1 {
		return false
	}
	product := 10
	for _, digit := range d[:10] {
		sum := (digit + product) % 10
		if sum == 0 {
			sum = 10
		}
		product = 2 * sum % 11
	}
	return (11-product)%10 == d[10]
}

// isSocialSecurity checks a German pension insurance number: area, birthday (the
// day may be raised by 50), the first letter of the name at birth, a serial
// number, and a check digit, which is the sum of the digit sums of all others
// with their weights (§ 4 VKVV); the letter counts as two digits.
func isSocialSecurity(number string) bool {
	day, month := int(number[2]-'0')*10+int(number[3]-'0'), int(number[4]-'0')*10+int(number[5]-'0')
	area := number[:2]
	if area < "02" || area > "89" || !isDay(2000, month, day%50) {
		return false
	}
	letter := int(number[8]-'A') + 1
	plain := number[:8] + string([]byte{byte('0' + letter/10), byte('0' + letter%10)}) + number[9:11]
	sum := 0
	for i, d := range digits(plain) {
		product := d * []int{2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1}[i]
		sum += product/10 + product%10
	}
	return sum%10 == int(number[11]-'0')
}

// cards are how the numbers of payment cards begin (ISO/IEC 7812), from the first
// beginning to the last, and how long they may be.
var cards = []struct {
	from, to string
	lengths  []int
}{
	// American Express
	{"34", "34", []int{15}},
	{"37", "37", []int{15}},
	// Diners Club
	{"300", "305", []int{14}},
	{"36", "36", []int{14}},
	{"38", "39", []int{14}},
	// JCB
	{"3528", "3589", []int{16}},
	// Visa
	{"4", "4", []int{16}},
	// Maestro and Dankort
	{"5018", "5020", []int{16}},
	{"5038", "5038", []int{16}},
	{"5893", "5893", []int{16}},
	{"6304", "6304", []int{16}},
	{"6759", "6759", []int{16}},
	{"6761", "6763", []int{16}},
	// Mastercard
	{"51", "55", []int{16}},
	{"2221", "2720", []int{16}},
	// Discover
	{"6011", "6011", []int{16}},
	{"644", "649", []int{16}},
	{"65", "65", []int{16}},
	// UnionPay
	{"62", "62", []int{16, 19}},
}

// isCard checks the number of a payment card by its beginning, its length, and
// the sum of Luhn (ISO/IEC 7812-1).
func isCard(number string) bool {
	sum := 0
	for i, d := range digits(number) {
		if (len(number)-i)%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	if sum%10 != 0 {
		return false
	}
	for _, c := range cards {
		begin := number[:len(c.from)]
		for _, length := range c.lengths {
			if begin >= c.from && begin <= c.to && len(number) == length {
				return true
			}
		}
	}
	return false
}

// ibans are how long the numbers of accounts are, by country (ISO 13616).
var ibans = map[string]int{
	"AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28, "CH": 21, "CR": 22,
	"CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22,
	"GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20,
	"LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18,
	"NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27,
	"TN": 24, "TR": 26, "UA": 29, "VA": 22, "XK": 20,
}

// iban reads the number of an account that begins at an offset: as one, or in
// groups of four.
func iban(data []byte, at int) (end int, ok bool) {
	if at+15 > len(data) || !isDigit(data[at+2]) || !isDigit(data[at+3]) {
		return 0, false
	}
	length := ibans[string(data[at:at+2])]
	if length == 0 {
		return 0, false
	}
	form := []byte("@@##")
	for len(form) < length {
		form = append(form, 'A')
	}
	var grouped []byte
	for i, c := range form {
		if i > 0 && i%4 == 0 {
			grouped = append(grouped, ' ')
		}
		grouped = append(grouped, c)
	}
	for _, form := range [][]byte{form, grouped} {
		if end, number, ok := match(data, at, string(form)); ok && isIBAN(number) && !inAddress(data, at) {
			return end, true
		}
	}
	return 0, false
}

// isIBAN checks the number of an account by ISO/IEC 7064, MOD 97-10: with the
// first four behind the others, and letters as 10 to 35, 97 leaves 1.
func isIBAN(number string) bool {
	rest := 0
	for _, c := range []byte(number[4:] + number[:4]) {
		if isDigit(c) {
			rest = (10*rest + int(c-'0')) % 97
		} else {
			rest = (100*rest + int(c-'A') + 10) % 97
		}
	}
	return rest == 1
}
