package record

import (
	"io/fs"
	"syscall"
)

// system is what only some systems tell of a file: when anything of it was
// changed, in nanoseconds since 1970, and the number of its inode.
func system(info fs.FileInfo) (status int64, inode uint64) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ctim.Nano(), s.Ino
	}
	return 0, 0
}
