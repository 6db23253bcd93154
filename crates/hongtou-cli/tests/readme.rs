//! What the READMEs say holds.

mod common;

use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

const TEST: &str = "cargo test --workspace --locked";
const SHOW: &str =
    "cargo run --release --locked -p hongtou-cli -- convert seeds/xuzhou-2021-food-safety.md";

#[test]
fn the_two_commands_stand_at_the_top_and_ci_runs_the_tests() {
    for name in ["README.md", "README.zh.md"] {
        let top: String = read(name).lines().take(40).collect::<Vec<_>>().join("\n");
        assert!(top.contains(TEST), "{name} has no test command at its top");
        assert!(top.contains(SHOW), "{name} has no command to try at its top");
    }
    assert!(read(".ci/run").contains(TEST));
}

#[test]
fn both_readmes_show_the_same_commands() {
    let commands = |name: &str| {
        let text = read(name);
        let lines = text.lines().map(str::trim).filter(|line| line.starts_with("hongtou "));
        lines
            .map(|line| line.split(" #").next().unwrap_or(line).trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(commands("README.md"), commands("README.zh.md"));
}

/// What the READMEs show, run in a folder that holds the seeds.
#[cfg(unix)]
mod shown {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;
    use std::process::Command;

    use serde_json::Value;

    use crate::common::{NOTICE, Scratch, hongtou, seed};
    use crate::read;

    const READMES: [(&str, &str); 2] = [("README.md", "C"), ("README.zh.md", "zh_CN.UTF-8")];

    /// The blocks of a language, line by line.
    fn blocks(text: &str, language: &str) -> Vec<Vec<String>> {
        let mut blocks = Vec::new();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if line == format!("```{language}") {
                let block = lines.by_ref().take_while(|line| *line != "```");
                blocks.push(block.map(str::to_owned).collect());
            }
        }
        blocks
    }

    /// Whether a line is the shown one, in which … stands for any words.
    fn is_line(shown: &str, real: &str) -> bool {
        let parts: Vec<&str> = shown.split('…').collect();
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
        if parts.len() == 1 {
            return shown == real;
        }
        let Some(mut rest) = real.strip_prefix(first) else { return false };
        for part in &parts[1..parts.len() - 1] {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
        }
        rest.ends_with(last)
    }

    /// Whether the lines are the shown ones, of which a line of … alone stands for any.
    fn are_lines(shown: &[String], real: &[&str]) -> bool {
        match (shown.split_first(), real.split_first()) {
            (None, None) => true,
            (Some((first, more)), _) if first == "…" => {
                (0..=real.len()).any(|skipped| are_lines(more, &real[skipped..]))
            }
            (Some((first, more)), Some((line, rest))) => {
                is_line(first, line) && are_lines(more, rest)
            }
            _ => false,
        }
    }

    #[test]
    fn the_transcripts_are_what_the_commands_print() {
        for (name, locale) in READMES {
            let scratch = Scratch::new(&format!("transcripts-{name}"));
            let text = fs::read(seed()).expect("the seed is there");
            scratch.write("seeds/xuzhou-2021-food-safety.md", &text);
            let mut commands = 0;
            for block in blocks(&read(name), "console") {
                for transcript in transcripts(&block) {
                    let Some((command, shown)) = transcript.split_first() else { continue };
                    let command = command.trim_start_matches("$ ");
                    let (_, real) = shell(command, &scratch.path(""), locale);
                    let lines: Vec<&str> = real.lines().collect();
                    assert!(are_lines(shown, &lines), "{name}: {command} prints\n{real}");
                    commands += 1;
                }
            }
            assert!(commands >= 5, "{name} shows what the commands print");
        }
    }

    /// The commands of a block, each with what is shown below it.
    fn transcripts(block: &[String]) -> Vec<Vec<String>> {
        let mut pieces: Vec<Vec<String>> = Vec::new();
        for line in block {
            match pieces.last_mut() {
                Some(piece) if !line.starts_with("$ ") => piece.push(line.clone()),
                _ => pieces.push(vec![line.clone()]),
            }
        }
        pieces
    }

    /// Runs a line of a shell; its exit code and all that it prints.
    fn shell(line: &str, folder: &str, locale: &str) -> (i32, String) {
        let bin = Path::new(env!("CARGO_BIN_EXE_hongtou")).parent().expect("a folder");
        let path = std::env::var("PATH").unwrap_or_default();
        let run = Command::new("sh")
            .args(["-c", &format!("{line} 2>&1")])
            .current_dir(folder)
            .env("PATH", format!("{}:{path}", bin.display()))
            .env_remove("LC_MESSAGES")
            .env("LC_ALL", locale)
            .output()
            .expect("sh runs");
        let code = run.status.code().expect("an exit code");
        (code, String::from_utf8_lossy(&run.stdout).into_owned())
    }

    #[test]
    fn every_command_and_the_configuration_are_accepted() {
        for (name, locale) in READMES {
            let scratch = Scratch::new(&format!("commands-{name}"));
            for file in
                ["notice.md", "table.md", "archive/a/1.md", "archive/2.md", "docs/1.md", "old.md"]
            {
                scratch.write(file, NOTICE.as_bytes());
            }
            scratch.write("new.md", NOTICE.replace("1200", "1300").as_bytes());
            let folder = scratch.path("");
            let git = "git init -q -b main && git add . && git -c user.name=n -c user.email=e@e.invalid commit -qm n";
            let (with_git, _) = shell(git, &folder, locale);
            let (made, said) =
                shell("hongtou convert notice.md --to json -o - > notice.json", &folder, locale);
            assert_eq!(made, 0, "{said}");
            let readme = read(name);
            let lines = blocks(&readme, "sh").concat();
            let mut commands = 0;
            for line in lines.iter().filter(|line| line.starts_with("hongtou ")) {
                let by_git = line.contains("--git ") || line.contains("--since ");
                if by_git && with_git != 0 {
                    continue;
                }
                let (code, said) = shell(line, &folder, locale);
                // Findings and differences are as good as none; wrong use and failure are not.
                assert!(code <= 1, "{name}: {line} ends with {code}:\n{said}");
                commands += 1;
            }
            assert!(commands >= 20, "{name} shows the commands");
            let toml = blocks(&readme, "toml").concat().join("\n");
            scratch.write("hongtou.toml", toml.as_bytes());
            let (code, said) = shell("hongtou check docs/1.md", &folder, locale);
            assert!(code <= 1, "{name}: the configuration is refused:\n{said}");
        }
    }

    /// Whether everything in `part` is in `whole`, with the same values.
    fn is_in(part: &Value, whole: &Value) -> bool {
        match (part, whole) {
            (Value::Object(part), Value::Object(whole)) => {
                part.iter().all(|(key, value)| whole.get(key).is_some_and(|w| is_in(value, w)))
            }
            (Value::Array(part), Value::Array(whole)) => {
                part.len() == whole.len() && part.iter().zip(whole).all(|(p, w)| is_in(p, w))
            }
            _ => part == whole,
        }
    }

    #[test]
    fn the_clause_and_the_ledger_are_those_of_the_seed() {
        let scratch = Scratch::new("excerpts");
        let out = scratch.path("out");
        assert_eq!(hongtou(&["convert", &seed(), "-o", &out]).code, 0);
        let json = fs::read(format!("{out}/xuzhou-2021-food-safety.json")).expect("written");
        let model: Value = serde_json::from_slice(&json).expect("JSON");
        let csv = format!("{out}/xuzhou-2021-food-safety/ledger.csv");
        let mut csv = csv::Reader::from_path(csv).expect("written");
        let ledger: Vec<BTreeMap<String, String>> =
            csv.deserialize().collect::<Result<_, _>>().expect("CSV");
        for (name, _) in READMES {
            let readme = read(name);
            let clause: Value =
                serde_json::from_str(&blocks(&readme, "json")[0].join("\n")).expect("JSON");
            assert!(is_in(&clause, &model["sections"][0]["items"][0]["clauses"][0]), "{name}");
            let cells = |line: &str| -> Vec<String> {
                line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
            };
            let mut table = readme.lines().skip_while(|line| !line.starts_with("| id |"));
            let columns = cells(table.next().expect("the ledger is shown"));
            let rows: Vec<&str> = table.skip(1).take_while(|line| line.starts_with('|')).collect();
            assert!(rows.len() >= 3, "{name}");
            for row in rows {
                let row = cells(row);
                let line = ledger.iter().find(|line| line["id"] == row[0]).expect("in the ledger");
                for (column, cell) in columns.iter().zip(&row) {
                    assert_eq!(&line[column], cell, "{name}: {column} of {}", row[0]);
                }
            }
        }
    }

    /// Skipped where Python, DuckDB or pandas is not installed; `PYTHON` names the interpreter.
    #[test]
    fn the_ten_questions_have_the_answers_that_are_shown() {
        let scratch = Scratch::new("questions");
        let out = scratch.path("out");
        assert_eq!(hongtou(&["convert", &seed(), "-o", &out]).code, 0);
        let base = format!("{out}/xuzhou-2021-food-safety");
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
        for (name, _) in READMES {
            let mut command = Command::new(&python);
            command.arg(root.join("checks/questions.py")).arg(root.join("../..").join(name));
            let Ok(run) = command.args([&format!("{base}.json"), &base]).output() else { return };
            let said = String::from_utf8_lossy(&run.stdout);
            let failed = String::from_utf8_lossy(&run.stderr);
            assert!(matches!(run.status.code(), Some(0 | 77)), "{name}: {said}\n{failed}");
        }
    }
}

#[test]
fn both_readmes_tell_the_limits_that_stand() {
    use hongtou_reader::{Limit, Options};
    let limits = Options::default();
    for (limit, value) in [
        (Limit::InputBytes, limits.max_input_bytes),
        (Limit::UnpackedBytes, limits.max_unpacked_bytes),
        (Limit::ZipRatio, limits.max_zip_ratio),
        (Limit::ZipEntries, limits.max_zip_entries),
        (Limit::Nesting, limits.max_nesting),
        (Limit::TableCells, limits.max_table_cells),
        (Limit::Steps, limits.max_steps),
    ] {
        let line = format!("| `--{}` | {value} |", limit.option());
        for name in ["README.md", "README.zh.md"] {
            assert!(read(name).contains(&line), "{name} lacks {line}");
        }
    }
}

#[test]
fn both_readmes_say_what_each_kind_of_repair_is() {
    let schema: serde_json::Value =
        serde_json::from_str(&read("crates/hongtou-model/schema/notice-1.json")).expect("JSON");
    let kinds = schema["$defs"]["RepairKind"]["anyOf"].as_array().expect("the kinds");
    for kind in kinds.iter().filter_map(|kind| kind["const"].as_str()) {
        for name in ["README.md", "README.zh.md"] {
            assert!(read(name).contains(&format!("| `{kind}` |")), "{name} lacks {kind}");
        }
    }
}
