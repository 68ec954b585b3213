//! The database held against the specification's schema, written out here once more: every table,
//! column, default, index, constraint and trigger. Lines that begin with `+` are beyond the
//! specification; whatever is in the database and on no line fails the test.

use crate::support::{House, MANY, NOW, new_song};

const COLUMNS: &str = "
users.id INTEGER KEY
users.username VARCHAR(50) NOT NULL
users.email VARCHAR(255) NOT NULL
users.password_hash VARCHAR(255) NOT NULL
users.first_name VARCHAR(100)
users.last_name VARCHAR(100)
users.avatar_url TEXT
users.is_active BOOLEAN = TRUE
users.is_verified BOOLEAN = FALSE
users.last_login_at TIMESTAMP
users.created_at TIMESTAMP = CURRENT_TIMESTAMP
users.updated_at TIMESTAMP = CURRENT_TIMESTAMP
+users.role VARCHAR(20) NOT NULL = 'member'
projects.id INTEGER KEY
projects.user_id INTEGER NOT NULL
projects.name VARCHAR(255) NOT NULL
projects.description TEXT
projects.settings JSON
projects.is_public BOOLEAN = FALSE
projects.tags TEXT
projects.created_at TIMESTAMP = CURRENT_TIMESTAMP
projects.updated_at TIMESTAMP = CURRENT_TIMESTAMP
+projects.revision INTEGER NOT NULL = 1
songs.id INTEGER KEY
songs.project_id INTEGER NOT NULL
songs.title VARCHAR(255) NOT NULL
songs.user_prompt TEXT NOT NULL
songs.persona VARCHAR(100)
songs.use_local BOOLEAN = FALSE
songs.lyrics TEXT
songs.clean_lyrics TEXT
songs.metadata JSON
songs.score REAL
songs.status VARCHAR(50) = 'pending'
songs.generation_config JSON
songs.error_message TEXT
songs.generation_started_at TIMESTAMP
songs.generation_completed_at TIMESTAMP
songs.created_at TIMESTAMP = CURRENT_TIMESTAMP
songs.updated_at TIMESTAMP = CURRENT_TIMESTAMP
+songs.revision INTEGER NOT NULL = 1
+songs.request_key VARCHAR(64)
song_files.id INTEGER KEY
song_files.song_id INTEGER NOT NULL
song_files.file_type VARCHAR(50) NOT NULL
song_files.file_path TEXT NOT NULL
song_files.file_name VARCHAR(255) NOT NULL
song_files.file_size INTEGER
song_files.mime_type VARCHAR(100)
song_files.checksum VARCHAR(64)
song_files.is_primary BOOLEAN = FALSE
song_files.created_at TIMESTAMP = CURRENT_TIMESTAMP
user_settings.id INTEGER KEY
user_settings.user_id INTEGER NOT NULL
user_settings.key VARCHAR(100) NOT NULL
user_settings.value JSON NOT NULL
user_settings.category VARCHAR(50) = 'general'
user_settings.description TEXT
user_settings.is_encrypted BOOLEAN = FALSE
user_settings.created_at TIMESTAMP = CURRENT_TIMESTAMP
user_settings.updated_at TIMESTAMP = CURRENT_TIMESTAMP
generation_sessions.id INTEGER KEY
generation_sessions.song_id INTEGER NOT NULL
generation_sessions.session_id VARCHAR(255) NOT NULL
generation_sessions.current_stage VARCHAR(100)
generation_sessions.progress_percentage REAL = 0.0
generation_sessions.stage_details JSON
generation_sessions.logs JSON
generation_sessions.error_log TEXT
generation_sessions.started_at TIMESTAMP = CURRENT_TIMESTAMP
generation_sessions.updated_at TIMESTAMP = CURRENT_TIMESTAMP
generation_sessions.completed_at TIMESTAMP
+generation_sessions.state VARCHAR(20) NOT NULL = 'queued'
+generation_sessions.lease_owner VARCHAR(64)
+generation_sessions.lease_expires_at INTEGER
+generation_sessions.fencing_token INTEGER NOT NULL = 0
+generation_sessions.cancel_requested_at TIMESTAMP
personas.id INTEGER KEY
personas.name VARCHAR(100) NOT NULL
personas.file_path TEXT NOT NULL
personas.persona_styles TEXT
personas.visual_styles TEXT
personas.description TEXT
personas.is_active BOOLEAN = TRUE
personas.usage_count INTEGER = 0
personas.created_at TIMESTAMP = CURRENT_TIMESTAMP
personas.updated_at TIMESTAMP = CURRENT_TIMESTAMP
+personas.display_name VARCHAR(100) NOT NULL = ''
system_settings.id INTEGER KEY
system_settings.key VARCHAR(100) NOT NULL
system_settings.value JSON NOT NULL
system_settings.category VARCHAR(50) = 'general'
system_settings.description TEXT
system_settings.is_public BOOLEAN = FALSE
system_settings.created_at TIMESTAMP = CURRENT_TIMESTAMP
system_settings.updated_at TIMESTAMP = CURRENT_TIMESTAMP
+user_sessions.id INTEGER KEY
+user_sessions.user_id INTEGER NOT NULL
+user_sessions.token_hash VARCHAR(64) NOT NULL
+user_sessions.user_agent VARCHAR(255)
+user_sessions.created_at TIMESTAMP NOT NULL = CURRENT_TIMESTAMP
+user_sessions.last_seen_at TIMESTAMP NOT NULL = CURRENT_TIMESTAMP
+user_sessions.expires_at TIMESTAMP NOT NULL
+user_sessions.absolute_expires_at TIMESTAMP NOT NULL
+generation_stages.id INTEGER KEY
+generation_stages.session_id INTEGER NOT NULL
+generation_stages.stage VARCHAR(100) NOT NULL
+generation_stages.round INTEGER NOT NULL = 0
+generation_stages.output JSON NOT NULL
+generation_stages.milliseconds INTEGER NOT NULL = 0
+generation_stages.created_at TIMESTAMP NOT NULL = CURRENT_TIMESTAMP
+generation_stages.input_hash VARCHAR(64)
+generation_stages.writer VARCHAR(255)
+generation_stages.calls JSON
+generation_stages.tokens_in INTEGER NOT NULL = 0
+generation_stages.tokens_out INTEGER NOT NULL = 0
+generation_stages.cost REAL
+generation_sessions.last_round_requested_at TIMESTAMP
+generation_sessions.rests_until INTEGER
+writer_usage.id INTEGER KEY
+writer_usage.user_id INTEGER NOT NULL
+writer_usage.writer VARCHAR(32) NOT NULL
+writer_usage.month VARCHAR(7) NOT NULL
+writer_usage.tokens_in INTEGER NOT NULL = 0
+writer_usage.tokens_out INTEGER NOT NULL = 0
+generation_events.id INTEGER KEY
+generation_events.user_id INTEGER NOT NULL
+generation_events.song_id INTEGER NOT NULL
+generation_events.session_id INTEGER NOT NULL
+generation_events.event JSON NOT NULL
+generation_events.created_at TIMESTAMP NOT NULL = CURRENT_TIMESTAMP
+song_revisions.id INTEGER KEY
+song_revisions.song_id INTEGER NOT NULL
+song_revisions.revision INTEGER NOT NULL
+song_revisions.title VARCHAR(255) NOT NULL
+song_revisions.lyrics TEXT
+song_revisions.score REAL
+song_revisions.origin VARCHAR(20) NOT NULL
+song_revisions.created_at TIMESTAMP NOT NULL = CURRENT_TIMESTAMP
";

