package treebank

import (
	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// Cut is a document cut by our own rules, with what the annotators say.
type Cut struct {
	Text     string
	Segments *segment.Segments
	Gold     []Gold // of each token
}

// Segment cuts the documents, English ones.
func Segment(docs []Document) []Cut {
	out := make([]Cut, len(docs))
	for i := range docs {
		d := &docs[i]
		s := segment.Segment(d.Text, text.Span{}, d.Paragraphs, lang.English())
		out[i] = Cut{d.Text, s, Align(d, s)}
	}
	return out
}

// Recase gives the documents with their letters changed by f, which must keep
// each text's length: in capitals as some headlines are, or with capitals on
// every word.
func Recase(docs []Cut, f func(string) string) []Cut {
	out := make([]Cut, len(docs))
	for i, d := range docs {
		d.Text = f(d.Text)
		out[i] = d
	}
	return out
}

// Upper writes a to z in capitals.
func Upper(t string) string {
	b := []byte(t)
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}

// Title writes every word of four letters and more with a capital.
func Title(t string) string {
	b := []byte(t)
	for i := range b {
		begins := i == 0 || b[i-1] == ' ' || b[i-1] == '\n' || b[i-1] == '"'
		if begins && i+3 < len(b) && letters(b[i:i+4]) && b[i] >= 'a' {
			b[i] = b[i] - 'a' + 'A'
		}
	}
	return string(b)
}

func letters(b []byte) bool {
	for _, c := range b {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			return false
		}
	}
	return true
}
