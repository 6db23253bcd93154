//! Lists as notices of all levels write them: collectives of places, towns' offices, keys beside units.

use super::*;

#[test]
fn places_and_levels_in_one_collective() {
    check(&[
        ("一。（各市、县、自治县人民政府负责）", "各市、县、自治县人民政府/responsible"),
        ("一。（各省、自治区、直辖市人民政府负责）", "各省、自治区、直辖市人民政府/responsible"),
        (
            "一。（责任单位：市甲局，各县（市）、区、开发区）",
            "市甲局/responsible 各县（市）、区/responsible 各开发区/responsible",
        ),
        ("一。（各镇、街道负责）", "各镇/responsible 各街道/responsible"),
        ("一。（牵头单位：保卫处、实验室与设备管理处）", "保卫处/lead 实验室与设备管理处/lead"),
        ("一。（牵头单位：教务处和学工处）", "教务处/lead 学工处/lead"),
    ]);
}

#[test]
fn names_that_say_which_places_are_meant() {
    check(&[
        (
            "一。（省水利厅牵头，各设区的市人民政府配合）",
            "省水利厅/lead 各设区的市人民政府/support",
        ),
        (
            "一。（责任单位：设区的市、不设区的市人民政府，省民政厅）",
            "设区的市人民政府/responsible 不设区的市人民政府/responsible 省民政厅/responsible",
        ),
        ("一。（责任单位：设区的市教育局）", "设区的市教育局/responsible"),
        (
            "一。（县水利局牵头，承担建设任务的乡镇人民政府配合）",
            "县水利局/lead 承担建设任务的乡镇人民政府/support",
        ),
        ("一。（责任单位：列入试点的村（社区））", "列入试点的村（社区）/responsible"),
        (
            "一。（责任单位：县教育局及有寄宿学校的镇、街道）",
            "县教育局/responsible 有寄宿学校的镇/responsible 街道/responsible",
        ),
    ]);
}

#[test]
fn levels_of_places_that_stand_alone_are_lost_nowhere() {
    check(&[
        ("一。（责任单位：各镇、街，县文旅局）", "各镇、街/responsible 县文旅局/responsible"),
        (
            "一。（责任单位：各街道、镇，县文旅局）",
            "各街道/responsible 各镇/responsible 县文旅局/responsible",
        ),
        (
            "一。（责任单位：各乡镇、街办，县文旅局）",
            "各乡镇/responsible 各街办/responsible 县文旅局/responsible",
        ),
        (
            "一。（责任单位：各乡、镇、街道办事处，县财政局）",
            "各乡、镇/responsible 各街道办事处/responsible 县财政局/responsible",
        ),
        (
            "一。（责任单位：县财政局、各乡、镇人民政府）",
            "县财政局/responsible 各乡、镇人民政府/responsible",
        ),
        ("一。（配合单位：市财政局，各区、县级市）", "市财政局/support 各区、县级市/support"),
        (
            "一。（责任单位：市财政局、各镇街、开发区）",
            "市财政局/responsible 各镇街/responsible 各开发区/responsible",
        ),
    ]);
}

#[test]
fn offices_of_places_of_another_level_share_what_says_each() {
    check(&[
        (
            "一。（市体育局牵头，各街道办事处、镇人民政府配合）",
            "市体育局/lead 各街道办事处/support 各镇人民政府/support",
        ),
        (
            "一。（责任单位：各街道办事处、乡镇人民政府，县财政局）",
            "各街道办事处/responsible 各乡镇人民政府/responsible 县财政局/responsible",
        ),
        (
            "一。（各区人民政府、开发区管委会负责）",
            "各区人民政府/responsible 各开发区管委会/responsible",
        ),
        // A government above those places, and one of a place that is named.
        ("一。（各街道办事处、区人民政府负责）", "各街道办事处/responsible 区人民政府/responsible"),
        (
            "一。（各街道办事处、东山镇人民政府负责）",
            "各街道办事处/responsible 东山镇人民政府/responsible",
        ),
        ("一。（市财政局、镇人民政府负责）", "市财政局/responsible 镇人民政府/responsible"),
    ]);
}

#[test]
fn what_kind_of_places_are_counted_holds_for_each() {
    check(&[
        (
            "一。（东山、西湖、南城三县负责）",
            "东山县/responsible 西湖县/responsible 南城县/responsible",
        ),
        (
            "一。（东山、西湖、南城等三镇负责）",
            "东山镇/responsible 西湖镇/responsible 南城镇/responsible",
        ),
        ("一。（县水利局牵头，东山、西湖两镇配合）", "县水利局/lead 东山镇/support 西湖镇/support"),
        (
            "一。（责任单位：市水利局、东山、西湖两县人民政府）",
            "市水利局/responsible 东山县人民政府/responsible 西湖县人民政府/responsible",
        ),
        (
            "一。（责任单位：城投、东山、西湖两县）",
            "城投/responsible 东山县/responsible 西湖县/responsible",
        ),
    ]);
    let cell = |text: &str| {
        with_flow(text, |flow, sources| {
            show(&unit_list(flow, &[], Role::Responsible).units, sources)
        })
    };
    assert_eq!(cell("东山、西湖两镇"), "东山镇/responsible 西湖镇/responsible");
}

#[test]
fn what_kind_of_place_the_last_is_says_nothing_of_the_others() {
    for (names, last) in [
        ("水投、城投、高新区", "高新区"),
        ("供电、供水、云溪镇", "云溪镇"),
        ("农行、建行、东山县", "东山县"),
        ("一中、二中、东山镇", "东山镇"),
        ("邮政、顺丰、示范区", "示范区"),
        ("张伟、李强、王家镇", "王家镇"),
        ("万达、永辉、城南街道", "城南街道"),
        ("东山、西湖、南城区人民政府", "南城区人民政府"),
        ("城关、东山等三镇", "东山等三镇"),
    ] {
        let units = names.split('、').map(|name| format!("{name}/responsible"));
        let units = units.collect::<Vec<_>>().join(" ");
        assert!(units.ends_with(&format!("{last}/responsible")));
        check(&[(&format!("一。（责任单位：{names}）"), &units)]);
    }
}

#[test]
fn places_that_a_verb_is_said_of_answer_whatever_kind_they_are() {
    check(&[
        ("一。（东山、西湖、南城区负责）", "东山/responsible 西湖/responsible 南城区/responsible"),
        ("一。（县水利局牵头，东山、南城区配合）", "县水利局/lead 东山/support 南城区/support"),
        (
            "一。（责任单位：水投、东山、西湖两镇）",
            "水投/responsible 东山镇/responsible 西湖镇/responsible",
        ),
    ]);
    assert!(read_all("一（东山、西湖、南城区）。").is_empty());
    assert!(!read_all("一。（新建、改建、南城县落实）").join("").contains("新建/"));
    assert!(read_all("改造3处（路灯、管网、南城区实施）。").is_empty());
    assert!(read_all("完成改建、扩建小区（新建、改建、扩建小区）。").is_empty());
}

#[test]
fn who_conducts_and_who_helps_by_other_words() {
    check(&[
        ("一。（市发展改革委主导，市财政局配合）", "市发展改革委/lead 市财政局/support"),
        ("一。（市发展改革委主办、市财政局会办）", "市发展改革委/lead 市财政局/support"),
        ("一。（市水利局主办，市发展改革委会办）", "市水利局/lead 市发展改革委/support"),
        ("一。（市安委会办、市水利局负责）", "市安委会办/responsible 市水利局/responsible"),
        ("一。（市安委会办公室牵头，市水利局配合）", "市安委会办公室/lead 市水利局/support"),
        (
            "一。（市农业农村局负责主导产业，市财政局配合）",
            "市农业农村局/responsible 市财政局/support",
        ),
        ("一。（由市商务局主导，市财政局配合）", "市商务局/lead 市财政局/support"),
        // The office of a fair or of a meeting ends alike.
        ("一。（责任单位：县商务局、茶博会办）", "县商务局/responsible 茶博会办/responsible"),
        ("一。（责任单位：博览会办、县财政局）", "博览会办/responsible 县财政局/responsible"),
        ("一。（责任单位：县双拥会办、县财政局）", "县双拥会办/responsible 县财政局/responsible"),
    ]);
    assert!(read_all("完善机制（政府主导）。").is_empty());
}

#[test]
fn who_heads_others_and_who_works_under_him() {
    check(&[
        ("一。（县委、县政府领导，县水利局负责）", "县委/lead 县政府/lead 县水利局/responsible"),
        (
            "一。（县委、县政府统一领导，县水利局负责）",
            "县委/lead 县政府/lead 县水利局/responsible",
        ),
        (
            "一。（县委、县政府统一领导、县水利局负责）",
            "县委/lead 县政府/lead 县水利局/responsible",
        ),
        ("一。（在县委、县政府领导下，由县水利局负责）", "县水利局/responsible"),
        ("一。（在县水利局指导下，各镇负责）", "各镇/responsible"),
        ("一。（县水利局牵头，各级党组织落实）", "县水利局/lead 各级党组织/implement"),
        ("一。（县水利局牵头，各镇组织落实）", "县水利局/lead 各镇/implement"),
        (
            "一。（县教育局牵头，县公安局落实监管责任，各镇落实属地责任）",
            "县教育局/lead 县公安局/guide 各镇/implement",
        ),
    ]);
}

#[test]
fn persons_before_bodies_are_none_of_them() {
    check(&[
        ("一。（张建国、市水利局）", "市水利局/responsible"),
        ("一。（副县长张建国、县水利局）", "县水利局/responsible"),
        ("一。（张建国，市水利局负责）", "市水利局/responsible"),
        ("一。（市级：市水利局；县级：县水利局）", "市水利局/responsible 县水利局/responsible"),
        ("一。（城投、市水利局负责）", "城投/responsible 市水利局/responsible"),
        ("一。（王家坝、市水利局负责）", "王家坝/responsible 市水利局/responsible"),
    ]);
    assert!(read_all("建设驿站（市级：20家；县级：30家）。").is_empty());
    // Who took part.
    assert!(read_all("组织调研（副县长张建国、县财政局、县水利局）。").is_empty());
    assert!(read_all("召开专题会（县长王建国、县财政局）。").is_empty());
}

#[test]
fn whom_a_label_or_a_verb_takes_for_a_unit_is_no_person() {
    check(&[
        ("一。（责任单位：陈家祠、市文旅局）", "陈家祠/responsible 市文旅局/responsible"),
        ("一。（责任单位：张某某、市文旅局）", "市文旅局/responsible"),
        ("一。（万达城、市财政局负责）", "万达城/responsible 市财政局/responsible"),
        ("一。（高教园、市财政局负责）", "高教园/responsible 市财政局/responsible"),
        ("一。（张某、市财政局负责）", "市财政局/responsible"),
    ]);
}

#[test]
fn a_level_heads_the_offices_of_that_level() {
    for text in [
        "建成示范镇3个（省级：东山镇；市级：西湖镇、南山镇）。",
        "建成示范镇3个。（省级：东山镇；市级：西湖镇、南山镇）",
        "培育企业2家（国家级：云溪食品有限公司；省级：东山茶业有限公司）。",
        "创建文明单位2个（市级：县税务局；县级：县水利局）。",
        "创建文明单位2个（市级：市税务局；县级：县水利局）。",
        "确定试点2个（省级：云溪县；市级：东山县）。",
    ] {
        assert_eq!(read_all(text), Vec::<String>::new(), "{text}");
    }
    check(&[
        (
            "一。（市级：市水利局、市财政局；县级：县水利局）",
            "市水利局/responsible 市财政局/responsible 县水利局/responsible",
        ),
        (
            "一。（责任单位：市级：市水利局；县级：各有关部门）",
            "市水利局/responsible 各有关部门/responsible",
        ),
    ]);
}

#[test]
fn a_class_by_its_duty_is_one_of_those_who_answer() {
    check(&[
        (
            "一。（责任单位：县投促局、行业主管部门、乡镇）",
            "县投促局/responsible 行业主管部门/responsible 乡镇/responsible",
        ),
        ("一。（责任单位：行业主管部门）", "行业主管部门/responsible"),
        (
            "一。（县发改局牵头，行业主管部门、各乡镇配合）",
            "县发改局/lead 行业主管部门/support 各乡镇/support",
        ),
        (
            "一。（县发改局、主管部门、各乡镇）",
            "县发改局/responsible 主管部门/responsible 各乡镇/responsible",
        ),
        (
            "一。（县发改局牵头，行业主管部门和各乡镇配合）",
            "县发改局/lead 行业主管部门/support 各乡镇/support",
        ),
        ("一。（县发改局牵头，职能部门和单位配合）", "县发改局/lead 职能部门和单位/support"),
        (
            "一。（责任单位：县发改局、职能部门、成员单位）",
            "县发改局/responsible 职能部门/responsible 成员单位/responsible",
        ),
        ("一。（责任单位：县教育局、高校）", "县教育局/responsible 高校/responsible"),
        // What stands behind 等 is no unit, and what labels the list is none of it.
        ("一。（县发改局等行业主管部门负责）", "县发改局/responsible"),
        ("一。（县发改局等部门、单位负责）", "县发改局/responsible"),
        ("一。（主管部门：县发改局；成员单位：县水利局）", "县发改局/responsible 县水利局/support"),
        ("一。（行业主管部门：县发改局）", "县发改局/responsible"),
        (
            "一。（县安委会成员单位、县水利局负责）",
            "县安委会成员单位/responsible 县水利局/responsible",
        ),
    ]);
}

