// Package gitinfo tells when a site's files were first and last changed, what
// each commit made of them, and if it is asked to by whom, from git, which is
// asked once for all of them.
package gitinfo

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os/exec"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// File is what git knows of a file.
type File struct {
	Created, Updated Change
}

// Change is when a file was changed. Git takes down what the author's clock
// said, or what somebody told it: what can't be is left out.
type Change struct {
	At    time.Time // zero if it is not known
	Doubt string    // the commit that gives a date that can't be, and the date: "1a2b3c4 of 2100-01-01"
}

// Edit is what a commit made of a file. Contents reads what was in it.
type Edit struct {
	At            time.Time // zero if it is not known
	Commit        string    // its short name
	Before, After string    // what git calls the contents; "" where there was no file
}

// A commit can have a date between first, as no page is older, and a bit ahead
// of now, as clocks differ.
var first = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)

const ahead = 24 * time.Hour

// shortName is how much of a commit's name is enough to find it.
const shortName = 10

// Author is somebody who changed a file, after the repository's .mailmap.
type Author struct{ Name, Email string }

// Info is what git knows of a folder. The zero Info knows nothing.
type Info struct {
	Shallow bool      // the clone has no full history: dates are too late
	now     time.Time // no date is later
	until   int64     // see Until, in seconds since 1970; 0 for never
	files   map[string]File
	edits   map[string][]Edit   // the latest first
	authors map[string][]Author // nil where nobody asked for them
	gone    map[string]Change   // when files were removed that did not come again
}

// Until is when a date that lies ahead is read otherwise; zero if none does.
func (i *Info) Until() time.Time {
	if i == nil || i.until == 0 {
		return time.Time{}
	}
	return time.Unix(i.until, 0)
}

// Gone is a file that was removed.
type Gone struct {
	Path             string
	Created, Removed time.Time // zero where git has no date that can be
}

// Gone returns the files that were removed, by path. One that was renamed was
// not removed.
func (i *Info) Gone() []Gone {
	if i == nil {
		return nil
	}
	files := make([]Gone, 0, len(i.gone))
	for _, name := range slices.Sorted(maps.Keys(i.gone)) {
		files = append(files, Gone{name, i.files[name].Created.At, i.gone[name].At})
	}
	return files
}

// Authors returns who changed a file, the latest first, if Read was asked for
// that.
func (i *Info) Authors(name string) []Author {
	if i == nil {
		return nil
	}
	return i.authors[name]
}

// File returns what git knows of a file, by its slash-separated path below
// the folder; the zero File if that is nothing.
func (i *Info) File(name string) File {
	if i == nil {
		return File{}
	}
	return i.files[name]
}

// Edits returns what commits made of a file, under whatever name it had, the
// first one first.
func (i *Info) Edits(name string) []Edit {
	if i == nil {
		return nil
	}
	edits := slices.Clone(i.edits[name])
	slices.Reverse(edits)
	slices.SortStableFunc(edits, func(a, b Edit) int { return a.At.Compare(b.At) })
	return edits
}

// log asks git for all commits.
func (r repository) log(ctx context.Context, now time.Time, authors bool) (*Info, error) {
	info := &Info{Shallow: r.shallow, now: now.UTC(), files: map[string]File{}, edits: map[string][]Edit{}, gone: map[string]Change{}}
	format := "%x01%h %at %ct"
	if authors {
		info.authors = map[string][]Author{}
		format += "%x02%aN%x02%aE"
	}
	cmd := git(ctx, r.dir, "log", "--raw", "--no-abbrev", "-M", "-z", "--format="+format, "--no-merges", "--", ".")
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	readErr := info.read(bufio.NewReaderSize(pipe, 1<<16), r.prefix)
	if err := cmd.Wait(); err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	// A repository without a commit makes git fail: there are no dates then.
	return info, readErr
}

