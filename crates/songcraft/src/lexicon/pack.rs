//! Reads the packed lexicon into flat arrays.

mod ranks;
mod reader;

use thiserror::Error;

use super::layout::{MAGIC, VERSION};
use super::letters::LetterRules;
use ranks::Lists;
use reader::Reader;

/// Why bytes are not a lexicon.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LexiconError {
    /// The bytes do not begin as a lexicon does.
    #[error("these bytes are not a Song Master lexicon")]
    NotALexicon,
    /// The lexicon was packed by another version of the program.
    #[error("the lexicon has version {found}, this program reads version {expected}")]
    Version {
        /// The version in the bytes.
        found: u16,
        /// The version this program reads.
        expected: u16,
    },
    /// The bytes end early or contradict themselves.
    #[error("the lexicon is damaged at byte {0}")]
    Damaged(usize),
}

/// Words and pronunciations, each in one arena with a table of starts.
#[derive(Debug, Default)]
pub(super) struct Packed {
    text: String,
    word_starts: Vec<u32>,
    codes: Vec<u8>,
    code_starts: Vec<u32>,
    first_pronunciation: Vec<u32>,
    commonness: Vec<u8>,
    pub(super) rules: LetterRules,
}

impl Packed {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, LexiconError> {
        let mut reader = Reader::new(bytes);
        if reader.take(MAGIC.len()).ok() != Some(MAGIC) {
            return Err(LexiconError::NotALexicon);
        }
        let found = reader.u16()?;
        if found != VERSION {
            return Err(LexiconError::Version { found, expected: VERSION });
        }
        let count = reader.u32()? as usize;
        if count > bytes.len() {
            return Err(reader.damaged());
        }
        let mut packed = Self {
            word_starts: vec![0],
            code_starts: vec![0],
            first_pronunciation: vec![0],
            ..Self::default()
        };
        packed.read_words(&mut reader.part()?, count)?;
        let said = reader.part()?.take(count)?;
        let lists = Lists::read(&mut reader.part()?, &mut reader.part()?)?;
        packed.read_pronunciations(&mut reader.part()?, said, &lists)?;
        packed.commonness = reader.part()?.take(count)?.to_vec();
        let mut parts = || reader.part().map(|mut part| part.rest());
        packed.rules = LetterRules::read(parts()?, [parts()?, parts()?, parts()?], parts()?)
            .ok_or_else(|| reader.damaged())?;
        Ok(packed)
    }

    fn read_words(&mut self, reader: &mut Reader<'_>, count: usize) -> Result<(), LexiconError> {
        // A guess at letters in a word; a longer text grows.
        let mut text = Vec::with_capacity(count * 8);
        let mut word = Vec::new();
        self.word_starts.reserve_exact(count);
        for _ in 0..count {
            let shared = usize::from(reader.u8()?);
            if shared > word.len() {
                return Err(reader.damaged());
            }
            word.truncate(shared);
            loop {
                let letter = reader.u8()?;
                word.push(letter & 0x7f);
                if letter >= 0x80 {
                    break;
                }
            }
            text.extend_from_slice(&word);
            self.word_starts.push(text.len() as u32);
        }
        // Seven bits a letter are always valid UTF-8.
        self.text = String::from_utf8(text).unwrap_or_default();
        if reader.is_empty() { Ok(()) } else { Err(reader.damaged()) }
    }

    fn read_pronunciations(
        &mut self,
        ranks: &mut Reader<'_>,
        said: &[u8],
        lists: &Lists,
    ) -> Result<(), LexiconError> {
        let mut codes = Vec::with_capacity(said.len() * 8);
        self.code_starts.reserve(said.len() + said.len() / 8);
        self.first_pronunciation.reserve_exact(said.len());
        for (index, count) in said.iter().enumerate() {
            for _ in 0..*count {
                lists.decode(self.word(index).as_bytes(), ranks, &mut codes)?;
                self.code_starts.push(codes.len() as u32);
            }
            self.first_pronunciation.push(self.code_starts.len() as u32 - 1);
        }
        codes.shrink_to_fit();
        self.code_starts.shrink_to_fit();
        self.text.shrink_to_fit();
        self.codes = codes;
        if ranks.is_empty() { Ok(()) } else { Err(ranks.damaged()) }
    }

    /// Bytes held in memory.
    pub(super) fn memory(&self) -> usize {
        let numbers =
            self.word_starts.capacity() + self.code_starts.capacity() + self.first_pronunciation.capacity();
        self.text.capacity()
            + self.codes.capacity()
            + self.commonness.capacity()
            + 4 * numbers
            + self.rules.memory()
    }

    pub(super) fn len(&self) -> usize {
        self.word_starts.len().saturating_sub(1)
    }

    pub(super) fn word(&self, index: usize) -> &str {
        let start = self.word_starts.get(index).copied().unwrap_or_default() as usize;
        let end = self.word_starts.get(index + 1).copied().unwrap_or_default() as usize;
        self.text.get(start..end).unwrap_or_default()
    }

    /// How common a word is: 3 most common, 0 rare.
    pub(super) fn commonness(&self, index: usize) -> u8 {
        self.commonness.get(index).copied().unwrap_or_default()
    }

    pub(super) fn find(&self, word: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.word(middle).cmp(word) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The numbers of a word's pronunciations.
    pub(super) fn pronunciation_range(&self, index: usize) -> std::ops::Range<usize> {
        let start = self.first_pronunciation.get(index).copied().unwrap_or_default() as usize;
        let end = self.first_pronunciation.get(index + 1).copied().unwrap_or_default() as usize;
        start..end
    }

    /// The codes of the phones of a pronunciation, by its number.
    pub(super) fn codes(&self, pronunciation: usize) -> &[u8] {
        let from = self.code_starts.get(pronunciation).copied().unwrap_or_default() as usize;
        let to = self.code_starts.get(pronunciation + 1).copied().unwrap_or_default() as usize;
        self.codes.get(from..to).unwrap_or_default()
    }

    pub(super) fn pronunciations(&self, index: usize) -> impl Iterator<Item = &[u8]> {
        self.pronunciation_range(index).map(|at| self.codes(at))
    }
}
