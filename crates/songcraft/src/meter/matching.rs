//! How well the stresses of two lines align.

/// Cost units of one syllable.
const WHOLE: u32 = 4;
/// Strong against half-strong.
const SHADE: u32 = 1;
/// A weak syllable more or less, as in a pick-up.
const PICK_UP: u32 = 2;
/// Syllables compared; a sung line is far shorter.
const LIMIT: usize = 64;

/// How well two stress patterns (digits 0, 1, 2) align, 0–1: an edit distance in which an extra weak syllable costs
/// half of a misplaced stress. 1 for equal patterns, also for two empty ones.
pub fn matching(left: &str, right: &str) -> f64 {
    let longest = left.len().max(right.len());
    if longest == 0 {
        return 1.0;
    }
    let (left_head, right_head) = (head(left), head(right));
    let beyond = left.len().abs_diff(right.len()).saturating_sub(left_head.len().abs_diff(right_head.len()));
    let cost = distance(left_head, right_head) + WHOLE * beyond as u32;
    let most = WHOLE * longest as u32;
    f64::from(most.saturating_sub(cost)) / f64::from(most)
}

fn head(stress: &str) -> &[u8] {
    let bytes = stress.as_bytes();
    &bytes[..bytes.len().min(LIMIT)]
}

fn distance(left: &[u8], right: &[u8]) -> u32 {
    let mut row: Vec<u32> = std::iter::once(0)
        .chain(right.iter().scan(0, |sum, stress| {
            *sum += insertion(*stress);
            Some(*sum)
        }))
        .collect();
    for stress in left {
        let mut diagonal = row[0];
        row[0] += insertion(*stress);
        for (at, other) in right.iter().enumerate() {
            let kept = diagonal + substitution(*stress, *other);
            let dropped = row[at + 1] + insertion(*stress);
            let added = row[at] + insertion(*other);
            diagonal = row[at + 1];
            row[at + 1] = kept.min(dropped).min(added);
        }
    }
    row.last().copied().unwrap_or_default()
}

const fn insertion(stress: u8) -> u32 {
    if stress == b'0' { PICK_UP } else { WHOLE }
}

const fn substitution(left: u8, right: u8) -> u32 {
    match (left, right) {
        _ if left == right => 0,
        (b'1', b'2') | (b'2', b'1') => SHADE,
        _ => WHOLE,
    }
}

/// The mean match of each line with the better of the two lines before it, 0–1. Lines answer each other in pairs or
/// crosswise, so that either neighbour may be the partner.
pub(crate) fn regularity(stresses: &[&str]) -> f64 {
    let mut sum = 0.0;
    let mut count = 0u32;
    for (index, stress) in stresses.iter().enumerate().skip(1) {
        let one = matching(stress, stresses[index - 1]);
        let two = if index >= 2 { matching(stress, stresses[index - 2]) } else { 0.0 };
        sum += if one >= two { one } else { two };
        count += 1;
    }
    if count == 0 { 1.0 } else { sum / f64::from(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_patterns_match_fully_and_opposite_ones_do_not() {
        assert!((matching("0101", "0101") - 1.0).abs() < 1e-12);
        assert!((matching("", "") - 1.0).abs() < 1e-12);
        assert!(matching("0101", "1010") < 0.8);
        assert!(matching("0000", "1111") < 0.1);
    }

    #[test]
    fn a_pick_up_costs_less_than_a_misplaced_stress() {
        assert!(matching("0101", "00101") > matching("0101", "1001"));
    }

    #[test]
    fn matching_is_symmetric_and_bounded_for_long_lines() {
        let long = "01".repeat(100_000);
        let value = matching(&long, "0101");
        assert!((0.0..=1.0).contains(&value));
        assert!((value - matching("0101", &long)).abs() < 1e-12);
    }

    #[test]
    fn crosswise_lines_are_regular() {
        assert!((regularity(&["01010101", "010101", "01010101", "010101"]) - 1.0).abs() < 0.2);
    }
}
