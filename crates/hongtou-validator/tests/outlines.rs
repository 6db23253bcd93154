//! How the numbered and the unnumbered lines of small notices become sections and items.

#![allow(clippy::expect_used, missing_docs)]

use hongtou_model::Role;

/// The sections, and below each its items: number, heading, clauses and who answers for them.
fn outline(text: &str) -> Vec<String> {
    outline_of("n.txt", text)
}

fn outline_of(name: &str, text: &str) -> Vec<String> {
    let document = hongtou_reader::read(name, text.as_bytes(), &hongtou_reader::Options::default())
        .expect("text");
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    let mut out = Vec::new();
    for section in &notice.sections {
        let ordinal = section.ordinal.map_or(String::new(), |number| number.to_string());
        out.push(format!("{ordinal}# {}", section.title.as_deref().unwrap_or_default()));
        for item in &section.items {
            let number = item.number.map_or(String::new(), |number| number.to_string());
            let mut line = format!("{number}. {}", item.heading.as_deref().unwrap_or_default());
            for clause in &item.clauses {
                let of_role = |role| {
                    let units = clause.units.iter().filter(move |unit| unit.role == role);
                    units.map(|unit| unit.name.as_str()).collect::<Vec<_>>().join("、")
                };
                let mark = [(Role::Lead, '*'), (Role::Responsible, '='), (Role::Support, '+')];
                let units = mark.map(|(role, mark)| (mark, of_role(role)));
                let units: String = units
                    .iter()
                    .filter(|(_, names)| !names.is_empty())
                    .map(|(mark, names)| format!(" {mark}{names}"))
                    .collect();
                line += &format!("|{}{units}", clause.text);
            }
            out.push(line);
        }
    }
    out
}

#[test]
fn decimals_are_ordinals_and_the_numbers_above_them_sections() {
    assert_eq!(
        outline(
            "云溪市护林工作预案\n\n1总则\n\n1.1编制目的\n\n为保护林木，制定本预案。\n\n1.2适用范围\n\n本预案适用于全市林区。\n\n2职责\n\n2.1建设瞭望塔3座。（市林业局负责）\n\n2.2县区开辟隔离带。（市水利局负责）"
        ),
        [
            "1# 总则",
            "1. 编制目的|为保护林木，制定本预案。",
            "2. 适用范围|本预案适用于全市林区。",
            "2# 职责",
            "1. |建设瞭望塔3座。 =市林业局",
            "2. |县区开辟隔离带。 =市水利局",
        ]
    );
}

#[test]
fn headings_without_ordinals_stand_above_labels() {
    let letter = "云溪市关于印发《护林任务》的通知\n\n各镇人民政府：\n\n现将《护林任务》印发给你们。\n\n\
                  云溪市人民政府\n2024年3月5日\n\n护林任务\n\n";
    let tasks = "防火道路工程\n修路3条。\n责任单位：市交通局\n完成时限：2024年5月\n\n\
                 瞭望塔工程\n建塔2座。\n完善设施。\n责任单位：市林业局\n完成时限：2024年6月\n";
    let read =
        ["# ", ". 防火道路工程|修路3条。 =市交通局", ". 瞭望塔工程|建塔2座。完善设施。 =市林业局"];
    assert_eq!(outline(&format!("{letter}{tasks}")), read);
    // In the letter itself, above who signs it.
    let signed = format!(
        "云溪市关于做好护林工作的通知\n\n各镇人民政府：\n\n有关事项通知如下：\n\n{tasks}\n\
         云溪市人民政府\n2024年3月5日\n"
    );
    assert_eq!(outline(&signed), read);
    // A further task may have none.
    let further = signed.replace("瞭望塔工程\n", "");
    let last = ". |建塔2座。完善设施。 =市林业局";
    assert_eq!(outline(&further), [read[0], read[1], last]);
    // What stands below another heading is no part of the first.
    let aims = signed.replace("防火道路工程", "工作目标\n确保不发生火情。\n防火道路工程");
    assert_eq!(outline(&aims), read);
    // What each task has, and what has a figure, are parts of it.
    let parts = "护林项目\n\n新建瞭望塔。\n建设内容\n建塔2座。\n投资估算\n总投资10万元。\n责任单位：市林业局\n\n\
                 新建防火道。\n建设内容\n修路3条。\n投资估算\n总投资20万元。\n责任单位：市交通局\n";
    assert!(outline(parts)[1].contains("新建瞭望塔。建设内容建塔2座。"), "{:?}", outline(parts));
    let trained = outline("护林方案\n\n建塔3座。\n培训人员100名\n修路5条。\n责任单位：市林业局\n");
    assert!(trained[1].contains("建塔3座") && trained[1].contains("培训人员100名"), "{trained:?}");
    // The title of what is issued heads no task, nor does a sentence.
    let untitled = tasks.replace("防火道路工程\n", "").replace("瞭望塔工程\n", "");
    assert!(!outline(&format!("{letter}{untitled}")).iter().any(|line| line.contains("护林任务")));
}

#[test]
fn several_told_what_they_must_do_behind_who_does_what_lose_no_task() {
    let told = "护林分工\n\n县林业局负责总协调。\n\n县财政局负责资金。\n\n县水利局负责水源。\n\n";
    let charged =
        format!("{told}县交通局要修路。\n\n县水利局应急办公室要加强值守。\n\n各镇要高度重视。\n");
    assert_eq!(outline(&charged).iter().filter(|line| line.starts_with(". ")).count(), 5);
    // 要求 and 应急 charge nobody.
    let asked = format!("{told}县政府要求，各单位认真落实。\n");
    assert_eq!(outline(&asked).iter().filter(|line| line.starts_with(". ")).count(), 3);
    // What is worked on is no class of bodies.
    let goals =
        "护林分工\n\n一、县林业局负责护林。各项指标应达到95%以上。\n\n二、县交通局负责修路。\n";
    assert_eq!(outline(goals)[1], "1. |县林业局负责护林。各项指标应达到95%以上。 =县林业局");
}

#[test]
fn a_first_sentence_that_ends_with_who_answers_heads_nothing() {
    let text = "云溪市安全整治方案\n\n一、重点任务\n\n1.河道整治，由市水利局负责。加强日常巡查。\n\n\
                2.道路整治，由市交通局牵头。加强路面养护。\n";
    assert_eq!(
        outline(text),
        [
            "1# 重点任务",
            "1. |河道整治，由市水利局负责。加强日常巡查。 =市水利局",
            "2. |道路整治，由市交通局牵头。加强路面养护。 *市交通局",
        ]
    );
}

#[test]
fn groups_named_by_units_are_answered_for_by_them() {
    assert_eq!(
        outline(
            "云溪市登山节筹备分工\n\n一、主要分工\n\n（一）市委宣传部\n\n1.负责新闻报道。\n\n2.负责海报设计。\n\n（二）市公安局、市交警支队\n\n1.负责路线巡查。\n\n（三）后勤保障\n\n1.备齐饮水。（市商务局负责）"
        ),
        [
            "1# 主要分工",
            "1. |负责新闻报道。 =市委宣传部",
            "2. |负责海报设计。 =市委宣传部",
            "1. |负责路线巡查。 =市公安局、市交警支队",
            "1. |备齐饮水。 =市商务局",
        ]
    );
    // Where somebody is told to below a title that is nothing but names, they are no parties to it.
    assert_eq!(
        outline(
            "云溪市登山节筹备分工\n\n一、主要分工\n\n（一）市公安局\n\n1.巡查路线。（市林业局负责）\n\n2.清理路面。\n\n（二）市商务局\n\n1.备齐饮水。（市水利局负责）"
        )[1..3],
        ["1. |巡查路线。 =市林业局", "2. |清理路面。"]
    );
}

#[test]
fn a_bracket_of_any_names_keeps_its_task_apart() {
    assert_eq!(
        outline(
            "云溪市教学工作要点\n\n一、队伍建设\n\n（一）师德\n\n1.开展师德整治。【教师处、机关党委（人事处）、驻厅督学组】\n\n（二）培训\n\n2.培训教师300名。（教师处）\n\n3.评选名师20名。（教师处、办公室）\n\n二、安全\n\n（一）校车\n\n4.检查校车50辆。（基教处、办公室）"
        ),
        [
            "1# 队伍建设",
            "1. |开展师德整治。【教师处、机关党委（人事处）、驻厅督学组】",
            "2. |培训教师300名。 =教师处",
            "3. |评选名师20名。 =教师处、办公室",
            "2# 安全",
            "4. |检查校车50辆。 =基教处、办公室",
        ]
    );
    // A remark in a bracket names nobody: the last bracket closes all of them.
    assert_eq!(
        outline(
            "云溪市护河工作方案\n\n一、清淤\n\n1.清淤3处。（含新建、续建）\n\n2.植树5万棵。（市林业局负责）\n\n二、巡河\n\n1.落实资金。（市财政局负责）"
        )[1],
        "1. 清淤|1.清淤3处。（含新建、续建）2.植树5万棵。 =市林业局"
    );
}

#[test]
fn labels_on_either_side_of_the_measures_are_said_of_one_task() {
    assert_eq!(
        outline(
            "云溪市整改措施清单\n\n一、污水厂超负荷运行，3处直排。\n\n责任单位：云溪市人民政府\n\n整改时限：2023年12月底前\n\n整改目标：新增处理能力10万吨。\n\n整改措施：\n\n1.完成可研批复。\n\n2.改造管网85公里。\n\n督导单位：省水利厅\n\n二、湿地被占用320亩，未恢复。\n\n责任单位：岚江县人民政府\n\n整改措施：\n\n1.拆除建筑。\n\n督导单位：省林业厅"
        ),
        [
            "# ",
            "1. |污水厂超负荷运行，3处直排。整改目标：新增处理能力10万吨。整改措施：1.完成可研批复。2.改造管网85公里。 =云溪市人民政府",
            "2. |湿地被占用320亩，未恢复。整改措施：1.拆除建筑。 =岚江县人民政府",
        ]
    );
    // Two parts of which each has somebody who answers stay two.
    assert_eq!(
        outline(
            "云溪市护河方案\n\n一、护河\n\n1.清淤3处。\n\n责任单位：市水利局\n\n工作措施：植树5万棵。\n\n责任单位：市林业局"
        )[1],
        "1. |清淤3处。 =市水利局|工作措施：植树5万棵。 =市林业局"
    );
}

#[test]
fn measures_below_the_labels_of_a_sentence_are_of_its_task() {
    let below = |first: &str, last: &str| {
        outline(&format!(
            "云溪市护河方案\n\n一、护河\n\n1.清淤。\n\n责任单位：市水利局\n\n完成时限：5月底\n\n{first}\n\n2.植树3万棵，补种护坡草皮。\n\n责任单位：市林业局\n\n{last}"
        ))
    };
    let notice = below("工作措施：清淤3处。", "工作目标：成活九成。\n\n工作措施：补种200棵。");
    assert_eq!(
        notice[1..],
        [
            "1. 清淤|工作措施：清淤3处。 =市水利局",
            "2. |植树3万棵，补种护坡草皮。工作目标：成活九成。工作措施：补种200棵。 =市林业局",
        ]
    );
    // A last paragraph that no other task has the like of may speak of all of them.
    let notice = below("清淤3处。", "工作要求：各单位要高度重视。");
    assert_eq!(notice[2], "2. |植树3万棵，补种护坡草皮。 =市林业局");
}

