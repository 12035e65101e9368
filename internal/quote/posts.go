package quote

import (
	"strings"
	"unicode/utf8"

	"parallax/internal/text"
)

// Reports print what was posted as the network does, without marks:
//
//	RT @VesthavnPolice: The bridge is shut. #HarbourBridge
//	Ilse Marenko (@ilse_marenko): Nobody was hurt 🙏
//
// The label before the colon names the account; the rest of the paragraph is what
// it says.

// longestPost is how many bytes a post may have: ten times what most networks allow
// is a report and no post.
const longestPost = 2800

// posts gives the paragraphs that the label of an account opens as quotations.
func (r *reader) posts() []Quotation {
	if !strings.Contains(r.text, "@") {
		return nil
	}
	var out []Quotation
	for i, p := range r.segments.Paragraphs {
		if i == 0 && r.segments.HasHeadline && !strings.HasPrefix(p.In(r.text), "@") || p.Len() > longestPost {
			continue
		}
		label, after := r.account(p)
		if label.Empty() {
			continue
		}
		content := r.trim(text.Span{Start: after, End: p.End})
		if content.Empty() {
			continue
		}
		q := Quotation{Kind: Direct, Content: []text.Span{content}, Source: label, Cue: text.Span{Start: after - 1, End: after}, Rule: "post"}
		q.Mention, q.Speaker = r.labelled(label, nil)
		out = append(out, q)
	}
	return out
}

// account is the label of a post that opens paragraph p, without "RT", and the place
// behind its colon; an empty span when there is none.
func (r *reader) account(p text.Span) (label text.Span, after int) {
	body := p.In(r.text)
	colon := strings.IndexByte(body[:min(len(body), longestLabel)], ':')
	if colon <= 0 || colon+1 < len(body) && body[colon+1] != ' ' && body[colon+1] != '\n' {
		return text.Span{}, 0
	}
	from := len(body) - len(strings.TrimLeft(body, "“\"‘'-•* \t"))
	if rest := strings.TrimPrefix(body[min(from, colon):colon], "RT "); len(rest) < colon-from {
		from = colon - len(rest)
	}
	name, at, found := strings.Cut(body[min(from, colon):colon], "@")
	if !found || strings.ContainsAny(at, " .,") || strings.Trim(at, ")_") == "" {
		return text.Span{}, 0
	}
	name = strings.TrimRight(name, " (")
	if first, _ := utf8.DecodeRuneInString(name); name != "" && (!titleLabel(name) || first == '(') {
		return text.Span{}, 0
	}
	return text.Span{Start: p.Start + from, End: p.Start + colon}, p.Start + colon + 1
}
