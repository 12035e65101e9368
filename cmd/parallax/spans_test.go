package main

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parallax"
	"parallax/internal/collate"
	"parallax/internal/report"
	"parallax/internal/report/specimen"
)

// TestNoWordOfItsOwn walks the whole JSON of the examples and of the invented
// stories: every string is a span of a report, an id, a date, a number, or a
// label that stands in the program.
func TestNoWordOfItsOwn(t *testing.T) {
	labels := literals(t)
	folders, err := filepath.Glob("../../examples/*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	stories := []*collate.Comparison{specimen.Crane(), specimen.Long(), specimen.CraneOf(3)}
	for _, f := range folders {
		if filepath.Ext(f) != "" {
			continue
		}
		c, err := parallax.Compare(t.Context(), parallax.Read(t.Context(), []string{f}, parallax.Options{}), parallax.Options{})
		if err != nil {
			t.Fatal(err)
		}
		stories = append(stories, c)
	}
	for _, c := range stories {
		for _, s := range foreignWords(t, c, labels) {
			t.Error(s)
		}
	}
}

// TestNoWordOfItsOwnOnRandomReports does the same with reports made of pieces
// that claims, conflicts and times are found in, in any order.
func TestNoWordOfItsOwnOnRandomReports(t *testing.T) {
	labels := literals(t)
	sentence := rapid.Custom(func(t *rapid.T) string {
		pick := func(from string) string { return rapid.SampledFrom(strings.Split(from, "|")).Draw(t, "piece") }
		return pick("The harbour board|Mayor Ines Marrow|A crane|The union's chair, Tobias Quennell,|Ümit 🏗 Şahin|“We|Three ships") + " " +
			pick("said|told reporters|closed|“will not pay”|was hurt with|killed|counted") + " " +
			pick("four dockers|six people|about $1.5 million|“nothing at all”|1,200 tonnes|nearly 40 per cent|half") + " " +
			pick("on Tuesday|earlier this week|two days before the vote|in 1987|on 10 February 2031|yesterday|last summer|at 10am") +
			pick(".|.”|!|, officials said.|\n\n| …")
	})
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "reports")
		shared := rapid.SliceOfN(sentence, 1, 5).Draw(t, "shared")
		var as []*parallax.Analysis
		for i := range n {
			own := rapid.SliceOfN(sentence, 0, 6).Draw(t, "own")
			a := parallax.FromText("r"+strconv.Itoa(i), "A crane falls at Lowmoor\n\n"+strings.Join(append(slices.Clone(shared[i%len(shared):]), own...), " "))
			a.Published = rapid.SampledFrom([]string{"", "2031-05-01", "2031-05-02T08:30:00Z"}).Draw(t, "published")
			as = append(as, parallax.Analyse(a))
		}
		for _, s := range foreignWords(t, parallax.Collate(as...), labels) {
			t.Error(s)
		}
	})
}

// TestNoWordOfItsOwnOnSeeds does the same with whole invented reports of one
// event whose sentences are put together anew, so that every kind of finding is
// among them; the labels of each kind that has come up are counted.
func TestNoWordOfItsOwnOnSeeds(t *testing.T) {
	labels := literals(t)
	seen := map[string]int{}
	for seed := range uint64(40) {
		c := parallax.Collate(recombined(rand.New(rand.NewPCG(seed, 1)))...)
		for _, s := range foreignWords(t, c, labels) {
			t.Errorf("seed %d: %s", seed, s)
		}
		seen["agreed"] += len(c.Claims.Agreed)
		seen["single"] += len(c.Claims.Single)
		seen["summary"] += len(c.Summary)
		seen["timeline"] += len(c.Timeline)
		seen["conflicts"] += len(c.Conflicts)
		seen["utterances"] += len(c.Utterances)
	}
	for _, kind := range []string{"agreed", "single", "summary", "timeline", "conflicts", "utterances"} {
		if seen[kind] < 40 {
			t.Errorf("%d of %s in 40 comparisons: the reports prove nothing of it", seen[kind], kind)
		}
	}
}

// tellings are ways in which outlets tell the same; a report takes some of each.
var tellings = [][]string{
	{"Four people were killed when a crane fell on the quay at Lowmoor on Tuesday.", "A crane that fell on Lowmoor quay on Tuesday killed five people.", "Four dockers died on Tuesday under a crane at Lowmoor quay."},
	{"The alarm was raised at 1.15 am.", "The alarm came in at 1.50 am, the fire service said.", "Firefighters were called shortly after 1 am on Tuesday."},
	{"Mayor Ines Marrow said: “We will close the quay until every bolt has been looked at.”", "“We may close the quay until every bolt has been looked at,” said Ms Marrow.", "“We will close the quay”, the mayor told reporters."},
	{"Tobias Quennell, the chairman of Carrow Lifts, sacked the harbour master, Odile Strand, on Wednesday.", "Odile Strand was sacked by Carrow Lifts’ chief executive, Tobias Quennell, a day later.", "Carrow Lifts sacked Odile Strand on Thursday."},
	{"The crane, built in 1987, was the tallest in the country.", "The crane was the tallest on the coast and was built in 1986.", "It was put up in the late 1980s."},
	{"The damage is put at $1.5 million.", "Damage of about $1.6 million was done.", "Carrow Lifts will pay nearly $2 million for the damage."},
	{"Some 2,000 people stood at the gate on Sunday evening.", "At least 1,800 people came to the gate on Sunday.", "Hundreds stood at the gate at the weekend 🕯."},
	{"The council voted by seven votes to two to close the quay until July.", "Seven of the nine councillors voted to close the quay until July.", "The quay will be closed until the end of July after a vote of 6-3."},
	{"Ümit Şahin, 43, a crane driver, was taken to hospital with a broken leg.", "Umit Sahin, a 44-year-old driver, broke a leg.", "The driver, Ümit Şahin, is in hospital."},
}

