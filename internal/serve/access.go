package serve

import (
	"context"
	"time"
)

// Access is how the server is guarded, for a page that shows it.
type Access struct {
	Password bool    // one is asked for
	Fixed    bool    // it was given at the start and is not changed through the server
	Tokens   []Token // in the order they were made
}

// Token is a key for programs, by name; the key itself is not kept.
type Token struct {
	Name string
	Made time.Time
}

// Access tells how the server is guarded.
func (s *Server) Access(ctx context.Context) (Access, error) {
	hash, err := s.gate.guarded(ctx)
	if err != nil {
		return Access{}, err
	}
	ts, err := s.gate.tokens(ctx)
	a := Access{Password: hash != nil, Fixed: s.gate.given != nil}
	for _, t := range ts {
		a.Tokens = append(a.Tokens, Token{t.Name, t.Made})
	}
	return a, err
}
