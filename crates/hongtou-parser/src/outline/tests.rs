//! Tests of the outline over a few lines of text.

use hongtou_model::Lang;
use hongtou_source::{Format, Source, TextRange};

use super::*;
use crate::flow::Flow;

/// The items of a plan printed one line each.
fn items<T>(text: &str, told: impl FnOnce(Vec<ItemDraft<'_>>) -> T) -> T {
    let source = Source::from_text("n", Format::Text, text);
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let flow = Flow::new(&source, 0, &[TextRange::at(at, at + line.len())]);
        lines.push(Line::new(flow, false));
        at += line.len() + 1;
    }
    let mut record = Record::new(Lang::Zh);
    let sections = sections(&lines, 0, true, &mut Conventions::default(), &mut record);
    told(sections.into_iter().flat_map(|s| s.items).collect())
}

/// The first sentences that may be headings, and the clauses.
fn read(text: &str) -> (Vec<String>, Vec<String>) {
    items(text, |items| {
        let topics = items.iter().filter_map(|item| item.topic.as_ref());
        let clauses = items.iter().flat_map(|item| &item.clauses);
        (
            topics.map(|topic| topic.heading.text().to_owned()).collect(),
            clauses.map(|clause| clause.text.text().to_owned()).collect(),
        )
    })
}

/// Each clause, and who answers for it.
fn answered(text: &str) -> Vec<String> {
    items(text, |items| {
        let told = |clause: &ClauseDraft<'_>| {
            let units = clause.duty.iter().flat_map(|duty| &duty.duty.units);
            let names: Vec<&str> = units.map(|unit| unit.name.as_str()).collect();
            format!("{} {}", clause.text.text(), names.join("、"))
        };
        items.iter().flat_map(|item| &item.clauses).map(told).collect()
    })
}

#[test]
fn labels_above_the_words_are_said_of_what_follows() {
    let parts = "（一）推进甲项\n牵头单位：市体育局\n建站20个。\n牵头单位：市教育局\n修路3条。\n（二）推进乙项\n牵头单位：市教育局\n培训50人。\n配合单位：市财政局";
    assert_eq!(
        answered(parts),
        ["建站20个。 市体育局", "修路3条。 市教育局", "培训50人。 市教育局、市财政局"]
    );
    let two = "（一）推进甲项\n牵头单位：市体育局\n建站20个。\n牵头单位：市教育局\n配合单位：市财政局\n修路3条。\n（二）推进乙项\n牵头单位：市教育局\n培训50人。";
    assert_eq!(
        answered(two),
        ["建站20个。 市体育局", "修路3条。 市教育局、市财政局", "培训50人。 市教育局"]
    );
    // Where headings stand above labels alone, the last paragraph is no task.
    let alone =
        "（一）建站20个\n牵头单位：市体育局\n（二）修路3条\n牵头单位：市教育局\n各单位要报送进展。";
    assert_eq!(answered(alone), ["建站20个 市体育局", "修路3条 市教育局"]);
}

#[test]
fn lines_of_labels_are_told_by_their_form() {
    let told = |label: &str, units: &str| {
        let task = format!("1.建站20个。\n{label}：{units}。\n2.修路3条。\n{label}：{units}。");
        answered(&task)
    };
    // What shares out the work, whatever it qualifies that by, and a duty of any kind.
    for label in ["部门分工", "责任分工", "工作责任"] {
        let expected = ["建站20个。 市体育局、市财政局", "修路3条。 市体育局、市财政局"];
        assert_eq!(told(label, "市体育局牵头，市财政局配合"), expected, "{label}");
        assert_eq!(told(label, "市体育局、市财政局"), expected, "{label}");
    }
    // A body of an unknown kind answers where it is told what its units do.
    let (stations, roads) = ("建站20个。 市体育局、市财政局", "修路3条。 市体育局、市财政局");
    assert_eq!(told("督学单位", "市体育局牵头，市财政局配合"), [stations, roads]);
    let own =
        ["建站20个。参展单位：市体育局、市财政局。 ", "修路3条。参展单位：市体育局、市财政局。 "];
    assert_eq!(told("参展单位", "市体育局、市财政局"), own);
    // At whom a task is done is a part of it, and so is a duty of another kind.
    for label in ["餐饮单位", "用人单位", "医疗机构", "市场主体", "参评单位", "社会责任"]
    {
        let told = told(label, "市体育局牵头，市财政局配合");
        assert!(told.iter().all(|told| told.ends_with("配合。 ")), "{label}: {told:?}");
    }
    // What each of them does is a sentence of the task.
    let sentence = "部门分工：市体育局抓场馆，市财政局抓资金。";
    assert_eq!(answered(&format!("1.建站20个。{sentence}")), [format!("建站20个。{sentence} ")]);
}

#[test]
fn lines_of_units_and_their_part_answer_for_the_sentence_above_each() {
    let plan = "（一）加强引导\n建站20个。\n市体育局牵头落实\n修路3条，植树5万株。\n市教育局、市财政局分别牵头落实\n培训50人。\n市民政局负责";
    assert_eq!(
        answered(plan),
        ["建站20个。 市体育局", "修路3条，植树5万株。 市教育局、市财政局", "培训50人。 市民政局"]
    );
    // What it is that each leads goes on with the task.
    let led = "（一）加强引导\n建站20个。\n市体育局牵头落实选址\n修路3条。\n市教育局牵头落实资金";
    assert_eq!(answered(led).len(), 1);
    // A sentence behind the last says that each stands above its own.
    let none = |plan: &str| answered(plan).iter().all(|told| !told.contains("。 市"));
    let above =
        "（一）明确分工\n现将分工明确如下。\n市体育局牵头\n建站20个。\n市教育局牵头\n培训50人。";
    assert!(none(above), "{:?}", answered(above));
    // Below a title of the outer level the levels of the notice stay what they are.
    let outer = "一、重点任务\n建站20个。\n市体育局牵头落实\n修路3条。\n市教育局牵头落实\n二、工作要求\n（一）加强领导。成立专班。\n（二）加强宣传。营造氛围。";
    assert_eq!(answered(outer).len(), 2);
}

