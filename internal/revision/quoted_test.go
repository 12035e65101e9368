package revision

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parallax/internal/analysis"
	"parallax/internal/ingest"
)

// TestVersions takes two versions of a report the whole way.
func TestVersions(t *testing.T) {
	const was = `Quay fire put out

The fire at the old quay is out, the harbour master Ada Lind said on Sunday night.

“We were lucky with the wind,” Ms Lind told reporters at the gate. “The tide did the rest.”

Tom Roe, who owns one of the boats, called it “a disaster for the whole town”. He said that the lock was broken.

“Nobody told us anything,” said Mr Roe.`
	is := strings.NewReplacer(
		"lucky with the wind", "lucky with the wind and the tide", " “The tide did the rest.”", "",
		"called it “a disaster for the whole town”", "called it “a setback for the whole town”", "said Mr Roe.", "said Ms Lind.", "Sunday night", "Sunday",
	).Replace(was)
	before, after := analysis.Quoting(ingest.FromText("was", was)), analysis.Quoting(ingest.FromText("is", is))
	d := Compare(was, is)
	check(t, was, is, d)
	var got []string
	for _, c := range d.Quotations(Quoted(before), Quoted(after)) {
		got = append(got, changeTold(was, is, c))
	}
	want := []string{"0→0 reworded insert and the tide", "2→1 reworded replace disaster setback", "3→2 speaker", "1→- "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s\n%s", diff, told(d))
	}
}
