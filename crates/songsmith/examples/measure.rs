//! Writes 500 songs and measures them: the table of `docs/songsmith.md`.
//!
//! `cargo run -p songsmith --example measure [-- COUNT]`

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use songcraft::analysis::{Analysis, Context, analyze};
use songcraft::document::{Document, LineKind, SectionKind};
use songcraft::freshness::stale_phrases;
use songcraft::lexicon::Lexicon;
use songcraft::lint::Severity;
use songcraft::target::Target;
use songsmith::{Brief, Draft, Wishes, agreement_errors, draft, metadata, read_brief};

/// Sums over all songs.
#[derive(Debug, Default)]
struct Totals {
    songs: usize,
    lines: usize,
    pairs: usize,
    near_pairs: usize,
    rhymed: usize,
    verse_lines: usize,
    stale: usize,
    repeated: usize,
    titled: usize,
    covered: usize,
    errors: usize,
    agreement: Vec<String>,
    score: f64,
    lowest: f64,
    words: usize,
    slowest: u128,
    milliseconds: u128,
}

/// Subjects among the prompts; every so manieth prompt has the same one.
const SUBJECTS: usize = 50;

fn main() {
    let count = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(500);
    let mut totals = Totals { lowest: 100.0, ..Totals::default() };
    let mut songs: Vec<HashSet<String>> = Vec::new();
    let mut between_seeds = Vec::new();
    let mut genres = HashSet::new();
    let mut themes = HashSet::new();
    for (index, prompt) in prompts().into_iter().take(count).enumerate() {
        let wishes = Wishes { prompt, target: "suno-v5".to_owned(), seed: index as u64, ..Wishes::default() };
        let Ok(brief) = read_brief(&wishes) else {
            println!("no song: {}", wishes.prompt);
            continue;
        };
        genres.insert(brief.genre.clone());
        themes.extend(brief.themes.first().cloned());
        let start = Instant::now();
        let song = draft(&brief, wishes.seed);
        let took = start.elapsed().as_millis();
        totals.slowest = totals.slowest.max(took);
        totals.milliseconds += took;
        measure(&mut totals, &brief, &song, &wishes.prompt);
        let lines = line_set(&song.lyrics);
        between_seeds.push(shared(&lines, &line_set(&draft(&brief, wishes.seed + 10_000).lyrics)));
        songs.push(lines);
    }
    report(&totals, &songs, &between_seeds, genres.len(), themes.len());
}

/// One prompt for each subject in ten genres.
fn prompts() -> Vec<String> {
    let file = include_str!("../data/measure_prompts.txt");
    let list = |name: &str| -> Vec<String> {
        let section = file.split(&format!("[{name}]\n")).nth(1).unwrap_or_default();
        section
            .lines()
            .take_while(|line| !line.starts_with('['))
            .map(|line| line.replace(['{', '}'], ""))
            .collect()
    };
    let (genres, subjects) = (list("genres"), list("subjects"));
    (0..500)
        .map(|index| {
            format!(
                "A {} about {}",
                genres[(index * 7 + index / 50) % genres.len()],
                subjects[index % subjects.len()]
            )
        })
        .collect()
}

fn measure(totals: &mut Totals, brief: &Brief, song: &Draft, prompt: &str) {
    let fields = metadata(brief, &song.title, &song.lyrics);
    let document = Document::parse(&song.lyrics);
    let context = Context {
        title: Some(&song.title),
        styles: &fields.styles,
        exclude_styles: &fields.exclude_styles,
        brief_words: &brief.content_words,
        ..Context::new(Target::default_target())
    };
    let analysis = analyze(Lexicon::embedded(), &document, &context);
    totals.songs += 1;
    totals.score += analysis.score.total;
    totals.lowest = totals.lowest.min(analysis.score.total);
    totals.words += song
        .lyrics
        .lines()
        .filter(|line| !line.starts_with('['))
        .map(|line| line.split_whitespace().count())
        .sum::<usize>();
    totals.stale += stale_phrases(&document).len();
    for finding in analysis.findings.iter().filter(|finding| finding.severity == Severity::Error) {
        totals.errors += 1;
        println!("error in “{prompt}”: {}", finding.message);
    }
    pairs(totals, &analysis);
    let lower = song.lyrics.to_lowercase();
    totals.titled += usize::from(says_title(&analysis, &song.title));
    let said = brief.content_words.iter().filter(|word| lower.contains(stem(word))).count();
    let enough = said >= brief.content_words.len().min(3);
    totals.covered += usize::from(enough);
    if !enough {
        println!("too few words of “{prompt}”: {:?}", brief.content_words);
    }
    for stale in stale_phrases(&document) {
        println!("worn: “{}” in “{prompt}”", stale.phrase);
    }
    for line in song.lyrics.lines().filter(|line| !line.starts_with('[')) {
        totals.lines += 1;
        totals.agreement.extend(agreement_errors(line).into_iter().map(|error| format!("{error}: {line}")));
    }
}

/// A word without its usual ending, enough to find it again.
fn stem(word: &str) -> &str {
    let word = word
        .strip_suffix("ing")
        .or(word.strip_suffix("ies"))
        .or(word.strip_suffix('s'))
        .or(word.strip_suffix('y'))
        .unwrap_or(word);
    word.strip_suffix('e').unwrap_or(word)
}

