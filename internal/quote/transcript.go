package quote

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"parallax/internal/names"
	"parallax/internal/text"
)

// Interviews are printed as transcripts, in turns that a label opens:
//
//	Q: Why was the bridge closed?
//	A: Because it was not safe.
//
//	MARLOW: Good morning.
//	LENA OSTROW, HARBOUR COMMISSIONER: Good morning.
//
// A turn is speech without marks: its paragraph from the label on, and the
// paragraphs without a label up to the next turn. What the marks show inside a
// turn is the speaker's own quoting and stays only if somebody else said it.

// fewestTurns is how many labelled paragraphs make a transcript: one or two
// may be a heading with a colon, or a credit line.
const fewestTurns = 3

// longestLabel is how many bytes a label may have, role included.
const longestLabel = 80

// turn is what one label opens.
type turn struct {
	label     text.Span
	content   []text.Span
	paragraph int
}

// transcript gives the turns of a report as direct quotations; nil when it
// holds no transcript.
func (r *reader) transcript() []Quotation {
	turns := r.turnsTaken()
	if len(turns) < fewestTurns || !repeats(r.text, turns) {
		return nil
	}
	r.carryOn(turns)
	families, answers := r.families(turns[0].label.Start), r.interviewed(turns[0].label.Start)
	out := make([]Quotation, 0, len(turns))
	for i := range turns {
		t := &turns[i]
		q := Quotation{Kind: Direct, Content: t.content, Source: t.label, Cue: text.Span{Start: t.label.End, End: t.label.End + 1}, Mention: -1, Speaker: -1, Rule: "transcript"}
		switch t.label.In(r.text) {
		case "A", "A.":
			q.Speaker = answers
		case "Q", "Q.":
		default:
			q.Mention, q.Speaker = r.labelled(t.label, families)
		}
		out = append(out, q)
	}
	return out
}

// turnsTaken finds the paragraphs that a label opens.
func (r *reader) turnsTaken() []turn {
	var out []turn
	for i, p := range r.segments.Paragraphs {
		if i == 0 && r.segments.HasHeadline {
			continue
		}
		body := p.In(r.text)
		start := len(body) - len(strings.TrimLeft(body, "“\"‘' \t"))
		n := strings.IndexByte(body[start:min(len(body), start+longestLabel)], ':')
		if n <= 0 || !isLabel(body[start:start+n]) {
			continue
		}
		label := text.Span{Start: p.Start + start, End: p.Start + start + n}
		if content := r.trim(text.Span{Start: label.End + 1, End: p.End}); !content.Empty() {
			out = append(out, turn{label: label, content: []text.Span{content}, paragraph: i})
		}
	}
	return out
}

// isLabel reports whether words before a colon can be a speaker's label: Q or
// A, or a name in capitals, its role after a comma or in brackets.
func isLabel(s string) bool {
	switch s {
	case "Q", "A", "Q.", "A.":
		return true
	}
	name := s
	if i := strings.IndexAny(s, ",("); i >= 0 {
		name = s[:i]
	}
	letters := 0
	for _, c := range name {
		switch {
		case unicode.IsUpper(c):
			letters++
		case unicode.IsLower(c) || unicode.IsDigit(c):
			return false
		}
	}
	return letters >= 2 && len(strings.Fields(name)) <= 5
}

// repeats reports whether a label comes again: a transcript is a talk, and a
// list of headings is none.
func repeats(t string, turns []turn) bool {
	seen := map[string]bool{}
	for _, u := range turns {
		name := family(u.label.In(t))
		if seen[name] {
			return true
		}
		seen[name] = true
	}
	return false
}

// trim leaves white space and the marks of a quoted transcript out of a span.
func (r *reader) trim(s text.Span) text.Span {
	body := s.In(r.text)
	opened := len(body) - len(strings.TrimLeft(body, " \t“\""))
	s.Start += opened
	after := " \t\r\n"
	if strings.ContainsAny(body[:opened], "“\"") && strings.Count(body, "\"")+strings.Count(body, "”") <= 2 {
		after += "”\"" // one pair of marks around it all
	}
	s.End = s.Start + len(strings.TrimRight(s.In(r.text), after))
	return s
}

