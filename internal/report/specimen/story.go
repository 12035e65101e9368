package specimen

import (
	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/text"
)

// Crane is a story that shows everything at once: four reports, one of them a
// copy of another, of a crane that failed on an invented quay, with claims,
// conflicts, a timeline and a summary.
func Crane() *collate.Comparison {
	c := Build([]string{"The Tidewater Post", "Morning Dispatch", "Coast Radio News", "Northern Ledger = The Tidewater Post"}, craneUtterances...)
	c.Reports[2].Article.Published = ""
	c.Reports[0].Article.Title = "Crane brake failed after three warnings, says harbour inspector"
	c.Skipped = []article.Skipped{{Input: "notes.docx", Reason: "this is a binary file, not a text, a page or JSON lines"}}
	role(c, "Ines Marrow", "chief inspector of cranes and lifting gear at the Harbour Safety Board")
	role(c, "Tobias Quennell", "operations director of Lowmoor Stevedoring")
	return tell(c)
}

// Long is the story of the crane among more statements than a reader sees at
// once, told by two outlets.
func Long() *collate.Comparison {
	us := append([]Utterance(nil), craneUtterances[:3]...)
	for i := range us {
		us[i].Readings = us[i].Readings[:2]
	}
	for _, s := range []string{
		"We heard it before we saw it.", "Nobody was under the hook.", "The wind had dropped by noon.",
		"It was the third week in a row.", "I have nothing to add.", "We shall open the quay on Friday.",
	} {
		us = append(us, Utterance{Speaker: "Rosalind Achterberg", Readings: []string{s, "="}})
	}
	us = append(us, Utterance{Speaker: "Rosalind Achterberg", Readings: []string{"The hook hung over the road.", "The hook {~~hung~>swung~~} over the road."}})
	return Build([]string{"The Tidewater Post", "Morning Dispatch"}, us...)
}

// CraneOf is the same story told by the first n outlets.
func CraneOf(n int) *collate.Comparison {
	outlets := []string{"The Tidewater Post", "Morning Dispatch", "Coast Radio News"}[:n]
	var us []Utterance
	for _, u := range craneUtterances {
		u.Readings = u.Readings[:min(n, len(u.Readings))]
		if u.Fullest < len(u.Readings) && u.Readings[u.Fullest] != "" {
			us = append(us, u)
		}
	}
	c := Build(outlets, us...)
	if n == 1 {
		return c
	}
	return tell(c)
}

var craneUtterances = []Utterance{
	{Speaker: "Ines Marrow", Readings: []string{
		"The two letters lay on my desk for a week. So did the replies, and there is nothing in them that I would care to say aloud. Nobody drops half a load at noon, over a full quay, unless the trouble has been waiting for its turn, and it was the driver's whistle alone that kept this from being a funeral. The owners were warned on paper three times since the spring before last. They wrote back that the brake was new. Should it turn out to be my own fault, you will read it here first.",
		"{--The two letters lay on my desk for a week. So did the replies, and there is nothing in them that I would care to say aloud. Nobody drops half a load at noon, over a full quay, unless the trouble has been waiting for its turn, and it was the driver's whistle alone that kept this from being a funeral. --}The owners were warned on paper {~~three~>two~~} times since the spring before last. They wrote back that the brake was new.{-- Should it turn out to be my own fault, you will read it here first.--}",
		"{--The two letters lay on my desk for a week. So did the replies, and there is nothing in them that I would care to say aloud. Nobody drops half a load at noon, over a full quay, unless the trouble has been waiting for its turn, and it was the driver's whistle alone that kept this from being a funeral. The owners were warned on paper three times since the spring before last. They wrote back that the brake was new. --}Should it turn out to be my own fault, you will read it here first.",
		"=",
	}},
	{Speaker: "Ines Marrow", Readings: []string{
		"Not one hook on this coast moves before a fitter has had its brake on the bench and signed for it.",
		"=", "", "=",
	}},
	{Speaker: "Tobias Quennell", Fullest: 1, Readings: []string{
		"We {--absolutely --}regret what happened, and we {~~will~>shall~~} help the inspectors in every way {++that ++}we can.",
		"We absolutely regret what happened, and we will help the inspectors in every way we can.",
		"{--We absolutely regret what happened, and --}we will help the inspectors{-- in every way we can--}.",
		"We {--absolutely --}regret what happened, and we {~~will~>shall~~} help the inspectors in every way {++that ++}we can.",
	}},
	{Speaker: "Rosalind Achterberg", Readings: []string{"", "", "The floor shook.|| Then the lamp over the table went out."}, Fullest: 2},
	{Readings: []string{"", "a matter of time"}, Fullest: 1},
}

// role writes a role after a person's first mention, in that report's text.
func role(c *collate.Comparison, name, words string) {
	for i := range c.People {
		p := &c.People[i]
		a := c.Reports[p.Name.Report].Article
		if p.Name.Span.In(a.Text) != name {
			continue
		}
		start := len(a.Text) + 2
		a.Text += "\n\n" + words
		p.Role = collate.Evidence{Report: p.Name.Report, Span: text.Span{Start: start, End: len(a.Text)}}
	}
}
