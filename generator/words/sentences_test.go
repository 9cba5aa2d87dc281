package words

import (
	"strings"
	"testing"
)

// TestSentences finds where sentences end: a stroke stands behind each.
func TestSentences(t *testing.T) {
	for _, test := range []struct{ lang, want string }{
		{"de", "Geh zu z.B. Anna oder z. B. Ben.| Am 3. März 2026, d.h. am 03.03.2026 um 9.30 Uhr, kommt Dr. Müller, geb. Schmidt, in den 2. Stock.| Gut!"},
		{"de", "Öffne Start > Einstellungen.| „Wie geht das?“| Klick auf Nr. 5 bzw. Nr. 6 usw. und warte …| Dann:| weiter;| Ende"},
		{"nl", "Vraag bijv. dhr. De Vries, d.w.z. de beheerder.| Op 3 maart e.a. dagen is hij er.| Ja."},
		{"da", "Spørg f.eks. Hr. Jensen, jf. afsnit 2.3 og kl. 12.30.| Den 3. Marts er han her bl.a. med 5 pct. af os.| Ja"},
		{"en", "Ask Mr. Smith, e.g. about version 2.3, i.e. the new one.| It costs 1.5 million, cf. no. 7.| See www.example.org now.| J. Doe knows."},
		{"sv", "Fråga t.ex. Anna, dvs. den som är där kl. 9.30.| Bra."},
		{"fr", "Demandez à M. Dupont, p. ex. à propos de la version 2.3.| Voir art. 5 etc. et la suite.| Fin"},
	} {
		text := strings.ReplaceAll(test.want, "|", "")
		l := &Language{writing: writingOf(test.lang)}
		got, last := "", 0
		for s := range l.Sentences(text) {
			if last > 0 {
				got += "|"
			}
			got += text[last:s.End]
			last = s.End
		}
		if got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.lang, got, test.want)
		}
	}
	l := &Language{writing: writingOf("de")}
	for s := range l.Sentences("Die 3 Geräte – alle – sind 24/7 da\nund 2 x frei") {
		if s.Start == 0 && (s.Words != 5 || s.End != 39) || s.Start > 0 && s.Words != 3 {
			t.Errorf("got %+v", s)
		}
	}
}
