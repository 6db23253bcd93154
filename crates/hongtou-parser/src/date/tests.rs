//! Tests of times in running text and in cells.

use hongtou_source::{Format, Source, TextRange};

use super::*;

const PLAN: Context = Context { year: Some(2021), issued: None };

fn told(deadline: &Deadline) -> String {
    let date = deadline.date.map_or("-".into(), |date| date.to_string());
    format!("{}|{date}|{:?}", deadline.text, deadline.kind)
}

fn read(text: &str, context: &Context) -> Vec<String> {
    let source = Source::from_text("n", Format::Text, text);
    let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
    let found = deadlines(&flow, 0..text.len(), context);
    for deadline in &found {
        assert_eq!(deadline.span.words(std::slice::from_ref(&source)), deadline.text, "{text}");
    }
    found.iter().map(told).collect()
}

fn cell(text: &str, context: &Context) -> Option<String> {
    let source = Source::from_text("n", Format::Text, text);
    let flow = Flow::new(&source, 0, &[TextRange::at(0, text.len())]);
    cell_deadline(&flow, context).as_ref().map(told)
}

#[test]
fn deadlines_in_running_text() {
    let cases: &[(&str, &[&str])] = &[
        ("2021年12月1日前报告完成情况。", &["2021年12月1日前|2021-12-01|By"]),
        ("2022 年 10 月底前编制并公布", &["2022 年 10 月底前|2022-10-31|By"]),
        ("二〇二二年十月底前公布", &["二〇二二年十月底前|2022-10-31|By"]),
        ("作为年底前向市政府报告的内容", &["年底前|2021-12-31|By"]),
        ("整改提升，年底省级验收达标", &["年底|2021-12-31|By"]),
        ("6月底前完成", &["6月底前|2021-06-30|By"]),
        ("5月份完成督查和指导", &["5月份|2021-05-31|On"]),
        ("3月：召开动员会", &["3月|2021-03-31|On"]),
        ("1月至4月 开展排查", &["1月至4月|2021-04-30|Within"]),
        ("1-3月，完成摸底", &["1-3月|2021-03-31|Within"]),
        ("6月1日至30日开展宣传月", &["6月1日至30日|2021-06-30|Within"]),
        ("第一季度，完成方案制定", &["第一季度|2021-03-31|Within"]),
        ("二季度末完成建设", &["二季度末|2021-06-30|By"]),
        ("上半年完成招标", &["上半年|2021-06-30|Within"]),
        ("每周开展核酸检测", &["每周|-|Standing"]),
        ("每月28日前报送", &["每月28日前|-|Standing"]),
        ("每季度末总结", &["每季度末|-|Standing"]),
        ("2024年10月14日（含）前报名", &["2024年10月14日（含）前|2024-10-14|By"]),
        ("6月20日18：00前上报", &["6月20日18：00前|2021-06-20|By"]),
        ("6月20日下午5点前上报", &["6月20日下午5点前|2021-06-20|By"]),
        ("从7月1日起全面推行", &["从7月1日起|2021-07-01|From"]),
        ("到2025年，覆盖率达到90%", &["到2025年|2025-12-31|By"]),
        ("力争到2027年底建成", &["到2027年底|2027-12-31|By"]),
        ("任务年内完成", &["年内|2021-12-31|Within"]),
        (
            "今年年底前完成，明年6月底前验收",
            &["今年年底前|2021-12-31|By", "明年6月底前|2022-06-30|By"],
        ),
        (
            "2026年6月底前完成方案，12月底前完成建设。",
            &["2026年6月底前|2026-06-30|By", "12月底前|2026-12-31|By"],
        ),
        (
            "2026年6月底前完成方案。12月底前完成建设。",
            &["2026年6月底前|2026-06-30|By", "12月底前|2021-12-31|By"],
        ),
        ("2030年以前达峰", &["2030年以前|2030-12-31|By"]),
        ("4月中旬前上报", &["4月中旬前|2021-04-20|By"]),
        ("自8月1日起至12月31日，给予补贴", &["自8月1日起至12月31日|2021-12-31|Within"]),
        (
            "自本办法印发之日起至12月31日，购房的",
            &["自本办法印发之日起至12月31日|2021-12-31|Within"],
        ),
        ("从发布之日至2022年6月底，给予补助", &["从发布之日至2022年6月底|2022-06-30|Within"]),
        ("补贴申报截止时间为2021年11月30日。", &["2021年11月30日|2021-11-30|By"]),
        ("2021-06-30前上报", &["2021-06-30前|2021-06-30|By"]),
    ];
    for &(text, want) in cases {
        assert_eq!(read(text, &PLAN), want, "{text}");
    }
}

