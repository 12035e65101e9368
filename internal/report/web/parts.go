package web

import (
	"html/template"

	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/report/apparatus"
	"parallax/internal/text"
)

// Templates gives a new set of the templates that the page is made of, for a
// server's pages to add their own to. "head", "matrix", "told" and "accounts"
// print the fields of a Story, "pane" those of a Reading, "signs" the drawings
// that "sign" refers to, "pieces" a wording.
func Templates() *template.Template { return template.Must(template.ParseFS(files, "*.tmpl")) }

// Style is the style sheet of the page, without typefaces.
func Style() string { return string(sheet().CSS) }

// Script is the behaviour of the page.
func Script() string { return string(script().JS) }

// Typeface is a font file and what a rule that loads it has to say.
type Typeface struct {
	File, Family, Style, Weight string
	Data                        []byte // woff2, Latin subset
}

// Typefaces are those of the page.
func Typefaces() []Typeface {
	var out []Typeface
	for _, f := range append(append([]typeface{}, upright...), slanted...) {
		out = append(out, Typeface{f.file, f.family, f.style, f.weight, []byte(read("fonts/" + f.file))})
	}
	return out
}

// Story is a comparison as the main part of a server's page. Its fields are
// for the templates of the same names.
type Story struct {
	Head     head
	Sections []section
	Matrix   *matrix // nil when nobody is quoted
	Told     told
	Accounts *accounts // nil when no report copies another
	Skipped  []article.Skipped
}

// NewStory lays c out for a server's page. Acts are linked to under the list
// of reports.
func NewStory(c *collate.Comparison, to Addresses, acts ...Act) *Story {
	b := newBuilder(c, &to)
	p := &page{Head: b.head(), Told: b.told(), Matrix: b.matrix(), Accounts: b.accounts(), Skipped: c.Skipped}
	p.Head.Acts = acts
	return &Story{p.Head, sections(p), p.Matrix, p.Told, p.Accounts, p.Skipped}
}

// AddSection adds an entry to "on this page".
func (s *Story) AddSection(id, name string, count int) {
	s.Sections = append(s.Sections, section{id, name, count})
}

// Reading is one report of a comparison, or two side by side.
type Reading struct {
	Panes       []pane
	Left, Right string // letters; Right is empty when there is one
	Shared      int    // statements that both have
}

// Found is the anchor of the words that NewReading was told to mark.
const Found = "at"

// Marks are what a reading shows besides the quotations.
type Marks struct {
	Found   Place        // words that the page was opened for; none when its span is empty
	Changed map[int]bool // quotations that changed after their report was published
}

// NewReading lays out one or two reports of c, the earlier on the left.
func NewReading(c *collate.Comparison, to Addresses, m Marks, reports ...int) *Reading {
	b := newBuilder(c, &to)
	b.changed = m.Changed
	found := m.Found
	if !found.Words.Empty() {
		b.found = found
		b.spots[found.Report] = map[int]string{found.Words.Start: Found, found.Words.End: Found + "-end"}
	}
	r := &Reading{}
	dates := shortDates(c)
	for i, report := range reports {
		p := b.pane(report, dates[report])
		p.Side = "LR"[i%2 : i%2+1]
		r.Panes = append(r.Panes, p)
	}
	r.Left = b.sources[reports[0]].Letter
	if len(reports) > 1 {
		r.Right, r.Shared = b.sources[reports[1]].Letter, b.shared(reports[0], reports[1])
	}
	return r
}

// marked reports whether some words of a report are among those to be marked.
func (b *builder) marked(report int, s text.Span) bool {
	return report == b.found.Report && b.found.Words.Contains(s)
}

// Letters are the letters of the reports of c, in their order.
func Letters(c *collate.Comparison) []string { return apparatus.Letters(len(c.Reports)) }
