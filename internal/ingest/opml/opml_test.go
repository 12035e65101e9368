package opml

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const sample = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.1"><head><title>My feeds</title><outline text="no feed"/></head><body>
<outline text="News" title="News">
  <outline text="Local">
    <outline type="rss" text="The Tide" title="The Tide &amp; Herald" xmlUrl="https://tide.example/feed?a=1&b=2" htmlUrl="https://tide.example/"/>
    <outline type="rss" text="https://quay.example/rss" xmlUrl="https://quay.example/rss" htmlUrl="javascript:alert(1)"/>
  </outline>
  <outline XMLURL="http://hill.example/atom" text="Hill"></outline>
</outline>
<outline text="Sport/Rowing"><outline xmlUrl="feed://row.example/feed" text="Row"/><outline xmlUrl="feed:https://oar.example/feed" text="Oar"/></outline>
<outline type="rss" text="Loose" xmlUrl="//loose.example/feed" category="/Culture/Music,/Other"/>
<outline type="rss" text="Nowhere"/>
<outline type="link" text="Wiki" url="https://wiki.example/"/>
<outline text="File" xmlUrl="file:///etc/passwd"/>
<outline text="Hill again"><outline xmlUrl="http://hill.example/atom" text="Hill"/></outline>
<outline type="rss" text="Loose" xmlUrl="https://loose.example/feed" category="/Culture/Music"/>
</body></opml>`

func TestRead(t *testing.T) {
	got, skipped, err := Read([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	want := []Subscription{
		{URL: "https://tide.example/feed?a=1&b=2", Title: "The Tide & Herald", Site: "https://tide.example/", Folder: "News/Local"},
		{URL: "https://quay.example/rss", Folder: "News/Local"},
		{URL: "http://hill.example/atom", Title: "Hill", Folder: "News"},
		{URL: "https://row.example/feed", Title: "Row", Folder: "Sport/Rowing"},
		{URL: "https://oar.example/feed", Title: "Oar", Folder: "Sport/Rowing"},
		{URL: "https://loose.example/feed", Title: "Loose", Folder: "Culture/Music"},
		{URL: "http://hill.example/atom", Title: "Hill", Folder: "Hill again"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	var reasons []string
	for _, s := range skipped {
		reasons = append(reasons, fmt.Sprintf("%d %s: %s", s.Line, s.Title, s.Reason))
	}
	wantReasons := []string{
		"12 Nowhere: a feed without an address (xmlUrl)",
		"13 Wiki: not a feed but a link to https://wiki.example/",
		"14 File: its address is not one of the web: file:///etc/passwd",
		"16 Loose: it is in the list twice: https://loose.example/feed",
	}
	if diff := cmp.Diff(wantReasons, reasons); diff != "" {
		t.Errorf("skipped, -want +got:\n%s", diff)
	}
}

// TestReadBroken names the line, and gives what was read before it.
func TestReadBroken(t *testing.T) {
	feed := `<outline xmlUrl="https://tide.example/feed" text="The Tide"/>` + "\n"
	for _, c := range []struct {
		name, source string
		feeds        int
		says         string
	}{
		{"nothing", "", 0, "line 1: no OPML file: it has no <opml> element"},
		{"a page", "<!doctype html>\n<html>", 0, "line 2: no OPML file: it begins with <html>"},
		{"words", "feeds", 0, "line 1: no OPML file: it has no <opml> element"},
		{"cut off", "<opml><body>\n" + feed + feed[:30], 1, "line 3: the file ends in the middle"},
		{"cut off in a folder", "<opml><body>\n<outline text='News'>" + feed, 1, "the file ends in the middle"},
		{"broken", "<opml><body>\n" + feed + "<outline text=\"a\x01b\"/></body></opml>", 1, "line 3: not proper XML"},
		{"an encoding that does not exist", `<?xml version="1.0" encoding="x-none"?><opml/>`, 0, "line 1: cannot be read"},
		{"too deep", "<opml><body>" + strings.Repeat("<outline text='x'>", 40), 0, "nested more than 32 deep"},
		{"too many", "<opml><body>" + strings.Repeat("<outline/>", MaxFeeds+1), 0, "more than 100000 entries"},
	} {
		got, _, err := Read([]byte(c.source))
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), c.says) || e.Line == 0 {
			t.Errorf("%s: error %v, want …%s…", c.name, err, c.says)
		}
		if len(got) != c.feeds {
			t.Errorf("%s: %d feeds before the error, want %d", c.name, len(got), c.feeds)
		}
	}
}

// TestEncodings reads what other programs write.
func TestEncodings(t *testing.T) {
	for name, source := range map[string]string{
		"Latin 1":        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><opml><body><outline text=\"K\xfcste\" xmlUrl=\"https://a.example/\"/></body></opml>",
		"a mark":         "\ufeff<opml><body><outline text=\"Küste\" xmlUrl=\"https://a.example/\"/></body></opml>",
		"blank lines":    "\n\n <?xml version=\"1.0\"?><opml><body><outline text=\"K&uuml;ste\" xmlUrl=\"https://a.example/\"/></body></opml>",
		"title and text": `<opml><body><outline text="x" title="Küste" xmlUrl="https://a.example/"/></body></opml>`,
	} {
		got, _, err := Read([]byte(source))
		if err != nil || len(got) != 1 || got[0].Title != "Küste" {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

// TestWrite holds the form, and that order does not matter.
func TestWrite(t *testing.T) {
	list := []Subscription{
		{URL: "https://b.example/feed?x=1&y=2", Title: `"B" & <co>`, Site: "https://b.example/", Folder: "News/Local"},
		{URL: "https://a.example/feed", Folder: "News"},
		{URL: "https://c.example/feed", Title: "C"},
		{URL: "https://d.example/feed", Title: "D", Folder: "News extra"},
	}
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>Feeds</title>
  </head>
  <body>
    <outline type="rss" text="C" title="C" xmlUrl="https://c.example/feed"/>
    <outline text="News">
      <outline type="rss" text="https://a.example/feed" title="https://a.example/feed" xmlUrl="https://a.example/feed"/>
      <outline text="Local">
        <outline type="rss" text="&#34;B&#34; &amp; &lt;co&gt;" title="&#34;B&#34; &amp; &lt;co&gt;" xmlUrl="https://b.example/feed?x=1&amp;y=2" htmlUrl="https://b.example/"/>
      </outline>
    </outline>
    <outline text="News extra">
      <outline type="rss" text="D" title="D" xmlUrl="https://d.example/feed"/>
    </outline>
  </body>
</opml>
`
	for range len(list) {
		var b bytes.Buffer
		if err := Write(&b, "Feeds", list); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, b.String()); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
		list = append(list[1:], list[0])
	}
}

