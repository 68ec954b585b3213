//! The whole analysis of a song, and its JSON.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use crate::context::Context;
use crate::context::Prepared;
use crate::document::{Document, LineKind, SectionKind};
use crate::lexicon::{Lexicon, Source};
use crate::lint::{self, Finding};
use crate::meter::LineMeter;
use crate::score::{self, Score};
use crate::sheet::{Memory, SectionStudy, Sheet};

/// Everything the engine has to say about a song.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// The sections in order.
    pub sections: Vec<SectionAnalysis>,
    /// What lint found, by line.
    pub findings: Vec<Finding>,
    /// The score with its dimensions.
    pub score: Score,
}

/// A section measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionAnalysis {
    /// What the section is.
    pub kind: SectionKind,
    /// The number in its header.
    pub number: Option<u32>,
    /// The cues in its header.
    pub cues: Vec<String>,
    /// The rhyme scheme, one letter for each sung line; empty in other languages than English.
    pub scheme: String,
    /// Its lines without the header.
    pub lines: Vec<LineAnalysis>,
}

/// A line measured. Directions and blank lines have no measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineAnalysis {
    /// The line's number in the file, counted from 1.
    pub number: u32,
    /// The line as written.
    pub text: String,
    /// Sung, direction or blank.
    pub kind: LineKind,
    /// Syllables, backing vocals included.
    pub syllables: u32,
    /// One digit for each syllable: 0 weak, 1 strong, 2 half-strong. Empty in other languages than English.
    pub stress: String,
    /// The letter in the section's scheme; `None` for lines that are not sung, and in other languages than English.
    pub rhyme: Option<String>,
    /// The sung words in order; shared by all analyses that one [`Analyzer`] makes.
    pub words: Arc<[WordAnalysis]>,
}

/// A word measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordAnalysis {
    /// The word as written.
    pub text: String,
    /// Its syllables.
    pub syllables: u32,
    /// Its sounds in `ARPAbet`.
    pub phones: String,
    /// Where the sounds come from.
    pub source: Source,
}

/// Analyses a song in full.
pub fn analyze(lexicon: &Lexicon, document: &Document, context: &Context<'_>) -> Analysis {
    Analyzer::new(lexicon, context).analyze(document)
}

/// Analyses one song again and again while it is edited: a line that did not change is not measured again, nor is a
/// section whose lines did not change. The result is the same as that of [`analyze`].
#[derive(Debug)]
pub struct Analyzer<'a> {
    memory: Memory<'a>,
    prepared: Arc<Prepared>,
}

impl<'a> Analyzer<'a> {
    /// An analyzer that has measured nothing yet.
    pub fn new(lexicon: &'a Lexicon, context: &Context<'_>) -> Self {
        Self { memory: Memory::new(lexicon, context.language), prepared: Arc::new(Prepared::new(context)) }
    }

    /// Takes another context; what has been measured of lines stays, unless the language is another.
    pub fn set_context(&mut self, context: &Context<'_>) {
        if self.prepared.language != context.language {
            self.memory = Memory::new(self.memory.lexicon(), context.language);
        }
        self.prepared = Arc::new(Prepared::new(context));
    }

    /// Measures a document; lint and score read the sheet.
    pub fn sheet<'d>(&mut self, document: &'d Document) -> Sheet<'d> {
        Sheet::measured(&mut self.memory, document, Arc::clone(&self.prepared))
    }

    /// Analyses a document in full.
    pub fn analyze(&mut self, document: &Document) -> Analysis {
        let sheet = self.sheet(document);
        let findings = lint::lint(&sheet);
        let score = score::score(&sheet, &findings);
        let sections = sheet.sections().map(|(section, study)| SectionAnalysis {
            kind: section.kind,
            number: section.number,
            cues: section.cues.clone(),
            scheme: if sheet.prepared.language.is_heard() { study.letters() } else { String::new() },
            lines: lines(&sheet, section, study),
        });
        Analysis { sections: sections.collect(), findings, score }
    }
}