const INDEXES: &str = "
UNIQUE users(username)
UNIQUE users(email)
idx_users_username users(username)
idx_users_email users(email)
idx_users_created users(created_at)
+idx_users_username_folded UNIQUE users(expression)
+idx_users_email_folded UNIQUE users(expression)
idx_projects_user_id projects(user_id)
idx_projects_created projects(created_at)
idx_projects_public projects(is_public)
idx_songs_project_id songs(project_id)
idx_songs_status songs(status)
idx_songs_score songs(score)
idx_songs_created songs(created_at)
idx_songs_persona songs(persona)
idx_songs_title songs(title)
idx_songs_project_status songs(project_id, status)
idx_songs_user_created songs(project_id, created_at DESC)
idx_songs_status_score songs(status, score DESC)
+idx_songs_request_key UNIQUE songs(project_id, request_key) PARTIAL
idx_song_files_song_id song_files(song_id)
idx_song_files_type song_files(file_type)
idx_song_files_primary song_files(is_primary)
UNIQUE user_settings(user_id, key)
idx_user_settings_user_id user_settings(user_id)
idx_user_settings_key user_settings(key)
idx_user_settings_category user_settings(category)
UNIQUE generation_sessions(session_id)
idx_generation_sessions_song_id generation_sessions(song_id)
idx_generation_sessions_session_id generation_sessions(session_id)
idx_generation_sessions_status generation_sessions(current_stage)
+idx_generation_sessions_state generation_sessions(state, id)
+idx_generation_sessions_live UNIQUE generation_sessions(song_id) PARTIAL
UNIQUE personas(name)
idx_personas_name personas(name)
idx_personas_active personas(is_active)
idx_personas_usage personas(usage_count)
UNIQUE system_settings(key)
idx_system_settings_key system_settings(key)
idx_system_settings_category system_settings(category)
idx_system_settings_public system_settings(is_public)
+UNIQUE user_sessions(token_hash)
+idx_user_sessions_user_id user_sessions(user_id)
+idx_user_sessions_expires user_sessions(expires_at)
+UNIQUE generation_stages(session_id, stage, round)
+UNIQUE writer_usage(user_id, writer, month)
+idx_generation_stages_input_hash generation_stages(input_hash)
+idx_generation_events_user generation_events(user_id, id)
+idx_generation_events_song generation_events(song_id, id)
+idx_generation_events_session generation_events(session_id)
+UNIQUE song_revisions(song_id, revision)
";

