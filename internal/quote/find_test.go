package quote_test

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/lang"
	"parallax/internal/marked"
	"parallax/internal/marks"
	"parallax/internal/names"
	"parallax/internal/quote"
	"parallax/internal/segment"
	"parallax/internal/text"
)

//go:embed testdata/paragraphs.txt
var paragraphs string

// example is one case of testdata/paragraphs.txt.
type example struct {
	name     string
	clean    string
	headline text.Span
	spans    []marked.Span
	want     []string // "q1 direct cue-after Bettina Kroll"
}

func examples(t testing.TB) []example {
	var out []example
	for _, block := range strings.Split(paragraphs, "\n== ")[1:] {
		name, rest, _ := strings.Cut(block, "\n")
		body, want, ok := strings.Cut(rest, "\n--\n")
		if !ok {
			body, want, ok = strings.Cut(rest, "\n--")
		}
		if !ok {
			t.Fatalf("%s: no line --", name)
		}
		e := example{name: name}
		head := ""
		if strings.HasPrefix(body, "[") {
			head, body, _ = strings.Cut(body[1:], "]\n")
			body = head + "\n\n" + body
		}
		e.clean, e.spans = marked.Parse(body)
		if head != "" {
			clean, _ := marked.Parse(head)
			e.headline = text.Span{End: len(clean)}
		}
		for line := range strings.Lines(want) {
			if line = strings.TrimSpace(line); line != "" {
				e.want = append(e.want, line)
			}
		}
		out = append(out, e)
	}
	return out
}

// found is what the stages make of a text.
type found struct {
	names  *names.Result
	quotes *quote.Result
}

func find(clean string, headline text.Span) found {
	var paras []text.Span
	at := 0
	for p := range strings.SplitSeq(clean, "\n\n") {
		if s := (text.Span{Start: at, End: at + len(p)}); s != headline || headline.Empty() {
			paras = append(paras, s)
		}
		at += len(p) + 2
	}
	l := lang.English()
	s := segment.Segment(clean, headline, paras, l)
	m := marks.Find(clean, s)
	n := names.Find(clean, s, m, l)
	return found{n, quote.Find(clean, s, m, n, l)}
}

func TestFind(t *testing.T) {
	for _, e := range examples(t) {
		t.Run(e.name, func(t *testing.T) {
			f := find(e.clean, e.headline)
			label := func(content ...text.Span) string {
				s := text.Span{Start: content[0].Start, End: content[len(content)-1].End}
				for _, m := range e.spans {
					if m.Span == s {
						return m.Label
					}
				}
				return fmt.Sprintf("%q", s.In(e.clean))
			}
			var got []string
			for _, q := range f.quotes.Quotations {
				who := "-"
				if q.Speaker >= 0 {
					who = f.names.Entities[q.Speaker].Name.In(e.clean)
				}
				for _, k := range q.Speakers[min(1, len(q.Speakers)):] {
					who += " + " + f.names.Entities[k].Name.In(e.clean)
				}
				got = append(got, fmt.Sprintf("%s %s %s %s", label(q.Content...), q.Kind, q.Rule, who))
			}
			if !slices.Equal(got, e.want) {
				t.Errorf("%s\n got %s\nwant %s", e.clean, strings.Join(got, "\n     "), strings.Join(e.want, "\n     "))
			}
			asides := 0
			for _, a := range f.quotes.Asides {
				if l := label(a.Content); l != a.Why {
					t.Errorf("aside %q: got %s, want %s", a.Content.In(e.clean), a.Why, l)
				}
				asides++
			}
			if asides+len(got) != len(e.spans) {
				t.Errorf("%d stretches found, %d marked", asides+len(got), len(e.spans))
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	for _, e := range examples(f) {
		f.Add(e.clean, e.headline.End)
	}
	f.Fuzz(func(t *testing.T, s string, head int) {
		s = strings.ToValidUTF8(s, "?")
		if head < 0 || head > len(s) || !strings.HasPrefix(s[head:], "\n\n") {
			head = 0
		}
		r := find(s, text.Span{End: head})
		whole := text.Span{End: len(s)}
		check := func(what string, sp text.Span) {
			if !whole.Contains(sp) || sp.Start > sp.End || !utf8.ValidString(sp.In(s)) {
				t.Fatalf("%s %v of %d bytes", what, sp, len(s))
			}
		}
		for _, q := range r.quotes.Quotations {
			for _, part := range q.Content {
				check("content", part)
			}
			check("cue", q.Cue)
			check("source", q.Source)
			if q.Mention >= len(r.names.Mentions) || q.Speaker >= len(r.names.Entities) {
				t.Fatalf("mention %d speaker %d", q.Mention, q.Speaker)
			}
			for i, k := range q.Speakers {
				if k < 0 || k >= len(r.names.Entities) || len(q.Speakers) < 2 || i == 0 && k != q.Speaker {
					t.Fatalf("speakers %v, speaker %d", q.Speakers, q.Speaker)
				}
			}
			if !(q.Confidence >= 0 && q.Confidence <= 1) {
				t.Fatalf("confidence %v", q.Confidence)
			}
			if q.Rule == "" || q.Rule == "none" && q.Speaker >= 0 {
				t.Fatalf("rule %q with speaker %d", q.Rule, q.Speaker)
			}
		}
		for _, a := range r.quotes.Asides {
			check("aside", a.Content)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var sb strings.Builder
	for sb.Len() < 1<<20 {
		for _, e := range examples(b) {
			sb.WriteString(e.clean + "\n\nThe works has stood at the edge of the harbour for a hundred and six years. Nobody there remembers a summer as dry as this one.\n\n")
		}
	}
	s := sb.String()
	var paras []text.Span
	at := 0
	for p := range strings.SplitSeq(s, "\n\n") {
		paras = append(paras, text.Span{Start: at, End: at + len(p)})
		at += len(p) + 2
	}
	l := lang.English()
	segs := segment.Segment(s, text.Span{}, paras, l)
	m := marks.Find(s, segs)
	n := names.Find(s, segs, m, l)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		quote.Find(s, segs, m, n, l)
	}
}
