package lang

// ReadingWords are the words that comparing quotations and people needs.
type ReadingWords struct {
	FunctionWords Set              // carry grammar rather than meaning
	LightWords    Set              // carry meaning, but everybody uses them
	Negations     Set              // turn a statement round
	Denials       Set              // lemmas: say of what follows that it is not so
	Wrongs        Set              // lemmas: tell what somebody is held to have done wrong
	Modals        Map              // modal verb to that of its class, whatever the tense: "might" to "may"
	Contractions  Map              // "'re" to "are", "can't" to "can not"; "'s" and "'d" to themselves
	ShortForms    Map              // abbreviation without its point to the word it is read as
	Spellings     Map              // other spellings of a word, number words to digits
	Nicknames     Map              // short first name to the names it stands for, space between
	Proxies       Set              // nouns for somebody who speaks for another
	Kindred       map[string][]int // lemma to the groups that it stands in: a verb and its noun whose letters do not show it
	Synonyms      map[string][]int // lemma to the groups that it stands in: words that reports use for one thing
	Colophon      []string         // phrases of sentences in which a report speaks of itself
}

func readingWords(code string) ReadingWords {
	return ReadingWords{
		FunctionWords: words(code, "function_words"),
		LightWords:    words(code, "light_words"),
		Negations:     words(code, "negations"),
		Denials:       words(code, "denials"),
		Wrongs:        words(code, "wrongs"),
		Modals:        pairs(code, "modals"),
		Contractions:  pairs(code, "contractions"),
		ShortForms:    pairs(code, "short_forms"),
		Spellings:     pairs(code, "spellings"),
		Nicknames:     pairs(code, "nicknames"),
		Proxies:       words(code, "proxies"),
		Kindred:       groups(code, "kindred"),
		Synonyms:      groups(code, "synonyms"),
		Colophon:      lines(code, "colophon"),
	}
}
