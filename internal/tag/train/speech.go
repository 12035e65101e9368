package main

import (
	"maps"
	"slices"

	"parallax/internal/lang"
	"parallax/internal/segment"
	"parallax/internal/tag"
	"parallax/internal/text"
)

// speech are the places of a reporting verb that web texts have too few of: %
// stands for the verb, of which alone something is told.
var speech = []string{
	"“The boats are late,” % the clerk.",
	"\"The boats are late,\" % Harbin Ostrander, a clerk.",
	"“The boats are late,” Harbin Ostrander %.",
	"Nobody % that the boats are late.",
	"The clerk % on Monday that the boats are late.",
}

// speeches makes lessons of the finite forms of reporting verbs.
func speeches(l *lang.Language, source int) []tag.Lesson {
	tags := map[lang.VerbForm]tag.Tag{lang.Past: tag.VBD, lang.Present: tag.VBZ}
	var out []tag.Lesson
	for _, word := range slices.Sorted(maps.Keys(l.Cues)) {
		cue := l.Cues[word]
		if tags[cue.Form] == tag.None || cue.Strength != lang.Strong {
			continue
		}
		for k, frame := range speech {
			out = append(out, lesson(frame, word, cue.Lemma, tags[cue.Form], source+k, l))
		}
	}
	return out
}

// deeds are places of a past form that does not end in "ed", of which web texts
// have many but once or never ("sank", "forbade").
var deeds = []string{
	"The clerk %.",
	"The clerk % on Monday.",
	"Nine of the 12 boats %.",
}

// pasts makes lessons of such forms.
func pasts(l *lang.Language, source int) []tag.Lesson {
	var out []tag.Lesson
	for _, word := range slices.Sorted(maps.Keys(l.Past)) {
		for k, frame := range deeds {
			out = append(out, lesson(frame, word, "", tag.VBD, source+k, l))
		}
	}
	return out
}

// lesson puts a verb into a frame.
func lesson(frame, word, lemma string, t tag.Tag, source int, l *lang.Language) tag.Lesson {
	at := 0
	for frame[at] != '%' {
		at++
	}
	in := frame[:at] + word + frame[at+1:]
	s := segment.Segment(in, text.Span{}, []text.Span{{Start: 0, End: len(in)}}, l)
	out := tag.Lesson{Text: in, Tokens: s.Tokens, Source: source, Weight: speechWeight}
	out.Tags, out.Lemmas = make([]tag.Tag, len(s.Tokens)), make([]string, len(s.Tokens))
	i := s.TokenAt(at)
	out.Tags[i], out.Lemmas[i] = t, lemma
	return out
}

// speechWeight is how much such a lesson counts beside a sentence that somebody
// wrote.
const speechWeight = 0.3
