package pages

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"parallax/internal/archive"
)

// frame is what stands around every page.
type frame struct {
	Title    string
	Here     string // entry of the navigation that the page belongs to
	Query    string // in the search field
	Feed     string // address of the page's own feed; empty: none
	FeedName string
	Style    string
	Early    string
	Script   string
	Icon     string
	Demo     bool
	Done     string // what the form that led here did
	Undo     string // address that undoes it; empty: none
	Progress string // what waits; empty: nothing
	Class    string // of the body
	Times    string // on which clock they are
}

// FeedJSON is the address of the page's feed in its other format.
func (f frame) FeedJSON() string { return strings.Replace(f.Feed, ".atom", ".json", 1) }

// plainFrame is a frame that asks the archive nothing.
func (p *Pages) plainFrame(r *http.Request, title string) frame {
	n := p.assets.named
	f := frame{
		Title: title, Style: n["style.css"], Early: n["early.js"], Script: n["pages.js"], Icon: n["mark.svg"],
		Demo: p.o.Demo, Times: p.clocks(""),
	}
	f.Done, f.Undo = done(r)
	if p.o.Idle && asking[r.URL.Query().Get("did")] {
		f.Done = "Kept. Nothing is asked while the program runs like this."
	}
	return f
}

// frame is a page's frame with the line that says what waits.
func (p *Pages) frame(r *http.Request, here, title string) frame {
	f := p.plainFrame(r, title)
	f.Here = here
	f.Progress = p.waiting(r.Context())
	return f
}

// waiting says how much is still to be read and compared; nothing when the
// archive does not answer, for the page itself will say so.
func (p *Pages) waiting(ctx context.Context) string {
	s, err := p.status.get(p.o.Now(), statusFor, func() (archive.Status, error) { return p.kept.Status(ctx) })
	if err != nil {
		return ""
	}
	return waiting(s)
}

func waiting(s archive.Status) string {
	var parts []string
	if s.Behind > 0 {
		parts = append(parts, "stories are being grouped anew, "+count(s.Behind, "report")+" to go")
	}
	switch {
	case s.ToAnalyse == 1 && s.Behind > 0:
		parts = append(parts, "1 report that came in waits for it")
	case s.ToAnalyse > 0 && s.Behind > 0:
		parts = append(parts, count(s.ToAnalyse, "report")+" that came in wait for it")
	case s.ToAnalyse > 0:
		parts = append(parts, count(s.ToAnalyse, "report")+" to be read")
	}
	if s.ToCompare > 0 {
		noun := "stories"
		if s.ToCompare == 1 {
			noun = "story"
		}
		parts = append(parts, fmt.Sprintf("%s %s to be compared", number(s.ToCompare), noun))
	}
	return strings.Join(parts, ", ")
}

// progress is the line alone, for the script that keeps it true.
func (p *Pages) progress(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-store")
	return p.show(w, http.StatusOK, "progress", p.waiting(r.Context()))
}

// doings are what a form can have done, by the value of "did" in the address
// that it leads to: nothing else is ever printed from there.
var doings = map[string]string{
	"read":      "Marked as read.",
	"unread":    "Marked as unread.",
	"merge":     "Merged. New reports of either story will join this one.",
	"split":     "Taken out into this story. The reports stay apart from now on.",
	"undo":      "Undone.",
	"feed":      "Added. Its first reports come in as soon as it has answered.",
	"changed":   "Changed.",
	"asked":     "It is asked now. Load the page anew to see the answer.",
	"removed":   "Removed. Reports that came from it stay.",
	"opml":      "Taken over. Feeds that were known already were left as they are.",
	"retention": "Set. What is too old goes within ten minutes.",
	"password":  "The password has changed.",
	"token":     "Removed.",
}

// asking are those of doings after which a feed is asked.
var asking = map[string]bool{"feed": true, "asked": true, "opml": true}

// done reads what a form did from the address that it led to.
func done(r *http.Request) (words, undo string) {
	q := r.URL.Query()
	words = doings[q.Get("did")]
	if d := q.Get("decision"); words != "" && d != "" {
		undo = "/decisions/" + pathEscape(d) + "/undo"
	}
	return words, undo
}

// keys lists the keys for those whose browser runs no script.
func (p *Pages) keys(w http.ResponseWriter, r *http.Request) error {
	return p.show(w, http.StatusOK, "keys-page", p.frame(r, "", "Keyboard"))
}
