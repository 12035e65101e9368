package collate

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/analysis"
	"parallax/internal/lang"
	"parallax/internal/names"
	"parallax/internal/text"
)

// longestRole is the number of words from which a role is taken for a
// description of a life rather than an office.
const longestRole = 12

// whose is a role that tells nothing without the one whom its bearer belongs to
// ("wife", "colleague"), with the words for that one: "his wife", "Ms Quill's
// colleague". An office keeps the body that it is held in where that stands before
// it: "Carrow Lifts' managing director". Other roles are given as they are. noun is
// the noun that the role is built on.
func whose(a *analysis.Analysis, e *names.Entity, role text.Span, noun string) text.Span {
	if !relation(noun) {
		return heldIn(a, e, role)
	}
	for _, i := range e.Mentions {
		if m := &a.Names.Mentions[i]; m.Form == names.Nominal && m.Role == role {
			return m.Span
		}
	}
	return role
}

// heldIn is an office with the possessor before it in the same mention, without its
// article: a name, or for a role of one word any other that tells more than that
// there is a body ("the hospital's director").
func heldIn(a *analysis.Analysis, e *names.Entity, role text.Span) text.Span {
	t := a.Article.Text
	for _, i := range e.Mentions {
		m := &a.Names.Mentions[i]
		if !m.Span.Contains(role) || m.Span.Start == role.Start {
			continue
		}
		owner := strings.TrimRight(t[m.Span.Start:role.Start], " ")
		bare := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(owner, "s"), "’"), "'")
		if bare == owner || len(bare) < len(owner)-len("’s") || strings.HasSuffix(owner, "s") && len(bare) == len(owner)-1 {
			continue
		}
		from := m.Span.Start
		for _, article := range [...]string{"The ", "the "} {
			if strings.HasPrefix(owner, article) {
				from += len(article)
			}
		}
		first, _ := utf8.DecodeRuneInString(t[from:])
		if unicode.IsUpper(first) || from > m.Span.Start && fields(role.In(t)) == 1 && fields(bare) == 2 && !anyBody(bare) {
			return text.Span{Start: from, End: role.End}
		}
	}
	return role
}

// anyBody reports a possessor that only says that there is a body: "the company".
func anyBody(owner string) bool {
	_, noun, _ := strings.Cut(owner, " ")
	switch noun {
	case "company", "firm", "group", "business", "organisation", "organization", "body", "agency", "country", "state":
		return true
	}
	return false
}

// named reports whether a role says by name what it is held in: "mayor of Ilmen",
// but not "mayor of the worst-hit town".
func named(role string) bool {
	for _, joint := range [...]string{" of ", " for ", " at "} {
		if _, of, ok := strings.Cut(role, joint); ok {
			first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(of, "the "))
			return unicode.IsUpper(first)
		}
	}
	first, _ := utf8.DecodeRuneInString(role)
	return unicode.IsUpper(first) && strings.ContainsAny(role, "'’")
}

// relation reports a word that tells what somebody is to somebody else.
func relation(w string) bool { return lang.English().Relations[w] != "" }

// offerRole adds what a span tells of e's role to the roles that are told of a person.
func offerRole(told []role, a *analysis.Analysis, report int, e *names.Entity, span text.Span) []role {
	if span.Empty() {
		return told
	}
	noun := headNoun(folded(span.In(a.Article.Text)))
	if whole := whose(a, e, span, noun); whole != span {
		span, noun = whole, headNoun(folded(whole.In(a.Article.Text)))
	}
	wording := span.In(a.Article.Text)
	words := fields(wording)
	if words > longestRole || strings.HasSuffix(wording, "-year-old") {
		return told
	}
	return append(told, role{Evidence{Report: report, Span: span}, wording, noun, words})
}

// role is a role that is told of a person.
type role struct {
	Evidence
	wording string
	noun    string // that it is built on, see headNoun
	words   int
}

// fields counts the words of s.
func fields(s string) int {
	n := 0
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}

// fullestRole is the fullest of the roles that are told most often: a man
// whom nine mentions call president and one a former senator is president.
func fullestRole(told []role) Evidence {
	switch len(told) {
	case 0:
		return Evidence{}
	case 1:
		return told[0].Evidence
	}
	times := map[string]int{}
	heads := make([]string, len(told))
	plural, related, sure := make([]int, len(told)), make([]int, len(told)), make([]int, len(told))
	for i, r := range told {
		if named(r.wording) {
			sure[i] = 1
		}
		heads[i] = baseRole(r.noun)
		if relation(heads[i]) {
			related[i] = 1 // "her colleague" tells less than "nurse"
		}
		times[heads[i]]++
		if r.noun == heads[i]+"s" {
			plural[i] = 1 // "Presidents Cole and Varga"
		}
	}
	best := 0
	for i, r := range told {
		b := &told[best]
		if cmp.Or(related[best]-related[i], times[heads[i]]-times[heads[best]], plural[best]-plural[i], sure[i]-sure[best], r.words-b.words, r.Span.Len()-b.Span.Len()) > 0 {
			best = i
		}
	}
	return told[best].Evidence
}

// fuller reports whether a says more than b.
func fuller(a, b string) bool { return compareFullness(a, b) > 0 }

// compareFullness orders wordings by words, then by letters.
func compareFullness(a, b string) int {
	return cmp.Or(fields(a)-fields(b), len(a)-len(b))
}
