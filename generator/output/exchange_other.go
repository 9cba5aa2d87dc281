//go:build !linux && !darwin

package output

import "errors"

// exchange can't be had on this system.
func exchange(_, _ string) error { return errors.ErrUnsupported }
