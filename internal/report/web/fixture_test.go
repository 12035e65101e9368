package web

import (
	"fmt"
	"strings"

	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/report/specimen"
	"parallax/internal/text"
)

// weir is two undated reports of a small affair.
func weir() *collate.Comparison {
	c := specimen.Build([]string{"Lower Marsh Gazette", "Tidewater Mail"},
		specimen.Utterance{Speaker: "Odile Farrant", Readings: []string{
			"I asked the board for the survey in March, and I asked again in June. What I was given was a page and a half, with no figures in it, and a promise that the weir would hold.",
			"{--I asked the board for the survey in March, and I asked again in June. What--}{++She was not shown what++} I was given{-- was a page and a half, with no figures in it, and a promise that the weir would hold.--}",
		}},
		specimen.Utterance{Speaker: "Odile Farrant", Readings: []string{
			"Nobody is leaving this valley tonight.", "=",
		}},
		specimen.Utterance{Speaker: "Tam Beddoe", Fullest: 1, Readings: []string{
			"{--The gates were opened --}by hand at {~~ten~>eleven~~} o'clock{-- because the motor had seized.--}",
			"The gates were opened by hand at ten o'clock because the motor had seized.",
		}},
		specimen.Utterance{Speaker: "Tam Beddoe", Fullest: 1, Readings: []string{"", "We had the key in our pocket all along."}},
		specimen.Utterance{Speaker: "", Readings: []string{"It sounded like a train."}},
		specimen.Utterance{Speaker: "Odile Farrant", Readings: []string{
			"The motor is older than I am,||and nobody has ever asked after it.", "=",
		}},
	)
	for _, r := range c.Reports {
		r.Article.Published = ""
	}
	return c
}

// harbour is six reports of one affair; the last two are one text.
func harbour() *collate.Comparison {
	return specimen.Build(
		[]string{"The Harbour Light", "Daily Sandpiper", "Radio Meridian", "Western Ledger", "Coast Wire", "Northern Packet = Coast Wire"},
		specimen.Utterance{Speaker: "Ysolde Carrick", Readings: []string{
			"The two letters lay on my desk for a week. So did the replies, and there is nothing in them that I would care to say aloud. Nobody drops a load of that size at noon, over a full quay, unless the trouble has been waiting for its turn, and it was the banksman's whistle alone that kept this from being a funeral. The owners were warned on paper three times since the spring before last. They wrote back that the brake was new. I want to know whose name stands under that reply, what he had looked at before he wrote it, and why nobody on my staff asked for the receipt. Should it turn out to be my own fault, you will read it here first.",
			"{--The two letters lay on my desk for a week. So did the replies, and there is nothing in them that I would care to say aloud. Nobody drops a load of that size at noon, over a full quay, unless the trouble has been waiting for its turn, and it was the banksman's whistle alone that kept this from being a funeral. --}The owners were warned on paper {~~three~>two~~} times since the spring before last. They wrote back that the brake was new.{-- I want to know whose name stands under that reply, what he had looked at before he wrote it, and why nobody on my staff asked for the receipt. Should it turn out to be my own fault, you will read it here first.--}",
			"{--The two letters lay on my desk for a week. So did the replies, and there is nothing in them that I would care to say aloud. Nobody drops a load of that size at noon, over a full quay, unless the trouble has been waiting for its turn, and it was the banksman's whistle alone that kept this from being a funeral. The owners were warned on paper three times since the spring before last. They wrote back that the brake was new. I want to know whose name stands under that reply, what he had looked at before he wrote it, and why nobody on my staff asked for the receipt. --}Should it turn out to be my own fault, you will read it here first.",
			"",
			"The two letters lay on my desk for a week.{-- I have read the answers that came back, and I shall not stand on this quay and defend them. Nobody drops a load of that size at noon, over a full quay, unless the trouble has been waiting for its turn, and it was the banksman's whistle alone that kept this from being a funeral. The owners were warned on paper three times since the spring before last. They wrote back that the brake was new. I want to know whose name stands under that reply, what he had looked at before he wrote it, and why nobody on my staff asked for the receipt. Should it turn out to be my own fault, you will read it here first.--}",
			"The two letters lay on my desk for a week.{-- I have read the answers that came back, and I shall not stand on this quay and defend them. Nobody drops a load of that size at noon, over a full quay, unless the trouble has been waiting for its turn, and it was the banksman's whistle alone that kept this from being a funeral. The owners were warned on paper three times since the spring before last. They wrote back that the brake was new. I want to know whose name stands under that reply, what he had looked at before he wrote it, and why nobody on my staff asked for the receipt. Should it turn out to be my own fault, you will read it here first.--}",
		}},
		specimen.Utterance{Speaker: "Ysolde Carrick", Readings: []string{
			"You can have the whole service book by Friday noon, and nothing of that type goes up again until every last brake has been taken apart.",
			"You can have the {--whole --}service book {--by Friday noon, --}and nothing of that type goes up again until {~~every~>each~~} last brake has been taken apart.",
			"{--You can have the whole service book by Friday noon, and --}nothing of that type goes up again{-- until every last brake has been taken apart.--}",
			"=", "=",
			"You can have the whole service book by Friday noon{--, and nothing of that type goes up again until every last brake has been taken apart.--}",
		}},
		specimen.Utterance{Speaker: "Bartle Oakum", Readings: []string{
			"Twice I pulled and got nothing. I whistled and then I jumped.",
			"Twice I pulled and got nothing. I {~~whistled~>shouted~~} and {--then --}I jumped.",
			"", "=", "=", "=",
		}},
		specimen.Utterance{Speaker: "Bartle Oakum", Readings: []string{"I was on the ladder when it went."}},
		specimen.Utterance{Speaker: "Perpetua Vane", Fullest: 4, Readings: []string{
			"", "Our people put it in the book {++twice ++}each night, and the office swore it was on the list.", "{--Our people put it --}in the book{-- each night, and the office swore it was on the list.--}",
			"", "Our people put it in the book each night, and the office swore it was on the list.", "Our people put it in the book each night, and the office {~~swore~>promised~~} it was on the list.",
		}},
		specimen.Utterance{Speaker: "Perpetua Vane", Fullest: 3, Readings: []string{"", "", "", "Somebody had been saving up for this."}},
		specimen.Utterance{Speaker: "Dr Lucan Threlfall", Readings: []string{"We had 14 in by tea, and all of them walked.", "=", "", "", "", ""}},
	)
}

