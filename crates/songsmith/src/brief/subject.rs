//! What the song is about, in the prompt's own words: the subject, further names and things, and the title.

use super::words::Word;
use super::{Brief, lists, refuse, topic};
use crate::wishes::Wishes;

/// The longest subject that is sung as it stands, in words.
const LONGEST_SUBJECT: usize = 9;
/// How many names and things beside the subject a song can carry.
const MOST_MENTIONS: usize = 5;
/// How many content words are asked of a song.
const MOST_CONTENT_WORDS: usize = 12;

/// Reads subject, scene, mentions and content words.
pub(super) fn read(brief: &mut Brief, words: &[Word]) {
    if refuse::is_recipe(words) {
        brief.content_words = content_words(brief, words, &[]);
        return;
    }
    let about = after_about(words);
    let told = words.first().is_some_and(|word| is_pronoun(&word.lower));
    let subject = about
        .and_then(|clause| noun_phrase(clause, true))
        .or_else(|| if told { first_mention(words) } else { opening(brief, words) });
    let used: Vec<String> =
        subject.iter().flat_map(|phrase| phrase.iter().map(|word| word.lower.clone())).collect();
    brief.subject = subject.map(|phrase| joined(&phrase));
    brief.scene = scene(words);
    brief.mentions = mentions(words, &used);
    brief.content_words = content_words(brief, words, &used);
}

/// Takes the title from the person, or from "called …" in the prompt.
pub(super) fn read_title(brief: &mut Brief, wishes: &Wishes, prompt: &str) {
    let given = wishes.title.as_deref().map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned);
    brief.title = given.or_else(|| called(prompt)).map(|title| title.chars().take(80).collect());
}

fn called(prompt: &str) -> Option<String> {
    let lower = prompt.to_lowercase();
    let cue = ["called ", "titled ", "entitled ", "title: ", "named "].into_iter().find(|cue| {
        lower.find(cue).is_some_and(|place| {
            prompt
                .get(place + cue.len()..)
                .is_some_and(|rest| rest.starts_with(['"', '“', '\'', '‘']) || *cue == "title: ")
        })
    })?;
    let rest = prompt.get(lower.find(cue)? + cue.len()..)?;
    let inner: String = rest
        .trim_start_matches(['"', '“', '\'', '‘'])
        .chars()
        .take_while(|c| !matches!(c, '"' | '”' | '\n' | '’' | '.' | ';'))
        .collect();
    let inner = inner.trim_end_matches(['\'', ',', ' ']).trim().to_owned();
    (!inner.is_empty() && inner.chars().count() <= 80).then_some(inner)
}

/// In a prompt that tells ("I miss my dad …"), the first name or thing it tells of.
fn first_mention(words: &[Word]) -> Option<Vec<Word>> {
    let start = words.iter().position(|word| lists::has("determiners", &word.lower) || is_name(word))?;
    let phrase = noun_phrase(&words[start..], false)?;
    let end =
        phrase.iter().skip(1).position(|word| lists::has("prepositions", &word.lower) && word.lower != "of");
    Some(phrase[..end.map_or(phrase.len(), |end| end + 1)].to_vec())
}

/// The words after the first "about" (or "for" a person) up to the end of the clause.
fn after_about(words: &[Word]) -> Option<&[Word]> {
    let cue = words.iter().position(|word| word.lower == "about").or_else(|| {
        words.windows(2).position(|pair| {
            pair[0].lower == "for" && (lists::has("determiners", &pair[1].lower) || is_name(&pair[1]))
        })
    })?;
    clause(&words[cue + 1..])
}

fn clause(words: &[Word]) -> Option<&[Word]> {
    let end = words.iter().position(|word| word.closes_clause).map_or(words.len(), |last| last + 1);
    (end > 0).then(|| &words[..end])
}

