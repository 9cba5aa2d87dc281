package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// lock is a file that one process holds. The system lets go of it when the
// process ends, however it ends.
type lock struct{ file *os.File }

// Lock keeps other processes out, which ask for a lock of the same name, until
// release is called or the process ends. ErrBusy says that another one is in.
// The name is that of a file, which is there as long as the lock is held.
func Lock(name string) (release func(), err error) {
	l, err := acquire(name)
	if err != nil {
		return nil, err
	}
	if info, err := l.file.Stat(); err != nil || info.Size() > 0 {
		return nil, errors.Join(err, l.file.Close(), fmt.Errorf("%s is somebody's file, and a lock of this name is needed: rename it", name))
	}
	return l.release, nil
}

func acquire(name string) (*lock, error) {
	for {
		file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			return nil, err
		}
		if err := tryLock(file); err != nil {
			return nil, errors.Join(err, file.Close())
		}
		// The holder before us may have removed the file in the meantime:
		// then a third one can make and lock a new file of that name.
		ours, err := file.Stat()
		if err != nil {
			return nil, errors.Join(err, file.Close())
		}
		there, err := os.Lstat(name)
		if err == nil && os.SameFile(ours, there) {
			return &lock{file}, nil
		}
		if cerr := file.Close(); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, errors.Join(err, cerr)
		}
	}
}

// release removes the file before it lets go of it, where the system allows.
func (l *lock) release() {
	err := os.Remove(l.file.Name())
	_ = l.file.Close() // nothing was written
	if err != nil {
		_ = os.Remove(l.file.Name()) // if it stays, it is an empty file that the next build takes over
	}
}
