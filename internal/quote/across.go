package quote

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/names"
)

// acrossFrames asks the sieves that look beyond the frame for every candidate
// that its own frame did not answer. Candidates are in text order, so the ones
// before are already decided.
func (r *reader) acrossFrames(found []candidate) {
	for i := range found {
		c := &found[i]
		if c.why != "" {
			continue
		}
		f := &r.frames[c.frame]
		if f.headline {
			continue
		}
		if r.marks[c.mark].Continues {
			if p := r.before(found, i); p >= 0 && found[p].speaker >= 0 {
				inherit(c, &found[p], "carried-on")
				continue
			}
		}
		if c.rule == "subject" && c.mention >= 0 && r.names.Mentions[c.mention].Form == names.Nominal && !(c.element > 0 && f.elements[c.element-1].mark == ':') {
			if p := r.before(found, i); p >= 0 && c.frame-found[p].frame <= 1 && r.frames[found[p].frame].paragraph == f.paragraph && found[p].speaker >= 0 {
				inherit(c, &found[p], "continues") // the sentence goes on telling what was said
				continue
			}
		}
		if c.rule != none && c.rule != "subject" || !r.alone(f, c.element) {
			continue
		}
		r.beyond(found, i)
	}
}

// alone reports whether nothing in the frame but marks and other quotations
// stands beside the quoted element, or it begins the frame as a whole
// utterance.
func (r *reader) alone(f *frame, q int) bool {
	return f.words == 0 || q == 0 && f.words <= 6 && !f.speaks
}

// before is the candidate before i that is no aside, or -1.
func (r *reader) before(found []candidate, i int) int {
	for i--; i >= 0; i-- {
		if found[i].why == "" {
			return i
		}
	}
	return -1
}

// sentencesBack is how many sentences of its paragraph a quotation may stand
// behind whoever says it.
const sentencesBack = 12

// beyond asks, in order: the same paragraph before it, a dialogue, the
// paragraph before, the sentence after.
func (r *reader) beyond(found []candidate, i int) {
	c := &found[i]
	p := r.before(found, i)
	para := r.frames[c.frame].paragraph
	if p >= 0 && r.frames[found[p].frame].paragraph == para && r.turns(found, i, p) {
		return
	}
	for fi := c.frame - 1; fi >= 0 && c.frame-fi <= sentencesBack && r.frames[fi].paragraph == para; fi-- {
		if p >= 0 && found[p].frame == fi && found[p].speaker >= 0 {
			inherit(c, &found[p], "continues")
			return
		}
		if r.sentence(found[:i], c, fi, "sentence-before") {
			return
		}
	}
	if r.dialogue(found, i, p) {
		return
	}
	if r.paragraphBefore(found, i, p) {
		return
	}
	if fi := c.frame + 1; fi < len(r.frames) && r.frames[fi].paragraph == para && r.frames[fi].quotes == 0 && r.frames[fi].speaks {
		r.sentence(found[:i], c, fi, "sentence-after")
	}
}

// sentence takes the speaker from a sentence without quotation: the subject of
// its last reporting word, or its subject if that is a person.
func (r *reader) sentence(before []candidate, c *candidate, fi int, rule string) bool {
	f := &r.frames[fi]
	for k := len(f.elements) - 1; k >= 0; k-- {
		if e := f.elements[k]; e.isCue && e.cue.Strength != lang.Weak && e.cue.Form != lang.Base {
			if s, ok := r.subject(f, k); ok {
				r.decide(before, c, fi, attribution{s, k, rule})
				if c.speaker >= 0 {
					return true
				}
			}
		}
	}
	s, ok := r.mainSubject(f, len(f.elements))
	if e := neighbour(f, 1); neighbour(f, 0).lower == "for" && e.kind == noun && r.speaks(e.mention) {
		s, ok = 1, true // "For Kroll, the wait was agony."
	}
	if ok && r.speaks(f.elements[s].mention) {
		r.decide(before, c, fi, attribution{s, -1, rule})
		return c.speaker >= 0
	}
	return false
}

// turns: two people speak in turns within one paragraph: a bare question after
// an answer is the asker's, and the bare words after a question are the
// other's.
func (r *reader) turns(found []candidate, i, p int) bool {
	pp := r.before(found, p)
	if pp < 0 || found[p].speaker < 0 || found[pp].speaker < 0 || found[p].speaker == found[pp].speaker || r.frames[found[pp].frame].paragraph < r.frames[found[p].frame].paragraph-1 {
		return false
	}
	asks := func(k int) bool { return strings.HasSuffix(r.content(&found[k]), "?") }
	if asks(i) && asks(pp) && !asks(p) || asks(p) && !asks(i) && found[p].rule == "dialogue" {
		inherit(&found[i], &found[pp], "dialogue")
		return true
	}
	return false
}

