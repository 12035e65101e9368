// Package api is the JSON API of a running Parallax, version 1: what the pages
// show, in the shapes of the wire format, and the few things that can be done
// from outside.
//
//	GET  /api/1/stories?show=new        POST /api/1/reports        GET /api/1/openapi.json
//
// Lists come in pages: "next" is the cursor of the page after, and empty at
// the end. IDs are stable; an ID of a story that was merged away leads to the
// one it went into, which the answer names. Every answer to a GET has an ETag,
// and a request that brings it back gets 304 when nothing changed. Positions
// count Unicode code points, times are RFC 3339 in UTC, what is not known is
// null or left out. An error is a problem document (RFC 9457).
//
// The server around it decides who may ask; see package serve.
package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"parallax/internal/archive"
	"parallax/internal/article"
)

// Archive answers questions about what is kept.
type Archive interface {
	Status(ctx context.Context) (archive.Status, error)
	Stories(ctx context.Context, q archive.StoryQuery) (archive.Stories, error)
	Story(ctx context.Context, id string) (archive.Story, error) // of a merged story: the one it went into
	Edition(ctx context.Context, story string) (*archive.Edition, error)
	ReportsOf(ctx context.Context, story string) ([]archive.Report, error)
	Report(ctx context.Context, id string) (archive.Report, error)
	Article(ctx context.Context, report string) (*article.Article, error)
	Revisions(ctx context.Context, report string) ([]archive.Revision, error)
	Statements(ctx context.Context, q archive.StatementQuery) (archive.Statements, error)
	People(ctx context.Context, q archive.PersonQuery) (archive.People, error)
	Person(ctx context.Context, id string) (archive.Person, error)
	Outlets(ctx context.Context) ([]archive.Outlet, error)
	Search(ctx context.Context, q archive.Search) (archive.Hits, error)
	Verify(ctx context.Context, c archive.Claimed) ([]archive.Verified, error)
	Feeds(ctx context.Context) ([]archive.Feed, error)
	Feed(ctx context.Context, id string) (archive.Feed, error)
	Attempts(ctx context.Context, feed string, n int) ([]archive.Attempt, error) // the last ones, the newest first
	Decisions(ctx context.Context, story string) ([]archive.Decision, error)
}

// Desk does what is asked.
type Desk interface {
	Receive(ctx context.Context, in []archive.Incoming) ([]archive.Receipt, error) // a receipt for each, in order
	Merge(ctx context.Context, into, other string) (archive.Decision, error)
	Split(ctx context.Context, story string, reports []string) (archive.Decision, error)
	Undo(ctx context.Context, decision string) (archive.Decision, error)
	MarkRead(ctx context.Context, story string, read bool) error
	AddFeed(ctx context.Context, f archive.Feed) (archive.Feed, error) // URL of a feed or of a site that names one
	ChangeFeed(ctx context.Context, f archive.Feed) (archive.Feed, error)
	RemoveFeed(ctx context.Context, id string) error
}

// root is where the API lives.
const root = "/api/1"

// handlers answers requests from an archive and a desk.
type handlers struct {
	kept Archive
	desk Desk
}

// New is the handler of everything below /api/. version is the program's.
func New(kept Archive, desk Desk, version string) http.Handler {
	mux, _ := build(kept, desk, version)
	return tagged(mux)
}

// build registers everything, and gives the description made of it.
func build(kept Archive, desk Desk, version string) (http.Handler, huma.API) {
	mux := http.NewServeMux()
	c := huma.DefaultConfig("Parallax", version)
	c.OpenAPIPath, c.DocsPath, c.SchemasPath = root+"/openapi", "", ""
	c.CreateHooks = nil // no "$schema" in the answers: they are the wire format's own
	c.Info.Description = "Stories of several outlets' reports, side by side: who said what, and where the accounts differ."
	c.RejectUnknownQueryParameters = true
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}}
	c.Security = []map[string][]string{{"token": {}}}
	api := humago.New(mux, c)
	h := &handlers{kept: kept, desk: desk}
	h.stories(api)
	h.reports(api)
	h.people(api)
	h.feeds(api)
	mux.HandleFunc("GET "+root+"/{$}", describe(api))
	mux.HandleFunc("GET "+root, describe(api))
	mux.HandleFunc(everything, missing(mux))
	return mux, api
}

