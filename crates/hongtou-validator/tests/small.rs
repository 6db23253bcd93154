//! What rules find in small notices, and what they leave alone in the same notices put right.

#![allow(clippy::expect_used, missing_docs)]

mod edited;

use self::edited::{found, shows};
use hongtou_model::{RepairKind, Severity, TableKind};
use hongtou_validator::{Options, check};

/// What is read in a notice.
fn notice(text: &str) -> hongtou_model::Notice {
    let document =
        hongtou_reader::read("n.txt", text.as_bytes(), &hongtou_reader::Options::default())
            .expect("text");
    hongtou_parser::parse(&document, &hongtou_parser::Options::default())
}

/// The printed numbers of the plan's items.
fn numbers(text: &str) -> Vec<u32> {
    let notice = notice(text);
    let items = notice.sections.iter().flat_map(|section| &section.items);
    items.filter_map(|item| item.number).collect()
}

/// A notice of three sections, whose table groups its rows by them.
const GROUPED: &str = "云溪市水利工作方案\n\n一、河道\n\n1.清淤河道40公里。（市水利局负责）\n\n二、护岸\n\n\
                       2.修建护岸12公里。（市交通局负责）\n\n三、水库\n\n3.加固水库6座。（市财政局负责）\n\n\
                       附件：任务分解表\n\n任务分解表\n\n序号\t任务内容\t责任单位\n（一）河道\t\t\n\
                       1\t清淤河道40公里。\t市水利局\n（二）护岸\t\t\n2\t修建护岸12公里。\t市交通局\n\
                       （三）水库\t\t\n3\t加固水库6座。\t市财政局\n";

#[test]
fn the_ordinal_of_a_group_of_rows_that_alone_is_wrong() {
    let wrong = [("ST001", Severity::Error)];
    shows(GROUPED, "（二）护岸", "（三）护岸", &wrong);
    shows(GROUPED, "（二）护岸", "（五）护岸", &wrong);
    shows(GROUPED, "（三）水库", "（四）水库", &wrong);
    // The part of a longer list keeps its ordinals.
    let part = GROUPED.replace("（一）河道", "（四）河道").replace("（二）护岸", "（五）护岸");
    assert_eq!(found(&part.replace("（三）水库", "（六）水库")), []);
}

#[test]
fn each_level_may_issue_a_document_of_one_title_under_its_own_number() {
    let text = "云溪市促进就业工作方案\n\n一、落实国务院《关于做好就业创业工作的意见》（国发〔2015〕23号）和省政府\
                《关于做好就业创业工作的意见》（川政发〔2015〕21号）。（市人力资源社会保障局负责）\n\n\
                二、落实市政府《关于做好就业创业工作的意见》（云政发〔2015〕30号）。（市财政局负责）\n";
    let codes = |text: &str| found(text).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    assert_eq!(codes(text), [""; 0]);
    assert_eq!(codes(&text.replace("云政发〔2015〕30号", "国发〔2015〕25号")), ["RF004"]);
    // One figure with other letters is a slip.
    assert_eq!(codes(&text.replace("云政发〔2015〕30号", "川政办发〔2015〕21号")), ["RF004"]);
}

/// A notice whose attached table has one cell a line.
fn stacked(cells: &str) -> String {
    let lines = cells.split(' ').collect::<Vec<_>>().join("\n");
    format!(
        "云溪市林业局关于印发云溪市造林方案的通知\n\n各林场：\n\n现印发给你们，请认真执行。\n\n云溪市林业局\n\n\
         2026年3月2日\n\n云溪市造林方案\n\n一、扩大林地\n\n1.造林3000亩。（市林业局负责）\n\n附件：造林任务分解表\n\n\
         附件\n\n造林任务分解表\n\n{lines}\n"
    )
}

#[test]
fn rows_behind_a_gap_in_the_numbers_are_read_or_told() {
    let numbers = |text: &str| {
        let notice = notice(text);
        let rows = notice.tables.iter().flat_map(|table| &table.rows);
        rows.filter_map(|row| row.number).collect::<Vec<_>>()
    };
    // The name that three rows share is printed once.
    let text = stacked(
        "序号 任务名称 任务内容 牵头部门 配合部门 时间节点 1 扩大林地 造林3000亩。 市林业局 市水利局 2026年6月 \
         2 育苗200亩。 市林业局 各区政府 2026年 3 嫁接果树500株。 市水利局 各区政府 2026年 \
         6 保护林地 巡护林地9000亩。 市公安局 市财政局 2026年",
    );
    assert_eq!(numbers(&text), [1, 2, 3, 6]);
    let text = stacked(
        "序号 任务 责任单位 1 造林3000亩 市林业局 2 育苗200亩 市水利局 3 巡护林地 市林业局 \
         6 防火 防虫 防盗 市公安局 市财政局 7 清理枯枝 市林业局",
    );
    assert_eq!(numbers(&text), [1, 2, 3]);
    assert!(found(&text).iter().any(|(code, _)| code == "OC002"));
}

#[test]
fn cells_below_a_listed_title_are_none_of_it() {
    let text = "云溪市林业局关于印发云溪市造林方案的通知\n\n各林场：\n\n现印发给你们，请认真执行。\n\n\
                云溪市林业局\n\n2026年3月2日\n\n云溪市造林方案\n\n一、扩大林地\n\n1.造林3000亩。（市林业局负责）\n\n\
                2.抚育林地5000亩。（市林业局负责）\n\n附件：各林场任务分解表\n\n附件\n\n各林场任务分解表\n\n\
                林场、苗圃\n\n目标任务\n\n东山林场\n\n造林1000亩，抚育林地2000亩。\n\n\
                西山林场\n\n造林2000亩，抚育林地3000亩。\n";
    let attachments = notice(text).header.attachments;
    let titles: Vec<_> = attachments.iter().map(|own| own.attached_title.as_deref()).collect();
    assert_eq!(titles, [Some("各林场任务分解表")]);
    assert!(!found(text).iter().any(|(code, _)| code == "RF001"));
}

#[test]
fn words_of_a_site_above_a_title_that_opens_with_its_issuer_are_none_of_it() {
    let body = "\n\n一、重点任务\n\n1.新建产业园2个。（市发展改革委牵头）\n";
    let issued = "云溪市人民政府关于加强园区建设的实施意见";
    let titled = |above: &str, title: &str| notice(&format!("{above}\n{title}{body}")).header.title;
    for site in ["智能问答 | 无障碍浏览 | |", "法搜网--法律信息搜索网", "信息公开目录"]
    {
        assert_eq!(titled(site, issued).as_deref(), Some(issued), "{site}");
    }
    // News of what was issued, above a title that is cut in two.
    for news in ["云溪市人民政府印发《园区建设重点任务》", "云溪市印发园区建设重点任务"]
    {
        let cut = "云溪市人民政府关于印发园区建设\n重点任务的通知";
        let whole = cut.replace('\n', "");
        assert_eq!(titled(news, cut).as_deref(), Some(whole.as_str()), "{news}");
    }
    let passed = titled("云溪市人民政府办公室转发", "市发展改革委关于加强园区\n建设的实施意见");
    assert_eq!(
        passed.as_deref(),
        Some("云溪市人民政府办公室转发市发展改革委关于加强园区建设的实施意见")
    );
    // What is passed on belongs to the title.
    let passed = titled("云溪市人民政府办公室转发", "市发展改革委关于加强园区建设的实施意见");
    assert_eq!(
        passed.as_deref(),
        Some("云溪市人民政府办公室转发市发展改革委关于加强园区建设的实施意见")
    );
}

#[test]
fn a_draft_below_a_call_for_comments_has_its_own_title() {
    let letter = "《关于建设旅游强市的意见》（征求意见稿）公开征求意见的通知\n\
                  我委起草了《关于建设旅游强市的意见》，现向社会公开征求意见。\n联系电话：0000-1234567\n";
    let body = "\n为建设旅游强市，提出如下意见：\n一、培育景区3处。（市文化和旅游局负责）\n\
                二、改善交通。（市交通局负责）\n";
    let plan = |title: &str| {
        let notice = notice(&format!("{letter}{title}{body}"));
        assert!(notice.header.title.is_some_and(|title| title.ends_with("的通知")));
        notice.plan.and_then(|plan| plan.title)
    };
    for title in [
        "关于建设旅游强市的意见",
        "关于建设旅游强市的意见\n（征求意见稿）",
        "中共云溪市委\n云溪市人民政府\n关于建设旅游强市的意见\n（征求意见稿）",
        "关于建设\n旅游强市的意见",
    ] {
        let found = plan(title);
        assert_eq!(found.as_deref(), Some(title.replace('\n', "").as_str()), "{title}");
    }
    // What only speaks of it is of the letter.
    assert_eq!(plan("关于建设旅游强市的意见已在网站公布"), None);
}

#[test]
fn several_sign_a_letter_whose_date_is_lost() {
    let text = |signers: &str| {
        notice(&format!(
            "云溪市财政局 云溪市教育局关于印发云溪市校园建设方案的通知\n\n各区财政局：\n\n\
             现将方案印发给你们，请遵照执行。\n\n{signers}云溪市校园建设方案\n\n\
             为改善办学条件，制定本方案。\n\n一、建设校舍3处。（市教育局负责）\n\n\
             二、拨付资金20万元。（市财政局负责）\n"
        ))
    };
    let notice = text("云溪市财政局\n\n云溪市教育局\n\n");
    assert_eq!(notice.header.signatories, ["云溪市财政局", "云溪市教育局"]);
    let title = |notice: hongtou_model::Notice| notice.plan.and_then(|plan| plan.title);
    assert_eq!(title(notice).as_deref(), Some("云溪市校园建设方案"));
    let one = text("云溪市财政局\n\n");
    assert_eq!(one.header.signatories, ["云溪市财政局"]);
}

#[test]
fn halfwidth_marks_throughout_a_short_notice_are_told_once() {
    let text = "云溪市园区建设方案\n\n一、重点任务\n\n1.新建园区,引进企业。（市发展改革委牵头）\n\n\
                2.新建道路,完善管网。（市交通局牵头）\n\n3.新建学校,增加学位。（市教育局牵头）\n";
    let told = |text: &str| found(text).iter().filter(|(code, _)| code == "TY001").count();
    assert_eq!(told(text), 1);
    assert_eq!(told(&text.replace("新建园区,", "新建园区，")), 2);
}

#[test]
fn a_table_s_own_parts_are_not_held_against_one_item_of_a_like_title() {
    let text = "云溪市就业方案\n\n一、稳定就业岗位\n\n1.扩大招聘。举办招聘会4场。（市人社局牵头）\n\n\
                2.宣传引导。发放手册500册。（市教育局牵头）\n\n二、提升就业能力\n\n\
                3.技能培训。培训工人300人。（市工信局牵头）\n\n4.典型选树。评选典型20名。（市总工会牵头）\n\n\
                附件：云溪市就业任务分解表\n\n云溪市就业任务分解表\n\n序号\t类别\t工作任务\t牵头单位\n\
                1\t岗位\t举办招聘会4场。\t市人社局\n2\t岗位\t发放手册500册。\t市教育局\n\
                3\t能力\t培训工人300人。\t市工信局\n4\t宣传引导\t评选典型20名。\t市总工会\n";
    assert!(!found(text).iter().any(|(code, _)| code == "AL008"), "{:?}", found(text));
}

#[test]
fn a_number_that_body_and_table_both_leave_out_is_told_once() {
    let text = |body: u32, table: u32| {
        format!(
            "云溪市2025年重点工作任务\n\n一、重点任务\n\n1.新建产业园2个。（市发展改革委牵头）\n\n\
             2.培育规上企业20家。（市工业和信息化局牵头）\n\n{body}.新建学校3所。（市教育局牵头）\n\n\
             附件：云溪市2025年重点工作任务分解表\n\n云溪市2025年重点工作任务分解表\n\n\
             序号\t工作任务\t牵头单位\n1\t新建产业园2个。\t市发展改革委\n\
             2\t培育规上企业20家。\t市工业和信息化局\n{table}\t新建学校3所。\t市教育局\n"
        )
    };
    let codes = |text: &str| found(text).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    assert_eq!(codes(&text(3, 3)), [""; 0]);
    assert_eq!(codes(&text(4, 4)), ["ST002"]);
    assert_eq!(codes(&text(3, 4)), ["ST003"]);
    assert_eq!(codes(&text(4, 5)), ["ST002", "ST003"]);
    // The same numbers elsewhere are another gap.
    let other = text(3, 4).replace(
        "\n\n附件",
        "\n\n二、其他任务\n\n1.修路。（市交通局牵头）\n\n2.造林。（市林业局牵头）\n\n4.治水。（市水利局牵头）\n\n附件",
    );
    let gaps = codes(&other).into_iter().filter(|code| code.starts_with("ST"));
    assert_eq!(gaps.collect::<Vec<_>>(), ["ST002", "ST003"]);
}

const OTHER_WORDS: &str = "云溪市养老服务提升方案

一、机构建设

1.改造提升养老机构。全年改造养老机构3家。（责任单位：市民政局、市财政局）

2.建设社区食堂。新建社区老年食堂12家。（责任单位：市民政局、市商务局）

3.培训护理人员。培训养老护理员200人。（责任单位：市人社局、市卫健委）

4.推进适老化改造。完成困难老人家庭改造500户。（责任单位：市住建局、市残联）

5.开展探访关爱。建立独居老人定期探访制度。（责任单位：市民政局、市公安局）

附件：云溪市养老服务任务分解表

云溪市养老服务任务分解表

序号\t任务名称\t具体举措\t责任单位
1\t改造提升养老机构\t对三家老旧养老院实施消防、照明整修\t市民政局、市财政局
2\t建设社区食堂\t在十二个社区布点，方便老人就近用餐\t市民政局、市商务局
3\t培训护理人员\t分四期举办训练班，提高持证比例\t市人社局、市卫健委
4\t推进适老化改造\t逐户上门评估，安装扶手和防滑设施\t市住建局、市残联
5\t开展探访关爱\t每周至少上门一次，做好登记\t市民政局、市公安局
";

#[test]
fn a_table_in_other_words_lacks_a_unit_where_its_other_rows_have_theirs() {
    let (last, without) = ("登记\t市民政局、市公安局", "登记\t市民政局");
    shows(OTHER_WORDS, last, without, &[("UN001", Severity::Warning)]);
    // Where half the rows name other units, the table has its own way.
    let own = OTHER_WORDS.replace("整修\t市民政局、市财政局", "整修\t市民政局、市审计局");
    let own = own.replace("用餐\t市民政局、市商务局", "用餐\t市民政局、市工信局");
    let own = found(&own.replace(last, without));
    assert_eq!(own, vec![("UN001".to_owned(), Severity::Info); 3]);
}

#[test]
fn a_table_in_other_words_lacks_a_row_where_hardly_another_is_missing() {
    let (_, last) = OTHER_WORDS.split_once("\n5\t").expect("five rows");
    let last = format!("5\t{last}");
    shows(OTHER_WORDS, &last, "", &[("AL001", Severity::Warning)]);
    let (three, _) = OTHER_WORDS.split_once("4\t推进").expect("four rows");
    assert!(found(three).iter().all(|(_, severity)| *severity == Severity::Info));
    // A notice published with cuts may have lost the row: of the table as of the body.
    let cut = OTHER_WORDS.replacen(&last, "", 1).replacen("方案\n", "方案\n\n（本文有删减）\n", 1);
    assert_eq!(found(&cut), [("AL001".to_owned(), Severity::Info)]);
}

const NAMES_AND_GOALS: &str = "白鹭县2024年就业工作要点

一、稳岗拓岗

（一）落实稳岗政策。对不裁员的企业返还失业保险费，全年发放稳岗返还资金1.2亿元。（县人社局牵头，县财政局、县税务局配合）

（二）开发就业岗位。国有企业招聘高校毕业生不少于400人，开发公益性岗位350个。（县人社局牵头，县国资局配合）

（三）高校毕业生。离校未就业高校毕业生帮扶就业率达到90%以上，组织见习200人。（县教育局牵头，团县委配合）

（四）农民工。农村劳动力转移就业3.8万人，脱贫人口务工规模稳定在6500人以上。（县农业农村局牵头，县人社局配合）

（五）就业困难人员。确保零就业家庭动态清零，帮扶就业困难人员就业520人。（县残联牵头，县人社局配合）

附件：白鹭县2024年就业工作任务分解表

白鹭县2024年就业工作任务分解表

序号\t工作任务\t工作目标\t牵头单位\t配合单位
1\t落实稳岗政策\t发放稳岗返还资金1.2亿元\t县人社局\t县财政局、县税务局
2\t开发就业岗位\t招聘高校毕业生不少于400人；开发公益性岗位350个\t县人社局\t县国资局
3\t促进高校毕业生就业\t高校毕业生帮扶就业率达到90%以上\t县教育局\t团县委
4\t促进外出务工人员就业\t农村劳动力转移就业3.8万人；脱贫人口务工规模6500人以上\t县农业农村局\t县人社局
5\t帮扶就业困难人员\t零就业家庭动态清零；就业困难人员就业520人\t县残联\t县人社局
";

#[test]
fn a_figure_that_counts_each_time_is_told_from_one_that_counts_each() {
    let times = NAMES_AND_GOALS.replace("组织见习200人。", "开展见习岗位技能培训200人次。");
    let times = times.replace("率达到90%以上\t", "率达到90%以上；见习技能培训200人次\t");
    shows(&times, "培训200人次\t", "培训200人\t", &[("NU003", Severity::Warning)]);
    shows(&times, "培训200人次\t", "参与200人\t", &[]);
    let shows_of = NAMES_AND_GOALS.replace("组织见习200人。", "开展见习技能培训60场次。");
    let shows_of = shows_of.replace("率达到90%以上\t", "率达到90%以上；见习技能培训60场次\t");
    shows(&shows_of, "培训60场次\t", "培训60场\t", &[]);
}

const QUARTERS: &str = "云溪市2025年重点工作

一、建设任务

1.整治河道。整治南溪河、北沙河河道7.8公里。（责任单位：市水利局）

2.改造户厕。新建改造农村户厕6000户。（责任单位：市农业农村局）

3.举办培训。举办网格员培训班6期。（责任单位：市民政局）

4.签订责任书。与辖区230家企业签订责任书。（责任单位：市应急局）

附件：云溪市2025年重点工作推进表

云溪市2025年重点工作推进表

序号\t重点任务\t年度目标\t一季度\t二季度\t三季度\t四季度\t责任单位
1\t整治河道\t整治河道7.8公里\t开工建设\t完成2公里\t完成5公里\t完成7.8公里\t市水利局
2\t改造户厕\t新建改造户厕6000户\t摸底排查\t改厕2000户\t改厕4500户\t改厕6000户\t市农业农村局
3\t举办培训\t举办培训班6期\t举办1期\t举办3期\t举办4期\t举办6期\t市民政局
4\t签订责任书\t签订责任书230家\t签订230家\t开展检查\t开展复查\t开展评估\t市应急局
";

#[test]
fn steps_hold_to_what_the_task_counts_in_all() {
    let more = [("QT001", Severity::Warning)];
    shows(QUARTERS, "完成7.8公里", "完成8.7公里", &more);
    shows(QUARTERS, "\t签订230家", "\t签订320家", &more);
    // A floor may be passed, and a stock holds what was there before.
    let floor = QUARTERS.replace("整治河道7.8公里", "整治河道不少于7.8公里");
    let floor = floor.replace("河道7.8公里。", "河道不少于7.8公里。");
    shows(&floor, "完成7.8公里", "完成8.7公里", &[]);
    shows(QUARTERS, "完成7.8公里", "累计达到28.7公里", &[]);
    // For each one, or each time.
    for each in ["每个镇", "各镇分别"] {
        let each = QUARTERS.replace("与辖区230家", &format!("{each}与230家"));
        let each = each.replace("\t签订责任书230家", "\t签订责任书");
        shows(&each, "\t签订230家", "\t签订920家", &[]);
    }
    // What the whole county has.
    shows(QUARTERS, "完成7.8公里", "全县河道治理28.7公里", &[]);
    // Counted under another name, up to the goal itself.
    shows(QUARTERS, "改厕4500户", "改厕1500户", &[("QT002", Severity::Error)]);
    // The year's goal alone is wrong: its steps and the body agree.
    shows(QUARTERS, "\t举办培训班6期", "\t举办培训班8期", &[("QT001", Severity::Error)]);
    shows(QUARTERS, "\t举办培训班6期", "\t举办培训班5期", &more);
}

#[test]
fn tasks_taken_out_of_the_body_keep_its_numbers() {
    let text = |header: &str, row: &dyn Fn(u32, &str) -> String| {
        let tasks =
            ["疏浚干渠5条。", "加固堤坝3处。", "修桥2座。", "补植林木80株。", "养护公路6公里。"];
        let items =
            tasks.iter().zip(1..).map(|(task, at)| format!("{at}.{task}（县水利局负责）\n\n"));
        let rows = [1, 2, 4].map(|at| row(at, tasks[at as usize - 1]));
        format!(
            "云溪县水利方案\n\n一、重点任务\n\n{}附件：任务分解表\n\n任务分解表\n\n{header}\n{}",
            items.collect::<String>(),
            rows.concat()
        )
    };
    let gap = |text: &str| found(text).iter().any(|(code, _)| code == "ST003");
    let within = |at: u32, task: &str| format!("{at}.{task}\t县水利局\n");
    assert!(!gap(&text("工作任务\t责任单位", &within)));
}

#[test]
fn a_lost_row_is_told_by_its_number_where_the_table_alone_does_not_tell() {
    let row = "3\t举办培训\t举办培训班6期\t举办1期\t举办3期\t举办4期\t举办6期\t市民政局\n";
    let told = found(&QUARTERS.replace(row, ""));
    let told: Vec<_> = told.iter().map(|(code, at)| (code.as_str(), *at)).collect();
    assert_eq!(told, [("AL001", Severity::Info), ("ST003", Severity::Error)]);
}

#[test]
fn a_body_signs_though_its_date_is_lost_or_damaged() {
    let opening = "云溪市人民政府关于印发水污染防治方案的通知\n\n各区人民政府：\n\n现将方案印发给你们，请认真执行。\n\n";
    let plan = "云溪市水污染防治方案\n\n一、控制用水总量。（市水务局负责）\n\n二、整治黑臭水体。（市住建局负责）\n";
    let text = |signed: &str| notice(&format!("{opening}{signed}{plan}"));
    let signed = text("云溪市人民政府\n\n");
    assert_eq!(signed.header.signatories, ["云溪市人民政府"]);
    let title = |notice: &hongtou_model::Notice| notice.plan.as_ref().and_then(|p| p.title.clone());
    assert_eq!(title(&signed).as_deref(), Some("云溪市水污染防治方案"));
    // The first line of a title in two.
    let own = opening.replace("印发水污染", "印发云溪市人民政府水污染");
    let two = notice(&format!(
        "{own}云溪市人民政府\n\n水污染防治方案\n\n一、控制用水总量。（市水务局负责）\n"
    ));
    assert_eq!(two.header.signatories, [""; 0]);
    // Another body's name, alone, is no signature of this one.
    assert_eq!(text("东山市人民政府\n\n").header.signatories, [""; 0]);

    let letter = "关于报送工作清单的通知\n\n各区人民政府：\n\n现就有关工作通知如下：\n\n一、承办单位要履行程序。\n\n\
                  二、市司法局要加强指导。\n\n附件：工作清单\n\n";
    let list = "附件\n\n工作清单\n\n|序号|事项|承办单位|\n|---|---|---|\n|1|修桥|市交通局|\n|2|修路|市住建局|\n";
    for date in ["", "202559日\n\n"] {
        let notice = notice(&format!("{letter}云溪市人民政府办公室\n\n{date}{list}"));
        assert_eq!(notice.header.signatories, ["云溪市人民政府办公室"], "{date}");
        let items = notice.sections.iter().flat_map(|section| &section.items);
        let last = items.last().and_then(|item| item.clauses.last()).map(|c| c.text.clone());
        assert_eq!(last.as_deref(), Some("市司法局要加强指导。"), "{date}");
    }
}

#[test]
fn a_page_s_own_lines_are_held_to_no_rules_of_type() {
    let text = "首页 > 新闻 > 正文\n\n评论(\n\n云溪市人民政府关于加强用水管理的通知\n\n各区人民政府：\n\n\
                一、控制用水总量。（市水务局负责）\n\n二、整治黑臭水体。（市住建局负责）\n";
    assert_eq!(found(text), []);
    let lost = found(&text.replace("控制用水总量。", "控制“用水总量。"));
    assert_eq!(lost, [("RF005".to_owned(), Severity::Warning)]);
}

#[test]
fn a_place_before_the_title_of_an_attachment_is_for_information() {
    let text = "关于印发普法责任制的通知\n\n各村党支部：\n\n现印发给你们。\n\n附件：青河乡普法工作表\n\n云溪县青河乡人民政府\n\n\
                2022年5月10日\n\n附件\n\n青河乡普法工作表\n\n|序号|普法内容|责任单位|\n|---|---|---|\n\
                |1|学习宪法|党建办公室|\n|2|学习民法典|综治办公室|\n";
    let own = "附件\n\n青河乡普法";
    shows(text, own, "附件\n\n云溪县青河乡普法", &[("RF001", Severity::Info)]);
    shows(text, own, "附件\n\n青河乡法治", &[("RF001", Severity::Error)]);
    // 各乡镇 is no place.
    shows(text, own, "附件\n\n各乡镇青河乡普法", &[("RF001", Severity::Error)]);
}

#[test]
fn each_of_a_few_tasks_without_a_row_is_told_where_the_rows_say_the_body_again() {
    let text = "云溪市街区管理方案

一、重点任务

1.拆除违规牌匾200块。（市城管局负责）

2.更换井盖40套。（市住建局负责）

3.施划停车泊位500个。（市公安局负责）

4.补植行道树800株。（市园林中心负责）

二、督促检查

5.每季度通报一次。（市政府督查室负责）

附件：云溪市街区管理任务分工表

云溪市街区管理任务分工表

序号\t工作任务\t责任部门
1\t拆除违规牌匾200块。\t市城管局
2\t更换井盖40套。\t市住建局
3\t施划停车泊位500个。\t市公安局
4\t补植行道树800株。\t市园林中心
5\t每季度通报一次。\t市政府督查室
";
    let last = "5\t每季度通报一次。\t市政府督查室\n";
    let first = "1\t拆除违规牌匾200块。\t市城管局\n";
    let without = text.replace(last, "");
    shows(text, last, "", &[("AL001", Severity::Error)]);
    let missing: Vec<_> = found(&without.replace(first, "")).into_iter().collect();
    let one = ("AL001".to_owned(), Severity::Warning);
    assert_eq!(missing, [one.clone(), one, ("ST003".to_owned(), Severity::Error)]);
    // A table of the tasks of one section, or of half of them, is none with gaps.
    let aside = without.replace("通报一次。（", "通报一次。（市政府办负责）6.每年评价一次。（");
    assert_eq!(found(&aside), [("AL001".to_owned(), Severity::Info)]);
    let (half, _) = text.split_once("3\t施划").expect("rows");
    assert!(found(half).iter().all(|(_, severity)| *severity == Severity::Info));
}

#[test]
fn goals_beside_the_names_of_tasks_are_held_against_the_body() {
    let wrong = [("NU001", Severity::Warning)];
    for (from, to) in [
        ("资金1.2亿元\t", "资金1.5亿元\t"),
        ("3.8万人；", "3.5万人；"),
        ("率达到90%以上\t", "率达到95%以上\t"),
    ] {
        shows(NAMES_AND_GOALS, from, to, &wrong);
    }
    // The table names its tasks in few words: their own, and nobody's mistake.
    let notice = notice(NAMES_AND_GOALS);
    assert!(!notice.tables[0].restates_body);
    assert!(notice.tables[0].rows.iter().all(|row| row.clause.is_some()));
    // What is reached in three years is not this year's; a stage is not the whole.
    for (from, to) in [("2024年就业工作要点", "就业工作三年行动方案"), ("工作目标", "阶段目标")]
    {
        let other = NAMES_AND_GOALS.replace(from, to).replace("3.8万人；", "3.5万人；");
        assert_eq!(found(&other), [], "{to}");
    }
}

#[test]
fn a_table_in_other_words_has_another_lead_where_its_other_rows_have_the_body_s() {
    // Those who answer in the body lead in the table, with others to help them.
    let answer = NAMES_AND_GOALS.replace("县残联牵头，县人社局配合", "县残联、县人社局负责");
    let lead = answer.replace("520人\t县残联\t县人社局", "520人\t县残联、县人社局\t县教育局");
    let lead: Vec<String> = found(&lead).into_iter().map(|(code, _)| code).collect();
    assert!(!lead.contains(&"UN002".to_owned()), "{lead:?}");
    let (last, turned) = ("520人\t县残联\t县人社局", "520人\t县人社局\t县残联");
    shows(NAMES_AND_GOALS, last, turned, &[("UN002", Severity::Warning)]);
    // Three of four are enough.
    let four = NAMES_AND_GOALS.replace("\n（五）", "\n（六）");
    let (before, _) = four.split_once("（六）").expect("five tasks");
    let (_, rest) = four.split_once("附件").expect("an attachment");
    let four = format!("{before}附件{rest}").replace("\n5\t", "\n附注：5\t");
    let four = four.split_once("附注").expect("a last row").0.to_owned();
    let turned_lead =
        four.replace("6500人以上\t县农业农村局\t县人社局", "6500人以上\t县人社局\t县农业农村局");
    assert_eq!(found(&four), []);
    assert_eq!(found(&turned_lead), [("UN002".to_owned(), Severity::Warning)]);
    // A part of the task in a row of its own may be led by another.
    let part =
        format!("{NAMES_AND_GOALS}6\t帮扶就业困难人员\t零就业家庭动态清零\t县人社局\t县残联\n");
    let part = found(&part);
    assert!(part.iter().all(|(_, severity)| *severity == Severity::Info), "{part:?}");
    assert!(part.iter().any(|(code, _)| code == "UN002"), "{part:?}");
    let own = NAMES_AND_GOALS.replace("以上\t县教育局\t团县委", "以上\t团县委\t县教育局");
    assert_eq!(found(&own.replace(last, turned)), vec![("UN002".to_owned(), Severity::Info); 2]);
}

const YEARS: &str = "云溪市养老服务三年行动方案（2024—2026年）

一、重点任务

1.健全设施网络。2024年新建镇街养老综合体2个，2025年新建3个，到2026年实现全覆盖。（责任单位：市民政局）

2.推进医养结合。2025年底前，综合医院设立老年医学科比例达到90%。（责任单位：市卫健委）

3.壮大人才队伍。2024年新增护理员较2023年多200人，2024年培训护理员600人次。（责任单位：市人社局）

附件：云溪市养老服务任务清单

云溪市养老服务任务清单

序号\t重点任务\t2024年目标\t2025年目标\t2026年目标\t责任单位
1\t健全设施网络\t新建镇街养老综合体2个\t新建3个\t实现全覆盖\t市民政局
2\t推进医养结合\t比例达到80%\t综合医院设立老年医学科比例达到90%\t巩固提升\t市卫健委
3\t壮大人才队伍\t培训护理员600人次\t培训护理员700人次\t培训护理员800人次\t市人社局
";

#[test]
fn goals_of_each_year_are_held_against_what_the_body_says_of_it() {
    let wrong = [("NU001", Severity::Warning)];
    for (from, to) in [
        ("体2个\t", "体3个\t"),
        ("新建3个\t", "新建4个\t"),
        ("达到90%\t", "达到95%\t"),
        ("600人次\t", "500人次\t"),
    ] {
        shows(YEARS, from, to, &wrong);
    }
    // What is said of another year, or added up to the end of one, is no goal of the year.
    let other = YEARS.replace("2025年新建3个", "2025年底前新建5个");
    assert_eq!(found(&other), []);
}

#[test]
fn a_figure_of_each_year_is_that_of_every_year() {
    let each = YEARS.replace(
        "培训护理员600人次。",
        "培训护理员600人次。5.强化监管。养老机构抽查每年不少于2次，补助标准每年800元。",
    );
    let each = each.replace("5.强化监管", "（责任单位：市人社局）\n\n4.强化监管");
    let row = "4\t强化监管\t抽查不少于2次\t抽查不少于2次\t抽查不少于2次，消防达标\t市人社局\n";
    let each = format!("{each}{row}");
    let told = |text: &str| -> Vec<Severity> {
        found(text).into_iter().filter(|(code, _)| code == "NU001").map(|(_, at)| at).collect()
    };
    assert_eq!(told(&each), []);
    assert_eq!(told(&each.replace("每年不少于2次", "每年不少于3次")), [Severity::Warning]);
    let one = |to: &str| each.replacen("\t抽查不少于2次", &format!("\t{to}"), 1);
    assert_eq!(told(&one("抽查不少于1次")), [Severity::Warning]);
    // Totals, and years that differ from each other, are counted in another way.
    assert_eq!(told(&one("累计抽查不少于4次")), []);
    let own = one("抽查不少于3次").replacen("抽查不少于2次\t抽查", "抽查不少于4次\t抽查", 1);
    assert_eq!(told(&own), []);
}

#[test]
fn shares_of_years_are_held_against_the_goal_for_the_same_thing() {
    let text = "云溪市供热管网改造三年行动方案（2025—2027年）

一、加快改造

1.到2027年，改造一级管网86公里、二级管网240公里。（责任单位：市住建局）

2.到2027年，新建充电桩8000个。（责任单位：市发改委）

附件：年度目标分解表

年度目标分解表

序号\t工作内容\t2025年目标\t2026年目标\t2027年目标\t责任单位
1\t到2027年，改造一级管网86公里、二级管网240公里。\t改造一级管网20公里。\t改造一级管网36公里。\t改造一级管网30公里。\t市住建局
2\t到2027年，新建充电桩8000个。\t新建充电桩3000个。\t新建充电桩3000个。\t新建充电桩3000个。\t市发改委
";
    let misses = [("QT001", Severity::Error)];
    shows(text, "改造一级管网30公里。\t", "改造一级管网10公里。\t", &misses);
    shows(text, "个。\t新建充电桩3000个。\t市", "个。\t新建充电桩1000个。\t市", &misses);
}

#[test]
fn the_goal_of_the_only_year_is_held_against_the_body() {
    let text = "云溪市降低物流成本若干措施

一、优化运输结构

（一）推动大宗货物“公转水”，铁路货运量达到1200万吨，多式联运量增长15%。（责任单位：市交通局）

（二）新增新能源物流车500辆，建设公共充电桩1200个。（责任单位：市住建局）

二、强化金融支持

（三）发放物流企业贷款贴息资金2000万元，惠及企业不少于150家。（责任单位：市财政局）

附件：云溪市降低物流成本任务分工

云溪市降低物流成本任务分工

序号\t任务\t2025年目标\t责任单位
1\t推动大宗货物“公转水”\t铁路货运量达到1200万吨，多式联运量增长15%\t市交通局
2\t推广新能源物流车\t新增新能源物流车500辆，建设公共充电桩1200个\t市住建局
3\t强化金融支持\t发放物流企业贷款贴息资金2000万元，惠及企业不少于150家\t市财政局
";
    // The words of a row are its task, even where one of them is a section's title.
    let table = &notice(text).tables[0];
    assert!(table.rows.iter().all(|row| row.clause.is_some() && row.content.is_some()));
    shows(text, "充电桩1200个\t", "充电桩1500个\t", &[("NU001", Severity::Warning)]);
    // One finding for one mistake.
    shows(text, "不少于150家\t", "不少于100家\t", &[("QT001", Severity::Error)]);
}

#[test]
fn what_a_row_says_in_another_column_is_left_out_of_its_words() {
    let text = "云溪市安全生产月活动方案

一、活动内容

1.举办启动仪式，参加人数不少于500人。（宣教科牵头，办公室配合）

2.各县（市、区）开展1次综合性应急演练，重点企业演练覆盖率达到100%。（应急科牵头，各县（市、区）应急管理局配合）

3.春节前悬挂横幅60条，发放宣传单5000份。（执法科牵头，办公室配合）

附件：云溪市安全生产月活动任务分解表

云溪市安全生产月活动任务分解表

序号\t活动内容\t时间\t牵头科室\t配合单位
1\t举办启动仪式，参加人数不少于500人\t2024年6月1日\t宣教科\t办公室
2\t开展1次综合性应急演练，重点企业演练覆盖率达到100%\t2024年6月30日前\t应急科\t各县（市、区）应急管理局
3\t悬挂横幅60条，发放宣传单5000份\t2024年2月9日\t执法科\t办公室
";
    assert_eq!(found(text), []);
    // So is the day from which it is done.
    let from = text.replace("发放宣传单5000份。", "发放宣传单5000份，7月1日起执行。");
    assert_eq!(found(&from.replace("2024年2月9日", "7月1日起")), []);
    // 6月底前完成 is where the column of deadlines has it, but where other rows say it in their words as well.
    let done = text
        .replace("不少于500人。", "不少于500人，2024年6月1日前完成。")
        .replace("春节前悬挂", "悬挂")
        .replace("5000份。", "5000份，2024年2月9日前完成。");
    assert_eq!(found(&done), []);
    // A row alone may have lost it.
    let alone = text.replace("不少于500人。", "不少于500人，2024年6月1日前完成。");
    assert_eq!(found(&alone), [("AL003".to_owned(), Severity::Info)]);
    let lost = done.replace("不少于500人\t", "不少于500人，2024年6月1日前完成\t");
    assert_eq!(found(&lost), [("AL003".to_owned(), Severity::Info)]);
    shows(text, "\t开展1次综合性", "\t开展1次", &[("AL003", Severity::Warning)]);
    let other = text.replace("各县（市、区）应急管理局", "市教育局");
    assert_eq!(found(&other), [("AL003".to_owned(), Severity::Warning)]);
}

#[test]
fn a_figure_before_a_stop_that_one_side_prints_is_one_finding() {
    let text = "云溪市节水行动方案

一、重点任务

1.强化总量控制，万元产值用水量下降16%。（责任单位：市水利局）

2.推进农业节水，农田灌溉水有效利用系数提高到0.62。（责任单位：市农业农村局）

3.组建抢险队伍8支240人。（责任单位：市应急局）

附件：云溪市节水行动任务分解表

云溪市节水行动任务分解表

序号\t工作任务\t责任单位
1\t强化总量控制，万元产值用水量下降16%\t市水利局
2\t推进农业节水，农田灌溉水有效利用系数提高到0.62\t市农业农村局
3\t组建抢险队伍8支240人\t市应急局
";
    for (from, to) in [("16%\t", "18%\t"), ("0.62\t", "0.65\t"), ("240人\t", "204人\t")] {
        shows(text, from, to, &[("NU001", Severity::Error)]);
    }
    let words = [("AL003", Severity::Warning)];
    shows(text, "8支240人\t", "8支240人和车辆\t", &words);
    shows(text, "8支240人\t", "8支240人以上\t", &words);
}

#[test]
fn a_ratio_is_one_figure() {
    let text = "云溪市养老服务方案

一、重点任务

1.资金由市、县按3:7比例分担。（责任单位：市财政局）

2.建成老年食堂8家。（责任单位：市民政局）

附件：云溪市养老服务任务分解表

云溪市养老服务任务分解表

序号\t工作任务\t责任单位
1\t资金由市、县按3:7比例分担。\t市财政局
2\t建成老年食堂8家。\t市民政局
";
    for other in ["3:8", "4:7"] {
        let to = format!("按{other}比例分担。\t");
        shows(text, "按3:7比例分担。\t", &to, &[("NU001", Severity::Error)]);
    }
    assert_eq!(found(&text.replace("按3:7比例分担。\t", "按3：7比例分担。\t")), []);
}

#[test]
fn a_table_with_words_of_its_own_has_no_slips_of_words() {
    let text = |rows: [&str; 4]| {
        let rows = (1..).zip(rows).map(|(n, row)| format!("{n}\t{row}\t市民政局\n"));
        format!(
            "云溪市养老服务提升方案\n\n一、机构建设\n\n\
             1.对全市养老机构开展消防安全检查，消除火灾隐患300处。（责任单位：市民政局）\n\n\
             2.组织养老护理员分批参加技能培训，培训护理员2000人。（责任单位：市民政局）\n\n\
             3.在城区新建改建社区老年食堂，新增助餐点12家。（责任单位：市民政局）\n\n\
             4.为经济困难的高龄老人实施居家适老化改造500户。（责任单位：市民政局）\n\n\
             附件：云溪市养老服务任务分解表\n\n云溪市养老服务任务分解表\n\n\
             序号\t工作任务\t责任单位\n{}",
            rows.collect::<String>()
        )
    };
    let own = [
        "全市养老机构消防安全检查，消除隐患300处",
        "养老护理员分批参加技能培训，培训2000人",
        "城区新建社区老年食堂，新增助餐点12家",
        "经济困难高龄老人实施居家适老化改造500户",
    ];
    let severities = |rows| -> Vec<(String, Severity)> { found(&text(rows)) };
    assert_eq!(severities(own), vec![("AL003".to_owned(), Severity::Info); 4]);
    let same = [
        "对全市养老机构开展消防安全检查，消除火灾隐患300处",
        "组织养老护理员分批参加技能培训，培训护理员2000人",
        "在城区新建改建社区老年食堂，新增助餐点12家",
        "为经济困难的老人实施居家适老化改造500户",
    ];
    assert_eq!(severities(same), [("AL003".to_owned(), Severity::Warning)]);
}

#[test]
fn an_extract_with_another_figure_leaves_the_others_extracts() {
    let text = "云溪市救助提升方案

一、重点任务

1.城市低保标准提高到每月780元，7月份启动发放工作。（责任单位：市民政局）

2.纳入监测人口12.6万人，信息每月更新1次。（责任单位：市民政局）

3.政府购买服务资金不少于1800万元，鼓励社会捐助。（责任单位：市民政局）

4.新建“残疾人之家”15个。（责任单位：市残联）

附件：云溪市救助提升任务清单

云溪市救助提升任务清单

序号\t具体措施\t责任单位
1\t城市低保标准提高到每月780元\t市民政局
2\t纳入监测人口12.6万人，信息每月更新1次\t市民政局
3\t政府购买服务资金不少于1800万元\t市民政局
4\t新建“残疾人之家”15个\t市残联
";
    let info = ("AL003".to_owned(), Severity::Info);
    assert_eq!(found(text), vec![info.clone(); 2]);
    let other = found(&text.replace("780元\t", "870元\t"));
    assert_eq!(other, vec![info.clone(), ("NU001".to_owned(), Severity::Error), info]);
}

const TARGETS: &str = "云溪市养老服务提升方案

一、机构建设

1.改造提升养老机构。改造养老机构800家。（责任单位：市民政局）

2.建设社区食堂。新建社区老年食堂120家。（责任单位：市商务局）

3.培训护理人员。培训养老护理员9000人。（责任单位：市人社局）

附件：云溪市养老服务推进表

云溪市养老服务推进表

序号\t任务\t一季度\t二季度\t三季度\t四季度\t责任单位
1\t改造养老机构800家。\t制定方案。\t改造300家。\t改造500家。\t完成验收。\t市民政局
2\t新建社区老年食堂120家。\t选址。\t—\t新建100家。\t新建120家。\t市商务局
3\t培训养老护理员9000人。\t制定计划。\t培训4000人。\t培训2000人。\t累计培训9000人。\t市人社局
";

#[test]
fn what_is_done_in_a_measure_is_what_the_task_counts_in_it() {
    let text = TARGETS.replace("改造养老机构800家", "市政管网清淤疏浚320公里");
    let text = text.replace("改造300家", "完成192公里").replace("改造500家", "完成260公里");
    let text = text.replace("完成验收。", "完成320公里。");
    shows(&text, "\t完成320公里", "\t完成310公里", &[("QT001", Severity::Error)]);
    // Steps that add up, and a share of the work.
    let steps = text.replace("完成192公里", "完成90公里").replace("完成260公里", "完成120公里");
    assert_eq!(found(&steps.replace("\t完成320公里", "\t完成110公里")), []);
    let share = text.replace("市政管网清淤疏浚320公里", "污水集中处理率达到95%");
    let share = share.replace("完成192公里", "完成60%").replace("完成260公里", "完成80%");
    assert_eq!(found(&share.replace("\t完成320公里", "\t完成90%")), []);
}

#[test]
fn the_goal_of_the_year_says_what_its_steps_leave_out() {
    let text = "城关街道2025年安全生产工作要点

一、深化隐患排查。全年排查场所1200家次。（责任单位：综合执法队）

二、开展宣传培训。举办培训班6期，培训网格员180人次。（责任单位：党建办）

附件：2025年安全生产任务推进表

2025年安全生产任务推进表

序号\t重点任务\t年度目标\t二季度\t四季度\t责任单位
1\t深化隐患排查\t排查场所1200家次\t排查600家次\t排查1200家次\t综合执法队
2\t开展宣传培训\t举办培训班6期\t举办3期\t举办6期\t党建办
";
    shows(text, "\t举办6期", "\t举办5期", &[("QT001", Severity::Error)]);
    // Steps add up.
    assert_eq!(found(&text.replace("\t举办3期\t举办6期", "\t举办2期\t举办4期")), []);
}

#[test]
fn a_dash_is_a_target_left_out_on_purpose() {
    shows(TARGETS, "\t—\t", "\t\t", &[("QT003", Severity::Info)]);
}

#[test]
fn a_running_total_after_steps_is_held_against_the_goal() {
    shows(TARGETS, "累计培训9000人", "累计培训8000人", &[("QT001", Severity::Error)]);
}

#[test]
fn a_part_of_a_goal_is_no_goal() {
    let text = "云溪市停车服务提升方案

一、设施建设

1.增加停车位。全年改造车位800个，其中充电车位120个。（责任单位：市住建局）

2.整治乱停车。开展专项整治12次。（责任单位：市公安局）

附件：云溪市停车服务推进表

云溪市停车服务推进表

序号\t任务\t二季度\t四季度\t责任单位
1\t全年改造车位800个，其中充电车位120个。\t完成300个。\t累计完成800个。\t市住建局
2\t开展专项整治12次。\t整治6次。\t累计整治12次。\t市公安局
";
    shows(text, "累计完成800个", "累计完成700个", &[("QT001", Severity::Error)]);
}

#[test]
fn a_goal_of_the_year_beside_the_quarters_is_what_the_last_is_held_against() {
    let text = "云溪市养老服务推进表

序号\t任务\t年度目标\t二季度\t四季度\t责任单位
1\t改造养老机构。\t改造800家。\t改造300家。\t累计改造800家。\t市民政局
2\t新建社区老年食堂。\t新建120家。\t选址。\t累计新建120家。\t市商务局
3\t开展养老护理员培训。\t培训9000人。\t累计培训4000人。\t累计培训9000人。\t市人社局
";
    shows(text, "累计培训9000人", "累计培训8000人", &[("QT001", Severity::Error)]);
}

#[test]
fn without_a_year_in_the_title_a_deadline_before_the_year_of_issue_is_wrong() {
    let text = "云溪市人民政府关于加强养老服务的通知

云政发〔2025〕3号

各县（市、区）人民政府，市各有关部门：

为加强养老服务，现就有关事项通知如下。

一、机构建设

1.改造养老机构。改造养老机构3家，巩固2024年12月底前建成的站点。（责任单位：市民政局；完成时限：2025年6月底前）

2.培训护理人员。培训护理员200人。（责任单位：市人社局；完成时限：2025年12月底前）

云溪市人民政府

2025年3月5日
";
    let wrong = [("DT002", Severity::Warning)];
    shows(text, "2025年6月底前", "2024年6月底前", &wrong);
}

#[test]
fn a_group_counts_among_the_items_beside_it() {
    let text = "云溪市养老服务提升方案

一、重点任务

（一）改造养老机构。改造养老机构3家。（责任单位：市民政局）

（二）完善用餐服务

1.建设社区食堂。新建社区食堂12家。（责任单位：市商务局）

2.开展送餐服务。送餐5000次。（责任单位：市民政局）

（三）培训护理人员。培训护理员200人。（责任单位：市人社局）

（四）加强巡访关爱。开展巡访12次。（责任单位：市公安局）
";
    shows(text, "（四）", "（六）", &[("ST002", Severity::Error)]);
}

const WATER: &str = "云溪市2025年水务工作要点

1.严格用水总量控制。一是全市用水总量控制在12亿立方米以内。（责任单位：市水利局、市统计局）二是按规定为80周岁以上老人减免水费。（责任单位：市水利局、市民政局）

2.治理河道。建成幸福河湖12条。（责任单位：市水利局、市财政局）

3.处治危桥。6月底前处治普通国省道危桥7座，实施防护工程120公里。（责任单位：市公路局、市交通局）

附件：云溪市2025年水务工作任务分解表

云溪市2025年水务工作任务分解表

序号\t工作任务\t三季度目标\t四季度目标\t责任单位\t完成时限
1\t全市用水总量控制在12亿立方米以内。\t开展自查。\t全市用水总量控制在12亿立方米以内。\t市水利局、市统计局\t12月底前
2\t按规定为80周岁以上老人减免水费。\t摸清底数。\t落实政策。\t市水利局、市民政局\t12月底前
3\t建成幸福河湖12条。\t建成8条。\t建成12条。\t市水利局、市财政局\t12月底前
4\t处治普通国省道危桥7座，实施防护工程120公里。\t制定方案。\t处治危桥7座。\t市公路局、市交通局\t6月底前
";

#[test]
fn a_ceiling_is_not_exceeded_and_goals_are_met_by_whatever_name() {
    let misses = [("QT001", Severity::Error)];
    // The last quarter stands behind the content.
    let last = "开展自查。\t全市用水总量控制在1";
    shows(WATER, &format!("{last}2亿"), &format!("{last}3亿"), &misses);
    shows(WATER, "\t建成12条", "\t建成10条", &misses);
    shows(WATER, "\t处治危桥7座", "\t处治危桥5座", &misses);
    // Below a ceiling, and steps that add up.
    for (from, to) in [
        ("自查。\t全市用水总量控制在12", "自查。\t全市用水总量控制在11"),
        ("建成8条。\t建成12条", "建成5条。\t建成7条"),
    ] {
        assert!(WATER.contains(from));
        assert_eq!(found(&WATER.replace(from, to)), []);
    }
}

#[test]
fn what_the_year_finishes_of_a_longer_work_is_no_goal_missed() {
    let text = "云溪市2026年住房工作安排

一、保障住房

1. 建设保障房。新建保障房1200套。（市住建局负责）

2. 加强宣传。印发手册500册。（市文广局负责）

附件

任务推进表

序号\t任务\t内容\t2026年目标\t责任单位
1\t建设保障房\t新建保障房1200套。\t建成600套。\t市住建局
2\t加强宣传\t印发手册500册。\t印发500册。\t市文广局
";
    assert_eq!(found(text), []);
    assert_eq!(found(&text.replace("建成600套", "建成保障房600套")), []);
    shows(text, "建成600套", "建成1100套", &[("QT001", Severity::Warning)]);
    for words in [
        "新建保障房1200套，年内完工一半",
        "整治建成小区，新建保障房1200套",
        "在建成区新建保障房1200套",
        "新建保障房1200套，建成广场3个",
    ] {
        assert_eq!(found(&text.replace("新建保障房1200套", words)), [], "{words}");
    }
    // A figure that lost a digit, and half of what is built in the year.
    shows(text, "建成600套", "建成120套", &[("QT001", Severity::Warning)]);
    for words in
        ["年内新建保障房1200套", "新建保障房1200套，全部建成投用", "2026年新建保障房1200套"]
    {
        let text = text.replace("新建保障房1200套", words);
        assert_eq!(found(&text), [("QT001".to_owned(), Severity::Warning)], "{words}");
    }
}

#[test]
fn a_last_target_in_another_word_for_the_same_work_is_held_against_the_goal() {
    let warned = [("QT001", Severity::Warning)];
    let text = WATER.replace("建成幸福河湖12条", "新建幸福河湖12条");
    shows(&text, "建成8条。\t建成12条", "建成8条。\t建成10条", &warned);
    shows(&text, "建成8条。\t建成12条", "开展勘察。\t累计建成10条", &warned);
    shows(&text, "建成8条。\t建成12条", "建成8条。\t建成14条", &warned);
    shows(&text, "建成8条。\t建成12条", "建成8条。\t累计建成10条", &[("QT001", Severity::Error)]);
    // More than the goal, counted on from a step of the year.
    shows(&text, "建成8条。\t建成12条", "建成8条。\t累计建成12条", &[]);
    let quarters = text.replace("\t三季度目标", "\t二季度目标\t三季度目标");
    let quarters = quarters
        .replace("建成8条。", "建成4条。\t累计建成8条。")
        .replace("\t开展自查", "\t开展自查\t开展自查");
    let quarters = quarters
        .replace("\t摸清底数", "\t制定办法\t摸清底数")
        .replace("\t制定方案", "\t开展勘测\t制定方案");
    let told = |last: &str| {
        let text = quarters.replace("\t建成12条", last);
        found(&text)
            .into_iter()
            .filter(|(code, _)| code == "QT001")
            .map(|(_, at)| at)
            .collect::<Vec<_>>()
    };
    assert_eq!(told("\t累计建成12条"), []);
    assert_eq!(told("\t累计建成15条"), [Severity::Warning]);
    // A total of far more than the goal is the stock.
    assert_eq!(told("\t累计建成150条"), []);
    // A single total in the goal's own word may be counted otherwise.
    let total = ("建成8条。\t建成12条", "开展勘察。\t累计建成10条");
    shows(WATER, total.0, total.1, &warned);
    // What is finished of what is begun may be less in the year, and far less where no steps are told.
    shows(&text, "建成8条。\t建成12条", "开工河湖12条。\t建成河湖10条", &[]);
    // What is begun, goes on or is told for several years need not be built in this one.
    let others = [
        "开工建设",
        "启动新建",
        "谋划新建",
        "推进新建",
        "新建、续建",
        "新建续建",
        "加快建设",
        "三年新建",
        "3年新建",
        "2023—2025年新建",
        "“十四五”期间新建",
    ];
    for words in others {
        let text = WATER.replace("建成幸福河湖12条", &format!("{words}幸福河湖12条"));
        let text = text.replace("建成8条。\t建成12条", "开展勘察。\t建成10条");
        assert!(!found(&text).iter().any(|(code, _)| code == "QT001"), "{words}");
    }
    // A second work behind the first counts it in another way, as what is begun before a colon does.
    for words in [
        "新建迁建",
        "新建翻建",
        "新建在建",
        "新建增设",
        "新建提升",
        "新建（扩建）",
        "新建和重建",
        "前期工作：新建",
        "在建项目：新建",
        "启动：新建",
    ] {
        let text = WATER.replace("建成幸福河湖12条", &format!("{words}幸福河湖12条"));
        let text = text.replace("建成8条。\t建成12条", "开展勘察。\t建成10条");
        assert!(!found(&text).iter().any(|(code, _)| code == "QT001"), "{words}");
    }
    // What is built of it in the year is said.
    let part = "新建幸福河湖12条，其中当年建成10条";
    let text = WATER.replace("建成幸福河湖12条", part);
    let text = text.replace("建成8条。\t建成12条", "开展勘察。\t建成10条");
    assert!(!found(&text).iter().any(|(code, _)| code == "QT001"));
    // When, where and how sure it is changes nothing, nor does what the thing is called.
    for words in ["新建", "2025年新建", "全市力争新建", "建设项目：新建", "新建开放式"]
    {
        let text = WATER.replace("建成幸福河湖12条", &format!("{words}幸福河湖12条"));
        let text = text.replace("建成8条。\t建成12条", "开展勘察。\t建成10条");
        assert!(found(&text).iter().any(|(code, _)| code == "QT001"), "{words}");
    }
    // The whole in any words, where hardly anything is missing.
    let text = WATER.replace("建成幸福河湖12条", "治理幸福河湖120条");
    for (last, warns) in [
        ("累计验收112条", true),
        ("112条全部竣工", true),
        ("全部验收112条", true),
        ("竣工112条", true),
        ("完工112条", true),
        ("竣工验收112条", true),
        ("累计验收120条", false),
        ("120条全部竣工", false),
        ("累计验收82条", false),
        ("验收112条", false),
        ("累计开工112条", false),
    ] {
        let text = text.replace("建成8条。\t建成12条", &format!("开展勘察30条。\t{last}"));
        assert_eq!(found(&text).iter().any(|(code, _)| code == "QT001"), warns, "{last}");
    }
    // What is finished, or accepted, of all that is begun may be less.
    for (begun, last) in [
        ("开工120条", "竣工112条"),
        ("申报150条", "累计认定112条"),
        ("全部开工", "竣工112条"),
        ("全面启动治理", "112条全部竣工"),
        ("全部进场施工", "竣工112条"),
        ("完工118条", "竣工验收112条"),
    ] {
        let text = text.replace("建成8条。\t建成12条", &format!("{begun}。\t{last}"));
        assert!(!found(&text).iter().any(|(code, _)| code == "QT001"), "{begun}");
    }
    for words in ["推进在建河湖120条", "推进120条续建河湖"] {
        let on = text.replace("治理幸福河湖120条", words);
        let on = on.replace("建成8条。\t建成12条", "开展勘察30条。\t竣工112条");
        assert!(!found(&on).iter().any(|(code, _)| code == "QT001"), "{words}");
    }
    // What a step is told with is the total, and the step is in it.
    for (steps, warns) in [
        ("治理60条，累计90条。\t治理22条，累计112条", true),
        ("治理60条，累计90条。\t治理30条，累计120条", false),
        ("完成60条。\t完成52条，累计完成112条", true),
        ("完成60条。\t完成60条，累计完成120条", false),
    ] {
        let text = text.replace("建成8条。\t建成12条", steps);
        assert_eq!(found(&text).iter().any(|(code, _)| code == "QT001"), warns, "{steps}");
    }
    let text = WATER.replace("建成幸福河湖12条", "新建幸福河湖12条");
    // What there was before may be among a total that stands alone, and what is begun is not built.
    for last in ["累计建成80条", "开工10条", "投用10条", "启动新建10条"] {
        let text = text.replace("建成8条。\t建成12条", &format!("开展勘察。\t{last}"));
        assert!(!found(&text).iter().any(|(code, _)| code == "QT001"), "{last}");
    }
}

#[test]
fn a_part_or_a_rate_of_some_quarters_is_not_held_against_the_goal() {
    let silent = |from: &str, to: &str| {
        assert!(WATER.contains(from), "{from}");
        let found = found(&WATER.replace(from, to));
        assert!(!found.iter().any(|(code, _)| code.starts_with("QT")), "{from} → {to}: {found:?}");
    };
    // Other things in the same measure stand beside it.
    silent("建成8条。\t建成12条", "建成8条，开工治理河道4条。\t建成10条");
    // The first half is not the year's.
    let half = WATER.replace("三季度目标\t四季度目标", "上半年目标\t全年目标");
    assert_eq!(found(&half), []);
    // The year's target beside it is, by whatever name.
    for (part, year) in [
        ("上半年", "全年"),
        ("一季度", "年度目标"),
        ("上半年目标", "2025年目标"),
        ("上半年任务", "全年任务"),
    ] {
        let year = WATER.replace("三季度目标\t四季度目标", &format!("{part}\t{year}"));
        assert_eq!(found(&year), [], "{part}");
        shows(&year, "\t建成12条", "\t建成10条", &[("QT001", Severity::Error)]);
    }
    // More words name a part.
    silent("\t处治危桥7座", "\t处治普通国省道四类以上危桥5座");
    // What is done is another thing.
    silent("建成8条。\t建成12条", "勘察8条。\t勘察10条");
    let rate = WATER.replace("用水总量控制在12亿立方米以内", "管网漏损率控制在9%以内").replace(
        "开展自查。\t全市管网漏损率控制在9%以内",
        "漏损率控制在9%以内。\t漏损率控制在10%以内",
    );
    assert!(!found(&rate).iter().any(|(code, _)| code.starts_with("QT")));
}

#[test]
fn a_number_that_counts_nothing_and_a_day_said_twice_are_told_once() {
    shows(WATER, "\t按规定为80周岁", "\t按规定为90周岁", &[("NU001", Severity::Error)]);
    shows(WATER, "一是全市用水", "全市用水", &[]);
    // So are the marks of other forms, beside which a word is held as ever.
    for mark in ["⑴", "㈠", "⒈", "❶", "A.", "1.1 ", "第一，", "首先，", "（1）"] {
        let text = WATER.replace("一是全市用水", &format!("{mark}全市用水"));
        assert_eq!(found(&text), found(WATER), "{mark}");
        let other = text.replace("\t全市用水总量", "\t全市用煤总量");
        assert!(found(&other).contains(&("AL003".to_owned(), Severity::Warning)), "{mark}");
    }
    // A figure is no mark.
    let figure = WATER.replace("一是全市用水", "1.5万户用水").replace(
        "\t全市用水总量控制在12亿立方米以内。\t开展",
        "\t万户用水总量控制在12亿立方米以内。\t开展",
    );
    assert!(found(&figure).iter().any(|(code, _)| code == "AL003"));
    // A part counted behind a stop, beside a comma.
    let parts = WATER.replace("7座，实施", "7座；（2）实施").replacen("7座；（2）", "7座，", 1);
    assert_eq!(found(&parts), []);
    // The day in the words and in the column of one row.
    let twice = WATER.replace("\t处治普通国省道危桥7座", "\t6月底前处治普通国省道危桥7座");
    let day = [("DT001", Severity::Error)];
    shows(&twice, "3.处治危桥。6月底前", "3.处治危桥。9月底前", &day);
    shows(WATER, "3.处治危桥。6月底前", "3.处治危桥。9月底前", &day);
    shows(WATER, "3.处治危桥。6月底前", "3.处治危桥。", &[]);
}

const PARTS: &str = "云溪市2025年重点工作方案

一、建设任务

1.建设工程。7月底前完成道路12公里，全年完成投资15亿元。（责任单位：市能源局）

2.办好学校。3月底前完成选址，新增学位1200个。（责任单位：市教育局）

3.改造河道。6月底前完成清淤30处。（责任单位：市水利局）

4.规范市场。建立清单。6月底前公布清单，方便群众查询。（责任单位：市司法局、市场监管局）

5.清理收费。清理收费30项。（责任单位：市市场监管局、财政局）

附件：云溪市2025年任务分解表

云溪市2025年任务分解表

序号\t任务\t内容\t责任单位\t完成时限
1\t建设工程\t7月底前完成道路12公里，全年完成投资15亿元。\t市能源局\t7月底前
2\t办好学校\t3月底前完成选址，新增学位1200个。\t市教育局\t3月底前
3\t改造河道\t6月底前完成清淤30处。\t市水利局\t6月底前
4\t规范市场\t建立清单。6月底前公布清单，方便群众查询。\t市司法局、市市场监管局\t6月底前
5\t清理收费\t清理收费30项。\t市市场监管局、市财政局\t年底前
";

#[test]
fn a_date_of_a_part_leaves_a_later_one_to_the_whole() {
    let (error, info) = ([("DT001", Severity::Error)], [("DT001", Severity::Info)]);
    shows(PARTS, "市能源局\t7月底前", "市能源局\t12月底前", &info);
    shows(PARTS, "市教育局\t3月底前", "市教育局\t12月底前", &info);
    // Another day than the year's end is not, nor a later one where the clause has no other part with a figure.
    shows(PARTS, "市能源局\t7月底前", "市能源局\t5月底前", &error);
    shows(PARTS, "市能源局\t7月底前", "市能源局\t9月底前", &error);
    shows(PARTS, "市水利局\t6月底前", "市水利局\t12月底前", &error);
    shows(PARTS, "市市场监管局\t6月底前", "市市场监管局\t12月底前", &error);
}

#[test]
fn a_date_in_the_words_and_beside_them_is_one() {
    let (error, info) = ([("DT001", Severity::Error)], [("DT001", Severity::Info)]);
    let beside = |due: &str| {
        let label = format!("（责任单位：市水利局；完成时限：{due}）");
        PARTS.replace("（责任单位：市水利局）", &label)
    };
    let column = "市水利局\t6月底前";
    for due in ["6月底前", "2025年6月30日前"] {
        shows(&beside(due), column, "市水利局\t11月底前", &error);
    }
    // A step's date is the whole task's where it stands beside the words as well.
    let step = beside("6月底前").replace("6月底前完成清淤30处", "清淤河道30处，6月底前全部开工");
    shows(&step, column, "市水利局\t11月底前", &error);
    // Two dates are a choice.
    shows(&beside("9月底前"), column, "市水利局\t11月底前", &info);
}

#[test]
fn a_date_of_a_step_leaves_a_later_one_to_the_whole() {
    let (error, info) = ([("DT001", Severity::Error)], [("DT001", Severity::Info)]);
    let site = "市教育局\t3月底前";
    shows(PARTS, site, "市教育局\t9月", &info);
    shows(PARTS, site, "市教育局\t2月底前", &error);
    let step = |words: &str| PARTS.replace("6月底前完成清淤30处", words);
    let river = "市水利局\t6月底前";
    shows(&step("清淤河道30处，6月底前全部开工"), river, "市水利局\t12月底", &info);
    shows(&step("清淤河道30处，6月底前，开工率达到100%"), river, "市水利局\t11月底", &info);
    shows(&step("清淤河道30处，6月底前全部完工"), river, "市水利局\t12月底", &error);
    shows(&step("清淤河道30处，6月底前全部开工"), river, "市水利局\t5月底", &error);
    // A word that is part of another.
    shows(&step("清淤河道30处，6月底前市场主体入场率达到90%"), river, "市水利局\t11月底", &error);
    // The step is all of the task.
    shows(&step("6月底前开工建设大桥"), river, "市水利局\t12月底", &error);
}

#[test]
fn what_begins_and_what_goes_on_is_held_against_its_kind() {
    let due = |codes: &str, text: &str| -> Vec<Severity> {
        found(text).into_iter().filter(|(code, _)| code == codes).map(|(_, at)| at).collect()
    };
    let begins = PARTS.replace("6月底前完成清淤30处。", "完成清淤30处，7月1日起执行。");
    let column = |day: &str| begins.replace("市水利局\t6月底前", &format!("市水利局\t{day}"));
    assert_eq!(due("DT001", &column("7月1日起")), []);
    assert_eq!(due("DT001", &column("8月1日起")), [Severity::Error]);
    // When it is to be done is another thing.
    assert_eq!(due("DT001", &column("9月底前")), []);
    // 长期坚持 beside the task is its deadline; in its words it is a manner.
    let label = "（责任单位：市水利局；完成时限：长期坚持）";
    let beside = PARTS.replace("6月底前完成清淤30处。", "每月完成清淤30处。");
    let beside = beside.replace("（责任单位：市水利局）", label);
    let column = |day: &str| beside.replace("市水利局\t6月底前", &format!("市水利局\t{day}"));
    for (day, told) in [("长期坚持", 0), ("持续推进", 0), ("每月底前", 0), ("11月底", 1)]
    {
        assert_eq!(due("DT001", &column(day)), vec![Severity::Warning; told], "{day}");
    }
    // An end of what goes on all the same.
    for day in ["2025年11月底前并长期坚持", "持续推进至11月底", "11月底，持续推进"]
    {
        assert_eq!(due("DT001", &column(day)), [], "{day}");
    }
    let words = PARTS.replace("6月底前完成清淤30处。", "长期坚持清淤30处。");
    assert_eq!(due("DT001", &words), []);
}

#[test]
fn a_table_in_other_words_says_the_day_that_stands_beside_the_task() {
    let days = NAMES_AND_GOALS.replace("牵头单位\t配合单位\n", "牵头单位\t配合单位\t完成时限\n");
    let (body, table) = days.split_once("\n1\t").expect("rows");
    let rows: Vec<String> =
        format!("1\t{table}").trim_end().lines().map(|row| format!("{row}\t10月底")).collect();
    let days = format!("{body}\n{}\n", rows.join("\n"));
    let warning = [("DT001", Severity::Warning)];
    // In a sentence of its own a date may be of a part.
    let part = days.replace("3.8万人，脱贫", "3.8万人。9月底前全面核查，脱贫");
    assert_eq!(found(&part), [("DT001".to_owned(), Severity::Info)]);
    let labelled =
        days.replace("县人社局配合）\n\n（五）", "县人社局配合，完成时限：10月底）\n\n（五）");
    shows(&labelled, "县农业农村局\t县人社局\t10月底", "县农业农村局\t县人社局\t11月底", &warning);
    // The goal of a row says when, in the clause's words.
    let goal = NAMES_AND_GOALS
        .replace("组织见习200人。", "见习岗位信息平台8月底前投入使用。")
        .replace("率达到90%以上\t", "率达到90%以上；见习岗位信息平台8月底前投入使用\t");
    shows(&goal, "平台8月底前投入使用\t", "平台9月底前投入使用\t", &warning);
    shows(&goal, "平台8月底前投入使用\t", "平台9月底前完成招标\t", &[]);
}

#[test]
fn a_month_in_the_column_holds_the_day_of_the_task() {
    let differ = [("DT001", Severity::Error)];
    let day = PARTS.replace("6月底前完成清淤30处", "6月15日前完成清淤30处");
    let column = |due: &str| day.replacen("市水利局\t6月底前", &format!("市水利局\t{due}"), 1);
    let told = |text: &str| -> Vec<(String, Severity)> {
        found(text).into_iter().filter(|(code, _)| code == "DT001").collect()
    };
    for same in ["6月", "2025年6月", "6月份", "2025年6月15日"] {
        assert_eq!(told(&column(same)), [], "{same}");
    }
    for other in ["2025年7月", "6月20日前", "2026年6月"] {
        assert_eq!(told(&column(other)), differ.map(|(code, at)| (code.to_owned(), at)), "{other}");
    }
    // The other way round.
    let month = PARTS.replace("6月底前完成清淤30处", "2025年6月完成清淤30处");
    shows(&month, "市水利局\t6月底前", "市水利局\t6月15日前", &[]);
    shows(&month, "市水利局\t6月底前", "市水利局\t7月15日前", &differ);
}

#[test]
fn a_level_is_left_out_as_the_notice_leaves_it_out_elsewhere() {
    let names = |text: &str| found(text).iter().any(|(code, _)| code == "UN003");
    assert!(!names(PARTS));
    // With the level at each other name it is lost.
    assert!(names(&PARTS.replace("市市场监管局、财政局", "市市场监管局、市财政局")));
}

const BOTH_SIDES: &str = "云溪市2025年重点任务

1.新建学校5所，8月底前完工。（牵头单位：市教育局；配合单位：市财政局、市住建局）

2.改造公路85公里。（牵头单位：市农业农村局；配合单位：市公安局、各县区）

3.建成食堂20家。（牵头单位：市民政局；配合单位：市直有关部门）

附件：云溪市2025年重点任务表

云溪市2025年重点任务表

序号\t任务\t牵头单位\t配合单位\t完成时限
1\t新建学校5所，8月底前完工。\t市教育局\t市财政局、市住建局\t8月底前
2\t改造公路85公里。\t市农业农村局\t市公安局、各县区\t12月底前
3\t建成食堂20家。\t市民政局\t市直有关部门\t12月底前
";

#[test]
fn who_supports_is_no_difference_where_a_side_never_says_it() {
    let differ = [("UN001", Severity::Error)];
    shows(BOTH_SIDES, "\t市公安局、各县区", "\t各县区", &differ);
    // No cell says it, but there is a column for it.
    let cells = ["\t市财政局、市住建局", "\t市公安局、各县区", "\t市直有关部门"];
    let empty = cells.iter().fold(BOTH_SIDES.to_owned(), |text, cell| text.replace(cell, "\t"));
    assert!(found(&empty).iter().filter(|(code, _)| code == "UN001").count() == 3);
    let bodies = [
        "；配合单位：市财政局、市住建局",
        "；配合单位：市公安局、各县区",
        "；配合单位：市直有关部门",
    ];
    let leads = bodies.iter().fold(BOTH_SIDES.to_owned(), |text, body| text.replace(body, ""));
    let columns = |text: &str| {
        let short = cells.iter().fold(text.to_owned(), |text, cell| text.replace(cell, ""));
        short.replace("\t配合单位", "")
    };
    // Another lead is told all the same.
    for one in [leads, columns(BOTH_SIDES)] {
        shows(&one, "20家。\t市民政局", "20家。\t市商务局", &differ);
    }
    // A column of all who answer has room for them: one is missing, or two of three.
    let answer = |text: &str| text.replace("\t配合单位", "").replace("牵头单位\t", "责任单位\t");
    let mut all = answer(BOTH_SIDES);
    for cell in cells {
        all = all.replace(cell, &cell.replace('\t', "、"));
    }
    shows(&all, "市民政局、市直有关部门\t", "市民政局\t", &differ);
}

const ONE_LEAD_OF_MANY: &str = "云溪市2025年重点任务

1.新建学校5所，配齐设备。（市教育局、市财政局按职责分工负责）

2.改造公路85公里，设置标线。（市交通局、市公安局、各县区按职责分工负责）

3.建成食堂20家，全年开放。（市民政局负责）

附件：云溪市2025年重点任务表

云溪市2025年重点任务表

序号\t任务\t牵头单位
1\t新建学校5所，配齐设备。\t市教育局
2\t改造公路85公里，设置标线。\t市交通局
3\t建成食堂20家，全年开放。\t市民政局
";

#[test]
fn a_table_of_leads_alone_lacks_none_of_those_who_share_the_tasks() {
    assert_eq!(found(ONE_LEAD_OF_MANY), []);
    let differ = [("UN001", Severity::Error)];
    // A lead that the body does not name, and another one for the only unit.
    shows(ONE_LEAD_OF_MANY, "\t市交通局", "\t市水利局", &differ);
    shows(ONE_LEAD_OF_MANY, "\t市民政局", "\t市商务局", &differ);
    // One task alone, beside a row that names all, may have lost the others.
    shows(ONE_LEAD_OF_MANY, "\t市教育局", "\t市教育局、市财政局", &differ);
}

#[test]
fn units_of_another_level_in_a_column_of_their_own_are_no_difference() {
    let text = |upper: &str, body: &str| {
        format!(
            "云溪市2025年重点任务

1.完成登记30宗，归档备查。（市林业局牵头，{body}市财政局配合）

2.备案项目2个，按季调度。（市商务局牵头，市林业局配合）

附件：云溪市2025年重点任务表

云溪市2025年重点任务表

序号\t改革任务\t{upper}\t工作措施\t市牵头单位\t配合单位
1\t确权登记\t省自然资源厅\t完成登记30宗，归档备查。\t市林业局\t市财政局
2\t碳汇开发\t省林业局\t备案项目2个，按季调度。\t市商务局\t市林业局
"
        )
    };
    let differs = |text: &str| found(text).iter().filter(|(code, _)| code == "UN001").count();
    for upper in ["省牵头单位", "省级牵头部门", "上级牵头单位"] {
        let expected = if upper.starts_with('省') { 0 } else { 2 };
        assert_eq!(differs(&text(upper, "")), expected, "{upper}");
    }
    let ministries = text("国家牵头部委", "")
        .replace("\t省自然资源厅", "\t自然资源部")
        .replace("\t省林业局", "\t国家林草局");
    assert_eq!(differs(&ministries), 0);
    // Where the body names units of that level, and where one of the own level is missing.
    assert_eq!(differs(&text("省牵头单位", "省商务厅、")), 2);
    assert_eq!(differs(&text("省牵头单位", "市公安局、")), 1);
}

#[test]
fn a_heading_that_says_who_is_no_name_of_the_work() {
    let text = "云溪市2025年重点任务

一、重点任务

1.清理网点。取缔违规点37处，公布名单。（市商务局负责）

2.规范经营。检查门店120家，通报结果。（市公安局负责）

二、部门职责

3.市水务局。查处违法取水行为，护航整改。

附件：云溪市2025年重点任务表

云溪市2025年重点任务表

序号\t任务名称\t工作内容\t责任单位
1\t清理网点\t取缔违规点37处，公布名单。\t市商务局
2\t规范经营\t检查门店120家，通报结果。\t市公安局
3\t打击取水\t查处违法取水行为，护航整改。\t市水务局
";
    let titles = |text: &str| found(text).iter().filter(|(code, _)| code == "AL006").count();
    assert_eq!(titles(text), 0);
    assert_eq!(titles(&text.replace("3.市水务局。", "3.市水务局执法。")), 1);
}

#[test]
fn who_stands_for_whom_and_by_what_name_has_its_weight() {
    let (error, warning) = ([("UN001", Severity::Error)], [("UN001", Severity::Warning)]);
    let info = [("UN001", Severity::Info)];
    shows(BOTH_SIDES, "\t市农业农村局", "\t市农业局", &warning);
    shows(
        BOTH_SIDES,
        "公里。\t市农业农村局\t市公安局、各县区",
        "公里。\t市农业农村局\t市公安局、市民政局",
        &error,
    );
    // A street may be one of all, and a department one of those concerned.
    shows(BOTH_SIDES, "\t市直有关部门", "\t市商务局", &info);
    shows(BOTH_SIDES, "\t市公安局、各县区", "\t市公安局、东山县", &info);
    shows(BOTH_SIDES, "\t市直有关部门", "\t市级各有关部门", &[]);
    shows(BOTH_SIDES, "\t市直有关部门", "\t相关部门", &info);
}

#[test]
fn a_quarter_in_the_column_holds_the_day_of_the_task() {
    let differ = [("DT001", Severity::Error)];
    shows(BOTH_SIDES, "市住建局\t8月底前", "市住建局\t三季度", &[]);
    shows(BOTH_SIDES, "市住建局\t8月底前", "市住建局\t二季度", &differ);
    shows(BOTH_SIDES, "市住建局\t8月底前", "市住建局\t三季度末", &differ);
}

const OF_A_SITE: &str = "云溪市2025年重点工作

索引号：

YX01/2025-3

发文字号：

云政发〔2025〕9号

内容概述：

云溪市人民政府关于印发2025年重点工作的通知

云政发〔2025〕9号

各县（市、区）人民政府，市政府各部门：

现将《2025年重点工作》印发给你们，请抓好落实。

云溪市人民政府

2025年3月10日

2025年重点工作

1.新建幼儿园5所。（责任单位：市教育局）

2.改造公路85公里。（责任单位：市交通运输局）
";

#[test]
fn the_number_that_a_site_gives_has_the_year_of_the_notice() {
    let site = "云政发〔2025〕9号\n\n内容";
    shows(OF_A_SITE, site, "云政发〔2024〕9号\n\n内容", &[("DT004", Severity::Info)]);
}

#[test]
fn the_title_above_who_is_addressed_is_no_value_of_an_empty_label() {
    let title = |text: &str| notice(text).header.title;
    let own = Some("云溪市人民政府关于印发2025年重点工作的通知".to_owned());
    assert_eq!(title(OF_A_SITE), own);
    let said = OF_A_SITE.replace("概述：\n", "概述：\n\n重点工作分解\n");
    let notice = notice(&said);
    assert_eq!(notice.header.title, own);
    assert!(notice.header.metadata.iter().any(|entry| entry.value == "重点工作分解"));
}

#[test]
fn a_number_whose_digits_are_set_apart_is_read_whole() {
    let text = OF_A_SITE.replace("1.新建幼儿园5所。", "1 . 新建幼儿园1 2 5所。");
    let sections = notice(&text).sections;
    let clause = &sections[0].items[0].clauses[0];
    assert_eq!(clause.quantities[0].value, "125");
    assert_eq!(clause.text, "新建幼儿园125所。");
}

#[test]
fn a_list_may_be_issued_by_the_title_of_its_table() {
    let text = "云溪市人民政府关于印发2025年实事项目责任分解的通知

云政发〔2025〕9号

各县（市、区）人民政府，市政府各部门：

现将2025年实事项目责任分解印发给你们，请抓好落实。

云溪市人民政府

2025年3月10日

2025年实事项目

1.新建幼儿园5所。（责任单位：市教育局）

2.改造公路85公里。（责任单位：市交通运输局）

2025年实事项目责任分解表

序号\t项目\t责任单位
1\t新建幼儿园5所。\t市教育局
2\t改造公路85公里。\t市交通运输局
";
    let other = [("RF006", Severity::Warning)];
    shows(text, "项目责任分解表\n", "项目任务表\n", &other);
}

#[test]
fn a_share_of_a_longer_table_keeps_its_numbers() {
    let text = "云溪市2025年重点任务表

序号\t任务\t牵头单位
12\t新增学位2000个。\t市教育局
13\t改造食堂40所。\t市教育局
37\t新增托位500个。\t市卫生健康委
41\t建设校园15所。\t市教育局
";
    shows(text, "37\t", "11\t", &[("ST003", Severity::Error); 2]);
    let begun = text.replace("12\t", "1\t").replace("13\t", "2\t");
    let begun = begun.replace("37\t", "3\t").replace("41\t", "4\t");
    shows(&begun, "4\t", "5\t", &[("ST003", Severity::Error)]);
}

#[test]
fn a_deadline_of_a_month_years_after_the_plan_is_told() {
    let text = "云溪市2025年重点工作方案

一、任务

1.清理收费。2025年11月底前清理收费30项。（责任单位：市财政局）

2.建设书屋。新建书屋3处。（责任单位：市文化局）
";
    shows(text, "2025年11月底前", "2027年11月底前", &[("DT002", Severity::Info)]);
    shows(text, "2025年11月底前", "到2027年", &[]);
}

const BARE: &str = "云溪市2025年重点工作推进表

序号\t重点任务\t一季度\t二季度\t三季度\t四季度\t责任单位
1\t新增先进企业45家。\t累计12家\t累计28家\t累计36家\t累计45家\t市商务局
2\t供应用地6000亩。\t1500亩\t3200亩\t4000亩\t6000亩\t市资源局
3\t新增学位900个。\t300个\t200个\t150个\t250个\t市教育局
4\t新建书屋50个。\t20个\t15个\t25个\t18个\t市文化局
";

#[test]
fn figures_alone_in_their_cells_count_what_the_task_counts() {
    let (misses, falls) = ([("QT001", Severity::Error)], [("QT002", Severity::Error)]);
    shows(BARE, "累计45家", "累计40家", &misses);
    shows(BARE, "累计28家", "累计38家", &falls);
    shows(BARE, "3200亩\t4000亩", "4200亩\t4000亩", &falls);
    shows(BARE, "150个\t250个", "150个\t240个", &misses);
    // The goal of several years, one that is about so many.
    let years = BARE.replace("云溪市2025年重点工作", "云溪市三年行动");
    shows(&years, "累计45家", "累计40家", &[]);
    // Another measure, another thing beside it, a word between them.
    shows(BARE, "新增学位900个", "新增学位900个、校车30个", &[]);
    shows(BARE, "150个\t250个", "150个\t完成验收", &[]);
}

#[test]
fn columns_that_count_from_january_hold_running_totals() {
    let text = "云溪市2025年招商任务推进表

序号\t工作任务\t一季度\t上半年\t前三季度\t全年\t责任单位
1\t签约项目160个。\t35个\t80个\t120个\t160个\t市商务局
2\t供应用地6000亩。\t1500亩\t3200亩\t4000亩\t6000亩\t市资源局
";
    shows(text, "120个\t160个", "120个\t150个", &[("QT001", Severity::Error)]);
    shows(text, "4000亩", "3000亩", &[("QT002", Severity::Error)]);
    // Without the columns between them, the year's is the goal.
    let goal = text.replace("\t一季度\t上半年\t前三季度\t全年", "\t一季度\t二季度\t三季度\t全年");
    shows(&goal, "120个\t160个", "120个\t150个", &[]);
}

#[test]
fn goals_beyond_the_years_of_the_table_are_not_missed_in_it() {
    let text = "云溪市绿色发展方案

一、任务

1.创建企业。到2027年新增先进企业45家。（责任单位：市商务局）

2.清洁取暖。完成散煤替代3万户。（责任单位：市发改委）

附件：云溪市绿色发展年度任务表

云溪市绿色发展年度任务表

序号\t重点任务\t2025年目标\t2026年目标\t2027年目标\t责任单位
1\t创建企业\t12家\t28家\t45家\t市商务局
2\t清洁取暖\t1万户\t1万户\t1万户\t市发改委
";
    shows(text, "\t45家", "\t40家", &[("QT001", Severity::Error)]);
    let beyond = text.replace("到2027年新增", "到2030年新增");
    shows(&beyond, "\t45家", "\t40家", &[]);
}

#[test]
fn titles_count_what_stands_below_them() {
    let text = "云溪市2025年民生实事项目（共3件）

一、扩大投资（2项）

1.完成投资200亿元。（责任单位：市财政局）

2.新增装机15万千瓦。（责任单位：市能源局）

二、培育产业（1项）

3.新增企业30家。一是培育，二是引进。（责任单位：市商务局）
";
    let differs = [("NU005", Severity::Warning)];
    shows(text, "扩大投资（2项）", "扩大投资（3项）", &differs);
    shows(text, "（共3件）", "（共4件）", &differs);
    // One item may hold what is counted.
    shows(text, "培育产业（1项）", "培育产业（2项）", &[]);
    // What its parts count themselves is summed up.
    let parts = "云溪市推广改革举措方案

一、推广的举措（共5项）

（一）产权保护方面2项：集中管辖；建立调查官名册。

（二）成果转化方面3项：赋予成果所有权；培训经理人；订单式研发。

二、压实工作责任

（三）每季度通报推广进度。
";
    assert_eq!(found(parts), []);
    shows(parts, "（共5项）", "（共6项）", &differs);
    // What is built counts no tasks.
    let built = "云溪市城建方案\n\n一、重点任务（共2项）\n\n1.新建道路2条。（市交通局负责）\n\n\
                 2.打通断头路3条。（市住建局负责）\n";
    shows(built, "（共2项）", "（共5项）", &differs);
    shows(parts, "（二）成果转化方面3项", "（二）成果转化方面4项", &differs);
    let table = "云溪市任务分工表

序号\t重点任务\t责任单位
一、扩大投资（2项）\t\t
1\t完成投资200亿元。\t市财政局
2\t新增装机15万千瓦。\t市能源局
二、培育产业（2项）\t\t
3\t新增企业30家。\t市商务局
4\t技改项目200个。\t市工信局
";
    shows(table, "扩大投资（2项）", "扩大投资（3项）", &differs);
    // A task may take two rows.
    let twice = "2\t新增装机15万千瓦。\t市能源局\n\t新增储能5万千瓦。\t市科技局";
    shows(table, "2\t新增装机15万千瓦。\t市能源局", twice, &[]);
}

#[test]
fn one_character_may_label_the_attachments() {
    let text = "云溪县人民政府关于印发2025年任务分解方案的通知

云政发〔2025〕5号

各镇人民政府：

现将《2025年任务分解方案》印发给你们，请认真抓好落实。

附：2025年任务分解表

云溪县人民政府

2025年2月25日

2025年任务分解方案

1．工业增效。净增企业12户。（责任单位：县工信局）

2．城建提质。新增绿地6万平方米。（责任单位：县住建局）

2025年任务分解表

序号\t任务\t工作内容\t责任单位
1\t工业增效\t净增企业12户。\t县工信局
2\t城建提质\t新增绿地6万平方米。\t县住建局
";
    let titles = |text: &str| -> Vec<String> {
        notice(text).header.attachments.into_iter().map(|found| found.title).collect()
    };
    assert_eq!(titles(text), ["2025年任务分解表"]);
    shows(text, "附：2025年任务分解表", "附：2025年任务分工表", &[("RF001", Severity::Error)]);
    assert!(titles(&text.replace("附：2025年任务分解表", "附：联系人：张某，电话123")).is_empty());
}

#[test]
fn a_title_in_the_list_of_attachments_may_go_on_below() {
    let listed = |list: &str| {
        let text = format!(
            "关于印发护林任务的通知\n各镇人民政府：\n现印发给你们，请认真抓好落实。\n{list}\n\
             云溪市护林协调推进委员会办公室\n2024年3月5日\n护林任务\n一、巡林5次。（市林业局负责）\n"
        );
        let header = notice(&text).header;
        assert_eq!(header.signatories, ["云溪市护林协调推进委员会办公室"], "{list}");
        header.attachments.into_iter().map(|found| found.title).collect::<Vec<String>>()
    };
    let two = ["云溪市护林行动计划任务清单", "云溪市森林防火2024年任务清单"];
    for list in [
        "附件：1.云溪市护林\n行动计划任务清单\n2.云溪市森林防火2024年任务\n清单",
        "附件:1.云溪市护林行动计划\n任务清单\n2.云溪市森林防火\n2024年任务\n清单",
        "附件：\n1.云溪市护林行动\n\n计划任务清单\n\n2.云溪市森林防火2024年任务清单",
    ] {
        assert_eq!(listed(list), two, "{list}");
    }
    assert_eq!(listed("附件：云溪市森林防火2024年任务\n清单"), two[1..]);
    // Who signs besides is none of it.
    let text = "关于印发护林任务的通知\n各镇人民政府：\n现印发给你们。\n附件：护林任务\n云溪市林业局\n云溪市水利局\n\
                2024年3月5日\n护林任务\n一、巡林5次。（市林业局负责）\n";
    assert_eq!(notice(text).header.signatories, ["云溪市林业局", "云溪市水利局"]);
}

#[test]
fn a_bracket_of_a_responsibility_that_is_lost_is_told() {
    let text = "云溪市建设方案

一、任务

1.新建书屋3处。（市教育局牵头，市财政局配合）

2.培训教师200人次。（市教育局牵头，市体育局配合）
";
    let repaired = [("RF005", Severity::Warning)];
    shows(text, "市财政局配合）", "市财政局配合", &repaired);
    shows(text, "（市教育局牵头，市体育局配合", "市教育局牵头，市体育局配合", &repaired);
}

#[test]
fn the_task_that_declares_who_acts_everywhere_is_compared_without_them() {
    let text = "云溪市政务服务方案

一、任务

1.提升效能。改造服务中心18个。（牵头单位：市教育局；责任单位：市财政局。以下任务均需各县（市、区）人民政府落实，不再一一列出）

2.拓展应用。新增场景40个。（牵头单位：市财政局；责任单位：市公安局）

附件：云溪市政务服务任务清单

云溪市政务服务任务清单

序号\t任务\t内容\t牵头单位\t责任单位
1\t提升效能\t改造服务中心18个。\t市教育局\t市财政局
2\t拓展应用\t新增场景40个。\t市财政局\t市公安局
";
    let lead = [("UN002", Severity::Error)];
    shows(text, "\t市教育局\t市财政局", "\t市体育局\t市财政局", &lead);
    let units = [("UN001", Severity::Error)];
    shows(text, "\t市教育局\t市财政局", "\t市教育局\t市体育局", &units);
}

#[test]
fn what_a_page_prints_above_a_notice_hides_no_title() {
    let letter = "云溪市就业工作领导小组关于印发《云溪市就业方案》的通知

云就业组〔2025〕2号

各县（区）人民政府：

现将《云溪市就业方案》印发给你们，请认真贯彻执行。

云溪市就业工作领导小组

2025年1月2日

云溪市就业方案

一、建设任务

1. 建设就业服务站。11月15日前建成站点320个。（市教育局牵头，市财政局配合）

2. 建设创业园。建设返乡创业园12个。（市教育局负责）
";
    let two_lines = letter.replacen("领导小组关于", "领导小组\n\n关于", 1);
    let above = [
        "",
        "重磅！云溪市出台就业十条\n\n云溪发布  2025年06月03日 18:20  江苏\n\n",
        "点击上方蓝字关注我们\n\n",
        "近日，云溪市就业工作领导小组印发通知，全文如下↓↓↓\n\n",
    ];
    for (above, letter) in above.iter().flat_map(|above| [(above, letter), (above, &*two_lines)]) {
        let header = notice(&format!("{above}{letter}")).header;
        let title = "云溪市就业工作领导小组关于印发《云溪市就业方案》的通知";
        assert_eq!(header.title.as_deref(), Some(title), "{above}");
        let number = header.document_number.map(|number| number.text);
        assert_eq!(number.as_deref(), Some("云就业组〔2025〕2号"), "{above}");
    }
}

const ROLES: &str = "云溪市放心消费行动方案

一、重点任务

1.改造消费维权站20个。（市市场监管局牵头，市商务局配合）

2.整治农贸市场30家。（各县（区）人民政府负责，市商务局指导）

3.推进明码标价示范街建设。（市发展改革委指导，各县（区）人民政府落实）

4.开展价格检查6次。（责任部门：市市场监管局；配合部门：市商务局、市公安局）
";

#[test]
fn rows_side_by_side_are_read_in_the_order_of_their_numbers() {
    let read = |text: &str| -> Vec<(Option<u32>, Option<u32>)> {
        let rows = notice(text).tables.into_iter().flat_map(|table| table.rows);
        let section = |row: &hongtou_model::Row| row.section.as_ref().and_then(|s| s.ordinal);
        rows.map(|row| (section(&row), row.number)).collect()
    };
    let header = "云溪市重点任务分工表\n\n序号\t任务\t责任单位\t序号\t任务\t责任单位\n";
    let across = format!(
        "{header}1\t开展春季植树\t市林业局\t2\t开展汛前检查\t市水利局\n3\t开展道路清扫\t市城管局\t4\t开展消防演练\t市应急局\n5\t开展集市检查\t市商务局\t\t\t\n"
    );
    assert_eq!(found(&across), []);
    assert_eq!(read(&across), [1, 2, 3, 4, 5].map(|number| (None, Some(number))));
    let down = format!(
        "{header}1\t开展春季植树\t市林业局\t3\t开展汛前检查\t市水利局\n2\t开展道路清扫\t市城管局\t4\t开展消防演练\t市应急局\n"
    );
    assert_eq!(read(&down), [1, 2, 3, 4].map(|number| (None, Some(number))));
    let unnumbered = header.replace("序号\t", "")
        + "开展春季植树\t市林业局\t开展汛前检查\t市水利局\n开展道路清扫\t市城管局\t开展消防演练\t市应急局\n";
    let rows = notice(&unnumbered).tables.into_iter().flat_map(|table| table.rows);
    let content: Vec<String> = rows.filter_map(|row| row.content).collect();
    assert_eq!(content, ["开展春季植树", "开展道路清扫", "开展汛前检查", "开展消防演练"]);
    let parted = format!(
        "{header}一、市级任务\t\t\t\t\t\n1\t开展春季植树\t市林业局\t2\t开展汛前检查\t市水利局\n二、县级任务\t\t\t\t\t\n3\t开展道路清扫\t县城管局\t4\t开展消防演练\t县应急局\n"
    );
    assert_eq!(
        read(&parted),
        [(1, 1), (1, 2), (2, 3), (2, 4)].map(|(of, number)| (Some(of), Some(number)))
    );
}

#[test]
fn lines_of_two_levels_above_a_grid_head_its_rows() {
    let text = "附件\n\n云溪市重点任务分工表\n\n序号\t工作任务\t责任单位\t完成时限\n一、产业发展\n1\t推进园区建设\t市发展改革委\t6月底\n2\t推进招商引资\t市商务局\t9月底\n二、民生改善\n（一）教育\n3\t新建学校3所\t市教育局\t8月底\n4\t改造学校2所\t市教育局\t8月底\n（二）医疗\n5\t改造医院2家\t市卫生健康委\t12月底\n6\t新建医院1家\t市卫生健康委\t12月底\n";
    let notice = notice(text);
    assert!(notice.sections.is_empty(), "{:?}", notice.sections);
    let rows = notice.tables.iter().flat_map(|table| &table.rows);
    let told: Vec<_> = rows
        .map(|row| {
            let section = row.section.as_ref().and_then(|section| section.title.as_deref());
            (section.unwrap_or(""), row.group.as_ref().map_or("", |group| group.label.as_str()))
        })
        .collect();
    let (one, two) = ("产业发展", "民生改善");
    let (first, second) = ("（一）", "（二）");
    assert_eq!(
        told,
        [(one, ""), (one, ""), (two, first), (two, first), (two, second), (two, second)]
    );
}

#[test]
fn the_rest_of_a_row_below_a_header_printed_again_is_no_second_row_of_it() {
    let table = |rows: &str| format!("序号\t工作任务\t责任单位\t完成时限\n{rows}");
    let first = table("1\t推进园区建设，加快\t市发展改革委、市工业和\t2026年12\n");
    let next = table("\t项目落地\t信息化局\t月底前\n2\t推进招商\t市商务局\t持续推进\n");
    let text = format!("云溪市重点任务分工表\n\n{first}\n— 5 —\n\n{next}");
    assert_eq!(tasks(&text), ["推进园区建设，加快项目落地", "推进招商"]);
}

#[test]
fn codes_number_the_rows_beside_the_ordinals_of_sections() {
    let read = |rows: &str| -> Vec<(Option<u32>, Option<u32>)> {
        let header = "云溪市重点任务分工表\n\n序号\t编号\t工作任务\t责任单位\n";
        let rows = notice(&format!("{header}{rows}")).tables.into_iter().flat_map(|t| t.rows);
        let section = |row: &hongtou_model::Row| row.section.as_ref().and_then(|s| s.ordinal);
        rows.map(|row| (section(&row), row.number)).collect()
    };
    let parted = "一\t1\t开展春季植树\t市林业局\n\t2\t开展汛前检查\t市水利局\n二\t3\t开展道路清扫\t市城管局\n";
    assert_eq!(read(parted), [(1, 1), (1, 2), (2, 3)].map(|(of, n)| (Some(of), Some(n))));
    let parts = "1\t1.1\t开展春季植树\t市林业局\n\t1.2\t开展汛前检查\t市水利局\n2\t2.1\t开展道路清扫\t市城管局\n";
    assert_eq!(read(parts), [(1, 1), (1, 2), (2, 1)].map(|(of, n)| (Some(of), Some(n))));
    let codes = "1\t12\t开展春季植树\t市林业局\n2\t15\t开展汛前检查\t市水利局\n3\t18\t开展道路清扫\t市城管局\n";
    assert_eq!(read(codes), [1, 2, 3].map(|n| (None, Some(n))));
}

#[test]
fn one_unit_that_answers_beside_others_needs_no_lead() {
    let both = "责任部门：市市场监管局、市商务局；配合部门：市公安局";
    let one = "责任部门：市市场监管局；配合部门：市商务局、市公安局";
    shows(ROLES, one, both, &[("UN005", Severity::Info)]);
}

#[test]
fn what_goes_on_and_what_each_period_adds_may_be_said_again() {
    let text = "云溪市平价商店建设推进表

序号\t任务\t一季度\t二季度\t三季度\t四季度\t责任单位
1\t新增平价商店20家。\t新增5家\t新增5家\t新增5家\t新增5家\t市发展改革委
2\t落实收费清单管理制度。\t公布清单\t持续推进\t持续推进\t持续推进\t市市场监管局
3\t开展价格检查。\t制定方案\t检查商超\t检查景区\t总结经验\t市市场监管局
";
    shows(text, "检查景区", "检查商超", &[("QT004", Severity::Info)]);
}

#[test]
fn lines_joined_again_are_told_once() {
    let lines = "云溪市养老服务提升方案

一、机构建设
1.改造提升养老机构。全年改造养老机构三十家，新增护理型床位不少于六百
张，护理型床位占比有较大提高，并建立机构运营情况定期评估和公开发布制
度。（市民政局负责）
2.建设社区食堂。在主城区布点建设社区老年食堂十二家，方便老年人就近用
餐，鼓励餐饮企业参与运营，对经营情况良好的食堂按照服务人次给予运营补
助。（市商务局负责）
";
    let found = found(lines);
    assert_eq!(found, [("OC001".to_owned(), Severity::Info)]);
}

/// Items of two clauses; each row of theirs says the words that open the item again.
const OPENED: &str = "云溪市养老服务提升方案

一、机构建设

（一）改造养老机构。全年改造养老机构3家。（市民政局负责）新建社区老年食堂12家。（市商务局牵头，市财政局配合）

（二）培训护理人员。培训养老护理员200人。（市人社局负责）

附：云溪市养老服务任务分解表

序号\t工作内容\t牵头单位\t配合单位
1\t改造养老机构。全年改造养老机构3家。\t市民政局\t
2\t改造养老机构。新建社区老年食堂12家。\t市商务局\t市财政局
3\t培训护理人员。培训养老护理员200人。\t市人社局\t
";

#[test]
fn rows_that_give_the_figure_of_their_clause_differ_from_it_in_nothing() {
    let text = "云溪市养老服务方案

1.改造机构。逐家查看设施，改造养老机构3家。（市民政局负责）

2.建设食堂。依托社区场所，新建老年食堂12家。（市商务局负责）

3.培训人员。培训护理员200人。（市人社局负责）

4.探访老人。每周至少上门一次，做好登记。（市公安局负责）

附：云溪市养老服务任务分解表

序号\t任务\t目标\t责任单位
1\t改造机构\t改造养老机构3家\t市民政局
2\t建设食堂\t新建老年食堂（家）\t市商务局
3\t培训人员\t培训护理员200人\t市人社局
4\t探访老人\t每周至少上门一次，做好登记\t市公安局
";
    let weighty = |text: &str| -> Vec<(String, Severity)> {
        found(text).into_iter().filter(|(_, severity)| *severity != Severity::Info).collect()
    };
    assert_eq!(weighty(text), vec![]);
    // One row alone that leaves words out has lost them, and other words are other words.
    let whole = text.replace("新建老年食堂（家）", "依托社区场所，新建老年食堂12家");
    assert_eq!(weighty(&whole), vec![("AL003".to_owned(), Severity::Warning)]);
    let other = whole.replace("\t改造养老机构3家", "\t逐家查看设施，维修养老机构3家");
    assert_eq!(weighty(&other), vec![("AL003".to_owned(), Severity::Warning)]);
}

#[test]
fn what_a_notice_says_once_for_all_tasks_no_row_must_say() {
    let text = "云溪市养老服务方案

1.改造养老机构3家。（市民政局牵头，各县区人民政府负责落实。以下任务均需各县区人民政府落实，不再列出）

2.新建老年食堂12家。（市商务局牵头，市财政局配合）

3.培训护理员200人。（市人社局、市民政局按职责分工负责）

附：云溪市养老服务任务分解表

序号\t任务\t牵头单位\t配合单位
1\t改造养老机构3家。\t市民政局\t
2\t新建老年食堂12家。\t市商务局\t市财政局
3\t培训护理员200人。\t市人社局\t市民政局
";
    // Who of several leads is said by the table alone.
    assert_eq!(found(text), vec![("UN002".to_owned(), Severity::Info)]);
    let gone = text.replace("\t市财政局\n", "\t\n");
    assert!(found(&gone).contains(&("UN001".to_owned(), Severity::Error)));
}

#[test]
fn a_cell_merged_over_periods_names_times_of_any_of_them() {
    let text = |cell: &str| {
        format!(
            "云溪市养老服务方案\n\n1.建成服务平台1个。（市民政局负责）\n\n2.改造机构6家。（市商务局负责）\n\n\
             附：云溪市养老服务任务分解表\n\n<table><tr><td>序号</td><td>任务</td><td>上半年目标</td>\
             <td>下半年目标</td><td>责任单位</td></tr><tr><td>1</td><td>建成服务平台1个。</td>{cell}\
             <td>市民政局</td></tr><tr><td>2</td><td>改造机构6家。</td><td>改造3家</td><td>改造6家</td>\
             <td>市商务局</td></tr></table>"
        )
    };
    let told = |cell: &str| found(&text(cell)).contains(&("QT006".to_owned(), Severity::Warning));
    assert!(!told("<td colspan=\"2\">9月底前试运行</td>"));
    assert!(told("<td>9月底前试运行</td><td>正式运行</td>"));
}

#[test]
fn a_part_of_a_body_stays_with_it_in_a_cell() {
    let text = "云溪县方案

1.整治路口30处。（县公安局负责）

2.开展劝导12次。（交警大队、县财政局负责）

3.修渠12条。（东山镇、水利站负责）

附：云溪县任务分解表

序号\t任务\t责任单位
1\t整治路口30处。\t县公安局
2\t开展劝导12次。\t县公安局交警大队、县财政局
3\t修渠12条。\t东山镇水利站
";
    assert!(row_units(text)[1].contains("县公安局交警大队"), "{:?}", row_units(text));
    assert!(row_units(text)[2].contains("东山镇 "), "{:?}", row_units(text));
    assert_eq!(found(text), [("UN001".to_owned(), Severity::Info)]);
}

#[test]
fn names_of_which_the_body_has_each_are_parted_where_a_page_lost_their_mark() {
    let text = "云溪县方案

1.整治路口30处。（县公安局牵头，县人行、红旗粮库配合）

2.修渠12条。（县水利局牵头，县人行配合）

附：云溪县任务分解表

序号\t任务\t牵头单位\t配合单位
1\t整治路口30处。\t县公安局\t县人行

第2页

序号\t任务\t牵头单位\t配合单位
\t\t\t红旗粮库
2\t修渠12条。\t县水利局\t县人行
";
    assert_eq!(row_units(text)[0], "L县公安局 S县人行 S红旗粮库");
    assert_eq!(found(text), []);
}

#[test]
fn offices_of_one_body_side_by_side_are_not_one_unit() {
    let text = "云溪市粮食能源方案

1.新建粮仓30座。（市发改委（市粮食局）、市发改委（市能源局）负责）

2.开展宣传12次。（市委宣传部（市新闻办）、市委宣传部（市文明办）负责）

3.接待来宾12批。（市政府办、市政府办（市外事办）负责）

附：云溪市粮食能源任务分解表

序号\t任务\t责任单位
1\t新建粮仓30座。\t市发改委（市粮食局）、市发改委（市能源局）
2\t开展宣传12次。\t市新闻办、市文明办
3\t接待来宾12批。\t市政府办、市政府办（市外事办）
";
    let mut found = found(text);
    found.retain(|(_, severity)| *severity != Severity::Info);
    assert_eq!(found, []);
}

#[test]
fn a_second_name_in_brackets_and_names_glued_in_a_cell_are_no_other_units() {
    let text = "云溪市养老服务方案

1.新建社区食堂30家。（市民政局（市老龄办）牵头，市财政局配合）

2.守住安全底线。（市公安局牵头，民航云溪监管局、市商务局配合）

3.改造小区12个。（市住建局牵头，市财政局配合）

附：云溪市养老服务任务分解表

序号\t任务\t牵头单位\t配合单位
1\t新建社区食堂30家。\t市民政局\t市财政局
2\t守住安全底线。\t市公安局\t民航云溪监管局市商务局
3\t改造小区12个。\t市住建局\t市财政局
";
    assert_eq!(found(text), []);
    assert_eq!(row_units(text)[1], "L市公安局 S民航云溪监管局 S市商务局");
    let other = text.replace("\t市民政局\t", "\t市老龄委\t");
    assert!(found(&other).iter().any(|(code, _)| code == "UN001" || code == "UN002"));
}

#[test]
fn names_that_may_be_one_units_are_told_without_weight() {
    let text = "云溪市养老服务方案

1.改造养老机构3家。（市民政局牵头，城关镇人民政府、各乡镇人民政府、各街道办事处、市生态环境局云溪分局配合）

2.新建老年食堂12家。（市商务局牵头，市财政局配合）

附：云溪市养老服务任务分解表

序号\t任务\t牵头单位\t配合单位
1\t改造养老机构3家。\t市民政局\t城关镇、各乡镇（街道）、云溪生态环境分局
2\t新建老年食堂12家。\t市商务局\t市财政局
";
    assert!(
        found(text).iter().all(|(_, severity)| *severity == Severity::Info),
        "{:?}",
        found(text)
    );
    let one = |from: &str, to: &str| found(&text.replace(from, to));
    // A branch and its bureau, a town and all towns are two.
    for (from, to) in
        [("云溪生态环境分局", "市生态环境局"), ("\t城关镇、", "\t"), ("市财政局\n", "市审计局\n")]
    {
        let found = one(from, to);
        assert!(found.contains(&("UN001".to_owned(), Severity::Error)), "{from}: {found:?}");
    }
}

#[test]
fn a_row_may_say_what_opens_its_item_before_a_later_clause() {
    shows(
        OPENED,
        "新建社区老年食堂12家。\t",
        "兴办社区老年食堂12家。\t",
        &[("AL003", Severity::Warning)],
    );
    shows(OPENED, "2\t改造养老机构。", "2\t改建养老机构。", &[("AL003", Severity::Warning)]);
}

#[test]
fn who_leads_alone_makes_no_lead_missing_elsewhere() {
    let text = "云溪市养老服务工作要点

一、提升服务

1.完善服务设施，方便老人就近就餐。（市民政局牵头负责）

2.完善价格政策，规范各类服务收费。（市公安局、市商务局按职责分工负责）

3.完善培训制度，提高服务人员水平。（市人社局会同有关部门负责）
";
    shows(text, "市民政局牵头负责", "市民政局牵头，市财政局配合", &[("UN005", Severity::Info)]);
}

#[test]
fn one_mark_for_another_in_most_rows_is_told_once() {
    let text = "云溪市养老服务推进方案

一、机构建设

1.完善门卫制度；落实值班制度。（责任单位：市民政局）

2.完成安全培训；做好年度考核。（责任单位：市公安局）

3.定期检查食堂；通报检查结果。（责任单位：市卫健委）

附件：云溪市养老服务任务分解表

云溪市养老服务任务分解表

序号\t工作内容\t责任单位
1\t完善门卫制度；落实值班制度。\t市民政局
2\t完成安全培训；做好年度考核。\t市公安局
3\t定期检查食堂；通报检查结果。\t市卫健委
";
    let changed = |rows: &[&str]| {
        rows.iter().fold(text.to_owned(), |text, row| {
            text.replace(&format!("\t{row}；"), &format!("\t{row}。"))
        })
    };
    let (a, b, c) = ("完善门卫制度", "完成安全培训", "定期检查食堂");
    let told = |text: &str| found(text).iter().filter(|(code, _)| code == "AL007").count();
    assert_eq!(told(text), 0);
    assert_eq!(told(&changed(&[a, b])), 2);
    assert_eq!(told(&changed(&[a, b, c])), 1);
}

#[test]
fn of_a_list_right_above_a_table_the_last_entry_is_the_tables() {
    let two = OPENED.replace("附：云", "附件：1.云溪市养老机构名册\n2.云");
    let found: Vec<String> = found(&two).into_iter().map(|(code, _)| code).collect();
    assert_eq!(found, ["RF002"], "the register is missing, the table is not");
}

#[test]
fn a_unit_may_answer_for_two_parts_of_a_task() {
    let text = "云溪市养老服务要点\n\n一、机构建设\n\n\
                1.建设社区食堂12家；改造养老院3家。（第1项市民政局，第2项市民政局、市住建局）\n\n\
                2.培训护理人员200人。（市人社局、市卫健委）\n";
    let twice = &[("UN004", Severity::Warning)];
    shows(text, "第1项市民政局，第2项市民政局", "市民政局、市民政局", twice);
    // In a row as well; within one part it stands once.
    let text = "云溪市养老服务推进表\n\n序号\t工作任务\t责任单位\n\
                1\t建设社区食堂；改造养老院\t①市民政局、市残联；②市民政局、市住建局\n\
                2\t培训护理人员\t市人社局、市卫健委\n";
    shows(text, "①市民政局、市残联", "①市残联、市残联", twice);
}

#[test]
fn two_labels_of_one_role_may_name_one_unit() {
    let text = "云溪市整改清单

一、污水直排3处，未整改。

责任单位：岚江县人民政府

督导单位：省水利厅、省林业厅

验收单位：省水利厅

二、湿地被占2亩，未恢复。

责任单位：岚江县人民政府

督导单位：省林业厅

验收单位：省林业厅
";
    shows(
        text,
        "督导单位：省水利厅、省林业厅",
        "督导单位：省林业厅、省林业厅",
        &[("UN004", Severity::Warning)],
    );
}

#[test]
fn a_group_of_decimals_counts_among_the_items_beside_it() {
    let text = "云溪市防汛应急预案

1. 总则

1.1 编制目的

做好防范。

1.2 工作原则

1.2.1 实行行政首长负责制。

1.2.2 坚持依法防汛。

1.3 适用范围

本预案适用于全市。

2. 预警

2.1 发布

2.1.1 预警分为四级。

2.1.2 预警由市应急局发布。

2.2 报告

接报后报告。
";
    shows(text, "1.3 适用范围", "1.4 适用范围", &[("ST002", Severity::Error)]);
    shows(text, "2.2 报告", "2.3 报告", &[("ST002", Severity::Error)]);
}

#[test]
fn a_clause_that_says_the_words_of_the_column_is_due_then() {
    let text = "云溪市2024年巡河方案

一、主要任务

1. 开展巡河，3月启动、11月总结。（市水利局牵头，市公安局配合）

2. 清淤3处。（市水利局牵头，市公安局配合）

3. 植树5万棵。（市林业局牵头，市公安局配合）

附件

任务分解表

|序号|重点任务|牵头单位|配合单位|完成时限|
|---|---|---|---|---|
|1|开展巡河。|市水利局|市公安局|3月启动，11月总结|
|2|清淤3处。|市水利局|市公安局||
|3|植树5万棵。|市林业局|市公安局||
";
    let due = |text: &str| found(text).into_iter().any(|(code, _)| code == "DT001");
    assert!(!due(text) && due(&text.replace("|3月启动，11月总结|", "|3月启动，10月总结|")));
}

#[test]
fn a_group_that_is_an_item_itself_has_its_number_once() {
    let text = "云溪市改革分工

一、简政放权

（一）下放审批事项。年底前取消许可30项以上。（市司法局牵头，市财政局配合）

1.清理壁垒，制定清单。（市发改委负责）

2.推行改革，压缩材料。（市场监管局负责）

（二）压缩审批时间

1.压缩开办时间。（市场监管局负责）

2.压缩登记时间。（市自然资源局负责）

二、监管

（三）推进抽查。年底前实现全覆盖。（市场监管局牵头，市财政局配合）

1.制定抽查清单。（各有关部门负责）
";
    let numbers =
        |text: &str| found(text).iter().filter(|(code, _)| code.starts_with("ST")).count();
    assert_eq!((numbers(text), numbers(&text.replace("（三）", "（四）"))), (0, 1));
}

#[test]
fn articles_count_on_through_the_divisions_of_a_chapter() {
    let text = "云溪市物业管理办法

第一章 总则

第一条 为规范管理，制定本办法。

第二章 业主大会

第一节 筹备

第二条 街道办事处应当组建筹备组。

第三条 筹备组应当公示名单。

第二节 委员会

第四条 委员会由五人组成。

第三章 附则

第五条 本办法自印发之日起施行。
";
    shows(text, "第四条", "第六条", &[("ST002", Severity::Error)]);
    let groups = notice(text).sections[1]
        .items
        .iter()
        .map(|item| item.group.as_ref().and_then(|group| group.title.clone()).expect("a division"))
        .collect::<Vec<_>>();
    assert_eq!(groups, ["筹备", "筹备", "委员会"]);
}

#[test]
fn an_article_with_parts_counts_among_the_articles_beside_it() {
    let text = "云溪市燃气管理办法

第一章 总则

第一条 为加强管理，制定本办法。

第二条 本办法适用于全市。

第二章 职责

第三条 部门职责：

（一）市应急局负责综合协调；

（二）市公安局负责查处偷盗。

第三章 经营

第四条 燃气企业应当安检。
";
    shows(text, "第四条", "第五条", &[("ST002", Severity::Error)]);
}

#[test]
fn a_figure_that_both_sides_write_in_their_own_way_is_one() {
    let text = "云溪市社区服务方案

一、主要任务

1. 新建社区食堂30家，服务老人20万人次。（市民政局牵头，市财政局配合）

2. 改造老旧小区88个，加装电梯150部。（市住建局牵头，市财政局配合）

3. 新增学位6000个，改造学校12所。（市教育局牵头，市财政局配合）

附件

任务分解表

|序号|重点任务|牵头单位|配合单位|
|---|---|---|---|
|1|新建社区食堂三十家，服务老人200000人次。|市民政局|市财政局|
|2|改造老旧小区88个，加装电梯150部。|市住建局|市财政局|
|3|新增学位0.6万个，改造学校12所。|市教育局|市财政局|
";
    shows(text, "0.6万个", "0.7万个", &[("NU001", Severity::Error)]);
}

#[test]
fn a_letter_cut_inside_the_word_that_issues_the_plan_is_one() {
    let notice = notice(
        "关于印发《云溪市整治方案》的通知

各县人民政府：
    现将《云溪市整治方案》印
发给你们，请认真落实。

云溪市人民政府办公室
2023年8月20日

云溪市整治方案

一、任务

1.开展检查。（市教育局负责）
",
    );
    assert_eq!(notice.prose[0].text, "现将《云溪市整治方案》印发给你们，请认真落实。");
}

#[test]
fn a_key_is_no_part_of_the_time_behind_it() {
    let notice = notice(
        "云溪市低空经济方案

一、任务

（一）拓展场景。开通航线50条。（责任单位：市发改委、市邮政局）（完成时限：2026年6月底前）

（二）培育产业。引进企业30家。（责任单位：市商务局）（年底前完成）

（三）完善设施。新建机场8个。完成时间：9月底。责任单位：市交通局
",
    );
    let last = notice.sections[0].items[2].clauses.last().expect("a clause");
    assert_eq!(last.text, "新建机场8个。");
    let items = notice.sections.iter().flat_map(|section| &section.items);
    let due = items.flat_map(|item| &item.clauses).flat_map(|clause| &clause.deadlines);
    let due: Vec<_> = due.map(|deadline| deadline.text.as_str()).collect();
    assert_eq!(due, ["2026年6月底前", "年底前完成", "9月底"]);
}

#[test]
fn figures_in_a_heading_are_those_of_its_first_clause() {
    let notice = notice(
        "云溪市实事清单

一、新建学校5所，新增学位3200个

牵头单位：市教育局

进度安排：12月底前主体完工。

二、改造老旧小区12个

牵头单位：市住建局

进度安排：11月底前完工。
",
    );
    let items = notice.sections.iter().flat_map(|section| &section.items);
    let figures = items.flat_map(|item| &item.clauses).flat_map(|clause| &clause.quantities);
    let figures: Vec<_> = figures.map(|figure| figure.text.as_str()).collect();
    assert_eq!(figures, ["5所", "3200个", "12个"]);
}

#[test]
fn names_in_an_attachment_are_no_plan_and_contents_no_title() {
    let notice = notice(
        "云溪市人民政府办公室关于印发《云溪市整治方案》的通知

各县人民政府：

现将《云溪市整治方案》印发给你们，请认真落实。

云溪市人民政府办公室

2023年8月20日

目  录

一、任务……………………1

二、保障……………………5

云溪市整治方案

一、任务

1.开展检查。（市教育局负责）

2.落实整改。（市公安局负责）

附件1

云溪市整治领导小组成员名单

组　长：张　三　　市政府副市长

成　员：赵　六　　市教育局副局长
",
    );
    let title = notice.plan.as_ref().and_then(|plan| plan.title.as_deref());
    assert_eq!(title, Some("云溪市整治方案"));
    assert!(notice.plans.is_empty(), "{:?}", notice.plans);
    assert_eq!(notice.sections.len(), 1);
}

#[test]
fn two_columns_of_one_role_may_name_one_unit() {
    let text = "云溪市养老服务任务分工表\n\n序号\t工作任务\t主管部门\t实施机关\n\
                1\t建设社区食堂12家\t市民政局\t市民政局、市残联\n\
                2\t培训护理人员200人\t市人社局\t市卫健委\n";
    let twice = &[("UN004", Severity::Warning)];
    shows(text, "市民政局、市残联", "市残联、市残联", twice);
}

#[test]
fn two_labels_in_one_bracket_may_name_one_unit() {
    let text = "云溪市养老服务要点\n\n1.建设社区食堂12家。（责任单位：各镇；督导单位：市民政局；\
                验收单位：市民政局、市住建局）\n\n\
                2.培训护理人员200人。（责任单位：各镇；督导单位：市残联）\n";
    let twice = &[("UN004", Severity::Warning)];
    shows(text, "市民政局、市住建局", "市住建局、市住建局", twice);
    shows(text, "；验收单位：市民政局", "；督导单位：市民政局", twice);
}

#[test]
fn the_lead_of_a_title_may_answer_for_a_task_below_it() {
    let text = "云溪市养老服务要点\n\n一、机构建设（牵头单位：市民政局）\n\n\
                （一）建设社区食堂12家。（市民政局、市住建局）\n\n\
                （二）培训护理人员200人。（市人社局、市卫健委）\n";
    let twice = &[("UN004", Severity::Warning)];
    shows(text, "（市民政局、市住建局）", "（市住建局、市住建局）", twice);
}

const SINKING: &str = "云溪市助企纾困推进表

序号\t工作任务\t一季度\t二季度\t三季度\t四季度\t责任单位
1\t应急转贷资金扩面\t累计转贷10亿元\t累计转贷20亿元\t累计转贷30亿元\t累计转贷40亿元\t市工信局
2\t担保费率降至1%以下\t下发通知\t降至1.4%\t降至1.2%\t降至1%以下\t市财政局
3\t审批时限压减到3天\t压减到6天\t压减到5天\t压减到4天\t压减到3天\t市行政审批局
";

#[test]
fn what_sinks_from_period_to_period_is_no_total_that_falls() {
    shows(SINKING, "累计转贷30亿元", "累计转贷15亿元", &[("QT002", Severity::Error)]);
    // The opposite order is its own.
    shows(SINKING, "降至1.4%\t降至1.2%", "降至1.2%\t降至1.4%", &[("QT002", Severity::Error)]);
    shows(SINKING, "压减到5天", "压减到7天", &[("QT002", Severity::Error)]);
    // What is cut in all grows.
    let cut =
        "3\t事项压减\t累计压减为10项\t累计压减为20项\t累计压减为30项\t累计压减为40项\t市政府办\n";
    let with = SINKING.split_once("3\t审批").map_or("", |(above, _)| above).to_owned() + cut;
    shows(&with, "压减为30项", "压减为15项", &[("QT002", Severity::Error)]);
}

const PARTLY_GROUPED: &str = "云溪市乡村治理任务

一、编制清单

（一）编制权责清单。梳理事务68项。（责任单位：市民政局）

（二）编制权力清单。制定流程图32张。（责任单位：市司法局）

（三）编制服务清单

1.办理代办事项40项。（责任单位：市医保局）

2.设立便民服务点96个。（责任单位：市商务局）

二、健全机制

（四）推广积分制。积分超市覆盖率达到80%。（责任单位：市供销社）

（五）建立评议制度。每半年评议1次。（责任单位：市农业农村局）
";

#[test]
fn items_go_on_behind_a_section_that_has_a_group_among_them() {
    shows(PARTLY_GROUPED, "（五）", "（六）", &[("ST002", Severity::Error)]);
}

#[test]
fn items_of_another_form_do_not_go_on_behind_a_section_with_a_group() {
    let own = PARTLY_GROUPED.replace("（四）", "1.").replace("（五）", "2.");
    let own = own
        + "\n3.设立公示栏20个。（责任单位：市民政局）\n\n4.建立通报制度。每季度通报1次。（责任单位：市委督查室）\n";
    shows(&own, "3.设立公示栏20个。（责任单位：市民政局）\n\n", "", &[("ST002", Severity::Error)]);
}

#[test]
fn what_is_missing_in_a_notice_published_with_cuts_is_told_one_degree_milder() {
    let text = "云溪市养老服务要点\n\n一、机构建设\n\n\
                1.建设社区老年食堂12家。（市民政局）\n\n2.培训养老护理员200人。（市人社局）\n\n\
                3.完成困难老人家庭改造500户。（市残联）\n\n任务分解表\n\n序号\t工作内容\t责任单位\n\
                1\t建设社区老年食堂12家。\t市民政局\n2\t培训养老护理员200人。\t市人社局\n\
                3\t完成困难老人家庭改造500户。\t市残联\n";
    let (row, clause) =
        ("2\t培训养老护理员200人。\t市人社局\n", "2.培训养老护理员200人。（市人社局）\n\n");
    for (what, code) in [(row, "AL001"), (clause, "AL002")] {
        let missing = |text: &str| {
            let found = found(&text.replacen(what, "", 1));
            found.into_iter().find(|(found, _)| found == code).map(|(_, severity)| severity)
        };
        assert_eq!(missing(text), Some(Severity::Error));
        assert_eq!(missing(&format!("{text}\n（本文有删减）\n")), Some(Severity::Warning));
        // A sentence about what is cut marks nothing.
        let sentence = "市民政局要梳理可以删减的材料，按月公布。";
        assert_eq!(missing(&format!("{text}\n{sentence}\n")), Some(Severity::Error));
    }
}

#[test]
fn parts_that_a_cell_counts_within_its_task_are_no_numbers_of_the_rows() {
    let text = "云溪市养老服务任务分解表\n\n工作任务\t工作内容\t责任单位\t完成时限\n\
                机构建设\t1.建设养老院3家。2.改造敬老院2家。\t市民政局\t2025年6月底前\n\
                人才培养\t1.培训护理员200人。2.开展技能竞赛1次。\t市人社局\t2025年9月底前\n";
    assert_eq!(found(text), []);
    // One task below each action, and none goes on counting.
    let one = text.replace("2.改造敬老院2家。", "").replace("2.开展技能竞赛1次。", "");
    assert_eq!(found(&one), []);
}

#[test]
fn tasks_behind_the_note_of_a_table_in_the_plan_stay_tasks() {
    let text = "云溪市安全工作方案\n\n1.建立任务清单如下。（市民政局负责）\n\n\
                序号\t工作内容\t责任单位\n1\t完善门卫制度，落实值班制度。\t市民政局\n\
                2\t完成安全培训，做好年度考核。\t市公安局\n\n备注：1.表中时限均为年底。\n\n\
                2.加强组织领导，成立专班。（市应急局负责）\n\n\
                3.强化督导检查，定期通报。（市政府督查室负责）\n";
    assert_eq!(numbers(text), [1, 2, 3]);
    // Where the plan counts otherwise, those that are answered for are tasks.
    let named = text.replacen("1.建立", "一、建立", 1);
    assert_eq!(numbers(&named.replacen("2.加强", "二、加强", 1)), [1, 2]);
    let below = text.replacen("1.建立任务清单如下。（市民政局负责）", "一、任务", 1);
    assert_eq!(numbers(&below), [2, 3]);
    // The next number of the plan is a task's, whoever answers.
    assert_eq!(numbers(&text.replacen("（市应急局负责）", "", 1)), [1, 2, 3]);
}

/// The title above each row of the tables.
fn titles(text: &str) -> Vec<Option<String>> {
    let notice = notice(text);
    let rows = notice.tables.iter().flat_map(|table| &table.rows);
    rows.map(|row| row.section.as_ref().and_then(|section| section.title.clone())).collect()
}

#[test]
fn words_alone_under_the_numbers_are_titles_where_others_are() {
    let table = |first: &str, second: &str, last: &str| {
        format!(
            "云溪市安全工作任务清单\n\n序号\t工作内容\t责任单位\t完成时限\n{first}\
             1\t完善门卫制度，落实值班制度。\t市民政局\t6月底前\n{second}\
             2\t完成安全培训，做好年度考核。\t市公安局\t6月底前\n{last}"
        )
    };
    let row = |words: &str| format!("{words}\t\t\t\n");
    let of = |titles: [&str; 2]| titles.map(|title| Some(title.to_owned()));
    let two = table(&row("制度建设"), &row("队伍建设"), "");
    assert_eq!(titles(&two), of(["制度建设", "队伍建设"]));
    let counted = table(&row("制度建设（2项）"), "", "");
    assert_eq!(titles(&counted), of(["制度建设（2项）"; 2]));
    // Alone, or below the last row, or words said of the table.
    for words in ["新增", "改造食堂设施", "以上任务由市民政局汇总"] {
        let text = table("", &row(words), "");
        assert!(titles(&text).iter().all(Option::is_none), "{words}");
        let text = table("", &row(words), &row("共2项"));
        assert!(titles(&text).iter().all(Option::is_none), "{words}");
    }
    for words in ["（续）", "填报人：张某某"] {
        let text = table(&row(words), &row(words), "");
        assert!(titles(&text).iter().all(Option::is_none), "{words}");
    }
}

/// The units of each row of the tables, with the first letter of their roles.
fn row_units(text: &str) -> Vec<String> {
    let notice = notice(text);
    let rows = notice.tables.iter().flat_map(|table| &table.rows);
    rows.map(|row| {
        let unit = |unit: &hongtou_model::UnitMention| {
            format!("{}{}", &format!("{:?}", unit.role)[..1], unit.name)
        };
        row.units.iter().map(unit).collect::<Vec<_>>().join(" ")
    })
    .collect()
}

/// The units of each clause, with the words that the list leaves out in brackets.
fn clause_units(text: &str) -> Vec<String> {
    let notice = notice(text);
    let items = notice.sections.iter().flat_map(|section| &section.items);
    let unit = |unit: &hongtou_model::UnitMention| {
        let (name, written) = (&unit.name, unit.written.as_ref().unwrap_or(&unit.name));
        name.replacen(written.as_str(), &format!("[{written}]"), 1)
    };
    let clauses = items.flat_map(|item| &item.clauses);
    clauses.map(|c| c.units.iter().map(unit).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn places_are_of_the_kind_that_the_notice_says_elsewhere() {
    let text = "云溪市绿道建设方案\n\n一、主要任务\n\n\
                1. 建设滨河绿道。（责任单位：北桥、西山、南城区）\n\n\
                2. 建设沿湖绿道。（北桥、西山、南城区政府负责）\n\n\
                3. 建设供水管网。（责任单位：水投、城投、南城区）\n\n";
    let known = format!("{text}4. 建设山体绿道。（责任单位：北桥区、西山区人民政府）\n");
    let units = clause_units(&known);
    assert_eq!(units[0], "[北桥]区 [西山]区 [南城区]");
    assert_eq!(units[1], "[北桥]区政府 [西山]区政府 [南城区政府]");
    assert_eq!(units[2], "[水投] [城投] [南城区]");
    // 北桥区域 names no district.
    let unknown = format!("{text}4. 完善北桥区域路网。（责任单位：市住建局）\n");
    assert_eq!(clause_units(&unknown)[0], "[北桥] [西山] [南城区]");
}

#[test]
fn a_word_before_a_place_gets_no_kind_from_the_middle_of_other_words() {
    let text = "云溪市绿道建设方案\n\n一、主要任务\n\n\
                1. 建设滨河绿道。（责任单位：国网、东山县）\n\n\
                2. 建设沿湖绿道。（责任单位：交通、东山县）\n\n\
                3. 建设供水管网。（责任单位：联通、东山县）\n\n\
                4. 改造交通县道，建设市政道路，国网县供电公司和联通县公司参与。（责任单位：物流、东山区）\n\n\
                5. 完善物流区片路网，交通县、联通县。（责任单位：北桥、东山县政府）\n";
    let units = clause_units(text);
    assert_eq!(units[0], "[国网] [东山县]");
    assert_eq!(units[1], "[交通] [东山县]");
    assert_eq!(units[2], "[联通] [东山县]");
    assert_eq!(units[3], "[物流] [东山区]");
}

#[test]
fn those_above_alone_in_a_cell_are_who_answers() {
    let text = "云溪县书屋建设任务表\n\n序号\t工作任务\t责任单位\n\
                1\t建成书屋3个\t县文旅局\n2\t建成书屋4个\t以上单位\n";
    assert_eq!(row_units(text), ["R县文旅局", "R以上单位"]);
    assert_eq!(found(text), []);
}

#[test]
fn lists_with_strangers_show_no_habit() {
    let text = "云溪县公交优化方案\n\n一、主要任务\n\n\
                1. 开通12路公交，方便群众出行。（县政府、县法院、东门商圈）\n\n\
                2. 开通15路公交，方便群众出行。（县教育局、县公安局、南门商圈）\n\n\
                3. 优化18路公交，方便群众出行。（县税务局、县法院、西门商圈）\n";
    assert_eq!(clause_units(text), ["", "", ""]);
}

#[test]
fn a_label_with_nothing_behind_it_parts_no_task() {
    let text = "云溪县绿道建设方案\n\n一、主要任务\n\n1. 建设滨河绿道。\n\n责任单位：\n\n\
                县水利局、县财政局要加强协作，形成工作合力。\n\n2. 建设沿湖绿道。（县水利局负责）\n";
    let read = notice(text);
    let clauses = |at: usize| {
        let clauses = &read.sections[0].items[at].clauses;
        clauses.iter().map(|clause| clause.text.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(clauses(0), ["县水利局、县财政局要加强协作，形成工作合力。"]);
    assert_eq!(read.sections[0].items[0].heading.as_deref(), Some("建设滨河绿道"));
    // 见附件 says where to look, and stays.
    let text = "云溪县绿道建设方案\n\n一、主要任务\n\n1. 建设滨河绿道。\n\n责任单位：见附件。\n\n\
                2. 建设沿湖绿道。（县水利局负责）\n";
    let said = notice(text).sections[0].items[0].clauses[0].responsibility.clone();
    assert_eq!(said.map(|said| said.text).as_deref(), Some("见附件"));
    // With one name on each line the lines are a list.
    let text = "云溪县绿道建设方案\n\n一、主要任务\n\n1. 建设滨河绿道。\n\n责任单位：\n\n县水利局\n\n\
                县财政局\n\n各镇人民政府\n\n2. 建设沿湖绿道。（县水利局负责）\n";
    assert_eq!(clause_units(text), ["[县水利局] [县财政局] [各镇人民政府]", "[县水利局]"]);
    // A name before a task is the title of what follows.
    let text = "云溪县绿道建设方案\n\n县教育局\n1.新建学校3所。\n责任领导：张建国\n牵头单位：县教育局\n\
                县水利局\n2.整治河道12条。\n责任领导：李明\n牵头单位：县水利局\n";
    let units = clause_units(text);
    assert!(
        units.iter().all(|units| !(units.contains("教育") && units.contains("水利"))),
        "{units:?}"
    );
    assert_eq!(units.iter().filter(|units| units.contains("县水利局")).count(), 1, "{units:?}");
}

#[test]
fn a_place_without_its_kind_is_the_one_that_has_it() {
    let units = |body: &str, table: &str| {
        let tasks = ["建设滨河绿道20公里", "建设沿湖绿道10公里", "建设山体绿道15公里"];
        let own = ["市林业局", "市水利局"];
        let mut text = "云溪市绿道建设方案\n\n一、主要任务\n\n".to_owned();
        for (at, task) in tasks.iter().enumerate() {
            let units = if at == 0 { body } else { own[at - 1] };
            text += &format!("{}. {task}，完善设施。（责任单位：{units}）\n\n", at + 1);
        }
        text += "附件：绿道建设任务分解表\n\n绿道建设任务分解表\n\n序号\t工作任务\t责任单位\n";
        for (at, task) in tasks.iter().enumerate() {
            let units = if at == 0 { table } else { own[at - 1] };
            text += &format!("{}\t{task}，完善设施。\t{units}\n", at + 1);
        }
        found(&text).into_iter().map(|(code, _)| code).collect::<Vec<_>>()
    };
    assert_eq!(units("北桥区、西山区", "北桥、西山"), [] as [&str; 0]);
    // Lists leave the kind out as they like.
    assert_eq!(units("北桥区、西山", "北桥、西山区"), [] as [&str; 0]);
    // Of two places of the name it may be either, and another place is another.
    for (body, table) in [("北桥区、北桥镇", "北桥、北桥镇"), ("北桥区、西山区", "北桥、东山")]
    {
        assert!(units(body, table).iter().any(|code| code == "UN001"), "{table}");
    }
}

#[test]
fn who_uses_what_others_provide_does_not_answer_for_it() {
    let row = "\t县公安局\t县民政局、县教育局\t每月\n";
    let text = format!(
        "云溪县数据共享责任清单\n\n序号\t工作任务\t责任单位\t使用单位\t更新频率\n\
         1\t归集人口信息{row}2\t归集户籍信息{row}"
    );
    assert_eq!(row_units(&text), ["R县公安局", "R县公安局"]);
}

#[test]
fn units_in_front_hold_for_the_tasks_below_them() {
    let text = "云溪县工作责任清单\n\n责任单位\t工作任务\t完成时限\n\
                县应急局\t开展检查60家次。\t11月底\n\t组织演练3次。\t10月底\n\
                县交通局\t整治隐患45处。\t9月底\n";
    assert_eq!(row_units(text), ["R县应急局", "R县应急局", "R县交通局"]);
    // Behind the task a blank cell stands for nobody.
    let behind = "云溪县工作责任清单\n\n序号\t工作任务\t责任单位\t完成时限\n\
                  1\t开展检查60家次。\t县应急局\t11月底\n2\t组织演练3次。\t\t10月底\n";
    assert_eq!(row_units(behind), ["R县应急局", ""]);
}

#[test]
fn who_puts_a_task_into_practice_does_so_in_a_column_too() {
    let text = "云溪市任务分工表\n\n序号\t重点任务\t牵头部门\t落实单位\n\
                1\t建立高层住宅档案。\t市公安局\t各区人民政府\n\
                2\t开展高层住宅检查。\t市住建局\t市水利局\n";
    assert_eq!(row_units(text), ["L市公安局 I各区人民政府", "L市住建局 I市水利局"]);
}

#[test]
fn figures_in_a_column_of_their_own_are_no_numbers_of_rows() {
    let text = "云溪县植树任务分解表\n\n责任单位\t植树任务（株）\t地点\t完成时间\n\
                东街道\t12000\t龙滩口\t3月底\n西街道\t8000\t水河村\t3月底\n\
                永安镇\t15000\t田坝村\t4月10日前\n";
    assert_eq!(found(text), []);
}

#[test]
fn bare_figures_are_counted_in_what_the_table_says() {
    let measures = |header: &str, row: &str| {
        let text = format!("云溪县任务分解表\n\n{header}\n{row}\n{}", row.replacen('1', "2", 1));
        let row = notice(&text).tables.remove(0).rows.remove(0);
        let figures = row.targets.into_iter().flat_map(|target| target.quantities);
        figures
            .map(|figure| format!("{} {}", figure.value, figure.measure.unwrap_or_default()))
            .collect::<Vec<_>>()
            .join(" | ")
    };
    let by = "责任单位";
    assert_eq!(
        measures(&format!("序号\t任务\t年度任务数（万亩）\t{by}"), "1\t建设果园\t5\t县农业局"),
        "50000 亩"
    );
    assert_eq!(
        measures(
            &format!("序号\t任务\t计量单位\t年度任务数\t{by}"),
            "1\t新建公路\t公里\t55\t县交通局"
        ),
        "55 公里"
    );
    assert_eq!(
        measures(
            &format!("序号\t任务\t2024年\t2025年\t{by}"),
            "1\t建成核桃基地（万亩）\t70\t80\t县农业局"
        ),
        "700000 亩 | 800000 亩"
    );
    // Words that are no measure say nothing, and a figure keeps its own.
    assert_eq!(
        measures(&format!("序号\t任务\t任务数（试行）\t{by}"), "1\t建设果园\t5\t县农业局"),
        "5 "
    );
    assert_eq!(
        measures(&format!("序号\t任务\t任务数（亩）\t{by}"), "1\t建设果园\t5处\t县农业局"),
        "5 处"
    );
}

/// The task of each row of the tables.
fn tasks(text: &str) -> Vec<String> {
    let rows = notice(text).tables.into_iter().flat_map(|table| table.rows);
    rows.map(|row| row.content.unwrap_or_default()).collect()
}

#[test]
fn a_row_under_merged_cells_with_a_unit_of_its_own_is_no_rest() {
    let table = |further: &str| {
        format!(
            "云溪县任务分解表\n\n序号\t重点任务\t工作内容\t牵头单位\t配合单位\n\
             1\t扩大面积\t完成托管面积15万亩\t县农业局\t各镇\n\
             2\t培育组织\t新增组织20个\t县农业局\t县市场监管局\n{further}\
             3\t规范资金\t每亩补助不超过100元\t县财政局\t县农业局\n"
        )
    };
    for unit in ["县农业局", "县商务局"] {
        let text = table(&format!("\t\t建立名录库\t{unit}\t\n"));
        assert_eq!(tasks(&text)[1..3], ["新增组织20个", "建立名录库"], "{unit}");
        assert_eq!(found(&text), [], "{unit}");
    }
    // The rest of a name, and of a task in a table whose tasks end with stops.
    let cut = table("\t\t，建立名录库\t、县商务局\t\n");
    assert_eq!(tasks(&cut)[1], "新增组织20个，建立名录库");
    let joined = table("\t\t以及名录库\t县商务局\t\n");
    assert_eq!(tasks(&joined)[1], "新增组织20个以及名录库");
    let stopped = table("\t\t和名录库。\t县商务局\t\n")
        .replace("15万亩", "15万亩。")
        .replace("新增组织20个", "建立服务台账")
        .replace("100元", "100元。");
    assert_eq!(tasks(&stopped)[1], "建立服务台账和名录库。");
}

#[test]
fn salutations_and_numbers_around_the_title() {
    let rest = "现将有关事项通知如下。\n\n1.修建瞭望塔3座。（市林业局负责）\n\n2.开辟隔离带。（市水利局负责）\n\n云溪市林业局\n\n2024年3月5日";
    let title = "云溪市林业局关于加强护林工作的通知";
    let addressees = |above: &str, below: &str| {
        let header = notice(&format!("{above}{title}\n\n{below}\n\n{rest}")).header;
        assert_eq!(header.title.as_deref(), Some(title), "{above}");
        header.addressees
    };
    assert_eq!(
        addressees("", "各县区人民政府：\n\n市直各部门，各学校："),
        ["各县区人民政府", "市直各部门", "各学校"]
    );
    assert_eq!(
        addressees("", "各县区人民政府：\n\n市直各部门："),
        ["各县区人民政府", "市直各部门"]
    );
    // Of two salutations that of the letter below the title.
    assert_eq!(addressees("各位领导、同志们：\n\n", "各县区人民政府："), ["各县区人民政府"]);
    assert_eq!(addressees("", "各县区人民政府：\n\n各单位职责如下："), ["各县区人民政府"]);
    for line in ["根据市林业局要求，请各单位抓紧落实：", "各单位、各部门工作要求："]
    {
        let below = format!("各县区人民政府：\n\n{line}");
        assert_eq!(addressees("", &below), ["各县区人民政府"], "{line}");
        let prose = notice(&format!("{title}\n\n{below}\n\n{rest}")).prose;
        assert!(
            prose.iter().any(|prose| prose.text.contains(line.trim_end_matches('：'))),
            "{line}"
        );
    }

    let numbered = |number: &str| {
        let notice = notice(&format!("{number}\n\n{title}\n\n各县区人民政府：\n\n{rest}"));
        let header = notice.header;
        assert!(notice.prose.iter().all(|prose| !prose.text.contains('号')), "{number}");
        let others = header.spans.other.len();
        (header.document_number.map(|number| number.text), others)
    };
    let first = Some("云林发〔2024〕1号".to_owned());
    assert_eq!(numbered("文号：云林发〔2024〕1号"), (first.clone(), 0));
    assert_eq!(numbered("文号：\n\n云林发〔2024〕1号"), (first.clone(), 0));
    assert_eq!(numbered("云林发〔2024〕1号 云水发〔2024〕2号"), (first, 1));
    assert_eq!(
        notice(&format!("索引号：云林发〔2024〕1号\n\n{title}\n\n{rest}")).header.document_number,
        None
    );
}

#[test]
fn what_is_measured_says_the_task_beside_the_figure_to_reach() {
    let text = "云溪县重点任务清单\n\n序号\t重点任务\t指标名称\t目标值\t牵头单位\n\
                1\t新型工业化\t工业增加值增速\t10%\t县工信局\n\
                \t\t工业投资\t30亿元\t县投促局\n\
                2\t新型城镇化\t城镇化率\t88%\t县住建局\n";
    assert_eq!(tasks(text), ["工业增加值增速", "工业投资", "城镇化率"]);
    assert_eq!(row_units(text), ["L县工信局", "L县投促局", "L县住建局"]);
    assert_eq!(found(text), []);
}

/// Section and group of each row of the tables: `1 建设 （二） 道路`.
fn places(text: &str) -> Vec<String> {
    let rows = notice(text).tables.into_iter().flat_map(|table| table.rows);
    rows.map(|row| {
        let section = row.section.unwrap_or_default();
        let ordinal = section.ordinal.map(|ordinal| ordinal.to_string());
        let (label, title) = row.group.map_or((None, None), |g| (Some(g.label), g.title));
        [ordinal, section.title, label, title].into_iter().flatten().collect::<Vec<_>>().join(" ")
    })
    .collect()
}

#[test]
fn a_level_below_a_section_of_the_table_is_a_group() {
    let text = "云溪县任务分解表\n\n工作任务\t工作要求\t牵头单位\n一、推进公开\t\t\n\
                （一）做好规划公开\t\t\n公开规划\t集中公开规划。\t县发改局\n\
                （二）做好监管公开\t\t\n公开规则\t公开抽查事项。\t县市场监管局\n\
                二、强化基础\t\t\n财政公开\t公开预决算。\t县财政局\n";
    assert_eq!(
        places(text),
        ["1 推进公开 （一） 做好规划公开", "1 推进公开 （二） 做好监管公开", "2 强化基础"]
    );
    // Alone, titles of that form are sections.
    let alone = text.replace("一、推进公开\t\t\n", "").replace("二、强化", "（三）强化");
    assert_eq!(places(&alone), ["1 做好规划公开", "2 做好监管公开", "3 强化基础"]);
}

#[test]
fn parts_marked_in_the_column_of_numbers_stay_in_their_section() {
    let text = "云溪县建设方案\n\n一、提升承载能力\n\n（一）完善设施。\n\n\
                1.改造管网50公里。（责任单位：县住建局）\n\n\
                2.新建车位900个。（责任单位：县城管局）\n\n（二）改善环境。\n\n\
                3.改造小区20个。（责任单位：县住建局）\n\n二、推进公共服务\n\n\
                （三）扩大学位。\n\n4.新增学位3000个。（责任单位：县教育局）\n\n\
                附件：任务清单\n\n序号\t重点任务\t具体事项\t责任单位\n\
                一\t提升承载能力\t\t\n（一）\t完善设施\t改造管网50公里\t县住建局\n\
                \t\t新建车位900个\t县城管局\n\
                （二）\t改善环境\t改造小区20个\t县住建局\n二\t推进公共服务\t\t\n\
                （三）\t扩大学位\t新增学位3000个\t县教育局\n";
    assert_eq!(
        places(text),
        [
            "1 提升承载能力 （一）",
            "1 提升承载能力 （一）",
            "1 提升承载能力 （二）",
            "2 推进公共服务 （三）"
        ]
    );
    assert_eq!(found(text), []);
}

#[test]
fn parts_of_a_table_side_by_side_are_rows_below_each_other() {
    let text = "云溪县任务分工表\n\n序号\t任务\t责任科室\t序号\t任务\t责任科室\n\
                1\t推进学前教育\t基教科\t3\t推进产教融合\t职社科\n\
                2\t落实双减要求\t监管科\t\t\t\n";
    assert_eq!(tasks(text), ["推进学前教育", "落实双减要求", "推进产教融合"]);
    assert_eq!(row_units(text), ["R基教科", "R监管科", "R职社科"]);
}

#[test]
fn persons_behind_units_are_none_where_the_heading_names_persons() {
    let text = |heading: &str, cell: &str| {
        format!(
            "云溪县任务分解表\n\n序号\t任务\t{heading}\t配合单位\n\
             1\t完成改造2000座\t{cell}\t各镇\n2\t新建农田3万亩\t县财政局\t县水利局\n"
        )
    };
    let lead = |heading, cell| row_units(&text(heading, cell)).swap_remove(0);
    for cell in [
        "县林业局 赵强；县住建局 孙伟",
        "县林业局/赵强，县住建局/孙伟",
        "县林业局：赵强；县住建局：孙伟",
    ] {
        assert_eq!(lead("责任单位及责任人", cell), "R县林业局 R县住建局 S各镇", "{cell}");
    }
    // Units stay, however they are parted.
    assert_eq!(lead("责任单位/责任人", "县林业局/县住建局"), "R县林业局 R县住建局 S各镇");
}

/// The columns of each table.
fn headers(text: &str) -> Vec<Vec<String>> {
    let columns = |table: hongtou_model::Table| {
        table.columns.into_iter().map(|column| column.header).collect()
    };
    notice(text).tables.into_iter().map(columns).collect()
}

#[test]
fn a_table_under_a_heading_of_its_own_has_its_own_header() {
    let text = "# 云溪市工作方案\n\n一、职责分工\n\n| 部门 | 主要职责 |\n|---|---|\n\
                | 市农业局 | 负责统筹协调。 |\n| 市财政局 | 负责拨付补贴。 |\n\n\
                二、资金安排\n\n| 项目 | 补贴标准 | 资金（万元） |\n|---|---|---|\n\
                | 还田 | 25元/亩 | 375 |\n| 离田 | 20元/亩 | 160 |\n";
    assert_eq!(headers(text), [vec!["部门", "主要职责"], vec!["项目", "补贴标准", "资金（万元）"]]);
    assert_eq!(row_units(text), ["R市农业局", "R市财政局"]);
    // A title of the plan is no line of the table's.
    let above = text.replace("二、资金安排", "二、资金安排\n\n安排资金如下。");
    assert_eq!(row_units(&above), ["R市农业局", "R市财政局"]);
}

#[test]
fn a_total_with_its_count_is_no_task() {
    let text = "云溪县任务分解表\n\n序号\t任务\t一季度\t二季度\t责任单位\n\
                合计（2个）\t\t\t\t\n1\t建设厂房\t完成平整\t主体开工\t县工信局\n\
                2\t新建生产线\t设备采购\t设备安装\t县财政局\n";
    assert_eq!(tasks(text), ["建设厂房", "新建生产线"]);
}

#[test]
fn a_page_that_goes_on_has_no_title_and_no_number_among_its_rows() {
    for line in ["任务分工（续）", "（第2页）"] {
        let text = format!(
            "# 云溪市任务分工\n\n| 序号 | 项目 | 内容 | 责任单位 |\n|---|---|---|---|\n\
             | 1 | 供热 | 改造管网8公里。 | 市住建局 |\n\n{line}\n\n\
             | 2 | 学校 | 新建小学1所。 | 市教体局 |\n|---|---|---|---|\n\
             | 3 | 医疗 | 体检1万人次。 | 市卫健委 |\n"
        );
        assert_eq!(places(&text), ["", "", ""], "{line}");
    }
}

#[test]
fn the_label_of_a_counted_task_is_no_rest() {
    let text = "云溪市任务分解\n\n任务\t子任务\t责任单位\n\
                任务一：隐患排查\t排查自建房5000栋\t市住建局\n\
                \t整治危房60栋\t市住建局\n\
                任务二：能力提升\t培训网格员300人次\t市应急局\n";
    assert_eq!(places(text), ["1 隐患排查", "1 隐患排查", "2 能力提升"]);
    assert_eq!(found(text), []);
}

#[test]
fn titles_that_are_kinds_of_bodies_answer_for_no_row() {
    let text = "云溪市校园工作任务清单\n\n序号\t工作内容\t完成时限\n学校\t\t\n\
                1\t完善门卫制度，落实值班制度。\t6月底前\n医院\t\t\n\
                2\t改造病房楼，增设床位。\t12月底前\n";
    let answers = |text: &str| {
        let notice = notice(text);
        let rows = notice.tables.iter().flat_map(|table| &table.rows);
        let units = rows.flat_map(|row| row.units.iter().map(|unit| unit.name.to_string()));
        let chosen =
            notice.repairs.iter().filter(|repair| repair.kind == RepairKind::ChosenReading);
        (units.collect::<Vec<_>>(), chosen.count())
    };
    assert_eq!(answers(text), (vec![], 0));
    let offices = text.replace("学校", "保卫处").replace("医院", "基建科");
    assert_eq!(answers(&offices), (vec!["保卫处".to_owned(), "基建科".to_owned()], 2));
}

#[test]
fn a_table_of_money_given_for_tasks_is_none_of_goals() {
    let text = "云溪市安全工作方案\n\n一、任务\n\n1.开展检查，消除隐患。（市应急局负责）\n\n\
                附件：中央财政补助资金任务清单安排情况表\n\n中央财政补助资金任务清单安排情况表\n\n\
                县区\t补助金额（万元）\t面积（亩）\n城东县\t300\t40\n城西县\t200\t60\n";
    let kind = |text: &str| notice(text).tables.first().map(|table| table.kind);
    assert_eq!(kind(text), Some(TableKind::Other));
    let goals = text.replace("中央财政补助资金任务清单安排情况表", "高标准农田建设任务分解表");
    assert_eq!(kind(&goals), Some(TableKind::Indicator));
}

#[test]
fn a_numbered_line_alone_above_the_only_table_names_it() {
    const TABLE: &str = "序号\t公开事项\t责任单位\n1\t河道整治\t区水务局\n2\t渔政执法\t区农业局\n";
    let told = |text: &str| {
        let notice = notice(text);
        let table = notice.tables[0].title.clone();
        let section = notice.tables[0].rows[0].section.clone().and_then(|section| section.title);
        (table, section, notice.sections.len())
    };
    let name = || Some("云溪区河道事项目录".to_owned());
    let headed = format!("（三）云溪区河道事项目录\n\n{TABLE}");
    assert_eq!((told(&headed), found(&headed)), ((name(), None, 0), vec![]));
    // Below a title it heads the rows.
    let titled = format!("云溪区公开工作通知\n\n各镇人民政府：\n\n{headed}");
    assert_eq!(told(&titled), (None, name(), 0));
    // Other text with numbers of its own, or a sentence, is the body.
    let body = format!("一、公开范围包括河道整治。\n\n（一）云溪区河道事项目录\n\n{TABLE}");
    assert_eq!(told(&body).2, 1);
    let sentence = format!("一、各镇按下表公开河道事项。\n\n{TABLE}");
    assert_eq!(told(&sentence).2, 1);
}

#[test]
fn labels_in_frames_above_a_notice_are_no_part_of_its_title() {
    let of = |head: &str| {
        let notice = notice(&format!(
            "{head}云溪市人民政府关于加强食堂管理的通知\n\n各镇人民政府：\n\n请遵照执行。\n\n\
             云溪市人民政府\n\n2024年3月1日\n"
        ));
        let labels = notice.header.metadata.iter().map(|entry| entry.label.clone());
        (notice.header.title.clone().unwrap_or_default(), labels.collect::<Vec<_>>())
    };
    let title = "云溪市人民政府关于加强食堂管理的通知".to_owned();
    let framed = "【引证编号】YX.1.2\n\n【时效性】现行有效\n\n【库内类别】食品\n\n";
    let labels = ["引证编号", "时效性", "库内类别"].map(str::to_owned).to_vec();
    assert_eq!(of(framed), (title.clone(), labels));
    // A frame alone is a mark of the title.
    assert_eq!(of("【已废止】"), (title.clone(), vec![]));
    // Three labels with colons on a line are a block of their own.
    let line = "索 引 号：KA01/2024-3　　主题分类：农业、林业　公开方式：主动公开\n\n";
    let labels = ["索引号", "主题分类", "公开方式"].map(str::to_owned).to_vec();
    assert_eq!(of(line), (title, labels));
}

#[test]
fn a_date_printed_twice_keeps_who_signs() {
    let signed = |dates: &str| {
        let notice = notice(&format!(
            "云溪市人民政府关于加强食堂管理的通知\n\n各镇人民政府：\n\n请遵照执行。\n\n\
             云溪市人民政府\n\n{dates}\n"
        ));
        let day = notice.header.issued_on.map(|day| day.to_string());
        (notice.header.signatories.clone(), day.unwrap_or_default())
    };
    let known = (vec!["云溪市人民政府".to_owned()], "2024-03-01".to_owned());
    assert_eq!(signed("2024年3月1日"), known);
    assert_eq!(signed("2024年3月1日\n\n2024年3月1日"), known);
    assert_eq!(signed("2024年3月1日\n\n二〇二四年三月一日"), known);
}

#[test]
fn the_day_that_a_body_signs_is_not_who_prints() {
    let text = "云溪市林业局关于加强绿化的通知\n\n各县林业局：\n\n\
                一、种植行道树。新增绿地5公顷。（责任单位：市林业局）\n\n\
                二、管护公园。（责任单位：市园林局）\n\n云溪市林业局\n2024年3月5日\n\n";
    let read = |below: &str| {
        let text = format!("{text}{below}");
        assert_eq!(found(&text), [], "{below}");
        let header = notice(&text).header;
        let days = [header.issued_on, header.printed_on];
        (days.map(|day| day.map(|day| day.to_string()).unwrap_or_default()), header.printed_by)
    };
    let days = ["2024-03-05".to_owned(), "2024-03-06".to_owned()];
    let office = Some("云溪市林业局办公室".to_owned());
    let known = (days.clone(), office.clone());
    assert_eq!(read("云溪市林业局办公室　　2024年3月6日印发\n"), known);
    assert_eq!(read("云溪市林业局办公室\n2024年3月6日印发\n"), known);
    assert_eq!(read("云溪市林业局办公室　　2024年3月6日印\n"), known);
    assert_eq!(read("云溪市林业局办公室　　2024年3月6日印发（共印25份）\n"), known);
    assert_eq!(read("2024年3月6日印发\n"), (days, None));
}

#[test]
fn all_bodies_of_a_kind_are_addressed_by_a_few_characters() {
    let read = |line: &str| {
        let notice = notice(&format!(
            "关于印发食堂方案的通知\n\n{line}\n\n现将《食堂方案》印发给你们，请遵照执行。\n\n\
             云溪市教育局\n\n2024年3月5日\n\n食堂方案\n\n一、检查食堂。（市教育局负责）\n"
        ));
        notice.header.addressees
    };
    for all in ["各单位", "各镇", "各股室", "各学校", "各支部", "全体教职工"] {
        assert_eq!(read(&format!("{all}：")), [all], "{all}");
    }
    for label in ["发布单位：", "责任部门："] {
        assert_eq!(read(label), [] as [&str; 0], "{label}");
    }
}

#[test]
fn what_stands_between_the_day_and_the_plan_is_no_part_of_its_title() {
    use hongtou_model::ProseRole::{Contact, Note};
    let read = |line: &str| {
        let notice = notice(&format!(
            "云溪市教育局关于印发食堂改造方案的通知\n\n各县教育局：\n\n\
             现将《食堂改造方案》印发给你们，请遵照执行。\n\n云溪市教育局\n\n2024年3月5日\n\n\
             {line}\n\n食堂改造方案\n\n一、改造食堂。（市教育局负责）\n"
        ));
        let said = notice.prose.into_iter().find(|prose| line == prose.text);
        assert_eq!(
            notice.plan.and_then(|plan| plan.title).as_deref(),
            Some("食堂改造方案"),
            "{line}"
        );
        (said.map(|prose| prose.role), notice.header.disclosure)
    };
    for line in [
        "（联系人：王工；联系电话：82569500）",
        "（联系人：王工，电话：82569500）",
        "（联系人及电话：王工 82569500）",
        "（联系电话：市教育局，82569500）",
        "（市教育局联系人：王工）",
        "联系人：王工，82569500",
    ] {
        assert_eq!(read(line), (Some(Contact), None), "{line}");
    }
    let open = "本文件公开发布，有效期5年";
    assert_eq!(read(&format!("（{open}）")), (None, Some(open.to_owned())));
    let above = "云溪市教育局关于印发电话用户登记方案的通知\n\n各县教育局：\n\n请遵照执行。\n\n\
                 云溪市教育局\n\n2024年3月5日\n\n电话用户登记方案\n";
    let approved = "（经2024年3月1日市政府第5次常务会议审议通过）";
    let notice = notice(&format!("{above}{approved}\n\n一、登记用户。（市教育局负责）\n"));
    assert_eq!(notice.plan.and_then(|plan| plan.title).as_deref(), Some("电话用户登记方案"));
    let said = notice.prose.iter().find(|prose| prose.text == approved);
    assert_eq!(said.map(|prose| prose.role), Some(Note));
}

#[test]
fn copies_go_to_all_that_their_lines_name() {
    let read = |below: &str| {
        let text = format!(
            "云溪市林业局关于加强绿化的通知\n\n各县林业局：\n\n\
             一、种植行道树。（责任单位：市林业局）\n\n云溪市林业局\n2024年3月5日\n\n{below}"
        );
        assert_eq!(found(&text), [], "{below}");
        notice(&text).header
    };
    let printed = "云溪市林业局办公室　　2024年3月6日印发\n";
    for lines in [
        "抄送：市委各部门，云溪军分区。\n市人大办公室，市法院。\n",
        "抄送：市委各部门，云溪军分区。\n　　　市人大办公室，市法院。\n",
        "抄报：市委各部门。 抄送：云溪军分区，市人大办公室，市法院。\n",
        "报：市委各部门。\n送：云溪军分区，市人大办公室。\n发：市法院。\n",
        "抄报：市委各部门，云溪军分区。\n分送：市人大办公室，市法院。\n",
    ] {
        let header = read(&format!("{lines}{printed}"));
        let all = ["市委各部门", "云溪军分区", "市人大办公室", "市法院"];
        assert_eq!(header.copied_to, all, "{lines}");
        assert_eq!(header.printed_by.as_deref(), Some("云溪市林业局办公室"));
    }
    // Nor is where something is to be sent, above the signature.
    let text = "云溪市林业局关于加强绿化的通知\n\n各县林业局：\n\n\
                一、种植行道树。（责任单位：市林业局）\n\n报送：市林业局造林科、市绿化办。\n\n\
                云溪市林业局\n2024年3月5日\n\n抄送：市委各部门。\n";
    let read = notice(text);
    assert_eq!(read.header.copied_to, ["市委各部门"]);
    assert!(read.prose.iter().any(|prose| prose.text.starts_with("报送")));
    // Copies above a signature that is not the notice's own.
    let text = "云溪市林业局关于加强绿化的通知\n\n各县林业局：\n\n\
                一、种植行道树。（责任单位：市林业局）\n\n附件：任务表\n\n\
                抄送：市委办公室\n\n分送：市财政局\n\n云溪市林业局\n2024年3月5日印发\n\n\
                附件\n\n任务表\n\n一、种树。\n\n云溪市林业局\n2024年3月6日\n";
    assert_eq!(notice(text).header.copied_to, ["市委办公室", "市财政局"]);
    let text = "云溪市林业局关于加强绿化的通知\n\n各县林业局：\n\n\
                一、种植行道树。（责任单位：市林业局）\n\n\
                报送：市委办公室\n\n分送：市财政局\n\n云溪市林业局\n2024年3月5日\n";
    assert_eq!(notice(text).header.copied_to, ["市委办公室", "市财政局"]);
    let text = "云溪市林业局关于加强绿化的通知\n\n各县林业局：\n\n现印发给你们。\n\n\
                报送：市委办公室\n\n分送：市财政局\n\n云溪市林业局\n2024年3月5日\n";
    assert_eq!(notice(text).header.copied_to, ["市委办公室", "市财政局"]);
    // What somebody has to hand in is no copy.
    let text = "云溪市绿化方案\n\n一、种树。\n报送：每月5日前报送进展。\n责任单位：市林业局\n";
    assert_eq!(notice(text).header.copied_to, [] as [&str; 0]);
}

#[test]
fn a_title_in_two_lines_begins_each_of_several_plans() {
    let title = |kind: &str, gap: &str| format!("2024年{kind}{gap}重点任务责任分解");
    let (parks, roads) = (title("公园", ""), title("道路", ""));
    let task = |of: &str| {
        format!("1.建设{of}。\n\n责任单位：市住建局\n\n2.管护{of}。\n\n责任单位：市园林局\n\n")
    };
    let text = format!(
        "关于印发2024年重点任务责任分解的通知\n\n各县人民政府：\n\n\
         《{parks}》《{roads}》已经市政府同意，现印发给你们，请认真执行。\n\n\
         云溪市人民政府\n\n2024年3月5日\n\n{}\n\n{}{}\n\n{}",
        title("公园", "\n\n"),
        task("公园"),
        title("道路", "\n\n"),
        task("道路"),
    );
    let notice = notice(&text);
    let titles = notice.plans.iter().map(|plan| plan.title.clone().unwrap_or_default());
    assert_eq!(titles.collect::<Vec<_>>(), [parks, roads]);
    assert_eq!(numbers(&text), [1, 2, 1, 2]);
    assert_eq!(found(&text), []);
}

#[test]
fn the_day_of_a_notice_has_an_hour_or_figures_below_who_signs() {
    let signed = |text: String| {
        assert_eq!(found(&text), [], "{text}");
        let header = notice(&text).header;
        (header.signatories, header.issued_on.map(|day| day.to_string()))
    };
    let head = "云溪市教育局关于加强食堂管理的通知\n\n各镇人民政府：\n\n";
    let tasks = "一、检查食堂。（市教育局负责）\n\n二、检查留样。（市教育局负责）\n\n\
                 以上要求，自2024年3月20日0时起执行。\n\n";
    let known = (vec!["云溪市教育局".to_owned()], Some("2024-03-19".to_owned()));
    for day in [
        "2024年3月19日18时",
        "2024年3月19日（星期二）",
        "2024.3.19",
        "2024-03-19",
        "（2024年3月19日）",
    ] {
        assert_eq!(signed(format!("{head}{tasks}云溪市教育局\n{day}\n")), known, "{day}");
        let letter = format!("{head}请遵照执行。\n\n云溪市教育局\n\n{day}\n");
        assert_eq!(signed(letter), known, "{day}");
    }
    // The title tells who signs, whatever the name's form.
    let own = "云溪市食堂留样百日攻坚前线队伍";
    let named = format!("{head}{tasks}{own}\n2024年3月19日18时\n").replacen("云溪市教育局", own, 1);
    assert_eq!(signed(named), (vec![own.to_owned()], known.1.clone()));
    // Days of a list, each below a name, are none of the notice.
    let list = "市教育局\n2024.3.19\n市财政局\n2024.3.20\n";
    assert_eq!(notice(&format!("{head}{tasks}{list}")).header.issued_on, None);
}

#[test]
fn habits_marks_and_pictures_are_no_days_and_no_goals() {
    let clause = |words: &str| {
        let text = format!(
            "云溪市工作要点\n\n1.{words}（市林业局负责）\n\n2.新增书屋3间。（市教育局负责）\n\n云溪市人民政府\n2025年3月10日\n"
        );
        notice(&text).sections[0].items[0].clauses[0].clone()
    };
    // Each month's report is due on no one day.
    let habit = clause("每月月底前收集情况，下月5日前报送。");
    assert!(habit.deadlines.iter().all(|deadline| deadline.date.is_none()), "{habit:?}");
    assert!(clause("下月5日前报送。").deadlines.iter().any(|deadline| deadline.date.is_some()));
    let figures = |words: &str| -> Vec<String> {
        clause(words).quantities.iter().map(|figure| figure.text.to_string()).collect()
    };
    assert_eq!(figures("清晰度达到1080P。"), [""; 0]);
    assert_eq!(figures("新引进企业20家，加5分。")[..1], ["20家"]);
}

#[test]
fn documents_head_items_where_all_of_them_open_so() {
    let text = "云溪市工作要点\n\n1.修订管理办法。组织开展调研，新建书屋20个。（市教育局负责）\n\n2.制定建设标准。配备管理员30人。（市林业局负责）\n";
    let headings: Vec<_> =
        notice(text).sections[0].items.iter().map(|item| item.heading.clone()).collect();
    assert_eq!(headings, [Some("修订管理办法".to_owned()), Some("制定建设标准".to_owned())]);
}

#[test]
fn a_title_goes_on_behind_what_it_cites() {
    let title = |above: &str| {
        let text = format!(
            "{above}\n云政发〔2026〕6号\n各县（区）人民政府：\n现将分工通知如下：\n一、主要目标\n1.新增书屋3间。（市文广局负责）\n"
        );
        notice(&text).header.title.unwrap_or_default()
    };
    for (first, next) in [
        ("云溪市人民政府关于落实《政府工作报告》", "重点工作部门分工的意见"),
        ("云溪市人民政府关于贯彻落实《食品安全条例》", "实施意见"),
    ] {
        assert_eq!(title(&format!("{first}\n{next}")), format!("{first}{next}"));
    }
    // What cites nothing, and a title of its own below it, go on with nothing.
    let whole = "云溪市人民政府关于落实《政府工作报告》的意见";
    assert_eq!(title(&format!("{whole}\n重点工作分工方案")), whole);
    let cut = "云溪市人民政府关于落实《政府工作报告》";
    assert_eq!(title(&format!("{cut}\n2026年工作要点")), cut);
}

#[test]
fn the_mast_of_a_bulletin_says_who_issues_it_and_when() {
    let text = "政务督查\n\n第20期\n\n云溪市人民政府　　2024年8月19日\n\n\
                关于重点工作落实情况的通报\n\n各镇人民政府：\n\n现将情况通报如下：\n\n\
                一、检查食堂。（市教育局负责）\n";
    let header = notice(text).header;
    assert_eq!(header.title.as_deref(), Some("关于重点工作落实情况的通报"));
    assert_eq!(header.signatories, ["云溪市人民政府"]);
    assert_eq!(header.issued_on.map(|day| day.to_string()).as_deref(), Some("2024-08-19"));
}

#[test]
fn numbers_that_a_word_counts_have_a_form_of_their_own() {
    let forms = |first: &str, second: &str| {
        let text = format!(
            "云溪市护林清单\n\n{first}修建瞭望塔。（市林业局负责）\n\n{second}开辟隔离带。（市水利局负责）\n"
        );
        found(&text).iter().filter(|(code, _)| code == "ST005").count()
    };
    assert_eq!(forms("问题1：", "问题2："), 0);
    assert_eq!(forms("任务一：", "任务二："), 0);
    assert_eq!(forms("1、", "2、"), 1);
}

#[test]
fn a_frame_around_a_label_of_metadata_is_no_part_of_its_value() {
    let head = "[ 索引号 ] 0153-2024-7 [ 发文字号 ] 云府办发〔2024〕3号\n\
                [ 主题分类 ] 林业 [ 有效性 ]\n\n\
                云溪市人民政府办公室关于做好护林工作的通知\n\n一、巡林。（市林业局）\n";
    let metadata = notice(head).header.metadata;
    let said: Vec<String> =
        metadata.iter().map(|entry| format!("{}={}", entry.label, entry.value)).collect();
    assert_eq!(said, ["索引号=0153-2024-7", "发文字号=云府办发〔2024〕3号", "主题分类=林业"]);
}

#[test]
fn the_number_is_known_by_its_label_in_metadata() {
    let title = "云溪市人民政府办公室关于做好护林工作的通知";
    let rest = "一、巡林。（市林业局）\n";
    let number = |text: &str| {
        let header = notice(text).header;
        assert_eq!(header.title.as_deref(), Some(title), "{text}");
        header.document_number.map(|number| number.text)
    };
    let known = Some("云府办发〔2024〕3号".to_owned());
    for label in ["发文文号", "发文序号", "公文编号", "文件编号", "发文号", "公文字号"]
    {
        for block in [
            format!("• 发文单位：市府办\n• {label}：云府办发〔2024〕3号\n• 主题分类：林业\n"),
            format!(
                "索引号： A1　主题分类： 林业\n发文机构： 市府办　{label}： 云府办发〔2024〕3号\n"
            ),
            format!("{label}：云府办发〔2024〕3号\n"),
            format!("{label} 云府办发〔2024〕3号\n"),
            format!(
                "名 称：{title}{label}：云府办发〔2024〕3号成文日期：2024-03-05发布日期：2024-03-06\n"
            ),
        ] {
            assert_eq!(number(&format!("{block}\n{title}\n\n{rest}")), known, "{block}");
        }
    }
    for label in ["索引号", "统一编号", "规范性文件编号"] {
        let block = format!("{label}：云府办发〔2024〕3号\n主题分类：林业\n");
        assert_eq!(number(&format!("{block}\n{title}\n\n{rest}")), None, "{block}");
    }
}

#[test]
fn what_a_label_at_the_end_of_a_line_says_stands_on_the_next() {
    let metadata = |head: &str| {
        let header = notice(&format!("{head}\n一、巡林。（市林业局）\n")).header;
        assert_eq!(header.title.as_deref(), Some("云溪市关于做好护林工作的通知"), "{head}");
        header
            .metadata
            .into_iter()
            .map(|entry| format!("{}={}", entry.label, entry.value))
            .collect()
    };
    let said: Vec<String> = metadata(
        "索 引 号： A1/2024-3 发布日期： 2024-03-06 发布机构：\n云溪市林业局\n\n\
         文 号： 云林发〔2024〕3号 主题分类： 林业\n\n云溪市关于做好护林工作的通知\n",
    );
    assert!(said.contains(&"发布机构=云溪市林业局".to_owned()), "{said:?}");
    // The last label has no value, and the title is none.
    let said = metadata(
        "文 号： 云林发〔2024〕3号 主题分类： 林业\n索 引 号： A1/2024-3 发布机构：\n\n\
         云溪市关于做好护林工作的通知\n",
    );
    assert!(!said.iter().any(|entry| entry.starts_with("发布机构")), "{said:?}");
}

#[test]
fn labels_of_metadata_may_run_into_their_values() {
    let title = "云溪市人民政府办公室关于做好护林工作的通知";
    let header = |head: &str| {
        let below = "各镇人民政府：\n\n请抓好落实。\n\n一、巡林。（市林业局）\n";
        let notice = notice(&format!("{head}\n\n{title}\n\n{below}"));
        assert_eq!(notice.header.title.as_deref(), Some(title), "{head}");
        notice.header
    };
    for head in [
        "时效性现行有效\n索引号0142/2024-7\n主题分类林业\n发文字号云政办发〔2024〕3号\n成文日期2024年03月05日\n发布机构云溪市人民政府办公室",
        "索引号0142/2024-7主题分类林业时效性现行有效\n发布机构云溪市人民政府办公室发文字号云政办发〔2024〕3号成文日期2024-03-05",
        "索引号 0142/2024-7 主题分类 林业\n时效性 现行有效\n发布机构 云溪市人民政府办公室\n发文字号 云政办发〔2024〕3号\n成文日期 2024年3月5日",
    ] {
        let header = header(head);
        assert_eq!(header.metadata.len(), 6, "{:?}", header.metadata);
        assert_eq!(
            header.document_number.map(|number| number.text).as_deref(),
            Some("云政办发〔2024〕3号")
        );
        assert_eq!(header.issued_on.map(|date| date.to_string()).as_deref(), Some("2024-03-05"));
        assert_eq!(header.issuer_mark, None);
    }
    // One alone may be words of anything.
    assert!(header("时效性现行有效").metadata.is_empty());
    // Nor are sentences metadata that begin so.
    let text = "云溪市信息公开工作方案\n\n时效性强的信息应当及时公开\n\n发布日期以网站为准\n\n\
                有效期5年\n\n一、巡林。（市林业局）\n";
    assert!(notice(text).header.metadata.is_empty());
}

#[test]
fn a_title_may_stand_at_the_end_of_the_trail_to_its_page() {
    let title = "云溪市人民政府关于做好护林工作的通知";
    let rest = "各镇人民政府：\n\n请抓好落实。\n\n云溪市人民政府\n2024年3月5日\n\n\
                一、巡林。（市林业局）\n";
    for trail in ["首页|政务公开|通知公告|", "首页>政务公开>通知公告>", "网站首页 / 公告 / "]
    {
        for text in
            [format!("{trail}{title}\n\n{rest}"), format!("{trail}{title}\n\n{title}\n\n{rest}")]
        {
            let notice = notice(&text);
            assert_eq!(notice.header.title.as_deref(), Some(title), "{text}");
            assert!(notice.prose.iter().all(|prose| prose.text == "请抓好落实。"), "{text}");
        }
    }
    for trail in ["首页 / 政务公开 / 正文", "首页\n>\n政务公开\n>\n正文", "首页\n> 政务公开"]
    {
        let notice = notice(&format!("{trail}\n\n{title}\n\n{rest}"));
        assert_eq!(notice.header.title.as_deref(), Some(title), "{trail}");
        assert!(notice.prose.iter().all(|prose| prose.text == "请抓好落实。"), "{trail}");
    }
}

#[test]
fn the_first_label_of_a_line_of_metadata_may_have_no_colon() {
    let text = "文件名称 云溪市人民政府关于做好护林工作的通知\n\
                索引号 A1/2024-3 公开目录： 市政府办\n\
                公开责任部门 云溪市人民政府办公室 公开形式： 主动公开\n\
                文号 云政发〔2024〕3号 成文日期： 2024年03月05日\n\n\
                云溪市人民政府关于做好护林工作的通知\n\n各镇人民政府：\n\n请抓好落实。\n\n\
                一、巡林。（市林业局）\n";
    let header = notice(text).header;
    assert_eq!(header.title.as_deref(), Some("云溪市人民政府关于做好护林工作的通知"));
    assert_eq!(header.document_number.map(|number| number.serial), Some(Some(3)));
    assert_eq!(header.disclosure.as_deref(), Some("主动公开"));
    assert_eq!(header.metadata.len(), 7, "{:?}", header.metadata);
    // A way of publishing is no disclosure.
    let header = notice(&text.replace("主动公开", "政府网站")).header;
    assert_eq!(header.disclosure, None);
}

#[test]
fn the_title_of_a_page_above_the_notices_own_is_one_with_it() {
    let title = "云溪市人民政府办公室关于印发2024年护林任务的通知";
    let own = "云溪市人民政府办公室\n关于印发2024年护林任务的\n通 知\n";
    let rest = "云府办发〔2024〕7号\n各镇人民政府：\n现印发给你们。\n云溪市人民政府办公室\n\
                2024年3月6日\n2024年护林任务\n一、巡林\n1.巡林5次。（市林业局负责）\n";
    for site in ["_云溪市人民政府", "_政策文件_云溪市人民政府", " - 云溪市政府网", "｜云溪市林业局"]
    {
        for own in [own, ""] {
            let read = notice(&format!("{title}{site}\n{own}{rest}"));
            assert_eq!(read.header.title.as_deref(), Some(title), "{site}");
            assert!(read.prose.iter().all(|prose| !prose.text.contains("云溪市")), "{site}");
        }
    }
    let years = "云溪市护林规划方案-三期";
    let read = notice(&format!("{years}\n\n一、巡林\n1.巡林5次。（市林业局负责）\n"));
    assert_eq!(read.header.title.as_deref(), Some(years));
}

#[test]
fn the_title_with_who_issues_it_is_the_notices_own() {
    let title = "云溪市人民政府办公室关于印发2024年护林任务的通知";
    let rest = "云府办发〔2024〕7号\n各镇人民政府：\n现印发给你们。\n云溪市人民政府办公室\n\
                2024年3月6日\n2024年护林任务\n一、巡林\n1.巡林5次。（市林业局负责）\n";
    for own in [
        title.to_owned(),
        title.replace("关于印发", "\n关于印发"),
        title.replace("关于印发", "\n关于印发 ").replace("任务的", "\n任务 的"),
    ] {
        let page = "关于印发2024年护林任务的通知";
        let read = notice(&format!("{page}\n来源：云溪发布 发布：2024-03-07\n{own}\n{rest}"));
        assert_eq!(read.header.title.as_deref(), Some(title), "{own}");
        assert!(read.prose.iter().all(|prose| prose.text != "云溪市人民政府办公室"), "{own}");
    }
}

#[test]
fn a_plan_that_is_one_of_the_attachments_may_be_called_otherwise() {
    let text = "云溪市林业局关于印发护林行动计划和森林防火计划2024年任务清单的通知\n各镇人民政府：\n现印发给你们。\n\
                附件：1.云溪市护林行动计划2024年任务清单\n2.云溪市森林防火计划2024年任务清单\n\
                云溪市林业局\n2024年3月5日\n云溪市护林行动计划2024年任务清单\n\
                一、巡林5次。（市林业局负责）\n二、巡查。（市水利局负责）\n";
    let told = |text: &str| found(text).iter().any(|(code, _)| *code == "RF006");
    assert!(!told(text));
    assert!(told(&text.replace("5日\n云溪市护林行动计划", "5日\n云溪市护林行动方案")));
}

#[test]
fn a_plan_that_the_letter_names_beside_another_may_be_the_only_one_below() {
    let text = "云溪市林业局关于印发2024年护林工作和森林防火任务分解的通知\n各镇人民政府：\n\
                《2024年护林工作任务分解》和《2024年森林防火任务分解》已经同意，现印发给你们。\n\
                云溪市林业局\n2024年3月5日\n2024年护林工作任务分解\n\
                一、巡林5次。（市林业局负责）\n二、巡查。（市水利局负责）\n";
    let told = |text: &str| found(text).iter().any(|(code, _)| *code == "RF006");
    assert!(!told(text));
    // The web page may have lost the first mark.
    assert!(!told(&text.replace("《2024年护林", "2024年护林")));
    assert!(told(&text.replace("5日\n2024年护林工作任务", "5日\n2024年护林任务")));
    // The notice's title names a third paper.
    let title = "2024年护林工作和森林防火任务分解的通知";
    assert!(told(&text.replace(title, "2024年造林护林工作要点的通知")));
    let issued = "《2024年护林工作任务分解》和《2024年森林防火任务分解》已经同意，现印发给你们";
    let other = |letter: &str| told(&text.replace(issued, letter));
    assert!(!other(
        "现将《2024年森林防火任务分解》《防火名单》、《2024年护林工作任务分解》印发给你们"
    ));
    assert!(!other("《落实林长制任务》和《2024年护林工作任务分解》已经同意，现印发给你们"));
    // Papers that a letter follows are not what it issues.
    let text = text.replace(title, "2024年护林工作要点的通知");
    for grounds in
        ["根据《2024年护林工作任务分解》和《森林法》", "按照《森林法》、《2024年护林工作任务分解》"]
    {
        for issues in
            ["现将《2024年护林工作要点》印发给你们", "制定了《2024年护林工作要点》，现印发给你们"]
        {
            let letter = text.replace(issued, &format!("{grounds}，{issues}"));
            assert!(told(&letter), "{letter}");
        }
    }
}

#[test]
fn a_date_that_lost_its_words_is_the_one_day_that_it_can_be() {
    let text = "云溪市林业局关于印发2024年护林工作要点的通知\n云林发〔2024〕3号\n各镇人民政府：\n\
                现将《2024年护林工作要点》印发给你们。\n云溪市林业局\n2024年3月27日\n\
                2024年护林工作要点\n\
                一、巡林5次。（市林业局负责）\n二、巡查。（市水利局负责）\n";
    let told = [("OC001".to_owned(), Severity::Info)];
    for (printed, day, told) in [
        ("2024年3月27日", Some("2024-03-27"), &[][..]),
        ("2024327", Some("2024-03-27"), &told),
        ("202612", None, &[]),
        ("202435", Some("2024-03-05"), &told),
        ("20241227", Some("2024-12-27"), &told),
        // 1月16日, 11月6日.
        ("2024116", None, &told),
        // No day, and no day of the document number's years.
        ("2024399", None, &[]),
        ("2021327", None, &[]),
    ] {
        let text = text.replace("2024年3月27日", printed);
        let read = notice(&text);
        assert_eq!(read.header.issued_on.map(|day| day.to_string()).as_deref(), day, "{printed}");
        assert_eq!(read.header.signatories, ["云溪市林业局"], "{printed}");
        assert_eq!(found(&text), told, "{printed}");
    }
}

#[test]
fn what_stands_above_the_date_of_a_notice_that_nobody_signs() {
    let head = "云溪市林业局关于护林的通知\n各镇：\n一、造林。造林3万亩。（市林业局负责）\n二、护林。每周巡查。\n";
    for (above, unit) in [
        ("（市水利局负责）", Some("市水利局")),
        ("（市水利局牵头，市财政局配合）", Some("市水利局")),
        ("（市水利局）", None),
        ("特此通知", None),
        ("附件：名单", None),
        ("联系电话：12345678", None),
        ("（联系人：张三，电话：12345678）", None),
    ] {
        for date in ["2024年3月5日", "2024-03-05", "2024.3.5"] {
            let read = notice(&format!("{head}{above}\n{date}\n"));
            let issued = read.header.issued_on.map(|day| day.to_string());
            assert_eq!(issued.as_deref(), Some("2024-03-05"), "{above} {date}");
            let clause = &read.sections[0].items[1].clauses[0];
            assert_eq!(clause.text, "每周巡查。", "{above} {date}");
            let named = clause.units.first().map(|unit| &*unit.name);
            // A name alone signs above a date in words.
            if above != "（市水利局）" || date.contains('年') {
                assert_eq!(named, unit, "{above} {date}");
            }
        }
    }
}

#[test]
fn a_title_that_adds_the_table_or_leaves_out_the_place_names_the_plan() {
    let text = "关于印发2024年护林工作要点及任务分解表的通知\n各镇人民政府：\n\
                现将《2024年云溪市护林工作要点》印发给你们。\n\
                云溪市林业局\n2024年3月5日\n2024年云溪市护林工作要点\n\
                一、巡林5次。（市林业局负责）\n二、巡查。（市水利局负责）\n";
    let told = |text: &str| found(text).iter().any(|(code, _)| *code == "RF006");
    assert!(!told(text));
    assert!(!told(&text.replace("及任务分解表", "")));
    assert!(told(&text.replace("护林工作要点及", "护林工作重点及")));
    assert!(told(&text.replace("护林工作要点》", "护林行动方案》")));
}

#[test]
fn what_a_page_says_of_itself_in_a_table_undoes_no_head() {
    let letter = "云溪州人民政府办公室\n关于印发护林方案的通知\n各县（市）人民政府，州政府各部门：\n现印发给你们。\n\
                  云溪州人民政府办公室\n2020年5月20日\n护林方案\n一、巡林\n1.巡林5次。（州林业局负责）\n2.清淤。（州水利局负责）\n";
    let about =
        "编辑出版： | 云溪州人民政府办公室 |\n邮政编码： | 100000 |\n网　址： | example.org |\n";
    let head = |text: &str| notice(text).header;
    let read = head(&format!("{about}{letter}"));
    assert_eq!(read.title, head(letter).title);
    assert_eq!(read.addressees, ["各县（市）人民政府", "州政府各部门"]);
    let labels: Vec<&str> = read.metadata.iter().map(|entry| entry.label.as_str()).collect();
    assert_eq!(labels, ["编辑出版", "邮政编码", "网址"]);
    // A table of who does what stays one.
    let cards = "任务名称： | 巡林5次 |\n责任单位： | 州林业局 |\n";
    assert!(head(&format!("{cards}{letter}")).metadata.is_empty());
}

#[test]
fn a_title_that_a_page_cites_whole_has_all_its_lines() {
    let cited = "中共云溪区委办公室 云溪区人民政府办公室印发《云溪区全力打响“护林”品牌建设“绿色云溪”三年行动计划（2018—2020年）》的通知";
    let lines = "云溪区全力打响“护林”品牌\n建设“绿色云溪”三年行动计划\n（2018—2020年）\n";
    let rest =
        "为护好山林，制定本计划。\n一、巡林5次。（区林业局负责）\n二、清淤。（区水利局负责）\n";
    let whole = "云溪区全力打响“护林”品牌建设“绿色云溪”三年行动计划";
    let read = notice(&format!("“区委信息混合公开目录” {cited}\n{lines}{rest}"));
    let texts = || read.prose.iter().map(|prose| prose.text.as_str());
    assert!(texts().all(|text| text != "云溪区全力打响“护林”品牌"), "{:?}", read.prose);
    assert_eq!(read.header.title.as_deref(), Some(whole));
    assert_eq!(read.header.marks, ["（2018—2020年）"]);
}

#[test]
fn a_part_of_the_site_before_the_title_is_none_of_it() {
    let title = "云溪市人民政府关于深化护林改革的实施意见";
    let rest = "云政字〔2021〕30号\n各镇人民政府：\n制定本意见。\n一、巡林5次。（市林业局负责）\n";
    let own = "云溪市人民政府\n关于深化护林改革的实施意见\n";
    for above in [
        format!("政务服务丨{title}\n"),
        format!("政策文件 | {title}\n"),
        format!("权威发布｜{title}\n"),
    ] {
        for own in ["", own] {
            let read = notice(&format!("{above}{own}{rest}"));
            assert_eq!(read.header.title.as_deref(), Some(title), "{above}{own}");
            assert_eq!(read.residual, [], "{above}{own}");
        }
    }
    // A word of the site above the trail to its page.
    for above in ["新闻头条\n\n当前位置：首页 > 部门动态\n\n", "政务公开\n首页 > 公开 > 文件\n"]
    {
        let read = notice(&format!("{above}关于做好护林工作的通知\n{rest}"));
        assert_eq!(read.header.title.as_deref(), Some("关于做好护林工作的通知"));
    }
    // A kind of document, and who issues it, may stand there as well.
    let read = notice(&format!(
        "护林工作方案\n当前位置：首页 > 部门动态\n{}",
        &rest["云政字〔2021〕30号\n各镇人民政府：\n".len()..]
    ));
    assert_eq!(read.header.title.as_deref(), Some("护林工作方案"));
}

#[test]
fn a_number_behind_a_title_is_no_part_of_it() {
    let title = "云溪市人民政府办公室关于印发2024年护林计划的通知";
    let own = "云溪市人民政府办公室\n关于印发2024年护林计划的\n通 知\n";
    let number = "云府办发〔2024〕7号";
    let rest = "各镇人民政府：\n现印发给你们。\n云溪市人民政府办公室\n\
                2024年3月6日\n2024年护林计划\n一、巡林\n1.巡林5次。（市林业局负责）\n";
    let holds = |head: String| {
        let read = notice(&format!("{head}{rest}"));
        assert_eq!(read.header.title.as_deref(), Some(title), "{head}");
        let found = read.header.document_number.map(|number| number.text);
        assert_eq!(found.as_deref(), Some(number), "{head}");
        assert!(read.prose.iter().all(|prose| !prose.text.contains('号')), "{head}");
        assert_eq!(read.residual, [], "{head}");
    };
    for between in ["", " ", "　"] {
        let numbered = format!("{title}{between}{number}\n");
        for below in ["".into(), format!("{title}\n"), format!("{title}\n{number}\n"), own.into()] {
            holds(format!("{numbered}{below}"));
        }
        holds(format!("{title}\n{numbered}"));
    }
    // The number of what a title cites may end its first line.
    let titled = |head: &str| notice(&format!("{head}\n{rest}")).header.title;
    for (first, second) in [
        ("云溪市人民政府关于转发川政发〔2024〕2号", "文件的通知"),
        ("云溪市人民政府关于落实《护林方案》川政发〔2024〕2号", "文件的通知"),
    ] {
        let whole = format!("{first}{second}");
        assert_eq!(titled(&format!("{first}\n{second}")), Some(whole));
    }
}

#[test]
fn an_invitation_to_share_is_no_part_of_the_title_above_it() {
    let head = "云溪市人民政府关于印发《护林要点》的通知（云政〔2024〕5号）\n\
                扫描二维码 分享好友和朋友圈\n\n一、巡林。（市林业局）\n";
    let header = notice(head).header;
    assert_eq!(header.title.as_deref(), Some("云溪市人民政府关于印发《护林要点》的通知"));
    assert_eq!(header.document_number.map(|number| number.serial), Some(Some(5)));
}

#[test]
fn a_title_without_a_verb_may_be_cut_where_its_line_is_full() {
    let title = |head: &str| {
        notice(&format!("{head}\n一、优化流程\n（一）推进提前申报。（责任单位：市商务局）\n"))
            .header
            .title
    };
    assert_eq!(
        title("云溪市2024年优化口岸营商环境促进跨境贸易便利\n化工作措施").as_deref(),
        Some("云溪市2024年优化口岸营商环境促进跨境贸易便利化工作措施")
    );
    assert_eq!(
        title("云溪市深化口岸营商环境改革领导小组办公室\n2024年工作要点").as_deref(),
        Some("2024年工作要点")
    );
}

#[test]
fn what_a_word_includes_answers_only_where_it_is_a_body() {
    let conventions = |note: &str| {
        let text = format!(
            "云溪县任务分工表\n序号\t任务\t时间\t牵头部门\n1\t开展演练。\t5月底前\t县应急局\n\
             2\t开展检查。\t6月底前\t县应急局\n注：{note}\n"
        );
        notice(&text).conventions.len()
    };
    assert_eq!(conventions("以上“前”均含当日。"), 0);
    assert_eq!(conventions("以下任务均包括各镇人民政府。"), 1);
}

#[test]
fn a_row_or_a_cell_of_a_table_is_no_title() {
    let title = |text: &str| notice(text).header.title;
    let rows = "序号 食堂事项 检查内容 配合部门\n\n2 食堂留样制度检查 对留样记录的检查办法 教育部门\n\n\
                各镇请遵照执行。\n\n1.公开留样。（市教育局负责）\n";
    assert_eq!(title(rows), None);
    let cells = "云溪区食堂公开目录\n\n序号\n\n公开事项\n\n公开依据\n\n\
                 留样时限、检查要求等\n\n《云溪区食堂条例》、《关于加强留样的意见》\n\n\
                 各镇请遵照执行。\n\n1.公开留样。（市教育局负责）\n";
    assert_eq!(title(cells).as_deref(), Some("云溪区食堂公开目录"));
    let cited = "留样时限等《关于加强留样的意见》\n\n云溪区食堂工作通知\n\n各镇请遵照执行。\n\n\
                 1.公开留样。（市教育局负责）\n";
    assert_eq!(title(cited).as_deref(), Some("云溪区食堂工作通知"));
    for whole in [
        "云溪区人民政府《关于加强留样的意见》",
        "10 月份食堂检查 工作方案",
        "云溪区教育局印发《食堂留样办法》的通知",
    ] {
        let text =
            format!("{whole}\n\n各镇人民政府：\n\n请遵照执行。\n\n1.公开留样。（市教育局负责）\n");
        let squeezed = whole.replace(' ', "");
        assert_eq!(title(&text).map(|title| title.replace(' ', "")), Some(squeezed), "{whole}");
    }
}

#[test]
fn a_level_that_a_list_puts_back_makes_no_second_name() {
    let two = "关于果园的通知\n\n一、建设果园\n1.种树。（财政厅牵头）\n2.修渠。（省林业厅牵头，省审计厅、财政厅配合）\n";
    let un003 = |text: &str| found(text).iter().any(|(rule, _)| rule == "UN003");
    assert!(!un003(two), "the notice writes 财政厅 alone");
    assert!(un003(&two.replace("省审计厅、财政厅", "省审计厅、省财政厅")));
}

#[test]
fn many_sign_in_columns_of_letters() {
    let columns = "国家林草局 中 央 网 信 办\n教 育 部 工业和信息化部\n自 然 资 源 部 住房城乡建设部\n\
                   税 务 总 局 银 保 监 会\n水 利 部 审 计 署\n农业农村部 文化和旅游部\n\
                   国家卫生健康委 人 民 银 行\n2024年3月1日\n";
    let letter = format!(
        "关于做好食堂留样的通知\n\n各省、自治区、直辖市有关部门：\n\n请遵照执行。\n\n{columns}"
    );
    let text = format!(
        "关于做好食堂留样的通知\n\n各省、自治区、直辖市有关部门：\n\n一、改造食堂。（教育部负责）\n\n\
         二、检查留样。（国家卫生健康委负责）\n\n{columns}"
    );
    for text in [letter, text] {
        let notice = notice(&text);
        let names = notice.header.signatories;
        assert_eq!(names.len(), 14, "{names:?}");
        assert_eq!(names[..2], ["国家林草局", "中央网信办"]);
        assert_eq!(names[12..], ["国家卫生健康委", "人民银行"]);
        assert_eq!(
            notice.header.issued_on.map(|day| day.to_string()).as_deref(),
            Some("2024-03-01")
        );
    }
}

#[test]
fn a_bracket_that_a_site_left_open_swallows_no_number() {
    let read = |line: &str, below: &str| {
        let notice = notice(&format!(
            "关于加强食堂管理的通知\n\n{line}\n\n{below}\n\n各镇人民政府：\n\n请遵照执行。\n"
        ));
        let number = notice.header.document_number.map(|number| number.text);
        (number, notice.repairs.iter().any(|repair| repair.kind == RepairKind::JoinedParagraph))
    };
    for line in ["【字体：", "来源：市教育局 发布日期：2024-03-01 字体：【"] {
        assert_eq!(read(line, "云教发〔2024〕5号"), (Some("云教发〔2024〕5号".to_owned()), false));
        assert_eq!(read(line, "大 中 小】"), (None, true));
    }
    assert!(read("食堂（含大学食堂", "和中学食堂〔2024〕）").1);
}

#[test]
fn a_date_above_who_is_addressed_is_that_of_issue_where_none_signs() {
    let read = |above: &str, below: &str| {
        let header =
            notice(&format!("{above}\n\n各镇人民政府：\n\n现将要求印发给你们。\n\n{below}")).header;
        let number = header.document_number.map(|number| number.text).unwrap_or_default();
        (number, header.issued_on.map(|day| day.to_string()), header.signatories)
    };
    let title = "云溪市教育局关于加强食堂管理的通知";
    let number = "云教发〔2024〕5号".to_owned();
    let day = Some("2024-03-05".to_owned());
    let tasks = "一、检查食堂。（市教育局负责）\n";
    for dated in [
        "云教发〔2024〕5号\n\n2024年3月5日",
        "（2024年3月5日 云教发〔2024〕5号）",
        "（二〇二四年三月五日　云教发〔2024〕5号）",
        "云教发〔2024〕5号　2024年3月5日",
    ] {
        let above = format!("{title}\n\n{dated}");
        assert_eq!(read(&above, tasks), (number.clone(), day.clone(), vec![]), "{dated}");
        // Who signs says when.
        let signed = format!("{tasks}\n云溪市教育局\n\n2024年3月8日\n");
        let names = vec!["云溪市教育局".to_owned()];
        let later = Some("2024-03-08".to_owned());
        assert_eq!(read(&above, &signed), (number.clone(), later, names), "{dated}");
    }
    // Above the title a site says when it put it there.
    assert_eq!(read(&format!("2024年3月5日\n\n{title}"), tasks).1, None);
    let known = format!(
        "成文日期：2024年3月1日\n\n发布日期：\n\n{title}\n\n云教发〔2024〕5号\n\n2024年3月5日"
    );
    assert_eq!(read(&known, tasks).1.as_deref(), Some("2024-03-01"));
}

#[test]
fn who_wrote_a_plan_and_when_is_no_part_of_its_title() {
    let title = |below: &str| {
        let notice = notice(&format!(
            "云溪省人民政府办公厅转发省教育厅等部门关于加强食堂管理的意见的通知\n\n\
             云政办发〔2024〕5号\n\n各市人民政府：\n\n\
             省教育厅等部门《关于加强食堂管理的意见》已经省政府同意，现转发给你们，请认真执行。\n\n\
             云溪省人民政府办公厅\n\n2024年3月9日\n\n关于加强食堂管理的意见\n{below}\n\n\
             一、检查食堂。（省教育厅负责）\n"
        ));
        notice.plan.and_then(|plan| plan.title).unwrap_or_default()
    };
    let plan = "关于加强食堂管理的意见";
    assert_eq!(title("省教育厅 省财政厅\n省水利厅\n（二○二四年三月五日）"), plan);
    assert_eq!(title("省 教 育 厅 省 财 政 厅\n（2024年3月5日）"), plan);
    assert_eq!(title("（2024年3月5日）"), plan);
    assert_eq!(title("实施方案"), "关于加强食堂管理的意见实施方案");
    assert_eq!(title("（2024年版）"), "关于加强食堂管理的意见（2024年版）");
}

#[test]
fn a_bar_behind_a_label_is_no_value() {
    let read = |block: &str| {
        let notice = notice(&format!(
            "云溪市人民政府关于加强食堂管理的通知\n\n{block}\n\n各镇人民政府：\n\n请遵照执行。\n"
        ));
        let of = |entry: &hongtou_model::Metadata| format!("{}={}", entry.label, entry.value);
        notice.header.metadata.iter().map(of).collect::<Vec<_>>()
    };
    let known = ["颁布机构=云溪市人民政府", "生效日期=2024/03/05"];
    assert_eq!(read("颁布机构： |\n\n云溪市人民政府 |\n\n生效日期： |\n\n2024/03/05 |"), known);
    assert_eq!(read("颁布机构： | 云溪市人民政府 |\n\n生效日期： | 2024/03/05 | ||"), known);
    // A bar inside a value is part of it.
    let inner = read("主题分类：教育 | 食堂\n\n生效日期：2024/03/05");
    assert_eq!(inner, ["主题分类=教育 | 食堂", "生效日期=2024/03/05"]);
}

#[test]
fn a_table_begins_right_below_a_block_of_metadata() {
    let text = "索引号 | KA01/2025-3 | 公开方式 | 主动公开 |\n发布单位 | 区政府 | 发文日期 | 2025-07-14 |\n\
                序号 | 实事项目 | 责任单位 | 配合单位 |\n1 | 新增学位800个。 | 区教育局 | 区财政局 |\n\
                2 | 新增托位50个。 | 区卫健局 | 区民政局 |\n";
    assert_eq!(tasks(text), ["新增学位800个。", "新增托位50个。"]);
    assert_eq!(notice(text).header.metadata.len(), 4);
    // Of another width.
    let wider =
        text.replace(" | 配合单位 |", " | 配合单位 | 备注 |").replace("局 |\n", "局 | 无 |\n");
    assert_eq!(tasks(&wider), ["新增学位800个。", "新增托位50个。"]);
    assert_eq!(notice(&wider).header.metadata.len(), 4);
    // What goes on with the block is no table.
    let block = text.split_once("序号").map_or("", |(block, _)| block);
    let block = format!("{block}主题分类 | 教育 | 有效性 | 有效 |\n");
    assert!(notice(&block).tables.is_empty());
}

#[test]
fn a_title_printed_above_the_text_and_in_it_is_one() {
    let cells = "序号\n\n重点工作任务\n\n责任单位\n\n1\n\n新建小学2所。\n\n县住建局\n\n2\n\n引进优质教育资源。\n\n县商务局\n";
    let rows = "序号\t重点工作任务\t责任单位\n1\t新建小学2所。\t县住建局\n2\t引进优质教育资源。\t县商务局\n";
    let title = "云溪县教育局2025年重点任务分解表";
    for table in [cells, rows] {
        let between = "发布时间:2025-06-13 09:13 信息来源:云溪县教育局";
        let text = format!("{title}\n{between}\n\n{title}\n\n{table}");
        let notice = notice(&text);
        assert_eq!(notice.header.title.as_deref(), Some(title), "{text}");
        assert_eq!(notice.tables[0].title.as_deref(), Some(title), "{text}");
    }
    // The title of the notice is none of its plan, which may be called by another kind of document.
    let title = "云溪市河长办关于印发《云溪市节水任务分解方案》的通知";
    let items = "1.控制用水总量。（市水利局牵头）\n\n2.抓好工业节水。（市工信局牵头）\n";
    for plan in ["云溪市节水任务分解方案", "云溪市节水任务分解表"] {
        for again in [title, "云溪市河长办\n\n关于印发《云溪市节水任务 分解方案》的通知"]
        {
            let text = format!("{title}\n\n发布日期：2018-07-09\n\n{again}\n\n{plan}\n\n{items}");
            let notice = notice(&text);
            assert_eq!(notice.header.title.as_deref(), Some(title), "{text}");
            let own = notice.plan.as_ref().and_then(|plan| plan.title.as_deref());
            assert_eq!(own, Some(plan), "{text}");
            assert_eq!(found(&text), []);
        }
    }
    // A notice that issues a table is no part of the table's title, which a page may repeat.
    let title = "云溪县教育局关于印发重点任务分解表的通知";
    for own in ["重点任务分解表\n\n", "重点任务分解表\n\n重点任务分解表\n\n"] {
        let text = format!("{title}\n\n{own}{rows}");
        let notice = notice(&text);
        assert_eq!(notice.header.title.as_deref(), Some(title), "{text}");
        assert_eq!(notice.tables[0].title.as_deref(), Some("重点任务分解表"), "{text}");
    }
}

#[test]
fn labels_of_metadata_beside_each_other_head_a_table() {
    let catalogue = "云溪县公开目录\n\n序号 | 业务事项 | 信息类别 | 内容标准 | 公开时限 | 公开形式 |\n\
                     1 | 政务公开 | 基本信息 | 名称 | 20个工作日内 | 网站公开 |\n\
                     2 | 政务公开 | 所属机构 | 名称 | 20个工作日内 | 网站公开 |\n\
                     3 | 政务公开 | 内设机构 | 名称 | 20个工作日内 | 网站公开 |\n";
    let unnumbered = catalogue.replace("序号 | ", "");
    let unnumbered = ["1", "2", "3"]
        .iter()
        .fold(unnumbered, |text, n| text.replace(&format!("{n} | 政务"), "政务"));
    for text in [catalogue, &unnumbered] {
        let notice = notice(text);
        assert_eq!(notice.header.metadata.len(), 0, "{text}");
        let kinds: Vec<_> = notice.tables.iter().map(|table| table.kind).collect();
        assert_eq!(kinds, [hongtou_model::TableKind::Other], "{text}");
    }
    // Each row of a block has its label first, though a value is missing.
    let block = "索引号 | 公开形式 | 主动公开 |\n发布机构 | 县政府 | 公开时限 |\n名称 | 2025年要点 | 有效性 |\n";
    let text = format!(
        "{block}云溪县人民政府关于做好抗旱工作的通知\n\n各镇人民政府：\n\n请认真做好抗旱工作。\n"
    );
    assert!(notice(&text).header.metadata.len() > 2);
}

#[test]
fn a_section_whose_tasks_stand_under_several_titles_of_the_table_has_no_other() {
    let text = "云溪县办好实事方案\n\n一、提升教育教学质量\n\n1.新建公办幼儿园5所。（责任单位：县教育局）\n\n\
                2.培训骨干教师200人。（责任单位：县教师中心）\n\n3.改造学校食堂8个。（责任单位：县财政局）\n\n\
                二、照护老人\n\n4.建成老年食堂20家。（责任单位：县民政局）\n\n云溪县办好实事任务表\n\n\
                板块\t序号\t工作任务\t责任单位\n提升教育质量\t1\t新建公办幼儿园5所。\t县教育局\n\
                提升教学质量\t2\t培训骨干教师200人。\t县教师中心\n提升教学质量\t3\t改造学校食堂8个。\t县财政局\n\
                照护老人\t4\t建成老年食堂20家。\t县民政局\n";
    assert_eq!(found(text), []);
    // One title that is not the section's.
    let one = text.replace("提升教育质量", "提升教学质量");
    assert_eq!(found(&one), [("AL005".to_owned(), Severity::Warning)]);
    let slip = text.replace("提升教学质量\t3", "提升教育教学质量\t3");
    let slip = slip.replace("提升教育质量", "提升教育教学质量");
    assert_eq!(found(&slip), [("AL005".to_owned(), Severity::Warning)]);
}

#[test]
fn the_sections_of_a_table_may_be_groups_or_items_of_the_body() {
    let notice = |groups: &str, table: &str| {
        format!(
            "云溪市推广改革举措方案\n\n一、推广的举措（共4项）\n\n{groups}二、压实工作责任\n\n\
            5.每季度通报推广进度。（责任单位：市发改委）\n\n云溪市改革举措清单\n\n{table}"
        )
    };
    let [a, b, c, d] = [
        "市法院集中管辖专利案件，每年不少于20件",
        "市市场监管局建立调查官名册，入册30人",
        "市科技局赋予科研人员成果所有权，试点5家",
        "市国资委培训技术经理人，全年60人",
    ];
    let grouped = format!(
        "（一）产权保护方面\n\n1.{a}。\n\n2.{b}。\n\n（二）成果转化方面\n\n3.{c}。\n\n4.{d}。\n\n"
    );
    let table = |one: &str, two: &str| {
        format!(
            "序号\t重点任务\t责任单位\n一、{one}（共2项）\n1\t{a}\t市法院\n2\t{b}\t市市场监管局\n\
            二、{two}（共2项）\n3\t{c}\t市科技局\n4\t{d}\t市国资委\n"
        )
    };
    let wrong = |text: &str| {
        found(text).into_iter().filter(|(code, _)| code.starts_with("AL00")).collect::<Vec<_>>()
    };
    let text = notice(&grouped, &table("产权保护方面", "成果转化方面"));
    assert_eq!(wrong(&text), []);
    // Titles that the body has nowhere are counted for themselves.
    let text = notice(&grouped, &table("司法服务", "人才激励"));
    assert_eq!(wrong(&text), []);
    // A row among those of another group.
    let rows = table("产权保护方面", "成果转化方面");
    let row = format!("2\t{b}\t市市场监管局\n");
    let moved = rows.replace(&row, "") + &row;
    let error = [("AL008".to_owned(), Severity::Error)];
    assert!(wrong(&notice(&grouped, &moved)).contains(&error[0]), "{moved}");
    // Ordinals are the body's where the titles are, shortened or not.
    let sections = text_of_two_sections(a, b, c, d);
    for (one, two) in [("产权保护方面", "成果转化方面"), ("产权保护", "成果转化")]
    {
        let text = |rows: &str| format!("{sections}云溪市改革举措清单\n\n{rows}");
        assert_eq!(wrong(&text(&table(one, two))), []);
        let moved = table(one, two).replace(&row, "") + &row;
        assert!(wrong(&text(&moved)).contains(&error[0]), "{moved}");
    }
}

#[test]
fn a_section_of_the_table_alone_has_a_number_of_its_own() {
    let [a, b, c, d] = [
        "市法院集中管辖专利案件，每年不少于20件",
        "市市场监管局建立调查官名册，入册30人",
        "市科技局赋予科研人员成果所有权，试点5家",
        "市国资委培训技术经理人，全年60人",
    ];
    let text = |third: &str| {
        format!(
            "云溪市推广改革举措方案\n\n一、产权保护方面\n\n1.{a}。\n\n二、名册管理方面\n\n2.{b}。\n\n\
             三、成果转化方面\n\n3.{c}。\n\n四、队伍建设方面\n\n4.{d}。\n\n云溪市改革举措清单\n\n\
             序号\t重点任务\t责任单位\n一、产权保护方面（共1项）\n1\t{a}\t市法院\n\
             二、名册管理方面（共1项）\n2\t{b}\t市市场监管局\n三、{third}（共2项）\n3\t{c}\t市科技局\n\
             4\t{d}\t市国资委\n"
        )
    };
    let wrong = |text: &str| found(text).into_iter().filter(|(code, _)| code == "AL008").count();
    assert_eq!(wrong(&text("人才激励")), 0);
    assert_eq!(wrong(&text("成果转化方面")), 1);
    assert_eq!(wrong(&text("成果转化工作方面")), 1);
}

fn text_of_two_sections(a: &str, b: &str, c: &str, d: &str) -> String {
    format!(
        "云溪市推广改革举措方案\n\n一、产权保护方面\n\n1.{a}。\n\n2.{b}。\n\n\
        二、成果转化方面\n\n3.{c}。\n\n4.{d}。\n\n"
    )
}

#[test]
fn measures_beside_the_goal_that_is_the_task_are_none() {
    let text = "云溪县重点任务分解表\n\n序号\t目标任务\t推进措施\t牵头单位\n\
                1\t新建公办幼儿园5所\t办理前期手续，强化施工调度，确保按期投用\t县教育局\n\
                2\t改造农村公路85公里\t倒排工期，压实责任，每周调度一次\t县交通局\n\
                3\t建成老年食堂20家\t落实补助资金，引入社会力量参与运营\t县民政局\n";
    assert_eq!(tasks(text), ["新建公办幼儿园5所", "改造农村公路85公里", "建成老年食堂20家"]);
}

#[test]
fn a_table_repeats_the_title_of_its_plan() {
    let text = "云溪市人民政府办公室关于印发重点工作任务分解的通知\n\n云政办发〔2025〕9号\n\n各镇人民政府：\n\n\
                现将《重点工作任务分解》印发给你们，请认真贯彻执行。\n\n云溪市人民政府办公室\n\n2025年3月10日\n\n\
                重点工作任务分解\n\n重点工作任务分解表\n\n序号\t工作任务\t责任单位\n1\t新建学校5所。\t市教育局\n\
                2\t改造道路8公里。\t市交通局\n";
    let titles = |text: &str| {
        let notice = notice(text);
        let plan = notice.plan.and_then(|plan| plan.title);
        (plan, notice.tables[0].title.clone())
    };
    let own = |text: &str| Some(text.to_owned());
    assert_eq!(titles(text), (own("重点工作任务分解"), own("重点工作任务分解表")));
    // A title in two lines.
    let broken = text.replace("重点工作任务分解\n\n重点", "云溪市年度计划\n\n重点");
    assert_eq!(titles(&broken), (None, own("云溪市年度计划重点工作任务分解表")));
}

#[test]
fn a_group_that_nobody_knows_heads_the_first_of_cells_on_lines() {
    let cells = "阶段|序号|任务内容|责任单位|完成时间|全面排查|1|完成自查60家。|市统计局、市工信局|6月20日|全面排查|2|\
                 核查30家。|市统计局|8月31日|严肃查处|3|检查8次。|市司法局|11月30日";
    let text = format!("云溪市任务分工表\n\n{}\n", cells.replace('|', "\n\n"));
    assert_eq!(headers(&text), [["阶段", "序号", "任务内容", "责任单位", "完成时间"]]);
    assert_eq!(tasks(&text), ["完成自查60家。", "核查30家。", "检查8次。"]);
    // A group that is merged is printed once.
    let merged = cells.replacen("|全面排查|2", "|2", 1).replacen("阶段", "板块", 1);
    let merged = format!("云溪市任务分工表\n\n{}\n", merged.replace('|', "\n\n"));
    assert_eq!(headers(&merged), [["板块", "序号", "任务内容", "责任单位", "完成时间"]]);
    assert_eq!(tasks(&merged), tasks(&text));
    assert_eq!(places(&merged), ["全面排查", "全面排查", "严肃查处"]);
    // The title of a table without groups heads no column.
    let plain =
        cells.replacen("阶段|", "任务安排|", 1).replace("全面排查|", "").replace("严肃查处|", "");
    let plain = format!("云溪市任务分工\n\n{}\n", plain.replace('|', "\n\n"));
    assert_eq!(headers(&plain), [["序号", "任务内容", "责任单位", "完成时间"]]);
    assert_eq!(tasks(&plain), ["完成自查60家。", "核查30家。", "检查8次。"]);
}

#[test]
fn what_a_site_prints_above_a_notice_is_no_letterhead() {
    let read = |above: &str, below: &str| {
        let notice = notice(&format!(
            "{above}\n\n云溪市教育局关于加强食堂留样管理的通知\n\n{below}\n\n云教发〔2024〕5号\n\n\
             各镇人民政府：\n\n请遵照执行。\n\n云溪市教育局\n\n2024年3月5日\n"
        ));
        let notes =
            notice.prose.iter().filter(|prose| prose.role == hongtou_model::ProseRole::Note);
        let notes: Vec<String> = notes.map(|prose| prose.text.clone()).collect();
        assert_eq!(notice.header.title.as_deref(), Some("云溪市教育局关于加强食堂留样管理的通知"));
        (notice.header.issuer_mark, notes)
    };
    let mark = |mark: &str| Some(mark.to_owned());
    assert_eq!(
        read("政府文件", "来源说明"),
        (None, vec!["政府文件".to_owned(), "来源说明".to_owned()])
    );
    assert_eq!(read("云溪市教育局文件", ""), (mark("云溪市教育局文件"), vec![]));
    // The letterhead and the title are printed again, the title broken elsewhere.
    let again = "云溪市教育局\n\n关于加强食堂留样管理的\n\n通  知";
    assert_eq!(read("云溪市教育局", again), (mark("云溪市教育局"), vec![]));
    // 通知 below anything else is none of the title.
    assert_eq!(read("", "通  知").1, ["通  知"]);
    assert_eq!(
        read("云溪市教育局\n\n云溪市财政局", ""),
        (mark("云溪市教育局云溪市财政局"), vec![])
    );
}

#[test]
fn a_number_in_brackets_before_the_title_is_the_number() {
    let text = "[棠委督〔2024〕1号]关于印发《油茶任务分工》的通知\n\n各乡镇人民政府：\n\n请认真组织实施。\n\n一、种植油茶。（责任单位：市林业局）\n";
    let header = notice(text).header;
    assert_eq!(header.title.as_deref(), Some("关于印发《油茶任务分工》的通知"));
    let number = header.document_number.expect("a number");
    assert_eq!(number.text, "棠委督〔2024〕1号");
    assert!(header.marks.is_empty() && found(text).is_empty());
}

#[test]
fn a_cell_merged_into_the_row_of_a_section_leaves_it_one() {
    let rows = |middle: &str| {
        let html = format!(
            "<p>云溪县任务表</p><table>\
             <tr><td>序号</td><td>工作任务</td><td>责任单位</td><td>完成时间</td></tr>\
             <tr><td colspan=4>一、建园</td></tr>\
             <tr><td>1</td><td>建设油茶园3个</td><td>县林业局</td><td>5月底前</td></tr>\
             <tr><td>2</td><td>改造茶园4个</td><td>县农业局</td><td rowspan=2>长期坚持</td></tr>\
             {middle}\
             <tr><td>3</td><td>修建水渠2条</td><td>县水利局</td><td>9月底前</td></tr></table>"
        );
        let document =
            hongtou_reader::read("n.html", html.as_bytes(), &hongtou_reader::Options::default())
                .expect("html");
        let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
        let rows = notice.tables.into_iter().flat_map(|table| table.rows);
        rows.map(|row| (row.number, row.section.and_then(|section| section.ordinal)))
            .collect::<Vec<_>>()
    };
    let three = [(Some(1), Some(1)), (Some(2), Some(1)), (Some(3), Some(2))];
    assert_eq!(rows("<tr><td colspan=3>二、修渠</td></tr>"), three);
    // A row of tasks that the cell reaches into stays one.
    let task = "<tr><td>3</td><td colspan=2>二、修建水塘的各项准备</td></tr>";
    assert_eq!(rows(task).len(), 4);
}

#[test]
fn a_column_of_units_is_known_by_what_stands_below() {
    let units = |header: &str, row: &str| {
        let bars = header.matches('|').count() - 1;
        let text = format!(
            "# 2024年全县重点任务分解表\n\n{header}\n|{}\n{row}\n{}\n",
            "---|".repeat(bars),
            row.replacen("| 1 |", "| 2 |", 1)
        );
        let rows = notice(&text).tables.remove(0).rows;
        let names = |row: &hongtou_model::Row| {
            row.units.iter().map(|unit| unit.name.to_string()).collect::<Vec<_>>()
        };
        rows.first().map(names)
    };
    let some = |names: &[&str]| Some(names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
    // 单位 may be a body or a measure.
    let header = "| 序号 | 工作任务 | 单位 | 年度目标 | 牵头单位 |";
    assert_eq!(
        units(header, "| 1 | 建设油茶园 | 县林业局 | 建成300亩 | 县政府办 |"),
        some(&["县林业局", "县政府办"])
    );
    assert_eq!(units(header, "| 1 | 建设油茶园 | 亩 | 300 | 县政府办 |"), some(&["县政府办"]));
    // 责任清单 says what somebody has to do, unless the tasks are a list beside it.
    let alone = units(
        "| 序号 | 工作任务 | 责任清单 | 牵头单位 |",
        "| 1 | 建园 | 制定方案，落实资金 | 县林业局 |",
    );
    assert_eq!(alone, some(&["县林业局"]));
    let lists = units(
        "| 建设任务 | 任务清单 | 责任清单 | 时限清单 |",
        "| 建园 | 明确联络员 | 党政办 | 4月 |",
    );
    assert_eq!(lists, some(&["党政办"]));
}

const SECTIONS: &str = "云溪市2025年河道管护工作要点

一、清理河道

1.清除河面漂浮物，建立保洁台账。（市水利局负责）

2.拆除违法围堰，恢复河岸原貌。（市城管局负责）

3.疏浚淤塞河段，公布清淤进度。（市水利局负责）

二、治理排口

4.排查入河排口，逐一登记来源。（市生态环境局负责）

5.整改违规排口，按月通报结果。（市住建局负责）

三、巡查河岸

6.组织河长巡河，及时交办问题。（市河长办负责）

7.受理群众举报，按时反馈处理情况。（市信访局负责）

附件：云溪市2025年河道管护任务分解表

云溪市2025年河道管护任务分解表

序号\t工作任务\t责任单位
1\t清除河面漂浮物，建立保洁台账。\t市水利局
2\t拆除违法围堰，恢复河岸原貌。\t市城管局
3\t疏浚淤塞河段，公布清淤进度。\t市水利局
4\t排查入河排口，逐一登记来源。\t市生态环境局
5\t整改违规排口，按月通报结果。\t市住建局
6\t组织河长巡河，及时交办问题。\t市河长办
7\t受理群众举报，按时反馈处理情况。\t市信访局
";

#[test]
fn a_section_without_rows_is_told_once() {
    let rows = |from: &str, to: &str| {
        let start = SECTIONS.find(from).expect("the first row");
        &SECTIONS[start..start + SECTIONS[start..].find(to).expect("the next row")]
    };
    let (middle, last) = (rows("4\t", "6\t"), &SECTIONS[SECTIONS.find("6\t").expect("a row")..]);
    // The first and the last may be left out on purpose where others answer for them.
    shows(SECTIONS, last, "", &[("AL001", Severity::Info)]);
    let like_the_others = |text: &str| {
        let text = text.replace("市河长办", "市水利局").replace("市信访局", "市城管局");
        text.replace("市生态环境局", "市水利局").replace("市住建局", "市城管局")
    };
    let all = like_the_others(SECTIONS);
    shows(&all, &like_the_others(last), "", &[("AL001", Severity::Warning)]);
    let first = rows("1\t", "4\t");
    let numbered = |text: &str| {
        text.replace("\n4\t", "\n1\t")
            .replace("\n5\t", "\n2\t")
            .replace("\n6\t", "\n3\t")
            .replace("\n7\t", "\n4\t")
    };
    assert_eq!(
        found(&numbered(&all.replace(first, ""))),
        [("AL001".to_owned(), Severity::Warning)]
    );
    let closed = "四、强化组织保障\n\n8.成立工作专班，定期会商。（市水利局负责）\n\n附件：";
    shows(
        &all.replacen("附件：", closed, 1).replace("（市水利局负责）\n\n附件", "\n\n附件"),
        &like_the_others(last),
        "",
        &[("AL001", Severity::Warning)],
    );
    // The last one may be left out on purpose where it is what all of the plan needs.
    for title in ["强化统筹协调", "营造良好氛围", "强化组织保障"] {
        let framed = SECTIONS.replace("巡查河岸", title).replace(last, "");
        assert_eq!(found(&framed), [("AL001".to_owned(), Severity::Info)], "{title}");
    }
    // Numbers that skip its tasks tell that they had their rows.
    shows(SECTIONS, middle, "", &[("AL001", Severity::Error)]);
    let renumbered = |text: &str| text.replace("\n6\t", "\n4\t").replace("\n7\t", "\n5\t");
    let lost = renumbered(&SECTIONS.replace(middle, ""));
    assert_eq!(found(&lost), [("AL001".to_owned(), Severity::Warning)]);
    for (from, to) in [
        ("河道管护任务分解表", "河道管护重点任务分解表"),
        ("治理排口", "强化工作机制"),
        ("按月通报结果。（", "按月通报结果，不再分解。（"),
    ] {
        let aside = lost.replace(from, to);
        assert_eq!(found(&aside), [("AL001".to_owned(), Severity::Info)], "{to}");
    }
    let without = SECTIONS.replace(last, "");
    // One of two sections, and one whose tasks are those around the plan's.
    let two = without.replace(middle, "").replace("三、巡查河岸\n\n", "");
    assert_eq!(found(&two), [("AL001".to_owned(), Severity::Info)], "most of it is missing");
    let around = without.replace("巡查河岸", "强化组织保障");
    assert_eq!(found(&around), [("AL001".to_owned(), Severity::Info)]);
    // The table says what it is for.
    let said = format!("{without}\n注：本表仅列清理河道、治理排口的任务。\n");
    assert_eq!(found(&said), [("AL001".to_owned(), Severity::Info)]);
    let titled = without.replace("河道管护任务分解表", "河道清理与排口治理任务分解表");
    assert_eq!(found(&titled), [("AL001".to_owned(), Severity::Info)]);
    // Nobody answers for the section.
    let open = without.replace("（市河长办负责）", "").replace("（市信访局负责）", "");
    assert_eq!(found(&open), []);
    // A table of one of three sections is one of a part.
    assert_eq!(found(&without.replace(middle, "")), []);
}

#[test]
fn what_stands_in_two_sections_is_one_task() {
    let text = SECTIONS.replace("按月通报结果", "按月通报整改结果并向社会公布");
    let task = "5.整改违规排口，按月通报整改结果并向社会公布。（市住建局负责）\n\n";
    let again = format!("{}附件：", task.replace("5.", "8."));
    let missing = ("AL001", Severity::Error);
    shows(&text, "附件：", &again, &[missing, ("AL010", Severity::Warning)]);
    // Few words may be ordered in two sections.
    let short = "8.整改违规排口，按月通报结果。（市住建局负责）\n\n附件：";
    shows(SECTIONS, "附件：", short, &[missing]);
    // A sentence of three sections is no slip, and a table may have a row for each.
    let closing = "做好记录并按月向社会公布整改进展和结果。（市住建局负责）\n\n";
    let closed = ["二、", "三、", "附件："]
        .iter()
        .fold(text.clone(), |text, next| text.replacen(next, &format!("8.{closing}{next}"), 1));
    let closed = found(&closed);
    let repeated: Vec<_> = closed.iter().filter(|(code, _)| code == "AL010").collect();
    assert_eq!(repeated, [&("AL010".to_owned(), Severity::Info); 2]);
    let start = SECTIONS.find("二、").expect("a section");
    let section = &SECTIONS[start..SECTIONS.find("三、").expect("a section")];
    // Pasted with its numbers or numbered on, it is one fault.
    let once = [("AL010", Severity::Warning)];
    shows(SECTIONS, "三、", &format!("{section}三、"), &once);
    let on = section.replace("二、", "四、").replace("4.", "8.").replace("5.", "9.");
    shows(SECTIONS, "附件：", &format!("{on}附件："), &once);
    // Given to others it is their task.
    let others = again.replace("市住建局", "市水利局");
    assert!(found(&text.replace("附件：", &others)).iter().all(|(code, _)| code != "AL010"));
}

#[test]
fn a_task_whose_units_were_lost_is_told() {
    let lost = [("UN006", Severity::Warning)];
    shows(SECTIONS, "（市信访局负责）", "", &lost);
    for (from, to) in
        [("受理群众举报", "各区各部门要受理群众举报"), ("受理群众举报", "配合省信访局受理群众举报")]
    {
        let said = SECTIONS.replace("（市信访局负责）", "").replace(from, to);
        assert!(found(&said).iter().all(|(code, _)| code != "UN006"), "{to}");
    }
    let same = SECTIONS.replace("（市信访局负责）", "（责任单位同上）");
    assert!(found(&same).iter().all(|(code, _)| code != "UN006"));
    // A sentence without a row is no task that names nobody.
    let closed = SECTIONS.replace("附件：", "8.各责任单位按季度报送进展。\n\n附件：");
    let units = |text: &str| found(text).iter().filter(|(code, _)| code == "UN006").count();
    assert_eq!((units(&closed), units(&closed.replace("（市信访局负责）", ""))), (0, 1));
    // One of several is a slip, half of them is a way of writing.
    let half = ["市信访局", "市河长办", "市城管局"]
        .iter()
        .fold(SECTIONS.to_owned(), |text, unit| text.replace(&format!("（{unit}负责）"), ""));
    assert_eq!(found(&half), []);
}

#[test]
fn a_bracket_of_a_responsibility_is_told_as_others_are() {
    let told = [("RF005", Severity::Warning)];
    for other in ["市信访局负责）", "（市信访局负责", "（市信访局负责））", "（（市信访局负责）"]
    {
        shows(SECTIONS, "（市信访局负责）", other, &told);
    }
    // Where many are missing, or the other half stands elsewhere, reading the text lost them (OC001).
    let many =
        ["市信访局", "市河长办", "市住建局"].iter().fold(SECTIONS.to_owned(), |text, unit| {
            text.replace(&format!("（{unit}负责）"), &format!("（{unit}负责"))
        });
    assert!(found(&many).iter().all(|(_, severity)| *severity == Severity::Info));
    // A pair within the unit's name, and one around more than the units.
    for other in ["（市信访局（网信办）负责）", "（市信访局负责，市司法局（普法办）配合）"]
    {
        let text = SECTIONS.replace("（市信访局负责）", other);
        assert!(found(&text).iter().all(|(code, _)| code != "RF005"), "{other}");
    }
}

#[test]
fn who_answers_on_one_side_does_not_only_support_on_the_other() {
    let text = SECTIONS.replace("工作任务\t责任单位", "工作任务\t牵头单位\t配合单位");
    shows(&text, "处理情况。\t市信访局", "处理情况。\t\t市信访局", &[("UN002", Severity::Error)]);
    shows(&text, "（市信访局负责）", "（市信访局配合）", &[("UN002", Severity::Error)]);
}

const BY_QUARTER: &str = "云溪市2025年园林绿化工作要点

一、重点任务

1.栽植行道树800株。（市园林局负责）

2.修订养护制度，明确巡查要求。（市城管局负责）

3.培训养护工人，组织技能比武。（市人社局负责）

附件：云溪市2025年园林绿化任务推进表

云溪市2025年园林绿化任务推进表

序号\t工作任务\t一季度目标\t二季度目标\t三季度目标\t四季度目标\t责任单位
1\t栽植行道树800株。\t栽植行道树150株。\t栽植行道树400株。\t栽植行道树600株。\t栽植行道树800株。\t市园林局
2\t修订养护制度，明确巡查要求。\t开展调研。\t形成初稿。\t2025年8月底前印发制度。\t检查执行情况。\t市城管局
3\t培训养护工人，组织技能比武。\t制定计划。\t分批培训。\t举办比武。\t总结经验。\t市人社局
";

#[test]
fn periods_that_stand_twice_or_out_of_order_are_told() {
    let told = [("QT007", Severity::Warning)];
    let (second, third) = ("二季度目标\t三季度目标", "三季度目标\t二季度目标");
    shows(BY_QUARTER, second, third, &told);
    shows(BY_QUARTER, second, "二季度目标\t二季度目标", &told);
    // A cell below them that names its period says the same fault, one elsewhere another.
    let below = BY_QUARTER.replace("2025年8月底前印发制度", "8月底前印发制度");
    assert_eq!(found(&below), []);
    shows(&below, second, third, &told);
    let last = BY_QUARTER.replace("检查执行情况。", "5月底前检查执行情况。");
    assert_eq!(found(&last), [("QT006".to_owned(), Severity::Warning)]);
    let both: Vec<_> =
        found(&last.replace(second, third)).into_iter().map(|(code, _)| code).collect();
    assert_eq!(both, ["QT007", "QT006"]);
    // Columns that were moved whole count by their periods.
    let moved = BY_QUARTER
        .replace(second, third)
        .replace("栽植行道树400株。\t栽植行道树600株。", "栽植行道树600株。\t栽植行道树400株。");
    assert_eq!(found(&moved), [("QT007".to_owned(), Severity::Warning)]);
    let figures = BY_QUARTER.replace("树400株。\t栽植行道树600株", "树600株。\t栽植行道树400株");
    assert_eq!(found(&figures), [("QT002".to_owned(), Severity::Error)]);
    // From the last to the first, and from one year into the next.
    let all = "一季度目标\t二季度目标\t三季度目标\t四季度目标";
    for other in [
        "四季度目标\t三季度目标\t二季度目标\t一季度目标",
        "三季度目标\t四季度目标\t一季度目标\t二季度目标",
        "2025年三季度目标\t2025年四季度目标\t2026年一季度目标\t2026年二季度目标",
        "10月目标\t12月目标\t次年3月目标\t次年6月目标",
        "总目标（2027年）\t2025年目标\t2026年目标\t2027年目标",
        "2028年目标\t2025年目标\t2026年目标\t2027年目标",
    ] {
        let text = BY_QUARTER.replace(all, other);
        assert!(
            text != BY_QUARTER && found(&text).iter().all(|(code, _)| code != "QT007"),
            "{other}"
        );
    }
    let years = "2025年三季度目标\t2026年一季度目标\t2025年四季度目标\t2026年二季度目标";
    assert!(found(&BY_QUARTER.replace(all, years)).iter().any(|(code, _)| code == "QT007"));
    // What was reached stands beside what was to be.
    let reached = BY_QUARTER.replace(second, "二季度目标\t二季度完成情况");
    assert!(found(&reached).iter().all(|(code, _)| code != "QT007"));
}

#[test]
fn a_target_of_another_year_is_told() {
    shows(BY_QUARTER, "2025年8月底前", "2024年8月底前", &[("DT002", Severity::Warning)]);
    // What is to follow, and what is done already.
    for other in ["2026年8月底前印发制度", "在2024年8月底前形成初稿的基础上印发制度"]
    {
        assert_eq!(found(&BY_QUARTER.replace("2025年8月底前印发制度", other)), [], "{other}");
    }
    // What is due early in the next year is prepared in this one's last quarter.
    let next = BY_QUARTER.replace("检查执行情况。", "2026年1月底前报送总结。");
    assert_eq!(found(&next), []);
}

#[test]
fn sections_of_another_order_are_told_once_each() {
    let start = SECTIONS.find("二、").expect("a section");
    let (third, end) =
        (SECTIONS.find("三、").expect("a section"), SECTIONS.find("附件").expect("it"));
    let second =
        SECTIONS[start..third].replace("二、", "三、").replace("4.", "6.").replace("5.", "7.");
    let other =
        SECTIONS[third..end].replace("三、", "二、").replace("6.", "4.").replace("7.", "5.");
    let both = format!("{other}{second}");
    shows(SECTIONS, &SECTIONS[start..end], &both, &[("AL004", Severity::Warning)]);
}

#[test]
fn rows_exchanged_with_their_numbers_are_one_fault() {
    let (fourth, fifth) = (
        "4\t排查入河排口，逐一登记来源。\t市生态环境局\n",
        "5\t整改违规排口，按月通报结果。\t市住建局\n",
    );
    let (both, other) = (format!("{fourth}{fifth}"), format!("{fifth}{fourth}"));
    shows(SECTIONS, &both, &other, &[("AL004", Severity::Warning)]);
}

#[test]
fn the_row_that_alone_has_no_number_is_the_one_to_look_at() {
    let told = [("ST003", Severity::Error)];
    shows(SECTIONS, "3\t疏浚", "\t疏浚", &told);
    shows(SECTIONS, "7\t受理", "\t受理", &told);
}

#[test]
fn a_year_that_is_wrong_is_one_fault() {
    shows(
        BY_QUARTER,
        "推进表\n\n云溪市2025年园林绿化任务推进表",
        "推进表\n\n云溪市2024年园林绿化任务推进表",
        &[("DT004", Severity::Error)],
    );
    let dated = BY_QUARTER.replace("明确巡查要求", "2025年9月底前明确巡查要求");
    let dated = dated.replace("组织技能比武", "2025年8月底前组织技能比武");
    let told = [("DT002", Severity::Warning)];
    assert_eq!(found(&dated), []);
    assert!(found(&dated.replace("2025年8月底前组织", "2024年8月底前组织")).len() == told.len());
}

/// A plan of six tasks with its table.
fn six() -> (String, Vec<String>, String) {
    let tasks = [
        ("开展食品抽检，建立抽检台账。", "县市场监管局"),
        ("开展农产品监测，公布监测结果。", "县农业农村局"),
        ("查处食品违法案件，公布典型案例。", "县公安局"),
        ("畅通投诉举报，按时办结回复。", "县信访局"),
        ("开展校园周边巡查，消除隐患。", "县教育局"),
        ("组织食品安全宣传，普及科学知识。", "县委宣传部"),
    ];
    let mut body = "云溪县2026年食品安全工作方案\n\n一、重点任务\n\n".to_owned();
    let mut rows = Vec::new();
    for (at, (words, unit)) in tasks.iter().enumerate() {
        body.push_str(&format!("{}.{words}（{unit}负责）\n\n", at + 1));
        rows.push(format!("{}\t{words}\t{unit}\n", at + 1));
    }
    (body, rows, "附件\n\n任务分解表\n\n序号\t任务\t责任单位\n".to_owned())
}

/// The codes of what is found where the rows stand in an order, each with its own number.
fn in_order(order: &[usize]) -> Vec<String> {
    let (body, rows, head) = six();
    let rows: String = order.iter().map(|&row| rows[row - 1].as_str()).collect();
    found(&format!("{body}{head}{rows}")).into_iter().map(|(code, _)| code).collect()
}

#[test]
fn rows_that_moved_with_their_numbers_are_one_fault() {
    assert_eq!(in_order(&[1, 2, 3, 4, 5, 6]), [""; 0]);
    // Neighbours, two that stand in each other's place, one that went far.
    assert_eq!(in_order(&[1, 3, 2, 4, 5, 6]), ["AL004"]);
    assert_eq!(in_order(&[1, 5, 3, 4, 2, 6]), ["AL004"]);
    assert_eq!(in_order(&[1, 6, 2, 3, 4, 5]), ["AL004"]);
    assert_eq!(in_order(&[1, 3, 4, 5, 6, 2]), ["AL004"]);
    // What is lost besides is told as well.
    assert_eq!(in_order(&[1, 3, 2, 4, 6]), ["AL001", "AL004"]);
}

#[test]
fn a_row_pasted_with_its_number_is_one_fault() {
    assert_eq!(in_order(&[1, 2, 2, 3, 4, 5, 6]), ["AL009"]);
    assert_eq!(in_order(&[1, 2, 3, 4, 2, 5, 6]), ["AL009"]);
    // The number alone stands twice.
    let (body, rows, head) = six();
    let rows = rows.concat().replace("\n3\t", "\n2\t");
    assert_eq!(found(&format!("{body}{head}{rows}")), [("ST004".into(), Severity::Error)]);
}

#[test]
fn an_item_pasted_with_its_number_is_one_fault() {
    let (body, rows, head) = six();
    let rows = rows.concat();
    let item = "2.开展农产品监测，公布监测结果。（县农业农村局负责）\n\n";
    for behind in ["县农业农村局负责）\n\n", "县信访局负责）\n\n"] {
        let body = body.replace(behind, &format!("{behind}{item}"));
        let codes: Vec<_> =
            found(&format!("{body}{head}{rows}")).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["AL010"], "{behind}");
    }
}

#[test]
fn a_year_that_the_row_says_again_is_told_once() {
    let text = "云溪县人民政府办公室关于印发2026年改造工作方案的通知\n\n各乡镇人民政府：\n\n\
                现印发给你们。\n\n云溪县人民政府办公室\n\n2026年3月5日\n\n2026年改造工作方案\n\n一、重点任务\n\n\
                1.新建服务站30个，2026年10月底前投入使用。（县民政局负责）\n\n\
                2.新增车位500个，2026年9月底前完成。（县城管局负责）\n\n\
                附件\n\n任务分解表\n\n序号\t任务\t完成时限\t责任单位\n\
                1\t新建服务站30个，2026年10月底前投入使用。\t2026年10月底前\t县民政局\n\
                2\t新增车位500个，2026年9月底前完成。\t2026年9月底前\t县城管局\n";
    assert_eq!(found(text), []);
    let wrong = text.replace("2026年10月底前", "2025年10月底前");
    assert_eq!(found(&wrong), [("DT002".into(), Severity::Warning)]);
}

#[test]
fn what_follows_from_a_wrong_figure_is_told_with_it() {
    let once = |code, from: &str, to: &str| {
        shows(BY_QUARTER, from, to, &[(code, Severity::Error)]);
    };
    // The row's goal, the last target, one that is blank and one that is that of an earlier period again.
    once("NU001", "1\t栽植行道树800株", "1\t栽植行道树900株");
    once("QT001", "\t栽植行道树800株。\t市园林局", "\t栽植行道树700株。\t市园林局");
    once("QT001", "\t栽植行道树800株。\t市园林局", "\t\t市园林局");
    once("QT001", "\t栽植行道树800株。\t市园林局", "\t栽植行道树400株。\t市园林局");
    let share = BY_QUARTER.replace("800株", "80%").replace("600株", "60%");
    let share = share.replace("400株", "40%").replace("150株", "15%");
    let share = share.replace("栽植行道树", "绿化覆盖率达到");
    shows(&share, "达到40%", "达到140%", &[("NU004", Severity::Error)]);
}

#[test]
fn a_phrase_with_a_figure_that_one_side_lost_is_told_once() {
    let text = SECTIONS.replace("按月通报结果", "新建监测站20个，按月通报结果");
    assert_eq!(found(&text), []);
    shows(&text, "新建监测站20个，", "", &[("AL003", Severity::Warning)]);
}

#[test]
fn units_that_a_lost_bracket_left_among_the_words_are_told_once() {
    let text = SECTIONS.replace("负责）", "、市财政局）");
    let told = [("RF005", Severity::Warning)];
    for other in ["市信访局、市财政局）", "（市信访局、市财政局"] {
        let codes: Vec<_> = found(&text.replacen("（市信访局、市财政局）", other, 1))
            .into_iter()
            .filter(|(code, _)| matches!(code.as_str(), "RF005" | "AL003"))
            .collect();
        let codes: Vec<_> = codes.iter().map(|(code, how)| (code.as_str(), *how)).collect();
        assert_eq!(codes, told, "{other}");
    }
}

#[test]
fn what_is_counted_in_a_wrong_year_is_told_with_the_year() {
    let text = "云溪县人民政府办公室关于印发《云溪县2026年改造工作方案》的通知\n\n云政办发〔2026〕5号\n\n\
                各乡镇人民政府：\n\n现将《云溪县2026年改造工作方案》印发给你们。\n\n\
                云溪县人民政府办公室\n\n2026年3月5日\n\n云溪县2026年改造工作方案\n\n一、重点任务\n\n\
                1.新建服务站30个，10月底前投入使用。（县民政局负责）\n\n\
                2.新增车位500个，9月底前完成。（县城管局负责）\n\n\
                附件\n\n任务分解表\n\n序号\t任务\t完成时限\t责任单位\n\
                1\t新建服务站30个，10月底前投入使用。\t10月底前\t县民政局\n\
                2\t新增车位500个，9月底前完成。\t9月底前\t县城管局\n";
    let year = [("DT004", Severity::Error)];
    shows(text, "日\n\n云溪县2026年", "日\n\n云溪县2025年", &year);
    // The number alone is odd, beside the day of issue and the titles.
    shows(text, "〔2026〕", "〔2025〕", &year);
    shows(text, "2026年3月5日", "2025年3月5日", &year);
}

/// A plan whose table says who leads and who helps.
const LED: &str = "云溪市2025年养老服务工作要点

一、重点任务

1.新建养老服务站20个，9月底前投入使用。（市民政局牵头，市财政局配合）

2.改造敬老院6所，消除消防隐患。（市住建局牵头，市消防支队配合）

3.培训护理员，组织技能竞赛。（市人社局牵头，市总工会配合）

4.开展老年人体检，建立健康档案。（市卫健委牵头，市医保局配合）

附件：任务分解表

任务分解表

序号\t工作任务\t牵头单位\t配合单位\t完成时限
1\t新建养老服务站20个，9月底前投入使用。\t市民政局\t市财政局\t9月底前
2\t改造敬老院6所，消除消防隐患。\t市住建局\t市消防支队\t10月底前
3\t培训护理员，组织技能竞赛。\t市人社局\t市总工会\t11月底前
4\t开展老年人体检，建立健康档案。\t市卫健委\t市医保局\t12月底前
";

#[test]
fn cells_of_two_rows_in_each_others_place_are_one_fault() {
    let exchange = |a: &str, b: &str| LED.replace(a, "@").replace(b, a).replace('@', b);
    let codes = |text: &str| found(text).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    assert_eq!(found(LED), []);
    // Their leads, their helpers, all of them.
    assert_eq!(codes(&exchange("\t市民政局\t", "\t市人社局\t")), ["UN001"]);
    assert_eq!(codes(&exchange("\t市财政局\t", "\t市总工会\t")), ["UN001"]);
    assert_eq!(codes(&exchange("\t市民政局\t市财政局\t", "\t市人社局\t市总工会\t")), ["UN001"]);
    // Their tasks, so that order and deadlines are wrong as well.
    let (a, b) = ("1\t新建养老服务站20个，9月底前投入使用。", "3\t培训护理员，组织技能竞赛。");
    let tasks = exchange(&a[1..], &b[1..]);
    assert_eq!(codes(&tasks), ["UN001"]);
    // Another unit somewhere else is another fault.
    let more = tasks.replace("\t市卫健委\t", "\t市审计局\t");
    assert_eq!(codes(&more), ["UN001", "UN002"]);
    // All of them are the other way round.
    shows(LED, "牵头单位\t配合单位", "配合单位\t牵头单位", &[("UN002", Severity::Error)]);
}

#[test]
fn rows_of_two_sections_in_each_others_place_are_one_fault() {
    let text = "云溪市2025年养老服务工作要点

一、扩大供给

1.新建养老服务站，配齐设施。（市民政局牵头）

2.改造敬老院，消除消防隐患。（市住建局牵头）

二、建强队伍

3.培训护理员，组织技能竞赛。（市人社局牵头）登记护理员档案，定期更新。（市数据局牵头）

4.开展老年人体检，建立健康档案。（市卫健委牵头）

三、加强监管

5.检查养老机构，公布检查结果。（市市场监管局牵头）

附件：任务分解表

任务分解表

序号\t类别\t工作任务\t牵头单位
1\t扩大供给\t新建养老服务站，配齐设施。\t市民政局
2\t扩大供给\t改造敬老院，消除消防隐患。\t市住建局
3\t建强队伍\t培训护理员，组织技能竞赛。\t市人社局
4\t建强队伍\t登记护理员档案，定期更新。\t市数据局
5\t建强队伍\t开展老年人体检，建立健康档案。\t市卫健委
6\t加强监管\t检查养老机构，公布检查结果。\t市市场监管局
";
    // The last title was lost, or one whose number tells it.
    shows(text, "三、加强监管\n\n", "", &[("AL005", Severity::Warning)]);
    shows(text, "二、建强队伍\n\n", "", &[("ST001", Severity::Error)]);
    let once = [("AL008", Severity::Error)];
    shows(text, "扩大供给\t改造", "建强队伍\t改造", &once);
    let exchange = |a: &str, b: &str| text.replacen(a, "@", 1).replacen(b, a, 1).replace('@', b);
    let codes = |text: &str| found(text).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    // The titles, two items with their numbers, and the cells of two rows.
    assert_eq!(codes(&exchange("、扩大供给", "、建强队伍")), ["AL008"]);
    let second = "2.改造敬老院，消除消防隐患。（市住建局牵头）";
    let third =
        "3.培训护理员，组织技能竞赛。（市人社局牵头）登记护理员档案，定期更新。（市数据局牵头）";
    assert_eq!(codes(&exchange(second, third)), ["AL008"]);
    let cells = text.replace("扩大供给\t改造", "建强队伍\t改造");
    assert_eq!(codes(&cells.replace("建强队伍\t培训", "扩大供给\t培训")), ["AL008"]);
    // An item of two tasks, pasted.
    assert_eq!(codes(&text.replace(third, &format!("{third}\n\n{third}"))), ["AL010"]);
}

/// Tasks and who is to do them.
const DUTIES: [(&str, &str); 8] = [
    ("疏浚东门排水沟，清运沉积淤泥。", "县水利局"),
    ("检修路灯线路，更换老旧灯杆。", "县住建局"),
    ("复核低保名册，公示核查结果。", "县民政局"),
    ("走访种粮大户，登记农资需求。", "县农业农村局"),
    ("巡查渡口码头，张贴安全须知。", "县交通运输局"),
    ("开放学校操场，制定管理办法。", "县教育局"),
    ("布置流动书屋，轮换借阅图书。", "县文化旅游局"),
    ("清点应急物资，补充防汛沙袋。", "县应急管理局"),
];

/// A plan of the tasks with their numbers, in the order of the body and in that of the table.
fn numbered(body: &[(u32, usize)], table: &[(u32, usize)]) -> Vec<String> {
    let item = |&(number, at): &(u32, usize)| {
        let (task, unit) = DUTIES[at - 1];
        format!("{number}.{task}（{unit}负责）\n\n")
    };
    let row = |&(number, at): &(u32, usize)| {
        let (task, unit) = DUTIES[at - 1];
        format!("{number}\t{task}\t{unit}\n")
    };
    let items: String = body.iter().map(item).collect();
    let rows: String = table.iter().map(row).collect();
    codes(&format!(
        "溪口县2026年民生实事方案\n\n一、重点任务\n\n{items}附件\n\n任务分解表\n\n序号\t任务\t责任单位\n{rows}"
    ))
}

/// The codes of what is found, in their order.
fn codes(text: &str) -> Vec<String> {
    let mut codes: Vec<String> = found(text).into_iter().map(|(code, _)| code).collect();
    codes.sort_unstable();
    codes
}

#[test]
fn what_moved_or_was_pasted_explains_the_numbers_that_are_right_without_it() {
    let all: Vec<(u32, usize)> = (1..=8).map(|at| (at as u32, at)).collect();
    let of = |list: &[(u32, usize)]| list.to_vec();
    assert_eq!(numbered(&all, &all), [""; 0]);
    // A row moved with its number, or an item with its own.
    let moved = of(&[(1, 1), (3, 3), (2, 2), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8)]);
    assert_eq!(numbered(&all, &moved), ["AL004"]);
    assert_eq!(numbered(&moved, &all), ["AL004"]);
    // Beside a row that no clause orders, too.
    let short = of(&all[..7]);
    let behind = of(&[(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (7, 7), (6, 6), (8, 8)]);
    assert_eq!(numbered(&short, &behind), ["AL002", "AL004"]);
    // The body lost a number besides, and the rows that moved do not tell it.
    let lost = of(&[(1, 1), (2, 2), (4, 3), (5, 4), (6, 5), (7, 6), (8, 7), (9, 8)]);
    assert_eq!(numbered(&lost, &moved), ["AL004", "ST002"]);
    // A number of the moved is wrong, one is left out where they were numbered again.
    let wrong = of(&[(1, 1), (3, 3), (3, 2), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8)]);
    assert_eq!(numbered(&all, &wrong), ["AL004", "ST003"]);
    let again = of(&[(1, 1), (2, 3), (4, 2), (5, 4), (6, 5), (7, 6), (8, 7), (9, 8)]);
    assert_eq!(numbered(&all, &again), ["AL004", "ST003"]);
    // So it is with what was pasted.
    let pasted = of(&[(1, 1), (2, 2), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8)]);
    assert_eq!(numbered(&all, &pasted), ["AL009"]);
    assert_eq!(numbered(&pasted, &all), ["AL010"]);
    let skipped = of(&[(1, 1), (2, 2), (4, 2), (5, 3), (6, 4), (7, 5), (8, 6), (9, 7), (10, 8)]);
    assert_eq!(numbered(&all, &skipped), ["AL009", "ST003"]);
    assert_eq!(numbered(&skipped, &all), ["AL010", "ST002"]);
}

const LEADS: &str = "溪口市2026年民生实事方案

一、重点任务

1.疏浚排水沟，清运淤泥。（市水利局牵头，市财政局、市审计局、市卫健委配合）

2.检修路灯，9月底前更换灯杆。（市住建局牵头，市城管局配合）

3.复核低保名册，公示结果。（市民政局牵头，市残联配合）

4.走访种粮大户，11月底前登记需求。（市农业农村局牵头，市供销社配合）

5.巡查渡口，张贴须知。（市交通运输局牵头，市海事局配合）

附件

任务分解表

序号\t任务\t牵头单位\t配合单位\t完成时限
1\t疏浚排水沟，清运淤泥。\t市水利局\t市财政局、市审计局、市卫健委\t
2\t检修路灯，9月底前更换灯杆。\t市住建局\t市城管局\t9月底前
3\t复核低保名册，公示结果。\t市民政局\t市残联\t
4\t走访种粮大户，11月底前登记需求。\t市农业农村局\t市供销社\t11月底前
5\t巡查渡口，张贴须知。\t市交通运输局\t市海事局\t
";

#[test]
fn a_unit_that_is_missing_does_not_tell_who_leads_of_the_others() {
    let (own, unit) = ("\t市水利局\t市财政局、市审计局、市卫健委\t", ("UN001", Severity::Error));
    let lead = ("UN002", Severity::Error);
    shows(LEADS, own, "\t市财政局\t市水利局、市审计局、市卫健委\t", &[lead]);
    shows(LEADS, own, "\t市财政局\t市水利局、市审计局\t", &[lead, unit]);
    // The lead that was lost is all of it.
    shows(LEADS, own, "\t市财政局\t市审计局、市卫健委\t", &[unit]);
}

#[test]
fn what_is_exchanged_explains_what_is_the_other_s() {
    let exchange =
        |text: &str, a: &str, b: &str| text.replace(a, "@").replace(b, a).replace('@', b);
    let (a, b) = ("\t检修路灯，9月底前更换灯杆。", "\t走访种粮大户，11月底前登记需求。");
    let tasks = exchange(LEADS, a, b);
    assert_eq!(codes(&tasks), ["UN001"]);
    // A deadline that is neither row's own.
    let wrong = tasks.replace("市供销社\t11月底前", "市供销社\t8月底前");
    assert_eq!(codes(&wrong), ["DT001", "UN001"]);
    // A unit that stands twice in a cell is no other row's.
    let leads = exchange(LEADS, "\t市住建局\t", "\t市农业农村局\t");
    assert_eq!(codes(&leads), ["UN001"]);
    let twice = leads.replace("\t市城管局\t", "\t市城管局、市城管局\t");
    assert_eq!(codes(&twice), ["UN001", "UN004"]);
}

#[test]
fn an_action_of_exchanged_tasks_is_the_other_s_or_wrong() {
    let tasks = [
        ("疏浚排水沟", "清运淤泥，登记去向。", "市水利局"),
        ("检修路灯", "更换灯杆，核对编号。", "市住建局"),
        ("复核低保名册", "入户核查，公示结果。", "市民政局"),
        ("走访种粮大户", "登记需求，对接农资。", "市农业农村局"),
    ];
    let items = tasks.iter().enumerate().map(|(at, (action, content, unit))| {
        format!("{}.{action}。{content}（{unit}负责）\n\n", at + 1)
    });
    let rows = tasks
        .iter()
        .enumerate()
        .map(|(at, (action, content, unit))| format!("{}\t{action}\t{content}\t{unit}\n", at + 1));
    let (items, rows) = (items.collect::<String>(), rows.collect::<String>());
    let text = format!(
        "溪口市2026年民生实事方案\n\n一、重点任务\n\n{items}附件\n\n任务分解表\n\n序号\t工作任务\t具体内容\t责任单位\n{rows}"
    );
    assert_eq!(codes(&text), [""; 0]);
    let (a, b) = (format!("\t{}\t", tasks[0].1), format!("\t{}\t", tasks[2].1));
    let exchanged = text.replace(&a, "@").replace(&b, &a).replace('@', &b);
    assert_eq!(codes(&exchanged), ["UN001"]);
    assert_eq!(codes(&exchanged.replace("1\t疏浚排水沟", "1\t疏浚沟渠")), ["AL006", "UN001"]);
}

#[test]
fn a_bracket_explains_the_words_that_it_left_and_no_others() {
    let text = LEADS.replace(
        "更换灯杆。（市住建局牵头，市城管局配合）",
        "更换灯杆。（市住建局牵头，市城管局配合",
    );
    assert_eq!(codes(&text), ["RF005"]);
    let text = text.replace("\t检修路灯，9月底前更换灯杆。", "\t检查路灯，9月底前更换灯杆。");
    assert_eq!(codes(&text), ["AL003", "RF005"]);
}

const TREES: &str = "溪口市2026年绿化方案

一、重点任务

1.栽植行道树800株。（市园林局负责）

2.新建口袋公园12个。（市住建局负责）

3.改造老旧游园6处。（市城管局负责）

附件

任务分解表

序号\t工作任务\t一季度目标\t二季度目标\t三季度目标\t四季度目标\t责任单位
1\t栽植行道树800株\t栽植行道树150株。\t栽植行道树400株。\t栽植行道树600株。\t栽植行道树800株。\t市园林局
2\t新建口袋公园12个\t新建口袋公园3个。\t新建口袋公园6个。\t新建口袋公园9个。\t新建口袋公园12个。\t市住建局
3\t改造老旧游园6处\t改造老旧游园1处。\t改造老旧游园3处。\t改造老旧游园4处。\t改造老旧游园6处。\t市城管局
";

#[test]
fn a_silent_finding_silences_none() {
    let falls = ("QT002", Severity::Error);
    shows(TREES, "600株", "300株", &[falls]);
    let goal = TREES.replace("1\t栽植行道树800株", "1\t栽植行道树900株");
    assert_eq!(codes(&goal), ["NU001"]);
    assert_eq!(codes(&goal.replace("600株", "300株")), ["NU001", "QT002"]);
}

#[test]
fn two_years_of_the_titles_explain_a_deadline_in_one_of_them() {
    let text = "溪口县人民政府关于印发《溪口县2026年改造方案》的通知\n\n溪政发〔2026〕5号\n\n各乡镇人民政府：\n\n\
                现将《溪口县2026年改造方案》印发给你们。\n\n溪口县人民政府\n\n2026年3月5日\n\n\
                溪口县2026年改造方案\n\n一、重点任务\n\n1.新建服务站30个，10月底前投入使用。（县民政局负责）\n\n\
                2.新增车位500个，9月底前完成。（县城管局负责）\n\n附件\n\n任务分解表\n\n序号\t任务\t完成时限\t责任单位\n\
                1\t新建服务站30个，10月底前投入使用。\t2026年10月底前\t县民政局\n\
                2\t新增车位500个，9月底前完成。\t9月底前\t县城管局\n";
    assert_eq!(codes(text), [""; 0]);
    let plan = text.replace("日\n\n溪口县2026年", "日\n\n溪口县2025年");
    assert_eq!(codes(&plan), ["DT004"]);
    // A third year is a fault of its own.
    let third = plan.replace("\t2026年10月", "\t2027年10月");
    assert_eq!(codes(&third), ["DT001", "DT004"]);
}

#[test]
fn units_are_missing_where_nearly_all_others_have_them() {
    let text = "溪口市2026年重点工作方案\n\n一、重点任务\n\n1.疏浚排水沟20条，清运淤泥。\n\n\
                2.检修路灯，更换灯杆。（市住建局负责）\n\n3.复核低保名册，公示结果。（市民政局负责）\n\n\
                4.走访种粮大户，登记需求。\n\n附件\n\n重点任务分解表\n\n序号\t工作任务\t责任单位\n\
                1\t疏浚排水沟20条，清运淤泥。\t市水利局\n2\t检修路灯，更换灯杆。\t市住建局\n\
                3\t复核低保名册，公示结果。\t市民政局\n";
    assert!(!codes(text).contains(&"UN006".to_owned()));
}

#[test]
fn a_finer_title_over_rows_is_none_that_the_body_lost() {
    let text = "溪口市2026年治理方案\n\n一、大气治理\n\n1.检查工地围挡，配齐喷淋设备。（市住建局负责）\n\n\
                2.淘汰老旧车辆，发放补贴资金。（市交通运输局负责）\n\n二、水治理\n\n\
                3.排查排污口，建立台账。（市水利局负责）\n\n4.清理河道垃圾，落实保洁。（市城管局负责）\n\n\
                三、保障措施\n\n5.开展联合督导，通报督导结果。（市生态环境局负责）\n\n附件\n\n任务分解表\n\n\
                序号\t类别\t工作任务\t责任单位\n1\t大气治理\t检查工地围挡，配齐喷淋设备。\t市住建局\n\
                2\t大气治理\t淘汰老旧车辆，发放补贴资金。\t市交通运输局\n3\t水治理\t排查排污口，建立台账。\t市水利局\n\
                4\t水治理\t清理河道垃圾，落实保洁。\t市城管局\n5\t保障措施\t开展联合督导，通报督导结果。\t市生态环境局\n";
    assert_eq!(codes(text), [""; 0]);
    assert_eq!(codes(&text.replace("2\t大气治理", "2\t移动源治理")), [""; 0]);
    assert_eq!(codes(&text.replace("4\t水治理", "4\t河道保洁")), [""; 0]);
    // That of the last section may be lost behind all others.
    assert_eq!(codes(&text.replace("三、保障措施\n\n", "")), ["AL005"]);
}

#[test]
fn rows_of_a_part_whose_title_the_table_lost_are_one_finding() {
    let parts = [("一、整治环境", 0..2), ("二、方便出行", 2..6), ("三、保障安全", 6..8)];
    let (mut items, mut rows) = (String::new(), String::new());
    for (title, of) in parts {
        items += &format!("{title}\n\n");
        rows += &format!("{title}\t\t\n");
        for at in of {
            let (task, unit) = DUTIES[at];
            items += &format!("{}.{task}（{unit}负责）\n\n", at + 1);
            rows += &format!("{}\t{task}\t{unit}\n", at + 1);
        }
    }
    let text = format!(
        "溪口县2026年民生实事方案\n\n{items}附件\n\n任务分解表\n\n序号\t任务\t责任单位\n{rows}"
    );
    shows(&text, "二、方便出行\t\t\n", "", &[("AL008", Severity::Error)]);
}

#[test]
fn a_share_that_the_targets_reach_is_the_one_of_the_task() {
    let text = |task: &str, targets: [&str; 4]| {
        format!(
            "溪口市2026年服务方案\n\n一、重点任务\n\n1.疏浚排水沟20条。（市水利局负责）\n\n2.{task}。（市住建局负责）\n\n\
             附件\n\n任务分解表\n\n序号\t任务\t一季度\t二季度\t三季度\t四季度\t责任单位\n\
             1\t疏浚排水沟20条。\t疏浚5条。\t累计疏浚9条。\t累计疏浚15条。\t累计疏浚20条。\t市水利局\n\
             2\t{task}。\t{}\t市住建局\n",
            targets.join("\t")
        )
    };
    for (task, targets, less) in [
        (
            "路灯完好率由90%提高到96%",
            ["保持90%。", "达到92%。", "达到94%。", "达到96%。"],
            "达到95%。",
        ),
        (
            "持证养护员占全体养护员比例达到65%",
            ["制定计划。", "占比达到40%。", "占比达到50%。", "持证养护员占比达到65%。"],
            "持证养护员占比达到60%。",
        ),
        (
            "全年调整公交线路24条，新增微循环线路8条",
            [
                "调整线路4条。",
                "累计调整线路12条，新增微循环线路3条。",
                "累计调整线路18条，新增微循环线路6条。",
                "累计调整线路24条，新增微循环线路8条。",
            ],
            "累计调整线路20条，新增微循环线路8条。",
        ),
    ] {
        let text = text(task, targets);
        let codes = |text: &str| {
            let told = found(text).into_iter().filter(|(_, severity)| *severity > Severity::Info);
            told.map(|(code, _)| code).collect::<Vec<_>>()
        };
        assert_eq!(codes(&text), [""; 0]);
        assert_eq!(
            codes(&text.replace(&format!("\t{}\t", targets[3]), &format!("\t{less}\t"))),
            ["QT001"]
        );
    }
}

#[test]
fn who_answers_and_who_helps_may_stand_in_each_others_place_where_no_column_leads() {
    for (answers, helps) in [("负责", "配合"), ("承办", "协办")] {
        let heads = format!("{}单位\t{helps}单位", answers.replace("负责", "责任"));
        let text = format!(
            "云溪市文化工作方案\n\n一、重点任务\n\n1.举办运动会3场。（市体育局{answers}，市教育局{helps}）\n\n\
             2.印发手册500册。（市文旅局{answers}，市司法局{helps}）\n\n3.举办汇演5场。（市文联{answers}，市总工会{helps}）\n\n\
             附件：任务分解表\n\n任务分解表\n\n序号\t任务内容\t{heads}\n1\t举办运动会3场。\t市体育局\t市教育局\n\
             2\t印发手册500册。\t市文旅局\t市司法局\n3\t举办汇演5场。\t市文联\t市总工会\n"
        );
        assert_eq!(found(&text), []);
        let un002 = [("UN002", Severity::Error)];
        shows(&text, "\t市文旅局\t市司法局", "\t市司法局\t市文旅局", &un002);
        // All of them the other way round: the headings are.
        let (a, b) = heads.split_once('\t').expect("two headings");
        shows(&text, &heads, &format!("{b}\t{a}"), &un002);
    }
}

#[test]
fn one_number_in_digits_and_in_chinese_is_no_other_word_and_set_words_are_none() {
    let told = |ours: &str, theirs: &str| {
        let text = format!(
            "云溪市水利工作方案\n\n一、重点任务\n\n1.{ours}，报送市水利局备案。（市水利局负责）\n\n2.修建护岸12公里。（市交通局负责）\n\n\
             附件：任务分解表\n\n任务分解表\n\n序号\t任务内容\t责任单位\n1\t{theirs}，报送市水利局备案。\t市水利局\n2\t修建护岸12公里。\t市交通局\n"
        );
        found(&text).iter().any(|(code, _)| code == "AL003")
    };
    for (ours, theirs) in [
        ("每季度公布典型案例五例", "每季度公布典型案例5例"),
        ("新打机井十口", "新打机井10口"),
        ("每月巡查河道一次", "每月巡查河道1次"),
        ("在三村两镇开展三堂课", "在3村2镇开展3堂课"),
        ("印发手册一百二十册", "印发手册120册"),
    ] {
        assert!(!told(ours, theirs), "{ours}");
    }
    for (ours, theirs) in [
        ("实行三级联动巡查河道", "实行3级联动巡查河道"),
        ("办好一件事一次办事项", "办好1件事一次办事项"),
        ("建设统一平台管理河道", "建设统1平台管理河道"),
        ("推进统一公开河道信息", "推进统1公开河道信息"),
        ("推行逢周一日清河道", "推行逢周1日清河道"),
        ("在三村两镇开展试点", "在3村3镇开展试点"),
    ] {
        assert!(told(ours, theirs), "{ours}");
    }
}

#[test]
fn a_responsibility_without_any_bracket_is_told_where_the_others_have_theirs() {
    let text = "云溪市2025年消费维权工作要点

一、加强宣传

1.开展宣传周活动，发放手册2万份。（市商务局负责）

2.公布典型案例。（市公安局负责）

3.建立举报奖励制度。（市财政局牵头，市商务局配合）

二、加强执法

4.开展专项检查，查处违法行为。（市公安局牵头，市商务局、市财政局配合）

5.健全案件移送机制。（市检察院负责）
";
    let warned = [("RF005", Severity::Warning)];
    shows(text, "（市公安局负责）", "市公安局负责。", &warned);
    shows(text, "（市公安局负责）", "市公安局负责", &warned);
    shows(
        text,
        "奖励制度。（市财政局牵头，市商务局配合）",
        "奖励制度。市财政局牵头，市商务局配合。",
        &warned,
    );
    let told = |text: &str| found(text).iter().any(|(code, _)| code == "RF005");
    for shared in [
        "市财政局会同市商务局负责。",
        "市财政局、市商务局按职责分工负责。",
        "市财政局、市商务局共同负责。",
        "市财政局、市商务局等有关部门负责。",
    ] {
        assert!(told(&text.replace("（市财政局牵头，市商务局配合）", shared)), "{shared}");
    }
    // Brackets of another kind, a sentence that goes on, and a section in which only one other has them.
    assert!(!told(&text.replacen("（市公安局负责）", "〔市公安局负责〕", 1)));
    assert!(!told(&text.replacen("（市公安局负责）", "市公安局负责落实，及时更新。", 1)));
    assert!(!told(&text.replacen("（市检察院负责）", "市检察院负责。", 1)));
    // A sentence of the task: by whom, how, and who is named nowhere else.
    for sentence in
        ["具体由市公安局负责。", "由市公安局负责落实。", "市公安局按职责分工负责。", "各镇街负责。"]
    {
        assert!(!told(&text.replacen("（市公安局负责）", sentence, 1)), "{sentence}");
    }
    // Where several have none, it is the notice's way.
    let several = text
        .replace("（市公安局负责）", "市公安局负责。")
        .replace("（市商务局负责）", "市商务局负责。");
    assert!(!told(&several));
}

#[test]
fn what_is_put_right_at_once_and_later_is_of_both_years() {
    let text = |first: &str, second: &str| {
        format!(
            "云溪市2024年度督察反馈问题整改方案\n\n一、重点任务\n\n1.清淤河道12公里。（责任单位：市水利局；完成时限：{first}）\n\n\
             2.造林3万亩。（责任单位：市林业局；完成时限：{second}）\n\n云溪市人民政府\n\n2025年1月8日\n"
        )
    };
    let told = |first, second| {
        found(&text(first, second)).iter().filter(|(code, _)| code == "DT002").count()
    };
    assert_eq!(told("2024年12月底前", "2025年6月底前"), 0);
    assert_eq!(told("2025年3月底前", "2025年6月底前"), 0);
    assert_eq!(told("2024年12月底前", "2026年6月底前"), 1);
    assert_eq!(told("2023年12月底前", "2025年6月底前"), 2);
    // Before both years nothing was to be put right.
    let three = text("2024年12月底前", "2025年6月底前").replace(
        "云溪市人民政府",
        "3.修路8公里。（责任单位：市交通局；完成时限：2023年6月底前）\n\n云溪市人民政府",
    );
    assert!(found(&three).contains(&("DT002".to_owned(), Severity::Warning)));
    // What is no work of putting right keeps its year.
    let plan = text("2024年12月底前", "2025年6月底前").replace("督察反馈问题整改", "水利工作");
    assert_eq!(found(&plan).iter().filter(|(code, _)| code == "DT002").count(), 1);
}

#[test]
fn a_quarter_beside_the_only_year_left_open_is_told_where_the_others_keep_theirs() {
    let text = "云溪市2025年水利工作要点

一、重点任务

1.完成河道清淤12公里。（市水利局负责，年内完成）

2.改造泵站6座。（市水利局负责，年内完成）

3.开展巡查9次。（市水利局负责，6月底前完成）

4.更换闸门3扇。（市水利局负责，9月底前完成）

5.加固堤防2处。（市水利局负责，年内完成）

6.清理水草9处。（市水利局负责，年内完成）

附件：任务分解表

任务分解表

序号\t工作任务\t责任单位\t完成时限
1\t完成河道清淤12公里。\t市水利局\t年内
2\t改造泵站6座。\t市水利局\t年内
3\t开展巡查9次。\t市水利局\t6月底前
4\t更换闸门3扇。\t市水利局\t9月底前
5\t加固堤防2处。\t市水利局\t年内
6\t清理水草9处。\t市水利局\t年内
";
    let warned = [("DT001", Severity::Warning)];
    shows(text, "12公里。\t市水利局\t年内", "12公里。\t市水利局\t三季度", &warned);
    shows(text, "12公里。\t市水利局\t年内", "12公里。\t市水利局\t10月底前", &warned);
    // The year in other words is kept.
    let words = text.replace("2处。\t市水利局\t年内", "2处。\t市水利局\t2025年内");
    shows(&words, "12公里。\t市水利局\t年内", "12公里。\t市水利局\t三季度", &warned);
    // A start, a span and a day say more than the year.
    for exact in ["6月启动", "3—11月", "9月20日前", "三季度起"] {
        let exact = format!("12公里。\t市水利局\t{exact}");
        let text = text.replace("12公里。\t市水利局\t年内", &exact);
        assert!(!found(&text).iter().any(|(code, _)| code == "DT001"), "{exact}");
    }
    // Two others alone are no custom, nor is the year's last day the words.
    for kept in ["12月底前", "2025年"] {
        let other = text.replace("2处。\t市水利局\t年内", &format!("2处。\t市水利局\t{kept}"));
        let part = other.replace("12公里。\t市水利局\t年内", "12公里。\t市水利局\t三季度");
        assert_eq!(found(&part), []);
    }
    // Beside 汛前 the year is that of another step.
    let step = text
        .replace(
            "河道清淤12公里。（市水利局负责，年内完成）",
            "河道清淤12公里，汛前完成，年内验收。（市水利局负责）",
        )
        .replace("12公里。\t市水利局\t年内", "12公里。\t市水利局\t上半年");
    assert!(!found(&step).iter().any(|(code, _)| code == "DT001"), "{:?}", found(&step));
    // What only has the characters of a time in it is none.
    for words in [
        "做好后勤保障，清理水草9处",
        "开展前期工作，清理水草9处",
        "完成清理水草9处的任务，提前谋划",
        "推进暑期托管9处",
        "改造汛期易涝点9处",
        "举办春季运动会9场",
        "淘汰落后产能9项",
        "开展课后服务9项",
        "打通最后一公里9处",
        "扩建学前教育园9所",
    ] {
        let text = text.replace("清理水草9处", words);
        let edit =
            ["市水利局\t年内\n", "市水利局\t上半年\n"].map(|end| format!("{words}。\t{end}"));
        shows(&text, &edit[0], &edit[1], &warned);
    }
    let times = [
        "暑假期间",
        "汛前",
        "春节后",
        "雨季来临之前",
        "夏季",
        "枯水期",
        "开学时",
        "春耕时节",
        "假期",
        "七一前",
        "休渔期内",
        "放假前",
    ];
    for time in times {
        let text = text.replace("清理水草9处", &format!("{time}清理水草9处"));
        let text = text.replace("9处。\t市水利局\t年内", "9处。\t市水利局\t三季度");
        assert!(!found(&text).iter().any(|(code, _)| code == "DT001"), "{time}");
    }
    // A table that says the year's tasks more exactly does so for all of them, or for the only one.
    let both = text.replace("\t市水利局\t年内", "\t市水利局\t三季度");
    assert_eq!(found(&both), []);
    let one = text
        .replacen("，年内完成", "，三季度完成", 1)
        .replace("\t市水利局\t年内", "\t市水利局\t三季度");
    assert_eq!(found(&one), []);
}

#[test]
fn a_part_of_the_year_is_held_to_its_beginning_too() {
    let text = |body: &str, table: &str| {
        format!(
            "云溪市2025年水利工作方案\n\n一、重点任务\n\n1.清淤河道12公里。（市水利局负责，{body}完成）\n\n\
             2.改造泵站6座。（市水利局负责，9月底前完成）\n\n附件：任务分解表\n\n任务分解表\n\n\
             序号\t工作任务\t责任单位\t完成时限\n1\t清淤河道12公里。\t市水利局\t{table}\n\
             2\t改造泵站6座。\t市水利局\t9月底前\n"
        )
    };
    let cases = [
        ("三季度", "二季度", true),
        ("三季度", "6月底前", true),
        ("下半年", "上半年", true),
        ("三季度", "8月底前", false),
        ("前三季度", "二季度", false),
        ("一、二季度", "一季度", false),
        ("三、四季度", "7月底前", false),
        ("三季度前后", "6月底前", false),
        ("年内", "二季度", false),
    ];
    for (body, table, told) in cases {
        let found = found(&text(body, table));
        assert_eq!(found.iter().any(|(code, _)| code == "DT001"), told, "{body} {table} {found:?}");
    }
}

#[test]
fn a_period_that_ends_before_it_begins_is_of_the_winter_or_doubtful() {
    let text = |period: &str| {
        format!(
            "云溪市2025年水利工作方案\n\n一、重点任务\n\n1.清淤河道12公里。（责任单位：市水利局；完成时限：{period}）\n\n\
             2.造林3万亩。（责任单位：市林业局；完成时限：6月底前）\n\n云溪市人民政府\n\n2025年1月8日\n"
        )
    };
    for (period, told) in
        [("8月—5月", true), ("8月—次年5月", false), ("11月—3月", false), ("3月—6月", false)]
    {
        let found = found(&text(period));
        assert_eq!(found.contains(&("DT002".to_owned(), Severity::Info)), told, "{period}");
    }
}

/// A notice of some tasks, each with its words in the body, in the table, and what else its row says.
fn plan_of(header: &str, pairs: &[(&str, &str, &str)]) -> String {
    let mut text = "云溪市2025年水利工作方案\n\n一、重点任务\n\n".to_owned();
    for (at, (body, ..)) in pairs.iter().enumerate() {
        text += &format!("{}.{body}（市水利局负责）\n\n", at + 1);
    }
    text += &format!("附件：任务分解表\n\n任务分解表\n\n{header}\n");
    for (at, (_, table, more)) in pairs.iter().enumerate() {
        text += &format!("{}\t{table}\t市水利局\t{more}\n", at + 1);
    }
    text
}

/// What is told of four tasks, the last of which is another in its row.
fn told_of_words(body: &str, table: &str) -> Vec<(String, Severity)> {
    let same = |words: &'static str| (words, words, "");
    let others = [
        same("修建护岸12公里。"),
        same("植树造林300亩。"),
        same("清淤河道8处。"),
        same("巡查水库9座。"),
    ];
    found(&plan_of("序号\t工作任务\t责任单位", &[&others[..], &[(body, table, "")]].concat()))
}

#[test]
fn the_marks_of_all_parts_are_outside_the_comparison() {
    for marks in ["⑴⑵", "㈠㈡", "❶❷"] {
        let mut marks = marks.chars();
        let mut next = || marks.next().unwrap_or_default();
        let body = format!("{}修堤3处。{}整治沟塘8公里。", next(), next());
        assert_eq!(told_of_words(&body, "修堤3处。整治沟塘8公里。"), [], "{body}");
    }
    for body in [
        "第一，修堤3处。第二，整治沟塘8公里。",
        "首先，修堤3处。其次，整治沟塘8公里。",
        "A.修堤3处。B.整治沟塘8公里。",
        "1.1 修堤3处。1.2 整治沟塘8公里。",
    ] {
        assert_eq!(told_of_words(body, "修堤3处。整治沟塘8公里。"), [], "{body}");
        let other = told_of_words(body, "修堤3处。整治沟道8公里。");
        assert!(other.contains(&("AL003".to_owned(), Severity::Warning)), "{body}");
    }
}

#[test]
fn the_mark_of_a_task_counts_on_from_that_of_the_one_before() {
    let header = "序号\t工作任务\t责任单位\t备注";
    let others =
        [("⑶清淤河道8处。", "清淤河道8处。", ""), ("⑷植树造林300亩。", "植树造林300亩。", "")];
    assert_eq!(found(&plan_of(header, &others)), []);
    assert!(!found(&plan_of(header, &[others[0], others[0]])).is_empty());
    assert!(!found(&plan_of(header, &others[..1])).is_empty());
}

#[test]
fn what_is_lost_at_the_start_of_a_task_is_no_mark_of_a_part() {
    for (body, lost) in [
        ("5.12防灾减灾宣传周开展演练3场。", "5.12"),
        ("A、B类水库除险6座。", "A、"),
        ("3-5岁儿童免费涂氟600人次。", "3-5"),
        ("2024-2025供水年度结算水费。", "2024-2025"),
        ("1.5小时经济圈道路建设。", "1.5"),
        ("0.5 毫米滤网更换60张。", "0.5 "),
        ("第一、第二水厂改造。", "第一、"),
        ("4.23 世界读书日活动3场。", "4.23 "),
        ("12-17、18岁青少年体检300人。", "12-17、"),
        ("1.1 kV线路改造30条。", "1.1 "),
    ] {
        let told = told_of_words(body, body.trim_start_matches(lost));
        assert!(!told.is_empty(), "{body}");
        for ahead in ["", "修堤3处。"] {
            let body = format!("{ahead}{body}");
            assert!(!told_of_words(&body, &body.replace(lost, "")).is_empty(), "{body}");
        }
    }
}

#[test]
fn a_step_that_a_row_leaves_to_its_column_is_whole() {
    let header = "序号\t工作任务\t责任单位\t完成时限";
    let others = [
        ("清淤河道8处，6月底前完成。", "清淤河道8处。", "6月底前"),
        ("植树造林300亩，9月底前完成。", "植树造林300亩。", "9月底前"),
    ];
    for (body, table) in [
        ("修建护岸12公里，10月底前完成，11月底前验收。", "修建护岸12公里，11月底前验收。"),
        ("修建护岸12公里，10月底前全面完成。", "修建护岸12公里。"),
        ("修建护岸12公里，10月底前完工。", "修建护岸12公里。"),
        ("修建护岸12公里，10月底前完成建设。", "修建护岸12公里。"),
    ] {
        let text = plan_of(header, &[&others[..], &[(body, table, "10月底前")]].concat());
        assert_eq!(found(&text), [], "{body}");
    }
    // The other day of the column is no day of the body's.
    let (body, table) =
        ("修建护岸12公里，10月底前完成，11月底前验收。", "修建护岸12公里，11月底前验收。");
    let text = plan_of(header, &[&others[..], &[(body, table, "9月底前")]].concat());
    assert!(found(&text).contains(&("AL003".to_owned(), Severity::Warning)));
}

#[test]
fn what_sinks_to_the_goal_is_held_against_it() {
    let header = "序号\t工作任务\t责任单位\t上半年\t下半年";
    let told = |body: &str, first: &str, last: &str| {
        let rows = [
            (body, body, &*format!("{first}\t{last}")),
            ("收回土地860亩。", "收回土地860亩。", "收回350亩。\t收回860亩。"),
        ];
        found(&plan_of(header, &rows)).iter().any(|(code, _)| code == "QT001")
    };
    for (goal, first, last, right) in [
        (
            "审批时间压缩到2个工作日以内。",
            "压缩到4个工作日以内。",
            "压缩到3个工作日以内。",
            "压缩到2个工作日以内。",
        ),
        ("贷款逾期率控制在0.2‰以内。", "控制在0.5‰以内。", "控制在0.3‰以内。", "控制在0.2‰以内。"),
        ("漏损率下降到8.5%。", "下降到10%。", "下降到9%。", "下降到8.5%。"),
        ("未结率下降到5%以内。", "下降到9%以内。", "下降到8%以内。", "下降到4%以内。"),
    ] {
        assert!(told(goal, first, last), "{goal}");
        assert!(!told(goal, first, right), "{goal}");
    }
    // What adds up rises to its ceiling, and a rate is kept below its own.
    assert!(!told(
        "用水总量控制在6亿立方米以内。",
        "控制在3亿立方米以内。",
        "控制在6亿立方米以内。"
    ));
    assert!(!told("逾期率控制在2%以内。", "控制在3%以内。", "控制在3%以内。"));
}

#[test]
fn what_sinks_and_stays_above_a_ceiling_of_its_own_name_is_an_error() {
    let text = "云溪市2025年大气工作方案

一、大气

1.PM2.5平均浓度控制在35微克以内。（市环保局负责）

附件：任务分解表

任务分解表

序号\t工作任务\t责任单位\t一季度\t二季度\t三季度\t四季度
1\tPM2.5平均浓度控制在35微克以内。\t市环保局\t浓度控制在65微克以内。\t浓度控制在50微克以内。\t浓度控制在42微克以内。\t浓度控制在40微克以内。
";
    assert_eq!(found(text), [("QT001".to_owned(), Severity::Error)]);
}

#[test]
fn of_two_goals_in_one_measure_the_verb_tells_which_it_is() {
    let header = "序号\t工作任务\t责任单位\t一季度\t二季度\t三季度\t四季度";
    let told = |body: &str, steps: &str| {
        let land = (
            "收回土地860亩。",
            "收回土地860亩。",
            "收回90亩。\t收回350亩。\t收回400亩。\t收回860亩。",
        );
        let told = found(&plan_of(header, &[(body, body, steps), land]));
        told.iter().map(|(code, _)| code.clone()).collect::<Vec<_>>()
    };
    let body = "建成站点80个，改造驿站15个。";
    assert_eq!(told(body, "建成20个。\t建成40个。\t建成50个。\t建成80个。"), [""; 0]);
    assert_eq!(told(body, "建成20个。\t建成40个。\t建成50个。\t建成70个。"), ["QT001"]);
    assert_eq!(told(body, "建成20个。\t建成50个。\t建成40个。\t建成80个。"), ["QT002"]);
    // Where both are built, nobody can tell.
    let both = "建成站点80个，建成驿站15个。";
    assert_eq!(told(both, "建成20个。\t建成40个。\t建成50个。\t建成70个。"), [""; 0]);
    // Of both the targets say the verb and leave out the noun.
    let told = |last: &str| {
        let body = "招募护林队员95名，轮训60名。";
        let steps =
            format!("招募20名，轮训10名。\t招募40名，轮训25名。\t招募70名，轮训40名。\t{last}");
        told(body, &steps)
    };
    assert_eq!(told("招募95名，轮训60名。"), [""; 0]);
    assert_eq!(told("招募90名，轮训60名。"), ["QT001"]);
    assert_eq!(told("招募95名，轮训50名。"), ["QT001"]);
    // What is neither's may be the rest.
    assert_eq!(told("招募85名，返聘10名，轮训60名。"), ["NU002"]);
}

#[test]
fn a_row_in_other_words_that_refers_to_its_task_names_one_of_its_units() {
    let text = "云溪市2025年阅读工作方案

一、阅读

1.丰富文献。征集家谱县志等地方文献2600册并开放借阅。
责任部门：市图书馆、市少儿馆

2.办好讲坛。邀请作家举办讲座48场。
责任部门：市文化馆

附件：任务分解表

任务分解表

序号\t对应任务\t分解事项\t时间节点\t责任部门
1\t任务1\t完成家谱普查，征集家谱文献800册。\t6月底前\t市图书馆、市少儿馆
2\t任务2\t举办讲座48场。\t全年\t市文化馆
";
    let other = text.replace("全年\t市文化馆", "全年\t市旅游局");
    let of = |text: &str| {
        found(text).into_iter().filter(|(code, _)| code == "UN001").collect::<Vec<_>>()
    };
    assert_eq!(of(text), []);
    assert_eq!(of(&other), [("UN001".to_owned(), Severity::Warning)]);
    // A part of the task in words of its own may be anybody's.
    let part = other.replace("\t举办讲座48场。", "\t讲座场地租赁经费保障。");
    assert!(of(&part).iter().all(|(_, severity)| *severity == Severity::Info));
}

#[test]
fn a_column_that_counts_the_plans_tasks_is_held_against_them() {
    let text = "云溪市2025年水利工作方案

一、任务

1.修渠12公里。（市水利局负责）

2.植树造林300亩。（市林业局负责）

3.修路8公里。（市交通局负责）

4.巡查水库9座。（市水利局负责）

附件：任务分解表

任务分解表

序号\t对应方案序号\t工作任务\t责任单位
1\t1\t修渠12公里。\t市水利局
2\t2\t植树造林300亩。\t市林业局
3\t3\t修路8公里。\t市交通局
4\t4\t巡查水库9座。\t市水利局
";
    shows(text, "3\t3\t修路", "3\t2\t修路", &[("AL011", Severity::Error)]);
    let others = text.replace("对应方案序号", "对应省方案序号").replace("3\t3\t修路", "3\t2\t修路");
    assert!(!found(&others).iter().any(|(code, _)| code == "AL011"));
}

#[test]
fn a_row_put_in_behind_all_others_is_told_once() {
    let text = "云溪市2025年河道工作方案

一、河道

1.清理河道垃圾300吨。（市水利局负责）

2.拆除沿河违建12处。（市水利局负责）

3.种植护岸林900亩。（市水利局负责）

附件：任务分解表

任务分解表

序号\t工作任务\t责任单位
1\t清理河道垃圾300吨。\t市水利局
2\t拆除沿河违建12处。\t市水利局
3\t种植护岸林900亩。\t市水利局
";
    let told = |row: &str| {
        found(&format!("{text}{row}\n")).into_iter().map(|(code, _)| code).collect::<Vec<_>>()
    };
    assert_eq!(told("3\t安装监控探头150个。\t市水利局"), ["AL002"]);
    assert_eq!(told("4\t安装监控探头150个。\t市水利局"), ["AL002"]);
    // Pasted with its number.
    assert_eq!(told("3\t种植护岸林900亩。\t市水利局"), ["AL009"]);
}

#[test]
fn a_figure_is_held_against_that_of_the_same_noun_and_no_place_is_counted() {
    let text = "云溪市2025年阅读工作方案

一、阅读

1.通借通还。将12个区县分馆和86个乡镇服务点纳入通借通还系统，流通量达到130万册次。（市图书馆负责）

2.办好讲坛。邀请作家举办讲座48场。（市文化馆负责）

附件：任务分解表

任务分解表

序号\t对应任务\t分解事项\t责任单位
1\t任务1\t86个乡镇服务点联网。\t市图书馆
2\t任务2\t举办讲座48场。\t市文化馆
";
    let of = |text: &str| {
        found(text).into_iter().filter(|(code, _)| code == "NU001").collect::<Vec<_>>()
    };
    assert_eq!(of(text), []);
    assert_eq!(of(&text.replace("\t86个", "\t68个")), [("NU001".to_owned(), Severity::Warning)]);
    // A step, what is done again and again, and more than the one thing.
    for words in
        ["上半年完成40个乡镇服务点联网。", "每月6个乡镇服务点上门。", "20个区县分馆和服务点培训。"]
    {
        assert_eq!(of(&text.replace("86个乡镇服务点联网。", words)), [], "{words}");
    }
}

#[test]
fn a_tenth_task_may_have_lost_its_zero_in_a_spreadsheet() {
    let nouns = ["渠道", "水库", "泵站", "堤防", "水闸", "机井", "苗木", "林带", "公厕", "步道"];
    let tasks = nouns.iter().enumerate();
    let body: String = tasks
        .clone()
        .map(|(at, noun)| format!("{}.巡查{noun}。（县水利局负责）\n\n", at + 1))
        .collect();
    let rows: String = tasks
        .map(|(at, noun)| format!("{}\t1.{}\t巡查{noun}。\t县水利局\n", at + 1, at + 1))
        .collect();
    let head = "序号\t对应任务\t任务内容\t责任单位";
    let text = format!(
        "云溪县2026年水利工作方案\n\n一、巡查\n\n{body}附件：任务分解表\n\n任务分解表\n\n{head}\n{rows}"
    );
    assert_eq!(found(&text), []);
    assert_eq!(found(&text.replace("\t1.10\t", "\t1.1\t")), []);
    let wrong = [("AL011", Severity::Error)];
    shows(&text, "\t1.10\t", "\t1.2\t", &wrong);
    shows(&text, "\t1.9\t", "\t1.1\t", &wrong);
    assert!(found(&text.replace("\t1.", "\t1-").replace("\t1-10\t", "\t1-1\t")).len() == 1);
}

#[test]
fn a_reference_to_section_and_group_is_none_to_a_task() {
    let text = "# 云溪市2025年水利工作方案

## 一、水利

（一）河道治理

1.清理河道30公里。（市水利局负责）

（二）泵站建设

2.新建泵站6座。（市住建局负责）

（三）闸塘建设

3.改造水闸9座。（市农业农村局负责）

4.修建水塘4座。（市林业局负责）

## 二、绿化

（一）造林绿化

1.植树300亩。（市城管局负责）

附件：任务分解表

任务分解表

|序号|对应任务|工作任务|责任单位|
|---|---|---|---|
|1|1-1|清理河道30公里。|市水利局|
|2|1-2|新建泵站6座。|市住建局|
|3|1-3|改造水闸9座。|市农业农村局|
|4|1-3|修建水塘4座。|市林业局|
|5|2-1|植树300亩。|市城管局|
";
    assert_eq!(found(text), []);
    // What is neither the task's number nor its group's is wrong.
    for wrong in ["|5|1-1|", "|5|2-2|"] {
        shows(text, "|5|2-1|", wrong, &[("AL011", Severity::Error)]);
    }
}

#[test]
fn a_year_too_late_is_told_where_all_other_days_are_of_the_year_of_issue() {
    let text = "云溪市茶叶协会关于做好茶园管护的通知\n\n各会员单位：\n\n现将管护任务通知如下。\n\n\
                一、重点任务\n\n1.修剪老茶树。（技术部负责）\n\n2.翻耕茶行。（生产部负责）\n\n\
                3.清洗采摘机具。（设备部负责）\n\n4.登记茶园面积。（办公室负责）\n\n附件：任务分解表\n\n\
                云溪市茶叶协会\n\n2026年2月10日\n\n附件\n\n任务分解表\n\n序号\t任务内容\t责任部门\t完成时限\n\
                1\t修剪老茶树。\t技术部\t2026年6月底前\n2\t翻耕茶行。\t生产部\t8月底前\n\
                3\t清洗采摘机具。\t设备部\t2026年10月底前\n4\t登记茶园面积。\t办公室\t12月底前\n";
    shows(text, "2026年10月底前", "2027年10月底前", &[("DT002", Severity::Info)]);
    // Two are rather a plan that goes on.
    let two = text.replace("\t8月底前", "\t2027年8月底前");
    assert_eq!(found(&two.replace("2026年10月底前", "2027年10月底前")), []);
}

#[test]
fn a_row_that_is_lost_with_its_group_title_is_one_finding() {
    let text = "溪口市2026年治理方案\n\n一、大气治理\n\n1.检查工地围挡，配齐喷淋设备。（市住建局负责）\n\n\
                2.淘汰老旧车辆，发放补贴资金。（市交通运输局负责）\n\n二、水治理\n\n\
                3.排查排污口，建立台账。（市水利局负责）\n\n4.清理河道垃圾，落实保洁。（市城管局负责）\n\n\
                附件\n\n任务分解表\n\n序号\t类别\t工作任务\t责任单位\n\
                1\t大气治理\t检查工地围挡，配齐喷淋设备。\t市住建局\n2\t\t淘汰老旧车辆，发放补贴资金。\t市交通运输局\n\
                3\t水治理\t排查排污口，建立台账。\t市水利局\n4\t\t清理河道垃圾，落实保洁。\t市城管局\n";
    let row = "3\t水治理\t排查排污口，建立台账。\t市水利局\n";
    shows(text, row, "", &[("AL001", Severity::Error)]);
    // Without its title alone, the rows are under another.
    shows(text, "3\t水治理", "3\t", &[("AL008", Severity::Error)]);
}

#[test]
fn a_lead_that_lost_its_label_is_told_beside_rows_that_have_it() {
    let tasks = [
        ("巡查山塘", "市水利局", "市财政局"),
        ("补植行道树", "市林业局", "市城管局"),
        ("发放农机补贴", "市农业农村局", "市财政局"),
        ("维护候车亭", "市交通运输局", "市城管局"),
    ];
    let (mut items, mut rows) = (String::new(), String::new());
    for (at, (task, lead, help)) in tasks.iter().enumerate() {
        items += &format!("{}.{task}。（{lead}牵头，{help}配合）\n\n", at + 1);
        rows += &format!("{}\t{task}。\t牵头：{lead}；配合：{help}\n", at + 1);
    }
    let text = format!(
        "溪口市2026年工作方案\n\n一、重点任务\n\n{items}附件\n\n任务分解表\n\n序号\t工作任务\t责任单位\n{rows}"
    );
    shows(&text, "牵头：市林业局", "市林业局", &[("UN002", Severity::Warning)]);
    // Of two without it neither is told: it is no custom of the table.
    let two = text.replace("牵头：市林业局", "市林业局").replace("牵头：市水利局", "市水利局");
    assert_eq!(found(&two), []);
    // Other words say it as well.
    for cell in ["责任：市林业局；配合：市城管局", "市林业局会同市城管局"]
    {
        let text = text.replace("牵头：市林业局；配合：市城管局", cell);
        assert_eq!(found(&text), [], "{cell}");
    }
    let body = text.replace("市林业局牵头", "市林业局负责");
    assert_eq!(found(&body.replace("牵头：市林业局", "市林业局")), []);
}

#[test]
fn a_table_that_is_issued_is_told_by_its_own_title() {
    let text = "溪口市水利局关于印发《山塘整治清零行动推进表》的通知\n\n各镇人民政府：\n\n\
                现将《山塘整治清零行动推进表》印发给你们，请遵照执行。\n\n溪口市水利局\n\n2026年3月5日\n\n\
                山塘整治清零建设任务\n\n一、重点任务\n\n1.除险山塘12座。（市水利局负责）\n\n2.划定管护范围。（市财政局负责）\n\n\
                山塘整治清零行动推进表\n\n序号\t工作任务\t责任单位\n1\t除险山塘12座。\t市水利局\n\
                2\t划定管护范围。\t市财政局\n";
    assert_eq!(found(text), []);
    let at = |text: &str| -> Vec<Option<String>> {
        let options = hongtou_reader::Options::default();
        let document = hongtou_reader::read("n.txt", text.as_bytes(), &options).expect("text");
        let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
        let found = check(&notice, &document.sources, &Options::default()).findings;
        found.into_iter().filter(|f| f.code == "RF006").map(|f| f.at.id).collect()
    };
    let other = text.replace("\n山塘整治清零行动推进表\n", "\n山塘整治清零行动清单\n");
    assert_eq!(at(&other), [Some("t1.title".to_owned())]);
    let plan = other.replace("清零行动清单\n\n序号", "清零任务表\n\n序号");
    assert_eq!(at(&plan), [Some("plan.title".to_owned())]);
}

#[test]
fn messages_name_what_is_counted_and_the_years_of_a_goal() {
    let messages = |text: &str| -> Vec<String> {
        let options = hongtou_reader::Options::default();
        let document = hongtou_reader::read("n.txt", text.as_bytes(), &options).expect("text");
        let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
        let found = check(&notice, &document.sources, &Options::default()).findings;
        found.into_iter().map(|finding| finding.message).collect()
    };
    let other = ("清淤河道8处。", "清淤河道8处。", "");
    let body = "会同林业、气象等部门为320名护林员配发对讲机。";
    let told =
        plan_of("序号\t工作任务\t责任单位", &[(body, &body.replace("320", "230"), ""), other]);
    assert_eq!(messages(&told), ["数字不一致：正文320名，表中230名"]);
    let years = "序号\t工作任务\t责任单位\t2026年\t2027年\t2028年";
    let steps = |last: &str| format!("累计建成2座。\t累计建成5座。\t{last}");
    let body = "建成护林瞭望塔9座。";
    let text = plan_of(years, &[(body, body, &steps("累计建成8座。"))]);
    let text = text.replace("2025年水利工作方案", "护林三年行动方案（2026—2028年）");
    assert_eq!(messages(&text), ["最后一期目标8座，没有达到总目标9座"]);
}

/// What is told of a row with targets for three periods beside one without a fault, but for what is only said.
fn told_of_targets(body: &str, targets: &str) -> Vec<String> {
    let header = "序号\t工作任务\t责任单位\t4月\t8月\t12月";
    let land = ("收回土地860亩。", "收回土地860亩。", "收回90亩。\t收回350亩。\t收回860亩。");
    let found = found(&plan_of(header, &[(body, body, targets), land]));
    let told = found.into_iter().filter(|(_, severity)| *severity != Severity::Info);
    told.map(|(code, _)| code).collect()
}

#[test]
fn what_is_named_before_a_comma_is_counted_behind_it() {
    let none = [""; 0];
    let of = |targets: &str| told_of_targets("修建渠首工程。", targets);
    assert_eq!(of("征地，完成100%\t路基，完成50%\t路基，完成100%"), none);
    assert_eq!(of("一标段，完成100%\t二标段，完成50%\t二标段，完成100%"), none);
    assert_eq!(
        of("渠首，完成60%；渠道，完成20%\t渠首，完成50%；渠道，完成60%\t全部完成"),
        ["QT002"]
    );
    // What is counted before it, or till when, is no name of it.
    assert_eq!(of("截至4月底，完成60%\t截至8月底，完成50%\t全部完成"), ["QT002"]);
}

#[test]
fn a_figure_that_stands_twice_in_a_target_has_its_own_words_each_time() {
    let of = |targets: &str| told_of_targets("改造厕所40户，验收30户。", targets);
    assert_eq!(of("改造10户，验收10户。\t改造20户，验收15户。\t改造10户，验收5户。"), [""; 0]);
    let to = |last: &str| of(&format!("改造10户，验收10户。\t改造20户，验收15户。\t{last}"));
    assert_eq!(to("改造40户，验收30户。"), [""; 0]);
    assert_eq!(to("改造30户，验收30户。"), ["QT001"]);
}

#[test]
fn what_there_is_beside_what_is_done_may_fall() {
    let of = |body: &str, targets: &str| told_of_targets(body, targets);
    let none = [""; 0];
    let trained = "招募队员200名，在训100名。";
    assert_eq!(
        of(trained, "招募50名，在训100名。\t招募100名，在训120名。\t招募200名，在训100名。"),
        none
    );
    let watched = "脱困120户，监测80户。";
    assert_eq!(
        of(watched, "脱困40户，监测100户。\t脱困80户，监测90户。\t脱困120户，监测80户。"),
        none
    );
    let kept = "生猪存栏60万头。";
    assert_eq!(of(kept, "存栏55万头。\t存栏62万头。\t存栏60万头。"), none);
    assert_eq!(of(kept, "存栏55万头。\t存栏58万头。\t存栏66万头。"), ["QT001"]);
    // What falls all the way to its goal does so by any word.
    let left = "办理案件300件，未结20件。";
    assert_eq!(
        of(left, "办理90件，未结60件。\t办理200件，未结40件。\t办理300件，未结20件。"),
        none
    );
    // What is done to those on a list, or is kept, adds up.
    let helped = "在册对象救助500人，培训80人。";
    let targets = "在册救助400人。\t在册救助300人。\t在册救助500人，培训80人。";
    assert_eq!(of(helped, targets), ["QT002"]);
    let kept = "保留村落30个，改造20个。";
    let targets = "保留20个，改造5个。\t保留15个，改造10个。\t保留30个，改造20个。";
    assert_eq!(of(kept, targets), ["QT002"]);
    // So does a verb that is said once of two goals.
    let both = "培训教师300人，护士200人。";
    assert_eq!(of(both, "培训400人。\t培训200人。\t培训500人。"), ["QT002"]);
    // Steps that are alike add up, however far.
    let visits = "走访困难家庭400户，结对100户。";
    assert_eq!(
        of(visits, "走访200户，结对30户。\t走访200户，结对60户。\t走访200户，结对100户。"),
        none
    );
}

#[test]
fn a_verb_said_once_may_be_of_two_goals() {
    let body = "引进博士10人，硕士60人，评聘80人。";
    let targets = "引进20人，评聘10人。\t引进35人，评聘30人。\t引进70人，评聘80人。";
    assert_eq!(told_of_targets(body, targets), [""; 0]);
}

#[test]
fn rows_that_print_another_part_are_told_beside_a_lost_title() {
    let rows = [
        (1, "大气治理", "检查工地围挡。", "市住建局"),
        (2, "大气治理", "淘汰老旧车辆。", "市交通运输局"),
        (3, "水治理", "排查排污口。", "市水利局"),
        (4, "水治理", "清理河道垃圾。", "市城管局"),
        (5, "土壤治理", "核查污染地块。", "市生态环境局"),
        (6, "土壤治理", "推广测土配方。", "市农业农村局"),
    ];
    let (mut body, mut table, mut before) = (String::new(), String::new(), "");
    for (at, part, task, unit) in rows {
        if part != before {
            body += &format!("{}、{part}\n\n", ["一", "二", "三"][(at - 1) / 2]);
        }
        before = part;
        body += &format!("{at}.{task}（{unit}负责）\n\n");
        table += &format!("{at}\t{part}\t{task}\t{unit}\n");
    }
    let text = format!(
        "溪口市2026年治理方案\n\n{body}附件\n\n任务分解表\n\n序号\t类别\t工作任务\t责任单位\n{table}"
    );
    let edit = ["3\t水治理\t排查排污口。\t市水利局\n4\t水治理\t", "4\t土壤治理\t"];
    shows(&text, edit[0], edit[1], &[("AL001", Severity::Error), ("AL008", Severity::Error)]);
}

#[test]
fn what_a_selection_counts_is_less_at_each_step() {
    let body = "表彰先进单位10个。";
    let steps = "推荐先进单位20个。\t初审先进单位15个。\t公示先进单位10个。\t表彰先进单位";
    let text = |last: &str| {
        let header = "序号\t工作任务\t责任单位\t一季度\t二季度\t三季度\t四季度";
        plan_of(header, &[(body, body, &format!("{steps}{last}。"))])
    };
    assert_eq!(found(&text("10个")), []);
    assert!(found(&text("8个")).iter().any(|(code, _)| code == "QT001"));
}

#[test]
fn the_share_that_is_to_be_done_of_what_there_is_reaches_the_goal() {
    let base = "对排查出的400个泵站分批整修，整修率达到95%。";
    let none = [""; 0];
    let last = |last: &str| told_of_targets(base, &format!("整修100个。\t累计整修300个。\t{last}"));
    assert_eq!(last("累计整修380个。"), none);
    assert_eq!(last("累计整修390个，整修率达到95%。"), none);
    assert_eq!(last("累计整修360个。"), ["QT001"]);
    // The rate of another thing sets no share.
    let built = "新建泵站400个，群众满意率达到95%。";
    let steps = "建成泵站100个。\t累计建成泵站300个。\t累计建成泵站390个。";
    assert_eq!(told_of_targets(built, steps), ["QT001"]);
    // Nor do those who are reached, by the same name and where the figures come to just that share.
    let reached = "新建书屋80个，书屋覆盖率达到80%。";
    for last in [64, 70] {
        let last = format!("新建书屋{last}个，书屋覆盖率达到80%。");
        let steps = format!("新建书屋20个。\t新建书屋40个。\t{last}");
        assert_eq!(told_of_targets(reached, &steps), ["QT001"], "{last}");
    }
}

#[test]
fn a_work_may_be_counted_by_its_area() {
    let last = |last: &str| {
        let body = "完成池塘尾水治理面积2.1万亩，放养鱼苗8万尾。";
        told_of_targets(body, &format!("治理8000亩。\t累计治理1.6万亩。\t{last}"))
    };
    assert_eq!(last("累计治理2.1万亩。"), [""; 0]);
    assert_eq!(last("累计治理2.0万亩。"), ["QT001"]);
}

#[test]
fn figures_of_one_measure_are_told_apart_by_their_nouns() {
    let last = |last: &str| {
        let body = "新建基本站80个、一般站46个。";
        let steps = "建成基本站20个、一般站15个。\t累计建成基本站50个、一般站30个。";
        told_of_targets(body, &format!("{steps}\t{last}"))
    };
    assert_eq!(last("累计建成基本站80个、一般站46个。"), [""; 0]);
    assert_eq!(last("累计建成基本站18个、一般站46个。"), ["QT001", "QT002"]);
    assert_eq!(last("累计建成基本站70个、一般站46个。"), ["QT001"]);
}

#[test]
fn what_is_only_looked_back_on_is_over() {
    let last = |words: &str| {
        told_of_targets("放养鱼苗120万尾。", &format!("放养40万尾。\t累计放养90万尾。\t{words}。"))
    };
    assert_eq!(last("累计放养110万尾"), ["QT001"]);
    for words in ["总结评估", "开展效果评估", "组织验收，总结经验"] {
        assert_eq!(last(words), ["QT001"], "{words}");
    }
    let more = [
        "完成剩余任务",
        "完成剩余任务并验收",
        "全面完成",
        "全部竣工验收",
        "持续推进",
        "验收，补放鱼苗",
        "总结评估第1批",
    ];
    for words in more {
        assert_eq!(last(words), [""; 0], "{words}");
    }
}

#[test]
fn a_table_that_stops_within_the_year_ends_the_work_where_nothing_says_otherwise() {
    let header = "序号\t工作任务\t责任单位\t4月\t5月\t6月";
    let text = |body: &str, last: &str| {
        let steps = format!("检查30家。\t累计检查75家。\t累计检查{last}家。");
        let land = ("收回土地860亩。", "收回土地860亩。", "收回90亩。\t收回350亩。\t收回860亩。");
        plan_of(header, &[(body, body, &steps), land]).replace("2025年", "")
    };
    let body = "开展河道检查120家。";
    let misses = [("QT001".to_owned(), Severity::Warning)];
    let told = |text: &str| -> Vec<(String, Severity)> {
        found(text).into_iter().filter(|(_, severity)| *severity != Severity::Info).collect()
    };
    assert_eq!(told(&text(body, "110")), misses);
    assert_eq!(told(&text(body, "120")), []);
    // A plan of the year, or of more than the table shows.
    let short = text(body, "110");
    for (from, to) in [
        ("云溪市水利", "云溪市2025年水利"),
        ("任务分解表", "2025年上半年任务分解表"),
        ("检查120家。（", "检查120家，年底前完成。（"),
        ("检查120家。（", "检查120家，11月底前完成。（"),
    ] {
        assert!(short.contains(from), "{from}");
        assert_eq!(told(&short.replace(from, to)), [], "{to}");
    }
}

#[test]
fn what_goes_on_has_no_end_early_in_the_year() {
    let text = |task: &str, duty: &str, column: &str| {
        format!(
            "云溪市2026年水利工作方案\n\n一、重点任务\n\n1.{task}（市水利局负责{duty}）\n\n\
             2.清淤河道8处。（市水利局负责，12月底前完成）\n\n附件：任务分解表\n\n任务分解表\n\n\
             序号\t工作任务\t完成时限\t责任单位\n1\t{task}\t{column}\t市水利局\n\
             2\t清淤河道8处。\t12月底前\t市水利局\n"
        )
    };
    let differs = [("DT001".to_owned(), Severity::Warning)];
    for (task, duty, column) in [
        ("开展河道保洁。", "，全年持续推进", "6月底前"),
        ("开展河道保洁。", "，长期坚持", "6月底前"),
        ("6月底前完成河道划界。", "", "长期坚持"),
        ("对河道逐段测量，6月底前完成划界。", "", "持续推进"),
    ] {
        assert_eq!(found(&text(task, duty, column)), differs, "{task}{duty} {column}");
    }
    for (task, duty, column) in [
        ("开展河道保洁。", "，全年持续推进", "2026年12月底前"),
        ("开展河道保洁。", "，全年持续推进", "全年"),
        ("开展河道保洁。", "，全年", "4月15日、10月15日前"),
        ("开展河道保洁。", "，全年", "6月底前完成首轮，持续推进"),
        ("开展河道保洁。", "，长期坚持", "每年12月底前"),
        ("开展河道保洁。", "，6月底前完成并长期坚持", "6月底前"),
        ("6月底前完成河道划界，持续管护界桩。", "", "长期坚持"),
        ("6月底前完成河道划界，组织巡查。", "", "长期坚持"),
        ("年内完成河道划界。", "", "10月底前"),
        ("12月底前完成河道划界。", "", "长期坚持"),
        ("开展河道保洁。", "，全年", "10月底前取得阶段性成效"),
        ("开展河道保洁。", "，全年持续推进", "6月底前完成首轮"),
        ("开展河道保洁。", "，全年持续推进", "2月底前启动"),
        ("6月底前开通投诉热线。", "", "长期坚持"),
        ("6月底前建成并运行监测平台。", "", "长期坚持"),
        ("5月底前选聘监督员30名。", "", "长期坚持"),
        ("9月底前落实值班制度。", "", "立即落实，长期坚持"),
        ("6月底前完成河道划界。", "", "动态调整"),
    ] {
        assert_eq!(found(&text(task, duty, column)), [], "{task}{duty} {column}");
    }
}

#[test]
fn a_plan_of_several_years_has_the_same_in_title_and_letter() {
    let text = "云溪市人民政府关于印发云溪市水利行动方案（2026—2028年）的通知\n\n各县人民政府：\n\n\
                根据《全国水利规划（2026—2030年）》，现将《云溪市水利行动方案（2026—2028年）》印发给你们，请认真执行。\n\n\
                云溪市人民政府\n\n2026年3月2日\n\n云溪市水利行动方案（2026—2028年）\n\n\
                一、重点任务\n\n1.清淤河道8处。（市水利局负责）\n\n2.修建护岸12公里。（市水利局负责）\n";
    let differs = [("DT004", Severity::Error)];
    shows(text, "（2026—2028年）的通知", "（2026—2027年）的通知", &differs);
    shows(text, "（2026—2028年）》印发", "（2025—2028年）》印发", &differs);
    shows(text, "（2026—2030年）", "（2026—2035年）", &[]);
    let sent = "现将《云溪市水利行动方案（2026—2028年）》印发给你们";
    for letter in [
        "《云溪市水利行动方案（2025—2027年）》已经市政府同意，现印发给你们",
        "我市制定了《云溪市水利行动方案（2025—2027年）》，经市政府研究同意，现印发给你们",
        "现将云溪市水利行动方案（2025—2027年）印发给你们",
        "现将《云溪市水利行动方案（2025—2027年）》（以下简称《方案》）印发给你们",
        "现将修订后的《云溪市水利行动方案（2025—2027年）》印发给你们",
        "市政府同意《云溪市水利行动方案（2025—2027年）》，现印发给你们",
        "《云溪市水利行动方案（2025—2027年）》及任务清单已经市政府同意，现印发给你们",
        "现将《云溪市水利行动方案（2025—2027年）》和任务清单印发给你们",
        "市政府将《云溪市水利行动方案（2025—2027年）》印发给你们",
        "《云溪市水利行动方案（2025—2027年）》现印发给你们",
    ] {
        shows(text, sent, letter, &differs);
    }
    // What a letter or a title follows, carries on or repeals is another plan.
    for letter in [
        "为贯彻落实《江北省云溪市水利行动方案（2025—2027年）》，现将我市方案印发给你们",
        "现将我市新一轮方案印发给你们，《云溪市水利行动方案（2023—2025年）》同时废止",
        "在《云溪市水利行动方案（2023—2025年）》实施的基础上，制定了新一轮方案，现印发给你们",
        "《云溪市水利行动方案（2023—2025年）》已圆满收官，现将新一轮方案印发给你们",
        "自2023年制定《云溪市水利行动方案（2023—2025年）》以来，成效明显，现将新一轮方案印发给你们",
        "根据省《云溪市水利行动方案（2025—2027年）》，现将我市方案印发给你们",
        "现将《云溪市水利行动方案（2025—2027年）》任务分工印发给你们",
        "现将云溪市水利行动方案（2025—2027年）任务印发给你们",
        "现将《云溪市农业行动方案（2025—2027年）》印发给你们",
        "省政府制定了《江北省云溪市水利行动方案（2025—2027年）》，现印发给你们",
        "我市开展《云溪市水利行动方案（2025—2027年）》，请认真执行",
        "按照云溪市水利行动方案（2025—2027年）印发给你们的要求执行",
        "2023年市政府批准《云溪市水利行动方案（2023—2025年）》，经三年努力全面完成，现印发新一轮方案",
    ] {
        let found = found(&text.replacen(sent, letter, 1));
        assert!(found.iter().all(|(code, _)| code != "DT004"), "{letter}: {found:?}");
    }
    for title in [
        "关于贯彻落实《云溪市水利行动方案（2025—2027年）》的通知",
        "关于印发《江北省云溪市水利行动方案（2025—2027年）》云溪市实施方案的通知",
        "关于印发云溪市水利行动方案（2025—2027年）和任务清单的批复",
    ] {
        let found =
            found(&text.replacen("关于印发云溪市水利行动方案（2026—2028年）的通知", title, 1));
        assert!(found.iter().all(|(code, _)| code != "DT004"), "{title}: {found:?}");
    }
    for title in [
        "云溪市水利行动方案（2025—2027年）",
        "关于印发云溪市水利行动方案（2025—2027年）及任务清单的通知",
    ] {
        let found =
            found(&text.replacen("关于印发云溪市水利行动方案（2026—2028年）的通知", title, 1));
        assert!(found.iter().any(|(code, _)| code == "DT004"), "{title}: {found:?}");
    }
}

#[test]
fn those_who_sign_are_as_many_as_the_title_counts() {
    let text = "云溪市水利局等五部门关于印发云溪市水利行动方案的通知\n\n各县人民政府：\n\n\
                现将《云溪市水利行动方案》印发给你们，请认真执行。\n\n\
                云溪市水利局　云溪市城管局\n云溪市财政局　云溪市林业局\n云溪市生态环境局\n2026年3月2日\n\n\
                云溪市水利行动方案\n\n一、重点任务\n\n1.清淤河道8处。（市水利局负责）\n\n2.修建护岸12公里。（市水利局负责）\n";
    let differs = [("NU005", Severity::Warning)];
    shows(text, "云溪市生态环境局\n", "", &differs);
    shows(text, "等五部门", "等6部门", &differs);
    shows(text, "等五部门", "等部门", &[]);
    // One alone may sign for all of them, or two.
    shows(text, "云溪市财政局　云溪市林业局\n云溪市生态环境局\n", "", &[]);
    let one = "云溪市水利局　云溪市城管局\n云溪市财政局　云溪市林业局\n云溪市生态环境局\n";
    shows(text, one, "云溪市水利局\n", &[]);
}

#[test]
fn numbers_of_the_list_of_attachments() {
    let text = "关于做好造林工作的通知\n\n各县林业局：\n\n现将有关事项通知如下：\n\n一、落实责任\n各县要认真完成。\n\
                二、加强督查\n市林业局将定期检查。\n附件：1.造林任务表\n2.育苗任务表\n3.抚育任务表\n\
                云溪市林业局\n2024年3月5日\n";
    let missing = ("RF002", Severity::Info);
    let of_numbers = |text: &str| -> Vec<(String, Severity)> {
        found(text).into_iter().filter(|own| (own.0.as_str(), own.1) != missing).collect()
    };
    assert_eq!(of_numbers(text), []);
    let wrong = [("RF002".to_owned(), Severity::Warning)];
    for number in ["4.抚育", "2.抚育"] {
        let text = text.replace("3.抚育", number);
        assert_eq!(of_numbers(&text), wrong, "{number}");
        assert_eq!(numbers(&text), [1, 2], "{number}");
    }
    // An entry that lost its number is one of them.
    let text = text.replace("2.育苗", "育苗");
    assert_eq!(of_numbers(&text), []);
    assert_eq!(numbers(&text), [1, 2]);
    assert_eq!(notice(&text).header.attachments.len(), 3);
}

#[test]
fn a_task_that_opens_with_a_figure_behind_a_gap() {
    let text = "云溪市服务方案\n\n一、任务\n\n1.2026年底前完成检查。（市财政局负责）\n2.5年内建成平台。（市教育局负责）\n\
                3.12345热线办结率达到98%。（市教育局负责）\n4.3个中心建成。（市教育局负责）\n";
    shows(text, "3.12345", "4.12345", &[("ST002", Severity::Error)]);
    let gap = text.replace("3.12345", "4.12345").replace("4.3个", "5.3个");
    assert_eq!(numbers(&gap), [1, 2, 4, 5]);
    assert_eq!(found(&gap), [("ST002".to_owned(), Severity::Error)]);
    // What has decimals is a figure of the task above.
    let figure = text.replace("3.12345热线办结率达到98%", "4.5万亩林地完成抚育");
    assert_eq!(numbers(&figure), [1, 2, 4]);
}

#[test]
fn a_number_left_out_of_a_notice_on_one_line() {
    let text = "关于支持造林工作的三条意见。为落实部署，提出以下意见。1.对企业给予10万元。责任单位：市林业局。\
                2.对园区给予20万元。责任单位：市财政局。3.对人才给予30万元。责任单位：市教育局。";
    assert_eq!(numbers(text), [1, 2, 3]);
    assert_eq!(numbers(&text.replace("3.对人才", "4.对人才")), [1, 2, 4]);
    assert_eq!(numbers(&text.replace("3.对人才", "2.对人才")), [1, 2, 2]);
}
