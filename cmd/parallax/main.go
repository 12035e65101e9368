// Command parallax reads several outlets' reports of one event and shows, side
// by side, who said what and where the accounts of it differ.
//
//	parallax compare examples/hallowmere-water
//
// Exit codes: 0 done; 1 the work failed, as when no input could be read;
// 2 wrong use; 3 done, but inputs were skipped, each named on standard error
// with its reason.
//
// The one surprise: everything the program prints of a report are the report's
// own words; the program writes labels and counts alone.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() { // a second interrupt ends the program at once
		<-ctx.Done()
		stop()
	}()
	os.Exit(Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