#[test]
fn what_a_problem_is_called_by_heads_nothing() {
    assert_eq!(
        outline(
            "云溪市护河整改清单\n\n（一）巡河方面\n\n问题1：巡河不勤。\n\n整改措施：每周巡河。\n\n责任单位：市水利局\n\n问题2：台账不全。\n\n整改措施：补齐台账。\n\n责任单位：市林业局"
        ),
        [
            "1# 巡河方面",
            "1. 巡河不勤|整改措施：每周巡河。 =市水利局",
            "2. 台账不全|整改措施：补齐台账。 =市林业局",
        ]
    );
    assert_eq!(
        outline(
            "云溪市护河整改清单\n\n一、巡河\n\n（一）问题表现：巡河不勤。\n\n整改措施：每周巡河。\n\n责任单位：市水利局\n\n（二）问题表现较多的河段：清淤3处。\n\n整改措施：每月调度。\n\n责任单位：市林业局"
        )[1..],
        [
            "1. 巡河不勤|整改措施：每周巡河。 =市水利局",
            "2. |问题表现较多的河段：清淤3处。整改措施：每月调度。 =市林业局",
        ]
    );
}

#[test]
fn an_article_is_no_title_beside_one_that_has_parts() {
    assert_eq!(
        outline(
            "云溪市河道考核办法\n\n第一条 为落实河长制，制定本办法。\n\n第二条 考核由市水利局牵头，市林业局参与。\n\n第三条 考核步骤：\n\n（一）自查。各县报送自查报告。\n\n（二）核查。组织现场核查。"
        ),
        [
            "1# ",
            ". |为落实河长制，制定本办法。",
            "2# ",
            ". |考核由市水利局牵头，市林业局参与。 *市水利局 +市林业局",
            "3# 考核步骤",
            "1. 自查|各县报送自查报告。",
            "2. 核查|组织现场核查。",
        ]
    );
}

#[test]
fn months_on_lines_of_their_own_head_what_is_done_in_them() {
    assert_eq!(
        outline(
            "云溪市教学安排\n\n7月\n1.完成阅卷。责任股室：招考办\n2.启动培训600人次。责任股室：人事股、师训中心\n8月\n3.排查校舍。责任股室：安全股\n"
        ),
        [
            "# 7月",
            "1. |完成阅卷。 =招考办",
            "2. |启动培训600人次。 =人事股、师训中心",
            "# 8月",
            "3. |排查校舍。 =安全股",
        ]
    );
}

#[test]
fn minutes_give_tasks_in_paragraphs_and_say_who_was_there() {
    let text = "云溪市专题会议纪要\n\n6月6日，副市长召开会议。纪要如下：\n\n一、关于改造范围\n\n会议明确，改造小区12个。由市住建局牵头，市公安局配合，4月25日前完成调查。\n\n二、关于拆违\n\n由市城管局会同市公安局，于5月10日前拆除违建126处。市司法局做好服务。\n\n三、关于管线\n\n（一）由市水务局负责，5月底前迁改管线3公里。\n\n（二）由市交通局负责，与道路同步实施。\n\n四、关于供水\n\n会议议定，由市水利局牵头，市财政局配合，6月底前改造管网12处。\n\n五、其他\n\n责成市审计局负责开展审计，10月底前报告。\n\n出席：王某、李某。\n\n列席：市审计局陈某。";
    assert_eq!(
        outline(text),
        [
            "1# 关于改造范围",
            ". |会议明确，改造小区12个。 *市住建局 +市公安局",
            "2# 关于拆违",
            ". |由市城管局会同市公安局，于5月10日前拆除违建126处。市司法局做好服务。 *市城管局 +市公安局",
            "3# 关于管线",
            "1. |由市水务局负责，5月底前迁改管线3公里。 =市水务局",
            "2. |由市交通局负责，与道路同步实施。 =市交通局",
            "4# 关于供水",
            ". |会议议定，由市水利局牵头，市财政局配合，6月底前改造管网12处。 *市水利局 +市财政局",
            "5# 其他",
            ". |责成市审计局负责开展审计，10月底前报告。 =市审计局",
        ]
    );
}

#[test]
fn the_next_chapter_ends_a_list_of_offices() {
    assert_eq!(
        outline(
            "云溪市防汛应急预案\n\n2. 组织体系\n\n2.1 指挥机构\n\n由市指挥部组成。\n\n2.2 成员单位职责\n\n市水利局：负责水情监测。\n\n市林业局：负责林区巡查。\n\n3. 应急响应\n\n3.1.1 水库垮坝为一级响应。\n\n3.1.2 指挥部发布警报。"
        )[4..],
        ["3# 应急响应", "1. |水库垮坝为一级响应。", "2. |指挥部发布警报。",]
    );
}

#[test]
fn what_is_aimed_at_is_the_task_where_it_has_no_other_label() {
    let task = |lines: &str| {
        outline(&format!(
            "云溪市护林方案\n\n一、主要任务\n\n（一）综合组\n\n牵头单位：市林业局\n\n{lines}\n\n（二）救援组\n\n牵头单位：市应急局\n\n主要职责：制定扑救方案。"
        ))[1..]
            .to_vec()
    };
    assert_eq!(
        task("主要职责：汇总火情。"),
        ["1. 综合组|汇总火情。 *市林业局", "2. 救援组|制定扑救方案。 *市应急局"]
    );
    assert_eq!(
        task("工作目标：火情不过夜。\n\n工作措施：每日巡查。")[0],
        "1. 综合组|工作目标：火情不过夜。工作措施：每日巡查。 *市林业局"
    );
}

#[test]
fn titles_that_say_whose_tasks_stand_below_lead_them() {
    assert_eq!(
        outline(
            "云溪市年度目标责任分解\n\n一、副市长分管的工作\n\n（一）市林业局牵头的工作\n\n新造林3万亩。\n\n协同单位：市水利局。\n\n（二）市商务局负责的重点任务\n\n1.新建市场2个。\n\n配合单位：市财政局。\n\n2.举办展会3场。（市文旅局负责）\n\n（三）全市牵头工作\n\n1.培训干部。"
        ),
        [
            "1# 副市长分管的工作",
            "1. 市林业局牵头的工作|新造林3万亩。 *市林业局 +市水利局",
            "1. |新建市场2个。 =市商务局 +市财政局",
            "2. |举办展会3场。 =市文旅局",
            "1. |培训干部。",
        ]
    );
}

#[test]
fn a_bracket_behind_the_last_task_is_its_own_where_an_earlier_one_names_its_unit() {
    assert_eq!(
        outline(
            "云溪市护河工作方案\n\n一、主要任务\n\n1.清淤3处。由市水利局负责。\n\n2.植树5万棵。（市林业局负责）\n\n二、保障措施\n\n1.落实资金。（市财政局负责）"
        ),
        [
            "1# 主要任务",
            "1. |清淤3处。 =市水利局",
            "2. |植树5万棵。 =市林业局",
            "2# 保障措施",
            "1. |落实资金。 =市财政局",
        ]
    );
    // Else it closes all of them.
    assert_eq!(
        outline(
            "云溪市护河工作方案\n\n一、主要任务\n\n1.清淤3处。\n\n2.植树5万棵。（市林业局负责）\n\n二、保障措施\n\n1.落实资金。（市财政局负责）"
        ),
        [
            "# ",
            "1. 主要任务|1.清淤3处。2.植树5万棵。 =市林业局",
            "2. 保障措施|1.落实资金。 =市财政局",
        ]
    );
}

#[test]
fn a_bracket_that_is_not_understood_keeps_its_task_apart() {
    assert_eq!(
        outline(
            "云溪市2024年工作安排\n一、重点任务\n1.推进试点。（市教育局、市财政局，某某）\n2.完善机制。（某某处牵头，某某某共同推进）\n3.建立台账。（市统计局负责）"
        ),
        [
            "1# 重点任务",
            "1. |推进试点。（市教育局、市财政局，某某）",
            "2. |完善机制。（某某处牵头，某某某共同推进）",
            "3. |建立台账。 =市统计局",
        ]
    );
    // A bracket that names nobody is part of the words, and the last one answers for the group.
    let whole = outline(
        "云溪市2024年工作安排\n一、重点任务\n1.推进试点。（不含民办学校）\n2.完善机制。（下同）\n3.建立台账。（市统计局负责）",
    );
    assert_eq!(whole.len(), 2, "{whole:?}");
}

#[test]
fn one_bracket_behind_tasks_of_the_level_of_others_is_its_own() {
    // Elsewhere 1. and （二） are tasks: （三） is one and no part of 二、.
    let text = "云溪市商贸工作方案\n\n一、重点任务\n\n（一）完善网络。\n\n1.改造中心2个。（市甲局）\n\n2.改造市场3个。（市乙局牵头）\n\n（二）培育品牌。培育品牌9个。（市丙局牵头）\n\n二、组织实施\n\n（三）健全机制。建立会议制度。\n\n（四）强化考核。纳入年度考核。（市丁局）";
    assert_eq!(
        outline(text),
        [
            "1# 重点任务",
            "1. |改造中心2个。 =市甲局",
            "2. |改造市场3个。 *市乙局",
            "2. 培育品牌|培育品牌9个。 *市丙局",
            "2# 组织实施",
            "3. 健全机制|建立会议制度。",
            "4. 强化考核|纳入年度考核。 =市丁局",
        ]
    );
    // Parts below the level of the items are closed by it as before.
    let parts = "云溪市商贸工作方案\n\n一、完善网络。（市甲局负责）\n\n二、培育品牌。（市乙局负责）\n\n三、强化保障。\n\n1.健全机制。\n\n2.强化考核。（市丁局负责）";
    assert_eq!(
        outline(parts),
        [
            "# ",
            "1. |完善网络。 =市甲局",
            "2. |培育品牌。 =市乙局",
            "3. 强化保障|1.健全机制。2.强化考核。 =市丁局",
        ]
    );
}

#[test]
fn one_bracket_below_a_title_that_names_who_leads_is_its_own() {
    let text = "云溪市任务清单\n\n一、市甲局牵头工作（2项）\n\n1.建设基地。\n\n2.建设园区3个。（协同单位：市丙局）\n\n二、市乙局牵头工作（1项）\n\n1.建设大棚200座。";
    assert_eq!(
        outline(text),
        [
            "1# 市甲局牵头工作（2项）",
            "1. |建设基地。 *市甲局",
            "2. |建设园区3个。 *市甲局 +市丙局",
            "2# 市乙局牵头工作（1项）",
            "1. |建设大棚200座。 *市乙局",
        ]
    );
}

#[test]
fn titles_above_tasks_need_no_bracket_for_others_to_be_read() {
    // Two of three tasks end in names alone; the titles above them are none.
    let text = "云溪市商贸工作方案\n\n一、重点任务\n\n（一）完善网络。\n\n1.改造中心2个。（城管委）\n\n2.改造市场3个。（市乙局）\n\n（二）培育品牌。\n\n3.培育品牌9个。（市丙局）\n\n4.加强宣传。\n\n（三）强化保障。\n\n5.强化考核。（市考核办）\n\n6.落实资金。";
    let found = outline(text);
    assert!(found.contains(&"5. |强化考核。 =市考核办".to_owned()), "{found:?}");
}

