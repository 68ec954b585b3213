//! A language model behind the [`Writer`] seam.
//!
//! Each task has a prompt of its own and an answer that is read with care. An answer that cannot be read is asked for
//! once more, with what was wrong with it; if that does not help, the built-in writer does the stage, and the log says
//! so. A provider that does not answer at all ends the stage: the song waits for its owner's decision.

mod answers;
mod pen;
mod sheet;
mod telling;

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use async_trait::async_trait;
use domain::{
    generation::{ModelCall, Sheet},
    language,
    song::SongMetadata,
    stage::Stage,
    writer::WriterCard,
};
use models::{Answer, Ask, CallError, Caller, Ignore, ImageAsk, Listener, Trouble};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use songcraft::{lint::Finding, target::Target};
use songsmith::{Brief, BriefError, Note, Review, Reviewer, Wishes, cover::Picture};

use super::{
    BuiltinWriter, Request,
    writer::{Audience, Made, Rest, Writer, WriterError},
};
use crate::prompts::{Prompt, Prompts, Told};

/// Characters of a useless answer that are kept.
const EXCERPT: usize = 600;

/// A model that writes one song.
pub struct ModelWriter {
    name: String,
    card: WriterCard,
    caller: Caller,
    prompts: Prompts,
    request: Request,
    /// Tokens that may still be used; `None` where nobody counts.
    left: Option<AtomicI64>,
    /// Whether the provider refuses temperature, seed or the JSON mode: then it is asked without them.
    bare: AtomicBool,
}

/// What came of asking for something.
enum Said<T> {
    /// An answer that can be used.
    This(T),
    /// Nothing of use, and why.
    Nothing(String),
}

impl ModelWriter {
    /// A model that writes what `request` asks for. `left` are the tokens that its owner may still use of it.
    pub fn new(
        card: WriterCard,
        caller: Caller,
        prompts: Prompts,
        request: Request,
        left: Option<u64>,
    ) -> Self {
        let left = left.map(|left| AtomicI64::new(i64::try_from(left).unwrap_or(i64::MAX)));
        let name = format!("{} ({})", card.name, card.model);
        Self { name, card, caller, prompts, request, left, bare: AtomicBool::new(false) }
    }

    fn language(&self) -> &'static str {
        language::name(&self.request.config.language).unwrap_or("English")
    }

    fn prompt(&self, task: &str) -> Result<&Prompt, WriterError> {
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
        if self.left.as_ref().is_some_and(|left| left.load(Ordering::Relaxed) <= 0) {
            return Err(WriterError(format!(
                "Your share of “{}” for this month is used up. Choose another writer, or wait for the next month.",
                self.card.name
            )));
        }
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
        match answer {
            Ok(answer) => {
                self.count(&mut call, &answer);
                calls.push(call);
                Ok(Said::This(answer.text))
            }
            Err(error) if error.trouble == Trouble::Stopped || is_too_much(&error) => {
                call.fault = Some(error.message.clone());
                call.tries = 1;
                calls.push(call);
                Ok(Said::Nothing(error.message))
            }
            Err(error) => Err(WriterError(told_of(&error))),
        }
    }

    /// Notes tokens, time and price of an answer.
    fn count(&self, call: &mut ModelCall, answer: &Answer) {
        call.tokens_in = answer.usage.tokens_in;
        call.tokens_out = answer.usage.tokens_out;
        call.milliseconds = answer.milliseconds;
        call.tries = answer.tries;
        call.cost = self.card.cost(call.tokens_in, call.tokens_out);
        if let Some(left) = &self.left {
            let used = i64::try_from(call.tokens_in + call.tokens_out).unwrap_or(i64::MAX);
            left.fetch_sub(used, Ordering::Relaxed);
        }
    }

    /// Asks for something that is read by `read`, and once more with what was wrong when it cannot be.
    async fn ask<T>(
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
    async fn ask_json<T: DeserializeOwned, U>(
        &self,
        stage: Stage,
        task: &'static str,
        data: Value,
        calls: &mut Vec<ModelCall>,
        check: impl Fn(T) -> Result<U, String>,
    ) -> Result<Said<U>, WriterError> {
        self.ask(stage, task, data, &mut Ignore, calls, |text| answers::read(text).and_then(&check)).await
    }

    /// Whether the built-in writer can do a stage of this song in the model's place.
    fn is_english(&self) -> bool {
        self.request.config.language == "en"
    }

    async fn review_by(
        &self,
        eye: Reviewer,
        brief: &Brief,
        sheet: &Sheet,
    ) -> Result<Made<Review>, WriterError> {
        let task = match eye {
            Reviewer::Story => "review-story",
            Reviewer::Singability => "review-singability",
            Reviewer::Hook => "review-hook",
        };
        let data = json!({
            "prompt": telling::tame(&self.request.prompt), "sheet": telling::numbered(sheet),
            "measures": telling::measures(brief, sheet), "language": self.language(),
        });
        let mut calls = Vec::new();
        let lines = sheet.lyrics.lines().count();
        let said = self
            .ask_json(Stage::Review, task, data, &mut calls, |notes: answers::Notes| notes.check(lines))
            .await?;
        let (notes, remarks) = match said {
            Said::This(notes) => (notes, Vec::new()),
            Said::Nothing(why) => {
                let read = songsmith::review(brief, &sheet.title, &sheet.lyrics);
                let notes = read.into_iter().find(|review| review.reviewer == eye).map(|review| review.notes);
                (notes.unwrap_or_default(), vec![fell_back(task, &why, "the built-in writer read the song")])
            }
        };
        Ok(Made { value: Review { reviewer: eye, notes }, calls, remarks })
    }
}

