package claims

import (
	"strings"

	"parallax/internal/finding"
	"parallax/internal/segment"
)

// inARow is how many words in a row two accounts hardly write alike by chance. Half
// as many are the least that systems for text reuse look for; names of bodies and
// offices alone have eight.
const inARow = 12

// verbatim reports whether passages of two accounts have a stretch of the same words:
// one of them may have it from the other, or both from a third.
func (f *finder) verbatim(g *group, c *finding.Claim) bool {
	account := map[string]int{} // of each stretch, the account that was first seen to have it
	for i := range c.Evidence {
		e := c.Read(i)
		a := f.as[e.Report]
		t := a.Article.Text
		var words []string
		for k := a.Segments.TokenAt(e.Span.Start); k < len(a.Segments.Tokens) && a.Segments.Tokens[k].Start < e.Span.End; k++ {
			if a.Segments.Tokens[k].Kind <= segment.Clitic {
				words = append(words, strings.ToLower(a.Segments.Tokens[k].In(t)))
			}
		}
		own := f.v.Sentences[g.places[i].sentence].Account
		for k := 0; k+inARow <= len(words); k++ {
			stretch := strings.Join(words[k:k+inARow], " ")
			if was, ok := account[stretch]; ok && was != own {
				return true
			}
			account[stretch] = own
		}
	}
	return false
}
