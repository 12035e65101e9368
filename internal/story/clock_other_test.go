//go:build !linux

package story

import "time"

var began = time.Now()

// processor is the clock, where a thread's own time cannot be asked for.
func processor() time.Duration { return time.Since(began) }

// process is the clock, too.
func process() time.Duration { return time.Since(began) }
