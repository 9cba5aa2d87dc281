// Package render turns a linked hub into HTML with a theme's templates.
//
// # For theme authors
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
// Layouts: home, list, people, tip, toolkit, role, profile, page, terms, term,
// search, 404, languages (the root's language chooser), redirect. Each is
// executed with a [View]; base.html is what runs. redirect and languages may
// define the whole document by defining "document", see base.html.
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
