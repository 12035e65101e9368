// Package store keeps what a running Parallax has read, and answers the
// questions of package archive, from one folder with a SQLite database in it.
//
// One connection writes, several read; readers see whole transactions only
// (write-ahead log) and never wait for the writer. A process can be killed at
// any moment: what a method has returned is in the database, what it has not is
// in it as a whole or not at all.
//
// Rows that are listed by date have keys that sort by date (see key), so that a
// page of a list, filtered or not, is a short walk along one index: no question
// counts or sorts more rows than it shows, save where the comments say so.
// Numbers over everything are kept as they change, in the table tally.
//
// Who writes: [Store.Receive] keeps reports as they come, in the order in which
// they will be put into stories; [Store.Place] says which stories they went to;
// [Store.Publish] keeps a story's comparison and what can be listed of it.
// Package pipeline calls the three. Texts and comparisons are kept compressed.
package store
