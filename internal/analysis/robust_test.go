package analysis_test

import (
	"runtime"
	"strings"
	"testing"

	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/quote"
	"parallax/internal/text"
)

// plain is an invented report of one paragraph.
func plain(language, t string) *article.Article {
	return &article.Article{ID: "r", Language: language, Text: t, Paragraphs: []text.Span{{Start: 0, End: len(t)}}}
}

// told is what a list of quotations shows of a report: who, by the words of the
// report, and what.
func told(a *analysis.Analysis) []string {
	qs := a.Quotes.Attributions
	if qs == nil {
		qs = a.Quotes.Quotations
	}
	var out []string
	for _, q := range qs {
		var words []string
		for _, s := range q.Content {
			words = append(words, s.In(a.Article.Text))
		}
		out = append(out, q.Source.In(a.Article.Text)+": "+strings.Join(words, " … "))
	}
	return out
}

// Texts that are no clean news, and what has to be found in them.
func TestRoughTexts(t *testing.T) {
	for _, k := range []struct {
		name, language, text string
		want                 []string
	}{
		{
			"all in capitals", "en",
			"THE CRANES ON THE NORTH QUAY ARE SAFE, HARBOUR MASTER ILSE MARENKO SAID ON TUESDAY. UNION LEADER JONAS PELL SAID HIS MEMBERS WOULD NOT GO BACK.",
			[]string{"HARBOUR MASTER ILSE MARENKO: THE CRANES ON THE NORTH QUAY ARE SAFE", "UNION LEADER JONAS PELL: HIS MEMBERS WOULD NOT GO BACK"},
		},
		{
			"no marks at all", "en",
			"the harbour master said the cranes on the north quay were safe",
			[]string{"the harbour master: the cranes on the north quay were safe"},
		},
		{
			"lines broken, words torn, a bar for I, no closing mark", "en",
			"Union leader Jonas Pell called the re-\nport ''a whitewash''. \"| am tired of pro-\nmises, he said.",
			[]string{"Union leader Jonas Pell: the re-\nport ''a whitewash''", "he: | am tired of pro-\nmises,"},
		},
		{
			"emoji", "en",
			"“We did it 🎉🎉,” Ilse Marenko wrote on Tuesday 👷‍♀️. Jonas Pell said: “No deal 👎🏽👎🏽.”",
			[]string{"Ilse Marenko: We did it 🎉🎉,", "Jonas Pell: No deal 👎🏽👎🏽."},
		},
		{
			"a message with a handle and tags", "en",
			"Jonas Pell (@jonaspell) tweeted: \"Our members will NOT go back!! 🚫🚫 #NorthQuay\"",
			[]string{"Jonas Pell (@jonaspell): Our members will NOT go back!! 🚫🚫 #NorthQuay"},
		},
		{
			"a list", "en",
			"- Ilse Marenko, harbour master: \"None of them failed.\"",
			[]string{"Ilse Marenko: None of them failed."},
		},
		{
			"German", "de",
			"Die Kräne sind sicher, sagte Ilse Marenko. „Wir haben alle vier im Mai geprüft“, sagte sie. Pell nannte den Bericht „eine Beschönigung der Lage“.",
			[]string{": Wir haben alle vier im Mai geprüft", ": eine Beschönigung der Lage"},
		},
		{
			"French", "fr",
			"Les grues sont sûres, a dit Ilse Marenko. « Nous avons testé les quatre en mai », a-t-elle dit.",
			[]string{": Nous avons testé les quatre en mai"},
		},
		{
			"Spanish", "es",
			"Las grúas son seguras, dijo Ilse Marenko. «Probamos las cuatro en mayo», dijo a los periodistas.",
			[]string{": Probamos las cuatro en mayo"},
		},
		{
			"Spanish, short and with other marks", "es",
			"“Nadie puede cruzar”, añadió. “No”, dijo Pell. Leyó el «Faro del Norte», un libro.",
			[]string{": Nadie puede cruzar"},
		},
		{
			"Italian", "it",
			"«Nessuno può passare», ha detto Ilse Marenko. \"Non è vero\", ha detto Pell, che parla di \"un ponte\".",
			[]string{": Nessuno può passare", ": Non è vero"},
		},
		{
			"Portuguese", "pt",
			"Ilse Marenko disse: “Ninguém pode passar.” «Não é verdade», respondeu Pell.",
			[]string{": Ninguém pode passar.", ": Não é verdade"},
		},
		{
			"Russian", "ru",
			"«Мы нашли трещины», — сказала Ильзе Маренко. „Никто не пройдёт“, — добавила она.",
			[]string{": Мы нашли трещины", ": Никто не пройдёт"},
		},
		{
			"Chinese", "zh",
			"马连科周一说：“我们发现了裂缝。”她补充道：“任何人都不得通过。”“这是谎言，”佩尔说。「橋樑已關閉。」她說。",
			[]string{": 我们发现了裂缝。", ": 任何人都不得通过。", ": 这是谎言，", ": 橋樑已關閉。"},
		},
		{
			"Japanese", "ja",
			"マレンコ氏は「二つの橋脚に亀裂が見つかった」と述べた。「五月まで渡れない」と付け加えた。",
			[]string{": 二つの橋脚に亀裂が見つかった", ": 五月まで渡れない"},
		},
		{
			"German with marks turned inwards", "de",
			"»Niemand darf hinüber«, sagte Marenko. Sie las »Faust« und die ›Post‹.",
			[]string{": Niemand darf hinüber"},
		},
	} {
		a := analysis.Run(plain(k.language, k.text))
		if got := strings.Join(told(a), "\n"); got != strings.Join(k.want, "\n") {
			t.Errorf("%s: told\n%s\nwant\n%s", k.name, got, strings.Join(k.want, "\n"))
		}
	}
}

