package report

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain words":                      "plain words",
		"two\n lines\tand a tab":           "two lines and a tab",
		"a\u00a0hard space":                "a hard space",
		"\x1b[31mred\x1b[0m and \x07 bell": "[31mred[0m and  bell",
		"turned \u202eround\u202c":         "turned round",
		"\ufeffmarked":                     "marked",
		"حروف عربية 🏗":                     "حروف عربية 🏗",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, k := range []struct {
		name  string
		in    []run
		width int
		want  string
	}{
		{"at spaces", []run{{text: "the brake of the crane"}}, 10, "the brake|of the|crane"},
		{"not at hyphens", []run{{text: "a forty-ton load"}}, 9, "a|forty-ton|load"},
		{"runs without a space between them stay together", []run{{text: "will "}, {"~~fall~~", struck}, {text: ", they"}}, 12, "will|~~fall~~,|they"},
		{"a word wider than the line is cut", []run{{text: "abcdefghijklmnop"}}, 8, "abcdefgh|ijklmnop"},
		{"wide letters count twice", []run{{text: "起重机 起重机"}}, 8, "起重机|起重机"},
		{"no-break spaces hold", []run{{text: "see " + together("A ¶14") + " now"}}, 8, "see|A ¶14|now"},
	} {
		t.Run(k.name, func(t *testing.T) {
			var got []string
			for _, l := range wrap(k.in, k.width) {
				var b strings.Builder
				l.paint(&b, false)
				got = append(got, strings.TrimSuffix(b.String(), "\n"))
			}
			if s := strings.Join(got, "|"); s != k.want {
				t.Errorf("got %s, want %s", s, k.want)
			}
		})
	}
}

// FuzzWrap: no line is wider than its place, save for a single letter that is;
// no word is lost; nothing that moves a cursor is printed.
func FuzzWrap(f *testing.F) {
	f.Add("the brake of the forty-ton crane", 10)
	f.Add("👩‍👩‍👧‍👦 e\u0301 起重机 \x1b[2J", 3)
	f.Add("\u200b\u0301\u0301", 0)
	f.Add("⑩ꀍ👧≍👦 \u0301 机", 3)
	f.Fuzz(func(t *testing.T, s string, width int) {
		if !utf8.ValidString(s) || len(s) > 4000 || width > 300 {
			return
		}
		c := clean(s)
		if strings.ContainsFunc(c, func(r rune) bool { return unfit(r) || r == '\n' || r == '\r' }) {
			t.Fatalf("%q is not clean", c)
		}
		var all strings.Builder
		for _, l := range wrap([]run{{text: c}, {c, struck}}, width) {
			if n := l.width(); n > max(width, 8) && len(wordsOf(l)) > 1 {
				t.Fatalf("a line of %d columns in %d: %q", n, width, l)
			}
			for _, r := range l {
				all.WriteString(r.text)
			}
		}
		bare := func(s string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsSpace(r) {
					return -1
				}
				return r
			}, s)
		}
		if bare(all.String()) != bare(c+c) {
			t.Fatalf("words lost: %q of %q", all.String(), c+c)
		}
	})
}

func TestStripHasItsWidth(t *testing.T) {
	for _, n := range []int{8, 24, 60} {
		if got := strip(nil, n).width(); got != n {
			t.Errorf("%d cells, want %d", got, n)
		}
	}
	if ansi.StringWidth("━┿┄") != 3 {
		t.Error("the cells of a strip are not one column wide")
	}
}
