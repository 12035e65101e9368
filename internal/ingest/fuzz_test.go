package ingest

import (
	"bytes"
	"testing"
	"time"
)

// Whatever the bytes, every reader gives valid reports or reasons, and ends.
// checkArticle, called for each report, holds the properties.

func FuzzPlainText(f *testing.F) {
	for _, t := range plainTexts {
		f.Add([]byte(t))
	}
	f.Add([]byte("\xff\xfeT\x00h\x00e\x00"))
	f.Add([]byte("Caf\xe9 owners said: \x93We\x92re open.\x94"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got := readAll(t, []string{"-"}, Options{Stdin: bytes.NewReader(data), PageDeadline: time.Minute})
		if len(got.reports)+len(got.skipped) == 0 {
			t.Error("neither a report nor a reason")
		}
	})
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"id":"a","url":"u","outlet":"o","title":"Quay fire","published":"2011-04-07","text":"The fire is out.\n\nNobody was hurt."}` + "\n{}\n[1]\n"))
	f.Add([]byte(`[{"text":"The fire is out."},{"text":7}]`))
	f.Add([]byte("{\n\"text\":\n\"The fire is out.\"}{\"text\":\"\\ud800\"}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		// A small limit, so that the ways to exceed it are found.
		readAll(t, []string{"-"}, Options{Stdin: bytes.NewReader(data), MaxBytes: 300})
	})
}

func FuzzGzip(f *testing.F) {
	f.Add([]byte("The fire is out.\n"), []byte("Nobody was hurt."), 0, byte(0))
	f.Fuzz(func(t *testing.T, one, two []byte, at int, flip byte) {
		packed := zip(t, string(one), string(two))
		if at >= 0 && at < len(packed) {
			packed[at] ^= flip
		}
		readAll(t, []string{"-"}, Options{Stdin: bytes.NewReader(packed)})
	})
}
