package ingest

import (
	"encoding/json"
	"strings"

	"parallax/internal/ingest/page"
)

// others are the names that collections and news services give to what a record
// calls url, outlet, title and published. They count where that is missing or
// empty; as everywhere in JSON here, letter case makes no difference.
type others struct {
	Link     loose `json:"link"`
	Source   loose `json:"source"`
	Publish  loose `json:"publisher"`
	Site     loose `json:"site_name"`
	Headline loose `json:"headline"`

	Date      loose `json:"date"`
	AtDate    loose `json:"published_at"`
	AtDate2   loose `json:"publishedAt"`
	OfDate    loose `json:"date_published"`
	OfDate2   loose `json:"datePublished"`
	OnDate    loose `json:"publish_date"`
	OnDate2   loose `json:"date_publish"`
	PubDate   loose `json:"pubDate"`
	PubDate2  loose `json:"pub_date"`
	Timestamp loose `json:"timestamp"`
}

func (o *others) url(given string) string   { return firstOf(given, o.Link) }
func (o *others) title(given string) string { return firstOf(given, o.Headline) }

func (o *others) outlet(given string) string { return firstOf(given, o.Source, o.Publish, o.Site) }

// published is the first of the dates that can be read, as [page.Date] gives it.
func (o *others) published(given string) string {
	for _, d := range [...]loose{
		loose(given), o.Date, o.AtDate, o.AtDate2, o.OfDate, o.OfDate2, o.OnDate, o.OnDate2, o.PubDate, o.PubDate2, o.Timestamp,
	} {
		if date := page.Date(string(d)); date != "" {
			return date
		}
	}
	return ""
}

func firstOf(given string, others ...loose) string {
	for i := 0; strings.TrimSpace(given) == "" && i < len(others); i++ {
		given = string(others[i])
	}
	return given
}

// loose is a string, or the "name" of an object; anything else is no mistake
// and says nothing.
type loose string

// UnmarshalJSON takes any value.
func (l *loose) UnmarshalJSON(b []byte) error {
	*l = ""
	switch b[0] {
	case '"':
		return json.Unmarshal(b, (*string)(l))
	case '{':
		var named struct{ Name json.RawMessage }
		if json.Unmarshal(b, &named) == nil && len(named.Name) > 0 && named.Name[0] == '"' {
			return json.Unmarshal(named.Name, (*string)(l))
		}
	}
	return nil
}
