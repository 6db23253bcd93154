//! What the seed notice shows, and that clean notices show nothing.

#![allow(clippy::expect_used, missing_docs)]

use std::path::Path;

use hongtou_model::{Finding, Notice, Severity};
use hongtou_source::Source;
use hongtou_validator::{Options, RULES, check};

fn findings(path: &Path) -> (Vec<Source>, Vec<Finding>) {
    let bytes = std::fs::read(path).expect("a notice");
    let name = path.file_name().expect("a file").to_string_lossy();
    let (sources, _, found) = read(&name, &bytes);
    (sources, found)
}

fn read(name: &str, bytes: &[u8]) -> (Vec<Source>, Notice, Vec<Finding>) {
    let document =
        hongtou_reader::read(name, bytes, &hongtou_reader::Options::default()).expect("text");
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    let found = check(&notice, &document.sources, &Options::default()).findings;
    (document.sources, notice, found)
}

fn seed() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds/xuzhou-2021-food-safety.md")
}

#[test]
fn the_seed_shows_what_is_wrong_in_it_and_nothing_else() {
    let (_, found) = findings(&seed());
    let shown: Vec<(&str, &str)> = found
        .iter()
        .filter(|finding| finding.severity >= Severity::Warning)
        .map(|finding| (finding.code.as_str(), finding.at.id.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        shown,
        [
            ("UN003", "i6.c1.responsibility"),
            ("AL001", "i10.c2"),
            ("AL001", "i11.c3"),
            ("RF003", "t1.r18.Q1"),
            ("AL003", "t1.r19"),
            ("TY004", "t1.r27.Q3"),
            ("UN003", "t1.r27.units"),
            ("RF003", "t1.r29.Q2"),
            ("RF003", "t1.r29.Q3"),
            ("RF003", "t1.r29.Q4"),
            ("UN001", "t1.r30.units"),
            ("UN004", "t1.r34.units"),
            ("AL003", "t1.r36"),
        ]
    );
}

#[test]
fn findings_are_in_order_and_have_fingerprints_of_their_own() {
    let (_, found) = findings(&seed());
    let mut prints: Vec<&str> = found.iter().map(|finding| finding.fingerprint.as_str()).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), found.len());
    let starts: Vec<u32> =
        found.iter().filter_map(|finding| Some(finding.at.span.first()?.start)).collect();
    assert!(starts.is_sorted());
    assert_eq!(findings(&seed()).1, found, "the same bytes give the same findings");
}

#[test]
fn safe_mends_leave_nothing_that_they_mend() {
    let (sources, found) = findings(&seed());
    // Mends of different rules may touch the same place: one rule at a time.
    for rule in RULES {
        let mut edits: Vec<_> = found
            .iter()
            .filter(|finding| finding.code == rule.code)
            .filter_map(|finding| finding.fix.as_ref().filter(|fix| fix.safe))
            .flat_map(|fix| fix.edits.clone())
            .collect();
        if edits.is_empty() {
            continue;
        }
        edits.sort_by_key(|edit| edit.start);
        edits.dedup();
        let mut text = sources[0].text.clone();
        for edit in edits.iter().rev() {
            text.replace_range(edit.start as usize..edit.end as usize, &edit.text);
        }
        let document =
            hongtou_reader::read("n.md", text.as_bytes(), &hongtou_reader::Options::default())
                .expect("text");
        let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
        let left = check(&notice, &document.sources, &Options::default()).findings;
        let count = left.iter().filter(|f| f.code == rule.code && f.fix.is_some()).count();
        assert_eq!(count, 0, "{rule:?}");
    }
}

#[test]
fn clean_notices_have_no_errors_and_no_warnings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/layouts");
    let mut folders: Vec<_> = std::fs::read_dir(root)
        .expect("the fixtures")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with("-clean"))
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    for folder in folders {
        for name in ["notice.md", "notice.txt"] {
            let path = folder.join(name);
            if path.is_file() {
                let (_, found) = findings(&path);
                let heavy: Vec<_> =
                    found.iter().filter(|f| f.severity >= Severity::Warning).collect();
                assert!(heavy.is_empty(), "{}: {heavy:#?}", folder.display());
            }
        }
    }
}

#[test]
fn a_model_without_its_text_is_checked_all_the_same() {
    let bytes = std::fs::read(seed()).expect("the seed");
    let document =
        hongtou_reader::read("n.md", &bytes, &hongtou_reader::Options::default()).expect("text");
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    let with = check(&notice, &document.sources, &Options::default()).findings;
    let without = check(&notice, &[], &Options::default()).findings;
    let codes = |list: &[Finding]| -> Vec<String> {
        list.iter().filter(|f| f.severity >= Severity::Warning).map(|f| f.code.clone()).collect()
    };
    assert_eq!(codes(&with), codes(&without));
    assert!(without.iter().all(|f| f.at.span.iter().all(|s| s.line.is_none())));
}

#[test]
fn items_are_counted_past_999() {
    let mut text = String::from("# 安澜市2026年重点任务分工方案\n\n");
    for number in 1..=1200u32 {
        if number % 300 == 1 {
            let ordinal = ["一", "二", "三", "四"][(number / 300) as usize];
            text += &format!("{ordinal}、完善基层服务\n\n");
        }
        text += &format!("{number}. 改造社区站点{number}个。（市民政局负责）\n\n");
    }
    let (_, notice, found) = read("n.txt", text.as_bytes());
    let numbers: Vec<Option<u32>> =
        notice.sections.iter().flat_map(|s| &s.items).map(|item| item.number).collect();
    assert_eq!(numbers, (1..=1200).map(Some).collect::<Vec<_>>());
    assert_eq!(notice.sections.len(), 4);
    assert!(!found.iter().any(|finding| finding.code.starts_with("ST")), "{found:#?}");
}

#[test]
fn items_count_on_over_sections_with_groups_and_without() {
    let text = "安澜市促进就业若干措施\n\n\
        一、拓展岗位\n\n\
        1.扩大招用规模。全年新增岗位300个。（市民政局负责）\n\n\
        2.支持基层就业。招募200人。（市民政局负责）\n\n\
        二、落实政策\n\n\
        （一）鼓励吸纳\n\n\
        3.发放补助。每人补助500元。（市财政局负责）\n\n\
        （二）支持创业\n\n\
        4.减免租金。减免三个月。（市财政局负责）\n\n\
        5.提供场地。新建基地2个。（市民政局负责）\n\n\
        三、优化服务\n\n\
        6.加强指导。开展活动20场。（市民政局负责）\n\n";
    let numbers = |text: &str| {
        let (_, notice, found) = read("n.txt", text.as_bytes());
        assert_eq!(notice.sections.len(), 3);
        found.iter().filter(|finding| finding.code == "ST002").count()
    };
    assert_eq!(numbers(text), 0);
    assert_eq!(numbers(&text.replace("6.加强", "8.加强")), 1);
}