// carryOn gives each turn the paragraphs between it and the next one. What
// stands after the last turn may be the report's again and is left alone;
// lines in brackets tell what happened in the room.
func (r *reader) carryOn(turns []turn) {
	for i := range turns[:len(turns)-1] {
		for p := turns[i].paragraph + 1; p < turns[i+1].paragraph; p++ {
			s := r.trim(r.segments.Paragraphs[p])
			if s.Empty() || strings.HasPrefix(s.In(r.text), "(") || strings.HasPrefix(s.In(r.text), "[") {
				continue
			}
			turns[i].content = append(turns[i].content, s)
		}
	}
}

// labelled is the mention that a label is and whom it names: the one person of
// the report with that family name, else whoever the mention names.
func (r *reader) labelled(label text.Span, families map[string]int) (mention, entity int) {
	mention, entity = -1, -1
	i, _ := slices.BinarySearchFunc(r.names.Mentions, label.Start, func(m names.Mention, at int) int { return cmp.Compare(m.Span.Start, at) })
	if i < len(r.names.Mentions) && r.names.Mentions[i].Span.Overlaps(label) {
		mention, entity = i, r.names.Mentions[i].Entity
	}
	if k, ok := families[family(label.In(r.text))]; ok && k >= 0 {
		entity = k
	}
	return mention, entity
}

// families are the people whom the text before a transcript names, by family
// name; -1 where two share one, which a label tells no further apart.
func (r *reader) families(before int) map[string]int {
	out := map[string]int{}
	for k, e := range r.names.Entities {
		if !e.Named || e.Kind != names.Person || e.Name.Start >= before {
			continue
		}
		name := family(e.Name.In(r.text))
		if _, ok := out[name]; ok {
			k = -1
		}
		out[name] = k
	}
	return out
}

// family is the last word of a name or a label, in lower case, without the
// role that a comma or a bracket sets off.
func family(s string) string {
	if i := strings.IndexAny(s, ",("); i >= 0 {
		s = s[:i]
	}
	s = strings.TrimSpace(s)
	return strings.ToLower(s[strings.LastIndexByte(s, ' ')+1:])
}

// interviewed is the person whom the text before a transcript names more often
// than any other; -1 when there is none.
func (r *reader) interviewed(before int) int {
	best, most, tie := -1, 0, false
	for k, e := range r.names.Entities {
		if !e.Named || e.Kind != names.Person {
			continue
		}
		n := 0
		for _, m := range e.Mentions {
			if r.names.Mentions[m].Span.End <= before {
				n++
			}
		}
		if n > most {
			best, most, tie = k, n, false
		} else if n == most && n > 0 {
			tie = true
		}
	}
	if tie {
		return -1
	}
	return best
}

// inTurns puts the turns among other quotations, in text order. Of those that
// lie in a turn only what somebody else is known to have said stays.
func inTurns(qs, turns []Quotation) []Quotation {
	kept := slices.DeleteFunc(slices.Clone(qs), func(q Quotation) bool {
		last := q.Content[len(q.Content)-1]
		i, _ := slices.BinarySearchFunc(turns, last.End, func(t Quotation, at int) int { return cmp.Compare(t.Source.Start, at) })
		if i == 0 {
			return false // before the first turn
		}
		t := &turns[i-1]
		whole := text.Span{Start: t.Source.Start, End: t.Content[len(t.Content)-1].End}
		return whole.Overlaps(last) && (q.Kind == Indirect || q.Speaker < 0 || q.Speaker == t.Speaker || q.Rule == "carried-on" || !whole.Contains(q.Content[0]))
	})
	kept = append(kept, turns...)
	slices.SortStableFunc(kept, func(a, b Quotation) int {
		return cmp.Or(a.Content[0].Start-b.Content[0].Start, b.Content[0].Len()-a.Content[0].Len())
	})
	return kept
}
