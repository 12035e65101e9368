package story

import (
	"fmt"
	"strings"
	"sync"

	"parallax/internal/terms"
)

var englishStop = sync.OnceValue(func() map[uint32]bool { return readStop("en") })

// stopWords are the words of a language that say nothing about what a report
// is about; none where the project has no list, and then their frequency in the
// stream has to tell.
func stopWords(language string) map[uint32]bool {
	switch language {
	case "en":
		return englishStop()
	}
	return nil
}

func readStop(code string) map[uint32]bool {
	data, err := tables.ReadFile("words/" + code + ".stop.txt")
	if err != nil {
		panic(fmt.Sprintf("story: %v", err))
	}
	out := map[uint32]bool{}
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "#")
		for _, w := range strings.Fields(line) {
			out[terms.ID(w)] = true
		}
	}
	return out
}
