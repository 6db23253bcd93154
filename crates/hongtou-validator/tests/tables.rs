//! How the tables of small notices become rows.

#![allow(clippy::expect_used, missing_docs)]

use hongtou_model::{Confidence, FurnitureKind, RepairKind, Role, Row, TableKind};
use hongtou_validator::{Options, check};

/// What is read in a notice of which nothing is left over.
fn read(text: &str) -> (hongtou_source::Document, hongtou_model::Notice) {
    let (document, notice) = read_in_part(text);
    assert!(notice.residual.is_empty(), "nothing is left over: {:?}", notice.residual);
    (document, notice)
}

/// What is read in a notice: HTML, Markdown or text, by what it begins with.
fn read_in_part(text: &str) -> (hongtou_source::Document, hongtou_model::Notice) {
    let name = match text.trim_start().as_bytes() {
        [b'<', ..] => "n.html",
        [b'#', ..] => "n.md",
        _ => "n.txt",
    };
    let document = hongtou_reader::read(name, text.as_bytes(), &hongtou_reader::Options::default())
        .expect("a notice");
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    for unit in notice.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.units) {
        let printed = unit.written.as_deref().unwrap_or(&unit.name);
        assert_eq!(unit.span.words(&document.sources), printed, "a unit is as it is printed");
    }
    (document, notice)
}

/// Who answers for a row: *市水利局 leads, =市财政局 answers, +市住建局 helps.
fn units(row: &Row) -> String {
    let marks = [(Role::Lead, '*'), (Role::Responsible, '='), (Role::Support, '+')];
    let told = marks.map(|(role, mark)| {
        let units = row.units.iter().filter(|unit| unit.role == role);
        let names: Vec<&str> = units.map(|unit| unit.name.as_str()).collect();
        if names.is_empty() { String::new() } else { format!("{mark}{}", names.join("、")) }
    });
    told.concat()
}

