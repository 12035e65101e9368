package apparatus

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/collate"
	"parallax/internal/finding"
	"parallax/internal/text"
)

// Context is a wording and the sentence around it, as spans of one report.
type Context struct {
	Report              int
	Before, Core, After text.Span // Before and After are empty where the wording begins or ends the sentence
	Begun, Continued    bool      // the sentence has more words before Before, after After, than are shown
}

// Around is the sentence in which some words stand, with at most so many words
// of it on each side. A sentence ends here at a mark before a capital, and at
// the paragraph's end; it is for reading, not for analysis.
func Around(c *collate.Comparison, e collate.Evidence, words int) Context {
	t := c.Reports[e.Report].Article.Text
	in := block(c, e)
	from := in.Start + sentenceStart(t[in.Start:e.Span.Start])
	to := e.Span.End
	if !ended(t[:to]) {
		to += sentenceEnd(t[to:in.End])
	}
	x := Context{Report: e.Report, Core: e.Span}
	x.Before, x.Begun = lastWords(t, text.Span{Start: from, End: e.Span.Start}, words)
	x.After, x.Continued = firstWords(t, text.Span{Start: e.Span.End, End: to}, words)
	return x
}

// block is the paragraph that holds the evidence, or the headline, or the line.
func block(c *collate.Comparison, e collate.Evidence) text.Span {
	a := c.Reports[e.Report].Article
	if n := Paragraph(c, e); n > 0 {
		return a.Paragraphs[n-1].Cover(e.Span)
	}
	if a.Headline.Contains(e.Span) {
		return a.Headline
	}
	return e.Span
}

// sentenceStart is where the last sentence of before begins.
func sentenceStart(before string) int {
	at := 0
	for i := 0; i < len(before); {
		n := sentenceEnd(before[i:])
		if i += n; n == 0 || i >= len(before) {
			break
		}
		at = i + len(before[i:]) - len(strings.TrimLeftFunc(before[i:], unicode.IsSpace))
	}
	return at
}

// sentenceEnd is where the first sentence of s ends, its closing marks
// included; the length of s when it does not end.
func sentenceEnd(s string) int {
	for i := 0; i < len(s); i++ {
		if !strings.ContainsRune(".!?", rune(s[i])) {
			continue
		}
		end := i + 1 + closers(s[i+1:])
		rest := strings.TrimLeftFunc(s[end:], unicode.IsSpace)
		if len(rest) == len(s[end:]) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "“‘\"'(["))
		if rest == "" || (unicode.IsUpper(next) || unicode.IsDigit(next)) && !abbreviated(s[:i]) {
			return end
		}
	}
	return len(s)
}

// ended reports whether t ends with a sentence.
func ended(t string) bool {
	t = strings.TrimRight(t, "”’\"')]")
	return t != "" && strings.ContainsRune(".!?", rune(t[len(t)-1]))
}

// closers is the length of the closing marks at the beginning of s.
func closers(s string) int { return len(s) - len(strings.TrimLeft(s, "”’\"')]")) }

// abbreviated reports whether a point after s is rather that of a short title
// or an initial: "Mr", "St", "J".
func abbreviated(s string) bool {
	word := s[strings.LastIndexFunc(s, unicode.IsSpace)+1:]
	first, _ := utf8.DecodeRuneInString(word)
	return utf8.RuneCountInString(word) <= 3 && unicode.IsUpper(first)
}

