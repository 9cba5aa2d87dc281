// Package analysis knows how the text of a language becomes the terms of an
// index. It is the one place for that: the lunr index and the bleve index both
// ask it, and so must everything that asks them a question.
//
//   - [Chain] is lunr's own: lower-case, split on white space and hyphens,
//     trim, drop stop words, stem. It does to the letter what lunr.js 2.3.9 and
//     lunr-languages 1.22.0 do, so that an index built here is the index that
//     lunr.js would have built and any lunr client can ask it.
//   - [Forms] are the other words by which a token is found: other spellings,
//     the parts of compounds ([Splitter]), technical names such as C++ or .NET.
//   - [Language] does the same to the words of questions.
//
// Stemming follows the Snowball algorithms in the versions that lunr-languages
// carries, and lunr's variant of the Porter stemmer for English. Languages
// without a literal of what is known of them (german.go and so on) are neither
// stemmed nor freed of stop words.
//
// Everything here may be used from many goroutines at once, except where a
// type says otherwise.
package analysis

import "strings"

// base returns the primary language of a BCP 47 tag: "de" for "de-AT".
func base(tag string) string {
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	return strings.ToLower(tag)
}

// IsSame reports whether two BCP 47 tags have the same primary language.
func IsSame(a, b string) bool { return base(a) == base(b) }
