package ingest

import (
	"context"
	"io"
	"iter"
	"path/filepath"
	"strings"

	"parallax/internal/article"
)

// ReadFrom reads one input that is open already, as Read would read a file of
// that name: the name is what messages call it, its extension helps where the
// content does not tell the format, and its stem is the report's ID when the
// report brings none. o.Stdin plays no part.
func ReadFrom(ctx context.Context, name string, in io.Reader, o Options) iter.Seq2[*article.Article, *article.Skipped] {
	return func(yield func(*article.Article, *article.Skipped) bool) {
		o := o.withDefaults()
		o.Stdin = in
		r := &reader{ctx: ctx, options: o, seen: newRegister(), yield: yield}
		r.readSource(source{name: name, id: filepath.Base(stem(name))})
	}
}

// FromText makes a report of plain text in memory: headline and paragraphs are
// found as in a plain-text file. Bytes that are no UTF-8 become U+FFFD.
func FromText(id, t string) *article.Article {
	a := plainArticle(strings.ToValidUTF8(t, "\ufffd"))
	a.ID, a.Input = id, id
	return a
}
