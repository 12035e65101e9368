package names_test

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"

	"parallax/internal/lang"
	"parallax/internal/marked"
	"parallax/internal/marks"
	"parallax/internal/names"
	"parallax/internal/segment"
	"parallax/internal/text"
)

//go:embed testdata/paragraphs.txt
var paragraphs string

// example is one case of testdata/paragraphs.txt.
type example struct {
	name     string
	clean    string
	headline text.Span
	spans    []marked.Span
	facts    []string // "a person f Ilse Marenko / Commissioner"
}

func examples(t testing.TB) []example {
	t.Helper()
	var out []example
	for _, block := range strings.Split(paragraphs, "\n== ")[1:] {
		name, body, _ := strings.Cut(strings.TrimSpace(block), "\n")
		body, facts, _ := strings.Cut(body, "\n--\n")
		e := example{name: name}
		if strings.HasPrefix(body, "[") {
			head, rest, ok := strings.Cut(body[1:], "]\n")
			if !ok {
				t.Fatalf("%s: headline does not end", name)
			}
			words, _ := marked.Parse(head)
			e.headline = text.Span{End: len(words)}
			body = head + "\n\n" + rest
		}
		e.clean, e.spans = marked.Parse(body)
		if facts != "" {
			e.facts = strings.Split(facts, "\n")
		}
		out = append(out, e)
	}
	return out
}

func find(clean string, headline text.Span) *names.Result {
	var paras []text.Span
	at := 0
	for p := range strings.SplitSeq(clean, "\n\n") {
		if s := (text.Span{Start: at, End: at + len(p)}); headline.Empty() || s != headline {
			paras = append(paras, s)
		}
		at += len(p) + 2
	}
	l := lang.English()
	s := segment.Segment(clean, headline, paras, l)
	return names.Find(clean, s, marks.Find(clean, s), l)
}

func TestFind(t *testing.T) {
	for _, e := range examples(t) {
		t.Run(e.name, func(t *testing.T) {
			r := find(e.clean, e.headline)
			entity := map[string]int{} // label to entity
			label := map[int]string{}  // and back
			for _, s := range e.spans {
				m, ok := mentionAt(r, s.Span)
				switch {
				case s.Label == "no":
					if ok {
						t.Errorf("%q is a mention of %q", s.Span.In(e.clean), named(e.clean, r, m.Entity))
					}
					continue
				case !ok:
					t.Errorf("%s: no mention %q", s.Label, s.Span.In(e.clean))
					continue
				case s.Label == "nobody":
					if m.Entity >= 0 {
						t.Errorf("%q is %q", s.Span.In(e.clean), named(e.clean, r, m.Entity))
					}
					continue
				}
				want, seen := entity[s.Label]
				if !seen {
					entity[s.Label] = m.Entity
					if other, taken := label[m.Entity]; taken {
						t.Errorf("%s and %s are one: %q (%s)", other, s.Label, s.Span.In(e.clean), m.Rule)
					}
					label[m.Entity] = s.Label
				} else if m.Entity != want {
					t.Errorf("%s: %q is %q (%s), not %q", s.Label, s.Span.In(e.clean), named(e.clean, r, m.Entity), m.Rule, named(e.clean, r, want))
				}
			}
			for _, fact := range e.facts {
				l, _, _ := strings.Cut(fact, " ")
				at, ok := entity[l]
				if !ok || at < 0 {
					t.Errorf("no entity for %q", fact)
					continue
				}
				if got := l + " " + describe(e.clean, r.Entities[at]); got != fact {
					t.Errorf("got  %s\nwant %s", got, fact)
				}
			}
		})
	}
}

// mentionAt is the mention of exactly these words.
func mentionAt(r *names.Result, s text.Span) (names.Mention, bool) {
	for _, m := range r.Mentions {
		if m.Span == s {
			return m, true
		}
	}
	return names.Mention{}, false
}

func named(clean string, r *names.Result, e int) string {
	if e < 0 {
		return "nobody"
	}
	return r.Entities[e].Name.In(clean)
}

func describe(clean string, e names.Entity) string {
	kind := [...]string{"person", "organisation", "place", "group", "document"}[e.Kind]
	s := fmt.Sprintf("%s %c %s", kind, "?fm"[e.Gender], e.Name.In(clean))
	if !e.Role.Empty() {
		s += " / " + e.Role.In(clean)
	}
	return s
}