#[test]
fn paragraphs_that_say_who_does_what_are_tasks_without_ordinals() {
    let text = "云溪市整治任务分工\n\n现将任务明确如下：\n\n市甲局负责总协调工作。\n\n市乙局负责经费的落实。\n\n市丙局要加强管理。\n\n市丁局负责疏浚沟塘5处。\n\n以上任务自今年5月起执行。";
    assert_eq!(
        outline(text),
        [
            "# ",
            ". |市甲局负责总协调工作。 =市甲局",
            ". |市乙局负责经费的落实。 =市乙局",
            ". |市丙局要加强管理。",
            ". |市丁局负责疏浚沟塘5处。 =市丁局",
        ]
    );
    // One more behind them may be told in other words.
    let more = |last: &str| {
        let lines = outline(&format!(
            "云溪市整治任务分工\n\n现将任务明确如下：\n\n市甲局负责总协调工作。\n\n市财政局负责经费的落实。\n\n市水利局负责疏浚沟塘5处。\n\n{last}"
        ));
        lines[4..].to_vec()
    };
    assert_eq!(more("市林业局要加强管理。"), [". |市林业局要加强管理。"]);
    for last in ["各镇要高度重视。", "市林业局近年来成效显著。", "要加强管理。"]
    {
        assert_eq!(more(last), [""; 0], "{last}");
    }
    // One or two among other paragraphs are told and no tasks.
    let told = "云溪市整治情况\n\n今年以来整治有力。\n\n市甲局负责总协调工作。\n\n全市面貌一新。\n\n市乙局负责经费的落实。\n\n群众表示满意。";
    assert_eq!(outline(told), Vec::<String>::new());
    // What stands behind names before a colon may be of a kind of bodies.
    let names = "云溪市整治任务分工\n\n现将任务明确如下：\n\n市甲局：负责总协调工作。\n\n市乙局：负责经费的落实。\n\n各镇：负责组织实施。\n\n工作要求：加强领导。";
    assert_eq!(
        outline(names),
        [
            "# ",
            ". 市甲局|负责总协调工作。 =市甲局",
            ". 市乙局|负责经费的落实。 =市乙局",
            ". 各镇|负责组织实施。 =各镇",
        ]
    );
}

#[test]
fn a_paragraph_below_each_short_task_is_what_its_bracket_is_said_of() {
    let text = "云溪市任务分工\n\n一、重点工作\n\n1．加快产业发展。（市甲局负责）\n\n实施项目9个。\n\n2．推进乡村振兴。（市乙局负责）\n\n建设农田3万亩。";
    assert_eq!(
        outline(text),
        [
            "1# 重点工作",
            "1. 加快产业发展|实施项目9个。 =市甲局",
            "2. 推进乡村振兴|建设农田3万亩。 =市乙局"
        ]
    );
    // Where only the last has one it closes the plan.
    let closed = "云溪市任务分工\n\n一、重点工作\n\n1．加快产业发展。（市甲局负责）\n\n2．推进乡村振兴。（市乙局负责）\n\n以上各项须抓紧办理。";
    assert_eq!(
        outline(closed),
        ["1# 重点工作", "1. |加快产业发展。 =市甲局", "2. |推进乡村振兴。 =市乙局"]
    );
}

#[test]
fn the_words_that_a_notice_is_filed_by_are_no_task() {
    let text = "云溪市整治要点\n\n1.强化核查。（市甲局负责）\n\n2.强化侦办。由市乙局负责。\n\n主题词：整治 要点 通知";
    assert_eq!(outline(text), ["# ", "1. |强化核查。 =市甲局", "2. |强化侦办。 =市乙局"]);
}

#[test]
fn entries_behind_dashes_are_items_each() {
    assert_eq!(
        outline(
            "云溪县林长制工作任务\n一、年度目标\n——覆盖率达到62%。（县林业局）\n——完成造林5万亩。（县林业局、某某某、各乡镇）\n——受害率控制在8‰以内。（县林业局、县应急局）"
        ),
        [
            "1# 年度目标",
            ". |——覆盖率达到62%。 =县林业局",
            ". |——完成造林5万亩。（县林业局、某某某、各乡镇）",
            ". |——受害率控制在8‰以内。 =县林业局、县应急局",
        ]
    );
}

#[test]
fn a_key_between_labels_belongs_to_their_block() {
    let text = |key: &str| {
        let block = |number: &str, task: &str| {
            format!(
                "{number}.{task}。牵头抓好落实。\n\n牵头单位：县财政局\n\n{key}\n\n完成时限：12月\n\n"
            )
        };
        format!(
            "云溪县2024年改革要点\n\n一、经济改革\n\n{}{}",
            block("1", "推进重组"),
            block("2", "规范预算")
        )
    };
    assert_eq!(
        outline(&text("专项小组：经济体制改革小组")),
        [
            "1# 经济改革",
            "1. 推进重组|牵头抓好落实。 *县财政局",
            "2. 规范预算|牵头抓好落实。 *县财政局",
        ]
    );
    // What says how far the task is done is the task's own.
    for own in ["预期目标：建成3个示范点", "年度台账：每镇建成3本"] {
        let found = outline(&text(own));
        assert_eq!(found[1], format!("1. 推进重组|牵头抓好落实。{own} *县财政局"));
    }
}

#[test]
fn a_task_before_a_label_without_a_stop_keeps_its_words() {
    assert_eq!(
        outline(
            "云溪市2024年工作安排\n一、重点任务\n1.建立台账。形成长效机制责任单位：市教育局\n2.建立台账。改革事项责任单位：市司法局\n3.加强宣传。（市水利局负责）"
        )[1..],
        [
            "1. 建立台账|形成长效机制责任单位：市教育局",
            "2. |建立台账。 =市司法局",
            "3. |加强宣传。 =市水利局"
        ]
    );
}

#[test]
fn brackets_beside_that_of_the_units_say_when_and_who_leads_in_person() {
    assert_eq!(
        outline(
            "云溪市2024年工作安排\n一、重点任务\n1.建立台账。（责任单位：市教育局）（完成时限：6月）\n2.加强宣传。（完成时限：长期）（责任单位：市司法局）\n3.完善机制。（责任单位：市水利局）（责任人：张三）\n4.开展检查（完成时限：6月），逐项整改。（责任单位：市文旅局）"
        ),
        [
            "1# 重点任务",
            "1. |建立台账。 =市教育局",
            "2. |加强宣传。 =市司法局",
            "3. |完善机制。 =市水利局",
            "4. |开展检查（完成时限：6月），逐项整改。 =市文旅局",
        ]
    );
    // Without a key a bracket is said of the words before it.
    assert_eq!(
        outline(
            "云溪市2024年工作安排\n一、重点任务\n1.引进人才（每年50名）（市教育局负责）。\n2.新建站点（今年新增20个）（市司法局负责）。\n3.发放补助（市水利局负责）（6月底前完成）。"
        )[1..],
        [
            "1. |引进人才（每年50名）。 =市教育局",
            "2. |新建站点（今年新增20个）。 =市司法局",
            "3. |发放补助。 =市水利局",
        ]
    );
}

#[test]
fn sentences_beside_a_bracket_say_who_answers_for_their_part() {
    let plan = |tasks: &str| {
        outline(&format!("云溪市护河工作方案\n\n一、主要任务\n\n{tasks}"))[1..].to_vec()
    };
    let other = "9.检查4次。（市教育局负责）";
    assert_eq!(
        plan(&format!(
            "8.整治河道。一是清淤3处。（市水利局负责）二是植树5万棵，由市林业局负责。三是修路2条，市交通局负责。\n\n{other}"
        )),
        [
            "8. 整治河道|一是清淤3处。 =市水利局|二是植树5万棵，由市林业局负责。 =市林业局|三是修路2条，市交通局负责。 =市交通局",
            "9. |检查4次。 =市教育局",
        ]
    );
    assert_eq!(
        plan(&format!("8.整治河道。选址由市林业局负责。清理淤泥。（市水利局负责）\n\n{other}"))[0],
        "8. 整治河道|选址由市林业局负责。 =市林业局|清理淤泥。 =市水利局"
    );
    assert_eq!(
        plan(&format!(
            "8.整治河道。植树5万棵。市林业局负责。清理淤泥。（市水利局负责）\n\n{other}"
        ))[0],
        "8. 整治河道|植树5万棵。市林业局负责。 =市林业局|清理淤泥。 =市水利局"
    );
    // A step in which somebody does something, and who leads all of it.
    for words in [
        "市林业局负责选址。清理淤泥。（市水利局负责）",
        "市农委统筹协调，市农办牵头抓总；各镇当好主体。（责任单位：市农办、各镇）",
        "选址由市林业局负责。清理淤泥。（市水利局牵头）",
    ] {
        let text = words.split('（').next().unwrap_or_default();
        let found = plan(&format!("8.整治河道。{words}\n\n{other}"));
        assert!(found[0].starts_with(&format!("8. 整治河道|{text} ")), "{found:?}");
    }
    assert_eq!(
        plan(&format!("8.整治河道。（市水利局负责）对逾期未改的，由市林业局负责查处。\n\n{other}"))
            [0],
        "8. 整治河道|对逾期未改的，由市林业局负责查处。 =市水利局"
    );
}

#[test]
fn a_sentence_that_only_says_who_answers_is_no_part_of_the_task() {
    let plan = |task: &str| {
        outline(&format!(
            "云溪市护河工作方案\n\n一、主要任务\n\n1.清淤3处。{task}\n\n2.植树5万棵。"
        ))[1]
            .clone()
    };
    for said in [
        "此项工作由市水利局牵头，市林业局配合。",
        "上述任务由市水利局牵头，市林业局配合。",
        "由市水利局牵头，市林业局配合，12月底前完成。",
        "牵头单位为市水利局，配合单位为市林业局。",
        "由市水利局牵头。市林业局配合。",
        "由市水利局负责；市林业局协助。",
        "牵头单位为市水利局。配合单位为市林业局。",
        "由市水利局牵头。市林业局等部门要积极配合。",
    ] {
        assert_eq!(plan(said), "1. |清淤3处。 *市水利局 +市林业局", "{said}");
    }
    // Behind who helps the task goes on; whom another sentence helps is not told.
    let on = plan("由市水利局牵头。市林业局配合。疏浚后通报。");
    assert_eq!(on, "1. 清淤3处|疏浚后通报。 *市水利局 +市林业局");
    let other = plan("由市水利局牵头。疏浚后通报。市林业局配合。");
    assert!(!other.contains('+'), "{other}");
    // What it names besides stays with the words.
    let part = plan("疏通水渠，牵头单位为市水利局，配合单位为市林业局。");
    assert!(part.ends_with(" *市水利局 +市林业局"), "{part}");
    let none = plan("完善台账，责任单位为了完成任务要落实经费。");
    assert!(!none.contains(['=', '*']), "{none}");
    let besides = plan("选址由市水利局牵头，市林业局配合。");
    assert!(besides.contains("|选址由市水利局牵头，市林业局配合。 *"), "{besides}");
}

