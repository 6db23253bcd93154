//! What one edit of a notice breaks is told once, by what happened.

#![allow(clippy::expect_used, missing_docs)]

use hongtou_validator::{Options, check};

/// A small plan and its table.
const PLAN: &str = "\
# 云溪市2025年养老服务重点工作安排

### 一、完善服务设施

1.建设助餐点。全市建成老年助餐点10个。（市民政局牵头，市财政局配合）

2.改造养老机构。2025年11月底前完成3家公办养老机构消防改造。（市消防救援支队牵头，市民政局配合）

3.改造住宅。完成困难老年人家庭适老化改造800户。（市民政局牵头，市残联配合）

### 二、提升服务质量

4.开展护理培训。培训养老护理员1200人次。（市人力资源社会保障局负责）

5.加强价格监管。2025年6月底前公布养老机构收费清单。（市发展改革委负责）

6.推行等级评定。评定三级以上养老机构5家。（市民政局负责）

### 三、强化综合监管

7.开展安全检查。每季度检查一次养老机构消防安全。（市应急管理局牵头，市民政局配合）

8.打击非法集资。2025年10月底前完成养老领域风险排查。（市地方金融管理局负责）

9.健全投诉机制。开通养老服务投诉热线。（市民政局负责）

附件：2025年养老服务重点工作推进表

| 序号 | 部分 | 重点工作 | 工作内容 | 完成时限 | 责任单位 |
|---|---|---|---|---|---|
| 1 | 一、完善服务设施 | 建设助餐点 | 全市建成老年助餐点10个 | 2025年12月底前 | 市民政局牵头，市财政局配合 |
| 2 | 一、完善服务设施 | 改造养老机构 | 完成3家公办养老机构消防改造 | 2025年11月底前 | 市消防救援支队牵头，市民政局配合 |
| 3 | 一、完善服务设施 | 改造住宅 | 完成困难老年人家庭适老化改造800户 | 2025年12月底前 | 市民政局牵头，市残联配合 |
| 4 | 二、提升服务质量 | 开展护理培训 | 培训养老护理员1200人次 | 2025年12月底前 | 市人力资源社会保障局 |
| 5 | 二、提升服务质量 | 加强价格监管 | 公布养老机构收费清单 | 2025年6月底前 | 市发展改革委 |
| 6 | 二、提升服务质量 | 推行等级评定 | 评定三级以上养老机构5家 | 2025年12月底前 | 市民政局 |
| 7 | 三、强化综合监管 | 开展安全检查 | 每季度检查一次养老机构消防安全 | 2025年12月底前 | 市应急管理局牵头，市民政局配合 |
| 8 | 三、强化综合监管 | 打击非法集资 | 完成养老领域风险排查 | 2025年10月底前 | 市地方金融管理局 |
| 9 | 三、强化综合监管 | 健全投诉机制 | 开通养老服务投诉热线 | 2025年12月底前 | 市民政局 |
";

/// What is found, by severity, code and place.
fn found(text: &str) -> Vec<String> {
    let document =
        hongtou_reader::read("n.md", text.as_bytes(), &hongtou_reader::Options::default())
            .expect("text");
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    let found = check(&notice, &document.sources, &Options::default()).findings;
    let one = |finding: hongtou_model::Finding| {
        let place = finding.at.id.unwrap_or_default();
        format!("{:?} {} {place}", finding.severity, finding.code)
    };
    found.into_iter().map(one).collect()
}

/// The plan with some words replaced by others.
#[track_caller]
fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = PLAN.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// Holds what edits of the plan show.
#[track_caller]
fn shows(edits: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(found(&edited(edits)), expected, "{edits:?}");
}

#[test]
fn the_plan_itself_shows_nothing() {
    shows(&[], &[]);
}

#[test]
fn what_is_put_in_under_the_number_of_the_next_is_told_once() {
    const NEW: &str = "培育服务品牌。打造养老服务品牌2个。（市文化和旅游局负责）\n\n";
    for (number, before) in [(5, "5.加强"), (4, "5.加强"), (9, "9.健全"), (4, "4.开展")] {
        let new = format!("{number}.{NEW}{before}");
        let items = found(&edited(&[(before, &new)]));
        assert!(matches!(items.as_slice(), [one] if one.starts_with("Error AL001 ")), "{items:?}");
    }
    let row = "| 5 | 二、提升服务质量 | 培育服务品牌 | 打造养老服务品牌2个 | 2025年12月底前 | 市文化和旅游局 |\n";
    shows(&[("| 5 | 二、", &format!("{row}| 5 | 二、"))], &["Error AL002 t1.r5"]);
    // A number that is wrong besides is another fault.
    shows(
        &[("5.加强", &format!("5.{NEW}5.加强")), ("8.打击", "7.打击")],
        &["Error AL001 i5.c1", "Error ST004 i9"],
    );
}

