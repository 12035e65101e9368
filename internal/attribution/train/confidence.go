package main

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"parallax/internal/attribution"
	"parallax/internal/lang"
	"parallax/internal/names"
	"parallax/internal/quote"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// parts is into how many parts the reports are cut to learn how sure
// quotations are: what is found in each part is found by a model of the others
// (cross-validation), which are nearly all, so that it is nearly as often right as
// the model of all.
const parts = 5

// calibrate learns how sure quotations are and gives the file.
func calibrate(train []*attribution.Example, log func(string, ...any)) string {
	var found findings
	for part := range parts {
		seen, rest := held(train, part)
		found.in(rest, attribution.Learn(seen, log))
		log("part %d of %d: %d quotations to tell from how sure they are", part+1, parts, len(found.quotations))
	}
	log("of %d mixed attributions %d found, by models that had not seen their reports (%.1f %%)",
		found.mixed, found.mixedFound, 100*float64(found.mixedFound)/float64(max(1, found.mixed)))
	return quote.LearnConfidence(found.quotations, found.right)
}

// held gives the reports but those of a part, and of each of these what its first
// annotator marked.
func held(train []*attribution.Example, part int) (seen, rest []*attribution.Example) {
	last := -1
	for _, x := range train {
		switch {
		case x.Report%parts != part:
			seen = append(seen, x)
		case x.Report != last:
			rest = append(rest, x)
			last = x.Report
		}
	}
	return seen, rest
}

// findings are quotations found in annotated reports, and which of them are right.
type findings struct {
	quotations []quote.Quotation
	right      []bool

	mixed, mixedFound int // annotated attributions that are quoted in part, and those found at a Jaccard index of .3
}

// in adds what a model finds in reports that it was not learned from.
func (f *findings) in(held []*attribution.Example, model *attribution.Model) {
	for _, x := range held {
		j := judge(x, model)
		f.add(j)
		for k, a := range x.Gold {
			if !quotedInPart(x.Text, a.Content) {
				continue
			}
			f.mixed++
			if j.taken[k] {
				f.mixedFound++
			}
		}
		foreign := &judged{example: x, names: &names.Result{}, quotations: quote.ByMarks(x.Text, x.Marks).Quotations}
		foreign.match()
		f.add(foreign)
	}
}

// quotedInPart reports whether reported words are neither without quotation marks nor
// all between them: nine tenths, from the first word on.
func quotedInPart(t string, content []text.Span) bool {
	var words strings.Builder
	for _, c := range content {
		words.WriteString(c.In(t) + " ")
	}
	s := strings.TrimSpace(words.String())
	inside := 0
	for _, q := range stretches.FindAllString(s, -1) {
		inside += utf8.RuneCountInString(q)
	}
	first, _ := utf8.DecodeRuneInString(s)
	direct := (first == '“' || first == '"') && float64(inside) > .9*float64(utf8.RuneCountInString(s))
	return strings.ContainsAny(s, "“”\"") && !direct
}

// stretches are what stands between double quotation marks.
var stretches = regexp.MustCompile(`[“"][^“”"]*[”"]?`)

func (f *findings) add(j *judged) {
	for i := range j.quotations {
		f.quotations = append(f.quotations, j.quotations[i])
		f.right = append(f.right, j.verdicts[i].right())
	}
}

// verdict is what annotators say of a quotation that was found.
type verdict struct {
	loose, strict bool // its words agree with an attribution's at a Jaccard index of .3, of .8
	speaker       bool // its source or speaker is that attribution's, or it names none
	named         bool // it names a source or a speaker, and so does the attribution
}

// right is what a confidence is the chance of.
func (v verdict) right() bool { return v.loose && v.speaker }

// judged are the quotations of an annotated report with a verdict on each.
type judged struct {
	example    *attribution.Example
	names      *names.Result
	quotations []quote.Quotation
	verdicts   []verdict
	taken      []bool // of each annotated attribution: a quotation is it
}

// judge finds a report's quotations as the program lists them, and compares
// them with the annotator's.
func judge(x *attribution.Example, m *attribution.Model) *judged {
	l := lang.English()
	n := names.Find(x.Text, x.Segments, x.Marks, l)
	as := attribution.Find(x.Text, x.Segments, x.Words, x.Marks, m)
	found := quote.FindAll(x.Text, x.Segments, x.Marks, n, l, as)
	j := &judged{example: x, names: n, quotations: found.Attributions}
	if j.quotations == nil {
		j.quotations = found.Quotations
	}
	j.match()
	return j
}

// match gives each quotation at most one attribution of the annotator, those
// that agree best first, and each attribution one quotation.
func (j *judged) match() {
	type pair struct {
		found, gold int
		agreement   float64
	}
	var pairs []pair
	gold := make([]map[int]bool, len(j.example.Gold))
	for k, a := range j.example.Gold {
		gold[k] = j.words(a.Content)
	}
	for i, q := range j.quotations {
		mine := j.words(q.Content)
		for k := range gold {
			if p := jaccard(mine, gold[k]); p >= .3 {
				pairs = append(pairs, pair{i, k, p})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.agreement, a.agreement) })
	j.verdicts = make([]verdict, len(j.quotations))
	j.taken = make([]bool, len(gold))
	for _, p := range pairs {
		v := &j.verdicts[p.found]
		if v.loose || j.taken[p.gold] {
			continue
		}
		j.taken[p.gold] = true
		*v = j.compare(&j.quotations[p.found], &j.example.Gold[p.gold])
		v.loose, v.strict = true, p.agreement >= .8
	}
}

// compare tells whether a quotation names the source of an attribution: by the
// same words or, where its words name nobody, by another mention of its speaker.
func (j *judged) compare(q *quote.Quotation, a *attribution.Attribution) verdict {
	v := verdict{named: !a.Source.Empty() && (q.Speaker >= 0 || !q.Source.Empty())}
	switch {
	case !v.named:
		v.speaker = true
	case !q.Source.Empty():
		v.speaker = q.Source.Overlaps(a.Source)
	default:
		for _, m := range j.names.Entities[q.Speaker].Mentions {
			v.speaker = v.speaker || j.names.Mentions[m].Span.Overlaps(a.Source)
		}
	}
	return v
}

// words are the tokens with a letter or digit in some spans.
func (j *judged) words(spans []text.Span) map[int]bool {
	out := map[int]bool{}
	s := j.example.Segments
	for _, x := range spans {
		for i := s.TokenAt(x.Start); i < len(s.Tokens) && s.Tokens[i].Start < x.End; i++ {
			if s.Tokens[i].Kind <= segment.Clitic {
				out[i] = true
			}
		}
	}
	return out
}

// jaccard is the share of the words of two sets that both have.
func jaccard(a, b map[int]bool) float64 {
	both := 0
	for i := range a {
		if b[i] {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
