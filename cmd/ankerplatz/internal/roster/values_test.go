package roster

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ankerplatz/cmd/ankerplatz/internal/sheet"
)

// TestOfficeHours reads days and times in all languages, and leaves alone what
// says more than these.
func TestOfficeHours(t *testing.T) {
	for text, want := range map[string]string{
		"Mo-Do 9-12 Uhr, Raum 2":                             "mon tue wed thu 09:00 12:00 Raum 2",
		"Mo – Fr: 8.30 – 12.00 Uhr":                          "mon tue wed thu fri 08:30 12:00",
		"Montag bis Mittwoch von 9 bis 11:30 Uhr":            "mon tue wed 09:00 11:30",
		"Di und Do 14:00-16:00 (Zimmer 3.07)":                "tue thu 14:00 16:00 Zimmer 3.07",
		"Mo, Mi, Fr 9-10":                                    "mon wed fri 09:00 10:00",
		"Mo 9-12, Mi 14-16 Uhr":                              "mon 09:00 12:00; wed 14:00 16:00",
		"montags 9-10 Uhr in Raum 4; freitags 8-9 Uhr":       "mon 09:00 10:00 in Raum 4; fri 08:00 09:00",
		"täglich 9-10 Uhr":                                   "mon tue wed thu fri 09:00 10:00",
		"ma t/m do 9.00-12.00":                               "mon tue wed thu 09:00 12:00",
		"maandag tot en met woensdag 9 tot 12 uur, kamer 12": "mon tue wed 09:00 12:00 kamer 12",
		"di en do 13.30-15.00 uur":                           "tue thu 13:30 15:00",
		"man-tors kl. 9-12":                                  "mon tue wed thu 09:00 12:00",
		"tirsdag og fredag kl. 10.15–11.45, lokale 5":        "tue fri 10:15 11:45 lokale 5",
		"hverdage 8-9":                                       "mon tue wed thu fri 08:00 09:00",
		"Tue & Thu 2pm–4pm":                                  "tue thu 14:00 16:00",
		"Mon to Wed 10 am to 1 pm, Room 7":                   "mon tue wed 10:00 13:00 Room 7",
		"Friday 2-4pm":                                       "fri 14:00 16:00",
		"weekdays 10am-2pm":                                  "mon tue wed thu fri 10:00 14:00",
		"daily 12-1pm":                                       "mon tue wed thu fri 12:00 13:00",
		"mån–tors kl. 9–12, rum 3":                           "mon tue wed thu 09:00 12:00 rum 3",
		"måndag till onsdag från 9 till 11.30":               "mon tue wed 09:00 11:30",
		"tisdagar och torsdagar 14-16, våning 2":             "tue thu 14:00 16:00 våning 2",
		"vardagar klockan 8-9":                               "mon tue wed thu fri 08:00 09:00",
		"du lundi au jeudi de 9 h à 12 h 30":                 "mon tue wed thu 09:00 12:30",
		"lun. – ven. 8h30-10h":                               "mon tue wed thu fri 08:30 10:00",
		"le mardi et le jeudi de 14h à 16h, bureau 12":       "tue thu 14:00 16:00 bureau 12",

		"nach Vereinbarung":                   "",
		"täglich":                             "",
		"mittags":                             "",
		"9-12 Uhr":                            "",
		"Mo-Do":                               "",
		"Mo-Do 9-12 Uhr, nach Vereinbarung":   "",
		"Mo-Do 9-12 Uhr außer in den Ferien":  "",
		"jeden 1. Montag 9-12":                "",
		"Do-Mo 9-12":                          "",
		"Mo 12-9":                             "",
		"Mo 9:75-10":                          "",
		"Mo 9-25":                             "",
		"Mo ab 9 Uhr":                         "",
		"Montag 9-12 Uhr und sonst auf Zuruf": "",
		"Moritz fragen, 9-12":                 "",
	} {
		var got []string
		for _, h := range parseOfficeHours(text) {
			got = append(got, h.String())
		}
		if diff := cmp.Diff(want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

// TestOfficeHoursInProfiles writes them so that the hub understands them, and
// changes those that an import wrote.
func TestOfficeHoursInProfiles(t *testing.T) {
	files := hub(nil)
	list := func(hours string) []byte {
		return []byte("Name\tAbteilung\tBürozeiten\nAnna\tEinkauf\t" + hours + "\n")
	}
	profile := func() string { return string(files["content/de/people/anna.md"].Data) }
	apply(files, planOf(t, files, list("Mo-Mi 9-10 Uhr, Raum 2; Fr 14-15"), Options{}))
	want := `---
name: Anna
department: procurement
availability:
  - {days: [mon, tue, wed], from: "09:00", to: "10:00", where: Raum 2}
  - {days: [fri], from: "14:00", to: "15:00"}
---
`
	if diff := cmp.Diff(want, profile()); diff != "" {
		t.Error(diff)
	}
	loads(t, files)
	for _, step := range []struct{ hours, want string }{
		{"montags bis mittwochs 9 – 10 Uhr, Raum 2; Fr 14-15", "unchanged  anna\n"},
		{"Mo 9-10", "changed    anna  Anna · availability: mon tue wed 09:00 10:00 Raum 2; fri 14:00 15:00 → mon 09:00 10:00\n"},
		{"nach Vereinbarung", "changed    anna  Anna · availability: mon 09:00 10:00 → nach Vereinbarung\n"},
		{"Di 9-10", "changed    anna  Anna · availability: nach Vereinbarung → tue 09:00 10:00\n"},
	} {
		plan := planOf(t, files, list(step.hours), Options{})
		if got, _, _ := strings.Cut(plan.String(), "note"); got != step.want {
			t.Errorf("%s: %s", step.hours, got)
		}
		apply(files, plan)
	}
	files["content/de/people/anna.md"].Data = []byte(strings.Replace(profile(), "10:00", "11:00", 1))
	if plan := planOf(t, files, list("Mi 9-10"), Options{}); len(plan.Changes[0].Fields) > 0 || plan.Changes[0].Kept[0].Name != "availability" {
		t.Error(plan)
	}
}

func FuzzOfficeHours(f *testing.F) {
	for _, text := range []string{"Mo-Do 9-12 Uhr, Raum 2", "Tue & Thu 2pm–4pm", "ma t/m do 9.00-12.00; K 9", "Mo 9-12, Mi"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, h := range parseOfficeHours(text) {
			if len(h.days) == 0 || h.from >= h.to || h.to > "24:00" {
				t.Errorf("%q: %v", text, h)
			}
		}
	})
}

// TestDay reads the days that programs write, and those with which they say
// that there is none.
func TestDay(t *testing.T) {
	for text, want := range map[string]string{
		"2024-05-01": "2024-05-01", "1.5.2024": "2024-05-01", "01.05.24": "2024-05-01", "1-5-2024": "2024-05-01", "31/12/2024": "2024-12-31", "12/31/2024": "2024-12-31",
		"2024-05-01T00:00:00Z": "2024-05-01", "20240501": "2024-05-01", "45413": "2024-05-01", "31.12.69": "2069-12-31", "31.12.70": "1970-12-31",
		"31.12.9999": "", "9999-12-31": "", "12/31/9999": "", "99991231": "", "00.00.0000": "", "0000-00-00": "", "00000000": "", "0001-01-01": "", "01.01.0001": "",
		"1/1/0001 12:00:00 AM": "", "0001-01-01T00:00:00Z": "", "1601-01-01": "", "unbefristet": "", "onbepaalde tijd": "",
	} {
		got, err := day(sheet.Cell{Text: text})
		if err != nil || !got.IsZero() && got.Format("2006-01-02") != want || got.IsZero() && want != "" {
			t.Errorf("%s: %v %v, want %q", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"1/5/24": `"1/5/24" can be two days: write 2024-05-01 or 2024-01-05`, "2024": "this is not a day", "32.1.2024": "this is not a day", "31.2.24": "this is not a day", "bald": "this is not a day",
	} {
		if _, err := day(sheet.Cell{Text: text}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// TestSkills has competences with and without levels, and numbers that belong
// to names.
func TestSkills(t *testing.T) {
	list := "Name;Abteilung;Kompetenzen\nAnna;Einkauf;Excel, SAP: 3, Windows 11, Fragen\nJonas Brandt;Planung, Technik;Excel, Radio\n"
	plan := planOf(t, hub(nil), []byte(list), Options{})
	want := `new        anna  Anna · department: procurement; competencies.excel: 2; competencies.sap: 3; competencies.windows11: 2; competencies.fragen: 2
unchanged  jonas-brandt
note       rows 2, 3: excel has no level; 2 is taken where the profile has none
note       row 2: Windows 11 has no level; 2 is taken where the profile has none
note       row 2: Fragen has no level; 2 is taken where the profile has none
note       row 3: Radio has no level; 2 is taken where the profile has none
note       1 of these profiles had no record of imports: what was deleted there by hand until now can't be known
`
	if diff := cmp.Diff(want, plan.String()); diff != "" {
		t.Error(diff)
	}
	for cell, want := range map[string]string{"Excel: 5": `"Excel: 5": a level is a number`, "Excel 7": `"Excel 7": a level is a number`, "Excel: 3, excel": `"excel" is there twice`} {
		plan := planOf(t, hub(nil), []byte("Name;Abteilung;Kompetenzen\nAnna;Einkauf;"+cell+"\n"), Options{})
		if len(plan.Problems) != 1 || !strings.HasPrefix(plan.Problems[0].Text, want) {
			t.Errorf("%s: %v", cell, plan.Problems)
		}
	}
}
