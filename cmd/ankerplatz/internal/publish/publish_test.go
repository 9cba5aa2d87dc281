package publish

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ankerplatz/generator/output"
)

// built is a finished build of files, written with the list that a build writes.
func built(t *testing.T, files map[string]string, with ...func(*output.List)) string {
	t.Helper()
	dir := t.TempDir()
	list := output.List{Version: 1, Hub: output.Hub{Title: "Hub", Address: "https://hub.example/"}, Files: map[string]string{}}
	for name, text := range files {
		put(t, filepath.Join(dir, name), text)
		list.Files[name] = output.Sum([]byte(text))
	}
	for _, change := range with {
		change(&list)
	}
	text, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, output.ListName), string(text))
	return dir
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// spot is a target and how to look at what it serves.
type spot struct {
	address string
	dir     string // of a folder
	served  func(t *testing.T) map[string]string
}

// places are targets of all kinds, with nothing in them yet.
func places(t *testing.T) map[string]spot {
	dir := filepath.Join(t.TempDir(), "www")
	bare := filepath.Join(t.TempDir(), "hub.git")
	git(t, ".", "init", "-q", "--bare", bare)
	far, there := sshd(t)
	return map[string]spot{
		"sftp":   {far, there, func(t *testing.T) map[string]string { return read(t, filepath.Join(there, "current")) }},
		"folder": {dir, dir, func(t *testing.T) map[string]string { return read(t, filepath.Join(dir, "current")) }},
		"branch": {"git+file://" + filepath.ToSlash(bare) + "#pages", "", func(t *testing.T) map[string]string {
			tree := t.TempDir()
			git(t, ".", "clone", "-q", "-b", "pages", bare, tree)
			files := read(t, tree)
			maps.DeleteFunc(files, func(name, _ string) bool { return strings.HasPrefix(name, ".git/") || name == ".nojekyll" })
			return files
		}},
	}
}

func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=A", "-c", "user.email=a@example.org"}, args...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// read is what a folder holds, without the list.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == output.ListName {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// publish publishes a build and returns the plan.
func publish(t *testing.T, address, dir string, with ...func(*Options)) (plan Plan, release *Release, err error) {
	t.Helper()
	b, err := OpenBuild(t.Context(), dir)
	if err != nil {
		return plan, nil, err
	}
	defer b.Close()
	to, err := Open(t.Context(), address, 3)
	if err != nil {
		return plan, nil, err
	}
	defer to.Close()
	opt := Options{MostGone: 20, Planned: func(p Plan) { plan = p }, Published: func(int, int) {}}
	for _, set := range with {
		set(&opt)
	}
	release, err = Publish(t.Context(), to, b, opt)
	return plan, release, err
}

