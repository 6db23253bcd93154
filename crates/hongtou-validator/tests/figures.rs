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
fn any_rate_of_a_whole_is_no_more_than_all() {
    let of = |words: &str| {
        let body = format!(
            "一、任务\n\n1.推进工作。{words}。（县数据局负责）\n\n2.召开会议。召开会议4次。（县政府办负责）"
        );
        found(&plan(&body, ""), &["NU004"])
    };
    for words in ["抽检合格率达到200%", "办结率提高到120%"] {
        assert_eq!(of(words), ["NU004 error i1.c1"], "{words}");
    }
    // A share by its name alone.
    for words in [
        "投诉回复率达到200%",
        "岗前培训率不低于120%",
        "就业安置率190%以上",
        "渣土车密闭运输率保持在110%",
        "设备完好率为105%",
    ] {
        assert_eq!(of(words), ["NU004 warning i1.c1"], "{words}");
    }
    for words in [
        "设备完好率达到100%",
        "年度任务完成率达到120%",
        "粮食自给率达到130%",
        "对增长的贡献率达到140%",
        "床位使用率达到105%",
        "回复率提高120%",
        "移动电话普及率达到130%",
        "案件结案率达到105%",
        "母羊产羔率达到150%",
        "设备空置率控制在105%以内",
        "毛入学率达到102%",
        "国有资本保值增值率达到103%",
        "按150%收取",
        "工作效率提升150%",
    ] {
        assert_eq!(of(words), [""; 0], "{words}");
    }
}

#[test]
fn a_row_may_name_its_task_as_the_body_prints_the_way_to_it() {
    let body = "一、加强管理\n\n（一）日常工作\n\n1.开展巡查。全年巡查120次。（县水利局负责）\n\n\
                2.完善制度。修订制度5项。（县司法局负责）\n\n（二）重点工作\n\n3.抓好培训。培训干部300人次。（县委组织部负责）\n\n\
                二、提升服务\n\n（一）窗口服务\n\n4.清理积案。清理积案40件。（县信访局负责）\n\n5.落实经费。安排经费500万元。（县财政局负责）";
    let of = |heading: &str, third: &str, fourth: &str| {
        let table = format!(
            "| 序号 | 工作任务 | {heading} | 责任单位 |\n|---|---|---|---|\n| 1 | 全年巡查120次。 | 一（一）1 | 县水利局 |\n\
             | 2 | 修订制度5项。 | 一（一）2 | 县司法局 |\n| 3 | 培训干部300人次。 | {third} | 县委组织部 |\n\
             | 4 | 清理积案40件。 | {fourth} | 县信访局 |\n| 5 | 安排经费500万元。 | 二（一）5 | 县财政局 |"
        );
        found(&plan(body, &table), &["AL011"])
    };
    for heading in ["对应任务", "对应条款"] {
        assert_eq!(of(heading, "一（二）3", "二（一）4"), [""; 0]);
        assert_eq!(of(heading, "一（二）3", "二（一）5"), ["AL011 error t1.r4.cell3"]);
        assert_eq!(of(heading, "一（一）3", "二（一）4"), ["AL011 error t1.r3.cell3"]);
        // Numbers without the way, and what is no number.
        assert_eq!(of(heading, "一、3", "二、4"), [""; 0]);
        assert_eq!(of(heading, "一、3", "二、3"), ["AL011 error t1.r4.cell3"]);
        assert_eq!(of(heading, "第一部分", "二、3"), [""; 0]);
    }
    assert_eq!(of("对应省方案条款", "一（二）3", "二（一）5"), [""; 0]);
}

