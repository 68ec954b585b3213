//! What a song becomes outside the program: clean lyrics, Markdown, plain text, ChordPro, and the fields of a target.

mod chordpro;
mod clean;
mod fields;
mod markdown;

pub use chordpro::{chordpro, from_chordpro};
pub use clean::{clean_lyrics, plain};
pub(crate) use fields::compact_name;
pub use fields::{Fields, fields};
pub use markdown::{from_markdown, markdown};

/// What stands beside the lyrics in an export.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cover<'a> {
    /// The song's title.
    pub title: &'a str,
    /// The styles of the style field.
    pub styles: &'a [String],
    /// The styles to leave out.
    pub exclude_styles: &'a [String],
}
