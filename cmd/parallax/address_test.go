package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCompareAddresses compares a page of a server with a file, follows what
// moved, and says of each address that gives nothing why.
func TestCompareAddresses(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/bridge", http.StatusMovedPermanently)
		case "/bridge":
			w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
			fmt.Fprint(w, "<html><head><title>Bridge at Wendle shut</title><meta property=\"og:site_name\" content=\"Wendle Courier\"></head><body><article><h1>Bridge at Wendle shut</h1>"+
				"<p>The bridge at Wendle was shut on Monday after a crack was found in its second pier.</p>"+
				"<p>\x93We shall not open it before every pier has been looked at,\x94 Ada Trewin, the engineer of the county, told reporters on the bank of the river.</p>"+
				"<p>Some 4,000 people cross the bridge each day, the county said in a statement on Monday.</p></article></body></html>")
		case "/picture":
			w.Header().Set("Content-Type", "image/png")
			_, _ = io.WriteString(w, "\x89PNG")
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	file := filepath.Join(t.TempDir(), "echo.txt")
	if err := os.WriteFile(file, []byte("Wendle bridge closed\n\nWendle’s bridge is closed.\n\n“We shall not open it before each pier has been looked at,” Ada Trewin said.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (int, string, string) {
		var out, errs strings.Builder
		code := Run(t.Context(), args, strings.NewReader(""), &out, &errs)
		return code, out.String(), errs.String()
	}
	code, out, errs := run("compare", "--format", "json", "--allow", "127.0.0.1", server.URL+"/old", file)
	var c struct {
		Reports    []struct{ URL, Outlet, Title string }
		Utterances []struct{ Readings []struct{ Relation string } }
	}
	if err := json.Unmarshal([]byte(out), &c); err != nil || code != done {
		t.Fatalf("%d %v %s", code, err, errs)
	}
	if len(c.Reports) != 2 || c.Reports[0].URL+c.Reports[1].URL != server.URL+"/bridge" || !strings.Contains(c.Reports[0].Outlet+c.Reports[1].Outlet, "Wendle Courier") {
		t.Errorf("reports: %+v", c.Reports)
	}
	if n := strings.Count(out, `"relation": "altered"`); n != 1 {
		t.Errorf("%d altered readings in %s", n, out)
	}
	for _, x := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{server.URL + "/bridge"}, failed, "--allow"},
		{[]string{"--allow", "127.0.0.1", server.URL + "/gone", server.URL + "/picture", file}, partly, "/gone: "},
		{[]string{"--allow", "127.0.0.1", server.URL + "/picture", file}, partly, "image/png"},
		{[]string{"ftp://paper.example/a"}, failed, "ftp://paper.example/a"},
	} {
		code, _, errs := run(append([]string{"compare"}, x.args...)...)
		if code != x.code || !strings.Contains(errs, x.says) {
			t.Errorf("%v: %d %q, want %d and %q", x.args, code, errs, x.code, x.says)
		}
	}
}
