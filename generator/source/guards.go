package source

import (
	"slices"
	"strings"

	"ankerplatz/generator/slug"
)

// guard is how another tool, or a person, says in front matter that a page is
// not to be published, or not to be found.
type guard struct {
	whose   string // who reads it so; "" where anybody does
	reads   reading
	unfound bool   // it keeps the page out of the search only
	fields  string // names as plainWord has them; behind a dot one within a map
}

// reading is which values of a field hold a page back. What can't be read
// does so too, but for asks and names.
type reading uint8

const (
	hides  reading = iota // all but those that say no
	shows                 // all but those that say yes, or that everybody may read it; a date, until then
	ends                  // all but those that say no; a date, from then on
	asks                  // those that say no
	yields                // those that say yes
	names                 // those that are one of the closed words
)

// guards is the table of such fields: names, which values, whose. A field of
// ours is here for the values that it does not take.
var guards = []guard{
	{"", hides, false, "draft drafts isdraft wip workinprogress hidden ishidden invisible private isprivate unpublished " +
		"notpublished nopublish donotpublish dontpublish excludefromsite excludefrombuild onhold archived isarchived deleted trashed disabled secret confidential skip ignore " +
		"exclude excluded embargo embargoed scheduled"},
	{"", hides, false, "entwurf istentwurf versteckt verborgen unsichtbar privat geheim vertraulich unveroeffentlicht " +
		"nichtveroeffentlicht nichtveroeffentlichen inarbeit archiviert gesperrt geschuetzt"},
	{"", hides, false, "concept klad verstopt onzichtbaar prive vertrouwelijk nietgepubliceerd ongepubliceerd nietpubliceren gearchiveerd beveiligd"},
	{"", hides, false, "kladde udkast skjult usynlig hemmelig fortrolig ikkeoffentliggjort ikkeudgivet upubliceret arkiveret beskyttet"},
	{"", hides, false, "utkast dold doeld osynlig hemlig konfidentiell ejpublicerad opublicerad publicerasinte arkiverad skyddad laast"},
	{"", hides, false, "brouillon ebauche masque confidentiel nonpublie depublie nepaspublier archive verrouille protege encours"},
	{"", hides, false, "password passwordhash passwort kennwort wachtwoord adgangskode loesenord motdepasse protected isprotected restricted restrictedto " +
		"loginrequired requirelogin requireslogin requireauth authrequired authenticated membersonly permission permissions acl " +
		"allowedusers allowedgroups allowedroles requiredroles visibleto visiblefor restrictions readrestrictions encrypt encrypted isencrypted"},
	{"Docusaurus", hides, false, "unlisted isunlisted"},
	{"Hugo", hides, false, "headless"},
	{"Hugo's themes", hides, false, "bookhidden geekdochidden"},
	{"Eleventy", hides, false, "eleventyexcludefromcollections"},
	{"Digital Garden", hides, false, "dghide"},
	{"", yields, false, "hide hidepage"},

	{"Jekyll", shows, false, "published ispublished"},
	{"Obsidian", shows, false, "publish"},
	{"Digital Garden", shows, false, "dgpublish"},
	{"", shows, false, "public ispublic visible isvisible listed islisted"},
	{"", shows, false, "veroeffentlicht veroeffentlichen oeffentlich sichtbar publiziert freigegeben gelistet"},
	{"", shows, false, "gepubliceerd publiceren openbaar zichtbaar vrijgegeven"},
	{"", shows, false, "offentliggjort offentlig udgivet publiceret synlig frigivet"},
	{"", shows, false, "publicerad publicera publik"},
	{"", shows, false, "publie publier accessible"},
	{"Hugo", shows, false, "publishdate pubdate build.render build.list"},
	{"Wiki.js", shows, false, "publishstartdate"},
	{"", shows, false, "publishat publishon publishedat publishedon publishstart publicationdate datepublished visiblefrom visibledate " +
		"scheduledfor scheduledat scheduledate embargountil embargodate golive golivedate " +
		"veroeffentlichungsdatum veroeffentlichenam gueltigab publicatiedatum geldigvanaf udgivelsesdato publiceringsdato gyldigfra publiceringsdatum publiceras giltigfraan datedepublication publiele valableapartirdu"},
	{"Grav", asks, false, "routable"},
	{"Zola", asks, false, "render"},
	{"Eleventy", asks, false, "permalink"},
	{"Lektor", asks, false, "discoverable"},
	{"", asks, false, "output show display live online enabled active approved released ready readytopublish " +
		"aktiv actief actif freigabe genehmigt goedgekeurd godkendt godkaend approuve valide"},

	{"Hugo", ends, false, "expirydate unpublishdate"},
	{"Wiki.js", ends, false, "publishenddate"},
	{"", ends, false, "expires expire expired expireson expiresat expirationdate unpublish unpublishon unpublishat publishend validuntil " +
		"visibleuntil ablaufdatum abgelaufen gueltigbis verloopdatum verlopen geldigtot vervaldatum udloebsdato udloeber udloebet gyldigtil utgaangsdatum utgaar giltigtill datedexpiration expirele valablejusquau"},

	{"", names, false, "status state stage workflow workflowstate workflowstatus poststatus pagestatus docstatus contentstatus publishstatus " +
		"publishingstatus publicationstatus reviewstatus classification confidentiality sensitivity " +
		"zustand bearbeitungsstand veroeffentlichungsstatus klassifizierung vertraulichkeit toestand vertrouwelijkheid tilstand fortrolighed laege sekretess statut etat etatdepublication confidentialite"},
	{"", shows, false, "visibility visibilitylevel access accesslevel readableby sichtbarkeit zugriff zugang zichtbaarheid toegang synlighed adgang synlighet aatkomst visibilite acces"},

	{"Material for MkDocs", hides, true, "search.exclude"},
	{"Starlight", asks, true, "pagefind"},
	{"Jekyll's themes", hides, true, "searchexclude"},
	{"Hugo's themes", hides, true, "excludesearch searchhidden booksearchexclude robotsnoindex"},
	{"Hugo", hides, true, "sitemap.disable"},
	{"Eleventy", hides, true, "sitemap.ignore sitemap.exclude"},
	{"Sphinx", hides, true, "nosearch"},
	{"Zola", shows, true, "insearchindex"},
	{"", hides, true, "noindex seo.noindex excludefromsearch excludedfromsearch searchexcluded hidefromsearch hideinsearch disablesearch " +
		"preventindexing sitemapexclude excludefromsitemap"},
	{"", shows, true, "search searchable indexable durchsuchbar suchbar doorzoekbaar zoekbaar soegbar soekbar recherchable"},
	{"", asks, true, "sitemap index indexing docsearch searchenabled insearch includeinsearch suche zoeken soegning soek recherche"},
	{"", names, true, "robots googlebot metarobots seo.robots head meta"},
}

