package store

import (
	"context"
	"database/sql"
	"errors"

	"parallax/internal/archive"
)

const outletColumns = "SELECT uid, name, reports, own, stories, altered, trimmed, first, last FROM outlet "

func readOutlet(scan func(...any) error) (o archive.Outlet, err error) {
	var first, last int64
	err = scan(&o.ID, &o.Name, &o.Reports, &o.Own, &o.Stories, &o.Altered, &o.Trimmed, &first, &last)
	o.First, o.Last = unstamp(first), unstamp(last)
	return o, err
}

// Outlets gives every publisher of whom something is kept, those with the most
// reports first.
func (s *Store) Outlets(ctx context.Context) ([]archive.Outlet, error) {
	var out []archive.Outlet
	err := each(ctx, s.read, func(scan func(...any) error) error {
		o, err := readOutlet(scan)
		out = append(out, o)
		return err
	}, outletColumns+"WHERE reports > 0 AND name <> '' ORDER BY reports DESC, name")
	return out, err
}

// Outlet gives a publisher, by ID or by name.
func (s *Store) Outlet(ctx context.Context, id string) (archive.Outlet, error) {
	var o archive.Outlet
	err := sql.ErrNoRows
	e := each(ctx, s.read, func(scan func(...any) error) error {
		o, err = readOutlet(scan)
		return err
	}, outletColumns+"WHERE uid = ? OR name = ? ORDER BY uid = ? LIMIT 1", id, id, id)
	return o, found(errors.Join(e, err), "outlet", id)
}

// outletAt gives an outlet's number, by ID or by name.
func (s *Store) outletAt(ctx context.Context, id string) (n int64, err error) {
	return n, found(s.read.row(ctx, []any{&n}, "SELECT id FROM outlet WHERE uid = ? OR name = ? ORDER BY uid = ? LIMIT 1", id, id, id), "outlet", id)
}
