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

// zipper compresses files and remembers them by what is in them, those that
// were asked for last. It may be used by several goroutines.
type zipper struct {
	most    int           // bytes
	working chan struct{} // holds one for each file that is being compressed
	mu      sync.Mutex
	size    int
	last    list.List // of *zipped, the last asked for in front
	known   map[string]*list.Element
}

type zipped struct {
	sum  string
	once sync.Once
	data []byte // nil if it did not become smaller
	err  error
	size int // that it counts for; 0 until it is made
}

// entrySize is about what remembering a file takes besides its data, in bytes.
const entrySize = 256

func newZipper(most int) *zipper {
	return &zipper{most: most, working: make(chan struct{}, runtime.GOMAXPROCS(0)), known: map[string]*list.Element{}}
}

// get returns the compressed form of the file with the hash sum, nil if it is
// not smaller. It calls read only if it does not know the file.
func (z *zipper) get(sum string, read func() ([]byte, error)) ([]byte, error) {
	z.mu.Lock()
	at := z.known[sum]
	if at == nil {
		at = z.last.PushFront(&zipped{sum: sum})
		z.known[sum] = at
	}
	z.last.MoveToFront(at)
	z.mu.Unlock()
	f := at.Value.(*zipped)
	f.once.Do(func() {
		z.working <- struct{}{}
		defer func() { <-z.working }()
		var plain []byte
		if plain, f.err = read(); f.err == nil {
			f.data = zip(plain)
		}
		z.keep(at)
	})
	return f.data, f.err
}

// keep counts a file that was made and forgets what is too much.
func (z *zipper) keep(at *list.Element) {
	z.mu.Lock()
	defer z.mu.Unlock()
	f := at.Value.(*zipped)
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

func (z *zipper) forget(at *list.Element) {
	f := at.Value.(*zipped)
	z.size -= f.size
	z.last.Remove(at)
	delete(z.known, f.sum)
}

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
