package serve

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// squeezed packs what next answers for clients that take gzip. What is packed
// already, or small, goes as it is. Answers have weak ETags, which hold for
// both forms.
//
// The length of a packed answer tells something of it to whoever reads the
// wire and can have words of his own put into it (BREACH). None of these
// answers holds a secret: no form has a token, because changes are known by
// where they come from, and a new key is shown on a page of the server's own,
// which is not packed. A few random bytes in each header of gzip make lengths
// less telling all the same.
func squeezed() (func(http.Handler) http.HandlerFunc, error) {
	return gzhttp.NewWrapper(gzhttp.EnableZstd(false), gzhttp.RandomJitter(32, 0, false))
}
