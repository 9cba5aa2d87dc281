package tests

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"ankerplatz/generator/config"
	"ankerplatz/generator/edit"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
	"ankerplatz/generator/theme"
	"ankerplatz/generator/words"
	"ankerplatz/themes"
)

// editHub are words.json and the forms of a hub, as edit.mjs has them; also the
// form "fields", which has the fields given.
func editHub(t *testing.T, fields json.RawMessage) any {
	t.Helper()
	site, list := config.Load(fstest.MapFS{config.Name: {Data: []byte("title: Hub\nlanguages: {list: [de, nl, da, en]}\nedit: {enabled: true}\n" +
		"organisation: {apps: [{id: excel, name: Excel}], departments: [{id: lab, name: Lab}]}\n")}})
	shown, unthemed := theme.Open(themes.FS(), fstest.MapFS{}, site.Theme.Name)
	texts, unread := words.Load(shown.Words(), site.LangCodes())
	if len(list)+len(unthemed)+len(unread) > 0 {
		t.Fatal(list, unthemed, unread)
	}
	linked, _ := hub.Link(hub.Input{Config: site, Words: texts})
	made := written{files: map[string][]byte{}}
	for _, f := range edit.Files(linked, edit.PlacesOf(linked, fstest.MapFS{}, true), edit.Options{Live: true}) {
		if strings.HasSuffix(f.Path, ".json") {
			if _, err := f.Make(t.Context(), made); err != nil {
				t.Fatal(err)
			}
		}
	}
	type form struct {
		Kind   string          `json:"kind"`
		Lang   string          `json:"lang"`
		Fields json.RawMessage `json:"fields"`
	}
	forms := map[string]form{}
	var has struct {
		Collections []struct {
			Name   string
			Fields json.RawMessage
		}
		Hub struct{ Forms map[string]form }
	}
	if err := json.Unmarshal(made.files["edit/config.de.json"], &has); err != nil {
		t.Fatal(err)
	}
	for _, c := range has.Collections {
		forms[c.Name] = form{has.Hub.Forms[c.Name].Kind, has.Hub.Forms[c.Name].Lang, c.Fields}
	}
	if fields != nil {
		forms["fields"] = form{"tip", "de", fields}
	}
	return map[string]any{"words": json.RawMessage(made.files["edit/words.json"]), "forms": forms}
}

// written are files that were made, by their paths.
type written struct {
	planned.Sink
	files map[string][]byte
}

func (w written) Write(name string, data []byte) error {
	w.files[name] = data
	return nil
}

// edited returns what the form for editing makes of tasks, which edit.mjs has;
// nil where it refuses.
func edited(t *testing.T, fields json.RawMessage, tasks []any) []*string {
	t.Helper()
	var in bytes.Buffer
	encoder := json.NewEncoder(&in)
	if err := encoder.Encode(editHub(t, fields)); err != nil {
		t.Fatal(err)
	}
	for _, task := range tasks {
		if err := encoder.Encode(task); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("node", "edit.mjs")
	cmd.Stdin, cmd.Stderr = &in, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answers []*string
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var answer *string
		if err := decoder.Decode(&answer); err != nil {
			t.Fatal(err)
		}
		answers = append(answers, answer)
	}
	if len(answers) != len(tasks) {
		t.Fatalf("%d tasks have %d answers", len(tasks), len(answers))
	}
	return answers
}

// editTask is one that edit.mjs has, with what must come of it.
type editTask struct {
	Name   string          `json:"name"`
	Task   string          `json:"task"`
	Text   *string         `json:"text,omitempty"`
	Path   []string        `json:"path,omitempty"`
	Value  json.RawMessage `json:"value,omitempty"`
	Form   string          `json:"form,omitempty"`
	Change json.RawMessage `json:"change,omitempty"`
	Want   *string         `json:"want,omitempty"` // nil: it is refused
}

func checkEdits(t *testing.T, fields json.RawMessage, tasks []editTask) {
	t.Helper()
	asked := make([]any, len(tasks))
	for i, task := range tasks {
		asked[i] = task
	}
	for i, got := range edited(t, fields, asked) {
		switch task := tasks[i]; {
		case got == nil && task.Want == nil:
		case got == nil:
			t.Errorf("%s %s: it is refused", task.Task, task.Name)
		case task.Want == nil:
			t.Errorf("%s %s: it became %q", task.Task, task.Name, *got)
		case *got != *task.Want:
			t.Errorf("%s %s: it became\n%q and not\n%q", task.Task, task.Name, *got, *task.Want)
		}
	}
}

