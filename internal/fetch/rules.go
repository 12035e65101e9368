package fetch

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The rules of robots.txt as RFC 9309 has them. We read it ourselves because
// the library for it (temoto/robotstxt) does not anchor patterns with "*" at
// the path's beginning, rejects a whole file for one bad line, and compiles
// patterns of any length to regular expressions.

// rules are what a robots.txt says to one reader.
type rules struct {
	lines []rule
	delay time.Duration // Crawl-delay; 0: none
}

type rule struct {
	pattern string // with normal escapes: "/private/*.html$"
	allow   bool
}

// agentToken is what robots.txt calls a reader: the first word of its
// User-Agent up to "/".
func agentToken(userAgent string) string {
	token := strings.TrimFunc(userAgent, func(r rune) bool { return r == ' ' })
	if i := strings.IndexFunc(token, func(r rune) bool { return !isToken(r) }); i >= 0 {
		token = token[:i]
	}
	return strings.ToLower(token)
}

func isToken(r rune) bool {
	return r == '-' || r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// parseRobots reads the rules for an agent: those of all groups that name it
// or, when none does, those of the groups for everybody. Lines that are no
// rules are passed over.
func parseRobots(file []byte, agent string) *rules {
	mine, everybody := &rules{}, &rules{}
	named := false // some group is ours
	var group []*rules
	open := false // the last line was a User-agent
	file = bytes.TrimPrefix(file, []byte("\ufeff"))
	for line := range bytes.FieldsFuncSeq(file, func(r rune) bool { return r == '\n' || r == '\r' }) {
		text, _, _ := strings.Cut(string(line), "#")
		key, value, ok := strings.Cut(text, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent", "useragent":
			if !open {
				group = nil
			}
			open = true
			switch {
			case value == "*":
				group = append(group, everybody)
			case agentToken(value) == agent && agent != "":
				group = append(group, mine)
				named = true
			}
		case "allow", "disallow":
			open = false
			if value != "" {
				add(group, rule{pattern: normalPath(value), allow: key == "allow"})
			}
		case "crawl-delay":
			open = false
			if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 {
				for _, g := range group {
					g.delay = time.Duration(min(s, 86400) * float64(time.Second))
				}
			}
		}
	}
	if named {
		return mine
	}
	return everybody
}

// add gives a rule to each reader that a group is for, once.
func add(group []*rules, line rule) {
	for i, g := range group {
		if !slices.Contains(group[:i], g) {
			g.lines = append(g.lines, line)
		}
	}
}

// forbids gives the pattern that forbids a path with its query, "" when it may
// be fetched. The longest pattern that matches decides; of two as long, the one
// that allows.
func (r *rules) forbids(path string) string {
	path = normalPath(path)
	best := rule{allow: true}
	for _, l := range r.lines {
		longer := len(l.pattern) > len(best.pattern) || len(l.pattern) == len(best.pattern) && l.allow
		if longer && matchesPath(l.pattern, path) {
			best = l
		}
	}
	if best.allow {
		return ""
	}
	return best.pattern
}

// matchesPath reports whether a pattern matches a path from its beginning: "*"
// stands for any bytes, "$" at the end for the path's end.
func matchesPath(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	first, rest, star := strings.Cut(pattern, "*")
	path, ok := strings.CutPrefix(path, first)
	if !ok {
		return false
	}
	for star {
		var part string
		part, rest, star = strings.Cut(rest, "*")
		if !star && whole {
			return strings.HasSuffix(path, part)
		}
		i := strings.Index(path, part)
		if i < 0 {
			return false
		}
		path = path[i+len(part):]
	}
	return !whole || path == ""
}

// normalPath brings the escapes of a path into one form (RFC 9309, section
// 2.2.2): bytes above ASCII escaped, letters and digits not, hexadecimal digits
// as capitals.
func normalPath(p string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(p); i++ {
		c := p[i]
		if c == '%' && i+2 < len(p) {
			if n, err := strconv.ParseUint(p[i+1:i+3], 16, 8); err == nil {
				if d := byte(n); isToken(rune(d)) || d >= '0' && d <= '9' || d == '.' || d == '~' {
					b.WriteByte(d)
				} else {
					b.WriteString("%" + strings.ToUpper(p[i+1:i+3]))
				}
				i += 2
				continue
			}
		}
		if c >= 0x80 {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			c = hex[c&15]
		}
		b.WriteByte(c)
	}
	return b.String()
}