/// The units of all responsibilities of a text; `habit` is whether the notice's tasks end in bare lists.
fn units_by_habit(text: &str, habit: bool) -> String {
    with_flow(text, |flow, sources| {
        let mut conventions = Conventions::default();
        conventions.expect_bare_lists(habit);
        let found = duties(flow, &mut conventions, &[]);
        found.iter().map(|duty| show(&duty.units, sources)).collect::<Vec<_>>().join(" ")
    })
}

#[test]
fn what_nothing_shows_to_be_a_name_is_one_among_sure_ones_where_that_is_the_habit() {
    let three = "县发改局/responsible 云铁新城/responsible 各乡镇/responsible";
    for (text, expected) in [
        ("建站6个。（县发改局、云铁新城、各乡镇）", three),
        ("建站6个（县发改局、云铁新城、各乡镇）。", ""),
        ("建站6个。（含县发改局、拆迁安置费）", ""),
        ("建站6个。（县发改局、推进试点建设）", ""),
        ("建站6个。（市民之家、云铁新城、汽车站）", ""),
        ("建站6个。（县文化馆、县图书馆、电子屏）", ""),
        ("建站6个。（县发改局、2万元）", ""),
        // When, of which kind, and where.
        ("建站6个。（县发改局、县水利局，汛期）", ""),
        ("建站6个。（县发改局、县水利局，续建）", ""),
        ("建站6个。（县发改局、县水利局，专项债券）", ""),
        ("建站6个。（县发改局、专项行动）", ""),
        ("建站6个。（县发改局、县水利局、人民广场）", ""),
        ("建站6个。（县发改局、县水利局、官方网站、微博）", ""),
    ] {
        assert_eq!(
            (&*units_by_habit(text, true), &*units_by_habit(text, false)),
            (expected, ""),
            "{text}"
        );
    }
    // A verb says what it is, whatever the habit.
    check(&[
        ("一。（县财政局、驻村工作队负责）", "县财政局/responsible 驻村工作队/responsible"),
        (
            "一。（县工信局、中国移动、中国铁塔）",
            "县工信局/responsible 中国移动/responsible 中国铁塔/responsible",
        ),
        ("一。（县住建局、县城投）", "县住建局/responsible 县城投/responsible"),
        ("一。（县教育局、县一中）", "县教育局/responsible 县一中/responsible"),
        (
            "一。（县教育局、县十一中、县第六中学、县四小）",
            "县教育局/responsible 县十一中/responsible 县第六中学/responsible 县四小/responsible",
        ),
        ("一。（县一幼牵头，市一院、滨河六中配合）", "县一幼/lead 市一院/support 滨河六中/support"),
    ]);
}

#[test]
fn persons_in_brackets_behind_bodies_are_no_part_of_their_names() {
    check(&[
        (
            "一。（牵头单位：县商务局（刘洋），责任单位：县财政局（王小明）、县住建局（赵强、李梅））",
            "县商务局/lead 县财政局/responsible 县住建局/responsible",
        ),
        ("一。（县商务局（刘洋）牵头，县财政局（周敏）配合）", "县商务局/lead 县财政局/support"),
        // One word of two characters may be a place or a field.
        ("一。（县公安局（江北）、县财政局）", "县公安局（江北）/responsible 县财政局/responsible"),
        (
            "一。（县民政局（老龄办）、县文旅局（史志）、县财政局）",
            "县民政局（老龄办）/responsible 县文旅局（史志）/responsible 县财政局/responsible",
        ),
    ]);
}

#[test]
fn what_looks_like_a_verb_may_end_a_short_name() {
    check(&[
        ("一。（责任单位：县财政局、县目督办）", "县财政局/responsible 县目督办/responsible"),
        ("一。（县委目标办、县政府目督办）", "县委目标办/responsible 县政府目督办/responsible"),
        ("一。（县目督办牵头，县财政局配合）", "县目督办/lead 县财政局/support"),
        ("一。（县财政局牵头，县委督查室督办）", "县财政局/lead 县委督查室/guide"),
        ("一。（县公安局督办，各乡镇负责）", "县公安局/guide 各乡镇/responsible"),
        ("一。（县局督办，县财政局负责）", "县局/guide 县财政局/responsible"),
        ("一。（县委督办，县财政局负责）", "县委/guide 县财政局/responsible"),
        ("一。（县财政局协办）", "县财政局/support"),
        // No other verb ends a name, and no level, 等 or body's end is an office.
        ("一。（县社主办，县财政局协办）", "县社/lead 县财政局/support"),
        ("一。（县财政局牵头，县社督办）", "县财政局/lead 县社/guide"),
        ("一。（县委、县政府等主办，县文旅局承办）", "县委/lead 县政府/lead 县文旅局/responsible"),
        ("一。（县委、县政府等督办，县文旅局落实）", "县委/guide 县政府/guide 县文旅局/implement"),
    ]);
    assert!(read_all("办书展2次。（省主办、市承办、县协办）").is_empty());
    check(&[("一。（市督办，县信访局落实）", "县信访局/implement")]);
}

#[test]
fn joint_bureaus_are_of_the_level_before_them() {
    check(&[
        (
            "一。（县发改局、教育和体育局、商务和投资促进局负责）",
            "县发改局/responsible 县教育和体育局/responsible 县商务和投资促进局/responsible",
        ),
        (
            "一。（县发改局、教育体育局、民政和养老事业局负责）",
            "县发改局/responsible 县教育体育局/responsible 县民政和养老事业局/responsible",
        ),
        (
            "一。（县发改局、文体广电和旅游局负责）",
            "县发改局/responsible 县文体广电和旅游局/responsible",
        ),
        ("一。（市水利局、县园林和财政局负责）", "市水利局/responsible 县园林和财政局/responsible"),
        ("一。（教育和体育局、县发改局负责）", "教育和体育局/responsible 县发改局/responsible"),
        ("一。（县发改局、县教育和体育局负责）", "县发改局/responsible 县教育和体育局/responsible"),
        ("一。（县发改局、信息和档案中心负责）", "县发改局/responsible 信息和档案中心/responsible"),
        (
            "一。（县发改局、教育局和体育局负责）",
            "县发改局/responsible 县教育局/responsible 县体育局/responsible",
        ),
    ]);
}

#[test]
fn the_office_behind_the_last_organ_is_that_of_each() {
    check(&[
        ("一。（县委、县政府督查室）", "县委督查室/responsible 县政府督查室/responsible"),
        ("一。（市人大、市政协办公室负责）", "市人大办公室/responsible 市政协办公室/responsible"),
        (
            "一。（市委、市人大、市政府、市政协办公室负责）",
            "市委办公室/responsible 市人大办公室/responsible 市政府办公室/responsible 市政协办公室/responsible",
        ),
        ("一。（县委、县政府负责）", "县委/responsible 县政府/responsible"),
        (
            "一。（县委、县政府目标督查办公室）",
            "县委目标督查办公室/responsible 县政府目标督查办公室/responsible",
        ),
        (
            "一。（县委、县政府、县政府办公室）",
            "县委/responsible 县政府/responsible 县政府办公室/responsible",
        ),
        ("一。（县委、县政府金融办负责）", "县委/responsible 县政府金融办/responsible"),
        ("一。（县委、县政府国资委负责）", "县委/responsible 县政府国资委/responsible"),
        ("一。（县委、市政府办公室负责）", "县委/responsible 市政府办公室/responsible"),
        ("一。（县委办公室、县政府办公室负责）", "县委办公室/responsible 县政府办公室/responsible"),
        // 各 may stand before the levels whose bodies are meant.
        (
            "一。（市应急局，各中央、省属驻市企业负责）",
            "市应急局/responsible 各中央、省属驻市企业/responsible",
        ),
        // The level may be left out.
        (
            "一。（县委办、人大办、政协办，县法院负责）",
            "县委办/responsible 县人大办/responsible 县政协办/responsible 县法院/responsible",
        ),
        (
            "一。（省人大常委会办公厅、政协办公厅负责）",
            "省人大常委会办公厅/responsible 省政协办公厅/responsible",
        ),
        ("一。（县教育局、政府办负责）", "县教育局/responsible 县政府办/responsible"),
        ("一。（各县委、县政府负责）", "各县委/responsible 各县政府/responsible"),
        ("一。（县委，县政府办公室负责）", "县委/responsible 县政府办公室/responsible"),
        // 县政协 shows that the organs are named for themselves.
        (
            "一。（责任单位：县纪委、县人大、县政府办公室、县政协、县法院）",
            "县纪委/responsible 县人大/responsible 县政府办公室/responsible 县政协/responsible 县法院/responsible",
        ),
        ("一。（责任单位：市委、市政府参事室）", "市委/responsible 市政府参事室/responsible"),
        ("一。（责任单位：市委、市政府驻京办）", "市委/responsible 市政府驻京办/responsible"),
        ("一。（责任单位：市委、市政府法制办）", "市委/responsible 市政府法制办/responsible"),
        ("一。（责任单位：市政府、市政协提案办）", "市政府/responsible 市政协提案办/responsible"),
        (
            "一。（责任单位：县委、县人大常委会法工委办公室）",
            "县委/responsible 县人大常委会法工委办公室/responsible",
        ),
    ]);
}

#[test]
fn leaders_who_watch_over_it_and_those_above_are_no_units() {
    check(&[
        ("一。（县级领导包联，县住建局具体负责）", "县住建局/responsible"),
        (
            "一。（责任单位：县财政局、县住建局，以上单位按职责分工负责）",
            "县财政局/responsible 县住建局/responsible",
        ),
        (
            "一。（责任单位：县财政局，以下各项均需各乡镇配合，不再单独列出）",
            "县财政局/responsible 各乡镇/support",
        ),
        ("一。（业务指导：县住建局；责任主体：各乡镇）", "县住建局/guide 各乡镇/responsible"),
        // Behind nobody they are those above the task.
        ("一。（责任单位：上述部门）", "上述部门/responsible"),
        ("一。（责任单位：上述企业、县财政局）", "上述企业/responsible 县财政局/responsible"),
        ("一。（责任单位：县财政局、上述企业）", "县财政局/responsible 上述企业/responsible"),
        (
            "一。（责任单位：县财政局，以下各项均需各乡镇协助落实，不再单独列出）",
            "县财政局/responsible 各乡镇/support",
        ),
    ]);
    let led = "一。（责任单位：县财政局，以下各项均由县水利局牵头，各乡镇配合）";
    assert!(!read_all(led).join("").contains("县水利局/support"));
}

#[test]
fn what_somebody_answers_for_is_nobody() {
    check(&[
        (
            "一。（市住建局、市城管局分别负责新建、存量部分）",
            "市住建局/responsible 市城管局/responsible",
        ),
        (
            "一。（市住建局负责新建，市城管局负责绿化、亮化）",
            "市住建局/responsible 市城管局/responsible",
        ),
        ("一。（市住建局负责新建、市城管局负责存量）", "市住建局/responsible 市城管局/responsible"),
        ("一。（市住建局牵头实施、各镇配合）", "市住建局/lead 各镇/support"),
        ("一。（县住建局负责建设、质监站监督）", "县住建局/responsible 质监站/guide"),
        (
            "一。（市机关事务局牵头，市直各单位于9月15日前完成自查）",
            "市机关事务局/lead 市直各单位/responsible",
        ),
        (
            "一。（教务处、校团委具体承办，后勤处保障，安环部考核）",
            "教务处/responsible 校团委/responsible 后勤处/responsible 安环部/responsible",
        ),
        ("一。（市委政研室、市政府研究室牵头起草）", "市委政研室/lead 市政府研究室/lead"),
    ]);
}

#[test]
fn a_list_may_go_on_behind_a_class_that_is_counted() {
    check(&[
        ("一。（县住建局等9个部门和13个乡镇）", "县住建局/responsible 13个乡镇/responsible"),
        ("一。（县住建局等部门及各乡镇负责）", "县住建局/responsible 各乡镇/responsible"),
        ("一。（县住建局等部门和单位负责）", "县住建局/responsible"),
        ("一。（县住建局等9个部门和单位负责）", "县住建局/responsible"),
    ]);
}

#[test]
fn those_who_are_asked_along_by_their_fields_are_no_ministries() {
    check(&[
        (
            "一。（县教育局会同公安、消防救援部门负责）",
            "县教育局/lead 县公安部门/support 县消防救援部门/support",
        ),
        (
            "一。（县级农业农村、水利部门负责）",
            "县级农业农村部门/responsible 县级水利部门/responsible",
        ),
        ("一。（教育部会同财政部负责）", "教育部/lead 财政部/support"),
    ]);
}

#[test]
fn a_list_may_go_on_right_behind_deng() {
    check(&[
        (
            "一。（财政部、国家医保局等和地方人民政府按职责分工负责）",
            "财政部/responsible 国家医保局/responsible 地方人民政府/responsible",
        ),
        (
            "一。（县财政局等与各乡镇人民政府负责）",
            "县财政局/responsible 各乡镇人民政府/responsible",
        ),
        (
            "一。（县水利局牵头，县财政局等及各镇配合）",
            "县水利局/lead 县财政局/support 各镇/support",
        ),
        (
            "一。（县财政局等部门以及各镇人民政府负责）",
            "县财政局/responsible 各镇人民政府/responsible",
        ),
        ("一。（责任单位：县财政局等以及各镇）", "县财政局/responsible 各镇/responsible"),
        // 等 and 和 inside words.
        (
            "一。（县卫健局、县平等和谐办公室负责）",
            "县卫健局/responsible 县平等和谐办公室/responsible",
        ),
        // Behind the conjunction stands a class alone.
        ("一。（县财政局等部门以及单位负责）", "县财政局/responsible"),
    ]);
}

