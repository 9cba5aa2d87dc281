package export

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"ankerplatz/generator/hub"
)

// byteOrderMark tells Excel that a file is UTF-8.
const byteOrderMark = "\ufeff"

// competences is who knows what as CSV, a line for each topic of a person; a
// topic that nobody knows has a line without one. It is written as Excel reads
// it: with a byte order mark, lines that end in CR LF, and the separator that
// spreadsheets expect where the language is spoken. word gives the theme's
// words.
func competences(h *hub.Hub, lang *hub.Language, word func(lang, key string) string) []byte {
	b := bytes.NewBufferString(byteOrderMark)
	w := csv.NewWriter(b)
	w.UseCRLF = true
	if base, _, _ := strings.Cut(lang.Code, "-"); base != "en" {
		w.Comma = ';'
	}
	line := func(cells ...string) {
		for i, cell := range cells {
			cells[i] = harmless(cell)
		}
		_ = w.Write(cells) // a buffer cannot fail
	}
	head := func(key string) string { return word(lang.Code, key) }
	line(head("competences_topic"), head("competences_person"), head("filter_department"), head("filter_level"), head("competences_level"),
		head("competences_note"), head("competences_profile"))
	for _, topic := range h.Topics(lang) {
		if len(topic.People) == 0 {
			line(topic.Name, "", "", "", head("competences_nobody"), "", "")
		}
		for _, p := range topic.People {
			department := ""
			if t := lang.Department(p.Department); t != nil {
				department = t.Name
			}
			page, level := p.In(lang.Code), strconv.Itoa(p.Level)
			line(topic.Name, page.Title, department, level, head("competence_"+level), p.Note, absolute(h, page.URL))
		}
	}
	w.Flush()
	return b.Bytes()
}

// harmless keeps spreadsheets from taking a cell for a formula (CSV
// injection): they show an apostrophe at its head, or nothing.
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n|%＝＋－＠", []rune(cell)[0]) {
		return "'" + cell
	}
	return cell
}
