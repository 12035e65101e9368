package lang

import "testing"

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load("en")
	}
}

func BenchmarkTableFind(b *testing.B) {
	surnames := English().Surnames
	for b.Loop() {
		surnames.Find("marlow")
	}
}
