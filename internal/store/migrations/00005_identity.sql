-- +goose Up

-- What tells this store from every other, for IDs that leave it: 16 random bytes,
-- which a backup and what is restored of it have too.
INSERT OR IGNORE INTO setting (key, value) VALUES ('identity', randomblob(16));

-- +goose Down
DELETE FROM setting WHERE key = 'identity';
