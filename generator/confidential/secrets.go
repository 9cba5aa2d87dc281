package confidential

import (
	"bytes"
	"math/bits"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"ankerplatz/generator/diag"
)

// token is a key that is known by its form.
type token struct {
	sign string                // how it begins, which is looked for
	form func() *regexp.Regexp // of the whole; where it has a group, that alone is hidden
	what diag.Text
}

func tokenOf(sign, form string, what diag.Text) token {
	return token{sign, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^` + form) }), what}
}

// tokens are the forms that issuers have given to their keys, so that they can be
// found in texts.
var tokens = []token{
	tokenOf("-----BEGIN ", `-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----`, diag.Say("a private key")),
	tokenOf("PuTTY-User-Key-File-", `PuTTY-User-Key-File-\d: \S+`, diag.Say("a private key")),
	tokenOf("AGE-SECRET-KEY-1", `AGE-SECRET-KEY-1[A-Z0-9]{58}\b`, diag.Say("a private key")),
	tokenOf("AKIA", `AKIA[A-Z2-7]{16}\b`, diag.Say("a key of %s", "AWS")),
	tokenOf("ASIA", `ASIA[A-Z2-7]{16}\b`, diag.Say("a key of %s", "AWS")),
	tokenOf("ghp_", `ghp_[A-Za-z0-9]{36}\b`, diag.Say("a key of %s", "GitHub")),
	tokenOf("gho_", `gho_[A-Za-z0-9]{36}\b`, diag.Say("a key of %s", "GitHub")),
	tokenOf("ghs_", `ghs_[A-Za-z0-9]{36}\b`, diag.Say("a key of %s", "GitHub")),
	tokenOf("ghu_", `ghu_[A-Za-z0-9]{36}\b`, diag.Say("a key of %s", "GitHub")),
	tokenOf("github_pat_", `github_pat_[A-Za-z0-9_]{60,}`, diag.Say("a key of %s", "GitHub")),
	tokenOf("glpat-", `glpat-[A-Za-z0-9_.-]{20,}`, diag.Say("a key of %s", "GitLab")),
	tokenOf("xox", `xox[abeoprs]-[A-Za-z0-9-]{10,}`, diag.Say("a key of %s", "Slack")),
	tokenOf("hooks.slack.com/services/", `hooks\.slack\.com/services/(T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{18,})`, diag.Say("a key of %s", "Slack")),
	tokenOf("webhook.office.com/webhookb2/", `webhook\.office\.com/webhookb2/([0-9a-f-]{36}@\S{30,})`, diag.Say("a key of %s", "Microsoft Teams")),
	tokenOf("AccountKey=", `AccountKey=([A-Za-z0-9+/]{40,}={0,2})`, diag.Say("a key of %s", "Azure")),
	tokenOf("SharedAccessKey=", `SharedAccessKey=([A-Za-z0-9+/]{40,}={0,2})`, diag.Say("a key of %s", "Azure")),
	tokenOf("AIza", `AIza[A-Za-z0-9_-]{35}\b`, diag.Say("a key of %s", "Google")),
	tokenOf("sk_live_", `sk_live_[A-Za-z0-9]{20,}`, diag.Say("a key of %s", "Stripe")),
	tokenOf("rk_live_", `rk_live_[A-Za-z0-9]{20,}`, diag.Say("a key of %s", "Stripe")),
	tokenOf("npm_", `npm_[A-Za-z0-9]{36}\b`, diag.Say("a key of %s", "npm")),
	tokenOf("pypi-", `pypi-AgE[A-Za-z0-9_-]{50,}`, diag.Say("a key of %s", "PyPI")),
	tokenOf("SG.", `SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b`, diag.Say("a key of %s", "SendGrid")),
	tokenOf("sk-ant-", `sk-ant-[A-Za-z0-9_-]{40,}`, diag.Say("a key of %s", "Anthropic")),
	tokenOf("sk-proj-", `sk-proj-[A-Za-z0-9_-]{40,}`, diag.Say("a key of %s", "OpenAI")),
	tokenOf("hf_", `hf_[A-Za-z]{34}\b`, diag.Say("a key of %s", "Hugging Face")),
	tokenOf("dckr_pat_", `dckr_pat_[A-Za-z0-9_-]{27}`, diag.Say("a key of %s", "Docker")),
	tokenOf("ATATT3", `ATATT3[A-Za-z0-9_=-]{100,}`, diag.Say("a key of %s", "Atlassian")),
	tokenOf("eyJ", `eyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}`, diag.Say("a token that signs somebody in (JWT)")),
	tokenOf("://", `://[^\s/:@<>{}$*"'`+"`"+`]+:([^\s/:@<>{}$*"'`+"`"+`]{4,})@[A-Za-z0-9.-]+`, diag.Say("a password")),
}

