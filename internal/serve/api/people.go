package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"parallax/internal/archive"
)

type peopleIn struct {
	PageParams
	Text  string `query:"q" maxLength:"200" doc:"in a name"`
	Kind  string `query:"kind" enum:"person,organisation,document,group"`
	Order string `query:"order" enum:"statements,name,last" default:"statements"`
}

type statementsIn struct {
	PageParams
	Text   string    `query:"q" maxLength:"400" doc:"words of the statement"`
	Person string    `query:"person" doc:"ID"`
	Outlet string    `query:"outlet"`
	Story  string    `query:"story" doc:"ID"`
	Show   string    `query:"show" enum:"all,differing,one" default:"all" doc:"one: in one report only"`
	From   time.Time `query:"from"`
	To     time.Time `query:"to"`
}

type searchIn struct {
	PageParams
	Text     string    `query:"q" required:"true" minLength:"1" maxLength:"400" doc:"all of the words; \"a phrase\", -without, begin*"`
	Outlet   string    `query:"outlet"`
	Person   string    `query:"person" doc:"ID of somebody quoted in it"`
	Language string    `query:"language" doc:"ISO 639-1"`
	From     time.Time `query:"from"`
	To       time.Time `query:"to"`
	Order    string    `query:"order" enum:"best,newest" default:"best"`
}

func (in *searchIn) query() archive.Search {
	return archive.Search{
		Page: in.page(), Text: in.Text, In: "reports", Outlet: in.Outlet, Person: in.Person,
		Language: in.Language, From: in.From, To: in.To, Order: in.Order,
	}
}

type verifyIn struct {
	Words   string `query:"words" required:"true" minLength:"1" maxLength:"4000" doc:"what somebody is said to have said"`
	Speaker string `query:"speaker" maxLength:"200" doc:"who; empty: anybody"`
	Limit   int    `query:"limit" minimum:"1" maximum:"100" default:"20"`
}

type verifyPost struct {
	Body struct {
		Words   string `json:"words" minLength:"1" maxLength:"20000"`
		Speaker string `json:"speaker,omitempty" maxLength:"200"`
		Limit   int    `json:"limit,omitempty" minimum:"1" maximum:"100" default:"20"`
	}
}

func (h *handlers) people(api huma.API) {
	get(api, "/people", "list-people", "Who speaks", func(ctx context.Context, in *peopleIn) (*body[People], error) {
		found, err := h.kept.People(ctx, archive.PersonQuery{Page: in.page(), Text: in.Text, Kind: in.Kind, Order: in.Order})
		return told(peopleFrom(&found), err)
	})
	get(api, "/people/{id}", "get-person", "One speaker", func(ctx context.Context, in *IDParam) (*body[Person], error) {
		p, err := h.kept.Person(ctx, in.ID)
		return told(personFrom(&p), err)
	})
	get(api, "/statements", "list-statements", "What was said, newest first, with every reading", func(ctx context.Context, in *statementsIn) (*body[Statements], error) {
		found, err := h.kept.Statements(ctx, archive.StatementQuery{
			Page: in.page(), Text: in.Text, Person: in.Person, Outlet: in.Outlet, Story: in.Story, Show: in.Show, From: in.From, To: in.To,
		})
		return told(statementsFrom(&found), err)
	})
	get(api, "/outlets", "list-outlets", "Publishers", func(ctx context.Context, _ *empty) (*body[Outlets], error) {
		found, err := h.kept.Outlets(ctx)
		return told(outletsFrom(found), err)
	})
	get(api, "/verify", "verify", "Readings in the archive that are nearest to a quotation", func(ctx context.Context, in *verifyIn) (*body[Verification], error) {
		return h.verify(ctx, archive.Claimed{Words: in.Words, Speaker: in.Speaker, Limit: in.Limit})
	})
	do(api, http.MethodPost, "/verify", "verify-long", "The same for a quotation too long for an address", http.StatusOK, func(ctx context.Context, in *verifyPost) (*body[Verification], error) {
		return h.verify(ctx, archive.Claimed{Words: in.Body.Words, Speaker: in.Body.Speaker, Limit: in.Body.Limit})
	})
}

func (h *handlers) verify(ctx context.Context, c archive.Claimed) (*body[Verification], error) {
	found, err := h.kept.Verify(ctx, c)
	out := Verification{Words: c.Words, Speaker: c.Speaker, Readings: []Verified{}}
	for i := range found {
		out.Readings = append(out.Readings, verifiedFrom(&found[i]))
	}
	return told(out, err)
}
