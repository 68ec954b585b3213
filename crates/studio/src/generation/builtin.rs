//! The built-in writer behind the [`Writer`] seam: songsmith on a blocking thread.

use async_trait::async_trait;
use domain::{generation::Sheet, song::SongMetadata};
use songcraft::lint::Finding;
use songsmith::{Brief, Note, Review, Wishes, cover::Picture};

use super::{
    output::Scored,
    stages::sections,
    writer::{Audience, Made, Writer, WriterError},
};

/// Rules and word material, no model and no network.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltinWriter;

#[async_trait]
impl Writer for BuiltinWriter {
    fn name(&self) -> &str {
        songsmith::WRITER_NAME
    }

    async fn brief(&self, wishes: Wishes) -> Result<Made<Brief>, WriterError> {
        let read = blocking(move || songsmith::read_brief(&wishes)).await?;
        read.map(Made::plain).map_err(|error| WriterError(error.to_string()))
    }

    async fn draft(
        &self,
        brief: &Brief,
        seed: u64,
        audience: &dyn Audience,
    ) -> Result<Made<Sheet>, WriterError> {
        let brief = brief.clone();
        let draft = blocking(move || songsmith::draft(&brief, seed)).await?;
        audience.title(&draft.title);
        for lines in sections(&draft.lyrics) {
            audience.lines(lines);
        }
        Ok(Made::plain(Sheet { title: draft.title, lyrics: draft.lyrics }))
    }

    async fn review(&self, brief: &Brief, scored: &Scored) -> Result<Made<Vec<Review>>, WriterError> {
        let (brief, sheet) = (brief.clone(), scored.sheet.clone());
        blocking(move || songsmith::review(&brief, &sheet.title, &sheet.lyrics)).await.map(Made::plain)
    }

    async fn revise(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        reviews: &[Review],
        seed: u64,
        round: u32,
    ) -> Result<Made<Sheet>, WriterError> {
        let (brief, mut sheet, reviews) = (brief.clone(), sheet.clone(), reviews.to_vec());
        blocking(move || {
            sheet.lyrics = songsmith::revise(&brief, &sheet.title, &sheet.lyrics, &reviews, seed, round);
            sheet
        })
        .await
        .map(Made::plain)
    }

    async fn critique(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        seed: u64,
    ) -> Result<Made<(Vec<Note>, Sheet)>, WriterError> {
        let (brief, mut sheet) = (brief.clone(), sheet.clone());
        blocking(move || {
            let notes = songsmith::critique(&brief, &sheet.title, &sheet.lyrics);
            sheet.lyrics = songsmith::apply_critique(&brief, &sheet.title, &sheet.lyrics, &notes, seed);
            (notes, sheet)
        })
        .await
        .map(Made::plain)
    }

    async fn repair(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        findings: &[Finding],
        seed: u64,
    ) -> Result<Made<Sheet>, WriterError> {
        let (brief, mut sheet, findings) = (brief.clone(), sheet.clone(), findings.to_vec());
        blocking(move || {
            sheet.lyrics = songsmith::repair(&brief, &sheet.title, &sheet.lyrics, &findings, seed);
            sheet
        })
        .await
        .map(Made::plain)
    }

    async fn metadata(&self, brief: &Brief, sheet: &Sheet) -> Result<Made<SongMetadata>, WriterError> {
        let (brief, sheet) = (brief.clone(), sheet.clone());
        let made = blocking(move || songsmith::metadata(&brief, &sheet.title, &sheet.lyrics)).await?;
        Ok(Made::plain(SongMetadata {
            description: made.description,
            styles: made.styles,
            exclude_styles: made.exclude_styles,
            audience: made.audience,
            commercial_potential: made.commercial_potential,
            vocal: made.vocal,
            bpm: Some(made.bpm),
            key: made.key,
            instruments: made.instruments,
            language: made.language,
            writer: self.name().to_owned(),
            score: None,
            judged: None,
        }))
    }

    async fn cover(&self, brief: &Brief, _sheet: &Sheet, seed: u64) -> Result<Made<Picture>, WriterError> {
        let brief = brief.clone();
        let drawn =
            blocking(move || songsmith::cover::draw(&songsmith::cover::cover_brief(&brief), seed, None))
                .await?;
        drawn
            .map(|cover| Made::plain(cover.picture))
            .map_err(|error| WriterError(format!("The cover could not be drawn: {error}")))
    }
}

/// Rules take milliseconds of a whole core; the async threads stay free for everyone else.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, WriterError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|cause| WriterError(format!("The built-in writer stopped unexpectedly: {cause}")))
}
