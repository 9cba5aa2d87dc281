package sheet

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// names are people, places and headers as lists have them.
var names = strings.Fields(`Müller Jürgen Groß Özdemir Größe Köln Übung Ärztin Bürozeiten MÜLLER JÜRGEN ÖZTÜRK Käthe Weiß Straße Höß öffentlich ÄRZTE
	Zoë Daniël Noël Loïs Renée André Reünie coördinatie één ideeën Curaçao Piët Israël financiën Coördinator
	Søren Åse Bøgh Sørensen Øster Ærø Nørgård Jørgen København ÅRHUS Århus Møller Lærke Østergaard SØREN Skånning på Malmö Kjærgård Ørsted
	Chloé Hélène François Jérôme Benoît Zoé Éric Désirée Michèle Núñez José Peña Muñoz García María Ángel Begoña Sándor Tamás
	Šimić Košir Žižek João Conceição Þórbjörg Guðmundsdóttir Gößl O’Neil O´Neil ’t „Anna“ Müller–Lüdenscheidt foto’s 20°`)

// charmaps are those that lists come in, some of which are read as another one
// that has the same letters.
var charmaps = []*charmap.Charmap{
	charmap.Windows1252, charmap.ISO8859_1, charmap.ISO8859_15, charmap.CodePage850, charmap.CodePage858, charmap.CodePage437, charmap.CodePage865, charmap.Macintosh,
}

// TestEncodingOfOneWord has lists that differ from ASCII in a single word: it is
// read as it was written, or the list is refused, never read wrongly.
func TestEncodingOfOneWord(t *testing.T) {
	for _, m := range charmaps {
		read := 0
		for _, name := range names {
			data, err := m.NewEncoder().Bytes([]byte("Name;Ort\n" + name + ";x\n"))
			if err != nil {
				continue // it has not all letters
			}
			text, _, err := decode(data)
			switch {
			case err == nil && !strings.Contains(text, "\n"+name+";"):
				t.Errorf("%s: %q is read as %q", m, name, text)
			case err == nil:
				read++
			case !strings.Contains(err.Error(), "CSV UTF-8"):
				t.Errorf("%s: %q: %v", m, name, err)
			}
		}
		t.Logf("%s: %d of %d words are enough", m, read, len(names))
	}
}

// TestEncodingOfLists has lists with several such words: they are read.
func TestEncodingOfLists(t *testing.T) {
	for _, list := range []string{
		"Name;Büro\nJürgen Groß;Köln\nÖzdemir, Ayşe;Übung\n", "Name;Büro\nKäthe Müller;Düren\n", "Naam;Locatie\nZoë de Boer;Geünieerd\nDaniël Smit;Één, coördinatie\n",
		"Navn;Afdeling\nSøren Bøgh;Ærø\nÅse Nørgård;Økonomi\n", "Name;Abteilung\nRené Müller;Einkäufer\n", "NAME;ORT\nMÜLLER;KÖLN\nGRÜN;KÜHLUNGSBORN\n",
	} {
		for _, m := range charmaps {
			list := strings.ReplaceAll(list, "ş", "s")
			data, err := m.NewEncoder().Bytes([]byte(list))
			if err != nil {
				continue
			}
			if text, _, err := decode(data); text != list {
				t.Errorf("%s: %q, %v", m, text, err)
			}
		}
	}
}

// TestEncodingsThatAreNotRead has letters of which no name shall be made.
func TestEncodingsThatAreNotRead(t *testing.T) {
	for _, test := range []struct {
		charmap *charmap.Charmap
		text    string
	}{
		{charmap.Windows1250, "Name;Ort\nWałęsa;Łódź\n"},
		{charmap.Windows1251, "Имя;Отдел\nАнна;Закупки\n"},
		{charmap.CodePage852, "Name;Ort\nWałęsa;Łódź\n"},
		{charmap.ISO8859_7, "Όνομα;Τμήμα\nΆννα;Αγορές\n"},
		{charmap.CodePage037, "Name;Ort\nMüller;Köln\n"},
	} {
		data, err := test.charmap.NewEncoder().Bytes([]byte(test.text))
		if err != nil {
			t.Fatal(err)
		}
		if text, name, err := decode(data); err == nil {
			t.Errorf("%s is read as %s: %q", test.charmap, name, text)
		}
	}
}
