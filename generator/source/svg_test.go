package source

import (
	"errors"
	"strings"
	"testing"
)

// pixel is a picture as data.
const pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

func TestCheckSVG(t *testing.T) {
	inSVG := func(text string) []byte {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ink="http://www.inkscape.org/namespaces/inkscape">` + text + "</svg>")
	}
	for _, text := range []string{
		`<rect style="data:image/;background-image:url(http://evil.example/1.png)"/>`,
		`<rect style="data:image/png;base64,AAAA;fill:url(http://evil.example/2.svg#a)"/>`,
		`<rect class="data:image/png;base64,AA" fill="data:image/png;base64,AA url(http://evil.example/3#a)"/>`,
		`<rect fill="url(http://evil.example/4.svg#a)"/>`,
		`<rect filter="URL( 'other.svg#a' )"/>`,
		`<rect mask="url(#a)" clip-path="url(/b.svg#c)"/>`,
		`<path marker-end="url(//evil.example/m.svg#a)"/>`,
		`<rect cursor="url(c.cur), auto"/>`,
		`<rect style="fill:\75rl(//evil.example)"/>`,
		`<rect style="fill:u&#x72;l(//evil.example)"/>`,
		`<rect style="background:image-set('a.png' 1x)"/>`,
		`<rect style="background:cross-fade(red, blue)"/>`,
		`<style>@import "//evil.example/a.css";</style>`,
		`<style>@im<g>x</g>port "//evil.example/a.css";</style>`,
		`<style>rect{fill:u<title>x</title>rl(//evil.example/a.svg#b)}</style>`,
		`<style>rect{fill:<![CDATA[u]]>rl(a.svg#b)}</style>`,
		`<style>rect{}<!-- -->rect{background:ur<!-- -->l(a.png)}</style>`,
		`<image href="http://evil.example/5.png"/>`,
		`<image xlink:href="//evil.example/6.png"/>`,
		`<image href="data:image/svg+xml;base64,PHN2Zy8+"/>`,
		`<image href="data:image/png;base64,AA url(http://evil.example)"/>`,
		`<image href="data:image/png,raw"/>`,
		`<use href="` + pixel + `"/>`,
		`<use href="other.svg#part"/>`,
		`<use xlink:href="data:image/svg+xml,x#y"/>`,
		`<filter id="f"><feImage href="http://evil.example/7.png"/></filter>`,
		`<a href="https://evil.example/"><rect/></a>`,
		`<a href="#x" ping="http://evil.example/8"><rect/></a>`,
		`<g xml:base="http://evil.example/"><use href="#a"/></g>`,
		`<rect><animate attributeName="fill" values="red;url(http://evil.example/9#a)"/></rect>`,
		`<rect><animate attributeName="fill" to="url(//evil.example/10#a)"/></rect>`,
		`<rect><animate attributeName="filter" from="none" by="url(x#a)"/></rect>`,
		`<a><animate attributeName="href" to="#a"/></a>`,
		`<a><animate attributeName="xlink:href" to="#a"/></a>`,
		`<rect><animate attributeName="style" to="fill:red"/></rect>`,
		`<rect><animate attributeName="onclick" to="x"/></rect>`,
		`<set attributeName="x" to="1"/>`,
		`<script href="#a"/>`,
		`<foreignObject/>`,
		`<img xmlns="http://www.w3.org/1999/xhtml" src="#a"/>`,
		`<rect src="#a"/>`,
		`<rect onload="x"/>`,
		`<?xml-stylesheet href="a.css"?>`,
	} {
		if err := CheckSVG(inSVG(text)); !errors.As(err, new(*unsafeSVG)) {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{
		`<image href="` + pixel + `"/>`,
		"<image xlink:href=\"" + strings.Replace(pixel, "AAAB", "AA\n AB", 1) + "\"/>",
		`<filter id="f"><feImage href="data:image/jpeg;base64,AA=="/></filter>`,
		`<rect fill="url(#a)" style="filter:url('#b');stroke:#fff"/>`,
		`<rect><animate attributeName="opacity" values="0;1"/></rect>`,
		`<a href="#x"><use href="#y"/></a>`,
		`<style>rect{fill:url(#a)} /* a comment */</style>`,
		`<g ink:export-filename="C:\pictures\plan.png"/>`,
	} {
		if err := CheckSVG(inSVG(text)); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}
