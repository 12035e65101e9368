package apparatus_test

import (
	"strings"
	"testing"

	"parallax/internal/collate"
	"parallax/internal/report/apparatus"
	"parallax/internal/report/specimen"
)

// show writes pieces in the signs that the tests use.
func show(ps []apparatus.Piece) string {
	var b strings.Builder
	for _, p := range ps {
		if p.Space {
			b.WriteByte(' ')
		}
		switch p.Kind {
		case apparatus.Cut:
			b.WriteString("[…]")
		case apparatus.Fold:
			b.WriteString("…")
		case apparatus.Delete:
			b.WriteString("~" + p.Old.Text + "~")
		case apparatus.Insert:
			b.WriteString("+" + p.New.Text + "+")
		case apparatus.Replace:
			b.WriteString("~" + p.Old.Text + "~+" + p.New.Text + "+")
		case apparatus.Same:
			if p.Contested {
				b.WriteString("_" + p.Shown().Text + "_")
			} else {
				b.WriteString(p.Shown().Text)
			}
		}
	}
	return b.String()
}

func twoReports(full, reading string) *collate.Comparison {
	return specimen.Build([]string{"Tide", "Dispatch"},
		specimen.Utterance{Speaker: "Ines Marrow", Readings: []string{full, reading}})
}

const (
	quay = "You will get the whole book of the winch by Friday, and no winch of its kind will pull a rope until every one of them has been opened."
	long = "The two letters lay on my desk for a week. So did the replies, and there is nothing in them that I would care to say aloud. " +
		"Nobody drops half a load at noon, over a full quay, unless the trouble has been waiting for its turn, and it was the driver's whistle alone that kept this from being a funeral. " +
		"The owners were warned on paper three times since the spring before last. They wrote back that the brake was new. " +
		"Should it turn out to be my own fault, you will read it here first."
)

func TestDepartures(t *testing.T) {
	for _, k := range []struct{ name, full, reading, want string }{
		{"word for word", quay, "=", ""},
		{
			"a word left out and a word changed, each in its context", quay,
			"You will get the {--whole --}book of the winch by Friday, and no winch of its kind will pull a rope until {~~every~>each~~} one of them has been opened.",
			"You will get the ~whole~ book of the winch by Friday, … will pull a rope until ~every~+each+ one of them has been opened.",
		},
		{
			"cut at both edges", quay,
			"{--You will get the whole book of the winch by Friday, and --}no winch of its kind will pull a rope{-- until every one of them has been opened--}.",
			"[…] no winch of its kind will pull a rope. […]",
		},
		{
			"cut before a change", quay,
			"{--You will get the whole book of the winch by Friday, and --}no winch of its kind will {~~pull~>haul~~} a rope until every one of them has been opened.",
			"[…] no winch of its kind will ~pull~+haul+ a rope until every one …",
		},
		{
			"many words left out inside", quay,
			"You will get the whole book{-- of the winch by Friday, and no winch of its kind will pull a rope--} until every one of them has been opened.",
			"You will get the whole book […] until every one of them has been opened.",
		},
		{"a word added", quay, "You will {++not ++}get the whole book of the winch by Friday, and no winch of its kind will pull a rope until every one of them has been opened.",
			"You will +not+ get the whole book of …"},
		{"a part-quote in two parts", "It is safe. It was tested.", "It is safe.|| It was {~~tested~>examined~~}.", "It is safe. It was ~tested~+examined+."},
		{"a change inside a hyphenated word", "a forty-ton load", "a {~~forty~>fifty~~}-ton load", "a ~forty~+fifty+-ton load"},
	} {
		t.Run(k.name, func(t *testing.T) {
			if got := show(apparatus.Departures(twoReports(k.full, k.reading), 0, 1)); got != k.want {
				t.Errorf("\n got %s\nwant %s", got, k.want)
			}
		})
	}
}

func TestFullest(t *testing.T) {
	for _, k := range []struct{ name, full, reading, want string }{
		{
			"changed words are flagged", quay,
			"You will get the {--whole --}book of the winch by Friday, and no winch of its kind will pull a rope until {~~every~>each~~} one of them has been opened.",
			"You will get the _whole_ book of the winch by Friday, and no winch of its kind will pull a rope until _every_ one of them has been opened.",
		},
		{"words cut at an edge are not", quay, "{--You will get the whole book of the winch by Friday, and --}no winch of its kind will pull a rope until every one of them has been opened.", quay},
		{
			"a long one folds around what differs", long, strings.Replace(long, "three", "{~~three~>two~~}", 1),
			"The two letters lay on my desk for a week. So did the replies, and there is nothing … a funeral. The owners were warned on paper _three_ times since the spring before last. They wrote … my own fault, you will read it here first.",
		},
	} {
		t.Run(k.name, func(t *testing.T) {
			if got := show(apparatus.Fullest(twoReports(k.full, k.reading), 0)); got != k.want {
				t.Errorf("\n got %s\nwant %s", got, k.want)
			}
		})
	}
}
