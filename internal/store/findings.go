package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"parallax/internal/archive"
)

// words, run, reading and utterance are how a statement is kept: as archive has
// it, under short names.
type words struct {
	Report string `json:"r"`
	Outlet string `json:"o"`
	Start  int    `json:"s"`
	End    int    `json:"e"`
	Text   string `json:"t"`
}

type run struct {
	Op   string `json:"o"`
	Text string `json:"t"`
}

type reading struct {
	Words    words  `json:"w"`
	Relation string `json:"r"`
	Runs     []run  `json:"x,omitempty"`
	At       int64  `json:"a"`
}

type utterance struct {
	Speaker  string    `json:"n,omitempty"`
	Words    words     `json:"w"`
	Readings []reading `json:"r"`
}

// pack is a statement as it is kept.
func packStatement(s *archive.Statement) []byte {
	u := utterance{Speaker: s.Speaker, Words: words(s.Words)}
	for _, r := range s.Readings {
		k := reading{Words: words(r.Words), Relation: r.Relation, At: stamp(r.At)}
		for _, x := range r.Runs {
			k.Runs = append(k.Runs, run(x))
		}
		u.Readings = append(u.Readings, k)
	}
	b, _ := json.Marshal(u) // strings and numbers: no error
	return b
}

func unpackStatement(b []byte, s *archive.Statement) error {
	var u utterance
	if err := json.Unmarshal(b, &u); err != nil {
		return fmt.Errorf("%w: %v", errDamaged, err)
	}
	s.Speaker, s.Words = u.Speaker, archive.Words(u.Words)
	for _, k := range u.Readings {
		r := archive.Reading{Words: archive.Words(k.Words), Relation: k.Relation, At: unstamp(k.At)}
		for _, x := range k.Runs {
			r.Runs = append(r.Runs, archive.Run(x))
		}
		s.Readings = append(s.Readings, r)
	}
	return nil
}

// kinds are the kinds of quotations, by number.
var kinds = []string{"direct", "mixed", "indirect"}

// kept is a statement that is in the tables already.
type kept struct {
	id, person       int64
	altered, trimmed int
	body             []byte
}

// statements keeps what was said, those that have not changed as they are.
func (p *publishing) statements(ctx context.Context) error {
	if err := p.findPeople(ctx); err != nil {
		return err
	}
	old := map[string]kept{}
	err := each(ctx, p, func(scan func(...any) error) error {
		var uid string
		var k kept
		err := scan(&k.id, &uid, &k.person, &k.altered, &k.trimmed, &k.body)
		old[uid] = k
		return err
	}, "SELECT id, uid, person, altered, trimmed, body FROM statement WHERE story = ?", p.story)
	if err != nil {
		return err
	}
	had := len(old)
	var anew []int
	for i := range p.m.Statements {
		s := &p.m.Statements[i]
		k, ok := old[s.ID]
		if ok && k.person == p.people[s.Person] && k.altered == s.Altered && k.trimmed == s.Trimmed && k.id>>countBits == keyAt(s.At)>>countBits && bytes.Equal(k.body, packStatement(s)) {
			delete(old, s.ID)
			continue
		}
		anew = append(anew, i)
	}
	for _, uid := range sortedNames(old) {
		if err := p.unsay(ctx, old[uid].id); err != nil {
			return err
		}
	}
	slices.SortStableFunc(anew, func(a, b int) int { return p.m.Statements[a].At.Compare(p.m.Statements[b].At) })
	for _, i := range anew {
		s := &p.m.Statements[i]
		if err := p.say(ctx, s, old[s.ID]); err != nil {
			return err
		}
	}
	return p.add(ctx, "statements", len(p.m.Statements)-had)
}

