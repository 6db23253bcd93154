//! What a heading says its column is: by the words in it, here, and by the others beside it, in `settle`.
//!
//! A heading that is not known yet is mostly a line of the table in `listed`.

mod header_row;
mod listed;
mod settle;
mod subject;
#[cfg(test)]
mod tests;

use hongtou_model::{Period, Role};
use hongtou_source::chars;

use self::listed::listed;
use super::profile::names_one;
use super::two_roles::{TwoRoles, names_more};
use crate::memo::Memo;
use crate::{period, responsibility};

pub(super) use self::header_row::{is_bare_time, known_headings};
pub(crate) use self::header_row::{is_header_row, is_heading_word};
pub(super) use self::settle::{are_times, settle};
pub(super) use self::subject::{heads_scores, say_tasks, says_measured_only};
pub(crate) use self::subject::{only_scores, task_votes};
pub(super) use crate::words::squeeze;

/// What a heading says its column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// 序号
    Serial,
    /// 领域, 章节, 类别
    Section,
    /// 重点工作, 重点任务, 任务名称: section, action or the task itself.
    Name,
    /// 具体内容, 工作措施: the task itself, with what stands before it on the same heading.
    Detail,
    /// 目标任务, 指标任务: the task, or beside one what is to be reached by it.
    Goals,
    /// 一季度目标, 2026年目标, 目标
    Target(Option<Period>),
    /// 完成时限
    Deadline,
    /// 牵头单位, 责任单位, …
    Units(Role),
    /// 对应任务
    Clause,
    /// 牵头领导, 责任人
    Person,
    /// 联系电话
    Contact,
    /// 备注
    Remark,
    /// 指标名称
    Indicator,
    /// 总投资, 企业名称: a list of things, not of tasks.
    Thing,
    /// 项目名称: a thing's, or where work on it is divided the task's.
    ThingName,
    /// 建设内容: likewise.
    ThingDetail,
    /// 责任处室: who answers, or where units do whom to ask.
    Office,
    /// 任务来源, 进展情况: beside the task, and no part of it.
    Aside,
    /// 检查对象, 服务对象, 测评标准: what the task is about or is held against, and never who answers for it.
    Object,
    /// A heading that says nothing known.
    Unknown,
    /// No words.
    Blank,
}

/// Reads a heading; spaces inside are letter-spacing.
pub(crate) fn heading(text: &str) -> Heading {
    // What most tables begin with is the same whatever is looked for first.
    if text == "序号" {
        return Heading::Serial;
    }
    HEADED.with(|known| known.get(text.as_bytes(), || heading_of(text)))
}

/// Words of the headers of a notice, in bytes: those of a table are asked what they are several times, and its
/// tables have the same.
type Headers<T> = Memo<u8, T, 48, 32>;

thread_local! {
    static HEADED: Headers<Heading> = const { Memo::new() };
    static HEADING_WORDS: Headers<bool> = const { Memo::new() };
}

fn heading_of(text: &str) -> Heading {
    let text = period::below(text);
    let squeezed = &*squeeze(&text);
    if squeezed.is_empty() {
        return Heading::Blank;
    }
    if squeezed == "序号" {
        return Heading::Serial;
    }
    if is_longer(squeezed, 24) {
        return Heading::Unknown;
    }
    figures(squeezed)
        .or_else(|| beside_the_work(squeezed))
        .or_else(|| served(squeezed))
        .or_else(|| running_total(squeezed).then_some(Heading::Target(None)))
        .or_else(|| refers(squeezed).then_some(Heading::Clause))
        .or_else(|| refers_elsewhere(squeezed).then_some(Heading::Aside))
        .or_else(|| divides_duties(squeezed).then_some(Heading::Detail))
        .or_else(|| units(squeezed))
        .unwrap_or_else(|| named(squeezed))
}

