package strictyaml

import (
	"testing"
	"time"

	"ankerplatz/generator/diag"
)

func TestSince(t *testing.T) {
	now := time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)
	const form = `write a time span or a date, as in "30d", "6 weeks" or 2026-03-01`
	for text, want := range map[string]string{
		"30d": "2026-03-01T12:00", "2 weeks": "2026-03-17T12:00", "1 Monat": "2026-03-03T12:00", "2026-02-01": "2026-02-01T00:00",
		"2026-02-01T08:30": "2026-02-01T08:30",
		"1.2.2026":         "write 2026-02-01",
		"2026-04-01":       "write a date that has passed",
		"gestern":          form, "30": form, "": form, "0d": form, "-3d": form,
	} {
		at, hint := Since(text, now)
		got := hint
		if hint.Empty() {
			got = diag.Say("%s", at.Format("2006-01-02T15:04"))
		}
		if got.String() != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
