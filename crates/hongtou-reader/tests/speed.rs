//! Reading stays linear, whatever the file looks like.

use std::time::{Duration, Instant};

use hongtou_reader::{Options, read};

/// Reads a text made for the purpose, and fails where that takes longer than a linear pass could.
fn in_time(what: &str, name: &str, text: &str) {
    let start = Instant::now();
    let document = read(name, text.as_bytes(), &Options::default()).expect("text");
    // Unoptimised builds on a busy machine get plenty; a quadratic pass would take hours.
    assert!(start.elapsed() < Duration::from_secs(60), "{what} took {:?}", start.elapsed());
    assert!(document.audit().is_empty(), "{what}");
}

#[test]
fn megabytes_on_one_line() {
    let line = "一、总体要求。新增**5家**，完成3处。（市甲局负责）".repeat(30_000);
    in_time("plain words", "n.txt", &line.replace('*', ""));
    in_time("bold words", "n.md", &line);
    in_time("bold left open", "n.md", &"**一、总则：**正文。**".repeat(60_000));
}

#[test]
fn marks_by_the_thousand() {
    for mark in [
        "> ",
        "- ",
        "*",
        "[",
        "](",
        "`",
        "<td>",
        "&nbsp;",
        "\\",
        "|",
        "\t",
        "#",
        "![",
        "<!--",
        "<",
        "1.\t甲\n",
        "一\t\n",
        "<table>",
        "<b",
        "甲\t乙\n丙\n",
    ] {
        in_time(mark, "n.md", &format!("通知 {}", mark.repeat(20_000)));
        in_time(mark, "n.md", &format!("<table><tr><td>{}", mark.repeat(20_000)));
    }
}
