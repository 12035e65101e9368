package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"parallax/internal/archive"
)

const personColumns = `SELECT p.id, p.uid, p.name, p.norm, p.kind, p.aliases, p.statements, p.altered, p.stories, p.last,
	COALESCE((SELECT MIN(id) FROM statement WHERE person = p.id), 0) FROM person p `

// listed is somebody with what lists are ordered by.
type listed struct {
	archive.Person
	id, last int64
	norm     string
}

func readPerson(scan func(...any) error) (p listed, err error) {
	var aliases string
	var first int64
	if err := scan(&p.id, &p.ID, &p.Name, &p.norm, &p.Kind, &aliases, &p.Statements, &p.Altered, &p.Stories, &p.last, &first); err != nil {
		return p, err
	}
	p.Last = unstamp(p.last)
	if first != 0 {
		p.First = keyTime(first)
	}
	if err := json.Unmarshal([]byte(aliases), &p.Aliases); err != nil {
		return p, fmt.Errorf("%w: aliases of %s", errDamaged, p.ID)
	}
	return p, nil
}

// personAt gives somebody's number.
func (s *Store) personAt(ctx context.Context, uid string) (id int64, err error) {
	return id, found(s.read.row(ctx, []any{&id}, "SELECT id FROM person WHERE uid = ?", uid), "person", uid)
}

// Person gives somebody who speaks, with what reports call them.
func (s *Store) Person(ctx context.Context, id string) (archive.Person, error) {
	var p listed
	err := sql.ErrNoRows
	e := each(ctx, s.read, func(scan func(...any) error) error {
		p, err = readPerson(scan)
		return err
	}, personColumns+"WHERE p.uid = ?", id)
	if err := errors.Join(e, err); err != nil {
		return archive.Person{}, found(err, "person", id)
	}
	p.Roles, err = s.roles(ctx, p.id)
	return p.Person, err
}

// mostRoles bounds the stories whose roles of somebody are looked at, the
// newest ones, and how many roles are told.
const (
	mostRoleStories = 300
	mostRoles       = 20
)

// roles are what reports call somebody, by wording, the newest first.
func (s *Store) roles(ctx context.Context, person int64) ([]archive.Role, error) {
	var out []archive.Role
	at := map[string]int{}
	err := each(ctx, s.read, func(scan func(...any) error) error {
		var b sql.RawBytes
		if err := scan(&b); err != nil || len(b) == 0 {
			return err
		}
		var in []archive.Role
		if err := json.Unmarshal(b, &in); err != nil {
			return fmt.Errorf("%w: roles: %v", errDamaged, err)
		}
		for _, r := range in {
			k := normal(r.Text)
			i, ok := at[k]
			if !ok {
				at[k] = len(out)
				out = append(out, r)
				continue
			}
			o := &out[i]
			o.Reports += r.Reports
			if r.First.Before(o.First) {
				o.First = r.First
			}
			if r.Last.After(o.Last) {
				o.Last = r.Last
			}
		}
		return nil
	}, "SELECT roles FROM said WHERE person = ? ORDER BY at DESC LIMIT ?", person, mostRoleStories)
	slices.SortStableFunc(out, func(a, b archive.Role) int { return b.Last.Compare(a.Last) })
	return out[:min(len(out), mostRoles)], err
}

// mostNamed bounds the people whose names are looked through for one that was
// typed.
const mostNamed = 2000

// People finds those who speak. Aliases are told, roles are not: see Person.
func (s *Store) People(ctx context.Context, q archive.PersonQuery) (archive.People, error) {
	switch q.Order {
	case "", "statements", "name", "last":
	default:
		return archive.People{}, fmt.Errorf("order %q: one of statements, name and last: %w", q.Order, archive.ErrInvalid)
	}
	if strings.TrimSpace(q.Text) != "" {
		return s.named(ctx, &q)
	}
	at, err := uncursor(q.Cursor, 2)
	if err != nil {
		return archive.People{}, err
	}
	n := limit(q.Page)
	query, args := personColumns, []any{}
	switch q.Order {
	case "name":
		query += "WHERE (p.norm, p.id) > (COALESCE((SELECT norm FROM person WHERE id = ?), ''), ?)"
		after := int64(0)
		if at != nil {
			after = at[1]
		}
		args = append(args, after, after)
	default:
		column := "statements"
		if q.Order == "last" {
			column = "last"
		}
		if at == nil {
			at = []int64{math.MaxInt64, math.MaxInt64}
		}
		query += "WHERE (p." + column + ", p.id) < (?, ?)"
		args = append(args, at[0], at[1])
	}
	if q.Kind != "" {
		query, args = query+" AND p.kind = ?", append(args, q.Kind)
	}
	query += map[string]string{"": " ORDER BY p.statements DESC, p.id DESC", "statements": " ORDER BY p.statements DESC, p.id DESC", "last": " ORDER BY p.last DESC, p.id DESC", "name": " ORDER BY p.norm, p.id"}[q.Order]
	var all []listed
	err = each(ctx, s.read, func(scan func(...any) error) error {
		p, err := readPerson(scan)
		all = append(all, p)
		return err
	}, query+" LIMIT ?", append(args, n+1)...)
	if err != nil {
		return archive.People{}, err
	}
	return page(all, n, q.Order), nil
}

// page cuts a list to a page.
func page(all []listed, n int, order string) archive.People {
	var out archive.People
	for i := range all[:min(n, len(all))] {
		out.People = append(out.People, all[i].Person)
	}
	if len(all) > n {
		l := &all[n-1]
		value := int64(l.Statements)
		if order == "last" {
			value = l.last
		}
		out.Next = cursor(value, l.id)
	}
	return out
}

// named finds people by words of their names or of what else they are called;
// the last word may be a beginning.
func (s *Store) named(ctx context.Context, q *archive.PersonQuery) (archive.People, error) {
	terms, err := readTerms(q.Text)
	if err != nil {
		return archive.People{}, fmt.Errorf("people named %q: %w", q.Text, err)
	}
	if len(terms.must) == 0 {
		return archive.People{}, nil
	}
	terms.must[len(terms.must)-1].prefix = true
	at, err := uncursor(q.Cursor, 2)
	if err != nil {
		return archive.People{}, err
	}
	var all []listed
	err = each(ctx, s.read, func(scan func(...any) error) error {
		p, err := readPerson(scan)
		all = append(all, p)
		return err
	}, strings.Replace(personColumns, "FROM person p", "FROM (SELECT rowid FROM person_words WHERE person_words MATCH ? LIMIT ?) w CROSS JOIN person p ON p.id = w.rowid", 1), terms.within("name aliases")+terms.without("name aliases"), mostNamed)
	if err != nil {
		return archive.People{}, err
	}
	value := func(p *listed) int64 {
		if q.Order == "last" {
			return p.last
		}
		return int64(p.Statements)
	}
	slices.SortFunc(all, func(a, b listed) int {
		if q.Order == "name" {
			return cmp.Or(cmp.Compare(a.norm, b.norm), cmp.Compare(a.id, b.id))
		}
		return cmp.Or(cmp.Compare(value(&b), value(&a)), cmp.Compare(b.id, a.id))
	})
	all = slices.DeleteFunc(all, func(p listed) bool { return q.Kind != "" && p.Kind != q.Kind })
	if at != nil {
		i := slices.IndexFunc(all, func(p listed) bool { return p.id == at[1] })
		if i < 0 {
			i = len(all) - 1
		}
		all = all[i+1:]
	}
	return page(all, limit(q.Page), q.Order), nil
}
