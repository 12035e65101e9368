package marks_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"parallax/internal/lang"
	"parallax/internal/marked"
	"parallax/internal/marks"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// The content of every quoted stretch is marked: double, single, angle
// (guillemets); ".open" has no closing mark in its paragraph, ".on" carries on
// the paragraph before, ".bare" does so without an opening mark, ".in" is nested in another.
var paragraphs = map[string]string{
	"curly":                   `“{double:We will go,}” she said.`,
	"straight":                `"{double:We will go,}" she said. "{double:Now.}"`,
	"mixed shapes":            `“{double:We will go,}" she said, "{double:now}”.`,
	"german":                  `„{double:Wir gehen}“, sagte sie.`,
	"guillemets":              `Il a dit «{angle:nous partons}» et « {angle:on verra} ».`,
	"guillemets turned":       `»{angle:Wir gehen}«, sagte sie, und »{angle:sofort}«.`,
	"guillemets, elision":     `Elle parle d’« {angle:un accord} » et de l’« {angle:avenir} ».`,
	"no space on either side": `"{double:We were never told,}"said Ilse Marenko."{double:Nobody asked,}"she added. Pell called it"{double:a whitewash}"and left.`,
	"one within a word":       `The plank was 3"x 4"and the mayor"s hat fell.`,
	"a page number within":    "“{double.open:We found cracks in two}\n\n- 4 -\n\n{double.on.bare:piers,}” she said.",
	"a space before the last": "“{double.open:He wants the quay closed.}\n\n{double.on.bare:He wants it now,} \" said Jonas Pell.",
	"a space before some":     `"{double:It is slow,} " said Jonas Pell. He said: " {double:we will go.}"`,
	"two single marks":        `The dockers said: ’’{double:We will wait.}’’ ‘‘{double:We won’t,}’’ she said.`,
	"two commas":              `,,{double:We wait,}'' said Jonas Pell. He came,, he said, late.`,
	"corners":                 `マレンコ氏は「{corner:橋は閉鎖だ}」と述べ、『{corner:安全}』を語った。`,
	"Chinese":                 `她说：“{double:桥梁关闭。}”他说：“{double:不。}”`,
	"Russian":                 `«{angle:Мост закрыт}», — сказала она. „{double:Никто}“, — добавила.`,
	"backticks":               "``{double:We will go,}'' she said.",
	"wrong way round":         `”{double:We will go,}” she said.`,
	"no space":                `The mayor said:“{double:No.}”Then she left.`,
	"after a dash":            `The plan—“{double:a slogan}”—was dropped.`,
	"in brackets":             `The firm (“{double:the Seller}”) agreed.`,

	"british headline":     `Harbour's chief '{single:had no plan}'`,
	"single":               `She said the dockers' plan was '{single:a slogan, not a plan}', the capital’s paper wrote.`,
	"single curly":         `He has just ‘{single:days or weeks}’ left in the capital’s top job.`,
	"apostrophe inside":    `'{single:It's the harbour's fault,}' said the dockers' leader.`,
	"possessive inside":    `'{single:The dockers' union won't move,}' she said.`,
	"possessive then part": `The dockers' leader called it '{single:a farce}'.`,
	"dropped endings":      `'{single:I'm goin' home,}' said Tom Shaw. '{single:We've been workin' all day.}'`,
	"two possessives":      `He said that '{single:workers' rights}' had gone.`,
	"single goes on":       "'{single:So sorry,}' said Tom, the drivers' boss. '{single.open:The drivers' rota was wrong.}\n\n'{single.on:It was our fault.}'",
	"no space before":      `Bob Stone said,"{double:We will fight on.}" Ann Ross left.`,
	"inches inside":        `"{double:It grew by 3" overnight,}" Bob Stone said.`,
	"two parts":            `It was '{single:mad}' and '{single:bad}', he said.`,
	"elisions":             `In the '90s, rock 'n' roll and 'em all; the ‘80s too, ’tis said.`,
	"only apostrophes":     `Everard's, the capital’s, Londoners' and James' wasn't.`,
	"feet and inches":      `He is 6'2" tall and the pipe 5" wide, a 12" main.`,

	"nested":              `“{double:She told me, ‘{single.in:Go home,}’ and I did,}” he said.`,
	"nested other way":    `‘{single:She told me, “{double.in:Go home,}” and I did,}’ he said.`,
	"nested straight":     `"{double:She told me, '{single.in:Go home,}' and I did,}" he said.`,
	"nested in its like":  "“{double:She lives on what he calls “{double.in:the heap}” and it's late,}” he said. “{double:It's ‘{single.in:late}’.}”",
	"never nested":        "“{double.open:She left.} “{double:He stayed,}” she said. “{double:Both did.}”",
	"nested at the end":   `“{double:One of them said: ‘{single.in:We were told to log more.}’}”`,
	"possessive in quote": `“{double:It is the dockers’ choice,}” she said, “{double:and the men’s.}”`,

	"over paragraphs":       "She said: “{double.open:We go.}\n\n“{double.on.open:We stay.}\n\n“{double.on:We rest.}”\n\nThen she left.",
	"straight ones":         "She said: \"{double.open:We go.}\n\n\"{double.on:We stay,}\" and left.",
	"mixed ones":            "She said: “{double.open:We go.}\n\n\"{double.on:We stay.}\"",
	"single over":           "She said: ‘{single.open:We go.}\n\n‘{single.on:We stay.}’",
	"no opening mark after": "She said: “{double.open:We go.}\n\n{double.on.bare:We stay,}” and left.",
	"never closed":          "She said: “{double.open:We go. We stay.}\n\nNobody else spoke. Nobody listened.",
	"never closed inside":   "The word “{double.open:skeleton is his.} Nobody laughed at it.\n\nShe left. “{double:Quite,}” she said.",
	"goes on after its cue": "“{double:We go,}” she said. “{double.open:We stay. We rest.}\n\n“{double.on:We wait,}” she said.",
	"one pair of marks":     "She wrote: “{double.open:We go.}\n\n{double.on.bare.open:We stay.}\n\n{double.on.bare:We rest}” and left.",
	"closed, then another":  "“{double:We go.}”\n\n“{double:We stay.}”",
	"a closing mark alone":  "We go,” she said. “{double:We stay.}”",
	"empty":                 `"" and “ ” and ''`,
}

