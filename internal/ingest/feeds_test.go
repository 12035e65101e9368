package ingest

import (
	"strings"
	"testing"
)

// savedFeed has a whole report, a teaser and an item that is not closed.
var savedFeed = `<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Tide</title><link>https://tide.example/</link><language>en</language>
<item><guid>7</guid><title>Quay fire &lt;i&gt;out&lt;/i&gt;</title><link>https://tide.example/quay?utm_source=rss</link><pubDate>Sun, 08 Mar 2026 21:10:00 GMT</pubDate>
<content:encoded><![CDATA[<p>“Nobody was hurt,” said Ada Lind, the harbour master.</p><p>` + strings.Repeat("The crew had pumped water from the basin since noon. ", 10) + `</p>]]></content:encoded></item>
<item><guid>8</guid><title>Ferry late</title><link>https://tide.example/ferry</link><description>The ferry was late again.</description></item>
<item><guid>9</guid><title>Weir opened</title><link>https://tide.example/weir</link>
`

// A saved feed gives a report for every whole item, and for teasers when
// titles will do; everything else is named with its line.
func TestFeedFile(t *testing.T) {
	folder(t, map[string]string{"news/tide.xml": savedFeed, "news/map.xml": `<?xml version="1.0"?><urlset><url/></urlset>`})
	got := readAll(t, []string{"news"}, Options{})
	same(t, "skipped", got.skipped, []string{
		"news/map.xml: an XML file that is no feed is not read from a folder: give it by name if it is a page",
		"news/tide.xml:6: the feed ends in the middle of item 3; what is whole of it was read",
		"news/tide.xml:5: only a teaser of 25 characters in the feed: the report is at https://tide.example/ferry",
		"news/tide.xml:6: only a title in the feed: the report is at https://tide.example/weir",
	})
	if len(got.reports) != 1 {
		t.Fatalf("got %v", ids(got.reports))
	}
	a := got.reports[0]
	if a.Title != "Quay fire out" || a.Headline.In(a.Text) != a.Title || len(a.Paragraphs) != 2 || a.Outlet != "The Tide" || a.URL != "https://tide.example/quay" || a.Published != "2026-03-08T21:10:00Z" || a.DateFrom != "input" || a.Language != "en" || a.Input != "news/tide.xml:3" {
		t.Errorf("got %+v", a)
	}
	titles := readAll(t, []string{"news/tide.xml"}, Options{Titles: true})
	if len(titles.reports) != 3 || len(titles.skipped) != 1 || titles.reports[1].Text != "Ferry late\n\nThe ferry was late again." || titles.reports[2].Text != "Weir opened" {
		t.Errorf("with titles: %v, skipped %q", ids(titles.reports), titles.skipped)
	}
	if !strings.HasPrefix(a.ID, "tide-") || titles.reports[0].ID != a.ID {
		t.Errorf("ID %q, and %q with titles", a.ID, titles.reports[0].ID)
	}
	// The text of an item may change; what it is called does not.
	folder(t, map[string]string{"tide.xml": strings.Replace(savedFeed, "Nobody", "No one", 1)})
	if later := readAll(t, []string{"tide.xml"}, Options{}); later.reports[0].ID != a.ID {
		t.Errorf("ID %q became %q", a.ID, later.reports[0].ID)
	}
}

// A feed that breaks off between two items has lost nothing that it began:
// nothing is told as skipped.
func TestFeedBrokenOffBetweenItems(t *testing.T) {
	whole, _, _ := strings.Cut(savedFeed, "<item><guid>8")
	folder(t, map[string]string{"tide.xml": whole})
	got := readAll(t, []string{"tide.xml"}, Options{})
	if len(got.reports) != 1 || len(got.skipped) != 0 {
		t.Errorf("got %v, skipped %q", ids(got.reports), got.skipped)
	}
}

func FuzzFeedFile(f *testing.F) {
	f.Add([]byte(savedFeed))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","title":"Signal","items":[{"id":1,"content_text":"The mast is down."}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, titles := range []bool{false, true} {
			got := readAll(t, []string{"-"}, Options{Stdin: strings.NewReader(string(data)), Titles: titles})
			if len(got.reports)+len(got.skipped) == 0 {
				t.Error("neither a report nor a reason")
			}
		}
	})
}