// dialogue: two people speak in turns, a paragraph each; a bare question or
// answer is the other one's.
func (r *reader) dialogue(found []candidate, i, p int) bool {
	if p < 1 {
		return false
	}
	pp := r.before(found, p)
	if pp < 0 {
		return false
	}
	here, one, two := r.frames[found[i].frame].paragraph, r.frames[found[p].frame].paragraph, r.frames[found[pp].frame].paragraph
	if here != one+1 || one != two+1 || found[p].speaker < 0 || found[pp].speaker < 0 || found[p].speaker == found[pp].speaker {
		return false
	}
	question := strings.HasSuffix(r.content(&found[pp]), "?") || strings.HasSuffix(r.content(&found[p]), "?")
	if !question || !r.marks[found[p].mark].Closed {
		return false
	}
	inherit(&found[i], &found[pp], "dialogue")
	return true
}

func (r *reader) content(c *candidate) string { return r.marks[c.mark].Content.In(r.text) }

// paragraphBefore: a paragraph that begins with speech and names nobody
// carries on the speaker of the paragraph before: of its last quotation, or of
// the sentence that leads up to the speech.
func (r *reader) paragraphBefore(found []candidate, i, p int) bool {
	c := &found[i]
	para := r.frames[c.frame].paragraph
	last := -1 // last frame of the paragraph before
	for fi := c.frame - 1; fi >= 0; fi-- {
		if r.frames[fi].paragraph < para {
			last = fi
			break
		}
	}
	if last < 0 || r.frames[last].headline || r.frames[last].paragraph != para-1 {
		return false
	}
	for fi := last; fi >= 0 && r.frames[fi].paragraph == para-1; fi-- {
		for k := i - 1; k >= 0 && found[k].frame >= fi; k-- {
			if found[k].frame == fi && found[k].why == "" && found[k].speaker >= 0 {
				inherit(c, &found[k], "paragraph-before")
				return true
			}
		}
		if r.sentence(found[:i], c, fi, "paragraph-before") {
			return true
		}
	}
	return r.overParagraph(found, i, p, last)
}

// fewestTold is how many words a sentence has at least: fewer are a heading.
const fewestTold = 3

// overParagraph: speech that fills its paragraph goes on over one sentence that
// tells of nobody: “We were told,” she said. ¶ The board has five members. ¶ “And
// nobody came.” last is the frame of that sentence.
func (r *reader) overParagraph(found []candidate, i, p, last int) bool {
	c, f := &found[i], &r.frames[last]
	if p < 0 || found[p].speaker < 0 || found[p].cue.Empty() && found[p].rule != "continues" || len(r.frames[c.frame].elements) > 1 || !r.marks[c.mark].Closed || f.quotes > 0 || f.speaks || f.words < fewestTold {
		return false
	}
	if n := c.frame + 1; n < len(r.frames) && isDash(r.frames[n].elements[0].mark) {
		return false // whoever signs it
	}
	before := found[p].frame
	if r.frames[before].paragraph != f.paragraph-1 || before != last-1 && r.frames[last-1].paragraph == f.paragraph {
		return false
	}
	for _, e := range f.elements {
		if e.kind == noun && r.names.Mentions[e.mention].Kind == names.Person && r.names.Mentions[e.mention].Entity != found[p].speaker {
			return false
		}
	}
	inherit(c, &found[p], "paragraph-before")
	return true
}

// headlines gives a headline's quotation that its own words do not attribute, or
// only to a role, the speaker of the quotation in the body that holds those words.
func (r *reader) headlines(found []candidate) {
	for i := range found {
		c := &found[i]
		if !r.frames[c.frame].headline || c.speaker >= 0 && r.names.Entities[c.speaker].Named {
			continue
		}
		want := foldWords(r.content(c))
		if want == "" {
			continue
		}
		for k := range found {
			if b := &found[k]; b.speaker >= 0 && b.why == "" && !r.frames[b.frame].headline && strings.Contains(" "+foldWords(r.content(b))+" ", " "+want+" ") {
				c.why = ""
				source := c.source
				inherit(c, b, "headline")
				c.source = source // "Bridge campaigner: ‘…’" still names it, if only by role
				break
			}
		}
	}
}

// foldWords is s in lower case with one space between words and no marks.
func foldWords(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(s, "’", "'")), func(c rune) bool {
		return c != '\'' && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c < 0x80 || c == '“' || c == '”' || c == '—' || c == '–'
	}), " ")
}
