package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
)

// wayOut is what to do with most files that are no tables.
const wayOut = "save the list as .xlsx or as CSV UTF-8"

func notThis(what, help string) error {
	return fmt.Errorf("it is %s, which is not read here: %s", what, help)
}

func isArchive(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// signatures are how files begin that are neither archives of the ZIP kind nor
// text. The longer ones come before those that they begin with.
var signatures = []struct{ begin, what string }{
	{"PK\x05\x06", "an empty archive"},
	{"%PDF", "a PDF document"},
	{"%!PS", "a PostScript document"},
	{`{\rtf`, "a text document (RTF)"},
	{"\x89PNG", "an image (PNG)"},
	{"\xff\xd8\xff", "an image (JPEG)"},
	{"GIF8", "an image (GIF)"},
	{"II*\x00", "an image (TIFF)"},
	{"MM\x00*", "an image (TIFF)"},
	{"RIFF", "an image, a film or a sound (RIFF)"},
	{"\x1f\x8b", "an archive (gzip)"},
	{"7z\xbc\xaf", "an archive (7z)"},
	{"Rar!", "an archive (RAR)"},
	{"BZh", "an archive (bzip2)"},
	{"\xfd7zXZ", "an archive (xz)"},
	{"\x28\xb5\x2f\xfd", "an archive (Zstandard)"},
	{"SQLite format 3\x00", "a database (SQLite)"},
	{"\x00\x01\x00\x00Standard ", "a database (Access)"},
	{"PAR1", "a table for programs (Parquet)"},
	{"!BDN", "an Outlook data file (.pst)"},
	{"MZ", "a program"},
	{"\x7fELF", "a program"},
	{"\x09\x08", "an old Excel workbook (.xls)"},
	{"\x09\x04\x06\x00", "an old Excel workbook (.xls)"},
	{"\x09\x02\x06\x00", "an old Excel workbook (.xls)"},
	{"\x09\x00\x04\x00", "an old Excel workbook (.xls)"},
	{"\x00\x00\x02\x00", "a Lotus 1-2-3 table"},
	{"\x00\x00\x1a\x00", "a Lotus 1-2-3 table"},
	{"\x03", "a database's table (dBase)"},
	{"bplist00", "a shortcut or a settings file of macOS"},
}

// noTable says what a file is, if it is something that no table can be read
// from. It does not look into archives of the ZIP kind.
func noTable(data []byte) error {
	switch {
	case len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))) == 0:
		return errors.New("it is empty: was the list saved, or is it still being copied?")
	case len(bytes.Trim(data[:min(len(data), 4096)], "\x00")) == 0:
		return errors.New("it holds nothing but zeros: it was not copied or downloaded completely; do that again")
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return compound(data)
	case len(data) == 165 && data[0] == data[54] && data[55] == 0: // who has the workbook open: twice the length of a name
		return notThis("a file by which Excel or LibreOffice notes that a workbook is open (~$…)", "take the workbook itself")
	case len(data) > 12 && string(data[4:8]) == "ftyp":
		return notThis("an image or a film", wayOut)
	case isArchive(data):
		return nil
	}
	for _, s := range signatures {
		// A list may begin with MZ or RIFF, too.
		if bytes.HasPrefix(data, []byte(s.begin)) && (!isAlnum(rune(data[0])) || !isText(data)) {
			return notThis(s.what, wayOut)
		}
	}
	begin := data[:min(len(data), 64<<10)]
	if from := wide(begin); from != nil {
		begin, _ = from.NewDecoder().Bytes(begin)
	}
	return otherText(strings.TrimPrefix(string(begin), "\ufeff"))
}