#[test]
fn teachers_answer_by_what_they_are() {
    check(&[
        (
            "一。（班主任、辅导员、任课教师负责）",
            "班主任/responsible 辅导员/responsible 任课教师/responsible",
        ),
        ("一。（教务处牵头，班主任配合）", "教务处/lead 班主任/support"),
        ("一。（市对台办、外办负责）", "市对台办/responsible 市外办/responsible"),
    ]);
}

#[test]
fn who_directs_leads_and_who_is_asked_helps() {
    check(&[("一。（主导单位：县文旅局；会办部门：县财政局）", "县文旅局/lead 县财政局/support")]);
}

#[test]
fn those_in_front_of_who_helps_answer() {
    check(&[
        (
            "一。（县水利局、县水投公司；各乡镇人民政府配合）",
            "县水利局/responsible 县水投公司/responsible 各乡镇人民政府/support",
        ),
        ("一。（县水利局，各镇配合）", "县水利局/responsible 各镇/support"),
        ("一。（县水利局、各镇配合）", "县水利局/support 各镇/support"),
        ("一。（县水利局牵头，县财政局，各镇配合）", "县水利局/lead 县财政局/support 各镇/support"),
        ("一。（药学部负责，医务科督查）", "药学部/responsible 医务科/guide"),
        ("一。（市政府督查室、市委督查室负责）", "市政府督查室/responsible 市委督查室/responsible"),
        ("一。（责任单位：市政府督查室）", "市政府督查室/responsible"),
    ]);
}

#[test]
fn a_label_behind_a_stop_says_what_is_listed() {
    check(&[(
        "建站。责任单位：质量部、一车间、速裁团队。",
        "质量部/responsible 一车间/responsible 速裁团队/responsible",
    )]);
    for text in [
        "建站。牵头单位：另行通知后，抓紧办理。",
        "建站。主办：一车间、二车间。",
        // A word that is no unit's by itself.
        "建站。责任单位：待定。",
        "建站。责任单位：正在确定。",
        "建站。责任单位：依法依规处理。",
        "建站。主管部门：负责监管。",
        "建站。配合单位：根据需要确定。",
    ] {
        assert!(read_all(text).is_empty(), "{text}: {:?}", read_all(text));
    }
    // Who answers is said elsewhere, and the label is none of the task's words.
    for text in
        ["建站。责任单位：见附件。", "建站。责任单位：按职责分工。", "建站。责任单位：属地为主。"]
    {
        assert_eq!(read_all(text), [""], "{text}");
    }
}

#[test]
fn verbs_in_the_names_of_offices_say_nothing() {
    check(&[
        (
            "一。（责任单位：市政府督导室、市委督查考核办、市审计局指导处、县法院执行局）",
            "市政府督导室/responsible 市委督查考核办/responsible 市审计局指导处/responsible 县法院执行局/responsible",
        ),
        ("一。（市政府督导室、市委督办室负责）", "市政府督导室/responsible 市委督办室/responsible"),
        ("一。（市教育局督导县财政局办理）", "市教育局/guide 县财政局/responsible"),
        // Those behind the verb are a name of their own.
        ("一。（县水利局协助办公室做好工作）", "县水利局/support 办公室/responsible"),
        ("一。（市教育局指导学校，市财政局负责）", "市教育局/guide 市财政局/responsible"),
    ]);
}

#[test]
fn a_level_said_once_holds_for_the_list() {
    check(&[
        (
            "一。（市大数据中心、交通运输局、市公积金中心负责）",
            "市大数据中心/responsible 市交通运输局/responsible 市公积金中心/responsible",
        ),
        (
            "一。（市教育局、财政局、团市委负责）",
            "市教育局/responsible 市财政局/responsible 团市委/responsible",
        ),
        ("一。（市政工程公司、教育局负责）", "市政工程公司/responsible 教育局/responsible"),
        // A centre for a field as a bureau for it; not one with a place of its own.
        (
            "一。（市水务局、公路事务中心、融媒体中心负责）",
            "市水务局/responsible 市公路事务中心/responsible 市融媒体中心/responsible",
        ),
        (
            "一。（市水务局、东山公路事务中心负责）",
            "市水务局/responsible 东山公路事务中心/responsible",
        ),
        ("一。（公路事务中心、市水务局负责）", "公路事务中心/responsible 市水务局/responsible"),
    ]);
}

#[test]
fn departments_and_units_of_the_same_kind_are_one_collective() {
    check(&[
        (
            "一。（责任单位：市直有关部门、单位，各区政府）",
            "市直有关部门、单位/responsible 各区政府/responsible",
        ),
        ("一。（市有关部门、单位负责）", "市有关部门、单位/responsible"),
        ("一。（市教育局、市直各单位负责）", "市教育局/responsible 市直各单位/responsible"),
    ]);
}

#[test]
fn words_in_quotation_marks_inside_a_name_are_no_list() {
    check(&[
        (
            "一。（责任单位：市“双随机、一公开”联席会议各成员单位，市教育局）",
            "市“双随机、一公开”联席会议各成员单位/responsible 市教育局/responsible",
        ),
        (
            "一。（市“扫黄、打非”工作小组办公室牵头，市公安局配合）",
            "市“扫黄、打非”工作小组办公室/lead 市公安局/support",
        ),
        (
            "一。（责任单位：市“双减”专班、市“控辍”专班、市公安局）",
            "市“双减”专班/responsible 市“控辍”专班/responsible 市公安局/responsible",
        ),
    ]);
}

#[test]
fn a_branch_of_a_body_above_takes_no_level_of_the_list() {
    check(&[
        ("一。（县农业农村局牵头，生态环境分局配合）", "县农业农村局/lead 生态环境分局/support"),
        (
            "一。（区公安分局、生态环境分局、财政局负责）",
            "区公安分局/responsible 区生态环境分局/responsible 区财政局/responsible",
        ),
        (
            "一。（市财政局、外汇局云溪市分局负责）",
            "市财政局/responsible 外汇局云溪市分局/responsible",
        ),
        (
            "一。（市财政局、自然资源局云溪区分局、税务局第一税务分局负责）",
            "市财政局/responsible 市自然资源局云溪区分局/responsible 市税务局第一税务分局/responsible",
        ),
    ]);
}

#[test]
fn offices_of_a_town_are_units() {
    check(&[
        ("一。（镇应急办牵头，镇派出所配合）", "镇应急办/lead 镇派出所/support"),
        ("一。（镇水利站、乡财政所负责）", "镇水利站/responsible 乡财政所/responsible"),
    ]);
}

#[test]
fn labels_go_with_any_kind_of_body() {
    check(&[
        ("一。（牵头科室：医务科；配合科室：护理部）", "医务科/lead 护理部/support"),
        ("一。（教务处、学工部负责）", "教务处/responsible 学工部/responsible"),
        ("一。（责任股室：办公室；落实机构：各分局）", "办公室/responsible 各分局/implement"),
        (
            "一。（牵头科室：资本科；责任企业：市产投集团、各市属国有企业）",
            "资本科/lead 市产投集团/responsible 各市属国有企业/responsible",
        ),
    ]);
}

#[test]
fn a_bracket_in_a_label_says_its_body_another_way() {
    check(&[
        ("一。（责任单位（部门）：市甲局、市乙局）", "市甲局/responsible 市乙局/responsible"),
        (
            "一。（牵头部门（单位）：市教育局；配合部门（单位）：市财政局）",
            "市教育局/lead 市财政局/support",
        ),
        ("一。（牵头（责任）单位：市教育局）", "市教育局/lead"),
        (
            "建站。责任处室（单位）：基础教育处、市考试院。",
            "基础教育处/responsible 市考试院/responsible",
        ),
    ]);
}

#[test]
fn what_qualifies_a_label_is_no_unit() {
    check(&[
        (
            "一。（改革事项牵头单位：市教育局；次要责任单位：市财政局）",
            "市教育局/lead 市财政局/responsible",
        ),
        (
            "一。（行业主管部门：市应急局；属地单位：各区人民政府）",
            "市应急局/responsible 各区人民政府/responsible",
        ),
        (
            "一。（牵头单位及配合单位：市教育局、市财政局）",
            "市教育局/responsible 市财政局/responsible",
        ),
        ("一。（责任单位：市教育局；分管市领导：张三）", "市教育局/responsible"),
        (
            "一。（项目业主：市城投公司；责任单位：市住建局）",
            "市城投公司/responsible 市住建局/responsible",
        ),
        ("一。（责任单位及责任人：市财政局）", "市财政局/responsible"),
        (
            "一。（公办学校责任单位：市教育局；市县责任单位：各县教育局）",
            "市教育局/responsible 各县教育局/responsible",
        ),
        // A separator may be lost behind a name.
        ("一。（市教育局牵头单位：市财政局）", "市教育局/responsible 市财政局/lead"),
        ("一。（牵头单位：市教育局 配合单位：市财政局）", "市教育局/lead 市财政局/support"),
    ]);
}

#[test]
fn a_duty_before_any_kind_of_body_is_a_label() {
    check(&[
        (
            "一。（责任站办：农业农村办公室；责任村居：各村（社区））",
            "农业农村办公室/responsible 各村（社区）/responsible",
        ),
        ("一。（牵头银行：甲市农商银行）", "甲市农商银行/lead"),
        ("一。（具体执行部门：财政所）", "财政所/implement"),
        ("一。（包保单位：农业农村办公室）", "农业农村办公室/responsible"),
    ]);
    for none in ["一（计量单位：万元）。", "一（责任体系：五级三类）。", "一。（责任期限：三年）"]
    {
        assert_eq!(read_all(none), [] as [&str; 0], "{none}");
    }
}

#[test]
fn times_of_any_name_are_no_units() {
    check(&[
        ("一。（牵头单位：市教育局；汛前完成）", "市教育局/lead"),
        ("一。（市教育局牵头，市财政局配合，春节前完成）", "市教育局/lead 市财政局/support"),
        ("一。（市教育局牵头，采暖季前全部完成）", "市教育局/lead"),
        ("一。（市教育局、市民宗局，“五一”前完成）", "市教育局/responsible 市民宗局/responsible"),
        ("一。（责任单位：市教育局，每半年组织一次）", "市教育局/responsible"),
        (
            "一。（责任单位：市教育局、市水利局，按季度推进）",
            "市教育局/responsible 市水利局/responsible",
        ),
        ("一。（市教育局负责，按省定时限完成）", "市教育局/responsible"),
        ("一。（责任单位：市教育局，分阶段实施）", "市教育局/responsible"),
        ("一。（市教育局牵头，每两年开展一次，分批实施）", "市教育局/lead"),
        ("一。（市教育局牵头，待上级文件印发后实施）", "市教育局/lead"),
        ("一。（责任单位：年中公司，分水镇）", "年中公司/responsible 分水镇/responsible"),
        (
            "一。（市公安局、市教育局按职责分工负责，即知即改）",
            "市公安局/responsible 市教育局/responsible",
        ),
    ]);
}

#[test]
fn labels_in_brackets_of_their_own() {
    let label = |text: &str| {
        with_flow(text, |flow, sources| {
            label_line(flow, &mut Conventions::default(), &[])
                .map(|duty| show(&duty.units, sources))
        })
    };
    assert_eq!(label("【牵头单位】建设局").as_deref(), Some("建设局/lead"));
    assert_eq!(
        label("【责任单位】市教育局、市财政局").as_deref(),
        Some("市教育局/responsible 市财政局/responsible")
    );
    check(&[(
        "通车。【牵头单位】市教育局【责任单位】市财政局",
        "市教育局/lead 市财政局/responsible",
    )]);
}

#[test]
fn a_bare_name_before_a_mark_answers_where_that_is_the_habit() {
    let count = |text: &str, habit: bool| {
        with_flow(text, |flow, _| {
            let mut conventions = Conventions::default();
            conventions.expect_bare_lists(habit);
            duties(flow, &mut conventions, &[]).len()
        })
    };
    for (text, habit, none) in [
        ("新增就业6000人（县人社局）；", 1, 0),
        ("控制在4%以内（县人社局），清理欠薪。", 1, 0),
        ("化解率达到98%。（司法所、综治办）", 1, 0),
        ("由登记机关（县市场监管局），统一办理", 0, 0),
    ] {
        assert_eq!((count(text, true), count(text, false)), (habit, none), "{text}");
    }
}

