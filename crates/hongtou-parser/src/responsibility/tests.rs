use hongtou_model::Role;
use hongtou_source::{Format, Source};

use super::*;

mod lists;

/// A paragraph with `|` where the container breaks it into pieces.
fn with_flow<T>(text: &str, use_flow: impl FnOnce(&Flow<'_>, &[Source]) -> T) -> T {
    let source = Source::from_text("n", Format::Text, text);
    let mut pieces = Vec::new();
    let mut at = 0;
    for piece in text.split('|') {
        pieces.push(TextRange::at(at, at + piece.len()));
        at += piece.len() + 1;
    }
    let sources = [source];
    let flow = Flow::new(&sources[0], 0, &pieces);
    use_flow(&flow, &sources)
}

/// Units and roles in one line, after asserting that every span holds exactly the printed words.
fn show(units: &[UnitMention], sources: &[Source]) -> String {
    let mut shown = Vec::new();
    for unit in units {
        let printed = unit.written.as_ref().unwrap_or(&unit.name);
        assert_eq!(&unit.span.words(sources), printed);
        shown.push(format!("{}/{}", unit.name, unit.role.name()));
    }
    shown.join(" ")
}

fn read_all(text: &str) -> Vec<String> {
    with_flow(text, |flow, sources| {
        let mut conventions = Conventions::default();
        let duties = duties(flow, &mut conventions, &[]);
        for duty in &duties {
            assert_eq!(duty.responsibility.span.words(sources), duty.responsibility.text);
        }
        duties.iter().map(|duty| show(&duty.units, sources)).collect()
    })
}

/// Each paragraph has one responsibility, which names these units.
#[track_caller]
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let got = read_all(text);
            (got != [*expected]).then(|| format!("{text}\n  want {expected}\n  got  {got:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_space_inside_a_name_parts_no_units() {
    check(&[
        ("一。（各县 区人民政府负责）", "各县区人民政府/responsible"),
        (
            "一。（市食安委 办公室牵头，市委 组织部（人才办）配合）",
            "市食安委办公室/lead 市委组织部（人才办）/support",
        ),
        ("一。（县委 编办、县财 政局负责）", "县委编办/responsible 县财政局/responsible"),
        (
            "一。（各街道 办事处、各镇人民政 府负责）",
            "各街道办事处/responsible 各镇人民政府/responsible",
        ),
        ("一。（人民银行 霁州市分行负责）", "人民银行霁州市分行/responsible"),
        ("一。（市教育局 市财政局负责）", "市教育局/responsible 市财政局/responsible"),
        ("一。（市残联 市卫生健康委负责）", "市残联/responsible 市卫生健康委/responsible"),
    ]);
}

#[test]
fn verbs_after_a_list_give_roles() {
    check(&[
        ("一。（市甲局负责）", "市甲局/responsible"),
        (
            "一。（市甲局牵头，市乙局、滨河水文勘测基地配合）",
            "市甲局/lead 市乙局/support 滨河水文勘测基地/support",
        ),
        ("一。（市甲局、市乙局负责）二。", "市甲局/responsible 市乙局/responsible"),
        ("一。（市甲局、市乙局按职责分工负责）", "市甲局/responsible 市乙局/responsible"),
        (
            "一。（市甲局牵头，市乙局、市丙委按照职责分工负责）",
            "市甲局/lead 市乙局/responsible 市丙委/responsible",
        ),
        ("一。(市甲局牵头,市乙局配合)", "市甲局/lead 市乙局/support"),
        ("一。（市甲局牵头，市乙局参与）", "市甲局/lead 市乙局/support"),
        ("一。（市甲局、市乙局牵头负责）", "市甲局/lead 市乙局/lead"),
        ("一。（市甲局会同有关部门负责）", "市甲局/lead 有关部门/support"),
        ("一。（市甲局牵头，会同市乙局、市丙局负责）", "市甲局/lead 市乙局/support 市丙局/support"),
        ("一。（省甲厅指导，试点城市政府负责落实）", "省甲厅/guide 试点城市政府/implement"),
        ("一。（省甲厅指导，省乙局参与）", "省甲厅/guide 省乙局/support"),
        ("一。（市甲局、市乙局分别负责）", "市甲局/responsible 市乙局/responsible"),
        (
            "一。（市甲办负责，市甲委相关成员单位分工负责）",
            "市甲办/lead 市甲委相关成员单位/responsible",
        ),
        ("一。（市甲局负责，市乙局配合）", "市甲局/lead 市乙局/support"),
        ("一。（市甲局牵头组织，各区人民政府落实）", "市甲局/lead 各区人民政府/implement"),
        ("一。（由市甲局牵头，市乙局协助）", "市甲局/lead 市乙局/support"),
        ("一。（市甲局牵头、市乙局配合）", "市甲局/lead 市乙局/support"),
        ("一。（市甲局统筹协调，各区政府组织实施）", "市甲局/responsible 各区政府/responsible"),
        (
            "一。（市甲局牵头；各区政府、市乙局共同负责）",
            "市甲局/lead 各区政府/responsible 市乙局/responsible",
        ),
        (
            "一。（市甲局（牵头）、市乙局、市丙局）",
            "市甲局/lead 市乙局/responsible 市丙局/responsible",
        ),
    ]);
}

#[test]
fn labels_give_roles() {
    check(&[
        ("一。（责任单位：市甲局、市乙局）", "市甲局/responsible 市乙局/responsible"),
        ("一。〔责任单位∶市甲局〕", "市甲局/responsible"),
        ("一。（责任单位市财政局、市乙站）", "市财政局/responsible 市乙站/responsible"),
        (
            "一。（牵头单位：市甲局，配合单位：市乙局、市丙局）",
            "市甲局/lead 市乙局/support 市丙局/support",
        ),
        (
            "一。（牵头责任单位：区甲局；责任单位：各镇（街道），区级相关部门）",
            "区甲局/lead 各镇（街道）/responsible 区级相关部门/responsible",
        ),
        (
            "一。（牵头部门：市甲局；配合部门：市乙局；落实单位：市丙公司）",
            "市甲局/lead 市乙局/support 市丙公司/implement",
        ),
        ("一。(责任单位:市甲局,配合单位:市乙局)", "市甲局/responsible 市乙局/support"),
        ("一。（主要责任单位：市甲局；协同配合单位：市乙局）", "市甲局/lead 市乙局/support"),
        ("一。（责任单位：市甲局、市乙局按职责分工负责）", "市甲局/responsible 市乙局/responsible"),
        (
            "一。（责任单位：市甲局，各区政府按各自职责组织实施）",
            "市甲局/responsible 各区政府/responsible",
        ),
        ("一。（责任单位：市甲局、市乙局。）", "市甲局/responsible 市乙局/responsible"),
        ("一。（省级牵头单位：省甲厅；市级责任单位：市甲局）", "省甲厅/lead 市甲局/responsible"),
        ("一。（国家部委：商务部；省级部门：省商务厅）", "商务部/responsible 省商务厅/responsible"),
        ("一。（责 任 单 位 ：市甲局、市乙局）", "市甲局/responsible 市乙局/responsible"),
        (
            "一。（责任单位：市财政局市教育局责任单位：市公安局）",
            "市财政局/responsible 市教育局/responsible 市公安局/responsible",
        ),
        (
            "一。（责任单位：市甲局，市乙局，市丙局）",
            "市甲局/responsible 市乙局/responsible 市丙局/responsible",
        ),
        ("一。（牵头：市甲局；配合：市乙局、市丙局）", "市甲局/lead 市乙局/support 市丙局/support"),
        ("一。（市级牵头单位：市甲局；各区县负责落实）", "市甲局/lead 各区县/implement"),
        (
            "一。（责任单位：市甲局、市乙局牵头，市丙局配合）",
            "市甲局/lead 市乙局/lead 市丙局/support",
        ),
        ("一。（责任单位：市甲局（牵头）、市乙局）", "市甲局/lead 市乙局/responsible"),
        (
            "牵头单位：市甲局 责任单位：市乙局、市丙局",
            "市甲局/lead 市乙局/responsible 市丙局/responsible",
        ),
        ("新建管网9公里。责任单位：市甲局、市乙局。", "市甲局/responsible 市乙局/responsible"),
        (
            "落实。责任单位：市甲局、市乙局 完成时限：2024年6月底前",
            "市甲局/responsible 市乙局/responsible",
        ),
        ("落实。责任单位：市甲局；完成时限：6月底前；责任人：张三", "市甲局/responsible"),
        (
            "落实。（责任单位：市甲局、市乙局完成时限：6月底前）",
            "市甲局/responsible 市乙局/responsible",
        ),
        (
            "一。（责任单位：市甲局（市乙局）、国网云溪公司）",
            "市甲局（市乙局）/responsible 国网云溪公司/responsible",
        ),
    ]);
}

#[test]
fn names_keep_their_joints_and_brackets() {
    check(&[
        (
            "一。（市住房和城乡建设局、市发展和改革委、市水利和湖泊局负责）",
            "市住房和城乡建设局/responsible 市发展和改革委/responsible 市水利和湖泊局/responsible",
        ),
        ("一。（市教育局和市体育局负责）", "市教育局/responsible 市体育局/responsible"),
        ("一。（市甲委成员单位及有关部门配合）", "市甲委成员单位/support 有关部门/support"),
        ("一。（各有关部门和单位负责）", "各有关部门和单位/responsible"),
        ("一。（市自然资源和规划局平阳分局负责）", "市自然资源和规划局平阳分局/responsible"),
        (
            "一。（市数据局（市人工智能局）牵头，省数据集团（筹）配合）",
            "市数据局（市人工智能局）/lead 省数据集团（筹）/support",
        ),
        ("一。（省市场监管（知识产权）局负责）", "省市场监管（知识产权）局/responsible"),
        ("一。（市委组织部（人才办）负责）", "市委组织部（人才办）/responsible"),
        ("一。（责任单位：各县[市、区]人民政府）", "各县[市、区]人民政府/responsible"),
        (
            "一。（各县<市、区>人民政府、省甲厅负责）",
            "各县<市、区>人民政府/responsible 省甲厅/responsible",
        ),
        (
            "一。（责任单位：市甲局，各区、县(市)人民政府）",
            "市甲局/responsible 各区、县(市)人民政府/responsible",
        ),
        ("一。（各市、县人民政府负责落实）", "各市、县人民政府/implement"),
        ("一。[区甲局（区乙局）负责]", "区甲局（区乙局）/responsible"),
        ("一。（市甲委各成员单位负责）", "市甲委各成员单位/responsible"),
        ("一。（市委、市政府负责）", "市委/responsible 市政府/responsible"),
        ("一。（市住房城乡|建设局负责）", "市住房城乡建设局/responsible"),
        ("一。（市住房 城乡建设局负责）", "市住房城乡建设局/responsible"),
    ]);
}

#[test]
fn what_a_list_leaves_out_is_put_back_from_the_list() {
    check(&[
        (
            "一。（省公安厅、发展改革委按职责分工负责）",
            "省公安厅/responsible 省发展改革委/responsible",
        ),
        (
            "一。（各设区市人民政府，省民政厅、财政厅，省电力公司负责）",
            "各设区市人民政府/responsible 省民政厅/responsible 省财政厅/responsible 省电力公司/responsible",
        ),
        ("一。（省商务厅牵头，市场监管局配合）", "省商务厅/lead 省市场监管局/support"),
        (
            "一。（省教育厅、甲州海关、乙江证监局负责）",
            "省教育厅/responsible 甲州海关/responsible 乙江证监局/responsible",
        ),
        (
            "一。（省委组织部、宣传部，省财政厅负责）",
            "省委组织部/responsible 省委宣传部/responsible 省财政厅/responsible",
        ),
        (
            "一。（国家发展改革委、财政部、税务总局负责）",
            "国家发展改革委/responsible 财政部/responsible 税务总局/responsible",
        ),
        // The list does not show that it drops the level: the name may be whole.
        ("一。（市发展改革委、市场监管局负责）", "市发展改革委/responsible 市场监管局/responsible"),
        (
            "一。（市公安局、财政局、市场监管局负责）",
            "市公安局/responsible 市财政局/responsible 市市场监管局/responsible",
        ),
        (
            "一。（各县（市）区党委、政府负责）",
            "各县（市）区党委/responsible 各县（市）区政府/responsible",
        ),
        (
            "一。（责任单位：各县区人民政府、管委会）",
            "各县区人民政府/responsible 各县区管委会/responsible",
        ),
        ("一。（各镇、街道负责）", "各镇/responsible 各街道/responsible"),
        (
            "一。（责任单位：市甲局,马湖区、闽山县人民政府）",
            "市甲局/responsible 马湖区人民政府/responsible 闽山县人民政府/responsible",
        ),
        (
            "一。（市公安局、财政局、港航局负责）",
            "市公安局/responsible 市财政局/responsible 市港航局/responsible",
        ),
        ("一。（发展改革委、教育厅负责）", "发展改革委/responsible 教育厅/responsible"),
    ]);
    let text = "一。（省公安厅、教育厅负责）";
    with_flow(text, |flow, _| {
        let duty = duties(flow, &mut Conventions::default(), &[]).remove(0);
        assert_eq!(duty.units[1].written.as_deref(), Some("教育厅"));
        assert_eq!(duty.units[0].written, None);
    });
}

fn only(text: &str) -> Duty {
    with_flow(text, |flow, _| {
        let mut found = duties(flow, &mut Conventions::default(), &[]);
        assert_eq!(found.len(), 1, "{text}");
        found.remove(0)
    })
}

#[test]
fn open_lists_name_no_class_of_units() {
    for (text, units, open) in [
        ("一。（市甲局、市乙局等部门负责）", 2, true),
        ("一。（市甲局等按职责分工负责）", 1, true),
        ("一。（市甲局、市乙局等市直有关部门和单位，各区人民政府）", 3, true),
        ("一。（责任单位：市甲局、市乙局等）", 2, true),
        ("一。（市甲局、市乙局等7个部门负责）", 2, true),
        ("一。（市甲局等有关部门、单位负责）", 1, true),
        ("一。（市甲局、市乙局等部门和各区政府配合）", 3, true),
        ("一。（市甲局、市乙局负责）", 2, false),
        ("一。（市高等教育局负责）", 1, false),
    ] {
        let duty = only(text);
        assert_eq!(
            (duty.units.len(), duty.responsibility.open),
            (units, open),
            "{text} {:?}",
            duty.units
        );
    }
}

#[test]
fn deadlines_scope_and_tiers_are_told_apart() {
    let text = "一。（牵头单位：市甲局；责任单位：市乙局，市丙会，6月底前完成）";
    let duty = only(text);
    assert_eq!(duty.units.len(), 3);
    assert_eq!(
        duty.deadlines.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>(),
        ["6月底前完成"]
    );
    let text = "一。（市级各部门分别负责，年内持续推进）";
    let duty = only(text);
    assert_eq!(&text[duty.deadlines[0].clone()], "年内持续推进");
    let duty = only("一。（责任单位：市甲局，2025年12月底前）");
    assert_eq!((duty.units.len(), duty.deadlines.len()), (1, 1));
    let duty = only("一。（负责部门：甲局、乙部；适用范围：全市，县级除外）");
    assert_eq!(duty.units.len(), 2);
    assert_eq!(duty.responsibility.scope.as_deref(), Some("全市，县级除外"));
    let duty = only("一。（责任单位：市甲局，市乙局、市丙局）");
    assert_eq!(duty.tiers, [0, 1, 1]);
}

#[test]
fn asides_are_no_responsibilities() {
    for text in [
        "对（以下简称“甲办”）进行培训。",
        "按时完成。（含地下部分）",
        "《方案（2020-2021年）》要求。",
        "（一）加强管理。（二）抓好培训。",
        "落实校长（园长）负责制。",
        "（市教育局）加强督导。",
        "完善机制（政府主导、部门配合、社会参与）。",
        "成立领导小组（办公室设在市教育局）。",
        "实行项目负责制（由项目负责人牵头）。",
        "（此件公开发布）",
        "登记作品（国家版权局）。",
        "在各城区（甲秀区、乙洲区、丙圩区）购房。",
        "补助镇（街道）100元。",
        "（企业直接向国家发展改革委申报，不需省级发展改革部门转报）",
        "（各镇街道要落实属地责任，负责排查辖区内隐患，确保不漏一户）",
        "（见习补贴用于支付生活费，以及对见习人员的指导管理等）",
        "（家庭成员包括购房人、配偶以及未成年子女，下同）",
        "文件（甲建字〔2023〕226号）规定。",
        "（地、州、盟）和（市、区、旗）",
        "责任单位要切实履行职责，配合单位要主动作为。",
        "（法定代表人）（每年不少于2次）",
        "指标（由市甲局另行下达，各区据此分解并负责落实到具体项目和具体责任人）",
    ] {
        assert_eq!(read_all(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn lists_without_verb_or_label_count_where_a_responsibility_stands() {
    check(&[
        ("一。（市教育局、市委编办）", "市教育局/responsible 市委编办/responsible"),
        ("完成改造。（市教育局、市体育局）完成验收。", "市教育局/responsible 市体育局/responsible"),
    ]);
    assert!(read_all("报送（市教育局、市体育局）备案。").is_empty());
}

#[test]
fn brackets_that_are_lost_or_cut_are_told() {
    let forms = |text: &str| {
        with_flow(text, |flow, sources| {
            duties(flow, &mut Conventions::default(), &[])
                .iter()
                .map(|duty| (duty.form, show(&duty.units, sources)))
                .collect::<Vec<_>>()
        })
    };
    assert_eq!(forms("一。（市甲局牵头，"), [(DutyForm::Unclosed, "市甲局/lead".into())]);
    assert_eq!(
        forms("一。（市甲局负责加强管理。（市乙局负责）"),
        [
            (DutyForm::LostBracket, "市甲局/responsible".into()),
            (DutyForm::Bracket, "市乙局/responsible".into())
        ]
    );
    assert_eq!(
        forms("加强管理。市甲局负责）加强培训。（市乙局负责）"),
        [
            (DutyForm::LostBracket, "市甲局/responsible".into()),
            (DutyForm::Bracket, "市乙局/responsible".into())
        ]
    );
    assert_eq!(forms("责任单位：市甲局"), [(DutyForm::Label, "市甲局/responsible".into())]);
}

#[test]
fn the_stop_that_follows_a_bracket_after_a_stop_belongs_to_it() {
    let text = "加强管理。（市甲局负责）。加强培训（市乙局负责）。";
    with_flow(text, |flow, _| {
        let found = duties(flow, &mut Conventions::default(), &[]);
        let outer: Vec<_> = found.iter().map(|duty| &text[duty.outer.clone()]).collect();
        assert_eq!(outer, ["（市甲局负责）。", "（市乙局负责）"]);
        assert_eq!(found[0].responsibility.text, "市甲局负责");
    });
}

#[test]
fn a_line_of_label_and_units_stands_alone() {
    for (text, expected) in [
        ("牵头单位：市甲局", Some("市甲局/lead")),
        (
            "责任部门：市甲局、甲溪金融监管分局。",
            Some("市甲局/responsible 甲溪金融监管分局/responsible"),
        ),
        ("责 任 单 位 ：县甲局、县乙局", Some("县甲局/responsible 县乙局/responsible")),
        ("责任单位  市甲局", Some("市甲局/responsible")),
        (
            "牵头单位：县甲局责任单位：县乙局、各乡镇人民政府",
            Some("县甲局/lead 县乙局/responsible 各乡镇人民政府/responsible"),
        ),
        ("市级责任单位：市甲局", Some("市甲局/responsible")),
        ("责任科室：人事科、基建办", Some("人事科/responsible 基建办/responsible")),
        ("责任科室：规范办理、优化服务", None),
        ("责任单位：各单位要加强领导，明确任务，把工作抓实抓细抓到位，确保取得实效。", None),
        ("责任单位要加强领导", None),
        ("责任领导：张三", None),
        ("加强管理。（责任单位：市甲局）", None),
    ] {
        with_flow(text, |flow, sources| {
            let got = label_line(flow, &mut Conventions::default(), &[]);
            let got = got.map(|duty| show(&duty.units, sources));
            assert_eq!(got.as_deref(), expected, "{text}");
        });
    }
}

#[test]
fn conventions_are_found_in_all_wordings() {
    use hongtou_model::ConventionKind::*;
    for (text, kind) in [
        ("排在第一位的部门为牵头部门，下同", FirstListedLeads),
        ("任务分工中，列第一位者为牵头单位，下同。", FirstListedLeads),
        ("各项任务的责任单位中，排名第一的为牵头单位或汇总单位。", FirstListedLeads),
        ("责任单位排在首位的为牵头单位，其他为配合单位。", FirstListedLeads),
        ("注：责任单位中逗号前面的为牵头单位。", BeforeCommaLeads),
        ("未明确牵头单位的，责任单位为牵头单位。", ResponsibleLeadsIfNone),
        ("以黑体字标注的为牵头部门。", BoldLeads),
        ("责任单位中加粗的为牵头单位", BoldLeads),
        ("以下均需各市落实，不再一一列出", DefaultUnits),
        ("以下任务均需试点城市政府落实，不再重复列出", DefaultUnits),
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
    ] {
        with_flow(text, |flow, _| assert_eq!(find_conventions(flow), [], "{text}"));
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
        read_on(&["注：逗号前面的为牵头单位。", "一。（责任单位：市甲局、市乙局，各区政府）"])[1],
        "市甲局/lead 市乙局/lead 各区政府/responsible"
    );
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
fn running_sentences_are_recognised_conservatively() {
    for (text, expected) in [
        (
            "由市医保局承办，市民政局、市公安局协办",
            Some("市医保局/lead 市民政局/support 市公安局/support"),
        ),
        ("市教育局负责组织学校落实每天1小时体育活动", Some("市教育局/responsible")),
        ("市市场监管局牵头整治违法行为", Some("市市场监管局/lead")),
        (
            "市教育局、市体育局等市级主管部门牵头完成自查报告，其他相关部门配合",
            Some("市教育局/lead 市体育局/lead 其他相关部门/support"),
        ),
        ("严厉打击负责人失职行为", None),
        ("主要负责同志亲自过问", None),
        ("督促学校落实食品安全负责制", None),
    ] {
        with_flow(text, |flow, sources| {
            let got = sentence_duty(flow, 0..text.len()).map(|duty| show(&duty.units, sources));
            assert_eq!(got.as_deref(), expected, "{text}");
        });
    }
}

#[test]
fn cells_are_read_as_lists() {
    for (text, role, expected) in [
        (
            "市甲局、市乙局，各区政府",
            Role::Support,
            "市甲局/support 市乙局/support 各区政府/support",
        ),
        ("市教育局 市财政局", Role::Lead, "市教育局/lead 市财政局/lead"),
        ("市教育局|市财政局", Role::Responsible, "市教育局/responsible 市财政局/responsible"),
        ("市发展和改|革委员会", Role::Responsible, "市发展和改革委员会/responsible"),
        ("市教育局市财政局", Role::Responsible, "市教育局/responsible 市财政局/responsible"),
        ("市委市政府", Role::Responsible, "市委/responsible 市政府/responsible"),
        ("牵头单位：市甲局 责任单位：市乙局", Role::Responsible, "市甲局/lead 市乙局/responsible"),
        ("市甲局（牵头）、市乙局", Role::Responsible, "市甲局/lead 市乙局/responsible"),
        (
            "市甲局、市乙局按职责分工负责",
            Role::Responsible,
            "市甲局/responsible 市乙局/responsible",
        ),
        ("市教育局/市财政局", Role::Responsible, "市教育局/responsible 市财政局/responsible"),
        ("（市甲局负责）", Role::Responsible, "市甲局/responsible"),
        ("1.市教育局 2.市财政局", Role::Responsible, "市教育局/responsible 市财政局/responsible"),
        ("无", Role::Support, ""),
        ("—", Role::Support, ""),
        ("/", Role::Support, ""),
    ] {
        let breaks: Vec<usize> =
            text.match_indices('|').enumerate().map(|(n, (at, _))| at - n).collect();
        with_flow(text, |flow, sources| {
            assert_eq!(show(&unit_list(flow, &breaks, role).units, sources), expected, "{text}");
        });
    }
}

#[test]
fn a_column_of_units_votes_for_itself() {
    let score = |text: &str| with_flow(text, |flow, _| unit_score(flow));
    for text in ["市甲局、市乙局", "各县（市）区人民政府", "徐江海关", "市教育局等部门", "市民政局"]
    {
        assert!(score(text) > 0.7, "{text}: {}", score(text));
    }
    for text in [
        "2026年底",
        "97%",
        "建设特色街区",
        "责任单位",
        "制定计划，组织验收。",
        "持续推进",
        "",
        "1",
        "张三",
    ] {
        assert!(score(text) < 0.4, "{text}: {}", score(text));
    }
}

#[test]
fn headers_name_roles() {
    for (text, role) in [
        ("牵头单位", Some(Role::Lead)),
        ("责任单位", Some(Role::Responsible)),
        ("责 任 单 位", Some(Role::Responsible)),
        ("省牵头单位", Some(Role::Lead)),
        ("市级责任单位", Some(Role::Responsible)),
        ("主要责任单位", Some(Role::Lead)),
        ("协同配合单位", Some(Role::Support)),
        ("牵头负责部门", Some(Role::Lead)),
        ("指导部门", Some(Role::Guide)),
        ("督导单位", Some(Role::Guide)),
        ("办理部门", Some(Role::Responsible)),
        ("国家部委", Some(Role::Responsible)),
        ("责任单位（排第一的为牵头单位）", Some(Role::Responsible)),
        ("责任单位及责任人", Some(Role::Responsible)),
        ("配合单位：", Some(Role::Support)),
        ("落实单位", Some(Role::Implement)),
        ("责任领导", None),
        ("牵头领导", None),
        ("联系人及电话", None),
        ("工作措施", None),
        ("完成时限", None),
    ] {
        assert_eq!(label_role(text), role, "{text}");
    }
}
