package generator

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	pngs "image/png"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ankerplatz/generator/diag"
)

var rounds = flag.Int("rounds", 45, "how many changes TestBuiltAgain makes")

// changing is a hub that somebody works on, with its repository around it.
type changing struct {
	testing.TB
	r   *rand.Rand
	top string // the repository
	opt BuildOptions
	n   int
}

func newChanging(t testing.TB, seed uint64) *changing {
	c := &changing{TB: t, r: rand.New(rand.NewPCG(seed, 14)), top: t.TempDir()}
	c.opt = BuildOptions{Options: Options{Dir: filepath.Join(c.top, "hub"), NoIndex: true, Now: now, Zone: time.UTC}}
	c.git("init", "-q", "-b", "main")
	c.put("site.yaml", siteYAML+"insights: insights.json\nsearch: {thesaurus: {de: th_de.dat}}\nprivacy: {contributors: on}\ntheme: {name: eigen}\nchecks: {broken-link: warn}\n")
	c.put("insights.json", "{")
	c.put("th_de.dat", "UTF-8\nBeleg|1\n-|Quittung|Bon\n")
	c.put("themes/eigen/assets/own.css", "p { color: red }\n")
	c.put("content/de/tipps/plan.csv", "a;b\n")
	c.picture("content/de/tipps/bild.png", 7)
	c.put("content/de/tipps/gross.bin", "0123456789")
	for i := range 5 {
		c.page(i)
	}
	link(t, c.opt.Dir, "content/de/tipps/verweis.csv", "plan.csv")
	c.commit()
	c.put("content/de/tipps/t0.md", "---\ntitle: Seite 0\n---\nGeändert. Ein Satz, der länger ist, als er sein müsste. ![Bild](bild.png) [Datei](gross.bin)\n")
	c.commit()
	return c
}

func (c *changing) file(name string) string {
	return filepath.Join(c.opt.Dir, filepath.FromSlash(name))
}

func (c *changing) put(name, text string) { put(c.TB, c.opt.Dir, name, text) }

func (c *changing) page(i int) {
	c.put(fmt.Sprintf("content/de/tipps/t%d.md", i), fmt.Sprintf("---\ntitle: Seite %d\n---\nWorte %d. [weiter](t%d.md) [Plan](plan.csv)\n", i, c.r.IntN(100), c.r.IntN(6)))
}

func (c *changing) picture(name string, grey uint8) {
	img := image.NewGray(image.Rect(0, 0, 40, 40))
	img.Set(1, 1, color.Gray{grey})
	var data bytes.Buffer
	if err := (&pngs.Encoder{CompressionLevel: pngs.NoCompression}).Encode(&data, img); err != nil {
		c.Fatal(err)
	}
	c.put(name, data.String())
}

