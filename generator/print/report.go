package print

import (
	"cmp"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"ankerplatz/generator/hub"
	"ankerplatz/generator/strictyaml"
)

// Report is one page, A4, for those who decide about the network: what it
// brings, quarter by quarter, and where somebody is missing. It has sums over
// all, and names nobody.
func Report(h *hub.Hub, site fs.FS, fonts []fs.FS, breaks Breaks, code string) ([]byte, []Problem, error) {
	m, err := newMaker(h, site, fonts, breaks)
	if err != nil {
		return nil, nil, err
	}
	m.readLogo()
	at := slices.IndexFunc(h.Languages, func(lang *hub.Language) bool { return lang.Code == code })
	l := m.layout(h.Languages[at], Options{})
	for _, key := range reported {
		m.say(l.typesetter, l.lang, key, m.notices("i18n/"+code+".yaml"))
	}
	p := l.report()
	data, err := writePDF([]*page{p}, l.about(fileName{what: "report"}, []*page{p}))
	return data, m.problems, err
}

// reported are the words of reports.
var reported = []string{"report", "report_about", "report_nothing", "report_lacks", "report_full"}

func (l *layout) report() *page {
	title := l.title()
	p, in := l.a4(l.say("report"), title, strings.ReplaceAll(l.say("report_about"), "{0}", l.lang.Date(l.hub.Clock.Today())))
	yield, coverage := l.hub.Yield(), l.hub.Coverage(l.lang.People)
	foot := box{in.x, a4Height - 16, in.w, 6}
	l.foot(p, foot, 3.4, l.hub.Config.Absolute(l.hub.Base+l.lang.Code+"/network/"))
	if len(yield.Quarters) == 0 {
		p.write(l.typesetter, box{in.x, in.y, in.w, 20}, style{size: 4.6, lines: 2, colour: l.colours.ink}, l.say("report_nothing"))
		return p
	}
	y := l.figures(p, in, l.yearly(yield, coverage)) + 9
	y = l.label(p, box{in.x, y, in.w, 7}, 4.6, l.text("yield")) + 3
	y = l.quarterTable(p, box{in.x, y, in.w, 90}, yield) + 9
	if len(coverage.Departments) > 0 {
		y = l.label(p, box{in.x, y, in.w, 7}, 4.6, l.text("coverage")) + 3
		l.departmentBars(p, box{in.x, y, in.w, foot.y - y - 6}, coverage)
	}
	return p
}

// text is a word of the interface that can be printed.
func (l *layout) text(key string) string { return l.legible(nil, l.lang.Text(key)) }

// yearly are the figures of the last four quarters, and of today.
func (l *layout) yearly(yield hub.Yield, coverage hub.Coverage) []figure {
	var year hub.Quarter
	for _, q := range yield.Quarters[max(0, len(yield.Quarters)-4):] {
		year.Written, year.Kept = year.Written+q.Written, year.Kept+q.Kept
		year.Deeds = year.Deeds.Plus(q.Deeds)
	}
	last := yield.Quarters[len(yield.Quarters)-1]
	all := []figure{{strconv.Itoa(last.People), l.text("yield_people")}}
	if last.Ratio > 0 {
		all = append(all, figure{l.ratio(last.Ratio), l.text("yield_ratio")})
	}
	if hours := coverage.Total.Hours; hours != (strictyaml.Range{}) {
		all = append(all, figure{l.lang.Range(hours), l.text("coverage_hours")})
	}
	for _, f := range []struct {
		n   int
		key string
	}{{year.Written, "yield_written"}, {year.Kept, "yield_kept"}, {year.Deeds.Answers, "yield_answers"}, {year.Deeds.Meetings, "yield_meetings"}} {
		if f.n > 0 && len(all) < 6 {
			all = append(all, figure{strconv.Itoa(f.n), l.text(f.key)})
		}
	}
	return all
}

func (l *layout) ratio(r float64) string { return "1 : " + l.lang.Number(math.Round(r)) }