#[test]
fn what_an_office_is_there_for_is_part_of_its_name() {
    for name in [
        "县委督查考评中心",
        "县委督查考核中心",
        "县委考核督查中心",
        "县委督查绩效中心",
        "县东西部协作办公室",
        "县东西部协作中心",
        "县东西部协作服务中心",
        "市对口支援和东西部协作办公室",
        "市督办落实中心",
    ] {
        check(&[
            (&format!("一。（{name}负责）"), &format!("{name}/responsible")),
            (
                &format!("一。（牵头单位：{name}；配合单位：县财政局、{name}）"),
                &format!("{name}/lead 县财政局/support {name}/support"),
            ),
            (
                &format!("一。（县教育局负责，{name}配合）"),
                &format!("县教育局/lead {name}/support"),
            ),
            (
                &format!("一。（责任单位：县教育局、{name}）"),
                &format!("县教育局/responsible {name}/responsible"),
            ),
        ]);
    }
    check(&[
        ("一。（各乡镇落实考核办公室）", "各乡镇/implement 办公室/responsible"),
        ("一。（市发改委推进落实办公室）", "市发改委/implement 办公室/responsible"),
        ("一。（市水利局统筹管理中心落实）", "市水利局/responsible 管理中心/implement"),
        ("一。（县委督查县考评中心办理）", "县委/guide 县考评中心/responsible"),
        ("一。（县水利局协助办公室）", "县水利局/support 办公室/responsible"),
        ("一。（县卫健委督导疾控中心）", "县卫健委/guide 县疾控中心/responsible"),
    ]);
}

#[test]
fn one_meets_another_between_complete_names() {
    check(&[
        ("一。（责任处室：宣传处会办公室）", "宣传处/responsible 办公室/support"),
        (
            "一。（责任处室：办公室会法规处、人事处）",
            "办公室/responsible 法规处/support 人事处/support",
        ),
        ("一。（宣传处会办公室负责）", "宣传处/lead 办公室/support"),
        ("一。（市教育局会市财政局负责）", "市教育局/lead 市财政局/support"),
        ("一。（市发改委会市财政局负责）", "市发改委/lead 市财政局/support"),
        ("一。（责任单位：市教育局会各县区）", "市教育局/responsible 各县区/support"),
    ]);
    for name in [
        "县总工会办公室",
        "市安委会办公室",
        "市国资委会议中心",
        "县教育局会计核算中心",
        "市博览局会展处",
        "市科协会员部",
        "开发区管委会办公室",
        "市人大常委会办公室",
        "市行业协会联合党委",
        "县残疾人联合会办公室",
        "市民政局社会组织管理处",
        "市发改委社会处",
    ] {
        check(&[(&format!("一。（责任单位：{name}）"), &format!("{name}/responsible"))]);
    }
}

#[test]
fn a_list_shows_the_end_and_the_level_of_those_that_are_known() {
    let four = |list: &str, names: [&str; 4]| {
        let expected = names.map(|name| format!("{name}/responsible")).join(" ");
        check(&[(&format!("一。（责任单位：{list}）"), &expected)]);
    };
    four("市财政、民政、劳动社保、物价局", ["市财政局", "市民政局", "市劳动社保局", "市物价局"]);
    // What nothing is known of may be a bank, a company, a place: it stays, and those beside it are read.
    four("市财政、民政、粮油、物价局", ["市财政局", "市民政局", "粮油", "市物价局"]);
    four("市财政、粮油、民政、物价局", ["市财政局", "粮油", "市民政局", "市物价局"]);
    four("市财政、农行、京东、审计局", ["市财政局", "农行", "京东", "市审计局"]);
    four("市教育、云溪、民政、审计局", ["市教育局", "云溪", "市民政局", "市审计局"]);
    // No level shows that the first lacks its end.
    four("财政、粮油、民政、物价局", ["财政", "粮油", "民政局", "物价局"]);
    four("市财政局、民政、残联、物价局", ["市财政局", "民政", "市残联", "市物价局"]);
    four("市信访办、双拥办、创建办、街道办", ["市信访办", "市双拥办", "市创建办", "街道办"]);
    four("市教育局、双拥办、创建办、县文化馆", ["市教育局", "双拥办", "创建办", "县文化馆"]);
    // Offices of a street, of a zone, of a township.
    four("市信访办、金山办、城关办、街办", ["市信访办", "金山办", "城关办", "街办"]);
    four("市教育局、民政局、双拥办、城关办", ["市教育局", "市民政局", "市双拥办", "城关办"]);
    four("市政府办、高新办、项目办、村建办", ["市政府办", "高新办", "项目办", "村建办"]);
    check(&[
        (
            "一。（责任单位：市房产、规划局（市国土资源局））",
            "市房产局/responsible 市规划局（市国土资源局）/responsible",
        ),
        (
            "一。（责任单位：市房产局、规划局 （市国土资源局））",
            "市房产局/responsible 市规划局（市国土资源局）/responsible",
        ),
        (
            "一。（责任单位：市房产局 （牵头）、市规划局 （市国土局） 市财政局）",
            "市房产局/lead 市规划局（市国土局）/responsible 市财政局/responsible",
        ),
    ]);
}

#[test]
fn levels_of_places_answer_for_nothing_amid_a_sentence() {
    for (text, expected) in [
        ("试点覆盖全部县（市、区）。", ""),
        ("覆盖全部县（市、区）；建站6个。", ""),
        ("覆盖各乡镇（街道、村）。", ""),
        ("经费由财政承担（省、市）。", ""),
        ("试点覆盖全部县。（市、区）", "市、区/responsible"),
        ("试点覆盖全部县（各市区）。", "各市区/responsible"),
    ] {
        assert_eq!(units_by_habit(text, true), expected, "{text}");
    }
}

#[test]
fn offices_alone_answer_behind_the_stop_where_that_is_the_habit() {
    let two = "养老服务科/responsible 办公室/responsible";
    for (text, expected) in [
        ("新建机构6个。（养老服务科、办公室）", two),
        ("新建机构6个。（救助处）。", "救助处/responsible"),
        ("新建机构6个（养老服务科、办公室）。", ""),
        ("新建机构6个。（养老服务科）另建两个。", ""),
        ("整改隐患6处。（安全科、后勤中心）", "安全科/responsible 后勤中心/responsible"),
        ("新建用房6间。（含教室）", ""),
        ("新建用房6间。（多功能教室）", ""),
    ] {
        assert_eq!(units_by_habit(text, true), expected, "{text}");
        assert_eq!(units_by_habit(text, false), "", "{text}");
    }
}

#[test]
fn a_name_may_hold_a_word_in_quotation_marks() {
    check(&[(
        "一。（市“无废城市”建设工作领导小组办公室负责）",
        "市“无废城市”建设工作领导小组办公室/responsible",
    )]);
    assert!(read_all("一。（“三品一标”产品）").is_empty());
}

#[test]
fn marks_behind_names_and_numbers_in_names() {
    check(&[
        ("一。（市教育局（牵头单位）、市财政局（配合单位））", "市教育局/lead 市财政局/support"),
        (
            "一。（责任单位：市12345热线中心、市不动产登记中心）",
            "市12345热线中心/responsible 市不动产登记中心/responsible",
        ),
        (
            "一。（执法稽查处、反不正当竞争处按职责分工负责）",
            "执法稽查处/responsible 反不正当竞争处/responsible",
        ),
        (
            "一。（市民政局，各县（市、区）委、政府负责）",
            "市民政局/responsible 各县（市、区）委/responsible 各县（市、区）政府/responsible",
        ),
        (
            "一。（责任单位：市教育局〈牵头〉、市财政局<配合>、各县<市、区>人民政府）",
            "市教育局/lead 市财政局/support 各县<市、区>人民政府/responsible",
        ),
        (
            "一。（市教育局★、▲市财政局、市人社局＊）",
            "市教育局/responsible 市财政局/responsible 市人社局/responsible",
        ),
    ]);
}

#[test]
fn what_stands_before_a_colon_is_no_name() {
    check(&[
        ("一。（责任部门：市教育局；时间要求：2023年底前）", "市教育局/responsible"),
        ("一。（实施单位：市交通局；监管单位：市财政局）", "市交通局/implement 市财政局/guide"),
        (
            "一。（责任单位：市交通局；督学单位：市教育局）",
            "市交通局/responsible 市教育局/responsible",
        ),
        ("一。（责任单位：市交通局；联络员：张三丰）", "市交通局/responsible"),
        (
            "一。（责任单位：市交通局；资金来源：市财政局）",
            "市交通局/responsible 市财政局/responsible",
        ),
        ("一。（责任单位：市交通局；其中：市财政局）", "市交通局/responsible 市财政局/responsible"),
    ]);
}

#[test]
fn how_it_is_done_is_no_part_of_the_name() {
    check(&[
        ("一。（市甲局牵头，各县区人民政府结合实际落实）", "市甲局/lead 各县区人民政府/implement"),
        ("一。（市甲局牵头，各县区政府认真落实）", "市甲局/lead 各县区政府/implement"),
        ("一。（市甲局、各县区同步落实）", "市甲局/implement 各县区/implement"),
        ("一。（市甲局牵头，市乙局共同推进）", "市甲局/lead 市乙局/responsible"),
        ("一。（市甲局牵头，市乙局保障经费）", "市甲局/lead 市乙局/responsible"),
        ("一。（市甲局牵头，市乙局做好资金保障）", "市甲局/lead 市乙局/responsible"),
        (
            "一。（市甲局牵头，各县（市、区）政府按要求推进）",
            "市甲局/lead 各县（市、区）政府/responsible",
        ),
        ("一。（市甲局、市乙局双牵头）", "市甲局/lead 市乙局/lead"),
        ("一。（市甲局牵头，各县区按属地原则负责）", "市甲局/lead 各县区/responsible"),
        ("一。（市甲局、市乙局在各自职责范围内负责）", "市甲局/responsible 市乙局/responsible"),
        ("一。（市甲局、市乙局按照职责）", "市甲局/responsible 市乙局/responsible"),
        ("一。（市甲局、市乙局按照各自工作职责）", "市甲局/responsible 市乙局/responsible"),
        ("一。（市甲局、市乙局依法履行职责）", "市甲局/responsible 市乙局/responsible"),
        ("一。（市甲局、市乙局根据职能）", "市甲局/responsible 市乙局/responsible"),
        ("一。（市甲局牵头，各县区按照属地管理原则抓好落实）", "市甲局/lead 各县区/implement"),
        ("一。（由市甲局组织，市乙局提供资金）", "市甲局/responsible 市乙局/responsible"),
        ("一。（市甲局统筹，市乙局保障）", "市甲局/responsible 市乙局/responsible"),
        ("一。（市甲局统一协调，市乙局具体负责）", "市甲局/responsible 市乙局/responsible"),
        (
            "一。（市甲局为牵头单位，市乙局、市丙局为配合单位）",
            "市甲局/lead 市乙局/support 市丙局/support",
        ),
        ("一。（责任单位是市甲局）", "市甲局/responsible"),
        ("一。（牵头单位：市甲局、市乙局为配合单位）", "市甲局/lead 市乙局/support"),
        ("一。（市甲局归口管理，各县区属地负责）", "市甲局/responsible 各县区/responsible"),
        ("一。（由市甲局牵头，市乙局等单位共同推进）", "市甲局/lead 市乙局/responsible"),
        ("一。（市甲局牵头，市乙局加强督促检查）", "市甲局/lead 市乙局/responsible"),
        // Names with the same words in them.
        ("一。（责任单位：市委组织部等）", "市委组织部/responsible"),
        (
            "一。（市甲局牵头，市委组织部、市医疗保障局配合）",
            "市甲局/lead 市委组织部/support 市医疗保障局/support",
        ),
        ("一。（市甲局牵头，市委统一战线工作部配合）", "市甲局/lead 市委统一战线工作部/support"),
        (
            "一。（县安委会办公室、市爱卫委会办负责）",
            "县安委会办公室/responsible 市爱卫委会办/responsible",
        ),
        ("一。（市甲局牵头，各县区政府具体抓好本地区落实）", "市甲局/lead 各县区政府/implement"),
        ("一。（市甲局牵头，各有关部门根据职责分工加强指导）", "市甲局/lead 各有关部门/guide"),
        ("一。（市甲局、市乙局密切配合、共同推进）", "市甲局/support 市乙局/support"),
        ("一。（市甲局组织开展，市乙局配合）", "市甲局/responsible 市乙局/support"),
        ("一。（市甲局、市乙局按计划推进）", "市甲局/responsible 市乙局/responsible"),
        ("一。（市甲局、市乙局各按职责负责）", "市甲局/responsible 市乙局/responsible"),
        ("一。（各市场主体、各属地负责）", "各市场主体/responsible 各属地/responsible"),
        ("一。（责任单位：市甲局、市公安局交警）", "市甲局/responsible 市公安局交警/responsible"),
    ]);
    for text in [
        "一。（市教育局组织的活动）",
        "一。（联系人：市教育局联系电话0000）",
        "一。（按照属地原则推进）",
        "一。（市教育局会商后统一安排）",
        "一。（市教育局组织的活动，由家长配合）",
    ] {
        assert!(read_all(text).is_empty(), "{text} {:?}", read_all(text));
    }
}

#[test]
fn a_word_that_joins_two_names_may_be_part_of_one() {
    check(&[
        (
            "一。（市公安局联合指挥中心、市城管局联合执法大队负责）",
            "市公安局联合指挥中心/responsible 市城管局联合执法大队/responsible",
        ),
        ("一。（市甲局、市教育局联合党委）", "市甲局/responsible 市教育局联合党委/responsible"),
        ("一。（市水利局同安区分局负责）", "市水利局同安区分局/responsible"),
        ("一。（市甲局联合各县区推进）", "市甲局/lead 各县区/support"),
        ("一。（市甲局联合市大数据中心推进）", "市甲局/lead 市大数据中心/support"),
        ("一。（市甲局联合团市委推进）", "市甲局/lead 团市委/support"),
        (
            "一。（市公安局联合指挥中心会同市教育局负责）",
            "市公安局联合指挥中心/lead 市教育局/support",
        ),
        ("一。（市委抓落实专班牵头，市甲局配合）", "市委抓落实专班/lead 市甲局/support"),
        (
            "一。（县抓党建促振兴专班、县教育局负责）",
            "县抓党建促振兴专班/responsible 县教育局/responsible",
        ),
        (
            "一。（市甲局负责，各县区政府抓好本辖区工作）",
            "市甲局/responsible 各县区政府/responsible",
        ),
    ]);
}

