use super::*;

fn clause(text: &str, item: usize) -> ClauseKey {
    ClauseKey { text: text.into(), item, ..ClauseKey::default() }
}

fn row(text: &str) -> RowKey {
    RowKey { text: text.into(), ..RowKey::default() }
}

#[track_caller]
fn check(clauses: &[&str], rows: &[&str], expected: &[Option<usize>]) {
    let clauses: Vec<ClauseKey> =
        clauses.iter().enumerate().map(|(at, text)| clause(text, at)).collect();
    let rows: Vec<RowKey> = rows.iter().map(|text| row(text)).collect();
    let found: Vec<Option<usize>> =
        link(&clauses, &rows).into_iter().map(|link| link.clause).collect();
    assert_eq!(found, expected);
}

#[test]
fn words_decide_in_whatever_order() {
    check(
        &[
            "完善河道巡查制度,推进重点河段清淤疏浚",
            "建设智慧停车平台,新增公共泊位",
            "开展老旧小区改造,惠及居民",
        ],
        &[
            "开展老旧小区改造,惠及更多居民",
            "完善河道巡查制度,推进河段清淤疏浚",
            "建设智慧停车平台,新增公共泊位",
        ],
        &[Some(2), Some(0), Some(1)],
    );
}

#[test]
fn of_an_items_clauses_that_a_row_says_whole_it_carries_out_the_first() {
    let said = ["在岸线两侧植草绿化", "配套设置公共座椅1100张,投放点80处,公示牌40块"];
    let linked = |items: [usize; 2], text: &str| {
        let clauses = [clause(said[0], items[0]), clause(said[1], items[1])];
        let found = link(&clauses, &[row(text)]).remove(0);
        (found.clause, found.also)
    };
    let whole = said.join(".");
    assert_eq!(linked([0, 0], &whole), (Some(0), vec![1]));
    // Another item's words may stand in it by chance.
    assert_eq!(linked([0, 1], &whole), (Some(1), vec![0]));
    // Nor does it carry out the first of two where it says the other in words of its own.
    let own = whole.replace("公示牌40块", "公示牌45块");
    assert_eq!(linked([0, 0], &own), (Some(1), vec![0]));
}

#[test]
fn rows_that_add_up_to_a_clause_carry_it_out() {
    let shared = |whole: &str, rows: &[&str], all: bool| {
        let other = "修缮历史建筑,设立保护标志牌";
        let of = all.then_some(0);
        let expected: Vec<Option<usize>> = rows.iter().map(|_| of).collect();
        let rows: Vec<&str> = rows.iter().copied().chain([other]).collect();
        let found: Vec<Option<usize>> = link(
            &[clause(whole, 0), clause(other, 1)],
            &rows.iter().map(|r| row(r)).collect::<Vec<_>>(),
        )
        .into_iter()
        .map(|link| link.clause)
        .collect();
        assert_eq!(found[..expected.len()] == expected, all, "{rows:?} {found:?}");
    };
    shared("新建公交场站12座", &["东城区新建公交场站5座", "西城区新建公交场站7座"], true);
    shared("新建公交场站12座", &["东城区新建公交场站5座", "西城区新建公交场站8座"], false);
    shared(
        "新建公交场站3.5万座,每座充电桩20个",
        &["新建东城区公交场站1.2万座,每座充电桩20个", "新建西城区公交场站2.3万座,每座充电桩20个"],
        true,
    );
}

#[test]
fn a_part_with_its_figure_tells_more_than_a_number() {
    let numbered = |text: &str, item| ClauseKey {
        number: Some((Form::Digit, item as u32 + 1)),
        ..clause(text, item)
    };
    let clauses = [
        numbered("新筹集租赁住房5600套,盘活存量改建1200套,年底前竣工交付不少于3000套", 0),
        numbered("建立要素联动机制,编制住房供需分析报告", 1),
    ];
    let named = |number| RowKey {
        named: vec![(Form::Digit, number)],
        ..row("倒排在建项目工期,年底前竣工交付不少于3000套")
    };
    for number in [1, 2] {
        assert_eq!(link(&clauses, &[named(number)])[0].clause, Some(0), "{number}");
    }
}

