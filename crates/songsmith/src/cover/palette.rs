//! Colours that go together, by mood.

use super::CoverBrief;
use crate::rng::Dice;

/// Five colours with their parts to play.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette {
    /// The sheet.
    pub(super) paper: &'static str,
    /// The darkest: silhouettes and lines.
    pub(super) ink: &'static str,
    /// The main colour.
    pub(super) main: &'static str,
    /// Its companion.
    pub(super) second: &'static str,
    /// The one that is looked at first.
    pub(super) accent: &'static str,
}

/// Palettes of our own: words that call them, then paper, ink, main, second, accent.
const PALETTES: [(&str, [&str; 5]); 18] = [
    (
        "bittersweet autumn leaves october harvest september old",
        ["#f3e6cf", "#2b1d1a", "#b5532a", "#d99a4e", "#7a2e2b"],
    ),
    (
        "melancholy sad blue rain sea ferry river winter",
        ["#e6e9e4", "#14232f", "#34566b", "#7fa3ab", "#e2a25b"],
    ),
    ("mournful grieving grief funeral war", ["#dfdcd5", "#1c1b20", "#4d4a57", "#8d8796", "#a3473f"]),
    ("tender romantic love rose wedding kiss", ["#fbeadf", "#3a1526", "#b73a54", "#e79a8b", "#f2c14e"]),
    ("regretful heartbroken bitter divorce", ["#efe3dc", "#251a24", "#6d3b55", "#b8798a", "#d9a441"]),
    ("grateful warm home kitchen bread cosy", ["#f8ecd4", "#33241a", "#c8702f", "#e7b25f", "#5f7a4c"]),
    ("determined triumphant proud epic mountain", ["#efe7d8", "#191f2b", "#c2452d", "#e58e3b", "#2f5d73"]),
    ("joyful happy joy party summer dance children", ["#fff3d6", "#24213f", "#ef5b47", "#f7b733", "#2a9d8f"]),
    ("playful funny wry comic cat dog", ["#fdf1dc", "#2a2438", "#f2805a", "#6ec5b8", "#f4c95d"]),
    ("defiant angry rage fire punk metal rebel", ["#f1ebe0", "#141214", "#c1121f", "#e85d04", "#f4d35e"]),
    (
        "dreamy mysterious wonder magic space synthwave neon",
        ["#ece4f4", "#1b1438", "#5b3f9c", "#c77dba", "#f7c59f"],
    ),
    ("calm peaceful lullaby sleep moon snow", ["#eaf0f2", "#1f2f46", "#5d83a8", "#b3cbdc", "#f3d9a4"]),
    ("lonely haunting eerie dark night ghost", ["#dde2e0", "#10181c", "#2c4a4f", "#6c8f8b", "#d8c27a"]),
    ("weary work factory road truck labor", ["#ece4d6", "#231f1c", "#5f5a4f", "#b88746", "#a63d2f"]),
    ("hopeful spring uplifting morning garden new", ["#f7f3df", "#20352c", "#5b9a5f", "#b9d07a", "#f28f5b"]),
    (
        "green forest tree botanical nature folk irish",
        ["#f0efe0", "#1c2b22", "#3f6b4a", "#94b27b", "#d9792f"],
    ),
    ("desert country dust western sand gold", ["#f9e8cc", "#3b1f1a", "#c45c35", "#e9a15b", "#3d7a82"]),
    (
        "nostalgic vintage retro 1970s 1960s soul funk disco",
        ["#f6e7c9", "#2e1a17", "#d1602d", "#e6a532", "#3f7d6e"],
    ),
];

impl Palette {
    /// The palette that mood and hints call loudest; among equals the dice choose. `night` makes the paper dark.
    pub(super) fn choose(brief: &CoverBrief, night: bool, dice: &mut Dice) -> Self {
        let score = |words: &str| {
            let called = |hint: &str| words.split(' ').any(|word| word == hint);
            let mood = if called(&brief.mood) { 4 } else { 0 };
            let hints = brief.palette_hints.iter().chain(&brief.themes).filter(|hint| called(hint)).count();
            let looks = brief
                .visual_styles
                .iter()
                .filter(|style| words.split(' ').any(|word| style.to_lowercase().contains(word)))
                .count();
            mood + 2 * hints + looks
        };
        let mut ranked: Vec<(usize, usize)> =
            PALETTES.iter().enumerate().map(|(index, (words, _))| (score(words), index)).collect();
        dice.shuffle(&mut ranked);
        ranked.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        // One cover in three takes the runner-up, so that another seed can look different.
        let place = usize::from(dice.one_in(3));
        let [paper, ink, main, second, accent] = PALETTES[ranked[place].1].1;
        if night {
            Self { paper: ink, ink, main, second, accent }
        } else {
            Self { paper, ink, main, second, accent }
        }
    }

    /// The four colours beside the paper, to fill areas with.
    pub(super) fn fills(&self) -> [&'static str; 4] {
        [self.main, self.second, self.accent, self.ink]
    }
}

/// Mixes two colours of the form `#rrggbb`; `share` of the second, 0 to 1.
pub(super) fn mix(first: &str, second: &str, share: f64) -> String {
    let channel = |color: &str, place: usize| {
        f64::from(u8::from_str_radix(color.get(place..place + 2).unwrap_or("80"), 16).unwrap_or(0x80))
    };
    let mixed: Vec<u8> = [1, 3, 5]
        .into_iter()
        .map(|place| (channel(first, place) * (1.0 - share) + channel(second, place) * share).round() as u8)
        .collect();
    format!("#{:02x}{:02x}{:02x}", mixed[0], mixed[1], mixed[2])
}