// passwords are the words that say that a password follows, by the letters that
// are looked for, in lower case, and how they go on.
var passwords = []token{
	tokenOf("passw", `(?i)passw(?:or[dt]|oord|d)\b`, diag.Say("a password")),
	tokenOf("kennwort", `(?i)kennwort\b`, diag.Say("a password")),
	tokenOf("wachtwoord", `(?i)wachtwoord\b`, diag.Say("a password")),
	tokenOf("adgangskode", `(?i)adgangskode(?:n)?\b`, diag.Say("a password")),
	tokenOf("kodeord", `(?i)kodeord(?:et)?\b`, diag.Say("a password")),
	tokenOf("lösenord", `(?i)lösenord(?:et)?\b`, diag.Say("a password")),
	tokenOf("mot de passe", `(?i)mot de passe\b`, diag.Say("a password")),
	tokenOf("pwd", `(?i)pwd\b`, diag.Say("a password")),
	tokenOf("client_secret", `(?i)client_secret\b`, diag.Say("a key")),
	tokenOf("client secret", `(?i)client secret\b`, diag.Say("a key")),
	tokenOf("api_key", `(?i)api_key\b`, diag.Say("a key")),
	tokenOf("api-key", `(?i)api-key\b`, diag.Say("a key")),
	tokenOf("apikey", `(?i)apikey\b`, diag.Say("a key")),
	tokenOf("pin", `(?i)pin(?:-?code|kode)?\b`, diag.Say("a password")),
	tokenOf("türcode", `(?i)türcode\b`, diag.Say("a password")),
	tokenOf("dørkode", `(?i)dørkode(?:n)?\b`, diag.Say("a password")),
	tokenOf("deurcode", `(?i)deurcode\b`, diag.Say("a password")),
	tokenOf("door code", `(?i)door code\b`, diag.Say("a password")),
}

// given is what stands between such a word and its value, and the value: with a
// sign of equality, in the next cell of a table, or in a sentence.
var given = regexp.MustCompile("^[\"'*_`) \u00a0]{0,4}(?::=|=>|[:=|→]| (?:ist|lautet|is|luidt|er|lyder|är|est)(?:\\s*:)? )[\"'*_`„“« \t\u00a0]{0,6}([^\\s|\"'`<>„“”»]{4,128})")

// secrets are the passwords and keys in a text.
func secrets(data []byte) []found {
	var all []found
	for i := 1; i < len(data); i++ {
		for here := firstByte[data[i-1]] & secondByte[data[i]]; here != 0; here &= here - 1 {
			n, at := bits.TrailingZeros64(here), i-1
			var f found
			var ok bool
			if n < len(tokens) {
				f, ok = tokens[n].at(data, at)
			} else {
				f, ok = passwords[n-len(tokens)].valueAt(data, at)
			}
			if ok {
				all = append(all, f)
			}
		}
	}
	return sorted(all)
}

// firstByte and secondByte have for each byte the tokens, and behind them the
// passwords, that begin with it or go on with it, as bits: a text is looked
// through once for all of them.
var firstByte, secondByte = func() (first, second [256]uint64) {
	for i, t := range slices.Concat(tokens, passwords) {
		first[t.sign[0]] |= 1 << i
		second[t.sign[1]] |= 1 << i
		if i >= len(tokens) {
			first[upper(t.sign[0])] |= 1 << i
			second[upper(t.sign[1])] |= 1 << i
		}
	}
	return first, second
}()

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		c -= 'a' - 'A'
	}
	return c
}

// at is the key of a form at an offset.
func (t token) at(data []byte, at int) (found, bool) {
	if !bytes.HasPrefix(data[at:], []byte(t.sign)) {
		return found{}, false
	}
	m := t.form().FindSubmatchIndex(data[at:])
	if m == nil || t.sign != "://" && touches(data, at) || t.sign == "eyJ" && at > 0 && data[at-1] == '/' {
		return found{}, false
	}
	start, end := m[len(m)-2], m[len(m)-1]
	if value := string(data[at+start : at+end]); strings.Contains(value, "EXAMPLE") || t.sign == "://" && isPlaceholder(value) {
		return found{}, false
	}
	if end == m[1] && strings.Contains(t.sign, "BEGIN") {
		end = keyEnd(data[at:], end)
	}
	return found{at + start, at + end, t.what}, true
}

