// Package story puts reports of one event together, and nothing else with
// them: the fifteenth aid package is another story than the fourteenth, and an
// earthquake in one town another than last week's in the next.
//
//	A  Quake of magnitude 6.1 shakes Port Amberly    The mayor, Ilse Korrin, said 14 people …
//	B  Fish market collapses in Port Amberly         Fourteen were hurt, Mayor Ilse Korrin said …
//	C  Magnitude 6.5 earthquake rattles Tessamund    Governor Paulo Vesterling ordered 2,300 people …
//
// A and B share a place, a name, a number and a quotation, and are one story. C
// shares words with both, but no name and no number, and comes a week later.
//
// A report is four sparse vectors over its words ([Read]): title and first
// words of the body, title and lead, names, numbers, each word weighed by how
// rare it is (Spärck Jones, 1972) in the stream and in a table of news in
// general. How sure it is that two reports are of one story is the cosine of
// body and lead, less where names or numbers are not shared, more for an
// utterance in common, less for every day between them; and all that divided
// by how crowded it is around both: where many reports are about nearly the
// same, resembling one of them says little (the idea is that of local scaling,
// Zelnik-Manor and Perona, 2004). That division is why one threshold serves
// three events and ten thousand. Every constant stands in the variable tuned.
//
// [Group] takes reports that are all there and links them by average linkage;
// their order changes nothing. A [Grouper] takes a stream: each report is
// placed as it comes, and every few dozen reports the stories that were
// touched, and those near them, are linked anew. Stories are then merged and
// split; the larger part keeps the ID, and each [Change] says what became of
// the rest. What a stream remembers is bounded by Options, and it can be saved
// and restored.
//
// What a user knows better counts for more ([Grouper.Join],
// [Grouper.Separate]): it holds against all mending until [Grouper.Undo].
//
// Reports are grouped within a language. English has a table of frequencies;
// German, English, French, Dutch, Italian, Portuguese and Spanish have lists of
// words that say nothing; every other language goes by what the stream itself
// shows. Names are looked for in English, elsewhere a capital letter stands for
// one.
//
// The one surprise: the reports of a story need not resemble each other all
// over. Two that share little are together where both resemble the others.
package story
