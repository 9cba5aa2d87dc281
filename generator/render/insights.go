package render

import (
	"html/template"

	"ankerplatz/generator/diag"
)

// Insights is the page of what readers look for and miss.
type Insights struct {
	Body template.HTML // see insights.Insights.Body
}

// insightsPage renders what readers look for. It is for those who run the hub:
// search engines are told to leave it out.
func (s *site) insightsPage() ([]byte, diag.List) {
	v := s.newOwnView("insights")
	v.NoIndex = true
	body, err := s.hub.Insights.Body(s.lang.Language, s.hub.Base)
	if err != nil {
		panic(err) // of our own template
	}
	v.Insights = &Insights{Body: body}
	return s.execute(v)
}