// quarterTable has a row for each quarter, the newest first. It returns where
// it ends.
func (l *layout) quarterTable(p *page, in box, yield hub.Yield) float64 {
	columns := []struct {
		key  string
		show func(hub.Quarter) string
	}{
		{"yield_written", func(q hub.Quarter) string { return strconv.Itoa(q.Written) }},
		{"yield_kept", func(q hub.Quarter) string { return strconv.Itoa(q.Kept) }},
		{"yield_answers", func(q hub.Quarter) string { return strconv.Itoa(q.Deeds.Answers) }},
		{"yield_meetings", func(q hub.Quarter) string { return strconv.Itoa(q.Deeds.Meetings) }},
		{"yield_hours", func(q hub.Quarter) string { return l.lang.Number(q.Deeds.Hours) }},
		{"yield_people", func(q hub.Quarter) string { return strconv.Itoa(q.People) }},
		{"yield_ratio", func(q hub.Quarter) string {
			if q.Ratio == 0 {
				return "–"
			}
			return l.ratio(q.Ratio)
		}},
	}
	const first, row = 44.0, 7.4
	w := (in.w - first) / float64(len(columns))
	for i, c := range columns {
		p.write(l.typesetter, box{in.x + first + float64(i)*w + 1, in.y, w - 1, 9}, style{size: 3, least: 1.9, lines: 3, low: true, align: right, colour: l.colours.muted}, l.text(c.key))
	}
	y := in.y + 10
	for i, q := range slices.Backward(yield.Quarters) {
		p.add(rule{x1: in.x, y1: y, x2: in.right(), y2: y, line: 0.15, colour: l.colours.muted})
		name := l.legible(nil, l.lang.When(strictyaml.When{From: q.Starts, Exact: strictyaml.ToQuarter}))
		if i == len(yield.Quarters)-1 {
			name += " (" + l.text("yield_so_far") + ")"
		}
		p.write(l.typesetter, box{in.x, y, first, row}, style{weight: bold, size: 3.4, least: 2.2, middle: true, colour: l.colours.ink}, name)
		for i, c := range columns {
			p.write(l.typesetter, box{in.x + first + float64(i)*w, y, w, row}, style{size: 3.4, least: 2.2, middle: true, align: right, colour: l.colours.ink}, c.show(q))
		}
		y += row
	}
	return y
}

// departmentBars show what each department has and lacks, those that lack the
// most first, as many as there is room for.
func (l *layout) departmentBars(p *page, in box, coverage hub.Coverage) {
	const name, number, row, bar = 50.0, 42.0, 6.4, 3.6
	all := slices.DeleteFunc(slices.Clone(coverage.Departments), func(d hub.DepartmentCoverage) bool { return d.By != "" })
	slices.SortStableFunc(all, func(a, b hub.DepartmentCoverage) int { return cmp.Compare(b.Lacks, a.Lacks) })
	longest := 0.0
	for _, d := range all {
		longest = max(longest, d.Share+d.Lacks)
	}
	most := int(in.h / row)
	y := in.y
	for i, d := range all {
		at := style{size: 3.4, least: 2.2, middle: true, colour: l.colours.ink}
		if i == most-1 && len(all) > most {
			p.write(l.typesetter, box{in.x, y, name, row}, at, "+"+strconv.Itoa(len(all)-i))
			return
		}
		p.write(l.typesetter, box{in.x, y, name - 2, row}, at, l.legible(nil, l.lang.Department(d.ID).Name, d.ID))
		room := in.w - name - number
		if longest > 0 {
			have, need := room*d.Share/longest, room*(d.Share+d.Lacks)/longest
			p.add(rect{box: box{in.x + name, y + (row-bar)/2, need, bar}, fill: l.colours.soft})
			if have > 0 {
				p.add(rect{box: box{in.x + name, y + (row-bar)/2, have, bar}, fill: l.colours.accent})
			}
		}
		at.align = right
		says := l.say("report_full")
		if d.Lacks > 0 {
			at.weight, says = bold, strings.ReplaceAll(l.say("report_lacks"), "{0}", l.lang.Number(d.Lacks))
		}
		p.write(l.typesetter, box{in.right() - number, y, number, row}, at, says)
		y += row
	}
}
