package tag

import (
	"bytes"
	"strings"
	"testing"

	"parallax/internal/segment"
)

// taught is a small treebank of invented sentences: word·tag·lemma.
const taught = `
the·DT·the clerk·NN·clerk counts·VBZ·count the·DT·the counts·NNS·count .·.·.
the·DT·the clerks·NNS·clerk count·VBP·count a·DT·a count·NN·count .·.·.
she·PRP·she went·VBD·go and·CC·and counted·VBD·count the·DT·the clerks·NNS·clerk .·.·.
they·PRP·they have·VBP·have counted·VBN·count the·DT·the votes·NNS·vote .·.·.
he·PRP·he has·VBZ·have gone·VBN·go to·TO·to count·VB·count votes·NNS·vote .·.·.
she·PRP·she votes·VBZ·vote and·CC·and he·PRP·he counts·VBZ·count the·DT·the votes·NNS·vote .·.·.`

// taughtLessons makes lessons of them, each as often as documents are asked.
func taughtLessons(documents int) ([]Lesson, []Plain) {
	var lessons []Lesson
	var plain []Plain
	for source := range documents {
		for line := range strings.Lines(strings.TrimSpace(taught)) {
			var words []string
			l := Lesson{Source: source, Weight: 1}
			for _, w := range strings.Fields(line) {
				part := strings.Split(w, "·")
				words = append(words, part[0])
				l.Tags = append(l.Tags, Parse(part[1]))
				l.Lemmas = append(l.Lemmas, part[2])
			}
			l.Text = strings.Join(words, " ")
			s := cut(l.Text)
			l.Tokens = s.Tokens
			lessons = append(lessons, l)
			plain = append(plain, Plain{Text: l.Text, Segments: s, Free: true})
		}
	}
	return lessons, plain
}

// tiny is a model of those lessons.
func tiny() *Model {
	lessons, plain := taughtLessons(3)
	return Learn(lessons, plain, Options{Lines: 8, Epochs: 6, Rate: 0.1, Dropout: 0.1, Runs: 1, Seed: 1})
}

// A model has to find again what it was taught, words that are noun and verb
// among it, and to lose nothing when it is written and read.
func TestLearn(t *testing.T) {
	m := tiny()
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	read, err := Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	lessons, _ := taughtLessons(1)
	for _, l := range lessons {
		for name, m := range map[string]*Model{"learned": m, "read": read} {
			s := &segment.Segments{Tokens: l.Tokens, Sentences: []segment.Sentence{{End: len(l.Tokens)}}}
			for i, w := range m.Tag(l.Text, s) {
				form := l.Tokens[i].In(l.Text)
				if w.Tag != l.Tags[i] {
					t.Errorf("%s: %q in %q is %s, want %s", name, form, l.Text, w.Tag, l.Tags[i])
				} else if lemma := string(m.AppendLemma(nil, form, w)); lemma != l.Lemmas[i] {
					t.Errorf("%s: %q in %q has the lemma %q, want %q", name, form, l.Text, lemma, l.Lemmas[i])
				}
			}
		}
	}
}

// The same lessons must give the same file, or nobody could check it.
func TestLearnIsRepeatable(t *testing.T) {
	var first, second bytes.Buffer
	if err := tiny().Write(&first); err != nil {
		t.Fatal(err)
	}
	if err := tiny().Write(&second); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two models of the same lessons differ")
	}
}

// Whatever is cut off a file must be noticed, not read as zeros.
func TestReadNoticesWhatIsMissing(t *testing.T) {
	var b bytes.Buffer
	if err := tiny().Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 5, len(magic), b.Len() / 3, b.Len() - 1} {
		if _, err := Read(b.Bytes()[:n]); err == nil {
			t.Errorf("a file cut after %d of %d bytes is read without an error", n, b.Len())
		}
	}
}

// TestRegularLemmas holds the spelling rules for words that no dictionary has.
func TestRegularLemmas(t *testing.T) {
	m := &Model{rules: regularRules}
	for word, lemma := range map[string]string{
		"plovenings/NNS": "plovening", "grobbies/NNS": "grobby", "thrunches/VBZ": "thrunch", "glosses/NNS": "gloss", "boatwomen/NNS": "boatwoman",
		"trunged/VBD": "trung", "plabbed/VBN": "plab", "skrated/VBD": "skrate", "vorified/VBD": "vorify", "melved/VBN": "melve",
		"trunking/VBG": "trunk", "plabbing/VBG": "plab", "skrating/VBG": "skrate", "wuncing/VBG": "wunce", "brelling/VBG": "brell",
		"gluggier/JJR": "gluggy", "gluggiest/JJS": "gluggy", "blorkest/JJS": "blork", "stunk/NN": "stunk", "gloss/NNS": "gloss",
	} {
		form, name, _ := strings.Cut(word, "/")
		k := m.ruleFor([]byte(form), Parse(name))
		if got := string(m.AppendLemma(nil, form, Word{Tag: Parse(name), rule: k})); got != lemma {
			t.Errorf("%s: lemma %q, want %q", word, got, lemma)
		}
	}
}

// A tag's name must lead back to it, and no two may share one.
func TestTagNames(t *testing.T) {
	for tag := CC; tag < numTags; tag++ {
		if got := Parse(tag.String()); got != tag {
			t.Errorf("%q is %d, and leads to %d", tag, tag, got)
		}
	}
	if Tag(200).String() != "" || Parse("NO") != None {
		t.Error("what is no tag has a name or a tag")
	}
}
