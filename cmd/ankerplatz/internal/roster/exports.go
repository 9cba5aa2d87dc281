package roster

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"ankerplatz/cmd/ankerplatz/internal/sheet"
)

// export is a list as a program writes it. In such a list a header means what
// the program means by it, columns that were not made for the hub are not
// taken, and mobile numbers, which may be private, only if --map names them.
type export struct {
	name  string
	signs []string // headers by which it is known, any of them; as they are written
	takes []take
	gates []gate
}

// take says which columns tell a field. Of several, the first counts that has
// a value which the hub can use.
type take struct {
	field   string
	headers []string
}

// gate is a column that says of whom nothing is written.
type gate struct {
	headers []string
	closed  func(text string, now time.Time) bool
	why     string
	unless  []string // headers of columns that tell it better, if they have a value
}

// anyList are fields that no directory has: if such a list has a column for
// one of them, somebody added it.
var anyList = []string{
	fieldID, "pronouns", "serves", "languages", "roles", "competencies", "availability", "time.hours_per_week", "deputy", "since", "until", "status",
	"contact.chat", fieldConsent,
}

// exports are known by their headers, in this order.
var exports = []export{
	{
		name:  "Champion Management Platform",
		signs: []string{"FocusArea", "Focus Area"},
		takes: []take{
			{fieldFirst, []string{"FirstName", "First Name"}},
			{fieldLast, []string{"LastName", "Last Name"}},
			{"contact.email", []string{"Email", "E-Mail", "Title"}},
			{"department", []string{"Department", "Group"}},
			{"location", []string{"Region", "Country"}},
			{"roles", []string{"Role"}},
			{"competencies", []string{"FocusArea", "Focus Area"}},
		},
		gates: []gate{{headers: []string{"Status"}, closed: not("approved", "active"), why: "is not approved there"}},
	},
	{
		name: "SAP HR",
		signs: []string{
			"PERNR", "NACHN", "VORNA", "ORGEH", "ORGTX", "PLSTX", "USRID_LONG", "Personalnr.", "Personalnr", "Pers.Nr.", "PersNr", "Personalnummer", "Planstelle", "Pers.No.", "Personnel number",
			"Personeelsnummer",
		},
		takes: []take{
			{fieldFirst, []string{"VORNA", "RUFNM", "Vorname", "First name", "Voornaam", "Fornavn"}},
			{fieldLast, []string{"NACHN", "Nachname", "Last name", "Achternaam", "Efternavn"}},
			{"name", []string{"ENAME", "SNAME", "CNAME", "Name", "Mitarbeiter", "Mitarbeitername", "Name des Mitarbeiters"}},
			{"department", []string{"ORGTX", "Organisationseinheit", "Bezeichnung Organisationseinheit", "OrgEinheit", "OrgEinheit Text", "Abteilung", "Organizational unit", "ORGEH"}},
			{"job", []string{"PLSTX", "Planstelle", "Bezeichnung Planstelle", "Position", "STLTX", "STELL_TXT", "Stelle", "Job"}},
			{"location", []string{"BTEXT", "BTRTX", "Personalteilbereich", "Personnel subarea", "Standort", "Dienstort", "Arbeitsort", "WERKS_TXT", "PBTXT", "Personalbereich"}},
			{"contact.email", []string{"USRID_LONG", "E-Mail", "E-Mail-Adresse", "Email"}},
			{"contact.phone", []string{"TELNR", "Telefon", "Telefon dienstlich", "Telefonnummer"}},
			{"contact.desk", []string{"ZIMNR", "Raum", "Zimmer", "Zimmernummer"}},
		},
		gates: []gate{
			{
				headers: []string{"STAT2", "Beschäftigungsstatus", "Employment status"},
				closed:  is("0", "1", "ausgetreten", "ruhend", "withdrawn", "inactive"), why: "is not employed any more, or inactive, there",
			},
			{headers: []string{"ENDDA", "Gültig bis", "Austritt", "Austrittsdatum", "End date"}, closed: ended, why: "has an entry that ended"},
		},
	},
	{
		name:  "Google Workspace",
		signs: []string{"First Name [Required]", "Email Address [Required]", "Org Unit Path [Required]", "Status [READ ONLY]", "Org Unit Path"},
		takes: []take{
			{fieldFirst, []string{"First Name [Required]", "First Name"}},
			{fieldLast, []string{"Last Name [Required]", "Last Name"}},
			{"contact.email", []string{"Email Address [Required]", "Email Address"}},
			{"contact.phone", []string{"Work Phone"}},
			{"job", []string{"Employee Title"}},
			{"department", []string{"Department"}},
			{"location", []string{"Building ID"}},
		},
		gates: []gate{{
			headers: []string{"Status [READ ONLY]", "Status", "New Status [UPLOAD ONLY]"},
			closed:  is("suspended", "archived", "deleted", "gesperrt", "opgeschort", "suspenderet"), why: "has a suspended account",
		}},
	},
	{
		name: "Microsoft 365",
		signs: []string{
			"User principal name", "Block credential", "Block sign-in", "Benutzerprinzipalname", "Anmeldung blockieren", "Anmeldeinformationen blockieren", "Gebruikersprincipal-naam",
			"Brugerens hovednavn",
		},
		takes: []take{
			{fieldFirst, []string{"First name", "Vorname", "Voornaam", "Fornavn"}},
			{fieldLast, []string{"Last name", "Nachname", "Achternaam", "Efternavn"}},
			{"name", []string{"Display name", "Anzeigename", "Weergavenaam", "Vist navn", "Visningsnavn"}},
			{"job", []string{"Title", "Job title", "Titel", "Position", "Functie", "Stilling"}},
			{"department", []string{"Department", "Abteilung", "Afdeling"}},
			{"location", []string{"Office", "Büro", "Kantoor", "Kontor", "City", "Ort", "Stadt", "Plaats", "By"}},
			{"contact.desk", []string{"Office", "Büro", "Kantoor", "Kontor"}},
			{"contact.email", []string{"Proxy addresses", "Proxyadressen", "Email", "Primary email", "User principal name", "Benutzerprinzipalname", "Gebruikersprincipal-naam", "Brugerens hovednavn"}},
			{"contact.phone", []string{"Phone number", "Office phone", "Telefonnummer", "Telefon", "Telefoonnummer"}},
		},
		gates: directoryGates,
	},
	{
		name: "Outlook",
		signs: []string{
			"Business Phone", "E-mail Display Name", "E-mail Type", "Telefon geschäftlich", "Telefon (geschäftlich)", "E-Mail: Angezeigter Name", "E-Mail-Typ", "Telefoon op werk", "Telefoon (werk)",
			"E-mailtype", "Weergavenaam voor e-mail", "Telefon (arbejde)", "Telefon, arbejde", "Arbejdstelefon", "E-mail-type", "E-mail: Vist navn",
		},
		takes: []take{
			{fieldFirst, []string{"First Name", "Vorname", "Voornaam", "Fornavn"}},
			{fieldLast, []string{"Last Name", "Nachname", "Achternaam", "Efternavn"}},
			{"job", []string{"Job Title", "Position", "Functie", "Stilling"}},
			{"department", []string{"Department", "Abteilung", "Afdeling"}},
			{"location", []string{
				"Office Location", "Büro", "Kantoorlocatie", "Kontor", "Kontorplacering", "Location", "Ort", "Locatie", "Sted", "Business City", "Ort geschäftlich", "Werkadres, plaats", "By (arbejde)",
				"Arbejde - by",
			}},
			{"contact.desk", []string{"Office Location", "Büro", "Kantoorlocatie", "Kontor", "Kontorplacering"}},
			{"contact.email", []string{"E-mail Address", "E-Mail-Adresse", "E-mailadres", "E-mail-adresse", "E-mailadresse"}},
			{"contact.phone", []string{
				"Business Phone", "Business Phone 2", "Telefon geschäftlich", "Telefon geschäftlich 2", "Telefoon op werk", "Telefoon op werk 2", "Telefoon (werk)", "Telefon (arbejde)",
				"Telefon (arbejde) 2", "Telefon, arbejde", "Arbejdstelefon", "Arbejdstelefon 2",
			}},
		},
		gates: []gate{
			{headers: []string{"Private", "Privat", "Privé"}, closed: is(yes...), why: "is a private contact"},
			{
				headers: []string{"Sensitivity", "Vertraulichkeit", "Gevoeligheid", "Følsomhed"},
				closed:  is("private", "privat", "privé", "personal", "persönlich", "persoonlijk", "personlig", "confidential", "vertraulich", "vertrouwelijk", "fortrolig"), why: "is a private contact",
			},
		},
	},
	{
		name: "Microsoft Entra ID or Active Directory",
		signs: []string{
			"userPrincipalName", "accountEnabled", "businessPhones", "businessPhones/0", "businessPhones.0", "telephoneNumber", "mobilePhone", "officeLocation", "physicalDeliveryOfficeName", "usageLocation", "userType", "SamAccountName",
			"DistinguishedName", "DN", "objectClass", "userAccountControl", "OfficePhone", "ObjectId", "RecipientTypeDetails", "givenName",
		},
		takes: []take{
			{fieldFirst, []string{"givenName", "FirstName"}},
			{fieldLast, []string{"surname", "sn", "LastName"}},
			{"name", []string{"displayName", "Name", "cn"}},
			{"job", []string{"jobTitle", "title"}},
			{"department", []string{"department", "ou"}},
			{"location", []string{"officeLocation", "physicalDeliveryOfficeName", "Office", "city", "l"}},
			{"contact.desk", []string{"officeLocation", "physicalDeliveryOfficeName", "Office"}},
			{"contact.email", []string{"mail", "EmailAddress", "Email", "PrimarySmtpAddress", "WindowsEmailAddress", "proxyAddresses"}},
			{"contact.phone", []string{"businessPhones", "businessPhones/0", "businessPhone", "telephoneNumber", "OfficePhone", "PhoneNumber", "Phone"}},
		},
		gates: directoryGates,
	},
}

