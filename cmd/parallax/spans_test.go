package main

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parallax"
	"parallax/internal/collate"
	"parallax/internal/report/specimen"
	"parallax/internal/story"
)

// TestNoWordOfItsOwn walks the whole JSON of the examples and of the invented
// stories: every string is a span of a report, an id, a date, a number, or a
// label that stands in the program.
func TestNoWordOfItsOwn(t *testing.T) {
	labels := literals(t)
	stories := []*collate.Comparison{specimen.Crane(), specimen.Long(), specimen.CraneOf(3)}
	every := everyExample(t)
	one := func(yield func(*parallax.Article, *parallax.Skipped) bool) {
		for _, a := range every {
			if !yield(a, nil) {
				return
			}
		}
	}
	g, err := parallax.Group(t.Context(), one, parallax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range g.Stories {
		var found []*parallax.Analysis
		for _, a := range every {
			if slices.ContainsFunc(s.Reports, func(m story.Member) bool { return m.ID == a.ID }) {
				found = append(found, parallax.Analyse(a))
			}
		}
		stories = append(stories, parallax.Collate(found...))
	}
	if len(stories) < 10 {
		t.Fatalf("%d stories in the examples", len(stories))
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
	sentence := sentences()
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

// sentences are made of pieces that findings of every kind are made of.
func sentences() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		pick := func(from string) string { return rapid.SampledFrom(strings.Split(from, "|")).Draw(t, "piece") }
		return pick("The harbour board|Mayor Ines Marrow|A crane|The union's chair, Tobias Quennell,|Ümit 🏗 Şahin|“We|Three ships") + " " +
			pick("said|told reporters|closed|“will not pay”|was hurt with|killed|counted") + " " +
			pick("four dockers|six people|about $1.5 million|“nothing at all”|1,200 tonnes|nearly 40 per cent|half") + " " +
			pick("on Tuesday|earlier this week|two days before the vote|in 1987|on 10 February 2031|yesterday|last summer|at 10am") +
			pick(".|.”|!|, officials said.|\n\n| …")
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
	{"Carrow Lifts did not sue the harbour board. The board's chairman, Ines Marrow, accused Carrow Lifts.", "Mayor Ines Marrow has sued Carrow Lifts, acting harbour master Odile Strand said.", "Carrow Lifts will be sued by Ines Marrow, the former mayor of Lowmoor."},
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
