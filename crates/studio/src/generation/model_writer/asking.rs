//! Asking a model: what it takes is counted, and an answer of no use is asked for once more.

use std::sync::atomic::Ordering;

use domain::{generation::ModelCall, stage::Stage};
use models::{Ask, CallError, Ignore, Listener, Trouble, Usage};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{ModelWriter, answers, telling};
use crate::{
    generation::writer::WriterError,
    prompts::{Prompt, Told},
};

/// Characters of a useless answer that are kept.
const EXCERPT: usize = 600;

/// What came of asking for something.
pub(super) enum Said<T> {
    /// An answer that can be used.
    This(T),
    /// Nothing of use, and why.
    Nothing(String),
}

impl ModelWriter {
    pub(super) fn prompt(&self, task: &str) -> Result<&Prompt, WriterError> {
        self.prompts.get(task).ok_or_else(|| WriterError(format!("The prompt “{task}” is missing.")))
    }

    /// Asks once, with all the tries of the caller. An answer of the model's is kept with what it took.
    async fn call(
        &self,
        stage: Stage,
        task: &'static str,
        told: &Told,
        listener: &mut dyn Listener,
        calls: &mut Vec<ModelCall>,
    ) -> Result<Said<String>, WriterError> {
        let prompt = self.prompt(task)?;
        self.check_share().await?;
        let model = self.card.model_for(stage);
        let mut ask = Ask {
            system: told.system.clone(),
            task: told.task.clone(),
            temperature: Some(self.request.config.temperature.unwrap_or(prompt.temperature)),
            seed: Some(self.request.config.seed),
            most_tokens: prompt.most_tokens,
            json: prompt.json,
        };
        let mut call = ModelCall {
            task: task.to_owned(),
            model: model.to_owned(),
            prompt_version: prompt.version.clone(),
            temperature: ask.temperature.unwrap_or_default(),
            seed: self.request.config.seed,
            most_tokens: ask.most_tokens,
            ..ModelCall::default()
        };
        let caller = self.caller.with_model(model);
        if self.bare.load(Ordering::Relaxed) {
            ask = without_options(ask);
        }
        let mut answer = caller.ask(&ask, listener).await;
        if answer.as_ref().is_err_and(refuses_options) && ask.temperature.is_some() {
            self.bare.store(true, Ordering::Relaxed);
            answer = caller.ask(&without_options(ask), listener).await;
        }
        let usage = answer.as_ref().map_or_else(|error| error.usage, |answer| answer.usage);
        self.count(&mut call, usage).await?;
        match answer {
            Ok(answer) => {
                call.milliseconds = answer.milliseconds;
                call.tries = answer.tries;
                calls.push(call);
                Ok(Said::This(answer.text))
            }
            Err(error) if is_the_models_fault(&error) => {
                call.fault = Some(error.message.clone());
                call.tries = 1;
                calls.push(call);
                Ok(Said::Nothing(error.message))
            }
            Err(error) => Err(WriterError(told_of(&error))),
        }
    }

    /// Whether there is something left of what the owner may use.
    pub(super) async fn check_share(&self) -> Result<(), WriterError> {
        let Some(meter) = &self.meter else { return Ok(()) };
        if meter.has_left().await? {
            return Ok(());
        }
        Err(WriterError(format!(
            "Your share of “{}” for this month is used up. Choose another writer, or wait for the next month.",
            self.card.name
        )))
    }

    /// Notes tokens and price of a call: the provider's own price, or one by the writer's prices.
    async fn count(&self, call: &mut ModelCall, usage: Usage) -> Result<(), WriterError> {
        call.tokens_in = usage.tokens_in;
        call.tokens_out = usage.tokens_out;
        call.estimated = usage.estimated;
        call.cost = usage.cost.or_else(|| self.card.cost(call.tokens_in, call.tokens_out));
        match &self.meter {
            Some(meter) => meter.count(usage).await,
            None => Ok(()),
        }
    }

    /// Asks for something that is read by `read`, and once more with what was wrong when it cannot be.
    pub(super) async fn ask<T>(
        &self,
        stage: Stage,
        task: &'static str,
        data: Value,
        listener: &mut (dyn Listener + '_),
        calls: &mut Vec<ModelCall>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Said<T>, WriterError> {
        let prompt = self.prompt(task)?;
        let told = prompt.fill(&data).map_err(|why| WriterError(format!("“{task}”: {why}")))?;
        let mut again = told.clone();
        let mut wrong = String::new();
        for _ in 0..2 {
            let said = self.call(stage, task, &again, listener, calls).await?;
            let text = match said {
                Said::This(text) => text,
                Said::Nothing(why) => {
                    wrong = why;
                    again.task =
                        format!("{}\n\nYour last answer was stopped: {wrong}. Answer anew.", told.task);
                    continue;
                }
            };
            match read(&text) {
                Ok(value) => return Ok(Said::This(value)),
                Err(why) => {
                    let excerpt: String = text.chars().take(EXCERPT).collect();
                    if let Some(call) = calls.last_mut() {
                        call.fault = Some(why.clone());
                        call.excerpt = Some(excerpt.clone());
                    }
                    again.task = format!(
                        "{}\n\nYour last answer cannot be used: {why}. It began like this:\n<answer>\n{}\n</answer>\nAnswer anew.",
                        told.task,
                        telling::tame(&excerpt)
                    );
                    wrong = why;
                }
            }
        }
        Ok(Said::Nothing(wrong))
    }

    /// Asks for JSON.
    pub(super) async fn ask_json<T: DeserializeOwned, U>(
        &self,
        stage: Stage,
        task: &'static str,
        data: Value,
        calls: &mut Vec<ModelCall>,
        check: impl Fn(T) -> Result<U, String>,
    ) -> Result<Said<U>, WriterError> {
        let prompt = self.prompt(task)?;
        let read = |text: &str| answers::read(text, |words| prompt.has(words)).and_then(&check);
        self.ask(stage, task, data, &mut Ignore, calls, read).await
    }
}

fn without_options(ask: Ask) -> Ask {
    Ask { temperature: None, seed: None, json: false, ..ask }
}

/// Whether a provider refuses one of the options, which some models do not have.
fn refuses_options(error: &CallError) -> bool {
    let said = error.message.to_lowercase();
    error.trouble == Trouble::Refused
        && ["temperature", "seed", "response_format", "json mode", "json_object"]
            .iter()
            .any(|word| said.contains(word))
}

/// Whether this model cannot do this task, while another task may still be within its reach: its answer was stopped, it has
/// nothing to say, or it cannot read so much.
fn is_the_models_fault(error: &CallError) -> bool {
    match error.trouble {
        Trouble::Stopped | Trouble::Empty | Trouble::TooLong => true,
        Trouble::Refused => {
            let said = error.message.to_lowercase();
            said.contains("context") || said.contains("too long")
        }
        _ => false,
    }
}

/// A call's error with the provider's status, for the song's owner.
fn told_of(error: &CallError) -> String {
    error.status.map_or_else(|| error.message.clone(), |status| format!("{} (HTTP {status})", error.message))
}