// valueAt is what follows the word for a password at an offset.
func (t token) valueAt(data []byte, at int) (found, bool) {
	if len(data)-at < len(t.sign) {
		return found{}, false
	}
	for i := range len(t.sign) {
		if c := data[at+i]; c != t.sign[i] && c != upper(t.sign[i]) {
			return found{}, false
		}
	}
	word := t.form().FindIndex(data[at:])
	if word == nil || t.sign != "passw" && t.sign != "kennwort" && touches(data, at) {
		return found{}, false
	}
	from := at + word[1]
	line := data[from:lineEnd(data, from)]
	m := given.FindSubmatchIndex(line)
	if m == nil {
		return found{}, false
	}
	start, end := m[2], m[3]
	value := strings.TrimRight(string(line[start:end]), ".,;:)]*_")
	end = start + len(value)
	if !isValue(value, t.sign, string(line[m[0]:start]), string(line[end:])) {
		return found{}, false
	}
	return found{from + start, from + end, t.what}, true
}

// touches reports whether a letter or digit stands before an offset.
func touches(data []byte, at int) bool {
	before, _ := utf8.DecodeLastRune(data[:at])
	return unicode.IsLetter(before) || unicode.IsDigit(before) || before == '_' && at > 0
}

// keyEnd is where a private key ends that begins with the line before an offset.
func keyEnd(data []byte, at int) int {
	rest := data[at:min(at+8<<10, len(data))]
	i := bytes.Index(rest, []byte("-----END "))
	if i < 0 {
		return at
	}
	return at + i + len("-----END ")
}

// signs of a value of which passwords are made beside letters and digits, and
// which words, paths and code have not at these places.
const signs = "!#%&+?^~"

// isValue reports whether what follows a word for a password is one, and not
// what is said of passwords. lead stands between both, rest behind it on the
// line.
func isValue(value, word, lead, rest string) bool {
	if isPlaceholder(value) || strings.ContainsAny(value, "()[]{}\\") || strings.Contains(value, "://") || strings.HasPrefix(value, "/") || strings.Contains(lead+value, "==") || strings.HasPrefix(value, "&") && strings.HasSuffix(value, ";") {
		return false
	}
	var upper, small, digit, sign bool
	for _, c := range value {
		switch {
		case unicode.IsDigit(c):
			digit = true
		case unicode.IsUpper(c):
			upper = true
		case unicode.IsLetter(c):
			small = true
		case strings.ContainsRune(signs, c):
			sign = true
		}
	}
	letter := upper || small
	switch word {
	case "pin", "türcode", "dørkode", "deurcode", "door code":
		return digit && !letter && len(value) <= 8 && strings.Trim(value, "0123456789#*") == "" && ends(rest)
	}
	if utf8.RuneCountInString(value) < 6 || !letter || !digit && !sign {
		return false
	}
	if sign && !digit && (strings.Trim(value[len(value)-1:], signs) == "" && strings.IndexAny(value, signs) >= len(value)-1 || strings.Count(value, "&") > 0) {
		return false // a word at the end of a sentence, or an entity
	}
	strong := digit && upper && small
	assigned := strings.ContainsAny(lead, ":=|→")
	switch {
	case strings.ContainsAny(lead, "`\"'"), ends(rest) && (strong || assigned):
		return sign || !strings.Contains(value, "-") || strong && strings.ContainsAny(lead, "`\"'")
	}
	return strong && sign
}

// ends reports whether what stands behind a value says that it ends there.
func ends(rest string) bool {
	rest = strings.TrimLeft(rest, ".,;:)]*_`\"' \u00a0“”»")
	return rest == "" || strings.HasPrefix(rest, "|") || strings.HasPrefix(rest, "<") || strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "\r")
}

// placeholders are what stands where a password would, in lower case.
var placeholders = []string{
	"xxx", "***", "•••", "...", "…", "your", "dein", "jouw", "dit-", "votre", "example", "beispiel", "voorbeeld", "eksempel", "placeholder", "platzhalter",
	"password", "passwort", "wachtwoord", "kennwort", "secret", "geheim", "changeme", "env.", "process.", "secrets.",
}

func isPlaceholder(value string) bool {
	lower := strings.ToLower(value)
	for _, p := range placeholders {
		if strings.Contains(lower, p) {
			return true
		}
	}
	return strings.ContainsAny(value, "<>$") && (strings.HasPrefix(value, "$") || strings.ContainsAny(value, "<{"))
}
