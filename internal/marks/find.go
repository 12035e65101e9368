package marks

import (
	"slices"
	"sort"
	"strings"

	"parallax/internal/segment"
	"parallax/internal/text"
)

// Find gives the quoted stretches of t in text order; a nested one follows
// the one that holds it.
func Find(t string, s *segment.Segments) []Quoted {
	f := finder{text: t, segments: s}
	for p := range s.Paragraphs {
		f.paragraph(p)
	}
	return f.found
}

// finder walks the paragraphs and remembers whether the one before was left
// open.
type finder struct {
	text     string
	segments *segment.Segments
	found    []Quoted
	marks    []mark // of the paragraph at hand; kept to save allocations

	within    int   // paragraphs before this index lie wholly within a quotation that one pair of marks holds
	open      bool  // the paragraph before ended inside a quotation …
	openStyle Style // … of this style
}

func (f *finder) paragraph(p int) {
	para := f.segments.Paragraphs[p]
	f.marks = scan(f.text, para, f.marks[:0])
	first := len(f.found)
	carried := f.open && p > 0
	f.open = false
	if p < f.within {
		// an earlier paragraph opened, a later one closes, nothing here does either
		f.open = true
		if pageNumber(para.In(f.text)) {
			return
		}
		f.add(p, para, 0, 0, f.openStyle, false, true)
		return
	}
	if len(f.marks) == 0 {
		return
	}
	f.pairDoubles(p, carried && f.openStyle != Single)
	f.pairSingles(p, f.found[first:], carried && f.openStyle == Single)
	nest(f.found, first)
	if n := len(f.found); n > first {
		last := f.found[n-1]
		for i := first; i < n; i++ {
			if !f.found[i].Closed && f.found[i].Span.End >= para.End {
				last = f.found[i]
			}
		}
		f.open, f.openStyle = !last.Closed && last.Span.End >= para.End, last.Style
		if f.open && f.openStyle != Single {
			f.within = f.closedLater(p)
		}
	}
}

// pageNumber reports a paragraph of nothing but the number of a page, which a scan
// leaves in the midst of the text: "17", "- 4 -", "Page 12".
func pageNumber(s string) bool {
	s = strings.Trim(s, " -–—.[]")
	if word, rest, found := strings.Cut(s, " "); found && strings.EqualFold(word, "page") {
		s = rest
	}
	return s != "" && len(s) <= 4 && strings.Trim(s, "0123456789") == ""
}

// longest is how many paragraphs one pair of marks may hold.
const longest = 8

// closedLater is the index of the paragraph that closes what paragraph p left
// open, when none between them has a double mark; 0 when there is none.
func (f *finder) closedLater(p int) int {
	for k := p + 1; k < len(f.segments.Paragraphs) && k <= p+longest; k++ {
		for _, m := range scan(f.text, f.segments.Paragraphs[k], nil) {
			switch {
			case m.style == Single:
				continue
			case m.canClose && (!m.canOpen || m.loose):
				return k
			}
			return 0
		}
	}
	return 0
}

// pairDoubles pairs double marks and guillemets, which never are apostrophes.
func (f *finder) pairDoubles(p int, carried bool) {
	para := f.segments.Paragraphs[p]
	open := -1   // index into f.marks
	nested := -1 // the last mark of a pair within the open one
	for i, m := range f.marks {
		if m.style == Single || i <= nested {
			continue
		}
		switch {
		case open < 0 && carried && m.canClose && (!m.canOpen || m.loose) && f.firstOf(i, false):
			// carried on without an opening mark of its own
			f.add(p, text.Span{Start: para.Start, End: m.end}, 0, m.end-m.start, m.style, true, true)
		case open < 0 && m.torn && !f.closesAfter(i):
			// within a word, and nothing follows that it could open
		case open < 0 && m.canOpen:
			open = i
		case open < 0:
			// a closing mark with nothing to close: an inch mark, a slip
		case m.inch && f.closesAfter(i):
			// 3" of rain
		case m.canClose && (!m.canOpen || m.shape != opening):
			f.addPair(p, open, i, carried && f.firstOf(open, false))
			open = -1
		case m.canOpen && f.nests(open, i) > 0:
			nested = f.nests(open, i)
			f.addPair(p, i, nested, false)
		case m.canOpen:
			// the one before was never closed: it ends with its sentence
			f.addUnclosed(p, open, m.start, carried && f.firstOf(open, false))
			open = i
		}
	}
	if open >= 0 {
		f.addUnclosed(p, open, para.End, carried && f.firstOf(open, false))
	}
}

