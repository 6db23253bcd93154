//! What the headings of a table say only together.

use std::borrow::Cow;

use hongtou_model::{Period, Role};
use hongtou_source::chars;

use super::subject::{is_of_tasks, say_tasks};
use super::{
    Heading, INSPECTS, TwoRoles, duty, is_body_that, is_office, is_work, role_of_part, squeeze,
    without_bracket,
};
use crate::date;
use crate::table::in_turn;
use crate::words;

/// Settles what the headings of a table say only together.
///
/// Offices answer where no units do. A list of projects is one of tasks where the header or the title
/// divides the work, and a list of tasks says where and for how much as well. `words` are those of the
/// headings; `titled` says that the title divides tasks.
pub(in crate::table) fn settle(headings: &mut [Heading], words: &[&str], titled: bool) {
    settle_stages(headings, words);
    in_turn::settle_times(headings, words);
    settle_years(headings, words);
    settle_standards(headings, words);
    settle_measures(headings, words);
    settle_risks(headings, words);
    settle_reports(headings, words);
    settle_parts(headings, words);
    settle_leads(headings, words);
    settle_pairs(headings, words);
    settle_members(headings, words);
    settle_users(headings, words);
    settle_codes(headings, words);
    settle_events(headings, words);
    settle_lists(headings, words);
    settle_offices(headings, words, titled);
    settle_things(headings, words, titled);
}

/// Whether a heading says who answers: 责任科室 beside 协办科室 does, since a support never stands alone.
fn answers(heading: &Heading) -> bool {
    matches!(heading, Heading::Units(role) if !matches!(role, Role::Support | Role::Guide))
}

/// What each heading of things and of offices says: work where it is divided, whom to ask where units answer.
fn settle_things(headings: &mut [Heading], words: &[&str], titled: bool) {
    let answered = headings.iter().any(answers);
    let office = if answered { Heading::Contact } else { Heading::Units(Role::Responsible) };
    let named = words.iter().any(|text| is_of_tasks(text));
    let by_office = headings.contains(&Heading::Office);
    let shared = is_shared(headings) || (answered || by_office) && (named || titled);
    let stepped = answered && goes_by_steps(headings);
    let led = is_led(headings, words);
    let divided = shared && !headings.contains(&Heading::Thing)
        || stepped
        || led
        || is_charged(headings, words);
    // 工作任务 | 建设地点 | 投资额 | 责任单位, but not 项目名称 | 工作任务 | 投资额 | 责任单位.
    let costed = stepped || led || answered && named && !headings.contains(&Heading::ThingName);
    let costed = costed || answered && is_placed(headings, words);
    if !named && !titled && is_published(headings, words) {
        for (heading, _) in headings.iter_mut().zip(words).filter(|(_, text)| publishes(text)) {
            *heading = Heading::Thing;
        }
    }
    for heading in headings {
        *heading = match *heading {
            Heading::Office => office,
            Heading::ThingName if divided => Heading::Name,
            Heading::ThingDetail if divided || costed => Heading::Detail,
            Heading::Thing if costed => Heading::Aside,
            Heading::ThingName | Heading::ThingDetail => Heading::Thing,
            other => other,
        };
    }
}

/// Whether one body leads work that another takes part in. Of what is scored none is done: 项目名称 | 赋分办法 |
/// 牵头单位 | 责任单位.
fn is_shared(headings: &[Heading]) -> bool {
    let units = |wanted: fn(Role) -> bool| {
        headings.iter().any(|h| matches!(h, Heading::Units(role) if wanted(*role)))
    };
    let work = |h: &Heading| is_work(*h) || matches!(h, Heading::Deadline | Heading::Target(_));
    units(|role| role == Role::Lead)
        && units(|role| role != Role::Lead)
        && headings.iter().any(work)
}

