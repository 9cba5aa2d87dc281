// Package vcard writes contacts as address books read them.
package vcard

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/personname"
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
// telephone numbers as text, a type for each way of contact, the desk where
// offices stand, and UTF-8 named where letters are not ASCII.
func (c Card) File() []byte {
	w := writer{charset: true}
	w.line("BEGIN", "VCARD")
	w.line("VERSION", "4.0")
	w.text("UID", c.UID)
	c.names(&w)
	if c.Department != "" {
		w.text("ORG", "", c.Department)
	}
	w.text("TITLE", c.Job)
	for _, role := range c.Roles {
		w.text("ROLE", role)
	}
	c.reach(&w)
	w.text("IMPP", c.Chat)
	if c.Desk != "" || c.Location != "" {
		w.text("ADR;TYPE=work", "", c.Desk, "", c.Location, "", "", "")
	}
	w.text("URL;TYPE=work", c.Profile)
	w.text("URL", c.Web)
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
// vCard 3.0, which the cameras of all telephones read.
func (c Card) Short() string {
	var w writer
	w.line("BEGIN", "VCARD")
	w.line("VERSION", "3.0")
	c.names(&w)
	c.reach(&w)
	w.text("URL", c.Profile)
	w.line("END", "VCARD")
	return w.String()
}

func (c Card) names(w *writer) {
	n := personname.Parse(c.Name)
	w.text("N", n.Family, n.Given, n.Additional, n.Prefix, n.Suffix)
	w.text("FN", strings.Join(strings.Fields(c.Name), " "))
}

func (c Card) reach(w *writer) {
	w.text("EMAIL;TYPE=work", c.Email)
	w.text("TEL;TYPE=work,voice", c.Phone)
	w.text("TEL;TYPE=cell,voice", c.Mobile)
}

// writer writes properties.
type writer struct {
	strings.Builder
	charset bool
}

var escapes = strings.NewReplacer(`\`, `\\`, ",", `\,`, ";", `\;`, "\r\n", `\n`, "\r", `\n`, "\n", `\n`)

// text writes a property with the parts of its value, unless all are empty.
func (w *writer) text(property string, parts ...string) {
	empty, plain := true, true
	for i, part := range parts {
		part = strings.Map(func(r rune) rune {
			plain = plain && r < utf8.RuneSelf
			if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
				return -1
			}
			return r
		}, strings.TrimSpace(part))
		empty = empty && part == ""
		parts[i] = escapes.Replace(part)
	}
	if empty {
		return
	}
	if w.charset && !plain {
		property += ";CHARSET=UTF-8"
	}
	w.line(property, strings.Join(parts, ";"))
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
