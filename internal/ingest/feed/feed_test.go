package feed

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// read reads a feed that must be readable and checks what holds of every feed.
func read(t *testing.T, source, url string) *Feed {
	t.Helper()
	f, err := Read([]byte(source), Options{URL: url})
	if err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	check(t, f)
	return f
}

// check tests what must be true of everything that was read.
func check(t *testing.T, f *Feed) {
	t.Helper()
	ids := map[string]bool{}
	for _, i := range f.Items {
		if i.ID == "" || ids[i.ID] {
			t.Errorf("ID %q is empty or there twice", i.ID)
		}
		ids[i.ID] = true
		if i.URL != "" && (Canonical(i.URL) != i.URL || i.Link == "") {
			t.Errorf("URL %q of link %q: its canonical form is %q", i.URL, i.Link, Canonical(i.URL))
		}
		if i.Title == "" && i.Link == "" && len(i.Paragraphs) == 0 {
			t.Error("an item with nothing in it")
		}
		for _, s := range append([]string{i.ID, i.URL, i.Title, i.Author, i.Published, i.Updated}, i.Paragraphs...) {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\r\n\t\x00") || strings.TrimSpace(s) != s {
				t.Errorf("not clean: %q", s)
			}
		}
	}
	for _, p := range f.Problems {
		if p.Reason == "" {
			t.Error("a problem without a reason")
		}
	}
}

// brief is an item as the tables name it.
func brief(i Item) string {
	s := fmt.Sprintf("%s | %s | %s | %s | %s", i.ID, i.URL, i.Title, i.Published, strings.Join(i.Paragraphs, " ¶ "))
	if i.Teaser {
		s += " | teaser"
	}
	return s
}

func briefs(f *Feed) (out []string) {
	for _, i := range f.Items {
		out = append(out, brief(i))
	}
	return out
}

var long = strings.TrimSpace(strings.Repeat("The harbour master walked the length of the quay and counted the boats that were left. ", 14))

