package browser

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"ankerplatz/generator/diag"
)

// active are the endings of files that a browser shows as a page or runs,
// wherever a web server has a type for them. The list is what the tables of
// Apache, nginx, Debian, the desktops (shared-mime-info) and npm (mime-db) call
// HTML, JavaScript or XML: in any XML an element may be one of HTML's. Endings
// that mean something else to most people (.res, .pls, .mpp, .scl) are not here:
// LooksActive tells those by what is in them.
var active = fields(`
	htm html htmls shtm shtml stm stml phtm dhtml xht xhtm xhtml mht mhtm mhtml hta htc
	js jsm mjs cjs es es3 es6 ecma jse vbs vbe vb wsf wsh wsc sct wasm swf spl xap swz
	xml xsl xslt xsd xbl xul xaml xbap rng dtd ent svgz
	1km aml apxml atom atomcat atomdeleted atomsrv atomsvc bdo bmed bmml ccmp ccxml cdfx cdxml cellml clue cml csl dae
	davmount dbk dcmp dd2 ddf docbook dwd emma emotionml et3 fb2 fdt fo gml gpx grxml ink inkml irp jnlp kino kml lasxml
	lbe lgr link66 lostsyncxml lostxml mads maei mathml meta4 metalink mets mml mods moml mpd mpf mrcx mscml musd
	musicxml mxml ncx obgx omdoc opf opml osfpvg osm owl owx provx pskcxml rapd rdf rdfs relo rfcxml rif rl rld rsat
	rsd rss rusd s1h sbml sdkd sdkm senmlx sensmlx shf sls smi smil sml sru srx ssdl ssml stpx swidtag tei teicorpus
	tfi ttml uis uoml uvt uvvt vml vpm vxml wadl wbs wif wml wmlc wmls wsdl wspolicy x3d x3dz xav xca xcs xdcf xdf xdm
	xdp xdssc xel xenc xer xhvml xlf xliff xmls xmi xns xop xpl xsf xsm xspf xvm xvml yin zaz zmm
`)

// run are the endings of programs that web servers are known to run. A server
// that goes by handlers (Apache) runs x.php.txt, too.
var run = fields(`
	php php3 php4 php5 php6 php7 php8 phps pht phtml phar asp aspx ashx asmx asax ascx axd asa cdx cshtml vbhtml
	jsp jspx jspf jsw jsv jtml cfm cfml cfc cgi fcgi
`)

// runLast are such endings that mean a language or nothing in the middle of a
// name.
var runLast = fields("pl py rb")

// settings are files by which web servers and hosts are told how to serve.
var settings = fields(".htaccess .htpasswd .user.ini web.config php.ini _headers _redirects")

// packed are the endings of single files that are packed for the way: what is
// shown is what they hold.
var packed = fields("gz br zst z bz2 xz lz lzma deflate")

func fields(list string) map[string]bool {
	set := map[string]bool{}
	for _, ending := range strings.Fields(list) {
		set[ending] = true
	}
	return set
}

// Refused says why a file of that name can't be part of a hub's content; nothing
// if its name is no reason. The case of letters makes no difference. Of several
// endings web servers take the last one that they have a type for, and they
// know of languages and encodings: x.html.de and x.html.gz are HTML.
func Refused(file string) diag.Text {
	name := strings.ToLower(path.Base(file))
	if settings[name] {
		return diag.Say("would change how a web server serves the hub")
	}
	endings := strings.FieldsFunc(name, func(r rune) bool { return r == '.' || r == ';' || r == ':' })
	for i := range endings {
		endings[i] = strings.TrimSpace(endings[i])
	}
	if len(endings) == 0 {
		return diag.Text{}
	}
	if name[0] != '.' {
		endings = endings[1:] // the first part is the name
	}
	last := len(endings) - 1
	for i, ending := range endings {
		if run[ending] || i == last && runLast[ending] {
			return diag.Say("could be run by a web server")
		}
	}
	for i, ending := range slices.Backward(endings) {
		typed := contentTypes["."+ending] != "" && !packed[ending]
		switch {
		case active[ending], ending == "svg" && i < last: // SVG that nothing looks into
			return diag.Say("could run scripts in the name of the hub")
		case typed:
			return diag.Text{}
		}
	}
	return diag.Text{}
}

// Sniffed is how many bytes of a file LooksActive needs.
const Sniffed = 1445

// LooksActive reports whether a file begins as HTML and XML do. Such a file may
// be shown as a page by browsers or servers that go by content, whatever its
// name. (The WHATWG's MIME Sniffing Standard, 7.1, has the tags that browsers
// look for; XML must begin with one.) Texts and CSV files have a type everywhere
// and may begin so.
func LooksActive(file string, beginning []byte) bool {
	if ext := strings.ToLower(path.Ext(file)); ext == ".txt" || ext == ".csv" {
		return false
	}
	text := bytes.ReplaceAll(beginning, []byte{0}, nil) // UTF-16 and UTF-32
	for _, mark := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		text = bytes.TrimPrefix(text, []byte(mark))
	}
	text = bytes.TrimLeft(text, "\t\n\f\r ")
	if len(text) < 2 || text[0] != '<' {
		return false
	}
	c := text[1] | 0x20
	return c >= 'a' && c <= 'z' || strings.IndexByte("!?/_:", text[1]) >= 0 || text[1] >= 0x80
}
