package collate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/text"
)

func TestJoins(t *testing.T) {
	titles, all := stories(t)
	if len(all) < 10 {
		t.Fatalf("only %d stories in testdata/joins.txt", len(all))
	}
	for i, qs := range all {
		t.Run(titles[i], func(t *testing.T) {
			c := Compare(story(qs))
			number := map[string]string{} // report and words to the number wanted
			for _, q := range qs {
				number[q.outlet+" "+q.words] = q.utterance
			}
			seen := map[string]string{} // number to utterance
			for _, u := range c.Utterances {
				for _, r := range u.Readings {
					q := c.Quotations[r.Quotation]
					a := c.Reports[q.Report].Article
					n := number[a.ID+" "+q.Content[0].In(a.Text)]
					first := number[c.Reports[c.Quotations[u.Fullest].Report].Article.ID+" "+c.Quotations[u.Fullest].Content[0].In(c.Reports[c.Quotations[u.Fullest].Report].Article.Text)]
					if n != first {
						t.Errorf("%s %q is of utterance %s, joined with %s", a.ID, q.Content[0].In(a.Text), n, first)
					}
					if before, ok := seen[n]; ok && before != u.ID {
						t.Errorf("utterance %s is in two parts: %q stands apart", n, q.Content[0].In(a.Text))
					}
					seen[n] = u.ID
				}
			}
			if t.Failed() {
				t.Log("\n" + show(c))
			}
		})
	}
}

// TestReadings checks relation and edits of testdata/readings.txt.
func TestReadings(t *testing.T) {
	var now = map[string]string{}
	cases := 0
	lines(t, "testdata/readings.txt", func(n int, line string) {
		key, value, _ := strings.Cut(line, ":")
		now[key] = strings.TrimSpace(value)
		if key != "marked" {
			return
		}
		cases++
		got, relation := wdiff(now["fullest"], now["reading"])
		if relation.String() != now["relation"] || got != now["marked"] {
			t.Errorf("testdata/readings.txt:%d\nfullest %s\nreading %s\n    got %s: %s\n   want %s: %s", n, now["fullest"], now["reading"], relation, got, now["relation"], now["marked"])
		}
	})
	if cases < 15 {
		t.Errorf("only %d cases in testdata/readings.txt", cases)
	}
}

// wdiff writes a fullest wording with the edits to a reading in the manner
// of wdiff, "=" when there are none.
func wdiff(fullest, reading string) (string, Relation) {
	x := newLexicon()
	a := x.read(fullest, []text.Span{{Start: 0, End: len(fullest)}})
	b := x.read(reading, []text.Span{{Start: 0, End: len(reading)}})
	cs, _ := changes(x, a, b, align(x, a, b))
	cs = cutAtSentences(a, b, cs)
	es := edits(a, b, cs)
	if len(es) == 0 {
		return "=", relate(x, a, b, cs)
	}
	var out strings.Builder
	gap := func(at int) {
		if s := out.String(); s != "" && s[len(s)-1] != ' ' && at > 0 && (at >= len(fullest) || fullest[at-1] == ' ' || fullest[at-1] == '(') {
			out.WriteByte(' ')
		}
	}
	next := 0
	upTo := func(end int) {
		for ; next < len(a) && a[next].End <= end; next++ {
			gap(a[next].Start)
			out.WriteString(a[next].In(fullest))
		}
	}
	for _, e := range es {
		upTo(e.From.Start)
		gap(e.From.Start)
		if e.Op != Insert {
			out.WriteString("[-" + e.From.In(fullest) + "-]")
		}
		if e.Op != Delete {
			out.WriteString("{+" + e.To.In(reading) + "+}")
		}
		if e.Op == Insert && e.From.Start < len(fullest) {
			out.WriteByte(' ')
		}
		for next < len(a) && a[next].Start < e.From.End {
			next++
		}
	}
	upTo(len(fullest))
	return out.String(), relate(x, a, b, cs)
}

// everything is all stories of joins.txt as one.
func everything(t *testing.T) []quoted {
	_, all := stories(t)
	return slices.Concat(all...)
}

