// Package vcard writes contacts as address books read them.
package vcard

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/personname"
	"ankerplatz/generator/phone"
)

// Card is a person's contact. What is empty is left out.
type Card struct {
	UID     string // an address that is the same in every language
	Name    string
	Profile string // address of the profile

	Job, Department      string
	Roles                []string
	Email, Phone, Mobile string
	Chat, Web            string // addresses
	Desk, Location       string
	Languages            []string // codes of those that are spoken
	Changed              time.Time
}

// File is the card as vCard 4.0 (RFC 6350). Where there is a choice it is
// written as Outlook takes it, which knows version 3.0 (RFC 2426): with N,
// telephone numbers as text unless they have an extension, a type for each way
// of contact, the desk where offices stand, and UTF-8 named where letters are
// not ASCII.
func (c Card) File() []byte {
	w := writer{charset: true}
	w.line("BEGIN", "VCARD")
	w.line("VERSION", "4.0")
	w.address("UID", c.UID)
	c.names(&w)
	if c.Department != "" {
		w.text("ORG", "", c.Department)
	}
	w.text("TITLE", c.Job)
	for _, role := range c.Roles {
		w.text("ROLE", role)
	}
	w.text("EMAIL;TYPE=work", c.Email)
	w.telephone("work,voice", c.Phone)
	w.telephone("cell,voice", c.Mobile)
	w.address("IMPP", c.Chat)
	if c.Desk != "" || c.Location != "" {
		w.text("ADR;TYPE=work", "", c.Desk, "", c.Location, "", "", "")
	}
	w.address("URL;TYPE=work", c.Profile)
	w.address("URL", c.Web)
	for _, code := range c.Languages {
		w.text("LANG", code)
	}
	if !c.Changed.IsZero() {
		w.line("REV", c.Changed.UTC().Format("20060102T150405Z"))
	}
	w.line("END", "VCARD")
	return []byte(w.String())
}

// Short is what fits into a QR code: name, telephone, e-mail and profile, as
// vCard 3.0, which the cameras of all telephones read. They would dial an
// extension as a part of the number, so it stands in a note.
func (c Card) Short() string {
	var w writer
	w.line("BEGIN", "VCARD")
	w.line("VERSION", "3.0")
	c.names(&w)
	w.text("EMAIL;TYPE=work", c.Email)
	var extended []string
	for _, tel := range [][2]string{{"work", c.Phone}, {"cell", c.Mobile}} {
		number := tel[1]
		if n := phone.Parse(number); n.Extension != "" {
			extended = append(extended, number)
			number = n.Digits
		}
		w.text("TEL;TYPE="+tel[0]+",voice", number)
	}
	w.text("NOTE", strings.Join(extended, "\n"))
	w.address("URL", c.Profile)
	w.line("END", "VCARD")
	return w.String()
}

func (c Card) names(w *writer) {
	n := personname.Parse(c.Name)
	w.lists("N", []string{n.Family}, []string{n.Given}, []string{n.Additional}, []string{n.Prefix}, strings.Split(n.Suffix, ", "))
	w.text("FN", strings.Join(strings.Fields(c.Name), " "))
}

// writer writes properties.
type writer struct {
	strings.Builder
	charset bool
}

// text writes a property with the parts of its value, unless all are empty.
func (w *writer) text(property string, parts ...string) {
	lists := make([][]string, len(parts))
	for i, part := range parts {
		lists[i] = []string{part}
	}
	w.lists(property, lists...)
}

// lists writes a property whose value has parts that can be several.
func (w *writer) lists(property string, parts ...[]string) {
	value := ""
	for i, list := range parts {
		if i > 0 {
			value += ";"
		}
		for j, text := range list {
			if j > 0 {
				value += ","
			}
			value += escape(text)
		}
	}
	if strings.Trim(value, ";") == "" {
		return
	}
	if w.charset && strings.ContainsFunc(value, func(r rune) bool { return r >= utf8.RuneSelf }) {
		property += ";CHARSET=UTF-8"
	}
	w.line(property, value)
}

var escapes = strings.NewReplacer(`\`, `\\`, ",", `\,`, ";", `\;`, "\r\n", `\n`, "\r", `\n`, "\n", `\n`, "\u2028", `\n`, "\u2029", `\n`)

// escape makes a text of a value (RFC 6350, section 3.4), without signs that
// cannot be seen and turn others around.
func escape(text string) string {
	return escapes.Replace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) || r == '\ufeff' {
			return -1
		}
		return r
	}, strings.TrimSpace(text)))
}

// address writes an address, in which nothing is escaped with backslashes. What
// cannot be in one (RFC 3986) is written in percent, so it stays in its line.
func (w *writer) address(property, uri string) {
	uri = strings.TrimSpace(uri)
	if uri == "" {
		return
	}
	var b strings.Builder
	for _, c := range []byte(uri) {
		if c <= ' ' || c > '~' || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	w.line(property, b.String())
}

// telephone writes a number as it was written, but as an address if it has an
// extension: programs that read text take its digits for some of the number.
func (w *writer) telephone(kind, number string) {
	if n := phone.Parse(number); n.Extension != "" {
		w.address("TEL;VALUE=uri;TYPE="+kind, n.URI())
		return
	}
	w.text("TEL;TYPE="+kind, number)
}

const lineMost = 75 // octets, without the line's end

// line folds a property (RFC 6350, section 3.2), between letters.
func (w *writer) line(property, value string) {
	room := lineMost
	for _, r := range property + ":" + value {
		if size := utf8.RuneLen(r); size > room {
			w.WriteString("\r\n ")
			room = lineMost - 1 - size
		} else {
			room -= size
		}
		w.WriteRune(r)
	}
	w.WriteString("\r\n")
}
