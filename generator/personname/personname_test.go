package personname

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestParse(t *testing.T) {
	for written, want := range map[string]Name{
		// German
		"Anna Petersen":                       {Given: "Anna", Family: "Petersen"},
		"Hans-Peter Müller":                   {Given: "Hans-Peter", Family: "Müller"},
		"Hans Peter Müller":                   {Given: "Hans", Additional: "Peter", Family: "Müller"},
		"Dr. Jürgen von der Heide, M.A.":      {Prefix: "Dr.", Given: "Jürgen", Family: "von der Heide", Suffix: "M.A."},
		"Prof. Dr.-Ing. habil. Ute Groß":      {Prefix: "Prof. Dr.-Ing. habil.", Given: "Ute", Family: "Groß"},
		"Prof.Dr.Ute Groß":                    {Prefix: "Prof. Dr.", Given: "Ute", Family: "Groß"},
		"Dr.Groß":                             {Prefix: "Dr.", Family: "Groß"},
		"Univ.-Prof. Dr. med. dent. Ute Groß": {Prefix: "Univ.-Prof. Dr. med. dent.", Given: "Ute", Family: "Groß"},
		"Dr. rer. nat. Kai Lenz":              {Prefix: "Dr. rer. nat.", Given: "Kai", Family: "Lenz"},
		"Dr. h. c. mult. Kai Lenz":            {Prefix: "Dr. h. c. mult.", Given: "Kai", Family: "Lenz"},
		"Mme Anne de La Tour":                 {Prefix: "Mme", Given: "Anne", Family: "de La Tour"},
		"Monsieur Dupont":                     {Prefix: "Monsieur", Family: "Dupont"},
		"Mlle. Anne Durand":                   {Prefix: "Mlle.", Given: "Anne", Family: "Durand"},
		"Fröken Hilma af Ek":                  {Prefix: "Fröken", Given: "Hilma", Family: "af Ek"},
		"Dr. Phil Jansen":                     {Prefix: "Dr.", Given: "Phil", Family: "Jansen"},
		"Dr. C. Lenz":                         {Prefix: "Dr.", Given: "C.", Family: "Lenz"},
		"Dipl.-Ing. (FH) Ute Groß":            {Prefix: "Dipl.-Ing. (FH)", Given: "Ute", Family: "Groß"},
		"Dipl.-Betriebsw. Ute Groß":           {Prefix: "Dipl.-Betriebsw.", Given: "Ute", Family: "Groß"},
		"Dipl.-Kfm. Dr. Ute Groß, MBA":        {Prefix: "Dipl.-Kfm. Dr.", Given: "Ute", Family: "Groß", Suffix: "MBA"},
		"Ute Groß, Dipl.-Ing.":                {Given: "Ute", Family: "Groß", Suffix: "Dipl.-Ing."},
		"Mag. Ute Groß":                       {Prefix: "Mag.", Given: "Ute", Family: "Groß"},
		"DI Ute Groß, BSc":                    {Prefix: "DI", Given: "Ute", Family: "Groß", Suffix: "BSc"},
		"Frau Dr. Ute Groß":                   {Prefix: "Frau Dr.", Given: "Ute", Family: "Groß"},
		"Herr Groß":                           {Prefix: "Herr", Family: "Groß"},
		"Frau Herr":                           {Prefix: "Frau", Family: "Herr"},
		"Weiß, Maria (ACC)":                   {Given: "Maria", Family: "Weiß", Note: "ACC"},
		"Weiß, Maria (HR)":                    {Given: "Maria", Family: "Weiß", Note: "HR"},
		"Müller, Hans-Peter Dr. [Extern]":     {Prefix: "Dr.", Given: "Hans-Peter", Family: "Müller", Note: "Extern"},
		"Müller, Dr. Hans-Peter":              {Prefix: "Dr.", Given: "Hans-Peter", Family: "Müller"},
		"Dr. Müller, Hans-Peter":              {Prefix: "Dr.", Given: "Hans-Peter", Family: "Müller"},
		"Müller, Hans-Peter, Dr.":             {Prefix: "Dr.", Given: "Hans-Peter", Family: "Müller"},
		"Müller, Hans-Peter (Dr.)":            {Prefix: "Dr.", Given: "Hans-Peter", Family: "Müller"},
		"Müller, Hans-Peter, M.Sc.":           {Given: "Hans-Peter", Family: "Müller", Suffix: "M.Sc."},
		"Müller,Hans-Peter":                   {Given: "Hans-Peter", Family: "Müller"},
		"von der Heide, Jürgen":               {Given: "Jürgen", Family: "von der Heide"},
		"Heide, Jürgen von der":               {Given: "Jürgen", Family: "von der Heide"},
		"MÜLLER Hans-Peter":                   {Given: "Hans-Peter", Family: "MÜLLER"},
		"VON DER HEIDE Jürgen":                {Given: "Jürgen", Family: "VON DER HEIDE"},
		"HANS VON DER HEIDE":                  {Given: "HANS", Family: "VON DER HEIDE"},
		"hans von der heide":                  {Given: "hans", Family: "von der heide"},
		"Anna v. Berg":                        {Given: "Anna", Family: "v. Berg"},
		"Karl Freiherr von und zu Stein":      {Given: "Karl", Family: "Freiherr von und zu Stein"},
		"Steffi Graf":                         {Given: "Steffi", Family: "Graf"},
		"Ute Groß geb. Klein":                 {Given: "Ute", Family: "Groß", Note: "geb. Klein"},
		"Ute Groß-Klein (geb. Klein), LL.M.":  {Given: "Ute", Family: "Groß-Klein", Suffix: "LL.M.", Note: "geb. Klein"},
		"RA Ute Groß":                         {Prefix: "RA", Given: "Ute", Family: "Groß"},
		"Ute Groß, M. Sc.":                    {Given: "Ute", Family: "Groß", Suffix: "M. Sc."},
		"Ute Groß M. A.":                      {Given: "Ute", Family: "Groß", Suffix: "M. A."},
		"Ute Groß, Dr.":                       {Prefix: "Dr.", Given: "Ute", Family: "Groß"},
		"PD Dr. Ute Groß":                     {Prefix: "PD Dr.", Given: "Ute", Family: "Groß"},
		"Ute Groß, Dr. rer. pol.":             {Prefix: "Dr. rer. pol.", Given: "Ute", Family: "Groß"},
		"Mag. (FH) Ute Groß":                  {Prefix: "Mag. (FH)", Given: "Ute", Family: "Groß"},
		"Diplom-Kauffrau Ute Groß":            {Prefix: "Diplom-Kauffrau", Given: "Ute", Family: "Groß"},
		"Groß, Ute - Extern":                  {Given: "Ute", Family: "Groß", Note: "Extern"},
		"Ute Groß | Firma":                    {Given: "Ute", Family: "Groß", Note: "Firma"},
		"apl. Prof. Dr. Ute Groß":             {Prefix: "apl. Prof. Dr.", Given: "Ute", Family: "Groß"},
		// Dutch
		"De heer J. Jansen":                {Prefix: "De heer", Given: "J.", Family: "Jansen"},
		"Boer, de J.W.":                    {Given: "J.W.", Family: "de Boer"},
		"Jan Jansen, RA RC":                {Given: "Jan", Family: "Jansen", Suffix: "RA RC"},
		"Jan Jansen Bsc":                   {Given: "Jan", Family: "Jansen", Suffix: "Bsc"},
		"Jan de Vries":                     {Given: "Jan", Family: "de Vries"},
		"Jan Willem van 't Hof":            {Given: "Jan", Additional: "Willem", Family: "van 't Hof"},
		"Dhr. J.P. van der Berg":           {Prefix: "Dhr.", Given: "J.P.", Family: "van der Berg"},
		"Mevr. drs. A. de Boer":            {Prefix: "Mevr. drs.", Given: "A.", Family: "de Boer"},
		"prof. dr. ir. Anna ten Brink MBA": {Prefix: "prof. dr. ir.", Given: "Anna", Family: "ten Brink", Suffix: "MBA"},
		"Jan de Vries MSc":                 {Given: "Jan", Family: "de Vries", Suffix: "MSc"},
		"Jan de Vries RA":                  {Given: "Jan", Family: "de Vries", Suffix: "RA"},
		"mr. Anna Visser":                  {Prefix: "mr.", Given: "Anna", Family: "Visser"},
		"ing. Piet Smit":                   {Prefix: "ing.", Given: "Piet", Family: "Smit"},
		"Jansen, M.A.":                     {Given: "M.A.", Family: "Jansen"},
		"M.A. Jansen":                      {Given: "M.A.", Family: "Jansen"},
		"Berg, Jan van den":                {Given: "Jan", Family: "van den Berg"},
		"Berg, Jan (van der)":              {Given: "Jan", Family: "van der Berg"},
		"Vries, de, Jan":                   {Given: "Jan", Family: "de Vries"},
		"Peter Van Damme":                  {Given: "Peter", Family: "Van Damme"},
		"Van Morrison":                     {Given: "Van", Family: "Morrison"},
		"Vries, J.P. de MSc":               {Given: "J.P.", Family: "de Vries", Suffix: "MSc"},
		// Danish
		"Kirsten Holm Nielsen":     {Given: "Kirsten", Additional: "Holm", Family: "Nielsen"},
		"cand.polit. Søren Bøgh":   {Prefix: "cand.polit.", Given: "Søren", Family: "Bøgh"},
		"Søren Bøgh, cand.polit.":  {Given: "Søren", Family: "Bøgh", Suffix: "cand.polit."},
		"Søren Bøgh, ph.d.":        {Given: "Søren", Family: "Bøgh", Suffix: "ph.d."},
		"dr.med. Åse Bøgh":         {Prefix: "dr.med.", Given: "Åse", Family: "Bøgh"},
		"Hr. Bøgh":                 {Prefix: "Hr.", Family: "Bøgh"},
		"Fru Emma af Klint":        {Prefix: "Fru", Given: "Emma", Family: "af Klint"},
		"cand.merc.aud. Åse Bøgh":  {Prefix: "cand.merc.aud.", Given: "Åse", Family: "Bøgh"},
		"Bøgh, Åse født Holm":      {Given: "Åse", Family: "Bøgh", Note: "født Holm"},
		"Stud. jur. Åse Bøgh":      {Prefix: "Stud. jur.", Given: "Åse", Family: "Bøgh"},
		"Åse Bøgh, cand. jur., MA": {Given: "Åse", Family: "Bøgh", Suffix: "cand. jur., MA"},
		// English
		"Mr John F. Carter":           {Prefix: "Mr", Given: "John", Additional: "F.", Family: "Carter"},
		"Mrs. Mary Ann O’Neil, Ph.D.": {Prefix: "Mrs.", Given: "Mary", Additional: "Ann", Family: "O’Neil", Suffix: "Ph.D."},
		"Carter Jr., John":            {Given: "John", Family: "Carter", Suffix: "Jr."},
		"Carter, John, Jr.":           {Given: "John", Family: "Carter", Suffix: "Jr."},
		"John Carter III":             {Given: "John", Family: "Carter", Suffix: "III"},
		"John Carter, MBA, PhD":       {Given: "John", Family: "Carter", Suffix: "MBA, PhD"},
		"Carter, MBA":                 {Family: "Carter", Suffix: "MBA"},
		`William "Bill" Carter`:       {Given: "William", Family: "Carter", Note: "Bill"},
		"Ian St. Clair":               {Given: "Ian", Family: "St. Clair"},
		"Jack Ma":                     {Given: "Jack", Family: "Ma"},
		"Ma, Jack":                    {Given: "Jack", Family: "Ma"},
		"Ing Li":                      {Given: "Ing", Family: "Li"},
		"Charles d'Artois":            {Given: "Charles", Family: "d'Artois"},
		"Carter, John BSc (Hons)":     {Given: "John", Family: "Carter", Suffix: "BSc (Hons)"},
		// others
		"José Ortega y Gasset":     {Given: "José", Family: "Ortega y Gasset"},
		"Ольга Петровна Иванова":   {Given: "Ольга", Additional: "Петровна", Family: "Иванова"},
		"山田太郎":                     {Family: "山田太郎"},
		"Anna":                     {Family: "Anna"},
		"Prof.":                    {Family: "Prof."},
		"M.A.":                     {Family: "M.A."},
		"":                         {},
		" , , ":                    {},
		"()":                       {},
		"Kim(berly) Carter":        {Given: "Kim(berly)", Family: "Carter"},
		"Hafen, Inc":               {Family: "Hafen, Inc"},
		"Müller Bau GmbH & Co. KG": {Family: "Müller Bau GmbH & Co. KG"},
		"Bøgh A/S":                 {Family: "Bøgh A/S"},
	} {
		if got := Parse(written); got != want {
			t.Errorf("%q is\n  %+v, not\n  %+v", written, got, want)
		}
	}
}