// nests is the mark that closes mark i within the pair that mark open opens: where
// all four have the shapes of opening and closing marks, and two that close follow
// each other (“It is what he calls “the heap” and we sleep on it,”). It is 0 where
// mark i does not nest.
func (f *finder) nests(open, i int) int {
	if f.marks[open].shape != opening || f.marks[i].shape != opening || f.marks[open].style != f.marks[i].style {
		return 0
	}
	first := 0
	for k := i + 1; k < len(f.marks); k++ {
		m := &f.marks[k]
		switch {
		case m.style == Single:
			continue
		case m.shape != closing || m.style != f.marks[i].style || !m.canClose:
			return 0
		case first > 0:
			return first
		}
		first = k
	}
	return 0
}

// closesAfter reports whether another mark after mark i can close before any
// can open.
func (f *finder) closesAfter(i int) bool {
	for _, m := range f.marks[i+1:] {
		switch {
		case m.style == Single:
			continue
		case m.canOpen && !m.canClose:
			return false
		case m.canClose:
			return true
		}
	}
	return false
}

// pairSingles pairs single marks that do not cross a double pair.
func (f *finder) pairSingles(p int, doubles []Quoted, carried bool) {
	for i := 0; i < len(f.marks); i++ {
		m := f.marks[i]
		if m.style != Single || !m.canOpen {
			continue
		}
		j, sure := f.closer(i, doubles)
		switch {
		case j > 0 && (sure || !f.runsOn(p, i)):
			f.addPair(p, i, j, carried && f.firstOf(i, true))
			i = j // single marks within a single pair are apostrophes
		case f.runsOn(p, i):
			f.addUnclosed(p, i, f.segments.Paragraphs[p].End, carried && f.firstOf(i, true))
			return
		}
	}
}

// closer is the index of the mark that best closes the single mark i, or -1:
// the first certain one; a plural possessive only where no certain one follows
// before the next opening mark.
func (f *finder) closer(i int, doubles []Quoted) (at int, sure bool) {
	doubtful, owned := -1, -1
	inner := innermost(doubles, f.marks[i].start)
	for j := i + 1; j < len(f.marks); j++ {
		m := f.marks[j]
		if m.style != Single || innermost(doubles, m.start) != inner {
			continue
		}
		if m.canOpen && !m.canClose {
			break
		}
		if !m.canClose {
			continue
		}
		switch {
		case !m.doubtful:
			if doubtful >= 0 && !f.ends(m) {
				break // "'angry workers' said the dockers' union": the first one, in doubt
			}
			return j, true
		case !m.possessive && doubtful < 0:
			doubtful = j
		case m.possessive && owned < 0:
			owned = j
		}
	}
	if doubtful >= 0 {
		return doubtful, true
	}
	return owned, false
}

// ends reports whether words end with a mark of punctuation right before m.
func (f *finder) ends(m mark) bool {
	switch f.text[m.start-1] {
	case '.', ',', '?', '!':
		return true
	}
	return false
}

// innermost is the index of the double pair of this paragraph that holds pos,
// or -1. doubles are the paragraph's, by their ends.
func innermost(doubles []Quoted, pos int) int {
	i := sort.Search(len(doubles), func(i int) bool { return doubles[i].Span.End > pos })
	for ; i < len(doubles); i++ {
		if doubles[i].Span.Start <= pos {
			return i
		}
		if i+1 == len(doubles) || !doubles[i+1].Span.Contains(doubles[i].Span) {
			break // the next one holds this one where they nest
		}
	}
	return -1
}

