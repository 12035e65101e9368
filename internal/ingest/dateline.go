package ingest

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parallax/internal/article"
	"parallax/internal/ingest/furniture"
	"parallax/internal/ingest/page"
	"parallax/internal/text"
)

// opening takes by-lines and lines that give the date of publication from the
// beginning of a plain text's paragraphs: "By Tom Roe", "Published: 8 March 2026
// 21:10 GMT", "By Tom Roe | Sunday, March 8, 2026". The first of each counts. A
// name before them, on the line of a date or on one above, is the paper's, the
// writer's or the place's: which of them, it does not say. One paragraph is left
// in any case.
func opening(a *article.Article, paragraphs []text.Span) []text.Span {
	for len(paragraphs) > 1 {
		author, published, ok := credits(paragraphs[0].In(a.Text))
		if !ok && len(paragraphs) > 2 && isName(paragraphs[0].In(a.Text)) {
			if _, _, ok = credits(paragraphs[1].In(a.Text)); ok {
				paragraphs = paragraphs[1:]
				continue
			}
		}
		if !ok {
			break
		}
		if a.Author == "" {
			a.Author = author
		}
		if a.Published == "" && published != "" {
			a.Published, a.DateFrom = published, "text"
		}
		paragraphs = paragraphs[1:]
	}
	return paragraphs
}

// credits reads a paragraph of which every line and every part between strokes
// is a by-line, a date or a name, and not all are names.
func credits(paragraph string) (author, published string, ok bool) {
	for part := range strings.FieldsFuncSeq(paragraph, func(r rune) bool { return strings.ContainsRune("|·•\n\r", r) }) {
		part = strings.TrimSpace(part)
		if who, is := furniture.ByLine(part); is {
			author = who
			continue
		}
		when, is := dateLine(part)
		if name, rest, cut := strings.Cut(part, ", "); !is && cut && isName(name) {
			when, is = dateLine(rest)
		}
		if !is && !isName(part) {
			return "", "", false
		}
		if published == "" {
			published = when
		}
	}
	return author, published, author != "" || published != ""
}

// isName reports whether a line is a name: a few words with capitals, and no
// sentence.
func isName(line string) bool {
	words := strings.Fields(line)
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && w != "of" && w != "the" && w != "and" {
			return false
		}
	}
	return len(words) > 0 && len(words) <= 5 && !strings.ContainsAny(line, ".!?:;\"“”‘0123456789\n")
}

// longestDateLine is how many bytes a line with a date of publication has at most.
const longestDateLine = 90

// dateLine gives the date of a line that says nothing else, as [page.Date] gives
// it. Day, month and year have to be there, so that no sentence and no weekday
// alone counts, and every other word has to be one that stands beside a date:
// "Last updated on Sunday 8th March 2026 at 9.10 pm GMT". Of two dates the first
// counts.
func dateLine(line string) (string, bool) {
	if len(line) > longestDateLine {
		return "", false
	}
	if strings.Trim(line, "0123456789-/.: TZ+") == "" { // 2026-03-08T21:10:00Z, 08.03.2026
		when := page.Date(line)
		return when, when != ""
	}
	var day, month, year, clock, zone string
	for w := range strings.FieldsFuncSeq(line, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",()–—", r) }) {
		lower := strings.ToLower(strings.TrimRight(w, ".:"))
		number, _ := strconv.Atoi(ordinals.Replace(lower))
		switch {
		case year != "" && month != "" && (lower == "updated" || lower == "modified"):
			return dated(day, month, year, clock, zone)
		case lower == "", lower == "-", besideDates[lower]:
		case month == "" && monthOf(lower) != "":
			month = monthOf(lower)
		case number > 0 && number <= 31 && day == "":
			day = strconv.Itoa(number)
		case number >= 1600 && number <= 2200 && year == "":
			year = lower
		case clock == "" && number == 0 && strings.ContainsAny(lower, "0123456789") && strings.Trim(lower, "0123456789:.apm") == "":
			clock = clocks.Replace(lower)
		case lower == "am", lower == "pm", lower == "a.m", lower == "p.m":
			clock += " " + clocks.Replace(lower)
		case clock != "" && zone == "" && w == strings.ToUpper(w) && len(w) <= 4:
			zone = w
		default:
			return "", false
		}
	}
	return dated(day, month, year, clock, zone)
}

// dated is the date of what stands in a line, with its time where that and the
// zone are readable.
func dated(day, month, year, clock, zone string) (string, bool) {
	if day == "" || month == "" || year == "" {
		return "", false
	}
	d := month + " " + day + ", " + year
	if !strings.HasSuffix(clock, "M") {
		d = day + " " + month + " " + year
	}
	when := page.Date(strings.Join([]string{d, clock, zone}, " "))
	if when == "" {
		when = page.Date(d)
	}
	return when, when != ""
}

// monthOf is the name of the month that a word, in small letters, names in full
// or for short.
func monthOf(w string) string {
	for m := time.January; m <= time.December; m++ {
		if full := strings.ToLower(m.String()); w == full || w == full[:3] || w == "sept" && m == time.September {
			return m.String()
		}
	}
	return ""
}

var (
	ordinals = strings.NewReplacer("1st", "1", "2nd", "2", "3rd", "3", "th", "")
	clocks   = strings.NewReplacer("a.m", " AM", "p.m", " PM", "am", " AM", "pm", " PM", ".", ":")
)

// besideDates are words that may stand beside a date of publication.
var besideDates = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("published first posted date dated updated last modified on at o'clock local time monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun") {
		m[w] = true
	}
	return m
}()
