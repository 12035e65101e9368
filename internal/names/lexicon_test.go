package names

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// Every form is its own, however alike the letters, and is what it would be if it
// were worked out anew.
func TestLexiconTellsFormsApart(t *testing.T) {
	x := (*lexicon)(nil).nextRound(lang.English())
	forms := []string{""}
	for _, c := range []string{"\x00", "a", "b", "ä"} { // all of up to three of these, then longer ones
		for _, f := range forms[:min(len(forms), 64)] {
			forms = append(forms, f+c, c+f, f+c+f)
		}
	}
	for n := range 40 {
		forms = append(forms, strings.Repeat("a", n)+"b", strings.Repeat("a", n)+"\x00", "Vesthavn"+strings.Repeat("s", n))
	}
	for n := range 3 * firstSlots { // more than it has room for at first
		forms = append(forms, fmt.Sprint("Marenko", n))
	}
	first := map[string]*form{}
	for range 2 {
		for _, as := range forms {
			letters := lettersOfForm(as)
			m, w := x.form(as, letters, x.hash(letters))
			if key := fold(as); m.key != key {
				t.Fatalf("form(%q) is of %q, want %q", as, m.key, key)
			}
			if want := x.classify(as); w.is != want.is || w.shape&^rare != want.shape || m.token != w {
				t.Fatalf("form(%q) is %+v, want %+v", as, w, want)
			}
			if old, known := first[as]; known && old != m {
				t.Fatalf("form(%q) was read twice", as)
			}
			first[as] = m
		}
	}
}

// What a report names does not hang on the reports that were read before it.
func TestFindAfterOthers(t *testing.T) {
	var many strings.Builder // words, more than are kept
	many.WriteString("Mayor Quolle said so. ")
	for n := range mostForms {
		fmt.Fprintf(&many, "word%d ", n)
	}
	reports := []string{
		"Baker spoke. Mayor Ilse Baker, 54, told the bakers no. The mayor, who runs the Harbour Board (HB), said HB would stay.",
		"The baker said no. A marsh lay behind the board. “I am no mayor,” another said.",
		"BAKER TOLD THE HARBOUR BOARD THAT SHE WOULD GO\n\nShe is the board’s chairwoman. A person familiar with the talks said so, and People Weekly too.",
		"Ma-\nrenko’s union, the HB, and @ilse_baker wrote Hausverwaltungsgesellschaft Nordmark and the Baker-Marsh board.",
		many.String(),
		"",
	}
	want := make([]*Result, len(reports))
	for i, r := range reports {
		want[i] = findIn(r)
	}
	for _, order := range [][]int{{5, 4, 3, 2, 1, 0}, {0, 2, 0, 1, 3, 1}} {
		for _, i := range order {
			if got := findIn(reports[i]); !reflect.DeepEqual(got, want[i]) {
				t.Errorf("report %d, in order %v: %+v, at first %+v", i, order, got, want[i])
			}
		}
	}
}

func findIn(t string) *Result {
	s := segment.Segment(t, text.Span{}, []text.Span{{End: len(t)}}, lang.English())
	return Find(t, s, marks.Find(t, s), lang.English())
}
