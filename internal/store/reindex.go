package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"

	"parallax/internal/article"
)

// indexAtOnce is how many reports one transaction puts into the indexes anew.
const indexAtOnce = 500

// wordsAfter is the setting that says how far the indexes of words were made
// anew after tables of another version: reports up to this key are in them. It
// is not there when all are.
const wordsAfter = "words.after"

// reindex puts the words of reports into indexes that a migration has emptied.
// It can be interrupted and goes on where it was.
func (s *Store) reindex(ctx context.Context) error {
	for more := true; more; {
		err := s.in(ctx, func(t *tx) (err error) {
			more, err = t.reindex(ctx, s)
			return err
		})
		if err != nil {
			return fmt.Errorf("the index of words: %w", err)
		}
	}
	return nil
}

// reindex does the next part, and says whether there is more.
func (t *tx) reindex(ctx context.Context, s *Store) (more bool, err error) {
	var b []byte
	err = t.row(ctx, []any{&b}, "SELECT value FROM setting WHERE key = ?", wordsAfter)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	after, err := strconv.ParseInt(string(b), 10, 64)
	if err != nil {
		return false, fmt.Errorf("%w: %v", errDamaged, err)
	}
	var ids []int64
	var texts []*article.Article
	err = each(ctx, t, func(scan func(...any) error) error {
		var id int64
		a, err := s.readArticle(func(into ...any) error { return scan(append([]any{&id}, into...)...) })
		ids, texts = append(ids, id), append(texts, a)
		return err
	}, "SELECT r.id, "+articleColumns[len("SELECT "):]+"WHERE r.state = 1 AND r.id > ? ORDER BY r.id LIMIT ?", after, indexAtOnce)
	if err != nil {
		return false, err
	}
	for i, id := range ids {
		if err := t.index(ctx, id, texts[i]); err != nil {
			return false, err
		}
	}
	if len(ids) < indexAtOnce {
		return false, t.setting(ctx, wordsAfter, nil)
	}
	return true, t.setting(ctx, wordsAfter, strconv.AppendInt(nil, ids[len(ids)-1], 10))
}
