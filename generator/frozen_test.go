package generator

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestSiteDoesNotChange asks a site for everything at once, from several
// goroutines, for the race detector: all get the same, and none of the site's
// fields is another afterwards.
func TestSiteDoesNotChange(t *testing.T) {
	dir := writeSite(t, &txtar.Archive{})
	put(t, dir, "content/de/tips/anker.md", "---\ntitle: Anker\ntags: [see]\n---\nLichten. [Plan](plan.csv)\n")
	put(t, dir, "content/de/tips/plan.csv", "a;b\n")
	site, err := Load(context.Background(), Options{Dir: dir, Now: now, Cache: &Cache{bundles: bundles}})
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	before := shape(site)
	var work sync.WaitGroup
	written := make([]memory, 3)
	for i := range written {
		written[i].files = map[string][]byte{}
		work.Go(func() {
			if _, err := site.Write(t.Context(), &written[i]); err != nil {
				t.Error(err)
			}
		})
		work.Go(func() {
			if _, err := site.Check(t.Context()); err != nil {
				t.Error(err)
			}
			site.Documents()
		})
	}
	asked := memory{files: map[string][]byte{}}
	for _, name := range []string{"de/index.html", "de/tips/anker/index.html", "de/tips/plan.csv", "de/feed.xml", "search/de/manifest.json", "search/client.js"} {
		work.Go(func() {
			data, ok, problems, err := site.Render(t.Context(), name)
			if !ok || err != nil || problems.HasErrors() {
				t.Errorf("%s: %t, %v, %v", name, ok, problems, err)
			}
			if err := asked.Write(name, data); err != nil {
				t.Error(err)
			}
		})
	}
	work.Wait()
	for i := range written[1:] {
		if diff := cmp.Diff(written[0].files, written[i+1].files); diff != "" {
			t.Errorf("written twice: %s", diff)
		}
	}
	for name, data := range asked.files {
		if !slices.Equal(data, written[0].files[name]) {
			t.Errorf("%s is written and shown differently", name)
		}
	}
	if after := shape(site); !slices.Equal(before, after) {
		t.Errorf("fields were %v, and are %v", before, after)
	}
}

// shape is what a site's fields hold: values, or where they are.
func shape(s *Site) []string {
	var all []string
	for v, i := reflect.ValueOf(s).Elem(), 0; i < v.NumField(); i++ {
		switch field := v.Field(i); field.Kind() {
		case reflect.Slice:
			all = append(all, fmt.Sprint(field.Pointer(), field.Len()))
		case reflect.Pointer, reflect.Func, reflect.Map, reflect.Chan:
			all = append(all, fmt.Sprint(field.Pointer()))
		default:
			all = append(all, fmt.Sprint(field))
		}
	}
	return all
}
