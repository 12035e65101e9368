package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"log"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"modernc.org/sqlite"

	"parallax/internal/store"
)

// A copy's rows have numbers of their own: those sorted by date are days older
// (a key has 29 bits for counting below its seconds), others lie apart.
const (
	dayOfKeys = 86_400 << 29
	day       = 86_400_000_000 // in microseconds
	apart     = 100_000_000
)

// copied is how each table's rows become those of copy ?1.
var copied = []string{
	`INSERT INTO report SELECT id - ?1 * ` + fmt.Sprint(dayOfKeys) + `, seq + ?1 * ` + fmt.Sprint(apart) + `, uid || '-' || ?1, url || '/' || ?1, address + ?1, content,
		outlet, title, author, language, published, date_from, input, at - ?1 * ` + fmt.Sprint(day) + `, seen - ?1 * ` + fmt.Sprint(day) + `, words, feed, placed - ?1 * ` + fmt.Sprint(day) + `,
		story + ?1 * ` + fmt.Sprint(apart) + `, account - ?1 * ` + fmt.Sprint(dayOfKeys) + `, own, version, revised, state FROM report WHERE seq <= ` + fmt.Sprint(apart) + ` ORDER BY id`,
	`INSERT INTO body SELECT report - ?1 * ` + fmt.Sprint(dayOfKeys) + `, text FROM body WHERE report >= ?2 ORDER BY report`,
	`INSERT INTO story SELECT id + ?1 * ` + fmt.Sprint(apart) + `, uid || '-' || ?1, title, language, reports, outlets, accounts, first - ?1 * ` + fmt.Sprint(day) + `, last - ?1 * ` + fmt.Sprint(day) + `,
		changed - ?1 * ` + fmt.Sprint(day) + `, arrived - ?1 * ` + fmt.Sprint(day) + `, said, altered, conflicts, compared, read, hand, face FROM story WHERE id <= ` + fmt.Sprint(apart) + ` ORDER BY id`,
	`INSERT INTO story_outlet SELECT outlet, changed - ?1 * ` + fmt.Sprint(day) + `, story + ?1 * ` + fmt.Sprint(apart) + `, reports, altered, trimmed, own FROM story_outlet WHERE story <= ` + fmt.Sprint(apart),
	`INSERT INTO edition SELECT story + ?1 * ` + fmt.Sprint(apart) + `, version || '-' || ?1, made, older(reports, ?1), body FROM edition WHERE story <= ` + fmt.Sprint(apart) + ` ORDER BY story`,
	`INSERT INTO person SELECT id + ?1 * ` + fmt.Sprint(apart) + `, uid || '-' || ?1, kind, name || ' Q' || ?1, norm || ' q' || ?1, aliases, statements, altered, stories, last - ?1 * ` + fmt.Sprint(day) + ` FROM person WHERE id <= ` + fmt.Sprint(apart) + ` ORDER BY id`,
	`INSERT INTO said SELECT story + ?1 * ` + fmt.Sprint(apart) + `, person + ?1 * ` + fmt.Sprint(apart) + `, statements, altered, at - ?1 * ` + fmt.Sprint(day) + `, roles FROM said WHERE story <= ` + fmt.Sprint(apart) + ` ORDER BY story, person`,
	`INSERT INTO speaks SELECT person + ?1 * ` + fmt.Sprint(apart) + `, report - ?1 * ` + fmt.Sprint(dayOfKeys) + `, story + ?1 * ` + fmt.Sprint(apart) + ` FROM speaks WHERE story <= ` + fmt.Sprint(apart) + ` ORDER BY person, report`,
	`INSERT INTO statement SELECT id - ?1 * ` + fmt.Sprint(dayOfKeys) + `, uid, story + ?1 * ` + fmt.Sprint(apart) + `, CASE person WHEN 0 THEN 0 ELSE person + ?1 * ` + fmt.Sprint(apart) + ` END, kind, reports, altered, trimmed, body
		FROM statement WHERE story <= ` + fmt.Sprint(apart) + ` ORDER BY id`,
	`INSERT INTO person_words (rowid, name, aliases) SELECT id, name, aliases FROM person WHERE id > ?1 * ` + fmt.Sprint(apart) + ` AND id <= (?1 + 1) * ` + fmt.Sprint(apart),
	`INSERT INTO statement_words (rowid, body, tags) SELECT id, json_extract(body, '$.w.t'), 'p' || person FROM statement WHERE story > ?1 * ` + fmt.Sprint(apart) + ` AND story <= (?1 + 1) * ` + fmt.Sprint(apart) + ` ORDER BY id`,
}

