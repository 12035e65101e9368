package quote

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	learned "parallax/internal/attribution"
)

// How sure a quotation is, is told by signs: the rule that found its speaker,
// its kind and length, and what learning says of the same words. Each sign has
// a weight, and the confidence is their sum as a chance: logistic regression,
// which is Platt's scaling (1999) with more than one score to go by. The
// weights are made from annotated reports that the learned attributions had not
// seen: LearnConfidence, run by internal/attribution/train.

// support is what a quotation's confidence is told by besides its rule, kind
// and words.
type support struct {
	learned     bool // a learned attribution holds these words
	agrees      bool // … and names the same source
	foreign     bool // nothing but the marks was looked at
	probability float64
	cued        float64
	sourced     float64
}

func supportOf(a *learned.Attribution) support {
	return support{learned: true, probability: a.Probability, cued: a.Cued, sourced: a.Sourced}
}

// sign is one thing that a confidence is told by.
type sign struct {
	class, of string // its name is both together
	value     float64
}

func (s sign) name() string { return s.class + s.of }

// mostSigns is how many signs a quotation has at most.
const mostSigns = 8

// signs gives what the confidence of q is told by.
func (q *Quotation) signs(out []sign) []sign {
	add := func(class, of string, value float64) { out = append(out, sign{class, of, value}) }
	s := &q.support
	switch {
	case s.foreign:
		add("marks", "", 1)
		add("marks ", q.Kind.String(), 1)
		return out
	case q.Rule != byLearning:
		add("rule ", labelRule(q.Rule), 1)
		add("kind ", q.Kind.String(), 1)
		switch {
		case !s.learned:
			add("not learned", "", 1)
		case s.agrees:
			add("learned too", "", 1)
			add("chance too", "", odds(s.probability))
		default:
			add("learned otherwise", "", 1)
			add("chance otherwise", "", odds(s.probability))
		}
	default:
		add("learned ", q.Kind.String(), 1)
		add("chance", "", odds(s.probability))
		if q.Cue.Empty() {
			add("no cue", "", 1)
		} else {
			add("chance of the cue", "", odds(s.cued))
		}
		if q.Source.Empty() {
			add("no source", "", 1)
		} else {
			add("chance of the source", "", odds(s.sourced))
		}
	}
	if q.length() < 20 {
		add("short ", q.Kind.String(), 1)
	}
	return out
}

// labelRule is the rule by whose sign a quotation's confidence is told: the reports
// that are learned from have no posts, which a label opens as it does a turn, and no
// words with a signature below them, which names the speaker apart as a label does.
func labelRule(rule string) string {
	if rule == "post" || rule == "signed" {
		return "transcript"
	}
	return rule
}

// length is the number of bytes of the words reported.
func (q *Quotation) length() int { return length(q.Content) }

// odds is the logarithm of the odds of a chance, between -4 and 4.
func odds(p float64) float64 {
	p = min(max(p, .018), .982)
	return math.Log(p / (1 - p))
}

//go:embed confidence.txt
var confidenceFile string

// confidence are the weights of the signs, read at their first use.
var confidence = sync.OnceValue(func() map[string]float64 {
	out, err := readConfidence(confidenceFile)
	if err != nil {
		panic("quote: confidence.txt: " + err.Error()) // the build is broken
	}
	return out
})

// readConfidence reads lines of a weight, a tab and a sign; # begins a comment.
func readConfidence(file string) (map[string]float64, error) {
	out := map[string]float64{}
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		weight, name, _ := strings.Cut(line, "\t")
		name, _, _ = strings.Cut(name, "\t")
		w, err := strconv.ParseFloat(weight, 64)
		if err != nil || name == "" {
			return nil, fmt.Errorf("no weight and sign: %q", line)
		}
		out[name] = w
	}
	return out, nil
}

// confide fills in the confidence of every quotation.
func (out *Result) confide(weights map[string]float64) {
	var room [mostSigns]sign
	for _, list := range [...][]Quotation{out.Quotations, out.Attributions} {
		for i := range list {
			sum := weights[always]
			for _, s := range list[i].signs(room[:0]) {
				sum += float64(weights[s.class+s.of] * s.value) // rounded, so that no machine fuses it
			}
			list[i].Confidence = 1 / (1 + math.Exp(-sum))
		}
	}
}

// always is the sign that every quotation has.
const always = "always"
