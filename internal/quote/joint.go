package quote

import (
	"slices"
	"strings"

	"parallax/internal/names"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// Several can say one thing: "Ada Trewin and Jonas Pell said in a statement",
// "both ministers said", "the two said". Whom such words name is read here; the
// first of them is the quotation's Speaker, all of them are its Speakers.

// mostJoint is how many speakers one quotation may have, and joinReach how many
// tokens may stand between two of them: an apposition, a party in brackets.
const (
	mostJoint = 8
	joinReach = 12
)

// jointly gives the entities that a source names when there are several, in the
// order in which the report names them; nil when there is one. m is the source's first
// mention and speaker whom it stands for.
func (r *reader) jointly(m, speaker int, cue text.Span) []int {
	if m < 0 {
		return nil
	}
	men := &r.names.Mentions[m]
	first := men.Entity
	if men.Form == names.Pronoun && !men.Plural && men.Kind == names.Person && !r.possessive(m) {
		first = speaker // "she and Pell said"
	} else if men.Form == names.Pronoun {
		first = -1
	}
	if out := r.listed(m, first, cue); out != nil {
		return out
	}
	switch {
	case men.Form == names.Nominal && men.Plural:
		return r.counted(m)
	case men.Form == names.Pronoun && men.Plural:
		return r.they(m)
	}
	return nil
}

// listed reads on from mention m, which stands for entity first, over commas and
// "and" to the others: "Trewin, the mayor, and Pell". Those who follow their cue must
// not be the subject of another verb: "said Trewin, and Pell agreed".
func (r *reader) listed(m, first int, cue text.Span) []int {
	if first < 0 {
		return nil
	}
	var some [mostJoint]int
	out := append(some[:0], first)
	joined := false
	for at := r.names.Mentions[m].End; len(out) < mostJoint; {
		next, and := r.nextJoined(at, out)
		if next < 0 || !cue.Empty() && r.names.Mentions[m].Span.Start < cue.Start && r.names.Mentions[next].Span.Start >= cue.Start {
			break
		}
		men := &r.names.Mentions[next]
		if !cue.Empty() && cue.End <= r.names.Mentions[m].Span.Start && r.verbAt(men.End) {
			break
		}
		out = append(out, men.Entity)
		if at = men.End; and {
			joined = true
			break
		}
	}
	if !joined {
		return nil
	}
	return slices.Clone(out)
}

// nextJoined is the mention that goes on a list of speakers at token at, and
// whether "and" stands before it; -1 when the list ends there.
func (r *reader) nextJoined(at int, have []int) (next int, and bool) {
	toks := r.segments.Tokens
	comma, bracket := false, false
	for i := at; i < min(len(toks), at+joinReach); i++ {
		w := toks[i].In(r.text)
		m := -1
		if !bracket {
			m = r.outerAt(i)
		}
		switch {
		case w == "(":
			bracket = true
		case w == ")":
			bracket = false
		case bracket:
		case w == ",":
			comma = true
		case w == "and" || w == "&":
			and = true
		case m >= 0 && (comma || and) && r.speakerInList(m):
			if e := r.names.Mentions[m].Entity; !slices.Contains(have, e) {
				return m, and
			}
			i, and = r.names.Mentions[m].End-1, false // an apposition: "Trewin, the mayor,"
		case comma && !and && toks[i].Kind != segment.Quote && r.inAppos(at, toks[i].Span):
		default:
			return -1, false
		}
	}
	return -1, false
}

// inAppos reports whether a token lies in the apposition of the mention that
// ends at token at.
func (r *reader) inAppos(at int, s text.Span) bool {
	for _, m := range r.mentionsEnding(at) {
		if r.names.Mentions[m].Appos.Contains(s) || r.names.Mentions[m].Role.Contains(s) {
			return true
		}
	}
	return false
}

// outerAt is the longest mention that begins at token i, -1 for none.
func (r *reader) outerAt(i int) int {
	start := r.segments.Tokens[i].Start
	best := -1
	from := r.names.From(start)
	for k := from; k < len(r.names.Mentions) && r.names.Mentions[k].First == i; k++ {
		if best < 0 || r.names.Mentions[k].End > r.names.Mentions[best].End {
			best = k
		}
	}
	return best
}

// speakerInList reports whether a mention may be one of several speakers.
func (r *reader) speakerInList(m int) bool {
	men := &r.names.Mentions[m]
	return men.Entity >= 0 && men.Form != names.Pronoun && men.Kind != names.Place && men.Kind != names.Document && !r.possessive(m)
}

// verbAt reports whether a finite verb that lists know stands at token i.
func (r *reader) verbAt(i int) bool {
	if i >= len(r.segments.Tokens) {
		return false
	}
	w := r.lower(i)
	_, cue := r.lang.Cues[w]
	return cue || r.lang.Auxiliaries.Has(w)
}

// counted resolves words for several people by what they are: "the two
// senators" are the two senators whom the report has named, when it has named
// no others.
func (r *reader) counted(m int) []int {
	men := &r.names.Mentions[m]
	want, base, definite := 0, "", false
	for i := max(0, men.First-1); i < men.End; i++ {
		w := r.lower(i)
		switch w {
		case "the", "both":
			definite = true
		}
		if n := howMany(w); n > 0 {
			want = n
		}
		if b, ok := r.lang.Base[w]; ok && i >= men.First {
			base = b
		}
	}
	if base == "" || want == 0 && !definite {
		return nil
	}
	all := r.withRole(base, men.Span.Start)
	if len(all) == 0 && want == 2 && (base == "man" || base == "woman") {
		if two := r.lastList(m, -1, men.Span.Start, men.Quoted); len(two) == 2 {
			return two
		}
	}
	if want > 0 && len(all) != want || len(all) < 2 || len(all) > 3 {
		return nil
	}
	return all
}

// howMany is the number that a word counts several speakers with.
func howMany(w string) int {
	switch w {
	case "both", "two", "pair":
		return 2
	case "three":
		return 3
	case "four":
		return 4
	}
	return 0
}

// holder is somebody with a role, and where the report first tells it.
type holder struct{ entity, at int }

// withRole are the people named before a place in the text of whom a mention
// there tells this role, or one that it is a wider word for.
func (r *reader) withRole(base string, before int) []int {
	all, ok := r.holders[base]
	if !ok {
		for k := range r.names.Entities {
			e := &r.names.Entities[k]
			if e.Named && e.Kind == names.Person {
				if at := r.toldRole(e, base); at >= 0 {
					all = append(all, holder{k, at})
				}
			}
		}
		if r.holders == nil {
			r.holders = map[string][]holder{}
		}
		r.holders[base] = all
	}
	var out []int
	for _, h := range all {
		if h.at < before {
			out = append(out, h.entity)
		}
	}
	return out
}

// toldRole is where the first mention stands that tells this role of an entity,
// -1 when none does.
func (r *reader) toldRole(e *names.Entity, base string) int {
	for _, m := range e.Mentions {
		men := &r.names.Mentions[m]
		for _, s := range [...]text.Span{{Start: men.Span.Start, End: max(men.Span.Start, men.Name.Start)}, men.Role, nominal(men)} {
			for w := range strings.FieldsFuncSeq(strings.ToLower(s.In(r.text)), func(c rune) bool { return c == ' ' || c == ',' || c == '.' }) {
				role := w
				if b, ok := r.lang.Base[w]; ok {
					role = b
				}
				if role == base || slices.Contains(r.lang.Wider[base], role) {
					return men.Span.Start
				}
			}
		}
	}
	return -1
}

// nominal is the span of a mention by role, empty for any other.
func nominal(m *names.Mention) text.Span {
	if m.Form != names.Nominal {
		return text.Span{}
	}
	return m.Span
}

// they are the several whom a speaking "they" stands for: the last list of
// people before it within two sentences, or those whom its entity is counted as.
func (r *reader) they(m int) []int {
	men := &r.names.Mentions[m]
	group := -1 // the mention that package names has linked it to
	if men.Entity >= 0 {
		for _, o := range r.names.Entities[men.Entity].Mentions {
			if o < m && r.names.Mentions[o].Form != names.Pronoun {
				group = o
			}
		}
	}
	if out := r.lastList(m, group, men.Span.Start, men.Quoted); out != nil {
		return out
	}
	if group >= 0 && r.names.Mentions[group].Form == names.Nominal {
		return r.counted(group)
	}
	return nil
}

// lastList are the people of the last list before mention m that lies after mention
// floor and within two sentences before a place in the text.
func (r *reader) lastList(m, floor, at int, isQuoted bool) []int {
	sentence := r.segments.SentenceAt(at)
	for o := m - 1; o > floor && o >= 0 && o > m-joinReach; o-- {
		men := &r.names.Mentions[o]
		if sentence-r.segments.SentenceAt(men.Span.Start) > 2 {
			break
		}
		if men.Quoted != isQuoted || men.Kind != names.Person {
			continue
		}
		if out := r.list(o); out != nil && r.people(out) {
			return r.wholeList(o, out)
		}
	}
	return nil
}

// pair are the two people of the last list before a source that only counts them:
// "the pair", "the two", "both".
func (r *reader) pair(source text.Span) []int {
	switch strings.ToLower(source.In(r.text)) {
	case "the pair", "the two", "the duo", "the couple", "both", "both men", "both women", "the two men", "the two women":
	default:
		return nil
	}
	m := r.names.From(source.Start)
	if out := r.lastList(m, -1, source.Start, false); len(out) == 2 {
		return out
	}
	return nil
}

// list are the entities of the list that begins with a mention that is no pronoun.
func (r *reader) list(m int) []int {
	if r.names.Mentions[m].Form == names.Pronoun {
		return nil
	}
	return r.listed(m, r.names.Mentions[m].Entity, text.Span{})
}

// people reports whether all of some entities are people.
func (r *reader) people(entities []int) bool {
	for _, e := range entities {
		if r.names.Entities[e].Kind != names.Person {
			return false
		}
	}
	return true
}

// wholeList goes back from a mention in the midst of a list to its beginning.
func (r *reader) wholeList(m int, out []int) []int {
	for k := m - 1; k >= 0 && k > m-4; k-- {
		if r.names.Mentions[k].Kind != names.Person {
			continue
		}
		if longer := r.list(k); len(longer) > len(out) && r.people(longer) {
			out = longer
		}
	}
	return out
}
