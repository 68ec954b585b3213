//! The decision tree that reads letters.

use crate::lexicon::letter_features::{FEATURES, START, letter_features};

/// A node: the class it gives, and its branches.
#[derive(Debug, Clone, Copy)]
struct Node {
    class: u8,
    /// The value of the parent's feature that leads here.
    value: u8,
    branches: u8,
    /// The node of the first branch; the others follow it.
    first: u32,
}

/// The tree, level by level: the branches of a node stand side by side, ordered by value.
#[derive(Debug, Default)]
pub(super) struct LetterTree {
    nodes: Vec<Node>,
}

/// The three streams in which the tree is packed, depth first.
struct Streams<'a> {
    values: std::slice::Iter<'a, u8>,
    classes: std::slice::Iter<'a, u8>,
    counts: std::slice::Iter<'a, u8>,
    most_class: usize,
}

impl LetterTree {
    pub(super) fn read([values, classes, counts]: [&[u8]; 3], class_count: usize) -> Option<Self> {
        if classes.len() != counts.len() || values.len() + 1 != classes.len() {
            return None;
        }
        let mut streams = Streams {
            values: values.iter(),
            classes: classes.iter(),
            counts: counts.iter(),
            most_class: class_count,
        };
        let mut tree = Self { nodes: vec![Node { class: 0, value: 0, branches: 0, first: 0 }] };
        tree.read_node(0, 0, &mut streams)?;
        Some(tree)
    }

    /// Reads the node at `at` and, behind all nodes so far, its branches.
    fn read_node(&mut self, at: usize, depth: usize, streams: &mut Streams<'_>) -> Option<()> {
        let class = *streams.classes.next()?;
        let branches = *streams.counts.next()?;
        let first = self.nodes.len();
        if usize::from(class) >= streams.most_class || (branches > 0 && depth >= FEATURES) {
            return None;
        }
        let node = self.nodes.get_mut(at)?;
        (node.class, node.branches, node.first) = (class, branches, first as u32);
        let blank = Node { class: 0, value: 0, branches: 0, first: 0 };
        self.nodes.extend(std::iter::repeat_n(blank, usize::from(branches)));
        for branch in first..first + usize::from(branches) {
            self.nodes.get_mut(branch)?.value = *streams.values.next()?;
            self.read_node(branch, depth + 1, streams)?;
        }
        Some(())
    }

    pub(super) fn memory(&self) -> usize {
        self.nodes.capacity() * size_of::<Node>()
    }

    /// The class of each letter of a word.
    pub(super) fn classes(&self, word: &[u8]) -> Vec<u8> {
        let mut before = START;
        (0..word.len())
            .map_while(|at| {
                before = self.class(letter_features(word, at, before))?;
                Some(before)
            })
            .collect()
    }

    fn class(&self, features: [u8; FEATURES]) -> Option<u8> {
        let mut node = self.nodes.first()?;
        for feature in features {
            let first = node.first as usize;
            let branches = self.nodes.get(first..first + usize::from(node.branches)).unwrap_or_default();
            match branches.binary_search_by_key(&feature, |branch| branch.value) {
                Ok(at) => node = &branches[at],
                Err(_) => break,
            }
        }
        Some(node.class)
    }
}
