package tests

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"

	"ankerplatz/generator/strictyaml"
)

// edited returns what the form for editing makes of tasks, which edit.mjs has;
// nil where it refuses.
func edited(t *testing.T, tasks []any) []*string {
	t.Helper()
	var in bytes.Buffer
	encoder := json.NewEncoder(&in)
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
	Fields json.RawMessage `json:"fields,omitempty"`
	Words  json.RawMessage `json:"words,omitempty"`
	Change json.RawMessage `json:"change,omitempty"`
	Want   *string         `json:"want,omitempty"` // nil: it is refused
}

func checkEdits(t *testing.T, tasks []editTask) {
	t.Helper()
	asked := make([]any, len(tasks))
	for i, task := range tasks {
		asked[i] = task
	}
	for i, got := range edited(t, asked) {
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
	checkEdits(t, doing("set", cases.Set))
	checkEdits(t, doing("set", cases.Refused))
	checkEdits(t, doing("remove", cases.Removed))
}

// TestEditPages reads pages into the form, changes them there, and writes them.
func TestEditPages(t *testing.T) {
	cases := readEditCases(t, "../generator/edit/testdata/pages.json")
	for _, list := range [][]editTask{cases.Read, cases.Changed} {
		for i := range list {
			list[i].Fields = cases.Fields
		}
	}
	checkEdits(t, doing("form", cases.Read))
	checkEdits(t, doing("page", cases.Changed))
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
			tasks = append(tasks, editTask{Name: name, Task: "page", Text: &text, Want: &text})
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
	checkEdits(t, tasks)
}