#[test]
fn an_item_that_went_to_another_section_is_told_once() {
    let moved = |text: &str, from: &str, before: &str| {
        let start = text.find(from).expect("the item");
        let end = start + text[start..].find("\n\n").expect("its end") + 2;
        let rest = format!("{}{}", &text[..start], &text[end..]);
        rest.replacen(before, &format!("{}{before}", &text[start..end]), 1)
    };
    let again = PLAN.replacen("\n4.", "\n1.", 1).replacen("\n5.", "\n2.", 1);
    let again = again.replacen("\n6.", "\n3.", 1).replacen("\n7.", "\n1.", 1);
    let again = again.replacen("\n8.", "\n2.", 1).replacen("\n9.", "\n3.", 1);
    assert_eq!(found(&again), [""; 0]);
    for text in [PLAN, &again] {
        for (item, row) in [("1.建设", "t1.r1"), ("2.改造", "t1.r2"), ("3.改造", "t1.r3")] {
            for place in ["附件：", "### 三", "9.健全", "3.健全"] {
                if text.contains(place) {
                    let found = found(&moved(text, item, place));
                    assert_eq!(found, [format!("Error AL008 {row}")], "{item} {place}");
                }
            }
        }
    }
}

#[test]
fn a_unit_written_again_in_the_place_of_another_is_told_once() {
    let row = "消防改造 | 2025年11月底前 | 市消防救援支队牵头";
    let again = "消防改造 | 2025年11月底前 | 市民政局牵头";
    shows(&[(row, again)], &["Error UN001 t1.r2.units"]);
    shows(&[("（市消防救援支队牵头", "（市民政局牵头")], &["Error UN001 t1.r2.units"]);
    // Beside the other it is no more than written twice.
    let twice = "消防改造 | 2025年11月底前 | 市消防救援支队牵头，市民政局、市民政局配合 |";
    shows(&[(&format!("{row}，市民政局配合 |"), twice)], &["Warning UN004 t1.r2.units"]);
}

#[test]
fn a_step_of_several_has_its_own_day() {
    let body = (
        "2025年11月底前完成3家公办养老机构消防改造",
        "2025年3月底前完成养老机构隐患排查，2025年9月底前完成消防改造验收",
    );
    let row = "| 2 | 一、完善服务设施 | 改造养老机构 | 完成3家公办养老机构消防改造 | 2025年11月底前 | 市消防救援支队牵头，市民政局配合 |\n";
    let rows = |first: &str, second: &str| {
        let one = |number: &str, content: &str, day: &str| {
            format!(
                "| {number} | 一、完善服务设施 | 改造养老机构 | {content} | {day} | 市消防救援支队牵头，市民政局配合 |\n"
            )
        };
        one("2", "完成养老机构隐患排查", first) + &one("", "完成消防改造验收", second)
    };
    let (march, september) = ("2025年3月底前", "2025年9月底前");
    for (first, second, expected) in [
        (march, september, &[][..]),
        (september, september, &["Warning DT001 t1.r2.deadline"]),
        (march, march, &["Warning DT001 t1.r3.deadline"]),
        ("2025年4月底前", september, &["Warning DT001 t1.r2.deadline"]),
        // They have each other's.
        (september, march, &["Warning DT001 t1.r2.deadline"]),
    ] {
        shows(&[body, (row, &rows(first, second))], expected);
    }
}

#[test]
fn two_rows_that_have_each_others_day_are_told_once() {
    let days = [
        ("消防改造 | 2025年11月底前", "消防改造 | 2025年6月底前"),
        ("收费清单 | 2025年6月底前", "收费清单 | 2025年11月底前"),
    ];
    shows(&days, &["Error DT001 t1.r2.deadline"]);
    // A third day is another's fault.
    let days = [days[0], ("收费清单 | 2025年6月底前", "收费清单 | 2025年9月底前")];
    shows(&days, &["Error DT001 t1.r2.deadline", "Error DT001 t1.r5.deadline"]);
}

