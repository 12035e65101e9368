package statements

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parallax/internal/analysis"
	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
	"parallax/internal/when"
)

// partQuote is up to how many words between quotation marks are read as words
// of the sentence that they stand in.
const partQuote = 5

// Read gives the view of reports in canonical order; accounts holds each
// report's account. Reports in a language without word data give sentences
// without units.
func Read(as []*analysis.Analysis, accounts []int) *View {
	r := &reader{view: &View{Reports: len(as)}, keys: map[keyID]int{}, lang: lang.English(), model: tag.English()}
	seen := map[twin]int{}
	for i, a := range as {
		if a.Segments != nil {
			r.report(i, accounts[i], a, seen)
		}
	}
	r.weigh()
	return r.view
}

// twin is a sentence's words within an account.
type twin struct {
	account int
	words   string
}

// keyID tells keys apart while they are numbered.
type keyID struct {
	kind  Kind
	lemma uint32
	value string
}

type reader struct {
	view  *View
	keys  map[keyID]int
	lang  *lang.Language
	model *tag.Model
	buf   []byte
}

// report appends the sentences of one report's body.
func (r *reader) report(n, account int, a *analysis.Analysis, seen map[twin]int) {
	p := &page{reader: r, a: a, t: a.Article.Text, marked: longMarks(a), short: shortMarks(a)}
	first, total := bodySentences(a.Segments)
	for i := first; i < len(a.Segments.Sentences); i++ {
		s := &a.Segments.Sentences[i]
		out := Sentence{
			Report: n, Account: account, Index: i, Span: s.Span, First: s.First, Twin: -1,
			Order: i - first, Position: float64(i-first) / float64(total),
		}
		p.count(s, &out)
		id := twin{account, s.Span.In(p.t)}
		if was, ok := seen[id]; ok {
			out.Twin = was
		} else {
			seen[id] = len(r.view.Sentences)
			if a.Tags != nil && !colophon(p.t, s, p.marked, p.lang) {
				out.First = a.Segments.Behind(a.Article.Text, i)
				out.Units = p.units(s, out.First, len(r.view.Sentences))
			}
		}
		r.view.Sentences = append(r.view.Sentences, out)
	}
}

// bodySentences gives the index of the first sentence after the headline and
// how many there are.
func bodySentences(s *segment.Segments) (first, total int) {
	if s.HasHeadline {
		for first < len(s.Sentences) && s.Sentences[first].Paragraph == 0 {
			first++
		}
	}
	return first, max(1, len(s.Sentences)-first)
}

// page is a report while it is read.
type page struct {
	*reader
	a             *analysis.Analysis
	t             string
	marked, short []text.Span // quoted stretches: longer ones, part-quotes
	time          int         // index of the first expression of time that is not passed yet
	sentence      int
	group         int
	out           []Unit
}

// count counts words, all and quoted.
func (p *page) count(s *segment.Sentence, out *Sentence) {
	for i := s.First; i < s.End; i++ {
		tok := p.a.Segments.Tokens[i]
		if tok.Kind != segment.Word && tok.Kind != segment.Number {
			continue
		}
		out.Words++
		if within(p.marked, tok.Start) || within(p.short, tok.Start) {
			out.Quoted++
		}
	}
}

// units reads the keys of one sentence, which has the number n, from token
// first on.
func (p *page) units(s *segment.Sentence, first, n int) []Unit {
	p.sentence, p.group, p.out = n, 0, nil
	for p.time < len(p.a.Times) && p.a.Times[p.time].Span.End <= s.Span.Start {
		p.time++
	}
	joined := false // the token before was a word of a name
	for i := first; i < s.End; i++ {
		tok := p.a.Segments.Tokens[i]
		if within(p.marked, tok.Start) {
			joined = false
			continue
		}
		if t := p.timeAt(tok.Start); t != nil {
			if end := p.expression(i, s.End, t); end > i {
				i, joined = end-1, false
				continue
			}
		}
		joined = p.token(i, joined)
	}
	return p.out
}

// timeAt is the expression of time that begins at pos and means something.
func (p *page) timeAt(pos int) *when.Time {
	for p.time < len(p.a.Times) && p.a.Times[p.time].Span.Start < pos {
		p.time++
	}
	if p.time < len(p.a.Times) && p.a.Times[p.time].Span.Start == pos {
		if t := &p.a.Times[p.time]; t.From != "" && t.Type != when.Duration {
			return t
		}
	}
	return nil
}

