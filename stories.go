package parallax

import (
	"cmp"
	"context"
	"io"
	"iter"
	"slices"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/ingest"
	"parallax/internal/story"
)

// Grouping is reports put into stories.
type Grouping struct {
	Stories []Story // those with the most accounts first
	Skipped []Skipped
}

// Group analyses reports and puts those of one event together: every report is
// in exactly one story. The order of the reports changes nothing in the result,
// nor does o.Workers. Reports that share an ID are given one of their own each;
// a report that is there twice counts once. The error is that of a cancelled
// ctx, and then there is no grouping.
func Group(ctx context.Context, reports iter.Seq2[*Article, *Skipped], o Options) (*Grouping, error) {
	g := &Grouping{}
	var all []*article.Article
	var read []*story.Report
	take := func(r *grouped, s *Skipped) bool {
		if s != nil {
			g.Skipped = append(g.Skipped, *s)
			return true
		}
		all, read = append(all, new(*r.article)), append(read, r.report)
		return true
	}
	inOrder(ctx, o.workers(), reports, sizeOf, readGrouped, take)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ingest.DistinctButOne(all)
	seen := map[string]string{} // ID to the input that counts, the first by name
	apart := read[:0]
	for i, r := range read {
		r.ID = all[i].ID
		if first, twin := seen[r.ID]; twin {
			seen[r.ID] = min(first, all[i].Input)
			g.Skipped = append(g.Skipped, Skipped{Input: max(first, all[i].Input), Reason: "same report as one read before (" + r.ID + ")"})
			continue
		}
		seen[r.ID] = all[i].Input
		apart = append(apart, r)
	}
	g.Stories = story.Group(apart)
	slices.SortStableFunc(g.Skipped, func(a, b Skipped) int {
		return cmp.Or(cmp.Compare(a.Input, b.Input), cmp.Compare(a.Reason, b.Reason))
	})
	return g, nil
}

// grouped is a report on its way to a story.
type grouped struct {
	article *article.Article
	report  *story.Report
}

func readGrouped(as []*article.Article) []*grouped {
	out := make([]*grouped, len(as))
	for i, a := range as {
		out[i] = &grouped{a, story.Read(analysis.Naming(a))}
	}
	return out
}

// NewGrouper starts a stream: reports go to stories one at a time, as they
// come. Use [ReadForStory] on each.
//
//	g := parallax.NewGrouper(parallax.GrouperOptions{})
//	p := g.Add(parallax.ReadForStory(a))
//	// p.Story is where it went, p.Link why, p.Changes what it mended
//
// What it does hangs on the reports and decisions and their order alone. After a
// crash, restore what was saved last and do again what came after it: Add, Mend,
// Join, Separate and Undo in the order in which they were called give the state
// that was lost, down to the numbers of decisions.
func NewGrouper(o GrouperOptions) *Grouper { return story.NewGrouper(o) }

// RestoreGrouper reads what [Grouper].Save wrote; the stream goes on as if it
// had never stopped. The error says what is wrong with what was read.
func RestoreGrouper(r io.Reader) (*Grouper, error) { return story.Restore(r) }

// ReadForStory takes from a report what a [Grouper] needs. It finds names and
// quotation marks, no speakers, and so takes a fraction of what [Analyse] does.
func ReadForStory(a *Article) *StoryReport { return story.Read(analysis.Naming(a)) }
