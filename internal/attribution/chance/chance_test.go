package chance

import (
	"slices"
	"testing"
)

// TestSource: the numbers are those of the published generator, and a shuffle
// loses nothing.
func TestSource(t *testing.T) {
	s := Source(1234567)
	for _, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423} {
		if got := s.Next(); got != want {
			t.Errorf("next is %d, want %d", got, want)
		}
	}
	order := []int{0, 1, 2, 3, 4, 5, 6, 7}
	s.Shuffle(order)
	if slices.IsSorted(order) {
		t.Error("eight numbers were shuffled into their own order")
	}
	slices.Sort(order)
	if !slices.Equal(order, []int{0, 1, 2, 3, 4, 5, 6, 7}) {
		t.Errorf("after shuffling there are %v", order)
	}
}
