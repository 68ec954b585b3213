//! Writers that people bring along: keep them, try them, and find the one that writes a song.

mod chosen;

use domain::{
    UserId,
    account::{Role, User},
    writer::{WriterCard, WriterChoice, WriterEntry, WriterForm},
};
use models::{AllowedHost, Caller, Provider, Reach, Reachable};
use serde_json::{Value, json};
use store::{NewKey, WriterRow};
use url::Url;

use crate::{Outcome, Studio, StudioError};

pub use chosen::{ChosenWriters, on_the_command_line};

/// Writers that one user may keep.
const MOST_WRITERS: usize = 30;
/// Hosts of the server's own network that may be allowed, and the characters that each may have (a name has 253 at
/// most, RFC 1035; a port comes behind it).
const MOST_HOSTS: usize = 50;
const HOST_LIMIT: usize = 260;
/// The setting with the writer for new songs.
const DEFAULT_WRITER: &str = "default_writer";
/// The setting that forbids remote models for all of a user's songs.
const USE_LOCAL: &str = "use_local";
/// The setting with the hosts of the server's own network that writers may call.
const ALLOWED_HOSTS: &str = "allowed_writer_hosts";

impl Studio {
    /// The writers that a user may choose besides the built-in one: the user's own, then those that are shared. At most
    /// one of them is the default.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_writers(&self, user: &User) -> Outcome<Vec<WriterEntry>> {
        let kept = self.store().user_setting(user.id, DEFAULT_WRITER).await?;
        let default = kept.as_ref().and_then(Value::as_str).and_then(|word| word.parse().ok());
        let entry = |choice, row: &WriterRow| -> Outcome<WriterEntry> {
            let (has_key, is_default) = (row.sealed_key.is_some(), default == Some(choice));
            Ok(WriterEntry { choice, card: card_of(row)?, has_key, is_default, used: None })
        };
        let mut entries = Vec::new();
        for row in self.store().own_writers(user.id).await? {
            entries.push(entry(WriterChoice::Own(row.id), &row)?);
        }
        for row in self.store().shared_writers().await? {
            let mut shared = entry(WriterChoice::Shared(row.id), &row)?;
            if shared.card.budget.is_some() {
                shared.used = Some(self.store().writer_usage(user.id, shared.choice, self.now()).await?);
            }
            if user.role != Role::Admin {
                // Where a shared model runs is the administrator's business.
                shared.card.base_url.clear();
            }
            entries.push(shared);
        }
        Ok(entries)
    }

    /// The writer of new songs, unless their form says otherwise. One that is gone is the built-in writer.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn default_writer(&self, user: UserId) -> Outcome<WriterChoice> {
        let kept = self.store().user_setting(user, DEFAULT_WRITER).await?;
        let choice = kept.as_ref().and_then(Value::as_str).and_then(|word| word.parse().ok());
        let choice = choice.unwrap_or_default();
        Ok(if self.find_writer(user, choice).await?.is_some() { choice } else { WriterChoice::Builtin })
    }

    /// Sets the writer of new songs.
    ///
    /// # Errors
    /// `NotFound` for a writer that the user does not have.
    pub async fn set_default_writer(&self, user: UserId, choice: WriterChoice) -> Outcome<()> {
        self.known_writer(user, choice).await?;
        let value = json!(choice);
        Ok(self.store().set_user_setting(user, DEFAULT_WRITER, &value, "generation", self.now()).await?)
    }

    /// A writer that the user may change: one of the user's own, or for an administrator a shared one.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_writer(&self, user: &User, choice: WriterChoice) -> Outcome<WriterEntry> {
        keeper(user, matches!(choice, WriterChoice::Shared(_)))?;
        let all = self.list_writers(user).await?;
        all.into_iter().find(|entry| entry.choice == choice).ok_or(StudioError::NotFound)
    }

    /// Keeps a new writer, or changes one. `shared` is for administrators. A key that was kept for one address is not
    /// taken along to another.
    ///
    /// # Errors
    /// Sentences at the fields; `NotFound` for a writer that the user may not change; `Refused` at the limit.
    pub async fn save_writer(
        &self,
        user: &User,
        choice: Option<WriterChoice>,
        shared: bool,
        form: &WriterForm,
    ) -> Outcome<WriterChoice> {
        let shared = choice.map_or(shared, |choice| matches!(choice, WriterChoice::Shared(_)));
        let owner = keeper(user, shared)?;
        let (mut card, key) = form.check()?;
        if !shared {
            card.budget = None;
        }
        let rows = self.rows_of(owner).await?;
        let id = match choice {
            Some(WriterChoice::Own(id) | WriterChoice::Shared(id)) => id,
            Some(WriterChoice::Builtin) => return Err(StudioError::NotFound),
            None if rows.len() >= MOST_WRITERS => {
                return Err(StudioError::Refused(format!(
                    "You keep {MOST_WRITERS} writers, which is the limit."
                )));
            }
            // Never given again: a song of a writer that is gone is not written by another one.
            None => getrandom::u32().map_err(StudioError::internal)?,
        };
        let before = rows.iter().find(|row| row.id == id);
        if choice.is_some() && before.is_none() {
            return Err(StudioError::NotFound);
        }
        let sealed = match &key {
            Some(key) => Some(self.vault().seal(owner, &key_setting(shared, id), key)?),
            None => None,
        };
        let new_key = match (&sealed, before) {
            (Some(sealed), _) => NewKey::Put(sealed),
            (None, Some(row)) if row.sealed_key.is_some() && origin(&card_of(row)?) != origin(&card) => {
                return Err(StudioError::field(
                    "key",
                    "The address is another one, and the key that is kept is not sent there. Enter the key for it.",
                ));
            }
            (None, _) => NewKey::Keep,
        };
        let value = serde_json::to_value(&card).map_err(StudioError::internal)?;
        self.store().save_writer(owner, id, &value, new_key, self.now()).await?;
        Ok(if shared { WriterChoice::Shared(id) } else { WriterChoice::Own(id) })
    }

    /// Forgets a writer and its key. Songs that it wrote stay.
    ///
    /// # Errors
    /// `NotFound` for a writer that the user may not change.
    pub async fn delete_writer(&self, user: &User, choice: WriterChoice) -> Outcome<()> {
        let (shared, id) = match choice {
            WriterChoice::Builtin => return Err(StudioError::NotFound),
            WriterChoice::Own(id) => (false, id),
            WriterChoice::Shared(id) => (true, id),
        };
        let owner = keeper(user, shared)?;
        if !self.rows_of(owner).await?.iter().any(|row| row.id == id) {
            return Err(StudioError::NotFound);
        }
        Ok(self.store().delete_writer(owner, id).await?)
    }

    /// Asks a writer for one word: one that the user may change, because nobody's budget counts it.
    ///
    /// # Errors
    /// `NotFound`, or `Refused` with what went wrong.
    pub async fn try_writer(&self, user: &User, choice: WriterChoice) -> Outcome<Reachable> {
        keeper(user, matches!(choice, WriterChoice::Shared(_)))?;
        let caller = self.caller(user.id, choice, false).await?.1;
        caller.try_out().await.map_err(|error| StudioError::Refused(error.to_string()))
    }

    /// The models that the provider of a writer offers, which the user may change.
    ///
    /// # Errors
    /// `NotFound`, or `Refused` with what went wrong.
    pub async fn writer_models(&self, user: &User, choice: WriterChoice) -> Outcome<Vec<String>> {
        keeper(user, matches!(choice, WriterChoice::Shared(_)))?;
        let caller = self.caller(user.id, choice, false).await?.1;
        caller.models().await.map_err(|error| StudioError::Refused(error.to_string()))
    }

    /// Whether a user wants nothing of any song to leave the server's own machines.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn keeps_local(&self, user: UserId) -> Outcome<bool> {
        let kept = self.store().user_setting(user, USE_LOCAL).await?;
        Ok(kept.and_then(|value| value.as_bool()).unwrap_or(false))
    }

    /// Sets whether anything of a user's songs may leave the server's own machines.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn set_keeps_local(&self, user: UserId, local: bool) -> Outcome<()> {
        let value = json!(local);
        Ok(self.store().set_user_setting(user, USE_LOCAL, &value, "llm", self.now()).await?)
    }

    /// The hosts of the server's own network that writers may call, one a line.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn allowed_hosts(&self) -> Outcome<Vec<String>> {
        let kept = self.store().system_setting(ALLOWED_HOSTS).await?;
        Ok(kept.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default())
    }

    /// Sets the hosts of the server's own network that writers may call.
    ///
    /// # Errors
    /// `NotFound` for anybody but administrators; a sentence at `hosts` for what is no host.
    pub async fn set_allowed_hosts(&self, user: &User, typed: &str) -> Outcome<()> {
        if user.role != Role::Admin {
            return Err(StudioError::NotFound);
        }
        let hosts: Vec<&str> =
            typed.split([',', '\n', '\r']).map(str::trim).filter(|host| !host.is_empty()).collect();
        if hosts.len() > MOST_HOSTS {
            return Err(StudioError::field("hosts", format!("At most {MOST_HOSTS} hosts can be allowed.")));
        }
        if let Some(wrong) =
            hosts.iter().find(|host| host.len() > HOST_LIMIT || AllowedHost::parse(host).is_none())
        {
            return Err(StudioError::field(
                "hosts",
                format!("“{wrong}” is not a host, such as localhost:11434 or gpu.lan."),
            ));
        }
        Ok(self.store().set_system_setting(ALLOWED_HOSTS, &json!(hosts), self.now()).await?)
    }

    /// Whether a user has a writer.
    pub(crate) async fn known_writer(&self, user: UserId, choice: WriterChoice) -> Outcome<()> {
        if choice == WriterChoice::Builtin || self.find_writer(user, choice).await?.is_some() {
            return Ok(());
        }
        Err(StudioError::field("writer", "Choose one of the writers in the list."))
    }

    async fn rows_of(&self, owner: Option<UserId>) -> Outcome<Vec<WriterRow>> {
        Ok(match owner {
            Some(owner) => self.store().own_writers(owner).await?,
            None => self.store().shared_writers().await?,
        })
    }

    /// The row of a writer that a user may use, and whose settings it is in.
    async fn find_writer(
        &self,
        user: UserId,
        choice: WriterChoice,
    ) -> Outcome<Option<(Option<UserId>, WriterRow)>> {
        let (owner, id) = match choice {
            WriterChoice::Builtin => return Ok(None),
            WriterChoice::Own(id) => (Some(user), id),
            WriterChoice::Shared(id) => (None, id),
        };
        let rows = self.rows_of(owner).await?;
        Ok(rows.into_iter().find(|row| row.id == id).map(|row| (owner, row)))
    }

    /// What calls a writer's provider, with its key. Nothing outside is reached for a local song, nor for a user who
    /// keeps everything local.
    async fn caller(
        &self,
        user: UserId,
        choice: WriterChoice,
        local_only: bool,
    ) -> Outcome<(WriterCard, Caller)> {
        let (owner, row) = self.find_writer(user, choice).await?.ok_or(StudioError::NotFound)?;
        let card = card_of(&row)?;
        let key = match &row.sealed_key {
            Some(sealed) => {
                let setting = key_setting(owner.is_none(), row.id);
                let opened = self.vault().open_sealed(owner, &setting, sealed);
                Some(opened.map_err(|why| StudioError::Refused(why.to_string()))?)
            }
            None => None,
        };
        let base = Url::parse(&card.base_url).map_err(|_| {
            StudioError::Refused("The address of this writer is not a web address.".to_owned())
        })?;
        let provider = Provider { kind: card.kind, base, model: card.model.clone(), key };
        let hosts = self.allowed_hosts().await?;
        let reach = Reach {
            local_only: local_only || self.keeps_local(user).await?,
            loopback: false,
            allowed: hosts.iter().filter_map(|host| AllowedHost::parse(host)).collect(),
        };
        let breaker = self.breakers().of(&provider.address());
        Ok((card, Caller::new(provider, reach, self.model_limits(), breaker)))
    }
}

/// Whose settings a writer is in: nobody's for a shared one, which only administrators may change.
fn keeper(user: &User, shared: bool) -> Outcome<Option<UserId>> {
    match (shared, user.role) {
        (false, _) => Ok(Some(user.id)),
        (true, Role::Admin) => Ok(None),
        (true, _) => Err(StudioError::NotFound),
    }
}

fn card_of(row: &WriterRow) -> Outcome<WriterCard> {
    serde_json::from_value(row.card.clone()).map_err(StudioError::internal)
}

/// The name of the setting that a key is sealed for.
fn key_setting(shared: bool, id: u32) -> String {
    if shared { format!("shared_writer.{id}.key") } else { format!("writer.{id}.key") }
}

/// Scheme, host and port of a writer's address.
fn origin(card: &WriterCard) -> Option<String> {
    Url::parse(&card.base_url).ok().map(|url| url.origin().ascii_serialization())
}