#[test]
fn a_period_begins_before_it_ends() {
    let period = |words| ("改造800户 | 2025年12月底前", words);
    shows(&[period("改造800户 | 2025年3月—2025年12月")], &[]);
    shows(&[period("改造800户 | 2025年12月—2025年3月")], &["Error DT005 t1.r3.deadline"]);
    // Winter ends in the next year.
    shows(&[period("改造800户 | 2025年12月—3月")], &[]);
    shows(&[period("改造800户 | 2025年11月—次年3月")], &[]);
    // So may what goes on longer, but no further than its first half.
    shows(&[period("改造800户 | 11月—翌年5月")], &[]);
    shows(&[period("改造800户 | 2025年11月—2026年9月")], &["Info DT002 t1.r3.deadline"]);
    shows(&[period("改造800户 | 2026年3—6月")], &["Info DT002 t1.r3.deadline"]);
    // The body's day does not agree either, and that is the same fault.
    let other = ("消防改造 | 2025年11月底前", "消防改造 | 2025年11月—2025年2月");
    shows(&[other], &["Error DT005 t1.r2.deadline"]);
    // In two columns.
    let mut text = edited(&[("完成时限 |", "开始时间 | 完成时间 |"), ("|---|", "|---|---|")]);
    for day in ["2025年12月底前", "2025年11月底前", "2025年6月底前", "2025年10月底前"]
    {
        text = text.replace(&format!("| {day}"), &format!("| 2025年2月 | {day}"));
    }
    assert_eq!(found(&text), [""; 0]);
    let text = text.replacen("改造800户 | 2025年2月 |", "改造800户 | 2026年2月 |", 1);
    assert_eq!(found(&text), ["Error DT005 t1.r3.deadline"]);
}

#[test]
fn a_day_beyond_the_years_of_the_plan_is_told() {
    let late = ("改造800户 | 2025年12月底前", "改造800户 | 2026年12月底前");
    shows(&[late], &["Info DT002 t1.r3.deadline"]);
    let years = ("2025年养老服务重点工作安排", "养老服务三年行动计划（2023—2025年）");
    shows(&[years], &[]);
    shows(&[years, late], &["Info DT002 t1.r3.deadline"]);
}

#[test]
fn parts_of_a_figure_add_up_to_it() {
    let row = "| 1 | 一、完善服务设施 | 建设助餐点 | 全市建成老年助餐点10个 | 2025年12月底前 | 市民政局牵头，市财政局配合 |\n";
    let parted = |body: &str, contents: &[&str]| {
        let one = |(at, content): (usize, &&str)| {
            let number = if at == 0 { "1" } else { "" };
            format!(
                "| {number} | 一、完善服务设施 | 建设助餐点 | {content} | 2025年12月底前 | 市民政局牵头，市财政局配合 |\n"
            )
        };
        let rows: String = contents.iter().enumerate().map(one).collect();
        found(&edited(&[("全市建成老年助餐点10个", body), (row, &rows)]))
    };
    let body = "建成老年助餐点10个";
    for (body, first, second) in [
        (body, "东城区建成老年助餐点", "西城区建成老年助餐点"),
        (body, "新建老年助餐点", "改建老年助餐点"),
        (body, "东城区建成", "西城区建成"),
        (body, "东城区建成老年助餐点", "西城区"),
        ("建成老年助餐点10个以上", "建成社区助餐点", "建成农村助餐点"),
    ] {
        let parts =
            |a: u32, b: u32| parted(body, &[&format!("{first}{a}个"), &format!("{second}{b}个")]);
        assert_eq!(parts(4, 6), ["Info AL003 t1.r1"], "{first}");
        assert_eq!(parts(4, 5), ["Warning NU001 t1.r2.content"], "{first}");
    }
    // What the clause says besides has a row of its own; what it does not say may have the rest.
    let body = "新改建助餐点10个，培训助餐员50名";
    let two = |a: u32, rest| {
        parted(body, &[&format!("东城区新改建助餐点{a}个"), "西城区新改建助餐点6个", rest])
    };
    assert_eq!(two(4, "培训助餐员50名"), ["Info AL003 t1.r1"]);
    assert_eq!(two(3, "培训助餐员50名"), ["Warning NU001 t1.r2.content"]);
    assert!(!two(3, "其余各区按需建设").iter().any(|found| found.contains("NU001")));
}

