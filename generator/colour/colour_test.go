package colour

import "testing"

func TestParse(t *testing.T) {
	for text, want := range map[string]string{"#0b5c7a": "#0b5c7a", "#fff": "#ffffff", "#08c": "#0088cc", "#12345": "", "blue": "", "": ""} {
		c, ok := Parse(text)
		if ok != (want != "") || ok && c.String() != want {
			t.Errorf("Parse(%q) = %s, %t; want %q", text, c, ok, want)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	for _, text := range []string{"#000000", "#ffffff", "#0b5c7a", "#ff0000", "#00ff00", "#0000ff", "#f5e050"} {
		c, _ := Parse(text)
		if got := c.OKLCH().RGB().String(); got != text {
			t.Errorf("%s by way of OKLCH is %s", text, got)
		}
	}
}

func TestContrast(t *testing.T) {
	black, white := RGB{}, RGB{1, 1, 1}
	if got := Contrast(black, white); got < 20.99 || got > 21.01 {
		t.Errorf("black on white has contrast %.2f, want 21", got)
	}
	if a, b := Contrast(black, white), Contrast(white, black); a != b {
		t.Errorf("contrast depends on the order: %f, %f", a, b)
	}
}

func TestReadable(t *testing.T) {
	white := RGB{1, 1, 1}
	for _, text := range []string{"#ffff00", "#ffffff", "#0b5c7a", "#ff8800", "#9fd0ff"} {
		c, _ := Parse(text)
		if got := c.OKLCH().Readable(white, 4.6, -0.005); Contrast(got, white) < 4.6 {
			t.Errorf("%s became %s with contrast %.2f", text, got, Contrast(got, white))
		}
	}
}
