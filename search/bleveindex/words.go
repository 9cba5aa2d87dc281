package bleveindex

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"ankerplatz/search/lunr"
	"ankerplatz/search/ranking"
)

// mostPieces is how many pieces of the dictionary are looked into for a word;
// search/client/dictionary.js has the same.
const mostPieces = 3

// dictionary is the words of a language. Its file is the pieces of the
// published one, one behind the other. It stays open, for a new build may put
// another one in its place.
type dictionary struct {
	file   *os.File
	pieces []piece
	shards []string
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

func writeWords(name string, parts []lunr.Part) ([]piece, error) {
	var data bytes.Buffer
	pieces := []piece{}
	for _, p := range parts {
		from := data.Len()
		data.Write(p.Data)
		pieces = append(pieces, piece{p.First, int64(from), int64(data.Len())})
	}
	return pieces, os.WriteFile(name, data.Bytes(), 0o644)
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
	var lists struct {
		Terms  []string
		Words  []any // a word, or 0 for the term itself
		Counts []int
	}
	if err := json.Unmarshal(data, &lists); err != nil {
		return nil, err
	}
	if len(lists.Words) != len(lists.Terms) || len(lists.Counts) != len(lists.Terms) {
		return nil, fmt.Errorf("%s: lists of different length", d.file.Name())
	}
	entries := make([]ranking.Entry, len(lists.Terms))
	for i, term := range lists.Terms {
		entries[i] = ranking.Entry{Term: term, Word: term, Count: lists.Counts[i]}
		if word, ok := lists.Words[i].(string); ok {
			entries[i].Word = word
		}
	}
	d.known[number] = entries
	return entries, nil
}

// Beside returns what the shard of a term has.
func (d *dictionary) Beside(term string) ([]ranking.Entry, error) {
	shard := locate(d.shards, term)
	from, to := d.shards[shard], last
	if shard+1 < len(d.shards) {
		to = d.shards[shard+1]
	}
	var beside []ranking.Entry
	for n := d.locate(from); n <= d.locate(to); n++ {
		entries, err := d.read(n)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if from <= e.Term && e.Term < to {
				beside = append(beside, ranking.Entry{Term: e.Term, Word: e.Term, Count: e.Count})
			}
		}
	}
	return beside, nil
}

// Like returns words that begin with the same letter, or with as many same ones
// as are needed to look into few pieces.
func (d *dictionary) Like(word string) ([]ranking.Entry, error) {
	from, to := 0, mostPieces
	for n := 0; n < len(word) && to-from >= mostPieces; {
		_, size := utf8.DecodeRuneInString(word[n:])
		n += size
		from = d.locate(word[:n])
		to = d.locate(word[:n] + last)
	}
	letter, _ := utf8.DecodeRuneInString(word)
	var like []ranking.Entry
	for n := from; n <= min(to, from+mostPieces-1); n++ {
		entries, err := d.read(n)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if first, _ := utf8.DecodeRuneInString(e.Term); first == letter {
				like = append(like, e)
			}
		}
	}
	return like, nil
}

// word returns the word that texts have most often for a term.
func (d *dictionary) word(term string) (string, error) {
	entries, err := d.read(d.locate(term))
	if err != nil {
		return "", err
	}
	if i := slices.IndexFunc(entries, func(e ranking.Entry) bool { return e.Term == term }); i >= 0 {
		return entries[i].Word, nil
	}
	return term, nil
}

func (d *dictionary) locate(text string) int {
	n, found := slices.BinarySearchFunc(d.pieces, text, func(p piece, text string) int { return strings.Compare(p.First, text) })
	if !found {
		n--
	}
	return max(0, n)
}
