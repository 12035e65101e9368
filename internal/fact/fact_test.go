package fact_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/fact"
	"parallax/internal/text"
)

func facts(t string) *analysis.Analysis {
	return analysis.Run(&article.Article{Text: t, Published: "2024-03-05", Language: "en", Paragraphs: []text.Span{{End: len(t)}}})
}

func TestFind(t *testing.T) {
	for in, want := range map[string]string{
		"The flood damaged nearly 1,500 boats.":                      "count 1500 1500 nearly 1,500 boats",
		"The province will spend $5.7 million on it.":                "money 5.7e+06 5.7e+06 $5.7 million -",
		"“We are asking for $5.6” million, she said.":                "money 5.6e+06 5.6e+06 $5.6” million -",
		"At least twenty-five workers were hurt.":                    "count 25 25 At least twenty-five workers injured",
		"They found hundreds of thousands of letters.":               "count 100000 999999 hundreds of thousands letters",
		"Turnout fell by 12.5 percent.":                              "percent 12.5 12.5 12.5 percent -",
		"Ada Trewin, 56, spoke first.":                               "age 56 56 56 -",
		"The wall runs for three miles.":                             "distance 4828.032 4828.032 three miles -",
		"The council voted 39-6 for the plan.":                       "vote 39 6 39-6 -",
		"More than two hundred and fifty passengers waited in vain.": "count 250 250 More than two hundred and fifty passengers",
		"The council met on March 3, 2024.":                          "",
		"A dozen crude fishing boats lay ashore.":                    "count 12 12 A dozen boats",
		"Anyone between 12 and 16 years old rides free.":             "age 12 16 12 and 16 years old -",
		"The tunnel fire killed at least 15 miners.":                 "count 15 15 at least 15 miners dead",
		"At least 15 people were killed and 23 injured.":             "count 15 15 At least 15 people dead; count 23 23 23 injured - injured",
		"Two men killed four people in the mill.":                    "count 2 2 Two men; count 4 4 four people dead",
		"The flood left 12 dead and nearly 300 others homeless.":     "count 12 12 12 dead - dead; count 300 300 nearly 300 others homeless other",
		"The death toll rose to 31 on Friday.":                       "count 31 31 31 - dead",
		"Three other women spoke; another 20 waited.":                "count 3 3 Three women other",
		"Five of the seven judges wanted to wait.":                   "count 5 5 Five of the seven judges of 7",
		"Nine out of 12 boats sank.":                                 "count 9 9 Nine out of 12 boats of 12",
		"Five members of the seven-strong board left.":               "count 5 5 Five members of 7",
		"Five members of the seven-strong board voted for the cut.":  "vote 5 2 Five members of 7",
		"Two of the seven members voted against it.":                 "vote 5 2 Two of the seven members of 7",
		"The board did so by four votes to three.":                   "vote 4 3 four votes to three -",
		"The vote took the rate from 3.75 to 3.5 per cent.":          "percent 3.5 3.5 3.5 per cent -",
		"The roof cost 88 million crowns.":                           "money 8.8e+07 8.8e+07 88 million crowns -",
		"Two men drowned and seven were hurt.":                       "count 2 2 Two men dead; count 7 7 seven - injured",
		"The number of injured in the harbour crash rose to 46.":     "count 46 46 46 - injured",
		"The 400-page report lies open.":                             "count 400 400 400-page -",
		"The 12-mile tailback grew.":                                 "distance 19312.128 19312.128 12-mile -",
		"Ms Trewin, who is 56, spoke first.":                         "age 56 56 56 -",
		"Profit fell to $48 million from $54 million.":               "money 4.8e+07 4.8e+07 $48 million -; money 5.4e+07 5.4e+07 $54 million - (earlier)",
		"It raised its share from 3 to 4 percent.":                   "percent 3 4 3 to 4 percent -",
		"Traders had expected a profit of $52 million.":              "money 5.2e+07 5.2e+07 $52 million - (expected)",
		"The bridge is expected to cost $52 million.":                "money 5.2e+07 5.2e+07 $52 million -",
		"Alder Town lost the final 1-3.":                             "score 3 1 1-3 -",
		"The club drew 2–2 at home in the league.":                   "score 2 2 2–2 -",
		"The court ruled 5-4 against the town.":                      "",
		"Two firefighters were treated for burns.":                   "count 2 2 Two firefighters treated",
		"Four dockers were taken to hospital.":                       "count 4 4 Four dockers hospitalized",
		"He was jailed for six and a half years.":                    "duration 2373.9 2373.9 six and a half years -",
		"The quay cost 10 million crowns ($1.2 million) in all.":     "money 1e+07 1e+07 10 million crowns -; money 1.2e+06 1.2e+06 $1.2 million - (converted)",
		"The mast is 40 metres (131 feet) high.":                     "distance 40 40 40 metres -; distance 39.9288 39.9288 131 feet - (converted)",
		"Sales rose (by $1.2 million) in all.":                       "money 1.2e+06 1.2e+06 $1.2 million -",
		"Police arrested 41 marchers.":                               "count 41 41 41 marchers arrested",
	} {
		a := facts(in)
		var got []string
		for _, f := range a.Facts {
			noun := "-"
			if f.Noun >= 0 {
				noun = a.Segments.Tokens[f.Noun].In(in)
			}
			line := fmt.Sprintf("%s %v %v %s %s", f.Class, f.Low, f.High, f.Span.In(in), noun)
			if f.Fate != "" {
				line += " " + f.Fate
			}
			if f.Whole > 0 {
				line += fmt.Sprintf(" of %v", f.Whole)
			}
			if f.Further {
				line += " other"
			}
			if f.Standing != fact.Given {
				line += " (" + f.Standing.String() + ")"
			}
			got = append(got, line)
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("%s\n got %s\nwant %s", in, g, want)
		}
	}
}

// FuzzFind: spans lie in the text, on rune boundaries, value within span.
func FuzzFind(f *testing.F) {
	f.Add("At least 1.5bn of $5.6 — since 1980, £ 3m to 12th day")
	f.Add("hundreds of thousands of é, 396-9 a dozen")
	f.Add("9999999999999999999999999999 million million")
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			return
		}
		for _, x := range facts(in).Facts {
			for _, s := range []text.Span{x.Span, x.Value, x.Clause} {
				if s.Start < 0 || s.End <= s.Start || s.End > len(in) || !utf8.ValidString(s.In(in)) {
					t.Fatalf("%v is no span of the text", s)
				}
			}
			if !x.Span.Contains(x.Value) || !x.Clause.Contains(x.Value) {
				t.Fatalf("value %v, span %v, clause %v", x.Value, x.Span, x.Clause)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	in := strings.Repeat("At least twenty-five workers were hurt when $5.7 million of steel fell on hundreds of boats. ", 30)
	b.ReportAllocs()
	for b.Loop() {
		facts(in)
	}
}
