// Package furniture knows the lines around a report that are no part of it:
// links to other reports, buttons, pitches, credits of pictures.
//
//	furniture.Line("Read more:")                          // true
//	furniture.Line("Read more of the letter, she said.")  // false
//
// The surprise: it would rather leave a stray line in than take a sentence
// out. A line that ends like a sentence is furniture only when it says nothing
// else than a known pitch.
package furniture

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest is how many bytes a line of furniture has at most; what is longer is
// prose.
const longest = 300

// labels are lines that are furniture when they say this and nothing more,
// case, punctuation and signs around aside.
var labels = set(
	"read more", "read also", "also read", "read next", "read on", "more on this story", "more on this", "more on this topic",
	"related", "related articles", "related article", "related stories", "related story", "related topics", "related links", "related content",
	"recommended", "recommended reading", "recommended stories", "recommended for you", "see also", "more stories", "more like this", "you may also like", "you might also like",
	"most read", "most popular", "most viewed", "trending", "trending now", "top stories", "editor's picks", "editors' picks", "don't miss", "in case you missed it",
	"advertisement", "advertising", "ad", "sponsored", "sponsored content", "promoted", "promoted stories", "article continues below", "article continues below advertisement",
	"story continues below", "story continues below advertisement", "story continues after advertisement", "continue reading", "continue reading below", "continue reading the main story", "scroll to continue",
	"scroll to continue with content", "skip advertisement", "skip to content", "skip to main content",
	"share", "share this", "share this article", "share this story", "share this page", "share on facebook", "share on twitter", "share on x", "share on whatsapp", "share via email", "share article",
	"save", "save article", "save for later", "print", "print this page", "email", "email this", "copy link", "copied", "link copied", "tweet", "facebook", "twitter", "whatsapp", "linkedin", "reddit", "messenger", "pinterest", "flipboard",
	"comment", "comments", "view comments", "leave a comment", "post a comment", "join the conversation", "show comments", "hide comments", "add a comment",
	"subscribe", "subscribe now", "sign up", "sign up now", "sign in", "log in", "register", "register now", "follow us", "follow", "newsletter", "newsletters", "get our newsletter",
	"image source", "image caption", "image credit", "media caption", "video caption", "photo credit", "getty images", "reuters", "ap photo", "file photo", "file picture", "image", "photo", "play video", "watch", "watch video", "watch now", "watch live", "listen", "listen now", "listen to this article", "view gallery", "gallery", "open image in gallery", "view image in fullscreen", "expand image", "close",
	"topics", "tags", "explore more", "explore more on these topics", "more about", "more from", "back to top", "load more", "show more", "view more", "what to read next", "up next",
	"accept", "accept all", "accept cookies", "reject all", "manage cookies", "cookie policy", "privacy policy", "terms of use",
)

// openings are beginnings after which the line goes on with a link's title or
// a name, and says nothing of the report's own. Each ends where a word does.
var openings = []string{
	"read more:", "read more -", "read more –", "read more |", "read also:", "also read:", "read next:", "read:", "read more about", "more:", "more on this:", "related:", "related story:", "related article:",
	"recommended:", "see also:", "see more:", "don't miss:", "watch:", "watch |", "watch more:", "listen:", "listen to more:", "video:", "in pictures:", "in pics:", "gallery:", "live:", "analysis:", "explainer:", "opinion:", "editorial:",
	"image source,", "image source:", "image caption,", "image caption:", "media caption,", "media caption:", "image credit:", "photo credit:", "picture credit:", "video credit:", "photo:", "photos:", "photograph:", "picture:", "image:", "credit:", "caption:", "source: getty", "(photo", "(image", "(picture", "[photo", "[image",
	"filed under:", "tags:", "topics:", "share this:", "share on", "tap here to", "click here to", "click here for", "click to", "more from",
	"follow us on", "find us on", "like us on", "join us on", "sign up to our", "sign up for our", "sign up to the", "sign up here", "sign up for the", "subscribe to our", "subscribe to the", "subscribe here", "get the latest", "get our", "get breaking news", "get all the latest", "download the", "download our",
	"stay up to date with", "for more stories like this", "for more news from", "for the latest news", "want more", "listen to our podcast", "contact us at", "email us at", "got a story", "do you have a story", "have you been affected by", "get in touch by", "this article was amended on", "this site uses cookies", "this website uses cookies", "we use cookies", "by clicking", "by signing up", "by entering your email", "you can unsubscribe", "please enable javascript", "your browser does not support", "this video can not be played", "this video cannot be played",
	"(reporting by", "(additional reporting by", "(editing by", "(writing by", "powered by", "additional reporting by", "reporting by",
	"copyright ©", "© ", "(c) ", "all rights reserved", "©",
}

