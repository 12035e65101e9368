package when_test

import (
	"strings"
	"testing"

	"parallax/internal/lang"
	"parallax/internal/marked"
	"parallax/internal/segment"
	"parallax/internal/text"
	"parallax/internal/when"
)

// cut makes one paragraph of each line of t; the first is the headline when
// asked for.
func cut(t string, headline bool) *segment.Segments {
	var paragraphs []text.Span
	for at := 0; at < len(t); {
		end := at + strings.IndexByte(t[at:]+"\n", '\n')
		if end > at {
			paragraphs = append(paragraphs, text.Span{Start: at, End: end})
		}
		at = end + 1
	}
	var head text.Span
	if headline && len(paragraphs) > 0 {
		head, paragraphs = paragraphs[0], paragraphs[1:]
	}
	return segment.Segment(t, head, paragraphs, lang.English())
}

func find(t, published string) []when.Time {
	return when.Find(t, cut(t, false), published, lang.English())
}

// show marks what was found with its value; a point stands for the colon of a
// time of day.
func show(t string, times []when.Time) string {
	var spans []marked.Span
	for _, k := range times {
		spans = append(spans, marked.Span{Label: strings.ReplaceAll(k.Value, ":", "."), Span: k.Span})
	}
	return marked.Show(t, spans)
}

// check compares what is found in a marked text with its marks.
func check(t *testing.T, published, want string) {
	t.Helper()
	clean, _ := marked.Parse(want)
	if got := show(clean, find(clean, published)); got != want {
		t.Errorf("published %q\n got %s\nwant %s", published, got, want)
	}
}

// thursday is the date of most reports here: 10 February 2022 was a Thursday.
const thursday = "2022-02-10T18:40:00Z"

// The tense of the clause says which way a bare weekday or month lies.
func TestTense(t *testing.T) {
	for _, want := range []string{
		"The harbour bridge was shut {2022-02-07:Monday}, and engineers said {2022-02-08:Tuesday} that it would open {2022-02-14:Monday}.",
		"The council will vote {2022-02-15:Tuesday}. On {2022-02-15:Tuesday}, it will vote. On {2022-02-08:Tuesday}, it voted.",
		"Mayor Ilse Marenko resigned {2022-02-10:Thursday}. Her deputy will speak {2022-02-10:Thursday}.",
		"The vote planned for {2022-02-12:Saturday} is in doubt. The talks had been planned for {2022-02-05:Saturday}.",
		"The pilot could land as early as {2022-02-13:Sunday}.",
		"{2022-02-09:Wednesday}’s ruling will be appealed before {2022-02-16:Wednesday}’s hearing.",
		"The strike was postponed until {2022-02-14:Monday}. Trains have been cancelled until {2022-02-11:Friday}. The hearing is on {2022-02-16:Wednesday}.",
		"It will be the first vote since the {2021-12:December} storm and since {2022-02-05:Saturday}.",
		"The committee will meet {2022-02-15:Tuesday}, followed by the full council {2022-02-16:Wednesday}.",
		"Ferries stopped in {2021-11:November}. They are expected back in {2022-04:April}. Nothing has moved since {2022-01:January}.",
		"The yard agreed to buy two cranes in {2022-03:March}. The {2021-10:October} storm tore the old ones down.",
		"The dividend is payable {2022-04-01:April 1} to holders of record {2022-03-15:March 15}.",
		"He was born {2021-12-30:Dec. 30}; the hearing is set for {2022-03-02:March 2}.",
	} {
		check(t, thursday, want)
	}
}

// What was arranged, or was going on when it was told, lies ahead although its
// verb is in the past tense.
func TestArranged(t *testing.T) {
	for _, want := range []string{
		"The dockers called a strike for {2022-02-11:Friday}. They had called one for {2022-02-04:Friday}, and paid for {2022-02-04:Friday}’s losses.",
		"Mayor Ilse Marenko announced a vote for {2022-02-15:Tuesday} and apologised for {2022-02-08:Tuesday}.",
		"The inquest was due on {2022-02-11:Friday}. The firm was planning to shut the yard in {2022-03:March}.",
		"The yard was leaving the harbour in {2022-05:May}, Marenko said, and was cutting 300 jobs in {2022-06:June}.",
		"He was leaving on {2022-02-06:Sunday} when the bell rang. He was leaving in {2021-05:May} as the war began.",
		"The crews are planning a march before {2022-02-13:Sunday}’s service. They were planning one before {2022-02-13:Sunday}’s.",
		"The minister said that rules on converted sheds would come in {2022-04:April}, and that an unused pier burned in {2021-04:April}.",
		"She had insisted as late as {2022-02-09:Wednesday} that it was safe, and may shut it as early as {2022-02-15:Tuesday}.",
		"The union had warned of it as long ago as {2021-11:November} and as far back as {2021-05:May}.",
		"The next council is in the customs hall on {2022-02-13:Sunday}. The hall was in use on {2022-02-06:Sunday}.",
		"Marenko promised new cranes in {2022-05:May}.",
		"Torvald was bailed until {2022-02-11:Friday}, when he will be sentenced. The court gave the yard until {2022-02-14:Monday} to pay.",
		"The islands go to the polls in {2022-05:May}. The last ferry leaves on {2022-02-11:Friday}. They did not go in {2021-05:May}.",
		"The shed burned shortly after {2021-11-11T02.00:2 a.m.} on {2021-11-11:11 November 2021}.",
	} {
		check(t, thursday, want)
	}
}

