package claims

import (
	"parallax/internal/collate/statements"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
)

// words is the stretch of text of a run of units, from the article or adjective
// before its first word to the end of the phrase that its last word is in.
func (f *finder) words(s *statements.Sentence, r run) text.Span {
	a := f.as[s.Report]
	toks, tags := a.Segments.Tokens, a.Tags
	from, to := s.Units[r.from].First, s.Units[r.to-1].End
	sentence := a.Segments.Sentences[s.Index]
	for from > sentence.First && leans(tags[from-1].Tag) {
		from--
	}
	for to < sentence.End && (toks[to].Kind == segment.Clitic || tags[to-1].Tag != tag.VBD && tags[to].Tag.Noun() && tags[to-1].Tag.Noun()) {
		to++
	}
	if to+1 < sentence.End && tags[to].Tag == tag.TO && tags[to+1].Tag == tag.VB {
		to += 2
	}
	return text.Span{Start: toks[from].Start, End: toks[to-1].End}
}

// leans reports whether a word belongs to the one after it.
func leans(t tag.Tag) bool {
	switch t {
	case tag.DT, tag.PRPS, tag.JJ, tag.CD, tag.Dollar, tag.MD, tag.NNP, tag.PDT:
		return true
	}
	return false
}
