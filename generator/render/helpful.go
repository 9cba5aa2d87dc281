package render

import (
	"cmp"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/signals"
)

// Helpful is where readers say whether a page helped: the addresses are messages
// to begin, for who does not send signals.
type Helpful struct {
	YesURL string   // "" where site.yaml has no address for it
	No     []Reason // in the order of signals.Reasons
}

// Reason is why a page did not help.
type Reason struct{ Name, Text, URL string }

// helpful is where readers say whether a page helped; nil where nobody would
// hear of it. A mistake is reported, for all else improvements are suggested: by
// the other where site.yaml has only one of them.
func (s *site) helpful(p *hub.Page) *Helpful {
	feedback := s.hub.Config.Feedback
	message := func(text, reason string) string {
		b := s.about(p)
		b.title = text + s.word("colon") + " " + b.title
		improve, report := s.suggest(feedback.Improve, b, nil), s.suggest(feedback.Report, b, nil)
		if reason == "fails" {
			return cmp.Or(report, improve)
		}
		return cmp.Or(improve, report)
	}
	out := &Helpful{YesURL: message(s.word("helpful_told"), "")}
	if out.YesURL == "" && !s.view.Signals {
		return nil
	}
	for _, name := range signals.Reasons {
		text := s.word("helpful_" + name)
		out.No = append(out.No, Reason{name, text, message(text, name)})
	}
	return out
}
