//! The stages after the draft: revision, critique and repair. Each changes only the lines it was told about.

use songcraft::document::Document;
use songcraft::lint::{Finding, Severity};

use crate::brief::Brief;
use crate::compose::{Title, Writer, fold};
use crate::reading::{Reader, SungLine, sung_lines};
use crate::review::{Note, Review, images};
use crate::rewrite::{candidates, couplets, with_line};

/// How many lines one round rewrites.
const MOST_REWRITES: usize = 5;

/// Rewrites the weakest of the lines that the reviewers named, as long as the score rises; the same version comes
/// back when no line of the store would do better.
pub fn revise(brief: &Brief, title: &str, lyrics: &str, reviews: &[Review], seed: u64, round: u32) -> String {
    let named: Vec<u32> =
        reviews.iter().flat_map(|review| &review.notes).filter_map(|note| note.line).collect();
    let purpose = format!("revise {round}");
    rewrite(brief, title, lyrics, &named, &mut Writer::new(brief, seed, &purpose), Change::Couplets, 0.05)
}

/// One ruthless reading: worn phrases, empty lines, words sung too often, the same beginning again and again.
pub fn critique(brief: &Brief, title: &str, lyrics: &str) -> Vec<Note> {
    let analysis = Reader::new(brief, title).read(lyrics);
    let lines = sung_lines(&analysis);
    let mut notes: Vec<Note> = songcraft::freshness::stale_phrases(&Document::parse(lyrics))
        .into_iter()
        .map(|stale| Note::at(stale.line, format!("“{}” is worn out.", stale.phrase)))
        .collect();
    for line in lines.iter().filter(|line| !line.central && images(&line.text) == 0) {
        notes.push(Note::at(line.number, "Nothing in this line can be pictured."));
    }
    for three in lines.windows(3) {
        let opening = |index: usize| fold(&three[index].text).split(' ').next().map(str::to_owned);
        let same =
            three[0].section == three[2].section && opening(0) == opening(1) && opening(1) == opening(2);
        if same && !three[0].central {
            notes.push(Note::at(three[2].number, "Three lines in a row begin with the same word."));
        }
    }
    notes
}

/// Rewrites the lines that the critique named, where a line of the store is no worse for the song.
pub fn apply_critique(brief: &Brief, title: &str, lyrics: &str, notes: &[Note], seed: u64) -> String {
    let named: Vec<u32> = notes.iter().filter_map(|note| note.line).collect();
    rewrite(brief, title, lyrics, &named, &mut Writer::new(brief, seed, "critique"), Change::Couplets, 0.0)
}

/// Mends what preflight found, line by line: a finding's own fix where it has one, another line where it has none.
/// Lines that no finding names stay as they are.
pub fn repair(brief: &Brief, title: &str, lyrics: &str, findings: &[Finding], seed: u64) -> String {
    let mut lyrics = lyrics.to_owned();
    let mut fixes: Vec<_> = findings.iter().filter_map(|finding| finding.fix.as_ref()).collect();
    fixes.sort_by_key(|fix| std::cmp::Reverse(fix.start));
    for fix in fixes {
        lyrics = fix.apply(&Document::parse(&lyrics));
    }
    let flagged: Vec<u32> = findings
        .iter()
        .filter(|finding| finding.fix.is_none() && finding.severity != Severity::Hint)
        .filter_map(|finding| finding.line)
        .collect();
    rewrite(brief, title, &lyrics, &flagged, &mut Writer::new(brief, seed, "repair"), Change::Lines, 0.0)
}

/// What may change when a line is named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    /// The line and the one that it rhymes with: a line by itself loses the sense of its neighbour.
    Couplets,
    /// The line alone, because all others are locked.
    Lines,
}

/// Tries other lines in the named places; a change is kept when the score rises by `least` or more.
fn rewrite(
    brief: &Brief,
    title: &str,
    lyrics: &str,
    named: &[u32],
    writer: &mut Writer<'_>,
    change: Change,
    least: f64,
) -> String {
    let mut reader = Reader::new(brief, title);
    let mut current = lyrics.to_owned();
    let mut analysis = reader.read(&current);
    let sung = fold(&Title::given(brief, title).sung);
    let mut tried: Vec<u32> = Vec::new();
    for place in named {
        if tried.contains(place) || tried.len() == MOST_REWRITES {
            continue;
        }
        tried.push(*place);
        let lines = sung_lines(&analysis);
        let Some(line) = lines.iter().find(|line| line.number == *place) else { continue };
        if fold(&line.text).contains(&sung) {
            continue;
        }
        let versions = versions(writer, brief, &sung, &lines, line, change).into_iter().map(|changes| {
            let version = changes
                .iter()
                .fold(current.clone(), |sheet, (number, text)| with_line(&sheet, *number, text));
            let heard = reader.read(&version);
            (version, heard)
        });
        let best = versions.max_by(|a, b| a.1.score.total.total_cmp(&b.1.score.total));
        if let Some((version, read)) =
            best.filter(|(_, read)| read.score.total >= analysis.score.total + least)
        {
            current = version;
            analysis = read;
        }
    }
    current
}

/// The ways to change a named line, each as the lines that it changes.
fn versions(
    writer: &mut Writer<'_>,
    brief: &Brief,
    title: &str,
    lines: &[SungLine],
    line: &SungLine,
    change: Change,
) -> Vec<Vec<(u32, String)>> {
    match change {
        Change::Couplets => couplets(writer, title, lines, line).into_iter().map(Vec::from).collect(),
        Change::Lines => {
            let found = candidates(writer, brief, lines, line);
            found.into_iter().map(|text| vec![(line.number, text)]).collect()
        }
    }
}
