package pages

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/abadojack/whatlanggo"

	"parallax/internal/archive"
)

// narrowing is the form that narrows a list of reports or statements.
type narrowing struct {
	Action    string
	Outlets   []choice
	Languages []choice // none where there is nothing to choose
	Speaker   bool     // it asks who spoke
	By        string   // who, as it was typed
	From, To  string
	Hidden    []pair
	Set       int // how many of its fields say something
}

func (p *Pages) narrowing(r *http.Request, action string, hidden ...string) (narrowing, error) {
	f := r.URL.Query()
	n := narrowing{Action: action, From: f.Get("from"), To: f.Get("to")}
	for _, name := range hidden {
		if v := f.Get(name); v != "" {
			n.Hidden = append(n.Hidden, pair{name, v})
		}
	}
	for _, d := range []string{n.From, n.To} {
		if _, err := time.Parse(time.DateOnly, d); d != "" && err != nil { // a filter that is not heeded would lie
			return n, fmt.Errorf("“%s” is no day; a day is written 2031-05-02: %w", d, archive.ErrInvalid)
		}
	}
	for _, name := range []string{"outlet", "language", "by", "from", "to"} {
		if strings.TrimSpace(f.Get(name)) != "" {
			n.Set++
		}
	}
	var err error
	n.Outlets, err = p.outletChoices(r.Context(), f.Get("outlet"))
	return n, err
}

// languageChoices are the languages that stories are told in; none when all
// are told in one, for then there is nothing to choose.
func (p *Pages) languageChoices(ctx context.Context, chosen string) ([]choice, error) {
	codes, err := p.languages.get(p.o.Now(), listFor, func() ([]string, error) { return p.kept.Languages(ctx) })
	if err != nil {
		return nil, err
	}
	var out []choice
	there := chosen == ""
	for _, c := range codes {
		out = append(out, choice{c, languageName(c), c == chosen})
		there = there || c == chosen
	}
	if !there {
		out = append(out, choice{chosen, languageName(chosen), true})
	}
	if len(out) < 2 && chosen == "" {
		return nil, nil
	}
	return out, nil
}

// languageName is a language's English name, by those that the guesser of
// languages knows; its code when it knows none. (The tables of golang.org/x/text
// have them all, and 2.4 MB.)
func languageName(code string) string {
	if code == "und" {
		return "not known"
	}
	for lang, name := range whatlanggo.Langs {
		if lang.Iso6391() == code {
			return name
		}
	}
	return code
}

// spoken is whom a typed name means.
type spoken struct {
	Name, Href string
	Others     string // address of the list of all that are called so; empty when there is but one
}

// speaker finds whom a name means: who is called exactly so, else the one of
// that name who has said most. nil: nobody of that name.
func (p *Pages) speaker(ctx context.Context, name string) (id string, who *spoken, err error) {
	found, err := p.kept.People(ctx, archive.PersonQuery{Text: name})
	if err != nil || len(found.People) == 0 {
		return "", nil, err
	}
	best := &found.People[0]
	for i := range found.People {
		if x := &found.People[i]; strings.EqualFold(x.Name, name) {
			best = x
			break
		}
	}
	who = &spoken{Name: best.Name, Href: personAt(best.ID)}
	if len(found.People) > 1 {
		who.Others = address("/people", "q", name)
	}
	return best.ID, who, nil
}