#[async_trait]
impl Writer for ModelWriter {
    fn name(&self) -> &str {
        &self.name
    }

    fn rests(&self) -> Option<Rest> {
        let wait = self.caller.rests()?;
        let reason = format!(
            "{} has failed several times in a row and is left alone for {} seconds. The song waits and goes on by itself.",
            self.card.name,
            wait.as_secs().max(1)
        );
        Some(Rest { wait, reason })
    }

    async fn brief(&self, wishes: Wishes) -> Result<Made<Brief>, WriterError> {
        let mut brief = match songsmith::read_brief(&wishes) {
            Ok(brief) => brief,
            Err(error @ (BriefError::Unfit | BriefError::TooLong(_) | BriefError::Empty)) => {
                return Err(WriterError(error.to_string()));
            }
            // What the rules cannot read, the model may.
            Err(_) => telling::bare_brief(&wishes),
        };
        brief.language.clone_from(&self.request.config.language);
        let genres: Vec<&str> = songsmith::genre_names().collect();
        let data = json!({
            "prompt": telling::tame(&self.request.prompt), "language": self.language(), "genres": genres.join(", "),
        });
        let mut calls = Vec::new();
        let said = self
            .ask_json(Stage::Brief, "brief", data, &mut calls, |found: answers::Understood| Ok(found))
            .await?;
        let mut remarks = Vec::new();
        match said {
            Said::This(found) => {
                found.into(&mut brief, &self.request.prompt);
                brief.understood = telling::brief(&brief).lines().map(|line| format!("{line}.")).collect();
                brief.ignored.clear();
            }
            Said::Nothing(why) => remarks.push(fell_back("brief", &why, "the prompt is read by rules")),
        }
        Ok(Made { value: brief, calls, remarks })
    }

