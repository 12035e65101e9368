package segment

import (
	"os"
	"strings"
	"testing"

	"parallax/internal/lang"
	"parallax/internal/marked"
	"parallax/internal/text"
)

// one cuts a text that is one paragraph.
func one(t string) *Segments {
	return Segment(t, text.Span{}, []text.Span{{Start: 0, End: len(t)}}, lang.English())
}

// examples gives the lines of a file in testdata, without headings.
func examples(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(line, "# ") {
			out = append(out, line)
		}
	}
	if len(out) == 0 {
		t.Fatalf("%s holds no examples", name)
	}
	return out
}

func TestSentences(t *testing.T) {
	for _, want := range examples(t, "sentences.txt") {
		in := strings.ReplaceAll(strings.ReplaceAll(want, " | ", " "), "|", "")
		s := one(in)
		var b strings.Builder
		at := 0
		for i, sent := range s.Sentences {
			if i > 0 {
				gap := in[at:sent.Span.Start]
				if gap != "" {
					gap += "|" + gap
				} else {
					gap = "|"
				}
				b.WriteString(gap)
			}
			b.WriteString(sent.Span.In(in))
			at = sent.Span.End
		}
		if got := b.String(); got != want {
			t.Errorf("sentences end\n got  %s\n want %s", got, want)
		}
	}
}

func TestTokens(t *testing.T) {
	for _, line := range examples(t, "tokens.txt") {
		want, labels := marked.Parse(line)
		in := strings.ReplaceAll(want, "·", "")
		s := one(in)
		var b strings.Builder
		for i, tok := range s.Tokens {
			if i > 0 {
				if gap := in[s.Tokens[i-1].End:tok.Start]; gap == "" {
					b.WriteString("·")
				} else {
					b.WriteString(gap)
				}
			}
			b.WriteString(tok.In(in))
		}
		if got := b.String(); got != want {
			t.Errorf("tokens\n got  %s\n want %s", got, want)
			continue
		}
		checkKinds(t, in, s, want, labels)
	}
}

// checkKinds compares the kinds of tokens with the brackets of the line; marked
// is its text with the dots between tokens.
func checkKinds(t *testing.T, in string, s *Segments, dotted string, labels []marked.Span) {
	t.Helper()
	want := map[int]string{} // start of a token in the text without dots to its kind
	for _, l := range labels {
		want[l.Span.Start-len("·")*strings.Count(dotted[:l.Span.Start], "·")] = l.Label
	}
	for _, tok := range s.Tokens {
		kind := map[Kind]string{Word: "", Number: "number", Clitic: "clitic", Quote: "quote", Punct: "mark"}[tok.Kind]
		label, labelled := want[tok.Start]
		if labelled && label == "word" {
			label = ""
		}
		if labelled && kind != label {
			t.Errorf("%q in %q is a %q, want %q", tok.In(in), in, kind, label)
		}
		if first := tok.In(in)[0]; !labelled && (kind == "number" || kind == "clitic") {
			t.Errorf("%q in %q is a %q without a bracket that says so (%c)", tok.In(in), in, kind, first)
		}
	}
}