const FOREIGN_KEYS: &str = "
projects.user_id users.id CASCADE
songs.project_id projects.id CASCADE
song_files.song_id songs.id CASCADE
user_settings.user_id users.id CASCADE
generation_sessions.song_id songs.id CASCADE
+user_sessions.user_id users.id CASCADE
+generation_stages.session_id generation_sessions.id CASCADE
+writer_usage.user_id users.id CASCADE
+generation_events.user_id users.id CASCADE
+generation_events.song_id songs.id CASCADE
+generation_events.session_id generation_sessions.id CASCADE
+song_revisions.song_id songs.id CASCADE
";

const TRIGGERS: &str = "
songs_fts_insert songs
songs_fts_delete songs
songs_fts_update songs
+users_touched users
+projects_touched projects
+songs_touched songs
+user_settings_touched user_settings
+generation_sessions_touched generation_sessions
+personas_touched personas
+system_settings_touched system_settings
";

const SETTINGS: &str = r#"
app_version | "1.0.0" | general | Application version | 1
max_songs_per_user | 100 | limits | Maximum songs per user | 1
max_file_size_mb | 50 | limits | Maximum file upload size in MB | 1
supported_file_types | ["txt", "md", "json", "jpg", "png"] | general | Supported file types | 1
default_generation_config | {"max_rounds": 3, "score_threshold": 8.0} | generation | Default generation parameters | 0
"#;

/// The program's own tables: not SQLite's, not the inner ones of the search index, not sqlx's.
const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
                      AND name NOT LIKE 'songs_fts%' AND name <> '_sqlx_migrations'";

fn listed(list: &str) -> Vec<String> {
    let mut lines: Vec<_> = list.trim().lines().map(|line| line.trim_start_matches('+').to_owned()).collect();
    lines.sort();
    lines
}

async fn found(house: &House, sql: &str) -> Vec<String> {
    let mut lines = house.texts(sql).await;
    lines.sort();
    lines
}

#[tokio::test]
async fn every_column_has_the_type_and_default_of_the_specification() {
    let house = House::new().await;
    let sql = format!(
        "SELECT t.name || '.' || c.name || ' ' || c.type || CASE WHEN c.pk THEN ' KEY' ELSE '' END
             || CASE WHEN c.\"notnull\" THEN ' NOT NULL' ELSE '' END || COALESCE(' = ' || c.dflt_value, '')
         FROM ({TABLES}) t JOIN pragma_table_xinfo(t.name) c"
    );
    assert_eq!(found(&house, &sql).await, listed(COLUMNS));
}

