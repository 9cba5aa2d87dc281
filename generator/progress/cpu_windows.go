package progress

import (
	"syscall"
	"time"
)

// processorTime is what this process took of all processors; 0 where the system
// does not say.
func processorTime() time.Duration {
	process, err := syscall.GetCurrentProcess()
	if err != nil {
		return 0
	}
	var created, ended, kernel, user syscall.Filetime
	if syscall.GetProcessTimes(process, &created, &ended, &kernel, &user) != nil {
		return 0
	}
	return inSystem(kernel) + inSystem(user)
}

// inSystem is a time span, which the system counts in units of 100 ns.
func inSystem(t syscall.Filetime) time.Duration {
	return time.Duration(int64(t.HighDateTime)<<32|int64(t.LowDateTime)) * 100
}
