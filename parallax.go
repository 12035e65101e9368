package parallax

import (
	"cmp"
	"context"
	"io"
	"iter"
	"runtime"
	"slices"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/ingest"
)

// Options are the choices a caller has; the zero value is sensible.
type Options struct {
	Stdin    io.Reader // what the input "-" reads; nil: "-" is skipped with a reason
	MaxBytes int64     // largest input that becomes one report, in bytes after decompression; 0: 32 MiB
	Titles   bool      // JSON records with a title and an empty text, and teasers in feeds, are reports too: enough for grouping, nothing to compare
	Workers  int       // reports analysed at one time; 0: one for each CPU that Go may use
}

// Read gives the reports in files, folders, JSON-lines files, their .gz forms
// and standard input ("-"), in the order of inputs, a folder's files in the
// order of their names. Each step yields either a report or what was skipped
// and why, never both. A cancelled ctx ends the sequence early: ctx.Err tells.
func Read(ctx context.Context, inputs []string, o Options) iter.Seq2[*Article, *Skipped] {
	return ingest.Read(ctx, inputs, ingest.Options{Stdin: o.Stdin, MaxBytes: o.MaxBytes, Titles: o.Titles})
}

// ReadFrom gives the reports in one input that is open already, as [Read]
// would read a file of that name: messages use the name, and it becomes the ID
// of a report that brings none.
func ReadFrom(ctx context.Context, name string, in io.Reader, o Options) iter.Seq2[*Article, *Skipped] {
	return ingest.ReadFrom(ctx, name, in, ingest.Options{MaxBytes: o.MaxBytes, Titles: o.Titles})
}

// FromText makes a report of plain text in memory: headline and paragraphs are
// found as in a plain-text file, and positions count in t itself. Bytes that
// are no UTF-8 become U+FFFD. Set the other fields (Outlet, Published, URL)
// before the report is analysed.
func FromText(id, t string) *Article { return ingest.FromText(id, t) }

// Reports is the sequence of reports that are in memory already, as [Read]
// would give it.
func Reports(as ...*Article) iter.Seq2[*Article, *Skipped] {
	return func(yield func(*Article, *Skipped) bool) {
		for _, a := range as {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// Analyse finds the sentences, names, quotations and speakers of one report.
// It does no I/O and cannot fail.
func Analyse(a *Article) *Analysis { return analysis.Run(a) }

// AnalyseEach analyses a stream of reports, o.Workers at a time, and gives the
// results in the order of the reports, skipped inputs in their place. It holds
// a few reports for each worker, however long the stream is. A cancelled ctx
// ends the sequence early: ctx.Err tells. When the caller stops ranging, all
// that AnalyseEach started has ended before the loop is left.
func AnalyseEach(ctx context.Context, reports iter.Seq2[*Article, *Skipped], o Options) iter.Seq2[*Analysis, *Skipped] {
	return func(yield func(*Analysis, *Skipped) bool) {
		inOrder(ctx, o.workers(), reports, sizeOf, analysis.RunEach, yield)
	}
}

// QuotationsEach is [AnalyseEach] for those who want no more than who said what
// in each report alone: every result holds one report, its people and its
// quotations, and no utterances.
func QuotationsEach(ctx context.Context, reports iter.Seq2[*Article, *Skipped], o Options) iter.Seq2[*Comparison, *Skipped] {
	alone := func(as []*Article) []*Comparison {
		out := make([]*Comparison, len(as))
		for i, a := range analysis.QuotingEach(as) {
			out[i] = collate.Alone(a)
		}
		return out
	}
	return func(yield func(*Comparison, *Skipped) bool) {
		inOrder(ctx, o.workers(), reports, sizeOf, alone, yield)
	}
}

// FindingsEach is [AnalyseEach] for those who want everything that was found in
// each report, with its people and quotations as a comparison names them.
func FindingsEach(ctx context.Context, reports iter.Seq2[*Article, *Skipped], o Options) iter.Seq2[*Findings, *Skipped] {
	find := func(as []*Article) []*Findings {
		out := make([]*Findings, len(as))
		for i, found := range analysis.RunEach(as) {
			out[i] = &Findings{Alone: collate.Alone(found), Analysis: found}
		}
		return out
	}
	return func(yield func(*Findings, *Skipped) bool) {
		inOrder(ctx, o.workers(), reports, sizeOf, find, yield)
	}
}

// Compare analyses the reports of one event and brings them together. The
// order of the reports changes nothing in the result, nor does o.Workers. What
// was skipped is listed in Comparison.Skipped, by input; when every input was
// skipped, Comparison.Reports is empty. Reports that share an ID are compared
// under an ID of their own each; a report that is there twice counts once. The
// error is that of a cancelled ctx, and then there is no comparison.
func Compare(ctx context.Context, reports iter.Seq2[*Article, *Skipped], o Options) (*Comparison, error) {
	var found []*analysis.Analysis
	var skipped []article.Skipped
	for a, s := range AnalyseEach(ctx, reports, o) {
		if s != nil {
			skipped = append(skipped, *s)
			continue
		}
		found = append(found, a)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return together(found, skipped), nil
}

// Collate brings together reports of one event that are analysed already, as
// [Compare] does for reports that are not. The order of the analyses changes
// nothing. It does no I/O and cannot fail; one report alone is a comparison
// too, with its own quotations and people.
func Collate(as ...*Analysis) *Comparison { return together(as, nil) }

// together compares what was found and adds what was skipped, by input.
func together(found []*analysis.Analysis, skipped []article.Skipped) *Comparison {
	found, twins := separate(found)
	c := collate.Compare(found)
	c.Skipped = append(skipped, twins...)
	slices.SortStableFunc(c.Skipped, func(a, b article.Skipped) int {
		return cmp.Or(cmp.Compare(a.Input, b.Input), cmp.Compare(a.Reason, b.Reason))
	})
	return c
}

// separate gives every report an ID of its own and lists those that are there
// twice. A report whose ID changes is copied first: the caller's stays as it is.
func separate(found []*analysis.Analysis) (apart []*analysis.Analysis, twins []article.Skipped) {
	if len(found) < 2 {
		return found, nil
	}
	renamed := make([]*article.Article, len(found))
	for i, f := range found {
		renamed[i] = new(*f.Article)
	}
	ingest.Distinct(renamed)
	seen := map[string]bool{}
	for i, f := range found {
		id := renamed[i].ID
		if seen[id] {
			twins = append(twins, article.Skipped{Input: f.Article.Input, Reason: "same report as one read before (" + id + ")"})
			continue
		}
		seen[id] = true
		if id != f.Article.ID {
			f = new(*f)
			f.Article = renamed[i]
		}
		apart = append(apart, f)
	}
	return apart, twins
}

// workers is how many reports are analysed at one time.
func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// sizeOf is how many bytes of text a report has.
func sizeOf(a *Article) int { return len(a.Text) }
