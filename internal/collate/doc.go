// Package collate sets the reports of one story side by side: which quotations
// are readings of one utterance, what each reading did with the words, who
// the people are over all reports, and which reports are copies of others.
package collate
