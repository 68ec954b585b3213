//! Genres: the table in `data/genres.txt`.

use std::sync::OnceLock;

/// The shape of a song: which sections follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Verse, pre-chorus, chorus twice, bridge, chorus.
    Pop,
    /// Three verses, each with its chorus; the last chorus changes.
    Waltz,
    /// A story in four verses around a short chorus.
    Ballad,
    /// Verse, verse, middle eight, verse, each verse closed by the title.
    Aaba,
    /// Three-line stanzas, the first line sung twice, and a chorus of the same shape.
    Blues,
    /// Four stanzas with one refrain.
    Hymn,
    /// Short verses, a rocking refrain, no bridge.
    Lullaby,
    /// Calls and answers, with a chorus for the crew.
    Shanty,
    /// Long rapped verses, a sung hook.
    Rap,
    /// Fast and short: verse, chorus, verse, chorus, bridge, chorus.
    Punk,
    /// Verse, build and a chorus that drops.
    Dance,
    /// Verse, chorus, verse, chorus, solo, bridge, chorus.
    Metal,
    /// Short verses and a chorus with actions, no bridge.
    Children,
}

impl Form {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "pop" => Self::Pop,
            "waltz" => Self::Waltz,
            "ballad" => Self::Ballad,
            "aaba" => Self::Aaba,
            "blues" => Self::Blues,
            "hymn" => Self::Hymn,
            "lullaby" => Self::Lullaby,
            "shanty" => Self::Shanty,
            "rap" => Self::Rap,
            "punk" => Self::Punk,
            "dance" => Self::Dance,
            "metal" => Self::Metal,
            "children" => Self::Children,
            _ => return None,
        })
    }

    /// The form as the understanding of a brief names it.
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::Pop => "verse, pre-chorus, chorus and a bridge",
            Self::Waltz => "three verses that each turn into the chorus",
            Self::Ballad => "a story in verses around a short chorus",
            Self::Aaba => "AABA with a middle eight",
            Self::Blues => "12-bar blues, first line sung twice",
            Self::Hymn => "stanzas with one refrain",
            Self::Lullaby => "short verses and a rocking refrain",
            Self::Shanty => "call and response",
            Self::Rap => "rapped verses and a sung hook",
            Self::Punk => "short verses and a loud chorus",
            Self::Dance => "verse, build and drop",
            Self::Metal => "verse and chorus around a solo",
            Self::Children => "short verses and a chorus to join in",
        }
    }
}

/// How a kind of music is written and played.
#[derive(Clone, Debug)]
pub(crate) struct Genre {
    pub(crate) name: &'static str,
    pub(crate) keywords: Vec<&'static str>,
    pub(crate) form: Form,
    /// Slowest and fastest usual tempo, quarter notes a minute.
    pub(crate) bpm: (u32, u32),
    pub(crate) keys: Vec<&'static str>,
    pub(crate) instruments: Vec<&'static str>,
    pub(crate) styles: Vec<&'static str>,
    pub(crate) excludes: Vec<&'static str>,
}

/// The table, in the order of its file; the first is what a prompt without a genre gets when nothing fits better.
pub(crate) fn genres() -> &'static [Genre] {
    static TABLE: OnceLock<Vec<Genre>> = OnceLock::new();
    TABLE.get_or_init(|| {
        include_str!("../../data/genres.txt")
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .filter_map(row)
            .collect()
    })
}

/// The genre of that exact name.
pub(crate) fn genre_named(name: &str) -> Option<&'static Genre> {
    genres().iter().find(|genre| genre.name == name)
}

fn row(line: &'static str) -> Option<Genre> {
    let columns: Vec<&'static str> = line.split('|').map(str::trim).collect();
    let [name, keywords, form, bpm, keys, instruments, styles, excludes] = columns.try_into().ok()?;
    let (low, high) = bpm.split_once('-')?;
    Some(Genre {
        name,
        keywords: list(keywords),
        form: Form::named(form)?,
        bpm: (low.parse().ok()?, high.parse().ok()?),
        keys: list(keys),
        instruments: list(instruments),
        styles: list(styles),
        excludes: list(excludes),
    })
}

fn list(column: &'static str) -> Vec<&'static str> {
    column.split(',').map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        let rows = include_str!("../../data/genres.txt")
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .count();
        assert_eq!(genres().len(), rows);
        assert!(rows >= 40, "{rows} genres");
    }

    #[test]
    fn a_waltz_is_slow_and_in_three() {
        let waltz = genre_named("waltz").unwrap();
        assert_eq!(waltz.form, Form::Waltz);
        assert_eq!(waltz.bpm, (84, 96));
        assert!(waltz.styles.contains(&"3/4 time"));
    }
}