#[tokio::test]
async fn every_row_has_an_id_that_is_never_given_again() {
    let house = House::new().await;
    let sql = format!(
        "SELECT COUNT(*) FROM ({TABLES}) t JOIN sqlite_schema s ON s.name = t.name
         WHERE s.sql NOT LIKE '%id INTEGER PRIMARY KEY AUTOINCREMENT%'"
    );
    assert_eq!(house.number(&sql).await, 0);
}

#[tokio::test]
async fn every_index_covers_the_columns_of_the_specification_in_their_order() {
    let house = House::new().await;
    let sql = format!(
        "SELECT CASE WHEN i.origin = 'c' THEN i.name || ' ' ELSE '' END
             || CASE WHEN i.\"unique\" THEN 'UNIQUE ' ELSE '' END || t.name || '('
             || (SELECT group_concat(COALESCE(c.name, 'expression') || CASE WHEN c.\"desc\" THEN ' DESC' ELSE '' END, ', ')
                 FROM pragma_index_xinfo(i.name) c WHERE c.key)
             || ')' || CASE WHEN i.partial THEN ' PARTIAL' ELSE '' END
         FROM ({TABLES}) t JOIN pragma_index_list(t.name) i"
    );
    assert_eq!(found(&house, &sql).await, listed(INDEXES));
}

#[tokio::test]
async fn every_row_goes_with_the_row_it_belongs_to() {
    let house = House::new().await;
    let sql = format!(
        "SELECT t.name || '.' || k.\"from\" || ' ' || k.\"table\" || '.' || k.\"to\" || ' ' || k.on_delete
         FROM ({TABLES}) t JOIN pragma_foreign_key_list(t.name) k"
    );
    assert_eq!(found(&house, &sql).await, listed(FOREIGN_KEYS));
}

#[tokio::test]
async fn the_search_index_and_the_triggers_are_there_and_no_others() {
    let house = House::new().await;
    let triggers = "SELECT name || ' ' || tbl_name FROM sqlite_schema WHERE type = 'trigger'";
    assert_eq!(found(&house, triggers).await, listed(TRIGGERS));
    assert_eq!(house.number("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'view'").await, 0);

    let index = house.text("SELECT sql FROM sqlite_schema WHERE name = 'songs_fts'").await;
    for part in
        ["fts5(", "title, user_prompt, lyrics", "content='songs'", "content_rowid='id'", "prefix='2 3'"]
    {
        assert!(index.contains(part), "{part}");
    }
}

#[tokio::test]
async fn the_default_settings_are_those_of_the_specification() {
    let house = House::new().await;
    let sql =
        "SELECT key || ' | ' || value || ' | ' || category || ' | ' || description || ' | ' || is_public
               FROM system_settings";
    assert_eq!(found(&house, sql).await, listed(SETTINGS));
}

/// A statement for each rule, which must fail by that rule.
const REFUSED: &[(&str, &str)] = &[
    ("chk_score_range", "UPDATE songs SET score = 100.1"),
    ("chk_score_range", "UPDATE songs SET score = -0.1"),
    ("chk_valid_status", "UPDATE songs SET status = 'done'"),
    (
        "chk_valid_file_type",
        "INSERT INTO song_files (song_id, file_type, file_path, file_name) VALUES (1, 'video', 'p', 'n')",
    ),
    ("chk_progress_range", "UPDATE generation_sessions SET progress_percentage = 101"),
    ("chk_progress_range", "UPDATE generation_sessions SET progress_percentage = -1"),
    ("role IN", "UPDATE users SET role = 'root'"),
    ("state IN", "UPDATE generation_sessions SET state = 'sleeping'"),
    (
        "origin IN",
        "INSERT INTO song_revisions (song_id, revision, title, origin) VALUES (1, 1, 't', 'magic')",
    ),
    (
        "score >= 0",
        "INSERT INTO song_revisions (song_id, revision, title, origin, score) VALUES (1, 1, 't', 'edit', 101)",
    ),
    ("json_valid(settings)", "UPDATE projects SET settings = '{'"),
    ("json_valid(tags)", "UPDATE projects SET tags = 'a, b'"),
    ("json_valid(metadata)", "UPDATE songs SET metadata = '{'"),
    ("json_valid(generation_config)", "UPDATE songs SET generation_config = '{'"),
    ("json_valid(stage_details)", "UPDATE generation_sessions SET stage_details = '{'"),
    ("json_valid(logs)", "UPDATE generation_sessions SET logs = '{'"),
    ("json_valid(value)", "UPDATE system_settings SET value = '{'"),
    ("json_valid(value)", "INSERT INTO user_settings (user_id, key, value) VALUES (1, 'k', '{')"),
    (
        "json_valid(output)",
        "INSERT INTO generation_stages (session_id, stage, output) VALUES (1, 'draft', '{')",
    ),
    ("json_valid(event)", "UPDATE generation_events SET event = '{'"),
    ("UNIQUE", "INSERT INTO users (username, email, password_hash) VALUES ('ANN', 'other@example.com', 'x')"),
    ("UNIQUE", "INSERT INTO users (username, email, password_hash) VALUES ('other', 'ANN@example.com', 'x')"),
    ("UNIQUE", "INSERT INTO generation_sessions (song_id, session_id) VALUES (1, 'second run')"),
    ("FOREIGN KEY", "INSERT INTO projects (user_id, name) VALUES (99, 'nobody''s')"),
];

#[tokio::test]
async fn a_value_that_breaks_a_rule_is_refused_by_that_rule() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    house.song(ann, project, "key", NOW).await;
    for (rule, statement) in REFUSED {
        let error = house.run(statement).await.expect_err(statement).to_string();
        assert!(error.contains(rule), "{statement}: {error}");
    }
}

