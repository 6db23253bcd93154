//! The list of known findings through the binary: every spelling of an input meets its entries.

#![allow(clippy::expect_used, missing_docs)]

mod common;

use std::fs;
use std::process::Command;

use common::{NOTICE, Scratch, hongtou};

/// A notice whose table says less than its body.
fn wrong() -> String {
    NOTICE.replace("完成1200户。 |", "完成1100户。 |")
}

/// The exit code of a check run in a folder.
fn check(folder: &str, input: &str, list: &str) -> i32 {
    let output = Command::new(env!("CARGO_BIN_EXE_hongtou"))
        .args(["check", input, "--baseline", list])
        .current_dir(folder)
        .output()
        .expect("the binary runs");
    output.status.code().expect("an exit code")
}

fn is_met_by_every_spelling(scratch: &Scratch, list: &str) {
    let root = scratch.path("repo");
    let whole = format!("{root}/docs/2025/n.md");
    for input in ["docs", "docs/", ".", "docs/2025", "docs/2025/n.md", "./docs/*/n.md", &whole] {
        assert_eq!(check(&root, input, list), 0, "{input} {list}");
    }
    assert_eq!(check(&format!("{root}/docs/2025"), "n.md", &format!("{root}/{list}")), 0);
    let other = check(&root, "../other/m.md", list);
    assert_eq!(other, 1, "the same finding in another notice is not accepted");
}

#[test]
fn an_entry_is_met_by_every_spelling_of_its_input() {
    let scratch = Scratch::new("baseline-spelling");
    scratch.write("repo/docs/2025/n.md", wrong().as_bytes());
    let (docs, list) = (scratch.path("repo/docs"), scratch.path("repo/known.toml"));
    let write = ["baseline", "write", &docs, "--baseline", &list, "--reason", "复核过"];
    assert_eq!(hongtou(&write).code, 0);
    scratch.write("other/m.md", wrong().as_bytes());
    let written = fs::read_to_string(&list).expect("written");
    assert!(written.contains("document = \"docs/2025/n.md\""), "{written}");
    is_met_by_every_spelling(&scratch, "known.toml");
    // Lists of old name the notice from the folder that was given, or from where the command ran.
    for old in ["2025/n.md", "n.md", "./docs/2025/n.md", "../repo/docs/2025/n.md"] {
        let text = written.replace("docs/2025/n.md", old);
        scratch.write("repo/old.toml", text.as_bytes());
        is_met_by_every_spelling(&scratch, "old.toml");
    }
    scratch.write("repo/old.toml", written.replace("docs/2025/n.md", "5/n.md").as_bytes());
    let root = scratch.path("repo");
    assert_eq!(check(&root, "docs", "old.toml"), 1, "a part of a name is no name");
}

#[test]
fn an_entry_holds_for_one_notice() {
    let scratch = Scratch::new("baseline-one");
    for name in ["repo/docs/n.md", "repo/other/n.md"] {
        scratch.write(name, wrong().as_bytes());
    }
    let (docs, list) = (scratch.path("repo/docs"), scratch.path("repo/known.toml"));
    let write = ["baseline", "write", &docs, "--baseline", &list, "--reason", "复核过"];
    assert_eq!(hongtou(&write).code, 0);
    let written = fs::read_to_string(&list).expect("written");
    scratch.write("repo/old.toml", written.replace("docs/n.md", "n.md").as_bytes());
    let root = scratch.path("repo");
    assert_eq!(check(&root, "docs", "old.toml"), 0);
    assert_eq!(check(&root, ".", "old.toml"), 1, "of two notices of one name one is accepted");
}

#[test]
fn a_list_below_or_beside_the_notices_names_the_way_to_them() {
    let scratch = Scratch::new("baseline-beside");
    scratch.write("repo/docs/n.md", wrong().as_bytes());
    scratch.write("repo/lists/README", b"");
    let (docs, list) = (scratch.path("repo/docs"), scratch.path("repo/lists/known.toml"));
    let write = ["baseline", "write", &docs, "--baseline", &list, "--reason", "复核过"];
    assert_eq!(hongtou(&write).code, 0);
    let written = fs::read_to_string(&list).expect("written");
    assert!(written.contains("document = \"../docs/n.md\""), "{written}");
    assert_eq!(check(&scratch.path("repo"), "docs/n.md", "lists/known.toml"), 0);
}