#[test]
fn numbers_before_a_later_title_are_items_of_a_section_whose_title_is_lost() {
    let duties = |first: u32, title: &str| {
        let second = first + 1;
        let plan = format!(
            "{first}.市卫生局：负责巡诊；查处非法行医。\n{second}.市药监局：负责抽检药品。\n{title}\n（一）加强领导。\n（二）加强宣传。"
        );
        items(&plan, |items| {
            items.iter().filter_map(|item| Some(item.number.as_ref()?.0)).collect()
        })
    };
    // Whatever stands below the title.
    assert_eq!(duties(14, "六、工作措施"), [14, 15, 1, 2]);
    assert_eq!(duties(1, "六、工作措施"), [1, 2, 1, 2]);
    // Above the first title none is lost.
    let none: Vec<u32> = duties(1, "一、工作措施");
    assert_eq!(none, [1, 2]);
}

#[test]
fn headings_that_are_names_prove_that_one_more_is() {
    let duties = |third: &str| {
        answered(&format!(
            "四、职责分工\n（一）县水利局\n协调河道治理。\n（二）县林业局\n提供苗木。\n（三）{third}\n在工程中落实要求。"
        ))
    };
    let known = ["协调河道治理。 县水利局", "提供苗木。 县林业局"];
    assert_eq!(duties("各建设单位")[..2], known);
    assert_eq!(duties("各建设单位")[2], "在工程中落实要求。 各建设单位");
    assert_eq!(duties("落实建设资金")[2], "在工程中落实要求。 ");
}

#[test]
fn paragraphs_below_a_title_of_duties_are_tasks_where_they_say_at_once_who_answers() {
    let below = |title: &str, first: &str, second: &str| {
        let plan = format!(
            "一、重点任务\n1.修路3条。（县交通局负责）\n二、{title}\n{first}\n{second}\n三、保障措施\n（一）加强领导。"
        );
        let mut told = answered(&plan);
        told.retain(|told| !told.starts_with("修路") && !told.starts_with("加强"));
        told
    };
    let tasks = ["县林业局牵头清理林场，公布电话。", "县公安局牵头查处非法营运。"];
    let told = tasks.iter().zip(["县林业局", "县公安局"]);
    let told: Vec<String> = told.map(|(task, unit)| format!("{task} {unit}")).collect();
    assert_eq!(below("部门职责", tasks[0], tasks[1]), told);
    assert_eq!(below("职责分工", tasks[0], tasks[1]), told);
    // One alone, or below another title, may be said of anything.
    let none = Vec::<String>::new();
    assert_eq!(below("职责分工", tasks[0], "定期通报情况。"), none);
    assert_eq!(below("强化职责落实", tasks[0], tasks[1]), none);
    // What a unit's name opens may be said of what it has, and of its people.
    for other in [
        "县公安局网站每月公布一次信息。",
        "县公安局局长张某任办公室主任，负责日常工作。",
        "县公安局负责人任成员。",
        "各镇党政主要负责人是第一责任人。",
        "各镇群众反映强烈的问题要及时办结。",
    ] {
        assert_eq!(below("职责分工", other, other), none, "{other}");
    }
    // Nor is a numbered sentence its subject's, of which a half would be read.
    let numbered = "一、部门职责\n1.县水利局和县林业局编制规划。\n2.县公安局局长张某召集会议。";
    assert!(answered(numbered).iter().all(|told| told.ends_with("。 ")));
}

#[test]
fn who_answers_for_work_and_for_guiding_it_does_not_guide_alone() {
    let role = |task: &str| {
        items(&format!("1.{task}\n2.修路3条。"), |items| {
            let duty = items[0].clauses[0].duty.as_ref();
            duty.map(|duty| duty.duty.units.iter().map(|unit| unit.role).collect::<Vec<_>>())
        })
    };
    let of = |role| Some(vec![role]);
    assert_eq!(role("县林业局负责苗木的管理和指导工作。"), of(hongtou_model::Role::Responsible));
    for guides in ["业务指导", "高标准农田建设的技术指导", "校园食品安全的监督和指导"]
    {
        let task = format!("县林业局负责{guides}。");
        assert_eq!(role(&task), of(hongtou_model::Role::Guide), "{guides}");
    }
}

#[test]
fn how_far_a_task_is_ends_the_list_of_a_label() {
    let task = |number: u32, done: &str| {
        format!(
            "{number}.建站20个。 责任单位：市体育局 项目责任人：赵某 配合单位：市财政局 实际完成情况：{done}。"
        )
    };
    assert_eq!(
        answered(&format!("{}\n{}", task(1, "已建成12个,其余正在建设"), task(2, "已全部开工"))),
        ["建站20个。 市体育局、市财政局"; 2]
    );
    // What units do says who they are.
    for part in ["协助工作", "参与工作", "监督工作"] {
        let task = |n: u32| format!("{n}.建站20个。 责任单位：市体育局 {part}：市公安局");
        let told = answered(&format!("{}\n{}", task(1), task(2)));
        assert_eq!(told, ["建站20个。 市体育局、市公安局"; 2], "{part}");
    }
}

