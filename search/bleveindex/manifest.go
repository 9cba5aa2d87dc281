package bleveindex

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"ankerplatz/search"
	"ankerplatz/search/ranking"
)

// manifestName is the file that makes a folder an index. It is written last,
// so an index with a manifest was built to its end.
const manifestName = "ankerplatz.json"

// contentsName is the file with what the index needs beside bleve's files.
const contentsName = "contents.json"

// manifest says what is in the folder of an index. bleve trusts its files and
// panics where they are wrong, so they are checked before it sees them.
type manifest struct {
	Format int             `json:"format"`
	Files  map[string]file `json:"files"` // by path below the folder, with slashes
}

// contents is what is needed beside bleve's files.
type contents struct {
	Rules     ranking.Rules `json:"rules"` // by which the index is asked
	Languages []section     `json:"languages"`
}

// section is what a language needs.
type section struct {
	Code      string                             `json:"code"`
	Documents int                                `json:"documents"`
	Sums      []string                           `json:"sums"`  // of the documents, by number; see search.Document
	Words     []piece                            `json:"words"` // of the dictionary
	Names     map[string]map[string]search.Facet `json:"names"` // of apps and departments, by id
}

type file struct {
	Size  int64  `json:"size"`
	CRC32 uint32 `json:"crc32"` // Castagnoli's, which processors know
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// writeManifest describes the finished index in dir.
func writeManifest(dir string) error {
	m := manifest{Format: formatVersion, Files: make(map[string]file)}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		m.Files[filepath.ToSlash(name)], err = sum(path)
		return err
	})
	if err != nil {
		return err
	}
	return writeJSON(filepath.Join(dir, manifestName), m)
}

func writeJSON(name string, value any) error {
	data, err := json.MarshalIndent(value, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(data, '\n'), 0o644)
}

// readContents returns the contents of the index in dir if this version of the
// program can read the index and its files are as they were written.
func readContents(dir string) (*contents, error) {
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	switch {
	case os.IsNotExist(err):
		entries, err := os.ReadDir(dir)
		if os.IsNotExist(err) || err == nil && len(entries) == 0 {
			return nil, ErrMissing
		}
		return nil, fmt.Errorf("%w (no %s)", ErrDamaged, manifestName)
	case err != nil:
		return nil, err
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("%w (%s: %w)", ErrDamaged, manifestName, err)
	}
	if m.Format != formatVersion {
		return nil, ErrVersion
	}
	for _, name := range needed(dir) {
		if _, listed := m.Files[name]; !listed {
			return nil, fmt.Errorf("%w (%s does not list %s)", ErrDamaged, manifestName, name)
		}
	}
	for name, want := range m.Files {
		got, err := sum(filepath.Join(dir, filepath.FromSlash(name)))
		switch {
		case os.IsPermission(err):
			return nil, err
		case err != nil:
			return nil, fmt.Errorf("%w (%w)", ErrDamaged, err)
		case got != want:
			return nil, fmt.Errorf("%w (%s is not as it was written)", ErrDamaged, name)
		}
	}
	if data, err = os.ReadFile(filepath.Join(dir, contentsName)); err != nil {
		return nil, err
	}
	var c contents
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, fmt.Errorf("%w (%s: %w)", ErrDamaged, contentsName, err)
	}
	for _, l := range c.Languages {
		if len(l.Words) == 0 || len(l.Sums) != l.Documents {
			return nil, fmt.Errorf("%w (%s: %s has no words or sums)", ErrDamaged, contentsName, l.Code)
		}
	}
	return &c, nil
}

// needed returns the files below dir that an index is read from, by path with
// slashes.
func needed(dir string) []string {
	names := []string{contentsName, "index_meta.json", "store/root.bolt"}
	entries, _ := os.ReadDir(filepath.Join(dir, "store")) // if it is missing, so are its files
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".zap" { // others are not bleve's
			names = append(names, "store/"+e.Name())
		}
	}
	return names
}

func sum(path string) (file, error) {
	f, err := os.Open(path)
	if err != nil {
		return file{}, err
	}
	h := crc32.New(castagnoli)
	n, err := io.Copy(h, f)
	if e := f.Close(); err == nil {
		err = e
	}
	return file{n, h.Sum32()}, err
}
