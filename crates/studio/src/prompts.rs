//! Prompts for language models: files that a person may edit, each with a version.

use std::{path::Path, str::FromStr};

use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use crate::{Outcome, files::checksum, files::write_whole};

/// The prompts that ship with the program: name and text of the file.
const SHIPPED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/prompts.rs"));
/// The folder in the data directory.
const FOLDER: &str = "prompts";
/// Characters from which a text that stands in a prompt's file is no coincidence.
const COPIED: usize = 12;
/// Bytes that a prompt's file may have.
const LIMIT: u64 = 64 * 1024;

/// What a model is told for one task.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// Its file's version with a fingerprint of its text: "1-5f2a90c1".
    pub version: String,
    /// How freely the model chooses, 0–2.
    pub temperature: f64,
    /// Tokens that the answer may have.
    pub most_tokens: u32,
    /// Whether the answer is JSON.
    pub json: bool,
    system: String,
    task: String,
}

/// A prompt with its data filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Who the model is, and what holds throughout.
    pub system: String,
    /// The task with its data.
    pub task: String,
}

/// All prompts by their names.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompts(Vec<(&'static str, Prompt)>);

impl Prompts {
    /// Those that ship with the program.
    pub fn shipped() -> Self {
        let read = SHIPPED.iter().filter_map(|(name, text)| Some((*name, Prompt::read(text).ok()?)));
        Self(read.collect())
    }

    /// Those of the data directory; a file that is missing or cannot be read leaves the shipped one in force.
    pub async fn of(data: &Path) -> Self {
        let mut all = Self::shipped();
        for (name, prompt) in &mut all.0 {
            let path = data.join(FOLDER).join(format!("{name}.md"));
            let Ok(file) = tokio::fs::metadata(&path).await else { continue };
            if file.len() > LIMIT {
                tracing::warn!(file = %path.display(), "a prompt is too long; the program's own holds");
                continue;
            }
            let Ok(text) = tokio::fs::read_to_string(&path).await else { continue };
            match Prompt::read(&text) {
                Ok(own) => *prompt = own,
                Err(why) => {
                    tracing::warn!(file = %path.display(), why, "a prompt is not used; the program's own holds");
                }
            }
        }
        all
    }

    /// The prompt of a task.
    pub fn get(&self, name: &str) -> Option<&Prompt> {
        self.0.iter().find(|(own, _)| *own == name).map(|(_, prompt)| prompt)
    }
}

/// Puts prompts that are missing into the data directory, to be edited there.
pub(crate) async fn prepare(data: &Path) -> Outcome<()> {
    for (name, text) in SHIPPED {
        let path = data.join(FOLDER).join(format!("{name}.md"));
        if !tokio::fs::try_exists(&path).await? {
            write_whole(&path, text.as_bytes()).await?;
        }
    }
    Ok(())
}

impl Prompt {
    /// Reads a prompt's file: head, system and task, parted by lines of three dashes.
    fn read(text: &str) -> Result<Self, String> {
        let text = text.replace("\r\n", "\n");
        let mut parts = text.splitn(3, "\n---\n");
        let (Some(head), Some(system), Some(task)) = (parts.next(), parts.next(), parts.next()) else {
            return Err("it does not have three parts with lines of --- between them".to_owned());
        };
        let field = |name: &str| {
            let line = head.lines().find_map(|line| line.strip_prefix(name)?.trim().strip_prefix(':'));
            line.map(str::trim).ok_or_else(|| format!("its head has no “{name}:”"))
        };
        let version: u32 = number("version", field("version")?)?;
        let temperature: f64 = number("temperature", field("temperature")?)?;
        let most_tokens: u32 = number("most_tokens", field("most_tokens")?)?;
        if !(0.0..=2.0).contains(&temperature) || !(1..=100_000).contains(&most_tokens) {
            return Err(
                "its temperature is not from 0 to 2, or its most_tokens are not from 1 to 100,000".to_owned()
            );
        }
        for part in [system, task] {
            Environment::new().template_from_str(part).map_err(|error| error.to_string())?;
        }
        Ok(Self {
            version: format!("{version}-{}", &checksum(text.as_bytes())[..8]),
            temperature,
            most_tokens,
            json: field("json")? == "true",
            system: system.trim().to_owned(),
            task: task.trim().to_owned(),
        })
    }

    /// Whether a text of some length stands in the task as its file has it: as part of the form of an answer, most often.
    pub fn has(&self, text: &str) -> bool {
        text.chars().count() >= COPIED && self.task.to_lowercase().contains(&text.trim().to_lowercase())
    }

    /// Fills the data in.
    ///
    /// # Errors
    /// The prompt names something that there is not.
    pub fn fill(&self, data: impl Serialize) -> Result<Told, String> {
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let value = minijinja::Value::from_serialize(data);
        let fill = |part: &str| {
            environment
                .render_str(part, &value)
                .map_err(|error| format!("the prompt cannot be filled in: {error}"))
        };
        Ok(Told { system: fill(&self.system)?, task: fill(&self.task)? })
    }
}

fn number<T: FromStr>(name: &str, text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("its {name} is no number"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const FILE: &str = "version: 3\ntemperature: 0.5\nmost_tokens: 40\njson: true\n---\n# Task: t\n---\nWrite {{ what }}{% if more %}, {{ more }}{% endif %}.\n";

    #[test]
    fn a_file_has_a_head_a_system_and_a_task() {
        let prompt = Prompt::read(FILE).expect("a good file");
        assert_eq!((prompt.temperature, prompt.most_tokens, prompt.json), (0.5, 40, true));
        assert!(prompt.version.starts_with("3-"), "{}", prompt.version);
        let told = prompt.fill(json!({ "what": "{{ more }}", "more": "" })).expect("all is there");
        assert_eq!(told.task, "Write {{ more }}.", "data is not read as a prompt");
        assert!(prompt.fill(json!({ "what": "x" })).is_err(), "“more” is missing");
    }

    #[test]
    fn a_form_that_is_given_back_is_known_however_it_is_cut() {
        let prompts = Prompts::shipped();
        let brief = prompts.get("brief").expect("a prompt");
        for copied in
            ["what the song is about", "What the Song is About", "a title, only if the prompt gives one"]
        {
            assert!(brief.has(copied), "{copied}");
        }
        for own in ["the last ferry of the season", "D minor", "one word", ""] {
            assert!(!brief.has(own), "{own}");
        }
    }

    #[test]
    fn another_word_is_another_version() {
        let version = |text: &str| Prompt::read(text).expect("a good file").version;
        assert_ne!(version(FILE), version(&FILE.replace("Write", "Sing")));
        assert_eq!(version(FILE), version(&FILE.replace('\n', "\r\n")));
    }

    #[test]
    fn a_broken_file_says_what_is_wrong() {
        for (from, to) in [
            ("version: 3", "version: x"),
            ("temperature: 0.5", "temperature: 9"),
            ("most_tokens: 40", "most: 40"),
            ("{{ what }}", "{{ what"),
            ("\n---\n", "\n"),
        ] {
            assert!(Prompt::read(&FILE.replace(from, to)).is_err(), "{from}");
        }
    }

    #[test]
    fn every_shipped_prompt_can_be_read() {
        assert_eq!(Prompts::shipped().0.len(), SHIPPED.len());
        for (name, text) in SHIPPED {
            assert_eq!(Prompt::read(text).err(), None, "{name}");
            assert!(text.contains(&format!("# Task: {name}")), "{name}");
        }
    }
}
