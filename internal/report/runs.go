package report

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"parallax/internal/collate"
	"parallax/internal/report/apparatus"
)

// look is how a run of text appears where styles can be shown. It repeats what
// signs and words say; it never says anything alone.
type look uint8

const (
	plain  look = iota
	strong      // names, headlines
	quiet       // what is the same, labels
	alarm       // differs
	struck      // words left out or replaced
	added       // words that only this reading has
	gone        // words that a trimmed reading leaves out: nothing is changed
	open        // contested words of the fullest wording
)

// run is text of one look.
type run struct {
	text string
	look look
}

// line is what stands on one line of the output.
type line []run

func (l line) width() int {
	n := 0
	for _, r := range l {
		n += columnsOf(r.text)
	}
	return n
}

// runs writes pieces as text: ~~left out~~, **added**, […] cut by the outlet,
// … folded here.
func runs(ps []apparatus.Piece) []run {
	var out []run
	for _, p := range ps {
		if p.Space {
			out = append(out, run{text: " "})
		}
		old, new := clean(p.Old.Text), clean(p.New.Text)
		switch p.Kind {
		case apparatus.Cut:
			out = append(out, run{"[…]", quiet})
		case apparatus.Fold:
			out = append(out, run{"…", quiet})
		case apparatus.Delete:
			out = append(out, run{"~~" + old + "~~", struck})
		case apparatus.Insert:
			out = append(out, run{"**" + new + "**", added})
		case apparatus.Replace:
			out = append(out, run{"~~" + old + "~~", struck}, run{text: " "}, run{"**" + new + "**", added})
		case apparatus.Same:
			shown := run{text: clean(p.Shown().Text)}
			if p.Contested {
				shown.look = open
			}
			out = append(out, shown)
		}
	}
	return out
}

// runsOf writes the pieces of a reading. What a trimmed one leaves out is
// struck quietly: red says that words were changed.
func runsOf(r collate.Relation, ps []apparatus.Piece) []run {
	out := runs(ps)
	for i := range out {
		if r == collate.Trimmed && out[i].look == struck {
			out[i].look = gone
		}
	}
	return out
}

// quoted puts runs between quotation marks.
func quoted(rs []run) []run {
	out := append([]run{{text: "“"}}, rs...)
	return append(out, run{text: "”"})
}

// clean makes text of a report safe to print: white space of any kind becomes
// one space; control characters, which could move the cursor or change the
// terminal, and marks that override the direction of writing are dropped.
func clean(s string) string {
	ok := strings.IndexFunc(s, func(r rune) bool { return unfit(r) || unicode.IsSpace(r) && r != ' ' }) < 0
	if ok && !strings.Contains(s, "  ") {
		return s
	}
	s = strings.Join(strings.Fields(s), " ")
	return strings.Map(func(r rune) rune {
		if unfit(r) {
			return -1
		}
		return r
	}, s)
}

func unfit(r rune) bool {
	return unicode.IsControl(r) && !unicode.IsSpace(r) ||
		r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0xFEFF
}

// columnsOf is how wide text is on a screen.
func columnsOf(s string) int {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return ansi.StringWidth(s)
		}
	}
	return len(s)
}

// wrap breaks runs into lines at spaces. Words wider than a line are broken.
func wrap(rs []run, width int) []line {
	width = max(width, 8)
	var out []line
	now := filling{}
	for _, w := range wordsOf(rs) {
		n := w.width()
		if len(now.line) > 0 && now.used+1+n > width {
			out, now = append(out, now.line), filling{}
		}
		if len(now.line) > 0 { // of no width too: a lone accent
			now.space(w[0].look)
		}
		for n > width && len(w) > 0 {
			var head line
			var cut int
			head, w, cut = cutLine(w, width)
			out, n = append(out, head), n-cut
		}
		now.add(w, n)
	}
	if len(now.line) > 0 {
		out = append(out, now.line)
	}
	return out
}