#[test]
fn what_a_class_of_bodies_does_is_no_part_of_the_duty_before_it() {
    let outline = |last: &str| {
        let text = format!(
            "云溪市护林方案\n\n一、工作机制\n\n（一）加强领导。建立健全机制。\n\n（二）明确分工。市林业局负责编制规划；市水利局负责开辟隔离带；{last}"
        );
        outline(&text)[2].clone()
    };
    let told = "2. 明确分工|市林业局负责编制规划； =市林业局|市水利局负责开辟隔离带；";
    for last in [
        "财政、统计等部门按照职责，协同做好相关工作。",
        "其他有关部门要加强配合。各镇每月报送情况。",
        "各乡镇（街道）根据实际做好巡查。",
    ] {
        assert_eq!(outline(last), format!("{told} =市水利局|{last}"), "{last}");
    }
    // What goes on with the duty, and bodies for which something is done.
    for last in ["疏浚沟渠5条。", "改造学校、医院等单位管网。", "各单位管网改造。"]
    {
        assert_eq!(outline(last), format!("{told}{last} =市水利局"), "{last}");
    }
}

#[test]
fn what_is_due_in_a_sentence_that_leaves_the_text_is_kept() {
    let text = "云溪市护河工作方案\n\n一、主要任务\n\n1.清淤3处，疏通河道。由市水利局牵头，2024年9月底前完成。\n\n2.植树5万棵。市林业局负责，2024年6月底前完成。";
    let document =
        hongtou_reader::read("n.txt", text.as_bytes(), &hongtou_reader::Options::default())
            .expect("text");
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    let due: Vec<String> = notice
        .sections
        .iter()
        .flat_map(|section| &section.items)
        .flat_map(|item| &item.clauses)
        .flat_map(|clause| &clause.deadlines)
        .filter_map(|deadline| deadline.date.map(|date| date.to_string()))
        .collect();
    assert_eq!(due, ["2024-09-30", "2024-06-30"]);
}

#[test]
fn one_who_surely_answers_before_a_colon_proves_those_beside_it() {
    let plan = |first: &str| {
        outline(&format!(
            "云溪县护林行动方案\n\n一、任务分工\n\n（一）{first}：统筹协调各项行动，组织检查。\n\n（二）县公安局：负责侦办案件，开展检查。\n\n二、工作要求\n\n（一）加强宣传：各单位要广泛宣传。"
        ))[1]
            .clone()
    };
    assert_eq!(plan("县护林办"), "1. 县护林办|统筹协调各项行动，组织检查。 =县护林办");
    assert!(!plan("总体要求").contains('='));
}

#[test]
fn a_name_in_front_of_a_colon_may_end_in_a_bracket() {
    let plan = |first: &str| {
        outline(&format!(
            "云溪县防汛预案\n\n一、职责\n\n（一）{first}负责转移群众。\n\n（二）县水利局：负责防洪调度。"
        ))[1]
            .clone()
    };
    let read = |name: &str| format!("1. {name}|负责转移群众。 ={name}");
    for name in ["各街道（镇）", "各乡镇（街道）", "县政务服务局（县数据局）"]
    {
        assert_eq!(plan(&format!("{name}：")), read(name));
    }
    // A colon inside of a bracket ends no name.
    let inside = plan("加强值守（联系人：张山）。县应急局");
    assert!(inside.starts_with("1. 加强值守（联系人：张山）|"), "{inside}");
}

#[test]
fn numbered_lines_below_a_title_that_name_who_does_it_are_items() {
    let plan = |title: &str, first: &str| {
        outline(&format!(
            "云溪区防火预案\n\n1 总则\n\n1.1 编制目的\n\n做好防火工作。\n\n2 组织体系\n\n2.1 {title}\n\n（1）{first}：负责防火宣传。\n\n（2）区应急管理局：负责综合协调。"
        ))
    };
    assert_eq!(
        plan("成员单位职责", "区委宣传部")[2..],
        [
            "2# 组织体系",
            "1. 区委宣传部|负责防火宣传。 =区委宣传部",
            "2. 区应急管理局|负责综合协调。 =区应急管理局",
        ]
    );
    assert_eq!(plan("成员单位职责", "宣传重点").len(), 4);
    assert_eq!(plan("开展防火宣传。", "区委宣传部").len(), 4);
}

#[test]
fn titles_of_one_shape_prove_the_names_in_them() {
    let plan = |first: &str, second: &str| {
        outline(&format!(
            "云溪区工作要点\n\n一、{first}\n\n1.开展整顿。（配合部门：市公安局）\n\n二、{second}\n\n1.开展检查。（配合部门：市司法局）"
        ))
    };
    for (first, second) in
        [("经发局牵头任务", "党政办牵头任务"), ("教务处牵头工作", "立案庭牵头工作")]
    {
        let of = |title: &str| title.chars().take(3).collect::<String>();
        assert_eq!(
            plan(first, second),
            [
                format!("1# {first}"),
                format!("1. |开展整顿。 *{} +市公安局", of(first)),
                format!("2# {second}"),
                format!("1. |开展检查。 *{} +市司法局", of(second)),
            ]
        );
    }
    // Persons, and one title alone.
    for (first, second) in [
        ("王山副区长牵头任务", "李水副区长牵头任务"),
        ("教务处牵头任务", "工作要求"),
        ("区级牵头任务", "镇级牵头任务"),
    ] {
        let found = plan(first, second);
        assert!(!found.iter().any(|line| line.contains('*')), "{found:?}");
    }
}

const LETTER: &str = "云溪市人民政府办公室关于登山节筹备分工的通知\n\n各县区人民政府，市政府各部门：\n\n现将筹备工作分工如下：\n\n";
const SIGNED: &str = "\n\n云溪市人民政府办公室\n\n2024年3月1日";

#[test]
fn tasks_without_ordinals_between_addressees_and_signature_are_items() {
    let tasks = [
        "修步道3公里。责任单位：市林业局。",
        "设补水点5处。责任单位：市水利局、市商务局。",
        "开通专线2条。（市交通局牵头，各县区配合）",
    ]
    .join("\n\n");
    let items = [
        "# ",
        ". |修步道3公里。 =市林业局",
        ". |设补水点5处。 =市水利局、市商务局",
        ". |开通专线2条。 *市交通局 +各县区",
    ];
    assert_eq!(outline(&format!("{LETTER}{tasks}\n\n请抓好落实。{SIGNED}")), items);
    assert_eq!(outline(&format!("{LETTER}{tasks}")), items);
    // One of them alone is a sentence of the letter.
    assert!(
        outline(&format!("{LETTER}修步道3公里。（市林业局负责）\n\n请抓好落实。{SIGNED}"))
            .is_empty()
    );
}

#[test]
fn a_unit_before_a_colon_answers_for_the_task_behind_it() {
    let tasks = "市委宣传部：负责新闻报道。\n\n市公安局、市交警支队：巡查路线，9月10日前完成。\n\n市林业局、市水利局、市商务局、市交通局、市文旅局、市教育局：备齐物资。";
    let items = [
        "# ",
        ". 市委宣传部|负责新闻报道。 =市委宣传部",
        ". 市公安局、市交警支队|巡查路线，9月10日前完成。 =市公安局、市交警支队",
        ". |市林业局、市水利局、市商务局、市交通局、市文旅局、市教育局：备齐物资。 =市林业局、市水利局、市商务局、市交通局、市文旅局、市教育局",
    ];
    assert_eq!(outline(&format!("{LETTER}{tasks}{SIGNED}")), items);
    assert_eq!(outline(&format!("云溪市登山节筹备分工\n\n{tasks}")), items);
    assert_eq!(outline(&format!("云溪市登山节筹备分工\n\n一、分工\n\n{tasks}"))[1..], items[1..]);
    // Whom to call, and who else is named before a colon.
    for other in [
        "市公安局：张山，86543210。\n\n市商务局：李水，86543211。",
        "组长：负责全面工作。\n\n副组长：负责日常工作。",
        "会议地点：市政府三楼。\n\n参会人员：市公安局、市商务局。",
    ] {
        assert!(outline(&format!("{LETTER}{other}{SIGNED}")).is_empty(), "{other}");
    }
}

#[test]
fn the_title_above_lines_without_ordinals_is_their_group() {
    let text = "云溪市登山节方案\n\n一、职责分工\n\n（一）领导小组\n\n负责统一指挥。\n\n（二）成员单位\n\n市公安局：负责巡查路线。\n\n市商务局：负责备齐饮水。\n\n二、工作要求\n\n1.编制预案。（市林业局负责）\n\n2.开展宣传。（市文旅局负责）";
    assert_eq!(
        outline(text),
        [
            "1# 职责分工",
            "1. 领导小组|负责统一指挥。 =领导小组",
            ". 市公安局|负责巡查路线。 =市公安局",
            ". 市商务局|负责备齐饮水。 =市商务局",
            "2# 工作要求",
            "1. |编制预案。 =市林业局",
            "2. |开展宣传。 =市文旅局",
        ]
    );
    let document =
        hongtou_reader::read("n.txt", text.as_bytes(), &hongtou_reader::Options::default())
            .expect("text");
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    let group = notice.sections[0].items[1].group.as_ref().expect("a group");
    assert_eq!((group.label.as_str(), group.title.as_deref()), ("（二）", Some("成员单位")));
    assert_eq!(notice.residual, []);
}

#[test]
fn a_text_that_begins_inside_a_section_has_its_items_without_a_title() {
    let titled = "八、开展宣传\n\n30.编印手册。（市文旅局负责）\n\n31.举办讲座。（市教育局负责）\n\n九、落实经费\n\n32.拨付资金。（市财政局负责）";
    let below = [
        "8# 开展宣传",
        "30. |编印手册。 =市文旅局",
        "31. |举办讲座。 =市教育局",
        "9# 落实经费",
        "32. |拨付资金。 =市财政局",
    ];
    let above = |text: &str| {
        let found = outline(&format!("{text}\n\n{titled}"));
        let (above, rest) = found.split_at(found.len() - below.len());
        assert_eq!(rest, below, "{text}");
        above.to_vec()
    };
    let first = "28.建设瞭望塔3座。（市林业局负责）";
    let second = "29.开辟隔离带。（市水利局负责）";
    let items = ["# ", "28. |建设瞭望塔3座。 =市林业局", "29. |开辟隔离带。 =市水利局"];
    assert_eq!(above(&format!("{first}\n\n{second}")), items);
    assert_eq!(above(second), ["# ", "29. |开辟隔离带。 =市水利局"]);
    // They may count anew below each title.
    let anew = outline(
        "5.建设瞭望塔3座。（市林业局负责）\n\n三、开展宣传\n\n1.编印手册。（市文旅局负责）\n\n2.举办讲座。（市教育局负责）",
    );
    assert_eq!(anew[..2], ["# ", "5. |建设瞭望塔3座。 =市林业局"]);
    assert_eq!(anew[2], "3# 开展宣传");
    // 1. and 2. may be the titles of 一、 and 二、.
    let turned = outline(
        "云溪市护林方案\n\n1.工程建设\n\n一、建设瞭望塔3座。（市林业局负责）\n\n二、开辟隔离带。（市水利局负责）\n\n2.日常工作\n\n一、编印手册。（市文旅局负责）\n\n二、举办讲座。（市教育局负责）",
    );
    assert!(!turned.iter().any(|line| line.starts_with("1. 工程建设")), "{turned:?}");
}