    async fn draft(
        &self,
        brief: &Brief,
        seed: u64,
        audience: &dyn Audience,
    ) -> Result<Made<Sheet>, WriterError> {
        let target = Target::find(&self.request.config.target).unwrap_or_else(Target::default_target);
        let title = brief.title.clone().unwrap_or_default();
        let data = json!({
            "prompt": telling::tame(&self.request.prompt), "brief": telling::brief(brief),
            "persona": telling::persona(&self.request), "styles": songsmith::styles(brief).join(", "),
            "title": telling::tame(&title), "target": target.name, "limit": target.lyrics_limit,
            "form": telling::form(brief), "language": self.language(),
        });
        let mut calls = Vec::new();
        let mut pen = pen::Pen::new(audience, target, &self.request.config.language);
        let untitled = if title.is_empty() { telling::untitled(brief) } else { title.clone() };
        let read = |text: &str| sheet::read(text, &untitled);
        let said = self.ask(Stage::Draft, "draft", data, &mut pen, &mut calls, read).await?;
        audience.typing("");
        match said {
            Said::This(mut sheet) => {
                if !title.is_empty() {
                    sheet.title = title;
                }
                Ok(Made { value: sheet, calls, remarks: Vec::new() })
            }
            Said::Nothing(why) if self.is_english() => {
                audience.begins_again().await;
                let made = BuiltinWriter.draft(brief, seed, audience).await?;
                let remarks = vec![fell_back("draft", &why, "the built-in writer wrote the draft")];
                Ok(Made { value: made.value, calls, remarks })
            }
            Said::Nothing(why) => Err(WriterError(format!(
                "The model wrote no song in {}: {why}. Another try or another writer may help.",
                self.language()
            ))),
        }
    }

    async fn review(&self, brief: &Brief, sheet: &Sheet) -> Result<Made<Vec<Review>>, WriterError> {
        let (story, singability, hook) = futures::try_join!(
            self.review_by(Reviewer::Story, brief, sheet),
            self.review_by(Reviewer::Singability, brief, sheet),
            self.review_by(Reviewer::Hook, brief, sheet)
        )?;
        let mut all = Made::plain(Vec::new());
        for made in [story, singability, hook] {
            all.value.push(made.value);
            all.calls.extend(made.calls);
            all.remarks.extend(made.remarks);
        }
        Ok(all)
    }

    async fn revise(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        reviews: &[Review],
        seed: u64,
        round: u32,
    ) -> Result<Made<Sheet>, WriterError> {
        let notes = telling::merged(reviews);
        if notes.is_empty() {
            return Ok(Made::plain(sheet.clone()));
        }
        let data = json!({
            "prompt": telling::tame(&self.request.prompt), "sheet": telling::numbered(sheet), "notes": notes,
            "language": self.language(),
        });
        let mut calls = Vec::new();
        let read = |text: &str| sheet::read(text, &sheet.title);
        match self.ask(Stage::Review, "revise", data, &mut Ignore, &mut calls, read).await? {
            Said::This(revised) => Ok(Made { value: titled(revised, brief), calls, remarks: Vec::new() }),
            Said::Nothing(why) if self.is_english() => {
                let made = BuiltinWriter.revise(brief, sheet, reviews, seed, round).await?;
                let remarks = vec![fell_back("revise", &why, "the built-in writer revised the song")];
                Ok(Made { value: made.value, calls, remarks })
            }
            Said::Nothing(why) => {
                let remarks = vec![fell_back("revise", &why, "the song stays as it is")];
                Ok(Made { value: sheet.clone(), calls, remarks })
            }
        }
    }

    async fn judge(&self, sheet: &Sheet) -> Result<Made<Option<f64>>, WriterError> {
        let data = json!({ "prompt": telling::tame(&self.request.prompt), "sheet": telling::plain(sheet) });
        let mut calls = Vec::new();
        let said = self.ask_json(Stage::Review, "score", data, &mut calls, answers::Judgement::check).await?;
        Ok(match said {
            Said::This((score, reason)) => {
                let remarks = vec![format!("The model gives {score:.0} of 100. {reason}").trim().to_owned()];
                Made { value: Some(score), calls, remarks }
            }
            Said::Nothing(why) => Made {
                value: None,
                calls,
                remarks: vec![fell_back("score", &why, "songcraft's score stands alone")],
            },
        })
    }