/// The plan without some columns of its table, and with some cells of two rows exchanged.
fn exchanged(rows: [u32; 2], cells: &[usize], without: &[usize]) -> String {
    let cells_of = |line: &str| line.split('|').map(str::to_owned).collect::<Vec<_>>();
    let mut lines: Vec<Vec<String>> = PLAN.lines().map(cells_of).collect();
    let at = rows.map(|row| {
        let opens = |line: &&str| line.starts_with(&format!("| {row} |"));
        PLAN.lines().position(|line| opens(&line)).expect("the row")
    });
    for &cell in cells {
        let one = std::mem::take(&mut lines[at[0]][cell]);
        lines[at[0]][cell] = std::mem::replace(&mut lines[at[1]][cell], one);
    }
    let kept = |line: &Vec<String>| {
        let cells = line.iter().enumerate().filter(|(at, _)| !without.contains(at));
        cells.map(|(_, cell)| cell.as_str()).collect::<Vec<_>>().join("|")
    };
    lines.iter().map(kept).collect::<Vec<_>>().join("\n")
}

#[test]
fn cells_of_two_rows_that_are_exchanged_are_told_once() {
    const SECTION: usize = 2;
    const ACTION: usize = 3;
    const CONTENT: usize = 4;
    const DEADLINE: usize = 5;
    const UNITS: usize = 6;
    let pairs = [[1, 2], [2, 5], [5, 8], [1, 3], [3, 8], [4, 6], [6, 9]];
    for without in [&[][..], &[ACTION], &[SECTION], &[SECTION, ACTION]] {
        for cells in [
            &[CONTENT][..],
            &[CONTENT, ACTION],
            &[CONTENT, UNITS],
            &[CONTENT, DEADLINE],
            &[SECTION, ACTION, CONTENT, DEADLINE, UNITS],
            &[ACTION, CONTENT, DEADLINE, UNITS],
        ] {
            for rows in pairs {
                let found = found(&exchanged(rows, cells, without));
                assert_eq!(found.len(), 1, "{rows:?} {cells:?} {without:?} {found:?}");
            }
        }
    }
    // The units went with the tasks, and what stays tells of it.
    let two = |rows, without| found(&exchanged(rows, &[CONTENT, UNITS], without));
    assert_eq!(two([2, 8], &[]), ["Warning AL006 t1.r2.action"]);
    assert_eq!(two([2, 8], &[ACTION]), ["Error AL008 t1.r2"]);
    assert_eq!(two([2, 8], &[SECTION, ACTION]), ["Error DT001 t1.r2.deadline"]);
    assert_eq!(two([2, 4], &[SECTION, ACTION]), ["Error DT001 t1.r4.deadline"]);
    // A day that is nobody's is wrong besides.
    let text = exchanged([2, 8], &[CONTENT, UNITS], &[])
        .replace("| 2025年10月底前 |", "| 2025年7月底前 |");
    let found = found(&text);
    assert_eq!(found, ["Warning AL006 t1.r2.action", "Error DT001 t1.r8.deadline"]);
}

#[test]
fn titles_that_stand_over_each_others_rows_are_told_once() {
    let titles = ["完善服务设施", "提升服务质量", "强化综合监管"];
    let (body, table) = PLAN.split_once("附件：").expect("the table");
    let turned = |text: &str, to: [usize; 3]| {
        let marked = titles.iter().enumerate();
        let marked =
            marked.fold(text.to_owned(), |text, (at, t)| text.replace(t, &format!("<{at}>")));
        (0..3).fold(marked, |text, at| text.replace(&format!("<{at}>"), titles[to[at]]))
    };
    for to in [[2, 1, 0], [1, 0, 2], [1, 2, 0], [2, 0, 1]] {
        for text in [
            format!("{}附件：{table}", turned(body, to)),
            format!("{body}附件：{}", turned(table, to)),
        ] {
            assert_eq!(found(&text), ["Error AL008 s1.title"], "{to:?}");
        }
    }
}

#[test]
fn a_row_that_alone_has_no_clause_is_told_in_whatever_words_the_others_are() {
    // Each row breaks its task down in words of its own, under the task's heading.
    let own = [
        ("全市建成老年助餐点10个", "制定助餐点布点规划并向社会公布"),
        ("| 完成3家公办养老机构消防改造", "| 对公办机构逐一开展消防设施检测"),
        ("| 完成困难老年人家庭适老化改造800户", "| 入户评估并出具居家改造方案"),
        ("| 培训养老护理员1200人次", "| 依托职业院校举办专题研修班"),
        ("| 公布养老机构收费清单", "| 汇总各机构收费标准并上网公示"),
        ("| 评定三级以上养老机构5家", "| 聘请第三方开展星级测评"),
        ("| 每季度检查一次养老机构消防安全", "| 会同消防部门组织抽查并通报结果"),
        ("| 完成养老领域风险排查", "| 摸清预付费规模并建立台账"),
        ("| 开通养老服务投诉热线", "| 明确办理时限和回访要求"),
    ];
    let new = "| 9 | 三、强化综合监管 | 推广智慧监测 | 为独居群众安装感应设备 | 2025年12月底前 | 市数据局 |\n| 10 |";
    let with_new = |edits: &[(&str, &str)]| {
        let (body, table) = PLAN.split_once("附件：").expect("the table");
        let table =
            edits.iter().fold(table.to_owned(), |text, (from, to)| text.replacen(from, to, 1));
        found(&format!("{body}附件：{table}"))
    };
    assert!(with_new(&own).iter().all(|found| !found.contains("AL002")));
    let mut more = own.to_vec();
    more.push(("| 9 |", new));
    assert!(with_new(&more).contains(&"Warning AL002 t1.r9".to_owned()), "{:?}", with_new(&more));
}

