package treebank

import (
	"strings"
	"unicode"

	"parallax/internal/segment"
)

// Gold is what the annotators say about one of our tokens.
type Gold struct {
	Tag   string // Penn tag; "" where the treebank tells nothing
	Lemma string // lower case
}

// Align tells each of our tokens by the treebank's words that it overlaps. Of
// several it is the first verb of a contraction, and the word on which the
// others hang of anything else.
func Align(d *Document, s *segment.Segments) []Gold {
	out := make([]Gold, len(s.Tokens))
	w := 0
	for i, tok := range s.Tokens {
		for w < len(d.Words) && d.Words[w].Span.End <= tok.Start {
			w++
		}
		end := w
		for end < len(d.Words) && d.Words[end].Span.Start < tok.End {
			end++
		}
		if end == w {
			continue
		}
		if tok.Kind == segment.Punct && d.Words[w].Span.Len() > tok.Len() {
			continue // the point of "p.m." is no mark of its own there
		}
		out[i] = conventional(d.tell(w, end, tok.In(d.Text)), tok.In(d.Text))
	}
	return out
}

// conventional takes out what the treebanks have each their own way: dashes
// and dots in a row are ":", as in the Penn Treebank, and a mark or a number is
// its own lemma.
func conventional(g Gold, form string) Gold {
	switch form {
	case "–", "—", "--", "---", "...", "…", "....":
		g.Tag = ":"
	}
	if g.Tag == "CD" || g.Tag != "" && g.Tag != "POS" && !strings.ContainsFunc(form, unicode.IsLetter) {
		g.Lemma = strings.ToLower(form)
	}
	return g
}

// tell gives the tag and lemma of words [from, to) written as one token.
func (d *Document) tell(from, to int, form string) Gold {
	if to-from == 1 {
		w := d.Words[from]
		g := Gold{Tag: d.tagOf(from), Lemma: strings.ToLower(w.Lemma)}
		if w.Relation == "goeswith" || w.Lemma == "_" || w.Span.Len() > len(form) {
			g.Lemma = strings.ToLower(form)
		}
		return g
	}
	for i := from; i < to; i++ {
		if t := d.Words[i].Tag; t == "MD" || strings.HasPrefix(t, "VB") {
			if !hyphened(form) {
				return Gold{Tag: t, Lemma: strings.ToLower(d.Words[i].Lemma)}
			}
		}
	}
	head := d.top(from, to)
	g := Gold{Tag: d.tagOf(head), Lemma: strings.ToLower(form)}
	if !hyphened(form) {
		g.Lemma = strings.ToLower(d.Words[head].Lemma)
		return g
	}
	w := d.Words[head]
	switch {
	case strings.HasPrefix(g.Tag, "NNP"), g.Tag == "CD", g.Tag == "ADD":
	case w.Relation == "amod", w.Relation == "nummod", w.Relation == "compound" && w.Head >= to:
		g.Tag = "JJ"
	}
	if last := d.Words[to-1]; head == to-1 && g.Tag == "NNS" && strings.HasSuffix(form, last.Span.In(d.Text)) {
		g.Lemma = strings.ToLower(form[:len(form)-last.Span.Len()] + last.Lemma)
	}
	return g
}

// tagOf is a word's tag; a word written apart by mistake ("a long" for
// "along") has that of the word it belongs to.
func (d *Document) tagOf(i int) string {
	for range 4 {
		w := d.Words[i]
		if w.Tag != "GW" {
			return w.Tag
		}
		next := w.Head
		if w.Relation != "goeswith" {
			next = i + 1
		}
		if next < 0 || next >= len(d.Words) {
			break
		}
		i = next
	}
	return "NN"
}

// top is the first of the words [from, to) whose head is not one of them, the
// last of them where marks come in between.
func (d *Document) top(from, to int) int {
	best := -1
	for i := from; i < to; i++ {
		w := d.Words[i]
		if (w.Head < from || w.Head >= to) && w.Relation != "punct" {
			best = i
			if w.Tag != "HYPH" {
				break
			}
		}
	}
	if best < 0 {
		return to - 1
	}
	return best
}

func hyphened(form string) bool { return strings.ContainsAny(form, "-‐‑") }
