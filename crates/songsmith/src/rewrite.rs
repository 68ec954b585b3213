//! Rewriting lines of a finished sheet: every other line stays as it is, to the byte.

use crate::brief::Brief;
use crate::compose::{Writer, fold};
use crate::ear::last_word;
use crate::reading::SungLine;

/// How many candidates are tried in the whole song for one line.
const TRIED: usize = 6;

/// The sheet with line `number` (from 1), and every line that reads the same in a part that repeats, replaced.
pub(crate) fn with_line(lyrics: &str, number: u32, text: &str) -> String {
    let Some(old) = lyrics.split('\n').nth(number.saturating_sub(1) as usize) else {
        return lyrics.to_owned();
    };
    let lines = lyrics
        .split('\n')
        .map(|line| if fold(line) == fold(old) && !line.starts_with('[') { text } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// Couplets of the store that could stand in the place of `line` and the line that it rhymes with: two lines that belong
/// together give way to two that belong together. None for a line that says the title, that has no partner, or that
/// stands in crossed lines, which were written as four.
pub(crate) fn couplets(
    writer: &mut Writer<'_>,
    title: &str,
    lines: &[SungLine],
    line: &SungLine,
) -> Vec<[(u32, String); 2]> {
    let says_title = |line: &SungLine| fold(&line.text).contains(title);
    let partner = partner_of(lines, line).filter(|partner| !says_title(partner) && partner.text != line.text);
    let Some(partner) = partner.filter(|partner| !says_title(line) && !are_crossed(lines, line, partner))
    else {
        return Vec::new();
    };
    for other in lines {
        writer.remember(&other.text, None);
    }
    let numbers = [line.number.min(partner.number), line.number.max(partner.number)];
    let apart = numbers[1] - numbers[0] > 1;
    let found = (0..TRIED).map_while(|_| writer.another_couplet(line.role, line.syllables, apart));
    found.map(|[first, second]| [(numbers[0], first), (numbers[1], second)]).collect()
}

/// Lines of the store that could stand in the place of `line`: best first, at most a handful.
pub(crate) fn candidates(
    writer: &mut Writer<'_>,
    brief: &Brief,
    lines: &[SungLine],
    line: &SungLine,
) -> Vec<String> {
    let partner = partner_of(lines, line);
    for other in lines {
        writer.remember(&other.text, None);
    }
    let keep = fold(brief.title.as_deref().unwrap_or_default());
    if !keep.is_empty() && fold(&line.text).contains(&keep) {
        return Vec::new();
    }
    let found = writer.lines_for(line.role, partner.map(|partner| partner.text.as_str()), line.syllables);
    let taken = |candidate: &String| {
        lines.iter().any(|other| {
            last_word(&other.text) == last_word(candidate)
                && other.section == line.section
                && other.number != line.number
        })
    };
    found.into_iter().filter(|candidate| !taken(candidate)).take(TRIED).collect()
}

/// The line that this one rhymes with, or, for a line that rhymes with nothing, the one it should rhyme with.
fn partner_of<'a>(lines: &'a [SungLine], line: &SungLine) -> Option<&'a SungLine> {
    let mates = || lines.iter().filter(|other| other.section == line.section && other.number != line.number);
    let nearest = |found: &mut dyn Iterator<Item = &'a SungLine>| {
        found.min_by_key(|other| other.number.abs_diff(line.number))
    };
    match &line.rhyme {
        Some(letter) => nearest(&mut mates().filter(|other| other.rhyme.as_ref() == Some(letter))),
        None => nearest(&mut mates().filter(|other| other.rhyme.is_none())),
    }
}

/// Whether another line of the song stands between two that rhyme; a crew's answer in parentheses does not count.
fn are_crossed(lines: &[SungLine], line: &SungLine, partner: &SungLine) -> bool {
    let between = line.number.min(partner.number)..line.number.max(partner.number);
    lines.iter().any(|other| {
        between.contains(&other.number)
            && other.number != between.start
            && !other.text.starts_with('(')
            && other.rhyme != line.rhyme
    })
}
