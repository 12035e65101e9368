package pages

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// pagesOf are the pages of an archive, at the tests' moment.
func pagesOf(f *fake) *Pages { return New(f, f, Options{Now: func() time.Time { return noon }}) }

// ask gives the answer to a request.
func ask(t testing.TB, h http.Handler, method, address string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, address, strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// page gives a parsed page, and fails when the answer is none.
func page(t testing.TB, h http.Handler, address string) *html.Node {
	t.Helper()
	w := ask(t, h, "GET", address, nil)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", address, w.Code, w.Body)
	}
	return parsed(t, w.Body.String())
}

func parsed(t testing.TB, s string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// find gives the elements with a name, or a class when it begins with ".".
func find(n *html.Node, what string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		class, ok := strings.CutPrefix(what, ".")
		if d.Type == html.ElementNode && (!ok && d.Data == what || ok && strings.Contains(" "+attr(d, "class")+" ", " "+class+" ")) {
			out = append(out, d)
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// words is the text of an element with single spaces.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func all(ns []*html.Node) string {
	var out []string
	for _, n := range ns {
		out = append(out, words(n))
	}
	return strings.Join(out, " | ")
}

func TestFrontPageIsAListWithTheLastVisit(t *testing.T) {
	root := page(t, pagesOf(newFake(t)), "/")
	rows := find(root, ".st")
	if len(rows) != 10 {
		t.Fatalf("%d stories", len(rows))
	}
	if got := all(find(root, ".visit")); got != "Your last visit, today 08.00" {
		t.Errorf("last visit: %q", got)
	}
	if got := all(find(root, ".day")); got != "Wed 11 June" {
		t.Errorf("days: %q", got)
	}
	if !strings.Contains(attr(rows[0], "class"), "first") || len(find(root, ".first")) != 1 {
		t.Error("no one story leads")
	}
	fresh := 0
	for _, r := range rows {
		if strings.Contains(attr(r, "class"), "isnew") != (len(find(r, ".new")) == 1) {
			t.Errorf("%s: bold and dot do not go together", words(r))
		}
		fresh += len(find(r, ".new"))
	}
	if fresh != 5 {
		t.Errorf("%d new stories", fresh)
	}
	if got := all(find(root, ".tz")); !strings.Contains(got, "changed: No to: One witness") {
		t.Errorf("the sharpest words: %s", got)
	}
}

// TestEveryPageIsSound goes through every link of every page that can be
// reached from the front page and checks each page: one heading, a title, no
// style and no event attribute, no id twice, links that lead somewhere.
func TestEveryPageIsSound(t *testing.T) {
	f := newFake(t)
	f.revise(t, "bank-1", "until the figures of the summer are in", "until the summer is over")
	h := pagesOf(f)
	seen, queue := map[string]bool{"/": true}, []string{"/"}
	from := map[string]string{}
	for len(queue) > 0 && len(seen) < 1500 {
		at := queue[0]
		queue = queue[1:]
		w := ask(t, h, "GET", at, nil)
		if w.Code == http.StatusFound || w.Code == http.StatusSeeOther {
			continue
		}
		if w.Code != http.StatusOK {
			t.Errorf("%s, linked from %s: %d", at, from[at], w.Code)
			continue
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || strings.HasSuffix(at, ".html") {
			continue
		}
		root := parsed(t, w.Body.String())
		for _, p := range flaws(root) {
			t.Errorf("%s: %s", at, p)
		}
		for _, a := range append(append(find(root, "a"), find(root, "link")...), find(root, "script")...) {
			to := attr(a, "href") + attr(a, "src")
			u, err := url.Parse(to)
			if err != nil || to == "" {
				t.Errorf("%s: link %q", at, to)
				continue
			}
			if u.Host != "" || strings.HasPrefix(u.Path, "/feed/") || strings.HasPrefix(u.Path, "/api/") { // elsewhere, or served beside the pages
				continue
			}
			base, _ := url.Parse(at)
			u = base.ResolveReference(u)
			fragment := u.Fragment
			u.Fragment = ""
			if to := u.String(); !seen[to] {
				seen[to], from[to] = true, at
				queue = append(queue, to)
			}
			if fragment != "" && u.String() == at && !hasID(root, fragment) {
				t.Errorf("%s: nothing has the id %q", at, fragment)
			}
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d pages were reached", len(seen))
	}
}

func hasID(root *html.Node, id string) bool {
	for d := range root.Descendants() {
		if attr(d, "id") == id {
			return true
		}
	}
	return false
}

// flaws are what is wrong with any page.
func flaws(root *html.Node) []string {
	var out []string
	ids := map[string]bool{}
	for d := range root.Descendants() {
		for _, a := range d.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				out = append(out, fmt.Sprintf("<%s> has the attribute %s", d.Data, a.Key))
			}
			if a.Key == "id" && a.Namespace == "" {
				if ids[a.Val] {
					out = append(out, fmt.Sprintf("the id %q is there twice", a.Val))
				}
				ids[a.Val] = true
			}
		}
		if d.Type == html.ElementNode && (d.Data == "style" || d.Data == "script" && attr(d, "src") == "") {
			out = append(out, "an inline <"+d.Data+">")
		}
	}
	if n := len(find(root, "h1")); n != 1 {
		out = append(out, fmt.Sprintf("%d headings of the first rank", n))
	}
	if title := find(root, "title"); len(title) != 1 || strings.HasPrefix(words(title[0]), "–") {
		out = append(out, "no title")
	}
	for _, in := range append(append(find(root, "input"), find(root, "select")...), find(root, "textarea")...) {
		if attr(in, "type") != "hidden" && attr(in, "aria-label") == "" && !labelled(root, in) {
			out = append(out, fmt.Sprintf("the field %q has no label", attr(in, "name")))
		}
	}
	return out
}

func labelled(root, in *html.Node) bool {
	for p := in.Parent; p != nil; p = p.Parent {
		if p.Data == "label" {
			return true
		}
	}
	for _, l := range find(root, "label") {
		if id := attr(in, "id"); id != "" && attr(l, "for") == id {
			return true
		}
	}
	return false
}

// TestProgressSaysWhatWaits asks for the line that the script keeps true.
func TestProgressSaysWhatWaits(t *testing.T) {
	f := newFake(t)
	h := pagesOf(f)
	line := func() string {
		h.status.forget()
		w := ask(t, h, "GET", "/progress", nil)
		n := find(parsed(t, w.Body.String()), "p")
		if w.Code != http.StatusOK || len(n) != 1 || w.Header().Get("Cache-Control") != "no-store" {
			t.Fatalf("%d %v %s", w.Code, w.Header(), w.Body)
		}
		hidden := strings.Contains(w.Body.String(), " hidden>")
		if got := words(n[0]); hidden != (got == "") {
			t.Errorf("hidden %v with %q", hidden, got)
		}
		return words(n[0])
	}
	for want, s := range map[string][3]int{
		"": {0, 0, 0}, "1 report to be read": {1, 0, 0}, "1,204 reports to be read, 1 story to be compared": {1204, 1, 0}, "7 stories to be compared": {0, 7, 0},
		"stories are being grouped anew, 15,121 reports to go":                                 {0, 0, 15121},
		"stories are being grouped anew, 1 report to go, 1 report that came in waits for it":   {1, 0, 1},
		"stories are being grouped anew, 9 reports to go, 30 reports that came in wait for it": {30, 0, 9},
	} {
		f.status.ToAnalyse, f.status.ToCompare, f.status.Behind = s[0], s[1], s[2]
		if got := line(); got != want {
			t.Errorf("%v: %q, want %q", s, got, want)
		}
	}
}

// TestManyAtOnce asks for pages from several sides: what they keep between
// requests is shared.
func TestManyAtOnce(t *testing.T) {
	h := pagesOf(newFake(t))
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for _, address := range []string{"/", "/stories/lantern", "/outlets/o-City%20Ledger", "/reports/bank-1?with=bank-2", "/search?q=alarm", "/progress"} {
				if w := ask(t, h, "GET", address, nil); w.Code != http.StatusOK {
					t.Errorf("reader %d, %s: %d", i, address, w.Code)
				}
			}
		})
	}
	all.Wait()
}
