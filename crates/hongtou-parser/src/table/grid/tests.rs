use hongtou_source::{Format, GridForm, Source};

use super::Page;
use crate::fixtures;

#[test]
fn a_duty_alone_below_one_that_asks_for_it_is_of_the_header() {
    let second_of = |rows: &[&str]| {
        let source = Source::from_text("n", Format::Text, &rows.join("\n"));
        let rows = fixtures::rows(&source);
        super::header::names_duty_below(&rows[0], &rows[1])
    };
    let header = "序号|工作任务|责任分工|完成时限";
    assert!(second_of(&[header, "||责任单位|"]));
    for row in ["||市水利局|", "|清淤||", "||责任分工|", "|责任单位||"] {
        assert!(!second_of(&[header, row]), "{row}");
    }
}

#[test]
fn when_work_begins_and_ends_stands_below_its_time() {
    let deadlines = |below: &str| {
        let text = format!(
            "云溪县任务分解表\n序号|工作任务|责任单位|时间|\n|||{below}\n\
             1|建设桥梁5座。|县水利局|3月|6月底前\n2|造林30亩。|县林业局|4月|9月底前"
        );
        let notice = fixtures::notice_with_tables(&text);
        let rows = notice.tables.iter().flat_map(|table| &table.rows);
        let time = |row: &hongtou_model::Row| Some(row.deadline.as_ref()?.text.to_string());
        rows.map(time).collect::<Vec<_>>()
    };
    let ends = ["6月底前", "9月底前"].map(|time| Some(time.to_owned()));
    assert_eq!(deadlines("开始|完成"), ends);
    assert_eq!(deadlines("启动|结束"), ends);
}

#[test]
fn kinds_of_named_tasks_head_rows_where_they_stand_together() {
    let sections = |kinds: [&str; 4]| {
        let row = |kind| format!("\n桥{kind}|{kind}|建设桥梁5座。|县水利局");
        let rows = kinds.map(row).concat();
        let text = format!("任务名称|任务类型|具体内容|责任单位{rows}");
        let notice = fixtures::notice_with_tables(&text);
        let rows = notice.tables.iter().flat_map(|table| &table.rows);
        rows.filter(|row| row.section.is_some()).count()
    };
    assert_eq!(sections(["民生", "民生", "生态", "生态"]), 4);
    assert_eq!(sections(["民生", "生态", "民生", "生态"]), 0);
    // 领域 is where a task belongs, in whatever order.
    let text = "任务名称|领域|具体内容|责任单位\n桥|民生|建设桥梁5座。|县水利局\n\
                林|生态|造林30亩。|县林业局\n路|民生|修路30里。|县交通局";
    let notice = fixtures::notice_with_tables(text);
    let rows = notice.tables.iter().flat_map(|table| &table.rows);
    assert_eq!(rows.filter(|row| row.section.is_some()).count(), 3);
}

#[test]
fn what_figures_are_counted_in_is_no_unit() {
    let units = |rows: &str| {
        let text = format!("云溪县任务分解表\n序号|工作任务|单位|目标|责任单位\n{rows}");
        let notice = fixtures::notice_with_tables(&text);
        let names = |row: &hongtou_model::Row| {
            let names = row.units.iter().map(|of| of.name.to_string());
            names.collect::<Vec<_>>().join(" ")
        };
        let rows = notice.tables.iter().flat_map(|table| &table.rows);
        rows.map(names).collect::<Vec<_>>()
    };
    // A row that lacks a cell has another column's words there.
    let lacks = "1|新建粮库|平方米|3|县水利局\n2|提高补助|万元/村|5|县财政局\n3|植树|县林业局|30";
    assert_eq!(units(lacks), ["县水利局", "县财政局", ""]);
    let schools = "1|新建学校|万所|3|县教育局\n2|提高补助|万元|5|县财政局";
    assert_eq!(units(schools), ["县教育局", "县财政局"]);
    let named = "1|新建病房|万人医院|3|县卫健局\n2|提高补助|元氏医院|5|县财政局";
    assert_eq!(units(named), ["万人医院 县卫健局", "元氏医院 县财政局"]);
}

