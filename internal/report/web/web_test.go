package web

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/report/specimen"
	"parallax/internal/text"
)

var update = flag.Bool("update", false, "write the golden files again")

// TestGolden compares what stands between <body> and the script: a change of
// the page is a change of a file in review. Style and script have files of
// their own.
func TestGolden(t *testing.T) {
	c := weir()
	plainReport(c, 1, "Read more: how the weir was built")
	c.Skipped = []article.Skipped{{Input: "weir.pdf", Reason: "a PDF file, which is not read"}}
	pages := map[string]*collate.Comparison{"weir.html": c, "harbour.html": harbour(), "alone.html": alone(), "crane.html": specimen.Crane()}
	for name, c := range pages {
		page := written(c, WithoutFonts)
		body := page[strings.Index(page, "<body>"):strings.LastIndex(page, "<script>")]
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(want) != body {
			t.Errorf("%s: the page has changed; look at it, then go test -update\n%s", name, firstDifference(string(want), body))
		}
	}
	entries, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if _, ok := pages[e.Name()]; !ok && !e.IsDir() {
			t.Errorf("testdata/%s belongs to no test", e.Name())
		}
	}
}

func firstDifference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, i-60):min(len(s), i+120)] }
	return fmt.Sprintf("was: %q\nnow: %q", cut(a), cut(b))
}

func TestSameComparisonSameBytes(t *testing.T) {
	first, second := written(harbour()), written(harbour())
	if first != second {
		t.Error("two writings of one comparison differ")
	}
}

func TestWriterErrorIsReturned(t *testing.T) {
	full := errors.New("disk full")
	if err := Write(failing{full}, weir()); !errors.Is(err, full) {
		t.Errorf("Write gave %v, want the writer's error", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// TestPolicy reads the policy as a browser does: a style or script runs when
// the hash of its exact text is listed.
func TestPolicy(t *testing.T) {
	for _, opts := range [][]Option{nil, {WithoutFonts}} {
		page := written(harbour(), opts...)
		policy := regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(page)[1]
		policy = html.UnescapeString(policy)
		if !strings.HasPrefix(policy, "default-src 'none';") {
			t.Errorf("policy begins %.40q", policy)
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") || strings.Contains(policy, "'self'") {
			t.Errorf("policy is not strict: %s", policy)
		}
		inline := regexp.MustCompile(`(?s)<(style|script)>(.*?)</(?:style|script)>`).FindAllStringSubmatch(page, -1)
		if len(inline) < 2 {
			t.Fatalf("%d inline elements", len(inline))
		}
		for _, m := range inline {
			_, directive, _ := strings.Cut(policy, m[1]+"-src")
			directive, _, _ = strings.Cut(directive, ";")
			if !strings.Contains(directive, hash(m[2])) {
				t.Errorf("%s-src lacks the hash of an inline %s of %d bytes", m[1], m[1], len(m[2]))
			}
		}
	}
}

func TestFonts(t *testing.T) {
	with, without := written(weir()), written(weir(), WithoutFonts)
	if n := strings.Count(with, "@font-face"); n != 2 {
		t.Errorf("%d typefaces in a page without italics, want 2", n)
	}
	if strings.Contains(without, "@font-face") || strings.Contains(without, "font-src") {
		t.Error("typefaces in a page that is to have none")
	}
	c := weir()
	c.Utterances[1].Readings[1].Relation = collate.Paraphrase
	if n := strings.Count(written(c), "@font-face"); n != 3 {
		t.Errorf("%d typefaces in a page with a paraphrase, want 3", n)
	}
}

// TestEveryPageHoldsTogether checks what must be true of every page, by
// parsing it.
func TestEveryPageHoldsTogether(t *testing.T) {
	copied := harbour()
	plainReport(copied, 5, "Read more: cranes of the world")
	for name, c := range map[string]*collate.Comparison{
		"two": weir(), "six": copied, "one": alone(), "none": {}, "many": crowd(14),
		"nothing read": {Skipped: []article.Skipped{{Input: "a.txt", Reason: "empty"}}},
	} {
		t.Run(name, func(t *testing.T) { check(t, c) })
	}
}

// check parses the page of c and tells what is wrong with it.
func check(t *testing.T, c *collate.Comparison) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(written(c, WithoutFonts)))
	if err != nil {
		t.Fatal(err)
	}
	checkMarks(t, doc)
	ids, refs := map[string]bool{}, []string{}
	scripts := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script":
			scripts++
		case "img", "iframe", "link", "base", "object", "embed", "form":
			t.Errorf("a <%s> in the page", n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "style" || strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "action":
				t.Errorf("attribute %s=%q", a.Key, a.Val)
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("id %q twice", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "aria-describedby" || a.Key == "data-from" || a.Key == "data-q" || a.Key == "data-u":
				refs = append(refs, strings.Fields(a.Val)...)
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				refs = append(refs, a.Val[1:])
			case a.Key == "href" && attr(n, "rel") != "external noreferrer":
				t.Errorf("link to %q", a.Val)
			}
		}
	}
	if scripts != 1 {
		t.Errorf("%d scripts", scripts)
	}
	for _, r := range refs {
		if !ids[r] {
			t.Errorf("nothing has the id %q that something refers to", r)
		}
	}
	checkPanes(t, doc, c)
}

// checkMarks wants words for those who do not see what is struck and what is
// underlined; the legend explains itself.
func checkMarks(t *testing.T, doc *html.Node) {
	t.Helper()
	for n := range doc.Descendants() {
		if n.Data != "del" && n.Data != "ins" || n.Parent.Data == "dd" || n.Parent.Parent.Data == "dd" {
			continue
		}
		if k := n.FirstChild; k == nil || !hasClass(k, "vh") || k.FirstChild == nil || k.NextSibling == nil {
			t.Errorf("<%s> without hidden words or without words", n.Data)
		}
	}
}

