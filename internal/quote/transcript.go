package quote

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/marks"
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
//	Jane Marlow: Good morning.
//	>> OSTROW (through interpreter): Good morning. (Laughter)
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
	label     text.Span // empty where only a change of speakers is marked (">> Thank you.")
	content   []text.Span
	paragraph int
	from      int  // where its paragraph begins
	sure      bool // its label cannot be taken for a heading: Q, A, capitals
}

// transcript gives the turns of a report as direct quotations; nil when it
// holds no transcript.
func (r *reader) transcript() []Quotation {
	taken := r.turnsTaken()
	turns := taken
	if len(turns) > 1 {
		turns = r.carryOn(turns)
	}
	if len(turns) < fewestTurns || !repeats(r.text, turns) {
		if turns = r.quotedLines(taken); len(turns) == 0 {
			return r.posts()
		}
	}
	families, answers := r.families(turns[0].from), r.interviewed(turns[0].from)
	out := make([]Quotation, 0, len(turns))
	for i := range turns {
		t := &turns[i]
		q := Quotation{Kind: Direct, Content: r.spoken(t.content), Source: t.label, Mention: -1, Speaker: -1, Rule: "transcript"}
		if len(q.Content) == 0 {
			continue
		}
		if colon := strings.IndexByte(r.text[t.label.End:q.Content[0].Start], ':'); !t.label.Empty() && colon >= 0 {
			q.Cue = text.Span{Start: t.label.End + colon, End: t.label.End + colon + 1}
		}
		switch l := t.label.In(r.text); {
		case l == "A" || l == "A." || answered(t):
			q.Speaker = answers
		case l == "Q" || l == "Q." || l == "":
		default:
			q.Mention, q.Speaker = r.labelled(t.label, families)
		}
		out = append(out, q)
	}
	return out
}

// turnsTaken finds the paragraphs that a label opens. Labels that are not sure are
// kept where all of them name people.
func (r *reader) turnsTaken() []turn {
	var out []turn
	sure := 0
	for i, p := range r.segments.Paragraphs {
		if i == 0 && r.segments.HasHeadline {
			continue
		}
		if t, ok := r.turnAt(p); ok {
			t.paragraph = i
			out = append(out, t)
			if t.sure {
				sure++
			}
		}
	}
	if t, ok := r.headTurn(out); ok {
		out = slices.Insert(out, 0, t)
		sure++
	}
	if sure == len(out) || len(out) >= fewestTurns && r.peopleTalk(out) {
		return out
	}
	return slices.DeleteFunc(out, func(t turn) bool { return !t.sure })
}

// headTurn is the turn that a bare transcript begins with, which looks like a headline
// before the others: its label opens one of these too, or is Q beside an A.
func (r *reader) headTurn(others []turn) (turn, bool) {
	if !r.segments.HasHeadline || len(others) < fewestTurns-1 {
		return turn{}, false
	}
	t, ok := r.turnAt(r.segments.Paragraphs[0])
	if !ok || !t.sure || t.label.Empty() {
		return turn{}, false
	}
	label := t.label.In(r.text)
	return t, slices.ContainsFunc(others, func(o turn) bool {
		other := o.label.In(r.text)
		return other == label || label == "Q" && other == "A"
	})
}

// quotedLines are the turns, too few for a transcript, that a report quotes from
// one: paragraphs of nothing but a quotation that opens with a name in capitals.
func (r *reader) quotedLines(turns []turn) []turn {
	return slices.DeleteFunc(slices.Clone(turns), func(t turn) bool {
		p := r.segments.Paragraphs[t.paragraph]
		opens, _ := utf8.DecodeRuneInString(p.In(r.text))
		i := slices.IndexFunc(r.marks, func(m marks.Quoted) bool { return m.Span.Start == p.Start })
		return i < 0 || !strings.ContainsRune("“\"", opens) || r.marks[i].Closed && r.marks[i].Span.End < p.End ||
			t.label.Len() < 3 || heading(family(t.label.In(r.text)))
	})
}

// heading reports whether a word in capitals before a colon names no speaker.
func heading(w string) bool {
	switch w {
	case "note", "update", "breaking", "watch", "read", "correction", "clarification", "warning", "exclusive", "alert", "video", "photo", "news", "fact", "claim", "verdict":
		return true
	}
	return false
}

