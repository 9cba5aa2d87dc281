package generator

import (
	"context"
	"errors"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ankerplatz/search/postings"
)

// TestCancelledFirst: somebody who closes the browser while the search index is
// made spoils it for nobody.
func TestCancelledFirst(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	put(t, dir, "content/de/tips/anker.md", "---\ntitle: Anker\n---\nText.\n")
	site, err := Load(context.Background(), Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, _, err := site.Render(gone, "search/de/manifest.json"); !errors.Is(err, context.Canceled) {
		t.Fatalf("who is gone gets %v", err)
	}
	if data, ok, _, err := site.Render(context.Background(), "search/de/manifest.json"); !ok || err != nil || len(data) == 0 {
		t.Errorf("the next one gets %d bytes, %t, %v", len(data), ok, err)
	}
}

// TestOnceTurns: who waits while another makes the files gets them when that
// one goes away, and need not wait longer than they like themselves.
func TestOnceTurns(t *testing.T) {
	begun, rounds := make(chan struct{}), 0
	files := once(func(ctx context.Context) (string, error) {
		if rounds++; rounds == 1 {
			close(begun)
			<-ctx.Done()
			return "", ctx.Err()
		}
		return "made", nil
	})
	first, leave := context.WithCancel(context.Background())
	failed, made := make(chan error), make(chan string)
	go func() {
		_, err := files(first)
		failed <- err
	}()
	<-begun
	go func() {
		got, _ := files(context.Background())
		made <- got
	}()
	impatient, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := files(impatient); !errors.Is(err, context.Canceled) {
		t.Errorf("who does not wait gets %v", err)
	}
	leave()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Errorf("who left gets %v", err)
	}
	if got := <-made; got != "made" {
		t.Errorf("who waited gets %q", got)
	}
	if got, err := files(context.Background()); err != nil || got != "made" || rounds != 2 {
		t.Errorf("afterwards: %q, %v, made %d times", got, err, rounds)
	}
}

// TestCheckMakesNoIndex: of an index nothing can be wrong, so a check need not
// make it.
func TestCheckMakesNoIndex(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	put(t, dir, "content/de/tips/anker.md", "---\ntitle: Anker\n---\nText.\n")
	site, err := Load(t.Context(), Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	made, produce := 0, site.indexes.make
	site.indexes.make = func(ctx context.Context, lang string) (*postings.Index, error) {
		made++
		return produce(ctx, lang)
	}
	if _, err := site.Check(t.Context()); err != nil || made > 0 {
		t.Errorf("a check made %d indexes, %v", made, err)
	}
	if _, err := site.Write(t.Context(), nowhere{}); err != nil || made == 0 {
		t.Errorf("writing the site made %d indexes, %v", made, err)
	}
}
