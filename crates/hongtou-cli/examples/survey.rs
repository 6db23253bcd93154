//! What every file of a folder is read as, one line a file.
//!
//! ```sh
//! cargo run -p hongtou-cli --example survey -- FOLDER
//! ```
//!
//! For each file below the folder: its format, or why it is not read; sections, items, clauses,
//! clauses with units, rows of task tables, other tables, repairs; and the shares of the characters
//! that are residual text and site furniture.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "printing is what it is for")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use hongtou_cli::pipeline::{self, Read, Reading};
use hongtou_model::{FurnitureKind, Lang, Span, TableKind};

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: survey FOLDER");
        return ExitCode::from(2);
    };
    let mut files = Vec::new();
    list(&folder, &mut files);
    files.sort();
    println!(
        "file | format | sections | items | clauses | with units | rows | other tables | repairs | residual | site"
    );
    println!("---|---|---|---|---|---|---|---|---|---|---");
    for path in files {
        let name = path.strip_prefix(&folder).unwrap_or(&path).display().to_string();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let line = match fs::read(&path) {
            Ok(bytes) => match pipeline::read(&[(file, bytes)], &Reading::new(Lang::En)) {
                Ok(read) if read.is_no_notice() => {
                    format!("{} | 3: no notice", read.notice.source.format)
                }
                Ok(read) => counts(&read),
                Err(error) => format!("3: {}", error.message(Lang::En)),
            },
            Err(error) => format!("3: {error}"),
        };
        println!("{name} | {line}");
    }
    ExitCode::SUCCESS
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            list(&path, files);
        } else if path.file_name().is_some_and(|name| name != "gold.json") {
            files.push(path);
        }
    }
}

fn counts(read: &Read) -> String {
    let notice = &read.notice;
    let items: Vec<_> = notice.sections.iter().flat_map(|section| &section.items).collect();
    let clauses: Vec<_> = items.iter().flat_map(|item| &item.clauses).collect();
    let answered = clauses.iter().filter(|clause| !clause.units.is_empty()).count();
    let (tasks, others): (Vec<_>, Vec<_>) =
        notice.tables.iter().partition(|table| table.kind == TableKind::Task);
    let rows: usize = tasks.iter().map(|table| table.rows.len()).sum();
    let all: usize = read.sources.iter().map(|source| characters(&source.text)).sum();
    let of = |span: &Span| characters(&span.words(&read.sources));
    let residual: usize = notice.residual.iter().map(|residual| of(&residual.span)).sum();
    let site = notice.furniture.iter().filter(|part| part.kind == FurnitureKind::Site);
    let site: usize = site.map(|part| of(&part.span)).sum();
    let share = |part: usize| 100.0 * part as f64 / all.max(1) as f64;
    format!(
        "{} | {} | {} | {} | {answered} | {rows} | {} | {} | {:.2}% | {:.1}%",
        notice.source.format,
        notice.sections.len(),
        items.len(),
        clauses.len(),
        others.len(),
        notice.repairs.len(),
        share(residual),
        share(site)
    )
}

fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
