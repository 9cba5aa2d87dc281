//go:build !linux && !darwin

package record

import "io/fs"

// system tells nothing of a file here: its size, and when it was written, decide.
func system(fs.FileInfo) (status int64, inode uint64) { return 0, 0 }
