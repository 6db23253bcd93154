//! What a notice declares once for all its responsibilities.

use super::*;

#[test]
fn conventions_are_found_in_all_wordings() {
    use hongtou_model::ConventionKind::*;
    for (text, kind) in [
        ("排在第一位的部门为牵头部门，下同", FirstListedLeads),
        ("任务分工中，列第一位者为牵头单位，下同。", FirstListedLeads),
        ("排在前位为牵头部门，下同。", FirstListedLeads),
        ("各项任务的责任单位中，排名第一的为牵头单位或汇总单位。", FirstListedLeads),
        ("责任单位排在首位的为牵头单位，其他为配合单位。", FirstListedLeads),
        ("除标注“分别牵头”外，列第一位为牵头或汇总单位，下同", FirstListedLeads),
        ("注：责任单位中逗号前面的为牵头单位。", BeforeCommaLeads),
        ("未明确牵头单位的，责任单位为牵头单位。", ResponsibleLeadsIfNone),
        ("以黑体字标注的为牵头部门。", BoldLeads),
        ("责任单位中加粗的为牵头单位", BoldLeads),
        ("注：带*的为牵头单位。", MarkLeads),
        ("说明：√表示牵头单位，○表示参与单位", MarkLeads),
        ("注：★牵头单位，●责任单位", MarkLeads),
        ("以下均需各市落实，不再一一列出", DefaultUnits),
        ("以下各项均需各市、县（市、区）人民政府落实，不再列出", DefaultUnits),
        ("以下任务均需试点城市政府落实，不再重复列出", DefaultUnits),
        ("具体任务均涉及相关市（州）人民政府，不再做分工，下同", DefaultUnits),
    ] {
        with_flow(text, |flow, sources| {
            let found = find_conventions(flow);
            assert_eq!(found.iter().map(|c| c.kind).collect::<Vec<_>>(), [kind], "{text}");
            assert_eq!(found[0].span.words(sources), found[0].text);
        });
    }
    for text in [
        "对尚未明确牵头部门且影响明显的具体事项，由市政府指定。",
        "各牵头单位要把安全放在第一位，主动协调。",
        "第一季度由牵头单位报送进展。",
        "市第一中学牵头，市财政局配合。",
        "市第一人民医院牵头负责。",
        "（★牵头）",
        "★牵头单位要加强统筹",
    ] {
        with_flow(text, |flow, _| assert_eq!(find_conventions(flow), [], "{text}"));
    }
}

#[test]
fn a_mark_means_what_is_declared_of_it() {
    use hongtou_model::Role::*;
    for (text, roles) in [
        ("注：★为牵头单位，☆为配合单位。", &[('★', Lead), ('☆', Support)][..]),
        ("（●表示牵头单位，○表示参与单位）", &[('●', Lead), ('○', Support)]),
        (
            "备注：“▲”为牵头单位，“△”为责任单位，“◎”为配合单位。",
            &[('▲', Lead), ('△', Responsible), ('◎', Support)],
        ),
        ("牵头单位标★", &[('★', Lead)]),
        ("（牵头单位标★，配合单位标☆）", &[('★', Lead), ('☆', Support)]),
        ("注：牵头单位标“▲”号，配合单位标“△”号。", &[('▲', Lead), ('△', Support)]),
        ("注：▲牵头部门；△配合部门", &[('▲', Lead), ('△', Support)]),
    ] {
        let mut conventions = Conventions::default();
        with_flow(text, |flow, _| {
            find_conventions(flow).into_iter().for_each(|found| conventions.declare(found));
        });
        for &(mark, role) in roles {
            assert_eq!(conventions.role_of_mark(mark), Some(role), "{text}");
        }
        assert_eq!(conventions.role_of_mark('√'), None, "{text}");
    }
}

#[test]
fn each_of_several_marks_gives_its_own_role() {
    use hongtou_model::Role::*;
    for (declared, text, roles) in [
        (
            "注：★表示牵头单位，▲表示责任单位，●表示配合单位。",
            "（责任单位：★市林业局、▲市水利局、●市财政局）",
            &[Lead, Responsible, Support][..],
        ),
        ("注：★牵头单位；☆配合单位。", "（责任单位：市林业局★、市财政局☆）", &[Lead, Support]),
        (
            "注：★为牵头单位，※为省考核事项。",
            "（责任单位：市林业局★、市财政局※）",
            &[Lead, Responsible],
        ),
        (
            "注：责任单位中标注“★”的为牵头单位。",
            "（责任单位：★市林业局、市财政局）",
            &[Lead, Responsible],
        ),
        (
            "标★的为牵头单位，其他为配合单位。",
            "（责任单位：市林业局★、市财政局）",
            &[Lead, Support],
        ),
    ] {
        let mut conventions = Conventions::default();
        with_flow(declared, |flow, _| {
            find_conventions(flow).into_iter().for_each(|found| conventions.declare(found));
        });
        with_flow(&format!("新建瞭望塔3座。{text}"), |flow, _| {
            let found = duties(flow, &mut conventions, &[]);
            let found: Vec<_> = found[0].units.iter().map(|unit| unit.role).collect();
            assert_eq!(found, roles, "{declared}");
        });
    }
}

