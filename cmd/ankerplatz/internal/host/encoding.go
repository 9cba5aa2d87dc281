package host

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"container/list"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"ankerplatz/generator/output"
)

// coding is a compressed form of a file.
type coding = struct{ Ending, Name string }

// accepted returns the codings that a browser takes, best first, given its
// Accept-Encoding (RFC 9110, 12.5.3). Where it would rather have the file as
// it is, there are none.
func accepted(values []string) []coding {
	weights := map[string]float64{}
	for _, value := range values {
		for part := range strings.SplitSeq(value, ",") {
			name, parameters, _ := strings.Cut(part, ";")
			name = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "x-")
			weight := 1.0
			if text, ok := strings.CutPrefix(strings.ToLower(strings.ReplaceAll(parameters, " ", "")), "q="); ok {
				var err error
				if weight, err = strconv.ParseFloat(text, 64); err != nil || !(weight >= 0 && weight <= 1) {
					weight = 0
				}
			}
			weights[name] = weight
		}
	}
	weight := func(c coding) float64 {
		if w, ok := weights[c.Name]; ok {
			return w
		}
		return weights["*"]
	}
	codings := slices.DeleteFunc(slices.Clone(output.Codings), func(c coding) bool {
		return weight(c) == 0 || weight(c) < weights["identity"]
	})
	slices.SortStableFunc(codings, func(a, b coding) int { return cmp.Compare(weight(b), weight(a)) })
	return codings
}

// Files between these sizes are compressed when they are asked for, if the
// build did not. Larger ones would keep the browser waiting.
const (
	leastZipped = 1 << 10
	mostZipped  = 8 << 20
)

// mostKept is how many bytes of compressed files are kept in memory.
const mostKept = 32 << 20

// keeper remembers bytes by what they are made of, those that were asked for
// last. It may be used by several goroutines.
type keeper struct {
	most    int           // bytes
	working chan struct{} // holds one for each that is being made
	mu      sync.Mutex
	size    int
	last    list.List // of *kept, the last asked for in front
	known   map[string]*list.Element
}

type kept struct {
	sum  string
	once sync.Once
	data []byte
	err  error
	size int // that it counts for; 0 until it is made
}

// entrySize is about what remembering a file takes besides its data, in bytes.
const entrySize = 256

func newKeeper(most int) *keeper {
	return &keeper{most: most, working: make(chan struct{}, runtime.GOMAXPROCS(0)), known: map[string]*list.Element{}}
}

// get returns what is made of the file with the hash sum. It calls produce only
// if it does not know that yet.
func (z *keeper) get(sum string, produce func() ([]byte, error)) ([]byte, error) {
	z.mu.Lock()
	at := z.known[sum]
	if at == nil {
		at = z.last.PushFront(&kept{sum: sum})
		z.known[sum] = at
	}
	z.last.MoveToFront(at)
	z.mu.Unlock()
	f := at.Value.(*kept)
	f.once.Do(func() {
		z.working <- struct{}{}
		defer func() { <-z.working }()
		f.data, f.err = produce()
		z.keep(at)
	})
	return f.data, f.err
}

// keep counts a file that was made and forgets what is too much.
func (z *keeper) keep(at *list.Element) {
	z.mu.Lock()
	defer z.mu.Unlock()
	f := at.Value.(*kept)
	if z.known[f.sum] != at {
		return // it was forgotten while it was made
	}
	if f.err != nil {
		z.forget(at) // the next one tries again
		return
	}
	f.size = len(f.data) + entrySize
	z.size += f.size
	for oldest := z.last.Back(); z.size > z.most && oldest != at; oldest = z.last.Back() {
		z.forget(oldest)
	}
}

func (z *keeper) forget(at *list.Element) {
	f := at.Value.(*kept)
	z.size -= f.size
	z.last.Remove(at)
	delete(z.known, f.sum)
}

// zip returns the compressed form of data, nil if it is not smaller.
func zip(data []byte) []byte {
	var buf bytes.Buffer
	w, _ := gzip.NewWriterLevel(&buf, gzip.BestCompression) // made once, sent often
	_, _ = w.Write(data)                                    // a Buffer takes everything
	_ = w.Close()
	if buf.Len() >= len(data) {
		return nil
	}
	return buf.Bytes()
}
