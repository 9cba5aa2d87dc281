package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
)

// branch is a branch of a Git repository, each commit of which is a release.
// Files on it that no build put there, such as a CNAME, stay.
type branch struct {
	address, ref string
	secret       string // a password in the address, which is never shown
	dir          string // a repository of our own with what is needed of that one
	was          string // the commit that is served, "" before the first
}

// mostCommits is how many releases of a branch are listed.
const mostCommits = 50

func openBranch(ctx context.Context, address string) (_ *branch, err error) {
	at, err := url.Parse(address)
	if err != nil || at.Fragment == "" || strings.HasPrefix(at.Fragment, "-") {
		return nil, &AddressError{diag.Say("the address lacks the name of a branch behind a #: git+ssh://git@git.example/hub.git#pages")}
	}
	if !slices.Contains([]string{"ssh", "https", "http", "file"}, at.Scheme) {
		return nil, &AddressError{diag.Say("git+%s:// is not known: there are git+ssh://, git+https:// and git+file://", at.Scheme)}
	}
	b := &branch{ref: "refs/heads/" + at.Fragment}
	b.secret, _ = at.User.Password()
	at.Fragment, at.RawFragment = "", ""
	b.address = at.String()
	if b.dir, err = os.MkdirTemp("", "ankerplatz-publish-"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, b.Close())
		}
	}()
	if _, err := b.git(ctx, nil, "init", "-q", "--bare", "."); err != nil {
		return nil, err
	}
	there, err := b.git(ctx, nil, "ls-remote", b.address, b.ref)
	if err != nil {
		return nil, err
	}
	if b.was, _, _ = strings.Cut(there, "\t"); b.was != "" {
		_, err = b.git(ctx, nil, "fetch", "-q", "--depth", strconv.Itoa(mostCommits), b.address, b.was)
	}
	return b, err
}

func (b *branch) Close() error { return os.RemoveAll(b.dir) }

// lock has nothing to do: a push is refused if the branch is not as it was.
func (b *branch) lock() (func(), error) { return func() {}, nil }

// git runs git in our repository. It asks nobody for a password.
func (b *branch) git(ctx context.Context, in []byte, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir, cmd.Stdin = b.dir, bytes.NewReader(in)
	cmd.Env = append(slices.DeleteFunc(cmd.Environ(), func(v string) bool {
		return strings.HasPrefix(v, "GIT_DIR=") || strings.HasPrefix(v, "GIT_INDEX_FILE=") || strings.HasPrefix(v, "GIT_WORK_TREE=")
	}),
		"LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_DIR="+b.dir)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err == nil {
		return string(out), nil
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	text := strings.TrimSpace(said.String())
	if b.secret != "" {
		text = strings.ReplaceAll(text, b.secret, "***")
	}
	return "", fmt.Errorf("git: %w: %s", err, text)
}

func (b *branch) Releases(ctx context.Context) ([]Release, error) {
	if b.was == "" {
		return nil, nil
	}
	out, err := b.git(ctx, nil, "log", "--first-parent", "--format=%H %ct", "-n", strconv.Itoa(mostCommits), b.was)
	var all []Release
	for line := range strings.Lines(out) {
		id, seconds, _ := strings.Cut(strings.TrimSpace(line), " ")
		at, _ := strconv.ParseInt(seconds, 10, 64) // git writes numbers
		all = append(all, Release{id, time.Unix(at, 0).UTC(), id == b.was})
	}
	return all, err
}

func (b *branch) current(ctx context.Context) (*output.List, error) {
	tree, err := b.tree(ctx)
	if err != nil || tree[output.ListName].id == "" {
		return nil, err
	}
	text, err := b.git(ctx, nil, "cat-file", "blob", tree[output.ListName].id)
	if err != nil {
		return nil, err
	}
	return listed([]byte(text))
}

// blob is a file in a commit.
type blob struct{ mode, id string }

// tree are the files of the commit that is served.
func (b *branch) tree(ctx context.Context) (map[string]blob, error) {
	if b.was == "" {
		return nil, nil
	}
	out, err := b.git(ctx, nil, "ls-tree", "-r", "-z", "--full-tree", b.was)
	tree := map[string]blob{}
	for entry := range strings.SplitSeq(strings.TrimSuffix(out, "\x00"), "\x00") {
		about, name, _ := strings.Cut(entry, "\t")
		if fields := strings.Fields(about); len(fields) == 3 {
			tree[name] = blob{fields[0], fields[2]}
		}
	}
	return tree, err
}

func (b *branch) put(ctx context.Context, build *Build, step func()) (Release, error) {
	there, err := b.tree(ctx)
	if err != nil {
		return Release{}, err
	}
	was, err := b.current(ctx)
	if err != nil {
		return Release{}, err
	}
	if was == nil && len(there) > 0 {
		return Release{}, refuse(diag.Say("%s has files already, and none of them is a build's: name a branch for the site alone", strings.TrimPrefix(b.ref, "refs/heads/")))
	}
	next := foreign(there, was, build.list)
	ids, err := b.store(ctx, build, there)
	if err != nil {
		return Release{}, err
	}
	for i, name := range build.names {
		next[name] = blob{"100644", ids[i]}
		step()
	}
	if next[noJekyll].id == "" {
		id, err := b.git(ctx, nil, "hash-object", "-w", "--stdin")
		if err != nil {
			return Release{}, err
		}
		next[noJekyll] = blob{"100644", strings.TrimSpace(id)}
	}
	var index bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(next)) {
		fmt.Fprintf(&index, "%s %s\t%s\x00", next[name].mode, next[name].id, name)
	}
	if _, err := b.git(ctx, index.Bytes(), "update-index", "-z", "--index-info"); err != nil {
		return Release{}, err
	}
	tree, err := b.git(ctx, nil, "write-tree")
	if err != nil {
		return Release{}, err
	}
	return b.commit(ctx, strings.TrimSpace(tree), "Publish "+build.list.Hub.Title)
}

