package statements

import (
	"strings"
	"unicode/utf8"

	"parallax/internal/tag"
	"parallax/internal/text"
)

// leastPart is how many letters a part of a compound has at least to be a word.
const leastPart = 3

// initials is an abbreviation of capital letters without its points, in lower
// case: "fbi" for "F.B.I.". ok is false when form is none.
func initials(form string) (low string, ok bool) {
	if len(form) < 3 || len(form) > 12 || form[1] != '.' {
		return "", false
	}
	for i := range len(form) {
		if up := form[i] >= 'A' && form[i] <= 'Z'; up != (i%2 == 0) || !up && form[i] != '.' {
			return "", false
		}
	}
	return strings.ToLower(strings.ReplaceAll(form, ".", "")), len(form) > 3
}

// compound adds the parts of a word written with hyphens as units of their own,
// for another report writes it without them: "class-action lawsuit" is a lawsuit
// by class action, "a 10-year-old boy" a boy of ten years. It reports whether it
// did; a name is one word, unless something common is put before it ("pro-Celdic").
func (p *page) compound(i int, form string, w tag.Word) bool {
	if !strings.Contains(form, "-") || w.Tag == tag.NNP && !strings.Contains("abcdefghijklmnopqrstuvwxyz", form[:1]) {
		return false
	}
	tok, at, n := p.a.Segments.Tokens[i], 0, len(p.out)
	for part := range strings.SplitSeq(form, "-") {
		span := text.Span{Start: tok.Start + at, End: tok.Start + at + len(part)}
		at += len(part) + 1
		u := Unit{Span: span, First: i, End: i + 1, Quoted: within(p.short, tok.Start)}
		low := strings.ToLower(part)
		switch v, spelled := p.lang.Spellings[low]; {
		case digits(part):
			u.Kind, u.Key = Number, p.key(keyID{kind: Number, value: part}, part)
		case spelled && digits(v):
			u.Kind, u.Key = Number, p.key(keyID{kind: Number, value: v}, v)
		case utf8.RuneCountInString(part) < leastPart || !p.content(low, tag.NN):
			continue
		default:
			u.Key = p.key(keyID{kind: Word, lemma: tag.LemmaID(low)}, low)
		}
		p.add(u)
	}
	return len(p.out) > n
}

// measured is the value of the number at token i with what it is told in, for
// five keepers are not "$5 million" nor "No. 5": the sign before it, the measure after it.
func (p *page) measured(i int, value string) string {
	toks := p.a.Segments.Tokens
	switch {
	case i == 0:
	case p.a.Tags[i-1].Tag == tag.Dollar:
		value = "$" + value
	case strings.EqualFold(toks[i-1].In(p.t), "no."):
		value = "no. " + value
	}
	if i+1 < len(toks) {
		switch w := strings.ToLower(toks[i+1].In(p.t)); w {
		case "%", "percent":
			value += "%"
		case "per":
			if i+2 < len(toks) && strings.EqualFold(toks[i+2].In(p.t), "cent") {
				value += "%"
			}
		case "hundred", "thousand", "million", "billion", "trillion":
			value += " " + w
		}
	}
	return value
}

// digits reports whether s is written in digits.
func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
