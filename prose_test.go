package parallax

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Invented prose of any length, the same for the same seed, for benchmarks: as
// many names, quotations and paragraphs as news has, and too little variety to
// mean anything.
var (
	givenNames  = strings.Fields("Odette Marius Ingrid Tobias Leona Casper Amina Gregor Philippa Desmond Yolande Ruben Harriet Anselm Bettina Lucian")
	familyNames = strings.Fields("Farrow Quill Abbensett Tavener Kroll Pellow Birdwell Ostrander Lyle Mbeki-Thorne Collop Varley Dunmore Estrin Halloran Wexcombe Ruddock Sallis Trewin Okafor-Lind")
	roleNames   = []string{"Mayor", "Councillor", "Dr", "Professor", "Sir", "Dame", "Ms", "Mr"}
	apposed     = []string{"a surveyor who has lived there for ten years", "general secretary of the Lock Keepers' Union", "chairwoman of the finance committee", "the chief inspector", "a baker from Tanners' Row"}
	subjects    = []string{"the new bridge", "the old weir", "a second lock", "the night bus", "the grain store", "the tram to the hospital", "every lamp on the quay", "the council's own budget"}
	happenings  = []string{"will be closed until the end of May", "cost 4.2 million crowns more than planned", "was promised eleven years ago", "never opened on a Sunday", "has been repaired 19 times since 1987", "belongs to nobody, as far as anyone can tell", "ought to have been somebody's first thought", "is where the trouble began"}
	adverbs     = []string{"On Tuesday", "Two days later", "By half past six", "After the vote", "In a letter to residents", "At the gates"}
	saidBy      = []string{"said", "told the meeting", "added", "replied", "insisted", "wrote"}
)

// prose gives at least size bytes of invented report, paragraphs with a blank
// line between them.
func prose(seed uint64, size int) string {
	r := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	b.Grow(size + 4096)
	for b.Len() < size {
		full, family := person(r)
		for range 2 + r.IntN(4) {
			b.WriteString(paragraph(r, full, family))
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

func person(r *rand.Rand) (full, family string) {
	family = pick(r, familyNames)
	return pick(r, givenNames) + " " + family, family
}

// clause is what somebody might say.
func clause(r *rand.Rand) string { return pick(r, subjects) + " " + pick(r, happenings) }

// sentence begins a clause with a capital letter.
func sentence(r *rand.Rand) string {
	c := clause(r)
	return strings.ToUpper(c[:1]) + c[1:]
}

func paragraph(r *rand.Rand, full, family string) string {
	title := pick(r, roleNames)
	switch r.IntN(9) {
	case 0:
		return fmt.Sprintf("“%s,” %s %s %s. “%s. I won’t pretend otherwise.”", sentence(r), title, family, pick(r, saidBy[2:5]), sentence(r))
	case 1:
		return fmt.Sprintf("%s, %s, said: “%s, and %s.”", full, pick(r, apposed), sentence(r), clause(r))
	case 2:
		return fmt.Sprintf("%s, %s %s told reporters that %s “%s”. %s.", pick(r, adverbs), title, family, pick(r, subjects), pick(r, happenings), sentence(r))
	case 3:
		return fmt.Sprintf("\"%s,\" she said. \"%s.\" %s %s.", sentence(r), sentence(r), pick(r, adverbs), clause(r))
	case 4:
		return fmt.Sprintf("The council’s report, which %s has not read, called it ‘a plan’. %s.", family, sentence(r))
	default:
		return fmt.Sprintf("%s. %s, %s, and %s %s agreed that %s. It was shortly before 7 am, according to the U.S. surveyor.", sentence(r), pick(r, adverbs), clause(r), title, family, clause(r))
	}
}
