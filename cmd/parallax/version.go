package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is set when the program is built for release.
var version = ""

// versionCommand is parallax version.
type versionCommand struct{}

// Run prints what was built, from what and with what.
func (versionCommand) Run(s *session) error {
	_, err := fmt.Fprintf(s.out, "parallax %s (%s, %s/%s)\n", versionName(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// versionName is what was built: a release, a commit, or "devel".
func versionName() string {
	name := version
	if b, ok := debug.ReadBuildInfo(); name == "" && ok {
		name = b.Main.Version
	}
	if name == "" || name == "(devel)" {
		name = "devel"
	}
	return name
}
