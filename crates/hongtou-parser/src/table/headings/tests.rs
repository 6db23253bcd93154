use super::*;

/// What the headings of a table say, printed with | between them.
fn settled(header: &str, titled: bool) -> Vec<Heading> {
    let words: Vec<&str> = header.split('|').collect();
    let mut out: Vec<Heading> = words.iter().map(|text| heading(text)).collect();
    settle(&mut out, &words, titled);
    out
}

#[test]
fn what_stands_beside_a_list_of_contents_says_no_work() {
    let lists = settled("序号|内容清单|责任处室|宣传载体|方式措施|标准清单", false);
    assert_eq!(lists[1], Heading::Detail);
    assert!(lists[3..].iter().all(|heading| *heading == Heading::Aside));
    assert_ne!(settled("序号|内容清单|工作措施|责任单位", false)[2], Heading::Aside);
}

#[test]
fn a_list_of_duties_says_who_answers_beside_one_of_tasks() {
    let of = |header| settled(header, false);
    let lists = of("序号|任务清单|责任清单|时限清单");
    assert_eq!(lists[1..3], [Heading::Detail, Heading::Units(Role::Responsible)]);
    assert_ne!(of("序号|责任清单|完成时限")[1], Heading::Units(Role::Responsible));
}

#[test]
fn a_row_of_goals_is_no_header() {
    for row in [
        &["2026年目标", "产值目标", "2026年产值目标", "200亿元"][..],
        &["2026年目标", "2026年产值目标"],
    ] {
        assert!(!is_header_row(row.iter().copied()), "{row:?}");
    }
    for row in [
        &["2025年目标", "2026年目标", "2027年目标"][..],
        &["2026年目标", "责任单位", "完成时限"],
        &["一季度", "二季度"],
    ] {
        assert!(is_header_row(row.iter().copied()), "{row:?}");
    }
}

#[test]
fn a_row_from_year_to_year_is_no_header() {
    for row in
        [["2023年", "2", "2027年"], ["2023年", "东街道", "2027年"], ["2023年", "2027年", "3"]]
    {
        assert!(!is_header_row(row.into_iter()), "{row:?}");
    }
    for row in [
        &["2023年", "2024年", "2025年"][..],
        &["项目", "2023年", "2024年"],
        &["2023年", "2024年", "增幅"],
        &["2023年", "增幅", "2024年", "增幅", "2025年"],
    ] {
        assert!(is_header_row(row.iter().copied()), "{row:?}");
    }
}

#[test]
fn a_year_behind_its_parts_is_a_target() {
    for (last, targets) in [
        (&["全年任务", "责任单位"][..], 3),
        (&["年度计划", "责任单位"], 3),
        (&["责任单位", "年度任务"], 3),
        (&["责任单位", "年度计划"], 3),
        // Which year.
        (&["责任单位", "年度"], 2),
    ] {
        let words = [&["工作任务", "一季度", "二季度"], last].concat();
        let mut headings: Vec<Heading> = words.iter().map(|text| heading(text)).collect();
        settle(&mut headings, &words, false);
        let found = headings.iter().filter(|h| matches!(h, Heading::Target(_))).count();
        assert_eq!(found, targets, "{words:?}");
    }
}

#[test]
fn stages_side_by_side_are_targets() {
    let targets_of = |header: &str| {
        settled(header, false).iter().filter(|h| matches!(h, Heading::Target(_))).count()
    };
    for (header, targets) in [
        ("工作任务|启动阶段|推进阶段|问题整改阶段|责任单位", 3),
        ("工作任务|第一阶段（3—4月）|第二阶段（5—8月）|责任单位", 2),
        ("工作任务|“五一”前|国庆前|年底前|责任单位", 3),
        ("工作任务|自查阶段|现场检查阶段|处置阶段|下沉阶段", 4),
        // What is before is no target, nor the stage in which a row is.
        ("工作任务|目前|2026年目标|责任单位", 1),
        ("工作任务|改造前|2026年目标|责任单位", 1),
        ("所属阶段|工作任务|完成阶段|责任单位", 0),
        ("工作任务|当前阶段|目标阶段|责任单位", 1),
        ("工作任务|现阶段|目标阶段|责任单位", 1),
        ("工作任务|现处阶段|目标阶段|责任单位", 1),
        ("工作任务|目前所处阶段|下步阶段|责任单位", 0),
        // One names the stage of each row.
        ("工作阶段|工作任务|责任单位", 0),
    ] {
        assert_eq!(targets_of(header), targets, "{header}");
    }
}

