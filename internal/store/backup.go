package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Check reads the whole database and says what is wrong with it.
func (s *Store) Check(ctx context.Context) error { return check(ctx, s.read) }

func check(ctx context.Context, q querier) error {
	var wrong []string
	err := each(ctx, q, func(scan func(...any) error) error {
		var line string
		err := scan(&line)
		if line != "ok" {
			wrong = append(wrong, line)
		}
		return err
	}, "PRAGMA integrity_check(20)")
	if err == nil && len(wrong) > 0 {
		err = fmt.Errorf("%w: %s", errDamaged, strings.Join(wrong, "; "))
	}
	return err
}

// Backup writes the database as it is now to a file that is not there yet,
// while the store is in use. The file is complete or not there.
func (s *Store) Backup(ctx context.Context, name string) error {
	if _, err := os.Stat(name); err == nil {
		return fmt.Errorf("%s is there already; a backup replaces nothing", name)
	}
	part := name + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	db, err := connect(filepath.Join(s.dir, File), 1) // the readers' connections can write nothing
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", part)
	if err := errors.Join(err, db.Close()); err != nil {
		return errors.Join(fmt.Errorf("%s cannot be written: %w", name, err), removed(part))
	}
	if err := flush(part); err != nil {
		return errors.Join(err, removed(part))
	}
	return os.Rename(part, name)
}

func removed(name string) error {
	if err := os.Remove(name); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

func flush(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Restore makes a store in a folder that has none of a backup, which is checked
// first.
func Restore(ctx context.Context, dir, backup string) error {
	name := filepath.Join(dir, File)
	if _, err := os.Stat(name); err == nil {
		return fmt.Errorf("%s is there already; a backup replaces nothing: restore into another folder", name)
	}
	if _, err := os.Stat(backup); err != nil {
		return err
	}
	db, err := connect(backup, 1)
	if err != nil {
		return err
	}
	r := newReader(db)
	err = check(ctx, r)
	if err == nil {
		var n int
		err = r.row(ctx, []any{&n}, "SELECT COUNT(*) FROM report")
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s is no backup that can be used: %w", backup, err), r.close())
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return errors.Join(err, r.close())
	}
	part := name + ".part"
	err = removed(part)
	if err == nil {
		_, err = db.ExecContext(ctx, "VACUUM INTO ?", part)
	}
	if err == nil {
		err = flush(part)
	}
	if err == nil {
		err = os.Rename(part, name)
	}
	return errors.Join(err, r.close())
}
