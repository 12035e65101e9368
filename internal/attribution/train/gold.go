package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"parallax/internal/article"
	"parallax/internal/attribution"
	"parallax/internal/ingest"
	"parallax/internal/lang"
	"parallax/internal/marks"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
)

// readGold reads a folder of brat stand-off: text/NAME.txt and
// attributions/NAME_ANNOTATOR.ann, whose positions count code points. Where
// all is false, only a report's first annotator is read.
func readGold(dir string, all bool) ([]*attribution.Example, error) {
	files, err := filepath.Glob(filepath.Join(dir, "attributions", "*.ann"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var out []*attribution.Example
	last, report := "", -1
	var a *article.Article
	for _, f := range files {
		name := filepath.Base(f)
		name = name[:strings.LastIndexByte(name, '_')]
		if name == last && !all {
			continue
		}
		if name != last {
			last = name
			report++
			if a, err = readText(filepath.Join(dir, "text", name+".txt")); err != nil {
				return nil, err
			}
		}
		x := example(a, report)
		if x.Gold, err = readAnn(f, a.Text); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// readText reads a report as the program does.
func readText(path string) (*article.Article, error) {
	for a, skipped := range ingest.Read(context.Background(), []string{path}, ingest.Options{}) {
		if skipped != nil {
			return nil, fmt.Errorf("%s: %s", skipped.Input, skipped.Reason)
		}
		return a, nil
	}
	return nil, fmt.Errorf("%s: no report", path)
}

// example takes a report through the stages before this one.
func example(a *article.Article, report int) *attribution.Example {
	l := lang.English()
	s := segment.Segment(a.Text, a.Headline, a.Paragraphs, l)
	return &attribution.Example{
		Text: a.Text, Segments: s, Marks: marks.Find(a.Text, s), Words: tag.English().Tag(a.Text, s), Report: report,
	}
}

// readAnn reads one annotator's attributions of a text.
func readAnn(path, t string) ([]attribution.Attribution, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	points := make([]int, 0, len(t)+1) // byte of each code point
	for i := range t {
		points = append(points, i)
	}
	points = append(points, len(t))
	spans := map[string][]text.Span{}
	var out []attribution.Attribution
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		id, rest, _ := strings.Cut(lines.Text(), "\t")
		if _, err := strconv.Atoi(id[min(1, len(id)):]); err != nil {
			continue // the quoted words in a line's last column may hold line breaks
		}
		switch {
		case strings.HasPrefix(id, "T"):
			where, _, _ := strings.Cut(rest, "\t")
			_, where, _ = strings.Cut(where, " ")
			for _, part := range strings.Split(where, ";") {
				from, to, _ := strings.Cut(strings.TrimSpace(part), " ")
				b, err1 := strconv.Atoi(from)
				e, err2 := strconv.Atoi(to)
				if err1 != nil || err2 != nil || b > e || e >= len(points) {
					return nil, fmt.Errorf("%s: bad span %q", path, lines.Text())
				}
				spans[id] = append(spans[id], text.Span{Start: points[b], End: points[e]})
			}
		case strings.HasPrefix(id, "E"):
			if a := event(rest, spans); len(a.Content) > 0 {
				out = append(out, a)
			}
		}
	}
	return out, lines.Err()
}

// event reads "Attribution:T4 Content:T3 Content2:T9 Cue:T2 Source:T1".
func event(line string, spans map[string][]text.Span) attribution.Attribution {
	var a attribution.Attribution
	for _, field := range strings.Fields(line) {
		role, id, _ := strings.Cut(field, ":")
		switch strings.TrimRight(role, "0123456789") {
		case "Content":
			a.Content = append(a.Content, spans[id]...)
		case "Source":
			if len(spans[id]) > 0 && a.Source.Empty() {
				a.Source = spans[id][0]
			}
		case "Cue":
			if len(spans[id]) > 0 && a.Cue.Empty() {
				a.Cue = spans[id][0]
			}
		}
	}
	slices.SortFunc(a.Content, func(x, y text.Span) int { return x.Start - y.Start })
	return a
}
