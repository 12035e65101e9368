package segment

import (
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/lang"
	"parallax/internal/text"
)

// FuzzSegment holds what every later stage relies on, for any text: tokens in
// order, apart, on rune boundaries, with nothing but white space between them,
// and each in exactly one sentence of its paragraph.
func FuzzSegment(f *testing.F) {
	f.Add("The mayor resigns\n\n“Why?” Ms. Marenko asked the U.S. envoy. ‘The workers’ rights’ went…\n\n• No. 5 • 1,200.50%")
	f.Add("a.b@c.de.f http://x.y/z?). f*** ''x`` 'n' ’90s .5 «é» „ü“ 日本。中国\u00ad\u200b")
	f.Add("\n\n . . . !?\n\n((\"'")
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			return // stages get valid UTF-8 only
		}
		headline, paragraphs := cutParagraphs(in)
		s := Segment(in, headline, paragraphs, lang.English())
		checkTokens(t, in, s)
		checkSentences(t, s)
	})
}

// cutParagraphs takes each block between blank lines for a paragraph, the
// first for the headline.
func cutParagraphs(in string) (headline text.Span, paragraphs []text.Span) {
	at := 0
	for part := range strings.SplitSeq(in, "\n\n") {
		span := text.Span{Start: at, End: at + len(part)}
		if at == 0 {
			headline = span
		} else {
			paragraphs = append(paragraphs, span)
		}
		at += len(part) + 2
	}
	return headline, paragraphs
}

func checkTokens(t *testing.T, in string, s *Segments) {
	t.Helper()
	at := 0
	for _, tok := range s.Tokens {
		if tok.Start < at || tok.Empty() || tok.End > len(in) {
			t.Fatalf("token %v after byte %d of %q", tok.Span, at, in)
		}
		if !utf8.ValidString(tok.In(in)) {
			t.Fatalf("token %q of %q splits a character", tok.In(in), in)
		}
		if gap := in[at:tok.Start]; skipSpace(gap, 0) != len(gap) {
			t.Fatalf("no token holds %q of %q", gap, in)
		}
		if skipSpace(in, tok.Start) != tok.Start {
			t.Fatalf("token %q of %q begins with white space", tok.In(in), in)
		}
		at = tok.End
	}
	if gap := in[at:]; skipSpace(gap, 0) != len(gap) {
		t.Fatalf("no token holds %q of %q", gap, in)
	}
}

func checkSentences(t *testing.T, s *Segments) {
	t.Helper()
	next := 0
	for _, sent := range s.Sentences {
		if sent.First != next || sent.End <= sent.First || sent.End > len(s.Tokens) {
			t.Fatalf("sentence of tokens %d to %d where %d is next of %d", sent.First, sent.End, next, len(s.Tokens))
		}
		want := text.Span{Start: s.Tokens[sent.First].Start, End: s.Tokens[sent.End-1].End}
		if sent.Span != want {
			t.Fatalf("sentence spans %v, its tokens %v", sent.Span, want)
		}
		if !s.Paragraphs[sent.Paragraph].Contains(sent.Span) {
			t.Fatalf("sentence %v leaves its paragraph %v", sent.Span, s.Paragraphs[sent.Paragraph])
		}
		next = sent.End
	}
	if next != len(s.Tokens) {
		t.Fatalf("%d tokens are in no sentence", len(s.Tokens)-next)
	}
}

func TestHeadlineIsParagraphZero(t *testing.T) {
	in := "Mayor quits\n\nShe left. He stayed."
	s := Segment(in, text.Span{Start: 0, End: 11}, []text.Span{{Start: 13, End: len(in)}}, lang.English())
	if !s.HasHeadline || len(s.Paragraphs) != 2 || len(s.Sentences) != 3 || s.Sentences[2].Paragraph != 1 {
		t.Errorf("got %+v", s)
	}
	if s = Segment(in, text.Span{}, []text.Span{{Start: 13, End: len(in)}}, lang.English()); s.HasHeadline || len(s.Paragraphs) != 1 {
		t.Errorf("without a headline: got %+v", s)
	}
}

func TestParagraphsThatOverlapOrLeaveTheText(t *testing.T) {
	in := "One two. Three four."
	s := Segment(in, text.Span{Start: 0, End: 8}, []text.Span{{Start: 4, End: 14}, {Start: 9, End: 99}}, lang.English())
	checkTokens(t, in, s)
	if len(s.Sentences) != 3 {
		t.Errorf("got sentences %+v", s.Sentences)
	}
}

func TestWhatStandsAtAPlace(t *testing.T) {
	in := "She left.  He stayed."
	s := one(in)
	for _, c := range []struct{ pos, token, sentence int }{
		{0, 0, 0}, {3, 1, 0}, {8, 2, 0}, {9, 3, 1}, {10, 3, 1}, {20, 5, 1}, {21, 6, 2}, {99, 6, 2},
	} {
		if token, sentence := s.TokenAt(c.pos), s.SentenceAt(c.pos); token != c.token || sentence != c.sentence {
			t.Errorf("at byte %d: token %d, sentence %d; want %d, %d", c.pos, token, sentence, c.token, c.sentence)
		}
	}
}
