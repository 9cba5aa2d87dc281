package devserver

import (
	"net"
	"net/netip"
	"os"
	"strings"
)

// hosts are the names that a request may use for this server. Others are
// refused: else a page on the Internet could let its own name point here and
// read a hub that is not public (DNS rebinding). Addresses are always fine,
// because a page can't make an address its own.
type hosts map[string]bool

func allowedHosts(addr string) hosts {
	h := hosts{"localhost": true}
	if host, _, err := net.SplitHostPort(addr); err == nil && host != "" {
		h[strings.ToLower(host)] = true
	}
	if name, err := os.Hostname(); err == nil && !isLoopback(addr) {
		h[strings.ToLower(name)] = true
	}
	return h
}

func (h hosts) allow(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	return h[host] || strings.HasSuffix(host, ".localhost")
}

func isLoopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// shownHost is the host of an address that a browser here can open.
func shownHost(addr string) string {
	host, _, err := net.SplitHostPort(addr)
	if err != nil || host == "" {
		return "localhost"
	}
	ip, err := netip.ParseAddr(host)
	switch {
	case err == nil && ip.IsUnspecified():
		return "localhost"
	case err == nil && ip.Is6():
		return "[" + host + "]"
	}
	return host
}
