package ingest

import (
	"context"
	"strings"
	"testing"
)

func TestFromText(t *testing.T) {
	a := FromText("note", "Bridge reopens\n\nThe bridge is open again, the mayor said.\n\nTraffic \xffwas light.")
	if a.ID != "note" || a.Title != "Bridge reopens" || len(a.Paragraphs) != 2 {
		t.Fatalf("got %+v", a)
	}
	if got := a.Paragraphs[1].In(a.Text); got != "Traffic \ufffdwas light." {
		t.Errorf("broken byte: got %q", got)
	}
}

func TestReadFrom(t *testing.T) {
	in := strings.NewReader(`{"id":"x7","title":"Bridge reopens","text":"The bridge is open."}` + "\n" + `{"title":"no words"}` + "\n" + `{"text":"A bridge without an id is open."}`)
	var ids, skips []string
	for a, s := range ReadFrom(context.Background(), "desk/feed.jsonl", in, Options{}) {
		if s != nil {
			skips = append(skips, s.Input)
			continue
		}
		ids = append(ids, a.ID)
	}
	if len(ids) != 2 || ids[0] != "x7" || !strings.HasPrefix(ids[1], "feed-") {
		t.Errorf("ids: got %q", ids)
	}
	if len(skips) != 1 || skips[0] != "desk/feed.jsonl:2" {
		t.Errorf("skipped: got %q", skips)
	}
}
