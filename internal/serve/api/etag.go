package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
)

// tagged gives every answer to a GET an ETag made of its bytes, and answers
// 304 when the client has them already. It saves the way, not the work. The tag
// is a weak one, because it stays when the answer is packed on its way.
func tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			next.ServeHTTP(w, r)
			return
		}
		k := &keeper{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(k, r)
		h := w.Header()
		h.Set("Cache-Control", "private, no-cache")
		if k.status == http.StatusOK {
			sum := sha256.Sum256(k.body.Bytes())
			tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
			h.Set("ETag", tag)
			if matches(r.Header.Get("If-None-Match"), tag) {
				h.Del("Content-Type")
				w.WriteHeader(http.StatusNotModified)
				return
			}
		}
		w.WriteHeader(k.status)
		_, _ = w.Write(k.body.Bytes())
	})
}

// matches says whether a client has what tag names (weak comparison, RFC 9110).
func matches(header, tag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimSpace(part)
		if strings.TrimPrefix(part, "W/") == strings.TrimPrefix(tag, "W/") || part == "*" {
			return true
		}
	}
	return false
}

// keeper holds an answer back until it is whole.
type keeper struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// WriteHeader remembers the status.
func (k *keeper) WriteHeader(status int) { k.status = status }

// Write keeps the bytes.
func (k *keeper) Write(b []byte) (int, error) { return k.body.Write(b) }
