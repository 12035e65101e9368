package apparatus

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/collate"
	"parallax/internal/text"
)

// chunk is one word, or one change, on its way to a piece.
type chunk struct {
	kind      Kind
	report    int         // report of the spans in old (Fullest) or of both (see from)
	from      int         // report of old, for changes
	old, new  []text.Span // words of the fullest, words of the reading
	isWord    bool        // a Same chunk with a letter or digit in it
	ends      bool        // a Same chunk at whose end a clause ends
	contested bool
	keep      bool // shown, not folded
}

// weave lays a reading out in its own order: its words one by one, with the
// changes between them.
func weave(c *collate.Comparison, u, r int) []chunk {
	ut := &c.Utterances[u]
	full, q := &c.Quotations[ut.Fullest], &c.Quotations[ut.Readings[r].Quotation]
	fullText, t := c.Reports[full.Report].Article.Text, c.Reports[q.Report].Article.Text
	var out []chunk
	if len(q.Content) == 0 {
		return nil
	}
	content := printed(t, q.Content)
	same := func(from, to int) {
		for _, part := range within(content, text.Span{Start: from, End: to}) {
			for _, w := range split(t, part) {
				out = append(out, chunk{kind: Same, report: q.Report, new: []text.Span{w}, isWord: isWord(w.In(t)), ends: endsClause(w.In(t))})
			}
		}
	}
	at := content[0].Start
	for _, e := range ut.Readings[r].Edits {
		if e.To.Start < at { // never print a word twice
			e.To.Start, e.To.End = at, max(at, e.To.End)
		}
		same(at, e.To.Start)
		at = max(at, e.To.End)
		k := chunk{
			kind: [...]Kind{Delete, Insert, Replace}[e.Op], report: q.Report, from: full.Report,
			old: within(full.Content, e.From), new: within(q.Content, e.To), keep: true,
		}
		if isCut(fullText, e) {
			k.kind = Cut
		}
		if len(k.old)+len(k.new) > 0 {
			out = append(out, k)
		}
	}
	same(at, content[len(content)-1].End)
	return marksBeforeCuts(out, t)
}

// marksBeforeCuts moves a comma or full stop that stands at a word's end back
// to it when a Cut came between.
func marksBeforeCuts(chunks []chunk, t string) []chunk {
	for i := 2; i < len(chunks); i++ {
		a, cut, b := chunks[i-2], chunks[i-1], chunks[i]
		if a.kind == Same && cut.kind == Cut && b.kind == Same && !b.isWord &&
			a.new[0].End == b.new[0].Start && utf8.RuneCountInString(b.new[0].In(t)) == 1 {
			chunks[i-1], chunks[i] = b, cut
		}
	}
	return chunks
}

// sharpen cuts words of the fullest where a contested place begins or ends
// inside them, so that no more than the place is marked.
func sharpen(chunks []chunk, contested []text.Span) []chunk {
	var out []chunk
	for _, k := range chunks {
		if !k.contested {
			out = append(out, k)
			continue
		}
		w := k.old[0]
		add := func(from, to int, mark bool) {
			if from < to {
				out = append(out, chunk{kind: Same, report: k.report, old: []text.Span{{Start: from, End: to}}, isWord: mark, contested: mark})
			}
		}
		at := w.Start
		for _, s := range contested {
			if s.Overlaps(w) {
				add(at, max(at, s.Start), false)
				add(max(at, s.Start), min(w.End, s.End), true)
				at = min(w.End, s.End)
			}
		}
		add(at, w.End, false)
	}
	return out
}

func keepAll(chunks []chunk) {
	for i := range chunks {
		chunks[i].keep = true
	}
}

// keepEnds keeps the first head and the last tail words.
func keepEnds(chunks []chunk, head, tail int) {
	for i := 0; i < len(chunks) && head > 0; i++ {
		chunks[i].keep = true
		if chunks[i].isWord {
			head--
		}
	}
	for i := len(chunks) - 1; i >= 0 && tail > 0; i-- {
		chunks[i].keep = true
		if chunks[i].isWord {
			tail--
		}
	}
}

// keepAround keeps the words on each side of every change or contested word:
// at least the first figure, at most the second.
func keepAround(chunks []chunk, least, most int) {
	for i, k := range chunks {
		if k.contested || k.kind == Delete || k.kind == Insert || k.kind == Replace {
			chunks[i].keep = true
			keepFrom(chunks, i, -1, least, most)
			keepFrom(chunks, i, 1, least, most)
		}
	}
}

// keepFrom keeps words in one direction: up to a clause's end between the two
// figures, or half-way between them when there is none.
func keepFrom(chunks []chunk, i, step, least, most int) {
	stop, seen := -1, 0
	for j := i + step; j >= 0 && j < len(chunks) && seen < most; j += step {
		if !chunks[j].isWord {
			continue
		}
		seen++
		ends := chunks[j].ends
		if step < 0 {
			ends = j == 0 || chunks[j-1].ends
		}
		if seen == (least+most)/2 || seen < least || seen == least && ends {
			stop = j
		}
		if seen >= least && ends {
			stop = j
			break
		}
	}
	for j := i + step; stop >= 0 && j != stop+step; j += step {
		chunks[j].keep = true
	}
}

