package quote

import "parallax/internal/lang"

// Sieves in which a noun reports: an answer, a complaint, somebody's words.

// answerNoun: her answer: “…”; the minister's reply was “…”.
func answerNoun(r *reader, f *frame, q int) (attribution, bool) {
	for c := q - 1; c >= 0 && q-c < 4; c-- {
		e := f.elements[c]
		if e.kind == noun && r.answerNoun(e.mention) && r.author(e.mention) != e.mention && !neighbour(f, c-1).isCue {
			return attribution{c, -1, "noun-cue"}, true
		}
		if e.kind == word && answers(e.lower) {
			o, ok := r.possessor(f, c)
			return attribution{o, c, "noun-cue"}, ok && !neighbour(f, o-1).isCue
		}
		if e.lower == "of" && c == q-1 && c > 0 { // "Ms Reed's accusation of “cronyism”"
			switch b := f.elements[c-1]; {
			case b.kind == noun && r.cueNoun(b.mention) && r.author(b.mention) != b.mention:
				return attribution{c - 1, -1, "noun-cue"}, true
			case b.kind == word && r.lang.CueNouns.Has(b.lower):
				o, ok := r.possessor(f, c-1)
				return attribution{o, c - 1, "noun-cue"}, ok
			}
		}
		if e.kind == word && e.lower != "was" && e.lower != "is" && e.lower != "that" || e.kind == quoted || e.kind == noun {
			break
		}
	}
	return attribution{}, false
}

// answers reports whether w is a noun for an answer.
func answers(w string) bool {
	switch w {
	case "answer", "reply", "response", "retort", "message", "verdict", "advice", "motto", "slogan", "refrain", "plea":
		return true
	}
	return false
}

// inTheWords: in the words of Kroll, it was “…”; to use Kroll's phrase, it was
// “…”.
func inTheWords(r *reader, f *frame, q int) (attribution, bool) {
	for i := q - 2; i > 1 && q-i < farthest && f.elements[i].kind != quoted; i-- {
		if es := f.elements; es[i].lower == "of" && es[i+1].kind == noun && es[i-1].lower == "words" && es[i-2].lower == "the" {
			return attribution{i + 1, i - 1, "noun-cue"}, true
		}
	}
	for i := 0; i < q && i < 8; i++ {
		e := f.elements[i]
		if e.kind == punct {
			break
		}
		if e.kind == noun && r.cueNoun(e.mention) && r.author(e.mention) != e.mention && i > 0 && f.elements[i-1].lower == "use" {
			return attribution{i, -1, "noun-cue"}, true
		}
		if e.kind == word && r.lang.CueNouns.Has(e.lower) && f.elements[0].lower == "to" {
			if o, ok := r.possessor(f, i); ok {
				return attribution{o, i, "noun-cue"}, true
			}
		}
	}
	return attribution{}, false
}

// nearNoun is nounCue where no verb that reports stands nearer to the quoted words:
// voters say they are tired of Kroll's claim that the dam was “safe”.
func nearNoun(r *reader, f *frame, q int) (attribution, bool) {
	a, ok := nounCue(r, f, q)
	if !ok {
		return a, false
	}
	for c := max(a.source, a.cue) + 1; c < q; c++ {
		if e := f.elements[c]; e.isCue && e.cue.Strength >= lang.Naming {
			return attribution{}, false
		}
	}
	return a, true
}

// nounCue: the minister's complaint was that it was “…”; a
// warning from the union that it would be “…”.
func nounCue(r *reader, f *frame, q int) (attribution, bool) {
	for c := q - 1; c >= 0 && q-c < farthest; c-- {
		e := f.elements[c]
		if e.kind == quoted {
			break
		}
		if e.kind == noun && r.cueNoun(e.mention) && r.author(e.mention) != e.mention && saysNext(f, c) {
			return attribution{c, -1, "noun-cue"}, true
		}
		says := e.kind == word && r.lang.CueNouns.Has(e.lower)
		if says && saysNext(f, c) {
			if o, ok := r.possessor(f, c); ok {
				return attribution{o, c, "noun-cue"}, true
			}
		}
		if says && c+3 < q && leadsToAuthor(neighbour(f, c+1).lower) && f.elements[c+2].kind == noun && neighbour(f, c+3).lower == "that" {
			return attribution{c + 2, c, "noun-cue"}, true
		}
		if (says || e.kind == noun && r.cueNoun(e.mention)) && c > 1 && neighbour(f, c+1).lower == "that" {
			s, ok := r.mainSubject(f, c)
			if !ok || !r.speaks(f.elements[s].mention) {
				s = -1 // "the vote sends a message that"
			}
			return attribution{s, c, "noun-cue"}, true
		}
	}
	return attribution{}, false
}

// leadsToAuthor reports whether a noun that reports is followed by w and whoever
// speaks: "a warning from the union".
func leadsToAuthor(w string) bool {
	switch w {
	case "by", "from", "of", "among":
		return true
	}
	return false
}

// possessor is the noun that a cue noun belongs to: "the minister" in "the
// minister's first answer".
func (r *reader) possessor(f *frame, c int) (int, bool) {
	for o := c - 1; o >= 0 && c-o < 4; o-- {
		e := f.elements[o]
		if e.kind == noun {
			return o, r.possessive(e.mention)
		}
		if e.kind != word {
			break
		}
	}
	return -1, false
}

// saysNext reports whether a cue noun is followed by what it says: "was that",
// "is that", "that", ":".
func saysNext(f *frame, c int) bool {
	n := neighbour(f, c+1)
	return n.mark == ':' || n.lower == "that" || equates(n.lower) && neighbour(f, c+2).lower == "that"
}
