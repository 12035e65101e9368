package ingest

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
)

// prose is n bytes or a few more of paragraphs.
func prose(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "The fire on quay %d is out, the harbour master said on Sunday night. “Nobody was hurt,” Ada Lind said. “We were lucky with the wind, and luckier with the tide.”\n\n", i)
	}
	return b.String()
}

func benchmarkRead(b *testing.B, name string, data []byte) {
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for a, s := range Read(b.Context(), []string{"-"}, Options{Stdin: bytes.NewReader(data)}) {
			if s != nil {
				b.Fatal(s.Reason)
			}
			n += len(a.Paragraphs)
		}
		if n == 0 {
			b.Fatal(name, "gave no paragraph")
		}
	}
}

func BenchmarkPlainText10MB(b *testing.B) { benchmarkRead(b, "text", []byte(prose(10<<20))) }

func BenchmarkJSONLines1MB(b *testing.B) {
	var lines bytes.Buffer
	text := strings.ReplaceAll(prose(3000), "\n", `\n`)
	for i := 0; lines.Len() < 1<<20; i++ {
		fmt.Fprintf(&lines, `{"id":"%d","outlet":"The Tide","title":"Quay fire is out","published":"2026-04-07T10:00:00Z","text":"%s"}`+"\n", i, text)
	}
	benchmarkRead(b, "JSON lines", lines.Bytes())
}

func BenchmarkPage(b *testing.B) {
	data, err := os.ReadFile("page/testdata/regional-paper.html")
	if err != nil {
		b.Fatal(err)
	}
	benchmarkRead(b, "page", data)
}
