package parallax

import (
	"parallax/internal/analysis"
	"parallax/internal/article"
	"parallax/internal/collate"
	"parallax/internal/finding"
	"parallax/internal/marks"
	"parallax/internal/names"
	"parallax/internal/quote"
	"parallax/internal/segment"
	"parallax/internal/story"
	"parallax/internal/text"
	"parallax/internal/when"
)

// What goes in.
type (
	Article = article.Article // one outlet's report
	Skipped = article.Skipped // an input that gave no report, and why
	Span    = text.Span       // a half-open range of bytes in a report's text
)

// What is found in one report.
type (
	Analysis   = analysis.Analysis // everything found in one report
	Segments   = segment.Segments  // its paragraphs, sentences and tokens
	Sentence   = segment.Sentence  // a run of tokens within one paragraph
	Token      = segment.Token     // a word, a number, a mark
	Marked     = marks.Quoted      // a stretch between quotation marks, whatever it is
	Names      = names.Result      // who and what the report names
	Entity     = names.Entity      // somebody or something that it names
	EntityKind = names.Kind        // person, organisation, place, group, document
	Mention    = names.Mention     // a place where it is named
	Quotes     = quote.Result      // the report's quotations, and what only looks like one
	Quote      = quote.Quotation   // a quotation as found in its report
	QuoteKind  = quote.Kind        // direct, mixed, indirect
	Aside      = quote.Aside       // words in quotation marks that nobody says: a title, a nickname, a term
	Time       = when.Time         // an expression of time, and the days it means
)

// Reports put into stories.
type (
	Story       = story.Story  // the reports of one event
	StoryReport = story.Report // what grouping keeps of a report
	StoryMember = story.Member // one report of a story, and why it is there
	StoryLink   = story.Link   // what ties a report to its story, and what speaks against

	Grouper        = story.Grouper  // a stream of reports that is put into stories as it comes
	GrouperOptions = story.Options  // how long, and how many, reports are remembered
	Placing        = story.Placing  // where a report of a stream went, and why
	StoryChange    = story.Change   // stories merged or split after their reports came
	StoryDecision  = story.Decision // stories that a user joined, or reports that a user took out of one
)

// Kinds of a StoryChange and of a StoryDecision.
const (
	StoryMerged = story.Merged // one story went into another
	StorySplit  = story.Split  // reports left a story and are a new one
	StoryMoved  = story.Moved  // reports left a story for another

	StoriesJoined    = story.Joined    // two stories are one because a user says so
	ReportsSeparated = story.Separated // reports are a story of their own because a user says so
)

// Findings are everything found in one report.
type Findings struct {
	Alone    *Comparison // the report, its people and its quotations; no utterances
	Analysis *Analysis   // what the stages found
}

// What the reports show together.
type (
	Comparison = collate.Comparison // several reports of one event, side by side
	Report     = collate.Report     // one of them
	Evidence   = collate.Evidence   // report and span: where a finding can be read
	Person     = collate.Person     // somebody or something that is named or speaks, over all reports
	Quotation  = collate.Quotation  // a quotation of one of the compared reports
	Utterance  = collate.Utterance  // one act of saying something, with its readings
	Reading    = collate.Reading    // one quotation as a reading of an utterance
	Relation   = collate.Relation   // what a reading did with the fullest wording
	Edit       = collate.Edit       // one step from the fullest wording to a reading
	EditOp     = collate.Op         // delete, insert, replace
)

// What they tell in their own voice.
type (
	Claims          = finding.Claims   // statements by how many accounts make them
	Claim           = finding.Claim    // one of them, with where it is made
	Conflict        = finding.Conflict // different values for one thing
	Value           = finding.Value    // what some reports give for it
	Moment          = finding.Moment   // an entry of the timeline
	SummarySentence = finding.Sentence // a sentence that the summary takes over
)

// Relations of a reading to the fullest one.
const (
	Identical  = collate.Identical  // same words; case and punctuation apart
	Trimmed    = collate.Trimmed    // words left out, none changed
	Altered    = collate.Altered    // a word changed, added or moved
	Paraphrase = collate.Paraphrase // told, not quoted
)

// Operations of an edit.
const (
	Delete  = collate.Delete  // words that the reading lacks
	Insert  = collate.Insert  // words that only the reading has
	Replace = collate.Replace // words in place of others
)

// Kinds of quotation.
const (
	Direct   = quote.Direct   // a clause or more, all of it between quotation marks
	Mixed    = quote.Mixed    // a part of a sentence that goes on outside the marks
	Indirect = quote.Indirect // nothing between quotation marks
)