#[test]
fn parts_of_the_year_are_all_there() {
    let of = |columns: &str, due: &str| {
        let cells = "推进 | ".repeat(columns.matches('|').count() + 1);
        let rows: String = (1..=3)
            .map(|nth| format!("| {nth} | 修订第{nth}类制度。 | {cells}{due}县司法局 |\n"))
            .collect();
        let head = if due.is_empty() { "" } else { "完成时限 | " };
        let marks = "---|".repeat(columns.matches('|').count() + 4 + usize::from(!due.is_empty()));
        let table = format!("| 序号 | 工作任务 | {columns} | {head}责任单位 |\n|{marks}\n{rows}");
        found(
            &plan("一、任务\n\n1.修订制度。修订三类制度。（县司法局负责）", &table),
            &["QT006", "QT007"],
        )
    };
    assert_eq!(of("一季度 | 二季度 | 三季度 | 四季度", ""), [""; 0]);
    assert_eq!(of("一季度 | 三季度 | 四季度", ""), ["QT007 warning t1.columns.3"]);
    assert_eq!(of("一季度 | 二季度 | 三季度", ""), ["QT007 info t1.columns.5"]);
    assert_eq!(of("一季度 | 二季度 | 三季度", "9月底 | "), [""; 0]);
    assert_eq!(of("9月 | 10月 | 11月 | 12月", ""), [""; 0]);
    // A month may be left out.
    assert_eq!(of("8月 | 9月 | 11月 | 12月", ""), [""; 0]);
    assert_eq!(of("3月 | 6月 | 9月 | 12月", ""), [""; 0]);
    assert_eq!(of("9月 | 11月 | 12月", ""), [""; 0]);
    let months = |third: &str| {
        of(
            &format!("一季度（1—3月） | 二季度（4—6月） | 三季度（{third}） | 四季度（10—12月）"),
            "",
        )
    };
    assert_eq!(months("7—9月"), [""; 0]);
    assert_eq!(months("1—9月"), [""; 0]);
    assert_eq!(months("7—8月"), [""; 0]);
    assert_eq!(months("6—9月"), ["QT006 warning t1.columns.5"]);
}

#[test]
fn the_only_task_in_its_section_that_names_nobody_lacks_its_unit() {
    let of = |second: &str, last: &str| {
        let body = format!(
            "一、重点任务\n\n1.推进培训。做好岗前培训。（县人社局负责）\n\n2.推进抽检。做好产品抽检。{second}\n\n\
             3.推进回复。做好投诉回复。（县政府办负责）\n\n4.加快接入。做好平台接入。（县数据局负责）\n\n\
             5.加快建设。做好平台建设。{last}"
        );
        found(&plan(&body, ""), &["UN006"])
    };
    assert_eq!(of("（县市场监管局负责）", "（县数据局负责）"), [""; 0]);
    assert_eq!(of("", "（县数据局负责）"), ["UN006 warning i2.c1"]);
    // Two, the last one, and words that say who.
    assert_eq!(of("", ""), [""; 0]);
    assert_eq!(of("（县市场监管局负责）", ""), [""; 0]);
    assert_eq!(of("各单位自查。", "（县数据局负责）"), [""; 0]);
    assert_eq!(of("会同县人社局实施。", "（县数据局负责）"), [""; 0]);
    // What may say who in words that reading does not know.
    for who in ["（同第1项）", "（办理1项）", "——同上", "乡镇落实。", "\n\n责任同第1项。"]
    {
        assert_eq!(of(who, "（县数据局负责）"), [""; 0], "{who}");
    }
}

#[test]
fn totals_are_what_their_rows_add_up_to() {
    let of = |second: &str, group: &str, total: &str, count: &str| {
        let table = format!(
            "| 序号 | 项目名称 | 建设内容 | 总投资（亿元） |\n|---|---|---|---|\n| 一 | 公路项目（{count}个） |  | {group} |\n\
             | 1 | 北延段 | 58公里 | 78.2 |\n| 2 | 东段 | 74公里 | {second} |\n| 二 | 水运项目（1个） |  | 19.8 |\n\
             | 3 | 航道整治 | 112公里 | 19.8 |\n| 合计 | 3个 |  | {total} |"
        );
        let body = "一、任务\n\n1.推进建设。推进项目建设。（县交通局负责）\n\n2.召开会议。召开会议4次。（县政府办负责）";
        found(&plan(body, &table), &["NU005"])
    };
    let wrong = ["NU005 warning t1.cells"];
    assert_eq!(of("108.3", "186.5", "206.3", "2"), [""; 0]);
    assert_eq!(of("108.3", "186.5", "216.3", "2"), wrong);
    // A part is told once, of its group.
    assert_eq!(of("118.3", "186.5", "206.3", "2"), wrong);
    assert_eq!(of("108.3", "186.5", "206.3", "3"), wrong);
    // Rounding, and what is no figure.
    assert_eq!(of("108.3", "186.6", "206.3", "2"), [""; 0]);
    assert_eq!(of("待定", "78.2", "98.0", "2"), [""; 0]);
    // Another number altogether is summed up in another way.
    assert_eq!(of("108.3", "186.5", "350.8", "2"), [""; 0]);
    assert_eq!(of("—", "78.2", "98.0", "2"), [""; 0]);
}

