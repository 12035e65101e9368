package conflicts

import (
	"fmt"
	"testing"

	"parallax/internal/analysis"
)

func BenchmarkNumbers(b *testing.B) {
	for _, n := range []int{10, 100, 300} {
		var as []*analysis.Analysis
		for i := range n {
			body := ""
			for k := range 20 {
				body += fmt.Sprintf("The flood damaged %d fishing boats in basin %c. It lasted %d hours and cost $%d million. ", 10+(i*7+k*3)%40, 'A'+k, 2+(i+k)%30, 1+(i*k)%50)
			}
			as = append(as, report(fmt.Sprint(i), body+filler))
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Numbers(as)
			}
		})
	}
}
