//! Perfect rhyme by its definition, written down a second time on the dictionary's text: the same sounds from the last
//! stressed vowel on, after different onsets. Compared with the engine on 10,000 pairs of dictionary words.

use songcraft::lexicon::Lexicon;
use songcraft::rhyme::{RhymeKind, classify};

use crate::packer::dictionary;

const PAIRS: usize = 10_000;
const SEED: u64 = 7;

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}

fn is_vowel(phone: &str) -> bool {
    phone.ends_with(['0', '1', '2'])
}

fn plain(phone: &str) -> &str {
    phone.trim_end_matches(['0', '1', '2'])
}

/// The consonants that begin the syllable of the vowel at `vowel`: all of them at the start of a word, else the longest
/// cluster that can begin an English word.
fn onset<'a>(phones: &'a [&'a str], vowel: usize) -> Vec<&'a str> {
    const CLUSTERS: &str = "S P L|S P R|S P Y|S T R|S T Y|S K R|S K W|S K Y|S K L|P L|P R|P Y|T R|T W|T Y|K L|K R|K W|K Y|\
        B L|B R|B Y|D R|D W|D Y|G L|G R|G W|G Y|F L|F R|F Y|TH R|TH W|SH R|HH Y|HH W|V Y|M Y|N Y|S L|S M|S N|S P|S T|S K|S W|S F";
    let start = phones[..vowel].iter().rposition(|phone| is_vowel(phone)).map_or(0, |at| at + 1);
    let consonants = &phones[start..vowel];
    if start == 0 {
        return consonants.to_vec();
    }
    for length in [3, 2] {
        if consonants.len() >= length {
            let tail = &consonants[consonants.len() - length..];
            if CLUSTERS.split('|').any(|cluster| cluster == tail.join(" ")) {
                return tail.to_vec();
            }
        }
    }
    consonants.iter().rev().take(1).filter(|phone| **phone != "NG").copied().collect()
}

fn perfect(left: &str, right: &str) -> bool {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.split(' ').collect(), right.split(' ').collect());
    let start = |phones: &[&str]| {
        let stressed = phones.iter().rposition(|phone| phone.ends_with(['1', '2']));
        stressed.or_else(|| phones.iter().rposition(|phone| is_vowel(phone)))
    };
    let (Some(from), Some(to)) = (start(&left), start(&right)) else { return false };
    left[from..].iter().map(|phone| plain(phone)).eq(right[to..].iter().map(|phone| plain(phone)))
        && onset(&left, from) != onset(&right, to)
}

#[test]
fn perfect_rhymes_agree_with_the_definition_on_ten_thousand_pairs() {
    let lexicon = Lexicon::embedded();
    let entries = dictionary::read(&dictionary::find().unwrap()).unwrap();
    // Words with one pronunciation, so that a pair has one answer; function words may be weak in a line.
    let words: Vec<&String> = entries
        .iter()
        .filter(|(word, said)| {
            said.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase()) && word.len() > 4
        })
        .map(|(word, _)| word)
        .collect();
    let said = |word: &str| lexicon.pronounce(word)[0].phones_text();
    let mut by_end: std::collections::BTreeMap<String, Vec<&String>> = std::collections::BTreeMap::new();
    for word in &words {
        let phones = said(word);
        let end: Vec<&str> = phones.split(' ').rev().take(2).map(plain).collect();
        by_end.entry(end.join(" ")).or_default().push(word);
    }
    let mut random = Random(SEED);
    let (mut agreed, mut rhyming) = (0, 0);
    for pair in 0..PAIRS {
        let left = words[random.below(words.len())];
        // Random words hardly ever rhyme: every other pair shares its last two sounds.
        let right = if pair % 2 == 0 {
            words[random.below(words.len())]
        } else {
            let phones = said(left);
            let end: Vec<&str> = phones.split(' ').rev().take(2).map(plain).collect();
            let alike = &by_end[&end.join(" ")];
            alike[random.below(alike.len())]
        };
        let by_definition = perfect(&said(left), &said(right));
        let found = classify(lexicon, left, right);
        let by_engine = found.kind == RhymeKind::Perfect;
        assert_eq!(by_engine, by_definition, "{left} {right}: {found:?} {} / {}", said(left), said(right));
        agreed += 1;
        rhyming += usize::from(by_definition);
    }
    println!("{agreed} of {PAIRS} pairs agree, {rhyming} of them perfect rhymes");
    assert!(rhyming > 500, "{rhyming}");
}
