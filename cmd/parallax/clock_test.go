package main

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

// TestOneClock looks for the time of a report, 7.45 on its own clock, and for the
// name of that clock wherever the report is listed: terminal, Markdown, HTML, the
// pages of the demonstration and its front page.
func TestOneClock(t *testing.T) {
	const dir = "../../examples/hallowmere-water"
	s := startServe(t, "--demo")
	defer endQuietly(t, s)
	s.settled(t, 26)
	page := func(path string) string {
		t.Helper()
		code, b := s.get(t, path)
		if code != 200 {
			t.Fatalf("%s: %d", path, code)
		}
		return b
	}
	report := page("/reports/hallowmere-examiner")
	story := regexp.MustCompile(`/stories/s[0-9a-f]+`).FindString(report)
	for name, k := range map[string]struct{ shown, time, clock string }{
		"terminal":      {output(t, "compare", dir), "2026-04-15 07:45", "times in UTC+1"},
		"Markdown":      {output(t, "compare", "--format", "markdown", dir), "2026-04-15 07:45", "times in UTC+1"},
		"HTML":          {output(t, "compare", "--format", "html", dir), "15 Apr 07.45", "last Wed 15 April 2026 07.45 UTC+1"},
		"quotes":        {output(t, "quotes", dir+"/hallowmere-examiner.html"), "2026-04-15 07:45", "07:45 UTC+1"},
		"story":         {page(story), "15 Apr 07.45", "first Tue 14 April 2026 16.20 UTC+1"},
		"report":        {report, "15 Apr 07.45", "Times are in UTC+1."},
		"story as text": {page(story + "/story.md"), "2026-04-15 07:45", "times in UTC+1"},
		"said":          {page("/search?in=statements&q=%22i+read+a+summary%22"), "07.45", "Times are in UTC+1."},
	} {
		for _, want := range []string{k.time, k.clock} {
			if got := strings.ReplaceAll(html.UnescapeString(k.shown), "\u00a0", " "); !strings.Contains(got, want) {
				t.Errorf("%s does not have %q", name, want)
			}
		}
	}
}

// output is what a command prints.
func output(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs strings.Builder
	if code := Run(t.Context(), args, strings.NewReader(""), &out, &errs); code != done {
		t.Fatalf("%v: exit code %d: %s", args, code, errs.String())
	}
	return out.String()
}
