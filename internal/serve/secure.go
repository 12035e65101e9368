package serve

import (
	"net"
	"net/http"
	"slices"
	"strings"
)

// policy lets a page use what the server itself gives and nothing else: no
// inline style or script, no frame, nothing from elsewhere.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers are in every answer.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		next.ServeHTTP(w, r)
	})
}

// ownName answers only when the server was called by one of its own names. A
// page elsewhere whose name was made to point here (DNS rebinding) would read
// everything otherwise.
func (s *Server) ownName(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if host := hostOf(r.Host); !s.own(host, r) {
			refuse(w, r, http.StatusMisdirectedRequest, "This server does not answer to the name “"+host+"”. If it should, start it with --host "+host+".")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// own says whether host is a name of this server: loopback, one of those it
// was told, or the very address that the connection came in on.
func (s *Server) own(host string, r *http.Request) bool {
	if host == "localhost" || slices.ContainsFunc(s.o.Hosts, func(h string) bool { return strings.EqualFold(h, host) }) {
		return true
	}
	ip := net.ParseIP(host)
	if ip == nil {
		return false
	}
	if ip.IsLoopback() {
		return true
	}
	at, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	return at != nil && ip.Equal(net.ParseIP(hostOf(at.String())))
}

// hostOf is a host without its port and brackets, in lower case.
func hostOf(hostport string) string {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}
