package page

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// show writes a page as the .txt files of testdata have it.
func show(p *Page) string {
	from := ""
	if p.DateFrom != "" {
		from = " (" + p.DateFrom + ")"
	}
	return fmt.Sprintf("title: %s\noutlet: %s\nauthor: %s\nurl: %s\npublished: %s%s\nlanguage: %s\n\n%s\n",
		p.Title, p.Outlet, p.Author, p.URL, p.Published, from, p.Language, strings.Join(p.Paragraphs, "\n"))
}

// Each testdata/NAME.html is read as testdata/NAME.txt says.
func TestPages(t *testing.T) {
	sources, err := filepath.Glob("testdata/*.html")
	if err != nil || len(sources) < 3 {
		t.Fatalf("pages %v, error %v", sources, err)
	}
	for _, path := range sources {
		t.Run(filepath.Base(path), func(t *testing.T) {
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(path, ".html") + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			p, err := Read(t.Context(), source, time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(p); got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

const prose = `<article><p>The ferry to the islands will stop within weeks unless the city pays for a new engine, the line said.</p>
<p>“We have no money left,” said its founder, who had told the mayor so three times before the winter began.</p></article>`

func mustRead(t *testing.T, head string) *Page {
	t.Helper()
	p, err := Read(t.Context(), []byte("<!doctype html><html><head>"+head+"</head><body>"+prose+"</body></html>"), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTitle(t *testing.T) {
	tests := []struct{ head, want string }{
		{`<title>Ferry line to close | The Tide</title><meta property="og:site_name" content="Tide">`, "Ferry line to close"},
		{`<title>The Tide: Ferry line to close</title>`, "The Tide: Ferry line to close"},
		{`<title>The Tide » Ferry line to close</title><link rel=canonical href="https://www.the-tide.example/f">`, "Ferry line to close"},
		{`<meta property="og:title" content="Ferry - and quay - to close"><meta property="og:site_name" content="Tide">`, "Ferry - and quay - to close"},
		{`<title>Ferry line to close next month - News - The Tide</title><meta name="application-name" content="The Tide">`, "Ferry line to close next month"},
		{`<title>Ferry line to close - Tide News</title><link rel=canonical href="https://www.tide.example/f">`, "Ferry line to close"},
		{`<title>Home</title><meta name="twitter:title" content="Ferry line to close">`, "Ferry line to close"},
		{`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry&nbsp;line to   close"}</script><title>Tide</title>`, "Ferry line to close"},
		{`<script type="application/ld+json">{"@type":"NewsArticle","headline":"a boat service","name":"Ferry line"}</script><title>Ferry line - Tide</title>`, "Ferry line"},
		{`<script type="application/ld+json">{broken</script><title>Ferry line to close</title>`, "Ferry line to close"},
	}
	for _, test := range tests {
		if got := mustRead(t, test.head).Title; got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.head, got, test.want)
		}
	}
}

func TestFacts(t *testing.T) {
	tests := []struct{ name, head, outlet, author, address, published string }{
		{"outlet from the address", `<meta property="og:url" content="https://www.the-tide.example/f">`, "the-tide.example", "", "https://www.the-tide.example/f", ""},
		{"site's home is no report's address", `<link rel=canonical href="https://the-tide.example/"><meta property="og:url" content="https://the-tide.example/f">`, "the-tide.example", "", "https://the-tide.example/f", ""},
		{"author that is an address", `<meta name=author content="https://x.example/tom"><meta name="parsely-author" content="by Tom Roe">`, "", "Tom Roe", "", ""},
		{"date without a zone is a day", `<meta property="article:published_time" content="2026-03-12T06:30:00">`, "", "", "", "2026-03-12"},
		{"date that could mean two days", `<meta name=date content="04/03/2026"><meta name=dc.date.issued content="2026-03-04">`, "", "", "", "2026-03-04"},
		{"several names in one property", `<meta property="dc:creator twitter:creator" content="Tom Roe">`, "", "Tom Roe", "", ""},
		{"address in JSON-LD", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"A","mainEntityOfPage":{"@type":"WebPage","@id":"https://the-tide.example/f?id=3"},"inLanguage":{"@type":"Language","alternateName":"en"}}</script>`, "the-tide.example", "", "https://the-tide.example/f?id=3", ""},
		{"names in every shape", `<script type="application/ld+json">{"@type":["Thing","BlogPosting"],"publisher":"The Tide","author":["Tom Roe",{"name":["Ines Falk"]},"https://x.example","Tom Roe"]}</script>`, "The Tide", "Tom Roe, Ines Falk", "", ""},
		{"first of two articles", `<script type="application/ld+json">[{"@type":"NewsArticle","datePublished":"2026-03-12","author":{"name":"Tom Roe"}},{"@type":"NewsArticle","datePublished":"2020-01-01"}]</script>`, "", "Tom Roe", "", "2026-03-12"},
	}
	for _, test := range tests {
		p := mustRead(t, test.head)
		got := [4]string{p.Outlet, p.Author, p.URL, p.Published}
		if want := [4]string{test.outlet, test.author, test.address, test.published}; got != want {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, want)
		}
	}
}

func TestLanguage(t *testing.T) {
	for head, want := range map[string]string{
		`<meta property="og:locale" content="en_GB">`:                                                                          "en_GB",
		`<meta name="content-language" content="English, please">`:                                                             "",
		`<script type="application/ld+json">{"@type":"NewsArticle","inLanguage":{"alternateName":"de"}}</script>`:              "de",
		`<script type="application/ld+json">{"@type":"NewsArticle","inLanguage":"fr"}</script><meta name=language content=en>`: "fr",
	} {
		if got := mustRead(t, head).Language; got != want {
			t.Errorf("%s: %q, want %q", head, got, want)
		}
	}
}

// A page is read in the encoding it declares, and in UTF-8 whatever it
// declares when it is that.
func TestEncodings(t *testing.T) {
	const word = "“Café”"
	tests := []struct{ name, meta, bytes string }{
		{"UTF-8", `<meta charset=utf-8>`, "“Café”"},
		{"UTF-8 that says otherwise", `<meta charset=iso-8859-1>`, "“Café”"},
		{"Windows-1252", `<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">`, "\x93Caf\xe9\x94"},
		{"says nothing", ``, "\x93Caf\xe9\x94"},
		{"late declaration", "<!--" + strings.Repeat("x", 3000) + "--><meta charset=macintosh>", "\xd2Caf\x8e\xd3"},
	}
	for _, test := range tests {
		p, err := Read(t.Context(), []byte("<html><head>"+test.meta+"</head><body>"+strings.Replace(prose, "“We", test.bytes+" “We", 1)), time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		if want := word + " “We"; test.name[:3] == "UTF" && !strings.HasPrefix(p.Paragraphs[1], want) || !strings.HasPrefix(p.Paragraphs[1], word) {
			t.Errorf("%s: %q", test.name, p.Paragraphs[1])
		}
	}
}

func TestGivesUp(t *testing.T) {
	deep := "<!doctype html>" + strings.Repeat("<div>", 600) + prose
	if _, err := Read(t.Context(), []byte(deep), time.Minute); !errors.Is(err, ErrTooDeep) {
		t.Errorf("deep page: %v", err)
	}
	if _, err := Read(t.Context(), []byte("<!doctype html><title>Not found</title><h1>Not found</h1>"), time.Minute); !errors.Is(err, ErrNotFound) {
		t.Errorf("page without article: %v", err)
	}
	if _, err := Read(t.Context(), []byte(strings.Repeat(prose, 2000)), time.Nanosecond); !errors.Is(err, ErrTooSlow) {
		t.Errorf("page that takes longer than a nanosecond: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, []byte(prose), time.Minute); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestDate(t *testing.T) {
	tests := map[string]string{
		"2022-02-10T18:40:00Z":                "2022-02-10T18:40:00Z",
		"2022-02-10T18:40:00.123+01:00":       "2022-02-10T18:40:00+01:00",
		"2022-02-10T18:40:00+0100":            "2022-02-10T18:40:00+01:00",
		"2022-02-10 18:40:00 +0100":           "2022-02-10T18:40:00+01:00",
		"Thu, 10 Feb 2022 18:40:00 GMT":       "2022-02-10T18:40:00Z",
		"Thu, 10 Feb 2022 18:40:00 EST":       "2022-02-10T18:40:00-05:00",
		"February 10, 2022 6:40 p.m. EST":     "2022-02-10T18:40:00-05:00",
		"2022-02-10T18:40:00":                 "2022-02-10",
		"2022-02-10":                          "2022-02-10",
		"20220210":                            "2022-02-10",
		"April 7, 2011":                       "2011-04-07",
		"April 7th, 2011":                     "2011-04-07",
		"7 April 2011":                        "2011-04-07",
		"Thursday, 7 April 2011":              "2011-04-07",
		"Published: Apr. 7, 2011":             "2011-04-07",
		" 7\u00a0April  2011 ":                "2011-04-07",
		"7.4.2011":                            "2011-04-07",
		"Sept. 7, 2011":                       "2011-09-07",
		"15 April 2026, 7.45 am":              "",
		"04/07/2011":                          "",
		"25/12/2011":                          "2011-12-25",
		"12/25/2011":                          "2011-12-25",
		"4/4/2011":                            "2011-04-04",
		"04/31/2011":                          "",
		"2011-13-45":                          "",
		"yesterday":                           "",
		"":                                    "",
		"1300000000":                          "",
		"0001-01-01T00:00:00Z":                "",
		"a quarter of an hour after midnight": "",
	}
	for in, want := range tests {
		if got := Date(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	sources, err := filepath.Glob("testdata/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range sources {
		source, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(source)
	}
	f.Add([]byte(prose))
	f.Fuzz(func(t *testing.T, source []byte) {
		p, err := Read(t.Context(), source, 5*time.Second)
		if errors.Is(err, ErrTooSlow) {
			t.Fatalf("%d bytes took too long", len(source))
		}
		if (p == nil) == (err == nil) {
			t.Fatalf("page %v with error %v", p, err)
		}
		if err != nil {
			return
		}
		if len(p.Paragraphs) == 0 {
			t.Error("a page without paragraphs")
		}
		for _, s := range append([]string{p.Title, p.Outlet, p.Author, p.URL, p.Language}, p.Paragraphs...) {
			if !utf8.ValidString(s) || strings.Join(strings.Fields(s), " ") != s {
				t.Errorf("%q: not valid UTF-8 with single spaces", s)
			}
		}
	})
}

func FuzzDate(f *testing.F) {
	f.Add("Thu, 10 Feb 2022 18:40:00 EST")
	f.Add("April 7th, 2011")
	f.Fuzz(func(t *testing.T, s string) {
		got := Date(s)
		if got == "" {
			return
		}
		if Date(got) != got {
			t.Errorf("%q: %q, which is read as %q", s, got, Date(got))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	source, err := os.ReadFile("testdata/regional-paper.html")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(b.Context(), source, time.Minute); err != nil {
			b.Fatal(err)
		}
	}
}
