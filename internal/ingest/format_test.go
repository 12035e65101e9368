package ingest

import (
	"strings"
	"testing"
)

// What an input holds is told from its content, and from its name only where
// that is silent.
func TestRecognise(t *testing.T) {
	names := map[format]string{plainText: "text", htmlPage: "page", jsonLines: "lines", jsonArray: "array", webFeed: "feed"}
	tests := []struct{ head, ext, want string }{
		{"The fire is out.", ".html", "page"},
		{"The fire is out.", ".jsonl", "lines"},
		{"The fire is out.", "", "text"},
		{"The fire is out.", ".pdf", "text"},
		{`{"text":"The fire is out."}`, ".txt", "lines"},
		{"\ufeff\n{}", "", "lines"},
		{"{The fire} is out.", "", "text"},
		{"[ {", "", "array"},
		{"[Updated 5 pm] The fire is out.", "", "text"},
		{"[\n]", ".txt", "array"},
		{"{", "", "text"},
		{"<!DOCTYPE html>", ".txt", "page"},
		{"<!-- saved from the-tide.example -->\n<HTML>", "", "page"},
		{"<!-- " + strings.Repeat("a long licence ", 300), "", "page"},
		{`<?xml version="1.0"?><!DOCTYPE html><html>`, ".xhtml", "page"},
		{"<p>The fire is out.", "", "page"},
		{"<pre>The fire is out.</pre>", "", "page"},
		{"<pre>The fire is out.</pre>", ".txt", "text"},
		{"<custom>", ".html", "page"},
		{"<3 is what she wrote.", "", "text"},
		{"<headline> was all that it said", "", "text"},
		{"<feed xmlns=…>", "", "feed"},
		{"<?xml version='1.0'?>\n<rdf:RDF>", ".txt", "feed"},
		{`{"version": "https://jsonfeed.org/version/1.1", "items": []}`, ".json", "feed"},
		{"<feedback>", ".html", "page"},
		{"<opml version='2.0'>", "", "a list of feeds (OPML) holds no reports"},
		{"BZh91AY", "", "bzip2 compression is not read: unpack it, or use gzip"},
	}
	for _, test := range tests {
		f, refused := recognise([]byte(test.head), test.ext)
		got := refused
		if refused == "" {
			got = names[f]
		}
		if got != test.want {
			t.Errorf("%.40q with extension %q: %s, want %s", test.head, test.ext, got, test.want)
		}
	}
}

// A page's text is its title and paragraphs with blank lines between.
func TestPageText(t *testing.T) {
	const source = `<!doctype html><html lang="en-GB"><head><title>Quay fire is out</title>
<meta property="og:site_name" content="The Tide"><meta property="article:published_time" content="2026-03-08T21:10:00Z"></head>
<body><article><h1>Quay fire is out</h1>
<p>The fire on the old quay is out,
the harbour master Ada Lind said on Sunday night.</p><p>Read more: <a href=/a>Who lit the quay?</a></p>
<p>“Nobody was hurt,” she said. “We were lucky with the wind, and luckier with the tide.”</p></article></body></html>`
	folder(t, map[string]string{"quay.html": source})
	got := readAll(t, []string{"quay.html"}, Options{})
	if len(got.reports) != 1 {
		t.Fatalf("skipped %q", got.skipped)
	}
	a := got.reports[0]
	const want = "Quay fire is out\n\nThe fire on the old quay is out, the harbour master Ada Lind said on Sunday night.\n\n“Nobody was hurt,” she said. “We were lucky with the wind, and luckier with the tide.”"
	if a.Text != want {
		t.Errorf("text %q\nwant %q", a.Text, want)
	}
	if a.ID != "quay" || a.Headline.In(a.Text) != a.Title || a.Title != "Quay fire is out" || a.Outlet != "The Tide" || a.Published != "2026-03-08T21:10:00Z" || a.DateFrom != "meta" || a.Language != "en" || len(a.Paragraphs) != 2 {
		t.Errorf("got %+v", a)
	}
}
