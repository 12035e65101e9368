// Package serve is the server around the pages and the JSON API: who may ask,
// under which name, how often, and what is recorded of it. What is shown is in
// the packages below it; what is kept, behind the small interfaces that each
// of them declares.
//
//	s, err := serve.New(serve.Options{Pages: pages, API: api, Settings: store, …})
//	...
//	err = s.Run(ctx, listener)
//
// On a loopback address the server is open to whoever sits at the machine; on
// any other it has to have a password. Either way a page of another site
// cannot act through a reader's browser: the name in the address bar has to be
// one of the server's own (which stops DNS rebinding), and a request that
// changes something has to come from the server's own pages (Fetch metadata
// and Origin, as net/http's CrossOriginProtection checks them).
//
// Nothing of a report's text is logged, and no search: log lines have the
// route, not the address.
package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Settings keeps small values by name.
type Settings interface {
	Setting(ctx context.Context, key string) ([]byte, error)        // the error wraps archive.ErrNotFound when nothing is kept
	SetSetting(ctx context.Context, key string, value []byte) error // nil: nothing is kept any more
}

// Options are what a server is made of. Pages, API and Settings have to be
// there.
type Options struct {
	Pages    http.Handler // everything that is not below
	API      http.Handler // /api/
	Feeds    http.Handler // /feed/; nil: none
	Settings Settings

	Open     bool     // no password is asked for: the listener is on a loopback address
	Password string   // asked for instead of the stored one; empty: the stored one
	Hosts    []string // names the server is reached under beside loopback and the listener's address, without port

	Ready   func(context.Context) error                  // nil: always; what /readyz tells
	Backup  func(ctx context.Context, file string) error // writes a copy of everything to a new file; nil: none is given
	Metrics []prometheus.Collector                       // beside the server's own
	Log     *slog.Logger                                 // nil: none
	Secure  bool                                         // it is reached through https: cookies say so
}

// Server answers requests. It is safe for use by several goroutines.
type Server struct {
	o       Options
	log     *slog.Logger
	gate    *gate
	metrics *metrics
	handler http.Handler
}

// New makes a server. It fails when a password is needed and there is none.
func New(ctx context.Context, o Options) (*Server, error) {
	s := &Server{o: o, log: o.Log, metrics: newMetrics(o.Metrics)}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	var err error
	if s.gate, err = newGate(ctx, &o); err != nil {
		return nil, err
	}
	s.handler, err = s.routes()
	return s, err
}

// routes puts the server together. From the outside in: what is recorded,
// which headers an answer has, under which name the server was called, whether
// another site asks, who asks.
func (s *Server) routes() (http.Handler, error) {
	squeeze, err := squeezed()
	if err != nil {
		return nil, err
	}
	inner := http.NewServeMux()
	inner.Handle("/", squeeze(s.o.Pages))
	inner.Handle("/api/", squeeze(s.o.API))
	if s.o.Feeds != nil {
		inner.Handle("/feed/", squeeze(s.o.Feeds))
	}
	inner.Handle("GET /metrics", s.metrics.handler())
	inner.HandleFunc("GET /tokens", s.gate.listTokens)
	inner.HandleFunc("POST /tokens", s.gate.addToken)
	inner.HandleFunc("POST /tokens/{name}/remove", s.gate.removeToken)
	inner.HandleFunc("POST /password", s.gate.changePassword)
	if s.o.Backup != nil {
		inner.HandleFunc("POST /backup", s.backup)
	}

	outer := http.NewServeMux()
	outer.HandleFunc("GET /healthz", s.healthy)
	outer.HandleFunc("GET /readyz", s.ready)
	outer.HandleFunc("GET /login", s.gate.askLogin)
	outer.HandleFunc("POST /login", s.gate.login)
	outer.HandleFunc("POST /logout", s.gate.logout)
	outer.Handle("/", s.gate.admit(inner))

	var h http.Handler = outer
	crossOrigin := http.NewCrossOriginProtection()
	crossOrigin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse(w, r, http.StatusForbidden, "A page of another site cannot change anything here.")
	}))
	h = crossOrigin.Handler(h)
	h = s.ownName(h)
	h = headers(h)
	return s.record(h), nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Limits of a connection. A slow reader gets his page; nobody holds one open
// without asking.
const (
	headerTime  = 10 * time.Second
	requestTime = 2 * time.Minute
	answerTime  = 5 * time.Minute
	idleTime    = 2 * time.Minute
	headerBytes = 64 << 10
	grace       = 10 * time.Second // what is being answered may take to end
)

// Run answers what comes to the listener until ctx is cancelled, then ends what
// is being answered and returns nil.
func (s *Server) Run(ctx context.Context, l net.Listener) error {
	h := s.limited(ctx)
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(l) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serving on %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	err := h.Shutdown(late)
	if errors.Is(err, context.DeadlineExceeded) {
		err = h.Close()
	}
	<-ended
	return err
}

// limited is the server with its limits, so that nobody holds a connection for
// nothing.
func (s *Server) limited(ctx context.Context) *http.Server {
	return &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTime, ReadTimeout: requestTime, WriteTimeout: answerTime, IdleTimeout: idleTime,
		MaxHeaderBytes: headerBytes,
		ErrorLog:       slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
		BaseContext:    func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
}

// healthy says that the process answers.
func (s *Server) healthy(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok") }

// ready says whether what the answers come from is there.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	if s.o.Ready != nil {
		if err := s.o.Ready(r.Context()); err != nil {
			s.log.Warn("not ready", "error", err)
			plain(w, http.StatusServiceUnavailable, "not ready: "+err.Error())
			return
		}
	}
	plain(w, http.StatusOK, "ready")
}

// refuse says why a request is not answered: to who asks the API as a problem
// document (RFC 9457), to others in a line.
func refuse(w http.ResponseWriter, r *http.Request, status int, line string) {
	if !strings.HasPrefix(r.URL.Path, "/api/") {
		plain(w, status, line)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"title": http.StatusText(status), "status": status, "detail": line})
}

// plain answers with a line of text.
func plain(w http.ResponseWriter, status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(line + "\n"))
}
