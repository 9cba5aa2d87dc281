// Package weblinks asks other sites whether what a hub's pages link to is still
// there. It asks each host for one address at a time, with a pause between two,
// for heads before it asks for pages, and keeps to what hosts say of robots and
// of when to come again. What it found out is remembered.
package weblinks

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"ankerplatz/generator/diag"
)

// Link is an address that a text links to, and where it stands.
type Link struct {
	URL string
	At  diag.Span
}

// Options say how hosts are asked.
type Options struct {
	Agent   string // what the program calls itself
	Private bool   // hosts of the own network are asked, too
	Known   Known  // what is known from earlier; gets what is found out
	Now     time.Time
	Pause   time.Duration // between two requests to a host; 0 is a second
	Timeout time.Duration // of a request; 0 is 20 seconds

	loopback bool // the own machine may be asked: tests do
}

// Known is what is known of addresses.
type Known map[string]Answer

// Answer is how a host answered for an address.
type Answer struct {
	At      time.Time `json:"at"`
	Verdict Verdict   `json:"verdict"`
	Detail  string    `json:"detail,omitempty"` // a status or what went wrong; of Moved the new address
}

// Verdict is what an answer means.
type Verdict string

// The verdicts.
const (
	Fine    Verdict = "fine"
	Gone    Verdict = "gone"    // 404, 410
	NoHost  Verdict = "no-host" // nothing has the name
	Moved   Verdict = "moved"   // for good, and the new address is fine
	Home    Verdict = "home"    // for good, to the first page of a site
	Silent  Verdict = "silent"  // no answer, or that of a host in trouble
	Refused Verdict = "refused" // the host does not say: it wants to know who asks, or nobody to ask
	Private Verdict = "private" // of the own network; never remembered
)

// lasts is how long an answer is taken for true.
var lasts = map[Verdict]time.Duration{
	Fine: 14 * 24 * time.Hour, Moved: 14 * 24 * time.Hour, Home: 14 * 24 * time.Hour, Refused: 7 * 24 * time.Hour,
	Gone: 24 * time.Hour, NoHost: 24 * time.Hour, Silent: time.Hour,
}

// Fresh are the answers that still count.
func (k Known) Fresh(now time.Time) Known {
	fresh := Known{}
	for address, a := range k {
		if age := now.Sub(a.At); age >= 0 && age < lasts[a.Verdict] {
			fresh[address] = a
		}
	}
	return fresh
}

// Asked says what a check did.
type Asked struct {
	Links     int // addresses
	Requested int // of which so many were asked for, the others were known
	Private   int // that were not asked for, as their hosts are of the own network
}

// ErrOffline says that not one of several hosts could be reached.
var ErrOffline = diag.Say("no other site could be reached: is this computer online, or has it to go through a proxy (HTTPS_PROXY)?")

// hostsAtOnce are asked at the same time.
const hostsAtOnce = 8

// Check asks for the addresses of links, each once, and tells of those that lead
// nowhere any more, or elsewhere. The error is the context's, or ErrOffline.
func Check(ctx context.Context, links []Link, opt Options) (diag.List, Asked, error) {
	if opt.Pause == 0 {
		opt.Pause = time.Second
	}
	if opt.Timeout == 0 {
		opt.Timeout = 20 * time.Second
	}
	answers, hosts := opt.Known.Fresh(opt.Now), map[string][]string{}
	seen := map[string]bool{}
	for _, link := range links {
		address, host := bare(link.URL)
		if host == "" || seen[address] {
			continue
		}
		seen[address] = true
		if _, known := answers[address]; !known {
			hosts[host] = append(hosts[host], address)
		}
	}
	asked := Asked{Links: len(seen)}
	names := make([]string, 0, len(hosts))
	for host := range hosts {
		names = append(names, host)
	}
	slices.Sort(names)

	var mu sync.Mutex
	reached := len(answers) > 0
	c := newClient(opt)
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(hostsAtOnce)
	for _, name := range names {
		work.Go(func() error {
			return c.host(ctx, hosts[name], func(address string, a Answer) {
				mu.Lock()
				defer mu.Unlock()
				answers[address] = a
				switch a.Verdict {
				case Private:
					asked.Private++
				default:
					asked.Requested++
				}
				reached = reached || a.Verdict != NoHost && a.Verdict != Silent && a.Verdict != Private
			})
		})
	}
	err := work.Wait()
	if err == nil && !reached && asked.Requested > 2 {
		return nil, asked, ErrOffline
	}
	for address, a := range answers {
		if a.Verdict != Private {
			opt.Known[address] = a
		}
	}
	return tell(links, answers), asked, err
}

// bare is an address without what only browsers need, and its host; that is ""
// for what is no address of the web.
func bare(address string) (bareAddress, host string) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "", ""
	}
	switch u.Scheme {
	case "":
		u.Scheme = "https"
	case "http", "https":
	default:
		return "", ""
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	return u.String(), strings.ToLower(u.Host)
}

// tell tells of the links whose answers are bad.
func tell(links []Link, answers Known) diag.List {
	var list diag.List
	for _, link := range links {
		address, _ := bare(link.URL)
		a := answers[address]
		switch a.Verdict {
		case Gone:
			list.Add(link.At, diag.DeadLink, diag.Say("nothing is at this address any more: the site answers %s", a.Detail), mend)
		case NoHost:
			list.Add(link.At, diag.DeadLink, diag.Say("there is no site %q any more", hostOf(link.URL)), mend)
		case Home:
			list.Add(link.At, diag.MovedLink, diag.Say("this address leads to the first page of the site now: %s", a.Detail), mend)
		case Moved:
			to := a.Detail
			if _, fragment, ok := strings.Cut(link.URL, "#"); ok && !strings.Contains(to, "#") {
				to += "#" + fragment
			}
			hint := diag.Say("write %s", to)
			if link.At.Text() == link.URL {
				list.AddFix(link.At, diag.MovedLink, diag.Say("this address has moved for good"), hint, diag.Edit{Span: link.At, New: to})
			} else {
				list.Add(link.At, diag.MovedLink, diag.Say("this address has moved for good"), hint)
			}
		case Silent:
			list.Add(link.At, diag.SilentLink, diag.Say("this site does not answer: %s", why(a.Detail)),
				diag.Say("open it in the browser: if it is gone for good, mend the address or take the link away"))
		case Fine, Refused, Private:
		}
	}
	return list
}

// What is remembered of sites that do not answer, beside what the machine says.
const (
	tooSlow      = "too slow"
	silentBefore = "silent before"
	nowhere      = "nowhere"
)

func why(detail string) diag.Text {
	switch detail {
	case tooSlow:
		return diag.Say("nothing came in time")
	case silentBefore:
		return diag.Say("nothing came for other addresses")
	case nowhere:
		return diag.Say("it leads to something that is no address")
	}
	return diag.Say("%s", detail)
}

var mend = diag.Say("look for where it is now, and mend the address, or take the link away")

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Hostname()
}
