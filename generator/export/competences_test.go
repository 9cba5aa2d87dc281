package export

import "testing"

func TestHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "Anna": "Anna", "a=b": "a=b", "3-4": "3-4", "'x": "'x",
		"=cmd()": "'=cmd()", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\t=x": "'\t=x", "\r=x": "'\r=x", "\n=x": "'\n=x",
		"|x": "'|x", "%x": "'%x", "＝cmd()": "'＝cmd()",
	} {
		if got := harmless(cell); got != want {
			t.Errorf("harmless(%q) = %q, want %q", cell, got, want)
		}
	}
}
