// Package publish puts finished builds where they are served from: into a
// folder, or on a branch of a Git repository. What is published there stays as
// it was until all of the new release is in its place, and what was published
// before can be had back.
package publish

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"time"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
)

// Target is where releases are published.
type Target interface {
	// Releases are those that can be had back and the current one, the newest
	// first. Current says which is served; there is none before the first.
	Releases(ctx context.Context) ([]Release, error)
	// current is the list of the release that is served, nil before the first.
	current(ctx context.Context) (*output.List, error)
	// put makes a build the release that is served, or changes nothing. It calls
	// step for each file that it is done with.
	put(ctx context.Context, b *Build, step func()) (Release, error)
	// turn makes an earlier release the one that is served.
	turn(ctx context.Context, to Release) error
	// lock keeps others from publishing here until unlock is called, as far as
	// the target can: put and turn fail where somebody else published since.
	lock() (unlock func(), err error)
	io.Closer
}

// Release is what was published at one time.
type Release struct {
	ID      string // names it at its target
	Made    time.Time
	Current bool
}

// Open opens the target of an address: a folder of this machine, sftp:// with one
// of another, or git+ssh://, git+https:// or git+file:// with the name of a branch
// behind a #. It need not be there yet. keep is how many releases a folder keeps,
// the one that is served included.
func Open(ctx context.Context, address string, keep int) (Target, error) {
	scheme, _, found := strings.Cut(address, "://")
	switch repository, is := strings.CutPrefix(address, "git+"); {
	case is:
		return openBranch(ctx, repository)
	case !found:
		there, err := openLocal(address)
		if err != nil {
			return nil, err
		}
		return &folder{disk: there, at: address, keep: keep, together: runtime.GOMAXPROCS(0)}, nil
	case scheme == "sftp":
		there, err := openRemote(ctx, address)
		if err != nil {
			return nil, err
		}
		return &folder{disk: there, at: there.at, keep: keep, together: 32}, nil // what takes time is the way there and back
	default:
		return nil, &AddressError{diag.Say("%s:// is no place that can be published to: name a folder, sftp://…, or git+ssh://…, git+https:// or git+file://… with a branch behind a #", scheme)}
	}
}

// AddressError says what is wrong with a target's address.
type AddressError struct{ Why diag.Text }

func (e *AddressError) Error() string { return e.Why.String() }

// A RefusedError says why nothing was published.
type RefusedError struct{ Why diag.Text }

func (e *RefusedError) Error() string { return e.Why.String() }

func refuse(why diag.Text) error { return &RefusedError{why} }

// Options say how a build is published.
type Options struct {
	DryRun    bool // nothing is published
	MostGone  int  // of a hundred files that are published, how many may be deleted
	Planned   func(Plan)
	Published func(done, files int)
}

// Plan is what publishing a build changes.
type Plan struct {
	Added, Changed, Deleted []string // paths, sorted
	Kept                    int      // files that stay as they are
	Bytes                   int64    // of what is added and changed
}

// Empty reports whether nothing is to be done.
func (p *Plan) Empty() bool { return len(p.Added)+len(p.Changed)+len(p.Deleted) == 0 }

// Publish publishes a build, unless it is what is served already. It is refused
// where the target has another hub's release, or one for another audience, and
// where more would be deleted than may be.
func Publish(ctx context.Context, to Target, b *Build, opt Options) (*Release, error) {
	if !opt.DryRun {
		unlock, err := to.lock()
		if err != nil {
			return nil, err
		}
		defer unlock()
	}
	was, err := to.current(ctx)
	if err != nil {
		return nil, err
	}
	plan := b.plan(was)
	opt.Planned(plan)
	if was != nil {
		if err := b.refusal(was, plan, opt.MostGone); err != nil {
			return nil, err
		}
	}
	if opt.DryRun || was != nil && plan.Empty() {
		return nil, nil
	}
	done, files := 0, len(b.list.Files)
	release, err := to.put(ctx, b, func() { done++; opt.Published(done, files) })
	if err != nil {
		return nil, err
	}
	return &release, nil
}

// refusal is why a build may not take the place of what is served; nil where it
// may.
func (b *Build) refusal(was *output.List, plan Plan, mostGone int) error {
	if was.Audience != b.list.Audience {
		return refuse(diag.Say("what is published there is for %s, and this build is for %s: name another target", forWhom(was.Audience), forWhom(b.list.Audience)))
	}
	if other := was.Hub; other != b.list.Hub && other.Address != b.list.Hub.Address && other.Title != b.list.Hub.Title {
		return refuse(diag.Say("what is published there is another hub, %s: name another target", other.Title))
	}
	if gone, all := len(plan.Deleted), len(was.Files); gone*100 > all*mostGone {
		return refuse(diag.Say("%d of %d files would be deleted, more than %d of a hundred: look whether the build is whole; if it is meant, say --max-delete %d%%", gone, all, mostGone, (gone*100+all-1)/all))
	}
	return nil
}

func forWhom(audience string) diag.Text {
	if audience == "" {
		return diag.Say("everybody")
	}
	return diag.Say("%s", audience)
}

// Rollback makes an earlier release the one that is served: that with an id, or
// the one that was served so many releases before ("1").
func Rollback(ctx context.Context, at Target, which string) (*Release, error) {
	unlock, err := at.lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	all, err := at.Releases(ctx)
	if err != nil {
		return nil, err
	}
	to := slices.IndexFunc(all, func(r Release) bool { return r.ID == which })
	if to < 0 {
		steps, now := 0, slices.IndexFunc(all, func(r Release) bool { return r.Current })
		if n, err := fmt.Sscanf(which+"\n", "%d\n", &steps); n != 1 || err != nil || steps < 1 {
			return nil, refuse(diag.Say("there is no release %s", which))
		}
		if to = now + steps; now < 0 || to >= len(all) {
			return nil, refuse(diag.Say("there are not so many releases before the one that is served"))
		}
	}
	if all[to].Current {
		return nil, refuse(diag.Say("%s is what is served already", all[to].ID))
	}
	if err := at.turn(ctx, all[to]); err != nil {
		return nil, err
	}
	return &all[to], nil
}

// errMoved says that somebody else published in the meantime.
func errMoved() error {
	return refuse(diag.Say("somebody else has published there in the meantime: nothing was changed; publish again to be the next"))
}