// formats are one feed in each format, each with what only it has.
var formats = []struct {
	name, source string
	want         Feed // without Items
	items        []string
}{
	{
		name: "RSS 2.0",
		source: `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>The Tide &amp;amp; Herald</title><link>https://tide.example/</link><language>en-gb</language><ttl>45</ttl>
<atom:link href="https://tide.example/feed.xml" rel="self" type="application/rss+xml"/>
<item><title>Quay fire &lt;b&gt;out&lt;/b&gt; at last</title><link>https://tide.example/quay?utm_source=rss&amp;id=7#top</link><guid isPermaLink="false">tide-7</guid>
<pubDate>Thu, 05 Mar 2026 10:00:00 +0100</pubDate><dc:creator><![CDATA[By Ada Lind]]></dc:creator>
<description><![CDATA[<p>The fire is out.</p> <a href="/quay">Read more</a>]]></description>
<content:encoded><![CDATA[<figure><img src="a.jpg"><figcaption>Smoke over the quay</figcaption></figure><p>` + long + `</p><p>Nobody was hurt.</p><p>The post <a href="x">Quay fire out</a> appeared first on <a href="y">The Tide</a>.</p>]]></content:encoded></item>
<item><title>Ferry late</title><link>/ferry</link><description>The ferry was late again&#8230;</description></item>
</channel></rss>`,
		want: Feed{Format: "RSS 2.0", Title: "The Tide & Herald", Site: "https://tide.example/", Self: "https://tide.example/feed.xml", Language: "en-gb", Every: 45 * time.Minute},
		items: []string{
			"tide-7 | https://tide.example/quay?id=7 | Quay fire out at last | 2026-03-05T10:00:00+01:00 | " + long + " ¶ Nobody was hurt.",
			"https://tide.example/ferry | https://tide.example/ferry | Ferry late |  | The ferry was late again… | teaser",
		},
	},
	{
		name: "Atom 1.0",
		source: `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">Harbour &amp;amp; Hill</title><link href="https://hill.example/news/"/><link rel="self" href="atom.xml"/>
<entry><id>tag:hill.example,2026:1</id><title type="html">Weir &lt;em&gt;opened&lt;/em&gt;</title><link rel="alternate" href="weir"/><link rel="enclosure" href="weir.mp3"/>
<published>2026-03-05T09:00:00Z</published><updated>2026-03-05T11:30:00.5+00:00</updated><author><name>Tom Roe</name></author><author><name>Ada Lind</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The weir was opened on Thursday.</p><p>` + long + `</p></div></content></entry>
<entry><id>tag:hill.example,2026:2</id><title>1 &lt; 2, says council</title><updated>2026-03-04T08:00:00Z</updated><summary>A short notice.</summary></entry></feed>`,
		want: Feed{Format: "Atom 1.0", Title: "Harbour & Hill", Site: "https://hill.example/news/", Self: "https://served.example/x/atom.xml", Language: "en"},
		items: []string{
			"tag:hill.example,2026:1 | https://hill.example/news/weir | Weir opened | 2026-03-05T09:00:00Z | The weir was opened on Thursday. ¶ " + long,
			"tag:hill.example,2026:2 |  | 1 < 2, says council | 2026-03-04T08:00:00Z | A short notice. | teaser",
		},
	},
	{
		name: "RSS 1.0",
		source: `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="https://rdf.example/"><title>Lock Gazette</title><link>https://rdf.example/</link><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel>
<item rdf:about="https://rdf.example/1"><title>Lock shut</title><link>https://rdf.example/1</link><dc:date>2026-03-05T10:00+01:00</dc:date><dc:creator>Ines Varga</dc:creator><description>Shut until May.</description></item></rdf:RDF>`,
		want:  Feed{Format: "RSS 1.0", Title: "Lock Gazette", Site: "https://rdf.example/", Every: 30 * time.Minute},
		items: []string{"https://rdf.example/1 | https://rdf.example/1 | Lock shut | 2026-03-05T10:00:00+01:00 | Shut until May. | teaser"},
	},
	{
		name:   "RSS 0.91",
		source: `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Old Post</title><link>http://old.example</link><item><title>Bridge shut</title><link>http://old.example/1</link></item></channel></rss>`,
		want:   Feed{Format: "RSS 0.91", Title: "Old Post", Site: "http://old.example"},
		items:  []string{"http://old.example/1 | http://old.example/1 | Bridge shut |  |  | teaser"},
	},
	{
		name: "JSON Feed",
		source: `{"version":"https:\/\/jsonfeed.org\/version\/1.1","title":"Signal","home_page_url":"https://signal.example","feed_url":"https://signal.example/feed.json","language":"en-US",
"items":[{"id":"9","url":"https://signal.example/9","title":"Mast down","date_published":"2026-03-05T10:00:00-05:00","authors":[{"name":"Odette Farrow"}],"content_html":"<p>The mast is down.</p><p>` + long + `</p>"},
{"id":"10","content_text":"No title here.\n\nBut two paragraphs."}]}`,
		want: Feed{Format: "JSON Feed 1.1", Title: "Signal", Site: "https://signal.example", Self: "https://signal.example/feed.json", Language: "en-US"},
		items: []string{
			"9 | https://signal.example/9 | Mast down | 2026-03-05T10:00:00-05:00 | The mast is down. ¶ " + long,
			"10 |  |  |  | No title here. ¶ But two paragraphs. | teaser",
		},
	},
}

func TestFormats(t *testing.T) {
	for _, c := range formats {
		t.Run(c.name, func(t *testing.T) {
			f := read(t, c.source, "https://served.example/x/feed")
			if diff := cmp.Diff(c.items, briefs(f)); diff != "" {
				t.Errorf("items, -want +got:\n%s", diff)
			}
			f.Items = nil
			if diff := cmp.Diff(&c.want, f); diff != "" {
				t.Errorf("feed, -want +got:\n%s", diff)
			}
		})
	}
}

