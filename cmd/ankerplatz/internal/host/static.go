package host

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"ankerplatz/generator/browser"
	"ankerplatz/generator/output"
)

const (
	patience = 2 * time.Second       // for a build that is just being put in its place
	nap      = 20 * time.Millisecond // between two looks at it
)

// static answers with a file of the build.
func (s *server) static(w *answer, r *http.Request) {
	end := time.Now().Add(patience)
	asIs, looked := false, false
	for {
		t := s.shown.now().tree
		if t == nil {
			unavailable(w, "there is no finished build here yet")
			return
		}
		name, redirect := t.find(r.URL.Path)
		if name == "" && redirect == "" && !looked {
			looked = true
			if s.look() {
				continue // it may be new
			}
		}
		if redirect != "" {
			to := url.URL{Path: redirect, RawQuery: r.URL.RawQuery}
			w.Header().Set("Cache-Control", "no-cache")
			w.Header().Set("Location", to.String())
			w.WriteHeader(http.StatusMovedPermanently)
			return
		}
		err := s.send(w, r, t, name, asIs)
		switch {
		case err == nil:
			return
		case s.look() || s.shown.now().tree != t:
		case errors.Is(err, errChanged):
			asIs = true // it was edited, or is part of a build that is not complete
		case time.Now().After(end) || r.Context().Err() != nil:
			unavailable(w, "this file can't be read just now")
			return
		default:
			time.Sleep(nap)
		}
	}
}

// send answers with a file of t, or that there is none if name is "". If it
// returns an error, nothing was sent. asIs takes a file that is not as t says.
func (s *server) send(w *answer, r *http.Request, t *tree, name string, asIs bool) error {
	h := w.Header()
	status := http.StatusOK
	if name == "" {
		if name = t.notFound(r.URL.Path); name == "" {
			fail(w, http.StatusNotFound, "there is no such page")
			return nil
		}
		status = http.StatusNotFound
	}
	form, err := s.form(t, name, r, asIs)
	if err != nil {
		return err
	}
	defer form.Close()
	browser.Describe(h, name)
	h.Set("Cache-Control", "no-cache")
	switch {
	case !immutable(name) || asIs || status != http.StatusOK:
	case !searched(name):
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	case s.opt.Grace > 0: // and what was withdrawn is not kept for ever elsewhere
		h.Set("Cache-Control", fmt.Sprintf("private, max-age=%d", int(s.opt.Grace.Seconds())))
	}
	if output.Compressible(name) {
		h.Add("Vary", "Accept-Encoding")
	}
	if form.coding != "" {
		h.Set("Content-Encoding", form.coding)
	}
	if form.size > mostRead {
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(writeTime + time.Duration(form.size/slowest)*time.Second)) // else it is writeTime
	}
	if status != http.StatusOK {
		h.Set("Content-Length", strconv.FormatInt(form.size, 10))
		w.WriteHeader(status)
		if r.Method != http.MethodHead {
			_, _ = io.Copy(w, form) // the browser went away
		}
		return nil
	}
	if form.tag != "" {
		h.Set("ETag", `"`+form.tag+`"`)
	}
	w.length = form.size
	if ranges := r.Header.Get("Range"); !strings.HasPrefix(ranges, "bytes=") || strings.Contains(ranges, ",") {
		// The answer to many small ranges is a multiple of the file. It may
		// always be the whole one (RFC 9110, 14.2).
		r.Header.Del("Range")
	}
	if data, ok := form.ReadSeekCloser.(memory); ok && !conditional(r.Header) {
		h.Set("Accept-Ranges", "bytes")
		w.WriteHeader(http.StatusOK)
		if r.Method != http.MethodHead {
			_, _ = data.WriteTo(w) // the browser went away
		}
		return nil
	}
	http.ServeContent(w, r, "", time.Time{}, form)
	return nil
}

// conditional reports whether a request asks for anything but the whole file.
func conditional(asked http.Header) bool {
	for _, name := range []string{"Range", "If-Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"} {
		if asked[name] != nil {
			return true
		}
	}
	return false
}