func TestOrderOfInputsChangesNothing(t *testing.T) {
	as := story(everything(t))
	want := show(Compare(as))
	for seed := range uint64(8) {
		mixed := slices.Clone(as)
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(mixed), func(i, k int) { mixed[i], mixed[k] = mixed[k], mixed[i] })
		if got := show(Compare(mixed)); got != want {
			t.Fatalf("order %d of the inputs gives\n%s\ninstead of\n%s", seed, got, want)
		}
	}
}

func TestEveryQuotationIsOneReading(t *testing.T) {
	c := Compare(story(everything(t)))
	check(t, c)
}

// check fails when a comparison breaks its contract.
func check(t testing.TB, c *Comparison) {
	t.Helper()
	seen := make([]int, len(c.Quotations))
	valid := func(report int, s text.Span) {
		if whole := c.Reports[report].Article.Text; s.Start < 0 || s.Start > s.End || s.End > len(whole) || !utf8At(whole, s.Start) || !utf8At(whole, s.End) {
			t.Fatalf("span %v outside report %d or within a character", s, report)
		}
	}
	for _, p := range c.People {
		valid(p.Name.Report, p.Name.Span)
		valid(p.Role.Report, p.Role.Span)
		for _, e := range slices.Concat(p.Aliases, p.Mentions) {
			valid(e.Report, e.Span)
		}
	}
	for _, u := range c.Utterances {
		full := c.Quotations[u.Fullest]
		held := map[int]bool{}
		for _, r := range u.Readings {
			q := c.Quotations[r.Quotation]
			seen[r.Quotation]++
			held[q.Report] = true
			if r.Kept > u.Words || r.Kept < 0 {
				t.Fatalf("%s keeps %d of %d words", q.ID, r.Kept, u.Words)
			}
			if (r.Relation == Identical) != (len(r.Edits) == 0) && r.Relation != Paraphrase {
				t.Fatalf("%s is %s with %d edits", q.ID, r.Relation, len(r.Edits))
			}
			at := 0
			for _, e := range r.Edits {
				valid(full.Report, e.From)
				valid(q.Report, e.To)
				if e.From.Start < at {
					t.Fatalf("%s: edits overlap or are out of order: %v", q.ID, r.Edits)
				}
				at = e.From.End
				if e.From.Empty() != (e.Op == Insert) || e.To.Empty() != (e.Op == Delete) {
					t.Fatalf("%s: %s of %v by %v", q.ID, e.Op, e.From, e.To)
				}
			}
		}
		if !held[full.Report] {
			t.Fatalf("%s: the fullest reading is none of the readings", u.ID)
		}
		for _, r := range u.Absent {
			if held[r] {
				t.Fatalf("%s: report %d has it and is absent", u.ID, r)
			}
		}
		if len(held)+len(u.Absent) != len(c.Reports) {
			t.Fatalf("%s: %d reports have it, %d lack it, of %d", u.ID, len(held), len(u.Absent), len(c.Reports))
		}
	}
	for i, n := range seen {
		if n != 1 {
			t.Fatalf("quotation %d is a reading of %d utterances", i, n)
		}
	}
}

func utf8At(s string, i int) bool { return i == len(s) || s[i]&0xC0 != 0x80 }

func TestNothingToCompare(t *testing.T) {
	for _, as := range [][]*analysis.Analysis{nil, {newDraft("a").done()}, {{Article: newDraft("bare").a.Article}}} {
		c := Compare(as)
		if len(c.Utterances) != 0 || len(c.Reports) != len(as) {
			t.Errorf("%d reports without quotations give %d reports and %d utterances", len(as), len(c.Reports), len(c.Utterances))
		}
		check(t, c)
	}
}