/// Whether somebody takes the things of a list from step to step: 项目名称 | 建设规模 | 责任单位 | 一季度目标 |
/// 上半年目标.
fn goes_by_steps(headings: &[Heading]) -> bool {
    let step = |h: &Heading| matches!(h, Heading::Target(Some(period)) if !matches!(period, Period::Year(_)));
    let taken = |h: &Heading| is_work(*h) || matches!(h, Heading::ThingName | Heading::ThingDetail);
    headings.iter().any(taken) && headings.iter().filter(|h| step(h)).count() > 1
}

/// Whether headings say who has to do it by when: 项目名称 | 起草单位 | 完成时限. A list of things says more of each, and
/// 完成时间 of a project that others answer for may be over.
fn is_charged(headings: &[Heading], words: &[&str]) -> bool {
    let due =
        |(heading, text): (&Heading, &&str)| *heading == Heading::Deadline && text.contains("完成");
    let charged = |(heading, text): (&Heading, &&str)| {
        matches!(heading, Heading::Units(_)) && text.contains("起草")
    };
    let thing = |h: &Heading| {
        matches!(h, Heading::Thing | Heading::ThingDetail | Heading::Person | Heading::Unknown)
    };
    !headings.iter().any(thing)
        && headings.iter().zip(words).any(due)
        && headings.iter().zip(words).any(charged)
}

/// Whether headings say who leads it, and the limit by which it is done: 项目名称 | 建设内容 | 完成时限 | 牵头单位. A limit
/// is still to come, and whoever leads has others to do it with; what it costs may stand beside them. 完成时间 of a
/// project may be over, and who answers for it may only look after it.
fn is_led(headings: &[Heading], printed: &[&str]) -> bool {
    const LIMITS: [&str; 4] = ["完成时限", "完成期限", "办结时限", "办结期限"];
    let limit = |(heading, text): (&Heading, &&str)| {
        *heading == Heading::Deadline && LIMITS.iter().any(|end| words::ends(text, end))
    };
    let lead = |(heading, text): (&Heading, &&str)| {
        *heading == Heading::Units(Role::Lead) && squeeze(text).contains("牵头")
    };
    let cost = |text: &str| {
        let squeezed = squeeze(text);
        ["投资", "投资额"].iter().any(|end| without_bracket(&squeezed).ends_with(end))
    };
    let said_more = |(heading, text): (&Heading, &&str)| match heading {
        Heading::Thing => !cost(text),
        heading => *heading == Heading::Unknown,
    };
    let pairs = || headings.iter().zip(printed);
    pairs().any(lead) && pairs().any(limit) && !pairs().any(said_more)
}

/// Whether headings say where work is done, which makes no list of things of it, as where somebody is met does:
/// 活动内容 | 活动地点 | 责任单位. 活动名称 | 举办地点 | 主办单位 is a list of what takes place, and who holds it.
fn is_placed(headings: &[Heading], words: &[&str]) -> bool {
    const MET: [&str; 6] = ["办公", "办理", "受理", "服务", "咨询", "联系"];
    let of_work = |text: &str| {
        let text = squeeze(text);
        text.ends_with("地点") && !MET.iter().any(|met| text.contains(met))
    };
    let place = |(heading, text): (&Heading, &&str)| match heading {
        Heading::Thing => of_work(text),
        Heading::ThingName | Heading::ThingDetail => false,
        _ => true,
    };
    let event = |(heading, text): (&Heading, &&str)| {
        *heading == Heading::Name && squeeze(text).contains("活动")
    };
    let held = |text: &&str| ["主办", "承办", "举办"].iter().any(|word| text.contains(word));
    let tasks = || say_tasks(headings, words) || headings.iter().zip(words).any(event);
    !words.iter().any(held) && tasks() && headings.iter().zip(words).all(place)
}

/// Whether a heading says how or when something is made public: 公开时限, 公开渠道.
fn publishes(text: &str) -> bool {
    let text = &*squeeze(text);
    text.starts_with("公开")
        && ["时限", "形式", "方式", "渠道", "载体"].iter().any(|end| text.ends_with(end))
}