/// The rows of the tasks: section, action, content, deadline and units, as far as there are any.
fn rows(text: &str) -> Vec<String> {
    let (_, notice) = read(text);
    let rows = notice.tables.iter().flat_map(|table| &table.rows);
    rows.map(|row| {
        let section = row.section.as_ref().and_then(|section| section.title.as_deref());
        let deadline = row.deadline.as_ref().map(|deadline| &*deadline.text);
        let parts = [
            row.number.map(|number| number.to_string()),
            section.map(|title| format!("#{title}")),
            row.action.as_ref().map(|action| format!("{action}：")),
            row.content.as_ref().map(ToString::to_string),
            deadline.map(|deadline| format!("@{deadline}")),
            Some(units(row)).filter(|units| !units.is_empty()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    })
    .collect()
}

#[test]
fn a_number_that_stands_twice_is_told_with_the_gap_before_it() {
    let text = "云溪市绿化方案\n\n任务分解表\n\n序号\t任务内容\t责任单位\n1\t造林3万亩。\t市林业局\n\
                3\t抚育2万亩。\t市林业局\n3\t修路8公里。\t市交通局\n4\t治水6处。\t市水利局\n";
    let (document, notice) = read(text);
    let found = check(&notice, &document.sources, &Options::default()).findings;
    let told: Vec<_> = found.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(told, ["序号不连续：1之后是3，且3出现两次"]);
}

/// The units of the rows of a table with one column of them, and how many repairs there are.
fn units_below(heading: &str, cells: [&str; 2]) -> (Vec<String>, usize) {
    let (_, notice) = read(&format!(
        "云溪市绿化方案\n\n任务分解表\n\n序号\t重点任务\t具体内容\t{heading}\n\
         1\t造林\t造林3万亩。\t{}\n2\t抚育\t抚育2万亩。\t{}\n",
        cells[0], cells[1]
    ));
    (notice.tables[0].rows.iter().map(units).collect(), notice.repairs.len())
}

#[test]
fn one_column_for_two_roles() {
    let two = ["*市林业局+市财政局、市水利局", "*市水利局+市林业局"];
    for (heading, cells) in [
        ("牵头单位/配合单位", ["市林业局/市财政局、市水利局", "市水利局/市林业局"]),
        ("牵头单位//配合单位", ["市林业局//市财政局、市水利局", "市水利局//市林业局"]),
        ("牵头单位（配合单位）", ["市林业局（市财政局、市水利局）", "市水利局（市林业局）"]),
        ("主办（会办）单位", ["市林业局（市财政局、市水利局）", "市水利局（市林业局）"]),
        ("牵头单位；配合单位", ["市林业局；市财政局、市水利局", "市水利局；市林业局"]),
    ] {
        assert_eq!(units_below(heading, cells), (two.map(String::from).to_vec(), 0), "{heading}");
    }
    // Another mark than the heading's, and none.
    let (told, repairs) =
        units_below("牵头、配合单位", ["市林业局；市财政局、市水利局", "市水利局；市林业局"]);
    assert_eq!((told, repairs), (two.map(String::from).to_vec(), 1));
    let (told, repairs) = units_below("牵头、配合单位", ["市林业局、市财政局", "市水利局"]);
    assert_eq!(
        (told, repairs),
        (vec!["=市林业局、市财政局".to_owned(), "*市水利局".to_owned()], 1)
    );
    // Nobody stands in brackets.
    let (told, repairs) =
        units_below("牵头单位（配合单位）", ["市林业局（市财政局）", "市水利局、市财政局"]);
    assert_eq!(
        (told, repairs),
        (vec!["*市林业局+市财政局".to_owned(), "*市水利局、市财政局".to_owned()], 0)
    );
}

#[test]
fn of_two_columns_of_one_duty_the_first_leads() {
    let below = |headings| units_below(headings, ["市林业局\t市财政局", "市水利局\t市林业局"]).0;
    for pair in [
        "主抓单位\t协抓单位",
        "组长单位\t成员单位",
        "独办（主办）单位\t会办单位",
        "牵头/责任单位\t配合/参与单位",
    ] {
        assert_eq!(below(pair), ["*市林业局+市财政局", "*市水利局+市林业局"], "{pair}");
    }
    // 承办单位 answers in a table as it does as a label in a task.
    for pair in ["责任单位\t配合单位", "承办单位\t协办单位"] {
        assert_eq!(below(pair), ["=市林业局+市财政局", "=市水利局+市林业局"], "{pair}");
    }
}

#[test]
fn a_mark_in_one_heading_unmakes_no_header() {
    let table = "云溪市绿化方案\n\n任务分解表\n\n序号\t重点任务\t具体内容\t责任单位\n1\t造林\t造林3万亩。\t市林业局\n";
    let plain = rows(table);
    for (from, to) in [
        ("责任单位", "责任单位。"),
        ("责任单位", "责任单位；责任人"),
        ("具体内容", "具体内容（含目标；时限）"),
    ] {
        assert_eq!(rows(&table.replace(from, to)), plain, "{to}");
    }
}

#[test]
fn what_is_put_right_names_the_task() {
    let table = |header: &str| {
        rows(&format!(
            "云溪市安全方案\n\n整改清单\n\n序号\t{header}\t责任单位\n1\t储罐区\t联锁失效\t更换液位计12台。\t市应急局\n"
        ))
    };
    assert_eq!(table("部位\t隐患描述\t整改措施"), ["1 联锁失效： 更换液位计12台。 =市应急局"]);
    // A risk is like something whatever is done.
    assert_eq!(table("任务名称\t风险描述\t防控措施"), ["1 储罐区： 更换液位计12台。 =市应急局"]);
}

/// The codes of what is found.
fn found(text: &str) -> Vec<String> {
    let (document, notice) = read(text);
    let found = check(&notice, &document.sources, &Options::default()).findings;
    found.into_iter().map(|finding| finding.code).collect()
}

#[test]
fn a_body_that_heads_a_column_answers_where_its_cell_says_so() {
    let ticks = "# 云溪市任务分工表\n\n|序号|工作任务|市水利局|市财政局|市住建局|完成时限|\n|--|--|--|--|--|--|\n\
        |1|推进河段清淤|√||√|6月底|\n|2|落实专项经费||√||9月底|\n";
    assert_eq!(
        rows(ticks),
        ["1 推进河段清淤 @6月底 =市水利局、市住建局", "2 落实专项经费 @9月底 =市财政局"]
    );
    let duties = "云溪市任务分工表\n序号\t工作任务\t市水利局\t市财政局\t市住建局\n\
        1\t推进河段清淤\t牵头\t配合\t\n2\t落实专项经费\t配合\t牵头\t责任\n";
    assert_eq!(
        rows(duties),
        ["1 推进河段清淤 *市水利局+市财政局", "2 落实专项经费 *市财政局=市住建局+市水利局"]
    );
}

#[test]
fn words_of_no_list_beside_the_work_and_who_answers_are_headings() {
    let rows_of = |header: &str| {
        let cells = "A档|I级|中|新生入学教育|全年：开展培训活动|学生处\nB档|II级|高|技能竞赛月|3月-5月：备赛|团委";
        let pipe = |line: &str| format!("| {} |\n", line.replace('|', " | "));
        let body: String = cells.lines().map(pipe).collect();
        let marked = format!("# 云溪学院任务分解表\n\n{}|--|--|--|--|--|--|\n{body}", pipe(header));
        let set = |line: &str, cell: &str| {
            let cells: String = line.split('|').map(|t| format!("<{cell}>{t}</{cell}>")).collect();
            format!("<tr>{cells}</tr>")
        };
        let body: String = cells.lines().map(|line| set(line, "td")).collect();
        let html = |cell: &str| {
            format!("<p>云溪学院任务分解表</p><table>{}{body}</table>", set(header, cell))
        };
        [rows(&marked), rows(&html("th")), rows(&html("td"))]
    };
    for found in rows_of("档次|级别|系数|工作任务|任务分解|责任部门") {
        assert_eq!(
            found,
            ["新生入学教育： 全年：开展培训活动 =学生处", "技能竞赛月： 3月-5月：备赛 =团委"]
        );
    }
    // The first row of the tasks where a converter took it for the header.
    let cut = "# 云溪市重点任务清单\n\n|重点工作|建设美丽河湖|推进河段清淤|市水利局|6月底|\n|--|--|--|--|--|\n\
        |重点工作|建设美丽乡村|整治村庄道路|市住建局|9月底|\n";
    let (_, notice) = read(cut);
    assert!(notice.tables.iter().flat_map(|t| &t.columns).all(|c| !c.header.contains("水利局")));
}

#[test]
fn duties_are_what_bodies_do_unless_bodies_stand_below_them() {
    let duties = "# 云溪市防汛成员单位职责\n\n|序号|成员单位|职责分工|\n|--|--|--|\n\
        |1|市水利局|负责水库、河道的巡查和调度。|\n|2|市应急局|负责救援力量的调度。|\n";
    assert_eq!(
        rows(duties),
        ["1 负责水库、河道的巡查和调度。 =市水利局", "2 负责救援力量的调度。 =市应急局"]
    );
    let bodies = "# 云溪市重点任务清单\n\n|序号|工作任务|职责分工|完成时限|\n|--|--|--|--|\n\
        |1|水库除险|市水利局牵头，市财政局配合|5月底|\n|2|救援准备|市应急局、市公安局|6月底|\n";
    assert_eq!(
        rows(bodies),
        ["1 水库除险 @5月底 *市水利局+市财政局", "2 救援准备 @6月底 =市应急局、市公安局"]
    );
}

#[test]
fn units_of_blank_cells_are_those_above_where_the_body_names_them() {
    let notice = |third: &str, row: &str| {
        format!(
            "# 云溪市节水工作要点\n\n一、重点任务\n\n\
            1.推进河段清淤。（牵头单位：市水利局；落实单位：各镇人民政府）\n\n\
            2.改造灌渠30处。（牵头单位：市农业农村局；落实单位：各镇人民政府）\n\n\
            3.通报用水情况。（牵头单位：市水利局；{third}）\n\n附件：节水任务分解表\n\n节水任务分解表\n\n\
            |序号|工作任务|牵头单位|落实单位|\n|--|--|--|--|\n\
            |1|推进河段清淤。|市水利局|各镇人民政府|\n|2|改造灌渠30处。|市农业农村局||\n{row}"
        )
    };
    let last = "|3|通报用水情况。|市水利局||\n";
    let of = |notice: &str| {
        let (_, notice) = read(notice);
        let rows = notice.tables.into_iter().flat_map(|table| table.rows);
        let filled = notice.repairs.iter().any(|r| r.kind == RepairKind::FilledMergedCell);
        let names = |row: Row| {
            row.units.iter().map(|unit| unit.name.to_string()).collect::<Vec<_>>().join("、")
        };
        (rows.map(names).collect::<Vec<_>>(), filled)
    };
    let (rows, filled) = of(&notice("落实单位：各镇人民政府", last));
    let all = ["市水利局、各镇人民政府", "市农业农村局、各镇人民政府", "市水利局、各镇人民政府"];
    assert_eq!(rows, all);
    assert!(filled);
    // One clause gainsays it, the row names them by itself, or a single cell is blank.
    let own = "|3|通报用水情况。|各镇人民政府||\n";
    for (third, row) in [
        ("落实单位：市住建局", last),
        ("落实单位：各镇人民政府", own),
        ("落实单位：各镇人民政府", ""),
    ] {
        let (rows, filled) = of(&notice(third, row));
        assert_eq!(rows[1], "市农业农村局");
        assert!(!filled);
    }
}

#[test]
fn the_second_row_of_a_header_stands_below_what_several_columns_have_in_common() {
    let cells = "|1|推进河段清淤。|市水利局|市财政局|6月底|\n|2|改造灌渠30处。|市农业农村局|市财政局|9月底|\n";
    let title = "# 云溪市任务分解表\n\n";
    let short = format!(
        "{title}|序号|任务|责任单位| |完成时限|\n|--|--|--|--|--|\n|牵头单位|配合单位|\n{cells}"
    );
    let expected = [
        "1 推进河段清淤。 @6月底 *市水利局+市财政局",
        "2 改造灌渠30处。 @9月底 *市农业农村局+市财政局",
    ];
    assert_eq!(rows(&short), expected);
    // Two such headings, the last at the end of the row.
    let both = format!(
        "{title}|序号|任务|责任单位| |时限| |\n|--|--|--|--|--|--|\n|牵头单位|配合单位|开始时间|完成时限|\n\
        |1|推进河段清淤。|市水利局|市财政局|3月|6月底|\n|2|改造灌渠30处。|市农业农村局|市财政局|3月|9月底|\n"
    );
    assert_eq!(rows(&both), expected);
    // Merged cells that are written into all places they cover.
    let text = "云溪市任务分解表\n序号\t任务\t推进计划\t推进计划\t责任单位\n\
        序号\t任务\t上半年\t下半年\t责任单位\n1\t推进河段清淤。\t清淤2公里。\t清淤5公里。\t市水利局\n\
        2\t改造灌渠30处。\t编制方案。\t改造30处。\t市农业农村局\n";
    let (_, notice) = read(text);
    let targets: Vec<(Option<String>, String)> = notice.tables[0].rows[0]
        .targets
        .iter()
        .map(|target| (target.period.map(|period| period.to_string()), target.text.to_string()))
        .collect();
    let [first, second] = ["清淤2公里。", "清淤5公里。"].map(str::to_owned);
    assert_eq!(targets, [(Some("H1".to_owned()), first), (Some("H2".to_owned()), second)]);
    assert_eq!(rows(text)[1], "2 改造灌渠30处。 =市农业农村局");
}

/// A table whose cells stand on lines of their own.
fn on_lines(cells: &str) -> String {
    format!("云溪市任务分解表\n\n{}\n", cells.replace(['|', '\n'], "\n\n"))
}

#[test]
fn names_of_a_second_row_of_headings_come_behind_all_of_the_first() {
    let expected = [
        "1 推进河段清淤。 @6月底 *市水利局+市财政局",
        "2 改造灌渠30处。 @9月底 *市农业农村局+市财政局",
    ];
    let duties = "序号|任务|责任单位|完成时限|牵头单位|配合单位\n1|推进河段清淤。|市水利局|市财政局|6月底\n\
        2|改造灌渠30处。|市农业农村局|市财政局|9月底";
    assert_eq!(rows(&on_lines(duties)), expected);
    // Headings broken over lines.
    let torn = duties.replacen("序号", "序|号", 1).replacen("完成时限", "完成|时限", 1);
    assert_eq!(rows(&on_lines(&torn)), expected);
    // Rows that have no line for the name they share with those above.
    let plan = "序号|类别|任务|推进计划|责任单位|上半年|下半年\n\
        1|水环境治理|推进河段清淤，确保河道畅通。|清淤2公里。|清淤5公里。|市水利局\n\
        2|改造灌渠30处。|编制方案。|改造30处。|市农业农村局\n\
        3|道路建设|新建公路10公里。|完成招标。|建成通车。|市交通局";
    let text = on_lines(plan);
    assert_eq!(
        rows(&text),
        [
            "1 #水环境治理 推进河段清淤，确保河道畅通。 =市水利局",
            "2 #水环境治理 改造灌渠30处。 =市农业农村局",
            "3 #道路建设 新建公路10公里。 =市交通局",
        ]
    );
    let (_, notice) = read(&text);
    let targets = |row: &Row| row.targets.iter().map(|t| t.text.to_string()).collect::<Vec<_>>();
    assert_eq!(targets(&notice.tables[0].rows[1]), ["编制方案。", "改造30处。"]);
}

#[test]
fn a_header_printed_again_is_set_aside_before_its_rows_are_looked_for() {
    let header = "序号|事项|任务|牵头单位|配合单位|时限";
    let first = "1|清淤|推进河段清淤，确保河道畅通。|市水利局|市财政局|6月底";
    let second = "2|灌渠|改造灌渠30处。|市农业农村局|市财政局|9月底";
    let third = "3|公厕|新建公厕12座。|市住建局|市财政局|9月底";
    let expected = [
        "1 清淤： 推进河段清淤，确保河道畅通。 @6月底 *市水利局+市财政局",
        "2 灌渠： 改造灌渠30处。 @9月底 *市农业农村局+市财政局",
        "3 公厕： 新建公厕12座。 @9月底 *市住建局+市财政局",
    ];
    let (above, below) = second.split_once("|市农").expect("a row");
    for cells in [
        // One row on either side.
        format!("{header}\n{first}\n— 3 —\n{header}\n{second}\n{third}"),
        format!("{header}\n{first}\n{second}\n3\n{header}\n{third}"),
        // Inside a row.
        format!("{header}\n{first}\n{above}\n4\n{header}\n市农{below}\n{third}"),
    ] {
        let text = on_lines(&cells);
        assert_eq!(rows(&text), expected, "{cells}");
        let (_, notice) = read(&text);
        assert_eq!(notice.tables.len(), 1);
        let folded = |repair: &&hongtou_model::Repair| repair.kind == RepairKind::FoldedHeader;
        assert_eq!(notice.repairs.iter().filter(folded).count(), 1);
    }
    // Of another table, which counts anew.
    let cells = format!("{header}\n{first}\n{second}\n{header}\n{first}\n{second}");
    let (_, notice) = read(&on_lines(&cells));
    let numbers: Vec<_> =
        notice.tables.iter().flat_map(|t| &t.rows).map(|row| row.number).collect();
    assert_eq!(numbers, [Some(1), Some(2), Some(1), Some(2)]);
}

#[test]
fn goals_beside_what_rows_share_may_say_the_tasks_of_cells_on_lines() {
    let body = "云溪市人民防空建设任务\n\n一、重点任务\n\n1.新建防护工程32万平方米，同步设计。（市国防动员办负责）\n\n\
        2.排查早期工程87处，加固26处。（市住建局负责）\n\n3.新建警报器65台，组织试鸣。（市国防动员办负责）\n\n附件：云溪市任务分解表\n\n";
    let table = |first: &str, goals: &str| {
        let cells = format!(
            "序|号\n{first}|{goals}|责任单位|完成时限|备注\n1|防护工程|建设|新建防护工程32万平方米，|同步设计。|市国防|动员办|12月\n\
            2|排查早期工程87处，加固|26处。|市住建局|10月\n3|指挥通信|建设|新建警报器65台，组织试|鸣。|市国防|动员办|11月"
        );
        rows(&format!("{body}云溪市任务分解表\n{}\n", cells.replace('|', "\n")))
    };
    let expected = [
        "1 #防护工程建设 新建防护工程32万平方米，同步设计。 @12月 =市国防动员办",
        "2 #防护工程建设 排查早期工程87处，加固26处。 @10月 =市住建局",
        "3 #指挥通信建设 新建警报器65台，组织试鸣。 @11月 =市国防动员办",
    ];
    assert_eq!(table("类别", "工作目标"), expected);
    assert_eq!(table("类别", "工作任务"), expected);
    let named = [
        "1 防护工程建设： 新建防护工程32万平方米，同步设计。 @12月 =市国防动员办",
        "2 排查早期工程87处，加固26处。 @10月 =市住建局",
        "3 指挥通信建设： 新建警报器65台，组织试鸣。 @11月 =市国防动员办",
    ];
    assert_eq!(table("项目", "工作目标"), named);
}

#[test]
fn a_day_ends_the_last_row_where_days_end_the_rows_above() {
    let row =
        |number: u32, task: &str, day: &str| format!("{number}|{task}|市水利局|市财政局|{day}\n");
    let first = "序号|任务|责任单位|完成时限\n".to_owned()
        + &row(1, "推进河段清淤。", "2026年6月30日")
        + &row(2, "改造灌渠30处。", "2026年9月30日");
    let last = "3|通报用水情况。|市水利局|2026年12月31日";
    let text = |cells: &str| {
        let cells: Vec<&str> = cells.split(['|', '\n']).collect();
        format!("云溪市任务分解表\n{}\n", cells.join("\n"))
    };
    let found = rows(&text(&format!("{first}{last}")));
    assert_eq!(found[2], "3 通报用水情况。 @2026年12月31日 =市水利局");
    // Of issue, below rows that are done in months.
    let months = first.replace("30日", "底");
    let found = rows(&text(&format!("{months}{last}")));
    assert_eq!(found[2], "3 通报用水情况。 =市水利局");
}

#[test]
fn headings_and_bodies_tell_the_rows_of_cells_on_lines_without_numbers() {
    let table = "项目|工作任务|牵头单位|配合单位\n1.河道|推进河段清淤。|市水利局|市财政局、各镇\n\
        2.灌渠|改造灌渠30处。|市农业农村局|市财政局\n通报用水情况。|市水利局|各镇";
    let text = on_lines(table);
    let expected = [
        "1 河道： 推进河段清淤。 *市水利局+市财政局、各镇",
        "2 灌渠： 改造灌渠30处。 *市农业农村局+市财政局",
    ];
    let (all, last) = table.rsplit_once('\n').expect("rows");
    assert_eq!(rows(&on_lines(all)), expected);
    // Blank lines part the cells, and none stands inside them.
    let broken = on_lines(all).replace("、各镇", "、\n各镇").replace("推进河段", "推进\n河段");
    assert_eq!(rows(&broken), expected);
    // A row that shares its name with the one above.
    let found = rows(&text);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[2].ends_with("灌渠： 通报用水情况。 *市水利局+各镇"), "{found:?}");
    let (_, notice) = read(&text);
    assert_eq!(notice.repairs[0].confidence, Confidence::Unsure);
    // Where the cells do not answer the headings, nothing is put together.
    let other = all.replace("市水利局", "清淤疏浚").replace("市农业农村局", "改造提升");
    assert_eq!(rows(&on_lines(&format!("{other}\n{last}"))), [] as [String; 0]);
}

#[test]
fn how_far_the_work_is_names_no_unit() {
    let head = "# 云溪市重点任务进展表\n\n|序号|工作任务|责任单位|进展情况|\n|--|--|--|--|\n\
        |1|建设停车场|市住建局|已开工|\n";
    let merged =
        format!("{head}|2|改造农贸市场|正在招标，预计下月开工||\n|3|新建公厕|尚未启动||\n");
    assert_eq!(
        rows(&merged),
        ["1 建设停车场 =市住建局", "2 改造农贸市场 =市住建局", "3 新建公厕 =市住建局"]
    );
    let (_, notice) = read(&merged);
    let told = notice.repairs.iter().filter(|r| r.kind == RepairKind::FilledMergedCell);
    assert!(told.into_iter().all(|repair| repair.confidence == Confidence::Likely));
    let all = "# 云溪市重点任务进展表\n\n|序号|工作任务|牵头单位|配合单位|进展情况|\n|--|--|--|--|--|\n\
        |1|建设停车场|市住建局|市财政局|已开工|\n|2|新建公厕|尚未启动||||\n|3|新建学校|市教育局|尚未启动|||\n";
    assert_eq!(rows(all)[1..], ["2 新建公厕 *市住建局+市财政局", "3 新建学校 *市教育局+市财政局"]);
    // Names stay who answers, and nothing is shifted where the state has its cell.
    let named =
        format!("{head}|2|改造农贸市场|民生专班（已组建）||\n|3|新建公厕|已建的由市城管局负责||\n");
    assert_eq!(rows(&named)[1..], ["2 改造农贸市场 =民生专班", "3 新建公厕 =市城管局"]);
    let full = format!("{head}|2|改造农贸市场||尚未启动|\n");
    assert_eq!(rows(&full)[1], "2 改造农贸市场");
    let drawn = "<table><tr><td>序号</td><td>工作任务</td><td>责任单位</td><td>进展情况</td></tr>\
        <tr><td>1</td><td>建设停车场</td><td>市住建局</td><td>已开工</td></tr>\
        <tr><td>2</td><td>新建公厕</td><td>尚未确定</td><td></td></tr></table>";
    assert_eq!(rows(drawn), ["1 建设停车场 =市住建局", "2 新建公厕"]);
}

#[test]
fn a_remark_below_the_numbers_is_no_row() {
    let table = |last: &str| {
        rows(&format!(
            "# 云溪市检查计划\n\n|序号|任务名称|检查事项|责任单位|\n|--|--|--|--|\n\
             |1|绿地检查|对改变绿地用途的行政检查|市园林局|\n\
             |2|树木检查|对砍伐树木的行政检查|市园林局|\n{last}"
        ))
    };
    let plain = table("");
    assert_eq!(plain[0], "1 绿地检查： 对改变绿地用途的行政检查 =市园林局");
    for last in ["|备注|检查层级填写市级、县级等。|||\n", "|说明：|检查对象随机抽取。|||\n"]
    {
        assert_eq!(table(last), plain, "{last}");
    }
    // Where nothing is numbered it is one as well.
    let (_, plain) = read(
        "# 云溪市材料清单\n\n|材料名称|要求|提供单位|\n|--|--|--|\n|备注|填写完整||\n|申请表|加盖公章|市园林局|\n",
    );
    assert!(!plain.prose.iter().any(|prose| prose.text.contains("填写完整")), "{:?}", plain.prose);
    // With a task of its own and who answers it is one.
    assert_eq!(table("|备注|经费检查|对备注栏所列经费的检查|市财政局|\n").len(), 3);
}

#[test]
fn a_row_that_lacks_its_number_and_its_day_has_neither_units_for_a_day() {
    for (first, second) in [("市教育局", "市教育局、市招生办"), ("教务处", "教务处、纪检监察室")]
    {
        let table = format!(
            "云溪市2024年重点工作安排表\n序号 | 时间 | 工作内容 | 责任部门 | 备注 |\n\
             1 | 4月8日 | 召开协调会 | {first} | 各校参会。 |\n\
             开展命题 | {second} | 选派有经验的教师。 | ||\n\
             2 | 4月9日 | 编排考场 | {first} | 利用系统编排。 |\n"
        );
        let expected = [
            format!("1 召开协调会 @4月8日 ={first}"),
            format!("开展命题 ={second}"),
            format!("2 编排考场 @4月9日 ={first}"),
        ];
        assert_eq!(rows(&table), expected);
    }
}

#[test]
fn offices_answer_in_cells_on_lines_of_their_own_as_bodies_do() {
    let cells = "序号|时间|工作内容|责任部门|备注|1|4月8日|考前协调会|招生就业处、教务处|安全处负责人参会。|\
        命题组命题|教务处、纪检监察室|选派有经验的教师。|2|4月9日|排考场|招生就业处、教务处|利用系统编排。|\
        选派监考人员|教务处|教务处选派教师。|3|4月10日|试题印刷|教务处、纪检监察室|纪检人员全程监督。|\
        4|4月11日|宣读须知|监考教师|考前10分钟宣读须知。";
    let lines: String = cells.split('|').map(|cell| format!("{cell} |\n")).collect();
    assert_eq!(
        rows(&lines),
        [
            "1 考前协调会 @4月8日 =招生就业处、教务处",
            "命题组命题 =教务处、纪检监察室",
            "2 排考场 @4月9日 =招生就业处、教务处",
            "选派监考人员 =教务处",
            "3 试题印刷 @4月10日 =教务处、纪检监察室",
            "4 宣读须知 @4月11日 =监考教师",
        ]
    );
}

#[test]
fn bodies_that_do_no_work_have_a_cell_of_their_own_line_as_those_who_do() {
    let lines = "云溪市重点任务分解表\n序号\n工作任务\n工作内容\n提案单位\n承办单位\n完成时限\n备注\n\
        1\n推进产业发展\n负责河道的巡查。\n市工商联\n市水利局\n6月底\n省级任务\n\
        2\n改善办学条件\n新建产业园2个。\n市科协\n市教育局\n已部署\n\
        3\n新建公厕\n编制方案。\n市妇联\n市住建局\n9月底\n市级任务\n";
    let found = rows(lines);
    assert_eq!(found[0], "1 推进产业发展： 负责河道的巡查。 @6月底 =市水利局");
    assert_eq!(found[1], "2 改善办学条件： 新建产业园2个。 =市教育局");
}

#[test]
fn cells_that_count_on_within_themselves_repeat_no_number() {
    // Too few rows tell where the cells belong; that each begins with 1 is no fault.
    let lines = "重点工作任务清单\n序号\n工作任务\n责任单位\n工作内容\n备注\n1\n统计资料检查\n市统计局\n\
        1.检查统计数据;2.检查统计资料。\n2\n统计台账检查\n1.检查原始记录;2.检查管理制度。\n";
    assert!(!found(lines).contains(&"ST004".to_owned()), "{:?}", found(lines));
    let twice = "# 云溪市林业局关于做好有关工作的通知\n\n各科室：\n现将有关事项通知如下。\n\
        1.开展巡查。\n1.修复林地。\n2.宣传法规。\n";
    assert!(found(twice).contains(&"ST004".to_owned()), "{:?}", found(twice));
}

#[test]
fn codes_number_no_rows() {
    let table = "# 云溪学院任务分解表\n\n|风险代码|工作任务|任务分解|责任部门|\n|--|--|--|--|\n\
        |R2|新生入学教育|开展培训活动|学生处|\n|R1|技能竞赛月|组织备赛|团委|\n\
        |R2|校园文化建设|举办艺术节|宣传部|\n";
    assert!(!found(table).iter().any(|code| code.starts_with("ST")), "{:?}", found(table));
    assert_eq!(rows(table)[0], "新生入学教育： 开展培训活动 =学生处");
}

#[test]
fn a_line_break_in_a_cell_cuts_no_name_that_the_body_has_whole() {
    let text = "# 云溪市改革方案

## 一、改革任务

（一）深化支付改革。结余留用比例不低于$70\\%$，试点$1 . 2$万人。（市医保局牵头，市卫生健康委财务科、市民政局办公室配合）

（二）建设站点。建设站点12个。（市教育局牵头，市公安局、市财政局配合）

## 任务分解表

|序号|任务|内容|牵头单位|配合单位|
|---|---|---|---|---|
|1|深化支付改革|结余留用比例不低于70%，试点1.2万人。|市医保局|市卫生健康委<br>财务科、市民政局<br>办公室|
|2|建设站点|建设站点$12$个。|市教育局|市公安局<br>市财政局|
";
    assert_eq!(found(text), [""; 0]);
    let told = rows(text);
    assert!(told[0].ends_with("*市医保局+市卫生健康委财务科、市民政局办公室"), "{}", told[0]);
    assert!(told[1].ends_with("建设站点12个。 *市教育局+市公安局、市财政局"), "{}", told[1]);
    // Without the body's word both halves are names.
    let apart = text.replace("市卫生健康委财务科、", "市卫生健康委、财务科、");
    assert!(rows(&apart)[0].ends_with("+市卫生健康委、财务科、市民政局办公室"));
}

#[test]
fn what_a_mark_below_a_body_means_is_said_before_or_behind_the_table() {
    let table = "|序号|工作任务|市水利局|市财政局|市住建局|\n|--|--|--|--|--|\n\
        |1|推进河段清淤|●|○|○|\n|2|落实专项经费|○|●||\n";
    let expected =
        ["1 推进河段清淤 *市水利局+市财政局、市住建局", "2 落实专项经费 *市财政局+市水利局"];
    for legend in ["注：●为牵头单位，○为配合单位。", "（说明：●表示牵头单位，○表示参与单位）"]
    {
        let above = format!("# 云溪市任务分工表\n\n{legend}\n\n{table}");
        assert_eq!(rows(&above), expected, "{legend}");
        let below = format!("# 云溪市任务分工表\n\n{table}\n{legend}\n");
        assert_eq!(rows(&below), expected, "{legend}");
        let within = format!("# 云溪市任务分工表\n\n{table}|{legend}||||||\n");
        assert_eq!(rows(&within), expected, "{legend}");
    }
    // A mark of which nothing is said says that the body answers.
    let bare = rows(&format!("# 云溪市任务分工表\n\n{table}"));
    assert_eq!(bare[1], "2 落实专项经费 =市水利局、市财政局");
}

#[test]
fn a_heading_over_bodies_says_what_they_do() {
    let text = "<h1>云溪市任务分工表</h1><table>\
        <tr><td rowspan=2>序号</td><td rowspan=2>工作任务</td><td colspan=2>牵头单位</td><td colspan=2>配合单位</td></tr>\
        <tr><td>农业局</td><td>卫健委</td><td>公安局</td><td>住建</td></tr>\
        <tr><td>1</td><td>开展抽检</td><td>√</td><td></td><td>√</td><td></td></tr>\
        <tr><td>2</td><td>开展检查</td><td></td><td>√</td><td>√</td><td>√</td></tr></table>";
    assert_eq!(rows(text), ["1 开展抽检 *农业局+公安局", "2 开展检查 *卫健委+公安局、住建"]);
}

#[test]
fn duties_below_bodies_head_no_columns() {
    let text = "# 云溪市改革任务分工\n\n|改革事项|市发改委|市财政局|市人社局|\n|--|--|--|--|\n\
        |完善预算绩效管理|参与|主办||\n|健全就业服务体系|参与|参与|主办|\n";
    assert_eq!(
        rows(text),
        ["完善预算绩效管理 *市财政局+市发改委", "健全就业服务体系 *市人社局+市发改委、市财政局"]
    );
}

/// How sure the repairs of a notice are, and whether its rows are read: 2 of them, and 1 unsure.
fn unsure(text: &str) -> (usize, usize) {
    let (_, notice) = read(text);
    let unsure = notice
        .repairs
        .iter()
        .filter(|repair| repair.confidence == hongtou_model::Confidence::Unsure);
    (notice.tables.iter().map(|table| table.rows.len()).sum(), unsure.count())
}

#[test]
fn cells_go_on_below_themselves_in_a_table_set_with_spaces() {
    let aligned = "云溪市重点任务分解表\n\n\
        序号   任务                      责任单位          完成时限\n \
        1     建设书屋3处，完善配套设    市文旅局、市财    2025年6月\n       \
        施，推进精细管理。         政局              底前\n \
        2     建设公园3处。              市城管局          2025年9月\n\
        \u{20}                                                   底前\n \
        3     建设路灯3处。              市财政局          长期坚持\n";
    let expected = [
        "1 建设书屋3处，完善配套设施，推进精细管理。 @2025年6月底前 =市文旅局、市财政局",
        "2 建设公园3处。 @2025年9月底前 =市城管局",
        "3 建设路灯3处。 @长期坚持 =市财政局",
    ];
    assert_eq!(rows(aligned), expected);
    assert_eq!(rows(&format!("# {aligned}")), expected, "Markdown keeps the layout as well");
    // The header is set in its own way: each row's cells tell where its further lines belong.
    let own = "云溪市重点任务分解表\n\n\
        序号    任务    具体内容    责任单位    完成时限\n\
        1       建设书屋    建设书屋3处，完善    市文旅局    2025年6\n                    \
        配套设施。                     月底前\n\
        2       建设公园    建设公园3处。    市城管局    2025年9月底前\n";
    let expected = [
        "1 建设书屋： 建设书屋3处，完善配套设施。 @2025年6月底前 =市文旅局",
        "2 建设公园： 建设公园3处。 @2025年9月底前 =市城管局",
    ];
    assert_eq!(rows(own), expected);
    // What stands below no cell leaves the lines of its row text, and repairs say so; the next is a row.
    let unlike = own.replace("配套设施。                     月底前", "      配套设施。    月底前");
    assert_eq!(unsure(&unlike), (1, 2), "{unlike}");
    // A number in the middle of its row's height tells how far this reaches, and above it no more.
    let middle = "云溪市重点任务分解表\n\n\
        序号   任务                      责任单位          完成时限\n       \
        建设书屋3处，完善配套设    市文旅局、市财    2025年6月\n \
        1     施，推进精细管理，提升质    政局、市教育局    底前\n       量。\n \
        2     建设公园3处。              市城管局          长期坚持\n";
    assert_eq!(
        rows(middle)[0],
        "1 建设书屋3处，完善配套设施，推进精细管理，提升质量。 @2025年6月底前 =市文旅局、市财政局、市教育局"
    );
    let repairs = read(middle).1.repairs;
    assert!(repairs.iter().any(|r| r.kind == RepairKind::StitchedRow), "{repairs:?}");
    let longer = middle.replace(
        "       量。\n",
        "       量，扩大范围，增加服务项\n       目，方便群众日常办事和生\n       活。\n",
    );
    assert_eq!(unsure(&longer), (0, 1), "{longer}");
    // A paragraph set in behind the last row is no part of it.
    let note = format!("{own}    各责任单位要按月报送进展情况，确保各项任务按期完成。\n");
    assert_eq!(rows(&note), expected);
}

#[test]
fn a_page_or_a_title_parts_a_table_set_with_spaces() {
    let header = "序号   任务                      责任单位          完成时限\n";
    let page = format!(
        "云溪市重点任务分解表\n\n{header} 1     建设书屋3处。    市文旅局、市财政局      2025年6月底前\n \
        2     建设公园3处。              市城管局            2025年9月底前\n\n—  3  —\n\n{header} \
        3     建设学校3处。              市教育局            长期坚持\n"
    );
    let expected = [
        "1 建设书屋3处。 @2025年6月底前 =市文旅局、市财政局",
        "2 建设公园3处。 @2025年9月底前 =市城管局",
        "3 建设学校3处。 @长期坚持 =市教育局",
    ];
    assert_eq!(rows(&page), expected);
    // A page need not print its header again.
    let headless = page.replace(&format!("— 3 —\n\n{header}"), "— 3 —\n\n");
    let headless = headless.replace(&format!("—  3  —\n\n{header}"), "—  3  —\n\n");
    assert_ne!(headless, page);
    assert_eq!(rows(&headless), expected);
    let more = headless.clone()
        + "       配齐设施设备。\n 4     建设校舍3处。              市教育局            长期坚持\n";
    let rows_of_more = rows(&more);
    assert_eq!(
        rows_of_more[2..],
        [
            "3 建设学校3处。配齐设施设备。 @长期坚持 =市教育局",
            "4 建设校舍3处。 @长期坚持 =市教育局"
        ]
    );
    // Nor does a number alone make a row: 4 stands behind the last one, but with other cells.
    let other = headless.replace(
        "3     建设学校3处。              市教育局            长期坚持",
        "3     建设学校3处。    市教育局",
    );
    assert_eq!(rows(&other).len(), 2);
    // One row below a header that no table had before may be anything.
    let alone = page.split_once("—\n\n").map_or_else(String::new, |(_, rest)| rest.to_owned());
    assert!(rows(&format!("云溪市重点任务分解表\n\n{alone}")).is_empty());
    let titles = "云溪市工作要点\n\n一、产业提升\n\n序号    重点任务    工作目标    责任单位\n\
        1    放宽落户限制。    落户2.4万人    市公安局\n2    保障入学。    新增学位6000个    市教育局\n\n\
        二、环境提升\n\n序号    重点任务    工作目标    责任单位\n\
        3    建立挂钩机制。    出台细则    市自然资源局\n";
    assert_eq!(
        rows(titles),
        [
            "1 #产业提升 放宽落户限制。 =市公安局",
            "2 #产业提升 保障入学。 =市教育局",
            "3 #环境提升 建立挂钩机制。 =市自然资源局",
        ]
    );
}

#[test]
fn the_number_may_stand_behind_a_group_or_a_time() {
    let group = "云溪市重点任务表\n\n工作类别    序号    工作内容    责任单位    完成时限\n\
        清四乱    1    排查整治河道问题43个。    河湖管理股    2025年10月底前\n\
        2    清理河道垃圾120公里。    各乡镇水管站    2025年12月底前\n\
        安全度汛    3    完成18座水库大坝安全鉴定。    水库管理所    2025年5月底前\n";
    let expected = [
        "1 #清四乱 排查整治河道问题43个。 @2025年10月底前 =河湖管理股",
        "2 #清四乱 清理河道垃圾120公里。 @2025年12月底前 =各乡镇水管站",
        "3 #安全度汛 完成18座水库大坝安全鉴定。 @2025年5月底前 =水库管理所",
    ];
    assert_eq!(rows(group), expected);
    let time = "# 云溪市重点任务表\n\n| 时间 | 序号 | 重点任务 | 责任单位 |\n|---|---|---|---|\n\
        | 3月 | 1 | 制定责任清单。 | 市委组织部 |\n| 4月 | 2 | 举办读书班。 | 市委党校 |\n\
        | | 3 | 启动专项整治。 | 市纪委监委机关 |\n";
    assert_eq!(
        rows(time),
        [
            "1 制定责任清单。 @3月 =市委组织部",
            "2 举办读书班。 @4月 =市委党校",
            "3 启动专项整治。 @4月 =市纪委监委机关",
        ]
    );
    // Behind the task a blank time is one that nobody set.
    let behind = "# 云溪市重点任务表\n\n| 序号 | 重点任务 | 责任单位 | 时间 |\n|---|---|---|---|\n\
        | 1 | 制定责任清单。 | 市委组织部 | 3月 |\n| 2 | 举办读书班。 | 市委党校 | |\n";
    assert_eq!(rows(behind)[1], "2 举办读书班。 =市委党校");
}

#[test]
fn one_row_that_nobody_can_cut_leaves_the_others_rows() {
    let table = "云溪市重点任务分解表\n\n序号 任务 责任单位 完成时限\n\
        1 建设书屋3处。 市文旅局 市财政局 2025年6月底前\n2 建设公园3处。 市城管局 2025年9月底前\n\
        3 建设路灯3处。 市城管局、市财政局 长期坚持\n";
    assert_eq!(
        rows(table),
        [
            "1 建设书屋3处。 @2025年6月底前 =市文旅局、市财政局",
            "2 建设公园3处。 @2025年9月底前 =市城管局",
            "3 建设路灯3处。 @长期坚持 =市城管局、市财政局",
        ]
    );
    // With two columns of units nothing says whose a third name is.
    let two = "云溪市重点任务分解表\n\n序号 任务 牵头单位 配合单位\n1 建设书屋3处。 市文旅局 市财政局\n\
        2 建设公园3处。 市城管局 市财政局 市林业局\n3 建设路灯3处。 市城管局 市财政局\n";
    assert_eq!(
        rows(two),
        ["1 建设书屋3处。 *市文旅局+市财政局", "3 建设路灯3处。 *市城管局+市财政局"]
    );
    assert_eq!(unsure(two), (2, 1));
    // The row that is left out is none that the notice forgot.
    let body = "云溪市重点工作方案\n\n1.建设书屋3处。（市文旅局牵头，市财政局配合）\n\n\
        2.建设公园3处。（市城管局牵头，市财政局、市林业局配合）\n\n3.建设路灯3处。（市城管局牵头，市财政局配合）\n\n附件\n\n";
    let severe = |text: &str| {
        let found = found(text);
        found.into_iter().filter(|code| code.starts_with("AL") || code.starts_with("ST")).count()
    };
    assert_eq!(severe(&format!("{body}{two}").replace(" 市林业局", "")), 0);
    assert_eq!(found(&format!("{body}{two}")).iter().filter(|code| *code == "ST003").count(), 0);
    // Behind a row may stand what a break cut off it.
    let torn = table.replace("2 建设公园3处。", "2 建设公园3处。 市城管\n局");
    assert_eq!(rows(&torn).len(), 2, "{:?}", rows(&torn));
    // A number may be left out.
    let gap = table.replace("\n3 ", "\n4 ");
    assert_eq!(rows(&gap)[2], "4 建设路灯3处。 @长期坚持 =市城管局、市财政局");
    let years = "云溪市任务分解表\n\n序号 任务 2025年目标 2026年目标 牵头单位 责任单位\n\
        1 城区道路改造 6条 18条 市城管局 市财政局\n2 医疗卫生服务 新增床位80张 新增床位200张 市卫健委 市医院\n";
    assert_eq!(
        rows(years),
        ["1 城区道路改造 *市城管局=市财政局", "2 医疗卫生服务 *市卫健委=市医院"]
    );
}

#[test]
fn commas_part_the_cells_of_lines() {
    let table = "云溪市重点任务分解表\n\n序号,任务,责任单位,完成时限\n1,建设书屋3处。,市文旅局,2025年6月底前\n\
        2,建设公园3处。,市城管局,\n";
    assert_eq!(
        rows(table),
        ["1 建设书屋3处。 @2025年6月底前 =市文旅局", "2 建设公园3处。 =市城管局"]
    );
}

/// Tasks of a body, each in one line, and a table whose cells stand below each other.
fn below_tasks(tasks: &[&str], table: &[&str]) -> String {
    let head = "青溪县人民政府办公室关于印发2026年重点任务的通知\n青政办发〔2026〕6号\n各乡镇人民政府：\n现将\
                《2026年重点任务》印发给你们。\n青溪县人民政府办公室\n2026年2月28日\n2026年重点任务\n";
    format!("{head}{}\n2026年重点任务分解表\n{}\n", tasks.join("\n"), table.join("\n"))
}

#[test]
fn cells_broken_over_lines_end_where_the_body_and_the_width_of_their_column_say() {
    let tasks = [
        "一、农业",
        "1.新修灌溉渠道18公里，5月底前完工。（牵头单位：县水务局；责任单位：县农业农村局、县财政局）",
        "2.新建泵站2座。（牵头单位：县水务局；责任单位：县财政局）",
        "二、教育",
        "3.新增学位360个，8月底前建成。（牵头单位：县教育局；责任单位：县住建局）",
    ];
    // As in the text of a PDF with narrow columns, on two pages.
    let table = [
        "序",
        "号",
        "工作任务",
        "完成",
        "时限",
        "牵头单",
        "位",
        "责任单位",
        "一、农业",
        "1",
        "新修灌溉渠道18公",
        "里，5月底前完工。",
        "5月",
        "底",
        "县水务",
        "局",
        "县农业农村",
        "局、县财政",
        "局",
        "2",
        "新建泵站2座。",
        "12月",
        "底",
        "县水务",
        "局",
        "县财政局",
        "— 2 —",
        "二、教育",
        "3",
        "新增学位360个，8",
        "月底前建成。",
        "8月",
        "底",
        "县教育",
        "局",
        "县住建局",
    ];
    let text = below_tasks(&tasks, &table);
    let read = [
        "1 #农业 新修灌溉渠道18公里，5月底前完工。 @5月底 *县水务局=县农业农村局、县财政局",
        "2 #农业 新建泵站2座。 @12月底 *县水务局=县财政局",
        "3 #教育 新增学位360个，8月底前建成。 @8月底 *县教育局=县住建局",
    ];
    assert_eq!(rows(&text), read);
    assert_eq!(found(&text), ["OC001"]);
    // Whatever stands behind the table is none of it.
    let closing = "加强统筹，压实责任，确保任务按期完成。\n".repeat(60);
    assert_eq!(rows(&format!("{text}{closing}")), read);
    assert_eq!(rows(&format!("{text}三、保障\n{closing}")), read);
    // A slip in the table is found, and hides nothing else of its row.
    let slipped = text.replace("新增学位360个，8\n", "新增学位380个，8\n");
    assert_eq!(rows(&slipped)[2], read[2].replace("360", "380"));
    assert_eq!(found(&slipped), ["OC001", "NU001"]);
}

#[test]
fn a_group_may_stand_before_the_number_of_its_first_row_and_persons_beside_bodies() {
    let tasks = [
        "1.改造供水管网30公里。",
        "2.新增停车位600个、充电桩80个。",
        "3.新建口袋公园5个，改造绿地12公顷。",
    ];
    let table = [
        "序号",
        "工作任务",
        "责任",
        "领导",
        "责任单位",
        "完成",
        "时限",
        "城市",
        "更新",
        "1",
        "改造供水管网30",
        "公里。",
        "马立",
        "新",
        "县住建局",
        "10月",
        "底",
        "2",
        "新增停车位600",
        "个、充电桩80",
        "个。",
        "马立",
        "新",
        "县城管局、",
        "县公安局",
        "11月",
        "底",
        "城市",
        "绿化",
        "3",
        "新建口袋公园5",
        "个，改造绿地12",
        "公顷。",
        "周航",
        "县城管局",
        "12月",
        "底",
    ];
    let text = below_tasks(&tasks, &table);
    assert_eq!(
        rows(&text),
        [
            "1 #城市更新 改造供水管网30公里。 @10月底 =县住建局",
            "2 #城市更新 新增停车位600个、充电桩80个。 @11月底 =县城管局、县公安局",
            "3 #城市绿化 新建口袋公园5个，改造绿地12公顷。 @12月底 =县城管局",
        ]
    );
}

#[test]
fn cells_on_lines_of_their_own_that_rows_share_have_one_line() {
    let table = "云溪市民生实事目标任务分解表\n\n序号\n民生实事\n责任单位\n完成时限\n\
        1\n新建主城区人行天桥2座。\n市住建局\n9月底前\n\
        2\n开工建设城市老年养护楼。\n市民政局\n5月底前动工\n开工建设东山老年大学。\n12月底前\n\
        3\n迁建市级政务服务中心。\n市政务服务中心\n12月底前\n";
    let expected = [
        "1 新建主城区人行天桥2座。 @9月底前 =市住建局",
        "2 开工建设城市老年养护楼。 @5月底前动工 =市民政局",
        "开工建设东山老年大学。 @12月底前 =市民政局",
        "3 迁建市级政务服务中心。 @12月底前 =市政务服务中心",
    ];
    assert_eq!(rows(table), expected);
    // Who stands beside the second task answers for it.
    let own = table.replace("大学。\n", "大学。\n市教育局\n");
    assert_eq!(rows(&own)[2], expected[2].replace("市民政局", "市教育局"));
    // Words that are no task may be the rest of a broken cell.
    let broken = table.replace("开工建设东山老年大学。", "养护楼配套设施");
    assert!(!rows(&broken)[2].contains("市民政局"), "{:?}", rows(&broken));
}

#[test]
fn parts_of_a_body_answer_in_cells_on_lines_of_their_own() {
    let table = "云溪县文旅局目标任务分解表\n序号\n指标\n工作任务\n完成时限\n责任领导\n责任股室\n备注\n\
        1\n公共文化服务\n免费开放服务人次增长15%。\n12月底前\n王建国\n文化宣传股\n\
        2\n开展惠民演出100场。\n文化宣传股\n3\n推进总分馆制建设。\n4\n繁荣基层文化生活。\n\
        5\n文化产业\n培育文化企业1家。\n执法大队\n";
    let expected = [
        "1 公共文化服务： 免费开放服务人次增长15%。 @12月底前 =文化宣传股",
        "2 公共文化服务： 开展惠民演出100场。 =文化宣传股",
        "3 公共文化服务： 推进总分馆制建设。",
        "4 公共文化服务： 繁荣基层文化生活。",
        "5 文化产业： 培育文化企业1家。 =执法大队",
    ];
    assert_eq!(rows(table), expected);
    // A bracket on a line of its own is of the heading above it.
    assert_eq!(rows(&table.replace("股室\n", "股室\n（单位）\n")), expected);
    let even = "云溪县文旅局目标任务分解表\n序号\n工作任务\n完成时限\n责任领导\n责任股室\n备注\n\
        1\n开展惠民演出。\n12月底前\n王建国\n文化宣传股\n2\n建设文化馆。\n6月底前\n李向东\n旅游股\n\
        3\n改造图书馆。\n9月底前\n王建国\n文化宣传股\n";
    let expected = [
        "1 开展惠民演出。 @12月底前 =文化宣传股",
        "2 建设文化馆。 @6月底前 =旅游股",
        "3 改造图书馆。 @9月底前 =文化宣传股",
    ];
    assert_eq!(rows(even), expected);
    let sections = even.replace("责任股室", "责任科室").replace("股\n", "科\n");
    assert_eq!(rows(&sections), expected.map(|row| row.replace("股", "科")));
    // A branch of learning names nobody.
    let learning = even.replace("文化宣传股", "重点学科").replace("旅游股", "优势学科");
    assert!(rows(&learning).iter().all(|row| !row.contains('=')), "{:?}", rows(&learning));
}

#[test]
fn titles_with_the_bars_beside_them_head_rows_between_bars() {
    let table = "云溪市政务公开任务分解表\n工作任务 |\n工作要求 |\n牵头单位 |\n责任单位 |\n\
        一、深化公开 |\n|||\n公开规划 |\n及时发布规划文件 |\n市发改委 |\n各乡镇 |\n\
        二、加强平台建设 |\n|||\n建好网站 |\n更新政府网站栏目 |\n市政府办 |\n各乡镇 |\n";
    let expected = [
        "#深化公开 公开规划： 及时发布规划文件 *市发改委=各乡镇",
        "#加强平台建设 建好网站： 更新政府网站栏目 *市政府办=各乡镇",
    ];
    assert_eq!(rows(table), expected);
    assert_eq!(rows(&table.replace(" |\n|||", " | | | |")), expected);
}

#[test]
fn figures_in_cells_are_no_ordinals() {
    let table = "云溪市招商引资任务分解表\n考核单位 |\n外资 |\n内资 |\n东山县 |\n1.5 |\n15.5 |\n\
        西山县 |\n2.5 |\n3.5 |\n";
    for table in [table.to_owned(), table.replace(" |", "")] {
        let (_, notice) = read(&table);
        let items = notice.sections.iter().map(|section| section.items.len()).sum::<usize>();
        assert_eq!(items, 0, "{table}");
    }
}

#[test]
fn cells_on_lines_of_their_own_stand_at_the_headers_stride() {
    let score = "云溪学院目标任务分解表\n\n序号\n责任部门\n目标任务\n分值\n完成时限\n\
        1\n教务处\n完成认证3个。\n10\n2025年12月\n2\n教务处\n建设课程12门。\n8\n2025年6月\n\
        3\n科研处\n立项18项。\n12\n2025年12月\n";
    let expected = [
        "1 完成认证3个。 @2025年12月 =教务处",
        "2 建设课程12门。 @2025年6月 =教务处",
        "3 立项18项。 @2025年12月 =科研处",
    ];
    assert_eq!(rows(score), expected);
    let last = "云溪学院目标任务分解表\n\n序号\n责任部门\n目标任务\n分值\n1\n教务处\n完成认证3个。\n10\n\
        2\n教务处\n建设课程12门。\n8\n3\n科研处\n立项18项。\n12\n";
    assert_eq!(
        rows(last),
        ["1 完成认证3个。 =教务处", "2 建设课程12门。 =教务处", "3 立项18项。 =科研处"]
    );
    let group = "云溪市重点任务表\n\n工作类别\n序号\n工作内容\n责任单位\n完成时限\n\
        清四乱\n1\n排查整治河道问题43个。\n河湖管理股\n2025年10月底前\n\
        清四乱\n2\n清理河道垃圾120公里。\n各乡镇水管站\n2025年12月底前\n\
        安全度汛\n3\n完成18座水库大坝安全鉴定。\n水库管理所\n2025年5月底前\n";
    assert_eq!(
        rows(group),
        [
            "1 #清四乱 排查整治河道问题43个。 @2025年10月底前 =河湖管理股",
            "2 #清四乱 清理河道垃圾120公里。 @2025年12月底前 =各乡镇水管站",
            "3 #安全度汛 完成18座水库大坝安全鉴定。 @2025年5月底前 =水库管理所",
        ]
    );
    // Where a later row has another length, the stride tells nothing, and the table is left out and told.
    let more = format!("{score}4\n科研处\n财务处\n立项5项。\n12\n2025年12月\n");
    let (_, notice) = read_in_part(&more);
    let told = notice.repairs.iter().any(|repair| repair.kind == RepairKind::UnreadRow);
    assert!(told && notice.tables.is_empty() && notice.residual.len() == 1);
}

#[test]
fn headings_broken_over_lines_are_as_many_as_a_row_has_cells() {
    let table = |headings: &str, days: [&str; 2]| {
        format!(
            "云溪区工作任务分解表\n\n{headings}\n\n1\n\n改造管网8公里\n\n区水务局\n\n区城管局\n\n{}\n\n2\n\n\
             新建公厕12座\n\n区城管局\n\n各街道办事处\n\n{}\n",
            days[0], days[1]
        )
    };
    let years = ["2010年", "2010年"];
    let months = ["2025年6月", "2025年9月"];
    for (headings, [first, second]) in [
        ("序号\n\n具 体 内 容\n\n牵头\n\n部门\n\n相关责任部门\n\n完成\n\n时间", ["*", "="]),
        ("序号\n\n工作任务\n\n牵头\n\n单位\n\n配合\n\n单位\n\n完成时限", ["*", "+"]),
        ("序号\n\n工作\n\n任务\n\n责任\n\n单位\n\n协办\n\n单位\n\n完成\n\n时限", ["=", "+"]),
        // Two of the columns are empty.
        ("序号\n\n项目\n\n类别\n\n工作内容\n\n主办\n\n单位\n\n协办\n\n单位\n\n时间", ["*", "+"]),
    ] {
        // A month alone could be the date of a letter where columns are empty.
        let empty = headings.contains("项目");
        for days in [years, months].iter().take(if empty { 1 } else { 2 }) {
            let found = rows(&table(headings, *days));
            let expected = [
                format!("1 改造管网8公里 @{} {first}区水务局{second}区城管局", days[0]),
                format!("2 新建公厕12座 @{} {first}区城管局{second}各街道办事处", days[1]),
            ];
            assert_eq!(found, expected, "{headings}");
        }
    }
    // A group stands left of the numbers.
    let group = "云溪市重点任务表\n\n工作\n类别\n序号\n工作内容\n责任\n单位\n完成\n时限\n\
        清四乱\n1\n排查整治河道问题43个。\n河湖管理股\n2025年10月底前\n\
        安全度汛\n2\n完成18座水库大坝安全鉴定。\n水库管理所\n2025年5月底前\n";
    assert_eq!(
        rows(group),
        [
            "1 #清四乱 排查整治河道问题43个。 @2025年10月底前 =河湖管理股",
            "2 #安全度汛 完成18座水库大坝安全鉴定。 @2025年5月底前 =水库管理所",
        ]
    );
    // A row has a cell for each of the lines: the duties head columns of their own.
    let each = "云溪区工作任务分解表\n\n序号\n任务\n措施\n牵头\n配合\n1\n改造管网\n分段施工\n区水务局\n区城管局\n\
        2\n新建公厕\n新选址12处\n区城管局\n区水务局\n";
    let found = rows(each);
    assert!(found[0].ends_with("*区水务局+区城管局"), "{found:?}");
}

#[test]
fn one_unit_below_two_headings_of_units_leads() {
    let table = |headings: &str| {
        format!(
            "云溪区工作任务分解表\n\n{headings}\n1\n改造老旧管网3公里\n区水务局\n区财政局\n6月底前\n\
             2\n新建口袋公园5个\n区城管局\n9月底前\n3\n改造农贸市场2家\n区商务局\n区市场监管局\n12月底前\n"
        )
    };
    let expected = [
        "1 改造老旧管网3公里 @6月底前 *区水务局+区财政局",
        "2 新建口袋公园5个 @9月底前 *区城管局",
        "3 改造农贸市场2家 @12月底前 *区商务局+区市场监管局",
    ];
    for headings in [
        "序号\n工作任务\n牵头部门\n配合部门\n完成时限",
        "序号\n工作任务\n牵头\n部门\n配合\n部门\n完成\n时限",
    ] {
        assert_eq!(rows(&table(headings)), expected, "{headings}");
    }
}

#[test]
fn a_name_heads_a_column_of_its_own() {
    let table = |headings: &str, cells: [&str; 2]| {
        format!("云溪区重点工作任务分解表\n\n{headings}\n1\n{}\n2\n{}\n", cells[0], cells[1])
    };
    let text = table(
        "序号\n姓名\n工作\n单位\n工作任务\n时限",
        [
            "李建国\n区水务局\n改造老旧管网3公里\n6月底前",
            "王立新\n区城管局\n新建口袋公园5个\n9月底前",
        ],
    );
    let (_, notice) = read(&text);
    let headers: Vec<&str> =
        notice.tables[0].columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(headers, ["序号", "姓名", "工作单位", "工作任务", "时限"]);
    // A person names no task.
    let text = table(
        "序号\n姓名\n工作\n时限",
        ["李建国\n改造老旧管网3公里\n6月底前", "王立新\n新建口袋公园5个\n9月底前"],
    );
    assert_eq!(rows(&text), ["1 改造老旧管网3公里 @6月底前", "2 新建口袋公园5个 @9月底前"]);
}

#[test]
fn headings_that_nobody_knows_say_nothing_of_each_other() {
    let table = "|序号|受派队伍|计划名称|检查内容|开展时间|备注|批次|覆盖面|\n|--|--|--|--|--|--|--|--|\n\
        |1|云溪区应急管理局|危化品检查|对经营危险化学品的企业的行政检查|6月||首批|一成|\n\
        |2|云溪区水务局|取水检查|对取用地下水的企业的行政检查|9月||次批|两成|\n";
    assert_eq!(
        rows(table),
        [
            "1 危化品检查： 对经营危险化学品的企业的行政检查 @6月 =云溪区应急管理局",
            "2 取水检查： 对取用地下水的企业的行政检查 @9月 =云溪区水务局",
        ]
    );
}

#[test]
fn what_has_been_done_is_not_the_task() {
    let table = |names: [&str; 2], more: &str| {
        format!(
            "|类别|实事名称|2025年度任务目标|责任单位|{more}|\n|--|--|--|--|--|\n\
             |一、教育|{}|建成投用，新增学位800个。|区教育局|主体封顶，正在装修。|\n\
             |一、教育|{}|建成12处并开放。|区体育局|已有两处开始铺设面层。|\n",
            names[0], names[1]
        )
    };
    for more in ["1-9月份工作取得成效", "上半年工作开展情况", "目前落实情况"]
    {
        let found = rows(&table(["14.改建两所学校", "15.新建球场"], more));
        let expected = ["14 #教育 改建两所学校 =区教育局", "15 #教育 新建球场 =区体育局"];
        assert_eq!(found, expected, "{more}");
    }
    // Numbers that do not count on are words of the names.
    let found = rows(&table(["14.改建两所学校", "17.新建球场"], "取得成效"));
    assert!(found[0].contains("14.改建两所学校"), "{found:?}");
}

#[test]
fn names_of_tasks_may_have_the_numbers_of_their_rows() {
    let table = |names: [&str; 3]| {
        format!(
            "|事项名称|工作内容|责任单位|\n|--|--|--|\n|{}|建成教学楼并投入使用。|区教育局|\n\
             |{}|建成运动场地13处。|区体育局|\n|{}|整修背街小巷20条。|区城管局|\n",
            names[0], names[1], names[2]
        )
    };
    let expected = [
        "14 改建学校： 建成教学楼并投入使用。 =区教育局",
        "15 新建球场： 建成运动场地13处。 =区体育局",
        "16 整修街巷： 整修背街小巷20条。 =区城管局",
    ];
    assert_eq!(rows(&table(["14.改建学校", "15.新建球场", "16.整修街巷"])), expected);
    // Where one name stands for two rows its number is neither's.
    let found = rows(&table(["1.改建学校", "1.改建学校", "2.整修街巷"]));
    assert!(found.iter().all(|row| !row.starts_with(|c: char| c.is_ascii_digit())), "{found:?}");
}

/// A table of one cell a line with a bar behind each, as tools print those of web pages.
fn barred(cells: &str) -> String {
    let lines: Vec<String> = cells
        .split('|')
        .map(|cell| format!("{}{}", cell, if cell.ends_with('表') { "" } else { " |" }))
        .collect();
    lines.join("\n") + "\n"
}

#[test]
fn bars_end_the_cells_of_any_heading() {
    for progress in
        ["最新进度(8月24日)", "进展情况（7月）", "最新进度(万元)", "2026年计划", "最新进度"]
    {
        let head = format!(
            "云溪市民生实事项目进度表|序号|责任单位|实施内容|协同单位|{progress}|是否达序时|存在问题"
        );
        let one =
            format!("{head}|15|市民政局|新建养老机构3家。|市财政局、市住建局|已建2家。|是|无");
        let first = "15 新建养老机构3家。 =市民政局+市财政局、市住建局";
        assert_eq!(rows(&barred(&one)), [first], "{progress}");
        let two = format!("{one}|16|市民政局|新建护理站5家。|市医保局|已建4家。|是|无");
        let second = "16 新建护理站5家。 =市民政局+市医保局";
        assert_eq!(rows(&barred(&two)), [first, second], "{progress}");
        let prose = format!("{}表格由各单位填报。\n", barred(&two));
        assert_eq!(rows(&prose), [first, second], "{progress}");
    }
}

#[test]
fn a_bar_before_each_cell_keeps_cells_without_words_in_place() {
    let table = "云溪市重点任务分解表\n序号\n| 工作任务\n| 牵头单位\n| 配合单位\n| 完成时限\n\
        | 1\n| 新建公园3处。\n| 市园林局\n|\n| 9月底前\n\
        | 2\n| 改造道路。\n| 市住建局\n| 市财政局、\n市公安局\n| 年底前\n";
    let expected =
        ["1 新建公园3处。 @9月底前 *市园林局", "2 改造道路。 @年底前 *市住建局+市财政局、市公安局"];
    assert_eq!(rows(table), expected);
    assert_eq!(unsure(table).1, 0);
    // A page may indent the cells, and draw a bar behind the last one of each row.
    let indented = table.replace("\n|", "\n    |").replace("\n    | 1\n", "\n    |\n\n| 1\n");
    let closed = indented.replace("\n    | 2\n", "\n    |\n\n| 2\n") + "    |\n";
    for text in [table.replace("\n|", "\n    |"), closed.replace("\n序号", "\n| 序号")] {
        assert_eq!(rows(&text), expected, "{text}");
    }
    assert_eq!(
        rows(&format!("# 云溪市任务\n\n{}", table.replace('\n', "\n\n").replace("、\n", "、"))),
        expected
    );
    // Figures in cells number no rows and no pages.
    let figures = table.replace("配合单位", "权重").replace("|\n| 9月", "| 3\n| 9月");
    let figures = figures.replace("市财政局、\n市公安局", "4");
    assert_eq!(
        rows(&figures),
        ["1 新建公园3处。 @9月底前 *市园林局", "2 改造道路。 @年底前 *市住建局"]
    );
}

#[test]
fn figures_of_cells_that_were_not_put_together_number_no_pages() {
    let read = |text: &str| {
        let (_, notice) = read_in_part(text);
        let pages = notice.furniture.iter().filter(|found| found.kind == FurnitureKind::PageNumber);
        (pages.count(), notice.tables.len())
    };
    let letter = "各镇人民政府：\n现将全市2024年目标任务下达给你们，请确保按时完成，并将完成情况按月报送。\n\
        附件：云溪市2024年目标任务分解表\n云溪市人民政府\n2024年3月18日\n附件\n";
    let table = "云溪市2024年目标任务分解表\n项 目\n分值\n目标任务\n监考单位\n宏观经济\n产值增长率\n3\n年终考核\n\
        市发改局市统计局\n投资额\n3\n186\n市发改局市统计局\n重点投资\n2\n18.4\n建筑业\n1\n140\n市住建局\n";
    assert_eq!(read(&[letter, table].concat()), (0, 0));
    let plan = "云溪市2024年检查计划\n序号\n检查事项\n检查时间\n抽查比例\n1\n入库检查\n4月\n2\n普查\n3月-6月\n\
        至少1次\n3\n出库检查\n9月\n至少2次\n";
    assert_eq!(read(plan).0, 0);
    // The last page may hold a signature and no more.
    let long = "各镇人民政府要把任务落到实处，按月报送进展情况，及时研究解决工作中的困难和问题。\n"
        .repeat(6);
    let pages = format!(
        "云溪市人民政府关于做好春耕的通知\n{long}1\n{long}2\n云溪市人民政府\n2024年3月18日\n3\n"
    );
    assert_eq!(read(&pages).0, 3);
}

#[test]
fn rows_on_one_line_are_parted_by_cells_without_words() {
    let text = "|\n | 云溪市人民政府办公室关于下达2024年任务的通知 |  \n|\n\n云溪市2024年重点任务分解表\n\
         | 序号 | 工作任务 | 责任单位 | 完成时限 |  | 1 | 改造小区20个。 | 市住建局 | 9月底前 |  \
        | 2 | 新建公园3处。 |  | 年底前 |  | 3 | 新增学位2000个。 | 市教育局 | 8月底前 | \n";
    let (_, notice) = read(text);
    assert_eq!(
        notice.header.title.as_deref(),
        Some("云溪市人民政府办公室关于下达2024年任务的通知")
    );
    assert_eq!(
        rows(text),
        [
            "1 改造小区20个。 @9月底前 =市住建局",
            "2 新建公园3处。 @年底前",
            "3 新增学位2000个。 @8月底前 =市教育局",
        ]
    );
}

#[test]
fn rows_that_only_bars_tell_are_a_recorded_repair() {
    let moved = |text: &str| {
        let (_, notice) = read(text);
        let repairs = notice.repairs.iter();
        repairs.filter(|repair| repair.kind == RepairKind::MovedCells).count()
    };
    let title = "云溪市2025年重点工作任务清单\n\n";
    let cells = [
        "序号",
        "工作任务",
        "责任单位",
        "1",
        "新建道路2条",
        "市交通局",
        "2",
        "新建学校3所",
        "市教育局",
    ];
    let lines: Vec<String> = cells.iter().map(|cell| format!("| {cell}\n")).collect();
    let expected = ["1 新建道路2条 =市交通局", "2 新建学校3所 =市教育局"];
    let text = format!("{title}{}", lines.concat());
    assert_eq!((rows(&text), moved(&text)), (expected.map(str::to_owned).to_vec(), 1));
    // A row a line.
    let lines = cells.chunks(3).map(|row| format!("| {} |\n", row.join(" | ")));
    let text = format!("{title}{}", lines.collect::<String>());
    assert_eq!((rows(&text), moved(&text)), (expected.map(str::to_owned).to_vec(), 0));
}

#[test]
fn cells_without_words_may_have_no_line_before_the_bars() {
    let head = "云溪市民生实事项目进度表|序号|责任单位|实施内容|协同单位|分管 领导|最新进度(8月24日)|是否 达序时|未达序时原因 及存在问题";
    let table = format!(
        "{head}|15|市民政局|新建养老机构3家，完成适老化改造400户。|市财政局 市住建局|已建2家，其余在建。|是\
         |16|市教育局|新建学校2所。|张明|正在施工。|否|用地未落实"
    );
    let text = barred(&table);
    assert_eq!(
        rows(&text),
        [
            "15 新建养老机构3家，完成适老化改造400户。 =市民政局+市财政局、市住建局",
            "16 新建学校2所。 =市教育局",
        ]
    );
    assert!(unsure(&text).1 > 0, "where the cells stand is told as unsure");
    // A last column without words stays one.
    let report =
        "已建养老机构2家，其余3家在建，与社区就运营服务进行协商，完成改造300户，9月底前完成。";
    let lone = format!("{head}|15|市民政局|新建养老机构3家。|市财政局|{report}|是");
    assert_eq!(rows(&barred(&lone)), ["15 新建养老机构3家。 =市民政局+市财政局"]);
}

#[test]
fn rows_left_out_leave_a_gap_in_the_numbers_of_cells_on_lines_of_their_own() {
    let text = "云溪县2025年改革任务\n\n一、经济改革\n\n1.整合国有企业。（县国资局负责）\n\n\
        2.开展亩均评价。（县工信局负责）\n\n二、民生改革\n\n5.深化医保改革。（县医保局负责）\n\n\
        6.推行县管校聘。（县教育局负责）\n\n改革任务分解表\n\n序号\n改革举措\n责任单位\n完成时限\n\
        一、经济改革\n1\n整合国有企业。\n县国资局\n6月底\n2\n开展亩均评价。\n县工信局、县税务局\n11月底\n\
        二、民生改革\n5\n深化医保改革。\n县医保局\n12月底\n6\n推行县管校聘。\n县教育局\n8月底\n";
    assert_eq!(
        rows(text)[1..],
        [
            "2 #经济改革 开展亩均评价。 @11月底 =县工信局、县税务局",
            "5 #民生改革 深化医保改革。 @12月底 =县医保局",
            "6 #民生改革 推行县管校聘。 @8月底 =县教育局",
        ]
    );
    // The number of a page, or figures far apart, begin no row.
    let page = text.replace("11月底\n", "11月底\n7\n");
    assert!(!rows(&page).iter().any(|row| row.starts_with('7')), "{:?}", rows(&page));
    let far = text.replace("\n5\n深化", "\n500\n深化");
    assert_eq!(rows(&far).len(), 2, "{:?}", rows(&far));
}

#[test]
fn rows_without_separators_leave_out_what_the_body_calls_its_words() {
    let text = |label: &str| {
        format!(
            "云溪市体育工作方案

一、新建体育公园

由市体育局承办，市城管局协办。

{label}新建体育公园2个，10月底前开放。

二、开放学校场馆

由市教育局承办，市财政局协办。

{label}学校体育场馆开放率达到85%。

附件：体育工作任务分解表

体育工作任务分解表

序号项目名称主要内容牵头单位配合单位
1新建体育公园新建体育公园2个，10月底前开放。市体育局市城管局
2开放学校场馆学校体育场馆开放率达到85%。市教育局市财政局
"
        )
    };
    let expected = rows(&text(""));
    assert_eq!(expected[1], "2 开放学校场馆： 学校体育场馆开放率达到85%。 *市教育局+市财政局");
    for label in ["治理工作目标：", "工作目标：", "建设内容:"] {
        assert_eq!(rows(&text(label)), expected, "{label}");
    }
    // Other words before a colon are the task's own: the rows then say a part of it, and are cut behind
    // their name as well, but where nothing of it is left.
    assert_eq!(rows(&text("开展宣传活动，：")), expected);
    let other =
        rows(&text("开展宣传活动，").replace("2开放学校场馆学校体育场馆", "2开放学校场馆体育场"));
    assert_eq!((other[0] == expected[0], other[1].contains('：')), (true, false), "{other:?}");
}

#[test]
fn a_number_glued_to_its_task_takes_the_place_of_two_cells() {
    let text = |row: &str| {
        format!(
            "# 云溪市卫生工作安排\n\n## 一、加强防制\n\n1.开展灭鼠活动。（市疾控中心牵头，市商务局配合）\
             更新孳生地台账，开展1次密度监测。（市疾控中心负责）加大检查力度。（市市场监管局负责）\n\n\
             重点工作推进表\n\n序号\t重点工作\t具体内容\t\t一季度目标\t二季度目标\t三季度目标\t四季度目标\
             \t牵头单位\t责任单位\n一\t加强防制\t防制行动\t1\t开展灭鼠活动。\t部署。\t灭蚊。\t合格。\t总结。\
             \t市疾控中心\t市商务局\n{row}\n\t\t\t3\t加大检查力度。\t部署。\t专项检查。\t通报。\t回头看。\t\
             \t市市场监管局\n"
        )
    };
    let targets = |row: &str| {
        let (_, notice) = read(&text(row));
        let row = notice.tables[0].rows[1].clone();
        let targets = row.targets.iter().map(|target| target.text.to_string()).collect::<Vec<_>>();
        (row.content.unwrap_or_default().to_string(), targets)
    };
    let said = "更新孳生地台账，开展1次密度监测。".to_owned();
    let quarters =
        ["部署监测。", "监测南区。", "监测北区。", "总结全年。"].map(str::to_owned).to_vec();
    let rest = "部署监测。\t监测南区。\t监测北区。\t总结全年。\t\t市疾控中心";
    let glued = targets(&format!("\t\t\t2 更新孳生地台账，开展1次密度监测。\t{rest}"));
    assert_eq!(glued, (said.clone(), quarters.clone()));
    // What goes on with the task, or the blank cell of it, keeps its place.
    let blank = targets(&format!("\t\t\t2 更新孳生地台账，开展1次密度监测。\t\t{rest}"));
    assert_eq!(blank, (said.clone(), quarters.clone()));
    let cut = targets(&format!("\t\t\t2 更新孳生地台账，\t开展1次密度监测。\t{rest}"));
    assert_eq!(cut, (said, quarters));
}

#[test]
fn headings_torn_off_a_table_and_printed_behind_it_are_its_header_again() {
    let kinds = |behind: &str| {
        let (_, notice) = read(&format!(
            "# 云溪市任务分解表\n\n|序号|工作任务|责任单位|完成时限|\n|--|--|--|--|\n\
             |1|建成公厕12座|市住建局|6月底|\n|2|改造管网9公里|市水利局|9月底|\n\n{behind}\n"
        ));
        let furniture = notice.furniture.iter().map(|piece| piece.kind).collect::<Vec<_>>();
        (furniture.contains(&hongtou_model::FurnitureKind::RepeatedHeader), notice.prose.len())
    };
    assert_eq!(kinds("序号完成时限"), (true, 0));
    for note in ["完成时限以批复为准", "落实单位：市水利局"] {
        assert_eq!(kinds(note), (false, 1), "{note}");
    }
}

#[test]
fn titles_of_sections_under_any_heading_are_the_section_s() {
    let text = "# 云溪县政务公开任务\n\n一、主动公开\n\n1.公开财政预算信息。（县财政局负责）\n\n\
        2.公开重点项目42个。（县发改局负责）\n\n二、解读回应\n\n3.政策解读率达到100%。（县政府办负责）\n\n\
        任务分解表\n\n|序号|一级指标|工作任务|责任单位|\n|--|--|--|--|\n|1|主动公开|公开财政预算信息。|县财政局|\n\
        |2|主动公开|公开重点项目42个。|县发改局|\n|3|解读回应|政策解读率达到100%。|县政府办|\n";
    assert_eq!(
        rows(text)[1..],
        ["2 #主动公开 公开重点项目42个。 =县发改局", "3 #解读回应 政策解读率达到100%。 =县政府办"]
    );
    let other = text.replace("|主动公开", "|公开质量").replace("|解读回应", "|公开质量");
    assert_eq!(rows(&other)[1], "2 公开质量： 公开重点项目42个。 =县发改局");
}

#[test]
fn a_cell_that_a_bar_ends_is_no_sentence_cut() {
    // No number tells of rows: the cells stay apart.
    let text = "云溪市情况表\n\n新建养老机构3家,完成改造400户 |\n,市财政局 |\n已建2家 |\n";
    let (_, notice) = read(text);
    let joined = |repair: &&hongtou_model::Repair| repair.kind == RepairKind::JoinedParagraph;
    assert_eq!(notice.repairs.iter().filter(joined).count(), 0);
}

#[test]
fn tables_for_judging_order_no_work() {
    let table = |head: &str| {
        let cells = "| 一、 | 通用考核项目 | 40 | | |\n| 1 | 组织领导 | 8 | 工作部署 | 未部署的扣2分。 |\n\
            | 2 | 工作保障 | 32 | 经费人员 | 未落实的扣5分。 |\n| 二、 | 专项考核项目 | 60 | | |\n\
            | 1 | 水质达标 | 60 | 断面水质 | 每降1个百分点扣2分。 |\n";
        format!("# 云溪市河湖长制工作考核细则\n\n| {head} |\n|---|---|---|---|---|\n{cells}")
    };
    let text = table("序号 | 考核项目 | 各项分值 | 考核内容 | 评分标准");
    let (_, notice) = read(&text);
    let kinds: Vec<TableKind> = notice.tables.iter().map(|table| table.kind).collect();
    assert_eq!(kinds, [TableKind::Other]);
    assert_eq!(found(&text), [""; 0]);
    // Where somebody answers for it what is judged is to be done.
    let answered = "# 云溪市重点任务分解表\n\n| 序号 | 目标任务 | 分值 | 责任单位 |\n|---|---|---|---|\n\
        | 1 | 改造老旧小区12个。 | 8 | 市住建局 |\n| 2 | 新建学校2所。 | 12 | 市教育局 |\n";
    assert_eq!(rows(answered), ["1 改造老旧小区12个。 =市住建局", "2 新建学校2所。 =市教育局"]);
}

#[test]
fn ordinals_among_figures_head_the_rows_below_them_whatever_points_they_have() {
    let table = |one: &str, two: &str| {
        format!(
            "# 云溪县河长制工作考核细则\n\n| 序号 | 考核项目 | 分值 | 考核指标 | 责任单位 |\n\
            |---|---|---|---|---|\n{one}\n| 1 | 完善组织体系 | 5 | 公布河长名单。 | 县水利局 |\n\
            | 2 | 强化督查 | 4 | 建立问题清单。 | 县政府办 |\n{two}\n\
            | 3 | 整治养殖 | 6 | 关闭禁养区养殖场。 | 县农业农村局 |\n"
        )
    };
    let expected = [
        "1 #夯实基础 完善组织体系： 公布河长名单。 =县水利局",
        "2 #夯实基础 强化督查： 建立问题清单。 =县政府办",
        "3 #改善水质 整治养殖： 关闭禁养区养殖场。 =县农业农村局",
    ];
    for (one, two) in [
        ("| 一、 | 夯实基础 | 9 | | |", "| 二、 | 改善水质 | 6 | | |"),
        ("| 一 | 夯实基础 | 9分 | | |", "| 二 | 改善水质 | 6分 | | |"),
        ("| 一、夯实基础 | | 60% | | |", "| 二、改善水质 | | 40% | | |"),
        ("| | 总分 | 15 | | |\n| 一、 | 夯实基础 | 9 | | |", "| 二、 | 改善水质 | 6 | | |"),
    ] {
        assert_eq!(rows(&table(one, two)), expected, "{one}");
        assert_eq!(found(&table(one, two)), [""; 0], "{one}");
    }
    // A task beside the title is done under it.
    let beside = table(
        "| 一、 | 夯实基础 | 9 | | |",
        "| 二、 | 改善水质 | 6 | 划定禁养区。 | 县生态环境局 |",
    );
    let below = rows(&beside);
    assert_eq!(below[2], "#改善水质 划定禁养区。 =县生态环境局");
    assert_eq!([&below[1], &below[3]], [expected[1], expected[2]]);
    // Where all numbers are such they are those of the rows.
    let han = "# 云溪县任务分解表\n\n| 序号 | 工作任务 | 分值 | 责任单位 | 备注 |\n|---|---|---|---|---|\n\
        | 一 | 公布河长名单 | 9 | 县水利局 | |\n| 二 | 整治养殖 | 6 | | |\n| 三 | 修复湿地 | 8 | 县林业局 | |\n";
    assert_eq!(rows(han)[1], "2 整治养殖");
    // Who does it is said of the part itself, where the row has no other, and its ordinal numbers no row.
    let own = table("| 一、 | 夯实基础 | 9 | | |", "| 二、 | 整治岸线 | 6 | | 县生态环境局 |");
    assert_eq!(rows(&own)[2], "#整治岸线 整治岸线 =县生态环境局");
    assert_eq!(found(&own), [""; 0]);
    // Below a title that is read so nothing was left out.
    let (_, notice) = read(&beside);
    assert!(
        !notice.repairs.iter().any(|repair| repair.kind == RepairKind::CorrectedGroup),
        "{:?}",
        notice.repairs
    );
    // How many are to be built is no count of points, and ordinals with nothing between them number tasks.
    for (what, own) in [("数量", 3), ("分值", 3), ("数量", 2)] {
        let ordinals = ["| 一 | 新建学校 | 3 | | |\n", "| 二 | 新建公园 | 5 | | |\n"];
        let text = format!(
            "# 云溪县民生实事任务\n\n| 序号 | 任务 | {what} | 内容 | 责任单位 |\n|---|---|---|---|---|\n\
            {}| 3 | 新建道路 | 1 | 新建 | 县交通局 |\n",
            ordinals[..own - 1].concat()
        );
        assert_eq!(rows(&text).len(), own, "{text}");
    }
}

#[test]
fn a_cell_of_units_may_declare_who_leads_from_there_on() {
    let table = |declared: &str| {
        format!(
            "# 云溪市就业工作分工方案\n\n| 序号 | 工作任务 | 负责单位 |\n|---|---|---|\n\
            | 1 | 扩大就业规模。 | 市教育局、市财政局 |\n\
            | 2 | 建立评估机制。 | 市人社局、市统计局{declared} |\n\
            | 3 | 加强政策衔接。 | 市发改委、市财政局 |\n"
        )
    };
    for declared in [
        "（列第一位者为牵头单位，下同）",
        "(排第一位的为牵头单位,下同)",
        "（排在首位的单位为牵头单位）",
    ] {
        assert_eq!(
            rows(&table(declared)),
            [
                "1 扩大就业规模。 =市教育局、市财政局",
                "2 建立评估机制。 *市人社局=市统计局",
                "3 加强政策衔接。 *市发改委=市财政局",
            ],
            "{declared}"
        );
    }
    // What is said of one unit, or of its own task, is said of nothing else.
    for beside in [
        "（信息中心）",
        "（各乡镇均需配合落实）",
        "（市人社局为第一牵头单位）",
        "（排第一的为本项任务的牵头单位）",
    ] {
        assert_eq!(rows(&table(beside))[2], "3 加强政策衔接。 =市发改委、市财政局", "{beside}");
        assert!(read(&table(beside)).1.conventions.is_empty(), "{beside}");
    }
}

#[test]
fn what_stands_below_a_division_tells_whether_it_names_units() {
    let table = |one: &str, two: &str| {
        format!(
            "# 云溪市政务公开任务台账\n\n| 序号 | 工作任务 | 细化分工 | 责任单位 |\n|---|---|---|---|\n\
            | 1 | 做好信息发布 | {one} | 市卫健委 |\n| 2 | 推进预算公开 | {two} | 市财政局 |\n"
        )
    };
    assert_eq!(
        rows(&table("围绕疫情防控发布权威信息", "编制公开目录")),
        [
            "1 做好信息发布： 围绕疫情防控发布权威信息 =市卫健委",
            "2 推进预算公开： 编制公开目录 =市财政局",
        ]
    );
    assert_eq!(
        rows(&table("市疾控中心", "市审计局、市税务局")),
        ["1 做好信息发布 =市疾控中心、市卫健委", "2 推进预算公开 =市审计局、市税务局、市财政局"]
    );
    let offices = table("重点围绕散发疫情、隔离管控、流调溯源等发布权威信息", "编制公开目录");
    let offices = offices.replace("责任单位", "责任处室").replace("市卫健委", "应急处");
    assert!(rows(&offices)[0].ends_with("流调溯源等发布权威信息 =应急处"), "{:?}", rows(&offices));
    // Offices, persons and groups do the work too, and no word of a body's name tells.
    for (one, two) in
        [("宣传科", "预算科"), ("张三", "李四"), ("一组", "综合协调组"), ("主要领导", "局机关")]
    {
        let read = rows(&table(one, two));
        assert!(!read.iter().any(|row| row.contains('：')), "{read:?}");
    }
    let alone = "# 云溪县工作任务台账\n\n| 序号 | 工作任务 | 责任分工 | 完成时限 |\n|---|---|---|---|\n\
        | 1 | 做好信息发布 | 宣传科牵头 | 6月 |\n| 2 | 推进预算公开 | 预算科牵头 | 7月 |\n";
    assert_eq!(rows(alone), ["1 做好信息发布 @6月 *宣传科", "2 推进预算公开 @7月 *预算科"]);
}

#[test]
fn the_title_of_a_table_may_end_in_its_own_bar() {
    let table = "序号 | 工作任务 | 工作措施 | 责任单位 | 备注 |\n\
        1 | 信息发布 | 发布权威信息。 | 市卫健委 |  |\n2 | 预算公开 | 编制目录。 | 市财政局 |  |\n";
    let expected = ["1 信息发布： 发布权威信息。 =市卫健委", "2 预算公开： 编制目录。 =市财政局"];
    for title in
        ["云溪市政务公开任务台账 |", "云溪市政务公开任务台账|\n填报单位：市政府办 |", "附表1 |"]
    {
        assert_eq!(rows(&format!("{title}\n{table}")), expected, "{title}");
    }
    let (_, notice) = read(&format!("云溪市政务公开任务台账 |\n{table}"));
    assert_eq!(notice.tables[0].title.as_deref(), Some("云溪市政务公开任务台账"));
    // The last cell of every row is empty, and has no bar.
    let short = table.replace("  |\n", "\n");
    assert_eq!(rows(&format!("云溪市政务公开任务台账\n{short}")), expected);
}

#[test]
fn a_row_that_lacks_a_cell_has_no_unit_for_its_task() {
    let table = "云溪市政务公开任务台账\n序号 | 工作任务 | 工作措施 | 责任单位 | 完成时限 | 备注 |\n\
        1 | 信息发布 | 发布权威信息。 | 市卫健委 | 长期推进 |  |\n\
        2 | 推进部门预算公开 | 市财政局 | 2月公布预算信息，8月公布决算信息 |  |\n\
        3 | 目录管理 | 修订公开目录。 | 市政府办 | 6月底前 |  |\n";
    assert!(rows(table)[1].contains("=市财政局"), "{:?}", rows(table));
    assert_eq!(found(table).iter().filter(|code| *code == "responsibility-missing").count(), 0);
}

#[test]
fn several_headings_may_stand_over_a_row_of_names() {
    let table = |upper: &str, lower: &str, rows: &[&str]| {
        format!("云溪县普法工作分解表\n{upper}\n{lower}\n{}\n", rows.join("\n"))
    };
    let text = table(
        "序号 | 内容清单 | 责任清单 | 措施清单 | 标准清单 | ||||",
        "责任领导 | 责任人 | 责任处室 | 普法对象 | 宣传载体 | 方式措施 | |||",
        &[
            "1 | 宣传民法典和党规。 | 李建国 | 朱文海 | 综治办公室 | 全体村民 | 宣传栏。 | 集中宣讲。 |",
            "2 | 宣传宪法。 | 王立新 | 孙小梅 | 党建办公室 | 全体干部 | 微信。 | 每月开展一次。 |",
        ],
    );
    let read_rows = rows(&text);
    assert!(
        read_rows[0].starts_with("1 ") && read_rows[0].ends_with("=综治办公室"),
        "{read_rows:?}"
    );
    assert!(
        read_rows[1].starts_with("2 ") && read_rows[1].ends_with("=党建办公室"),
        "{read_rows:?}"
    );
    let (_, notice) = read(&text);
    assert_eq!(notice.tables.len(), 1);
    let (upper, lower) = (
        "序号 | 工作任务 | 责任分工 | 进度安排 | ||||",
        "分管领导 | 牵头单位 | 配合单位 | 上半年 | 下半年 ||||",
    );
    let tasks = [
        "1 | 完善普法机制 | 李建国 | 县司法局 | 县教育局 | 制定方案 | 完成考核 |",
        "2 | 开展集中宣讲 | 王立新 | 县委宣传部 | 县司法局 | 开展宣讲 | 总结经验 |",
    ];
    assert_eq!(
        rows(&table(upper, lower, &tasks)),
        ["1 完善普法机制 *县司法局+县教育局", "2 开展集中宣讲 *县委宣传部+县司法局"]
    );
    // Where the cells do not fit the headings in any way, nothing is put together.
    let other = tasks.map(|row| row.replace("县司法局", "宣讲").replace("县委宣传部", "宣讲"));
    let other: Vec<&str> = other.iter().map(String::as_str).collect();
    let (_, notice) = read(&table(upper, lower, &other));
    assert!(notice.repairs.iter().all(|repair| repair.kind != RepairKind::StitchedRow));
}

#[test]
fn goals_say_the_tasks_where_no_other_column_does() {
    let table = "# 云溪市重点任务分解表\n\n| 序号 | 目标任务 | 责任单位 | 完成时限 |\n|---|---|---|---|\n\
        | 1 | 开工建设市人民医院新院区 | 市卫健委 | 6月底 |\n| 2 | 改造老旧小区12个 | 市住建局 | 9月底 |\n";
    assert_eq!(
        rows(table),
        ["1 开工建设市人民医院新院区 @6月底 =市卫健委", "2 改造老旧小区12个 @9月底 =市住建局"]
    );
    let beside =
        table.replace("| 序号 |", "| 序号 | 工作任务 |").replace("|---|---|", "|---|---|---|");
    let beside = beside.replace("| 1 |", "| 1 | 推进医疗 |").replace("| 2 |", "| 2 | 推进改造 |");
    assert_eq!(rows(&beside)[1], "2 推进改造 @9月底 =市住建局");
}

#[test]
fn a_row_without_its_first_cells_goes_on_with_those_above() {
    let head = "云溪市创建任务分解表\n类别 | 项目 | 工作措施 | 牵头单位 | 完成时限 |\n\
        基础设施 | 道路 | 改造破损道路。 | 市住建局\n市交通局 | 6月底前 |\n";
    let below = |row: &str| {
        rows(&[head, row, "环境卫生 | 清扫 | 机械清扫。 | 市城管局 | 年底 |\n"].concat())
    };
    let first = "#基础设施 道路： 改造破损道路。 @6月底前 *市住建局、市交通局";
    let last = "#环境卫生 清扫： 机械清扫。 @年底 *市城管局";
    let row = "#基础设施 绿化： 新增绿地。 @9月底前 *市园林局";
    assert_eq!(below("绿化 | 新增绿地。 | 市园林局 | 9月底前 |\n"), [first, row, last]);
    let row = "#基础设施 道路： 新建桥梁。 @9月底前 *市交通局";
    assert_eq!(below("新建桥梁。 | 市交通局 | 9月底前 |\n"), [first, row, last]);
    // A row may lack its last cell instead.
    let row = "#绿化 绿地： 新增绿地。 *市园林局";
    assert_eq!(below("绿化 | 绿地 | 新增绿地。 | 市园林局 |\n"), [first, row, last]);
    // The number of the task is merged as well.
    let text = "云溪市工作任务分解表\n序号\t任务\t措施\t责任单位\t完成时限\n\
        1\t改造道路\t改造破损道路。\t市住建局\t6月底前\n新建桥梁。\t市交通局\t9月底前\n\
        2\t绿化\t新增绿地。\t市园林局\t9月底前\n";
    assert_eq!(rows(text)[1], "改造道路： 新建桥梁。 @9月底前 =市交通局");
}

#[test]
fn names_of_tasks_count_on_where_their_group_is_left_out() {
    let table = "# 民生实事清单\n\n类别 | 民生事项名称 | 任务目标 | 责任单位 | 分管领导 | 备注 |\n\
        一、教育文化 | 14.改扩建中学 | 完成2座教学楼建设。 | 教育体育局 | 刘某 | 续建 |\n\
        15.推进运动场地建设 | 建成13处运动场地。 | 教育体育局 | 刘某 | 新建 |\n\
        16.推进课后服务 | 对34所学校实行全覆盖。 | 教育体育局 | 刘某 | 新建 |\n\
        二、医疗卫生 | 17.新建卫生院 | 建成3所卫生院。 | 卫生健康局 | 王某 | 新建 |\n";
    assert_eq!(
        rows(table),
        [
            "14 #教育文化 改扩建中学： 完成2座教学楼建设。 =教育体育局",
            "15 #教育文化 推进运动场地建设： 建成13处运动场地。 =教育体育局",
            "16 #教育文化 推进课后服务： 对34所学校实行全覆盖。 =教育体育局",
            "17 #医疗卫生 新建卫生院： 建成3所卫生院。 =卫生健康局",
        ]
    );
}

#[test]
fn a_second_row_of_the_header_names_columns_below_one_heading() {
    let rows = |header: &str, below: &str, first: &str, second: &str| {
        let rule = "---|".repeat(header.matches('|').count()) + "---";
        rows(&format!(
            "# 云溪市重点任务分解表\n\n{header}  \n{rule}  \n{below}  \n{first}  \n{second}\n"
        ))
    };
    let tasks =
        ["1| 建设书屋3处| 6月底| 市文旅局| 市财政局", "2| 疏浚河道5条| 9月底| 市水利局| 市住建局"];
    let expected =
        ["1 建设书屋3处 @6月底 *市文旅局=市财政局", "2 疏浚河道5条 @9月底 *市水利局=市住建局"];
    let units = "牵头单位| 责任单位";
    let read = |header| rows(header, units, tasks[0], tasks[1]);
    assert_eq!(read("序号| 工作任务| 完成时限| 任务分工"), expected);
    // It may be a heading of units itself, and stand before others.
    assert_eq!(read("序号| 工作任务| 完成时限| 责任单位"), expected);
    let tasks = tasks.map(|task| {
        let cells: Vec<&str> = task.split('|').collect();
        [cells[0], cells[1], cells[3], cells[4], cells[2]].join("|")
    });
    let read = rows("序号| 工作任务| 任务分工| 完成时限", units, &tasks[0], &tasks[1]);
    assert_eq!(read, expected);
}

#[test]
fn headings_beside_their_cells_make_a_card() {
    let card = |task: &str, unit: &str| {
        format!("|任务|{task}|\n|---|---|\n|责任单位|{unit}|\n|完成时限|2025年6月底前|\n\n")
    };
    let cards = card("建设书屋3处", "市文旅局") + &card("建设公园3处", "市城管局");
    let expected = ["建设书屋3处 @2025年6月底前 =市文旅局", "建设公园3处 @2025年6月底前 =市城管局"];
    assert_eq!(rows(&format!("# 云溪市重点任务分解表\n\n{cards}")), expected);
    let one = cards.replace("|---|---|\n", "").replace("\n\n", "\n");
    assert_eq!(rows(&format!("# 云溪市重点任务分解表\n\n{one}")), expected);
    // What says nothing of who answers is a table as it stands.
    let other =
        "# 云溪市任务清单\n\n|任务|目标|\n|---|---|\n|建设书屋|建成3处|\n|建设公园|建成2处|\n";
    assert_eq!(rows(other).len(), 2);
}

#[test]
fn marks_below_months_say_when_the_work_goes_on() {
    let table = "# 云溪市重点任务分解表\n\n|序号|任务|1月|2月|3月|4月|责任单位|\n|---|---|---|---|---|---|---|\n\
        |1|建设书屋3处。|√|√|||市文旅局|\n|2|建设公园3处。||开工|—|竣工|市城管局|\n";
    let (_, notice) = read(table);
    let targets = |row: usize| {
        let targets = notice.tables[0].rows[row].targets.iter();
        targets.map(|target| &*target.text).collect::<Vec<_>>()
    };
    assert_eq!([targets(0), targets(1)], [["√", "√"], ["开工", "竣工"]]);
    assert!(!found(table).iter().any(|code| code.starts_with("QT")), "{:?}", found(table));
}

#[test]
fn who_hands_a_case_over_does_not_answer_for_it() {
    let table = "# 云溪市线索移送情况表\n\n| 序号 | 机构名称 | 违规类型 | 涉及金额（万元） | 移送单位 |\n\
        | --- | --- | --- | --- | --- |\n| 1 | 福康医院 | 虚计项目 | 86.40 | 市医保局 |\n\
        | 2 | 安泰大药房 | 串换药品 | 3.25 | 市市场监管局 |\n";
    let (_, notice) = read(table);
    assert_eq!(notice.tables[0].kind, TableKind::Other);
}

#[test]
fn who_fills_a_table_in_may_stand_between_its_title_and_its_header() {
    let text = "云溪市人民政府办公室关于印发云溪市工作要点的通知\n\n云政办发〔2025〕3号\n\n各区县人民政府：\n\n\
        现将《云溪市工作要点》印发给你们，请认真落实。\n\n云溪市人民政府办公室\n\n2025年3月3日\n\n云溪市工作要点\n\n\
        重点任务分解表\n填报单位：市财政局    单位：万元\n序号\t任务\t责任单位\n1\t建设书屋3处。\t市文旅局\n\
        2\t建设公园3处。\t市城管局\n";
    let (_, notice) = read(text);
    assert_eq!(notice.tables[0].title.as_deref(), Some("重点任务分解表"));
    assert_eq!(notice.plan.and_then(|plan| plan.title).as_deref(), Some("云溪市工作要点"));
}

#[test]
fn a_line_above_a_table_says_who_answers_for_its_rows() {
    let header = "| 序号 | 工作任务 | 完成时限 |\n|---|---|---|\n";
    let table = |task: &str| format!("{header}| 1 | {task} | 2025年6月底前 |\n");
    let (roads, schools) = (table("新建道路2条"), table("新建学校3所"));
    let expected = [
        "1 #道路建设 新建道路2条 @2025年6月底前 *市交通局",
        "1 #学校建设 新建学校3所 @2025年6月底前 =市教育局、市财政局",
    ];
    let notice = format!(
        "# 云溪市2025年任务清单\n\n一、道路建设\n\n牵头单位：市交通局\n\n{roads}\n二、学校建设\n\n\
         责任单位：市教育局、市财政局\n\n{schools}"
    );
    assert_eq!(rows(&notice), expected);
    // Each table under its own title; whom to ask is no unit.
    let notice = format!(
        "# 云溪市2025年任务\n\n道路任务清单\n\n牵头单位：市交通局    联系人：王小明\n\n{roads}\n学校任务清单\n\n\
         责任单位：市教育局、市财政局\n\n{schools}"
    );
    assert_eq!(
        rows(&notice),
        expected.map(|row| row.replace("#道路建设 ", "").replace("#学校建设 ", ""))
    );
    // Behind an item with a table of figures it is the item's.
    let notice = format!("# 云溪市2025年任务\n\n1.新建道路。\n\n责任单位：市交通局\n\n{schools}");
    assert_eq!(rows(&notice), ["1 新建学校3所 @2025年6月底前"]);
    // Above figures, and where a column says it for each row, it is a note.
    let notice = "# 云溪市2025年主要指标表\n\n责任单位：市统计局\n\n\
                  | 序号 | 指标名称 | 单位 | 2025年 |\n|---|---|---|---|\n| 1 | 生产总值 | 亿元 | 100 |\n";
    assert_eq!(rows(notice), [""; 0]);
    let notice = "# 云溪市2025年任务清单\n\n责任单位：市交通局\n\n\
                  | 序号 | 工作任务 | 责任单位 |\n|---|---|---|\n| 1 | 新建学校3所 | 市教育局 |\n";
    assert_eq!(rows(notice), ["1 新建学校3所 =市教育局"]);
}

#[test]
fn a_line_between_two_tables_may_be_said_of_the_one_above() {
    let table = |task: &str| {
        format!("| 序号 | 工作任务 | 完成时限 |\n|---|---|---|\n| 1 | {task} | 6月底 |\n\n")
    };
    let (roads, schools) = (table("新建道路2条"), table("新建学校3所"));
    let notice = format!(
        "# 云溪市2025年任务清单\n\n{roads}责任单位：市交通局\n\n{schools}责任单位：市教育局\n"
    );
    assert_eq!(rows(&notice), ["1 新建道路2条 @6月底", "1 新建学校3所 @6月底"]);
}

#[test]
fn a_row_that_says_who_answers_holds_until_the_next_section_or_such_a_row() {
    let row = |cells: &[&str]| {
        let width = if cells.len() == 1 { " colspan=3" } else { "" };
        let cells = cells.iter().map(|cell| format!("<td{width}>{cell}</td>"));
        format!("<tr>{}</tr>", cells.collect::<String>())
    };
    let task = |number: &str, task: &str| row(&[number, task, "6月底前"]);
    let table = |rows: &[String]| {
        let header = row(&["序号", "工作任务", "完成时限"]);
        format!("<h1>2025年任务清单</h1><table>{header}{}</table>", rows.concat())
    };
    // Below a section's title it is said of the section.
    let notice = table(&[
        row(&["一、道路建设"]),
        row(&["责任单位：市交通局"]),
        task("1", "新建道路2条"),
        task("2", "新建桥梁1座"),
        row(&["二、学校建设"]),
        task("3", "新建学校3所"),
    ]);
    assert_eq!(
        rows(&notice),
        [
            "1 #道路建设 新建道路2条 @6月底前 =市交通局",
            "2 #道路建设 新建桥梁1座 @6月底前 =市交通局",
            "3 #学校建设 新建学校3所 @6月底前",
        ]
    );
    // Above it, of the sections below.
    let notice = table(&[
        row(&["责任单位：市交通局"]),
        row(&["一、道路建设"]),
        task("1", "新建道路2条"),
        row(&["二、桥梁建设"]),
        task("2", "新建桥梁1座"),
        row(&["责任单位：市教育局"]),
        task("3", "新建学校3所"),
    ]);
    assert_eq!(
        rows(&notice),
        [
            "1 #道路建设 新建道路2条 @6月底前 =市交通局",
            "2 #桥梁建设 新建桥梁1座 @6月底前 =市交通局",
            "3 #桥梁建设 新建学校3所 @6月底前 =市教育局",
        ]
    );
}

/// A table whose rows with one cell reach over its three columns.
fn with_wide_rows(rows: &[&[&str]]) -> String {
    let row = |cells: &[&str]| {
        let width = if cells.len() == 1 { " colspan=3" } else { "" };
        let cells = cells.iter().map(|cell| format!("<td{width}>{cell}</td>"));
        format!("<tr>{}</tr>", cells.collect::<String>())
    };
    let header = row(&["序号", "工作任务", "完成时限"]);
    let rows: String = rows.iter().map(|cells| row(cells)).collect();
    format!("<h1>2025年任务清单</h1><table>{header}{rows}</table>")
}

#[test]
fn rows_that_say_who_answers_below_each_group_are_said_of_the_rows_above() {
    let (school, teachers) = (["1", "新建学校3所", "6月底前"], ["2", "招聘教师20名", "6月底前"]);
    let (road, by) = (["3", "新建道路2条", "6月底前"], ["责任单位：市教育局、市财政局"]);
    let expected = [
        "1 新建学校3所 @6月底前 =市教育局、市财政局",
        "2 招聘教师20名 @6月底前 =市教育局、市财政局",
        "3 新建道路2条 @6月底前 *市交通局",
    ];
    let notice = with_wide_rows(&[&school, &teachers, &by, &road, &["牵头单位：市交通局"]]);
    assert_eq!(rows(&notice), expected);
    let (_, read) = read(&notice);
    assert!(read.repairs.iter().any(|repair| repair.kind == RepairKind::ChosenReading));
    // A cell for the label, blank cells, and sections that each end in one.
    let notice = with_wide_rows(&[&school, &teachers, &by, &road]);
    let end = "<tr><td>牵头单位</td><td colspan=2>市交通局</td></tr></table>";
    assert_eq!(rows(&notice.replace("</table>", end)), expected);
    let notice = "# 2025年任务清单\n\n| 序号 | 工作任务 | 完成时限 |\n|---|---|---|\n\
                  | 1 | 新建学校3所 | 6月底前 |\n| 2 | 招聘教师20名 | 6月底前 |\n\
                  | 责任单位：市教育局、市财政局 | | |\n| 3 | 新建道路2条 | 6月底前 |\n\
                  | 牵头单位：市交通局 | | |\n";
    assert_eq!(rows(notice), expected);
    let lead = ["牵头单位：市交通局"];
    let parted = [&["一、教育"][..], &school, &teachers, &by, &["二、交通"], &road, &lead];
    let expected = [
        "1 #教育 新建学校3所 @6月底前 =市教育局、市财政局",
        "2 #教育 招聘教师20名 @6月底前 =市教育局、市财政局",
        "3 #交通 新建道路2条 @6月底前 *市交通局",
    ];
    assert_eq!(rows(&with_wide_rows(&parted)), expected);
    // Sections in a column that is merged down.
    let merged = "<h1>2025年任务清单</h1><table><tr><td>类别</td><td>序号</td><td>工作任务</td><td>完成时限</td></tr>\
                  <tr><td rowspan=3>教育</td><td>1</td><td>新建学校3所</td><td>6月底前</td></tr>\
                  <tr><td>2</td><td>招聘教师20名</td><td>6月底前</td></tr>\
                  <tr><td colspan=3>责任单位：市教育局、市财政局</td></tr>\
                  <tr><td rowspan=2>交通</td><td>3</td><td>新建道路2条</td><td>6月底前</td></tr>\
                  <tr><td colspan=3>牵头单位：市交通局</td></tr></table>";
    assert_eq!(rows(merged), expected);
}

#[test]
fn a_row_that_says_who_answers_is_a_note_where_it_is_open_of_which_rows() {
    let (school, teachers) = (["1", "新建学校3所", "6月底前"], ["2", "招聘教师20名", "6月底前"]);
    let (by, lead) = (["责任单位：市教育局"], ["牵头单位：市交通局"]);
    // Rows below the last one: of those, or of those above.
    let open = with_wide_rows(&[&school, &by, &teachers]);
    assert_eq!(rows(&open), ["1 新建学校3所 @6月底前", "2 招聘教师20名 @6月底前"]);
    // Of one section or of both.
    let open = with_wide_rows(&[&["一、学校"], &school, &["二、教师"], &teachers, &lead]);
    assert_eq!(rows(&open), ["1 #学校 新建学校3所 @6月底前", "2 #教师 招聘教师20名 @6月底前"]);
    // One stands above the rows, another below them.
    let open = with_wide_rows(&[
        &["一、学校"],
        &school,
        &by,
        &["二、教师"],
        &lead,
        &teachers,
        &["责任单位：市人社局"],
    ]);
    assert_eq!(rows(&open)[0], "1 #学校 新建学校3所 @6月底前");
    let (_, notice) = read(&open);
    assert_eq!(notice.prose.len(), 2, "{:?}", notice.prose);
    // Where a column says it, the row is about the table.
    let told = "<h1>2025年任务清单</h1><table><tr><td>序号</td><td>工作任务</td><td>责任单位</td></tr>\
                <tr><td>1</td><td>新建学校3所</td><td>市人社局</td></tr>\
                <tr><td colspan=3>责任单位：市教育局</td></tr></table>";
    assert_eq!(rows(told), ["1 新建学校3所 =市人社局"]);
}

#[test]
fn the_second_line_of_a_title_and_lines_of_a_form_title_no_table() {
    let table = |task: &str| {
        format!("| 序号 | 工作任务 | 责任单位 |\n|---|---|---|\n| 1 | {task} | 市教育局 |\n\n")
    };
    let titles = |text: &str| {
        let notice = read(text).1;
        notice
            .tables
            .iter()
            .map(|table| table.title.clone().unwrap_or_default())
            .collect::<Vec<_>>()
    };
    let two = |one: &str, other: &str| {
        format!("{one}\n\n{}{other}\n\n{}", table("新建学校3所。"), table("招聘教师20名。"))
    };
    for second in ["责任分解表", "及责任分工任务清单"] {
        let text = two(&format!("云溪市项目清单\n\n{second}"), "云溪市实事任务清单分解表");
        assert_eq!(titles(&text)[0], format!("云溪市项目清单{second}"), "{text}");
    }
    for line in ["统计时间2025年3月1日", "填表单位云溪市教育局", "具体任务如下"]
    {
        let other = line
            .replace("教育局", "财政局")
            .replace("3月1日", "6月1日")
            .replace("任务如", "措施如");
        let text = two(&format!("# 云溪市责任清单\n\n{line}"), &other);
        assert_ne!(titles(&text)[0], line, "{text}");
    }
    // 责任股室 answers whatever is beside it, where nobody else does.
    for beside in ["分值", "完成时限"] {
        let text = format!(
            "# 云溪县重点任务分解表\n\n| 序号 | 项目名称 | 工作举措 | 责任股室 | {beside} |\n|---|---|---|---|---|\n\
             | 1 | 新建学校 | 完成选址设计。 | 规划股 | 6 |\n| 2 | 修缮校舍 | 制定修缮方案。 | 法规科 | 9 |\n"
        );
        let names = read(&text).1.units.into_iter().map(|unit| unit.name).collect::<Vec<_>>();
        assert_eq!(names, ["规划股", "法规科"], "{text}");
    }
    // Offices beside moneys and telephones answer for no tasks.
    for beside in ["经费（万元）", "联系电话"] {
        let text = format!(
            "# 云溪县名册\n\n| 序号 | 科室 | 工作任务 | {beside} |\n|---|---|---|---|\n| 1 | 办公室 | 修缮档案室 | 30 |\n\
             | 2 | 信息科 | 采购设备 | 50 |\n"
        );
        assert!(read(&text).1.units.is_empty(), "{text}");
    }
}

#[test]
fn the_title_of_several_tables_is_none_of_the_first_one() {
    let table = |task: &str| {
        format!("| 序号 | 工作任务 | 责任单位 |\n|---|---|---|\n| 1 | {task} | 市教育局 |\n\n")
    };
    let titles = |above: &str, between: &str| {
        let text =
            format!("{above}\n\n{}{between}\n\n{}", table("新建学校3所"), table("招聘教师20名"));
        let (_, notice) = read(&text);
        let tables = notice.tables.into_iter().map(|table| table.title.unwrap_or_default());
        let plan = notice.plan.and_then(|plan| plan.title);
        let whole = notice.header.title.or(plan).unwrap_or_default();
        std::iter::once(whole).chain(tables).collect::<Vec<_>>()
    };
    let whole = "云溪市2025年重点工作责任清单";
    for (first, second) in [
        ("表一 学校建设类", "表二 教师培训类"),
        ("学校建设类", "教师培训类"),
        ("学校建设任务清单", "教师培训任务清单"),
    ] {
        let expected = [whole, first, second].map(|title| title.replace(' ', ""));
        for mark in ["", "# "] {
            assert_eq!(titles(&format!("{mark}{whole}\n\n{first}"), second), expected);
        }
    }
    // A title on two lines, of which only the first ends like one of a whole.
    for (first, own, second) in [
        ("云溪市2025年重点工作计划", "任务分解表", "保障措施任务分解表"),
        ("云溪市2025年重点项目清单", "任务分解表", "工作专班名单"),
        (whole, "任务分解表", "任务分解表"),
    ] {
        let found = titles(&format!("{first}\n\n{own}"), second);
        assert_eq!(found[1], format!("{first}{own}"), "{found:?}");
    }
    // What opens the notice names no table.
    let found = titles(&format!("# {whole}\n\n现将有关任务分解如下"), "附：其他事项");
    assert_eq!(found[1], "");
}

#[test]
fn what_a_row_with_fewer_cells_takes_from_above_is_not_certain() {
    let notice = |row: &str| {
        format!(
            "# 云溪市2025年任务清单\n\n| 序号 | 任务 | 工作措施 | 完成时限 | 责任单位 |\n|---|---|---|---|---|\n\
             | 1 | 建设学校 | 新建小学2所，改扩建中学1所。 | 6月底前 | 市教育局 |\n\
             | 2 | 培训教师 | 组织教师培训300人次。 | 9月底前 | 市教育局 |\n\
             | 3 | {row}新建农村公路20公里。 | 12月底前 | 市交通运输局 |\n"
        )
    };
    let filled = |row: &str| {
        let (_, notice) = read(&notice(row));
        let merged = |kind| kind == RepairKind::FilledMergedCell;
        let repairs = notice.repairs.iter().filter(|repair| merged(repair.kind));
        repairs.map(|repair| repair.confidence).collect::<Vec<_>>()
    };
    // The name of the task is that above, or it is lost.
    assert_eq!(filled(""), [Confidence::Likely]);
    // Where the row begins with its number, its first cell is.
    let grouped = "# 云溪市2025年任务清单\n\n| 类别 | 序号 | 工作措施 | 完成时限 | 责任单位 |\n|---|---|---|---|---|\n\
                   | 学校 | 1 | 新建小学2所，改扩建中学1所。 | 6月底前 | 市教育局 |\n\
                   | 2 | 组织教师培训300人次。 | 9月底前 | 市教育局 |\n";
    let (_, notice) = read(grouped);
    let confidences = notice.repairs.iter().map(|repair| (repair.kind, repair.confidence));
    assert!(
        confidences
            .clone()
            .any(|found| found == (RepairKind::FilledMergedCell, Confidence::Certain))
    );
    // A blank cell is the merged one.
    assert_eq!(filled("| "), [Confidence::Certain]);
}

#[test]
fn the_task_under_a_heading_of_its_own_stays_one_beside_what_is_built() {
    let notice = |heading: &str| {
        format!(
            "# 云溪市2025年任务清单\n\n| 序号 | 任务 | {heading} | 工作措施 | 责任单位 |\n|---|---|---|---|---|\n\
             | 1 | 交通 | 改造道路3公里，新建桥梁2座。 | 加快进度，确保质量。 | 市交通局 |\n"
        )
    };
    assert_eq!(rows(&notice("十件实事")), ["1 交通： 改造道路3公里，新建桥梁2座。 =市交通局"]);
    assert_eq!(rows(&notice("测评标准")), ["1 交通： 加快进度，确保质量。 =市交通局"]);
}

#[test]
fn towns_do_what_tasks_are_ticked_for_them_and_no_more() {
    let table = "|--|--|--|--|\n|1|推进河段清淤|√||\n|2|开展植树|√|√|\n";
    let tasks = format!("# 云溪市任务分工表\n\n|序号|工作任务|东河镇|西河镇|\n{table}");
    assert_eq!(rows(&tasks), ["1 推进河段清淤 =东河镇", "2 开展植树 =东河镇、西河镇"]);
    for (title, heading) in [("下放清单", "职权名称"), ("签到表", "姓名")] {
        let text = format!("# 云溪市{title}\n\n|序号|{heading}|东河镇|西河镇|\n{table}");
        let (_, notice) = read(&text);
        assert_eq!(notice.tables[0].kind, TableKind::Other, "{title}");
        assert_eq!(notice.tables[0].columns[2].header, "东河镇");
    }
}

#[test]
fn ticks_below_other_heads_name_nobody() {
    let (_, notice) = read(
        "# 云溪市办件清单\n\n|序号|事项名称|材料齐全|网上可办|市级|县级|\n|--|--|--|--|--|--|\n\
        |1|户口迁移|√|√|√||\n|2|身份证办理|√|||√|\n",
    );
    assert_eq!(notice.tables[0].kind, TableKind::Other);
    // Whether it is done stands beside who does it.
    let done = "# 云溪市任务分工表\n\n|序号|工作任务|责任单位|是否完成|\n|--|--|--|--|\n\
        |1|推进河段清淤|市水利局|√|\n|2|落实专项经费|市财政局||\n";
    assert_eq!(rows(done), ["1 推进河段清淤 =市水利局", "2 落实专项经费 =市财政局"]);
}

#[test]
fn what_is_done_below_bodies_gives_nobody_a_task() {
    let table = "|序号|工作任务|责任单位|东河镇|西河镇|\n|--|--|--|--|--|\n|1|推进河段清淤|市水利局|√|√|\n\
        |2|落实专项经费|市财政局||√|\n";
    let report = format!("# 云溪市创建工作任务完成情况表\n\n{table}");
    assert_eq!(rows(&report)[0], "1 推进河段清淤 =市水利局");
    let done = "# 云溪市任务分工表\n\n|序号|工作任务|市水利局|市财政局|完成情况|\n|--|--|--|--|--|\n\
        |1|推进河段清淤|√||√|\n|2|落实专项经费||√||\n";
    assert_eq!(rows(done), ["1 推进河段清淤 =市水利局", "2 落实专项经费 =市财政局"]);
    // Who leads by name is ticked as well.
    let led = "# 云溪市任务分工表\n\n|序号|工作任务|牵头单位|市水利局|市财政局|\n|--|--|--|--|--|\n\
        |1|清淤5公里|市水利局|√||\n|2|植树3万株|市林业局||√|\n";
    assert_eq!(rows(led), ["1 清淤5公里 *市水利局", "2 植树3万株 *市林业局=市财政局"]);
    // Offices answer beside those that head columns.
    let offices = "# 云溪市任务分工表\n\n|序号|工作任务|责任科室|办公室|综合科|\n|--|--|--|--|--|\n\
        |1|推进清淤|水利科|√|√|\n|2|建桥|工程科|√||\n";
    assert_eq!(rows(offices), ["1 推进清淤 =水利科、办公室、综合科", "2 建桥 =工程科、办公室"]);
    let share = "# 云溪市任务分工表\n\n|序号|工作任务|责任单位|推进|落实|\n|--|--|--|--|--|\n\
        |1|推进清淤|市水利局|5公里|完成60%|\n|2|建桥|市交通局|2座|完成30%|\n";
    let (_, notice) = read(share);
    assert!(notice.tables[0].rows[0].other.iter().any(|cell| cell.text == "完成60%"));
}

#[test]
fn a_header_of_bodies_may_be_printed_again_within_a_grid() {
    let text = "# 云溪市任务分工表\n\n|序号|工作任务|市水利局|市财政局|\n|--|--|--|--|\n|1|推进清淤|√||\n\
        |2|建桥||√|\n|序号|工作任务|市水利局|市财政局|\n|3|修路|√||\n|4|造林||√|\n";
    assert_eq!(
        rows(text),
        ["1 推进清淤 =市水利局", "2 建桥 =市财政局", "3 修路 =市水利局", "4 造林 =市财政局"]
    );
}

#[test]
fn lines_of_a_row_without_separators_are_put_together() {
    let text = "云溪市重点任务分解表\n序号 重点任务 具体内容 责任单位 完成时限\n\
        1 水环境治理 完善河道巡查制度，推进重点河段清淤疏浚和岸线\n整治，建立长效管护机制。 市水利局、市财政局 6月底\n\
        2 道路建设 新建农村公路30公里。 市交通局 9月底\n\
        3 教育提升 新增学位600个。 市教育局、市发展改\n革委 12月底\n";
    assert_eq!(
        rows(text),
        [
            "1 水环境治理： 完善河道巡查制度，推进重点河段清淤疏浚和岸线整治，建立长效管护机制。 @6月底 =市水利局、市财政局",
            "2 道路建设： 新建农村公路30公里。 @9月底 =市交通局",
            "3 教育提升： 新增学位600个。 @12月底 =市教育局、市发展改革委",
        ]
    );
    // What stands behind the last row is no part of it.
    let (_, notice) = read(
        "云溪市重点任务分解表\n序号 重点任务 责任单位 完成时限\n1 清淤疏浚 市水利局 6月底\n\
        2 道路建设 市交通局\n本表由市政府办公室 负责解释。\n",
    );
    assert_eq!(notice.tables[0].rows[1].units.len(), 1);
    assert!(notice.prose.iter().any(|prose| prose.text.starts_with("本表")));
}

#[test]
fn titles_stand_between_rows_without_separators() {
    let text = "云溪市2026年重点任务清单\n序号 重点任务 责任单位\n一、水环境治理\n1 推进河道清淤5公里 市水利局\n\
        2 整治排污口，完善台账，加强日常\n巡查 市生态环境局\n二、道路建设\n3 新建农村公路30公里 市交通局\n\
        三、保障措施\n各单位要加强领导。\n";
    assert_eq!(
        rows(text),
        [
            "1 #水环境治理 推进河道清淤5公里 =市水利局",
            "2 #水环境治理 整治排污口，完善台账，加强日常巡查 =市生态环境局",
            "3 #道路建设 新建农村公路30公里 =市交通局",
        ]
    );
}

#[test]
fn a_section_behind_a_table_without_separators_is_no_part_of_it() {
    let table = "云溪市重点任务分解表\n序号 重点任务 责任单位 完成时限\n1 清淤疏浚 市水利局 6月底\n\
        2 道路建设 市交通局 9月底\n";
    for section in [
        "三、工作要求\n1. 加强组织领导。各单位要高度重视。（责任单位：市政府办）\n\
            2. 加强督查考核。各单位每月报送进展。（责任单位：市政府督查室）\n",
        "三、工作要求\n1 加强组织领导 市政府成立领导小组，定期研究调度。\n2 加强资金保障 市财政局统筹资金。\n",
        "三、工作要求\n3 加强组织领导 成立小组 定期研究调度，支持建设\n",
    ] {
        let (_, notice) = read(&format!("{table}{section}"));
        assert_eq!(notice.tables[0].rows.len(), 2, "{section}");
        assert!(!notice.sections.is_empty(), "{section}");
    }
}

#[test]
fn a_line_between_full_rows_without_separators_is_no_rest_of_the_row_above() {
    let between = |line: &str| {
        let text = format!(
            "云溪市重点任务分解表\n序号 重点任务 责任单位 完成时限\n1 清淤疏浚 市水利局 6月底\n\
                2 道路建设 市交通局 9月底\n{line}\n3 植树造林 市林业局 11月底\n4 建设泵站 市水务局 11月底\n"
        );
        let (_, notice) = read(&text);
        let stitched = |repair: &hongtou_model::Repair| repair.kind == RepairKind::StitchedRow;
        assert!(!notice.repairs.iter().any(stitched), "{line}: {:?}", notice.repairs);
        rows(&text)
    };
    let plain = |title: &str| {
        [
            "1 清淤疏浚 @6月底 =市水利局".to_owned(),
            "2 道路建设 @9月底 =市交通局".to_owned(),
            format!("3 {title}植树造林 @11月底 =市林业局"),
            format!("4 {title}建设泵站 @11月底 =市水务局"),
        ]
    };
    assert_eq!(between("生态建设方面"), plain("#生态建设方面 "));
    assert_eq!(between("注：以上任务6月底前完成"), plain(""));
    assert_eq!(between("云溪市重点任务分解表（续）"), plain(""));
    // Units may stand one below the other, and tasks end with a stop here and there.
    let units = "云溪市重点任务分解表\n序号 重点任务 责任单位\n1 清淤疏浚 市水利局\n各镇\n2 道路建设 市交通局\n\
        3 植树造林 市林业局\n";
    assert_eq!(rows(units).len(), 3);
    let last = "云溪市重点任务分解表\n序号 责任单位 重点任务\n1 市水利局 清淤疏浚，推进岸线\n整治\n2 市交通局 道路建设\n\
        一、民生保障\n3 市林业局 植树造林。\n二、工作要求\n1 加强领导 各单位成立小组。\n";
    assert_eq!(rows(last)[2..], ["3 #民生保障 植树造林。 =市林业局"]);
    // Beside units that are known, others need not be, and a line in between takes no row with it.
    let known = "云溪市重点任务分解表\n序号 重点任务 牵头单位 配合单位\n1 清淤疏浚 市水利局 各镇\n\
        植树造林 市林业局 各镇\n2 道路建设 市交通局 高新园（云溪片）、滨江片\n3 建设泵站 市水务局 各镇\n";
    assert_eq!(rows(known).len(), 3);
    // Without a row of its number below it, what goes on is no table.
    let text = "云溪市重点任务分解表\n序号 重点任务 责任单位\n1 清淤疏浚 市水利局\n2 道路建设 市交通局\n\
        本表所列任务\n3 由各单位落实 并报送\n";
    assert_eq!(rows(text).len(), 2);
}

#[test]
fn behind_a_last_row_that_lacks_a_cell_stand_no_more_of_its_cells() {
    let table = "云溪市重点任务分解表\n序号 重点任务 责任单位 完成时限\n1 清淤疏浚和岸线\n整治 市水利局 6月底\n\
        2 道路建设 市交通局 9月底\n3 植树造林 市林业局\n";
    for behind in [
        "云溪市人民政府办公室\n2026年2月1日\n",
        "联系人：王强 电话：12345678\n",
        "填表人：王强 审核人：李明\n",
        "（此表每季度更新 一次）\n",
    ] {
        assert_eq!(rows(&format!("{table}{behind}"))[2], "3 植树造林 =市林业局", "{behind}");
    }
    assert_eq!(rows(&format!("{table}11月底\n"))[2], "3 植树造林 @11月底 =市林业局");
    let year = table.replace("市林业局", "市林业局 2026年");
    assert_eq!(rows(&format!("{year}11月底\n"))[2], "3 植树造林 @2026年11月底 =市林业局");
}

#[test]
fn figures_of_years_are_parted_by_single_spaces_where_so_many_headings_stand_over_them() {
    let text = "云溪市重点任务分解表\n序号 重点任务 2024年目标 2025年目标 责任单位\n\
        1 新建农村公路 30公里 40公里 市交通局\n2 新建公办幼儿园 2所 3所 市教育局\n";
    let (_, notice) = read(text);
    let targets = |row: &Row| row.targets.iter().map(|t| t.text.clone()).collect::<Vec<_>>();
    assert_eq!(targets(&notice.tables[0].rows[0]), ["30公里", "40公里"]);
    assert_eq!(rows(text)[1], "2 新建公办幼儿园 =市教育局");
    // Where the careful cut fills all columns, a figure keeps its spaces.
    let spaced = "云溪市重点任务分解表\n序号 重点任务 责任单位\n1 改造宿舍 26 间 市教育局\n2 新建道路 3 条 市交通局\n";
    assert_eq!(rows(spaced)[0], "1 改造宿舍 26 间 =市教育局");
}

#[test]
fn a_row_may_be_broken_in_several_of_its_cells() {
    let text = "云溪市重点任务分解表\n序号\t重点任务\t具体举措\t责任单位\t完成时限\n\
        1\t水环境治理\t完善河道巡查制度，推进河段\n清淤疏浚。\t市水利局、市财\n政局\t6月底\n\
        2\t道路建设\t新建农村公路30公里。\t市交通局\t9月底\n\
        3\t教育提升\t新建公办幼儿园2所，新增\n学位600个。\t市教育局、市\n财政局\t12月底\n";
    assert_eq!(
        rows(text),
        [
            "1 水环境治理： 完善河道巡查制度，推进河段清淤疏浚。 @6月底 =市水利局、市财政局",
            "2 道路建设： 新建农村公路30公里。 @9月底 =市交通局",
            "3 教育提升： 新建公办幼儿园2所，新增学位600个。 @12月底 =市教育局、市财政局",
        ]
    );
}

#[test]
fn the_tabs_of_a_row_s_lines_tell_how_they_go_on() {
    let text = "云溪市重点任务分解表\n序号\t重点任务\t具体举措\t牵头单位\t配合单位\t完成时限\n\
        1\t治水\t1.清淤5公里。\n2.建泵站2座。\n3.整治岸线。\t市水利局\n市住建局\t市财政局\t2026年\n6月底前\n\
        2\t修\n路\t新建公路30公里。\t市交通局\t市财政局\n市自然资源局\n各镇人民政府\t2026年9月底前\n\
        3\t办学\t新建学校3所。\t市教\n育局\t市住建局\t2026年\n8月底前\n注：略。\n";
    assert_eq!(
        rows(text),
        [
            "1 治水： 1.清淤5公里。2.建泵站2座。3.整治岸线。 @2026年6月底前 *市水利局、市住建局+市财政局",
            "2 修路： 新建公路30公里。 @2026年9月底前 *市交通局+市财政局、市自然资源局、各镇人民政府",
            "3 办学： 新建学校3所。 @2026年8月底前 *市教育局+市住建局",
        ]
    );
    let repairs = read(text).1.repairs;
    let stitched = repairs.iter().filter(|repair| repair.kind == RepairKind::StitchedRow);
    assert_eq!(stitched.count(), 3, "{repairs:?}");
    // A title below a broken row, and a row that lacks its last cells, stay what they are.
    let titled = "云溪市重点任务分解表\n序号\t任务\t责任单位\t完成时限\n\
        1\t推进清淤。\n建泵站2座。\t市水利局\t6月底\n道路建设\n2\t新建桥梁3座\t市交通局\t9月底\n\
        二、教育提升\n3\t新建学校3所\t市教育局\n联系人：张三\t12345678\n";
    let titled = rows(titled);
    assert_eq!(titled[0], "1 推进清淤。建泵站2座。 @6月底 =市水利局");
    assert_eq!(titled[1], "2 #道路建设 新建桥梁3座 @9月底 =市交通局");
    assert_eq!(titled[2], "3 #教育提升 新建学校3所 =市教育局");
}

#[test]
fn a_blank_cell_behind_the_last_takes_no_cell_from_a_row() {
    let tasks = [
        "一、城建",
        "1.新建公园2个。（市住建局牵头负责）",
        "2.改造老旧小区30个。（市房管局牵头，市财政局配合）",
    ];
    let table = "序号\t重点工作\t具体内容\t\t一季度目标\t二季度目标\t三季度目标\t四季度目标\t牵头单位\t责任单位\n\
        一\t城建\t公园绿化\t1\t新建公园2个。\t完成设计。\t开工建设。\t建成1个。\t建成2个。\t市住建局\t\n\
        \t城建\t小区改造\t2 改造老旧小区30个。\t\t开工10个。\t\t\t市房管局\t市财政局";
    let text = below_tasks(&tasks, &[table]);
    assert_eq!(
        rows(&text),
        [
            "1 #城建 公园绿化： 新建公园2个。 *市住建局",
            "2 #城建 小区改造： 改造老旧小区30个。 *市房管局=市财政局"
        ]
    );
    let (_, notice) = read(&text);
    let targets = notice.tables[0].rows[0].targets.iter().map(|target| &*target.text);
    assert_eq!(targets.collect::<Vec<_>>(), ["完成设计。", "开工建设。", "建成1个。", "建成2个。"]);
}

#[test]
fn a_number_is_set_free_where_the_cell_before_it_is_left_out() {
    let tasks = [
        "一、培训",
        "1.培训教师20期。",
        "2.普及率达到90%，覆盖社区。",
        "二、督导",
        "3.开展督导4次，整改销号。",
    ];
    let table = "序号\t重点工作\t具体内容\t\t一季度目标\t二季度目标\t牵头单位\t责任单位\n\
        一\t培训\t教师\t1\t培训教师20期。\t培训5期。\t培训20期。\t市教育局\t市财政局\n\
        \t培训\t2 普及率达到90%，覆盖社区。\t制定计划。\t普及率90%。\t市商务局\t市水利局\n\
        二\t督导\t3 开展督导4次，整改销号。\t督导2次。\t督导4次。\t市残联\t市妇联";
    assert_eq!(
        rows(&below_tasks(&tasks, &[table])),
        [
            "1 #培训 教师： 培训教师20期。 *市教育局=市财政局",
            "2 #培训 普及率达到90%，覆盖社区。 *市商务局=市水利局",
            "3 #督导 开展督导4次，整改销号。 *市残联=市妇联",
        ]
    );
}

#[test]
fn a_number_is_set_free_from_the_group_behind_it() {
    let table = |first: &str, third: &str| {
        format!(
            "云溪市重点任务分解表\n序号\t类别\t任务内容\t牵头单位\t配合单位\n{first}\n\
             2\t预防\t宣传40场次，发放手册。\t市委宣传部\t市司法局、市妇联\n{third}\n\
             4\t清淤\t检查企业30家，督促整改。\t市应急局\t市商务局\n"
        )
    };
    let expected = [
        "1 #预防 建设学校6所，配齐教室。 *市教育局+市财政局",
        "2 #预防 宣传40场次，发放手册。 *市委宣传部+市司法局、市妇联",
        "3 #清淤 组织踏查2次，确保畅通。 *市水利局+市农业局",
        "4 #清淤 检查企业30家，督促整改。 *市应急局+市商务局",
    ];
    let first = "1 预防\t建设学校6所，配齐教室。\t市教育局\t市财政局";
    let third = "3清淤\t组织踏查2次，确保畅通。\t市水利局\t市农业局";
    assert_eq!(rows(&table(first, third)), expected);
    // A name that begins with a number keeps it.
    for name in ["3号泵站", "3#楼", "3+N体系", "3.0版", "3型设备"] {
        let third = format!("{name}\t组织踏查2次，确保畅通。\t市水利局\t市农业局");
        let read = rows(&table(first, &third));
        assert!(read[2].contains(name) && !read[2].starts_with('3'), "{read:?}");
    }
    // One glued to the task, where the group is left out.
    let third = "3 组织踏查2次，确保畅通。\t市水利局\t市农业局";
    let other = rows(&table(first, third));
    assert_eq!(other[2], "3 #预防 组织踏查2次，确保畅通。 *市水利局+市农业局");
}

#[test]
fn the_last_cell_of_a_table_may_go_on_in_the_line_below_it() {
    let table = |header: &str, last: &str| {
        format!(
            "云溪市重点任务分解表\n{header}\n1\t治水\t清淤5公里。\t市水利局\t市财政局\n\
             2\t办学\t新建学校3所。\t市教育局\t{last}\n"
        )
    };
    let header = "序号\t类别\t任务内容\t牵头单位\t配合单位";
    let last = |text: &str| rows(&table(header, text)).last().cloned().unwrap_or_default();
    for rest in ["市商务局、\n市税务局", "市商务局、市税\n务局", "市商务局、市\n税务局\n注：略。"]
    {
        let expected = "2 #办学 新建学校3所。 *市教育局+市商务局、市税务局";
        assert_eq!(last(rest), expected, "{rest}");
    }
    assert_eq!(
        last("市商务局、\n市税务局、\n市住建局"),
        "2 #办学 新建学校3所。 *市教育局+市商务局、市税务局、市住建局"
    );
    // Rows with more cells than the header.
    let wide = table("重点工作\t具体内容\t\t牵头单位\t责任单位", "市商务局、\n市税务局");
    let wide = rows(&wide);
    assert_eq!(wide.last().map(|row| row.ends_with("=市商务局、市税务局")), Some(true), "{wide:?}");
    // Who signs, a note, and what a blank line sets apart.
    for rest in [
        "市商务局\n云溪市人民政府办公室\n2025年3月1日",
        "市商务局、\n注：各镇人民政府为市直有关单位。",
        "市商务局、\n\n市税务局",
        "市商务局\n办公室",
    ] {
        let expected = "2 #办学 新建学校3所。 *市教育局+市商务局";
        assert_eq!(last(rest), expected, "{rest}");
    }
    // A level alone goes on with a name that has none, and not with who signs.
    assert!(last("市\n税务局").ends_with("+市税务局"), "{}", last("市\n税务局"));
    for of in [header, &header.replace("配合单位", "级别"), &header.replace("配合单位", "性质")]
    {
        for cell in ["县", "良", "女", "2"] {
            let signed = table(of, &format!("{cell}\n云溪县教育局\n2026年3月5日"));
            assert!(!rows(&signed).concat().contains("云溪县"), "{:?}", rows(&signed));
            let (_, notice) = read(&signed);
            let stitched = |repair: &hongtou_model::Repair| repair.kind == RepairKind::StitchedRow;
            assert!(!notice.repairs.iter().any(stitched), "{cell}: {:?}", notice.repairs);
        }
    }
    let dated = table("序号\t类别\t任务内容\t责任单位\t完成时限", "2025年\n12月底前");
    let dated = rows(&dated.replace("市水利局\t市财政局", "市水利局\t9月底"));
    assert_eq!(dated[1], "2 #办学 新建学校3所。 @2025年12月底前 =市教育局");
}

#[test]
fn a_month_on_a_line_is_the_deadline_of_its_row() {
    let tasks = [
        "一、城建",
        "1.新建公园2个，完善设施。（市住建局负责）",
        "2.改造小区30个。（市房管局负责）",
        "二、治水",
        "3.清淤5公里，确保河道畅通。（市水利局负责）",
        "4.检查企业30家。（市应急管理局负责）",
    ];
    let table = [
        "序号",
        "重点任务",
        "任务内容",
        "责任单位",
        "时间节点",
        "1",
        "城建",
        "新建公园2个，完善",
        "设施。",
        "市住建局",
        "2025年12月",
        "2",
        "改造小区30个。",
        "市房管局",
        "2025年11月30日",
        "3",
        "治水",
        "清淤5公里，确保河道",
        "畅通。",
        "市水利局",
        "2025年9月",
        "4",
        "检查企业30家。",
        "市应急管理局",
        "2025年6月",
    ];
    let text = below_tasks(&tasks, &table);
    assert_eq!(
        rows(&text),
        [
            "1 #城建 新建公园2个，完善设施。 @2025年12月 =市住建局",
            "2 #城建 改造小区30个。 @2025年11月30日 =市房管局",
            "3 #治水 清淤5公里，确保河道畅通。 @2025年9月 =市水利局",
            "4 #治水 检查企业30家。 @2025年6月 =市应急管理局",
        ]
    );
    // The day of issue below the table is none of its cells.
    let issued = format!("{text}\n云溪市人民政府办公室\n2025年3月1日\n");
    assert!(!rows(&issued).iter().any(|row| row.contains("3月1日")), "{:?}", rows(&issued));
}

#[test]
fn rows_broken_over_lines_may_begin_at_1_again_below_each_title() {
    let tasks = [
        "一、教育",
        "1.建设学校6所。（市教育局牵头，市公安局配合）",
        "2.宣传40场次。（市委宣传部负责）",
        "二、治水",
        "3.清淤5公里，确保河道畅通。（市水利局牵头，市农业局，各街道办事处配合）",
        "4.检查企业30家。（市应急管理局负责）",
    ];
    let table = [
        "序号",
        "重点任务",
        "具体工作",
        "责任单位",
        "完成时限",
        "一、教育",
        "1",
        "建设学校",
        "建设学校6所。",
        "市教育局、市",
        "公安局",
        "8月底",
        "2",
        "宣传",
        "宣传40场次。",
        "市委宣传部",
        "9月底",
        "二、治水",
        "1",
        "清淤",
        "清淤5公里，确保河道",
        "畅通。",
        "市水利局、市",
        "农业局，各街",
        "道办事处",
        "10月底",
        "2",
        "检查",
        "检查企业30家。",
        "市应急管理局",
        "11月底",
    ];
    assert_eq!(
        rows(&below_tasks(&tasks, &table)),
        [
            "1 #教育 建设学校： 建设学校6所。 @8月底 =市教育局、市公安局",
            "2 #教育 宣传： 宣传40场次。 @9月底 =市委宣传部",
            "1 #治水 清淤： 清淤5公里，确保河道畅通。 @10月底 =市水利局、市农业局、各街道办事处",
            "2 #治水 检查： 检查企业30家。 @11月底 =市应急管理局",
        ]
    );
}

#[test]
fn a_cell_ends_nowhere_inside_a_name_that_the_body_has_whole() {
    let tasks = [
        "一、供给",
        "1.培育单元2600个，承诺店1800家。（市市场监管局牵头，市商务局、市文化和旅游局，各县（市、区）人民政府按职责分工负责）",
        "2.备案率达到90%。（市商务局、市教育局负责）",
    ];
    let table = [
        "序号",
        "任务类别",
        "任务内容",
        "上半年目标",
        "下半年目标",
        "牵头单位",
        "责任单位",
        "1",
        "供给",
        "培育单元2600个，承诺",
        "店1800家。",
        "培育1200个。",
        "培育2600个，承",
        "诺店1800家。",
        "市市场监管局",
        "市商务局、市文化",
        "和旅游局，各县",
        "（市、区）人民政",
        "府",
        "2",
        "备案率达到90%。",
        "达到70%。",
        "达到90%。",
        "市商务局、市教",
        "育局",
    ];
    assert_eq!(
        rows(&below_tasks(&tasks, &table)),
        [
            "1 #供给 培育单元2600个，承诺店1800家。 *市市场监管局=市商务局、市文化和旅游局、各县（市、区）人民政府",
            "2 #供给 备案率达到90%。 =市商务局、市教育局",
        ]
    );
    let tasks = [
        "一、治理",
        "1.清理率达98%以上。（人民银行锡勒图旗支行牵头，旗公安局配合）",
        "2.返还金额260万元。（旗公安局牵头，旗法院配合）",
    ];
    let table = [
        "序号",
        "任务类别",
        "工作任务",
        "上半年目标",
        "下半年目标",
        "牵头单位",
        "配合单位",
        "1",
        "治理",
        "清理率达98%以上。",
        "清理率达95%。",
        "清理率达98%",
        "以上。",
        "人民银行锡勒图",
        "旗支行",
        "旗公安局",
        "2",
        "返还金额260万元。",
        "返还120万元。",
        "返还260万元。",
        "旗公安局",
        "旗法院",
    ];
    assert_eq!(
        rows(&below_tasks(&tasks, &table)),
        [
            "1 #治理 清理率达98%以上。 *人民银行锡勒图旗支行+旗公安局",
            "2 #治理 返还金额260万元。 *旗公安局+旗法院",
        ]
    );
    // Rows with as many lines have bodies one below the other, and nothing is broken.
    let text = "云溪市重点任务分解表\n\n序号\n\n事项名称\n\n牵头单位\n\n配合单位\n\n1\n\n共建体育学校和少儿体校\n\n\
        区文旅局\n\n区教育局\n\n区国资局\n\n2\n\n小区配套小学合作办学\n\n区教育局\n\n区人社局\n\n区财政局\n";
    assert_eq!(rows(text)[1], "2 小区配套小学合作办学 *区教育局+区人社局、区财政局");
}

#[test]
fn rows_may_be_left_out_of_a_table_of_cells_on_lines_where_nobody_helps() {
    let cells = "序号\n\n改革举措\n\n主要内容\n\n牵头单位\n\n配合单位\n\n\
        1\n\n办学校\n\n建设学校6所。\n\n市教育局\n\n市公安局\n\n\
        2\n\n办宣传\n\n宣传40场次。\n\n市委宣传部\n\n无\n\n\
        3\n\n治水\n\n清淤5公里。\n\n市水利局\n\n市农业局、市公安局\n\n\
        6\n\n检查\n\n检查企业30家。\n\n市应急局\n\n无\n";
    let text = format!("云溪市重点任务分解表\n\n（本清单有删减）\n\n{cells}");
    let rows = rows(&text);
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert_eq!(rows[3], "6 检查： 检查企业30家。 *市应急局");
}

#[test]
fn the_month_of_issue_below_cells_on_lines_is_no_deadline() {
    let head =
        "云溪县重点任务分解表\n\n序号\n工作任务\n责任单位\n完成时限\n1\n清淤10公里\n县水利局\n";
    let undated = format!("{head}2\n植树5亩\n县林业局\n长期\n3\n修路\n县交通局\n2026年3月\n");
    assert!(!rows(&undated).concat().contains("3月"), "{:?}", rows(&undated));
    let dated = format!(
        "{head}2026年6月\n2\n植树5亩\n县林业局\n2026年7月\n3\n修路\n县交通局\n2026年8月\n2026年3月\n"
    );
    let dated = rows(&dated);
    assert!(dated[2].contains("@2026年8月 ="), "{dated:?}");
}

#[test]
fn who_signs_above_a_page_number_is_no_row_of_cells_on_lines() {
    let head = "云溪县重点任务分解表\n\n序号\n工作任务\n责任单位\n完成时限\n";
    let signed = "云溪县人民政府办公室\n2026年3月5日\n\n4\n\n抄送：县委办公室。\n";
    for (first, task) in
        [("清淤10公里", "造林"), ("清淤10公里，改善\n水质", "荒山造林，改善\n绿化")]
    {
        let text = format!(
            "{head}1\n{first}\n县水利局\n6月底\n2\n修渠\n县水利局\n7月底\n3\n{task}\n县林业局\n8月底\n{signed}"
        );
        let read = rows(&text);
        assert_eq!(read.len(), 3, "{read:?}");
        assert!(read[2].ends_with("@8月底 =县林业局"), "{read:?}");
    }
}

#[test]
fn the_first_of_two_rows_on_lines_may_have_one_helper_more() {
    let text = "云溪县任务分解表\n序号\n工作任务\n牵头单位\n配合单位\n1\n共建体育学校\n县文旅局\n县教育局\n\
        县国资局\n2\n办学\n县教育局\n县人社局\n";
    assert_eq!(
        rows(text),
        ["1 共建体育学校 *县文旅局+县教育局、县国资局", "2 办学 *县教育局+县人社局"]
    );
}

#[test]
fn who_takes_work_over_is_not_the_body_above() {
    let text = "云溪县重点任务分解表\n序号\t工作任务\t责任单位\t进展情况\n1\t清淤\t县水利局\t已开工\n2\t植树\t已开工\t\n\
        3\t修路\t县交通局\t完成\n4\t修渠\t已移交县水利局\t\n";
    let read = rows(text);
    assert!(read[1].ends_with("=县水利局"), "{read:?}");
    assert!(!read[3].contains("县交通局"), "{read:?}");
}

#[test]
fn that_a_table_goes_on_is_no_title_of_its_rows() {
    let expected = [
        "1 新建桥梁3座 @9月底 =市交通局",
        "2 推进清淤 @6月底 =市水利局",
        "3 新建学校3所 @8月底 =市教育局",
        "4 新建公园2个 @5月底 =市住建局",
    ];
    let header = "序号\t任务\t责任单位\t完成时限\n";
    let tabs = format!(
        "云溪市重点任务分解表\n{header}1\t新建桥梁3座\t市交通局\t9月底\n（续）\n2\t推进清淤\t市水利局\t6月底\n\
         续表1\n{header}3\t新建学校3所\t市教育局\t8月底\n云溪市重点任务分解表（续）\n\
         4\t新建公园2个\t市住建局\t5月底\n"
    );
    assert_eq!(rows(&tabs), expected);
    let header = "|序号|任务|责任单位|完成时限|\n|--|--|--|--|\n";
    let pipes = format!(
        "# 云溪市重点任务分解表\n\n{header}|1|新建桥梁3座|市交通局|9月底|\n|2|推进清淤|市水利局|6月底|\n\n\
         续表一\n\n{header}|3|新建学校3所|市教育局|8月底|\n|接上表||||\n|4|新建公园2个|市住建局|5月底|\n"
    );
    assert_eq!(rows(&pipes), expected);
    assert_eq!(read(&pipes).1.tables.len(), 1);
    let spaces = "云溪市重点任务分解表\n\n\
        序号    任务             责任单位      完成时限\n\
        1       新建桥梁3座      市交通局      9月底\n\
        2       推进清淤         市水利局      6月底\n                    （续表）\n\
        3       新建学校3所      市教育局      8月底\n      云溪市重点任务分解表（续）\n\
        序号    任务             责任单位      完成时限\n\
        4       新建公园2个      市住建局      5月底\n";
    assert_eq!(rows(spaces), expected);
    // 续建 is work, and 表 heads the rows of a section.
    let others = "云溪市重点任务分解表\n序号\t任务\t责任单位\t完成时限\n续建项目\n\
        1\t新建桥梁3座\t市交通局\t9月底\n";
    assert_eq!(rows(others), ["1 #续建项目 新建桥梁3座 @9月底 =市交通局"]);
}

#[test]
fn blocks_of_labelled_lines_are_rows() {
    let text = "云溪市重点任务清单\n\n序号：1\n任务：新建桥梁3座，改造农村公路\n20公里\n责任单位：市交通局\n\
        配合单位：市财政局、市住建局\n完成时限：9月底\n\n序号：2\n任务：推进清淤\n责任单位：市水利局\n完成时限：6月底\n\n\
        序号：3\n任务：新建学校3所\n责任单位：市教育局\n配合单位：市财政局\n完成时限：8月底\n\n\
        联系人：张三\n";
    assert_eq!(
        rows(text),
        [
            "1 新建桥梁3座，改造农村公路20公里 @9月底 =市交通局+市财政局、市住建局",
            "2 推进清淤 @6月底 =市水利局",
            "3 新建学校3所 @8月底 =市教育局+市财政局",
        ]
    );
    // Labels below a numbered task are said of it, and stay in the body.
    let outline = "关于印发云溪市重点任务的通知\n\n各镇：\n\n现印发给你们。\n\n一、修路\n任务：新建桥梁3座\n责任单位：市交通局\n\
        二、治水\n任务：推进清淤\n责任单位：市水利局\n";
    let (_, notice) = read(outline);
    let items: usize = notice.sections.iter().map(|section| section.items.len()).sum();
    assert!(notice.tables.is_empty() && items == 2, "{:?}", notice.sections);
}

#[test]
fn labelled_blocks_without_numbers_are_the_body() {
    let head = "云溪县人民政府办公室关于印发云溪县民生实事任务分解的通知\n\n各镇人民政府，县各有关部门：\n\n\
        现将任务分解印发给你们，请认真组织实施。\n\n云溪县人民政府办公室\n2026年3月5日\n\n\
        云溪县民生实事任务分解\n\n";
    let block = |task: &str, unit: &str| format!("工作任务：{task}。\n责任单位：{unit}\n\n");
    let blocks = [
        block("新建学校3所", "县教育局"),
        block("改造食堂12个", "县教育局、县市场监管局"),
        block("整治河道12条", "县水利局"),
        block("更新图书5万册", "县文体广旅局"),
    ];
    let [a, b, c, d] = &blocks;
    for body in [
        format!("一、教育\n\n{a}{b}二、水利\n\n{c}三、文化\n\n{d}"),
        format!("一、工作任务\n\n（一）教育\n\n{a}{b}（二）水利\n\n{c}{d}"),
        format!("一、教育\n\n1.推进办学。（责任单位：县教育局）\n\n二、专项任务\n\n{c}{d}"),
    ] {
        let (_, notice) = read(&format!("{head}{body}"));
        assert!(notice.tables.is_empty(), "{body}");
        assert!(notice.sections.len() > 1 || notice.sections[0].items.len() > 1, "{body}");
    }
    // The table of an attachment is told against them.
    let text = format!(
        "# {head}一、教育\n\n{a}{b}二、水利\n\n{c}附件\n\n任务分解表\n\n|序号|任务|责任单位|\n|--|--|--|\n\
         |1|新建学校3所。|县教育局|\n|2|改造食堂12个。|县教育局、县市场监管局|\n|3|整治河道12条。|县财政局|\n"
    );
    let (_, notice) = read(&text);
    assert_eq!(notice.tables.len(), 1);
    assert!(notice.tables[0].rows.iter().all(|row| row.clause.is_some()), "{:?}", notice.tables);
}

#[test]
fn numbered_blocks_are_a_table_where_all_of_them_are_alike() {
    let block = |number: u32, task: &str, unit: &str, more: &str| {
        format!("序号：{number}\n任务：{task}\n{more}责任单位：{unit}\n\n")
    };
    let two = |more: &str| {
        block(1, "新建学校3所", "市教育局", more) + &block(2, "推进清淤", "市水利局", more)
    };
    let title = "云溪市重点任务清单\n\n";
    assert_eq!(
        rows(&format!("{title}{}", two("具体举措：扩大规模\n"))),
        ["1 新建学校3所： 扩大规模 =市教育局", "2 推进清淤： 扩大规模 =市水利局"]
    );
    // A label of no table goes on with nothing.
    assert_eq!(read(&format!("{title}{}", two("标准：按省级标准建设\n"))).1.tables.len(), 0);
    // One block alone is no table, and neither are the others then.
    let parted = format!(
        "{title}一、教育水利\n\n{}二、交通\n\n{}",
        two(""),
        block(3, "新建桥梁3座", "市交通局", "")
    );
    assert_eq!(read(&parted).1.tables.len(), 0);
}

#[test]
fn what_stands_below_a_whole_row_is_a_title_a_note_or_who_signs() {
    let table = |last: &str, lines: &str| {
        let text = format!("云溪县民生实事任务分解\n\n序号\t任务\t{last}\n{lines}");
        rows(&text)
    };
    let grouped = table(
        "责任单位",
        "县教育局\n1\t新建学校3所；\n改造食堂12个。\t县教育局、各镇\n2\t更新图书5万册\t县教育局\n\
         县水利局\n3\t整治河道12条\t县水利局\n县林业局\n4\t造林500亩\t各镇\n",
    );
    assert_eq!(
        grouped,
        [
            "1 #县教育局 新建学校3所；改造食堂12个。 =县教育局、各镇",
            "2 #县教育局 更新图书5万册 =县教育局",
            "3 #县水利局 整治河道12条 =县水利局",
            "4 #县林业局 造林500亩 =各镇",
        ]
    );
    let seasons = table(
        "完成时限",
        "1\t新建学校3所；\n改造食堂12个。\t3月底前\n2\t更新图书5万册\t2月底前\n\
         二季度\n3\t整治河道12条\t6月底前\n",
    );
    assert_eq!(seasons[1], "2 更新图书5万册 @2月底前");
    let titled = table(
        "责任单位",
        "1\t新建学校3所；\n改造食堂12个。\t县教育局\n2\t更新图书5万册\t县教育局\n乡镇、街道\n\
         3\t整治河道12条\t各镇\n各镇人民政府\n4\t清淤20公里\t各镇\n云溪县人民政府办公室\n2026年3月5日\n",
    );
    let units: Vec<&str> =
        titled.iter().filter_map(|row| row.split_once('=')).map(|(_, us)| us).collect();
    assert_eq!(units, ["县教育局", "县教育局", "各镇", "各镇"]);
    let (_, notice) = read(
        "云溪县民生实事任务分解\n\n序号\t任务\t责任单位\t工作措施\n1\t新建学校3所；\n改造食堂12个。\t县教育局\t加强调度；\n\
         2\t更新图书5万册\t县教育局\t加强督查；\n水利事业\n3\t整治河道12条\t县水利局\t加强巡查；\n\
         注：各单位每月5日前报送进展。\n",
    );
    let rows = &notice.tables[0].rows;
    let section = rows[2].section.as_ref().and_then(|section| section.title.as_deref());
    assert_eq!(section, Some("水利事业"));
    assert!(notice.prose.iter().any(|prose| prose.text.starts_with("注：")), "{:?}", notice.prose);
}

#[test]
fn sections_are_told_from_the_title_printed_again() {
    let table = |title: &str, first: &str, second: &str| {
        rows(&format!(
            "# {title}\n\n|序号|任务|责任单位|\n|--|--|--|\n|{first}|||\n|1|新建校舍2万平方米|市教育局|\n\
             |{second}|||\n|2|整治河道12条|市水利局|\n"
        ))
    };
    for (title, first, second) in [
        ("云溪市2026年重点在建项目", "新建项目", "续建项目"),
        ("云溪市2026年新建、续建项目", "新建项目", "续建项目"),
        ("重点任务", "重点任务", "一般任务"),
    ] {
        assert_eq!(
            table(title, first, second),
            [
                format!("1 #{first} 新建校舍2万平方米 =市教育局"),
                format!("2 #{second} 整治河道12条 =市水利局"),
            ]
        );
    }
}

#[test]
fn units_numbered_in_brackets_are_named_without_their_numbers() {
    let text = "# 云溪市任务分解表\n\n|序号|任务|措施|责任单位|\n|--|--|--|--|\n\
        |1|治水|（1）清淤5公里；<br>（2）建泵站2座。|（1）市水利局；<br>（2）市住建局|\n\
        |2|修路|新建公路30公里。|（一）市交通局；（二）各镇|\n";
    assert_eq!(
        rows(text),
        [
            "1 治水： （1）清淤5公里；（2）建泵站2座。 =市水利局、市住建局",
            "2 修路： 新建公路30公里。 =市交通局、各镇",
        ]
    );
}

#[test]
fn an_attachment_s_number_may_touch_the_title_of_its_table() {
    let text = "关于印发云溪市护林任务的通知\n\n各镇：\n\n现将任务印发给你们。\n\n云溪市人民政府\n2026年2月1日\n\n\
        附件1云溪市护林任务分解表\n序号\t任务\t责任单位\n1\t新建瞭望塔3座\t市林业局\n2\t开辟隔离带20公里\t各镇\n";
    let (_, notice) = read(text);
    assert_eq!(notice.tables[0].title.as_deref(), Some("云溪市护林任务分解表"));
}

#[test]
fn what_stands_above_a_header_inside_a_grid_titles_the_table_or_heads_its_rows() {
    let row = |cells: &str| format!("<tr><td>{}</td></tr>", cells.replace('|', "</td><td>"));
    let wide = |words: &str| format!("<tr><td colspan=3>{words}</td></tr>");
    let tasks = [
        row("序号|重点任务|牵头单位"),
        row("1|推进开发区扩区调位。|开发区管委会"),
        wide("二、副县长：李东"),
        row("2|完成土地收储2000亩。|县自然资源局"),
    ];
    let table = |above: &[&str]| {
        let above: String = above.iter().map(|words| wide(words)).collect();
        format!("<table>{above}{}</table>", tasks.concat())
    };
    let rows_below = [
        "1 #县长：张远 推进开发区扩区调位。 *开发区管委会",
        "2 #副县长：李东 完成土地收储2000亩。 *县自然资源局",
    ];
    let titled = table(&["附件1：云溪县2025年任务分工", "填报单位：县政府办", "一、县长：张远"]);
    assert_eq!(rows(&titled), rows_below);
    let (_, notice) = read(&titled);
    assert_eq!(notice.tables[0].title.as_deref(), Some("云溪县2025年任务分工"));
    assert_eq!(rows(&table(&["一、县长：张远"])), rows_below);
    // A title that counts among others is the table's own.
    let (_, notice) = read(&table(&["四、云溪县2025年任务分工"]));
    assert_eq!(notice.tables[0].title.as_deref(), Some("四、云溪县2025年任务分工"));
}

#[test]
fn cells_of_a_table_drawn_with_signs_have_lines_and_rows_have_one_cell() {
    let text = "# 云溪县重点任务分解表\n\n\
        +------+--------------+--------------------------+----------+\n\
        | 序号 | 重点任务     | 具体措施                 | 牵头单位 |\n\
        +======+==============+==========================+==========+\n\
        | 一   | 提升政务服务水平                                   |\n\
        +------+--------------+--------------------------+----------+\n\
        | 1    | 规范窗口服务 | 设立专窗不少于15         | 县行政   |\n\
        |      |              | 个，办理时限压减60%。    | 审批局   |\n\
        +------+--------------+--------------------------+----------+\n\
        | 二   | 优化要素保障                                       |\n\
        +------+--------------+--------------------------+----------+\n\
        | 2    | 保障用地     | 供应“标准地”1500亩。     | 县自然   |\n\
        |      |              |                          | 资源局   |\n\
        |      |              |                          |          |\n\
        |      |              |                          | 县财政局 |\n\
        +------+--------------+--------------------------+----------+\n";
    assert_eq!(
        rows(text),
        [
            "1 #提升政务服务水平 规范窗口服务： 设立专窗不少于15个，办理时限压减60%。 *县行政审批局",
            "2 #优化要素保障 保障用地： 供应“标准地”1500亩。 *县自然资源局、县财政局",
        ]
    );
}

#[test]
fn captions_marked_as_in_markdown_are_titles() {
    let titles = |text: &str| -> Vec<Option<String>> {
        let (_, notice) = read(text);
        assert!(notice.residual.is_empty(), "{text}");
        notice.tables.into_iter().map(|table| table.title).collect()
    };
    let plan = "云溪县2025年重点工作方案\n\n一、建设\n\n1.新建公厕20座。（县住建局负责）\n\n";
    let tasks = "|序号|工作任务|责任单位|\n|---|---|---|\n|1|新建公厕20座|县住建局|\n\n";
    let sums = "|序号|项目|金额|\n|---|---|---|\n|1|公厕|300万元|\n\n";
    let (first, second) = ("云溪县任务分解表", "云溪县资金安排表");
    let both = [Some(first.to_owned()), Some(second.to_owned())];
    assert_eq!(titles(&format!("{plan}{tasks}: {first}\n\n{sums}: {second}\n")), both);
    assert_eq!(titles(&format!("{plan}{tasks}Table: {first}\n\n{sums}Table: {second}\n")), both);
    let above = titles(&format!("{plan}Table: {first}\n\n{tasks}"));
    assert_eq!(above, [Some(first.to_owned())]);
    // A note below a table is none, nor is a second title.
    let note = titles(&format!("{plan}云溪县任务分解表\n\n{tasks}：含续建。\n"));
    assert_eq!(note, [Some(first.to_owned())]);
    let second = titles(&format!("{plan}云溪县任务分解表\n\n{tasks}: 数据截至2月\n"));
    assert_eq!(second, [Some(first.to_owned())]);
}

#[test]
fn running_totals_in_one_cell_are_targets_without_a_period() {
    let targets = |cell: &str| {
        let text = format!(
            "# 云溪县重点工作任务分解表\n\n|序号|工作任务|进度安排|责任单位|\n|---|---|---|---|\n\
             |1|固定资产投资增长12%|{cell}|县发改局|\n|2|新建公厕20座|一季度：选址；二季度：建成|县住建局|\n"
        );
        let (_, notice) = read(&text);
        let said = |target: &hongtou_model::Target| {
            let period = target.period.map(|period| period.to_string()).unwrap_or_default();
            format!("{period} {}", target.text)
        };
        notice.tables[0].rows[0].targets.iter().map(said).collect::<Vec<_>>()
    };
    let parts = ["Q1 完成15%；", "H1 完成45%；", " 完成75%；", " 完成100%"];
    assert_eq!(targets("1-3月：完成15%；1-6月：完成45%；1-9月：完成75%；1-12月：完成100%"), parts);
    assert_eq!(
        targets("一季度：完成15%；上半年：完成45%；前三季度：完成75%；全年：完成100%"),
        parts
    );
    // 全年 alone is no stage.
    assert_eq!(targets("全年：完成100%"), [" 全年：完成100%"]);
}

#[test]
fn a_note_behind_a_table_without_separators_is_no_part_of_its_last_row() {
    let text = "云溪市重点任务清单\n序号 工作任务 牵头单位 完成时限\n1 改造小区20个 市住建局 10月底前\n\
        2 新增泊位1000个 市公安局 12月底前\n注：以上任务由牵头单位每月报送进展。\n";
    assert_eq!(
        rows(text),
        ["1 改造小区20个 @10月底前 *市住建局", "2 新增泊位1000个 @12月底前 *市公安局"]
    );
}

#[test]
fn goals_of_a_year_for_something_head_a_column() {
    let text = "# 云溪市产业链工作任务表\n\n|产业链|链长|牵头部门|链主企业|2026年产值目标（亿元）|重点任务|\n\
        |--|--|--|--|--|--|\n|新能源|王强|市工信局|云能公司|100|引进项目5个|\n\
        |生物医药|李明|市卫健委|溪药公司|50|建设研发中心2个|\n";
    let rows = rows(text);
    assert!(rows[0].ends_with("引进项目5个 *市工信局"), "{rows:?}");
    assert_eq!(rows.len(), 2);
    // A goal and a standard are both told.
    let (_, notice) = read(
        "# 云溪市任务分工表\n\n|序号|工作任务|工作目标|工作标准|责任单位|\n|--|--|--|--|--|\n\
            |1|环境整治|清运垃圾200吨。|日产日清。|市城管局|\n\
            |2|道路修复|修复道路3公里。|验收合格率100%。|市交通局|\n",
    );
    let row = &notice.tables[0].rows[1];
    assert_eq!(row.content.as_deref(), Some("验收合格率100%。"));
    assert_eq!(row.targets[0].text, "修复道路3公里。");
}

#[test]
fn a_row_may_be_broken_between_its_cells_and_over_many_lines() {
    let between = "云溪市重点任务分解表\n序号\t重点任务\t责任单位\t完成时限\n\
        1\t推进河道清淤，整治岸线\n\t市水利局\n\t6月底\n2\t新建桥梁3座\t市交通局\n\t9月底\n\
        3\t加固堤防2公里\t市水利局\t9月底\n";
    assert_eq!(
        rows(between),
        [
            "1 推进河道清淤，整治岸线 @6月底 =市水利局",
            "2 新建桥梁3座 @9月底 =市交通局",
            "3 加固堤防2公里 @9月底 =市水利局",
        ]
    );
    let many = "云溪市重点任务分解表\n序号\t任务\t责任单位\t完成时限\n\
        1\t推进河道清淤整治，完善\n巡查制度，加强\n管护。\t市水利局、\n市财政局、\n市住建局\t6月底\n\
        2\t新建桥梁3座。\t市交通局\t9月底\n";
    assert_eq!(
        rows(many),
        [
            "1 推进河道清淤整治，完善巡查制度，加强管护。 @6月底 =市水利局、市财政局、市住建局",
            "2 新建桥梁3座。 @9月底 =市交通局",
        ]
    );
    // A title over the rows below it goes on with nothing.
    let titled = "云溪市重点任务分解表\n序号\t任务\t责任单位\t完成时限\n道路建设\n\
        1\t新建桥梁3座\t市交通局\t9月底\n水利建设\n2\t推进清淤\t市水利局\t6月底\n";
    assert_eq!(rows(titled)[1], "2 #水利建设 推进清淤 @6月底 =市水利局");
    let spaces = "云溪市重点任务分解表\n序号 任务 责任单位 完成时限\n1 清淤5公里 市水利局 6月底\n\
        2 建泵站2座 市住建局\n9月底\n3 修路3条 市交通局 9月底\n";
    assert_eq!(rows(spaces)[1], "2 建泵站2座 @9月底 =市住建局");
}

#[test]
fn numbers_of_several_parts_are_counted_level_by_level() {
    let text = "# 云溪市重点任务分解表\n\n|序号|具体举措|责任单位|\n|--|--|--|\n\
        |1|治理水环境，清淤疏浚。|市水利局|\n|1.1|完善河道巡查制度。|市水利局|\n\
        |1.1.1|建立巡查台账。|市水利局|\n|1.2|整治岸线。|市水利局|\n\
        |2|建设道路，方便出行。|市交通局|\n|2.1|新建桥梁3座。|市交通局|\n";
    assert_eq!(found(text), Vec::<String>::new());
    let again = text.replace("|1.2|", "|1.1|");
    assert_eq!(found(&again), ["ST004"]);
    let gap = text.replace("|2|", "|3|");
    assert_eq!(found(&gap), ["ST003"]);
}

#[test]
fn a_table_inside_a_cell_is_words_of_the_cell() {
    let text = "<h1>云溪市重点任务分解表</h1><table>\
        <tr><td>序号</td><td>重点任务</td><td>具体举措</td><td>责任单位</td></tr>\
        <tr><td>1</td><td>水环境治理</td><td><table><tr><td>（1）</td><td>完善巡查制度。</td></tr>\
        <tr><td>（2）</td><td>推进清淤疏浚。</td></tr></table></td><td>市水利局</td></tr>\
        <tr><td>2</td><td>道路建设</td><td>新建农村公路30公里。</td><td>市交通局</td></tr></table>";
    assert_eq!(
        rows(text),
        [
            "1 水环境治理： （1）完善巡查制度。（2）推进清淤疏浚。 =市水利局",
            "2 道路建设： 新建农村公路30公里。 =市交通局"
        ]
    );
}

#[test]
fn items_of_a_list_in_a_cell_have_their_numbers() {
    let text = "<h1>云溪市重点任务分解表</h1><table>\
        <tr><td>序号</td><td>重点任务</td><td>责任单位</td></tr>\
        <tr><td>1</td><td><ol><li>完善巡查制度；</li><li>推进清淤疏浚。</li></ol></td>\
        <td><ul><li>市水利局</li><li>市财政局</li></ul></td></tr>\
        <tr><td>2</td><td>新建农村公路30公里。</td><td><ol><li></li></ol>市交通局</td></tr></table>";
    assert_eq!(
        rows(text),
        [
            "1 1.完善巡查制度；2.推进清淤疏浚。 =市水利局、市财政局",
            "2 新建农村公路30公里。 =市交通局",
        ]
    );
}

#[test]
fn the_same_as_above_are_the_units_or_the_time_of_the_row_above() {
    let text = "# 云溪市重点任务分解表\n\n|序号|工作任务|牵头单位|配合单位|完成时限|\n|--|--|--|--|--|\n\
        |1|推进河段清淤|市水利局|市财政局|6月底|\n|2|整治岸线|同上|〃|同上|\n|3|建设桥梁|市交通局|/|9月底|\n";
    assert_eq!(
        rows(text),
        [
            "1 推进河段清淤 @6月底 *市水利局+市财政局",
            "2 整治岸线 @6月底 *市水利局+市财政局",
            "3 建设桥梁 @9月底 *市交通局",
        ]
    );
}

#[test]
fn what_is_measured_is_a_task_where_somebody_answers_for_it() {
    let table = "# 云溪市主要指标表\n\n|一级指标|二级指标|计量单位|目标值|责任单位|\n|--|--|--|--|--|\n\
        |生态|森林覆盖率|%|40|市林业局|\n|就业|新增就业|人|8950|市人社局|\n";
    assert_eq!(rows(table), ["#生态 森林覆盖率 =市林业局", "#就业 新增就业 =市人社局"]);
    let (_, notice) = read(table);
    let told = |row: &hongtou_model::Row| {
        let figure = &row.targets[0].quantities[0];
        let section = row.section.clone().and_then(|section| section.title);
        (section, figure.value.to_string(), figure.measure.as_ref().map(|m| m.to_string()))
    };
    let said = |section: &str, value: &str, measure: &str| {
        (Some(section.to_owned()), value.to_owned(), Some(measure.to_owned()))
    };
    let found: Vec<_> = notice.tables[0].rows.iter().map(told).collect();
    assert_eq!(found, [said("生态", "40", "%"), said("就业", "8950", "人")]);
    // Nobody answers for it by a word of duty, or nobody is named.
    for text in [
        table.replace("责任单位", "数据来源部门"),
        table.replace("责任单位", "单位"),
        table.replace("市林业局", "").replace("市人社局", ""),
    ] {
        let (_, notice) = read(&text);
        assert_eq!(notice.tables[0].kind, TableKind::Indicator, "{text}");
    }
}

#[test]
fn headings_over_tables_of_other_things_are_rows_and_the_second_header_is_none() {
    let text = "# 云溪市企业名录\n\n一、城东片区\n\n|企业|地段|法人|\n|--|--|--|\n|甲厂|东路|张山|\n\n\
        二、城西片区\n\n|企业|地段|法人|\n|--|--|--|\n|丙厂|南路|王火|\n";
    let cells = |text: &str| {
        let (_, notice) = read(text);
        let table = &notice.tables[0];
        let row = |row: &Vec<hongtou_model::OtherCell>| {
            row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
        };
        (table.title.clone(), table.cells.iter().map(row).collect::<Vec<_>>())
    };
    let rows = ["一、城东片区", "甲厂|东路|张山", "二、城西片区", "丙厂|南路|王火"];
    assert_eq!(cells(text), (None, rows.map(str::to_owned).to_vec()));
    // What no second heading counts on from is the title; another header is a row of its own.
    let alone = text.replace("二、城西片区\n\n", "");
    assert_eq!(cells(&alone).0.as_deref(), Some("一、城东片区"));
    let other = text.replacen("|企业|地段|法人|", "|企业|地址|法人|", 1);
    assert!(cells(&other).1.contains(&"企业|地段|法人".to_owned()));
}

#[test]
fn cells_on_lines_may_lack_the_remarks_and_say_who_answers_in_a_bracket() {
    let text = "云溪市抽查工作计划表\n\n序号\n\n抽查任务名称\n\n抽查事项\n\n发起方式\n\n抽查主体（层级）\n\n\
        抽查基数\n\n时间段\n\n备注\n\n1\n\n林木的检查\n\n苗木检疫的检查\n\n市级发起（市局林政科负责）\n\n\
        市林业局\n\n51\n\n9月至11月\n\n2\n\n河道的检查\n\n采砂许可的检查\n\n县级发起\n\n市水利局\n\n20\n\n\
        10月底前\n";
    assert_eq!(
        rows(text),
        [
            "1 林木的检查： 苗木检疫的检查 @9月至11月 =市林业局",
            "2 河道的检查： 采砂许可的检查 @10月底前 =市水利局",
        ]
    );
    let (_, notice) = read(text);
    assert_eq!((notice.sections.len(), notice.residual.len()), (0, 0));
    // A table that cannot be read is no task of whom a cell names.
    let row = &text[..text.find("\n2\n").expect("a second row")];
    let (_, notice) = read(row);
    assert_eq!((notice.sections.len(), notice.tables.len()), (0, 0));
}

#[test]
fn ordinals_that_count_apart_from_figures_head_parts_and_number_no_row() {
    let text = "# 云溪市重点任务分解表\n\n|序号|工作任务|责任单位|\n|--|--|--|\n|一|推进改革|市财政局|\n\
        |1|完善制度|市司法局|\n|2|加强培训|市人社局|\n|二|改善民生|市教育局|\n|3|改造窗口|市民政局|\n";
    let told = [
        "#推进改革 推进改革 =市财政局",
        "1 #推进改革 完善制度 =市司法局",
        "2 #推进改革 加强培训 =市人社局",
        "#改善民生 改善民生 =市教育局",
        "3 #改善民生 改造窗口 =市民政局",
    ];
    assert_eq!(rows(text), told);
    assert_eq!(found(text), [""; 0]);
    let again = text.replace("|3|", "|1|");
    assert_eq!(
        (rows(&again)[4].as_str(), found(&again)),
        ("1 #改善民生 改造窗口 =市民政局", vec![])
    );
    // One that fills a gap between figures is the number of a row.
    let mixed = "# 云溪市重点任务分解表\n\n|序号|工作任务|责任单位|\n|--|--|--|\n|1|完善制度|市司法局|\n\
        |二|加强培训|市人社局|\n|3|改造窗口|市民政局|\n";
    assert_eq!(rows(mixed)[1], "2 加强培训 =市人社局");
}

#[test]
fn offices_answer_in_rows_that_lack_a_cell() {
    let text = "云溪市公开工作任务台账\n序号 | 工作任务 | 细化分工 | 责任处室 | 完成时限 | 备注 |\n\
        1 | 做好信息发布 | 发布权威信息 | 应急处、规划处 | 长期推进 | |\n\
        2 | 做好接种公开 | 规划处 | 长期推进 |\n3 | 编制公开目录 | 文化科 | 2026年8月前 |\n";
    let answering: Vec<String> =
        rows(text).iter().map(|row| row[row.find('=').expect("units")..].into()).collect();
    assert_eq!(answering, ["=应急处、规划处", "=规划处", "=文化科"]);
    // Places end likewise below headings of their own.
    for (heads, cells) in [
        ("检查点位 | 检查内容", ["停车处 | 检查停车秩序", "垃圾临时堆放处 | 检查环境"]),
        ("检查场所 | 检查内容", ["加油站 | 检查安全", "停车处 | 检查停车秩序"]),
    ] {
        let places = format!(
            "云溪市检查任务清单\n| 序号 | {heads} | 责任科室 |\n|---|---|---|---|\n| 1 | {} | 秩序科 |\n\
             | 2 | {} | 环卫科 |\n",
            cells[0], cells[1]
        );
        let read = rows(&places);
        assert!(read[0].ends_with("=秩序科") && read[1].ends_with("=环卫科"), "{read:?}");
        assert!(!read.concat().contains("=停车处"), "{read:?}");
    }
    // A body's own parts answer where the header says so, and work that ends like them does not.
    let work = text.replace("规划处 | 长期", "推进本科 | 长期");
    assert!(!rows(&work)[1].contains("=推进"), "{:?}", rows(&work));
}

#[test]
fn a_finding_about_rows_is_no_surer_than_what_their_cells_were_taken_for() {
    let text = "云溪市任务分解表\n\n序号\n\n工作任务\n\n责任单位\n\n完成时限\n\n1\n\n推进清淤\n\n市水利局\n\n6月底\n\n\
        2\n\n整治岸线\n\n市住建局\n\n9月底\n\n4\n\n改造管网\n\n市城管局\n\n12月底\n";
    let sure = |text: &str| {
        let (document, notice) = read(text);
        let report = check(&notice, &document.sources, &Options::default());
        let gap = report.findings.into_iter().find(|finding| finding.code == "ST003");
        gap.map(|finding| finding.confidence)
    };
    assert_eq!(sure(text), Some(Confidence::Likely));
    let printed = "# 云溪市任务分解表\n\n|序号|工作任务|责任单位|\n|--|--|--|\n|1|推进清淤|市水利局|\n\
        |2|整治岸线|市住建局|\n|4|改造管网|市城管局|\n";
    assert_eq!(sure(printed), Some(Confidence::Certain));
}

#[test]
fn the_title_of_a_notice_that_is_a_table_is_the_table_s() {
    let table = "|县区|粮食面积|粮食产量|\n|--|--|--|\n|东山县|30.5|12.1|\n|西山县|28.0|11.4|\n";
    let kind = |title: &str| {
        let (_, notice) = read(&format!("# {title}\n\n单位：万亩、万吨\n\n{table}"));
        notice.tables[0].kind
    };
    assert_eq!(kind("云溪市粮食生产任务分解表"), TableKind::Indicator);
    assert_eq!(kind("云溪市粮食生产统计表"), TableKind::Other);
    // A letter's title says nothing of what the table lists.
    let text = "# 关于下达2026年造林任务的通知\n\n各镇：\n\n现将任务下达给你们。\n\n\
        |乡镇|地块|树种|\n|--|--|--|\n|东镇|东河滩|杨树|\n|西镇|西山坡|柳树|\n";
    for text in [text.to_owned(), text.replace("关于下达2026年造林任务的通知", "云溪市造林任务表")]
    {
        let (_, notice) = read(&text);
        assert_eq!(notice.tables[0].kind, TableKind::Other, "{text}");
        assert_eq!(notice.tables[0].columns[0].header, "乡镇");
    }
}

#[test]
fn the_label_of_a_title_is_no_part_of_the_title_of_a_table() {
    const TITLE: &str = "云溪市林业局2024年度重点工作计划";
    let cells = "序号\n工作任务\n责任单位\n完成时限\n1\n开展巡查\n市林业站\n5月底\n2\n修复林地\n市种苗站\n9月底\n";
    for (label, own) in [("标题 ", TITLE), ("标题：", TITLE), ("题名 ", TITLE), ("标题 ", "")]
    {
        let block = "索引号 158572983/2024-26 发布机构 云溪市林业局\n公开方式 主动公开 发布日期 2024/03/29\n";
        let (_, notice) = read(&format!("{block}{label}{TITLE}\n{own}\n{cells}"));
        assert_eq!(notice.header.title.as_deref(), Some(TITLE), "{label}{own}");
        let title = notice.tables[0].title.as_deref();
        assert_eq!(title, (!own.is_empty()).then_some(TITLE), "{label}{own}");
        assert_eq!(notice.tables[0].rows.len(), 2);
    }
}

#[test]
fn the_year_and_its_last_part_may_reach_the_same_figure() {
    let text = "# 云溪市任务分解表\n\n|序号|任务|2026年目标|责任单位|一季度|二季度|三季度|全年|\n\
        |--|--|--|--|--|--|--|--|\n|1|新建充电桩|500个|市住建局|50个|200个|350个|500个|\n";
    assert_eq!(found(text), Vec::<String>::new());
    let copied = text.replace("350个", "0200个").replace("0200", "200");
    assert_eq!(found(&copied), ["QT004"]);
    // A goal copied into the first quarter, and running totals that end before the year does.
    for (headings, cells) in [
        ("年度目标|一季度|四季度", "完成建桥5座|完成建桥5座|竣工验收"),
        ("2026年目标|上半年|下半年", "建桥5座以上|建桥5座以上|验收"),
        ("前三季度|1—11月|2026年目标", "建桥5座以上|建桥5座以上|验收"),
    ] {
        let text = format!(
            "# 云溪市任务分解表\n\n|序号|任务|责任单位|{headings}|\n|--|--|--|--|--|--|\n\
                |1|改造桥梁|市交通局|{cells}|\n"
        );
        assert!(found(&text).contains(&"QT004".to_owned()), "{headings}");
    }
}

#[test]
fn blank_units_are_merged_where_they_are_blank_with_the_action_alone() {
    let table = "|序号|重点任务|具体举措|责任单位|完成时限|\n|--|--|--|--|--|\n\
        |1|治水|推进清淤5公里。|市水利局|6月底|\n|2||加固堤防3公里。||9月底|\n\
        |3|修路|新建公路30公里。|市交通局|9月底|\n|4||改造危桥5座。||12月底|\n";
    let units = |table: &str| {
        let (_, notice) = read(&format!("# 云溪市任务分解表\n\n{table}"));
        notice.tables[0].rows.iter().map(units).collect::<Vec<_>>()
    };
    assert_eq!(units(table), ["=市水利局", "=市水利局", "=市交通局", "=市交通局"]);
    // A row with units of its own below its action shows that they are not merged.
    let own = table.replace("改造危桥5座。||", "改造危桥5座。|各镇|");
    assert_eq!(units(&own), ["=市水利局", "", "=市交通局", "=各镇"]);
    // Nor are they where the row says itself who does it.
    let named = table.replace("改造危桥5座。", "市住建局改造危桥5座。");
    assert_eq!(units(&named), ["=市水利局", "=市水利局", "=市交通局", ""]);
    // A drawn table says itself what is merged.
    let row = |cells: &str| format!("<tr><td>{}</td></tr>", cells.replace('|', "</td><td>"));
    let drawn: String = table
        .lines()
        .filter(|line| !line.contains("--"))
        .map(|line| row(line.trim_matches('|')))
        .collect();
    let (_, notice) = read(&format!("<h1>云溪市任务分解表</h1><table>{drawn}</table>"));
    assert!(notice.tables[0].rows[1].units.is_empty());
}

#[test]
fn a_title_beside_a_deadline_merged_over_all_rows_heads_the_rows_below_it() {
    let text = "<h1>云溪市重点任务分解表</h1><table>\
        <tr><td>序号</td><td>具体举措</td><td>责任单位</td><td>完成时限</td></tr>\
        <tr><td colspan=3>水环境治理</td><td rowspan=5>2026年12月底</td></tr>\
        <tr><td>1</td><td>推进清淤疏浚。</td><td>市水利局</td></tr>\
        <tr><td>2</td><td>完善巡查制度。</td><td>市水利局</td></tr>\
        <tr><td colspan=3>道路建设</td></tr>\
        <tr><td>3</td><td>新建农村公路30公里。</td><td>市交通局</td></tr></table>";
    assert_eq!(
        rows(text),
        [
            "1 #水环境治理 推进清淤疏浚。 @2026年12月底 =市水利局",
            "2 #水环境治理 完善巡查制度。 @2026年12月底 =市水利局",
            "3 #道路建设 新建农村公路30公里。 @2026年12月底 =市交通局",
        ]
    );
    // As wide as the cell below it, and with no row below, it is a task.
    let cells = |colspan: usize, first: &str, last: &str| {
        let head = ["具体举措", "工作目标", "责任单位", "完成时限"];
        let head: String =
            head[4 - colspan..].iter().map(|heading| format!("<td>{heading}</td>")).collect();
        rows(&format!(
            "<h1>云溪市任务分解表</h1><table><tr><td>重点任务</td>{head}</tr>\
                <tr><td colspan={}>{first}</td><td rowspan=2>市政府办</td><td rowspan=2>12月底</td></tr>\
                <tr><td colspan={}>{last}</td></tr></table>",
            colspan - 1,
            colspan - 1,
        ))
    };
    for (colspan, first, last) in [
        (4, "建立联席会议制度", "完善督查考核机制"),
        (3, "（一）建立联席会议制度", "（二）完善督查考核机制"),
    ] {
        let found = cells(colspan, first, last);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|row| row.ends_with("@12月底 =市政府办")), "{found:?}");
    }
    // With an ordinal two columns are enough, beside units that are merged over its rows.
    let ordinal = "<h1>云溪市任务分解表</h1><table>\
        <tr><td>序号</td><td>任务</td><td>责任单位</td><td>时限</td></tr>\
        <tr><td colspan=2>一、治水</td><td rowspan=2>市水利局</td><td rowspan=2>6月底</td></tr>\
        <tr><td>1</td><td>清淤5公里</td></tr>\
        <tr><td colspan=2>二、修路</td><td rowspan=2>市交通局</td><td rowspan=2>9月底</td></tr>\
        <tr><td>2</td><td>改造危桥5座</td></tr></table>";
    assert_eq!(
        rows(ordinal),
        ["1 #治水 清淤5公里 @6月底 =市水利局", "2 #修路 改造危桥5座 @9月底 =市交通局"]
    );
    // A sentence is a task, however wide its cell.
    let task = text.replace("道路建设", "各级各部门要及时公开进展情况。");
    assert_eq!(rows(&task).len(), 4);
}

