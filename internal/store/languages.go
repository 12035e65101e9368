package store

import "context"

// Languages gives the languages that stories are told in, as codes of ISO
// 639-1, in alphabetical order. It steps from one to the next in the index of
// stories by language: a dozen look-ups however many stories there are.
func (s *Store) Languages(ctx context.Context) ([]string, error) {
	var out []string
	err := each(ctx, s.read, func(scan func(...any) error) error {
		var code string
		err := scan(&code)
		out = append(out, code)
		return err
	}, `WITH RECURSIVE next (code) AS (
		SELECT MIN(language) FROM story WHERE language > ''
		UNION ALL SELECT (SELECT MIN(language) FROM story WHERE language > next.code) FROM next WHERE next.code IS NOT NULL
	) SELECT code FROM next WHERE code IS NOT NULL`)
	return out, err
}