func is(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s: %s, want %s", what, g, w)
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused fails unless nothing was published, for a reason with these words.
func refused(t *testing.T, err error, words string) {
	t.Helper()
	if refusal, is := errors.AsType[*RefusedError](err); !is || !strings.Contains(refusal.Error(), words) {
		t.Errorf("%v, and not refused because of %q", err, words)
	}
}

// a has the same files as b, all but one.
var (
	a = map[string]string{"index.html": "one", "de/a/index.html": "a", "de/b/index.html": "b", "assets/x.js": "x", "x/Ä ö.txt": "umlauts\r\n"}
	b = map[string]string{"index.html": "two", "de/a/index.html": "a", "de/c/index.html": "c", "assets/x.js": "x", "x/Ä ö.txt": "umlauts\r\n"}
)

func TestPublish(t *testing.T) {
	for kind, at := range places(t) {
		t.Run(kind, func(t *testing.T) {
			first, second := built(t, a), built(t, b)
			put(t, filepath.Join(first, ".htaccess"), "not of the build")

			plan, release, err := publish(t, at.address, first, func(o *Options) { o.DryRun = true })
			ok(t, err)
			is(t, "the first plan", len(plan.Added), len(a)+1)
			is(t, "a dry run's release", release, (*Release)(nil))

			_, release, err = publish(t, at.address, first)
			ok(t, err)
			is(t, "served", at.served(t), a)

			plan, again, err := publish(t, at.address, first)
			ok(t, err)
			is(t, "again, nothing changed", fmt.Sprint(plan.Empty(), again), "true <nil>")

			plan, _, err = publish(t, at.address, second, func(o *Options) { o.MostGone = 15 })
			refused(t, err, "1 of 6 files would be deleted, more than 15 of a hundred: look whether the build is whole; if it is meant, say --max-delete 17%")
			is(t, "the plan", plan.Added, []string{"de/c/index.html"})
			is(t, "the plan", plan.Changed, []string{output.ListName, "index.html"})
			is(t, "the plan", plan.Deleted, []string{"de/b/index.html"})
			is(t, "served after it was refused", at.served(t), a)

			_, _, err = publish(t, at.address, second)
			ok(t, err)
			is(t, "served", at.served(t), b)

			to, err := Open(t.Context(), at.address, 3)
			ok(t, err)
			defer to.Close()
			all, err := to.Releases(t.Context())
			ok(t, err)
			is(t, "releases", len(all), 2)
			is(t, "the newest is served", all[0].Current, true)
			is(t, "the one before", all[1].ID, release.ID)
			for _, which := range []string{"2", "0", "-1", "x", "1x"} {
				_, err = Rollback(t.Context(), to, which)
				refused(t, err, "there")
			}
			back, err := Rollback(t.Context(), to, "1")
			ok(t, err)
			is(t, "back to", back.ID, release.ID)
			is(t, "served after going back", at.served(t), a)
			_, err = Rollback(t.Context(), to, all[0].ID)
			ok(t, err)
			is(t, "served after going forth", at.served(t), b)
		})
	}
}

func TestRefused(t *testing.T) {
	for kind, at := range places(t) {
		t.Run(kind, func(t *testing.T) {
			_, _, err := publish(t, at.address, built(t, a))
			ok(t, err)
			_, _, err = publish(t, at.address, built(t, a, func(l *output.List) { l.Audience = "key-users" }))
			refused(t, err, "is for everybody, and this build is for key-users")
			_, _, err = publish(t, at.address, built(t, a, func(l *output.List) { l.Hub = output.Hub{Title: "IT", Address: "https://it.example/"} }))
			refused(t, err, "another hub, Hub")
			_, _, err = publish(t, at.address, built(t, b, func(l *output.List) { l.Hub.Title = "The hub's new name" }))
			ok(t, err)

			changed := built(t, a)
			put(t, filepath.Join(changed, "index.html"), "by hand")
			_, _, err = publish(t, at.address, changed)
			refused(t, err, "index.html is not as it was built")
			ok(t, os.Remove(filepath.Join(changed, "index.html")))
			_, _, err = publish(t, at.address, changed)
			refused(t, err, "index.html is not as it was built")
			_, _, err = publish(t, at.address, t.TempDir())
			refused(t, err, "there is no finished build")
			is(t, "served", at.served(t), b)
		})
	}
}

// TestTwoAtOnce publishes two builds at the same time: one of them is served
// whole, and whoever was not the last to publish is told.
func TestTwoAtOnce(t *testing.T) {
	for kind, at := range places(t) {
		t.Run(kind, func(t *testing.T) {
			x, y := map[string]string{}, map[string]string{}
			for i := range 200 {
				x[fmt.Sprint(i, ".html")], y[fmt.Sprint(i, ".html")] = "x", "y"
			}
			dirs := []string{built(t, x), built(t, y)}
			for range 3 {
				var both sync.WaitGroup
				errs := make([]error, 2)
				for i, dir := range dirs {
					both.Go(func() { _, _, errs[i] = publish(t, at.address, dir) })
				}
				both.Wait()
				for _, err := range errs {
					if err != nil {
						refused(t, err, "somebody else")
					}
				}
				if got := fmt.Sprint(at.served(t)); got != fmt.Sprint(x) && got != fmt.Sprint(y) || errs[0] != nil && errs[1] != nil {
					t.Errorf("served: %s (%v)", got, errs)
				}
			}
		})
	}
}

// TestInterrupted ends publishing to a folder after each number of files: what
// was served is served all the time, and the next attempt goes on.
func TestInterrupted(t *testing.T) {
	for kind, at := range places(t) {
		if at.dir != "" {
			t.Run(kind, func(t *testing.T) { interrupted(t, at) })
		}
	}
}

func interrupted(t *testing.T, at spot) {
	_, _, err := publish(t, at.address, built(t, a))
	ok(t, err)
	second := built(t, b)
	for n := range len(b) {
		ctx, cancel := context.WithCancel(t.Context())
		build, err := OpenBuild(ctx, second)
		ok(t, err)
		to, err := Open(t.Context(), at.address, 3)
		ok(t, err)
		_, err = Publish(ctx, to, build, Options{MostGone: 100, Planned: func(Plan) {}, Published: func(done, _ int) {
			if done > n {
				cancel()
			}
		}})
		ok(t, errors.Join(build.Close(), to.Close()))
		if err == nil {
			t.Fatal("it was not interrupted")
		}
		is(t, "served", at.served(t), a)
	}
	left, err := filepath.Glob(filepath.Join(at.dir, releasesDir, unfinished+"*"))
	ok(t, err)
	is(t, "begun", len(left), 1)
	put(t, filepath.Join(left[0], "index.html"), "half")
	_, _, err = publish(t, at.address, second)
	ok(t, err)
	is(t, "served", at.served(t), b)
	left, err = filepath.Glob(filepath.Join(at.dir, releasesDir, unfinished+"*"))
	ok(t, err)
	is(t, "begun", len(left), 0)
}

// TestFolder is about what only folders have.
func TestFolder(t *testing.T) {
	at := places(t)["folder"]
	for i := range 5 {
		_, _, err := publish(t, at.address, built(t, map[string]string{"index.html": fmt.Sprint(i), "same.txt": "same"}))
		ok(t, err)
	}
	kept, err := os.ReadDir(filepath.Join(at.address, releasesDir))
	ok(t, err)
	is(t, "releases kept", len(kept), 3)
	one, err := os.Stat(filepath.Join(at.address, releasesDir, kept[0].Name(), "same.txt"))
	ok(t, err)
	two, err := os.Stat(filepath.Join(at.address, currentLink, "same.txt"))
	ok(t, err)
	if !os.SameFile(one, two) {
		t.Error("a file that is the same in two releases is there twice")
	}

	// A file of a release that somebody changed is not taken for what it was.
	put(t, filepath.Join(at.address, currentLink, "same.txt"), "changed")
	_, _, err = publish(t, at.address, built(t, map[string]string{"index.html": "6", "same.txt": "same"}))
	ok(t, err)
	is(t, "served", at.served(t), map[string]string{"index.html": "6", "same.txt": "same"})

	other := filepath.Join(t.TempDir(), "site")
	put(t, filepath.Join(other, "current/index.html"), "somebody's")
	_, _, err = publish(t, other, built(t, a))
	refused(t, err, "is not made by publishing")
}

// TestLockLeftBehind has the lock of somebody who still publishes, and of somebody
// who was interrupted, on another machine.
func TestLockLeftBehind(t *testing.T) {
	was := beat
	t.Cleanup(func() { beat = was })
	beat = 200 * time.Millisecond
	at := places(t)["sftp"]
	lock := filepath.Join(at.dir, lockName)
	put(t, lock, "somebody")
	done := make(chan struct{})
	var writes sync.WaitGroup
	writes.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-done:
				return
			case <-time.After(beat / 2):
				_ = os.WriteFile(lock, fmt.Append(nil, "somebody ", n), 0o644)
			}
		}
	})
	_, _, err := publish(t, at.address, built(t, a))
	refused(t, err, "somebody else is publishing")
	close(done)
	writes.Wait()
	_, _, err = publish(t, at.address, built(t, a))
	ok(t, err)
	is(t, "served", at.served(t), a)
	left, err := filepath.Glob(lock + "*")
	ok(t, err)
	is(t, "locks", left, []string{})
}

