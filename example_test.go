package parallax_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"parallax"
)

// Two papers print one sentence, and one of them changes a word.
func Example() {
	courier := parallax.FromText("courier", `Sir Conrad Ellerby, who runs the waterworks, faced the press on Tuesday.

“We did not know at that point that the water was unsafe,” Sir Conrad said. “The moment we knew, we told people.”`)
	echo := parallax.FromText("echo", `“We did not know at any point that the water was unsafe,” said the company's chief executive, Conrad Ellerby.`)

	c, err := parallax.Compare(context.Background(), parallax.Reports(courier, echo), parallax.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, u := range c.Utterances {
		for _, r := range u.Readings {
			q := c.Quotations[r.Quotation]
			report := c.Reports[q.Report].Article
			fmt.Printf("%s %s: %s\n", report.ID, r.Relation, q.Content[0].In(report.Text))
			full := c.Reports[c.Quotations[u.Fullest].Report].Article
			for _, e := range r.Edits {
				fmt.Printf("  %s %q by %q\n", e.Op, e.From.In(full.Text), e.To.In(report.Text))
			}
		}
	}
	// Output:
	// courier identical: We did not know at that point that the water was unsafe,
	// echo altered: We did not know at any point that the water was unsafe,
	//   replace "that" by "any"
	// courier identical: The moment we knew, we told people.
}

// One report: its quotations and who said them.
func ExampleAnalyse() {
	a := parallax.Analyse(parallax.FromText("note", `Councillor Ada Trewin opened the debate. “The lock leaks,” she said.

The lock keeper, Tobias Quill, a father of four, said: “It has leaked since my grandfather's time.”

Mrs Trewin called that “a family tradition”.`))
	text := a.Article.Text
	for _, q := range a.Quotes.Quotations {
		speaker := "somebody"
		if q.Speaker >= 0 {
			speaker = a.Names.Entities[q.Speaker].Name.In(text)
		}
		fmt.Printf("%s, %s, by rule %s: %s\n", speaker, q.Kind, q.Rule, q.Content[0].In(text))
	}
	// Output:
	// Ada Trewin, direct, by rule cue-after: The lock leaks,
	// Tobias Quill, direct, by rule cue-before: It has leaked since my grandfather's time.
	// Ada Trewin, mixed, by rule cue-before: a family tradition
}

// Files, folders and streams of any length go through [parallax.Read]; what
// cannot be read is told and the rest goes on.
func ExampleRead() {
	inputs := []string{"examples/hallowmere-water", "nowhere.txt"}
	for a, skipped := range parallax.Read(context.Background(), inputs, parallax.Options{}) {
		if skipped != nil {
			fmt.Printf("skipped %s: %s\n", skipped.Input, skipped.Reason)
			continue
		}
		fmt.Printf("%s, %d paragraphs\n", a.ID, len(a.Paragraphs))
	}
	// Output:
	// ana-0414-1520, 16 paragraphs
	// evening-beacon-4417, 16 paragraphs
	// hallowmere-examiner, 19 paragraphs
	// radio-aldermark, 15 paragraphs
	// the-lantern, 13 paragraphs
	// skipped nowhere.txt: no such file
}

// Reports that come over a wire are read from memory.
func ExampleReadFrom() {
	wire := strings.NewReader(`{"outlet":"Lock Gazette","title":"Lock shut","text":"“It is shut,” said Ada Trewin."}
{"outlet":"Lock Gazette","title":"Nothing to say"}`)
	for a, skipped := range parallax.ReadFrom(context.Background(), "wire.jsonl", wire, parallax.Options{}) {
		if skipped != nil {
			fmt.Println(skipped.Input, skipped.Reason)
			continue
		}
		fmt.Println(a.Outlet, a.Title)
	}
	// Output:
	// Lock Gazette Lock shut
	// wire.jsonl:2 no "text"
}

// A stream is analysed several reports at a time, in flat memory, and comes out
// in the order it went in.
func ExampleAnalyseEach() {
	ctx := context.Background()
	o := parallax.Options{Workers: 4}
	n := 0
	for a, skipped := range parallax.AnalyseEach(ctx, parallax.Read(ctx, []string{"examples/hallowmere-water"}, o), o) {
		if skipped != nil {
			continue
		}
		n += len(a.Quotes.Quotations)
	}
	if err := ctx.Err(); err != nil {
		log.Fatal(err)
	}
	fmt.Println("more than 50 quotations:", n > 50)
	// Output:
	// more than 50 quotations: true
}
