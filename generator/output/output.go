// Package output writes what the generator made. It is the only package of the
// generator that writes to the disk.
//
// A new version of a folder is made beside it and then swapped in as a whole,
// so a build that fails or is killed leaves the last good version as it was.
//
//	public/                the version that is served
//	.public.build/lock     held by the build that is running
//	.public.build/new/     the version that is being made
//	.public.build/old/     the old version, from the swap until nothing in it is missed
//
// Each version has a list of its files with their SHA-256. A folder is ours if
// most of what its list says is really there; everything else in it, such as a
// CNAME or a .htaccess, is carried over and never changed or removed. Where a
// new file would need the place of one that is not ours, nothing is done.
package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"ankerplatz/generator/sitepath"
)

// The files that list a version's files with their SHA-256: of a site, of an
// index for servers, of what is printed, of what readers look for, and of the
// search of a site that another program made.
const (
	ListName         = sitepath.List
	IndexListName    = ".ankerplatz"
	PrintListName    = ".ankerplatz-print.json"
	InsightsListName = ".ankerplatz-insights.json"
	SearchListName   = ".ankerplatz-search.json"
)

// List is what such a file holds. Files that are not in it are not ours.
type List struct {
	Version    int                 `json:"version"`                   // 1
	Hub        Hub                 `json:"hub,omitzero"`              // whose version it is
	Audience   string              `json:"audience,omitempty"`        // id of those whom it is for; "" is everybody
	Base       string              `json:"base,omitempty"`            // the path of the site's address, "/hub/"
	Ancestors  []string            `json:"frame_ancestors,omitempty"` // sites that may show the pages in a frame
	Edit       []string            `json:"edit,omitempty"`            // servers that its editor talks with
	Compressed int                 `json:"compressed,omitempty"`      // with which version of the program's rules text files got their forms in Codings; 0 if they have none
	Published  []string            `json:"published,omitempty"`       // see Options
	NextChange time.Time           `json:"next_change,omitzero"`      // when a build of the same files would be another: whole seconds in UTC
	People     map[string][]string `json:"people,omitempty"`          // of what is printed: by path, the ids of those on it
	Files      map[string]string   `json:"files"`                     // path to SHA-256 in hexadecimal
}

// Hub is what a hub is known by.
type Hub struct {
	Title   string `json:"title"`             // in its first language
	Address string `json:"address,omitempty"` // as site.yaml has it
}

// ParseList reads the list of a finished build.
func ParseList(data []byte) (*List, error) {
	var l List
	if err := json.Unmarshal(data, &l); err != nil {
		return nil, fmt.Errorf("the list of files can't be read: %w", err)
	}
	if l.Version != 1 {
		return nil, fmt.Errorf("version %d of the list of files is not known here", l.Version)
	}
	return &l, nil
}

func (l *List) encode() ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(l) // sorts the map's keys
	return buf.Bytes(), err
}

// Sum is the SHA-256 of bytes as a List has it.
func Sum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