// filling is a line that is being filled. Words of one look that follow each
// other are joined when the look ends.
type filling struct {
	line line
	used int // columns
}

// space separates two words; it keeps a look going over it.
func (f *filling) space(next look) {
	f.used++
	if last := &f.line[len(f.line)-1]; last.look == next {
		last.text += " "
		return
	}
	f.line = append(f.line, run{text: " "})
}

func (f *filling) add(w line, columns int) {
	for _, r := range w {
		if n := len(f.line); n > 0 && f.line[n-1].look == r.look {
			f.line[n-1].text += r.text
			continue
		}
		f.line = append(f.line, r)
	}
	f.used += columns
}

// wordsOf cuts runs at spaces; a word may be made of runs of several looks.
func wordsOf(rs []run) []line {
	size := 1
	for _, r := range rs {
		size += 1 + strings.Count(r.text, " ")
	}
	out, all := make([]line, 0, size), make([]run, 0, size+len(rs)) // one array for all words
	from := 0
	end := func() {
		if len(all) > from {
			out, from = append(out, all[from:len(all):len(all)]), len(all)
		}
	}
	for _, r := range rs {
		for rest := r.text; ; {
			word, after, more := strings.Cut(rest, " ")
			if word != "" {
				all = append(all, run{word, r.look})
			}
			if !more {
				break
			}
			end()
			rest = after
		}
	}
	end()
	return out
}

// cutLine cuts a word that is too wide at a width, between letters as a reader
// sees them (grapheme clusters), and takes one letter at least. columns is how wide
// the head is.
func cutLine(l line, width int) (head, rest line, columns int) {
	for i, r := range l {
		at := 0
		for at < len(r.text) {
			letter, n := ansi.FirstGraphemeCluster(r.text[at:], ansi.GraphemeWidth)
			if columns+n > width && (at > 0 || i > 0) {
				break
			}
			at, columns = at+len(letter), columns+n
		}
		if at > 0 {
			head = append(head, run{r.text[:at], r.look})
		}
		if at < len(r.text) {
			return head, append(line{{r.text[at:], r.look}}, l[i+1:]...), columns
		}
	}
	return head, nil, columns
}

// together keeps words on one line: a no-break space stands for a space until
// the line is painted. Text of reports has none left after clean.
func together(s string) string { return strings.ReplaceAll(s, " ", noBreak) }

const noBreak = "\u00a0"

// pad fills a line with spaces up to a width.
func pad(l line, width int) line {
	if n := width - l.width(); n > 0 {
		return append(l[:len(l):len(l)], run{text: strings.Repeat(" ", n)})
	}
	return l
}

// styles are the looks where colour is on.
var styles = [...]ansi.Style{
	strong: ansi.NewStyle().Bold(),
	quiet:  ansi.NewStyle().Faint(),
	alarm:  ansi.NewStyle().Bold().ForegroundColor(ansi.Red),
	struck: ansi.NewStyle().Strikethrough(true).ForegroundColor(ansi.Red),
	added:  ansi.NewStyle().Bold().Underline(true).ForegroundColor(ansi.Red),
	gone:   ansi.NewStyle().Strikethrough(true).Faint(),
	open:   ansi.NewStyle().Underline(true),
}

// paint writes a line, with styles or without, and no space at its end.
func (l line) paint(b *strings.Builder, color bool) {
	last := len(l) - 1
	for last >= 0 && strings.TrimRight(l[last].text, " ") == "" {
		last--
	}
	for i := 0; i <= last; {
		look, s := l[i].look, ""
		for ; i <= last && l[i].look == look; i++ {
			s += strings.ReplaceAll(l[i].text, noBreak, " ")
		}
		if i > last {
			s = strings.TrimRight(s, " ")
		}
		if color && look != plain {
			s = styles[look].Styled(s)
		}
		b.WriteString(s)
	}
	b.WriteByte('\n')
}
