package store

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"
	"unicode/utf8"

	"parallax/internal/archive"
	"parallax/internal/article"
)

// FuzzSearch types anything into every field that takes words: an answer, or an
// error that says the question is not valid, and marks within passages.
func FuzzSearch(f *testing.F) {
	for _, q := range []string{`ferry -wind "before noon" harb*`, `"`, `-`, `* AND`, `a OR b NEAR(c)`, "{title}: x", "“Élan” café", "-only", "\x00", "o1 AND tags:o1"} {
		f.Add(q)
	}
	s, err := Open(context.Background(), f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	in := []archive.Incoming{
		{Article: told("a", "The Lantern", "2024-05-02", "Ferry stopped", "Nothing sails before noon, the harbour master said at the café. And, or, near: not a title.")},
		{Article: told("b", "Radio", "2024-05-03", "Harbour closed", "The ferry was stopped by the wind.")},
	}
	if _, err := s.Receive(context.Background(), in); err != nil {
		f.Fatal(err)
	}
	if err := s.Place(context.Background(), []Step{{Article: in[0].Article, Story: "s1"}, {Article: in[1].Article, Story: "s1"}}); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, q string) {
		ctx := t.Context()
		hits, err := s.Search(ctx, archive.Search{Text: q})
		invalid(t, q, err)
		for _, h := range hits.Hits {
			for _, p := range h.Passages {
				for _, m := range p.Marks {
					if m[0] < 0 || m[1] > len(p.Text) || m[0] >= m[1] || !utf8.ValidString(p.Text[m[0]:m[1]]) {
						t.Errorf("%q marks %v of %q", q, m, p.Text)
					}
				}
			}
		}
		_, err = s.Search(ctx, archive.Search{Text: q, In: "statements", Order: "newest"})
		invalid(t, q, err)
		_, err = s.Search(ctx, archive.Search{Text: "ferry", Outlet: q, Language: q, Person: q, Page: archive.Page{Cursor: q}})
		invalid(t, q, err)
		_, err = s.Statements(ctx, archive.StatementQuery{Text: q, Page: archive.Page{Cursor: q}})
		invalid(t, q, err)
		_, err = s.People(ctx, archive.PersonQuery{Text: q})
		invalid(t, q, err)
		_, err = s.Stories(ctx, archive.StoryQuery{Folder: q, Language: q, Page: archive.Page{Cursor: q}})
		invalid(t, q, err)
		_, err = s.Verify(ctx, archive.Claimed{Words: q, Speaker: q})
		invalid(t, q, err)
		_, err = s.Story(ctx, q)
		if !errors.Is(err, archive.ErrNotFound) && q != "s1" {
			t.Errorf("story %q: %v", q, err)
		}
	})
}

func invalid(t *testing.T, q string, err error) {
	t.Helper()
	if err != nil && !errors.Is(err, archive.ErrInvalid) && !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("%q: %v", q, err)
	}
}

// FuzzUnpack reads damaged texts and comparisons: an error, or something whose
// spans lie in the text.
func FuzzUnpack(f *testing.F) {
	var p bodies
	f.Add(p.pack(told("a", "The Lantern", "2024-05-02", "Ferry stopped", "Nothing sails before noon.")))
	f.Add([]byte{plainText, 3, 0, 2, 1, 2})
	f.Fuzz(func(t *testing.T, b []byte) {
		var a article.Article
		if err := p.unpack(b, &a); err == nil {
			for _, s := range a.Paragraphs {
				_ = s.In(a.Text)
			}
			var again article.Article
			if err := p.unpack(p.pack(&a), &again); err != nil || !reflect.DeepEqual(a, again) {
				t.Errorf("%+v was kept as %+v, %v", a, again, err)
			}
		}
		if c, err := decodeComparison(b); err == nil && !reflect.DeepEqual(encodeComparison(c), b) {
			t.Errorf("a comparison is kept as other bytes than it was read from")
		}
	})
}

// FuzzDateOf dates reports that say anything: never before 1970, never far ahead.
func FuzzDateOf(f *testing.F) {
	f.Add("2031-05-02T10:00:00+02:00", int64(1_900_000_000))
	f.Add("9999-12-31", int64(0))
	f.Add("yesterday", int64(1))
	f.Fuzz(func(t *testing.T, published string, at int64) {
		seen := time.Unix(at&mostAt, 0)
		got := dateOf(published, seen)
		if got.Unix() < 0 || got.After(seen.Add(mostAhead)) {
			t.Errorf("%q seen %v is dated %v", published, seen, got)
		}
		if k := key(got, 7); k < 0 || keyTime(k) != got.UTC().Truncate(time.Second) {
			t.Errorf("%v has the key %d, which is of %v", got, k, keyTime(k))
		}
	})
}
