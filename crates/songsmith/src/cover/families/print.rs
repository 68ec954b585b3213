//! Families that come off a press: woodblock, screen print, risograph, geometric poster.

use std::fmt::Write as _;

use super::super::canvas::{SIDE, closed, soft};
use super::super::palette::mix;
use super::{Studio, frame, grain, ground, ridge};

/// Flat bands of sky, a large sun, rows of carved waves or hills, the motif in front.
pub(super) fn woodblock(studio: &mut Studio) {
    let palette = *studio.palette;
    studio.canvas.background(&mix(palette.paper, palette.second, 0.35));
    for band in 0..5 {
        let y = f64::from(band) * 92.0;
        let shade = mix(palette.second, palette.paper, f64::from(band) / 5.0);
        studio.canvas.rect((0.0, y), SIDE, 93.0, &shade, 1.0);
    }
    let sun = (studio.dice.between(300.0, 700.0), studio.dice.between(300.0, 400.0));
    let radius = studio.dice.between(150.0, 210.0);
    studio.canvas.circle(sun, radius, palette.accent, 1.0);
    clouds(studio, sun.1);
    let horizon = studio.dice.between(560.0, 620.0);
    if studio.motif.floats() {
        waves(studio, horizon);
    } else {
        hills(studio, horizon);
    }
    wood_grain(studio);
    frame(studio, 44.0);
    let line = closed(&[(50.0, 50.0), (950.0, 50.0), (950.0, 950.0), (50.0, 950.0)]);
    studio.canvas.stroke(&line, palette.ink, 7.0, 1.0);
}

fn clouds(studio: &mut Studio, near: f64) {
    let paper = studio.palette.paper;
    for _ in 0..3 {
        let (x, y) = (studio.dice.between(-60.0, 760.0), near + studio.dice.between(-170.0, 150.0));
        let length = studio.dice.between(190.0, 330.0);
        for bar in 0..3 {
            let shift = studio.dice.between(-50.0, 50.0);
            let d = format!("M{:.0} {:.0}h{length:.0}", x + shift, y + f64::from(bar) * 20.0);
            studio.canvas.stroke(&d, paper, 13.0, 1.0);
        }
    }
}

fn waves(studio: &mut Studio, horizon: f64) {
    let palette = *studio.palette;
    studio.canvas.rect((0.0, horizon - 10.0), SIDE, SIDE, palette.main, 1.0);
    let x = studio.dice.between(360.0, 640.0);
    studio.motif.draw(studio.canvas, (x, horizon + 42.0), 1.7, palette.ink, palette.paper);
    for row in 0..6_u32 {
        let depth = f64::from(row);
        let (y, width) = (horizon + 34.0 + depth * 68.0, 84.0 + depth * 22.0);
        let fill = mix(palette.main, palette.ink, 0.08 + depth * 0.11);
        let crest = mix(palette.paper, palette.second, 0.15);
        let start = -width + if row % 2 == 0 { 0.0 } else { width / 2.0 };
        let mut d = format!("M{start:.0} {y:.0}");
        let mut curls = String::new();
        let mut at = start;
        while at < SIDE + width {
            let _ = write!(d, "q{:.0} {:.0} {width:.0} 0", width / 2.0, width * 0.52);
            let (left, lower) = (at + width * 0.22, y + width * 0.27);
            let _ = write!(
                curls,
                "M{left:.0} {lower:.0}q{:.0} {:.0} {:.0} 0",
                width * 0.28,
                width * 0.3,
                width * 0.56
            );
            at += width;
        }
        d.push_str("V1040H-200Z");
        studio.canvas.path(&d, &fill, 1.0);
        studio.canvas.stroke(&curls, &crest, 3.0 + depth * 0.5, 0.85);
    }
}

fn hills(studio: &mut Studio, horizon: f64) {
    let palette = *studio.palette;
    for layer in 0..4 {
        let depth = f64::from(layer);
        let points = ridge(studio.dice, horizon + depth * 96.0, 52.0, 9);
        let line = soft(&points);
        let fill = mix(palette.main, palette.ink, depth * 0.2);
        studio.canvas.path(&ground(&line), &fill, 1.0);
        for cut in 1..4 {
            let shift = f64::from(cut) * 19.0;
            studio.canvas.group(&format!("transform=\"translate(0 {shift:.0})\""), |canvas| {
                canvas.stroke(&line, &mix(&fill, palette.paper, 0.3), 2.6, 0.7);
            });
        }
        if layer == 1 {
            let x = studio.dice.between(300.0, 700.0);
            let y = if studio.motif.flies() { horizon - 120.0 } else { horizon + 118.0 };
            studio.motif.draw(studio.canvas, (x, y), 1.8, palette.ink, palette.paper);
        }
    }
}