// lastWords is the last n words of a span, and whether there are more.
func lastWords(t string, s text.Span, n int) (text.Span, bool) {
	at := s.End
	for range n {
		at = s.Start + len(strings.TrimRightFunc(t[s.Start:at], unicode.IsSpace))
		at = s.Start + strings.LastIndexFunc(t[s.Start:at], unicode.IsSpace) + 1
		if at == s.Start {
			return s, false
		}
	}
	for at < s.End && unicode.IsSpace(firstRune(t[at:s.End])) {
		at += utf8.RuneLen(firstRune(t[at:s.End]))
	}
	return text.Span{Start: at, End: s.End}, true
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// firstWords is the first n words of a span, and whether there are more.
func firstWords(t string, s text.Span, n int) (text.Span, bool) {
	at := s.Start
	for range n {
		rest := t[at:s.End]
		lead := len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
		end := strings.IndexFunc(rest[lead:], unicode.IsSpace)
		if end < 0 {
			return s, false
		}
		at += lead + end
	}
	return text.Span{Start: s.Start, End: at}, strings.TrimSpace(t[at:s.End]) != ""
}

// First is the first n words of some evidence, and whether it has more: two more
// are not worth leaving out.
func First(c *collate.Comparison, e collate.Evidence, n int) (collate.Evidence, bool) {
	t := c.Reports[e.Report].Article.Text
	if _, more := firstWords(t, e.Span, n+2); !more {
		return e, false
	}
	e.Span, _ = firstWords(t, e.Span, n)
	return e, true
}

// Within is the value of a conflict in the words that say what it is of, at
// most so many of them on each side. The value is all there is where those
// words do not hold it.
func Within(c *collate.Comparison, v finding.Value, words int) Context {
	return inside(c, v.Scope, v.Words, words)
}

// Passage is the i-th piece of a claim's evidence in the clause that it is read
// in, at most so many words of it on each side.
func Passage(c *collate.Comparison, claim *finding.Claim, i, words int) Context {
	return inside(c, claim.Read(i), claim.Evidence[i], words)
}

func inside(c *collate.Comparison, scope, core collate.Evidence, words int) Context {
	x := Context{Report: core.Report, Core: core.Span}
	if scope.Report != core.Report || !scope.Span.Contains(core.Span) {
		return x
	}
	t := c.Reports[core.Report].Article.Text
	x.Before, x.Begun = lastWords(t, text.Span{Start: scope.Span.Start, End: core.Span.Start}, words)
	x.After, x.Continued = firstWords(t, text.Span{Start: core.Span.End, End: scope.Span.End}, words)
	return x
}

// Witnesses is every place that gives a value of a conflict.
func Witnesses(k *finding.Conflict) (out []collate.Evidence) {
	for _, v := range k.Values {
		out = append(out, v.Evidence...)
	}
	return out
}

// Leading is the indexes of the n moments that most accounts tell of, dated ones
// and disputed ones before others, in the order of the timeline.
func Leading(c *collate.Comparison, n int) []int {
	out := make([]int, len(c.Timeline))
	for i := range out {
		out[i] = i
	}
	if len(out) <= n {
		return out
	}
	weight := func(i int) int {
		m := &c.Timeline[i]
		w := 2 * Accounts(c, m.Evidence)
		if m.From != "" {
			w++
		}
		if m.Disputed {
			w += 2
		}
		return w
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(weight(b), weight(a)) })
	out = out[:n]
	slices.Sort(out)
	return out
}

// Accounts is how many accounts some evidence comes from: reports that are one
// text count once.
func Accounts(c *collate.Comparison, es []collate.Evidence) int {
	seen := map[int]bool{}
	for _, e := range es {
		seen[c.Reports[e.Report].Account] = true
	}
	return len(seen)
}

// ByExtent gives indexes into the agreed claims: those that every account tells
// in full first, each part in the claims' own order, and how many these are.
func ByExtent(agreed []finding.Claim) (order []int, full int) {
	var part []int
	for i := range agreed {
		if agreed[i].Extent == finding.Part {
			part = append(part, i)
		} else {
			order = append(order, i)
		}
	}
	return append(order, part...), len(order)
}

// Overlaps is the label of the agreed claims that are told in part.
const Overlaps = "Told in part: one says more, or something else beside it"

// SameWords marks an agreed claim that accounts tell with a stretch of the same words.
const SameWords = "in the same words"

// ByAccount is the claims of single accounts by account, in report order, in
// their own order within an account.
func ByAccount(c *collate.Comparison, claims []finding.Claim) []AccountClaims {
	var out []AccountClaims
	at := map[int]int{}
	for i := range claims {
		account := c.Reports[claims[i].Evidence[claims[i].Shown].Report].Account
		k, ok := at[account]
		if !ok {
			k = len(out)
			at[account] = k
			out = append(out, AccountClaims{Account: account})
		}
		out[k].Claims = append(out[k].Claims, i)
	}
	slices.SortStableFunc(out, func(a, b AccountClaims) int { return cmp.Compare(a.Account, b.Account) })
	return out
}

// AccountClaims is what one account alone tells.
type AccountClaims struct {
	Account int   // index of the account's first report
	Claims  []int // indexes into the list of claims
}

// Difference is a finding that a reader should see first: a conflict, or an
// altered reading.
type Difference struct {
	Conflict int // index into Comparison.Conflicts; -1 for an altered reading
	Sharp
}

// Differences is at most n differences, contradictions of what is told first,
// in their own order, then altered words as Sharpest orders them. Conflicts of
// wording are left to these.
func Differences(c *collate.Comparison, n int) []Difference {
	var out []Difference
	for i := range c.Conflicts {
		if k := &c.Conflicts[i]; k.Severity == finding.Contradiction && k.Kind != finding.Wording && len(out) < n {
			out = append(out, Difference{Conflict: i})
		}
	}
	for _, s := range Sharpest(c, n-len(out)) {
		out = append(out, Difference{Conflict: -1, Sharp: s})
	}
	return out
}

// Dates is when a moment was, in the calendar's figures as far as its grain
// goes: "1987", "2022-02", "2022-02-10", "2022-02-07 to 2022-02-13"; empty when
// only the order is known.
func Dates(m *finding.Moment) string {
	from, to := shorten(m.From, m.Grain), shorten(m.To, m.Grain)
	switch {
	case from == "" || from == to || to == "":
		return cmp.Or(from, to)
	}
	return from + " to " + to
}

// shorten keeps of a day what the grain says: the year, the month.
func shorten(day, grain string) string {
	keep := map[string]int{"decade": 4, "century": 4, "year": 4, "month": 7}[grain]
	if keep == 0 || len(day) <= keep {
		return day
	}
	return day[:keep]
}
