package wire

import (
	"encoding/json"
	"math"
	"strconv"
	"unicode/utf8"
)

// AppendLine appends q as one line of JSON, its end included, to b: the bytes
// that a json.Encoder writes which leaves <, > and & as they are. It takes a
// third of the encoder's time, which asks the types again for each small object.
// It fails where the encoder does: on a share or a chance that is no number.
func (q *Quotes) AppendLine(b []byte) ([]byte, error) {
	l := line{b: b}
	l.raw(`{"report":`)
	l.report(&q.Report)
	l.raw(`,"people":`)
	appendList(&l, q.People, (*line).person)
	l.raw(`,"quotations":`)
	appendList(&l, q.Quotations, (*line).quotation)
	if q.Limits != "" {
		l.text(`,"limits":`, q.Limits)
	}
	l.raw("}\n")
	return l.b, l.err
}

// line is JSON being written, and the first error. Its methods write a value
// after what is to stand before it: a comma and a name.
type line struct {
	b   []byte
	err error
}

func (l *line) raw(s string) { l.b = append(l.b, s...) }

func (l *line) number(before string, n int) {
	l.raw(before)
	l.b = strconv.AppendInt(l.b, int64(n), 10)
}

// share writes one from 0 to 1 as it is read, and leaves others to the library.
func (l *line) share(before string, f float64) {
	l.raw(before)
	if f == 0 || math.Abs(f) >= 1e-6 && math.Abs(f) < 1e21 {
		l.b = strconv.AppendFloat(l.b, f, 'f', -1, 64)
		return
	}
	b, err := json.Marshal(f)
	if l.err == nil {
		l.err = err
	}
	l.b = append(l.b, b...)
}

// appendList writes a list: null for one that is nil.
func appendList[T any](l *line, list []T, one func(*line, *T)) {
	if list == nil {
		l.raw("null")
		return
	}
	l.raw("[")
	for i := range list {
		if i > 0 {
			l.raw(",")
		}
		one(l, &list[i])
	}
	l.raw("]")
}

func (l *line) report(r *Report) {
	l.text(`{"id":`, r.ID)
	l.text(`,"outlet":`, r.Outlet)
	l.text(`,"title":`, r.Title)
	l.text(`,"url":`, r.URL)
	l.text(`,"published":`, r.Published)
	l.text(`,"first_seen":`, r.FirstSeen)
	l.text(`,"language":`, r.Language)
	l.number(`,"words":`, r.Words)
	l.text(`,"text":`, r.Text)
	l.text(`,"account":`, r.Account)
	l.share(`,"own":`, r.Own)
	l.raw("}")
}

func (l *line) person(p *Person) {
	l.text(`{"id":`, p.ID)
	l.text(`,"name":`, p.Name)
	l.text(`,"kind":`, p.Kind)
	l.text(`,"role":`, p.Role)
	l.raw(`,"aliases":`)
	appendList(l, p.Aliases, (*line).string)
	l.raw(`,"mentions":`)
	appendList(l, p.Mentions, (*line).evidence)
	l.raw("}")
}

func (l *line) evidence(e *Evidence) {
	l.text(`{"report":`, e.Report)
	l.number(`,"start":`, e.Start)
	l.number(`,"end":`, e.End)
	l.text(`,"text":`, e.Text)
	l.raw("}")
}

func (l *line) quotation(q *Quotation) {
	l.text(`{"id":`, q.ID)
	l.text(`,"report":`, q.Report)
	l.text(`,"kind":`, q.Kind)
	l.raw(`,"content":`)
	appendList(l, q.Content, (*line).span)
	l.text(`,"text":`, q.Text)
	l.words(`,"cue":`, q.Cue)
	l.words(`,"source":`, q.Source)
	l.raw(`,"speaker":`)
	if q.Speaker == nil {
		l.raw("null")
	} else {
		l.string(q.Speaker)
	}
	l.text(`,"rule":`, q.Rule)
	if len(q.Speakers) > 0 {
		l.raw(`,"speakers":`)
		appendList(l, q.Speakers, (*line).string)
	}
	l.share(`,"confidence":`, q.Confidence)
	l.raw("}")
}

func (l *line) span(s *Span) {
	l.number(`{"start":`, s.Start)
	l.number(`,"end":`, s.End)
	l.raw("}")
}

func (l *line) words(before string, w *Words) {
	l.raw(before)
	if w == nil {
		l.raw("null")
		return
	}
	l.number(`{"start":`, w.Start)
	l.number(`,"end":`, w.End)
	l.text(`,"text":`, w.Text)
	l.raw("}")
}

func (l *line) string(s *string) { l.text("", *s) }

// text writes a string between quotation marks: whatever needs no escape in one piece.
func (l *line) text(before, s string) {
	b := append(l.b, before...)
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		if asItIs[s[i]] {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if n > 1 && r != '\u2028' && r != '\u2029' {
			i += n
			continue
		}
		b = append(b, s[from:i]...)
		b = appendEscape(b, r)
		i += n
		from = i
	}
	b = append(b, s[from:]...)
	l.b = append(b, '"')
}

// asItIs tells the bytes of ASCII that stand for themselves within a string.
var asItIs = func() (out [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		out[c] = c != '"' && c != '\\'
	}
	return out
}()

// appendEscape appends a character, or what stands for bytes that are none, so
// that it may stand in a string.
func appendEscape(b []byte, r rune) []byte {
	switch r {
	case '"', '\\':
		return append(b, '\\', byte(r))
	case '\b':
		return append(b, `\b`...)
	case '\f':
		return append(b, `\f`...)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}
