//! How common words are, read from `data/commonness.txt`.

use std::collections::HashMap;

/// The class of each listed word: 3 most common, 1 least; words that are not listed have 0.
pub(crate) fn read(file: &str) -> HashMap<&str, u8> {
    let mut class = 0;
    let mut classes = HashMap::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("= ").and_then(|class| class.parse().ok()) {
            Some(next) => class = next,
            None => classes.extend(line.split(' ').map(|word| (word, class))),
        }
    }
    classes
}