#[test]
fn a_title_hands_on_who_answers_to_tasks_but_not_to_parts_of_one() {
    let tasks = "一、甲项（市体育局牵头）\n1.建站20个。（市财政局负责）\n2.修路3条。\n二、乙项（市教育局牵头）\n3.培训50人。\n4.检查4次。（市公安局牵头）";
    assert_eq!(
        answered(tasks),
        [
            "建站20个。 市体育局、市财政局",
            "修路3条。 市体育局",
            "培训50人。 市教育局",
            "检查4次。 市公安局"
        ]
    );
    let parts = "一、甲项（市体育局负责）\n（一）目标。建站20个。\n（二）措施。修路3条。\n二、乙项（市教育局负责）\n（一）目标。培训50人。\n（二）措施。检查4次。";
    assert_eq!(
        answered(parts),
        [
            "（一）目标。建站20个。（二）措施。修路3条。 市体育局",
            "（一）目标。培训50人。（二）措施。检查4次。 市教育局"
        ]
    );
}

#[test]
fn a_heading_behind_the_last_task_is_a_section_and_no_closing_words() {
    let text = "一、甲项（市体育局负责）\n1.建站20个。\n2.修路3条。\n3.清淤2处。\n各单位要落实。\n保障措施\n加强领导，明确分工。";
    let source = Source::from_text("n", Format::Text, text);
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let flow = Flow::new(&source, 0, &[TextRange::at(at, at + line.len())]);
        lines.push(Line {
            head: (line == "保障措施").then_some(Form::Han),
            ..Line::new(flow, false)
        });
        at += line.len() + 1;
    }
    let mut record = Record::new(Lang::Zh);
    let sections = sections(&lines, 0, true, &mut Conventions::default(), &mut record);
    let titles: Vec<&str> =
        sections.iter().filter_map(|s| Some(s.title.as_ref()?.text())).collect();
    assert_eq!(titles, ["甲项", "保障措施"]);
    let prose: Vec<&str> = record.prose.iter().map(|prose| prose.text.as_str()).collect();
    assert_eq!(prose, ["各单位要落实。", "加强领导，明确分工。"]);
}

#[test]
fn a_stop_between_two_responsibilities_may_open_the_second() {
    let (_, clauses) = read("1.建站。责任单位：市教育局）；配合单位：市公安局）");
    assert_eq!(clauses, ["建站。"]);
}

#[test]
fn a_topic_is_words_and_stands_where_its_clause_begins() {
    let (topics, clauses) = read("1.；新建。改造设施5处。（市教育局负责）");
    assert_eq!(
        (&topics[..], &clauses[..]),
        (&["新建".into()][..], &["新建。改造设施5处。".into()][..])
    );
    let (topics, clauses) = read("（三）%。\n2.新建\n2.责任单位：村局");
    assert!(topics.is_empty(), "{topics:?}");
    assert_eq!(clauses, ["2.新建2."]);
}

#[test]
fn lines_that_are_read_once_say_what_they_say_when_read_again() {
    for text in crate::fixtures::texts() {
        let source = Source::from_text("n", Format::Text, &text);
        let mut lines = Vec::new();
        for line in crate::fixtures::pieces(&text) {
            let at = line.as_ptr() as usize - text.as_ptr() as usize;
            let flow = Flow::new(&source, 0, &[TextRange::at(at, at + line.len())]);
            lines.push(Line::new(flow, false));
        }
        let (mut once, mut twice) = (Conventions::default(), Conventions::default());
        let some = duties::duties_of(&lines, &mut once);
        let all = duties::duties_of_all(&lines, &mut twice);
        assert_eq!(format!("{some:?}"), format!("{all:?}"));
        assert_eq!(format!("{:?}", once.declared()), format!("{:?}", twice.declared()));
        for (line, duties) in lines.iter().zip(&some) {
            assert_eq!(
                crate::responsibility::ends_in_names(&line.flow, duties),
                crate::responsibility::ends_in_names(&line.flow, &[]),
                "{}",
                line.text()
            );
        }
    }
}

#[test]
fn parts_inherit_the_bracket_of_their_title_where_their_numbers_count_on() {
    let text = |third: u32| {
        format!(
            "一、整治\n（一）整治环境（市体育局负责）\n1.建站20个。\n2.修路3条。\n（二）培训人员（市教育局负责）\n{third}.培训50人。\n{}.办展2场。",
            third + 1
        )
    };
    assert_eq!(
        answered(&text(3)),
        ["建站20个。 市体育局", "修路3条。 市体育局", "培训50人。 市教育局", "办展2场。 市教育局"]
    );
    // Where they begin again, each title with all below it is one task.
    assert_eq!(
        answered(&text(1)),
        ["1.建站20个。2.修路3条。 市体育局", "1.培训50人。2.办展2场。 市教育局"]
    );
}

#[test]
fn an_office_behind_its_body_is_no_owner_where_one_follows() {
    let text = "1.建站20个。（体育科）\n2.修路3条。（城建科、人事处）\n3.报送名单，材料报省局（纳税处）。（市税务局负责）";
    assert_eq!(
        answered(text),
        [
            "建站20个。 体育科",
            "修路3条。 城建科、人事处",
            "报送名单，材料报省局（纳税处）。 市税务局",
        ]
    );
}