var (
	no  = []string{"false", "falsch", "onwaar", "falsk", "no", "nein", "nee", "nej", "0", "disabled", "deaktiviert"}
	yes = []string{"true", "wahr", "waar", "sand", "sandt", "yes", "ja", "1"}
)

// directoryGates are the columns of Microsoft's directories that tell accounts
// nobody works with.
var directoryGates = []gate{
	{headers: []string{"accountEnabled", "Enabled", "Account enabled", "Konto aktiviert"}, closed: is(no...), why: "has a disabled account"},
	{
		headers: []string{
			"Block credential", "BlockCredential", "Block sign-in", "Anmeldung blockieren", "Anmeldeinformationen blockieren", "Anmeldung blockiert", "Blockierung der Anmeldung", "Aanmelden blokkeren",
			"Aanmelding blokkeren", "Bloker login", "Bloker logon", "Sign-in status", "Anmeldestatus", "Aanmeldingsstatus", "Logonstatus",
		},
		closed: is(append(yes, "blocked", "sign-in blocked", "blockiert", "anmeldung blockiert", "geblokkeerd", "blokeret")...), why: "is blocked from signing in",
	},
	{headers: []string{"Soft deletion time stamp", "DeletedDateTime"}, closed: filled, why: "is deleted there"},
	{headers: []string{"userAccountControl"}, closed: disabledFlag, why: "has a disabled account"},
	{headers: userTypes, closed: is("guest", "gast", "gæst"), why: "is a guest"},
	{headers: []string{"userPrincipalName", "User principal name", "Benutzerprinzipalname", "Gebruikersprincipal-naam", "Brugerens hovednavn"}, closed: foreign, why: "is a guest", unless: userTypes},
	{
		headers: []string{"RecipientTypeDetails", "msExchRecipientTypeDetails", "RecipientType", "ResourceType"},
		closed: is("sharedmailbox", "roommailbox", "equipmentmailbox", "schedulingmailbox", "linkedroommailbox", "room", "equipment", "4", "16", "32", "8192",
			"34359738368", "8589934592", "17179869184"), why: "is a room, a device or a shared mailbox",
	},
	{headers: []string{"objectClass", "ObjectClass", "ObjectType"}, closed: noPerson, why: "is no person"},
}

