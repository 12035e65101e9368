package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"parallax/internal/archive"
)

// querier asks: a reader's connections, or a transaction of the writer.
type querier interface {
	rows(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	row(ctx context.Context, into []any, query string, args ...any) error
}

// reader answers questions, several at one time.
type reader struct {
	db    *sql.DB
	mu    sync.RWMutex
	ready map[string]*sql.Stmt
}

func newReader(db *sql.DB) *reader { return &reader{db: db, ready: map[string]*sql.Stmt{}} }

// mostReady bounds the statements that are kept prepared.
const mostReady = 500

// prepared gives a statement, nil when there are too many of them.
func (r *reader) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	r.mu.RLock()
	st, n := r.ready[query], len(r.ready)
	r.mu.RUnlock()
	if st != nil || n >= mostReady {
		return st, nil
	}
	st, err := r.db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if had := r.ready[query]; had != nil {
		return had, st.Close()
	}
	r.ready[query] = st
	return st, nil
}

func (r *reader) rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	st, err := r.prepared(ctx, query)
	switch {
	case err != nil:
		return nil, err
	case st == nil:
		return r.db.QueryContext(ctx, query, args...)
	}
	return st.QueryContext(ctx, args...)
}

// row reads one row; the error is sql.ErrNoRows when there is none.
func (r *reader) row(ctx context.Context, into []any, query string, args ...any) error {
	st, err := r.prepared(ctx, query)
	switch {
	case err != nil:
		return err
	case st == nil:
		return r.db.QueryRowContext(ctx, query, args...).Scan(into...)
	}
	return st.QueryRowContext(ctx, args...).Scan(into...)
}

func (r *reader) close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, st := range r.ready {
		_ = st.Close()
	}
	clear(r.ready)
	return r.db.Close()
}

// writer is the one connection that changes the database.
type writer struct {
	db    *sql.DB
	conn  *sql.Conn
	turn  chan struct{} // holds one value: whose turn it is
	ready map[string]*sql.Stmt
}

func newWriter(ctx context.Context, db *sql.DB) (*writer, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &writer{db: db, conn: conn, turn: make(chan struct{}, 1), ready: map[string]*sql.Stmt{}}, nil
}

func (w *writer) close() error {
	w.turn <- struct{}{}
	for _, st := range w.ready {
		_ = st.Close()
	}
	clear(w.ready)
	return errors.Join(w.conn.Close(), w.db.Close())
}

// alone waits for the writer's turn.
func (w *writer) alone(ctx context.Context) (done func(), err error) {
	select {
	case w.turn <- struct{}{}:
		return func() { <-w.turn }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// tx is one transaction of the writer.
type tx struct{ w *writer }

// in does work in one transaction: all of it is kept, or, when f or the commit
// gives an error, nothing.
func (s *Store) in(ctx context.Context, f func(t *tx) error) error {
	done, err := s.write.alone(ctx)
	if err != nil {
		return err
	}
	defer done()
	t := &tx{s.write}
	if _, err := t.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return noRoom(err)
	}
	kept := false
	defer func() {
		if !kept { // also when f panics
			_, _ = t.exec(context.WithoutCancel(ctx), "ROLLBACK")
		}
	}()
	if err := f(t); err != nil {
		return noRoom(err)
	}
	if _, err := t.exec(context.WithoutCancel(ctx), "COMMIT"); err != nil {
		return noRoom(err)
	}
	kept = true
	return nil
}

// noRoom names the error of a full disk.
func noRoom(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_FULL {
		return fmt.Errorf("%w: %w", archive.ErrFull, err)
	}
	return err
}

func (t *tx) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if st := t.w.ready[query]; st != nil {
		return st, nil
	}
	st, err := t.w.conn.PrepareContext(ctx, query)
	if err == nil {
		t.w.ready[query] = st
	}
	return st, err
}

func (t *tx) rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	st, err := t.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return st.QueryContext(ctx, args...)
}

func (t *tx) row(ctx context.Context, into []any, query string, args ...any) error {
	st, err := t.prepared(ctx, query)
	if err != nil {
		return err
	}
	return st.QueryRowContext(ctx, args...).Scan(into...)
}

func (t *tx) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	st, err := t.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return st.ExecContext(ctx, args...)
}

// do is exec for those who do not ask how many rows it changed.
func (t *tx) do(ctx context.Context, query string, args ...any) error {
	_, err := t.exec(ctx, query, args...)
	return err
}

// add changes a number over everything.
func (t *tx) add(ctx context.Context, name string, n int) error {
	if n == 0 {
		return nil
	}
	return t.do(ctx, "UPDATE tally SET n = n + ? WHERE name = ?", n, name)
}

// missing says that something asked for is not there.
func missing(what, id string) error { return fmt.Errorf("%s %q: %w", what, id, archive.ErrNotFound) }

// found turns an error of row into one that names what was asked for.
func found(err error, what, id string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return missing(what, id)
	}
	return err
}

// each goes through the rows of a question.
func each(ctx context.Context, q querier, f func(scan func(...any) error) error, query string, args ...any) error {
	rows, err := q.rows(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
