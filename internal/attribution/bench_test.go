package attribution

import (
	"strings"
	"testing"

	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
)

const newspaper = `The harbour master told reporters on Tuesday that two of the four cranes had stood still since May, and that nobody at the port authority had asked why. “We have waited long enough,” said Orla Venn, who chairs the dockers’ union. “If they want us to load ships, they can mend the cranes.”

According to the council, the ferry will run again on Monday. It carried 400 people a day before the storm, most of them pupils and nurses who live on the far side of the bay. The mayor, Ines Calder, vowed to rebuild the pier, which she called “the town’s front door,” although the budget holds no money for it.

Traders believe the strike could last until spring. The director denied that anybody had been misled; he did not answer questions about the report of 2019, which warned of rust in the jibs.`

// BenchmarkFind reports bytes of text a second; divide by about 5.5 for tokens.
func BenchmarkFind(b *testing.B) {
	t := strings.Repeat(newspaper+"\n\n", 6)
	var paragraphs []text.Span
	at := 0
	for p := range strings.SplitSeq(strings.TrimSpace(t), "\n\n") {
		paragraphs = append(paragraphs, text.Span{Start: at, End: at + len(p)})
		at += len(p) + 2
	}
	s := segment.Segment(t, text.Span{}, paragraphs, lang.English())
	m := marks.Find(t, s)
	tags := tag.English().Tag(t, s)
	model := English()
	b.SetBytes(int64(len(t)))
	b.ReportMetric(float64(len(s.Tokens)), "tokens")
	for b.Loop() {
		Find(t, s, tags, m, model)
	}
}

// BenchmarkDecode is what the first use costs.
func BenchmarkDecode(b *testing.B) {
	for b.Loop() {
		if _, err := decode(embedded); err != nil {
			b.Fatal(err)
		}
	}
}
