//! What the writer promises, held on sixty prompts; `examples/measure.rs` measures five hundred.
#![expect(clippy::unwrap_used, reason = "a failed test should stop")]

use std::collections::HashSet;

use songcraft::analysis::{Analysis, Context, analyze};
use songcraft::document::{Document, LineKind, SectionKind};
use songcraft::freshness::stale_phrases;
use songcraft::lexicon::Lexicon;
use songcraft::lint::Severity;
use songcraft::target::Target;
use songsmith::{Brief, Draft, Wishes, agreement_errors, draft, metadata, read_brief};

fn list(name: &str) -> Vec<&'static str> {
    let file = include_str!("../data/measure_prompts.txt");
    let section = file.split(&format!("[{name}]\n")).nth(1).unwrap();
    section.lines().take_while(|line| !line.starts_with('[')).collect()
}

fn songs() -> Vec<(Brief, Draft, Analysis)> {
    let (genres, subjects) = (list("genres"), list("subjects"));
    (0..60)
        .map(|index| {
            let subject = subjects[index % subjects.len()].replace(['{', '}'], "");
            let prompt = format!("A {} about {subject}", genres[(index * 7) % genres.len()]);
            let brief = read_brief(&Wishes {
                prompt,
                target: "suno-v5".to_owned(),
                seed: index as u64,
                ..Wishes::default()
            })
            .unwrap();
            let song = draft(&brief, index as u64);
            let fields = metadata(&brief, &song.title, &song.lyrics);
            let context = Context {
                title: Some(&song.title),
                styles: &fields.styles,
                exclude_styles: &fields.exclude_styles,
                brief_words: &brief.content_words,
                ..Context::new(Target::default_target())
            };
            let analysis = analyze(Lexicon::embedded(), &Document::parse(&song.lyrics), &context);
            (brief, song, analysis)
        })
        .collect()
}

#[test]
fn sixty_songs_keep_what_the_writer_promises() {
    let (mut verse_lines, mut rhymed, mut pairs, mut near, mut titled) = (0, 0, 0, 0, 0);
    for (brief, song, analysis) in songs() {
        let errors: Vec<&str> = analysis
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.message.as_str())
            .collect();
        assert_eq!(errors, Vec::<&str>::new(), "{}", song.lyrics);
        assert_eq!(stale_phrases(&Document::parse(&song.lyrics)), Vec::new(), "{}", song.lyrics);
        for line in song.lyrics.lines() {
            assert_eq!(agreement_errors(line), Vec::<String>::new(), "{line}");
        }
        assert!(
            analysis.score.total >= 80.0,
            "{} for {:?}\n{}",
            analysis.score.total,
            brief.subject,
            song.lyrics
        );
        titled += usize::from(song.lyrics.to_lowercase().matches(&song.title.to_lowercase()).count() >= 2);
        for section in &analysis.sections {
            let lines: Vec<_> = section
                .lines
                .iter()
                .filter(|line| line.kind == LineKind::Sung && !line.text.starts_with('('))
                .collect();
            for line in &lines {
                let heard = line.rhyme.as_deref().is_some_and(|letter| letter != "X");
                if matches!(section.kind, SectionKind::Verse | SectionKind::Bridge) {
                    verse_lines += 1;
                    rhymed += usize::from(heard);
                }
                let mate =
                    lines.iter().rfind(|other| other.number < line.number && other.rhyme == line.rhyme);
                if let Some(mate) = mate.filter(|_| heard) {
                    pairs += 1;
                    near += usize::from(mate.syllables.abs_diff(line.syllables) <= 1);
                }
            }
        }
    }
    assert!(rhymed * 100 >= verse_lines * 95, "{rhymed} of {verse_lines} lines rhyme");
    assert!(near * 100 >= pairs * 90, "{near} of {pairs} pairs are within one syllable");
    assert!(titled >= 57, "{titled} of 60 songs say their title twice");
}

#[test]
fn no_verse_line_is_sung_in_two_verses() {
    for (_, song, analysis) in songs().into_iter().take(20) {
        let mut seen = HashSet::new();
        for section in analysis.sections.iter().filter(|section| section.kind == SectionKind::Verse) {
            let lines: HashSet<&str> = section
                .lines
                .iter()
                .filter(|line| line.kind == LineKind::Sung && !line.text.starts_with('('))
                .map(|line| line.text.as_str())
                .collect();
            for line in lines {
                assert!(seen.insert(line), "“{line}” twice in\n{}", song.lyrics);
            }
        }
    }
}
