package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"parallax/internal/archive"
	"parallax/internal/collate"
)

// Making is a story's comparison and what lists show of it, as it is made.
type Making struct {
	Job        Job
	Title      string
	Comparison *collate.Comparison
	Light      bool // the comparison is not whole and not kept; what lists show of it is
	Said       int  // utterances
	Altered    int  // of these, with an altered reading
	Conflicts  int
	Lead       *archive.Words
	Sharpest   *archive.Differs
	Statements []archive.Statement // Person is a PersonID or empty; Story and StoryTitle are not looked at
	People     []archive.Person    // who says them: ID, Kind, Name, Aliases, Roles
}

// PersonID is the ID of somebody over all stories: of one kind, under one full
// name, whatever its case, accents and points.
func PersonID(kind, name string) string { return nameOf("p", kind, normal(name)) }

// Publish keeps comparisons in place of their stories' last ones. It keeps
// nothing of one, and tells so, when a report has left the story or was revised
// since the job was asked for; the story is still due then. When reports have
// come since, it is kept and the story stays due.
func (s *Store) Publish(ctx context.Context, ms ...*Making) (kept []bool, err error) {
	bodies := make([][]byte, len(ms))
	for i, m := range ms {
		if !m.Light {
			bodies[i] = s.bodies.squeeze(encodeComparison(m.Comparison))
		}
	}
	err = s.in(ctx, func(t *tx) error {
		kept = make([]bool, len(ms))
		for i, m := range ms {
			var err error
			if kept[i], err = t.publish(ctx, s, m, bodies[i]); err != nil {
				return fmt.Errorf("comparison of story %s: %w", m.Job.Story, err)
			}
		}
		return nil
	})
	return kept, err
}

func (t *tx) publish(ctx context.Context, s *Store, m *Making, body []byte) (bool, error) {
	id, err := storyAt(ctx, t, m.Job.Story)
	if errors.Is(err, archive.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	p := publishing{tx: t, m: m, story: id, reports: map[string]int64{}}
	fresh, err := p.check(ctx)
	if err != nil || !fresh {
		return false, err
	}
	for _, step := range []func(context.Context) error{p.accounts, p.statements, p.said, p.outlets} {
		if err := step(ctx); err != nil {
			return false, err
		}
	}
	if err := p.edition(ctx, body, stamp(s.now())); err != nil {
		return false, err
	}
	return true, p.settle(ctx)
}

// publishing is one transaction of Publish.
type publishing struct {
	*tx
	m       *Making
	story   int64
	reports map[string]int64 // numbers of the compared reports
	people  map[string]int64
	whole   bool // no report has come since
}

// check finds the compared reports and tells whether they are still what was
// compared.
func (p *publishing) check(ctx context.Context) (bool, error) {
	now := map[string]Version{}
	err := each(ctx, p, func(scan func(...any) error) error {
		var id int64
		var v Version
		err := scan(&id, &v.Report, &v.Number)
		p.reports[v.Report], now[v.Report] = id, v
		return err
	}, "SELECT id, uid, version FROM report WHERE story = ?", p.story)
	if err != nil {
		return false, err
	}
	for _, v := range p.m.Job.Reports {
		if now[v.Report] != v {
			return false, nil
		}
	}
	var ticket int64
	err = p.row(ctx, []any{&ticket}, "SELECT ticket FROM due WHERE story = ?", p.story)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, err
	}
	p.whole = (len(now) == len(p.m.Job.Reports) || p.m.Job.Part) && (err != nil || ticket == p.m.Job.ticket)
	return true, nil
}

// accounts keeps which reports copy which.
func (p *publishing) accounts(ctx context.Context) error {
	for i := range p.m.Comparison.Reports {
		r := &p.m.Comparison.Reports[i]
		first := p.m.Comparison.Reports[r.Account].Article.ID
		if err := p.do(ctx, "UPDATE report SET account = ?, own = ? WHERE id = ? AND (account IS NOT ? OR own <> ?)",
			p.reports[first], r.Own, p.reports[r.Article.ID], p.reports[first], r.Own); err != nil {
			return err
		}
	}
	return nil
}

