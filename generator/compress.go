package generator

import (
	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
	"ankerplatz/generator/slug"
)

// compressed tells of files and folders whose names the compressed forms of
// other files take.
func (p *planner) compressed() {
	if !p.config.Output.Compress {
		return
	}
	for _, f := range p.files {
		for _, coding := range output.Codings {
			key := slug.Fold(f.path + coding.Ending)
			i, taken := p.taken[key]
			if !taken {
				i, taken = p.folders[key]
			}
			if taken && output.Compressible(f.path) {
				p.list.Add(p.places[i], diag.DuplicateURL, "the address /"+p.files[i].path+" is taken by the compressed form of "+f.path,
					"give one of them another name, or leave output.compress in site.yaml out")
			}
		}
	}
}