// recombined is three reports made of tellings in any order.
func recombined(r *rand.Rand) []*parallax.Analysis {
	var as []*parallax.Analysis
	for i := range 3 {
		var lines []string
		for _, ways := range tellings {
			if r.IntN(5) > 0 {
				lines = append(lines, ways[r.IntN(len(ways))])
			}
		}
		r.Shuffle(len(lines), func(a, b int) { lines[a], lines[b] = lines[b], lines[a] })
		a := parallax.FromText("r"+strconv.Itoa(i), "A crane falls at Lowmoor\n\n"+strings.Join(lines, "\n\n"))
		a.Published = []string{"2031-05-01", "2031-05-02T08:30:00Z", ""}[r.IntN(3)]
		as = append(as, parallax.Analyse(a))
	}
	return as
}

// figures is a value in figures, a date, or a number with a unit's sign.
var figures = regexp.MustCompile(`^[-+0-9.,:/<>=~TZXPWQHSUMFAN%$€£–]*$`)

// foreignWords is every string of a comparison's JSON that is none of what
// it may be, with its place.
func foreignWords(t rapid.TB, c *collate.Comparison, labels map[string]bool) []string {
	t.Helper()
	var b bytes.Buffer
	if err := report.JSON(&b, c); err != nil {
		t.Fatal(err)
	}
	var root map[string]any
	if err := json.Unmarshal(b.Bytes(), &root); err != nil {
		t.Fatal(err)
	}
	w := walker{labels: labels, texts: map[string][]rune{}}
	ids := map[string]bool{}
	for _, list := range []string{"reports", "people", "quotations", "utterances"} {
		for _, x := range root[list].([]any) {
			x := x.(map[string]any)
			ids[x["id"].(string)] = true
			if list == "reports" {
				w.texts[x["id"].(string)] = []rune(x["text"].(string))
				w.all = append(w.all, x["text"].(string))
			}
		}
	}
	w.ids = ids
	delete(root, "reports") // the input itself
	delete(root, "skipped")
	w.walk("", "", root)
	return w.wrong
}

type walker struct {
	labels map[string]bool
	ids    map[string]bool
	texts  map[string][]rune
	all    []string
	wrong  []string
}

// walk goes through a value; key is the name it stands under.
func (w *walker) walk(path, key string, v any) {
	switch v := v.(type) {
	case []any:
		for i, x := range v {
			w.walk(path+"["+strconv.Itoa(i)+"]", key, x)
		}
	case map[string]any:
		w.placed(path, v)
		w.pieces(path, v)
		for k, x := range v {
			if _, pieces := v["content"]; !pieces || k != "text" {
				w.walk(path+"."+k, k, x)
			}
		}
	case string:
		if !w.may(key, v) {
			w.wrong = append(w.wrong, path+": "+strconv.Quote(v))
		}
	}
}

// placed checks that an evidence prints what its report has at its place.
func (w *walker) placed(path string, v map[string]any) {
	id, ok := v["report"].(string)
	start, has := v["start"].(float64)
	if !ok || !has {
		return
	}
	t, end := w.texts[id], v["end"].(float64)
	if start < 0 || end < start || int(end) > len(t) || string(t[int(start):int(end)]) != v["text"] {
		w.wrong = append(w.wrong, path+": not what the report has there")
	}
}

// pieces checks that a quotation's text is its pieces, one after the other.
func (w *walker) pieces(path string, v map[string]any) {
	list, ok := v["content"].([]any)
	if !ok {
		return
	}
	t := w.texts[v["report"].(string)]
	var words []string
	for _, x := range list {
		x := x.(map[string]any)
		start, end := int(x["start"].(float64)), int(x["end"].(float64))
		if start < 0 || end < start || end > len(t) {
			w.wrong = append(w.wrong, path+": outside its report")
			return
		}
		words = append(words, strings.Fields(string(t[start:end]))...)
	}
	if strings.Join(words, " ") != strings.Join(strings.Fields(v["text"].(string)), " ") {
		w.wrong = append(w.wrong, path+": not its pieces")
	}
}

// may reports whether a field may hold a string.
func (w *walker) may(key, s string) bool {
	switch key {
	case "id", "report", "quotation", "speaker", "speakers", "fullest", "absent":
		return w.ids[s]
	case "from", "to", "normalised":
		return figures.MatchString(s)
	case "schema", "kind", "relation", "op", "rule", "severity", "extent", "why", "grain":
		return s == "" || w.labels[s]
	}
	return slices.ContainsFunc(w.all, func(t string) bool { return strings.Contains(t, s) })
}

// literals is every text in quotes in the program's own source: its fixed
// labels are among them, and no wording of a report is.
func literals(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	err := filepath.WalkDir("../../internal", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if s, err := strconv.Unquote(l.Value); err == nil {
					out[s] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
