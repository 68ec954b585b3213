//! Reads the packed lexicon into flat arrays.

use thiserror::Error;

use super::phone_codes;

const MAGIC: &[u8] = b"SCLX";
const VERSION: u16 = 1;

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
}

impl Packed {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, LexiconError> {
        let mut reader = Reader { bytes, at: 0 };
        if reader.take(MAGIC.len()).ok() != Some(MAGIC) {
            return Err(LexiconError::NotALexicon);
        }
        let found = reader.u16()?;
        if found != VERSION {
            return Err(LexiconError::Version { found, expected: VERSION });
        }
        let count = reader.u32()? as usize;
        if count > bytes.len() {
            return Err(LexiconError::Damaged(reader.at));
        }
        let mut packed = Self { word_starts: vec![0], code_starts: vec![0], first_pronunciation: vec![0], ..Self::default() };
        packed.read_words(&mut reader, count)?;
        packed.read_pronunciations(&mut reader, count)?;
        Ok(packed)
    }

    fn read_words(&mut self, reader: &mut Reader<'_>, count: usize) -> Result<(), LexiconError> {
        let mut word = Vec::new();
        for _ in 0..count {
            let shared = usize::from(reader.u8()?);
            let rest = usize::from(reader.u8()?);
            if shared > word.len() {
                return Err(LexiconError::Damaged(reader.at));
            }
            word.truncate(shared);
            word.extend_from_slice(reader.take(rest)?);
            let text = std::str::from_utf8(&word).map_err(|_| LexiconError::Damaged(reader.at))?;
            self.text.push_str(text);
            self.word_starts.push(self.text.len() as u32);
        }
        Ok(())
    }

    fn read_pronunciations(&mut self, reader: &mut Reader<'_>, count: usize) -> Result<(), LexiconError> {
        for _ in 0..count {
            for _ in 0..reader.u8()? {
                let length = usize::from(reader.u8()?);
                let codes = reader.take(length)?;
                if codes.iter().any(|code| *code >= phone_codes::COUNT) {
                    return Err(LexiconError::Damaged(reader.at));
                }
                self.codes.extend_from_slice(codes);
                self.code_starts.push(self.codes.len() as u32);
            }
            self.first_pronunciation.push(self.code_starts.len() as u32 - 1);
        }
        Ok(())
    }

    pub(super) fn len(&self) -> usize {
        self.word_starts.len().saturating_sub(1)
    }

    pub(super) fn word(&self, index: usize) -> &str {
        let start = self.word_starts.get(index).copied().unwrap_or_default() as usize;
        let end = self.word_starts.get(index + 1).copied().unwrap_or_default() as usize;
        self.text.get(start..end).unwrap_or_default()
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

    pub(super) fn pronunciations(&self, index: usize) -> impl Iterator<Item = &[u8]> {
        let start = self.first_pronunciation.get(index).copied().unwrap_or_default() as usize;
        let end = self.first_pronunciation.get(index + 1).copied().unwrap_or_default() as usize;
        (start..end).map(|at| {
            let from = self.code_starts.get(at).copied().unwrap_or_default() as usize;
            let to = self.code_starts.get(at + 1).copied().unwrap_or_default() as usize;
            self.codes.get(from..to).unwrap_or_default()
        })
    }
}

/// Reads numbers off a slice, and says where it ended.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], LexiconError> {
        let taken = self.bytes.get(self.at..self.at + length).ok_or(LexiconError::Damaged(self.at))?;
        self.at += length;
        Ok(taken)
    }

    fn u8(&mut self) -> Result<u8, LexiconError> {
        self.take(1).map(|bytes| bytes[0])
    }

    fn u16(&mut self) -> Result<u16, LexiconError> {
        self.take(2).map(|bytes| u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    fn u32(&mut self) -> Result<u32, LexiconError> {
        self.take(4).map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }
}
