package config

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/strictyaml"
)

// Edit is the hub's own editor, below edit/.
type Edit struct {
	Enabled bool            `yaml:"enabled"`
	Backend string          `yaml:"backend"`                  // one of EditBackends; default: local
	Repo    strictyaml.Text `yaml:"repo"`                     // "group/hub"; default: the path of repository.url
	Branch  string          `yaml:"branch"`                   // default: repository.branch
	BaseURL strictyaml.Text `yaml:"base_url" field:"address"` // where people sign in; default: the host of repository.url, of GitLab else https://gitlab.com
	APIRoot strictyaml.Text `yaml:"api_root" field:"address"` // default: as such servers have it below their address
	AppID   strictyaml.Text `yaml:"app_id"`                   // by which the server knows the hub as an application that people may sign in at; GitHub has none
	Review  string          `yaml:"review"`                   // whether changes wait for somebody's review: "on" (default where the backend can) or "off"
}

// EditBackends are where changes that are made in the editor go: to a server
// with the hub's repository, or, with LocalEdit, to the files of "ankerplatz
// serve" only.
var EditBackends = []string{"gitlab", "forgejo", "gitea", "github", LocalEdit}

// LocalEdit is the backend that no server has.
const LocalEdit = "local"

// apiPaths are where servers have their API below their address.
var apiPaths = map[string]string{"gitlab": "/api/v4", "forgejo": "/api/v1", "gitea": "/api/v1"}

// Reviewed reports whether changes wait for somebody's review.
func (e *Edit) Reviewed() bool { return e.Review == "on" }

// Servers are those that the editor talks with, as browser.EditPolicy takes
// them. None with LocalEdit. People sign in at GitHub in a window of its own.
func (e *Edit) Servers() []string {
	var servers []string
	for _, address := range []string{e.BaseURL.Value, e.APIRoot.Value} {
		if address == e.BaseURL.Value && e.Backend == "github" {
			continue
		}
		if u, err := url.Parse(address); err == nil && u.Host != "" {
			servers = append(servers, u.Scheme+"://"+u.Host)
		}
	}
	slices.Sort(servers)
	return slices.Compact(servers)
}

// edit checks how the hub is edited in the browser. What is missing or wrong
// and has no default turns the editor off, because it could lead nowhere.
func (c *checker) edit() {
	e := &c.site.Edit
	in := c.field("edit")
	c.oneOf(&e.Backend, "edit", "backend")
	c.oneOf(&e.Review, "edit", "review")
	for _, address := range []*strictyaml.Text{&e.BaseURL, &e.APIRoot} {
		c.address(address, "http", "https")
		u, err := url.Parse(address.Value)
		if address.Value != "" && (err != nil || u.RawQuery != "" || u.Fragment != "" || u.User != nil || !browser.Server(u.Scheme+"://"+u.Host)) {
			c.add(address.Span, diag.BadURL, diag.Say("%q is not the address of a server", address.Value), diag.Say(`write it as in "https://gitlab.example"`))
			*address = strictyaml.Text{}
		}
		address.Value = strings.TrimSuffix(address.Value, "/")
	}
	if e.Repo.Value != "" && (!strings.Contains(e.Repo.Value, "/") || path.Clean("/"+e.Repo.Value) != "/"+e.Repo.Value || strings.ContainsAny(e.Repo.Value, `:\?# `)) {
		c.add(e.Repo.Span, diag.BadValue, diag.Say("%q is not the path of a repository", e.Repo.Value), diag.Say(`write its group and name, as in "key-users/hub"`))
		e.Enabled = false
	}
	if !e.Enabled {
		return
	}
	e.derive(c.site.Repository)
	lacks := func(name, example string) {
		e.Enabled = false
		if in.Field(name).Kind() == strictyaml.Null { // else its own mistake is told
			c.add(in.At("backend"), diag.MissingField, diag.Say("the editor needs to know %s for %s", "edit."+name, e.Backend), diag.Say("add %q below edit:", name+": "+example))
		}
	}
	switch {
	case e.Backend == LocalEdit:
	case e.Repo.Value == "":
		lacks("repo", "key-users/hub")
	case e.BaseURL.Value == "":
		lacks("base_url", "https://"+e.Backend+".example")
	case e.Backend != "github" && e.AppID.Value == "":
		lacks("app_id", "0a1b2c3d")
	}
	if e.Backend == "gitea" && e.Review == "on" && in.Field("review").Kind() != strictyaml.Null {
		c.add(in.At("review"), diag.BadValue, diag.Say("with gitea no change can wait for a review"), diag.Say(`write "backend: forgejo" if the server is Forgejo, else "review: off"`))
		e.Review = "off"
	}
}

// derive fills in what follows from other keys.
func (e *Edit) derive(from Repository) {
	e.Backend = cmp.Or(e.Backend, LocalEdit)
	if e.Backend == LocalEdit {
		e.BaseURL, e.APIRoot, e.Review = strictyaml.Text{}, strictyaml.Text{}, "off"
		return
	}
	e.Branch = cmp.Or(e.Branch, from.Branch, "main")
	if e.Backend != "gitea" {
		e.Review = cmp.Or(e.Review, "on")
	}
	if u, err := url.Parse(from.URL.Value); err == nil && u.Host != "" {
		inside := u.Path
		if below, ok := strings.CutPrefix(from.URL.Value, e.BaseURL.Value+"/"); ok { // of a server that has a path
			inside = below
		}
		e.Repo.Value = cmp.Or(e.Repo.Value, strings.TrimSuffix(strings.Trim(inside, "/"), ".git"))
		switch {
		case e.Backend != "github":
			e.BaseURL.Value = cmp.Or(e.BaseURL.Value, u.Scheme+"://"+u.Host)
		case u.Host != "github.com": // a server of one's own
			e.APIRoot.Value = cmp.Or(e.APIRoot.Value, u.Scheme+"://"+u.Host+"/api/v3")
		}
	}
	if e.Backend == "gitlab" {
		e.BaseURL.Value = cmp.Or(e.BaseURL.Value, "https://gitlab.com")
	}
	if api, ok := apiPaths[e.Backend]; ok && e.BaseURL.Value != "" {
		e.APIRoot.Value = cmp.Or(e.APIRoot.Value, e.BaseURL.Value+api)
	}
	if e.Backend == "github" {
		e.APIRoot.Value = cmp.Or(e.APIRoot.Value, "https://api.github.com")
	}
}
