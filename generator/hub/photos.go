package hub

import (
	"path"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/slug"
	"ankerplatz/generator/source"
	"ankerplatz/generator/strictyaml"
)

// addPhotos finds the photos that profiles name and may show.
func (l *stored) addPhotos(private map[string]bool) {
	for _, p := range l.pages {
		public := l.public[p]
		if public == nil || public.Photo.Value == "" {
			continue
		}
		photo, person := public.Photo, l.whose[p]
		asset := l.asset(p, photo.Value)
		switch {
		case asset != nil && asset.IsImage():
			asset.Portrait = true
			if l.photo(photo, asset) && (l.photos[person] == nil || p == person.Main) {
				l.photos[person] = asset
			}
		case private[slug.Fold(path.Join(p.Dir(), photo.Value))]:
			l.tell(photo.Span, diag.MissingFile, diag.Say("the picture %s is kept back, because another profile names it without consent", quote(photo.Value)),
				diag.Say("write photo under consent: in all of them, or take photo: out there"))
		default:
			l.missing(photo.Span, photo.Value, filePaths(p.Page, photo.Value), diag.MissingFile, diag.Say("there is no picture %s beside the profile", quote(photo.Value)), l.nearAsset(p, photo.Value))
		}
	}
}

// What a photo may have at most before it is told: everybody who looks for a
// colleague loads it.
const (
	photoPixels = 25_000_000
	photoBytes  = 2 << 20
)

// photo reports whether a profile's picture can be shown, and tells of one
// that had better be another.
func (t *task) photo(at strictyaml.Text, a *Asset) bool {
	switch {
	case a.Type == "svg":
	case a.Type == "avif":
		t.tell(at.Span, diag.BadPhoto, diag.Say("%s may say where and by whom it was taken: AVIF pictures are published as they are", quote(at.Value)),
			diag.Say("save it as JPEG, PNG or WebP; of these nothing but the picture is published"))
	case a.Width == 0:
		t.tell(at.Span, diag.BadPhoto, diag.Say("%s is no picture, whatever its name says", quote(at.Value)), diag.Say("save the photo as JPEG, PNG or WebP; until then the initials are shown"))
		return false
	case a.Width > photoPixels/max(a.Height, 1), a.Size > photoBytes:
		t.tell(at.Span, diag.BadPhoto, diag.Say("%s is very large: %d × %d pixels, %d KB", quote(at.Value), a.Width, a.Height, a.Size>>10),
			diag.Say("make it smaller; 800 × 800 pixels are enough"))
	case a.Flaw != source.NoFlaw:
		what, way := a.Damage(quote(at.Value))
		t.tell(at.Span, diag.BadPhoto, what, way)
	}
	return true
}

// privatePhotos are the pictures that profiles name but may not show, folded:
// on some disks the photo of a profile is found however its name is written.
func (l *peopled) privatePhotos(all []*source.Asset) map[string]bool {
	there := map[string]bool{}
	for _, a := range all {
		there[slug.Fold(a.Path)] = true
	}
	private, shown := map[string]bool{}, map[string]bool{}
	for _, p := range l.pages {
		profile := written(p)
		if profile == nil || profile.Photo.Value == "" {
			continue
		}
		photo, found := profile.Photo, false
		mayShow := l.public[p].Photo.Value != ""
		for _, name := range filePaths(p.Page, photo.Value) {
			name = slug.Fold(name)
			found = found || there[name]
			if mayShow {
				shown[name] = true
			} else {
				private[name] = true
			}
		}
		if !found && !mayShow {
			// Nobody would notice otherwise, and the photo itself, whatever
			// its name, would be published like any other picture.
			l.missing(photo.Span, photo.Value, filePaths(p.Page, photo.Value), diag.MissingFile, diag.Say("there is no picture %s beside the profile", quote(photo.Value)), diag.Say("write the file's name as it is"))
		}
	}
	for _, p := range l.hidden {
		profile := written(p)
		if profile == nil || profile.Photo.Value == "" {
			continue
		}
		for _, name := range filePaths(p.Page, profile.Photo.Value) {
			if name = slug.Fold(name); !shown[name] {
				private[name] = true // of a draft
			}
		}
	}
	return private
}
