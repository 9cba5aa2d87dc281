// Package render turns a linked hub into HTML with a theme's templates.
//
// How a theme is put together, and which functions its templates have, is told
// in docs/themes.md.
//
// # Layouts
//
// Each is executed with a [View], which has in it what every page needs, and
// these parts besides:
//
//	home         Home                a language's home page
//	<kind>       Page, Feed          a page of that kind; where the theme has no layout for it, page is used
//	list         List, Feed          a folder
//	list-<kind>  List, Feed          a folder for pages of that kind; where the theme has no layout for it, list is used
//	people       People              the directory of people
//	boundaries   Who, List           who solves what, of all roles
//	competences  Competences, List   who knows what
//	network      Network, List       how well departments are looked after
//	letter       Letter, List, Feed  what is new: of the last 30 days, or of a whole month
//	insights     Insights, List      what readers look for and miss
//	terms        Terms               all apps, departments or tags
//	term         Term, Feed          one of them
//	search       Home                 the search's page
//	404          –                   what stands in for a page that is not there
//	offline      –                   what stands in for a page that is not kept on the reader's device
//	languages    –                   the root of a hub in several languages, which are View.Languages
//	redirect     Redirect            an old address, and the root of a hub in one language
//
// The List of boundaries, competences, insights, letter and network is what
// lies in the folder of that name, nil without one. Feed is nil where the page
// has none of its own; of pages only profiles have. home, search, 404, languages
// and redirect have no Breadcrumbs, redirect has no Languages.
//
// base.html is what runs. A layout defines its block "main", and may define
// "head"; or it defines "document", which is all of base.html, where it wants
// nothing of the frame. languages and redirect do, and any other may.
//
// # Kinds
//
// What tells kinds of pages apart is data here, not cases in templates: a
// [Card] has its [Kind], with the words for it and its icon, and the [Fact]
// that its kind says of the page; [Site].Kinds are all kinds. What only one
// kind has is [Page].Own, for the layout of that kind. The file of a kind says
// all this by a call of kind, as tip.go does. What a kind shows on pages about
// something else is a [Band]: of the home page, of those of apps, departments
// and tags, of profiles and of other pages. The
// colour of a kind is the custom property --hue of the class kind-<name>.
package render
