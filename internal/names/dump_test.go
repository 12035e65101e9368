//go:build shared

package names

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCompact(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(shared(), "data/basil/in/*.json"))
	var from, to int
	fmt.Sscanf(os.Getenv("RANGE"), "%d-%d", &from, &to)
	for _, file := range files[from:min(to, len(files))] {
		var in basilIn
		readJSON(t, file, &in)
		for _, id := range []string{"A", "B", "C"} {
			doc := in.Docs[id].Text
			_, r := read(doc, true)
			fmt.Println("=====", filepath.Base(file), id, strings.SplitN(doc, "\n", 2)[0])
			for _, e := range r.Entities {
				var al []string
				n := 0
				for _, m := range e.Mentions {
					x := r.Mentions[m]
					n++
					s := x.Span.In(doc)
					if x.Form == Pronoun {
						continue
					}
					if x.Form == Nominal {
						s = "~" + s
					}
					dup := false
					for _, a := range al {
						if a == s {
							dup = true
						}
					}
					if !dup {
						al = append(al, s)
					}
				}
				fmt.Printf("%s%s %s [%s] x%d: %s\n", "POLGD"[e.Kind:e.Kind+1], "?fm"[e.Gender:e.Gender+1], e.Name.In(doc), e.Role.In(doc), n, strings.Join(al, " | "))
			}
		}
	}
}
