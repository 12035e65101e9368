package tag

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// cut segments a text that is one paragraph.
func cut(t string) *segment.Segments {
	return segment.Segment(t, text.Span{}, []text.Span{{Start: 0, End: len(t)}}, lang.English())
}

// TestSentences reads testdata/sentences.txt: invented sentences with what is
// expected behind a middle dot after some of their tokens.
func TestSentences(t *testing.T) {
	data, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	m := English()
	checked := 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		in, want := unmark(line)
		s := cut(in)
		words := m.Tag(in, s)
		for i, tok := range s.Tokens {
			expected, ok := want[tok.End]
			if !ok {
				continue
			}
			delete(want, tok.End)
			checked++
			got := words[i].Tag.String() + "/" + string(m.AppendLemma(nil, tok.In(in), words[i]))
			if !strings.Contains(expected, "/") {
				got = words[i].Tag.String()
			}
			if got != expected {
				t.Errorf("%s\n\t%q is %s, want %s", in, tok.In(in), got, expected)
			}
		}
		for end := range want {
			t.Errorf("%s: no token ends at byte %d", in, end)
		}
	}
	if checked < 60 {
		t.Errorf("only %d tokens checked", checked)
	}
}

// unmark takes the expectations out of a line: where each token that has one
// ends, and what it is.
func unmark(line string) (string, map[int]string) {
	var b strings.Builder
	want := map[int]string{}
	for {
		before, after, ok := strings.Cut(line, "·")
		b.WriteString(before)
		if !ok {
			return b.String(), want
		}
		n := strings.IndexAny(after, " ")
		if n < 0 {
			n = len(after)
		}
		end := b.Len()
		expected := after[:n]
		// What touches the token, as in "said·VBD/say,", follows a second dot.
		if k := strings.Index(expected, "|"); k >= 0 {
			n, expected = k+1, expected[:k]
		}
		want[end] = expected
		line = after[n:]
	}
}

// TestSentenceByItself: a sentence has the tags that it has alone, wherever it
// stands and whatever stands beside it.
func TestSentenceByItself(t *testing.T) {
	in, s := article(t)
	m := English()
	words := m.Tag(in, s)
	for _, sent := range s.Sentences {
		n := sent.End - sent.First
		alone := m.Tag(in, &segment.Segments{Tokens: s.Tokens[sent.First:sent.End], Sentences: []segment.Sentence{{End: n}}})
		if !slices.Equal(alone, words[sent.First:sent.End]) {
			t.Fatalf("%q has other tags alone", in[s.Tokens[sent.First].Start:s.Tokens[sent.End-1].End])
		}
	}
}

// TestTokensBetweenSentences: what is in no sentence gets no tag and moves none.
func TestTokensBetweenSentences(t *testing.T) {
	in, s := article(t)
	m := English()
	words := m.Tag(in, s)
	odd := &segment.Segments{Tokens: s.Tokens}
	for i := 1; i < len(s.Sentences); i += 2 {
		odd.Sentences = append(odd.Sentences, s.Sentences[i])
		clear(words[s.Sentences[i-1].First:s.Sentences[i-1].End])
	}
	if len(s.Sentences)%2 == 1 {
		clear(words[s.Sentences[len(s.Sentences)-1].First:])
	}
	if !slices.Equal(m.Tag(in, odd), words) {
		t.Error("every other sentence has other tags without the ones between")
	}
}

// TestEnglishAsWritten: what the file of the model says is all in the model.
func TestEnglishAsWritten(t *testing.T) {
	var b bytes.Buffer
	if err := English().Write(&b); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), english) {
		t.Errorf("written again it has %d bytes, not the %d read or others", b.Len(), len(english))
	}
}
