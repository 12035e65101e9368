package ingest

import (
	"testing"
)

// The text of a JSON line is title, blank line, text, to the byte.
func TestJSONText(t *testing.T) {
	tests := []struct {
		name, line, text, headline string
		paragraphs                 []string
	}{
		{
			"title and text",
			`{"title":"Quay fire is out","text":"The fire is out, Ada Lind said.\n\nNobody was hurt."}`,
			"Quay fire is out\n\nThe fire is out, Ada Lind said.\n\nNobody was hurt.", "Quay fire is out",
			[]string{"The fire is out, Ada Lind said.", "Nobody was hurt."},
		},
		{
			"single line ends",
			`{"title":"Quay fire is out","text":"The fire is out, Ada Lind said.\nNobody was hurt.\n“We were lucky,” she said."}`,
			"Quay fire is out\n\nThe fire is out, Ada Lind said.\nNobody was hurt.\n“We were lucky,” she said.", "Quay fire is out",
			[]string{"The fire is out, Ada Lind said.", "Nobody was hurt.", "“We were lucky,” she said."},
		},
		{
			"no title",
			`{"text":"\n The fire is out, Ada Lind said. "}`,
			"\n The fire is out, Ada Lind said. ", "",
			[]string{"The fire is out, Ada Lind said."},
		},
		{
			"title said again",
			`{"title":" Quay fire  is out","text":"Quay fire is out\n\nThe fire is out, Ada Lind said."}`,
			" Quay fire  is out\n\nQuay fire is out\n\nThe fire is out, Ada Lind said.", "Quay fire  is out",
			[]string{"The fire is out, Ada Lind said."},
		},
		{
			"a short first paragraph is no second headline",
			`{"title":"Quay fire is out","text":"Port Ester\n\nThe fire is out, Ada Lind said."}`,
			"Quay fire is out\n\nPort Ester\n\nThe fire is out, Ada Lind said.", "Quay fire is out",
			[]string{"Port Ester", "The fire is out, Ada Lind said."},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := readBytes(t, []byte(test.line))
			if len(got.reports) != 1 {
				t.Fatalf("skipped %q", got.skipped)
			}
			a := got.reports[0]
			if a.Text != test.text {
				t.Errorf("text %q, want %q", a.Text, test.text)
			}
			if h := a.Headline.In(a.Text); h != test.headline {
				t.Errorf("headline %q, want %q", h, test.headline)
			}
			var paragraphs []string
			for _, p := range a.Paragraphs {
				paragraphs = append(paragraphs, p.In(a.Text))
			}
			same(t, "paragraphs", paragraphs, test.paragraphs)
		})
	}
}

func TestJSONFields(t *testing.T) {
	got := readBytes(t, []byte("\ufeff"+`{"id":17,"url":"https://the-tide.example/a","outlet":"The  Tide","title":"Quay fire is out","published":"April 7, 2011","text":"The fire is out, Ada Lind said.","tags":["fire"],"score":{"a":1}}`+"\r\n\r\n"))
	if len(got.reports) != 1 {
		t.Fatalf("skipped %q", got.skipped)
	}
	a := got.reports[0]
	if a.ID != "17" || a.URL != "https://the-tide.example/a" || a.Outlet != "The Tide" || a.Title != "Quay fire is out" || a.Published != "2011-04-07" || a.DateFrom != "input" || a.Input != "-:1" {
		t.Errorf("got %+v", a)
	}
}

// Lines above the first paragraph that give by-line and date are no paragraphs;
// the field has the last word on the date.
func TestJSONTextWithByLine(t *testing.T) {
	for given, want := range map[string]string{"": "2026-03-08 text", `"published":"2026-03-09",`: "2026-03-09 input"} {
		got := readBytes(t, []byte(`{`+given+`"title":"Quay fire is out","text":"By Tom Roe\n\n8 March 2026\n\nThe fire is out, Ada Lind said."}`))
		if len(got.reports) != 1 {
			t.Fatalf("skipped %q", got.skipped)
		}
		if a := got.reports[0]; a.Published+" "+a.DateFrom != want || a.Author != "Tom Roe" || len(a.Paragraphs) != 1 {
			t.Errorf("%s: published %q from %q, author %q, %d paragraphs; want %s", given, a.Published, a.DateFrom, a.Author, len(a.Paragraphs), want)
		}
	}
}

