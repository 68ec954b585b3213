//! Words outside the dictionary that are made of words inside it.

mod compound;
mod endings;

use super::fold::fold;
use super::{Lexicon, Phone, Pronunciation, Source, interjections, letters, numbers};

/// The ways to say a word, by the first reading that fits.
pub(super) fn pronounce(lexicon: &Lexicon, word: &str) -> Vec<Pronunciation> {
    let folded = fold(word);
    if let Some(found) = lexicon.entry(&folded) {
        return found;
    }
    if folded.contains(|letter: char| letter.is_ascii_digit()) {
        return numbers::spell(&folded)
            .map_or_else(Vec::new, |words| vec![joined(lexicon, &words, Source::Number)]);
    }
    let bare = folded.trim_matches(|letter: char| !letter.is_ascii_lowercase());
    if bare.is_empty() {
        return Vec::new();
    }
    known(lexicon, &folded, bare)
        .or_else(|| is_acronym(word, bare).then(|| vec![spelled(bare)]))
        .or_else(|| compound::read(lexicon, bare).map(|found| vec![found]))
        .or_else(|| endings::possessive(bare, |stem| compound::read(lexicon, stem)).map(|found| vec![found]))
        .unwrap_or_else(|| vec![lexicon.packed.rules.pronounce(bare)])
}

/// Readings that rest on a dictionary word or a fixed table.
fn known(lexicon: &Lexicon, folded: &str, bare: &str) -> Option<Vec<Pronunciation>> {
    lexicon
        .entry(bare)
        .or_else(|| interjections::find(bare).map(|found| vec![found]))
        .or_else(|| endings::read(lexicon, folded))
        .or_else(|| endings::read(lexicon, bare))
        .or_else(|| held(lexicon, bare))
}

/// A word with a letter held long: "soooo", "baaaby".
fn held(lexicon: &Lexicon, bare: &str) -> Option<Vec<Pronunciation>> {
    let found = [1, 2]
        .into_iter()
        .filter_map(|most| interjections::squeeze(bare, most))
        .find_map(|squeezed| lexicon.entry(&squeezed))?;
    Some(found.into_iter().map(|said| Pronunciation { source: Source::Form, ..said }).collect())
}

/// Capitals that cannot be read as a word, or short ones that usually are not.
fn is_acronym(written: &str, bare: &str) -> bool {
    let capitals = written.chars().filter(|letter| letter.is_uppercase()).count();
    let vowels = bare.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    bare.len() <= 5 && (!vowels || (capitals >= 2 && capitals >= bare.len() && bare.len() <= 4))
}

/// Letters said one by one, the last with the main stress.
fn spelled(bare: &str) -> Pronunciation {
    let last = bare.len().saturating_sub(1);
    let phones = bare.bytes().enumerate().flat_map(|(at, letter)| {
        let stress = if at == last { 1 } else { 2 };
        letters::name_of_letter(letter)
            .map(move |phone| if phone.is_stressed() { phone.with_stress(stress) } else { phone })
            .collect::<Vec<_>>()
    });
    Pronunciation::of_phones(phones.collect(), Source::Spelled)
}

/// Several words said as one.
fn joined(lexicon: &Lexicon, words: &[String], source: Source) -> Pronunciation {
    let last = words.len().saturating_sub(1);
    let mut phones: Vec<Phone> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let bare = word.trim_matches('.');
        let spoken =
            if word.ends_with('.') { vec![spelled(bare)] } else { lexicon.entry(word).unwrap_or_default() };
        let spoken = spoken.into_iter().next().unwrap_or_else(|| lexicon.packed.rules.pronounce(bare));
        let stress = if at == last { 1 } else { 2 };
        phones.extend(spoken.phones.into_iter().map(|phone| match phone.stress() {
            Some(1) => phone.with_stress(stress),
            _ => phone,
        }));
    }
    Pronunciation::of_phones(phones, source)
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;

    fn said(word: &str) -> (String, Source) {
        let said = Lexicon::embedded().pronounce(word);
        said.first()
            .map_or_else(|| (String::new(), Source::Unknown), |first| (first.phones_text(), first.source))
    }

    #[test]
    fn a_clipped_ing_form_keeps_its_syllables_and_loses_its_g() {
        assert_eq!(said("yearnin'"), ("Y ER1 N IH0 N".to_owned(), Source::Form));
        assert_eq!(said("wanderin’").0, "W AA1 N D ER0 IH0 N");
    }

    #[test]
    fn possessives_and_plurals_take_the_sound_their_word_asks_for() {
        assert_eq!(said("moonlight's").0, "M UW1 N L AY2 T S");
        assert_eq!(said("banjo's"), ("B AE1 N JH OW2 Z".to_owned(), Source::Form));
    }

    #[test]
    fn numbers_are_spoken() {
        assert_eq!(said("1999"), ("N AY2 N T IY2 N N AY2 N T IY0 N AY1 N".to_owned(), Source::Number));
    }

    #[test]
    fn acronyms_are_spelled_and_held_letters_are_shortened() {
        assert_eq!(said("TTYL").1, Source::Spelled);
        assert_eq!(said("soooo"), ("S OW1".to_owned(), Source::Form));
    }

    #[test]
    fn two_words_written_as_one_are_a_compound() {
        let (phones, source) = said("moonflower");
        assert_eq!(source, Source::Compound);
        assert_eq!(phones, "M UW1 N F L AW2 ER0");
        assert_eq!(said("moonflower's"), ("M UW1 N F L AW2 ER0 Z".to_owned(), Source::Compound));
    }

    #[test]
    fn any_other_word_is_read_by_its_letters() {
        let (phones, source) = said("zorblig");
        assert_eq!(source, Source::Rules);
        assert!(!phones.is_empty());
    }

    #[test]
    fn a_word_without_latin_letters_has_no_sounds() {
        assert!(Lexicon::embedded().pronounce("שלום").is_empty());
        assert!(Lexicon::embedded().pronounce("").is_empty());
        assert!(Lexicon::embedded().pronounce("\u{0}🎸'").is_empty());
    }
}