fn wood_grain(studio: &mut Studio) {
    let paper = studio.palette.paper;
    for _ in 0..70 {
        let y = studio.dice.between(0.0, SIDE);
        let (x, length) = (studio.dice.between(-100.0, 800.0), studio.dice.between(120.0, 460.0));
        let bend = studio.dice.between(-5.0, 5.0);
        studio.canvas.stroke(
            &format!("M{x:.0} {y:.0}q{:.0} {bend:.1} {length:.0} 0", length / 2.0),
            paper,
            1.5,
            0.22,
        );
    }
}

/// A poster in three inks: halftone sky, the motif three times, the last a little out of register.
pub(super) fn screen_print(studio: &mut Studio) {
    let palette = *studio.palette;
    studio.canvas.background(palette.paper);
    studio.canvas.rect((60.0, 60.0), 880.0, 880.0, palette.second, 1.0);
    halftone(studio);
    let centre = (500.0, studio.dice.between(430.0, 480.0));
    let radius = studio.dice.between(270.0, 320.0);
    studio.canvas.circle(centre, radius, palette.accent, 1.0);
    if studio.dice.one_in(2) {
        rays(studio, centre, radius);
    }
    let foot = (500.0, if studio.motif.flies() { 640.0 } else { 740.0 });
    studio.canvas.rect((60.0, 740.0), 880.0, 200.0, palette.main, 1.0);
    let scale = studio.dice.between(2.0, 2.4);
    studio.motif.draw(studio.canvas, (foot.0 + 13.0, foot.1 + 9.0), scale, palette.main, palette.main);
    studio.motif.draw(studio.canvas, foot, scale, palette.ink, palette.paper);
    for stripe in 0..4 {
        let y = 772.0 + f64::from(stripe) * 42.0;
        let inset = 60.0 + f64::from(stripe) * 26.0;
        studio.canvas.rect((inset, y), SIDE - 2.0 * inset, 9.0, palette.ink, 1.0);
    }
    grain(studio, 900, palette.paper, 0.5);
    frame(studio, 60.0);
}

fn halftone(studio: &mut Studio) {
    let mut d = String::new();
    for row in 0..26_u32 {
        for column in 0..33_u32 {
            let (x, y) =
                (60.0 + f64::from(column) * 27.0 + f64::from(row % 2) * 13.5, 66.0 + f64::from(row) * 25.0);
            let r = 10.5 * (1.0 - f64::from(row) / 26.0);
            if r > 0.8 && x < 945.0 {
                let _ = write!(
                    d,
                    "M{:.1} {y:.1}a{r:.1} {r:.1} 0 1 0 {:.1} 0a{r:.1} {r:.1} 0 1 0 -{:.1} 0Z",
                    x - r,
                    2.0 * r,
                    2.0 * r
                );
            }
        }
    }
    studio.canvas.path(&d, studio.palette.main, 0.75);
}

fn rays(studio: &mut Studio, centre: (f64, f64), radius: f64) {
    let mut d = String::new();
    for ray in 0..24 {
        let (a, b) = (f64::from(ray) * 0.2618, f64::from(ray) * 0.2618 + 0.11);
        let (near, far) = (radius * 1.06, radius * 1.32);
        let at = |angle: f64, r: f64| (centre.0 + angle.cos() * r, centre.1 + angle.sin() * r);
        d.push_str(&closed(&[at(a, near), at(a, far), at(b, far), at(b, near)]));
    }
    studio.canvas.path(&d, studio.palette.paper, 0.9);
}

