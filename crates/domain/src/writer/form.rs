//! The form of a writer and its rules.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ProviderKind, WriterCard};
use crate::{
    FieldErrors,
    fields::{characters, tidy},
    stage::Stage,
};

/// Characters that a writer's name may have.
pub const NAME_LIMIT: usize = 60;
/// Characters that a model's id may have.
const MODEL_LIMIT: usize = 200;
/// Characters that an address may have.
const URL_LIMIT: usize = 500;
/// Characters that a key may have.
const KEY_LIMIT: usize = 500;

/// A writer's form as it was typed; every field is text, because a form sends text.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WriterForm {
    /// The name.
    pub name: String,
    /// The protocol's word.
    pub kind: String,
    /// The address.
    pub base_url: String,
    /// The model.
    pub model: String,
    /// A new key; nothing keeps the one that is there.
    pub key: String,
    /// Models for single stages, one a line: `draft = model`.
    pub stage_models: String,
    /// The model that draws covers, or nothing.
    pub image_model: String,
    /// Dollars for a million tokens read, or nothing.
    pub price_in: String,
    /// Dollars for a million tokens written, or nothing.
    pub price_out: String,
    /// For a shared writer: tokens a user and month, or nothing.
    pub budget: String,
}

impl WriterForm {
    /// What a card looks like in the form; the key stays where it is.
    pub fn of(card: &WriterCard) -> Self {
        let lines = card.stage_models.iter().map(|(stage, model)| format!("{} = {model}", stage.id()));
        let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
        Self {
            name: card.name.clone(),
            kind: card.kind.id().to_owned(),
            base_url: card.base_url.clone(),
            model: card.model.clone(),
            key: String::new(),
            stage_models: lines.collect::<Vec<_>>().join("\n"),
            image_model: card.image_model.clone(),
            price_in: number(card.price_in),
            price_out: number(card.price_out),
            budget: card.budget.map(|budget| budget.to_string()).unwrap_or_default(),
        }
    }

    /// Checks what was typed. Whether the address may be called is asked when it is called.
    ///
    /// # Errors
    /// The sentences for the fields.
    pub fn check(&self) -> Result<(WriterCard, Option<String>), FieldErrors> {
        let mut errors = FieldErrors::default();
        let card = WriterCard {
            name: errors.take("name", needed(&self.name, NAME_LIMIT, "Give the writer a name.")),
            kind: errors.take("kind", check_kind(&self.kind)),
            base_url: errors.take("base_url", check_url(&self.base_url)),
            model: errors.take(
                "model",
                needed(&self.model, MODEL_LIMIT, "Say which model, such as “llama3.2” or “gpt-5-mini”."),
            ),
            stage_models: errors.take("stage_models", check_stage_models(&self.stage_models)),
            image_model: errors.take("image_model", short(&self.image_model, MODEL_LIMIT)),
            price_in: errors.take("price_in", check_price(&self.price_in)),
            price_out: errors.take("price_out", check_price(&self.price_out)),
            budget: errors.take("budget", check_budget(&self.budget)),
        };
        let key = errors.take("key", check_key(&self.key));
        errors.into_result((card, key))
    }
}

/// A key is in here, so it is not printed.
impl std::fmt::Debug for WriterForm {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("WriterForm").field("name", &self.name).finish_non_exhaustive()
    }
}

fn short(typed: &str, limit: usize) -> Result<String, String> {
    let text = tidy(typed).replace('\n', " ");
    if characters(&text) > limit {
        return Err(format!("At most {limit} characters."));
    }
    Ok(text)
}

fn needed(typed: &str, limit: usize, missing: &str) -> Result<String, String> {
    let text = short(typed, limit)?;
    if text.is_empty() { Err(missing.to_owned()) } else { Ok(text) }
}

fn check_kind(typed: &str) -> Result<ProviderKind, String> {
    ProviderKind::from_id(typed.trim()).ok_or_else(|| "Choose one of the protocols in the list.".to_owned())
}

fn check_url(typed: &str) -> Result<String, String> {
    let url = needed(typed, URL_LIMIT, "Say where the provider is, such as https://api.openai.com/v1/.")?;
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.unwrap_or_default().split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() || host.contains('@') || url.contains(char::is_whitespace) {
        return Err(
            "An address begins with https:// or http:// and a host, without a name or password in it."
                .to_owned(),
        );
    }
    if url.contains(['?', '#']) {
        return Err("Leave out what comes after the “?” or “#”.".to_owned());
    }
    Ok(url)
}

