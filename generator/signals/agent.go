package signals

import "bytes"

// robots are what programs are called that ask for pages without anybody who
// reads them: search engines, health checks, tools.
var robots = [][]byte{
	[]byte("bot"), []byte("crawl"), []byte("spider"), []byte("slurp"), []byte("curl"), []byte("wget"), []byte("monitor"), []byte("health"), []byte("probe"), []byte("check"),
	[]byte("uptime"), []byte("python"), []byte("go-http"), []byte("java/"), []byte("okhttp"), []byte("headless"), []byte("libwww"), []byte("scan"), []byte("nagios"), []byte("zabbix"),
	[]byte("prometheus"), []byte("preview"), []byte("s3console"), []byte("aws-"),
}

// IsRobot reports whether a browser's name, as requests have it, is that of a
// program that nobody reads with. No name says nothing.
func IsRobot(agent []byte) bool {
	if len(agent) == 0 {
		return false
	}
	lower := bytes.ToLower(agent)
	for _, name := range robots {
		if bytes.Contains(lower, name) {
			return true
		}
	}
	return false
}
