// Package web writes a comparison as one self-contained HTML file.
//
// The page is a critical edition of an event. The fullest wording of each
// statement is printed once, and the cell of an outlet prints only where its
// reading departs from it; what stands in a cell is decided by package
// apparatus. The reader, in the same file, shows two reports side by side
// with their words untouched, the quotations that both have tied across.
//
//	f, err := os.Create("story.html")
//	...
//	err = web.Write(f, comparison)
//
// Nothing in the file comes from elsewhere: style, script and fonts are
// inside, and a content security policy with hashes of exactly these forbids
// everything else. There is no style attribute and no event attribute. The
// program writes labels and counts only; every other word is a report's.
// Without script everything is readable and all links work.
//
// The same comparison gives the same bytes.
//
// The one surprise: columns are not always in the order of the letters. Copies
// of one text stand next to each other, so that one bar can join their heads
// and one cell can serve them all; the letters follow the reports' order, as
// in every other output.
package web

import (
	"bufio"
	"io"

	"parallax/internal/collate"
)

// Option changes what Write puts into the file.
type Option func(*options)

type options struct {
	fonts bool // embed the typefaces
}

// WithoutFonts leaves the typefaces out, about 200 kB or 270 in the file. The page then uses the
// reader's own.
func WithoutFonts(o *options) { o.fonts = false }

// Write writes c as one HTML document in UTF-8. It returns w's error.
func Write(w io.Writer, c *collate.Comparison, opts ...Option) error {
	o := options{fonts: true}
	for _, set := range opts {
		set(&o)
	}
	b := bufio.NewWriterSize(w, 64<<10)
	if err := templates().ExecuteTemplate(b, "page", newPage(c, o)); err != nil {
		return err
	}
	return b.Flush()
}
