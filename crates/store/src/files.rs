//! Files that belong to songs: the rows, not the bytes.

use domain::{
    FileId, SongId, Timestamp, UserId,
    file::{FileType, SongFile},
};
use sqlx::{SqliteConnection, query, query_as, query_scalar};

use crate::{
    Store, StoreError, generations,
    time::{self, Moment},
};

/// A file that is on disk and gets a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// What it is to its song.
    pub file_type: FileType,
    /// Where it lies, relative to the data directory.
    pub path: String,
    /// The name it is downloaded under.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Media type.
    pub mime_type: String,
    /// SHA-256 in lower-case hexadecimal digits.
    pub checksum: String,
    /// Whether it is the one to show of its type.
    pub is_primary: bool,
}

struct FileRow {
    id: i64,
    song_id: i64,
    file_type: String,
    path: String,
    name: String,
    size: i64,
    mime_type: String,
    checksum: String,
    is_primary: bool,
    created_at: Timestamp,
}

impl TryFrom<FileRow> for SongFile {
    type Error = StoreError;

    fn try_from(row: FileRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: FileId(row.id),
            song_id: SongId(row.song_id),
            file_type: FileType::from_id(&row.file_type)
                .ok_or_else(|| StoreError::unreadable("song_files.file_type"))?,
            path: row.path,
            name: row.name,
            size: row.size.max(0).unsigned_abs(),
            mime_type: row.mime_type,
            checksum: row.checksum,
            is_primary: row.is_primary,
            created_at: row.created_at,
        })
    }
}

impl Store {
    /// The files of one of the owner's songs, in the order in which they were made.
    ///
    /// # Errors
    /// `Driver` only: a song that is not the owner's has no files to show.
    pub async fn list_files(&self, owner: UserId, song: SongId) -> Result<Vec<SongFile>, StoreError> {
        let rows = query_as!(
            FileRow,
            r#"SELECT f.id AS "id!", f.song_id, f.file_type, f.file_path AS path, f.file_name AS name,
                      COALESCE(f.file_size, 0) AS "size!: i64", COALESCE(f.mime_type, '') AS "mime_type!: String",
                      COALESCE(f.checksum, '') AS "checksum!: String", f.is_primary IS TRUE AS "is_primary!: bool",
                      f.created_at AS "created_at!: Moment"
               FROM song_files f JOIN songs s ON s.id = f.song_id JOIN projects p ON p.id = s.project_id
               WHERE p.user_id = $1 AND s.id = $2 ORDER BY f.id"#,
            owner.0,
            song.0
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(SongFile::try_from).collect()
    }

    /// One of the owner's files.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_file(&self, owner: UserId, id: FileId) -> Result<SongFile, StoreError> {
        let row = query_as!(
            FileRow,
            r#"SELECT f.id AS "id!", f.song_id, f.file_type, f.file_path AS path, f.file_name AS name,
                      COALESCE(f.file_size, 0) AS "size!: i64", COALESCE(f.mime_type, '') AS "mime_type!: String",
                      COALESCE(f.checksum, '') AS "checksum!: String", f.is_primary IS TRUE AS "is_primary!: bool",
                      f.created_at AS "created_at!: Moment"
               FROM song_files f JOIN songs s ON s.id = f.song_id JOIN projects p ON p.id = s.project_id
               WHERE p.user_id = $1 AND f.id = $2"#,
            owner.0,
            id.0
        )
        .fetch_optional(&self.readers)
        .await?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// The file to show of a type, of one of the owner's songs.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn primary_file(
        &self,
        owner: UserId,
        song: SongId,
        file_type: FileType,
    ) -> Result<Option<SongFile>, StoreError> {
        let wanted = file_type.id();
        let row = query_as!(
            FileRow,
            r#"SELECT f.id AS "id!", f.song_id, f.file_type, f.file_path AS path, f.file_name AS name,
                      COALESCE(f.file_size, 0) AS "size!: i64", COALESCE(f.mime_type, '') AS "mime_type!: String",
                      COALESCE(f.checksum, '') AS "checksum!: String", f.is_primary IS TRUE AS "is_primary!: bool",
                      f.created_at AS "created_at!: Moment"
               FROM song_files f JOIN songs s ON s.id = f.song_id JOIN projects p ON p.id = s.project_id
               WHERE p.user_id = $1 AND s.id = $2 AND f.file_type = $3 AND f.is_primary IS TRUE
               ORDER BY f.id DESC LIMIT 1"#,
            owner.0,
            song.0,
            wanted
        )
        .fetch_optional(&self.readers)
        .await?;
        row.map(SongFile::try_from).transpose()
    }