// speech are openings that a report's own prose may have as well: furniture
// only when the line does not end as a sentence.
var speech = set(
	"read:", "more:", "watch:", "listen:", "video:", "live:", "analysis:", "explainer:", "opinion:", "editorial:", "photo:", "photos:", "picture:", "image:", "source: getty", "caption:", "powered by", "find us on", "follow us on", "join us on", "like us on", "want more", "get our", "read more about", "more from", "want more", "share on",
	"get the latest", "download the", "by clicking", "click to", "this article was amended on", "sign up to the", "sign up for the", "subscribe to the",
)

func set(words ...string) map[string]struct{} {
	m := make(map[string]struct{}, len(words))
	for _, w := range words {
		m[w] = struct{}{}
	}
	return m
}

// byFirst holds the openings by their first byte.
var byFirst = func() (b [256][]string) {
	for _, o := range openings {
		b[o[0]] = append(b[o[0]], o)
	}
	return b
}()

// Line reports whether a line or short paragraph is furniture. It is given
// without surrounding space.
func Line(line string) bool {
	if line == "" || len(line) > longest {
		return false
	}
	if first := line[0]; first >= 'a' && first <= 'z' && len(line) > 60 {
		return false // the middle of a sentence
	}
	if len(line) < 160 && (strings.HasSuffix(line, " contributed to this report.") || strings.HasSuffix(line, " contributed reporting.")) {
		return true
	}
	// Beyond the longest opening nothing matters.
	lower := strings.ReplaceAll(strings.ToLower(line[:min(len(line), 72)]), "’", "'")
	lower = strings.TrimLeft(lower, bullets)
	if len(line) < 72 {
		if _, ok := labels[strings.Trim(lower, bullets+":.…!<\"'“”()[]")]; ok {
			return true
		}
	}
	if lower == "" {
		return false
	}
	for _, o := range byFirst[lower[0]] {
		if !strings.HasPrefix(lower, o) || !wordEnds(lower, o) {
			continue
		}
		if _, guarded := speech[o]; !guarded || !EndsSentence(line) {
			return true
		}
	}
	return false
}

// bullets are signs that stand before a link, or after it.
const bullets = " \t-–—*•·►▶>|→#"

// wordEnds reports whether the opening o of line ends where a word does.
func wordEnds(line, o string) bool {
	if len(line) == len(o) {
		return true
	}
	last, next := o[len(o)-1], line[len(o)]
	letter := func(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b >= utf8.RuneSelf }
	return !letter(last) || !letter(next) || last >= utf8.RuneSelf
}

// EndsSentence reports whether a line ends with a full stop, exclamation or
// question mark, quotation marks and brackets after it allowed.
func EndsSentence(line string) bool {
	line = strings.TrimRight(line, "\"'”’»)]")
	r, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?", r)
}

// ByLine gives the author that a line names and nothing else: "By Ada Lind",
// "By Ada Lind and Tom Roe, harbour correspondents".
func ByLine(line string) (author string, ok bool) {
	rest, ok := strings.CutPrefix(line, "By ")
	if !ok {
		rest, ok = strings.CutPrefix(line, "BY ")
	}
	if !ok || utf8.RuneCountInString(rest) > 80 || strings.ContainsAny(rest, ".!?;:\n\"“”") {
		return "", false
	}
	words := strings.Fields(rest)
	if len(words) < 2 || len(words) > 10 {
		return "", false
	}
	name, _, _ := strings.Cut(rest, ",")
	if n := len(strings.Fields(name)); n < 2 {
		name = rest // "By Sunday, all of them had gone"
	}
	for w := range strings.FieldsSeq(name) { // what somebody is may stand in small letters
		if unicode.IsLower(firstRune(w)) && w != "and" && w != "for" && w != "in" && w != "of" && w != "the" && w != "de" && w != "van" && w != "von" {
			return "", false
		}
	}
	return strings.Join(words, " "), true
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
