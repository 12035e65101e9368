package names

import (
	"parallax/internal/lang"
	"parallax/internal/segment"
)

// maxSpoken is how many words the noun phrase after a reporting word may have.
const maxSpoken = 6

// afterSpeech reports whether token k stands where only a speaker can: right
// after a reporting word that follows a closing quotation mark: “…,” said ‸.
func (f *finder) afterSpeech(k, first int) bool {
	if k-2 < first || f.tok[k].has(quoted) || f.tok[k-1].has(quoted) || !f.tok[k].can(lang.Definite|lang.Indefinite) && f.seg.Tokens[k].Kind != segment.Number {
		return false
	}
	q := k - 2
	if f.seg.Tokens[q].Kind == segment.Punct && q > first && f.seg.Tokens[q].In(f.t) == "," {
		q--
	}
	if f.seg.Tokens[q].Kind != segment.Quote {
		return false
	}
	return f.listed(k-1, reportingVerbs)
}

// spokenNominal makes the mention of a person whose noun no word list knows,
// from the place alone: “…,” said one docker. The head is the last word before
// a mark, a verb or a function word.
func (f *finder) spokenNominal(k, sentence int) {
	end := f.seg.Sentences[sentence].End
	head := -1
	for i := k + 1; i < end && i-k <= maxSpoken; i++ {
		w := f.tok[i]
		if !w.has(word) || f.chunkOf[i] != 0 || w.can(lang.Function) || !f.tok[i].has(adjacent) {
			break
		}
		if w.can(lang.Role | lang.Several | lang.Body | lang.Writing | lang.Calendar) {
			return // known words are found as such
		}
		if head >= 0 && w.only(lang.Verb) {
			break
		}
		head = i
	}
	if head < 0 {
		return
	}
	det := definite
	if !f.tok[k].can(lang.Definite) {
		det = indefinite
	}
	m := f.mention(k, max(head+1, f.complement(head+1, sentence)), sentence)
	m.Form, m.Kind, m.head, m.det = Nominal, Person, head, det
	m.roleFirst, m.roleEnd = k+1, m.End
	m.Role = f.span(m.roleFirst, m.roleEnd)
	f.found = append(f.found, m)
}

// elliptic makes the mention of somebody whose noun was said before: "One
// witness heard a bang. Another said …". It stands right before a reporting
// word, or after one that ends the clause.
func (f *finder) elliptic(k, sentence int) bool {
	if !f.tok[k].has(other) {
		return false
	}
	s, start := f.seg.Sentences[sentence], k
	switch f.seg.Tokens[k].In(f.t) {
	case "another", "Another", "others", "Others":
	case "One":
		if k != s.First {
			return false
		}
	case "one":
		if k == s.First || f.seg.Tokens[k-1].Kind != segment.Quote {
			return false
		}
	case "other":
		if start = k - 1; start < s.First || !f.is(start, "the") {
			return false
		}
	case "second", "third", "fourth":
		if start = k - 1; start < s.First || !f.is(start, "a") {
			return false
		}
	default:
		return false
	}
	if !f.reports(k+1, s.End) && !(start > s.First && f.reports(start-1, s.End) && (k+1 == s.End || !f.tok[k+1].has(word))) {
		return false
	}
	m := f.mention(start, k+1, sentence)
	m.Form, m.Kind, m.head, m.det = Nominal, Person, k, indefinite
	if f.is(k, "others") {
		m.Kind, m.Plural = Group, true
	}
	f.found = append(f.found, m)
	return true
}

// reports tells whether the word at i is a strong reporting verb that has a
// subject.
func (f *finder) reports(i, end int) bool {
	if i >= end || !f.tok[i].has(adjacent) || !f.tok[i].has(word) {
		return false
	}
	return f.listed(i, reportingVerbs)
}
