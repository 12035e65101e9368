//go:build shared

package collate

import (
	"path/filepath"
	"testing"
)

// TestSharedReadUnlabelled prints what is joined on events without gold, all
// quoted spans taken as quotations of unknown speakers, for reading.
func TestSharedReadUnlabelled(t *testing.T) {
	dir := filepath.Join(sharedFolder(t), "data", "basil")
	files, _ := filepath.Glob(filepath.Join(dir, "in", "*.json"))
	joined := 0
	for _, file := range files {
		if m, _ := filepath.Glob(filepath.Join(dir, "gold", filepath.Base(file))); len(m) > 0 {
			continue
		}
		var e event
		decode(t, file, &e)
		as, at := goldAnalyses(&e, &goldEvent{})
		words := map[string]string{}
		for _, c := range e.Candidates {
			words[c.ID] = c.Text
		}
		t.Log("== ", filepath.Base(file))
		for _, u := range Compare(as).Utterances {
			if len(u.Readings) < 2 {
				continue
			}
			joined++
			t.Log("  U")
			c := Compare(as)
			for _, r := range u.Readings {
				id := at[c.Quotations[r.Quotation].ID]
				t.Logf("    %-4s %-9s %d/%d %s", id, r.Relation, r.Kept, u.Words, words[id])
			}
		}
	}
	if joined == 0 {
		t.Error("no utterance joined in any event")
	}
}
