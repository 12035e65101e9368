package pages

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"

	"parallax/internal/report/web"
)

//go:embed tmpl/*.tmpl css/*.css js/*.js img/*.svg
var files embed.FS

// assets are the files that pages refer to, by name with a hash of their
// content: a file that changes has another name, so that a browser may keep
// each for ever.
type assets struct {
	files map[string]asset  // by the name in the address
	named map[string]string // address by the name without hash
}

type asset struct {
	kind    string
	data    []byte
	squeeze []byte // gzip; nil when that saves nothing
}

func newAssets() *assets {
	a := &assets{files: map[string]asset{}, named: map[string]string{}}
	var faces strings.Builder
	for _, f := range web.Typefaces() {
		fmt.Fprintf(&faces, "@font-face{font-family:%q;font-style:%s;font-weight:%s;font-display:swap;src:url(%s) format(\"woff2\")}\n",
			f.Family, f.Style, f.Weight, a.add(f.File, "font/woff2", f.Data))
	}
	style := faces.String() + web.Style()
	for _, name := range []string{"frame", "lists", "people", "forms", "print"} {
		style += read("css/" + name + ".css")
	}
	a.add("style.css", "text/css; charset=utf-8", []byte(style))
	a.add("early.js", "text/javascript; charset=utf-8", []byte(read("js/early.js")))
	a.add("pages.js", "text/javascript; charset=utf-8", []byte(web.Script()+read("js/pages.js")))
	a.add("mark.svg", "image/svg+xml", []byte(read("img/mark.svg")))
	return a
}

// read gives an embedded file. A missing one is a mistake in this package,
// which its tests rule out.
func read(name string) string {
	b, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// add gives a file its name and returns its address.
func (a *assets) add(name, kind string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:6]) + ext
	f := asset{kind: kind, data: data}
	if !strings.HasPrefix(kind, "font/") { // woff2 is packed already
		f.squeeze = squeezed(data)
	}
	a.files[hashed], a.named[name] = f, "/assets/"+hashed
	return "/assets/" + hashed
}

// squeezed is data packed with gzip, or nil when it fails or does not pay.
func squeezed(data []byte) []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil
	}
	if _, err := z.Write(data); err != nil || z.Close() != nil || b.Len() >= len(data) {
		return nil
	}
	return b.Bytes()
}

// ServeHTTP gives a file.
func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := a.files[strings.TrimPrefix(r.URL.Path, "/assets/")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	data := f.data
	if f.squeeze != nil {
		h.Set("Vary", "Accept-Encoding")
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			data = f.squeeze
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(data)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(data)
	}
}
