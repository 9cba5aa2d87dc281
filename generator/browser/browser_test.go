package browser

import (
	"crypto/sha256"
	"encoding/base64"
	"mime"
	"net/http"
	"os"
	"strings"
	"testing"
)

// Types are the same whatever the machine's own tables say.
func TestDescribe(t *testing.T) {
	for ending, kind := range map[string]string{".rng": "application/xml", ".es": "text/javascript", ".unheard": "text/html", ".txt": "text/html"} {
		if err := mime.AddExtensionType(ending, kind); err != nil {
			t.Fatal(err)
		}
	}
	const saved = "application/octet-stream"
	for file, want := range map[string][2]string{
		"index.html": {"text/html; charset=utf-8"}, "a/core.mjs": {"text/javascript; charset=utf-8"}, "app.webmanifest": {"application/manifest+json"},
		"x.ics": {"text/calendar; charset=utf-8"}, "x.vcf": {"text/vcard; charset=utf-8"}, "x.woff2": {"font/woff2"}, "PHOTO.JPG": {"image/jpeg"},
		"x.txt": {"text/plain; charset=utf-8"}, "x.docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		"a/x.rng":             {saved, `attachment; filename=x.rng`},
		"x.es":                {saved, `attachment; filename=x.es`},
		"x.unheard":           {saved, `attachment; filename=x.unheard`},
		"index.html.gz":       {saved, `attachment; filename=index.html.gz`},
		"LICENSE":             {saved, `attachment; filename=LICENSE`},
		"a.b/c":               {saved, `attachment; filename=c`},
		`Plan "2026"; a.mpp`:  {saved, `attachment; filename="Plan \"2026\"; a.mpp"`},
		"Übersicht 100 %.bin": {saved, `attachment; filename*=utf-8''%C3%9Cbersicht%20100%20%25.bin`},
	} {
		h := http.Header{}
		Describe(h, file)
		if got := [2]string{h.Get("Content-Type"), h.Get("Content-Disposition")}; got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
}

func TestSecure(t *testing.T) {
	h := http.Header{}
	Secure(h)
	policy := h.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") ||
		!strings.HasSuffix(policy, "frame-ancestors 'none'") {
		t.Errorf("the policy is %q", policy)
	}
	if h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("the headers are %v", h)
	}
	if strings.Contains(PolicyTag, "frame-ancestors") || strings.Count(PolicyTag, `"`) != 4 {
		t.Errorf("the tag is %s", PolicyTag)
	}
}

// TestFrameAncestors: sites with a name may show the hub, and a name can't bring
// in anything else than sites.
func TestFrameAncestors(t *testing.T) {
	h := http.Header{}
	Secure(h, "https://teams.microsoft.com", "https://*.sharepoint.com")
	if policy := h.Get("Content-Security-Policy"); policy != Policy+"; frame-ancestors https://teams.microsoft.com https://*.sharepoint.com" {
		t.Errorf("the policy is %q", policy)
	}
	for _, site := range []string{"https://teams.microsoft.com", "https://*.sharepoint.com", "https://portal.example.org:8443", "https://intranet", "https://x--1.example"} {
		if !FrameAncestor(site) {
			t.Errorf("%q is refused", site)
		}
	}
	for _, text := range []string{
		"", "*", "https:", "https://*", "https://*.com.", "http://teams.microsoft.com", "teams.microsoft.com", "https://Teams.microsoft.com", "https://a.*.example",
		"https://teams.microsoft.com/", "https://a.example; script-src *", "https://a.example 'self'", "https://a.example\nx", "'self'", "https://-a.example", "https://me@a.example",
		"https://*.com", "https://a..example",
	} {
		if FrameAncestor(text) {
			t.Errorf("%q is taken for a site", text)
		}
	}
}