// TestAuthors holds who wrote an item.
func TestAuthors(t *testing.T) {
	var got []string
	for _, c := range formats {
		got = append(got, read(t, c.source, "").Items[0].Author)
	}
	if diff := cmp.Diff([]string{"Ada Lind", "Tom Roe, Ada Lind", "Ines Varga", "", "Odette Farrow"}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func rssOf(items string) string {
	return `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>The Tide</title><link>https://tide.example/</link>` + items + `</channel></rss>`
}

// TestItems are oddities of single items, each with what becomes of it.
func TestItems(t *testing.T) {
	for _, c := range []struct{ name, item, want string }{
		{"guid that is the link", `<item><title>A</title><guid>https://tide.example/a</guid></item>`, "https://tide.example/a | https://tide.example/a | A |  |  | teaser"},
		{"neither guid nor link", `<item><title>A</title><pubDate>Thu, 05 Mar 2026 10:00:00 GMT</pubDate></item>`, hash("A", "2026-03-05T10:00:00Z") + " |  | A | 2026-03-05T10:00:00Z |  | teaser"},
		{"link behind a counter", `<item><title>A</title><link>https://feeds.example/~r/1</link><feedburner:origLink>https://tide.example/a</feedburner:origLink></item>`, "https://tide.example/a | https://tide.example/a | A |  |  | teaser"},
		{"spaces in the link", "<item><title>A</title><link>\n  https://tide.example/a b\n</link></item>", "https://tide.example/a%20b | https://tide.example/a%20b | A |  |  | teaser"},
		{"a link that is script", `<item><title>A</title><guid>1</guid><link>javascript:alert(1)</link></item>`, "1 |  | A |  |  | teaser"},
		{"a link without scheme", `<item><title>A</title><guid>1</guid><link>//tide.example/a</link></item>`, "1 | https://tide.example/a | A |  |  | teaser"},
		{"entities", `<item><title>&amp;#8216;Shut&amp;#8217; &amp;amp; bolted&nbsp;&mdash; R&D</title><guid>1</guid></item>`, "1 |  | ‘Shut’ & bolted — R&D |  |  | teaser"},
		{"tags in the title", `<item><title><![CDATA[Quay<br/>fire <i class="x">out</i> < 3 days]]></title><guid>1</guid></item>`, "1 |  | Quay fire out < 3 days |  |  | teaser"},
		{"escaped twice", `<item><title>A</title><guid>1</guid><description>&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Two.&amp;lt;/p&amp;gt;</description></item>`, "1 |  | A |  | One. ¶ Two. | teaser"},
		{"plain with line ends", "<item><title>A</title><guid>1</guid><description>One\nand the same.\n\nTwo.</description></item>", "1 |  | A |  | One and the same. ¶ Two. | teaser"},
		{"title said again", `<item><title>Quay fire out</title><guid>1</guid><description>&lt;h2&gt;Quay fire out&lt;/h2&gt;&lt;p&gt;It is.&lt;/p&gt;</description></item>`, "1 |  | Quay fire out |  | It is. | teaser"},
		{"longer description", `<item><title>A</title><guid>1</guid><description>` + long + `</description><content:encoded>Short.</content:encoded></item>`, "1 |  | A |  | " + long},
		{"long but cut off", `<item><title>A</title><guid>1</guid><description>` + long + ` [&amp;#8230;]</description></item>`, "1 |  | A |  | " + long + " […] | teaser"},
		{"long with a link to the rest", `<item><title>A</title><guid>1</guid><content:encoded>&lt;p&gt;` + long + ` &lt;a href="/a"&gt;Continue reading&lt;/a&gt;&lt;/p&gt;</content:encoded></item>`, "1 |  | A |  | " + long + " Continue reading | teaser"},
		{"short but whole", `<item><title>A</title><guid>1</guid><content:encoded>&lt;p&gt;` + long[:250] + `.&lt;/p&gt;&lt;p&gt;` + long[:250] + `!&lt;/p&gt;</content:encoded></item>`, "1 |  | A |  | " + long[:250] + ". ¶ " + long[:250] + "!"},
		{"ends in a quotation that trails off", `<item><title>A</title><guid>1</guid><description>` + long + ` “I do not know…”</description></item>`, "1 |  | A |  | " + long + " “I do not know…”"},
		{"scripts", `<item><title>A</title><guid>1</guid><description>&lt;script&gt;steal()&lt;/script&gt;&lt;p onclick="x()"&gt;Words.&lt;/p&gt;&lt;iframe src="x"&gt;&lt;/iframe&gt;</description></item>`, "1 |  | A |  | Words. | teaser"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := read(t, rssOf(c.item), "")
			if diff := cmp.Diff([]string{c.want}, briefs(f)); diff != "" || len(f.Problems) > 0 {
				t.Errorf("problems %v; -want +got:\n%s", f.Problems, diff)
			}
		})
	}
}

// TestItemsTwice tells items that are there twice from items that share an ID.
func TestItemsTwice(t *testing.T) {
	f := read(t, rssOf(`<item><title>A</title><guid>1</guid><link>/a</link></item><item><title>A</title><guid>1</guid><link>/a</link></item><item><title>B</title><guid>1</guid><link>/b</link></item><item/>`), "")
	if len(f.Items) != 2 || f.Items[0].Title != "A" || f.Items[1].Title != "B" {
		t.Errorf("got %q", briefs(f))
	}
	if len(f.Problems) != 2 || f.Problems[0].Reason != "item 2 repeats an item before it (1)" || f.Problems[1].Reason != "item 4 has neither title, link nor text" {
		t.Errorf("problems: %+v", f.Problems)
	}
}

// TestBroken are feeds that are not whole, with what is left of them.
func TestBroken(t *testing.T) {
	const head = `<?xml version="1.0"?>` + "\n" + `<rss version="2.0"><channel><title>The Tide</title><link>https://tide.example/</link>` + "\n"
	const one = `<item><title>One</title><link>/1</link><description>First &amp; foremost.</description></item>` + "\n"
	const two = `<item><title>Two</title><link>/2</link><description>Then this.</description></item>` + "\n"
	const rest = `</channel></rss>`
	for _, c := range []struct {
		name, source string
		items        []string // titles
		problems     []string
	}{
		{"cut between items", head + one + two, []string{"One", "Two"}, []string{"0: the feed is broken, but its items could be read"}},
		{"cut in an item", head + one + two[:60], []string{"One", "Two"}, []string{"4: the feed ends in the middle of item 2; what is whole of it was read"}},
		{"cut in a title", head + one + two[:12], []string{"One"}, []string{"4: the feed ends in the middle of item 2 and left out"}},
		{"cut in CDATA", head + one + `<item><title>Two</title><link>/2</link><description><![CDATA[<p>Then`, []string{"One", "Two"}, []string{"4: the feed ends in the middle of item 2; what is whole of it was read"}},
		{"cut in the head", head[:90], nil, []string{"0: the feed is broken, but its items could be read"}},
		{"a comment within a comment", head + one + `<item><title>Two</title><link>/2</link><description><!-- -- --</description></item>` + rest, []string{"One", "Two"}, []string{"4: item 2 is broken; what is whole of it was read"}},
		{"an item that is not closed", head + `<item><title>One</title><link>/1</link>` + "\n" + two + rest, []string{"One", "Two"}, []string{"3: item 1 is broken; what is whole of it was read"}},
		{"tags not escaped", head + `<item><title>One</title><link>/1</link><description><p>First<br>and <b>foremost</p></description></item>` + two + rest, []string{"One", "Two"}, nil},
		{"ampersands", head + `<item><title>R&D & more</title><link>/1?a=b&c=d</link></item>` + two + rest, []string{"R&D & more", "Two"}, nil},
		{"control characters", head + strings.Replace(one, "One", "O\x02n\x1fe", 1) + rest, []string{"One"}, nil},
		{"a warning before it", "<br />\n<b>Warning</b>: mysql_connect() in index.php on line 3<br />\n" + head + one + rest, []string{"One"}, nil},
		{"blank lines before it", "\n\n  " + head + one + rest, []string{"One"}, nil},
		{"junk after it", head + one + rest + "\n<script>track()</script> & more < junk", []string{"One"}, nil},
		{"a long comment before it", "<!-- <rss> " + strings.Repeat("x ", 6000) + "-->" + head + one + rest, []string{"One"}, nil},
		{"a namespace without name", head + `<item><title>One</title><link>/1</link><media:thumbnail url="x"/></item>` + rest, []string{"One"}, nil},
		{"garbage in an item", head + `<item><title>One</title><link>/1</link><a b="<c">< / ></item>` + two + rest, []string{"One", "Two"}, []string{"3: item 1 is broken; what is whole of it was read"}},
		{"garbage in the head", `<rss><channel><title>The Tide</title><a b=<<"x></a>` + one + rest, []string{"One"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := read(t, c.source, "https://tide.example/feed")
			var titles []string
			for _, i := range f.Items {
				titles = append(titles, i.Title)
				if i.URL == "" {
					t.Errorf("%q lost its link", i.Title)
				}
			}
			if diff := cmp.Diff(c.items, titles); diff != "" {
				t.Errorf("titles, -want +got:\n%s", diff)
			}
			for n, want := range c.problems {
				if n >= len(f.Problems) || !strings.HasPrefix(fmt.Sprintf("%d: %s", f.Problems[n].Line, f.Problems[n].Reason), want) {
					t.Errorf("problems %+v\nwant %q", f.Problems, c.problems)
				}
			}
			if c.problems == nil && len(c.items) > 0 && c.name != "garbage in the head" && len(f.Problems) > 0 {
				t.Errorf("problems %+v, want none", f.Problems)
			}
			if f.Title != "The Tide" && len(c.items) > 0 {
				t.Errorf("title %q", f.Title)
			}
		})
	}
}

// TestCutAnywhere cuts a feed after every byte: what was whole before the cut
// is read, with its line.
func TestCutAnywhere(t *testing.T) {
	source := formats[0].source
	first := strings.Index(source, "</item>") + len("</item>")
	for n := first; n < len(source); n++ {
		f := read(t, source[:n], "")
		if len(f.Items) == 0 || f.Items[0].ID != "tide-7" || f.Items[0].Teaser || f.Items[0].Line != 5 {
			t.Fatalf("cut after byte %d: %q, line %d, problems %v", n, briefs(f), f.Items[0].Line, f.Problems)
		}
		if f.Title != "The Tide & Herald" {
			t.Fatalf("cut after byte %d: title %q", n, f.Title)
		}
	}
}

// TestNoFeed tells what is none.
func TestNoFeed(t *testing.T) {
	for source, want := range map[string]string{
		"": "no bytes", "  \n": "no bytes", "\ufeff": "no bytes",
		"<!doctype html><title>News</title><p>Subscribe to our <rss>": "the feed is broken", "<html><body>no</body></html>": "no feed: it is neither", "plain words": "no feed: it is neither",
		`{"items":[]}`: "no feed: it is neither", `{"version":"https://jsonfeed.org/version/1","items":`: "the JSON feed cannot be read", "<!-- <rss> -->": "no feed: it is neither",
	} {
		f, err := Read([]byte(source), Options{})
		if err == nil && !(want == "the feed is broken" && len(f.Items) == 0) {
			t.Errorf("%q gave %+v", source, f)
		} else if err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want …%s…", source, err, want)
		}
	}
}