fn pairs(totals: &mut Totals, analysis: &Analysis) {
    let mut sung: HashMap<String, usize> = HashMap::new();
    for section in &analysis.sections {
        let lines: Vec<_> = section
            .lines
            .iter()
            .filter(|line| line.kind == LineKind::Sung && !line.text.starts_with('('))
            .collect();
        let verse = matches!(section.kind, SectionKind::Verse | SectionKind::Bridge);
        for line in &lines {
            let alone = line.rhyme.as_deref().is_none_or(|letter| letter == "X");
            if verse {
                totals.verse_lines += 1;
                totals.rhymed += usize::from(!alone);
                // A blues sings its first line twice on purpose.
                let again =
                    lines.iter().any(|other| other.number + 1 == line.number && other.text == line.text);
                *sung.entry(line.text.to_lowercase()).or_default() += usize::from(!again);
            }
            let mate = lines.iter().rfind(|other| other.number < line.number && other.rhyme == line.rhyme);
            if let Some(mate) = mate.filter(|_| !alone) {
                totals.pairs += 1;
                totals.near_pairs += usize::from(mate.syllables.abs_diff(line.syllables) <= 1);
            }
        }
    }
    totals.repeated += sung.values().filter(|count| **count > 1).count();
}

fn says_title(analysis: &Analysis, title: &str) -> bool {
    let title = title.to_lowercase();
    let central =
        |kind: SectionKind| matches!(kind, SectionKind::Chorus | SectionKind::Hook | SectionKind::Refrain);
    analysis
        .sections
        .iter()
        .filter(|section| central(section.kind))
        .flat_map(|section| &section.lines)
        .any(|line| line.text.to_lowercase().contains(&title))
}

fn line_set(lyrics: &str) -> HashSet<String> {
    lyrics
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with(['[', '(']))
        .map(str::to_lowercase)
        .collect()
}

/// The share of the smaller song's lines that the other has too, in percent.
fn shared(first: &HashSet<String>, second: &HashSet<String>) -> f64 {
    100.0 * first.intersection(second).count() as f64 / first.len().min(second.len()).max(1) as f64
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// How many lines songs have in common.
fn report_shares(songs: &[HashSet<String>], seeds: &[f64]) {
    let between: Vec<f64> = (0..songs.len())
        .flat_map(|one| (0..one).map(move |other| (one, other)))
        .map(|(one, other)| shared(&songs[one], &songs[other]))
        .collect();
    // Prompts with one subject in two genres differ in little more than a seed does.
    let apart: Vec<f64> = (0..songs.len())
        .flat_map(|one| (0..one).map(move |other| (one, other)))
        .filter(|(one, other)| one % SUBJECTS != other % SUBJECTS)
        .map(|(one, other)| shared(&songs[one], &songs[other]))
        .collect();
    println!(
        "lines shared by two songs of different prompts: mean {:.2} %, highest {:.1} %",
        mean(&between),
        between.iter().copied().fold(0.0, f64::max)
    );
    println!(
        "pairs of songs that share more than 2 %: {:.1} %",
        percent(between.iter().filter(|share| **share > 2.0).count(), between.len())
    );
    println!(
        "of pairs with different subjects: mean {:.2} %, {:.2} % of them share more than 2 %",
        mean(&apart),
        percent(apart.iter().filter(|share| **share > 2.0).count(), apart.len())
    );
    println!(
        "lines shared by two seeds of one prompt: mean {:.1} %, highest {:.1} %",
        mean(seeds),
        seeds.iter().copied().fold(0.0, f64::max)
    );
    println!(
        "songs whose seeds share more than 25 %: {:.1} %",
        percent(seeds.iter().filter(|share| **share > 25.0).count(), seeds.len())
    );
}

fn report(totals: &Totals, songs: &[HashSet<String>], seeds: &[f64], genres: usize, themes: usize) {
    println!("songs {}, genres {genres}, first themes {themes}", totals.songs);
    println!(
        "words a song: {:.0}; sung lines {}",
        totals.words as f64 / totals.songs.max(1) as f64,
        totals.lines
    );
    println!(
        "lines of verses and bridges that rhyme (family or better): {:.1} %",
        percent(totals.rhymed, totals.verse_lines)
    );
    println!("rhyming pairs within one syllable: {:.1} %", percent(totals.near_pairs, totals.pairs));
    println!("worn phrases: {}", totals.stale);
    println!("lines of verses and bridges sung twice in a song: {}", totals.repeated);
    println!("title in the chorus: {:.1} %", percent(totals.titled, totals.songs));
    println!(
        "songs with at least three content words of the prompt (or all it has): {:.1} %",
        percent(totals.covered, totals.songs)
    );
    println!("preflight errors: {}", totals.errors);
    println!("agreement errors: {}", totals.agreement.len());
    report_shares(songs, seeds);
    println!(
        "score of the draft: mean {:.1}, lowest {:.1}",
        totals.score / totals.songs.max(1) as f64,
        totals.lowest
    );
    println!(
        "milliseconds a draft: mean {}, slowest {}",
        totals.milliseconds / totals.songs.max(1) as u128,
        totals.slowest
    );
    for error in totals.agreement.iter().take(40) {
        println!("  {error}");
    }
}