#[test]
fn a_row_whose_clause_was_struck_is_no_part_of_a_like_one() {
    let like = "6.整治老旧店铺。整治沿街老旧店铺，消除安全隐患。（市民政局负责）\n\n";
    let struck = "7.整治老旧厂房。整治沿街老旧厂房，消除安全隐患。（市民政局负责）\n\n";
    let row = |number: u32, what: &str| {
        format!(
            "| {number} | 二、提升服务质量 | 整治老旧{what} | 整治沿街老旧{what}，消除安全隐患 | 2025年12月底前 | 市民政局 |\n"
        )
    };
    let edits: Vec<(String, String)> = vec![
        ("6.推行等级评定。评定三级以上养老机构5家。（市民政局负责）\n\n".into(), like.into()),
        ("| 6 | 二、提升服务质量 | 推行等级评定 | 评定三级以上养老机构5家 | 2025年12月底前 | 市民政局 |\n".into(), row(6, "店铺") + &row(7, "厂房")),
        ("| 9 | 三".into(), "| 10 | 三".into()),
        ("| 8 | 三".into(), "| 9 | 三".into()),
        ("| 7 | 三".into(), "| 8 | 三".into()),
    ];
    let edits: Vec<(&str, &str)> = edits.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    shows(&edits, &["Error AL002 t1.r7"]);
    let whole = edited(&edits).replacen("9.健全", "10.健全", 1).replacen("8.打击", "9.打击", 1);
    let whole = whole.replacen("7.开展", "8.开展", 1).replacen(like, &format!("{like}{struck}"), 1);
    assert_eq!(found(&whole), [""; 0]);
}

#[test]
fn a_row_that_alone_has_no_deadline_is_told() {
    let lost = PLAN.replace("家庭适老化改造800户 | 2025年12月底前 |", "家庭适老化改造800户 |  |");
    assert_eq!(found(&lost), ["Info DT006 t1.r3"]);
    let dash = PLAN.replace("家庭适老化改造800户 | 2025年12月底前 |", "家庭适老化改造800户 | — |");
    assert!(!found(&dash).iter().any(|found| found.contains("DT006")));
    // What says when or how often, on either side, needs no day beside it.
    for words in ["长期完成", "每季度完成", "2025年5月底前完成"] {
        let timed = lost.replace("完成困难老年人", &format!("{words}困难老年人"));
        assert!(!found(&timed).iter().any(|found| found.contains("DT006")), "{words}");
    }
    let clause = lost.replacen("完成困难老年人", "定期完成困难老年人", 1);
    assert!(!found(&clause).iter().any(|found| found.contains("DT006")));
    let two = lost.replace("投诉热线 | 2025年12月底前 |", "投诉热线 |  |");
    assert!(!found(&two).iter().any(|found| found.contains("DT006")));
}

#[test]
fn a_day_of_issue_that_there_is_not_is_told() {
    let issued = |day: &str| {
        let head = format!(
            "# 关于印发工作安排的通知\n\n各单位：\n\n现印发给你们。\n\n云溪市民政局\n\n{day}\n\n"
        );
        head + PLAN
    };
    assert_eq!(found(&issued("2025年2月28日")), [""; 0]);
    assert_eq!(found(&issued("2025年2月31日")), ["Error DT005 header.issued_on"]);
}

