package api

import (
	"strings"
	"testing"
)

// TestPostedAsJSON posts what says that it is JSON and is not, and what is.
func TestPostedAsJSON(t *testing.T) {
	const text = "Ferry late\n\nThe ferry was late again on Monday."
	for _, c := range []struct {
		kind, body string
		want       int
	}{
		{"application/json", "not json{{{", 422},
		{"application/json; charset=utf-8", text, 422},
		{"application/x-ndjson", text, 422},
		{"application/ld+json", text, 422},
		{"application/json", "\ufeff \n" + `{"text":"The ferry was late."}`, 202},
		{"application/json", `[{"text":"The ferry was late."}]`, 202},
		{"text/plain", text, 202},
		{"application/x-www-form-urlencoded", text, 202}, // as curl sends a file
		{"application/octet-stream", text, 202},
		{";", text, 202},
	} {
		i := newInvented(t)
		w := send(t, New(i, i, "test"), "POST", root+"/reports", c.body, "Content-Type: "+c.kind)
		if w.Code != c.want || c.want == 422 && !strings.Contains(w.Body.String(), "begins with no JSON object") {
			t.Errorf("%q as %s: %d %s", c.body, c.kind, w.Code, w.Body)
		}
	}
}

// TestThePageListsWhatIsTaken reads the page for people.
func TestThePageListsWhatIsTaken(t *testing.T) {
	i := newInvented(t)
	page := send(t, New(i, i, "test"), "GET", root+"/", "").Body.String()
	for _, want := range []string{
		"<dt><code>POST /api/1/stories/{id}/merge</code></dt>", "<li><code>with</code>", "<li><code>cursor</code>: next of the page before</li>", "(all, differing, one)", " (needed)",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not have %s", want)
		}
	}
	if strings.Contains(page, "<ul></ul>") {
		t.Error("the page has an empty list")
	}
}
