//! The layout of the packed lexicon, shared by the build script that writes it and the code that reads it.
//!
//! Pronunciations are stored as ranks: each letter of a word stands for a chunk of at most two phones, and the chunks
//! that are usual in a letter's context have low ranks, so that most bytes are 0 and compress to almost nothing.

/// The first bytes of a lexicon.
pub(crate) const MAGIC: &[u8] = b"SCLX";
/// The version of the layout.
pub(crate) const VERSION: u16 = 2;

/// The most phones one letter can stand for, as `x` does in "fox".
pub(crate) const MOST_PHONES: usize = 2;
/// A letter's phones, as codes; unused places hold [`NONE`].
pub(crate) type Chunk = [u8; MOST_PHONES];
/// The mark of an unused place in a chunk.
pub(crate) const NONE: u8 = u8::MAX;
/// Instead of a rank: the phones follow one by one, after their number.
pub(crate) const ESCAPE: u8 = u8::MAX;

/// The letters of words: `a`–`z`, apostrophe, hyphen, full stop; 0 stands for a word's edge and any other sign.
pub(crate) const LETTERS: usize = 30;

/// A letter as a number below [`LETTERS`].
pub(crate) const fn letter_number(letter: u8) -> usize {
    match letter {
        b'a'..=b'z' => (letter - b'a') as usize + 1,
        b'\'' => 27,
        b'-' => 28,
        b'.' => 29,
        _ => 0,
    }
}

/// What the letter before stood for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Before {
    Edge,
    Nothing,
    Vowel,
    Consonant,
}

impl Before {
    pub(crate) const fn of(chunk: Chunk) -> Self {
        match chunk[0] {
            NONE => Self::Nothing,
            phone if phone < super::phone_codes::VOWELS => Self::Vowel,
            _ => Self::Consonant,
        }
    }
}

/// The number of contexts.
pub(crate) const CONTEXTS: usize = LETTERS * LETTERS * LETTERS * 2 * 4;

/// The context of a letter, by the numbers of the letter before, itself and the letter after: its neighbours, whether
/// the main stress has been, and what came before.
pub(crate) const fn context_of(letters: [usize; 3], stressed: bool, before: Before) -> usize {
    let letters = (letters[0] * LETTERS + letters[1]) * LETTERS + letters[2];
    (letters * 2 + stressed as usize) * 4 + before as usize
}

/// Whether a chunk carries the main stress.
pub(crate) fn has_main_stress(chunk: Chunk) -> bool {
    chunk.iter().any(|phone| *phone < super::phone_codes::VOWELS && phone % 3 == 1)
}
