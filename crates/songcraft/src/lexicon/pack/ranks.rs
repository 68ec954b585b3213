//! From ranks back to phones.

use super::LexiconError;
use super::reader::Reader;
use crate::lexicon::layout::{
    Before, CONTEXTS, Chunk, ESCAPE, LETTERS, MOST_PHONES, NONE, context_of, has_main_stress, letter_number,
};
use crate::lexicon::phone_codes;

/// A chunk, and what the letters after it want to know of it.
#[derive(Clone, Copy)]
struct Known {
    chunk: Chunk,
    stresses: bool,
    before: Before,
}

/// [`letter_number`] of every byte: a million letters are read when the lexicon is opened.
const NUMBERS: [u8; 256] = {
    let mut numbers = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        numbers[byte] = letter_number(byte as u8) as u8;
        byte += 1;
    }
    numbers
};

impl Known {
    /// A context without a list.
    const NOTHING: Self = Self { chunk: [NONE; MOST_PHONES], stresses: false, before: Before::Edge };

    fn of(chunk: Chunk) -> Self {
        Self { chunk, stresses: has_main_stress(chunk), before: Before::of(chunk) }
    }

    /// No chunk leads to a word's edge.
    fn is_something(self) -> bool {
        self.before != Before::Edge
    }
}

/// The lists by which ranks are read. They are needed while the lexicon is opened, and not kept.
pub(super) struct Lists {
    letters: Vec<Vec<Chunk>>,
    /// Where the list of a context begins in `places`, plus one; 0 where the context has none.
    starts: Vec<u32>,
    /// Each list: its length, then places in the letter's list.
    places: Vec<u8>,
    /// The most usual chunk of each context, which five of six letters stand for.
    usual: Vec<Known>,
}

impl Lists {
    pub(super) fn read(letters: &mut Reader<'_>, contexts: &mut Reader<'_>) -> Result<Self, LexiconError> {
        let mut lists = Self {
            letters: Vec::new(),
            starts: vec![0; CONTEXTS],
            places: Vec::new(),
            usual: vec![Known::NOTHING; CONTEXTS],
        };
        for _ in 0..LETTERS {
            let count = usize::from(letters.u8()?);
            let codes = letters.take(count * MOST_PHONES)?;
            if codes.iter().any(|code| *code >= phone_codes::COUNT && *code != NONE) {
                return Err(letters.damaged());
            }
            lists.letters.push(codes.chunks_exact(MOST_PHONES).map(|pair| [pair[0], pair[1]]).collect());
        }
        let count = contexts.u32()?;
        let mut numbers = contexts.part()?;
        let mut at = 0;
        for _ in 0..count {
            at += numbers.varint()?;
            let length = contexts.u8()?;
            let start = lists.starts.get_mut(at).ok_or_else(|| numbers.damaged())?;
            *start = lists.places.len() as u32 + 1;
            let places = contexts.take(usize::from(length))?;
            lists.places.push(length);
            lists.places.extend_from_slice(places);
            let letter = &lists.letters[at / 8 / LETTERS % LETTERS];
            let usual = places.first().and_then(|place| letter.get(usize::from(*place)));
            lists.usual[at] = usual.map_or(Known::NOTHING, |chunk| Known::of(*chunk));
        }
        Ok(lists)
    }

    /// Appends the phones of one pronunciation of a word.
    pub(super) fn decode(
        &self,
        word: &[u8],
        ranks: &mut Reader<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), LexiconError> {
        let (mut stressed, mut before, mut last) = (false, Before::Edge, 0);
        let mut letters = word.iter().map(|letter| NUMBERS[usize::from(*letter)]).peekable();
        while let Some(letter) = letters.next() {
            let rank = ranks.u8()?;
            if rank == ESCAPE {
                return Self::decode_escaped(ranks, out);
            }
            let next = letters.peek().copied().unwrap_or_default();
            let place = context_of([last, letter, next].map(usize::from), stressed, before);
            let usual = self.usual.get(place).copied().filter(|known| rank == 0 && known.is_something());
            let known = usual.or_else(|| self.chunk(usize::from(letter), place, rank).map(Known::of));
            let known = known.ok_or_else(|| ranks.damaged())?;
            for code in known.chunk {
                if code != NONE {
                    out.push(code);
                }
            }
            stressed |= known.stresses;
            before = known.before;
            last = letter;
        }
        Ok(())
    }

    /// Phones one by one, after their number.
    fn decode_escaped(ranks: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<(), LexiconError> {
        let length = usize::from(ranks.u8()?);
        let codes = ranks.take(length)?;
        if codes.iter().any(|code| *code >= phone_codes::COUNT) {
            return Err(ranks.damaged());
        }
        out.extend_from_slice(codes);
        Ok(())
    }

    fn chunk(&self, letter: usize, context: usize, rank: u8) -> Option<Chunk> {
        let all = self.letters.get(letter)?;
        let list = self.list(context);
        let rank = usize::from(rank);
        if let Some(place) = list.get(rank) {
            return all.get(usize::from(*place)).copied();
        }
        let others = all.iter().enumerate().filter(|(place, _)| !list.contains(&(*place as u8)));
        others.map(|(_, chunk)| *chunk).nth(rank - list.len())
    }

    fn list(&self, context: usize) -> &[u8] {
        let start = self.starts.get(context).copied().unwrap_or_default() as usize;
        let Some(length) = start.checked_sub(1).and_then(|at| self.places.get(at)) else { return &[] };
        self.places.get(start..start + usize::from(*length)).unwrap_or_default()
    }
}
