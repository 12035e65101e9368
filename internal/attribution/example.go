package attribution

import (
	"cmp"
	"slices"

	"parallax/internal/attribution/chain"
	"parallax/internal/marks"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
)

// Example is a report with its right attributions, to learn from or to measure
// by.
type Example struct {
	Text     string
	Segments *segment.Segments
	Marks    []marks.Quoted
	Words    []tag.Word
	Gold     []Attribution
	Report   int // examples of the same report with other annotators have the same number
}

// span is a run of tokens with a role.
type span struct {
	role       uint8 // source, cue or content
	first, end int   // tokens
}

// Roles of a span. The label that begins a span of role k is 2k+1.
const (
	source uint8 = iota
	cue
	content
	roles
)

// begins is the label that begins a span of the role.
func begins(role uint8) int { return int(role)*2 + 1 }

// goldSpan is a right span and the attributions it belongs to.
type goldSpan struct {
	span
	of int // index into Example.Gold
}

// goldSpans gives the right spans in tokens, in order; a token belongs to one
// at most.
func (x *Example) goldSpans() []goldSpan {
	var all []goldSpan
	add := func(role uint8, of int, s text.Span) {
		if s.Empty() {
			return
		}
		first := x.Segments.TokenAt(s.Start)
		end := first
		for end < len(x.Segments.Tokens) && x.Segments.Tokens[end].Start < s.End {
			end++
		}
		if first < end {
			all = append(all, goldSpan{span{role, first, end}, of})
		}
	}
	for i, a := range x.Gold {
		add(source, i, a.Source)
		add(cue, i, a.Cue)
		for _, c := range a.Content {
			add(content, i, c)
		}
	}
	slices.SortStableFunc(all, func(a, b goldSpan) int {
		return cmp.Or(a.first-b.first, a.end-b.end, int(a.role)-int(b.role), a.of-b.of)
	})
	return all
}

// labels gives each token of the report its right label.
func (x *Example) labels() []uint8 {
	out := make([]uint8, len(x.Segments.Tokens))
	for _, g := range x.goldSpans() {
		for i := g.first; i < g.end; i++ {
			if out[i] != chain.Out {
				break
			}
			if i == g.first {
				out[i] = uint8(begins(g.role))
			} else if out[i-1] == uint8(begins(g.role)) || out[i-1] == uint8(begins(g.role)+1) {
				out[i] = uint8(begins(g.role) + 1)
			}
		}
	}
	return out
}