/// Whether a table lists what is made public, how and when, and tells nobody to do it. By when the work is done makes
/// work of what is made public as well.
fn is_published(headings: &[Heading], words: &[&str]) -> bool {
    if headings.iter().any(|h| matches!(h, Heading::Units(_) | Heading::Office)) {
        return false;
    }
    let timed = |(heading, text): (&Heading, &&str)| {
        matches!(heading, Heading::Deadline | Heading::Target(_)) && !publishes(text)
    };
    match words.iter().filter(|text| publishes(text)).count() {
        0 => false,
        1 => !headings.iter().zip(words).any(timed),
        _ => true,
    }
}

/// Of a body that is named by what it does, 检查主体 or 实施主体, an office does it: 股室, 责任科室. Alone it
/// answers for tasks that nobody else does; else it may be whom to ask.
fn settle_offices(headings: &mut [Heading], words: &[&str], titled: bool) {
    let bare =
        |heading: &Heading, text: &str| *heading == Heading::Contact && is_office(&squeeze(text));
    let of_office =
        |(heading, text): (&Heading, &&str)| *heading == Heading::Office || bare(heading, text);
    if !headings.iter().zip(words).any(of_office) {
        return;
    }
    let acts = |text: &&str| {
        let text = &*squeeze(text);
        is_body_that(text, &INSPECTS) || is_body_that(text, &["实施"])
    };
    let acts = words.iter().any(acts);
    let answered = headings.iter().any(answers);
    // Beside a telephone they are whom to ask, beside marks and moneys whose they are.
    const BESIDE: [&str; 8] = ["电话", "联系", "得分", "分值", "经费", "金额", "预算", "人数"];
    let beside = || words.iter().any(|text| BESIDE.iter().any(|word| squeeze(text).contains(word)));
    let tasks = (titled || words.iter().any(|text| is_of_tasks(text))) && !beside();
    for (heading, text) in headings.iter_mut().zip(words) {
        let answers = bare(heading, text) && (acts || tasks && !answered);
        if answers || acts && *heading == Heading::Office {
            *heading = Heading::Units(Role::Responsible);
        }
    }
}

/// Behind the target of a part of the year, 全年任务, and 年度 right behind one, say how much is to be reached in all of
/// it. 重点工作 | 年度任务 | 一季度: before them it may say the work, and 年度 elsewhere which year.
fn settle_years(headings: &mut [Heading], words: &[&str]) {
    let part = |h: &Heading| matches!(h, Heading::Target(Some(period)) if !matches!(period, Period::Year(_)));
    let Some(first) = headings.iter().position(part) else { return };
    for (at, text) in words.iter().enumerate().skip(first + 1) {
        let Some([before, heading]) = headings.get_mut(at - 1..=at) else { break };
        let squeezed = squeeze(text);
        let of = ["全年", "年度", "本年"].iter().find_map(|year| squeezed.strip_prefix(year));
        let beside = matches!(before, Heading::Target(_));
        if of.is_some_and(|of| {
            beside && of.is_empty() || matches!(of, "任务" | "目标" | "计划" | "目标任务")
        }) {
            *heading = Heading::Target(None);
        }
    }
}

/// Stages that head columns side by side say what is to be reached in each: 启动阶段 | 推进阶段, 第一阶段（3—4月） |
/// 第二阶段（5—8月）. One alone names the stage that each row belongs to. So does a day that every year
/// has, beside a period: 国庆前 | 年底前, and not 目前 or 改造前.
fn settle_stages(headings: &mut [Heading], words: &[&str]) {
    // That in which the work is says nothing of what is to be reached: 所属阶段, 当前阶段.
    const NOW: [&str; 14] = [
        "所属", "所处", "所在", "当前", "目前", "现在", "现处", "现所", "现行", "处于", "处在",
        "下一", "下个", "下步",
    ];
    let stage = |text: &str| {
        // Most headings have no such character.
        chars::holds(text, '段') && {
            let squeezed = squeeze(text);
            without_bracket(&squeezed).ends_with("阶段")
                && !matches!(without_bracket(&squeezed), "现阶段" | "下阶段")
                && !NOW.iter().any(|now| squeezed.starts_with(now))
        }
    };
    let day = |text: &str| {
        text.trim_end().ends_with('前')
            && squeeze(text).strip_suffix('前').is_some_and(date::is_named_time)
    };
    let open = |heading: &Heading| matches!(heading, Heading::Unknown | Heading::Name);
    let stages = words.iter().filter(|text| stage(text)).count();
    let dated = headings.iter().any(|heading| matches!(heading, Heading::Target(Some(_))));
    for (heading, text) in headings.iter_mut().zip(words) {
        if stages > 1 && open(heading) && stage(text)
            || dated && *heading == Heading::Unknown && day(text)
        {
            *heading = Heading::Target(None);
        }
    }
}

