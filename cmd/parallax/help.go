package main

// helpCommand is parallax help: the same as --help, for those who write it so.
type helpCommand struct {
	Command []string `arg:"" optional:"" help:"Command to explain; without one, all."`
}

// Run shows help. It leaves the program through the parser's exit.
func (k helpCommand) Run(s *session) error {
	_, err := s.parser.Parse(append(k.Command, "--help"))
	if err != nil {
		return fault{misused, err}
	}
	return nil
}
