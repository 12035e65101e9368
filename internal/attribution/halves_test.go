package attribution

import (
	"reflect"
	"strings"
	"testing"

	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
)

// A text read in two halves gives what it gives in one.
func TestHalves(t *testing.T) {
	para := "The mayor said the weir would hold until spring. “It will not,” Bettina Kroll told the board, which believes that nobody has looked at it."
	doc := strings.Repeat(para+"\n\n", 9)
	var paras []text.Span
	for at := 0; at < len(doc); at += len(para) + 2 {
		paras = append(paras, text.Span{Start: at, End: at + len(para)})
	}
	s := segment.Segment(doc, text.Span{}, paras, lang.English())
	m, model := marks.Find(doc, s), English()
	r := read(doc, s, tag.English().Tag(doc, s), m, model.lexicon)
	units := r.units()
	whole := model.units(r, units)
	if len(whole) < 9 {
		t.Fatalf("%d attributions in %d units", len(whole), len(units))
	}
	halves := append(model.units(r, units[:4]), model.units(r, units[4:])...)
	if !reflect.DeepEqual(whole, halves) {
		t.Errorf("halves give %d attributions, the whole %d, or others", len(halves), len(whole))
	}
}
