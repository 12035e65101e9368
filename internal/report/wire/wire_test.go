package wire_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"parallax/internal/collate"
	"parallax/internal/names"
	"parallax/internal/report/specimen"
	"parallax/internal/report/wire"
)

// keys is every field of the format in the order in which it is written.
const keys = `schema reports id outlet title url published first_seen language words text account own
people id name kind role aliases mentions report start end text
quotations id report kind content start end text cue start end text source start end text speaker rule confidence
utterances id speaker fullest readings quotation relation edits op from start end text to start end text absent
claims agreed text evidence report start end text accounts extent score single text evidence report start end text accounts score
conflicts kind about severity why values value normalised scope evidence report start end text
timeline from to grain when report start end text disputed ahead text evidence report start end text summary text evidence report start end text skipped input reason`

// TestFieldsAreThoseOfTheFormat compares the fields of the first entry of every
// list, and their order, with the format.
func TestFieldsAreThoseOfTheFormat(t *testing.T) {
	c := specimen.Crane()
	c.People[0].Aliases = append(c.People[0].Aliases, c.People[0].Name)
	slices.SortStableFunc(c.Utterances[0].Readings, func(a, b collate.Reading) int { return len(b.Edits) - len(a.Edits) })
	data, err := json.Marshal(wire.From(c))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(fields(t, data), " "), strings.Join(strings.Fields(keys), " "); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// fields lists the names of the fields, of lists those of the first entry.
func fields(t *testing.T, data []byte) []string {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	var out []string
	var value func(keep bool)
	value = func(keep bool) {
		tok, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		switch tok {
		case json.Delim('{'):
			for d.More() {
				name, _ := d.Token()
				if keep {
					out = append(out, name.(string))
				}
				value(keep)
			}
			_, _ = d.Token()
		case json.Delim('['):
			for i := 0; d.More(); i++ {
				value(keep && i == 0)
			}
			_, _ = d.Token()
		}
	}
	value(true)
	return out
}

// astral is a story whose texts have letters of two, three and four bytes
// before and within everything that has a position.
func astral() *collate.Comparison {
	return specimen.Build([]string{"🏗 Die Zeitung am Kai", "مرفأ", "Plain"},
		specimen.Utterance{Speaker: "Inés Märröw 🏴", Readings: []string{
			"🚢 naïve 𝔤𝔬𝔱𝔥𝔦𝔠 words, “so” they said",
			"🚢 naïve {~~𝔤𝔬𝔱𝔥𝔦𝔠~>gothic~~} words, {++🚨 ++}“so” they said",
			"naïve{++ 🚨++}",
		}},
		specimen.Utterance{Readings: []string{"", "só||mehr 🏗 als das"}, Fullest: 1},
	)
}

// TestPositionsCountCodePoints walks through everything that has a position
// and reads the report there, code point by code point.
func TestPositionsCountCodePoints(t *testing.T) {
	for _, c := range []*collate.Comparison{specimen.Crane(), astral(), specimen.CraneOf(1)} {
		w := wire.From(c)
		texts := map[string][]rune{}
		for _, r := range w.Reports {
			texts[r.ID] = []rune(r.Text)
		}
		checked := 0
		check := func(what, report string, start, end int, want string) {
			checked++
			r, ok := texts[report]
			if !ok || start < 0 || start > end || end > len(r) {
				t.Errorf("%s: %s %d–%d", what, report, start, end)
			} else if got := string(r[start:end]); got != want {
				t.Errorf("%s: %s %d–%d is %q, not %q", what, report, start, end, got, want)
			}
		}
		reportOf := map[string]string{}
		for _, q := range w.Quotations {
			reportOf[q.ID] = q.Report
			var parts []string
			for _, s := range q.Content {
				parts = append(parts, string(texts[q.Report][s.Start:s.End]))
			}
			if got := strings.Join(parts, " "); got != q.Text {
				t.Errorf("%s: content is %q, text %q", q.ID, got, q.Text)
			}
			for what, at := range map[string]*wire.Words{"cue": q.Cue, "source": q.Source} {
				if at != nil {
					check(q.ID+" "+what, q.Report, at.Start, at.End, at.Text)
				}
			}
		}
		for _, p := range w.People {
			for _, m := range p.Mentions {
				check(p.ID, m.Report, m.Start, m.End, m.Text)
			}
		}
		for _, u := range w.Utterances {
			for _, r := range u.Readings {
				for i, e := range r.Edits {
					check(fmt.Sprint(r.Quotation, " edit ", i, " from"), reportOf[u.Fullest], e.From.Start, e.From.End, e.From.Text)
					check(fmt.Sprint(r.Quotation, " edit ", i, " to"), reportOf[r.Quotation], e.To.Start, e.To.End, e.To.Text)
				}
			}
		}
		if checked < 4 {
			t.Errorf("only %d positions checked", checked)
		}
	}
}

// TestReferencesLead: every id that something names is there, once.
func TestReferencesLead(t *testing.T) {
	w := wire.From(specimen.Crane())
	reports, people, quotations := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, r := range w.Reports {
		reports[r.ID] = true
	}
	for _, p := range w.People {
		people[p.ID] = true
	}
	for _, q := range w.Quotations {
		quotations[q.ID] = true
	}
	if len(reports) != len(w.Reports) || len(people) != len(w.People) || len(quotations) != len(w.Quotations) {
		t.Errorf("an id is used twice: %v %v %v", slices.Sorted(maps.Keys(reports)), slices.Sorted(maps.Keys(people)), slices.Sorted(maps.Keys(quotations)))
	}
	has := func(what string, ids map[string]bool, id string) {
		if !ids[id] {
			t.Errorf("%s names %q, which is not there", what, id)
		}
	}
	for _, r := range w.Reports {
		has(r.ID, reports, r.Account)
	}
	for _, q := range w.Quotations {
		has(q.ID, reports, q.Report)
		if q.Speaker != nil {
			has(q.ID, people, *q.Speaker)
		}
	}
	unknown := 0
	for _, u := range w.Utterances {
		has(u.ID, quotations, u.Fullest)
		for _, r := range u.Readings {
			has(u.ID, quotations, r.Quotation)
		}
		for _, a := range u.Absent {
			has(u.ID, reports, a)
		}
		if u.Speaker == nil {
			unknown++
		} else {
			has(u.ID, people, *u.Speaker)
		}
	}
	if unknown != 1 {
		t.Errorf("%d utterances without a speaker, want the one", unknown)
	}
}

// TestNothingIsNullThatIsAList: an empty comparison has empty lists.
func TestNothingIsNullThatIsAList(t *testing.T) {
	data, err := json.Marshal(wire.From(&collate.Comparison{}))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"schema":"parallax.comparison/1","reports":[],"people":[],"quotations":[],"utterances":[],` +
		`"claims":{"agreed":[],"single":[]},"conflicts":[],"timeline":[],"summary":[],"skipped":[]}`
	if string(data) != want {
		t.Errorf("\n got %s\nwant %s", data, want)
	}
}

func TestCueSourceAndSpeakerAreNullWhereThereIsNone(t *testing.T) {
	c := specimen.Build([]string{"Post"}, specimen.Utterance{Readings: []string{"It shook"}})
	data, err := json.Marshal(wire.QuotesFrom(c).Quotations[0])
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"r1/q1","report":"r1","kind":"direct","content":[{"start":16,"end":24}],"text":"It shook","cue":null,"source":null,"speaker":null,"rule":"specimen","confidence":0.9}`
	if string(data) != want {
		t.Errorf("\n got %s\nwant %s", data, want)
	}
}

func TestKindNames(t *testing.T) {
	for k, want := range map[names.Kind]string{
		names.Person: "person", names.Organisation: "organisation", names.Group: "group", names.Document: "document",
		names.Place: "organisation", // a capital that speaks is its government
	} {
		if got := wire.KindName(k); got != want {
			t.Errorf("kind %d is %s, want %s", k, got, want)
		}
	}
}
