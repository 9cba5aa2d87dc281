package browser

import (
	"path"
	"strings"
)

// unknown is the type of files that a browser is to save.
const unknown = "application/octet-stream"

// contentTypes are the types by endings. A type stands here because pages need
// it, because browsers show it without running it, or because a device opens it
// with the right program. All other files are unknown.
var contentTypes = map[string]string{
	// What builds write. Content of these types is refused (refused.go).
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".xml": "application/xml; charset=utf-8", ".wasm": "application/wasm", ".css": "text/css; charset=utf-8",
	".json": "application/json", ".map": "application/json", ".webmanifest": "application/manifest+json",
	".woff2": "font/woff2", ".woff": "font/woff",

	// Pictures, sound and films. SVG is looked into before it is published.
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
	".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon",
	".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg", ".mov": "video/quicktime", ".vtt": "text/vtt; charset=utf-8",
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".wav": "audio/wav", ".flac": "audio/flac",

	// Texts: shown as they stand, or opened by a spreadsheet, address book or
	// calendar.
	".txt": "text/plain; charset=utf-8", ".md": "text/markdown; charset=utf-8", ".csv": "text/csv; charset=utf-8",
	".vcf": "text/vcard; charset=utf-8", ".ics": "text/calendar; charset=utf-8",

	// Documents: browsers show PDF, the rest is opened by its program.
	".pdf": "application/pdf", ".zip": "application/zip", ".rtf": "application/rtf", ".epub": "application/epub+zip",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".xltx": "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".potx": "application/vnd.openxmlformats-officedocument.presentationml.template",
	".ppsx": "application/vnd.openxmlformats-officedocument.presentationml.slideshow",
	".doc":  "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
	".xlsm": "application/vnd.ms-excel.sheet.macroenabled.12", ".docm": "application/vnd.ms-word.document.macroenabled.12",
	".odt": "application/vnd.oasis.opendocument.text", ".ods": "application/vnd.oasis.opendocument.spreadsheet",
	".odp": "application/vnd.oasis.opendocument.presentation", ".odg": "application/vnd.oasis.opendocument.graphics",
	".vsdx": "application/vnd.ms-visio.drawing", ".msg": "application/vnd.ms-outlook", ".one": "application/onenote",

	// Unknown on purpose, and so saved: programs and their like (.ps1, .bat,
	// .exe, .msi, .reg), mail (.eml: some browsers take it for a page with its
	// pictures), archives other than ZIP, and whatever else.
}

// ContentType returns the type of a file by its name.
func ContentType(file string) string {
	if t, ok := contentTypes[strings.ToLower(path.Ext(file))]; ok {
		return t
	}
	return unknown
}