#[test]
fn rows_within_others_are_no_parts_of_a_total() {
    let of = |rows: &str| {
        let table = format!("| 序号 | 项目名称 | 资金（元） |\n|---|---|---|\n{rows}");
        let body = "一、任务\n\n1.推进建设。推进项目建设。（县交通局负责）\n\n2.召开会议。召开会议4次。（县政府办负责）";
        found(&plan(body, &table), &["NU005"])
    };
    let rows = "| 1 | 甲路 | 140 |\n| 2 | 乙路 | 160 |\n| 合计 |  | 310 |";
    assert_eq!(of(rows), ["NU005 warning t1.cells"]);
    for rows in [
        "| 1 | 甲路 | 140 |\n| 2 | 乙路 | 160 |\n|  | 其中：一期 | 10 |\n| 合计 |  | 300 |",
        "| 1 | 甲路 | 140 |\n| 2 | 乙路 | 160 |\n| 合计 |  | 310 |\n| 3 | 丙路 | 10 |",
        "| 1 | 甲路 | 140 |\n| （1） | 一期 | 10 |\n| 2 | 乙路 | 160 |\n| 合计 |  | 300 |",
        "| 一 | 甲镇（5个） | 300 |\n| 1 | 甲路 | 140 |\n| 2 | 乙路 | 160 |",
        "| 一 | 公路项目（2个） | 300 |\n| 1 | 甲路 | 140 |\n| 2 | 乙路 | 160 |\n|  | 连接线 | 0 |",
        "| 一 | 公路项目（3个） | 300 |\n| 1 | 甲路、丙路 | 140 |\n| 2 | 乙路 | 160 |",
    ] {
        assert_eq!(of(rows), [""; 0], "{rows}");
    }
}

#[test]
fn a_goal_without_a_name_is_the_body_s_only_figure_in_its_measure() {
    let of = |task: &str, goal: &str| {
        let body = format!(
            "一、任务\n\n1.扩大托育供给。{task}（县卫健局负责）\n\n2.落实产假。专项检查企业300家。（县人社局负责）\n\n\
             3.减轻负担。将12项项目纳入医保。（县医保局负责）"
        );
        let table = format!(
            "| 序号 | 措施名称 | 量化目标 | 责任单位 |\n|---|---|---|---|\n| 1 | 扩大托育供给 | {goal} | 县卫健局 |\n\
             | 2 | 落实产假 | 300家 | 县人社局 |\n| 3 | 减轻负担 | 12项 | 县医保局 |"
        );
        found(&plan(&body, &table), &["NU001"])
    };
    assert_eq!(of("新增普惠性托位2200个。", "2200个"), [""; 0]);
    assert_eq!(of("新增普惠性托位2200个。", "2000个"), ["NU001 warning t1.r1.target1"]);
    // Of two it is not known which, and each one is not all.
    assert_eq!(of("新增普惠性托位2200个，示范园3个。", "2000个"), [""; 0]);
    assert_eq!(of("每个乡镇新增普惠性托位20个。", "200个"), [""; 0]);
    // A floor, about so much, and what is no slip.
    for task in [
        "新增普惠性托位不少于2000个。",
        "新增普惠性托位约2300个。",
        "打造示范机构5个。",
        "新增普惠性托位3500个。",
    ] {
        assert_eq!(of(task, "2200个"), [""; 0], "{task}");
    }
    assert_eq!(of("三年新增普惠性托位2200个。", "700个"), [""; 0]);
}

#[test]
fn a_decade_that_was_mistyped_is_told_where_the_deadline_is_the_task_s_own() {
    let of = |task: &str, due: &str| {
        let body = format!(
            "一、任务\n\n1.建设基地。{task}\n\n完成时限：{due}\n\n责任单位：县交通局\n\n\
             2.召开会议。召开会议4次。\n\n完成时限：2025年6月底\n\n责任单位：县政府办"
        );
        found(&plan(&body, ""), &["DT002"])
    };
    assert_eq!(of("建成基地3处。", "2025年11月底前"), [""; 0]);
    assert_eq!(of("2016年底前，建成基地3处。", "2025年11月底前"), [""; 0]);
    // Goals for all of the country, and what the task is done to.
    assert_eq!(of("到2035年，建成基地30处。", "2025年11月底前"), [""; 0]);
    assert_eq!(of("2005年底前建成的小区改造3处。", "2025年11月底前"), [""; 0]);
    let of_2026 = |task: &str, due: &str| {
        let text = plan(
            &format!("一、任务\n\n1.建设基地。{task}\n\n完成时限：{due}\n\n责任单位：县交通局"),
            "",
        );
        found(&text.replace("2025年", "2026年"), &["DT002"])
    };
    assert_eq!(of_2026("建成基地3处。", "2016年11月底前"), ["DT002 info i1.c1"]);
    assert_eq!(of_2026("2036年底前，建成基地3处。", "11月底前"), ["DT002 info i1.c1"]);
    assert_eq!(of_2026("改造2006年底前建成的小区3处。", "11月底前"), [""; 0]);
}

