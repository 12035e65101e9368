// Command parallax reads several outlets' reports of one event and shows, side
// by side, who said what and where the accounts of it differ.
//
//	parallax compare examples/hallowmere-water
//
// Exit codes: 0 done; 1 the work failed, as when no input could be read;
// 2 wrong use; 3 done, but inputs were skipped, each named on standard error
// with its reason.
//
// The one surprise: standard input is read only where an input is named "-".
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // TZ names a clock where the system has no list of them
)

// grace is how long the work may take to end after an interrupt. It is cut off
// then: reading from a keyboard cannot be cancelled. A service that answers
// somebody and keeps its state may take longer.
func grace(args []string) time.Duration {
	if len(args) > 0 && args[0] == "serve" {
		return 30 * time.Second
	}
	return time.Second
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop() // a second interrupt ends the program at once
		time.Sleep(grace(os.Args[1:]))
		os.Exit(failed)
	}()
	os.Exit(Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