// checkPanes compares each report in the reader with the report, letter by
// letter, white space apart.
func checkPanes(t *testing.T, doc *html.Node, c *collate.Comparison) {
	t.Helper()
	at := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || !hasClass(n, "pane") {
			continue
		}
		a := c.Reports[at].Article
		at++
		var b strings.Builder
		for p := range n.Descendants() {
			if p.Type == html.ElementNode && p.Parent != nil && hasClass(p.Parent, "par") && (p.Data == "p" || p.Data == "h3") {
				collectText(p, &b)
			}
		}
		want := a.Text
		if a.Headline.Empty() {
			want = a.Title + want
		}
		if squeeze(b.String()) != squeeze(want) {
			t.Errorf("the reader shows report %d as\n%q\nnot as\n%q", at, squeeze(b.String()), squeeze(want))
		}
	}
	if at != len(c.Reports) {
		t.Errorf("%d reports in the reader, want %d", at, len(c.Reports))
	}
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\ufeff' || r == 0 {
			return -1
		}
		return r
	}, s)
}

// collectText adds the text of n, numbers of paragraphs apart.
func collectText(n *html.Node, b *strings.Builder) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
	}
	for k := range n.ChildNodes() {
		if !hasClass(k, "pn") {
			collectText(k, b)
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attr(n, "class")), class)
}

// TestHostileReport puts what must not become markup wherever words of an
// input go.
func TestHostileReport(t *testing.T) {
	c := weir()
	evil := `"'><script>alert(1)</script><img src=x onerror=alert(1)></style><!--`
	a := c.Reports[0].Article
	a.Title, a.Outlet, a.Language, a.URL, a.Published = evil, evil, evil, "javascript:alert(1)", evil
	a.ID = evil
	c.Skipped = []article.Skipped{{Input: evil, Reason: evil}}
	c.Reports[1].Article.Outlet = ""
	c.Reports[1].Article.ID = evil
	c.Reports[1].Article.URL = "https://example.org/" + evil
	check(t, c)
	// its words, as far as the parser is concerned, are text
	doc, _ := html.Parse(strings.NewReader(written(c)))
	var b strings.Builder
	collectText(doc, &b)
	if n := strings.Count(b.String(), evil); n < 6 {
		t.Errorf("the hostile words are shown %d times as text, want at least 6", n)
	}
}

// FuzzPage writes comparisons of any text, with any paragraphs and
// quotations, and checks the page.
func FuzzPage(f *testing.F) {
	f.Add("Weir holds", "The weir held. “It will hold,” she said.", []byte{0, 14, 15, 41}, []byte{18, 30})
	f.Add("", "a\n\nRead more:\n\nb c d", []byte{0, 1, 15, 20}, []byte{15, 16, 15, 20, 17, 18})
	f.Add("</title><script>", "é\u2028“x” <b>&amp;", []byte{}, []byte{0, 2, 0, 9})
	f.Fuzz(func(t *testing.T, title, body string, paragraphs, quotes []byte) {
		body = strings.ToValidUTF8(body, "?")
		body = strings.Map(func(r rune) rune { // what a parser of HTML changes in any document
			if r == 0 || r == '\r' || r == '\f' {
				return ' '
			}
			return r
		}, body)
		a := &article.Article{ID: "a", Title: strings.ToValidUTF8(strings.Map(func(r rune) rune {
			if r == 0 || r == '\r' {
				return ' '
			}
			return r
		}, title), "?"), Text: body, Language: "en"}
		a.Paragraphs = spans(body, paragraphs, true)
		c := &collate.Comparison{Reports: []collate.Report{{Article: a, Own: 1}, {Article: a, Account: 1, Own: 1}}}
		for i, s := range spans(body, quotes, false) {
			c.Quotations = append(c.Quotations, collate.Quotation{ID: fmt.Sprint(i), Report: i % 2, Content: []text.Span{s}, Speaker: -1})
			c.Utterances = append(c.Utterances, collate.Utterance{Speaker: -1, Fullest: i, Words: 1,
				Readings: []collate.Reading{{Quotation: i, Relation: collate.Identical}}})
		}
		slices.SortStableFunc(c.Quotations, func(x, y collate.Quotation) int { return x.Report - y.Report })
		check(t, c)
	})
}

// spans makes spans of t from pairs of bytes, on rune boundaries, not empty;
// in order and apart when they are to be.
func spans(t string, pairs []byte, apart bool) []text.Span {
	var out []text.Span
	least := 0
	for i := 0; i+1 < len(pairs) && len(out) < 12; i += 2 {
		s := text.Span{Start: boundary(t, int(pairs[i])), End: boundary(t, int(pairs[i+1]))}
		if apart {
			s.Start = max(s.Start, least)
		}
		if s.Empty() {
			continue
		}
		least = s.End
		out = append(out, s)
	}
	return out
}

func boundary(t string, at int) int {
	at = min(at, len(t))
	for at < len(t) && t[at]&0xC0 == 0x80 {
		at++
	}
	return at
}

func BenchmarkWrite2(b *testing.B)  { benchmark(b, weir()) }
func BenchmarkWrite6(b *testing.B)  { benchmark(b, harbour()) }
func BenchmarkWrite50(b *testing.B) { benchmark(b, crowd(50)) }

func benchmark(b *testing.B, c *collate.Comparison) {
	n := len(written(c))
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, c); err != nil {
			b.Fatal(err)
		}
	}
}
