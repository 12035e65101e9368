package analysis

import (
	"parallax/internal/article"
	"parallax/internal/marks"
	"parallax/internal/names"
	"parallax/internal/quote"
	"parallax/internal/segment"
)

// Analysis is everything the stages found in one report.
type Analysis struct {
	Article  *article.Article
	Segments *segment.Segments
	Marks    []marks.Quoted
	Names    *names.Result
	Quotes   *quote.Result
}