// edition keeps the comparison itself and what lists show of the story.
func (p *publishing) edition(ctx context.Context, body []byte, now int64) error {
	var reports strings.Builder // in the comparison's order
	number := map[string]int{}
	for _, v := range p.m.Job.Reports {
		number[v.Report] = v.Number
	}
	for i := range p.m.Comparison.Reports {
		id := p.m.Comparison.Reports[i].Article.ID
		fmt.Fprintf(&reports, "%d %d\n", p.reports[id], number[id])
	}
	version := nameOf("", string(body), reports.String())
	if p.m.Light {
		if err := p.do(ctx, "DELETE FROM edition WHERE story = ?", p.story); err != nil {
			return err
		}
	} else if err := p.do(ctx, "INSERT OR REPLACE INTO edition (story, version, made, reports, body) VALUES (?, ?, ?, ?, ?)", p.story, version, now, []byte(reports.String()), body); err != nil {
		return err
	}
	var accounts, had, altered, conflicts, hadAltered, hadConflicts int
	err := p.row(ctx, []any{&had, &hadAltered, &hadConflicts}, "SELECT accounts, altered, conflicts FROM story WHERE id = ?", p.story)
	if err != nil {
		return err
	}
	if err := p.row(ctx, []any{&accounts}, "SELECT COUNT(DISTINCT COALESCE(account, id)) FROM report WHERE story = ?", p.story); err != nil {
		return err
	}
	altered, conflicts = p.m.Altered, p.m.Conflicts
	if err := p.do(ctx, "UPDATE story SET title = ?, accounts = ?, said = ?, altered = ?, conflicts = ?, compared = ?, face = ? WHERE id = ?",
		p.m.Title, accounts, p.m.Said, altered, conflicts, p.whole, faceOf(p.m), p.story); err != nil {
		return err
	}
	return errors.Join(p.add(ctx, "accounts", accounts-had), p.add(ctx, "altered", sign(altered)-sign(hadAltered)), p.add(ctx, "conflicts", sign(conflicts)-sign(hadConflicts)))
}

// sign is 1 for what is more than nothing.
func sign(n int) int {
	if n > 0 {
		return 1
	}
	return 0
}

// settle ends the job, unless more reports have come.
func (p *publishing) settle(ctx context.Context) error {
	if !p.whole {
		return nil
	}
	r, err := p.exec(ctx, "DELETE FROM due WHERE story = ?", p.story)
	if err != nil {
		return err
	}
	n, err := r.RowsAffected()
	if err != nil {
		return err
	}
	return p.add(ctx, "compare", -int(n))
}

// face is what lists show of a story beside its numbers, as it is kept.
type face struct {
	Lead     *archive.Words   `json:"l,omitempty"`
	Sharpest *archive.Differs `json:"s,omitempty"`
	Letters  []string         `json:"o,omitempty"`
}

func faceOf(m *Making) []byte {
	f := face{Lead: m.Lead, Sharpest: m.Sharpest}
	for i := range m.Comparison.Reports {
		if i < mostLetters {
			f.Letters = append(f.Letters, m.Comparison.Reports[i].Article.Outlet)
		}
	}
	b, _ := json.Marshal(f) // strings and numbers: no error
	return b
}

// mostLetters is how many outlets a list shows of a story.
const mostLetters = 12

// Edition gives a story's comparison as it was last made, with the texts that
// it was made of. A story that was not compared yet has one with no Comparison.
func (s *Store) Edition(ctx context.Context, story string) (*archive.Edition, error) {
	st, err := s.Story(ctx, story)
	if err != nil {
		return nil, err
	}
	e := &archive.Edition{Story: st, Waiting: st.Reports}
	var made int64
	var reports, body []byte
	err = s.read.row(ctx, []any{&e.Version, &made, &reports, &body}, "SELECT version, made, reports, body FROM edition WHERE story = (SELECT id FROM story WHERE uid = ?)", st.ID)
	if errors.Is(err, sql.ErrNoRows) {
		return e, nil
	}
	if err != nil {
		return nil, err
	}
	raw, err := s.bodies.unsqueeze(body)
	if err != nil {
		return nil, fmt.Errorf("comparison of story %q: %w", st.ID, err)
	}
	c, err := decodeComparison(raw)
	if errors.Is(err, errOtherForm) {
		e.Version = ""
		return e, nil
	}
	if err != nil {
		return nil, fmt.Errorf("comparison of story %q: %w", st.ID, err)
	}
	err = s.fill(ctx, c, string(reports))
	if errors.Is(err, archive.ErrNotFound) { // a report is not kept any longer; the story is due
		return e, nil
	}
	if err != nil {
		return nil, fmt.Errorf("comparison of story %q: %w", st.ID, err)
	}
	e.Comparison, e.Made, e.Waiting = c, time.UnixMicro(made).UTC(), max(0, st.Reports-len(c.Reports))
	return e, nil
}

// fill gives a comparison the reports' texts of the time when it was made.
func (s *Store) fill(ctx context.Context, c *collate.Comparison, reports string) error {
	lines := strings.Split(strings.TrimSpace(reports), "\n")
	if len(lines) != len(c.Reports) {
		return errDamaged
	}
	for i, line := range lines {
		first, second, _ := strings.Cut(line, " ")
		id, err1 := strconv.ParseInt(first, 10, 64)
		number, err2 := strconv.ParseInt(second, 10, 64)
		if err := errors.Join(err1, err2); err != nil {
			return fmt.Errorf("%w: %v", errDamaged, err)
		}
		a, err := s.articleAt(ctx, id, number)
		if err != nil {
			return err
		}
		c.Reports[i].Article = a
	}
	return nil
}
