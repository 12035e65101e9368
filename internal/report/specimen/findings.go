package specimen

import (
	"strings"

	"parallax/internal/collate"
	"parallax/internal/finding"
	"parallax/internal/text"
)

// told is what the reports of the crane tell in their own voice, a paragraph
// each; the copy has that of the report it copies.
var told = []string{
	"A crane dropped half its load on the coal quay at Lowmoor on Tuesday, two days after its brake had been replaced. Four dockers were hurt, one of them badly. The harbour board had warned the owners three times since the spring of 2029. The quay stays shut until Friday.",
	"Half a load fell from a crane at Lowmoor's coal quay on Tuesday. Six dockers were hurt, according to the union. The owners were warned about the brake in the spring of 2029. A ship with 9,000 tonnes of coal was turned away to Brackwater.",
	"About half of a crane's load came down on the quay at Lowmoor earlier this week. Lamps went out in the streets behind the quay. Shortly before, the driver had blown his whistle.",
}

// tell adds to each of the first three reports, and to copies of them, what
// they tell in their own voice, and to the comparison what it finds there.
func tell(c *collate.Comparison) *collate.Comparison {
	n := min(len(c.Reports), len(told))
	for i := range c.Reports {
		if c.Reports[i].Account < n {
			paragraph(c, i, told[c.Reports[i].Account])
		}
	}
	f := finder{c, n}
	c.Claims = finding.Claims{
		Agreed: f.claims(
			[]string{"A crane dropped half its load on the coal quay at Lowmoor", "Half a load fell from a crane at Lowmoor's coal quay", "About half of a crane's load came down on the quay at Lowmoor"},
			[]string{"The harbour board had warned the owners three times since the spring of 2029", "The owners were warned about the brake in the spring of 2029", ""},
		),
		Single: f.claims(
			[]string{"The quay stays shut until Friday", "", ""},
			[]string{"", "A ship with 9,000 tonnes of coal was turned away to Brackwater", ""},
			[]string{"two days after its brake had been replaced", "", ""},
			[]string{"", "", "Lamps went out in the streets behind the quay"},
		),
	}
	for i := range c.Claims.Agreed {
		c.Claims.Agreed[i].Extent = []finding.Extent{finding.Full, finding.Part}[i]
		c.Claims.Agreed[i].Verbatim = i > 0
		if i > 0 {
			f.narrow(&c.Claims.Agreed[i], "owners")
		}
	}
	c.Conflicts = f.conflicts()
	c.Timeline = f.timeline()
	c.Summary = []finding.Sentence{
		{Text: f.at(0, "A crane dropped half its load on the coal quay at Lowmoor on Tuesday, two days after its brake had been replaced."), Also: f.all("", "Half a load fell from a crane at Lowmoor's coal quay on Tuesday.", "About half of a crane's load came down on the quay at Lowmoor earlier this week.")},
		{Text: f.at(1, "A ship with 9,000 tonnes of coal was turned away to Brackwater.")},
	}
	return c
}

func (f finder) conflicts() []finding.Conflict {
	out := []finding.Conflict{{
		Kind: finding.Number, Severity: finding.Contradiction, Why: "other number", About: f.at(0, "hurt"), Score: 1,
		Values: []finding.Value{
			f.value(0, "Four", "4", "Four dockers were hurt, one of them badly."),
			f.value(1, "Six", "6", "Six dockers were hurt, according to the union."),
		},
	}}
	if f.n > 2 {
		out = append(out, finding.Conflict{
			Kind: finding.Moments, Severity: finding.Imprecision, Why: "one holds the other", Score: .5,
			Values: []finding.Value{
				f.value(0, "on Tuesday", "2031-04-29", "A crane dropped half its load on the coal quay at Lowmoor on Tuesday"),
				f.value(2, "earlier this week", "2031-W18", "About half of a crane's load came down on the quay at Lowmoor earlier this week."),
			},
		})
	}
	return out
}

