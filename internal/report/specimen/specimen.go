// Package specimen builds comparisons of invented reports for tests of what
// prints them.
//
// A reading is written with the changes marked in it, in the signs of
// CriticMarkup, against the fullest wording:
//
//	We will {--not --}publish the {~~full~>whole~~} record {++soon ++}.
//
// says that the fullest has “We will not publish the full record .” and this
// reading “We will publish the whole record soon .”. The sign “||” breaks a
// quotation in two (“A,” she said. “B.”), “=” is word for word the fullest and
// an empty string means that the report lacks the utterance.
package specimen

import (
	"fmt"
	"strings"

	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/quote"
	"parallax/internal/text"
)

// Utterance is one act of saying something, as a test writes it.
type Utterance struct {
	Speaker  string
	Fullest  int      // index of the report whose reading is the fullest; its reading has no marks
	Readings []string // one a report, in report order; missing ones are empty
}

// Build makes the comparison of as many reports as there are outlets. An
// outlet written "Post = Wire" copies the report of outlet Wire.
func Build(outlets []string, us ...Utterance) *collate.Comparison {
	c := &collate.Comparison{}
	texts := make([]strings.Builder, len(outlets))
	places := make([][]text.Span, len(outlets))
	for i, o := range outlets {
		name, from, _ := strings.Cut(o, " = ")
		r := collate.Report{Article: &article.Article{
			ID: fmt.Sprintf("r%d", i+1), Outlet: name, Title: "Title in " + name,
			Published: fmt.Sprintf("2031-05-%02dT08:30:00Z", i+1), Language: "en", Input: name + ".txt",
		}, Account: i, Own: 1}
		for j := range i {
			if c.Reports[j].Article.Outlet == from {
				r.Account, r.Own = j, 0.12
			}
		}
		r.Article.Headline = text.Span{Start: 0, End: len(r.Article.Title)}
		texts[i].WriteString(r.Article.Title)
		c.Reports = append(c.Reports, r)
	}
	b := &builder{c: c, texts: texts, places: places, people: map[string]int{}}
	for _, u := range us {
		b.utterance(u)
	}
	for i := range c.Reports {
		a := c.Reports[i].Article
		a.Text, a.Paragraphs = texts[i].String(), b.places[i]
		c.Reports[i].Words = len(strings.Fields(a.Text))
	}
	return c
}

type builder struct {
	c      *collate.Comparison
	texts  []strings.Builder
	places [][]text.Span
	people map[string]int
}

func (b *builder) utterance(u Utterance) {
	c := b.c
	ut := collate.Utterance{Speaker: -1, Words: words(plain(u.Readings[u.Fullest]))}
	quotations := make([]int, len(c.Reports))
	for i := range c.Reports {
		quotations[i] = -1
		if i >= len(u.Readings) || u.Readings[i] == "" {
			ut.Absent = append(ut.Absent, i)
			continue
		}
		reading := u.Readings[i]
		if reading == "=" {
			reading = u.Readings[u.Fullest]
		}
		quotations[i] = b.print(i, plain(reading), u.Speaker)
	}
	ut.Fullest = quotations[u.Fullest]
	ut.ID = "u-" + c.Quotations[ut.Fullest].ID
	for i, q := range quotations {
		if q < 0 {
			continue
		}
		rd := collate.Reading{Quotation: q, Words: ut.Words, Kept: ut.Words}
		if r := u.Readings[i]; i != u.Fullest && r != "=" {
			rd = b.edits(r, ut.Fullest, q)
			rd.Words, rd.Kept = words(plain(r)), ut.Words-rd.Kept
		}
		ut.Readings = append(ut.Readings, rd)
		ut.Speaker = c.Quotations[q].Speaker
	}
	c.Utterances = append(c.Utterances, ut)
}

// print writes “content,” said Speaker. as a paragraph of report i.
func (b *builder) print(i int, content, speaker string) int {
	t := &b.texts[i]
	t.WriteString("\n\n")
	start := t.Len()
	q := collate.Quotation{Report: i, Kind: quote.Direct, Speaker: -1, Rule: "specimen", Confidence: .9}
	q.ID = fmt.Sprintf("%s/q%d", b.c.Reports[i].Article.ID, len(b.places[i])+1)
	for n, part := range strings.Split(content, "||") {
		if n > 0 {
			t.WriteString(" ")
		}
		t.WriteString("“")
		from := t.Len()
		t.WriteString(part)
		q.Content = append(q.Content, text.Span{Start: from, End: t.Len()})
		t.WriteString("”")
		if n == 0 && speaker != "" {
			t.WriteString(" ")
			q.Cue = write(t, "said")
			t.WriteString(" ")
			q.Source = write(t, speaker)
			t.WriteString(".")
			q.Speaker = b.person(speaker, collate.Evidence{Report: i, Span: q.Source})
		}
	}
	b.places[i] = append(b.places[i], text.Span{Start: start, End: t.Len()})
	b.c.Quotations = append(b.c.Quotations, q)
	return len(b.c.Quotations) - 1
}

