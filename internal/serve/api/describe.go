package api

import (
	"html/template"
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
	Params                []*huma.Param
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
<dd>{{.Summary}}{{if .Params}}<ul>{{range .Params}}{{if eq .In "query"}}<li><code>{{.Name}}</code>{{if .Description}}: {{.Description}}{{end}}{{if .Required}} (needed){{end}}{{with .Schema}}{{if .Enum}} ({{range $i, $v := .Enum}}{{if $i}}, {{end}}{{$v}}{{end}}){{end}}{{end}}</li>{{end}}{{end}}</ul>{{end}}</dd>
{{end}}</dl>
</body>
</html>
`))

// describe is a page that lists what the API does.
func describe(api huma.API) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		var all []described
		for path, item := range api.OpenAPI().Paths {
			for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PUT": item.Put, "PATCH": item.Patch, "DELETE": item.Delete} {
				if op != nil {
					all = append(all, described{method, path, op.Summary, op.Parameters})
				}
			}
		}
		slices.SortFunc(all, func(a, b described) int { return strings.Compare(a.Path+" "+a.Method, b.Path+" "+b.Method) })
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_ = description.Execute(w, map[string]any{"Root": root, "Operations": all})
	}
}
