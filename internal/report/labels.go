package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"parallax/internal/collate"
	"parallax/internal/report/apparatus"
	"parallax/internal/report/dates"
)

// sign is the one-character sign of a relation, with which every row begins;
// the word always goes with it.
func sign(r collate.Relation) string { return [...]string{"=", "⊂", "≠", "≈"}[r] }

func relation(r collate.Relation) string {
	return [...]string{"word for word", "trimmed", "altered", "paraphrased"}[r]
}

// outlet names a report: by its outlet, else by its id.
func outlet(r collate.Report) string {
	if r.Article.Outlet != "" {
		return r.Article.Outlet
	}
	return r.Article.ID
}

// date is when a report was published: the day, and the minute when it is
// known.
func date(c *collate.Comparison, report int) string {
	p := c.Reports[report].Article.Published
	d, ok := dates.Read(p, dates.Of(c))
	switch {
	case ok && d.Timed:
		return d.Format("2006-01-02 15:04")
	case p == "":
		return "undated"
	}
	return p
}

// place is where in its report a quotation begins: "¶4", or "headline".
func place(c *collate.Comparison, e collate.Evidence) string {
	if n := apparatus.Paragraph(c, e); n > 0 {
		return fmt.Sprintf("¶%d", n)
	}
	if c.Reports[e.Report].Article.Headline.Holds(e.Span.Start) {
		return "headline"
	}
	return ""
}

// counted is a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// facts is the line of counts under the headline.
func facts(c *collate.Comparison) string {
	accounts, altered := map[int]bool{}, 0
	for _, r := range c.Reports {
		accounts[r.Account] = true
	}
	for u := range c.Utterances {
		if apparatus.RankOf(c, u) == apparatus.Altered {
			altered++
		}
	}
	parts := []string{counted(len(c.Reports), "report", "reports")}
	if len(c.Reports) > 1 {
		parts = append(parts, counted(len(accounts), "independent account", "independent accounts"))
	}
	parts = append(parts, counted(c.Quoted(), "quotation", "quotations"), counted(apparatus.Speakers(c), "speaker", "speakers"))
	if altered > 0 {
		parts = append(parts, counted(altered, "statement altered", "statements altered"))
	}
	if clock := dates.Named(c); clock != "" {
		parts = append(parts, "times in "+clock)
	}
	for i, s := range parts {
		parts[i] = together(s)
	}
	return strings.Join(parts, " · ")
}

// Differences that are told beforehand, and how many statements there have to
// be for that.
const (
	sharpestCount  = 3
	manyStatements = 8
)

// sharpest is the contradictions and altered readings to look at first; none
// where the whole is short.
func sharpest(c *collate.Comparison) []apparatus.Difference {
	if len(c.Utterances) < manyStatements {
		return nil
	}
	return apparatus.Differences(c, sharpestCount)
}

// headline is the title of the first report that has one.
func headline(c *collate.Comparison) string {
	for _, r := range c.Reports {
		if r.Article.Title != "" {
			return clean(r.Article.Title)
		}
	}
	return ""
}

// copied says whose copy a report is, or that its speakers were not looked
// for; empty for an independent one in English.
func copied(c *collate.Comparison, letters []string, i int) string {
	r := c.Reports[i]
	if r.Account == i {
		if r.Foreign {
			return foreign
		}
		return ""
	}
	return fmt.Sprintf("copies %s, %.0f %% its own", letters[r.Account], 100*r.Own)
}

// foreign is said of a report in a language without word data.
const foreign = "not in English: speakers not looked for"

// speakerOf is a speaker's name and role as the reports tell them; no role
// where the name says it, as that of “a senior official” does.
func speakerOf(c *collate.Comparison, speaker int) (name, role string) {
	if speaker < 0 {
		return apparatus.Nobody, ""
	}
	p := c.People[speaker]
	name = clean(p.Name.Span.In(c.Reports[p.Name.Report].Article.Text))
	role = clean(p.Role.Span.In(c.Reports[p.Role.Report].Article.Text))
	if strings.Contains(strings.ToLower(name), strings.ToLower(role)) {
		role = ""
	}
	return name, role
}

// entry is what one or several reports have of an utterance.
type entry struct {
	relation  collate.Relation
	fullest   bool               // the reading that the others are held against is among them
	witnesses []collate.Evidence // where each report has it
	part      string             // "8 of 29 words", for a trimmed one
	given     string             // whom its report credits, when that is not the utterance's speaker
	disputed  bool               // not both can be right
	beside    string             // who speaks together with the utterance's speaker
	reading   int                // the first reading of the entry
	apart     bool               // it has no word of the fullest wording
	parts     int                // pieces of a broken quotation that together are the fullest wording; 0 for others
	pieces    []apparatus.Piece
}

