//! Covers: another one for a song that is finished.

use domain::{SongId, UserId, file::FileType};
use songsmith::cover::{Family, Picture, cover_brief, draw};

use crate::{Outcome, Studio, StudioError, files::FileContent, generation::Request, random_seed};

impl Studio {
    /// Draws another cover for one of the owner's songs, in the named family of pictures, or where none is named in the
    /// one that suits it. The old one is gone then.
    ///
    /// # Errors
    /// A sentence at `family`, `NotFound`, or `Conflict` while the song is being written.
    pub async fn redraw_cover(&self, owner: UserId, id: SongId, family: &str) -> Outcome<()> {
        let family = named(family)?;
        let song = self.get_song(owner, id).await?;
        let persona = match &song.persona {
            Some(slug) => self.get_persona(slug).await?,
            None => None,
        };
        let wishes = Request::of(&song, persona).wishes();
        let seed = random_seed()?;
        let drawn = tokio::task::spawn_blocking(move || {
            // A prompt that the built-in writer does not read still gets a picture.
            let brief = songsmith::read_brief(&wishes).unwrap_or_default();
            draw(&cover_brief(&brief), seed, family)
        });
        let cover = drawn.await.map_err(StudioError::internal)?.map_err(StudioError::internal)?;
        let written = self.write_files(&cover_files(cover.picture)).await?;
        let gone = match self.store().replace_files(owner, id, &written, self.now()).await {
            Ok(old) => old,
            Err(error) => {
                self.remove_files(written.into_iter().map(|file| file.path).collect()).await;
                return Err(error.into());
            }
        };
        self.remove_files(gone).await;
        Ok(())
    }
}

/// The files of a cover: the picture itself, and a small one for lists.
pub(crate) fn cover_files(picture: Picture) -> [FileContent; 2] {
    let file = |name: &str, mime_type, bytes, is_primary| FileContent {
        file_type: FileType::Artwork,
        name: name.to_owned(),
        mime_type,
        bytes,
        is_primary,
    };
    [
        file("cover.png", "image/png", picture.png, true),
        file("cover-small.webp", "image/webp", picture.thumbnail, false),
    ]
}

fn named(family: &str) -> Outcome<Option<Family>> {
    if family.is_empty() {
        return Ok(None);
    }
    let known = serde_json::from_value(family.into()).ok();
    known.map(Some).ok_or_else(|| StudioError::field("family", "Choose one of the kinds in the list."))
}
