package serve

import (
	_ "embed"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

//go:embed login.tmpl
var loginText string

// ownPages are the two pages that the server shows itself: one before anybody
// may see the others, one with what must not be kept.
var ownPages = template.Must(template.New("").Parse(loginText))

//go:embed login.css
var loginStyle []byte

type loginView struct {
	Next    string
	Problem string
}

func queryEscape(s string) string { return url.QueryEscape(s) }

// within is next when it is an address of this server, "/" otherwise: a login
// leads to no other site.
func within(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.Contains(next, "\\") {
		return "/"
	}
	return next
}

// askLogin shows the form.
func (g *gate) askLogin(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("style") != "" {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		w.Header().Set("Cache-Control", "max-age=86400")
		_, _ = w.Write(loginStyle)
		return
	}
	next := within(r.URL.Query().Get("next"))
	if ok, err := g.known(r); ok && err == nil {
		http.Redirect(w, r, next, http.StatusSeeOther)
		return
	}
	show(w, http.StatusOK, "login", loginView{Next: next})
}

func show(w http.ResponseWriter, status int, page string, v any) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = ownPages.ExecuteTemplate(w, page, v)
}

// mostForm is how many bytes a form of the server's own may have.
const mostForm = 16 << 10

// login lets somebody in who knows the password, and slows down who guesses.
func (g *gate) login(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, mostForm)
	v := loginView{Next: within(r.PostFormValue("next"))}
	from := hostOf(r.RemoteAddr)
	if wait := g.tries.wait(from, g.now()); wait > 0 {
		seconds := int(wait/time.Second) + 1
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
		v.Problem = "Too many wrong passwords. Try again in " + strconv.Itoa(seconds) + " seconds."
		show(w, http.StatusTooManyRequests, "login", v)
		return
	}
	hash, err := g.guarded(r.Context())
	if err != nil {
		plain(w, http.StatusServiceUnavailable, "The settings cannot be read at the moment.")
		return
	}
	if hash != nil && !right(hash, r.PostFormValue("password")) {
		v.Problem = "That is not the password."
		show(w, http.StatusForbidden, "login", v)
		return
	}
	if err := g.begin(w, r, hash); err != nil {
		plain(w, http.StatusServiceUnavailable, "The session cannot be kept at the moment.")
		return
	}
	http.Redirect(w, r, v.Next, http.StatusSeeOther)
}

// begin starts a session.
func (g *gate) begin(w http.ResponseWriter, r *http.Request, hash []byte) error {
	s := secret()
	ends := g.now().Add(sessionTime)
	if err := g.settings.SetSetting(r.Context(), sessionSetting+sum(s), []byte(session(ends, hash))); err != nil {
		return err
	}
	http.SetCookie(w, g.cookie(s, ends))
	return nil
}

func (g *gate) cookie(value string, ends time.Time) *http.Cookie {
	return &http.Cookie{Name: sessionCookie, Value: value, Path: "/", Expires: ends, HttpOnly: true, Secure: g.secure, SameSite: http.SameSiteLaxMode}
}

// logout ends the session, here and in the store.
func (g *gate) logout(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie(sessionCookie); err == nil {
		if err := g.settings.SetSetting(r.Context(), sessionSetting+sum(c.Value), nil); err != nil {
			plain(w, http.StatusServiceUnavailable, "The session cannot be ended at the moment.")
			return
		}
	}
	http.SetCookie(w, g.cookie("", time.Unix(1, 0)))
	http.Redirect(w, r, "/login", http.StatusSeeOther)
}

// changePassword sets the password that is asked for from now on.
func (g *gate) changePassword(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, mostForm)
	if g.given != nil {
		plain(w, http.StatusConflict, "The password was given when the server was started; change it there.")
		return
	}
	hash, err := g.guarded(r.Context())
	if err != nil {
		plain(w, http.StatusServiceUnavailable, "The settings cannot be read at the moment.")
		return
	}
	from := hostOf(r.RemoteAddr)
	if hash != nil && (g.tries.wait(from, g.now()) > 0 || !right(hash, r.PostFormValue("old"))) {
		plain(w, http.StatusForbidden, "That is not the present password.")
		return
	}
	if !same(r.PostFormValue("new"), r.PostFormValue("again")) {
		plain(w, http.StatusBadRequest, "The two entries of the new password differ.")
		return
	}
	made, err := hashed(r.PostFormValue("new"))
	if err != nil {
		plain(w, http.StatusBadRequest, err.Error())
		return
	}
	if err := g.settings.SetSetting(r.Context(), passwordSetting, made); err != nil {
		plain(w, http.StatusServiceUnavailable, "The password cannot be kept at the moment.")
		return
	}
	if err := g.begin(w, r, made); err != nil {
		plain(w, http.StatusServiceUnavailable, "The session cannot be kept at the moment.")
		return
	}
	http.Redirect(w, r, "/settings", http.StatusSeeOther)
}