// runsOn reports whether a single mark without a closing one begins a
// quotation that the next paragraph carries on: it stands where speech begins
// and the next paragraph opens with a single mark too.
func (f *finder) runsOn(p, i int) bool {
	para := f.segments.Paragraphs[p]
	if m := f.marks[i]; m.start != para.Start && !f.afterColon(m.start) && !f.afterSentence(m.start) {
		return false
	}
	return f.reopened(p, Single)
}

func (f *finder) afterColon(pos int) bool {
	for pos > 0 && (f.text[pos-1] == ' ' || f.text[pos-1] == '\n') {
		pos--
	}
	return pos > 0 && (f.text[pos-1] == ':' || f.text[pos-1] == ',')
}

// afterSentence reports whether a sentence has ended right before pos.
func (f *finder) afterSentence(pos int) bool {
	before := strings.TrimRight(f.text[:pos], " \u00a0\n")
	return strings.HasSuffix(before, ".") || strings.HasSuffix(before, "?") || strings.HasSuffix(before, "!")
}

// firstOf reports whether mark i is the first of its kind (single or not) in
// the paragraph.
func (f *finder) firstOf(i int, single bool) bool {
	for _, m := range f.marks[:i] {
		if (m.style == Single) == single && (m.canOpen || m.canClose) {
			return false
		}
	}
	return true
}

func (f *finder) addPair(p, i, j int, continues bool) {
	a, b := f.marks[i], f.marks[j]
	atStart := a.start == f.segments.Paragraphs[p].Start
	f.add(p, text.Span{Start: a.start, End: b.end}, a.end-a.start, b.end-b.start, a.style, true, continues && atStart)
}

// addUnclosed ends a quotation that has no closing mark: at the end of the
// paragraph where speech plainly begins with it, else at the end of its
// sentence.
func (f *finder) addUnclosed(p, i, limit int, continues bool) {
	a := f.marks[i]
	para := f.segments.Paragraphs[p]
	end := limit
	if limit < para.End || (a.start != para.Start && !f.afterColon(a.start) && !f.reopened(p, a.style)) {
		if k := f.segments.SentenceAt(a.start); k < len(f.segments.Sentences) {
			end = min(end, f.segments.Sentences[k].Span.End)
		}
	}
	if end <= a.end {
		return
	}
	f.add(p, text.Span{Start: a.start, End: end}, a.end-a.start, 0, a.style, false, continues && a.start == para.Start)
}

// reopened reports whether the paragraph after p begins with an opening mark
// of that style, as a quotation over several paragraphs does.
func (f *finder) reopened(p int, style Style) bool {
	if p+1 >= len(f.segments.Paragraphs) {
		return false
	}
	next := f.segments.Paragraphs[p+1]
	ms := scan(f.text, text.Span{Start: next.Start, End: min(next.End, next.Start+8)}, nil)
	return len(ms) > 0 && ms[0].start == next.Start && (ms[0].style == Single) == (style == Single) && ms[0].canOpen
}

// add records a quoted stretch whose marks take lead and tail bytes. One
// without words is left out.
func (f *finder) add(p int, span text.Span, lead, tail int, style Style, closed, continues bool) {
	content := trim(f.text, text.Span{Start: span.Start + lead, End: span.End - tail})
	if content.Empty() {
		return
	}
	f.found = append(f.found, Quoted{Span: span, Content: content, Style: style, Paragraph: p, Closed: closed, Continues: continues, Bare: lead == 0, Outer: -1})
}

// nest sorts the stretches of one paragraph by place and finds what holds
// what. Stretches never cross, so the open ones form a stack.
func nest(found []Quoted, first int) {
	here := found[first:]
	slices.SortStableFunc(here, func(a, b Quoted) int { return a.Span.Start - b.Span.Start })
	holder := -1 // index of the innermost stretch that may hold the next one
	for i := first; i < len(found); i++ {
		for holder >= 0 && !found[holder].Span.Contains(found[i].Span) {
			holder = found[holder].Outer
		}
		found[i].Outer = holder
		holder = i
	}
}
