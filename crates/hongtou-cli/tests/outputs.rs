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
