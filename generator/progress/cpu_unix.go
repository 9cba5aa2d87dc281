//go:build unix

package progress

import (
	"syscall"
	"time"
)

// processorTime is what this process and the programs that it ran took of all
// processors; 0 where the system does not say.
func processorTime() time.Duration {
	var all time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var used syscall.Rusage
		if syscall.Getrusage(who, &used) == nil {
			all += time.Duration(used.Utime.Nano() + used.Stime.Nano())
		}
	}
	return all
}
