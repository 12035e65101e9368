package story

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/copies"
	"parallax/internal/names"
	"parallax/internal/terms"
	"parallax/internal/text"
)

// How much of a report tells what it is about: news tells it first.
const (
	bodyWords = 400 // words of the body that count
	leadWords = 60  // words of the body that are the lead
	titleTwo  = 2   // a word of the title counts so many times
	quotedRun = 5   // words in a row, inside quotation marks, that make a rare utterance
)

// Report is what grouping keeps of a report: how often each word stands in
// which part, and hashes of what stands between quotation marks. It holds none
// of the report's text but the words that reasons are told in.
type Report struct {
	ID       string
	Outlet   string
	Title    string
	Language string // ISO 639-1, "und" when unknown
	When     string // RFC 3339 date or time as the report has it; empty when unknown
	Day      int32  // days since 1970-01-01, or undated

	shelf  string // language that it is grouped in
	terms  []term
	words  []string // of terms, each in the same place
	quoted []uint32 // hashes of runs of words inside quotation marks, sorted
	copies *copies.Text
}

// term is one word of a report and how often it stands where.
type term struct {
	id     uint32
	body   uint8 // in title (twice) and the body's first words
	lead   uint8 // in title and lead
	name   uint8 // as part of a name
	number uint8 // as a number
}

// Read takes from a report what grouping needs; its analysis need have gone no
// further than analysis.Naming.
func Read(a *analysis.Analysis) *Report {
	art := a.Article
	r := &Report{ID: art.ID, Outlet: art.Outlet, Title: art.Title, Language: art.Language, When: art.Published, Day: dayOf(art.Published)}
	if r.Title == "" && len(a.Segments.Sentences) > 0 {
		r.Title = strings.Join(strings.Fields(a.Segments.Sentences[0].Span.In(art.Text)), " ")
	}
	r.shelf = shelfOf(art)
	c := counter{at: map[uint32]int{}, ignored: stopWords(r.shelf)}
	named := namesOf(a)
	if art.Headline.Empty() {
		c.count(art.Title, text.Span{End: len(art.Title)}, nil, true)
	} else {
		c.count(art.Text, art.Headline, named, true)
	}
	for _, p := range art.Paragraphs {
		if !c.count(art.Text, p, named, false) {
			break
		}
	}
	r.terms, r.words = c.sorted()
	r.quoted = quotedRuns(a)
	r.copies = copies.Of(art.Text, art.Paragraphs, a.Marks)
	return r
}

// shelfOf is the language that a report is grouped in: its own, or English for
// one in Latin letters that is too short to tell.
func shelfOf(a *article.Article) string {
	if a.Language != "" && a.Language != "und" {
		return a.Language
	}
	latin, other := 0, 0
	for _, r := range a.Text {
		if r < 0x250 {
			latin++
		} else if unicode.IsLetter(r) {
			other++
		}
	}
	if latin > other {
		return "en"
	}
	return "und"
}

// counter counts the words of one report.
type counter struct {
	terms   []term
	words   []string
	at      map[uint32]int // place in terms
	ignored func(string, terms.Term) bool
	body    int // words of the body seen
}

// count takes the words of a span and reports whether the body goes on.
func (c *counter) count(t string, s text.Span, named []text.Span, title bool) bool {
	next := 0
	for next < len(named) && named[next].End <= s.Start {
		next++
	}
	terms.Each(t, s, func(w terms.Term) bool {
		if !title {
			if c.body++; c.body > bodyWords {
				return false
			}
		}
		if c.ignored(t, w) {
			return true
		}
		for next < len(named) && named[next].End <= w.Start {
			next++
		}
		k := c.place(t, w)
		switch {
		case title:
			add(&k.body, titleTwo)
			add(&k.lead, 1)
		case c.body <= leadWords:
			add(&k.lead, 1)
			fallthrough
		default:
			add(&k.body, 1)
		}
		if w.Number {
			add(&k.number, 1)
		} else if next < len(named) && named[next].Start <= w.Start && w.Capital {
			add(&k.name, 1)
		}
		return true
	})
	return c.body < bodyWords
}