#[test]
fn a_plan_to_put_right_what_was_found_in_a_year_is_of_the_year_of_issue() {
    let plan = |kind: &str| {
        let head = format!(
            "# 关于印发2024年{kind}方案的通知\n\n各单位：\n\n现印发给你们。\n\n云溪市民政局\n\n2025年1月8日\n\n"
        );
        head + &PLAN.replace("2025年养老服务重点工作安排", &format!("2024年{kind}方案"))
    };
    assert!(!found(&plan("督察反馈问题整改")).iter().any(|found| found.contains("DT002")));
    assert!(found(&plan("养老服务")).iter().any(|found| found.contains("DT002")));
    // What was put right at once has its day in the year before.
    let at_once = plan("督察反馈问题整改").replacen("2025年12月", "2024年12月", 1);
    assert!(at_once != plan("督察反馈问题整改"));
    let warned = |found: &String| found.starts_with("Warning DT002");
    assert!(!found(&at_once).iter().any(warned), "{:?}", found(&at_once));
}

#[test]
fn a_row_that_refers_to_another_task_is_told() {
    let mut plan = PLAN.replace("| 部分 |", "| 对应任务 |");
    for row in 1..=9 {
        let (from, to) = (format!("\n| {row} | "), format!("\n| {row} | 第{row}条 @"));
        plan = plan.replace(&from, &to);
    }
    for part in ["一、完善服务设施", "二、提升服务质量", "三、强化综合监管"]
    {
        plan = plan.replace(&format!("@{part} |"), "|");
    }
    let plan = plan.replace("\n### ", "\n## ");
    assert_eq!(found(&plan), [""; 0]);
    assert_eq!(found(&plan.replace("第4条", "第6条")), ["Error AL011 t1.r4.cell2"]);
    assert_eq!(found(&plan.replace("第4条", "第16条")), ["Error AL011 t1.r4.cell2"]);
    for other in ["第二条第1款", "省方案第7条", "2026年新增", "二、5"] {
        assert_eq!(found(&plan.replace("第4条", other)), [""; 0], "{other}");
    }
    // Numbers of section and task, where the tasks of each section are counted from 1.
    let (mut parts, mut running) = (plan.clone(), plan.clone());
    for row in 1..=9 {
        let (section, task) = ((row - 1) / 3 + 1, (row - 1) % 3 + 1);
        let numbers = (format!("第{row}条"), format!("{section}-{task}"));
        parts = parts.replace(&numbers.0, &numbers.1);
        parts = parts.replace(&format!("\n{row}."), &format!("\n{task}."));
        running = running.replace(&numbers.0, &numbers.1);
    }
    assert_eq!(found(&parts), [""; 0]);
    assert_eq!(found(&parts.replace("2-3", "2-2")), ["Error AL011 t1.r6.cell2"]);
    assert_eq!(found(&parts.replace("2-3", "4-1")), ["Error AL011 t1.r6.cell2"]);
    assert_eq!(found(&running), [""; 0]);
    assert_eq!(found(&running.replace("2-3", "2-2")), [""; 0]);
    let others = plan.replace("第4条", "第6条").replace("| 对应任务 |", "| 对应省方案任务 |");
    assert!(!found(&others).iter().any(|found| found.contains("AL011")));
    // A row of two tasks may refer to either of them, and to no third.
    let of_two = |number: &str| {
        let row = "5家 | 2025年12月底前 | 市民政局 |\n";
        let at = plan.find(row).expect("the row of the sixth task");
        let start = plan[..at].rfind('\n').expect("a line") + 1;
        let both = plan.replace(&plan[start..at + row.len()], "").replace(
            "公布养老机构收费清单 | 2025年6月底前 | 市发展改革委 |",
            "公布养老机构收费清单。评定三级以上养老机构5家。 | 2025年6月底前 | 市发展改革委、市民政局 |",
        );
        let both = both.replace("2025年6月底前公布", "公布");
        let both = both.replace("加强价格监管 |", "加强监管评定 |");
        let found = found(&both.replace("第5条", number));
        found.into_iter().filter(|found| found.contains("AL011")).count()
    };
    assert_eq!(["第5条", "第6条", "第8条"].map(of_two), [0, 0, 1]);
}

#[test]
fn marks_around_a_heading_or_a_responsibility_are_seen() {
    let mixed = PLAN.replace("（市民政局负责）", "(市民政局负责）");
    assert!(
        found(&mixed).iter().all(|found| found.starts_with("Info TY001")),
        "{:?}",
        found(&mixed)
    );
    assert!(!found(&mixed).is_empty());
    let twice = PLAN.replace("6.推行等级评定。", "6.推行等级评定。。");
    assert_eq!(found(&twice), ["Warning TY006 i6.heading"]);
}

