//! The library of musical styles that the writer knows.

use std::sync::OnceLock;

use songcraft::style::StyleLibrary;

/// The library as it ships, in JSON: also what a data directory gets to edit.
pub const STYLES: &str = include_str!("../../../styles/styles.json");

/// The library as it ships. A song is made from this one, so that the same version writes the same song; should it be
/// unreadable, which a test rules out, it is empty.
pub fn library() -> &'static StyleLibrary {
    static LIBRARY: OnceLock<StyleLibrary> = OnceLock::new();
    LIBRARY.get_or_init(|| StyleLibrary::read(STYLES).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::material::genres;

    #[test]
    fn the_library_is_whole_and_refers_to_itself_only() {
        let styles = StyleLibrary::read(STYLES).unwrap();
        assert!(styles.styles().len() >= 250, "{} styles", styles.styles().len());
        let ids: HashSet<&str> = styles.styles().iter().map(|style| style.id.as_str()).collect();
        assert_eq!(ids.len(), styles.styles().len(), "two styles of one id");
        for style in styles.styles() {
            for other in style.goes_with.iter().chain(&style.excludes) {
                assert!(ids.contains(other.as_str()), "{}: no style {other}", style.id);
            }
            assert!(style.description.chars().count() <= 120 && !style.name.contains(','), "{}", style.id);
        }
    }

    #[test]
    fn no_genre_asks_for_styles_that_fight() {
        let mut fights = Vec::new();
        for genre in genres() {
            for (at, one) in genre.styles.iter().enumerate() {
                for other in &genre.styles[at + 1..] {
                    if library().fight(one, other) {
                        fights.push(format!("{}: {one} and {other}", genre.name));
                    }
                }
            }
        }
        assert_eq!(fights, Vec::<String>::new());
    }
}
