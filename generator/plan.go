package generator

import (
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/sitepath"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
)

// plan returns the files that can be made, by path, and tells of the others. Of
// two that want one path, the later gives way. On some disks names that differ
// in case only are one name, so they are here. nowhere is the place of what the
// hub makes by itself; compress says that text files get compressed forms.
func plan(files []planned.File, nowhere diag.Span, compress bool) ([]planned.File, diag.List) {
	p := planner{nowhere: nowhere, taken: map[string]claim{}, told: map[diag.Span]bool{}}
	for i := range files {
		f := &files[i]
		if f.At.File == nil {
			f.At = nowhere
		}
		if p.possible(f) && p.free(f) {
			p.take(f)
		}
	}
	if compress {
		p.compressed()
	}
	slices.SortFunc(p.files, func(a, b planned.File) int { return strings.Compare(a.Path, b.Path) })
	return p.files, p.list
}

// planner collects files.
type planner struct {
	nowhere diag.Span
	files   []planned.File
	taken   map[string]claim // by the form of a path that some disks take it for
	told    map[diag.Span]bool
	list    diag.List
}

// claim says what is at a path: a file, or a folder with that file in it.
type claim struct {
	by     *planned.File
	folder bool
}

// tell tells once of what was written at a place: the addresses that it has in
// several languages go wrong together.
func (p *planner) tell(at diag.Span, code diag.Code, what, hint diag.Text) {
	if at == p.nowhere || !p.told[at] {
		p.told[at] = true
		p.list.Add(at, code, what, hint)
	}
}

// possible tells of a path that nobody could store or ask for.
func (p *planner) possible(f *planned.File) bool {
	if err := sitepath.Check(f.Path); err != nil {
		if name, ok := strings.CutPrefix(f.At.File.Name, source.Root+"/"); !ok || f.At.Start > 0 || sitepath.Check(name) == nil { // else its file's name is told
			p.tell(f.At, diag.BadSlug, diag.Say("no file can be written for the address %s: %v", asked(f), err), diag.Say(otherName))
		}
		return false
	}
	if by := sitepath.Reserved(f.Path); !by.Empty() {
		p.tell(f.At, diag.DuplicateURL, diag.Say("the address %s is kept for %s", asked(f), by), diag.Say("use another name"))
		return false
	}
	return true
}

// free tells of a path that another file has, or whose folder is a file.
func (p *planner) free(f *planned.File) bool {
	key := slug.Fold(f.Path)
	first := p.taken[key].by
	for dir := path.Dir(key); dir != "." && first == nil; dir = path.Dir(dir) {
		if above := p.taken[dir]; !above.folder {
			first = above.by
		}
	}
	if first == nil {
		return true
	}
	if f.At == p.nowhere && first.At != p.nowhere {
		f, first = first, f // what somebody wrote can be renamed, what the hub makes can't
	}
	what := diag.Say("%s", first.Of)
	if first.Of == "" {
		what = diag.Say("a page that the hub makes by itself")
	}
	p.tell(f.At, diag.DuplicateURL, diag.Say("the address %s is taken by %s", asked(f), what), diag.Say("give one of them another name or slug:"))
	return false
}

func (p *planner) take(f *planned.File) {
	p.files = append(p.files, *f)
	key := slug.Fold(f.Path)
	p.taken[key] = claim{by: f}
	for dir := path.Dir(key); dir != "." && p.taken[dir].by == nil; dir = path.Dir(dir) {
		p.taken[dir] = claim{by: f, folder: true}
	}
}

// compressed tells of files and folders whose names the compressed forms of
// other files take.
func (p *planner) compressed() {
	for _, f := range p.files {
		for _, coding := range output.Codings {
			if other := p.taken[slug.Fold(f.Path+coding.Ending)].by; other != nil && output.Compressible(f.Path) {
				p.tell(other.At, diag.DuplicateURL, diag.Say("the address /%s is taken by the compressed form of %s", other.Path, f.Path),
					diag.Say("give one of them another name, or leave output.compress in site.yaml out"))
			}
		}
	}
}

// asked is the address of a file, shortened where it is long.
func asked(f *planned.File) string {
	address := []rune("/" + strings.TrimSuffix(f.Path, "index.html"))
	if len(address) > 100 {
		return string(address[:100]) + "…"
	}
	return string(address)
}

const otherName = "use another name, short and of letters and digits"