#[test]
fn what_a_site_says_of_its_page_below_the_last_row_is_no_row() {
    let expected = ["1 修复渠道3公里。 =县水利局", "2 栽植行道树200株。 =县林业局"];
    let table = "序号 | 事项 | 责任单位 |\n1 | 修复渠道3公里。 | 县水利局 |\n2 | 栽植行道树200株。 | 县林业局 |\n";
    for foot in [
        "索引号: | 3301/2024-7 | 成文日期: | 2024-03-08 |\n",
        "发布机构： | 云溪县政府办公室 | |\n成文日期：2024-03-08 | 有效性： | 有效 |\n",
        "成文日期：2024-03-08 | 文号：云政发〔2024〕3号 | |\n",
    ] {
        let text = format!("{table}{foot}");
        assert_eq!(rows(&text), expected, "{foot}");
        let header = read(&text).1.header;
        assert_eq!(header.issued_on.map(|day| day.to_string()).as_deref(), Some("2024-03-08"));
    }
    // A form about another document says nothing of the page.
    let notice = "云溪县教育局关于清理文件的通知\n\n各乡镇：\n一、清理文件。（县司法局负责）\n\n云溪县教育局\n2026年3月5日\n\n附件\n\n文件清理登记表\n\n";
    for form in [
        "|文件名称：学校管理办法|文号：溪教发〔2019〕9号|\n|---|---|\n|发布日期：2019年1月2日|有效性：失效|\n",
        "|文件名称：|学校管理办法|\n|---|---|\n|文号：|溪教发〔2019〕9号|\n|发布日期：|2019年1月2日|\n|发布机构：|县教育局|\n",
        "|文件名称：|学校管理办法|\n|---|---|\n|起草科室：|法规科|\n|发布机构：|县教育局|\n|发布日期：|2019年1月2日|\n",
    ] {
        for notice in [notice.to_owned(), notice.replace("附件\n\n", "")] {
            let (_, notice) = read(&format!("{notice}{form}"));
            assert_eq!(notice.header.document_number, None, "{form}");
            assert!(notice.header.metadata.is_empty(), "{form}");
            assert_eq!(notice.tables.len(), 1, "{form}");
        }
    }
    // Nor does what each row says of its own document.
    let row = "文号：溪教发〔2019〕9号 | 发布机构：县教育局 | 发布日期：2019年1月2日 |\n";
    let text = table.replace("县水利局 |\n", &format!("县水利局 |\n{row}"));
    assert!(read(&format!("{text}{row}")).1.header.metadata.is_empty());
    // Labels of a form, and who answers, are none.
    let text = format!("{table}3 | 名称: | 责任部门: |\n");
    assert_eq!(rows(&text).len(), 3);
    let form = "工作任务： | 修复渠道3公里。 |\n责任单位： | 县水利局 |\n服务对象： | 农户 |\n时间： | 6月 |\n";
    assert!(read(form).1.header.metadata.is_empty());
    // Whatever a row in the midst says, the header heads the rows.
    let text = "类别 | 任务 | 目标 | 责任单位 | 电话 |\n一、水利 | 1.修渠 | 修复3公里。 | 县水利局 | 611 |\n索引号: | 9-1 | 成文日期: | 2024-03-08 | |\n二、林业 | 2.植树 | 栽植200株。 | 县林业局 | 612 |\n";
    assert!(rows(text).iter().any(|row| row.contains("修渠")), "{:?}", rows(text));
}

