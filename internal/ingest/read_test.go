package ingest

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/article"
	"parallax/internal/text"
)

// outcome is what one Read gave: reports, and skipped inputs as
// "input: reason".
type outcome struct {
	reports []*article.Article
	skipped []string
}

func readAll(t *testing.T, inputs []string, o Options) outcome {
	t.Helper()
	var out outcome
	for a, s := range Read(t.Context(), inputs, o) {
		switch {
		case (a == nil) == (s == nil):
			t.Fatalf("a step with report %v and skipped %v: want exactly one", a, s)
		case a != nil:
			checkArticle(t, a)
			out.reports = append(out.reports, a)
		default:
			if s.Reason == "" || s.Input == "" {
				t.Errorf("skipped without input or reason: %+v", s)
			}
			out.skipped = append(out.skipped, s.Input+": "+s.Reason)
		}
	}
	return out
}

// readBytes reads one input as standard input.
func readBytes(t *testing.T, data []byte) outcome {
	t.Helper()
	return readAll(t, []string{"-"}, Options{Stdin: bytes.NewReader(data)})
}

// checkArticle tests what must be true of every report that was read.
func checkArticle(t *testing.T, a *article.Article) {
	t.Helper()
	if !utf8.ValidString(a.Text) {
		t.Errorf("text is not valid UTF-8: %q", a.Text)
	}
	if a.ID == "" || a.Input == "" || a.Language == "" {
		t.Errorf("ID %q, Input %q, Language %q: none may be empty", a.ID, a.Input, a.Language)
	}
	if (a.Published == "") != (a.DateFrom == "") {
		t.Errorf("Published %q with DateFrom %q", a.Published, a.DateFrom)
	}
	if len(a.Paragraphs) == 0 && a.Headline.In(a.Text) != a.Text { // Options.Titles lets a title be a report
		t.Errorf("report without a paragraph: %q", a.Text)
	}
	end := 0
	for i, s := range append([]text.Span{a.Headline}, a.Paragraphs...) {
		if s.Empty() && i == 0 {
			continue
		}
		if s.Start < end || s.End > len(a.Text) || s.Empty() {
			t.Fatalf("span %d %+v: want a place after byte %d in %d bytes", i, s, end, len(a.Text))
		}
		if in := s.In(a.Text); !utf8.ValidString(in) || strings.TrimSpace(in) != in {
			t.Errorf("span %d %q: cuts a character or has space around it", i, in)
		}
		end = s.End
	}
}