#[test]
fn the_last_sentence_of_an_item_says_who_answers() {
    let text = "一、推进\n1.建站20个。（市体育局负责）\n2.办展2场，加强宣传。市商务局负责招商，市教育局负责布展。\n3.开展评比，由市教育局负责。\n4.做好服务。加强巡查。市财政局会同有关单位制定办法。\n二、要求\n各单位要明确人员，报送进展，于3月20日前报送名单。市财政局负责资金调度。";
    assert_eq!(
        answered(text),
        [
            "建站20个。 市体育局",
            "办展2场，加强宣传。市商务局负责招商，市教育局负责布展。 市商务局、市教育局",
            "开展评比，由市教育局负责。 市教育局",
            "做好服务。加强巡查。市财政局会同有关单位制定办法。 ",
            "各单位要明确人员，报送进展，于3月20日前报送名单。市财政局负责资金调度。 市财政局",
        ]
    );
}

#[test]
fn a_last_sentence_may_say_who_helps_alone() {
    let text = "一、修订\n1.市体育局承办场馆办法修订，8月底前印发。市教育局、市财政局配合。\n2.市商务局承办展会。市教育局要积极参与。";
    assert_eq!(
        answered(text),
        [
            "市体育局承办场馆办法修订，8月底前印发。 市体育局、市教育局、市财政局",
            // Who is asked to take part has no duty by it; who undertakes the work has.
            "市商务局承办展会。市教育局要积极参与。 市商务局",
        ]
    );
}

/// Where neither a stop nor a line ends a title, nothing tells it from the words after it: this is
/// how it is read today, and a reader without the field's words could do no better.
#[test]
fn a_title_that_runs_into_prose_is_read_up_to_the_stop() {
    let source = Source::from_text(
        "n",
        Format::Text,
        "一、优化政务环境坚持问题导向，提升服务。\n（一）建站。（市教育局负责）\n（二）修路。（市财政局负责）",
    );
    let mut at = 0;
    let mut lines = Vec::new();
    for line in source.text.split('\n') {
        let flow = Flow::new(&source, 0, &[TextRange::at(at, at + line.len())]);
        lines.push(Line::new(flow, false));
        at += line.len() + 1;
    }
    let mut record = Record::new(Lang::Zh);
    let sections = sections(&lines, 0, true, &mut Conventions::default(), &mut record);
    let titles: Vec<&str> =
        sections.iter().filter_map(|s| Some(s.title.as_ref()?.text())).collect();
    assert_eq!(titles, ["优化政务环境坚持问题导向，提升服务"]);
}

#[test]
fn what_closes_a_plan_is_no_step_of_its_last_item() {
    let plan = |closing: &str| {
        format!(
            "1.建站20个。（市体育局负责）\n2.办展2场。（市商务局负责）\n3.开展宣传。（市教育局负责）\n{closing}"
        )
    };
    let expected = ["建站20个。 市体育局", "办展2场。 市商务局", "开展宣传。 市教育局"];
    for closing in [
        "各单位要高度重视，落到实处。\n各县（市、区）要于每月底前报送进展。",
        "本要点由市政府办公室汇总。\n结果在全市通报。",
    ] {
        assert_eq!(answered(&plan(closing)), expected, "{closing}");
    }
    // Above another section as well.
    let text = plan("各学校要细化任务。\n请及时报告进展。") + "\n4.修路3条。（市住建局负责）";
    assert_eq!(answered(&text)[2], "开展宣传。 市教育局");
    // Steps stand below other items as well.
    let steps = "1.迁建医院。（市卫健局负责）\n3月：开工。\n8月：封顶。\n2.修建公路。（市交通局负责）\n5月：开工。\n9月：通车。";
    assert_eq!(
        answered(steps),
        ["3月：开工。8月：封顶。 市卫健局", "5月：开工。9月：通车。 市交通局"]
    );
}

#[test]
fn paragraphs_that_count_the_tasks_above_are_no_part_of_the_last() {
    let plan = |closing: &str| {
        let text = format!(
            "一、内容\n（一）测温。反映库房温度。\n（二）防火。反映消防设施。\n{closing}\n二、方式\n\
             （一）自检。各库开展自检。\n（二）抽检。市局开展抽检。"
        );
        answered(&text)[1].clone()
    };
    let alone = "防火。反映消防设施。";
    for closing in [
        "围绕以上2方面，全市已建立34个指标。\n根据上述指标，各库编制报告。",
        "上述两项任务列入考核。",
    ] {
        assert_eq!(plan(closing).trim(), alone, "{closing}");
    }
    for closing in [
        "围绕以上3方面，开展检查。",
        "围绕以上2方面，开展检查12次。",
        "以上设施每年检查2次。",
        "检查上述2处库房。",
        "对以上2项工作每月通报1次。",
        "以上2项任务年底前完成。",
        "上述两个项目列入考核。",
    ] {
        assert_ne!(plan(closing).trim(), alone, "{closing}");
    }
    // What follows goes on with the last.
    let goes_on = plan("上述两项任务列入考核。\n新增车位。");
    assert_eq!(goes_on.trim(), [alone, "新增车位。"].concat());
}

