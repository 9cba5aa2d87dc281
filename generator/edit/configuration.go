package edit

import (
	"cmp"
	"net/url"
	"strings"

	"ankerplatz/generator/fields"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// decapConfig is a configuration of Decap CMS.
type decapConfig struct {
	Backend      decapBackend      `json:"backend"`
	LoadFile     bool              `json:"load_config_file"` // false: this is all
	PublishMode  string            `json:"publish_mode,omitempty"`
	Locale       string            `json:"locale"`
	SiteURL      string            `json:"site_url"`
	DisplayURL   string            `json:"display_url"`
	LogoURL      string            `json:"logo_url,omitempty"`
	PreviewLinks bool              `json:"show_preview_links"`
	MediaFolder  string            `json:"media_folder"`
	PublicFolder string            `json:"public_folder"`
	Slug         decapSlug         `json:"slug"`
	Collections  []decapCollection `json:"collections"`
	Hub          hubFacts          `json:"hub"` // for edit.js and register.js alone
}

type decapBackend struct {
	Name     string `json:"name"`
	Repo     string `json:"repo,omitempty"`
	Branch   string `json:"branch,omitempty"`
	BaseURL  string `json:"base_url,omitempty"`
	Endpoint string `json:"auth_endpoint,omitempty"`
	APIRoot  string `json:"api_root,omitempty"`
	AuthType string `json:"auth_type,omitempty"`
	AppID    string `json:"app_id,omitempty"`
	ProxyURL string `json:"proxy_url,omitempty"`
}

type decapSlug struct {
	Encoding     string `json:"encoding"`
	CleanAccents bool   `json:"clean_accents"`
}

type decapCollection struct {
	Name        string       `json:"name"`
	Label       string       `json:"label"`
	Singular    string       `json:"label_singular"`
	Folder      string       `json:"folder"`
	Extension   string       `json:"extension"`
	Format      string       `json:"format"`
	Create      bool         `json:"create"`
	Hide        bool         `json:"hide"`
	Identifier  string       `json:"identifier_field"`
	Summary     string       `json:"summary"`
	Slug        string       `json:"slug"`
	Path        string       `json:"path"`
	MediaFolder string       `json:"media_folder"`
	PublicPath  string       `json:"public_folder"`
	Sortable    []string     `json:"sortable_fields"`
	Fields      []decapField `json:"fields"`
}

// hubFacts are what edit.js is told beside what Decap CMS is.
type hubFacts struct {
	Lang      string               `json:"lang"`
	Languages []languageName       `json:"languages"`
	Base      string               `json:"base"`
	Styles    []string             `json:"styles"`
	Live      bool                 `json:"live"`
	Nested    []string             `json:"nested"` // folders of which what lies deeper is edited, too
	Forms     map[string]formFacts `json:"forms"`  // by collection
	Texts     map[string]string    `json:"texts"`
}

// formFacts are what a collection's pages have in common.
type formFacts struct {
	Kind  string `json:"kind"`
	Lang  string `json:"lang"`
	Title string `json:"title"` // the field that names its pages
}

type languageName struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// texts are what edit.js and register.js say, by their keys in the theme.
func texts(lang *hub.Language) map[string]string {
	said := map[string]string{"language": lang.Text("language")}
	for prefix, names := range map[string][]string{
		"edit_": {
			"back", "changed", "same_name", "tools", "bold", "italic", "heading", "list", "numbers", "link", "picture", "callout", "keys", // the buttons
			"words", "shows", "keys_words", // what they put in
		},
		"callout_": {"tip", "note", "important", "warning", "caution"},
	} {
		for _, name := range names {
			said[prefix+name] = lang.Text(prefix + name)
		}
	}
	return said
}

// configuration is Decap CMS's for an interface in a language.
func configuration(h *hub.Hub, lang *hub.Language, places *Places, opt Options) ([]byte, error) {
	e := h.Config.Edit
	c := decapConfig{
		Backend: decapBackend{
			Name: e.Backend, Repo: e.Repo.Value, Branch: e.Branch, BaseURL: e.BaseURL.Value, APIRoot: e.APIRoot.Value, AppID: e.AppID.Value,
		},
		Locale: lang.Code, SiteURL: h.Config.Absolute(h.Base), DisplayURL: h.Config.Absolute(h.Base),
		MediaFolder: source.Root, PublicFolder: "/",
		Slug: decapSlug{Encoding: "unicode"},
		Hub:  hubFacts{Lang: lang.Code, Base: h.Base, Styles: opt.Styles, Live: opt.Live, Forms: map[string]formFacts{}, Texts: texts(lang)},
	}
	switch e.Backend {
	case "gitlab":
		c.Backend.AuthType = "pkce"
	case "github": // knows who answers by the origin alone
		if u, err := url.Parse(e.BaseURL.Value); err == nil {
			c.Backend.BaseURL, c.Backend.Endpoint = u.Scheme+"://"+u.Host, strings.Trim(u.Path, "/")
		}
	}
	if e.Reviewed() {
		c.PublishMode = "editorial_workflow"
	}
	if opt.Live { // the files on this machine, whatever keeps them later
		c.Backend, c.PublishMode = decapBackend{Name: "proxy", ProxyURL: h.Base + Proxy, Branch: "main"}, ""
	}
	if logo := h.AssetAt(h.Config.Logo.Value); logo != nil {
		c.LogoURL = logo.URL
	}
	for _, code := range h.Config.LangCodes() {
		c.Hub.Languages = append(c.Hub.Languages, languageName{code, words.Name(code)})
	}
	form := newForm(h, lang)
	for _, from := range places.all {
		c.Collections = append(c.Collections, form.collection(from))
		c.Hub.Forms[from.name] = formFacts{from.kind.Name, from.lang, titleField(from.kind)}
		if from.nested {
			c.Hub.Nested = append(c.Hub.Nested, from.dir)
		}
	}
	return encode(c)
}

// titleField is the field that names a kind's pages.
func titleField(k *source.Kind) string { return cmp.Or(k.Title, "title") }

func (f form) collection(from collection) decapCollection {
	one, ok := f.lang.Count("kind_"+from.kind.Name, 1)
	if !ok {
		one = from.kind.Name
	}
	many, ok := f.lang.Lookup("kinds_" + from.kind.Name)
	if !ok {
		many = from.kind.Name
	}
	if from.title != "" {
		many = from.title
	}
	title := titleField(from.kind)
	path := "{{slug}}"
	if from.nested { // pictures lie beside the page
		path += "/index"
	}
	return decapCollection{
		Name: from.name, Label: many, Singular: one, Folder: from.dir, Extension: "md", Format: "ankerplatz",
		Create: true, Hide: from.lang != f.lang.Code, Identifier: title, Summary: "{{" + title + "}}",
		Slug: "{{fields.__name}}", Path: path, Sortable: []string{title},
		Fields: f.of(fields.OfKind(from.kind)),
	}
}
