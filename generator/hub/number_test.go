package hub

import "testing"

func TestNumber(t *testing.T) {
	for n, want := range map[float64]string{0: "0", 4: "4", 100: "100", 0.25: "0,25", 1.5: "1,5", 2.0 / 3: "0,67", 0.001: "<0,01"} {
		if got := Number("de-AT", n); got != want {
			t.Errorf("%v is %q, want %q", n, got, want)
		}
	}
	if got := Number("en", 0.25); got != "0.25" {
		t.Error(got)
	}
}