fn lines(sheet: &Sheet<'_>, section: &crate::document::Section, study: &SectionStudy) -> Vec<LineAnalysis> {
    let heard = sheet.prepared.language.is_heard();
    let mut letters = study.measures.scheme.iter().filter(|_| heard).map(|line| line.letter.to_string());
    let body = sheet.document.body(section);
    body.iter()
        .map(|line| {
            let measured = sheet.lines.get(line.number as usize - 1).and_then(Option::as_deref);
            let (syllables, stress) = measured
                .map_or_else(Default::default, |study| (study.meter.syllables, study.meter.stress.clone()));
            LineAnalysis {
                number: line.number,
                text: line.text(sheet.document).to_owned(),
                kind: line.kind,
                syllables,
                stress,
                rhyme: if measured.is_some() { letters.next() } else { None },
                words: measured.map_or_else(Arc::default, |study| Arc::clone(&study.shown)),
            }
        })
        .collect()
}

/// The words of a measured line, as an analysis shows them.
pub(crate) fn shown(meter: &LineMeter) -> Arc<[WordAnalysis]> {
    let words = meter.words.iter().map(|word| WordAnalysis {
        text: word.text.clone(),
        syllables: word.pronunciation.syllables(),
        phones: word.pronunciation.phones_text(),
        source: word.pronunciation.source,
    });
    words.collect()
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::lexicon::Language;

    const SHEET: &str = "[Verse 1 - quiet]\n[Male Vocal]\nI left the city when the river froze\n\
        The ferry horn was all I ever knew\n\n[Chorus]\nCarry me over (over)\n";

    #[test]
    fn the_json_has_the_form_of_the_contract() {
        let analysis = analyze(Lexicon::embedded(), &Document::parse(SHEET), &Context::default());
        let json = serde_json::to_value(&analysis).unwrap();
        let section = &json["sections"][0];
        assert_eq!(section["kind"], "verse");
        assert_eq!(section["number"], 1);
        assert_eq!(section["cues"][0], "quiet");
        assert_eq!(section["scheme"], "XX");
        let line = &section["lines"][1];
        assert_eq!(line["number"], 3);
        assert_eq!(line["kind"], "sung");
        assert_eq!(line["syllables"], 10);
        assert_eq!(line["rhyme"], "X");
        assert_eq!(line["words"][1]["text"], "left");
        assert_eq!(line["words"][1]["phones"], "L EH1 F T");
        assert_eq!(line["words"][1]["source"], "dictionary");
        assert_eq!(section["lines"][0]["kind"], "direction");
        assert_eq!(section["lines"][3]["kind"], "blank");
        assert!(json["score"]["total"].is_number());
        assert_eq!(json["score"]["dimensions"].as_array().unwrap().len(), 10);
    }

    #[test]
    fn another_language_has_syllables_and_no_claim_of_rhyme_or_stress() {
        let german = "[Verse 1]\nDie Nachtigall singt in der Nacht\nund keiner hat daran gedacht\n";
        let context = Context { language: Language::of_code("de"), ..Context::default() };
        let analysis = analyze(Lexicon::embedded(), &Document::parse(german), &context);
        let line = &analysis.sections[0].lines[0];
        assert_eq!((line.syllables, line.stress.as_str(), line.rhyme.as_deref()), (8, "", None));
        assert_eq!(line.words[1].source, Source::Hyphenation);
        assert_eq!(analysis.sections[0].scheme, "");
        let weight =
            |name: &str| analysis.score.dimensions.iter().find(|one| one.name == name).map(|one| one.weight);
        assert_eq!(weight("rhyme"), Some(0.0));
        assert!(weight("structure") > Some(0.0));
    }

    #[test]
    fn a_change_of_language_measures_every_line_again() {
        let document = Document::parse("[Verse 1]\nO corazón\n");
        let mut analyzer = Analyzer::new(Lexicon::embedded(), &Context::default());
        analyzer.analyze(&document);
        let spanish = Context { language: Language::of_code("es"), ..Context::default() };
        analyzer.set_context(&spanish);
        assert_eq!(analyzer.analyze(&document), analyze(Lexicon::embedded(), &document, &spanish));
    }

    #[test]
    fn a_second_analysis_of_an_edited_song_equals_a_fresh_one() {
        let lexicon = Lexicon::embedded();
        let mut analyzer = Analyzer::new(lexicon, &Context::default());
        analyzer.analyze(&Document::parse(SHEET));
        let edited = Document::parse(&SHEET.replace("river froze", "water rose"));
        assert_eq!(analyzer.analyze(&edited), analyze(lexicon, &edited, &Context::default()));
    }
}
