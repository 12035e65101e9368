package pages

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"parallax/internal/archive"
	"parallax/internal/article"
	"parallax/internal/ingest"
)

// addPage takes texts and files.
type addPage struct {
	frame
	Text, Outlet, Headline, URL, Published string
	Problem                                string
	Taken                                  []taken
	Skipped                                []article.Skipped
	Asked                                  bool
}

// taken is a report that was brought, and what became of it.
type taken struct{ Name, What, Href string }

func (p *Pages) addForm(w http.ResponseWriter, r *http.Request) error {
	return p.show(w, http.StatusOK, "add-page", &addPage{frame: p.frame(r, "feeds", "Add reports")})
}

// Limits of what is brought at one time.
const (
	mostUpload = 64 << 20
	mostAtOnce = 2000 // reports
)

// add takes a pasted text and uploaded files, in any format that is read from
// disk.
func (p *Pages) add(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseMultipartForm(8 << 20); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return problem{http.StatusRequestEntityTooLarge, "That is more than can be brought at one time: 64 MB. Bring it in parts."}
		}
		return invalid("The form could not be read. Try again.")
	}
	if r.MultipartForm != nil {
		defer func() { _ = r.MultipartForm.RemoveAll() }()
	}
	v := &addPage{frame: p.frame(r, "feeds", "Add reports"), Asked: true}
	v.Text, v.Outlet, v.Headline = r.PostFormValue("text"), strings.TrimSpace(r.PostFormValue("outlet")), strings.TrimSpace(r.PostFormValue("title"))
	v.URL, v.Published = strings.TrimSpace(r.PostFormValue("url")), strings.TrimSpace(r.PostFormValue("published"))
	in, err := v.read(r.Context(), r)
	if err != nil {
		v.Problem = err.Error()
		return p.show(w, http.StatusUnprocessableEntity, "add-page", v)
	}
	if len(in) > 0 {
		receipts, err := p.desk.Receive(r.Context(), in)
		if err != nil {
			return err
		}
		for i, c := range receipts {
			v.Taken = append(v.Taken, taken{cmp.Or(in[i].Article.Title, in[i].Article.Outlet, in[i].Article.Input), become[c.What], reportAt(c.Report)})
		}
		v.Text, v.Headline, v.URL, v.Published = "", "", "", ""
	}
	p.status.forget()
	v.Progress = p.waiting(r.Context())
	return p.show(w, http.StatusOK, "add-page", v)
}

// become says what became of a report.
var become = map[archive.Received]string{
	archive.New: "taken", archive.Known: "known already: nothing was kept", archive.Revised: "known, with another text: kept as a revision",
}

// read makes reports of what the form brings.
func (v *addPage) read(ctx context.Context, r *http.Request) ([]archive.Incoming, error) {
	var in []archive.Incoming
	if strings.TrimSpace(v.Text) != "" {
		a, err := v.pasted()
		if err != nil {
			return nil, err
		}
		in = append(in, archive.Incoming{Article: a})
	}
	if r.MultipartForm != nil {
		for _, h := range r.MultipartForm.File["file"] {
			f, err := h.Open()
			if err != nil {
				return nil, fmt.Errorf("%s could not be read: %w", h.Filename, err)
			}
			for a, skipped := range ingest.ReadFrom(ctx, h.Filename, f, ingest.Options{}) {
				if skipped != nil {
					v.Skipped = append(v.Skipped, *skipped)
					continue
				}
				if len(in) == mostAtOnce {
					v.Skipped = append(v.Skipped, article.Skipped{Input: h.Filename, Reason: fmt.Sprintf("more than %d reports at one time: bring the rest in another file", mostAtOnce)})
					break
				}
				if a.Outlet == "" {
					a.Outlet = v.Outlet
				}
				in = append(in, archive.Incoming{Article: a})
			}
			_ = f.Close()
		}
	}
	if len(in) == 0 && len(v.Skipped) == 0 {
		return nil, invalid("Paste a text or choose a file.")
	}
	return in, nil
}

// pasted is the report of a pasted text.
func (v *addPage) pasted() (*article.Article, error) {
	t := strings.ReplaceAll(v.Text, "\r\n", "\n")
	if v.Headline != "" && !strings.HasPrefix(strings.TrimSpace(t), v.Headline) {
		t = v.Headline + "\n\n" + t
	}
	a := ingest.FromText(nameOf(t), t)
	a.Outlet, a.Input = v.Outlet, "pasted text"
	if v.Headline != "" {
		a.Title = v.Headline
	}
	if v.URL != "" {
		at, err := webAddress(v.URL)
		if err != nil {
			return nil, err
		}
		a.URL = at
	}
	if v.Published != "" {
		if _, err := time.Parse(time.DateOnly, v.Published); err != nil {
			return nil, invalid(fmt.Sprintf("“%s” is no date: it should look like 2031-06-12.", v.Published))
		}
		a.Published, a.DateFrom = v.Published, "input"
	}
	return a, nil
}

// nameOf names a text by what it says, so that the same text pasted twice is
// known.
func nameOf(t string) string {
	sum := sha256.Sum256([]byte(t))
	return "text-" + hex.EncodeToString(sum[:6])
}