/// 工作标准 beside 工作目标 says how the work is to be done: one column holds what is to be reached.
fn settle_standards(headings: &mut [Heading], words: &[&str]) {
    let standard = |text: &str| words::ends(text, "标准");
    let goal = |(h, text): (&Heading, &&str)| *h == Heading::Target(None) && !standard(text);
    if !headings.iter().zip(words).any(goal) {
        return;
    }
    for (heading, text) in headings.iter_mut().zip(words) {
        if *heading == Heading::Target(None) && standard(text) {
            *heading = Heading::Name;
        }
    }
}

/// Measures right of 目标任务 say how it is done, and not what, where nothing else names the work:
/// 目标任务 | 推进措施.
fn settle_measures(headings: &mut [Heading], words: &[&str]) {
    let mut work = (0..headings.len().min(words.len())).filter(|&at| is_work(headings[at]));
    let (Some(task), Some(measures), None) = (work.next(), work.next(), work.next()) else {
        return;
    };
    let ends = ["措施", "举措"].iter().any(|end| words::ends(words[measures], end));
    if ends && headings[task] == Heading::Goals && !headings.contains(&Heading::Section) {
        headings[measures] = Heading::Aside;
    }
}

/// What a risk is like says no work beside the measures against it: 风险描述 | 防控措施. Where it is put right, what is
/// wrong names the task, unless another heading does: 隐患描述 | 整改措施.
fn settle_risks(headings: &mut [Heading], words: &[&str]) {
    let len = headings.len().min(words.len());
    let ends = |at: usize, list: &[&str]| list.iter().any(|end| words::ends(words[at], end));
    // Most headings have nothing of it.
    let described = |at: usize| {
        words[at].contains(['险', '隐'])
            && headings[at] == Heading::Detail
            && ends(at, &["描述", "内容"])
            && ["风险", "隐患"].iter().any(|of| squeeze(words[at]).contains(of))
    };
    let described: Vec<usize> = (0..len).filter(|&at| described(at)).collect();
    let measures = |at: &usize| headings[*at] == Heading::Detail && ends(*at, &["措施", "举措"]);
    let Some(measures) = (0..len).find(measures).filter(|_| !described.is_empty()) else { return };
    let put_right = ["整改", "治理", "整治", "消除"].iter().any(|to| words[measures].contains(to));
    match described[..] {
        [at] if put_right && !headings.contains(&Heading::Name) => headings[at] = Heading::Name,
        _ => described.into_iter().for_each(|at| headings[at] = Heading::Aside),
    }
}

