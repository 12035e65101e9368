package attribution

import (
	"strings"
	"testing"
)

const newspaper = `The harbour master told reporters on Tuesday that two of the four cranes had stood still since May, and that nobody at the port authority had asked why. “We have waited long enough,” said Orla Venn, who chairs the dockers’ union. “If they want us to load ships, they can mend the cranes.”

According to the council, the ferry will run again on Monday. It carried 400 people a day before the storm, most of them pupils and nurses who live on the far side of the bay. The mayor, Ines Calder, vowed to rebuild the pier, which she called “the town’s front door,” although the budget holds no money for it.

Traders believe the strike could last until spring. The director denied that anybody had been misled; he did not answer questions about the report of 2019, which warned of rust in the jibs.`

// BenchmarkFind is a report of 1,100 tokens, dense in attributions.
func BenchmarkFind(b *testing.B) {
	t := strings.Repeat(newspaper+"\n\n", 6)
	t = strings.TrimSpace(t)
	s, tags, m := cut(t)
	model := English()
	b.SetBytes(int64(len(t)))
	for b.Loop() {
		Find(t, s, tags, m, model)
	}
}

// BenchmarkDecode is what the first use costs.
func BenchmarkDecode(b *testing.B) {
	for b.Loop() {
		if _, err := Decode(embedded); err != nil {
			b.Fatal(err)
		}
	}
}
