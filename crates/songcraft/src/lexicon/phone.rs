//! The sounds of English in `ARPAbet`, as the CMU Pronouncing Dictionary writes them.

use std::fmt;

use super::phone_codes;

/// One sound. Vowels carry their stress: 0 none, 1 primary, 2 secondary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(u8);

impl Phone {
    /// The phone with this `ARPAbet` name, such as `AH0` or `NG`. A vowel without a digit has no stress.
    pub fn parse(name: &str) -> Option<Self> {
        phone_codes::code_of(name).map(Self)
    }

    /// The phone with this code of the packed lexicon.
    pub(crate) const fn from_code(code: u8) -> Option<Self> {
        if code < phone_codes::COUNT { Some(Self(code)) } else { None }
    }

    /// The code of the packed lexicon.
    pub(crate) const fn code(self) -> u8 {
        self.0
    }

    /// A code with its stress, if it has one, taken away.
    pub(crate) const fn plain_code(code: u8) -> u8 {
        if code < phone_codes::VOWELS { code - code % 3 } else { code }
    }

    /// Whether the phone makes a syllable.
    pub const fn is_vowel(self) -> bool {
        self.0 < phone_codes::VOWELS
    }

    /// The stress of a vowel: 0 none, 1 primary, 2 secondary.
    pub const fn stress(self) -> Option<u8> {
        if self.is_vowel() { Some(self.0 % 3) } else { None }
    }

    /// Whether the phone is a vowel with primary or secondary stress.
    pub const fn is_stressed(self) -> bool {
        matches!(self.stress(), Some(1 | 2))
    }

    /// The `ARPAbet` name without stress: `AH`.
    pub fn name(self) -> &'static str {
        phone_codes::name_of(self.0)
    }

    /// The same vowel with another stress (0, 1 or 2); consonants stay as they are.
    pub const fn with_stress(self, stress: u8) -> Self {
        if self.is_vowel() && stress < 3 { Self(self.0 - self.0 % 3 + stress) } else { self }
    }

    /// Whether two phones are the same sound, stress aside.
    pub const fn same_sound(self, other: Self) -> bool {
        self.with_stress(0).0 == other.with_stress(0).0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())?;
        self.stress().map_or(Ok(()), |stress| write!(formatter, "{stress}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_name_that_reads_back() {
        for code in 0..phone_codes::COUNT {
            let phone = Phone::from_code(code).unwrap();
            assert_eq!(Phone::parse(&phone.to_string()), Some(phone));
        }
        assert_eq!(Phone::from_code(phone_codes::COUNT), None);
        assert_eq!(Phone::parse("QQ"), None);
        assert_eq!(Phone::parse("AH3"), None);
    }

    #[test]
    fn stress_changes_a_vowel_only() {
        let vowel = Phone::parse("IY0").unwrap();
        assert_eq!(vowel.with_stress(1).to_string(), "IY1");
        assert!(vowel.same_sound(vowel.with_stress(2)));
        let consonant = Phone::parse("NG").unwrap();
        assert_eq!(consonant.with_stress(1), consonant);
    }
}
