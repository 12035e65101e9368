package store

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"parallax/internal/archive"
	"parallax/internal/article"
)

// countBits is the part of a key that counts; the rest is seconds since 1970.
// 34 bits of them last until 2514.
const (
	countBits = 29
	mostCount = 1<<countBits - 1
	mostAt    = 1<<34 - 1
)

// key is a row number that sorts by date, then by arrival.
func key(at time.Time, count int64) int64 {
	return min(max(at.Unix(), 0), mostAt)<<countBits | count&mostCount
}

// keyAt is the first key of a time, for bounds.
func keyAt(at time.Time) int64 { return key(at, 0) }

// stamp and unstamp turn times into microseconds and back; zero stays zero.
func stamp(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func unstamp(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}

// dates are the forms in which reports have theirs.
var dates = []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", time.DateOnly, "2006-01", "2006"}

// parseDate reads a report's date; zero when it is none.
func parseDate(s string) time.Time {
	for _, form := range dates {
		if t, err := time.Parse(form, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// mostAhead is how far ahead of now a report's date is believed.
const mostAhead = 48 * time.Hour

// dateOf is where a report stands in lists by date: its own date, or when it
// was first seen if it has none that can be.
func dateOf(published string, seen time.Time) time.Time {
	t := parseDate(published)
	if t.IsZero() || t.Unix() < 0 || t.After(seen.Add(mostAhead)) {
		return seen
	}
	return t
}

// DateOf is where a report stands in lists by date, see dateOf.
func DateOf(a *article.Article) time.Time {
	seen := parseDate(a.FirstSeen)
	if seen.IsZero() {
		seen = time.Unix(mostAt, 0)
	}
	return dateOf(a.Published, seen)
}

var short = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// nameOf makes an ID of a letter and twelve more from what it is the ID of.
func nameOf(letter string, parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return letter + short.EncodeToString(h.Sum(nil))[:12]
}

// fits reports whether an ID that a report brings can be its ID here.
func fits(id string) bool {
	if id == "" || len(id) > 64 || id[0] == '.' {
		return false
	}
	for i := range len(id) {
		c := id[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.') {
			return false
		}
	}
	return true
}

// contentOf tells reports with the same title and words from others.
func contentOf(a *article.Article) []byte {
	h := sha256.New()
	for _, s := range []string{a.Title, a.Text} {
		words := strings.Join(strings.Fields(s), " ")
		fmt.Fprintf(h, "%d:", len(words))
		h.Write([]byte(words))
	}
	return h.Sum(nil)[:16]
}

// addressOf is the number of a canonical address; nil when there is none.
func addressOf(url string) any {
	if url == "" {
		return nil
	}
	h := fnv.New64a()
	h.Write([]byte(url))
	return int64(h.Sum64())
}

// normal is a name as names are compared: without case, accents and marks.
func normal(name string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '.' || r == '\'' || r == '’':
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		default:
			space = true
		}
	}
	return b.String()
}

// cursor writes numbers as an opaque cursor.
func cursor(ns ...int64) string {
	var b []byte
	for _, n := range ns {
		b = binary.AppendVarint(b, n)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// uncursor reads a cursor of n numbers; nil for none.
func uncursor(s string, n int) ([]int64, error) {
	if s == "" {
		return nil, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	out := make([]int64, n)
	for i := range out {
		v, k := binary.Varint(b)
		if err != nil || k <= 0 {
			return nil, fmt.Errorf("cursor %q: %w", s, archive.ErrInvalid)
		}
		out[i], b = v, b[k:]
	}
	if len(b) > 0 {
		return nil, fmt.Errorf("cursor %q: %w", s, archive.ErrInvalid)
	}
	return out, nil
}

// limit is how many rows a page has.
func limit(p archive.Page) int {
	switch {
	case p.Limit <= 0:
		return 50
	case p.Limit > 200:
		return 200
	}
	return p.Limit
}
