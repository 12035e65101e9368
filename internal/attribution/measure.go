package attribution

import (
	"fmt"

	"parallax/internal/attribution/chain"
	"parallax/internal/segment"
)

// measure is the exact agreement with the right spans, where tokens without a
// letter or digit at both ends do not count, by role.
func measure(m *Model, tests []*prepared, strict, price float32) string {
	var right, found, gold [roles]float64
	var s chain.Sequence
	var cs []candidate
	var w rower
	for _, p := range tests {
		have := map[span]bool{}
		for _, g := range p.goldSpans() {
			have[p.trim(g.span)] = true
		}
		for g := range have {
			gold[g.role]++
		}
		for i, u := range p.units {
			s.Run(m.chain, p.features[i], p.class[i])
			cs = m.look(p.reading, u, &s, &w, cs)
			for _, c := range choose(cs, strict, price) {
				c.first += u.first
				c.end += u.first
				found[c.role]++
				if k := p.trim(c.span); have[k] {
					right[c.role]++
					delete(have, k)
				}
			}
		}
	}
	out := ""
	for k, name := range [...]string{"source", "cue", "content"} {
		out += fmt.Sprintf("%s %.1f/%.1f %.1f  ", name, 100*right[k]/found[k], 100*right[k]/gold[k], 200*right[k]/(found[k]+gold[k]))
	}
	return out
}

// trim takes tokens without a letter or digit off both ends.
func (p *prepared) trim(s span) span {
	bare := func(i int) bool { return p.Segments.Tokens[i].Kind > segment.Clitic }
	for s.first < s.end-1 && bare(s.first) {
		s.first++
	}
	for s.end-1 > s.first && bare(s.end-1) {
		s.end--
	}
	return s
}