#[test]
fn periods_head_columns_and_dates_do_not() {
    for words in ["一季度", "上半年目标", "9月底前", "2026年目标", "2026年6月底前目标", "1—3月"]
    {
        assert!(is_heading_word(words), "{words}");
    }
    for words in ["2026年产值目标（亿元）", "2025年植树目标数"] {
        assert!(is_heading_word(words), "{words}");
    }
    for words in [
        "2024年9月30日前",
        "2024年实现产值目标任务",
        "025年11月底",
        "2025年归集",
        "市级各部门",
        "2026年6月底前",
    ] {
        assert!(!is_heading_word(words), "{words}");
    }
}

#[test]
fn a_row_with_its_number_is_no_header() {
    assert!(!is_header_row(["6", "年度任务", "责任单位", "12月底前"].into_iter()));
    assert!(is_header_row(["序号", "年度任务", "责任单位"].into_iter()));
    assert!(!is_header_row(["1月", "部署全年工作", "办公室"].into_iter()));
    assert!(!is_header_row(["一季度", "部署全年工作", "办公室"].into_iter()));
    assert!(!is_header_row(["推进项目建设", "市发展改革委", "12月底"].into_iter()));
    assert!(is_header_row(["任务", "6月底", "12月底", "责任单位"].into_iter()));
    assert!(is_header_row(["序号", "任务", "12月底", "责任单位"].into_iter()));
}

#[test]
fn what_was_done_is_beside_the_work() {
    for text in [
        "1-9月份工作取得成效",
        "上半年完成情况",
        "工作开展情况",
        "落实情况（截至6月）",
        "取得的成果",
        "整改成效",
    ] {
        assert_eq!(heading(text), Heading::Aside, "{text}");
    }
    for text in ["预期成效", "工作成果要求", "情况说明", "2026年计划完成"] {
        assert_ne!(heading(text), Heading::Aside, "{text}");
    }
}

#[test]
fn who_checks_answers_and_who_is_checked_does_not() {
    for text in ["检查主体", "行政执法主体", "抽查机关"] {
        assert_eq!(heading(text), Heading::Units(Role::Responsible), "{text}");
    }
    for (text, role) in [("提案办理单位", Role::Responsible), ("提案承办单位", Role::Responsible)]
    {
        assert_eq!(heading(text), Heading::Units(role), "{text}");
    }
    for text in ["受检主体", "被检查主体", "经营主体", "选举单位", "提案单位"]
    {
        assert!(!matches!(heading(text), Heading::Units(_)), "{text}");
    }
}

#[test]
fn a_number_the_work_and_who_answers_head_rows_beside_any_words() {
    let row = ["序号", "责任单位", "检查内容", "风险等级", "覆盖面", "户数", "比例"];
    assert!(is_header_row(row.into_iter()));
    let row = ["序号", "姓名", "所在单位", "工作岗位", "职称", "学历", "评语"];
    assert!(!is_header_row(row.into_iter()));
    let row = ["序号", "责任单位", "风险等级", "覆盖面", "户数", "比例"];
    assert!(!is_header_row(row.into_iter()));
}