#[test]
fn conventions_give_roles_from_their_declaration_on() {
    let read_on = |texts: &[&str]| {
        let mut conventions = Conventions::default();
        texts
            .iter()
            .map(|text| {
                with_flow(text, |flow, sources| {
                    for convention in find_conventions(flow) {
                        conventions.declare(convention);
                    }
                    duties(flow, &mut conventions, &[])
                        .iter()
                        .map(|d| show(&d.units, sources))
                        .collect::<String>()
                })
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        read_on(&[
            "一。（甲局、商务部负责，排在第一位的部门为牵头部门，下同）",
            "二。（商务部、甲局等负责）",
            "三。（商务部负责）",
            "四。（甲局牵头，商务部负责）",
        ]),
        [
            "甲局/lead 商务部/responsible",
            "商务部/lead 甲局/responsible",
            "商务部/responsible",
            "甲局/lead 商务部/responsible"
        ]
        .map(String::from)
    );
    assert_eq!(
        read_on(&[
            "责任单位第一个为牵头单位，其余为主要配合单位。",
            "一。（责任单位：市甲局、市乙局）"
        ])[1],
        "市甲局/lead 市乙局/support"
    );
    // Governments are no departments, and lead where nobody else is there.
    assert_eq!(
        read_on(&[
            "一。（各县人民政府，市甲局、市商务局按职责分工负责，排名第一位的部门为牵头单位，下同）",
            "二。（各县政府、市甲局负责）",
            "三。（云溪县人民政府、各县人民政府负责）",
        ]),
        [
            "各县人民政府/responsible 市甲局/lead 市商务局/responsible",
            "各县政府/responsible 市甲局/lead",
            "云溪县人民政府/lead 各县人民政府/responsible",
        ]
        .map(String::from)
    );
    assert_eq!(
        read_on(&["一。（各县人民政府、市甲局负责，排名第一位的单位为牵头单位，下同）"])[0],
        "各县人民政府/lead 市甲局/responsible"
    );
    // Who takes part by its own words is listed behind the first as well.
    assert_eq!(
        read_on(&["注：列第一位的为牵头单位，下同。", "一。（市甲局，市乙局参与）"])[1],
        "市甲局/lead 市乙局/support"
    );
    // The bracket behind the last name declares, and the name stays in the list.
    assert_eq!(
        read_on(&[
            "一。（责任单位：市甲局、市商务局（列第一位的为牵头单位，其余单位为参与单位，下同））"
        ])[0],
        "市甲局/lead 市商务局/support"
    );
    assert_eq!(
        read_on(&["注：逗号前面的为牵头单位。", "一。（责任单位：市甲局、市乙局，各区政府）"])[1],
        "市甲局/lead 市乙局/lead 各区政府/responsible"
    );
    for help in [
        "逗号前面的为牵头单位，逗号后面的为配合单位。",
        "逗号前面的单位为牵头单位，逗号之后的单位为参与单位。",
        "逗号前为牵头单位，后面的为参加单位。",
        "第一个逗号前为牵头单位，之后为协办单位。",
    ] {
        assert_eq!(
            read_on(&[help, "一。（责任单位：市甲局，市乙局、各区政府）"])[1],
            "市甲局/lead 市乙局/support 各区政府/support",
            "{help}"
        );
    }
    assert_eq!(
        read_on(&["未明确牵头单位的，责任单位为牵头单位。", "一。（责任单位：市甲局）"])[1],
        "市甲局/lead"
    );
    assert_eq!(
        read_on(&[
            "一。（省甲厅指导，试点城市政府负责落实。以下均需试点城市政府落实，不再列出）",
            "二。（省甲厅牵头，省乙厅配合）",
            "三。（省甲厅负责。以下均需各市落实，不再一一列出）",
        ]),
        [
            "省甲厅/guide 试点城市政府/implement",
            "省甲厅/lead 省乙厅/support",
            "省甲厅/responsible 各市/implement"
        ]
        .map(String::from)
    );
    // A list in the declaration is several units, and 下同 alone is none.
    assert_eq!(
        read_on(&["一。（责任单位：市甲局。以下任务均需各县人民政府、园区管委会落实，不再列出）"])
            [0],
        "市甲局/responsible 各县人民政府/implement 园区管委会/implement"
    );
    assert_eq!(
        read_on(&["一。（责任单位：市甲局、市商务局，下同）"])[0],
        "市甲局/responsible 市商务局/responsible"
    );
}

#[test]
fn bold_face_leads_where_the_notice_says_so() {
    let text = "一。（责任单位：市甲局、市乙局）";
    with_flow(text, |flow, sources| {
        let at = text.find("市乙局").expect("printed");
        let bold = [TextRange::at(at, at + "市乙局".len())];
        let mut conventions = Conventions::default();
        assert_eq!(
            show(&duties(flow, &mut conventions, &bold)[0].units, sources),
            "市甲局/responsible 市乙局/responsible"
        );
        with_flow("黑体字标注的为牵头单位", |flow, _| {
            find_conventions(flow).into_iter().for_each(|c| conventions.declare(c));
        });
        assert_eq!(
            show(&duties(flow, &mut conventions, &bold)[0].units, sources),
            "市甲局/responsible 市乙局/lead"
        );
    });
}

#[test]
fn a_mark_says_who_leads_where_the_notice_says_so() {
    with_flow(
        "改造渠道（责任单位：市甲局、★市乙局、※市丙局、市丁局△）。",
        |flow, sources| {
            let read = |declared: &str| {
                let mut conventions = Conventions::default();
                with_flow(declared, |flow, _| {
                    find_conventions(flow).into_iter().for_each(|c| conventions.declare(c));
                });
                show(&duties(flow, &mut conventions, &[])[0].units, sources)
            };
            assert_eq!(
                read("加★的任务要抓紧。"),
                "市甲局/responsible 市乙局/responsible 市丙局/responsible 市丁局/responsible"
            );
            assert_eq!(
                read("标★的为牵头单位，下同。"),
                "市甲局/responsible 市乙局/lead 市丙局/responsible 市丁局/responsible"
            );
            assert_eq!(
                read("标注△的为牵头部门，其余为配合部门。"),
                "市甲局/support 市乙局/support 市丙局/support 市丁局/lead"
            );
        },
    );
}

#[test]
fn a_mark_is_that_of_the_name_it_stands_at() {
    with_flow("★市甲局|市乙局|★市丙局", |flow, sources| {
        let mut conventions = Conventions::default();
        with_flow("标★的为牵头单位", |flow, _| {
            find_conventions(flow).into_iter().for_each(|c| conventions.declare(c));
        });
        let breaks: Vec<usize> =
            ["市乙局", "★市丙局"].iter().map(|w| flow.text().find(w).expect("printed")).collect();
        let mut list = unit_list(flow, &breaks, Role::Responsible);
        conventions.assign(&mut list.units, &list.standings, &[]);
        assert_eq!(show(&list.units, sources), "市甲局/lead 市乙局/responsible 市丙局/lead");
    });
    // Who leads in its own words keeps its place.
    assert_eq!(read_all("改造渠道（市甲局★牵头，市乙局配合）。"), ["市甲局/lead 市乙局/support"]);
}

#[test]
fn a_declaration_says_what_the_others_do() {
    use hongtou_model::ConventionKind::BeforeCommaLeads;
    let bracket = "（市交通局、南溪区政府，市规划局、北溪区政府。列逗号之前的为牵头单位，其他有关单位按职责分工配合，下同）";
    let text = format!("建站3个。{bracket}");
    with_flow(&text, |flow, sources| {
        let mut conventions = Conventions::default();
        let found = duties(flow, &mut conventions, &[]);
        assert_eq!(
            show(&found[0].units, sources),
            "市交通局/lead 南溪区政府/lead 市规划局/support 北溪区政府/support"
        );
        let declared = conventions.of(BeforeCommaLeads).map(|declared| declared.text.as_str());
        assert_eq!(declared, Some("列逗号之前的为牵头单位，其他有关单位按职责分工配合，下同"));
    });
}

#[test]
fn a_level_that_the_notice_prints_elsewhere_is_put_back() {
    let text = "修路3条。（责任单位：区交通公司、港湾公司）";
    for (elsewhere, units) in [
        ("责任单位：区港湾公司", "区交通公司/responsible 区港湾公司/responsible"),
        // Of another place.
        ("责任单位：东山区港湾公司", "区交通公司/responsible 港湾公司/responsible"),
    ] {
        with_flow(text, |flow, _| {
            let notice = [Source::from_text("n", Format::Text, elsewhere)];
            let mut conventions = Conventions::in_sources(&notice);
            let found = duties(flow, &mut conventions, &[]);
            let shown: Vec<String> = found[0]
                .units
                .iter()
                .map(|unit| format!("{}/{}", unit.name, unit.role.name()))
                .collect();
            assert_eq!(shown.join(" "), units);
        });
    }
}
