//! Text of a notice is data everywhere: it commands no terminal, spreadsheet, CI system or file name.

mod common;

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use common::{NOTICE, Scratch, hongtou};

/// What words in a notice might try, in one line.
const WORDS: &str = "%0A::warning::丙\u{1b}[31m\u{9b}2J\u{202e}反\u{2066}::error file=a.md,line=1::乙 ##[error]丁 <script>alert(1)</script><img src=x onerror=y> &amp; ]]> `code` **b** [x](javascript:y) @all #1 \\ \" '";

/// A notice with such words in a title, a clause, a unit and the cells of its table, and with
/// differences that are reported about them.
fn notice() -> String {
    let formula = "=HYPERLINK(\"http://a\";\"乙\")";
    NOTICE
        .replace("关于推进城市更新工作", &format!("关于推进城市更新{WORDS}工作"))
        .replace(
            "| 全面推进老旧小区改造，完成1200户。 |",
            &format!("| 全面推进{WORDS}老旧小区改造，完成1300户。 |"),
        )
        .replace("3.修建社区公园。建成", &format!("3.{WORDS}修建社区公园。@SUM(1+1)建成"))
        .replace("| 完成1200户 |", &format!("| {formula} |"))
        .replace("| 新建800个 |", "| +86-10 |")
        .replace("| 市园林局 |", &format!("| -1+2园林局、市{WORDS}局 |"))
}

fn scratch(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    scratch.write("n.md", notice().as_bytes());
    scratch.write("old.md", NOTICE.as_bytes());
    scratch
}

/// Nothing that a terminal obeys, and no mark that turns the direction of writing.
fn assert_tame(text: &str, what: &str) {
    let wild = text.chars().find(|&c| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    });
    assert_eq!(wild, None, "{what}: {text:?}");
}

