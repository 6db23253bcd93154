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
    assert_eq!(kinds("unit", &[(body, "（市城管局牵头，市交通局配合）")]), ["unit-renamed i2.c1"]);
    assert_eq!(
        kinds("unit-two", &[(body, "（市城管局牵头，市交通局、市公安局配合）")]),
        ["unit-added i2.c1"]
    );
    // Where two come for one, nobody can say which of them took its place.
    assert_eq!(
        kinds("unit-for-one", &[(body, "（市城管局牵头，市交通局、市财政局配合）")]),
        ["unit-added i2.c1", "unit-added i2.c1", "unit-dropped i2.c1"]
    );
    assert_eq!(
        kinds("role", &[(body, "（市公安局牵头，市城管局配合）")]),
        ["role i2.c1", "role i2.c1"]
    );
}

#[test]
fn the_order_of_units_is_told() {
    let two = ("市公安局配合", "市公安局、市财政局配合");
    let turned = |from: &str, to: &str| {
        let scratch = Scratch::new("order");
        let old = NOTICE.replace(two.0, two.1);
        scratch.write("old.md", old.as_bytes());
        scratch.write("new.md", old.replacen(from, to, 1).as_bytes());
        hongtou(&["diff", &scratch.path("old.md"), &scratch.path("new.md"), "--lang", "en"]).out()
    };
    let order = ": 市公安局、市财政局 → 市财政局、市公安局  [新建停车泊位800个。]\n1 difference\n";
    let body = turned("市公安局、市财政局配合）", "市财政局、市公安局配合）");
    assert_eq!(body, format!("order of units i2.c1{order}"));
    let row = turned("市公安局、市财政局配合 |", "市财政局、市公安局配合 |");
    assert!(row.starts_with("order of units t1.r2: 市公安局、市财政局"), "{row}");
}

#[test]
fn machines_are_told_ids_titles_and_roles_apart() {
    let scratch = Scratch::new("apart");
    scratch.write("old.md", NOTICE.as_bytes());
    let parted = NOTICE
        .replace("二、完善", "三、完善")
        .replace("2.增加停车泊位", "二、整治交通秩序\n\n2.增加停车泊位")
        .replace("市公安局配合）", "市交通局配合）");
    scratch.write("new.md", parted.as_bytes());
    let (old, new) = (scratch.path("old.md"), scratch.path("new.md"));
    let run = hongtou(&["diff", &old, &new, "--format", "json"]);
    let changes: serde_json::Value = serde_json::from_slice(&run.bytes).expect("JSON");
    let of = |kind: &str| {
        let all = changes["changes"].as_array().expect("changes");
        all.iter().find(|change| change["kind"] == kind).expect("one of the kind").clone()
    };
    let moved = of("moved");
    assert_eq!((&moved["old"], &moved["new"]), (&moved["old_id"], &moved["new_id"]));
    assert_eq!(moved["new_title"], "整治交通秩序");
    assert_eq!(of("unit-renamed")["role"], "support");
}

#[test]
fn a_heading_that_goes_or_comes_is_told_and_no_other() {
    // The tasks of a section whose heading is struck stand under the one before it.
    assert_eq!(kinds("struck", &[("二、完善公共设施\n\n", "")]), ["heading s2"]);
    let parted = ("2.增加停车泊位", "二、整治交通秩序\n\n2.增加停车泊位");
    let edits = [("二、完善", "三、完善"), parted];
    assert_eq!(kinds("parted", &edits), ["moved i2.c1", "heading s2", "renumbered s3"]);
    // A number is a word of the notice, too.
    assert_eq!(kinds("ordinal", &[("二、完善", "三、完善")]), ["renumbered s2"]);
    let more = "12个。（市园林局负责）\n";
    let added =
        format!("{more}\n三、强化督导\n\n4.开展现场督导。每季度督导一次。（市政府办公室负责）\n");
    assert_eq!(kinds("new", &[(more, &added)]), ["added i4.c1", "heading s3"]);
}