#[test]
fn a_duty_in_brackets_below_its_heading_ends_it() {
    let text = "云溪县任务分解表\n序号|工作任务|牵头单位|配合单位\n|||（参与）\n\
                1|建设桥梁5座。|县水利局|县交通局\n2|造林30亩。|县林业局|县财政局";
    let notice = fixtures::notice_with_tables(text);
    assert_eq!(notice.tables[0].rows.len(), 2);
}

#[test]
fn a_kind_in_the_wrong_row_leaves_the_others_their_sections() {
    let body = "云溪县工作方案\n一、民生类\n1.建设桥梁5座。\n二、生态类\n2.造林30亩。\n3.种草9亩。";
    let rows = "1|建桥|民生类|建设桥梁5座。|县水利局\n2|造林|生态类|造林30亩。|县林业局\n\
                3|种草|民生类|种草9亩。|县林业局";
    let text =
        format!("{body}\n云溪县任务分解表\n序号|任务名称|任务类型|具体内容|责任单位\n{rows}");
    let notice = fixtures::notice_with_tables(&text);
    let rows = notice.tables.iter().flat_map(|table| &table.rows);
    assert_eq!(rows.filter(|row| row.section.is_some()).count(), 3);
}

#[test]
fn below_titles_in_rows_of_their_own_kinds_name_the_tasks() {
    let actions = |rows: &str| {
        let text = format!("云溪县任务分解表\n任务类型|序号|工作任务|责任单位\n{rows}");
        let notice = fixtures::notice_with_tables(&text);
        let rows = notice.tables.iter().flat_map(|table| &table.rows);
        rows.filter(|row| row.action.is_some() && row.section.is_some()).count()
    };
    let bridge = "建桥|1|建设桥梁5座。|县水利局";
    let forest = "造林|2|造林30亩。|县林业局";
    assert_eq!(actions(&format!("一、交通|||\n{bridge}\n二、生态|||\n{forest}")), 2);
    assert_eq!(actions(&format!("{bridge}\n{forest}")), 0);
    // Not where a title stands above another, or above a row without a kind.
    assert_eq!(actions(&format!("一、交通|||\n{bridge}\n二、生态|||\n三、林业|||\n{forest}")), 0);
    assert_eq!(actions(&format!("一、交通|||\n{bridge}\n二、生态|||\n|2|造林30亩。|县林业局")), 0);
}

#[test]
fn a_page_may_print_some_rows_of_a_header_alone() {
    let texts = [
        "序号|工作任务|责任分工|\n||牵头单位|配合单位",
        "序号|工作任务|责任分工|",
        "||牵头单位|配合单位",
        "||牵头单位|责任单位",
    ];
    let sources = texts.map(|text| Source::from_text("n", Format::Text, text));
    let page =
        |at: usize| Page { header: fixtures::rows(&sources[at]), ..Page::new(GridForm::Tabs) };
    let printed = [1, 2, 3].map(|other| page(0).prints_more_than(&page(other)));
    assert_eq!(printed, [true, true, false]);
    assert!(!page(0).prints_more_than(&Page::new(GridForm::Tabs)));
}

#[test]
fn titles_over_headings_need_no_known_words() {
    let one_header = |rows: &[&str]| {
        let source = Source::from_text("n", Format::Text, &rows.join("\n"));
        let rows = fixtures::rows(&source);
        super::header::heads_with(&rows[0], &rows[1])
    };
    for rows in [
        ["序号|走访中梳理出来的事||落实||完成时限", "|具体问题|解决措施|责任单位|责任领导|"],
        ["序号|现状|||牵头单位", "|工作任务|完成时限|配合单位|"],
    ] {
        assert!(one_header(&rows), "{rows:?}");
    }
    for rows in [
        // A row of the table.
        ["序号|工作任务||责任单位|时限", "|建站|修路|市交通局|"],
        ["序号|工作任务||责任单位|", "1|建站|修路|市交通局|5月"],
        // Nothing spans.
        ["序号|工作任务|责任单位|完成时限", "|||"],
        // Whole sentences are no titles.
        ["序号|建设学校，改造医院。||责任||完成时限", "|任务|措施|责任单位|配合单位|"],
    ] {
        assert!(!one_header(&rows), "{rows:?}");
    }
}
