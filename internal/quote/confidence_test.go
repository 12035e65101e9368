package quote

import (
	"math"
	"testing"

	learned "parallax/internal/attribution"
	"parallax/internal/text"
)

// TestLearnConfidence: a rule that is right nine times of ten is trusted so,
// one that is right once in five likewise, and the same quotations give the
// same file.
func TestLearnConfidence(t *testing.T) {
	var qs []Quotation
	var right []bool
	for i := range 1000 {
		sure := Quotation{Rule: "sure", Content: []text.Span{{Start: 0, End: 40}}, Speaker: 0}
		bold := sure
		bold.Rule = "bold"
		qs = append(qs, sure, bold)
		right = append(right, i%10 != 0, i%5 == 0)
	}
	file := LearnConfidence(qs, right)
	if again := LearnConfidence(qs, right); again != file {
		t.Error("the same quotations gave another file")
	}
	weights, err := readConfidence(file)
	if err != nil {
		t.Fatal(err)
	}
	out := &Result{Quotations: []Quotation{qs[0], qs[1]}}
	out.confide(weights)
	for i, want := range []float64{.9, .2} {
		if got := out.Quotations[i].Confidence; math.Abs(got-want) > .01 {
			t.Errorf("rule %s: confidence %.3f, want %.2f", qs[i].Rule, got, want)
		}
	}
}

// TestConfidence: what both marks and learning show is surer than what one
// shows alone, and a likely attribution is surer than an unlikely one.
func TestConfidence(t *testing.T) {
	cue, source := text.Span{Start: 50, End: 54}, text.Span{Start: 55, End: 60}
	told := func(rule string, kind Kind, s support) Quotation {
		return Quotation{Rule: rule, Kind: kind, Content: []text.Span{{Start: 0, End: 45}}, Cue: cue, Source: source, support: s}
	}
	likely := supportOf(&learned.Attribution{Probability: .9, Cued: .9, Sourced: .9})
	agrees := likely
	agrees.agrees = true
	unlikely := supportOf(&learned.Attribution{Probability: .2, Cued: .3, Sourced: .3})
	out := &Result{Quotations: []Quotation{
		told("cue-after", Direct, agrees),
		told("cue-after", Direct, support{}),
		told(byLearning, Indirect, likely),
		told(byLearning, Indirect, unlikely),
	}}
	out.confide(confidence())
	for _, q := range out.Quotations {
		if q.Confidence <= 0 || q.Confidence >= 1 {
			t.Errorf("%s: confidence %v", q.Rule, q.Confidence)
		}
	}
	if a, b := out.Quotations[0].Confidence, out.Quotations[1].Confidence; a <= b {
		t.Errorf("marks and learning together: %.2f, marks alone: %.2f", a, b)
	}
	if a, b := out.Quotations[2].Confidence, out.Quotations[3].Confidence; a <= b {
		t.Errorf("likely: %.2f, unlikely: %.2f", a, b)
	}
}

// TestReadConfidence: what is no weight and sign is said to be so.
func TestReadConfidence(t *testing.T) {
	for _, bad := range []string{"much\tchance", ".5", "0.5\t"} {
		if _, err := readConfidence(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
	got, err := readConfidence("# weights\n-0.5\tno cue\t# 12\n")
	if err != nil || got["no cue"] != -.5 {
		t.Errorf("got %v, %v", got, err)
	}
}
