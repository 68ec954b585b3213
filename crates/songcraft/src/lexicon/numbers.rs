//! Digits, spelled out the way they are sung.

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [(u64, &str); 4] =
    [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand")];
const ORDINALS: [(&str, &str); 12] = [
    ("one", "first"),
    ("two", "second"),
    ("three", "third"),
    ("five", "fifth"),
    ("eight", "eighth"),
    ("nine", "ninth"),
    ("twelve", "twelfth"),
    ("twenty", "twentieth"),
    ("thirty", "thirtieth"),
    ("forty", "fortieth"),
    ("fifty", "fiftieth"),
    ("sixty", "sixtieth"),
];

/// The words of a folded token that begins with a digit (an apostrophe before it allowed): `1999` is "nineteen",
/// "ninety", "nine". `None` where the token is not one we can read.
pub(super) fn spell(token: &str) -> Option<Vec<String>> {
    let token = token.trim_matches('\'');
    let digits_end =
        token.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.' | ':')).unwrap_or(token.len());
    let (digits, suffix) = token.split_at(digits_end);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut words = number_words(digits.trim_end_matches(['.', ',', ':']))?;
    let suffix: String = suffix.chars().filter(char::is_ascii_lowercase).collect();
    match suffix.as_str() {
        "" => {}
        "s" => plural(words.last_mut()?),
        "st" | "nd" | "rd" | "th" => ordinal(words.last_mut()?),
        letters if letters.len() <= 3 => words.extend(letters.chars().map(|letter| format!("{letter}."))),
        letters => words.push(letters.to_owned()),
    }
    Some(words)
}

fn number_words(digits: &str) -> Option<Vec<String>> {
    if let Some((hours, minutes)) = digits.split_once(':') {
        let mut words = number_words(hours)?;
        if minutes.bytes().any(|digit| digit != b'0') {
            words.extend(number_words(minutes)?);
        }
        return Some(words);
    }
    if let Some((whole, fraction)) = digits.split_once('.') {
        let mut words = number_words(whole)?;
        words.push("point".to_owned());
        words.extend(one_by_one(fraction));
        return Some(words);
    }
    let grouped = digits.contains(',');
    let plain: String = digits.chars().filter(char::is_ascii_digit).collect();
    let leading_zero = plain.len() > 1 && plain.starts_with('0');
    if plain.is_empty() || plain.len() > 15 || leading_zero {
        return Some(one_by_one(&plain));
    }
    let number: u64 = plain.parse().ok()?;
    let is_year =
        plain.len() == 4 && !grouped && (1100..2100).contains(&number) && !(2000..2010).contains(&number);
    Some(owned(&if is_year { year(number) } else { cardinal(number) }))
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn one_by_one(digits: &str) -> Vec<String> {
    digits
        .bytes()
        .filter(u8::is_ascii_digit)
        .map(|digit| ONES[usize::from(digit - b'0')].to_owned())
        .collect()
}

/// A year in pairs: 1905 is "nineteen oh five", 1900 "nineteen hundred".
fn year(number: u64) -> Vec<&'static str> {
    let mut words = cardinal(number / 100);
    match number % 100 {
        0 => words.push("hundred"),
        rest @ 1..10 => words.extend(["oh", ONES[rest as usize]]),
        rest => words.extend(cardinal(rest)),
    }
    words
}

fn cardinal(number: u64) -> Vec<&'static str> {
    let mut words = Vec::new();
    let mut rest = number;
    for (scale, name) in SCALES {
        if rest >= scale {
            words.extend(cardinal(rest / scale));
            words.push(name);
            rest %= scale;
        }
    }
    if rest >= 100 {
        words.extend([ONES[(rest / 100) as usize], "hundred"]);
        rest %= 100;
    }
    if rest >= 20 {
        words.push(TENS[(rest / 10) as usize]);
        rest %= 10;
    }
    if rest > 0 || words.is_empty() {
        words.push(ONES[rest as usize]);
    }
    words
}

fn plural(word: &mut String) {
    if word.ends_with('y') {
        word.pop();
        word.push_str("ies");
    } else if word.ends_with('x') {
        word.push_str("es");
    } else {
        word.push('s');
    }
}

fn ordinal(word: &mut String) {
    match ORDINALS.iter().find(|(cardinal, _)| cardinal == word) {
        Some((_, ordinal)) => (*ordinal).clone_into(word),
        None if word.ends_with('y') => {
            word.pop();
            word.push_str("ieth");
        }
        None => word.push_str("th"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(token: &str) -> String {
        spell(token).unwrap().join(" ")
    }

    #[test]
    fn years_are_read_in_pairs() {
        assert_eq!(spelled("1999"), "nineteen ninety nine");
        assert_eq!(spelled("1905"), "nineteen oh five");
        assert_eq!(spelled("2004"), "two thousand four");
        assert_eq!(spelled("2026"), "twenty twenty six");
        assert_eq!(spelled("1980s"), "nineteen eighties");
        assert_eq!(spelled("'90s"), "nineties");
    }

    #[test]
    fn cardinals_ordinals_times_and_fractions_are_words() {
        assert_eq!(spelled("0"), "zero");
        assert_eq!(spelled("1,999"), "one thousand nine hundred ninety nine");
        assert_eq!(spelled("21st"), "twenty first");
        assert_eq!(spelled("42nd"), "forty second");
        assert_eq!(spelled("7:30"), "seven thirty");
        assert_eq!(spelled("7:00"), "seven");
        assert_eq!(spelled("3.14"), "three point one four");
        assert_eq!(spelled("007"), "zero zero seven");
        assert_eq!(spelled("9am"), "nine a. m.");
    }

    #[test]
    fn endless_digits_are_read_one_by_one() {
        assert_eq!(spell(&"9".repeat(40)).unwrap().len(), 40);
        assert_eq!(spell("abc"), None);
        assert_eq!(spelled("0a.:"), "zero a.");
    }
}
