//! Reads numbers and parts off a slice, and says where the slice ended.

use super::LexiconError;

/// A place in the bytes of a lexicon.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Where the slice begins in the whole file, for errors.
    base: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, base: 0 }
    }

    pub(super) fn damaged(&self) -> LexiconError {
        LexiconError::Damaged(self.base + self.at)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.at >= self.bytes.len()
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], LexiconError> {
        let end = self.at.checked_add(length).ok_or_else(|| self.damaged())?;
        let taken = self.bytes.get(self.at..end).ok_or_else(|| self.damaged())?;
        self.at = end;
        Ok(taken)
    }

    pub(super) fn rest(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at = self.bytes.len();
        rest
    }

    pub(super) fn u8(&mut self) -> Result<u8, LexiconError> {
        let byte = self.bytes.get(self.at).copied().ok_or_else(|| self.damaged())?;
        self.at += 1;
        Ok(byte)
    }

    pub(super) fn u16(&mut self) -> Result<u16, LexiconError> {
        self.take(2).map(|bytes| u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    pub(super) fn u32(&mut self) -> Result<u32, LexiconError> {
        self.take(4).map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    pub(super) fn varint(&mut self) -> Result<usize, LexiconError> {
        let mut value = 0usize;
        for shift in [0, 7, 14, 21] {
            let byte = self.u8()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.damaged())
    }

    /// The next part, which is preceded by its length.
    pub(super) fn part(&mut self) -> Result<Reader<'a>, LexiconError> {
        let length = self.u32()? as usize;
        let base = self.base + self.at;
        Ok(Reader { bytes: self.take(length)?, at: 0, base })
    }
}
