package bleveindex

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"unicode/utf8"

	"ankerplatz/search/postings"
	"ankerplatz/search/ranking"
)

// dictionary is the words of a language. Its file is the pieces, one behind the
// other. It stays open, for a new build may put another one in its place.
type dictionary struct {
	file   *os.File
	firsts []string // of the pieces
	pieces []piece
	mu     sync.Mutex
	known  map[int][]ranking.Entry // by piece
}

// piece is where a piece of the dictionary stands in its file, in bytes.
type piece struct {
	First string `json:"first"`
	From  int64  `json:"from"`
	To    int64  `json:"to"`
}

func wordsName(lang string) string { return "words-" + filepath.Base(lang) + ".json" }

func writeWords(name string, dictionary []postings.Piece) ([]piece, error) {
	var all []byte
	pieces := []piece{}
	for _, p := range dictionary {
		data, err := json.Marshal(p)
		if err != nil {
			return nil, err
		}
		from := int64(len(all))
		pieces = append(pieces, piece{p.First, from, from + int64(len(data))})
		all = append(all, data...)
	}
	return pieces, os.WriteFile(name, all, 0o644)
}

// read returns a piece.
func (d *dictionary) read(number int) ([]ranking.Entry, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if entries, ok := d.known[number]; ok {
		return entries, nil
	}
	p := d.pieces[number]
	data := make([]byte, p.To-p.From)
	if _, err := d.file.ReadAt(data, p.From); err != nil {
		return nil, err
	}
	var read postings.Piece
	if err := json.Unmarshal(data, &read); err != nil {
		return nil, fmt.Errorf("%s: %w", d.file.Name(), err)
	}
	d.known[number] = read.Entries
	return read.Entries, nil
}

// like returns words that begin with as many of a word's letters as it takes to
// look into few pieces: with any letter, where the dictionary has few. Kept
// alike with like in search/client/dictionary.js (TestParity).
func (d *dictionary) like(word string, mostPieces int) ([]ranking.Entry, error) {
	from, to, begun := 0, len(d.pieces)-1, 0 // begun is in bytes
	for begun < len(word) && to-from >= mostPieces {
		_, size := utf8.DecodeRuneInString(word[begun:])
		begun += size
		from = postings.Locate(d.firsts, word[:begun])
		to = postings.Locate(d.firsts, word[:begun]+postings.Last)
	}
	letter, _ := utf8.DecodeRuneInString(word)
	var like []ranking.Entry
	for n := from; n <= min(to, from+mostPieces-1); n++ {
		entries, err := d.read(n)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if first, _ := utf8.DecodeRuneInString(e.Term); begun == 0 || first == letter {
				like = append(like, e)
			}
		}
	}
	return like, nil
}

// word returns the word that texts have most often for a term, empty if none has
// it.
func (d *dictionary) word(term string) (string, error) {
	entries, err := d.read(postings.Locate(d.firsts, term))
	if err != nil {
		return "", err
	}
	if i := slices.IndexFunc(entries, func(e ranking.Entry) bool { return e.Term == term }); i >= 0 {
		return entries[i].Word, nil
	}
	return "", nil
}
