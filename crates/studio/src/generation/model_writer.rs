//! A language model behind the [`Writer`] seam.
//!
//! Each task has a prompt of its own and an answer that is read with care. An answer that cannot be read is asked for
//! once more, with what was wrong with it; if that does not help, the built-in writer does the stage, and the log says
//! so. A provider that does not answer at all ends the stage: the song waits for its owner's decision.

mod answers;
mod asking;
mod pen;
mod sheet;
mod telling;

use std::sync::{Arc, atomic::AtomicBool};

use async_trait::async_trait;
use domain::{
    generation::{ModelCall, Sheet},
    language,
    song::SongMetadata,
    stage::Stage,
    writer::WriterCard,
};
use models::{Caller, ImageAsk, Usage};
use serde_json::{Value, json};
use songcraft::{lint::Finding, target::Target};
use songsmith::{Brief, BriefError, Note, Review, Reviewer, Wishes, cover::Picture};

use super::{
    BuiltinWriter, Request,
    builtin::blocking,
    output::Scored,
    writer::{Audience, Made, Rest, Writer, WriterError},
};
use crate::prompts::Prompts;
use asking::Said;
use pen::{Nobody, Pen};

/// Counts what a song's owner uses of a model that is shared, call by call.
#[async_trait]
pub trait Meter: Send + Sync {
    /// Whether there is something left of what the owner may use.
    async fn has_left(&self) -> Result<bool, WriterError>;

    /// Counts a call, whether or not its answer was of use.
    async fn count(&self, usage: Usage) -> Result<(), WriterError>;
}

/// A model that writes one song.
pub struct ModelWriter {
    name: String,
    card: WriterCard,
    caller: Caller,
    prompts: Prompts,
    request: Request,
    /// Counts what is used; `None` where nobody does.
    meter: Option<Arc<dyn Meter>>,
    /// Whether the provider refuses temperature, seed or the JSON mode: then it is asked without them.
    bare: AtomicBool,
}

impl ModelWriter {
    /// A model that writes what `request` asks for. `meter` counts what its owner uses of it.
    pub fn new(
        card: WriterCard,
        caller: Caller,
        prompts: Prompts,
        request: Request,
        meter: Option<Arc<dyn Meter>>,
    ) -> Self {
        let name = format!("{} ({})", card.name, card.model);
        Self { name, card, caller, prompts, request, meter, bare: AtomicBool::new(false) }
    }

