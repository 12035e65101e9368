package api

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
)

// TestTheDescriptionIsTrue holds answers of every kind against the schema that
// the OpenAPI description gives for them: all that is required is there, no
// value is of another type or outside its enumeration, nothing is there that is
// not described.
func TestTheDescriptionIsTrue(t *testing.T) {
	i := newInvented(t)
	h, api := build(i, i, "test")
	told := map[*huma.Operation]bool{}
	for _, x := range []struct{ method, path, template, body string }{
		{"GET", "/stories", "/stories", ""},
		{"GET", "/stories/s0123456789", "/stories/{id}", ""},
		{"GET", "/stories/s0123456789/comparison", "/stories/{id}/comparison", ""},
		{"GET", "/reports/harbour", "/reports/{id}", ""},
		{"GET", "/reports/harbour/revisions", "/reports/{id}/revisions", ""},
		{"GET", "/people", "/people", ""},
		{"GET", "/people/p-ada-trewin", "/people/{id}", ""},
		{"GET", "/statements", "/statements", ""},
		{"GET", "/outlets", "/outlets", ""},
		{"GET", "/search?q=bend", "/search", ""},
		{"GET", "/verify?words=we+heard+it+bend", "/verify", ""},
		{"POST", "/verify", "/verify", `{"words":"we heard it bend"}`},
		{"GET", "/feeds", "/feeds", ""},
		{"GET", "/feeds/f1", "/feeds/{id}", ""},
		{"GET", "/feeds/f1/attempts", "/feeds/{id}/attempts", ""},
		{"GET", "/decisions", "/decisions", ""},
		{"GET", "/status", "/status", ""},
		{"GET", "/stories/nowhere", "/stories/{id}", ""},
		{"GET", "/stories?limit=0", "/stories", ""},
		{"POST", "/reports", "/reports", "A crane fell.\n\n“It bent,” Ada Trewin said to those who stood around.\n"},
	} {
		item := api.OpenAPI().Paths[root+x.template]
		op := map[string]*huma.Operation{"GET": item.Get, "POST": item.Post}[x.method]
		w := send(t, h, x.method, root+x.path, x.body)
		described := op.Responses[strconv.Itoa(w.Code)]
		kind, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
		if described == nil || described.Content[kind] == nil {
			t.Errorf("%s %s answers %d with %s, which is not described", x.method, x.path, w.Code, kind)
			continue
		}
		var answer any
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
			t.Fatalf("%s: %v", x.path, err)
		}
		var found huma.ValidateResult
		huma.Validate(api.OpenAPI().Components.Schemas, described.Content[kind].Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, answer, &found)
		for _, e := range found.Errors {
			t.Errorf("%s %s: %v", x.method, x.path, e)
		}
		told[op] = true
	}
	for path, item := range api.OpenAPI().Paths {
		if item.Get != nil && !told[item.Get] {
			t.Errorf("no answer of GET %s was looked at", path)
		}
	}
}
