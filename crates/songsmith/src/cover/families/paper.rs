//! Families of paper and plants: botanical, collage, cut paper.

use super::super::canvas::{Canvas, Point, SIDE, closed, soft_ring};
use super::super::palette::mix;
use super::{Studio, frame, grain};

/// Three or five stems with leaves and blossoms around a disc.
pub(super) fn botanical(studio: &mut Studio) {
    let palette = *studio.palette;
    studio.canvas.background(palette.paper);
    let disc = mix(palette.second, palette.paper, 0.35);
    studio.canvas.circle((500.0, 430.0), 330.0, &disc, 1.0);
    let small = studio.dice.between(1.25, 1.5);
    let foot = if studio.motif.flies() { (500.0, 520.0) } else { (500.0, 590.0) };
    studio.motif.draw(studio.canvas, foot, small, palette.ink, palette.paper);
    let stems = 7;
    for stem in 0..stems {
        let share = f64::from(stem) / f64::from(stems - 1) - 0.5;
        let edge = share.abs() * 2.0;
        let foot = (500.0 + share * 330.0, 985.0);
        let tip = (
            500.0 + share * 740.0 + studio.dice.between(-20.0, 20.0),
            790.0 - edge * studio.dice.between(400.0, 500.0),
        );
        draw_stem(studio, foot, tip, stem % 2 == 0);
    }
    grain(studio, 900, palette.ink, 0.14);
    frame(studio, 30.0);
    let line = closed(&[(42.0, 42.0), (958.0, 42.0), (958.0, 958.0), (42.0, 958.0)]);
    studio.canvas.stroke(&line, palette.main, 4.0, 1.0);
}

fn draw_stem(studio: &mut Studio, foot: Point, tip: Point, blooms: bool) {
    let palette = *studio.palette;
    let bend = (foot.0 + (tip.0 - foot.0) * 0.25, f64::midpoint(foot.1, tip.1));
    let d = format!("M{:.0} {:.0}Q{:.0} {:.0} {:.0} {:.0}", foot.0, foot.1, bend.0, bend.1, tip.0, tip.1);
    studio.canvas.stroke(&d, palette.ink, 7.0, 1.0);
    let leaf = if blooms { palette.main } else { palette.second };
    for step in 1..8 {
        let t = f64::from(step) / 8.5;
        let along = |a: f64, b: f64, c: f64| (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
        let point = (along(foot.0, bend.0, tip.0), along(foot.1, bend.1, tip.1));
        let length = 96.0 * (1.0 - t * 0.45);
        for side in [-1.0, 1.0] {
            let angle = side * studio.dice.between(42.0, 62.0);
            draw_leaf(studio.canvas, point, angle, length, leaf, palette.ink);
        }
    }
    if blooms { blossom(studio, tip) } else { draw_leaf(studio.canvas, tip, 0.0, 84.0, leaf, palette.ink) }
}

fn draw_leaf(canvas: &mut Canvas, (x, y): Point, angle: f64, length: f64, paint: &str, vein: &str) {
    canvas.group(&format!("transform=\"translate({x:.0} {y:.0}) rotate({angle:.0})\""), |canvas| {
        let (wide, half) = (length * 0.3, length * 0.5);
        canvas.path(
            &format!("M0 0Q{wide:.0} -{half:.0} 0 -{length:.0}Q-{wide:.0} -{half:.0} 0 0Z"),
            paint,
            1.0,
        );
        canvas.stroke(&format!("M0 0V-{:.0}", length * 0.8), vein, 2.0, 0.55);
    });
}

fn blossom(studio: &mut Studio, (x, y): Point) {
    let palette = *studio.palette;
    let petals = 6 + studio.dice.below(4);
    let size = studio.dice.between(56.0, 76.0);
    for petal in 0..petals {
        let angle = petal as f64 * 360.0 / petals as f64;
        studio.canvas.group(
            &format!("transform=\"translate({x:.0} {y:.0}) rotate({angle:.0})\""),
            |canvas| {
                canvas.path(
                    &format!(
                        "M0 0C{0:.0} -{1:.0} {0:.0} -{2:.0} 0 -{2:.0}C-{0:.0} -{2:.0} -{0:.0} -{1:.0} 0 0Z",
                        size * 0.5,
                        size * 0.4,
                        size
                    ),
                    palette.accent,
                    1.0,
                );
            },
        );
    }
    studio.canvas.circle((x, y), size * 0.27, palette.ink, 1.0);
    studio.canvas.circle((x, y), size * 0.13, palette.paper, 1.0);
}

/// Torn sheets, strips and discs over one another, each with its shadow, the motif on top.
pub(super) fn collage(studio: &mut Studio) {
    let palette = *studio.palette;
    studio.canvas.background(&mix(palette.paper, palette.second, 0.18));
    let sheets = [
        ((330.0, 330.0), 560.0, 520.0, palette.second),
        ((690.0, 560.0), 520.0, 560.0, palette.main),
        ((380.0, 740.0), 600.0, 330.0, palette.paper),
    ];
    for ((x, y), width, height, paint) in sheets {
        let (cx, cy) = (x + studio.dice.between(-40.0, 40.0), y + studio.dice.between(-30.0, 30.0));
        let turn = studio.dice.between(-9.0, 9.0);
        torn(studio, (cx, cy), (width, height), turn, paint);
    }
    stripes(studio);
    let disc = (studio.dice.between(470.0, 610.0), studio.dice.between(380.0, 450.0));
    studio.canvas.circle((disc.0 + 8.0, disc.1 + 12.0), 235.0, palette.ink, 0.25);
    studio.canvas.circle(disc, 235.0, palette.accent, 1.0);
    let foot = (disc.0, if studio.motif.flies() { disc.1 + 160.0 } else { disc.1 + 290.0 });
    studio.canvas.group("opacity=\"0.3\"", |canvas| {
        studio.motif.draw(canvas, (foot.0 + 9.0, foot.1 + 13.0), 2.4, palette.ink, palette.ink);
    });
    studio.motif.draw(studio.canvas, foot, 2.4, palette.ink, palette.paper);
    for _ in 0..3 {
        tape(studio);
    }
    grain(studio, 1_400, palette.ink, 0.14);
}

fn torn(studio: &mut Studio, (x, y): Point, (width, height): (f64, f64), turn: f64, paint: &str) {
    let mut points = Vec::new();
    let steps = 22;
    let corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)];
    for side in 0..4 {
        let (from, to) = (corners[side], corners[(side + 1) % 4]);
        for step in 0..steps {
            let t = f64::from(step) / f64::from(steps);
            let jag = studio.dice.between(-7.0, 7.0);
            points.push((
                x + (from.0 + (to.0 - from.0) * t) * width + jag,
                y + (from.1 + (to.1 - from.1) * t) * height + jag,
            ));
        }
    }
    let d = closed(&points);
    let ink = studio.palette.ink;
    let edge = mix(studio.palette.paper, "#ffffff", 0.5);
    studio.canvas.group(&format!("transform=\"rotate({turn:.1} {x:.0} {y:.0})\""), |canvas| {
        canvas.group("transform=\"translate(9 13)\"", |canvas| canvas.path(&d, ink, 0.22));
        canvas.path(&d, &edge, 1.0);
        canvas.group(
            &format!("transform=\"translate({:.1} {:.1}) scale(0.975)\"", x * 0.025, y * 0.025),
            |canvas| canvas.path(&d, paint, 1.0),
        );
    });
}

