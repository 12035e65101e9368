-- +goose Up

-- Each place where words are looked for has an index of its own: a word that is
-- frequent in reports and rare in headlines is found there at once, where an
-- index with a column for headlines has to walk along all reports with the word.
-- The prefix index is for beginnings (bri*), whose words' lists would be
-- gathered anew for each question.
DROP TABLE report_words;
CREATE VIRTUAL TABLE title_words USING fts5 (
    title, tags, content='', contentless_delete=1, prefix='3', tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE head_words USING fts5 (
    title, lead, tags, content='', contentless_delete=1, prefix='3', tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, lead, body, tags, content='', contentless_delete=1, prefix='3', tokenize="unicode61 remove_diacritics 2"
);

-- The texts are kept packed, so the words of those that are there already are
-- read again by the program (Store.reindex): after this report the rest.
INSERT INTO setting (key, value) SELECT 'words.after', '0' WHERE EXISTS (SELECT 1 FROM report WHERE state = 1);

-- +goose Down
SELECT 1;
