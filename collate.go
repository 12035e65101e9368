package parallax

import "parallax/internal/collate"

// Collate brings together reports of one event that are analysed already, as
// [Compare] does for reports that are not. The order of the analyses changes
// nothing. It does no I/O and cannot fail; one report alone is a comparison
// too, with its own quotations and people.
func Collate(as ...*Analysis) *Comparison { return collate.Compare(as) }