    async fn critique(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        seed: u64,
    ) -> Result<Made<(Vec<Note>, Sheet)>, WriterError> {
        let data = json!({
            "prompt": telling::tame(&self.request.prompt), "sheet": telling::numbered(sheet),
            "worn": telling::worn(sheet),
        });
        let mut calls = Vec::new();
        let lines = sheet.lyrics.lines().count();
        let read = |text: &str| {
            let (remarks, rest) = text.split_once("\n---").unwrap_or(("", text));
            Ok((telling::remarks(remarks, lines), sheet::read(rest, &sheet.title)?))
        };
        match self.ask(Stage::Critic, "critic", data, &mut Ignore, &mut calls, read).await? {
            Said::This((notes, mended)) => {
                Ok(Made { value: (notes, titled(mended, brief)), calls, remarks: Vec::new() })
            }
            Said::Nothing(why) if self.is_english() => {
                let made = BuiltinWriter.critique(brief, sheet, seed).await?;
                let remarks = vec![fell_back("critic", &why, "the built-in writer was the critic")];
                Ok(Made { value: made.value, calls, remarks })
            }
            Said::Nothing(why) => {
                let remarks = vec![fell_back("critic", &why, "the song stays as it is")];
                Ok(Made { value: (Vec::new(), sheet.clone()), calls, remarks })
            }
        }
    }

    async fn fit(&self, sheet: &Sheet) -> Result<Made<Option<Vec<Note>>>, WriterError> {
        let data = json!({ "prompt": telling::tame(&self.request.prompt), "sheet": telling::plain(sheet) });
        let mut calls = Vec::new();
        let said = self
            .ask_json(Stage::Preflight, "fit", data, &mut calls, |fit: answers::Fit| Ok(fit.check()))
            .await?;
        Ok(match said {
            Said::This(missing) => Made { value: Some(missing), calls, remarks: Vec::new() },
            Said::Nothing(why) => Made {
                value: None,
                calls,
                remarks: vec![fell_back("fit", &why, "the fit to the prompt was not read")],
            },
        })
    }

    async fn repair(
        &self,
        brief: &Brief,
        sheet: &Sheet,
        findings: &[Finding],
        seed: u64,
    ) -> Result<Made<Sheet>, WriterError> {
        // What has a safe fix needs no model.
        let fixable: Vec<Finding> =
            findings.iter().filter(|finding| finding.fix.is_some()).cloned().collect();
        let fixed = BuiltinWriter.repair(brief, sheet, &fixable, seed).await?.value;
        let hard: Vec<&Finding> =
            findings.iter().filter(|finding| finding.fix.is_none() && finding.line.is_some()).collect();
        if hard.is_empty() {
            return Ok(Made::plain(fixed));
        }
        let data = json!({
            "sheet": telling::numbered(&fixed), "flagged": telling::flagged(&fixed, &hard), "language": self.language(),
        });
        let mut calls = Vec::new();
        let said = self
            .ask_json(Stage::Repair, "repair", data, &mut calls, |lines: answers::Mended| Ok(lines.check()))
            .await?;
        match said {
            Said::This(mended) => {
                let flagged = |number: &u32| hard.iter().any(|finding| finding.line == Some(*number));
                let mut lines: Vec<String> = fixed.lyrics.split('\n').map(str::to_owned).collect();
                let mut refused = 0;
                for (number, text) in mended {
                    match lines.get_mut(number.saturating_sub(1) as usize).filter(|_| flagged(&number)) {
                        Some(line) => *line = text,
                        None => refused += 1,
                    }
                }
                let remark = (refused > 0).then(|| {
                    format!("{refused} lines that nobody flagged came back changed; they stay as they were.")
                });
                let sheet = Sheet { title: fixed.title, lyrics: lines.join("\n") };
                Ok(Made { value: sheet, calls, remarks: remark.into_iter().collect() })
            }
            Said::Nothing(why) if self.is_english() => {
                let made = BuiltinWriter.repair(brief, &fixed, findings, seed).await?;
                let remarks = vec![fell_back("repair", &why, "the built-in writer mended the lines")];
                Ok(Made { value: made.value, calls, remarks })
            }
            Said::Nothing(why) => {
                let remarks = vec![fell_back("repair", &why, "the flagged lines stay as they are")];
                Ok(Made { value: fixed, calls, remarks })
            }
        }
    }