// multiply adds copies of everything that a store has, each a day older than the
// one before, as rows of their own: reports, texts, stories, comparisons,
// people, statements. Nothing is analysed again: a copy has the words of the
// first, and only people have names of their own. All reports' words are then
// put into the full-text indexes, one by one.
func multiply(ctx context.Context, dir string, copies int) error {
	err := sqlite.RegisterDeterministicScalarFunction("older", 2, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		reports, _ := args[0].([]byte)
		k, _ := args[1].(int64)
		return older(string(reports), k)
	})
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, store.File)+"?_pragma=busy_timeout(10000)&_pragma=synchronous(OFF)&_pragma=cache_size(-262144)&_pragma=temp_store(MEMORY)&_pragma=wal_autocheckpoint(20000)")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var first int64
	if err := db.QueryRowContext(ctx, "SELECT MIN(id) FROM report WHERE seq <= ?", apart).Scan(&first); err != nil {
		return err
	}
	var done int // by a run that was broken off
	if err := db.QueryRowContext(ctx, "SELECT MAX(seq) / ? FROM report", apart).Scan(&done); err != nil {
		return err
	}
	for k := done + 1; k < copies; k++ {
		begun := time.Now()
		t, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		for _, q := range copied {
			if _, err := t.ExecContext(ctx, q, k, first); err != nil {
				return fmt.Errorf("copy %d: %.60s: %w", k, q, err)
			}
		}
		if err := t.Commit(); err != nil {
			return err
		}
		log.Printf("copy %d made in %.0f s", k, time.Since(begun).Seconds())
	}
	for _, q := range []string{
		`UPDATE tally SET n = n * ?1 WHERE name IN ('reports', 'stories', 'people', 'statements', 'altered', 'conflicts', 'accounts')`,
		`UPDATE outlet SET reports = reports * ?1, own = own * ?1, stories = stories * ?1, altered = altered * ?1, trimmed = trimmed * ?1`,
		`UPDATE tally SET n = (SELECT MAX(seq) FROM report) WHERE name = 'arrived'`,
		`INSERT INTO title_words (title_words) VALUES ('delete-all')`,
		`INSERT INTO head_words (head_words) VALUES ('delete-all')`,
		`INSERT INTO report_words (report_words) VALUES ('delete-all')`,
		`INSERT OR REPLACE INTO setting VALUES ('words.after', '0')`,
		`PRAGMA wal_checkpoint(TRUNCATE)`,
	} {
		if _, err := db.ExecContext(ctx, strings.ReplaceAll(q, "?1", strconv.Itoa(copies))); err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
	}
	begun, cpu := time.Now(), processor()
	s, err := store.Open(ctx, dir) // makes the indexes
	if err != nil {
		return err
	}
	log.Printf("words indexed in %.0f s, %.0f s of processor time", time.Since(begun).Seconds(), (processor() - cpu).Seconds())
	return s.Close()
}

// older makes the reports of a comparison those of a copy.
func older(reports string, k int64) ([]byte, error) {
	var b strings.Builder
	for line := range strings.Lines(reports) {
		id, number, ok := strings.Cut(line, " ")
		n, err := strconv.ParseInt(id, 10, 64)
		if err != nil || !ok {
			return nil, fmt.Errorf("%q is no report of a comparison", line)
		}
		fmt.Fprintf(&b, "%d %s", n-k*dayOfKeys, number)
	}
	return []byte(b.String()), nil
}
