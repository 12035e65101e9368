package pages

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"

	"parallax/internal/archive"
	"parallax/internal/ingest/opml"
)

// exportOPML gives the list of feeds to other readers.
func (p *Pages) exportOPML(w http.ResponseWriter, r *http.Request) error {
	fs, err := p.kept.Feeds(r.Context())
	if err != nil {
		return err
	}
	list := make([]opml.Subscription, len(fs))
	for i := range fs {
		list[i] = opml.Subscription{URL: fs[i].URL, Title: fs[i].Title, Site: fs[i].Site, Folder: fs[i].Folder}
	}
	var b bytes.Buffer
	if err := opml.Write(&b, "Parallax feeds", list); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/x-opml; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="parallax.opml"`)
	_, _ = w.Write(b.Bytes()) // an error: the reader has gone
	return nil
}

// mostOPML is how many bytes a list that somebody brings may have.
const mostOPML = 8 << 20

// importOPML takes another reader's list of feeds. They are kept as the list
// has them and asked when their turn comes; what could not be taken is shown.
func (p *Pages) importOPML(w http.ResponseWriter, r *http.Request) error {
	refuse := func(problem string, skipped []opml.Skipped) error {
		return p.showFeeds(w, r, http.StatusUnprocessableEntity, typed{}, problem, skipped)
	}
	file, _, err := r.FormFile("file")
	if r.MultipartForm != nil {
		defer func() { _ = r.MultipartForm.RemoveAll() }()
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return refuse("The file has more than 8 MB; part the list and import the parts.", nil)
	}
	if err != nil {
		return refuse("Choose an OPML file first.", nil)
	}
	defer func() { _ = file.Close() }()
	content, err := io.ReadAll(io.LimitReader(file, mostOPML+1))
	if err != nil {
		return err
	}
	if len(content) > mostOPML {
		return refuse("The file has more than 8 MB; part the list and import the parts.", nil)
	}
	list, skipped, broken := opml.Read(content)
	defer p.feeds.forget()
	taken := 0
	for _, f := range list {
		switch _, err := p.desk.ChangeFeed(r.Context(), archive.Feed{URL: f.URL, Site: f.Site, Title: f.Title, Folder: f.Folder, FullText: true}); {
		case err == nil, errors.Is(err, archive.ErrConflict): // there already
			taken++
		case errors.Is(err, archive.ErrInvalid):
			skipped = append(skipped, opml.Skipped{Title: f.URL, Reason: told(err)})
		default:
			return err
		}
	}
	switch {
	case broken != nil:
		return refuse(fmt.Sprintf("The list could not be read to its end: %v. %s before that taken.", broken, was(taken)), skipped)
	case taken == 0 && len(skipped) == 0:
		return refuse("The file names no feed.", nil)
	case len(skipped) > 0:
		return refuse(was(taken)+" taken. The following were not.", skipped)
	}
	return see(w, r, "/feeds?did=opml")
}

// was says how many feeds were: "One feed was", "12 feeds were".
func was(n int) string {
	if n == 1 {
		return "One feed was"
	}
	return number(n) + " feeds were"
}
