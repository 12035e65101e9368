package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"
)

// errTotal ends an exchange that takes longer than Options.Total.
var errTotal = errors.New("total time")

// explain puts an error of the transport into words. The context is that of
// the exchange; it tells our own time limit from the caller's end.
func (c *Client) explain(ctx context.Context, err error) *Error {
	var ours *Error
	var name *net.DNSError
	var timeout interface{ Timeout() bool }
	e := &Error{Err: err}
	switch {
	case errors.As(err, &ours):
		copied := *ours
		return &copied
	case errors.Is(context.Cause(ctx), errTotal):
		e.Kind, e.Reason = Timeout, fmt.Sprintf("not read within %s", c.options.Total)
	case ctx.Err() != nil:
		return canceled(err)
	case errors.As(err, &name):
		e.explainName(name)
	case e.explainTLS(err):
	case errors.As(err, &timeout) && timeout.Timeout():
		e.Kind, e.Reason = Timeout, c.late(err)
	case strings.Contains(err.Error(), "headers exceeded"), strings.Contains(err.Error(), "header list larger"):
		e.Kind, e.Reason = TooLarge, "the headers of its answer have more than "+size(c.options.MaxHeader)
	case strings.Contains(err.Error(), "COMPRESSION_ERROR"): // how HTTP/2 says that one header is too long
		e.Kind, e.Reason = TooLarge, "the headers of its answer have more than "+size(c.options.MaxHeader)+", or are damaged"
	default:
		e.explainConnection(err)
	}
	return e
}

// late says which limit was exceeded.
func (c *Client) late(err error) string {
	var op *net.OpError
	switch {
	case errors.As(err, &op) && op.Op == "dial":
		return fmt.Sprintf("no connection within %s", c.options.Connect)
	case strings.Contains(err.Error(), "TLS handshake"):
		return fmt.Sprintf("no encrypted connection within %s", c.options.Connect)
	}
	return fmt.Sprintf("no answer within %s", c.options.Answer)
}

func (e *Error) explainName(name *net.DNSError) {
	e.Kind, e.Reason = NotFound, fmt.Sprintf("the host name %q cannot be resolved now", name.Name)
	if name.IsNotFound {
		e.Reason = fmt.Sprintf("there is no host named %q", name.Name)
		e.Advice = "check the address"
	}
	if name.IsTimeout {
		e.Kind = Timeout
	}
}

// explainTLS reports whether an error is one of encryption.
func (e *Error) explainTLS(err error) bool {
	var authority x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case errors.Is(err, http.ErrSchemeMismatch):
		e.Reason, e.Advice = "it answers without encryption where https was asked for", "try the address with http://"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		e.Reason = fmt.Sprintf("its certificate was valid from %s to %s, and is not now", day(invalid.Cert.NotBefore), day(invalid.Cert.NotAfter))
		e.Advice = "wait until the site renews it, and check this computer's clock"
	case errors.As(err, &host):
		e.Reason = fmt.Sprintf("its certificate is for %s, not for %q", strings.Join(namesOf(host.Certificate), ", "), host.Host)
	case errors.As(err, &authority):
		e.Reason = "its certificate is not signed by an authority that this computer believes"
		e.Advice = "if the site is yours, install its authority's certificate on this computer"
	case errors.As(err, &certificate), errors.As(err, &invalid):
		e.Reason = "its certificate cannot be believed: " + plain(err)
	case errors.As(err, &record):
		e.Reason, e.Advice = "it does not answer with encryption where https was asked for", "try the address with http://"
	case errors.As(err, &alert), strings.Contains(err.Error(), "tls: "):
		e.Reason = "no encrypted connection came about: " + plain(err)
	default:
		return false
	}
	e.Kind = TLS
	return true
}

// namesOf gives the first few names that a certificate is for.
func namesOf(c *x509.Certificate) []string {
	names := c.DNSNames
	for _, ip := range c.IPAddresses {
		names = append(names, ip.String())
	}
	if len(names) == 0 {
		return []string{"nobody"}
	}
	return names[:min(len(names), 3)]
}

func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }

// explainConnection tells a connection that broke from an answer that is
// wrong.
func (e *Error) explainConnection(err error) {
	var op *net.OpError
	e.Kind, e.Reason = Unreachable, "the connection broke: "+plain(err)
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		e.Reason = "its host refuses connections"
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		e.Reason = "there is no way to its host from here"
	case errors.Is(err, io.ErrUnexpectedEOF):
		e.Kind, e.Reason = Protocol, "its answer ended before it was whole"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF):
		e.Reason = "its host closed the connection"
	case errors.As(err, &op):
	default:
		e.Kind, e.Reason = Protocol, "its answer is not proper HTTP: "+plain(err)
	}
}

// plain is an error's text on one line, without the package names that mean
// nothing to a user, and not too long.
func plain(err error) string {
	s := strings.Join(strings.Fields(strings.ToValidUTF8(err.Error(), "")), " ")
	for _, prefix := range []string{"remote error: ", "net/http: ", "http: ", "http2: ", "tls: ", "x509: "} {
		s = strings.TrimPrefix(s, prefix)
	}
	return clip(s)
}

// size writes a number of bytes as a person would.
func size(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
