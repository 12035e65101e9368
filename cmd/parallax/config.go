package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/pelletier/go-toml/v2"
)

// readConfig reads a TOML file with a line for each flag. It decides where
// neither the flag nor its environment variable does; a name that is no flag
// is an error, because a setting that is spelt wrong would be a silent one.
func readConfig(r io.Reader) (kong.Resolver, error) {
	values := map[string]any{}
	if err := toml.NewDecoder(r).Decode(&values); err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	return config(values), nil
}

type config map[string]any

// Validate fails when a name in the file is no flag.
func (c config) Validate(app *kong.Application) error {
	known := map[string]bool{}
	for _, n := range app.Children {
		if n.Name == "serve" {
			for _, f := range n.Flags {
				known[f.Name] = true
			}
		}
	}
	var wrong []string
	for name := range c {
		if !known[strings.ReplaceAll(name, "_", "-")] {
			wrong = append(wrong, name)
		}
	}
	if len(wrong) > 0 {
		slices.Sort(wrong)
		return fmt.Errorf("configuration: %s: no such setting; parallax serve --help lists them, without the dashes before", strings.Join(wrong, ", "))
	}
	return nil
}

// Resolve gives what the file says of a flag.
func (c config) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, e := range flag.Envs {
		if _, ok := os.LookupEnv(e); ok {
			return nil, nil
		}
	}
	v, ok := c[flag.Name]
	if !ok {
		v, ok = c[strings.ReplaceAll(flag.Name, "-", "_")]
	}
	if !ok {
		return nil, nil
	}
	switch v := v.(type) {
	case []any:
		parts := make([]string, len(v))
		for i, p := range v {
			parts[i] = fmt.Sprint(p)
		}
		return strings.Join(parts, ","), nil
	case bool:
		return v, nil
	}
	return fmt.Sprint(v), nil
}