#[test]
fn the_last_day_of_a_task_over_all_its_rows_is_that_of_the_whole() {
    const STEPS: &str = "2025年3月底前制定方案，2025年8月底前完成改造，2025年11月底前完成验收。";
    let body = ("2025年11月底前完成3家公办养老机构消防改造。", STEPS);
    let rows = |day: &str| {
        let row = |number: u32, work: &str, day: &str| {
            format!(
                "| {number} | 一、完善服务设施 | 改造养老机构 | {work} | {day} | 市消防救援支队牵头，市民政局配合 |"
            )
        };
        [
            row(2, "制定方案", day),
            row(2, "完成改造", "2025年11月底前"),
            row(2, "完成验收", "2025年11月底前"),
        ]
        .join("\n")
    };
    const ROW: &str = "| 2 | 一、完善服务设施 | 改造养老机构 | 完成3家公办养老机构消防改造 | 2025年11月底前 | 市消防救援支队牵头，市民政局配合 |";
    let told = |day: &str| {
        let found = found(&edited(&[body, (ROW, &rows(day))]));
        found.into_iter().filter(|one| one.contains("DT001")).collect::<Vec<_>>()
    };
    assert_eq!(told("2025年11月底前"), ["Info DT001 t1.r2.deadline", "Info DT001 t1.r3.deadline"]);
    // One that differs is wrong, and the others say no more when the whole ends.
    assert_eq!(
        told("2025年9月底前"),
        ["Warning DT001 t1.r2.deadline", "Warning DT001 t1.r3.deadline"]
    );
}

/// Puts lines of a plan in each other's place, by what they begin with.
fn swapped(text: &str, one: &str, other: &str) -> String {
    let line = |start: &str| text.lines().find(|line| line.starts_with(start)).expect("a line");
    let (one, other) = (line(one), line(other));
    text.replace(one, "\u{1}").replace(other, one).replace('\u{1}', other)
}

#[test]
fn a_row_in_a_wrong_section_explains_no_other_fault_beside_it() {
    let section = "| 3 | 一、完善服务设施 |";
    assert!(PLAN.contains(section));
    let wrong = PLAN.replace(section, "| 3 | 二、提升服务质量 |");
    assert_eq!(found(&wrong), ["Error AL008 t1.r3"]);
    // Two rows below it that are exchanged, with their numbers put right.
    let exchanged = swapped(&wrong, "| 4 |", "| 6 |");
    let exchanged =
        exchanged.replace("| 4 |", "| 0 |").replace("| 6 |", "| 4 |").replace("| 0 |", "| 6 |");
    assert_eq!(found(&exchanged), ["Error AL008 t1.r3", "Warning AL004 t1.r4"]);
    // The number of the next item or row, mistyped.
    let item = wrong.replace("\n4.开展护理培训", "\n5.开展护理培训");
    assert_eq!(found(&item), ["Error ST002 i4", "Error AL008 t1.r3"]);
    let row = wrong.replace("| 4 |", "| 5 |");
    assert_eq!(found(&row), ["Error AL008 t1.r3", "Error ST003 t1.r4"]);
    // The same beside the item whose row went elsewhere.
    let crossed = swapped(PLAN, "| 3 |", "| 5 |");
    let crossed = crossed.replace("| 3 | 一、完善服务设施", "| 0 | 二、提升服务质量");
    let crossed = crossed
        .replace("| 5 | 二、提升服务质量", "| 3 | 一、完善服务设施")
        .replace("| 0 |", "| 5 |");
    assert_eq!(found(&crossed), ["Error AL008 t1.r3"]);
    let both = crossed.replace("\n4.开展护理培训", "\n5.开展护理培训");
    assert_eq!(found(&both), ["Error ST002 i4", "Error AL008 t1.r3"]);
}

#[test]
fn a_number_of_a_part_is_no_other_number_and_one_is_told_at_its_row() {
    let one = "| 3 | 一、完善服务设施 | 改造住宅 | 完成困难老年人家庭适老化改造800户 |";
    assert!(PLAN.contains(one));
    let rest = PLAN.lines().find_map(|line| line.strip_prefix(one)).expect("a row");
    let body = PLAN.replace("适老化改造800户", "适老化改造800户，惠及80周岁以上老人500人");
    let rows = |first: &str, second: &str| {
        let name = "| 一、完善服务设施 | 改造住宅 |";
        let row = |words: &str| format!("| 3 {name} {words} |{rest}");
        let table = format!("{}\n{}", row(first), row(second));
        let text = body.replace(
            &format!("{}{rest}", one.replace("800户", "800户，惠及80周岁以上老人500人")),
            &table,
        );
        found(&text).into_iter().filter(|found| found.contains("NU001")).collect::<Vec<_>>()
    };
    // Both figures have their parts in the rows, which add up.
    let part = |homes: u32, people: u32| {
        format!("完成困难老年人家庭适老化改造{homes}户，惠及80周岁以上老人{people}人")
    };
    assert_eq!(rows(&part(300, 200), &part(500, 300)), [""; 0]);
    assert_eq!(rows(&part(300, 200), &part(400, 300)).len(), 1);
    // The age is the second row's.
    let (homes, people) = ("完成困难老年人家庭适老化改造800户", "惠及80周岁以上老人500人");
    assert_eq!(rows(homes, people), [""; 0]);
    assert_eq!(rows(homes, &people.replace("80周岁", "60周岁")), ["Error NU001 t1.r4"]);
}

