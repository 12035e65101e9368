package pages

import (
	"net/http"
	"slices"
	"strings"

	"parallax/internal/archive"
)

// historyPage is what became of the last questions to a feed.
type historyPage struct {
	frame
	Row       feedRow
	Questions []question
}

// question is one to the feed, or to the page of one of its articles.
type question struct {
	Machine, When string
	What          string // "feed", or the address of the page
	Answer        string
	Failed        bool
	Took          string
}

// historyLength is how many questions are shown.
const historyLength = 100

// feedHistory shows how a feed fared: each question of late and its answer.
func (p *Pages) feedHistory(w http.ResponseWriter, r *http.Request) error {
	fs, err := p.kept.Feeds(r.Context())
	if err != nil {
		return err
	}
	i := slices.IndexFunc(fs, func(f archive.Feed) bool { return f.ID == r.PathValue("id") })
	if i < 0 {
		return archive.ErrNotFound
	}
	asked, err := p.kept.Attempts(r.Context(), fs[i].ID, historyLength)
	if err != nil {
		return err
	}
	row := p.feedRow(&fs[i])
	v := &historyPage{frame: p.frame(r, "feeds", row.Name), Row: row}
	for i := range asked {
		v.Questions = append(v.Questions, p.question(&asked[i], row.URL))
	}
	return p.show(w, http.StatusOK, "history-page", v)
}

func (p *Pages) question(a *archive.Attempt, feed string) question {
	q := question{Machine: machine(a.At), When: p.moment(a.At), What: a.URL, Failed: a.Error != ""}
	if a.URL == feed {
		q.What = "feed"
	}
	switch {
	case q.Failed: // the address stands beside it
		q.Answer = strings.TrimPrefix(a.Error, a.URL+": ")
	case a.New > 0:
		q.Answer = count(a.New, "new report")
	default:
		q.Answer = "nothing new"
	}
	if s := a.Took.Seconds(); s >= .1 {
		q.Took = tenths(int(s*10 + .5))
	}
	return q
}

// tenths writes a number of tenths of a second: "1.4 s".
func tenths(n int) string { return number(n/10) + "." + number(n%10) + " s" }