fn stripes(studio: &mut Studio) {
    let (x, y) = (studio.dice.between(60.0, 560.0), studio.dice.between(90.0, 640.0));
    let turn = studio.dice.between(-30.0, 30.0);
    let ink = studio.palette.ink;
    studio.canvas.group(&format!("transform=\"rotate({turn:.0} {x:.0} {y:.0})\""), |canvas| {
        for bar in 0..6 {
            canvas.rect((x, y + f64::from(bar) * 21.0), 330.0, 8.0, ink, 0.9);
        }
    });
}

fn tape(studio: &mut Studio) {
    let (x, y) = (studio.dice.between(90.0, 860.0), studio.dice.between(90.0, 860.0));
    let turn = studio.dice.between(-60.0, 60.0);
    let paint = mix(studio.palette.accent, studio.palette.paper, 0.6);
    studio.canvas.group(&format!("transform=\"rotate({turn:.0} {x:.0} {y:.0})\""), |canvas| {
        canvas.rect((x - 70.0, y - 18.0), 140.0, 36.0, &paint, 0.75);
    });
}

/// Six frames of paper, each cut deeper than the one before, and the motif in the last.
pub(super) fn cut_paper(studio: &mut Studio) {
    let palette = *studio.palette;
    let deep = mix(palette.accent, palette.paper, 0.55);
    studio.canvas.background(&deep);
    studio.canvas.circle((500.0, 440.0), 150.0, &mix(palette.accent, palette.paper, 0.1), 1.0);
    let (low, scale) = if studio.motif.flies() { (660.0, 1.45) } else { (690.0, 1.7) };
    let foot = (500.0, low);
    studio.canvas.group("opacity=\"0.25\"", |canvas| {
        studio.motif.draw(canvas, (foot.0 + 8.0, foot.1 + 12.0), scale, palette.ink, palette.ink);
    });
    studio.motif.draw(studio.canvas, foot, scale, palette.ink, palette.paper);
    let layers = 6;
    for layer in 0..layers {
        let depth = f64::from(layer) / f64::from(layers - 1);
        let hole = wavy_ring(studio, 290.0 + depth * 190.0, 30.0 + depth * 14.0);
        let sheet = format!("M-40 -40H{0:.0}V{0:.0}H-40Z{hole}", SIDE + 40.0);
        let fill = if depth < 0.5 {
            mix(palette.second, palette.main, depth * 2.0)
        } else {
            mix(palette.main, palette.ink, depth * 2.0 - 1.0)
        };
        studio.canvas.raw(&format!("<path d=\"{sheet}\" fill=\"{}\" fill-rule=\"evenodd\" opacity=\"0.3\" transform=\"translate(5 13)\"/>", palette.ink));
        studio.canvas.raw(&format!("<path d=\"{sheet}\" fill=\"{fill}\" fill-rule=\"evenodd\"/>"));
    }
    grain(studio, 1_000, palette.paper, 0.12);
}

fn wavy_ring(studio: &mut Studio, radius: f64, swing: f64) -> String {
    let count = 18;
    let phase = studio.dice.between(0.0, 6.3);
    let points: Vec<Point> = (0..count)
        .map(|index| {
            let angle = f64::from(index) / f64::from(count) * std::f64::consts::TAU;
            let r = radius + (angle * 3.0 + phase).sin() * swing + studio.dice.between(-swing, swing) * 0.7;
            (500.0 + angle.cos() * r, 500.0 + angle.sin() * r)
        })
        .collect();
    soft_ring(&points)
}
