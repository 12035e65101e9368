package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is one paragraph of a page as it stands in the source.
type block struct {
	text   string // white space collapsed
	linked int    // bytes of it inside links
	aside  bool   // in a blockquote, aside or figure, where pull quotes are
}

// paragraphs gives the blocks of text below n in order: what block elements
// set apart, and what two line breaks do.
func paragraphs(n *html.Node) []block {
	w := &writer{}
	w.walk(n)
	w.flush()
	return w.out
}

// writer gathers inline text until a block ends.
type writer struct {
	out    []block
	b      strings.Builder
	linked int  // bytes of b inside links
	inLink int  // depth of links
	quotes int  // depth of q elements
	aside  int  // depth of blockquotes, asides and figures
	space  bool // white space is due before the next word
	breaks int  // line breaks since the last word
}

func (w *writer) flush() {
	if w.b.Len() > 0 {
		w.out = append(w.out, block{text: w.b.String(), linked: w.linked, aside: w.aside > 0})
	}
	w.b.Reset()
	w.linked, w.space, w.breaks = 0, false, 0
}

// write adds inline text.
func (w *writer) write(s string) {
	s = readable(s)
	for i, word := range strings.Fields(s) {
		if w.breaks > 1 {
			w.flush()
		}
		w.breaks = 0
		before := w.b.Len()
		if (i > 0 || w.space || startsWithSpace(s)) && before > 0 {
			w.b.WriteByte(' ')
		}
		w.space = false
		w.b.WriteString(word)
		if w.inLink > 0 {
			w.linked += w.b.Len() - before
		}
	}
	if s != "" && endsWithSpace(s) {
		w.space = true
	}
}

func startsWithSpace(s string) bool { return strings.TrimLeft(s, " \t\n\r\f\u00a0") != s }
func endsWithSpace(s string) bool   { return strings.TrimRight(s, " \t\n\r\f\u00a0") != s }

func (w *writer) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.write(n.Data)
		return
	case n.Type == html.ElementNode && (silent(n) || isCaption(n)):
		return
	}
	switch n.DataAtom {
	case atom.Br:
		w.space = true
		w.breaks++
		return
	case atom.A:
		w.inLink++
		w.children(n)
		w.inLink--
	case atom.Q:
		w.quotes++
		w.mark("“", "‘")
		w.children(n)
		w.space = false
		w.mark("”", "’")
		w.quotes--
	case atom.Td, atom.Th:
		w.space = true
		w.children(n)
		w.space = true
	case atom.Blockquote, atom.Aside, atom.Figure:
		w.flush()
		w.aside++
		w.children(n)
		w.flush()
		w.aside--
	default:
		if !inline[n.DataAtom] {
			w.flush()
			defer w.flush()
		}
		w.children(n)
	}
}

func (w *writer) children(n *html.Node) {
	for c := range n.ChildNodes() {
		w.walk(c)
	}
}

// mark writes the quotation mark that a browser draws around a q element.
func (w *writer) mark(outer, inner string) {
	if w.quotes%2 == 0 {
		outer = inner
	}
	w.write(outer)
}

func isCaption(n *html.Node) bool {
	return n.DataAtom == atom.Figcaption || n.DataAtom == atom.Caption || n.DataAtom == atom.Figure && !holdsQuote(n)
}

// holdsQuote reports whether a figure sets a quotation or a table apart rather
// than a picture.
func holdsQuote(n *html.Node) bool {
	for d := range elements(n) {
		switch d.DataAtom {
		case atom.Blockquote, atom.Table, atom.Pre:
			return true
		}
	}
	return false
}

// inline are the elements that do not end a paragraph.
var inline = map[atom.Atom]bool{
	atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true, atom.Cite: true, atom.Code: true, atom.Data: true, atom.Del: true, atom.Dfn: true,
	atom.Em: true, atom.Font: true, atom.I: true, atom.Ins: true, atom.Kbd: true, atom.Label: true, atom.Mark: true, atom.Nobr: true, atom.Rp: true, atom.Rt: true, atom.Ruby: true,
	atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true, atom.Strike: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.Tt: true,
	atom.U: true, atom.Var: true, atom.Wbr: true, atom.Img: true, atom.Picture: true, atom.Source: true, atom.Acronym: true,
}
