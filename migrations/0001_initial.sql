-- The eight tables that the program was specified with, every column and index of them, and beside
-- each what the program needs beyond (marked "beyond the specification", with the reason).
--
-- Times are UTC text, 'YYYY-MM-DD HH:MM:SS' with milliseconds where the program wrote them, so that
-- they sort as text. Booleans are 0 and 1. JSON columns are checked with json_valid.

CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    username VARCHAR(50) UNIQUE NOT NULL,
    email VARCHAR(255) UNIQUE NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    first_name VARCHAR(100),
    last_name VARCHAR(100),
    avatar_url TEXT,
    is_active BOOLEAN DEFAULT TRUE,
    is_verified BOOLEAN DEFAULT FALSE,
    last_login_at TIMESTAMP,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    -- Beyond the specification: the first account administers the server, the others do not.
    role VARCHAR(20) NOT NULL DEFAULT 'member' CHECK (role IN ('admin', 'member'))
);

CREATE INDEX idx_users_username ON users(username);
CREATE INDEX idx_users_email ON users(email);
CREATE INDEX idx_users_created ON users(created_at);
-- Beyond the specification: "Ann" and "ann" are one person, whichever way they sign in.
CREATE UNIQUE INDEX idx_users_username_folded ON users(lower(username));
CREATE UNIQUE INDEX idx_users_email_folded ON users(lower(email));

CREATE TABLE projects (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    name VARCHAR(255) NOT NULL,
    description TEXT,
    settings JSON CHECK (settings IS NULL OR json_valid(settings)),
    is_public BOOLEAN DEFAULT FALSE,
    tags TEXT CHECK (tags IS NULL OR json_valid(tags)),
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    -- Beyond the specification: counts edits, so that a stale form is a conflict and not an overwrite.
    revision INTEGER NOT NULL DEFAULT 1,
    FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX idx_projects_user_id ON projects(user_id);
CREATE INDEX idx_projects_created ON projects(created_at);
CREATE INDEX idx_projects_public ON projects(is_public);

CREATE TABLE songs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL,
    title VARCHAR(255) NOT NULL,
    user_prompt TEXT NOT NULL,
    persona VARCHAR(100),
    use_local BOOLEAN DEFAULT FALSE,
    lyrics TEXT,
    clean_lyrics TEXT,
    metadata JSON CHECK (metadata IS NULL OR json_valid(metadata)),
    score REAL CONSTRAINT chk_score_range CHECK (score >= 0 AND score <= 100),
    status VARCHAR(50) DEFAULT 'pending'
        CONSTRAINT chk_valid_status CHECK (status IN ('pending', 'generating', 'completed', 'failed', 'cancelled')),
    generation_config JSON CHECK (generation_config IS NULL OR json_valid(generation_config)),
    error_message TEXT,
    generation_started_at TIMESTAMP,
    generation_completed_at TIMESTAMP,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    -- Beyond the specification: counts edits, so that a stale form is a conflict and not an overwrite.
    revision INTEGER NOT NULL DEFAULT 1,
    -- Beyond the specification: made by the form that asked for the song, so that sending it twice makes one song.
    request_key VARCHAR(64),
    FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE
);

CREATE INDEX idx_songs_project_id ON songs(project_id);
CREATE INDEX idx_songs_status ON songs(status);
CREATE INDEX idx_songs_score ON songs(score);
CREATE INDEX idx_songs_created ON songs(created_at);
CREATE INDEX idx_songs_persona ON songs(persona);
CREATE INDEX idx_songs_title ON songs(title);
CREATE INDEX idx_songs_project_status ON songs(project_id, status);
CREATE INDEX idx_songs_user_created ON songs(project_id, created_at DESC);
CREATE INDEX idx_songs_status_score ON songs(status, score DESC);
CREATE UNIQUE INDEX idx_songs_request_key ON songs(project_id, request_key) WHERE request_key IS NOT NULL;

CREATE TABLE song_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    song_id INTEGER NOT NULL,
    file_type VARCHAR(50) NOT NULL
        CONSTRAINT chk_valid_file_type CHECK (file_type IN ('lyrics', 'metadata', 'artwork', 'audio', 'export')),
    file_path TEXT NOT NULL,
    file_name VARCHAR(255) NOT NULL,
    file_size INTEGER,
    mime_type VARCHAR(100),
    checksum VARCHAR(64),
    is_primary BOOLEAN DEFAULT FALSE,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (song_id) REFERENCES songs(id) ON DELETE CASCADE
);

CREATE INDEX idx_song_files_song_id ON song_files(song_id);
CREATE INDEX idx_song_files_type ON song_files(file_type);
CREATE INDEX idx_song_files_primary ON song_files(is_primary);

