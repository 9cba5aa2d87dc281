package digest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"
	"time"
)

// Mail is the letter as a message (RFC 5322) of two forms, plain text and HTML
// (multipart/alternative), in lines that every server passes on. It is a draft:
// who sends it is From, and chooses To. Programs that know X-Unsent open it
// ready to be sent. The date is that of the letter.
func (l *Letter) Mail(at time.Time) []byte {
	text, html := l.Text(), l.HTML()
	var parts bytes.Buffer
	w := multipart.NewWriter(&parts)
	sum := sha256.Sum256(append(bytes.Clone(text), html...))
	_ = w.SetBoundary("letter-" + hex.EncodeToString(sum[:12])) // letters, digits and a hyphen
	for _, part := range []struct {
		kind string
		data []byte
	}{{"text/plain", text}, {"text/html", html}} { // the last is the one that programs prefer
		to, _ := w.CreatePart(textproto.MIMEHeader{ // a buffer takes everything
			"Content-Type":              {part.kind + "; charset=utf-8"},
			"Content-Transfer-Encoding": {"quoted-printable"},
		})
		q := quotedprintable.NewWriter(to)
		_, _ = q.Write(part.data)
		_ = q.Close()
	}
	_ = w.Close()

	var b bytes.Buffer
	for _, header := range [][2]string{
		{"Date:", at.Format(time.RFC1123Z)},
		{"Subject:", mime.QEncoding.Encode("utf-8", cut(l.Site)+l.Lang.Text("colon")+" "+l.Title)},
		{"X-Unsent:", "1"},
		{"MIME-Version:", "1.0"},
		{"Content-Language:", l.Lang.Code},
		{"Content-Type:", "multipart/alternative; boundary=\"" + w.Boundary() + "\""},
	} {
		b.WriteString(fold(header[0], header[1]) + "\r\n")
	}
	b.WriteString("\r\n")
	b.Write(parts.Bytes())
	return b.Bytes()
}

// fold is a header in lines of at most 76 characters, the most that encoded
// words may stand in (RFC 2047).
func fold(name, value string) string {
	var b strings.Builder
	b.WriteString(name)
	used := len(name)
	for _, word := range strings.Fields(value) {
		if used+1+len(word) > 76 {
			b.WriteString("\r\n")
			used = 0
		}
		b.WriteString(" " + word)
		used += 1 + len(word)
	}
	return b.String()
}
