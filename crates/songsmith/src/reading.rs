//! Reading a song in its brief with songcraft: the one way in which every stage measures.

use songcraft::analysis::{Analysis, Analyzer, Context};
use songcraft::document::{Document, LineKind, SectionKind};
use songcraft::lexicon::{Language, Lexicon};
use songcraft::score::Score;
use songcraft::target::Target;

use crate::brief::Brief;
use crate::material::Role;
use crate::metadata;

/// The score of a song in its brief: the target, the title, the styles and the words of the prompt are known to it.
pub fn score_of(brief: &Brief, title: &str, lyrics: &str) -> Score {
    Reader::new(brief, title).read(lyrics).score
}

/// Reads versions of one song; what did not change from one to the next is not measured again.
pub(crate) struct Reader {
    analyzer: Analyzer<'static>,
}

impl Reader {
    pub(crate) fn new(brief: &Brief, title: &str) -> Self {
        let target = Target::find(&brief.target).unwrap_or_else(Target::default_target);
        let styles = metadata::styles(brief);
        let exclude_styles = metadata::exclude_styles(brief);
        let context = Context {
            title: Some(title),
            styles: &styles,
            exclude_styles: &exclude_styles,
            brief_words: &brief.content_words,
            language: Language::of_code(&brief.language),
            library: Some(crate::library::library()),
            ..Context::new(target)
        };
        Self { analyzer: Analyzer::new(Lexicon::embedded(), &context) }
    }

    pub(crate) fn read(&mut self, lyrics: &str) -> Analysis {
        self.analyzer.analyze(&Document::parse(lyrics))
    }
}

/// A sung line of a sheet with what it takes to replace it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SungLine {
    /// Its number in the sheet, counted from 1.
    pub(crate) number: u32,
    pub(crate) text: String,
    pub(crate) syllables: u32,
    /// The letter of its rhyme; `None` where it rhymes with nothing.
    pub(crate) rhyme: Option<String>,
    /// What its section tells.
    pub(crate) role: Role,
    /// Which section it stands in, counted from 0.
    pub(crate) section: usize,
    /// Whether the section is the song's centre.
    pub(crate) central: bool,
}

/// The sung lines of an analysis.
pub(crate) fn sung_lines(analysis: &Analysis) -> Vec<SungLine> {
    let verses = analysis.sections.iter().filter(|section| section.kind == SectionKind::Verse).count();
    let mut verse = 0;
    let mut found = Vec::new();
    for (index, section) in analysis.sections.iter().enumerate() {
        let role = role_of(section.kind, verse, verses);
        if section.kind == SectionKind::Verse {
            verse += 1;
        }
        for line in section.lines.iter().filter(|line| line.kind == LineKind::Sung) {
            found.push(SungLine {
                number: line.number,
                text: line.text.clone(),
                syllables: line.syllables,
                rhyme: line.rhyme.clone().filter(|letter| letter != "X"),
                role,
                section: index,
                central: section.kind.is_central(),
            });
        }
    }
    found
}

fn role_of(kind: SectionKind, verse: usize, verses: usize) -> Role {
    match kind {
        SectionKind::PreChorus | SectionKind::Build => Role::Rise,
        SectionKind::Chorus | SectionKind::PostChorus | SectionKind::Hook | SectionKind::Refrain => {
            Role::Chorus
        }
        SectionKind::Bridge | SectionKind::Breakdown => Role::Bridge,
        SectionKind::Outro | SectionKind::Spoken => Role::Close,
        _ if verse == 0 => Role::Where,
        _ if verse + 1 == verses && verses > 2 => Role::Cost,
        _ => Role::Changed,
    }
}