// What is counted from the report's date.
func TestFromPublication(t *testing.T) {
	for _, want := range []string{
		"{2022-02-10:Today} the river rose, after {2022-02-09:yesterday}’s rain. It may fall {2022-02-11:tomorrow}.",
		"{2022-02-09TNI:Last night} two boats sank; {2022-02-10TMO:this morning} a third did. {2022-02-10TNI:Tonight} the harbour is closed.",
		"{2022-W05:Last week}, {2022-W06:this week} and {2022-W07:next week}; {2022-01:last month} and {2022-03:next month}; {2021:last year}.",
		"The warning came {2022-W06:earlier this week}, a strike {2022-02:later this month}, the vote {2023:early next year}.",
		"The pier burned {2021-SU:last summer} and reopens {2022-SP:this spring}. {2021-WI:This winter} was mild.",
		"The yard closed {2020:two years ago}, the inn {2022-01-31:10 days ago} and the mill {2022-W03:three weeks ago}.",
		"They met {2022-02-04:last Friday}. They will meet {2022-02-11:this Friday} and {2022-02-17:next Thursday}.",
		"Prices doubled in {P3M:the past three months} and may fall over {PXW:the next few weeks}.",
		"{2022-02-08:The day before yesterday} a wall fell.",
		"It is quiet {PRESENT_REF:now}. It was loud {PAST_REF:recently}. It will be loud in {FUTURE_REF:the future}.",
	} {
		check(t, thursday, want)
	}
}

// What is counted from another expression of the report.
func TestFromAnother(t *testing.T) {
	for _, want := range []string{
		"The dam broke on {2021-08-03:Aug. 3, 2021}. {2021-08-04:The next day} the valley was empty; {2021-W33:two weeks later}, so was the town.",
		"The dam broke on {2021-08-03:Aug. 3, 2021}. {2021-08-02:A day earlier} it had leaked. {2021:That year} no one was paid, and {2022:the following year} few.",
		"The dam broke in {1987:1987}. The mayor left {1989:two years later}.",
		"They met {2021-12-27:two days after Christmas}.",
		"Rescuers came on {2022-02-07:Monday} at {2022-02-07T10.00:10 a.m.} and left {2022-02-08TNI:the next night}.",
	} {
		check(t, thursday, want)
	}
}

// With nothing to count from, no date is made up.
func TestNoAnchor(t *testing.T) {
	for _, want := range []string{
		"The bridge was shut {XXXX-WXX-1:Monday} and opened {XXXX-02-28:Feb. 28}, {XXXX-XX-XX:yesterday} or {XXXX-WXX:last week}.",
		"It closed {P2D:two days} after the vote, {PTXH:hours} before the ferry sailed.",
		"It was built in {1987:1987}, painted in {198:the 1980s} and sold in {XXXX-03:March}.",
		"{XXXX-XX-XX:The next day} it rained. It was {XXXX-XX-XXT10.00:10 a.m.} and {XXXX:last year} no different.",
	} {
		clean, _ := marked.Parse(want)
		times := find(clean, "")
		if got := show(clean, times); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
		for _, k := range times {
			if strings.Contains(k.Value, "X") && (k.From != "" || k.To != "" || k.Anchor != when.None) {
				t.Errorf("%q has a place in the calendar: %+v", k.Span.In(clean), k)
			}
		}
	}
}

