//! Where each format says that a finding is, through the binary: Chinese, characters beyond the
//! basic plane, CRLF, and a byte order mark.

#![allow(clippy::expect_used, missing_docs)]

mod common;

use std::fs;
use std::process::Command;

use common::{NOTICE, Scratch, hongtou};
use serde_json::Value;

/// The wrong figure, and what stands before it in its line.
const WRONG: &str = "1100户";

/// The notice with one figure changed behind a character of four bytes, in four containers.
fn variants() -> Vec<(&'static str, String)> {
    let text = NOTICE
        .replace("全面推进老旧小区改造，完成1200户。", "全面推进“𠮷安”片区改造，完成1200户。")
        .replace("完成1200户。 |", "完成1100户。 |");
    let crlf = text.replace('\n', "\r\n");
    vec![
        ("lf", text.clone()),
        ("crlf", crlf.clone()),
        ("bom", format!("\u{feff}{text}")),
        ("bom-crlf", format!("\u{feff}{crlf}")),
    ]
}

/// The line with the wrong figure, from 1, and the line itself.
fn line_of(text: &str) -> (u64, String) {
    let text = text.trim_start_matches('\u{feff}');
    let (at, line) = text
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(WRONG))
        .expect("the wrong figure stands in a line");
    (at as u64 + 1, line.to_owned())
}

fn check(name: &str, text: &str, format: &str) -> Vec<u8> {
    let scratch = Scratch::new(&format!("formats-{name}-{format}"));
    scratch.write("n.md", text.as_bytes());
    let path = scratch.path("n.md");
    let run = hongtou(&["check", &path, "--format", format, "--select", "NU001", "-q"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""), "{name} {format}");
    run.bytes
}

fn json(name: &str, text: &str, format: &str) -> Value {
    serde_json::from_slice(&check(name, text, format)).expect("one JSON document")
}

fn number(value: &Value) -> usize {
    value.as_u64().expect("a number") as usize
}

#[test]
fn json_counts_bytes_of_the_text_and_characters_of_the_line() {
    for (name, text) in variants() {
        let (line, words) = line_of(&text);
        let report = json(name, &text, "json");
        let at = &report["findings"][0]["at"];
        let span = &at["span"][0];
        let read = text.trim_start_matches('\u{feff}');
        let (start, end) = (number(&span["start"]), number(&span["end"]));
        assert_eq!(Some(&read[start..end]), at["text"].as_str(), "{name}");
        assert_eq!(span["line"], line, "{name}");
        let before: String = words.chars().take(number(&span["column"]) - 1).collect();
        assert!(words[before.len()..].starts_with(&read[start..end]), "{name}");
        let lines = String::from_utf8(check(name, &text, "jsonl")).expect("UTF-8");
        let first: Value =
            serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
        assert_eq!(first["at"]["span"][0], *span, "{name}");
    }
}

#[test]
fn sarif_counts_utf_16_units() {
    for (name, text) in variants() {
        let (line, words) = line_of(&text);
        let run = &json(name, &text, "sarif")["runs"][0];
        assert_eq!(run["columnKind"], "utf16CodeUnits");
        let region = &run["results"][0]["locations"][0]["physicalLocation"]["region"];
        let units: Vec<u16> = words.encode_utf16().collect();
        let (start, end) = (number(&region["startColumn"]), number(&region["endColumn"]));
        let cut = String::from_utf16(&units[start - 1..end - 1]).expect("whole characters");
        assert!(cut.contains(WRONG) && cut.chars().count() < 10, "{name}: {cut}");
        assert_eq!(region["startLine"], line, "{name}");
    }
}

#[test]
fn rdjson_counts_bytes() {
    for (name, text) in variants() {
        let (line, words) = line_of(&text);
        let range = &json(name, &text, "rdjson")["diagnostics"][0]["location"]["range"];
        let (start, end) = (number(&range["start"]["column"]), number(&range["end"]["column"]));
        assert_eq!(range["start"]["line"], line, "{name}");
        let cut = words.get(start - 1..end - 1).expect("whole characters");
        assert!(cut.contains(WRONG) && cut.chars().count() < 10, "{name}: {cut}");
    }
}

