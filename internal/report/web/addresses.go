package web

import (
	"fmt"

	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/text"
)

// Place is words of a report that something on a page leads to.
type Place struct {
	Report int       // index into Comparison.Reports
	Beside int       // the report to read them beside: that with the fullest wording; Report itself when there is none
	ID     string    // anchor in the report's pane; empty when only Words says where
	Words  text.Span // in the report's text; empty when ID says where
}

// Addresses says where things are for a page of a server, on which a story and
// its reports are documents of their own. Anchors in a report then begin with
// the report's ID, and a statement's is the ID of its utterance, so that an
// address stays right when reports join the story.
type Addresses struct {
	Words     func(Place) string       // of words in a report
	Statement func(id string) string   // of a row of the matrix
	Person    func(name string) string // of a speaker; nil: where the reports name him
}

// address is where a place is read: in the same document unless told otherwise.
func (b *builder) address(p Place) string {
	if b.to != nil {
		return b.to.Words(p)
	}
	return "#" + p.ID
}

// evidence is where the words of some evidence are read.
func (b *builder) evidence(e collate.Evidence) string {
	switch {
	case e.Span.Empty():
		return b.near(e)
	case b.to != nil:
		return b.to.Words(Place{Report: e.Report, Beside: e.Report, Words: e.Span})
	}
	return "#" + b.spot(e)
}

// quotation is the place of a quotation.
func (b *builder) quotation(q int) Place {
	p := Place{Report: b.c.Quotations[q].Report, ID: b.anchors[q]}
	p.Beside = p.Report
	if at := b.readAs[q]; at.utterance >= 0 {
		p.Beside = b.c.Quotations[b.c.Utterances[at.utterance].Fullest].Report
	}
	return p
}

// anchorOf is what the anchors of a report begin with.
func (b *builder) anchorOf(letter string, a *article.Article) string {
	if b.to != nil {
		return a.ID
	}
	return letter
}

func (b *builder) nthQuotation(report, n int) string {
	if b.to != nil {
		return fmt.Sprintf("%s-q%d", b.prefix[report], n)
	}
	return fmt.Sprintf("%s%d", b.prefix[report], n)
}

func (b *builder) paragraphID(report, n int) string {
	return fmt.Sprintf("%s-p%d", b.prefix[report], n)
}

// rowID is the id of a statement's row.
func (b *builder) rowID(utterance int) string {
	if b.to != nil {
		return b.c.Utterances[utterance].ID
	}
	return fmt.Sprintf("u%d", utterance+1)
}

// row is the link to a statement.
func (b *builder) row(utterance int) string {
	if b.to != nil {
		return b.to.Statement(b.rowID(utterance))
	}
	return "#" + b.rowID(utterance)
}
