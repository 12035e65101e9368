// Package feed reads web feeds: RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 0.3 and
// 1.0, JSON Feed. What is standard is left to gofeed; ours is what the wild
// adds: encodings that are not the declared ones, junk before the root, feeds
// that break off or break in the middle, dates in any form, HTML in titles,
// relative links, items without identity, and whether an item has the whole
// report or a teaser.
//
//	<rss><channel><title>The Tide</title><link>https://tide.example/</link>
//	<item><title>Quay fire &lt;b&gt;out&lt;/b&gt;</title><link>/quay?utm_source=rss</link>
//	<pubDate>Thu, 5 Mar 2026 10:00 GMT</pubDate><description>The fire is out…</description></item>
//
// (the rest is missing) gives Feed{Title: "The Tide", Items: [{ID:
// "https://tide.example/quay", URL: the same, Title: "Quay fire out", Published:
// "2026-03-05T10:00:00Z", Paragraphs: ["The fire is out…"], Teaser: true}]} and a
// [Problem] that says that the feed ends too early.
//
// # Addresses
//
// [Canonical] is one name for an article however it was reached: scheme and
// host in lower case, default port, fragment and user name cut off, parameters
// that only count clicks removed (utm_…, fbclid and their like), all else as it
// is, in its order. AMP and mobile pages keep their addresses: which page they
// stand for is told by the page itself. Item.Link is the address as the feed
// has it, for fetching; Item.URL is canonical.
//
// # Teasers
//
// An item's text is its longer one of content and description. It is a teaser
// when it ends as a cut-off text does ("…", "Read more"), or is shorter than
// [FullText] characters and not at least two paragraphs of [ShortText] together
// in the element that is meant for whole texts (content:encoded, Atom content,
// JSON content). Item.Teaser is a guess on the safe side: a short report that is
// whole may be fetched for nothing.
//
// # The surprise
//
// A date without a zone loses its time, as everywhere in Parallax: which
// instant "10:00" is depends on where the newsroom is.
package feed
