//! What is told of shares, counts, sums and references to the body.

#![allow(clippy::expect_used, missing_docs)]

use hongtou_validator::{Options, check};

/// What is found in a text: code, severity and place, of some rules alone.
fn found(text: &str, codes: &[&str]) -> Vec<String> {
    let document =
        hongtou_reader::read("n.md", text.as_bytes(), &hongtou_reader::Options::default())
            .expect("text");
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    let found = check(&notice, &document.sources, &Options::default()).findings;
    let told = found.iter().map(|finding| {
        let at = finding.at.id.as_deref().unwrap_or_default();
        let severity = format!("{:?}", finding.severity).to_lowercase();
        format!("{} {severity} {at}", finding.code)
    });
    told.filter(|told| codes.iter().any(|code| told.starts_with(code))).collect()
}

/// A plan of some lines, with an attachment of some others.
fn plan(body: &str, attached: &str) -> String {
    format!(
        "# 云溪县2025年重点工作方案\n\n{body}\n\n附件：云溪县2025年重点工作任务表\n\n附件\n\n\
         云溪县2025年重点工作任务表\n\n{attached}\n"
    )
}

#[test]
fn a_section_of_one_task_that_sees_to_the_others_is_an_info() {
    let of = |title: &str| {
        let body = format!(
            "一、加强管理\n\n1.开展巡查。全年巡查120次。（县水利局负责）\n\n2.完善制度。修订制度5项。（县司法局负责）\n\n\
             3.抓好培训。培训干部300人次。（县委组织部负责）\n\n{title}\n\n4.建立考核制度，每季度通报。（县委办公室负责）"
        );
        let table = "| 序号 | 工作任务 | 责任单位 |\n|---|---|---|\n| 1 | 全年巡查120次。 | 县水利局 |\n\
                     | 2 | 修订制度5项。 | 县司法局 |\n| 3 | 培训干部300人次。 | 县委组织部 |";
        found(&plan(&body, table), &["AL001"])
    };
    assert_eq!(of("二、考核评价"), ["AL001 info s2"]);
    assert_eq!(of("二、清理积案"), ["AL001 error i4.c1"]);
}

#[test]
fn a_goal_that_is_wrong_is_told_once() {
    let of = |goal: &str| {
        let body = "一、任务\n\n1.帮助招工。帮助企业招工1.2万人。（县人社局负责）\n\n2.召开会议。召开会议4次。（县政府办负责）";
        let table = format!(
            "| 序号 | 工作任务 | 一季度 | 二季度 | 三季度 | 四季度 | 责任单位 |\n|---|---|---|---|---|---|---|\n\
             | 1 | 帮助企业招工{goal}。 | 招工3000人 | 招工6000人 | 招工9000人 | 招工1.2万人 | 县人社局 |\n\
             | 2 | 召开会议4次。 | 1次 | 2次 | 3次 | 4次 | 县政府办 |"
        );
        found(&plan(body, &table), &["NU001", "QT001"])
    };
    assert_eq!(of("1.2万人"), [""; 0]);
    assert_eq!(of("1.2人"), ["NU001 error t1.r1.content"]);
}