/// Without "about": the first sentence, less the words that only ask for a song.
fn opening(brief: &Brief, words: &[Word]) -> Option<Vec<Word>> {
    let clauses = words.split_inclusive(|word| word.closes_clause);
    for clause in clauses {
        let start = clause
            .iter()
            .position(|word| is_content(brief, word) || lists::has("determiners", &word.lower))?;
        let skip_article = clause[start..]
            .iter()
            .take(3)
            .any(|word| lists::has("asking", &word.lower) || topic::is_musical(&word.lower));
        let start = if skip_article {
            let Some(next) = clause
                .iter()
                .rposition(|word| lists::has("asking", &word.lower) || topic::is_musical(&word.lower))
            else {
                continue;
            };
            next + 1
        } else {
            start
        };
        let rest = clause.get(start..).unwrap_or_default();
        let rest = match rest.first() {
            Some(first) if lists::has("prepositions", &first.lower) => &rest[1..],
            _ => rest,
        };
        if let Some(phrase) = noun_phrase(rest, false) {
            return Some(phrase);
        }
    }
    None
}

/// What stands at the start of `words`. With `clause`, relative clauses and verbs may follow the noun ("a keeper
/// who never sleeps", "losing my keys") as long as the whole has at most [`LONGEST_SUBJECT`] words; otherwise, and
/// when it is longer, the noun phrase alone.
fn noun_phrase(words: &[Word], clause: bool) -> Option<Vec<Word>> {
    if clause {
        let whole = cut_at(words, |_, _| false);
        if let Some(whole) = whole.filter(|whole| whole.len() <= LONGEST_SUBJECT) {
            return Some(whole);
        }
    }
    let gerund = clause && words.first().is_some_and(|word| word.lower.ends_with("ing"));
    cut_at(words, |index, lower| {
        lists::has("relative", lower)
            || is_pronoun(lower)
            || (index > 0 && is_verb(lower) && !(gerund && index == 1))
    })
}

fn is_pronoun(lower: &str) -> bool {
    matches!(lower, "i" | "you" | "he" | "she" | "we" | "they" | "it")
}

/// The words up to the end of the clause, to an instruction, or to where `ends` says so; without what would dangle.
fn cut_at(words: &[Word], ends: impl Fn(usize, &str) -> bool) -> Option<Vec<Word>> {
    let mut phrase = Vec::<Word>::new();
    for (index, word) in words.iter().enumerate() {
        let lower = word.lower.as_str();
        let asks = !phrase.is_empty() && lists::has("closing", lower);
        let plays =
            lists::has("instruments", lower) && phrase.last().is_some_and(|last| last.lower == "with");
        let turns = matches!(lower, "but" | "because" | "please") || (index == 0 && is_pronoun(lower));
        if asks || plays || turns || lists::has("rude", lower) || ends(index, lower) {
            break;
        }
        phrase.push(word.clone());
        if word.closes_clause {
            break;
        }
    }
    while phrase.last().is_some_and(|word| dangles(&word.lower)) {
        phrase.pop();
    }
    let content =
        phrase.iter().any(|word| !lists::has("stop", &word.lower) && !lists::has("asking", &word.lower));
    content.then_some(phrase)
}

fn dangles(lower: &str) -> bool {
    // Small words that are nouns all the same: a parking lot, the long way.
    if matches!(lower, "lot" | "way" | "thing" | "things" | "nothing" | "everything") {
        return false;
    }
    lists::has("prepositions", lower)
        || lists::has("determiners", lower)
        || lists::has("relative", lower)
        || lists::has("stop", lower)
        || lower.ends_with("ly")
}

/// A word that ends a noun phrase because it is a verb: known ones, and "-ed" and "-ing" forms after a noun.
fn is_verb(lower: &str) -> bool {
    lists::has("verbs", lower) || (lower.len() > 5 && (lower.ends_with("ing") || lower.ends_with("ed")))
}