// editCases are the cases in a file, by what is done with them.
type editCases struct {
	Set, Refused, Removed []editTask
	Read, Changed         []editTask
	Fields                json.RawMessage // that the collection of all pages has
}

func readEditCases(t *testing.T, name string) (cases editCases) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

// doing returns the tasks to do one thing in all of the cases.
func doing(task string, cases []editTask) []editTask {
	for i := range cases {
		cases[i].Task = task
	}
	return cases
}

// TestEditFields holds the browser to the table that the program is held to.
func TestEditFields(t *testing.T) {
	cases := readEditCases(t, "../generator/strictyaml/testdata/edit.json")
	for i := range cases.Refused {
		cases.Refused[i].Value = json.RawMessage(`"x"`)
	}
	checkEdits(t, nil, doing("set", cases.Set))
	checkEdits(t, nil, doing("set", cases.Refused))
	checkEdits(t, nil, doing("remove", cases.Removed))
}

// TestEditPages reads pages into the form, changes them there, and writes them.
func TestEditPages(t *testing.T) {
	cases := readEditCases(t, "../generator/edit/testdata/pages.json")
	for _, list := range [][]editTask{cases.Read, cases.Changed} {
		for i := range list {
			list[i].Form = cmp.Or(list[i].Form, "fields")
		}
	}
	checkEdits(t, cases.Fields, doing("form", cases.Read))
	checkEdits(t, cases.Fields, doing("page", cases.Changed))
}

// TestEditOwnWords holds the browser to what the program takes writers' words
// for: in the form a page says what one says that is written in ours.
func TestEditOwnWords(t *testing.T) {
	data, err := os.ReadFile("../generator/source/testdata/ownwords.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct{ Name, Own, Ours string }
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	var asked []any
	for _, c := range cases {
		lang, rest, _ := strings.Cut(c.Name, "/")
		folder, _, _ := strings.Cut(rest, "/")
		for _, fields := range []string{c.Own, c.Ours} {
			text := "---\n" + strings.ReplaceAll(fields, " | ", "\n") + "\n---\nText.\n"
			asked = append(asked, editTask{Task: "form", Form: source.KindOf(folder).Name + "-" + lang, Text: &text})
		}
	}
	answers := edited(t, nil, asked)
	for i, c := range cases {
		own, ours := map[string]any{}, map[string]any{}
		for answer, to := range map[*string]*map[string]any{answers[2*i]: &own, answers[2*i+1]: &ours} {
			if err := json.Unmarshal([]byte(*answer), to); err != nil {
				t.Fatal(err)
			}
		}
		if !reflect.DeepEqual(own, ours) {
			t.Errorf("%s: %s is\n%v and not\n%v", c.Name, c.Own, own, ours)
		}
	}
}

// TestEditSlug: new pages are called as their addresses are made.
func TestEditSlug(t *testing.T) {
	var tasks []editTask
	for _, text := range []string{
		"Über Größen", "Cœur d’été", "C# und C++", "a + b & #5", "  --x--  ", "İstanbul ΟΔΟΣ", "Ångström æ ø", "नमस्ते", "日本語 1", "ˈå", "Đặng", "1.5 %", "",
	} {
		want := slug.Make(text)
		tasks = append(tasks, editTask{Name: text, Task: "slug", Text: &text, Want: &want})
	}
	checkEdits(t, nil, tasks)
}

// TestEditSamples holds the browser to the program for every field of every
// sample page, and to what stands there where nothing is changed.
func TestEditSamples(t *testing.T) {
	var tasks []editTask
	content := os.DirFS("../content")
	err := fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".md") {
			return err
		}
		data, err := fs.ReadFile(content, name)
		if err != nil {
			return err
		}
		text := string(data)
		windows := strings.ReplaceAll(text, "\n", "\r\n")
		for _, text := range []string{text, windows, "\ufeff" + text} {
			tasks = append(tasks, editTask{Name: name, Task: "page", Form: "tip-de", Text: &text, Want: &text})
		}
		head, _, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "---\n")
		if !ok {
			return nil
		}
		for line := range strings.Lines(head) {
			field, _, ok := strings.Cut(line, ":")
			if !ok || strings.ContainsAny(field, " #-") {
				continue
			}
			task := editTask{Name: name, Task: "set", Text: &head, Path: []string{field}, Value: json.RawMessage(`"new: \"words\""`)}
			if changed, err := strictyaml.Set([]byte(head), task.Path, `new: "words"`); err == nil {
				want := string(changed)
				task.Want = &want
			}
			tasks = append(tasks, task)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(tasks) < 3000 {
		t.Fatalf("there are only %d tasks", len(tasks))
	}
	checkEdits(t, nil, tasks)
}
