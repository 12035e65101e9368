package revision

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parallax/internal/text"
)

// told writes a diff as the tables do: what stayed is “=”, the ends of a move
// are followed by the number of the move.
func told(d *Diff) string {
	var b strings.Builder
	for i, s := range d.Steps {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		was, is := flat(s.Was.In(d.was)), flat(s.Is.In(d.is))
		switch s.Op {
		case Same:
			b.WriteString("=")
		case Delete:
			fmt.Fprintf(&b, "[-%s-]", was)
		case Insert:
			fmt.Fprintf(&b, "[+%s+]", is)
		case Replace:
			fmt.Fprintf(&b, "[-%s-+%s+]", was, is)
		case Mark:
			fmt.Fprintf(&b, "[~%s~%s~]", was, is)
		}
		for n, m := range d.Moves {
			if m.From == i {
				fmt.Fprintf(&b, "→%d", n+1)
			}
			if m.To == i {
				fmt.Fprintf(&b, "←%d", n+1)
			}
		}
	}
	return b.String()
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// check tests what holds of every diff: its steps go forward in both texts and
// have every word of each, and what is the same is the same.
func check(t *testing.T, was, is string, d *Diff) {
	t.Helper()
	var before, after []string
	a, b := 0, 0
	for _, s := range d.Steps {
		if s.Was.Start < a || s.Is.Start < b || s.Was.End > len(was) || s.Is.End > len(is) {
			t.Fatalf("step %+v after %d and %d", s, a, b)
		}
		a, b = s.Was.End, s.Is.End
		before, after = append(before, strings.Fields(s.Was.In(was))...), append(after, strings.Fields(s.Is.In(is))...)
		if empty := [...]bool{Same: false, Delete: true, Insert: false, Replace: false, Mark: false}[s.Op]; empty != s.Is.Empty() {
			t.Errorf("%s with %q", s.Op, s.Is.In(is))
		}
		if (s.Op == Insert) != s.Was.Empty() {
			t.Errorf("%s with %q", s.Op, s.Was.In(was))
		}
	}
	letters := func(fields []string) string { return strings.Join(fields, "") }
	if letters(before) != letters(strings.Fields(was)) {
		t.Errorf("the steps have %q\nof %q", before, was)
	}
	if letters(after) != letters(strings.Fields(is)) {
		t.Errorf("the steps have %q\nof %q", after, is)
	}
	for _, m := range d.Moves {
		if m.From == m.To || d.Steps[m.From].Was.Empty() || d.Steps[m.To].Is.Empty() || len(m.Steps) == 0 {
			t.Errorf("move %+v", m)
		}
	}
}

func TestCompare(t *testing.T) {
	const tail = " The fish market opens on Tuesday as usual."
	for _, c := range []struct{ name, was, is, want string }{
		{"nothing", "The fire is out.", "The fire is out.", "="},
		{"white space", "The fire\n\nis out.", " The fire is  out. ", "="},
		{"empty", "", "", ""},
		{"from nothing", "", "The fire is out.", "[+The fire is out.+]"},
		{"to nothing", "The fire is out.", " ", "[-The fire is out.-]"},
		{"a word", "The council meets on Monday." + tail, "The council meets on Thursday." + tail, "= [-Monday-+Thursday+] ="},
		{"a word more", "We were lucky." + tail, "We were very lucky." + tail, "= [+very+] ="},
		{"an end", "The quay is shut." + tail, "The quay is shut, at least until noon." + tail, "= [+at least until noon+] ="},
		{"a sentence", "Nobody was hurt." + tail, "Nobody was hurt. Two boats were lost." + tail, "= [+Two boats were lost.+] ="},
		{"case", "The Council met." + tail, "The council met." + tail, "= [~Council~council~] ="},
		{"punctuation", "The quay, which is old, is shut." + tail, "The quay – which is old – is shut." + tail, "= [~quay, which is old,~quay – which is old –~] ="},
		{"one word or two", "They will co-operate." + tail, "They will cooperate." + tail, "= [~co-operate.~cooperate.~] ="},
		{"a number", "It cost 1.2 million crowns." + tail, "It cost 12 million crowns." + tail, "= [-1.2-+12+] ="},
		{"rewritten", "Nobody was hurt, she said." + tail, "One man was treated for smoke, she said." + tail, "[-Nobody was hurt-+One man was treated for smoke+] ="},
		{"a moved paragraph",
			"The fire is out.\n\nTom Roe, who owns one of the boats, called it a long night.\n\nTwo boats were lost and a shed with all its nets burned down before dawn.\n\nThe council meets on Monday.",
			"The fire is out.\n\nTwo boats were lost and a shed with all its nets burned down before dawn.\n\nThe council meets on Monday.\n\nTom Roe, who owns two of the boats, called it a long night.",
			"= [-Tom Roe, who owns one of the boats, called it a long night.-]→1 = [+Tom Roe, who owns two of the boats, called it a long night.+]←1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Compare(c.was, c.is)
			check(t, c.was, c.is, d)
			if diff := cmp.Diff(c.want, told(d)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestCounts counts the words that are new and gone, moved ones apart.
func TestCounts(t *testing.T) {
	const move = "Tom Roe, who owns one of the boats, called it a long night."
	const rest = "Two boats were lost and a shed with all its nets burned down before dawn, and nobody knows why."
	d := Compare(move+"\n\n"+rest+"\n\nMonday.", rest+"\n\n"+strings.Replace(move, "one", "two", 1)+"\n\nA cold Tuesday.")
	if d.Added != 4 || d.Removed != 2 || len(d.Moves) != 1 {
		t.Errorf("added %d, removed %d, moves %+v; want 4 (two, A cold Tuesday), 2 (one, Monday), one\n%s", d.Added, d.Removed, d.Moves, told(d))
	}
	if s := d.Moves[0].Steps; len(s) != 4 || s[1].Op != Replace || s[1].Was.In(d.was) != "one" {
		t.Errorf("steps of the move: %+v", s)
	}
}

func TestWithin(t *testing.T) {
	was, is := "One two three. Four five six.", "One two eight. Four six."
	d := Compare(was, is)
	second := strings.Index(is, "Four")
	for _, c := range []struct {
		in   text.Span
		want string
	}{
		{text.Span{End: second - 1}, `same "One two" "One two"; replace "three" "eight"; same "." "."`},
		{text.Span{Start: second, End: len(is)}, `same "Four" "Four"; delete "five" ""; same "six." "six."`},
	} {
		var got []string
		for _, s := range d.Within(c.in) {
			got = append(got, fmt.Sprintf("%s %q %q", s.Op, s.Was.In(was), s.Is.In(is)))
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
}

// TestWithinMoved shows moved words with what changed in them, and takes them
// for gone where they were.
func TestWithinMoved(t *testing.T) {
	const move = "Tom Roe, who owns one of the boats, called it a long night."
	const rest = "Two boats were lost and a shed with all its nets burned down before dawn."
	was, is := move+"\n\n"+rest, rest+"\n\n"+strings.Replace(move, "one", "two", 1)
	d := Compare(was, is)
	var got []string
	for _, s := range d.Within(text.Span{Start: len(rest), End: len(is)}) {
		got = append(got, fmt.Sprintf("%s %t %q", s.Op, s.Moved, s.Is.In(is)))
	}
	if diff := cmp.Diff([]string{`same true "Tom Roe, who owns"`, `replace true "two"`, `same true "of the boats, called it a long night."`}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if first := d.Within(text.Span{End: len(rest)}); len(first) != 2 || first[0].Op != Delete || !first[0].Moved || first[1].Op != Same {
		t.Errorf("where it was: %+v", first)
	}
}

// quoted cuts a text at marks: “…” are quotations, of the speaker in {…} after
// them when there is one.
func quoted(s string) (string, []Quotation) {
	var b strings.Builder
	var out []Quotation
	for s != "" {
		start := strings.IndexAny(s, "“{")
		if start < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:start])
		s = s[start:]
		if strings.HasPrefix(s, "{") {
			end := strings.IndexByte(s, '}')
			out[len(out)-1].Speaker = s[1:end]
			s = s[end+1:]
			continue
		}
		end := strings.Index(s, "”")
		from := b.Len() + len("“")
		b.WriteString(s[:end+len("”")])
		out = append(out, Quotation{Content: []text.Span{{Start: from, End: b.Len() - len("”")}}})
		s = s[end+len("”"):]
	}
	return b.String(), out
}

func TestQuotations(t *testing.T) {
	const rest = " Two boats were lost and a shed with nets burned down."
	for _, c := range []struct{ name, was, is, want string }{
		{"nothing", "“We were lucky,”{Ada Lind} she said." + rest, "“We were lucky,”{Ada Lind} she said." + rest, ""},
		{"a comma", "“We were lucky, this time,”{Ada Lind} she said." + rest, "“We were lucky this time”, {Ada Lind} she said." + rest, ""},
		{"the text around it", "“We were lucky,”{Ada Lind} she said." + rest, "“We were lucky,”{Ada Lind} Ms Lind told reporters." + rest, ""},
		{"a name in another form", "“We were lucky,”{Ms Lind} she said." + rest, "“We were lucky,”{Ada Lind} she said." + rest, ""},
		{"a word more", "“We were lucky,”{Ada Lind} she said." + rest, "“We were very lucky,”{Ada Lind} she said." + rest, "0→0 reworded insert very"},
		{"a word less", "“We were very lucky,” she said." + rest, "“We were lucky,” she said." + rest, "0→0 reworded delete very"},
		{"another word", "He called it “a disaster”." + rest, "He called it “a setback”." + rest, "0→0 reworded replace disaster setback"},
		{"all other words", "He called it “disastrous”." + rest, "He called it “regrettable”." + rest, "0→0 reworded replace disastrous regrettable"},
		{"another speaker", "“We were lucky,”{Ada Lind} she said." + rest, "“We were lucky,”{Tom Roe} he said." + rest, "0→0 speaker"},
		{"taken out", "“We were lucky,” she said." + rest, rest, "0→- "},
		{"put in", rest, rest + " “We were lucky,” she said.", "-→0 "},
		{"marks taken off", "He said it was “a very long and cold night for us”." + rest, "He said it was a very long and cold night for us." + rest, "0→- unquoted"},
		{"marks put on", "He said it was a very long and cold night for us." + rest, "He said it was “a very long and cold night for us”." + rest, "-→0 quoted"},
		{"marks widened", "It was “a very long and cold night” for us, he said." + rest, "It was “a very long and cold night for us”, he said." + rest, "0→0 extent"},
		{"two, one changed", "“We were lucky,” she said. “The tide did the rest.”" + rest, "“We were lucky,” she said. “The tide did most of it.”" + rest, "1→1 reworded replace the rest most of it"},
		{"changed places",
			"“We were lucky with the wind and the tide,” she said." + rest + " “Nobody left the gate of the lock open,” he said.",
			"“Nobody left the gate of the lock open,” he said." + rest + " “We were lucky with the wind and the tide,” she said.", ""},
		{"moved and changed",
			"“We were lucky with the wind and with the tide,” she said." + rest + " The council meets on Monday and the fish market opens on Tuesday.",
			rest + " The council meets on Monday and the fish market opens on Tuesday. “We were lucky with the rain and with the tide,” she said.", "0→0 reworded replace wind rain"},
	} {
		t.Run(c.name, func(t *testing.T) {
			was, before := quoted(c.was)
			is, after := quoted(c.is)
			d := Compare(was, is)
			check(t, was, is, d)
			var got []string
			for _, x := range d.Quotations(before, after) {
				got = append(got, changeTold(was, is, x))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
				t.Errorf("-want +got:\n%s\n%s", diff, told(d))
			}
		})
	}
}

func changeTold(was, is string, c Change) string {
	number := func(n int) string { return strings.ReplaceAll(fmt.Sprint(n), "-1", "-") }
	s := number(c.Was) + "→" + number(c.Is) + " "
	for name, set := range map[string]bool{"reworded": c.Reworded, "speaker": c.Speaker, "unquoted": c.Unquoted, "quoted": c.Quoted, "extent": c.Extent} {
		if set {
			s += name
		}
	}
	for _, x := range c.Differing {
		s += " " + strings.TrimSpace(x.Op.String()+" "+flat(x.Was.In(was)+" "+x.Is.In(is)))
	}
	return s
}

func FuzzCompare(f *testing.F) {
	f.Add("The fire is out. “We were lucky,” she said.", "The fire is out. “We were very lucky”.")
	f.Add("a b c d e f g h i j", "f g h i j a b c d e")
	f.Add("co-operate — Über\u00a0alles", "cooperate “über” alles…")
	f.Fuzz(func(t *testing.T, was, is string) {
		was, is = strings.ToValidUTF8(was, ""), strings.ToValidUTF8(is, "")
		d := Compare(was, is)
		check(t, was, is, d)
		half := func(s string) []Quotation {
			n := len(s) / 2
			for n < len(s) && s[n]&0xc0 == 0x80 {
				n++
			}
			return []Quotation{{Content: []text.Span{{End: n}}, Speaker: "A"}, {Content: []text.Span{{Start: n, End: len(s)}}}}
		}
		for _, c := range d.Quotations(half(was), half(is)) {
			if c.Was < 0 && c.Is < 0 || c.Was > 1 || c.Is > 1 {
				t.Errorf("%+v", c)
			}
		}
		d.Within(text.Span{Start: len(is) / 3, End: len(is)})
	})
}

// BenchmarkCompare compares two versions of a report of a thousand words in
// which every fortieth word changed.
func BenchmarkCompare(b *testing.B) {
	var was, is strings.Builder
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 1000 {
		w := fmt.Sprintf("word%d ", int(80*r.ExpFloat64()))
		was.WriteString(w)
		if n%40 == 7 {
			w = "other "
		}
		is.WriteString(w)
	}
	for b.Loop() {
		if d := Compare(was.String(), is.String()); d.Added == 0 {
			b.Fatal("nothing added")
		}
	}
}
