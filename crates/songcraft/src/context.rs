//! What is known about a song beside its sheet.

use std::collections::HashSet;

use crate::freshness::NgramIndex;
use crate::lexicon::Language;
use crate::lint::ArtistList;
use crate::stem::stem;
use crate::style::StyleLibrary;
use crate::target::Target;

/// What an analysis may know about a song beside its sheet. Start from [`Context::new`] and set what there is.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// What the sheet is written for.
    pub target: &'a Target,
    /// What the lyrics are written in.
    pub language: Language,
    /// The song's title.
    pub title: Option<&'a str>,
    /// The styles of the style field.
    pub styles: &'a [String],
    /// The styles the target is asked to leave out.
    pub exclude_styles: &'a [String],
    /// The library of styles; without it nothing is said about styles that fight or are misspelt.
    pub library: Option<&'a StyleLibrary>,
    /// The words of the brief that carry meaning; the dimension "fit" looks for them.
    pub brief_words: &'a [String],
    /// The texts of the same writer's other songs; repeated phrases are found in them.
    pub other_songs: &'a [&'a str],
    /// Artist names beside those of the crate's own list.
    pub artists: &'a [String],
}

impl<'a> Context<'a> {
    /// A context that knows the target and nothing else.
    pub const fn new(target: &'a Target) -> Self {
        Self {
            target,
            language: Language::ENGLISH,
            title: None,
            styles: &[],
            exclude_styles: &[],
            library: None,
            brief_words: &[],
            other_songs: &[],
            artists: &[],
        }
    }
}

impl Default for Context<'static> {
    fn default() -> Self {
        Self::new(Target::default_target())
    }
}

/// A context, copied and indexed once, so that each analysis after it is cheap.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    pub(crate) target: Target,
    pub(crate) language: Language,
    pub(crate) title: Option<String>,
    pub(crate) styles: Vec<String>,
    pub(crate) exclude_styles: Vec<String>,
    /// Styles that fight with each other.
    pub(crate) fighting: Vec<(String, String)>,
    /// Styles that are probably misspelt, with what is probably meant.
    pub(crate) misspelt: Vec<(String, String)>,
    /// The brief's words as stems, each once, in the brief's order.
    pub(crate) brief: Vec<String>,
    pub(crate) others: NgramIndex,
    pub(crate) artists: ArtistList,
}

impl Prepared {
    pub(crate) fn new(context: &Context<'_>) -> Self {
        let mut seen = HashSet::new();
        let stems = context.brief_words.iter().map(|word| stem(word)).filter(|word| !word.is_empty());
        Self {
            target: context.target.clone(),
            language: context.language,
            title: context.title.map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned),
            styles: context.styles.to_vec(),
            exclude_styles: context.exclude_styles.to_vec(),
            fighting: context.library.map_or_else(Vec::new, |library| fighting(library, context.styles)),
            misspelt: context.library.map_or_else(Vec::new, |library| misspelt(library, context.styles)),
            brief: stems.filter(|word| seen.insert(word.clone())).collect(),
            others: NgramIndex::new(context.other_songs),
            artists: ArtistList::with(context.artists),
        }
    }
}

fn fighting(library: &StyleLibrary, styles: &[String]) -> Vec<(String, String)> {
    let pairs = styles.iter().enumerate().flat_map(|(at, one)| {
        styles[at + 1..]
            .iter()
            .filter(|other| library.fight(one, other))
            .map(|other| (one.clone(), other.clone()))
    });
    pairs.collect()
}

fn misspelt(library: &StyleLibrary, styles: &[String]) -> Vec<(String, String)> {
    let meant = |style: &String| Some((style.clone(), library.near(style)?.name.clone()));
    styles.iter().filter_map(meant).collect()
}
