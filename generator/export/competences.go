package export

import (
	"strconv"

	"ankerplatz/generator/hub"
)

// competences is who knows what as CSV, a line for each topic of a person; a
// topic that nobody knows has a line without one. word gives the theme's words.
func competences(h *hub.Hub, lang *hub.Language, word func(lang, key string) string) []byte {
	csv := newTable(separatorOf(lang))
	head := func(key string) string { return word(lang.Code, key) }
	csv.row(head("competences_topic"), head("competences_person"), head("filter_department"), head("filter_level"), head("competences_level"),
		head("competences_note"), head("competences_profile"))
	for _, topic := range h.Topics(lang) {
		if len(topic.People) == 0 {
			csv.row(topic.Name, "", "", "", head("competences_nobody"), "", "")
		}
		for _, p := range topic.People {
			page, level := p.In(lang.Code), strconv.Itoa(p.Level)
			csv.row(topic.Name, page.Title, departmentName(lang, p.Department), level, head("competence_"+level), p.Note, h.Config.Absolute(page.URL))
		}
	}
	return csv.Bytes()
}