/// Whether a heading says that numbers of the body stand below it, and not those of the rows: 对应正文序号, 正文条目,
/// 对应方案序号.
fn refers(squeezed: &str) -> bool {
    // Of other lists nothing stands in the body: 对应项目库序号, 对应省方案序号.
    const TASKS: [&str; 5] = ["任务序号", "任务编号", "条目", "条目序号", "条目编号"];
    // 原文 is mostly what others wrote, and the notice the answer to it.
    const PAPERS: [&str; 4] = ["方案", "要点", "通知", "计划"];
    // Of which kind the notice is: 对应实施方案序号, 对应本方案序号.
    const KINDS: [&str; 6] = ["本", "工作", "实施", "行动", "整改", "年度"];
    let named = squeezed.strip_prefix("对应");
    let body = named.unwrap_or(squeezed).strip_prefix("正文");
    let counted = |of: &str, more: &[&str]| TASKS.contains(&of) || more.contains(&of);
    if let Some(of) = body {
        let of = of.strip_prefix("对应").map_or(of, |of| of.strip_prefix('的').unwrap_or(of));
        return counted(of, &["序号", "编号"]);
    }
    named.is_some_and(|named| {
        let mut of = named;
        while let Some(rest) = KINDS.iter().find_map(|kind| of.strip_prefix(kind)) {
            of = rest;
        }
        // The paper has a number as well: 对应通知编号.
        let paper = PAPERS.iter().find_map(|paper| of.strip_prefix(paper));
        TASKS.contains(&named) || paper.is_some_and(|of| counted(of, &["序号", "任务"]))
    })
}

/// Whether a heading says that numbers of another list or paper stand below it: 对应项目库序号, 对应原文序号.
fn refers_elsewhere(squeezed: &str) -> bool {
    let of = squeezed.strip_prefix("对应");
    let of = of.and_then(|of| of.strip_suffix("序号").or_else(|| of.strip_suffix("编号")));
    of.is_some_and(|list| !list.is_empty())
}

/// What figures or dates stand below a heading: those of a period, of the whole, of what was before.
fn figures(squeezed: &str) -> Option<Heading> {
    // What was before is no target: 2024年基数, 2023年完成值; 年度目标完成值 is one.
    // Most headings have none of the characters that those begin with.
    if squeezed.contains(['基', '现', '完', '实'])
        && !["目标", "计划", "任务"].iter().any(|word| squeezed.contains(word))
    {
        if ["基数", "基期", "现状"].iter().any(|word| squeezed.contains(word)) {
            return Some(Heading::Aside);
        }
        if ["完成值", "完成数", "实际值", "实际数"].iter().any(|word| squeezed.contains(word))
        {
            return Some(Heading::Unknown);
        }
    }
    if tells_what_was_done(squeezed) {
        return Some(Heading::Aside);
    }
    // 进展情况（截至8月24日）: the bracket says of when it is told, not by when the work is done.
    let bare = without_bracket(squeezed);
    if bare != squeezed && period::column_period(bare).is_none() && named(bare) == Heading::Aside {
        return Some(Heading::Aside);
    }
    if let Some(period) = period::column_period(squeezed) {
        // The year is the list's whose numbers stand below: 省清单（2023年版）序号.
        let of_list = ["序号", "编号", "版", "代码"].iter().any(|end| squeezed.ends_with(end));
        let aside = of_list || is_of_money(bare);
        return Some(if aside { Heading::Aside } else { Heading::Target(Some(period)) });
    }
    // How much of the work is to be done: 任务数, 年度任务量（亩）, 计划数.
    if ["任务数", "任务量", "计划数", "计划量"].iter().any(|end| bare.ends_with(end)) {
        return Some(Heading::Target(None));
    }
    if tells_steps(bare) {
        return Some(Heading::Target(None));
    }
    // 月份 beside the work of each month; 计量单位 is no body.
    if squeezed == "月份" {
        return Some(Heading::Deadline);
    }
    squeezed.ends_with("计量单位").then_some(Heading::Unknown)
}

