package apparatus

import (
	"slices"
	"testing"

	"parallax/internal/finding"
)

// TestByExtent puts what is told in full first and keeps the order within.
func TestByExtent(t *testing.T) {
	cs := []finding.Claim{{Extent: finding.Part}, {Extent: finding.Full}, {Extent: finding.Part}, {Extent: finding.Full}}
	order, full := ByExtent(cs)
	if !slices.Equal(order, []int{1, 3, 0, 2}) || full != 2 {
		t.Errorf("order %v, of them %d in full", order, full)
	}
}
