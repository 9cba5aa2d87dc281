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

	"ankerplatz/generator/hub"
	"ankerplatz/generator/qr"
	"ankerplatz/generator/render"
	"ankerplatz/generator/source"
)

// person is somebody as a printed thing shows them in one language: what the
// pages may show, and only what the fonts have.
type person struct {
	id                    string
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
// profile, and nothing else.
func (m *maker) person(t *typesetter, lang *hub.Language, p *hub.Person) person {
	page := p.In(lang.Code)
	profile := page.Profile
	text := func(words string) string { kept, _ := t.printable(words); return kept }
	out := person{id: p.ID, name: text(page.Title), job: text(profile.Job), photo: m.photos[p.ID], address: m.origin + page.URL}
	if out.name == "" {
		out.name = p.ID // better a name in other letters than none
	}
	out.initials = render.Initials(out.name)
	if d := lang.Department(p.Department); d != nil {
		out.department = text(d.Name)
	}
	for _, c := range profile.Competencies {
		name := c.Topic.Value
		if app := lang.App(name); app != nil {
			name = app.Name
		}
		if name = text(name); name != "" {
			out.topics = append(out.topics, topic{name, c.Level})
		}
	}
	slices.SortStableFunc(out.topics, func(a, b topic) int { return cmp.Compare(b.level, a.level) })
	if words := text(profile.Availability.Text); words != "" {
		out.hours = append(out.hours, hours{when: words})
	}
	for _, h := range profile.Availability.Hours {
		when := render.Days(h.Days, func(key string) string { return m.word(lang.Code, key) })
		if times := span(h); times != "" {
			when = strings.TrimSpace(when + " " + times)
		}
		out.hours = append(out.hours, hours{text(when), text(h.Where)})
	}
	out.code = m.codes[out.address]
	return out
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
			address := m.origin + p.In(lang.Code).URL
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
			m.tell(path.Join(source.Root, p.Photo.Path), "this photo can't be printed: "+err.Error(), "save it as JPEG or PNG; until then the initials are printed")
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
		m.tell(name, "this logo can't be printed: "+err.Error(), "save it as PNG; until then only the hub's name is printed")
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
func (m *maker) check(t *typesetter, page *hub.Page) {
	name := path.Join(source.Root, page.Path)
	texts := []string{page.Title, page.Profile.Job, page.Profile.Availability.Text}
	for _, c := range page.Profile.Competencies {
		texts = append(texts, c.Topic.Value)
	}
	for _, h := range page.Profile.Availability.Hours {
		texts = append(texts, h.Where)
	}
	if _, missing := t.printable(strings.Join(texts, " ")); missing != "" {
		m.tell(name, fmt.Sprintf("the letters %q can't be printed and are left out: the fonts have Latin, Greek and Cyrillic ones", missing),
			"write a profile in this language with Latin letters, too")
	}
	if c := m.codes[m.origin+page.URL]; c == nil || codeSide(c) > largestCode {
		m.tell(name, "its address is too long for a QR code on a badge or sticker", "give the profile a short slug:")
	}
}