// notFound is the page that says in the address's language that there is none.
func (t *tree) notFound(at string) string {
	lang, _, _ := strings.Cut(strings.TrimPrefix(at, t.base), "/")
	for _, name := range []string{path.Join(lang, "404.html"), "404.html"} {
		if t.files[name] != nil {
			return name
		}
	}
	return ""
}

// form is a file as it is sent.
type form struct {
	io.ReadSeekCloser
	size   int64
	tag    string // names its bytes; "" if they were not looked at
	coding string // as in Content-Encoding
}

// tagLength is how much of a hash is in a tag, in characters.
const tagLength = 32

// form opens the file in the form that suits the browser best.
func (s *server) form(t *tree, name string, r *http.Request, asIs bool) (*form, error) {
	f := t.file(name)
	if asIs {
		return s.asIs(f, name)
	}
	if output.Compressible(name) {
		for _, coding := range accepted(r.Header.Values("Accept-Encoding")) {
			if t.compressed {
				small := t.file(name + coding.Ending)
				if small == nil {
					continue
				}
				data, err := s.open(small, name+coding.Ending)
				if err != nil {
					return nil, errors.Join(err, closed(data))
				}
				return &form{data, small.size, small.sum[:tagLength], coding.Name}, nil
			}
			if coding.Name != "gzip" || f.size < leastZipped || f.size > mostZipped {
				continue
			}
			data, err := s.zipped.get(f.sum, func() ([]byte, error) {
				data, err := s.read(f, name)
				if err != nil {
					return nil, err
				}
				return zip(data), nil
			})
			if err != nil {
				return nil, err
			}
			if data != nil {
				return &form{inMemory(data), int64(len(data)), f.sum[:tagLength] + "-gzip", coding.Name}, nil
			}
		}
	}
	data, err := s.open(f, name)
	if err != nil {
		return nil, errors.Join(err, closed(data))
	}
	return &form{data, f.size, f.sum[:tagLength], ""}, nil
}

// Files of at most mostSmall bytes are kept in memory, mostSmalls bytes of them.
const (
	mostSmall  = 64 << 10
	mostSmalls = 64 << 20
)

// open is file.open, but takes a small file from memory if the disk still has
// the one that was checked.
func (s *server) open(f *file, name string) (io.ReadSeekCloser, error) {
	if f.data == nil && f.size <= mostSmall {
		if info, err := os.Stat(filepath.Join(s.opt.Dir, filepath.FromSlash(name))); err == nil && info.Mode().IsRegular() && f.same(info) {
			if data, err := s.small.get(f.sum, func() ([]byte, error) { return s.read(f, name) }); err == nil {
				return inMemory(data), nil
			}
		}
	}
	return f.open(s.opt.Dir, name)
}

// read reads a file that is the one that was checked.
func (s *server) read(f *file, name string) ([]byte, error) {
	r, err := f.open(s.opt.Dir, name)
	if err != nil {
		return nil, errors.Join(err, closed(r))
	}
	data, err := io.ReadAll(r)
	return data, errors.Join(err, r.Close())
}

// asIs opens a file that may have changed since it was checked.
func (s *server) asIs(f *file, name string) (*form, error) {
	data, err := f.open(s.opt.Dir, name)
	if err == nil {
		return &form{data, f.size, f.sum[:tagLength], ""}, nil
	}
	if !errors.Is(err, errChanged) {
		return nil, err
	}
	made := &form{ReadSeekCloser: data}
	h := sha256.New()
	if made.size, err = io.Copy(h, data); err == nil {
		made.tag = hex.EncodeToString(h.Sum(nil))[:tagLength]
		_, err = data.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, data.Close())
	}
	return made, nil
}

func closed(r io.Closer) error {
	if r == nil {
		return nil
	}
	return r.Close()
}

// fail answers with a message instead of a page.
func fail(w *answer, status int, message string) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, message+"\n") // the browser went away
}

// unavailable asks the browser to try again.
func unavailable(w *answer, message string) {
	w.Header().Set("Retry-After", "1")
	fail(w, http.StatusServiceUnavailable, message)
}
