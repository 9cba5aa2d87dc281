package source

import (
	"net/mail"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/phone"
	"ankerplatz/generator/strictyaml"
	"ankerplatz/generator/words"
)

// ProfileKind are the profiles of people.
var ProfileKind = &Kind{
	Name: "profile", Folder: "people",
	Icon: "users-round", Hue: -55,
	Searched: true, Reviewed: true, Apart: true,
	Title: "name", Statuses: Statuses,
	Choices: map[string][]string{"consent": consentFields, "availability.days": words.Days},
	decode:  decode[Profile],
}

// Profile is a key user, or another colleague with a special competence.
//
// It holds everything that the file says. What may be published of it is
// decided by Public, and nothing but its result may reach an output.
type Profile struct {
	Name         strictyaml.Text   `yaml:"name" field:"required"`
	Pronouns     string            `yaml:"pronouns"`
	Job          string            `yaml:"job"`
	Photo        strictyaml.Text   `yaml:"photo" field:"file"` // relative path
	Department   strictyaml.Text   `yaml:"department" field:"department,required"`
	Serves       []strictyaml.Text `yaml:"serves" field:"department"`
	Location     strictyaml.Text   `yaml:"location" field:"location"`
	Languages    []strictyaml.Text `yaml:"languages" field:"language,open"`
	Roles        []strictyaml.Text `yaml:"roles" field:"role"`
	Competencies []Competence      `yaml:"competencies"`
	Contact      Contact           `yaml:"contact"`
	Availability Availability      `yaml:"availability"`
	Time         struct {
		HoursPerWeek *strictyaml.Range `yaml:"hours_per_week" field:"[0..168]"` // nil: not said
	} `yaml:"time"`
	Deputy  strictyaml.Text   `yaml:"deputy" field:"profile"`
	Since   strictyaml.Date   `yaml:"since"`
	Until   strictyaml.Date   `yaml:"until"`
	Status  strictyaml.Text   `yaml:"status"`
	Consent []strictyaml.Text `yaml:"consent"`

	ConsentAt diag.Span `yaml:"-"` // of consent, else of the front matter
}

// Competence is something that a person knows.
type Competence struct {
	Topic strictyaml.Text `yaml:"topic" field:"app,open,required"` // an app's id or a free word
	Level int             `yaml:"level" field:"[1..4],required"`   // 1 to 4: aware, practised, expert, teaches
	Note  string          `yaml:"note"`
}

// Contact is how to reach a person.
type Contact struct {
	Email  strictyaml.Text `yaml:"email" field:"mail"`
	Phone  strictyaml.Text `yaml:"phone" field:"phone"`
	Mobile strictyaml.Text `yaml:"mobile" field:"phone"`
	Chat   strictyaml.Text `yaml:"chat" field:"address"` // URL
	Desk   strictyaml.Text `yaml:"desk"`
	Web    strictyaml.Text `yaml:"web" field:"address"` // URL
}

// Availability is when a person can be found: a text, or office hours.
type Availability struct {
	Text  string
	Hours []Hours
}

// Hours are office hours.
type Hours struct {
	Days  []string // of words.Days
	From  string   // "09:00"
	To    string
	Where string
}

// Statuses are the values of a profile's status; the first is the default.
var Statuses = []string{"active", "away", "left"}

// consentFields are what a person may agree to. The rest of a profile belongs
// to the role.
var consentFields = []string{
	"photo", "pronouns", "languages", "availability", "time", "since", "until", "contributions", "load", "contact",
	"contact.email", "contact.phone", "contact.mobile", "contact.chat", "contact.desk", "contact.web",
}

// DecodeYAML reads a text or a list of hours.
func (a *Availability) DecodeYAML(n *strictyaml.Node, l *diag.List) {
	switch n.Kind() {
	case strictyaml.Null:
	case strictyaml.Scalar:
		a.Text = n.Value()
	case strictyaml.List:
		for _, item := range n.Items() {
			a.Hours = append(a.Hours, decodeHours(item, l))
		}
	default:
		l.Add(n.Span(), diag.WrongType, diag.Say("availability is a text or a list of office hours"),
			diag.Say("for example\n  - {days: [mon, thu], from: 09:00, to: 10:00, where: Room 2.14}"))
	}
}

// Form implements strictyaml.Formed.
func (*Availability) Form() any { return []rawHours{} }