// The calendar, written out.
func TestCalendar(t *testing.T) {
	for _, want := range []string{
		"On {2021-10-23:Saturday, Oct. 23, 2021}, on {2021-10-24:24 October 2021}, on {2021-10-25:the 25th of October, 2021} and {2021-10-26:2021-10-26}.",
		"From {2022-04-24:April 24} to {2022-04-25:25}, and {2022-02-10:Feb. 10}-{2022-02-12:12}.",
		"Since {2016:2016}, in {197:the late 1970s}, {198:the ’80s}, {18:the 19th century}, {1996-07:July 1996} and {2021-06:June last year}.",
		"In {2021-Q3:the third quarter of 2021} sales fell; {2021-Q4:fourth-quarter} profit was flat; {2021-Q3:Q3 2021} was worse; {2019-H1:the first half of 2019} was best.",
		"Profit for {2009:fiscal 2009} and for {2021-Q4:the quarter} fell.",
		"{2012-SU:Summer 2012} and {2010-WI:the winter of 2010} were dry, {2021-11-25:Thanksgiving} wet, {2021-12-31:New Year’s Eve} cold.",
		"The fair will be on {2022-11-01:the first Tuesday in November}, the race on {2022-03-25:the last Friday of next month}.",
		"It was {2022-02-01:Tuesday of last week}, or {2022-02-18:Friday next week}; it was {2022-05-13:Friday the 13th}.",
		"They met in {2021-10:the first week of October} and from {2022-03-10:10} to {2022-03-12:12 March}; {2022-03-20:the 20th of next month} is free.",
		"The inn is shut for {2022:the rest of the year}, until {2024:the year after next}.",
		"In {1996:nineteen ninety-six} and by {2000:the year 2000}.",
		"At {2022-02-10T10.35:10:35 a.m.}, {2022-02-10T10.00:10am}, {2022-02-10T19.30:7.30pm}, {2022-02-10T12.00:noon} and {2022-02-08T22.00:10 p.m. Tuesday}; until {2022-03-09T17.00:5 p.m. EST, March 9}.",
		"By {2022-02-08TEV:Tuesday evening} it was over; {2022-02-08:early Tuesday} it was not.",
	} {
		check(t, thursday, want)
	}
}

// How long, how often.
func TestLengthsAndSets(t *testing.T) {
	for _, want := range []string{
		"It took {P5Y:five years}, {P20Y:more than two decades}, {PT5H30M:5 1/2 hours}, {PXY:years}, {P2W:less than a fortnight}.",
		"A {P2Y:two-year} inquiry, a {PT16H:16-hour} flight, a {P10Y:decade-long} quarrel.",
		"It pays $3 million {P1Y:a year}, {P1D:daily}, {XXXX-WXX-5:every Friday}, {P2W:every two weeks}, on {XXXX-WXX-7:Sundays}.",
		"It lasted {P5.6Y:5.6 years}, {PT10H30M:10.5 hours} and {PT30M:half an hour}, not a quarter of an hour.",
		"In {P9M:the first nine months} it earned nothing. It slept for {PT1H20M:an hour and 20 minutes}.",
	} {
		check(t, thursday, want)
	}
}

// What only looks like a time: ages, names, numbers, verbs.
func TestNoTimes(t *testing.T) {
	for _, text := range []string{
		"Oskar Petric, 35, a 6-year-old girl and a woman of 72 years of age; the baby is three months old.",
		"April Ostrow and Mr. May sat in the May Hotel. She may march. August Lind said so.",
		"They hired 2000 workers for $1999 and walked 1500 miles to 1600 houses.",
		"He came second, a second man third; three quarters of the town watched the first half.",
		"Prices fall when leaves spring up; a spring broke in the fall of the minister.",
		"She was in her 30s. The film High Noon and the programme 40 Minutes ran.",
		"He wrote in Harbour Today and was on the “Today” programme after the Good Friday Agreement.",
		"They sat in the sun. He met a man from Mars. Jan said no. He can march on.",
	} {
		if times := find(text, thursday); len(times) > 0 {
			t.Errorf("found %s", show(text, times))
		}
	}
}

// The dateline's day is the one to count from.
func TestDateline(t *testing.T) {
	for published, want := range map[string]string{
		"2022-02-12": "VARNHOLM, {2022-02-10:Feb. 10} (Wire) — The bridge was shut {2022-02-10:today}.",
		"":           "VARNHOLM, {2022-02-10:Feb. 10, 2022} — The bridge was shut {2022-02-09:yesterday}.",
		"2022-09-12": "VARNHOLM, {2022-02-10:Feb. 10, 2022} — The bridge was shut {2022-09-11:yesterday}.",
	} {
		check(t, published, want)
	}
	clean := "VARNHOLM, Feb. 10 — The bridge was shut today."
	if k := find(clean, "2022-02-12")[1]; k.Anchor != when.Dateline {
		t.Errorf("anchor is %s, want the dateline", k.Anchor)
	}
}

// A day known by its date alone keeps its year where the report's own is far.
func TestNamedDay(t *testing.T) {
	check(t, "2016-03-01", "Security changed after {2001-09-11:Sept. 11}, not since {2015-09-14:Sept. 14}.")
	check(t, "2016-09-10", "The fair opens {2016-09-11:Sept. 11}.")
	check(t, "", "It changed on {2001-09-11:9/11}.")
}
