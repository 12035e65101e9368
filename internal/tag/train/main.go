// Command train learns the tagger's model from Universal Dependencies
// treebanks.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/tag/treebank"
	"parallax/internal/text"
)

func main() {
	eval := flag.Bool("eval", false, "")
	o := tag.Settings
	flag.IntVar(&o.Epochs, "epochs", o.Epochs, "")
	flag.IntVar(&o.Lines, "lines", o.Lines, "")
	rate := flag.Float64("rate", float64(o.Rate), "")
	drop := flag.Float64("drop", float64(o.Dropout), "")
	gumw := flag.Float64("gumw", 1, "")
	copies := flag.Int("copies", 8, "")
	show := flag.Bool("show", false, "")
	flag.Parse()
	o.Rate, o.Dropout = float32(*rate), float32(*drop)
	root := os.Getenv("PARALLAX_SHARED")
	if root == "" {
		root = "../shared"
	}
	_ = eval
	ewt := read(root + "/data/ewt/en_ewt-ud-train.conllu")
	dev := read(root + "/data/ewt/en_ewt-ud-dev.conllu")
	news := read(root + "/data/gum/dep/GUM_news_*.conllu")
	talk := read(root + "/data/gum/dep/GUM_interview_*.conllu")
	var held, rest []treebank.Document
	for i, d := range news {
		if i%4 == 0 {
			held = append(held, d)
		} else {
			rest = append(rest, d)
		}
	}
	src := 0
	lessons := cut(ewt, &src, 1)
	lessons = append(lessons, cut(slices.Concat(rest, talk), &src, float32(*gumw))...)
	lessons = append(lessons, recased(lessons, *copies)...)
	start := time.Now()
	o.Progress = func(e, wrong, seen int) {
		fmt.Fprintf(os.Stderr, "epoch %d acc %.4f %v\n", e, 1-float64(wrong)/float64(seen), time.Since(start))
	}
	m := tag.Learn(lessons, o)
	if f, err := os.Create("internal/tag/english.model"); err == nil && !*eval {
		fmt.Println(m.Write(f), f.Close())
	}
	n := 0
	measure("ewt dev", m, cut(dev, &n, 1), *show)
	measure("gum news", m, cut(held, &n, 1), *show)
	measure("dev UPPER", m, recase(cut(dev, &n, 1), up), false)
	measure("dev Title", m, recase(cut(dev, &n, 1), title), false)
}

func measure(name string, m *tag.Model, ls []tag.Lesson, show bool) {
	var n, ok, ln, lok int
	conf := map[string]int{}
	lconf := map[string]int{}
	for _, l := range ls {
		s := &segment.Segments{Tokens: l.Tokens, Sentences: []segment.Sentence{{First: 0, End: len(l.Tokens)}}}
		out := m.Tag(l.Text, s)
		for i, g := range l.Tags {
			if g == tag.None {
				continue
			}
			n++
			if out[i].Tag == g {
				ok++
			} else {
				conf[g.String()+">"+out[i].Tag.String()]++
				if show {
					conf[g.String()+">"+out[i].Tag.String()+" "+l.Tokens[i].In(l.Text)]++
				}
			}
			ln++
			lem := string(m.AppendLemma(nil, l.Tokens[i].In(l.Text), out[i]))
			if lem == l.Lemmas[i] {
				lok++
			} else {
				lconf[l.Tokens[i].In(l.Text)+" "+out[i].Tag.String()+" "+lem+" not "+l.Lemmas[i]]++
			}
		}
	}
	fmt.Printf("%s: tags %.4f of %d; lemmas %.4f\n", name, float64(ok)/float64(n), n, float64(lok)/float64(ln))
	if show {
		top(conf, 70)
		top(lconf, 70)
	}
}

func top(c map[string]int, n int) {
	var ks []string
	for k := range c {
		ks = append(ks, k)
	}
	slices.SortFunc(ks, func(a, b string) int {
		if c[a] != c[b] {
			return c[b] - c[a]
		}
		return strings.Compare(a, b)
	})
	for _, k := range ks[:min(n, len(ks))] {
		fmt.Print(c[k], " ", k, "; ")
	}
	fmt.Println()
}

func read(pattern string) []treebank.Document {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		panic(pattern)
	}
	slices.Sort(files)
	var out []treebank.Document
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			panic(err)
		}
		d, err := treebank.Read(f)
		f.Close()
		if err != nil {
			panic(name + err.Error())
		}
		out = append(out, d...)
	}
	return out
}

func cut(docs []treebank.Document, source *int, weight float32) []tag.Lesson {
	var out []tag.Lesson
	for i := range docs {
		d := &docs[i]
		s := segment.Segment(d.Text, text.Span{}, d.Paragraphs, lang.English())
		gold := treebank.Align(d, s)
		for _, sent := range s.Sentences {
			l := tag.Lesson{Text: d.Text, Tokens: s.Tokens[sent.First:sent.End], Source: *source, Weight: weight}
			for _, g := range gold[sent.First:sent.End] {
				l.Tags = append(l.Tags, tag.Parse(g.Tag))
				l.Lemmas = append(l.Lemmas, g.Lemma)
			}
			out = append(out, l)
		}
		*source++
	}
	return out
}

func recased(ls []tag.Lesson, every int) []tag.Lesson {
	var out []tag.Lesson
	for i, l := range ls {
		if len(l.Tokens) < 5 || len(l.Tokens) > 30 {
			continue
		}
		switch i % (2 * every) {
		case 0:
			out = append(out, recase([]tag.Lesson{l}, up)...)
		case every:
			out = append(out, recase([]tag.Lesson{l}, title)...)
		}
	}
	return out
}

func recase(ls []tag.Lesson, f func([]byte)) []tag.Lesson {
	out := slices.Clone(ls)
	for i := range out {
		l := &out[i]
		from, to := l.Tokens[0].Start, l.Tokens[len(l.Tokens)-1].End
		b := []byte(l.Text[from:to])
		f(b)
		l.Text = string(b)
		l.Tokens = slices.Clone(l.Tokens)
		for k := range l.Tokens {
			l.Tokens[k].Start -= from
			l.Tokens[k].End -= from
		}
	}
	return out
}

func up(b []byte) {
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 32
		}
	}
}

func title(b []byte) {
	for _, w := range words(b) {
		switch string(w) {
		case "a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "at", "by", "as", "is", "with", "from", "but":
			continue
		}
		if c := w[0]; c >= 'a' && c <= 'z' {
			w[0] = c - 32
		}
	}
}

func words(b []byte) (out [][]byte) {
	start := -1
	for i, c := range b {
		if c == ' ' {
			if start >= 0 {
				out = append(out, b[start:i])
			}
			start = -1
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		out = append(out, b[start:])
	}
	return out
}
