package fact

import (
	"strings"

	"parallax/internal/names"
	"parallax/internal/text"
)

// State is how a role is told of its holder.
type State uint8

const (
	Holds  State = iota
	Former       // "the former mayor"
	Acting       // "acting", "interim"
)

// String is the state in a word.
func (s State) String() string { return [...]string{"holds", "former", "acting"}[s] }

// Role is what a report says that somebody is: office, rank, title or occupation.
type Role struct {
	Holder int       // who: index into names.Result.Mentions, of a person with a name
	Words  text.Span // the role: "harbour master of Vesthavn"
	State  State
	Rule   string // where it is told: "before the name", "after the name", or the rule of package names that linked it
}

// Roles gives the roles that t tells of people in its own voice, in order. They
// are told before a name ("Harbour master Ines Marrow"), in apposition, or by
// "is", "was named as" and their like, as package names links them; a role alone
// ("the mayor"), which only stands for somebody, is none that is told here.
func Roles(t string, n *names.Result) []Role {
	if n == nil {
		return nil
	}
	var out []Role
	for k := range n.Mentions {
		m := &n.Mentions[k]
		if m.Quoted || m.Entity < 0 || !n.Entities[m.Entity].Named || n.Entities[m.Entity].Kind != names.Person {
			continue
		}
		r := Role{Holder: k, Words: m.Role}
		switch {
		case m.Form == names.Name && m.Role.End > m.Role.Start:
			r.Rule = "before the name"
			if m.Role.Start >= m.Name.End {
				r.Rule = "after the name"
			}
		case m.Form == names.Nominal && linking(m.Rule):
			r.Words, r.Rule = m.Span, m.Rule
			if r.Holder = holder(n, k); r.Holder < 0 {
				continue
			}
		default:
			continue
		}
		r.State = stateOf(t, r.Words)
		if last := len(out) - 1; last >= 0 && out[last].Words.Start < r.Words.End && r.Words.Start < out[last].Words.End {
			if m.Form == names.Name { // told twice: without its article
				out[last] = r
			}
			continue
		}
		out = append(out, r)
	}
	return out
}

// linking reports whether a rule of package names says that a role is somebody's.
func linking(rule string) bool {
	return rule == "is the" || rule == "as its role" || rule == "identified as" || rule == "apposition"
}

// holder is the mention by name that is nearest before the role k of the same
// entity, or after it; -1 when none is near.
func holder(n *names.Result, k int) int {
	e := n.Mentions[k].Entity
	for d := 1; d <= near; d++ {
		for _, i := range [...]int{k - d, k + d} {
			if i >= 0 && i < len(n.Mentions) && n.Mentions[i].Entity == e && n.Mentions[i].Form == names.Name {
				return i
			}
		}
	}
	return -1
}

// near is how many mentions a name may stand from the role that is told of it.
const near = 3

// stateOf tells by the words of a role, or the one before them, whether it is
// still held.
func stateOf(t string, s text.Span) State {
	from := strings.TrimRight(t[max(0, s.Start-lookBack):s.Start], " ")
	before := from[strings.LastIndexByte(from, ' ')+1:]
	first, rest, _ := strings.Cut(s.In(t), " ")
	second, _, _ := strings.Cut(rest, " ")
	for _, w := range [...]string{before, first, second} {
		w = strings.ToLower(w)
		switch {
		case w == "former", w == "ex", w == "late", w == "retired", w == "one-time", w == "then", w == "previous", strings.HasPrefix(w, "ex-"):
			return Former
		case w == "acting", w == "interim", w == "caretaker":
			return Acting
		}
	}
	return Holds
}

// lookBack is how many bytes before a role are read for what says that it is
// over.
const lookBack = 24
