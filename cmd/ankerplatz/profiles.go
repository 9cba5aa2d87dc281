package main

import (
	"errors"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
	"sync"

	"github.com/spf13/cobra"

	"ankerplatz/generator/diag"
)

// profiles are what the program can tell of itself to who makes it quicker. The
// files are whole once it has ended, however that came about.
type profiles struct {
	cpu, memory, trace string // names of files, "" for none

	mu  sync.Mutex
	end []func() error
}

func (p *profiles) add(t *terminal, cmd *cobra.Command) {
	flags := cmd.PersistentFlags()
	flags.StringVar(&p.cpu, "cpuprofile", "", t.in(diag.Say("write a profile of the processors' time to this `file`, for go tool pprof")))
	flags.StringVar(&p.memory, "memprofile", "", t.in(diag.Say("write a profile of the memory to this `file`, for go tool pprof")))
	flags.StringVar(&p.trace, "trace", "", t.in(diag.Say("write what happened when to this `file`, for go tool trace")))
}

// begin begins the profiles that are asked for.
func (p *profiles) begin() error {
	for _, one := range []struct {
		name  string
		begin func(*os.File) error
		end   func(*os.File) error
	}{
		{p.cpu, func(f *os.File) error { return pprof.StartCPUProfile(f) }, func(*os.File) error { pprof.StopCPUProfile(); return nil }},
		{p.trace, func(f *os.File) error { return trace.Start(f) }, func(*os.File) error { trace.Stop(); return nil }},
		{p.memory, func(*os.File) error { return nil }, writeMemory},
	} {
		if one.name == "" {
			continue
		}
		f, err := os.Create(one.name)
		if err != nil {
			return err
		}
		if err := one.begin(f); err != nil {
			return errors.Join(err, f.Close())
		}
		p.end = append(p.end, func() error { return errors.Join(one.end(f), f.Close()) })
	}
	return nil
}

// writeMemory writes what was ever taken, and what is in use.
func writeMemory(f *os.File) error {
	runtime.GC() // else the newest is missing
	return pprof.WriteHeapProfile(f)
}

// finish ends the profiles. It may be called again, and by several goroutines.
func (p *profiles) finish() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all error
	for _, end := range p.end {
		all = errors.Join(all, end())
	}
	p.end = nil
	return all
}
