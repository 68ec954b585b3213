//! Learns how letters are read, as a decision tree over their neighbours.
//!
//! Each level of the tree asks for one feature in a fixed order, and each node holds the class (the chunk, stress
//! aside) that is most frequent among the letters that reach it: the information-gain tree of Daelemans and van den
//! Bosch. Branches that repair nothing are cut.

use super::align::{Aligned, without_stress};
use super::layout::Chunk;
use super::letter_features::{FEATURES, START, letter_features};

/// A branch must repair this many letters of the training words, and be reached by [`LEAST_REACHED`].
const LEAST_REPAIRED: usize = 1;
const LEAST_REACHED: usize = 2;

/// A letter of a training word.
struct Instance {
    features: [u8; FEATURES],
    class: u8,
}

/// A node with its branches by the value of the next feature.
pub(crate) struct Node {
    pub(crate) class: u8,
    pub(crate) branches: Vec<(u8, Node)>,
}

/// The tree and the chunks its classes stand for.
pub(crate) struct LetterTree {
    pub(crate) classes: Vec<Chunk>,
    pub(crate) root: Node,
}

impl LetterTree {
    pub(crate) fn learn<'a>(words: impl Iterator<Item = (&'a [u8], &'a Aligned)>) -> Self {
        let mut classes: Vec<Chunk> = Vec::new();
        let mut instances = Vec::new();
        for (word, aligned) in words {
            let mut before = START;
            for (at, chunk) in aligned.iter().enumerate() {
                let class = class_of(&mut classes, without_stress(*chunk));
                instances.push(Instance { features: letter_features(word, at, before), class });
                before = class;
            }
        }
        let mut order: Vec<u32> = (0..instances.len() as u32).collect();
        let (root, _) = grow(&instances, &mut order, 0);
        Self { classes, root }
    }
}

/// The number of a chunk. A chunk beyond the 255th, which no dictionary has shown, would be read as the first.
fn class_of(classes: &mut Vec<Chunk>, chunk: Chunk) -> u8 {
    match classes.iter().position(|known| *known == chunk) {
        Some(at) => at as u8,
        None if classes.len() < usize::from(START) => {
            classes.push(chunk);
            (classes.len() - 1) as u8
        }
        None => 0,
    }
}

/// The node for these instances, and how many of them its subtree reads wrongly.
fn grow(instances: &[Instance], order: &mut [u32], depth: usize) -> (Node, usize) {
    let class = most_frequent(instances, order);
    let wrong = wrong(instances, order, class);
    let mut node = Node { class, branches: Vec::new() };
    if wrong == 0 || depth == FEATURES {
        return (node, wrong);
    }
    let value = |index: u32| instances[index as usize].features[depth];
    order.sort_by_key(|index| value(*index));
    let mut left = 0;
    let mut start = 0;
    while start < order.len() {
        let feature = value(order[start]);
        let length = order[start..].partition_point(|index| value(*index) == feature);
        let group = &mut order[start..start + length];
        start += length;
        let without = self::wrong(instances, group, class);
        let (branch, with) = grow(instances, group, depth + 1);
        let same = branch.branches.is_empty() && branch.class == class;
        if same || group.len() < LEAST_REACHED || without - with < LEAST_REPAIRED {
            left += without;
        } else {
            left += with;
            node.branches.push((feature, branch));
        }
    }
    (node, left)
}

fn most_frequent(instances: &[Instance], order: &[u32]) -> u8 {
    let mut counts = [0u32; 256];
    for index in order {
        counts[usize::from(instances[*index as usize].class)] += 1;
    }
    let mut best = 0;
    for (class, count) in counts.iter().enumerate() {
        if *count > counts[best] {
            best = class;
        }
    }
    best as u8
}

fn wrong(instances: &[Instance], order: &[u32], class: u8) -> usize {
    order.iter().filter(|index| instances[**index as usize].class != class).count()
}
