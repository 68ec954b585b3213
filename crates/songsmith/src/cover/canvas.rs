//! A sheet of 1,000 × 1,000 units to draw on, written as SVG.

use std::fmt::Write as _;

/// The side of the sheet, in drawing units.
pub(super) const SIDE: f64 = 1_000.0;

/// A point of the sheet.
pub(super) type Point = (f64, f64);

/// The drawing so far.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    body: String,
    definitions: String,
    gradients: usize,
}

impl Canvas {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// The drawing as an SVG document.
    pub(super) fn finish(self) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1024\" height=\"1024\" viewBox=\"0 0 {SIDE} {SIDE}\"><defs>{}</defs>{}</svg>",
            self.definitions, self.body
        )
    }

    /// Adds markup as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.body.push_str(markup);
    }

    pub(super) fn background(&mut self, paint: &str) {
        self.rect((0.0, 0.0), SIDE, SIDE, paint, 1.0);
    }

    pub(super) fn rect(&mut self, (x, y): Point, width: f64, height: f64, paint: &str, opacity: f64) {
        let _ = write!(
            self.body,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{paint}\" opacity=\"{opacity:.2}\"/>"
        );
    }

    pub(super) fn circle(&mut self, (x, y): Point, radius: f64, paint: &str, opacity: f64) {
        let _ = write!(
            self.body,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"{paint}\" opacity=\"{opacity:.2}\"/>"
        );
    }

    /// A filled path in SVG's path language.
    pub(super) fn path(&mut self, d: &str, paint: &str, opacity: f64) {
        let _ = write!(self.body, "<path d=\"{d}\" fill=\"{paint}\" opacity=\"{opacity:.2}\"/>");
    }

    /// A drawn line in SVG's path language.
    pub(super) fn stroke(&mut self, d: &str, paint: &str, width: f64, opacity: f64) {
        let _ = write!(
            self.body,
            "<path d=\"{d}\" fill=\"none\" stroke=\"{paint}\" stroke-width=\"{width:.1}\" stroke-linecap=\"round\" stroke-linejoin=\"round\" opacity=\"{opacity:.2}\"/>"
        );
    }

    /// Puts what `inside` draws into a group with these attributes.
    pub(super) fn group(&mut self, attributes: &str, inside: impl FnOnce(&mut Self)) {
        let _ = write!(self.body, "<g {attributes}>");
        inside(self);
        self.body.push_str("</g>");
    }

    /// A gradient from top to bottom; returns the paint that uses it.
    pub(super) fn gradient(&mut self, stops: &[(f64, &str, f64)]) -> String {
        self.gradients += 1;
        let id = format!("g{}", self.gradients);
        let _ = write!(self.definitions, "<linearGradient id=\"{id}\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"1\">");
        for (offset, color, opacity) in stops {
            let _ = write!(
                self.definitions,
                "<stop offset=\"{offset:.2}\" stop-color=\"{color}\" stop-opacity=\"{opacity:.2}\"/>"
            );
        }
        self.definitions.push_str("</linearGradient>");
        format!("url(#{id})")
    }

    /// A glow that fades from the middle outward; returns the paint that uses it.
    pub(super) fn glow(&mut self, color: &str, opacity: f64) -> String {
        self.gradients += 1;
        let id = format!("g{}", self.gradients);
        let _ = write!(
            self.definitions,
            "<radialGradient id=\"{id}\"><stop offset=\"0\" stop-color=\"{color}\" stop-opacity=\"{opacity:.2}\"/><stop offset=\"1\" stop-color=\"{color}\" stop-opacity=\"0\"/></radialGradient>"
        );
        format!("url(#{id})")
    }
}

/// Straight lines through the points, closed.
pub(super) fn closed(points: &[Point]) -> String {
    let mut d = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        let _ = write!(d, "{}{x:.1} {y:.1}", if index == 0 { 'M' } else { 'L' });
    }
    d.push('Z');
    d
}

/// A soft line through the points: quadratic curves between the middles of neighbours.
pub(super) fn soft(points: &[Point]) -> String {
    let mut d = String::new();
    let [first, middle @ .., last] = points else { return d };
    let _ = write!(d, "M{:.1} {:.1}", first.0, first.1);
    for (index, point) in middle.iter().enumerate() {
        let next = middle.get(index + 1).unwrap_or(last);
        let half = (f64::midpoint(point.0, next.0), f64::midpoint(point.1, next.1));
        let _ = write!(d, "Q{:.1} {:.1} {:.1} {:.1}", point.0, point.1, half.0, half.1);
    }
    let _ = write!(d, "L{:.1} {:.1}", last.0, last.1);
    d
}

/// A closed soft line around the points.
pub(super) fn soft_ring(points: &[Point]) -> String {
    let mut d = String::new();
    let count = points.len();
    let half = |index: usize| {
        let (a, b) = (points[index % count], points[(index + 1) % count]);
        (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1))
    };
    if count < 3 {
        return d;
    }
    let start = half(count - 1);
    let _ = write!(d, "M{:.1} {:.1}", start.0, start.1);
    for (index, point) in points.iter().enumerate() {
        let to = half(index);
        let _ = write!(d, "Q{:.1} {:.1} {:.1} {:.1}", point.0, point.1, to.0, to.1);
    }
    d.push('Z');
    d
}
