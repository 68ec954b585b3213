//! Writes the packed lexicon, in the layout that `src/lexicon/layout.rs` describes.

use std::collections::HashMap;

use super::align::{self, Aligned};
use super::dictionary::Entries;
use super::layout::{ESCAPE, MAGIC, VERSION};
use super::letter_tree::{LetterTree, Node};
use super::ranks::{self, Ranking};
use super::stress;

/// The lexicon of these words: each part is preceded by its length, so that a reader can tell where damage lies.
pub(crate) fn pack(entries: &Entries, commonness: &HashMap<&str, u8>) -> Vec<u8> {
    let pairs: Vec<(&[u8], &[u8])> = entries
        .iter()
        .flat_map(|(word, said)| said.iter().map(|phones| (word.as_bytes(), phones.as_slice())))
        .collect();
    let aligned = align::align_all(&pairs);
    let words =
        || pairs.iter().zip(&aligned).filter_map(|((word, _), aligned)| Some((*word, aligned.as_ref()?)));
    let ranking = Ranking::learn(words());
    let usual = usual_pronunciations(entries, &aligned);
    let tree = LetterTree::learn(usual.iter().map(|(word, aligned)| (*word, *aligned)));
    let weights = stress::learn(usual.iter().map(|(word, aligned)| (*word, *aligned)));

    let mut out = MAGIC.to_vec();
    out.extend(VERSION.to_le_bytes());
    out.extend((entries.len() as u32).to_le_bytes());
    part(&mut out, &front_coded(entries));
    part(&mut out, &entries.values().map(|said| said.len() as u8).collect::<Vec<_>>());
    part(&mut out, &letter_lists(&ranking));
    part(&mut out, &context_lists(&ranking));
    part(&mut out, &rank_stream(&pairs, &aligned, &ranking));
    part(
        &mut out,
        &entries.keys().map(|word| commonness.get(word.as_str()).copied().unwrap_or(0)).collect::<Vec<_>>(),
    );
    part(&mut out, &tree.classes.concat());
    let mut streams = [Vec::new(), Vec::new(), Vec::new()];
    write_node(&tree.root, &mut streams);
    for stream in &streams {
        part(&mut out, stream);
    }
    part(&mut out, &weights);
    out
}

/// Each word with its first pronunciation: the rules learn the usual one.
fn usual_pronunciations<'a>(
    entries: &'a Entries,
    aligned: &'a [Option<Aligned>],
) -> Vec<(&'a [u8], &'a Aligned)> {
    let mut at = 0;
    let mut usual = Vec::new();
    for (word, said) in entries {
        usual.extend(aligned[at].as_ref().map(|aligned| (word.as_bytes(), aligned)));
        at += said.len();
    }
    usual
}

fn part(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend((bytes.len() as u32).to_le_bytes());
    out.extend(bytes);
}

/// For each word, how many letters it shares with the one before, and the others; the last letter has the high bit.
fn front_coded(entries: &Entries) -> Vec<u8> {
    let mut out = Vec::new();
    let mut previous: &[u8] = b"";
    for word in entries.keys().map(String::as_bytes) {
        let shared = previous.iter().zip(word).take_while(|(left, right)| left == right).count();
        out.push(shared as u8);
        out.extend(&word[shared..]);
        if let Some(last) = out.last_mut() {
            *last |= 0x80;
        }
        previous = word;
    }
    out
}

fn letter_lists(ranking: &Ranking) -> Vec<u8> {
    ranking
        .letters
        .iter()
        .flat_map(|chunks| [chunks.len() as u8].into_iter().chain(chunks.concat()))
        .collect()
}

/// For each context, the distance from the one before, the length of its list, and the list.
fn context_lists(ranking: &Ranking) -> Vec<u8> {
    let mut numbers = Vec::new();
    let mut lists = Vec::new();
    let mut previous = 0;
    for (context, list) in &ranking.contexts {
        varint(&mut numbers, context - previous);
        previous = *context;
        lists.push(list.len() as u8);
        lists.extend(list);
    }
    let mut out = (ranking.contexts.len() as u32).to_le_bytes().to_vec();
    part(&mut out, &numbers);
    out.extend(lists);
    out
}

fn varint(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn rank_stream(pairs: &[(&[u8], &[u8])], aligned: &[Option<Aligned>], ranking: &Ranking) -> Vec<u8> {
    let mut out = Vec::new();
    for ((word, phones), aligned) in pairs.iter().zip(aligned) {
        if let Some(aligned) = aligned {
            ranks::visit(word, aligned, |letter, context, chunk| {
                out.push(ranking.rank(letter, context, chunk));
            });
        } else {
            out.extend([ESCAPE, phones.len() as u8]);
            out.extend(*phones);
        }
    }
    out
}

/// Depth first: the features' values, the classes, the numbers of branches.
fn write_node(node: &Node, streams: &mut [Vec<u8>; 3]) {
    streams[1].push(node.class);
    streams[2].push(node.branches.len() as u8);
    for (value, branch) in &node.branches {
        streams[0].push(*value);
        write_node(branch, streams);
    }
}
