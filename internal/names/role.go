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

// readRole reads head, telling words and qualifiers of a mention's role. Its lists
// of words hold until the next is read.
func (k *linker) readRole(m *found) role {
	r := role{base: k.base(m.head), words: k.role.words[:0], whose: k.role.whose[:0], turns: k.role.turns[:0]}
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
		case w.has(capital) || w.can(lang.Noun|lang.Modifier) || i > m.head && (w.is == 0 || strings.HasSuffix(k.key(i), "ing")):
			r.words = append(r.words, k.key(i))
			if i > m.head && !vague(k.key(i)) && (k.is(m.head+1, "of") || k.is(m.head+1, "for")) {
				r.whose = append(r.whose, k.key(i))
			}
		}
	}
	if m.Form == Name {
		k.readHome(m, &r)
	}
	k.role = r
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
		if k.tok[i].has(capital) && !vague(k.key(i)) {
			r.words, r.whose = append(r.words, k.key(i)), append(r.whose, k.key(i))
		}
	}
}

// vague reports a word that stands for whatever body or place was named
// before: "the head of the company" is no other than the head of Lorrow Water.
func vague(w string) bool {
	switch w {
	case "company", "firm", "group", "business", "organisation", "organization", "body", "agency", "panel":
		return true
	}
	return !telling(w)
}

// agrees reports whether role r of a nominal can be the role o of an entity
// named before.
func (o role) agrees(r role) bool {
	return slices.Equal(o.turns, r.turns) && // the former mayor is not the mayor
		(wordsAgree(o.words, r.words) || ofLand(o.origin, r.whose) || ofLand(r.origin, o.whose)) &&
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
	return ofLand(r.origin, o.words)
}

// withoutParty is the role without words for a party or a faith: being called a
// Republican is no other office than being called a Nordmark senator.
func (k *linker) withoutParty(r role) role {
	if slices.ContainsFunc(r.words, k.l.Allegiances.Has) {
		r.words = slices.DeleteFunc(slices.Clone(r.words), k.l.Allegiances.Has)
	}
	return r
}

// ofLand reports whether one of the words is the country of the adjective.
func ofLand(origin string, words []string) bool {
	return origin != "" && slices.ContainsFunc(words, func(land string) bool { return sameLand(origin, land) })
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
	if !slices.ContainsFunc(a, telling) || !slices.ContainsFunc(b, telling) {
		return true
	}
	both, moreA, moreB := false, false, false
	for _, w := range b {
		switch {
		case !slices.Contains(a, w):
			moreB = true
		case w == "chief" || w == "prime" || w == "general" || !telling(w):
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

// telling reports a word that tells one role from another, which words for the
// kind of place do not: "the county sheriff".
func telling(w string) bool {
	switch w {
	case "city", "town", "village", "country", "nation", "state", "county", "region", "area":
		return false
	}
	return true
}

// share reports whether two lists have a word in common.
func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}
