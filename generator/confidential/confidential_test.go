package confidential

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"ankerplatz/generator/diag"
)

// toldOf are what is told of a text: code and what stands at the place.
func toldOf(text string) []string {
	file, body := diag.NewFile("content/da/a.md", []byte(text)), 0
	if head := strings.Index(text, "\n---\n"); strings.HasPrefix(text, "---\n") {
		body = head + len("\n---\n")
	}
	var all []string
	for _, d := range Tell(file, body) {
		all = append(all, string(d.Code)+" "+d.Text())
	}
	return all
}

const (
	personal = "personal-data "
	secret   = "exposed-secret "
)

// TestNumbers tells numbers as their issuers publish them for examples, in the
// forms in which people write them, and not those with one digit changed.
func TestNumbers(t *testing.T) {
	for _, test := range []struct{ number, near, before string }{
		// The register's example. 0·4 + 7·3 + 0·2 + 7·7 + 6·6 + 1·5 + 4·4 + 2·3 + 8·2 + 5·1 = 154 = 14·11.
		{"070761-4285", "070761-4286", ""},
		{"070761 4285", "070761 4385", ""},
		{"070761\u00a04285", "070761\u00a04284", ""},
		{"070761\u20114285", "170761\u20114285", ""},
		{"0707614285", "0707614286", "CPR-nummer: "},
		{"070761-4285", "070761-4286", "CPR "},
		// Born on 1 January 1965: 0·4 + 1·3 + 0·2 + 1·7 + 6·6 + 5·5 + 0·4 + 0·3 + 0·2 + 1·1 = 72, which 11 does not divide;
		// nobody born on the day after has such a number.
		{"010165-0001", "020165-0001", "cpr.nr. "},
		// The example of the Dutch tax authority for tests.
		// 9·1 + 8·1 + 7·1 + 6·2 + 5·2 + 4·2 + 3·3 + 2·3 - 1·3 = 66 = 6·11.
		{"111222333", "111222334", "BSN: "},
		{"1112.22.333", "1112.23.333", "burgerservicenummer "},
		{"111 222 333", "111 222 323", "BSN: "},
		{"111\u202f222\u202f333", "111\u202f222\u202f332", "BSN: "},
		// 9·1 + 8·2 + 7·3 + 6·4 + 5·5 + 4·6 + 3·7 + 2·8 - 1·2 = 154 = 14·11.
		{"123456782", "123456789", "BSN: "},
		// The example of the German tax office: 7 stands there twice, 3 never. MOD 11,10 by digits:
		// 10 →(8) 5 →(6) 2 →(0) 4 →(9) 6 →(5) 2 →(7) 7 →(4) 2 →(2) 8 →(7) 10 →(1) 2, and 11 - 2 = 9.
		{"86095742719", "86095742718", ""},
		{"86 095 742 719", "86 095 742 729", ""},
		{"86\u00a0095\u00a0742\u00a0719", "86\u00a0095\u00a0743\u00a0719", ""},
		// The pension insurance's example, C as 03: 1·2 + 5·1 + 0·2 + 7·5→35→8 + 0·7 + 6·1 + 4·2→8 + 9·1 + 0·2 + 3·1 + 1·2 + 0·1 = 43, ends with 3.
		{"15 070649 C 103", "15 070649 C 104", ""},
		{"15070649C103", "15070648C103", ""},
		// 6·2→12→3 + 5·1 + 1·2 + 7·5→35→8 + 0·7 + 8·1 + 3·2 + 9·1 + 1·2 + 0·1 + 0·2 + 0·1 = 43, ends with 3.
		{"65 170839 J 00 3", "65 170839 K 00 3", ""},
		// The examples of the IBAN registry: MOD 97-10 leaves 1.
		{"DE89370400440532013000", "DE89370400440532013001", ""},
		{"DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0131 00", ""},
		{"NL91 ABNA 0417 1643 00", "NL91 ABNA 0417 1643 01", ""},
		{"DK5000400440116243", "DK5000400440116234", ""},
		{"FR14\u00a02004\u00a01010\u00a00505\u00a00001\u00a03M02\u00a0606", "FR14\u00a02004\u00a01010\u00a00505\u00a00001\u00a03M03\u00a0606", ""},
		// The card issuers' examples. Luhn: 4·2 + 7·(1·2) + 8·1 = 30.
		{"4111 1111 1111 1111", "4111 1111 1111 1112", ""},
		{"4111-1111-1111-1111", "4111-1111-1111-1121", ""},
		{"4111111111111111", "4111111111111110", ""},
		// 3 + 7·2→14→5 + 8 + 2·2 + 8 + 2·2 + 4 + 6·2→12→3 + 3 + 1·2 + 0 + 0·2 + 0 + 0·2 + 5 with every second digit
		// from the right but one doubled: 3+5+8+4+8+4+4+3+3+2+0+0+0+0+5... = 60 with 16 for 8·2→7 and 8·2→7 at their places.
		{"3782 822463 10005", "3782 822463 10006", ""},
	} {
		for text, want := range map[string]bool{
			"Noter " + test.before + test.number + ".": true, test.before + test.number + " og mere": true, "| " + test.before + test.number + " |": true,
			test.before + "**" + test.number + "**": true, test.before + "(" + test.number + ")": true, test.before + "`" + test.number + "`": true,
			"Noter " + test.before + test.near + ".": false,
			"x" + test.before + "x" + test.number:    false, test.before + test.number + "7": false,
			test.before + "https://shop.example/order/" + strings.ReplaceAll(test.number, " ", "") + "/x": false, test.before + "[se](bilag-" + strings.ReplaceAll(test.number, " ", "") + ".pdf)": false,
		} {
			got := toldOf(text)
			if (len(got) == 1 && got[0] == personal+test.number) != want || !want && len(got) > 0 {
				t.Errorf("%q: %q", text, got)
			}
		}
	}
}

