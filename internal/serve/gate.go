package serve

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/bcrypt"

	"parallax/internal/archive"
)

// Names of settings.
const (
	passwordSetting = "password" // bcrypt
	sessionSetting  = "session/" // + SHA-256 of the session's secret: when it ends, in Unix seconds, and under which password it began
	tokenSetting    = "token/"   // + SHA-256 of the token: its name
	tokensSetting   = "tokens"   // names and sums of all tokens, a line each
)

const (
	sessionCookie = "parallax_session"
	sessionTime   = 30 * 24 * time.Hour
	leastPassword = 10 // characters
)

// ErrNoPassword tells that a server which others can reach has none.
var ErrNoPassword = errors.New("a server that other machines can reach needs a password: set PARALLAX_PASSWORD or give --password-file")

// gate decides who gets in: everybody when open; otherwise who has logged in
// with the password, or brings a token.
type gate struct {
	settings Settings
	open     bool
	secure   bool
	given    []byte // bcrypt of the password the server was started with; nil: the stored one counts
	tries    *tries
	now      func() time.Time
	changing sync.Mutex // of the list of tokens
}

func newGate(ctx context.Context, o *Options) (*gate, error) {
	g := &gate{settings: o.Settings, open: o.Open, secure: o.Secure, tries: newTries(), now: time.Now}
	if o.Password != "" {
		sum, err := hashed(o.Password)
		if err != nil {
			return nil, err
		}
		g.given = sum
		return g, nil
	}
	if o.Open {
		return g, nil
	}
	stored, err := g.setting(ctx, passwordSetting)
	if err == nil && stored == nil {
		err = ErrNoPassword
	}
	return g, err
}

// setting is a kept value; nil when there is none.
func (g *gate) setting(ctx context.Context, key string) ([]byte, error) {
	v, err := g.settings.Setting(ctx, key)
	if errors.Is(err, archive.ErrNotFound) {
		return nil, nil
	}
	return v, err
}

// hashed makes what is kept of a password. Bcrypt reads 72 bytes: longer
// passwords are summed first, so that every character counts.
func hashed(password string) ([]byte, error) {
	if len([]rune(password)) < leastPassword {
		return nil, fmt.Errorf("a password needs %d characters at least", leastPassword)
	}
	return bcrypt.GenerateFromPassword(summed(password), bcrypt.DefaultCost)
}

func summed(password string) []byte {
	sum := sha256.Sum256([]byte(password))
	return []byte(hex.EncodeToString(sum[:]))
}

// guarded says whether a password stands before the pages: a server on a
// loopback address has one when the reader set it.
func (g *gate) guarded(ctx context.Context) (hash []byte, err error) {
	if g.given != nil {
		return g.given, nil
	}
	return g.setting(ctx, passwordSetting)
}

// admit lets a request through to next, or says how to get in.
func (g *gate) admit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ok, err := g.known(r)
		switch {
		case err != nil:
			refuse(w, r, http.StatusServiceUnavailable, "The settings cannot be read at the moment.")
		case ok:
			next.ServeHTTP(w, r)
		case public(r):
			next.ServeHTTP(w, r)
		case forPrograms(r):
			w.Header().Set("WWW-Authenticate", `Bearer realm="parallax"`)
			refuse(w, r, http.StatusUnauthorized, "A token is needed: Authorization: Bearer TOKEN. Make one under /settings.")
		default:
			http.Redirect(w, r, "/login?next="+queryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		}
	})
}

// public says whether a request is for what the login page itself needs.
func public(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, "/assets/")
}

// forPrograms says whether a program asks, not a browser.
func forPrograms(r *http.Request) bool {
	for _, p := range []string{"/api/", "/feed/", "/metrics"} {
		if strings.HasPrefix(r.URL.Path, p) {
			return true
		}
	}
	return r.Method != http.MethodGet && r.Method != http.MethodHead
}

// known says whether whoever asks may: by a token, a session, or because the
// server is open and no password was ever set.
func (g *gate) known(r *http.Request) (bool, error) {
	if t := tokenOf(r); t != "" {
		name, err := g.setting(r.Context(), tokenSetting+sum(t))
		return name != nil, err
	}
	hash, err := g.guarded(r.Context())
	if err != nil {
		return false, err
	}
	if hash == nil {
		return g.open, nil
	}
	c, err := r.Cookie(sessionCookie)
	if err != nil || c.Value == "" {
		return false, nil
	}
	v, err := g.setting(r.Context(), sessionSetting+sum(c.Value))
	return v != nil && g.lasts(string(v), hash), err
}

// session is what is kept of one: it ends with its time or its password.
func session(ends time.Time, hash []byte) string {
	return strconv.FormatInt(ends.Unix(), 10) + " " + sum(string(hash))
}

// lasts says whether a kept session has not ended.
func (g *gate) lasts(kept string, hash []byte) bool {
	at, under, _ := strings.Cut(kept, " ")
	ends, err := strconv.ParseInt(at, 10, 64)
	return err == nil && g.now().Unix() < ends && same(under, sum(string(hash)))
}

// tokenOf is the token of a request: in its header, or for readers of output
// feeds, which cannot send one, as ?token= on /feed/ alone.
func tokenOf(r *http.Request) string {
	if t, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return strings.TrimSpace(t)
	}
	if strings.HasPrefix(r.URL.Path, "/feed/") {
		return r.URL.Query().Get("token")
	}
	return ""
}

// sum is what is kept of a secret that is long and random itself.
func sum(secret string) string {
	s := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(s[:])
}

// secret makes a session's or a token's secret: 128 bits and more.
func secret() string { return rand.Text() }

// right says whether password is the one that hash was made of.
func right(hash []byte, password string) bool {
	return bcrypt.CompareHashAndPassword(hash, summed(password)) == nil
}

// same compares two secrets in a time that does not tell where they differ.
func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
