//! Settings: flag, else environment, else file, else default. clap has joined the first two already.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use server::PublicUrl;

use super::{
    args::ServeArgs,
    failure::{Failure, Outcome},
};

/// Read from the working directory when it is there.
const FILE: &str = "song-master.toml";

/// How the server runs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Settings {
    /// Host and port to listen on.
    pub(crate) addr: String,
    /// The data directory.
    pub(crate) data: PathBuf,
    /// Songs that are written at the same time.
    pub(crate) songs_at_once: usize,
    /// Milliseconds of rest after each stage.
    pub(crate) stage_pause: u64,
    /// Bounds of calls to models that differ from the usual ones.
    pub(crate) model_limits: String,
    /// Where browsers reach the server, if not where it listens.
    pub(crate) public_url: Option<PublicUrl>,
    /// What goes to the log.
    pub(crate) log: String,
}

/// The settings file; a key that it does not know is an error that names the key.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SettingsFile {
    addr: Option<String>,
    data: Option<PathBuf>,
    songs_at_once: Option<usize>,
    stage_pause: Option<u64>,
    model_limits: Option<String>,
    public_url: Option<String>,
    log: Option<String>,
}

impl Settings {
    /// Joins flags and environment with the settings file.
    ///
    /// # Errors
    /// A file that was named is not there, a file cannot be read, a value is out of range.
    pub(crate) fn find(config: Option<&Path>, log: Option<String>, args: ServeArgs) -> Outcome<Self> {
        let file = match config {
            Some(path) => {
                read(path)?.ok_or_else(|| Failure::input(format!("there is no file {}", path.display())))?
            }
            None => read(Path::new(FILE))?.unwrap_or_default(),
        };
        Self::join(args, log, file)
    }

    fn join(args: ServeArgs, log: Option<String>, file: SettingsFile) -> Outcome<Self> {
        let songs_at_once = args.songs_at_once.or(file.songs_at_once).unwrap_or(8);
        if !(1..=64).contains(&songs_at_once) {
            return Err(Failure::input(format!(
                "songs-at-once is a number from 1 to 64, not {songs_at_once}"
            )));
        }
        let public_url = args.public_url.or(file.public_url);
        let public_url = public_url.map(|url| url.parse()).transpose();
        Ok(Self {
            addr: args.addr.or(file.addr).unwrap_or_else(|| "127.0.0.1:3000".to_owned()),
            data: args.data.or(file.data).unwrap_or_else(|| PathBuf::from("./data")),
            songs_at_once,
            model_limits: args.model_limits.or(file.model_limits).unwrap_or_default(),
            stage_pause: args.stage_pause.or(file.stage_pause).unwrap_or(0),
            public_url: public_url.map_err(|why: String| Failure::input(format!("public-url: {why}")))?,
            log: log.or(file.log).unwrap_or_else(|| "info".to_owned()),
        })
    }
}

fn read(path: &Path) -> Outcome<Option<SettingsFile>> {
    let refused = |why: String| Failure::input(format!("{} cannot be used: {why}", path.display()));
    match std::fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).map(Some).map_err(|cause| refused(in_one_line(&cause, &text))),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(refused(cause.to_string())),
    }
}

fn in_one_line(error: &toml::de::Error, text: &str) -> String {
    let line = error.span().map(|span| text[..span.start].matches('\n').count() + 1);
    let message = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
    line.map_or_else(|| message.clone(), |line| format!("line {line}: {message}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Result<SettingsFile, toml::de::Error> {
        toml::from_str(text)
    }

    #[test]
    fn a_flag_counts_more_than_the_file_and_the_file_more_than_the_default() {
        let file = file("addr = \"0.0.0.0:80\"\nsongs-at-once = 4\nlog = \"warn\"").expect("a good file");
        let args = ServeArgs { addr: Some("127.0.0.1:1".to_owned()), ..ServeArgs::default() };
        let settings = Settings::join(args, None, file).expect("good settings");
        assert_eq!(
            (settings.addr.as_str(), settings.songs_at_once, settings.log.as_str()),
            ("127.0.0.1:1", 4, "warn")
        );
        assert_eq!(settings.data, PathBuf::from("./data"));
    }

    #[test]
    fn an_unknown_key_is_named() {
        let error = file("adress = \"x\"").err().expect("an unknown key");
        assert!(error.message().contains("adress"), "{error}");
    }

    #[test]
    fn values_out_of_range_are_refused() {
        for text in ["songs-at-once = 0", "songs-at-once = 65", "public-url = \"songs.example.com\""] {
            let file = file(text).expect("a well-formed file");
            assert!(Settings::join(ServeArgs::default(), None, file).is_err(), "{text}");
        }
    }
}