func TestFind(t *testing.T) {
	for name, want := range paragraphs {
		t.Run(name, func(t *testing.T) {
			clean, _ := marked.Parse(want)
			if got := marked.Show(clean, labelled(find(clean))); got != want {
				t.Errorf("\n got %s\nwant %s", got, want)
			}
		})
	}
}

// find runs the stage on text whose paragraphs are separated by blank lines.
func find(clean string) []marks.Quoted { return marks.Find(clean, cut(clean)) }

func cut(clean string) *segment.Segments {
	var paras []text.Span
	at := 0
	for p := range strings.SplitSeq(clean, "\n\n") {
		paras = append(paras, text.Span{Start: at, End: at + len(p)})
		at += len(p) + 2
	}
	return segment.Segment(clean, text.Span{}, paras, lang.English())
}

func labelled(found []marks.Quoted) []marked.Span {
	var out []marked.Span
	for _, q := range found {
		label := [...]string{"double", "single", "angle", "corner"}[q.Style]
		if q.Continues {
			label += ".on"
		}
		if q.Bare {
			label += ".bare"
		}
		if !q.Closed {
			label += ".open"
		}
		if q.Outer >= 0 {
			label += ".in"
		}
		out = append(out, marked.Span{Label: label, Span: q.Content})
	}
	return out
}

func FuzzFind(f *testing.F) {
	for _, p := range paragraphs {
		clean, _ := marked.Parse(p)
		f.Add(clean)
	}
	f.Add("“‘\"'«»’”„“")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		found := find(s)
		for i, q := range found {
			in := text.Span{End: len(s)}
			if !in.Contains(q.Span) || !q.Span.Contains(q.Content) || q.Content.Empty() {
				t.Fatalf("span %v content %v of %d bytes", q.Span, q.Content, len(s))
			}
			if !utf8.ValidString(q.Span.In(s)) || !utf8.ValidString(q.Content.In(s)) {
				t.Fatalf("span %v cuts a rune", q.Span)
			}
			if q.Outer >= i || q.Outer >= 0 && !found[q.Outer].Span.Contains(q.Span) {
				t.Fatalf("%d is nested in %d, which does not hold it", i, q.Outer)
			}
			if i > 0 && q.Outer < 0 && found[i-1].Outer < 0 && found[i-1].Span.End > q.Span.Start {
				t.Fatalf("%v overlaps %v", q.Span, found[i-1].Span)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var sb strings.Builder
	for sb.Len() < 1<<20 {
		for _, name := range []string{"curly", "single", "nested", "over paragraphs", "apostrophe inside"} {
			clean, _ := marked.Parse(paragraphs[name])
			sb.WriteString(clean + " The works has stood at the harbour’s edge for a hundred years.\n\n")
		}
	}
	s := sb.String()
	segs := cut(s)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		marks.Find(s, segs)
	}
}
