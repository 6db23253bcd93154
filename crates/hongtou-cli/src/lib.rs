//! The hongtou command line: arguments, files, and how results are drawn.
//!
//! The only crate that reads folders, writes files and prints. It knows no
//! notice: reading, parsing, checking and emitting belong to the other crates,
//! and [`pipeline`] is where it calls them.

// Printing is what this crate is for; it goes through `term`, which copes with closed pipes.

mod args;
mod atomic;
mod baseline;
mod baseline_command;
mod batch;
mod check;
mod columnar;
mod config;
mod convert;
mod defect;
mod diff_command;
mod exit;
mod explain;
mod fix;
mod git;
mod inputs;
mod language;
mod layout;
mod output;
mod own;
mod pattern;
pub mod pipeline;
mod place;
mod render;
mod resume;
mod schema;
mod select;
mod since;
mod term;
mod toml_fault;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use hongtou_model::Lang;

pub use exit::Exit;
pub use language::Languages;

/// A configuration file read and written again, or why it is refused; for tests of the reading.
pub fn config_again(text: &str, lang: Lang) -> Result<String, String> {
    let config = config::Config::parse(text, &pipeline::rules(), lang)?;
    toml::to_string(&config).map_err(|error| error.to_string())
}

/// A list of known findings read and written again, or why it is refused; for tests of the reading.
pub fn baseline_again(text: &str, lang: Lang) -> Result<String, String> {
    Ok(baseline::text(&baseline::parse(text, lang)?))
}

/// Runs the command of this process's arguments.
pub fn main() -> ExitCode {
    atomic::outlive_size_limit();
    ExitCode::from(run(std::env::args_os().collect()) as u8)
}

/// Runs one command line, the program's name included.
pub fn run(arguments: Vec<OsString>) -> Exit {
    let languages = Languages::of(&arguments, |name| std::env::var(name).ok());
    let command = args::command_for(languages.text, &arguments);
    let matches = match command.try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return usage::report(&error, languages.text),
    };
    match matches.subcommand() {
        Some(("convert", matches)) => convert::run(matches, languages),
        Some(("check", matches)) => check::run(matches, languages),
        Some(("explain", matches)) => explain::explain(matches, languages),
        Some(("rules", matches)) => explain::rules(matches, languages),
        Some(("schema", matches)) => schema::run(matches, languages.text),
        Some(("baseline", matches)) => baseline_command::run(matches, languages),
        Some(("diff", matches)) => diff_command::run(matches, languages),
        _ => Exit::Usage,
    }
}