#[test]
fn a_label_of_those_acted_on_names_nobody_who_answers() {
    check(&[("一。（受督导单位：市甲局；督导单位：市乙局）", "市乙局/guide")]);
    for text in [
        "一。被督导单位：市甲局、市乙局。",
        "一。受指导单位：市甲局、市乙局。",
        "一。未落实单位：市甲局、市乙局。",
        "一。（被督导单位：市甲局、市乙局）",
    ] {
        assert!(read_all(text).is_empty(), "{text} {:?}", read_all(text));
    }
}

#[test]
fn what_another_body_does_beside_the_task_is_no_duty() {
    check(&[
        ("一（市甲局组织）。", "市甲局/responsible"),
        ("一。（主要由市甲局保障）", "市甲局/responsible"),
        ("一。（用地由市甲局负责，资金由市乙局保障）", "市甲局/responsible 市乙局/responsible"),
        ("一。（市甲局审核，市乙局牵头）", "市甲局/responsible 市乙局/lead"),
    ]);
    assert_eq!(
        read_all("修路（市甲局推进），架桥（市乙局推进）。"),
        ["市甲局/responsible", "市乙局/responsible"]
    );
    for text in [
        "参加竞赛（省教育厅组织），成绩优良。",
        "修路（市甲局推进），长10公里（可调整）。",
        "接入平台（省甲局提供）并运行。",
        "一。（数据由市统计局提供）",
        "一。（资金由市甲局保障）",
        "一。（报市民政局审核汇总）",
        "一。（经市甲局审核）",
        "一。（数据来源于市统计局提供）",
    ] {
        assert!(read_all(text).is_empty(), "{text} {:?}", read_all(text));
    }
}

#[test]
fn a_collective_ends_before_a_body_of_its_own_level() {
    let both = |a: &str, b: &str| format!("市甲局/responsible {a}/responsible {b}/responsible");
    for (a, b) in [
        ("各县区", "市城投公司"),
        ("各县（市、区）", "市融媒体中心"),
        ("各州", "市粮油集团"),
        ("各街道", "县国有公司"),
        ("各乡镇（街道）", "县防指成员单位"),
        ("各县区", "市属各高校"),
    ] {
        for text in [
            format!("一。（市甲局、{a}、{b}）"),
            format!("一。（责任单位：市甲局、{a}、{b}）"),
            format!("一。（市甲局、{a}、{b}按职责分工负责）"),
        ] {
            assert_eq!(read_all(&text), [both(a, b)], "{text}");
        }
    }
}

#[test]
fn one_office_of_several_levels_is_one_party() {
    check(&[
        ("一。（市、县（区）教育局负责）", "市、县（区）教育局/responsible"),
        (
            "一。（市甲局，市、县两级教育行政部门）",
            "市甲局/responsible 市、县两级教育行政部门/responsible",
        ),
        (
            "一。（市甲局，省、市、县三级财政部门）",
            "市甲局/responsible 省、市、县三级财政部门/responsible",
        ),
        ("一。（省、市、县林业局负责）", "省、市、县林业局/responsible"),
        ("一。（县、乡人民政府负责）", "县、乡人民政府/responsible"),
        ("一。（市甲局、县教育局负责）", "市甲局/responsible 县教育局/responsible"),
    ]);
}

#[test]
fn what_is_said_once_behind_a_list_is_put_back() {
    check(&[
        (
            "一。（县委、县政府各部门，各乡镇）",
            "县委各部门/responsible 县政府各部门/responsible 各乡镇/responsible",
        ),
        ("一。（市委和市政府有关部门负责）", "市委有关部门/responsible 市政府有关部门/responsible"),
        ("一。（县委、县政府负责）", "县委/responsible 县政府/responsible"),
        (
            "一。（市甲局，电信、移动、联通云川分公司）",
            "市甲局/responsible 电信云川分公司/responsible 移动云川分公司/responsible 联通云川分公司/responsible",
        ),
        (
            "一。（责任单位：市甲局，东山县、西湖区等试点县区人民政府）",
            "市甲局/responsible 东山县人民政府/responsible 西湖区人民政府/responsible",
        ),
        (
            "一。（市甲局，东山县、西湖区等试点县区人民政府）",
            "市甲局/responsible 东山县人民政府/responsible 西湖区人民政府/responsible",
        ),
        (
            "一。（市甲局、东山县、西湖区等地）",
            "市甲局/responsible 东山县/responsible 西湖区/responsible",
        ),
        ("一。（各县区教育、财政部门）", "各县区教育部门/responsible 各县区财政部门/responsible"),
        (
            "一。（市甲局、农业农村、水利等部门）",
            "市甲局/responsible 农业农村/responsible 水利/responsible",
        ),
    ]);
}

#[test]
fn bodies_that_only_one_notice_in_many_names_cost_no_list() {
    check(&[
        (
            "一。（教育部、共青团中央、全国妇联）",
            "教育部/responsible 共青团中央/responsible 全国妇联/responsible",
        ),
        (
            "一。（市甲局，东山区及前海管理局）",
            "市甲局/responsible 东山区/responsible 前海管理局/responsible",
        ),
        (
            "一。（市甲局、市乙局，东山县）",
            "市甲局/responsible 市乙局/responsible 东山县/responsible",
        ),
        (
            "一。（市甲局、市乙局及各县区教育、财政部门）",
            "市甲局/responsible 市乙局/responsible 各县区教育部门/responsible 各县区财政部门/responsible",
        ),
        ("一。（市甲局、三大运营商）", "市甲局/responsible 三大运营商/responsible"),
        ("一。（市甲局、除东山县外的各县区）", "市甲局/responsible 除东山县外的各县区/responsible"),
        ("一。（市甲局、有条件的县区）", "市甲局/responsible 有条件的县区/responsible"),
        ("一。（市甲局、定点医疗机构）", "市甲局/responsible 定点医疗机构/responsible"),
        (
            "一。（市甲局、慈善总会、志愿者协会）",
            "市甲局/responsible 慈善总会/responsible 志愿者协会/responsible",
        ),
        ("一。（市甲局、各镇街、村居）", "市甲局/responsible 各镇街/responsible 村居/responsible"),
        (
            "一。（市甲局、县直有关部门及各乡镇场）",
            "市甲局/responsible 县直有关部门/responsible 各乡镇场/responsible",
        ),
        ("一。（市人大、市政协办公室）", "市人大办公室/responsible 市政协办公室/responsible"),
        ("一。（市甲局、市场监管部门）", "市甲局/responsible 市场监管部门/responsible"),
        (
            "一。（市甲局、各县区卫生健康行政部门、中医药主管部门）",
            "市甲局/responsible 各县区卫生健康行政部门/responsible 中医药主管部门/responsible",
        ),
        ("一。（市甲局/市乙局）", "市甲局/responsible 市乙局/responsible"),
        ("一。（牵头科室：基础教育处 财务处）", "基础教育处/lead 财务处/lead"),
    ]);
    for text in [
        "一。（银行、医院、学校、公园）",
        "一。（含市图书馆、体育场、停车场、公园）",
        "一。（东山县、西湖区）",
        "一。（市甲局、牵头单位）",
        "一。（涉及的街道）",
        "一。（市甲局、市乙局批准的项目）",
        "一。（车站、市场、各市级公园、市甲局门前）",
    ] {
        assert!(read_all(text).is_empty(), "{text} {:?}", read_all(text));
    }
}

#[test]
fn a_place_is_joined_with_another_and_with_who_runs_one() {
    check(&[
        ("一。（责任单位：东山区及前海管理局）", "东山区/responsible 前海管理局/responsible"),
        ("一。（责任单位：东城区及西城区）", "东城区/responsible 西城区/responsible"),
        ("一。（责任单位：东城区及开发区管委会）", "东城区/responsible 开发区管委会/responsible"),
        ("一。（责任单位：市住房和城乡建设局）", "市住房和城乡建设局/responsible"),
        ("一。（责任单位：市园区和招商局）", "市园区和招商局/responsible"),
    ]);
}

#[test]
fn a_head_said_once_holds_for_those_before_it() {
    check(&[
        (
            "一。（责任部门：第一、二、三检察部）",
            "第一检察部/responsible 第二检察部/responsible 第三检察部/responsible",
        ),
        ("一。（责任部门：民一、民二庭）", "民一庭/responsible 民二庭/responsible"),
        (
            "一。（责任部门：民事审判第一、第二庭，执行局）",
            "民事审判第一庭/responsible 民事审判第二庭/responsible 执行局/responsible",
        ),
        (
            "一。（责任单位：一、二、三车间，教务处）",
            "一车间/responsible 二车间/responsible 三车间/responsible 教务处/responsible",
        ),
        ("一。（市教育局牵头，一、二中队配合）", "市教育局/lead 一中队/support 二中队/support"),
        (
            "一。（责任科室：医务部，各临床、医技科室）",
            "医务部/responsible 各临床科室/responsible 各医技科室/responsible",
        ),
        ("一。（责任部门：各职能、业务科室）", "各职能科室/responsible 各业务科室/responsible"),
        (
            "一。（责任部门：组织、宣传、统战部）",
            "组织部/responsible 宣传部/responsible 统战部/responsible",
        ),
        ("一。（责任单位：县教育、财政局）", "县教育局/responsible 县财政局/responsible"),
        (
            "一。（责任单位：各县（市、区）教育、财政局）",
            "各县（市、区）教育局/responsible 各县（市、区）财政局/responsible",
        ),
        (
            "一。（责任单位：县委组织、宣传、统战部，县财政局）",
            "县委组织部/responsible 县委宣传部/responsible 县委统战部/responsible 县财政局/responsible",
        ),
        ("一。（责任单位：各公办、民办学校）", "各公办学校/responsible 各民办学校/responsible"),
        ("一。（责任单位：市、县、乡三级医疗机构）", "市、县、乡三级医疗机构/responsible"),
        ("一。（责任部门：各院、系、部）", "各院、系、部/responsible"),
        ("一。（责任部门：市、县两级法院）", "市、县两级法院/responsible"),
    ]);
    // Names that are whole, and numbers of something else.
    check(&[
        ("一。（责任部门：市第一医院、第二医院）", "市第一医院/responsible 第二医院/responsible"),
        ("一。（责任单位：各学校、直属单位）", "各学校/responsible 直属单位/responsible"),
        ("一。（责任单位：各科室、站所）", "各科室/responsible 站所/responsible"),
        ("一。（责任单位：南山、市教育局）", "南山/responsible 市教育局/responsible"),
        ("一。（第一、二项由市教育局负责）", "市教育局/responsible"),
    ]);
}

#[test]
fn who_helps_is_a_whole_name() {
    check(&[
        ("一。（市甲局联合市乙局推进）", "市甲局/lead 市乙局/support"),
        ("一。（市甲局同市乙局、市丙局负责）", "市甲局/lead 市乙局/support 市丙局/support"),
        ("一。（市甲局、市妇女联合会负责）", "市甲局/responsible 市妇女联合会/responsible"),
        ("一。（市甲局、市乙局联合推进）", "市甲局/responsible 市乙局/responsible"),
        ("一。（市甲局、市乙局共同负责）", "市甲局/responsible 市乙局/responsible"),
        ("一。（县甲局会同镇、街道负责）", "县甲局/lead 镇/support 街道/support"),
        (
            "一。（价格管理由市甲局牵头，资金监管由市乙局牵头，其他部门配合）",
            "市甲局/lead 市乙局/lead 其他部门/support",
        ),
    ]);
    with_flow(
        "市教育局要会同有关部门每半年开展一次督导。",
        |flow, sources| {
            let duty = sentence_duty(flow, 0..flow.text().len()).expect("who does it");
            assert_eq!(show(&duty.units, sources), "市教育局/lead 有关部门/support");
        },
    );
}

#[test]
fn departments_named_by_their_fields_answer_behind_by() {
    let told = |text: &str| {
        let mut shown = None;
        with_flow(text, |flow, sources| {
            shown = sentence_duty(flow, 0..flow.text().len()).map(|d| show(&d.units, sources));
        });
        shown
    };
    let all = |text| told(text).expect("who answers");
    assert_eq!(all("由公安部门负责，有关部门配合。"), "公安部门/lead 有关部门/support");
    assert_eq!(
        all("由建设部门牵头，安监部门、质监部门配合。"),
        "建设部门/lead 安监部门/support 质监部门/support"
    );
    assert_eq!(
        all("由公安、交通部门负责，市文化局配合。"),
        "公安部门/lead 交通部门/lead 市文化局/support"
    );
    // What is done with something is a step of the work; who pays has no task.
    assert_eq!(told("由民政部门负责资格审核。"), None);
    assert_eq!(told("由民政部门发放补贴。"), None);
    // Fields whose class is said once, behind the last.
    check(&[
        ("一。（公安、交通部门负责）", "公安部门/responsible 交通部门/responsible"),
        ("一。（市公安、城市管理部门负责）", "市公安部门/responsible 市城市管理部门/responsible"),
    ]);
    assert_eq!(
        all("由市教育局牵头，财政、人社部门配合。"),
        "市教育局/lead 市财政部门/support 市人社部门/support"
    );
    assert_eq!(
        all("由市安监局牵头，工商、公安等部门配合。"),
        "市安监局/lead 工商/support 公安/support"
    );
    assert_eq!(
        all("由市教育部门牵头，财政、人社等部门参与。"),
        "市教育部门/lead 财政/support 人社/support"
    );
    check(&[
        ("一。（责任单位：用人单位、市人社局）", "用人单位/responsible 市人社局/responsible"),
        (
            "一。（市教育局牵头，财政、人社部门配合）",
            "市教育局/lead 市财政部门/support 市人社部门/support",
        ),
    ]);
    for text in [
        "加强与教育、公安等部门配合。",
        "教育、公安等部门负责人参加会议。",
        "由用人部门负责。",
        "由主管部门负责。",
        "由市级财政、金融等部门负责审核材料。",
    ] {
        assert_eq!(told(text), None, "{text}");
    }
}