/// Whether a heading says how much money is planned for a period: 2026年计划投资, 一季度投资, 年度资金安排. What is to be
/// reached is a target, in money as well: 一季度投资目标, 2026年完成投资.
fn is_of_money(bare: &str) -> bool {
    const MONEY: [&str; 5] = ["投资", "资金", "经费", "预算", "金额"];
    const PLANNED: [&str; 8] = ["安排", "计划", "额", "总额", "预算", "需求", "来源", "规模"];
    // Most headings have no such word.
    if !bare.contains(['投', '资', '经', '预', '额']) {
        return false;
    }
    let of = PLANNED.iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    let money = |of: &str| MONEY.iter().any(|money| of.ends_with(money));
    let reached =
        ["完成", "固定资产", "到位", "争取", "招商"].iter().any(|word| bare.contains(word));
    (money(of) || money(bare)) && !reached
}

/// Whether a heading says what has been done so far: 1—9月完成情况, 任务完成率（%）, 工作取得成效; 预期成效 is
/// still to come.
fn tells_what_was_done(squeezed: &str) -> bool {
    let bare = without_bracket(squeezed);
    let ends = |of: &str, list: &[&str]| list.iter().any(|end| of.ends_with(end));
    if ends(bare, &["完成率", "完成比", "完成比例", "完成比率", "完成百分比"]) {
        return true;
    }
    if let Some(of) = bare.strip_suffix("情况") {
        return ends(of, &["完成", "落实", "推进", "开展", "实施", "执行", "工作"]);
    }
    let of = bare.strip_suffix("成效").or_else(|| bare.strip_suffix("成果"));
    of.is_some_and(|of| ends(of.trim_end_matches('的'), &["取得"]))
        || bare.strip_suffix("成效").is_some_and(|of| ends(of, &["实施", "整改"]))
}

/// Whether a heading names what comes of the work, which may have come already: 工作成效, 工作进度; 预期成效
/// is still to come.
pub(super) fn says_outcome(words: &str) -> bool {
    // Most headings have none of the characters that those end in.
    if !words.contains(['效', '度', '果']) {
        return false;
    }
    let squeezed = squeeze(words);
    let bare = without_bracket(&squeezed);
    let has = |list: &[&str]| list.iter().any(|word| bare.contains(word));
    let ends = |list: &[&str]| list.iter().any(|end| bare.ends_with(end));
    ends(&["成效", "效果", "成果", "结果", "进度"])
        && !has(&["预期", "预计", "目标", "计划", "要求"])
}

/// Whether a heading says how the work goes on from step to step: 推进计划, 实施步骤, 节点安排.
fn tells_steps(bare: &str) -> bool {
    let of = ["计划", "步骤", "安排"].iter().find_map(|end| bare.strip_suffix(end));
    of.is_some_and(|of| ["推进", "实施", "阶段", "节点"].iter().any(|how| of.ends_with(how)))
        || bare.ends_with("步骤") && bare.chars().count() <= 4
}

/// Whether a heading names a day that was before the work, of what it came from or of a person or a paper: 问题发现时间,
/// 任职日期. Whether 印发时间 or 登记时间 is, the work says.
pub(super) fn names_day_before(words: &str) -> bool {
    const BEFORE: [&str; 21] = [
        "发现",
        "投诉",
        "举报",
        "信访",
        "来信",
        "来电",
        "来访",
        "来文",
        "收文",
        "交办",
        "转办",
        "受理",
        "立案",
        "问题登记",
        "线索登记",
        "任职",
        "任命",
        "入职",
        "出生",
        "毕业",
        "领证",
    ];
    let stem = ["日期", "时间"].iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words);
    // 计划受理时间, 最迟领证时间: the work itself.
    const PLANNED: [&str; 10] =
        ["完成", "计划", "预计", "拟", "最迟", "最晚", "要求", "限期", "应", "办结"];
    let planned = PLANNED.iter().any(|word| stem.contains(word));
    !planned && BEFORE.iter().any(|word| stem.ends_with(word))
}

