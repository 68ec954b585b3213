//! Files of songs: names made here, whole or not there at all, and never without a row for long.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use domain::{
    FileId, UserId,
    file::{FileType, SongFile},
};
use sha2::{Digest, Sha256};
use store::NewFile;
use tokio::io::AsyncWriteExt;

use crate::{Outcome, Studio, StudioError, random_hex};

/// The folder of song files in the data directory.
const FOLDER: &str = "files";
/// How old a file without a row must be to be swept.
pub const ORPHAN_AGE: std::time::Duration = std::time::Duration::from_hours(1);

/// A file that a stage has made and that is not on disk yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileContent {
    /// What it is to its song.
    pub file_type: FileType,
    /// The name it is downloaded under.
    pub name: String,
    /// Media type.
    pub mime_type: &'static str,
    /// The content.
    pub bytes: Vec<u8>,
    /// Whether it is the one to show of its type.
    pub is_primary: bool,
}

impl Studio {
    /// A file of the owner's and its content, checked against its SHA-256.
    ///
    /// # Errors
    /// `NotFound`, or `Internal` when the file on disk is not the one that was written.
    pub async fn read_file(&self, owner: UserId, id: FileId) -> Outcome<(SongFile, Vec<u8>)> {
        let file = self.store().get_file(owner, id).await?;
        let bytes = tokio::fs::read(self.data().join(&file.path)).await?;
        if checksum(&bytes) != file.checksum {
            return Err(StudioError::internal(format!(
                "{} does not have the checksum of its row",
                file.path
            )));
        }
        Ok((file, bytes))
    }

    /// Writes files to disk under fresh names; their rows are committed by the caller. A crash in
    /// between leaves files without a row, which the next start removes.
    pub(crate) async fn write_files(&self, contents: &[FileContent]) -> Outcome<Vec<NewFile>> {
        let mut files = Vec::with_capacity(contents.len());
        for content in contents {
            let name = random_hex::<16>()?;
            let path = format!("{FOLDER}/{}/{name}", &name[..2]);
            write_whole(&self.data().join(&path), &content.bytes).await?;
            files.push(NewFile {
                file_type: content.file_type,
                path,
                name: content.name.clone(),
                size: content.bytes.len() as u64,
                mime_type: content.mime_type.to_owned(),
                checksum: checksum(&content.bytes),
                is_primary: content.is_primary,
            });
        }
        Ok(files)
    }

    /// Removes files whose rows are gone. A file that stays behind is swept at the next start.
    pub(crate) async fn remove_files(&self, paths: Vec<String>) {
        for path in paths {
            if let Err(cause) = tokio::fs::remove_file(self.data().join(&path)).await {
                tracing::warn!(path, %cause, "a file without a row could not be removed");
            }
        }
    }

    /// Removes files that have no row. A young one may belong to a commit that another process is
    /// about to make, and stays.
    pub(crate) async fn sweep_files(&self) -> Outcome<()> {
        let stored = self.stored_files().await?;
        let kept: HashSet<String> = self.store().all_file_paths().await?.into_iter().collect();
        let mut orphans = Vec::new();
        for path in stored.into_iter().filter(|path| !kept.contains(path)) {
            if self.is_older(&path, ORPHAN_AGE).await {
                orphans.push(path);
            }
        }
        self.remove_files(orphans).await;
        Ok(())
    }

    /// Whether a file was written longer ago than that.
    pub(crate) async fn is_older(&self, path: &str, than: std::time::Duration) -> bool {
        let written = tokio::fs::metadata(self.data().join(path)).await.and_then(|found| found.modified());
        written.is_ok_and(|time| time.elapsed().is_ok_and(|age| age > than))
    }

    /// The files on disk, as paths relative to the data directory.
    pub(crate) async fn stored_files(&self) -> Outcome<Vec<String>> {
        let data = self.data().to_owned();
        let walk = tokio::task::spawn_blocking(move || {
            let mut found = Vec::new();
            for folder in std::fs::read_dir(data.join(FOLDER))? {
                let folder = folder?;
                if folder.file_type()?.is_dir() {
                    for file in std::fs::read_dir(folder.path())? {
                        let (folder, file) = (folder.file_name(), file?.file_name());
                        found.push(format!("{FOLDER}/{}/{}", folder.display(), file.display()));
                    }
                }
            }
            Ok::<_, std::io::Error>(found)
        });
        Ok(walk.await.map_err(StudioError::internal)??)
    }
}

/// SHA-256 in lower-case hexadecimal digits.
pub fn checksum(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Makes the data directory and its folders.
pub(crate) async fn prepare_folders(data: &Path) -> Outcome<()> {
    for folder in [data.to_owned(), data.join(FOLDER), data.join("personas")] {
        tokio::fs::create_dir_all(folder).await?;
    }
    Ok(())
}

/// Writes a file so that it is there whole or not at all: beside its place, to the disk, then into place.
pub(crate) async fn write_whole(path: &Path, bytes: &[u8]) -> Outcome<()> {
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    tokio::fs::create_dir_all(&folder).await?;
    let partial: PathBuf = path.with_extension(format!("partial-{}", random_hex::<4>()?));
    let mut file = tokio::fs::File::create(&partial).await?;
    let written = async {
        file.write_all(bytes).await?;
        file.sync_all().await?;
        tokio::fs::rename(&partial, path).await?;
        tokio::fs::File::open(&folder).await?.sync_all().await
    };
    let outcome = written.await;
    if outcome.is_err() {
        // Best effort: a full disk must not keep half a file as well.
        drop(tokio::fs::remove_file(&partial).await);
    }
    Ok(outcome?)
}