// turnAt reads the label that opens a paragraph.
func (r *reader) turnAt(p text.Span) (turn, bool) {
	body := p.In(r.text)
	start := len(body) - len(strings.TrimLeft(body, "“\"‘'>* \t"))
	changes := strings.HasPrefix(body, ">>")
	t := turn{from: p.Start, sure: true}
	end, after := asked(body[start:])
	if end == 0 {
		end = strings.IndexByte(body[start:min(len(body), start+longestLabel)], ':')
		after = end + 1
		if end > 0 && !isLabel(body[start:start+end]) {
			t.sure = false
			if !titleLabel(body[start : start+end]) {
				end = 0
			}
		}
	}
	switch {
	case end > 0:
		t.label = text.Span{Start: p.Start + start, End: p.Start + start + end}
	case changes:
		t.sure, after = true, 0
	default:
		return t, false
	}
	content := r.trim(text.Span{Start: p.Start + start + after, End: p.End})
	if cut := strings.IndexByte(t.label.In(r.text), '('); cut > 0 { // "(through interpreter)"
		t.label.End = t.label.Start + len(strings.TrimRight(t.label.In(r.text)[:cut], " "))
	}
	t.content = []text.Span{content}
	return t, !content.Empty()
}

// asked gives the ends of a label "Q" or "Q." that no colon follows, and of the room
// behind it; zeros when there is none.
func asked(s string) (end, after int) {
	for _, l := range [...]string{"Q.", "Q", "A."} {
		rest, ok := strings.CutPrefix(s, l+" ")
		if first, _ := utf8.DecodeRuneInString(rest); ok && unicode.IsUpper(first) {
			return len(l), len(l) + 1
		}
	}
	return 0, 0
}

// isLabel reports whether words before a colon can be a speaker's label: Q or
// A, or a name in capitals, its role after a comma or in brackets.
func isLabel(s string) bool {
	switch s {
	case "Q", "A", "Q.", "A.":
		return true
	}
	name := bareLabel(s)
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

// titleLabel reports whether words before a colon can be a name as running text
// writes it: every word with a capital.
func titleLabel(s string) bool {
	words := 0
	for w := range strings.FieldsSeq(bareLabel(s)) {
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) && !small(w) || strings.ContainsAny(w, "0123456789:“\"@#") {
			return false
		}
		words++
	}
	return words > 0 && words <= 5
}

// bareLabel is a label without the role that a comma or a bracket sets off.
func bareLabel(s string) string {
	if i := strings.IndexAny(s, ",("); i >= 0 {
		return s[:i]
	}
	return s
}

// peopleTalk reports whether all labels name people, two at least, or somebody whose
// part in a talk is told.
func (r *reader) peopleTalk(turns []turn) bool {
	people := map[string]bool{}
	for i := range turns {
		m, _ := r.labelled(turns[i].label, nil)
		name := family(turns[i].label.In(r.text))
		switch {
		case turns[i].sure:
		case m >= 0 && r.names.Mentions[m].Kind == names.Person:
			people[name] = true
		case name == "host" || name == "interviewer" || name == "moderator" || name == "reporter" || name == "question" || name == "answer":
			people[name] = true
		default:
			if !people[name] {
				return false
			}
		}
	}
	return len(people) > 1
}

// repeats reports whether a label comes again: a transcript is a talk, and a
// list of headings is none.
func repeats(t string, turns []turn) bool {
	seen := map[string]bool{}
	for _, u := range turns {
		name := family(u.label.In(t))
		if name != "" && seen[name] {
			return true
		}
		seen[name] = true
	}
	return false
}

// trim leaves white space and the marks of a quoted transcript out of a span.
func (r *reader) trim(s text.Span) text.Span {
	body := s.In(r.text)
	opened := len(body) - len(strings.TrimLeft(body, " \t\r\n“\"*"))
	s.Start += opened
	after := " \t\r\n*"
	if strings.ContainsAny(body[:opened], "“\"") && strings.Count(body, "\"")+strings.Count(body, "”") <= 2 {
		after += "”\"" // one pair of marks around it all
	}
	s.End = s.Start + len(strings.TrimRight(s.In(r.text), after))
	return s
}

