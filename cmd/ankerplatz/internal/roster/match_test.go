package roster

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ankerplatz/generator/config"
)

// profile is a profile's file with so much in it.
func profile(name, email string) string {
	return "---\nname: " + name + "\ndepartment: hr\ncontact: {email: " + email + "}\n---\n\nText.\n"
}

// TestMatch says for each row which profile it is about.
func TestMatch(t *testing.T) {
	more := map[string]string{
		"content/de/people/anna-berg.md":        profile("Anna Berg", "anna@example.org"),
		"content/de/people/anna-berg-2.md":      profile("Anna Berg", "anna.berg@example.org"),
		"content/de/people/bo/index.md":         profile("Bo Holm", ""),
		"content/de/people/team-a.md":           profile("Cara", "team@example.org"),
		"content/de/people/team-b.md":           profile("Dora", "team@example.org"),
		"content/en/people/emil.md":             profile("Emil", "emil@example.org"),
		"content/de/people/emil.md":             profile("Emil", ""),
		"content/en/people/finn-en.md":          "---\nname: Finn\ndepartment: hr\ntranslation: finn\n---\n\nText.\n",
		"content/de/people/finn-de.md":          "---\nname: Finn\ndepartment: hr\ntranslation: finn\n---\n\nText.\n",
		"content/de/people/gone.md":             "---\nname: Gone\ndepartment: hr\nstatus: left\n---\n\nText.\n",
		"content/de/tips/greta.md":              "---\nkind: profile\nname: Greta\ndepartment: hr\n---\n\nText.\n",
		"content/de/people/_index.md":           "---\ntitle: People\n---\n\nText.\n",
		"content/de/people/hanne-wolf/note.txt": "a file of hers",
	}
	for _, test := range []struct{ name, rows, want string }{
		{"e-mail", "Anna Wolf;Anna@Example.org", "2 content/de/people/anna-berg.md"},
		{"e-mail in another language", "Emil Wolf;emil@example.org", "2 content/de/people/emil.md"},
		{"name", "Bo Holm;", "2 content/de/people/bo/index.md"},
		{"file", "Bo;bo@example.org", "2 content/de/people/bo/index.md"},
		{"translations", "Finn;", "2 content/de/people/finn-de.md"},
		{"another folder", "Greta;", "2 content/de/tips/greta.md"},
		{"two of one name", "Anna Berg;", "2: anna-berg and anna-berg-2 have this name: add a column \"Slug\" that names one of them"},
		{"two of one name, both there", "Anna Berg;anna@example.org\nAnna Berg;anna.berg@example.org", "2 content/de/people/anna-berg.md 3 content/de/people/anna-berg-2.md"},
		{"a third of one name", "Anna Berg;anna@example.org\nAnna Berg;anna.berg@example.org\nAnna Berg;a.b@example.org", "2 content/de/people/anna-berg.md 3 content/de/people/anna-berg-2.md 4 new anna-berg-3"},
		{"slug", "Anna Berg;;anna-berg-2", "2 content/de/people/anna-berg-2.md"},
		{"a new slug", "Anna Berg;a@example.org;berg", "2 new berg"},
		{"another address", "Jonas Brandt;jb@example.org", "2: content/de/people/jonas-brandt.md has this name and another e-mail address: " +
			`write the new address into that file if it is the same person, else add a column "Slug" with a name of its own`},
		{"a shared address", "Cara;team@example.org", "2: team-a and team-b have this e-mail address: add a column \"Slug\" that names one of them"},
		{"a shared address, with slugs", "Cara;team@example.org;team-a\nDora;team@example.org;team-b", "2 content/de/people/team-a.md 3 content/de/people/team-b.md"},
		{"twins with addresses", "Ida;i@example.org\nIda;i2@example.org", "2 new ida 3 new ida-2"},
		{"twins without", "Ida;\nIDA;", `2: row 3 has the same name: give both an e-mail address, or add a column "Slug" that tells them apart ` +
			`3: row 2 has the same name: give both an e-mail address, or add a column "Slug" that tells them apart`},
		{"one of them without", "Ida;i@example.org\nIda;", `2 new ida 3: row 2 has the same name: give both an e-mail address, or add a column "Slug" that tells them apart`},
		{"one address", "Ida;i@example.org\nIna;i@example.org", `2: row 3 has the same e-mail address: leave one of them away, or add a column "Slug" that tells them apart ` +
			`3: row 2 has the same e-mail address: leave one of them away, or add a column "Slug" that tells them apart`},
		{"one slug", "Ida;;x\nIna;;x", "2: row 3 has the same slug 3: row 2 has the same slug"},
		{"one person twice", "Bo Holm;\nBo;", "2: row 3 is about the same person (bo) 3: row 2 is about the same person (bo)"},
		{"a file in the way", "Hanne Wolf;", "2 new hanne-wolf-2"},
		{"a file in the way of a slug", "Hanne Wolf;;hanne-wolf", "2: there is a file of this name that is no profile of the hub: hanne-wolf"},
	} {
		t.Run(test.name, func(t *testing.T) {
			plan := planOf(t, hub(more), []byte("Name;E-Mail;Slug;Abteilung;Job\n"+strings.ReplaceAll(padded(test.rows), "\n", ";hr;boss\n")), Options{})
			var got []string
			changes, problems := plan.Changes, plan.Problems
			for row := 2; row < 6; row++ {
				for len(changes) > 0 && changes[0].Row == row {
					path := "new " + changes[0].ID
					if !changes[0].New {
						path = changes[0].Files[0].Path
					}
					got = append(got, string(rune('0'+row))+" "+path)
					changes = changes[1:]
				}
				for len(problems) > 0 && problems[0].Row == row {
					got = append(got, string(rune('0'+row))+": "+problems[0].Text)
					problems = problems[1:]
				}
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// padded gives every row three cells and a line break.
func padded(rows string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(rows, "\n") {
		b.WriteString(line + strings.Repeat(";", 2-strings.Count(line, ";")) + "\n")
	}
	return b.String()
}

// TestFolder has hubs whose profiles lie elsewhere.
func TestFolder(t *testing.T) {
	single := "title: x\nlanguages: {list: [da]}\norganisation: {departments: [{id: hr}]}\n"
	for _, test := range []struct{ file, want string }{
		{"content/tips/x.md", "content/people/bo.md"},
		{"content/da/tips/x.md", "content/da/people/bo.md"},
	} {
		files := hub(map[string]string{"site.yaml": single, test.file: "---\ntitle: x\n---\n\nText.\n"})
		delete(files, "content/de/people/jonas-brandt.md")
		site, list := config.Load(files)
		if len(list) > 0 {
			t.Fatal(list)
		}
		table, err := Read([]byte("Navn;Afdeling\nBo;hr\n"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		plan, err := MakePlan(files, site, table, PlanOptions{Lang: "da"})
		if err != nil || len(plan.Changes) != 1 || plan.Changes[0].Files[0].Path != test.want {
			t.Errorf("%v %v, want %s", err, plan, test.want)
		}
	}
}

// TestBrokenProfile refuses to guess who it is that can't be read.
func TestBrokenProfile(t *testing.T) {
	files := hub(map[string]string{"content/en/people/x.md": "---\nname: [\n---\n"})
	site, _ := config.Load(files)
	table, err := Read([]byte("Navn;Afdeling\nBo;hr\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := MakePlan(files, site, table, PlanOptions{Lang: "de"}); err == nil || !strings.Contains(err.Error(), "content/en/people/x.md can't be read: ") {
		t.Error(err)
	}
}

// TestUnchangeable leaves front matter alone that can't be changed in one place.
func TestUnchangeable(t *testing.T) {
	files := hub(map[string]string{"content/de/people/bo.md": "---\nname: &who Bo\njob: *who\ndepartment: hr\n---\n"})
	plan := planOf(t, files, []byte("Slug;Name;Abteilung\nbo;Bob;hr\n"), Options{})
	want := "row 2: content/de/people/bo.md: name: the text can't be changed there without changing something else; change it by hand"
	if len(plan.Problems) != 1 || plan.Problems[0].Where()+": "+plan.Problems[0].Text != want {
		t.Error(plan)
	}
}

// TestReport names how to reach people, and shows it only if asked to.
func TestReport(t *testing.T) {
	files := hub(map[string]string{"site.yaml": siteYAML + "privacy: {consent: required}\n"})
	plan := planOf(t, files, []byte("Name;Abteilung;Telefon\nJonas Brandt;Personal;+49 30 77\nBo;Personal;+49 30 78\n"), Options{})
	var b strings.Builder
	if err := plan.Print(&b, false); err != nil {
		t.Fatal(err)
	}
	want := `changed    jonas-brandt  Jonas Brandt · department: planning → hr; contact.phone
new        bo            Bo · department: hr; contact.phone
note       1 of these profiles had no record of imports: what was deleted there by hand until now can't be known
note       personal fields are written into the profiles, and published only when the people name them in the field consent
`
	if diff := cmp.Diff(want, b.String()); diff != "" || !plan.Consent {
		t.Error(diff)
	}
	if !strings.Contains(plan.String(), "contact.phone: +49 30 1 → +49 30 77\n") {
		t.Error(plan)
	}
}

// TestTranslations changes in a translation what it repeats, but for words of
// its language.
func TestTranslations(t *testing.T) {
	en := "---\nname: Jonas Brandt\njob: Foreman\ndepartment: planning\ncontact: {phone: '1', desk: Room 1}\ncompetencies: [{topic: excel, level: 1}]\n---\n\nText.\n"
	files := hub(map[string]string{"content/en/people/jonas-brandt.md": en})
	list := "Name,Department,Job,Phone,E-Mail,Location,Excel\nJonas Brandt,HR,Schichtleiter,+49 30 2,jonas.brandt@example.org,Kiel,3\n"
	plan := planOf(t, files, []byte(list), Options{})
	want := "changed    jonas-brandt  Jonas Brandt · job: Schichtleiter; department: planning → hr; location: kiel; " +
		"competencies.excel: 2 → 3; contact.phone: +49 30 1 → +49 30 2 · in 2 languages\n" +
		"note       1 of these profiles had no record of imports: what was deleted there by hand until now can't be known\n"
	if diff := cmp.Diff(want, plan.String()); diff != "" {
		t.Error(diff)
	}
	apply(files, plan)
	want = strings.NewReplacer("planning", "hr", "'1'", `"+49 30 2"`, "level: 1", "level: 3").Replace(en)
	if diff := cmp.Diff(want, string(files["content/en/people/jonas-brandt.md"].Data)); diff != "" {
		t.Error(diff)
	}
	loads(t, files)
	if again := planOf(t, files, []byte(list), Options{}); len(again.Changes[0].Files) > 0 {
		t.Error(again)
	}

	// Words of an English list go into the English profile, where nobody wrote
	// others by hand.
	site, _ := config.Load(files)
	table, err := Read([]byte("Name,Department,Job\nJonas Brandt,HR,Shift manager\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	byHand, err := MakePlan(files, site, table, PlanOptions{Lang: "en"})
	if err != nil || len(byHand.Changes[0].Files) != 0 || byHand.Changes[0].Kept[0].Name != "job" {
		t.Error(err, byHand)
	}
	english, err := MakePlan(files, site, table, PlanOptions{Lang: "en", Overwrite: true})
	if err != nil || len(english.Changes[0].Files) != 1 || english.Changes[0].Files[0].Path != "content/en/people/jonas-brandt.md" {
		t.Error(err, english)
	}
}

// TestTitles finds people whatever their titles are, in which order the names
// are written and what a directory adds, and changes nothing about them.
func TestTitles(t *testing.T) {
	files := hub(map[string]string{
		"content/de/people/heide.md": profile("Dr. Jürgen von der Heide, M.A.", ""),
		"content/de/people/gerd.md":  profile("Gerd Grün", "gerd@example.org"),
		"content/de/people/uta.md":   profile("Uta Maß", ""),
	})
	list := `Name;Abteilung;Stellvertretung
Dr. Jürgen von der Heide;hr;"Grün, Gerd"
"Gruen, Gerd (HR)";hr;Uta Mass
"Maß, Prof. Dr. Uta";hr;
"Ahorn, Dr. Anna";hr;
`
	plan := planOf(t, files, []byte(list), Options{})
	want := `changed    heide       Dr. Jürgen von der Heide · deputy: gerd
changed    gerd        Gerd Gruen · deputy: uta
changed    uta         Prof. Dr. Uta Maß · name: Uta Maß → Prof. Dr. Uta Maß
new        anna-ahorn  Dr. Anna Ahorn · department: hr
note       row 2: "Dr. Jürgen von der Heide" has no comma as the others have, and is taken as it stands
note       3 of these profiles had no record of imports: what was deleted there by hand until now can't be known
note       in the hub and not in this list, left as they are: jonas-brandt
`
	if diff := cmp.Diff(want, plan.String()); diff != "" {
		t.Error(diff)
	}
	apply(files, plan)
	loads(t, files)
	if added, changed, _ := planOf(t, files, []byte(list), Options{}).Count(); added+changed > 0 {
		t.Error("a second import is not without changes")
	}
	again := planOf(t, files, []byte("Name;Abteilung\nANNA AHORN;hr\n\"Ahorn, Bo\";hr\n"), Options{})
	if diff := cmp.Diff("row 3: \"Ahorn, Bo\" is taken for Bo Ahorn", again.notes()[0]); diff != "" || len(again.Changes[0].Fields) != 0 {
		t.Error(diff, again)
	}
}
