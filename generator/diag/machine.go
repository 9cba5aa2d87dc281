package diag

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
)

// place is where a diagnostic stands, for programs.
type place struct {
	file       string
	whole      bool // the file as a whole, or no file
	start, end Position
}

func (d Diagnostic) place() place {
	if d.File == nil {
		return place{whole: true}
	}
	return place{
		file: d.File.Name, whole: d.Start == 0 && d.End == 0,
		start: d.File.Position(d.Start), end: d.File.Position(d.End),
	}
}

// severity is the level's name for programs.
func (l Level) severity() string {
	if l == Warn {
		return "warning"
	}
	return l.String()
}

type jsonDiagnostic struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
	Severity  string `json:"severity"`
	Code      Code   `json:"code"`
	Message   string `json:"message"`
	Hint      string `json:"hint"`
}

// JSON writes one array, empty where there is nothing to say. The severity is
// "error", "warning" or "info". Lines and columns start at 1 and count
// characters, the end column is the one behind the last character; all four
// are 0 where there is no file, and both places are the file's first character
// where the file as a whole is meant.
func (l List) JSON(w io.Writer, tongue Tongue) error {
	all := make([]jsonDiagnostic, len(l))
	for i, d := range l {
		at, lang := d.place(), tongue.Of(d)
		all[i] = jsonDiagnostic{
			File: at.file, Line: at.start.Line, Column: at.start.Column, EndLine: at.end.Line, EndColumn: at.end.Column,
			Severity: d.Level.severity(), Code: d.Code, Message: d.Message.In(lang), Hint: d.Hint.In(lang),
		}
	}
	return writeJSON(w, all)
}

// GitHub writes workflow commands, which the forges' runners show at the line.
func (l List) GitHub(w io.Writer, tongue Tongue) error {
	out := bufio.NewWriter(w)
	for _, d := range l {
		command := d.Level.severity()
		if d.Level == Info {
			command = "notice"
		}
		fmt.Fprintf(out, "::%s ", command)
		if at := d.place(); at.file != "" {
			fmt.Fprintf(out, "file=%s,line=%d,", escapeProperty(at.file), at.start.Line)
			if at.end.Line == at.start.Line && !at.whole {
				// Here the end is the last character itself.
				fmt.Fprintf(out, "col=%d,endColumn=%d,", at.start.Column, max(at.start.Column, at.end.Column-1))
			}
		}
		message := Visible(d.Message.In(tongue.Of(d)))
		if !d.Hint.Empty() {
			message += "\n" + d.Hint.In(tongue.Of(d))
		}
		fmt.Fprintf(out, "title=%s::%s\n", escapeProperty(string(d.Code)), escapeData(message))
	}
	return out.Flush()
}

var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func escapeData(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = Visible(lines[i])
	}
	return dataEscapes.Replace(strings.Join(lines, "\n"))
}

func escapeProperty(s string) string { return propertyEscapes.Replace(Visible(s)) }

type (
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLevel struct {
		Level string `json:"level"`
	}
	sarifRule struct {
		ID      Code       `json:"id"`
		About   sarifText  `json:"shortDescription"`
		Default sarifLevel `json:"defaultConfiguration"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifFile struct {
		URI    string `json:"uri"`
		BaseID string `json:"uriBaseId"`
	}
	sarifPhysical struct {
		File   sarifFile    `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifResult struct {
		Rule      Code            `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules,omitempty"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
)

// SARIF writes the list as the Static Analysis Results Interchange Format,
// version 2.1.0, with files relative to the site's folder.
func (l List) SARIF(w io.Writer, tongue Tongue) error {
	run := sarifRun{
		Tool:       sarifTool{Driver: sarifDriver{Name: "ankerplatz"}},
		ColumnKind: "unicodeCodePoints",
		Results:    make([]sarifResult, 0, len(l)),
	}
	index := map[Code]int{}
	for _, code := range l.codes() {
		index[code] = len(index)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules,
			sarifRule{ID: code, About: sarifText{code.About()}, Default: sarifLevel{code.Level().sarif()}})
	}
	for _, d := range l {
		result := sarifResult{Rule: d.Code, RuleIndex: index[d.Code], Level: d.Level.sarif(), Message: sarifText{d.Message.In(tongue.Of(d))}}
		if !d.Hint.Empty() {
			result.Message.Text += "\n" + d.Hint.In(tongue.Of(d))
		}
		if at := d.place(); at.file != "" {
			location := sarifLocation{sarifPhysical{File: sarifFile{URI: (&url.URL{Path: at.file}).String(), BaseID: "%SRCROOT%"}}}
			if !at.whole {
				location.Physical.Region = &sarifRegion{at.start.Line, at.start.Column, at.end.Line, at.end.Column}
			}
			result.Locations = []sarifLocation{location}
		}
		run.Results = append(run.Results, result)
	}
	return writeJSON(w, sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}})
}

// codes are the codes that the list has, in alphabetical order.
func (l List) codes() []Code {
	var codes []Code
	for _, d := range l {
		codes = append(codes, d.Code)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

func (l Level) sarif() string {
	if l == Info {
		return "note"
	}
	return l.severity()
}

// writeJSON writes a value so that no character of it moves a terminal's
// cursor.
func writeJSON(w io.Writer, value any) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	for _, r := range b.String() {
		if r == '\n' || r == zeroWidthJoiner || unicode.IsPrint(r) {
			fmt.Fprint(out, string(r))
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(out, `\u%04x`, unit)
		}
	}
	return out.Flush()
}