var userTypes = []string{"userType", "Benutzertyp", "Gebruikerstype", "Brugertype"}

// is reports whether a text is one of the words, in any case.
func is(words ...string) func(string, time.Time) bool {
	return func(text string, _ time.Time) bool { return slices.Contains(words, strings.ToLower(text)) }
}

func not(words ...string) func(string, time.Time) bool {
	return func(text string, _ time.Time) bool { return !slices.Contains(words, strings.ToLower(text)) }
}

// filled reports whether there is a day.
func filled(text string, _ time.Time) bool { return !strings.HasPrefix(text, "0001-") }

// foreign reports whether an account was invited from another organisation.
func foreign(text string, _ time.Time) bool { return strings.Contains(strings.ToUpper(text), "#EXT#") }

// disabledFlag looks at the second bit of userAccountControl.
func disabledFlag(text string, _ time.Time) bool {
	flags, err := strconv.Atoi(text)
	return err == nil && flags&2 != 0
}

// noPerson looks at the classes of an object in a directory.
func noPerson(text string, _ time.Time) bool {
	text = strings.ToLower(text)
	return strings.Contains(text, "computer") || !strings.Contains(text, "user") && !strings.Contains(text, "person")
}

// ended reports whether a day has passed.
func ended(text string, now time.Time) bool {
	last, err := day(sheet.Cell{Text: text})
	return err == nil && !last.IsZero() && last.AddDate(0, 0, 1).Before(now)
}