#[test]
fn header_rows_are_known_by_their_words() {
    assert!(is_header_row(["序号", "主 要 内 容", "指导部门", "推广范围"].into_iter()));
    assert!(!is_header_row(["1", "加强责任落实，完善机制", "市发展改革委", "12月"].into_iter()));
    assert!(!is_header_row(["一、任务分工", "", ""].into_iter()));
    // A merged heading that a converter wrote into each of its columns.
    let goal = "推进安排说明";
    assert!(is_header_row(["序号", "具体举措", goal, goal, goal, "责任单位"].into_iter()));
    assert!(is_heading_word("2026年时序进度"));
    // Who builds is said of a thing, although it ends as who answers does.
    assert_eq!(heading("建设单位"), Heading::Thing);
    assert_eq!(heading("2023年完成值"), Heading::Unknown);
    assert_eq!(heading("2023年完成数"), Heading::Unknown);
    assert_eq!(heading("省清单（2023年版）序号"), Heading::Aside);
    assert_eq!(heading("任务序号"), Heading::Serial);
    for words in [
        "对应正文序号",
        "正文序号",
        "正文对应编号",
        "正文条目编号",
        "对应正文任务编号",
        "对应任务序号",
        "对应条目",
        "对应工作要点序号",
        "对应方案条目",
        "对应实施方案序号",
        "对应行动计划序号",
        "对应本方案序号",
        "正文对应的序号",
    ] {
        assert_eq!(heading(words), Heading::Clause, "{words}");
    }
    for words in [
        "对应项目库序号",
        "对应省方案序号",
        "对应文件条目",
        "对应编号",
        "原文编号",
        "方案序号",
        "对应通知编号",
        "对应原文序号",
    ] {
        assert_ne!(heading(words), Heading::Clause, "{words}");
    }
    assert_eq!(heading("对应原文序号"), Heading::Aside);
    assert_eq!(heading("对应项目库编号"), Heading::Aside);
    assert!(matches!(heading("2023年目标数"), Heading::Target(Some(_))));
    assert!(matches!(heading("年度目标完成值"), Heading::Target(_) | Heading::Goals));
    assert_eq!(heading("指标维度"), Heading::Section);
    assert_eq!(heading("检查对象单位"), Heading::Object);
    for words in ["工作标准", "推进计划", "推进步骤", "工作步骤", "节点安排", "分步实施计划"]
    {
        assert_eq!(heading(words), Heading::Target(None), "{words}");
    }
    assert_eq!(heading("工作计划"), Heading::Name);
    assert_eq!(heading("链主企业"), Heading::Object);
    for words in ["实施企业", "企业", "相关企业", "市属企业", "主体企业", "承建企业"]
    {
        assert_ne!(heading(words), Heading::Object, "{words}");
    }
    assert_eq!(heading("部门计划名称"), Heading::Name);
    assert_eq!(heading("责任单位名称"), Heading::Units(Role::Responsible));
    assert_eq!(heading("分配任务的处（科）室"), Heading::Office);
    assert_eq!(heading("咨询处室"), Heading::Contact);
    assert_eq!(heading("帮扶对象责任单位"), Heading::Units(Role::Responsible));
}

#[test]
fn offices_answer_beside_a_body_that_acts_or_where_nobody_else_does() {
    let office = |header: &str, titled: bool| {
        let at = header.split('|').position(|text| text.ends_with('室'));
        at.map(|at| settled(header, titled)[at])
    };
    let answers = Some(Heading::Units(Role::Responsible));
    for header in [
        "序号|检查主体|检查事项|检查时间|股室",
        "序号|处室|行政检查主体|检查内容",
        "序号|工作任务|实施主体|科室|完成时限",
        "序号|工作任务|实施主体|责任股室|完成时限",
        "序号|工作任务|科室|完成时限",
        "序号|工作任务|科室|配合单位|完成时限",
        "序号|工作内容|责任股室|完成时限",
    ] {
        assert_eq!(office(header, false), answers, "{header}");
    }
    assert_eq!(office("序号|工作内容|部室|完成时限", true), answers);
    for header in [
        "序号|工作任务|责任单位|科室|完成时限",
        "序号|工作任务|责任单位|责任股室|完成时限",
        "序号|工作任务|责任主体|股室",
        "序号|受检主体|检查内容|股室",
        "科室|主要职责|办公时间|电话",
        "序号|姓名|股室|职务|电话",
    ] {
        assert_eq!(office(header, false), Some(Heading::Contact), "{header}");
    }
}

#[test]
fn projects_and_costs_beside_divided_work_are_tasks() {
    for (header, titled) in [
        ("序号|项目名称|主要内容|分管领导|牵头单位|配合单位", false),
        ("序号|项目名称|建设内容|牵头单位|责任单位|完成时限", false),
        ("序号|项目名称|建设内容|完成时限|牵头单位", false),
        ("序号|项目|完成时限|牵头单位|责任领导", false),
        (
            "序号|项目名称|建设内容及规模|总投资（万元）|2026年计划投资|完成时限|牵头单位|配合单位",
            false,
        ),
        ("序号|项目名称|工作任务|责任单位", false),
        ("序号|项目名称|建设内容|责任单位|完成时限", true),
        ("序号|工作任务|投资额（万元）|责任单位|完成时限", false),
        ("序号|重点举措|建设地点|建设规模|责任单位", false),
        ("项目名称|建设规模|责任单位|一季度目标|上半年目标|全年目标", false),
        ("序号|项目名称|总投资|责任单位|上半年目标|下半年目标", false),
        ("单位|职责", false),
        ("序号|公开事项|公开内容|公开时限|公开方式|责任科室", false),
        ("序号|工作任务|公开时限|公开方式", false),
        ("序号|公开事项|公开内容|完成时限|公开方式", false),
        ("序号|公开事项|公开内容|公开时限|责任单位", false),
        ("序号|活动时间|活动内容|活动地点|责任单位|备注", false),
        ("序号|工作内容|地点|责任单位", false),
        ("活动名称|活动时间|活动地点|责任单位", false),
        ("相关部门|职责分工", false),
    ] {
        assert!(task_votes(&settled(header, titled)) >= 2, "{header}");
    }
}

