package claims

import (
	"slices"
	"strings"
	"testing"
)

const (
	naming = `Council leader steps down

Ottmar Lisk has stepped down as leader of the county council, days after he had said that he would stay.

It follows months of trouble for the council, including its handling of pensiongate, a strike of the bus drivers and the collapse of a school roof.

Lisk said he would leave politics for good and grow apples.`

	told = `Lisk resigns

Ottmar Lisk resigned as leader of the county council on Thursday evening.

The council had also been criticised for waiting half a year before it opened an inquiry into pensions that were paid to clerks who had never worked there.

Two deputies will share his duties until May.`

	harmless = `Lisk resigns

Ottmar Lisk resigned as leader of the county council on Thursday evening.

The council is to raise the pensions of its gardeners, who had waited half a year for the money.

Two deputies will share his duties until May.`
)

// TestAffairByName is that the coined name of an affair and the words that tell of
// it are one thing, while the thing alone is not.
func TestAffairByName(t *testing.T) {
	flood := strings.NewReplacer("pensiongate", "a broken floodgate", "pensions", "floods")
	for _, k := range []struct {
		a, b, affair, thing string
		want                bool
	}{
		{naming, told, "pensiongate", " pensions", true},
		{naming, harmless, "pensiongate", " pensions", false},
		{flood.Replace(naming), flood.Replace(told), "floodgate", " floods", false},
	} {
		a, b := report("a", k.a), report("b", k.b)
		agreed := wordings(find([]int{0, 1}, a, b).Agreed, a, b)
		got := slices.ContainsFunc(agreed, func(w string) bool {
			return strings.Contains(w, k.affair) && strings.Contains(w, k.thing)
		})
		if got != k.want {
			t.Errorf("%s is told by both: %v, want %v: %q", k.affair, got, k.want, agreed)
		}
	}
}