// In a language without word data a clause of its own is told apart from a part of
// a sentence by its capital and the comma or colon beside it.
func TestKindsInOtherLanguages(t *testing.T) {
	a := analysis.Run(plain("de", "„Wir haben alle vier geprüft“, sagte sie. Er nannte das „eine Beschönigung der Lage“. Sie sagte: „Das ist nicht wahr“"))
	want := []quote.Kind{quote.Direct, quote.Mixed, quote.Direct}
	for i, q := range a.Quotes.Quotations {
		if i >= len(want) || q.Kind != want[i] {
			t.Errorf("quotation %d is %s", i, q.Kind)
		}
	}
	if len(a.Quotes.Quotations) != len(want) {
		t.Errorf("%d quotations, want %d", len(a.Quotes.Quotations), len(want))
	}
}

// A paragraph four times as long takes about four times as many allocations: no
// stage looks at all of it for each of its sentences.
func TestLongParagraphs(t *testing.T) {
	for name, sentence := range map[string]string{
		"quoted and not":    "“We tested it,” Ilse Marenko said, and Jonas Pell called it “a heap of rust” on Tuesday. ",
		"no marks":          "the harbour master said it was safe and the docker said it was not and nobody knew ",
		"never closed":      "“He said, she said. ",
		"one word":          "said ",
		"marks and nothing": "“” ’ \" ",
	} {
		run := func(bytes int) float64 {
			a := plain("en", strings.Repeat(sentence, bytes/len(sentence)))
			return testing.AllocsPerRun(1, func() { analysis.Quoting(a) })
		}
		few, many := run(1<<12), run(1<<14)
		if many > 5*few+1000 {
			t.Errorf("%s: %.0f allocations for 4 kB, %.0f for 16 kB", name, few, many)
		}
	}
}

// A paragraph of one megabyte: what stands at its end is found as it is in a short
// one, and four times the text takes about four times the memory.
func TestMegabyteParagraph(t *testing.T) {
	const filler = "The quay was quiet and the boats lay still in the wind of the morning. “We tested it,” Ilse Marenko said, and Jonas Pell called it “a heap of rust” on Tuesday. "
	const end = "“It holds,” said Odile Farrant, the engineer."
	run := func(bytes int) (*analysis.Analysis, uint64) {
		a := plain("en", strings.Repeat(filler, bytes/len(filler))+end)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := analysis.Quoting(a)
		runtime.ReadMemStats(&after)
		return got, after.TotalAlloc - before.TotalAlloc
	}
	run(1 << 10) // what is loaded once
	_, few := run(1 << 18)
	a, many := run(1 << 20)
	if many > 5*few {
		t.Errorf("%d bytes allocated for 256 kB, %d for 1 MB", few, many)
	}
	all := told(a)
	if got, want := all[len(all)-1], "Odile Farrant, the engineer: It holds,"; got != want {
		t.Errorf("at the end %q, want %q", got, want)
	}
	q := a.Quotes.Quotations[len(a.Quotes.Quotations)-1]
	if q.Speaker < 0 || a.Names.Entities[q.Speaker].Name.In(a.Article.Text) != "Odile Farrant" {
		t.Errorf("speaker %d", q.Speaker)
	}
	if n, want := len(a.Quotes.Quotations), 2*((1<<20)/len(filler))+1; n != want {
		t.Errorf("%d quotations, want %d", n, want)
	}
}