// say keeps a statement, under the number that it had if its date is the same.
func (p *publishing) say(ctx context.Context, s *archive.Statement, had kept) error {
	id := had.id
	if id>>countBits != keyAt(s.At)>>countBits || id == 0 {
		var n int64
		if err := p.row(ctx, []any{&n}, "UPDATE tally SET n = n + 1 WHERE name = 'said' RETURNING n"); err != nil {
			return err
		}
		id = key(s.At, n)
	}
	kind := max(0, slices.Index(kinds, s.Kind))
	err := p.do(ctx, "INSERT INTO statement (id, uid, story, person, kind, reports, altered, trimmed, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		id, s.ID, p.story, p.people[s.Person], kind, s.Reports, s.Altered, s.Trimmed, packStatement(s))
	if err != nil {
		return err
	}
	body := []string{s.Text}
	tags := []string{"p" + strconv.FormatInt(p.people[s.Person], 10)}
	for _, r := range s.Readings {
		o, err := p.outlet(ctx, r.Outlet)
		if err != nil {
			return err
		}
		tags = append(tags, outletTag(o))
		if r.Relation == "altered" {
			body = append(body, r.Text)
		}
	}
	slices.Sort(tags)
	return p.do(ctx, "INSERT INTO statement_words (rowid, body, tags) VALUES (?, ?, ?)", id, strings.Join(body, "\n"), strings.Join(slices.Compact(tags), " "))
}

func (t *tx) unsay(ctx context.Context, id int64) error {
	if err := t.do(ctx, "DELETE FROM statement_words WHERE rowid = ?", id); err != nil {
		return err
	}
	return t.do(ctx, "DELETE FROM statement WHERE id = ?", id)
}

// contribution is what a story adds to somebody's numbers.
type contribution struct {
	statements, altered int
	at                  int64
	roles               []byte
}

// said keeps who has said how much in the story, and corrects their numbers.
func (p *publishing) said(ctx context.Context) error {
	now := map[int64]contribution{}
	for i := range p.m.Statements {
		s := &p.m.Statements[i]
		who := p.people[s.Person]
		if who == 0 {
			continue
		}
		c := now[who]
		c.statements++
		c.altered += sign(s.Altered)
		c.at = max(c.at, stamp(s.At))
		now[who] = c
	}
	for i := range p.m.People {
		who := p.people[p.m.People[i].ID]
		if c, ok := now[who]; ok {
			c.roles, _ = json.Marshal(p.m.People[i].Roles) // strings, numbers and times: no error
			now[who] = c
		}
	}
	if err := p.do(ctx, "DELETE FROM speaks WHERE story = ?", p.story); err != nil {
		return err
	}
	for i := range p.m.Statements {
		who := p.people[p.m.Statements[i].Person]
		if who == 0 {
			continue
		}
		for _, r := range p.m.Statements[i].Readings {
			if err := p.do(ctx, "INSERT OR IGNORE INTO speaks (person, report, story) VALUES (?, ?, ?)", who, p.reports[r.Report], p.story); err != nil {
				return err
			}
		}
	}
	return p.contribute(ctx, p.story, now)
}

// contribute puts what a story adds to people's numbers in place of what it
// added before.
func (t *tx) contribute(ctx context.Context, story int64, now map[int64]contribution) error {
	old := map[int64]contribution{}
	err := each(ctx, t, func(scan func(...any) error) error {
		var who int64
		var c contribution
		err := scan(&who, &c.statements, &c.altered, &c.at, &c.roles)
		old[who] = c
		return err
	}, "SELECT person, statements, altered, at, roles FROM said WHERE story = ?", story)
	if err != nil {
		return err
	}
	for _, who := range sortedKeys(old) {
		if _, still := now[who]; still {
			continue
		}
		if err := t.do(ctx, "DELETE FROM said WHERE story = ? AND person = ?", story, who); err != nil {
			return err
		}
		if err := t.count(ctx, who, contribution{}, old[who], -1); err != nil {
			return err
		}
	}
	for _, who := range sortedKeys(now) {
		c, had := old[who]
		n := now[who]
		if had && c.statements == n.statements && c.altered == n.altered && c.at == n.at && bytes.Equal(c.roles, n.roles) {
			continue
		}
		if err := t.do(ctx, "INSERT OR REPLACE INTO said (story, person, statements, altered, at, roles) VALUES (?, ?, ?, ?, ?, ?)", story, who, n.statements, n.altered, n.at, n.roles); err != nil {
			return err
		}
		stories := 1
		if had {
			stories = 0
		}
		if err := t.count(ctx, who, n, c, stories); err != nil {
			return err
		}
	}
	return nil
}

// count corrects somebody's numbers; who is in no story any more is not kept.
func (t *tx) count(ctx context.Context, who int64, now, before contribution, stories int) error {
	var left int
	err := t.row(ctx, []any{&left}, `UPDATE person SET statements = statements + ?, altered = altered + ?, stories = stories + ?,
		last = COALESCE((SELECT MAX(at) FROM said WHERE person = ?), 0) WHERE id = ? RETURNING stories`,
		now.statements-before.statements, now.altered-before.altered, stories, who, who)
	if err != nil || left > 0 {
		return err
	}
	if err := t.do(ctx, "DELETE FROM person_words WHERE rowid = ?", who); err != nil {
		return err
	}
	if err := t.do(ctx, "DELETE FROM person WHERE id = ?", who); err != nil {
		return err
	}
	return t.add(ctx, "people", -1)
}

// clearFindings takes back what a story's comparison has given to lists.
func (t *tx) clearFindings(ctx context.Context, story int64) error {
	var ids []int64
	err := each(ctx, t, func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		ids = append(ids, id)
		return err
	}, "SELECT id FROM statement WHERE story = ?", story)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := t.unsay(ctx, id); err != nil {
			return err
		}
	}
	if err := t.do(ctx, "DELETE FROM speaks WHERE story = ?", story); err != nil {
		return err
	}
	if err := t.contribute(ctx, story, nil); err != nil {
		return err
	}
	var altered, conflicts int
	if err := t.row(ctx, []any{&altered, &conflicts}, "SELECT altered, conflicts FROM story WHERE id = ?", story); err != nil {
		return err
	}
	if err := t.add(ctx, "altered", -sign(altered)); err != nil {
		return err
	}
	if err := t.add(ctx, "conflicts", -sign(conflicts)); err != nil {
		return err
	}
	return t.add(ctx, "statements", -len(ids))
}