    async fn metadata(&self, brief: &Brief, sheet: &Sheet) -> Result<Made<SongMetadata>, WriterError> {
        let mut metadata = BuiltinWriter.metadata(brief, sheet).await?.value;
        self.name.clone_into(&mut metadata.writer);
        self.language().clone_into(&mut metadata.language);
        let target = Target::find(&self.request.config.target).unwrap_or_else(Target::default_target);
        let data = json!({
            "prompt": telling::tame(&self.request.prompt), "sheet": telling::plain(sheet),
            "persona": telling::persona(&self.request), "styles": songsmith::styles(brief).join(", "),
            "target": target.name,
        });
        let mut calls = Vec::new();
        let rules = metadata.clone();
        let said = self
            .ask_json(Stage::Metadata, "metadata", data, &mut calls, |found: answers::Production| {
                let mut made = rules.clone();
                found.into(&mut made, brief)?;
                Ok(made)
            })
            .await?;
        Ok(match said {
            Said::This(made) => Made { value: made, calls, remarks: Vec::new() },
            Said::Nothing(why) => {
                let remarks = vec![fell_back("metadata", &why, "the built-in writer made the notes")];
                Made { value: metadata, calls, remarks }
            }
        })
    }

    async fn cover(&self, brief: &Brief, sheet: &Sheet, seed: u64) -> Result<Made<Picture>, WriterError> {
        if self.card.image_model.is_empty() {
            return BuiltinWriter.cover(brief, sheet, seed).await;
        }
        let visual: Vec<String> =
            self.request.persona.iter().flat_map(|persona| persona.visual_styles.clone()).collect();
        let data = json!({
            "title": telling::tame(&sheet.title), "mood": brief.mood, "themes": telling::subject(brief),
            "visual_styles": visual.join(", "),
        });
        let told =
            self.prompt("artwork")?.fill(&data).map_err(|why| WriterError(format!("“artwork”: {why}")))?;
        let ask = ImageAsk {
            prompt: format!("{}\n{}", told.system, told.task),
            model: self.card.image_model.clone(),
        };
        let mut call = ModelCall {
            task: "artwork".to_owned(),
            model: ask.model.clone(),
            prompt_version: self.prompt("artwork")?.version.clone(),
            tries: 1,
            ..ModelCall::default()
        };
        let drawn = self.caller.draw(&ask).await.map_err(|error| error.message);
        let picture = match drawn {
            Ok((bytes, kind)) => tokio::task::spawn_blocking(move || Picture::of(&bytes, kind))
                .await
                .map_err(|cause| WriterError(format!("The cover could not be kept: {cause}")))?
                .map_err(|error| error.to_string()),
            Err(message) => Err(message),
        };
        match picture {
            Ok(picture) => Ok(Made { value: picture, calls: vec![call], remarks: Vec::new() }),
            Err(why) => {
                call.fault = Some(why.clone());
                let made = BuiltinWriter.cover(brief, sheet, seed).await?;
                let remarks = vec![format!("{why} The cover is drawn by the built-in writer.")];
                Ok(Made { value: made.value, calls: vec![call], remarks })
            }
        }
    }
}

/// A revision under the title that was asked for, if one was.
fn titled(mut sheet: Sheet, brief: &Brief) -> Sheet {
    if let Some(title) = &brief.title {
        sheet.title.clone_from(title);
    }
    sheet
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

/// Whether a task is too large for the model: then another stage may still be within its reach.
fn is_too_much(error: &CallError) -> bool {
    let said = error.message.to_lowercase();
    error.trouble == Trouble::Refused && (said.contains("context") || said.contains("too long"))
}

/// A call's error with the provider's status, for the song's owner.
fn told_of(error: &CallError) -> String {
    error.status.map_or_else(|| error.message.clone(), |status| format!("{} (HTTP {status})", error.message))
}

/// A sentence for the log: why an answer was of no use, and what was done instead.
fn fell_back(task: &str, why: &str, instead: &str) -> String {
    format!("The model's answer for “{task}” was of no use ({why}); {instead}.")
}
