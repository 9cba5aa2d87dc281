package insights

import (
	"bytes"
	"encoding/json"
)

// fields are what is read of a JSON line, by the names that people give them in
// nginx's log_format, and those of Caddy, which has the request in an object of
// its own. Of several that say the same the best is taken, whatever their order.
type fields struct {
	time, method, request, uri, plainURI, args, status, agent []byte
	caddy                                                     bool
}

func (f *fields) set(name, value []byte) {
	switch string(name) {
	case "ts", "time", "@timestamp", "time_iso8601", "time_local", "timestamp", "datetime", "date", "msec":
		if f.time == nil {
			f.time = value
		}
	case "method", "request_method", "verb":
		f.method = value
	case "request":
		f.request = value
	case "request_uri":
		f.uri = value
	case "uri", "path", "url":
		f.plainURI = value
	case "args", "query_string", "query":
		f.args = value
	case "status", "status_code":
		f.status = value
	case "user_agent", "http_user_agent", "ua", "agent":
		f.agent = value
	}
}

// parseJSON reads a line that is an object.
func parseJSON(line []byte, r *request) bool {
	var f fields
	if rest, ok := f.object(line, false); !ok || len(bytes.TrimSpace(rest)) > 0 {
		return false
	}
	r.format = formatJSON
	if f.caddy {
		r.format = formatCaddy
	}
	var ok bool
	if r.day, ok = anyDay(f.time); !ok {
		return false
	}
	if r.status, ok = number(f.status); !ok {
		return false
	}
	r.agent = f.agent
	r.method = f.method
	switch {
	case f.uri != nil:
		r.target = plain(f.uri)
	case f.request != nil && !f.caddy:
		return parseRequest(plain(f.request), r)
	default:
		r.target = plain(f.plainURI)
		if len(f.args) > 0 && bytes.IndexByte(r.target, '?') < 0 {
			r.target = append(append(bytes.Clone(r.target), '?'), plain(f.args)...)
		}
	}
	return upper(r.method) && len(r.target) > 0
}

// plain is a text without the escapes of JSON.
func plain(text []byte) []byte {
	if bytes.IndexByte(text, '\\') < 0 {
		return text
	}
	var out string
	if json.Unmarshal(append(append([]byte{'"'}, text...), '"'), &out) != nil {
		return nil
	}
	return []byte(out)
}

// object reads an object. Its values that are texts or numbers are set; of
// objects in it only the request is looked into, and of that the headers.
func (f *fields) object(text []byte, headers bool) (rest []byte, ok bool) {
	text = skip(text[1:])
	if len(text) > 0 && text[0] == '}' {
		return text[1:], true
	}
	for {
		if len(text) == 0 || text[0] != '"' {
			return nil, false
		}
		var name, value []byte
		if name, text, ok = quoted(text); !ok {
			return nil, false
		}
		if text = skip(text); len(text) == 0 || text[0] != ':' {
			return nil, false
		}
		if text = skip(text[1:]); len(text) == 0 {
			return nil, false
		}
		switch {
		case text[0] == '"':
			if value, text, ok = quoted(text); ok && !headers {
				f.set(name, value)
			}
		case text[0] == '{' && string(name) == "request":
			f.caddy = true
			text, ok = f.object(text, false)
		case text[0] == '{' && string(name) == "headers":
			text, ok = f.object(text, true)
		case text[0] == '[' && headers && string(name) == "User-Agent" && len(text) > 1 && text[1] == '"':
			if f.agent, _, ok = quoted(text[1:]); ok {
				text, ok = over(text)
			}
		case text[0] == '{', text[0] == '[':
			text, ok = over(text)
		default:
			end := bytes.IndexAny(text, ",}] \t")
			if ok = end > 0; ok && !headers {
				f.set(name, text[:end])
			}
			text = text[max(end, 0):]
		}
		if !ok {
			return nil, false
		}
		if text = skip(text); len(text) == 0 {
			return nil, false
		}
		switch text[0] {
		case '}':
			return text[1:], true
		case ',':
			text = skip(text[1:])
		default:
			return nil, false
		}
	}
}

// over passes an object or a list without looking into it.
func over(text []byte) (rest []byte, ok bool) {
	depth := 0
	for len(text) > 0 {
		switch text[0] {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return text[1:], true
			}
		case '"':
			if _, text, ok = quoted(text); !ok {
				return nil, false
			}
			continue
		}
		text = text[1:]
	}
	return nil, false
}

func skip(text []byte) []byte {
	for len(text) > 0 && (text[0] == ' ' || text[0] == '\t') {
		text = text[1:]
	}
	return text
}