// TestAddresses are such as nothing can be published to.
func TestAddresses(t *testing.T) {
	for _, address := range []string{
		"git+file:///x", "git+file:///x#", "git+file:///x#--force", "git+ftp://x/y#z", "git+ext::sh -c x#y", "git+://x#y",
		"ftp://x", "sftp://x", "sftp://x/", "sftp://-oProxyCommand=x/y", "sftp://-x@y/z", "sftp://a:b@c/d", "sftp:///x",
	} {
		if _, err := Open(t.Context(), address, 3); err == nil {
			t.Errorf("%s can be published to", address)
		} else if _, told := errors.AsType[*AddressError](err); !told {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestBranch is about what only branches have.
func TestBranch(t *testing.T) {
	at := places(t)["branch"]
	_, _, err := publish(t, at.address, built(t, a))
	ok(t, err)
	bare := strings.TrimSuffix(strings.TrimPrefix(at.address, "git+file://"), "#pages")
	tree := t.TempDir()
	git(t, ".", "clone", "-q", "-b", "pages", bare, tree)
	put(t, filepath.Join(tree, "CNAME"), "hub.example")
	put(t, filepath.Join(tree, "de/c"), "in the way of a folder")
	put(t, filepath.Join(tree, ".gitattributes"), "* text eol=lf\n")
	git(t, tree, "add", ".")
	git(t, tree, "commit", "-qm", "by hand")
	git(t, tree, "push", "-q")
	_, _, err = publish(t, at.address, built(t, b))
	ok(t, err)
	git(t, tree, "pull", "-q")
	is(t, "by hand", git(t, tree, "ls-files", "CNAME", "de/c"), "CNAME\nde/c/index.html\n")
	is(t, "ends of lines", git(t, tree, "show", "HEAD:x/Ä ö.txt"), "umlauts\r\n")
	is(t, "who published", git(t, tree, "log", "-1", "--format=%an: %s"), "Ankerplatz: Publish Hub\n")

	// A branch of another project is left alone.
	git(t, tree, "checkout", "-q", "--orphan", "main")
	git(t, tree, "rm", "-rqf", ".")
	put(t, filepath.Join(tree, "main.go"), "package main\n")
	git(t, tree, "add", ".")
	git(t, tree, "commit", "-qm", "code")
	git(t, tree, "push", "-q", "origin", "main")
	_, _, err = publish(t, strings.TrimSuffix(at.address, "pages")+"main", built(t, a))
	refused(t, err, "main has files already")

	_, err = Open(t.Context(), "git+http://somebody:verysecret@127.0.0.1:1/x#pages", 3)
	if err == nil || strings.Contains(err.Error(), "verysecret") {
		t.Errorf("a password is told, or nothing: %v", err)
	}
}

// sshd starts a server of OpenSSH on this machine for the test's time, and
// returns the address of a folder there, and where that is.
func sshd(t *testing.T) (address, dir string) {
	t.Helper()
	home := t.TempDir()
	for _, key := range []string{"host", "mine"} {
		if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", filepath.Join(home, key)).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ok(t, err)
	port := fmt.Sprint(listener.Addr().(*net.TCPAddr).Port)
	ok(t, listener.Close())
	in := func(name string) string { return filepath.Join(home, name) }
	put(t, in("config"), "ListenAddress 127.0.0.1\nPort "+port+"\nHostKey "+in("host")+"\nPidFile "+in("pid")+"\nAuthorizedKeysFile "+in("mine.pub")+
		"\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\nSubsystem sftp internal-sftp\n")
	server := exec.Command("/usr/sbin/sshd", "-D", "-e", "-f", in("config"))
	var said strings.Builder
	server.Stderr = &said
	if os.Getuid() == 0 {
		ok(t, os.MkdirAll("/run/sshd", 0o755)) // where it locks itself up
	}
	ok(t, server.Start())
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
		if t.Failed() {
			t.Log(said.String())
		}
	})
	key, err := os.ReadFile(in("host.pub"))
	ok(t, err)
	put(t, in("known"), "[127.0.0.1]:"+port+" "+string(key))
	t.Setenv("GIT_SSH_COMMAND", "ssh -F none -i "+in("mine")+" -o IdentitiesOnly=yes -o UserKnownHostsFile="+in("known"))
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		conn, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err == nil {
			conn.Close()
			break
		}
		if time.Now().After(end) {
			t.Fatalf("sshd does not answer: %v\n%s", err, said.String())
		}
	}
	dir = in("www")
	return "sftp://127.0.0.1:" + port + dir, dir
}
