package serve

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// token is what is kept of an API token. The token itself is told once.
type token struct {
	Name string    `json:"name"`
	Made time.Time `json:"made"`
	sum  string
}

// tokens reads the list of tokens: a line each, "sum made name".
func (g *gate) tokens(ctx context.Context) ([]token, error) {
	v, err := g.setting(ctx, tokensSetting)
	if err != nil {
		return nil, err
	}
	var out []token
	for lines := bufio.NewScanner(bytes.NewReader(v)); lines.Scan(); {
		f := strings.SplitN(lines.Text(), " ", 3)
		if len(f) != 3 {
			continue
		}
		made, err := time.Parse(time.RFC3339, f[1])
		if err != nil {
			continue
		}
		out = append(out, token{sum: f[0], Made: made, Name: f[2]})
	}
	return out, nil
}

func (g *gate) keepTokens(ctx context.Context, ts []token) error {
	var b bytes.Buffer
	for _, t := range ts {
		fmt.Fprintf(&b, "%s %s %s\n", t.sum, t.Made.UTC().Format(time.RFC3339), t.Name)
	}
	return g.settings.SetSetting(ctx, tokensSetting, b.Bytes())
}

// listTokens tells the tokens' names.
func (g *gate) listTokens(w http.ResponseWriter, r *http.Request) {
	ts, err := g.tokens(r.Context())
	if err != nil {
		plain(w, http.StatusServiceUnavailable, "The tokens cannot be read at the moment.")
		return
	}
	if ts == nil {
		ts = []token{}
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(map[string]any{"tokens": ts})
}

// mostTokens is how many there may be; a name is a line in a list that a
// person reads.
const (
	mostTokens = 100
	mostName   = 60
)

// addToken makes a token and tells it, once.
func (g *gate) addToken(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, mostForm)
	name := strings.Join(strings.Fields(r.PostFormValue("name")), " ")
	if name == "" || len([]rune(name)) > mostName {
		plain(w, http.StatusBadRequest, fmt.Sprintf("A token needs a name of 1 to %d characters.", mostName))
		return
	}
	g.changing.Lock()
	defer g.changing.Unlock()
	ts, err := g.tokens(r.Context())
	if err == nil && len(ts) >= mostTokens {
		plain(w, http.StatusConflict, fmt.Sprintf("There are %d tokens already: remove one first.", mostTokens))
		return
	}
	for _, t := range ts {
		if t.Name == name {
			plain(w, http.StatusConflict, "There is a token of that name already.")
			return
		}
	}
	made := secret()
	if err == nil {
		err = g.settings.SetSetting(r.Context(), tokenSetting+sum(made), []byte(name))
	}
	if err == nil {
		err = g.keepTokens(r.Context(), append(ts, token{Name: name, Made: g.now(), sum: sum(made)}))
	}
	if err != nil {
		plain(w, http.StatusServiceUnavailable, "The token cannot be kept at the moment.")
		return
	}
	if strings.Contains(r.Header.Get("Accept"), "text/html") {
		show(w, http.StatusCreated, "token", map[string]string{"Name": name, "Token": made})
		return
	}
	plain(w, http.StatusCreated, made)
}

// removeToken makes a token worth nothing.
func (g *gate) removeToken(w http.ResponseWriter, r *http.Request) {
	g.changing.Lock()
	defer g.changing.Unlock()
	ts, err := g.tokens(r.Context())
	if err != nil {
		plain(w, http.StatusServiceUnavailable, "The tokens cannot be read at the moment.")
		return
	}
	for i, t := range ts {
		if t.Name != r.PathValue("name") {
			continue
		}
		err := g.settings.SetSetting(r.Context(), tokenSetting+t.sum, nil)
		if err == nil {
			err = g.keepTokens(r.Context(), append(ts[:i:i], ts[i+1:]...))
		}
		if err != nil {
			plain(w, http.StatusServiceUnavailable, "The token cannot be removed at the moment.")
			return
		}
		http.Redirect(w, r, "/settings", http.StatusSeeOther)
		return
	}
	plain(w, http.StatusNotFound, "There is no token of that name.")
}
