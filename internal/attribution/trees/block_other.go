//go:build !amd64

package trees

// wide tells whether 32 rows can be asked at once.
const wide = false

func rank(*[block]float32, []int32, *[block]uint8) {}

func rankMany(*[block]float32, *table, *[block]uint8) {}

func add([]packedTree, *[Width * block]uint8, float32, *[block]float32) {}