#[test]
fn tasks_that_differ_only_in_a_number_are_not_mixed_up() {
    check(
        &["完成农村公路建设30公里", "完成农村公路建设50公里"],
        &["全年完成农村公路建设50公里", "全年完成农村公路建设30公里"],
        &[Some(1), Some(0)],
    );
}

#[test]
fn a_row_without_its_clause_stays_alone() {
    check(
        &["完善河道巡查制度,推进重点河段清淤疏浚"],
        &["完善河道巡查制度,推进重点河段清淤疏浚", "建设智慧停车平台,新增公共泊位"],
        &[Some(0), None],
    );
}

#[test]
fn words_that_rows_of_several_actions_share_tell_no_task() {
    let clauses = [
        clause("列入名录的场馆必须履行公众参与、消防审查、集体讨论等程序", 0),
        clause("新建云溪体育馆,完成消防审查", 1),
    ];
    let row = |text: &str, action: &str| RowKey { action: action.into(), ..row(text) };
    let found = |rows: &[RowKey]| -> Vec<Option<usize>> {
        link(&clauses, rows).into_iter().map(|link| link.clause).collect()
    };
    let shared = "公开征求意见、消防审查、集体讨论";
    assert_eq!(found(&[row(shared, "城东球场方案"), row(shared, "城西泳池方案")]), [None, None]);
    // The action says which.
    assert_eq!(
        found(&[row("完成消防审查", "新建云溪体育馆"), row("完成消防审查", "城西泳池方案")]),
        [Some(1), None]
    );
    assert_eq!(found(&[row(shared, "城东球场方案")]), [Some(0)]);
}

#[test]
fn a_clause_that_names_the_actions_is_theirs() {
    let clauses = [
        clause("流通方面2项:农村电商服务站点延伸机制;冷链设施共建共享模式", 0),
        clause("监管方面2项:包容审慎监管清单制度;冷链设施共建共享模式", 1),
    ];
    let row = |text: &str, action: &str| RowKey { action: action.into(), ..row(text) };
    let rows = [
        row("依托村委会设点,统一配送", "农村电商服务站点延伸机制"),
        row("列出轻微违法情形", "包容审慎监管清单制度"),
        row("企业共用冷库", "冷链设施共建共享模式"),
        row("另行安排", "监管方面2项"),
    ];
    let found: Vec<Option<usize>> =
        link(&clauses, &rows).into_iter().map(|link| link.clause).collect();
    assert_eq!(found, [Some(0), Some(1), None, None]);
}

#[test]
fn a_heading_tells_the_clause_that_a_row_says_in_other_words() {
    let topic = |text: &str, topic: &str, units: &[&str], item| ClauseKey {
        topic: topic.into(),
        units: units.iter().map(|&unit| unit.into()).collect(),
        ..clause(text, item)
    };
    let clauses = [
        topic("同一年度对同一企业的现场检查不超过2次", "规范涉企检查", &["市司法局"], 0),
        topic("热线设立企业服务专席", "畅通诉求渠道", &["市工商联"], 1),
        topic("诉求按时办结", "畅通诉求渠道", &["市政务服务中心"], 1),
    ];
    let row = |text: &str, action: &str, unit: &str| RowKey {
        action: action.into(),
        units: vec![unit.into()],
        ..row(text)
    };
    let rows = [
        row("建设备案系统,实行扫码留痕", "规范涉企检查", "市数据局"),
        row("建立回访制度", "畅通诉求渠道", "市政务服务中心"),
        row("组建专家库", "畅通诉求渠道", "市财政局"),
    ];
    let found: Vec<Option<usize>> =
        link(&clauses, &rows).into_iter().map(|link| link.clause).collect();
    assert_eq!(found, [Some(0), Some(2), None]);
}

