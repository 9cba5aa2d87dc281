package publish

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/pkg/sftp"

	"ankerplatz/generator/diag"
)

// remote is a folder of another machine. The way there is the machine's own ssh,
// with its configuration, keys, agent and known hosts; it asks nobody.
type remote struct {
	*sftp.Client
	ssh *exec.Cmd
	at  string
	dir string
}

func openRemote(ctx context.Context, address string) (*remote, error) {
	at, err := url.Parse(address)
	if err != nil || at.Hostname() == "" || strings.HasPrefix(at.Hostname(), "-") || strings.HasPrefix(at.User.Username(), "-") || strings.Trim(at.Path, "/") == "" || at.RawQuery+at.Fragment != "" {
		return nil, &AddressError{diag.Say("write the address of a folder like sftp://user@host/srv/www/hub")}
	}
	if _, has := at.User.Password(); has {
		return nil, &AddressError{diag.Say("leave the password out of the address: ssh takes keys from its agent and its configuration")}
	}
	args := []string{"-oBatchMode=yes", "-oConnectTimeout=20", "-oServerAliveInterval=15"}
	if at.Port() != "" {
		args = append(args, "-p", at.Port())
	}
	if at.User != nil {
		args = append(args, "-l", at.User.Username())
	}
	args = append(args, "-s", "--", at.Hostname(), "sftp")
	ssh := exec.CommandContext(ctx, "ssh", args...)
	if own := os.Getenv("GIT_SSH_COMMAND"); own != "" { // as Git does
		ssh = exec.CommandContext(ctx, "sh", append([]string{"-c", own + ` "$@"`, "ssh"}, args...)...)
	}
	var said strings.Builder
	ssh.Stderr = &said
	in, err := ssh.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := ssh.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := ssh.Start(); err != nil {
		return nil, err
	}
	client, err := sftp.NewClientPipe(out, in, sftp.UseConcurrentWrites(true))
	if err != nil {
		werr := errors.Join(in.Close(), ssh.Wait())
		if words := strings.TrimSpace(said.String()); words != "" {
			return nil, fmt.Errorf("ssh: %s", words)
		}
		return nil, errors.Join(err, werr)
	}
	dir := at.Path
	if rest, home := strings.CutPrefix(dir, "/~/"); home {
		dir = rest
	}
	return &remote{client, ssh, at.Redacted(), dir}, nil
}

func (r *remote) Close() error {
	err := r.Client.Close()
	_ = r.ssh.Wait() // it was told to end
	return err
}

func (r *remote) in(name string) string { return path.Join(r.dir, name) }

// The lock is a file. Who holds it writes it anew every beat; one that is not
// written for so long as patience belongs to somebody who was interrupted.
var beat = 5 * time.Second // tests have less time

const patience = 4 // beats

func (r *remote) lock() (unlock func(), held func() error, err error) {
	if err := r.MkdirAll(r.dir); err != nil {
		return nil, nil, err
	}
	token := rand.Text()
	if err := r.take(token); err != nil {
		return nil, nil, err
	}
	done := make(chan struct{})
	var beats sync.WaitGroup
	beats.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-done:
				return
			case <-time.After(beat):
				if r.holds(token) == nil {
					_ = r.writeLock(fmt.Sprint(token, " ", n), os.O_TRUNC) // the next beat may succeed; without it, held tells
				}
			}
		}
	})
	held = func() error { return r.holds(token) }
	return func() {
		close(done)
		beats.Wait()
		if held() == nil {
			_ = r.remove(lockName) // else it is taken over when it does not beat
		}
	}, held, nil
}

// take makes the lock, once nobody else has it.
func (r *remote) take(token string) error {
	err := r.writeLock(token, os.O_EXCL)
	if err == nil {
		return nil
	}
	was, rerr := r.readFile(lockName)
	if rerr != nil {
		return errors.Join(err, rerr)
	}
	for end := time.Now().Add(patience * beat); time.Now().Before(end); time.Sleep(beat / 5) {
		now, err := r.readFile(lockName)
		if errors.Is(err, fs.ErrNotExist) {
			return r.writeLock(token, os.O_EXCL)
		}
		if err != nil {
			return err
		}
		if string(now) != string(was) {
			return busy(r.at)
		}
	}
	if err := r.rename(lockName, lockName+"-"+token); err != nil {
		return err
	}
	return errors.Join(r.remove(lockName+"-"+token), r.writeLock(token, os.O_EXCL))
}

// holds fails unless the lock is ours.
func (r *remote) holds(token string) error {
	now, err := r.readFile(lockName)
	if err != nil || !strings.HasPrefix(string(now), token) {
		return errors.Join(err, errMoved())
	}
	return nil
}

func (r *remote) writeLock(text string, how int) error {
	f, err := r.OpenFile(r.in(lockName), os.O_WRONLY|os.O_CREATE|how)
	if err != nil {
		return err
	}
	_, err = f.Write([]byte(text))
	return errors.Join(err, f.Close())
}

func (r *remote) names(dir string) ([]string, error) {
	entries, err := r.ReadDir(r.in(dir))
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

func (r *remote) readFile(name string) ([]byte, error) {
	f, err := r.Open(r.in(name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func (r *remote) readlink(name string) (string, error) {
	if _, err := r.Lstat(r.in(name)); err != nil {
		return "", err
	}
	return r.ReadLink(r.in(name))
}

func (r *remote) create(name string) (io.WriteCloser, error) {
	return r.OpenFile(r.in(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL)
}

// same compares sizes only: what ssh has brought is as it was sent, and what was
// not brought to its end is shorter.
func (r *remote) same(name, _ string, size int64) (bool, error) {
	info, err := r.Lstat(r.in(name))
	return err == nil && info.Mode().IsRegular() && info.Size() == size, err
}

func (r *remote) mkdirAll(name string) error    { return r.MkdirAll(r.in(name)) }
func (r *remote) link(old, name string) error   { return r.Link(r.in(old), r.in(name)) }
func (r *remote) symlink(to, name string) error { return r.Symlink(to, r.in(name)) }
func (r *remote) rename(old, name string) error { return r.PosixRename(r.in(old), r.in(name)) }
func (r *remote) remove(name string) error      { return r.Remove(r.in(name)) }
func (r *remote) removeAll(name string) error   { return r.RemoveAll(r.in(name)) }
