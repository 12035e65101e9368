// Command train learns the model of package attribution from annotated reports
// and writes it beside that package. The same data gives the same bytes.
//
//	go run ./internal/attribution/train
//
// It reads $PARALLAX_SHARED/data/polnear/train, ../shared by default; the terms
// of that data and what is kept of it are told in docs/models.md.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"parallax/internal/attribution"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run() error {
	out := flag.String("o", "internal/attribution/english.model", "file to write")
	dev := flag.Bool("dev", false, "print figures on the development reports")
	flag.Parse()
	shared := os.Getenv("PARALLAX_SHARED")
	if shared == "" {
		shared = "../shared"
	}
	start := time.Now()
	log := func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, "%6.1fs  %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, args...))
	}
	train, err := readGold(filepath.Join(shared, "data/polnear/train"), true)
	if err != nil {
		return err
	}
	log("%d annotated reports", len(train))
	var test []*attribution.Example
	if *dev {
		if test, err = readGold(filepath.Join(shared, "data/polnear/dev"), false); err != nil {
			return err
		}
	}
	model := attribution.Learn(train, test, log)
	return os.WriteFile(*out, model, 0o644)
}