func git(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-C", dir, "-c", "core.quotepath=off", "-c", "log.showSignature=false"}, args...)...)
	cmd.Env = append(cmd.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	return cmd
}

// read takes git's words, newest commit first: "\x01commit time time\0", or
// "\x01commit time time\x02name\x02email\0", then ":mode mode before after
// status" and one path, or two for renames, each ended by \0.
func (i *Info) read(r *bufio.Reader, prefix string) error {
	var when Change
	var commit string
	var who Author
	now := map[string]string{} // an old path -> what the file is called today
	next := func() (string, error) {
		field, err := r.ReadBytes(0)
		return string(bytes.Trim(field, "\x00\n")), err
	}
	for {
		field, err := next()
		if err != nil {
			return ignoreEOF(err)
		}
		if stamp, ok := strings.CutPrefix(field, "\x01"); ok {
			stamp, author, _ := strings.Cut(stamp, "\x02")
			who.Name, who.Email, _ = strings.Cut(author, "\x02")
			id, times, _ := strings.Cut(stamp, " ")
			commit = id[:min(len(id), shortName)] // git writes all names in full where it writes those of contents so
			when = i.change(commit + " " + times)
			continue
		}
		if field == "" {
			continue
		}
		name, err := next()
		if err != nil {
			return ignoreEOF(err)
		}
		change := strings.Fields(field)
		if len(change) < 5 {
			return fmt.Errorf("git tells of a change that can't be read: %q", field)
		}
		status, old := change[4][0], name
		if status == 'R' || status == 'C' {
			if name, err = next(); err != nil {
				return ignoreEOF(err)
			}
		}
		if status == 'D' {
			if name = path.Clean(strings.TrimPrefix(name, prefix)); !i.known(name) {
				i.gone[name] = when
			}
			continue
		}
		current := name
		if later, ok := now[name]; ok {
			current = later
		}
		i.seen(strings.TrimPrefix(current, prefix), when, who, Edit{when.At, commit, contents(change[2]), contents(change[3])})
		if status == 'R' {
			now[old] = current
		}
	}
}

// contents is what git calls a file's contents; "" where there was no file.
func contents(id string) string {
	if strings.Trim(id, "0") == "" {
		return ""
	}
	return id
}

// change reads a commit's name and its two times, in seconds since 1970: the
// author's, and that of whoever put the commit into the repository. The second
// stands in for a first one that can't be.
func (i *Info) change(stamp string) Change {
	fields := strings.Fields(stamp)
	if len(fields) == 0 {
		return Change{}
	}
	var c Change
	for _, field := range fields[1:] {
		seconds, err := strconv.ParseInt(field, 10, 64)
		if err == nil {
			i.ahead(seconds)
		}
		if err == nil && seconds >= first.Unix() && seconds <= i.now.Add(ahead).Unix() {
			c.At = time.Unix(seconds, 0).UTC()
			if c.At.After(i.now) {
				c.At = i.now.Truncate(time.Hour)
			}
			return c
		}
		if c.Doubt == "" {
			claim := "@" + field
			if at := time.Unix(seconds, 0).UTC(); err == nil && at.Year() > 0 && at.Year() < 10_000 {
				claim = at.Format(time.DateOnly)
			}
			c.Doubt = fields[0] + " of " + claim
		}
	}
	return c
}

// ahead notes a time that lies ahead: once it has come nearer, it is read
// otherwise.
func (i *Info) ahead(seconds int64) {
	if seconds <= i.now.Unix() {
		return
	}
	at := seconds - int64(ahead/time.Second)
	if at <= i.now.Unix() { // it stands for this hour
		at = min(seconds, i.now.Truncate(time.Hour).Add(time.Hour).Unix())
	}
	if i.until == 0 || at < i.until {
		i.until = at
	}
}

// known reports whether later changes of a file have been read.
func (i *Info) known(name string) bool {
	_, gone := i.gone[name]
	_, there := i.files[name]
	return gone || there
}

// seen notes a change of a file, later ones first.
func (i *Info) seen(name string, c Change, who Author, edit Edit) {
	name = path.Clean(name)
	i.edits[name] = append(i.edits[name], edit)
	if i.authors != nil && !slices.Contains(i.authors[name], who) {
		i.authors[name] = append(i.authors[name], who)
	}
	f, known := i.files[name]
	if !known {
		f.Updated = c
	}
	if f.Updated.At.IsZero() {
		f.Updated.At = c.At
	}
	if !c.At.IsZero() {
		f.Created.At = c.At
	}
	f.Created.Doubt = c.Doubt
	i.files[name] = f
}

func ignoreEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
