//! Personas: the table mirrors the files, so that lists and songs can name them.

use std::collections::HashMap;

use domain::{Timestamp, persona::Persona};
use sqlx::{SqliteConnection, query, query_as};

use crate::{Store, StoreError, time};

/// Between the styles of a persona in one column; styles themselves hold no comma.
const BETWEEN: &str = ", ";

struct PersonaRow {
    name: String,
    display_name: String,
    styles: String,
    visual_styles: String,
    description: String,
    usage_count: u32,
}

impl From<PersonaRow> for Persona {
    fn from(row: PersonaRow) -> Self {
        Self {
            name: row.name,
            display_name: row.display_name,
            styles: split(&row.styles),
            visual_styles: split(&row.visual_styles),
            description: row.description,
            usage_count: row.usage_count,
        }
    }
}

/// What a row says of its file, to see whether it has to be written.
#[derive(PartialEq, Eq)]
struct Mirror {
    file_path: String,
    display_name: String,
    styles: String,
    visual_styles: String,
    description: String,
    is_active: bool,
}

impl Mirror {
    fn of(persona: &Persona, file_path: &str) -> Self {
        Self {
            file_path: file_path.to_owned(),
            display_name: persona.display_name.clone(),
            styles: persona.styles.join(BETWEEN),
            visual_styles: persona.visual_styles.join(BETWEEN),
            description: persona.description.clone(),
            is_active: true,
        }
    }
}

impl Store {
    /// Makes the table say what the files say, each given with its path. Personas without a file stay
    /// as rows, because songs name them, but are no longer listed. Rows that say it already are left
    /// alone.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn sync_personas(
        &self,
        personas: &[(Persona, String)],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let mut rows = mirrors(&mut tx).await?;
        for (persona, file_path) in personas {
            let mirror = Mirror::of(persona, file_path);
            if rows.remove(&persona.name).as_ref() != Some(&mirror) {
                write(&mut tx, &persona.name, &mirror, now).await?;
            }
        }
        let at = time::text(now);
        for (name, _) in rows.into_iter().filter(|(_, mirror)| mirror.is_active) {
            query!("UPDATE personas SET is_active = FALSE, updated_at = $2 WHERE name = $1", name, at)
                .execute(&mut *tx)
                .await?;
        }
        Ok(tx.commit().await?)
    }

    /// The personas to choose from, by the name that people read.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn list_personas(&self) -> Result<Vec<Persona>, StoreError> {
        let rows = query_as!(
            PersonaRow,
            r#"SELECT name, display_name, COALESCE(persona_styles, '') AS "styles!: String",
                      COALESCE(visual_styles, '') AS "visual_styles!: String",
                      COALESCE(description, '') AS "description!: String",
                      COALESCE(usage_count, 0) AS "usage_count!: u32"
               FROM personas WHERE is_active IS TRUE ORDER BY lower(display_name), name"#
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(Persona::from).collect())
    }

    /// A persona by its slug; one without a file is not found.
    ///
    /// # Errors
    /// `Driver` only.
    pub async fn get_persona(&self, name: &str) -> Result<Option<Persona>, StoreError> {
        let row = query_as!(
            PersonaRow,
            r#"SELECT name, display_name, COALESCE(persona_styles, '') AS "styles!: String",
                      COALESCE(visual_styles, '') AS "visual_styles!: String",
                      COALESCE(description, '') AS "description!: String",
                      COALESCE(usage_count, 0) AS "usage_count!: u32"
               FROM personas WHERE is_active IS TRUE AND name = $1"#,
            name
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(Persona::from))
    }
}

async fn mirrors(tx: &mut SqliteConnection) -> Result<HashMap<String, Mirror>, StoreError> {
    let rows = query!(
        r#"SELECT name, file_path, display_name, COALESCE(persona_styles, '') AS "styles!: String",
                  COALESCE(visual_styles, '') AS "visual_styles!: String",
                  COALESCE(description, '') AS "description!: String", is_active IS TRUE AS "is_active!: bool"
           FROM personas"#
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let mirror = Mirror {
                file_path: row.file_path,
                display_name: row.display_name,
                styles: row.styles,
                visual_styles: row.visual_styles,
                description: row.description,
                is_active: row.is_active,
            };
            (row.name, mirror)
        })
        .collect())
}

async fn write(
    tx: &mut SqliteConnection,
    name: &str,
    mirror: &Mirror,
    now: Timestamp,
) -> Result<(), StoreError> {
    let at = time::text(now);
    query!(
        "INSERT INTO personas
             (name, file_path, display_name, persona_styles, visual_styles, description, is_active, created_at,
              updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, TRUE, $7, $7)
         ON CONFLICT (name) DO UPDATE SET
             file_path = excluded.file_path, display_name = excluded.display_name,
             persona_styles = excluded.persona_styles, visual_styles = excluded.visual_styles,
             description = excluded.description, is_active = TRUE, updated_at = excluded.updated_at",
        name,
        mirror.file_path,
        mirror.display_name,
        mirror.styles,
        mirror.visual_styles,
        mirror.description,
        at
    )
    .execute(tx)
    .await?;
    Ok(())
}

fn split(styles: &str) -> Vec<String> {
    styles.split(',').map(str::trim).filter(|style| !style.is_empty()).map(str::to_owned).collect()
}
