//! What can be typed after `song-master`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

const ABOUT: &str = "A songwriting studio on your own machine: from a prompt to a finished song sheet";

const EXAMPLES: &str = "\
Examples:
  song-master serve                             serves http://127.0.0.1:3000, data in ./data
  song-master serve --addr 0.0.0.0:8080 --data /srv/songs --public-url https://songs.example.com
  song-master write \"A slow waltz about the last ferry of the season\"
  song-master write \"A work song for night-shift bakers\" --persona old_tin_saint --seed 7 --json
  song-master analyze lyrics.md --target suno-v5
  song-master rhymes night --kind perfect --syllables 2
  song-master demo --data ./demo && song-master serve --data ./demo

Settings:
  A flag counts more than an environment variable, that more than song-master.toml in the working
  directory (or the file of --config), that more than the default. The file has the flags' names:

    addr = \"127.0.0.1:3000\"
    data = \"./data\"
    songs-at-once = 2
    public-url = \"https://songs.example.com\"

Exit codes: 0 done, 1 failed, 2 wrong input or a start that was refused.";

#[derive(Parser)]
#[command(name = "song-master", version, about = ABOUT, after_help = EXAMPLES, arg_required_else_help = true)]
pub(crate) struct Cli {
    /// Read settings from this file instead of song-master.toml in the working directory
    #[arg(long, global = true, value_name = "FILE", env = "SONG_MASTER_CONFIG", hide_env_values = true)]
    pub(crate) config: Option<PathBuf>,

    /// What goes to the log on standard error, such as `debug` or `info,server=debug` [default: `RUST_LOG`, else `info`]
    #[arg(long, global = true, value_name = "FILTER", env = "SONG_MASTER_LOG", hide_env_values = true)]
    pub(crate) log: Option<String>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Serve the studio to browsers
    Serve(ServeArgs),
    /// Write one song and print its sheet; needs no server, no database and no network
    Write(Box<WriteArgs>),
    /// Measure a sheet: syllables, stress, rhyme, findings, score
    Analyze(AnalyzeArgs),
    /// List the words that rhyme with a word or a phrase
    Rhymes(RhymesArgs),
    /// Fill an empty data directory with a sample account, project and songs
    Demo(DataArgs),
    /// Look a data directory over and print what is wrong with it
    Doctor(DataArgs),
    /// The keys that seal the keys of providers
    #[command(subcommand)]
    Keys(KeysCommand),
}

#[derive(Subcommand)]
pub(crate) enum KeysCommand {
    /// Seal every secret anew under a new key, and forget the old one
    Rotate(DataArgs),
}

#[derive(Args, Default)]
pub(crate) struct ServeArgs {
    /// Listen here; port 0 takes a free one [default: 127.0.0.1:3000]
    #[arg(long, value_name = "HOST:PORT", env = "SONG_MASTER_ADDR", hide_env_values = true)]
    pub(crate) addr: Option<String>,

    /// Keep the database, files and personas here [default: ./data]
    #[arg(long, value_name = "DIR", env = "SONG_MASTER_DATA", hide_env_values = true)]
    pub(crate) data: Option<PathBuf>,

    /// Songs that are written at the same time, 1 to 64; the rest wait in line [default: 8]
    #[arg(long, value_name = "NUMBER", env = "SONG_MASTER_SONGS_AT_ONCE", hide_env_values = true)]
    pub(crate) songs_at_once: Option<usize>,

    /// Rest this long after each stage, so that people can follow a fast writer [default: 0]
    #[arg(long, value_name = "MILLISECONDS", env = "SONG_MASTER_STAGE_PAUSE", hide_env_values = true)]
    pub(crate) stage_pause: Option<u64>,

    /// Bounds of calls to language models that differ from the usual ones, in seconds and bytes, such as
    /// `first-token=120, stage=1800, answer=500000, tries=5`
    #[arg(long, value_name = "LIST", env = "SONG_MASTER_MODEL_LIMITS", hide_env_values = true)]
    pub(crate) model_limits: Option<String>,

    /// The address that browsers use when a proxy with TLS stands before the server; an https address
    /// turns on secure cookies and HSTS
    #[arg(long, value_name = "URL", env = "SONG_MASTER_PUBLIC_URL", hide_env_values = true)]
    pub(crate) public_url: Option<String>,
}

