//! The review: three readers with different eyes, each of whom names lines and says why.

use serde::{Deserialize, Serialize};
use songcraft::analysis::Analysis;
use songcraft::score::Dimension;

use crate::brief::Brief;
use crate::brief::words::found_in;
use crate::reading::{Reader, SungLine, sung_lines};

/// Who read the song.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reviewer {
    /// Story and imagery.
    Story,
    /// Singability and rhyme.
    Singability,
    /// Hook and structure.
    Hook,
}

/// A remark on a song.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The line of the sheet, counted from 1; `None` for the song as a whole.
    pub line: Option<u32>,
    /// What was noticed, in one sentence.
    pub text: String,
}

impl Note {
    pub(crate) fn at(line: u32, text: impl Into<String>) -> Self {
        Self { line: Some(line), text: text.into() }
    }

    pub(crate) fn on_the_whole(text: impl Into<String>) -> Self {
        Self { line: None, text: text.into() }
    }
}

/// One reader's notes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Who read.
    pub reviewer: Reviewer,
    /// What was noticed, weakest first.
    pub notes: Vec<Note>,
}

/// How many lines one reader names.
const MOST_LINES: usize = 6;
/// A dimension below this is worth a note on the whole.
const GOOD: f64 = 8.0;

/// Reads the song three times.
pub fn review(brief: &Brief, title: &str, lyrics: &str) -> Vec<Review> {
    let analysis = Reader::new(brief, title).read(lyrics);
    let lines = sung_lines(&analysis);
    vec![
        Review { reviewer: Reviewer::Story, notes: story(brief, &analysis, &lines) },
        Review { reviewer: Reviewer::Singability, notes: singability(&analysis, &lines) },
        Review { reviewer: Reviewer::Hook, notes: hook(title, &analysis, &lines) },
    ]
}

fn dimension<'a>(analysis: &'a Analysis, name: &str) -> Option<&'a Dimension> {
    analysis.score.dimensions.iter().find(|dimension| dimension.name == name)
}

/// A note on a dimension as a whole, and on the lines that its evidence names.
fn on_dimension(analysis: &Analysis, lines: &[SungLine], name: &str, about_a_line: &str) -> Vec<Note> {
    let Some(found) = dimension(analysis, name).filter(|found| found.value < GOOD && found.weight > 0.0)
    else {
        return Vec::new();
    };
    let whole = Note::on_the_whole(format!(
        "{} stands at {:.1} of 10: {}.",
        crate::person::capital(name),
        found.value,
        found.note
    ));
    let named = found.evidence.iter().filter(|number| lines.iter().any(|line| line.number == **number));
    std::iter::once(whole)
        .chain(named.take(MOST_LINES).map(|number| Note::at(*number, about_a_line)))
        .collect()
}

fn story(brief: &Brief, analysis: &Analysis, lines: &[SungLine]) -> Vec<Note> {
    let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let said = found_in(&brief.content_words, &text.join("\n"));
    let unsaid: Vec<&str> =
        brief.content_words.iter().filter(|word| !said.contains(word)).map(String::as_str).take(4).collect();
    let mut notes = Vec::new();
    if said.len() < 3.min(brief.content_words.len()) {
        notes.push(Note::on_the_whole(format!(
            "The prompt speaks of {}; the song does not.",
            unsaid.join(", ")
        )));
    }
    notes.extend(on_dimension(analysis, lines, "freshness", "This has been sung before in these words."));
    for line in lines.iter().filter(|line| !line.central && images(&line.text) == 0).take(MOST_LINES) {
        notes.push(Note::at(line.number, "There is nothing to see, hear or touch in this line."));
    }
    notes.extend(on_dimension(analysis, lines, "imagery", "This tells where it could show."));
    notes
}

/// Words of a line that can be pictured.
pub(crate) fn images(line: &str) -> usize {
    line.split(|c: char| !c.is_alphabetic() && c != '\'')
        .filter(|word| songcraft::imagery::is_image(word))
        .count()
}

fn singability(analysis: &Analysis, lines: &[SungLine]) -> Vec<Note> {
    let mut notes = Vec::new();
    for line in lines
        .iter()
        .filter(|line| !line.central && line.rhyme.is_none() && has_rhyming_neighbours(lines, line))
    {
        notes.push(Note::at(line.number, "This line rhymes with nothing, while its neighbours do."));
    }
    for line in lines {
        let partner = line.rhyme.as_ref().and_then(|letter| {
            lines.iter().find(|other| {
                other.section == line.section
                    && other.number < line.number
                    && other.rhyme.as_ref() == Some(letter)
            })
        });
        if let Some(partner) = partner.filter(|partner| partner.syllables.abs_diff(line.syllables) > 1) {
            notes.push(Note::at(
                line.number,
                format!(
                    "{} syllables here, {} in the line it rhymes with.",
                    line.syllables, partner.syllables
                ),
            ));
        }
    }
    notes.extend(on_dimension(
        analysis,
        lines,
        "meter",
        "The stresses fall elsewhere than in the line it answers.",
    ));
    notes.extend(on_dimension(analysis, lines, "singability", "This is hard to get through in one breath."));
    notes.extend(on_dimension(analysis, lines, "rhyme", "No rhyme is heard here."));
    notes
}

fn has_rhyming_neighbours(lines: &[SungLine], line: &SungLine) -> bool {
    lines.iter().filter(|other| other.section == line.section && other.rhyme.is_some()).count() >= 2
}

fn hook(title: &str, analysis: &Analysis, lines: &[SungLine]) -> Vec<Note> {
    let mut notes = Vec::new();
    let folded = crate::compose::fold(title);
    let said = lines
        .iter()
        .filter(|line| line.central && crate::compose::fold(&line.text).contains(&folded))
        .count();
    if said == 0 {
        notes.push(Note::on_the_whole("The chorus does not say the title."));
    }
    notes.extend(on_dimension(analysis, lines, "hook", "The hook could be stronger here."));
    notes.extend(on_dimension(analysis, lines, "structure", "The structure is uneven here."));
    notes.extend(on_dimension(analysis, lines, "contrast", "This repeats the verse's words in the chorus."));
    if notes.is_empty() {
        notes.push(Note::on_the_whole(format!("The title is sung {said} times, where it should be.")));
    }
    notes
}
