package hub

import (
	"path"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/markdown"
	"ankerplatz/generator/picture"
	"ankerplatz/generator/source"
)

// unseen tells of a file that a text shows as a picture where readers do not
// see it, each once.
func (l *linker) unseen(ref markdown.Ref, a *Asset) {
	huge := a.Width > 0 && a.Type != "svg" && !picture.Formable(a.Width, a.Height)
	if l.flawed[a] || markdown.Plays(ref.Dest) || a.Seen() && a.Flaw == source.NoFlaw && !huge {
		return
	}
	l.flawed[a] = true
	name := quote(path.Base(ref.Dest))
	if a.Flaw != source.NoFlaw {
		what, way := a.Damage(name)
		l.tell(ref.Span, diag.BadPicture, what, way)
		return
	}
	if huge {
		l.tell(ref.Span, diag.BadPicture, diag.Say("%s has %d million pixels, too many to be made smaller: readers load all of it", name, a.Width*a.Height/1_000_000),
			diag.Say("make it smaller: 4000 × 3000 pixels are enough"))
		return
	}
	what, hint := diag.Say("%s is a %s picture, which not every browser shows", name, a.Format), diag.Say("open it in Paint, Preview or another program for pictures, and save it as PNG")
	switch a.Format {
	case "HEIC":
		what = diag.Say("%s is a HEIC photo, as iPhones take them, which few browsers show", name)
		hint = diag.Say("save it as JPEG, and link to that; an iPhone takes JPEG with Settings › Camera › Formats › Most Compatible")
	case "EMF", "WMF", "EPS", "Illustrator":
		what = diag.Say("%s is a drawing (%s), which browsers don't show", name, a.Format)
		hint = diag.Say("save it as SVG or PNG where it was drawn; in Word and PowerPoint: right-click it, then Save as Picture")
	case "PDF":
		what, hint = diag.Say("%s is a document, not a picture", name), diag.Say("link to it, without the exclamation mark; or save what is to be seen of it as PNG")
	case "PNG", "JPEG", "GIF", "WebP", "AVIF":
		what = diag.Say("%s is a %s picture, but its name does not say so", name, a.Format)
		hint = diag.Say("give its name the ending .%s, here and in the folder", endings[a.Format])
	case "":
		if what, hint = diag.Say("%s is no picture", name), diag.Say("link to it, without the exclamation mark"); a.IsImage() {
			what, hint = diag.Say("%s is no picture, whatever its name says", name), diag.Say("save it again as JPEG, PNG or WebP, or take another")
		}
	}
	l.tell(ref.Span, diag.BadPicture, what, hint)
}

var endings = map[string]string{"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WebP": "webp", "AVIF": "avif"}

// hollow tells of files that nothing is in, those that no text shows and no profile.
func (l *linker) hollow() {
	for _, a := range l.assets {
		if a.Flaw != source.NoFlaw && !l.flawed[a] && !a.Portrait {
			what, way := a.Damage(quote(path.Base(a.Path)))
			l.tell(diag.NewFile(path.Join(source.Root, a.Path), nil).Span(0, 0), diag.HollowFile, what, way)
		}
	}
}

// Damage says what is wrong with a file in which nothing is, or only a part, and
// what to do about it. name is what the file is called there.
func (a *Asset) Damage(name string) (what, way diag.Text) {
	way = diag.Say("copy it here again from where it comes from, and look whether it opens")
	switch a.Flaw {
	case source.Empty:
		return diag.Say("%s is empty", name), way
	case source.Pointer:
		return diag.Say("%s is only a pointer of Git LFS: the file itself was not fetched", name),
			diag.Say("fetch it with `git lfs pull`; what builds the site on a server has to fetch it too")
	case source.NoFlaw, source.Cut:
	}
	return diag.Say("%s is damaged: its end is missing, or something in it was changed on the way", name), way
}