#[test]
fn figures_of_rows_below_one_action_may_add_up_to_the_body_s() {
    let of = |whole: &str| {
        let body = format!(
            "一、任务\n\n1.扩大水利投资。积极扩大水利领域有效投资，加快水利基础设施建设，加大河道治理力度，提高城乡供水保障水平，全年完成有效投资{whole}亿元。（县水利局负责）\n\n\
             2.召开会议。召开会议4次。（县政府办负责）"
        );
        let table = "<table><tr><td>序号</td><td>主要任务</td><td>具体措施</td><td>责任单位</td></tr>\
                     <tr><td>1</td><td rowspan=\"3\">落实水利领域投资计划</td><td>完成水利基础设施建设项目投资0.2亿元</td><td>县水利局</td></tr>\
                     <tr><td>2</td><td>完成河道治理与堤防加固项目投资0.81亿元</td><td>县林业局</td></tr>\
                     <tr><td>3</td><td>完成城乡供水保障项目投资1.47亿元</td><td>县住建局</td></tr>\
                     <tr><td>4</td><td>召开会议</td><td>召开会议4次</td><td>县政府办</td></tr></table>";
        found(&plan(&body, table), &["NU001"])
    };
    assert_eq!(of("2.48"), [""; 0]);
    assert!(!of("2.84").is_empty());
}

#[test]
fn figures_of_rows_below_one_title_may_add_up_to_the_body_s() {
    let of = |whole: &str| {
        let body = format!(
            "一、任务\n\n1.扩大水利投资。积极扩大水利领域有效投资，加快水利基础设施建设，加大河道治理力度，提高城乡供水保障水平，全年完成有效投资{whole}亿元。（县水利局负责）\n\n\
             2.召开会议。召开会议4次。（县政府办负责）"
        );
        // 序号 counts the groups, and the measures have the numbers of the rows.
        let table = "<table><tr><td>序号</td><td>主要任务</td><td>具体措施</td><td>责任单位</td></tr>\
                     <tr><td rowspan=\"3\">1</td><td rowspan=\"3\">落实水利领域投资计划</td><td>1、完成水利基础设施建设项目投资0.2亿元</td><td>县水利局</td></tr>\
                     <tr><td>2、完成河道治理与堤防加固项目投资0.81亿元</td><td>县林业局</td></tr>\
                     <tr><td>3、完成城乡供水保障项目投资1.47亿元</td><td>县住建局</td></tr>\
                     <tr><td>2</td><td>召开会议</td><td>4、召开会议4次</td><td>县政府办</td></tr></table>";
        found(&plan(&body, table), &["NU001"])
    };
    assert_eq!(of("2.48"), [""; 0]);
    assert!(!of("2.84").is_empty());
}

#[test]
fn problems_found_are_as_many_as_the_list_has() {
    let titled = |title: &str, told: &str, again: &str| {
        let body = format!(
            "督查组对我县进行了督查，{told}。\n\n一、要求\n\n1.坚持问题导向。对督查反馈的{again}个问题逐项整改。（县安委办负责）\n\n\
             2.加强督导。定期调度整改进度。（县政府办负责）"
        );
        let row = |nth: u32| {
            format!("| {nth} | 第{nth}处巡查不到位 | 增加巡查频次{nth}次 | 6月底 | 县应急局 |\n")
        };
        let rows: String = (1..=4).map(row).collect();
        let table = format!(
            "| 序号 | 存在问题 | 整改措施 | 整改时限 | 责任单位 |\n|---|---|---|---|---|\n{rows}"
        );
        let text = plan(&body, &table).replace("重点工作任务表", title);
        found(&text, &["NU005"])
    };
    let of = |told: &str, again: &str| titled("督查反馈问题整改清单", told, again);
    assert_eq!(of("反馈问题4个", "4"), [""; 0]);
    assert_eq!(of("反馈问题5个", "4").len(), 1);
    assert_eq!(of("反馈问题4个", "6"), ["NU005 warning i1.c1"]);
    // A list by another name, and a part of them.
    assert_eq!(titled("重点工作任务表", "反馈问题5个", "4"), [""; 0]);
    assert_eq!(of("反馈问题5个，其中立行立改1个", "4"), [""; 0]);
    // Where both differ from the list, it may be a part of them.
    assert_eq!(of("反馈问题21个", "21"), [""; 0]);
    assert_eq!(of("解决群众反映问题9个", "4"), [""; 0]);
}

