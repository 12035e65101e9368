package when_test

import "testing"

// early is a report of the morning of Thursday 14 May 2026.
const early = "2026-05-14T06:00:00Z"

// Where a stretch ends or begins.
func TestBounds(t *testing.T) {
	for _, want := range []string{
		"The bridge is closed until {2026-07:July}. It will stay closed until {2026-07:July}. The council closed it until {2026-07:July}.",
		"Trains were cancelled until {2026-07:July}; the line is suspended until {2026-09:September}.",
		"He served as mayor until {2026-03:March}. He led the club until {2025-07:July}, when he was dismissed.",
		"The bridge had been closed until {2025-07:July}. The baths were closed until {2025-09:September}, when they were sold.",
		"The pool stays shut until {2027-03:March}. The office is open until {2026-05-18:Monday}.",
		"Traffic is diverted until {2026-07:the end of July}. The trial was put off until {2026-FA:the autumn}.",
		"Nets were put out until {2025-10:October}. The contract ran until {2025-12:December}; another runs until {2026-12:December}.",
		"From {2026-09:September} pupils pay nothing. From {2025-09:September} they paid nothing.",
		"The fee rises from {2026-09:September}. The fee rose from {2025-09:September}. Tickets are on sale from {2026-06:June}.",
		"The council announced free meals for pupils until {2026-10:October}.",
		"The pier has been shut since {2026-03:March}. The mill, shut since {2025-09:September}, reopens in {2026-07:July}.",
		"Rook takes over on {2026-05-20:Wednesday}. He faces trial in {2026-06:June}. Rain is forecast for {2026-W20-WE:the weekend}.",
		"The bridge was shut until {2026-03:March}, the council said. Shops were closed until {2026-04:April}.",
		"She was held from {2025-09:September} to {2026-03:March}. The works run from {2026-07:July} to {2026-10:October}.",
		"The ferry runs from {2026-03:March} until {2026-10:October}. The old one ran from {2025-03:March} until {2025-10:October}.",
		"The road was shut from {2026-05-11:Monday} to {2026-05-13:Wednesday}.",
	} {
		check(t, early, want)
	}
}

// The day of a time of day that has none beside it.
func TestDayOfClock(t *testing.T) {
	for _, want := range []string{
		"The call came in at {2026-05-12T23.50:11.50 pm} on {2026-05-12:Tuesday}; crews arrived at {2026-05-13T00.10:12.10 am}.",
		"On {2026-05-12:Tuesday} at {2026-05-12T23.00:11pm} a fire began. By {2026-05-13T01.00:1 am} it had reached the roof.",
		"On {2026-05-12TEV:Tuesday evening} the river rose. At {2026-05-13T01.00:1am} the alarm went; at {2026-05-13T02.30:2.30am} the bridge fell.",
		"On {2026-05-12:Tuesday} the river rose. At {2026-05-12T04.00:4am} the alarm went.",
		"It was a prank, police said {2026-05-13:Wednesday}. The alarm went at {2026-05-14T03.00:3 a.m.} and again at {2026-05-14T05.30:5.30 a.m.}",
		"Firefighters worked from {2026-05-13T23.00:11 pm} until {2026-05-14T04.00:4 am}.",
		"The road will be closed from {2026-05-15T21.00:9pm} on {2026-05-15:Friday} until {2026-05-18T05.00:5am} on {2026-05-18:Monday}.",
		"The road will be closed from {2026-05-14T22.00:10 p.m.} to {2026-05-15T05.00:5 a.m.}",
		"The wall fell just after {2026-05-14T00.00:midnight}, or shortly before {2026-05-14T24.00:midnight}.",
		"The wall fell in {2026-05-12TMO:the small hours of Tuesday}. A fire began {2026-05-12:Tuesday} in {2026-05-12TMO:the early hours}.",
		"Police were called at {2026-05-14T04.30:4.30 this morning}. The alarm went at {2026-05-13T23.15:11.15 p.m.}",
		"The alarm will go at {2026-05-14T23.15:11.15 p.m.}",
	} {
		check(t, early, want)
	}
	check(t, "2026-05-14", "The alarm went at {2026-05-14T23.15:11.15 p.m.}") // nothing says when it was told
}
