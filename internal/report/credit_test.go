package report_test

import (
	"bytes"
	"strings"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/report"
	"parallax/internal/report/apparatus"
	"parallax/internal/report/web"
	"parallax/internal/text"
)

// reports reads invented reports of one paragraph each: one a, one b, and so on.
func reports(paragraphs ...string) *collate.Comparison {
	var as []*analysis.Analysis
	for i, p := range paragraphs {
		as = append(as, analysis.Run(&article.Article{
			ID: string(rune('a' + i)), Language: "en", Text: p, Paragraphs: []text.Span{{Start: 0, End: len(p)}},
		}))
	}
	return collate.Compare(as)
}

// written is a comparison in each form for people, the page without its marks
// of direction.
func written(t *testing.T, c *collate.Comparison) map[string]string {
	t.Helper()
	var text, markdown, html bytes.Buffer
	for _, err := range []error{
		report.Text(&text, c, report.TextOptions{Width: 100}), report.Markdown(&markdown, c), web.Write(&html, c),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	page := strings.NewReplacer("<bdi>", "", "</bdi>", "").Replace(html.String())
	return map[string]string{"text": text.String(), "Markdown": markdown.String(), "HTML": page}
}

// A reading that its report gives to somebody else says so in every output.
func TestWhoeverIsCreditedIsNamed(t *testing.T) {
	for _, k := range []struct{ one, other, want, class string }{
		{"Nell Cross said", "Tim Ahern said", "given to Tim Ahern", "identical disputed"},
		{"Ivy Marsh said", "Zoe Marsh said", "given to Zoe Marsh", "identical disputed"},
		{"Ann Ross said", "A minister said", "given to a minister", "identical credited"},
		{"Nell Cross said", "Nell Cross added", "", ""},
	} {
		const words = `: “I lost everything in that flood and nobody came to help.”`
		c := reports(k.one+words, k.other+words)
		outputs := written(t, c)
		for name, out := range outputs {
			if n := strings.Count(out, "given to "); k.want == "" && n > 0 || k.want != "" && (n != 1 || !strings.Contains(out, k.want)) {
				t.Errorf("%s beside %s: %s does not say %q once:\n%s", k.one, k.other, name, k.want, outputs["text"])
			}
		}
		if k.class != "" && !strings.Contains(outputs["HTML"], `<div class="rd `+k.class+`">`) {
			t.Errorf("%s beside %s: no reading of class %q on the page", k.one, k.other, k.class)
		}
	}
}

// Whoever speaks together with another is named in every output.
func TestAllWhoSpeakTogetherAreNamed(t *testing.T) {
	c := reports(
		`“We will rebuild the quay together before the winter comes,” Ada Trewin, Jonas Pell and Nell Cross said in a statement.`,
		`“We will rebuild the quay together before the winter comes,” Ada Trewin said.`,
	)
	outputs := written(t, c)
	for name, out := range outputs {
		if n := strings.Count(out, "together with Jonas Pell and Nell Cross"); n != 1 {
			t.Errorf("%s names those beside Ada Trewin %d times:\n%s", name, n, outputs["text"])
		}
	}
}

// A reading that a third one alone joins to the fullest wording alters nothing: it
// has other words of what was said. It is so told, and is no altered statement.
func TestApartFromTheFullest(t *testing.T) {
	c := reports(
		"Nell Cross said: “When a pilot tells you that she wants to go, you have to listen. We will spend every penny of it on the harbour and its ferries.”",
		"Nell Cross said: “Everybody in this harbour has a price. When a pilot tells you that she wants to go, you have to listen.”",
		"Nell Cross said: “Everybody in this harbour has a price.”",
	)
	for name, out := range written(t, c) {
		want := 1
		if name == "HTML" {
			want = 2 // in the table and beside the report
		}
		if n := strings.Count(out, apparatus.Elsewhere); n != want {
			t.Errorf("%s says %d times that a reading is not in the fullest wording, want %d:\n%s", name, n, want, out)
		}
	}
}

// A quotation that the report breaks in two is whole; one that it repeats is
// told once.
func TestPiecesAndRepeats(t *testing.T) {
	for _, k := range []struct{ one, other, want string }{
		{
			`“The bridge,” said Nell Cross, “was never safe, and they knew it.”`,
			`Nell Cross said: “The bridge was never safe, and they knew it.”`,
			"= **A** ¶1 word for word, in 2 pieces",
		},
		{
			`“It rained all night long,” said Nell Cross. “It rained all night long,” she said again. “It rained all night long,” she said.`,
			`Nell Cross said: “It rained all night long.”`,
			"= **A** ¶1 ×3, **B** ¶1 word for word",
		},
	} {
		var out, page bytes.Buffer
		c := reports(k.one, k.other)
		if err := report.Markdown(&out, c); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(strings.Fields(strings.ReplaceAll(out.String(), "|", " ")), " "); !strings.Contains(got, k.want) {
			t.Errorf("no %q in\n%s", k.want, out.String())
		}
		if err := web.Write(&page, c); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(page.String(), `<div class="rd `); n != 2 {
			t.Errorf("%d readings on the page, want one a report:\n%s", n, out.String())
		}
	}
}
