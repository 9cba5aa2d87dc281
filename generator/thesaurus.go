package generator

import (
	"errors"
	"io/fs"

	"ankerplatz/generator/config"
	"ankerplatz/generator/diag"
	"ankerplatz/generator/thesaurus"
	"ankerplatz/search/analysis"
)

// readThesauri reads the thesauri that site.yaml names, by language.
func readThesauri(folder fs.FS, site *config.Site) (map[string][]analysis.Saying, diag.List) {
	var list diag.List
	all := make(map[string][]analysis.Saying)
	for _, lang := range site.LangCodes() {
		at := site.Search.Thesaurus[lang]
		if at.Value == "" {
			continue
		}
		data, err := readBounded(folder, at.Value, thesaurus.Largest)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			list.Add(at.Span, diag.BadThesaurus, diag.Say("there is no file %q in the hub's folder", at.Value), diag.Say("copy it there, or remove this line"))
		case err != nil:
			list.Add(at.Span, diag.BadThesaurus, diag.Say("%q can't be read: %v", at.Value, err), diag.Say("name a file in the form of MyThes"))
		case len(data) > thesaurus.Largest:
			list.Add(at.Span, diag.BadThesaurus, diag.Say("%q has more than %d MB", at.Value, thesaurus.Largest>>20), diag.Say("take a smaller thesaurus"))
		default:
			said, problems := thesaurus.Read(at.Value, data)
			all[lang] = said
			list = append(list, problems...)
		}
	}
	return all, list
}
