package web

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"parallax/internal/finding"
	"parallax/internal/report/specimen"
)

// TestEveryFindingLeadsToItsWords follows every link of the page: it has a
// place, and behind the anchor of evidence stand the words.
func TestEveryFindingLeadsToItsWords(t *testing.T) {
	c := specimen.Crane()
	page := written(c, WithoutFonts)
	ids := map[string]int{}
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		ids[m[1]]++
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("id %s stands %d times", id, n)
		}
	}
	for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]] == 0 && !strings.HasPrefix(m[1], "g-") {
			t.Errorf("nothing at #%s", m[1])
		}
	}
	e := c.Claims.Single[0].Evidence[0]
	at := fmt.Sprintf(`<span class="at" id="A-w%d"></span>`, e.Span.Start)
	if _, after, ok := strings.Cut(page, at); !ok || !strings.HasPrefix(after, "The quay stays shut until Friday") {
		t.Errorf("the anchor of a single claim is not at its words: %.60q", after)
	}
}

func TestEmptySectionsAreNotPrinted(t *testing.T) {
	c := specimen.Crane()
	full := written(c, WithoutFonts)
	c.Claims, c.Conflicts, c.Timeline, c.Summary = finding.Claims{}, nil, nil, nil
	bare := written(c, WithoutFonts)
	for _, s := range []string{`id="agreed"`, `id="only"`, `id="conflicts"`, `id="timeline"`, `class="sum"`, `<svg class="tlv"`} {
		if !strings.Contains(full, s) || strings.Contains(bare, s) {
			t.Errorf("%s: with findings %t, without %t", s, strings.Contains(full, s), strings.Contains(bare, s))
		}
	}
}

// TestTimelineIsOrderedAndInside: points stand from left to right, within the
// drawing, and every drawn number is that of the list.
func TestTimelineIsOrderedAndInside(t *testing.T) {
	for n := 2; n < 60; n++ {
		var ms []finding.Moment
		for i := range n {
			m := finding.Moment{From: fmt.Sprintf("%d-%02d-%02d", 1990+i*i%41, 1+i%12, 1+i%28), Grain: "day", Disputed: i%5 == 0}
			if m.To = m.From; i%4 == 3 {
				m = finding.Moment{}
			}
			ms = append(ms, m)
		}
		drawn, numbers := drawable(ms)
		if len(drawn) == 0 {
			continue
		}
		var tl timeline
		tl.draw(drawn)
		if len(tl.Points) != len(drawn) || len(numbers) != len(drawn) {
			t.Fatalf("%d moments: %d points, %d numbers", len(drawn), len(tl.Points), len(numbers))
		}
		last := -1.0
		for _, p := range tl.Points {
			var x float64
			if _, err := fmt.Sscanf(p.X, "%f%%", &x); err != nil || x < last || x < 0 || x > 100 {
				t.Fatalf("%d moments: point %d at %s after %f", n, p.Number, p.X, last)
			}
			last = x
		}
	}
}
