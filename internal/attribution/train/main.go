// Command train learns the model of package attribution from annotated reports
// and writes it beside that package. The same data gives the same bytes.
//
//	go run ./internal/attribution/train
//	go run ./internal/attribution/train -confidence
//
// The second makes the weights by which package quote tells how sure a quotation
// is, from what models of four fifths of the reports find in the fifth that each
// was not learned from.
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
	confidence := flag.String("confidence-file", "internal/quote/confidence.txt", "file that -confidence writes")
	sure := flag.Bool("confidence", false, "learn how sure quotations are, and not the model")
	hold := flag.Bool("hold", false, "leave out every fifth report, to choose settings on them")
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
	if *sure {
		return os.WriteFile(*confidence, []byte(calibrate(train, log)), 0o644)
	}
	if *hold {
		train, _ = held(train, parts-1)
	}
	model := attribution.Learn(train, log)
	file := model.Encode()
	log("%d bytes", len(file))
	if *dev {
		test, err := readGold(filepath.Join(shared, "data/polnear/dev"), false)
		if err != nil {
			return err
		}
		s, c, t := attribution.Measure(model, test)
		log("exact F1: source %.3f, cue %.3f, content %.3f", s.F1(), c.F1(), t.F1())
	}
	return os.WriteFile(*out, file, 0o644)
}
