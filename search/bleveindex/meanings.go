package bleveindex

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"ankerplatz/search/ranking"
)

func meansName(lang string) string { return "means-" + filepath.Base(lang) + ".json" }

func writeMeanings(name string, all ranking.Meanings) error {
	data, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

// readMeanings returns the meanings in a file, which is read here, for a new
// build may put another one in its place, and understood when somebody asks.
func readMeanings(name string) func(key string) ([]ranking.Meaning, error) {
	data, err := os.ReadFile(name)
	read := sync.OnceValues(func() (all ranking.Meanings, _ error) {
		if err == nil {
			err = json.Unmarshal(data, &all)
		}
		data = nil
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return all, nil
	})
	return func(key string) ([]ranking.Meaning, error) {
		all, err := read()
		return all[key], err
	}
}
