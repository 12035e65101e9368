package serve

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestAnswersArePacked checks that an answer is packed for a client that takes
// it and reads the same, that its tag stays, and that what shows a secret goes
// as it is.
func TestAnswersArePacked(t *testing.T) {
	words := strings.Repeat("Nobody told us anything. ", 200)
	large := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("ETag", `W/"abc"`)
		if r.Header.Get("If-None-Match") == `W/"abc"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = io.WriteString(w, words)
	})
	o := Options{Pages: large, API: large, Feeds: large, Settings: &kept{}, Open: true}
	s, err := New(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	send := func(method, path string, headers ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, "http://localhost"+path, strings.NewReader("name=desk"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for i := 0; i+1 < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	for _, path := range []string{"/", "/api/1/stories", "/feed/stories.atom"} {
		w := send("GET", path, "Accept-Encoding", "br, gzip")
		h := w.Header()
		if h.Get("Content-Encoding") != "gzip" || h.Get("Vary") != "Accept-Encoding" || h.Get("ETag") != `W/"abc"` || w.Body.Len() > len(words)/10 {
			t.Errorf("%s: %d bytes of %d with %v", path, w.Body.Len(), len(words), h)
		}
		z, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if b, err := io.ReadAll(z); err != nil || string(b) != words {
			t.Errorf("%s unpacks to %d bytes of %d: %v", path, len(b), len(words), err)
		}
		if w := send("GET", path); w.Header().Get("Content-Encoding") != "" || w.Body.String() != words {
			t.Errorf("%s comes packed to a client that does not take it", path)
		}
		if w := send("GET", path, "Accept-Encoding", "gzip;q=0"); w.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s comes packed to a client that refuses it", path)
		}
		if w := send("GET", path, "Accept-Encoding", "gzip", "If-None-Match", `W/"abc"`); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
			t.Errorf("%s, known already: %d with %d bytes", path, w.Code, w.Body.Len())
		}
	}
	if w := send("POST", "/tokens", "Accept-Encoding", "gzip"); w.Code != http.StatusCreated || w.Header().Get("Content-Encoding") != "" || w.Body.Len() == 0 {
		t.Errorf("the page with a new key: %d %v", w.Code, w.Header())
	}
}
