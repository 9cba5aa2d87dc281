package render

import (
	"strings"
	"testing"

	"ankerplatz/generator/browser"
)

// The policy is the first in a page's head, however a layout writes it.
func TestWithPolicy(t *testing.T) {
	for _, page := range []string{
		"<!DOCTYPE html>\n<html lang=\"de\">\n<head>|\n<meta charset=\"utf-8\"><title>T</title></head><body></body></html>",
		"<!doctype html><html lang=de>\n|<meta charset=utf-8><title>T</title><p>x",
		"<!doctype html>|<title>T</title><script src=a.js></script>",
		"<!-- <head> --><!DOCTYPE html><HTML data-x='>'><HEAD data-x=\"<head>\">|<script src=a.js></script></HEAD>",
		"|<script src=a.js></script><head></head>",
		"|words <head>",
		"<html>|<body>",
		"|",
	} {
		before, after, _ := strings.Cut(page, "|")
		if got := string(withPolicy([]byte(before + after))); got != before+browser.PolicyTag+after {
			t.Errorf("%s: %s", page, got)
		}
	}
}