// rawHours are Hours as they are written.
type rawHours struct {
	Days  []strictyaml.Text `yaml:"days"`
	From  strictyaml.Text   `yaml:"from" field:"clock"`
	To    strictyaml.Text   `yaml:"to" field:"clock"`
	Where string            `yaml:"where"`
}

func decodeHours(n *strictyaml.Node, l *diag.List) Hours {
	var raw rawHours
	if n.Kind() != strictyaml.Map {
		l.Add(n.Span(), diag.WrongType, diag.Say("an office hour needs days, from, to and where"),
			diag.Say("for example {days: [mon, thu], from: 09:00, to: 10:00, where: Room 2.14}"))
		return Hours{}
	}
	*l = append(*l, n.Decode(&raw, diag.UnknownField)...)
	h := Hours{Where: raw.Where, From: clock(raw.From, l), To: clock(raw.To, l)}
	for _, d := range raw.Days {
		day := strings.ToLower(d.Value)
		if !slices.Contains(words.Days, day) {
			hint := diag.DidYouMean(day, words.Days)
			if hint.Empty() {
				hint = diag.Say("days are %s", strings.Join(words.Days, ", "))
			}
			l.Add(d.Span, diag.BadValue, diag.Say("%s is not a day", quote(d.Value)), hint)
			continue
		}
		h.Days = append(h.Days, day)
	}
	slices.SortFunc(h.Days, func(a, b string) int { return slices.Index(words.Days, a) - slices.Index(words.Days, b) })
	h.Days = slices.Compact(h.Days)
	if h.From != "" && h.To != "" && h.To <= h.From {
		l.Add(raw.To.Span, diag.DateOrder, diag.Say("these hours end before they begin"), diag.Say("one of from and to is wrong"))
	}
	return h
}

// clock reads a time of day.
func clock(t strictyaml.Text, l *diag.List) string {
	if t.Value == "" {
		return ""
	}
	hours, minutes, ok := strings.Cut(strings.ReplaceAll(t.Value, ".", ":"), ":")
	if !ok {
		minutes = "00"
	}
	if len(hours) == 1 {
		hours = "0" + hours
	}
	text := hours + ":" + minutes
	if len(text) != 5 || strings.Trim(hours+minutes, "0123456789") != "" || text > "24:00" || minutes > "59" {
		l.Add(t.Span, diag.BadValue, diag.Say("%s is not a time of day", quote(t.Value)), diag.Say("write it like 09:30"))
		return ""
	}
	return text
}

// Files is the photo.
func (p *Profile) Files() []strictyaml.Text { return []strictyaml.Text{p.Photo} }

func (p *Profile) check(c *checker) {
	c.title("name", &p.Name, diag.Say("a profile needs the person's name"), diag.Say("write name: with first and last name"))
	if p.Department.Value == "" {
		c.list.Add(c.at("department"), diag.MissingField, diag.Say("a profile needs its department"),
			diag.Say("write department: with an id from organisation.departments in site.yaml"))
	}
	c.oneOf(p.Status, Statuses)
	p.ConsentAt = c.at("consent")
	for i, competence := range p.Competencies {
		node := c.node.Field("competencies").Items()[i]
		if competence.Topic.Value == "" {
			c.list.Add(node.Span(), diag.MissingField, diag.Say("this competence has no topic"), diag.Say("write topic: with an app's id or a word"))
		}
		c.scale("level", node, &competence.Level, 4, diag.Say("1 knows of it, 2 uses it, 3 is an expert, 4 teaches it"))
	}
	if email := p.Contact.Email; email.Value != "" {
		if address, err := mail.ParseAddress(email.Value); err != nil || address.Address != email.Value {
			c.list.Add(email.Span, diag.BadContact, diag.Say("%s is not an e-mail address", quote(email.Value)), diag.Say("write it like name@example.org"))
		}
	}
	for _, number := range []strictyaml.Text{p.Contact.Phone, p.Contact.Mobile} {
		if number.Value != "" && phone.Parse(number.Value) == (phone.Number{}) {
			c.list.Add(number.Span, diag.BadContact, diag.Say("%s is not a phone number", quote(number.Value)),
				diag.Say("write it with digits, for example +49 30 23125 100 or +49 30 23125 ext. 100; other words fit into desk: or availability:"))
		}
	}
	c.url(p.Contact.Chat, "http", "https", "msteams", "sip", "xmpp", "matrix", "mailto", "slack")
	c.url(p.Contact.Web, "http", "https")
	for _, field := range p.Consent {
		if !slices.Contains(consentFields, field.Value) {
			hint := diag.DidYouMean(field.Value, consentFields)
			if hint.Empty() {
				hint = diag.Say("consent can be given for %s; the other fields belong to the role and need none", strings.Join(consentFields, ", "))
			}
			c.list.Add(field.Span, diag.BadValue, diag.Say("%s is no field that needs consent", quote(field.Value)), hint)
		}
	}
	if hours := p.Time.HoursPerWeek; hours != nil {
		c.time("hours_per_week", *hours, hoursOfWeek)
	}
	c.order("since", p.Since, "until", p.Until)
}

