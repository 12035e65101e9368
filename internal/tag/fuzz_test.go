package tag

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzTag holds for any text: every token has a tag of the list, its lemma
// written out is valid UTF-8 in lower case where that exists, and has the
// identity that was told.
func FuzzTag(f *testing.F) {
	f.Add("“We'll see,” she said. THE MAYOR WASN’T LEAVING İSTANBUL'S 1,200-odd café-owners…")
	f.Add("a.b@c.de ’s s’ 'tis -- --- ((\n\n" + strings.Repeat("é", 60))
	m := English()
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			return // stages get valid UTF-8 only
		}
		s := cut(in)
		words := m.Tag(in, s)
		if len(words) != len(s.Tokens) {
			t.Fatalf("%d words for %d tokens of %q", len(words), len(s.Tokens), in)
		}
		for i, w := range words {
			form := s.Tokens[i].In(in)
			if w.Tag == None || w.Tag >= numTags {
				t.Fatalf("%q of %q has the tag %d", form, in, w.Tag)
			}
			lemma := string(m.AppendLemma(nil, form, w))
			if !utf8.ValidString(lemma) {
				t.Fatalf("%q of %q has the lemma %q", form, in, lemma)
			}
			if len(form) <= longest && LemmaID(lemma) != w.Lemma {
				t.Fatalf("%q of %q: the lemma %q has another identity", form, in, lemma)
			}
		}
		for i, again := range m.Tag(in, s) {
			if again != words[i] {
				t.Fatalf("token %d of %q is %v at first and %v again", i, in, words[i], again)
			}
		}
	})
}

// FuzzRead gives Read anything: it must answer with an error or a model that
// can be used and written.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := tiny().Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add(b.Bytes()[:b.Len()/2])
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := Read(file)
		if err != nil {
			return
		}
		in := "She said that 12 Ferries wasn't “leaving”."
		for i, w := range m.Tag(in, cut(in)) {
			if w.Tag == None || w.Tag >= numTags {
				t.Fatalf("token %d has the tag %d", i, w.Tag)
			}
		}
		if err := m.Write(&bytes.Buffer{}); err != nil {
			t.Fatal(err)
		}
	})
}
