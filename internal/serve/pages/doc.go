// Package pages is what a reader of the service sees: the front page of
// stories, a story, the reader, people, outlets, search, the verification of a
// quotation, feeds, settings.
//
//	h := pages.New(store, pages.Options{})
//	http.ListenAndServe("127.0.0.1:8080", h)
//
// Every page is written on the server and works without script; script folds,
// moves the focus and saves a reload. There is no style attribute and no event
// attribute, and style, script and typefaces are files under /assets/ with a
// hash of their content in the name, so that a policy of 'self' holds and
// nothing is asked for twice. The story's parts are those of the file that
// package report/web writes; what is drawn here besides is in the same hand.
//
// The program writes labels and counts only; every other word is a report's.
//
// The handler asks nobody for a name or a password: who may ask is decided by
// what stands before it.
package pages