// Level is how well the person knows a topic, as far as the profile says: 0
// not at all, 4 teaches it.
func (p *Profile) Level(topic string) int {
	best := 0
	for _, c := range p.Competencies {
		if c.Topic.Value == topic {
			best = max(best, c.Level)
		}
	}
	return best
}

// Left reports whether the person has left the role. A status that is none
// counts as that: it may be "left", misspelled.
func (p *Profile) Left() bool {
	return p.Status.Value == "left" || p.Status.Value != "" && !slices.Contains(Statuses, p.Status.Value)
}

// Profiles are all files of one person: of every language, drafts too.
type Profiles []*Profile

// Left reports whether one of the files says that the person has left the role.
func (all Profiles) Left() bool { return slices.ContainsFunc(all, (*Profile).Left) }

// Agreed reports whether one of the personal fields may be published: always
// where no consent is required, else if every file agrees to it, and never of
// somebody who left.
func (all Profiles) Agreed(consentRequired bool, fields ...string) bool {
	return !all.Left() && (!consentRequired || !slices.ContainsFunc(all, func(p *Profile) bool { return !p.agrees(fields...) }))
}

// agrees reports whether this file names one of the fields under consent.
func (p *Profile) agrees(fields ...string) bool {
	return slices.ContainsFunc(p.Consent, func(t strictyaml.Text) bool { return slices.Contains(fields, t.Value) })
}

// Exceeds are the fields that p agrees to and the other file does not.
func (p *Profile) Exceeds(other *Profile) []string {
	var fields []string
	for _, field := range consentFields {
		whole, _, part := strings.Cut(field, ".")
		switch {
		case !p.agrees(field, whole) || other.agrees(field, whole):
		case part && slices.Contains(fields, whole): // said with the whole
		case field == "contact" && slices.ContainsFunc(other.Consent, func(t strictyaml.Text) bool { return strings.HasPrefix(t.Value, "contact.") }):
			// Its parts are compared.
		default:
			fields = append(fields, field)
		}
	}
	return fields
}

// Public returns what may be published of p, which is one of the files: with
// consentRequired only the personal fields that all of them agree to, and of
// somebody who left none.
func (all Profiles) Public(p *Profile, consentRequired bool) *Profile {
	public := *p
	if all.Left() {
		public.Status.Value = "left"
	}
	agreed := func(fields ...string) bool { return all.Agreed(consentRequired, fields...) }
	if !agreed("photo") {
		public.Photo = strictyaml.Text{}
	}
	if !agreed("pronouns") {
		public.Pronouns = ""
	}
	if !agreed("languages") {
		public.Languages = nil
	}
	if !agreed("availability") {
		public.Availability = Availability{}
	}
	if !agreed("time") {
		public.Time.HoursPerWeek = nil
	}
	if !agreed("since") {
		public.Since = strictyaml.Date{}
	}
	if !agreed("until") {
		public.Until = strictyaml.Date{}
	}
	contact := &public.Contact
	for _, field := range []struct {
		name string
		text *strictyaml.Text
	}{
		{"email", &contact.Email},
		{"phone", &contact.Phone},
		{"mobile", &contact.Mobile},
		{"chat", &contact.Chat},
		{"desk", &contact.Desk},
		{"web", &contact.Web},
	} {
		if !agreed("contact", "contact."+field.name) {
			*field.text = strictyaml.Text{}
		}
	}
	public.Consent = nil
	return &public
}
