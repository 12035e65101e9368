// Package examples holds the invented reports of this folder inside the
// program, for a first look at it without a network: parallax serve --demo.
package examples

import "embed"

// Files are the example reports, as they lie in this folder.
//
//go:embed *.jsonl hallowmere-water
var Files embed.FS
