// Package archive has the words for what a running Parallax keeps, and for the
// questions that are asked of it: feeds, reports, stories, statements, people,
// decisions. It holds no database and does nothing; package store answers the
// questions from SQLite, package desk fills it, the packages under serve show it.
//
// Every list is asked for by a query and comes in pages with a cursor, newest
// first unless the query says otherwise. A cursor is opaque and survives a
// restart; a story that changes while a list is read moves to its front, and
// can be missing from the pages after. IDs are stable, short and fit into a path
// without escaping. All times are UTC.
package archive

import "errors"

// What a question or an order can meet. Implementations wrap them with the
// name of what was asked for.
var (
	ErrNotFound = errors.New("not found")
	ErrConflict = errors.New("changed in the meantime")
	ErrInvalid  = errors.New("not valid")
	ErrBusy     = errors.New("too much waits to be read in; try again later") // back-pressure: nothing was taken
	ErrFull     = errors.New("the disk is full")                              // nothing was kept; what was before can be read
	ErrNotYet   = errors.New("not possible yet; try again later")             // nothing was changed
)

// Page asks for a part of a list.
type Page struct {
	Cursor string // of the page before; empty: the first
	Limit  int    // rows; 0: 50; 200 at most
}
