package when

import (
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
)

// bound is the direction of where a stretch ends or begins, 0 where the tense
// of the clause has to decide: what is said to be so until July, or from
// September on, with no verb in the past tense, is so still or will be; what
// was stopped until then (value "till" of the future cues) was stopped until a
// time to come, unless the sentence goes on with what happened then.
func (f *finder) bound(i, end int) int {
	until := f.oneOf(i-1, "until", "till", "through")
	if !until && !f.is(i-1, "from") {
		return 0
	}
	if until && (f.is(end, "to") && f.kind(end+1, segment.Word) || f.goesOn(end)) {
		return 1 // "gave them until Friday to pay", "was bailed until Friday, when she will be sentenced"
	}
	for j := i - 2; j >= max(f.lo, i-reach); j-- {
		switch need := f.cue(j); {
		case need == "till" && until && !f.ended(j, end) && !f.lately(j, i), need == "from" && !until:
			return 1
		case need == "till" && f.is(j-1, "been") && f.oneOf(j-2, "has", "have"):
			return 1
		}
		if f.tense(j, true, until) != 0 {
			if f.reporting(j) && j < i-3 {
				continue
			}
			return 0
		}
		if f.oneOf(j, ";", "who", "which") {
			break
		}
	}
	opens := i-1 == f.lo || f.is(i-2, ",") // "From September, pupils pay nothing"
	if until && !opens {
		return 1
	}
	if opens {
		for j := end; j < min(f.hi, end+reach) && !f.is(j, ";"); j++ {
			if d := f.tense(j, false, false); d != 0 {
				return d
			}
		}
		return 1
	}
	return 0
}

// cue is what the future cues ask of the word at token i, "" for none.
func (f *finder) cue(i int) string {
	t := f.text(i)
	if len(t) > longest || f.capital(i) && i > f.lo {
		return ""
	}
	return f.l.Future[strings.ToLower(t)]
}

// reporting reports whether token i is a verb of saying, whose own tense says
// nothing of what was said.
func (f *finder) reporting(i int) bool {
	return f.oneOf(i, "said", "announced", "confirmed", "told", "added", "insisted", "learned", "agreed")
}

// ended reports whether a stretch that a verb at token i opens is over: it was
// so before something else ("had been closed"), or the sentence says what
// happened at its end ("until July, when it opened again").
func (f *finder) ended(i, end int) bool {
	if f.is(i-1, "had") || f.is(i-1, "been") && f.is(i-2, "had") {
		return true
	}
	if j := f.skip(end, ","); f.is(j, "when") {
		for k := j + 1; k < min(f.hi, j+8); k++ {
			if d := f.tense(k, false, false); d != 0 {
				return d < 0
			}
		}
	}
	return false
}

// goesOn reports whether the sentence says what is to happen at the end of a
// stretch that ends at token end.
func (f *finder) goesOn(end int) bool {
	j := f.skip(end, ",")
	if !f.is(j, "when") {
		return false
	}
	for k := j + 1; k < min(f.hi, j+8); k++ {
		if d := f.tense(k, false, false); d != 0 {
			return d > 0
		}
	}
	return false
}

// recentMonths is how many months ago something may have ended that is told as
// news still.
const recentMonths = 3

// lately reports whether what a verb at token i stopped until the month at token
// m ended lately: "was shut until December", told in January, is hardly of the
// December to come.
func (f *finder) lately(i, m int) bool {
	if !f.oneOf(i-1, "was", "were") || !f.has(m, lang.TimeMonth) || f.anchored == None {
		return false
	}
	_, now, _ := f.anchor.civil()
	ago := (now - f.words[m].n + 12) % 12
	return ago > 0 && ago <= recentMonths
}

// opened is the place of the other end of a stretch that the expression at
// token i ends: March of "from March to July".
func (f *finder) opened(i int, g Grain) (int, bool) {
	k := len(f.places) - 1
	if k < 0 || !f.oneOf(i-1, "to", "until", "till", "through", "and") {
		return 0, false
	}
	p := &f.places[k]
	from := f.is(p.first-1, "from") && !f.is(i-1, "and") || f.is(p.first-1, "between") && f.is(i-1, "and")
	return k, from && p.known && p.grain == g && p.end == i-1
}

// closes is the month that ends the stretch which a bare month before token end
// opens, 0 when there is none.
func (f *finder) closes(i, end int) int {
	if f.is(i-1, "from") && f.oneOf(end, "to", "until", "till", "through") && f.has(end+1, lang.TimeMonth) && !f.has(end+2, yearDigits|plainDigits) {
		return f.words[end+1].n
	}
	return 0
}

// stretch is by how many years a stretch from month first to month last lies
// off the one that begins in the report's year: the latest that is over by month
// now when it is told as past, else the first that is not over.
func stretch(first, last, now, direction int) int {
	if last < first {
		last += 12
	}
	years := 0
	if direction < 0 {
		for last+12*years > now {
			years--
		}
		return years
	}
	if last-12 >= now {
		return -1
	}
	if last < now {
		return 1
	}
	return 0
}