#[test]
fn one_number_or_day_in_two_ways_is_no_difference() {
    let silent = |from: &str, to: &str| {
        assert_eq!(PLAN.matches(from).count(), 1, "{from}");
        assert_eq!(found(&PLAN.replace(from, to)), [""; 0], "{from} → {to}");
    };
    silent("检查一次养老机构消防安全 |", "检查1次养老机构消防安全 |");
    silent("| 培训养老护理员1200人次 |", "| 培训养老护理员1,200人次 |");
    silent("2025年6月底前公布", "2025年7月1日前公布");
    silent("2025年10月底前完成养老领域", "2025年11月1日前完成养老领域");
    let one = |from: &str, to: &str, expected: &[&str]| {
        assert_eq!(PLAN.matches(from).count(), 1, "{from}");
        assert_eq!(found(&PLAN.replace(from, to)), expected, "{from} → {to}");
    };
    // Another number, another day, and a point among the digits.
    one("检查一次养老机构消防安全 |", "检查2次养老机构消防安全 |", &["Warning AL003 t1.r7"]);
    one("2025年6月底前公布", "2025年7月2日前公布", &["Error DT001 t1.r5.deadline"]);
    one("| 培训养老护理员1200人次 |", "| 培训养老护理员1.2人次 |", &["Error NU001 t1.r4.content"]);
    one(
        "| 培训养老护理员1200人次 |",
        "| 培训养老护理员12.00人次 |",
        &["Error NU001 t1.r4.content"],
    );
}

#[test]
fn steps_by_day_may_each_have_a_row_that_ends_in_a_stop() {
    let body = PLAN.replace(
        "2025年11月底前完成3家公办养老机构消防改造。",
        "2025年6月底前完成养老机构摸底，2025年11月底前完成3家公办养老机构消防改造。",
    );
    let row = |words: &str, day: &str| {
        format!(
            "| 2 | 一、完善服务设施 | 改造养老机构 | {words} | {day} | 市消防救援支队牵头，市民政局配合 |"
        )
    };
    let from = row("完成3家公办养老机构消防改造", "2025年11月底前");
    assert!(body.contains(&from));
    let table = |first: &str| {
        let first = row(first, "2025年6月底前");
        let second = row("完成3家公办养老机构消防改造。", "2025年11月底前");
        let mut found = found(&body.replace(&from, &format!("{first}\n{second}")));
        // Both rows have the number of their task.
        found.retain(|found| !found.contains("ST004"));
        found
    };
    assert_eq!(table("完成养老机构摸底。"), [""; 0]);
    assert!(table("完成养老机构初步摸底。").iter().any(|found| found.contains("AL003")));
}

#[test]
fn parts_counted_behind_commas_and_what_undoes_a_task() {
    let item = "4.开展护理培训。培训养老护理员1200人次。";
    let row = "| 培训养老护理员1200人次 |";
    let counted = |body: &str, table: &str| {
        found(
            &PLAN
                .replace(item, &format!("4.开展护理培训。{body}"))
                .replace(row, &format!("| {table} |")),
        )
    };
    let table = "制定培训计划，培训养老护理员1200人次，组织技能竞赛";
    for body in [
        "一是制定培训计划，二是培训养老护理员1200人次，三是组织技能竞赛。",
        "一要制定培训计划，二要培训养老护理员1200人次，三要组织技能竞赛。",
        "①制定培训计划，②培训养老护理员1200人次，③组织技能竞赛。",
    ] {
        assert_eq!(counted(body, table), [""; 0], "{body}");
    }
    // A step of its own is an info; what puts the task off is none.
    let body = "培训养老护理员1200人次。";
    assert_eq!(counted(body, "修订培训教材，培训养老护理员1200人次"), ["Info AL003 t1.r4"]);
    assert_eq!(counted(body, "暂缓实施，培训养老护理员1200人次"), ["Warning AL003 t1.r4"]);
}
