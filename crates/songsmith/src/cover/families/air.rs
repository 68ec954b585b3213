//! Families of air and distance: landscape, night sky, contour lines.

use super::super::canvas::{Point, SIDE, soft, soft_ring};
use super::super::palette::mix;
use super::{Studio, grain, ground, ridge};

/// A sun over ridges that fade into haze, the motif on one of the near ones or on water.
pub(super) fn landscape(studio: &mut Studio) {
    let palette = *studio.palette;
    let high = mix(palette.second, palette.paper, 0.25);
    let warm = mix(palette.accent, palette.paper, 0.55);
    let sky = studio.canvas.gradient(&[(0.0, &high, 1.0), (0.55, palette.paper, 1.0), (1.0, &warm, 1.0)]);
    studio.canvas.background(&sky);
    let sun = (studio.dice.between(250.0, 750.0), studio.dice.between(290.0, 420.0));
    let halo = studio.canvas.glow(palette.accent, 0.55);
    studio.canvas.circle(sun, 330.0, &halo, 1.0);
    studio.canvas.circle(sun, 88.0, &mix(palette.accent, palette.paper, 0.2), 1.0);
    birds(studio, sun);
    let water = studio.motif.floats();
    let horizon = studio.dice.between(500.0, 560.0);
    let layers = if water { 3 } else { 6 };
    for layer in 0..layers {
        let depth = f64::from(layer) / 6.0;
        let points = ridge(studio.dice, horizon + depth * 360.0, 85.0 - depth * 40.0, 16);
        let near = mix(&mix(palette.second, palette.paper, 0.35), palette.main, (depth * 1.6).min(1.0));
        let fill = mix(&near, palette.ink, depth * depth * 0.95);
        studio.canvas.path(&ground(&soft(&points)), &fill, 1.0);
        if layer == 4 {
            let (foot, scale) = motif_place(studio, &points);
            studio.motif.draw(studio.canvas, foot, scale, palette.ink, &warm);
        }
    }
    if water {
        lake(studio, horizon + 150.0, sun.0);
    }
    grain(studio, 1_200, palette.paper, 0.22);
}

fn motif_place(studio: &mut Studio, points: &[Point]) -> (Point, f64) {
    let at = 4 + studio.dice.below(9);
    let (x, y) = points.get(at).copied().unwrap_or((500.0, 700.0));
    if studio.motif.flies() { ((x, y - 260.0), 1.1) } else { ((x, y + 26.0), 1.35) }
}

fn birds(studio: &mut Studio, (x, y): Point) {
    for _ in 0..studio.dice.below(6) + 2 {
        let (bx, by) = (x + studio.dice.between(-330.0, 330.0), y + studio.dice.between(-150.0, 60.0));
        let wing = studio.dice.between(9.0, 19.0);
        let d = format!(
            "M{:.0} {by:.0}q{:.0} -{wing:.0} {wing:.0} 0q{:.0} -{wing:.0} {wing:.0} 0",
            bx - wing,
            wing / 2.0,
            wing / 2.0
        );
        studio.canvas.stroke(&d, studio.palette.ink, 3.0, 0.8);
    }
}

fn lake(studio: &mut Studio, shore: f64, sun: f64) {
    let palette = *studio.palette;
    let far = mix(palette.second, palette.paper, 0.45);
    let water =
        studio.canvas.gradient(&[(0.0, &far, 1.0), (1.0, &mix(palette.main, palette.ink, 0.45), 1.0)]);
    studio.canvas.rect((0.0, shore), SIDE, SIDE - shore, &water, 1.0);
    for row in 0..26 {
        let y = shore + 8.0 + f64::from(row) * f64::from(row) * 0.55 + f64::from(row) * 3.0;
        let width = studio.dice.between(30.0, 120.0) + f64::from(row) * 3.0;
        let x = sun + studio.dice.between(-70.0, 70.0) - width / 2.0;
        let glint = mix(palette.accent, palette.paper, 0.45);
        studio.canvas.stroke(
            &format!("M{x:.0} {y:.0}h{width:.0}"),
            &glint,
            3.0 + f64::from(row) * 0.16,
            0.75,
        );
    }
    let x = if sun < 500.0 { studio.dice.between(560.0, 720.0) } else { studio.dice.between(280.0, 440.0) };
    let foot = (x, shore + 150.0);
    studio.canvas.group(
        &format!("transform=\"translate(0 {:.0}) scale(1 -0.45)\" opacity=\"0.28\"", foot.1 * 1.45),
        |canvas| {
            studio.motif.draw(canvas, foot, 1.55, palette.ink, palette.ink);
        },
    );
    studio.motif.draw(studio.canvas, foot, 1.55, palette.ink, palette.paper);
    for _ in 0..16 {
        let (x, y, length) = (
            studio.dice.between(0.0, 900.0),
            studio.dice.between(shore + 110.0, 985.0),
            studio.dice.between(40.0, 150.0),
        );
        studio.canvas.stroke(&format!("M{x:.0} {y:.0}h{length:.0}"), palette.paper, 2.2, 0.3);
    }
}

