package browser

import (
	"bufio"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// editedHub has pages with all that a form could spoil.
var editedHub = map[string]string{
	"site.yaml": `title: Kaikante
languages: [de]
organisation:
  departments:
    - {id: kran, name: {de: Kran}}
    - {id: tor, name: {de: Tor}}
  apps:
    - {id: mail, name: {de: Mail}}
edit:
  enabled: true
`,
	"content/de/_index.md": "---\ntitle: Start\n---\nHallo.\n",
	"content/de/tips/sieb.md": `---
# Der Titel steht in allen Listen.
title:   'Sieb reinigen'   # kurz halten
apps: [mail]
keywords:
  - Filter   # sagen alle
  - Netz
---

Erst *abschalten*, dann ++strg+q++.

> [!WARNING]
> Nicht im Betrieb.
`,
	"content/de/people/ole-brand.md": "---\r\nname: Ole Brand\r\ndepartment: kran # seit 2020\r\njob: >\r\n  Kranführer\r\n  am Kai\r\n---\r\n\r\nMoin.\r\n",
}

// edit serves a hub of files, which Git keeps, and returns it and its folder.
func edit(t *testing.T, files map[string]string) (*hub, string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	git(t, dir, "init", "--quiet")
	git(t, dir, "add", ".")
	git(t, dir, "commit", "--quiet", "--message", "begin")

	cmd := exec.Command(command, "serve", "--site", dir, "--addr", "127.0.0.1:0", "--no-index", "--lang", "de")
	out, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if at := address.FindString(lines.Text()); at != "" {
			go func() {
				for lines.Scan() { // so that serve never waits for its reader
				}
			}()
			return &hub{base: "/", at: at}, dir
		}
	}
	t.Fatal("serve does not say where it is")
	return nil, ""
}

// git runs a command of Git in a folder and returns what it prints.
func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	args = append([]string{"-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false"}, args...)
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// changed are the lines that were changed, "-" or "+" before each, behind the
// names of files that are new or gone.
func changed(t *testing.T, dir string) string {
	t.Helper()
	git(t, dir, "add", "--all")
	var lines []string
	for line := range strings.Lines(git(t, dir, "diff", "--cached", "--unified=0", "--no-color", "--", "content")) {
		if strings.HasPrefix(line, "+") || strings.HasPrefix(line, "-") || strings.HasPrefix(line, "Binary") {
			lines = append(lines, strings.TrimSuffix(line, "\n"))
		}
	}
	git(t, dir, "commit", "--quiet", "--allow-empty", "--message", "step")
	return strings.Join(lines, "\n")
}

func (tb *tab) changes(dir string, want ...string) {
	tb.Helper()
	if got := changed(tb.T, dir); got != strings.Join(want, "\n") {
		tb.Errorf("the files changed so:\n%q\nand not so:\n%q", got, strings.Join(want, "\n"))
	}
}

// form opens a form of the editor and waits for it.
func (tb *tab) form(address string) {
	tb.Helper()
	tb.run(chromedp.Navigate("about:blank")) // another hash alone loads nothing
	tb.open("edit/?lang=de#/collections/" + address)
	tb.wait(`document.querySelector("[id^=body-field]")`)
}

// field writes a text into a field of the form, instead of what stands there.
func (tb *tab) field(name, text string) {
	tb.Helper()
	tb.wait(`document.querySelector("[id^=` + name + `-field]")`)
	eval[bool](tb, `(() => { const f = document.querySelector("[id^=`+name+`-field]"); f.focus(); f.select(); return true })()`)
	tb.insert(text)
}

// say clicks on what is a button and says this.
func (tb *tab) say(text string) {
	tb.Helper()
	find := `[...document.querySelectorAll("button, [role=button], [role=menuitem], a")].find(e => e.textContent.trim() === "` + text + `" && e.checkVisibility())`
	tb.wait(find)
	eval[bool](tb, find+`.click(), true`)
}

func (tb *tab) publish() {
	tb.Helper()
	tb.say("Veröffentlichen")
	tb.say("Jetzt veröffentlichen")
}

// saved holds once nothing is left to publish.
const saved = `[...document.querySelectorAll("[role=button]")].some(e => e.textContent.trim() === "Veröffentlicht")`

