package render

import (
	"bytes"
	"errors"
	"html/template"
	"strings"
	"testing"
)

// TestFold compares what folded templates give with what html/template gives
// of the same, in each context.
func TestFold(t *testing.T) {
	calls := 0
	functions := template.FuncMap{
		"t": func(key string, _ ...any) (string, error) {
			calls++
			if key == "none" {
				return "", errors.New("no words")
			}
			return `<"` + key + `" & 'co'>`, nil
		},
		"icon": func(name string) (template.HTML, error) {
			calls++
			return template.HTML(`<svg class="icon"><use href="/i.svg#` + name + `"/></svg>`), nil
		},
		"asset": func(name string) (string, error) { calls++; return "/assets/" + name + "?a&b", nil },
	}
	for _, test := range []struct {
		template string
		folded   bool // no call is left
	}{
		{`<p>{{t "a"}} and {{icon "b"}}{{t "c"}}</p>`, true},
		{`<p title="{{t "a"}}" data-t-x="{{t "b"}}">{{t "c"}}</p>`, true},
		{`<img src="{{asset "a"}}" alt="{{t "b"}}">`, true},
		{`<p>{{if .}}{{t "a"}}{{else}}{{t "b"}}{{end}}{{t "c"}}</p>`, true},
		{`<p {{if .}}title="{{t "a"}}"{{end}}>{{t "b"}}</p>`, true},
		{`<a href="?q={{t "a"}}">x</a>`, false},
		{`<a href="{{t "a"}}">x</a>`, false},
		{`<p title='{{t "a"}}'>x</p>`, false},
		{`<p title={{t "a"}}>x</p>`, false},
		{`<script>let x = {{t "a"}}</script>`, false},
		{`<style>p { content: "{{t "a"}}" }</style>`, false},
		{`<p onclick="x({{t "a"}})">x</p>`, false},
		{`{{t "a"}}`, false},
		{`<p>{{t "a" 3}}</p>`, false},
		{`<!-- {{t "a"}} --><p>{{t "a"}}</p>`, false},
	} {
		run := func(folded bool) (string, int) {
			set := template.Must(template.New("x").Funcs(functions).Parse(test.template))
			if folded {
				fold(set, functions)
			}
			calls = 0
			var b bytes.Buffer
			if err := set.Execute(&b, true); err != nil {
				t.Fatalf("%s: %v", test.template, err)
			}
			return b.String(), calls
		}
		want, _ := run(false)
		got, left := run(true)
		// The same characters may be escaped in several ways: by name or number.
		same := strings.NewReplacer("&#39;", "'", "&#34;", `"`, "&quot;", `"`)
		if same.Replace(got) != same.Replace(want) {
			t.Errorf("%s\n got %s\nwant %s", test.template, got, want)
		}
		if (left == 0) != test.folded {
			t.Errorf("%s: %d calls are left", test.template, left)
		}
	}
}
