package pages

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"parallax/internal/archive"
	"parallax/internal/ingest/opml"
)

// feedsPage is the list of feeds with their health.
type feedsPage struct {
	frame
	Idle    string // why no feed is asked; empty: they are
	Facts   string
	Folders []folder
	Names   []string // of the folders that there are
	Typed   typed
	Problem string
	Skipped []opml.Skipped // of a list that was brought
}

// typed is what stood in the form that could not be taken.
type typed struct{ URL, Folder, Outlet string }

type folder struct {
	Name  string
	Feeds []feedRow
}

// feedRow is a feed in the list.
type feedRow struct {
	archive.Feed
	Health   string // "answers", "fails", "paused", "not asked yet"
	Answered string
	Failed   string // how often in a row
	Asks     string // when it is asked again
	Every    string
	Came     string
	Name     string
}

func (p *Pages) feedList(w http.ResponseWriter, r *http.Request) error {
	return p.showFeeds(w, r, http.StatusOK, typed{}, "", nil)
}

func (p *Pages) showFeeds(w http.ResponseWriter, r *http.Request, status int, t typed, problem string, skipped []opml.Skipped) error {
	fs, err := p.kept.Feeds(r.Context())
	if err != nil {
		return err
	}
	v := &feedsPage{frame: p.frame(r, "feeds", "Feeds"), Typed: t, Problem: problem, Skipped: skipped}
	switch {
	case p.o.Demo:
		v.Idle = "This is the demonstration: feeds are kept but none is asked. Start the program without --demo to read them."
	case p.o.Idle:
		v.Idle = "The program was started with --no-feeds: feeds are kept but none is asked."
	}
	failing, reports := 0, 0
	for i := range fs {
		row := p.feedRow(&fs[i])
		if row.Health == "fails" {
			failing++
		}
		reports += fs[i].Reports
		n := len(v.Folders)
		if n == 0 || v.Folders[n-1].Name != fs[i].Folder {
			v.Folders = append(v.Folders, folder{Name: fs[i].Folder})
			if fs[i].Folder != "" && !slices.Contains(v.Names, fs[i].Folder) {
				v.Names = append(v.Names, fs[i].Folder)
			}
		}
		last := &v.Folders[len(v.Folders)-1]
		last.Feeds = append(last.Feeds, row)
	}
	if len(fs) > 0 {
		v.Facts = count(len(fs), "feed") + ", " + count(reports, "report")
		if failing > 0 {
			v.Facts += " · " + number(failing) + " did not answer last time"
		}
	}
	return p.show(w, status, "feeds-page", v)
}

func (p *Pages) feedRow(f *archive.Feed) feedRow {
	row := feedRow{Feed: *f, Health: "answers", Every: every(f.Interval), Came: count(f.Reports, "report"), Name: f.Title}
	if row.Name == "" {
		row.Name = f.URL
	}
	switch {
	case f.Paused:
		row.Health = "paused"
	case f.Failures > 0:
		row.Health = "fails"
		row.Failed = "failed " + times(f.Failures)
		if f.Failures > 1 {
			row.Failed += " in a row"
		}
	case f.Asked.IsZero():
		row.Health = "not asked yet"
	}
	if !f.Answered.IsZero() {
		row.Answered = p.moment(f.Answered)
	}
	if !f.Paused && !f.Next.IsZero() {
		if row.Asks = p.moment(f.Next); !f.Next.After(p.o.Now()) {
			row.Asks = "now"
		}
	}
	return row
}

// every says how often: "every 15 minutes".
func every(d time.Duration) string {
	switch {
	case d <= 0:
		return ""
	case d < 2*time.Hour:
		return "every " + count(int(d.Round(time.Minute)/time.Minute), "minute")
	case d < 48*time.Hour:
		return "every " + count(int(d.Round(time.Hour)/time.Hour), "hour")
	}
	return "every " + count(int(d.Round(24*time.Hour)/(24*time.Hour)), "day")
}

// addFeed takes the address of a feed or a site.
func (p *Pages) addFeed(w http.ResponseWriter, r *http.Request) error {
	t := typed{URL: strings.TrimSpace(r.PostFormValue("url")), Folder: strings.TrimSpace(r.PostFormValue("folder")), Outlet: strings.TrimSpace(r.PostFormValue("outlet"))}
	at, err := webAddress(t.URL)
	if err != nil {
		return p.showFeeds(w, r, http.StatusUnprocessableEntity, t, err.Error(), nil)
	}
	_, err = p.desk.AddFeed(r.Context(), archive.Feed{URL: at, Folder: t.Folder, Outlet: t.Outlet, FullText: r.PostFormValue("fulltext") != ""})
	p.feeds.forget()
	switch {
	case errors.Is(err, archive.ErrInvalid), errors.Is(err, archive.ErrNotFound), errors.Is(err, archive.ErrConflict):
		return p.showFeeds(w, r, http.StatusUnprocessableEntity, t, told(err), nil)
	case err != nil:
		return err
	}
	return see(w, r, "/feeds?did=feed")
}

// webAddress is an address as somebody types it, made whole.
func webAddress(s string) (string, error) {
	if s == "" {
		return "", invalid("Give the address of a feed or of a news site.")
	}
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return "", invalid(fmt.Sprintf("“%s” is no web address: it should look like https://paper.example/feed.", s))
	}
	return u.String(), nil
}

// changeFeed renames, moves, pauses or removes a feed, or has it asked now.
func (p *Pages) changeFeed(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	defer p.feeds.forget()
	if r.PostFormValue("do") == "remove" {
		if err := p.desk.RemoveFeed(ctx, id); err != nil {
			return err
		}
		return see(w, r, "/feeds?did=removed")
	}
	fs, err := p.kept.Feeds(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(fs, func(f archive.Feed) bool { return f.ID == id })
	if i < 0 {
		return archive.ErrNotFound
	}
	f := fs[i]
	switch r.PostFormValue("do") {
	case "pause":
		f.Paused = true
	case "resume":
		f.Paused, f.Next = false, time.Time{}
	case "ask":
		f.Next = time.Time{}
	case "change":
		f.Title, f.Folder, f.Outlet = strings.TrimSpace(r.PostFormValue("title")), strings.TrimSpace(r.PostFormValue("folder")), strings.TrimSpace(r.PostFormValue("outlet"))
		f.FullText = r.PostFormValue("fulltext") != ""
	default:
		return invalid("The form does not say what to do with the feed.")
	}
	if _, err := p.desk.ChangeFeed(ctx, f); err != nil {
		return err
	}
	if r.PostFormValue("do") == "ask" {
		return see(w, r, "/feeds/"+pathEscape(id)+"?did=asked")
	}
	return see(w, r, "/feeds?did=changed")
}
