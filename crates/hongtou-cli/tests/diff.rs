//! Edits planted in a notice, and what `hongtou diff` says of them.

mod common;

use std::path::Path;
use std::{env, fs};

use common::{NOTICE, Scratch, hongtou};

/// The kinds of changes between the notice and an edited one, with what they are about.
fn kinds(name: &str, edits: &[(&str, &str)]) -> Vec<String> {
    let scratch = Scratch::new(name);
    let mut new = NOTICE.to_owned();
    for (from, to) in edits {
        assert!(new.contains(from), "{from} is in the notice");
        new = new.replace(from, to);
    }
    scratch.write("old.md", NOTICE.as_bytes());
    scratch.write("new.md", new.as_bytes());
    let (old, new) = (scratch.path("old.md"), scratch.path("new.md"));
    let run = hongtou(&["diff", &old, &new, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&run.bytes).expect("JSON");
    let changes = json["changes"].as_array().expect("a list");
    assert_eq!(run.code, i32::from(!changes.is_empty()));
    let word = |value: &serde_json::Value| value.as_str().unwrap_or("").to_owned();
    changes
        .iter()
        .map(|change| {
            let id = if change["new_id"].is_null() { &change["old_id"] } else { &change["new_id"] };
            format!("{} {}", word(&change["kind"]), word(id))
        })
        .collect()
}

#[test]
fn what_is_printed_is_valid_by_the_committed_schema() {
    let printed = hongtou(&["schema", "changes"]).out();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../hongtou-diff/schema/changes-1.json");
    if env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &printed).expect("the schema folder can be written");
    }
    let committed = fs::read_to_string(&path).expect("the schema is committed");
    assert_eq!(
        committed.replace("\r\n", "\n"),
        printed,
        "not the schema of the types; run with UPDATE_SCHEMA=1 and read the difference"
    );
    let schema = serde_json::from_str(&printed).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let scratch = Scratch::new("valid");
    scratch.write("old.md", NOTICE.as_bytes());
    scratch.write("new.md", NOTICE.replace("12个", "13个").replace("1.改造", "11.改造").as_bytes());
    let (old, new) = (scratch.path("old.md"), scratch.path("new.md"));
    for (against, empty) in [(&new, false), (&old, true)] {
        let run = hongtou(&["diff", &old, against, "--format", "json"]);
        let changes = serde_json::from_slice(&run.bytes).expect("JSON");
        assert!(validator.is_valid(&changes), "{changes:#}");
        assert_eq!(changes["changes"].as_array().is_some_and(Vec::is_empty), empty);
    }
    assert!(!validator.is_valid(&serde_json::json!({"schema_version": "1.0"})));
}

#[test]
fn a_renumbering_alone_is_only_that() {
    let edits = [("1.改造", "11.改造"), ("2.增加", "12.增加"), ("3.修建", "13.修建")];
    assert_eq!(
        kinds("renumber", &edits),
        ["renumbered i1.c1", "renumbered i2.c1", "renumbered i3.c1"]
    );
}

#[test]
fn a_dropped_row_is_dropped_and_nothing_else() {
    let row = "| 3 | 修建社区公园 | 建成社区公园12个。 | 建成12个 | 市园林局 |\n";
    assert_eq!(kinds("dropped", &[(row, "")]), ["dropped t1.r3"]);
}

#[test]
fn units_and_roles_are_named() {
    let body = "（市城管局牵头，市公安局配合）";
    assert_eq!(
        kinds("unit", &[(body, "（市城管局牵头，市交通局配合）")]),
        ["unit-added i2.c1", "unit-dropped i2.c1"]
    );
    assert_eq!(
        kinds("role", &[(body, "（市公安局牵头，市城管局配合）")]),
        ["role i2.c1", "role i2.c1"]
    );
}

#[test]
fn a_figure_is_told_as_a_figure_and_words_as_words() {
    assert_eq!(
        kinds("figure", &[("新建停车泊位800个。（", "新建停车泊位900个。（")]),
        ["figure i2.c1"]
    );
    assert_eq!(
        kinds(
            "words",
            &[("全面推进老旧小区改造，完成1200户。（", "持续推进老旧小区改造，完成1200户。（")]
        ),
        ["words i1.c1"]
    );
}

#[test]
fn the_header_and_titles_are_compared() {
    assert_eq!(kinds("number", &[("〔2026〕3号", "〔2026〕5号")]), ["header "]);
    assert_eq!(kinds("section", &[("完善公共设施", "完善便民设施")]), ["heading s2"]);
}

#[test]
fn no_difference_means_that_no_word_differs() {
    let preamble = "各县（市、区）人民政府：\n\n";
    let longer = "各县（市、区）人民政府：\n\n现将有关工作安排如下，请认真落实。\n\n";
    assert_eq!(kinds("prose", &[(preamble, longer)]), ["added p1"]);
    let open = [("市园林局负责", "市园林局等负责"), ("| 市园林局 |", "| 市园林局等 |")];
    assert_eq!(kinds("open", &open), ["words i3.c1", "words t1.r3"]);
    assert_eq!(kinds("title", &[("\n城市更新工作推进表", "\n城市更新任务推进表")]), ["words t1"]);
    let attached = [("附件：城市更新工作推进表", "附件：城市更新任务表")];
    assert_eq!(kinds("attached", &attached), ["header "]);
}
