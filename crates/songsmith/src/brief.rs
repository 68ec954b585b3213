//! The brief: what a prompt asks for, as far as rules can tell, and what of it was not used.

pub(crate) mod lists;
mod refuse;
mod subject;
mod topic;
mod wants;
pub(crate) mod words;

use serde::{Deserialize, Serialize};

use crate::wishes::{PersonaCard, Wishes};

/// The longest prompt that is read, in characters.
pub const PROMPT_LIMIT: usize = 5_000;

/// Who sings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointOfView {
    /// "I".
    #[default]
    I,
    /// "we".
    We,
    /// "she".
    She,
    /// "he".
    He,
    /// "they".
    They,
}

impl PointOfView {
    /// The pronoun, as it is written inside a sentence.
    #[must_use]
    pub const fn pronoun(self) -> &'static str {
        match self {
            Self::I => "I",
            Self::We => "we",
            Self::She => "she",
            Self::He => "he",
            Self::They => "they",
        }
    }
}

/// Whose voice sings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vocal {
    /// A woman's voice.
    Female,
    /// A man's voice.
    Male,
    /// Two voices that answer each other.
    Duet,
}

impl Vocal {
    /// The direction line of a sung section, without brackets.
    pub fn direction(self) -> &'static str {
        match self {
            Self::Female => "Female Vocal",
            Self::Male => "Male Vocal",
            Self::Duet => "Duet",
        }
    }
}

/// What the prompt says about the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one plain wish of a prompt, and all may be made at once"
)]
pub struct FormWishes {
    /// "no bridge".
    pub no_bridge: bool,
    /// "no chorus": verses only, each closed by the title.
    pub no_chorus: bool,
    /// "two verses".
    pub verses: Option<u8>,
    /// "start with the chorus".
    pub chorus_first: bool,
    /// "a short song".
    pub short: bool,
    /// "a long song".
    pub long: bool,
    /// "spoken outro".
    pub spoken_outro: bool,
    /// "instrumental intro".
    pub instrumental_intro: bool,
}

/// A prompt, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// Themes of the writer's store, best match first; never empty.
    pub themes: Vec<String>,
    /// What the song is about, in the prompt's own words: "the last ferry of the season".
    pub subject: Option<String>,
    /// Where and when it plays, in the prompt's own words.
    pub scene: Option<String>,
    /// Further names and things of the prompt that the song should name.
    pub mentions: Vec<String>,
    /// Who sings.
    pub point_of_view: PointOfView,
    /// The mood in one word.
    pub mood: String,
    /// The mood at the end, when the prompt describes a course ("from sad to hopeful").
    pub mood_at_end: Option<String>,
    /// What the song feels: names of the writer's store, best match first; never empty.
    pub hearts: Vec<String>,
    /// The genre, a name of the writer's table.
    pub genre: String,
    /// Quarter notes a minute.
    pub bpm: u32,
    /// The key, such as "D minor".
    pub key: String,
    /// Instruments, those of the prompt first.
    pub instruments: Vec<String>,
    /// Styles that the person chose.
    #[serde(default)]
    pub styles: Vec<String>,
    /// An era named in the prompt: "1980s", "medieval".
    pub era: Option<String>,
    /// The language of the song, an ISO 639-1 code; this writer's own is always "en".
    pub language: String,
    /// The title, when the prompt or the person gave one.
    pub title: Option<String>,
    /// What the prompt says about the form.
    pub form: FormWishes,
    /// Words that must be sung.
    pub must: Vec<String>,
    /// Words that must not be sung, in lower case.
    pub must_not: Vec<String>,
    /// The words of the prompt that carry its content, in lower case, most important first.
    pub content_words: Vec<String>,
    /// What was understood, as sentences for people.
    pub understood: Vec<String>,
    /// What was not used, as sentences for people.
    pub ignored: Vec<String>,
    /// The voice.
    pub vocal: Option<Vocal>,
    /// The persona.
    pub persona: Option<PersonaCard>,
    /// The id of the songcraft target.
    pub target: String,
}

/// Why there will be no song, in a sentence for the person who asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BriefError {
    /// Nothing but white space.
    #[error("The prompt is empty. Say in a sentence what the song is about.")]
    Empty,
    /// Longer than [`PROMPT_LIMIT`].
    #[error(
        "The prompt has {0} characters; at most {PROMPT_LIMIT} are read. Keep the part that matters most."
    )]
    TooLong(usize),
    /// Signs without words, and no emoji that the writer knows.
    #[error(
        "There is no word in the prompt that a song could start from. Say in a sentence what it is about."
    )]
    NoWords,
    /// A language that the writer does not write.
    #[error(
        "The built-in writer reads and writes English only, and this prompt seems to be in {0}. Put it in English, or choose an AI writer."
    )]
    Language(String),
    /// Only an insult.
    #[error(
        "The prompt insults, and says nothing else. Say what happened, and there will be a song about that."
    )]
    OnlyRude,
    /// A subject that a program should not joke or sing about unasked.
    #[error("The built-in writer does not write about this. Choose another subject.")]
    Unfit,
}

/// Reads a prompt.
///
/// # Errors
///
/// [`BriefError`] when no fitting song can come of it.
pub fn read_brief(wishes: &Wishes) -> Result<Brief, BriefError> {
    let prompt = refuse::readable(&wishes.prompt)?;
    let words = words::cut(prompt);
    let language = refuse::language(prompt, &words);
    let foreign = language.is_some();
    let mut brief = Brief {
        language: "en".to_owned(),
        target: wishes.target.clone(),
        persona: wishes.persona.clone(),
        styles: wishes.styles.clone(),
        ..Brief::default()
    };
    wants::read(&mut brief, prompt, &words);
    wants::choose_vocal(&mut brief, wishes.seed);
    topic::read_genre(&mut brief, &words, wishes.seed);
    if !foreign {
        subject::read(&mut brief, &words);
    }
    topic::read_themes(&mut brief, prompt, &words);
    if brief.themes.is_empty() {
        return Err(refuse::why_no_theme(language, &words));
    }
    topic::read_hearts(&mut brief, prompt, &words);
    subject::read_title(&mut brief, wishes, prompt);
    refuse::note_what_is_left(&mut brief, language, &words);
    topic::tell(&mut brief);
    Ok(brief)
}
