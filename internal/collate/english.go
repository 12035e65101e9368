package collate

import "strings"

// The word data of English that comparing needs. All forms are folded: lower
// case, straight apostrophes, no points.

func set(list string) map[string]struct{} {
	m := map[string]struct{}{}
	for _, w := range strings.Fields(list) {
		m[w] = struct{}{}
	}
	return m
}

// functionWords carry grammar rather than meaning: they support a match, but
// never make one.
var functionWords = set(`
a an the this that these those
i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself
it its itself they them their theirs themselves
who whom whose which what where when why how there here
and or but nor yet if because as until while than then though although since unless whether
of at by for with about against between into through during before after above below to from up down in out on off over under
once is am are was were be been being have has had having do does did doing will would shall should can could may might must
not no never none neither either both
's 'd oh um uh
`)

// commonWords carry meaning, but so little that sharing them says nothing.
var commonWords = set(`
well now really actually yes yeah like get got getting go goes going gone went come comes coming came make makes made making
say says said saying think thinks thought know knows known want wants wanted see seen look looks take takes took
thing things something anything everything people person man woman time times day year years way lot much many good great new first last
need needs let right back today
each all any some more most other own same only too very just also even still again further so such one ones
`)

// negations turn a statement round: leaving one out is never a mere cut.
var negations = set(`not no never none neither nor nobody nothing without`)

// clitics are the short halves of contractions and what they stand for; "'s"
// and "'d" stay as they are, because they stand for several words.
var clitics = map[string]string{
	"'s": "'s", "'d": "'d", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am",
}

// contractions whose first half is not simply what stands before the
// apostrophe.
var contractions = map[string]string{
	"can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not",
}

// shortForms are abbreviations that are read out in full; they count only
// with their point.
var shortForms = map[string]string{
	"gov": "governor", "gen": "general", "sen": "senator", "sens": "senators", "rep": "representative", "reps": "representatives",
	"dr": "doctor", "lt": "lieutenant", "sgt": "sergeant", "capt": "captain", "col": "colonel", "prof": "professor",
	"rev": "reverend", "sec": "secretary", "pres": "president", "atty": "attorney", "dept": "department",
	"jan": "january", "feb": "february", "aug": "august", "sept": "september", "oct": "october", "nov": "november", "dec": "december",
}

// sameWord are spellings of one word, and number words.
var sameWord = map[string]string{
	"zero": "0", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
	"seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50",
	"sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
	"ok": "okay", "alright": "all right", "favour": "favor", "honour": "honor", "colour": "color", "labour": "labor", "defence": "defense",
	"programme": "program", "centre": "center", "grey": "gray", "theatre": "theater", "licence": "license", "behaviour": "behavior",
	"neighbour": "neighbor", "neighbours": "neighbors", "organisation": "organization", "organisations": "organizations",
	"organise": "organize", "organised": "organized", "recognise": "recognize", "realise": "realize", "realised": "realized",
}