/// What is said beside the work: who hands a case over, by what right it is done.
fn beside_the_work(squeezed: &str) -> Option<Heading> {
    if squeezed.ends_with(['期', '间']) && names_day_before(squeezed) {
        return Some(Heading::Aside);
    }
    // Who hands a case over or is looked at does none of the work, nor does whoever knows the figures.
    let source = ["单位", "部门"].iter().find_map(|body| squeezed.strip_suffix(body));
    if source.is_some_and(|of| of.ends_with("来源")) {
        return Some(Heading::Aside);
    }
    let body = |of: &&str| {
        squeezed
            .strip_prefix(*of)
            .is_some_and(|body| matches!(body, "单位" | "部门" | "机构" | "对象"))
    };
    // So do those who elected a deputy or put a proposal forward.
    if ["移送", "推荐", "受检", "被检查", "选举", "提案", "提名", "提议"].iter().any(body)
    {
        return Some(Heading::Aside);
    }
    if squeezed == "机构名称" {
        return Some(Heading::Thing);
    }
    // 设定和实施依据; 任务名称及依据 says more.
    let of = squeezed.strip_suffix("依据")?;
    let first = of.split_once(['及', '和', '与', '、']).map(|(first, _)| first);
    (!first.is_some_and(|first| is_work(heading(first)))).then_some(Heading::Aside)
}

/// Whether a heading that says no work names a body all the same, which hands it over or asks for it:
/// 移送单位, 提案单位, 申报部门.
pub(super) fn names_body(words: &str) -> bool {
    let squeezed = squeeze(words);
    is_body(&squeezed) && heading(&squeezed) == Heading::Aside
}

/// Whether words end in what bodies are called.
fn is_body(squeezed: &str) -> bool {
    ["单位", "部门", "机构"].iter().any(|body| squeezed.ends_with(body))
}

/// Whom the work is for, or a person who looks after it.
fn served(squeezed: &str) -> Option<Heading> {
    // 检查对象, 服务对象范围; 服务对象及内容 and 帮扶对象责任单位 say more.
    if let Some((before, after)) = squeezed.split_once("对象")
        && !["责任", "落实", "牵头", "实施"].iter().any(|duty| before.ends_with(duty))
        && !["内容", "责任", "牵头", "主管"].iter().any(|word| after.contains(word))
        && !after.starts_with(['及', '和', '与', '、', '/', '／'])
    {
        return Some(Heading::Object);
    }
    // 链主企业, 重点企业: whom the work is for; 企业, 相关企业 and 建设企业 may do it.
    if squeezed.strip_suffix("企业").is_some_and(|which| SERVED.iter().any(|w| which.ends_with(w)))
    {
        return Some(Heading::Object);
    }
    // 区级河长, 包保林长: a person, but 河长制 is none.
    let person = ["河长", "湖长", "林长", "田长", "路长", "链长"];
    person.iter().any(|who| squeezed.ends_with(who)).then_some(Heading::Person)
}

/// Whether a heading is a running total or the year itself, which name no period: 前三季度, 1—9月, 全年.
fn running_total(squeezed: &str) -> bool {
    matches!(squeezed, "半年" | "全年" | "年内")
        || squeezed.contains(['季', '月']) && header_row::is_period_heading(squeezed)
}

/// Whether a heading says what each body has to do rather than who does it: 职责分工, but not 责任分工.
pub(super) fn divides_duties(squeezed: &str) -> bool {
    squeezed.strip_suffix("分工").is_some_and(|of| of.ends_with("职责"))
}

/// The role that a heading, or one of several parts that it names, says by a word of duty: 牵头 and 配合单位 in
/// 牵头、配合单位.
pub(super) fn role_of_part(words: &str) -> Option<Role> {
    duty(words).or_else(|| duty_of_body(words)).or_else(|| responsibility::label_role(words))
}

/// The units that a heading says stand below it, by a word of duty.
fn units(squeezed: &str) -> Option<Heading> {
    // Who of them has which of two roles is told by each cell.
    if let Some(roles) = TwoRoles::of(squeezed) {
        return Some(Heading::Units(roles.of_column()));
    }
    if names_more(squeezed) {
        return Some(Heading::Units(Role::Responsible));
    }
    if let Some(role) = duty(squeezed).or_else(|| duty_of_body(squeezed)) {
        return Some(Heading::Units(role));
    }
    // 责任单位（责任人）: the bracket says what stands behind each unit.
    if squeezed.ends_with(['）', ')'])
        && let Some((bare, _)) = squeezed.split_once(['（', '('])
        && let found @ Heading::Units(_) = heading(bare)
    {
        return Some(found);
    }
    // 责任单位及责任人: so does a person named beside them.
    let (bare, _) = units_and_persons(squeezed)?;
    Some(heading(bare)).filter(|found| matches!(found, Heading::Units(_)))
}

