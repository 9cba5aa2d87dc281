package strictyaml

import (
	"bytes"

	"gopkg.in/yaml.v3"

	"ankerplatz/generator/diag"
)

func (p *parser) explain(err error) {
	p.add(0, 1, diag.YAMLSyntax, err.Error(), "")
}

func (p *parser) explainTop(root *Node) {
	p.list.Add(root.Span(), diag.YAMLSyntax, "fields are missing here", `write "title: Some words"`)
}

func (p *parser) secondDocument() int { return bytes.Index(p.text, []byte("\n---")) + 1 }

func (p *parser) checkProperties(n *Node, y *yaml.Node, start int) {}
