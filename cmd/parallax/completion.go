package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// completionCommand is parallax completion.
type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Help is shown below the flags.
func (completionCommand) Help() string {
	return `Examples:
  parallax completion bash > /etc/bash_completion.d/parallax
  parallax completion zsh  > "${fpath[1]}/_parallax"
  parallax completion fish > ~/.config/fish/completions/parallax.fish` + codes
}

// Run prints the script of a shell, made from the commands and flags that
// there are.
func (k completionCommand) Run(s *session) error {
	write := map[string]func(io.Writer, *kong.Kong) error{"bash": bash, "zsh": zsh, "fish": fish}[k.Shell]
	return write(s.out, s.parser)
}

// flagsOf is the flags of a command in order, with the choices each has.
func flagsOf(n *kong.Node) []*kong.Flag {
	var out []*kong.Flag
	for _, group := range n.AllFlags(true) {
		out = append(out, group...)
	}
	return out
}

// choices is the values that a flag or argument may have; none when it may
// have any.
func choices(v *kong.Value) []string {
	var out []string
	for _, s := range strings.Split(v.Enum, ",") {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func commandNames(p *kong.Kong) []string {
	var out []string
	for _, n := range p.Model.Children {
		out = append(out, n.Name)
	}
	return out
}

// argument is the words that the first argument of a command may be.
func argument(p *kong.Kong, n *kong.Node) []string {
	if n.Name == "help" {
		return commandNames(p)
	}
	for _, a := range n.Positional {
		if c := choices(a); len(c) > 0 {
			return c
		}
	}
	return nil
}

func bash(w io.Writer, p *kong.Kong) error {
	var b strings.Builder
	b.WriteString("# bash completion for parallax\n_parallax() {\n  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n")
	fmt.Fprintf(&b, "  if [ \"$COMP_CWORD\" -eq 1 ]; then COMPREPLY=($(compgen -W %q -- \"$cur\")); return; fi\n", strings.Join(commandNames(p), " "))
	b.WriteString("  case \"${COMP_WORDS[1]} $prev\" in\n")
	for _, n := range p.Model.Children {
		for _, f := range flagsOf(n) {
			if c := choices(f.Value); len(c) > 0 {
				names := fmt.Sprintf("'%s --%s'", n.Name, f.Name)
				if f.Short != 0 {
					names += fmt.Sprintf("|'%s -%c'", n.Name, f.Short)
				}
				fmt.Fprintf(&b, "    %s) COMPREPLY=($(compgen -W %q -- \"$cur\")); return ;;\n", names, strings.Join(c, " "))
			}
		}
	}
	b.WriteString("  esac\n  case \"${COMP_WORDS[1]}\" in\n")
	for _, n := range p.Model.Children {
		var words []string
		for _, f := range flagsOf(n) {
			words = append(words, "--"+f.Name)
		}
		fmt.Fprintf(&b, "    %s)\n      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W %q -- \"$cur\")); return; fi\n", n.Name, strings.Join(words, " "))
		if c := argument(p, n); len(c) > 0 {
			fmt.Fprintf(&b, "      COMPREPLY=($(compgen -W %q -- \"$cur\")); return\n", strings.Join(c, " "))
		}
		b.WriteString("      ;;\n")
	}
	b.WriteString("  esac\n  COMPREPLY=() # names of files: the shell's own\n}\ncomplete -o default -F _parallax parallax\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func zsh(w io.Writer, p *kong.Kong) error {
	var b strings.Builder
	b.WriteString("#compdef parallax\n# zsh completion for parallax\n_parallax() {\n  local -a commands\n  commands=(\n")
	for _, n := range p.Model.Children {
		fmt.Fprintf(&b, "    '%s:%s'\n", n.Name, zshText(n.Help))
	}
	b.WriteString("  )\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n  shift words; (( CURRENT-- ))\n  case $words[1] in\n")
	for _, n := range p.Model.Children {
		fmt.Fprintf(&b, "    %s) _arguments", n.Name)
		for _, f := range flagsOf(n) {
			value := ""
			switch c := choices(f.Value); {
			case len(c) > 0:
				value = fmt.Sprintf(":%s:(%s)", f.Name, strings.Join(c, " "))
			case f.Name == "output":
				value = ":file:_files"
			case !f.IsBool():
				value = ":" + f.Name + ":"
			}
			fmt.Fprintf(&b, " '--%s[%s]%s'", f.Name, zshText(f.Help), value)
		}
		if c := argument(p, n); len(c) > 0 {
			fmt.Fprintf(&b, " '*:argument:(%s)' ;;\n", strings.Join(c, " "))
		} else {
			b.WriteString(" '*:input:_files' ;;\n")
		}
	}
	b.WriteString("  esac\n}\nif [ \"$funcstack[1]\" = _parallax ]; then _parallax \"$@\"; else compdef _parallax parallax; fi\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// zshText makes help fit for a description within single quotes.
func zshText(s string) string {
	return strings.NewReplacer("'", "’", "[", "(", "]", ")", ":", " –", "\\", "").Replace(s)
}

func fish(w io.Writer, p *kong.Kong) error {
	var b strings.Builder
	b.WriteString("# fish completion for parallax\n")
	quote := func(s string) string { return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(s) + "'" }
	for _, n := range p.Model.Children {
		fmt.Fprintf(&b, "complete -c parallax -n __fish_use_subcommand -f -a %s -d %s\n", n.Name, quote(n.Help))
	}
	for _, n := range p.Model.Children {
		on := fmt.Sprintf("complete -c parallax -n '__fish_seen_subcommand_from %s'", n.Name)
		for _, f := range flagsOf(n) {
			fmt.Fprintf(&b, "%s -l %s", on, f.Name)
			if f.Short != 0 {
				fmt.Fprintf(&b, " -s %c", f.Short)
			}
			if c := choices(f.Value); len(c) > 0 {
				fmt.Fprintf(&b, " -x -a %s", quote(strings.Join(c, " ")))
			} else if !f.IsBool() {
				b.WriteString(" -r")
			}
			fmt.Fprintf(&b, " -d %s\n", quote(f.Help))
		}
		if c := argument(p, n); len(c) > 0 {
			fmt.Fprintf(&b, "%s -f -a %s\n", on, quote(strings.Join(c, " ")))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
