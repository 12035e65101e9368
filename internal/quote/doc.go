// Package quote finds quotations and says who spoke, by ordered sieves: the
// most precise is asked first, the first that answers decides, and its name is
// kept in Quotation.Rule so that every attribution can be checked. The shape is
// that of the quote attribution of Muzny, Fang, Chang and Jurafsky ("A two-stage
// sieve approach for quote attribution", EACL 2017): first from quotation to
// mention, then from mention to entity, which package names has resolved.
//
// A paragraph is read as frames. A frame is a sentence in which every quoted
// stretch, however many sentences it holds, is one element, and so is every
// noun that names somebody:
//
//	“It works. We know,” said Ilse Marenko, the mayor, on Monday.
//	[quoted] , cue:said noun:Ilse Marenko , noun:the mayor , on Monday .
//
// Sieves within the frame, in order: name-colon, signed, noun-cue (an answer),
// cue-after, cue-before, according (per somebody), noun-cue (a complaint that …,
// where no verb stands nearer), part-quote (a strong verb governs the sentence),
// noun-cue (the same, farther), according (and in somebody's view), unknown-verb, cue-after-clause,
// noun-cue (in the words of), part-quote (any verb that judges somebody "as", a
// weak verb), subject. Sieves over frames: carried-on (a quotation over several
// paragraphs), dialogue, continues (same paragraph), sentence-before,
// paragraph-before, sentence-after, headline. A quotation that no sieve answers keeps Rule "none" and no speaker:
// that is better than a wrong one. Words that somebody denies having said keep
// Rule "denied" and no speaker. What a label opens is found before all of these:
// the turns of a transcript (transcript) and what an account posts (post).
//
// Not every stretch between quotation marks is speech. Titles of works,
// nicknames and terms are told apart by their shape, by the words beside them
// and, for one or two words, by the lack of anybody who could have said them;
// they are kept as Asides with the reason.
//
// The surprise: one quotation is one quoted stretch. “I will,” she said, “go.”
// is two quotations by one speaker; putting them together is the business of
// package collate, which knows how the other reports print them.
package quote