// TestEncodings reads one feed in many encodings, rightly and wrongly named.
func TestEncodings(t *testing.T) {
	body := func(name string) string {
		if name != "" {
			name = ` encoding="` + name + `"`
		}
		return `<?xml version="1.0"` + name + `?><rss version="2.0"><channel><title>Küstenblatt</title><item><title>Čech’s “café”</title><guid>1</guid></item></channel></rss>`
	}
	encode := func(e interface{ String(string) (string, error) }, s string) string {
		out, err := e.String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	latin := func(s string) string { return strings.ReplaceAll(s, "Č", "C") }
	for _, c := range []struct{ name, source, charset, title string }{
		{"UTF-8", body("UTF-8"), "", "Čech’s “café”"},
		{"UTF-8 with a mark", "\ufeff" + body("utf-8"), "", "Čech’s “café”"},
		{"UTF-8 called something else", body("ISO-8859-1"), "iso-8859-1", "Čech’s “café”"},
		{"Windows-1252", encode(charmap.Windows1252.NewEncoder(), latin(body("windows-1252"))), "", "Cech’s “café”"},
		{"Windows-1252 called Latin 1", encode(charmap.Windows1252.NewEncoder(), latin(body("iso-8859-1"))), "", "Cech’s “café”"},
		{"Windows-1252 called UTF-8", encode(charmap.Windows1252.NewEncoder(), latin(body("utf-8"))), "utf-8", "Cech’s “café”"},
		{"Windows-1250 by the server", encode(charmap.Windows1250.NewEncoder(), body("")), "windows-1250", "Čech’s “café”"},
		{"an encoding that does not exist", encode(charmap.Windows1252.NewEncoder(), latin(body("x-unknown"))), "", "Cech’s “café”"},
		{"UTF-16", encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(), body("utf-16")), "", "Čech’s “café”"},
		{"UTF-16 without a mark", encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder(), body("utf-16")), "", "Čech’s “café”"},
	} {
		f, err := Read([]byte(c.source), Options{Charset: c.charset})
		if err != nil || len(f.Items) != 1 || f.Title != "Küstenblatt" || f.Items[0].Title != c.title {
			t.Errorf("%s: %+v, %v", c.name, f, err)
		}
	}
}

