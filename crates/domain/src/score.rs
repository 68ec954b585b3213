//! The one conversion between the two scales of a score.

/// A score from 0 to 10, as thresholds and reviewers speak, on the scale from 0 to 100 that songs
/// store; out-of-range values are drawn to the nearest end.
pub fn to_hundred(ten: f64) -> f64 {
    (ten.clamp(0.0, 10.0) * 100.0).round() / 10.0
}

/// A stored score from 0 to 100 on the scale from 0 to 10.
pub fn to_ten(hundred: f64) -> f64 {
    hundred.clamp(0.0, 100.0) / 10.0
}

/// The score of a sheet that songcraft gives `craft` and a model `judged`, all 0–100: the mean of both, to one decimal.
pub fn mean(craft: f64, judged: Option<f64>) -> f64 {
    judged.map_or(craft, |judged| (f64::midpoint(craft, judged) * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_point_one_of_ten_is_stored_as_eighty_one() {
        assert!((to_hundred(8.1) - 81.0).abs() < f64::EPSILON);
        assert!((to_ten(81.0) - 8.1).abs() < 1e-12);
    }

    #[test]
    fn two_scores_count_half_each() {
        assert!((mean(80.0, Some(75.5)) - 77.8).abs() < 1e-12);
        assert!((mean(80.0, None) - 80.0).abs() < 1e-12);
    }

    #[test]
    fn a_score_stays_on_its_scale() {
        assert!((to_hundred(12.0) - 100.0).abs() < f64::EPSILON);
        assert!(to_hundred(-1.0).abs() < f64::EPSILON);
    }
}
