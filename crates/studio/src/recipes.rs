//! Recipes: everything that a new-song form asks for but the prompt, kept under a name and used again.

use domain::{UserId, fields::characters, fields::tidy, song::SongForm};
use serde_json::{Value, json};

use crate::{Outcome, Studio, StudioError};

/// Characters that a recipe's name may have.
const NAME_LIMIT: usize = 60;
/// Recipes that one user may keep.
const MOST_RECIPES: usize = 30;
/// What the settings' keys begin with; the name follows.
const PREFIX: &str = "recipe.";

impl Studio {
    /// The owner's recipes: name and form, whose prompt and title are empty.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_recipes(&self, owner: UserId) -> Outcome<Vec<(String, SongForm)>> {
        let kept = self.store().user_settings(owner, PREFIX).await?;
        let read = |(key, value): (String, Value)| {
            Some((key.strip_prefix(PREFIX)?.to_owned(), serde_json::from_value(value).ok()?))
        };
        Ok(kept.into_iter().filter_map(read).collect())
    }

    /// Keeps what a form asks for under a name; a recipe of that name is replaced.
    ///
    /// # Errors
    /// Sentences at `save_as` and at the fields of the form: only what a song can be asked for with is kept.
    pub async fn save_recipe(&self, owner: UserId, name: &str, form: &SongForm) -> Outcome<()> {
        let name = tidy(name).replace('\n', " ");
        if name.is_empty() || characters(&name) > NAME_LIMIT {
            return Err(StudioError::field("save_as", format!("A name has 1 to {NAME_LIMIT} characters.")));
        }
        let song = form.check(&self.system_settings().await?.generation, 0)?;
        if let Some(persona) = &song.persona {
            self.known_persona(persona).await?;
        }
        self.known_writer(owner, song.config.writer).await?;
        let kept = self.list_recipes(owner).await?;
        if kept.len() >= MOST_RECIPES && kept.iter().all(|(other, _)| *other != name) {
            return Err(StudioError::field(
                "save_as",
                format!("You keep {MOST_RECIPES} sets of settings, which is the limit. Forget one first."),
            ));
        }
        let form = SongForm { prompt: String::new(), title: String::new(), ..form.clone() };
        let key = format!("{PREFIX}{name}");
        Ok(self.store().set_user_setting(owner, &key, &json!(form), "generation", self.now()).await?)
    }

    /// Forgets a recipe.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn forget_recipe(&self, owner: UserId, name: &str) -> Outcome<()> {
        Ok(self.store().delete_user_setting(owner, &format!("{PREFIX}{name}")).await?)
    }
}