#[test]
fn what_has_come_of_the_work_is_not_the_work() {
    let table = |outcome: &str, told: [&str; 2]| {
        let [first, second] = told;
        let text = format!(
            "# 云溪县重点工作\n\n| 序号 | 重点工作 | 责任单位 | {outcome} |\n|---|---|---|---|\n| 1 | 修复渠道3公里。 | 县水利局 | {first} |\n| 2 | 栽植行道树200株。 | 县林业局 | {second} |\n"
        );
        rows(&text)
    };
    let work = ["1 修复渠道3公里。 =县水利局", "2 栽植行道树200株。 =县林业局"];
    for outcome in ["工作成效", "工作成效（截至9月）", "工作进度", "阶段成果", "落实情况", "进展"]
    {
        assert_eq!(table(outcome, ["已修复2公里。", "已栽植160株。"]), work, "{outcome}");
    }
    // What is to be done keeps its deadline, whatever heads it.
    for ahead in
        ["新建水库2座，6月底前完工", "2026年底灌溉面积达到2000亩", "完成水库2座，力争年底前蓄水"]
    {
        let rows = table("工作成效", [ahead, ahead]);
        assert!(rows.iter().all(|row| row.contains("水库") || row.contains("灌溉")), "{rows:?}");
    }
    // 问题情况 is none of them.
    let problem = "# 云溪县整改清单\n\n| 序号 | 问题情况 | 整改措施 | 责任单位 |\n|---|---|---|---|\n| 1 | 尚未建立台账。 | 建立台账。 | 县水利局 |\n| 2 | 目前管护不到位。 | 落实管护。 | 县林业局 |\n";
    assert_eq!(rows(problem)[0], "1 尚未建立台账。： 建立台账。 =县水利局");
    // What is to come is told as before.
    let ahead = table("工作进度", ["3月开工，9月完工。", "4月全部栽完。"]);
    assert!(ahead.iter().any(|row| row.contains("修复渠道")), "{ahead:?}");
    // Where nothing else says the work, it does.
    let alone = "# 云溪县工作\n\n| 序号 | 工作成效 | 责任单位 |\n|---|---|---|\n| 1 | 修复渠道3公里。 | 县水利局 |\n| 2 | 栽植行道树200株。 | 县林业局 |\n";
    assert_eq!(rows(alone), work);
}

