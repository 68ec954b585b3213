//! How fast the engine is: `cargo bench -p songcraft`.

#[path = "shared/long_song.rs"]
mod long_song;

use divan::Bencher;
use long_song::long_song;
use songcraft::analysis::{Analyzer, Context, analyze};
use songcraft::document::Document;
use songcraft::lexicon::{LEXICON_BYTES, Lexicon};
use songcraft::rhyme::{RhymeKind, RhymeQuery, search};

const SONG: &str = include_str!("../tests/golden/song.txt");

fn main() {
    Lexicon::embedded().prepare_rhymes();
    divan::main();
}

#[divan::bench]
fn open_lexicon() -> Option<Lexicon> {
    Lexicon::from_bytes(LEXICON_BYTES).ok()
}

#[divan::bench]
fn analyze_5000_characters(bencher: Bencher) {
    let document = Document::parse(&long_song());
    bencher.bench(|| analyze(Lexicon::embedded(), &document, &Context::default()));
}

#[divan::bench]
fn one_changed_line_of_5000_characters(bencher: Bencher) {
    let song = long_song();
    let mut analyzer = Analyzer::new(Lexicon::embedded(), &Context::default());
    analyzer.analyze(&Document::parse(&song));
    let mut edits = 0u32;
    bencher.bench_local(|| {
        edits += 1;
        let edited = song.replacen("The harbour wakes", &format!("The harbour {edits} wakes"), 1);
        analyzer.analyze(&Document::parse(&edited))
    });
}

/// Songs of the golden song's size, each with a line of its own.
#[divan::bench]
fn one_song_of_a_batch(bencher: Bencher) {
    let mut analyzer = Analyzer::new(Lexicon::embedded(), &Context::default());
    let mut number = 0u32;
    bencher.bench_local(|| {
        number += 1;
        let song = SONG.replace("half past nine", &format!("half past {number}"));
        analyzer.analyze(&Document::parse(&song))
    });
}

#[divan::bench]
fn parse_5000_characters(bencher: Bencher) {
    let song = long_song();
    bencher.bench(|| Document::parse(&song));
}

#[divan::bench(args = ["night", "away", "nation", "over you"])]
fn perfect_and_family_rhymes(word: &str) -> usize {
    search(Lexicon::embedded(), word, &RhymeQuery::default()).len()
}

#[divan::bench]
fn rhymes_of_every_kind() -> usize {
    let kinds = vec![RhymeKind::Perfect, RhymeKind::Family, RhymeKind::Assonance, RhymeKind::Consonance];
    search(Lexicon::embedded(), "night", &RhymeQuery { kinds, ..RhymeQuery::default() }).len()
}

#[divan::bench]
fn pronounce_a_word_outside_the_dictionary() -> usize {
    Lexicon::embedded().pronounce("zorblification").len()
}
