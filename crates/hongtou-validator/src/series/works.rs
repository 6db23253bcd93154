//! The words in which tasks and their targets say what is done: stages of a work, works, and what is reached.

use crate::diff::is_digit;

/// Stages of work before it is done, each of which is counted by itself: of what was chosen a part is begun, and
/// of that a part is finished. A verb belongs here where what it was done to is still to be built, made or used; what
/// is done with that is [`FINISHED`] or a work of its own ([`WORKS`]). Of several in one phrase the first here is told.
const STAGES: [&str; 36] = [
    "确定", "储备", "谋划", "签约", "入库", "排查", "摸排", "摸底", "征集", "筛选", "遴选", "公布",
    "申报", "立项", "选址", "论证", "招标", "设计", "编制", "开工", "动工", "启动", "梳理", "调研",
    "勘察", "对接", "洽谈", "备案", "推荐", "报名", "初审", "初评", "复审", "复评", "评审", "公示",
];

/// Words of what is finished, which is the whole of the year's work.
pub(super) const FINISHED: [&str; 4] = ["竣工", "完工", "竣工验收", "完工验收"];

/// Words before a figure that make it a running total.
pub(super) const TOTALS: [&str; 12] = [
    "达到",
    "达",
    "累计",
    "提升至",
    "提高到",
    "提升到",
    "提高至",
    "增至",
    "升至",
    "不低于",
    "不少于",
    "≥",
];

/// Percentages that go up and down.
pub(super) const CHANGES: [&str; 7] = ["增长", "增速", "同比", "下降", "降低", "增幅", "降幅"];

/// Whether words before a figure count what there is at a time, of which some may go as others come: 在训100名,
/// 存栏生猪60万头; and not what is done to that: 在册低保对象救助500人.
pub(super) fn is_stock(words: &str) -> bool {
    const STOCKS: [&str; 18] = [
        "在训", "在册", "在岗", "在库", "在校", "在院", "存栏", "存续", "库存", "结存", "留存",
        "剩余", "余额", "备勤", "空置", "闲置", "保有", "现有",
    ];
    const DEEDS: [&str; 18] = [
        "救助", "培训", "改造", "整治", "盘活", "处置", "服务", "帮扶", "走访", "慰问", "检查",
        "体检", "清理", "建设", "治理", "修缮", "培育", "化解",
    ];
    let of_these = |noun: &str| !DEEDS.iter().any(|deed| noun.ends_with(deed));
    STOCKS
        .iter()
        .any(|stock| words.ends_with(stock) || words.strip_prefix(stock).is_some_and(of_these))
}

/// Words of one work. What is begun or in use is another step of it, and 建设 may be any.
pub(super) const WORKS: [&[&str]; 3] = [
    &["新建", "建成", "修建", "兴建", "建造", "完成新建", "新建完成"],
    &["新增", "净增", "增加"],
    &["改造", "改建", "改造完成", "完成改造"],
];

/// Whether words say a work and what it is done to, behind when, where and how sure it is, and nothing else of it
/// before or between: 2026年全县新建学校, not 启动新建学校 or 新建续建公路项目.
pub(super) fn is_work_alone(said: &str, words: &[&str]) -> bool {
    const AROUND: [&str; 13] = [
        "全年", "年内", "全省", "全市", "全县", "全区", "全镇", "全乡", "计划", "力争", "预计",
        "拟", "共",
    ];
    const OTHERS: [&str; 9] =
        ["续建", "扩建", "改建", "迁建", "改造", "改扩建", "新增", "增加", "开工"];
    // 2025年, and no 3年 or 2023—2025年.
    let bare = said.trim_start_matches(is_digit);
    let year = bare.strip_prefix('年').filter(|_| said.len() - bare.len() == "2025".len());
    let mut said = year.unwrap_or(said);
    while let Some(rest) = AROUND.iter().find_map(|word| said.strip_prefix(word)) {
        said = rest;
    }
    let noun =
        words.iter().filter_map(|word| said.strip_prefix(word)).min_by_key(|noun| noun.len());
    noun.is_some_and(|noun| {
        !noun.is_empty() && !begins_with_work(noun) && !OTHERS.iter().any(|o| noun.contains(o))
    })
}

/// Whether the words behind a verb go on with another of any kind, and no noun of its characters: 翻建 and 提升 behind
/// 新建, but not 开放式.
fn begins_with_work(words: &str) -> bool {
    const NOUNS: [&str; 8] = ["建筑", "建制", "建材", "福建", "改革", "开发区", "开放", "开水"];
    let words = words.trim_start_matches(['和', '及', '与', '或', '并']);
    let first: String = words.chars().take(2).collect();
    first.contains(['建', '增', '改', '设', '扩', '开', '迁', '修', '提', '升', '整', '拆'])
        && !NOUNS.iter().any(|noun| words.starts_with(noun))
}

/// The words of a task behind those that only name what it is of: 新建学校 of 建设项目：新建学校. What is begun or
/// only planned (前期工作：, 在建：) stays before it.
pub(super) fn behind_a_name(words: &str) -> &str {
    const NAMES: [&str; 5] = ["项目", "工程", "工作", "建设", "任务"];
    const BEGUN: [&str; 4] = ["前期", "在建", "拟", "计划"];
    let Some((name, behind)) = words.rsplit_once(['：', ':']) else { return words };
    let begun = STAGES.iter().chain(&BEGUN).any(|stage| name.contains(stage));
    if begun || !NAMES.iter().any(|end| name.ends_with(end)) { words } else { behind }
}

