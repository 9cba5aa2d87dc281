package hub

import (
	"strings"
	"testing"
)

// TestHeldBack: what is not shown, and why; what is for others is not even named.
func TestHeldBack(t *testing.T) {
	in := read(t, `
-- site.yaml --
title: Hub
languages: [en]
timezone: Europe/Berlin
audiences: [{id: inner, name: Inner}]
-- content/en/tips/day.md --
---
title: Day
publish: 2099-07-01
---
Text.
-- content/en/tips/draft.md --
---
title: Draft
draft: true
publish: 2099-07-01
---
Text.
-- content/en/tips/hour.md --
---
title: Hour
publish: 2099-07-01T06:00Z
---
Text.
-- content/en/tips/over.md --
---
title: Over
expires: 2020-03-01
---
Text.
-- content/en/tips/shown.md --
---
title: Shown
---
Text.
-- content/en/tips/theirs.md --
---
title: Theirs
draft: true
audience: [inner]
---
Text.
`)
	h, _ := Link(in)
	var got strings.Builder
	for _, held := range h.HeldBack {
		got.WriteString(held.File.Name + " " + held.URL + " " + held.Why.String() + "\n")
	}
	const want = `content/en/tips/day.md /en/tips/day/ until 2099-07-01
content/en/tips/draft.md /en/tips/draft/ it is a draft (--drafts shows it)
content/en/tips/hour.md /en/tips/hour/ until 2099-07-01 08:00 CEST
content/en/tips/over.md /en/tips/over/ it was to be seen until 2020-03-01
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}
