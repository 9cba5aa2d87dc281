//go:build !windows

package devserver

import (
	"errors"
	"syscall"
)

func portTaken(err error) bool { return errors.Is(err, syscall.EADDRINUSE) }