// refused are columns of any list that are nobody's business in a hub, in
// German, Dutch, Danish, Swedish, French and English. With mobile, only those of exports.
var refused = []struct {
	why     string
	exports bool // only in an export
	headers []string
}{
	{
		"mobile numbers in a directory may be private; who wants them takes them with --map, as in --map mobile=HEADER", true, []string{
			"mobilePhone", "Mobile", "Mobile Phone", "MobilePhone", "Cell Phone", "Mobiltelefon", "Mobil", "Handy", "Mobiele telefoon", "Mobiel", "Mobilnummer", "CELL", "Mobil geschäftlich", "Téléphone mobile", "Portable", "Téléphone portable",
		},
	},
	{
		"private, and nothing for a hub", false, []string{
			"Home Phone", "Home Phone 2", "HomePhone", "Telefon privat", "Telefon privat 2", "Privattelefon", "Telefoon thuis", "Telefoon thuis 2", "Telefoon privé", "Telefon (hjem)", "Hjemmetelefon", "Privat telefon",
			"Mobil privat", "Private mobile", "Handy privat", "Other Phone", "Weiteres Telefon", "Andere telefoon", "Anden telefon", "Car Phone", "Autotelefon", "Autotelefoon", "Biltelefon", "Primary Phone",
			"Haupttelefon", "Radio Phone", "Recovery Phone [MUST BE IN THE E.164 FORMAT]", "Home Fax", "Fax privat", "Fax thuis", "authenticationPhoneNumber", "authenticationAlternativePhoneNumber", "StrongAuthenticationPhoneNumber",
			"E-Mail privat", "Private E-Mail", "E-mail 2 Address", "E-mail 3 Address", "E-Mail 2: Adresse", "E-Mail 3: Adresse", "E-mailadres 2", "E-mailadres 3", "alternateEmailAddress", "Alternate email address",
			"AlternateEmailAddresses", "otherMails", "authenticationEmail", "Recovery Email", "Home Secondary Email", "Home Street", "Home Street 2", "Home City", "Home Postal Code", "Home State", "Home Country/Region",
			"Home Address", "Home Address Street", "Straße privat", "Ort privat", "Postleitzahl privat", "Land/Region privat", "Bundesland/Kanton privat", "Huisadres, straat", "Huisadres, plaats", "Huisadres, postcode",
			"Land/regio (thuis)", "Privatadresse", "Privatanschrift", "Adresse", "Anschrift", "Address", "streetAddress", "Street address", "Straße", "Straat", "Vej", "Wohnort", "postalCode", "Postal code",
			"homePostalAddress", "Birthday", "Geburtstag", "Geburtsdatum", "Geburtsort", "GBDAT", "Verjaardag", "Geboortedatum", "Fødselsdag", "Fødselsdato", "Date of birth", "Anniversary", "Jahrestag", "Trouwdag",
			"Spouse", "Partner", "Ehepartner", "Ehegatte/Partner", "Ægtefælle", "Children", "Kinder", "Kinderen", "Børn", "Gender", "Geschlecht", "GESCH", "Geslacht", "Køn", "Hobby", "Hobbys", "Hobby's", "Notes", "Notizen",
			"Notities", "Noter", "Bemerkung", "Bemerkungen", "Government ID Number", "Sofinummer", "BSN", "CPR", "CPR-nr.", "Sozialversicherungsnr.", "ageGroup", "consentProvidedForMinor", "legalAgeGroupClassification",
			"Téléphone personnel", "Téléphone privé", "Téléphone domicile", "Portable personnel", "Mobile personnel", "E-mail personnel", "Courriel personnel", "Adresse personnelle", "Adresse postale", "Rue", "Code postal",
			"Date de naissance", "Lieu de naissance", "Anniversaire", "Conjoint", "Conjointe", "Enfants", "Sexe", "Genre", "Notes personnelles", "Numéro de sécurité sociale", "N° de sécurité sociale", "NIR", "Matricule",
			"Nationalité", "Salaire", "Traitement",
			"Hemtelefon", "Telefon hem", "Telefon hem 2", "Privat mobil", "Privat e-post", "E-postadress 2", "E-postadress 3", "Hemadress", "Privatadress", "Adress", "Gatuadress", "Gata", "Postnummer", "Postnr",
			"Födelsedag", "Födelsedatum", "Födelseort", "Årsdag", "Make/maka", "Maka", "Make", "Barn", "Kön", "Anteckningar", "Personnummer", "Personnr", "Anställningsnummer", "Anst.nr", "Anställningsnr", "Medborgarskap", "Lön",
			"PERNR", "Personalnr.", "Personalnr", "Personalnummer", "Pers.Nr.", "Personeelsnummer", "Medarbejdernummer", "Medarbejdernr.", "Employee ID", "employeeId", "EmployeeNumber", "Employee number", "Personnel number",
			"Staatsangehörigkeit", "NATIO", "Konfession", "Steuerklasse", "IBAN", "Gehalt", "Salary", "Religion",
		},
	},
	{"it is the language of letters or of the account", true, []string{"Sprache", "Language", "Taal", "Sprog", "Langue", "Språk", "preferredLanguage", "Preferred language"}},
	{
		"it tells of the employment, not of the role; --map takes it all the same, as in --map since=HEADER", true, []string{"BEGDA", "ENDDA", "Eintritt", "Eintrittsdatum", "Austritt", "Austrittsdatum", "Gültig ab", "Gültig bis", "Date d'entrée", "Date de sortie", "Date d'embauche", "Anställningsdatum", "Avgångsdatum", "hireDate", "employeeHireDate", "employeeLeaveDateTime"},
	},
}
