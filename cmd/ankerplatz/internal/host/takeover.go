package host

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"time"

	"ankerplatz/generator/output"
)

// indexMark is the file that is in every index, and is written last.
const indexMark = "ankerplatz.json"

// state is what is served at one moment.
type state struct {
	tree  *tree        // nil: no build could be opened yet
	index *sharedIndex // nil: no index could be
	apart time.Time    // since when index and tree are of two builds; zero if they are of one
}

// sharedIndex is an index with those who ask it.
type sharedIndex struct {
	Index
	users sync.WaitGroup
}

// shown keeps the state. Requests take it, look changes it.
type shown struct {
	mu    sync.RWMutex
	state state
}

func (s *shown) now() state {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.state
}

// lend returns the state. Its index stays open until the caller says that it is
// done with it.
func (s *shown) lend() (now state, done func()) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.state.index == nil {
		return s.state, func() {}
	}
	s.state.index.users.Add(1)
	return s.state, s.state.index.users.Done
}

func (s *shown) set(next state) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = next
}

// watcher looks for new builds. Its fields belong to look.
type watcher struct {
	mu          sync.Mutex
	list, index os.FileInfo      // of what is served: where the build's list and the index's mark were
	gone        time.Time        // since when there is no list
	known       map[string]*file // what was checked, also of builds that are not complete yet
	noTree      failure          // to open the newest build
	noIndex     failure          // to open the newest index
	told        [2]string        // the last problem of each
	closing     sync.WaitGroup   // of indexes that are still asked
}

// failure is what went wrong, and when. Requests look as well: what is not
// complete must not be read again for each of them.
type failure struct {
	err error
	at  time.Time
}

// goneAfter is how long a build may be away until none of it is served from
// memory either: it was taken away, and not just put in another one's place.
const goneAfter = time.Minute

// look takes over what is new of the build and of the index, and reports
// whether there was a new build. What is not complete is left for the next
// look. One look at a time: who comes meanwhile waits and finds the new build.
func (s *server) look() bool {
	s.watch.mu.Lock()
	defer s.watch.mu.Unlock()
	old := s.shown.now()
	next := old
	newBuild, treeErr := s.lookForTree(&next)
	indexErr := s.lookForIndex(&next)
	if next.index != nil && next.tree != nil && next != old {
		if next.apart = time.Now(); next.index.Publish(next.tree.published) {
			next.apart = time.Time{}
		}
	}
	s.shown.set(next)
	if old.index != nil && old.index != next.index {
		s.close(old.index)
	}
	for i, err := range []error{treeErr, indexErr} {
		s.tell(&s.watch.told[i], err)
	}
	return newBuild
}

func (s *server) lookForTree(next *state) (found bool, err error) {
	start := time.Now()
	if next.tree != nil {
		next.tree = next.tree.without(start)
	}
	list, err := os.Stat(filepath.Join(s.opt.Dir, output.ListName))
	if err != nil {
		if s.watch.gone.IsZero() {
			s.watch.gone = start
		}
		if start.Sub(s.watch.gone) > goneAfter {
			next.tree, s.watch.list, s.watch.known = nil, nil, map[string]*file{}
		}
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("there is no finished build in %s: ankerplatz build makes one", s.opt.Dir)
		}
		return false, err
	}
	s.watch.gone = time.Time{}
	switch {
	case unchanged(list, s.watch.list):
		return false, nil
	case time.Since(s.watch.noTree.at) < s.every/2:
		return false, s.watch.noTree.err
	}
	made, err := openTree(s.opt.Dir, s.watch.known)
	if err != nil {
		if now, statErr := os.Stat(filepath.Join(s.opt.Dir, output.ListName)); statErr == nil && !unchanged(now, list) {
			return s.lookForTree(next) // the next build came while this one was read
		}
		s.watch.noTree = failure{fmt.Errorf("the build in %s is not complete: %w", s.opt.Dir, err), time.Now()}
		return false, s.watch.noTree.err
	}
	made.after(next.tree, mostHeld, start, s.opt.Grace)
	if last := next.tree; last == nil || last.id != made.id {
		what := "a build is served"
		if last != nil {
			what = "a new build is taken over"
		}
		s.opt.Log.Info(what, "build", made.id, "files", len(made.files), "took", time.Since(start).Round(time.Millisecond))
	}
	next.tree, s.watch.list, s.watch.known = made, list, maps.Clone(made.files)
	return true, nil
}

func (s *server) lookForIndex(next *state) error {
	at, err := os.Stat(filepath.Join(s.opt.Index, indexMark))
	if err == nil && unchanged(at, s.watch.index) || errors.Is(err, fs.ErrNotExist) && next.index != nil {
		return nil // an index that is gone still answers
	}
	if time.Since(s.watch.noIndex.at) < s.every/2 {
		return s.watch.noIndex.err
	}
	start := time.Now()
	made, err := s.openIndex()
	if err != nil {
		s.watch.noIndex = failure{err, time.Now()}
		return err
	}
	what := "an index is searched"
	if next.index != nil {
		what = "a new index is taken over"
	}
	s.opt.Log.Info(what, "index", s.opt.Index, "took", time.Since(start).Round(time.Millisecond))
	next.index, s.watch.index = &sharedIndex{Index: made}, at
	return nil
}

// openIndex opens the newest index. A library that panics over what it finds
// there must not end a server that has a good one.
func (s *server) openIndex() (ix Index, err error) {
	defer func() {
		if failure := recover(); failure != nil {
			err = fmt.Errorf("the index in %s can't be opened: %v", s.opt.Index, failure)
		}
	}()
	return s.opt.OpenIndex(s.opt.Index)
}

// close closes an index when nobody asks it any more.
func (s *server) close(ix *sharedIndex) {
	s.watch.closing.Go(func() {
		ix.users.Wait()
		if err := ix.Close(); err != nil {
			s.opt.Log.Error("the old index could not be closed: " + err.Error())
		}
	})
}

// tell logs a problem, once as long as it stays the same.
func (s *server) tell(last *string, err error) {
	problem := ""
	if err != nil {
		problem = err.Error()
	}
	if problem != "" && problem != *last {
		s.opt.Log.Warn(problem)
	}
	*last = problem
}

// follow looks for new builds until ctx ends.
func (s *server) follow(ctx context.Context) {
	tick := time.NewTicker(s.every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-s.opt.Reload:
		}
		s.look()
	}
}
