package ingest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"parallax/internal/article"
	"parallax/internal/text"
)

// record is one report as JSON gives it.
type record struct {
	ID        scalar  `json:"id"`
	URL       string  `json:"url"`
	Outlet    string  `json:"outlet"`
	Title     string  `json:"title"`
	Published string  `json:"published"`
	Text      *string `json:"text"`

	Language json.RawMessage `json:"language"` // a code is a string; anything else tells nothing

	others
}

// scalar is a string, or a number as it is written.
type scalar string

// UnmarshalJSON takes a string, a number or null.
func (s *scalar) UnmarshalJSON(b []byte) error {
	if b[0] == '"' {
		return json.Unmarshal(b, (*string)(s))
	}
	var n *json.Number
	if err := json.Unmarshal(b, &n); err != nil {
		return err
	}
	if n != nil {
		*s = scalar(*n)
	}
	return nil
}

// readLines reads objects one a line. A file whose first line is the beginning
// of an object printed over several lines is read as a run of such objects.
func (r *reader) readLines(s source, in *bufio.Reader) {
	number := 0
	for !r.done() {
		line, err := r.line(in)
		if err == io.EOF && len(line) == 0 {
			return
		}
		number++
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		switch {
		case errors.Is(err, errTooLarge):
			r.skip(lineName(s, number), r.reason(err))
			if err := toLineEnd(in); err != nil && err != io.EOF {
				r.skip(s.name, fmt.Sprintf("%s; the rest after line %d is not read", r.reason(err), number))
				return
			}
			continue
		case err != nil && err != io.EOF:
			r.skip(s.name, fmt.Sprintf("%s; the rest after line %d is not read", r.reason(err), number-1))
			return
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		if number == 1 && beginsObject(line) && r.readObjects(s, line, in) {
			return
		}
		name := lineName(s, number)
		a, why := recordArticle(line, r.options.Titles)
		if a == nil {
			r.skip(name, why)
			continue
		}
		a.Input = name
		r.reportRecord(s, a)
	}
}

// lineName is what messages call a line: "feed.jsonl:17".
func lineName(s source, number int) string { return fmt.Sprintf("%s:%d", s.name, number) }

// reportRecord hands out a report read from JSON, which may bring its own ID.
func (r *reader) reportRecord(s source, a *article.Article) {
	if a.ID == "" {
		a.ID = s.id + "-" + fingerprintOf(a).short()
	}
	r.report(a)
}

// line reads one line with its end, or errTooLarge.
func (r *reader) line(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if int64(len(line)+len(part)) > r.options.MaxBytes {
			if err == nil { // the end is read already
				in.UnreadByte()
			}
			return nil, errTooLarge
		}
		line = append(line, part...)
		if err != bufio.ErrBufferFull {
			return line, err
		}
	}
}

// toLineEnd reads on to the end of the line.
func toLineEnd(in *bufio.Reader) error {
	for {
		if _, err := in.ReadSlice('\n'); err != bufio.ErrBufferFull {
			return err
		}
	}
}

// beginsObject reports whether a line is the beginning of an object rather
// than a whole one with a mistake in it.
func beginsObject(line []byte) bool {
	if line[0] != '{' {
		return false
	}
	last := line[len(line)-1]
	return (last == '{' || last == ',' || last == '[') && !json.Valid(line)
}

// readObjects reads objects printed over several lines, one after the other.
// It reports false, with in as it was, when the first one is not whole.
func (r *reader) readObjects(s source, first []byte, in *bufio.Reader) bool {
	rest, err := r.whole(in)
	all := append(append(first, '\n'), rest...)
	if err != nil {
		r.skip(s.name, r.reason(err))
		return true
	}
	d := json.NewDecoder(bytes.NewReader(all))
	for n := 1; !r.done(); n++ {
		var object json.RawMessage
		err := d.Decode(&object)
		if err == io.EOF {
			return true
		}
		if err != nil {
			r.skip(s.name, fmt.Sprintf("object %d: %s", n, jsonReason(all, err)))
			return true
		}
		r.readItem(s, fmt.Sprintf("%s#%d", s.name, n), "object", n, object)
	}
	return true
}

