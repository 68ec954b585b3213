//! Small silhouettes that say what a song is about.
//!
//! Each stands in a box 200 units wide, its foot in the middle at (0, 0), growing upwards.

use super::canvas::Canvas;
use crate::rng::Dice;

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Motif {
    Boat,
    Sail,
    Train,
    House,
    Tree,
    Pine,
    Bird,
    City,
    Lighthouse,
    Car,
    Flower,
    Cup,
    Guitar,
    Lantern,
    Chair,
    Balloon,
    Umbrella,
    Key,
}

/// Words in a theme's name, and the motif they ask for.
const CALLS: [(&[&str], Motif); 18] = [
    (&["ferry", "harbor", "river", "fishing"], Motif::Boat),
    (&["sea", "pirate", "island", "storm", "lake", "beach", "voyage"], Motif::Sail),
    (&["train", "station", "rail", "tunnel"], Motif::Train),
    (
        &[
            "house",
            "home",
            "kitchen",
            "bread",
            "family",
            "mother",
            "father",
            "grandmother",
            "village",
            "baking",
            "landlord",
        ],
        Motif::House,
    ),
    (&["autumn", "orchard", "garden", "spring", "farm"], Motif::Tree),
    (&["forest", "winter", "mountain", "snow", "christmas", "wolf", "hiking"], Motif::Pine),
    (&["bird", "letting", "freedom", "prison", "sky"], Motif::Bird),
    (&["city", "night", "street", "subway", "money", "factory", "work", "office", "neon"], Motif::City),
    (&["lighthouse", "coast", "war", "soldier", "tower"], Motif::Lighthouse),
    (&["road", "truck", "car", "desert", "highway", "bus", "taxi", "garage"], Motif::Car),
    (&["flower", "wedding", "love", "rose", "summer", "bees", "marriage"], Motif::Flower),
    (&["coffee", "diner", "tea", "cafe", "morning", "breakfast"], Motif::Cup),
    (&["band", "guitar", "music", "busker", "radio", "dance", "party", "bar"], Motif::Guitar),
    (&["ghost", "dark", "lantern", "candle", "fire", "sleep", "moon", "lullaby"], Motif::Lantern),
    (&["grief", "old", "waiting", "hospital", "memory", "absence", "chair", "age"], Motif::Chair),
    (&["space", "child", "birthday", "dream", "dragon", "flight", "toy", "wonder", "school"], Motif::Balloon),
    (&["rain", "weather", "tears"], Motif::Umbrella),
    (&["key", "secret", "moving", "regret", "phone", "letter", "robot"], Motif::Key),
];

/// The motif for a song; without a match the dice choose one that fits any song.
pub(super) fn for_themes(themes: &[String], dice: &mut Dice) -> Motif {
    let called = themes.iter().find_map(|theme| {
        CALLS.iter().find(|(words, _)| words.iter().any(|word| theme.contains(word))).map(|(_, motif)| *motif)
    });
    let any = [Motif::Bird, Motif::House, Motif::Tree, Motif::Lantern, Motif::Balloon, Motif::Key];
    called.unwrap_or_else(|| any[dice.below(any.len())])
}

impl Motif {
    /// Whether the motif belongs on water.
    pub(super) fn floats(self) -> bool {
        matches!(self, Self::Boat | Self::Sail | Self::Lighthouse)
    }

    /// Whether it hangs in the air.
    pub(super) fn flies(self) -> bool {
        matches!(self, Self::Bird | Self::Balloon)
    }

    /// Draws it with its foot at `foot`, `scale` times its own size, in `dark` with `light` for windows and sails.
    pub(super) fn draw(self, canvas: &mut Canvas, foot: (f64, f64), scale: f64, dark: &str, light: &str) {
        let place = format!("transform=\"translate({:.1} {:.1}) scale({scale:.3})\"", foot.0, foot.1);
        canvas.group(&place, |canvas| {
            for (is_dark, d) in self.shapes() {
                canvas.path(d, if *is_dark { dark } else { light }, 1.0);
            }
        });
    }