CREATE TABLE user_settings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    key VARCHAR(100) NOT NULL,
    value JSON NOT NULL CHECK (json_valid(value)),
    category VARCHAR(50) DEFAULT 'general',
    description TEXT,
    is_encrypted BOOLEAN DEFAULT FALSE,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
    UNIQUE (user_id, key)
);

CREATE INDEX idx_user_settings_user_id ON user_settings(user_id);
CREATE INDEX idx_user_settings_key ON user_settings(key);
CREATE INDEX idx_user_settings_category ON user_settings(category);

CREATE TABLE generation_sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    song_id INTEGER NOT NULL,
    session_id VARCHAR(255) UNIQUE NOT NULL,
    current_stage VARCHAR(100),
    progress_percentage REAL DEFAULT 0.0
        CONSTRAINT chk_progress_range CHECK (progress_percentage >= 0 AND progress_percentage <= 100),
    stage_details JSON CHECK (stage_details IS NULL OR json_valid(stage_details)),
    logs JSON CHECK (logs IS NULL OR json_valid(logs)),
    error_log TEXT,
    started_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    completed_at TIMESTAMP,
    -- Beyond the specification: where the session stands in the queue's life.
    state VARCHAR(20) NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
    -- Beyond the specification: which worker holds the session, until when (milliseconds since 1970), and
    -- the number of that hold. A commit that names an older number is refused, so a worker that lost its
    -- lease cannot write over its successor.
    lease_owner VARCHAR(64),
    lease_expires_at INTEGER,
    fencing_token INTEGER NOT NULL DEFAULT 0,
    -- Beyond the specification: a cancel that was asked for is kept until the worker has seen it.
    cancel_requested_at TIMESTAMP,
    FOREIGN KEY (song_id) REFERENCES songs(id) ON DELETE CASCADE
);

CREATE INDEX idx_generation_sessions_song_id ON generation_sessions(song_id);
CREATE INDEX idx_generation_sessions_session_id ON generation_sessions(session_id);
CREATE INDEX idx_generation_sessions_status ON generation_sessions(current_stage);
CREATE INDEX idx_generation_sessions_state ON generation_sessions(state, id);
-- One song is written by one session at a time.
CREATE UNIQUE INDEX idx_generation_sessions_live ON generation_sessions(song_id) WHERE state IN ('queued', 'running');

CREATE TABLE personas (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(100) UNIQUE NOT NULL,
    file_path TEXT NOT NULL,
    persona_styles TEXT,
    visual_styles TEXT,
    description TEXT,
    is_active BOOLEAN DEFAULT TRUE,
    usage_count INTEGER DEFAULT 0,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    -- Beyond the specification: `name` is the slug of the file, this is the name that people read.
    display_name VARCHAR(100) NOT NULL DEFAULT ''
);

CREATE INDEX idx_personas_name ON personas(name);
CREATE INDEX idx_personas_active ON personas(is_active);
CREATE INDEX idx_personas_usage ON personas(usage_count);

CREATE TABLE system_settings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key VARCHAR(100) UNIQUE NOT NULL,
    value JSON NOT NULL CHECK (json_valid(value)),
    category VARCHAR(50) DEFAULT 'general',
    description TEXT,
    is_public BOOLEAN DEFAULT FALSE,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_system_settings_key ON system_settings(key);
CREATE INDEX idx_system_settings_category ON system_settings(category);
CREATE INDEX idx_system_settings_public ON system_settings(is_public);

-- Beyond the specification: who is signed in, on which device. Only the SHA-256 of the token is kept,
-- so a copy of the database signs nobody in.
CREATE TABLE user_sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    token_hash VARCHAR(64) UNIQUE NOT NULL,
    user_agent VARCHAR(255),
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_seen_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- The sliding end, never later than the absolute one.
    expires_at TIMESTAMP NOT NULL,
    absolute_expires_at TIMESTAMP NOT NULL,
    FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX idx_user_sessions_user_id ON user_sessions(user_id);
CREATE INDEX idx_user_sessions_expires ON user_sessions(expires_at);

-- Beyond the specification: what each stage of a generation brought, once per stage and round. From
-- these a session resumes after a crash.
CREATE TABLE generation_stages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL,
    stage VARCHAR(100) NOT NULL,
    round INTEGER NOT NULL DEFAULT 0,
    output JSON NOT NULL CHECK (json_valid(output)),
    milliseconds INTEGER NOT NULL DEFAULT 0,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (session_id) REFERENCES generation_sessions(id) ON DELETE CASCADE,
    UNIQUE (session_id, stage, round)
);