/// Whether a sentence says of what it counts that it is built: 新建公厕20座，年底前建成使用, and no part of it.
pub(super) fn says_built(sentence: &str, figure: &str) -> bool {
    const BUILT: [&str; 6] = ["建成", "完工", "竣工", "投用", "投入使用", "交付"];
    const PARTS: [&str; 5] = ["半", "部分", "分批", "陆续", "%"];
    let Some((before, behind)) = sentence.split_once(figure) else { return false };
    // 在建成区新建 only says where.
    let own = stretch(before).replace("建成区", "").contains("建成");
    let has = |words: &[&str], part: &str| words.iter().any(|word| part.contains(word));
    // 竣工600套 and 建成广场3个 have figures of their own; 2026年底前 is none.
    let counts = |part: &str| {
        let behind = part.rsplit_once(is_digit).map(|(_, behind)| behind);
        behind.is_some_and(|behind| !behind.starts_with(['年', '月', '日']))
    };
    let whole = |part: &str| has(&BUILT, part) && !has(&PARTS, part) && !counts(part);
    own || behind.split(['，', ',', '、']).any(whole)
}

/// Whether words say that all is begun: 全部开工, 开工率100%.
pub(super) fn begins_all(text: &str) -> bool {
    const BEGUN: [&str; 4] = ["进场", "施工", "铺开", "展开"];
    let begins = |behind: &str| STAGES.iter().chain(&BEGUN).any(|stage| behind.starts_with(stage));
    let all = |words: &str| text.split(words).skip(1).any(begins);
    all("全部") || all("全面") || text.contains("开工率")
}

/// Whether words say nothing but that the work done is looked back on: 总结评估, 组织验收，总结经验. What is still to be
/// done (完成剩余任务并验收), or done for good (全面完成, 竣工验收), may be the rest of the work.
pub(super) fn looks_back(text: &str) -> bool {
    const BACK: [&str; 6] = ["总结", "评估", "验收", "考核", "评价", "复盘"];
    const WORK: [&str; 24] = [
        "剩", "余", "全", "任务", "目标", "推进", "持续", "继续", "巩固", "整改", "建", "竣工",
        "完工", "收尾", "扫尾", "达", "实现", "开工", "施工", "新", "增", "改造", "治理", "启动",
    ];
    let part = |part: &str| BACK.iter().any(|word| part.contains(word));
    !text.contains(is_digit)
        && !WORK.iter().any(|word| text.contains(word))
        && text.split(['，', '、', '；', '。', ',', ';']).filter(|part| !part.is_empty()).all(part)
        && !text.trim().is_empty()
}

/// The stage of the work that words name, where they name one, and no thing that has its name: 公示栏, 推荐信.
pub(super) fn stage_in(words: &str) -> Option<&'static str> {
    let is_done =
        |(at, stage): (usize, &str)| !is_in_a_noun(&words[..at], &words[at + stage.len()..]);
    STAGES.into_iter().find(|stage| words.match_indices(stage).any(is_done))
}

/// Whether a word makes a noun with those around it: by the characters behind it, where they are the last or surely
/// are of a thing, or as what is made: 评审中心 of 新建评审中心.
fn is_in_a_noun(before: &str, behind: &str) -> bool {
    const SURE: [char; 4] = ['栏', '牌', '墙', '屏'];
    const LAST: [char; 16] = [
        '室', '信', '点', '表', '板', '厅', '院', '书', '册', '师', '员', '岗', '台', '窗', '证',
        '会',
    ];
    const MAKES: [&str; 10] =
        ["新建", "建成", "设置", "设立", "安装", "更新", "更换", "购置", "配备", "制作"];
    let mut rest = behind.chars();
    rest.next().is_some_and(|first| {
        SURE.contains(&first)
            || LAST.contains(&first) && rest.next().is_none()
            || MAKES.iter().any(|makes| before.ends_with(makes))
    })
}

/// Verbs of what gets less.
const SINKS: [&str; 8] = ["降", "降低", "压减", "压缩", "缩短", "缩减", "减", "减少"];

/// Whether words before a figure say that something sinks to it.
pub(super) fn is_down_to(words: &str) -> bool {
    let to = words.strip_suffix(['至', '到', '为']);
    !words.contains("累计")
        && to.is_some_and(|verb| SINKS.iter().any(|sinks| verb.ends_with(sinks)))
}

/// Whether words before a figure say that something sinks to it, with what sinks behind the verb or before it:
/// 压缩办理时限至, 办理时限压缩至.
pub(super) fn is_sinking(words: &str) -> bool {
    let says = |verb: &&str| verb.chars().nth(1).is_some() && words.contains(*verb);
    is_down_to(words)
        || words.ends_with(['至', '到']) && !words.contains("累计") && SINKS.iter().any(says)
}

/// Commas and stops.
pub(super) const ENDS: [char; 5] = ['，', '。', '；', ',', ';'];

/// The words after the last comma or stop.
pub(super) fn stretch(words: &str) -> &str {
    words.rsplit(ENDS).next().unwrap_or_default()
}