#[test]
fn a_space_parts_the_headings_of_all_lines_of_a_form() {
    let headings = |text: &str| read(text).0;
    let spaced = "一、明确执行范围 适用于山林。\n二、优化时段 分为2段，3 个月一期。\n三、护林标准 每周巡查。";
    assert_eq!(headings(spaced), ["明确执行范围", "优化时段", "护林标准"]);
    let spaced =
        "一、护林范围 全市山林。\n二、护林标准 各镇林业站每周巡查两次，每月汇总后报送市林业局。";
    assert_eq!(headings(spaced), ["护林范围", "护林标准"]);
    // Two by chance, one line without, a second space between words, no words of a heading.
    for text in [
        "一、明确执行 范围内的山林。\n二、优化时段 分为两段。",
        "一、明确执行 范围内的山林。\n二、优化时段 分为两段。\n三、每周巡查，逐月报送。",
        "一、明确执行 范围内的山林。\n二、优化时段 分为 两段报送。\n三、护林标准 每周巡查。",
        "一、在各镇范围 明确山林。\n二、优化时段 分为两段。\n三、护林标准 每周巡查。",
        "一、编制全市 造林规划。\n二、完成堤岸 绿化任务。\n三、落实资金 保障护林。",
        "一、市林业局 牵头编制造林规划，每年造林三万亩，市财政局配合。\n二、市水利局 牵头开展绿化，市林业局、市财政局按职责分工抓好配合。\n三、市财政局 牵头落实资金，每年安排护林资金三百万元，市林业局配合。",
        "1.明确执行 范围内的山林。\n2.优化时段 分为两段。\n3.护林标准 每周巡查。",
    ] {
        assert!(headings(text).is_empty(), "{text}");
    }
}

#[test]
fn who_answers_is_said_once_for_two_sentences() {
    let duties = "一、任务分工\n市林业局负责承担护林指挥部办公室工作职责，定期召开会议。负责造林技术的推广。\n市水利局负责堤岸绿化等工作。\n市财政局负责资金保障等工作。\n二、要求\n（一）抓好落实。各镇要加强检查。\n（二）按时报送。各镇要每月报送。";
    let read = answered(duties);
    assert_eq!(
        read[0],
        "市林业局负责承担护林指挥部办公室工作职责，定期召开会议。负责造林技术的推广。 市林业局"
    );
    // Alone it may say what somebody does who answers for nothing.
    let alone =
        duties.replace("市水利局负责", "市水利局开展").replace("市财政局负责", "市财政局开展");
    assert!(!answered(&alone)[0].ends_with("市林业局"), "{:?}", answered(&alone));
}

#[test]
fn a_time_on_a_line_of_its_own_heads_what_is_done_until_then() {
    let task = |number| format!("（{number}）造林。每年造林3万亩。（市林业局负责）\n");
    let tasks: String = ["一", "二", "三", "四", "五", "六", "七", "八"].map(task).concat();
    let tasks = format!("一、任务\n{tasks}二、安排\n");
    let stages = |first: &str| {
        let text = format!(
            "{tasks}（一）{first}\n组织宣传教育，制定规程。\n（二）2026年12月底前\n完成造林，总结评估。"
        );
        items(&text, |items| items[8].heading.as_ref().map(|heading| heading.text().to_owned()))
    };
    assert_eq!(stages("2026年4月底前").as_deref(), Some("2026年4月底前"));
    // A figure is rather cut off from what it counts.
    assert_eq!(stages("2026年建成苗圃5个"), None);
}

#[test]
fn what_says_from_when_on_a_plan_holds_closes_it() {
    for (words, closes) in [
        ("本实施方案自2026年4月1日起施行。", true),
        ("本若干措施由市林业局负责解释。", true),
        ("本办法自印发之日起施行，有效期5年。", true),
        ("本通知有效期1年。《造林通知》（云林发〔2025〕5号）同时废止。", true),
        ("本办法有效期内的苗木由各镇养护。", false),
        ("本市各单位由市林业局负责培训。", false),
        ("本办法规定的补贴自4月起发放。", false),
        ("本行动计划自2024年起实施，三年共造林9万亩，各镇每年验收。", false),
        ("本计划由市林业局组织实施，施行中的问题及时报告。", false),
        ("本细则由市林业局编写解释材料，每月宣讲。", false),
        ("本办法自2026年5月1日起施行，原办法同时废止。由市林业局负责解释。", true),
    ] {
        assert_eq!(words::closes_plan(words), closes, "{words}");
        let text =
            format!("一、造林\n（一）育苗。\n各镇建苗圃。\n（二）护林。\n各镇每周巡查。\n{words}");
        let last = items(&text, |items| items[1].clauses.last().map(|c| c.text.text().to_owned()));
        assert_eq!(last.is_some_and(|last| last.ends_with(words)), !closes, "{words}");
    }
}

#[test]
fn who_guides_others_has_a_task_among_those_who_answer() {
    let duties = "一、任务分工\n市林业局负责育苗等工作。\n市水利局指导各镇绿化堤岸。\n市财政局负责资金保障等工作。\n二、要求\n（一）抓好落实。各镇要加强检查。\n（二）按时报送。各镇要每月报送。";
    assert_eq!(answered(duties)[1], "市水利局指导各镇绿化堤岸。 市水利局");
    for whom in ["全市", "街道", "乡镇", "市区", "物业企业"] {
        let guided = format!("市水利局指导{whom}绿化堤岸。");
        let read = answered(&duties.replace("市水利局指导各镇绿化堤岸。", &guided));
        assert_eq!(read[1], format!("{guided} 市水利局"));
    }
    for other in [
        "市水利局指导有关标准由省另定。",
        "市水利局指导县区目录另行印发。",
        "市水利局指导意见另发。",
        "各镇要指导村庄绿化。",
        "市水利局有关科室指导各镇。",
        "市水利局指导手册另行印发。",
        "市水利局指导专家每周巡查堤岸。",
        "市水利局指导下，各镇绿化堤岸。",
        "市水利局指导各镇造林取得明显成效。",
    ] {
        let read = answered(&duties.replace("市水利局指导各镇绿化堤岸。", other));
        assert_eq!(read.len(), 4, "{read:?}");
    }
}

