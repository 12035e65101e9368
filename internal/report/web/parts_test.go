package web

import (
	"fmt"
	"strings"
	"testing"

	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/text"
)

// Each sentence has a bar where the headline made of it ends; without one it
// is kept whole.
func TestHeadlineFromFirstSentence(t *testing.T) {
	for _, marked := range []string{
		"The weir above Lower Marsh has held|. Engineers will look at it today.",
		"Dr. Odile Farrant has left the board|. She gave no reason.",
		"The harbour master of Port Enderly has stepped down from her post| just hours after saying that she had every intention of staying.",
		"Forty people were led off the quay at Port Enderly on Monday morning after a crane failed|, the harbour master said in a statement.",
		"The company that runs the crane at Port Enderly was warned three times in fourteen months|, letters seen by this newspaper show.",
		"Port Enderly harbour authorities yesterday evening confirmed unconditionally notwithstanding| the extraordinarily longwinded representations",
	} {
		want, _, _ := strings.Cut(marked, "|")
		body := strings.Replace(marked, "|", "", 1)
		got, cut, _ := headline(&collate.Comparison{Reports: []collate.Report{{Article: plain(body)}}})
		if got != want {
			t.Errorf("headline of %q\ngot  %q\nwant %q", body, got, want)
		}
		if rest := body[len(want):]; cut != (strings.Trim(rest, ".") != "" && !strings.HasPrefix(rest, ".")) {
			t.Errorf("headline of %q: cut = %v", body, cut)
		}
	}
}

func TestHeadlineIsTheFirstTitle(t *testing.T) {
	a, b := plain("A body."), plain("Another body.")
	b.Title = "Weir\n holds"
	got, cut, _ := headline(&collate.Comparison{Reports: []collate.Report{{Article: a}, {Article: b}}})
	if got != "Weir holds" || cut {
		t.Errorf("got %q, cut %v", got, cut)
	}
}

func plain(body string) *article.Article {
	return &article.Article{ID: "a", Text: body, Language: "en", Paragraphs: []text.Span{{Start: 0, End: len(body)}}}
}

func TestDates(t *testing.T) {
	for _, k := range []struct{ published, short, span string }{
		{"2031-06-12 2031-06-12", "12 Jun 2031, 12 Jun 2031", "Thu 12 June 2031"},
		{"2031-06-12T07:52:00Z 2031-06-12T18:40:00Z", "Thu 07.52, Thu 18.40", "first Thu 12 June 2031 07.52 UTC, last Thu 12 June 2031 18.40 UTC"},
		{"2031-06-12T07:52:00+02:00 2031-06-13T00:10:00Z", "12 Jun 07.52, 13 Jun 02.10", "first Thu 12 June 2031 07.52 UTC+2, last Fri 13 June 2031 02.10 UTC+2"},
		{"2031-06-12T07:52:00+02:00 2031-06-12T07:10:00+01:00", "Thu 05.52, Thu 06.10", "first Thu 12 June 2031 05.52 UTC, last Thu 12 June 2031 06.10 UTC"},
		{"2031-06-12T07:52 2031-06-12T08:10", "Thu 07.52, Thu 08.10", "first Thu 12 June 2031 07.52, last Thu 12 June 2031 08.10"},
		{"2030-12-31 2031-01-01", "31 Dec 2030, 1 Jan 2031", "first Tue 31 December 2030, last Wed 1 January 2031"},
		{"2031-06-12 2031-06-12T09:00:00Z", "12 Jun 2031, 12 Jun 2031", "first Thu 12 June 2031, last Thu 12 June 2031 09.00 UTC"},
		{"- -", "undated, undated", "neither report is dated"},
		{"- - -", "undated, undated, undated", "no report is dated"},
		{"-", "undated", "undated"},
		{"2031-06-12 -", "12 Jun 2031, undated", "Thu 12 June 2031, 1 report undated"},
		{"yesterday -", "undated, undated", "neither report is dated"},
	} {
		c := &collate.Comparison{}
		for p := range strings.FieldsSeq(k.published) {
			c.Reports = append(c.Reports, collate.Report{Article: &article.Article{Published: strings.TrimPrefix(p, "-")}})
		}
		if got := strings.Join(shortDates(c), ", "); got != k.short {
			t.Errorf("%s: listed as %q, want %q", k.published, got, k.short)
		}
		if got := strings.Join(span(c), ", "); got != k.span {
			t.Errorf("%s: told as %q, want %q", k.published, got, k.span)
		}
	}
}