/// Stars, a moon, the band of the galaxy, and one lit place on a dark shore.
pub(super) fn night_sky(studio: &mut Studio) {
    let palette = *studio.palette;
    let deep = mix(palette.ink, "#05070d", 0.5);
    let low = mix(palette.main, palette.second, 0.3);
    let sky = studio.canvas.gradient(&[
        (0.0, &deep, 1.0),
        (0.5, &mix(&deep, palette.main, 0.6), 1.0),
        (0.82, &low, 1.0),
        (1.0, palette.second, 1.0),
    ]);
    studio.canvas.background(&sky);
    galaxy(studio);
    stars(studio);
    let moon = (studio.dice.between(190.0, 810.0), studio.dice.between(150.0, 300.0));
    let halo = studio.canvas.glow(palette.accent, 0.5);
    studio.canvas.circle(moon, 250.0, &halo, 1.0);
    let light = mix(palette.accent, "#ffffff", 0.55);
    crescent(studio, moon, &light);
    let far = ridge(studio.dice, 745.0, 55.0, 14);
    studio.canvas.path(&ground(&soft(&far)), &mix(&deep, palette.main, 0.45), 1.0);
    let foot = (studio.dice.between(320.0, 680.0), if studio.motif.flies() { 640.0 } else { 862.0 });
    let glow = studio.canvas.glow(palette.accent, 0.35);
    studio.canvas.circle((foot.0, foot.1 - 90.0), 230.0, &glow, 1.0);
    studio.motif.draw(studio.canvas, foot, 1.75, &deep, palette.accent);
    let near = ridge(studio.dice, 872.0, 16.0, 10);
    studio.canvas.path(&ground(&soft(&near)), &mix(&deep, "#000000", 0.3), 1.0);
}

/// Without a paint for what the shadow covers, a crescent is two arcs.
fn crescent(studio: &mut Studio, (x, y): Point, paint: &str) {
    if studio.dice.one_in(3) {
        studio.canvas.circle((x, y), 62.0, paint, 1.0);
        return;
    }
    let d = format!("M{:.0} {:.0}a70 70 0 1 0 62 62a54 54 0 0 1 -62 -62Z", x - 8.0, y - 66.0);
    studio.canvas.path(&d, paint, 1.0);
}

fn galaxy(studio: &mut Studio) {
    let tint = mix(studio.palette.second, "#ffffff", 0.4);
    let paint = studio.canvas.glow(&tint, 0.16);
    let lean = studio.dice.between(-0.5, 0.5);
    for step in 0..22 {
        let along = f64::from(step) / 21.0;
        let x = along * SIDE + studio.dice.between(-30.0, 30.0);
        let y = 330.0 + (along - 0.5) * 640.0 * lean + studio.dice.between(-50.0, 50.0);
        let radius = studio.dice.between(70.0, 150.0);
        studio.canvas.circle((x, y), radius, &paint, 1.0);
    }
}

fn stars(studio: &mut Studio) {
    let tint = mix(studio.palette.accent, "#ffffff", 0.75);
    for _ in 0..330 {
        let (x, y) = (studio.dice.between(0.0, SIDE), studio.dice.between(0.0, 800.0));
        let size = studio.dice.unit().powi(5) * 4.0 + 0.9;
        let opacity = studio.dice.between(0.35, 1.0) * (1.0 - y / 1_300.0);
        studio.canvas.circle((x, y), size, &tint, opacity);
    }
}

/// Rings of equal height around two hills, with a sun or the motif between them.
pub(super) fn contour(studio: &mut Studio) {
    let palette = *studio.palette;
    studio.canvas.background(palette.paper);
    let sun = (studio.dice.between(360.0, 640.0), studio.dice.between(320.0, 400.0));
    studio.canvas.circle(sun, 205.0, palette.accent, 1.0);
    for hill in 0..3 {
        let x = [120.0, 900.0, 500.0][hill] + studio.dice.between(-70.0, 70.0);
        let y = [840.0, 880.0, 1_060.0][hill];
        let (fill, line) =
            [(palette.second, palette.main), (palette.main, palette.second), (palette.ink, palette.second)]
                [hill];
        rings(studio, (x, y), if hill == 2 { 350.0 } else { 480.0 }, fill, line);
    }
    let (y, scale) = if studio.motif.flies() { (sun.1 + 130.0, 1.5) } else { (725.0, 1.75) };
    studio.motif.draw(studio.canvas, (500.0, y), scale, palette.ink, palette.paper);
    for bar in 0..4 {
        let y = sun.1 + 40.0 + f64::from(bar) * 36.0;
        studio.canvas.rect(
            (sun.0 - 230.0, y),
            460.0,
            5.0 + f64::from(bar) * 3.0,
            palette.paper,
            if studio.motif.flies() { 0.0 } else { 1.0 },
        );
    }
    grain(studio, 1_000, palette.ink, 0.16);
}

fn rings(studio: &mut Studio, (x, y): Point, size: f64, fill: &str, line: &str) {
    let bumps: Vec<f64> = (0..14).map(|_| studio.dice.between(0.86, 1.14)).collect();
    for ring in 0..13 {
        let radius = size * (1.0 - f64::from(ring) * 0.075);
        let points: Vec<Point> = bumps
            .iter()
            .enumerate()
            .map(|(index, bump)| {
                let angle = index as f64 / bumps.len() as f64 * std::f64::consts::TAU;
                let swell = 1.0 + (bump - 1.0) * (1.0 + f64::from(ring) * 0.05);
                (x + angle.cos() * radius * swell, y + angle.sin() * radius * swell * 0.8)
            })
            .collect();
        let d = soft_ring(&points);
        if ring == 0 {
            studio.canvas.path(&d, fill, 1.0);
        }
        studio.canvas.stroke(&d, line, 4.2, 0.95);
    }
}
