package feed

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"
)

// Feed is what a feed says. All strings are valid UTF-8 on one line.
type Feed struct {
	Format   string        // "RSS 2.0", "Atom 1.0", "JSON Feed 1.1"
	Title    string        // plain text; empty when it has none
	Site     string        // address of the site, absolute; empty when unknown
	Self     string        // address of the feed, as it says itself; empty when it does not
	Language string        // as it declares: "en-gb"; empty when it does not
	Every    time.Duration // how often it says that it changes (ttl, sy:updatePeriod); 0: it does not say
	Items    []Item        // in the feed's order
	Problems []Problem     // what could not be read as it should, in order; the rest could
}

// Item is an entry of a feed: a report, or what announces one.
type Item struct {
	ID         string   // the same whenever the feed is read: what it gives, else URL, else a hash of the content; unique in the feed
	URL        string   // canonical address of the report ([Canonical]); empty: the item has no link
	Link       string   // the address as the feed has it, absolute; empty: none
	Title      string   // plain text
	Author     string   // names, separated by ", "
	Published  string   // RFC 3339 instant, or day when the zone is unknown; empty: unknown
	Updated    string   // likewise; empty unless the feed says so
	Paragraphs []string // the longer one of content and description, as plain text; may be empty
	Teaser     bool     // Paragraphs are not the whole report, as far as can be told
	Line       int      // where it begins, for messages; 0: unknown
}

// Problem is something in a feed that could not be read as it should.
type Problem struct {
	Line   int    // 1 is the first; 0: unknown
	Reason string // in words, with what became of it
	Whole  bool   // nothing was lost by it: each item was read
}

// Why a source gives no feed.
var (
	ErrEmpty   = errors.New("the feed is empty: no bytes")
	ErrNotFeed = errors.New("no feed: it is neither RSS, Atom nor JSON Feed")
)

// Options says where a feed came from. Both may be empty.
type Options struct {
	URL     string // address that it was read from: relative links mean it unless the feed names its site
	Charset string // encoding that the server named
}

// Read reads a feed. Broken items cost themselves and are told in Problems;
// the error is for sources that are no feed, or of which nothing can be read.
func Read(source []byte, o Options) (*Feed, error) {
	text := strings.TrimSpace(decode(source, o.Charset))
	if text == "" {
		return nil, ErrEmpty
	}
	if text[0] == '{' {
		return readJSON(text, o)
	}
	root, ok := findRoot(text)
	if !ok {
		return nil, ErrNotFeed
	}
	found := pieces(text, root)
	g, err := parse(text[root.start:])
	if err == nil && len(found) > len(g.Items) && slices.ContainsFunc(found, func(p piece) bool { return !p.whole }) {
		err = errors.New("an item is not closed") // the library takes what follows for a part of it
	}
	if err != nil {
		return salvage(text, root, found, o, err)
	}
	f := translate(g, o)
	number(f, text, found)
	return f, nil
}

// readJSON reads a JSON Feed.
func readJSON(text string, o Options) (*Feed, error) {
	if !isJSONFeed(text) {
		return nil, ErrNotFeed
	}
	g, err := parse(text)
	if err != nil {
		return nil, fmt.Errorf("the JSON feed cannot be read: %w", err)
	}
	return translate(g, o), nil
}

// isJSONFeed reports whether a JSON object says that it is a feed. Programs
// that escape slashes do so here, too.
func isJSONFeed(text string) bool {
	text = strings.ReplaceAll(text, `\/`, "/")
	return strings.Contains(text, `"https://jsonfeed.org/version/`) || strings.Contains(text, `"http://jsonfeed.org/version/`)
}

// Recognise reports whether the beginning of a source is that of a feed.
func Recognise(head []byte) bool {
	text := strings.TrimLeft(string(bytes.TrimPrefix(head, []byte("\ufeff"))), " \t\r\n")
	if strings.HasPrefix(text, "{") {
		return isJSONFeed(text)
	}
	root, ok := findRoot(text)
	return ok && strings.TrimSpace(beforeRoot(text[:root.start])) == ""
}

// parse lets gofeed read a source in UTF-8. It has never been seen to panic,
// but it reads what strangers write.
func parse(text string) (g *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			g, err = nil, fmt.Errorf("the feed cannot be read: %v", p)
		}
	}()
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	return parser.Parse(strings.NewReader(text))
}

// translate brings gofeed's result into our form.
func translate(g *gofeed.Feed, o Options) *Feed {
	f := &Feed{
		Format: format(g), Title: plain(g.Title), Language: line(g.Language), Self: absolute(g.FeedLink, o.URL),
		Every: every(g),
	}
	f.Site = absolute(g.Link, o.URL)
	base := f.Site
	if base == "" {
		base = o.URL
	}
	seen := map[string]int{}
	for n, item := range g.Items {
		if item == nil {
			continue
		}
		i := translateItem(item, base, strings.HasPrefix(f.Format, "JSON"))
		if i.Title == "" && i.Link == "" && len(i.Paragraphs) == 0 {
			f.Problems = append(f.Problems, Problem{Reason: fmt.Sprintf("item %d has neither title, link nor text", n+1)})
			continue
		}
		if first, again := seen[i.ID]; again {
			if f.Items[first].URL == i.URL && f.Items[first].Title == i.Title {
				f.Problems = append(f.Problems, Problem{Reason: fmt.Sprintf("item %d repeats an item before it (%s)", n+1, clip(i.ID))})
				continue
			}
			i.ID += " " + hash(i.URL, i.Title)
			if _, again := seen[i.ID]; again {
				continue // the same two again
			}
		}
		seen[i.ID] = len(f.Items)
		f.Items = append(f.Items, i)
	}
	return f
}

func format(g *gofeed.Feed) string {
	name := map[string]string{"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}[g.FeedType]
	version := strings.TrimSpace(g.FeedVersion)
	if g.FeedType == "json" {
		version = version[strings.LastIndexByte(version, '/')+1:]
	}
	return strings.TrimSpace(name + " " + line(version))
}

// every reads how often a feed says that it changes: the ttl of RSS 2.0, in
// minutes, or the syndication module of RSS 1.0.
func every(g *gofeed.Feed) time.Duration {
	var d time.Duration
	if r, ok := g.OriginalFeed().(*rss.Feed); ok {
		var minutes int
		if n, _ := fmt.Sscanf(strings.TrimSpace(r.TTL), "%d", &minutes); n == 1 && minutes > 0 {
			d = time.Duration(min(minutes, 60*24*30)) * time.Minute
		}
	}
	period, frequency := "", 1
	if e := g.Extensions["sy"]["updatePeriod"]; len(e) > 0 {
		period = strings.ToLower(strings.TrimSpace(e[0].Value))
	}
	if e := g.Extensions["sy"]["updateFrequency"]; len(e) > 0 {
		fmt.Sscanf(strings.TrimSpace(e[0].Value), "%d", &frequency)
	}
	const dayLong = 24 * time.Hour
	length := map[string]time.Duration{"hourly": time.Hour, "daily": dayLong, "weekly": 7 * dayLong, "monthly": 30 * dayLong, "yearly": 365 * dayLong}[period]
	return max(d, length/time.Duration(min(max(frequency, 1), 10000)))
}