fn check_stage_models(typed: &str) -> Result<BTreeMap<Stage, String>, String> {
    let mut models = BTreeMap::new();
    for line in tidy(typed).lines().map(str::trim).filter(|line| !line.is_empty()) {
        let pair = line.split_once('=').map(|(stage, model)| (stage.trim().to_lowercase(), model.trim()));
        let known = pair.and_then(|(stage, model)| Some((Stage::from_id(&stage)?, model)));
        let Some((stage, model)) = known.filter(|(_, model)| !model.is_empty()) else {
            let stages: Vec<&str> = Stage::ALL.iter().map(|stage| stage.id()).collect();
            return Err(format!(
                "“{line}” is not a stage with a model, such as “draft = large-model”. The stages: {}.",
                stages.join(", ")
            ));
        };
        models.insert(stage, short(model, MODEL_LIMIT)?);
    }
    Ok(models)
}

fn check_price(typed: &str) -> Result<Option<f64>, String> {
    match typed.trim().trim_start_matches('$').replace(',', ".").as_str() {
        "" => Ok(None),
        text => text
            .parse()
            .ok()
            .filter(|price| (0.0..=10_000.0).contains(price))
            .map(Some)
            .ok_or_else(|| "A price is a number of dollars for a million tokens.".to_owned()),
    }
}

fn check_budget(typed: &str) -> Result<Option<u64>, String> {
    match typed.trim().replace([',', ' ', '\u{a0}'], "").as_str() {
        "" => Ok(None),
        text => text
            .parse()
            .ok()
            .filter(|tokens| (1..=1_000_000_000_000).contains(tokens))
            .map(Some)
            .ok_or_else(|| "A budget is a whole number of tokens a month.".to_owned()),
    }
}

fn check_key(typed: &str) -> Result<Option<String>, String> {
    let key = typed.trim();
    if key.is_empty() {
        return Ok(None);
    }
    // It goes into a header.
    if characters(key) > KEY_LIMIT || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(format!("A key has letters, digits and signs only, at most {KEY_LIMIT}."));
    }
    Ok(Some(key.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> WriterForm {
        WriterForm {
            name: "My model".into(),
            kind: "openai-compatible".into(),
            base_url: "http://localhost:11434/v1/".into(),
            model: "llama3.2".into(),
            ..WriterForm::default()
        }
    }

    #[test]
    fn a_form_becomes_a_card_and_a_card_a_form_again() {
        let typed = WriterForm {
            stage_models: "draft = large\n Metadata=small".into(),
            price_out: "$0,6".into(),
            budget: "1,000,000".into(),
            key: " sk-1 ".into(),
            ..form()
        };
        let (card, key) = typed.check().expect("a good form");
        assert_eq!(key.as_deref(), Some("sk-1"));
        assert_eq!(card.model_for(Stage::Metadata), "small");
        assert_eq!((card.price_in, card.price_out, card.budget), (None, Some(0.6), Some(1_000_000)));
        let (again, key) = WriterForm::of(&card).check().expect("a good form");
        assert_eq!((again, key), (card, None));
    }

    #[test]
    fn every_wrong_field_gets_a_sentence() {
        let typed = WriterForm {
            name: " ".into(),
            kind: "telegraph".into(),
            base_url: "https://me:secret@host/".into(),
            model: String::new(),
            key: "two words".into(),
            stage_models: "overture = x".into(),
            price_in: "free".into(),
            budget: "0".into(),
            ..WriterForm::default()
        };
        let errors = typed.check().expect_err("eight faults");
        let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(
            fields,
            ["base_url", "budget", "key", "kind", "model", "name", "price_in", "stage_models"]
        );
    }

    #[test]
    fn an_address_is_http_with_a_host_and_nothing_behind() {
        for good in ["https://api.openai.com/v1", "http://[::1]:8080/v1/", "http://gpu.lan"] {
            assert!(check_url(good).is_ok(), "{good}");
        }
        for bad in
            ["ftp://x", "localhost:1234", "https://", "https://x/?key=1", "https://a b/", "file:///etc"]
        {
            assert!(check_url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_form_is_printed_without_its_key() {
        let typed = WriterForm { key: "sk-canary".into(), ..form() };
        assert!(!format!("{typed:?}").contains("sk-canary"));
    }
}
