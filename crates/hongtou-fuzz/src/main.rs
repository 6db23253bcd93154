//! The robustness table: each target, how often it ran, and what broke.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use hongtou_fuzz::{Options, Target, run};

const HELP: &str = "\
hongtou-fuzz [--target NAME|all] [--executions N] [--seed S] [--corpus DIR] [--failures DIR] [--input FILE]

  --target NAME     text, html, docx, xlsx, ocr, model, config, responsibility, quantity, columns,
                    diff, or all; several by commas (all)
  --executions N    inputs for each target (20000)
  --seed S          what everything follows from (1)
  --corpus DIR      more notices to start from
  --failures DIR    where inputs that break an invariant are written (target/fuzz)
  --input FILE      run this one input and say what breaks
";

fn main() -> ExitCode {
    match work(std::env::args().skip(1).collect()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(why) => {
            let _ = writeln!(io::stderr(), "{why}\n\n{HELP}");
            ExitCode::from(2)
        }
    }
}

fn work(arguments: Vec<String>) -> Result<bool, String> {
    let mut options = Options { executions: 20_000, seed: 1, corpus: None };
    let mut targets = Target::ALL.to_vec();
    let mut failures = PathBuf::from("target/fuzz");
    let mut single = None;
    let mut arguments = arguments.into_iter();
    while let Some(option) = arguments.next() {
        if option == "--help" {
            let _ = io::stdout().write_all(HELP.as_bytes());
            return Ok(true);
        }
        let value = arguments.next().ok_or_else(|| format!("{option} needs a value"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("{option}: {value} is no number"));
        match option.as_str() {
            "--target" if value == "all" => {}
            "--target" => {
                let of = |name: &str| {
                    let target = Target::ALL.into_iter().find(|target| target.name() == name);
                    target.ok_or_else(|| format!("no target {name}"))
                };
                targets = value.split(',').map(of).collect::<Result<_, _>>()?;
            }
            "--executions" => options.executions = number()?,
            "--seed" => options.seed = number()?,
            "--corpus" => options.corpus = Some(PathBuf::from(value)),
            "--failures" => failures = PathBuf::from(value),
            "--input" => single = Some(value),
            _ => return Err(format!("unknown option {option}")),
        }
    }
    if let Some(path) = single {
        let input = fs::read(&path).map_err(|error| format!("{path}: {error}"))?;
        let mut holds = true;
        for target in targets {
            let said = hongtou_fuzz::drive::once(target, &input, &mut Default::default());
            holds &= said.is_ok();
            say(&format!(
                "{}: {}\n",
                target.name(),
                said.err().unwrap_or_else(|| "all hold".into())
            ));
        }
        return Ok(holds);
    }
    say(
        "| target | executions | kept | shown | found | slowest | seconds |\n|---|---|---|---|---|---|---|\n",
    );
    let mut clean = true;
    for target in targets {
        let outcome = run(target, &options);
        let mut line = String::new();
        let _ = writeln!(
            line,
            "| {} | {} | {} | {} | {} | {:.0} ms | {:.0} |",
            target.name(),
            outcome.executions,
            outcome.kept,
            outcome.shown,
            outcome.failures.len(),
            outcome.slowest.0 * 1000.0,
            outcome.seconds
        );
        say(&line);
        let write = |name: String, bytes: &[u8]| {
            fs::create_dir_all(&failures)
                .and_then(|()| fs::write(failures.join(&name), bytes))
                .map_err(|error| format!("{}: {error}", failures.join(name).display()))
        };
        if outcome.slowest.0 > 0.5 {
            write(format!("{}-slowest", target.name()), &outcome.slowest.1)?;
        }
        for (index, failure) in outcome.failures.values().enumerate() {
            clean = false;
            let name = format!("{}-{}-{index}", target.name(), options.seed);
            let _ = writeln!(io::stderr(), "{name}: {} times: {}", failure.times, failure.broken);
            write(name, &failure.input)?;
        }
    }
    Ok(clean)
}

fn say(words: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(words.as_bytes()).and_then(|()| out.flush());
}