/// What a heading names by its last words.
fn named(squeezed: &str) -> Heading {
    // 具体内容（含目标、时限）: what the bracket lists is within the rest.
    let bare = without_bracket(squeezed);
    let squeezed = match squeezed[bare.len()..].contains(['、', '，', '；']) {
        true if !bare.is_empty() => bare,
        _ => squeezed,
    };
    let listed = listed(squeezed);
    if listed == Some(Heading::Contact) {
        return office(squeezed).unwrap_or(Heading::Contact);
    }
    // What names a unit's part does so whatever else it says; what names a thing is stronger still.
    let thing = |h: &Heading| {
        matches!(h, Heading::Thing | Heading::ThingName | Heading::ThingDetail | Heading::Person)
    };
    if !listed.as_ref().is_some_and(thing)
        && !is_named_of_units(squeezed)
        && let Some(role) = responsibility::label_role(squeezed)
    {
        return Heading::Units(role);
    }
    let bodies = ["部委", "部门", "单位", "省直", "市直", "分工"];
    if listed != Some(Heading::Thing) && bodies.iter().any(|end| squeezed.ends_with(end)) {
        return Heading::Units(Role::Responsible);
    }
    let held_against = squeezed.ends_with("标准");
    listed.unwrap_or(if held_against { Heading::Object } else { Heading::Unknown })
}

/// Which companies work is done for, rather than by.
const SERVED: [&str; 14] = [
    "链主", "重点", "龙头", "骨干", "服务", "帮扶", "支持", "扶持", "规上", "受益", "联系", "包联",
    "挂联", "培育",
];

/// A heading without the bracket that it ends in, where years stand in it and nothing else: 工作任务（2026年）.
fn without_years(squeezed: &str) -> &str {
    let bare = without_bracket(squeezed);
    let is_year = |c: char| {
        chars::digit(c).is_some() || matches!(c, '（' | '）' | '(' | ')' | '年' | '-' | '—' | '至')
    };
    if squeezed[bare.len()..].chars().all(is_year) { bare } else { squeezed }
}

/// The words of a heading without the bracket that it ends in.
fn without_bracket(squeezed: &str) -> &str {
    let open = squeezed.ends_with(['）', ')']).then(|| squeezed.rfind(['（', '('])).flatten();
    open.map_or(squeezed, |open| &squeezed[..open])
}

/// Who of a unit is named beside it.
pub(super) const PERSONS: [&str; 5] = ["责任人", "负责人", "联系人", "联络员", "领导"];

/// The unit and the person that one heading names: 责任单位及责任人, 责任部门/联系人.
pub(super) fn units_and_persons(squeezed: &str) -> Option<(&str, &str)> {
    let (units, persons) = squeezed.split_once(['及', '和', '与', '/', '、', '／', '；', ';'])?;
    (PERSONS.iter().any(|who| persons.contains(who)) && units.ends_with(['位', '门']))
        .then_some((units, persons))
}

/// Whether a heading names what units have rather than them: 部门计划名称, 部门抽查事项.
fn is_named_of_units(squeezed: &str) -> bool {
    ["名称", "事项", "任务"].iter().filter_map(|end| squeezed.strip_suffix(end)).any(|of| {
        // 责任单位名称 names units, 责任单位及任务 both.
        !["单位", "部门", "机关", "主体", "处室", "科室"].iter().any(|body| of.ends_with(body))
            && !of.contains(['及', '和', '与', '、', '/'])
    })
}

