-- Beyond the specification: what a stage was made from and what it took, so that a song can say how it was made, and
-- the same inputs can be run again.

-- SHA-256 of everything that the stage read.
ALTER TABLE generation_stages ADD COLUMN input_hash VARCHAR(64);
-- Who did it, in words for people.
ALTER TABLE generation_stages ADD COLUMN writer VARCHAR(255);
-- The calls to models: task, model, prompt version, parameters, tokens, milliseconds, price, and why an answer was of
-- no use.
ALTER TABLE generation_stages ADD COLUMN calls JSON CHECK (calls IS NULL OR json_valid(calls));
ALTER TABLE generation_stages ADD COLUMN tokens_in INTEGER NOT NULL DEFAULT 0;
ALTER TABLE generation_stages ADD COLUMN tokens_out INTEGER NOT NULL DEFAULT 0;
-- Dollars; NULL where no price is known.
ALTER TABLE generation_stages ADD COLUMN cost REAL;

-- Beyond the specification: the owner wants no further round after the one under way.
ALTER TABLE generation_sessions ADD COLUMN last_round_requested_at TIMESTAMP;

-- Beyond the specification: what each user has used of each shared writer in each month (UTC), kept together with the
-- stage that used it.
CREATE TABLE writer_usage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    -- As in generation_config: "shared:1".
    writer VARCHAR(32) NOT NULL,
    -- "2026-11".
    month VARCHAR(7) NOT NULL,
    tokens_in INTEGER NOT NULL DEFAULT 0,
    tokens_out INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
    UNIQUE (user_id, writer, month)
);
