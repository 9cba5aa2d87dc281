package insights

import "testing"

// TestNames holds what the program refuses to what the browser takes out, and
// people who left to the same.
func TestNames(t *testing.T) {
	h := &Hub{Persons: []string{"Dr. Anna Petersen", "kim degroot", "Saskia van den Berg"}}
	h.Ready()
	for words, want := range map[string]bool{
		"anna fragen": true, "passwort apetersen": true, "petersena": true, "annapetersen": true, "kim excel": true, "degroot": true, "berg": true,
		"van de excel": false, "hamburg": false, "heidelberg": false, "aberg": false, "dr": false, "panna cotta": false,
	} {
		if got := h.names(words); got != want {
			t.Errorf("that %q names somebody is %v", words, got)
		}
	}
}

// TestForgedTime reads lines of clients who say that they are called like a time.
func TestForgedTime(t *testing.T) {
	const forged = `[01/Jan/2099:00:00:00 +0000]`
	for _, user := range []string{forged, "x [01/Jan/2099:", forged + " a b c", forged + ` \" a b c`} {
		line := `203.0.113.5 - ` + user + ` [27/Nov/2026:15:40:29 +0000] "GET /de/ HTTP/1.1" 200 5 "-" "Mozilla/5.0"`
		var r request
		if parse([]byte(line), &r) && monday(week(r.day)).Year() != 2026 {
			t.Errorf("%s is of day %d", line, r.day)
		}
	}
}
