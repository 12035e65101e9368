package ingest

import (
	"strings"
	"testing"

	"parallax/internal/marked"
)

// plainTexts are text files with the headline in {h:} and each paragraph in
// {p:}; what stands outside of brackets is no part of the report.
var plainTexts = map[string]string{
	"a blank line between paragraphs": `{h:Fire on the old quay is out}

{p:The fire on the old quay is out, the harbour master said on Sunday.}

{p:“Nobody was hurt,” Ada Lind said. “We were lucky with the wind.”}
`,
	"a paragraph a line": `{p:The fire on the old quay is out, the harbour master Ada Lind said on Sunday night after a search that took three crews an hour.}
{p:“Nobody was hurt,” she said.}
Read more:
{p:The mayor, who had come by boat, said that he would “walk every plank” of it himself, and that the rebuilding would begin before the autumn storms.}
{p:'We were lucky with the wind.'}
`,
	"a paragraph a line, with a headline": `{h:Quay fire: ‘we were lucky’, says Lind}
{p:The fire on the old quay is out, the harbour master said.}
{p:Three crews searched it for an hour.}
{p:Nobody was hurt.}
`,
	"lines broken to a width": `{h:Fire on the old quay is out}

{p:The fire on the old quay is out, the harbour master said on Sunday
night. Three crews had searched the planks and the sheds below them
for an hour.}

{p:“Nobody was hurt,” Ada Lind said. “We were lucky with the wind, and
luckier with the tide.”}

Sign up to our newsletter

{p:The quay, which was built in 1911, carries the ferry line to the
islands.}
`,
	"lines broken to a width without blank lines": `{p:The fire on the old quay is out, the harbour master said on Sunday
night. Three crews had searched the planks and the sheds below them
for an hour.}
{p:Nobody was hurt, Ada Lind said. The crews were lucky with the wind,
and luckier with the tide.}
{p:The quay, which was built in 1911, carries the ferry line to the
islands.}
`,
	"verse-short lines that are paragraphs": `{p:“Who saw it first?” asked the judge.}
{p:“I did.”}
{p:“From where?”}
{p:“From the ferry.”}
`,
	"carriage returns": "{h:Quay fire is out}\r\n\r\n{p:The fire is out, Ada Lind said.}\r\n\r\n{p:Nobody was hurt.}\r\n",
	"old Macintosh":    "{p:The fire is out, Ada Lind said.}\r{p:Nobody was hurt.}\r",
	"by-line": `{h:Fire on the old quay is out}

By Tom Roe, Harbour Correspondent

{p:By noon the fire was out.}

{p:Nobody was hurt.}
`,
	"a headline in title case with a full stop": `{h:Gulls Return to the Old Quay After Ferry Fire.}

{p:Mayor Celia Thornquist thanked them.}
`,
	"a first sentence full of names is no headline": `{p:Mayor Celia Thornquist thanked Harbour Master Ada Lind.}

{p:Nobody was hurt.}
`,
	"no line ends a sentence": `{p:The fire on the old quay, which three crews from as far as Sundby
and Port Ester had fought since noon with water from the harbour,
is out. Ada Lind, who has been Harbour Master since 2011, said that
Nils Holm had seen it first. Nobody was hurt, Tom Roe of the union
said on Sunday night}
`,
	"short notes that no width has cut": `{h:Port Ester}
{p:Sunday 8 March}
{p:The fire on the old quay, which three crews had fought since noon with water from the harbour, is out, Ada Lind said.}
{p:Nobody was hurt}
`,
	"a question for a headline": `{h:Who lit the quay?}

{p:Nobody knows yet who lit the quay.}
`,
	"a spoken question is no headline": `{p:“Who lit the quay?”}

{p:The judge asked it three times.}
`,
	"one paragraph and no headline": `{p:Fire on the old quay is out}
`,
	"space and marks around": "\n\n  {p:The fire is out, Ada Lind said.}  \n \t \n\u200b{p:Nobody was hurt.}\u00a0\n\n",
	"furniture first and last": `Advertisement

{h:Fire on the old quay is out}

{p:The fire is out, Ada Lind said.}

{p:Watch out for the planks, she said.}

Watch: The quay from the air

Share this article

(Reporting by Tom Roe)
`,
}

func TestPlainText(t *testing.T) {
	for name, input := range plainTexts {
		t.Run(name, func(t *testing.T) {
			clean, want := marked.Parse(input)
			a := plainArticle(clean)
			var got []marked.Span
			if !a.Headline.Empty() {
				got = append(got, marked.Span{Label: "h", Span: a.Headline})
			}
			for _, p := range a.Paragraphs {
				got = append(got, marked.Span{Label: "p", Span: p})
			}
			if a.Text != clean {
				t.Errorf("text was changed: %q", a.Text)
			}
			if g, w := marked.Show(clean, got), marked.Show(clean, want); g != w {
				t.Errorf("got\n%s\nwant\n%s", g, w)
			}
		})
	}
}

func TestByLineIsAuthor(t *testing.T) {
	a := plainArticle("Quay fire is out\n\nBy Tom Roe and Ines Falk\n\nThe fire is out.\n")
	if a.Author != "Tom Roe and Ines Falk" || a.Title != "Quay fire is out" {
		t.Errorf("author %q, title %q", a.Author, a.Title)
	}
}