#[test]
fn what_a_sentence_lists_below_its_colon_is_a_part_of_its_task() {
    let plan = |lead: &str, ends: [&str; 3]| {
        let [first, second, last] = ends;
        format!(
            "一、巡查河堤。各镇每日巡查。\n二、上报险情。{lead}：\n（一）渗水{first}\n（二）管涌{second}\n（三）其他险情{last}\n三、值班。各镇安排专人。"
        )
    };
    let semicolons = ["；", "；", "。"];
    let count = |text: &str| read(text).1.len();
    for lead in ["有下列情形之一的，立即上报", "报告以下内容", "险情包括"] {
        let clauses = read(&plan(lead, semicolons)).1;
        let second = format!("{lead}：（一）渗水；（二）管涌；（三）其他险情。");
        assert_eq!(clauses.len(), 3, "{lead}: {clauses:?}");
        assert!(clauses[1].ends_with(&second), "{lead}: {clauses:?}");
    }
    // Things to do, sentences, and a lead that lists nothing: a level of tasks.
    for lead in ["重点做好以下工作", "重点任务如下", "任务包括", "年度民生实事包括", "检查安排如下"]
    {
        assert_eq!(count(&plan(lead, semicolons)), 3, "{lead}");
        assert!(!read(&plan(lead, semicolons)).1[0].contains("巡查"), "{lead}");
    }
    let led = plan("内容包括", semicolons)
        .replace("渗水", "市水利局牵头排查渗水")
        .replace("管涌", "市住建局牵头排查管涌")
        .replace("其他", "市应急局负责排查其他");
    assert!(!read(&led).1[0].contains("巡查"));
    assert!(!read(&plan("报告以下内容", ["。"; 3])).1[0].contains("巡查"));
    assert!(!read(&plan("主要任务", semicolons)).1[0].contains("巡查"));
    // Where the entries beside it have tasks below them, its own are tasks as well.
    let tasks = format!(
        "{}\n四、演练。\n（一）组织演练。每镇一次。\n（二）总结演练。形成报告。",
        plan("报告以下内容", semicolons)
    );
    assert_eq!(count(&tasks), 5);
    // What is to be handed in is nobody's task there either; of new materials to make there are tasks.
    for (lead, clauses) in [("上报时须提交下列材料", 2), ("重点发展以下新材料", 5)]
    {
        let papers = [("渗水", "渗水照片"), ("管涌", "管涌图"), ("其他险情", "其他险情报告")];
        let named =
            papers.iter().fold(tasks.replace("报告以下内容", lead), |text, (from, to)| {
                text.replace(from, to)
            });
        assert_eq!(count(&named), clauses, "{lead}");
    }
    // Few words without stops, and most of the entries, where it is conditions that they list.
    assert_eq!(count(&plan("报送以下材料", ["", "", ""])), 3);
    let more = "\n四、申报。\n符合下列条件的可以申报：\n（一）依法登记；\n（二）信用良好。";
    assert_eq!(count(&format!("{}{more}", plan("报告以下内容", semicolons))), 4);
    let more = more.replace("条件", "标准") + &more.replace("四、", "五、");
    assert_eq!(count(&format!("{}{more}", plan("报告以下内容", semicolons))), 7);
}

#[test]
fn what_stands_below_an_article_is_a_part_of_it() {
    let articles = "第一条 为加强巡查，制定本办法。\n第二条 奖励举报人应当具备条件：\n（一）有线索；\n（二）查证属实；\n（三）其他条件。\n第三条 有下列行为的，不予奖励：\n（一）匿名举报；\n（二）重复举报。\n第四条 本办法自印发之日起施行。";
    let clauses = read(articles).1;
    assert_eq!(clauses.len(), 4, "{clauses:?}");
    assert_eq!(clauses[2], "有下列行为的，不予奖励：（一）匿名举报；（二）重复举报。");
    // Whatever ends them, and with parts of their own.
    let stops = articles.replace('；', "。").replace("有线索", "有线索，包括：\n1.地点；\n2.人员");
    assert_eq!(read(&stops).1.len(), 4);
    // A title, or parts with headings: a level of tasks.
    let titled = "第一条 加强巡查\n（一）巡查河堤。各镇每日巡查。\n（二）巡查水库。各镇每周巡查。\n第二条 主要任务：\n（一）清淤。各镇清淤。\n（二）植树。各镇植树。";
    assert_eq!(read(titled).1.len(), 4);
    // What each says its unit answers for.
    let told = "第一条 为加强巡查，制定本办法。\n第二条 职责分工如下：\n（一）市水利局负责巡查河堤。\n（二）市财政局负责资金保障。\n第三条 各镇每日巡查。";
    let units: Vec<String> = answered(told)
        .iter()
        .filter_map(|told| Some(told.rsplit_once(' ')?.1.to_owned()))
        .collect();
    assert_eq!(units, ["", "市水利局", "市财政局", ""]);
}

#[test]
fn tasks_that_another_word_counts_stand_below_their_titles_in_each_section() {
    let plan = |dash: &str| {
        format!(
            "一、治水\n行动1：疏浚河道\n{dash}任务1：清淤。完成清淤3公里。\n{dash}任务2：护岸。修复护岸5处。\n二、护林\n行动2：加强巡护\n{dash}任务3：巡查。每周巡查。"
        )
    };
    for dash in ["", "——", "--"] {
        let read = items(&plan(dash), |items| {
            let told = |item: &ItemDraft<'_>| {
                let group = item.group.as_ref().and_then(|group| group.title.clone());
                let number = item.number.as_ref().map_or(0, |number| number.0);
                let clause = item.clauses[0].text.text().to_owned();
                format!(
                    "{} {number} {clause}",
                    group.map_or_else(String::new, |t| t.text().to_owned())
                )
            };
            items.iter().map(told).collect::<Vec<_>>()
        });
        let expected = [
            "疏浚河道 1 清淤。完成清淤3公里。",
            "疏浚河道 2 护岸。修复护岸5处。",
            "加强巡护 3 巡查。每周巡查。",
        ];
        assert_eq!(read, expected, "{dash}");
        // One title alone.
        let plan = plan(dash);
        let first = plan.split("\n二、").next().expect("there is a first section");
        assert_eq!(answered(first).len(), 2, "{first}");
    }
}