    /// Puts files in the place of a song's files of the same types. Returns the paths that no row names any more.
    ///
    /// # Errors
    /// `NotFound`, or `Conflict` while the song waits or is being written.
    pub async fn replace_files(
        &self,
        owner: UserId,
        song: SongId,
        files: &[NewFile],
        now: Timestamp,
    ) -> Result<Vec<String>, StoreError> {
        let mut tx = self.begin().await?;
        if generations::live(&mut tx, owner, song).await?.is_some() {
            return Err(StoreError::Conflict);
        }
        let gone = replace(&mut tx, owner, song, files, now).await?;
        tx.commit().await?;
        Ok(gone)
    }

    /// Every path that a row names, of all users: for the sweep of files without a row.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn all_file_paths(&self) -> Result<Vec<String>, StoreError> {
        Ok(query_scalar!("SELECT file_path FROM song_files").fetch_all(&self.readers).await?)
    }

    /// Every file of all users: for the doctor, who compares them with the disk.
    ///
    /// # Errors
    /// `Inconsistent` when a row cannot be read.
    pub async fn all_files(&self) -> Result<Vec<SongFile>, StoreError> {
        let rows = query_as!(
            FileRow,
            r#"SELECT id AS "id!", song_id, file_type, file_path AS path, file_name AS name,
                      COALESCE(file_size, 0) AS "size!: i64", COALESCE(mime_type, '') AS "mime_type!: String",
                      COALESCE(checksum, '') AS "checksum!: String", is_primary IS TRUE AS "is_primary!: bool",
                      created_at AS "created_at!: Moment"
               FROM song_files ORDER BY id"#
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(SongFile::try_from).collect()
    }
}

/// Puts files in the place of the song's files of the same types. Returns the paths that no row names
/// any more. Whether the song may change now is the caller's to ask, in the same transaction.
pub(crate) async fn replace(
    tx: &mut SqliteConnection,
    owner: UserId,
    song: SongId,
    files: &[NewFile],
    now: Timestamp,
) -> Result<Vec<String>, StoreError> {
    let mut replaced = Vec::new();
    for file in files {
        let file_type = file.file_type.id();
        let old = query_scalar!(
            "DELETE FROM song_files WHERE file_type = $3 AND song_id =
                 (SELECT s.id FROM songs s JOIN projects p ON p.id = s.project_id WHERE p.user_id = $1 AND s.id = $2)
             RETURNING file_path",
            owner.0,
            song.0,
            file_type
        )
        .fetch_all(&mut *tx)
        .await?;
        replaced.extend(old);
    }
    // Only now: of two new files of one type, the second must not remove the first.
    for file in files {
        insert(&mut *tx, owner, song, file, now).await?;
    }
    replaced.retain(|path| files.iter().all(|file| file.path != *path));
    Ok(replaced)
}

async fn insert(
    tx: &mut SqliteConnection,
    owner: UserId,
    song: SongId,
    file: &NewFile,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (at, file_type) = (time::text(now), file.file_type.id());
    let size = i64::try_from(file.size).unwrap_or(i64::MAX);
    query!(
        "INSERT INTO song_files
             (song_id, file_type, file_path, file_name, file_size, mime_type, checksum, is_primary, created_at)
         SELECT s.id, $3, $4, $5, $6, $7, $8, $9, $10
         FROM songs s JOIN projects p ON p.id = s.project_id WHERE p.user_id = $1 AND s.id = $2",
        owner.0,
        song.0,
        file_type,
        file.path,
        file.name,
        size,
        file.mime_type,
        file.checksum,
        file.is_primary,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}
