package pages

import (
	"context"
	"time"

	"parallax/internal/archive"
)

// Archive answers what the pages ask. Errors wrap those of package archive;
// anything else is a failure of the archive itself. The reports of a
// comparison have the archive's report IDs.
type Archive interface {
	Status(ctx context.Context) (archive.Status, error)
	Going(ctx context.Context, k archive.Keep) (archive.Going, error) // what would be let go of

	Stories(ctx context.Context, q archive.StoryQuery) (archive.Stories, error)
	// Edition is a story's comparison. That of a story that was merged away is
	// the edition of the story it became part of: its ID tells.
	Edition(ctx context.Context, story string) (*archive.Edition, error)
	ReportsOf(ctx context.Context, story string) ([]archive.Report, error)
	Decisions(ctx context.Context, story string) ([]archive.Decision, error) // newest first

	Report(ctx context.Context, id string) (archive.Report, error)
	Revisions(ctx context.Context, report string) ([]archive.Revision, error) // oldest first, at least one

	People(ctx context.Context, q archive.PersonQuery) (archive.People, error)
	Person(ctx context.Context, id string) (archive.Person, error)
	Moments(ctx context.Context, person string) ([]archive.Moment, error) // when somebody spoke, the last first
	Statements(ctx context.Context, q archive.StatementQuery) (archive.Statements, error)
	Outlets(ctx context.Context) ([]archive.Outlet, error) // those with most reports first
	Languages(ctx context.Context) ([]string, error)       // that stories are told in: codes of ISO 639-1

	Search(ctx context.Context, q archive.Search) (archive.Hits, error)
	Verify(ctx context.Context, c archive.Claimed) ([]archive.Verified, error)

	Feeds(ctx context.Context) ([]archive.Feed, error)                           // by folder, then title
	Attempts(ctx context.Context, feed string, n int) ([]archive.Attempt, error) // the last ones, the newest first
}

// Desk does what forms order.
type Desk interface {
	Visit(ctx context.Context) (time.Time, error) // the reader is here; gives the end of the visit before this one
	MarkRead(ctx context.Context, story string, read bool) error
	MarkAllRead(ctx context.Context, until time.Time) error // stories that have not changed after until

	Merge(ctx context.Context, stays, goes string) (archive.Decision, error)
	Split(ctx context.Context, story string, reports []string) (archive.Decision, error)
	Undo(ctx context.Context, decision string) (archive.Decision, error)

	Receive(ctx context.Context, in []archive.Incoming) ([]archive.Receipt, error) // a receipt for each, in order

	AddFeed(ctx context.Context, f archive.Feed) (archive.Feed, error)    // its URL may be that of a site that names a feed
	ChangeFeed(ctx context.Context, f archive.Feed) (archive.Feed, error) // one without an ID is kept as it is and asked in its turn
	RemoveFeed(ctx context.Context, id string) error
}
