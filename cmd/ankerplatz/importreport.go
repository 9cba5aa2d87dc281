package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"ankerplatz/cmd/ankerplatz/internal/rewrite"
	"ankerplatz/cmd/ankerplatz/internal/roster"
	"ankerplatz/generator/csvfile"
	"ankerplatz/generator/source"

	"ankerplatz/generator/diag"
)

// reportTitle is in every report, where isReport looks for it.
const reportTitle = "ankerplatz import people"

var reportColumns = []string{"Row", "Profile", "Field", "What", "Why (" + reportTitle + ")"}

// checkReport refuses a file that a report can't be written to: a foreign one,
// and one that the hub would publish.
func checkReport(name, hub string) error {
	switch filepath.Ext(name) {
	case ".csv", ".md", ".json":
	default:
		return usageError(diag.Say("--report: %s ends in none of .csv, .md and .json, which say how the report is written", name))
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(name)); err == nil {
		if content, err := filepath.EvalSymlinks(filepath.Join(hub, source.Root)); err == nil && isBelow(dir, content) {
			return usageError(diag.Say("--report: %s is part of the hub's content and would be published: name a file elsewhere", name))
		}
	}
	if other := filepath.Join(filepath.Dir(name), rewrite.Beside(filepath.Base(name))); exists(other) {
		return usageError(diag.Say("--report: %s is in the way: move it away, or name another file", other))
	}
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.Mode().IsRegular() && info.Size() <= roster.MaxBytes {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if isReport(filepath.Ext(name), data) {
			return nil
		}
	}
	return usageError(diag.Say("--report: %s is there and is no report of an import: name another file", name))
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// isReport reports whether a file is what writeReport writes: that it speaks of
// imports is not enough.
func isReport(ext string, data []byte) bool {
	switch ext {
	case ".csv":
		return bytes.HasPrefix(data, csvfile.Of(";", [][]string{reportColumns}))
	case ".md":
		return bytes.HasPrefix(data, []byte("# "+reportTitle+": ")) && bytes.Contains(data, []byte("\n"+markdownRow(reportColumns)))
	}
	var r struct{ Report string }
	return json.Unmarshal(data, &r) == nil && r.Report == reportTitle
}

func isBelow(dir, root string) bool {
	dir, err1 := filepath.Abs(dir)
	root, err2 := filepath.Abs(root)
	rel, err3 := filepath.Rel(root, dir)
	return errors.Join(err1, err2, err3) == nil && filepath.IsLocal(rel)
}

// writeReport writes what was done and why, in the form that the name's ending
// says. It becomes visible as a whole.
func writeReport(name, list, summary string, lines []roster.Line) error {
	var data []byte
	switch filepath.Ext(name) {
	case ".csv":
		rows := [][]string{reportColumns}
		for _, l := range lines {
			rows = append(rows, cells(l))
		}
		data = csvfile.Of(";", rows)
	case ".md":
		data = markdownReport(list, summary, lines)
	default:
		var err error
		if data, err = json.Marshal(map[string]string{"report": reportTitle, "list": list, "summary": summary}); err != nil {
			return err
		}
		rest, err := json.MarshalIndent(lines, "", "  ")
		if err != nil {
			return err
		}
		data = fmt.Appendf(data[:len(data)-1], ",\n\"lines\": %s}\n", rest)
	}
	dir, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return err
	}
	defer dir.Close()
	return rewrite.Whole(dir, filepath.Base(name), data, 0o600) // it names people
}

func cells(l roster.Line) []string {
	row := ""
	if l.Row > 0 {
		row = strconv.Itoa(l.Row)
	}
	return []string{row, l.Profile, l.Field, l.What, l.Why}
}

// markdownReport is a table. What comes out of the list means nothing in it.
func markdownReport(list, summary string, lines []roster.Line) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s: %s\n\n%s\n\n", reportTitle, plainMarkdown.Replace(list), plainMarkdown.Replace(summary))
	b.WriteString(markdownRow(reportColumns))
	b.WriteString(strings.Repeat("|---", len(reportColumns)) + "|\n")
	for _, l := range lines {
		b.WriteString(markdownRow(cells(l)))
	}
	return b.Bytes()
}

func markdownRow(cells []string) string {
	var row strings.Builder
	for _, c := range cells {
		row.WriteString("| " + plainMarkdown.Replace(c) + " ")
	}
	return row.String() + "|\n"
}

var plainMarkdown = strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", `\<`, "*", `\*`, "_", `\_`, "[", `\[`, "`", "\\`", "\n", " ", "\r", " ")
