package generator

import (
	"context"
	"io/fs"
	"os"
	"path"
	"strconv"
	"sync"

	"golang.org/x/sync/semaphore"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/hub"
	"ankerplatz/generator/picture"
	"ankerplatz/generator/planned"
	"ankerplatz/generator/render"
	"ankerplatz/generator/source"
)

// keptFolder is the folder of a site in which is kept what takes long to make
// and can be made again. It can be deleted at any time.
const keptFolder = ".ankerplatz"

var keptPictures = path.Join(keptFolder, "pictures-"+strconv.Itoa(picture.FormsVersion))

// mostAtOnce is how many pixels of pictures are read at once, by all together.
const mostAtOnce = picture.MostPixels

// pictures has the forms of a site's pictures: each is made once, and kept in
// the site's folder under what is known of its content.
type pictures struct {
	room *semaphore.Weighted
	mu   sync.Mutex
	made map[string]func() formed // by the picture's sum
}

// formed is what was made of a picture, without the bytes of its forms. It is
// kept beside them, as a build that has the forms in its site asks for no more.
type formed struct {
	picture.Formed
	HasFace bool
	damaged bool
}

const formedName = ".sizes" // behind the name of a picture's forms

func newPictures() *pictures {
	return &pictures{room: semaphore.NewWeighted(mostAtOnce), made: map[string]func() formed{}}
}

// of is what is made of a picture that is read in a folder of a site.
func (p *pictures) of(site *os.Root, folder fs.FS, a *source.Asset) formed {
	p.mu.Lock()
	made := p.made[a.Sum]
	if made == nil {
		made = sync.OnceValue(func() formed {
			name := path.Join(keptPictures, a.Sum)
			var kept formed
			if unkeep(site, name+formedName, &kept) == nil {
				return kept
			}
			all, err := p.whole(site, folder, a)
			if err != nil {
				return formed{damaged: true}
			}
			for i := range all.Forms {
				all.Forms[i].Data = nil
			}
			kept.HasFace = all.Face != nil
			all.Small, all.Face = nil, nil
			kept.Formed = *all
			_ = keep(site, name+formedName, kept)
			return kept
		})
		p.made[a.Sum] = made
	}
	p.mu.Unlock()
	return made()
}

// whole is what is made of a picture, as it is kept, or else made now. What
// can't be kept is made again when it is needed.
func (p *pictures) whole(site *os.Root, folder fs.FS, a *source.Asset) (*picture.Formed, error) {
	name := path.Join(keptPictures, a.Sum)
	var kept picture.Formed
	if unkeep(site, name, &kept) == nil {
		return &kept, nil
	}
	pixels := int64(min(a.Width*a.Height, mostAtOnce))
	_ = p.room.Acquire(context.Background(), pixels) // it has no end
	defer p.room.Release(pixels)
	data, err := fs.ReadFile(folder, path.Join(source.Root, a.Path))
	if err != nil {
		return nil, err
	}
	made, err := picture.Forms(data)
	if err != nil {
		return nil, err
	}
	_ = keep(site, name, made)
	return made, nil
}

// forget takes away what is kept of pictures that the site has no more.
func (p *pictures) forget(site *os.Root, assets []*source.Asset) {
	known := map[string]bool{}
	for _, a := range assets {
		known[a.Sum], known[a.Sum+formedName] = true, true
	}
	kept, err := fs.ReadDir(site.FS(), keptPictures)
	for _, entry := range kept {
		if err == nil && !known[entry.Name()] {
			_ = site.Remove(path.Join(keptPictures, entry.Name())) // else the next build does
		}
	}
}

// pictureFiles are the forms of a site's pictures, a folder for each content.
func (o *origin) pictureFiles(h *hub.Hub) []planned.File {
	var files []planned.File
	known, faces := map[string]bool{}, map[string]bool{}
	for _, a := range h.Assets {
		faces[a.Sum] = faces[a.Sum] || a.Portrait
	}
	for _, a := range h.Assets {
		if !render.Formed(a) || known[a.Sum] {
			continue
		}
		known[a.Sum] = true
		folder := render.FormsOf(a)
		at := diag.NewFile(path.Join(source.Root, a.Path), nil).Span(0, 0)
		files = append(files, planned.File{Path: folder, Folder: true, At: at, Make: func(ctx context.Context, to planned.Sink) (list diag.List, err error) {
			made := o.opt.Cache.pictures.of(o.root, o.folder, a.Asset)
			if made.damaged {
				if a.Flaw == source.NoFlaw { // else it was told
					what, way := a.Damage(strconv.Quote(path.Base(a.Path)))
					list.Add(at, diag.HollowFile, what, way)
				}
				return list, nil
			}
			whole := sync.OnceValues(func() (*picture.Formed, error) { return o.opt.Cache.pictures.whole(o.root, o.folder, a.Asset) })
			add := func(name string, of func(*picture.Formed) []byte) error {
				_, err := planned.Lasting(path.Join(folder, name), func() ([]byte, diag.List, error) {
					all, err := whole()
					if err != nil {
						return nil, nil, err
					}
					return of(all), nil, nil
				}).Make(ctx, to)
				return err
			}
			err = add(render.SmallForm, func(all *picture.Formed) []byte { return all.Small })
			if err == nil && made.HasFace && faces[a.Sum] {
				err = add(render.FaceForm, func(all *picture.Formed) []byte { return all.Face })
			}
			for i, form := range made.Forms {
				if err == nil && form.Name != "" {
					err = add(form.Name, func(all *picture.Formed) []byte { return all.Forms[i].Data })
				}
			}
			return nil, err
		}})
	}
	return files
}