// place finds a word among the terms, or makes room for it.
func (c *counter) place(t string, w terms.Term) *term {
	i, ok := c.at[w.ID]
	if !ok {
		i = len(c.terms)
		c.at[w.ID] = i
		c.terms = append(c.terms, term{id: w.ID})
		c.words = append(c.words, strings.ToLower(t[w.Start:w.End]))
	}
	return &c.terms[i]
}

func add(n *uint8, by uint8) { *n += min(by, 255-*n) }

// sorted gives terms and words by id.
func (c *counter) sorted() ([]term, []string) {
	order := make([]int, len(c.terms))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if c.terms[a].id < c.terms[b].id {
			return -1
		}
		return 1
	})
	ts, words := make([]term, len(order)), make([]string, len(order))
	for i, o := range order {
		ts[i], words[i] = c.terms[o], c.words[o]
	}
	return ts, words
}

// namesOf is where a report names people, organisations and places, in order.
func namesOf(a *analysis.Analysis) []text.Span {
	var out []text.Span
	if !analysis.Supported(a.Article.Language) {
		return capitalised(a)
	}
	for _, m := range a.Names.Mentions {
		if m.Form == names.Name && !m.Name.Empty() {
			out = append(out, m.Name)
		}
	}
	slices.SortFunc(out, func(a, b text.Span) int { return a.Start - b.Start })
	flat := out[:0]
	for _, s := range out {
		if n := len(flat); n > 0 && s.Start < flat[n-1].End {
			flat[n-1].End = max(flat[n-1].End, s.End)
			continue
		}
		flat = append(flat, s)
	}
	return flat
}

// capitalised takes for names, in a language whose names are not looked for,
// the words with a capital letter that do not begin a sentence.
func capitalised(a *analysis.Analysis) []text.Span {
	var out []text.Span
	for _, s := range a.Segments.Sentences {
		first := true
		terms.Each(a.Article.Text, s.Span, func(w terms.Term) bool {
			if w.Capital && !first {
				out = append(out, w.Span)
			}
			first = false
			return true
		})
	}
	return out
}

// quotedRuns hashes every run of words inside quotation marks.
func quotedRuns(a *analysis.Analysis) []uint32 {
	var out []uint32
	for _, m := range a.Marks {
		if m.Outer >= 0 {
			continue
		}
		var last [quotedRun]uint32
		n := 0
		terms.Each(a.Article.Text, m.Content, func(w terms.Term) bool {
			copy(last[:], last[1:])
			last[quotedRun-1] = w.ID
			if n++; n >= quotedRun {
				h := uint32(0)
				for _, id := range last {
					h = terms.Mix(h*31 + id)
				}
				out = append(out, h)
			}
			return true
		})
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// undated is the Day of a report without a date.
const undated = -1 << 31

// dayOf is the day of an RFC 3339 date or time, in days since 1970-01-01
// (civil calendar; Howard Hinnant's days_from_civil).
func dayOf(s string) int32 {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' || !utf8.ValidString(s) {
		return undated
	}
	number := func(s string) int {
		n := 0
		for i := range len(s) {
			if s[i] < '0' || s[i] > '9' {
				return -1
			}
			n = n*10 + int(s[i]-'0')
		}
		return n
	}
	y, m, d := number(s[:4]), number(s[5:7]), number(s[8:10])
	if y < 1 || m < 1 || m > 12 || d < 1 || d > 31 {
		return undated
	}
	if m <= 2 {
		y--
	}
	era := y / 400
	ofEra := y - era*400
	ofYear := (153*((m+9)%12)+2)/5 + d - 1
	return int32(era*146097 + ofEra*365 + ofEra/4 - ofEra/100 + ofYear - 719468)
}
