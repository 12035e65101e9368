package names

import (
	"slices"
	"strings"

	"parallax/internal/lang"
)

// role is what one mention tells of an entity.
type role struct {
	base   string   // head as compared: "governor"
	words  []string // the other telling words, lower case
	whose  []string // those of words that tell of what: "mayor of Vesthavn", "Mayor Rafiq Torvald of Vesthavn"
	turns  []string // qualifiers: "former"
	origin string   // the country it belongs to, as an adjective: "Norwegian minister"
}

// readRole reads head, telling words and qualifiers of a mention's role.
func (k *linker) readRole(m *found) role {
	r := role{base: k.base(m.head)}
	for i := m.roleFirst; i < m.roleEnd; i++ {
		w := k.tok[i]
		switch {
		case i == m.head || !w.has(word):
		case w.can(lang.Qualifier):
			r.turns = append(r.turns, k.key(i))
		case w.can(lang.Function | lang.Anaphor):
		case i < m.head && w.can(lang.Origin) && !k.l.Allegiances.Has(k.key(i)):
			r.origin = k.key(i)
			r.words = append(r.words, r.origin)
		case w.has(capital) || w.can(lang.Noun|lang.Modifier):
			r.words = append(r.words, k.key(i))
			if i > m.head && !vague(k.key(i)) && (k.is(m.head+1, "of") || k.is(m.head+1, "for")) {
				r.whose = append(r.whose, k.key(i))
			}
		}
	}
	if m.Form == Name {
		k.readHome(m, &r)
	}
	return r
}

// readHome adds where the bearer of a role comes from: "Mayor Rafiq Torvald of
// Vesthavn".
func (k *linker) readHome(m *found, r *role) {
	if m.End+1 >= k.seg.Sentences[m.sentence].End || !k.is(m.End, "of") || k.chunkOf[m.End+1] == 0 {
		return
	}
	c := k.chunks[k.chunkOf[m.End+1]-1]
	if c.kind != placeName && c.kind != oneWord && c.kind != plainName {
		return
	}
	for i := c.first; i < c.end; i++ {
		if k.tok[i].has(capital) {
			r.words, r.whose = append(r.words, k.key(i)), append(r.whose, k.key(i))
		}
	}
}

// vague reports a word that stands for whatever body or place was named
// before: "the head of the company" is no other than the head of Lorrow Water.
func vague(w string) bool {
	switch w {
	case "company", "firm", "group", "business", "organisation", "organization", "body", "agency", "panel",
		"city", "town", "village", "country", "nation", "state", "county", "region", "area":
		return true
	}
	return false
}

// agrees reports whether role r of a nominal can be the role o of an entity
// named before.
func (o role) agrees(r role) bool {
	return slices.Equal(o.turns, r.turns) && // the former mayor is not the mayor
		wordsAgree(o.words, r.words) &&
		(len(o.whose) == 0 || len(r.whose) == 0 || share(o.whose, r.whose)) &&
		r.originAgrees(o)
}

// originAgrees reports whether r's country can be o's: a report that says
// "the Norwegian minister" means no minister of whom it told no country.
func (r role) originAgrees(o role) bool {
	if r.origin == "" || r.origin == o.origin {
		return true
	}
	if o.origin != "" {
		return false
	}
	return slices.ContainsFunc(o.words, func(land string) bool { return sameLand(r.origin, land) })
}

// sameLand reports whether the adjective can belong to the country: they begin
// alike, but for a few.
func sameLand(origin, land string) bool {
	switch origin {
	case "american":
		return strings.HasPrefix(land, "u.s") || land == "us" || land == "united" || land == "america"
	case "british":
		return strings.HasPrefix(land, "u.k") || land == "uk" || land == "united" || land == "britain"
	case "dutch":
		return land == "netherlands" || land == "holland"
	case "danish":
		return land == "denmark"
	}
	return len(origin) > 2 && len(land) > 2 && origin[:2] == land[:2]
}

// wordsAgree reports whether the telling words of two roles can be one
// role's: one says nothing, or they share a word. A word that only makes up
// the role ("chief executive") is not enough when both say more.
func wordsAgree(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	both, moreA, moreB := false, false, false
	for _, w := range b {
		switch {
		case !slices.Contains(a, w):
			moreB = moreB || !vague(w)
		case w == "chief" || w == "prime" || w == "general":
			both = true
		default:
			return true
		}
	}
	for _, w := range a {
		moreA = moreA || !slices.Contains(b, w)
	}
	return both && (!moreA || !moreB)
}

// share reports whether two lists have a word in common.
func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}
