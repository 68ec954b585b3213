//! The ten families, one function each.

mod air;
mod paper;
mod print;

use std::fmt::Write as _;

use super::Family;
use super::canvas::{Canvas, Point, SIDE};
use super::motif::Motif;
use super::palette::Palette;
use crate::rng::Dice;

/// What every family draws with.
struct Studio<'a> {
    canvas: &'a mut Canvas,
    palette: &'a Palette,
    motif: Motif,
    dice: &'a mut Dice,
}

/// Draws one picture.
pub(super) fn draw(family: Family, canvas: &mut Canvas, palette: &Palette, motif: Motif, dice: &mut Dice) {
    let mut studio = Studio { canvas, palette, motif, dice };
    match family {
        Family::Woodblock => print::woodblock(&mut studio),
        Family::ScreenPrint => print::screen_print(&mut studio),
        Family::Risograph => print::risograph(&mut studio),
        Family::Geometric => print::geometric(&mut studio),
        Family::Landscape => air::landscape(&mut studio),
        Family::NightSky => air::night_sky(&mut studio),
        Family::Contour => air::contour(&mut studio),
        Family::Botanical => paper::botanical(&mut studio),
        Family::Collage => paper::collage(&mut studio),
        Family::CutPaper => paper::cut_paper(&mut studio),
    }
}

/// The points of a rolling horizon at `height`, `swing` units up and down, closed along the bottom of the sheet.
fn ridge(dice: &mut Dice, height: f64, swing: f64, steps: usize) -> Vec<Point> {
    let phase = dice.between(0.0, 6.3);
    let step = (SIDE + 80.0) / steps as f64;
    (0..=steps)
        .map(|index| {
            let x = -40.0 + index as f64 * step;
            let wave = (x / SIDE * 7.0 + phase).sin() * 0.55 + (x / SIDE * 17.0 + phase * 2.0).sin() * 0.25;
            (x, height + swing * (wave + dice.between(-0.2, 0.2)))
        })
        .collect()
}

/// Closes a horizon along the bottom of the sheet.
fn ground(line: &str) -> String {
    format!("{line}L1040 1040L-40 1040Z")
}

/// Grains of one colour all over the sheet, so that flat areas look printed.
fn grain(studio: &mut Studio, count: usize, paint: &str, opacity: f64) {
    let mut d = String::new();
    for _ in 0..count {
        let (x, y) = (studio.dice.between(0.0, SIDE), studio.dice.between(0.0, SIDE));
        let size = studio.dice.between(0.8, 2.4);
        let _ = write!(d, "M{x:.0} {y:.0}h{size:.1}v{size:.1}h-{size:.1}Z");
    }
    studio.canvas.path(&d, paint, opacity);
}

/// A frame of the paper's colour around the sheet.
fn frame(studio: &mut Studio, width: f64) {
    let paint = studio.palette.paper;
    let (inner, far) = (SIDE - 2.0 * width, SIDE - width);
    studio.canvas.rect((0.0, 0.0), SIDE, width, paint, 1.0);
    studio.canvas.rect((0.0, far), SIDE, width, paint, 1.0);
    studio.canvas.rect((0.0, width), width, inner, paint, 1.0);
    studio.canvas.rect((far, width), width, inner, paint, 1.0);
}
