package analysis

import "testing"

// A German report: its marks are read, and no English rule gives it speakers
// or names.
func TestOtherLanguage(t *testing.T) {
	const bericht = "Die Schleuse bleibt zu\n\n„Wir haben es gewusst, und niemand hat gefragt“, sagte Bürgermeisterin Ada Trewin am Dienstag. Das „Wunder“ von Tannau sei vorbei.\n\nDie Stadt will im Mai neu bauen."
	a := report(bericht)
	a.Language = "de"
	got := Run(a)
	if len(got.Names.Entities) != 0 || len(got.Names.Mentions) != 0 {
		t.Errorf("names found in German: %v", got.Names)
	}
	if n := len(got.Quotes.Quotations); n != 1 {
		t.Fatalf("%d quotations, want 1", n)
	}
	q := got.Quotes.Quotations[0]
	if w := q.Content[0].In(bericht); w != "Wir haben es gewusst, und niemand hat gefragt" {
		t.Errorf("quotation %q", w)
	}
	if q.Speaker != -1 || q.Rule != "none" {
		t.Errorf("speaker %d by rule %q, want nobody", q.Speaker, q.Rule)
	}
	if len(got.Quotes.Asides) != 1 || got.Quotes.Asides[0].Content.In(bericht) != "Wunder" {
		t.Errorf("asides %v, want Wunder", got.Quotes.Asides)
	}
}