// readArray reads an array of objects, holding one of them at a time.
func (r *reader) readArray(s source, in *bufio.Reader) {
	budget := &budget{in: in, limit: r.options.MaxBytes + 64<<10, left: r.options.MaxBytes + 64<<10}
	if head, _ := in.Peek(3); string(head) == "\ufeff" {
		in.Discard(3)
	}
	d := json.NewDecoder(budget)
	if _, err := d.Token(); err != nil {
		r.skip(s.name, fmt.Sprintf("not a JSON array: %s", r.decodeReason(err)))
		return
	}
	n := 0
	for ; d.More() && !r.done(); n++ {
		budget.left = budget.limit
		var object json.RawMessage
		if err := d.Decode(&object); err != nil {
			r.skip(s.name, fmt.Sprintf("item %d: %s; the rest is not read", n+1, r.decodeReason(err)))
			return
		}
		r.readItem(s, fmt.Sprintf("%s#%d", s.name, n+1), "item", n+1, object)
	}
	if r.done() {
		return
	}
	if _, err := d.Token(); err != nil {
		r.skip(s.name, fmt.Sprintf("the array is not closed after item %d: %s", n, r.decodeReason(err)))
	} else if n == 0 {
		r.skip(s.name, "an empty JSON array")
	}
}

func (r *reader) readItem(s source, name, what string, n int, object []byte) {
	a, why := recordArticle(object, r.options.Titles)
	if a == nil {
		r.skip(name, fmt.Sprintf("%s %d: %s", what, n, why))
		return
	}
	a.Input = name
	r.reportRecord(s, a)
}

// budget limits how much is read between two refills.
type budget struct {
	in          io.Reader
	limit, left int64
}

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLarge
	}
	n, err := b.in.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

// decodeReason puts an error from a json.Decoder into words; its cause may be
// the reading below.
func (r *reader) decodeReason(err error) string {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax), err == io.EOF, err == io.ErrUnexpectedEOF:
		return jsonReason(nil, err)
	}
	return r.reason(err)
}

// recordArticle makes a report of one JSON object, or says why it cannot. With
// titles, a title alone is a report.
func recordArticle(object []byte, titles bool) (a *article.Article, why string) {
	if !utf8.Valid(object) {
		t, ok := toUTF8(object)
		if !ok {
			return nil, unknownEncoding
		}
		object = []byte(t)
	}
	if object[0] != '{' {
		return nil, "not a JSON object: " + excerpt(object, 0)
	}
	var v record
	if err := json.Unmarshal(object, &v); err != nil {
		return nil, jsonReason(object, err)
	}
	v.URL, v.Outlet, v.Title = v.url(v.URL), v.outlet(v.Outlet), v.title(v.Title)
	titles = titles && strings.TrimSpace(v.Title) != ""
	switch {
	case v.Text == nil:
		return nil, `no "text"` + instead(object)
	case strings.TrimSpace(*v.Text) == "" && !titles:
		return nil, `"text" is empty`
	}
	a = titledArticle(v.Title, *v.Text, strings.Trim(string(v.Language), `"`))
	if len(a.Paragraphs) == 0 && !titles {
		// nothing but a credit line, say: somebody sent it as a report, so it is one
		from := len(a.Text) - len(*v.Text)
		a.Paragraphs = []text.Span{trimmed(a.Text, text.Span{Start: max(0, from), End: len(a.Text)})}
	}
	a.ID, a.URL, a.Outlet = strings.TrimSpace(string(v.ID)), strings.TrimSpace(v.URL), collapse(v.Outlet)
	if given := v.published(v.Published); given != "" {
		a.Published, a.DateFrom = given, "input"
	}
	return a, ""
}

// instead names fields that may hold what "text" lacks.
func instead(object []byte) string {
	var fields map[string]json.RawMessage
	if json.Unmarshal(object, &fields) != nil {
		return ""
	}
	for _, name := range []string{"body", "content", "article", "maintext", "article_text", "full_text", "description"} {
		if _, ok := fields[name]; ok {
			return fmt.Sprintf(" (there is %q: rename it)", name)
		}
	}
	return ""
}

// jsonReason says what is wrong with an object and quotes the place.
func jsonReason(object []byte, err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind):
		return fmt.Sprintf("%q is a %s, not a %s", kind.Field, kind.Value, kind.Type)
	case err == io.ErrUnexpectedEOF, err == io.EOF:
		return "not a JSON object: it ends too early"
	case errors.As(err, &syntax) && strings.HasPrefix(syntax.Error(), "unexpected end"):
		return "not a JSON object: it ends too early" + after(object, len(object))
	case errors.As(err, &syntax):
		return "not a JSON object: " + syntax.Error() + after(object, int(syntax.Offset)-1)
	}
	return "not a JSON object: " + err.Error()
}

func after(object []byte, at int) string {
	if object == nil {
		return ""
	}
	return " at " + excerpt(object, at)
}

// excerpt quotes a few characters around a byte position.
func excerpt(b []byte, at int) string {
	start, end := max(0, min(at-20, len(b))), max(0, min(at+20, len(b)))
	s := fmt.Sprintf("%q", strings.ToValidUTF8(string(b[start:end]), ""))
	if start > 0 {
		s = "…" + s
	}
	if end < len(b) {
		s += "…"
	}
	return s
}
