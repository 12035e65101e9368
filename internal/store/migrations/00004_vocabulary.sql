-- +goose Up

-- The words of the index of reports, to look up those with a beginning.
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (report_words, 'instance');

-- +goose Down
DROP TABLE vocabulary;