#[test]
fn lists_of_projects_and_matters_are_no_tasks() {
    for (header, titled) in [
        ("序号|项目名称|建设单位|建设规模|总投资", false),
        ("序号|项目名称|总投资|责任单位|2024年计划投资|2025年计划投资", false),
        ("序号|项目名称|总投资|一季度目标|二季度目标", false),
        ("序号|企业名称|主要产品|责任单位|一季度目标|二季度目标", false),
        ("序号|项目名称|建设内容|总投资|责任单位", true),
        ("序号|项目名称|建设任务|建设地点|投资额|责任单位|完成时限", true),
        ("序号|项目名称|项目内容|项目单位|完成时间", false),
        ("序号|项目名称|建设内容|完成时间|牵头单位", false),
        ("序号|项目名称|建设地点|完成时限|牵头单位", false),
        ("项目名称及分值|赋分办法|总牵头单位|考核责任单位", false),
        ("序号|工程名称|建设地点|投资额|责任单位|完成时限", false),
        ("序号|服务事项|办理地点|责任单位|办理时限", false),
        ("序号|工作举措|政策诉求|建议责任单位", false),
        ("序号|业务事项|信息类别|内容标准|公开时限|公开形式", false),
        ("序号|业务事项|信息类别|内容标准|公开时限", false),
        ("序号|公开事项|公开内容|公开渠道", false),
        ("序号|项目名称|建设内容|建设地点|责任单位", false),
        ("月份|活动名称|举办地点|主办单位", false),
        ("序号|培训内容|培训地点|参加单位", false),
        ("部门|主要职责|办公地点|联系电话", false),
        ("序号|服务内容|服务地点|责任单位", false),
    ] {
        assert!(task_votes(&settled(header, titled)) < 2, "{header}");
    }
}

#[test]
fn what_is_said_of_a_task_behind_it_is_aside() {
    for (header, at) in [
        ("序号|任务内容|责任单位|进展情况|存在问题|下一步措施", &[3, 4, 5][..]),
        ("序号|任务内容|责任单位|进展情况（7月）|完成时限", &[3]),
        ("序号|任务内容|责任单位|最新进度(8月24日)|完成时限", &[3]),
        // Money is told beside the work; what is to be reached with it is a target.
        ("序号|任务内容|责任单位|2025年计划投资（亿元）|完成时限", &[3]),
        ("序号|任务内容|责任单位|一季度投资|二季度资金安排", &[3, 4]),
        ("序号|任务内容|责任单位|一季度投资目标|二季度完成投资", &[]),
        ("序号|任务内容|责任单位|2026年固定资产投资（亿元）", &[]),
        ("序号|工作任务|存在问题|责任单位|完成时限", &[2]),
        ("序号|决策事项名称|决策事项程序|承办单位", &[2]),
        ("序号|决策事项|承办科室|政策依据|履行程序要求|完成时间", &[3, 4]),
        ("序号|重点工作|责任单位|工作要求|完成时限", &[]),
        ("序号|工作内容|工作流程|责任科室", &[2]),
        ("序号|事项名称|设定和实施依据|实施机关", &[2]),
        ("序号|检查事项|检查频次|牵头部门", &[2]),
        ("序号|数据名称|提供单位|使用单位", &[3]),
        ("序号|数据名称|责任单位|数据使用部门", &[3]),
        ("序号|工作任务|申报单位|责任单位", &[2]),
        ("序号|工作任务|申报单位|配合单位", &[]),
        ("序号|建议标题|选举单位|主办单位", &[2]),
        ("序号|提案标题|提案单位|承办单位", &[2]),
    ] {
        let found = settled(header, false);
        let aside = (0..found.len()).filter(|&at| found[at] == Heading::Aside);
        assert_eq!(aside.collect::<Vec<_>>(), at, "{header}");
    }
    assert_eq!(heading("计划任务实施时段"), Heading::Deadline);
    for words in ["问题发现时间", "投诉日期", "任职时间"] {
        assert_eq!(heading(words), Heading::Aside, "{words}");
    }
    for words in ["完成登记时间", "登记时间", "最迟受理时间", "要求领证时间"]
    {
        assert_eq!(heading(words), Heading::Deadline, "{words}");
    }
}

