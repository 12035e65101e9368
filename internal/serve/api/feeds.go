package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"parallax/internal/archive"
)

type addFeedIn struct {
	Body struct {
		URL      string `json:"url" minLength:"1" maxLength:"2000" doc:"of a feed, or of a site that names one"`
		Title    string `json:"title,omitempty" maxLength:"200" doc:"instead of its own"`
		Outlet   string `json:"outlet,omitempty" maxLength:"200" doc:"name given to its reports"`
		Folder   string `json:"folder,omitempty" maxLength:"200"`
		FullText *bool  `json:"full_text,omitempty" doc:"fetch the article page when the feed has only a teaser; true unless told otherwise"`
	}
}

type changeFeedIn struct {
	IDParam
	Body struct {
		Title    *string `json:"title,omitempty" maxLength:"200"`
		Outlet   *string `json:"outlet,omitempty" maxLength:"200"`
		Folder   *string `json:"folder,omitempty" maxLength:"200"`
		Paused   *bool   `json:"paused,omitempty"`
		FullText *bool   `json:"full_text,omitempty"`
	}
}

func (h *handlers) feeds(api huma.API) {
	get(api, "/feeds", "list-feeds", "Feeds and how they fare", func(ctx context.Context, _ *empty) (*body[Feeds], error) {
		found, err := h.kept.Feeds(ctx)
		out := Feeds{Feeds: []Feed{}}
		for i := range found {
			out.Feeds = append(out.Feeds, feedFrom(&found[i]))
		}
		return told(out, err)
	})
	get(api, "/feeds/{id}", "get-feed", "One feed", func(ctx context.Context, in *IDParam) (*body[Feed], error) {
		f, err := h.kept.Feed(ctx, in.ID)
		return told(feedFrom(&f), err)
	})
	get(api, "/feeds/{id}/attempts", "list-attempts", "The last two hundred questions to a feed and its pages, the newest first", h.attempts)
	do(api, http.MethodPost, "/feeds", "add-feed", "Add a feed", http.StatusCreated, func(ctx context.Context, in *addFeedIn) (*body[Feed], error) {
		b := &in.Body
		f, err := h.desk.AddFeed(ctx, archive.Feed{URL: b.URL, Title: b.Title, Outlet: b.Outlet, Folder: b.Folder, FullText: b.FullText == nil || *b.FullText})
		return told(feedFrom(&f), err)
	})
	do(api, http.MethodPatch, "/feeds/{id}", "change-feed", "Rename, move or pause a feed", http.StatusOK, h.changeFeed)
	do(api, http.MethodPost, "/feeds/{id}/ask", "ask-feed", "Ask a feed now, not in its turn", http.StatusAccepted, func(ctx context.Context, in *IDParam) (*body[Feed], error) {
		f, err := h.kept.Feed(ctx, in.ID)
		if err != nil {
			return nil, problem(err)
		}
		f.Next = time.Time{}
		f, err = h.desk.ChangeFeed(ctx, f)
		return told(feedFrom(&f), err)
	})
	do(api, http.MethodDelete, "/feeds/{id}", "remove-feed", "Remove a feed; its reports stay", http.StatusNoContent, func(ctx context.Context, in *IDParam) (*nothing, error) {
		return done(h.desk.RemoveFeed(ctx, in.ID))
	})
}

func (h *handlers) changeFeed(ctx context.Context, in *changeFeedIn) (*body[Feed], error) {
	f, err := h.kept.Feed(ctx, in.ID)
	if err != nil {
		return nil, problem(err)
	}
	b := &in.Body
	set(&f.Title, b.Title)
	set(&f.Outlet, b.Outlet)
	set(&f.Folder, b.Folder)
	set(&f.Paused, b.Paused)
	set(&f.FullText, b.FullText)
	f, err = h.desk.ChangeFeed(ctx, f)
	return told(feedFrom(&f), err)
}

// set puts a value where one was given.
func set[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

// Attempts are the last questions to a feed and to the pages it names.
type Attempts struct {
	Attempts []Attempt `json:"attempts"`
}

// Attempt is one of them, and what became of it.
type Attempt struct {
	URL     string     `json:"url"`
	At      *time.Time `json:"at"`
	Seconds float64    `json:"seconds" doc:"it took"`
	Status  int        `json:"status" doc:"of HTTP; 0: there was no answer"`
	New     int        `json:"new" doc:"reports"`
	Error   string     `json:"error,omitempty"`
}

// mostAttempts is how many are kept.
const mostAttempts = 200

func (h *handlers) attempts(ctx context.Context, in *IDParam) (*body[Attempts], error) {
	found, err := h.kept.Attempts(ctx, in.ID, mostAttempts)
	out := Attempts{Attempts: []Attempt{}}
	for _, a := range found {
		out.Attempts = append(out.Attempts, Attempt{URL: a.URL, At: moment(a.At), Seconds: a.Took.Seconds(), Status: a.Status, New: a.New, Error: a.Error})
	}
	return told(out, err)
}