// keepBesideCuts keeps two words on the inner side of every Cut.
func keepBesideCuts(chunks []chunk) {
	for i, k := range chunks {
		if k.kind == Cut {
			keepFrom(chunks, i, 1, edgeWords, edgeWords)
			keepFrom(chunks, i, -1, edgeWords, edgeWords)
		}
	}
}

// gather joins chunks into pieces. full says that Same words are of the
// fullest wording.
func gather(c *collate.Comparison, chunks []chunk, full bool) []Piece {
	unfoldShort(chunks)
	var out []Piece
	for i := 0; i < len(chunks); {
		k := chunks[i]
		if k.kind != Same {
			out = append(out, Piece{Kind: k.kind, Old: words(c, k.from, k.old), New: words(c, k.report, k.new)})
			i++
			continue
		}
		j, spans := i, []text.Span(nil)
		for ; j < len(chunks) && chunks[j].kind == Same && chunks[j].keep == k.keep && (!k.keep || chunks[j].contested == k.contested); j++ {
			spans = join(c, k.report, spans, append(chunks[j].old, chunks[j].new...)[0])
		}
		p := Piece{Kind: Same, Contested: k.contested}
		if !k.keep {
			p.Kind, p.Contested = Fold, false
		}
		if w := words(c, k.report, spans); full {
			p.Old = w
		} else {
			p.New = w
		}
		out = append(out, p)
		i = j
	}
	space(c, out)
	return out
}

// join adds a span to a run: it lengthens the last one when nothing but white
// space lies between them.
func join(c *collate.Comparison, report int, spans []text.Span, s text.Span) []text.Span {
	t := c.Reports[report].Article.Text
	if n := len(spans); n > 0 && spans[n-1].End <= s.Start && strings.TrimSpace(t[spans[n-1].End:s.Start]) == "" {
		spans[n-1].End = s.End
		return spans
	}
	return append(spans, s)
}

// unfoldShort shows what is too short to be folded.
func unfoldShort(chunks []chunk) {
	for i := 0; i < len(chunks); i++ {
		j, n := i, 0
		for ; j < len(chunks) && chunks[j].kind == Same && !chunks[j].keep; j++ {
			if chunks[j].isWord {
				n++
			}
		}
		if j > i && n < foldLeast {
			for ; i < j; i++ {
				chunks[i].keep = true
			}
		}
		i = max(i, j)
	}
}

// words reads spans of one report.
func words(c *collate.Comparison, report int, spans []text.Span) Words {
	if len(spans) == 0 {
		return Words{}
	}
	t := c.Reports[report].Article.Text
	w := Words{Report: report, Spans: spans}
	var b strings.Builder
	for i, s := range spans {
		if i > 0 && needsSpace(t, spans[i-1].End, s.Start) {
			b.WriteByte(' ')
		}
		for j, f := range strings.Fields(s.In(t)) {
			if j > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(f)
		}
		w.Count += countWords(s.In(t))
	}
	w.Text = b.String()
	return w
}

// needsSpace reports whether two spans of t that follow each other are apart.
func needsSpace(t string, end, start int) bool { return end != start || end > start }

// space decides where a space goes between pieces: where the report has one,
// and on both sides of “[…]” and “…”, save before a mark that closes.
func space(c *collate.Comparison, ps []Piece) {
	for i := 1; i < len(ps); i++ {
		p, q := &ps[i-1], &ps[i]
		switch a, b := lastSpan(p), firstSpan(q); {
		case q.Kind == Cut || q.Kind == Fold:
			q.Space = true
		case p.Kind == Cut || p.Kind == Fold || p.Kind == Delete:
			q.Space = !closes(q.Shown().Text)
		case q.Kind == Delete:
			q.Space = !touches(c, q.Old)
		case p.Shown().Report == q.Shown().Report && a.End == b.Start:
			q.Space = false
		default:
			q.Space = true
		}
	}
}

func lastSpan(p *Piece) text.Span {
	w := p.Shown()
	if len(w.Spans) == 0 {
		return text.Span{}
	}
	return w.Spans[len(w.Spans)-1]
}

func firstSpan(p *Piece) text.Span {
	w := p.Shown()
	if len(w.Spans) == 0 {
		return text.Span{}
	}
	return w.Spans[0]
}

// touches reports whether the words begin right after another letter or mark,
// as after a hyphen or an opening bracket.
func touches(c *collate.Comparison, w Words) bool {
	if len(w.Spans) == 0 || w.Spans[0].Start == 0 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(c.Reports[w.Report].Article.Text[:w.Spans[0].Start])
	return !unicode.IsSpace(r) && !strings.ContainsRune(`"'“‘«„”’—–,;:`, r)
}

// closes reports whether the words begin with a mark that stands at a word's
// end.
func closes(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune(",;:.!?)]”’»%…", r)
}

// merge sorts spans and joins those that overlap or touch.
func merge(spans []text.Span) []text.Span {
	slices.SortFunc(spans, func(a, b text.Span) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.End - b.End
	})
	var out []text.Span
	for _, s := range spans {
		switch n := len(out); {
		case s.Empty():
		case n > 0 && s.Start <= out[n-1].End:
			out[n-1].End = max(out[n-1].End, s.End)
		default:
			out = append(out, s)
		}
	}
	return out
}
