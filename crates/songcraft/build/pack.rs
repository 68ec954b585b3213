//! Writes the packed lexicon.

use crate::dictionary::Entries;

/// Magic, version, number of words, then the words front-coded, then the pronunciations.
pub(crate) fn pack(entries: &Entries) -> Vec<u8> {
    let mut out = b"SCLX".to_vec();
    out.extend(1u16.to_le_bytes());
    out.extend((entries.len() as u32).to_le_bytes());
    let mut previous: &[u8] = b"";
    for word in entries.keys() {
        let word = word.as_bytes();
        let shared = previous.iter().zip(word).take_while(|(left, right)| left == right).count();
        out.extend([shared as u8, (word.len() - shared) as u8]);
        out.extend(&word[shared..]);
        previous = word;
    }
    for pronunciations in entries.values() {
        out.push(pronunciations.len() as u8);
        for phones in pronunciations {
            out.push(phones.len() as u8);
            out.extend(phones);
        }
    }
    out
}
