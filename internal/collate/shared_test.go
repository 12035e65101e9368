//go:build shared

package collate

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/names"
	"parallax/internal/quote"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// These tests measure the stage alone on hand-made readings of real events,
// which stay outside the repository: PARALLAX_SHARED names their folder.

type event struct {
	Docs       map[string]struct{ Source, Date, Title, Text string }
	Candidates []struct {
		ID, Doc, Text string
		Start, End    int
	}
}

type goldEvent struct {
	People []struct {
		Name, Kind string
		Aliases    map[string][]string
	}
	Quotes []struct {
		ID, Label string
		Speaker   *string
		Text      string
	}
	Utterances []struct{ Members []string }
	Variants   []struct{ A, B, Relation, Difference string }
}

func sharedFolder(t testing.TB) string {
	if dir := os.Getenv("PARALLAX_SHARED"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", "..", "shared")
}

func decode(t testing.TB, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(file, err)
	}
}

// goldAnalyses builds the analyses that perfect stages would give.
func goldAnalyses(e *event, g *goldEvent) (as []*analysis.Analysis, at map[string]string) {
	at = map[string]string{} // quotation id to candidate id
	for _, doc := range []string{"A", "B", "C"} {
		d := e.Docs[doc]
		a := &analysis.Analysis{
			Article:  &article.Article{ID: doc, Outlet: d.Source, Title: d.Title, Published: d.Date, Text: d.Text, Paragraphs: []text.Span{{Start: 0, End: len(d.Text)}}},
			Segments: &segment.Segments{}, Names: &names.Result{}, Quotes: &quote.Result{},
		}
		speakers := map[string]int{}
		for _, p := range g.People {
			kind := names.Person
			switch p.Kind {
			case "person":
			case "organisation", "organization":
				kind = names.Organisation
			default:
				kind = names.Group
			}
			tries := []string{p.Name}
			if parts := strings.Fields(strings.TrimSuffix(p.Name, " Jr.")); kind == names.Person && len(parts) > 1 {
				tries = append(tries, parts[0]+" "+parts[len(parts)-1], parts[len(parts)-1])
			}
			for _, alias := range append(tries, p.Aliases[doc]...) {
				i := strings.Index(d.Text, alias)
				if i < 0 {
					continue
				}
				if _, ok := speakers[p.Name]; ok {
					continue
				}
				s := text.Span{Start: i, End: i + len(alias)}
				speakers[p.Name] = len(a.Names.Entities)
				a.Names.Entities = append(a.Names.Entities, names.Entity{Kind: kind, Name: s, Named: true, Mentions: []int{len(a.Names.Mentions)}})
				a.Names.Mentions = append(a.Names.Mentions, names.Mention{Span: s, Name: s, Kind: kind, Entity: len(a.Names.Entities) - 1})
			}
		}
		x := text.NewIndex(d.Text)
		labels := map[string]int{}
		for i, q := range g.Quotes {
			labels[q.ID] = i
		}
		for _, c := range e.Candidates {
			if c.Doc != doc {
				continue
			}
			q := quote.Quotation{Content: []text.Span{{Start: x.Byte(c.Start), End: x.Byte(c.End)}}, Speaker: -1, Mention: -1, Rule: "gold"}
			if i, ok := labels[c.ID]; ok {
				if g.Quotes[i].Label != "speech" {
					continue
				}
				if s := g.Quotes[i].Speaker; s != nil {
					if k, ok := speakers[*s]; ok {
						q.Speaker = k
					}
				}
			} else if len(g.Quotes) > 0 {
				continue
			}
			a.Quotes.Quotations = append(a.Quotes.Quotations, q)
			at[fmt.Sprintf("%s/q%d", doc, len(a.Quotes.Quotations))] = c.ID
		}
		as = append(as, a)
	}
	return as, at
}

type pair struct{ a, b string }

func ordered(a, b string) pair {
	if b < a {
		a, b = b, a
	}
	return pair{a, b}
}

func TestSharedGoldUtterances(t *testing.T) {
	dir := filepath.Join(sharedFolder(t), "data", "basil")
	files, _ := filepath.Glob(filepath.Join(dir, "gold", "*.json"))
	if len(files) == 0 {
		t.Fatal("no gold events in ", dir)
	}
	var tp, reported, gold, right, read int
	for _, file := range files {
		var e event
		var g goldEvent
		decode(t, file, &g)
		decode(t, filepath.Join(dir, "in", filepath.Base(file)), &e)
		words := map[string]string{}
		for _, c := range e.Candidates {
			words[c.ID] = c.Text
		}
		as, at := goldAnalyses(&e, &g)
		c := Compare(as)
		want := map[pair]bool{}
		for _, u := range g.Utterances {
			for _, x := range u.Members {
				for _, y := range u.Members {
					if x < y {
						want[pair{x, y}] = true
					}
				}
			}
		}
		got, relation := map[pair]bool{}, map[pair]Relation{}
		for _, u := range c.Utterances {
			full := at[c.Quotations[u.Fullest].ID]
			for i, r := range u.Readings {
				x := at[c.Quotations[r.Quotation].ID]
				if x != full {
					relation[ordered(x, full)] = r.Relation
				}
				for _, s := range u.Readings[i+1:] {
					got[ordered(x, at[c.Quotations[s.Quotation].ID])] = true
				}
			}
		}
		for p := range got {
			if want[p] {
				tp++
			} else {
				t.Logf("%s wrong  %s | %s", filepath.Base(file), p.a+" "+words[p.a], p.b+" "+words[p.b])
			}
		}
		for p := range want {
			if !got[p] {
				t.Logf("%s missed %s | %s", filepath.Base(file), p.a+" "+words[p.a], p.b+" "+words[p.b])
			}
		}
		reported, gold = reported+len(got), gold+len(want)
		for _, v := range g.Variants {
			if r, ok := relation[ordered(v.A, v.B)]; ok {
				read++
				if r.String() == v.Relation {
					right++
				} else {
					t.Logf("%s relation %s, want %s: %s | %s (%s)", filepath.Base(file), r, v.Relation, v.A+" "+words[v.A], v.B+" "+words[v.B], v.Difference)
				}
			}
		}
	}
	p, r := float64(tp)/float64(reported), float64(tp)/float64(gold)
	t.Logf("pairs P %.1f R %.1f F1 %.1f (gold %d, reported %d); relation %.1f (n=%d)", 100*p, 100*r, 200*p*r/(p+r), gold, reported, 100*float64(right)/float64(read), read)
	if f := 2 * p * r / (p + r); f < 0.95 {
		t.Errorf("pairs F1 %.3f on gold quotations, want 0.95", f)
	}
	if acc := float64(right) / float64(read); acc < 0.95 {
		t.Errorf("relation %.3f on gold quotations, want 0.95", acc)
	}
}
