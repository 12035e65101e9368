package page

import (
	"strings"

	"golang.org/x/net/html"
)

// Fragment gives the paragraphs of a piece of HTML that is an article's body,
// or its beginning, as feeds carry it: what block elements and double line
// breaks set apart, without furniture, captions and the title said again. nil:
// it holds no words, or cannot be read.
func Fragment(source, title string) []string {
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return nil
	}
	prune(doc)
	p := &Page{Title: title}
	return p.sift(paragraphs(doc), nil)
}
