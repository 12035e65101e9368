package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What a browser sets apart is a paragraph; the blocks are joined by " ¶ ".
func TestParagraphs(t *testing.T) {
	tests := []struct{ source, want string }{
		{"<p>One <b>word</b>s, <i>two</i></p><p> three </p>", "One words, two ¶ three"},
		{"<div>One<div>two</div>three</div>", "One ¶ two ¶ three"},
		{"One<br>two<br><br>three<br>\n<br/>four", "One two ¶ three ¶ four"},
		{"<ul><li>One</li><li><p>two</p></li></ul>", "One ¶ two"},
		{"<table><tr><td>One</td><td>two</td></tr><tr><th>three</th></tr></table>", "One two ¶ three"},
		{"<p>One<script>two()</script><style>p{}</style> three</p>", "One three"},
		{"<figure><img><figcaption>One</figcaption></figure><figure><blockquote>Two</blockquote><figcaption>three</figcaption></figure>", "Two"},
		{"<p>She said: <q>One <q>two</q> three</q>.</p>", "She said: “One ‘two’ three”."},
		{"<p>One&nbsp;two&shy;fold&#8203;</p>", "One twofold"},
		{"<p>a<sup>2</sup>, it<em>'s</em></p>", "a2, it's"},
		{"<p></p><p> \n </p>", ""},
		{"<blockquote>One<p>two</p></blockquote>", "One ¶ two"},
	}
	for _, test := range tests {
		doc, err := html.Parse(strings.NewReader(test.source))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range paragraphs(doc) {
			got = append(got, b.text)
		}
		if g := strings.Join(got, " ¶ "); g != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.source, g, test.want)
		}
	}
}

func TestSift(t *testing.T) {
	p := &Page{Title: "Ferry line to close", Author: "Tom Roe"}
	caption := "The ferry Marguerite at her berth on the old quay."
	got := p.sift([]block{
		{text: "Ferry Line to Close!"}, {text: "Tom Roe"}, {text: "12 March 2026, 6.30 am"}, {text: "Updated 12:30"}, {text: "* * *"},
		{text: caption + " Photo: Ned Collop"},
		{text: "The line will stop, its founder said."}, {text: "The line will stop, its founder said."},
		{text: "Skerry counts its pupils", linked: 24},
		{text: "“We have read the letter.”", linked: 26},
		{text: "The letter is here", linked: 4},
		{text: "Tom Roe"},
	}, []string{letters(caption)})
	want := "The line will stop, its founder said.|“We have read the letter.”|The letter is here|Tom Roe"
	if g := strings.Join(got, "|"); g != want {
		t.Errorf("got %q\nwant %q", g, want)
	}
}

// A sentence set apart in large letters is not said twice.
func TestEchoes(t *testing.T) {
	doc, err := html.Parse(strings.NewReader(`
<aside>We have no money left, and no engine left to sell either</aside>
<p>The line will stop, its founder said. “We have no money left, and no engine left to sell, either.”</p>
<blockquote>“No money.”</blockquote>
<p>“No money.” That was all.</p>
<blockquote>The harbour board meets on Monday to hear both of them.</blockquote>`))
	if err != nil {
		t.Fatal(err)
	}
	want := "The line will stop, its founder said. “We have no money left, and no engine left to sell, either.”|“No money.”|“No money.” That was all.|The harbour board meets on Monday to hear both of them."
	if g := strings.Join(withoutEchoes(paragraphs(doc)), "|"); g != want {
		t.Errorf("got %q\nwant %q", g, want)
	}
}

// What is marked as standing apart is cut, but not what holds the article.
func TestPrune(t *testing.T) {
	long := "<p>" + strings.Repeat("The ferry will stop within weeks unless the city pays. ", 8) + "</p>"
	tests := []struct{ source, want string }{
		{`<div class="a share-bar">Share</div>` + long, "cut"},
		{`<div class="articleRelatedLinks">More</div>` + long, "cut"},
		{`<div id="Cookie_Banner"><p>We use cookies.</p></div>` + long, "cut"},
		{`<nav>Home</nav>` + long, "cut"},
		{`<div role="dialog">Home</div>` + long, "cut"},
		{`<div class="subscription-content">` + long + `</div>`, "kept"},
		{`<div class="shareholder-meeting">Shares fell.</div>` + long, "kept"},
		{`<div id="comments">` + long + long + `</div>` + long + long, "cut"},
		{`<div class="unrelated">Also</div>` + long, "kept"},
	}
	for _, test := range tests {
		doc, err := html.Parse(strings.NewReader(test.source))
		if err != nil {
			t.Fatal(err)
		}
		before := len(words(doc))
		prune(doc)
		got := "kept"
		if len(words(doc)) < before {
			got = "cut"
		}
		if got != test.want {
			t.Errorf("%.60s: %s, want %s", test.source, got, test.want)
		}
	}
}