#[test]
fn a_sentence_that_says_a_duty_is_no_heading() {
    let first = |sentence: &str| {
        let text = format!(
            "一、管理\n1.{sentence}。外来人员凭证明出入，逐项登记。\n2.{sentence}。定期清点。"
        );
        read(&text).0
    };
    for duty in [
        "要严格落实“登记、查验”",
        "出入库人员要严格登记",
        "各单位要逐项登记",
        "各有关单位须按期清点",
        "新标准自2026年3月1日起执行",
        "不得擅自提高标准",
        "有关部门应及时办理",
        "各单位按附件填写情况，随报告上报",
    ] {
        assert_eq!(first(duty), [""; 0], "{duty}");
    }
    for heading in [
        "加强组织领导",
        "要素保障到位",
        "落实主要责任",
        "应急管理全覆盖",
        "应对气候变化",
        "推进起重设备检查",
        "各司其职，形成合力",
        "一要加强领导",
        "落实《堤防建设纲要》",
        "严查大案要案",
        "守牢要道关口",
        "思想认识要到位",
        "要我安全变我要安全",
        "落实“三必须”要求",
        "严格执行“五个不得”",
        "各级联动，形成合力",
        "各地段整治，分类施策",
        "提升响应及时率",
        "推进适应于老龄的改造",
        "开展当年起底排查",
        "推动2026年起实施新标准",
    ] {
        assert_eq!(first(heading), [heading, heading]);
    }
}

#[test]
fn papers_to_be_handed_in_are_no_tasks_unless_they_say_what_is_done() {
    let clauses = |first: &str, second: &str| {
        read(&format!(
            "一、办理手续\n线下办理时，须提交下列材料：\n（一）{first}；\n（二）{second}。\n二、优化服务\n（一）统一流程。\n（二）当日办结。"
        ))
        .1
    };
    for second in ["负责人身份证明，或委托书", "三方协议，一式四份"] {
        assert_eq!(clauses("登记证复印件", second), ["统一流程。", "当日办结。"]);
    }
    for task in [
        "2031年4月底前提交报表4份",
        "四月底前的季度总结",
        "编印政策汇编",
        "季度报告，每季末报送",
        "重点工程砂石供应",
    ] {
        assert_eq!(clauses(task, "修订办法").len(), 4, "{task}");
    }
}

#[test]
fn a_bracket_told_by_form_gives_way_to_a_label_below_it_in_the_item() {
    let labelled =
        "一、治理\n1.完善治理机制（网格队负责）。\n牵头单位：县水务局\n2.修渠。（县林业局负责）";
    assert_eq!(read(labelled).1, ["完善治理机制（网格队负责）。", "修渠。"]);
    let tasks = "一、治理\n修缮网格12处（网格队负责）。\n修渠。（县水务局负责）";
    assert_eq!(read(tasks).1, ["修缮网格12处。", "修渠。"]);
    let apart = "一、治理\n1.修缮网格12处（网格队负责）。\n2.修渠。（县林业局负责）";
    assert_eq!(read(apart).1, ["修缮网格12处。", "修渠。"]);
    let below = "一、治理\n1.完善治理机制（网格队负责）。\n健全台账。（责任单位：县水务局）\n2.修渠。（责任单位：县林业局）";
    assert_eq!(read(below).1, ["完善治理机制（网格队负责）。健全台账。", "修渠。"]);
}

#[test]
fn what_is_said_of_the_tasks_above_gives_them_whoever_answers() {
    let units = |closing: &str| {
        let text = format!(
            "一、治理\n1.新建泵站6座。\n2.植树300亩。\n3.硬化道路4公里。\n{closing}\n\
             二、保障\n1.强化调度。（责任单位：县政府办）"
        );
        let notice = crate::fixtures::notice_of_lines(&text, true);
        let clauses = notice.sections[0].items.iter().flat_map(|item| &item.clauses);
        clauses.map(|clause| clause.units.len()).collect::<Vec<_>>()
    };
    assert_eq!(units("上述三项工作由县住建局牵头负责。"), [1, 1, 1]);
    assert_eq!(units("以上3项任务由县住建局负责。"), [1, 1, 1]);
    assert_eq!(units("以上3项任务由县财政局负责保障资金。"), [0, 0, 0]);
    assert_eq!(units("以上3项任务由县政府办公室牵头督办。"), [0, 0, 0]);
    assert_eq!(units("以上3项任务纳入年度考核。"), [0, 0, 0]);
}

#[test]
fn what_opens_with_a_number_is_no_task_where_it_is_a_figure_or_a_step() {
    let units = |first: &str| {
        let text = format!(
            "一、管理\n1.组织造林。{first}\n2.宣传。加强宣传。（县教育局负责）\n\
             3.培训。开展培训。（县教育局负责）"
        );
        let notice = crate::fixtures::notice_of_lines(&text, true);
        notice.sections[0].items[0].clauses.iter().map(|clause| clause.units.len()).sum::<usize>()
    };
    // Where brackets answer, who does a step does not answer for the whole.
    assert_eq!(units("1、县商务局负责布展。2、县公安局负责疏导。3、县城管局负责清扫。"), 0);
    assert_eq!(units("2.由县水利局牵头。"), 1);
    // A number that goes on behind the point is a figure's or a day's.
    for sentence in ["1.2万亩由县林业局负责", "2、由县水利局牵头", "3.15活动由县市场监管局负责"]
    {
        let numbered = crate::responsibility::is_numbered_sentence(sentence);
        assert_eq!(numbered, sentence.contains('、'), "{sentence}");
    }
}