// TestInlineScript: the one inline script that pages may have is the theme's, word
// for word.
func TestInlineScript(t *testing.T) {
	script, err := os.ReadFile("../../themes/default/assets/js/page/ahead.js")
	if err != nil {
		t.Fatal(err)
	}
	_, rules, _ := strings.Cut(string(script), "const rules = '")
	rules, _, _ = strings.Cut(rules, "';")
	sum := sha256.Sum256([]byte(rules))
	if want := "script-src 'self' 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "';"; !strings.Contains(Policy, want) {
		t.Errorf("the policy has not got %s", want)
	}
}

func TestRefused(t *testing.T) {
	for why, files := range map[string]string{
		"could run scripts in the name of the hub": `a.html A.HTM a.xhtml a.shtml a.mht x.hta x.js x.MJS x.cjs x.es x.jsm x.swf x.wasm x.xml x.xsd
			x.rng x.xbl x.XSLT x.wsdl x.kml x.gpx x.dae x.rdf x.owl x.opml x.musicxml x.svgz x.html.de x.xsd.en x.html.gz x.js.br x.svg.gz x.svg.de
			x.xhtml.bak x.html.2026 x.html. x.pdf.html x.xml.utf8 x.tar.xml.Z x.html;.old`,
		"could be run by a web server":                 `x.php x.PHP7 x.php.en x.php.txt x.php.jpg x.phtml.pdf x.aspx x.jsp.zip x.cgi x.pl x.py`,
		"would change how a web server serves the hub": `web.config WEB.CONFIG _headers _redirects .htaccess`,
		"": `a.txt a.csv a.pdf a.docx a.xlsx a.pptx a.odt a.ods a.zip a.ics a.vcf a.msg a.eml a.one a.vsdx a.mpp a.ps1 a.bat a.drawio a.svg
			a.png.de a.de.svg handbuch.es.pdf bericht.pl.docx notes.html.pdf data.xml.zip v1.js.zip app.json html js README a.res a.pls a.tar.gz`,
	} {
		for _, file := range strings.Fields(files) {
			if got := Refused("content/en/js.html/" + file); got.String() != why {
				t.Errorf("%s: %q, want %q", file, got, why)
			}
		}
	}
}

func TestLooksActive(t *testing.T) {
	for file, begins := range map[string]bool{
		"<html>": true, " \n<!DOCTYPE html>": true, "<?xml version='1.0'?>": true, "\xef\xbb\xbf<script>": true, "<x:a>": true, "<é/>": true,
		"\xff\xfe<\x00a\x00>\x00": true, "\xfe\xff\x00<\x00!\x00-\x00-": true, "<!--": true, "<mxfile>": true,
		"": false, "<": false, "<# a script's help #>": false, "a <b>": false, "%PDF-1.7 <html>": false, "PK\x03\x04<html>": false, "<<EOF": false, "< b": false,
	} {
		for name, exempt := range map[string]bool{"x": false, "x.unheard": false, "x.pdf": false, "x.txt": true, "X.CSV": true} {
			if got := LooksActive(name, []byte(file)); got != (begins && !exempt) {
				t.Errorf("%s that begins with %q: %v", name, file, got)
			}
		}
	}
}

func TestLoads(t *testing.T) {
	for _, style := range []string{
		"fill:url(http://evil.example/a#b)", "fill:URL( 'a.svg#b')", `fill:url("//evil.example")`, `fill:\75rl(//evil.example)`, "@import 'a.css'", "@IMPORT url(#a)",
		"background:image-set('a.png' 1x)", "background:-webkit-image-set('a')", "background:image('a.png')", "background:cross-fade(red, blue)",
		"src:src('a')", "fill:url(#a);filter:url(b)", "data:image/;background-image:url(http://evil.example/1.png)", "a{}/* */b{mask:url()}", "url(data:image/png;base64,AAAA)",
	} {
		if !Loads(style) {
			t.Errorf("%s is said to load nothing", style)
		}
	}
	for _, style := range []string{"", "fill:url(#a)", `mask:url( "#a" )`, "fill:#f00;stroke:rgb(1,2,3)", "a{color:red}/* image */", "translate(1 2)", "curl (x)"} {
		if Loads(style) {
			t.Errorf("%s is said to load something", style)
		}
	}
}