// TestManyReports joins the cuts and alterations of 60 statements from 50
// reports; cuts that are nothing but a few common words may stay apart.
func TestManyReports(t *testing.T) {
	qs := invented(50)
	c := Compare(story(qs))
	check(t, c)
	of := make([]int, len(c.Quotations))
	for i, u := range c.Utterances {
		for _, r := range u.Readings {
			of[r.Quotation] = i
		}
	}
	want := map[string]string{}
	for _, q := range qs {
		want[q.outlet+" "+q.words] = q.utterance
	}
	number := func(i int) string {
		q := c.Quotations[i]
		a := c.Reports[q.Report].Article
		return want[a.ID+" "+q.Content[0].In(a.Text)]
	}
	var both, joined, wanted float64
	for i := range c.Quotations {
		for k := range i {
			together, belong := of[i] == of[k], number(i) == number(k)
			switch {
			case together && belong:
				both, joined, wanted = both+1, joined+1, wanted+1
			case together:
				joined++
			case belong:
				wanted++
			}
		}
	}
	t.Logf("precision %.3f, recall %.3f of %.0f pairs", both/joined, both/wanted, wanted)
	if both/joined < 0.99 || both/wanted < 0.9 {
		t.Errorf("precision %.3f, recall %.3f of pairs, want 0.99 and 0.9", both/joined, both/wanted)
	}
}

// BenchmarkCompare compares reports of invented words: each has 30
// quotations, cuts and alterations of 60 statements.
func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{3, 50, 300} {
		b.Run(fmt.Sprintf("%d reports", n), func(b *testing.B) {
			as := story(invented(n))
			b.ReportAllocs()
			for b.Loop() {
				Compare(as)
			}
		})
	}
}

// invented makes the quotations of n reports from one seed.
func invented(n int) []quoted {
	r := rand.New(rand.NewPCG(7, 7))
	syllables := strings.Fields("ba ke li mo ru sa te vi no pa de fi go hu ja")
	word := func() string {
		w := ""
		for range 2 + r.IntN(2) {
			w += syllables[r.IntN(len(syllables))]
		}
		return w
	}
	glue := strings.Fields("the a of and to in we is that it not for")
	statements := make([][]string, 60)
	for i := range statements {
		for range 15 + r.IntN(40) {
			if r.IntN(2) == 0 {
				statements[i] = append(statements[i], glue[r.IntN(len(glue))])
			} else {
				statements[i] = append(statements[i], word())
			}
		}
	}
	var out []quoted
	for k := range n {
		for _, i := range r.Perm(len(statements))[:30] {
			words := statements[i]
			from := r.IntN(len(words) / 2)
			words = slices.Clone(words[from : from+2+r.IntN(len(words)-from-1)])
			if r.IntN(4) == 0 {
				words[r.IntN(len(words))] = word()
			}
			out = append(out, quoted{fmt.Sprintf("outlet %d", k), fmt.Sprintf("Person Number%c", 'a'+i%20), fmt.Sprint(i), strings.Join(words, " ")})
		}
	}
	return out
}

// TestOneWordsOverAndOver would not end in reasonable time if anything were
// quadratic in the readings of one utterance.
func TestOneWordsOverAndOver(t *testing.T) {
	var qs []quoted
	for range 20_000 {
		qs = append(qs, quoted{"North", "Jaan Tamm", "", "no way out"})
	}
	c := Compare(story(qs))
	if len(c.Utterances) != 1 || len(c.Utterances[0].Readings) != len(qs) {
		t.Errorf("%d utterances, the first with %d readings; want one with %d", len(c.Utterances), len(c.Utterances[0].Readings), len(qs))
	}
}

// The wording nearest to what was said is the fullest: no editor's words for
// the speaker's, no stars for letters.
func TestFullestIsInTheSpeakersWords(t *testing.T) {
	for _, test := range []struct{ edited, said string }{
		{"[Mr Bold] never told us about the gas leak before the fire.", "He never told us about the gas leak before the fire."},
		{"They are b****y idiots and I told them.", "They are bloody idiots and I told them."},
		{"We [the crew] went down with the second boat.", "We went down with the second boat."},
	} {
		c := Compare(story([]quoted{{"north", "Ann Ross", "", test.edited}, {"south", "Ann Ross", "", test.said}}))
		if len(c.Utterances) != 1 {
			t.Errorf("%q: %d utterances, want one", test.said, len(c.Utterances))
			continue
		}
		q := c.Quotations[c.Utterances[0].Fullest]
		if got := q.Content[0].In(c.Reports[q.Report].Article.Text); got != test.said {
			t.Errorf("fullest %q, want %q", got, test.said)
		}
	}
}
