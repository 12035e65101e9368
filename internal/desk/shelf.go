package desk

import (
	"container/list"
	"sync"

	"parallax/internal/analysis"
	"parallax/internal/store"
)

// mostAnalyses is how many analyses are kept for stories that are compared
// again; one takes some 150 kB.
const mostAnalyses = 400

// shelf keeps the analyses that were used last.
type shelf struct {
	mu   sync.Mutex
	most int
	at   map[store.Version]*list.Element
	used list.List // of kept, the last used first
}

type kept struct {
	version  store.Version
	analysis *analysis.Analysis
}

func newShelf(most int) *shelf { return &shelf{most: most, at: map[store.Version]*list.Element{}} }

func (s *shelf) get(v store.Version) *analysis.Analysis {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.at[v]
	if e == nil {
		return nil
	}
	s.used.MoveToFront(e)
	return e.Value.(kept).analysis
}

func (s *shelf) put(v store.Version, a *analysis.Analysis) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.at[v]; e != nil {
		s.used.MoveToFront(e)
		return
	}
	s.at[v] = s.used.PushFront(kept{v, a})
	if s.used.Len() > s.most {
		last := s.used.Back()
		delete(s.at, last.Value.(kept).version)
		s.used.Remove(last)
	}
}