func (c *changing) git(args ...string) {
	c.Helper()
	cmd := exec.Command("git", append([]string{"-C", c.top, "-c", "user.name=A", "-c", "user.email=a@hub.example"}, args...)...)
	at := fmt.Sprintf("2026-10-%02dT10:00:00Z", 1+c.n%28)
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_DATE="+at, "GIT_COMMITTER_DATE="+at)
	if out, err := cmd.CombinedOutput(); err != nil {
		c.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func (c *changing) commit(more ...string) {
	c.n++
	c.git("add", "-A", "--", "hub/content", "hub/site.yaml")
	c.git(append([]string{"commit", "-q", "--allow-empty", "-m", "m"}, more...)...)
}

// behind does something to a file and sets its time back, so that only its bytes,
// or what the disk keeps for itself, tell of it.
func (c *changing) behind(name string, do func()) {
	info, err := os.Stat(name)
	if err != nil {
		c.Fatal(err)
	}
	do()
	if err := os.Chtimes(name, info.ModTime(), info.ModTime()); err != nil {
		c.Fatal(err)
	}
}

func (c *changing) must(err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

// flip changes a byte of a file.
func (c *changing) flip(name string) {
	data, err := os.ReadFile(name)
	c.must(err)
	data[len(data)-2] ^= 1
	c.must(os.WriteFile(name, data, 0o644))
}

// changes are what can happen to a hub between two builds.
var changes = []struct {
	name string
	do   func(*changing)
}{
	{"nothing", func(*changing) {}},
	{"a page is edited", func(c *changing) { c.page(c.r.IntN(4)) }},
	{"a page is edited, and as long and as old as before", func(c *changing) {
		name := c.file("content/de/tipps/t1.md")
		c.behind(name, func() {
			data, err := os.ReadFile(name)
			c.must(err)
			c.must(os.WriteFile(name, bytes.Replace(data, []byte("Worte"), []byte(fmt.Sprintf("Wort%c", 'a'+c.r.IntN(26))), 1), 0o644))
		})
	}},
	{"a page is replaced by another, as long and as old", func(c *changing) {
		name := c.file("content/de/tipps/t2.md")
		info, err := os.Stat(name)
		c.must(err)
		data, err := os.ReadFile(name)
		c.must(err)
		c.must(os.WriteFile(name+"~", bytes.ToUpper(data), 0o644))
		c.must(os.Chtimes(name+"~", info.ModTime(), info.ModTime()))
		c.must(os.Rename(name+"~", name))
		c.page(2)
	}},
	{"a page is touched", func(c *changing) {
		at := time.Now().Add(-time.Duration(c.r.IntN(1000)) * time.Minute)
		c.must(os.Chtimes(c.file("content/de/tipps/t0.md"), at, at))
	}},
	{"a page comes and goes", func(c *changing) {
		if name := c.file("content/de/tipps/t9.md"); os.Remove(name) != nil {
			c.page(9)
		}
	}},
	{"a page is renamed", func(c *changing) {
		a, b := c.file("content/de/tipps/t3.md"), c.file("content/de/tipps/drei.md")
		if os.Rename(a, b) != nil {
			c.must(os.Rename(b, a))
		}
	}},
	{"a folder comes and goes", func(c *changing) {
		if name := "content/de/ordner"; os.RemoveAll(c.file(name)) == nil && c.r.IntN(2) == 0 {
			c.put(name+"/neu.md", "---\ntitle: Neu\n---\nText.\n")
		}
	}},
	{"an empty folder comes", func(c *changing) { c.must(os.MkdirAll(c.file("content/de/leer"), 0o755)) }},
	{"a link leads elsewhere", func(c *changing) {
		c.must(os.Remove(c.file("content/de/tipps/verweis.csv")))
		link(c.TB, c.opt.Dir, "content/de/tipps/verweis.csv", []string{"plan.csv", "gross.bin"}[c.r.IntN(2)])
	}},
	{"what a link leads to is edited", func(c *changing) { c.flip(c.file("content/de/tipps/plan.csv")) }},
	{"a picture has other bytes, as many and as old", func(c *changing) {
		name := c.file("content/de/tipps/bild.png")
		c.behind(name, func() { c.picture("content/de/tipps/bild.png", uint8(c.r.IntN(256))) })
	}},
	{"a download has other bytes, as many and as old", func(c *changing) {
		name := c.file("content/de/tipps/gross.bin")
		c.behind(name, func() { c.flip(name) })
	}},
	{"a style of the theme", func(c *changing) {
		c.put("themes/eigen/assets/own.css", fmt.Sprintf("p { color: #%06x }\n", c.r.IntN(1<<24)))
	}},
	{"a word of the theme", func(c *changing) {
		c.put("themes/eigen/i18n/de.yaml", fmt.Sprintf("search: \"Suche %d\"\n", c.r.IntN(9)))
	}},
	{"a layout of the theme comes and goes", func(c *changing) {
		if name := "themes/eigen/partials/foot.html"; os.Remove(c.file(name)) != nil {
			c.put(name, "<footer>Ende</footer>\n")
		}
	}},
	{"the synonyms", func(c *changing) { c.put("th_de.dat", fmt.Sprintf("UTF-8\nBeleg|%d\n-|Quittung|Bon\n", 1+c.r.IntN(3))) }},
	{"what readers look for", func(c *changing) { c.put("insights.json", []string{"{", "[", "{}"}[c.r.IntN(3)]) }},
	{"site.yaml", func(c *changing) {
		data, err := os.ReadFile(c.file("site.yaml"))
		c.must(err)
		c.put("site.yaml", strings.Replace(string(data), "title: Test", "title: Test.", 1))
	}},
	{"a commit", func(c *changing) { c.commit() }},
	{"a commit in the place of the last", func(c *changing) { c.commit("--amend") }},
	{"who has which name", func(c *changing) { put(c.TB, c.top, ".mailmap", fmt.Sprintf("Anna %d <a@hub.example>\n", c.r.IntN(9))) }},
	{"pages beside content/ come and go", func(c *changing) {
		if os.RemoveAll(c.file("tipps")); c.r.IntN(2) == 0 {
			c.put("tipps/x.md", "x\n")
		}
	}},
	{"a file that is nobody's business", func(c *changing) { c.put(fmt.Sprintf("notiz%d.txt", c.r.IntN(3)), "x") }},
	{"a file of somebody else in the output", func(c *changing) { c.put("public/CNAME", "x") }},
	{"a page of the output is edited, and as long and as old", func(c *changing) {
		name := c.file("public/de/index.html")
		c.behind(name, func() { c.flip(name) })
	}},
	{"a page of the output is gone", func(c *changing) { c.must(os.Remove(c.file("public/de/index.html"))) }},
	{"a page of the output is a link to a copy", func(c *changing) {
		name := c.file("public/de/index.html")
		c.must(os.Rename(name, c.file("kopie.html")))
		link(c.TB, c.opt.Dir, "public/de/index.html", "../../kopie.html")
	}},
	{"the list of the output is touched", func(c *changing) { c.must(os.Chtimes(c.file("public/build.json"), time.Now(), time.Now())) }},
	{"the output is gone", func(c *changing) { c.must(os.RemoveAll(c.file("public"))) }},
	{"the hour", func(c *changing) { c.opt.Now = c.opt.Now.Add(time.Duration(c.r.IntN(180)) * time.Minute) }},
	{"the day", func(c *changing) { c.opt.Now = c.opt.Now.AddDate(0, 0, c.r.IntN(20)) }},
	{"the clock is set back", func(c *changing) { c.opt.Now = c.opt.Now.Add(-2 * time.Hour) }},
	{"where the machine is", func(c *changing) { c.opt.Zone = time.FixedZone("", 3600*c.r.IntN(12)) }},
	{"drafts", func(c *changing) { c.opt.Drafts = !c.opt.Drafts }},
	{"the address", func(c *changing) { c.opt.BaseURL = []string{"", "https://andere.example/x/"}[c.r.IntN(2)] }},
	{"what is kept is damaged", func(c *changing) {
		if name := c.file(".ankerplatz/build"); c.r.IntN(2) == 0 {
			c.flip(name)
		} else {
			c.must(os.Truncate(name, int64(c.r.IntN(200))))
		}
	}},
	{"what is kept is gone", func(c *changing) { c.must(os.RemoveAll(c.file(".ankerplatz"))) }},
	{"warnings count", func(c *changing) { c.opt.Strict = true }},
	{"a mistake", func(c *changing) { c.put("content/de/falsch.md", "---\ntitle: [\n") }},
}

// build builds and returns what is said.
func (c *changing) build(opt BuildOptions) (*Result, string) {
	c.Helper()
	opt.Cache = &Cache{bundles: bundles}
	result, err := Build(c.Context(), opt)
	c.must(err)
	var said bytes.Buffer
	for _, format := range diag.Formats {
		for _, lang := range diag.Languages {
			c.must(result.Diagnostics.Print(&said, format, diag.TextOptions{Tongue: diag.Tongue{Asked: lang}}))
		}
	}
	fmt.Fprintln(&said, result.Pages, result.Languages, result.Files, len(result.Sites), result.Written)
	return result, said.String()
}

// outputs are the files of an output.
func (c *changing) outputs(dir string) map[string]string {
	files := map[string]string{}
	c.must(filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "CNAME" {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = d.Type().String() + string(data)
		return err
	}))
	return files
}

// TestBuiltAgain changes something, builds, and builds a copy of the hub of which
// nothing is known: both are the same, to the byte. Then it builds once more: that
// says the same, and writes nothing.
func TestBuiltAgain(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("the seed is %d", seed)
	c := newChanging(t, seed)
	again, order := 0, c.r.Perm(len(changes))
	c.build(c.opt)
	for round := range *rounds {
		change := changes[order[round%len(order)]]
		if round >= len(order) {
			change = changes[c.r.IntN(len(changes))]
		}
		change.do(c)
		result, said := c.build(c.opt)
		if result.Unchanged {
			again++
		}

		copied := t.TempDir()
		c.must(exec.Command("cp", "-a", c.top+"/.", copied).Run())
		c.must(os.RemoveAll(filepath.Join(copied, "hub/public")))
		c.must(os.RemoveAll(filepath.Join(copied, "hub/.ankerplatz")))
		cold := c.opt
		cold.Dir = filepath.Join(copied, "hub")
		fresh, want := c.build(cold)
		if fresh.Unchanged {
			t.Fatal("the copy knows of a build")
		}
		if said != want {
			t.Fatalf("%s: unchanged %t\n%s\nand of the copy:\n%s", change.name, result.Unchanged, said, want)
		}
		if !result.Written { // on with what can be built
			_ = os.Remove(c.file("content/de/falsch.md"))
			c.opt.Strict = false
			c.build(c.opt)
			continue
		}
		files := c.outputs(c.file("public"))
		if names := differing(files, c.outputs(filepath.Join(copied, "hub/public"))); len(names) > 0 {
			t.Fatalf("%s: unchanged %t, and other than in the copy: %v", change.name, result.Unchanged, names)
		}
		c.must(os.RemoveAll(copied))

		before := c.looks()
		if result, twice := c.build(c.opt); !result.Unchanged || twice != said {
			t.Fatalf("%s: built twice, and unchanged is %t:\n%s\n%s", change.name, result.Unchanged, said, twice)
		}
		if after := c.looks(); !slices.Equal(before, after) {
			t.Fatalf("%s: built twice, and files are written:\n%q\n%q", change.name, before, after)
		}
	}
	t.Logf("%d of %d builds had nothing to do", again, *rounds)
	if again == 0 || again > *rounds/2 {
		t.Errorf("%d of %d builds had nothing to do", again, *rounds)
	}
}

// looks is how all files of the hub look to the disk.
func (c *changing) looks() (all []string) {
	c.must(filepath.WalkDir(c.opt.Dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		all = append(all, fmt.Sprintf("%s %s %d %s", name, info.Mode(), info.Size(), info.ModTime()))
		return err
	}))
	return all
}

// TestStrictAgain: what was built with warnings is not built where they count.
func TestStrictAgain(t *testing.T) {
	c := newChanging(t, 1)
	if result, _ := c.build(c.opt); !result.Written || result.Diagnostics.Count(diag.Warn) == 0 {
		t.Fatal("there is no warning, or nothing is written")
	}
	c.opt.Strict = true
	if result, _ := c.build(c.opt); result.Written || result.Unchanged {
		t.Error("a build with warnings is one without mistakes")
	}
	c.opt.Strict = false
	if result, _ := c.build(c.opt); !result.Written || !result.Unchanged {
		t.Error("what was said is forgotten")
	}
}
