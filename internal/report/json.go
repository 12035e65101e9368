package report

import (
	"encoding/json"
	"io"

	"parallax/internal/collate"
	"parallax/internal/report/wire"
)

// JSON writes a comparison as one object of the format parallax.comparison/1
// (package wire), indented by two spaces so that two outputs can be laid side
// by side with diff. The error is the writer's.
func JSON(w io.Writer, c *collate.Comparison) error {
	e := encoder(w)
	e.SetIndent("", "  ")
	return e.Encode(wire.From(c))
}

// encoder leaves <, > and & as they are: the output is no part of a web page.
func encoder(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}