/// A duty alone, below 责任分工 or without a word for who has it: 牵头, 配合.
pub(super) fn duty(squeezed: &str) -> Option<Role> {
    Some(match squeezed {
        "牵头" | "主责" | "主办" | "主导" => Role::Lead,
        "责任" | "负责" | "承办" => Role::Responsible,
        "配合" | "协同" | "协办" | "会办" | "协助" | "参与" => Role::Support,
        "指导" | "督导" | "督办" => Role::Guide,
        "落实" => Role::Implement,
        _ => return None,
    })
}

/// What the parts of a body are called, whichever of them is meant.
const OFFICES: [&str; 4] = ["处室", "科室", "股室", "部室"];

/// Whether words end in what the parts of a body are called: 责任科室.
pub(super) fn ends_in_office(words: &str) -> bool {
    OFFICES.iter().any(|office| words.ends_with(office))
}

/// Whether a heading is what the parts of a body are called.
pub(super) fn is_office(squeezed: &str) -> bool {
    OFFICES.contains(&squeezed)
}

/// What bodies do that look at others, and answer for it.
const INSPECTS: [&str; 4] = ["检查", "抽查", "执法", "巡查"];

/// Whether a heading names a body by what it does: 行政检查主体 and 抽查机关 look at others, 受检主体 is
/// looked at.
fn is_body_that(squeezed: &str, does: &[&str]) -> bool {
    let body = ["主体", "机关", "机构"].iter().find_map(|body| squeezed.strip_suffix(body));
    let of = body.filter(|of| !of.starts_with(['受', '被']));
    of.is_some_and(|of| does.iter().any(|verb| of.ends_with(verb)))
}

/// A duty and a class of bodies that no list of labels need know: 责任司局, 牵头专班, 配合镇街, 发起部门.
fn duty_of_body(squeezed: &str) -> Option<Role> {
    if is_body_that(squeezed, &INSPECTS) {
        return Some(Role::Responsible);
    }
    let (at, _) = squeezed.char_indices().nth(2)?;
    let (duty_words, body) = squeezed.split_at(at);
    let class = (2..=4).contains(&body.chars().count())
        && !is_office(body)
        && !["片区", "辖区", "地区"].contains(&body)
        && (names_one(body) || body.ends_with(['班', '组', '街', '村']));
    if !class || responsibility::label_role(squeezed).is_some() {
        return None;
    }
    match duty_words {
        // Of checks that several make together one proposes each.
        "发起" => Some(Role::Lead),
        "联合" => Some(Role::Support),
        "考核" => Some(Role::Guide),
        other => duty(other),
    }
}

/// An office that has a part of its own in the work: 牵头处室, 配合科室; 责任处室 may be one.
fn office(squeezed: &str) -> Option<Heading> {
    // 分配任务的处室: whoever has the task does it.
    if squeezed.contains("任务") && responsibility::label_role(squeezed).is_none() {
        return Some(Heading::Office);
    }
    match responsibility::label_role(squeezed)? {
        Role::Responsible => Some(Heading::Office),
        role => Some(Heading::Units(role)),
    }
}

/// Whether a heading says or names the work.
pub(super) fn is_work(heading: Heading) -> bool {
    matches!(heading, Heading::Name | Heading::Detail | Heading::Goals)
}

/// Whether the words of a heading say or name work, or the things that are worked on.
pub(super) fn says_work(words: &str) -> bool {
    matches!(
        heading(words),
        Heading::Name
            | Heading::Detail
            | Heading::Goals
            | Heading::ThingName
            | Heading::ThingDetail
    )
}

/// Whether a heading says who leads, answers for or does the work below it by a word of duty: 责任单位, not
/// 单位 or 数据来源部门.
pub(super) fn answers_for_work(heading: Heading, words: &str) -> bool {
    let squeezed = &*squeeze(words);
    matches!(heading, Heading::Units(Role::Lead | Role::Responsible | Role::Implement))
        && !matches!(squeezed, "单位" | "部门")
        && role_of_part(squeezed).is_some()
}

/// Whether a text has more characters than a limit, without counting all of them.
fn is_longer(text: &str, limit: usize) -> bool {
    // A character has four bytes at most.
    text.len() > limit && (text.len() > limit * 4 || text.chars().nth(limit).is_some())
}
