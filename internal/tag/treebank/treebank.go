// Package treebank reads Universal Dependencies treebanks (CoNLL-U) for
// learning and measuring: their texts, and for each token of our own cutting
// the Penn tag and the lemma that the annotators gave.
//
//	# text = It wasn't a 15-year term.
//
// is six words of the treebank ("was", "n't", "15", "-", "year" among them)
// more than ours; a token that covers several of its words is told by one of
// them:
//
//	It·PRP/it wasn't·VBD/be a·DT/a 15-year·JJ/15-year term·NN/term .·./.
//
// The one surprise: a token that holds a contraction has the tag and the lemma
// of its first verb ("they'll" is MD/will), as whoever looks for verbs must not
// miss one; a hyphened compound before what it modifies is JJ, as the Penn
// Treebank has it.
//
// The format: https://universaldependencies.org/format.html
package treebank

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"parallax/internal/text"
)

// Word is one syntactic word of a treebank.
type Word struct {
	Span     text.Span // bytes of the document's text; words of one contraction may share theirs
	Lemma    string    // as the treebank writes it
	Tag      string    // XPOS: Penn Treebank, with the treebank's additions
	Relation string    // to its head: "amod", "compound", …
	Head     int       // index into Document.Words, -1 for the root
}

// Document is one text of a treebank.
type Document struct {
	Name       string
	Text       string      // paragraphs with a blank line between them
	Paragraphs []text.Span // bytes of Text
	Words      []Word      // in order
}

// Read gives the documents of one CoNLL-U file. It fails on a line that has
// not ten columns, and on a word that is not in its sentence's text.
func Read(r io.Reader) ([]Document, error) {
	p := parser{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if err := p.line(lines.Text()); err != nil {
			return nil, fmt.Errorf("treebank: line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("treebank: %w", err)
	}
	p.endSentence()
	p.endDocument()
	return p.documents, nil
}

// parser is the state between two lines.
type parser struct {
	documents []Document
	doc       Document
	b         strings.Builder // the text so far
	paragraph int             // byte where the open paragraph begins
	fresh     bool            // the next sentence opens a paragraph
	glued     bool            // no space follows the last word

	at         int       // byte of b up to which the sentence's words have been found
	first      int       // index of the sentence's first word
	contracted int       // words still to come of a contraction
	surface    text.Span // where that contraction stands
	inSentence bool
}

func (p *parser) line(line string) error {
	switch {
	case strings.HasPrefix(line, "# newdoc"):
		p.endDocument()
		_, p.doc.Name, _ = strings.Cut(line, "= ")
	case strings.HasPrefix(line, "# newpar"):
		p.fresh = true
	case strings.HasPrefix(line, "# text = "):
		p.sentence(strings.TrimSpace(line[len("# text = "):]))
	case line == "":
		p.endSentence()
	case line[0] != '#':
		return p.word(line)
	}
	return nil
}

// sentence begins a sentence with its text.
func (p *parser) sentence(words string) {
	p.endSentence()
	switch {
	case p.b.Len() == 0:
	case p.fresh:
		p.endParagraph()
		p.b.WriteString("\n\n")
		p.paragraph = p.b.Len()
	case !p.glued:
		p.b.WriteByte(' ')
	}
	p.fresh = false
	p.at, p.first = p.b.Len(), len(p.doc.Words)
	p.b.WriteString(words)
	p.inSentence = true
}

// word reads one line of ten columns.
func (p *parser) word(line string) error {
	c := strings.Split(line, "\t")
	if len(c) != 10 || !p.inSentence {
		return fmt.Errorf("%q is no word of ten columns in a sentence with a text", line)
	}
	if strings.Contains(c[0], ".") {
		return nil // an elided word, not in the text
	}
	from, to, ranged := strings.Cut(c[0], "-")
	span := p.surface
	if p.contracted == 0 || ranged {
		var err error
		if span, err = p.find(c[1]); err != nil {
			return err
		}
		p.glued = strings.Contains(c[9], "SpaceAfter=No")
	}
	if ranged {
		a, errA := strconv.Atoi(from)
		b, errB := strconv.Atoi(to)
		if errA != nil || errB != nil || b < a {
			return fmt.Errorf("%q is no range of words", c[0])
		}
		p.surface, p.contracted = span, b-a+1
		return nil
	}
	if p.contracted > 0 {
		p.contracted--
		span = p.part(c[1])
	}
	head, err := strconv.Atoi(c[6])
	if err != nil || head < 0 {
		return fmt.Errorf("%q is no head", c[6])
	}
	if head--; head >= 0 {
		head += p.first
	}
	p.doc.Words = append(p.doc.Words, Word{Span: span, Lemma: c[2], Tag: c[4], Relation: c[7], Head: head})
	return nil
}

// part takes a word of a contraction off its surface where the letters agree;
// else the word has the whole of what is left.
func (p *parser) part(form string) text.Span {
	span := p.surface
	if p.contracted > 0 && strings.HasPrefix(span.In(p.b.String()), form) && len(form) < span.Len() {
		p.surface.Start += len(form)
		span.End = p.surface.Start
	}
	return span
}

// find gives the place of the next word.
func (p *parser) find(form string) (text.Span, error) {
	rest := p.b.String()[p.at:]
	skip := len(rest) - len(strings.TrimLeft(rest, " \u00a0\t"))
	if !strings.HasPrefix(rest[skip:], form) {
		return text.Span{}, fmt.Errorf("the text goes on with %.20q, not with %q", rest[skip:], form)
	}
	start := p.at + skip
	p.at = start + len(form)
	return text.Span{Start: start, End: p.at}, nil
}

// endSentence mends what hangs on the whole sentence: heads outside it.
func (p *parser) endSentence() {
	for i := p.first; i < len(p.doc.Words); i++ {
		if p.doc.Words[i].Head >= len(p.doc.Words) {
			p.doc.Words[i].Head = -1
		}
	}
	p.inSentence, p.contracted = false, 0
}

func (p *parser) endParagraph() {
	if p.b.Len() > p.paragraph {
		p.doc.Paragraphs = append(p.doc.Paragraphs, text.Span{Start: p.paragraph, End: p.b.Len()})
	}
}

func (p *parser) endDocument() {
	p.endSentence()
	p.endParagraph()
	if p.doc.Text = p.b.String(); p.doc.Text != "" {
		p.documents = append(p.documents, p.doc)
	}
	*p = parser{documents: p.documents}
}