// schemaName keeps the wire format's types apart from the API's own of the same
// name.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if strings.HasSuffix(t.PkgPath(), "/wire") {
		return "Comparison" + name
	}
	return name
}

// get registers a question.
func get[I, O any](api huma.API, path, id, summary string, answer func(context.Context, *I) (*O, error)) {
	huma.Register(api, huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: root + path, Summary: summary,
		Errors: []int{http.StatusNotFound, http.StatusServiceUnavailable},
	}, answer)
}

// do registers something that changes what is kept.
func do[I, O any](api huma.API, method, path, id, summary string, status int, answer func(context.Context, *I) (*O, error)) {
	huma.Register(api, huma.Operation{
		OperationID: id, Method: method, Path: root + path, Summary: summary, DefaultStatus: status, MaxBodyBytes: mostPosted, BodyReadTimeout: postTime,
		Errors: []int{http.StatusNotFound, http.StatusConflict, http.StatusServiceUnavailable, http.StatusInsufficientStorage},
	}, answer)
}

// body is an answer's.
type body[T any] struct{ Body T }

// told makes an answer of a value, or of an error the status that belongs to it.
func told[T any](v T, err error) (*body[T], error) {
	if err != nil {
		return nil, problem(err)
	}
	return &body[T]{v}, nil
}

// nothing is an answer without a body.
type nothing struct{}

func done(err error) (*nothing, error) {
	if err != nil {
		return nil, problem(err)
	}
	return nil, nil
}

// problem gives an error its status.
func problem(err error) error {
	switch {
	case errors.Is(err, archive.ErrNotFound):
		return huma.Error404NotFound(err.Error())
	case errors.Is(err, archive.ErrInvalid):
		return huma.Error422UnprocessableEntity(without(archive.ErrInvalid, err))
	case errors.Is(err, archive.ErrConflict):
		return huma.Error409Conflict(without(archive.ErrConflict, err))
	case errors.Is(err, archive.ErrBusy):
		return huma.ErrorWithHeaders(huma.Error503ServiceUnavailable(err.Error()), http.Header{"Retry-After": {"5"}})
	case errors.Is(err, archive.ErrFull):
		return huma.ErrorWithHeaders(huma.NewError(http.StatusInsufficientStorage, archive.ErrFull.Error()+"; nothing was kept"), http.Header{"Retry-After": {"60"}})
	case errors.Is(err, archive.ErrNotYet):
		return huma.ErrorWithHeaders(huma.Error503ServiceUnavailable(err.Error()), http.Header{"Retry-After": {"30"}})
	}
	return huma.Error500InternalServerError("the archive did not answer", err)
}

// without is what an error says beside its kind, which the status tells.
func without(kind, err error) string { return strings.TrimSuffix(err.Error(), ": "+kind.Error()) }

// missing answers for what is nowhere, or not to be had by that method.
func missing(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var by []string
		for _, method := range []string{"DELETE", "GET", "PATCH", "POST", "PUT"} {
			other := *r
			other.Method = method
			if _, pattern := mux.Handler(&other); pattern != everything {
				by = append(by, method)
			}
		}
		status, detail := http.StatusNotFound, "There is nothing here; "+root+"/ lists what there is."
		if len(by) > 0 {
			status, detail = http.StatusMethodNotAllowed, "This can be asked with "+strings.Join(by, ", ")+"; "+root+"/ lists what there is."
			w.Header().Set("Allow", strings.Join(by, ", "))
		}
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(status)
		_, _ = fmt.Fprintf(w, `{"status":%d,"title":%q,"detail":%q}`+"\n", status, http.StatusText(status), detail)
	}
}

// everything is the pattern of what nothing else answers.
const everything = "/api/"

// PageParams ask for a part of a list.
type PageParams struct {
	Cursor string `query:"cursor" doc:"next of the page before"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"rows"`
}

func (p PageParams) page() archive.Page { return archive.Page{Cursor: p.Cursor, Limit: p.Limit} }

// IDParam names one thing.
type IDParam struct {
	ID string `path:"id" maxLength:"200"`
}
