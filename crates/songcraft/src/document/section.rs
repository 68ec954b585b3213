//! Sections and their kinds.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Span;

/// A part of a song: a header with its cues, and the lines under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What the section is.
    pub kind: SectionKind,
    /// The number in the header: 2 for `[Verse 2]`.
    pub number: Option<u32>,
    /// The cues of the header: `quiet` and `intimate` for `[Verse 1 - quiet, intimate]`.
    pub cues: Vec<String>,
    /// The header line, as bytes of the document; `None` for the lines before the first header.
    pub header: Option<Span>,
    /// The words inside the brackets, as written.
    pub title: String,
    /// The section's lines, its header line first, as indices into [`super::Document::lines`].
    pub lines: Range<usize>,
}

/// The kinds of section a sheet may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// Before the first verse.
    Intro,
    /// Tells the story; same tune, new words.
    Verse,
    /// Lifts from the verse into the chorus.
    PreChorus,
    /// The song's centre, repeated.
    Chorus,
    /// Carries the energy on after a chorus.
    PostChorus,
    /// A short line that is meant to stay in the ear.
    Hook,
    /// A line or two that close each verse.
    Refrain,
    /// The contrast, usually once, late.
    Bridge,
    /// A rest for the voice or the band.
    Break,
    /// The arrangement falls back to a few parts.
    Breakdown,
    /// Music between two sung parts.
    Interlude,
    /// A part without a voice.
    Instrumental,
    /// One instrument leads.
    Solo,
    /// The release of an electronic build-up.
    Drop,
    /// The rise before a drop.
    Build,
    /// Rhythmic speech.
    Rap,
    /// Plain speech.
    Spoken,
    /// After the last chorus.
    Outro,
    /// The song stops here.
    End,
    /// The song fades out here.
    FadeOut,
    /// A header we do not know, or lines before the first header.
    Unknown,
}

impl SectionKind {
    /// Every kind, in the order of the design.
    pub const ALL: [Self; 21] = [
        Self::Intro,
        Self::Verse,
        Self::PreChorus,
        Self::Chorus,
        Self::PostChorus,
        Self::Hook,
        Self::Refrain,
        Self::Bridge,
        Self::Break,
        Self::Breakdown,
        Self::Interlude,
        Self::Instrumental,
        Self::Solo,
        Self::Drop,
        Self::Build,
        Self::Rap,
        Self::Spoken,
        Self::Outro,
        Self::End,
        Self::FadeOut,
        Self::Unknown,
    ];

    /// The name as a sheet writes it: `Pre-Chorus`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Intro => "Intro",
            Self::Verse => "Verse",
            Self::PreChorus => "Pre-Chorus",
            Self::Chorus => "Chorus",
            Self::PostChorus => "Post-Chorus",
            Self::Hook => "Hook",
            Self::Refrain => "Refrain",
            Self::Bridge => "Bridge",
            Self::Break => "Break",
            Self::Breakdown => "Breakdown",
            Self::Interlude => "Interlude",
            Self::Instrumental => "Instrumental",
            Self::Solo => "Solo",
            Self::Drop => "Drop",
            Self::Build => "Build",
            Self::Rap => "Rap",
            Self::Spoken => "Spoken",
            Self::Outro => "Outro",
            Self::End => "End",
            Self::FadeOut => "Fade Out",
            Self::Unknown => "Unknown",
        }
    }

    /// The name as data writes it, the same as in JSON: `pre-chorus`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Intro => "intro",
            Self::Verse => "verse",
            Self::PreChorus => "pre-chorus",
            Self::Chorus => "chorus",
            Self::PostChorus => "post-chorus",
            Self::Hook => "hook",
            Self::Refrain => "refrain",
            Self::Bridge => "bridge",
            Self::Break => "break",
            Self::Breakdown => "breakdown",
            Self::Interlude => "interlude",
            Self::Instrumental => "instrumental",
            Self::Solo => "solo",
            Self::Drop => "drop",
            Self::Build => "build",
            Self::Rap => "rap",
            Self::Spoken => "spoken",
            Self::Outro => "outro",
            Self::End => "end",
            Self::FadeOut => "fade-out",
            Self::Unknown => "unknown",
        }
    }

    /// The kind with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Whether the section is the song's centre: chorus, hook or refrain.
    pub const fn is_central(self) -> bool {
        matches!(self, Self::Chorus | Self::Hook | Self::Refrain)
    }

    /// Whether the section usually has no words.
    pub const fn is_instrumental(self) -> bool {
        matches!(
            self,
            Self::Break
                | Self::Interlude
                | Self::Instrumental
                | Self::Solo
                | Self::Drop
                | Self::Build
                | Self::End
                | Self::FadeOut
        )
    }
}