#[test]
fn a_heading_is_no_other_words_because_the_table_lost_its_row() {
    let row = "| 3 | 修建社区公园。建成社区公园12个。 | 建成12个 | 市园林局 |\n";
    let scratch = Scratch::new("row-and-heading");
    let old = NOTICE
        .replace("| 重点工作 ", "")
        .replace("|---|---|---|---|---|", "|---|---|---|---|")
        .replace("| 修建社区公园 | 建成", "| 修建社区公园。建成")
        .replace("| 增加停车泊位 | 新建", "| 增加停车泊位。新建")
        .replace("| 改造老旧小区 | 全面", "| 改造老旧小区。全面");
    assert!(old.contains(row), "{old}");
    scratch.write("old.md", old.as_bytes());
    scratch.write("new.md", old.replace(row, "").as_bytes());
    let run = hongtou(&["diff", &scratch.path("old.md"), &scratch.path("new.md"), "--lang", "en"]);
    assert_eq!(run.out().lines().count(), 2, "{}", run.out());
    assert!(run.out().starts_with("dropped t1.r3: "), "{}", run.out());
}

#[test]
fn a_short_task_with_a_new_sentence_is_the_same_task() {
    let longer = "新建停车泊位800个，优先安排医院学校周边和老旧小区。（";
    assert_eq!(kinds("longer", &[("新建停车泊位800个。（", longer)]), ["words i2.c1"]);
}

#[test]
fn a_deadline_in_the_words_and_in_a_column_of_a_row_is_told_once() {
    let scratch = Scratch::new("deadlines");
    let due = |date: &str| {
        NOTICE
            .replace("| 目标 |", "| 完成时限 |")
            .replace("| 建成12个 |", &format!("| {date} |"))
            .replace("公园12个。", &format!("公园12个，{date}开放。"))
    };
    scratch.write("old.md", due("9月底前").as_bytes());
    scratch.write("new.md", due("10月底前").as_bytes());
    let run = hongtou(&["diff", &scratch.path("old.md"), &scratch.path("new.md"), "--lang", "en"]);
    let told: Vec<String> = run.out().lines().map(|line| line.chars().take(16).collect()).collect();
    assert_eq!(told, ["deadline i3.c1: ", "deadline t1.r3: ", "2 differences"]);
}

#[test]
fn numbers_that_move_on_together_are_told_in_a_line() {
    let scratch = Scratch::new("shift");
    let new =
        NOTICE.replace("1.改造", "2.改造").replace("2.增加", "3.增加").replace("3.修建", "4.修建");
    scratch.write("old.md", NOTICE.as_bytes());
    scratch.write("new.md", new.as_bytes());
    let (old, new) = (scratch.path("old.md"), scratch.path("new.md"));
    let text = hongtou(&["diff", &old, &new, "--lang", "en"]).out();
    assert_eq!(text, "renumbered i1.c1–i3.c1: 1–3 → 2–4\n3 differences in 1 line\n");
    let table = hongtou(&["diff", &old, &new, "--lang", "en", "--format", "markdown"]).out();
    assert!(table.ends_with("| renumbered | i1.c1–i3.c1 |  | 1–3 | 2–4 |\n"), "{table}");
}

#[test]
fn a_declaration_in_the_preamble_is_told_once() {
    let said = "各县（市、区）人民政府：\n\n按下列安排推进，列第一位的为牵头单位，下同。\n\n";
    let edit = [("各县（市、区）人民政府：\n\n", said)];
    let told = kinds("declared", &edit);
    let added = told.iter().filter(|change| change.starts_with("added"));
    assert_eq!(added.count(), 1, "{told:?}");
}