// guardOf finds the guard of a field.
var guardOf = func() map[string]guard {
	of := map[string]guard{}
	for _, g := range guards {
		for field := range strings.FieldsSeq(g.fields) {
			of[field] = g
		}
	}
	return of
}()

// guardedMaps are the maps that hold such fields.
var guardedMaps = func() map[string]bool {
	maps := map[string]bool{}
	for field := range guardOf {
		if above, _, ok := strings.Cut(field, "."); ok {
			maps[above] = true
		}
	}
	return maps
}()

// containers are maps in which some tools keep a page's own fields.
var containers = []string{"extra", "meta", "metadata", "page", "attributes", "properties", "custom", "frontmatter"}

// The words that values are, in English, German, Dutch, Danish, Swedish and French, as plainWord
// has them.
var (
	yesWords = strings.Fields("true yes on 1 y t always enabled ja j an aan til wahr waar sand sandt sant immer altijd altid alltid oui vrai o toujours")
	noWords  = strings.Fields("false no off 0 n f never none nein nee nej aus uit fra falsch onwaar falsk nie niemals nooit falskt aldrig non faux jamais")
	// openWords say that everybody may read a page.
	openWords = strings.Fields("public published open everyone everybody anyone all visible default listed " +
		"oeffentlich alle jeder offen sichtbar veroeffentlicht openbaar publiek iedereen zichtbaar gepubliceerd offentlig aaben synlig offentliggjort offentlig publik alla oeppen publicerad publie ouvert tous toutlemonde visible")
	// closedWords are what a status may be that is not published.
	closedWords = strings.Fields("draft drafts autodraft private hidden unpublished notpublished notyetpublished unlisted wip workinprogress inprogress archived archive " +
		"trash trashed deleted removed withdrawn onhold pending inreview review underreview needsreview unreviewed scheduled future embargo embargoed skip " +
		"secret confidential strictlyconfidential restricted disabled inactive offline expired notready unready unfinished " +
		"entwurf imentwurf konzept versteckt verborgen privat unveroeffentlicht nichtveroeffentlicht inarbeit inbearbeitung archiviert archiv geloescht " +
		"gesperrt geheim vertraulich strengvertraulich inpruefung zurueckgezogen abgelaufen geplant nichtfreigegeben unfertig " +
		"concept klad prive nietgepubliceerd ongepubliceerd inbewerking gearchiveerd archief verwijderd vertrouwelijk strengvertrouwelijk " +
		"terbeoordeling ingetrokken verlopen gepland onaf " +
		"kladde udkast skjult ikkeoffentliggjort ikkeudgivet upubliceret underudarbejdelse arkiveret arkiv slettet hemmelig fortrolig strengtfortrolig " +
		"tilgennemsyn tilbagetrukket udloebet planlagt ufaerdig " +
		"utkast dold ejpublicerad opublicerad underarbete arkiverad borttagen hemlig konfidentiell foergranskning tillbakadragen utgaangen planerad ofaerdig " +
		"brouillon ebauche masque cache prive nonpublie depublie encours encoursderedaction arelire enrelecture archive supprime secret confidentiel " +
		"strictementconfidentiel retire perime expire planifie inacheve")
)

// verdict is what a value means.
type verdict uint8

const (
	unsaid verdict = iota // nothing is given, or nothing that counts
	passes                // the page is to be published
	holds                 // it is not
	unsure                // nobody can tell
)

// judge reads a single value.
func (g guard) judge(value string) verdict {
	word := slug.Bare(value)
	yes, no := slices.Contains(yesWords, word), slices.Contains(noWords, word)
	closed := isClosed(value)
	switch {
	case strings.TrimSpace(value) == "":
		return unsaid
	case g.reads == names && g.unfound:
		if word == "none" || strings.Contains(word, "noindex") {
			return holds
		}
		return unsaid
	case g.reads == asks && no, g.reads == yields && (yes || closed), g.reads == names && (closed || no):
		return holds
	case g.reads == asks, g.reads == yields, g.reads == names:
		return unsaid
	case g.reads == shows && (yes || slices.Contains(openWords, word)), (g.reads == hides || g.reads == ends) && no:
		return passes
	case closed, (g.reads == hides || g.reads == ends) && yes, g.reads == shows && no:
		return holds
	}
	return unsure
}

// isClosed reports whether a value begins with one of the closed words, as in
// "Draft (second)".
func isClosed(value string) bool {
	words := strings.Split(slug.Make(value), "-")
	for n := 1; n <= min(3, len(words)); n++ {
		if slices.Contains(closedWords, strings.Join(words[:n], "")) {
			return true
		}
	}
	return false
}
