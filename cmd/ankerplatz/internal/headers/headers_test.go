package headers

import (
	"net/http"
	"strings"
	"testing"
)

func TestContentType(t *testing.T) {
	for file, want := range map[string]string{
		"index.html": "text/html; charset=utf-8", "a/core.mjs": "text/javascript; charset=utf-8", "app.webmanifest": "application/manifest+json",
		"x.ics": "text/calendar; charset=utf-8", "x.vcf": "text/vcard; charset=utf-8", "x.woff2": "font/woff2", "PHOTO.JPG": "image/jpeg",
		"x.unheard-of": "application/octet-stream", "LICENSE": "application/octet-stream", "a.b/c": "application/octet-stream",
	} {
		if got := ContentType(file); got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
}

func TestSecure(t *testing.T) {
	h := http.Header{}
	Secure(h)
	policy := h.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
		t.Errorf("the policy is %q", policy)
	}
	if h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("the headers are %v", h)
	}
}
