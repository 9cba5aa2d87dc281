package devserver

import (
	"errors"

	"golang.org/x/sys/windows"
)

func portTaken(err error) bool { return errors.Is(err, windows.WSAEADDRINUSE) }