#[test]
fn indicators_have_the_body_s_figures() {
    let of = |body: &str, goal: &str, collected: &str| {
        let body = format!(
            "一、任务\n\n1.治理水体。{body}（县水利局负责）\n\n2.开展巡查。全年巡查120次。（县环保局负责）"
        );
        let table = format!(
            "| 序号 | 指标名称 | 单位 | 2024年实际 | 2025年目标 | 属性 |\n|---|---|---|---|---|---|\n\
             | 1 | 优良水体比例 | % | 87.5 | {goal} | 约束性 |\n| 2 | 污水集中收集率 | % | 70.1 | {collected} | 预期性 |"
        );
        found(&plan(&body, &table), &["NU001", "NU004"])
    };
    let body = "优良水体比例达到90%，新建管网12公里。";
    assert_eq!(of(body, "90", "73"), [""; 0]);
    assert_eq!(of(body, "≥90", "73"), [""; 0]);
    assert_eq!(of(body, "92", "73"), ["NU001 warning t1.cells"]);
    assert_eq!(of(body, "完成省下达目标", "73"), [""; 0]);
    // Another number altogether, a floor, another time and another place.
    assert_eq!(of(body, "85", "73"), [""; 0]);
    for body in [
        "优良水体比例不低于90%。",
        "到2030年优良水体比例达到90%。",
        "上半年优良水体比例达到90%。",
        "全县优良水体比例达到90%。",
    ] {
        assert_eq!(of(body, "92", "73"), [""; 0], "{body}");
    }
    assert_eq!(of("污水集中收集率达到73%。", "92", "73"), [""; 0]);
    assert_eq!(of("新建管网12公里。", "90", "130"), ["NU004 error t1.cells"]);
}

#[test]
fn the_only_row_without_a_lead_lacks_it() {
    let of = |lead: &str, others: &str| {
        let row = |nth: u32| {
            let (lead, others) =
                if nth == 3 { (lead, others) } else { ("县水利局", "县财政局") };
            format!("| {nth} | 修订第{nth}类管护制度。 | {lead} | {others} |\n")
        };
        let rows: String = (1..=6).map(row).collect();
        let table = format!("| 序号 | 工作任务 | 牵头单位 | 责任单位 |\n|---|---|---|---|\n{rows}");
        let body = "一、任务\n\n1.推进建设。推进设施建设。（县水利局牵头，县财政局配合）\n\n2.召开会议。召开会议4次。（县政府办牵头）";
        found(&plan(body, &table), &["UN006", "UN005"])
    };
    assert_eq!(of("县住建局", "县财政局、县审计局"), [""; 0]);
    assert_eq!(of("", "县财政局、县审计局"), ["UN006 warning t1.r3"]);
    assert_eq!(of("", "各乡镇人民政府"), [""; 0]);
    let lost =
        |lead: &str, others: &str| of(lead, others).iter().any(|told| told.starts_with("UN006"));
    assert!(!lost("", "东山镇人民政府、西湖街道办事处"));
    for mark in ["—", "/", "无"] {
        assert!(!lost(mark, "县财政局、县审计局"), "{mark}");
    }
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

#[test]
fn a_row_of_a_sentence_without_a_date_has_a_deadline_of_its_own() {
    let of = |row: &str, due: &str| {
        let body = "一、任务\n\n1.治理养殖污染。10月底前关闭拆除禁养区内第二批养殖场。清理散养户，研究提出养殖业分步退出实施方案。（县农业农村局负责）\n\n\
                    2.召开会议。召开会议4次。（县政府办负责）";
        let table = format!(
            "| 序号 | 主要任务 | 具体措施 | 完成时限 | 责任单位 |\n|---|---|---|---|---|\n| 1 | 治理养殖污染 | {row} | {due} | 县农业农村局 |\n\
             | 2 | 召开会议 | 适时召开调度会议4次 | 全年 | 县政府办 |"
        );
        found(&plan(body, &table), &["DT001"])
    };
    assert_eq!(of("提出养殖业退出实施方案", "12月"), [""; 0]);
    assert!(!of("拆除禁养区第二批养殖场", "12月").is_empty());
}
