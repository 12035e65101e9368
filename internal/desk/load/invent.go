package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"parallax/internal/article"
	"parallax/internal/text"
)

// inventor writes an endless stream of invented reports, the same for the same
// seed. An event has a place, people, a body, figures and six things that are
// said; its reports, one to forty of them and most often few, recombine
// sentences about it, and quote what is said whole, cut short or with a word
// changed. Names are made of syllables, so that the index has as many different
// words as news has; a report has some 350 words.
type inventor struct {
	r      *rand.Rand
	open   []*event
	count  int
	day    time.Time
	perDay int
}

// event is what reports are about.
type event struct {
	subject, place, body string
	people               [3]person
	figures              [4]int
	said                 []string
	left                 int
}

type person struct{ name, family, role string }

// fewOpen is how many events are told of at one time.
const fewOpen = 600

func newInventor(seed uint64, perDay int) *inventor {
	return &inventor{r: rand.New(rand.NewPCG(seed, 11)), day: time.Date(2031, 1, 6, 0, 0, 0, 0, time.UTC), perDay: perDay}
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

var (
	onsets   = strings.Fields("b br c cl d dr f fl g gr h j k kl l m n p pr qu r s sl st t tr v w wh y z th sh")
	vowels   = strings.Fields("a e i o u ai ea ee oa ou y ie")
	codas    = strings.Fields("n r l s t m nd rk ld st ck mp ng x rt lm ss")
	endings  = strings.Fields("ford ton by wick mouth dale holm stead bury worth haven ley")
	given    = strings.Fields("Odette Marius Ingrid Tobias Leona Casper Amina Gregor Philippa Desmond Yolande Ruben Harriet Anselm Bettina Lucian Ottilie Magnus Perpetua Silas Thekla Ulrich Vesna Wendel Xenia Ysolde Zeno Alba Bruno Cosima Dario Edda Florian Greta Hugo Ilse Jonas Klara Lorenz Mirja")
	roles    = []string{"mayor", "harbour master", "chief inspector", "union secretary", "hospital director", "head teacher", "transport minister", "regional governor", "fire chief", "judge", "bishop", "museum director"}
	bodies   = []string{"Council", "Harbour Board", "Lock Keepers' Union", "Water Company", "Railway", "Hospital Trust", "Chamber of Trade", "Police", "University", "Museum", "Ferry Company", "Court"}
	subjects = []string{"bridge", "ferry", "strike", "flood", "school", "hospital", "tram", "harbour", "budget", "election", "storm", "fire", "trial", "mine", "festival", "reservoir", "railway", "market", "prison", "airport", "quarry", "lighthouse", "tunnel", "power station", "vaccine", "stadium", "pipeline", "refinery", "dam", "glacier"}
	verbs    = []string{"closed", "delayed", "reopened", "abandoned", "sold", "repaired", "inspected", "evacuated", "approved", "rejected", "extended", "cancelled"}
	claims   = []string{"will be closed until the end of May", "cost far more than was planned", "was promised eleven years ago", "never worked on a Sunday", "has been repaired nineteen times", "belongs to nobody as far as anyone can tell", "ought to have been somebody's first thought", "is where the trouble began", "cannot be left as it is for another winter", "has to be paid for by those who broke it", "was safe on the day it was inspected", "is no longer fit for the people who need it", "should never have been built on sand", "will open again before the first frost"}
	hedges   = []string{"as far as we know", "whatever the papers say", "and nobody should pretend otherwise", "and I take responsibility for that", "which is more than can be said of the old one", "though it took longer than anyone wished", "and every family in the valley knows it", "before another night has passed"}
	fillers  = []string{
		"Residents had complained about the %s for several years.", "A spokeswoman for the %s declined to comment on the cost.", "The %s is to be discussed again at a public meeting next week.",
		"Engineers spent the night examining what was left of the %s.", "Traffic was diverted through the old town while the %s was out of use.", "An inquiry into the %s is expected to take several months.",
		"Shops near the %s stayed shut for most of the day.", "Volunteers handed out tea and blankets beside the %s.", "It was the second time in a decade that the %s made headlines.",
		"Insurance is likely to cover only a part of the damage to the %s.", "Experts disagree about the condition of the %s.", "Lawyers for the families asked for all documents on the %s.",
	}
)

func (v *inventor) syllables(n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(pick(v.r, onsets))
		b.WriteString(pick(v.r, vowels))
	}
	b.WriteString(pick(v.r, codas))
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

func (v *inventor) event() *event {
	e := &event{subject: pick(v.r, subjects), place: v.syllables(1) + pick(v.r, endings)}
	e.body = e.place + " " + pick(v.r, bodies)
	for i := range e.people {
		family := v.syllables(1 + v.r.IntN(2))
		e.people[i] = person{pick(v.r, given) + " " + family, family, pick(v.r, roles)}
	}
	for i := range e.figures {
		e.figures[i] = 3 + v.r.IntN(900)
	}
	for range 6 {
		e.said = append(e.said, fmt.Sprintf("The %s at %s %s, %s", e.subject, e.place, pick(v.r, claims), pick(v.r, hedges)))
	}
	for e.left = 1; e.left < 40 && v.r.IntN(10) < 6; e.left++ {
	}
	return e
}

// next is the next report of the stream.
func (v *inventor) next() *article.Article {
	for len(v.open) < fewOpen {
		v.open = append(v.open, v.event())
	}
	at := v.r.IntN(len(v.open))
	e := v.open[at]
	a := v.tell(e)
	if e.left--; e.left == 0 {
		v.open[at] = v.event()
	}
	v.count++
	return a
}

// tell writes a report of an event.
func (v *inventor) tell(e *event) *article.Article {
	outlet := v.r.IntN(120)
	at := v.day.Add(time.Duration(v.count) * 24 * time.Hour / time.Duration(v.perDay))
	title := fmt.Sprintf("%s %s %s after %s", e.place, e.subject, pick(v.r, verbs), pick(v.r, []string{"night of worry", "long dispute", "warning by " + e.people[0].family, "inspection", "protest in " + e.place}))
	paragraphs := []string{
		fmt.Sprintf("%s — The %s in %s was %s on %s, the %s said, after %d people had been affected and damage put at %d thousand crowns.",
			strings.ToUpper(e.place), e.subject, e.place, pick(v.r, verbs), at.Weekday(), e.body, e.figures[0], e.figures[1]),
	}
	for i, k := range v.r.Perm(len(e.said))[:2+v.r.IntN(3)] {
		p := e.people[i%len(e.people)]
		paragraphs = append(paragraphs, fmt.Sprintf(fillers[v.r.IntN(len(fillers))], e.subject)+" "+v.background(e), v.quotation(e.said[k], p))
	}
	paragraphs = append(paragraphs, v.background(e)+" "+v.background(e), fmt.Sprintf("The %s has %d members and was founded in %d.", e.body, e.figures[2], 1800+e.figures[3]%200))
	a := &article.Article{
		ID: fmt.Sprintf("load-%d", v.count), Outlet: fmt.Sprintf("The %s %s", pick(v.r, []string{"Daily", "Evening", "Weekly"}), []string{"Post", "Courier", "Lantern", "Examiner", "Beacon", "Herald"}[outlet%6]+fmt.Sprint(outlet)),
		URL: fmt.Sprintf("https://paper%d.example/%d", outlet, v.count), Title: title, Published: at.Format(time.RFC3339), Language: "en", DateFrom: "input",
	}
	a.Text = title
	a.Headline = text.Span{End: len(title)}
	for _, p := range paragraphs {
		a.Text += "\n\n"
		a.Paragraphs = append(a.Paragraphs, text.Span{Start: len(a.Text), End: len(a.Text) + len(p)})
		a.Text += p
	}
	return a
}

// background is sentences with words that hardly any other report has.
func (v *inventor) background(e *event) string {
	return fmt.Sprintf("%s of %s, who works near the %s, said it reminded her of %s in %s. About %d households in %s were told to wait.",
		pick(v.r, given)+" "+v.syllables(2), v.syllables(1)+pick(v.r, endings), pick(v.r, subjects), pick(v.r, subjects), v.syllables(2), e.figures[2]+v.r.IntN(3), e.place)
}

// quotation is something that is said, as one outlet prints it.
func (v *inventor) quotation(said string, p person) string {
	words := strings.Fields(said)
	switch v.r.IntN(6) {
	case 0: // a word changed
		words[v.r.IntN(len(words)-4)+3] = pick(v.r, []string{"soon", "never", "always", "hardly", "surely"})
	case 1: // cut short
		words = words[:len(words)-2-v.r.IntN(4)]
	}
	return fmt.Sprintf("“%s,” said %s, the %s. %s did not say when a decision would be made.", strings.TrimRight(strings.Join(words, " "), ","), p.name, p.role, p.family)
}
