package parallax_test

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"parallax"
)

// events are invented reports of two fires, and a copy of one report.
func events() []*parallax.Article {
	var out []*parallax.Article
	for _, r := range [][4]string{
		{"dye-1", "The Lantern", "2031-06-02", "Fire guts dye works at Crane Wharf\n\nA fire gutted the Ellery dye works at Crane Wharf on Monday and turned the Tarn river blue. Fire chief Maud Sorensen said 18 people had got out by a coal chute."},
		{"dye-2", "Radio Tarn", "2031-06-02", "Tarn runs blue after blaze at Ellery\n\nThe Tarn ran blue on Monday after a blaze at the Ellery dye works, fire chief Maud Sorensen said. All 18 people at Crane Wharf escaped, some of them down a coal chute."},
		{"barn-1", "The Lantern", "2031-06-03", "Barn burns at Upper Hollin\n\nA barn with 200 bales of hay burned down at Upper Hollin on Tuesday. Farmer Jory Penhale got his two horses out before the roof fell."},
		{"barn-2", "Moor Gazette", "2031-06-03", "Horses saved from Hollin barn\n\nJory Penhale led two horses out of his burning barn at Upper Hollin on Tuesday. The roof fell a minute later, and 200 bales of hay were lost."},
	} {
		a := parallax.FromText(r[0], r[3])
		a.Outlet, a.Published = r[1], r[2]
		out = append(out, a)
	}
	return out
}

func ExampleGroup() {
	g, err := parallax.Group(context.Background(), parallax.Reports(events()...), parallax.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range g.Stories {
		fmt.Println(s.Title)
		for _, r := range s.Reports {
			fmt.Printf("  %s, nearest to %s, with %v\n", r.ID, s.Reports[r.Link.To].ID, r.Link.Names)
		}
	}
	// Output:
	// Fire guts dye works at Crane Wharf
	//   dye-1, nearest to dye-2, with [crane ellery tarn wharf maud sorensen]
	//   dye-2, nearest to dye-1, with [crane ellery tarn wharf maud sorensen]
	// Barn burns at Upper Hollin
	//   barn-1, nearest to barn-2, with [hollin upper jory penhale]
	//   barn-2, nearest to barn-1, with [hollin upper jory penhale]
}

// TestGroupOrder: the order of reports and the number of workers change
// nothing; a report that is there twice counts once; reports that share an ID
// are each in a story.
func TestGroupOrder(t *testing.T) {
	as := events()
	twin := *as[0]
	other := *parallax.FromText("dye-1", as[3].Text)
	as = append(as, &twin, &other)
	var want *parallax.Grouping
	for i := range as {
		as = append(as[1:], as[0])
		g, err := parallax.Group(context.Background(), parallax.Reports(slices.Clone(as)...), parallax.Options{Workers: 1 + i%3})
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = g
		}
		if !reflect.DeepEqual(g, want) {
			t.Fatalf("rotation %d differs:\n%+v\n%+v", i, g, want)
		}
	}
	reports := 0
	for _, s := range want.Stories {
		reports += len(s.Reports)
	}
	if len(want.Skipped) != 1 || reports != 5 || len(want.Stories) != 2 {
		t.Errorf("%d skipped, %d reports in %d stories; want 1, 5 and 2", len(want.Skipped), reports, len(want.Stories))
	}
}

// TestGrouperRestored: the library's stream gives the same stories as Group,
// also when it was saved halfway.
func TestGrouperRestored(t *testing.T) {
	as := events()
	g := parallax.NewGrouper(parallax.GrouperOptions{})
	for _, a := range as[:2] {
		g.Add(parallax.ReadForStory(a))
	}
	var saved bytes.Buffer
	if err := g.Save(&saved); err != nil {
		t.Fatal(err)
	}
	g, err := parallax.RestoreGrouper(&saved)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range as[2:] {
		g.Add(parallax.ReadForStory(a))
	}
	g.Mend()
	whole, err := parallax.Group(context.Background(), parallax.Reports(as...), parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ids := func(ss []parallax.Story) (out [][]string) {
		for _, s := range ss {
			one := []string{s.ID, s.Title}
			for _, r := range s.Reports {
				one = append(one, r.ID)
			}
			out = append(out, one)
		}
		return out
	}
	if got, want := ids(g.Stories()), ids(whole.Stories); !reflect.DeepEqual(got, want) {
		t.Errorf("stream %v\nat once %v", got, want)
	}
	if _, err := parallax.RestoreGrouper(bytes.NewReader([]byte("none"))); err == nil {
		t.Error("restored from nothing")
	}
}
