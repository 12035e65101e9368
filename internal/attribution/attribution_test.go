package attribution

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
)

// cut cuts a text of paragraphs with a blank line between them.
func cut(t string) (*segment.Segments, []tag.Word, []marks.Quoted) {
	var paragraphs []text.Span
	at := 0
	for p := range strings.SplitSeq(t, "\n\n") {
		paragraphs = append(paragraphs, text.Span{Start: at, End: at + len(p)})
		at += len(p) + 2
	}
	s := segment.Segment(t, text.Span{}, paragraphs, lang.English())
	return s, tag.English().Tag(t, s), marks.Find(t, s)
}

// find runs the package on a text.
func find(t string) []Attribution {
	s, tags, m := cut(t)
	return Find(t, s, tags, m, English())
}

// readingOf prepares a text for the features.
func readingOf(t string) *reading {
	s, tags, m := cut(t)
	return read(t, s, tags, m, English().lexicon)
}

// marked writes attributions into their text: [s …] for a source, [c …] for a
// cue, [t …] for what is told, each with the number of its attribution.
func marked(t string, as []Attribution) string {
	type edge struct {
		at   int
		text string
	}
	var edges []edge
	seen := map[string]bool{}
	add := func(role string, n int, s text.Span) {
		if s.Empty() || seen[fmt.Sprint(role, s)] {
			return
		}
		seen[fmt.Sprint(role, s)] = true
		edges = append(edges, edge{s.Start, fmt.Sprintf("[%s%d ", role, n)}, edge{s.End, "]"})
	}
	for i, a := range as {
		add("s", i+1, a.Source)
		add("c", i+1, a.Cue)
		for _, c := range a.Content {
			add("t", i+1, c)
		}
	}
	slices.SortStableFunc(edges, func(a, b edge) int { return a.at - b.at })
	var b strings.Builder
	at := 0
	for _, e := range edges {
		b.WriteString(t[at:e.at] + e.text)
		at = e.at
	}
	return b.String() + t[at:]
}

// TestParagraphs reads testdata/paragraphs.txt: paragraphs of invented news
// with every attribution marked.
func TestParagraphs(t *testing.T) {
	data, err := os.ReadFile("testdata/paragraphs.txt")
	if err != nil {
		t.Fatal(err)
	}
	for want := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		if strings.HasPrefix(want, "#") {
			continue
		}
		if got := marked(unmarked(want), find(unmarked(want))); got != want {
			t.Errorf("found\n\t%s\nwant\n\t%s", got, want)
		}
	}
}

// unmarked takes the marks out of a paragraph.
func unmarked(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		if s[0] == '[' {
			_, s, _ = strings.Cut(s, " ")
			continue
		}
		if s[0] != ']' {
			b.WriteByte(s[0])
		}
		s = s[1:]
	}
	return b.String()
}

// TestNoTokens: nothing to read, nothing found; tags of another text likewise.
func TestNoTokens(t *testing.T) {
	if got := Find("", &segment.Segments{}, nil, nil, English()); got != nil {
		t.Errorf("found %v in nothing", got)
	}
	s := segment.Segment("She said no.", text.Span{}, []text.Span{{Start: 0, End: 12}}, lang.English())
	if got := Find("She said no.", s, nil, nil, English()); got != nil {
		t.Errorf("found %v without tags", got)
	}
}

// FuzzFind checks that whatever the text, spans are not empty, lie within it
// on the edges of characters, and contents do not overlap.
func FuzzFind(f *testing.F) {
	f.Add("“We will,” she said. He thinks that it’s over.\n\nAccording to Orla Venn, “no”.")
	f.Add("")
	f.Add("\"\"\"\" said said said, \n\n, said that that that")
	f.Add("« Non », a dit-il. 東京 said 「はい」\x00")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return // other text never comes here
		}
		last := -1
		for _, a := range find(s) {
			if len(a.Content) == 0 || a.Probability < 0 || a.Probability > 1 {
				t.Errorf("%+v has no content, or no probability", a)
			}
			for _, x := range append([]text.Span{a.Source, a.Cue}, a.Content...) {
				if x.Start < 0 || x.End > len(s) || x.Start > x.End || !utf8.ValidString(x.In(s)) {
					t.Fatalf("span %v of %q", x, s)
				}
			}
			if a.Content[0].Empty() || a.Content[0].Start < last {
				t.Errorf("contents %v after %d", a.Content, last)
			}
			last = a.Content[0].Start
		}
	})
}
