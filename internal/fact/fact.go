// Package fact finds the numbers that a report gives: how many, how much, how
// old, how long, and what of; what it says that people are ([Roles]); and who it
// plainly says did what to whom ([Acts]).
//
//	[nearly 1.5 million] women     count 1500000, hedged, of "woman"
//	[$5.7 billion]                 money 5.7e9 USD
//	[hundreds of thousands] of workers   count 100000 to 999999, vague
//	the [12th day]                 duration of 11 to 12 days
//	killing [at least 15] miners   count 15, hedged, of "miner", who are dead
//	the death toll rose to [16]    count 16, dead
//	[five of the seven] members    count 5, whole 7
//	by [four votes to three]       vote 4 to 3
//	won the final [3-1]            score 3 to 1
//
// A number is read in digits or in words with what multiplies it and what
// hedges it, then classed by the unit or the noun behind it. The noun is the
// last of the run of adjectives and nouns that follows; nouns that outlets use
// for one thing share a class (lang.QuantityWords). Dates and times of day are
// no facts: package when finds them, and its durations are taken over from
// there.
package fact

import (
	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
	"parallax/internal/when"
)

// Class is what a number measures.
type Class uint8

const (
	Count     Class = iota // of what Noun says
	Money                  // Unit is the currency
	Percent                // hundredths
	Vote                   // Low for, High against
	Age                    // years
	Duration               // days
	Distance               // metres
	Magnitude              // of an earthquake
	Measure                // another unit
	Score                  // of a match: Low the side with more, High the other
)

// String is the class in a word.
func (c Class) String() string {
	return [...]string{"count", "money", "percent", "vote", "age", "duration", "distance", "magnitude", "measure", "score"}[c]
}

// Hedge is how a number is hedged.
type Hedge uint8

const (
	Plain Hedge = iota
	About       // "about", "some"
	Under       // "nearly", "almost"
	Least       // "at least", "more than", "over"
	Most        // "up to", "as many as", "fewer than"
)

// String is the hedge in a word, empty for Plain.
func (h Hedge) String() string { return [...]string{"", "about", "nearly", "at least", "at most"}[h] }

// Standing says whether a number is what is, what was before, what somebody
// thought that it would be, or the one before it in another unit.
type Standing uint8

const (
	Given     Standing = iota
	Earlier            // "from $54 million", "compared with 54 per cent"
	Expected           // "analysts had expected $52 million"
	Converted          // the number before it once more: "10 million crowns ($1.2 million)"
)

// String is the standing in a word, empty for Given.
func (s Standing) String() string { return [...]string{"", "earlier", "expected", "converted"}[s] }

// Fact is one number with what it measures.
type Fact struct {
	Span     text.Span // the number with its unit and what hedges it: "nearly $5.7 billion"
	Value    text.Span // the number with its unit
	Clause   text.Span // the clause that says what it is of
	Sentence int       // index into Segments.Sentences
	First    int       // index of its first token
	End      int       // one past the index of its last token

	Class     Class
	Hedge     Hedge
	Vague     bool    // told as an order of magnitude or a decade: "hundreds", "in his 50s"
	Low, High float64 // equal unless a range, a vague number or a vote is told
	Step      float64 // the grain of the number as written: 1e8 for "1.5 billion", 1 for "16"
	Unit      string  // currency or unit of measure
	Noun      int     // index of the token that names what is counted; -1 when there is none
	Of        uint32  // tag.LemmaID of the counted noun's class; 0 when there is none
	Fate      string  // what befell the people that are counted: "dead", "injured", "arrested"; empty when nothing is told
	Whole     float64 // of how many it is a part: 7 for "five of the seven members"; 0 when nothing says so
	People    bool    // the counted noun is a word for people
	Further   bool    // "three other women", "another 20": not those that were counted before
	Standing  Standing
}

// Exact reports whether the fact gives one number.
func (f *Fact) Exact() bool { return f.Low == f.High }

// Find gives the facts of t in order, without overlap. tags are those of s's
// tokens; without tags or word data nothing is found. year is that of the
// report's date, from which "since 1980" is counted; 0 when it is not known.
func Find(t string, s *segment.Segments, tags []tag.Word, times []when.Time, year int, l *lang.Language) []Fact {
	if l == nil || l.Quantities == nil || len(tags) != len(s.Tokens) {
		return nil
	}
	f := &finder{t: t, s: s, tags: tags, times: times, year: year, l: l}
	for i := range s.Sentences {
		f.sentence(i)
	}
	return f.out
}

// finder goes through one report.
type finder struct {
	t     string
	s     *segment.Segments
	tags  []tag.Word
	times []when.Time
	year  int
	l     *lang.Language

	lo, hi, number int // tokens of the sentence at hand, its index
	time           int // first expression of time that is not passed yet
	out            []Fact
}

// sentence finds the facts of one sentence.
func (f *finder) sentence(n int) {
	sent := f.s.Sentences[n]
	f.lo, f.hi, f.number = sent.First, sent.End, n
	for i := f.lo; i < f.hi; {
		end, ok := f.at(i)
		if !ok {
			i++
			continue
		}
		i = max(i+1, end)
	}
}

// at finds the fact or the expression of time that begins at token i.
func (f *finder) at(i int) (end int, ok bool) {
	start := f.s.Tokens[i].Start
	for f.time < len(f.times) && f.times[f.time].Span.End <= start {
		f.time++
	}
	if f.time < len(f.times) && f.times[f.time].Span.Start <= start {
		tm := &f.times[f.time]
		end = i
		for end < f.hi && f.s.Tokens[end].Start < tm.Span.End {
			end++
		}
		f.length(tm, i, end)
		return end, true
	}
	q, ok := f.quantity(i)
	if !ok {
		return 0, false
	}
	if fact, ok := f.classify(i, q); ok {
		f.add(fact)
		return fact.End, true
	}
	return q.end, true
}

// add completes a fact and keeps it.
func (f *finder) add(a Fact) {
	a.Sentence = f.number
	a.Value = text.Span{Start: f.s.Tokens[a.First].Start, End: f.s.Tokens[a.End-1].End}
	first, hedge := f.hedge(a.First, a.Hedge)
	a.Hedge = hedge
	a.Span = text.Span{Start: f.s.Tokens[first].Start, End: a.Value.End}
	a.Clause = f.clause(first, a.End)
	a.Standing = f.standing(first, a.End)
	f.out = append(f.out, a)
}
