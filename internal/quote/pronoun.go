package quote

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/names"
)

// lookBack is how many frames before its own a speaking pronoun looks for
// whoever it stands for.
const lookBack = 3

// resolve is the entity that a pronoun at element i of frame fi stands for
// when it speaks. Speech has an order of its own, which general anaphora does
// not know: "he said" goes on with whoever spoke, was asked or was told of
// last. It gives the entity that package names found when that order tells
// nothing.
func (r *reader) resolve(found []candidate, fi, i int) int {
	m := r.names.Mentions[r.frames[fi].elements[i].mention]
	if m.Form != names.Pronoun || m.Plural || m.Kind != names.Person {
		return m.Entity
	}
	if e, ok := r.governor(fi, i, m.Gender); ok {
		return e
	}
	f := &r.frames[fi]
	if s, ok := r.mainSubject(f, i); ok && f.elements[s].mention != f.elements[i].mention {
		if e, ok := r.fits(f.elements[s].mention, m.Gender); ok {
			return e // "the minister pledged to help – “all of them,” he said – at once"
		}
	}
	if e, ok := r.answerer(found, fi, m.Gender); ok {
		return e
	}
	for k := fi - 1; k >= 0 && k >= fi-lookBack; k-- {
		f := &r.frames[k]
		if f.headline || f.paragraph < r.frames[fi].paragraph-1 {
			break
		}
		if e, ok := r.lastSpeaker(found, k, m.Gender, r.answers(fi)); ok {
			return e
		}
	}
	return m.Entity
}

// resolveIt is the body or document that "it" stands for in frame fi: the
// subject of a frame before, or the only one there; -1 when there is none.
func (r *reader) resolveIt(fi int) int {
	for k := fi - 1; k >= 0 && k >= fi-lookBack; k-- {
		f := &r.frames[k]
		if f.headline || f.paragraph < r.frames[fi].paragraph-1 {
			break
		}
		only := -1
		for i, e := range f.elements {
			if e.kind != noun {
				continue
			}
			m := r.names.Mentions[e.mention]
			if m.Kind != names.Document && m.Kind != names.Organisation || m.Entity < 0 {
				continue
			}
			if r.canSpeak(e.mention) && r.standsAsSubject(f, i) {
				return m.Entity
			}
			if only >= 0 && only != m.Entity {
				only = -1
				break
			}
			only = m.Entity
		}
		if only >= 0 {
			return only
		}
	}
	return -1
}

// governor is the speaker of the reporting word right before the pronoun:
// "Kroll said she felt".
func (r *reader) governor(fi, i int, g names.Gender) (int, bool) {
	f := &r.frames[fi]
	for c := i - 1; c >= 0 && i-c <= 3; c-- {
		e := f.elements[c]
		if e.isCue && e.cue.Form != lang.Participle {
			if s, ok := r.subject(f, c); ok && s != i && f.elements[s].kind == noun {
				return r.fits(f.elements[s].mention, g)
			}
			return -1, false
		}
		if e.kind != word || e.lower != "that" && !r.temporal(e.lower) && e.lower != "on" {
			break
		}
	}
	return -1, false
}

// answerer is whoever spoke before a quoted question of the frame before: “No,”
// said Kroll. “Why not?” the reporter asked. “Because,” she said.
func (r *reader) answerer(found []candidate, fi int, g names.Gender) (int, bool) {
	n := len(found)
	if n < 2 || r.frames[fi].elements[0].kind != quoted {
		return -1, false
	}
	asked, first := &found[n-1], &found[n-2]
	if asked.frame != fi-1 || first.frame < fi-3 || asked.speaker < 0 || first.speaker < 0 || asked.speaker == first.speaker {
		return -1, false
	}
	if !strings.HasSuffix(r.content(asked), "?") || strings.HasSuffix(r.content(first), "?") || r.frames[asked.frame].paragraph < r.frames[fi].paragraph-1 {
		return -1, false
	}
	return first.speaker, r.suits(first.speaker, g)
}

