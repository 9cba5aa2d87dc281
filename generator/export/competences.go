package export

import (
	"strconv"

	"ankerplatz/generator/csvfile"
	"ankerplatz/generator/hub"
)

// competences is who knows what as CSV, a line for each topic of a person; a
// topic that nobody knows has a line without one.
func competences(h *hub.Hub, lang *hub.Language) []byte {
	table := csvfile.New(lang.Separator())
	table.Row(lang.Text("competences_topic"), lang.Text("competences_person"), lang.Text("filter_department"), lang.Text("filter_level"), lang.Text("competences_level"),
		lang.Text("competences_note"), lang.Text("competences_profile"))
	for _, topic := range h.Topics(lang) {
		if len(topic.People) == 0 {
			table.Row(topic.Name, "", "", "", lang.Text("competences_nobody"), "", "")
		}
		for _, p := range topic.People {
			page, level := p.In(lang.Code), strconv.Itoa(p.Level)
			table.Row(topic.Name, page.Title, departmentName(lang, p.Department), level, lang.Text("competence_"+level), p.Note, h.Config.Absolute(page.URL))
		}
	}
	return table.Bytes()
}
