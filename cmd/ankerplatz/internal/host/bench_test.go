package host

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"ankerplatz/generator/output"
)

// BenchmarkPage fetches a page over the loopback, with the browsers' part of
// the work on the same machine.
func BenchmarkPage(b *testing.B) {
	for _, bc := range []struct {
		name       string
		compressed bool
		headers    map[string]string
	}{
		{"plain", false, nil},
		{"gzip", false, map[string]string{"Accept-Encoding": "gzip"}},
		{"precompressed", true, map[string]string{"Accept-Encoding": "br"}},
		{"unchanged", false, map[string]string{"If-None-Match": "*"}},
	} {
		b.Run(bc.name, func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "public")
			writeBuild(b, dir, output.Options{Compress: bc.compressed}, map[string]string{"index.html": long + long + long + long})
			s, _ := open(dir, noIndex)
			at := httptest.NewServer(s)
			defer at.Close()
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
				defer client.CloseIdleConnections()
				for pb.Next() {
					request, err := http.NewRequestWithContext(b.Context(), http.MethodGet, at.URL, nil)
					if err != nil {
						b.Error(err)
						return
					}
					for name, value := range bc.headers {
						request.Header.Set(name, value)
					}
					r, err := client.Do(request)
					if err != nil {
						b.Error(err)
						return
					}
					_, err = io.Copy(io.Discard, r.Body)
					if r.Body.Close(); err != nil || r.StatusCode != http.StatusOK && r.StatusCode != http.StatusNotModified {
						b.Errorf("%s: %v", r.Status, err)
						return
					}
				}
			})
		})
	}
}