// outlets keeps what each outlet's readings did, and corrects the outlets'
// numbers.
func (p *publishing) outlets(ctx context.Context) error {
	type part struct{ altered, trimmed, own int }
	now := map[string]part{}
	for i := range p.m.Comparison.Reports {
		if r := &p.m.Comparison.Reports[i]; r.Account == i {
			x := now[r.Article.Outlet]
			x.own++
			now[r.Article.Outlet] = x
		}
	}
	for i := range p.m.Statements {
		for _, r := range p.m.Statements[i].Readings {
			x := now[r.Outlet]
			switch r.Relation {
			case "altered":
				x.altered++
			case "trimmed":
				x.trimmed++
			}
			now[r.Outlet] = x
		}
	}
	for _, name := range sortedNames(now) {
		x := now[name]
		o, err := p.outlet(ctx, name)
		if err != nil {
			return err
		}
		if err := p.do(ctx, `UPDATE outlet SET altered = outlet.altered + ? - s.altered, trimmed = outlet.trimmed + ? - s.trimmed, own = outlet.own + ? - s.own
			FROM (SELECT altered, trimmed, own FROM story_outlet WHERE story = ? AND outlet = ?) AS s WHERE id = ?`, x.altered, x.trimmed, x.own, p.story, o, o); err != nil {
			return err
		}
		if err := p.do(ctx, "UPDATE story_outlet SET altered = ?, trimmed = ?, own = ? WHERE story = ? AND outlet = ?", x.altered, x.trimmed, x.own, p.story, o); err != nil {
			return err
		}
	}
	return nil
}

// findPeople gives the people of a comparison their numbers, new ones to those
// not seen before, and learns what else they are called.
func (p *publishing) findPeople(ctx context.Context) error {
	p.people = map[string]int64{}
	for i := range p.m.People {
		who := &p.m.People[i]
		id, err := p.person(ctx, who)
		if err != nil {
			return err
		}
		p.people[who.ID] = id
	}
	for i := range p.m.Statements {
		if id := p.m.Statements[i].Person; id != "" && p.people[id] == 0 {
			return fmt.Errorf("statement %s: speaker %s is not among the people: %w", p.m.Statements[i].ID, id, archive.ErrInvalid)
		}
	}
	return nil
}

// mostAliases bounds what somebody is called.
const mostAliases = 24

func (p *publishing) person(ctx context.Context, who *archive.Person) (id int64, err error) {
	var name, known string
	err = p.row(ctx, []any{&id, &name, &known}, "SELECT id, name, aliases FROM person WHERE uid = ?", who.ID)
	if err != nil {
		if !errors.Is(err, sql.ErrNoRows) {
			return 0, err
		}
		if err := p.row(ctx, []any{&id}, "INSERT INTO person (uid, kind, name, norm) VALUES (?, ?, ?, ?) RETURNING id", who.ID, who.Kind, who.Name, normal(who.Name)); err != nil {
			return 0, err
		}
		if err := p.add(ctx, "people", 1); err != nil {
			return 0, err
		}
		name, known = who.Name, ""
	}
	var aliases []string
	if known != "" {
		if err := json.Unmarshal([]byte(known), &aliases); err != nil {
			return 0, fmt.Errorf("%w: aliases of %s", errDamaged, who.ID)
		}
	}
	n := len(aliases)
	for _, a := range who.Aliases {
		if a != name && len(aliases) < mostAliases && !slices.Contains(aliases, a) {
			aliases = append(aliases, a)
		}
	}
	if known != "" && len(aliases) == n {
		return id, nil
	}
	list, _ := json.Marshal(append([]string{}, aliases...)) // strings: no error
	if err := p.do(ctx, "UPDATE person SET aliases = ? WHERE id = ?", string(list), id); err != nil {
		return 0, err
	}
	if err := p.do(ctx, "DELETE FROM person_words WHERE rowid = ?", id); err != nil {
		return 0, err
	}
	return id, p.do(ctx, "INSERT INTO person_words (rowid, name, aliases) VALUES (?, ?, ?)", id, name, strings.Join(aliases, "\n"))
}

func sortedNames[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// keyTime is the time in a key.
func keyTime(id int64) time.Time { return time.Unix(id>>countBits, 0).UTC() }
