package claims

import (
	"strings"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/collate/statements"
	"parallax/internal/finding"
)

// TestExtent tells claims that both reports make from end to end from those of
// which one says more.
func TestExtent(t *testing.T) {
	const other = "\n\nSnow fell on the hills above the valley, and the ski lifts opened at Hochberg.\n\nThe bakery at the upper station sold out of bread before noon."
	for _, c := range []struct {
		name, a, b string
		want       finding.Extent
	}{
		{
			"the same in other words",
			"The harbour board of Tannau suspended its director, Odile Farrow, on Tuesday.",
			"Odile Farrow, director of the harbour at Tannau, was suspended by the board on Tuesday.",
			finding.Full,
		},
		{
			"a name that looks like a verb of speech at the end",
			"On Tuesday the harbour board of Tannau suspended Odile Farrow, its director from the United States.",
			"The board suspended on Tuesday the director of Tannau harbour, Odile Farrow from the United States.",
			finding.Full,
		},
		{
			"a number that one lacks",
			"The harbour board of Tannau suspended for 14 months its director, Odile Farrow, on Tuesday.",
			"Odile Farrow, director of the harbour at Tannau, was suspended by the board on Tuesday.",
			finding.Part,
		},
		{
			"one says far more",
			"Odile Farrow lent barges and cranes and pilots to smugglers whom clerks of the customs house had bribed with watches and wine before the harbour board of Tannau suspended her.",
			"Odile Farrow, director of the harbour at Tannau, was suspended by the board.",
			finding.Part,
		},
		{
			"a speaker without what was said",
			"In a statement that was read to the harbour board at Tannau on Tuesday night, its director, Odile Farrow, said: “We were told nothing, and we shall ask why nobody thought of it.”",
			"Odile Farrow, director of the harbour, read a statement to the board at Tannau on Tuesday night.",
			finding.Part,
		},
	} {
		as := []*analysis.Analysis{report("a", "Farrow\n\n"+c.a+other), report("b", "Director goes\n\n"+c.b+"\n\nFishermen complained that the ice plant has stood idle for a month.")}
		cs := find([]int{0, 1}, as...).Agreed
		if len(cs) != 1 || cs[0].Extent != c.want {
			t.Errorf("%s: %d claims %+v, want one told in %s", c.name, len(cs), cs, c.want)
		}
	}
}

// TestSingleHasNoExtent keeps the word for claims of several accounts.
func TestSingleHasNoExtent(t *testing.T) {
	for _, c := range find([]int{0, 1}, report("g", gazette), report("c", courier)).Single {
		if c.Extent != "" {
			t.Errorf("a claim of one account is told in %q", c.Extent)
		}
	}
}

// TestOverlapKeepsOwn shows that passages which are weakly believed to overlap are
// no claim where most of one is its report's own.
func TestOverlapKeepsOwn(t *testing.T) {
	as := []*analysis.Analysis{report("g", gazette), report("c", courier)}
	v := statements.Read(as, []int{0, 1})
	f := &finder{as: as, v: v, taken: map[int][]run{}, denied: map[[2]int][]int{}}
	for i := range v.Sentences {
		s := &v.Sentences[i]
		words := s.Span.In(as[s.Report].Article.Text)
		if len(s.Units) == 0 {
			continue
		}
		got := f.keeps(i, run{0, len(s.Units)})
		if strings.Contains(words, "ice plant") && got || strings.Contains(words, "insurers are refusing") && !got {
			t.Errorf("%q: %v", words, got)
		}
	}
}
