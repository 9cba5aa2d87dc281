package roster

// field is something that a column can tell of a person.
type field struct {
	name     string   // as in front matter, "contact.email"; in parentheses if it is none
	headers  []string // what its column is called, in German, Dutch, Danish, Swedish, French and English
	personal bool     // how to reach the person: shown as little as possible
}

func (f field) isPhone() bool { return f.name == "contact.phone" || f.name == "contact.mobile" }

// Fields that are no front matter.
const (
	fieldID       = "slug"
	fieldFirst    = "first_name"
	fieldInfix    = "infix" // Dutch tussenvoegsel: "van der"
	fieldLast     = "last_name"
	fieldReversed = "last_first"
	fieldConsent  = "consent"
)

// fields are all that a column can tell, in the order in which a new profile
// has them. Words that mean something else in many lists are not here: "ID"
// (a number of the personnel office), "hours" (of the contract), "title" (Dr.).
var fields = []field{
	{name: fieldID, headers: []string{"Slug", "Profil-ID", "Profile ID", "Profiel-ID", "ID du profil"}},
	{name: fieldFirst, headers: []string{
		"Vorname", "Rufname", "Vornamen", "Voornaam", "Roepnaam", "Fornavn", "First name", "Given name",
		"Prénom", "Prénoms",
		"Förnamn", "Tilltalsnamn",
	}},
	{name: fieldInfix, headers: []string{"Tussenvoegsel", "Tussenvoegsels", "Voorvoegsel", "Namenszusatz", "Particule"}},
	{name: fieldLast, headers: []string{
		"Nachname", "Familienname", "Zuname", "Achternaam", "Familienaam", "Efternavn", "Last name", "Surname", "Family name",
		"Nom de famille",
		"Efternamn",
	}},
	{name: fieldReversed, headers: []string{
		"Name, Vorname", "Nachname, Vorname", "Naam, voornaam", "Achternaam, voornaam", "Efternavn, fornavn",
		"Last name, first name", "Surname, first name", "Surname, given name",
		"Nom, prénom", "Nom et prénom", "Nom Prénom",
		"Efternamn, förnamn",
	}},
	{name: "name", headers: []string{
		"Name", "Vollständiger Name", "Vor- und Nachname", "Vorname Nachname", "Vorname und Nachname", "Mitarbeiter",
		"Mitarbeiterin", "Mitarbeiter/in", "Mitarbeitende", "Mitarbeitername", "Person", "Anzeigename", "Key-User", "Keyuser",
		"Key-User/in", "Naam", "Volledige naam", "Voor- en achternaam", "Medewerker", "Naam medewerker", "Weergavenaam", "Navn",
		"Fulde navn", "For- og efternavn", "Medarbejder", "Medarbejdernavn", "Superbruger", "Full name", "Employee",
		"Employee name", "Display name", "Colleague",
		"Nom", "Nom complet", "Prénom et nom", "Prénom Nom", "Collaborateur", "Collaboratrice", "Salarié", "Agent", "Nom affiché", "Référent",
		"Namn", "Fullständigt namn", "För- och efternamn", "Medarbetare", "Anställd", "Visningsnamn", "Superanvändare",
	}},
	{name: "pronouns", headers: []string{"Pronomen", "Pronouns", "Voornaamwoorden", "Pronominer", "Pronomener", "Pronoms"}},
	{name: "job", headers: []string{
		"Funktion", "Position", "Stelle", "Stellenbezeichnung", "Beruf", "Tätigkeit", "Jobtitel", "Functie", "Functienaam",
		"Functietitel", "Beroep", "Stilling", "Stillingsbetegnelse", "Job", "Job title", "Function",
		"Fonction", "Poste", "Intitulé du poste", "Métier",
		"Befattning", "Yrkestitel", "Yrke", "Tjänst",
	}},
	{name: "department", headers: []string{
		"Abteilung", "Bereich", "Fachbereich", "Organisationseinheit", "OE", "Afdeling", "Organisatieonderdeel", "Enhed",
		"Department", "Dept.", "Dept", "Home department",
		"Service", "Direction", "Unité", "Département",
		"Avdelning", "Enhet", "Organisationsenhet", "Avd.",
	}},
	{name: "serves", headers: []string{
		"Betreut", "Betreute Abteilungen", "Zuständig für", "Ondersteunt", "Ondersteunde afdelingen", "Verantwoordelijk voor",
		"Dækker", "Hjælper", "Ansvarlig for", "Serves", "Looks after", "Responsible for",
		"Services suivis", "Référent pour", "Responsable de",
		"Hjälper", "Stödjer", "Ansvarig för",
	}},
	{name: "location", headers: []string{
		"Standort", "Ort", "Niederlassung", "Arbeitsort", "Dienstort", "Locatie", "Vestiging", "Standplaats", "Werklocatie",
		"Lokation", "Lokalitet", "Sted", "Arbejdssted", "Location", "Site", "Office location",
		"Site de travail", "Lieu de travail", "Lieu", "Implantation",
		"Plats", "Arbetsort", "Kontorsort", "Placeringsort",
	}},
	{name: "languages", headers: []string{
		"Sprachen", "Sprache", "Sprachkenntnisse", "Talen", "Taal", "Sprog", "Languages", "Language", "Spoken languages",
		"Langues", "Langue", "Langues parlées",
		"Språk", "Språkkunskaper",
	}},
	{name: "roles", headers: []string{"Rolle", "Rollen", "Rolle(n)", "Rol", "Rollen", "Roller", "Rolle(r)", "Role", "Roles", "Role(s)", "Rôle", "Rôles", "Rôle(s)", "Roll", "Roll(er)"}},
	{name: "competencies", headers: []string{
		"Kompetenzen", "Kompetenz", "Kenntnisse", "Fähigkeiten", "Competenties", "Vaardigheden", "Kennis", "Kompetencer",
		"Færdigheder", "Competencies", "Competences", "Skills",
		"Compétences", "Compétence", "Connaissances",
		"Kompetenser", "Kompetens", "Kunskaper", "Färdigheter",
	}},
	{name: "contact.email", personal: true, headers: []string{
		"E-Mail", "Mail", "E-Mail-Adresse", "Mailadresse", "E-Mail dienstlich", "E-Mail geschäftlich", "E-mailadres", "Mailadres", "E-mailadresse",
		"Email address", "Mail address",
		"Courriel", "Adresse e-mail", "Adresse électronique", "Adresse mail", "Mél",
		"E-post", "E-postadress", "Mejl", "Mejladress", "Epost",
	}},
	{name: "contact.phone", personal: true, headers: []string{
		"Telefon", "Tel.", "Telefonnummer", "Telefon-Nr.", "Festnetz", "Durchwahl", "Rufnummer", "Telefon dienstlich",
		"Diensttelefon", "Telefoon", "Telefoonnummer", "Vast nummer", "Telefonnr.", "Phone", "Phone number", "Telephone", "Telephone number",
		"Work phone", "Landline",
		"Téléphone", "Tél.", "Téléphone fixe", "Numéro de téléphone", "Ligne directe", "Téléphone professionnel",
		"Tfn", "Anknytning", "Direktnummer", "Fast telefon",
	}},
	{name: "contact.mobile", personal: true, headers: []string{
		"Mobil", "Handy", "Mobiltelefon", "Mobilnummer", "Handynummer", "Diensthandy", "Mobiel", "Mobiele telefoon",
		"Mobiel nummer", "GSM", "Mobilnr.", "Mobile", "Mobile phone", "Mobile number", "Cell phone",
		"Portable", "Téléphone portable", "Téléphone mobile", "Numéro de portable", "Mobile professionnel",
		"Mobilnr", "Tjänstemobil",
	}},
	{name: "contact.chat", personal: true, headers: []string{"Chat", "Chat-Adresse", "Chatadres", "Chatadresse", "Chat address", "Messagerie", "Adresse de messagerie instantanée", "Chatt", "Chattadress"}},
	{name: "contact.desk", personal: true, headers: []string{
		"Raum", "Zimmer", "Büro", "Arbeitsplatz", "Raumnummer", "Kamer", "Werkplek", "Kamernummer", "Lokale", "Kontor", "Plads",
		"Room", "Desk", "Room number",
		"Bureau", "Salle", "Numéro de bureau",
		"Rum", "Rumsnummer", "Arbetsplats", "Skrivbord",
	}},
	{name: "contact.web", personal: true, headers: []string{"Web", "Webseite", "Website", "Homepage", "Hjemmeside", "Site web", "Page personnelle", "Webbplats", "Webbsida", "Hemsida"}},
	{name: "availability", headers: []string{
		"Erreichbarkeit", "Sprechzeit", "Sprechzeiten", "Sprechstunde", "Sprechstunden", "Bürozeit", "Bürozeiten", "Bereikbaarheid",
		"Beschikbaarheid", "Spreekuur", "Spreekuren", "Kantooruren", "Træffetid", "Træffetider", "Kontortid", "Kontortider", "Tilgængelighed",
		"Availability", "Office hours",
		"Permanence", "Permanences", "Disponibilité", "Disponibilités", "Horaires",
		"Frågestund", "Frågestunder", "Mottagning", "Mottagningstid", "Telefontid", "Tillgänglighet", "Kontorstid", "Kontorstider",
	}},
	{name: "time.hours_per_week", headers: []string{
		"Stunden pro Woche", "Stunden/Woche", "Std./Woche", "Std. pro Woche", "Zeitbudget", "Uren per week", "Uren/week",
		"Timer pr. uge", "Timer per uge", "Timer om ugen", "Timer/uge", "Hours per week", "Hours/week",
		"Heures par semaine", "Heures/semaine", "H/semaine",
		"Timmar per vecka", "Timmar i veckan", "Timmar/vecka", "Tim/vecka",
	}},
	{name: "deputy", headers: []string{
		"Stellvertretung", "Stellvertreter", "Stellvertreterin", "Stellvertreter/in", "Vertretung", "Vertreter", "Vertreter/in",
		"Plaatsvervanger", "Vervanger", "Vervanging", "Stedfortræder", "Afløser", "Deputy", "Substitute", "Stand-in",
		"Suppléant", "Suppléante", "Suppléance", "Remplaçant", "Remplaçante",
		"Ersättare", "Ställföreträdare", "Vikarie",
	}},
	{name: "since", headers: []string{
		"seit", "Key-User seit", "In der Rolle seit", "Startdatum", "Sinds", "Keyuser sinds", "In de rol sinds", "Siden",
		"Superbruger siden", "Startdato", "Since", "Start date", "Key user since",
		"Depuis", "Depuis le", "Date de début", "Référent depuis",
		"Sedan", "Fr.o.m.", "Från och med", "Superanvändare sedan",
	}},
	{name: "until", headers: []string{
		"bis", "Enddatum", "tot", "t/m", "tot en met", "Einddatum", "til", "til og med", "Slutdato", "Until", "End date",
		"Jusqu'au", "Jusqu’au", "Date de fin",
		"Till", "T.o.m.", "Till och med", "Slutdatum",
	}},
	{name: "status", headers: []string{"Status", "Statut"}},
	{name: fieldConsent, headers: []string{
		"Einwilligung", "Zustimmung", "Einverständnis", "Toestemming", "Instemming", "Samtykke", "Consent",
		"Consentement", "Accord",
		"Samtycke", "Medgivande",
	}},
}
