package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// Language is told from a text's first kilobytes; fewer letters than
// languageLetters tell nothing.
const (
	languageSample  = 1 << 10 // bytes
	languageLetters = 40
)

// newsLanguages are the languages that a report may be in. Guessing among all
// that the library knows makes short English texts Scots or Nynorsk.
var newsLanguages = whatlanggo.Options{Whitelist: map[whatlanggo.Lang]bool{
	whatlanggo.Eng: true, whatlanggo.Spa: true, whatlanggo.Fra: true, whatlanggo.Deu: true, whatlanggo.Ita: true, whatlanggo.Por: true,
	whatlanggo.Nld: true, whatlanggo.Swe: true, whatlanggo.Dan: true, whatlanggo.Nob: true, whatlanggo.Fin: true, whatlanggo.Pol: true,
	whatlanggo.Ces: true, whatlanggo.Hun: true, whatlanggo.Ron: true, whatlanggo.Bul: true, whatlanggo.Ell: true, whatlanggo.Hrv: true,
	whatlanggo.Rus: true, whatlanggo.Ukr: true, whatlanggo.Tur: true, whatlanggo.Arb: true, whatlanggo.Heb: true, whatlanggo.Pes: true,
	whatlanggo.Hin: true, whatlanggo.Ben: true, whatlanggo.Urd: true, whatlanggo.Ind: true, whatlanggo.Vie: true, whatlanggo.Tha: true,
	whatlanggo.Cmn: true, whatlanggo.Jpn: true, whatlanggo.Kor: true,
}}

// languageOf is the ISO 639-1 code of a text's language. declared is what the
// input says ("en-GB"); it decides where the text does not contradict it.
func languageOf(t, declared string) string {
	declared, _, _ = strings.Cut(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(declared), "_", "-")), "-")
	if len(declared) != 2 {
		declared = ""
	}
	sample := t
	if len(sample) > languageSample {
		end := languageSample
		for end > 0 && !utf8.RuneStart(sample[end]) {
			end--
		}
		sample = sample[:end]
	}
	if plainlyEnglish(sample) {
		return "en"
	}
	letters := 0
	for _, r := range sample {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters >= languageLetters {
		info := whatlanggo.DetectWithOptions(sample, newsLanguages)
		if code := info.Lang.Iso6391(); info.IsReliable() && code != "" {
			return code
		}
	}
	switch {
	case declared != "":
		return declared
	case letters > 0:
		return unsure(sample, letters)
	}
	return "und"
}

// fewForeign is how many words a text in Latin letters must have before the lack
// of English ones tells that it is not English.
const fewForeign = 8

// unsure is the language of a text that is too short for the library to be sure:
// what it takes a foreign script for, or a text in Latin letters without English
// words; "und" for any other, which is read as English.
func unsure(sample string, letters int) string {
	latin := 0
	for _, r := range sample {
		if unicode.Is(unicode.Latin, r) {
			latin++
		}
	}
	words, english, _ := englishWords(sample)
	if 2*latin > letters && (words < fewForeign || english*12 > words) {
		return "und"
	}
	switch { // what the library's trigrams do not tell so soon
	case strings.ContainsAny(sample, "ыэё"):
		return "ru"
	case strings.ContainsAny(sample, "іїєґ"):
		return "uk"
	}
	info := whatlanggo.DetectWithOptions(sample, newsLanguages)
	if code := info.Lang.Iso6391(); code != "" && (2*latin <= letters || info.Lang != whatlanggo.Eng) {
		return code
	}
	return "und"
}

// englishWord reports words that English prose cannot do without and that other
// languages written in Latin letters do not have in such numbers together.
func englishWord(w []byte) bool {
	switch string(w) {
	case "the", "and", "that", "with", "from", "which", "would", "they", "their", "this", "have", "has", "had", "been", "were", "are",
		"not", "but", "his", "her", "she", "said", "of", "to", "by", "after", "who", "about", "there", "it", "was", "as", "at", "for",
		"he", "you", "we", "our", "will", "what", "when", "could", "should", "than", "more", "its", "into", "because", "how", "them", "these", "says":
		return true
	}
	return false
}

// plainlyEnglish decides the commonest case forty times faster than the
// library: one word in six is an English one, and one at least "the".
func plainlyEnglish(sample string) bool {
	words, hits, the := englishWords(sample)
	return words >= 40 && hits*6 >= words && the > 0
}

// englishWords counts the words of a text, the English ones among them and "the".
func englishWords(sample string) (words, hits, the int) {
	var lower [8]byte
	for start := 0; start < len(sample); {
		end := start
		for end < len(sample) && (sample[end]|0x20 >= 'a' && sample[end]|0x20 <= 'z' || sample[end] >= utf8.RuneSelf) {
			end++
		}
		if n := end - start; n > 0 {
			words++
			if n > 1 && n <= len(lower) {
				for i := range n {
					lower[i] = sample[start+i] | 0x20
				}
				if w := lower[:n]; englishWord(w) {
					hits++
					if string(w) == "the" {
						the++
					}
				}
			}
		}
		start = end + 1
	}
	return words, hits, the
}
