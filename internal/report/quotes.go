package report

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"parallax/internal/collate"
	"parallax/internal/quote"
	"parallax/internal/report/apparatus"
	"parallax/internal/report/dates"
	"parallax/internal/report/wire"
)

// QuotesFormat is how a list of quotations is written.
type QuotesFormat string

// Formats of a list of quotations.
const (
	QuotesTable QuotesFormat = "table" // for people: report by report, speaker beside words
	QuotesLines QuotesFormat = "jsonl" // an object of the wire format a line, one for each report
	QuotesArray QuotesFormat = "json"  // an array of these objects
	QuotesCSV   QuotesFormat = "csv"   // a header, then a row for each quotation
)

// QuoteList writes the quotations of report after report, holding none back.
type QuoteList struct {
	w       io.Writer
	format  QuotesFormat
	options TextOptions
	count   int    // reports written
	room    []byte // for a line
	rows    *csv.Writer
}

// NewQuotes starts a list. The options are for QuotesTable alone.
func NewQuotes(w io.Writer, f QuotesFormat, o TextOptions) *QuoteList {
	if o.Width == 0 {
		o.Width = 80
	}
	o.Width = max(o.Width, leastWidth)
	return &QuoteList{w: w, format: f, options: o, rows: csv.NewWriter(w)}
}

// csvHeader names the columns. speaker are all who speak, with "; " between
// them, and role is the first one's. start and end are code points of the report's
// text, from the first word of the quotation to the last.
var csvHeader = []string{"report", "outlet", "title", "published", "paragraph", "speaker", "role", "kind", "text", "start", "end", "cue", "source", "rule", "confidence"}

// Add writes the quotations of one report: c is a comparison of that report
// alone. The error is the writer's.
func (l *QuoteList) Add(c *collate.Comparison) error {
	l.count++
	switch l.format {
	case QuotesLines:
		return l.line(c)
	case QuotesArray:
		if _, err := io.WriteString(l.w, []string{"[", ","}[min(l.count-1, 1)]); err != nil {
			return err
		}
		return l.line(c)
	case QuotesCSV:
		return l.csv(c)
	}
	return l.table(c)
}

// line writes the object of one report.
func (l *QuoteList) line(c *collate.Comparison) (err error) {
	if l.room, err = wire.QuotesFrom(c).AppendLine(l.room[:0]); err != nil {
		return err
	}
	_, err = l.w.Write(l.room)
	return err
}

// Close ends the list.
func (l *QuoteList) Close() error {
	if l.format != QuotesArray {
		return nil
	}
	end := "]\n"
	if l.count == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(l.w, end)
	return err
}

func (l *QuoteList) csv(c *collate.Comparison) error {
	if l.count == 1 {
		if err := l.rows.Write(csvHeader); err != nil {
			return err
		}
	}
	q := wire.QuotesFrom(c)
	words := func(w *wire.Words) string {
		if w == nil {
			return ""
		}
		return w.Text
	}
	for i, k := range q.Quotations {
		var speaker, role string
		if n := c.Quotations[i].Speaker; n >= 0 {
			speaker, role = speakers(c, i), q.People[n].Role
		}
		at := strings.TrimPrefix(place(c, apparatus.QuotationAt(c, i)), "¶")
		var start, end string
		if n := len(k.Content); n > 0 {
			start, end = strconv.Itoa(k.Content[0].Start), strconv.Itoa(k.Content[n-1].End)
		}
		row := []string{
			q.Report.ID, q.Report.Outlet, q.Report.Title, q.Report.Published, at, speaker, role,
			k.Kind, k.Text, start, end, words(k.Cue), words(k.Source), k.Rule, strconv.FormatFloat(k.Confidence, 'f', 2, 64),
		}
		if err := l.rows.Write(row); err != nil {
			return err
		}
	}
	l.rows.Flush()
	return l.rows.Error()
}

// foreignQuotes is said of a report in a language without word data.
const foreignQuotes = "not in English: only what stands between quotation marks, and nobody as its speaker"

// table writes a head and a row for each quotation: paragraph, speaker, words.
func (l *QuoteList) table(c *collate.Comparison) error {
	p := &printer{c: c, color: l.options.Color, width: min(l.options.Width, mostWidth)}
	if l.count > 1 {
		p.blank()
	}
	r := c.Reports[0]
	p.block(0, run{clean(outlet(r)), strong}, run{" · " + together(strings.TrimSpace(date(c, 0)+" "+dates.Named(c))), quiet})
	if r.Article.Title != "" {
		p.block(0, run{clean(r.Article.Title), quiet})
	}
	if r.Foreign {
		p.block(2, run{foreignQuotes, quiet})
	}
	if len(c.Quotations) == 0 {
		p.block(2, run{"no quotation", quiet})
	} else {
		p.quotes()
	}
	_, err := io.WriteString(l.w, p.out.String())
	return err
}

// marked reports whether words have quotation marks of their own, as a mixed
// quotation has that is told whole.
func marked(words []run) bool {
	return slices.ContainsFunc(words, func(r run) bool { return strings.ContainsAny(r.text, "“”\"‘«»") })
}

// speakers are the names of all who speak a quotation, "; " between them.
func speakers(c *collate.Comparison, quotation int) string {
	q := &c.Quotations[quotation]
	if len(q.Speakers) == 0 {
		name, _ := speakerOf(c, q.Speaker)
		return name
	}
	var out []string
	for _, s := range q.Speakers {
		name, _ := speakerOf(c, s)
		out = append(out, name)
	}
	return strings.Join(out, "; ")
}

// quotes prints the rows of one report.
func (p *printer) quotes() {
	const where = 10 // columns of the place
	who := min(24, p.width/3)
	widths := []int{where, who, p.width - where - who - 4}
	for i, q := range p.c.Quotations {
		speaker := run{clean(speakers(p.c, i)), strong}
		if q.Speaker < 0 {
			speaker = run{"–", quiet}
			if !q.Source.Empty() { // somebody without a name: the report's words for them
				speaker.text = clean(q.Source.In(p.c.Reports[0].Article.Text))
			}
		}
		var words []run
		for k, s := range q.Content {
			if k > 0 {
				words = append(words, run{text: " … "})
			}
			words = append(words, run{text: clean(s.In(p.c.Reports[0].Article.Text))})
		}
		if q.Kind == quote.Direct || q.Kind == quote.Mixed && !marked(words) {
			words = quoted(words)
		}
		at := "  " + place(p.c, apparatus.QuotationAt(p.c, i))
		p.row(2, widths, [][]line{{{{together(at), quiet}}}, wrap([]run{speaker}, who), wrap(words, widths[2])})
	}
}
