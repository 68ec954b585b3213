//! Leaves 5 % of the dictionary out of the lexicon, at random with a fixed seed, and lets the rules say the words. The
//! lexicon of this test is packed, and its rules are learned, without the words that are left out.

use std::collections::BTreeMap;

use songcraft::lexicon::{Lexicon, Phone, Source};

use crate::packer::dictionary::{self, Entries};
use crate::packer::{self, commonness, pack};

const SEED: u64 = 20_261_123;
/// One word of twenty: 5 %.
const LEFT_OUT: u64 = 20;

/// `SplitMix64` of the word's bytes and the seed.
fn is_left_out(word: &str) -> bool {
    let mixed = word.bytes().fold(SEED, |state, byte| {
        let mut mixed = (state ^ u64::from(byte)).wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    });
    mixed % LEFT_OUT == 0
}

/// How many words of a source were said rightly.
#[derive(Default, Clone, Copy)]
struct Tally {
    words: u32,
    syllables: u32,
    stress: u32,
    both: u32,
    sounds: u32,
}

impl Tally {
    fn percent(part: u32, whole: u32) -> f64 {
        f64::from(part) * 100.0 / f64::from(whole.max(1))
    }
}

/// The stresses of a pronunciation: its syllables, and the place of the main one from the word's start.
fn shape(phones: &[Phone]) -> (usize, usize) {
    let stresses: Vec<u8> = phones.iter().filter_map(|phone| phone.stress()).collect();
    (stresses.len(), stresses.iter().position(|stress| *stress == 1).unwrap_or(0))
}

fn tally(lexicon: &Lexicon, words: &Entries) -> BTreeMap<Option<Source>, Tally> {
    let whole = Lexicon::embedded();
    let mut tallies: BTreeMap<Option<Source>, Tally> = BTreeMap::new();
    for word in words.keys() {
        let said = lexicon.pronounce(word);
        let right = whole.pronounce(word);
        let (Some(said), Some(right)) = (said.first(), right.first()) else { panic!("{word} has no sounds") };
        // The first pronunciation of the dictionary is the right one; its variants do not count.
        let (guess, truth) = (shape(&said.phones), shape(&right.phones));
        for source in [None, Some(said.source)] {
            let tally = tallies.entry(source).or_default();
            tally.words += 1;
            tally.syllables += u32::from(guess.0 == truth.0);
            tally.stress += u32::from(guess.1 == truth.1);
            tally.both += u32::from(guess == truth);
            tally.sounds += u32::from(said.phones == right.phones);
        }
    }
    tallies
}

#[test]
fn words_that_were_left_out_keep_their_syllables_and_their_stress() {
    let entries = dictionary::read(&dictionary::find().unwrap()).unwrap();
    let (left_out, kept): (Entries, Entries) = entries.into_iter().partition(|(word, _)| is_left_out(word));
    let file = include_str!("../../data/commonness.txt");
    let lexicon = Lexicon::from_bytes(pack::pack(&kept, &commonness::read(file))).unwrap();
    assert_eq!(lexicon.len(), kept.len());
    let tallies = tally(&lexicon, &left_out);
    println!(
        "{:12} {:>6} {:>10} {:>8} {:>6} {:>8}",
        "source", "words", "syllables", "stress", "both", "sounds"
    );
    for (source, tally) in &tallies {
        let name = source.map_or("all", Source::id);
        let percent = |part| Tally::percent(part, tally.words);
        println!(
            "{name:12} {:>6} {:>9.2}% {:>7.2}% {:>5.1}% {:>7.2}%",
            tally.words,
            percent(tally.syllables),
            percent(tally.stress),
            percent(tally.both),
            percent(tally.sounds)
        );
    }
    let all = tallies[&None];
    assert!(all.words > 6000);
    assert!(Tally::percent(all.syllables, all.words) >= 93.0);
    assert!(Tally::percent(all.stress, all.words) >= 80.0);
    let rules = tallies[&Some(Source::Rules)];
    assert!(Tally::percent(rules.syllables, rules.words) >= 90.0, "the rules by themselves");
}

#[test]
fn the_lexicon_gives_back_the_dictionary_sound_by_sound() {
    let entries = dictionary::read(&dictionary::find().unwrap()).unwrap();
    let lexicon = Lexicon::embedded();
    assert_eq!(lexicon.len(), entries.len());
    for (word, said) in &entries {
        let read = lexicon.pronounce(word);
        assert_eq!(read.len(), said.len(), "{word}");
        for (codes, pronunciation) in said.iter().zip(&read) {
            let text: Vec<String> = codes.iter().map(|code| packer::name(*code)).collect();
            assert_eq!(pronunciation.phones_text(), text.join(" "), "{word}");
            assert_eq!(pronunciation.source, Source::Dictionary);
        }
    }
}
