package attribution

import "testing"

// "According to" closes a sentence whoever it is that follows.
func TestAccording(t *testing.T) {
	for _, c := range []struct{ text, source, content string }{
		{"The host belittled women, according to show insiders.", "show insiders", "The host belittled women"},
		{"The host belittled women “every day,” according to show insiders.", "show insiders", "The host belittled women “every day,”"},
		{"In May, according to show insiders.", "", ""},
		{"The host left, according to insiders, who saw him.", "", ""},
		{"The host left, according to a friend (his last).", "", ""},
		{"“The host left, according to show insiders.”", "", ""},
		{"The host left the show insiders.", "", ""},
	} {
		r := readingOf(c.text)
		end := len(r.words)
		for r.words[end-1].mark == final || r.words[end-1].mark == quoteMark {
			end--
		}
		spans, ok := r.according(0, 0, end)
		if ok != (c.source != "") {
			t.Errorf("%s: found %v", c.text, ok)
		}
		if !ok {
			continue
		}
		if got := r.spanOf(0, spans[2].span).In(c.text); got != c.source {
			t.Errorf("%s: source %q, want %q", c.text, got, c.source)
		}
		if got := r.spanOf(0, spans[0].span).In(c.text); got != c.content {
			t.Errorf("%s: content %q, want %q", c.text, got, c.content)
		}
	}
}