// answers reports whether the frame's reporting words are those of an answer.
func (r *reader) answers(fi int) bool {
	for _, e := range r.frames[fi].elements {
		w := e.lower
		if e.isCue {
			w = e.cue.Lemma
		}
		switch w {
		case "answer", "reply", "respond", "response", "retort", "counter":
			return true
		}
		if e.kind == noun && r.cueNoun(e.mention) && r.answerNoun(e.mention) {
			return true
		}
	}
	return false
}

func (r *reader) answerNoun(m int) bool {
	men := r.names.Mentions[m]
	return men.Form == names.Nominal && men.End > men.First && answers(r.lower(men.End-1))
}

// lastSpeaker is whoever frame k leaves speaking: who was asked at its end
// (by a quoted question only where the next frame answers), the
// subject of its last reporting word, the speaker of its last quotation, its
// subject, or the only person of that gender in it.
func (r *reader) lastSpeaker(found []candidate, k int, g names.Gender, answers bool) (int, bool) {
	f := &r.frames[k]
	for c := len(f.elements) - 1; c >= 0; c-- {
		e := f.elements[c]
		if !e.isCue || e.cue.Form == lang.Participle {
			continue
		}
		if e.cue.Lemma == "ask" && (answers || f.quotes == 0) && c+1 < len(f.elements) && f.elements[c+1].kind == noun {
			if who, ok := r.fits(f.elements[c+1].mention, g); ok {
				return who, true
			}
		}
		if e.cue.Form == lang.Base {
			continue
		}
		s, ok := r.subject(f, c)
		if !ok {
			s, ok = r.invertedSubject(f, c)
		}
		if ok && f.elements[s].kind == noun {
			if who, ok := r.fits(f.elements[s].mention, g); ok {
				return who, true
			}
		}
	}
	for j := len(found) - 1; j >= 0 && found[j].frame >= k; j-- {
		if c := &found[j]; c.frame == k && c.speaker >= 0 && r.suits(c.speaker, g) {
			return c.speaker, true
		}
	}
	if s, ok := r.mainSubject(f, len(f.elements)); ok {
		if who, ok := r.fits(f.elements[s].mention, g); ok {
			return who, true
		}
	}
	if who, ok := r.onlyPerson(f, g); ok {
		return who, true
	}
	if e := f.elements[0]; e.kind == noun && r.possessive(e.mention) && r.names.Mentions[e.mention].Form == names.Name {
		return r.fits(e.mention, g) // "Kroll's letter is dated Friday."
	}
	return -1, false
}

// onlyPerson is the one person of that gender in the frame.
func (r *reader) onlyPerson(f *frame, g names.Gender) (int, bool) {
	only := -1
	for i, e := range f.elements {
		if e.kind != noun || r.possessive(e.mention) {
			continue
		}
		who, ok := r.fits(e.mention, g)
		if !ok || i > 0 && r.mayBePlace(e.mention, f.elements[i-1].lower) {
			continue
		}
		if only >= 0 && only != who {
			return -1, false
		}
		only = who
	}
	return only, only >= 0
}

// mayBePlace reports a family name that the report has this once, with nothing that
// tells of a person, behind a preposition: "the match with Dunmore".
func (r *reader) mayBePlace(m int, before string) bool {
	switch before {
	case "with", "against", "at", "in", "from", "near", "to", "for", "of":
	default:
		return false
	}
	e := r.names.Entities[r.names.Mentions[m].Entity]
	return len(e.Mentions) == 1 && e.Gender == names.Unknown && e.Role.Empty() && !strings.Contains(e.Name.In(r.text), " ")
}

// fits is the entity of a mention when it is one person of that gender.
func (r *reader) fits(m int, g names.Gender) (int, bool) {
	m = r.author(m)
	men := r.names.Mentions[m]
	if men.Plural || men.Entity < 0 {
		return -1, false
	}
	if men.Form == names.Pronoun && !strings.EqualFold(men.Span.In(r.text), "he") && !strings.EqualFold(men.Span.In(r.text), "she") {
		return -1, false
	}
	return men.Entity, r.suits(men.Entity, g)
}

// suits reports whether an entity is a person who may be of that gender.
func (r *reader) suits(entity int, g names.Gender) bool {
	e := r.names.Entities[entity]
	return e.Kind == names.Person && (g == names.Unknown || e.Gender == names.Unknown || e.Gender == g)
}
