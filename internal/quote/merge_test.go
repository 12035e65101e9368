package quote

import (
	"fmt"
	"strings"
	"testing"

	learned "parallax/internal/attribution"
	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/names"
	"parallax/internal/segment"
	"parallax/internal/text"
)

// TestMerge: each case is a text in which the learned attributions are marked
// (source, cue and content in square, round and curly brackets; a number before
// each tells which attribution), and what the list of attributions then tells.
func TestMerge(t *testing.T) {
	for _, k := range []struct{ what, in, want string }{
		{
			"an indirect quotation has the source's speaker",
			"1[Orla Venn] 1(said) 1{the ferry would sail}. 2[She] 2(feared) 2{a storm}.",
			"indirect, Orla Venn: the ferry would sail\nindirect, Orla Venn: a storm\n",
		},
		{
			"a mixed quotation is told with the words around its marks",
			"1[Orla Venn] 1(said) 1{the plan was “a disgrace to the town”}.",
			"mixed, Orla Venn: the plan was “a disgrace to the town”\n",
		},
		{
			"the dash that opens a line is not told, with marks behind it either",
			"1{— We will not sell “a single plank” of the pier}, 1[Orla Venn] 1(said).",
			"mixed, Orla Venn: We will not sell “a single plank” of the pier\n",
		},
		{
			"marks that learning passed over are told with their clause",
			"Orla Venn rated two of his claims as “mostly wrong” in the first report, and left. 1[Orla Venn] 1(feared) 1{a storm}.",
			"mixed, Orla Venn: two of his claims as “mostly wrong” in the first report\nindirect, Orla Venn: a storm\n",
		},
		{
			"two marks under one cue are one act of reporting",
			"Orla Venn rated a third of his claims as “false” or “made up to please,” compared with none in May. 1[Orla Venn] 1(feared) 1{a storm}.",
			"mixed, Orla Venn: a third of his claims as “false” or “made up to please,”\nindirect, Orla Venn: a storm\n",
		},
		{
			"the clause ends before another attribution",
			"Orla Venn called the old pier “a heap of rust” 1[Ada Trewin] 1(feared) 1{a storm}.",
			"mixed, Orla Venn: the old pier “a heap of rust”\nindirect, Ada Trewin: a storm\n",
		},
		{
			"a part of what the clause tells goes into it",
			"1[Orla Venn] 1(called) 1{the old pier}, which is long, “a heap of rust” to the board.",
			"mixed, Orla Venn: the old pier, which is long, “a heap of rust” to the board\n",
		},
		{
			"a broken quotation is one act of reporting, without its marks",
			"1{“The lamps,”} 1[Orla Venn] 1(said), 1{“were never lit.”}",
			"direct, Orla Venn: The lamps, … were never lit.\n",
		},
		{
			"what stands between marks is kept whole where learning cut it",
			"“The lamps were never lit, 1{and nobody went},” 1[Orla Venn] 1(said).",
			"direct, Orla Venn: The lamps were never lit, and nobody went,\n",
		},
		{
			"a clause beside speech in quotation marks is no part of it",
			"1{“The lamps were never lit,”} 1[Orla Venn] 1(said) 1{after the meeting on the quay}.",
			"direct, Orla Venn: The lamps were never lit,\n",
		},
		{
			"an utterance that closes with a comma ends there",
			"1[Orla Venn] 1(said), 1{“The lamps were never lit,” until the crane fell}.",
			"direct, Orla Venn: The lamps were never lit,\n",
		},
		{
			"who is whoever it belongs to",
			"The board heard from Orla Venn, 1[who] 1(said) 1{the ferry would sail}.",
			"indirect, Orla Venn: the ferry would sail\n",
		},
		{
			"a description with a name beside it is that of the name",
			"1[The harbour master at the time, Orla Venn,] 1(said) 1{the ferry would sail}.",
			"indirect, Orla Venn: the ferry would sail\n",
		},
		{
			"a cue without a source has the subject before it",
			"Orla Venn, though, 1(told) reporters 1{the ferry would sail}.",
			"indirect, Orla Venn: the ferry would sail\n",
		},
		{
			"a passive has none",
			"Orla Venn 1(was told) 1{that the ferry would sail}.",
			"indirect, nobody: that the ferry would sail\n",
		},
		{
			"what somebody tells another one said is the teller's",
			"1[Milo Crane] 1(said) 1{that Orla Venn called the plan “a disgrace to the town”}.",
			"mixed, Milo Crane: that Orla Venn called the plan “a disgrace to the town”\n",
		},
		{
			"a sentence broken by more than its cue is one act of reporting",
			"“Whenever you ask,” Orla Venn said, referring to 1{the pier, “you make it worse for all of us.”}",
			"direct, Orla Venn: Whenever you ask, … you make it worse for all of us.\n",
		},
		{
			"a paragraph of nothing but speech goes on with the one before",
			"1{“The lamps were never lit,”} 1(said) 1[Orla Venn].\n\n“Nobody went there.”",
			"direct, Orla Venn: The lamps were never lit, … Nobody went there.\n",
		},
		{
			"where something else was told since, it does not go on",
			"“The lamps were never lit,” said Orla Venn. 1[She] 1(said) 1{the ferry would sail}. “Nobody went there.”",
			"direct, Orla Venn: The lamps were never lit,\nindirect, Orla Venn: the ferry would sail\ndirect, Orla Venn: Nobody went there.\n",
		},
		{
			"two cues are two acts of speaking",
			"1{“The lamps were never lit,”} Orla Venn demurred before 1(asking) the board, 1{“Where do we go from here?”}",
			"direct, Orla Venn: The lamps were never lit,\ndirect, Orla Venn: Where do we go from here?\n",
		},
		{
			"what lies in one content stays together though it has two cues",
			"1[Milo Crane] 1(recalled) 1{how Orla Venn called it “a leaky tub” and later called it “a fine old ship”}.",
			"mixed, Milo Crane: how Orla Venn called it “a leaky tub” and later called it “a fine old ship”\n",
		},
		{
			"marks in a clause before its cue are told with the clause",
			"The toll was “a joke” to most who use the road, Orla Venn claimed. 1[She] 1(feared) 1{a storm}.",
			"mixed, Orla Venn: The toll was “a joke” to most who use the road\nindirect, Orla Venn: a storm\n",
		},
		{
			"what somebody thinks is told with its clause",
			"Only the rich are “safe at sea,” per Orla Venn. 1[She] 1(feared) 1{a storm}.",
			"mixed, Orla Venn: Only the rich are “safe at sea,”\nindirect, Orla Venn: a storm\n",
		},
		{
			"what opens a sentence and hangs on the rest is not told",
			"In a talk at the “long table” of the yard, Orla Venn claimed that nobody came. 1[She] 1(feared) 1{a storm}.",
			"mixed, Orla Venn: long table\nindirect, Orla Venn: a storm\n",
		},
		{
			"the dash before a line of dialogue is not said",
			"Orla Venn came.\n\n1{— We will not sell}, 1[Orla Venn] 1(said).",
			"indirect, Orla Venn: We will not sell\n",
		},
		{
			"a pair is the two named last",
			"Orla Venn and Milo Crane met on Friday. 1[The pair] 1(said) 1{the plan was dead}.",
			"indirect, Orla Venn + Milo Crane: the plan was dead\n",
		},
		{
			"a pair of three is nobody in particular",
			"Orla Venn, Ada Trewin and Milo Crane met on Friday. 1[The pair] 1(said) 1{the plan was dead}.",
			"indirect, nobody: the plan was dead\n",
		},
		{
			"she and somebody else are two",
			"Orla Venn met him on Friday. 1[She and Milo Crane] 1(said) 1{the plan was dead}.",
			"indirect, Orla Venn + Milo Crane: the plan was dead\n",
		},
		{
			"a verb in the cue's form goes on with its sentence and is another act",
			"1[Orla Venn] 1(called) 1{the old pier “a heap of rust” and warned that the new one would be “a hole in the purse” of the town}.",
			"mixed, Orla Venn: the old pier “a heap of rust”\nmixed, Orla Venn: that the new one would be “a hole in the purse” of the town\n",
		},
		{
			"so is a participle after before",
			"1[Orla Venn] 1(said) 1{the ice had “saved the town” before claiming that boats were “tearing it apart”}.",
			"mixed, Orla Venn: the ice had “saved the town”\nmixed, Orla Venn: that boats were “tearing it apart”\n",
		},
		{
			"so is what somebody else did in a clause beside it",
			"1[Ada Trewin] 1(described) 1{Milo Crane as a “menace” after he sailed by night and blamed the fog on “bad luck” alone}.",
			"mixed, Ada Trewin: Milo Crane as a “menace” after he sailed by night\nmixed, Milo Crane: the fog on “bad luck” alone\n",
		},
		{
			"a noun between what is told belongs to it",
			"1[Orla Venn] 1(called) 1{the old pier “a heap of rust” and the new one “a hole in the purse” of the town}.",
			"mixed, Orla Venn: the old pier “a heap of rust” and the new one “a hole in the purse” of the town\n",
		},
		{
			"of two sources a likely learned one is whose speaker is told",
			"Ada Trewin met Milo Crane, 1[who] 1(said) 1{the ferry was “late again”}.",
			"mixed, Milo Crane: the ferry was “late again”\n",
		},
		{
			"the agent of another verb is no source",
			"A report seen by 1[Milo Crane] 1(described) 1{the pier as “beyond all help”}.",
			"mixed, A report: the pier as “beyond all help”\n",
		},
		{
			"a sentence that quoted words go on with is told with them",
			"When the siren went, Orla Venn said, “we all ran for the boats.” 1[She] 1(feared) 1{a storm}.",
			"mixed, Orla Venn: When the siren went … we all ran for the boats.\nindirect, Orla Venn: a storm\n",
		},
		{
			"when something was said is not told",
			"In a letter to the board, Orla Venn said, “we all ran for the boats.” 1[She] 1(feared) 1{a storm}.",
			"direct, Orla Venn: we all ran for the boats.\nindirect, Orla Venn: a storm\n",
		},
		{
			"what a noun tells is told to the end of its clause",
			"Orla Venn's claim that the pier is a “heap of rust” and will fall is new. 1[She] 1(feared) 1{a storm}.",
			"mixed, Orla Venn: that the pier is a “heap of rust”\nindirect, Orla Venn: a storm\n",
		},
		{
			"a noun may tell what nobody is named for",
			"The vote sends a clear message that the “old hands” need not answer to anybody. 1[Ada Trewin] 1(feared) 1{a storm}.",
			"mixed, nobody: that the “old hands” need not answer to anybody\nindirect, Ada Trewin: a storm\n",
		},
		{
			"others who tell something are nobody in particular",
			"Twelve captains came, and nine others who only specified “Sailor” as their trade. 1[Ada Trewin] 1(feared) 1{a storm}.",
			"mixed, nobody: “Sailor” as their trade\nindirect, Ada Trewin: a storm\n",
		},
		{
			"a line of a list leaves its subject out",
			"Calls the dockers lazy folk, like “seals,” and sells cars. 1[Ada Trewin] 1(feared) 1{a storm}.",
			"mixed, nobody: the dockers lazy folk, like “seals,”\nindirect, Ada Trewin: a storm\n",
		},
		{
			"nouns that and joins are of one clause",
			"Orla Venn hailed Milo Crane as “the kid” for the order and calm he brought. 1[She] 1(feared) 1{a storm}.",
			"mixed, Orla Venn: Milo Crane as “the kid” for the order and calm he brought\nindirect, Orla Venn: a storm\n",
		},
		{
			"nothing between marks is lost",
			"“The lamps were never lit,” said Orla Venn. 1[Milo Crane] 1(denied) 1{that}.",
			"direct, Orla Venn: The lamps were never lit,\nindirect, Milo Crane: that\n",
		},
	} {
		t.Run(strings.ReplaceAll(k.what, " ", "_"), func(t *testing.T) {
			in, as := unmark(k.in)
			l := lang.English()
			var paragraphs []text.Span
			at := 0
			for p := range strings.SplitSeq(in, "\n\n") {
				paragraphs = append(paragraphs, text.Span{Start: at, End: at + len(p)})
				at += len(p) + 2
			}
			s := segment.Segment(in, text.Span{}, paragraphs, l)
			m := marks.Find(in, s)
			n := names.Find(in, s, m, l)
			var got strings.Builder
			for _, q := range FindAll(in, s, m, n, l, as).Attributions {
				who := "nobody"
				if q.Speaker >= 0 {
					who = n.Entities[q.Speaker].Name.In(in)
				}
				for _, e := range q.Speakers[min(1, len(q.Speakers)):] {
					who += " + " + n.Entities[e].Name.In(in)
				}
				var parts []string
				for _, c := range q.Content {
					parts = append(parts, c.In(in))
				}
				fmt.Fprintf(&got, "%s, %s: %s\n", q.Kind, who, strings.Join(parts, " … "))
			}
			if got.String() != k.want {
				t.Errorf("told\n%swant\n%s", got.String(), k.want)
			}
		})
	}
}

