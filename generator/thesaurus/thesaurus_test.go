package thesaurus

import (
	"fmt"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, data, want, problem string }{
		{"senses", "UTF-8\nbeleg|2\n-|Quittung|Bon (ugs.)\n(noun)|Nachweis\nkasse|1\n-|Schalter\n", "beleg: Quittung, Bon, Nachweis; kasse: Schalter", ""},
		{"no synonyms", "UTF-8\nrot|1\n-|blau (Antonym)|Farbe (Oberbegriff)|... oder so\n|1\n-|nichts\n", "", ""},
		{"Latin-1, Windows", "ISO8859-1\r\nk\xf8b|1\r\n|indk\xf8b\r\n", "køb: indkøb", ""},
		{"another program's", "<html>\n", "", "1:1: \"<html>\" is no encoding"},
		{"empty", "", "", "1:1: \"\" is no encoding"},
		{"word without a number", "UTF-8\nbeleg|1\n-|Bon\nkasse\n", "beleg: Bon", "4:1: here a word should begin, with how many senses it has"},
		{"too few lines", "UTF-8\nbeleg|2\n-|Bon\nkasse\n", "", "4:1: \"beleg\" should have 2 lines of synonyms, and has 1"},
		{"the end", "UTF-8\nbeleg|1", "", "2:8: \"beleg\" should have 1 lines of synonyms, and has 0"},
		{"a number that is none", "UTF-8\nbeleg|-1\n", "", "2:1: here a word should begin, with how many senses it has"},
		{"ends are of any kind", "UTF-8\n\nbeleg|1\n-|Bon", "beleg: Bon", ""},
	} {
		sayings, problems := Read("th.dat", []byte(c.data))
		var got []string
		for _, s := range sayings {
			if !s.Weak {
				t.Errorf("%s: %v is not weak", c.name, s)
			}
			got = append(got, strings.Join(s.Said, "|")+": "+strings.Join(s.Terms, ", "))
		}
		if got := strings.Join(got, "; "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		problem := ""
		for _, p := range problems {
			at := p.File.Position(p.Start)
			problem += fmt.Sprintf("%d:%d: %s", at.Line, at.Column, p.Message)
			if p.Hint.Empty() {
				t.Errorf("%s: no way out of %s", c.name, p.Message)
			}
		}
		if problem != c.problem {
			t.Errorf("%s: told %q, want %q", c.name, problem, c.problem)
		}
	}
}
