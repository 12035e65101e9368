package collate

import (
	"unicode"

	"parallax/internal/analysis"
	"parallax/internal/text"
)

// Two reports are one account when half of the shorter one's runs of eight
// words, outside quotation marks, stand in the other as well. Quotation marks
// are left out so that two reporters who heard the same speech do not count as
// copies (word shingles: Broder, 1997).
const (
	shingle     = 8
	copiedShare = 0.5
)

// prose is a report's words as numbers, for finding copies.
type prose struct {
	words  int             // of the whole report
	all    []uint64        // hashes of the body's words
	shared map[uint64]bool // hashes of the runs of words in its own voice
}

// accounts groups reports into families of copies.
func accounts(as []*analysis.Analysis) []Report {
	out := make([]Report, len(as))
	read := make([]prose, len(as))
	holders := map[uint64][]int32{} // run of words: the reports that have it, in order
	for i, a := range as {
		read[i] = readProse(a)
		out[i] = Report{Article: a.Article, Words: read[i].words, Account: i, Own: 1, Foreign: !analysis.Supported(a.Article.Language)}
		common := make([]int, i)
		for h := range read[i].shared {
			for _, j := range holders[h] {
				common[j]++
			}
			holders[h] = append(holders[h], int32(i))
		}
		best := 0.0
		for j, n := range common {
			shorter := min(len(read[i].shared), len(read[j].shared))
			if shorter == 0 {
				continue
			}
			if share := float64(n) / float64(shorter); share >= copiedShare && share > best {
				best, out[i].Account = share, out[j].Account
			}
		}
	}
	for i := range out {
		if first := out[i].Account; first != i {
			out[i].Own = 1 - copied(read[i].all, read[first].all)
		}
	}
	return out
}

func readProse(a *analysis.Analysis) prose {
	p := prose{shared: map[uint64]bool{}}
	p.words = len(hashes(nil, a.Article.Text, text.Span{End: len(a.Article.Text)}))
	if a.Article.Headline.Empty() {
		p.words += len(hashes(nil, a.Article.Title, text.Span{End: len(a.Article.Title)}))
	}
	next := 0
	for _, par := range a.Article.Paragraphs {
		p.all = hashes(p.all, a.Article.Text, par)
		at := par.Start
		for next < len(a.Marks) && a.Marks[next].Span.Start < par.End {
			m := a.Marks[next].Span
			next++
			if m.Start > at {
				p.addRuns(a.Article.Text, text.Span{Start: at, End: m.Start})
			}
			at = max(at, m.End)
		}
		if at < par.End {
			p.addRuns(a.Article.Text, text.Span{Start: at, End: par.End})
		}
	}
	return p
}

func (p *prose) addRuns(t string, s text.Span) {
	hs := hashes(nil, t, s)
	for i := 0; i+shingle <= len(hs); i++ {
		p.shared[run(hs[i:i+shingle])] = true
	}
}

// copied is the share of the words of hs that lie in runs which from has too.
func copied(hs, from []uint64) float64 {
	if len(hs) == 0 {
		return 0
	}
	has := map[uint64]bool{}
	for i := 0; i+shingle <= len(from); i++ {
		has[run(from[i:i+shingle])] = true
	}
	n, upTo := 0, 0
	for i := 0; i+shingle <= len(hs); i++ {
		if has[run(hs[i:i+shingle])] {
			n += i + shingle - max(i, upTo)
			upTo = i + shingle
		}
	}
	return float64(n) / float64(len(hs))
}

func run(hs []uint64) uint64 {
	h := uint64(offset64)
	for _, w := range hs {
		h = (h ^ w) * prime64
	}
	return h
}

// hashes appends one FNV-1a hash a word of t in s, letter case apart. Marks
// within a word are passed over, so quote style makes no difference.
func hashes(out []uint64, t string, s text.Span) []uint64 {
	h, in := uint64(offset64), false
	for _, c := range t[s.Start:s.End] {
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			h, in = (h^uint64(unicode.ToLower(c)))*prime64, true
		case isApostrophe(c) || unicode.Is(unicode.M, c):
		default:
			if in {
				out = append(out, h)
			}
			h, in = offset64, false
		}
	}
	if in {
		out = append(out, h)
	}
	return out
}

// The constants of FNV-1a with 64 bits.
const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)
