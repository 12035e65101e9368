package treebank

import (
	"parallax/internal/segment"
	"parallax/internal/tag"
)

// Tagger is what can be scored: a *tag.Model.
type Tagger interface {
	Tag(t string, s *segment.Segments) []tag.Word
	AppendLemma(b []byte, form string, w tag.Word) []byte
}

// Score gives the shares of the told tokens whose tag and whose lemma are
// right, and how many tokens those are.
func Score(docs []Cut, m Tagger) (tags, lemmas float64, n int) {
	var rightTags, rightLemmas int
	for _, d := range docs {
		for i, w := range m.Tag(d.Text, d.Segments) {
			g := d.Gold[i]
			if g.Tag == "" {
				continue
			}
			n++
			if w.Tag.String() == g.Tag {
				rightTags++
			}
			if string(m.AppendLemma(nil, d.Segments.Tokens[i].In(d.Text), w)) == g.Lemma {
				rightLemmas++
			}
		}
	}
	return float64(rightTags) / float64(n), float64(rightLemmas) / float64(n), n
}
