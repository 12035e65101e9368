package story

import (
	"cmp"
	"maps"
	"slices"
)

// Stories gives the active stories, those that most accounts tell first. Links
// have no words: these are told once, when a report is placed.
func (g *Grouper) Stories() []Story {
	var out []Story
	for _, l := range slices.SortedFunc(maps.Values(g.stories), func(a, b *live) int { return cmp.Compare(a.opened, b.opened) }) {
		out = append(out, l.tell())
	}
	slices.SortFunc(out, bySize)
	return out
}

// Story gives one active story by its ID, or by that of a story that was merged
// into it; nil when there is none.
func (g *Grouper) Story(id string) *Story {
	l := g.stories[g.Became(id)]
	if l == nil {
		return nil
	}
	return new(l.tell())
}

// tell gives the story as it stands.
func (l *live) tell() Story {
	ps := make([]*paper, len(l.members))
	for i, e := range l.members {
		ps[i] = &e.paper
	}
	slices.SortFunc(ps, func(a, b *paper) int { return inOrder(a.Report, b.Report) })
	return tell(l.id, &tuned, ps)
}
