//! What the figures were measured on: without it they mean nothing.

use std::fs;
use std::thread;

use crate::shell;
use crate::workspace::Workspace;

/// One line: processor, cores, memory, system, commit.
pub(crate) fn describe(workspace: &Workspace) -> String {
    let ask = |program: &str, args: &[&str]| {
        let answer = shell::capture(workspace.command(program).args(args));
        answer.map_or_else(|_| "unknown".to_owned(), |answer| answer.trim().to_owned())
    };
    let lscpu = ask("lscpu", &[]);
    let processor = field(&lscpu, "Model name").unwrap_or("unknown processor");
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory = field(&memory, "MemTotal").and_then(gibibytes).unwrap_or_default();
    let system = ask("uname", &["-s", "-r", "-m"]);
    let commit = ask("git", &["rev-parse", "--short", "HEAD"]);
    let is_clean = ask("git", &["status", "--porcelain"]).is_empty() || commit == "unknown";
    let changes = if is_clean { "" } else { " with changes" };
    let day = ask("date", &["-u", "+%Y-%m-%d"]);
    format!("{processor}, {cores} cores, {memory:.0} GB; {system}; commit {commit}{changes}; {day}")
}

/// The value of a `name: value` line.
fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == name).then(|| value.trim())
    })
}

/// `24689120 kB` in GiB.
fn gibibytes(value: &str) -> Option<f64> {
    let kibibytes: f64 = value.split(' ').next()?.parse().ok()?;
    Some(kibibytes / 1024.0 / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_their_whole_name() {
        let text = "BIOS Model name:  other\nModel name:   Some Processor\n";
        assert_eq!(field(text, "Model name"), Some("Some Processor"));
        assert_eq!(field(text, "name"), None);
        assert_eq!(gibibytes("2097152 kB"), Some(2.0));
    }
}
