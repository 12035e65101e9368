package report

import (
	"io"

	"parallax/internal/analysis"
	"parallax/internal/collate"
	"parallax/internal/report/wire"
)

// Findings writes everything that was found in one report as an object of the
// wire format on a line of its own: c is a comparison of that report alone, a
// what the stages found in it. The error is the writer's.
func Findings(w io.Writer, c *collate.Comparison, a *analysis.Analysis) error {
	return encoder(w).Encode(wire.FindingsFrom(c, a))
}