// expression adds an expression of time as one unit and gives the index of the
// token after it.
func (p *page) expression(i, limit int, t *when.Time) int {
	end := i
	for end < limit && p.a.Segments.Tokens[end].Start < t.Span.End {
		end++
	}
	value := t.Value
	if t.Grain == when.Day || t.Grain == when.Clock {
		value = t.From
	}
	p.add(Unit{Key: p.key(keyID{kind: Time, value: value}, value), Kind: Time, Span: t.Span, First: i, End: end, From: t.From, To: t.To})
	return end
}

// token adds the unit of token i, if it has one. It reports whether a run of
// name words goes on behind it.
func (p *page) token(i int, joined bool) bool {
	tok, w := p.a.Segments.Tokens[i], p.a.Tags[i]
	if tok.Kind != segment.Word && tok.Kind != segment.Number {
		return joined && tok.Kind == segment.Clitic
	}
	form := tok.In(p.t)
	low := strings.ToLower(form)
	u := Unit{Span: tok.Span, First: i, End: i + 1, Quoted: within(p.short, tok.Start)}
	if v, ok := p.number(low, tok.Kind, w.Tag); ok {
		v = p.measured(i, v)
		u.Kind = Number
		u.Key = p.key(keyID{kind: Number, value: v}, v)
		p.add(u)
		return false
	}
	if !p.content(low, w.Tag) {
		return false
	}
	if p.compound(i, form, w) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(form)
	if u.Name = (w.Tag == tag.NNP || w.Tag == tag.NNPS) && unicode.IsUpper(first); u.Name {
		if !joined {
			p.group++
		}
		u.Group = p.group
	}
	p.buf = p.model.AppendLemma(p.buf[:0], form, w)
	if short, ok := initials(form); ok {
		p.buf, w.Lemma = append(p.buf[:0], short...), tag.LemmaID(short)
	}
	u.Key, u.Verb = p.key(keyID{kind: Word, lemma: w.Lemma}, string(p.buf)), w.Tag.Verb()
	p.add(u)
	return u.Name
}

// number is the value of a number, without thousands' commas.
func (p *page) number(low string, k segment.Kind, t tag.Tag) (string, bool) {
	if k == segment.Number {
		return strings.ReplaceAll(low, ",", ""), true
	}
	if t != tag.CD || low == "one" {
		return "", false
	}
	v, ok := p.lang.Spellings[low]
	return v, ok && v != "" && v[0] >= '0' && v[0] <= '9'
}

// content reports whether a word carries meaning.
func (p *page) content(low string, t tag.Tag) bool {
	if _, ok := p.lang.FunctionWords[low]; ok || len(low) < 2 {
		return false
	}
	if _, ok := p.lang.Auxiliaries[low]; ok {
		return false
	}
	return t.Noun() || t.Verb() && t != tag.MD || t >= tag.JJ && t <= tag.JJS || t == tag.FW || t == tag.CD || t == tag.RB || t == tag.RP
}

// key numbers a key.
func (p *page) key(id keyID, lemma string) int {
	k, ok := p.keys[id]
	if !ok {
		k = len(p.view.Keys)
		p.keys[id] = k
		p.view.Keys = append(p.view.Keys, Key{Kind: id.kind, Lemma: lemma})
	}
	return k
}

func (p *page) add(u Unit) {
	p.out = append(p.out, u)
	k := &p.view.Keys[u.Key]
	if n := len(k.In); n == 0 || k.In[n-1] != p.sentence {
		k.In = append(k.In, p.sentence)
	}
}

// longMarks are the stretches between quotation marks that are no words of the
// sentence around them.
func longMarks(a *analysis.Analysis) (out []text.Span) {
	for _, m := range a.Marks {
		if m.Outer < 0 && !isShort(a, m.Content) {
			out = append(out, m.Span)
		}
	}
	return out
}

// shortMarks are part-quotes.
func shortMarks(a *analysis.Analysis) (out []text.Span) {
	for _, m := range a.Marks {
		if m.Outer < 0 && isShort(a, m.Content) {
			out = append(out, m.Span)
		}
	}
	return out
}

func isShort(a *analysis.Analysis, s text.Span) bool {
	return len(strings.Fields(s.In(a.Article.Text))) <= partQuote
}

// within reports whether pos lies in one of spans, which are in order.
func within(spans []text.Span, pos int) bool {
	lo, hi := 0, len(spans)
	for lo < hi {
		if m := (lo + hi) / 2; spans[m].End <= pos {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo < len(spans) && spans[lo].Holds(pos)
}
