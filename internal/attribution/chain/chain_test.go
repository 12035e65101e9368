package chain

import (
	"bytes"
	"math"
	"testing"

	"parallax/internal/attribution/chance"
)

// invented is a model of weights by chance, and a sequence of four tokens with
// two features each.
func invented() (*Model, []uint32, []uint8) {
	random := chance.Source(5)
	m := &Model{Scale: .01, Steps: make([]float32, steps), Packed: make([]uint64, Buckets)}
	for i := range m.Packed {
		m.Packed[i] = random.Next()&^(0xFF<<56) | middle<<56
	}
	for i := range m.Steps {
		m.Steps[i] = float32(random.Share() - .5)
	}
	fillSteps(&m.step, m.Steps)
	return m, []uint32{1, 2, 3, 4, 5, 6, 7, 8}, []uint8{0, 3, 1, 9}
}

// every runs through all label sequences of four tokens with their weights.
func every(m *Model, features []uint32, class []uint8, visit func(labels [4]int, weight float64)) {
	var labels [4]int
	var walk func(i int, weight float64)
	walk = func(i int, weight float64) {
		if i == 4 {
			visit(labels, weight)
			return
		}
		emit := emission(m.Add(Sum{}, features[2*i:2*i+2]), m.Scale)
		for y := range Labels {
			w := weight * float64(emit[y])
			if i == 0 {
				if y == InSource || y == InCue || y == InContent {
					continue
				}
			} else {
				w *= float64(m.step.on[class[i-1]][class[i]][labels[i-1]][y])
			}
			labels[i] = y
			walk(i+1, w)
		}
	}
	walk(0, 1)
}

// TestAgainstEverySequence: the probabilities are those that counting through
// all label sequences gives.
func TestAgainstEverySequence(t *testing.T) {
	m, features, class := invented()
	var all float64
	var label [4][Labels]float64
	var contents float64 // of a content from token 1 to token 2
	every(m, features, class, func(labels [4]int, w float64) {
		all += w
		for i, y := range labels {
			label[i][y] += w
		}
		if labels[1] == BeginContent && labels[2] == InContent && labels[3] != InContent {
			contents += w
		}
	})
	var s Sequence
	s.Run(m, features, class)
	for i := range label {
		for y, w := range label[i] {
			if got := float64(s.Prob(i, y)); math.Abs(got-w/all) > 1e-3 {
				t.Errorf("token %d label %d: %.4f, counted %.4f", i, y, got, w/all)
			}
		}
	}
	got := s.Begin(1, BeginContent) * s.Into(1, BeginContent, BeginContent) * (1 - s.Into(2, InContent, BeginContent))
	if math.Abs(float64(got)-contents/all) > 1e-3 {
		t.Errorf("content over tokens 1 and 2: %.4f, counted %.4f", got, contents/all)
	}
}

// TestLearn: a field learns that a content follows the feature that says
// "said", and gives the same bytes each time.
func TestLearn(t *testing.T) {
	said := Example{Features: []uint32{10, 20, 30, 40}, Class: []uint8{0, 9, 0, 3}, Gold: []uint8{BeginSource, BeginCue, BeginContent, Out}}
	went := Example{Features: []uint32{10, 21, 30, 40}, Class: []uint8{0, 0, 0, 3}, Gold: []uint8{Out, Out, Out, Out}}
	o := Options{Epochs: 200, Rate: .1, Drop: .1, Seed: 1}
	m := Learn([]Example{said, went}, o)
	var s Sequence
	s.Run(m, said.Features, said.Class)
	if p := s.Begin(2, BeginContent); p < .8 {
		t.Errorf("after the cue a content begins with chance %.2f, want .8 or more", p)
	}
	s.Run(m, went.Features, went.Class)
	if p := s.Begin(2, BeginContent); p > .2 {
		t.Errorf("without a cue a content begins with chance %.2f, want .2 or less", p)
	}
	if !bytes.Equal(m.Append(nil), Learn([]Example{said, went}, o).Append(nil)) {
		t.Error("the same examples gave another model")
	}
	back, rest, err := Decode(append(m.Append(nil), "rest"...))
	if err != nil || string(rest) != "rest" || !bytes.Equal(back.Append(nil), m.Append(nil)) {
		t.Errorf("a model read back differs: error %v, rest %q", err, rest)
	}
	if _, _, err := Decode(m.Append(nil)[:1000]); err == nil {
		t.Error("half a model was read without an error")
	}
}

// TestNothing: an empty sequence has no tokens, and one that no label sequence
// fits says nothing.
func TestNothing(t *testing.T) {
	m, _, _ := invented()
	var s Sequence
	s.Run(m, nil, nil)
	if s.Len() != 0 {
		t.Errorf("%d tokens in nothing", s.Len())
	}
}
