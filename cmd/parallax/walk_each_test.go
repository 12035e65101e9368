package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parallax"
	"parallax/examples"
	"parallax/internal/collate"
	"parallax/internal/report"
)

// TestNoWordOfItsOwnReportByReport walks what analyse and quotes print of every
// example and of reports whose sentences are put together anew: every string is
// a span of the report at the place that it names, or a label of the program.
// Each kind of finding has to come up often enough to prove something.
func TestNoWordOfItsOwnReportByReport(t *testing.T) {
	labels := literals(t)
	seen := map[string]int{}
	check := func(name string, a *parallax.Analysis) {
		for _, s := range foreignEach(t, a, labels) {
			t.Errorf("%s: %s", name, s)
		}
		seen["times"] += len(a.Times)
		seen["facts"] += len(a.Facts)
		seen["roles"] += len(a.Roles)
		seen["acts"] += len(a.Acts)
		seen["quotations"] += len(a.Quotes.Quotations)
	}
	for _, a := range everyExample(t) {
		check(a.ID, parallax.Analyse(a))
	}
	for seed := range uint64(30) {
		for _, a := range recombined(rand.New(rand.NewPCG(seed, 2))) {
			check("seed "+strconv.FormatUint(seed, 10), a)
		}
	}
	for _, kind := range []string{"times", "facts", "roles", "acts", "quotations"} {
		if seen[kind] < 60 {
			t.Errorf("%d %s: the reports prove nothing of them", seen[kind], kind)
		}
	}
}

// TestNoWordOfItsOwnReportByReportAtRandom does the same with pieces in any order.
func TestNoWordOfItsOwnReportByReportAtRandom(t *testing.T) {
	labels := literals(t)
	rapid.Check(t, func(t *rapid.T) {
		a := parallax.FromText("r", "A crane falls at Lowmoor\n\n"+strings.Join(rapid.SliceOfN(sentences(), 1, 9).Draw(t, "sentences"), " "))
		a.Published = rapid.SampledFrom([]string{"", "2031-05-01", "2031-05-02T08:30:00Z"}).Draw(t, "published")
		for _, s := range foreignEach(t, parallax.Analyse(a), labels) {
			t.Error(s)
		}
	})
}

// everyExample are all reports of the folder of examples.
func everyExample(t *testing.T) (out []*parallax.Article) {
	t.Helper()
	inputs, err := filepath.Glob("../../examples/*")
	if err != nil {
		t.Fatal(err)
	}
	inputs = slices.DeleteFunc(inputs, func(f string) bool { return filepath.Ext(f) == ".go" || filepath.Ext(f) == ".md" })
	for a, skipped := range parallax.Read(t.Context(), inputs, parallax.Options{}) {
		if skipped != nil {
			t.Fatal(skipped)
		}
		out = append(out, a)
	}
	if f, err := examples.Files.ReadFile("aldermark-week.jsonl"); err != nil || len(out) < bytes.Count(f, []byte("\n"))+2 {
		t.Fatalf("%d reports: not all of the examples (%v)", len(out), err)
	}
	return out
}

// foreignEach is every string that analyse and quotes print of one report and
// that is none of what it may be.
func foreignEach(t rapid.TB, a *parallax.Analysis, labels map[string]bool) []string {
	t.Helper()
	alone := collate.Alone(a)
	var b bytes.Buffer
	if err := report.Findings(&b, alone, a); err != nil {
		t.Fatal(err)
	}
	out := foreignIn(t, b.Bytes(), labels)
	b.Reset()
	if err := report.NewQuotes(&b, report.QuotesLines, report.TextOptions{}).Add(alone); err != nil {
		t.Fatal(err)
	}
	out = append(out, foreignIn(t, b.Bytes(), labels)...)
	var told struct{ Quotations []struct{ Text string } }
	if err := json.Unmarshal(b.Bytes(), &told); err != nil {
		t.Fatal(err)
	}
	b.Reset()
	if err := report.NewQuotes(&b, report.QuotesCSV, report.TextOptions{}).Add(alone); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != len(told.Quotations)+1 {
		t.Fatalf("%d rows of %d quotations (%v)", len(rows), len(told.Quotations), err)
	}
	for i, q := range told.Quotations {
		out = append(out, foreignCells(rows[0], rows[i+1], q.Text, a.Article, labels)...)
	}
	return out
}

// foreignCells is every cell of a row of quotations that is none of what it may
// be; several speakers stand each by itself, and words are those of the JSON.
func foreignCells(header, row []string, words string, a *parallax.Article, labels map[string]bool) (wrong []string) {
	known := []string{a.ID, a.Outlet, a.Title, a.Published}
	for k, cell := range row {
		ok := false
		switch header[k] {
		case "report", "outlet", "title", "published":
			ok = slices.Contains(known, cell)
		case "paragraph", "start", "end", "confidence":
			ok = cell == "headline" || figures.MatchString(cell)
		case "kind", "rule":
			ok = labels[cell]
		case "text":
			ok = cell == words
		default:
			ok = !slices.ContainsFunc(strings.Split(cell, "; "), func(s string) bool { return !strings.Contains(a.Text, s) })
		}
		if !ok {
			wrong = append(wrong, header[k]+": "+strconv.Quote(cell))
		}
	}
	return wrong
}
