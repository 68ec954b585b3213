//! `song-master rhymes`: words that rhyme, the most useful first.

use std::{collections::BTreeMap, process::ExitCode};

use serde_json::json;
use songcraft::{
    lexicon::{Lexicon, Source},
    rhyme::{RhymeCandidate, RhymeKind, RhymeQuery, search},
};

use super::{
    args::RhymesArgs,
    failure::{Failure, Outcome},
    say,
};

/// Columns of a list.
const WIDTH: usize = 78;

/// Searches and prints.
pub(crate) fn run(args: &RhymesArgs) -> Outcome<ExitCode> {
    let query = RhymeQuery {
        kinds: kinds(&args.kind)?,
        syllables: args.syllables.map(|count| count..=count),
        stress: args.stress.as_deref().map(stress).transpose()?,
        limit: args.limit,
    };
    let found = search(Lexicon::embedded(), &args.word, &query);
    if args.json {
        say(&format!("{:#}", json!({ "word": args.word, "rhymes": found })))?;
    } else {
        say(&page(&args.word, &found))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn kinds(asked: &[String]) -> Outcome<Vec<RhymeKind>> {
    if asked.is_empty() {
        return Ok(vec![RhymeKind::Multisyllabic, RhymeKind::Perfect, RhymeKind::Family]);
    }
    if asked.iter().any(|kind| kind == "all") {
        return Ok(Vec::new());
    }
    let known = || RhymeKind::ALL.into_iter().filter(|kind| *kind != RhymeKind::None);
    let find = |asked: &String| {
        known().find(|kind| kind.id() == asked).ok_or_else(|| {
            let names: Vec<&str> = known().map(RhymeKind::id).collect();
            Failure::input(format!("kind: there is no “{asked}”. The kinds: {}, all.", names.join(", ")))
        })
    };
    asked.iter().map(find).collect()
}

fn stress(digits: &str) -> Outcome<String> {
    if digits.is_empty() || !digits.bytes().all(|digit| (b'0'..=b'2').contains(&digit)) {
        return Err(Failure::input(
            "stress: write a digit for each syllable, 0 weak, 1 strong, 2 half-strong",
        ));
    }
    Ok(digits.to_owned())
}

fn page(word: &str, found: &[RhymeCandidate]) -> String {
    let mut page = vec![heard(word)];
    if found.is_empty() {
        page.push(
            "No word of the dictionary rhymes with it in this way; --kind all looks further.".to_owned(),
        );
    }
    for kind in RhymeKind::ALL {
        let mut by_length: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for candidate in found.iter().filter(|candidate| candidate.kind == kind) {
            by_length.entry(candidate.syllables).or_default().push(&candidate.word);
        }
        if !by_length.is_empty() {
            page.push(format!("\n{}", kind.id()));
        }
        for (syllables, words) in by_length {
            page.push(wrapped(syllables, &words));
        }
    }
    page.join("\n")
}

/// How the last word sounds, and where that is known from.
fn heard(phrase: &str) -> String {
    let last = phrase.split_whitespace().next_back().unwrap_or_default();
    let shown: String = phrase.chars().filter(|c| !c.is_control()).collect();
    match Lexicon::embedded().pronounce(last).first() {
        Some(said) if said.source == Source::Dictionary => format!("{shown}  ·  {}", said.phones_text()),
        Some(said) => format!("{shown}  ·  {} (not in the dictionary, read by rule)", said.phones_text()),
        None => format!("{shown}  ·  no sounds: there is nothing to rhyme with"),
    }
}

/// The words of one length, after the number of their syllables.
fn wrapped(syllables: u32, words: &[&str]) -> String {
    let mut lines = vec![format!("  {syllables}  ")];
    for word in words {
        let line = lines.last().map_or(0, |line| line.chars().count());
        if line > 5 && line + word.len() + 1 > WIDTH {
            lines.push("     ".to_owned());
        }
        if let Some(line) = lines.last_mut() {
            if line.len() > 5 {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}
