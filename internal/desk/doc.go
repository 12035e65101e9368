// Package desk is where reports come in and stories go out: it takes what feeds,
// files and the API bring ([Desk.Receive]), puts every report into a story in
// the order in which they came, and has the stories that changed compared.
//
//	Receive ──▶ store: waits ──▶ names, grouping, in order ──▶ store: in a story, due ──▶ analysis, comparison ──▶ store: edition
//
// Three things are done at one time: reports are read for grouping on all
// cores, one goroutine groups and keeps, others compare. Each step is one
// transaction of the store and can be done again, so that a process may be
// killed anywhere: what was received is in the store before Receive returns;
// what waits is asked for again.
//
// The store's tables are the truth about stories. What the grouping remembers
// beside them (words, ties) is saved now and then; after a restart the reports
// and acts that came since are told to it again, which gives the same state,
// because grouping depends on them and their order alone. If what was saved
// cannot be read, the grouping is made anew from the tables.
//
// A story that changed is compared when nothing is more urgent: those with most
// accounts first, and one that grows all the time not all the time. One with a
// single report is only asked who says what; its whole comparison is made when
// somebody looks at it ([Desk.Edition]).
package desk