func write(t *strings.Builder, s string) text.Span {
	from := t.Len()
	t.WriteString(s)
	return text.Span{Start: from, End: t.Len()}
}

func (b *builder) person(name string, e collate.Evidence) int {
	k, ok := b.people[name]
	if !ok {
		k = len(b.c.People)
		b.people[name] = k
		id := strings.ToLower(strings.ReplaceAll(name, " ", "-"))
		b.c.People = append(b.c.People, collate.Person{ID: id, Name: e, Role: collate.Evidence{Report: e.Report}})
	}
	p := &b.c.People[k]
	p.Mentions = append(p.Mentions, e)
	return k
}

// edits reads the marks of a reading. Kept is the number of words that it
// loses.
func (b *builder) edits(marked string, fullest, q int) collate.Reading {
	full, here := b.c.Quotations[fullest], b.c.Quotations[q]
	rd := collate.Reading{Quotation: q, Relation: collate.Identical}
	old, new := &walker{content: full.Content}, &walker{content: here.Content}
	for at := 0; at < len(marked); {
		rest := marked[at:]
		if len(rest) < 3 || rest[0] != '{' {
			size := 1
			if strings.HasPrefix(rest, "||") {
				new.breakAt()
				old.skipBreak()
				size = 2
			} else {
				old.step(1)
				new.step(1)
			}
			at += size
			continue
		}
		sign := rest[1:3]
		end := strings.Index(rest, sign+"}")
		body := rest[3:end]
		e := collate.Edit{}
		was, now := body, ""
		switch sign {
		case "++":
			was, now, e.Op = "", body, collate.Insert
		case "~~":
			was, now, _ = strings.Cut(body, "~>")
			e.Op = collate.Replace
		}
		at += end + 3
		e.From, e.To = old.take(was), new.take(now)
		e.Edge = e.Op == collate.Delete && (old.first(e.From) || old.last(e.From))
		if e.Op == collate.Delete && rd.Relation == collate.Identical {
			rd.Relation = collate.Trimmed
		} else if e.Op != collate.Delete {
			rd.Relation = collate.Altered
		}
		rd.Kept += words(was)
		rd.Edits = append(rd.Edits, e)
	}
	return rd
}

// walker goes through the content of a quotation byte by byte.
type walker struct {
	content []text.Span
	part    int // index into content
	at      int // bytes into that part
}

func (w *walker) pos() int { return w.content[w.part].Start + w.at }

func (w *walker) step(n int) { w.at += n }

func (w *walker) breakAt() {
	w.part, w.at = w.part+1, 0
}

func (w *walker) skipBreak() {
	if w.at == w.content[w.part].Len() && w.part+1 < len(w.content) {
		w.breakAt()
	}
}

// take steps over s and gives the span of its words, without space around.
func (w *walker) take(s string) text.Span {
	from := w.pos()
	w.step(len(s))
	lead := len(s) - len(strings.TrimLeft(s, " "))
	core := strings.Trim(s, " ")
	if core == "" {
		return text.Span{Start: from, End: from}
	}
	return text.Span{Start: from + lead, End: from + lead + len(core)}
}

func (w *walker) first(s text.Span) bool { return s.Start == w.content[0].Start }

func (w *walker) last(s text.Span) bool { return s.End+1 >= w.content[len(w.content)-1].End }

// plain is a marked reading as its report prints it.
func plain(s string) string {
	var b strings.Builder
	for {
		i := strings.Index(s, "{")
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		sign := s[i+1 : i+3]
		end := i + strings.Index(s[i:], sign+"}")
		body := s[i+3 : end]
		switch sign {
		case "++":
			b.WriteString(body)
		case "~~":
			_, now, _ := strings.Cut(body, "~>")
			b.WriteString(now)
		}
		s = s[end+3:]
	}
}

func words(s string) int { return len(strings.Fields(strings.ReplaceAll(s, "||", " "))) }
