-- +goose Up

-- What a feed has listed: sum tells a changed item, asked and tries when its
-- page was last fetched.
CREATE TABLE item (
    feed INTEGER NOT NULL, key TEXT NOT NULL, sum BLOB NOT NULL,
    at INTEGER NOT NULL, listed INTEGER NOT NULL, asked INTEGER NOT NULL, tries INTEGER NOT NULL,
    PRIMARY KEY (feed, key)
) WITHOUT ROWID;

-- +goose Down
DROP TABLE item;
