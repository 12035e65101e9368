package pages

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"parallax/internal/archive"
	"parallax/internal/collate"
	"parallax/internal/report/specimen"
)

// listed answers with lists that were made before, so that a benchmark times
// the pages alone.
type listed struct {
	*fake
	stories    archive.Stories
	statements archive.Statements
	hits       archive.Hits
	edition    *archive.Edition
}

// The lists have fifty rows, the story fourteen reports and forty statements.
func newListed(b *testing.B) *listed {
	b.Helper()
	f := newFake(b)
	l := &listed{fake: f}
	ss, _ := f.Stories(b.Context(), archive.StoryQuery{})
	l.stories.Counts = ss.Counts
	said := f.statements()
	hits, _ := f.Search(b.Context(), archive.Search{Text: "the"})
	for i := range 50 {
		s := ss.Stories[i%len(ss.Stories)]
		s.ID, s.Changed = fmt.Sprintf("s%d", i), noon.Add(-time.Duration(i)*time.Hour)
		l.stories.Stories = append(l.stories.Stories, s)
		l.statements.Statements = append(l.statements.Statements, said[i%len(said)])
		l.hits.Hits = append(l.hits.Hits, hits.Hits[i%len(hits.Hits)])
	}
	l.edition = &archive.Edition{Story: archive.Story{ID: "crowd", Title: "Crane"}, Comparison: crowd(14)}
	return l
}

func crowd(n int) *collate.Comparison {
	full := "You can have the whole service book by Friday noon, and nothing of that type goes up again until every last brake has been taken apart."
	outlets := make([]string, n)
	us := make([]specimen.Utterance, 40)
	for u := range us {
		us[u] = specimen.Utterance{Speaker: fmt.Sprintf("Person Number%d", u%9), Readings: make([]string, n)}
		for r := range n {
			us[u].Readings[r] = []string{"=", "You can have the {--whole --}service book by {~~Friday~>Monday~~} noon{--, and nothing of that type goes up again until every last brake has been taken apart.--}", ""}[(u+r)%3]
		}
		us[u].Readings[0] = full
	}
	for r := range outlets {
		outlets[r] = fmt.Sprintf("Outlet Number%d", r)
	}
	return specimen.Build(outlets, us...)
}

func (l *listed) Stories(context.Context, archive.StoryQuery) (archive.Stories, error) {
	return l.stories, nil
}
func (l *listed) Statements(context.Context, archive.StatementQuery) (archive.Statements, error) {
	return l.statements, nil
}
func (l *listed) Search(context.Context, archive.Search) (archive.Hits, error) { return l.hits, nil }
func (l *listed) Edition(context.Context, string) (*archive.Edition, error)    { return l.edition, nil }
func (l *listed) Person(context.Context, string) (archive.Person, error) {
	return archive.Person{ID: "p", Name: "Ada Trewin"}, nil
}
func (l *listed) Report(context.Context, string) (archive.Report, error) {
	return archive.Report{ID: "r1", Story: "crowd"}, nil
}

// BenchmarkPages times each page, what the archive does for it left out.
func BenchmarkPages(b *testing.B) {
	l := newListed(b)
	h := New(l, l, Options{Now: func() time.Time { return noon }})
	for _, v := range []struct{ name, address string }{
		{"front", "/"}, {"story", "/stories/crowd"}, {"reader", "/reports/r1?with=r2"}, {"person", "/people/p"}, {"search", "/search?q=the"},
	} {
		b.Run(v.name, func(b *testing.B) {
			b.ReportAllocs()
			size := 0
			for b.Loop() {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequest("GET", v.address, nil))
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
				size = w.Body.Len()
			}
			b.ReportMetric(float64(size)/1000, "kB/page")
		})
	}
}
