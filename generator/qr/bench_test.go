package qr

import "testing"

// BenchmarkMake makes a contact's code, as every profile has one.
func BenchmarkMake(b *testing.B) {
	text := "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Petersen;Anna;;;\r\nFN:Anna Petersen\r\nEMAIL;TYPE=work:anna.petersen@example.org\r\nTEL;TYPE=work,voice:+49 30 23125 110\r\nURL:https://hub.example.org/de/people/anna-petersen/\r\nEND:VCARD\r\n"
	for b.Loop() {
		if _, err := Make(text); err != nil {
			b.Fatal(err)
		}
	}
}
