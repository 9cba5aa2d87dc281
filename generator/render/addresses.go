package render

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/archetype"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// blanks are what a template of site.yaml can have filled in.
type blanks struct {
	title, address string
	file           string // path of the Markdown file
	owner          string // e-mail address; a template that names it and gets none leads nowhere
	app            string // names of apps
	text           string // what is written; of a question what is known of it already
	folder, name   string // of a new file
}

// template fills a template of site.yaml; "" where it is not there or leads
// nowhere. Every value is escaped for use in a query, and paths for use in a
// path.
func (s *site) template(t strictyaml.Text, b blanks) string {
	if t.Value == "" || b.owner == "" && strings.Contains(t.Value, "{owner}") {
		return ""
	}
	path := func(text string) string { return (&url.URL{Path: text}).EscapedPath() }
	return strings.NewReplacer(
		"{title}", query(b.title), "{url}", query(s.hub.Config.Absolute(b.address)), "{path}", path(b.file),
		"{owner}", strings.ReplaceAll(query(b.owner), "%40", "@"), "{branch}", url.PathEscape(s.hub.Config.Repository.Branch),
		"{app}", query(b.app), "{text}", query(b.text), "{folder}", path(b.folder), "{name}", query(b.name),
	).Replace(t.Value)
}

// about is what templates can say of a page.
func (s *site) about(p *hub.Page) blanks {
	b := blanks{title: p.Title, address: p.URL, file: path.Join(source.Root, p.Path), app: s.names(p.Apps)}
	if p.Owner != nil {
		b.owner = s.people[p.Owner].Contact.Email
	}
	return b
}

// editURL is where a page, of which b tells, is edited: in the hub's own editor, else where
// site.yaml says; "" without either.
func (s *site) editURL(p *hub.Page, b blanks) string {
	if s.places != nil {
		if address := s.places.Address(p, s.lang.Code); address != "" {
			return address
		}
	}
	return s.template(s.hub.Config.Repository.Edit, b)
}

// query is a text as it stands in a query.
func query(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// ask is where a question is asked, with what the hub knows of it written down.
func (s *site) ask(b blanks) string {
	return s.filled(s.hub.Config.Feedback.Ask, b, s.word("ask_question_is"))
}

// Ticket is the way to IT with a ticket that is ready to fill in.
type Ticket struct {
	URL  string // from feedback.it, with the ticket in it where it has a place for that; "" without
	Text string // the ticket, to be copied; "" where the address holds it
}

// ticket is where IT is asked, with what the hub knows of it written down.
func (s *site) ticket(b blanks) Ticket {
	t := s.hub.Config.Feedback.IT
	questions := []string{s.word("ticket_what"), s.word("ticket_where")}
	out := Ticket{URL: s.filled(t, b, questions...)}
	if out.URL != "" && !strings.Contains(t.Value, "{text}") {
		out.Text = strings.Join(s.form(b, questions), "\n")
	}
	return out
}

// form is a text for somebody to complete, in lines: the questions, the first
// with the text that is known, what was tried, and what the hub knows. The last
// line is for the reader's department, which the browser may know: it begins as
// Site.AskLine says.
func (s *site) form(b blanks, questions []string) []string {
	var lines []string
	for i, question := range questions {
		lines = append(lines, question, "", "")
		if i == 0 {
			lines[1] = b.text
		}
	}
	lines = append(lines, s.word("ask_tried"), "", "", s.hub.Config.Absolute(b.address))
	if b.app != "" {
		lines = append(lines, s.word("filter_app")+s.word("colon")+" "+b.app)
	}
	return append(lines, s.askDepartment())
}

// Longest addresses, in bytes, that all mail programs and servers take.
const (
	longestMail = 2000
	longestWeb  = 8000
)

// mostOf is how long an address of a template may be.
func mostOf(t strictyaml.Text) int {
	if strings.HasPrefix(t.Value, "mailto:") {
		return longestMail
	}
	return longestWeb
}

// filled is a template with a form in it. Where the address would be longer than
// it may be, names are cut, and the last thing to go is the form.
func (s *site) filled(t strictyaml.Text, b blanks, questions ...string) string {
	for {
		whole := b
		whole.text = strings.Join(s.form(b, questions), "\r\n") // as mail has it (RFC 6068)
		address := s.template(t, whole)
		if len(address) <= mostOf(t) {
			return address
		}
		if !shorten(&b.title) && !shorten(&b.app) {
			b.text = ""
			return s.template(t, b)
		}
	}
}

// suggest is where a change of a page is suggested: with room to say it, where
// the page is and lies, and of the text of a page, to be put right there, as much
// as the address can hold; of is nil without one.
func (s *site) suggest(t strictyaml.Text, b blanks, of *markdown.Doc) string {
	if t.Value == "" {
		return ""
	}
	text := ""
	if of != nil {
		text = readable(of)
	}
	for {
		lines := []string{s.word("suggest_what"), "", "", s.hub.Config.Absolute(b.address), b.file}
		if text != "" {
			lines = append(lines, "", s.word("suggest_text"), "", text)
		}
		b.text = strings.Join(lines, "\r\n")
		address := s.template(t, b)
		if len(address) <= mostOf(t) || !shorten(&text) && !shorten(&b.title) && !shorten(&b.app) {
			return address
		}
	}
}

// readable is a page's text as readers see it, without its form.
func readable(doc *markdown.Doc) string {
	var parts []string
	for _, section := range doc.Sections {
		parts = append(parts, section.Heading, strings.ReplaceAll(section.Text, "\n", "\r\n"))
	}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), "\r\n\r\n")
}

