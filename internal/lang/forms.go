package lang

import "encoding/binary"

// Forms is a table from word forms to what they can be: a map, but made for
// looking up every word of every report. It keeps 64 bits of each form instead of its
// letters; two forms of a million would share them once in thirty million languages.
type Forms struct {
	slots []formSlot // open addressing; key 0 is free
	n     int
}

type formSlot struct {
	key uint64
	who Who
}

// newForms gives a table with room for n forms before it grows.
func newForms(n int) *Forms {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return &Forms{slots: make([]formSlot, size)}
}

// FormKey is what a form, in lower case and without the point of an
// abbreviation, is known by.
func FormKey(form []byte) uint64 {
	const c = 0xD6E8FEB86659FD93
	h := uint64(len(form)) * 0x9E3779B97F4A7C15
	for len(form) >= 8 {
		h = (h ^ binary.LittleEndian.Uint64(form)) * c
		h ^= h >> 29
		form = form[8:]
	}
	var rest uint64
	for i := len(form) - 1; i >= 0; i-- {
		rest = rest<<8 | uint64(form[i])
	}
	h = (h ^ rest) * c
	h ^= h >> 32
	return max(1, h*c)
}

// Find gives what the form with a key can be.
func (t *Forms) Find(key uint64) (w Who, ok bool) {
	s := t.slot(key)
	return s.who, s.key != 0
}

// Who gives what a form can be: nothing where the table lacks it.
func (t *Forms) Who(form string) Who {
	var room [64]byte
	return t.slot(FormKey(append(room[:0], form...))).who
}

// slot is where a key stands or would stand.
func (t *Forms) slot(key uint64) *formSlot {
	mask := uint64(len(t.slots) - 1)
	for i := key >> 20 & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.key == key || s.key == 0 {
			return s
		}
	}
}

// at is where what a form can be is kept; a new form can be nothing yet.
func (t *Forms) at(form string) *Who {
	if 2*t.n >= len(t.slots) {
		old := t.slots
		t.slots = make([]formSlot, 2*len(old))
		for _, s := range old {
			if s.key != 0 {
				*t.slot(s.key) = s
			}
		}
	}
	key := FormKey([]byte(form))
	s := t.slot(key)
	if s.key == 0 {
		s.key = key
		t.n++
	}
	return &s.who
}
