//! A database in a directory of its own, and what most tests put into it.

use std::path::PathBuf;

use domain::{
    ProjectId, SongId, Timestamp, UserId,
    file::FileType,
    generation::{GenerationEvent, GenerationState, Sheet},
    song::{GenerationConfig, NewSong, SongMetadata, SongStatus},
    stage::{Stage, Step},
};
use serde_json::Value;
use sqlx::{AssertSqlSafe, ConnectOptions, SqliteConnection, sqlite::SqliteConnectOptions};
use store::{
    Claim, Committed, Finished, FinishedSong, NewFile, NewUser, StageCommit, StageEffort, Store, StoreError,
};
use tempfile::TempDir;

/// The moment at which the tests begin: 2026-11-23 08:41:07.250 UTC.
pub(crate) const NOW: Timestamp = Timestamp(1_795_423_267_250);
/// A lease, in milliseconds.
pub(crate) const LEASE: i64 = 15_000;
/// A limit of songs that no test reaches by accident.
pub(crate) const MANY: u32 = 100_000;

pub(crate) struct House {
    pub(crate) store: Store,
    pub(crate) path: PathBuf,
    _directory: TempDir,
}

impl House {
    pub(crate) async fn new() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("song master.db");
        let store = Store::open(&path).await.expect("a new database");
        Self { store, path, _directory: directory }
    }

    /// An account and its first project.
    pub(crate) async fn user(&self, name: &str) -> (UserId, ProjectId) {
        let email = format!("{name}@example.com");
        let new = NewUser {
            username: name,
            email: &email,
            password_hash: "$argon2id$test",
            first_name: None,
            last_name: None,
        };
        let user = self.store.create_user(&new, "My songs", NOW).await.expect("an account");
        let projects = self.store.list_projects(user.id).await.expect("projects");
        (user.id, projects[0].id)
    }

    /// A song in line; the key is the prompt's last word as well.
    pub(crate) async fn song(&self, owner: UserId, project: ProjectId, key: &str, now: Timestamp) -> SongId {
        let created = self.store.create_song(owner, project, &new_song(key), key, MANY, now).await;
        created.expect("a song").song_id
    }

    pub(crate) async fn claim(&self, worker: &str, now: Timestamp) -> Option<Claim> {
        self.store.claim_next(worker, LEASE, now).await.expect("an answer")
    }

    /// A connection beside the store, to look at rows and to break them.
    pub(crate) async fn raw(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(&self.path).foreign_keys(true);
        options.connect().await.expect("a second connection")
    }

    pub(crate) async fn run(&self, sql: &str) -> Result<u64, sqlx::Error> {
        let mut connection = self.raw().await;
        Ok(sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await?.rows_affected())
    }

    pub(crate) async fn number(&self, sql: &str) -> i64 {
        let mut connection = self.raw().await;
        sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_one(&mut connection).await.expect("a number")
    }

    pub(crate) async fn texts(&self, sql: &str) -> Vec<String> {
        let mut connection = self.raw().await;
        sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_all(&mut connection).await.expect("texts")
    }

    pub(crate) async fn text(&self, sql: &str) -> String {
        self.texts(sql).await.swap_remove(0)
    }

    /// Nothing that must always hold is broken.
    pub(crate) async fn assert_sound(&self, now: Timestamp) {
        assert_eq!(self.store.check(now).await.expect("an answer"), Vec::<String>::new());
    }
}

pub(crate) fn config(seed: u64) -> GenerationConfig {
    GenerationConfig { seed, ..GenerationConfig::default() }
}

pub(crate) fn new_song(word: &str) -> NewSong {
    NewSong {
        prompt: format!("the last ferry of the season {word}"),
        persona: None,
        use_local: false,
        config: config(7),
    }
}

pub(crate) fn sheet(title: &str, lyrics: &str) -> Sheet {
    Sheet { title: title.to_owned(), lyrics: lyrics.to_owned() }
}

pub(crate) fn step(stage: Stage) -> Step {
    Step { stage, round: u32::from(stage == Stage::Review) }
}

pub(crate) fn file(file_type: FileType, path: &str) -> NewFile {
    NewFile {
        file_type,
        path: path.to_owned(),
        name: "cover.png".to_owned(),
        size: 42,
        mime_type: "image/png".to_owned(),
        checksum: "ab".repeat(32),
        is_primary: true,
    }
}

/// A commit of a stage that brings nothing but itself.
pub(crate) fn bare<'a>(step: Step) -> StageCommit<'a> {
    StageCommit {
        step,
        output: &Value::Null,
        milliseconds: 12,
        percent: 25.0,
        events: &[],
        sheet: None,
        score: None,
        files: &[],
        effort: StageEffort::default(),
    }
}

pub(crate) async fn commit_bare(store: &Store, claim: &Claim, stage: Stage) -> Result<Committed, StoreError> {
    store.commit_stage(claim, &bare(step(stage)), NOW).await
}

pub(crate) fn ended(status: SongStatus) -> GenerationEvent {
    GenerationEvent::Ended { status, message: "The end.".to_owned(), score: None }
}

/// Completes a claimed song with these lyrics and files.
pub(crate) async fn complete(
    store: &Store,
    claim: &Claim,
    lyrics: &str,
    files: &[NewFile],
    now: Timestamp,
) -> Result<Committed, StoreError> {
    let metadata = SongMetadata { description: "A waltz.".to_owned(), ..SongMetadata::default() };
    let end = Finished {
        state: GenerationState::Completed,
        message: None,
        song: Some(FinishedSong {
            title: "Last Ferry",
            lyrics,
            clean_lyrics: "clean",
            metadata: &metadata,
            score: 81.5,
        }),
        files,
        events: &[ended(SongStatus::Completed)],
    };
    store.finish(claim, &end, now).await
}

/// Ends a claimed song without one.
pub(crate) async fn fail(store: &Store, claim: &Claim, message: &str, now: Timestamp) -> Committed {
    let end = Finished {
        state: GenerationState::Failed,
        message: Some(message),
        song: None,
        files: &[],
        events: &[ended(SongStatus::Failed)],
    };
    store.finish(claim, &end, now).await.expect("the hold")
}