// TestThereAndBack writes any list and reads it again.
func TestThereAndBack(t *testing.T) {
	name := rapid.StringMatching(`[A-Za-zÀ-ž0-9&<>"' ]{0,12}`)
	rapid.Check(t, func(t *rapid.T) {
		want := map[Subscription]bool{}
		var list []Subscription
		for i := range rapid.IntRange(0, 12).Draw(t, "feeds") {
			var parts []string
			for range rapid.IntRange(0, 3).Draw(t, "depth") {
				parts = append(parts, clean(name.Draw(t, "folder")))
			}
			s := Subscription{URL: fmt.Sprintf("https://host%d.example/feed?a=%d&b", i, i), Title: clean(name.Draw(t, "title")), Folder: strings.Join(tidy(parts), "/")}
			list = append(list, s)
			want[s] = true
		}
		var b bytes.Buffer
		if err := Write(&b, "list", list); err != nil {
			t.Fatal(err)
		}
		got, skipped, err := Read(b.Bytes())
		if err != nil || len(skipped) > 0 || len(got) != len(list) {
			t.Fatalf("%d feeds of %d, skipped %v, %v", len(got), len(list), skipped, err)
		}
		for _, s := range got {
			if !want[s] {
				t.Errorf("read %+v, which was not written", s)
			}
		}
	})
}

// FuzzRead: whatever the bytes, what is read can be written and read again.
func FuzzRead(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte("<opml><body><outline text='a/b'><outline xmlUrl='HTTPS://x' text='\u00a0'"))
	f.Add([]byte(`<?xml version="1.0" encoding="utf-16"?><opml>`))
	f.Fuzz(func(t *testing.T, source []byte) {
		list, skipped, err := Read(source)
		for _, s := range skipped {
			if s.Line < 1 || s.Reason == "" {
				t.Errorf("skipped without place or reason: %+v", s)
			}
		}
		if err != nil && err.(*Error).Line < 1 {
			t.Errorf("no line: %v", err)
		}
		var b bytes.Buffer
		if err := Write(&b, "x", list); err != nil {
			t.Fatal(err)
		}
		again, _, err := Read(b.Bytes())
		if err != nil || len(again) != len(list) {
			t.Errorf("%d feeds become %d: %v\n%s", len(list), len(again), err, b.String())
		}
	})
}
