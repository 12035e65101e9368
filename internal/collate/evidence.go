package collate

import "slices"

// edgeBonus prefers the place where a piece was cut out at the same word: two
// outlets that cut alike have read the same copy.
const edgeBonus = 1.1

// compare weighs the evidence for two wordings.
func (j *joiner) compare(i, k int) (link, bool) {
	if c := compareForms(j.wordings[i].words, j.wordings[k].words); c < 0 || c == 0 && i > k {
		i, k = k, i
	}
	long, short := &j.wordings[i], &j.wordings[k]
	e := j.evidence(long.words, short.words)
	e.cover = e.shared / max(short.weight, functionWeight)
	l := link{longer: i, shorter: k, strength: e.shared * e.cover}
	said := known(long, short)
	l.firm = firm(said, e)
	e.words, e.setting = len(short.words), j.setting(long, short)
	own := shareReport(long, short)
	if own && !e.clean && len(short.words) >= passage && e.cover < nested && (l.firm || e.run >= 5) {
		l.firm, l.rival = false, true
		return l, true
	}
	if e.atEdge && len(short.words) >= 3 && len(long.words) >= passage {
		l.strength *= edgeBonus
	}
	if own && repeated(long, short, e) {
		l.firm, l.rival = false, true
		return l, true
	}
	if l.firm || fits(said, e, own) || (long.headline || short.headline) && shortened(said, e) {
		return l, true
	}
	l.half = e.whole && e.run >= 3
	return l, l.half
}

// acquaintance is what is known of two statements' speakers.
type acquaintance uint8

const (
	unknown   acquaintance = iota // one of them is not known, or by role alone
	same                          // the same person
	doubtful                      // both are known, but one may speak for the other: "a statement" and the minister
	different                     // two persons, or two organisations, known by name
)

// repeated reports whether one report has a sentence twice, once with more to
// it, and another report has it once: “We will rebuild.” and, at the rally,
// “We will rebuild, I promise.” Then it is said twice, and the other report
// has the first. A sentence that stands whole within a longer quotation is one
// that the report itself repeats, in a summary or beside a picture.
func repeated(long, short *wording, e evidence) bool {
	n := len(short.words)
	if !e.whole || n < leastRepeated || !short.stops || e.last+1 >= len(long.words) || long.words[e.last].pause == sentence {
		return false
	}
	return slices.ContainsFunc(short.reports, func(r int) bool { return !slices.Contains(long.reports, r) })
}

// leastRepeated is the number of words from which a sentence that somebody
// says twice is told apart from a part-quote.
const leastRepeated = 6

func known(a, b *wording) acquaintance {
	switch {
	case a.speaker >= 0 && a.speaker == b.speaker:
		return same
	case a.named && b.named && a.kind == b.kind:
		return different
	case a.speaker >= 0 && b.speaker >= 0 && a.kind != b.kind:
		return doubtful
	}
	return unknown
}

// A report does not quote one passage twice at length in two wordings: two
// such passages are two utterances in which the speaker repeats himself.
const (
	passage = 8   // words from which a quotation is a passage
	nested  = 0.9 // share of its weight from which one only repeats a part of the other
)

// firm reports whether the evidence is enough to join two statements whatever
// else there is.
func firm(said acquaintance, e evidence) bool {
	switch said {
	case same:
		return e.content >= 3 && e.cover >= 0.7 && e.share >= 0.5 || // a piece, hardly changed
			e.content >= 5 && e.cover >= 0.5 || // a long one, rewritten
			e.run >= 5 && e.content >= 2 && e.cover >= 0.3 // two cuts that overlap
	case different:
		return e.run >= 8 && e.share >= 0.8 // one of the reports credits the wrong one
	}
	return e.content >= 4 && e.cover >= 0.6 ||
		e.run >= 6 && e.content >= 3 && e.cover >= 0.5 ||
		e.run >= 8 && e.content >= 3 // too long for chance
}

// fits reports whether the shorter statement may be a piece of the longer
// one, if there is no better place for it; own tells that one report has both.
func fits(said acquaintance, e evidence, own bool) bool {
	switch said {
	case same:
		return e.whole && (e.content >= 1 || e.run >= 2) || // a part-quote, be it one word
			e.content >= 2 && e.cover >= 0.95 && (e.gap <= 3 || e.share == 1 && e.gap <= e.words+1) || // with a word or two left out
			e.content >= 1 && e.share == 1 && e.words >= 5 && e.gap <= 3 || // the same of everybody's words
			e.content+e.near >= 2 && e.share >= 0.6 && e.gap <= 2 && !own || // with a word changed
			e.content >= 1 && e.framed && e.share >= 0.5 && e.words >= 4 && e.longer <= 2 && !own || // begun and ended alike
			e.run >= 5 && e.share >= 0.4 && !own && (e.lost < 2 || e.lost < e.content) // a turn of phrase among everybody's words
	case doubtful:
		return e.whole && (e.content >= 3 || e.content >= 2 && e.run >= 5 || e.content >= 1 && e.run >= 6) || e.alike()
	case different:
		return e.whole && e.run >= 6 && e.content >= 3
	}
	return e.whole && e.content >= 2 && (own || e.run >= 3) ||
		e.whole && e.content >= 1 && e.run >= 5 || e.alike()
}

