package when_test

import "testing"

// The example of the package comment.
func TestPackageComment(t *testing.T) {
	const want = "The pier was shut {2022-02-07:Monday}, and it rained {2022-02-08:the next day}. " +
		"It will open {2022-02-11:Friday}, the mayor said {2022-W06:earlier this week}, " +
		"after {P1Y:a year} of work that should have begun in {2021-SU:the summer}."
	check(t, "2022-02-10", want)
	for _, k := range find("It rained earlier this week.", "2022-02-10") {
		if k.From != "2022-02-07" || k.To != "2022-02-10" {
			t.Errorf("from %s to %s", k.From, k.To)
		}
	}
}
