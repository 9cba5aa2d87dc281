package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"ankerplatz/search/client"
)

//go:embed ask.mjs
var askScript []byte

// job is what ask.mjs is told to do.
type job struct {
	Public    string            `json:"public"` // the published folder
	Base      string            `json:"base"`   // the hub's path on its host
	Limit     int               `json:"limit"`  // of results
	Engines   []string          `json:"engines"`
	Questions []question        `json:"questions"`
	Prefixes  []question        `json:"prefixes"` // asked of the client only
	Scripts   []string          `json:"scripts"`  // lunr and its languages
	Indexes   map[string]string `json:"indexes"`  // lunr's, files by language
}

type question struct {
	Lang  string `json:"lang"`
	Query string `json:"query"`
}

// asked is what ask.mjs answers, in the order of the questions.
type asked struct {
	Client   []clientAnswer `json:"client"`
	Prefixes []clientAnswer `json:"prefixes"`
	Lunr     []struct {
		Paths []string `json:"paths"`
	} `json:"lunr"`
}

// clientAnswer is what the client found with nothing cached, and what it took.
type clientAnswer struct {
	Paths    []string  `json:"paths"`
	Warm     []string  `json:"warm"`     // found by a client that has been asked other things before
	Millis   float64   `json:"ms"`       // until that client gave the same answer again
	Requests []request `json:"requests"` // modules and fetches
}

// request is a file that the client loaded. A request is one round later than
// the last one whose response had been read when it began.
type request struct {
	Path  string `json:"path"`
	Bytes int    `json:"bytes"` // gzipped, zlib's level 6
	Round int    `json:"round"`
}

// askNode runs the job in Node.
func askNode(ctx context.Context, j job) (*asked, error) {
	var err error
	if j.Scripts, err = lunrScripts(); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "quality-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	data, err := json.Marshal(j)
	if err != nil {
		return nil, err
	}
	script, in, out := filepath.Join(dir, "ask.mjs"), filepath.Join(dir, "job.json"), filepath.Join(dir, "out.json")
	if err := os.WriteFile(script, askScript, 0o600); err != nil {
		return nil, err
	}
	if err := os.WriteFile(in, data, 0o600); err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, "node", "--experimental-vm-modules", "--no-warnings", script, in, out)
	var stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = os.Stderr, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("node: %w\n%s", err, bytes.TrimSpace(stderr.Bytes()))
	}
	if data, err = os.ReadFile(out); err != nil {
		return nil, err
	}
	answers := new(asked)
	return answers, json.Unmarshal(data, answers)
}

// lunrScripts are lunr and its languages as the client ships them, in the order
// that they need.
func lunrScripts() ([]string, error) {
	const dir = "vendor/lunr"
	languages, err := fs.Glob(client.Sources(), dir+"/lunr.??.js")
	if err != nil {
		return nil, err
	}
	names := slices.Concat([]string{dir + "/lunr.js", dir + "/lunr.stemmer.support.js"}, languages)
	scripts := make([]string, len(names))
	for i, name := range names {
		data, err := fs.ReadFile(client.Sources(), name)
		if err != nil {
			return nil, err
		}
		scripts[i] = string(data)
	}
	return scripts, nil
}
