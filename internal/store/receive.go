package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parallax/internal/archive"
	"parallax/internal/article"
)

// Receive keeps reports that come in, all of a batch or none, and says what
// became of each, in their order. A report is known by its address, or, from
// the same outlet, by its title and text. One that is known by its address and
// has another text now is revised: the old text is kept beside the new one. A
// feed cannot revise what another feed brought, because feeds give one page at
// different length.
//
// New reports wait until [Store.Place] says which stories they go to; they
// will be asked for ([Store.Waiting]) in the order in which they came. The
// error wraps archive.ErrInvalid and names the report when one has no text or
// is not UTF-8.
func (s *Store) Receive(ctx context.Context, in []archive.Incoming) ([]archive.Receipt, error) {
	for i, r := range in {
		if err := receivable(r.Article); err != nil {
			return nil, fmt.Errorf("report %d of %d: %w", i+1, len(in), err)
		}
	}
	prepared := make([]arrival, len(in))
	for i := range in {
		prepared[i] = s.arrival(&in[i])
	}
	out := make([]archive.Receipt, len(in))
	err := s.in(ctx, func(t *tx) error {
		for i := range prepared {
			var err error
			if out[i], err = t.receive(ctx, s, &prepared[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func receivable(a *article.Article) error {
	switch {
	case a == nil:
		return fmt.Errorf("nothing there: %w", archive.ErrInvalid)
	case strings.TrimSpace(a.Text) == "":
		return fmt.Errorf("%s has no text: %w", a.Input, archive.ErrInvalid)
	case !utf8.ValidString(a.Text) || !utf8.ValidString(a.Title) || !utf8.ValidString(a.Outlet):
		return fmt.Errorf("%s is not UTF-8: %w", a.Input, archive.ErrInvalid)
	}
	return nil
}

// arrival is a report that comes in, with what can be made of it before the
// writer's turn.
type arrival struct {
	*article.Article
	feed    string
	seen    time.Time
	content []byte
	packed  []byte
	words   int
}

func (s *Store) arrival(in *archive.Incoming) arrival {
	seen := s.now().UTC()
	if t := parseDate(in.Article.FirstSeen); !t.IsZero() && t.Before(seen) {
		seen = t
	}
	return arrival{
		Article: in.Article, feed: in.Feed, seen: seen,
		content: contentOf(in.Article), packed: s.bodies.pack(in.Article), words: countWords(in.Article.Text),
	}
}

// countWords counts what stands between spaces and has a letter or a figure.
func countWords(t string) int {
	n, in := 0, false
	for _, r := range t {
		if unicode.IsSpace(r) {
			in = false
		} else if !in && (unicode.IsLetter(r) || unicode.IsNumber(r)) {
			in = true
			n++
		}
	}
	return n
}

// had is a report that was received before.
type had struct {
	id, feed, story, version int64
	uid                      string
	content                  []byte
	state                    int
}

func (t *tx) receive(ctx context.Context, s *Store, a *arrival) (archive.Receipt, error) {
	outlet, err := t.outlet(ctx, a.Outlet)
	if err != nil {
		return archive.Receipt{}, err
	}
	feed, err := t.feed(ctx, a.feed)
	if err != nil {
		return archive.Receipt{}, err
	}
	old, byAddress, err := t.known(ctx, a, outlet)
	switch {
	case err != nil:
		return archive.Receipt{}, err
	case old == nil:
		uid, err := t.keepNew(ctx, a, outlet, feed)
		return archive.Receipt{Report: uid, What: archive.New}, err
	case !byAddress || bytes.Equal(old.content, a.content) || feed != 0 && feed != old.feed:
		return archive.Receipt{Report: old.uid, What: archive.Known}, nil
	}
	return archive.Receipt{Report: old.uid, What: archive.Revised}, t.revise(ctx, s, a, old)
}

// known finds a report that was received before: by address, or by content from
// the same outlet.
func (t *tx) known(ctx context.Context, a *arrival, outlet int64) (old *had, byAddress bool, err error) {
	const columns = "SELECT id, uid, feed, content, version, state, COALESCE(story, 0) FROM report "
	h := &had{}
	into := []any{&h.id, &h.uid, &h.feed, &h.content, &h.version, &h.state, &h.story}
	if a.URL != "" {
		err = t.row(ctx, into, columns+"WHERE address = ? AND url = ?", addressOf(a.URL), a.URL)
		if !errors.Is(err, sql.ErrNoRows) {
			return h, true, err
		}
	}
	err = t.row(ctx, into, columns+"WHERE content = ? AND outlet = ?", a.content, outlet)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return h, false, err
}

func (t *tx) keepNew(ctx context.Context, a *arrival, outlet, feed int64) (string, error) {
	var seq int64
	if err := t.row(ctx, []any{&seq}, "UPDATE tally SET n = n + 1 WHERE name = 'arrived' RETURNING n"); err != nil {
		return "", err
	}
	uid, err := t.freeName(ctx, a)
	if err != nil {
		return "", err
	}
	at := dateOf(a.Published, a.seen)
	id := key(at, seq)
	err = t.do(ctx, `INSERT INTO report (id, seq, uid, url, address, content, outlet, title, author, language, published, date_from, input, at, seen, words, feed)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, seq, uid, a.URL, addressOf(a.URL), a.content, outlet, a.Title, a.Author, a.Language, a.Published, a.DateFrom, a.Input,
		stamp(at), stamp(a.seen), a.words, feed)
	if err != nil {
		return "", err
	}
	if err := t.do(ctx, "INSERT INTO body (report, text) VALUES (?, ?)", id, a.packed); err != nil {
		return "", err
	}
	if feed != 0 {
		if err := t.do(ctx, "UPDATE feed SET reports = reports + 1, newest = MAX(newest, ?) WHERE id = ?", stamp(at), feed); err != nil {
			return "", err
		}
	}
	if err := t.do(ctx, "UPDATE outlet SET reports = reports + 1, first = CASE first WHEN 0 THEN ? ELSE MIN(first, ?) END, last = MAX(last, ?) WHERE id = ?",
		stamp(at), stamp(at), stamp(at), outlet); err != nil {
		return "", err
	}
	return uid, t.do(ctx, "UPDATE tally SET n = n + 1 WHERE name IN ('reports', 'analyse')")
}

// freeName gives a report its ID: the one it brings, if that fits into a path
// and is free, else one made of its address or content.
func (t *tx) freeName(ctx context.Context, a *arrival) (string, error) {
	made := nameOf("r", a.URL, string(a.content), a.Outlet)
	tries := []string{a.ID, made, nameOf("r", made, a.seen.String(), a.ID)}
	for _, uid := range tries {
		if !fits(uid) {
			continue
		}
		var n int
		err := t.row(ctx, []any{&n}, "SELECT 1 FROM report WHERE uid = ?", uid)
		if errors.Is(err, sql.ErrNoRows) {
			return uid, nil
		}
		if err != nil {
			return "", err
		}
	}
	return "", fmt.Errorf("no ID is free for %s", a.Input)
}

// revise keeps a report's new text, and the old one as a revision.
func (t *tx) revise(ctx context.Context, s *Store, a *arrival, old *had) error {
	if old.state != 0 { // else its words are not indexed yet
		if err := t.unindex(ctx, old.id); err != nil {
			return err
		}
	}
	err := t.do(ctx, `INSERT INTO revision (report, number, seen, title, text)
		SELECT r.id, r.version, CASE r.version WHEN 0 THEN r.seen ELSE r.revised END, r.title, b.text
		FROM report r JOIN body b ON b.report = r.id WHERE r.id = ?`, old.id)
	if err != nil {
		return err
	}
	if err := t.do(ctx, "UPDATE body SET text = ? WHERE report = ?", a.packed, old.id); err != nil {
		return err
	}
	if err := t.do(ctx, "UPDATE report SET version = version + 1, revised = ?, title = ?, content = ?, words = ?, language = ? WHERE id = ?",
		stamp(s.now()), a.Title, a.content, a.words, a.Language, old.id); err != nil {
		return err
	}
	if old.state == 0 {
		return nil
	}
	if err := t.index(ctx, old.id, a.Article); err != nil {
		return err
	}
	return t.dueNow(ctx, old.story, stamp(s.now()))
}

// outlet gives the number of an outlet, a new one for a name not seen before.
func (t *tx) outlet(ctx context.Context, name string) (int64, error) {
	var id int64
	err := t.row(ctx, []any{&id}, "SELECT id FROM outlet WHERE name = ?", name)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	err = t.row(ctx, []any{&id}, "INSERT INTO outlet (uid, name) VALUES (?, ?) RETURNING id", nameOf("o", name), name)
	return id, err
}

// feed gives the number of a feed, 0 for none.
func (t *tx) feed(ctx context.Context, uid string) (id int64, err error) {
	if uid == "" {
		return 0, nil
	}
	return id, found(t.row(ctx, []any{&id}, "SELECT id FROM feed WHERE uid = ?", uid), "feed", uid)
}
