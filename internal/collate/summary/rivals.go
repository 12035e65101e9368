package summary

import (
	"slices"

	"parallax/internal/analysis"
	"parallax/internal/collate/statements"
	"parallax/internal/finding"
)

// side is one value of a conflict that a sentence gives.
type side struct{ conflict, value int }

// rivals are the values of conflicts that sentences give, so that a summary tells
// one of two that leave each other out, and of an update the latest.
type rivals struct {
	sides map[int][]side // by sentence
	stale map[int]bool   // sentences with a value that a later report has another for
	fresh map[int]bool   // sentences with the latest value of an update
}

// readRivals finds the values in the sentences of a view. Differences of wording
// are of quotations, which no summary has, and of imprecisions both are right.
func readRivals(as []*analysis.Analysis, v *statements.View, conflicts []finding.Conflict) rivals {
	out := rivals{sides: map[int][]side{}, stale: map[int]bool{}, fresh: map[int]bool{}}
	for c := range conflicts {
		k := &conflicts[c]
		if k.Kind == finding.Wording || k.Kind == finding.Attribution || k.Severity == finding.Imprecision {
			continue
		}
		latest := newest(as, k)
		grown := slices.ContainsFunc(k.Values, func(v finding.Value) bool { return before(as, &v, latest) })
		for i := range v.Sentences {
			o := &v.Sentences[i]
			for n := range k.Values {
				if !slices.ContainsFunc(k.Values[n].Evidence, func(e finding.Evidence) bool { return e.Report == o.Report && o.Span.Overlaps(e.Span) }) {
					continue
				}
				out.sides[i] = append(out.sides[i], side{c, n})
				old := before(as, &k.Values[n], latest)
				out.stale[i] = out.stale[i] || old
				out.fresh[i] = out.fresh[i] || grown && !old
			}
		}
	}
	return out
}

// newest is the date of the last report that gives a value of an update, empty
// for other conflicts.
func newest(as []*analysis.Analysis, k *finding.Conflict) (last string) {
	if k.Severity != finding.Update {
		return ""
	}
	for n := range k.Values {
		for _, e := range k.Values[n].Evidence {
			last = max(last, as[e.Report].Article.Published)
		}
	}
	return last
}

// before reports whether all reports that give a value are known to be older
// than the newest that gives one.
func before(as []*analysis.Analysis, v *finding.Value, newest string) bool {
	return newest != "" && !slices.ContainsFunc(v.Evidence, func(e finding.Evidence) bool {
		p := as[e.Report].Article.Published
		return p == "" || p >= newest
	})
}

// against reports whether a sentence gives another value than one that is chosen.
func (r *rivals) against(i int, chosen []int) bool {
	for _, s := range r.sides[i] {
		for _, c := range chosen {
			if slices.ContainsFunc(r.sides[c], func(o side) bool { return o.conflict == s.conflict && o.value != s.value }) {
				return true
			}
		}
	}
	return false
}
