//! Which brackets and lines are responsibilities, and where they begin and end.

use super::*;

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
        ("一。（公共服务司、科技司负责）", 2, false),
        ("一。（责任单位：货物和劳务税处、财产和行为税处）", 2, false),
        ("一。（市甲局负责，市乙局予以配合）", 2, false),
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
fn where_to_look_and_where_the_outcome_goes_name_nobody() {
    for (text, units) in [
        ("一。（市甲局、市乙局，结果送市丙局）", 2),
        ("一。（责任单位：市甲局，结果报市丙局）", 1),
        ("一。（市甲局、市乙局；见附件2）", 2),
        ("一。（市甲局负责；详见附件1）", 1),
        ("一。（市甲局负责）（见附件）", 1),
    ] {
        let duty = only(text);
        assert_eq!((duty.units.len(), duty.outer), (units, "一。".len()..text.len()), "{text}");
    }
}

#[test]
fn fields_before_the_class_are_an_open_list() {
    for (text, names, role) in [
        (
            "一。（市教育、财政、卫生健康等部门按职责分工负责）",
            "市教育 财政 卫生健康",
            Role::Responsible,
        ),
        ("一。（各级教育、公安等部门负责）", "各级教育 公安", Role::Responsible),
        ("一。（市委组织、宣传、统战等部门配合）", "市委组织 宣传 统战", Role::Support),
        ("一。（市甲局、公安、园林等部门牵头）", "市甲局 公安 园林", Role::Lead),
    ] {
        let duty = only(text);
        let found: Vec<&str> = duty.units.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!(found.join(" "), names, "{text}");
        assert!(duty.responsibility.open && duty.units.iter().all(|unit| unit.role == role));
        assert_eq!(duty.outer, "一。".len()..text.len());
    }
    for text in ["一。（加强与教育、公安等部门配合）", "一。（实行教育、公安部门联合检查）"]
    {
        assert!(read_all(text).is_empty(), "{text}");
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
    // A verb stands for the colon of a key as for that of a label.
    let text = "一。（牵头单位为市甲局，责任单位为市乙局，完成时限为2024年11月底）";
    let duty = only(text);
    assert_eq!(duty.units.len(), 2);
    assert_eq!(&text[duty.deadlines[0].clone()], "2024年11月底");
    let duty = only("一。（负责部门：甲局、乙部；适用范围：全市，县级除外）");
    assert_eq!(duty.units.len(), 2);
    assert_eq!(duty.responsibility.scope.as_deref(), Some("全市，县级除外"));
    let duty = only("一。（责任单位：市甲局，市乙局、市丙局）");
    assert_eq!(duty.standings.iter().map(|unit| unit.tier).collect::<Vec<_>>(), [0, 1, 1]);
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
        "完善机制（政府牵头、部门配合、社会参与）。",
        "完善机制（党委领导、政府负责、社会参与）。",
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
fn blanks_part_the_names_of_a_bracket_that_no_mark_does() {
    check(&[
        (
            "新建3处。（责任单位：镇农业综合服务中心 石桥派出所 各村）",
            "镇农业综合服务中心/responsible 石桥派出所/responsible 各村/responsible",
        ),
        (
            "新建3处。（社会救助股 各乡镇人民政府负责）",
            "社会救助股/responsible 各乡镇人民政府/responsible",
        ),
        // Beside names that marks part, a blank is one inside a name, and so it is where its sides are none.
        (
            "新建3处。（责任单位：市甲局、市社会 工作部）",
            "市甲局/responsible 市社会工作部/responsible",
        ),
        ("新建3处。（责任单位：市卫生健康委 员会）", "市卫生健康委员会/responsible"),
        // What has no level of its own is part of the body before it.
        (
            "新建3处。（责任单位：市甲局、市公安局 交警支队、市乙局）",
            "市甲局/responsible 市公安局交警支队/responsible 市乙局/responsible",
        ),
        (
            "新建3处。（市甲局牵头，各县 （区）人民政府配合）",
            "市甲局/lead 各县（区）人民政府/support",
        ),
        (
            "新建3处。（责任单位：市甲局、各县（市） 林长办公室、市乙局）",
            "市甲局/responsible 各县（市）林长办公室/responsible 市乙局/responsible",
        ),
        (
            "新建3处。（责任单位：市甲局、市公安局 市交警支队、市乙局）",
            "市甲局/responsible 市公安局/responsible 市交警支队/responsible 市乙局/responsible",
        ),
    ]);
}

#[test]
fn a_dash_before_a_label_and_other_slashes() {
    check(&[
        ("新建3处。——责任单位：市教育局、市体育局", "市教育局/responsible 市体育局/responsible"),
        ("新建3处。〖责任单位：市教育局、市体育局〗", "市教育局/responsible 市体育局/responsible"),
        ("新建3处。（责任单位：市教育局∕市体育局）", "市教育局/responsible 市体育局/responsible"),
    ]);
    with_flow("新建3处。——责任单位：市教育局", |flow, _| {
        let found = duties(flow, &mut Conventions::default(), &[]);
        assert_eq!(found[0].outer.start, "新建3处。".len());
    });
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
fn a_label_on_its_own_line_makes_units_of_words_of_any_end() {
    let units = |text: &str| {
        with_flow(text, |flow, sources| {
            label_line(flow, &mut Conventions::default(), &[])
                .map(|duty| show(&duty.units, sources))
        })
    };
    assert_eq!(
        units("责任部门：民庭、速裁团队").as_deref(),
        Some("民庭/responsible 速裁团队/responsible")
    );
    assert_eq!(units("牵头部门：立案庭。").as_deref(), Some("立案庭/lead"));
    assert_eq!(units("责任单位（部门）：市教育局").as_deref(), Some("市教育局/responsible"));
    assert_eq!(units("责任单位及责任人：市教育局，张三").as_deref(), Some("市教育局/responsible"));
    for sentence in
        ["监管部门：从严执法", "责任单位：加强统筹、督促检查", "牵头单位：统一思想，从严要求"]
    {
        assert_eq!(units(sentence), None, "{sentence}");
    }
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
        (
            "由县住建局、县民政局等部门（单位）牵头完成自查，其他相关部门（单位）配合",
            Some("县住建局/lead 县民政局/lead 其他相关部门（单位）/support"),
        ),
        (
            "督查重点由所涉及的市政府办公室、市民政局等主管部门牵头自查，其他相关部门配合",
            Some("市政府办公室/lead 市民政局/lead 其他相关部门/support"),
        ),
        ("此项由涉及的市民政局牵头办理", Some("市民政局/lead")),
        ("由群众反映的市民政局负责人牵头", None),
        (
            "由县教育局牵头，县高等和职业教育中心配合",
            Some("县教育局/lead 县高等和职业教育中心/support"),
        ),
        // What fields of departments do is told with more words: only who answers for sure is named.
        ("县发改局牵头，财政、审计部门配合做好资金监管", Some("县发改局/lead")),
        (
            "县发改局牵头，财政、审计部门配合",
            Some("县发改局/lead 县财政部门/support 县审计部门/support"),
        ),
        // Whose the work is, and nobody is told to do it.
        ("县财政局会同县水利局，认真研究所负责的工作", Some("县财政局/lead 县水利局/support")),
        ("县住建局负责的项目，县财政局配合", Some("县住建局/responsible 县财政局/support")),
        ("严厉打击负责人失职行为", None),
        ("主要负责同志亲自过问", None),
        ("各责任单位主要负责人要亲自部署", None),
        ("市教育局负责同志到场指挥", None),
        ("市教育局负责人员培训", Some("市教育局/responsible")),
        ("督促学校落实食品安全负责制", None),
        // What is done may stand before 由.
        (
            "督查工作由市政府督查室负责，市直有关部门配合",
            Some("市政府督查室/lead 市直有关部门/support"),
        ),
        ("所需经费由市财政局负责保障", Some("市财政局/responsible")),
        (
            "日常工作由市民政局承担，市财政局、市人社局配合",
            Some("市民政局/lead 市财政局/support 市人社局/support"),
        ),
        ("由省自由贸易试验区管委会负责协调", Some("省自由贸易试验区管委会/responsible")),
        ("未按时完成的，由市教育局负责督促", None),
        ("本办法由市教育局负责解释", None),
        ("具体解释工作由市教育局承担", None),
        // What is brought together or asked for help does not answer.
        ("县城管局负责联系县公安局，支持夜间巡查", Some("县城管局/responsible")),
        ("县商务局负责协调县电视台，做好节目播出", Some("县商务局/responsible")),
        ("县林业局负责组织县水利局、各乡镇开展检查", Some("县林业局/responsible")),
        ("展销由县商务局、县工商联共同组织实施", Some("县商务局/responsible 县工商联/responsible")),
        ("县商务局组织实施展销", None),
        // Who sits where answers for nothing yet.
        ("领导小组办公室设在市教育局，负责统筹协调", None),
        // 会同 is no verb, but what both do behind it is said.
        ("由市林业局会同市水利局编制造林规划", Some("市林业局/lead 市水利局/support")),
        ("由市林业局会同市水利局于年底前完成", Some("市林业局/lead 市水利局/support")),
        ("市教育局要积极会同市财政局研究制定办法", Some("市教育局/lead 市财政局/support")),
        (
            "由市民政局会同市财政局、市政府办公室和各县（区）研究提出方案",
            Some("市民政局/lead 市财政局/support 市政府办公室/support 各县（区）/support"),
        ),
        (
            "由市民政局牵头，会同市财政局、市人社局等有关部门组织各学校自查",
            Some("市民政局/lead 市财政局/support 市人社局/support"),
        ),
        (
            "由市农业局牵头，市统计局等部门配合，会同各县（区）制订方案，增加收入",
            Some("市农业局/lead 市统计局/support 各县（区）/support"),
        ),
        ("市教育局会同有关方面制定办法", Some("市教育局/lead")),
        ("市财政局会同市教育局组织部分学校试点", Some("市财政局/lead 市教育局/support")),
        ("市财政局会同市委组织部研究办法", Some("市财政局/lead 市委组织部/support")),
        ("市禁毒办会同市教育局组织督查", Some("市禁毒办/lead 市教育局/support")),
        ("会同市财政局研究办法", None),
        // Bodies called by their part in the task name nobody.
        ("各牵头单位要会同责任单位，认真研究所负责的工作", None),
        ("由各牵头单位负责", Some("各牵头单位/responsible")),
        (
            "由县民政局商县财政局、县人社局负责",
            Some("县民政局/lead 县财政局/support 县人社局/support"),
        ),
        // Who leads in person is no unit, and costs none.
        ("此项工作由副县长张某牵头，县农业局具体负责", Some("县农业局/responsible")),
        ("张某牵头的项目，县农业局负责", None),
        // A dash in front is no word of the name.
        ("——县农业局、县水利局负责。", Some("县农业局/responsible 县水利局/responsible")),
        ("—县农业局牵头，县水利局配合", Some("县农业局/lead 县水利局/support")),
    ] {
        with_flow(text, |flow, sources| {
            let got = sentence_duty(flow, 0..text.len()).map(|duty| show(&duty.units, sources));
            assert_eq!(got.as_deref(), expected, "{text}");
        });
    }
}

#[test]
fn a_sentence_names_all_of_its_list_or_nobody() {
    for (text, expected) in [
        ("由保洁公司、护林队负责具体实施。", Some("保洁公司/responsible 护林队/responsible")),
        (
            "由护林队、保洁公司、林业办和各村（社区）负责实施。",
            Some(
                "护林队/responsible 保洁公司/responsible 林业办/responsible 各村（社区）/responsible",
            ),
        ),
        ("由保洁公司、护林队负责清理枯枝。", Some("保洁公司/responsible 护林队/responsible")),
        ("林业所和各村负责具体实施。", Some("林业所/responsible 各村/responsible")),
        ("由党政办负责筹备。", Some("党政办/responsible")),
        ("由门诊部负责，信息科配合。", Some("门诊部/lead 信息科/support")),
        (
            "由县林业局牵头，县财政局、县水利局等部门要积极配合。",
            Some("县林业局/lead 县财政局/support 县水利局/support"),
        ),
        ("由县林业局牵头，县财政局应当配合。", Some("县林业局/lead 县财政局/support")),
        ("县教育局负责修缮，教室优先。", Some("县教育局/responsible")),
        (
            "由县消防大队牵头开展检查，县公安局、县应急局派员参加。",
            Some("县消防大队/lead 县公安局/support 县应急局/support"),
        ),
        ("由县政府督查室负责分送县财政局。", Some("县政府督查室/responsible")),
        ("由县教育局督查室牵头，各学校负责落实。", Some("县教育局督查室/lead 各学校/implement")),
        ("教务处负责排课，学工处负责查寝。", Some("教务处/responsible 学工处/responsible")),
        ("由县商务局主导。", Some("县商务局/lead")),
        // Of no place, and how it is done.
        ("建立由政府主导、部门协作、社会参与的机制。", None),
        ("探索由政府主导、市场运作模式。", None),
        ("由党委领导、政府主导、社会参与。", None),
        ("由医院主导。", None),
        ("由学校主导、社会参与。", None),
        ("由县教育局、12个村组负责巡查。", None),
        ("由专人负责管理。", None),
        ("班主任、科任教师负责巡查。", None),
        // What is done, and to whom.
        ("县教育局负责规划、建设、管理。", Some("县教育局/responsible")),
        ("林业办和农业办负责组织各企业具体实施。", Some("林业办/responsible 农业办/responsible")),
        ("由县教育局负责分别寄送市教育局、市委宣传部或市财政局。", Some("县教育局/responsible")),
        ("县教育局负责联系县财政局、县人社局。", Some("县教育局/responsible")),
    ] {
        with_flow(text, |flow, sources| {
            let got = sentence_duty(flow, 0..text.len()).map(|duty| show(&duty.units, sources));
            assert_eq!(got.as_deref(), expected, "{text}");
        });
    }
}

#[test]
fn ministries_alone_answer_where_bureaus_do() {
    let both = "公安部/responsible 应急管理部/responsible";
    for task in ["实现“一网通办”", "做到“应管尽管。”", "开展演练…", "开展演练……"]
    {
        assert_eq!(read_all(&format!("{task}（公安部、应急管理部）")), [both], "{task}");
    }
    // They may explain a body's name, or stand amid a sentence.
    for text in [
        "报送主管部门（公安部、应急管理部）",
        "两部（公安部、应急管理部）印发的规定",
        "印发两份文件（公安部、应急管理部）。",
        "依据《关于加强管理的意见》（公安部、应急管理部）。",
    ] {
        assert_eq!(read_all(text), [""; 0], "{text}");
    }
}

#[test]
fn a_word_that_begins_as_a_conjunction_is_none() {
    for (text, wrong) in [
        ("创建社区。（市民政局、市公安局等和谐社区办负责）", " 谐社区办"),
        ("创建社区。（市民政局、市公安局和谐社区办负责）", " 谐社区办"),
        ("创建社区。（市民政局、市教育局等和平区人民政府负责）", " 平区人民政府"),
    ] {
        assert!(!read_all(text).iter().any(|units| units.contains(wrong)), "{text}");
    }
    for (list, units) in [
        ("市公安局和平安办", "市公安局/responsible 平安办/responsible"),
        ("广宗县人民政府和平乡县人民政府", "广宗县人民政府/responsible 平乡县人民政府/responsible"),
        ("县民政局和睦邻中心", "县民政局/responsible 睦邻中心/responsible"),
    ] {
        assert_eq!(read_all(&format!("组织巡查。（{list}负责）")), [units]);
    }
}

#[test]
fn a_label_before_a_verb_says_who_answers() {
    for (text, expected) in [
        (
            "责任单位为县财政局、县审计局，配合单位为县教育局。",
            Some("县财政局/responsible 县审计局/responsible 县教育局/support"),
        ),
        ("牵头部门是县教育局。", Some("县教育局/lead")),
        ("牵头单位是指县教育局。", None),
        ("责任单位为本条规定的单位。", None),
        ("责任单位为主。", None),
        ("责任单位为县教育局，配合单位为县财政局。", Some("县教育局/responsible 县财政局/support")),
    ] {
        with_flow(text, |flow, sources| {
            let got = sentence_duty(flow, 0..text.len()).map(|duty| show(&duty.units, sources));
            assert_eq!(got.as_deref(), expected, "{text}");
        });
    }
}

#[test]
fn a_sentence_of_names_and_their_parts_says_who_answers() {
    for (text, expected) in [
        ("工会、团委具体组织实施。", Some("工会/responsible 团委/responsible")),
        ("各科室落实，办公室汇总。", Some("各科室/implement 办公室/responsible")),
        ("县文旅局统筹，县财政局保障。", Some("县文旅局/responsible 县财政局/responsible")),
        (
            "教务处、校团委承办，后勤处保障。",
            Some("教务处/responsible 校团委/responsible 后勤处/responsible"),
        ),
        ("教务处组织实施，后勤处配合", Some("教务处/lead 后勤处/support")),
        (
            "工会、团委具体承办，行政部保障。",
            Some("工会/responsible 团委/responsible 行政部/responsible"),
        ),
        ("县委督查室、县政府督查室跟踪督办。", Some("县委督查室/guide 县政府督查室/guide")),
        ("责任单位县水利局、各镇。", Some("县水利局/responsible 各镇/responsible")),
        ("牵头单位县水利局，配合单位县财政局。", Some("县水利局/lead 县财政局/support")),
        ("责任单位县水利局要加强管理。", None),
        ("责任单位要加强管理。", None),
        // A step of the work, words of the task, nobody by his name.
        ("县财政局审核。", None),
        ("县教育局汇总，县财政局审核。", None),
        ("各村要抓好落实。", None),
        ("镇村两级抓好落实。", None),
        ("抓好组织实施。", None),
        ("县教育局统筹安排资金。", None),
        ("加强统筹，抓好落实。", None),
        // Who comes, and what all help with.
        ("各镇组织群众参加。", None),
        ("学工处组织学生参加。", None),
        ("各级各部门抓好落实。", None),
        ("各媒体、各学校配合。", None),
        ("做好项目组织实施，提供保障。", None),
        ("县教育局。", None),
        ("县禁毒办会同县教育局组织督查", None),
        ("县禁毒办会同县教育局组织督导", None),
        ("县文旅局牵头，县教育局组织督查", Some("县文旅局/lead 县教育局/guide")),
    ] {
        with_flow(text, |flow, sources| {
            let got = parting_sentence(flow, 0..text.len()).map(|duty| show(&duty.units, sources));
            assert_eq!(got.as_deref(), expected, "{text}");
        });
    }
}

#[test]
fn what_is_paid_in_a_year_is_no_deadline() {
    let due = |text: &str| {
        with_flow(text, |flow, _| {
            let duties = duties(flow, &mut Conventions::default(), &[]);
            let due = duties.iter().flat_map(|duty| &duty.deadlines);
            due.map(|range| flow.text()[range.clone()].to_owned()).collect::<Vec<_>>().join("|")
        })
    };
    assert_eq!(due("一。（县教育局负责）（今年投入3000万元）"), "");
    assert_eq!(due("一。（县教育局负责，全年培训300人）"), "");
    assert_eq!(due("一。（县教育局负责）（每年开展2次）"), "每年开展2次");
    // What is built then is due then, and what is done again and again has a time as well.
    assert_eq!(due("一。（县水利局负责，今年完成3个）"), "今年完成3个");
    assert_eq!(due("一。（责任单位：县水利局，每周巡查不少于3天）"), "每周巡查不少于3天");
    assert_eq!(due("一。（责任单位：县水利局，明年建成2座）"), "明年建成2座");
    // Offices, and other words that open with a time.
    assert_eq!(due("一。（责任单位：县水利局、动态监测专班）"), "");
    assert_eq!(due("一。（县水利局牵头，按年龄分组）"), "");
    assert_eq!(due("一。（县教育局负责，今年年底前建成3个）"), "今年年底前建成3个");
    assert_eq!(due("一。（县教育局负责，实时更新）"), "实时更新");
    assert_eq!(due("一。（责任单位：县教育局，按月调度，确保按期完成）"), "按月调度|确保按期完成");
}

#[test]
fn what_is_spent_in_a_year_hides_nobody() {
    for text in [
        "一。（县教育局负责，全年培训300人）",
        "一。（县教育局负责，今年投入3000万元）",
        "一。（县水利局负责，今年建成3座）",
    ] {
        let units = read_all(text);
        assert!(
            matches!(&units[..], [one] if one.ends_with("局/responsible")),
            "{text}: {units:?}"
        );
    }
}

#[test]
fn labels_of_those_who_did_well_name_nobody_who_answers() {
    for text in [
        "公布名单。落实较好部门：县教育局、县文旅局。",
        "公布名单。获奖承办单位：县教育局、县文旅局。",
        "公布名单。（推进滞后责任单位：县教育局）",
    ] {
        assert!(read_all(text).is_empty(), "{text}: {:?}", read_all(text));
    }
    assert_eq!(read_all("公布名单。抓好落实单位：县教育局、县文旅局。").len(), 1);
    // What is judged is the task.
    for (text, units) in [
        ("整改。（突出环境问题整改责任单位：县环保局）", "县环保局/responsible"),
        ("整改。突出问题整改责任单位：县环保局。", "县环保局/responsible"),
        ("整改。（落后产能淘汰责任单位：县工信局）", "县工信局/responsible"),
        ("整改。（落实不力整改责任单位：县工信局）", "县工信局/responsible"),
        ("整改。（先进制造业牵头单位：县工信局）", "县工信局/lead"),
    ] {
        assert_eq!(read_all(text), [units], "{text}");
    }
}

#[test]
fn sections_of_a_bureau_answer_inside_a_paragraph_too() {
    let text =
        "全面取消重点班。（基础教育股、人事股负责）控制作业总量。（基础教育股牵头，教研室配合）";
    assert_eq!(read_all(text).len(), 2);
    for text in ["推动混改。（国有企业控股）引入资本。", "清退职工持股（含参股）等。"]
    {
        assert!(read_all(text).is_empty(), "{text}");
    }
}

#[test]
fn short_nouns_with_their_part_behind_a_sentence_are_units() {
    check(&[
        ("修缮12处。（速裁庭牵头，各人民法庭配合）", "速裁庭/lead 各人民法庭/support"),
        ("修缮12处。（刑一庭、督察室按职责分工负责）", "刑一庭/responsible 督察室/responsible"),
        ("修缮12处。（食堂、校车队配合）", "食堂/support 校车队/support"),
        ("修缮12处（巡查队负责）。", "巡查队/responsible"),
        ("修缮12处。（青石片联防巡查队负责）", "青石片联防巡查队/responsible"),
        ("修缮12处。（立案庭牵头，各方配合）", "立案庭/lead 各方/support"),
        // Where one closes it that is surer, the others say how it is done.
        ("修缮12处。（巡查队负责）绿化3处。（县住建局负责）", "县住建局/responsible"),
    ]);
    let both = ["巡查队/responsible", "膳食班/responsible"];
    assert_eq!(read_all("修缮12处。（巡查队负责）绿化3处。（膳食班负责）"), both);
    for text in [
        "修缮12处。（专人负责）",
        "修缮12处。（检测线、食堂负责）",
        "修缮12处。（巡查队负责）绿化3处。",
        "修缮12处。（省市县乡四级联合审判庭负责）",
        "修缮12处（早晚班负责）。",
        "修缮12处。（检测线负责）",
        "修缮12处。（逐项负责）",
        "修缮12处。（清单化落实）",
        "修缮12处。（当庭办理）",
        "修缮12处。（现场窗口办理）",
        "修缮12处。（集中排队办理）",
        "修缮12处。（群众参与）",
        "修缮12处。（学生配合）",
        "修缮12处。（党委领导、社会参与）",
        "修缮12处（消防队参与）。",
        "修缮12处（检测线负责）。",
        "由门卫（保安队负责）登记。",
        "开展巡查（家庭负责）。",
    ] {
        assert!(read_all(text).is_empty(), "{text}: {:?}", read_all(text));
    }
}

#[test]
fn beside_a_body_that_is_known_others_answer_whatever_they_end_in() {
    check(&[
        ("修缮12处。（仓储科牵头，红旗粮库配合）", "仓储科/lead 红旗粮库/support"),
        ("修缮12处。（红旗粮库牵头，仓储科配合）", "红旗粮库/lead 仓储科/support"),
        ("修缮12处。（仓储科、红旗粮库负责）", "仓储科/responsible 红旗粮库/responsible"),
        ("修缮12处（仓储科牵头，护林员配合）。", "仓储科/lead 护林员/support"),
        ("修缮12处。（仓储科负责，年底前完成）", "仓储科/responsible"),
        ("修缮12处。（立案庭牵头，年底前完成）", "立案庭/lead"),
        ("修缮12处。（教务处牵头，家长参与）", "教务处/lead 家长/support"),
        ("修缮12处。（仓储科牵头，镇村两级配合）", "仓储科/lead 镇村两级/support"),
        ("修缮12处。（仓储科牵头，专人负责）", "仓储科/lead"),
        ("修缮12处。（县水利局牵头，多方参与）", "县水利局/lead"),
        ("修缮12处。（市粮食储备库负责）", "市粮食储备库/responsible"),
        ("修缮12处。（市粮食储备库配合）", "市粮食储备库/support"),
    ]);
    // A surer one behind it answers for all of it.
    for surer in ["（县住建局负责）", "（责任单位：县住建局）", "责任单位：县住建局"]
    {
        let text = format!("推行联合查房（医务科牵头，护士参与）。{surer}");
        assert_eq!(read_all(&text), ["县住建局/responsible"], "{text}");
    }
    for text in [
        "修缮12处。（由施工方负责）",
        "修缮12处。（含设备采购）",
        "修缮12处。（谁主管谁负责）",
        "修缮12处。（企业自行负责）",
        "修缮12处。（详见附件）",
        "修缮12处。（政府主导，市场配合）",
        "修缮12处。（仓储科牵头，企业自行负责）",
        "修缮12处。（仓储科牵头，施工方配合）",
        "修缮12处。（仓储科牵头，建设粮库配合）",
        "修缮12处。（仓储科牵头，一厂一策负责）",
        "修缮12处。（仓储科牵头，如期完成）",
        "修缮12处。（市农业园负责）",
        "修缮12处。（红农业储备库负责）",
        "修缮12处。（红旗粮库负责）",
        "修缮12处。（市级层面负责）",
        "修缮12处。（市民代表参与）",
        "修缮12处。（县审计全程参与）",
        "修缮12处。（市财政资金负责）",
        "修缮12处。（市农业市场负责）",
        "修缮12处。（镇村干部包户负责）",
        "修缮12处。（仓储科牵头，挂图落实）",
        "修缮（仓储科牵头，红旗粮库配合）12处。",
    ] {
        assert!(read_all(text).is_empty(), "{text}: {:?}", read_all(text));
    }
}

#[test]
fn one_name_that_the_notice_has_elsewhere_answers() {
    let read_in = |text: &str, notice: &str| {
        with_flow(text, |flow, sources| {
            let notice = [Source::from_text("n", Format::Text, notice)];
            let found = duties(flow, &mut Conventions::in_sources(&notice), &[]);
            found.iter().map(|duty| show(&duty.units, sources)).collect::<Vec<_>>()
        })
    };
    let read = |notice: &str| read_in("修缮12处。（红旗粮库负责）", notice);
    for notice in [
        "序号\t任务\t责任单位\n1\t修缮\t红旗粮库",
        "（仓储科牵头，红旗粮库配合）",
        "责任单位：县财政局、红旗粮库",
    ] {
        assert_eq!(read(notice), ["红旗粮库/responsible"], "{notice}");
    }
    for notice in [
        "修缮12处。（红旗粮库负责）",
        "修缮红旗粮库12处。",
        "重点是仓房、红旗粮库。",
        "序号\t对象\t责任单位\n1\t红旗粮库\t县财政局",
    ] {
        assert!(read(notice).is_empty(), "{notice}");
    }
    // Of several each must be.
    let two = "修缮12处。（石门渔场牵头，红旗粮库配合，6月底前完成）";
    let both = "序号\t任务\t责任单位\n1\t修缮\t石门渔场、红旗粮库";
    assert_eq!(read_in(two, both), ["石门渔场/lead 红旗粮库/support"]);
    assert!(read_in(two, "序号\t任务\t责任单位\n1\t修缮\t红旗粮库").is_empty());
}

#[test]
fn a_time_may_close_a_bracket_without_a_mark_before_it() {
    let read = |text: &str| {
        with_flow(text, |flow, sources| {
            let found = duties(flow, &mut Conventions::default(), &[]);
            found
                .iter()
                .map(|duty| {
                    let due = duty.deadlines.iter().map(|due| &flow.text()[due.clone()]);
                    format!("{} {}", show(&duty.units, sources), due.collect::<Vec<_>>().join(" "))
                })
                .collect::<Vec<_>>()
        })
    };
    for (text, expected) in [
        (
            "县住建局、县市场监管局 6月底前完成",
            "县住建局/responsible 县市场监管局/responsible 6月底前完成",
        ),
        ("县住建局6月底前完成", "县住建局/responsible 6月底前完成"),
        ("责任单位：县住建局 6月底前", "县住建局/responsible 6月底前"),
        ("责任单位：县住建局2026年6月30日", "县住建局/responsible 2026年6月30日"),
        ("县住建局负责6月底前完成", "县住建局/responsible 6月底前完成"),
        (
            "县住建局牵头，县市场监管局配合 6月底前完成",
            "县住建局/lead 县市场监管局/support 6月底前完成",
        ),
        ("县住建局于年底前完成", "县住建局/responsible 于年底前完成"),
        ("县住建局2026年度完成", "县住建局/responsible 2026年度完成"),
        ("县住建局二〇二六年底前完成", "县住建局/responsible 二〇二六年底前完成"),
        ("市一中2026年12月底前完成", "市一中/responsible 2026年12月底前完成"),
        ("立案庭牵头，年底前完成", "立案庭/lead 年底前完成"),
        ("县住建局、县水利局 每月底前", "县住建局/responsible 县水利局/responsible 每月底前"),
        ("县住建局 汛前完成", "县住建局/responsible 汛前完成"),
        ("县住建局6月30日之前", "县住建局/responsible 6月30日之前"),
        ("县住建局6月底以前完成", "县住建局/responsible 6月底以前完成"),
        ("县住建局6月中旬前", "县住建局/responsible 6月中旬前"),
        ("市一中每月25日前", "市一中/responsible 每月25日前"),
    ] {
        assert_eq!(read(&format!("修缮12处。（{text}）")), [expected], "{text}");
    }
    for text in [
        "县住建局2026年6月30日",
        "其中8处6月底前完成",
        "其中8处，县住建局6月底前完成",
        "仓储科6月底前完成",
        "县住建局、仓储科6月底前完成",
        "县住建局6月底前完成8处",
        "县人民医院6月底前建成",
        "报县住建局6月底前",
        "县住建局以前",
        "与县住建局于6月底前完成",
        "争取省财政厅6月底前完成",
    ] {
        assert!(read(&format!("修缮12处。（{text}）")).is_empty(), "{text}");
    }
    // One of what is counted, or a step before what the surer one answers for.
    for counted in ["开展审计12个", "新建学校三所", "新建学校两所", "修缮两个片区"]
    {
        assert!(read(&format!("{counted}（县财政局6月底前完成）。")).is_empty(), "{counted}");
    }
    assert_eq!(read("编制方案（县住建局6月底前完成）。"), ["县住建局/responsible 6月底前完成"]);
    let step = "编制方案（县住建局6月底前完成）。推进改造12项。（责任单位：县林业局）";
    assert_eq!(read(step), ["县林业局/responsible "]);
}
