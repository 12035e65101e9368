package summary

import (
	"slices"
	"strings"

	"parallax/internal/analysis"
	"parallax/internal/collate/statements"
	"parallax/internal/segment"
	"parallax/internal/tag"
)

// Words of a sentence of a summary.
const (
	shortest = 9
	longest  = 45
)

// pointing are words that join a sentence to what was told before it.
var pointing = strings.Fields("also however meanwhile moreover nevertheless nonetheless still then therefore thus instead besides otherwise afterwards afterward later earlier additionally similarly likewise consequently indeed too so there here separately furthermore now yet even such another others both neither elsewhere finally again this that these those")

// resuming are nouns that after "the", with nothing behind them that says which,
// mean what was told before: "The move came hours after". A man told by his age
// alone is another such.
var resuming = strings.Fields("episode move decision incident comment comments remark remarks announcement statement news development ruling measure proposal plan step revelation disclosure controversy dispute scandal attack accident arrest vote result results change changes pair duo trio latter former two three man woman couple official officials document documents report letter email emails video allegation allegations claim claims case deal agreement")

// stands reports whether a sentence can be read alone: of fitting length, in
// the report's own voice, complete, and pointing at nothing outside it.
func stands(a *analysis.Analysis, o *statements.Sentence) bool {
	t := o.Span.In(a.Article.Text)
	if o.Words < shortest || o.Words > longest || o.Quoted*5 > o.Words*2 || len(o.Units) == 0 || !strings.HasSuffix(t, ".") || strings.HasSuffix(t, "..") {
		return false
	}
	for _, m := range a.Marks {
		if m.Span.Overlaps(o.Span) && !o.Span.Contains(m.Span) {
			return false
		}
	}
	own := a.Segments.Sentences[o.Index]
	finite := slices.ContainsFunc(a.Tags[own.First:own.End], func(w tag.Word) bool { return w.Tag.Finite() })
	return finite && !points(a, own) && !resumes(a, own)
}

// resumes reports whether a sentence begins with "the" and a noun that takes up
// what was told before.
func resumes(a *analysis.Analysis, o segment.Sentence) bool {
	word := func(i int) string {
		return strings.ToLower(a.Segments.Tokens[min(i, o.End-1)].In(a.Article.Text))
	}
	if o.End-o.First < 3 || word(o.First) != "the" {
		return false
	}
	if strings.HasSuffix(word(o.First+1), "-year-old") {
		next := a.Tags[o.First+2].Tag
		return !next.Noun() && next != tag.JJ
	}
	next := a.Tags[o.First+2].Tag
	return slices.Contains(resuming, word(o.First+1)) && (next.Verb() || next == tag.Comma || next == tag.RB)
}

// points reports whether a sentence begins with a connective or comes to a
// pronoun before it has named anything.
func points(a *analysis.Analysis, o segment.Sentence) bool {
	aside := false // it begins with a phrase before its subject: "in a statement, he"
	for i := o.First; i < o.End; i++ {
		tok, w := a.Segments.Tokens[i], a.Tags[i].Tag
		first := i == o.First
		if first && (tok.Kind != segment.Word && tok.Kind != segment.Number || w == tag.CC || w == tag.UH) {
			return true
		}
		if i < o.First+3 && slices.Contains(pointing, strings.ToLower(tok.In(a.Article.Text))) {
			return true
		}
		if w == tag.PRP || w == tag.PRPS {
			return true
		}
		aside = aside || first && (w == tag.IN || w == tag.RB)
		if w == tag.NNP || w == tag.NNPS || !aside && (w == tag.NN || w == tag.NNS) {
			return false
		}
	}
	return false
}