func zip(t *testing.T, members ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, m := range members {
		w := gzip.NewWriter(&b)
		if _, err := io.WriteString(w, m); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// folder writes files into a new folder and makes it the current one, so that
// names in messages are short.
func folder(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func ids(as []*article.Article) []string {
	var out []string
	for _, a := range as {
		out = append(out, a.ID)
	}
	return out
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

// What cannot be read is named with a reason that says what to do.
func TestReasons(t *testing.T) {
	story := "The quay burned for an hour on Sunday, and nobody was hurt."
	tests := []struct{ name, input, want string }{
		{"empty", "", "-: file is empty"},
		{"white space", " \n\t\n", "-: no text in the file"},
		{"zero bytes", "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00", "-: binary file"},
		{"control characters", strings.Repeat("\x01\x02ab", 9), "-: binary file"},
		{"PDF", "%PDF-1.7\n%…", "-: a PDF file is not read: save its text as .txt"},
		{"word processor", "PK\x03\x04\x14\x00", "-: an archive or office document is not read: save its text as .txt"},
		{"RTF", `{\rtf1\ansi The quay}`, "-: an RTF file is not read: save it as .txt"},
		{"feed without items", `<?xml version="1.0"?><rss version="2.0"><channel/></rss>`, "-: a feed without items"},
		{"feed of teasers", `<rss version="2.0"><channel><item><title>Quay fire</title><link>https://tide.example/quay</link><description>The fire is out…</description></item></channel></rss>`, "-:1: only a teaser of 16 characters in the feed: the report is at https://tide.example/quay"},
		{"feed of titles", `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"Quay fire"}]}`, "-#1: only a title in the feed"},
		{"broken feed", `{"version":"https://jsonfeed.org/version/1.1","items":`, "-: the JSON feed cannot be read: unexpected end of JSON input"},
		{"list of feeds", `<?xml version="1.0"?><opml version="2.0"><body/></opml>`, "-: a list of feeds (OPML) holds no reports"},
		{"Cyrillic in an old encoding", "\xcf\xf0\xe8\xf7\xe0\xeb \xe3\xee\xf0\xe5\xeb \xf7\xe0\xf1", "-: neither UTF-8, UTF-16 nor Windows-1252 text"},
		{"page without article", "<!doctype html><html><body><nav><a href=/>Home</a></nav></body></html>", "-: no article found in the page"},
		{"page too deep", "<!doctype html><body>" + strings.Repeat("<div>", 600) + story, "-: unreadable page: its elements are nested more than 500 deep"},
		{"gzip cut off", string(zip(t, story)[:30]), "-: damaged gzip file: it ends too early"},
		{"gzip with a wrong byte", string(zip(t, story)[:30]) + strings.Repeat("\xff", 90), "-: damaged gzip file"},
		{"line that is no object", `{"text":"` + story + `"}` + "\n[1,2]\n", "-:2: not a JSON object: \"[1,2]\""},
		{"line with a mistake", `{"id":"a" "text":"` + story + `"}`, `-:1: not a JSON object: invalid character '"' after object key:value pair at "{\"id\":\"a\" \"text\":\"The quay bur"…`},
		{"line that ends early", `{"id":"a","text":"The quay`, `-:1: not a JSON object: it ends too early at …"\"a\",\"text\":\"The quay"`},
		{"line without text", `{"id":"a"}`, `-:1: no "text"`},
		{"line with body for text", `{"id":"a","body":"The quay burned."}`, `-:1: no "text" (there is "body": rename it)`},
		{"line with empty text", `{"id":"a","text":" \n"}`, `-:1: "text" is empty`},
		{"line with a number for text", `{"text":7}`, `-:1: "text" is a number, not a string`},
		{"empty array", `[]`, "-: an empty JSON array"},
		{"array not closed", `[{"text":"` + story + `"},`, "-: item 2: not a JSON object: it ends too early; the rest is not read"},
		{"array with a number", `[{"text":"` + story + `"}, 5]`, "-#2: item 2: not a JSON object: \"5\""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			same(t, "skipped", readBytes(t, []byte(test.input)).skipped, []string{test.want})
		})
	}
}

func TestReasonsOfFiles(t *testing.T) {
	folder(t, map[string]string{"bomb.jsonl.gz": string(zip(t, `{"text":"The tide rose."}`, strings.Repeat("\n", 4<<20))), "large.txt": strings.Repeat("The tide rose. ", 100), "empty/.keep": "", "lines.jsonl": `{"text":"` + strings.Repeat("The tide rose. ", 100) + `"}` + "\n" + `{"text":"The tide fell again before noon."}`})
	got := readAll(t, []string{"gone.txt", "", "large.txt", "bomb.jsonl.gz", "https://the-tide.example/a", "empty", "-", "-", "lines.jsonl"}, Options{MaxBytes: 1 << 10})
	const bombed = "bomb.jsonl.gz: refused: it unpacks to more than 200 times its size; the rest after line"
	for i, s := range got.skipped {
		if strings.HasPrefix(s, bombed) {
			got.skipped[i] = bombed
		}
	}
	same(t, "skipped", got.skipped, []string{
		"gone.txt: no such file",
		`"": an empty file name`,
		"large.txt: larger than 1 KiB (raise --max-size)",
		bombed,
		"https://the-tide.example/a: an address is no file: save the page and give that",
		"empty: no report in the folder (looked for .txt, .html, .json, .jsonl, .rss and their .gz)",
		"-: cannot be opened: there is no standard input",
		"-: standard input can be read only once",
		"lines.jsonl:1: larger than 1 KiB (raise --max-size)",
	})
	if len(got.reports) != 2 || got.reports[0].Text != "The tide rose." || got.reports[1].Text != "The tide fell again before noon." {
		t.Errorf("the line before a bomb or the one after a line too long was not read: %v", ids(got.reports))
	}
}

func TestFolder(t *testing.T) {
	story := func(n string) string { return "The " + n + " burned for an hour on Sunday, and nobody was hurt." }
	folder(t, map[string]string{
		"in/b.txt":               story("barge"),
		"in/a.jsonl":             `{"id":"ferry","text":"` + story("ferry") + `"}`,
		"in/sub/c.txt.gz":        string(zip(t, story("crane"))),
		"in/.hidden.txt":         story("hidden"),
		"in/.git/x.txt":          story("hidden"),
		"in/page_files/ad.html":  "<p>" + story("advertisement"),
		"in/style.css":           "p { margin: 0 }",
		"in/README.md":           "# What this is",
		"in/scan.pdf":            "%PDF-1.4",
		"in/sub/deep/d.TXT":      story("dock"),
		"in/picture.jpg":         "\xff\xd8\xff\xe0",
		"elsewhere/unlisted.txt": story("unlisted"),
	})
	got := readAll(t, []string{"in"}, Options{})
	same(t, "reports", ids(got.reports), []string{"ferry", "b", "c", "d"})
	same(t, "skipped", got.skipped, []string{"in/scan.pdf: a PDF file is not read: save its text as .txt"})
	if in := got.reports[0].Input; in != "in/a.jsonl:1" {
		t.Errorf("Input %q, want file and line", in)
	}
}

// The text of a plain file is the file, whatever encoding it came in.
func TestEncodings(t *testing.T) {
	const want = "Café owners on the quay said: “We’re open.”\n\nThe fire cost them €9,000.\n"
	utf16 := func(order string) string {
		var b strings.Builder
		for _, r := range want {
			if order == "LE" {
				b.WriteString(string([]byte{byte(r), byte(r >> 8)}))
			} else {
				b.WriteString(string([]byte{byte(r >> 8), byte(r)}))
			}
		}
		return b.String()
	}
	windows := strings.NewReplacer("é", "\xe9", "“", "\x93", "”", "\x94", "’", "\x92", "€", "\x80").Replace(want)
	inputs := map[string]string{
		"UTF-8":               want,
		"UTF-8 with mark":     "\ufeff" + want,
		"UTF-16 LE with mark": "\xff\xfe" + utf16("LE"),
		"UTF-16 BE with mark": "\xfe\xff" + utf16("BE"),
		"UTF-16 LE":           utf16("LE"),
		"UTF-16 BE":           utf16("BE"),
		"Windows-1252":        windows,
		"gzip":                string(zip(t, want)),
		"gzip, two members":   string(zip(t, want[:20], want[20:])),
		"gzip of UTF-16":      string(zip(t, "\xff\xfe"+utf16("LE"))),
	}
	for name, input := range inputs {
		t.Run(name, func(t *testing.T) {
			got := readBytes(t, []byte(input))
			if len(got.reports) != 1 {
				t.Fatalf("skipped %q", got.skipped)
			}
			if got.reports[0].Text != want {
				t.Errorf("text %q, want %q", got.reports[0].Text, want)
			}
		})
	}
}

// A file of UTF-8 that is cut off or damaged in one place is not taken for
// another encoding.
func TestDamagedUTF8(t *testing.T) {
	got := readBytes(t, []byte("Café owners on the quay said: “We’re open.”\nThe fire c\x80st them €9,000, or “a spring”\xe2\x80"))
	const want = "Café owners on the quay said: “We’re open.”\nThe fire c\ufffdst them €9,000, or “a spring”\ufffd"
	if len(got.reports) != 1 || got.reports[0].Text != want {
		t.Errorf("got %+v", got)
	}
}

// Control characters of a text file count like any other: positions are
// places in the file.
func TestControlCharactersStay(t *testing.T) {
	const in = "The tide rose at noon, the harbour master said.\f\r\n\r\nIt fell\x07 before three.\r\n\x1a"
	got := readBytes(t, []byte(in))
	if len(got.reports) != 1 || got.reports[0].Text != in {
		t.Fatalf("got %+v", got)
	}
	if p := got.reports[0].Paragraphs; len(p) != 2 || p[1].In(in) != "It fell\x07 before three." {
		t.Errorf("paragraphs %v", p)
	}
}

// A caller that stops, or a context that ends, ends the reading at once.
func TestStops(t *testing.T) {
	lines := strings.Repeat(`{"text":"The tide rose at noon, the harbour master said."}`+"\n", 3)
	steps := 0
	for range Read(t.Context(), []string{"-", "gone.txt"}, Options{Stdin: strings.NewReader(lines)}) {
		steps++
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for range Read(ctx, []string{"-", "gone.txt"}, Options{Stdin: strings.NewReader(lines)}) {
		steps++
		cancel()
	}
	if steps != 2 {
		t.Errorf("%d steps, want one before each stop", steps)
	}
}

// endless gives JSON lines for ever and counts them.
type endless struct{ given int }

func (e *endless) Read(p []byte) (int, error) {
	e.given++
	return copy(p, fmt.Sprintf(`{"id":"%d","text":"The tide rose at noon, the harbour master said."}`+"\n", e.given)), nil
}

// Reports come as they are read: what is behind a report is not needed for it.
func TestStreams(t *testing.T) {
	in := &endless{}
	n := 0
	for a := range Read(t.Context(), []string{"-"}, Options{Stdin: in}) {
		n++
		if want := fmt.Sprint(n); a.ID != want {
			t.Fatalf("ID %q, want %q", a.ID, want)
		}
		if n == 5000 {
			break
		}
	}
	// One buffer of 64 KiB holds fewer than 1,000 such lines.
	if in.given > n+2000 {
		t.Errorf("%d lines taken for %d reports", in.given, n)
	}
}

// A record that holds nothing but a credit line is a report all the same.
func TestCreditLineAlone(t *testing.T) {
	in := `{"id":"a","text":"(Reporting by Ada Trewin; Editing by Tobias Quill.)"}`
	for a, s := range ReadFrom(context.Background(), "x.jsonl", strings.NewReader(in), Options{}) {
		if s != nil {
			t.Fatalf("skipped: %s", s.Reason)
		}
		if len(a.Paragraphs) != 1 || a.Paragraphs[0].In(a.Text) != a.Text {
			t.Errorf("paragraphs %v of %q", a.Paragraphs, a.Text)
		}
	}
}