#[test]
fn default_units_stand_behind_what_includes_them() {
    check(&[(
        "一。（市教育局负责，各县（市、区）人民政府落实，以下任务均包括各县（市、区）人民政府，不再单独列出）",
        "市教育局/responsible 各县（市、区）人民政府/implement",
    )]);
}

#[test]
fn what_stands_behind_the_comma_supports_where_the_notice_says_so() {
    with_flow(
        "责任单位中，逗号前的为牵头单位，逗号后的为配合单位。",
        |flow, _| {
            let mut conventions = Conventions::default();
            for convention in find_conventions(flow) {
                conventions.declare(convention);
            }
            with_flow("一。（责任单位：市教育局，市财政局）", |flow, sources| {
                let found = duties(flow, &mut conventions, &[]);
                assert_eq!(show(&found[0].units, sources), "市教育局/lead 市财政局/support");
            });
        },
    );
}

#[test]
fn who_carries_it_out_with_others_leads() {
    check(&[("一。（市甲局会同市乙局等部门负责落实）", "市甲局/lead 市乙局/support")]);
}

#[test]
fn a_class_after_deng_ends_before_the_places() {
    check(&[(
        "一。（商务部牵头，财政部等国务院相关部门及各地区按职责分工负责）",
        "商务部/lead 财政部/responsible 各地区/responsible",
    )]);
}

#[test]
fn a_verb_may_stand_for_the_colon_of_a_label() {
    check(&[(
        "一。（牵头单位为市教育局，责任单位为市财政局）",
        "市教育局/lead 市财政局/responsible",
    )]);
}

#[test]
fn a_bracket_behind_it_says_when_it_is_due() {
    with_flow("建站。（市财政局负责）（10月底前完成）。扩建。", |flow, _| {
        let found = duties(flow, &mut Conventions::default(), &[]);
        assert_eq!(found.len(), 1);
        assert_eq!(&flow.text()[found[0].deadlines[0].clone()], "10月底前完成");
        assert_eq!(&flow.text()[found[0].outer.clone()], "（市财政局负责）（10月底前完成）");
    });
}

#[test]
fn a_key_line_without_units_says_when_it_is_due() {
    with_flow("完成时限：2024年10月底前", |flow, _| {
        let duty = due_line(flow).expect("a key and a date");
        assert!(duty.units.is_empty() && duty.responsibility.text.is_empty());
        assert_eq!(&flow.text()[duty.deadlines[0].clone()], "2024年10月底前");
    });
    for text in ["建设内容：改造小区50个", "完成时限要求严格落实"] {
        with_flow(text, |flow, _| assert!(due_line(flow).is_none(), "{text}"));
    }
}

#[test]
fn a_label_may_name_no_body() {
    check(&[
        (
            "改造渠道。牵头：县农业农村局；配合：县水利局、各乡镇",
            "县农业农村局/lead 县水利局/support 各乡镇/support",
        ),
        (
            "改造渠道。责任：县农业农村局、县水利局。时限：11月底前。",
            "县农业农村局/responsible 县水利局/responsible",
        ),
        ("改造渠道。【牵头】县农业农村局【配合】县水利局", "县农业农村局/lead 县水利局/support"),
        ("责任：县农业农村局；指导：县水利局", "县农业农村局/responsible 县水利局/guide"),
        // Who leads in person is no unit.
        ("改造渠道。（总牵头：张玉成；牵头单位：县水利局）", "县水利局/lead"),
        ("改造渠道。（牵头：高岭镇；配合：教务处）", "高岭镇/lead 教务处/support"),
        // White space, not the verb's place, says whose it is.
        ("改造渠道。主办：县农业农村局　协办：县水利局", "县农业农村局/lead 县水利局/support"),
        ("改造渠道（主办：县农业农村局　协办：县水利局）。", "县农业农村局/lead 县水利局/support"),
    ]);
    for sentence in [
        "责任：各级党委、政府对本地区安全工作负总责，市直各部门各负其责。",
        "改造渠道。支持：市工商联、市残联要积极参与。",
        "改造渠道。分工：市教育局抓学校，市民政局抓养老院。",
    ] {
        assert!(read_all(sentence).is_empty(), "{sentence}");
    }
    assert!(read_all("改造渠道。要求：各乡镇要迅速行动，压实责任：谁主管谁负责。").is_empty());
}

#[test]
fn which_parts_of_the_task_are_a_units_is_no_name() {
    let both = "市民政局/responsible 市卫健委/responsible";
    check(&[
        ("建设食堂。（责任单位：第1项市民政局，第2项市卫健委）", both),
        ("建设食堂。（第1、2项责任单位：市民政局；第三项责任单位：市卫健委）", both),
        ("建设食堂。（市民政局（第1项）、市卫健委（第2、3项）负责）", both),
        ("建设食堂。（①市民政局，②市卫健委负责）", both),
        ("建设食堂。（责任单位：①市民政局②市卫健委）", both),
        ("建设食堂。（第一项目部、市卫健委负责）", "第一项目部/responsible 市卫健委/responsible"),
    ]);
}

#[test]
fn who_helps_may_stand_before_who_answers() {
    check(&[
        ("一。（市甲局配合市乙局负责）", "市甲局/support 市乙局/responsible"),
        ("一。（市甲局、市丙局配合各县区落实）", "市甲局/support 市丙局/support 各县区/implement"),
        ("一。（市甲局协助市委有关部门落实）", "市甲局/support 市委有关部门/implement"),
        ("一。（市甲局牵头市乙局、市丙局配合）", "市甲局/lead 市乙局/support 市丙局/support"),
        ("一。（市参事室、市督办局负责）", "市参事室/responsible 市督办局/responsible"),
    ]);
}

#[test]
fn an_autonomous_county_is_a_level_too() {
    check(&[(
        "一。（责任单位：自治县文明办、妇联、农业农村局）",
        "自治县文明办/responsible 自治县妇联/responsible 自治县农业农村局/responsible",
    )]);
}

#[test]
fn a_second_time_behind_the_units_is_no_unit() {
    check(&[(
        "一。（责任单位：县直有关单位，第二批8月底前、第三批年底前完成）",
        "县直有关单位/responsible",
    )]);
}

#[test]
fn who_leads_in_person_is_no_unit() {
    check(&[
        (
            "一。（分管副县长、联系副主任负责，县林业局牵头，县财政局参加）",
            "县林业局/lead 县财政局/support",
        ),
        ("一。（县委常委、常务副县长牵头，县发改局负责）", "县发改局/responsible"),
        (
            "一。（各村党支部书记、各村民小组长负责）",
            "各村党支部书记/responsible 各村民小组长/responsible",
        ),
        ("一。（市长专班、各级河长负责）", "市长专班/responsible 各级河长/responsible"),
    ]);
}

#[test]
fn a_verb_within_a_name_is_none() {
    check(&[
        (
            "一。（县委办、县政府办、县政协办负责）",
            "县委办/responsible 县政府办/responsible 县政协办/responsible",
        ),
        (
            "一。（责任单位：县政协办、县融媒体中心）",
            "县政协办/responsible 县融媒体中心/responsible",
        ),
        ("一。（县科协办牵头，县政府办配合）", "县科协办/lead 县政府办/support"),
        ("一。（市财政局负责，市教育局协办）", "市财政局/lead 市教育局/support"),
        ("一。（市财政局负责，局人事科协办）", "市财政局/lead 局人事科/support"),
        ("一。（县委督办室、县政府督办科负责）", "县委督办室/responsible 县政府督办科/responsible"),
        (
            "一。（责任单位：县东西部协作办、县乡村振兴局）",
            "县东西部协作办/responsible 县乡村振兴局/responsible",
        ),
        ("一。（县民政局、村级组织负责）", "县民政局/responsible 村级组织/responsible"),
        ("一。（省教育厅组织实施，市教育局配合）", "省教育厅/lead 市教育局/support"),
        (
            "一。（市居民家庭经济状况核对中心、市丙局负责）",
            "市居民家庭经济状况核对中心/responsible 市丙局/responsible",
        ),
        (
            "一。（市对口支援和经济合作办、市丙局负责）",
            "市对口支援和经济合作办/responsible 市丙局/responsible",
        ),
        (
            "一。（责任单位：市应对气候变化中心、市为民服务中心、对台工作办、将乐县政府）",
            "市应对气候变化中心/responsible 市为民服务中心/responsible 对台工作办/responsible 将乐县政府/responsible",
        ),
        (
            "一。（责任单位：市教育局，各高等学校、市高等职业学校、各中等职业学校）",
            "市教育局/responsible 各高等学校/responsible 市高等职业学校/responsible 各中等职业学校/responsible",
        ),
        (
            "一。（省对外友协、省高等法院、县公路段负责）",
            "省对外友协/responsible 省高等法院/responsible 县公路段/responsible",
        ),
        ("一。（市教育局、各高中等学校负责）", "市教育局/responsible 各高中/responsible"),
        ("一。（责任单位：市交通局、会同县交通局）", "市交通局/responsible 县交通局/support"),
        ("一。（市交通局会同县交通局负责）", "市交通局/lead 县交通局/support"),
        ("一。（财政部商发展改革委负责）", "财政部/lead 发展改革委/support"),
        ("一。（市财政局商市商务局负责）", "市财政局/lead 市商务局/support"),
        (
            "一。（市财政局、市商务局、县工商联负责）",
            "市财政局/responsible 市商务局/responsible 县工商联/responsible",
        ),
    ]);
    for text in ["一。（市教育局对学校加强指导的办法）", "一。（对辖区企业加强监督办理的单位）"]
    {
        assert!(read_all(text).is_empty(), "{text} {:?}", read_all(text));
    }
}

#[test]
fn what_says_how_it_is_done_is_no_unit() {
    for how in [
        "贯穿全年",
        "动态更新",
        "有序推进",
        "压茬推进",
        "按月调度",
        "定期通报",
        "滚动实施",
        "分年度实施",
        "全程参与",
        "年度任务",
        "时间另行通知",
        "确保按期完成",
        "纳入年度考核",
        "一事一议",
        "群众广泛知晓",
        "列入重点督查事项",
        "全市统一部署",
        "以下简称“专班”",
        "与市同步推进",
        "根据省市部署适时推进",
    ] {
        check(&[(&format!("一。（县甲局牵头，县乙局配合，{how}）"), "县甲局/lead 县乙局/support")]);
    }
    check(&[
        ("一。（县甲局负责，确保按期完成）", "县甲局/responsible"),
        ("一。（县甲局负责，与市同步推进）", "县甲局/responsible"),
        ("一。（总务科负责，有序推进）", "总务科/responsible"),
        ("一。（县甲局牵头，具体方案另行印发）", "县甲局/lead"),
        ("一。（县甲局、县乙局，列入年度考核，年底验收）", "县甲局/responsible 县乙局/responsible"),
        ("一。（县甲局、驻村队配合，建立长效机制）", "县甲局/support 驻村队/support"),
        ("一。（各镇、县甲局，并长期坚持）", "各镇/responsible 县甲局/responsible"),
        ("一。（县甲局牵头，会同县乙局，常年坚持）", "县甲局/lead 县乙局/support"),
        ("一。（县甲局牵头，会同县乙局，动态更新）", "县甲局/lead 县乙局/support"),
        ("一。（责任单位：县甲局、县乙局，有序推进）", "县甲局/responsible 县乙局/responsible"),
        ("一。（县甲局、县乙局按职责分工负责，动态更新）", "县甲局/responsible 县乙局/responsible"),
        // What follows a verb is a unit where it looks like one, or where a verb stands behind it.
        ("一。（县甲局牵头，县乙局配合，云溪镇）", "县甲局/lead 县乙局/support 云溪镇/responsible"),
        ("一。（县甲局牵头，城投参与）", "县甲局/lead 城投/support"),
        ("一。（责任单位：县甲局，县公路段）", "县甲局/responsible 县公路段/responsible"),
        ("一。（县甲局、县乙局，按职责分工负责）", "县甲局/responsible 县乙局/responsible"),
    ]);
}