// carryOn gives each turn the paragraphs between it and the next one. What
// stands after the last turn may be the report's again and is left alone. Where
// every label is a question's, the paragraphs between are the answers.
func (r *reader) carryOn(turns []turn) []turn {
	answers := !slices.ContainsFunc(turns, func(t turn) bool { return !strings.HasPrefix(t.label.In(r.text), "Q") || t.label.Len() > 2 })
	var out []turn
	for i := range turns {
		out = append(out, turns[i])
		end := turns[i].paragraph + 1
		switch {
		case i+1 < len(turns):
			end = turns[i+1].paragraph
		case answers:
			end = min(end+1, len(r.segments.Paragraphs))
		}
		for p := turns[i].paragraph + 1; p < end; p++ {
			s := r.trim(r.segments.Paragraphs[p])
			if s.Empty() || strings.HasPrefix(s.In(r.text), "(") || strings.HasPrefix(s.In(r.text), "[") {
				continue
			}
			if last := &out[len(out)-1]; answers && !answered(last) {
				out = append(out, turn{from: s.Start, paragraph: p, content: []text.Span{s}})
			} else {
				last.content = append(last.content, s)
			}
		}
	}
	return out
}

// answered reports a turn that follows a question and has no label.
func answered(t *turn) bool { return t.label.Empty() && !t.sure }

// longestDirection is how many bytes a stage direction may have.
const longestDirection = 40

// spoken leaves stage directions out of contents: "(Laughter)", "[applause]".
func (r *reader) spoken(content []text.Span) []text.Span {
	var out []text.Span
	for _, c := range content {
		rest := c
		for {
			d := r.direction(rest)
			if d.Empty() {
				break
			}
			if before := r.trim(text.Span{Start: rest.Start, End: d.Start}); !before.Empty() {
				out = append(out, before)
			}
			rest.Start = d.End
		}
		if rest = r.trim(rest); !rest.Empty() {
			out = append(out, rest)
		}
	}
	return out
}

// direction is the first stage direction in a span: a few words in brackets that
// stand apart from the sentences beside them.
func (r *reader) direction(s text.Span) text.Span {
	in := s.In(r.text)
	for i := 0; i < len(in); i++ {
		if in[i] != '(' && in[i] != '[' {
			continue
		}
		n := strings.IndexAny(in[i:min(len(in), i+longestDirection)], ")]")
		if n < 0 {
			continue
		}
		before, after := strings.TrimRight(in[:i], " \n"), strings.TrimLeft(in[i+n+1:], " \n")
		first, _ := utf8.DecodeRuneInString(after)
		ended := before == "" || strings.ContainsAny(lastRune(before), ".?!…—–")
		if ended && (after == "" || !unicode.IsLower(first)) && strings.Count(in[i:i+n], " ") < 4 {
			return text.Span{Start: s.Start + i, End: s.Start + i + n + 1}
		}
	}
	return text.Span{}
}

// labelled is the mention that a label is and whom it names: the one person of
// the report with that family name, else whoever the mention names.
func (r *reader) labelled(label text.Span, families map[string]int) (mention, entity int) {
	mention, entity = -1, -1
	i := r.names.From(label.Start)
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
	s = strings.TrimSpace(bareLabel(s))
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
			in := m > 0 && r.names.Mentions[m-1].Span.Contains(r.names.Mentions[m].Span) // Harbour in "Harbour commissioner Ostrow"
			if r.names.Mentions[m].Span.End <= before && !in {
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
		i, _ := slices.BinarySearchFunc(turns, last.End, func(t Quotation, at int) int { return cmp.Compare(opened(&t), at) })
		if i == 0 {
			return false // before the first turn
		}
		t := &turns[i-1]
		whole := text.Span{Start: opened(t), End: t.Content[len(t.Content)-1].End}
		return whole.Overlaps(last) && (q.Kind == Indirect || q.Speaker < 0 || q.Speaker == t.Speaker || q.Rule == "carried-on" || !whole.Contains(q.Content[0]))
	})
	kept = append(kept, turns...)
	slices.SortStableFunc(kept, func(a, b Quotation) int {
		return cmp.Or(a.Content[0].Start-b.Content[0].Start, b.Content[0].Len()-a.Content[0].Len())
	})
	return kept
}

// opened is where a turn begins: with its label, or with its words.
func opened(q *Quotation) int {
	if q.Source.Empty() {
		return q.Content[0].Start
	}
	return q.Source.Start
}
