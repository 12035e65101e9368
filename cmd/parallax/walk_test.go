package main

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parallax/internal/collate"
	"parallax/internal/lang"
	"parallax/internal/report"
)

// Values that are no words: in figures (dates, numbers, votes), and as TIMEX3
// writes times ("2031-W18", "P2D", "XXXX-05-01TMO", "PAST_REF").
var (
	figures = regexp.MustCompile(`^[-0-9.,:+TZ]*$`)
	timex   = regexp.MustCompile(`^(P(T?[0-9.X]+(DE|CE|[YMWDHS]))+|(PAST|PRESENT|FUTURE)_REF|(FY)?[0-9X]{1,4}(-(W?[0-9X]{1,2}|Q[1-4X]|H[12X]|SP|SU|FA|WI|WXX))?(-([0-9X]{1,2}|WE))?(T([0-9X]{2}(:[0-9X]{2}){0,2}|MO|MI|AF|EV|NI|DT))?Z?)$`)
)

// foreignWords is every string of a comparison's JSON that is none of what
// it may be, with its place.
func foreignWords(t rapid.TB, c *collate.Comparison, labels map[string]bool) []string {
	t.Helper()
	var b bytes.Buffer
	if err := report.JSON(&b, c); err != nil {
		t.Fatal(err)
	}
	return foreignIn(t, b.Bytes(), labels)
}

// foreignIn does the same for any object of the wire format: a comparison, or
// what was found in one report.
func foreignIn(t rapid.TB, object []byte, labels map[string]bool) []string {
	t.Helper()
	var root map[string]any
	if err := json.Unmarshal(object, &root); err != nil {
		t.Fatal(err)
	}
	w := walker{labels: labels, texts: map[string][]rune{}, ids: map[string]bool{}, reports: map[string]string{}}
	reports, _ := root["reports"].([]any)
	only := ""
	if r, ok := root["report"].(map[string]any); ok {
		reports, only = []any{r}, r["id"].(string)
	}
	for _, x := range reports {
		r := x.(map[string]any)
		w.texts[r["id"].(string)] = []rune(r["text"].(string))
		w.all = append(w.all, r["text"].(string))
		w.ids[r["id"].(string)] = true
	}
	for _, list := range []string{"people", "quotations", "utterances"} {
		list, _ := root[list].([]any)
		for _, x := range list {
			x := x.(map[string]any)
			w.ids[x["id"].(string)] = true
			if r, ok := x["report"].(string); ok {
				w.reports[x["id"].(string)] = r
			}
		}
	}
	if len(w.all) == 0 {
		t.Fatal("no report in the object")
	}
	delete(root, "reports") // the input itself
	delete(root, "report")
	delete(root, "skipped")
	w.walk("", "", place{here: only}, root)
	slices.Sort(w.wrong)
	return w.wrong
}

type walker struct {
	labels  map[string]bool
	ids     map[string]bool
	texts   map[string][]rune // by report
	reports map[string]string // by quotation
	all     []string
	wrong   []string
}

// place is the report that positions count in, and that of the fullest wording
// of the utterance at hand.
type place struct{ here, fullest string }

// of is the place inside an object.
func (w *walker) of(p place, v map[string]any) place {
	if id, ok := v["report"].(string); ok {
		p.here = id
	}
	if q, ok := v["fullest"].(string); ok {
		p.fullest = w.reports[q]
	}
	if q, ok := v["quotation"].(string); ok {
		p.here = w.reports[q]
	}
	return p
}

// walk goes through a value; key is the name it stands under.
func (w *walker) walk(path, key string, p place, v any) {
	switch v := v.(type) {
	case []any:
		for i, x := range v {
			w.walk(path+"["+strconv.Itoa(i)+"]", key, p, x)
		}
	case map[string]any:
		p = w.of(p, v)
		if _, edit := v["op"]; edit {
			w.walk(path+".from", "from", place{here: p.fullest}, v["from"])
			w.walk(path+".to", "to", p, v["to"])
			w.walk(path+".op", "op", p, v["op"])
			return
		}
		w.placed(path, p, v)
		w.pieces(path, p, v)
		for k, x := range v {
			if _, pieces := v["content"]; !pieces || k != "text" {
				w.walk(path+"."+k, k, p, x)
			}
		}
	case string:
		if !w.may(key, v) {
			w.wrong = append(w.wrong, path+": "+strconv.Quote(v))
		}
	}
}

// placed checks that a range lies in its report, and that words printed with it
// are what the report has there.
func (w *walker) placed(path string, p place, v map[string]any) {
	from, has := v["start"].(float64)
	if !has {
		return
	}
	t, start, end := w.texts[p.here], int(from), int(v["end"].(float64))
	if start < 0 || end < start || end > len(t) {
		w.wrong = append(w.wrong, path+": outside its report")
		return
	}
	if words, ok := v["text"]; ok && string(t[start:end]) != words {
		w.wrong = append(w.wrong, path+": not what the report has there")
	}
}

// pieces checks that a quotation's text is its pieces, one after the other.
func (w *walker) pieces(path string, p place, v map[string]any) {
	list, ok := v["content"].([]any)
	if !ok {
		return
	}
	t := w.texts[p.here]
	var words []string
	for _, x := range list {
		x := x.(map[string]any)
		start, end := int(x["start"].(float64)), int(x["end"].(float64))
		if start < 0 || end < start || end > len(t) {
			return // placed says so
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
	case "id", "report", "quotation", "speaker", "speakers", "fullest", "absent", "person":
		return w.ids[s]
	case "from", "to", "low", "high", "whole":
		return figures.MatchString(s)
	case "normalised":
		return s == "" || figures.MatchString(s) || timex.MatchString(s)
	case "value":
		if timex.MatchString(s) {
			return true
		}
	case "schema", "kind", "relation", "op", "rule", "severity", "extent", "why", "grain",
		"limits", "type", "mod", "anchor", "side", "class", "unit", "hedge", "fate", "standing", "state":
		return s == "" || w.labels[s]
	}
	return slices.ContainsFunc(w.all, func(t string) bool { return strings.Contains(t, s) })
}

// literals is every text in quotes in the program's own source: its fixed
// labels are among them, and no wording of a report is. The words for what befell
// people, and the units, are word data.
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
	for _, q := range lang.English().Quantities { // "dead", "USD"
		out[q.Unit] = true
	}
	return out
}