func (f finder) timeline() []finding.Moment {
	out := []finding.Moment{
		{From: "2029-03-01", To: "2029-05-31", Grain: "season", When: f.at(0, "the spring of 2029"), Evidence: f.all("The harbour board had warned the owners three times", "The owners were warned about the brake", "")},
		{From: "2031-04-27", To: "2031-04-27", Grain: "day", When: f.at(0, "two days after"), Evidence: f.all("its brake had been replaced", "", "")},
	}
	if f.n > 2 {
		out = append(out, finding.Moment{When: f.at(2, "Shortly before"), Evidence: f.all("", "", "the driver had blown his whistle")})
	}
	return append(out,
		finding.Moment{From: "2031-04-29", To: "2031-04-29", Grain: "day", When: f.at(0, "on Tuesday"), Disputed: f.n > 2, Evidence: f.all("A crane dropped half its load", "Half a load fell from a crane", "About half of a crane's load came down")},
		finding.Moment{From: "2031-05-02", To: "2031-05-02", Grain: "day", When: f.at(0, "until Friday"), Ahead: true, Evidence: f.all("The quay stays shut", "", "")},
	)
}

// finder finds invented words in the reports that have them.
type finder struct {
	c *collate.Comparison
	n int // reports that tell something of their own
}

// at is where report i has some words, which it must have.
func (f finder) at(i int, words string) finding.Evidence {
	a := f.c.Reports[i].Article
	from := strings.LastIndex(a.Text, words)
	if from < 0 {
		panic("specimen: " + a.Outlet + " does not tell: " + words)
	}
	return finding.Evidence{Report: i, Span: text.Span{Start: from, End: from + len(words)}}
}

// all is the evidence of every report, copies with the words of what they
// copy; an empty string stands for a report that lacks it.
func (f finder) all(words ...string) []finding.Evidence {
	var out []finding.Evidence
	for i := range f.c.Reports {
		if k := f.c.Reports[i].Account; k < min(f.n, len(words)) && words[k] != "" {
			out = append(out, f.at(i, words[k]))
		}
	}
	return out
}

func (f finder) claims(wordings ...[]string) []finding.Claim {
	var out []finding.Claim
	for i, w := range wordings {
		es := f.all(w...)
		if len(es) == 0 {
			continue
		}
		accounts := map[int]bool{}
		for _, e := range es {
			accounts[f.c.Reports[e.Report].Account] = true
		}
		out = append(out, finding.Claim{Evidence: es, Accounts: len(accounts), Score: 1 / float64(i+1)})
	}
	return out
}

// narrow makes the passages of a claim clauses that its evidence is read in, each
// of which begins with some word.
func (f finder) narrow(c *finding.Claim, from string) {
	for i := range c.Evidence {
		e := &c.Evidence[i]
		c.Clauses = append(c.Clauses, e.Span)
		e.Span.Start += strings.Index(e.Span.In(f.c.Reports[e.Report].Article.Text), from)
	}
}

// value is what report i and its copies give.
func (f finder) value(i int, words, normalised, scope string) finding.Value {
	v := finding.Value{Scope: f.at(i, scope), Normalised: normalised}
	from := v.Scope.Span.Start + strings.Index(scope, words)
	v.Words = finding.Evidence{Report: i, Span: text.Span{Start: from, End: from + len(words)}}
	for k := range f.c.Reports {
		if f.c.Reports[k].Account == i {
			v.Evidence = append(v.Evidence, f.at(k, scope))
		}
	}
	return v
}

// paragraph adds a paragraph to report i.
func paragraph(c *collate.Comparison, i int, words string) {
	r := &c.Reports[i]
	a := r.Article
	a.Text += "\n\n" + words
	a.Paragraphs = append(a.Paragraphs, text.Span{Start: len(a.Text) - len(words), End: len(a.Text)})
	r.Words += len(strings.Fields(words))
}
