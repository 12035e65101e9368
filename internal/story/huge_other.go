//go:build !linux

package story

// huge is a slice as it is: pages are of one size here.
func huge[T any](s []T) []T { return s }