// crowd is n reports that nearly all print the same sentence.
func crowd(n int) *collate.Comparison {
	full := "You can have the whole service book by Friday noon, and nothing of that type goes up again until every last brake has been taken apart."
	outlets := make([]string, n)
	us := make([]specimen.Utterance, 40)
	for u := range us {
		us[u] = specimen.Utterance{Speaker: fmt.Sprintf("Person Number%d", u%9), Readings: make([]string, n)}
		for r := range n {
			switch (u*7 + r*3) % 5 {
			case 0:
				us[u].Readings[r] = "="
			case 1:
				us[u].Readings[r] = "You can have the {--whole --}service book by {~~Friday~>Monday~~} noon{--, and nothing of that type goes up again until every last brake has been taken apart.--}"
			case 2:
				us[u].Readings[r] = "{--You can have the whole service book by Friday noon, and --}nothing of that type goes up again until every last brake has been taken apart."
			}
		}
		us[u].Readings[0] = full
	}
	for r := range outlets {
		outlets[r] = fmt.Sprintf("Outlet Number%d", r)
	}
	return specimen.Build(outlets, us...)
}

// plainReport adds lines that belong to no paragraph to report i.
func plainReport(c *collate.Comparison, i int, line string) {
	a := c.Reports[i].Article
	shift := len(line) + 2
	a.Text = line + "\n\n" + a.Text
	move := func(s *text.Span) { s.Start, s.End = s.Start+shift, s.End+shift }
	move(&a.Headline)
	for k := range a.Paragraphs {
		move(&a.Paragraphs[k])
	}
	for k := range c.Quotations {
		if q := &c.Quotations[k]; q.Report == i {
			for n := range q.Content {
				move(&q.Content[n])
			}
			move(&q.Cue)
			move(&q.Source)
		}
	}
	for k := range c.People {
		for _, e := range []*collate.Evidence{&c.People[k].Name, &c.People[k].Role} {
			if e.Report == i && !e.Span.Empty() {
				move(&e.Span)
			}
		}
	}
	for k := range c.Utterances {
		full := c.Quotations[c.Utterances[k].Fullest].Report
		for r := range c.Utterances[k].Readings {
			rd := &c.Utterances[k].Readings[r]
			for e := range rd.Edits {
				if full == i {
					move(&rd.Edits[e].From)
				}
				if c.Quotations[rd.Quotation].Report == i {
					move(&rd.Edits[e].To)
				}
			}
		}
	}
}

// written is the page of a comparison.
func written(c *collate.Comparison, opts ...Option) string {
	var b strings.Builder
	if err := Write(&b, c, opts...); err != nil {
		panic(err)
	}
	return b.String()
}

// alone is one report without a quotation.
func alone() *collate.Comparison {
	t := "A gull stole the mayor's sandwich."
	a := &article.Article{ID: "gull.txt", Text: t, Language: "en", Paragraphs: []text.Span{{Start: 0, End: len(t)}}}
	return &collate.Comparison{Reports: []collate.Report{{Article: a, Words: 6, Own: 1}}}
}