/// Two or three translucent inks in large shapes that overlap, with grain.
pub(super) fn risograph(studio: &mut Studio) {
    let palette = *studio.palette;
    studio.canvas.background(palette.paper);
    let inks = [palette.second, palette.accent, palette.main];
    let multiply = "style=\"mix-blend-mode:multiply\"";
    for (index, ink) in inks.into_iter().enumerate() {
        let turn = index as f64 * 2.1 + studio.dice.between(0.0, 0.8);
        let centre = (500.0 + turn.cos() * 165.0, 410.0 + turn.sin() * 130.0);
        let radius = studio.dice.between(200.0, 285.0);
        studio.canvas.group(multiply, |canvas| canvas.circle(centre, radius, ink, 0.88));
    }
    let low = studio.dice.between(660.0, 720.0);
    for (index, ink) in [palette.second, palette.main].into_iter().enumerate() {
        let points = ridge(studio.dice, low + index as f64 * 95.0, 60.0, 7);
        studio.canvas.group(multiply, |canvas| canvas.path(&ground(&soft(&points)), ink, 0.9));
    }
    let foot = (500.0, if studio.motif.flies() { 560.0 } else { low + 70.0 });
    studio.canvas.group("style=\"mix-blend-mode:multiply\" transform=\"translate(9 -6)\"", |canvas| {
        studio.motif.draw(canvas, foot, 2.3, palette.accent, palette.accent);
    });
    studio.motif.draw(studio.canvas, foot, 2.3, palette.ink, palette.paper);
    grain(studio, 3_000, palette.paper, 0.75);
    grain(studio, 900, palette.ink, 0.35);
    frame(studio, 36.0);
}

/// A grid of simple forms in the palette's colours; the motif takes four cells.
pub(super) fn geometric(studio: &mut Studio) {
    let palette = *studio.palette;
    studio.canvas.background(palette.paper);
    let cells = if studio.dice.one_in(2) { 5_u32 } else { 6 };
    let side = SIDE / f64::from(cells);
    let (left, top) =
        (1 + studio.dice.below(cells as usize - 3) as u32, 1 + studio.dice.below(cells as usize - 3) as u32);
    for row in 0..cells {
        for column in 0..cells {
            let inside = (left..left + 2).contains(&column) && (top..top + 2).contains(&row);
            if !inside {
                tile(studio, (f64::from(column) * side, f64::from(row) * side), side);
            }
        }
    }
    let corner = (f64::from(left) * side, f64::from(top) * side);
    studio.canvas.rect(corner, side * 2.0, side * 2.0, palette.ink, 1.0);
    studio.canvas.circle((corner.0 + side, corner.1 + side), side * 0.86, palette.accent, 1.0);
    let foot = if studio.motif.flies() { 1.5 } else { 1.68 };
    studio.motif.draw(
        studio.canvas,
        (corner.0 + side, corner.1 + side * foot),
        side / 175.0,
        palette.ink,
        palette.paper,
    );
}

fn tile(studio: &mut Studio, (x, y): (f64, f64), side: f64) {
    let fills = studio.palette.fills();
    let first = studio.dice.below(fills.len());
    let (ground, shape) = (fills[first], fills[(first + 1 + studio.dice.below(2)) % fills.len()]);
    let ground = if studio.dice.one_in(3) { studio.palette.paper } else { ground };
    studio.canvas.rect((x, y), side + 0.6, side + 0.6, ground, 1.0);
    let half = side / 2.0;
    let (cx, cy) = (x + half, y + half);
    let turn = studio.dice.below(4) as f64 * 90.0;
    let kind = studio.dice.below(6);
    let paper = studio.palette.paper;
    studio.canvas.group(&format!("transform=\"rotate({turn} {cx:.1} {cy:.1})\""), |canvas| match kind {
        0 => canvas.path(
            &format!("M{x:.1} {y:.1}h{side:.1}a{side:.1} {side:.1} 0 0 1 -{side:.1} {side:.1}Z"),
            shape,
            1.0,
        ),
        1 => canvas.path(&format!("M{x:.1} {y:.1}h{side:.1}L{x:.1} {:.1}Z", y + side), shape, 1.0),
        2 => canvas.circle((cx, cy), half * 0.78, shape, 1.0),
        3 => {
            canvas.path(&format!("M{x:.1} {cy:.1}a{half:.1} {half:.1} 0 0 1 {side:.1} 0Z"), shape, 1.0);
            canvas.path(
                &format!("M{x:.1} {:.1}a{half:.1} {half:.1} 0 0 1 {side:.1} 0Z", y + side),
                paper,
                1.0,
            );
        }
        4 => {
            for bar in 0..3 {
                canvas.rect((x + side * (0.06 + 0.33 * f64::from(bar)), y), side * 0.165, side, shape, 1.0);
            }
        }
        _ => {
            canvas.circle((cx, cy), half * 0.8, shape, 1.0);
            canvas.circle((cx, cy), half * 0.36, paper, 1.0);
        }
    });
}
