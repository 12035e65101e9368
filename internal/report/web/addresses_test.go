package web

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"parallax/internal/collate"
	"parallax/internal/report/specimen"
	"parallax/internal/text"
)

// apart are the addresses of a server on which every report is a document.
func apart(c *collate.Comparison) Addresses {
	return Addresses{
		Words: func(p Place) string {
			a := fmt.Sprintf("/reports/%s?with=%s&words=%d-%d", c.Reports[p.Report].Article.ID, c.Reports[p.Beside].Article.ID, p.Words.Start, p.Words.End)
			return a + "#" + p.ID
		},
		Statement: func(id string) string { return "/story#" + id },
	}
}

func printed(t *testing.T, name string, data any) string {
	t.Helper()
	var b strings.Builder
	if err := Templates().ExecuteTemplate(&b, name, data); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestStoryOfAServer checks that a story laid out for a server leads to other
// documents for words, and to the anchors that these have.
func TestStoryOfAServer(t *testing.T) {
	c := specimen.Crane()
	s := NewStory(c, apart(c), Act{"/export", "Export"})
	page := printed(t, "head", s.Head) + printed(t, "matrix", s.Matrix) + printed(t, "told", s.Told)
	all := make([]int, len(c.Reports))
	for i := range all {
		all[i] = i
	}
	var panes strings.Builder
	for _, p := range NewReading(c, apart(c), Marks{}, all...).Panes {
		panes.WriteString(printed(t, "pane", p))
	}
	if !strings.Contains(page, `<a href="/export">Export</a>`) {
		t.Error("the act is not there")
	}
	links := regexp.MustCompile(`href="([^"]+)"`).FindAllStringSubmatch(page, -1)
	quoted := 0
	for _, l := range links {
		href := l[1]
		switch {
		case href == "/export", href == "#conflicts", strings.HasPrefix(href, "#g-"):
		case strings.HasPrefix(href, "/story#"):
			if id := strings.TrimPrefix(href, "/story#"); !strings.Contains(page, `id="`+id+`"`) {
				t.Errorf("no row %s", id)
			}
		case strings.HasPrefix(href, "/reports/"):
			if _, id, _ := strings.Cut(href, "#"); id != "" && !strings.Contains(panes.String(), `id="`+id+`"`) {
				t.Errorf("%s leads to no anchor", href)
			} else if id != "" {
				quoted++
			}
		default:
			t.Errorf("%s leads nowhere on a server", href)
		}
	}
	if quoted < 20 {
		t.Errorf("%d links to anchors of %d", quoted, len(links))
	}
}

// TestReadingMarksTheWords checks that exactly the words asked for are marked,
// across the edge of a quotation.
func TestReadingMarksTheWords(t *testing.T) {
	c := weir()
	q := c.Quotations[0]
	full := c.Reports[q.Report].Article.Text
	words := text.Span{Start: q.Content[0].Start - 3, End: q.Content[0].Start + 12}
	r := NewReading(c, apart(c), Marks{Found: Place{Report: q.Report, Words: words}}, q.Report)
	var marked strings.Builder
	for _, m := range regexp.MustCompile(`<mark>(.*?)</mark>`).FindAllStringSubmatch(printed(t, "pane", r.Panes[0]), -1) {
		marked.WriteString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(m[1], ""))
	}
	if got, want := marked.String(), words.In(full); got != want {
		t.Errorf("marked %q, want %q", got, want)
	}
}