fn is_name(word: &Word) -> bool {
    !word.opens_sentence
        && word.text.chars().next().is_some_and(char::is_uppercase)
        && word.lower.len() > 1
        && !word.text.starts_with("I'")
}

fn joined(phrase: &[Word]) -> String {
    let mut text = String::new();
    for word in phrase {
        if !text.is_empty() {
            text.push(' ');
        }
        let keep = is_name(word) || word.text.chars().skip(1).any(char::is_uppercase) || word.lower == "i";
        text.push_str(if keep { &word.text } else { &word.lower });
    }
    text
}

/// "in Lisbon", "on a night train": the first place or time that is not part of the subject.
fn scene(words: &[Word]) -> Option<String> {
    let start = words.iter().enumerate().position(|(index, word)| {
        matches!(word.lower.as_str(), "in" | "on" | "at")
            && words.get(index + 1).is_some_and(|next| is_name(next) && !topic::is_musical(&next.lower))
    })?;
    let phrase = noun_phrase(&words[start + 1..], false)?;
    let short: Vec<Word> = phrase.into_iter().take(4).collect();
    Some(format!("{} {}", words[start].lower, joined(&short)))
}

/// Names, and noun phrases with a determiner, that the subject does not already say.
fn mentions(words: &[Word], used: &[String]) -> Vec<String> {
    let mut found = Vec::<String>::new();
    let mut index = 0;
    while index < words.len() && found.len() < MOST_MENTIONS {
        let word = &words[index];
        let starts = is_name(word)
            || (lists::has("determiners", &word.lower)
                && !matches!(word.lower.as_str(), "that" | "no" | "this" | "any" | "every"));
        let phrase = if starts { noun_phrase(&words[index..], false) } else { None };
        let Some(phrase) = phrase else {
            index += 1;
            continue;
        };
        let cut = phrase
            .iter()
            .skip(1)
            .position(|word| lists::has("prepositions", &word.lower))
            .map_or(phrase.len(), |at| at + 1);
        let core = &phrase[..cut.min(4)];
        index += cut.max(1);
        let fresh = !core.iter().any(|word| used.contains(&word.lower) && !lists::has("stop", &word.lower))
            && !core.iter().any(|word| {
                topic::is_musical(&word.lower)
                    || lists::has("asking", &word.lower)
                    || word.lower.chars().all(|c| c.is_ascii_digit())
            });
        let last_is_noun =
            core.last().is_some_and(|word| !dangles(&word.lower) && topic::mood_of(&word.lower).is_none());
        let text = joined(core);
        if fresh && last_is_noun && !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

fn is_content(brief: &Brief, word: &Word) -> bool {
    let lower = word.lower.as_str();
    lower.chars().count() > 2
        && lower.chars().any(char::is_alphabetic)
        && !lower.chars().any(|c| c.is_ascii_digit())
        && !lists::has("stop", lower)
        && !lists::has("asking", lower)
        && !lists::has("rude", lower)
        && !topic::is_musical(lower)
        && topic::mood_of(lower).is_none()
        && !lists::has("instruments", lower)
        && !lists::has("eras", lower)
        && !lists::has("recipe", lower)
        && !brief.must_not.iter().any(|avoid| avoid == lower)
}

/// The subject's content words first, then the others in their order.
fn content_words(brief: &Brief, words: &[Word], subject: &[String]) -> Vec<String> {
    let mut found = Vec::<String>::new();
    let in_subject = words.iter().filter(|word| subject.contains(&word.lower));
    for word in in_subject.chain(words) {
        let plain = word.lower.strip_suffix("'s").unwrap_or(&word.lower);
        let names_genre = topic::names_genre(&brief.genre, &word.lower) && !subject.contains(&word.lower);
        if is_content(brief, word)
            && !names_genre
            && !found.iter().any(|have| super::words::stem(have) == super::words::stem(plain))
        {
            found.push(plain.to_owned());
        }
    }
    found.truncate(MOST_CONTENT_WORDS);
    found
}
