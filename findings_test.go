package parallax

import (
	"context"
	"reflect"
	"testing"
)

// TestFindingsEach: the findings are those of the report analysed alone, and
// its times lie in its text.
func TestFindingsEach(t *testing.T) {
	reports, times := 0, 0
	for f, skipped := range FindingsEach(context.Background(), Read(context.Background(), exampleFiles, Options{}), Options{Workers: 3}) {
		if skipped != nil {
			t.Fatalf("skipped %v", skipped)
		}
		reports++
		a := f.Analysis.Article
		if !reflect.DeepEqual(f.Analysis, Analyse(a)) {
			t.Errorf("%s: analysed in a stream it gives other findings than alone", a.ID)
		}
		if len(f.Alone.Reports) != 1 || f.Alone.Reports[0].Article.ID != a.ID {
			t.Errorf("%s: its comparison holds other reports", a.ID)
		}
		for _, k := range f.Analysis.Times {
			times++
			if k.Span.Empty() || k.Span.End > len(a.Text) {
				t.Errorf("%s: time at %v of %d bytes", a.ID, k.Span, len(a.Text))
			}
		}
	}
	if reports != 5 || times < 20 {
		t.Errorf("%d reports with %d times", reports, times)
	}
}
