package quote

import "parallax/internal/names"

// Sieves in which words are laid to somebody without a verb: according to her, per
// the union, in his view.

// according: according to Kroll, “…”; “…,” according to Kroll.
func according(r *reader, f *frame, q int) (attribution, bool) {
	es := f.elements
	for i := max(0, q-farthest); i < min(len(es), q+farthest); i++ {
		if es[i].kind != word || es[i].lower != "according" || i+2 >= len(es) || es[i+1].lower != "to" {
			continue
		}
		for j := i + 2; j < len(es) && j < i+5; j++ {
			if es[j].kind == noun {
				return attribution{j, i, "according"}, true
			}
			if es[j].kind != word {
				break
			}
		}
	}
	return attribution{}, false
}

// perSource: “…,” per Kroll; voting is barred “in August”, per the club's bylaws:
// whoever closes a sentence after "per", which is then no measure.
func perSource(r *reader, f *frame, q int) (attribution, bool) {
	es := f.elements
	for i := q + 1; i+1 < len(es) && i-q < farthest; i++ {
		b, n := es[i-1], es[i+1]
		if es[i].lower != "per" || n.kind != noun || b.kind != quoted && b.mark != ',' {
			continue
		}
		after := neighbour(f, i+2)
		ok := after.kind == punct && after.mark != '\'' || r.possessive(n.mention)
		return attribution{i + 1, i, "according"}, ok && r.names.Mentions[n.mention].Kind != names.Place && r.canSpeak(n.mention)
	}
	return attribution{}, false
}

// inView: to Kroll, the plan is “…”; in Kroll's view, it is “…”; the plan is “…” in
// her eyes; it was sold because, in Kroll's words, “…”.
func inView(r *reader, f *frame, q int) (attribution, bool) {
	es := f.elements
	if es[0].lower == "to" && q > 2 && es[1].kind == noun && es[2].mark == ',' && r.canSpeak(es[1].mention) && r.speaks(es[1].mention) {
		return attribution{1, 0, "according"}, true
	}
	for i := 1; i+1 < min(len(es), q+farthest); i++ {
		if es[i-1].lower != "in" || es[i].kind != noun || !r.possessive(es[i].mention) {
			continue
		}
		w := i + 1
		for w < len(es) && w < i+3 && (isApostrophe(r.text, es[w]) || es[w].lower == "'s" || es[w].lower == "’s" || es[w].lower == "own") {
			w++
		}
		opens := w < q && neighbour(f, w+1).mark == ','
		closes := i-1 == q+1 && neighbour(f, w+1).kind == punct && predicates(f, q)
		if (opens || closes) && viewpoint(neighbour(f, w).lower) {
			return attribution{i, w, "according"}, true
		}
	}
	return attribution{}, false
}

// predicates reports whether something is, was or would be the quoted words.
func predicates(f *frame, q int) bool {
	b := neighbour(f, q-1)
	if b.kind == word && isDeterminer(b.lower) {
		b = neighbour(f, q-2)
	}
	return equates(b.lower)
}

// equates reports whether w is a form of "be".
func equates(w string) bool {
	switch w {
	case "is", "are", "was", "were", "be", "been":
		return true
	}
	return false
}

// viewpoint reports whether somebody's w is what somebody says or thinks.
func viewpoint(w string) bool {
	switch w {
	case "view", "eyes", "opinion", "words", "telling", "reckoning", "estimation", "judgment", "judgement":
		return true
	}
	return false
}