/// What is said of a task behind it is not the task: 任务内容 | 存在问题 | 下一步措施, 事项名称 | 决策程序.
///
/// In a list of what is to be put right the problem is the task's name, and so it is of whatever
/// stands right of it: 存在问题 | 解决措施.
fn settle_reports(headings: &mut [Heading], words: &[&str]) {
    let words: Vec<Cow<'_, str>> = words.iter().map(|text| squeeze(text)).collect();
    let has = |at: usize, list: &[&str]| list.iter().any(|word| words[at].contains(word));
    // 履行程序要求 says which procedure it has to go through.
    let procedure = |at: usize| {
        let of = words[at].strip_suffix("要求").unwrap_or(&words[at]);
        ["程序", "流程"].iter().any(|end| of.ends_with(end))
    };
    let len = headings.len().min(words.len());
    // 解决困难措施 says what is to be done.
    let problem = |at: usize| {
        !has(at, &["解决", "化解"])
            && (has(at, &["问题表现", "困难"]) || has(at, &["存在"]) && has(at, &["问题"]))
    };
    // 下一步工作打算 alone is the work.
    let told = |at: usize| problem(at) || has(at, &["进展", "完成情况", "推进情况"]);
    // Most headings have nothing of it.
    let may = |at: &usize| words[*at].contains(['困', '问', '下', '程']);
    let report = |at: &usize| {
        let at = *at;
        let next = has(at, &["下一步", "下步"]) && (0..len).any(|other| other != at && told(other));
        problem(at) || next || procedure(at)
    };
    let reports: Vec<usize> = (0..len).filter(may).filter(report).collect();
    if reports.is_empty() {
        return;
    }
    let report = |at: usize| reports.contains(&at);
    // The first words that say the work, and the first that call it tasks rather than checks.
    let work = (0..len).find(|&at| {
        !report(at)
            && (is_work(headings[at])
                || matches!(headings[at], Heading::ThingName | Heading::ThingDetail))
    });
    let task = (0..len).find(|&at| {
        !report(at)
            && is_work(headings[at])
            && has(at, &["任务", "举措", "工作", "内容"])
            && !has(at, &["查", "巡", "审", "考"])
    });
    let mended = (0..len).any(|at| has(at, &["整改"]));
    let last = (0..len).rfind(|&at| !report(at) && is_work(headings[at]));
    for &at in &reports {
        let told = if procedure(at) { work } else { task.filter(|_| !mended) };
        let open = is_work(headings[at]) || headings[at] == Heading::Unknown;
        if open && told.is_some_and(|told| told < at) && last.is_none_or(|last| last < at) {
            headings[at] = Heading::Aside;
        }
    }
}

/// 编号 beside 序号 is of another register: the rows are numbered already.
fn settle_codes(headings: &mut [Heading], words: &[&str]) {
    let is = |at: usize, end: &str| words::ends(words[at], end);
    let serial = |at: &usize| headings[*at] == Heading::Serial;
    let mut serials = (0..headings.len().min(words.len())).filter(serial);
    if let (Some(first), Some(second), None) = (serials.next(), serials.next(), serials.next())
        && is(first, "序号")
        && is(second, "编号")
        && first + 1 == second
    {
        headings[second] = Heading::Aside;
    }
}

/// Beside the time by which the work is done, the day of something else that happens is none: 公示日期 | 完成时限.
fn settle_events(headings: &mut [Heading], words: &[&str]) {
    let all = 0..headings.len().min(words.len());
    // 时间 over 开始 and 完成.
    for at in all.clone() {
        let begins = |begin: &&str| words[at].trim_end().ends_with(begin);
        if headings[at] == Heading::Deadline && BEGINS.iter().any(begins) {
            headings[at] = Heading::Aside;
            let end = words.get(at + 1).is_some_and(|below| ENDS.contains(&&*squeeze(below)));
            if end && at + 1 < headings.len() {
                headings[at + 1] = Heading::Deadline;
            }
        }
    }
    let time = |at: &usize| headings[*at] == Heading::Deadline;
    let Some(end) = all.clone().filter(time).find(|&at| is_end_of_work(&squeeze(words[at]))) else {
        return;
    };
    for at in all.filter(|&at| at != end) {
        let open = matches!(headings[at], Heading::Deadline | Heading::Unknown);
        let squeezed = squeeze(words[at]);
        if open && time_of(&squeezed).is_some() && !is_end_of_work(&squeezed) {
            headings[at] = Heading::Aside;
        }
    }
}

/// What heads the times at which work begins and ends, below one heading of both.
const BEGINS: [&str; 4] = ["开始", "起始", "启动", "开工"];
const ENDS: [&str; 4] = ["完成", "结束", "截止", "办结"];