#[test]
fn the_day_of_an_event_is_no_deadline_beside_one() {
    for (header, at) in [
        ("序号|工作任务|公示日期|责任单位|完成时限", Some(2)),
        ("序号|工作任务|责任单位|完成时间|批准时间", Some(4)),
        ("序号|工作任务|会议召开时间|责任单位|办结时限", Some(2)),
        // The only time of the work, or its end behind a step of it.
        ("序号|工作任务|召开时间|责任单位", None),
        ("序号|工作任务|责任单位|报送时间|印发时间", None),
        ("序号|工作任务|责任单位|时间|召开时间", None),
        ("序号|工作任务|责任单位|启动时间|竣工时间", Some(3)),
        ("序号|工作任务|责任单位|验收时间|完成时限", Some(3)),
        ("序号|工作任务|责任单位|完成时限|报送时间", Some(4)),
        ("序号|工作任务|责任单位|整改时限|抽查截止日期", Some(4)),
        ("序号|工作任务|责任单位|责任时限|初验时限", Some(4)),
        ("序号|工作任务|责任单位|完成初稿时间|验收时间", None),
        ("序号|工作任务|责任单位|交办整改时间|销号时间", None),
        ("序号|工作任务|责任单位|计划完成时间|最终完成时限", None),
    ] {
        let found = settled(header, false);
        assert_eq!(found.iter().position(|&h| h == Heading::Aside), at, "{header}");
    }
}

#[test]
fn measures_beside_the_goal_that_is_the_task_are_aside() {
    let of = |header| settled(header, false).iter().position(|&h| h == Heading::Aside);
    assert_eq!(of("序号|目标任务|推进措施|牵头单位|完成时限"), Some(2));
    for header in [
        "序号|任务名称|具体举措|责任单位",
        "序号|重点任务|目标任务|工作措施|责任单位",
        "序号|目标任务|具体内容|责任单位",
        "序号|年度目标|工作措施|责任单位",
        "序号|工作措施|目标任务|责任单位",
    ] {
        assert_eq!(of(header), None, "{header}");
    }
}

#[test]
fn problems_and_procedures_that_are_the_work_stay_so() {
    for header in [
        "序号|存在问题|整改措施|责任单位|整改时限",
        "序号|整改任务|存在问题|整改措施|责任单位",
        "序号|检查内容|存在问题|责任单位|完成时限",
        "序号|重点任务|存在问题|解决措施|责任单位",
        "序号|工作流程|责任科室|办理时限",
        "序号|下一步工作|责任单位",
        "序号|任务名称及依据|责任单位",
        "序号|采购内容|使用单位",
        "序号|采购内容|使用单位|配合单位",
    ] {
        assert!(!settled(header, false).contains(&Heading::Aside), "{header}");
    }
}

#[test]
fn a_duty_and_any_class_of_bodies_head_units() {
    for (words, role) in [
        ("责任司局", Role::Responsible),
        ("配合司局", Role::Support),
        ("牵头专班", Role::Lead),
        ("协办镇街", Role::Support),
        ("发起部门", Role::Lead),
        ("考核部门", Role::Guide),
        ("督办", Role::Guide),
        ("落实单位", Role::Implement),
        ("落实", Role::Implement),
    ] {
        assert_eq!(heading(words), Heading::Units(role), "{words}");
        assert!(is_heading_word(words), "{words}");
    }
    for words in ["配合事项", "责任内容", "参与项目", "牵头领导", "被考核部门", "责任片区"]
    {
        let role = heading(words);
        assert!(!matches!(role, Heading::Units(role) if role != Role::Responsible), "{words}");
    }
}

