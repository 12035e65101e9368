package pages

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"html/template"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"parallax/internal/archive"
	"parallax/internal/report/web"
)

// Options are what the pages can be told; the zero value is sensible.
type Options struct {
	Now  func() time.Time // nil: time.Now
	Zone *time.Location   // on whose clock times are shown, see package dates; nil: UTC
	Log  *slog.Logger     // failures of the archive; nil: none
	Demo bool             // the examples are loaded: the pages say so
	Idle bool             // feeds are kept but not asked: the pages say so

	// Settings are what the page of settings shows besides what the archive
	// knows; nil: nothing.
	Settings func(ctx context.Context) (Settings, error)

	// Keep changes how long reports are kept; nil: that cannot be changed here.
	Keep func(ctx context.Context, k archive.Keep) error
}

// Pages answers requests for pages. It is safe for use by several goroutines.
type Pages struct {
	kept    Archive
	desk    Desk
	o       Options
	tmpl    *template.Template
	assets  *assets
	mux     *http.ServeMux
	outlets cached[[]archive.Outlet]
	feeds   cached[[]archive.Feed]
	status  cached[archive.Status]

	languages cached[[]string]

	buffers sync.Pool
}

// New makes the pages of an archive and of the desk that changes it.
func New(kept Archive, desk Desk, o Options) *Pages {
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Zone = cmp.Or(o.Zone, time.UTC)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	p := &Pages{kept: kept, desk: desk, o: o, assets: newAssets(), mux: http.NewServeMux()}
	p.buffers.New = func() any { return new(bytes.Buffer) }
	p.tmpl = template.Must(web.Templates().Funcs(funcs).ParseFS(files, "tmpl/*.tmpl"))
	p.routes()
	return p
}

// answer is a page's function: what it returns is shown as a page of its own
// when it is an error.
type answer func(w http.ResponseWriter, r *http.Request) error

func (p *Pages) routes() {
	for pattern, f := range map[string]answer{
		"GET /{$}":                    p.front,
		"POST /read":                  p.readAll,
		"GET /progress":               p.progress,
		"GET /reports/{id}":           p.reader,
		"GET /reports":                p.pair,
		"GET /keys":                   p.keys,
		"GET /reports/{id}/revisions": p.revisions,
		"GET /stories/{id}/merge":     p.mergeWith,
		"POST /stories/merge":         p.merge,
		"POST /stories/{id}/split":    p.split,
		"POST /decisions/{id}/undo":   p.undo,
		"GET /people":                 p.people,
		"GET /people/{id}":            p.person,
		"GET /outlets":                p.allOutlets,
		"GET /outlets/{id}":           p.outlet,
		"GET /search":                 p.search,
		"GET /verify":                 p.verify,
		"GET /feeds":                  p.feedList,
		"POST /feeds":                 p.addFeed,
		"GET /feeds/{id}":             p.feedHistory,
		"POST /feeds/{id}":            p.changeFeed,
		"GET /feeds.opml":             p.exportOPML,
		"POST /feeds.opml":            p.importOPML,
		"GET /add":                    p.addForm,
		"POST /add":                   p.add,
		"GET /settings":               p.settings,
		"POST /settings/retention":    p.retention,
		"GET /stories/{id}":           p.story,
		"GET /stories/{id}/{file}":    p.export,
		"POST /stories/{id}/read":     p.read,
	} {
		p.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			err := takeForm(r)
			if err == nil {
				err = f(w, r)
			}
			if err != nil {
				p.fail(w, r, err)
			}
		})
	}
	p.mux.Handle("GET /assets/", p.assets)
	p.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { p.fail(w, r, archive.ErrNotFound) })
}

// mostForm is how many bytes a form may have that brings no file.
const mostForm = 1 << 20

// bringing is where files are brought; each has its own limit.
var bringing = map[string]int64{"/add": mostUpload, "/feeds.opml": mostOPML + mostForm}

// takeForm reads a form that brings no file: what is cut off at its limit must not
// count as left empty.
func takeForm(r *http.Request) error {
	if _, brings := bringing[r.URL.Path]; brings || r.Method != http.MethodPost {
		return nil
	}
	var large *http.MaxBytesError
	err := r.ParseForm() // its error is lost in ParseMultipartForm
	if err == nil {
		err = r.ParseMultipartForm(mostForm)
	}
	switch {
	case errors.As(err, &large):
		return problem{http.StatusRequestEntityTooLarge, "That is more than a form may have: 1 MB."}
	case err != nil && !errors.Is(err, http.ErrNotMultipart):
		return invalid("The form could not be read. Try again.")
	}
	return nil
}

