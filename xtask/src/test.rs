//! `cargo xtask test`: everything that must pass before a change lands, in the order of what fails fastest.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::tools::{self, Purpose};
use crate::workspace::Workspace;
use crate::{build, e2e, queries, shell, size};

struct Step {
    name: &'static str,
    /// Whether it needs more than the pinned Rust toolchain.
    needs_tools: bool,
    run: fn(&Workspace) -> Result<()>,
}

const STEPS: [Step; 9] = [
    Step { name: "fmt", needs_tools: false, run: fmt },
    Step { name: "queries", needs_tools: false, run: queries::check },
    Step { name: "clippy", needs_tools: false, run: clippy },
    Step { name: "unit", needs_tools: true, run: unit },
    Step { name: "doc", needs_tools: false, run: doc },
    Step { name: "wasm", needs_tools: true, run: wasm },
    Step { name: "build", needs_tools: true, run: build::release },
    Step { name: "size", needs_tools: true, run: size::run },
    Step { name: "e2e", needs_tools: true, run: |workspace| e2e::run(workspace, &[]) },
];

/// The native half, with the features that the server has. `frontend` is left out because it would unify Leptos's
/// `hydrate` into the server's crates, which Leptos warns of and which no release has.
const NATIVE: [&str; 3] = ["--workspace", "--exclude", "frontend"];

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

pub(crate) fn run(workspace: &Workspace, args: &[String]) -> Result<()> {
    let steps = select(args)?;
    let mut times = Vec::new();
    let needs_tools = steps.iter().any(|step| step.needs_tools);
    let outcome = run_steps(workspace, &steps, needs_tools, &mut times);
    println!("\n{}", table(&times));
    outcome
}

fn run_steps(
    workspace: &Workspace,
    steps: &[&Step],
    needs_tools: bool,
    times: &mut Vec<(&'static str, Duration)>,
) -> Result<()> {
    let mut step = |name, run: &dyn Fn() -> Result<()>| {
        println!("\n== {name} ==");
        let start = Instant::now();
        let outcome = run().with_context(|| format!("the step `{name}` failed"));
        times.push((name, start.elapsed()));
        outcome
    };
    if needs_tools {
        step("tools", &|| tools::ensure(workspace, Purpose::Test))?;
    }
    steps.iter().try_for_each(|Step { name, run, .. }| step(name, &|| run(workspace)))
}

/// The steps that `--only a,b` and `--skip a,b` leave, in their own order.
fn select(args: &[String]) -> Result<Vec<&'static Step>> {
    let mut steps: Vec<_> = STEPS.iter().collect();
    let mut args = args.iter();
    while let Some(flag) = args.next() {
        let names =
            args.next().with_context(|| format!("`{flag}` wants the names of steps, such as fmt,clippy"))?;
        let names: Vec<_> = names.split(',').collect();
        if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
            let all = STEPS.map(|step| step.name).join(", ");
            bail!("there is no step `{unknown}`; there are {all}");
        }
        match flag.as_str() {
            "--only" => steps.retain(|step| names.contains(&step.name)),
            "--skip" => steps.retain(|step| !names.contains(&step.name)),
            _ => bail!("`{flag}` is unknown; there are --only and --skip"),
        }
    }
    Ok(steps)
}

fn fmt(workspace: &Workspace) -> Result<()> {
    shell::run(workspace.cargo().args(["fmt", "--all", "--check"]))
}

fn clippy(workspace: &Workspace) -> Result<()> {
    let deny = ["--", "-D", "warnings"];
    shell::run(workspace.cargo().arg("clippy").args(NATIVE).arg("--all-targets").args(deny))?;
    shell::run(workspace.cargo().args(["clippy", "-p", "frontend"]).args(WASM).args(deny))
}

fn unit(workspace: &Workspace) -> Result<()> {
    shell::run(workspace.cargo().args(["nextest", "run", "--no-fail-fast"]).args(NATIVE))
}

fn doc(workspace: &Workspace) -> Result<()> {
    shell::run(workspace.cargo().args(["test", "--quiet", "--doc"]).args(NATIVE))
}

/// songcraft's tests where the browser runs them: as WASM, under Node.js.
fn wasm(workspace: &Workspace) -> Result<()> {
    let mut tests = workspace.cargo();
    tests.args(["test", "-p", "songcraft"]).args(WASM);
    tests.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    let output = shell::run_and_capture(&mut tests)?;
    // The runner is content with finding no tests at all; this step is not.
    if passed(&output) == 0 {
        bail!("songcraft has no test that runs as WASM");
    }
    Ok(())
}

/// How many tests the `test result:` lines of a run report as passed.
fn passed(output: &str) -> u32 {
    let results = output.lines().filter_map(|line| line.trim().strip_prefix("test result: ok. "));
    results.filter_map(|result| result.split(' ').next()?.parse::<u32>().ok()).sum()
}

fn table(times: &[(&str, Duration)]) -> String {
    let line = |name: &str, time: Duration| {
        let seconds = time.as_secs();
        format!("{name:<8} {:>3}:{:02}\n", seconds / 60, seconds % 60)
    };
    let lines: String = times.iter().map(|&(name, time)| line(name, time)).collect();
    let together = line("together", times.iter().map(|&(_, time)| time).sum());
    format!("step     min:s\n{lines}{together}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(args: &[&str]) -> Vec<&'static str> {
        let args: Vec<_> = args.iter().copied().map(String::from).collect();
        select(&args).unwrap().into_iter().map(|step| step.name).collect()
    }

    #[test]
    fn all_steps_run_unless_some_are_chosen() {
        assert_eq!(names(&[]).len(), STEPS.len());
        assert_eq!(names(&["--only", "size,fmt"]), ["fmt", "size"]);
        assert_eq!(names(&["--skip", "build,size,e2e"]), ["fmt", "queries", "clippy", "unit", "doc", "wasm"]);
        assert_eq!(names(&["--only", "fmt,unit", "--skip", "unit"]), ["fmt"]);
    }

    #[test]
    fn a_misspelt_step_is_an_error_rather_than_a_test_that_did_not_run() {
        for args in [["--only", "unti"], ["--skip", "e2d"], ["--just", "fmt"]] {
            assert!(select(&args.map(String::from)).is_err(), "{args:?}");
        }
        assert!(select(&["--only".to_owned()]).is_err());
    }

    #[test]
    fn passed_tests_are_counted_over_all_suites() {
        let output =
            "test result: ok. 12 passed; 0 failed\nno tests to run!\ntest result: ok. 3 passed; 0 failed;";
        assert_eq!(passed(output), 15);
        assert_eq!(passed("no tests to run!"), 0);
    }

    #[test]
    fn the_closing_table_adds_the_times_up() {
        let table = table(&[("fmt", Duration::from_secs(2)), ("unit", Duration::from_secs(119))]);
        assert!(table.contains("unit       1:59"), "{table}");
        assert!(table.contains("together   2:01"), "{table}");
    }
}