#[test]
fn a_row_with_a_space_in_a_cell_is_fitted_from_both_ends() {
    let head = "云溪县重点任务分解表\n\n序号 领域 主要任务 具体措施 牵头单位 配合单位\n";
    let first = "1 水利建设 修复渠道 年内修复3公里。 县水利局 县财政局\n";
    let expected = [
        "1 #水利建设 修复渠道： 年内修复3公里。 *县水利局+县财政局",
        "2 #水利建设 加固堤防堤岸： 加固河堤2处。 *县水利局+各镇",
    ];
    for second in [
        "2 水利建 设 加固堤防堤岸 加固河堤2处。 县水利局 各镇\n",
        "2 水利建设 加固堤防 堤岸 加固河堤2处。 县水利局 各镇\n",
        "2 水利建 设 加固堤防 堤岸 加固河堤2处。 县水利局 各镇\n",
        // A blank more is an empty cell, here one merged with the cell above.
        "2  加固堤防堤岸 加固河堤2处。 县水利局 各镇\n",
        "2  加固堤防 堤岸 加固河堤2处。 县水利局 各镇\n",
    ] {
        let text = format!("{head}{first}{second}");
        assert_eq!(rows(&text), expected, "{second}");
        let (_, notice) = read(&text);
        assert!(!notice.repairs.is_empty(), "{second}");
    }
    // The last cell may be empty too; before who answers a blank stands by chance.
    let text = format!("{head}{first}2  加固堤防堤岸 加固河堤2处。 县水利局\n");
    assert_eq!(rows(&text)[1], "2 #水利建设 加固堤防堤岸： 加固河堤2处。 *县水利局");
    let text = format!("{head}{first}2 林业建设 栽植树木 栽植200株。  县林业局\n");
    assert_eq!(rows(&text)[1], "2 #林业建设 栽植树木： 栽植200株。 *县林业局");
    // What no row above says is not sure, and a verb alone goes on with what it is done to.
    let text = format!("{head}{first}2 教育工作 教师培训 培训 教师300人。 县教育局 各镇\n");
    assert_eq!(rows(&text)[1], "2 #教育工作 教师培训： 培训教师300人。 *县教育局+各镇");
    let chosen = |repair: &hongtou_model::Repair| {
        repair.kind == RepairKind::ChosenReading && repair.confidence == Confidence::Unsure
    };
    assert!(read(&text).1.repairs.iter().any(chosen));
    // A name merged over rows stands left of what is not.
    let text = format!("{head}{first}2   加固河堤2处。 县水利局 各镇\n");
    assert_eq!(rows(&text)[1], "2 #水利建设 修复渠道： 加固河堤2处。 *县水利局+各镇");
}

