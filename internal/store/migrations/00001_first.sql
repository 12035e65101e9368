-- +goose Up

-- Times are in microseconds since 1970 (UTC), 0 for unknown. A key is a row
-- number that sorts by date: seconds since 1970, shifted left by 29 bits, and a
-- count below them. What has one can be paged by date without an index.

CREATE TABLE setting (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE tally (name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO tally VALUES ('reports', 0), ('stories', 0), ('people', 0), ('statements', 0), ('altered', 0), ('conflicts', 0),
    ('accounts', 0), ('analyse', 0), ('compare', 0), ('arrived', 0), ('said', 0);

CREATE TABLE outlet (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE,
    reports INTEGER NOT NULL DEFAULT 0, own INTEGER NOT NULL DEFAULT 0, stories INTEGER NOT NULL DEFAULT 0,
    altered INTEGER NOT NULL DEFAULT 0, trimmed INTEGER NOT NULL DEFAULT 0,
    first INTEGER NOT NULL DEFAULT 0, last INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE feed (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, url TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL, title TEXT NOT NULL, folder TEXT NOT NULL, outlet TEXT NOT NULL,
    paused INTEGER NOT NULL, fulltext INTEGER NOT NULL,
    added INTEGER NOT NULL, asked INTEGER NOT NULL, answered INTEGER NOT NULL, next INTEGER NOT NULL, interval INTEGER NOT NULL,
    failures INTEGER NOT NULL, last_error TEXT NOT NULL, reports INTEGER NOT NULL DEFAULT 0, newest INTEGER NOT NULL DEFAULT 0,
    etag TEXT NOT NULL, last_modified TEXT NOT NULL
);
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY, feed INTEGER NOT NULL, url TEXT NOT NULL, at INTEGER NOT NULL, took INTEGER NOT NULL,
    status INTEGER NOT NULL, new INTEGER NOT NULL, error TEXT NOT NULL
);
CREATE INDEX attempt_feed ON attempt (feed, id);

-- Reports. state: 0 waits to be analysed, 1 is in a story.
CREATE TABLE report (
    id INTEGER PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, uid TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL, address INTEGER, content BLOB NOT NULL,
    outlet INTEGER NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL, language TEXT NOT NULL,
    published TEXT NOT NULL, date_from TEXT NOT NULL, input TEXT NOT NULL,
    at INTEGER NOT NULL, seen INTEGER NOT NULL, words INTEGER NOT NULL, feed INTEGER NOT NULL,
    placed INTEGER NOT NULL DEFAULT 0,
    story INTEGER, account INTEGER, own REAL NOT NULL DEFAULT 1, version INTEGER NOT NULL DEFAULT 0,
    revised INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX report_address ON report (address) WHERE address IS NOT NULL;
CREATE INDEX report_content ON report (content);
CREATE INDEX report_story ON report (story, id, placed);
CREATE INDEX report_waiting ON report (seq) WHERE state = 0;

CREATE TABLE body (report INTEGER PRIMARY KEY, text BLOB NOT NULL);
CREATE TABLE revision (
    report INTEGER NOT NULL, number INTEGER NOT NULL, seen INTEGER NOT NULL, title TEXT NOT NULL, text BLOB NOT NULL,
    PRIMARY KEY (report, number)
);

-- Stories.
CREATE TABLE story (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL, language TEXT NOT NULL,
    reports INTEGER NOT NULL, outlets INTEGER NOT NULL, accounts INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, changed INTEGER NOT NULL, arrived INTEGER NOT NULL,
    said INTEGER NOT NULL DEFAULT 0, altered INTEGER NOT NULL DEFAULT 0, conflicts INTEGER NOT NULL DEFAULT 0,
    compared INTEGER NOT NULL DEFAULT 0, read INTEGER NOT NULL DEFAULT 0, hand INTEGER NOT NULL DEFAULT 0,
    face BLOB
);
CREATE INDEX story_changed ON story (changed, id, arrived);
CREATE INDEX story_unread ON story (changed, id) WHERE read = -1;
CREATE INDEX story_altered ON story (changed, id) WHERE altered > 0;
CREATE INDEX story_conflicts ON story (changed, id) WHERE conflicts > 0;
CREATE INDEX story_several ON story (changed, id) WHERE accounts > 1;
CREATE INDEX story_accounts ON story (accounts, changed, id);
CREATE INDEX story_first ON story (first, id);
CREATE INDEX story_language ON story (language, changed, id);
CREATE TABLE alias (uid TEXT PRIMARY KEY, story INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX alias_story ON alias (story);

-- Which outlets and feeds a story has reports of; changed is the story's.
CREATE TABLE story_outlet (
    outlet INTEGER NOT NULL, changed INTEGER NOT NULL, story INTEGER NOT NULL, reports INTEGER NOT NULL,
    altered INTEGER NOT NULL DEFAULT 0, trimmed INTEGER NOT NULL DEFAULT 0, own INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (outlet, changed, story)
) WITHOUT ROWID;
CREATE INDEX story_outlet_story ON story_outlet (story);
CREATE TABLE story_feed (
    feed INTEGER NOT NULL, changed INTEGER NOT NULL, story INTEGER NOT NULL,
    PRIMARY KEY (feed, changed, story)
) WITHOUT ROWID;
CREATE INDEX story_feed_story ON story_feed (story);

CREATE TABLE due (story INTEGER PRIMARY KEY, since INTEGER NOT NULL, weight INTEGER NOT NULL, ticket INTEGER NOT NULL, after INTEGER NOT NULL DEFAULT 0);
CREATE INDEX due_weight ON due (weight, since);
CREATE TABLE edition (story INTEGER PRIMARY KEY, version TEXT NOT NULL, made INTEGER NOT NULL, reports BLOB NOT NULL, body BLOB NOT NULL);

-- What was said, and by whom.
CREATE TABLE person (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL, norm TEXT NOT NULL, aliases TEXT NOT NULL DEFAULT '[]',
    statements INTEGER NOT NULL DEFAULT 0, altered INTEGER NOT NULL DEFAULT 0, stories INTEGER NOT NULL DEFAULT 0, last INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kind, norm)
);
CREATE INDEX person_statements ON person (statements, id);
CREATE INDEX person_kind ON person (kind, statements, id);
CREATE INDEX person_name ON person (norm, id);
CREATE INDEX person_last ON person (last, id);
CREATE TABLE said (
    story INTEGER NOT NULL, person INTEGER NOT NULL, statements INTEGER NOT NULL, altered INTEGER NOT NULL, at INTEGER NOT NULL, roles BLOB,
    PRIMARY KEY (story, person)
) WITHOUT ROWID;
CREATE INDEX said_person ON said (person, at);
CREATE TABLE speaks (person INTEGER NOT NULL, report INTEGER NOT NULL, story INTEGER NOT NULL, PRIMARY KEY (person, report)) WITHOUT ROWID;
CREATE INDEX speaks_story ON speaks (story);
CREATE TABLE statement (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL, story INTEGER NOT NULL, person INTEGER NOT NULL, kind INTEGER NOT NULL,
    reports INTEGER NOT NULL, altered INTEGER NOT NULL, trimmed INTEGER NOT NULL, body BLOB NOT NULL
);
CREATE INDEX statement_story ON statement (story, id);
CREATE INDEX statement_person ON statement (person, id);
CREATE INDEX statement_differing ON statement (id) WHERE altered + trimmed > 0;
CREATE INDEX statement_person_differing ON statement (person, id) WHERE altered + trimmed > 0;

-- Words. Nothing is ranked by how rare a word is; tags hold what is filtered by,
-- one word for each outlet, language and person, so that the index intersects them.
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, lead, body, tags, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE statement_words USING fts5 (
    body, tags, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE person_words USING fts5 (
    name, aliases, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", prefix='1 2 3'
);

-- What a hand decided, and every act on the grouping that is not the arrival of
-- a report: with the reports in order of arrival they give the same stories.
CREATE TABLE decision (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, what TEXT NOT NULL,
    stories TEXT NOT NULL, reports TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0, number INTEGER NOT NULL
);
CREATE TABLE act (id INTEGER PRIMARY KEY AUTOINCREMENT, after INTEGER NOT NULL, what TEXT NOT NULL, args TEXT NOT NULL);

-- +goose Down
SELECT 1;
