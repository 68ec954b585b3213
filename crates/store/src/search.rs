//! Full-text search over titles, prompts and lyrics (FTS5): the one place where a query is not
//! checked when the program is built.

use domain::{UserId, song::SongSummary};

use crate::{Store, StoreError, songs::SummaryRow};

/// Songs that are ranked: the newest that match. Ranking all matches of a common word would take
/// time in proportion to everything that was ever written.
const RANKED: u32 = 500;

/// The `+` keeps SQLite from asking the index once for each of the owner's songs; without it the
/// newest matches come straight from the index, and the search ends at [`RANKED`].
const SEARCH: &str = "
    SELECT s.id, s.project_id, p.name AS project_name, s.title, substr(s.user_prompt, 1, 160) AS prompt,
           s.persona, s.score, s.status, s.created_at,
           (SELECT f.id FROM song_files f WHERE f.song_id = s.id AND f.file_type = 'artwork'
               AND f.is_primary IS NOT TRUE) AS thumbnail
    FROM (
        SELECT songs_fts.rowid AS song_id, songs_fts.rank AS place
        FROM songs_fts
        WHERE songs_fts MATCH $1
          AND +songs_fts.rowid IN (SELECT s.id FROM songs s JOIN projects p ON p.id = s.project_id
                                   WHERE p.user_id = $2)
        ORDER BY songs_fts.rowid DESC LIMIT $3
    ) AS hits
    JOIN songs s ON s.id = hits.song_id JOIN projects p ON p.id = s.project_id
    WHERE p.user_id = $2
    ORDER BY hits.place, s.id DESC LIMIT $4";

impl Store {
    /// The owner's songs in which every word of the query occurs, the best match first. The last word
    /// may be the beginning of one.
    ///
    /// # Errors
    /// `Driver` only: nothing that a person types is a fault.
    pub async fn search_songs(
        &self,
        owner: UserId,
        query: &str,
        limit: u32,
    ) -> Result<Vec<SongSummary>, StoreError> {
        let Some(pattern) = pattern(query) else { return Ok(Vec::new()) };
        let rows: Vec<SummaryRow> = sqlx::query_as(SEARCH)
            .bind(pattern)
            .bind(owner.0)
            .bind(RANKED)
            .bind(limit)
            .fetch_all(&self.readers)
            .await?;
        rows.into_iter().map(SongSummary::try_from).collect()
    }
}

/// The query in the language of FTS5: each word quoted, so that nothing in it is an operator. `None`
/// when there is no word in it.
fn pattern(query: &str) -> Option<String> {
    let words: Vec<String> = query
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| format!("\"{}\"", word.replace('\0', "").replace('"', "\"\"")))
        .collect();
    (!words.is_empty()).then(|| format!("{}*", words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_and_quotes_are_only_words() {
        assert_eq!(pattern("night AND (drive").as_deref(), Some("\"night\" \"AND\" \"(drive\"*"));
        assert_eq!(pattern("say \"no\" \0x").as_deref(), Some("\"say\" \"\"\"no\"\"\" \"x\"*"));
    }

    #[test]
    fn a_query_without_a_word_finds_nothing() {
        for query in ["", "  ", "*", "\"", "- ^ :"] {
            assert_eq!(pattern(query), None, "{query}");
        }
    }
}
