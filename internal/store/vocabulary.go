package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"unicode/utf8"
)

// prefixed is the length in letters of the beginnings that the indexes of words
// have lists for. Longer ones are looked up in the vocabulary: few words have
// them, and these words' lists need not be put together before the first hit is
// found.
const prefixed = 3

// mostSpelled is how many words a beginning may have to be asked for as these
// words.
const mostSpelled = 500

// spell finds the words that longer beginnings of a search can be.
func (s *Store) spell(ctx context.Context, q asked) (asked, error) {
	out := asked{not: q.not}
	for _, t := range q.must {
		if t.prefix && len(t.words) == 1 && utf8.RuneCountInString(t.words[0]) > prefixed {
			var err error
			if t.spelled, err = s.spellings(ctx, t.words[0]); err != nil {
				return q, err
			}
		}
		out.must = append(out.must, t)
	}
	return out, nil
}

// spellings gives the words with a beginning; none when they are too many.
func (s *Store) spellings(ctx context.Context, beginning string) ([]string, error) {
	var out []string
	for after := beginning; ; {
		var word string
		err := s.read.row(ctx, []any{&word}, "SELECT term FROM vocabulary WHERE term >= ? LIMIT 1", after)
		if errors.Is(err, sql.ErrNoRows) || err == nil && !strings.HasPrefix(word, beginning) {
			return out, nil
		}
		if err != nil || len(out) == mostSpelled {
			return nil, err
		}
		out, after = append(out, word), word+"\x01" // no word has that letter
	}
}