#[tokio::test]
async fn an_update_that_does_not_think_of_it_changes_updated_at() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    house.song(ann, project, "key", NOW).await;
    house
        .run("INSERT INTO user_settings (user_id, key, value) VALUES (1, 'theme', '1')")
        .await
        .expect("a row");
    house.run("INSERT INTO personas (name, file_path) VALUES ('antidote', 'p')").await.expect("a row");
    let updates = [
        ("users", "first_name = 'Ann'"),
        ("projects", "description = 'd'"),
        ("songs", "lyrics = 'l'"),
        ("user_settings", "value = '2'"),
        ("generation_sessions", "error_log = 'e'"),
        ("personas", "description = 'd'"),
        ("system_settings", "value = '2'"),
    ];
    for (table, change) in updates {
        let old = format!("UPDATE {table} SET updated_at = '2001-01-01 00:00:00'");
        assert!(house.run(&old).await.expect("an update") > 0);
        house.run(&format!("UPDATE {table} SET {change}")).await.expect("an update");
        let years = house.texts(&format!("SELECT substr(updated_at, 1, 2) FROM {table}")).await;
        assert!(!years.is_empty() && years.iter().all(|century| century == "20"), "{table}: {years:?}");
        let kept = house.number(&format!("SELECT COUNT(*) FROM {table} WHERE updated_at LIKE '2001%'")).await;
        assert_eq!(kept, 0, "{table}");
    }
}

#[tokio::test]
async fn deleting_an_account_leaves_nothing_of_its_songs_in_the_search_index() {
    let house = House::new().await;
    let (ann, project) = house.user("ann").await;
    house.store.create_song(ann, project, &new_song("zanzibar"), "key", MANY, NOW).await.expect("a song");
    let matches = "SELECT COUNT(*) FROM songs_fts WHERE songs_fts MATCH 'zanzibar'";
    assert_eq!(house.number(matches).await, 1);

    house.store.delete_user(ann).await.expect("her account");
    assert_eq!(house.number(matches).await, 0);
    for table in ["projects", "songs", "generation_sessions", "generation_events"] {
        assert_eq!(house.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
    }
    house.assert_sound(NOW).await;
}
