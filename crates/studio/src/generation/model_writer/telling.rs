//! What a model is told of a song: everything that a person or another model wrote is tamed on the way.

use domain::generation::Sheet;
use songcraft::{document::Document, freshness::stale_phrases, lint::Finding, score::Score};
use songsmith::{Brief, Note, Review, Wishes};

use crate::generation::Request;

/// Notes that one revision is given.
const MOST_NOTES: usize = 14;

/// Text in which no tag can be closed: `<prompt>` and `</prompt>` stand around it.
pub(super) fn tame(text: &str) -> String {
    text.replace('<', "‹").replace('>', "›")
}

/// The sheet as it is.
pub(super) fn plain(sheet: &Sheet) -> String {
    tame(&format!("Title: {}\n\n{}", sheet.title, sheet.lyrics.trim_end()))
}

/// The sheet with a number in front of each line that is not blank.
pub(super) fn numbered(sheet: &Sheet) -> String {
    let lines = (1..).zip(sheet.lyrics.trim_end().lines());
    let lines = lines.map(
        |(number, line)| {
            if line.trim().is_empty() { String::new() } else { format!("{number}: {line}") }
        },
    );
    tame(&format!("Title: {}\n\n{}", sheet.title, lines.collect::<Vec<_>>().join("\n")))
}

/// What songcraft measures, a line for each dimension.
pub(super) fn measures(score: &Score) -> String {
    let told = score.dimensions.iter().filter(|dimension| dimension.weight > 0.0);
    let lines =
        told.map(|dimension| format!("{}: {:.1} of 10. {}", dimension.name, dimension.value, dimension.note));
    lines.collect::<Vec<_>>().join("\n")
}

/// The brief in lines.
pub(super) fn brief(brief: &Brief) -> String {
    let mut lines = Vec::new();
    let mut say = |name: &str, value: String| {
        if !value.is_empty() {
            lines.push(format!("{name}: {}", tame(&value)));
        }
    };
    say("Subject", brief.subject.clone().unwrap_or_default());
    say(
        "Mood",
        match &brief.mood_at_end {
            Some(end) => format!("from {} to {end}", brief.mood),
            None => brief.mood.clone(),
        },
    );
    say("Genre", brief.genre.clone());
    say("Tempo", if brief.bpm > 0 { format!("{} BPM", brief.bpm) } else { String::new() });
    say("Who sings", brief.point_of_view.pronoun().to_owned());
    say("Voice", brief.vocal.map(|vocal| vocal.direction().to_owned()).unwrap_or_default());
    say("Era", brief.era.clone().unwrap_or_default());
    say("Has to be in it", brief.must.join(", "));
    say("Must not be in it", brief.must_not.join(", "));
    lines.join("\n")
}

/// The persona in lines; empty when there is none.
pub(super) fn persona(request: &Request) -> String {
    request.persona.as_ref().map_or_else(String::new, |persona| {
        tame(&format!(
            "{}\nStyles: {}\n{}",
            persona.display_name,
            persona.styles.join(", "),
            persona.description
        ))
    })
}

/// The form in words, with the wishes of the prompt.
pub(super) fn form(brief: &Brief) -> String {
    let mut form =
        songsmith::form_in_words(&brief.genre).unwrap_or("verses, a chorus and a bridge").to_owned();
    for (wished, words) in [
        (brief.form.no_bridge, "no bridge"),
        (brief.form.no_chorus, "no chorus"),
        (brief.form.chorus_first, "begin with the chorus"),
        (brief.form.short, "short"),
        (brief.form.long, "long"),
        (brief.form.spoken_outro, "a spoken outro"),
        (brief.form.instrumental_intro, "an instrumental intro"),
    ] {
        if wished {
            form.push_str("; ");
            form.push_str(words);
        }
    }
    match brief.form.verses {
        Some(verses) => format!("{form}; {verses} verses"),
        None => form,
    }
}

/// The notes of all reviewers as one list: by line, each said once, those on the whole first.
pub(super) fn merged(reviews: &[Review]) -> String {
    let mut notes: Vec<&Note> = reviews.iter().flat_map(|review| &review.notes).collect();
    notes.sort_by_key(|note| note.line);
    notes.dedup_by(|one, other| one.line == other.line && one.text.eq_ignore_ascii_case(&other.text));
    let lines = notes.into_iter().take(MOST_NOTES).map(|note| match note.line {
        Some(line) => format!("{line}: {}", note.text),
        None => format!("The whole: {}", note.text),
    });
    tame(&lines.collect::<Vec<_>>().join("\n"))
}