#[test]
fn titles_without_ordinals_between_tasks_open_sections() {
    let text = |first: &str, second: &str| {
        format!(
            "云溪县2024年整治方案\n\n{first}\n\n1.开展整顿。（责任单位：县公安局）\n\n2.举办活动。（责任单位：县司法局）\n\n{second}\n\n1.开展检查。（责任单位：县教育局）\n\n2.抽检食品。（责任单位：县水利局）"
        )
    };
    for (first, second) in [
        ("交通整治方面", "食品整治方面"),
        ("【交通整治】", "【食品整治】"),
        ("一 交通整治", "二 食品整治"),
        ("专项一：交通整治", "专项二：食品整治"),
        ("议案一：关于交通整治的议案", "议案二：关于食品整治的议案"),
    ] {
        let found = outline(&text(first, second));
        let titles: Vec<&String> = found.iter().filter(|line| line.contains('#')).collect();
        assert_eq!(titles, [&format!("# {first}"), &format!("# {second}")], "{found:?}");
        assert_eq!(found.len(), 6, "{found:?}");
    }
    // One that does not count on, and one that stands above no task, are no titles.
    for (first, second) in [("专项一：交通整治", "专项三：食品整治"), ("交通整治方面", "食品整治")]
    {
        let found = outline(&text(first, second));
        assert!(!found.iter().any(|line| line.contains(&format!("# {first}"))), "{found:?}");
    }
    // Within a task they part its words, and open no section.
    for (first, second) in
        [("步骤一：选址", "步骤二：配书"), ("选址方面", "配书方面"), ("【选址】", "【配书】")]
    {
        for (outer, inner) in [(["1. ", "2. "], "（1）"), (["（一）", "（二）"], "1. ")] {
            let found = outline(&format!(
                "云溪县2024年书屋方案\n\n{}新建书屋12个。（县文旅局负责）\n\n{first}\n\n{inner}靠近村委会。\n\n{second}\n\n{inner}每屋2000册。\n\n{}落实经费。（县财政局负责）",
                outer[0], outer[1]
            ));
            assert_eq!(found.len(), 3, "{found:?}");
            assert_eq!(found[2], "2. |落实经费。 =县财政局");
        }
    }
}

#[test]
fn headings_whose_counted_numbers_were_lost_open_sections() {
    let begins = "云溪市护林方案\n为护好山林，制定本方案。\n一、\n总体要求\n落实有关精神。\n";
    let first =
        "（一）建立台账。逐月报送。（市林业局负责）\n（二）排查火患。逐个排查。（市水利局负责）\n";
    let last = "加强督查。每年督查一次。（市公安局负责）\n";
    for (number, title) in [("（三）", "保障措施"), ("（三）", "组织保障"), ("（一）", "组织保障")]
    {
        let text = format!("{begins}主要任务\n{first}{title}\n{number}{last}");
        let found = outline(&text);
        let sections: Vec<&String> = found.iter().filter(|line| line.contains('#')).collect();
        assert_eq!(sections, ["1# 总体要求", "# 主要任务", &format!("# {title}")], "{text}");
        assert!(found[found.len() - 1].ends_with("加强督查|每年督查一次。 =市公安局"), "{found:?}");
    }
    // 保障措施 begins anew below what was cut, or where no number was kept at all.
    let sections = |text: &str| -> Vec<String> {
        outline(text).into_iter().filter(|line| line.contains('#')).collect()
    };
    let rest = format!("{first}保障措施\n（一）{last}");
    let cut = "云溪市护林方案\n为护好山林，制定本方案。\n";
    assert_eq!(sections(&format!("{cut}二、主要任务\n{rest}")), ["2# 主要任务", "# 保障措施"]);
    assert_eq!(sections(&format!("{cut}主要任务\n{rest}")), ["# 主要任务", "# 保障措施"]);
    let kept = "二、保障措施\n（一）加强督查。每年督查一次。（市公安局负责）\n";
    let found = sections(&format!("{cut}主要任务\n{first}{kept}"));
    assert_eq!(found, ["# 主要任务", "2# 保障措施"]);
    // One heading alone may be a title, and where no number is missing none was lost.
    assert_eq!(sections(&format!("{cut}主要任务\n{first}")), ["# "]);
    let found = sections(&format!("{cut}一、主要任务\n{first}基本原则\n{first}{kept}"));
    assert_eq!(found, ["1# 主要任务", "2# 保障措施"]);
    // With 二、 the notice has its sections, and nobody heads one.
    let text = format!("{begins}基本原则\n{first}二、保障措施\n（三）{last}");
    assert_eq!(outline(&text).iter().filter(|line| line.contains('#')).count(), 2);
    let text = format!("{begins}市林业局\n{first}");
    assert_eq!(outline(&text).iter().filter(|line| line.contains('#')).count(), 1);
}

#[test]
fn labels_may_stand_between_a_counted_title_and_its_tasks() {
    let found = outline(
        "云溪市议案办理意见\n\n议案一：关于工业的议案\n\n主办单位：市工信局\n\n1.培育产业。扩大产能。\n\n议案二：关于水的议案\n\n主办单位：市水利局\n\n1.治理水体。清理河道。",
    );
    assert_eq!(
        found,
        [
            "# 议案一：关于工业的议案",
            "1. 培育产业|扩大产能。 *市工信局",
            "# 议案二：关于水的议案",
            "1. 治理水体|清理河道。 *市水利局",
        ]
    );
}

#[test]
fn titles_that_another_word_counts_are_sections_over_their_measures() {
    assert_eq!(
        outline(
            "云溪市创建任务分工\n任务一：培育风尚\n措施1：公益广告占比不低于30%。\n责任单位：市委宣传部\n任务二：优化环境\n措施2：新增停车位5000个。\n责任单位：市城管局\n措施3：改造公厕20座。\n责任单位：市住建局"
        ),
        [
            "1# 培育风尚",
            "1. |公益广告占比不低于30%。 =市委宣传部",
            "2# 优化环境",
            "2. |新增停车位5000个。 =市城管局",
            "3. |改造公厕20座。 =市住建局",
        ]
    );
}

#[test]
fn what_a_heading_answers_for_proves_that_it_names_units() {
    let units = |third: &str| {
        let text = format!(
            "云溪市供水方案\n\n一、部门职责\n\n1.市水务局。查处违法取水行为，护航整改。\n\n2.{third}\n\n3.市公安局。负责巡查。"
        );
        let lines = outline(&text);
        let named = lines.iter().filter_map(|line| line.split_once(" ="));
        named.map(|(_, names)| names.to_owned()).collect::<Vec<_>>().join("、")
    };
    for (third, named) in [
        ("云溪燃气集团。负责管网增容，保障供应。", "市水务局、云溪燃气集团、市公安局"),
        (
            "国网云溪供电公司、云溪燃气集团。负责管网增容，保障供应。",
            "市水务局、国网云溪供电公司、云溪燃气集团、市公安局",
        ),
        ("云溪水投公司。具体负责管网增容。", "市水务局、云溪水投公司、市公安局"),
        ("建设教育集团。推进管网增容，保障供应。", "市水务局、市公安局"),
        ("强化保障。负责人要靠前指挥。", "市水务局、市公安局"),
        ("社区建设。负责管网增容。", "市水务局、市公安局"),
    ] {
        assert_eq!(units(third), named, "{third}");
    }
}

#[test]
fn a_heading_that_names_its_office_answers_where_others_only_help() {
    assert_eq!(
        outline(
            "云溪市2024年工作安排\n一、市教育局\n1.新增学位5000个。\n二、市住建局\n2.改造小区20个。（配合单位：市财政局）"
        ),
        [
            "1# 市教育局",
            "1. |新增学位5000个。 =市教育局",
            "2# 市住建局",
            "2. |改造小区20个。 =市住建局 +市财政局",
        ]
    );
}

#[test]
fn one_name_behind_a_title_answers_where_several_do_behind_another() {
    let text = |first: &str| {
        format!(
            "云溪市2024年工作安排\n一、加强征管（{first}）\n1.完成收入85亿元。\n2.提高占比。\n二、优化支出（市财政局）\n3.压减支出10%。\n4.保障民生。"
        )
    };
    assert_eq!(
        outline(&text("市税务局、市财政局")),
        [
            "1# 加强征管",
            "1. |完成收入85亿元。 =市税务局、市财政局",
            "2. |提高占比。 =市税务局、市财政局",
            "2# 优化支出",
            "3. |压减支出10%。 =市财政局",
            "4. |保障民生。 =市财政局",
        ]
    );
    assert_eq!(outline(&text("重点工作"))[3], "2# 优化支出（市财政局）");
}

#[test]
fn what_is_said_of_the_items_above_holds_for_them() {
    assert_eq!(
        outline(
            "云溪市服务意见\n一、提升服务\n（一）保证时间。\n（二）拓展渠道。\n（三）强化保障。（以上两项由市教育局、市财政局负责）\n（四）从严审批。（市司法局负责）"
        ),
        [
            "1# 提升服务",
            "1. |保证时间。",
            "2. |拓展渠道。 =市教育局、市财政局",
            "3. |强化保障。 =市教育局、市财政局",
            "4. |从严审批。 =市司法局",
        ]
    );
}

#[test]
fn who_answers_for_items_by_their_numbers_answers_for_those_above() {
    let tasks = "云溪市护林工作要点\n\n一、主要任务\n\n（一）修建瞭望塔。（市林业局负责）\n\n（二）开辟隔离带。\n\n（三）清理枯枝。\n\n（四）购置水泵。";
    assert_eq!(
        outline(&format!("{tasks}\n\n（二）至（四）项由市水利局、市应急局负责。")),
        [
            "1# 主要任务",
            "1. |修建瞭望塔。 =市林业局",
            "2. |开辟隔离带。 =市水利局、市应急局",
            "3. |清理枯枝。 =市水利局、市应急局",
            "4. |购置水泵。 =市水利局、市应急局",
        ]
    );
    assert_eq!(
        outline(&format!("{tasks}\n\n（三）至（四）项任务由市水利局牵头，市财政局保障资金。"))[2..],
        ["2. |开辟隔离带。", "3. |清理枯枝。 *市水利局", "4. |购置水泵。 *市水利局"]
    );
    // It leaves out the one that it is printed below.
    assert_eq!(
        outline(&format!("{tasks}\n\n第二至三项由市水利局负责。"))[2..],
        ["2. |开辟隔离带。 =市水利局", "3. |清理枯枝。 =市水利局", "4. |购置水泵。"]
    );
    // One of them is rather a part of the task above, and so are those of a task that counts its parts.
    let parts = "云溪市护林工作要点\n\n一、主要任务\n\n（一）修建瞭望塔。\n\n（二）开辟隔离带。\n\n（三）开展三项行动。";
    for said in [
        "第一项由市水利局负责。",
        "第1项由市水利局负责，第2项由市财政局负责。",
        "第1、2项由市水利局负责。",
        "一是巡山；二是灭火。第1、2项由市水利局负责。",
    ] {
        let lines = outline(&format!("{parts}{said}"));
        assert_eq!(lines[1..3], ["1. |修建瞭望塔。", "2. |开辟隔离带。"], "{said}");
        assert!(lines[3].contains("市水利局"), "{said}: {lines:?}");
    }
    let articles = "云溪市护林办法\n\n第一条 市林业局负责护林。\n\n第二条 加强巡山。\n\n第三条 加强灭火。\n\n第四条 护林工作包括下列各项：巡山、灭火、育苗。第二、三项由市水利局负责。\n\n第五条 本办法自印发之日起施行。";
    assert!(
        outline(articles).iter().all(|line| !line.contains("=市水利局") || line.contains("育苗"))
    );
    // Somebody answers for one of them already.
    assert_eq!(
        outline(&format!("{tasks}\n\n第1—3项由市水利局负责。"))[1..4],
        ["1. |修建瞭望塔。 =市林业局", "2. |开辟隔离带。", "3. |清理枯枝。"]
    );
}