// shorten cuts a name to half; false where it says nothing any more then.
func shorten(name *string) bool {
	letters := []rune(*name)
	if len(letters) < 40 {
		return false
	}
	*name = string(letters[:len(letters)/2]) + "…"
	return true
}

// askDepartment is how the line of a question begins that names the asker's
// department.
func (s *site) askDepartment() string { return s.word("filter_department") + s.word("colon") + " " }

// names are what terms are called, for a sentence.
func (s *site) names(terms []*hub.Term) string {
	names := make([]string, len(terms))
	for i, t := range terms {
		names[i] = s.lang.Own(t).Name
	}
	return strings.Join(names, ", ")
}

// longest is how many bytes an address may have with which a page is begun:
// servers take about 8000, and some take less.
const longest = 6000

// begin is where a page of a folder's kind is begun in the browser: a file with
// the kind's archetype, as much of it as an address can hold, or a form of the
// hub's own editor; nil where site.yaml has no address for it.
func (s *site) begin(f *hub.Folder) *Link {
	title := s.known("begin_"+f.Kind.Name, s.word("begin_page"))
	if s.places != nil {
		if address := s.places.Begin(s.dir(f), s.lang.Code); address != "" {
			return &Link{Title: title, URL: address}
		}
	}
	t := s.hub.Config.Repository.New
	if t.Value == "" {
		return nil
	}
	name := "new-" + f.Kind.Name + ".md"
	address := func(text string) string {
		return s.template(t, blanks{folder: s.dir(f), name: name, text: text})
	}
	out := &Link{Title: title, URL: address("")}
	for _, extent := range []archetype.Extent{archetype.Full, archetype.Brief} {
		text := archetype.Text(s.hub.Config, archetype.Begun{Kind: f.Kind, Lang: f.Lang, Title: s.kinds[f.Kind].Title, Today: s.hub.Clock.Today()}, extent)
		hint := "---\n# " + strings.ReplaceAll(s.word("begin_name"), "{0}", name) + "\n"
		if whole := address(strings.Replace(string(text), "---\n", hint, 1)); len(whole) <= longest {
			out.URL = whole
			break
		}
	}
	return out
}

// dir is where the files of a folder's pages lie, seen from the hub's folder.
func (s *site) dir(f *hub.Folder) string {
	return path.Join(s.folder(f.Lang), f.Path)
}
