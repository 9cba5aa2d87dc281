// Package confidential finds what must not stand in a text that many may read:
// numbers that name a person or an account, passwords and keys. A number is told
// where its digits fit together as its issuer says, or its date is one; a
// password where a word says that it is one; a key by its form. What is found is
// hidden wherever the file's lines are shown.
package confidential

import (
	"bytes"
	"cmp"
	"slices"

	"ankerplatz/generator/diag"
)

// found is what was found at a stretch of a text.
type found struct {
	start, end int
	what       diag.Text // "a Danish personal number (CPR)"
}

// Tell tells what is confidential in a page's file, whose text begins behind its
// front matter at the offset body, and hides it in the file's lines.
func Tell(file *diag.File, body int) diag.List {
	numbers, secrets := numbers(file.Data), secrets(file.Data)
	if len(numbers) == 0 && len(secrets) == 0 {
		return nil
	}
	var list diag.List
	marked := examples(file.Data, body)
	tell := func(all []found, code diag.Code, message func(diag.Text) diag.Text, out diag.Text) {
		for _, f := range all {
			if slices.ContainsFunc(marked, func(m stretch) bool { return f.start >= m.start && f.start < m.end }) {
				continue
			}
			file.Hide(f.start, f.end)
			way := diag.Say("if it is made up, write <!-- example --> into the same paragraph, or above the block of code")
			if f.start < body {
				way = diag.Say("if it is made up, write # example behind it")
			}
			list.Add(file.Span(f.start, f.end), code, message(f.what), diag.Join([]diag.Text{out, way}, "; "))
		}
	}
	tell(numbers, diag.PersonalData, func(what diag.Text) diag.Text { return diag.Say("this looks like %s", what) },
		diag.Say("take it out, here and out of Git's history: whoever may read the page sees it"))
	tell(secrets, diag.ExposedSecret, func(what diag.Text) diag.Text { return diag.Say("this looks like %s in plain sight", what) },
		diag.Say("change it where it is used, and say here where to ask for it: whoever may read the page, or Git's history, has it"))
	return list
}

// stretch is a part of a text, from one offset to another.
type stretch struct{ start, end int }

// madeUp is how the words begin that mark an example, in the languages of
// writers; in some of them they end in several ways.
var madeUp = wordsOf("exampl", "beispiel", "voorbeeld", "eksemp", "exemp")

// examples are the parts of a page that say that what is in them is made up: a
// comment covers its paragraph, table or list, and the block of code below it,
// in the front matter its line.
func examples(data []byte, body int) []stretch {
	var all []stretch
	head := data[:min(body, len(data))]
	for start := 0; start < len(head); {
		end := lineEnd(head, start)
		if _, comment, ok := bytes.Cut(head[start:end], []byte(" #")); ok && isExample(comment) {
			all = append(all, stretch{start, end})
		}
		start = end + 1
	}
	for at := len(head); ; {
		open := bytes.Index(data[at:], []byte("<!--"))
		if open < 0 {
			return all
		}
		open += at
		size := bytes.Index(data[open:], []byte("-->"))
		if size < 0 {
			return all
		}
		at = open + size + len("-->")
		if !isExample(data[open+len("<!--") : open+size]) {
			continue
		}
		all = append(all, stretch{paragraphStart(data, open), paragraphEnd(data, at)})
	}
}

func isExample(comment []byte) bool {
	word := bytes.ToLower(bytes.TrimSpace(comment))
	return !bytes.ContainsAny(word, " \t\n") && slices.ContainsFunc(madeUp, func(w []byte) bool { return bytes.HasPrefix(word, w) })
}

// paragraphStart is where the lines without an empty one between them begin that
// an offset lies in.
func paragraphStart(data []byte, at int) int {
	start := bytes.LastIndexByte(data[:at], '\n') + 1
	for start > 0 {
		before := bytes.LastIndexByte(data[:start-1], '\n') + 1
		if len(bytes.TrimSpace(data[before:start])) == 0 {
			break
		}
		start = before
	}
	return start
}

// paragraphEnd is where they end. A block of code is part of them as a whole,
// also below an empty line.
func paragraphEnd(data []byte, at int) int {
	fence, lines := []byte(nil), 0
	for start := lineEnd(data, at) + 1; start < len(data); lines++ {
		end := lineEnd(data, start)
		line := bytes.TrimLeft(data[start:end], " \t>")
		switch marks := fenceOf(line); {
		case fence != nil:
			if bytes.HasPrefix(marks, fence) && len(bytes.TrimSpace(line)) == len(marks) {
				return end
			}
		case marks != nil:
			fence = marks
		case len(bytes.TrimSpace(line)) == 0:
			if next := lineEnd(data, end+1); lines > 0 || end >= len(data) || fenceOf(bytes.TrimLeft(data[end+1:next], " \t")) == nil {
				return start
			}
		}
		start = end + 1
	}
	return len(data)
}

// fenceOf are the marks that begin or end a block of code on a line.
func fenceOf(line []byte) []byte {
	for _, mark := range []byte("`~") {
		if n := len(line) - len(bytes.TrimLeft(line, string(mark))); n >= 3 {
			return line[:n]
		}
	}
	return nil
}

// lineEnd is where the line ends that an offset lies in.
func lineEnd(data []byte, at int) int {
	at = min(at, len(data))
	if size := bytes.IndexByte(data[at:], '\n'); size >= 0 {
		return at + size
	}
	return len(data)
}

// sorted are finds in the order of the text, without those that lie in another.
func sorted(all []found) []found {
	slices.SortFunc(all, func(a, b found) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	var kept []found
	for _, f := range all {
		if len(kept) == 0 || f.start >= kept[len(kept)-1].end {
			kept = append(kept, f)
		}
	}
	return kept
}