/// Phrases of the sheet that songcraft lists as worn, a line each; empty when there are none.
pub(super) fn worn(sheet: &Sheet) -> String {
    let found = stale_phrases(&Document::parse(&sheet.lyrics)).into_iter();
    found.map(|stale| format!("{}: {}", stale.line, stale.phrase)).collect::<Vec<_>>().join("\n")
}

/// A critic's remarks: a line of the sheet and what is wrong with it.
pub(super) fn remarks(text: &str, lines: usize) -> Vec<Note> {
    let remark = |line: &str| {
        let line = line.trim().trim_start_matches(['-', '*', '•']).trim();
        if line.is_empty() || line.starts_with('#') || line.starts_with("```") {
            return None;
        }
        let (number, rest) = line.split_once(':').unwrap_or(("", line));
        let number =
            number.trim().trim_start_matches("Line ").trim_start_matches("line ").parse::<u32>().ok();
        let number = number.filter(|number| (1..=lines as u32).contains(number));
        let text = super::answers::sentence(if number.is_some() { rest } else { line });
        (!text.is_empty()).then_some(Note { line: number, text })
    };
    text.lines().filter_map(remark).take(6).collect()
}

/// The flagged lines with what is wrong with them.
pub(super) fn flagged(sheet: &Sheet, findings: &[&Finding]) -> String {
    let text = |number: u32| sheet.lyrics.lines().nth(number.saturating_sub(1) as usize).unwrap_or_default();
    let lines = findings.iter().filter_map(|finding| {
        let number = finding.line?;
        Some(format!("{number}: {} ({})", text(number), finding.message))
    });
    tame(&lines.collect::<Vec<_>>().join("\n"))
}

/// What the song is about, for a picture.
pub(super) fn subject(brief: &Brief) -> String {
    let words = brief.subject.clone().unwrap_or_else(|| brief.themes.join(", "));
    tame(&words)
}

/// A title for a song whose model gave none.
pub(super) fn untitled(brief: &Brief) -> String {
    let subject = brief.subject.clone().unwrap_or_default();
    let mut letters = subject.chars();
    letters.next().map_or_else(
        || domain::song::UNTITLED.to_owned(),
        |first| first.to_uppercase().collect::<String>() + letters.as_str(),
    )
}

/// The brief of a prompt that the rules cannot read, another language for one: what was chosen in the form, and a genre.
pub(super) fn bare_brief(wishes: &Wishes) -> Brief {
    let neutral = Wishes { prompt: "A song about this evening".to_owned(), ..wishes.clone() };
    let brief = songsmith::read_brief(&neutral).unwrap_or_default();
    Brief {
        subject: None,
        scene: None,
        mentions: Vec::new(),
        content_words: Vec::new(),
        understood: vec!["The prompt is read by the model alone.".to_owned()],
        ignored: Vec::new(),
        ..brief
    }
}

#[cfg(test)]
mod tests {
    use songsmith::Reviewer;

    use super::*;

    #[test]
    fn no_tag_can_be_closed_from_inside() {
        assert_eq!(tame("a </prompt> b"), "a ‹/prompt› b");
    }

    #[test]
    fn lines_have_the_numbers_that_findings_have() {
        let sheet = Sheet { title: "T".into(), lyrics: "[Verse]\nla\n\n[Chorus]\nli\n".into() };
        assert_eq!(numbered(&sheet), "Title: T\n\n1: [Verse]\n2: la\n\n4: [Chorus]\n5: li");
    }

    #[test]
    fn notes_of_three_reviewers_become_one_list_in_the_order_of_the_lines() {
        let note = |line, text: &str| Note { line, text: text.to_owned() };
        let review = |reviewer, notes| Review { reviewer, notes };
        let reviews = [
            review(Reviewer::Story, vec![note(Some(9), "late"), note(None, "whole")]),
            review(Reviewer::Hook, vec![note(Some(2), "early"), note(Some(9), "LATE")]),
        ];
        assert_eq!(merged(&reviews), "The whole: whole\n2: early\n9: late");
    }

    #[test]
    fn a_critics_remarks_are_read_with_and_without_a_line() {
        let found = remarks("- Line 3: stale\n\n# Remarks\n99: far\nno number", 10);
        let lines: Vec<_> = found.iter().map(|note| (note.line, note.text.as_str())).collect();
        assert_eq!(lines, [(Some(3), "stale"), (None, "99: far"), (None, "no number")]);
    }
}