// unmark takes the brackets out and gives the attributions that they mark.
func unmark(in string) (string, []learned.Attribution) {
	var out strings.Builder
	as := []learned.Attribution{{Probability: 1, Sourced: 1}, {Probability: 1, Sourced: 1}}
	var of, start int
	for i := 0; i < len(in); i++ {
		here := out.Len()
		switch c := in[i]; {
		case c >= '1' && c <= '9' && i+1 < len(in) && strings.IndexByte("[({", in[i+1]) >= 0:
			of, start = int(c-'1'), here
			i++
		case c == ']':
			as[of].Source = text.Span{Start: start, End: here}
		case c == ')':
			as[of].Cue = text.Span{Start: start, End: here}
		case c == '}':
			as[of].Content = append(as[of].Content, text.Span{Start: start, End: here})
		default:
			out.WriteByte(c)
		}
	}
	if len(as[1].Content) == 0 {
		as = as[:1]
	}
	return out.String(), as
}

// TestDoubtful: what nobody is said to have said is told only where learning is sure.
func TestDoubtful(t *testing.T) {
	in := "It was feared that the ferry would sail."
	at := func(s string) text.Span {
		i := strings.Index(in, s)
		return text.Span{Start: i, End: i + len(s)}
	}
	for _, k := range []struct {
		source, cue string
		chance      float64
		told        bool
	}{
		{"", "", .39, false},
		{"", "", .41, true},
		{"", "feared", .29, false},
		{"", "feared", .31, true},
		{"It", "feared", .1, true},
	} {
		q := Quotation{Content: []text.Span{at("the ferry")}, support: support{learned: true, probability: k.chance}}
		if k.source != "" {
			q.Source = at(k.source)
		}
		if k.cue != "" {
			q.Cue = at(k.cue)
		}
		if q.doubtful() == k.told {
			t.Errorf("source %q, cue %q, chance %.2f: told %t, want %t", k.source, k.cue, k.chance, !k.told, k.told)
		}
	}
}