#[test]
fn a_row_that_nobody_can_cut_loses_no_other() {
    let head = "云溪县重点任务分解表\n\n序号 主要任务 牵头单位 完成时限\n";
    let lost = "2 栽植行道树 200株, 抚育 幼林 一片 每月报告 一次\n";
    let text = format!("{head}1 修复渠道3公里。 县水利局 6月底前\n{lost}");
    assert_eq!(rows(&text), ["1 修复渠道3公里。 @6月底前 *县水利局"]);
    // Where no row is one, none is joined to the one before.
    let text = format!("{head}1 修复渠道 县水 利局 三处 逐处 报告\n{lost}3 建设水库\n");
    let (_, notice) = read(&text);
    let said: Vec<&str> = notice.prose.iter().map(|prose| prose.text.as_str()).collect();
    assert!(said.iter().any(|text| text.starts_with("2 栽植")), "{said:?}");
    assert!(said.contains(&"3 建设水库"), "{said:?}");
    assert!(notice.repairs.iter().any(|repair| repair.kind == RepairKind::UnreadRow));
}

#[test]
fn units_on_lines_up_to_the_next_number_are_the_rows() {
    let head = "序号 工作任务 主要责任单位 协同配合单位\n1 修复渠道3公里。 县水利局 县财政局\n";
    let third = "3 建设水库1座。 县水利局 各镇\n";
    for (below, second) in [
        (
            "县农业局\n县有关部门、各镇\n",
            "2 栽植行道树200株。 *县林业局、县农业局+县有关部门、各镇",
        ),
        ("县农业局\n各镇人民政府\n", "2 栽植行道树200株。 *县林业局、县农业局+各镇人民政府"),
    ] {
        let text = format!("{head}2 栽植行道树200株。 县林业局\n{below}{third}");
        assert_eq!(rows(&text)[1], second, "{below}");
        let (_, notice) = read(&text);
        let doubtful = |confidence| {
            notice.repairs.iter().any(|repair| {
                repair.kind == RepairKind::ChosenReading && repair.confidence == confidence
            })
        };
        assert!(doubtful(Confidence::Unsure), "{below}");
    }
    // Nothing tells a column of one from a cell of two.
    let text = format!("{head}2 栽植行道树200株。 县林业局\n县农业局\n{third}");
    assert!(!rows(&text)[1].contains("县农业局"), "{:?}", rows(&text));
    let unread = |repair: &hongtou_model::Repair| repair.kind == RepairKind::UnreadRow;
    assert!(read(&text).1.repairs.iter().any(unread));
    // Nor do those of the last row, or of a table without a whole row, go on with who leads.
    for above in ["1 修复渠道3公里。 县水利局 县财政局\n", "1 修复渠道3公里。 县水利局\n县财政局\n"]
    {
        let text = format!(
            "序号 工作任务 主要责任单位 协同配合单位\n{above}2 建设水库1座。 县水利局\n县农业局、县林业局\n"
        );
        assert!(rows(&text).iter().all(|row| !row.contains("县农业局")), "{:?}", rows(&text));
    }
}