// TestDates reads dates as feeds write them.
func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"Thu, 05 Mar 2026 10:00:00 GMT":            "2026-03-05T10:00:00Z",
		"Thu, 05 Mar 2026 10:00:00 +0100":          "2026-03-05T10:00:00+01:00",
		"Thu, 5 Mar 2026 9:05 EST":                 "2026-03-05T09:05:00-05:00",
		"05 Mar 26 10:00 UT":                       "2026-03-05T10:00:00Z",
		"Thu, 05 Mar 98 10:00:00 GMT":              "1998-03-05T10:00:00Z",
		"Thu, 05 March 2026 10:00:00 +01:00":       "2026-03-05T10:00:00+01:00",
		"Thu, 05 Mar 2026 10:00:00 GMT+0200":       "2026-03-05T10:00:00+02:00",
		"Thu, 05 Mar 2026 10:00:00 GMT+2":          "2026-03-05T10:00:00+02:00",
		"Thu, 05 Mar 2026 10:00:00 +0100 (CET)":    "2026-03-05T10:00:00+01:00",
		"Thurs, 05 Mar 2026 10:00:00 GMT":          "2026-03-05T10:00:00Z",
		"Fri, 05 Mar 2026 10:00:00 GMT":            "2026-03-05T10:00:00Z",
		"Do, 05 Mär 2026 10:00:00 +0100":           "2026-03-05T10:00:00+01:00",
		"jeu., 05 févr. 2026 10:00:00 +0100":       "2026-02-05T10:00:00+01:00",
		"dom, 05 ago 2025 10:00:00 -0300":          "2025-08-05T10:00:00-03:00",
		"Thu, 05 Sept 2025 10:00:00 GMT":           "2025-09-05T10:00:00Z",
		"Thu, 05 Mar 2026 10:00:00":                "2026-03-05",
		"Thu, 05 Mar 2026 24:00:00 GMT":            "2026-03-05",
		"Thu, 05 Mar 2026":                         "2026-03-05",
		"5 Mar 2026 03:15 PM GMT":                  "2026-03-05T15:15:00Z",
		"2026-03-05T10:00:00Z":                     "2026-03-05T10:00:00Z",
		"2026-03-05T10:00:00.123456+0100":          "2026-03-05T10:00:00+01:00",
		"2026-03-05T10:00:00 +01:00":               "2026-03-05T10:00:00+01:00",
		"2026-03-05T10:00:00+01":                   "2026-03-05T10:00:00+01:00",
		"2026-03-05 10:00:00 UTC":                  "2026-03-05T10:00:00Z",
		"2026-03-05 10:00":                         "2026-03-05",
		"2026-03-05":                               "2026-03-05",
		"March 5, 2026":                            "2026-03-05",
		"Thursday, March 5, 2026":                  "2026-03-05",
		"Thu Mar 5 10:00:00 +0100 2026":            "2026-03-05T10:00:00+01:00",
		"\n\t Thu,  05 Mar 2026\n 10:00:00 GMT \n": "2026-03-05T10:00:00Z",
		"05/03/2026":                               "", "yesterday": "", "": "", "0000-00-00 00:00:00": "", "Thu, 01 Jan 1970": "1970-01-01", "Thu, 35 Mar 2026 10:00:00 GMT": "", "Mon, 01 Jan 0001 00:00:00 +0000": "",
	} {
		if got := Date(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestCanonical holds the rules for addresses.
func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"https://Tide.Example":                              "https://tide.example/",
		"HTTPS://tide.example:443/a#top":                    "https://tide.example/a",
		"http://tide.example:80/a":                          "http://tide.example/a",
		"http://tide.example:8080/a":                        "http://tide.example:8080/a",
		"https://ada:x@tide.example./a":                     "https://tide.example/a",
		"https://tide.example.:443/a":                       "https://tide.example/a",
		"https://tide.example..:8080/a":                     "https://tide.example:8080/a",
		"https://tide.example/a?utm_source=x&utm_medium=y":  "https://tide.example/a",
		"https://tide.example/a?UTM_Source=x&id=7&fbclid=z": "https://tide.example/a?id=7",
		"https://tide.example/a?b=2&a=1&&gclid=q":           "https://tide.example/a?b=2&a=1",
		"https://tide.example/a?ref=rss&ref=main":           "https://tide.example/a?ref=main",
		"https://tide.example/a?source=rss_feed&page=2":     "https://tide.example/a?page=2",
		"https://tide.example/a?":                           "https://tide.example/a",
		"https://tide.example/a?b=%zz &fbclid #c":           "https://tide.example/a?b=%zz",
		"https://tide.example/a?id=%C3%A9+x":                "https://tide.example/a?id=%C3%A9+x",
		"https://m.tide.example/amp/a":                      "https://m.tide.example/amp/a",
		"https://tide.example/caf%C3%A9/a%2Fb":              "https://tide.example/caf%C3%A9/a%2Fb",
		"https://tide.example/café":                         "https://tide.example/caf%C3%A9",
		"https://tide.example/a/?utm_campaign=a;b":          "https://tide.example/a/",
		"/a": "", "": "", "mailto:a@b.example": "", "ftp://tide.example/": "", "https://": "", "https://.": "", "http://:80": "", "https://[::1/": "", "https://[2001:db8::1]:443/": "https://[2001:db8::1]/",
	} {
		got := Canonical(in)
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
		if again := Canonical(got); again != got {
			t.Errorf("%q: not stable, %q becomes %q", in, got, again)
		}
	}
}