#[test]
fn bodies_that_do_no_work_are_bodies() {
    assert!(names_body("提案单位") && names_body("移送部门"));
    assert!(!names_body("责任单位") && !names_body("任务来源"));
}

#[test]
fn duties_divided_are_what_each_body_has_to_do() {
    assert_eq!(heading("职责分工"), Heading::Detail);
    assert_eq!(heading("工作职责分工"), Heading::Detail);
    for words in ["责任分工", "部门分工"] {
        assert_eq!(heading(words), Heading::Units(Role::Responsible), "{words}");
    }
    let members = |header: &str, at: usize| settled(header, false)[at];
    let answers = Heading::Units(Role::Responsible);
    assert_eq!(members("序号|成员单位|职责分工", 1), answers);
    assert_eq!(members("工作组|牵头单位|成员单位|职责分工", 2), Heading::Units(Role::Support));
}

#[test]
fn an_office_that_answers_beside_a_number_and_the_work_heads_rows() {
    let row = ["序号", "任务名称", "检查事项", "检查对象", "抽取比例", "检查层级", "责任处(科)室"];
    assert!(is_header_row(row.into_iter()));
    let row = ["序号", "姓名", "职务", "抽取比例", "检查层级", "所在处室"];
    assert!(!is_header_row(row.into_iter()));
}

#[test]
fn codes_beside_the_numbers_of_rows_are_aside() {
    assert_eq!(settled("序号|编号|案由|主办单位", false)[1], Heading::Aside);
    assert_eq!(settled("序号|问题编号|整改措施|责任单位", false)[1], Heading::Aside);
    assert_eq!(settled("编号|工作任务|责任单位", false)[0], Heading::Serial);
    assert_eq!(settled("序号|领域|编号|工作任务|责任单位", false)[2], Heading::Serial);
}

#[test]
fn what_a_risk_is_like_is_aside_where_measures_stand_beside_it() {
    let found = settled("风险点|风险描述|风险等级|防控措施|责任单位", false);
    assert_eq!((found[1], found[3]), (Heading::Aside, Heading::Detail));
    // What is wrong names the task, where nothing else does.
    let found = settled("序号|隐患内容|整改措施|责任单位", false);
    assert_eq!((found[1], found[2]), (Heading::Name, Heading::Detail));
    let found = settled("序号|整改任务|隐患内容|整改措施|责任单位", false);
    assert_eq!((found[2], found[3]), (Heading::Aside, Heading::Detail));
    assert_eq!(settled("序号|风险描述|责任单位", false)[1], Heading::Detail);
    assert_eq!(settled("序号|任务描述|推进措施|责任单位", false)[1], Heading::Detail);
}

#[test]
fn a_number_and_two_columns_of_units_make_a_header() {
    let header = ["序号", "建议编号", "标题", "领衔代表", "承办单位", "协办单位"];
    assert!(is_header_row(header.into_iter()));
    assert!(!is_header_row(["序号", "标题", "领衔代表", "承办单位"].into_iter()));
    assert!(!is_header_row(["1", "标题", "牵头单位", "承办单位", "甲", "乙"].into_iter()));
}

#[test]
fn who_answers_mainly_leads_where_nobody_else_does() {
    let (lead, responsible) = (Heading::Units(Role::Lead), Heading::Units(Role::Responsible));
    let found = settled("重点任务|牵头部门|主责单位|协办单位", false);
    assert_eq!(found[1..3], [lead, responsible]);
    assert_eq!(settled("重点任务|主责单位|协办单位", false)[1], lead);
    let two = settled("改革任务|省牵头单位|市牵头单位", false);
    assert_eq!(two[1..], [lead, lead]);
}

#[test]
fn tasks_of_the_notice_that_rows_correspond_to_are_references() {
    for text in ["对应方案任务", "对应要点任务", "对应实施方案任务"] {
        assert_eq!(heading(text), Heading::Clause, "{text}");
    }
    // Those of another paper stand nowhere in the body.
    assert_ne!(heading("对应省方案任务"), Heading::Clause);
    assert_eq!(heading("方案任务"), Heading::Name);
}

#[test]
fn of_which_kind_a_figure_is_says_no_task() {
    for text in ["指标性质", "项目性质", "指标属性"] {
        assert_eq!(heading(text), Heading::Aside, "{text}");
    }
}
