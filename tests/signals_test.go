package tests

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"

	"ankerplatz/generator/signals"
)

// cleaned returns what the browser's scripts leave of words; each line is names
// and words as signals.mjs reads them.
func cleaned(t *testing.T, lines []string) []string {
	t.Helper()
	cmd := exec.Command("node", "signals.mjs", "../themes/default/assets/js/signals/clean.js")
	cmd.Stdin, cmd.Stderr = strings.NewReader(strings.Join(lines, "\n")+"\n"), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for line := range strings.Lines(string(out)) {
		var text string
		if err := json.Unmarshal([]byte(line), &text); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	if len(texts) != len(lines) {
		t.Fatalf("%d lines have %d answers", len(lines), len(texts))
	}
	return texts
}

// TestSignalsCleaned holds the browser to what the program takes out of words.
func TestSignalsCleaned(t *testing.T) {
	table, err := os.ReadFile("../generator/signals/testdata/clean.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var lines, want []string
	for line := range strings.Lines(string(table)) {
		if words, left, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			lines, want = append(lines, "\t"+words), append(want, left)
		}
	}
	for i, got := range cleaned(t, lines) {
		if got != want[i] || signals.Clean(got) != got {
			t.Errorf("of %q is left %q, not %q", lines[i], got, want[i])
		}
	}
}

// TestNamesLeftOut takes people's names out of what they are searched with.
func TestNamesLeftOut(t *testing.T) {
	const names = "Dr. Anna Petersen;Jörg Müller-Lüdenscheidt;Saskia van den Berg;Søren Ågård;Zoë O’Brien;Li Wu;kim degroot"
	var lines, want []string
	for _, c := range [][2]string{
		{"drucker von Petersen ", "drucker von"},
		{"frag ANNA", "frag"},
		{"anna.petersen kalender teilen", "kalender teilen"},
		{"Mueller urlaub", "urlaub"},
		{"muller urlaub", "urlaub"},
		{"Müllers laptop", "laptop"},
		{"Peterson passwort", "passwort"}, // a slip
		{"Petersn passwort", "passwort"},
		{"passwort peters", "passwort"}, // still being typed
		{"peters passwort", "peters passwort"},
		{"soeren aagaard excel", "excel"},
		{"soren excel", "excel"},
		{"o'brien outlook", "outlook"},
		{"liste-lüdenscheidt pdf", "pdf"},
		{"van de berg excel", "van de excel"},
		{"Frau Schmidt aus der Buchhaltung", "aus der Buchhaltung"},
		{"mevrouw Jansen agenda", "agenda"},
		{"wu", ""},
		{"Anna 0171 5551234", ""},
		{"apetersen passwort", "passwort"},
		{"petersena passwort", "passwort"},
		{"annapetersen excel", "excel"},
		{"kim fragen", "fragen"}, // in small letters in the profile
		{"degroot vpn", "vpn"},
		{"HR portal", "HR portal"},
		{"doc in pdf umwandeln", "doc in pdf umwandeln"},
	} {
		lines, want = append(lines, names+"\t"+c[0]), append(want, c[1])
	}
	for i, got := range cleaned(t, lines) {
		if got != want[i] {
			t.Errorf("of %q is left %q, not %q", strings.TrimPrefix(lines[i], names+"\t"), got, want[i])
		}
	}
}
