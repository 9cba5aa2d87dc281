package generator

import (
	"strings"

	"ankerplatz/generator/diag"
	"ankerplatz/generator/output"
)

// compressed tells of files whose names the compressed forms of other files
// take.
func (p *planner) compressed() {
	if !p.config.Output.Compress {
		return
	}
	for i, f := range p.files {
		for _, coding := range output.Codings {
			name, ok := strings.CutSuffix(fold(f.path), coding.Ending)
			if _, taken := p.taken[name]; ok && taken && output.Compressible(name) {
				p.list.Add(p.places[i], diag.DuplicateURL, "the address /"+f.path+" is taken by the compressed form of "+p.files[p.taken[name]].path,
					"give one of them another name, or leave output.compress in site.yaml out")
			}
		}
	}
}
