package prefetch

import (
	"slices"
	"testing"
)

// Whatever table and keys: nothing of them is changed.
func TestPlacesChangesNothing(t *testing.T) {
	type entry struct {
		a uint64
		c uint16
	}
	table := make([]entry, 1<<12)
	for i := range table {
		table[i] = entry{a: uint64(i), c: uint16(i)}
	}
	keys := []uint32{0, 1, 77, 1 << 11, 1<<32 - 1}
	wantTable, wantKeys := slices.Clone(table), slices.Clone(keys)
	for _, shift := range []uint32{0, 1, 20, 31} {
		Places(table, keys, shift, uint32(len(table)-1))
		Places(table, nil, shift, uint32(len(table)-1))
		Places[entry](nil, keys, shift, 0)
	}
	if !slices.Equal(table, wantTable) || !slices.Equal(keys, wantKeys) {
		t.Error("Places changed its table or keys")
	}
}
