// Command train learns the tagger's model and writes it where the program
// embeds it. Run it in the project's root:
//
//	PARALLAX_SHARED=../shared go run ./internal/tag/train
//
// It learns from the training part of the English Web Treebank and GUM's news
// and interviews, from copies of some of their sentences in capitals, and
// word classes from the texts of PolNeAR's training part. The same data give
// the same file, byte for byte. With -hold it leaves a quarter of GUM's news
// out, prints how well that is tagged, and writes nothing.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/tag/treebank"
	"parallax/internal/text"
)

func main() {
	hold := flag.Bool("hold", false, "leave a quarter of GUM's news out and measure on it")
	out := flag.String("o", filepath.Join("internal", "tag", "english.model"), "where to write the model")
	flag.Parse()
	root := os.Getenv("PARALLAX_SHARED")
	if root == "" {
		root = filepath.Join("..", "shared")
	}
	if err := train(filepath.Join(root, "data"), *out, *hold); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func train(data, out string, hold bool) error {
	var all [3][]treebank.Cut
	for i, pattern := range []string{"ewt/en_ewt-ud-train.conllu", "gum/dep/GUM_news_*.conllu", "gum/dep/GUM_interview_*.conllu"} {
		docs, err := treebank.Files(filepath.Join(data, pattern))
		if err != nil {
			return err
		}
		all[i] = treebank.Segment(docs)
	}
	var learn, held []treebank.Cut
	for i, set := range all {
		for k, d := range set {
			if hold && i == 1 && k%4 == 0 {
				held = append(held, d)
			} else {
				learn = append(learn, d)
			}
		}
	}
	plain, err := news(filepath.Join(data, "polnear", "train", "text", "*.txt"))
	if err != nil {
		return err
	}
	for _, d := range learn {
		plain = append(plain, tag.Plain{Text: d.Text, Segments: d.Segments, Free: true})
	}
	taught := lessons(learn)
	taught = append(taught, speeches(lang.English(), len(learn))...)
	taught = append(taught, pasts(lang.English(), len(learn)+len(speech))...)
	m := tag.Learn(taught, plain, tag.Settings)
	if hold {
		return show(data, m, held)
	}
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	if err := m.Write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// show prints the shares of right tags and lemmas.
func show(data string, m *tag.Model, held []treebank.Cut) error {
	docs, err := treebank.Files(filepath.Join(data, "ewt/en_ewt-ud-dev.conllu"))
	if err != nil {
		return err
	}
	dev := treebank.Segment(docs)
	for _, set := range []struct {
		name string
		docs []treebank.Cut
	}{
		{"GUM news held out", held},
		{"EWT dev", dev},
		{"EWT dev, capitals", treebank.Recase(dev, treebank.Upper)},
		{"EWT dev, title case", treebank.Recase(dev, treebank.Title)},
	} {
		tags, lemmas, n := treebank.Score(set.docs, m)
		fmt.Printf("%-20s %6d tokens  tags %.4f  lemmas %.4f\n", set.name, n, tags, lemmas)
	}
	return nil
}

// every is that of how many sentences one is learned in capitals too, and one
// with a capital on each word.
const every = 16

// lessons makes a lesson of each sentence.
func lessons(docs []treebank.Cut) []tag.Lesson {
	plain, upper, title := of(docs), of(treebank.Recase(docs, treebank.Upper)), of(treebank.Recase(docs, treebank.Title))
	out := plain
	for i := range plain {
		if n := len(plain[i].Tokens); n < 5 || n > 30 {
			continue
		}
		switch i % every {
		case 0:
			out = append(out, upper[i])
		case every / 2:
			out = append(out, title[i])
		}
	}
	return out
}

// of gives the sentences of documents as they are.
func of(docs []treebank.Cut) []tag.Lesson {
	var out []tag.Lesson
	for source, d := range docs {
		for _, sent := range d.Segments.Sentences {
			l := tag.Lesson{Text: d.Text, Tokens: d.Segments.Tokens[sent.First:sent.End], Source: source, Weight: 1}
			for _, g := range d.Gold[sent.First:sent.End] {
				l.Tags = append(l.Tags, tag.Parse(g.Tag))
				l.Lemmas = append(l.Lemmas, g.Lemma)
			}
			out = append(out, l)
		}
	}
	return out
}

// news reads plain texts, a paragraph a line.
func news(pattern string) ([]tag.Plain, error) {
	names, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no text is called %s", pattern)
	}
	var out []tag.Plain
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		t := strings.ToValidUTF8(string(content), "?")
		var paragraphs []text.Span
		at := 0
		for line := range strings.Lines(t) {
			if strings.TrimSpace(line) != "" {
				paragraphs = append(paragraphs, text.Span{Start: at, End: at + len(line)})
			}
			at += len(line)
		}
		out = append(out, tag.Plain{Text: t, Segments: segment.Segment(t, text.Span{}, paragraphs, lang.English())})
	}
	return out, nil
}
