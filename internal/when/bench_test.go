package when_test

import (
	"strings"
	"testing"

	"parallax/internal/lang"
	"parallax/internal/when"
)

// BenchmarkFind reads prose with as many expressions of time as news has.
func BenchmarkFind(b *testing.B) {
	const report = "VARNHOLM, Feb. 10 — The harbour bridge was shut on Monday after a crane fell on it, and the harbour master, Oskar Petric, said that ships would have to wait. " +
		"“We have looked at every bolt, and we are not happy with what we have seen,” he told the council. The bridge, which was built in the 1950s, carries some 2,000 carts a day. " +
		"Engineers from two other towns, who were asked for their opinion last week, found rust in its northern tower and advised the mayor to close one of its lanes. " +
		"Mayor Ilse Marenko will decide by Friday whether the market can be held. Traders on the quay were angry; several of them have moved their stalls to the old fish hall.\n"
	t := strings.Repeat(report, 40)
	s := cut(t, false)
	l := lang.English()
	b.SetBytes(int64(len(t)))
	b.ReportAllocs()
	for b.Loop() {
		when.Find(t, s, "2022-02-10", l)
	}
}
