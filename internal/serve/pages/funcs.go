package pages

import "html/template"

// entry is a link of the navigation.
type entry struct {
	Href, Name string
	On         bool
}

// cell is a number of the list of stories.
type cell struct {
	Class, Noun, Text string
	N                 int
	Sign              bool // the sign of what differs stands before it
}

// funcs are what templates can call: no more than to give several values to
// another template.
var funcs = template.FuncMap{
	"entry": func(href, name string, on bool) entry { return entry{href, name, on} },
	"cell": func(class string, n int, noun string) cell {
		c := cell{Class: class, Noun: noun, N: n, Text: number(n)}
		if n != 1 && noun != "altered" {
			c.Noun += "s"
		}
		c.Sign = class == "al" && n > 0
		return c
	},
	"number": number,
	"count":  count,
}