#[test]
fn github_and_gitlab_name_the_line() {
    for (name, text) in variants() {
        let (line, words) = line_of(&text);
        let lines = String::from_utf8(check(name, &text, "github")).expect("UTF-8");
        let first = lines.lines().next().expect("an annotation");
        assert!(first.starts_with("::error file="), "{first}");
        assert!(first.contains(&format!(",line={line},endLine={line},col=")), "{first}");
        let column = first.split(",col=").nth(1).and_then(|rest| rest.split(',').next());
        let column: usize = column.expect("a column").parse().expect("a number");
        let rest: String = words.chars().skip(column - 1).take(12).collect();
        assert!(rest.contains(WRONG), "{name}: {rest}");
        let report = json(name, &text, "gitlab");
        assert_eq!(report[0]["location"]["lines"]["begin"], line, "{name}");
        assert_eq!(report[0]["severity"], "major", "{name}");
    }
}

#[test]
fn text_shows_both_lines_and_no_mark_or_carriage_return() {
    for (name, text) in variants() {
        let drawn = String::from_utf8(check(name, &text, "text")).expect("UTF-8");
        assert!(drawn.contains("1200户") && drawn.contains(WRONG), "{name}: {drawn}");
        assert!(!drawn.contains('\r') && !drawn.contains('\u{feff}'), "{name}: {drawn}");
    }
}

#[test]
fn machine_formats_say_in_their_own_language_what_could_not_be_read() {
    let scratch = Scratch::new("formats-unread");
    scratch.write("a/x.pdf", b"%PDF-1.7\n");
    scratch.write("b/x.pdf", b"%PDF-1.7\n");
    scratch.write("a/n.md", NOTICE.as_bytes());
    let (a, b) = (scratch.path("a"), scratch.path("b"));
    for format in ["json", "jsonl", "sarif", "github", "gitlab", "rdjson"] {
        let run = |lang: &[&str]| {
            let run = hongtou(&[&["check", &a, &b, "--format", format], lang].concat());
            assert_eq!(run.code, 3);
            // The screen speaks the locale's language, and tells the two apart.
            for folder in [&a, &b] {
                assert!(run.err.contains(&format!("error: {folder}/x.pdf: ")), "{}", run.err);
            }
            run.out()
        };
        let out = run(&[]);
        assert!(out.contains("不读取此格式") && !out.contains("is not read"), "{format}: {out}");
        assert!(out.matches("a/x.pdf").count() >= 1, "{format}: {out}");
        assert!(run(&["--lang", "en"]).contains("this format is not read"), "{format}");
    }
    let out = scratch.path("out");
    assert_eq!(hongtou(&["convert", &a, "-o", &out]).code, 3);
    let list = fs::read_to_string(format!("{out}/hongtou-batch.jsonl")).expect("written");
    assert!(list.contains("\"reason\":\"不读取此格式"), "{list}");
}

#[test]
fn since_a_revision_only_what_the_change_brought_in_is_told() {
    let scratch = Scratch::new("since");
    let folder = scratch.path("repo");
    let old = NOTICE.replace("新建停车泊位800个。 |", "新建停车泊位900个。 |");
    scratch.write("repo/n.md", old.as_bytes());
    let git = |arguments: &[&str]| {
        let status = Command::new("git")
            .args(["-C", &folder, "-c", "user.name=n", "-c", "user.email=n@example.invalid"])
            .args(arguments)
            .output();
        status.is_ok_and(|output| output.status.success())
    };
    if !(git(&["init", "-q"]) && git(&["add", "."]) && git(&["commit", "-qm", "old"])) {
        // Without git there is nothing to hold against.
        return;
    }
    let path = format!("{folder}/n.md");
    let codes = |since: &[&str]| {
        let arguments =
            [&["check", &path, "--format", "json", "--select", "NU001"], since].concat();
        let run = hongtou(&arguments);
        let report: Value = serde_json::from_slice(&run.bytes).expect("JSON");
        (run.code, report["findings"].as_array().map_or(0, Vec::len))
    };
    assert_eq!(codes(&[]), (1, 1));
    assert_eq!(codes(&["--since", "HEAD"]), (0, 0), "nothing has changed");
    fs::write(&path, old.replace("完成1200户。 |", "完成1100户。 |")).expect("written");
    assert_eq!(codes(&[]), (1, 2));
    assert_eq!(codes(&["--since", "HEAD"]), (1, 1), "the old one is not told again");
    let unknown = hongtou(&["check", &path, "--since", "no-such-revision", "--lang", "en"]);
    assert_eq!(unknown.code, 2, "{}", unknown.err);
    let unknown = hongtou(&["diff", &path, "--git", "no-such-revision"]);
    assert_eq!(unknown.code, 2, "{}", unknown.err);
    // What a revision does not hold is missing, as a file is.
    let none = hongtou(&["diff", &format!("{folder}/none.md"), "--git", "HEAD"]);
    assert_eq!(none.code, 3, "{}", none.err);
    assert!(unknown.err.contains("no-such-revision"), "{}", unknown.err);
}
