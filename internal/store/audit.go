package store

import (
	"context"
	"errors"
	"fmt"
)

// audits are numbers that are kept as they change, beside the rows that they
// are of.
var audits = []struct{ what, kept, counted string }{
	{"reports", "SELECT n FROM tally WHERE name = 'reports'", "SELECT COUNT(*) FROM report"},
	{"reports that wait", "SELECT n FROM tally WHERE name = 'analyse'", "SELECT COUNT(*) FROM report WHERE state = 0"},
	{"texts", "SELECT COUNT(*) FROM report", "SELECT COUNT(*) FROM body"},
	{"stories", "SELECT n FROM tally WHERE name = 'stories'", "SELECT COUNT(*) FROM story"},
	{"stories that are due", "SELECT n FROM tally WHERE name = 'compare'", "SELECT COUNT(*) FROM due"},
	{"stories with altered quotations", "SELECT n FROM tally WHERE name = 'altered'", "SELECT COUNT(*) FROM story WHERE altered > 0"},
	{"stories with conflicts", "SELECT n FROM tally WHERE name = 'conflicts'", "SELECT COUNT(*) FROM story WHERE conflicts > 0"},
	{"accounts", "SELECT n FROM tally WHERE name = 'accounts'", "SELECT COALESCE(SUM(accounts), 0) FROM story"},
	{"reports in stories", "SELECT COALESCE(SUM(reports), 0) FROM story", "SELECT COUNT(*) FROM report r JOIN story s ON s.id = r.story WHERE r.state = 1"},
	{"reports in no story", "SELECT 0", "SELECT COUNT(*) FROM report r LEFT JOIN story s ON s.id = r.story WHERE r.state = 1 AND s.id IS NULL"},
	{"statements", "SELECT n FROM tally WHERE name = 'statements'", "SELECT COUNT(*) FROM statement"},
	{"statements of stories", "SELECT COUNT(*) FROM statement", "SELECT COUNT(*) FROM statement st JOIN story s ON s.id = st.story"},
	{"people", "SELECT n FROM tally WHERE name = 'people'", "SELECT COUNT(*) FROM person"},
	{"statements of people", "SELECT COALESCE(SUM(statements), 0) FROM person", "SELECT COUNT(*) FROM statement WHERE person > 0"},
	{"stories of people", "SELECT COALESCE(SUM(stories), 0) FROM person", "SELECT COUNT(*) FROM said"},
	{"reports of outlets", "SELECT COALESCE(SUM(reports), 0) FROM outlet", "SELECT COUNT(*) FROM report"},
	{"stories of outlets", "SELECT COALESCE(SUM(stories), 0) FROM outlet", "SELECT COUNT(*) FROM (SELECT DISTINCT story, outlet FROM report WHERE story IS NOT NULL)"},
	{"altered readings of outlets", "SELECT COALESCE(SUM(altered), 0) FROM outlet", "SELECT COALESCE(SUM(altered), 0) FROM statement"},
	{"trimmed readings of outlets", "SELECT COALESCE(SUM(trimmed), 0) FROM outlet", "SELECT COALESCE(SUM(trimmed), 0) FROM statement"},
}

// Audit counts everything and says which of the numbers that are kept as they
// change are not those of the rows. It takes long in a large store.
func (s *Store) Audit(ctx context.Context) error {
	var wrong []error
	err := s.in(ctx, func(t *tx) error { // nothing changes meanwhile
		for _, a := range audits {
			var kept, counted int
			if err := errors.Join(t.row(ctx, []any{&kept}, a.kept), t.row(ctx, []any{&counted}, a.counted)); err != nil {
				return fmt.Errorf("%s: %w", a.what, err)
			}
			if kept != counted {
				wrong = append(wrong, fmt.Errorf("%w: %s: %d are told, %d are there", errDamaged, a.what, kept, counted))
			}
		}
		return nil
	})
	return errors.Join(append(wrong, err)...)
}
