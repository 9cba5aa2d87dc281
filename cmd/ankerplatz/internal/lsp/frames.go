package lsp

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"sync"

	"github.com/creachadair/jrpc2/channel"
)

// mostBytes is how long a message may be: far more than the longest page.
const mostBytes = 64 << 20

// frames are messages as editors send them: below a header with their length.
// Other fields of the header do not matter.
type frames struct {
	in  *textproto.Reader
	out io.Writer
	mu  sync.Mutex
}

func newFrames(in io.Reader, out io.Writer) channel.Channel {
	return &frames{in: textproto.NewReader(bufio.NewReader(in)), out: out}
}

// Send implements channel.Channel.
func (f *frames) Send(message []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, err := fmt.Fprintf(f.out, "Content-Length: %d\r\n\r\n%s", len(message), message)
	return err
}

// Recv implements channel.Channel.
func (f *frames) Recv() ([]byte, error) {
	header, err := f.in.ReadMIMEHeader()
	if err != nil {
		return nil, err
	}
	length, err := strconv.Atoi(header.Get("Content-Length"))
	if err != nil || length < 0 || length > mostBytes {
		return nil, errors.New("a message without a length, or a too long one")
	}
	message := make([]byte, length)
	_, err = io.ReadFull(f.in.R, message)
	return message, err
}

// Close implements channel.Channel. The streams are the program's.
func (f *frames) Close() error { return nil }