#[test]
fn what_has_expired_is_not_called_stale() {
    let scratch = Scratch::new("baseline-expired");
    scratch.write("n.md", wrong().as_bytes());
    let (input, list) = (scratch.path("n.md"), scratch.path("known.toml"));
    let base = ["--baseline", &list];
    let write = ["baseline", "write", &input, base[0], base[1], "--reason", "复核过"];
    let past = hongtou(&[&write[..], &["--expires", "2020-01-01", "--lang", "zh"]].concat());
    assert_eq!(past.code, 2);
    assert!(past.err.contains("已经过去"), "{}", past.err);
    assert_eq!(hongtou(&[&write[..], &["--expires", "2099-01-01"]].concat()).code, 0);
    let written = fs::read_to_string(&list).expect("written");
    scratch.write("known.toml", written.replace("2099", "2021").as_bytes());
    let run = hongtou(&["check", &input, base[0], base[1], "--lang", "en"]);
    assert_eq!(run.code, 1);
    let err = run.err;
    assert!(err.contains(" of the baseline expired") && !err.contains("stale"), "{err}");
    // Without its finding an entry is stale, expired or not.
    scratch.write("n.md", NOTICE.as_bytes());
    let err = hongtou(&["check", &input, base[0], base[1], "--lang", "en"]).err;
    assert!(err.contains(" of the baseline stale") && !err.contains("expired"), "{err}");
    assert_eq!(hongtou(&["baseline", "prune", &input, base[0], base[1]]).code, 0);
    assert!(!fs::read_to_string(&list).expect("there").contains("accepted"));
}

#[test]
fn a_configuration_names_the_list_from_its_own_folder() {
    let scratch = Scratch::new("baseline-configured");
    scratch.write("repo/docs/2025/n.md", wrong().as_bytes());
    scratch.write("repo/hongtou.toml", b"baseline = \"lists/known.toml\"\n");
    scratch.write("repo/lists/README", b"");
    let run = |folder: &str, arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_hongtou"))
            .args(arguments)
            .current_dir(scratch.path(folder))
            .env("LC_ALL", "C")
            .output()
            .map(|output| {
                let code = output.status.code().expect("an exit code");
                (code, String::from_utf8_lossy(&output.stderr).into_owned())
            })
            .expect("the binary runs")
    };
    let (code, said) = run("repo", &["check", "docs"]);
    assert_eq!(code, 2, "a list that is not there: {said}");
    assert!(said.contains("lists/known.toml: no such file"), "{said}");
    let (code, said) = run("repo", &["baseline", "write", "docs", "--reason", "复核过"]);
    assert_eq!((code, said.as_str()), (0, "lists/known.toml: 1 entry added, 0 there before\n"));
    for (folder, input) in [("repo", "docs"), ("repo", "docs/2025/n.md"), ("repo/docs/2025", ".")] {
        assert_eq!(run(folder, &["check", input]).0, 0, "{folder} {input}");
    }
    assert_eq!(run("repo", &["check", "docs", "--no-config"]).0, 1);
    scratch.write("repo/none.toml", b"version = 1\n");
    assert_eq!(run("repo", &["check", "docs", "--baseline", "none.toml"]).0, 1, "the option wins");
    // One list may be named in two ways.
    scratch.write("repo/docs/2024/n.md", NOTICE.as_bytes());
    scratch.write("repo/docs/2024/hongtou.toml", b"baseline = \"../../lists/known.toml\"\n");
    let (code, said) = run("repo", &["check", "docs"]);
    assert_eq!(code, 0, "{said}");
    // Two lists cannot be one.
    scratch.write("repo/docs/2026/n.md", NOTICE.as_bytes());
    scratch.write("repo/docs/2026/hongtou.toml", b"baseline = \"other.toml\"\n");
    let (code, said) = run("repo", &["check", "docs"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("docs/2026/other.toml, lists/known.toml"), "{said}");
}

#[test]
fn a_list_that_was_written_says_how_it_is_used() {
    let scratch = Scratch::new("baseline-used");
    scratch.write("n.md", wrong().as_bytes());
    let (notice, list) = (scratch.path("n.md"), scratch.path("known.toml"));
    let write =
        ["baseline", "write", &notice, "--baseline", &list, "--reason", "r", "--lang", "en"];
    let run = hongtou(&write);
    assert!(run.err.contains("check takes it into account with --baseline"), "{}", run.err);
    // Where the configuration names it, nothing is left to do.
    scratch.write("hongtou.toml", b"baseline = \"known.toml\"\n");
    let run = hongtou(&write);
    assert!(run.code == 0 && !run.err.contains("takes it into account"), "{}", run.err);
}
