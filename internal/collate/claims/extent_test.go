package claims

import (
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
			"another length of time",
			"The harbour board of Tannau suspended its director, Odile Farrow, for half an hour on Tuesday.",
			"Odile Farrow, director of the harbour at Tannau, was suspended for an hour by the board on Tuesday.",
			finding.Part,
		},
		{
			"one says far more",
			"Odile Farrow lent barges and cranes and pilots to smugglers whom clerks of the customs house had bribed with watches and wine before the harbour board of Tannau suspended her.",
			"Odile Farrow, director of the harbour at Tannau, was suspended by the board.",
			finding.Part,
		},
		{
			"the same people doing other things",
			"Harbour board president Odile Farrow of Tannau was ready to open the meeting of the town inspectors.",
			"Tannau harbour board president Odile Farrow called the town inspectors a nuisance.",
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

// TestNarrow shows that of passages which overlap no more is evidence than the
// words that do, whole names among them, and that they are read in their clauses.
func TestNarrow(t *testing.T) {
	const (
		one = `Farrow suspended

Odile Farrow, who had run the harbour of Tannau for ten years and liked to be photographed in waders, was suspended by the harbour board.

The ice plant, idle since a storm tore its roof off, is to be repaired by the city.`
		two = `Director goes

The harbour board of Tannau suspended its director, Odile Farrow, after clerks found forty barges missing.

Fishermen complained that the ice plant has stood idle for a month.`
	)
	as := []*analysis.Analysis{report("a", one), report("b", two)}
	c := find([]int{0, 1}, as...)
	found := false
	for _, g := range c.Agreed {
		if (g.Clauses != nil) != (g.Extent == finding.Part) {
			t.Errorf("a claim told in %s has clauses %v", g.Extent, g.Clauses)
		}
		for i, e := range g.Evidence {
			text := as[e.Report].Article.Text
			if g.Read(i).Span.In(text) == "The ice plant, idle since a storm tore its roof off, is to be repaired by the city" {
				found = e.Span.In(text) == "ice plant, idle"
			}
		}
	}
	if !found {
		t.Errorf("the ice plant is not read in its clause: %q", wordings(c.Agreed, as...))
	}
	if single := wordings(c.Single, as...); !contains(single, "is to be repaired by the city") {
		t.Errorf("nobody repairs the ice plant: %q", single)
	}
}

// TestDense tells stretches that consist of what they share from a mere phrase and
// from those in which it is lost.
func TestDense(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Keepers counted nineteen seals.", "Nineteen seals were counted by keepers.", true},
		{"The northern harbour board slept.", "Tea was served to the northern harbour board.", false},
		{"Keepers of the lighthouse at Tannau, who like poems, counted nineteen seals and gulls.", "Nineteen boxes of wine that keepers drank were counted under oath by clerks.", false},
	} {
		v := statements.Read([]*analysis.Analysis{report("a", "One\n\n"+c.a), report("b", "Two\n\n"+c.b)}, []int{0, 1})
		x := &aligner{v: v, both: map[[2]int]int{}}
		if got := x.dense(v.Sentences[0].Units, v.Sentences[1].Units); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}
