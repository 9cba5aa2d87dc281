package lunr

import (
	"cmp"
	"slices"
	"strconv"

	"ankerplatz/search/analysis"
)

// metadatum is something that the index keeps of every occurrence of a term.
type metadatum struct {
	name  string
	times int // how often it is in lunr's whitelist: so often it is kept
}

// metadataOf returns the names of a whitelist as JavaScript orders keys.
func metadataOf(whitelist []string) []metadatum {
	var data []metadatum
	order, _ := keyOrder(whitelist)
	for _, i := range order {
		name := whitelist[i]
		at := slices.IndexFunc(data, func(m metadatum) bool { return m.name == name })
		if at < 0 {
			at = len(data)
			data = append(data, metadatum{name: name})
		}
		data[at].times++
	}
	return data
}

// place is where a term stands in the value of a field: start and length of
// its token in UTF-16 code units of the lower-cased text, and the token's
// number. The start of a list's token is -1: it has no place.
type place struct {
	term                 uint32
	start, length, index int32
}

// find returns where the terms of the value stand that read has just read.
func (r *reader) find(v Value) []place {
	var places []place
	if v.Tokens != nil {
		for _, token := range v.Tokens {
			r.lower = analysis.AppendLower(r.lower[:0], token)
			if n := r.tokens[string(r.lower)]; n >= 0 {
				places = append(places, place{term: uint32(n), start: -1})
			}
		}
		return places
	}
	at, units, index := 0, 0, 0
	for token, rest := analysis.NextToken(r.lower); len(token) > 0; token, rest = analysis.NextToken(rest) {
		start := cap(r.lower) - cap(token) // a token is a part of the text, and goes on to its end
		units += utf16Length(r.lower[at:start])
		length := utf16Length(token)
		if n := r.tokens[string(token)]; n >= 0 {
			places = append(places, place{uint32(n), int32(units), int32(length), int32(index)})
		}
		at = start + len(token)
		units += length
		index++
	}
	return places
}

// utf16Length returns how many UTF-16 code units a text in UTF-8 has.
func utf16Length(text []byte) int {
	n := 0
	for _, c := range text {
		if c&0xC0 != 0x80 { // a character begins
			n++
		}
		if c >= 0xF0 { // it is beyond U+FFFF
			n++
		}
	}
	return n
}

// sortPlaces gives the terms their final numbers and puts each one's places
// together, in the order of the text.
func sortPlaces(places []place, numbers []uint32) {
	for i := range places {
		places[i].term = numbers[places[i].term]
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(a.term, b.term) })
}

// appendMetadata encodes what is kept of a term in a field of a document.
func (ix *Index) appendMetadata(dst []byte, term uint32, field, doc int) []byte {
	places := ix.places[doc*len(ix.fields)+field]
	from, _ := slices.BinarySearchFunc(places, term, func(p place, term uint32) int { return cmp.Compare(p.term, term) })
	to := from
	for to < len(places) && places[to].term == term {
		to++
	}
	for i, m := range ix.metadata {
		dst = appendComma(dst, i)
		dst = appendString(dst, m.name)
		dst = append(dst, `:[`...)
		for j := range (to - from) * m.times {
			dst = appendComma(dst, j)
			dst = ix.appendPlace(dst, m.name, field, places[from+j/m.times])
		}
		dst = append(dst, ']')
	}
	return dst
}

func (ix *Index) appendPlace(dst []byte, name string, field int, p place) []byte {
	switch {
	case name == "fields":
		dst = append(dst, '[')
		dst = appendString(dst, ix.fields[field].Name)
		return append(dst, ']')
	case name == "position" && p.start >= 0:
		dst = append(dst, '[')
		dst = strconv.AppendInt(dst, int64(p.start), 10)
		dst = append(dst, ',')
		dst = strconv.AppendInt(dst, int64(p.length), 10)
		return append(dst, ']')
	case name == "index" && p.start >= 0:
		return strconv.AppendInt(dst, int64(p.index), 10)
	}
	return append(dst, "null"...)
}
