package trees

import "golang.org/x/sys/cpu"

// wide tells whether 32 rows can be asked at once.
var wide = cpu.X86.HasAVX2

// rank counts, for each number, the thresholds below it, which are as ordered
// has them.
//
//go:noescape
func rank(numbers *[block]float32, thresholds []int32, ranks *[block]uint8)

// rankMany is rank for thresholds in a table.
//
//go:noescape
func rankMany(numbers *[block]float32, thresholds *table, ranks *[block]uint8)

// add adds what the trees answer to the sums that are not below least; the
// ranks of a column stand side by side.
//
//go:noescape
func add(trees []packedTree, ranks *[Width * block]uint8, least float32, sums *[block]float32)
