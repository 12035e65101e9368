package analysis

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/article"
	"parallax/internal/text"
)

// news is an invented report that gives every stage something to find.
const news = `‘Nobody told us’: lock stays shut

The lock at Tanners' Row stays shut until May, Mayor Ada Trewin said on Tuesday.

“It leaked,” she said. “We knew it leaked.

“We did not know how much.”

Tobias ‘Tinker’ Quill, a lock keeper for ten years, called the plan "a leak with a budget".`

// report cuts t at blank lines, the first paragraph being the headline.
func report(t string) *article.Article {
	a := &article.Article{ID: "r", Text: t}
	from := 0
	for part := range strings.SplitSeq(t, "\n\n") {
		s := text.Span{Start: from, End: from + len(part)}
		from = s.End + 2
		switch {
		case strings.TrimSpace(part) == "":
		case a.Headline.Empty():
			a.Headline = s
		default:
			a.Paragraphs = append(a.Paragraphs, s)
		}
	}
	return a
}

// TestRun checks that the stages feed one another: quotations refer to names,
// and names to the report's words.
func TestRun(t *testing.T) {
	a := Run(report(news))
	var got []string
	for _, q := range a.Quotes.Quotations {
		speaker := "?"
		if q.Speaker >= 0 {
			speaker = a.Names.Entities[q.Speaker].Name.In(news)
		}
		got = append(got, speaker+": "+q.Content[0].In(news))
	}
	want := []string{
		"?: Nobody told us",
		"Ada Trewin: The lock at Tanners' Row stays shut until May",
		"Ada Trewin: It leaked,",
		"Ada Trewin: We knew it leaked.",
		"Ada Trewin: We did not know how much.",
		"Tobias ‘Tinker’ Quill: a leak with a budget",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestRunTwice: the same report gives the same findings.
func TestRunTwice(t *testing.T) {
	for range 20 {
		if one, two := Run(report(news)), Run(report(news)); !reflect.DeepEqual(one, two) {
			t.Fatal("two runs over one report differ")
		}
	}
}

// FuzzRun: every span of every stage lies in the text, on rune boundaries, and
// every reference leads somewhere.
func FuzzRun(f *testing.F) {
	f.Add(news)
	f.Add("“a\n\n“b\n\nc” d")
	f.Add("'' ’’ “” «‹›» \"\"\"\n\n“”")
	f.Add("MAYOR\n\nMr. Mr Mrs Dr. said: “said said”, said.")
	f.Add("🚢é\n\n“🚢,” said 🚢 É. Ñandú’s “é”")
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			return
		}
		a := Run(report(in))
		check := func(what string, s text.Span) {
			if s.Start < 0 || s.End < s.Start || s.End > len(in) {
				t.Fatalf("%s: %v outside %d bytes", what, s, len(in))
			}
			if s.End < len(in) && !utf8.RuneStart(in[s.End]) || s.Start < len(in) && !utf8.RuneStart(in[s.Start]) {
				t.Fatalf("%s: %v is within a character", what, s)
			}
		}
		for _, s := range a.Segments.Sentences {
			check("sentence", s.Span)
		}
		for _, s := range a.Segments.Tokens {
			check("token", s.Span)
		}
		for _, m := range a.Marks {
			check("marks", m.Span)
			check("marks content", m.Content)
		}
		for _, m := range a.Names.Mentions {
			check("mention", m.Span)
			check("name", m.Name)
			check("role", m.Role)
			check("apposition", m.Appos)
			if m.Entity >= len(a.Names.Entities) || m.First > m.End || m.End > len(a.Segments.Tokens) {
				t.Fatalf("mention %+v refers to nothing", m)
			}
		}
		for _, e := range a.Names.Entities {
			check("entity name", e.Name)
			check("entity role", e.Role)
		}
		for _, q := range a.Quotes.Quotations {
			check("cue", q.Cue)
			check("source", q.Source)
			for _, s := range q.Content {
				check("content", s)
			}
			if q.Mention >= len(a.Names.Mentions) || q.Speaker >= len(a.Names.Entities) || len(q.Content) == 0 {
				t.Fatalf("quotation %+v refers to nothing", q)
			}
		}
	})
}