#[test]
fn a_figure_or_a_day_between_items_is_none() {
    let items = |line: &str| {
        let text = format!(
            "一、管理\n1.建园。建成公园。（县民政局负责）\n2.宣传活动。（县民政局负责）\n{line}（县应急局负责）\n\
             3.管理。落实责任。（县民政局负责）"
        );
        crate::fixtures::notice_of_lines(&text, true).sections[0].items.len()
    };
    for line in [
        "2.3万人参加培训。",
        "4.5万人完成培训。",
        "5.12防灾减灾日集中宣传。",
        "4.26知识产权日开展宣传。",
        "2.2版本上线。",
        "2.14专项行动开展检查。",
    ] {
        assert_eq!(items(line), 3, "{line}");
    }
    assert_eq!(items("4.12345热线办结率达到95%。"), 4);
}

#[test]
fn headings_on_lines_of_their_own_may_have_commas() {
    let texts = |second: &str| {
        let text = format!(
            "一、工作步骤\n（一）部署阶段（4月）\n召开会议，部署治理工作。\n（二）检查阶段（6月）\n组织检查沟渠。\n\
             二、工作要求\n（一）提高认识，落实责任\n各单位要认清沟渠治理的重要性，开展好各项工作。\n\
             （二）{second}"
        );
        let notice = crate::fixtures::notice_of_lines(&text, true);
        notice.sections[1].items.iter().filter(|item| item.heading.is_some()).count()
    };
    assert_eq!(texts("长效管理，加强宣传\n各单位要注重长效机制的建立，宣传报道治理工作。"), 2);
    // A line that goes on in fewer words was cut.
    assert_eq!(texts("注重长效机制，宣传报道沟渠治理的各项\n工作和成效。"), 0);
}

#[test]
fn numbered_sentences_inside_a_paragraph_say_who_answers_for_them() {
    let text = "（一）举办展销\n组织展销。1、此项活动由区商贸局、城关街办共同组织实施。2、由区商贸局牵头，负责布展；城关街办负责疏导。3、区城管局负责清扫。";
    assert_eq!(
        answered(text),
        [
            "组织展销。1、此项活动由区商贸局、城关街办共同组织实施。 区商贸局、城关街办",
            "2、由区商贸局牵头，负责布展； 区商贸局",
            "城关街办负责疏导。 城关街办",
            "3、区城管局负责清扫。 区城管局",
        ]
    );
}

#[test]
fn a_bracket_behind_the_last_of_several_tasks_is_its_own() {
    let tasks = "一、重点任务\n1.强化督办。逐月通报进展。\n2.开展巡查。巡查120次。（市水利局负责）";
    // Where every section has one bracket, it is that of the section.
    assert_eq!(answered(tasks).len(), 1);
    let own = format!(
        "{tasks}\n二、重点保障\n1.落实资金。拨付50万元。（市财政局负责）\n2.组织培训。培训60人。（市教育局负责）"
    );
    assert_eq!(
        answered(&own)[..2],
        ["强化督办。逐月通报进展。 ", "开展巡查。巡查120次。 市水利局"]
    );
    // Parts of one sentence each are closed by it.
    let parts = "一、整治隐患\n1.排查医院和学校。\n2.拆除影响逃生的广告牌。（市应急局负责）";
    assert_eq!(answered(parts).len(), 1);
}

#[test]
fn a_long_heading_of_two_parts_above_its_words() {
    let headings = |second: &str| {
        let text = format!(
            "一、推进沟渠治理，构建管护“一张网”\n建立管护名册，明确每条沟渠的管护人。\n牵头单位：县水务局\n二、{second}\n             按照“模块化”要求，实行名册管理。\n牵头单位：县林业局"
        );
        let notice = crate::fixtures::notice_of_lines(&text, true);
        let items = notice.sections.into_iter().flat_map(|section| section.items);
        items.map(|item| item.heading.is_some()).collect::<Vec<_>>()
    };
    let long = "实施果园经营范围“标准化+负面清单”管理，降低农户申报成本";
    assert_eq!(headings(long), [true, true]);
    // What counts is the task, and so is what has more parts.
    assert_eq!(
        headings("改造果园经营范围“标准化+负面清单”管理站3处，降低农户申报成本"),
        [true, false]
    );
    assert_eq!(
        headings("实施果园经营范围“标准化+负面清单”管理，降低成本，服务农户"),
        [true, false]
    );
}

#[test]
fn a_paragraph_that_asks_something_of_all_closes_the_notice() {
    let (_, alone) = read("一、落实责任。认真完成。\n二、加强督查。定期检查。");
    for closing in [
        "以上要求，请认真执行。各单位于12月底前报送情况。",
        "上述事项请抓好落实。",
        "以下附件中人员变动的，由接任者担任。",
    ] {
        let text = format!("一、落实责任。认真完成。\n二、加强督查。定期检查。\n{closing}");
        let (_, clauses) = read(&text);
        assert_eq!(clauses, alone, "{closing}");
    }
    // Further words of the last task.
    let (_, clauses) =
        read("一、落实责任。认真完成。\n二、加强督查。定期检查。\n以上工作由县水务局完成。");
    assert_ne!(clauses, alone);
}