#[test]
fn dates_that_are_no_deadlines() {
    for text in [
        "2021年度工作要点",
        "完成《2021年清江省风险监测方案》规定的任务",
        "按照2021年省级安排推进",
        "总结2020年专项行动工作",
        "截至2020年底，已建成10家",
        "自2022年1月1日起施行",
        "有效期至2026年12月31日",
        "本办法自印发之日起至2026年12月31日有效",
        "有效期自发布之日起至2026年12月31日",
        "有效期：2024年8月1日至2026年12月31日",
        "规定我市第一季度工作任务",
        "报送一季度统计数据",
        "一季度目标：完成方案",
        "三年内、近年来、多年来、全年开展",
        "长期坚持、持续推进",
        "2020-2021年行动方案",
        "前三季度增速",
        "纳入年底考核",
        "2019年5月20日印发的方案",
        "去年底已完成",
        "项目12月前期工作",
        "每人每月500元",
        "缓缴期限执行到2022年底",
        "对2000年底前建成的小区逐一摸排",
    ] {
        assert!(read(text, &PLAN).is_empty(), "{text}: {:?}", read(text, &PLAN));
    }
}

#[test]
fn a_year_that_is_not_known_is_not_guessed() {
    let issued = |year, month, day| Context { year: None, issued: Date::new(year, month, day) };
    assert_eq!(read("6月底前完成", &Context::default()), ["6月底前|-|By"]);
    assert_eq!(read("6月底前完成", &issued(2021, 4, 23)), ["6月底前|2021-06-30|By"]);
    assert_eq!(read("6月底前完成", &issued(2021, 12, 23)), ["6月底前|-|By"]);
}

#[test]
fn deadline_cells() {
    let cases: &[(&str, Option<&str>)] = &[
        ("12月", Some("12月|2021-12-31|On")),
        ("2026年8月底前", Some("2026年8月底前|2026-08-31|By")),
        ("2026 年12月底前", Some("2026 年12月底前|2026-12-31|By")),
        ("持续推进", Some("持续推进|-|Standing")),
        ("长期", Some("长期|-|Standing")),
        ("每月", Some("每月|-|Standing")),
        ("年底", Some("年底|2021-12-31|By")),
        ("2026年底", Some("2026年底|2026-12-31|By")),
        ("6月30日", Some("6月30日|2021-06-30|On")),
        ("2025.6", Some("2025.6|2025-06-30|On")),
        ("2025-06-30", Some("2025-06-30|2025-06-30|On")),
        ("2025/6", Some("2025/6|2025-06-30|On")),
        ("全年", Some("全年|2021-12-31|Within")),
        ("第二季度", Some("第二季度|2021-06-30|Within")),
        ("2024年—2026年", Some("2024年—2026年|2026-12-31|Within")),
        ("2024-2026年", Some("2024-2026年|2026-12-31|Within")),
        ("2026年", Some("2026年|2026-12-31|Within")),
        ("年内持续推进", Some("年内持续推进|2021-12-31|Within")),
        ("6月底前出方案，12月底前完成", Some("6月底前出方案，12月底前完成|2021-12-31|By")),
        ("已完成", Some("已完成|-|By")),
        ("另行通知", Some("另行通知|-|By")),
        (" 12月 ", Some("12月|2021-12-31|On")),
        ("/", None),
        ("——", None),
        ("无", None),
        ("", None),
    ];
    for &(text, want) in cases {
        assert_eq!(cell(text, &PLAN).as_deref(), want, "{text}");
    }
    assert_eq!(cell("12月", &Context::default()).as_deref(), Some("12月|-|On"));
}

#[test]
fn full_dates() {
    for text in [
        "2021年4月23日",
        "二〇二一年四月二十三日",
        "二○二一年四月二十三日",
        "２０２１年４月２３日",
        "2021 年 4 月 23 日",
        "2021-04-23",
        "2021.4.23",
        "某市人民政府办公室 2021年4月23日印发",
    ] {
        assert_eq!(full_date(text).map(|(_, date)| date), Date::new(2021, 4, 23), "{text}");
    }
    assert_eq!(full_date("2021年4月"), None);
    assert_eq!(full_date("2021年2月30日"), None);
    assert_eq!(full_date("编号20210423"), None);
}

#[test]
fn printed_years() {
    let read = |text| years(text).collect::<Vec<_>>();
    assert_eq!(read("2021年某市工作安排（2020-2021年）"), [2021, 2020, 2021]);
    assert_eq!(read("２０２１ 年、二〇二二年度"), [2021, 2022]);
    assert_eq!(read("“昆仑2021”行动，三年行动，共2000家"), [] as [u32; 0]);
}
