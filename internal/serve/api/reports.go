package api

import (
	"bytes"
	"context"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"parallax"
	"parallax/internal/archive"
)

// mostPosted is how many bytes a request may bring.
const mostPosted = 64 << 20

// postTime is how long it may take to bring them. What huma allows without
// being told, 5 s, is too little for as many over a newsroom's line.
const postTime = 2 * time.Minute

type postIn struct {
	Name        string `query:"name" default:"posted" maxLength:"200" doc:"what messages call it; its ending helps where the content does not say what it is: .html, .txt, .jsonl"`
	ContentType string `header:"Content-Type"`
	RawBody     []byte `contentType:"application/octet-stream"`
}

// Receipts say what became of what was posted.
type Receipts struct {
	Receipts []Receipt `json:"receipts" doc:"one for each report that was read, in order; each is kept from now on"`
	Skipped  []Skipped `json:"skipped" doc:"what gave no report, and why"`
}

// Receipt says what became of one report.
type Receipt struct {
	Input  string `json:"input"`
	Report string `json:"report"`
	What   string `json:"what" enum:"new,known,revised"`
}

// Skipped is an input that gave no report.
type Skipped struct {
	Input  string `json:"input"`
	Reason string `json:"reason"`
}

func (h *handlers) reports(api huma.API) {
	get(api, "/reports/{id}", "get-report", "One report with its text", func(ctx context.Context, in *IDParam) (*body[ReportWithText], error) {
		r, err := h.kept.Report(ctx, in.ID)
		if err != nil {
			return nil, problem(err)
		}
		a, err := h.kept.Article(ctx, r.ID)
		if err != nil {
			return nil, problem(err)
		}
		return told(ReportWithText{Report: reportFrom(&r), Text: a.Text}, nil)
	})
	get(api, "/reports/{id}/revisions", "list-revisions", "All versions of a report's text, the first included, with what changed from each to the next", h.revisions)
	do(api, http.MethodPost, "/reports", "post-reports", "Bring reports: JSON lines, a page, plain text, whatever parallax compare reads", http.StatusAccepted, h.receive)
	get(api, "/search", "search", "Reports with these words", func(ctx context.Context, in *searchIn) (*body[Hits], error) {
		found, err := h.kept.Search(ctx, in.query())
		return told(hitsFrom(&found), err)
	})
}

// saysJSON tells whether a type is JSON, or lines of it.
func saysJSON(contentType string) bool {
	kind, _, _ := mime.ParseMediaType(contentType)
	switch strings.TrimPrefix(kind, "application/") {
	case "json", "x-ndjson", "ndjson", "jsonl", "jsonlines", "x-jsonlines":
		return true
	}
	return strings.HasSuffix(kind, "+json")
}

// isJSON tells whether what was posted can be JSON. A packed body is looked at
// when it is unpacked.
func isJSON(b []byte) bool {
	if bytes.HasPrefix(b, []byte{0x1f, 0x8b}) { // gzip
		return true
	}
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\ufeff")), " \t\r\n")
	return len(b) == 0 || b[0] == '{' || b[0] == '['
}

// receive reads what was posted and keeps it. It answers once it is kept.
func (h *handlers) receive(ctx context.Context, in *postIn) (*body[Receipts], error) {
	if saysJSON(in.ContentType) && !isJSON(in.RawBody) {
		return nil, huma.Error422UnprocessableEntity("what was posted as " + in.ContentType + " begins with no JSON object or array; send text or a page as text/plain or text/html")
	}
	out := Receipts{Receipts: []Receipt{}, Skipped: []Skipped{}}
	var found []archive.Incoming
	for a, s := range parallax.ReadFrom(ctx, in.Name, bytes.NewReader(in.RawBody), parallax.Options{Titles: true}) {
		if s != nil {
			out.Skipped = append(out.Skipped, Skipped(*s))
			continue
		}
		found = append(found, archive.Incoming{Article: a})
	}
	if len(found) == 0 {
		reasons := make([]error, len(out.Skipped))
		for i, s := range out.Skipped {
			reasons[i] = &huma.ErrorDetail{Message: s.Reason, Location: s.Input}
		}
		return nil, huma.Error422UnprocessableEntity("nothing in what was posted is a report", reasons...)
	}
	receipts, err := h.desk.Receive(ctx, found)
	if err != nil {
		return nil, problem(err)
	}
	for i, r := range receipts {
		out.Receipts = append(out.Receipts, Receipt{Input: found[i].Article.Input, Report: r.Report, What: r.What.String()})
	}
	return told(out, nil)
}
