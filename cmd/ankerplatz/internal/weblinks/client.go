package weblinks

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/temoto/robotstxt"
)

const (
	hopsMost  = 10
	waitMost  = 30 * time.Second // that a host may ask for between two requests, or before the next
	robotName = "ankerplatz"
)

var errPrivate = errors.New("a host of the own network")

// client asks hosts.
type client struct {
	opt     Options
	http    *http.Client
	proxies sync.Map // host:port of proxies, which may be of the own network
}

func newClient(opt Options) *client {
	c := &client{opt: opt}
	dialer := &net.Dialer{Timeout: opt.Timeout, Control: func(_, address string, _ syscall.RawConn) error {
		if at, err := netip.ParseAddrPort(address); err == nil && !c.mayDial(at) {
			return errPrivate
		}
		return nil
	}}
	plain := &net.Dialer{Timeout: opt.Timeout}
	c.http = &http.Client{
		Timeout: opt.Timeout,
		Transport: &http.Transport{
			Proxy: func(r *http.Request) (*url.URL, error) {
				proxy, err := http.ProxyFromEnvironment(r)
				if proxy != nil {
					c.proxies.Store(proxy.Host, true)
				}
				return proxy, err
			},
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				if _, ok := c.proxies.Load(address); ok {
					return plain.DialContext(ctx, network, address)
				}
				return dialer.DialContext(ctx, network, address)
			},
			TLSHandshakeTimeout: opt.Timeout, MaxIdleConnsPerHost: 1,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

// mayDial reports whether a machine may be asked. That is decided when its
// address is known, and not by its name alone: a name may lead anywhere, and
// texts come from many. The own machine, and what only it can see (where clouds
// give out their keys), is never asked.
func (c *client) mayDial(at netip.AddrPort) bool {
	ip := at.Addr().Unmap()
	switch {
	case ip.IsLoopback(), ip.IsUnspecified():
		return c.opt.loopback
	case ip.IsLinkLocalUnicast(), ip.IsMulticast():
		return false
	case ip.IsPrivate(), carrier.Contains(ip):
		return c.opt.Private
	}
	return true
}

var carrier = netip.MustParsePrefix("100.64.0.0/10") // RFC 6598

// ownNames are how names end that no other network knows.
var ownNames = []string{".local", ".localhost", ".internal", ".intranet", ".intern", ".lan", ".corp", ".home", ".home.arpa", ".test", ".example", ".invalid"}

// isOwn reports whether a name is one of the own network, as far as it tells.
func isOwn(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsPrivate()
	}
	if !strings.Contains(host, ".") {
		return true
	}
	for _, end := range ownNames {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return false
}

// host asks a host for addresses, one after another.
func (c *client) host(ctx context.Context, addresses []string, answer func(string, Answer)) error {
	pause, refuses := c.opt.Pause, func(string) bool { return false }
	if !isOwn(hostOf(addresses[0])) || c.opt.Private {
		pause, refuses = c.robots(ctx, addresses[0])
	}
	silent := 0
	for i, address := range addresses {
		if i > 0 {
			if err := sleep(ctx, pause); err != nil {
				return err
			}
		}
		a := Answer{Verdict: Refused, Detail: "robots.txt"}
		switch {
		case isOwn(hostOf(address)) && !c.opt.Private:
			a = Answer{Verdict: Private}
		case silent >= 2: // a host that is down is not waited for again and again
			a = Answer{Verdict: Silent, Detail: silentBefore}
		case !refuses(address):
			a = c.ask(ctx, address)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if a.Verdict == Silent {
			silent++
		}
		a.At = c.opt.Now
		answer(address, a)
	}
	return nil
}

// robots is what a host wants of programs: a pause, and which addresses they
// should leave alone.
func (c *client) robots(ctx context.Context, address string) (time.Duration, func(string) bool) {
	u, err := url.Parse(address)
	none := func(string) bool { return false }
	if err != nil {
		return c.opt.Pause, none
	}
	response, err := c.request(ctx, http.MethodGet, u.Scheme+"://"+u.Host+"/robots.txt")
	if err != nil {
		return c.opt.Pause, none
	}
	defer response.Body.Close()
	data, err := io.ReadAll(io.LimitReader(response.Body, 512<<10))
	if err != nil || response.StatusCode != http.StatusOK {
		return c.opt.Pause, none
	}
	rules, err := robotstxt.FromBytes(data)
	if err != nil {
		return c.opt.Pause, none
	}
	group := rules.FindGroup(robotName)
	return min(max(c.opt.Pause, group.CrawlDelay), waitMost), func(address string) bool {
		u, err := url.Parse(address)
		return err == nil && !group.Test(u.RequestURI())
	}
}

func (c *client) request(ctx context.Context, method, address string) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, method, address, http.NoBody)
	if err != nil {
		return nil, err
	}
	r.Header.Set("User-Agent", c.opt.Agent)
	r.Header.Set("Accept", "text/html,*/*;q=0.8")
	return c.http.Do(r)
}

// ask asks for an address: for its head, and where that is refused for the page,
// of which nothing is read.
func (c *client) ask(ctx context.Context, address string) Answer {
	at, forGood := address, true
	for range hopsMost {
		reply, err := c.get(ctx, at)
		if err != nil {
			return failed(err)
		}
		switch code := reply.code; {
		case code == http.StatusNotFound, code == http.StatusGone:
			return Answer{Verdict: Gone, Detail: strconv.Itoa(code)}
		case code >= 500:
			return Answer{Verdict: Silent, Detail: reply.status}
		case code >= 400:
			return Answer{Verdict: Refused, Detail: reply.status}
		case code < 300, code == http.StatusNotModified, reply.to == "":
			return arrived(address, at, forGood)
		default:
			forGood = forGood && (code == http.StatusMovedPermanently || code == http.StatusPermanentRedirect)
			next, err := reply.location(at)
			if err != nil || next.Scheme != "http" && next.Scheme != "https" {
				return Answer{Verdict: Silent, Detail: nowhere}
			}
			if isOwn(next.Hostname()) && !c.opt.Private {
				return Answer{Verdict: Refused, Detail: "it leads into the own network"}
			}
			next.Fragment = ""
			at = next.String()
		}
	}
	return Answer{Verdict: Refused, Detail: "it leads from one address to the next without end"} // as to those without cookies
}

// reply is what a host sent beside the page.
type reply struct {
	code   int
	status string // "404 Not Found"
	to     string // where it leads on, as the host has it
}

func (r reply) location(from string) (*url.URL, error) {
	base, err := url.Parse(from)
	if err != nil {
		return nil, err
	}
	return base.Parse(r.to)
}

// get asks for an address once, and once more where the host says when.
func (c *client) get(ctx context.Context, address string) (reply, error) {
	for again := false; ; again = true {
		response, err := c.request(ctx, http.MethodHead, address)
		if err != nil || response.StatusCode >= 400 && response.StatusCode != http.StatusTooManyRequests {
			if response != nil {
				response.Body.Close()
			}
			if err != nil && (ctx.Err() != nil || errors.Is(err, errPrivate) || isNoHost(err)) {
				return reply{}, err
			}
			response, err = c.request(ctx, http.MethodGet, address)
		}
		if err != nil {
			return reply{}, err
		}
		response.Body.Close()
		wait, asked := retryAfter(response, c.opt.Now)
		if again || !asked || wait > waitMost {
			return reply{response.StatusCode, response.Status, response.Header.Get("Location")}, nil
		}
		if err := sleep(ctx, wait); err != nil {
			return reply{}, err
		}
	}
}

// retryAfter is when a host that is busy wants to be asked again.
func retryAfter(r *http.Response, now time.Time) (time.Duration, bool) {
	if r.StatusCode != http.StatusTooManyRequests && r.StatusCode != http.StatusServiceUnavailable {
		return 0, false
	}
	value := r.Header.Get("Retry-After")
	if seconds, err := strconv.Atoi(value); err == nil && seconds >= 0 {
		return time.Duration(seconds) * time.Second, true
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(at.Sub(now), 0), true
	}
	return 0, false
}

// signIn are words in the addresses of pages on which people sign in.
var signIn = []string{"login", "signin", "sign-in", "logon", "/sso", "oauth", "auth/", "saml", "/adfs", "consent"}

// arrived is the answer where an address led to a page.
func arrived(from, to string, forGood bool) Answer {
	if from == to || !forGood {
		return Answer{Verdict: Fine}
	}
	a, errA := url.Parse(from)
	b, errB := url.Parse(to)
	if errA != nil || errB != nil {
		return Answer{Verdict: Fine}
	}
	for _, word := range signIn {
		if strings.Contains(strings.ToLower(b.Host+b.Path), word) {
			return Answer{Verdict: Refused, Detail: "sign in"}
		}
	}
	if strings.Trim(b.Path, "/") == "" && strings.Trim(a.Path, "/") != "" {
		return Answer{Verdict: Home, Detail: to}
	}
	return Answer{Verdict: Moved, Detail: to}
}

func isNoHost(err error) bool {
	dns, ok := errors.AsType[*net.DNSError](err)
	return ok && dns.IsNotFound
}

// failed is the answer where there was none.
func failed(err error) Answer {
	if errors.Is(err, errPrivate) {
		return Answer{Verdict: Private}
	}
	if isNoHost(err) {
		return Answer{Verdict: NoHost}
	}
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
		return Answer{Verdict: Silent, Detail: tooSlow}
	}
	if failure, ok := errors.AsType[*url.Error](err); ok {
		err = failure.Err
	}
	return Answer{Verdict: Silent, Detail: fmt.Sprint(err)}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