-- Beyond the specification: what the browser is told, in the order in which it was committed. The id is
-- the Last-Event-ID of the event stream; the owner is here because every query names it.
CREATE TABLE generation_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL,
    song_id INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    event JSON NOT NULL CHECK (json_valid(event)),
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
    FOREIGN KEY (song_id) REFERENCES songs(id) ON DELETE CASCADE,
    FOREIGN KEY (session_id) REFERENCES generation_sessions(id) ON DELETE CASCADE
);

CREATE INDEX idx_generation_events_user ON generation_events(user_id, id);
CREATE INDEX idx_generation_events_song ON generation_events(song_id, id);
CREATE INDEX idx_generation_events_session ON generation_events(session_id);

-- Beyond the specification: every text that a song has had, so that nothing written is lost.
CREATE TABLE song_revisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    song_id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    title VARCHAR(255) NOT NULL,
    lyrics TEXT,
    score REAL CHECK (score >= 0 AND score <= 100),
    -- What made it: a generation, or a person's edit.
    origin VARCHAR(20) NOT NULL CHECK (origin IN ('generation', 'edit')),
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (song_id) REFERENCES songs(id) ON DELETE CASCADE,
    UNIQUE (song_id, revision)
);

-- Full-text search. Prefix indexes of two and three letters keep search-as-you-type quick.
CREATE VIRTUAL TABLE songs_fts USING fts5(
    title, user_prompt, lyrics,
    content='songs', content_rowid='id', prefix='2 3', tokenize='unicode61 remove_diacritics 2'
);

CREATE TRIGGER songs_fts_insert AFTER INSERT ON songs BEGIN
    INSERT INTO songs_fts(rowid, title, user_prompt, lyrics)
    VALUES (new.id, new.title, new.user_prompt, new.lyrics);
END;

CREATE TRIGGER songs_fts_delete AFTER DELETE ON songs BEGIN
    INSERT INTO songs_fts(songs_fts, rowid, title, user_prompt, lyrics)
    VALUES ('delete', old.id, old.title, old.user_prompt, old.lyrics);
END;

-- Only the indexed columns: songs_touched below updates the row again, and a second 'delete' with the
-- new text would corrupt the index.
CREATE TRIGGER songs_fts_update AFTER UPDATE OF title, user_prompt, lyrics ON songs BEGIN
    INSERT INTO songs_fts(songs_fts, rowid, title, user_prompt, lyrics)
    VALUES ('delete', old.id, old.title, old.user_prompt, old.lyrics);
    INSERT INTO songs_fts(rowid, title, user_prompt, lyrics)
    VALUES (new.id, new.title, new.user_prompt, new.lyrics);
END;

-- updated_at changes on every update, whether or not the statement thought of it.
CREATE TRIGGER users_touched AFTER UPDATE ON users WHEN new.updated_at IS old.updated_at BEGIN
    UPDATE users SET updated_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE id = new.id;
END;
CREATE TRIGGER projects_touched AFTER UPDATE ON projects WHEN new.updated_at IS old.updated_at BEGIN
    UPDATE projects SET updated_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE id = new.id;
END;
CREATE TRIGGER songs_touched AFTER UPDATE ON songs WHEN new.updated_at IS old.updated_at BEGIN
    UPDATE songs SET updated_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE id = new.id;
END;
CREATE TRIGGER user_settings_touched AFTER UPDATE ON user_settings WHEN new.updated_at IS old.updated_at BEGIN
    UPDATE user_settings SET updated_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE id = new.id;
END;
CREATE TRIGGER generation_sessions_touched AFTER UPDATE ON generation_sessions WHEN new.updated_at IS old.updated_at BEGIN
    UPDATE generation_sessions SET updated_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE id = new.id;
END;
CREATE TRIGGER personas_touched AFTER UPDATE ON personas WHEN new.updated_at IS old.updated_at BEGIN
    UPDATE personas SET updated_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE id = new.id;
END;
CREATE TRIGGER system_settings_touched AFTER UPDATE ON system_settings WHEN new.updated_at IS old.updated_at BEGIN
    UPDATE system_settings SET updated_at = strftime('%Y-%m-%d %H:%M:%f', 'now') WHERE id = new.id;
END;

INSERT INTO system_settings (key, value, category, description, is_public) VALUES
    ('app_version', '"1.0.0"', 'general', 'Application version', TRUE),
    ('max_songs_per_user', '100', 'limits', 'Maximum songs per user', TRUE),
    ('max_file_size_mb', '50', 'limits', 'Maximum file upload size in MB', TRUE),
    ('supported_file_types', '["txt", "md", "json", "jpg", "png"]', 'general', 'Supported file types', TRUE),
    ('default_generation_config', '{"max_rounds": 3, "score_threshold": 8.0}', 'generation', 'Default generation parameters', FALSE);