#[test]
fn a_name_behind_the_last_verb_is_one_whatever_it_ends_in() {
    for name in [
        "城投",
        "联通",
        "云溪",
        "项目业主",
        "项目法人",
        "施工方",
        "产权人",
        "网格员",
        "养殖户",
        "种粮大户",
        "中国铁塔",
        "湖南建工",
        "文旅",
    ] {
        let units = format!("县甲局/lead {name}/responsible");
        check(&[(&format!("一。（县甲局牵头，{name}）"), &units)]);
    }
    check(&[(
        "一。（县甲局牵头，城投、交投参与，旅投）",
        "县甲局/lead 城投/support 交投/support 旅投/responsible",
    )]);
}

#[test]
fn what_all_of_the_place_does_as_one_names_nobody() {
    check(&[
        ("一。（全县统一部署，县甲局负责）", "县甲局/responsible"),
        ("一。（全县统一部署，各镇负责）", "各镇/responsible"),
        ("一。（县甲局牵头，全市统一组织实施）", "县甲局/lead"),
        ("一。（全市统一战线工作领导小组负责）", "全市统一战线工作领导小组/responsible"),
    ]);
    let text = "一。（责任单位：全市统一部署）";
    assert!(read_all(text).is_empty(), "{:?}", read_all(text));
}

#[test]
fn places_that_begin_with_a_surname_are_no_persons() {
    check(&[
        ("一。（市甲局牵头，龙岗、罗湖负责）", "市甲局/lead 龙岗/responsible 罗湖/responsible"),
        ("一。（市甲局牵头，江北负责）", "市甲局/lead 江北/responsible"),
        ("一。（周庄、马坝牵头，市甲局负责）", "周庄/lead 马坝/lead 市甲局/responsible"),
        ("一。（市甲局牵头，王家坝负责）", "市甲局/lead 王家坝/responsible"),
        (
            "一。（责任单位：市甲局（江北）、市公安局（龙岗））",
            "市甲局（江北）/responsible 市公安局（龙岗）/responsible",
        ),
        ("一。（张建国牵头，市甲局负责）", "市甲局/responsible"),
        (
            "一。（责任单位：市甲局（张建国）、市乙局（李某））",
            "市甲局/responsible 市乙局/responsible",
        ),
    ]);
}

#[test]
fn who_is_at_the_head_of_a_school_answers() {
    check(&[
        ("一。（责任单位：校长）", "校长/responsible"),
        ("一。（责任单位：派出所所长、县甲局）", "派出所所长/responsible 县甲局/responsible"),
        ("一。（责任单位：县甲局、分管副校长）", "县甲局/responsible"),
    ]);
}

#[test]
fn what_is_looked_after_is_no_unit() {
    for text in [
        "治理污染8处。（垃圾填埋场、污水处理场）",
        "治理污染8处。（一期处理场、二期处理场）",
        "养护公路8条。（城区公路段、国道公路段）",
    ] {
        assert!(read_all(text).is_empty(), "{text} {:?}", read_all(text));
    }
    check(&[
        ("一。（县甲局组织督查）", "县甲局/guide"),
        ("一。（县甲局牵头，县乙局组织督查）", "县甲局/lead 县乙局/guide"),
        (
            "一。（责任单位：县垃圾填埋场、县公路段）",
            "县垃圾填埋场/responsible 县公路段/responsible",
        ),
    ]);
}

#[test]
fn deng_behind_a_middle_school_leaves_the_list_open() {
    check(&[
        (
            "一。（县教育局、东山高中、城关初中等教育单位负责）",
            "县教育局/responsible 东山高中/responsible 城关初中/responsible",
        ),
        ("一。（市教育局、各中等职业学校负责）", "市教育局/responsible 各中等职业学校/responsible"),
        (
            "一。（责任单位：县甲局、常年驻村工作队）",
            "县甲局/responsible 常年驻村工作队/responsible",
        ),
        ("一。（县甲局：组织施工；县乙局：安排资金）", "县甲局/responsible 县乙局/responsible"),
    ]);
    for text in ["一。（县甲局、各镇对学校负责）", "一。（消防队对学校负责）"]
    {
        assert!(!read_all(text).iter().any(|units| units.contains('对')), "{:?}", read_all(text));
    }
}

#[test]
fn names_before_the_comma_answer_where_those_behind_it_help() {
    check(&[
        (
            "一。（市甲局、市乙局，市丙局配合）",
            "市甲局/responsible 市乙局/responsible 市丙局/support",
        ),
        ("一。（市甲局，各县区政府落实）", "市甲局/responsible 各县区政府/implement"),
        ("一。（市甲局，市乙局指导）", "市甲局/responsible 市乙局/guide"),
        ("一。（市甲局，市乙局、市丙局参与）", "市甲局/responsible 市乙局/support 市丙局/support"),
        (
            "一。（市甲局，市乙局，市丙局配合）",
            "市甲局/responsible 市乙局/responsible 市丙局/support",
        ),
        (
            "一。（市甲局，市乙局，市丙局落实）",
            "市甲局/implement 市乙局/implement 市丙局/implement",
        ),
        ("一。（各县区政府，市甲局按职责分工负责）", "各县区政府/responsible 市甲局/responsible"),
        ("一。（市甲局牵头，市乙局，市丙局配合）", "市甲局/lead 市乙局/support 市丙局/support"),
    ]);
}

#[test]
fn each_unit_may_have_its_part() {
    check(&[
        ("一。（市甲局负责方案制定，市乙局负责资金保障）", "市甲局/responsible 市乙局/responsible"),
        (
            "一。（市甲局：负责方案制定；市乙局：负责资金保障）",
            "市甲局/responsible 市乙局/responsible",
        ),
        ("一。（县甲局负责落实资金，县乙局负责组织实施）", "县甲局/responsible 县乙局/responsible"),
        ("一。（县甲局牵头，各镇负责落实）", "县甲局/lead 各镇/implement"),
        ("一。（县甲局负责技术指导，县乙局负责资金保障）", "县甲局/guide 县乙局/responsible"),
        (
            "一。（县甲局：负责建设、管理；县乙局：负责征迁）",
            "县甲局/responsible 县乙局/responsible",
        ),
        (
            "一。（财务科：负责系统改造；信息科：负责网络保障；各病区：组织实施）",
            "财务科/responsible 信息科/responsible 各病区/responsible",
        ),
        ("一。（县甲局负责，县乙局做好保障，并加强督导）", "县甲局/responsible 县乙局/responsible"),
        ("一。（县甲局负责协调落实）", "县甲局/implement"),
        (
            "一。（县甲局：牵头制定方案；县乙局：组织演练；各镇：抓好落实）",
            "县甲局/lead 县乙局/responsible 各镇/implement",
        ),
        ("一。（市甲局牵头，市乙局、市丙局分领域牵头）", "市甲局/lead 市乙局/lead 市丙局/lead"),
        ("一。（市甲局、市公安分局负责）", "市甲局/responsible 市公安分局/responsible"),
    ]);
    let text = "一。（市教育局负责审核和年检的各类公办学校，市财政局负责拨付的补助项目）";
    assert!(read_all(text).is_empty(), "{:?}", read_all(text));
}

#[test]
fn a_person_beside_units_takes_nothing_from_them() {
    check(&[
        ("一。（市级领导：王某；市甲局牵头，市乙局配合）", "市甲局/lead 市乙局/support"),
        ("一。（牵头领导：李某；市甲局负责，市乙局配合）", "市甲局/lead 市乙局/support"),
        ("一。（李某牵头，市甲局负责，市乙局配合）", "市甲局/lead 市乙局/support"),
        ("一。（副县长张某牵头，县水利局负责）", "县水利局/responsible"),
        ("一。（责任人：张某、李某；责任单位：市甲局）", "市甲局/responsible"),
        ("一。（市林业局局长张某负责，市乙局配合）", "市林业局/lead 市乙局/support"),
        ("一。（市林业局张某负责）", "市林业局/responsible"),
        ("一。（市政府副市长张某牵头，市乙局负责）", "市乙局/responsible"),
        ("一。（安全总监：李某；市甲局牵头，市乙局配合）", "市甲局/lead 市乙局/support"),
        ("一。（科研处牵头，李某某副校长统筹，各平台参与）", "科研处/lead 各平台/support"),
        ("一。（分管校长：张某；教务处牵头）", "教务处/lead"),
        ("一。（江海集团牵头，市甲局配合）", "江海集团/lead 市甲局/support"),
    ]);
}

#[test]
fn where_an_office_sits_is_no_part_of_its_name() {
    check(&[
        (
            "一。（领导小组办公室（设在市甲局）牵头，市乙局配合）",
            "领导小组办公室/lead 市乙局/support",
        ),
        ("一。（县安委会办公室（县应急局）负责）", "县安委会办公室（县应急局）/responsible"),
    ]);
}

#[test]
fn zones_are_no_districts_and_committees_share_their_place() {
    check(&[
        ("一。（各社区、县民政局负责）", "各社区/responsible 县民政局/responsible"),
        ("一。（责任单位：各园区、县商务局）", "各园区/responsible 县商务局/responsible"),
        ("一。（各开发区、县应急局负责）", "各开发区/responsible 县应急局/responsible"),
        ("一。（各区、县教育局负责）", "各区、县教育局/responsible"),
        ("一。（各城区、县人民政府负责）", "各城区、县人民政府/responsible"),
        ("一。（海东市委、市政府负责）", "海东市委/responsible 海东市政府/responsible"),
        ("一。（市委、市政府负责）", "市委/responsible 市政府/responsible"),
        ("一。（海东市委、市教育局负责）", "海东市委/responsible 市教育局/responsible"),
    ]);
}

#[test]
fn labels_of_watching_bodies_and_before_offices() {
    check(&[
        ("一。（责任单位宣传推广科、资源开发科）", "宣传推广科/responsible 资源开发科/responsible"),
        (
            "一。（承办单位：市甲局；督办机构：市人大社会委）",
            "市甲局/responsible 市人大社会委/guide",
        ),
        ("一。（考核单位：市甲局；责任单位：市乙局）", "市甲局/guide 市乙局/responsible"),
        ("一。（整改责任单位：市甲局；销号单位：市乙局）", "市甲局/responsible 市乙局/guide"),
        ("一。（被考核单位：市甲局；责任单位：市乙局）", "市乙局/responsible"),
    ]);
}

#[test]
fn a_bracket_behind_a_name_is_a_remark_or_names_who_takes_part() {
    let units = |text: &str, role: Role| {
        with_flow(text, |flow, sources| {
            let list = unit_list(flow, &[], role);
            show(&list.units, sources)
        })
    };
    for (text, expected) in [
        ("体育部门（在校内举办时教育部门发起）", "体育部门/lead"),
        ("体育部门（大型赛事由文旅部门组织）", "体育部门/lead"),
        ("县体育局（部分为审批，部分为市体育局委托事项）", "县体育局/lead"),
        ("县体育局（2021年更名）、县教育局", "县体育局/lead 县教育局/lead"),
        (
            "县体育局和县教育局（大型比赛由县文旅局会同县公安局组织）、县财政局（校内比赛由县体育局组织）",
            "县体育局/lead 县教育局/lead 县财政局/lead",
        ),
        ("县体育局等部门（大型比赛由县文旅局组织）", "县体育局/lead"),
        ("各镇（不含云溪镇）", "各镇/lead"),
        ("县体育局（县教育局配合）", "县体育局/lead 县教育局/support"),
        (
            "县体育局（配合单位：县教育局、县财政局）",
            "县体育局/lead 县教育局/support 县财政局/support",
        ),
        (
            "县体育局（配合单位：县教育局、沿线乡镇）",
            "县体育局/lead 县教育局/support 沿线乡镇/support",
        ),
        ("县体育局（责任人：李某）、县教育局", "县体育局/lead 县教育局/lead"),
        ("县体育局（副局长李某）、县教育局", "县体育局/lead 县教育局/lead"),
        ("县体育局局长李某", "县体育局/lead"),
        ("县体育局（李某）、县教育局（高新）", "县体育局/lead 县教育局（高新）/lead"),
        ("县体育局 李某某", "县体育局/lead"),
        ("李某某（县体育局）", "县体育局/lead"),
        ("县体育局 高速公路公司", "县体育局/lead 高速公路公司/lead"),
        ("县体育局：制定方案；各镇：组织实施", "县体育局/lead 各镇/lead"),
        ("①县体育局②县教育局", "县体育局/lead 县教育局/lead"),
        ("待定", ""),
        ("县体育局（会同县教育局）", "县体育局/lead 县教育局/support"),
        ("场馆督查（由县体育局负责）", "县体育局/responsible"),
        // What is part of the name stays in it.
        ("县数据局（县大数据局）", "县数据局（县大数据局）/lead"),
        ("县委组织部（人才办）、各镇（街道）", "县委组织部（人才办）/lead 各镇（街道）/lead"),
        ("各县（市、区）人民政府", "各县（市、区）人民政府/lead"),
        ("县体育局（牵头）、县教育局", "县体育局/lead 县教育局/responsible"),
    ] {
        assert_eq!(units(text, Role::Lead), expected, "{text}");
    }
    check(&[
        ("一。（市甲局（市乙局配合）、市丙局负责）", "市甲局/lead 市乙局/support 市丙局/lead"),
        ("一。（市甲局（特殊情形由市乙局办理）牵头，市丙局配合）", "市甲局/lead 市丙局/support"),
    ]);
}

