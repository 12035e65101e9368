package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/pelletier/go-toml/v2"
)

// readConfig reads a TOML file with a line for each flag. It decides where
// neither the flag nor its environment variable does; a name that is no flag
// is an error, because a setting that is spelt wrong would be a silent one.
func readConfig(r io.Reader) (kong.Resolver, error) {
	c := config{name: "configuration", values: map[string]any{}}
	if f, ok := r.(interface{ Name() string }); ok {
		c.name = f.Name()
	}
	err := toml.NewDecoder(r).Decode(&c.values)
	var at *toml.DecodeError
	switch {
	case errors.As(err, &at):
		line, column := at.Position()
		return nil, fmt.Errorf("%s:%d:%d: %s", c.name, line, column, strings.TrimPrefix(at.Error(), "toml: "))
	case err != nil:
		return nil, fmt.Errorf("%s: %w", c.name, err)
	}
	return c, nil
}

// config is what a file says.
type config struct {
	name   string // of the file
	values map[string]any
}

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
	for name := range c.values {
		if !known[strings.ReplaceAll(name, "_", "-")] {
			wrong = append(wrong, name)
		}
	}
	if len(wrong) > 0 {
		slices.Sort(wrong)
		return fmt.Errorf("%s: %s: no such setting; parallax serve --help lists them, without the dashes before", c.name, strings.Join(wrong, ", "))
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
	v, ok := c.values[flag.Name]
	if !ok {
		v, ok = c.values[strings.ReplaceAll(flag.Name, "-", "_")]
	}
	if !ok {
		return nil, nil
	}
	if want := typeOf(flag); want != "" && want != fmt.Sprintf("%T", v) {
		return nil, fmt.Errorf("%s: %s = %v: the value is %s", c.name, flag.Name, v, kinds[want])
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

// kinds are the types that a value in the file can have, with what they are in
// words.
var kinds = map[string]string{"int64": "a number", "bool": "true or false"}

// typeOf is the type that a flag's value has in the file; empty: words, or a list
// of them.
func typeOf(flag *kong.Flag) string {
	switch flag.Target.Kind() {
	case reflect.Int:
		return "int64"
	case reflect.Bool:
		return "bool"
	}
	return ""
}