// TestDiscover finds a site's feeds.
func TestDiscover(t *testing.T) {
	const page = `<!doctype html><html><head><base href="/en/"><title>The Tide</title>
<link rel="alternate" type="application/rss+xml" title="The Tide &raquo; Comments Feed" href="https://tide.example/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="The Tide &amp; Herald" href="feed/">
<LINK REL='ALTERNATE' TYPE='application/atom+xml; charset=utf-8' HREF='//tide.example/atom.xml'>
<link rel="alternate" hreflang="de" href="/de/">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
<link rel="alternate stylesheet" type="text/xml" href="/style.xml">
<link rel="feed" href="/posts">
<link rel="alternate" type="application/rss+xml" href="">
</head><body><a href="/sport/rss">Sport</a> <a href="/about">About</a> <a href="javascript:void(0)">x</a></body></html>`
	var got []string
	for _, c := range Discover([]byte(page), "https://tide.example/en/index.html") {
		got = append(got, fmt.Sprintf("%s %q %t", c.URL, c.Title, c.Guess))
	}
	want := []string{
		`https://tide.example/en/feed/ "The Tide & Herald" false`,
		`https://tide.example/atom.xml "" false`,
		`https://tide.example/posts "" false`,
		`https://tide.example/sport/rss "" false`,
		`https://tide.example/comments/feed/ "The Tide » Comments Feed" false`,
		`https://tide.example/feed "" true`, `https://tide.example/rss "" true`, `https://tide.example/feed.xml "" true`, `https://tide.example/rss.xml "" true`,
		`https://tide.example/index.xml "" true`, `https://tide.example/feed.json "" true`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestRecognise tells feeds from their first bytes.
func TestRecognise(t *testing.T) {
	for head, want := range map[string]bool{
		`<?xml version="1.0"?><!-- made by hand --><rss version="2.0">`: true, "\ufeff\n<feed xmlns=\"http://www.w3.org/2005/Atom\">": true, `<rdf:RDF xmlns:rdf="x">`: true, `<atom:feed xmlns:atom="x">`: true,
		`<?xml version="1.0"?><?xml-stylesheet href="x"?><!DOCTYPE rss [<!ENTITY a "b">]><rss>`: true, `{"version": "https://jsonfeed.org/version/1.1",`: true, `{"version":"http:\/\/jsonfeed.org\/version\/1"`: true,
		"<!doctype html><p>The <rss> tag": false, "<html>": false, "The <rss> tag": false, `{"text":"a"}`: false, "": false, "<rssx>": false, "<feedback>": false, "<opml><rss>": false,
	} {
		if got := Recognise([]byte(head)); got != want {
			t.Errorf("%q: got %t", head, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range formats {
		f.Add([]byte(c.source), "")
		f.Add([]byte(c.source[:len(c.source)*2/3]), "iso-8859-1")
	}
	f.Add([]byte(rssOf("<item><title>a<b</title><item>]]></item><![CDATA[<item>")), "utf-16")
	f.Add([]byte("<feed><entry><link href='x'/><content type='xhtml'><div><p></div></content></entry>"), "x")
	f.Fuzz(func(t *testing.T, source []byte, charset string) {
		feed, err := Read(source, Options{URL: "https://tide.example/feed", Charset: charset})
		if (feed == nil) == (err == nil) {
			t.Fatalf("feed %v, error %v: want one", feed, err)
		}
		if err == nil {
			check(t, feed)
		}
		Discover(source, "https://tide.example/")
	})
}

func FuzzCanonical(f *testing.F) {
	f.Add("https://tide.example:443/a?utm_source=x&b=%zz#c")
	f.Add("HTTP://[::1]:80?&&=")
	f.Add("https://.")
	f.Add("https://tide.example/a?b=%z &fbclid #0")
	f.Fuzz(func(t *testing.T, address string) {
		if c := Canonical(address); c != "" && Canonical(c) != c {
			t.Errorf("%q becomes %q, and that %q", address, c, Canonical(c))
		}
		Date(address)
	})
}

// BenchmarkRead reads a feed of fifty whole reports.
func BenchmarkRead(b *testing.B) {
	var items strings.Builder
	for n := range 50 {
		fmt.Fprintf(&items, "<item><title>Report %d</title><link>/%d</link><pubDate>Thu, 05 Mar 2026 10:00:00 GMT</pubDate><description><![CDATA[<p>%s</p><p>%s</p>]]></description></item>", n, n, long, long)
	}
	source := []byte(rssOf(items.String()))
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		if f, err := Read(source, Options{}); err != nil || len(f.Items) != 50 {
			b.Fatal(err)
		}
	}
}
