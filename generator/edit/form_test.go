package edit

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ankerplatz/generator/config"
	"ankerplatz/generator/fields"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
	"ankerplatz/generator/words"
)

// formOfHub is the form of a hub with an app and two departments.
func formOfHub(t *testing.T) form {
	t.Helper()
	site, list := config.Load(fstest.MapFS{config.Name: {Data: []byte("title: Hub\nlanguages: {list: [de, en]}\nedit: {enabled: true}\n" +
		"organisation: {apps: [{id: excel, name: Excel}], departments: [{id: it, name: IT}, {id: sales, name: {de: Vertrieb, en: Sales}}]}\n")}})
	texts, more := words.Load(nil, site.LangCodes())
	if len(list)+len(more) > 0 {
		t.Fatal(list, more)
	}
	linked, _ := hub.Link(hub.Input{Config: site, Words: texts})
	return newForm(linked, linked.Languages[0])
}

// TestForms: each kind has a form, with its title first, its text, and a widget
// for each field that is not rare and that a form is a place for.
func TestForms(t *testing.T) {
	f := formOfHub(t)
	for _, kind := range source.Kinds {
		all := fields.OfKind(kind)
		form := f.of(all)
		names := map[string]int{}
		for _, field := range form {
			names[field.Name]++
			if field.Widget == "" || field.Label == "" || field.Hint == "" && field.Name != "body" {
				t.Errorf("%s: %+v", kind.Name, field)
			}
		}
		for _, of := range all {
			if want := !of.Rare && of.Shape != fields.Free; want && names[of.Name] != 1 || of.Rare && names[of.Name] > 0 {
				t.Errorf("%s has %s %d times", kind.Name, of.Name, names[of.Name])
			}
		}
		if form[0].Name != titleField(kind) || names["body"] != 1 {
			t.Errorf("%s begins with %s and has its text %d times", kind.Name, form[0].Name, names["body"])
		}
	}
}

func TestWidgets(t *testing.T) {
	f := formOfHub(t)
	for _, c := range []struct{ kind, field, want string }{
		{"tip", "departments", `"widget":"select","required":false,"multiple":true,"options":[{"label":"IT","value":"it"},{"label":"Vertrieb","value":"sales"}]`},
		{"tip", "level", `"widget":"select","required":false,"options":[{"label":"Anfänger","value":"beginner"}`},
		{"tip", "minutes", `"widget":"number","required":false,"value_type":"int"`},
		{"tip", "date", `"widget":"datetime","required":false,"format":"YYYY-MM-DD","time_format":false,"default":""`},
		{"tip", "publish", `"widget":"datetime","required":false,"format":"YYYY-MM-DD[T]HH:mm","time_format":"HH:mm","default":""`},
		{"tip", "draft", `"widget":"boolean"`},
		{"tip", "summary", `"widget":"text"`},
		{"tip", "keywords", `"widget":"list","required":false,"field":{"name":"each","label":"Suchwörter","widget":"string"`},
		{"profile", "department", `"widget":"select","required":true,"options":[{"label":"IT","value":"it"}`},
		{"profile", "photo", `"widget":"image"`},
		{"profile", "contact", `"widget":"object","required":false,"collapsed":true,"fields":[{"name":"email"`},
		{"profile", "competencies", `"widget":"list"`},
		{"profile", "availability", `"widget":"list","required":false,"collapsed":true,"types":[{"name":"words",`},
		{"profile", "availability", `"fields":[{"name":"days","label":"Tage","widget":"select"`},
		{"profile", "availability", `"typeKey":"__form","alone":"`},
		{"role", "boundaries", `"widget":"object","required":false,"collapsed":true,"fields":[{"name":"role","label":"Rolle","widget":"list"`},
		{"role", "time", `"pattern":["^\\s*[0-9]+([.][0-9]+)?(\\s*[-–]\\s*[0-9]+([.][0-9]+)?)?\\s*$","edit_range"],"range":true}`},
	} {
		form := f.of(fields.OfKind(source.KindNamed(c.kind)))
		i := slices.IndexFunc(form, func(field decapField) bool { return field.Name == c.field })
		if i < 0 {
			t.Errorf("%s has no %s", c.kind, c.field)
			continue
		}
		form[i].Hint = ""
		data, err := json.Marshal(form[i])
		if err != nil || !strings.Contains(strings.ToLower(string(data)), strings.ToLower(c.want)) {
			t.Errorf("%s of %s is %s (%v), want %s", c.field, c.kind, data, err, c.want)
		}
	}
}

// TestBackends: what Decap CMS is told of each server.
func TestBackends(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{
			"{enabled: true, backend: gitlab, repo: a/b/c, app_id: x, base_url: https://git.example}",
			`{"name":"gitlab","repo":"a/b/c","branch":"main","base_url":"https://git.example","api_root":"https://git.example/api/v4","auth_type":"pkce","app_id":"x"},"load_config_file":false,"publish_mode":"editorial_workflow"`,
		},
		{
			"{enabled: true, backend: gitea, repo: a/b, app_id: x, base_url: https://git.example}",
			`{"name":"gitea","repo":"a/b","branch":"main","base_url":"https://git.example","api_root":"https://git.example/api/v1","app_id":"x"},"load_config_file":false,"locale"`,
		},
		{ // it takes the address to sign in at from api_root
			"{enabled: true, backend: forgejo, repo: a/b, app_id: x, base_url: https://git.example/code, review: off}",
			`{"name":"forgejo","repo":"a/b","branch":"main","base_url":"https://git.example/code","api_root":"https://git.example/code/api/v1","app_id":"x"},"load_config_file":false,"locale"`,
		},
		{
			"{enabled: true, backend: github, repo: a/b, base_url: https://login.example}",
			`{"name":"github","repo":"a/b","branch":"main","base_url":"https://login.example","api_root":"https://api.github.com"}`,
		},
		{ // base_url must be an origin
			"{enabled: true, backend: github, repo: a/b, base_url: https://login.example/github/auth}",
			`{"name":"github","repo":"a/b","branch":"main","base_url":"https://login.example","auth_endpoint":"github/auth","api_root":"https://api.github.com"}`,
		},
	} {
		site, list := config.Load(fstest.MapFS{config.Name: {Data: []byte("title: Hub\nlanguages: {list: [de]}\nedit: " + c.yaml + "\n")}})
		texts, more := words.Load(nil, site.LangCodes())
		if len(list)+len(more) > 0 {
			t.Fatal(list, more)
		}
		linked, _ := hub.Link(hub.Input{Config: site, Words: texts})
		got, err := configuration(linked, linked.Languages[0], PlacesOf(linked, fstest.MapFS{}, false), Options{})
		if err != nil || !strings.HasPrefix(string(got), `{"backend":`+c.want) {
			t.Errorf("%s: %v %.300s", c.yaml, err, got)
		}
	}
}
