package quote

import (
	"fmt"
	"strings"
	"testing"

	learned "parallax/internal/attribution"
	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/names"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// TestMerge: each case is a text in which the learned attributions are marked
// (source, cue and content in square, round and curly brackets; a number before
// each tells which attribution), and what the list of attributions then tells.
func TestMerge(t *testing.T) {
	for _, k := range []struct{ what, in, want string }{
		{
			"an indirect quotation has the source's speaker",
			"1[Orla Venn] 1(said) 1{the ferry would sail}. 2[She] 2(feared) 2{a storm}.",
			"indirect, Orla Venn: the ferry would sail\nindirect, Orla Venn: a storm\n",
		},
		{
			"a mixed quotation is told with the words around its marks",
			"1[Orla Venn] 1(said) 1{the plan was “a disgrace to the town”}.",
			"mixed, Orla Venn: the plan was “a disgrace to the town”\n",
		},
		{
			"a broken quotation is one act of reporting, without its marks",
			"1{“The lamps,”} 1[Orla Venn] 1(said), 1{“were never lit.”}",
			"direct, Orla Venn: The lamps, … were never lit.\n",
		},
		{
			"what stands between marks is kept whole where learning cut it",
			"“The lamps were never lit, 1{and nobody went},” 1[Orla Venn] 1(said).",
			"direct, Orla Venn: The lamps were never lit, and nobody went,\n",
		},
		{
			"a clause beside speech in quotation marks is no part of it",
			"1{“The lamps were never lit,”} 1[Orla Venn] 1(said) 1{after the meeting on the quay}.",
			"direct, Orla Venn: The lamps were never lit,\n",
		},
		{
			"an utterance that closes with a comma ends there",
			"1[Orla Venn] 1(said), 1{“The lamps were never lit,” until the crane fell}.",
			"direct, Orla Venn: The lamps were never lit,\n",
		},
		{
			"nothing between marks is lost",
			"“The lamps were never lit,” said Orla Venn. 1[Milo Crane] 1(denied) 1{that}.",
			"direct, Orla Venn: The lamps were never lit,\nindirect, Milo Crane: that\n",
		},
	} {
		t.Run(strings.ReplaceAll(k.what, " ", "_"), func(t *testing.T) {
			in, as := unmark(k.in)
			l := lang.English()
			s := segment.Segment(in, text.Span{}, []text.Span{{Start: 0, End: len(in)}}, l)
			m := marks.Find(in, s)
			n := names.Find(in, s, m, l)
			var got strings.Builder
			for _, q := range FindAll(in, s, m, n, l, as).Attributions {
				who := "nobody"
				if q.Speaker >= 0 {
					who = n.Entities[q.Speaker].Name.In(in)
				}
				var parts []string
				for _, c := range q.Content {
					parts = append(parts, c.In(in))
				}
				fmt.Fprintf(&got, "%s, %s: %s\n", q.Kind, who, strings.Join(parts, " … "))
			}
			if got.String() != k.want {
				t.Errorf("told\n%swant\n%s", got.String(), k.want)
			}
		})
	}
}

// unmark takes the brackets out and gives the attributions that they mark.
func unmark(in string) (string, []learned.Attribution) {
	var out strings.Builder
	as := make([]learned.Attribution, 2)
	var of, start int
	for i := 0; i < len(in); i++ {
		here := out.Len()
		switch c := in[i]; {
		case c >= '1' && c <= '9' && i+1 < len(in) && strings.IndexByte("[({", in[i+1]) >= 0:
			of, start = int(c-'1'), here
			i++
		case c == ']':
			as[of].Source = text.Span{Start: start, End: here}
		case c == ')':
			as[of].Cue = text.Span{Start: start, End: here}
		case c == '}':
			as[of].Content = append(as[of].Content, text.Span{Start: start, End: here})
		default:
			out.WriteByte(c)
		}
	}
	if len(as[1].Content) == 0 {
		as = as[:1]
	}
	return out.String(), as
}
