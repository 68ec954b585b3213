-- Beyond the specification: a queued session whose writer has to be left alone is not taken up before this moment
-- (milliseconds since 1970). It holds no worker meanwhile.
ALTER TABLE generation_sessions ADD COLUMN rests_until INTEGER;

-- Beyond the specification: stages that were made from the same inputs are found by the hash of these.
CREATE INDEX idx_generation_stages_input_hash ON generation_stages(input_hash);