#[derive(Args)]
pub(crate) struct DataArgs {
    /// The data directory [default: ./data]
    #[arg(long, value_name = "DIR", env = "SONG_MASTER_DATA", hide_env_values = true)]
    data: Option<PathBuf>,
}

impl From<DataArgs> for ServeArgs {
    fn from(args: DataArgs) -> Self {
        Self { data: args.data, ..Self::default() }
    }
}

#[derive(Args)]
pub(crate) struct WriteArgs {
    /// What the song should be about: 10 to 5,000 characters
    pub(crate) prompt: String,

    /// Write in the voice of this persona, such as `dusty_mile`
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub(crate) persona: String,

    /// The song's title; without it the writer finds one
    #[arg(long, default_value = "", hide_default_value = true)]
    pub(crate) title: String,

    /// The same seed gives the same song; without it every song is another
    #[arg(
        long,
        value_name = "NUMBER",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub(crate) seed: String,

    /// The singer that the sheet is for; an unknown one lists them all
    #[arg(long, value_name = "ID", default_value = "", hide_default_value = true)]
    pub(crate) target: String,

    /// Styles with commas between them, the most important first, such as `folk, accordion`
    #[arg(long, value_name = "LIST", default_value = "", hide_default_value = true)]
    pub(crate) styles: String,

    /// Review rounds at most, 1 to 10
    #[arg(
        long,
        value_name = "NUMBER",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub(crate) rounds: String,

    /// The score from 0 to 10 at which no further round is made
    #[arg(
        long,
        value_name = "SCORE",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub(crate) threshold: String,

    /// Who writes: builtin, openai-compatible, anthropic or gemini
    #[arg(long, value_name = "KIND", default_value = "builtin")]
    pub(crate) writer: String,

    /// Where the model's provider is, such as `http://localhost:11434/v1/`
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    /// The model's id
    #[arg(long, value_name = "ID")]
    pub(crate) model: Option<String>,

    /// The environment variable that holds the provider's key
    #[arg(long, value_name = "NAME")]
    pub(crate) key_env: Option<String>,

    /// The language of the lyrics, such as `de`; the built-in writer writes English only
    #[arg(long, value_name = "CODE", default_value = "", hide_default_value = true)]
    pub(crate) language: String,

    /// Let nothing leave this machine and its network
    #[arg(long)]
    pub(crate) use_local: bool,

    /// Print JSON instead of a sheet
    #[arg(long)]
    pub(crate) json: bool,

    /// Also save the cover as a PNG picture
    #[arg(long, value_name = "FILE")]
    pub(crate) cover: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct AnalyzeArgs {
    /// The sheet: a file of UTF-8 text, or - for standard input
    pub(crate) file: PathBuf,

    /// The singer that the sheet is for; an unknown one lists them all
    #[arg(long, value_name = "ID", default_value = songcraft::target::DEFAULT_TARGET)]
    pub(crate) target: String,

    /// The language of the lyrics, such as `de`; stress and rhyme are read in English only
    #[arg(long, value_name = "CODE", default_value = "en")]
    pub(crate) language: String,

    /// The song's title, which the chorus is expected to say
    #[arg(long, default_value = "", hide_default_value = true)]
    pub(crate) title: String,

    /// Print JSON instead of a sheet with margins
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct RhymesArgs {
    /// A word, or a phrase that ends on it
    pub(crate) word: String,

    /// What the rhyme shares: multisyllabic, perfect, identity, family, assonance, consonance, or all; may be
    /// given several times [default: multisyllabic, perfect and family]
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,

    /// Only words of this many syllables
    #[arg(long, value_name = "NUMBER")]
    pub(crate) syllables: Option<u32>,

    /// Only words with these stresses, a digit for each syllable: 0 weak, 1 strong, 2 half-strong
    #[arg(long, value_name = "DIGITS")]
    pub(crate) stress: Option<String>,

    /// At most this many words
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    pub(crate) limit: usize,

    /// Print JSON instead of lists
    #[arg(long)]
    pub(crate) json: bool,
}
