package pages

import (
	"strings"
	"testing"
	"time"

	"parallax/internal/archive"
)

// TestASearchIsNarrowed asks for everything a search can be narrowed by: what
// the archive is asked, and what the links of the page carry on.
func TestASearchIsNarrowed(t *testing.T) {
	f := newFake(t)
	h := pagesOf(f)
	const narrowed = "outlet=o-City+Ledger&language=de&by=winstanley&from=2031-06-01&to=2031-06-30"
	root := page(t, h, "/search?q=alarm&order=newest&"+narrowed)
	want := archive.Search{
		Text: "alarm", Person: "hale-winstanley", Outlet: "o-City Ledger", Language: "de", Order: "newest",
		From: time.Date(2031, 6, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2031, 7, 1, 0, 0, 0, 0, time.UTC),
	}
	if f.searched != want {
		t.Errorf("asked\n%+v, want\n%+v", f.searched, want)
	}
	if got := all(find(root, ".by")); got != "Quoted: Hale Winstanley" {
		t.Errorf("whom it means: %q", got)
	}
	if got := all(find(root, ".unfold")); got != "Filters: 5 set" {
		t.Errorf("the button of the folded filters: %q", got)
	}
	for _, a := range find(find(root, ".fh")[0], "a") {
		if !strings.Contains(attr(a, "href"), narrowed) {
			t.Errorf("%q forgets the filters: %s", words(a), attr(a, "href"))
		}
	}
	if feed := attr(find(root, "link")[2], "href"); feed != "/feed/search.atom?q=alarm&person=hale-winstanley&outlet=o-City+Ledger&language=de&from=2031-06-01&to=2031-06-30" {
		t.Errorf("its feed: %s", feed)
	}
	root = page(t, h, "/search?q=alarm&in=statements&show=differing&by=winstanley")
	if feed := attr(find(root, "link")[2], "href"); feed != "/feed/statements.atom?q=alarm&person=hale-winstanley&show=differing" {
		t.Errorf("the feed of statements: %s", feed)
	}
	if got := all(find(root, ".filt")); !strings.Contains(got, "Differing") {
		t.Errorf("statements cannot be chosen by what became of them: %q", got)
	}
	if feed := attr(find(page(t, h, "/search?q=hale&in=people"), "link")[2], "href"); feed != "/feed/people.atom?q=hale" {
		t.Errorf("the feed of people: %s", feed)
	}
}

// TestASearchForWhatSomebodySaid has no words, a name that nobody has, and an
// ID as feeds have it.
func TestASearchForWhatSomebodySaid(t *testing.T) {
	f := newFake(t)
	h := pagesOf(f)
	page(t, h, "/search?by=winstanley")
	if f.searched.Person != "hale-winstanley" || f.searched.Text != "" {
		t.Errorf("asked %+v", f.searched)
	}
	if got := all(find(page(t, h, "/search?q=alarm&by=Nobody"), ".empty")); got != "Nobody called “Nobody” is quoted in the reports." {
		t.Errorf("a name that nobody has: %q", got)
	}
	if w := ask(t, h, "GET", "/search?q=alarm&person=hale-winstanley", nil); w.Code != 303 || w.Header().Get("Location") != "/search?by=Hale+Winstanley&q=alarm" {
		t.Errorf("by ID: %d %s", w.Code, w.Header().Get("Location"))
	}
}

func TestLanguageNames(t *testing.T) {
	for code, want := range map[string]string{"en": "English", "de": "German", "und": "not known", "xx": "xx"} {
		if got := languageName(code); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}
