package hub

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"ankerplatz/generator/clock"
	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/gitinfo"
	"ankerplatz/generator/insights"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// Parsed is a page that was read and whose text was parsed.
type Parsed struct {
	Source *source.Page
	Doc    *markdown.Doc
	Marked []*markdown.Doc // of the fields that source.Marked names
}

// Parse parses the text of a page, and its fields that are Markdown.
func Parse(page *source.Page, parser *markdown.Parser) (Parsed, diag.List) {
	doc, list := parser.Parse(page.File, page.Body)
	parsed := Parsed{Source: page, Doc: doc}
	if fields, ok := page.Fields.(source.Marked); ok {
		for _, text := range fields.Marked() {
			doc, problems := parser.ParseField(text.Value, text.Span)
			parsed.Marked, list = append(parsed.Marked, doc), append(list, problems...)
		}
	}
	return parsed, list
}

// Input is what a hub is linked from.
type Input struct {
	Config *config.Site
	Words  *words.Languages  // with those of Config
	Pages  []Parsed          // in any order
	Assets []*source.Asset   // in any order
	Git    *gitinfo.Info     // nil knows nothing
	Moves  map[string][]Move // when the states of pages changed, by their paths
	Now    time.Time         // decides what is published and what is due
	Drafts bool              // drafts are published too
	// Zone is whose clocks dates without an offset are written by, where
	// site.yaml names none; nil is UTC.
	Zone *time.Location
	// Was reads what pages said once; nil can't.
	Was func([]Past) map[Past]Words
	// Insights are what readers look for, nil where nobody has looked.
	Insights *insights.Insights
	// Audience is the id of those whom the hub is for: it has the pages for them
	// besides those for everybody. "" is everybody.
	Audience string
	// Edits says that pages are edited while the hub is shown: see Hub.Edited.
	Edits bool
	// Lost are the files below content/ that are neither among Pages nor Assets.
	// With true it was told what is wrong with one, with false it is held back.
	Lost map[string]bool
}

// Link links a site, step by step: each takes what the one before it found out,
// and returns that with more. What pages and people are in the end is put
// together by the last. The diagnostics say what could not be linked; the hub
// is usable whatever they say.
func Link(in Input) (*Hub, diag.List) {
	task := newTask(in)
	published := task.publish(in.Pages) // which pages there are, and what each says by itself
	translated := published.tie()       // which are one page in several languages
	peopled := translated.meet()        // who is there, within consent, and the roles
	stored := peopled.store(in.Assets)  // pictures and downloads
	placed := stored.place()            // the lists that pages stand in
	termed := placed.name()             // apps, departments and tags
	linked := termed.link()             // where references lead, and what kinds add
	h := linked.complete()
	if in.Edits {
		h.edits = &edits{linker: &linker{termed: termed, anchors: map[*Page]map[string]string{}, flawed: map[*Asset]bool{}}}
	}
	return h, slices.Concat(task.list, h.gaps(), h.nearTopics(), h.overloads())
}

// task is what all steps know, and what they tell.
type task struct {
	config    *config.Site
	words     *words.Languages
	git       *gitinfo.Info
	moves     map[string][]Move
	was       func([]Past) map[Past]Words
	insights  *insights.Insights
	clock     *clock.Clock
	drafts    bool
	zone      *time.Location               // whose clocks dates are written by
	audience  string                       // see Input
	barred    map[string]audience          // folders that others may not see anything of
	base      string                       // the site's path
	langs     []string                     // codes
	standIns  []string                     // the same; see config.Site.StandIns
	orders    map[string]*collate.Collator // how readers of each language sort
	lost      map[string]bool              // see Input
	lostNamed map[string][]string          // the same, by name without .md
	near      nearNames
	list      diag.List
}

func newTask(in Input) *task {
	t := &task{
		config: in.Config, words: in.Words, git: in.Git, moves: in.Moves, was: in.Was, insights: in.Insights, drafts: in.Drafts, audience: in.Audience, barred: map[string]audience{}, lost: in.Lost, lostNamed: map[string][]string{},
		base: in.Config.BasePath(), langs: in.Config.LangCodes(), standIns: in.Config.StandIns(), orders: map[string]*collate.Collator{},
	}
	if t.zone = in.Config.Zone(); t.zone == nil {
		t.zone = cmp.Or(in.Zone, time.UTC)
	}
	t.clock = clock.New(in.Now, t.zone)
	t.clock.Until(in.Git.Until())
	for _, lang := range t.langs {
		t.orders[lang] = order(lang)
	}
	for name := range t.lost {
		base := strings.TrimSuffix(path.Base(name), ".md")
		t.lostNamed[base] = append(t.lostNamed[base], name)
	}
	return t
}

// order sorts as readers of a language do.
func order(lang string) *collate.Collator {
	return collate.New(language.Make(lang), collate.IgnoreCase, collate.Numeric)
}

// tell adds to what is told.
func (t *task) tell(at diag.Span, code diag.Code, what, hint diag.Text) {
	t.list.Add(at, code, what, hint)
}

// missing tells that something a page names is not there. Where one of the
// paths that it may mean is that of a file with mistakes, these are told, and
// they are the reason.
func (t *task) missing(at diag.Span, dest string, paths []string, code diag.Code, what, hint diag.Text) Target {
	held := false
	for _, name := range paths {
		if to, barred := t.barredAt(norm.NFC.String(name)); barred {
			return t.audienceLink(diag.Say("file"), dest, to, at)
		}
		told, lost := t.lost[norm.NFC.String(name)]
		if told {
			return Target{}
		}
		held = held || lost
	}
	if held {
		code, what, hint = diag.UnpublishedLink, diag.Say("the file %s is held back", quote(dest)), diag.Say("publish it, or take the link away")
	}
	t.tell(at, code, what, hint)
	return Target{}
}