// TestNoNumbers is silent about numbers that are something else.
func TestNoNumbers(t *testing.T) {
	for _, text := range []string{
		"Ring til +45 70 10 20 30 eller 7010 2030.", "Telefon 040 123456-7890, Fax (040) 123456-7891", "Tel. 0431/070761-4285", "+49 431 070761-4285", "tel:+4907076142",
		"Auftrag 4500012345, Bestellung 0707614285, Material 123456782", "Sag 111222333", "ISBN 978-3-16-148410-0, ISBN 9783161484100", "ISBN 3-446-19313-8",
		"20260315143000", "2026-03-15T14:30:00", "1742045400000", "2026-03-15 14:30", "070761-428", "EAN 4006381333931", "UUID 00000000-0000-4000-8000-000000000000",
		"Version 10.0.19045.4291", "IP 192.168.100.200", "1.234.567.890,12 €", "12 345 678 901", "00000000000", "BSN 000000000", "BSN staat op het paspoort",
		"rev 86095742719a", "DE89", "DE123456789", "SE 12 34", "sha 4111111111111111f00d", "4111 1111 1111", "0.4111111111111111", "99 130649 C 103",
		"310261-4285", "Rechnung 123456-1234", "#0707614285 cpr",
	} {
		if got := toldOf(text); got != nil {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestSecrets(t *testing.T) {
	long := strings.Repeat("aB3x", 20)
	for text, want := range map[string]string{
		"Passwort: Sommer2024!":                      "Sommer2024!",
		"Das Passwort ist `Sommer2024`.":             "Sommer2024",
		"**WLAN-Passwort:** Kaffee4711":              "Kaffee4711",
		"Das Kennwort lautet: Winter#99.":            "Winter#99",
		"Wachtwoord = Zomer2024":                     "Zomer2024",
		"Adgangskoden er: Sommer2024!":               "Sommer2024!",
		"Lösenord: Sommar2024":                       "Sommar2024",
		"Mot de passe\u00a0: Soleil2024":             "Soleil2024",
		"| Kennwort | Sommer2024 |":                  "Sommer2024",
		"password=\"hunter2hunter\"":                 "hunter2hunter",
		"  password: s3cr3tz-for-all":                "",
		"user: admin, pwd: Adm1nAdm1n":               "Adm1nAdm1n",
		"DB_PASSWORD=Tr0ub4dor&3":                    "Tr0ub4dor&3",
		"PIN: 4711":                                  "4711",
		"Türcode: 4711#":                             "4711#",
		"client_secret: 8Q8~abcDEF123":               "8Q8~abcDEF123",
		"ghp_" + long[:36]:                           "ghp_" + long[:36],
		"glpat-" + long[:20]:                         "glpat-" + long[:20],
		"AKIAQWERTYUIOPASDFGH":                       "AKIAQWERTYUIOPASDFGH",
		"AccountKey=" + long + "==;":                 long + "==",
		"postgres://hub:Gr4ben99@db.intern/hub":      "Gr4ben99",
		"Die Seite https://a.de und xoxb-12345abcde": "xoxb-12345abcde",

		"Passwort: mindestens 12 Zeichen":                  "",
		"Passwort: 12 Zeichen, davon 2 Ziffern":            "",
		"Passwort: 90-Tage-Regel":                          "",
		"Das Passwort ist abgelaufen.":                     "",
		"Das Passwort ist 90 Tage gültig.":                 "",
		"Passwort: siehe Tresor":                           "",
		"Passwort vergessen? Klicke auf [Hilfe](hilfe.md)": "",
		"password: ${DB_PASSWORD}":                         "",
		"password: <dein-Passwort1>":                       "",
		"password = getPassword(1)":                        "",
		"if password == \"abc123\" {":                      "",
		"Passwort: ********":                               "",
		"Passwort: xxxxxx12":                               "",
		"Passwort: https://tresor.example/1a":              "",
		"Wachtwoord: minimaal 8":                           "",
		"Adgangskode: mindst 10 tegn":                      "",
		"Kennwort: Windows11 neu setzen":                   "",
		"Mot de passe : oublié ?":                          "",
		"PIN: 6-stellig":                                   "",
		"PIN: 2026 im Herbst neu":                          "",
		"Spinning: 4711":                                   "",
		"AKIAIOSFODNN7EXAMPLE":                             "",
		"https://lnks.example/eyJhbGciOiJIUzI1NiJ9x":       "",
		"c2VjcmV0IGtleSB0aGF0IGlzIG5vdCBvbmUgYXQgYWxs":     "",
		"-----BEGIN CERTIFICATE-----":                      "",
	} {
		got := toldOf(text)
		if want == "" && got != nil || want != "" && (len(got) != 1 || got[0] != secret+want) {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// TestExamples: what is marked as made up is not told, and all else is.
func TestExamples(t *testing.T) {
	const number = "070761-4285"
	for text, told := range map[string]int{
		"Skriv " + number + " <!-- example -->":                                         0,
		"Skriv " + number + "\nher <!-- Beispiel -->":                                   0,
		"<!-- eksempel -->\n| CPR |\n|---|\n| " + number + " |\n| " + number + " |":     0,
		"<!-- voorbeeld -->\n\n```\n" + number + "\n\n" + number + "\n```\n\n" + number: 1,
		"<!-- example -->\n```\n" + number + "\n\n" + number + "\n```\n" + number:       1,
		"Skriv <!-- example -->\n\n" + number:                                           1,
		number + "\n\n<!-- example -->\n":                                               1,
		"Skriv " + number + " <!-- an example -->":                                      1,
		"Skriv " + number + " som eksempel":                                             1,
		"---\ntitle: " + number + " # example\n---\nTekst":                              0,
		"---\ntitle: " + number + "\nsummary: a # example\n---\nTekst":                  1,
		"# Example\n" + number:                                                          1,
		"<!-- example":                                                                  0,
	} {
		if got := toldOf(text); len(got) != told {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// TestHidden: no form of a list shows what is confidential, not even with what
// else is told of the line.
func TestHidden(t *testing.T) {
	const secret, key = "Sommer2024!", "MIIEpAIBAAKCAQEA"
	text := "CPR 070761-4285 og\u00a0kodeord: " + secret + "\n\n-----BEGIN RSA PRIVATE KEY-----\n" + key + "\n-----END RSA PRIVATE KEY-----\n"
	file := diag.NewFile("content/da/a.md", []byte(text))
	list := Tell(file, 0)
	list.Add(file.Span(0, 3), diag.ReviewDue, diag.Say("%s", "one"), diag.Text{})
	list.Add(file.Span(strings.Index(text, key), len(text)), diag.ReviewDue, diag.Say("%s", "two"), diag.Text{})
	for _, format := range diag.Formats {
		var b bytes.Buffer
		if err := list.Print(&b, format, diag.TextOptions{Tongue: diag.Tongue{Asked: "en"}}); err != nil {
			t.Fatal(err)
		}
		for _, hidden := range []string{secret, "070761", "4285", key} {
			if strings.Contains(b.String(), hidden) {
				t.Errorf("%s shows %q:\n%s", format, hidden, &b)
			}
		}
	}
}

func BenchmarkTell(b *testing.B) {
	text := []byte(strings.Repeat("Ring 70 10 20 30, sag 4500012345, kodeord: se Tresor <!-- x --> https://a.example/1\n", 1000))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Tell(diag.NewFile("a.md", text), 0)
	}
}

// TestForms: all forms of keys and passwords can be used.
func TestForms(t *testing.T) {
	for _, known := range slices.Concat(tokens, passwords) {
		if known.form().String() == "^" {
			t.Errorf("%s has no form", known.sign)
		}
	}
}

func TestSignsFitIntoBits(t *testing.T) {
	if n := len(tokens) + len(passwords); n > 64 {
		t.Errorf("%d signs: a word of 64 bits has one for each", n)
	}
}
