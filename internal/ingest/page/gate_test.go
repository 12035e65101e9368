package page

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestPagesWithoutAnArticle(t *testing.T) {
	const lead = `<h1>Flood</h1><p>Mayor Rita Solano has promised to rebuild the school by the river before the summer.</p>`
	whole := lead
	var teasers strings.Builder
	for i := range 12 {
		whole += fmt.Sprintf(`<p>The council met for %d hours on Monday and heard from the people of the lower town, who have waited since March.</p>`, i+2)
		fmt.Fprintf(&teasers, `<div><h3><a href="/%d">Story number %d of a long day in Hallow</a></h3><p>The council of ward %d met on Monday and heard the people.</p></div>`, i, i, i)
	}
	const closed = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Flood","isAccessibleForFree":"False"}</script>`
	for _, test := range []struct {
		name, page string
		want       error
	}{
		{"a wall after the first paragraph", `<body>` + lead + `<div class=paywall><h2>Subscribe to continue reading</h2><p>"Best paper I ever read," says Ann Ross</p></div>`, ErrGated},
		{"a wall without a name", `<body>` + lead + `<div><h3>Sign in to keep reading this story</h3></div>`, ErrGated},
		{"a page that says it is not free", closed + `<body>` + lead, ErrGated},
		{"a wall after the whole article", `<body><article>` + whole + `</article><div class=paywall><h2>Subscribe to continue reading</h2></div>`, nil},
		{"not free, but all there", closed + `<body>` + whole, nil},
		{"a short report of somebody who had to sign in", `<body>` + lead + `<p>“I had to sign in to read the full notice,” said Ann Ross of the lower town council.</p>`, nil},
		{"an error page", `<title>Page not found | The Tide</title><h1>Sorry</h1><p>We looked everywhere for this page. Perhaps it has moved, perhaps it never was.</p>`, ErrNotFound},
		{"a report about error pages", `<title>404 ways to say sorry | The Tide</title><body>` + lead, nil},
		{"a list of teasers", `<body><main>` + teasers.String() + `</main>`, ErrNoArticle},
		{"a short report with teasers below", `<meta property="og:type" content="article"><body><article>` + lead + lead + `</article><div>` + teasers.String() + `</div>`, nil},
	} {
		p, err := Read(t.Context(), []byte("<!doctype html>"+test.page), time.Minute)
		if !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
		if p != nil && strings.Contains(strings.Join(p.Paragraphs, " "), "Subscribe") {
			t.Errorf("%s: the wall is in the report: %q", test.name, p.Paragraphs)
		}
	}
}
