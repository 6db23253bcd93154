//! What `convert` writes beside the JSON, and what of a folder it reads.

mod common;

use std::fs;

use common::{NOTICE, Scratch, hongtou};

#[test]
fn where_a_notice_lies_changes_no_byte() {
    let scratch = Scratch::new("place");
    for folder in ["here", "there/deep"] {
        scratch.write(&format!("{folder}/通知.md"), NOTICE.as_bytes());
        let input = scratch.path(&format!("{folder}/通知.md"));
        let out = scratch.path(&format!("out/{folder}"));
        let run = hongtou(&["convert", &input, "-o", &out, "--to", "json,csv,xlsx,text"]);
        assert_eq!(run.code, 0, "{}", run.err);
    }
    let here = scratch.all("out/here");
    assert!(here.len() > 15);
    assert_eq!(here, scratch.all("out/there/deep"));
    let ledger = fs::read_to_string(scratch.path("out/here/通知/ledger.csv")).expect("there");
    assert!(ledger.lines().nth(1).is_some_and(|line| line.starts_with("通知.md,t1.r1,")));
}

#[test]
fn what_a_folder_holds_beside_notices_is_counted_and_no_error() {
    let scratch = Scratch::new("beside");
    scratch.write("in/2026/通知.md", NOTICE.as_bytes());
    scratch
        .write("in/README.md", "# Notices\n\nOne folder a year.\n\n## Use\n\nRead.\n".as_bytes());
    scratch.write("in/data.json", b"{\"a\": [1, 2]}");
    scratch.write("in/style.css", b"a {}");
    let (input, out) = (scratch.path("in"), scratch.path("out"));
    let run = hongtou(&["convert", &input, "-o", &out, "--lang", "en"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("1 written (0 of them with repairs)"), "{}", run.err);
    assert!(run.err.contains("2 that are no notices, 1 other file ignored"), "{}", run.err);
    let list = fs::read_to_string(format!("{out}/hongtou-batch.jsonl")).expect("the list is there");
    assert_eq!(list.matches("no-notice").count(), 2, "{list}");
    let run = hongtou(&["check", &input, "--lang", "en"]);
    assert_eq!(run.code, 0, "{}{}", run.out(), run.err);
    // Named itself, each is an error.
    let run = hongtou(&["convert", &scratch.path("in/data.json"), "-o", &out]);
    assert_eq!(run.code, 3, "{}", run.err);
}

#[test]
fn tables_of_a_batch_make_no_empty_folders() {
    let scratch = Scratch::new("together");
    scratch.write("in/a/一.md", NOTICE.as_bytes());
    scratch.write("in/b/一.md", NOTICE.as_bytes());
    let (input, out) = (scratch.path("in"), scratch.path("out"));
    let run = hongtou(&["convert", &input, "-o", &out, "--to", "csv", "--out-layout", "together"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let folders = fs::read_dir(&out).expect("there").filter_map(Result::ok);
    assert_eq!(folders.filter(|entry| entry.path().is_dir()).count(), 0);
    let documents = fs::read_to_string(format!("{out}/documents.csv")).expect("there");
    let keys: Vec<&str> = documents.lines().skip(1).filter_map(|l| l.split(',').next()).collect();
    assert_eq!(keys, ["a/一.md", "b/一.md"]);
}

#[test]
fn a_folder_makes_one_workbook() {
    let scratch = Scratch::new("workbook");
    scratch.write("in/a/一.md", NOTICE.as_bytes());
    scratch.write("in/b/一.md", NOTICE.as_bytes());
    let (input, out) = (scratch.path("in"), scratch.path("out"));
    let run = hongtou(&["convert", &input, "-o", &out, "--to", "xlsx", "--out-layout", "together"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let files: Vec<String> =
        scratch.all("out").keys().map(|path| path.to_string_lossy().into_owned()).collect();
    assert_eq!(files, ["hongtou-batch.jsonl", "notices.xlsx"]);
    assert!(fs::read(format!("{out}/notices.xlsx")).expect("written").starts_with(b"PK"));
}

#[test]
fn parquet_is_written_or_its_feature_named() {
    let scratch = Scratch::new("parquet");
    scratch.write("in/a/一.md", NOTICE.as_bytes());
    scratch.write("in/二.md", NOTICE.as_bytes());
    for layout in ["folder", "together"] {
        let out = scratch.path(layout);
        let input = scratch.path("in");
        let run =
            hongtou(&["convert", &input, "-o", &out, "--to", "parquet", "--out-layout", layout]);
        if !cfg!(feature = "parquet") {
            assert_eq!(run.code, 2);
            assert!(run.err.contains("--features parquet"), "{}", run.err);
            continue;
        }
        assert_eq!(run.code, 0, "{}", run.err);
        let folder = if layout == "folder" { format!("{out}/a/一") } else { out };
        for table in ["documents", "rows", "ledger"] {
            let bytes = fs::read(format!("{folder}/{table}.parquet")).expect("written");
            assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{table}");
        }
    }
}

/// What was said of outputs of this program.
fn passed_over(err: &str) -> String {
    err.lines().filter(|line| line.contains("of this program")).map(|l| format!("{l}\n")).collect()
}

/// Runs the binary in a folder.
fn run_in(folder: &str, arguments: &[&str]) -> (i32, String, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_hongtou"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("LC_MESSAGES")
        .env("LC_ALL", "C")
        .output()
        .expect("the binary runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().expect("an exit code"), text(&output.stdout), text(&output.stderr))
}

#[test]
fn what_was_written_is_not_read_again() {
    let scratch = Scratch::new("again");
    scratch.write("a/通知.md", NOTICE.as_bytes());
    scratch.write("a/b/二.md", NOTICE.replace("1200", "1300").as_bytes());
    let folder = scratch.path("a");
    let read = || {
        let (code, out, err) = run_in(&folder, &["check", ".", "--fail-level", "never"]);
        assert_eq!(code, 0, "{out}{err}");
        (err.contains("2 notices: "), passed_over(&err))
    };
    assert_eq!(read(), (true, String::new()));
    for (arguments, said) in [
        (&["--to", "json,csv"][..], "1 output of this program passed over\n"),
        (&["-o", "t", "--to", "json,text,csv,xlsx"], "9 outputs of this program passed over\n"),
        (
            &["-o", "u", "--to", "csv,xlsx", "--out-layout", "together"],
            "11 outputs of this program passed over\n",
        ),
    ] {
        let (code, _, err) = run_in(&folder, &[&["convert", ".", "-q"], arguments].concat());
        assert_eq!(code, 0, "{err}");
        assert_eq!(read(), (true, said.to_owned()));
    }
    // Beside the notice too, and whatever became of it; named, each is read.
    fs::copy(format!("{folder}/t/通知.json"), format!("{folder}/通知.json")).expect("copied");
    let changed = NOTICE.replace("800", "900");
    scratch.write("a/通知.md", changed.as_bytes());
    let (_, _, err) = run_in(&folder, &["check", "通知.md", "通知.json", "--fail-level", "never"]);
    assert!(err.contains("2 notices: "), "{err}");
    scratch.write("c/通知.json", &fs::read(format!("{folder}/通知.json")).expect("a model"));
    scratch.write("c/通知.md", changed.as_bytes());
    let (_, out, err) = run_in(&scratch.path("c"), &["check", ".", "--fail-level", "never"]);
    assert!(err.contains("1 notice: ") && err.starts_with("1 output of this"), "{out}{err}");
    let (code, _, err) = run_in(&folder, &["check", "t/通知/datapackage.json"]);
    assert_eq!(code, 3);
    assert!(err.contains("this describes the tables that hongtou wrote"), "{err}");
}

#[test]
fn a_folder_of_outputs_that_is_named_is_read() {
    let scratch = Scratch::new("named");
    scratch.write("a/一.md", NOTICE.as_bytes());
    scratch.write("a/b/二.md", NOTICE.replace("1200", "1300").as_bytes());
    let folder = scratch.path("");
    assert_eq!(run_in(&folder, &["convert", "a", "-q"]).0, 0);
    let count = |arguments: &[&str]| {
        let arguments = [&["check", "--fail-level", "never"][..], arguments].concat();
        let (code, out, err) = run_in(&folder, &arguments);
        assert_eq!(code, 0, "{out}{err}");
        let at = err.find(" notice").expect("a count");
        err[..at].rsplit([' ', '\n']).next().unwrap_or_default().to_owned()
    };
    let absolute = scratch.path("hongtou-out");
    assert_eq!(count(&["hongtou-out"]), "2");
    assert_eq!(count(&["./hongtou-out/"]), "2");
    assert_eq!(count(&[&absolute]), "2");
    assert_eq!(count(&["hongtou-out/b"]), "1", "the list above it is not asked");
    assert_eq!(count(&["hongtou-out/*.json"]), "1");
    assert_eq!(count(&["."]), "2");
    assert_eq!(count(&[".", "hongtou-out"]), "4");
    let tables = ["--to", "csv", "--out-layout", "together", "-o", "t"];
    let (code, _, err) = run_in(&folder, &[&["convert", "hongtou-out"][..], &tables].concat());
    assert_eq!(code, 0, "{err}");
    assert!(err.starts_with("2 written") && err.contains("2 outputs of this program"), "{err}");
}

#[test]
fn a_folder_where_everything_is_passed_over_is_as_good_as_empty() {
    let scratch = Scratch::new("nothing-else");
    scratch.write("in/hongtou-out/n.md", NOTICE.as_bytes());
    scratch.write("more/n.md", NOTICE.as_bytes());
    let folder = scratch.path("");
    for arguments in [&["check", "in"][..], &["check", "in", "more"], &["convert", "in", "-o", "o"]]
    {
        let (code, _, err) = run_in(&folder, arguments);
        assert_eq!(code, 3, "{err}");
        assert!(err.contains("in: the folder holds no file that can be read beside"), "{err}");
        assert!(err.contains("in/hongtou-out"), "{err}");
    }
    let (code, out, err) = run_in(&folder, &["check", "in", "in/hongtou-out"]);
    assert_eq!(code, 0, "{out}{err}");
    // Of a folder of our tables that is named itself, only its files can be.
    let tables = ["convert", "more/n.md", "--to", "csv", "-o", "t", "-q"];
    assert_eq!(run_in(&folder, &tables).0, 0);
    let (code, _, err) = run_in(&folder, &["check", "t/n"]);
    assert_eq!(code, 3, "{err}");
    assert!(
        err.contains("t/n: the folder holds no file") && err.contains("name a file of it"),
        "{err}"
    );
    assert!(!err.contains("wrote: "), "{err}");
}

#[test]
fn an_archive_converted_into_itself_twice_keeps_its_count() {
    let scratch = Scratch::new("itself");
    scratch.write("a/通知.md", NOTICE.as_bytes());
    scratch.write("a/b/二.md", NOTICE.replace("1200", "1300").as_bytes());
    let folder = scratch.path("a");
    for arguments in [
        &["--to", "text,xlsx,json"][..],
        &["--to", "csv", "--out-layout", "together"],
        &["--to", "csv", "--out-layout", "together"],
        &["--to", "xlsx", "--out-layout", "together"],
        &["--to", "json"],
    ] {
        let (code, _, err) =
            run_in(&folder, &[&["convert", ".", "-o", ".", "-q"], arguments].concat());
        assert_eq!(code, 0, "{err}");
        let (_, out, err) = run_in(&folder, &["check", ".", "--fail-level", "never"]);
        assert!(err.contains("2 notices: "), "{arguments:?}{out}{err}");
    }
}

#[test]
fn no_output_is_written_over_an_input() {
    let scratch = Scratch::new("over");
    scratch.write("a/n.md", NOTICE.as_bytes());
    scratch.write("a/u.txt", NOTICE.replace("1200", "1300").as_bytes());
    let folder = scratch.path("a");
    let before = scratch.all("a");
    let (code, _, err) = run_in(&folder, &["convert", ".", "-o", ".", "--to", "text"]);
    assert_eq!(code, 3, "{err}");
    assert!(err.contains("u.txt: the output would overwrite the input ./u.txt"), "{err}");
    let after = scratch.all("a");
    assert!(before.iter().all(|(path, bytes)| after[path] == *bytes));
    assert!(after.keys().any(|path| path.ends_with("n.txt")), "the others are written");
    // Whatever way leads to it; a file of all notices is no exception.
    let (code, _, err) = run_in(&folder, &["convert", "u.txt", "-o", "../a", "--to", "text"]);
    assert_eq!(code, 3, "{err}");
    let lines = ["--to", "jsonl", "-o", "x"];
    assert_eq!(run_in(&folder, &[&["convert", "n.md", "-q"], &lines[..]].concat()).0, 0);
    let again = [&["convert", "x/notices.jsonl"], &lines[..]].concat();
    let (code, _, err) = run_in(&folder, &again);
    assert!(code == 3 && err.contains("would overwrite the input x/notices.jsonl"), "{err}");
    let said = run_in(&folder, &[&again[..], &["--lang", "zh"]].concat()).2;
    assert!(said.contains("输出会覆盖输入 x/notices.jsonl，未写"), "{said}");
}

#[test]
fn a_file_is_read_once_and_a_hook_passes_over_what_is_no_notice() {
    let scratch = Scratch::new("hook");
    scratch.write("docs/2026/n.md", NOTICE.as_bytes());
    scratch.write("docs/README.md", "# Notices\n\nOne folder a year.\n".as_bytes());
    scratch.write("docs/x.pdf", b"%PDF-1.7\n");
    let folder = scratch.path("");
    let (code, _, err) =
        run_in(&folder, &["check", "docs/2026", "docs/2026/n.md", "./docs/2026/n.md"]);
    assert_eq!(code, 0);
    assert!(err.contains("1 notice: "), "{err}");
    let (code, _, err) = run_in(&folder, &["convert", "docs/2026/n.md", "docs/2026/n.md", "-q"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let named = ["check", "docs/2026/n.md", "docs/README.md"];
    assert_eq!(run_in(&folder, &named).0, 3);
    let (code, out, err) = run_in(&folder, &[&named[..], &["--ignore-unknown"]].concat());
    assert_eq!(code, 0, "{out}");
    assert!(err.starts_with("docs/README.md: no notice, passed over\n"), "{err}");
    scratch.write("docs/empty.md", b"");
    let empty = ["check", "docs/2026/n.md", "docs/empty.md"];
    assert_eq!(run_in(&folder, &empty).0, 3);
    let (code, _, err) = run_in(&folder, &[&empty[..], &["--ignore-unknown"]].concat());
    assert_eq!(code, 0);
    assert!(err.starts_with("docs/empty.md: no notice, passed over\n"), "{err}");
    scratch.write("docs/x.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let (code, _, err) = run_in(&folder, &["check", "docs/x.png", "--ignore-unknown"]);
    assert_eq!((code, err.as_str()), (0, "docs/x.png: no notice, passed over\n"));
    assert_eq!(run_in(&folder, &["check", "docs/x.png"]).0, 3);
    // A limit says nothing of what a file is, and a byte that no text holds may be a slip.
    scratch.write("docs/named", NOTICE.as_bytes());
    scratch.write("docs/nul", format!("{NOTICE}\0").as_bytes());
    scratch.write("docs/x.odt", b"PK\x03\x04");
    for failing in [&["docs/named", "--max-steps", "10"][..], &["docs/nul"], &["docs/x.odt"]] {
        let named = [&["check", "--ignore-unknown"], failing].concat();
        assert_eq!(run_in(&folder, &named).0, 3, "{failing:?}");
    }
    let (code, _, err) = run_in(&folder, &["check", "docs/x.pdf", "--ignore-unknown"]);
    assert_eq!(code, 3, "what may be a notice and cannot be read is told as ever: {err}");
    let (code, _, err) = run_in(&folder, &["check", "-", "--since", "HEAD"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("standard input (-) has none"), "{err}");
}

#[test]
fn lines_and_findings_name_the_file() {
    let scratch = Scratch::new("lines");
    let wrong = NOTICE.replace("完成1200户。 |", "完成1100户。 |");
    for name in ["docs/2025/n.md", "docs/2026/n.md"] {
        scratch.write(name, wrong.as_bytes());
    }
    let folder = scratch.path("");
    let values = |arguments: &[&str]| -> Vec<serde_json::Value> {
        let (_, out, err) = run_in(&folder, arguments);
        out.lines().map(|line| serde_json::from_str(line).expect(&err)).collect()
    };
    let lines = values(&["convert", "docs", "--to", "jsonl", "-o", "-"]);
    let named = |line: &serde_json::Value| [line["document"].clone(), line["path"].clone()];
    assert_eq!(
        lines.iter().map(named).collect::<Vec<_>>(),
        [["2025/n.md", "docs/2025/n.md"], ["2026/n.md", "docs/2026/n.md"]]
    );
    let one = values(&["convert", "docs/2025/n.md", "--to", "jsonl", "-o", "-"]);
    assert_eq!(named(&one[0]), ["n.md", "docs/2025/n.md"]);
    let (_, out, _) = run_in(&folder, &["convert", "docs", "--to", "json,jsonl", "-o", "out"]);
    assert_eq!(out, "");
    let written = fs::read_to_string(scratch.path("out/notices.jsonl")).expect("written");
    assert!(written.lines().all(|line| line.contains("\"path\":\"docs/202")), "{written}");
    let json = fs::read_to_string(scratch.path("out/2025/n.json")).expect("written");
    assert!(!json.contains("\"path\""), "a file says no place of its own");
    // A line is a model; several are none.
    scratch.write("one.jsonl", written.lines().next().expect("a line").as_bytes());
    assert_eq!(run_in(&folder, &["convert", "one.jsonl", "-o", "one", "-q"]).0, 0);
    let (code, _, err) = run_in(&folder, &["convert", "out/notices.jsonl", "-o", "two"]);
    assert_eq!(code, 3);
    assert!(err.contains("JSON Lines of 2 notices") && err.contains("split -l 1"), "{err}");
    let found = values(&["check", "docs", "--format", "jsonl", "--select", "NU001"]);
    assert_eq!(named(&found[0]), ["2025/n.md", "docs/2025/n.md"]);
    let (_, out, _) =
        run_in(&folder, &["check", "docs", "--format", "github", "--select", "NU001"]);
    assert!(out.contains("file=docs/2025/n.md") && out.contains("(docs/2025/n.md:"), "{out}");
}

#[test]
fn what_the_system_and_json_say_is_said_in_the_users_language() {
    let scratch = Scratch::new("said");
    scratch.write("n.md", NOTICE.as_bytes());
    let folder = scratch.path("");
    assert_eq!(run_in(&folder, &["convert", "n.md", "--to", "json", "-o", "out", "-q"]).0, 0);
    let json = fs::read(scratch.path("out/n.json")).expect("written");
    scratch.write("cut.json", &json[..700]);
    scratch.write(
        "wrong.json",
        &[json.trim_ascii_end().strip_suffix(b"}").expect("an object"), b",}"].concat(),
    );
    let said = |arguments: &[&str]| run_in(&folder, &[arguments, &["--lang", "zh"]].concat()).2;
    let english =
        |text: &str| text.contains("No such") || text.contains("os error") || text.contains("EOF");
    for (arguments, expected) in [
        (&["check", "n.md", "--baseline", "none.toml"][..], "读不了清单 none.toml：没有这个文件"),
        (&["check", "n.md", "--baseline", "none.toml"], "先用 hongtou baseline write 写一份"),
        (&["check", "n.md", "--baseline", "out"], "读不了清单 out：是文件夹"),
        (
            &["baseline", "write", "n.md", "--baseline", "no/list.toml", "--reason", "x"],
            "no/list.toml：没有这个文件夹；请先建好",
        ),
        (&["check", "n.md", "--config", "none.toml"], "读不了配置文件 none.toml：没有这个文件"),
        (&["check", "cut.json"], "JSON 不完整，在第 1 行第 "),
        (&["check", "wrong.json"], "不是有效的通知模型：第 1 行第 "),
    ] {
        let said = said(arguments);
        assert!(said.contains(expected) && !english(&said), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_pattern_goes_neither_in_circles_nor_to_hidden_files() {
    let scratch = Scratch::new("circle");
    scratch.write("in/a.md", NOTICE.as_bytes());
    scratch.write("in/sub/b.md", NOTICE.replace("1200", "1300").as_bytes());
    scratch.write("in/.c.md", NOTICE.as_bytes());
    scratch.write("in/.hidden/d.md", NOTICE.as_bytes());
    let folder = scratch.path("");
    let link = |to: &str, from: &str| {
        std::os::unix::fs::symlink(to, scratch.path(from)).expect("a link");
    };
    link("..", "in/sub/loop");
    link("../a.md", "in/sub/again.md");
    for input in ["in/**/*.md", "in/**", "in"] {
        let (code, _, err) = run_in(&folder, &["convert", input, "-o", "o"]);
        assert_eq!(code, 0, "{input}: {err}");
        assert!(err.starts_with("2 written"), "{input}: {err}");
        assert!(err.contains("again.md: a link to another input, passed over"), "{input}: {err}");
    }
    let (code, _, err) = run_in(&folder, &["convert", "in/.*.md", "-o", "o"]);
    assert!(code == 0 && err.starts_with("in/.c.md → o/.c"), "{err}");
}

#[test]
fn an_input_is_named_by_itself_as_far_as_it_can_be() {
    let scratch = Scratch::new("by-itself");
    scratch.write("in/x.md", NOTICE.as_bytes());
    let folder = scratch.path("");
    assert_eq!(run_in(&folder, &["convert", "in", "-o", "o", "-q"]).0, 0);
    scratch.write("in/x.txt", NOTICE.replace("1200", "1300").as_bytes());
    let (code, _, err) = run_in(&folder, &["convert", "in", "-o", "o", "--resume"]);
    assert_eq!(code, 0, "{err}");
    // What was written of x.md before would be counted as a notice of its own.
    assert!(err.contains("x was written before of a notice that goes to o/x.md now"), "{err}");
}

#[test]
fn a_run_that_goes_on_writes_tables_that_are_gone_or_broken() {
    let scratch = Scratch::new("tables-gone");
    scratch.write("in/a.md", NOTICE.as_bytes());
    scratch.write("in/b.md", NOTICE.replace("1200", "1300").as_bytes());
    let folder = scratch.path("");
    let convert = |more: &[&str]| {
        let (code, _, err) = run_in(&folder, &[&["convert", "in", "-o", "o"], more].concat());
        assert_eq!(code, 0, "{err}");
        err
    };
    convert(&["--excel"]);
    let whole = scratch.all("o");
    assert!(convert(&["--excel", "--resume"]).contains("2 already there"));
    fs::remove_file(scratch.path("o/a/rows.csv")).expect("there");
    convert(&["--excel", "--resume"]);
    assert_eq!(scratch.all("o"), whole);
    scratch.write("o/a/rows.csv", b"x\n");
    convert(&["--excel", "--resume"]);
    assert_eq!(scratch.all("o"), whole);
}

#[test]
fn a_model_gives_the_tables_of_its_notice_and_writes_over_no_better_ones() {
    let scratch = Scratch::new("model-tables");
    scratch.write("in/n.md", NOTICE.as_bytes());
    let folder = scratch.path("");
    assert_eq!(run_in(&folder, &["convert", "in", "-o", "o", "-q"]).0, 0);
    assert_eq!(run_in(&folder, &["convert", "o/n.json", "-o", "p", "-q"]).0, 0);
    let keys = |name: &str| {
        let table = fs::read_to_string(scratch.path(name)).expect("a table");
        let rows = table.lines().skip(1).map(|row| row.split(',').next().unwrap_or("").to_owned());
        rows.collect::<Vec<_>>()
    };
    assert_eq!(keys("o/n/clauses.csv"), keys("p/n/clauses.csv"));
    let (code, _, err) = run_in(&folder, &["convert", "o/n.json", "-o", "o", "--to", "csv"]);
    assert!(code == 3 && err.contains("the tables in o/n have lines"), "{err}");
    // Where the model was not made with them it is told.
    fs::copy(scratch.path("o/n.json"), scratch.path("n.json")).expect("copied");
    let (code, _, err) = run_in(&folder, &["convert", "n.json", "-o", "o", "--to", "csv"]);
    assert!(code == 0 && err.contains("the tables in o/n had lines"), "{err}");
    // Tables without lines lose none.
    let (code, _, err) = run_in(&folder, &["convert", "p/n.json", "-o", "p", "--to", "csv"]);
    assert_eq!(code, 0, "{err}");
}

#[test]
fn what_is_not_ours_is_not_written_over() {
    let scratch = Scratch::new("not-ours");
    scratch.write("n.md", NOTICE.as_bytes());
    scratch.write("o/n.json", b"{\"a\": 1}");
    let folder = scratch.path("");
    let (code, _, err) = run_in(&folder, &["convert", "n.md", "-o", "o"]);
    assert!(code == 3 && err.contains("n.json was not written by this program"), "{err}");
    assert_eq!(fs::read(scratch.path("o/n.json")).expect("there"), b"{\"a\": 1}");
}

#[test]
fn what_talks_about_notices_is_none_in_a_folder() {
    let scratch = Scratch::new("no-notice");
    scratch.write("in/n.md", NOTICE.as_bytes());
    scratch.write("in/shop.md", "# 购物清单\n\n1. 牛奶2盒\n2. 面包3个\n".as_bytes());
    let minutes = "# 会议纪要\n\n1. 讨论了项目进展。\n2. 张三负责跟进。\n";
    scratch.write("in/minutes.md", minutes.as_bytes());
    let index = "# Notices\n\nNotices as they were published, one a line, with what each of them has.\n\n\
                 - 关于开展道路清扫的通知 云政发〔2026〕7号\n- from: the archive, file one\n";
    scratch.write("in/INDEX.md", index.as_bytes());
    let code = format!("{NOTICE}\n```sh\nmake\n```\n");
    scratch.write("in/README.zh.md", code.as_bytes());
    let plan = "# 云溪市节水工作方案\n\n1. 改造灌区3处。\n2. 巡查河道12次。\n";
    scratch.write("in/plan.md", plan.as_bytes());
    let folder = scratch.path("");
    let (code, _, err) = run_in(&folder, &["check", "in", "--fail-level", "never"]);
    assert_eq!(code, 0, "{err}");
    let passed = "no notice, passed over: INDEX.md, README.zh.md, minutes.md, shop.md\n";
    assert!(err.contains(passed) && err.contains("2 notices: "), "{err}");
    // What is named is read.
    let (code, _, err) = run_in(&folder, &["check", "in/shop.md", "--fail-level", "never"]);
    assert!(code == 0 && err.contains("1 notice: "), "{err}");
}

#[cfg(unix)]
#[test]
fn a_limit_of_size_is_told_and_the_others_are_done() {
    let scratch = Scratch::new("limit");
    scratch.write("a.md", NOTICE.as_bytes());
    let long = format!("{NOTICE}{}", "\n云溪市的说明文字。".repeat(20000));
    scratch.write("b.md", long.as_bytes());
    let line = format!("ulimit -f 400; {} convert b.md a.md -o o", env!("CARGO_BIN_EXE_hongtou"));
    let run = std::process::Command::new("sh")
        .args(["-c", &line])
        .current_dir(scratch.path(""))
        .env("LC_ALL", "C")
        .output()
        .expect("sh runs");
    let err = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(3), "{err}");
    assert!(err.contains("the system allows no file of this size"), "{err}");
    assert!(err.contains("1 written"), "{err}");
}
