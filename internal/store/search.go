package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"parallax/internal/archive"
	"parallax/internal/article"
	"parallax/internal/text"
)

// index puts a report's words into the full-text indexes.
func (t *tx) index(ctx context.Context, id int64, a *article.Article) error {
	var outlet int64
	if err := t.row(ctx, []any{&outlet}, "SELECT outlet FROM report WHERE id = ?", id); err != nil {
		return err
	}
	lead, body := "", a.Text
	if len(a.Paragraphs) > 0 {
		lead, body = a.Paragraphs[0].In(a.Text), a.Text[a.Paragraphs[0].End:]
	}
	tags := outletTag(outlet) + " " + languageTag(a.Language)
	return errors.Join(
		t.do(ctx, "INSERT INTO title_words (rowid, title, tags) VALUES (?, ?, ?)", id, a.Title, tags),
		t.do(ctx, "INSERT INTO head_words (rowid, title, lead, tags) VALUES (?, ?, ?, ?)", id, a.Title, lead, tags),
		t.do(ctx, "INSERT INTO report_words (rowid, title, lead, body, tags) VALUES (?, ?, ?, ?, ?)", id, a.Title, lead, body, tags),
	)
}

func (t *tx) unindex(ctx context.Context, id int64) error {
	for _, p := range tiers {
		if err := t.do(ctx, "DELETE FROM "+p.table+" WHERE rowid = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// Words for filters in the index.
func outletTag(id int64) string      { return "o" + strconv.FormatInt(id, 10) }
func languageTag(code string) string { return "l" + strings.ToLower(code) }
func personTag(id int64) string      { return "p" + strconv.FormatInt(id, 10) }
func tagged(tags []string) string    { return "tags : (" + strings.Join(tags, " AND ") + ")" }
func quoted(tag string) string       { return `"` + strings.ReplaceAll(tag, `"`, "") + `"` }

// tier is a place where all the words of a search stand: an index and its
// columns of words.
type tier struct{ table, columns string }

// tiers are the places, the best first. What is found in one is found in those
// after it.
var tiers = []tier{{"title_words", "title"}, {"head_words", "title lead"}, {"report_words", "title lead body"}}

// everywhere is the last of the tiers.
var everywhere = tiers[len(tiers)-1]

// Search finds reports. The best are those that have all words in the headline,
// then those that have them in headline and first paragraph, then the others,
// the newest first in each: an order that does not change when reports come in.
// In "statements" finds reports for what is said in them, "stories" gives one
// report of each story; people are found with People.
func (s *Store) Search(ctx context.Context, q archive.Search) (archive.Hits, error) {
	terms, err := readTerms(q.Text)
	if err != nil {
		return archive.Hits{}, fmt.Errorf("search for %q: %w", q.Text, err)
	}
	at, err := uncursor(q.Cursor, 2)
	if err != nil {
		return archive.Hits{}, err
	}
	f, err := s.filter(ctx, &q)
	if errors.Is(err, archive.ErrNotFound) {
		return archive.Hits{}, nil // nothing is from an outlet that is not known
	}
	if err != nil {
		return archive.Hits{}, err
	}
	if len(terms.must) == 0 && len(f.tags) == 0 && f.person == 0 {
		return archive.Hits{}, nil
	}
	if f.asked, err = s.spell(ctx, terms); err != nil {
		return archive.Hits{}, err
	}
	switch q.In {
	case "", "reports", "stories":
	case "statements":
		return s.searchStatements(ctx, &q, f)
	default:
		return archive.Hits{}, fmt.Errorf("search in %q: one of reports, statements and stories: %w", q.In, archive.ErrInvalid)
	}
	return s.searchReports(ctx, &q, f, at)
}

// filter is what a search asks for beside words.
type filter struct {
	asked
	tags        []string
	person      int64
	first, last int64 // bounds of keys, both included
}

func (s *Store) filter(ctx context.Context, q *archive.Search) (f filter, err error) {
	f.last = math.MaxInt64
	if !q.From.IsZero() {
		f.first = keyAt(q.From)
	}
	if !q.To.IsZero() {
		f.last = keyAt(q.To) - 1
	}
	if q.Outlet != "" {
		id, err := s.outletAt(ctx, q.Outlet)
		if err != nil {
			return f, err
		}
		f.tags = append(f.tags, outletTag(id))
	}
	if q.Language != "" {
		f.tags = append(f.tags, quoted(languageTag(q.Language)))
	}
	if q.Person != "" {
		f.person, err = s.personAt(ctx, q.Person)
	}
	return f, err
}

// match is the full-text question for a tier; empty when somebody alone is
// asked for.
func (f *filter) match(in tier) string {
	var parts []string
	if len(f.must) > 0 {
		parts = append(parts, f.within(in.columns))
	}
	if len(f.tags) > 0 {
		parts = append(parts, "("+tagged(f.tags)+")")
	}
	return strings.Join(parts, " AND ")
}

func (s *Store) searchReports(ctx context.Context, q *archive.Search, f filter, at []int64) (archive.Hits, error) {
	p := paging{f: &f, n: limit(q.Page), first: 0, before: f.last, stories: q.In == "stories", seen: map[string]bool{}}
	if at != nil {
		p.first, p.before = int(at[0]), min(f.last, at[1]-1)
	}
	if q.Order == "newest" || len(f.must) == 0 {
		p.first, p.alone = len(tiers)-1, true
	}
	if p.first < 0 || p.first >= len(tiers) {
		return archive.Hits{}, fmt.Errorf("cursor %q: %w", q.Cursor, archive.ErrInvalid)
	}
	for at := p.first; at < len(tiers) && len(p.out.Hits) < p.n; at++ {
		if err := s.page(ctx, &p, at); err != nil {
			return p.out, err
		}
		p.before = f.last
	}
	var err error
	if p.out.Total = p.total; !p.counted {
		p.out.Total, err = s.total(ctx, &f)
	}
	if p.out.Total <= p.n && at == nil {
		p.out.Next = ""
	}
	return p.out, err
}

// paging is a page of a search as it fills.
type paging struct {
	f       *filter
	n       int
	first   int  // tier that the page begins in
	alone   bool // what other tiers have is not left out: the order is by date
	before  int64
	stories bool // one report of each
	seen    map[string]bool
	out     archive.Hits

	better  []int64 // all that the tier before has, the newest first
	known   bool    // better is that
	total   int     // what the last tier has
	counted bool    // total is that
}

// block is how many keys of a tier are asked for at first: of the last tier,
// from its beginning, as many as are counted, so that they need not be asked for
// again to count them.
func (p *paging) block(at int, whole bool) int {
	if whole && at == len(tiers)-1 {
		return archive.MostTold
	}
	return p.n + 1
}

// page goes through a tier, from the newest report not yet seen, until the page
// is full or nothing is left.
func (s *Store) page(ctx context.Context, p *paging, at int) error {
	whole, all := p.before == p.f.last, []int64{}
	more := true
	first := p.block(at, whole)
	for block, next := first, p.n+1; more && len(p.out.Hits) < p.n; block, next = next, 2*next {
		found, err := s.matching(ctx, p.f, tiers[at], p.f.first, p.before, block)
		if err != nil {
			return err
		}
		if len(all) == 0 && first == archive.MostTold {
			p.total, p.counted = len(found), true
		}
		more, all = len(found) == block, append(all, found...)
		if len(found) == 0 {
			break
		}
		ids, err := s.onlyIn(ctx, p, at, found)
		if err != nil {
			return err
		}
		rest := ids[min(len(ids), p.n-len(p.out.Hits)):]
		ids = ids[:len(ids)-len(rest)]
		if err := s.take(ctx, p, ids); err != nil {
			return err
		}
		if len(rest) > 0 {
			p.before, more = ids[len(ids)-1]-1, true
		} else {
			p.before = found[len(found)-1] - 1
		}
		if len(p.out.Hits) == p.n && (more || at < len(tiers)-1) {
			p.out.Next = cursor(int64(at), p.before+1)
		}
	}
	p.better, p.known = all, whole && !more
	return nil
}

// onlyIn leaves out what a better tier has shown already.
func (s *Store) onlyIn(ctx context.Context, p *paging, at int, ids []int64) ([]int64, error) {
	if at == 0 || p.alone {
		return ids, nil
	}
	better := p.better
	if !p.known {
		var err error
		if better, err = s.matching(ctx, p.f, tiers[at-1], ids[len(ids)-1], ids[0], len(ids)); err != nil {
			return nil, err
		}
	}
	out := ids[:0:0]
	for _, id := range ids { // both have the newest first
		for len(better) > 0 && better[0] > id {
			better = better[1:]
		}
		if len(better) == 0 || better[0] != id {
			out = append(out, id)
		}
	}
	return out, nil
}

// take puts reports onto the page.
func (s *Store) take(ctx context.Context, p *paging, ids []int64) error {
	hits, err := s.hits(ctx, ids, p.f.asked)
	if err != nil {
		return err
	}
	for _, id := range ids {
		h, ok := hits[id]
		if !ok || p.stories && p.seen[h.Story] {
			continue
		}
		p.seen[h.Story] = true
		p.out.Hits = append(p.out.Hits, h)
	}
	return nil
}

// matching gives the keys of reports that match in a tier, between two keys, the
// newest first.
func (s *Store) matching(ctx context.Context, f *filter, in tier, first, last int64, n int) ([]int64, error) {
	query, args := f.rows(in, first, last)
	var out []int64
	err := each(ctx, s.read, func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		out = append(out, id)
		return err
	}, "SELECT rowid FROM "+query+" ORDER BY rowid DESC LIMIT ?", append(args, n)...)
	return out, err
}

// rows is the tables and conditions for a match.
func (f *filter) rows(in tier, first, last int64) (query string, args []any) {
	match := f.match(in)
	if match == "" { // somebody alone is asked for
		return "(SELECT report AS rowid FROM speaks WHERE person = ? AND report BETWEEN ? AND ?)", []any{f.person, first, last}
	}
	if len(f.not) > 0 && in == everywhere {
		match = "(" + match + ")" + f.without(in.columns)
	}
	query, args = in.table+" w WHERE "+in.table+" MATCH ? AND rowid >= ? AND rowid <= ?", []any{match, first, last}
	if len(f.not) > 0 && in != everywhere { // the words must not stand anywhere
		query += " AND NOT EXISTS (SELECT 1 FROM report_words WHERE report_words MATCH ? AND rowid = w.rowid)"
		args = append(args, f.unwanted(everywhere.columns))
	}
	if f.person != 0 {
		query, args = query+" AND EXISTS (SELECT 1 FROM speaks WHERE person = ? AND report = w.rowid)", append(args, f.person)
	}
	return query, args
}

// total counts what matches, no further than archive.MostTold.
func (s *Store) total(ctx context.Context, f *filter) (int, error) {
	query, args := f.rows(everywhere, f.first, f.last)
	var n int
	err := s.read.row(ctx, []any{&n}, "SELECT COUNT(*) FROM (SELECT 1 FROM "+query+" LIMIT ?)", append(args, archive.MostTold)...)
	return n, err
}

// hits are reports that were found, by key.
func (s *Store) hits(ctx context.Context, ids []int64, q asked) (map[int64]archive.Hit, error) {
	out := map[int64]archive.Hit{}
	err := each(ctx, s.read, func(scan func(...any) error) error {
		var h archive.Hit
		var packed sql.RawBytes
		id, r, err := readReport(func(into ...any) error { return scan(append([]any{&h.StoryTitle, &packed}, into...)...) })
		if err != nil {
			return err
		}
		h.Report = r
		if len(q.must) > 0 {
			if h.Passages, err = s.passagesOf(&r, packed, q); err != nil {
				return fmt.Errorf("report %s: %w", r.ID, err)
			}
		}
		out[id] = h
		return nil
	}, hitColumns, list(ids))
	return out, err
}

var hitColumns = "SELECT COALESCE(s.title, ''), b.text, " + strings.Replace(reportColumns[len("SELECT "):],
	"FROM report r ", "FROM json_each(?) x CROSS JOIN report r ON r.id = x.value JOIN body b ON b.report = r.id ", 1)

// passagesOf are the passages of a report that was found.
func (s *Store) passagesOf(r *archive.Report, packed []byte, q asked) ([]archive.Passage, error) {
	var a article.Article
	if err := s.bodies.unpack(packed, &a); err != nil {
		return nil, err
	}
	out := passages(&a, q, archive.Words{Report: r.ID, Outlet: r.Outlet})
	if len(out) == 0 {
		return nil, nil
	}
	points := text.NewIndex(a.Text)
	for i := range out {
		w := &out[i].Words
		w.Start, w.End = points.Points(text.Span{Start: w.Start, End: w.End})
	}
	return out, nil
}

// How passages are cut, in bytes and in number.
const (
	mostPassages  = 3
	passageBefore = 90
	passageAfter  = 150
)

// passages are the stretches of a report in which the words of a search stand,
// each for words that those before it do not have, as far as there are any.
func passages(a *article.Article, q asked, at archive.Words) []archive.Passage {
	all := q.marks(a.Text)
	shown := map[int]bool{}
	var out []archive.Passage
	end := 0
	take := func(fresh bool) {
		for i, m := range all {
			if len(out) == mostPassages || m.start < end || fresh && shown[m.term] || a.Headline.Contains(text.Span{Start: m.start, End: m.end}) {
				continue
			}
			p, to := passage(a, all[i:], at)
			for _, o := range all[i:] {
				if o.end <= to {
					shown[o.term] = true
				}
			}
			out, end = append(out, p), to
		}
	}
	take(true)
	if len(out) == 0 {
		take(false)
	}
	return out
}

// passage is the stretch around the first of some marks, within its paragraph.
func passage(a *article.Article, marks []mark, p archive.Words) (archive.Passage, int) {
	in := text.Span{Start: 0, End: len(a.Text)}
	for _, s := range a.Paragraphs {
		if s.Start <= marks[0].start && marks[0].end <= s.End {
			in = s
		}
	}
	p.Start = wordStart(a.Text, max(in.Start, marks[0].start-passageBefore), in.Start, marks[0].start)
	p.End = wordEnd(a.Text, min(in.End, marks[0].end+passageAfter), in.End, marks[0].end)
	p.Text = a.Text[p.Start:p.End]
	out := archive.Passage{Words: p}
	for _, m := range marks {
		if m.end > p.End {
			break
		}
		if n := len(out.Marks); n > 0 && m.start-p.Start < out.Marks[n-1][1] {
			continue
		}
		out.Marks = append(out.Marks, [2]int{m.start - p.Start, m.end - p.Start})
	}
	return out, p.End
}

// wordStart moves a place forward to the beginning of a word, no further than
// most; first is a beginning.
func wordStart(t string, at, first, most int) int {
	for ; at > first && at < most; at++ {
		if (t[at-1] == ' ' || t[at-1] == '\n') && utf8.RuneStart(t[at]) {
			return at
		}
	}
	return at
}

// wordEnd moves a place back to the end of a word, no further than least.
func wordEnd(t string, at, last, least int) int {
	for ; at < last && at > least; at-- {
		if t[at] == ' ' || t[at] == '\n' {
			return at
		}
	}
	return at
}
