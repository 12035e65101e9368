package quote

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/names"
)

// Sieves in which the quoted words complete a sentence that is governed by a verb to
// their left.

// partQuote: Kroll said the plant was “a skeleton”; the judge called it
// “plain”: the nearest reporting word to the left governs the sentence that
// the quoted words complete.
func partQuote(r *reader, f *frame, q int) (attribution, bool) {
	return r.governing(f, q, lang.Naming, "part-quote")
}

// weakPartQuote: Kroll hoped for “a better year”.
func weakPartQuote(r *reader, f *frame, q int) (attribution, bool) {
	return r.governing(f, q, lang.Weak, "part-quote")
}

// governing is the nearest reporting word to the left of q that is at least as
// strong as least and has a subject.
func (r *reader) governing(f *frame, q int, least lang.Strength, rule string) (attribution, bool) {
	for c := q - 1; c >= 0 && q-c < farthest; c-- {
		e := f.elements[c]
		if !e.isCue || e.cue.Strength < least {
			continue
		}
		if s, ok := r.subject(f, c); ok && (s < q || e.cue.Form == lang.Past || c == 0) {
			return r.climb(f, attribution{s, c, rule}), true
		}
		if c == 0 && !f.headline && e.cue.Strength >= lang.Naming && (e.cue.Form == lang.Present || e.cue.Form == lang.Past) {
			return attribution{-1, c, rule}, true // in a list: "Calls his rivals “losers”."
		}
	}
	return attribution{}, false
}

// climb goes from a pronoun to the reporting word that governs it: from "she
// felt" in "Kroll said she felt “betrayed”" to "Kroll said".
func (r *reader) climb(f *frame, a attribution) attribution {
	for a.source > 0 && (f.elements[a.source].lower == "it" || f.elements[a.source].kind == noun && r.names.Mentions[f.elements[a.source].mention].Form == names.Pronoun) {
		c := a.source - 1
		if f.elements[c].lower == "that" && c > 0 {
			c--
		}
		e := f.elements[c]
		if !e.isCue || e.cue.Form == lang.Participle || e.cue.Strength != lang.Strong {
			break
		}
		s, ok := r.subject(f, c)
		if !ok || s >= a.source {
			break
		}
		a.source, a.cue = s, c
	}
	return a
}

// castAs: Kroll hammered the plan as “a gift to nobody”; Kroll has been pounding
// Moravec as a “paper captain”. Whatever verb it is, somebody is judged in the
// words of its subject: 72 of 74 such stretches in annotated reports are quoted
// from somebody.
func castAs(r *reader, f *frame, q int) (attribution, bool) {
	es := f.elements
	as := q - 1
	for as > 0 && q-as < farthestAs && es[as].kind != punct && es[as].kind != quoted && es[as].lower != "as" {
		as--
	}
	if f.headline || as < 3 || es[as].lower != "as" {
		return attribution{}, false
	}
	s, ok := r.mainSubject(f, as-1)
	if !ok || !r.speaks(es[s].mention) {
		return attribution{}, false
	}
	v := as - 2
	if es[as-1].kind != noun || !r.judges(es[v]) || q-as > 2 {
		if v, ok = r.judging(f, s, as); !ok {
			return attribution{}, false
		}
	}
	return attribution{r.appositive(f, s), v, "part-quote"}, true
}

// farthestAs is within how many elements before the quoted words "as" stands.
const farthestAs = 6

// judging is the verb right behind a subject whose object stands before "as":
// Kroll waved off the delay as having “little” weight.
func (r *reader) judging(f *frame, s, as int) (int, bool) {
	v := s + 1
	for v < as && f.elements[v].kind == word && (r.lang.Auxiliaries.Has(f.elements[v].lower) || strings.HasSuffix(f.elements[v].lower, "ly")) {
		v++
	}
	if !r.judges(neighbour(f, v)) {
		return 0, false
	}
	o := v + 1
	switch neighbour(f, o).lower {
	case "off", "up", "out", "down":
		o++
	}
	if o >= as || f.elements[o].kind == punct || f.elements[o].kind == quoted || r.lang.Prepositions.Has(f.elements[o].lower) || f.elements[o].lower == "to" {
		return 0, false
	}
	for _, e := range f.elements[o:as] {
		if e.kind == quoted || e.isCue {
			return 0, false
		}
	}
	return v, true
}

// judges reports whether an element is a finite verb or a participle by its
// form, and none that puts somebody into an office or gives a name.
func (r *reader) judges(e element) bool {
	if e.kind != word || r.lang.Auxiliaries.Has(e.lower) || r.lang.Asides[e.lower] != "" {
		return false
	}
	switch e.lower {
	case "appointed", "elected", "hired", "named", "installed", "chosen", "used":
		return false
	}
	return strings.HasSuffix(e.lower, "ed") || strings.HasSuffix(e.lower, "ing") || strings.HasSuffix(e.lower, "s") && len(e.lower) > 3
}
