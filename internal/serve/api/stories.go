package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"parallax/internal/archive"
	"parallax/internal/report/wire"
)

type storiesIn struct {
	PageParams
	Show     string    `query:"show" enum:"all,new,unread,altered,conflicts" default:"all"`
	Order    string    `query:"order" enum:"changed,accounts,first" default:"changed"`
	From     time.Time `query:"from" doc:"changed at or after"`
	To       time.Time `query:"to" doc:"changed before"`
	Outlet   string    `query:"outlet" doc:"has a report of this outlet"`
	Folder   string    `query:"folder" doc:"has a report from a feed in this folder"`
	Language string    `query:"language" doc:"ISO 639-1"`
	Accounts int       `query:"accounts" minimum:"0" doc:"independent accounts, at least"`
}

func (in *storiesIn) query() archive.StoryQuery {
	return archive.StoryQuery{
		Page: in.page(), Show: in.Show, Order: in.Order, From: in.From, To: in.To,
		Outlet: in.Outlet, Folder: in.Folder, Language: in.Language, Least: in.Accounts,
	}
}

type mergeIn struct {
	IDParam
	Body struct {
		With string `json:"with" doc:"the story that goes into this one" minLength:"1"`
	}
}

type splitIn struct {
	IDParam
	Body struct {
		Reports []string `json:"reports" doc:"reports that become a story of their own" minItems:"1"`
	}
}

type readIn struct {
	IDParam
	Body struct {
		Read bool `json:"read"`
	}
}

type decisionsIn struct {
	Story string `query:"story" doc:"ID; empty: all"`
}

type empty struct{}

func (h *handlers) stories(api huma.API) {
	get(api, "/stories", "list-stories", "Stories, those that changed last first", func(ctx context.Context, in *storiesIn) (*body[Stories], error) {
		found, err := h.kept.Stories(ctx, in.query())
		return told(storiesFrom(&found), err)
	})
	get(api, "/stories/{id}", "get-story", "One story and its reports", func(ctx context.Context, in *IDParam) (*body[StoryWithReports], error) {
		s, err := h.kept.Story(ctx, in.ID)
		if err != nil {
			return nil, problem(err)
		}
		rs, err := h.kept.ReportsOf(ctx, s.ID)
		return told(StoryWithReports{Story: storyFrom(&s), Reports: reportsFrom(rs)}, err)
	})
	get(api, "/stories/{id}/comparison", "get-comparison", "The comparison of a story's reports: parallax.comparison/1", h.comparison)
	do(api, http.MethodPost, "/stories/{id}/merge", "merge-stories", "Put another story into this one", http.StatusOK, func(ctx context.Context, in *mergeIn) (*body[Decision], error) {
		d, err := h.desk.Merge(ctx, in.ID, in.Body.With)
		return told(decisionFrom(&d), err)
	})
	do(api, http.MethodPost, "/stories/{id}/split", "split-story", "Take reports out into a story of their own", http.StatusOK, func(ctx context.Context, in *splitIn) (*body[Decision], error) {
		d, err := h.desk.Split(ctx, in.ID, in.Body.Reports)
		return told(decisionFrom(&d), err)
	})
	do(api, http.MethodPut, "/stories/{id}/read", "mark-story", "Mark a story read or unread", http.StatusNoContent, func(ctx context.Context, in *readIn) (*nothing, error) {
		return done(h.desk.MarkRead(ctx, in.ID, in.Body.Read))
	})
	get(api, "/decisions", "list-decisions", "What was merged and split by hand, newest first", func(ctx context.Context, in *decisionsIn) (*body[Decisions], error) {
		ds, err := h.kept.Decisions(ctx, in.Story)
		out := Decisions{Decisions: []Decision{}}
		for i := range ds {
			out.Decisions = append(out.Decisions, decisionFrom(&ds[i]))
		}
		return told(out, err)
	})
	do(api, http.MethodPost, "/decisions/{id}/undo", "undo-decision", "Undo a merge or a split", http.StatusOK, func(ctx context.Context, in *IDParam) (*body[Decision], error) {
		d, err := h.desk.Undo(ctx, in.ID)
		return told(decisionFrom(&d), err)
	})
	get(api, "/status", "get-status", "How much is kept, and what waits", func(ctx context.Context, _ *empty) (*body[Status], error) {
		s, err := h.kept.Status(ctx)
		return told(statusFrom(&s), err)
	})
}

// comparison is the story as parallax compare prints it, and how current it is.
func (h *handlers) comparison(ctx context.Context, in *IDParam) (*comparisonOut, error) {
	e, err := h.kept.Edition(ctx, in.ID)
	if err != nil {
		return nil, problem(err)
	}
	return &comparisonOut{Story: e.Story.ID, Made: stamp(e.Made), Waiting: e.Waiting, Body: wire.From(e.Comparison)}, nil
}

type comparisonOut struct {
	Story   string `header:"Parallax-Story" doc:"ID of the story, when it was merged: of the one it went into"`
	Made    string `header:"Parallax-Made" doc:"when the comparison was made"`
	Waiting int    `header:"Parallax-Waiting" doc:"reports that came in since and are not compared yet"`
	Body    *wire.Comparison
}
