package generator

import (
	"reflect"
	"testing"
	"testing/fstest"

	"ankerplatz/generator/theme"
	"ankerplatz/themes"
)

// The component has all texts in all languages of the theme, whatever
// languages the hub has.
func TestComponentTexts(t *testing.T) {
	shipped, _ := theme.Open(themes.FS(), fstest.MapFS{}, "default")
	texts := componentTexts(shipped)
	for _, code := range []string{"da", "de", "en", "fr", "nl", "sv"} {
		own := reflect.ValueOf(texts[code])
		for i := range own.NumField() {
			if own.Field(i).String() == "" {
				t.Errorf("%s: there is no %s", code, own.Type().Field(i).Name)
			}
		}
	}
	if texts["de"].Ctrl != "Strg" || texts["da"].Search != "Søg" {
		t.Errorf("texts are in another language: %v, %v", texts["de"], texts["da"])
	}
}
