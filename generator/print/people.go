package print

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/qr"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// person is somebody as a printed thing shows them in one language: what the
// pages may show, and only what the fonts have.
type person struct {
	id, file              string // the file is the profile
	name, job, department string
	initials              string
	photo                 *photo // nil without one
	topics                []topic
	hours                 []hours
	address               string  // of the profile
	code                  qr.Code // of the address; nil where it is too long for one
}

type topic struct {
	name  string
	level int
}

// hours are when and where somebody can be found; when is a whole sentence
// where they wrote one.
type hours struct{ when, where string }

// person is somebody for readers of a language. It reads what is public of the
// profile, and nothing else, and tells what of that can't be printed if tell is
// not nil.
func (m *maker) person(t *typesetter, lang *hub.Language, p *hub.Person, tell notice) person {
	page := p.In(lang.Code)
	profile := page.Profile()
	text := func(words ...string) string { return m.joined(page.Lang, t.legible(tell, words...)) }
	names, jobs := []string{page.Title, latinName(page.Title)}, []string{profile.Job}
	for _, other := range m.hub.Languages {
		names, jobs = append(names, p.In(other.Code).Title), append(jobs, p.In(other.Code).Profile().Job)
	}
	out := person{
		id: p.ID, file: path.Join(source.Root, page.Path), name: t.legible(tell, append(names, p.ID)...), job: text(jobs...),
		photo: m.photos[p.ID], address: m.hub.Config.Absolute(page.URL),
	}
	out.initials = apart(words.Initials(out.name))
	if d := lang.Department(p.Department); d != nil {
		about := tell
		if tell != nil {
			about = m.notices(siteFile)
		}
		out.department = m.departmentName(t, lang, d, about)
	}
	for _, c := range profile.Competencies {
		names := []string{c.Topic.Value}
		if app := lang.App(c.Topic.Value); app != nil {
			names = []string{app.Name, c.Topic.Value}
		}
		if name := text(names...); name != "" {
			out.topics = append(out.topics, topic{name, c.Level})
		}
	}
	slices.SortStableFunc(out.topics, func(a, b topic) int { return cmp.Compare(b.level, a.level) })
	if words := text(profile.Availability.Text); words != "" {
		out.hours = append(out.hours, hours{when: words})
	}
	for _, h := range profile.Availability.Hours {
		when := lang.DayRuns(h.Days)
		if times := span(h); times != "" {
			when = strings.TrimSpace(when + " " + times)
		}
		out.hours = append(out.hours, hours{t.legible(tell, when), text(h.Where)})
	}
	out.code = m.codes[out.address]
	return out
}

// departmentName is a department's name, or else its name in another language
// or its id.
func (m *maker) departmentName(t *typesetter, lang *hub.Language, d *hub.Term, tell notice) string {
	names := []string{d.Name}
	for _, other := range m.hub.Languages {
		if there := other.Department(d.ID); there != nil {
			names = append(names, there.Name)
		}
	}
	return m.joined(lang.Code, t.legible(tell, append(names, d.ID)...))
}

// span is "9:00–10:00" of office hours, as much of it as is known.
func span(h source.Hours) string {
	if h.From == "" || h.To == "" {
		return h.From + h.To
	}
	return h.From + "–" + h.To
}

// topicNames are the first names, as many as asked for.
func (p person) topicNames(most int) []string {
	var names []string
	for _, t := range p.topics[:min(most, len(p.topics))] {
		names = append(names, t.name)
	}
	return names
}

// hoursTexts are the office hours without places.
func (p person) hoursTexts() []string {
	var texts []string
	for _, h := range p.hours {
		texts = append(texts, h.when)
	}
	return texts
}

// prepare makes what is the same in all that is printed of somebody, on all
// processors: their photo and the codes of their profiles.
func (m *maker) prepare(ctx context.Context, people []*hub.Person, parallel Parallel) error {
	type prepared struct {
		photo   *photo
		problem error
		codes   map[string]qr.Code
	}
	all := make([]prepared, len(people))
	err := parallel(ctx, len(people), func(i int) error {
		p, made := people[i], &all[i]
		if p.Photo != nil {
			made.photo, made.problem = readPhoto(m.site, path.Join(source.Root, p.Photo.Path))
		}
		made.codes = map[string]qr.Code{}
		for _, lang := range m.hub.Languages {
			address := m.hub.Config.Absolute(p.In(lang.Code).URL)
			if _, ok := made.codes[address]; !ok {
				made.codes[address], _ = qr.Make(address) // told of in check
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i, p := range people {
		m.photos[p.ID] = all[i].photo
		maps.Copy(m.codes, all[i].codes)
		if err := all[i].problem; err != nil {
			m.tell(path.Join(source.Root, p.Photo.Path), diag.Say("this photo can't be printed: %v", err), diag.Say("save it as JPEG or PNG; until then the initials are printed"))
		}
	}
	return nil
}

// readLogo reads the hub's logo, if it has one.
func (m *maker) readLogo() {
	asset := m.hub.AssetAt(m.hub.Config.Logo.Value)
	if asset == nil {
		return
	}
	name := path.Join(source.Root, asset.Path)
	data, err := readPicture(m.site, name)
	if err == nil {
		m.logo, err = newLogo(data)
	}
	if err != nil {
		m.tell(name, diag.Say("this logo can't be printed: %v", err), diag.Say("save it as PNG; until then only the hub's name is printed"))
	}
}

const mostPictureBytes = 64 << 20

func readPhoto(site fs.FS, name string) (*photo, error) {
	data, err := readPicture(site, name)
	if err != nil {
		return nil, err
	}
	return newPhoto(data)
}

func readPicture(site fs.FS, name string) ([]byte, error) {
	f, err := site.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostPictureBytes+1))
	if err == nil && len(data) > mostPictureBytes {
		err = fmt.Errorf("it has more than %d MB", mostPictureBytes>>20)
	}
	return data, err
}

// check tells what of a profile can't be printed.
func (m *maker) check(t *typesetter, lang *hub.Language, p *hub.Person) {
	page := p.In(lang.Code)
	file := path.Join(source.Root, page.Path)
	m.person(t, lang, p, m.notices(file))
	if c, made := m.codes[m.hub.Config.Absolute(page.URL)]; made && (c == nil || codeSide(c) > largestCode) {
		m.tell(file, diag.Say("its address is too long for a QR code on a badge or sticker"), diag.Say("give the profile a short slug:"))
	}
}
