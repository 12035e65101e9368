package apparatus

import (
	"parallax/internal/collate"
	"parallax/internal/text"
)

// Together is the readings of utterance u in one report when they are the
// pieces of one broken quotation that together are word for word the fullest
// wording, as in “The bridge,” she said, “was never safe.”; none otherwise.
func Together(c *collate.Comparison, u, report int) []int {
	ut := &c.Utterances[u]
	rs := ReadingsIn(c, u, report)
	if len(rs) < 2 {
		return nil
	}
	full := &c.Quotations[ut.Fullest]
	t := c.Reports[full.Report].Article.Text
	speaker := c.Quotations[ut.Readings[rs[0]].Quotation].Speaker
	for _, r := range rs {
		rd := &ut.Readings[r]
		if rd.Relation != collate.Trimmed || c.Quotations[rd.Quotation].Speaker != speaker {
			return nil
		}
		for _, e := range rd.Edits {
			if !e.Edge {
				return nil
			}
		}
	}
	for _, s := range full.Content {
		for _, w := range split(t, s) {
			if isWord(w.In(t)) && !carried(ut, rs, w) {
				return nil
			}
		}
	}
	return rs
}

// carried reports whether one of the readings has a word of the fullest.
func carried(ut *collate.Utterance, readings []int, w text.Span) bool {
	for _, r := range readings {
		has := true
		for _, e := range ut.Readings[r].Edits {
			has = has && !e.From.Overlaps(w)
		}
		if has {
			return true
		}
	}
	return false
}

// Apart reports whether reading r of utterance u has no word of the fullest wording:
// it is a part of what was said that only other readings have beside words of that.
// Nothing in it is altered.
func Apart(c *collate.Comparison, u, r int) bool {
	rd := &c.Utterances[u].Readings[r]
	return rd.Relation == collate.Altered && rd.Kept == 0
}

// Elsewhere is the label of a reading that is apart.
const Elsewhere = "not in the fullest wording"
