package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"html"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"

	"parallax/internal/ingest/page"
)

// How much text makes a whole report, in characters.
const (
	FullText  = 1000 // so much in any element
	ShortText = 400  // so much in two paragraphs or more, in an element meant for whole texts
)

// translateItem brings gofeed's item into our form. base is what relative
// links mean.
func translateItem(g *gofeed.Item, base string, isJSON bool) Item {
	i := Item{Title: plain(g.Title), Author: authors(g)}
	i.Published, i.Updated = Date(g.Published), Date(g.Updated)
	if i.Published == "" {
		i.Published = i.Updated
	}
	i.Link = absolute(linkOf(g), base)
	i.URL = Canonical(i.Link)
	content, summary := paragraphs(g.Content, i.Title), paragraphs(g.Description, i.Title)
	whole := true // from an element meant for whole texts
	i.Paragraphs = content
	if characters(summary) > characters(content) {
		i.Paragraphs, whole = summary, false
	}
	i.Paragraphs, i.Teaser = teaser(i.Paragraphs, whole)
	i.ID = line(g.GUID)
	if i.ID == "" {
		i.ID = i.URL
	}
	if i.ID == "" {
		i.ID = hash(append([]string{i.Title, i.Published}, i.Paragraphs...)...)
	}
	return i
}

// linkOf is the address of the report that an item announces: the one behind
// FeedBurner's counting page, the link, or an ID that is an address.
func linkOf(g *gofeed.Item) string {
	if e := g.Extensions["feedburner"]["origLink"]; len(e) > 0 && strings.TrimSpace(e[0].Value) != "" {
		return e[0].Value
	}
	if strings.TrimSpace(g.Link) != "" {
		return g.Link
	}
	for _, l := range g.Links {
		if strings.TrimSpace(l) != "" {
			return l
		}
	}
	if id := strings.TrimSpace(g.GUID); strings.HasPrefix(id, "http://") || strings.HasPrefix(id, "https://") {
		return id
	}
	return ""
}

func authors(g *gofeed.Item) string {
	var names []string
	add := func(name string) {
		name = strings.TrimPrefix(strings.TrimPrefix(plain(name), "By "), "by ")
		if name != "" && !slices.Contains(names, name) && utf8.RuneCountInString(name) <= 120 {
			names = append(names, name)
		}
	}
	for _, a := range g.Authors {
		if a != nil {
			add(a.Name)
		}
	}
	if g.DublinCoreExt != nil {
		for _, c := range g.DublinCoreExt.Creator {
			add(c)
		}
	}
	return strings.Join(names, ", ")
}

// paragraphs gives the text of an element as plain paragraphs: of HTML, or of
// plain text with blank lines.
func paragraphs(source, title string) []string {
	source = strings.TrimSpace(source)
	if source == "" {
		return nil
	}
	if !strings.Contains(source, "<") {
		if unescaped := html.UnescapeString(source); strings.Contains(unescaped, "</") {
			source = unescaped // escaped twice, which is common
		} else {
			source = "<p>" + strings.ReplaceAll(strings.ReplaceAll(source, "\r\n", "\n"), "\n\n", "</p><p>") + "</p>"
		}
	}
	return page.Fragment(source, title)
}

func characters(paragraphs []string) int {
	n := 0
	for _, p := range paragraphs {
		n += utf8.RuneCountInString(p)
	}
	return n
}

// cuts are the ends of a text that goes on elsewhere, in lower case.
var cuts = []string{
	"…", "...", "[…]", "[...]", "(more)", "(more…)", "read more", "read more »", "continue reading", "continue reading »", "read the full story", "read full story", "read the rest", "read full article", "full story", "more »", "keep reading",
	"weiterlesen", "mehr lesen", "lire la suite", "leer más", "seguir leyendo", "leggi tutto", "lees verder", "ler mais", "czytaj dalej", "läs mer", "les mer", "læs mere",
}

// teaser reports whether paragraphs are only the beginning of a report, and
// gives them without what publishing programs add at the end.
func teaser(in []string, whole bool) (out []string, isTeaser bool) {
	out = in
	for len(out) > 0 && isTrailer(out[len(out)-1]) {
		out = out[:len(out)-1]
	}
	if len(out) == 0 {
		return nil, true
	}
	last := strings.ToLower(strings.TrimRight(out[len(out)-1], " .→»>"))
	spoken := strings.TrimRight(last, "”\"'’")
	for _, cut := range cuts {
		cut = strings.TrimRight(cut, " .→»>")
		if cut != "" && (strings.HasSuffix(last, cut) && endsWord(last, cut)) && spoken == last {
			return out, true
		}
	}
	if strings.HasSuffix(out[len(out)-1], "...") {
		return out, true
	}
	n := characters(out)
	return out, n < FullText && !(whole && len(out) > 1 && n >= ShortText)
}

// endsWord reports whether the cut at the end of s is a word of its own.
func endsWord(s, cut string) bool {
	before, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(s, cut))
	first, _ := utf8.DecodeRuneInString(cut)
	return first == '…' || first == '[' || first == '(' || before == utf8.RuneError || strings.ContainsRune(" \u00a0.…]>»\n", before)
}

// isTrailer reports whether a paragraph is what publishing programs add below
// a text in a feed: "The post … appeared first on …." and links to comments.
func isTrailer(p string) bool {
	return strings.HasPrefix(p, "The post ") && strings.Contains(p, " appeared first on ") || strings.HasPrefix(p, "This article first appeared on ") && len(p) < 200
}

// plain is a title as plain text: tags and entities resolved, also those
// escaped twice, on one line.
func plain(s string) string {
	for range 2 {
		if strings.Contains(s, "&") {
			s = html.UnescapeString(s)
		}
	}
	return line(untagged(s))
}

// untagged is s without HTML tags; a "<" that begins no tag stays.
func untagged(s string) string {
	var b strings.Builder
	for {
		start := strings.IndexByte(s, '<')
		if start < 0 || start+1 >= len(s) {
			break
		}
		c := s[start+1] | 0x20
		end := strings.IndexByte(s[start:], '>')
		if end < 0 || s[start+1] != '/' && s[start+1] != '!' && (c < 'a' || c > 'z') {
			b.WriteString(s[:start+1])
			s = s[start+1:]
			continue
		}
		b.WriteString(s[:start])
		if tag := strings.ToLower(s[start+1 : start+end]); strings.HasPrefix(tag, "br") || strings.HasPrefix(tag, "p") || strings.HasPrefix(tag, "/p") {
			b.WriteByte(' ')
		}
		s = s[start+end+1:]
	}
	b.WriteString(s)
	return b.String()
}

// line is s on one line, without control characters and broken bytes.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, r == '\u200b', r == '\u00ad', r == '\ufeff', r == '\u2060':
			return -1
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029':
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// hash is a name for content: 16 hex digits.
func hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// clip shortens a string for a message.
func clip(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}
