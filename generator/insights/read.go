package insights

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// blockSize is how much of a log is looked at in one piece.
const blockSize = 1 << 20

// Read reads a log: lines of any of the formats, in any mixture, plain or
// compressed with gzip. What is no line of a log is counted and passed over.
// The error is the reader's, or that of what was compressed; what was read
// before it counts. Several logs may be read one after the other.
func (t *Tally) Read(ctx context.Context, log io.Reader) error {
	work, ctx := errgroup.WithContext(ctx)
	var failed error                                                            // of the reader: what came before it is counted all the same
	free := &sync.Pool{New: func() any { return new(make([]byte, blockSize)) }} // blocks that have been looked at
	type block struct {
		data  []byte
		whole *[]byte // the memory that it is in
		done  chan *found
	}
	// What is to be looked at, and the same in the order in which it is counted.
	todo, order := make(chan block), make(chan block, 2*runtime.GOMAXPROCS(0))
	work.Go(func() error {
		defer close(todo)
		defer close(order)
		failed = blocks(log, free, func(data []byte, whole *[]byte, broken int) error {
			if broken > 0 {
				t.tooLong.Add(int64(broken))
			}
			if len(data) == 0 {
				return nil
			}
			b := block{data, whole, make(chan *found, 1)}
			for _, to := range []chan block{order, todo} {
				select {
				case to <- b:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			return nil
		})
		return ctx.Err()
	})
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() error {
			for b := range todo {
				b.done <- t.look(b.data)
				free.Put(b.whole)
			}
			return nil
		})
	}
	work.Go(func() error {
		for b := range order {
			select {
			case f := <-b.done:
				t.add(f)
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	if err := work.Wait(); err != nil {
		return err
	}
	return failed
}

// blocks hands over whole lines, in pieces of about blockSize, and how many
// lines were too long. A reader's error is returned when what came before it
// has been handed over.
func blocks(log io.Reader, free *sync.Pool, each func(data []byte, whole *[]byte, broken int) error) error {
	in := bufio.NewReaderSize(log, 64<<10)
	var source io.Reader = in
	if magic, err := in.Peek(2); err == nil && magic[0] == 0x1f && magic[1] == 0x8b {
		unzip, err := gzip.NewReader(in)
		if err != nil {
			return fmt.Errorf("it can't be unpacked: %w", err)
		}
		source = unzip
	}
	var rest []byte // of a line whose end is in the next block
	skipping := false
	for {
		whole := free.Get().(*[]byte)
		data := *whole
		kept := copy(data, rest)
		n, err := fill(source, data[kept:])
		data, broken := data[:kept+n], 0
		if skipping { // the rest of a line that was too long
			end := bytes.IndexByte(data, '\n')
			data = data[end+1:]
			if end < 0 {
				data = nil
			}
			skipping = end < 0
		}
		last := bytes.LastIndexByte(data, '\n') + 1
		ended := err != nil
		if ended {
			last = len(data)
		}
		if len(data)-last > longestLine {
			broken, skipping, rest = 1, true, nil
		} else {
			rest = data[last:]
		}
		if failed := each(data[:last], whole, broken); failed != nil {
			return failed
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, io.ErrUnexpectedEOF):
			return errors.New("it is compressed, and its end is missing")
		case err != nil:
			return err
		}
	}
}

// fill reads until data is full, and returns the reader's own error if it
// fails before.
func fill(from io.Reader, data []byte) (n int, err error) {
	for n < len(data) && err == nil {
		var more int
		more, err = from.Read(data[n:])
		n += more
	}
	return n, err
}

// lower is a text in small letters, with single spaces.
func lower(text string) string { return strings.Join(strings.Fields(strings.ToLower(text)), " ") }
