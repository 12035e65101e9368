package pages

import (
	"strings"
	"testing"
	"time"

	"parallax/internal/archive"
	"parallax/internal/ingest"
)

// rewritten gives a report of the archive two versions.
func (f *fake) rewritten(report, was, is string) {
	f.revisions[report] = nil
	for n, t := range []string{was, is} {
		a := ingest.FromText(report, t)
		f.revisions[report] = append(f.revisions[report], archive.Revision{Report: report, Number: n, Seen: noon.Add(time.Duration(n) * time.Hour), Title: a.Title, Text: a.Text, Paragraphs: a.Paragraphs, Headline: a.Headline})
	}
	f.reports[report].Revisions = 1
}

const firstSeen = `Quay fire put out

The fire at the old quay is out, the harbour master Ada Lind said on Sunday night.

Tom Roe, who owns one of the boats, called it “a disaster for the whole town”. He said that the lock was broken.

“We were lucky with the wind,” Ms Lind told reporters at the gate. “The tide did the rest.”

Mr Roe said it had been “the longest and the coldest night of his life”.

The fish market opens on Tuesday as usual.`

const seenNow = `Quay fire put out after six hours

The fire at the old quay is out, the harbour master Ada Lind said on Sunday night.

“We were lucky with the wind and the rain,” Ms Lind told reporters at the gate.

Mr Roe said it had been the longest and the coldest night of his life.

Tom Roe, who owns one of the boats, called it “a setback for the whole town”. He said that the lock was broken.

The fish market opens on Tuesday as usual.`

// TestRevisions shows what became of each quotation, what was moved, and what
// stayed in a line.
func TestRevisions(t *testing.T) {
	f := newFake(t)
	f.rewritten("bank-1", firstSeen, seenNow)
	root := parsed(t, ask(t, pagesOf(f), "GET", "/reports/bank-1/revisions", nil).Body.String())
	var got []string
	for _, list := range find(root, ".vq") {
		for _, li := range find(list, "li") {
			got = append(got, words(li))
		}
	}
	for i, want := range []string{
		"Ada Lind changed after publication We were lucky with the wind added: and the rain,", "Tom Roe changed after publication", "Ada Lind taken out after publication", "Tom Roe no longer in quotation marks",
	} {
		if i >= len(got) || !strings.Contains(got[i], want) {
			t.Errorf("quotation %d of %q: want %q", i, got, want)
		}
	}
	changes := all(find(root, ".rv"))
	for _, want := range []string{"after six hours", "moved here", "paragraph unchanged", "and the rain"} {
		if !strings.Contains(changes, want) {
			t.Errorf("the changes lack %q: %s", want, changes)
		}
	}
}