    /// The shapes in the order of drawing; true for the dark colour.
    #[expect(clippy::too_many_lines, reason = "a table of drawings")]
    fn shapes(self) -> &'static [(bool, &'static str)] {
        match self {
            Self::Boat => &[
                (true, "M-120 -38H118L92 2H-92Z"),
                (true, "M-70 -78H70V-38H-70ZM-44 -108H34V-78H-44ZM2 -146H26V-108H2ZM-64 -140H-60V-78H-64Z"),
                (
                    false,
                    "M-56 -68h18v14h-18ZM-24 -68h18v14h-18ZM8 -68h18v14h-18ZM40 -68h18v14h-18ZM-30 -100h46v12h-46Z",
                ),
            ],
            Self::Sail => &[
                (true, "M-90 -34H92Q70 2 30 2H-40Q-76 0 -90 -34ZM-3 -216H3V-34H-3Z"),
                (false, "M10 -208Q86 -120 84 -48H10Z"),
                (false, "M-10 -190Q-62 -110 -66 -48H-10Z"),
            ],
            Self::Train => &[
                (true, "M-130 -20H130V-86Q130 -104 108 -104H-96Q-130 -96 -130 -40ZM-140 -12H140V-4H-140Z"),
                (
                    true,
                    "M-88 -20a18 18 0 1 0 36 0a18 18 0 1 0 -36 0ZM54 -20a18 18 0 1 0 36 0a18 18 0 1 0 -36 0Z",
                ),
                (
                    false,
                    "M-96 -84h34v28h-50q2 -22 16 -28ZM-46 -84h38v28h-38ZM8 -84h38v28H8ZM62 -84h38v28H62Z",
                ),
            ],
            Self::House => &[
                (true, "M-82 0V-92L0 -164L82 -92V0ZM34 -150H56V-118L34 -138Z"),
                (false, "M-16 0V-54H16V0ZM-60 -82h28v28h-28ZM32 -82h28v28H32ZM-12 -122h24v22h-24Z"),
            ],
            Self::Tree => &[
                (true, "M-8 0Q-2 -50 -6 -90H8Q4 -50 12 0Z"),
                (
                    true,
                    "M0 -230C60 -232 78 -190 74 -170C110 -150 96 -96 60 -92C30 -70 -32 -70 -58 -92C-98 -98 -108 -152 -74 -172C-78 -204 -48 -232 0 -230Z",
                ),
                (
                    false,
                    "M-30 -150a10 10 0 1 0 20 0a10 10 0 1 0 -20 0ZM22 -186a10 10 0 1 0 20 0a10 10 0 1 0 -20 0ZM24 -120a10 10 0 1 0 20 0a10 10 0 1 0 -20 0Z",
                ),
            ],
            Self::Pine => &[
                (true, "M-8 0V-40H8V0ZM0 -236L42 -164H24L60 -104H36L78 -38H-78L-36 -104H-60L-24 -164H-42Z"),
                (false, "M0 -236L-42 -164H-24L-30 -154Q-8 -178 0 -236Z"),
            ],
            Self::Bird => &[
                (
                    true,
                    "M-118 -84C-76 -118 -34 -112 -4 -74C26 -118 74 -126 122 -98C84 -94 50 -80 24 -44C14 -30 -6 -30 -18 -42C-42 -70 -76 -84 -118 -84Z",
                ),
                (true, "M-18 -46L-44 -18L-30 -14L-2 -34Z"),
                (false, "M20 -60a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z"),
            ],
            Self::City => &[
                (true, "M-130 0V-96H-92V-150H-52V-120H-24V-226H-6V-250H0V-226H22V-84H50V-178H94V-112H130V0Z"),
                (
                    false,
                    "M-80 -136h12v14h-12ZM-80 -104h12v14h-12ZM-80 -72h12v14h-12ZM-8 -204h14v16h-14ZM-8 -168h14v16h-14ZM-8 -96h14v16h-14ZM62 -160h12v14H62ZM62 -124h12v14H62ZM80 -90h12v14H80ZM-116 -74h12v14h-12ZM34 -60h10v14H34Z",
                ),
            ],
            Self::Lighthouse => &[
                (true, "M-120 0Q-60 -34 0 -30Q70 -34 124 0Z"),
                (
                    true,
                    "M-34 -24L-22 -176H22L34 -24ZM-30 -186H30V-176H-30ZM-20 -186V-214H20V-186ZM-26 -214L0 -240L26 -214Z",
                ),
                (false, "M-30 -76L-27 -110H27L30 -76ZM-12 -208H12V-190H-12Z"),
            ],
            Self::Car => &[
                (
                    true,
                    "M-132 -22Q-134 -58 -96 -62L-60 -96Q-52 -104 -38 -104H34Q48 -104 58 -94L88 -64Q130 -60 132 -22Z",
                ),
                (
                    true,
                    "M-92 -20a24 24 0 1 0 48 0a24 24 0 1 0 -48 0ZM46 -20a24 24 0 1 0 48 0a24 24 0 1 0 -48 0Z",
                ),
                (
                    false,
                    "M-48 -92H-6V-66H-74ZM4 -92H36L64 -66H4ZM-80 -20a12 12 0 1 0 24 0a12 12 0 1 0 -24 0ZM58 -20a12 12 0 1 0 24 0a12 12 0 1 0 -24 0Z",
                ),
            ],
            Self::Flower => &[
                (
                    true,
                    "M-4 0Q-10 -60 -2 -120H4Q-2 -60 6 0ZM-2 -40Q-52 -46 -62 -88Q-14 -86 -2 -40ZM2 -62Q46 -62 60 -104Q14 -104 2 -62Z",
                ),
                (
                    true,
                    "M0 -150C-40 -250 40 -250 0 -150C-90 -210 -110 -130 0 -150C-100 -120 -50 -50 0 -150C50 -50 100 -120 0 -150C110 -130 90 -210 0 -150Z",
                ),
                (false, "M-22 -150a22 22 0 1 0 44 0a22 22 0 1 0 -44 0Z"),
            ],
            Self::Cup => &[
                (
                    true,
                    "M-84 -108H62Q62 -18 -4 -14H-20Q-82 -18 -84 -108ZM-110 -10H90Q70 4 -10 4Q-90 4 -110 -10Z",
                ),
                (true, "M60 -98Q112 -104 106 -66Q98 -34 46 -42L50 -54Q86 -48 92 -70Q92 -88 60 -84Z"),
                (
                    false,
                    "M-70 -98H48Q48 -86 -10 -86Q-70 -86 -70 -98ZM-36 -124Q-54 -146 -34 -166Q-16 -186 -32 -208Q-6 -186 -22 -164Q-40 -146 -26 -124ZM10 -124Q-8 -146 12 -166Q30 -186 14 -208Q40 -186 24 -164Q6 -146 20 -124Z",
                ),
            ],
            Self::Guitar => &[
                (
                    true,
                    "M0 2C-66 2 -74 -58 -44 -82C-58 -104 -46 -140 -10 -140V-222H10V-140C46 -140 58 -104 44 -82C74 -58 66 2 0 2ZM-16 -250H16V-220H-16Z",
                ),
                (false, "M-18 -92a18 18 0 1 0 36 0a18 18 0 1 0 -36 0ZM-26 -34H26V-28H-26Z"),
            ],
            Self::Lantern => &[
                (
                    true,
                    "M-52 0H52V-14H-52ZM-40 -14L-48 -116H48L40 -14ZM-34 -130H34L48 -116H-48ZM-12 -130V-146H12V-130Z",
                ),
                (true, "M-40 -134C-60 -214 60 -214 40 -134H32C48 -202 -48 -202 -32 -134Z"),
                (false, "M0 -26C-36 -40 -22 -76 0 -104C22 -76 36 -40 0 -26Z"),
            ],
            Self::Chair => &[
                (true, "M-54 0V-220H-42V-104H42V-118H54V0H42V-70H-42V0ZM-42 -92H54V-76H-42Z"),
                (
                    true,
                    "M-42 -208H-8V-196H-42ZM-42 -176H-8V-164H-42ZM-42 -144H-8V-132H-42ZM-14 -220H-4V-104H-14Z",
                ),
                (false, "M-36 -112H40V-98H-36Z"),
            ],
            Self::Balloon => &[
                (
                    true,
                    "M0 -250C74 -250 96 -180 70 -130C56 -102 34 -84 22 -62H-22C-34 -84 -56 -102 -70 -130C-96 -180 -74 -250 0 -250ZM-20 -34H20V-6H-20ZM-20 -60H-17L-15 -34H-18ZM17 -60H20L18 -34H15Z",
                ),
                (false, "M0 -250C26 -230 28 -120 8 -62H-8C-28 -120 -26 -230 0 -250Z"),
            ],
            Self::Umbrella => &[
                (
                    true,
                    "M-120 -104C-112 -196 112 -196 120 -104C100 -122 76 -122 60 -104C44 -122 20 -122 0 -104C-20 -122 -44 -122 -60 -104C-76 -122 -100 -122 -120 -104ZM-4 -186H4V-24C4 6 -40 6 -40 -22H-30C-30 -8 -4 -8 -4 -24Z",
                ),
                (
                    false,
                    "M-60 -104C-40 -150 -20 -164 0 -174C20 -164 40 -150 60 -104C44 -122 20 -122 0 -104C-20 -122 -44 -122 -60 -104Z",
                ),
            ],
            Self::Key => &[
                (
                    true,
                    "M0 -220C38 -220 54 -190 48 -164C44 -146 26 -134 10 -132V-60H44V-44H30V-30H44V-14H10V0H-10V-132C-26 -134 -44 -146 -48 -164C-54 -190 -38 -220 0 -220Z",
                ),
                (false, "M-20 -174a20 20 0 1 0 40 0a20 20 0 1 0 -40 0Z"),
            ],
        }
    }
}