// isText: no control characters but white space.
func isText(data []byte) bool {
	return !bytes.ContainsFunc(data[:min(len(data), 512)], func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\r\f\v\x1a", r) })
}

// compound tells the kinds of Microsoft's compound files apart by the names
// that are in their directories ([MS-CFB], section 2.6).
func compound(data []byte) error {
	has := func(name string) bool {
		wide := make([]byte, 0, 2*len(name))
		for _, c := range []byte(name) {
			wide = append(wide, c, 0)
		}
		return bytes.Contains(data, wide)
	}
	switch {
	case has("EncryptedPackage"):
		return notThis("a workbook with a password", "open it in Excel and save it without one (File → Info → Protect Workbook), or save the list as CSV UTF-8")
	case has("__properties_version"):
		return notThis("an Outlook message (.msg)", "save the list that is attached to it")
	case has("Workbook"), has("Book"):
	case has("WordDocument"):
		return notThis("an old Word document (.doc)", wayOut)
	case has("PowerPoint Document"):
		return notThis("an old presentation (.ppt)", wayOut)
	}
	return notThis("an old Excel workbook (.xls)", wayOut)
}

// noWorkbook says what an archive of the ZIP kind is, if it is no workbook.
func noWorkbook(archive *zip.Reader) error {
	kind := ""
	if r, err := archive.Open("mimetype"); err == nil {
		begin := make([]byte, 128)
		n, _ := io.ReadFull(r, begin)
		kind = string(begin[:n])
		_ = r.Close()
	}
	list, workbook := "", false
	for _, file := range archive.File {
		name := strings.ReplaceAll(file.Name, `\`, "/")
		top, _, _ := strings.Cut(name, "/")
		switch {
		case file.Flags&1 != 0:
			return notThis("an archive with a password", "unpack it, and take the list that is in it")
		case name == "xl/workbook.bin":
			return notThis("a binary workbook (.xlsb)", wayOut)
		case top == "xl":
			workbook = true
		case top == "word":
			return notThis("a Word document (.docx)", wayOut)
		case top == "ppt":
			return notThis("a presentation (.pptx)", wayOut)
		case top == "visio":
			return notThis("a drawing (.vsdx)", wayOut)
		case path.Ext(name) == ".iwa" || name == "Index.zip":
			return notThis("a document of Numbers, Pages or Keynote", "in Numbers: File → Export To → Excel, or CSV with the encoding UTF-8")
		case kind == "" && list == "" && (path.Ext(name) == ".xlsx" || path.Ext(name) == ".csv"):
			list = path.Base(name)
		}
	}
	switch {
	case workbook:
		return nil
	case strings.Contains(kind, "opendocument.spreadsheet"):
		return notThis("an OpenDocument table (.ods)", wayOut)
	case strings.Contains(kind, "opendocument"):
		return notThis("an OpenDocument text or drawing", wayOut)
	case list != "":
		return notThis("an archive (.zip)", fmt.Sprintf("unpack it, and take %q", list))
	}
	return notThis("an archive (.zip), but no workbook", "unpack it, and take the list, if it is in it; else "+wayOut)
}

// texts are how texts begin that are no CSV, without case and white space.
var texts = []struct {
	begin      *regexp.Regexp
	what, help string
}{
	{
		regexp.MustCompile(`^\{[^}]*(docs\.google\.com|"doc_id")`), "a shortcut to a table at Google",
		"open it in the browser, then File → Download → Microsoft Excel (.xlsx)",
	},
	{regexp.MustCompile(`^(\[internetshortcut\]|\[desktop entry\])`), "a shortcut to a web page", "open it, and download the list as .xlsx or CSV"},
	{regexp.MustCompile(`^<\?xml[^>]*>\s*<\?mso-application progid="excel|^<\?xml[^>]*>[^>]*<(ss:)?workbook`), "an XML table of Excel 2003", "open it in Excel, and " + wayOut},
	{regexp.MustCompile(`^(<\?xml[^>]*>\s*)?<office:document`), "an OpenDocument table (.fods)", wayOut},
	{regexp.MustCompile(`^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|meta|body|table|style)\b`), "a web page (HTML), whatever its name says", "open it in Excel or LibreOffice, and " + wayOut},
	{regexp.MustCompile(`^(<\?xml|<!doctype|<svg)`), "an XML document", wayOut},
	{regexp.MustCompile(`^(received|return-path|mime-version|x-[a-z-]+): |^(from|date|subject): [^\n]*\n(from|to|cc|date|subject|reply-to): `), "an e-mail or a web archive", "save the list that is in it as .xlsx or as CSV UTF-8"},
	{regexp.MustCompile(`^begin:vcard`), "a file of contacts (vCard)", "export the contacts as CSV"},
	{regexp.MustCompile(`^begin:vcalendar`), "a calendar (iCalendar)", wayOut},
	{regexp.MustCompile(`^((#[^\n]*|version: ?[0-9]+)\s+)*dn::? ?\S+=?`), "a directory's list (LDIF)", "export it as CSV, for example with csvde"},
	{regexp.MustCompile(`^id;p[^;\n]*(;[ne])*\s*\n[pbcfo];[a-z]`), "a table for programs (SYLK)", wayOut},
	{regexp.MustCompile(`^table\s+0,1\s`), "a table for programs (DIF)", wayOut},
	{regexp.MustCompile(`^version https://git-lfs`), "a pointer of Git LFS in the file's place", "fetch the file with git lfs pull"},
}

// otherText says what a text is, if it is none with rows and columns.
func otherText(text string) error {
	begin := strings.ToLower(strings.TrimSpace(text))
	for _, t := range texts {
		if t.begin.MatchString(begin) {
			return notThis(t.what, t.help)
		}
	}
	if begin != "" && strings.ContainsRune("{[", rune(begin[0])) && isJSON(strings.TrimSpace(text)) {
		return notThis("data for programs (JSON)", "export the list as CSV")
	}
	return nil
}

// isJSON reports whether a text, or its beginning, is JSON: objects, or lists
// with something in them.
func isJSON(text string) bool {
	d := json.NewDecoder(strings.NewReader(text))
	for range 3 {
		if _, err := d.Token(); err != nil {
			return false
		}
	}
	return true
}