// ServeHTTP answers one request.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	most := int64(mostForm)
	if n, ok := bringing[r.URL.Path]; ok {
		most = n
	}
	r.Body = http.MaxBytesReader(w, r.Body, most)
	p.mux.ServeHTTP(w, r)
}

// show writes a page. It is put together before the first byte leaves, so that
// a failure is never half a page.
func (p *Pages) show(w http.ResponseWriter, status int, name string, view any) error {
	b := p.buffers.Get().(*bytes.Buffer)
	defer p.buffers.Put(b)
	b.Reset()
	if err := p.tmpl.ExecuteTemplate(b, name, view); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "private, no-cache")
	}
	w.WriteHeader(status)
	_, err := w.Write(b.Bytes())
	if err != nil { // the reader has gone: nobody is left to tell
		return nil
	}
	return nil
}

// see sends the reader on after a form was taken.
func see(w http.ResponseWriter, r *http.Request, address string) error {
	http.Redirect(w, r, address, http.StatusSeeOther)
	return nil
}

// problem is an error that is the request's own, in words for its sender.
type problem struct {
	status int
	words  string
}

func (p problem) Error() string { return p.words }

// invalid says what is wrong with a form.
func invalid(words string) error { return problem{http.StatusUnprocessableEntity, words} }

// fail shows what went wrong.
func (p *Pages) fail(w http.ResponseWriter, r *http.Request, err error) {
	v := failure{Status: http.StatusInternalServerError, Heading: "Something went wrong", Words: "The archive could not answer. Try again; if it stays so, the server's log has the reason."}
	var own problem
	switch {
	case errors.As(err, &own):
		v.Status, v.Heading, v.Words = own.status, "That did not work", own.words
	case errors.Is(err, archive.ErrNotFound):
		v.Status, v.Heading, v.Words = http.StatusNotFound, "Not found", "There is nothing at this address. It may have been removed with the reports it rested on."
	case errors.Is(err, archive.ErrConflict):
		v.Status, v.Heading, v.Words = http.StatusConflict, "Changed in the meantime", "What you acted on has changed since the page was shown. Look at it again, then decide."
	case errors.Is(err, archive.ErrInvalid):
		v.Status, v.Heading, v.Words = http.StatusUnprocessableEntity, "That did not work", told(err)
	case errors.Is(err, archive.ErrBusy):
		w.Header().Set("Retry-After", "10")
		v.Status, v.Heading, v.Words = http.StatusServiceUnavailable, "Too much at once", "So many reports wait to be read that no more are taken for the moment. Nothing of yours was kept; try again in a minute."
	case errors.Is(err, archive.ErrFull):
		w.Header().Set("Retry-After", "60")
		v.Status, v.Heading, v.Words = http.StatusInsufficientStorage, "The disk is full", "Nothing of yours was kept. What is there can be read; more is taken once there is room on the server's disk."
	case errors.Is(err, archive.ErrNotYet):
		w.Header().Set("Retry-After", "30")
		v.Status, v.Heading, v.Words = http.StatusServiceUnavailable, "Not yet", told(err)+". Do it again when the line above says no more that reports are to go."
	case errors.Is(err, context.Canceled):
		return // the reader has gone
	default:
		p.o.Log.Error("page", "route", r.Pattern, "err", err)
	}
	v.frame = p.plainFrame(r, v.Heading)
	w.Header().Set("Cache-Control", "no-store")
	if err := p.show(w, v.Status, "failure", v); err != nil {
		p.o.Log.Error("page", "route", r.Pattern, "err", err)
		http.Error(w, v.Heading, v.Status)
	}
}

// told is an error in words for the reader: without the name of its kind, which
// the page says itself.
func told(err error) string {
	s := err.Error()
	for _, kind := range []error{archive.ErrInvalid, archive.ErrNotFound, archive.ErrConflict, archive.ErrNotYet} {
		s = strings.TrimSuffix(s, ": "+kind.Error())
	}
	return s
}

// failure is the page that says what went wrong.
type failure struct {
	frame
	Status         int
	Heading, Words string
}

// cached keeps what every page needs and what seldom changes.
type cached[T any] struct {
	mu    sync.Mutex
	value T
	until time.Time
}

// How long such things may be old.
const (
	listFor   = 10 * time.Second
	statusFor = time.Second
)

// get is what is kept, asked for anew when it is older than age.
func (c *cached[T]) get(now time.Time, age time.Duration, ask func() (T, error)) (T, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now.Before(c.until) {
		return c.value, nil
	}
	v, err := ask()
	if err != nil {
		return v, err
	}
	c.value, c.until = v, now.Add(age)
	return v, nil
}

// forget makes the next get ask.
func (c *cached[T]) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.until = time.Time{}
}