// entries is the readings of an utterance in report order, with those that
// print the same, case and punctuation apart, put together.
// Nothing in them is folded when whole is set.
func entries(c *collate.Comparison, u int, whole bool) []entry {
	departures := apparatus.Departures
	if whole {
		departures = apparatus.WholeDepartures
	}
	var out []entry
	ut := &c.Utterances[u]
	seen := map[string]int{}
	for r, rd := range ut.Readings {
		if rs := apparatus.Together(c, u, c.Quotations[rd.Quotation].Report); rs != nil {
			if r == rs[0] {
				out = append(out, broken(c, u, rs))
			}
			continue
		}
		e := entry{relation: rd.Relation, reading: r, pieces: departures(c, u, r), fullest: rd.Quotation == ut.Fullest, apart: apparatus.Apart(c, u, r)}
		if rd.Relation == collate.Trimmed {
			e.part = fmt.Sprintf("%d of %s", rd.Kept, counted(ut.Words, "word", "words"))
		}
		if who, disputed := apparatus.Credited(c, u, r); who >= 0 {
			e.given, e.disputed = clean(apparatus.Inline(c, who)), disputed
		}
		if e.given == "" {
			e.beside = clean(apparatus.Beside(c, u, r))
		}
		key := fmt.Sprint(rd.Relation, e.part, e.given, e.beside, bare(e.pieces))
		at, ok := seen[key]
		if !ok {
			at = len(out)
			seen[key] = at
			out = append(out, e)
		}
		out[at].fullest = out[at].fullest || e.fullest
		w := apparatus.QuotationAt(c, rd.Quotation)
		out[at].witnesses = append(out[at].witnesses, w)
	}
	slices.SortStableFunc(out, func(a, b entry) int {
		if a.fullest != b.fullest {
			if a.fullest {
				return -1
			}
			return 1
		}
		return 0
	})
	return out
}

// broken is the entry of a quotation that a report prints in pieces.
func broken(c *collate.Comparison, u int, readings []int) entry {
	e := entry{reading: readings[0], parts: len(readings)}
	for _, r := range readings {
		e.witnesses = append(e.witnesses, apparatus.QuotationAt(c, c.Utterances[u].Readings[r].Quotation))
	}
	if who, disputed := apparatus.Credited(c, u, readings[0]); who >= 0 {
		e.given, e.disputed = clean(apparatus.Inline(c, who)), disputed
	} else {
		e.beside = clean(apparatus.Beside(c, u, readings[0]))
	}
	return e
}

// witnessed is a report and a place in it, as it is printed: " ¶4", " ¶4 ×3".
type witnessed struct {
	report int
	place  string
}

// places is where the reports have the entry's words, each place once, with
// how often when a paragraph repeats them.
func (e entry) places(c *collate.Comparison) []witnessed {
	var out []witnessed
	var times []int
	for _, w := range e.witnesses {
		at := witnessed{report: w.Report}
		if s := place(c, w); s != "" {
			at.place = " " + s
		}
		if k := slices.Index(out, at); k >= 0 {
			times[k]++
			continue
		}
		out, times = append(out, at), append(times, 1)
	}
	for i, n := range times {
		if n > 1 && e.parts == 0 {
			out[i].place += fmt.Sprintf(" ×%d", n)
		}
	}
	return out
}

// sign is the sign of what an entry did.
func (e entry) sign() string {
	if e.apart {
		return "+"
	}
	return sign(e.relation)
}

// label is what an entry says beside its sign.
func (e entry) label(rank apparatus.Rank) string {
	return e.did(rank) + e.credit()
}

// credit is whom the reports of the entry credit, when that is somebody else
// than the speaker under whose name it stands; empty otherwise.
func (e entry) credit() string {
	if e.beside != "" {
		return ", together with " + e.beside
	}
	if e.given == "" {
		return ""
	}
	return ", given to " + e.given
}

// signLook is how an entry's sign appears.
func (e entry) signLook() look {
	if e.apart {
		return plain
	}
	return lookOf(e.relation)
}

// look is how an entry's label appears.
func (e entry) look() look {
	if e.disputed {
		return alarm
	}
	return e.signLook()
}

func (e entry) did(rank apparatus.Rank) string {
	switch {
	case e.parts > 0:
		return fmt.Sprintf("%s, in %d pieces", relation(e.relation), e.parts)
	case rank == apparatus.Single && e.fullest:
		return "only here"
	case e.fullest && len(e.witnesses) == 1:
		return "fullest wording"
	case e.apart:
		return apparatus.Elsewhere
	case e.part != "":
		return relation(e.relation) + ", " + e.part
	}
	return relation(e.relation)
}

// bare is what pieces say, but for case and punctuation: readings that differ
// in these alone are printed once.
func bare(ps []apparatus.Piece) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.Kind.String())
		for _, w := range []apparatus.Words{p.Old, p.New} {
			b.WriteByte(' ')
			for _, r := range w.Text {
				if unicode.IsLetter(r) || unicode.IsDigit(r) {
					b.WriteRune(unicode.ToLower(r))
				}
			}
		}
	}
	return b.String()
}