// alike reports whether two statements of whom it is not known that one person
// made them are the same by their words: whole and the same from end to end,
// or short but within the same words of the reporter's (the door was “always
// open”), or long and a word apart.
func (e evidence) alike() bool {
	return e.content >= 1 && (e.whole && e.framed && e.run >= 4 || e.words >= 7 && e.share >= 0.85 && e.gap <= 2) ||
		e.whole && e.setting >= 1 && e.run >= 2
}

// shortened reports whether a headline's words are those of a quotation that
// it makes shorter: “They lied to the voters of this town” as ‘They lied to
// voters’.
func shortened(said acquaintance, e evidence) bool {
	switch said {
	case same:
		return e.content >= 1 && e.share >= 0.6 && e.gap <= 2
	case unknown:
		return e.content >= 2 && e.cover >= 0.8 && e.gap <= 4 || e.whole && e.run >= 4 // ‘Nobody told us anything’
	}
	return false
}

// setting counts the words of meaning that the reporters have around two
// part-quotes, or the one around his and the other within hers.
func (j *joiner) setting(a, b *wording) int {
	n := 0
	for i, w := range b.beside {
		if !j.meaning(w) || slices.ContainsFunc(b.beside[:i], func(o word) bool { return o.form == w.form }) {
			continue
		}
		has := func(o word) bool { return j.same(o.form, w.form) }
		if slices.ContainsFunc(a.beside, has) || slices.ContainsFunc(a.words, has) {
			n++
		}
	}
	return n
}

// evidence is what an alignment tells about two wordings.
type evidence struct {
	shared  float64 // weight of the words in common
	cover   float64 // that as a share of the shorter one's weight
	content int     // words in common that carry meaning and are not everybody's
	near    int     // words of meaning that look alike and are not the same
	setting int     // words of meaning that the reporters have in common around them
	share   float64 // words in common, as a share of the shorter one
	run     int     // longest run of words in common with nothing between
	gap     int     // words of the longer one that stand between words in common
	words   int     // words of the shorter one
	lost    int     // words of meaning in place of which the other has words of meaning of its own
	whole   bool    // the shorter one stands in the longer one without a gap
	clean   bool    // nothing differs where they overlap: one goes on where the other ends
	last    int     // index of the last word of the longer one that is in common
	atEdge  bool    // both begin, or both end, with the same word
	framed  bool    // both begin, and both end, with the same word
	longer  int     // words that the longer one has more
}

func (j *joiner) evidence(long, short []word) evidence {
	var e evidence
	run, same := 0, 0
	ms := align(j.lexicon, long, short)
	for i, m := range ms {
		w := short[m.b]
		if m.near && !j.censors(long[m.a].form, w.form) {
			e.shared += j.weights[w.form] / 2
			if j.meaning(w) {
				e.near++
			}
			run = 0
			continue
		}
		e.shared += j.weights[w.form]
		same++
		if j.content(w) && !j.light[w.form] {
			e.content++
		}
		if i > 0 && !short[ms[i-1].b].dots {
			e.gap += m.a - ms[i-1].a - 1
		}
		if i > 0 && !ms[i-1].near && ms[i-1].a == m.a-1 && ms[i-1].b == m.b-1 {
			run++
		} else {
			run = 1
		}
		e.run = max(e.run, run)
	}
	e.lost = j.replaced(long, short, ms)
	e.whole = e.run == len(short)
	e.share = float64(same) / float64(max(1, len(short)))
	if n := len(ms); n > 0 {
		first, last := ms[0], ms[n-1]
		e.last = last.a
		e.clean = same == n && last.a-first.a == n-1 && last.b-first.b == n-1 &&
			(first.a == 0 || first.b == 0) && (last.a == len(long)-1 || last.b == len(short)-1)
		e.atEdge = first.a+first.b == 0 || last.a == len(long)-1 && last.b == len(short)-1
		e.framed = long[0].form == short[0].form && long[len(long)-1].form == short[len(short)-1].form
		e.longer = len(long) - len(short)
	}
	return e
}

// replaced counts the words of meaning that stand in the
// place of others: between two words in common, before the first or after the
// last. Other sentences than those with words in common do not count.
func (j *joiner) replaced(long, short []word, ms []match) int {
	meant := func(ws []word) int {
		n := 0
		for _, w := range ws {
			if j.content(w) {
				n++
			}
		}
		return n
	}
	closed := func(i, k int) bool {
		return i > 0 && k > 0 && long[i-1].pause == sentence && short[k-1].pause == sentence
	}
	n, a, b := 0, 0, 0
	for _, m := range ms {
		if !closed(a, b) && !closed(m.a, m.b) {
			n += min(meant(long[a:m.a]), meant(short[b:m.b]))
		}
		a, b = m.a+1, m.b+1
	}
	if closed(a, b) {
		return n
	}
	return n + min(meant(long[a:]), meant(short[b:]))
}
