-- Beyond the specification: a queued session whose writer has to be left alone is not taken up before this moment
-- (milliseconds since 1970). It holds no worker meanwhile.
ALTER TABLE generation_sessions ADD COLUMN rests_until INTEGER;
