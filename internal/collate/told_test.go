package collate

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/marked"
	"parallax/internal/text"
)

//go:embed testdata/told.txt
var told string

// retelling is one case of testdata/told.txt: an event as several outlets tell
// it.
type retelling struct {
	name    string
	reports []*analysis.Analysis
	marks   map[string][]marked.Span // by report
	want    []string
}

func retellings(t testing.TB) (out []retelling) {
	for _, block := range strings.Split(told, "\n== ")[1:] {
		name, rest, _ := strings.Cut(block, "\n")
		bodies, want, ok := strings.Cut(rest, "\n--\n")
		if !ok {
			t.Fatalf("%s: no line --", name)
		}
		r := retelling{name: name, marks: map[string][]marked.Span{}}
		for _, part := range strings.Split("\n"+bodies, "\n@ ")[1:] {
			first, body, _ := strings.Cut(part, "\n")
			outlet, headline, _ := strings.Cut(first, " | ")
			a := write(outlet, headline, strings.TrimSpace(body))
			r.marks[outlet] = a.spans
			r.reports = append(r.reports, analysis.Run(a.article))
		}
		for line := range strings.Lines(want) {
			if line = strings.TrimSpace(line); line != "" {
				r.want = append(r.want, line)
			}
		}
		out = append(out, r)
	}
	return out
}

// written is a report and the stretches marked in it.
type written struct {
	article *article.Article
	spans   []marked.Span
}

// write makes a report of marked text, whose paragraphs are lines.
func write(outlet, headline, body string) written {
	clean, spans := marked.Parse(headline + "\n" + body)
	a := &article.Article{ID: outlet, Outlet: outlet, Published: "2025-03-01", Text: clean}
	from := 0
	for line := range strings.Lines(clean) {
		s := text.Span{Start: from, End: from + len(strings.TrimRight(line, "\n"))}
		from += len(line)
		switch {
		case s.Empty():
		case s.Start == 0:
			a.Headline, a.Title = s, s.In(clean)
		default:
			a.Paragraphs = append(a.Paragraphs, s)
		}
	}
	return written{a, spans}
}

// TestTold takes the reports of testdata/told.txt through every stage and
// compares the utterances that come out with the numbers that stand in them.
func TestTold(t *testing.T) {
	for _, r := range retellings(t) {
		t.Run(r.name, func(t *testing.T) {
			c := Compare(r.reports)
			var got []string
			found := 0
			for i := range c.Utterances {
				line, n := r.line(c, &c.Utterances[i])
				found += n
				if line != "" {
					got = append(got, line)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, r.want) {
				t.Errorf("\n got %s\nwant %s\n%s", strings.Join(got, "\n     "), strings.Join(r.want, "\n     "), show(c))
			}
		})
	}
}

// line tells an utterance as testdata/told.txt does, and how many of its
// readings are marked; it is empty when none is.
func (r *retelling) line(c *Comparison, u *Utterance) (string, int) {
	var labels, relations []string
	for _, reading := range u.Readings {
		q := &c.Quotations[reading.Quotation]
		for _, m := range r.marks[c.Reports[q.Report].Article.ID] {
			if m.Span == q.Content[0].Cover(q.Content[len(q.Content)-1]) {
				labels, relations = append(labels, m.Label), append(relations, reading.Relation.String())
			}
		}
	}
	if len(labels) == 0 {
		return "", 0
	}
	return fmt.Sprintf("%s %s: %s", strings.Join(slices.Compact(slices.Clone(labels)), "+"), c.named(u.Speaker), strings.Join(relations, " ")), len(labels)
}

// named is a speaker as a writer names him.
func (c *Comparison) named(speaker int) string {
	if speaker < 0 {
		return "-"
	}
	p := &c.People[speaker]
	if p.Role.Span.Empty() {
		return c.textOf(p.Name)
	}
	return c.textOf(p.Name) + " / " + c.textOf(p.Role)
}
