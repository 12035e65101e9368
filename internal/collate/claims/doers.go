package claims

import (
	"slices"
	"strings"

	"parallax/internal/collate/statements"
	"parallax/internal/lang"
	"parallax/internal/names"
	"parallax/internal/tag"
)

// nearby is how many mentions before a verb are looked at for its subject; the
// inner ones of a long noun phrase come after it.
const nearby = 6

// farAside is how many tokens an aside has at most.
const farAside = 14

// others reports whether two stretches share a verb that different people are
// named to have done, as where either of two men answers.
func (f *finder) others(sa *statements.Sentence, ra run, sb *statements.Sentence, rb run) bool {
	differ := false
	for i := ra.from; i < ra.to; i++ {
		u := &sa.Units[i]
		for j := rb.from; u.Verb && !f.v.Keys[u.Key].Light && j < rb.to; j++ {
			o := &sb.Units[j]
			if !o.Verb || o.Key != u.Key {
				continue
			}
			one, other := f.doer(sa, u), f.doer(sb, o)
			if len(one) == 0 || len(other) == 0 {
				continue
			}
			if slices.ContainsFunc(one, func(w string) bool { return slices.Contains(other, w) }) {
				return false
			}
			differ = true
		}
	}
	return differ
}

// swapped reports whether two stretches share a verb whose subject in one is its
// object in the other: "the union sued Carrow Lifts", "Carrow Lifts sued the union".
func (f *finder) swapped(sa *statements.Sentence, ra run, sb *statements.Sentence, rb run) bool {
	for i := ra.from; i < ra.to; i++ {
		u := &sa.Units[i]
		for j := rb.from; u.Verb && j < rb.to; j++ {
			o := &sb.Units[j]
			if !o.Verb || o.Key != u.Key {
				continue
			}
			who, whom := f.sides(sa, u)
			if other, to := f.sides(sb, o); who != "" && to != "" && who == to && whom == other {
				return true
			}
		}
	}
	return false
}

// sides are the last words of the names of who does what a verb tells and of whom
// it is done to; empty where it tells no act.
func (f *finder) sides(s *statements.Sentence, u *statements.Unit) (who, whom string) {
	a := f.as[s.Report]
	for i := range a.Acts {
		if x := &a.Acts[i]; x.Verb == u.First {
			return f.last(s.Report, x.Who), f.last(s.Report, x.Whom)
		}
	}
	return "", ""
}

// last is the last word of a mention's name, or of all of it.
func (f *finder) last(report, mention int) string {
	m := &f.as[report].Names.Mentions[mention]
	at := m.Name
	if at.Empty() {
		at = m.Span
	}
	words := strings.ToLower(at.In(f.as[report].Article.Text))
	return words[strings.LastIndexByte(words, ' ')+1:]
}

// doer gives the words of the name of the person who stands right before a verb
// or right before an aside as its subject; none where the sentence names nobody
// there (what a pronoun stands for is known too seldom), or where something is
// done to them.
func (f *finder) doer(s *statements.Sentence, u *statements.Unit) []string {
	a := f.as[s.Report]
	i := u.First
	for i > s.First && f.helps(s, i-1) {
		i--
		if a.Tags[u.First].Tag == tag.VBN && a.Tags[i].Lemma == tag.LemmaID("be") {
			return nil
		}
	}
	i = f.overAside(s, i)
	ms := a.Names.Mentions
	at, _ := slices.BinarySearchFunc(ms, i, func(m names.Mention, i int) int { return m.First - i })
	for n := at - 1; n >= max(0, at-nearby); n-- {
		if m := &ms[n]; m.End == i && m.Form == names.Name && m.Kind == names.Person && m.Entity >= 0 {
			return f.called(s.Report, m.Entity)
		}
	}
	return nil
}

// overAside is where an aside between commas begins that ends before token i; i
// where there is none.
func (f *finder) overAside(s *statements.Sentence, i int) int {
	tags := f.as[s.Report].Tags
	if i <= s.First || tags[i-1].Tag != tag.Comma {
		return i
	}
	for o := i - 2; o > max(s.First, i-farAside); o-- {
		if tags[o].Tag == tag.Comma {
			return o
		}
	}
	return i
}

// helps reports whether a token may stand between a subject and its verb.
func (f *finder) helps(s *statements.Sentence, i int) bool {
	a := f.as[s.Report]
	t := a.Tags[i].Tag
	return t == tag.MD || t == tag.RB || t.Verb() && lang.English().Auxiliaries.Has(strings.ToLower(a.Segments.Tokens[i].In(a.Article.Text)))
}

// called are the words of a person's fullest name.
func (f *finder) called(report, entity int) []string {
	e := &f.as[report].Names.Entities[entity]
	if !e.Named || e.Kind != names.Person {
		return nil
	}
	return strings.Fields(strings.ToLower(e.Name.In(f.as[report].Article.Text)))
}
