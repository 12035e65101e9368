package conflicts

import (
	"fmt"
	"strings"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/text"
)

func report(id, t string) *analysis.Analysis {
	a := &article.Article{ID: id, Text: t, Published: "2024-03-05", Language: "en"}
	from := 0
	for part := range strings.SplitSeq(t, "\n") {
		a.Paragraphs = append(a.Paragraphs, text.Span{Start: from, End: from + len(part)})
		from += len(part) + 1
	}
	return analysis.Run(a)
}

// filler gives a story enough other sentences for words to be rare in.
const filler = `
The harbour board met on Monday evening in the old customs hall.
Nobody from the ministry answered questions about the lock gates.
A baker on the quay said that his flour would run out soon.
Rain is forecast for the rest of the week along the coast.
The school sent its children home before the tide came in.
Engineers walked along the wall and marked the worst cracks.
`

func found(bodies ...string) string {
	var as []*analysis.Analysis
	for i, b := range bodies {
		as = append(as, report(string(rune('a'+i)), b+filler))
	}
	return listed(as)
}

func listed(as []*analysis.Analysis) string {
	var out []string
	for _, k := range Numbers(as) {
		line := string(k.Severity) + ":"
		for _, v := range k.Values {
			t := as[v.Words.Report].Article.Text
			line += fmt.Sprintf(" %s (%s)", v.Words.Span.In(t), v.Normalised)
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		name string
		said []string
		want string
	}{
		{"another number", []string{"The flood damaged 15 fishing boats in the outer basin.", "In the outer basin 16 fishing boats were damaged by the flood."},
			"contradiction: 15 (15) 16 (16)"},
		{"at least so many, and more", []string{"At least 140 people were injured when the wall of the outer basin broke.", "The wall of the outer basin broke and at least 260 people were injured."},
			"imprecision: At least 140 (140) at least 260 (260)"},
		{"at least so many, and fewer", []string{"At least 260 people were injured when the wall of the outer basin broke.", "The wall of the outer basin broke and 140 people were injured."},
			"contradiction: At least 260 (260) 140 (140)"},
		{"staff and employees", []string{"The depot at Lowmoor has 38 staff.", "The depot at Lowmoor has 35 employees."},
			"contradiction: 38 (38) 35 (35)"},
		{"counted until another hour", []string{"The clinic on the quay had treated 214 people by noon.", "By the quay, the clinic had treated 241 people by midnight."},
			"update: 214 (214) 241 (241)"},
		{"fewer at a later hour", []string{"The clinic on the quay had treated 241 people by noon.", "By the quay, the clinic had treated 214 people by midnight."},
			"contradiction: 241 (241) 214 (214)"},
		{"spelled and in digits are one", []string{"The flood damaged 15 fishing boats in the outer basin.", "In the outer basin fifteen fishing boats were damaged by the flood."}, ""},
		{"money rounded", []string{"The province will spend $5.7 million on the broken sluice.", "The province will spend $5 million on the broken sluice, it said."},
			"imprecision: $5.7 million (5700000) $5 million (5000000)"},
		{"vague against exact", []string{"The closure stranded 800,000 ferry passengers on the islands.", "The closure stranded hundreds of thousands of ferry passengers on the islands."},
			"imprecision: 800,000 (800000) hundreds of thousands ()"},
		{"another currency", []string{"The province will spend $5.7 million on the broken sluice.", "The province will spend €5.6 million on the broken sluice."}, ""},
		{"percent and count", []string{"The flood damaged 15 percent of the boats in the outer basin.", "The flood damaged 16 boats in the outer basin."}, ""},
		{"what one thing is said to be", []string{"Turnout was 58 per cent.", "A ballot of the pilots closed at noon. The turnout was 56 per cent."},
			"contradiction: 58 per cent (58) 56 per cent (56)"},
		{"what two things are said to be", []string{"Turnout was 58 per cent.", "A ballot of the pilots closed at noon. The toll was 56 per cent."}, ""},
		{"what one thing was in two years", []string{"In 1998 turnout was 58 per cent.", "A ballot of the pilots closed at noon. The turnout was 56 per cent."}, ""},
		{"other things counted", []string{"The flood damaged 15 fishing boats in the outer basin.", "The flood damaged 16 garden sheds in the outer basin."}, ""},
		{"a report that has both", []string{"The flood damaged 15 fishing boats in the outer basin.", "The flood damaged 16 fishing boats in the outer basin; earlier the flood was said to have damaged 15 fishing boats."}, ""},
		{"the only amounts of their size", []string{"“We want $5.6 million,” the harbour master said.", "Without $5.7 million the province's wall is lost, the harbour engineer told the board."},
			"contradiction: $5.6 million (5600000) $5.7 million (5700000)"},
		{"hedged in one report only", []string{"The storm drove roughly 2,000 ferry passengers into the customs hall.", "The customs hall took in all 2,000 ferry passengers."},
			"imprecision: roughly 2,000 (2000) 2,000 (2000)"},
		{"told in other words by the other report too", []string{"The flood damaged 15 fishing boats in the outer basin.", "The flood damaged 16 fishing boats in the outer basin, and at least 15 fishing boats sank."}, ""},
		{"of other years", []string{"In 2009 the flood cost the town $31 million in repairs to the wall.", "The flood cost the town $35 million in repairs to the wall."}, ""},
		{"other ones", []string{"Four fishermen accused the harbour board of neglect.", "Three other fishermen accused the harbour board of neglect."}, ""},
		{"a range that holds the number", []string{"Between 12 and 18 fishing boats sank in the outer basin.", "In the outer basin 15 fishing boats sank."}, ""},
		{"the dead, told with and without a noun", []string{"The tunnel fire under the harbour killed 14 people.", "The tunnel fire under the harbour left 15 dead."},
			"contradiction: 14 (14) 15 dead (15)"},
		{"the dead and the injured", []string{"The tunnel fire under the harbour killed 14 people.", "The tunnel fire under the harbour left 15 injured."}, ""},
		{"two counts of one vote", []string{"The harbour board voted 39-6 to close the lock gates.", "The harbour board voted 38-7 to close the lock gates."},
			"contradiction: 39-6 (39-6) 38-7 (38-7)"},
		{"a part and its whole", []string{"Five members of the seven-strong harbour board wanted to wait with the dredging.", "Two of the seven members of the harbour board wanted no dredging.", "The seven members of the harbour board met about the dredging."}, ""},
		{"one vote, told by those who voted and by both sides", []string{"Five of the seven members of the harbour board voted for the dredging.", "The harbour board decided on the dredging by four votes to three."},
			"contradiction: Five of the seven (5-2) four votes to three (4-3)"},
		{"votes of other bodies", []string{"Five of the seven members of the harbour board voted for the dredging.", "The guild of pilots turned the dredging down by 14 votes to three."}, ""},
		{"few, and what befell them", []string{"Two dockers were injured when the crane fell on the quay.", "Three dockers were injured when the crane fell on the quay."},
			"contradiction: Two (2) Three (3)"},
		{"the dead under two nouns", []string{"Four dockers died when the crane fell on the quay.", "The crane that fell on the quay killed five people."},
			"contradiction: Four (4) five (5)"},
		{"some of the dead, told later", []string{"Twelve people died when the crane fell on the quay.", "The crane that fell on the quay killed twelve people, five of them children." + filler + "Of the five children who were killed under the crane on the quay four were brothers."}, ""},
		{"the injured without a noun", []string{"Two people died and seven were injured when the crane fell on the quay.", "Two people died and nine people were injured when the crane fell on the quay."},
			"contradiction: seven (7) nine (9)"},
		{"joined to its noun", []string{"The report of the harbour board, of 412 pages, blames the lock keeper.", "A 400-page report of the harbour board blames the lock keeper."},
			"imprecision: 412 (412) 400-page (400)"},
		{"what was expected", []string{"Traders had expected the harbour to earn a profit of $5.2 million on the dredging.", "The harbour earned a profit of $5.1 million on the dredging."}, ""},
		{"what a share costs", []string{"Shares of the harbour company fell to $31.40 in the morning.", "Shares of the harbour company closed at $30.70."}, ""},
		{"two ages of one person", []string{"Ada Trewin, 61, wept as the lock gates were opened.", "The wall has a crack, said Ada Trewin, who is 62."},
			"contradiction: 61 (61) 62 (62)"},
		{"two people of two ages", []string{"Ada Trewin, 61, wept as the lock gates were opened.", "Tom Rook, 62, wept as the lock gates were opened."}, ""},
		{"three values of which two leave each other out", []string{"The province will spend $2.4 million on the broken sluice.", "The province will spend $2.5 million on the broken sluice.", "The province will spend more than $2 million on the broken sluice."},
			"contradiction: $2.4 million (2400000) $2.5 million (2500000) more than $2 million (2000000)"},
		{"another score", []string{"Tannau beat Lowmoor 3-1 in the final of the regatta cup.", "Lowmoor lost the final of the cup 2-3 to Tannau."},
			"contradiction: 3-1 (3-1) 2-3 (3-2)"},
		{"one score, told by either side", []string{"Tannau beat Lowmoor 3-1 in the final of the regatta cup.", "Lowmoor lost the final of the cup 1-3 to Tannau."}, ""},
		{"the score at half-time too", []string{"Tannau beat Lowmoor 3-1 in the final of the cup, after leading 2-0 at half-time.", "Lowmoor lost the final of the cup 2-3 to Tannau."}, ""},
		{"a value that the other report has with what befell them", []string{"The fire left 241 people of the quay in need of a doctor.", "Some 300 people of the quay waited for a doctor, and 241 people were treated."}, ""},
		{"lengths of one sentence", []string{"The harbour master was jailed for six years for selling the dredging sand.", "The harbour master was jailed for six and a half years for selling the dredging sand."},
			"imprecision: six years () six and a half years ()"},
		{"lengths of two things", []string{"The harbour master was jailed for six years for selling the dredging sand.", "The harbour master, in office for nine years, was jailed for selling the dredging sand."}, ""},
		{"few, without a fate", []string{"Two cranes stood on the quay when the wall broke.", "Three cranes stood on the quay when the wall broke."}, ""},
		{"the dead of one named event, in sentences of other times", []string{"A court cleared the pilot of causing the Osier Street collision, in which four people died in June 2021.", "The pilot wept on Monday when he was cleared of killing five people in the Osier Street collision."},
			"contradiction: four (4) five (5)"},
		{"the dead of other times", []string{"The collision killed four people in June 2021.", "The collision killed five people on Monday."}, ""},
		{"ten is not eleven rounded", []string{"The keeper carried eleven charts from the tower before it fell.", "Before the tower fell the keeper had carried out ten charts."},
			"contradiction: eleven (11) ten (10)"},
		{"one crowd under two nouns", []string{"About 30,000 spectators left the regatta.", "The race was put off, and 31,000 people walked home."},
			"imprecision: About 30,000 (30000) 31,000 (31000)"},
		{"two crowds in one report", []string{"About 30,000 spectators left the regatta, and 12,000 passengers waited.", "The race was put off, and 31,000 people walked home."}, ""},
		{"crowds of other sizes", []string{"About 30,000 spectators left the regatta.", "The race was put off, and 36,000 people walked home."}, ""},
		{"a length and the year it began in", []string{"It was the first dredging of the outer basin in two years.", "It was the first dredging of the outer basin since 2022."}, ""},
		{"nothing around in common", []string{"The flood damaged 15 boats.", "A regatta of 16 boats opened the summer season."}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := found(c.said...); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestHeadlineOfItsOwn: a report whose headline has the other's number and whose
// text has its own contradicts itself as well, where the words say that it is one
// thing.
// What the values of a conflict count is told in a report's words.
func TestCounted(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"The flood damaged 15 fishing boats in the outer basin.", "In the outer basin 16 boats were damaged by the flood.", "fishing boats"},
		{"Two people died and seven were injured when the crane fell on the quay.", "Two people died and nine people were injured when the crane fell on the quay.", "people"},
		{"The report of the harbour board, of 412 pages, blames the lock keeper.", "A 400-page report of the harbour board blames the lock keeper.", "pages"},
		{"The province will spend $5.7 million on the broken sluice.", "The province will spend $5 million on the broken sluice, it said.", ""},
		{"The closure stranded hundreds of thousands of ferry passengers on the islands.", "The closure stranded 800,000 ferry passengers on the islands.", "ferry passengers"},
		{"Turnout was 58 per cent.", "A ballot of the pilots closed at noon. The turnout was 56 per cent.", "Turnout"},
		{"The strongest aftershock of the harbour quake was of magnitude 5.1.", "The strongest aftershock of the harbour quake, of magnitude 5.3, broke the quay.", "magnitude"},
	} {
		as := []*analysis.Analysis{report("a", c.a+filler), report("b", c.b+filler)}
		ks := Numbers(as)
		if len(ks) != 1 {
			t.Errorf("%q: %d conflicts", c.a, len(ks))
			continue
		}
		got := ""
		if at := ks[0].About; !at.Span.Empty() {
			got = at.Span.In(as[at.Report].Article.Text)
		}
		if got != c.want {
			t.Errorf("%q: about %q, want %q", c.a, got, c.want)
		}
	}
}

func TestHeadlineOfItsOwn(t *testing.T) {
	const ours = "The keeper carried out eleven charts before the tower fell in."
	for _, c := range []struct{ headline, said, want string }{
		{"Eleven charts saved from the tower", "By the time the tower fell in, the keeper had carried out ten charts.", "contradiction: eleven (11) ten (10)"},
		{"Eleven charts saved from the tower", "Ten charts of the tower hang in the customs hall.", ""},
	} {
		b := report("b", c.headline+"\n"+c.said+filler)
		b.Article.Headline = text.Span{End: len(c.headline)}
		if got := listed([]*analysis.Analysis{report("a", ours+filler), b}); got != c.want {
			t.Errorf("%s: got %s, want %s", c.said, got, c.want)
		}
	}
}

// TestGrowing: a toll that is higher in the later report has grown, one that is
// lower there is in dispute.
func TestGrowing(t *testing.T) {
	a := report("a", "At least 14 people died on Sunday in a tunnel fire under the harbour."+filler)
	b := report("b", "The number of dead in the tunnel fire rose to 31 on Monday."+filler)
	b.Article.Published = "2024-03-06"
	if got, want := listed([]*analysis.Analysis{a, b}), "update: At least 14 (14) 31 (31)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	const killed = "The tunnel fire under the harbour killed "
	for _, c := range []struct{ first, second, later, want string }{
		{"14 people.", "15 people.", "2024-03-06", "update: 14 (14) 15 (15)"},
		{"14 people.", "15 people.", "2024-03-05", "contradiction: 14 (14) 15 (15)"},
		{"15 people.", "14 people.", "2024-03-06", "contradiction: 15 (15) 14 (14)"},
		{"14 people.", "15 people.", "", "contradiction: 14 (14) 15 (15)"},
	} {
		a, b := report("a", killed+c.first+filler), report("b", killed+c.second+filler)
		b.Article.Published = c.later
		if got := listed([]*analysis.Analysis{a, b}); got != c.want {
			t.Errorf("%s then %s of %q: got %s, want %s", c.first, c.second, c.later, got, c.want)
		}
	}
}
