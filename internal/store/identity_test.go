package store

import (
	"path/filepath"
	"testing"
)

// TestIdentity looks for the store's identity after it was opened again, in
// what is restored of a backup, and in a store of the time before there was one.
func TestIdentity(t *testing.T) {
	dir := t.TempDir()
	again := func(dir string) [16]byte {
		t.Helper()
		s, err := Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		return s.Identity()
	}
	first := again(dir)
	if first == ([16]byte{}) || again(t.TempDir()) == first {
		t.Fatalf("%x is no store's alone", first)
	}
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	receive(t, s, told("a", "The Lantern", "2031-05-02", "Ferry stopped", "Nothing sails before noon."))
	backup, other := filepath.Join(t.TempDir(), "backup.db"), t.TempDir()
	if err := s.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	if err := Restore(t.Context(), other, backup); err != nil {
		t.Fatal(err)
	}
	if got := again(other); got != first {
		t.Errorf("restored, the store is %x, was %x", got, first)
	}
	for _, q := range []string{"DELETE FROM setting WHERE key = 'identity'", "DELETE FROM goose_db_version WHERE version_id = 5"} {
		if err := s.in(t.Context(), func(x *tx) error { return x.do(t.Context(), q) }); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	drawn := again(dir)
	if drawn == ([16]byte{}) || again(dir) != drawn {
		t.Errorf("a store of before is %x, then %x", drawn, again(dir))
	}
}