#[test]
fn columns_are_the_same_whether_merged_cells_are_left_out_or_not() {
    let head = "类别 | 事项名称 | 年度任务目标 | 责任单位 |\n一、水利 | 1.修复渠道 | 年内修复3公里。 | 县水利局 |\n";
    let full = format!(
        "{head}一、水利 | 2.加固堤防 | 完成2处河堤加固。 | 县建设局 |\n一、水利 | 3.增设水窖 | 新增30口水窖。 | 县建设局 |\n"
    );
    let read = rows(&full);
    assert!(read.iter().all(|row| row.contains("#水利")), "{read:?}");
    for group in ["", "| "] {
        let merged = full.replace("一、水利 | 2", &format!("{group}2"));
        let merged = merged.replace("一、水利 | 3", &format!("{group}3"));
        assert_eq!(rows(&merged), read, "{merged}");
    }
}

#[test]
fn a_label_that_says_nothing_known_leaves_a_form_a_task() {
    let form = "重点工作： | 修复渠道3公里。 |\n牵头单位： | 县水利局 |\n完成时限： | 9月底前 |\n";
    let expected = ["修复渠道3公里。 @9月底前 *县水利局"];
    assert_eq!(rows(form), expected);
    for more in [
        "进展情况： | 已完成。 |\n",
        "存在困难、需要协调的事： | 无雨。 |\n",
        "进展情况： |\n已完成。 |\n",
        "进展情况 | 已完成。 |\n",
    ] {
        assert_eq!(rows(&format!("{form}{more}")), expected, "{more}");
    }
    // Without a colon a task or a body labels nothing.
    for more in ["堤防检查 | 县财政局 |\n", "县财政局 | 500万元 |\n"] {
        let text = format!("{form}{more}");
        assert!(rows(&text).iter().all(|row| !row.contains("县财政局")), "{:?}", rows(&text));
    }
    // Labels of which few are known are those of something else.
    let other = format!("{form}甲项： | 一 |\n乙项： | 二 |\n丙项： | 三 |\n");
    assert!(rows(&other).is_empty(), "{:?}", rows(&other));
}

#[test]
fn a_row_between_single_spaces_lacks_its_left_cells_first() {
    let head = "云溪县重点任务分解表\n\n序号 领域 主要任务 具体措施 牵头单位 配合单位\n1 水利建设 修复渠道 年内修复3公里。 县水利局 县财政局\n";
    for (second, expected) in [
        (
            "2 加固堤防 加固河堤2处。 县水利局 各镇\n",
            "2 #水利建设 加固堤防： 加固河堤2处。 *县水利局+各镇",
        ),
        ("2 加固河堤2处。 县水利局 各镇\n", "2 #水利建设 修复渠道： 加固河堤2处。 *县水利局+各镇"),
    ] {
        let text = format!("{head}{second}3 林业建设 栽植树木 栽植200株。 县林业局 各镇\n");
        let rows = rows(&text);
        assert_eq!(rows[1], expected, "{second}");
        assert_eq!(rows[2], "3 #林业建设 栽植树木： 栽植200株。 *县林业局+各镇");
        let repairs = read(&text).1.repairs;
        assert!(repairs.iter().any(|repair| repair.confidence == Confidence::Unsure));
    }
    // A name alone may lack its task.
    let text = "云溪县重点任务分解表\n\n序号 主要任务 具体措施 牵头单位\n1 修复渠道 年内修复3公里。 县水利局\n2 加固堤防 县建设局\n3 栽植树木 栽植200株。 县林业局\n";
    let rows = rows(text);
    assert!(!rows[1].contains("修复渠道"), "{rows:?}");
}

#[test]
fn a_header_inside_a_line_of_text_is_told_of() {
    let rows = "1修复渠道年内修复3公里，完善闸门与水位监测，落实专人管护，定期清淤。县水利局各镇2栽植树木栽植行道树200株，抚育幼林800亩，清理枯枝落叶，设置护林标牌，落实巡护责任，按月报告进度。县林业局各镇";
    let unread = |text: &str| {
        let repairs = read(text).1.repairs;
        repairs.iter().filter(|repair| repair.kind == RepairKind::UnreadRow).count()
    };
    let glued = format!("云溪县民生实事责任分解表序号项目名称主要内容牵头单位配合单位{rows}\n");
    assert_eq!(unread(&format!("一、民生实事\n1、{glued}")), 1);
    // Text that speaks of the parts of a form prints no header.
    let said = format!("一、民生实事\n1、填写序号、项目名称、主要内容和牵头单位。{rows}\n");
    assert_eq!(unread(&said), 0);
    let said =
        format!("一、民生实事\n1、台账包括序号项目名称主要内容牵头单位配合单位等栏目。{rows}\n");
    assert_eq!(unread(&said), 0);
}

/// A letter with a plan and an attachment, whose lines have blank lines between them where `/` parts them,
/// and none where `_` does.
fn attached(table: &str) -> String {
    let above = "# 青岭县关于印发河道整治方案的通知/各乡镇：/现将方案印发给你们。/青岭县人民政府/2024年3月5日/\
                 青岭县河道整治方案/一、工作要求/（一）加强领导。各乡镇要重视。/附件：/";
    format!("{above}{table}\n").replace('/', "\n\n").replace('_', "\n")
}

#[test]
fn blank_lines_part_cells_over_several_lines() {
    let header = "重点任务分解表/序号/任务类型/重点内容/责任单位/参考文件/";
    let table = "1/堤防_加固/加固堤防3公里。/县水利局/《县防洪_规划》/\
                 2/河道_清淤/清淤河道5条。_每季度一次。/县水利局、_县住建局，_各乡镇/《县清淤_办法》_（县府办〔2024〕3号）";
    let expected = [
        "1 #堤防加固 加固堤防3公里。 =县水利局",
        "2 #河道清淤 清淤河道5条。每季度一次。 =县水利局、县住建局、各乡镇",
    ];
    assert_eq!(rows(&attached(&[header, table].concat())), expected);
    // The next page prints the header again.
    let again = "/序号/任务类型/重点内容/责任单位/参考文件/\
                 3/水质_监测/监测水质8处。/县生态_环境局/《县监测_规程》/4/巡河_检查/每月巡河1次。/各乡镇/《县巡河_制度》";
    let found = rows(&attached(&[header, table, again].concat()));
    assert_eq!(found[..2], expected);
    assert_eq!(
        found[2..],
        ["3 #水质监测 监测水质8处。 =县生态环境局", "4 #巡河检查 每月巡河1次。 =各乡镇"]
    );
}

#[test]
fn a_cell_without_words_leaves_one_more_blank_line() {
    let table = "任务责任表/序号/项目/工作目标/牵头部门/责任部门/完成_时间/\
                 1/堤防_建设/加固堤防3公里。//县水利局、县住建局/12月/2//清淤河道5条。/县水利局//10月/\
                 3/巡查/每月巡河1次。/县水利局/各乡镇/11月";
    let expected = [
        "1 堤防建设： 加固堤防3公里。 @12月 =县水利局、县住建局",
        "2 堤防建设： 清淤河道5条。 @10月 *县水利局",
        "3 巡查： 每月巡河1次。 @11月 *县水利局=各乡镇",
    ];
    assert_eq!(rows(&attached(table)), expected);
}

#[test]
fn rows_without_numbers_share_names_and_who_answers() {
    let table = "重点任务清单/类别/项目/主要任务/牵头单位/配合单位/\
                 一、做好保障/1.编制规划/把堤防写入规划。/县水利局/县规划局、_各乡镇/\
                 2.完善制度/细化巡河职责。/县水利局/各乡镇/细化检查要求。/县应急局/防汛监督处/\
                 二、建强队伍/3.培训人员/每年轮训巡河员。/县水利局/各乡镇/4.加强检查/检查堤防。/县水利局/各乡镇";
    let expected = [
        "1 #做好保障 编制规划： 把堤防写入规划。 *县水利局+县规划局、各乡镇",
        "2 #做好保障 完善制度： 细化巡河职责。 *县水利局+各乡镇",
        "#做好保障 完善制度： 细化检查要求。 *县应急局+防汛监督处",
        "3 #建强队伍 培训人员： 每年轮训巡河员。 *县水利局+各乡镇",
        "4 #建强队伍 加强检查： 检查堤防。 *县水利局+各乡镇",
    ];
    assert_eq!(rows(&attached(table)), expected);
    // What stands below is no task.
    let noted = format!("{table}/备注：每季度调度一次。");
    assert!(rows(&attached(&noted)).iter().all(|row| !row.contains("调度")));
}

/// A plan with a table inside of it, whose lines have blank lines between them where `/` parts them.
fn inside(table: &str) -> String {
    let above =
        "# 青岭县河道整治方案/一、重点任务/1.落实站点。按表1建设泵站。（责任单位：县水利局）/";
    let below = "/2.培训人员。每年轮训巡河员。（责任单位：县水利局）\n";
    [above, table, below].concat().replace('/', "\n\n")
}

#[test]
fn cells_on_lines_below_the_number_of_a_table_are_no_clause() {
    let title = "表1 泵站建设计划表/";
    let read_in = |table: &str| read(&inside(&[title, table].concat())).1;
    for (table, width, count) in [
        ("年份/建设乡镇/座数/2023年/东镇/2/2024年/西镇/3", 3, 2),
        ("年份/座数/备注/2023年/2/—/2024年/3/—/2025年/4/2处改建", 3, 3),
        ("乡镇/2024年座数/座数合计/东镇/12/3/西镇/4/15", 3, 2),
    ] {
        let notice = read_in(table);
        let [own] = &notice.tables[..] else { panic!("{table}: {:?}", notice.tables.len()) };
        assert_eq!((own.kind, own.columns.len()), (TableKind::Other, width), "{table}");
        assert_eq!(own.cells.len(), count, "{table}");
        let items = &notice.sections[0].items;
        assert!(items.len() == 2 && items.iter().all(|item| item.clauses.len() == 1), "{table}");
        assert!(notice.furniture.iter().all(|part| part.kind != FurnitureKind::PageNumber));
    }
}

/// How often a table was left out, and the clauses of the notice.
fn left_out(text: &str) -> (usize, Vec<String>) {
    let (_, notice) = read_in_part(text);
    assert_eq!(notice.prose.iter().filter(|p| p.text.contains("县住建局")).count(), 0);
    let unread = notice.repairs.iter().filter(|repair| repair.kind == RepairKind::UnreadRow);
    let items = notice.sections.iter().flat_map(|section| &section.items);
    let clauses = items.flat_map(|item| &item.clauses).map(|clause| clause.text.to_string());
    (unread.count(), clauses.collect())
}

#[test]
fn cells_on_lines_that_nothing_parts_into_rows_are_left_out_and_told_of() {
    let clauses = ["按表1建设泵站。", "每年轮训巡河员。"];
    // Merged cells below headings of two levels.
    let table = "表1 泵站建设计划表/年份/区域/面积/片区/总计/2023年/东镇/25.2/25.2/2024年/西镇/4.7/40.3/北镇/10.4";
    let (unread, found) = left_out(&inside(table));
    assert_eq!((unread, &found[..]), (1, &clauses.map(str::to_owned)[..]));
    // Who answers for what is open.
    let table = "项目/主要任务/牵头单位/配合单位/编制规划/把堤防写入规划/县水利局/县住建局/完善制度/\
                 各乡镇/县应急局/县住建局/做好宣传/县水利局";
    let (unread, found) = left_out(&inside(table));
    assert_eq!((unread, &found[..]), (1, &clauses.map(str::to_owned)[..]));
    // A caption above text, and headings below it, are none.
    let text = "表1 泵站建设计划表/各乡镇按计划建设泵站，逐年上报进度。";
    assert_eq!(left_out(&inside(text)).0, 0);
}

#[test]
fn a_row_broken_inside_a_cell_may_lack_the_name_that_it_shares() {
    let text = "青岭县方案\n\n任务清单\n序号\t工作事项\t目标任务\t责任单位\t完成时限\n\
                1\t加大支持\t发放贷款2亿元。\t县人力局\n人民银行青岭分行\n邮储银行青岭支行\n青岭农商行\t12月底前\n\
                2\t促进就业\t募集岗位90个。\t县人力局\t8月底前\n3\t帮扶率达到100%。\t县就业中心\n青岭师范学院\t12月底前\n\
                4\t稳定规模\t开发岗位60个。\t县农业局\t持续推进\n";
    let expected = [
        "1 加大支持： 发放贷款2亿元。 @12月底前 =县人力局、人民银行青岭分行、邮储银行青岭支行、青岭农商行",
        "2 促进就业： 募集岗位90个。 @8月底前 =县人力局",
        "3 促进就业： 帮扶率达到100%。 @12月底前 =县就业中心、青岭师范学院",
        "4 稳定规模： 开发岗位60个。 @持续推进 =县农业局",
    ];
    assert_eq!(rows(text), expected);
}

#[test]
fn a_collective_printed_once_beside_other_bodies_answers_for_all_rows() {
    let table = |last: &str| {
        attached(&format!(
            "任务分解表/序号/工作内容/牵头单位/配合单位/落实单位/完成时限/\
             1/加固堤防3公里。/县水利局/县财政局/各乡镇人民政府/5月底前/\
             2/整治易涝点19处。/县住建局/县城管局/6月底前/3/排查工棚。/县应急局/{last}/7月底前"
        ))
    };
    let expected = |last: &str| {
        [
            "1 加固堤防3公里。 @5月底前 *县水利局+县财政局".to_owned(),
            "2 整治易涝点19处。 @6月底前 *县住建局+县城管局".to_owned(),
            format!("3 排查工棚。 @7月底前 *县应急局+{last}"),
        ]
    };
    let carried_out = |text: &str| -> Vec<usize> {
        let (_, notice) = read(text);
        assert!(notice.repairs.iter().any(|repair| repair.confidence == Confidence::Unsure));
        let by = |row: &Row| row.units.iter().filter(|unit| unit.role == Role::Implement).count();
        notice.tables[0].rows.iter().map(by).collect()
    };
    let text = table("县文旅局");
    assert_eq!(rows(&text), expected("县文旅局"));
    assert_eq!(carried_out(&text), [1, 1, 1]);
    // Where another row names one as well, it may stand in any of them.
    assert!(!rows(&table("各村"))[1].contains('+'));
}

#[test]
fn a_month_parted_from_its_number_is_no_row() {
    let head = "任务清单/序号/工作任务/责任单位/完成时限/";
    let expected = |first: &str| {
        [
            format!("1 加固堤防3公里。 @{first} =县水利局"),
            "2 清淤河道5条。 @10月 =县住建局".to_owned(),
            "3 巡河20次。 @11月底前 =县应急局".to_owned(),
        ]
    };
    for (cell, deadline) in [
        ("12/月", "12月"),
        ("12_月", "12月"),
        ("12/— 3 —/月底前", "12月底前"),
        // The number of a page stands between.
        ("2025年12/3/月底前", "2025年12月底前"),
    ] {
        let rows_of = format!(
            "1/加固堤防3公里。/县水利局/{cell}/2/清淤河道5条。/县住建局/10月/3/巡河20次。/县应急局/11/月底前"
        );
        assert_eq!(rows(&attached(&[head, &rows_of].concat())), expected(deadline), "{cell}");
    }
}

#[test]
fn a_row_with_a_task_alone_shares_its_name_and_who_answers() {
    let header = "任务分工表/序号/事项/工作措施/责任单位/";
    let first = "1/“平安堤防”工程/加固堤防3公里/县水利局/2/堤顶路面硬化率达到50%/3/拓宽巡堤通道/";
    let second = "4/“清澈河道”工程/清淤河道5条/县住建局/5/排口在线监测预留接口";
    let expected = [
        "1 “平安堤防”工程： 加固堤防3公里 =县水利局",
        "2 “平安堤防”工程： 堤顶路面硬化率达到50% =县水利局",
        "3 “平安堤防”工程： 拓宽巡堤通道 =县水利局",
        "4 “清澈河道”工程： 清淤河道5条 =县住建局",
        "5 “清澈河道”工程： 排口在线监测预留接口 =县住建局",
    ];
    assert_eq!(rows(&attached(&[header, first, second].concat())), expected);
    // Some rows with a name of their own lack other cells.
    let timed = "任务分工表/序号/事项/工作措施/责任单位/完成时限/1/堤防工程/加固堤防3公里/县水利局/6月底前/\
                 2/河道工程/清淤河道5条/县住建局/3/疏浚排口8处/4/泵站工程/新建泵站2座/县农业农村局/年底前";
    let lacking = [
        "1 堤防工程： 加固堤防3公里 @6月底前 =县水利局",
        "2 河道工程： 清淤河道5条 =县住建局",
        "3 河道工程： 疏浚排口8处 =县住建局",
        "4 泵站工程： 新建泵站2座 @年底前 =县农业农村局",
    ];
    assert_eq!(rows(&attached(timed)), lacking);
    // Titles without an ordinal stand between them, below a note.
    let titled = "任务分工表/打*的为具体项目/序号/事项/工作措施/责任单位/推进“水利+”工程/";
    let third =
        "/建立长效机制/6/健全管护机制/修订堤防巡查办法/县水利局、县财政局/7/*建成巡河平台/县水利局";
    let sections: Vec<String> = expected
        .iter()
        .map(|row| format!("{} #推进“水利+”工程 {}", &row[..1], &row[2..]))
        .chain([
            "6 #建立长效机制 健全管护机制： 修订堤防巡查办法 =县水利局、县财政局".to_owned(),
            "7 #建立长效机制 健全管护机制： *建成巡河平台 =县水利局".to_owned(),
        ])
        .collect();
    let text = attached(&[titled, first, second, third].concat());
    assert_eq!(rows(&text), sections);
    assert_eq!(read(&text).1.tables[0].title.as_deref(), Some("任务分工表"));
}

#[test]
fn a_header_broken_over_lines_is_put_together_by_its_rows() {
    let row = |row: &Row| {
        let units: Vec<&str> = row.units.iter().map(|unit| unit.name.as_str()).collect();
        units.join("+")
    };
    let units = |text: &str| {
        let (_, notice) = read(&text.replace('/', "\n"));
        let table = notice.tables.first().expect("a table");
        let header: Vec<String> =
            table.columns.iter().map(|column| column.header.clone()).collect();
        (header.join(" "), table.rows.iter().map(row).collect::<Vec<_>>())
    };
    let title = "青岭县联合检查任务清单/";
    let table = "序号 检查任务 检查事项 检查比例/及频次/智慧监管/(信用风险分类)要求/检查/起止时间/牵头单位 配合单位 检查/方式/\
                 1 堤防检查 对堤防养护情况的检查 3%;2次/年 按信用分类检查 3月—12月 县水利局 县住建局、/县应急局/实地检查/\
                 2 排口检查 对排口整治情况的检查 20%;1次/年 不涉及 3月—12月 县生态环境局 县水利局 书面检查/"
        .replace("次/年", "次每年");
    let (header, rows) = units(&[title, &table].concat());
    assert_eq!(
        header,
        "序号 检查任务 检查事项 检查比例及频次 智慧监管(信用风险分类)要求 检查起止时间 牵头单位 配合单位 检查方式"
    );
    assert_eq!(rows, ["县水利局+县住建局+县应急局", "县生态环境局+县水利局"]);
    let (header, rows) = units(
        "青岭县重点任务清单/序号 重点任务 工作措施 牵头单位/(部门) 完成/时限/\
         1 加固堤防 加固东堤 县水利局 6月底前/2 清淤河道 清淤西河 县住建局 年底前/",
    );
    assert_eq!(header, "序号 重点任务 工作措施 牵头单位(部门) 完成时限");
    assert_eq!(rows, ["县水利局", "县住建局"]);
}

#[test]
fn whole_units_at_the_end_of_a_line_end_their_cell() {
    let text = "青岭县重点任务清单\n序号 重点任务 工作措施 牵头单位 配合单位 备注\n\
                1 加固堤防 加固东堤 县水利局 县财政局、\n县应急局\n每季度检查\n\
                2 清淤河道 清淤西河 县住建局 县农业农村局 每年检查\n";
    let expected = [
        "1 加固堤防： 加固东堤 *县水利局+县财政局、县应急局",
        "2 清淤河道： 清淤西河 *县住建局+县农业农村局",
    ];
    assert_eq!(rows(text), expected);
}

#[test]
fn what_is_merged_beside_tasks_is_said_of_each() {
    let (_, notice) = read(
        "<html><body><p>云溪县2026年任务分解表</p><table><tr><th>序号</th><th>工作任务</th><th>牵头单位</th>\
         <th>完成时限</th><th>责任领导</th><th>备注</th></tr>\
         <tr><td>1</td><td>改造老旧小区12个。</td><td>县住建局</td><td>9月底前</td><td rowspan=2>县领导甲</td>\
         <td>省定</td></tr>\
         <tr><td>2</td><td>新建口袋公园3个。</td><td>县城管局</td><td>10月底前</td><td rowspan=2>市定</td></tr>\
         <tr><td>3</td><td>新建泵站3座。</td><td>县水利局</td><td>10月底前</td><td>县领导乙</td></tr>\
         </table></body></html>",
    );
    let other = |row: &Row| row.other.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
    let found: Vec<_> = notice.tables[0].rows.iter().map(other).collect();
    assert_eq!(found, [["县领导甲", "省定"], ["县领导甲", "市定"], ["县领导乙", "市定"]]);
    // The number may be merged with them.
    let (_, parts) = read(
        "<html><body><p>云溪县2026年任务分解表</p><table><tr><th>序号</th><th>工作任务</th><th>牵头单位</th>\
         <th>责任领导</th></tr><tr><td rowspan=2>1</td><td>改造老旧小区12个。</td><td>县住建局</td>\
         <td rowspan=2>县领导甲</td></tr><tr><td>新建口袋公园3个。</td><td>县城管局</td></tr>\
         <tr><td>2</td><td>新建泵站3座。</td><td>县水利局</td><td>县领导乙</td></tr></table></body></html>",
    );
    let found: Vec<_> = parts.tables[0].rows.iter().map(other).collect();
    assert_eq!(found, [["县领导甲"], ["县领导甲"], ["县领导乙"]]);
    let filled = |repair: &&hongtou_model::Repair| repair.kind == RepairKind::FilledMergedCell;
    assert_eq!(notice.repairs.iter().filter(filled).count(), 2, "{:?}", notice.repairs);
}

#[test]
fn who_has_to_finish_what_by_when_has_a_task() {
    let kind = |header: &str| {
        let (_, notice) = read(&format!(
            "青岭县2026年制定文件计划\n\n| {header} |\n|---|---|---|---|\n\
             | 1 | 《青岭县河道保护办法》 | 县水利局 | 6月底前 |\n| 2 | 《青岭县停车办法》 | 县住建局 | 年底前 |\n"
        ));
        notice.tables[0].kind
    };
    for header in [
        "序号 | 项目名称 | 起草单位 | 完成时限",
        "序号 | 拟制定的县政府规范性文件名称 | 规范性文件起草、报送单位 | 完成时间",
    ] {
        assert_eq!(kind(header), TableKind::Task, "{header}");
    }
    // What is built, by whom and when, is a list of things.
    for header in ["序号 | 项目名称 | 建设单位 | 完成时限", "序号 | 项目名称 | 责任单位 | 办理时限"]
    {
        assert_eq!(kind(header), TableKind::Other, "{header}");
    }
}

#[test]
fn cells_with_bars_may_skip_numbers_and_blanks_may_part_any_number_of_units() {
    let units = "县水利局 县委社会工作部 县住房和城乡建设局 县农业农村局 县自然资源和规划局 县委党史研究室 县财政局";
    let text = format!(
        "青岭县任务分解表\n序号 |\n主要任务 |\n牵头单位 |\n落实情况 |\n3 |\n加固堤防3公里。 |\n县水利局 |\n\
         已加固1公里。 |\n7 |\n清淤河道5条。 |\n{units} |\n已清淤2条。 |\n"
    );
    let expected =
        ["3 加固堤防3公里。 *县水利局", &format!("7 清淤河道5条。 *{}", units.replace(' ', "、"))];
    assert_eq!(rows(&text), expected);
    let bare = text.replace(" |", "");
    assert_eq!(rows(&bare), expected);
}

#[test]
fn one_row_is_a_table_where_each_heading_has_its_cell() {
    let table =
        "重点工作责任分解表/序号/主要工作任务/责任单位/完成时限/5/加固堤防3公里。/县水利局/6月底前";
    let expected = ["5 加固堤防3公里。 @6月底前 =县水利局"];
    assert_eq!(rows(&attached(table)), expected);
    assert_eq!(rows(&format!("{}\n", table.replace('/', "\n"))), expected);
    // A cell that is not what its heading says, and one more than there are headings.
    for text in [table.replace("县水利局", "堤防加固"), format!("{table}/东堤")] {
        let (_, notice) = read_in_part(&attached(&text));
        assert!(notice.tables.is_empty(), "{text}");
    }
}

#[test]
fn headings_over_two_lines_that_nobody_knows_stand_above_their_cells() {
    let table = "检查计划表/序号/检查任务/名称/检查事项/检查主体/(层级)/检查/比例/备注/\
                 1/堤防检查/对堤防养护情况的检查/县水利局/5%/2/排口检查/对排口整治情况的检查/县生态环境局/10%";
    let (_, notice) = read(&attached(table));
    let header: Vec<&str> =
        notice.tables[0].columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(header, ["序号", "检查任务名称", "检查事项", "检查主体(层级)", "检查比例", "备注"]);
}

#[test]
fn rows_from_year_to_year_are_of_the_table_above_them() {
    let text = "# 青岭县站点建设方案\n\n一、主要任务\n\n（一）加快建设。新建站点。（责任单位：县交通局）\n\n表1 站点建设计划\n\n\
                | 起始年份 | 座数 | 完成年份 |\n|---|---|---|\n| 2023年 | 2 | 2027年 |\n| 2024年 | 3 | 2027年 |\n\
                | 2025年 | 1 | 2028年 |\n";
    let (_, notice) = read(text);
    let kinds: Vec<TableKind> = notice.tables.iter().map(|table| table.kind).collect();
    assert_eq!(kinds, [TableKind::Other]);
}

#[test]
fn titles_above_each_other_fill_the_columns_at_the_left() {
    let table = "要点分工表/目标/任务/主要内容/责任单位/一、以公开促规范/（一）公开工程信息/\
                 围绕堤防加固，按季度公开工程进展。/县水利局牵头落实/围绕河道清淤，公开招标结果。/县住建局牵头落实/\
                 （二）公开资金信息/围绕防汛资金，按年公开收支。/县财政局、县应急局分别牵头落实";
    let expected = [
        "#以公开促规范 围绕堤防加固，按季度公开工程进展。 *县水利局",
        "#以公开促规范 围绕河道清淤，公开招标结果。 *县住建局",
        "#以公开促规范 围绕防汛资金，按年公开收支。 *县财政局、县应急局",
    ];
    assert_eq!(rows(&attached(table)), expected);
    assert_eq!(rows(&format!("{}\n", table.replace('/', "\n"))), expected);
}