#[test]
fn a_last_sentence_of_names_and_their_parts_answers_for_the_task() {
    assert_eq!(
        outline(
            "云溪师范学院读书月安排\n\n一、主要任务\n\n1.组织读书会。工会、团委具体组织实施。\n\n2.清点旧书，登记造册。破损的送修。各科室落实，办公室汇总。\n\n3.开放书库。学生凭证入库。办公室审核。\n\n4.建设书车3辆，巡回借书。（图书馆负责）借书人凭证借书。各科室落实，办公室汇总。\n\n5.举办书展。工会、团委具体承办，后勤部保障。\n\n6.加强领导。市教育局牵头抓总，市卫健委做好技术指导。"
        ),
        [
            "1# 主要任务",
            "1. |组织读书会。 =工会、团委",
            "2. 清点旧书，登记造册|破损的送修。 =办公室",
            "3. 开放书库|学生凭证入库。办公室审核。",
            "4. |建设书车3辆，巡回借书。 =图书馆|借书人凭证借书。各科室落实，办公室汇总。",
            "5. |举办书展。 =工会、团委、后勤部",
            "6. 加强领导|市教育局牵头抓总，市卫健委做好技术指导。 *市教育局",
        ]
    );
}

#[test]
fn the_last_part_of_a_sentence_that_says_nothing_but_who_answers_is_said_of_it() {
    assert_eq!(
        outline(
            "云溪县护林要点\n\n一、主要任务\n\n1.疏浚河道3条，县水利局牵头负责。\n\n2.建设瞭望塔2座，县林业局负责选址。\n\n3.对逾期未改的，县公安局负责。\n\n4.培训护林员，人员由各村选派，县林业局负责发证。"
        ),
        [
            "1# 主要任务",
            "1. |疏浚河道3条，县水利局牵头负责。 *县水利局",
            "2. |建设瞭望塔2座，县林业局负责选址。",
            "3. |对逾期未改的，县公安局负责。 =县公安局",
            "4. |培训护林员，人员由各村选派，县林业局负责发证。",
        ]
    );
}

#[test]
fn the_last_parts_of_a_sentence_say_together_who_answers() {
    assert_eq!(
        outline(
            "云溪县护林要点\n\n一、主要任务\n\n1.新建水渠3条，县水利局牵头，各镇负责。\n\n2.建设瞭望塔2座，县林业局主办，县财政局协办。\n\n3.开展演练，县应急局，各镇负责。\n\n4.巡山护林，后勤处负责。"
        ),
        [
            "1# 主要任务",
            "1. |新建水渠3条，县水利局牵头，各镇负责。 *县水利局 =各镇",
            "2. |建设瞭望塔2座，县林业局主办，县财政局协办。 *县林业局 +县财政局",
            "3. |开展演练，县应急局，各镇负责。 =县应急局、各镇",
            "4. |巡山护林，后勤处负责。 =后勤处",
        ]
    );
    // What somebody pays for or works on is no part of his name, and who is named before takes part as well.
    for task in [
        "修缮校舍5处，费用县教育局承担。",
        "修缮校舍5处，所需资金县财政局承担。",
        "修缮校舍5处，后期管护村委会负责。",
        "修缮校舍5处，新校舍县住建局负责，旧校舍县教育局负责。",
        "加强统筹，县级层面县发改局负责。",
        "整治环境，背街小巷社区居委会负责。",
        "举办比赛2场，争取省体育局牵头。",
        "健全机制，形成县委统一领导，县政府负责。",
        "建设驿站3个，县水利局牵头抓建设，各镇具体负责。",
    ] {
        let lines = outline(&format!("云溪县护林要点\n\n一、主要任务\n\n1.{task}\n\n2.清理枯枝。"));
        assert_eq!(lines[1], format!("1. |{task}"), "{task}");
    }
}

#[test]
fn what_is_counted_behind_an_ordinal_keeps_it() {
    assert_eq!(
        outline(
            "云溪县护林要点\n\n一、主要任务\n\n（一）3项重点改革。改造林场2处。（县林业局负责）\n\n（二）5项民生实事。修建瞭望塔3座。（县应急局负责）\n\n（三）一条主线。清理枯枝。（各镇负责）"
        ),
        [
            "1# 主要任务",
            "1. 3项重点改革|改造林场2处。 =县林业局",
            "2. 5项民生实事|修建瞭望塔3座。 =县应急局",
            "3. 一条主线|清理枯枝。 =各镇",
        ]
    );
}

#[test]
fn the_first_and_the_second_below_an_item_are_its_words() {
    let lines = outline(
        "云溪县护林要点\n\n一、主要任务\n\n（一）修建瞭望塔。\n\n第一，选址。县林业局负责。\n\n第二，建设。县住建局负责。\n\n（二）开辟隔离带。（县水利局负责）",
    );
    assert!(
        lines.iter().any(|line| line.starts_with("2. ") && line.contains("=县水利局")),
        "{lines:?}"
    );
    assert!(
        lines.iter().any(|line| line.starts_with("1. ") && line.contains("修建瞭望塔")),
        "{lines:?}"
    );
}

#[test]
fn ordinals_that_only_their_count_shows_number_items() {
    assert_eq!(
        outline(
            "云溪市护林工作要点\n\n一、主要任务\n\n第一，修建瞭望塔。（市林业局负责）\n\n第二，开辟隔离带。（市水利局负责）\n\n二、保障措施\n\n第一，加强领导。\n\n第三，落实经费。"
        )[..3],
        ["1# 主要任务", "1. |修建瞭望塔。 =市林业局", "2. |开辟隔离带。 =市水利局"]
    );
    assert_eq!(
        outline(
            "云溪市护林工作要点\n\n壹、主要任务\n\n1.修建瞭望塔。（市林业局负责）\n\n2.开辟隔离带。（市水利局负责）\n\n贰、宣传任务\n\n1.印发手册。（市文旅局负责）"
        ),
        [
            "1# 主要任务",
            "1. |修建瞭望塔。 =市林业局",
            "2. |开辟隔离带。 =市水利局",
            "2# 宣传任务",
            "1. |印发手册。 =市文旅局",
        ]
    );
    // Levels of an alarm are no words of its number.
    assert_eq!(
        outline(
            "云溪市护林工作预案\n\n1总则\n\n1.1编制目的\n\n为保护林木，制定本预案。\n\n2响应\n\n2.1 Ⅳ级响应\n\n2.1.1 启动条件。\n\n2.1.2 响应措施。\n\n2.2 Ⅲ级响应\n\n2.2.1 启动条件。"
        ),
        [
            "1# 总则",
            "1. 编制目的|为保护林木，制定本预案。",
            "2# 响应",
            "1. |启动条件。",
            "2. |响应措施。",
            "1. |启动条件。",
        ]
    );
}

#[test]
fn a_unit_in_front_of_its_own_task_answers_below_a_title_of_another() {
    assert_eq!(
        outline(
            "云溪市登山节筹备分工\n\n一、主要分工\n\n（一）市林业局\n\n1.开辟步道。\n\n2.市水利局：架设便桥。\n\n（二）市商务局牵头的工作\n\n1.备齐饮水。\n\n2.市公安局：巡查路线。\n\n3.市教育局负责招募志愿者。"
        ),
        [
            "1# 主要分工",
            "1. |开辟步道。 =市林业局",
            "2. 市水利局|架设便桥。 =市水利局",
            "1. |备齐饮水。 *市商务局",
            "2. 市公安局|巡查路线。 *市商务局 =市公安局",
            "3. |市教育局负责招募志愿者。 *市商务局 =市教育局",
        ]
    );
}

#[test]
fn a_heading_mark_on_the_rest_of_a_sentence_heads_nothing() {
    assert_eq!(
        outline_of(
            "n.md",
            "# 云溪市改厕工作的通知\n\n各镇人民政府：\n\n一、改造厕所\n\n1.新建公共厕所4座，每日至少保\n\n\
             # 洁2次，群众满意。（市城管局、市住房和城乡\n## 建设局）\n\n2.取缔露天焚烧点。（市农业农村局）\n\n\
             # 二、落实责任\n\n3.设立专项资金。（市财政局）"
        ),
        [
            "1# 改造厕所",
            "1. |新建公共厕所4座，每日至少保洁2次，群众满意。 =市城管局、市住房和城乡建设局",
            "2. |取缔露天焚烧点。 =市农业农村局",
            "2# 落实责任",
            "3. |设立专项资金。 =市财政局",
        ]
    );
    // A title and a salutation that are marked alike stay what they are.
    assert_eq!(
        outline_of(
            "n.md",
            "云溪市改厕方案\n\n来源：市政府办 打印\n\n## 各镇人民政府；市各部门：\n\n一、改造厕所4座。（市城管局）\n\n\
             二、拆除旱厕9座。（市住建局）"
        ),
        ["# ", "1. |改造厕所4座。 =市城管局", "2. |拆除旱厕9座。 =市住建局"]
    );
}

#[test]
fn a_name_that_a_page_cuts_in_a_list_is_one() {
    assert_eq!(
        outline(
            "云溪省重点工作分工方案\n\n1.零售总额增长9%。\n\n责任单位：省商务厅、省文化和旅游\n\n— 4 —\n\n\
             厅、省税务局等\n\n2.新建学校3所。\n\n责任单位：省教育厅、省财政厅\n\n— 5 —\n\n3.建站2座。\n\n\
             责任单位：省水利厅"
        ),
        [
            "# ",
            "1. |零售总额增长9%。 =省商务厅、省文化和旅游厅、省税务局",
            "2. |新建学校3所。 =省教育厅、省财政厅",
            "3. |建站2座。 =省水利厅",
        ]
    );
}

#[test]
fn a_line_that_begins_a_name_is_no_rest_of_the_list_above() {
    let below = |list: &str, next: &str| {
        outline(&format!(
            "云溪县书屋方案\n\n1.检查10次。\n{list}\n{next}\n\n2.宣传5次。（县委办负责）"
        ))
    };
    assert_eq!(
        below("责任单位：县教育局、县财政", "各镇人民政府、街道办事处按职责分工")[1],
        "1. |检查10次。 =县教育局、县财政、各镇人民政府、各街道办事处"
    );
    assert_eq!(
        below("牵头领导：张三、李四", "县教育局、县文旅局")[1],
        "1. |检查10次。|县教育局、县文旅局"
    );
    assert_eq!(
        below("责任单位：县教育局、县", "公安局、县文旅局")[1],
        "1. |检查10次。 =县教育局、县公安局、县文旅局"
    );
}

#[test]
fn who_a_notice_is_for_is_no_rest_of_what_a_page_says() {
    let page = "云溪市政府关于绿化工作的意见\n\n来源：市政府办 发布时间：2026-03-02 阅读： 打印 收藏\n\n\
                各区县人民政府，市各部门：\n\n一、造林3万亩。（市林业局）";
    let read = hongtou_reader::read("n.txt", page.as_bytes(), &hongtou_reader::Options::default());
    let notice = hongtou_parser::parse(&read.expect("text"), &hongtou_parser::Options::default());
    assert_eq!(notice.header.addressees, ["各区县人民政府", "市各部门"]);
}