#[test]
fn a_declaration_in_a_responsibility_is_told_where_it_changes() {
    let scratch = Scratch::new("declared-there");
    let first = NOTICE.replace(
        "（市住房城乡建设局负责）",
        "（市住房城乡建设局负责；列第一位的为牵头单位，下同）",
    );
    scratch.write("old.md", first.as_bytes());
    scratch.write("new.md", first.replace("第一位", "首位").as_bytes());
    let (old, new) = (scratch.path("old.md"), scratch.path("new.md"));
    let told = hongtou(&["diff", &old, &new, "--lang", "en"]).out();
    assert!(told.contains("第一") && told.contains('首'), "{told}");
    assert_eq!(told.matches('首').count(), 1, "told once: {told}");
    // So it is where the units change as well.
    let units = first.replace("第一位", "首位").replace("住房城乡建设局负责；", "民政局负责；");
    scratch.write("new.md", units.as_bytes());
    let told = hongtou(&["diff", &old, &new, "--lang", "en"]).out();
    assert_eq!(told.matches('首').count(), 1, "{told}");
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

/// What `diff` prints of the notice with one edit, in English.
fn printed(name: &str, old: &str, new: &str) -> String {
    let scratch = Scratch::new(name);
    scratch.write("old.md", old.as_bytes());
    scratch.write("new.md", new.as_bytes());
    hongtou(&["diff", &scratch.path("old.md"), &scratch.path("new.md"), "--lang", "en"]).out()
}

#[test]
fn an_edit_is_told_once_and_in_words_of_the_notice() {
    let old = NOTICE.replace("完成1200户。", "2026年9月底前，完成1200户。");
    let told = printed("struck", &old, NOTICE);
    assert_eq!(told.lines().filter(|line| line.starts_with("deadline ")).count(), 2, "{told}");
    assert!(!told.contains("words "), "{told}");
    // A figure in the middle of words that change is printed as it is.
    let old = NOTICE.replace("新建停车泊位800个。", "新建12个小区停车泊位800个。");
    let new = NOTICE.replace("新建停车泊位800个。", "新增12个片区停车泊位800个。");
    let told = printed("sign", &old, &new);
    assert!(told.contains("建12个小 → 增12个片") && !told.contains('\u{fffc}'), "{told}");
}

#[test]
fn what_is_counted_and_what_is_told_agree() {
    let new = NOTICE.replace("1.改", "11.改").replace("2.增", "12.增").replace("3.修", "13.修");
    let told = printed("lines", NOTICE, &new);
    assert!(told.ends_with("\n3 differences in 1 line\n"), "{told}");
}

#[test]
fn front_matter_is_no_difference_and_a_folder_is_no_file() {
    let with = format!("---\ntitle: x\n---\n{NOTICE}");
    assert_eq!(printed("front", NOTICE, &with), "no difference\n");
    // Words between two rules at the top are words, whatever mark they begin with.
    for line in ["# 关于开展甲项工作的通知", "- 各县区人民政府：请于6月底前报送。"]
    {
        let old = format!("---\n{line}\n---\n\n{NOTICE}");
        let told = printed("rules", &old, &old.replace("甲项", "乙项").replace("6月", "9月"));
        assert!(told.ends_with(" difference\n"), "{told}");
    }
    let scratch = Scratch::new("git-folder");
    // Every command leaves it out: a notice and its model say the same.
    scratch.write("n.md", with.as_bytes());
    let (input, out) = (scratch.path("n.md"), scratch.path("out"));
    assert_eq!(hongtou(&["convert", &input, "-o", &out, "--to", "json", "-q"]).code, 0);
    let run = hongtou(&["diff", &input, &scratch.path("out/n.json"), "--lang", "en"]);
    assert_eq!(run.out(), "no difference\n");
    let run = hongtou(&["diff", "--git", "HEAD", &scratch.path(""), "--lang", "en"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert!(run.err.contains("one file is wanted here"), "{}", run.err);
}

#[test]
fn what_is_told_is_whole_and_names_who_and_when() {
    // A unit in another's place may be another unit: nothing says that it is renamed.
    let told = printed("place", NOTICE, &NOTICE.replace("市公安局配合）", "市交通局配合）"));
    assert!(told.starts_with("unit in another's place i2.c1: 市公安局 → 市交通局"), "{told}");
    let told = printed("target", NOTICE, &NOTICE.replace("| 完成1200户 |", "| 完成1.2万户 |"));
    assert!(told.starts_with("target t1.r1: 1200户 → 1.2万户"), "{told}");
    let more = "12个。（市园林局负责）\n";
    let added = format!("{more}\n4.开展现场督导。督导一次。（市政府办公室负责，2026年9月底前）\n");
    let told = printed("added", NOTICE, &NOTICE.replace(more, &added));
    assert_eq!(told.lines().count(), 2, "a heading comes with its task: {told}");
    assert!(told.starts_with("added i4.c1: 开展现场督导: 督导一次。 (市政府办公室负责"), "{told}");
    // A deadline struck in the responsibility is no other words as well.
    let old = NOTICE.replace("（市园林局负责）", "（市园林局负责；2026年9月底前）");
    let told = printed("struck-there", &old, NOTICE);
    assert!(told.ends_with("\n1 difference\n"), "{told}");
}
