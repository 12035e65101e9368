package web

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"
	"sync"
)

//go:embed *.css *.js *.tmpl fonts/*.woff2
var files embed.FS

// typeface is one font file and the rule that loads it. The ranges are those
// of the files: Latin subsets.
type typeface struct{ file, family, style, weight string }

var (
	upright = []typeface{
		{"source-serif-4-latin-opsz-normal.woff2", "Source Serif 4", "normal", "200 900"},
		{"libre-franklin-latin-wght-normal.woff2", "Libre Franklin", "normal", "100 900"},
	}
	slanted = []typeface{
		{"source-serif-4-latin-wght-italic.woff2", "Source Serif 4", "italic", "200 900"},
	}
)

// inlined is a style sheet or script with its hash, as the policy names it.
type inlined struct {
	CSS  template.CSS
	JS   template.JS
	Hash string
}

var (
	// sheet is the style of every page.
	sheet = sync.OnceValue(func() inlined {
		return style(read("page.css") + read("matrix.css") + read("told.css") + read("reader.css") + read("print.css"))
	})
	// script is the behaviour of every page.
	script = sync.OnceValue(func() inlined {
		s := read("matrix.js") + read("reader.js")
		return inlined{JS: template.JS(s), Hash: hash(s)}
	})
	uprightFonts = sync.OnceValue(func() inlined { return style(faces(upright)) })
	slantedFonts = sync.OnceValue(func() inlined { return style(faces(slanted)) })

	templates = sync.OnceValue(func() *template.Template {
		return template.Must(template.ParseFS(files, "*.tmpl"))
	})
)

func style(s string) inlined { return inlined{CSS: template.CSS(s), Hash: hash(s)} }

// read gives an embedded file. A missing one is a mistake in this package,
// which its tests rule out.
func read(name string) string {
	b, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// hash is the source expression of a policy for inline text s.
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// faces writes the rules that load typefaces from data: addresses.
func faces(fs []typeface) string {
	var b strings.Builder
	for _, f := range fs {
		fmt.Fprintf(&b, "@font-face{font-family:%q;font-style:%s;font-weight:%s;font-display:swap;src:url(data:font/woff2;base64,", f.family, f.style, f.weight)
		b.WriteString(base64.StdEncoding.EncodeToString([]byte(read("fonts/" + f.file))))
		b.WriteString(") format(\"woff2\")}\n")
	}
	return b.String()
}

// policy is the content security policy of a page with these styles and
// scripts and nothing else.
func policy(styles, scripts []inlined, fonts bool) string {
	var b strings.Builder
	b.WriteString("default-src 'none'; style-src")
	for _, s := range styles {
		b.WriteString(" " + s.Hash)
	}
	b.WriteString("; script-src")
	for _, s := range scripts {
		b.WriteString(" " + s.Hash)
	}
	if fonts {
		b.WriteString("; font-src data:")
	}
	b.WriteString("; img-src data:; base-uri 'none'; form-action 'none'")
	return b.String()
}
