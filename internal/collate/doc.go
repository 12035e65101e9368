// Package collate sets the reports of one story side by side: which quotations
// are readings of one utterance, what each reading did with the words, who the
// people are over all reports, and which reports are copies of others.
//
// # Words
//
// Quotations are compared word by word. Two words are the same when they are
// letter for letter the same apart from case, accents, the style of quotation
// marks, apostrophes and dashes, and when they only write one word in two ways:
//
//   - contractions and their long forms: "it's" and "it is" (or "has"), "don't" and
//     "do not". Outlets write either for the same sound, so this is no alteration;
//   - abbreviations that are read out ("Gov." and "governor"), points in initials
//     ("F.B.I." and "FBI"), numbers ("forty" and "40"), "per cent", "percent" and "%";
//   - figures with a unit ("£5m" and "£5 million", "9pm" and "9 p.m.") and a day
//     with its month in either order ("3 March" and "March 3");
//   - hyphens and joints ("co-operate" and "cooperate", "tough-on-crime");
//   - an editor's letter in brackets ("[W]e").
//
// An ellipsis is no word; it tells that a cut is shown. Nor is "[sic]". Words in square or round
// brackets are words, since the reporter put them there. Anything else is a
// change: another ending ("cling" for "clings"), another spelling of a name, a
// censored word.
//
// # Relation
//
// What a report tells without quotation marks is a paraphrase of what the same
// person, or who speaks for the organisation that it credits, said elsewhere:
// where most of its words of meaning stand in the fullest wording, or where it
// takes over its words in a row, but for tense and person.
//
// The fullest reading has the most words, those in brackets apart; among equals
// one without censored words, then the first in canonical order. A reading of the same words is identical. One that leaves words out
// and changes none is trimmed. One with a word changed, added or moved is
// altered; so, and this is the surprise, is one that silently leaves a word
// with meaning, or a negation, out of the middle of a clause. Of
//
//	since the storm I have been steering a slow rebuilding of the ferry
//
// "a slow rebuilding" is trimmed and "steering … rebuilding" is trimmed, but
// "steering rebuilding" is altered: it puts two words side by side that nobody said side by
// side. Cutting a sentence, a clause between two commas, a title before a name or
// a lone article is trimming.
//
// # Utterances
//
// Quotations are joined by ordered rules over the evidence of their alignment:
// the words in common weighted by their rarity in the story, how much of the
// shorter one they are, the longest run of them, and whether the same person is
// credited (strong), two different ones (strong against), two of different kinds,
// such as a minister and a statement (weak against), or nobody (neutral).
// Links that are firm join first, the strongest before the others. Then each
// part-quote, be it one word, goes to the one place that it fits best. Two
// passages of one report with words in common but different wording are two
// utterances in which somebody repeats himself, and are never brought together
// by a third report. So are two sentences of one report of which one only goes on
// (“We will rebuild.” and “We will rebuild, I promise.”) when another report has
// the shorter. A common beginning of everybody's words joins nothing where each
// goes on with words of its own. Two cuts that overlap join even if a third reading, which
// shares words with only one of them, is the fullest: what a reading does not
// share with the fullest is then told as left out and added, all of it where the two
// have less than a quarter of its words in common.
//
// # People
//
// Entities are joined over reports by full name (nicknames and initials apart),
// by family name where only one person has it or one is named far more often,
// and by role for a speaker known by role alone, if what the role is of agrees:
// the mayor of Orrin is not the mayor of Hallow, nor anybody's deputy. A title
// before a name ("Mrs") parts two of different gender. Six identical words of
// one utterance tell that the speakers whom two reports credit are the same,
// unless their names, their gender or a proxy's role ("spokeswoman") speak
// against it; "a minister" is never taken for one who is named. Then the
// readings keep the speakers whom their reports credit.
// A quotation without a speaker stays without one; its utterance has the speaker
// whom the other reports credit.
package collate