// TestEdit writes pages in the form: what Git says changed is what was changed.
func TestEdit(t *testing.T) {
	h, dir := edit(t, editedHub)
	tb := newTab(t, h)

	tb.form("tip-de/new")
	tb.field("title", "Netz grün & neu: jetzt")
	tb.field("body", "So **geht** es.")
	tb.publish()
	tb.wait(`location.hash.endsWith("/entries/netz-gruen-neu-jetzt/index")`)
	tb.changes(dir, "--- /dev/null", "+++ b/content/de/tips/netz-gruen-neu-jetzt/index.md",
		"+---", `+title: "Netz grün & neu: jetzt"`, "+---", "+", "+So **geht** es.")

	tb.form("tip-de/entries/sieb")
	tb.wait(`document.querySelector("#preview-pane").contentDocument.querySelector(".callout.warning > .callout-title")`)
	tb.check(`document.querySelector("#preview-pane").contentDocument.querySelectorAll("kbd.keys > kbd").length === 2`, "keys are no keys in the preview")
	tb.check(`document.querySelector("textarea[id^=body-field]").labels.length === 1`, "the text has no label")
	tb.field("title", "Sieb spülen")
	tb.publish()
	tb.wait(saved)
	tb.changes(dir, "--- a/content/de/tips/sieb.md", "+++ b/content/de/tips/sieb.md",
		"-title:   'Sieb reinigen'   # kurz halten", "+title:   Sieb spülen   # kurz halten")

	tb.form("profile-de/entries/ole-brand")
	tb.field("body", "Moin.\n\nIm Urlaub.")
	tb.publish()
	tb.wait(saved)
	tb.changes(dir, "--- a/content/de/people/ole-brand.md", "+++ b/content/de/people/ole-brand.md", "+\r", "+Im Urlaub.\r")

	// The same form again, without reading it anew.
	tb.field("body", "Moin.\n\nWieder da.")
	tb.publish()
	tb.wait(saved)
	tb.changes(dir, "--- a/content/de/people/ole-brand.md", "+++ b/content/de/people/ole-brand.md", "-Im Urlaub.\r", "+Wieder da.\r")

	tb.form("tip-de/entries/sieb")
	eval[bool](tb, `(window.confirm = () => true, true)`)
	tb.say("Lösche Beitrag")
	tb.wait(`location.hash === "#/collections/tip-de"`)
	if got := changed(t, dir); !strings.HasPrefix(got, "--- a/content/de/tips/sieb.md\n+++ /dev/null\n") || strings.Contains(got, "\n+++ b/") {
		t.Errorf("more is gone than the tip:\n%s", got)
	}
}

// TestEditOwnWords edits pages that say what they say in their writers' own
// words: these stay, and what they mean stands in the form.
func TestEditOwnWords(t *testing.T) {
	files := maps.Clone(editedHub)
	files["site.yaml"] = strings.Replace(files["site.yaml"], "[de]", "[de, da]", 1)
	delete(files, "content/de/tips/sieb.md")
	files["content/de/tipps/sieb.md"] = "---\nTitel: Sieb # kurz\nStufe: Anfänger\nEntwurf: Ja   # bald\nSchlagwörter: [Netz, Filter]\nPrüfen alle: 6 Monate\n---\nText.\n"
	files["content/da/_index.md"] = "---\ntitle: Start\n---\nHej.\n"
	files["content/da/tips/si.md"] = "---\ntitel: En si\ntitle: En god si\nniveau: let\n---\nTekst.\n"
	files["content/da/people/bo.md"] = "---\nnavn: Bo Holm\nafdeling: kran\ntræffetid:\n  - dage: [man, ons] # om formiddagen\n    fra: 9\n---\nHej.\n"
	h, dir := edit(t, files)
	tb := newTab(t, h)

	tb.form("tip-de/entries/sieb")
	tb.check(`document.querySelector("[id^=title-field]").value === "Sieb"`, "the title is not in the form")
	tb.check(`/Anfänger/.test(document.querySelector("[id^=level-field]").closest("div[class*=Control]").textContent)`, "the level is not in the form")
	tb.field("title", "Siebe")
	tb.publish()
	tb.wait(saved)
	tb.changes(dir, "--- a/content/de/tipps/sieb.md", "+++ b/content/de/tipps/sieb.md", "-Titel: Sieb # kurz", "+Titel: Siebe # kurz")
	eval[bool](tb, `document.querySelector("[id^=draft-field]").click(), true`)
	tb.publish()
	tb.wait(saved)
	tb.changes(dir, "--- a/content/de/tipps/sieb.md", "+++ b/content/de/tipps/sieb.md", "-Entwurf: Ja   # bald", "+Entwurf: nein   # bald")

	tb.form("tip-da/entries/si")
	tb.check(`document.querySelector("[id^=title-field]").value === "En god si"`, "of two words for one field ours does not count")
	tb.field("title", "En bedre si")
	tb.publish()
	tb.wait(saved)
	tb.changes(dir, "--- a/content/da/tips/si.md", "+++ b/content/da/tips/si.md", "-title: En god si", "+title: En bedre si")

	tb.form("profile-da/entries/bo")
	tb.field("name", "Bo Lund")
	tb.publish()
	tb.wait(saved)
	tb.changes(dir, "--- a/content/da/people/bo.md", "+++ b/content/da/people/bo.md", "-navn: Bo Holm", "+navn: Bo Lund")
}

