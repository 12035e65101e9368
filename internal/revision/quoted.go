package revision

import (
	"parallax/internal/analysis"
	"parallax/internal/quote"
)

// Quoted gives what a version quotes, as the stages found it: the words inside
// quotation marks, not what is told without them, in text order. Speakers are
// those with a name.
func Quoted(a *analysis.Analysis) []Quotation {
	if a.Quotes == nil {
		return nil
	}
	var out []Quotation
	for i := range a.Quotes.Quotations {
		q := &a.Quotes.Quotations[i]
		if q.Kind == quote.Indirect {
			continue
		}
		o := Quotation{Content: q.Content}
		if q.Speaker >= 0 && a.Names.Entities[q.Speaker].Named {
			o.Speaker = a.Names.Entities[q.Speaker].Name.In(a.Article.Text)
		}
		out = append(out, o)
	}
	return out
}
