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
// words, mostBegun how many lists of beginnings a shorter one.
const (
	mostSpelled = 500
	mostBegun   = 500
)

// spell finds what the beginnings of a search can be.
func (s *Store) spell(ctx context.Context, q asked) (out asked, err error) {
	if out.must, err = s.spellAll(ctx, q.must); err != nil {
		return q, err
	}
	if out.not, err = s.spellAll(ctx, q.not); err != nil {
		return q, err
	}
	return out, nil
}

func (s *Store) spellAll(ctx context.Context, terms []term) (out []term, err error) {
	for _, t := range terms {
		if t.prefix && len(t.words) == 1 {
			switch n := utf8.RuneCountInString(t.words[0]); {
			case n > prefixed:
				t.spelled, err = s.spellings(ctx, t.words[0])
			case n < prefixed:
				t.spelled, err = s.beginnings(ctx, t.words[0])
			}
			if err != nil {
				return nil, err
			}
		}
		out = append(out, t)
	}
	return out, nil
}

// spellings gives the words with a beginning; none when they are too many.
func (s *Store) spellings(ctx context.Context, beginning string) ([]string, error) {
	var out []string
	for after := beginning; ; {
		word, err := s.wordFrom(ctx, after)
		if err != nil || !strings.HasPrefix(word, beginning) {
			return out, err
		}
		if len(out) == mostSpelled {
			return nil, nil
		}
		out, after = append(out, `"`+word+`"`), word+"\x01" // no word has that letter
	}
}

// beginnings gives the lists that hold the words with a short beginning: those
// of the longer beginnings that the index has lists for, and words too short to
// be in these; none when they are too many.
func (s *Store) beginnings(ctx context.Context, beginning string) ([]string, error) {
	var out []string
	for after := beginning; ; {
		word, err := s.wordFrom(ctx, after)
		if err != nil || !strings.HasPrefix(word, beginning) {
			return out, err
		}
		if len(out) == mostBegun {
			return nil, nil
		}
		if utf8.RuneCountInString(word) < prefixed {
			out, after = append(out, `"`+word+`"`), word+"\x01"
			continue
		}
		first := string([]rune(word)[:prefixed])
		out, after = append(out, `"`+first+`"*`), first+string(utf8.MaxRune) // after all words that begin so
	}
}

// wordFrom is the first word of the index that does not sort before another;
// empty when there is none.
func (s *Store) wordFrom(ctx context.Context, after string) (word string, err error) {
	err = s.read.row(ctx, []any{&word}, "SELECT term FROM vocabulary WHERE term >= ? LIMIT 1", after)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return word, err
}
