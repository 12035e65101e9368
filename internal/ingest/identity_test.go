package ingest

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parallax/internal/article"
)

// Files of one name are told apart by as much of their path as it takes.
func TestNamesOfFiles(t *testing.T) {
	tests := []struct{ files, want string }{
		{"a.txt b.html c.jsonl.gz", "a b c"},
		{"tide/fire.txt gull/fire.txt", "tide/fire gull/fire"},
		{"tide/1/fire.txt gull/1/fire.txt gull/2/fire.html", "tide/1/fire gull/1/fire gull/2/fire"},
		{"fire.txt fire.html", "fire.txt fire.html"},
		{"in/fire.txt in/fire.txt.gz", "fire.txt fire.txt.gz"},
		{"v1.2-notes.txt no-extension", "v1.2-notes no-extension"},
		{"fire.txt ./fire.txt", "fire fire"}, // one file, given twice
	}
	for _, test := range tests {
		var sources []source
		for f := range strings.FieldsSeq(test.files) {
			sources = append(sources, source{name: f, path: f})
		}
		nameSources(sources)
		var got []string
		for _, s := range sources {
			got = append(got, s.id)
		}
		same(t, test.files, got, strings.Fields(test.want))
	}
}

func TestSameReportTwice(t *testing.T) {
	folder(t, map[string]string{"fire.txt": "The fire is out, Ada Lind said.", "copy.txt": "The fire is out, Ada Lind said."})
	for _, inputs := range [][]string{{"fire.txt", "./fire.txt", "copy.txt"}, {"./fire.txt", "fire.txt", "copy.txt"}} {
		got := readAll(t, inputs, Options{})
		same(t, "reports", ids(got.reports), []string{"fire", "copy"})
		same(t, "skipped", got.skipped, []string{"fire.txt: same report as one read before (fire)"})
	}
}

// Two reports that ask for one ID are told apart by their content.
func TestSharedID(t *testing.T) {
	got := readBytes(t, []byte(`{"id":"1","text":"The fire is out, Ada Lind said."}
{"id":"1","text":"Nobody was hurt, she said."}
{"text":"The quay was built in 1911."}
`))
	same(t, "skipped", got.skipped, nil)
	if i := ids(got.reports); i[0] != "1" || !strings.HasPrefix(i[1], "1-") || len(i[1]) != 10 || !strings.HasPrefix(i[2], "stdin-") {
		t.Errorf("IDs %q", i)
	}
	Distinct(got.reports)
	if i := ids(got.reports); !strings.HasPrefix(i[0], "1-") || i[0] == i[1] || len(i[0]) != 10 {
		t.Errorf("IDs made distinct: %q", i)
	}
}

// Whatever IDs reports ask for, they get different ones, and after Distinct
// each report has the same one in every order.
func TestIDsInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		asked := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "a-1", "c"}), 1, 6).Draw(t, "asked")
		order := rapid.Permutation(slices.Collect(func(yield func(int) bool) {
			for i := range asked {
				if !yield(i) {
					return
				}
			}
		})).Draw(t, "order")
		assign := func(order []int) map[string]string {
			r := newRegister()
			var as []*article.Article
			for _, i := range order {
				a := &article.Article{ID: asked[i], Text: strings.Repeat("x", i+1)}
				if _, twin := r.enter(a); twin {
					t.Fatalf("report %d taken for another", i)
				}
				as = append(as, a)
			}
			Distinct(as)
			given := map[string]string{}
			seen := map[string]bool{}
			for _, a := range as {
				if seen[a.ID] {
					t.Fatalf("two reports called %q", a.ID)
				}
				seen[a.ID] = true
				given[a.Text] = a.ID
			}
			return given
		}
		inOrder := make([]int, len(asked))
		for i := range inOrder {
			inOrder[i] = i
		}
		first, second := assign(inOrder), assign(order)
		for text, id := range first {
			if second[text] != id {
				t.Fatalf("asked %q: %q in one order, %q in another", asked, id, second[text])
			}
		}
	})
}

// TestDistinctButOne: whatever the order, the latest of several reports with
// one ID keeps it, twins share theirs, and an ID that only one asked for stays.
func TestDistinctButOne(t *testing.T) {
	make4 := func() []*article.Article {
		return []*article.Article{
			{ID: "a", Published: "2031-01-01", Text: "early"},
			{ID: "a", Published: "2031-01-02", Text: "late"},
			{ID: "a", Published: "2031-01-02", Text: "late"},
			{ID: "b", Text: "alone"},
		}
	}
	for shift := range 4 {
		as := make4()
		as = append(as[shift:], as[:shift]...)
		DistinctButOne(as)
		for _, a := range as {
			switch {
			case a.Text == "late" && a.ID != "a", a.Text == "alone" && a.ID != "b", a.Text == "early" && (a.ID == "a" || !strings.HasPrefix(a.ID, "a-")):
				t.Errorf("shift %d: %q has the ID %s", shift, a.Text, a.ID)
			}
		}
	}
}
