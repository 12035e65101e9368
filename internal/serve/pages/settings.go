package pages

import (
	"cmp"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"parallax/internal/archive"
)

// Settings are what the page of settings shows besides what the archive knows.
type Settings struct {
	Password bool // one is asked for
	Fixed    bool // it was given at the start and is not changed here
	Tokens   []Token
	Keep     *archive.Keep // how long reports are kept; nil: it is not told
	Kept     bool          // Keep was given at the start and is not changed here
	Backup   string        // address that gives a backup; empty: none
	Version  string        // of the program
}

// Token is a key for programs; the key itself is told once and not kept.
type Token struct {
	Name string
	Made time.Time
}

// settingsPage is what can be set.
type settingsPage struct {
	frame
	Settings
	Status   []pair
	Days, MB string
	Problem  string // what is wrong with the form of retention
	Going    string // what would go, when the reader has to say that it may; empty: nothing was asked
	Made     []tokenRow
}

type tokenRow struct{ Name, When, Remove string }

func (p *Pages) settings(w http.ResponseWriter, r *http.Request) error {
	v, err := p.settingsPage(r)
	if err != nil {
		return err
	}
	return p.show(w, http.StatusOK, "settings-page", v)
}

func (p *Pages) settingsPage(r *http.Request) (*settingsPage, error) {
	s, err := p.kept.Status(r.Context())
	if err != nil {
		return nil, err
	}
	v := &settingsPage{frame: p.frame(r, "settings", "Settings")}
	if p.o.Settings != nil {
		if v.Settings, err = p.o.Settings(r.Context()); err != nil {
			return nil, err
		}
	}
	for _, t := range v.Tokens {
		v.Made = append(v.Made, tokenRow{t.Name, p.moment(t.Made), "/tokens/" + pathEscape(t.Name) + "/remove"})
	}
	if v.Keep != nil && p.o.Keep == nil {
		v.Kept = true
	}
	if k := v.Keep; k != nil {
		if k.Age > 0 {
			v.Days = strconv.Itoa(int(k.Age / (24 * time.Hour)))
		}
		if k.Bytes > 0 {
			v.MB = strconv.Itoa(int(k.Bytes >> 20))
		}
	}
	v.Status = p.statusRows(&s)
	if v.Version != "" {
		v.Status = append(v.Status, pair{"Parallax", v.Version})
	}
	return v, nil
}

// Limits of what can be asked for.
const (
	mostDays = 36500
	leastMB  = 50
	mostMB   = 100_000_000
)

// retention changes how long reports are kept. What goes is gone for good: when
// something would, the answer says how much and asks again.
func (p *Pages) retention(w http.ResponseWriter, r *http.Request) error {
	if p.o.Keep == nil {
		return archive.ErrNotFound
	}
	days, err := wholeNumber(r.PostFormValue("days"), "days", 1, mostDays)
	mb, err2 := wholeNumber(r.PostFormValue("megabytes"), "megabytes", leastMB, mostMB)
	if err = cmp.Or(err, err2); err != nil {
		v, failed := p.settingsPage(r)
		if failed != nil {
			return failed
		}
		v.Days, v.MB, v.Problem = r.PostFormValue("days"), r.PostFormValue("megabytes"), err.Error()
		return p.show(w, http.StatusUnprocessableEntity, "settings-page", v)
	}
	keep := archive.Keep{Age: time.Duration(days) * 24 * time.Hour, Bytes: int64(mb) << 20}
	if r.PostFormValue("sure") == "" {
		going, err := p.kept.Going(r.Context(), keep)
		if err != nil {
			return err
		}
		if going.Reports > 0 {
			return p.askFirst(w, r, going)
		}
	}
	if err := p.o.Keep(r.Context(), keep); err != nil {
		return err
	}
	return see(w, r, "/settings?did=retention")
}

// askFirst shows what would go and asks whether it may.
func (p *Pages) askFirst(w http.ResponseWriter, r *http.Request, g archive.Going) error {
	v, err := p.settingsPage(r)
	if err != nil {
		return err
	}
	v.Days, v.MB = strings.TrimSpace(r.PostFormValue("days")), strings.TrimSpace(r.PostFormValue("megabytes"))
	how := ""
	if g.About {
		how = "About "
	}
	v.Going = fmt.Sprintf("%s%s older than %s would be removed for good.", how, count(g.Reports, "report"), p.moment(g.Before))
	return p.show(w, http.StatusOK, "settings-page", v)
}

// wholeNumber reads a number of a form; 0 when the field is empty.
func wholeNumber(s, noun string, least, most int) (int, error) {
	if s = strings.TrimSpace(s); s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < least || n > most {
		return 0, invalid(fmt.Sprintf("“%s” is no number of %s from %s to %s. Leave the field empty for no limit.", s, noun, number(least), number(most)))
	}
	return n, nil
}

// statusRows is what the archive holds.
func (p *Pages) statusRows(s *archive.Status) []pair {
	rows := []pair{{"Reports", number(s.Reports)}, {"Stories", number(s.Stories)}, {"Statements", number(s.Statements)}, {"People", number(s.People)}, {"Feeds", number(s.Feeds)}}
	if s.Failing > 0 {
		rows = append(rows, pair{"Feeds that did not answer last time", number(s.Failing)})
	}
	if !s.Oldest.IsZero() {
		rows = append(rows, pair{"Reports from", p.span(s.Oldest, s.Newest)})
	}
	if !s.LastIn.IsZero() {
		rows = append(rows, pair{"Last report came in", p.moment(s.LastIn)})
	}
	if w := waiting(*s); w != "" {
		rows = append(rows, pair{"Waiting", w})
	}
	if s.Bytes > 0 {
		rows = append(rows, pair{"On disk", size(s.Bytes)})
	}
	return rows
}

// size is a number of bytes to be read: "312 MB".
func size(n int64) string {
	const kilo = 1000.0
	x, units := float64(n), []string{"bytes", "kB", "MB", "GB", "TB"}
	for len(units) > 1 && x >= kilo {
		x, units = x/kilo, units[1:]
	}
	if x < 10 && units[0] != "bytes" {
		return strconv.FormatFloat(x, 'f', 1, 64) + " " + units[0]
	}
	return strconv.FormatFloat(x, 'f', 0, 64) + " " + units[0]
}