// What other collections call the same fields counts where ours are missing.
func TestJSONOtherNames(t *testing.T) {
	const text = `"text":"The fire is out, Ada Lind said."`
	tests := []struct{ fields, url, outlet, title, published string }{
		{`"link":"https://the-tide.example/a","source":"The Tide","headline":"Quay fire is out","date":"2011-04-07"`, "https://the-tide.example/a", "The Tide", "Quay fire is out", "2011-04-07"},
		{`"source":{"id":null,"name":"The Tide"},"publishedAt":"2011-04-07T10:00:00Z"`, "", "The Tide", "", "2011-04-07T10:00:00Z"},
		{`"publisher":"The Tide","pubDate":"Thu, 07 Apr 2011 10:00:00 GMT"`, "", "The Tide", "", "2011-04-07T10:00:00Z"},
		{`"outlet":"The Tide","source":"a wire","published":"2011-04-07","date":"2012-01-01"`, "", "The Tide", "", "2011-04-07"},
		{`"outlet":" ","source":"The Tide","published":"","date_published":"2011-04-07"`, "", "The Tide", "", "2011-04-07"},
		{`"source":["a"],"date":17,"headline":null,"link":{"name":3}`, "", "", "", ""},
	}
	for _, test := range tests {
		t.Run(test.fields, func(t *testing.T) {
			got := readBytes(t, []byte("{"+test.fields+","+text+"}"))
			if len(got.reports) != 1 {
				t.Fatalf("skipped %q", got.skipped)
			}
			a := got.reports[0]
			if a.URL != test.url || a.Outlet != test.outlet || a.Title != test.title || a.Published != test.published {
				t.Errorf("url %q, outlet %q, title %q, published %q", a.URL, a.Outlet, a.Title, a.Published)
			}
		})
	}
}

// The same two reports in every shape that JSON comes in.
func TestJSONShapes(t *testing.T) {
	const a = `{"id":"a","text":"The fire is out, Ada Lind said."}`
	const b = `{"id":"b","text":"Nobody was hurt, she said."}`
	const printed = "{\n  \"id\": \"a\",\n  \"text\": \"The fire is out, Ada Lind said.\"\n}\n"
	shapes := map[string]string{
		"lines":                  a + "\n" + b + "\n",
		"lines, no end":          a + "\n" + b,
		"lines, blank between":   "\n" + a + "\r\n\r\n" + b + "\n\n",
		"array":                  "[" + a + "," + b + "]",
		"array over lines":       "[\n  " + a + ",\n  " + b + "\n]\n",
		"objects over lines":     printed + "{\n\"id\":\"b\",\n\"text\":\"Nobody was hurt, she said.\"}",
		"array of those":         "[" + printed + "," + b + "]",
		"Windows-1252 beside it": a + "\n" + `{"id":"b","outlet":"Caf` + "\xe9" + `","text":"Nobody was hurt, she said."}`,
	}
	for name, input := range shapes {
		t.Run(name, func(t *testing.T) {
			got := readBytes(t, []byte(input))
			same(t, "skipped", got.skipped, nil)
			same(t, "reports", ids(got.reports), []string{"a", "b"})
		})
	}
}

// One bad line costs one report.
func TestJSONGoesOn(t *testing.T) {
	got := readBytes(t, []byte(`{"id":"a","text":"The fire is out, Ada Lind said."}
{"id":"b","text":
{"id":"c","text":"Nobody was hurt, she said."}
Nothing of this is JSON.
{"id":"d","text":"The quay was built in 1911."}
`))
	same(t, "reports", ids(got.reports), []string{"a", "c", "d"})
	if len(got.skipped) != 2 {
		t.Errorf("skipped %q, want two lines", got.skipped)
	}
}