// A line that gives the date of publication and nothing else is no part of the
// report, wherever it stands before the first paragraph.
func TestDateLine(t *testing.T) {
	const body = "The fire on the old quay is out.\n\nNobody was hurt.\n"
	for opening, want := range map[string]string{
		"Quay fire is out\n\n8 March 2026\n\n":                                           "2026-03-08",
		"Quay fire is out\n\nPublished: 8 March 2026 21:10\n\n":                          "2026-03-08",
		"Quay fire is out\nMarch 8, 2026\nBy Tom Roe\n":                                  "2026-03-08",
		"Quay fire is out\n\nBy Tom Roe | Sunday, March 8th, 2026\n\n":                   "2026-03-08",
		"Quay fire is out\n\nBy Tom Roe\n8 Mar 2026, 9.10 p.m. GMT\n\n":                  "2026-03-08T21:10:00Z",
		"Sunday 8 March 2026\n\nQuay fire is out\n\nBy Tom Roe\n\n":                      "2026-03-08",
		"Quay fire is out\n\nFirst published on Sun 8 March 2026 at 21.10 BST\n\n":       "2026-03-08T21:10:00+01:00",
		"Quay fire is out\n\nPublished 8 March 2026, last updated 9 March 2026\n\n":      "2026-03-08",
		"Quay fire is out\n\nThe Morning Tide\n8 March 2026, 21:10\n\n":                  "2026-03-08",
		"The Morning Tide\n8 March 2026\n\nQuay fire is out\n\n":                         "2026-03-08",
		"Quay fire is out\n\nThe Morning Tide\n\nBy Tom Roe\n\n8 March 2026\n\n":         "2026-03-08",
		"Quay fire is out\n\nPort Ester, 8 March 2026\n\n":                               "2026-03-08",
		"Quay fire is out\n\nBy Tom Roe\n\nThe Morning Tide | 8 March 2026\n\n":          "2026-03-08",
		"Quay fire is out\n\n2026-03-08T21:10:00Z\n\n":                                   "2026-03-08T21:10:00Z",
		"Quay fire is out\n\nPublished: 8 March 2026\n\nUpdated: 9 March 2026 07:00\n\n": "2026-03-08",
	} {
		a := plainArticle(opening + body)
		if a.Published != want || a.DateFrom != "text" || a.Title != "Quay fire is out" || len(a.Paragraphs) != 2 || (a.Author == "Tom Roe") != strings.Contains(opening, "By ") {
			t.Errorf("%q: published %q from %q, title %q, author %q, %d paragraphs", opening, a.Published, a.DateFrom, a.Title, a.Author, len(a.Paragraphs))
		}
	}
	for _, line := range []string{
		"8 March", "March 2026", "Sunday", "2026", "Port Ester burns, 8 March 2026", "Port Ester 8 March 2026", "Ada Lind, 8 March", "On 8 March 2026 the quay burned.", "8 people in March 2026",
		"Updated rules in May 2026", "04/07/2026", "31 February 2026", "8 March 2026 in pictures", "The last of 2026", "12 March 8, 2026",
	} {
		if a := plainArticle("Quay fire is out\n\n" + line + "\n\n" + body); a.Published != "" || len(a.Paragraphs) != 3 {
			t.Errorf("%q: published %q, %d paragraphs", line, a.Published, len(a.Paragraphs))
		}
	}
}

func TestLanguage(t *testing.T) {
	tests := []struct{ name, text, declared, want string }{
		{"English", "The fire on the old quay is out, the harbour master said on Sunday night.", "", "en"},
		{"German", "Das Feuer am alten Kai ist gelöscht, sagte die Hafenmeisterin am Sonntagabend.", "", "de"},
		{"Spanish in a page that says English", "El incendio del muelle viejo está apagado, dijo el domingo la capitana del puerto a los vecinos reunidos.", "en-GB", "es"},
		{"Dutch", "De brand op de oude kade is uit, zei de havenmeester zondagavond. Het was een groot vuur, had ze eerder gezegd, en we hadden geluk met de wind en met het water, want het was vloed en de boten waren al weg van de kade of lagen aan de andere kant van de haven.", "", "nl"},
		{"long English", "The fire on the old quay is out, the harbour master said on Sunday night. Three crews had searched the planks and the sheds below them for an hour. Nobody was hurt, she said, and the ferry to the islands would run from the morning.", "de", "en"},
		{"too short", "Out!", "", "und"},
		{"short, without English words", "«Hemos encontrado grietas en dos pilares», dijo Ilse Marenko el lunes.", "", "es"},
		{"short, in Cyrillic letters", "«Мы закрыли мост», — сказала Ильзе Маренко.", "", "ru"},
		{"short, in Chinese", "她说：“桥梁关闭。”", "", "zh"},
		{"short, in Japanese", "マレンコ氏は「橋は閉鎖だ」と述べた。", "", "ja"},
		{"names and numbers", "Vesthavn 3, Quayside 1: Torvald, Ostrow, Pell", "", "und"},
		{"short English", "\"Nobody was hurt,\" Ilse Marenko said. \"We saw cracks.\"", "", "und"},
		{"too short, declared", "Out!", "en_US", "en"},
		{"declared in no code", "Out!", "english", "und"},
	}
	for _, test := range tests {
		if got := languageOf(test.text, test.declared); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
