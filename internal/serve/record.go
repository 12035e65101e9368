package serve

import (
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are the numbers of this server, in a registry of its own.
type metrics struct {
	registry *prometheus.Registry
	took     *prometheus.HistogramVec
	panics   prometheus.Counter
}

func newMetrics(more []prometheus.Collector) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "parallax_request_seconds",
			Help:    "Time an answer took, by route and status class.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"route", "status"}),
		panics: prometheus.NewCounter(prometheus.CounterOpts{Name: "parallax_panics_total", Help: "Requests that ended in a programming error."}),
	}
	m.registry.MustRegister(m.took, m.panics, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.registry.MustRegister(more...)
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// answer remembers what was sent.
type answer struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader remembers the status.
func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

// Write counts.
func (a *answer) Write(b []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	n, err := a.ResponseWriter.Write(b)
	a.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// record logs and measures each request, and turns a programming error into an
// answer: one broken page must not end the server.
func (s *Server) record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		a := &answer{ResponseWriter: w}
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler {
				s.metrics.panics.Inc()
				s.log.Error("a request failed", "route", route(r), "problem", p, "stack", string(debug.Stack()))
				if a.status == 0 {
					plain(a, http.StatusInternalServerError, "Something went wrong here. The log says what.")
				}
			}
			took := time.Since(began)
			s.metrics.took.WithLabelValues(route(r), strconv.Itoa(a.status/100)+"xx").Observe(took.Seconds())
			s.log.LogAttrs(r.Context(), slog.LevelInfo, "request",
				slog.String("method", r.Method), slog.String("route", route(r)), slog.Int("status", a.status),
				slog.Int64("bytes", a.bytes), slog.Duration("took", took))
		}()
		next.ServeHTTP(a, r)
	})
}

// route is the pattern that answered, never the address: what somebody
// searched for is nobody's business.
func route(r *http.Request) string {
	if r.Pattern == "" {
		return "none"
	}
	return r.Pattern
}
