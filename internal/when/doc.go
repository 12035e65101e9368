// Package when finds expressions of time in news prose and says which days
// they mean, counted as news counts them.
//
// In a report of Thursday, 10 February 2022, with brackets around what is found:
//
//	The bridge was shut [Monday] (2022-02-07), [two days after] ...
package when
