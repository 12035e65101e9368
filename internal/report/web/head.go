package web

import (
	"cmp"
	"fmt"
	"slices"

	"parallax/internal/report/apparatus"
)

// head is what stands above the sections.
type head struct {
	Headline string
	Cut      bool   // Headline is the beginning of a sentence
	Lang     string // of the headline
	Facts    []fact
	First    []listed // the reports, in the order of columns
	More     []listed // those beyond the first few, folded away
	Families []family // copies, counted once
	Summary  []sentence
	Sharp    []sharp // contradictions and altered readings, at most three
	Acts     []Act   // what can be done with the story
}

// Act is a link to something that can be done with a story.
type Act struct{ Href, Text string }

type fact struct {
	Text   string
	Strong bool
}

// listed is a report in the list of reports.
type listed struct {
	source
	Title       string // the report's own headline
	Machine     string // its date as the input has it; empty when undated
	When        string // its date to be read, or "undated"
	Words       string
	Foreign     bool // its speakers were not looked for
	Copy        bool // it belongs to a family of copies
	First, Last bool // of its family
}

// family is the reports of one account when there are several.
type family struct{ Members []source }

// sharp is a changed reading, told in the head.
type sharp struct {
	Speaker string
	Lang    string
	Row     string // link to the statement
	Source  source
	Where   place
	Pieces  []piece
	Values  []side // of a conflict; Speaker is then what it is about
}

const (
	listMost  = 8 // reports listed before the rest folds
	sharpMost = 3 // sharpest differences shown
)

func (b *builder) head() head {
	h := head{Facts: b.facts(), Summary: b.summary()}
	h.Headline, h.Cut, h.Lang = headline(b.c)
	all := b.listing()
	h.First, h.More = all[:min(len(all), listMost)], all[min(len(all), listMost):]
	if len(h.More) < 3 { // a fold for one or two lines saves nothing
		h.First, h.More = all, nil
	}
	for i := 0; i < len(b.order); {
		j := b.familyEnd(i)
		if j-i > 1 {
			f := family{}
			for _, r := range b.order[i:j] {
				f.Members = append(f.Members, b.sources[r])
			}
			h.Families = append(h.Families, f)
		}
		i = j
	}
	for _, s := range apparatus.Differences(b.c, sharpMost) {
		if s.Conflict >= 0 {
			k := b.conflict(&b.c.Conflicts[s.Conflict])
			h.Sharp = append(h.Sharp, sharp{Speaker: cmp.Or(k.About, k.Kind), Values: k.Sides})
			continue
		}
		u := &b.c.Utterances[s.Utterance]
		q := u.Readings[s.Reading].Quotation
		at := b.sources[b.c.Quotations[q].Report]
		h.Sharp = append(h.Sharp, sharp{
			Speaker: b.speaker(u.Speaker), Row: b.row(s.Utterance), Source: at, Lang: at.Lang,
			Where: b.quoted(q, false), Pieces: b.departures(s.Utterance, s.Reading),
		})
	}
	return h
}

// familyEnd is one past the last column of the family that column i begins.
func (b *builder) familyEnd(i int) int {
	j := i + 1
	for j < len(b.order) && b.c.Reports[b.order[j]].Account == b.c.Reports[b.order[i]].Account {
		j++
	}
	return j
}

func (b *builder) facts() []fact {
	n := len(b.c.Reports)
	if n == 0 {
		return []fact{{Text: "no report could be read"}}
	}
	said := counted(b.c.Quoted(), "quotation")
	if n := apparatus.Speakers(b.c); n > 0 {
		said += ", " + counted(n, "speaker")
	}
	fs := []fact{{Text: counted(n, "report")}}
	if n > 1 {
		fs = append(fs, fact{counted(independent(b.c), "independent account"), true})
	}
	fs = append(fs, fact{Text: said})
	for _, d := range span(b.c) {
		fs = append(fs, fact{Text: d})
	}
	return fs
}

func (b *builder) listing() []listed {
	short := shortDates(b.c)
	out := make([]listed, 0, len(b.order))
	for _, r := range b.order {
		rep := &b.c.Reports[r]
		out = append(out, listed{
			source: b.sources[r], Title: rep.Article.Title,
			Machine: rep.Article.Published, When: short[r], Words: counted(rep.Words, "word"), Foreign: rep.Foreign,
		})
	}
	for i := 0; i < len(out); {
		j := b.familyEnd(i)
		for k := i; k < j && j-i > 1; k++ {
			out[k].Copy, out[k].First, out[k].Last = true, k == i, k == j-1
		}
		i = j
	}
	return out
}

// accounts is the table of who copied whom.
type accounts struct {
	Reports, Accounts int
	Rows              []account
}

// account is one report of the table.
type account struct {
	listed
	Own   string  // "11 %"
	Width string  // the same for a drawing: "11%"
	Of    *source // the report it copies; nil for an independent one
	Taken string  // how much of it: "89 %"
	By    []source
}

// accounts is nil when no report copies another: then there is nothing to say.
func (b *builder) accounts() *accounts {
	c := b.c
	t := &accounts{Reports: len(c.Reports), Accounts: independent(c)}
	if t.Accounts == t.Reports {
		return nil
	}
	for i, l := range b.listing() {
		r := b.order[i]
		own := int(c.Reports[r].Own*100 + .5)
		a := account{listed: l, Own: fmt.Sprintf("%d %%", own), Width: fmt.Sprintf("%d%%", own)}
		a.Copy, a.When = l.Copy, longDate(c, r)
		if from := c.Reports[r].Account; from != r {
			a.Of, a.Taken = &b.sources[from], fmt.Sprintf("%d %%", 100-own)
		} else {
			for j := range c.Reports {
				if j != r && c.Reports[j].Account == r {
					a.By = append(a.By, b.sources[j])
				}
			}
		}
		t.Rows = append(t.Rows, a)
	}
	return t
}

// speaker is the name of a person, or what stands for one that is not known.
func (b *builder) speaker(person int) string {
	if person < 0 {
		return apparatus.Nobody
	}
	return b.words(b.c.People[person].Name)
}

// reports gives the indexes of the reports of some readings, each once.
func (b *builder) reportsOf(u int) []int {
	var out []int
	for _, r := range b.c.Utterances[u].Readings {
		if at := b.c.Quotations[r.Quotation].Report; !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	return out
}