#[test]
fn kinds_of_bodies_that_one_each_is_said_of_are_one_collective() {
    let units = |text: &str| {
        with_flow(text, |flow, sources| {
            let list = unit_list(flow, &[], Role::Support);
            list.units.iter().for_each(|unit| assert_eq!(unit.span.words(sources), unit.name));
            list.units.iter().map(|unit| unit.name.to_string()).collect::<Vec<_>>()
        })
    };
    for (text, expected) in [
        ("县直各委、办、局，各乡镇", &["县直各委、办、局", "各乡镇"][..]),
        ("各乡镇、县直各办、局及各社区", &["各乡镇", "县直各办、局", "各社区"]),
        ("县委各部委、办，县级各部门、单位", &["县委各部委、办", "县级各部门、单位"]),
        ("县直各部、委、办、局负责", &["县直各部、委、办、局"]),
        ("区各委、办、局（公司）、中心，各街道", &["区各委、办、局（公司）、中心", "各街道"]),
        ("各街道、县疾控中心", &["各街道", "县疾控中心"]),
        ("各乡镇、局机关各科室", &["各乡镇", "局机关各科室"]),
        ("县级各部门、各单位", &["县级各部门", "各单位"]),
        ("各县区教育局、办公室", &["各县区教育局", "办公室"]),
        ("各县区、市教育局", &["各县区", "市教育局"]),
    ] {
        assert_eq!(units(text), expected, "{text}");
    }
}

#[test]
fn levels_whose_bodies_sit_in_a_place_are_one_party() {
    check(&[
        (
            "一。（责任单位：县林业局，中央、省驻县各单位）",
            "县林业局/responsible 中央、省驻县各单位/responsible",
        ),
        (
            "一。（县林业局、县直及省、市驻县各单位、各镇负责）",
            "县林业局/responsible 县直及省、市驻县各单位/responsible 各镇/responsible",
        ),
    ]);
}

#[test]
fn levels_behind_a_class_are_those_of_another_party() {
    check(&[(
        "一。（县直各部门及中央、省、市驻县单位、各乡镇）",
        "县直各部门/responsible 中央、省、市驻县单位/responsible 各乡镇/responsible",
    )]);
}

#[test]
fn a_short_name_in_brackets_is_no_part_of_the_name() {
    check(&[
        ("一。（市甲局（以下简称甲局）牵头，市乙局配合）", "市甲局/lead 市乙局/support"),
        ("一。（市数据局（市大数据局）负责）", "市数据局（市大数据局）/responsible"),
    ]);
}

#[test]
fn levels_of_governments_behind_another_name_are_one_party() {
    check(&[
        (
            "一。（省水利厅和各市、州、县人民政府负责）",
            "省水利厅/responsible 各市、州、县人民政府/responsible",
        ),
        (
            "一。（责任单位：省林业厅等省直相关部门和各市、州人民政府）",
            "省林业厅/responsible 各市、州人民政府/responsible",
        ),
        ("一。（省林业厅会同各市、州人民政府负责）", "省林业厅/lead 各市、州人民政府/support"),
    ]);
}

#[test]
fn numbers_may_be_names() {
    check(&[
        ("一。（责任科室：急诊科、120急救站）", "急诊科/responsible 120急救站/responsible"),
        (
            "一。（责任单位：201医院、310国道管理站、县公路局）",
            "201医院/responsible 310国道管理站/responsible 县公路局/responsible",
        ),
        // What is counted, and a year, are none.
        ("一。（县公路局，2024年办公室改造）", "县公路局/responsible"),
    ]);
}

#[test]
fn what_is_carried_out_is_what_somebody_answers_for() {
    check(&[
        (
            "一。（县财政局负责专项经费的落实，县水利局负责河道清淤的实施）",
            "县财政局/responsible 县水利局/responsible",
        ),
        ("一。（县财政局负责落实）", "县财政局/implement"),
        ("一。（县教育局负责统筹，各镇落实）", "县教育局/responsible 各镇/implement"),
        // A separator was lost.
        ("一。（县教育局负责统筹县财政局落实）", "县教育局/responsible 县财政局/implement"),
        // All share it.
        (
            "一。（县教育局、县财政局，县水利局按职责分工落实）",
            "县教育局/implement 县财政局/implement 县水利局/implement",
        ),
        (
            "一。（县教育局、县财政局，各镇落实）",
            "县教育局/responsible 县财政局/responsible 各镇/implement",
        ),
    ]);
}

#[test]
fn departments_of_the_party_in_an_autonomous_region() {
    check(&[(
        "一。（自治区党委宣传部、网信办，自治区公安厅、司法厅负责）",
        "自治区党委宣传部/responsible 自治区党委网信办/responsible 自治区公安厅/responsible 自治区司法厅/responsible",
    )]);
}

#[test]
fn a_list_may_be_of_any_kind_of_bodies() {
    check(&[
        ("一。（县妇联、县科协等群团组织负责）", "县妇联/responsible 县科协/responsible"),
        ("一。（县委组织部等机关、各乡镇负责）", "县委组织部/responsible 各乡镇/responsible"),
        (
            "一。（东镇、西镇等乡镇和县水利局负责）",
            "东镇/responsible 西镇/responsible 县水利局/responsible",
        ),
        ("一。（县妇联等群团组织及各乡镇负责）", "县妇联/responsible 各乡镇/responsible"),
        // Alone it is one of them.
        ("一。（县民政局、社会组织负责）", "县民政局/responsible 社会组织/responsible"),
        // Whatever is said of them.
        ("一。（县公安局等涉农部门，各镇负责）", "县公安局/responsible 各镇/responsible"),
        ("一。（责任单位：超声科、检验科等医技科室）", "超声科/responsible 检验科/responsible"),
        ("一。（责任单位：东镇、西镇等沿江乡镇）", "东镇/responsible 西镇/responsible"),
        (
            "一。（责任单位：县中医院、县妇幼保健院等公立医院）",
            "县中医院/responsible 县妇幼保健院/responsible",
        ),
        (
            "一。（责任单位：东山市、西湖区等8个县（市、区）政府）",
            "东山市政府/responsible 西湖区政府/responsible",
        ),
        ("一。（责任单位：东山县、西湖县等有关县（区））", "东山县/responsible 西湖县/responsible"),
        // A hospital of the county is one more of them, where a mark was lost.
        (
            "一。（责任单位：县中医院、县疾控中心、县人民医院）",
            "县中医院/responsible 县疾控中心/responsible 县人民医院/responsible",
        ),
        ("一。（县教育局组织负责）", "县教育局/responsible"),
    ]);
}

#[test]
fn labels_of_courts_schools_and_counties() {
    check(&[
        ("一。（牵头庭室：执行局；配合庭室：法警队）", "执行局/lead 法警队/support"),
        ("一。（责任学院：文学院、理学院）", "文学院/responsible 理学院/responsible"),
        ("一。（责任县（市、区）：东县、西区）", "东县/responsible 西区/responsible"),
        (
            "一。（主体责任单位：县林业局；监管责任单位：县水利局）",
            "县林业局/responsible 县水利局/guide",
        ),
    ]);
}

#[test]
fn who_has_the_main_part_leads() {
    check(&[
        (
            "一。（省林业厅抓总，省财政厅、省水利厅分头落实）",
            "省林业厅/lead 省财政厅/implement 省水利厅/implement",
        ),
        ("一。（以工代赈办公室负责）", "以工代赈办公室/responsible"),
        ("一。（以省林业厅为主，省财政厅配合）", "省林业厅/lead 省财政厅/support"),
    ]);
    with_flow("筹集资金。（以市场为主）", |flow, _| {
        assert!(duties(flow, &mut Conventions::default(), &[]).is_empty());
    });
}

#[test]
fn bodies_of_one_kind_may_be_counted() {
    check(&[
        ("一。（责任单位：县林业局、12个乡镇）", "县林业局/responsible 12个乡镇/responsible"),
        ("一。（县水利局、12个乡镇负责）", "县水利局/responsible 12个乡镇/responsible"),
        (
            "一。（责任单位：13个街道、镇，县林业局）",
            "13个街道、镇/responsible 县林业局/responsible",
        ),
        ("一。（责任单位：县教育局、5个市直部门）", "县教育局/responsible 5个市直部门/responsible"),
    ]);
    for text in
        ["新建。（覆盖12个乡镇）", "新建。（建设12个乡镇卫生院）", "带动产业发展。（12个乡镇）"]
    {
        assert!(read_all(text).is_empty(), "{text}");
    }
}

#[test]
fn who_bears_up_helps() {
    check(&[(
        "一。（牵头单位：县水利局，支撑单位：县财政局；技术支撑单位：县科协）",
        "县水利局/lead 县财政局/support 县科协/support",
    )]);
}

#[test]
fn a_break_inside_a_name_parts_nothing() {
    for (text, units) in [
        ("各镇（街道） 水务站、县林业局", "各镇（街道）水务站/responsible 县林业局/responsible"),
        ("县林业局、各养 殖企业", "县林业局/responsible 各养殖企业/responsible"),
        // 各 with a kind of bodies is whole.
        ("各镇 县林业局", "各镇/responsible 县林业局/responsible"),
    ] {
        with_flow(text, |flow, _| {
            let list = unit_list(flow, &[], Role::Responsible);
            let shown = |unit: &UnitMention| format!("{}/responsible", unit.name);
            assert_eq!(list.units.iter().map(shown).collect::<Vec<_>>().join(" "), units, "{text}");
        });
    }
}

#[test]
fn strokes_and_dots_that_stand_for_marks_part_units() {
    for mark in ['丶', '､', '‚', '·'] {
        let text = format!("各镇人民政府{mark}县财政局");
        with_flow(&text, |flow, sources| {
            let list = unit_list(flow, &[], Role::Responsible);
            assert_eq!(show(&list.units, sources), "各镇人民政府/responsible 县财政局/responsible");
        });
    }
}

#[test]
fn groups_of_long_names_are_units() {
    check(&[
        (
            "一。（市公安局牵头，市纪委监委驻市人力资源和社会保障局纪检监察组配合）",
            "市公安局/lead 市纪委监委驻市人力资源和社会保障局纪检监察组/support",
        ),
        (
            "一。（市委作风建设和问责问效第二督导工作组负责）",
            "市委作风建设和问责问效第二督导工作组/responsible",
        ),
        (
            "一。（责任单位：市公安局、市纪委监委驻市文化广电和旅游局纪检监察组）",
            "市公安局/responsible 市纪委监委驻市文化广电和旅游局纪检监察组/responsible",
        ),
    ]);
}

#[test]
fn the_office_by_which_a_body_oversees_others_is_no_verb() {
    let sentence = |text: &str| {
        with_flow(text, |flow, sources| {
            sentence_duty(flow, 0..text.len()).map(|duty| show(&duty.units, sources))
        })
    };
    for (text, units) in [
        ("市防汛办会同市委督查室逐项核查验收。", Some("市防汛办/lead 市委督查室/support")),
        ("县政府督查室要每月通报进展，各牵头单位每月28日前报送进度。", None),
        ("市委督导组会同市审计局逐县检查。", Some("市委督导组/lead 市审计局/support")),
        // A verb with its object is still one.
        ("市教育局负责督导组织实施。", Some("市教育局/guide")),
    ] {
        assert_eq!(sentence(text).as_deref(), units, "{text}");
    }
}

#[test]
fn all_of_one_list_have_the_level_that_it_says_once() {
    check(&[
        (
            "一。（责任单位：区旅发委、财金局、规划局）",
            "区旅发委/responsible 区财金局/responsible 区规划局/responsible",
        ),
        (
            "一。（责任单位：区社会事业局、经济发展局、财政局、会展服务中心）",
            "区社会事业局/responsible 经济发展局/responsible 区财政局/responsible 会展服务中心/responsible",
        ),
        // The state's, those of a place, and whatever stands behind a body that governs one.
        (
            "一。（责任单位：市发改委、国家能源局、东山水利局、云溪供电局、教育局）",
            "市发改委/responsible 国家能源局/responsible 东山水利局/responsible 云溪供电局/responsible 市教育局/responsible",
        ),
        (
            "一。（责任单位：市发改委、教育局、高新区管委会、经发局）",
            "市发改委/responsible 市教育局/responsible 高新区管委会/responsible 经发局/responsible",
        ),
        // Nothing shows it: all stay as they are.
        ("一。（责任单位：区旅发委、财金局）", "区旅发委/responsible 财金局/responsible"),
        // A place of its own, a company, and what is not short enough to have no place.
        (
            "一。（责任单位：区旅发委、规划局、青石街办、东山公司、长江航务局）",
            "区旅发委/responsible 区规划局/responsible 青石街办/responsible 东山公司/responsible 长江航务局/responsible",
        ),
    ]);
}

#[test]
fn a_class_by_its_field_is_a_name_beside_others() {
    check(&[
        (
            "一。（区交通局牵头，县交通局、公路局和公安部门配合）",
            "区交通局/lead 县交通局/support 县公路局/support 公安部门/support",
        ),
        (
            "一。（区交通局牵头，公安部门和县交通局配合）",
            "区交通局/lead 公安部门/support 县交通局/support",
        ),
        (
            "一。（区水利局牵头，公安、质监、信息化部门配合）",
            "区水利局/lead 区公安部门/support 区质监部门/support 区信息化部门/support",
        ),
        (
            "一。（区水利局牵头，公安、质监、行业主管部门配合）",
            "区水利局/lead 公安/support 质监/support 行业主管部门/support",
        ),
        ("一。（区、县交通局负责）", "区、县交通局/responsible"),
        ("一。（县、区农业农村局负责）", "县、区农业农村局/responsible"),
    ]);
}