#[test]
fn a_blank_cell_below_a_heading_is_merged_where_the_units_agree() {
    let clauses = |table: &str| {
        let text = format!(
            "# 榆河市青年安居工作方案\n\n## 一、主要任务\n\n\
             1.筹建青年公寓。盘活闲置厂房，年内交付房源900套。（市住建局负责）\n\n\
             2.畅通落户渠道。在校生与应届生凭学籍即可办理。（市公安局负责）\n\n\
             任务分解表\n\n{table}"
        );
        let (_, notice) = read(&text);
        let rows = &notice.tables[0].rows;
        let ids = rows.iter().map(|row| row.clause.clone().map(|id| id.to_string()));
        ids.map(Option::unwrap_or_default).collect::<Vec<_>>()
    };
    let headings = "序号\t章节\t所属条目\t细则名称\t细则内容\t牵头单位\n\
        1\t一、主要任务\t筹建青年公寓\t摸清家底\t排查可改建的旧楼，列出名册。\t市住建局\n\
        2\t一、主要任务\t畅通落户渠道\t窗口提速\t办件时间压缩到半天。\t市公安局\n\
        3\t一、主要任务\t\t双语引导\t配备引导员。\t市公安局\n\
        4\t一、主要任务\t\t安全检查\t检查加油站20座。\t市应急局\n";
    assert_eq!(clauses(headings), ["i1.c1", "i2.c1", "i2.c1", ""]);
    // A remark says of its row what it says, and puts it under nothing.
    let remarks = "序号\t细则名称\t细则内容\t牵头单位\t备注\n\
        1\t摸清家底\t排查可改建的旧楼，列出名册。\t市住建局\t筹建青年公寓\n\
        2\t窗口提速\t办件时间压缩到半天。\t市公安局\t畅通落户渠道\n\
        3\t双语引导\t配备引导员。\t市公安局\t\n\
        4\t安全检查\t检查加油站20座。\t市应急局\t\n";
    assert_eq!(clauses(remarks), [""; 4]);
}

/// Tasks of a body whose sections, each `|` apart, have the clauses of one item, and a table.
fn with_table(table: &str) -> String {
    let head = "青溪县人民政府办公室关于印发河湖管护方案的通知\n\n各乡镇人民政府：\n\n现将《河湖管护方案》印发给你们。\n\n\
                青溪县人民政府办公室\n\n2026年2月28日\n\n河湖管护方案\n\n一、整治水域岸线\n\n\
                1.清理河道垃圾。清理河道垃圾2000吨。（县水利局牵头，县财政局配合）拆除违法建筑45处。（县住房城乡建设局牵头，县财政局配合）\n\n\
                二、修复水体生态\n\n\
                2.种植水生植物。种植水生植物30公顷。（县林业局牵头，县水利局配合）投放鱼苗50万尾。（县农业农村局牵头，县水利局配合）\n\n";
    let text = format!("{head}附件：河湖管护任务分解表\n\n附件\n\n河湖管护任务分解表\n\n{table}\n");
    if table.starts_with(['<', '|']) { format!("# {text}") } else { text }
}

/// The rows of the tasks: number, section, action, content, the goal of each period, and units.
fn goals(text: &str) -> Vec<String> {
    let (_, notice) = read(text);
    let rows = notice.tables.iter().flat_map(|table| &table.rows);
    let told = rows.map(|row| {
        let section = row.section.as_ref().and_then(|section| section.title.as_deref());
        let goals = row.targets.iter().map(|goal| {
            let period = goal.period.map_or_else(String::new, |period| period.to_string());
            format!("{period}={}", goal.text)
        });
        let number = row.number.map(|number| number.to_string());
        let mut parts: Vec<String> = number.into_iter().collect();
        parts.extend(section.map(|title| format!("#{title}")));
        parts.extend(row.action.as_ref().map(|action| format!("{action}：")));
        parts.extend(row.content.as_ref().map(ToString::to_string));
        parts.extend(goals);
        parts.push(units(row));
        parts.join(" ")
    });
    told.collect()
}

const GOALS: [[&str; 2]; 4] = [
    ["清理800吨。", "累计清理2000吨。"],
    ["拆除20处。", "累计拆除45处。"],
    ["种植12公顷。", "累计种植30公顷。"],
    ["采购鱼苗。", "投放50万尾。"],
];
const TASKS: [&str; 4] =
    ["清理河道垃圾2000吨。", "拆除违法建筑45处。", "种植水生植物30公顷。", "投放鱼苗50万尾。"];
const LEADS: [&str; 4] = ["县水利局", "县住房城乡建设局", "县林业局", "县农业农村局"];
const HELP: [&str; 4] = ["县财政局", "县财政局", "县水利局", "县水利局"];

/// What is read in a table of those tasks, with what is said of the group of each.
fn read_with(group: impl Fn(usize) -> &'static str, periods: [&str; 2]) -> Vec<String> {
    let row = |at: usize| {
        let [first, second] = GOALS[at];
        let [one, two] = periods;
        format!(
            "{} {}{} {one}={first} {two}={second} *{}+{}",
            at + 1,
            group(at),
            TASKS[at],
            LEADS[at],
            HELP[at]
        )
    };
    (0..4).map(row).collect()
}

/// Such a table with tabs between its cells; `before` is what stands before each task, with its separator.
fn printed(header: &str, before: [&str; 4]) -> String {
    let row = |at: usize| {
        let [first, second] = GOALS[at];
        format!("{}{}\t{first}\t{second}\t{}\t{}", before[at], TASKS[at], LEADS[at], HELP[at])
    };
    let rows: Vec<String> = (0..4).map(row).collect();
    format!("{header}\t牵头单位\t配合单位\n{}", rows.join("\n"))
}

fn action(at: usize) -> &'static str {
    if at < 2 { "清理河道垃圾： " } else { "种植水生植物： " }
}

fn section(at: usize) -> &'static str {
    if at < 2 { "#整治水域岸线 " } else { "#修复水体生态 " }
}

#[test]
fn a_row_that_lacks_the_cell_of_its_group_keeps_its_goals() {
    let header = "序号\t重点任务\t工作内容\t上半年\t下半年";
    let before = ["1\t清理河道垃圾\t", "2\t", "3\t种植水生植物\t", "4\t"];
    let table = printed(header, before);
    let expected = read_with(action, ["H1", "H2"]);
    assert_eq!(goals(&with_table(&table)), expected);
    let cell = |words: &str| format!("<td>{}</td>", words.replace('\t', "</td><td>"));
    let html = |rows: &str| {
        let rows: String = rows.lines().map(|row| format!("<tr>{}</tr>", cell(row))).collect();
        format!("<table>{rows}</table>")
    };
    assert_eq!(goals(&with_table(&html(&table))), expected);
    let (above, below) = table.rsplit_once('\n').expect("rows");
    let parted = format!("{}\n\n- 2 -\n\n{}", html(above), html(below));
    assert_eq!(goals(&with_table(&parted)), expected);
}

#[test]
fn numbers_glued_to_the_words_behind_them_are_set_free_in_all_rows_and_where_a_group_is_left_out() {
    let header = "序号\t重点任务\t工作内容\t上半年\t下半年";
    let expected = read_with(action, ["H1", "H2"]);
    let all = ["1清理河道垃圾\t", "2", "3种植水生植物\t", "4"];
    assert_eq!(goals(&with_table(&printed(header, all))), expected);
    let one = ["1\t清理河道垃圾\t", "2\t\t", "3\t种植水生植物\t", "4"];
    assert_eq!(goals(&with_table(&printed(header, one))), expected);
}

#[test]
fn a_heading_that_lacks_one_stands_over_the_sections_and_the_tasks() {
    let header = "序号\t工作任务\t上半年\t下半年";
    let before = ["1\t整治水域岸线\t", "2\t\t", "3\t修复水体生态\t", "4\t\t"];
    let bars = |table: &str| {
        let mut rows = table.lines().map(|row| format!("| {} |\n", row.replace('\t', " | ")));
        let header = rows.next().expect("a header");
        format!("{header}|{}\n{}", " --- |".repeat(6), rows.collect::<String>())
    };
    let table = bars(&printed(header, before));
    assert_eq!(goals(&with_table(&table)), read_with(section, ["H1", "H2"]));
}

#[test]
fn goals_up_to_a_month_or_the_end_of_the_year_are_of_that_month() {
    let before = ["1\t清理河道垃圾\t", "2\t\t", "3\t种植水生植物\t", "4\t\t"];
    let expected = read_with(action, ["M06", "M12"]);
    for times in ["截至6月底\t截至年底", "截至6月末\t截至12月末", "6月底\t年底"]
    {
        let table = printed(&format!("序号\t重点任务\t工作内容\t{times}"), before);
        assert_eq!(goals(&with_table(&table)), expected, "{times}");
    }
}

#[test]
fn words_of_a_group_may_stand_on_its_rows_or_in_their_middle() {
    let header = "序号\t重点任务\t工作内容\t上半年\t下半年";
    let table = printed(header, ["1\t清理河\t", "2\t道垃圾\t", "3\t种植水\t", "4\t生植物\t"]);
    assert_eq!(goals(&with_table(&table)), read_with(action, ["H1", "H2"]));
    let expected = read_with(section, ["H1", "H2"]);
    let table = printed(header, ["1\t整治水\t", "2\t域岸线\t", "3\t修复水\t", "4\t体生态\t"]);
    assert_eq!(goals(&with_table(&table)), expected);
    let table = printed(header, ["1\t\t", "2\t整治水域岸线\t", "3\t\t", "4\t修复水体生态\t"]);
    assert_eq!(goals(&with_table(&table)), expected);
    assert!(!found(&with_table(&table)).contains(&"AL008".to_owned()));
    // One row alone may stand in a wrong place.
    let table = printed(header, ["1\t整治水域岸线\t", "2\t\t", "3\t\t", "4\t修复水体生态\t"]);
    assert!(found(&with_table(&table)).contains(&"AL008".to_owned()));
}

#[test]
fn a_header_whose_headings_break_over_lines_is_one() {
    let before = ["1\t清理河道垃圾\t", "2\t\t", "3\t种植水生植物\t", "4\t\t"];
    let expected = read_with(action, ["H1", "H2"]);
    for header in [
        "序\n号\t重点任务\t工作内容\t上半年\t下半年",
        "序号\t重点\n任务\t工作\n内容\t上半年\t下半年",
        "序号\t重点任\n务\t工作内\n容\t上半\n年\t下半\n年",
    ] {
        assert_eq!(goals(&with_table(&printed(header, before))), expected, "{header}");
    }
}

/// The names of who signs, whether a day of issue is told, how many rows there are, and what is left over.
fn outline(text: &str) -> (Vec<String>, bool, usize, usize) {
    let (_, notice) = read_in_part(text);
    let signed = notice.header.signatories.iter().cloned();
    let rows = notice.tables.iter().map(|table| table.rows.len() + table.cells.len());
    (signed.collect(), notice.header.issued_on.is_some(), rows.sum(), notice.residual.len())
}

#[test]
fn no_table_takes_the_text_below_it() {
    // Sections below headings.
    let plan = "青岭县方案/各乡镇：/现印发。/任务分工表/主要任务/工作措施/责任单位/一、加强堤防建设/（一）加固堤防/\
                县水利局/县财政局/二、清淤河道/（一）清淤5条/县住建局/三、保障措施/（一）加强领导。压实责任。/\
                （二）加强督查。由县督查室督查。\n";
    for text in [plan.replace('/', "\n"), plan.replace('/', "\n\n")] {
        let (_, notice) = read_in_part(&text);
        assert_eq!((notice.sections.len(), notice.residual.len()), (3, 0));
    }
    // Those who sign, one or several, and the day.
    let letter = "青岭县水利局关于泵站建设的通知/各乡镇：/请按下表做好泵站建设。/";
    let table = "表1 泵站建设计划表/乡镇/座数/东镇/2/西镇/3/";
    let signed = |below: &str| outline(&[letter, table, below].concat().replace('/', "\n\n"));
    let own = vec!["青岭县水利局".to_owned()];
    // The headings are not known, and stand above two rows.
    assert_eq!(signed("青岭县水利局/2024年3月5日\n"), (own, true, 3, 0));
    let both = vec!["青岭县水利局".to_owned(), "青岭县财政局".to_owned()];
    assert_eq!(signed("青岭县水利局/青岭县财政局/2024年3月5日\n"), (both.clone(), true, 3, 0));
    // So does what could not be put into rows end.
    let duties =
        "工作任务/完成时限/责任单位/加固堤防/6月底前/县水利局/县住建局/清淤河道/9月底前/县应急局/";
    let below = "青岭县水利局/青岭县财政局/2024年3月5日\n";
    let (names, dated, ..) = outline(&[letter, duties, below].concat().replace('/', "\n\n"));
    assert!(dated && names.ends_with(&both), "{names:?}");
    // Lists below the number of a table, and tables that are only spoken of.
    for below in [
        "表1 河道名录/东河/西河/南河/北河/中河/小河/大河",
        "表1至表3见附件/县水利局/县住建局/县财政局/县应急局/县农业农村局/县交通局",
        "附表1 申报材料清单/申请书/营业执照/承诺书/身份证明/资质证明/审计报告",
        "表1 河道分级标准/按标准划定等级/加强一级河道巡查/落实二级河道管护/推进三级河道清淤/做好信息公开/建好台账",
    ] {
        let (_, notice) = read_in_part(&inside(below));
        assert_eq!((notice.residual.len(), notice.tables.len()), (0, 0), "{below}");
    }
}

#[test]
fn words_alone_go_on_with_a_list_that_ends_in_its_mark() {
    let table = "云溪市任务分工表\n序号\t工作任务\t完成时限\t责任单位\n1\t推进河段清淤\t6月底\t市水利局、\n\
        东湖产业园\n2\t落实专项经费\t9月底\t市财政局\n";
    assert_eq!(
        rows(table),
        ["1 推进河段清淤 @6月底 =市水利局、东湖产业园", "2 落实专项经费 @9月底 =市财政局"]
    );
}

#[test]
fn what_stands_below_a_table_without_numbers_is_no_task() {
    let table = "青岭县方案/项目/主要任务/责任单位/堤防/加固堤防，改善环境。/县水利局/清淤河道，改善水质。/县住建局/\
                 各单位要按期完成任务，加强协作配合。/县政府办公室将定期通报进展情况。\n";
    assert_eq!(rows(&table.replace('/', "\n\n")).len(), 2);
}

#[test]
fn months_beside_numbers_of_rows_and_pages_stand_alone() {
    let rows_of = "青岭县工作月历/序号/时间/工作任务/责任单位/1/月初/召开调度会。/县水利局/2/月中旬/开展巡河检查。/\
                   县住建局/3/月底前/通报进展情况。/县督查室\n";
    assert_eq!(rows(&rows_of.replace('/', "\n\n")).len(), 3);
    let text = "青岭县方案\n一、工作任务\n（一）清淤河道。力争于6\n3\n月底前\n完成清淤5条。（责任单位：县水利局）\n";
    let (_, notice) = read(text);
    assert!(notice.sections[0].items[0].clauses[0].text.contains("力争于6月底前"));
    // A column of figures stands beside one of months.
    let stock = "青岭县通报/各乡镇：/现通报如下。/县区/座数/时间/东镇/5/月底前/西镇/8/月底前\n";
    let (_, notice) = read_in_part(&stock.replace('/', "\n\n"));
    assert!(notice.repairs.iter().all(|repair| repair.kind != RepairKind::JoinedParagraph));
}

#[test]
fn who_helps_with_the_first_task_helps_with_no_others() {
    let alone = "任务分解表/序号/工作任务/牵头单位/配合单位/1/加固堤防3公里。/县水利局/各乡镇/\
                 2/更新泵站设备。/县住建局/3/检查堤坝。/县应急局";
    let timed = "任务分解表/序号/工作任务/牵头单位/配合单位/完成时限/1/加固堤防3公里。/县水利局/各乡镇/6月底前/\
                 2/更新泵站设备。/县住建局/8月底前/3/检查堤坝。/县应急局/9月底前";
    for table in [alone, timed] {
        let found = rows(&attached(table));
        assert_eq!(found.len(), 3);
        assert!(found[1..].iter().all(|row| !row.contains("各乡镇")), "{found:?}");
    }
}

#[test]
fn a_row_of_one_cell_that_is_no_task_shares_nothing() {
    for cell in ["小计", "取消", "（空白）", "河道清淤（责任单位待定）", "泵站"]
    {
        let table = format!(
            "任务分工表/序号/事项/工作措施/责任单位/1/堤防工程/加固堤防3公里/县水利局/2/河道工程/清淤河道5条/县住建局/\
             3/{cell}/4/泵站工程/新建泵站2座/县农业农村局"
        );
        let (_, notice) = read_in_part(&attached(&table));
        let named = |row: &Row| row.units.len();
        let units: Vec<usize> = notice.tables[0].rows.iter().map(named).collect();
        assert_eq!(units, [1, 1, 0, 1], "{cell}");
    }
}

#[test]
fn one_row_is_no_table_where_the_next_number_follows() {
    let text = "青岭县任务分解表/序号/工作任务/责任单位/完成时限/1/加固堤防3公里。/县水利局/6月底前/\
                2、清淤河道5条。/县住建局/9月底前/3、巡河20次。/县应急局/9月底前\n";
    let (_, notice) = read_in_part(&text.replace('/', "\n"));
    assert!(notice.tables.is_empty());
}

#[test]
fn who_answers_for_projects_that_may_be_done_has_no_task() {
    for header in
        ["序号 | 项目名称 | 施工负责单位 | 完成时间", "序号 | 项目名称 | 责任单位 | 完成时间"]
    {
        let (_, notice) = read(&format!(
            "青岭县项目表\n\n| {header} |\n|---|---|---|---|\n| 1 | 东堤工程 | 县水利局 | 2024年6月 |\n\
             | 2 | 西河工程 | 县住建局 | 2024年8月 |\n"
        ));
        assert_eq!(notice.tables[0].kind, TableKind::Other, "{header}");
    }
}

#[test]
fn what_is_said_of_all_rows_is_no_remark() {
    let text = "青岭县任务清单\n序号 任务 责任单位 备注\n1 加固堤防 县水利局\n以上任务请各单位抓紧落实\n\
                2 清淤河道 县住建局 续建\n3 巡河 县应急局 续建\n";
    let (_, notice) = read_in_part(text);
    assert!(notice.prose.iter().any(|part| part.text.contains("抓紧落实")));
}

#[test]
fn a_title_may_begin_with_a_mark() {
    let rows = "/序号/工作任务/责任单位/1/加固堤防。/县水利局/2/清淤河道。/县住建局";
    let title = |text: &str| {
        let (_, notice) = read_in_part(&attached(&format!("{text}{rows}")));
        notice.tables[0].title.as_deref().map(str::to_owned)
    };
    assert_eq!(title("#系列活动任务清单").as_deref(), Some("系列活动任务清单"));
    assert_eq!(title("任务清单/打#的系新增任务").as_deref(), Some("任务清单"));
}

#[test]
fn figures_in_the_second_column_number_no_rows() {
    let table = "表1 泵站建设计划表/年份/座数/备注/2023年/2/改建/2024年/3/新建";
    let (_, notice) = read(&inside(table));
    let moved = notice.repairs.iter().find(|repair| repair.kind == RepairKind::MovedCells);
    assert!(moved.is_some_and(|repair| !repair.note.contains("序号")), "{moved:?}");
}

#[test]
fn a_list_of_one_column_signs_nothing() {
    let head =
        "# 青岭县人民政府关于公布重点单位名单的通知\n\n各乡镇人民政府：\n\n现将名单公布如下。\n\n";
    for list in ["单位名称/青岭县第一水泥厂/青岭县第二化肥厂", "名单/县水利局/县住建局"]
    {
        let lines: Vec<&str> = list.split('/').collect();
        let list = format!("| {} |\n|---|\n| {} |\n| {} |\n", lines[0], lines[1], lines[2]);
        let (_, notice) = read_in_part(&format!("{head}{list}\n青岭县人民政府\n\n2031年3月1日\n"));
        assert_eq!(notice.header.signatories, ["青岭县人民政府"], "{list}");
        assert_eq!(notice.tables.len(), 1, "{list}");
    }
}

#[test]
fn sending_copies_is_a_step_of_work_as_well() {
    let table = "# 青岭县公文办理任务表\n\n| 环节 | 要求 | 责任单位 |\n|---|---|---|\n\
                 | 主送 | 各乡镇人民政府。 | 县政府办 |\n| 抄送 | 县委办公室、县人大办公室 | 县政府办 |\n";
    let (_, notice) = read_in_part(table);
    assert!(notice.header.copied_to.is_empty());
    let text = |names: &str| {
        format!(
            "青岭县通知\n\n各乡镇人民政府：\n\n一、水利工作\n\n1.结果报县水利局，并\n抄送 {names}\n\n2.公文办理。（县政府办负责）\n"
        )
    };
    let task = "县财政局、县审计局，6月底前建站3座。（县水利局负责）";
    for names in [task, "县财政局、县审计局备案。"] {
        let (_, notice) = read_in_part(&text(names));
        assert!(notice.header.copied_to.is_empty(), "{names}");
    }
    let (_, notice) = read_in_part(&text(task));
    assert_eq!(notice.sections[0].items[0].clauses[0].units[0].name, "县水利局");
}

#[test]
fn rows_sign_a_form_at_its_foot_with_names() {
    let table = |rows: &str| {
        let (_, notice) = read_in_part(&format!(
            "# 青岭县任务表\n\n| 序号 | 工作任务 | 责任单位 |\n|---|---|---|\n\
             | 1 | 清淤河道，建立台账。 | 县水利局 |\n{rows}"
        ));
        notice.prose.iter().map(|part| part.text.to_string()).collect::<Vec<_>>()
    };
    let second = "| 2 | 更新管网，公布结果。 | 县住建局 |\n";
    for (row, cells) in [
        ("审核：张建国 | 填表人： | 李文", 3),
        ("填表人：张建国 | 审核人：李文 | 填表日期：3月1日", 3),
        ("填表人：张建国（签名） | 审核人： | ", 2),
        ("分管领导：欧阳建国 | | 日期：2031年3月1日", 2),
        ("联系人：李文；电话：123456。 | | ", 1),
    ] {
        assert_eq!(table(&format!("{second}| {row} |\n")).len(), cells, "{row}");
    }
    for rows in [
        format!("{second}| | 审核：县财政局对资金进行审核。 | |\n"),
        format!("{second}| 审核：材料复审 | 审定：组织会审 | |\n"),
    ] {
        assert!(table(&rows).is_empty(), "{rows}");
    }
    // What stands above rows is said of them.
    let above = format!("| 分管领导：张建国 | | |\n{second}{second}{second}{second}");
    assert!(table(&above).is_empty());
}

#[test]
fn a_page_whose_rows_say_nothing_counts_no_parts() {
    let body =
        "一、增加学位\n（二）治理大班额。消除55人以上大班额，标准班比例达到92%。（县教育局）\n";
    let table = "|治理大班额。消除55人以上大班额，标准班比例达到92%||\n\n|1|增加学位|||}\n";
    let (_, notice) = read_in_part(&format!("{body}{table}"));
    assert_eq!(notice.sections.len(), 1);
}

#[test]
fn two_whole_tasks_of_one_number_are_two_rows() {
    for (first, second) in [
        ("年底前", "年底前"),
        ("年内", "年内"),
        ("2031年", "2031年"),
        ("10月底前", "年底前"),
        ("全年", "年底前"),
    ] {
        let (_, notice) = read_in_part(&format!(
            "# 青岭县任务表\n\n| 序号 | 工作任务 | 责任单位 | 完成时限 |\n|---|---|---|---|\n\
             | 1 | 划定保护区6处。 | 县水利局 | {first} |\n|  | 更换标志牌48块。 | 县住建局 | {second} |\n\
             | 2 | 更换管网35公里。 | 县水利局 | {first} |\n"
        ));
        let due = notice.tables[0].rows.iter().filter_map(|row| row.deadline.as_ref());
        let due: Vec<&str> = due.map(|deadline| &*deadline.text).collect();
        assert_eq!(due, [first, second, first]);
    }
}

#[test]
fn a_row_without_its_group_may_end_with_a_blank_cell() {
    let (_, notice) = read_in_part(
        "# 青岭县任务表\n\n序号| 类别| 工作任务| 责任单位| 完成时限  \n---|---|---|---|---  \n\
         1| 水源| 划定保护区6处，设置标志牌。| 县环保局| 9月底前  \n\
         2| 管网| 更换管网35公里。| 县水利局| 年底前  \n\
         3| 新建水厂2座，日供水3万吨。| 县水利局| \n\
         4| 监管| 开展检查，全年不少于4次。| 县水利局| 年底前  \n",
    );
    let row = &notice.tables[0].rows[2];
    assert_eq!(row.content.as_deref(), Some("新建水厂2座，日供水3万吨。"));
    assert_eq!(row.units[0].name, "县水利局");
    assert_eq!(row.section.as_ref().and_then(|group| group.title.as_deref()), Some("管网"));
}

#[test]
fn copies_right_above_the_imprint_may_name_parts_and_numbers() {
    for (names, last) in [
        ("县委各部门，县政协办公室，各镇（街道）", "各镇（街道）"),
        ("县委办公室，各县（市、区）人民政府", "各县（市、区）人民政府"),
        ("县委办公室，驻青部队2支队", "驻青部队2支队"),
    ] {
        let (_, notice) = read_in_part(&format!(
            "青岭县通知\n各乡镇人民政府：\n一、清淤。清淤12公里。\n二、建站。建站3座。\n青岭县人民政府\n\
             2031年3月1日\n抄送 {names}。\n青岭县人民政府办公室 2031年3月1日印发\n"
        ));
        assert_eq!(notice.header.copied_to.last().map(|name| &**name), Some(last), "{names}");
    }
}

#[test]
fn the_number_of_a_page_above_a_title_of_rows_is_none_of_a_row() {
    for page in ["5", "2", "3"] {
        let text = format!(
            "青岭县重点任务分解表\n序号\n工作任务\n责任单位\n完成时限\n一、水利\n\
             1\n清淤河道，建立台账。\n县水务局\n5月底前\n2\n更新管网，公布结果。\n县住建局\n6月底前\n\
             {page}\n二、林业\n3\n植树造林，加强管护。\n县林业局\n7月底前\n\
             4\n抚育幼林，加强巡查。\n县林业局\n8月底前\n"
        );
        let expected = [
            "1 #水利 清淤河道，建立台账。 @5月底前 =县水务局",
            "2 #水利 更新管网，公布结果。 @6月底前 =县住建局",
            "3 #林业 植树造林，加强管护。 @7月底前 =县林业局",
            "4 #林业 抚育幼林，加强巡查。 @8月底前 =县林业局",
        ];
        assert_eq!(rows(&text), expected, "{page}");
    }
}

#[test]
fn a_row_without_its_first_cells_ends_as_the_rows_above_it() {
    let head = "| 任务 | 具体内容 | 责任部门 |\n| 保护古树 | 挂牌登记,建立档案。 | 林业站 |\n";
    for answer in ["县文旅局", "各村", "文化站", "派出所"] {
        let found = rows(&format!("{head}| 修订名录,公开结果。 | {answer} |\n"));
        assert_eq!(found[1], format!("保护古树： 修订名录,公开结果。 ={answer}"));
    }
    // A task of its own, with its content behind it.
    let found = rows(&format!("{head}| 保护老屋 | 修缮门窗12处。 |\n"));
    assert_eq!(found[1], "保护老屋： 修缮门窗12处。");
    // Four of six cells, of which the body is one that nobody knows.
    let found = rows(
        "重点任务 | 工作事项 | 工作要求 | 工作措施 | 责任单位 | 完成时限 |\n\
         （一）组织领导 | 1.机构 | （1）负责人带头履行职责。 | 1.明确分工。 | 应消站 | 4月 |\n\
         （2）工作站承担统筹工作。 | 1.明确联络员。 | 应消站 | 5月 |\n\
         （3）村级建立工作组。 | 1.组建巡护小组。 | 村（社区） | 5月 |\n",
    );
    assert_eq!(found[1], "2 #组织领导 机构： 工作站承担统筹工作。 @5月 =应消站");
}

#[test]
fn a_row_of_one_cell_heads_rows_of_a_flat_table() {
    let expected = [
        "1 #体系建设 机构： 明确分管负责人。 @4月 =党政办",
        "2 #体系建设 机构： 明确联络员。 @5月 =林业站",
    ];
    for title in ["一、体系建设 |", "一、体系建设 ||||"] {
        let found = rows(&format!(
            "2026年任务清单\n建设任务 | 工作措施 | 责任单位 | 完成时限 |\n{title}\n\
             （一）机构 | 1.明确分管负责人。 | 党政办 | 4月 |\n\
             2.明确联络员。 | 林业站 | 5月 |\n"
        ));
        assert_eq!(found, expected, "{title}");
    }
}

#[test]
fn bars_on_lines_of_their_own_make_a_table_whoever_answers() {
    let cells = |row: &&str| format!("|\n{}\n|\n", row.replace('/', "\n|\n"));
    let table = ["工作任务/具体内容/责任部门", "保护古树/挂牌登记,建立档案。/林业站"];
    let short = ["修订名录,公开结果。/派出所"];
    let lines: String = table.iter().chain(&short).map(cells).collect();
    let (_, notice) =
        read(&format!("青岭镇通知\n各村:\n请落实。\n2031年1月8日\n任务分解表\n{lines}"));
    assert_eq!(notice.tables[0].title.as_deref(), Some("任务分解表"));
    let rows = &notice.tables[0].rows;
    assert_eq!(rows[1].action.as_deref(), Some("保护古树"));
    assert_eq!(rows.iter().map(units).collect::<Vec<_>>(), ["=林业站", "=派出所"]);
}

#[test]
fn a_line_of_labels_is_the_cell_of_who_answers() {
    let head = "青岭区2031年任务台账\n\n序号\n\n主要任务\n\n牵头、责任部门\n\n";
    for cell in ["牵头单位:区林业局;责任部门:各镇", "牵头：区林业局；责任单位：各镇"]
    {
        let row = |nth: usize, task: &str| format!("{nth}\n\n{task}\n\n{cell}\n\n");
        let text = [row(1, "划定林区,设立标牌。"), row(2, "清点古树,公布名录。")].concat();
        let told = ["1 划定林区,设立标牌。 *区林业局=各镇", "2 清点古树,公布名录。 *区林业局=各镇"];
        assert_eq!(rows(&format!("{head}{text}")), told, "{cell}");
    }
    // It is printed once, for more rows than its own.
    let cell = "牵头单位:区林业局;责任部门:各镇";
    let text = format!("{head}1\n\n划定林区。\n\n{cell}\n\n2\n\n清点古树。\n\n3\n\n公布名录。\n");
    assert_eq!(rows(&text)[..2], ["1 划定林区。 *区林业局=各镇", "2 清点古树。"]);
}

#[test]
fn what_is_counted_in_answers_for_nothing_though_it_ends_as_a_body() {
    for measure in ["万元/人", "万元", "万亩"] {
        let found = rows(&format!(
            "青岭县任务分解表\n序号 | 考核内容 | 单位 | 年度目标 | 责任部门 |\n\
             1 | 油茶面积 | 万亩 | 0.7 | 县林业局 |\n2 | 劳动产出 | {measure} | 3 | 县农业局 |\n"
        ));
        assert_eq!(found, ["1 油茶面积 =县林业局", "2 劳动产出 =县农业局"], "{measure}");
    }
}

#[test]
fn a_figure_to_reach_is_no_number_of_a_row_where_the_one_due_stands_behind_it() {
    let head = "青岭县任务清单\n\n考核项目\n\n序号\n\n考核指标\n\n考核内容\n\n单位\n\n年度目标\n\n责任部门\n\n";
    let full = "兴林\n\n1\n\n扩大面积\n\n油茶\n\n万亩\n\n0.7\n\n县林业局\n\n";
    let row =
        |number: usize, goal: usize| format!("{number}\n\n竹林\n\n万亩\n\n{goal}\n\n县林业局\n\n");
    let text = [head, full, &row(2, 1), &row(3, 5), &row(4, 42)].concat();
    let (_, notice) = read_in_part(&text);
    let rows = &notice.tables[0].rows;
    let numbers: Vec<_> = rows.iter().filter_map(|row| row.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
    assert!(rows.iter().all(|row| units(row) == "=县林业局"));
    let goals = rows.iter().flat_map(|row| &row.targets).map(|goal| &*goal.text);
    assert_eq!(goals.collect::<Vec<_>>(), ["0.7", "1", "5", "42"]);
}
