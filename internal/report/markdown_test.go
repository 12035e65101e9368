package report

import (
	"bytes"
	"strings"
	"testing"

	"parallax/internal/report/specimen"
)

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"plain words, “so”.":        "plain words, “so”.",
		"a *b* _c_ `d`":             "a \\*b\\* \\_c\\_ \\`d\\`",
		"[text](http://x.example)":  "\\[text\\](http://x.example)",
		"a | b":                     "a \\| b",
		"<script>alert(1)</script>": "\\<script\\>alert(1)\\</script\\>",
		"# not a heading":           "\\# not a heading",
		"AT&amp;T":                  "AT\\&amp;T",
		"~~struck~~ $x$":            "\\~\\~struck\\~\\~ \\$x\\$",
		"thanks to @everybody":      "thanks to &#64;everybody",
		"back\\slash":               "back\\\\slash",
	} {
		if got := escape(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// TestMarkdownOfHostileReports: no text of a report makes a heading, a link, a
// row or HTML.
func TestMarkdownOfHostileReports(t *testing.T) {
	c := specimen.Build([]string{"Post | Dispatch <b>", "Radio"},
		specimen.Utterance{Speaker: "# Ines | Marrow", Readings: []string{
			"It <img src=x> shook | [twice](x) and a `long` while",
			"It <img src=x> {~~shook |~>trembled ||~~} [twice](x) and a `long` while",
		}})
	c.Reports[0].Article.Title = "# Brake\n\n## failed <script>"
	c.Reports[0].Article.URL = "javascript:alert(1)"
	c.Reports[1].Article.URL = "https://radio.example/a?b=(c)|<d>"
	var b bytes.Buffer
	if err := Markdown(&b, c); err != nil {
		t.Fatal(err)
	}
	headings, cells := 0, -1
	for l := range strings.Lines(b.String()) {
		bare := strings.NewReplacer("\\|", "", "\\<", "", "\\`", "", "\\[", "", "\\#", "").Replace(l)
		if strings.HasPrefix(l, "#") {
			headings++
		}
		if strings.Contains(strings.ReplaceAll(bare, "](<https:", ""), "<") || strings.Contains(bare, "`") {
			t.Errorf("not escaped: %s", l)
		}
		if n := strings.Count(bare, "|"); !strings.HasPrefix(l, "|") {
			cells = -1
		} else if cells >= 0 && n != cells {
			t.Errorf("%d cells, want %d: %s", n, cells, l)
		} else {
			cells = n
		}
	}
	if headings != 2 {
		t.Errorf("%d headings, want that of the page and that of the speaker\n%s", headings, b.String())
	}
	if strings.Contains(b.String(), "javascript:") {
		t.Error("a link that runs a script")
	}
	if want := "[Radio](<https://radio.example/a?b=(c)%7C%3Cd%3E>)"; !strings.Contains(b.String(), want) {
		t.Errorf("no link %s", want)
	}
}
