package insights

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"time"

	"ankerplatz/generator/signals"
)

// writers write a request as web servers do: nginx, Apache and Caddy on a
// machine of ours, S3 as its documentation has it.
var writers = map[string]func(r written) string{
	"common": func(r written) string {
		return fmt.Sprintf(`192.0.2.%d - - [%s] "%s %s HTTP/1.1" %d %d`, r.client, r.at.Format("02/Jan/2006:15:04:05 -0700"), r.method, r.target, r.status, r.size)
	},
	"combined": func(r written) string {
		return fmt.Sprintf(`192.0.2.%d - - [%s] "%s %s HTTP/1.1" %d %d "https://hub.example.org/de/" "%s"`, r.client, r.at.Format("02/Jan/2006:15:04:05 -0700"),
			r.method, r.target, r.status, r.size, strings.ReplaceAll(r.agent, `"`, `\x22`))
	},
	"nginx-json": func(r written) string {
		return fmt.Sprintf(`{"@timestamp":"%s","remote_addr":"192.0.2.%d","request_method":"%s","request_uri":"%s","uri":"%s","status":"%d","body_bytes_sent":%d,"http_referer":"","http_user_agent":"%s"}`,
			r.at.Format(time.RFC3339), r.client, r.method, r.target, strings.SplitN(r.target, "?", 2)[0], r.status, r.size, strings.ReplaceAll(r.agent, `"`, `\"`))
	},
	"own": ownLine,
	"caddy": func(r written) string {
		return fmt.Sprintf(`{"level":"info","ts":%d.1793287,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"192.0.2.%d","remote_port":"49416","proto":"HTTP/2.0","method":"%s","host":"hub.example.org","uri":"%s","headers":{"User-Agent":["%s"],"Accept":["*/*"]},"tls":{"resumed":false,"version":772,"cipher_suite":4865}},"user_id":"","duration":0.00379595,"size":%d,"status":%d,"resp_headers":{"Server":["Caddy"],"Etag":["\"tp63jf3\""],"Content-Type":["text/html; charset=utf-8"]}}`,
			r.at.Unix(), r.client, r.method, r.target, strings.ReplaceAll(r.agent, `"`, `\"`), r.size, r.status)
	},
	"s3": func(r written) string {
		return fmt.Sprintf(`79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be hub-bucket [%s] 192.0.2.%d - 3E57427F3EXAMPLE WEBSITE.GET.OBJECT %s "%s %s HTTP/1.1" %d - %d %d 7 5 "-" "%s" - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= - - - hub-bucket.s3-website.example TLSv1.2 - -`,
			r.at.Format("02/Jan/2006:15:04:05 -0700"), r.client, url.PathEscape(strings.SplitN(r.target, "?", 2)[0]), r.method, r.target, r.status, r.size, r.size, r.agent)
	},
}

// ownLine is what host keeps of a request, "" if that is nothing.
func ownLine(r written) string {
	path, query, _ := strings.Cut(r.target, "?")
	s := signals.Signal{What: signals.View, Page: path}
	_, what, isSignal := strings.Cut(path, "/_signal/")
	if isSignal {
		s, _ = signals.Read(what, query)
	}
	if !isSignal && !strings.HasSuffix(path, "/") || r.method != "GET" || r.agent != firefox {
		return ""
	}
	return s.Line(r.at)
}

type written struct {
	at                    time.Time
	client                int
	method, target, agent string
	status, size          int
}

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

// madeLog is a log of so many lines, of a hub whose readers look at pages, load
// what these load, and search. It is always the same.
func madeLog(format string, lines int) []byte {
	random := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("urlaub drucker passwort rechnung kalender vorlage teams excel signatur vertretung reisekosten zeiterfassung besprechungsraum laufwerk")
	var buf bytes.Buffer
	start := time.Date(2026, 8, 31, 6, 0, 0, 0, time.UTC)
	for i := range lines {
		r := written{at: start.Add(time.Duration(i) * 12 * 7 * 24 * time.Hour / time.Duration(lines)), client: random.IntN(250), method: "GET", agent: firefox, status: 200, size: 20000 + random.IntN(9999)}
		page := fmt.Sprintf("/hub/de/tips/tip-%d/", random.IntN(400))
		word := words[random.IntN(len(words))] + "+" + words[random.IntN(len(words))]
		switch n := random.IntN(100); {
		case n < 30:
			r.target = page
		case n < 80:
			r.target = fmt.Sprintf("/hub/assets/main-%06d.js", random.IntN(40))
		case n < 86:
			r.target, r.status = "/hub/_signal/none?lang=de&q="+word, 404
		case n < 92:
			r.target, r.status = "/hub/_signal/open?lang=de&q="+word+"&page="+url.QueryEscape(page)+fmt.Sprintf("&at=%d", 1+random.IntN(9)), 204
		case n < 95:
			r.target, r.status = "/hub/_signal/helpful?page="+url.QueryEscape(page)+"&is=no&why=unclear", 404
		case n < 98:
			r.target, r.agent = page, "Mozilla/5.0 (compatible; intranet-crawler/2.1)"
		default:
			r.target, r.method = "/hub/de/", "HEAD"
		}
		if line := writers[format](r); line != "" {
			buf.WriteString(line + "\n")
		}
	}
	return buf.Bytes()
}
