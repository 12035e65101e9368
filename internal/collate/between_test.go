package collate

import "testing"

func TestBetween(t *testing.T) {
	for _, c := range []struct {
		wording, reading string
		relation         Relation
		edits, kept      int
	}{
		{"Nothing goes up until the brakes are on the bench.", "nothing goes up until the brakes are on the bench", Identical, 0, 10},
		{"Nothing goes up until the brakes are on the bench.", "Nothing goes up", Trimmed, 1, 3},
		{"Nothing goes up until the brakes are on the bench.", "Nothing goes up until the brakes are off the bench.", Altered, 1, 9},
		{"Nothing goes up.", "", Trimmed, 1, 0},
		{"", "Nothing goes up.", Altered, 1, 0},
	} {
		r, words := Between(c.wording, c.reading)
		if r.Relation != c.relation || len(r.Edits) != c.edits || r.Kept != c.kept {
			t.Errorf("Between(%q, %q) = %v with %d edits, %d of %d words kept; want %v, %d, %d", c.wording, c.reading, r.Relation, len(r.Edits), r.Kept, words, c.relation, c.edits, c.kept)
		}
	}
}
