package main

import (
	"io"
	"strings"
	"testing"
)

// TestEveryCommandExplainsItself checks that the help of each command that does
// something has an example that the parser takes, what the exit codes mean, and
// of each flag what it does and its default.
func TestEveryCommandExplainsItself(t *testing.T) {
	p := newParser(&commands{}, io.Discard, io.Discard)
	for _, c := range p.Model.Children {
		if c.Name == "help" || c.Name == "version" {
			continue
		}
		var out, errs strings.Builder
		if code := Run(t.Context(), []string{c.Name, "--help"}, strings.NewReader(""), &out, &errs); code != done || errs.Len() > 0 {
			t.Errorf("%s --help: %d %s", c.Name, code, errs.String())
		}
		help := strings.Join(strings.Fields(out.String()), " ")
		for _, want := range []string{"Examples: ", "parallax " + c.Name, "Exit codes: 0 "} {
			if !strings.Contains(help, want) {
				t.Errorf("%s --help lacks %q", c.Name, want)
			}
		}
		for _, f := range c.Flags {
			if f.Help == "" {
				t.Errorf("%s --%s is not explained", c.Name, f.Name)
			}
			if f.HasDefault && f.Default != "" && !f.IsBool() && !strings.Contains(help, f.Default) {
				t.Errorf("%s --help does not tell the default of --%s", c.Name, f.Name)
			}
		}
	}
}
