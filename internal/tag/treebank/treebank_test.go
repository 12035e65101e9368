package treebank

import (
	"fmt"
	"strings"
	"testing"
)

// invented is a treebank of two sentences: contractions, a hyphened compound,
// a word written apart, a point that belongs to an abbreviation.
const invented = `# newdoc id = harbour
# newpar
# text = She wasn't signing a 15-year lease.
1	She	she	PRON	PRP	_	4	nsubj	_	_
2-3	wasn't	_	_	_	_	_	_	_	_
2	was	be	AUX	VBD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	signing	sign	VERB	VBG	_	0	root	_	_
5	a	a	DET	DT	_	9	det	_	_
6	15	15	NUM	CD	_	8	nummod	_	SpaceAfter=No
7	-	-	PUNCT	HYPH	_	6	punct	_	SpaceAfter=No
8	year	year	NOUN	NN	_	9	compound	_	_
9	lease	lease	NOUN	NN	_	4	obj	_	SpaceAfter=No
10	.	.	PUNCT	.	_	4	punct	_	_

# newpar
# text = They'll sail a long the Ostrander's weir…
1-2	They'll	_	_	_	_	_	_	_	_
1	They	they	PRON	PRP	_	3	nsubj	_	_
2	'll	will	AUX	MD	_	3	aux	_	_
3	sail	sail	VERB	VB	_	0	root	_	_
4	a	along	ADP	IN	_	8	case	_	_
5	long	_	X	GW	_	4	goeswith	_	_
6	the	the	DET	DT	_	8	det	_	_
7-8	Ostrander's	_	_	_	_	_	_	_	_
7	Ostrander	Ostrander	PROPN	NNP	_	9	nmod:poss	_	_
8	's	's	PART	POS	_	7	case	_	_
9	weir	weir	NOUN	NN	_	3	obj	_	SpaceAfter=No
10	…	…	PUNCT	,	_	3	punct	_	_
`

func TestAlign(t *testing.T) {
	docs, err := Read(strings.NewReader(invented))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 1 || docs[0].Name != "harbour" || len(docs[0].Paragraphs) != 2 {
		t.Fatalf("got %+v", docs)
	}
	cut := Segment(docs)[0]
	var got []string
	for i, tok := range cut.Segments.Tokens {
		got = append(got, fmt.Sprintf("%s·%s/%s", tok.In(cut.Text), cut.Gold[i].Tag, cut.Gold[i].Lemma))
	}
	want := "She·PRP/she wasn't·VBD/be signing·VBG/sign a·DT/a 15-year·JJ/15-year lease·NN/lease .·./. " +
		"They'll·MD/will sail·VB/sail a·IN/along long·IN/long the·DT/the Ostrander·NNP/ostrander 's·POS/'s weir·NN/weir …·:/…"
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}

func TestReadSaysWhere(t *testing.T) {
	for _, bad := range []string{
		"# text = One.\n1\tOne\tone\n",
		"# text = One.\n1\tTwo\ttwo\tX\tCD\t_\t0\troot\t_\t_\n",
		"1\tOne\tone\tX\tCD\t_\t0\troot\t_\t_\n",
		"# text = One.\n1\tOne\tone\tX\tCD\t_\tnone\troot\t_\t_\n",
		"# text = One.\n2-1\tOne\tone\tX\tCD\t_\t0\troot\t_\t_\n",
	} {
		if _, err := Read(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), "line ") {
			t.Errorf("%q gives %v, want an error that tells the line", bad, err)
		}
	}
}

func TestRecase(t *testing.T) {
	if got := Upper("The weir, été 15-year"); got != "THE WEIR, éTé 15-YEAR" {
		t.Errorf("capitals: %q", got)
	}
	if got := Title("the old weir was \"shut down\""); got != "the old Weir was \"Shut Down\"" {
		t.Errorf("title case: %q", got)
	}
}

// FuzzRead holds for any file: an error, or words that lie in their text in
// order, each head a word or none.
func FuzzRead(f *testing.F) {
	f.Add(invented)
	f.Add("# text = a\n1\ta\t_\t_\t_\t_\t9\t_\t_\t_\n# text = b\n") // no line between two sentences
	f.Add("# text = a\n1-2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n")
	f.Fuzz(func(t *testing.T, in string) {
		docs, err := Read(strings.NewReader(in))
		if err != nil {
			return
		}
		for i := range docs {
			d := &docs[i]
			last := 0
			for _, w := range d.Words {
				if w.Span.Start < last || w.Span.End < w.Span.Start || w.Span.End > len(d.Text) || w.Head < -1 || w.Head >= len(d.Words) {
					t.Fatalf("word %+v after byte %d of %q", w, last, d.Text)
				}
				last = w.Span.Start
			}
		}
		if strings.ToValidUTF8(in, "") == in {
			Segment(docs)
		}
	})
}
