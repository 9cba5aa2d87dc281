// Package render turns a linked hub into HTML with a theme's templates.
//
// # Files
//
// A theme is a folder below themes/ with
//
//	layouts/base.html      the page's frame; it calls {{block "main" .}}
//	layouts/<name>.html    one layout each; it defines "main" (and may define "head")
//	partials/*.html        shared pieces, called with {{template "name.html" .}}
//	assets/css/main.css    entry of the styles; @import what belongs to it
//	assets/js/main.js      entry of the scripts (ES module); import what belongs to it, import() what is needed later
//	assets/icons/*.svg     24×24 line icons; each becomes a symbol of one sprite
//	assets/static/**       copied as they are to /assets/ (fonts and other files that CSS names by url() need not be here);
//	                       names get a hash, but not in a folder with a version in its name (mermaid-11.17.2)
//	i18n/<lang>.yaml       words of the interface: key: text, or key: {one: …, other: …}
//
// Files of the site's own themes/<name>/ folder replace those of the shipped
// theme one by one.
//
// # Layouts
//
// Each is executed with a [View], which has in it what every page needs, and
// these parts besides:
//
//	home         Home               a language's home page
//	<kind>       Page               a page of that kind; where the theme has no layout for it, page is used
//	list         List               a folder
//	people       People             the directory of people
//	boundaries   Who, List          who solves what, of all roles
//	competences  Competences, List  who knows what
//	network      Network, List      how well departments are looked after
//	terms        Terms              all apps, departments or tags
//	term         Term               one of them
//	search       –                  the search's page
//	404          –                  what stands in for a page that is not there
//	languages    –                  the root of a hub in several languages, which are View.Languages
//	redirect     Redirect           an old address, and the root of a hub in one language
//
// The List of boundaries, competences and network is what lies in the folder of
// that name, nil without one. home, search, 404, languages and redirect have no
// Breadcrumbs, redirect has no Languages.
//
// base.html is what runs. A layout defines its block "main", and may define
// "head"; or it defines "document", which is all of base.html, where it wants
// nothing of the frame. languages and redirect do, and any other may.
//
// # Functions
//
// Functions that templates have besides html/template's own:
//
//	t "key" [value …]      words of the interface in the page's language; {0}, {1} … are replaced
//	                       by the values; if there are plural forms, the first value chooses
//	icon "name"            the icon, as <svg class="icon" aria-hidden="true"> with <use> of the sprite
//	asset "img/x.svg"      URL of a file below assets/static, with its hash
//	rel "people/"          URL of a path in the page's language
//	dict "key" value …     a map, to hand several things to a partial
//	list value …           a slice
//	json value             for scripts, in data attributes: data-kinds="{{json .Site.Kinds}}"
//	join slice ", "        joins texts
//	ids terms              ids of a []Term, joined by spaces, for data attributes
//	words n                reading time in minutes of n words
//	first n slice          at most n of its elements
//	rest n slice           what first leaves over
//	hue degrees            0 to 359 as one of twelve classes: 0 to 11
//	tel "+49 40 123"       a telephone number as an address: "tel:+4940123;ext=4"; "" if it is none
//
// Templates may not hold inline scripts, inline styles or event handlers.
package render
