//! The demonstration account: what a newcomer sees on a server that has something on it.

use domain::{account::SignUp, project::ProjectFields, song::GenerationConfig};
use serde_json::json;
use store::{DemoProject, DemoSong};

use crate::{Outcome, Studio, StudioError, random_hex};

/// How to sign in to the demonstration account.
pub struct DemoAccount {
    /// Its name.
    pub username: String,
    /// Its password, made at random and kept nowhere in the clear.
    pub password: String,
}

impl Studio {
    /// Fills an empty database with the sample user, project, songs and settings of the schema's
    /// specification.
    ///
    /// # Errors
    /// `Refused` when there are accounts already.
    pub async fn fill_with_demo(&self) -> Outcome<DemoAccount> {
        if self.store().count_users().await? > 0 {
            return Err(StudioError::Refused(
                "There are accounts in this data directory already; the demonstration needs an empty one."
                    .to_owned(),
            ));
        }
        let sign_up = SignUp {
            username: "demo_user".to_owned(),
            email: "demo@example.com".to_owned(),
            password: random_hex::<10>()?,
        };
        let user = self.create_account(&sign_up, Some(("Demo", "User"))).await?;
        // The sample brings its own project; the empty first one would only stand beside it.
        for first in self.store().list_projects(user.id).await? {
            self.store().delete_project(user.id, first.id).await?;
        }
        let fields = ProjectFields {
            name: "My First Project".to_owned(),
            description: "A demo project for testing".to_owned(),
        };
        let project = DemoProject { fields: &fields, settings: json!({"theme": "dark", "auto_save": true}) };
        let settings = [
            ("llm_provider", json!("openai"), "llm"),
            ("default_model", json!("gpt-3.5-turbo"), "llm"),
            ("theme", json!("dark"), "ui"),
            ("auto_save", json!(true), "ui"),
        ];
        self.store().fill_with_demo(user.id, &project, &songs(), &settings, self.now()).await?;
        Ok(DemoAccount { username: sign_up.username, password: sign_up.password })
    }
}

fn songs() -> [DemoSong<'static>; 2] {
    let config = GenerationConfig { seed: 1, ..GenerationConfig::default() };
    [
        DemoSong {
            title: "Summer Dreams",
            prompt: "An upbeat pop song about summer love",
            persona: "antidote",
            lyrics: None,
            score: 85.0,
            config: config.clone(),
        },
        DemoSong {
            title: "Midnight Drive",
            prompt: "A rock song about late night adventures",
            persona: "bleached_to_perfection",
            lyrics: None,
            score: 92.0,
            config,
        },
    ]
}
