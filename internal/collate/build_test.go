package collate

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/names"
	"parallax/internal/quote"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// draft is a report that a test writes quotation by quotation.
type draft struct {
	a        *analysis.Analysis
	text     strings.Builder
	speakers map[string]int
}

func newDraft(id string) *draft {
	d := &draft{speakers: map[string]int{}}
	d.a = &analysis.Analysis{
		Article:  &article.Article{ID: id, Outlet: id, Published: "2024-03-01"},
		Segments: &segment.Segments{}, Names: &names.Result{}, Quotes: &quote.Result{},
	}
	return d
}

// write appends words and gives their place.
func (d *draft) write(s string) text.Span {
	start := d.text.Len()
	d.text.WriteString(s)
	return text.Span{Start: start, End: start + len(s)}
}

// speaker gives the entity for a name such as "Marta Ilves" or "Ms Ilves",
// -1 for "-".
func (d *draft) speaker(name string) int {
	if name == "-" {
		return -1
	}
	if i, ok := d.speakers[name]; ok {
		return i
	}
	span := d.write(name)
	d.write(" spoke.\n\n")
	bare := span
	for _, title := range []string{"Mr ", "Ms "} {
		if strings.HasPrefix(name, title) {
			bare.Start += len(title)
		}
	}
	m := names.Mention{Span: span, Name: bare, Form: names.Name, Kind: names.Person, Entity: len(d.a.Names.Entities)}
	e := names.Entity{Kind: names.Person, Name: bare, Named: true, Mentions: []int{len(d.a.Names.Mentions)}}
	if strings.HasPrefix(name, "the ") || strings.HasPrefix(name, "a ") {
		m.Form, m.Name = names.Nominal, text.Span{}
		e.Named = false
	}
	d.a.Names.Mentions = append(d.a.Names.Mentions, m)
	d.a.Names.Entities = append(d.a.Names.Entities, e)
	d.speakers[name] = len(d.a.Names.Entities) - 1
	return d.speakers[name]
}

func (d *draft) quote(speaker, words string) {
	s := d.speaker(speaker)
	d.write("“")
	span := d.write(words)
	d.write("”\n\n")
	d.a.Quotes.Quotations = append(d.a.Quotes.Quotations, quote.Quotation{Content: []text.Span{span}, Speaker: s, Mention: -1, Rule: "test"})
}

func (d *draft) done() *analysis.Analysis {
	d.a.Article.Text = d.text.String()
	d.a.Article.Paragraphs = []text.Span{{Start: 0, End: len(d.a.Article.Text)}}
	return d.a
}

// quoted is one quotation of a test's story.
type quoted struct{ outlet, speaker, utterance, words string }

// story builds the reports that have these quotations, in order of first use.
func story(qs []quoted) []*analysis.Analysis {
	drafts := map[string]*draft{}
	var order []*draft
	for _, q := range qs {
		d := drafts[q.outlet]
		if d == nil {
			d = newDraft(q.outlet)
			drafts[q.outlet] = d
			order = append(order, d)
		}
		d.quote(q.speaker, q.words)
	}
	var as []*analysis.Analysis
	for _, d := range order {
		as = append(as, d.done())
	}
	return as
}

// lines reads a test file without comments; fn gets the line and its number.
func lines(t *testing.T, file string, fn func(n int, line string)) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		if line := strings.TrimSpace(s.Text()); line != "" && line[0] != '#' {
			fn(n, line)
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
}

// stories reads testdata/joins.txt.
func stories(t *testing.T) (titles []string, out [][]quoted) {
	t.Helper()
	lines(t, "testdata/joins.txt", func(n int, line string) {
		if title, ok := strings.CutPrefix(line, "== "); ok {
			titles, out = append(titles, title), append(out, nil)
			return
		}
		f := strings.SplitN(line, "|", 4)
		if len(f) != 4 || len(out) == 0 {
			t.Fatalf("testdata/joins.txt:%d: want outlet | speaker | number | words", n)
		}
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		out[len(out)-1] = append(out[len(out)-1], quoted{f[0], f[1], f[2], f[3]})
	})
	return titles, out
}

// show prints what a comparison joined, for messages and for comparing two.
func show(c *Comparison) string {
	var b strings.Builder
	for _, p := range c.People {
		fmt.Fprintf(&b, "person %s %q %d mentions", p.ID, p.Name.Span.In(c.Reports[p.Name.Report].Article.Text), len(p.Mentions))
		for _, a := range p.Aliases {
			fmt.Fprintf(&b, " %q", a.Span.In(c.Reports[a.Report].Article.Text))
		}
		b.WriteByte('\n')
	}
	for _, u := range c.Utterances {
		fmt.Fprintf(&b, "utterance %s speaker %d words %d absent %v\n", u.ID, u.Speaker, u.Words, u.Absent)
		for _, r := range u.Readings {
			q := c.Quotations[r.Quotation]
			fmt.Fprintf(&b, "  %s %s %d/%d %v", q.ID, r.Relation, r.Kept, r.Words, r.Edits)
			for _, s := range q.Content {
				fmt.Fprintf(&b, " %q", s.In(c.Reports[q.Report].Article.Text))
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}