// noJekyll keeps GitHub Pages from leaving out what begins with a line.
const noJekyll = ".nojekyll"

// foreign are the files on the branch that no build put there, but for those
// whose place the next one needs.
func foreign(there map[string]blob, was, next *output.List) map[string]blob {
	taken := map[string]bool{}
	for name := range next.Files {
		for ; name != "." && !taken[name]; name = path.Dir(name) {
			taken[name] = true
		}
	}
	files := map[string]blob{}
	for name, file := range there {
		inTheWay := taken[name]
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			inTheWay = inTheWay || next.Files[dir] != ""
		}
		if was.Files[name] == "" && !inTheWay {
			files[name] = file
		}
	}
	return files
}

// store keeps the files of a build that the commit that is served has not, and
// returns the ids of all, in the order of their names.
func (b *branch) store(ctx context.Context, build *Build, there map[string]blob) ([]string, error) {
	ids, err := b.hash(ctx, build, build.names)
	if err != nil {
		return nil, err
	}
	var fresh []string
	for i, name := range build.names {
		if there[name].id != ids[i] {
			fresh = append(fresh, name)
		}
	}
	if _, err := b.hash(ctx, build, fresh, "-w"); err != nil {
		return nil, err
	}
	return ids, build.verify(ctx) // nothing changed while it was read
}

// hash asks git for the ids of files as they are, without the filters that a
// repository may have for its own.
func (b *branch) hash(ctx context.Context, build *Build, names []string, args ...string) ([]string, error) {
	if len(names) == 0 {
		return nil, nil
	}
	var in bytes.Buffer
	dir, err := filepath.Abs(build.dir)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		fmt.Fprintln(&in, filepath.Join(dir, filepath.FromSlash(name)))
	}
	out, err := b.git(ctx, in.Bytes(), append([]string{"hash-object", "--no-filters", "--stdin-paths"}, args...)...)
	ids := strings.Fields(out)
	if err == nil && len(ids) != len(names) {
		err = errors.New("git hash-object did not answer for each file")
	}
	return ids, err
}

func (b *branch) turn(ctx context.Context, to Release) error {
	_, err := b.commit(ctx, to.ID+"^{tree}", "Back to "+to.ID)
	return err
}

// commit makes a tree the next commit of the branch, unless somebody else made
// one since.
func (b *branch) commit(ctx context.Context, tree, message string) (Release, error) {
	args := []string{"-c", "user.name=Ankerplatz", "-c", "user.email=ankerplatz@localhost", "commit-tree", tree, "-m", message}
	if b.was != "" {
		args = append(args, "-p", b.was)
	}
	id, err := b.git(ctx, nil, args...)
	if err != nil {
		return Release{}, err
	}
	id = strings.TrimSpace(id)
	if _, err = b.git(ctx, nil, "push", "-q", "--force-with-lease="+b.ref+":"+b.was, b.address, id+":"+b.ref); err != nil {
		if now, lerr := b.git(ctx, nil, "ls-remote", b.address, b.ref); lerr == nil {
			if there, _, _ := strings.Cut(now, "\t"); there != b.was {
				return Release{}, errMoved()
			}
		}
		return Release{}, err
	}
	b.was = id
	return Release{id, time.Now().UTC().Truncate(time.Second), true}, nil
}
