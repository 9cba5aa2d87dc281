package print

import (
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/strictyaml"
)

// agreed is a role as an agreement about it shows it.
type agreed struct {
	role    string
	groups  []tasks
	figures []figure
	address string
}

// tasks are those of a role that belong together.
type tasks struct {
	name  string
	items []string
}

func (l *layout) agreed(p *hub.Page, tell notice) agreed {
	fields := p.Own.(*hub.RolePage).Fields()
	text := func(words ...string) string { return l.joined(p.Lang, l.legible(tell, words...)) }
	a := agreed{role: text(append(l.titles(p), p.Slug)...), address: l.hub.Config.Absolute(p.URL)}
	for _, group := range fields.Tasks {
		t := tasks{name: text(group.Group)}
		for _, item := range group.Items {
			if words := text(item); words != "" {
				t.items = append(t.items, words)
			}
		}
		a.groups = append(a.groups, t)
	}
	add := func(key string, r strictyaml.Range, unit string) {
		if !r.IsZero() {
			a.figures = append(a.figures, figure{l.lang.Range(r) + unit, l.say(key)})
		}
	}
	add("agreed_hours", fields.Time.HoursPerWeek, "")
	add("agreed_percent", fields.Time.Percent, noBreakSpace+"%")
	if n := float64(fields.UsersPerHolder); n > 0 {
		add("agreed_users", strictyaml.Range{Min: n, Max: n}, "")
	}
	return a
}

// titles are a page's own, and those of the same page in other languages.
func (l *layout) titles(p *hub.Page) []string {
	titles := []string{p.Title}
	for _, other := range l.hub.Languages {
		if there := p.Translations.Pages[other.Code]; there != nil {
			titles = append(titles, there.Title)
		}
	}
	return titles
}

// signer is whom an agreement is made out to; what is not known of them is
// written by hand.
type signer struct{ name, department, hours string }

func (l *layout) signer(p *hub.Person) signer {
	who := l.person(l.typesetter, l.lang, p, nil)
	s := signer{name: who.name, department: who.department}
	if hours := p.In(l.lang.Code).Profile().Time.HoursPerWeek; hours != nil {
		s.hours = l.lang.Range(*hours)
	}
	return s
}

// agreement is what a department agrees with somebody who takes a role on: the
// tasks and the time, to be signed.
func (l *layout) agreement(of agreed, who signer) *page {
	p, in := l.a4(l.say("agreement"), of.role, l.title())
	const gap = 8.0
	half := (in.w - gap) / 2
	y := in.y
	for _, row := range [][2]figure{
		{{who.name, l.say("agreed_name")}, {who.department, l.say("agreed_department")}},
		{{"", l.say("agreed_manager")}, {"", l.say("agreed_from")}},
	} {
		for i, f := range row {
			l.fill(p, box{in.x + float64(i)*(half+gap), y, half, 8}, f)
		}
		y += 17
	}
	foot := box{in.x, a4Height - 16, in.w, 6}
	const signatures, statement = 26.0, 24.0
	end := foot.y - signatures
	if len(of.figures) > 0 {
		y = l.figures(p, box{in.x, y, in.w, 26}, of.figures) + 5
	}
	l.fill(p, box{in.x, y, half, 8}, figure{who.hours, l.say("agreed_here")})
	y += 20
	l.label(p, box{in.x, y, in.w, 6}, 4.4, l.say("agreed_tasks"))
	l.groups(p, box{in.x, y + 8, in.w, end - statement - y - 10}, of.groups)
	p.write(l.typesetter, box{in.x, end - statement + 2, in.w, statement - 4}, style{size: 3.8, least: 2.8, lines: 5, height: 1.3, colour: l.colours.ink}, l.say("agreed_text"))
	column := (in.w - 2*gap) / 3
	for i, signs := range []string{of.role, l.say("signed_manager"), l.say("signed_network")} {
		l.line(p, in.x+float64(i)*(column+gap), end+11, column, l.say("date")+" · "+signs)
	}
	l.foot(p, foot, 3.4, of.address)
	return p
}

// fill is something to fill in, or what is known of it.
func (l *layout) fill(p *page, in box, f figure) {
	if f.number == "" {
		p.add(field{in, 4.6, f.what})
	} else {
		p.write(l.typesetter, in, style{weight: bold, size: 5, least: 2.6, low: true, name: true, colour: l.colours.ink}, f.number)
	}
	l.line(p, in.x, in.bottom()+0.6, in.w, f.what)
}

// groups are tasks in two columns, as large as all of them fit. Where there are
// too many even when they are small, the last ones are left out: "…".
func (l *layout) groups(p *page, in box, all []tasks) {
	const largest, least = 4.2, 2.6
	for size := largest; ; size -= 0.2 {
		on := &page{}
		if whole := l.inColumns(on, in, size, all); whole || size <= least {
			p.place(on, 0, 0)
			return
		}
	}
}

func (l *layout) inColumns(p *page, in box, size float64, all []tasks) (whole bool) {
	const gap = 8.0
	w, x, y := (in.w-gap)/2, in.x, in.y
	last := in.bottom() - 1.2*size // below it there is room for the dots
	put := func(indent float64, s style, words string) bool {
		for {
			on := &page{}
			end := on.write(l.typesetter, box{x + indent, y, w - indent, a4Height}, s, words)
			if end <= last {
				p.place(on, 0, 0)
				y = end + 0.25*size
				return true
			}
			if x > in.x {
				p.write(l.typesetter, box{x, last, w, 2 * size}, style{size: size, colour: l.colours.muted}, "…")
				return false
			}
			x, y = in.x+w+gap, in.y
		}
	}
	for _, group := range all {
		if group.name != "" && !put(0, style{weight: bold, size: size, lines: 2, colour: l.colours.accent}, group.name) {
			return false
		}
		for _, item := range group.items {
			if !put(0, style{size: size, lines: 4, colour: l.colours.ink}, "–"+noBreakSpace+strings.TrimSpace(item)) {
				return false
			}
		}
		y += 0.6 * size
	}
	return true
}

func (l *layout) agreementWith(p *hub.Page, who *hub.Person, tell notice) *page {
	var with signer
	if who != nil {
		with = l.signer(who)
	}
	return l.agreement(l.agreed(p, tell), with)
}
