// Package when finds expressions of time in news prose and says which days they
// mean, counted as news counts them.
//
// In a report of Thursday, 10 February 2022, each expression with its value:
//
//	The pier was shut [Monday] 2022-02-07, and it rained [the next day] 2022-02-08.
//	It will open [Friday] 2022-02-11, the mayor said [earlier this week] 2022-W06,
//	after [a year] P1Y of work that should have begun in [the summer] 2021-SU.
//
// A bare weekday or month lies back or ahead as the tense of its clause says:
// the nearest verb or word of intention before it decides, or without one the
// first after it. Back is the latest such day, ahead the next one, the report's
// own day included both times. A day of a month without a year is the nearest
// one. Everything is counted from the day of the report's dateline, or else from
// its date; "the next day" and "two weeks later" from the expression before
// them.
//
// Nothing is made up. Without a day to count from, a value keeps its X's
// ("XXXX-WXX-1") and From and To are empty; what is told from a happening that
// has no date ("two days after the vote") is a length with the side on which it
// lies. Ages, names and sums that look like times are left out.
//
// What counts as an expression, its extent, types and values are those of
// TIMEX3 in ISO-TimeML (ISO 24617-1), with the annotators' habits of TimeBank:
// decades and centuries are "198" and "19", "about" and "early" belong to the
// extent, "in" and "since" do not ([Time.Side] tells them).
//
// Rules are tried in one order at each place (see rules), from what can be
// nothing else to what needs its surroundings; the first that answers wins and
// signs. They are written by hand over tokens. Which words are months, units or
// words of intention is in package lang: en/time_words.txt, en/months.txt,
// en/weekdays.txt, en/holidays.txt, en/past_verbs.txt, en/future_cues.txt.
//
// The one surprise: an interval is as wide as the words are. "Early September"
// has the whole month, with Mod "START"; only "earlier this week" and its like
// (From 2022-02-07 To 2022-02-10 above) end, or begin, at the report's day, since they say just that.
package when