#[test]
fn a_date_that_ends_at_the_right_edge_goes_on_in_no_title() {
    let letter = concat!(
        "关于印发《溪口镇２０２５年村庄绿化重点工作任务分解方案》\n的通知\n\n各村（社区），镇直各单位：\n\n",
        "　　现将《溪口镇２０２５年村庄绿化重点工作任务分解方案》\n印发给你们，请抓好落实。\n\n",
        "　　　　　　　　　　　　　　　　　　　　溪口镇人民政府\n",
        "　　　　　　　　　　　　　　　　　　２０２５年３月１８日\n\n",
        "溪口镇２０２５年村庄绿化任务分解\n\n",
        "　　1、新建苗圃２６处，补植行道树４８公里。（责任单位：镇\n",
        "环卫所、各村（社区）；完成时限：4月底前）",
    );
    let read =
        hongtou_reader::read("n.txt", letter.as_bytes(), &hongtou_reader::Options::default());
    let notice = hongtou_parser::parse(&read.expect("text"), &hongtou_parser::Options::default());
    assert_eq!(notice.header.issued_on.map(|date| date.to_string()).as_deref(), Some("2025-03-18"));
    assert_eq!(
        notice.plan.and_then(|plan| plan.title).as_deref(),
        Some("溪口镇２０２５年村庄绿化任务分解")
    );
}

#[test]
fn the_first_heading_below_a_letter_is_the_title_of_its_plan() {
    let text = "云溪县人民政府办公室关于印发云溪县书屋建设重点任务分解的通知\n\n各镇人民政府：\n\n现将任务印发给你们。\n\n\
                云溪县书屋建设重点任务\n\n（一）建设书屋。新建书屋10个。（县教育局负责）\n\n（二）培训人员。培训20人。（县人社局负责）\n\n\
                云溪县书屋建设重点项目\n\n（一）东山书屋。投资10万元。（县教育局负责）\n\n（二）西山书屋。投资20万元。（县教育局负责）";
    let read = hongtou_reader::read("n.txt", text.as_bytes(), &hongtou_reader::Options::default());
    let notice = hongtou_parser::parse(&read.expect("text"), &hongtou_parser::Options::default());
    assert_eq!(notice.plan.and_then(|plan| plan.title).as_deref(), Some("云溪县书屋建设重点任务"));
}

#[test]
fn the_one_task_without_a_stop_is_cut_by_its_page() {
    let tasks = |second: &str, page: &str| {
        outline(&format!(
            "云溪市草原工作方案\n\n1.完成监测，设立样地30个。（市林草局）\n\n2.{second}\n\n{page}\n\n\
             金1520万元，11月底前全部到户。（市财政局）\n\n3.修复草原3万亩。（市林草局）"
        ))
    };
    let cut = tasks("通过“一卡通”发放补奖资", "— 2 —");
    assert_eq!(cut[2], "2. |通过“一卡通”发放补奖资金1520万元，11月底前全部到户。 =市财政局");
    // Without a page in between it is a heading.
    let headed = tasks("落实草原补助", "");
    assert_eq!(headed[2], "2. 落实草原补助|金1520万元，11月底前全部到户。 =市财政局");
}

#[test]
fn a_framed_line_of_who_organises_is_no_line_of_a_site() {
    assert_eq!(
        outline(
            "云溪市政府关于办理提案的通知\n\n6．关于打造名城的提案（民盟提出）。\n\
             【主办单位：市文旅局；会办单位：市财政局；办结时限：7月底前】\n\n7．关于规范培训的提案。\n\
             【主办单位：市教育局；会办单位：市公安局；办结时限：6月底前】"
        ),
        [
            "# ",
            "6. |关于打造名城的提案（民盟提出）。 *市文旅局 +市财政局",
            "7. |关于规范培训的提案。 *市教育局 +市公安局",
        ]
    );
}

#[test]
fn titles_that_are_offices_may_count_their_tasks_with_blanks() {
    assert_eq!(
        outline(
            "云溪学院2024年目标任务\n\n一、教务处（2 项）\n\n1.建设课程12门。\n\n2.完成认证3个。\n\n\
             二、科研处（ 1 项）\n\n3.立项18项。"
        ),
        [
            "1# 教务处（2 项）",
            "1. |建设课程12门。 =教务处",
            "2. |完成认证3个。 =教务处",
            "2# 科研处（ 1 项）",
            "3. |立项18项。 =科研处",
        ]
    );
}

#[test]
fn a_list_of_a_label_may_go_on_in_the_next_line() {
    assert_eq!(
        outline(
            "云溪市2024年工作安排\n一、重点任务\n1.建立台账。\n责任单位：市教育局\n2.推进试点。\n牵头单位：市教育局\n配合单位：市财政局、市人社局；\n各县区人民政府"
        ),
        [
            "1# 重点任务",
            "1. |建立台账。 =市教育局",
            "2. |推进试点。 *市教育局 +市财政局、市人社局、各县区人民政府",
        ]
    );
}

#[test]
fn who_takes_part_in_the_last_task_ends_no_plan() {
    let text = "云溪县活动方案\n\n一、活动安排\n\n1.举办书画展1场。\n\n参加单位：各学校\n\n责任单位：县文旅局\n\n2.举办运动会1场。\n\n参加人员：干部职工\n\n责任单位：县体育局\n\n完成时限：9月底前\n";
    let found = outline(text);
    assert!(found[2].ends_with("=县体育局"), "{found:?}");
}

#[test]
fn a_lesson_of_a_timetable_is_no_division() {
    let text = "云溪县书屋方案\n\n一、主要任务\n\n（一）修建书屋3座。（县文旅局负责）\n\n第一节 课程 组织学习\n\n第二节 活动 组织参观\n\n（二）购书30册。（县文旅局负责）\n\n二、保障\n\n1.加强领导。（县政府办负责）\n";
    let found = outline(text);
    assert_eq!(found[0], "1# 主要任务", "{found:?}");
    assert!(found.iter().all(|line| !line.contains("# 课程")), "{found:?}");
}

#[test]
fn a_label_without_a_value_takes_the_next_line() {
    let text = "云溪县工作要点

一、产业提升

1.培育企业30家。

责任单位：
县工信局、县商务局

完成时限：
2025年9月底前

2.建设园区5个。责任单位：县发改局，配合单位：
县商务局。
";
    assert_eq!(
        outline(text),
        [
            "1# 产业提升",
            "1. |培育企业30家。 =县工信局、县商务局",
            "2. |建设园区5个。 =县发改局 +县商务局",
        ]
    );
}

#[test]
fn titles_that_are_offices_answer_for_what_stands_below_them() {
    let text = "云溪学院工作要点

一、教务处（2项）

1.修订培养方案12个。

2.开设课程30门。

二、科研处、学工部（招生处）

1.申报项目20项。
";
    assert_eq!(
        outline(text),
        [
            "1# 教务处（2项）",
            "1. |修订培养方案12个。 =教务处",
            "2. |开设课程30门。 =教务处",
            "2# 科研处、学工部（招生处）",
            "1. |申报项目20项。 =科研处、学工部（招生处）",
        ]
    );
    for built in [["幼儿园", "卫生室"], ["图书馆", "文化站"]] {
        let text =
            text.replace("教务处（2项）", built[0]).replace("科研处、学工部（招生处）", built[1]);
        assert!(outline(&text).iter().all(|line| !line.contains('=')), "{:?}", outline(&text));
    }
    let text = text.replace("科研处、学工部（招生处）", "强化保障");
    assert!(outline(&text).iter().all(|line| !line.contains('=')), "{:?}", outline(&text));
}

#[test]
fn labels_in_frames_are_labels_of_whatever_they_say() {
    assert_eq!(
        outline(
            "云溪区工作要点\n一、夯实底座\n（一）建设政务云\n【目标任务】上云率达到100%。\n【完成时限】持续推进\n【责任人】张三\n【牵头单位】区数据局\n（二）建设平台\n【主要举措】建成平台3个。\n【牵头单位】区财政局"
        ),
        [
            "1# 夯实底座",
            "1. 建设政务云|上云率达到100%。 *区数据局",
            "2. 建设平台|建成平台3个。 *区财政局",
        ]
    );
}

#[test]
fn a_person_behind_an_office_takes_nothing_from_it() {
    let found = outline(
        "云溪街道任务分解\n一、氛围类\n1、公益广告。每处15幅。 责任科室：党建办 责任人：赵敏 时限：3月底\n2、清理楼道。完成156个。 责任科室：城管办 责任人：李强 时限：3月底",
    );
    assert_eq!(
        found,
        ["1# 氛围类", "1. 公益广告|每处15幅。 =党建办", "2. 清理楼道|完成156个。 =城管办",]
    );
}

#[test]
fn a_line_cut_inside_a_word_is_no_heading() {
    let text = "云溪市护林工作要点\n一、扎实推进重点工作\n（一）办好全市植树周、全市护河日、全市爱鸟周、全市苗木节等主\n题宣传活动。（市林业局牵头，市水利局参与）\n（二）严厉打击在集市上销售假苗木（含假树苗和假种子）和假苗木制\n品的行为。（市公安局负责）\n（三）健全苗木检疫、登记、抽查等制度\n新的苗木要全部登记。（市林业局负责）";
    assert_eq!(
        outline(text)[1..],
        [
            "1. |办好全市植树周、全市护河日、全市爱鸟周、全市苗木节等主题宣传活动。 *市林业局 +市水利局",
            "2. |严厉打击在集市上销售假苗木（含假树苗和假种子）和假苗木制品的行为。 =市公安局",
            "3. 健全苗木检疫、登记、抽查等制度|新的苗木要全部登记。 =市林业局",
        ]
    );
}

#[test]
fn a_number_goes_on_with_its_measure_on_the_next_line() {
    let task = |line: &str| {
        let text = format!(
            "云溪市护林工作要点\n\n一、队伍\n\n1.{line}\n\n2.新建瞭望塔3座。（市林业局负责）"
        );
        outline(&text)[1].clone()
    };
    for (lines, clause) in [
        ("组织护林员培训 900\n人次，持证率达到92%。", "组织护林员培训 900人次，持证率达到92%。"),
        ("新建瞭望塔3座，步道 14\n\n公里。", "新建瞭望塔3座，步道 14公里。"),
        ("巡护检查达到 6\n\n- 3 -\n\n批次 / 千人。", "巡护检查达到 6批次 / 千人。"),
        ("开展巡护，在 6\n月底前完成。", "开展巡护，在 6月底前完成。"),
    ] {
        assert_eq!(task(&format!("{lines}（市林业局负责）")), format!("1. |{clause} =市林业局"));
    }
    // A year counts nothing, and the number of a thing is part of its name.
    for (heading, task_words) in
        [("建设数字林场2026", "个人信息要保护。"), ("改造设施B12", "户外设施全部改造。")]
    {
        assert_eq!(
            task(&format!("{heading}\n{task_words}（市林业局负责）")),
            format!("1. {heading}|{task_words} =市林业局")
        );
    }
}

