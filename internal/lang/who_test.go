package lang

import (
	"slices"
	"strings"
	"testing"
)

func TestTableFind(t *testing.T) {
	small := Table("anna\t94\nbo\t05\nbob\t08\nzoe\t92\n")
	for _, c := range []struct{ key, want string }{
		{"anna", "94"}, {"bo", "05"}, {"bob", "08"}, {"zoe", "92"},
		{"a", ""}, {"an", ""}, {"bobo", ""}, {"zoey", ""}, {"", ""},
	} {
		got, ok := small.Find(c.key)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%q: got %q, %v, want %q", c.key, got, ok, c.want)
		}
	}
	if v, ok := Table("").Find("anna"); ok {
		t.Errorf("empty table: got %q", v)
	}
}

// Every row of an embedded table must be found again, which it is only when
// the table is sorted.
func TestTablesAreSorted(t *testing.T) {
	for name, table := range map[string]Table{
		"first names": English().FirstNames, "surnames": English().Surnames, "words": Table(englishWords),
	} {
		rows := 0
		for line := range strings.Lines(string(table)) {
			key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			if got, ok := table.Find(key); !ok || got != value {
				t.Errorf("%s: %q is %q, got %q", name, key, value, got)
			}
			rows++
		}
		if rows < 5000 {
			t.Errorf("%s: only %d rows", name, rows)
		}
	}
}

func TestPlural(t *testing.T) {
	for one, want := range map[string]string{
		"mayor": "mayors", "deputy": "deputies", "spokeswoman": "spokeswomen", "chairperson": "chairpeople",
		"boss": "bosses", "coach": "coaches", "wife": "wives", "mother-in-law": "mothers-in-law",
		"secretary-general": "secretaries-general", "child": "children", "attorney": "attorneys",
	} {
		if got := Plural(one); got != want {
			t.Errorf("%s: got %s, want %s", one, got, want)
		}
	}
}

func TestNameWords(t *testing.T) {
	l := English()
	for form, want := range map[string]Who{
		"dame":        {Is: Title, Gender: 'f'},
		"spokesmen":   {Is: Role, Gender: 'm', Plural: true},
		"adviser":     {Is: Role | Attached},
		"police":      {Is: Several | BodyName | Modifier, Plural: true},
		"ministry":    {Is: Body},
		"inc":         {Is: BodyName},
		"former":      {Is: Qualifier},
		"norwegian":   {Is: Origin},
		"monday":      {Is: Calendar},
		"her":         {Is: Anaphor | ObjectForm | Possessive, Gender: 'f'},
		"another":     {Is: Indefinite},
		"commissions": {Is: Body | BodyName},
	} {
		got := l.Words.Who(form)
		if got.Is&^Common&want.Is != want.Is || got.Gender != want.Gender || want.Plural && !got.Plural {
			t.Errorf("%s: got %b %q %v", form, got.Is, got.Gender, got.Plural)
		}
	}
	for _, place := range []string{"new york", "oslo", "u.k"} {
		if !l.Places.Has(place) {
			t.Errorf("%s is no place", place)
		}
	}
	if l.Base["senators"] != "senator" || l.Base["gov"] != "governor" || !slices.Contains(l.Wider["lawmaker"], "senator") {
		t.Errorf("bases: %q, %q; wider: %v", l.Base["senators"], l.Base["gov"], l.Wider["lawmaker"])
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load("en")
	}
}

func BenchmarkTableFind(b *testing.B) {
	surnames := English().Surnames
	for b.Loop() {
		surnames.Find("marlow")
	}
}
