use hongtou_model::Role;
use hongtou_source::{Format, Source};

use super::*;

mod brackets;
mod conventions;
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
        ("一。（各县区人 民政府负责）", "各县区人民政府/responsible"),
        (
            "一。（市爱卫委 办公室牵头，市委 组织部（人才办）配合）",
            "市爱卫委办公室/lead 市委组织部（人才办）/support",
        ),
        ("一。（县委 编办、县财 政局负责）", "县委编办/responsible 县财政局/responsible"),
        (
            "一。（市生态环境局 浦江分局、市水务局负责）",
            "市生态环境局浦江分局/responsible 市水务局/responsible",
        ),
        (
            "一。（各街道 办事处、各镇人民政 府负责）",
            "各街道办事处/responsible 各镇人民政府/responsible",
        ),
        ("一。（新区科 技创新局负责）", "新区科技创新局/responsible"),
        ("一。（县综合科 县税务局负责）", "县综合科/responsible 县税务局/responsible"),
        ("一。（人民银行 霁州市分行负责）", "人民银行霁州市分行/responsible"),
        ("一。（市城投 集团牵头，市交投 公司配合）", "市城投集团/lead 市交投公司/support"),
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
        ("一。（局博物馆与文物处负责）", "局博物馆与文物处/responsible"),
        ("一。（局办公室与规划处负责）", "局办公室/responsible 规划处/responsible"),
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
fn cells_are_read_as_lists() {
    for (text, role, expected) in [
        (
            "市甲局、市乙局，各区政府",
            Role::Support,
            "市甲局/support 市乙局/support 各区政府/support",
        ),
        ("市教育局 市财政局", Role::Lead, "市教育局/lead 市财政局/lead"),
        ("安监站 卫生院", Role::Lead, "安监站/lead 卫生院/lead"),
        ("各县(市)区人 民政府", Role::Lead, "各县(市)区人民政府/lead"),
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
        ("市甲局、市乙局按职责分工负责", Role::Lead, "市甲局/responsible 市乙局/responsible"),
        ("市甲局、市乙局负责", Role::Lead, "市甲局/lead 市乙局/lead"),
        ("市甲局按职责负责", Role::Lead, "市甲局/lead"),
        ("市甲局、市乙局按职责分工配合", Role::Support, "市甲局/support 市乙局/support"),
        ("市教育局/市财政局", Role::Responsible, "市教育局/responsible 市财政局/responsible"),
        ("（市甲局负责）", Role::Responsible, "市甲局/responsible"),
        ("1.市教育局 2.市财政局", Role::Responsible, "市教育局/responsible 市财政局/responsible"),
        ("无", Role::Support, ""),
        ("—", Role::Support, ""),
        ("/", Role::Support, ""),
        (
            "有校车的县（市）、涉及的街道",
            Role::Responsible,
            "有校车的县（市）/responsible 涉及的街道/responsible",
        ),
        ("完成的项目", Role::Responsible, ""),
        (
            "市甲局，各县|（市、区）人民政|府",
            Role::Responsible,
            "市甲局/responsible 各县（市、区）人民政府/responsible",
        ),
        (
            "县财政局|人民银行|云川营业|管理部|县审计局",
            Role::Responsible,
            "县财政局/responsible 人民银行云川营业管理部/responsible 县审计局/responsible",
        ),
        (
            "市甲局、国家统计局|云川调查队、市乙局",
            Role::Responsible,
            "市甲局/responsible 国家统计局云川调查队/responsible 市乙局/responsible",
        ),
        ("市甲局|人保财险云川市|分公司", Role::Lead, "市甲局/lead 人保财险云川市分公司/lead"),
        // What has a name of its own is no part of the body before it.
        (
            "市甲局、市水利局|中国移动云川分公司",
            Role::Lead,
            "市甲局/lead 市水利局/lead 中国移动云川分公司/lead",
        ),
        (
            "市甲局、市水利局|国家统计局云川调查队",
            Role::Lead,
            "市甲局/lead 市水利局/lead 国家统计局云川调查队/lead",
        ),
        (
            "市甲局、各镇（街道）|石桥派出所",
            Role::Lead,
            "市甲局/lead 各镇（街道）/lead 石桥派出所/lead",
        ),
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
        ("组织实施单位", Some(Role::Implement)),
        ("牵头组织实施单位", Some(Role::Lead)),
        ("责任领导", None),
        ("牵头领导", None),
        ("联系人及电话", None),
        ("工作措施", None),
        ("完成时限", None),
    ] {
        assert_eq!(label_role(text), role, "{text}");
    }
}

#[test]
fn a_kind_of_body_is_told_from_a_name() {
    for kind in ["管委会", "组织部", "卫生院", "食堂"] {
        assert!(is_bare_kind(kind), "{kind}");
    }
    for name in ["高新区管委会", "市教育局", "云川学院", "教育厅", "红旗粮库"]
    {
        assert!(!is_bare_kind(name), "{name}");
    }
}
