//! Covers: pictures without lettering, drawn as SVG by rules and rasterised here.

mod canvas;
mod families;
mod motif;
mod palette;
mod raster;

use serde::{Deserialize, Serialize};

use crate::brief::Brief;
use crate::rng::{Dice, hash};
use canvas::Canvas;
use palette::Palette;

/// Width and height of a cover, in pixels.
pub const COVER_SIZE: u32 = 1_024;
/// Width and height that a picture by somebody else may have, in pixels.
const MOST_PIXELS: usize = 4096;
/// Width and height of a thumbnail, in pixels.
pub const THUMBNAIL_SIZE: u32 = 128;

/// A way of picture-making.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Flat bands, a large sun, scalloped waves or hills, a carved border.
    Woodblock,
    /// Few flat colours, printed a little out of register, with halftone dots.
    ScreenPrint,
    /// Translucent inks that overlap.
    Risograph,
    /// A grid of circles, quarters and triangles.
    Geometric,
    /// Ridges that fade into haze.
    Landscape,
    /// Stars and a moon over a dark shore.
    NightSky,
    /// Stems, leaves and blossoms.
    Botanical,
    /// Torn and cut paper, laid over one another.
    Collage,
    /// Lines of equal height, as on a map.
    Contour,
    /// Layers of paper cut into one another, with their shadows.
    CutPaper,
}

impl Family {
    /// Every family.
    pub const ALL: [Self; 10] = [
        Self::Woodblock,
        Self::ScreenPrint,
        Self::Risograph,
        Self::Geometric,
        Self::Landscape,
        Self::NightSky,
        Self::Botanical,
        Self::Collage,
        Self::Contour,
        Self::CutPaper,
    ];

    /// Words in a persona's visual styles that ask for the family.
    fn keywords(self) -> &'static [&'static str] {
        match self {
            Self::Woodblock => &["wood", "linocut", "engraving", "etching", "ukiyo", "cartoon"],
            Self::ScreenPrint => &["screen", "pop art", "poster", "halftone", "comic"],
            Self::Risograph => &["riso", "watercolor", "watercolour", "ink", "overprint"],
            Self::Geometric => {
                &["geometric", "bauhaus", "abstract", "modernist", "minimal", "deco", "neon", "synth"]
            }
            Self::Landscape => &["landscape", "oil", "painting", "film", "photo", "vista", "desert"],
            Self::NightSky => &["night", "star", "cosmic", "space", "gothic", "dark", "noir"],
            Self::Botanical => &["botanical", "floral", "flower", "folk art", "nature", "garden"],
            Self::Collage => &["collage", "zine", "punk", "cut-out", "scrap", "mixed media"],
            Self::Contour => &["contour", "line art", "map", "psychedelic", "sketch", "pencil"],
            Self::CutPaper => &["paper", "layer", "diorama", "children", "origami", "shadow"],
        }
    }
}

/// What a cover is drawn from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverBrief {
    /// The mood in one word.
    pub mood: String,
    /// Words that ask for colours: "blue", "autumn", "neon".
    pub palette_hints: Vec<String>,
    /// The persona's visual styles.
    pub visual_styles: Vec<String>,
    /// The song's themes, first one first.
    pub themes: Vec<String>,
}

/// A cover in the two sizes in which it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// A PNG of 1,024 × 1,024 pixels.
    pub png: Vec<u8>,
    /// A lossless WebP of 128 × 128 pixels, for lists.
    pub thumbnail: Vec<u8>,
}

impl Picture {
    /// The two sizes of a picture that somebody else made: PNG, JPEG or WebP. What is not square is cut to a square
    /// from its middle, and everything but the pixels is left behind.
    ///
    /// # Errors
    ///
    /// [`CoverError`] when it cannot be decoded.
    pub fn of(bytes: &[u8], media_type: &str) -> Result<Self, CoverError> {
        raster::render(&raster::framed(bytes, media_type)?)
    }
}

/// A drawn cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The picture in its files.
    pub picture: Picture,
    /// The drawing itself.
    pub svg: String,
    /// The family that was drawn.
    pub family: Family,
}

/// Why a cover could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum CoverError {
    /// The drawing is not an SVG that the rasteriser reads.
    #[error("the cover's drawing could not be read: {0}")]
    Drawing(String),
    /// The picture is larger than any that is decoded.
    #[error("the picture has {0} × {1} pixels; up to {MOST_PIXELS} × {MOST_PIXELS} are read")]
    TooLarge(usize, usize),
    /// The picture could not be written.
    #[error("the cover could not be encoded: {0}")]
    Encoding(String),
}

/// What the cover of a song in this brief is drawn from.
pub fn cover_brief(brief: &Brief) -> CoverBrief {
    let mut palette_hints = brief.content_words.clone();
    palette_hints.extend(brief.era.clone());
    palette_hints.push(brief.genre.clone());
    CoverBrief {
        mood: brief.mood.clone(),
        palette_hints,
        visual_styles: brief.persona.iter().flat_map(|persona| persona.visual_styles.clone()).collect(),
        themes: brief.themes.clone(),
    }
}

/// Draws a cover: the same brief, seed and family give the same bytes.
///
/// # Errors
///
/// [`CoverError`] when the rasteriser or an encoder refuses the drawing.
pub fn draw(brief: &CoverBrief, seed: u64, family: Option<Family>) -> Result<Cover, CoverError> {
    let seed = seed ^ hash(brief.themes.join(",").as_bytes()).rotate_left(17);
    let family = family.unwrap_or_else(|| choose_family(brief, seed));
    let mut dice = Dice::new(seed, "cover");
    let palette = Palette::choose(brief, family == Family::NightSky, &mut dice);
    let mut canvas = Canvas::new();
    families::draw(family, &mut canvas, &palette, motif::for_themes(&brief.themes, &mut dice), &mut dice);
    let svg = canvas.finish();
    Ok(Cover { picture: raster::render(&svg)?, svg, family })
}

fn choose_family(brief: &CoverBrief, seed: u64) -> Family {
    let wanted = brief.visual_styles.iter().find_map(|style| {
        let style = style.to_lowercase();
        Family::ALL.into_iter().find(|family| family.keywords().iter().any(|keyword| style.contains(keyword)))
    });
    wanted.unwrap_or_else(|| Family::ALL[Dice::new(seed, "family").below(Family::ALL.len())])
}

#[cfg(test)]
mod tests;
