package apparatus

import (
	"parallax/internal/collate"
	"parallax/internal/text"
)

// Carry is what became of a stretch of the fullest wording in a reading.
type Carry uint8

const (
	Carried Carry = iota // the reading has these words
	Changed              // the reading has others, or left some out that Departures prints struck
	Missing              // the reading left them out; Departures prints “[…]”
)

// String is the name in lower case, fit for a style class.
func (k Carry) String() string { return [...]string{"carried", "changed", "missing"}[k] }

// Segment is a stretch of a strip. Start and Length are shares, 0 to 1, of the
// letters and digits of the fullest wording; an insertion has Length 0.
type Segment struct {
	Start, Length float64
	Kind          Carry
}

// Strip draws which part of the fullest wording reading r of utterance u
// carries: segments from 0 to 1 without gaps. A paraphrase has none.
func Strip(c *collate.Comparison, u, r int) []Segment {
	ut := &c.Utterances[u]
	rd := ut.Readings[r]
	q := &c.Quotations[ut.Fullest]
	t := c.Reports[q.Report].Article.Text
	total := lettersOf(t, q.Content)
	if rd.Relation == collate.Paraphrase || total == 0 {
		return nil
	}
	var out []Segment
	at, done := q.Content[0].Start, 0
	add := func(to int, kind Carry) {
		to = max(at, to)
		n := lettersOf(t, within(q.Content, text.Span{Start: at, End: to}))
		if n > 0 || kind == Changed {
			out = append(out, Segment{Start: share(done, total), Length: share(n, total), Kind: kind})
		}
		at, done = to, done+n
	}
	for _, e := range rd.Edits {
		add(e.From.Start, Carried)
		if isCut(t, e) {
			add(e.From.End, Missing)
		} else {
			add(e.From.End, Changed)
		}
	}
	add(q.Content[len(q.Content)-1].End, Carried)
	return out
}

func share(n, total int) float64 { return float64(n) / float64(total) }

func lettersOf(t string, spans []text.Span) int {
	n := 0
	for _, s := range spans {
		n += letters(s.In(t))
	}
	return n
}