/// Whether two words head when work begins and when it ends.
pub(in crate::table) fn are_times(begin: &str, end: &str) -> bool {
    BEGINS.contains(&&*squeeze(begin)) && ENDS.contains(&&*squeeze(end))
}

/// Whether a heading asks for the time by which the work is done, and not some step or other event of it: 完成时限,
/// 责任期限, but not 完成初稿时间, 验收时间.
fn is_end_of_work(squeezed: &str) -> bool {
    const WORK: [&str; 23] = [
        "计划", "预计", "拟", "目标", "最终", "全部", "全面", "总", "工作", "任务", "项目", "问题",
        "整改", "整治", "治理", "实施", "落实", "解决", "办理", "责任", "完成", "办结", "截止",
    ];
    let Some(mut of) = time_of(squeezed).filter(|_| !matches!(squeezed, "时间" | "日期"))
    else {
        return false;
    };
    while let Some(rest) = WORK.iter().find_map(|word| of.strip_prefix(word)) {
        of = rest;
    }
    of.is_empty()
}

/// What the time is of that a heading asks for: 验收 of 验收时间.
fn time_of(squeezed: &str) -> Option<&str> {
    let bare = without_bracket(squeezed);
    let bare = bare.strip_suffix("要求").unwrap_or(bare);
    ["时间节点", "时间", "日期", "时限", "期限"].iter().find_map(|end| bare.strip_suffix(end))
}

