package api

import (
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
)

// codePoints turns places in bytes of t into places in code points.
func codePoints(t string, marks [][2]int) [][2]int {
	out := make([][2]int, len(marks))
	for i, m := range marks {
		from, to := min(max(m[0], 0), len(t)), min(max(m[1], 0), len(t))
		out[i] = [2]int{utf8.RuneCountInString(t[:from]), utf8.RuneCountInString(t[:to])}
	}
	return out
}

// described is one thing the API does, for its page.
type described struct {
	Method, Path, Summary string
	Params                []param
}

// param is a parameter of an address, or a member of the JSON object that a
// request brings.
type param struct {
	Name, Doc string
	Needed    bool
	Values    []any // the only ones; nil: any
}

var description = template.Must(template.New("").Parse(`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>The API of Parallax</title><link rel="stylesheet" href="/login?style=1"></head>
<body>
<h1>The API of Parallax</h1>
<p class="note">Machine-readable: <a href="{{.Root}}/openapi.json">openapi.json</a>. Every request brings <code>Authorization: Bearer TOKEN</code>, where the server asks for a password; tokens are made under <a href="/settings">settings</a>.</p>
<dl>
{{range .Operations}}<dt><code>{{.Method}} {{.Path}}</code></dt>
<dd>{{.Summary}}{{if .Params}}<ul>{{range .Params}}<li><code>{{.Name}}</code>{{with .Doc}}: {{.}}{{end}}{{if .Needed}} (needed){{end}}{{if .Values}} ({{range $i, $v := .Values}}{{if $i}}, {{end}}{{$v}}{{end}}){{end}}</li>{{end}}</ul>{{end}}</dd>
{{end}}</dl>
</body>
</html>
`))

// queried are the parameters in an operation's address, its path apart.
func queried(op *huma.Operation) (out []param) {
	for _, p := range op.Parameters {
		if p.In != "query" {
			continue
		}
		q := param{Name: p.Name, Doc: p.Description, Needed: p.Required}
		if p.Schema != nil {
			q.Values = p.Schema.Enum
		}
		out = append(out, q)
	}
	return out
}

// brought are the members of the JSON object that an operation takes.
func brought(api huma.API, op *huma.Operation) (out []param) {
	if op.RequestBody == nil || op.RequestBody.Content["application/json"] == nil {
		return nil
	}
	s := op.RequestBody.Content["application/json"].Schema
	if s.Ref != "" {
		s = api.OpenAPI().Components.Schemas.SchemaFromRef(s.Ref)
	}
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		p := s.Properties[name]
		out = append(out, param{Name: name, Doc: p.Description, Needed: slices.Contains(s.Required, name), Values: p.Enum})
	}
	return out
}

// describe is a page that lists what the API does.
func describe(api huma.API) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		var all []described
		for path, item := range api.OpenAPI().Paths {
			for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PUT": item.Put, "PATCH": item.Patch, "DELETE": item.Delete} {
				if op != nil {
					all = append(all, described{method, path, op.Summary, slices.Concat(queried(op), brought(api, op))})
				}
			}
		}
		slices.SortFunc(all, func(a, b described) int { return strings.Compare(a.Path+" "+a.Method, b.Path+" "+b.Method) })
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_ = description.Execute(w, map[string]any{"Root": root, "Operations": all})
	}
}