#[test]
fn the_same_words_many_times_go_by_section_units_and_order() {
    let key = |at: usize| ClauseKey {
        text: "落实河长制各项任务".into(),
        ordinal: Some(at as u32 / 10),
        units: vec![format!("单位{}", at % 3).into()],
        item: at,
        ..ClauseKey::default()
    };
    let clauses: Vec<ClauseKey> = (0..40).map(key).collect();
    let row = |ordinal: Option<u32>, unit: usize| RowKey {
        text: "落实河长制各项任务".into(),
        ordinal,
        units: vec![format!("单位{unit}").into()],
        ..RowKey::default()
    };
    let mut rows = vec![row(Some(2), 1), row(Some(2), 1), row(None, 2), row(Some(9), 0)];
    rows.extend((0..40).map(|_| row(Some(1), 0)));
    let found: Vec<Option<usize>> =
        link(&clauses, &rows).into_iter().map(|link| link.clause).collect();
    // 22 is the first of section 2 with unit 1; 2 the first with unit 2 in any section.
    assert_eq!(found[..4], [Some(22), Some(25), Some(2), Some(0)]);
    // Section 1 with unit 0 first, then the rest of section 1, then unit 0 elsewhere.
    assert_eq!(found[4..8], [Some(12), Some(15), Some(18), Some(10)]);
    // What is over carries out the best one again.
    assert_eq!(found[43], Some(12));
    assert_eq!(found.iter().flatten().collect::<std::collections::HashSet<_>>().len(), 40);
}

#[test]
fn a_row_of_another_thing_is_no_part_of_what_a_row_says_whole() {
    let clauses = ["整治沿街老旧店铺,按月通报情况"];
    check(
        &clauses,
        &["整治沿街老旧厂房,按月通报情况", "整治沿街老旧店铺,按月通报情况"],
        &[None, Some(0)],
    );
    // Alone it may be the clause's in other words.
    check(&clauses, &["整治沿街老旧厂房,按月通报情况"], &[Some(0)]);
    // A part of it is one beside the whole, too.
    check(&clauses, &["整治沿街老旧店铺,按月通报情况", "整治沿街老旧店铺"], &[Some(0), Some(0)]);
}

#[test]
fn a_few_words_that_many_tasks_say_tell_no_task_of_others() {
    let of = |units: &[&str]| units.iter().map(|&unit| unit.into()).collect::<Vec<SmolStr>>();
    let found = |text: &str, unit: &str| {
        let clause =
            ClauseKey { units: of(&["市司法局"]), ..clause("建立健全培训制度", 0) };
        link(&[clause], &[RowKey { units: of(&[unit]), ..row(text) }])[0].clause
    };
    assert_eq!(found("建立健全考核机制", "市委组织部"), None);
    // Where the units are the same, the words may have been changed.
    assert_eq!(found("建立健全考核机制", "市司法局"), Some(0));
    // Nearly the same words are the task's, whoever answers.
    assert_eq!(found("建立健全培训管理制度", "市委组织部"), Some(0));
    assert_eq!(found("健全培训制度", "市委组织部"), Some(0));
}

#[test]
fn words_of_another_thing_differ_in_it_alone() {
    assert!(is_of_another_thing("排查老旧厂房,消除厂房隐患", "排查老旧店铺,消除店铺隐患"));
    assert!(is_of_another_thing("新建公共充电站", "新建公共停车场"));
    assert!(!is_of_another_thing("新建公共停车场30处", "新建公共停车场50处"));
    assert!(!is_of_another_thing("新建公共停车场", "新建公共停车场"));
    assert!(!is_of_another_thing("新建公共停车场", "新建公共停车场,完善标识"));
    assert!(!is_of_another_thing("开展巡查", "完善制度"));
}

#[test]
fn several_rows_may_break_down_one_clause() {
    check(
        &["建设智慧停车平台并接入城市大脑,新增公共泊位一千个,推进错时共享停车"],
        &["建设智慧停车平台并接入城市大脑", "推进错时共享停车"],
        &[Some(0), Some(0)],
    );
}
