package roster

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"ankerplatz/cmd/ankerplatz/internal/rewrite"

	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// RecordFile is where a hub keeps the record of what was imported. The dot in
// front keeps it off the site.
const RecordFile = source.Root + "/.imported-people.json"

// deletedByHand stands in the record for a value that somebody took away.
const deletedByHand = "deleted"

// record says what imports have written, so that the next one can tell what
// was changed or deleted by hand since. It holds hashes of values: enough to
// see whether a value is still the same. Of a value that somebody deleted not
// even the hash stays, since a phone number can be found by trying.
type record struct {
	Note     string                       `json:"note"`
	Version  int                          `json:"version"`
	Profiles map[string]map[string]string `json:"profiles"` // path below content -> field -> hash, or deletedByHand
	Gone     map[string]string            `json:"gone"`     // of profiles that were deleted: hash of the name -> of the e-mail address, or ""

	before []byte // the file as it was
}

const recordNote = "Written by ankerplatz import people, and to be committed with the profiles: " +
	"hashes of what it wrote, by which it sees what was changed or deleted by hand since."

// readRecord reads the record; without its file it is empty.
func readRecord(hub fs.FS) (*record, error) {
	r := &record{}
	data, err := fs.ReadFile(hub, RecordFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err == nil {
		r.before = data
		if err := json.Unmarshal(data, r); err != nil || r.Version != 1 {
			return nil, fmt.Errorf("%s can't be read: take an older version of it out of Git, or delete it; "+
				"without it nobody knows what was deleted by hand", RecordFile)
		}
	}
	r.Note, r.Version = recordNote, 1
	if r.Profiles == nil {
		r.Profiles = map[string]map[string]string{}
	}
	if r.Gone == nil {
		r.Gone = map[string]string{}
	}
	return r, nil
}

// file is the record as it shall be, and whether that is something new.
func (r *record) file() (f rewrite.File, changed bool, err error) {
	if len(r.Profiles) == 0 && r.before == nil {
		return rewrite.File{}, false, nil
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err = enc.Encode(r)
	return rewrite.File{Path: RecordFile, Old: r.before, Data: b.Bytes()}, !bytes.Equal(b.Bytes(), r.before), err
}

// hash of a field's value, as it stands in the record. All numbers can be
// tried; a number's is so short that thousands have the same, and yet one that
// somebody changed is hardly ever taken for unchanged.
func hash(field, value string) string {
	if field == "contact.email" {
		value = strings.ToLower(value)
	}
	sum := sha256.Sum256([]byte(field + "\x00" + value))
	if field == "contact.phone" || field == "contact.mobile" {
		return hex.EncodeToString(sum[:2])
	}
	return hex.EncodeToString(sum[:4])
}

// settle brings the record in line with the profiles that there are: those that
// got another name keep their entries, of those that were deleted only the
// hashes stay that tell who it was, and of values that were deleted nothing.
func (r *record) settle(pages []*source.Page) {
	there := map[string]*source.Page{}
	unknown := map[string]string{} // hash of the name or address -> path of a profile that has no entry
	for _, p := range pages {
		profile, ok := p.Fields.(*source.Profile)
		if !ok {
			continue
		}
		there[p.Path] = p
		if r.Profiles[p.Path] == nil {
			unknown[hash("name", profile.Name.Value)] = p.Path
			unknown[hash("contact.email", profile.Contact.Email.Value)] = p.Path
		}
	}
	for _, path := range slices.Sorted(maps.Keys(r.Profiles)) {
		if there[path] != nil {
			continue
		}
		entry := r.Profiles[path]
		delete(r.Profiles, path)
		name, email := entry["name"], entry["contact.email"]
		if email == deletedByHand {
			email = ""
		}
		for _, key := range []string{email, name} {
			if to := unknown[key]; key != "" && to != "" && r.Profiles[to] == nil {
				r.Profiles[to], entry = entry, nil
			}
		}
		if entry != nil {
			r.Gone[name] = email
		}
	}
	for path, entry := range r.Profiles {
		page := there[path]
		node, _ := strictyaml.Parse(page.File, page.Head.Start, page.Head.End, strictyaml.Limits{}) // it has been read before
		for field := range entry {
			if !stands(node, field) {
				entry[field] = deletedByHand
			}
		}
	}
}

// stands reports whether front matter has a value for a field of the record.
func stands(node *strictyaml.Node, field string) bool {
	if topic, ok := strings.CutPrefix(field, "competencies."); ok {
		return slices.ContainsFunc(node.Field("competencies").Items(), func(n *strictyaml.Node) bool { return slug.Bare(n.Field("topic").Value()) == topic })
	}
	if field == "name" || field == "status" { // the title serves, and active is what nothing means
		return true
	}
	n := child(node, field)
	return n.Value() != "" || len(n.Items()) > 0
}

// knows reports whether the person was on a list before.
func (r *record) knows(p *person) bool {
	return slices.ContainsFunc(p.pages, func(page *source.Page) bool { return r.Profiles[page.Path] != nil })
}

// goneBy are the hashes of names in Gone, by those of e-mail addresses.
func (r *record) goneBy() map[string]string {
	by := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(r.Gone)) {
		by[r.Gone[name]] = name
	}
	return by
}

// gone returns the hash of the name under which the row's profile was deleted.
func (r *record) gone(e *entry, by map[string]string) (name string, ok bool) {
	name = hash("name", e.name)
	email, known := r.Gone[name]
	address := e.text("contact.email")
	if known && (email == "" || address == "") {
		return name, true
	}
	if address != "" {
		name, ok = by[hash("contact.email", address)]
	}
	return name, ok
}
