package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver
)

// Store is a folder with what Parallax keeps. Its methods can be called from
// several goroutines.
type Store struct {
	dir   string
	write *writer
	read  *reader
	now   func() time.Time

	visits   visits
	bodies   bodies
	identity [16]byte
}

//go:embed migrations/*.sql
var migrations embed.FS

// File is the name of the database in a store's folder.
const File = "parallax.db"

// Open opens the store in a folder, which it makes when there is none, and
// brings its tables up to date. Only one process may have a store open for
// writing for long; a second one is told so by an error.
func Open(ctx context.Context, dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("the folder %s for the data cannot be made: %w", dir, err)
	}
	name := filepath.Join(dir, File)
	s := &Store{dir: dir, now: time.Now}
	db, err := connect(name, 1, "auto_vacuum(INCREMENTAL)", "journal_mode(WAL)", "synchronous(FULL)", "cache_size(-65536)", "wal_autocheckpoint(4000)", "journal_size_limit(67108864)")
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, db); err != nil {
		return nil, errors.Join(fmt.Errorf("%s cannot be used: %w", name, err), db.Close())
	}
	if s.write, err = newWriter(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if db, err = connect(name, readers(), "query_only(1)", "cache_size(-16384)"); err != nil {
		return nil, errors.Join(err, s.write.close())
	}
	s.read = newReader(db)
	if err := errors.Join(s.reindex(ctx), s.warm(ctx)); err != nil {
		return nil, errors.Join(fmt.Errorf("%s cannot be read: %w", name, err), s.Close())
	}
	return s, nil
}

// readers is how many questions are answered at one time.
func readers() int { return min(8, 2+2*runtime.GOMAXPROCS(0)) }

// connect opens a database with some connections at most.
func connect(name string, most int, pragmas ...string) (*sql.DB, error) {
	q := url.Values{"_txlock": {"immediate"}, "_pragma": append([]string{"busy_timeout(10000)", "temp_store(MEMORY)"}, pragmas...)}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: name}).EscapedPath(), RawQuery: q.Encode()}).String())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	db.SetMaxOpenConns(most)
	db.SetMaxIdleConns(most)
	return db, nil
}

// migrate brings the tables up to date.
func migrate(ctx context.Context, db *sql.DB) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, dir, goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	has, wants, err := p.GetVersions(ctx)
	if err != nil {
		return err
	}
	if has > wants {
		return fmt.Errorf("it was written by a newer Parallax (tables of version %d, this one knows %d)", has, wants)
	}
	_, err = p.Up(ctx)
	return err
}

// warm reads what is kept in memory.
func (s *Store) warm(ctx context.Context) error {
	b, err := s.Setting(ctx, "identity")
	if err == nil && copy(s.identity[:], b) < len(s.identity) {
		err = fmt.Errorf("%w: its identity has %d bytes", errDamaged, len(b))
	}
	return errors.Join(err, s.visits.load(ctx, s))
}

// Identity tells the store from every other. It was drawn when the store was
// made, and goes along with a backup.
func (s *Store) Identity() [16]byte { return s.identity }

// Close ends all work on the store. What was written stays.
func (s *Store) Close() error { return errors.Join(s.read.close(), s.write.close()) }

// Dir is the store's folder.
func (s *Store) Dir() string { return s.dir }