#[test]
fn a_table_shows_a_cut_line_whatever_its_figure() {
    let text = |row: &str| {
        format!(
            "云溪市护林工作要点\n\n一、队伍\n\n1.组织护林员职业技能\n培训900人次，持证率达到92%。（市林业局负责）\n\n2.新建瞭望塔3座。（市林业局负责）\n\n任务分解表\n\n序号\t工作任务\t责任单位\n1\t{row}\t市林业局\n2\t新建瞭望塔3座。\t市林业局"
        )
    };
    assert_eq!(
        outline(&text("组织护林员职业技能培训600人次，持证率达到92%。"))[1],
        "1. |组织护林员职业技能培训900人次，持证率达到92%。 =市林业局"
    );
    assert_eq!(
        outline(&text("培训900人次，持证率达到92%。"))[1],
        "1. 组织护林员职业技能|培训900人次，持证率达到92%。 =市林业局"
    );
}

#[test]
fn tasks_of_like_length_that_end_in_their_brackets_are_whole() {
    let text = "云溪市护林任务\n\n一、巡护\n\n1.及时公开防火等级预报，预报发布后20日内公开。（市林业局牵头，各镇、市级各部门配合）\n\n2.巡护重点林区42个，每月更新巡护进度。（市公安局牵头，市住建局、交通局、水利局配合）\n\n3.防火应急演练参演率达到100%，覆盖率不低于60%以上。（市应急局牵头，市司法局配合）\n\n4.12月15日前举办护林志愿者开放日活动不少于6场。（市文旅局牵头，市档案局、信访局配合）\n\n云溪市护林任务分解一览表\n\n序号\t工作任务\t牵头单位\n1\t公开预报。\t市林业局";
    let found = outline(text);
    assert_eq!(found.len(), 5, "{found:?}");
    assert_eq!(
        found[4],
        "4. |12月15日前举办护林志愿者开放日活动不少于6场。 *市文旅局 +市档案局、市信访局"
    );
}

#[test]
fn titles_behind_dashes_are_the_groups_of_what_is_numbered_below_them() {
    let groups = |text: &str| {
        let document =
            hongtou_reader::read("n.txt", text.as_bytes(), &hongtou_reader::Options::default())
                .expect("text");
        let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
        let items = notice.sections.into_iter().flat_map(|section| section.items);
        items
            .map(|item| {
                item.group.map_or(String::new(), |group| {
                    group.label + "|" + &group.title.unwrap_or_default()
                })
            })
            .collect::<Vec<_>>()
    };
    let tasks = |above: &str| {
        format!(
            "云溪市护林方案\n一、巡护\n{above}——林区巡护行动。\n1.巡护林区30处。（市林业局负责）\n——水源巡护行动。\n2.巡护水源5处。（市水利局负责）\n二、建设\n3.新建瞭望塔6座。（市林业局负责）"
        )
    };
    assert_eq!(groups(&tasks("")), ["——|林区巡护行动", "——|水源巡护行动", ""]);
    assert_eq!(groups(&tasks("（一）日常\n")), ["——|林区巡护行动", "——|水源巡护行动", ""]);
    // As other programs write a dash.
    let plain = tasks("").replace("——", "------");
    assert_eq!(groups(&plain), ["------|林区巡护行动", "------|水源巡护行动", ""]);
    // Parts of the tasks above them, and aims that say how much.
    let parts = "云溪市护林方案\n一、巡护\n1.巡护林区30处。（市林业局负责）\n——建立台账。\n2.巡护水源5处。（市水利局负责）\n——建立台账。\n3.新建瞭望塔6座。（市林业局负责）";
    assert_eq!(groups(parts), ["", "", ""]);
    let aims = "云溪市护林方案\n一、目标\n——覆盖率达到62%。\n——受害率控制在8‰以内。\n1.巡护林区30处。（市林业局负责）\n2.巡护水源5处。（市水利局负责）";
    assert_eq!(groups(aims), ["", ""]);
}

#[test]
fn a_first_sentence_that_makes_a_document_is_a_task_where_no_item_has_a_heading() {
    let text = |others: &str| {
        format!(
            "云溪市护林计划\n一、制度\n1.推进修订《林区管理规定》《瞭望塔管理规定》。做好标准复审，复审率达到100%。（市林业局负责）\n2.新建瞭望塔6座。（市林业局负责）\n{others}"
        )
    };
    assert_eq!(
        outline(&text(""))[1],
        "1. |推进修订《林区管理规定》《瞭望塔管理规定》。做好标准复审，复审率达到100%。 =市林业局"
    );
    let others = "3.加强日常巡护。各镇每周巡护一次。（市林业局负责）\n4.强化部门联动。联合检查三轮。（市公安局负责）";
    assert_eq!(
        outline(&text(others))[1],
        "1. 推进修订《林区管理规定》《瞭望塔管理规定》|做好标准复审，复审率达到100%。 =市林业局"
    );
}

#[test]
fn an_ordinal_on_a_line_of_its_own_has_the_heading_behind_it() {
    let whole = "云溪市养老服务措施\n一、机构建设\n（一）改造机构。改造养老机构3家，新增床位200张。（市民政局负责）\n（二）培训护理员。全年培训200人，发放补贴。（市人力资源社会保障局负责）\n";
    let told = outline(whole);
    assert_eq!(told[1], "1. 改造机构|改造养老机构3家，新增床位200张。 =市民政局");
    for cut in ["（一）", "（二）", "改造机构。", "培训护理员。"] {
        let text = whole.replace(cut, &format!("{cut}\n"));
        let text = text.replace("（二）培训护理员。\n", "（二）\n培训护理员。\n");
        assert_eq!(outline(&text), told, "{text}");
    }
}

#[test]
fn numbers_that_lost_their_stops_are_those_of_items() {
    let tasks = [
        ("新建学校", "牵头单位：市教育局\n\n完成情况：开工4所，新增学位1200个。"),
        ("组织培训", "牵头单位：市人社局\n\n完成情况：培训护理员300人。"),
        ("巡查河道", "牵头单位：市水利局\n\n完成情况：巡查40次。"),
    ];
    let notice = |stop: &str| {
        let items =
            tasks.iter().zip(1..).map(|((task, told), at)| format!("{at}{stop}{task}\n\n{told}"));
        let items: Vec<String> = items.collect();
        format!(
            "云溪市民生工程督查报告\n\n一、教育就业\n\n{}\n\n二、环境\n\n{}\n",
            items[..2].join("\n\n"),
            items[2]
        )
    };
    let told = outline(&notice("."));
    assert_eq!(
        told[..2],
        ["1# 教育就业", "1. 新建学校|完成情况：开工4所，新增学位1200个。 *市教育局"]
    );
    for stop in ["", " ", "　"] {
        assert_eq!(outline(&notice(stop)), told, "{stop:?}");
        assert_eq!(outline(&notice(stop).replace("\n\n", "\n")), told, "{stop:?}");
    }
}

#[test]
fn a_list_of_contents_holds_no_sections() {
    let body = "一、总体要求\n\n到2026年，新建书屋30个。\n\n二、主要任务\n\n1.建设书屋。由各镇选址。（县文旅局负责）\n\n2.配齐图书。（县教育局负责）\n\n三、保障措施\n\n各镇要落实经费。\n";
    let told = outline(&format!("云溪县农家书屋建设方案\n\n{body}"));
    for contents in [
        "目 录\n\n一、总体要求\n\n二、主要任务\n\n三、保障措施\n\n",
        "目录\n\n一、总体要求……………1\n\n二、主要任务……………2\n\n1.建设书屋……………2\n\n2.配齐图书……………3\n\n三、保障措施……………4\n\n",
        "目　　录\n一、总体要求\t1\n二、主要任务\t2\n三、保障措施\t4\n\n",
    ] {
        let whole = format!("云溪县农家书屋建设方案\n\n{contents}{body}");
        assert_eq!(outline(&whole), told, "{contents}");
    }
}

#[test]
fn a_list_of_contents_ends_where_the_body_begins() {
    let body = "一、总体要求\n\n到2026年，新建书屋30个。\n\n二、主要任务\n\n1.建设书屋。（县文旅局负责）\n\n三、保障措施\n\n各镇要落实经费。\n\n附件：借阅方案\n\n借阅方案\n\n一、总体要求\n\n方便群众。\n\n二、借阅办法\n\n1.登记图书。（县文旅局负责）\n";
    let contents = "目录\n\n一、总体要求\n\n二、主要任务\n\n三、保障措施\n\n";
    let told = outline(&format!("云溪县农家书屋建设方案\n\n{body}"));
    assert_eq!(outline(&format!("云溪县农家书屋建设方案\n\n{contents}{body}")), told);
}

#[test]
fn a_heading_of_contents_alone_takes_nothing_out() {
    let told = outline(
        "云溪县公开工作方案\n\n目录\n\n1.编制目录。（县司法局负责）\n\n2.公布目录。（县政务局负责）\n",
    );
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn the_table_of_an_attachment_that_nothing_cuts_into_rows_is_no_body() {
    let body = "云溪市林业局关于印发2025年护林工作安排的通知\n\n各县区：\n\n现将安排印发给你们。\n\n云溪市林业局\n\n2025年3月4日\n\n\
                2025年护林工作安排\n\n一、建设设施\n\n1.建设瞭望塔3座。（市林业局负责）\n\n二、加强巡护\n\n2.开展联合巡护12次。（市林业局、市公安局负责）\n\n\
                附件：护林任务分解表\n\n附件\n\n护林任务分解表\n\n";
    // Cells that come one page column after the other: nothing tells which row they are of.
    let table = "序\n重点任务\n号\n责任单位 完成时限\n一、建设设施\n1 建设瞭望塔\n市林业\n3座。\n局\n10月底\n前\n\
                 二、加强巡护\n市林业局、\n2 开展联合\n巡护12次。\n市公安局\n全年\n";
    assert_eq!(outline(&format!("{body}{table}")), outline(body));
    let text = format!("{body}{table}");
    let document =
        hongtou_reader::read("n.txt", text.as_bytes(), &hongtou_reader::Options::default())
            .expect("text");
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    let unread = hongtou_model::RepairKind::UnreadRow;
    assert!(notice.repairs.iter().any(|repair| repair.kind == unread), "{:?}", notice.repairs);
    assert!(notice.residual.iter().any(|left| left.text.contains("重点任务")));
    // An attachment whose text has ordinals and no headings of columns is read as one.
    let plan = outline(&format!("{body}一、开展宣传\n\n1.印发手册500本。（市林业局负责）\n"));
    assert_eq!(plan.len(), 6, "{plan:?}");
}

#[test]
fn numbers_with_numbers_of_their_own_below_are_titles_whatever_title_comes_next() {
    let text = "云溪市帮扶工作要点\n\n**1.加强监测**\n\n1.排查农户2次。（责任单位：市民政局）\n\n2.发放奖补资金300万元。（责任单位：市财政局）\n\n\
                **2.促进增收**\n\n1.安置公益岗位80个。（责任单位：市人力资源社会保障局）\n\n2.新建基地5处。（责任单位：市农业农村局）\n\n\
                **四.巩固成果**\n\n1.改造危房30户。（责任单位：市住建局）\n\n2.抽检饮水12次。（责任单位：市水利局）";
    let found = outline_of("n.md", text);
    let titles: Vec<&String> = found.iter().filter(|line| line.contains('#')).collect();
    assert_eq!(titles, ["1# 加强监测", "2# 促进增收", "4# 巩固成果"]);
}