/// A list that says the work in a table of several lists, and what headings say beside it, by their ends. Alone
/// they say something else: 责任清单 what somebody has to do, 方式措施 the tasks.
type OfLists = (&'static str, &'static [(&'static str, Heading)]);

/// Tables whose columns are lists; what others of them say, each does by itself: 时限清单.
const LISTS: [OfLists; 2] = [
    ("任务清单", &[("责任清单", Heading::Units(Role::Responsible))]),
    // By what means and how well it is done.
    (
        "内容清单",
        &[("载体", Heading::Aside), ("方式措施", Heading::Aside), ("标准清单", Heading::Aside)],
    ),
];

/// The headings of a table of several lists: 任务清单 | 责任清单 | 时限清单.
fn settle_lists(headings: &mut [Heading], words: &[&str]) {
    // Most headings end in another character.
    let list = |text: &&str| chars::trim_end(text).ends_with('单');
    if !words.iter().any(list) {
        return;
    }
    for (work, beside) in LISTS {
        if !words.iter().any(|text| squeeze(text) == work) {
            continue;
        }
        for (heading, text) in headings.iter_mut().zip(words) {
            let text = &*squeeze(text);
            if text == work {
                *heading = Heading::Detail;
            } else if let Some((_, said)) = beside.iter().find(|(end, _)| text.ends_with(end)) {
                *heading = *said;
            }
        }
    }
}

/// 责任单位 that stands over 牵头 and again over 配合 says twice who has which part.
fn settle_parts(headings: &mut [Heading], words: &[&str]) {
    let part = |text: &&str| {
        let squeezed = squeeze(text);
        let part = ["责任单位", "责任部门"].iter().find_map(|body| squeezed.strip_prefix(body))?;
        duty(part)
    };
    let has = |role: Role| words.iter().filter_map(part).any(|found| found == role);
    if has(Role::Lead) && has(Role::Support) {
        for (heading, role) in headings.iter_mut().zip(words.iter().map(part)) {
            if let (Heading::Units(own), Some(role)) = (heading, role) {
                *own = role;
            }
        }
    }
}

/// 主责单位 and 主办单位 lead where nobody else does, and answer beside 牵头部门.
fn settle_leads(headings: &mut [Heading], words: &[&str]) {
    let lead = |h: Heading| h == Heading::Units(Role::Lead);
    let said = |text: &str| squeeze(text).contains("牵头");
    if !headings.iter().zip(words).any(|(&h, text)| lead(h) && said(text)) {
        return;
    }
    for (heading, text) in headings.iter_mut().zip(words) {
        if lead(*heading) && !said(text) {
            *heading = Heading::Units(Role::Responsible);
        }
    }
}

/// Of two columns that name one duty, as it is done and as others help with it, the first leads where nobody
/// else does: 主抓 | 协抓. 承办单位 beside 协办单位 answers, as the label 承办单位： does in a task.
fn settle_pairs(headings: &mut [Heading], words: &[&str]) {
    let of = |role: Role| move |h: &Heading| *h == Heading::Units(role);
    if !headings.iter().any(|h| matches!(h, Heading::Units(_)))
        || headings.iter().any(of(Role::Lead))
    {
        return;
    }
    // 协办 and 协抓 by what stands behind 协; 协助 and 协同 are words by themselves.
    let helped = |text: &str| {
        let squeezed = squeeze(text);
        let duty = squeezed.strip_prefix('协')?.chars().next()?;
        (!matches!(duty, '助' | '同' | '调' | '作' | '会')).then_some(duty)
    };
    let does = |text: &str, duty: char| {
        let squeezed = squeeze(text);
        let mut chars = squeezed.chars();
        chars.next().is_some_and(|c| matches!(c, '主' | '领' | '负')) && chars.next() == Some(duty)
    };
    // 牵头/责任单位 in two words, beside those who help.
    let said_first = |text: &str| {
        let squeezed = squeeze(text);
        squeezed.split_once(['/', '／']).and_then(|(first, _)| role_of_part(first))
            == Some(Role::Lead)
    };
    let answers = Heading::Units(Role::Responsible);
    if headings.iter().any(of(Role::Support))
        && let Some(at) =
            headings.iter().zip(words).position(|(h, text)| *h == answers && said_first(text))
        && TwoRoles::of(&squeeze(words[at])).is_none()
    {
        headings[at] = Heading::Units(Role::Lead);
        return;
    }
    let open = |h: Heading| matches!(h, Heading::Units(Role::Responsible | Role::Support));
    for helps in (0..headings.len().min(words.len())).filter(|&at| open(headings[at])) {
        let Some(duty) = helped(words[helps]) else { continue };
        let of_pair = |at: &usize| *at != helps && open(headings[*at]) && does(words[*at], duty);
        if let Some(leads) = (0..headings.len().min(words.len())).find(of_pair) {
            headings[leads] = Heading::Units(Role::Lead);
            headings[helps] = Heading::Units(Role::Support);
            return;
        }
    }
}

/// 成员单位 beside others take part; alone they have the duties that stand beside them: 成员单位 | 职责分工.
fn settle_members(headings: &mut [Heading], words: &[&str]) {
    let mut units = (0..headings.len()).filter(|&at| matches!(headings[at], Heading::Units(_)));
    let (Some(alone), None) = (units.next(), units.next()) else { return };
    if words.get(alone).is_some_and(|text| squeeze(text) == "成员单位") {
        headings[alone] = Heading::Units(Role::Responsible);
    }
}

/// 使用单位 beside 责任单位 uses what the others have to provide: 数据名称 | 提供单位 | 使用单位; 申报单位 asked for it.
fn settle_users(headings: &mut [Heading], words: &[&str]) {
    const USES: [&str; 7] = ["使用", "需求", "应用", "获取", "接收", "受益", "申报"];
    let answers = Heading::Units(Role::Responsible);
    let uses = |text: &str| {
        let squeezed = squeeze(text);
        let body = ["单位", "部门"].iter().find_map(|body| squeezed.strip_suffix(body));
        body.is_some_and(|body| USES.iter().any(|word| body.ends_with(word)))
    };
    let leads = |h: &Heading| *h == answers || *h == Heading::Units(Role::Lead);
    if !headings.iter().zip(words).any(|(h, text)| leads(h) && !uses(text)) {
        return;
    }
    for (heading, text) in headings.iter_mut().zip(words) {
        if *heading == answers && uses(text) {
            *heading = Heading::Aside;
        }
    }
}
