package collate

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
	own := shareReport(long, short)
	if own && !e.clean && len(short.words) >= passage && e.cover < nested && (l.firm || e.run >= 5) {
		l.firm, l.rival = false, true
		return l, true
	}
	if e.atEdge && len(short.words) >= 3 && len(long.words) >= passage {
		l.strength *= edgeBonus
	}
	if l.firm || fits(said, e, own) {
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
			e.content >= 2 && e.cover >= 0.95 && e.gap <= 3 || // with a word or two left out
			e.content >= 2 && e.share >= 0.6 && e.gap <= 2 && !own || // with a word changed
			e.run >= 5 && e.share >= 0.4 && !own // a turn of phrase among everybody's words
	case doubtful:
		return e.whole && (e.content >= 3 || e.content >= 2 && e.run >= 5 || e.content >= 1 && e.run >= 6)
	case different:
		return e.whole && e.run >= 6 && e.content >= 3
	}
	return e.whole && e.content >= 2 && (own || e.run >= 3) ||
		e.whole && e.content >= 1 && e.run >= 5
}

// evidence is what an alignment tells about two wordings.
type evidence struct {
	shared  float64 // weight of the words in common
	cover   float64 // that as a share of the shorter one's weight
	content int     // words in common that carry meaning and are not everybody's
	share   float64 // words in common, as a share of the shorter one
	run     int     // longest run of words in common with nothing between
	gap     int     // words of the longer one that stand between words in common
	whole   bool    // the shorter one stands in the longer one without a gap
	clean   bool    // nothing differs where they overlap: one goes on where the other ends
	atEdge  bool    // both begin, or both end, with the same word
}

func (j *joiner) evidence(long, short []word) evidence {
	var e evidence
	run, same := 0, 0
	ms := align(j.lexicon, long, short)
	for i, m := range ms {
		w := short[m.b]
		if m.near {
			e.shared += j.weights[w.form] / 2
			run = 0
			continue
		}
		e.shared += j.weights[w.form]
		same++
		if j.content(w) && !j.light[w.form] {
			e.content++
		}
		if i > 0 {
			e.gap += m.a - ms[i-1].a - 1
		}
		if i > 0 && !ms[i-1].near && ms[i-1].a == m.a-1 && ms[i-1].b == m.b-1 {
			run++
		} else {
			run = 1
		}
		e.run = max(e.run, run)
	}
	e.whole = e.run == len(short)
	e.share = float64(same) / float64(max(1, len(short)))
	if n := len(ms); n > 0 {
		first, last := ms[0], ms[n-1]
		e.clean = same == n && last.a-first.a == n-1 && last.b-first.b == n-1 &&
			(first.a == 0 || first.b == 0) && (last.a == len(long)-1 || last.b == len(short)-1)
		e.atEdge = first.a+first.b == 0 || last.a == len(long)-1 && last.b == len(short)-1
	}
	return e
}