// Headline in «», paragraphs in []; what is in neither is shown aside, line by
// line.
func TestFramesLeaveNothingOut(t *testing.T) {
	for input, want := range map[string]string{
		"«Weir holds»\n\n[The weir held.]\n\n[It rained.]":             "headline: Weir holds | 1: The weir held. | 2: It rained.",
		"[The weir held.]\nRead more:\nHow it was built\n[It rained.]": "1: The weir held. | aside: Read more: | aside: How it was built | 2: It rained.",
		"\ufeffBy our reporter\n[It rained.] \n":                       "aside: By our reporter | 1: It rained.",
		"[It rained.]By our reporter":                                  "1: It rained. | aside: By our reporter",
		"Nothing marked":                                               "aside: Nothing marked",
		" \n ":                                                         "",
	} {
		plain, headline, paragraphs := unmark(input)
		var got []string
		for _, f := range frames(plain, headline, paragraphs) {
			kind := f.kind
			if f.number > 0 {
				kind = fmt.Sprint(f.number)
			}
			got = append(got, kind+": "+f.span.In(plain))
		}
		if s := strings.Join(got, " | "); s != want {
			t.Errorf("%q\ngot  %s\nwant %s", input, s, want)
		}
	}
}

// unmark takes the brackets out of a text and gives what was in them.
func unmark(marked string) (plain string, headline text.Span, paragraphs []text.Span) {
	var b strings.Builder
	start := 0
	for _, r := range marked {
		switch r {
		case '«', '[':
			start = b.Len()
		case '»':
			headline = text.Span{Start: start, End: b.Len()}
		case ']':
			paragraphs = append(paragraphs, text.Span{Start: start, End: b.Len()})
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), headline, paragraphs
}

// Quotations are in brackets that may nest; letters tell which quotation each
// stretch is given to, a dot none.
func TestOverlappingQuotations(t *testing.T) {
	for _, k := range []struct{ input, want string }{
		{"he said [a b] then [c d]", ".A.B"},
		{"[she told me [no] twice]", "ABA"},
		{"[[x] y]", "BA"},
		{"nothing", "."},
	} {
		var b strings.Builder
		var open []*quoted
		var all []*quoted
		for _, r := range k.input {
			switch r {
			case '[':
				q := &quoted{Anchor: string(rune('A' + len(all))), spans: []text.Span{{Start: b.Len()}}}
				all, open = append(all, q), append(open, q)
			case ']':
				open[len(open)-1].spans[0].End = b.Len()
				open = open[:len(open)-1]
			default:
				b.WriteRune(r)
			}
		}
		var got, words strings.Builder
		for _, s := range stretches(text.Span{Start: 0, End: b.Len()}, all, nil) {
			words.WriteString(s.span.In(b.String()))
			if s.in == nil {
				got.WriteString(".")
			} else {
				got.WriteString(s.in.Anchor)
			}
		}
		if got.String() != k.want {
			t.Errorf("%s: %s, want %s", k.input, got.String(), k.want)
		}
		if words.String() != b.String() {
			t.Errorf("%s: words %q", k.input, words.String())
		}
	}
}

// TestMatrix writes a row as letters with what each report did; copies that
// agree stand in one pair of brackets.
func TestMatrix(t *testing.T) {
	rows := map[string]string{}
	for _, s := range newPage(harbour(), options{}).Matrix.Speakers {
		for _, st := range s.Statements {
			var cells []string
			for _, c := range st.Cells {
				letters := ""
				for _, m := range c.Members {
					letters += m.Letter
				}
				cells = append(cells, letters+" "+c.Class)
			}
			rows[strings.Fields(st.Pieces[0].New)[0]+" "+s.Name] = "[" + strings.Join(cells, "] [") + "]"
		}
	}
	for begin, want := range map[string]string{
		"The Ysolde Carrick":     "[A identical] [B altered] [C trimmed] [D none] [EF trimmed]",
		"You Ysolde Carrick":     "[A identical] [B altered] [C trimmed] [D identical] [E identical] [F trimmed]",
		"Twice Bartle Oakum":     "[A identical] [B altered] [C none] [D identical] [EF identical]",
		"I Bartle Oakum":         "[A alone] [B none] [C none] [D none] [EF none]",
		"Our Perpetua Vane":      "[A none] [B altered] [C trimmed] [D none] [E identical] [F altered]",
		"We Dr Lucan Threlfall":  "[A identical] [B identical] [C none] [D none] [EF none]",
		"Somebody Perpetua Vane": "[A none] [B none] [C none] [D alone] [EF none]",
	} {
		if rows[begin] != want {
			t.Errorf("%s:\ngot  %s\nwant %s", begin, rows[begin], want)
		}
	}
}

// TestCopiesStandTogether has a copy far from its source in the order of
// reports: its column moves, its letter does not.
func TestCopiesStandTogether(t *testing.T) {
	c := harbour()
	c.Reports[5].Account = 1 // of B
	b := newBuilder(c, nil)
	letters := ""
	for _, r := range b.order {
		letters += b.sources[r].Letter
	}
	if letters != "ABFCDE" {
		t.Errorf("columns %s, want ABFCDE", letters)
	}
}

// TestManyReports counts letters: each report stands once in every statement.
func TestManyReports(t *testing.T) {
	c := crowd(14)
	for _, s := range newPage(c, options{}).Matrix.Speakers {
		for _, st := range s.Statements {
			seen := map[string]int{}
			for _, k := range st.Cells {
				for _, m := range k.Members {
					seen[m.Letter]++
				}
			}
			for _, k := range append(st.Same, st.None...) {
				seen[k.Letter]++
			}
			if len(seen) != 14 {
				t.Errorf("%s: %d reports, want 14", st.ID, len(seen))
			}
			for l, n := range seen {
				if n != 1 {
					t.Errorf("%s: report %s stands %d times", st.ID, l, n)
				}
			}
		}
	}
}

// TestNotes reads the margin: what is told of the first quotation in each
// report.
func TestNotes(t *testing.T) {
	told := func(c *collate.Comparison, anchor string) string {
		for _, p := range newPage(c, options{}).Reader.Panes {
			for _, b := range p.Blocks {
				for _, n := range b.Notes {
					if n.ID == "n-"+anchor {
						return tell(n)
					}
				}
			}
		}
		return "no note"
	}
	for anchor, want := range map[string]string{
		"A1": "Odile Farrant: altered in B ¶1",
		"B1": "Odile Farrant: altered A ¶1",
		"A2": "Odile Farrant: word for word B ¶2",
		"A4": "Speaker not named: only in A",
		"B4": "Tam Beddoe: only in B",
	} {
		if got := told(weir(), anchor); got != want {
			t.Errorf("two reports, %s: %q, want %q", anchor, got, want)
		}
	}
	for anchor, want := range map[string]string{
		"A1": "Ysolde Carrick: fullest wording; trimmed C E F; altered B",
		"B2": "Ysolde Carrick: altered A ¶2; word for word D E; trimmed C F",
		"E2": "Ysolde Carrick: word for word A ¶2; word for word D; trimmed C F; altered B",
		"A5": "Dr Lucan Threlfall: word for word B ¶5",
	} {
		if got := told(harbour(), anchor); got != want {
			t.Errorf("six reports, %s: %q, want %q", anchor, got, want)
		}
	}
}

func tell(n note) string {
	s := n.Speaker + ": " + n.Label
	for _, l := range n.Links {
		s += " " + l.Text
	}
	for _, g := range n.Groups {
		s += "; " + g.Label
		for _, m := range g.Marks {
			s += " " + m.Letter
		}
	}
	return s
}

// TestSections lists what "on this page" leads to: nothing that is not there.
func TestSections(t *testing.T) {
	skipped := alone()
	skipped.Skipped = []article.Skipped{{Input: "a", Reason: "empty"}}
	for _, k := range []struct {
		c    *collate.Comparison
		want string
	}{
		{weir(), "Who said what 6, Reader 2"},
		{harbour(), "Who said what 7, Accounts 5, Reader 6"},
		{skipped, "Not read 1, Reader 1"},
		{&collate.Comparison{}, ""},
	} {
		var got []string
		for _, s := range newPage(k.c, options{}).Sections {
			got = append(got, fmt.Sprint(s.Name, " ", s.Count))
		}
		if s := strings.Join(got, ", "); s != k.want {
			t.Errorf("got %q, want %q", s, k.want)
		}
	}
}

// TestReaderBeginsWithTwoAccounts does not put a copy beside its source.
func TestReaderBeginsWithTwoAccounts(t *testing.T) {
	c := harbour()
	c.Reports[1].Account = 0
	r := newPage(c, options{}).Reader
	if r.Left != "A" || r.Right != "C" {
		t.Errorf("begins with %s and %s, want A and C", r.Left, r.Right)
	}
}

// TestRowsFillTheTable adds up the columns of every row.
func TestRowsFillTheTable(t *testing.T) {
	for _, s := range newPage(harbour(), options{}).Matrix.Speakers {
		for _, st := range s.Statements {
			n := 0
			for _, c := range st.Cells {
				n += c.Span
				if c.Span != len(c.Members) {
					t.Errorf("%s: a cell of %d columns for %d reports", st.ID, c.Span, len(c.Members))
				}
			}
			if n != 6 {
				t.Errorf("%s fills %d columns of 6", st.ID, n)
			}
		}
	}
}

func TestLayoutByNumberOfReports(t *testing.T) {
	for n, want := range map[int]string{1: "few n1", 3: "few n3", 4: "many n4", 7: "many n7", 8: "crowd n8", 50: "crowd n50"} {
		if got := newPage(crowd(n), options{}).Matrix.Class; got != want {
			t.Errorf("%d reports: class %q, want %q", n, got, want)
		}
	}
}

// TestSharpest has 40 altered statements to choose from.
func TestSharpest(t *testing.T) {
	if n := len(newPage(crowd(5), options{}).Head.Sharp); n != 3 {
		t.Errorf("%d sharpest differences, want 3", n)
	}
}

// TestStrips checks that every bar of every strip can be seen and lies on the
// line: an insertion carries no letter of the fullest wording and still shows.
func TestStrips(t *testing.T) {
	insertions := 0
	b := newBuilder(harbour(), nil)
	for u, ut := range b.c.Utterances {
		for r, rd := range ut.Readings {
			for _, bar := range b.strip(u, r) {
				var x, w float64
				fmt.Sscanf(bar.X+" "+bar.Width, "%f%% %f%%", &x, &w)
				if w < .5 || x < 0 || x+w > 100.01 {
					t.Errorf("statement %d, reading %d: a bar from %s, %s wide", u+1, r+1, bar.X, bar.Width)
				}
			}
			for _, e := range rd.Edits {
				if e.Op == collate.Insert {
					insertions++
				}
			}
		}
	}
	if insertions == 0 {
		t.Error("no insertion in the comparison: the test shows nothing")
	}
}

// TestPlaces names where a quotation stands, as seen and as heard.
func TestPlaces(t *testing.T) {
	c := weir()
	plainReport(c, 0, "Read more: the key")
	a := c.Reports[0].Article
	at := func(words string) place {
		start := strings.Index(a.Text, words)
		c.Quotations[0].Content = []text.Span{{Start: start, End: start + len(words)}}
		return newBuilder(c, nil).quoted(0, true)
	}
	for words, want := range map[string]place{
		"Nobody is leaving": {"#A1", "A ¶2", "A ¶2: read it in Lower Marsh Gazette, paragraph 2"},
		"Title":             {"#A1", "A headline", "A headline: read it in Lower Marsh Gazette, the headline"},
		"the key":           {"#A1", "A text", "A text: read it in Lower Marsh Gazette, the text"},
	} {
		if got := at(words); got != want {
			t.Errorf("%q: %+v, want %+v", words, got, want)
		}
	}
}