// TestEditPicture puts a picture into a text.
func TestEditPicture(t *testing.T) {
	h, dir := edit(t, editedHub)
	tb := newTab(t, h)
	picture := filepath.Join(t.TempDir(), "Sieb von oben.png")
	if err := os.WriteFile(picture, []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa7\x35\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"), 0o644); err != nil {
		t.Fatal(err)
	}
	tb.form("tip-de/new")
	tb.field("title", "Mit Bild")
	tb.field("body", "Davor.\n\n")
	tb.say("Bild")
	tb.wait(`document.querySelector("input[type=file]")`)
	tb.run(chromedp.SetUploadFiles("input[type=file]", []string{picture}, chromedp.ByQuery))
	tb.wait(`[...document.querySelectorAll("*")].some(e => /Sieb.von.oben\.png/i.test(e.textContent) && e.children.length === 0)`)
	eval[bool](tb, `[...document.querySelectorAll("[role=button], [tabindex]")].find(e => /Sieb.von.oben\.png/i.test(e.textContent)).click(), true`)
	tb.say("Ausgewähltes Element verwenden")
	tb.wait(`/!\[Was das Bild zeigt\]\(.*\.png.*\)/.test(document.querySelector("[id^=body-field]").value)`)
	tb.publish()
	tb.wait(`location.hash.endsWith("/entries/mit-bild/index")`)
	tb.wait(saved)
	tb.changes(dir, "--- /dev/null", "+++ b/content/de/tips/mit-bild/index.md", "+---", "+title: Mit Bild", "+---", "+",
		"+Davor.", "+", "+![Was das Bild zeigt](sieb-von-oben.png)",
		"Binary files /dev/null and b/content/de/tips/mit-bild/sieb-von-oben.png differ")
}

// TestEditTwoWriters: who comes second is told, and keeps what was typed.
func TestEditTwoWriters(t *testing.T) {
	h, dir := edit(t, editedHub)
	tb := newTab(t, h)
	tb.expect("409")
	tb.expect("hat jemand anderes geändert")
	tb.expect("Uncaught (in promise)") // Decap CMS
	tb.form("tip-de/entries/sieb")
	name := filepath.Join(dir, "content", "de", "tips", "sieb.md")
	theirs := strings.Replace(editedHub["content/de/tips/sieb.md"], "Netz", "Gitter", 1)
	if err := os.WriteFile(name, []byte(theirs), 0o644); err != nil {
		t.Fatal(err)
	}
	tb.field("title", "Meiner")
	tb.publish()
	tb.wait(`/hat jemand anderes geändert/.test(document.body.textContent)`)
	tb.check(`document.querySelector("[id^=title-field]").value === "Meiner"`, "what was typed is lost")
	if got, err := os.ReadFile(name); err != nil || string(got) != theirs {
		t.Errorf("what the other wrote is lost: %q %v", got, err)
	}
}

// TestEditByKeyboard makes words bold and undoes it without a mouse, in a narrow
// window.
func TestEditByKeyboard(t *testing.T) {
	ctrl, shift := chromedp.KeyModifiers(input.ModifierCtrl), chromedp.KeyModifiers(input.ModifierShift)
	h, _ := edit(t, editedHub)
	tb := newTab(t, h)
	tb.size(360, 740)
	tb.form("tip-de/new")
	tb.check(`document.documentElement.lang === "de"`, "the page is not in German")
	tb.field("body", "wichtig")
	eval[bool](tb, `document.activeElement.select(), true`)
	tb.run(chromedp.KeyEvent("b", ctrl))
	tb.check(`document.activeElement.value === "**wichtig**"`, "Ctrl+B makes nothing bold")
	tb.run(chromedp.KeyEvent("z", ctrl))
	tb.check(`document.activeElement.value === "wichtig"`, "Ctrl+Z does not undo it")
	tb.run(chromedp.KeyEvent(kb.Tab, shift))
	tb.check(`document.activeElement.textContent === "Tasten"`, "the buttons are not before the text")
	tb.keys(kb.Enter)
	tb.check(`document.activeElement.tagName === "TEXTAREA" && document.activeElement.value.includes("++")`, "a button does nothing by keyboard")
	for range 12 {
		tb.run(chromedp.KeyEvent(kb.Tab, shift))
	}
	tb.check(`document.activeElement !== document.body`, "the keyboard is caught in the text")
}