#[test]
fn no_terminal_is_commanded() {
    let scratch = scratch("terminal");
    let (new, old) = (scratch.path("n.md"), scratch.path("old.md"));
    for lang in ["zh", "en"] {
        for arguments in [
            &["check", &new, "--color", "never"][..],
            &["check", &new, "--format", "github"],
            &["diff", &old, &new],
            &["diff", &old, &new, "--format", "markdown"],
            &["convert", &new, "-o", &scratch.path("out")],
        ] {
            let run = hongtou(&[arguments, &["--lang", lang]].concat());
            assert!(run.code <= 1, "{arguments:?}: {}", run.err);
            assert_tame(&run.out(), &format!("{arguments:?}"));
            assert_tame(&run.err, &format!("{arguments:?}"));
        }
        // Colours are ours alone: between the escapes of the drawing there is none of the notice.
        let run = hongtou(&["check", &new, "--color", "always", "--lang", lang]);
        let plain: String = run
            .out()
            .split('\u{1b}')
            .enumerate()
            .map(|(index, piece)| {
                if index == 0 {
                    return piece.to_owned();
                }
                let (code, rest) =
                    piece.strip_prefix('[').and_then(|p| p.split_once('m')).expect("only colours");
                assert!(code.bytes().all(|b| b.is_ascii_digit() || b == b';'), "{code:?}");
                rest.to_owned()
            })
            .collect();
        assert_tame(&plain, "colours");
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_command_nothing_either() {
    let scratch = Scratch::new("names-of-files");
    let long = format!("{}.md", "长".repeat(84));
    let names = [
        "a\u{1b}[31m\u{202e}b.md",
        "n\n::error::x.md",
        "CON.md",
        "-rf.md",
        "a:b|c?.md",
        "$(id).md",
        &long,
        "..md",
        "a..md",
    ];
    for name in names {
        scratch.write(&format!("in/{name}"), NOTICE.as_bytes());
    }
    scratch.write("in/bad\u{1b}[2J.md", b"");
    let (input, out) = (scratch.path("in"), scratch.path("out"));
    for layout in [&["--to", "json,csv,xlsx"][..], &["--to", "csv", "--out-layout", "together"]] {
        let run = hongtou(&[&["convert", &input, "-o", &out], layout].concat());
        assert_eq!(run.code, 3, "only the empty file is refused: {}", run.err);
        assert_tame(&run.err, "names");
        assert_eq!(run.err.lines().count(), 2, "an error and a summary: {}", run.err);
    }
    for path in scratch.all("out").keys() {
        for part in path.components() {
            let name = part.as_os_str().to_string_lossy();
            assert!(name.len() <= 255, "{name}");
            assert_tame(&name.replace('\n', "\u{0}"), "a file name");
            assert!(!name.contains(['\\', ':', '*', '?', '"', '<', '>', '|']), "{name}");
            assert!(
                !name.ends_with([' ', '.']) && !name.to_uppercase().starts_with("CON."),
                "{name}"
            );
        }
    }
    for format in ["text", "github", "json", "sarif", "gitlab", "rdjson", "jsonl"] {
        let run = hongtou(&["check", &input, "--format", format]);
        assert_tame(&run.err, format);
        if matches!(format, "text" | "github") {
            assert_tame(&run.out(), format);
            assert!(!run.out().lines().any(|line| line.starts_with("::error::x")), "{}", run.out());
        }
    }
    // A path that climbs stays in the output folder.
    let climbing = format!("{input}/../in/../in/a..md");
    let run = hongtou(&["convert", &climbing, "-o", &scratch.path("climb/out"), "--to", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(scratch.all("climb").len(), 1);
    assert!(scratch.all("climb").keys().all(|path| path.starts_with("out")));
}

/// The fields of our own CSV.
fn fields(text: &str) -> Vec<String> {
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => fields.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            c => field.push(c),
        }
    }
    fields
}

#[test]
fn no_spreadsheet_runs_a_cell() {
    let scratch = scratch("spreadsheet");
    let (input, out) = (scratch.path("n.md"), scratch.path("out"));
    let run = hongtou(&["convert", &input, "-o", &out, "--to", "csv,xlsx", "--excel"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let mut guarded = 0;
    for (path, bytes) in scratch.all("out") {
        if path.extension().is_none_or(|ending| ending != "csv") {
            continue;
        }
        let text = String::from_utf8(bytes).expect("UTF-8");
        for field in fields(text.trim_start_matches('\u{feff}')) {
            let first = field.trim_start().chars().next().unwrap_or(' ');
            let number = field.parse::<f64>().is_ok();
            let runs =
                matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r');
            assert!(number || !runs, "{}: {field:?}", path.display());
            guarded += usize::from(first == '\'');
        }
    }
    assert!(guarded >= 3, "the formulas are there, as text: {guarded}");
    let bytes = fs::read(format!("{out}/n.xlsx")).expect("the workbook");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let mut xml = String::new();
        part.read_to_string(&mut xml).expect("UTF-8");
        assert!(!xml.contains("<f>") && !xml.contains("<f "), "a formula");
        assert!(!xml.contains("<script") && !xml.contains("<hyperlink"), "words that are marks");
        let control = xml.chars().find(|&c| c.is_control() && !matches!(c, '\n' | '\t' | '\r'));
        assert_eq!(control, None, "XML has no such characters");
    }
}

#[test]
fn no_ci_system_is_commanded() {
    let scratch = scratch("ci");
    let input = scratch.path("n.md");
    let run = hongtou(&["check", &input, "--format", "github"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let all = hongtou(&["check", &input, "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&all.bytes).expect("JSON");
    let findings = value["findings"].as_array().expect("findings").len();
    let out = run.out();
    assert_eq!(out.lines().count(), findings + 1, "one command for each finding: {out}");
    for line in out.lines() {
        let command = line.strip_prefix("::").expect("a command");
        let (head, message) = command.split_once("::").expect("a message");
        let kind = head.split(' ').next().expect("a kind");
        assert!(matches!(kind, "error" | "warning" | "notice"), "{line}");
        // Properties are ours: what is in their values separates nothing.
        for property in head[kind.len()..].trim_start().split(',') {
            let (key, value) = property.split_once('=').expect("a property");
            assert!(
                matches!(key, "file" | "line" | "endLine" | "col" | "endColumn" | "title"),
                "{line}"
            );
            assert!(!value.contains(':'), "{line}");
        }
        assert!(
            !message.contains("%0A::warning::丙"),
            "what looks escaped is escaped again: {line}"
        );
    }
    assert!(out.contains("%250A"), "{out}");
    for format in ["json", "jsonl", "sarif", "gitlab", "rdjson"] {
        let run = hongtou(&["check", &input, "--format", format]);
        assert_eq!(run.code, 1, "{}", run.err);
        let text = run.out();
        assert!(
            text.chars().all(|c| c == '\n' || c as u32 > 0x1f),
            "{format}: a raw control character"
        );
        for document in text.lines().take(if format == "jsonl" { usize::MAX } else { 0 }) {
            let _: serde_json::Value = serde_json::from_str(document).expect("JSON");
        }
        if format != "jsonl" {
            let _: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        }
        assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{format}");
    }
}

#[test]
fn no_markdown_of_a_comparison_is_commanded() {
    let scratch = scratch("markdown");
    let (old, new) = (scratch.path("old.md"), scratch.path("n.md"));
    for pair in [[&old, &new], [&new, &old]] {
        let run = hongtou(&["diff", pair[0], pair[1], "--format", "markdown"]);
        assert_eq!(run.code, 1, "{}", run.err);
        for line in run.out().lines() {
            let bare = line.replace("\\|", "").replace("\\\\", "");
            assert_eq!(bare.matches('|').count(), 6, "a row of five cells: {line}");
            assert!(!line.replace("<!-- -->", "").contains(['<', '>']), "no tag: {line}");
            let calls = line
                .match_indices(['@', '#'])
                .all(|(at, sign)| line[at + sign.len()..].starts_with("<!--"));
            assert!(calls, "nobody is called: {line}");
            let marks =
                line.match_indices(['`', '*', '[', '~']).all(|(at, _)| line[..at].ends_with('\\'));
            assert!(marks, "no mark: {line}");
        }
    }
}

#[test]
fn names_made_of_titles_stay_in_the_folder() {
    let scratch = Scratch::new("titles");
    let title = format!("../../../etc/{}", "关于".repeat(200));
    scratch.write("n.md", NOTICE.replace("关于推进", &title).as_bytes());
    let input = scratch.path("n.md");
    let run =
        hongtou(&["convert", &input, "-o", &scratch.path("out/here"), "--to", "json,csv,xlsx"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for path in scratch.all("out").keys() {
        assert!(path.starts_with("here") && path.components().count() <= 3, "{}", path.display());
    }
    assert!(!Path::new(&scratch.path("etc")).exists());
}
