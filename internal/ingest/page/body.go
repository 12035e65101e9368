package page

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"parallax/internal/ingest/furniture"
)

// fewest is how many characters a body found in the page has at least; less is
// a page without an article, such as a front page or an error.
const fewest = 60

// body finds the article's paragraphs.
func (p *Page) body(doc *html.Node, f *facts) []string {
	prune(doc)
	var pageURL *url.URL
	if p.URL != "" {
		pageURL, _ = url.Parse(p.URL)
	}
	parser := readability.NewParser()
	parser.DisableJSONLD = true // read already
	found, err := parser.ParseAndMutate(doc, pageURL)
	var out []string
	if err == nil && found.Node != nil {
		out = p.sift(paragraphs(found.Node), f.pictures)
	}
	if characters(out) < fewest || characters(out)*3 < utf8.RuneCountInString(f.linked.body()) {
		// Some pages show their text by script only and have it in JSON-LD.
		if inData := p.sift(splitBody(f.linked.body()), nil); characters(inData) > characters(out) {
			out = inData
		}
	}
	if characters(out) < fewest {
		return nil
	}
	return out
}

// splitBody cuts an articleBody, plain or with tags, into paragraphs.
func splitBody(body string) []block {
	if strings.Contains(body, "</p>") {
		if doc, err := html.Parse(strings.NewReader(body)); err == nil {
			return paragraphs(doc)
		}
	}
	var out []block
	for line := range strings.Lines(body) {
		if line = clean(line); line != "" {
			out = append(out, block{text: line})
		}
	}
	return out
}

func characters(paragraphs []string) int {
	n := 0
	for _, p := range paragraphs {
		n += utf8.RuneCountInString(p)
	}
	return n
}

// sift leaves out blocks that are no part of the report: furniture, the title
// said again, by-line and date before the first paragraph, links to other
// pages, captions that repeat what a picture is described as. pictures are
// those descriptions.
func (p *Page) sift(blocks []block, pictures []string) []string {
	var out []block
	title := letters(p.Title)
	for i, b := range blocks {
		switch {
		case furniture.Line(b.text), b.linksOnly(), !hasLetter(b.text):
		case isDescription(b.text, pictures):
		case title != "" && len(out) < 3 && letters(b.text) == title:
		case len(out) < 3 && i < 8 && isByLine(b.text, p.Author), len(out) < 3 && i < 8 && isDateLine(b.text):
		case len(out) > 0 && out[len(out)-1].text == b.text:
		default:
			out = append(out, b)
		}
	}
	return withoutEchoes(out)
}

// shortestEcho is how many bytes of letters a pull quote has at least; shorter
// sentences are said twice for good reason.
const shortestEcho = 40

// withoutEchoes leaves out pull quotes: blocks set apart whose words are all
// in a longer one.
func withoutEchoes(in []block) []string {
	bare := make([]string, len(in))
	for i, b := range in {
		bare[i] = letters(b.text)
	}
	var out []string
	for i, b := range in {
		echo := b.aside && len(bare[i]) >= shortestEcho && slices.ContainsFunc(bare, func(other string) bool {
			return len(other) > len(bare[i]) && strings.Contains(other, bare[i])
		})
		if !echo {
			out = append(out, b.text)
		}
	}
	return out
}

// linksOnly reports whether a block is a link, or several, with hardly a word
// of its own, and no sentence.
func (b block) linksOnly() bool {
	return b.linked > 0 && b.linked*10 >= len(b.text)*9 && len(b.text) < 200 && !furniture.EndsSentence(b.text)
}

// isDescription reports whether a block says what a picture's description
// says, perhaps with a credit after it.
func isDescription(s string, pictures []string) bool {
	if len(pictures) == 0 || len(s) > 600 {
		return false
	}
	s = letters(s)
	for _, alt := range pictures {
		if rest, ok := strings.CutPrefix(s, alt); ok && len(rest) <= 50 {
			return true
		}
	}
	return false
}

func hasLetter(s string) bool {
	for _, r := range s {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 0xbf {
			return true
		}
	}
	return false
}

func isByLine(s, author string) bool {
	if author != "" && letters(s) == letters(author) {
		return true
	}
	_, ok := furniture.ByLine(s)
	return ok
}

// isDateLine reports whether a block is a date of publication and no more:
// "15 April 2026, 7.45 am", "Updated 12:30".
func isDateLine(s string) bool {
	if len(s) > 60 {
		return false
	}
	for _, label := range []string{"Published ", "Published:", "Updated ", "Updated:", "Last updated", "Last modified", "First published", "Posted "} {
		if strings.HasPrefix(s, label) {
			return true
		}
	}
	if Date(s) != "" {
		return true
	}
	day, _, found := strings.Cut(s, ",")
	return found && Date(day) != "" && !furniture.EndsSentence(s)
}
