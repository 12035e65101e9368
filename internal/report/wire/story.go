package wire

import "parallax/internal/story"

// Story is the reports of one event.
type Story struct {
	ID       string      `json:"id"`
	Title    string      `json:"title"`           // headline of the report that is nearest to all others
	Reports  []string    `json:"reports"`         // ids, by date
	Outlets  int         `json:"outlets"`         // publishers, as far as reports name them
	Accounts int         `json:"accounts"`        // reports that copy no other
	First    string      `json:"first"`           // date of the first dated report; "" when none is
	Last     string      `json:"last"`            // and of the last
	Links    []StoryLink `json:"links,omitempty"` // a link a report, in the order of reports, where reasons were asked for
}

// StoryLink is why a report is in its story.
type StoryLink struct {
	Report  string      `json:"report"`
	Account string      `json:"account"`         // id of the first report of its family of copies
	To      string      `json:"to,omitempty"`    // the report that it is nearest to
	Score   float64     `json:"score,omitempty"` // of the two
	Least   float64     `json:"least,omitempty"` // score that joins two reports by themselves
	Words   []string    `json:"words,omitempty"` // shared, the most telling first
	Names   []string    `json:"names,omitempty"` // shared words of names
	Numbers []string    `json:"numbers,omitempty"`
	Quoted  bool        `json:"quoted,omitempty"` // a rare utterance stands in both
	Days    *int        `json:"days,omitempty"`   // between the two
	Against []Objection `json:"against,omitempty"`
}

// Objection is what speaks against a link.
type Objection struct {
	What  string   `json:"what"`
	Here  []string `json:"here,omitempty"`  // what only the report has
	There []string `json:"there,omitempty"` // what only the other has
}

// StoryFrom is the wire form of a story, with reasons or without.
func StoryFrom(s *story.Story, reasons bool) *Story {
	out := &Story{ID: s.ID, Title: s.Title, Outlets: s.Outlets, Accounts: s.Accounts, First: s.First, Last: s.Last, Reports: []string{}}
	for _, m := range s.Reports {
		out.Reports = append(out.Reports, m.ID)
		if !reasons {
			continue
		}
		l := StoryLink{Report: m.ID, Account: s.Reports[m.Account].ID}
		if k := m.Link; k != nil {
			l.To, l.Score, l.Least = s.Reports[k.To].ID, rounded(k.Score), k.Least
			l.Words, l.Names, l.Numbers, l.Quoted = k.Words, k.Names, k.Numbers, k.Quoted
			if k.Days >= 0 {
				l.Days = &k.Days
			}
			for _, o := range k.Against {
				l.Against = append(l.Against, Objection(o))
			}
		}
		out.Links = append(out.Links, l)
	}
	return out
}

// rounded leaves three decimals, which are what a reader can use.
func rounded(v float64) float64 { return float64(int(v*1000+0.5)) / 1000 }
