package generator

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
	"ankerplatz/generator/sitepath"
	"ankerplatz/generator/source"
)

// patience is how long a build of a hostile site may take on a slow machine.
const patience = 60 * time.Second

// attack loads the site in dir and stages all of its files, as a build does
// that has no errors. It returns what was said and the staged folder.
func attack(t *testing.T, dir string) (diag.List, string) {
	t.Helper()
	type outcome struct {
		list diag.List
		err  error
	}
	stage, err := output.NewStage(filepath.Join(t.TempDir(), "public"), output.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = stage.Discard() })
	done := make(chan outcome, 1)
	go func() {
		site, err := Load(context.Background(), Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}})
		if err != nil {
			done <- outcome{nil, err}
			return
		}
		defer site.Close()
		list, err := site.Write(context.Background(), stage)
		list = append(slices.Clone(site.Diagnostics()), list...)
		list.Sort()
		var text bytes.Buffer
		err = errors.Join(err, list.Text(&text, diag.TextOptions{}), list.JSON(&text, diag.Tongue{}))
		done <- outcome{list, err}
	}()
	select {
	case o := <-done:
		if o.err != nil {
			t.Fatalf("the machine is said to have failed: %v", o.err)
		}
		return o.list, stage.Dir()
	case <-time.After(patience):
		t.Fatalf("the build goes on after %v", patience)
	}
	return nil, ""
}

// said reports whether the list has the code for a file.
func said(list diag.List, code diag.Code, file string) bool {
	return slices.ContainsFunc(list, func(d diag.Diagnostic) bool {
		return d.Code == code && d.File != nil && d.File.Name == file
	})
}

func describe(list diag.List) string {
	var b strings.Builder
	for _, d := range list[:min(len(list), 12)] {
		name := "-"
		if d.File != nil {
			name = d.File.Name
		}
		message := d.Message.String()
		if len(message) > 120 {
			message = message[:120]
		}
		fmt.Fprintf(&b, "  %s: %s [%s]\n", name, message, d.Code)
	}
	return b.String()
}

// inspect fails if a file of the output could run something, load something
// from elsewhere, or be misread.
func inspect(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		if err := sitepath.Check(filepath.ToSlash(rel)); err != nil {
			t.Error(err)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		switch filepath.Ext(name) {
		case ".html":
			inspectHTML(t, rel, data)
		case ".svg":
			if err := source.CheckSVG(data); err != nil {
				t.Errorf("%s: %v", rel, err)
			}
			inspectXML(t, rel, data)
		case ".xml":
			inspectXML(t, rel, data)
		case ".ics":
			inspectCalendar(t, rel, data)
		}
		if bytes.Contains(data, []byte("TEMPLATE-RUNS")) {
			t.Errorf("%s: a text was run as a template", rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func inspectXML(t *testing.T, name string, data []byte) {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := d.Token(); err != nil {
			if !errors.Is(err, io.EOF) {
				t.Errorf("%s: %v", name, err)
			}
			return
		}
	}
}

// calendarProperties are all that a calendar's lines may begin with.
var calendarProperties = strings.Fields("BEGIN END VERSION PRODID CALSCALE METHOD NAME X-WR-CALNAME REFRESH-INTERVAL X-PUBLISHED-TTL UID DTSTAMP LAST-MODIFIED DTSTART DTEND RRULE EXDATE RDATE " +
	"SUMMARY DESCRIPTION LOCATION URL CATEGORIES TRANSP TZID TZOFFSETFROM TZOFFSETTO TZNAME")

// inspectCalendar fails where a text has become a line of its own, or has been
// cut within a character (RFC 5545, 3.1).
func inspectCalendar(t *testing.T, name string, data []byte) {
	for line := range bytes.SplitSeq(bytes.TrimSuffix(data, []byte("\r\n")), []byte("\r\n")) {
		property := string(line[:max(0, bytes.IndexAny(line, ":;"))])
		control := func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }
		if len(line) > 75 || !utf8.Valid(line) || bytes.ContainsFunc(line, control) || !bytes.HasPrefix(line, []byte(" ")) && !slices.Contains(calendarProperties, property) {
			t.Errorf("%s: %q", name, line)
		}
	}
}

// linkSchemes are what an address in a page may begin with.
var linkSchemes = []string{"", "http", "https", "mailto", "tel", "msteams", "sip", "sips", "im", "xmpp", "matrix", "slack", "sms", "ftp", "ftps", "sftp", "ssh", "git", "webcal"}

func inspectHTML(t *testing.T, name string, data []byte) {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if !policyFirst(root) {
		t.Errorf("%s: its head does not begin with the policy", name)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script":
			if n.FirstChild != nil {
				t.Errorf("%s: an inline script: %s", name, n.FirstChild.Data)
			}
		case "style", "base", "object", "embed", "iframe", "frame", "applet", "math", "foreignobject":
			t.Errorf("%s: <%s>", name, n.Data)
		}
		for _, a := range n.Attr {
			inspectAttribute(t, name, n, a)
		}
	}
}

// policyFirst reports whether the first element of a page's head is the policy.
func policyFirst(root *html.Node) bool {
	for n := range root.Descendants() {
		if n.DataAtom == atom.Head {
			first := n.FirstChild
			return first != nil && slices.Equal(first.Attr, []html.Attribute{{Key: "http-equiv", Val: "Content-Security-Policy"}, {Key: "content", Val: browser.Policy}})
		}
	}
	return false
}

func inspectAttribute(t *testing.T, name string, n *html.Node, a html.Attribute) {
	value := strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, a.Val)
	switch {
	case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc":
		t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
	case slices.Contains([]string{"href", "src", "action", "formaction", "poster", "data", "cite", "background", "srcset", "ping"}, a.Key),
		n.Data == "meta" && a.Key == "content" && strings.Contains(strings.ToLower(value), "url="):
		if n.Data == "meta" {
			_, value, _ = strings.Cut(value, "url=")
		}
		scheme, rest, ok := strings.Cut(value, ":")
		if !ok || strings.ContainsAny(scheme, "/?#") {
			scheme, rest = "", value
		}
		if !slices.Contains(linkSchemes, strings.ToLower(scheme)) {
			t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
		}
		u, err := url.Parse(a.Val)
		own := n.Data == "a" || err == nil && (u.Host == "hub.example" || u.Host == "localhost") && n.Data == "link"
		if !own && (scheme != "" || strings.HasPrefix(rest, "//")) {
			t.Errorf("%s: <%s %s=%q> is loaded from elsewhere", name, n.Data, a.Key, a.Val)
		}
	}
}

// write puts a file into a site.
func put(t testing.TB, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func link(t testing.TB, dir, name, to string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(to, file); err != nil {
		t.Fatal(err)
	}
}

func fifo(t testing.TB, dir, name string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mkfifo", file).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

func page(title, text string) string { return "---\ntitle: " + title + "\n---\n" + text + "\n" }

// occurrences returns which files below dir hold one of the texts, in bytes or in
// their names.
func occurrences(t testing.TB, dir string, texts ...string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		var data []byte
		if d.Type().IsRegular() {
			if data, err = os.ReadFile(name); err != nil {
				return err
			}
		}
		for _, text := range texts {
			if bytes.Contains(data, []byte(text)) || strings.Contains(name, text) {
				found = append(found, name+": "+text)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