    fn language(&self) -> &'static str {
        language::name(&self.request.config.language).unwrap_or("English")
    }

    fn target(&self) -> &'static Target {
        Target::find(&self.request.config.target).unwrap_or_else(Target::default_target)
    }

    /// Hears a sheet that is written anew.
    fn pen(&self) -> Pen<'_> {
        Pen::new(&Nobody, self.target(), &self.request.config.language, true)
    }

    /// Whether the built-in writer can do a stage of this song in the model's place.
    fn is_english(&self) -> bool {
        self.request.config.language == "en"
    }

    async fn review_by(
        &self,
        eye: Reviewer,
        brief: &Brief,
        scored: &Scored,
        data: Value,
    ) -> Result<Made<Review>, WriterError> {
        let task = match eye {
            Reviewer::Story => "review-story",
            Reviewer::Singability => "review-singability",
            Reviewer::Hook => "review-hook",
        };
        let mut calls = Vec::new();
        let lines = scored.sheet.lyrics.lines().count();
        let said = self
            .ask_json(Stage::Review, task, data, &mut calls, |notes: answers::Notes| notes.check(lines))
            .await?;
        let review = |notes| Review { reviewer: eye, notes };
        Ok(match said {
            Said::This(notes) => Made::by_model(review(notes), calls),
            Said::Nothing(why) if self.is_english() => {
                let read = BuiltinWriter.review(brief, scored).await?.value;
                let own = read.into_iter().find(|review| review.reviewer == eye);
                let own = own.unwrap_or_else(|| review(Vec::new()));
                instead(task, &why, "the built-in writer read the song", own, calls)
            }
            Said::Nothing(why) => instead(task, &why, "this reader says nothing", review(Vec::new()), calls),
        })
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
        let read = wishes.clone();
        let mut brief = match blocking(move || songsmith::read_brief(&read)).await? {
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
        Ok(match said {
            Said::This(found) => {
                found.into(&mut brief, &self.request.prompt);
                brief.understood = telling::brief(&brief).lines().map(|line| format!("{line}.")).collect();
                brief.ignored.clear();
                Made::by_model(brief, calls)
            }
            Said::Nothing(why) => instead("brief", &why, "the prompt is read by rules", brief, calls),
        })
    }

    async fn draft(
        &self,
        brief: &Brief,
        seed: u64,
        audience: &dyn Audience,
    ) -> Result<Made<Sheet>, WriterError> {
        let target = self.target();
        let title = brief.title.clone().unwrap_or_default();
        let data = json!({
            "prompt": telling::tame(&self.request.prompt), "brief": telling::brief(brief),
            "persona": telling::persona(&self.request), "styles": songsmith::styles(brief).join(", "),
            "title": telling::tame(&title), "target": target.name, "limit": target.lyrics_limit,
            "form": telling::form(brief), "language": self.language(),
        });
        let mut calls = Vec::new();
        let language = &self.request.config.language;
        let mut pen = Pen::new(audience, target, language, !title.is_empty());
        let untitled = if title.is_empty() { telling::untitled(brief) } else { title.clone() };
        let read = |text: &str| sheet::read(text, &untitled);
        let said = self.ask(Stage::Draft, "draft", data, &mut pen, &mut calls, read).await?;
        audience.typing("");
        match said {
            Said::This(mut sheet) => {
                if !title.is_empty() {
                    sheet.title = title;
                }
                Ok(Made::by_model(sheet, calls))
            }
            Said::Nothing(why) if self.is_english() => {
                audience.begins_again();
                let value = BuiltinWriter.draft(brief, seed, audience).await?.value;
                Ok(by_rules("draft", &why, "the built-in writer wrote the draft", value, calls))
            }
            Said::Nothing(why) => Err(WriterError(format!(
                "The model wrote no song in {}: {why}. Another try or another writer may help.",
                self.language()
            ))),
        }
    }

    async fn review(&self, brief: &Brief, scored: &Scored) -> Result<Made<Vec<Review>>, WriterError> {
        let data = json!({
            "prompt": telling::tame(&self.request.prompt), "sheet": telling::numbered(&scored.sheet),
            "measures": telling::measures(&scored.score), "language": self.language(),
        });
        let (story, singability, hook) = futures::try_join!(
            self.review_by(Reviewer::Story, brief, scored, data.clone()),
            self.review_by(Reviewer::Singability, brief, scored, data.clone()),
            self.review_by(Reviewer::Hook, brief, scored, data)
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
        match self.ask(Stage::Review, "revise", data, &mut self.pen(), &mut calls, read).await? {
            Said::This(revised) => Ok(Made::by_model(titled(revised, brief), calls)),
            Said::Nothing(why) if self.is_english() => {
                let value = BuiltinWriter.revise(brief, sheet, reviews, seed, round).await?.value;
                Ok(by_rules("revise", &why, "the built-in writer revised the song", value, calls))
            }
            Said::Nothing(why) => {
                Ok(instead("revise", &why, "the song stays as it is", sheet.clone(), calls))
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
                Made { remarks, ..Made::by_model(Some(score), calls) }
            }
            Said::Nothing(why) => instead("score", &why, "songcraft's score stands alone", None, calls),
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
        match self.ask(Stage::Critic, "critic", data, &mut self.pen(), &mut calls, read).await? {
            Said::This((notes, mended)) => Ok(Made::by_model((notes, titled(mended, brief)), calls)),
            Said::Nothing(why) if self.is_english() => {
                let value = BuiltinWriter.critique(brief, sheet, seed).await?.value;
                Ok(by_rules("critic", &why, "the built-in writer was the critic", value, calls))
            }
            Said::Nothing(why) => {
                Ok(instead("critic", &why, "the song stays as it is", (Vec::new(), sheet.clone()), calls))
            }
        }
    }

    async fn fit(&self, sheet: &Sheet) -> Result<Made<Option<Vec<Note>>>, WriterError> {
        let data = json!({ "prompt": telling::tame(&self.request.prompt), "sheet": telling::plain(sheet) });
        let mut calls = Vec::new();
        let said = self.ask_json(Stage::Preflight, "fit", data, &mut calls, answers::Fit::check).await?;
        Ok(match said {
            Said::This(missing) => Made::by_model(Some(missing), calls),
            Said::Nothing(why) => instead("fit", &why, "the fit to the prompt was not read", None, calls),
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
                Ok(Made { remarks: remark.into_iter().collect(), ..Made::by_model(sheet, calls) })
            }
            Said::Nothing(why) if self.is_english() => {
                let value = BuiltinWriter.repair(brief, &fixed, findings, seed).await?.value;
                Ok(by_rules("repair", &why, "the built-in writer mended the lines", value, calls))
            }
            Said::Nothing(why) => {
                Ok(instead("repair", &why, "the flagged lines stay as they are", fixed, calls))
            }
        }
    }

    async fn metadata(&self, brief: &Brief, sheet: &Sheet) -> Result<Made<SongMetadata>, WriterError> {
        let mut metadata = BuiltinWriter.metadata(brief, sheet).await?.value;
        self.name.clone_into(&mut metadata.writer);
        self.language().clone_into(&mut metadata.language);
        let target = self.target();
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
            Said::This(made) => Made::by_model(made, calls),
            Said::Nothing(why) => {
                instead("metadata", &why, "the built-in writer made the notes", metadata, calls)
            }
        })
    }

    async fn cover(&self, brief: &Brief, sheet: &Sheet, seed: u64) -> Result<Made<Picture>, WriterError> {
        if self.card.image_model.is_empty() {
            return BuiltinWriter.cover(brief, sheet, seed).await;
        }
        self.check_share().await?;
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
            Ok(picture) => Ok(Made::by_model(picture, vec![call])),
            Err(why) => {
                call.fault = Some(why.clone());
                let made = BuiltinWriter.cover(brief, sheet, seed).await?;
                let remarks = vec![format!("{why} The cover is drawn by the built-in writer.")];
                Ok(Made { remarks, ..Made::by_model(made.value, vec![call]) })
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

/// What is made in the place of an answer of no use, and a sentence for the log: why, and what was done instead.
fn instead<T>(task: &str, why: &str, done: &str, value: T, calls: Vec<ModelCall>) -> Made<T> {
    let remark = format!("The model's answer for “{task}” was of no use ({why}); {done}.");
    Made { remarks: vec![remark], ..Made::by_model(value, calls) }
}

/// The same, where the built-in writer made the sheet.
fn by_rules<T>(task: &str, why: &str, done: &str, value: T, calls: Vec<ModelCall>) -> Made<T> {
    Made { stand_in: Some(songsmith::WRITER_NAME), ..instead(task, why, done, value, calls) }
}
