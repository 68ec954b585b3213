//! Syllables and stress of words, lines and sections, and how well two lines go together.

mod fit;
mod function_words;
mod matching;
mod range;

use crate::document::{Document, Line, LineKind, Section, Span, words};
use crate::lexicon::{Lexicon, Pronouncer, Pronunciation, Source};

pub use matching::matching;
pub(crate) use matching::regularity;
pub use range::{syllable_range, syllable_range_for};

pub(crate) use function_words::is_function_word;

/// A word of a line with the pronunciation that fits the line best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasuredWord {
    /// The word as written.
    pub text: String,
    /// Its place, in bytes from the start of the line.
    pub span: Span,
    /// The pronunciation chosen; without phones and of [`Source::Unknown`] where no claim can be made.
    pub pronunciation: Pronunciation,
    /// The word's stresses as sung in this line: short function words may be weak.
    pub stress: String,
    /// Whether the word stands in parentheses: a backing vocal.
    pub backing: bool,
}

/// A line measured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineMeter {
    /// The sung words in order.
    pub words: Vec<MeasuredWord>,
    /// Syllables of the whole line, backing vocals included.
    pub syllables: u32,
    /// One digit for each syllable: 0 weak, 1 strong, 2 half-strong.
    pub stress: String,
}

/// A section measured.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionMeter {
    /// Its sung lines by number, counted from 1.
    pub lines: Vec<(u32, LineMeter)>,
    /// Syllables of all its lines.
    pub syllables: u32,
    /// The mean match of lines that answer each other, 0–1; 1 where there is nothing to compare.
    pub regularity: f64,
}

/// Syllables and stress of a word in its usual pronunciation; `None` where no claim can be made.
pub fn word(lexicon: &Lexicon, word: &str) -> Option<(u32, String)> {
    let first = lexicon.pronounce(word).into_iter().next()?;
    Some((first.syllables(), first.stress()))
}

/// Measures a piece of sung text as one line.
pub fn line(lexicon: &Lexicon, text: &str) -> LineMeter {
    let document = Document::parse(text);
    let mut pronouncer = Pronouncer::new(lexicon);
    match document.lines() {
        [only] if only.kind == LineKind::Sung => document_line(&mut pronouncer, &document, only),
        _ => measure(&mut pronouncer, text, &[Span::new(0, text.len())], |_| false),
    }
}

/// Measures a line of a document: directions are left out, backing vocals are marked.
pub fn document_line(pronouncer: &mut Pronouncer<'_>, document: &Document, line: &Line) -> LineMeter {
    let start = line.span.start;
    let spans: Vec<Span> =
        line.sung_spans().into_iter().map(|span| Span::new(span.start - start, span.end - start)).collect();
    measure(pronouncer, line.text(document), &spans, |span| line.is_backing(span.shifted(start)))
}

/// Measures the sung lines of a section.
pub fn section(lexicon: &Lexicon, document: &Document, section: &Section) -> SectionMeter {
    let mut pronouncer = Pronouncer::new(lexicon);
    let lines: Vec<(u32, LineMeter)> = document
        .sung_lines(section)
        .map(|line| (line.number, document_line(&mut pronouncer, document, line)))
        .collect();
    let syllables = lines.iter().map(|(_, line)| line.syllables).sum();
    let stresses: Vec<&str> = lines.iter().map(|(_, line)| line.stress.as_str()).collect();
    SectionMeter { syllables, regularity: matching::regularity(&stresses), lines }
}

fn measure(
    pronouncer: &mut Pronouncer<'_>,
    text: &str,
    spans: &[Span],
    is_backing: impl Fn(Span) -> bool,
) -> LineMeter {
    let found: Vec<(words::Word<'_>, Span)> = spans
        .iter()
        .flat_map(|span| {
            let piece = text.get(span.start..span.end).unwrap_or_default();
            words::words(piece).map(|word| (word, word.span.shifted(span.start)))
        })
        .collect();
    let candidates: Vec<_> = found.iter().map(|(word, _)| pronouncer.pronounce(word.text)).collect();
    let chosen = fit::choose(&found.iter().map(|(word, _)| word.text).collect::<Vec<_>>(), &candidates);
    let mut meter = LineMeter::default();
    for (((word, span), candidates), choice) in found.into_iter().zip(&candidates).zip(chosen) {
        let pronunciation = candidates.get(choice.candidate).cloned();
        let pronunciation =
            pronunciation.unwrap_or_else(|| Pronunciation::of_phones(Vec::new(), Source::Unknown));
        meter.syllables += pronunciation.syllables();
        meter.stress.push_str(&choice.stress);
        let backing = is_backing(span);
        let text = word.text.to_owned();
        meter.words.push(MeasuredWord { text, span, pronunciation, stress: choice.stress, backing });
    }
    meter
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;

    #[test]
    fn an_iambic_line_alternates() {
        let line = line(Lexicon::embedded(), "I left the city when the river froze");
        assert_eq!(line.syllables, 10);
        assert_eq!(line.stress, "0101000101".replace("000", "010"));
    }

    #[test]
    fn the_pronunciation_that_fits_the_meter_is_chosen() {
        let lexicon = Lexicon::embedded();
        let noun = line(lexicon, "a record of the night");
        let verb = line(lexicon, "we record the night");
        let sounds = |meter: &LineMeter| meter.words[1].pronunciation.stress();
        assert_eq!(sounds(&noun), "10");
        assert_eq!(sounds(&verb), "01");
    }

    #[test]
    fn directions_are_not_counted_and_backing_vocals_are_marked() {
        let line = line(Lexicon::embedded(), "hold on [softly] to me (to me)");
        assert_eq!(line.syllables, 6);
        let backing: Vec<bool> = line.words.iter().map(|word| word.backing).collect();
        assert_eq!(backing, [false, false, false, false, true, true]);
    }

    #[test]
    fn words_of_other_scripts_make_no_claim() {
        let line = line(Lexicon::embedded(), "שלום my friend");
        assert_eq!(line.words[0].pronunciation.source, Source::Unknown);
        assert_eq!(line.syllables, 2);
    }
}