// TestKey has spellings of one name.
func TestKey(t *testing.T) {
	for _, same := range [][]string{
		{
			"Jürgen von der Heide", "Dr. Jürgen von der Heide", "Dr. Jürgen von der Heide, M.A.", "von der Heide, Jürgen", "Heide, Jürgen von der (EK)",
			"juergen von der heide", "JÜRGEN VON DER HEIDE", "Herr Jürgen von der Heide",
		},
		{"Hans-Peter Müller", "Hans Peter Müller", "Müller, Hans-Peter Dr. [Extern]", "MÜLLER Hans-Peter"},
		{"Jan de Vries", "Vries, Jan de", "Vries, de, Jan", "drs. Jan de Vries MSc", "De Vries, Jan"},
	} {
		for _, other := range same[1:] {
			if is, want := Parse(other).Key(), Parse(same[0]).Key(); is != want {
				t.Errorf("%q is %s, not %s", other, is, want)
			}
		}
	}
	if Parse("Anna Berg").Key() == Parse("Berg Anna").Key() {
		t.Error("names without a comma are turned around")
	}
}

func TestFull(t *testing.T) {
	for written, want := range map[string]string{
		"Müller, Hans-Peter Dr. [Extern]": "Dr. Hans-Peter Müller",
		"Heide, Dr. Jürgen von der, M.A.": "Dr. Jürgen von der Heide, M.A.",
		"Anna":                            "Anna",
	} {
		if got := Parse(written).Full(); got != want {
			t.Errorf("%q is %q, not %q", written, got, want)
		}
	}
}

// FuzzParse: no letter is lost or made, and a name once put into order stays.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"Müller, Hans-Peter Dr. [Extern]", "Prof. Dr.-Ing. (FH) A. von der Heide, M. A.", "Vries, de, J.P. (van der)", "Dr. Prof.", "(", "geb. x, y",
		"MÜLLER Hans BSc (Hons)", "Hafen, Inc", "„x“ y «z", "A.B.C.Dr.Müller",
	} {
		f.Add(seed)
	}
	letters := func(texts ...string) string {
		var all []rune
		for _, r := range strings.Join(texts, "") {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
				all = append(all, r)
			}
		}
		slices.Sort(all)
		return string(all)
	}
	f.Fuzz(func(t *testing.T, written string) {
		n := Parse(written)
		if !utf8.ValidString(written) {
			return // bytes of two words can make a letter together
		}
		if is, was := letters(n.Prefix, n.Given, n.Additional, n.Family, n.Suffix, n.Note), letters(written); is != was {
			t.Errorf("%q has become %+v", written, n)
		}
		if strings.TrimSpace(letters(written)) != "" && n.Family == "" && n.Note == "" {
			t.Errorf("%q has no name: %+v", written, n)
		}
		n.Key()
	})
}
