//! What rules find in the words of a notice itself: numbers, names, sums and labels that contradict each other.

#![allow(clippy::expect_used, missing_docs)]

mod edited;

use self::edited::{found, shows};
use hongtou_model::Severity;

const LETTER: &str = "索引号：000/2025-1
发文字号：云政办发〔2025〕42号
成文日期：2025年3月10日

云溪市人民政府办公室关于印发2025年水利重点工作分解的通知

云政办发〔2025〕42号

各县人民政府：

《2025年水利重点工作分解》已经市政府同意，现印发给你们，请认真贯彻执行。

一、清淤河道。落实《河道条例》（清政发〔2024〕3号），清淤河道40公里。

二、加固水库。加固水库6座，每月15日前报送进展。

云溪市人民政府办公室

2025年3月10日
";

#[test]
fn what_the_site_gives_is_held_against_the_notice() {
    let differs = [("DT004", Severity::Warning)];
    shows(LETTER, "〔2025〕42号\n成文", "〔2025〕24号\n成文", &differs);
    shows(LETTER, "成文日期：2025年3月10日", "成文日期：2025年3月11日", &differs);
    shows(LETTER, "成文日期：2025年3月10日", "发布日期：2025年3月11日", &[]);
}

#[test]
fn a_cited_document_has_a_whole_number_of_a_year_that_is_not_to_come() {
    shows(LETTER, "〔2024〕3号", "〔2026〕3号", &[("DT004", Severity::Warning)]);
    shows(LETTER, "〔2024〕3号", "〔2025〕3号", &[]);
    shows(LETTER, "〔2024〕3号", "〔2024〕号", &[("RF003", Severity::Warning)]);
}

#[test]
fn the_letter_and_the_title_issue_the_same_where_no_plan_follows() {
    let differs = [("RF006", Severity::Warning)];
    shows(LETTER, "《2025年水利重点工作分解》", "《2024年水利重点工作分解》", &differs);
    shows(LETTER, "《2025年水利重点工作分解》", "《2025年水利重点工作任务要点》", &differs);
    shows(LETTER, "《2025年水利重点工作分解》", "《云溪市2025年水利重点工作分解》", &[]);
}

#[test]
fn a_day_that_no_month_has() {
    shows(LETTER, "每月15日", "每月35日", &[("DT005", Severity::Error)]);
    shows(LETTER, "每月15日", "每月31日", &[]);
}

const DUTIES: &str = "云溪市2025年水利工作方案

一、任务

1.清淤河道。由市水利局、市财政局等部门牵头完成清淤，其他相关部门配合，于6月30日前报送。

2.加固水库。新增水库30座，其中县城20座、乡镇10座。
";

#[test]
fn a_date_in_a_duty_is_told_once() {
    shows(DUTIES, "6月30日", "6月31日", &[("DT005", Severity::Error)]);
}

#[test]
fn parts_are_no_more_than_the_whole() {
    let more = [("NU005", Severity::Warning)];
    // The others may be counted apart, or be no parts.
    shows(DUTIES, "乡镇10座", "乡镇15座", &[]);
    shows(DUTIES, "县城20座、乡镇10座", "县城20座，加固35座", &[]);
    shows(DUTIES, "县城20座", "县城200座", &more);
    shows(DUTIES, "乡镇10座", "乡镇5座", &[]);
    shows(DUTIES, "县城20座、乡镇10座", "上半年20座，三季度25座", &[]);
}

#[test]
fn a_plan_has_as_many_measures_as_its_title_counts() {
    let text = "云溪市优化服务的三项措施

一、简化手续。压减材料。

二、缩短时限。限时办结。

三、公开结果。上网公布。
";
    shows(text, "三项措施", "四项措施", &[("NU005", Severity::Warning)]);
    shows(text, "三项措施", "二十项措施", &[]);
    shows(text, "三项措施", "二项措施", &[]);
}

#[test]
fn groups_of_a_section_count_on() {
    let text = "云溪市2025年水利工作方案

一、任务

（一）治理河道

1.清淤河道。清淤主河道。

2.修建护岸。修建石护岸。

（二）治理水库

3.加固水库。加固老水库。

（三）治理灌区

4.衬砌渠道。衬砌干渠道。
";
    shows(text, "（二）治理水库", "（三）治理水库", &[("ST001", Severity::Error)]);
    shows(text, "（三）治理灌区", "（四）治理灌区", &[("ST001", Severity::Error)]);
    shows(text, "（三）治理灌区", "（二）治理灌区", &[("ST004", Severity::Error)]);
}

#[test]
fn a_number_that_stands_twice_at_the_end_of_a_section_is_told_once() {
    let text = "方案

一、目标

（一）甲目标。建成。

（二）乙目标。完成。

二、任务

（一）甲方向

1.甲项。检查。

2.乙项。培训。

3.丙项。宣传。

（二）乙方向

4.丁项。评估。

5.戊项。总结。
";
    shows(text, "3.丙项", "2.丙项", &[("ST004", Severity::Error)]);
}

#[test]
fn a_label_has_units_behind_it() {
    let text = "云溪市2025年水利工作方案

一、任务

1.清淤河道。清淤河道40公里。（牵头单位：市水利局；责任单位：市财政局）

2.加固水库。加固水库6座。（牵头单位：市财政局；责任单位：市水利局）
";
    let empty = [("UN006", Severity::Warning)];
    shows(text, "牵头单位：市财政局；", "牵头单位：；", &empty);
    let lines =
        text.replace("（牵头单位：", "\n\n牵头单位：").replace('；', "\n\n").replace('）', "");
    shows(&lines, "责任单位：市财政局", "责任单位：", &empty);
    shows(&lines, "责任单位：市财政局", "责任单位：\n市财政局", &[]);
    // Somebody may stand on the next line whom reading does not know.
    shows(&lines, "责任单位：市财政局", "责任单位：\n财政专班", &[]);
    // The last one of all.
    shows(&lines, "单位：市财政局\n\n责任单位：市水利局", "单位：市财政局\n\n责任单位：", &empty);
}

#[test]
fn one_character_otherwise_is_a_misprint_in_a_long_name() {
    let text = "云溪市2025年科技工作方案

一、任务

1.培育企业。培育企业40家。（市科技和信息化局负责）

2.建设园区。建设园区6个。（市科技和信息化局、市教育局负责）

3.引进人才。引进人才80名。（市科技和信息化局、市体育局负责）

4.举办大赛。举办大赛3场。（市科技和信息化局、市教育局负责）
";
    let last = "（市科技和信息化局、市教育局负责）\n\n3";
    let misprint = last.replace("科技和", "科枝和");
    assert_eq!(found(text), []);
    let found = found(&text.replacen(last, &misprint, 1));
    assert_eq!(found, [("UN003".to_owned(), Severity::Info)]);
}

#[test]
fn one_list_that_lost_its_first_label() {
    let text = "云溪市2025年科技工作方案

一、任务

1.培育企业。培育企业40家。（牵头单位：市科技局，配合单位：市财政局）

2.建设园区。建设园区6个。（牵头单位：市科技局，配合单位：市教育局）

3.引进人才。引进人才80名。（牵头单位：市教育局，配合单位：市财政局）

4.举办大赛。举办大赛3场。（牵头单位：市教育局，配合单位：市科技局）
";
    let lost = "（牵头单位：市教育局，配合单位：市财政局）";
    shows(text, lost, "（市教育局，配合单位：市财政局）", &[("UN005", Severity::Info)]);
}
