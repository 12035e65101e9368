package apparatus

import (
	"slices"
	"strings"

	"parallax/internal/collate"
)

// Credited is whom the report of reading r of utterance u credits with the
// words, as an index into Comparison.People, when that is somebody else than
// the utterance's speaker; -1 otherwise. disputed tells that both are known by
// name and of one kind, so that not both reports can be right; "a statement"
// beside the minister is no dispute.
func Credited(c *collate.Comparison, u, r int) (person int, disputed bool) {
	ut := &c.Utterances[u]
	q := &c.Quotations[ut.Readings[r].Quotation]
	who := q.Speaker
	if who < 0 || ut.Speaker < 0 || who == ut.Speaker || slices.Contains(q.Speakers, ut.Speaker) || slices.Contains(c.Quotations[ut.Fullest].Speakers, who) {
		return -1, false
	}
	a, b := &c.People[who], &c.People[ut.Speaker]
	return who, a.Named && b.Named && a.Kind == b.Kind
}

// Beside names those who speak the words of reading r of utterance u together
// with the utterance's speaker, as its report tells: "Jonas Pell and Ada Trewin";
// empty where one speaks alone.
func Beside(c *collate.Comparison, u, r int) string {
	ut := &c.Utterances[u]
	var names []string
	for _, who := range c.Quotations[ut.Readings[r].Quotation].Speakers {
		if who != ut.Speaker && who >= 0 {
			names = append(names, Inline(c, who))
		}
	}
	n := len(names)
	if n < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
}

// openers are the small words that the name of somebody unnamed begins with.
var openers = []string{"a", "an", "the", "one", "another", "some", "his", "her", "their", "its"}

// Inline is a person's name as it stands within a sentence: "a minister",
// though a report begins its sentence with "A minister".
func Inline(c *collate.Comparison, person int) string {
	p := &c.People[person]
	name := p.Name.Span.In(c.Reports[p.Name.Report].Article.Text)
	first, _, several := strings.Cut(name, " ")
	if p.Named || !several || !slices.Contains(openers, strings.ToLower(first)) {
		return name
	}
	return strings.ToLower(first) + name[len(first):]
}

// Nobody is what a page prints for a speaker whom no report tells.
const Nobody = "Speaker not named"

// Speakers is the number of people who are credited with a quotation that is
// shown, whoever else is credited with it.
func Speakers(c *collate.Comparison) int {
	seen := map[int]bool{}
	for _, u := range c.Utterances {
		for _, r := range u.Readings {
			if who := c.Quotations[r.Quotation].Speaker; who >= 0 {
				seen[who] = true
			}
		}
	}
	return len(seen)
}
