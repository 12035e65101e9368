package wire

import (
	"strconv"

	"parallax/internal/analysis"
	"parallax/internal/fact"
)

// Fact is a number that a report gives, and what it measures.
type Fact struct {
	Start    int    `json:"start"`    // in code points; the number with its unit and what hedges it
	End      int    `json:"end"`      // in code points, exclusive
	Class    string `json:"class"`    // count, money, percent, vote, age, duration (days), distance (metres), magnitude, measure or score
	Low      string `json:"low"`      // in figures
	High     string `json:"high"`     // in figures; the same as low unless a range or a vote is told
	Unit     string `json:"unit"`     // currency or unit of measure; empty when there is none
	Hedge    string `json:"hedge"`    // about, nearly, at least or at most; empty for a plain number
	Vague    bool   `json:"vague"`    // told as an order of magnitude or a decade
	Noun     *Span  `json:"noun"`     // what is counted; null when no noun says so
	Fate     string `json:"fate"`     // what befell those counted: dead, injured, missing, arrested, ...; empty when nothing is told
	Whole    string `json:"whole"`    // of how many it is a part, in figures: 7 for "five of the seven"; empty when nothing says so
	Other    bool   `json:"other"`    // told as other or additional ones: not those counted before
	Standing string `json:"standing"` // earlier ("from 54 million"), expected ("analysts expected") or converted (the number before it in another unit, between brackets); empty for what is
	Clause   Span   `json:"clause"`   // the clause that says what the number is of
}

func (m *maker) facts(a *analysis.Analysis) []Fact {
	out := make([]Fact, 0, len(a.Facts))
	for i := range a.Facts {
		f := &a.Facts[i]
		w := Fact{Class: f.Class.String(), Low: figures(f.Low), High: figures(f.High), Unit: f.Unit, Hedge: f.Hedge.String(), Vague: f.Vague, Fate: f.Fate, Other: f.Further, Standing: f.Standing.String()}
		if f.Whole > 0 {
			w.Whole = figures(f.Whole)
		}
		if f.Class == fact.Duration {
			w.Unit = "day"
		}
		w.Start, w.End = m.indexes[0].Points(f.Span)
		w.Clause.Start, w.Clause.End = m.indexes[0].Points(f.Clause)
		if f.Noun >= 0 {
			w.Noun = &Span{}
			w.Noun.Start, w.Noun.End = m.indexes[0].Points(a.Segments.Tokens[f.Noun].Span)
		}
		out = append(out, w)
	}
	return out
}

func figures(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
