package names

import (
	"slices"
	"strings"

	"parallax/internal/lang"
)

// Vessels bear people's names. A chunk names one after a word for a vessel ("the
// trawler Martha Lind", "HMS Vigilant"), with the article that goes with nobody's
// title and first name ("the Princess Ada", though not "the Princess Ada inquest"),
// and where the report has named a vessel so before.

// afterVessel reports whether the chunk [first, end) is what a word for a vessel
// calls it, that word standing before the chunk or opening it.
func (f *finder) afterVessel(first, end int) bool {
	if f.tok[first].has(capital) && f.listed(first, vessels) && end-first > 1 {
		return f.tok[first].has(shouted) || f.tok[first].has(opening) && (f.royal(first+1, end) || f.looksPerson(first+1, end))
	}
	if first == 0 || !f.tok[first].has(adjacent) || f.tok[first-1].has(capital) || !f.listed(first-1, vessels) {
		return false
	}
	return !f.tok[first].can(lang.Title|lang.Role) || f.royal(first, end)
}

// royal reports the title of a ruler's house and a first name: "Princess Ada".
func (f *finder) royal(first, end int) bool {
	if end-first != 2 {
		return false
	}
	switch f.key(first) {
	case "prince", "princess", "king", "queen", "duke", "duchess", "empress":
		_, _, known := f.firstName(first + 1)
		return known
	}
	return false
}

// sails reports whether the royal name [first, end) has an article of its own,
// and not that of a noun after it.
func (f *finder) sails(first, end int) bool {
	if first == 0 || !f.royal(first, end) || !f.tok[first-1].can(lang.Definite) || !f.tok[first].has(adjacent) {
		return false
	}
	if end >= len(f.tok) || !f.tok[end].has(word) || !f.tok[end].can(lang.Noun|lang.Adjective|lang.Role|lang.Body) {
		return true
	}
	next := f.key(end)
	return f.tok[end].can(lang.Verb) && (strings.HasSuffix(next, "ed") || strings.HasSuffix(next, "s"))
}

// nameVessels takes what a report names as vessels out of the people's names.
func (f *finder) nameVessels() {
	var seen []string
	for i := range f.chunks {
		c := &f.chunks[i]
		if f.afterVessel(c.first, c.end) || f.sails(c.first, c.end) {
			c.kind = noName
			seen = append(seen, f.span(c.first, c.end).In(f.t))
		}
	}
	if seen == nil {
		return
	}
	for i := range f.chunks {
		c := &f.chunks[i]
		if c.kind != personName || !f.determined(c.first) && !f.royal(c.first, c.end) {
			continue
		}
		if slices.Contains(seen, f.span(c.first, c.end).In(f.t)) {
			c.kind = noName
		}
	}
}
