package apparatus

import (
	"slices"

	"parallax/internal/collate"
	"parallax/internal/text"
)

// Rank is how much a row of readings asks to be looked at. Lower comes first.
type Rank uint8

const (
	Altered    Rank = iota // a reading changes a word
	Disputed               // reports credit different people with it, none changes a word
	Trimmed                // a reading leaves words out, none changes one
	Paraphrase             // a reading tells it without quoting
	Identical              // all readings are word for word the same
	Single                 // one report has it
)

// String is the rank's name in lower case, fit for a style class.
func (k Rank) String() string {
	return [...]string{"altered", "disputed", "trimmed", "paraphrase", "identical", "single"}[k]
}

// RankOf is the rank of utterance u: that of its most differing reading.
// An utterance that only one report has is Single, also when that report
// quotes it twice, unless it does so in different words.
func RankOf(c *collate.Comparison, u int) Rank {
	var has [4]bool
	one, disputed := true, false
	rs := c.Utterances[u].Readings
	whole := map[int]bool{} // by report: its pieces are the whole together
	for i, r := range rs {
		at := c.Quotations[r.Quotation].Report
		if _, ok := whole[at]; !ok {
			whole[at] = Together(c, u, at) != nil
		}
		switch {
		case whole[at]:
			r.Relation = collate.Identical
		case Apart(c, u, i):
			r.Relation = collate.Trimmed
		}
		_, against := Credited(c, u, i)
		disputed = disputed || against
		has[r.Relation] = true
		one = one && c.Quotations[r.Quotation].Report == c.Quotations[rs[0].Quotation].Report
	}
	switch {
	case has[collate.Altered]:
		return Altered
	case disputed:
		return Disputed
	case one:
		return Single
	case has[collate.Trimmed]:
		return Trimmed
	case has[collate.Paraphrase]:
		return Paraphrase
	}
	return Identical
}

// Group is the utterances of one speaker.
type Group struct {
	Speaker    int   // index into Comparison.People; -1 for speakers not known
	Utterances []int // indexes into Comparison.Utterances: altered, disputed, trimmed, paraphrased, identical, carried by one; within a rank in the comparison's order
}

// Groups is every utterance by speaker, in the comparison's order of speakers.
func Groups(c *collate.Comparison) []Group {
	var out []Group
	at := map[int]int{}
	for i, u := range c.Utterances {
		k, ok := at[u.Speaker]
		if !ok {
			k = len(out)
			at[u.Speaker] = k
			out = append(out, Group{Speaker: u.Speaker})
		}
		out[k].Utterances = append(out[k].Utterances, i)
	}
	for _, g := range out {
		slices.SortStableFunc(g.Utterances, func(a, b int) int { return int(RankOf(c, a)) - int(RankOf(c, b)) })
	}
	return out
}

// ReadingsIn is the indexes of the readings of utterance u that stand in one
// report, in text order; none when the report lacks it.
func ReadingsIn(c *collate.Comparison, u, report int) []int {
	var out []int
	for i, r := range c.Utterances[u].Readings {
		if c.Quotations[r.Quotation].Report == report {
			out = append(out, i)
		}
	}
	return out
}

// Sharpest is the altered readings that a reader should see first, at most n:
// those that change fewest words of the most, for a small change in a long
// quotation is the one that goes unnoticed; at most one an utterance. Words in
// square brackets say of themselves that they are the editor's: a reading that
// changes nothing else is left out.
func Sharpest(c *collate.Comparison, n int) []Sharp {
	var all []Sharp
	for u := range c.Utterances {
		best, found := Sharp{}, false
		for r, rd := range c.Utterances[u].Readings {
			s := Sharp{Utterance: u, Reading: r}
			if rd.Relation != collate.Altered || Apart(c, u, r) || unmarked(c, s) == 0 {
				continue
			}
			if !found || sharper(c, s, best) {
				best, found = s, true
			}
		}
		if found {
			all = append(all, best)
		}
	}
	slices.SortStableFunc(all, func(a, b Sharp) int {
		switch {
		case sharper(c, a, b):
			return -1
		case sharper(c, b, a):
			return 1
		}
		return 0
	})
	return all[:min(n, len(all))]
}

// Sharp is a reading worth showing first.
type Sharp struct {
	Utterance int // index into Comparison.Utterances
	Reading   int // index into the utterance's Readings
}

// sharper orders by kept words less four for every changed stretch.
func sharper(c *collate.Comparison, a, b Sharp) bool {
	return sharpness(c, a) > sharpness(c, b)
}

func sharpness(c *collate.Comparison, s Sharp) int {
	return c.Utterances[s.Utterance].Readings[s.Reading].Kept - 4*unmarked(c, s)
}

// Paragraph is the number of the body paragraph, from 1, that the evidence
// begins in; 0 when it stands in the headline or outside every paragraph.
func Paragraph(c *collate.Comparison, e collate.Evidence) int {
	ps := c.Reports[e.Report].Article.Paragraphs
	i, _ := slices.BinarySearchFunc(ps, e.Span.Start, func(p text.Span, at int) int {
		if p.End <= at {
			return -1
		}
		return 1
	})
	if i < len(ps) && ps[i].Holds(e.Span.Start) {
		return i + 1
	}
	return 0
}

// QuotationAt is where a quotation begins.
func QuotationAt(c *collate.Comparison, q int) collate.Evidence {
	k := &c.Quotations[q]
	if len(k.Content) == 0 {
		return collate.Evidence{Report: k.Report}
	}
	return collate.Evidence{Report: k.Report, Span: k.Content[0]}
}

// Letters names n reports: A to Z, then AA, AB and so on.
func Letters(n int) []string {
	out := make([]string, n)
	for i := range out {
		name := ""
		for k := i; k >= 0; k = k/26 - 1 {
			name = string(rune('A'+k%26)) + name
		}
		out[i] = name
	}
	return out
}
