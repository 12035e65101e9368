package collate

import (
	"strings"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/marks"
	"parallax/internal/text"
)

// prosed builds a report whose quotations stand between “ and ”.
func prosed(id, t string) *analysis.Analysis {
	d := newDraft(id)
	d.write(t)
	a := d.done()
	for at := 0; ; {
		open := strings.Index(t[at:], "“")
		if open < 0 {
			return a
		}
		start := at + open
		end := start + strings.Index(t[start:], "”") + len("”")
		a.Marks = append(a.Marks, marks.Quoted{Span: text.Span{Start: start, End: end}})
		at = end
	}
}

const (
	wire = `The northern ferry will not sail again before the ice has gone, the harbour board of the Lesser Islands decided on Monday after a stormy meeting that went on until the early hours. “We have no captain, no crew and no right to send anybody out into that strait, and whoever says otherwise has never crossed it in February,” its chair said. Some four hundred people who work on the mainland will have to stay there or stay at home, and the school on the outer island has sent its pupils to lessons by telephone.`

	local = `Nobody on the outer island slept much on Monday. In the hall by the pier, where the board sat until two, the benches were full and the stove was out. “We have no captain, no crew and no right to send anybody out into that strait, and whoever says otherwise has never crossed it in February,” its chair said, and a baker laughed aloud. The bakery will close this week; flour comes by the northern ferry, as does everything else that the islanders eat.`
)

func TestAccounts(t *testing.T) {
	cut := wire[:strings.LastIndex(wire, ", and the school")] + "."
	extended := "By our own staff. " + strings.Replace(cut, "on Monday", "yesterday", 1) + " More snow is expected in the night, said the weather office on the mainland."
	c := Compare([]*analysis.Analysis{prosed("a agency", wire), prosed("b copy", extended), prosed("c local", local), prosed("d empty", "")})
	for i, want := range []struct {
		account int
		least   float64
		most    float64
	}{
		{0, 1, 1},
		{0, 0.1, 0.45}, // its own words: the by-line, the day and what surrounds it, the weather
		{2, 1, 1},      // one long quotation in common makes no copy
		{3, 1, 1},
	} {
		r := c.Reports[i]
		if r.Account != want.account || r.Own < want.least || r.Own > want.most {
			t.Errorf("%s: account %d, own %.2f, want account %d, own %.2f to %.2f", r.Article.ID, r.Account, r.Own, want.account, want.least, want.most)
		}
	}
	if got, want := c.Reports[0].Words, len(strings.Fields(wire)); got != want {
		t.Errorf("%d words, want %d", got, want)
	}
}

func BenchmarkAccounts(b *testing.B) {
	var as []*analysis.Analysis
	for i, q := range invented(10) {
		as = append(as, prosed(string(rune('a'+i%26))+string(rune('a'+i/26)), strings.Repeat(wire+" "+q.words+" ", 5)))
	}
	b.ReportAllocs()
	for b.Loop() {
		accounts(as)
	}
}
