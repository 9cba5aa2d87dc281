package generator

import (
	"context"
	"path"

	"ankerplatz/generator/gitinfo"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/source"
)

// pastState is what a page of a kind said of its state when the file was what
// git calls contents.
type pastState struct {
	kind     *source.Kind
	contents string
}

// readMoves finds when the states of pages changed, by the pages' paths. Git is
// asked only what was in files of which that is not known from the last time.
func readMoves(ctx context.Context, dir string, git *gitinfo.Info, pages []hub.Parsed, opt source.Options, cache *Cache) (map[string][]hub.Move, error) {
	cache.mu.Lock()
	defer cache.mu.Unlock()
	edits := map[*source.Page][]gitinfo.Edit{}
	asked, unknown := map[string][]pastState{}, []string(nil)
	states := map[pastState]string{} // "" where the file can't be read
	for _, p := range pages {
		if p.Source.Index || p.Source.Kind.StateField() == "" {
			continue
		}
		edits[p.Source] = git.Edits(path.Join(source.Root, p.Source.Path))
		for _, edit := range edits[p.Source] {
			for _, contents := range []string{edit.Before, edit.After} {
				past := pastState{p.Source.Kind, contents}
				if _, ok := states[past]; ok || contents == "" {
					continue
				}
				state, ok := cache.states[past]
				if states[past] = state; ok {
					continue
				}
				if asked[contents] == nil {
					unknown = append(unknown, contents)
				}
				asked[contents] = append(asked[contents], past)
			}
		}
	}
	err := gitinfo.Contents(ctx, dir, unknown, opt.PageBytes, func(contents string, data []byte) {
		for _, past := range asked[contents] {
			states[past], _ = past.kind.StateIn(data, opt)
		}
	})
	if err != nil {
		return nil, err
	}
	cache.states = states
	moves := make(map[string][]hub.Move, len(edits))
	for p, edits := range edits {
		moves[p.Path] = movesOf(p.Kind, edits, states)
	}
	return moves, nil
}

// movesOf are those of edits that changed the state of a page.
func movesOf(kind *source.Kind, edits []gitinfo.Edit, states map[pastState]string) []hub.Move {
	var moves []hub.Move
	last := ""
	for _, edit := range edits {
		before, after := states[pastState{kind, edit.Before}], states[pastState{kind, edit.After}]
		if before == "" && edit.Before != "" {
			before = last // the file could not be read in between
		}
		if after == "" || after == before {
			continue
		}
		last = after
		if !edit.At.IsZero() {
			moves = append(moves, hub.Move{From: before, To: after, At: edit.At})
		}
	}
	return moves
}
