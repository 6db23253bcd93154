//! What a heading says its column is, by the words in it.

use std::borrow::Cow;

use hongtou_model::{Period, Role};
use hongtou_source::chars;

use super::profile::{is_number, names_one};
use super::two_roles::{TwoRoles, names_more};
use crate::marker::marker;
use crate::wordlist::ordered;
pub(super) use crate::words::squeeze;
use crate::{period, responsibility, tree};

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

/// Words that a heading holds, first match wins; the table is read from top to bottom.
const HEADINGS: &[(&str, Heading)] = &[
    // Numbers of a register that the rows are taken from.
    ("案号", Heading::Aside),
    ("建议号", Heading::Aside),
    ("提案编号", Heading::Aside),
    ("建议编号", Heading::Aside),
    ("序号", Heading::Serial),
    ("编号", Heading::Serial),
    ("项次", Heading::Serial),
    ("次序", Heading::Serial),
    ("任务号", Heading::Serial),
    ("项目编号", Heading::Thing),
    ("建议责任", Heading::Thing),
    ("政策诉求", Heading::Thing),
    ("总投资", Heading::Thing),
    ("投资额", Heading::Thing),
    ("投资", Heading::Aside),
    ("建设规模", Heading::Thing),
    ("建设内容", Heading::ThingDetail),
    ("建设主体", Heading::Thing),
    ("建设单位", Heading::Thing),
    ("建设周期", Heading::Thing),
    ("地点", Heading::Thing),
    ("实施周期", Heading::Thing),
    ("起止年限", Heading::Thing),
    ("项目业主", Heading::Thing),
    ("数据集", Heading::Thing),
    ("企业名称", Heading::Thing),
    ("项目名称", Heading::ThingName),
    ("所在地区", Heading::Thing),
    ("运营时间", Heading::Thing),
    ("应用场景", Heading::Thing),
    ("战略定位", Heading::Thing),
    ("主攻赛道", Heading::Thing),
    ("推广范围", Heading::Aside),
    ("来源", Heading::Aside),
    ("进展", Heading::Aside),
    ("最新进度", Heading::Aside),
    ("目前进度", Heading::Aside),
    ("当前进度", Heading::Aside),
    ("完成情况", Heading::Aside),
    ("属性", Heading::Aside),
    ("处室", Heading::Contact),
    ("科室", Heading::Contact),
    ("股室", Heading::Contact),
    ("部室", Heading::Contact),
    ("处（科）室", Heading::Contact),
    ("处(科)室", Heading::Contact),
    ("科（处）室", Heading::Contact),
    ("科(处)室", Heading::Contact),
    ("联系人", Heading::Contact),
    ("电话", Heading::Contact),
    ("联系方式", Heading::Contact),
    ("备注", Heading::Remark),
    ("说明", Heading::Remark),
    ("对应任务", Heading::Clause),
    ("对应条款", Heading::Clause),
    ("对应章节", Heading::Clause),
    // The words of an article say what is to be done; its number says where they stand.
    ("条款内容", Heading::Detail),
    ("政策条款", Heading::Detail),
    ("条款", Heading::Clause),
    ("领导", Heading::Person),
    ("责任人", Heading::Person),
    ("负责人", Heading::Person),
    ("姓名", Heading::Person),
    ("指标任务", Heading::Goals),
    ("目标任务", Heading::Goals),
    ("任务目标", Heading::Goals),
    ("指标维度", Heading::Section),
    ("指标类", Heading::Section),
    ("指标分类", Heading::Section),
    ("指标", Heading::Indicator),
    ("启动时间", Heading::Aside),
    ("启动日期", Heading::Aside),
    ("开始时间", Heading::Aside),
    ("开始日期", Heading::Aside),
    ("起始时间", Heading::Aside),
    ("起始日期", Heading::Aside),
    ("开工时间", Heading::Aside),
    ("开工日期", Heading::Aside),
    ("完成日期", Heading::Deadline),
    ("时序安排", Heading::Deadline),
    ("时限", Heading::Deadline),
    ("期限", Heading::Deadline),
    ("时段", Heading::Deadline),
    ("时间", Heading::Deadline),
    ("节点", Heading::Deadline),
    // How often is not by when.
    ("频次", Heading::Aside),
    ("工作标准", Heading::Target(None)),
    ("任务标准", Heading::Target(None)),
    ("频率", Heading::Aside),
    ("章节", Heading::Section),
    ("领域", Heading::Section),
    ("类别", Heading::Section),
    ("类型", Heading::Section),
    ("板块", Heading::Section),
    ("方面", Heading::Section),
    ("维度", Heading::Section),
    ("方向", Heading::Section),
    ("模块", Heading::Section),
    ("分类", Heading::Section),
    ("具体内容", Heading::Detail),
    ("工作内容", Heading::Detail),
    ("主要内容", Heading::Detail),
    ("任务内容", Heading::Detail),
    ("细则内容", Heading::Detail),
    ("具体任务", Heading::Detail),
    ("具体工作", Heading::Detail),
    ("具体举措", Heading::Detail),
    ("具体措施", Heading::Detail),
    ("工作措施", Heading::Detail),
    ("解决措施", Heading::Detail),
    ("整改措施", Heading::Detail),
    ("工作举措", Heading::Detail),
    ("主要举措", Heading::Detail),
    ("主要措施", Heading::Detail),
    ("政策措施", Heading::Detail),
    ("实施路径", Heading::Detail),
    ("任务分解", Heading::Detail),
    ("内容", Heading::Detail),
    ("描述", Heading::Detail),
    ("案由", Heading::Detail),
    ("提案题目", Heading::Detail),
    ("提案标题", Heading::Detail),
    ("建议题目", Heading::Detail),
    ("建议标题", Heading::Detail),
    ("措施", Heading::Detail),
    ("职责", Heading::Detail),
    ("考核要点", Heading::Remark),
    ("目标名称", Heading::Name),
    ("目标", Heading::Target(None)),
    ("时序进度", Heading::Target(None)),
    ("进度", Heading::Target(None)),
    ("要求", Heading::Detail),
    ("任务", Heading::Name),
    ("工作", Heading::Name),
    ("工程", Heading::Name),
    ("举措", Heading::Name),
    ("事项", Heading::Name),
    ("行动", Heading::Name),
    ("细则名称", Heading::Name),
    ("问题", Heading::Name),
    ("项目", Heading::Name),
    ("名称", Heading::Name),
];

/// Reads a heading; spaces inside are letter-spacing.
pub(crate) fn heading(text: &str) -> Heading {
    let text = period::below(text);
    let squeezed = &*squeeze(&text);
    if squeezed.is_empty() {
        return Heading::Blank;
    }
    // What most tables begin with is the same whatever is looked for first.
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
        TASKS.contains(&named) || paper.is_some_and(|of| counted(of, &["序号"]))
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
        return Some(if of_list { Heading::Aside } else { Heading::Target(Some(period)) });
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
        || squeezed.contains(['季', '月']) && is_period_heading(squeezed)
}

/// Whether a heading says what each body has to do rather than who does it: 职责分工, but not 责任分工.
pub(super) fn divides_duties(squeezed: &str) -> bool {
    squeezed.strip_suffix("分工").is_some_and(|of| of.ends_with("职责"))
}

/// The role of one of several parts that a heading names: 牵头 and 配合单位 in 牵头、配合单位.
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

/// A heading without the bracket that it ends in: 任务数（亩）.
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

/// Whether a heading is what the parts of a body are called.
pub(super) fn is_office(squeezed: &str) -> bool {
    OFFICES.contains(&squeezed)
}

/// Whether a heading names a body by what it does: 行政检查主体 and 抽查机关 look at others, 受检主体 is
/// looked at.
fn is_body_that(squeezed: &str, does: &[&str]) -> bool {
    let body = ["主体", "机关", "机构"].iter().find_map(|body| squeezed.strip_suffix(body));
    let of = body.filter(|of| !of.starts_with(['受', '被']));
    of.is_some_and(|of| does.iter().any(|verb| of.ends_with(verb)))
}

/// A duty and a class of bodies that no list of labels need know: 责任司局, 牵头专班, 配合镇街, 发起部门.
fn duty_of_body(squeezed: &str) -> Option<Role> {
    if is_body_that(squeezed, &["检查", "抽查", "执法", "巡查"]) {
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

/// Settles what the headings of a table say only together.
///
/// Offices answer where no units do. A list of projects is one of tasks where the header or the title
/// divides the work, and a list of tasks says where and for how much as well. `words` are those of the
/// headings; `titled` says that the title divides tasks.
pub(super) fn settle(headings: &mut [Heading], words: &[&str], titled: bool) {
    settle_stages(headings, words);
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
    let units = |wanted: fn(Role) -> bool| {
        headings.iter().any(|h| matches!(h, Heading::Units(role) if wanted(*role)))
    };
    // 责任科室 beside 协办科室 answers: a support never stands alone.
    let answered = units(|role| !matches!(role, Role::Support | Role::Guide));
    let office = if answered { Heading::Contact } else { Heading::Units(Role::Responsible) };
    // Who leads and who takes part of what is scored does no work: 项目名称 | 赋分办法 | 牵头单位 |
    // 责任单位.
    let work = |h: &Heading| {
        matches!(
            h,
            Heading::Deadline
                | Heading::Target(_)
                | Heading::Detail
                | Heading::Goals
                | Heading::Name
        )
    };
    let shared = units(|role| role == Role::Lead)
        && units(|role| role != Role::Lead)
        && headings.iter().any(work);
    let named = words.iter().any(|text| is_of_tasks(text));
    let by_office = headings.contains(&Heading::Office);
    let divided = (shared || (answered || by_office) && (named || titled))
        && !headings.contains(&Heading::Thing);
    // 项目名称 | 建设规模 | 责任单位 | 一季度目标 | 上半年目标: somebody takes them from step to step.
    let step = |h: &Heading| matches!(h, Heading::Target(Some(period)) if !matches!(period, Period::Year(_)));
    let taken = |h: &Heading| is_work(*h) || matches!(h, Heading::ThingName | Heading::ThingDetail);
    let stepped =
        answered && headings.iter().any(taken) && headings.iter().filter(|h| step(h)).count() > 1;
    // 项目名称 | 起草单位 | 完成时限: who has to do it by when; a list of things says more of each, and 完成时间 of
    // a project that others answer for may be over.
    let due =
        |(heading, text): (&Heading, &&str)| *heading == Heading::Deadline && text.contains("完成");
    let charged = |(heading, text): (&Heading, &&str)| {
        matches!(heading, Heading::Units(_)) && text.contains("起草")
    };
    let thing = |h: &Heading| {
        matches!(h, Heading::Thing | Heading::ThingDetail | Heading::Person | Heading::Unknown)
    };
    let charged = !headings.iter().any(thing)
        && headings.iter().zip(words).any(due)
        && headings.iter().zip(words).any(charged);
    let divided = divided || stepped || charged;
    // 工作任务 | 建设地点 | 投资额 | 责任单位, but not 项目名称 | 工作任务 | 投资额 | 责任单位.
    let costed = stepped || answered && named && !headings.contains(&Heading::ThingName);
    // 活动内容 | 活动地点 | 责任单位: where the work is done makes no list of things of it, as where somebody is
    // met does.
    let placed = || {
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
        // 活动名称 | 举办地点 | 主办单位 is a list of what takes place, and who holds it.
        let held = |text: &&str| ["主办", "承办", "举办"].iter().any(|word| text.contains(word));
        let tasks = || say_tasks(headings, words) || headings.iter().zip(words).any(event);
        answered && !words.iter().any(held) && tasks() && headings.iter().zip(words).all(place)
    };
    let costed = costed || placed();
    // What is made public, how and when, is a list of contents where nobody is told to do it.
    let public = |text: &str| {
        let text = &*squeeze(text);
        text.starts_with("公开")
            && ["时限", "形式", "方式", "渠道", "载体"].iter().any(|end| text.ends_with(end))
    };
    let timed = |(heading, text): (&Heading, &&str)| {
        matches!(heading, Heading::Deadline | Heading::Target(_)) && !public(text)
    };
    let published = !named
        && !titled
        && !units(|_| true)
        && !headings.contains(&Heading::Office)
        && match words.iter().filter(|text| public(text)).count() {
            0 => false,
            // By when the work is done makes work of what is made public as well.
            1 => !headings.iter().zip(words).any(timed),
            _ => true,
        };
    if published {
        for (heading, _) in headings.iter_mut().zip(words).filter(|(_, text)| public(text)) {
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
    let acts =
        |text: &&str| is_body_that(&squeeze(text), &["检查", "抽查", "执法", "巡查", "实施"]);
    let acts = words.iter().any(acts);
    let answers = |heading: &Heading| matches!(heading, Heading::Units(role) if !matches!(role, Role::Support | Role::Guide));
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

/// Whether a heading calls the work below it tasks, not projects or matters.
fn is_of_tasks(text: &str) -> bool {
    let squeezed = &*squeeze(text);
    (squeezed.contains("任务") || squeezed.contains("举措")) && is_work(heading(squeezed))
}

/// Whether some heading says the work or calls it tasks, rather than matters, projects or posts.
pub(super) fn say_tasks(headings: &[Heading], words: &[&str]) -> bool {
    headings.iter().zip(words).any(|(heading, text)| match heading {
        Heading::Detail | Heading::Goals => true,
        Heading::Name => is_of_tasks(text) || squeeze(text).contains("工作"),
        _ => false,
    })
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

/// Whether headings say what is measured, and none the work or the things that are worked on.
pub(super) fn says_measured_only(headings: &[Heading]) -> bool {
    let other = |heading: &Heading| {
        is_work(*heading)
            || matches!(heading, Heading::Thing | Heading::ThingName | Heading::ThingDetail)
    };
    headings.contains(&Heading::Indicator) && !headings.iter().any(other)
}

/// Whether a heading says who leads, answers for or does the work below it by a word of duty: 责任单位, not
/// 单位 or 数据来源部门.
pub(super) fn answers_for_work(heading: Heading, words: &str) -> bool {
    let squeezed = &*squeeze(words);
    let said = || {
        duty(squeezed).or_else(|| duty_of_body(squeezed)).is_some()
            || responsibility::label_role(squeezed).is_some()
    };
    matches!(heading, Heading::Units(Role::Lead | Role::Responsible | Role::Implement))
        && !matches!(squeezed, "单位" | "部门")
        && said()
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
    // Most headings have neither character.
    // That in which the work is says nothing of what is to be reached: 所属阶段, 当前阶段.
    const NOW: [&str; 14] = [
        "所属", "所处", "所在", "当前", "目前", "现在", "现处", "现所", "现行", "处于", "处在",
        "下一", "下个", "下步",
    ];
    let stage = |text: &str| {
        chars::holds(text, '段') && {
            let squeezed = squeeze(text);
            without_bracket(&squeezed).ends_with("阶段")
                && !matches!(without_bracket(&squeezed), "现阶段" | "下阶段")
                && !NOW.iter().any(|now| squeezed.starts_with(now))
        }
    };
    const DAYS: [&str; 21] = [
        "国庆",
        "国庆节",
        "元旦",
        "春节",
        "中秋",
        "中秋节",
        "端午",
        "端午节",
        "清明",
        "五一",
        "十一",
        "七一",
        "两节",
        "汛",
        "汛期",
        "年底",
        "月底",
        "主汛期",
        "入汛",
        "入冬",
        "劳动节",
    ];
    let day = |text: &str| {
        text.trim_end().ends_with('前')
            && squeeze(text)
                .strip_suffix('前')
                .is_some_and(|day| DAYS.contains(&day.trim_matches(['“', '”'])))
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
    let standard = |text: &str| squeeze(text).ends_with("标准");
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
    let ends = ["措施", "举措"].iter().any(|end| squeeze(words[measures]).ends_with(end));
    if ends && headings[task] == Heading::Goals && !headings.contains(&Heading::Section) {
        headings[measures] = Heading::Aside;
    }
}

/// What a risk is like says no work beside the measures against it: 风险描述 | 防控措施. Where it is put right, what is
/// wrong names the task, unless another heading does: 隐患描述 | 整改措施.
fn settle_risks(headings: &mut [Heading], words: &[&str]) {
    let len = headings.len().min(words.len());
    let ends = |at: usize, list: &[&str]| list.iter().any(|end| squeeze(words[at]).ends_with(end));
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
    let is = |at: usize, end: &str| squeeze(words[at]).ends_with(end);
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
pub(super) fn are_times(begin: &str, end: &str) -> bool {
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

/// 任务清单 | 责任清单 | 时限清单: three lists in one table. 责任清单 alone says what somebody has to do.
fn settle_lists(headings: &mut [Heading], words: &[&str]) {
    let is = |text: &str, list: &str| squeeze(text) == list;
    if words.iter().any(|text| is(text, "内容清单")) {
        // 内容清单 | 宣传载体 | 方式措施 | 标准清单: by what means and how well, beside what. Other 措施 may be the tasks.
        for (heading, text) in headings.iter_mut().zip(words) {
            if is(text, "内容清单") {
                *heading = Heading::Detail;
            } else if ["载体", "方式措施", "标准清单"]
                .iter()
                .any(|end| squeeze(text).ends_with(end))
            {
                *heading = Heading::Aside;
            }
        }
    }
    if !words.iter().any(|text| is(text, "任务清单")) {
        return;
    }
    for (heading, text) in headings.iter_mut().zip(words) {
        if is(text, "任务清单") {
            *heading = Heading::Detail;
        } else if is(text, "责任清单") {
            *heading = Heading::Units(Role::Responsible);
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

/// Whether a row of cells is a header: several short cells, most of them known headings.
pub(crate) fn is_header_row<'t>(cells: impl Iterator<Item = &'t str> + Clone) -> bool {
    let cells = cells.map(chars::trim).filter(|text| !text.is_empty());
    // Rows are many and have long cells; only what may be a header is read.
    if cells.clone().any(|text| is_longer(text, 24)) {
        return false;
    }
    // A mark in one cell does not unmake a header, where all others are known: 责任单位；责任人.
    let mut marked = cells.clone().filter(|text| text.contains(['。', '；']));
    if let Some(first) = marked.next() {
        return marked.next().is_none() && is_header_but_for(cells, first);
    }
    // A row of its own begins with its number.
    if cells.clone().next().and_then(is_number).is_some_and(|number| number < 1000) {
        return false;
    }
    let filled = cells.clone().count();
    if filled < 2 {
        return false;
    }
    let known = known_headings(cells.clone());
    // A heading merged over several columns, written into each of them, says no more than once that it is unknown.
    let copies = || {
        let copy = |(one, next): &(&str, &str)| one == next && !is_heading_word(one);
        cells.clone().zip(cells.clone().skip(1)).filter(copy).count()
    };
    let most = |filled: usize| known * 5 >= filled * 3;
    known >= 2
        && (most(filled) || known >= 3 && most(filled - copies()))
        && !says_goals(cells.clone())
        && !says_years(cells.clone(), known)
        || is_header_of_units(cells)
}

/// Whether a row is a header by all cells but one, in which stand marks that headings seldom have.
fn is_header_but_for<'t>(cells: impl Iterator<Item = &'t str> + Clone, marked: &str) -> bool {
    const LEAST: usize = 3;
    let bare = marked.split(['。', '；', '（', '(']).next().unwrap_or_default();
    let mut others = cells.clone().filter(|text| *text != marked);
    is_heading_word(bare)
        && cells.count() > LEAST
        && others.clone().any(|text| is_work(heading(text)))
        && others.all(|text| is_heading_word(text) && !is_bare_time(text))
}

/// Whether the words of a row that may be headings are years alone, the first of them too, with a figure or words
/// between them: 2023年 | 2 | 2027年 is a row of what is done from when to when. Headings between years are
/// printed for each: 2023年 | 增幅 | 2024年 | 增幅.
fn says_years<'t>(cells: impl Iterator<Item = &'t str> + Clone, known: usize) -> bool {
    let is_year = |text: &str| {
        let number = text.strip_suffix('年').or_else(|| text.strip_suffix("年度"));
        number.is_some_and(|number| number.len() == 4 && is_number(number).is_some())
    };
    let years = cells.clone().filter(|text| is_year(text)).count();
    if years != known || !cells.clone().next().is_some_and(is_year) {
        return false;
    }
    let behind = || cells.clone().skip_while(|text| is_year(text));
    let mut between = behind().filter(|text| !is_year(text));
    let Some(first) = between.next() else { return false };
    is_number(first).is_some() || behind().any(is_year) && between.all(|text| text != first)
}

/// Whether a row of goals is one of a table whose cells are goals themselves: 2026年目标 | 2026年产值目标, or
/// with the figure to reach, 2026年产值目标 | 200亿元.
fn says_goals<'t>(cells: impl Iterator<Item = &'t str> + Clone) -> bool {
    // 200亿元, 12家; 2026年 and 1季度 head columns.
    let is_figure = |text: &str| {
        let number = |c| chars::digit(c).is_some() || matches!(c, '.' | ',');
        let measure = text.trim_start_matches(number);
        !measure.is_empty()
            && measure.len() < text.len()
            && measure.chars().count() <= 3
            && measure.chars().all(|c| chars::is_han(c) || matches!(c, '%' | '％'))
            && !measure.contains(['年', '月', '日', '号', '季', '、'])
    };
    let mut headings = cells.clone().map(heading);
    let first = headings.next();
    let goal = matches!(first, Some(Heading::Target(Some(_))));
    goal && (headings.all(|heading| Some(heading) == first) || cells.clone().any(is_figure))
}

/// How many cells of a row read like headings.
///
/// Months and quarters head columns by twos; one alone says when: 1月 | 部署全年工作 | 办公室.
pub(super) fn known_headings<'t>(cells: impl Iterator<Item = &'t str> + Clone) -> usize {
    let lone_time = cells.clone().filter(|text| is_bare_time(text)).count() == 1;
    cells.filter(|text| is_heading_word(text) && !(lone_time && is_bare_time(text))).count()
}

/// Whether a text is months or quarters and nothing else: 1月, 3—5月, 12月底前, 第一季度.
pub(super) fn is_bare_time(text: &str) -> bool {
    let part = |c: char| {
        chars::digit(c).is_some()
            || chars::is_space(c)
            || "一二三四五六七八九十第月份季度底末前上中下旬至—-～~".contains(c)
    };
    text.contains(['月', '季']) && text.chars().all(part)
        || matches!(text, "年底" | "年末" | "年底前" | "年末前" | "年内")
}

/// Whether a row begins as headers do, 序号, and heads two columns of units or one and the work, whatever
/// else it says.
fn is_header_of_units<'t>(mut cells: impl Iterator<Item = &'t str> + Clone) -> bool {
    let units = |text: &&str| {
        matches!(heading(text), Heading::Units(_) | Heading::Office) && is_heading_word(text)
    };
    let plain = |text: &str| !text.contains(|c: char| chars::digit(c).is_some() || c == '，');
    let work = |text: &str| is_work(heading(text)) && is_heading_word(text);
    // 所在单位 beside 工作岗位 answers for nothing.
    let answers = |text: &str| {
        let text = &*squeeze(text);
        duty(text).or_else(|| duty_of_body(text)).is_some()
            || responsibility::label_role(text).is_some()
    };
    cells.next().is_some_and(|first| squeeze(first) == "序号")
        && cells.clone().all(plain)
        && (cells.clone().filter(units).count() > 1
            || cells.clone().filter(units).any(answers) && cells.any(work))
}

/// Whether a text has more characters than a limit, without counting all of them.
fn is_longer(text: &str, limit: usize) -> bool {
    // A character has four bytes at most.
    text.len() > limit && (text.len() > limit * 4 || text.chars().nth(limit).is_some())
}

/// The lines of [`HEADINGS`] by the first character of their word, in order.
static LINES: [(u32, u16); HEADINGS.len()] = {
    let mut firsts = [0; HEADINGS.len()];
    let mut line = 0;
    while line < HEADINGS.len() {
        let Some((c, _)) = tree::first(HEADINGS[line].0.as_bytes()) else {
            panic!("a word is empty")
        };
        firsts[line] = c as u32;
        line += 1;
    }
    ordered(firsts)
};

/// The first line of [`HEADINGS`] whose word a heading holds.
fn listed(squeezed: &str) -> Option<Heading> {
    let mut best = HEADINGS.len();
    for (at, c) in squeezed.char_indices() {
        let from = LINES.partition_point(|&(first, _)| first < c as u32);
        for &(_, line) in LINES[from..].iter().take_while(|&&(first, _)| first == c as u32) {
            let line = usize::from(line);
            if line < best && squeezed[at..].starts_with(HEADINGS[line].0) {
                best = line;
            }
        }
    }
    HEADINGS.get(best).map(|&(_, heading)| heading)
}

/// Whether words that name a period head a column: nothing in them but the period and what a
/// column holds. 2024年9月30日前 is a date, 2025年归集 begins a task.
fn is_period_heading(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "工作",
        "目标",
        "任务",
        "推进计划",
        "计划",
        "进度",
        "进展",
        "指标",
        "时序",
        "时间节点",
        "安排",
        "完成",
        "预期",
        "项目",
        "值",
    ];
    let mut rest = text;
    let (mut told, mut year, mut month) = (false, false, false);
    while let Some(c) = rest.chars().next() {
        if let Some(after) = WORDS.iter().find_map(|word| rest.strip_prefix(word)) {
            (told, rest) = (true, after);
            continue;
        }
        if chars::digit(c).is_none()
            && !"第一二三四五六七八九十上下半年季度月份底末前QqH截止到至—-～~".contains(c)
        {
            return false;
        }
        (year, month) = (year || c == '年', month || c == '月');
        rest = &rest[c.len_utf8()..];
    }
    told || !(year && month)
}

/// Whether words name the goal of a year for something: 2026年产值目标（亿元）.
fn is_goal_of_year(squeezed: &str) -> bool {
    squeezed.starts_with(|c| chars::digit(c).is_some())
        && ["目标", "目标值", "目标数"].iter().any(|end| without_bracket(squeezed).ends_with(end))
}

/// What heads the points of something that is judged, and how they are given.
const SCORES: [&str; 7] = ["分值", "权重", "得分", "评分标准", "评分办法", "计分办法", "扣分标准"];

/// Whether the columns of a table say how much is given for what, and none who answers or by when:
/// 考核项目 | 分值 | 考核内容 | 评分标准 is for judging, whatever is judged.
pub(crate) fn only_scores<'t>(
    mut words: impl Iterator<Item = &'t str>,
    headings: &[Heading],
) -> bool {
    let answered = |heading: &Heading| {
        use Heading::{Deadline, Office, Person, Target, Units};
        matches!(heading, Units(_) | Office | Deadline | Target(_) | Person)
    };
    !headings.iter().any(answered) && words.any(heads_scores)
}

/// Whether a heading stands over points, or over how they are given: 考核分值（分）.
pub(super) fn heads_scores(words: &str) -> bool {
    let squeezed = squeeze(words);
    let words = without_bracket(&squeezed);
    SCORES.iter().any(|score| words.ends_with(score))
}

/// Whether a heading names a body by several things that it does: 起草、报送单位.
fn lists_duties(squeezed: &str) -> bool {
    const DUTIES: [&str; 14] = [
        "起草", "报送", "制定", "编制", "承办", "牵头", "责任", "负责", "实施", "组织", "申报",
        "主管", "监管", "配合",
    ];
    let of = ["单位", "部门"].iter().find_map(|body| squeezed.strip_suffix(body));
    of.is_some_and(|of| of.split('、').all(|part| DUTIES.iter().any(|duty| part.ends_with(duty))))
}

/// Whether a short cell reads like a heading rather than like a value.
pub(crate) fn is_heading_word(text: &str) -> bool {
    let squeezed = &*squeeze(text);
    if marker(squeezed).is_some()
        || squeezed.contains(['，', '。', '、'])
            && !squeezed.contains("及")
            && !lists_duties(squeezed)
            && TwoRoles::of(squeezed).is_none()
        || squeezed.chars().count() > 16
    {
        return false;
    }
    match heading(squeezed) {
        Heading::Unknown => {
            ["计量单位", "完成值", "实际值"].iter().any(|end| squeezed.ends_with(end))
                || SCORES.contains(&squeezed)
        }
        Heading::Aside if tells_what_was_done(squeezed) => {
            squeezed.chars().count() <= 10
                && (period::column_period(squeezed).is_some()
                    || ["工作", "任务"].iter().any(|word| squeezed.contains(word)))
        }
        Heading::Aside => is_body(squeezed),
        Heading::Object | Heading::Blank => false,
        Heading::Target(Some(_)) => is_period_heading(squeezed) || is_goal_of_year(squeezed),
        // A value such as 市级部门 or 2026年 may stand in a cell as well, but not 责任单位.
        Heading::Units(_) => {
            // 抽查主体（层级）: the bracket says what of each body stands there.
            let body = without_bracket(squeezed);
            duty(squeezed).is_some()
                || TwoRoles::of(squeezed).is_some()
                || duty_of_body(body).is_some()
                || squeezed.ends_with("单位")
                || squeezed.ends_with("部门") && !squeezed.contains('各')
                || squeezed.ends_with("部委")
                || squeezed.ends_with("主体")
                || office(squeezed).is_some() && !squeezed.contains('各')
                || squeezed.contains("责任")
                || squeezed.contains("牵头")
        }
        // Tasks begin with the words that headings end in.
        Heading::Name | Heading::Detail | Heading::Goals => {
            without_years(squeezed).chars().count() <= 10
        }
        _ => true,
    }
}

/// Whether a table is about tasks, by its headings alone: more than nought for tasks.
pub(crate) fn task_votes(headings: &[Heading]) -> i32 {
    let mut votes = 0;
    let (mut units, mut work, mut indicator) = (false, false, false);
    // What makes work of a list of contents and measures: somebody, some day, or its name.
    let mut answered = false;
    for heading in headings {
        match heading {
            Heading::Thing | Heading::ThingName | Heading::ThingDetail => votes -= 3,
            Heading::Indicator => indicator = true,
            Heading::Name | Heading::Detail | Heading::Goals => {
                work = true;
                answered |= *heading != Heading::Detail;
                votes += 1;
            }
            Heading::Units(_) => {
                units = true;
                answered = true;
                votes += 1;
            }
            Heading::Deadline | Heading::Target(_) => {
                answered = true;
                votes += 1;
            }
            Heading::Person => answered = true,
            _ => {}
        }
    }
    // 任务名称 | 指标要求 | 牵头部门: beside a task that somebody answers for it is the goal.
    if indicator && !(units && work) {
        votes -= 4;
    }
    // However many periods a list of figures has, it orders no work.
    if !work && indicator {
        return votes.min(1);
    }
    match (units && work, answered) {
        (true, _) => votes + 1,
        (false, true) => votes,
        (false, false) => votes.min(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_list_of_contents_says_no_work() {
        let settled = |words: &[&str]| {
            let mut headings: Vec<Heading> = words.iter().map(|text| heading(text)).collect();
            settle(&mut headings, words, false);
            headings
        };
        let lists = ["序号", "内容清单", "责任处室", "宣传载体", "方式措施", "标准清单"];
        assert_eq!(settled(&lists)[1], Heading::Detail);
        assert!(settled(&lists)[3..].iter().all(|heading| *heading == Heading::Aside));
        assert_ne!(settled(&["序号", "内容清单", "工作措施", "责任单位"])[2], Heading::Aside);
    }

    #[test]
    fn a_row_of_goals_is_no_header() {
        for row in [
            &["2026年目标", "产值目标", "2026年产值目标", "200亿元"][..],
            &["2026年目标", "2026年产值目标"],
        ] {
            assert!(!is_header_row(row.iter().copied()), "{row:?}");
        }
        for row in [
            &["2025年目标", "2026年目标", "2027年目标"][..],
            &["2026年目标", "责任单位", "完成时限"],
            &["一季度", "二季度"],
        ] {
            assert!(is_header_row(row.iter().copied()), "{row:?}");
        }
    }

    #[test]
    fn a_row_from_year_to_year_is_no_header() {
        for row in
            [["2023年", "2", "2027年"], ["2023年", "东街道", "2027年"], ["2023年", "2027年", "3"]]
        {
            assert!(!is_header_row(row.into_iter()), "{row:?}");
        }
        for row in [
            &["2023年", "2024年", "2025年"][..],
            &["项目", "2023年", "2024年"],
            &["2023年", "2024年", "增幅"],
            &["2023年", "增幅", "2024年", "增幅", "2025年"],
        ] {
            assert!(is_header_row(row.iter().copied()), "{row:?}");
        }
    }

    #[test]
    fn a_year_behind_its_parts_is_a_target() {
        for (last, targets) in [
            (&["全年任务", "责任单位"][..], 3),
            (&["年度计划", "责任单位"], 3),
            (&["责任单位", "年度任务"], 3),
            (&["责任单位", "年度计划"], 3),
            // Which year.
            (&["责任单位", "年度"], 2),
        ] {
            let words = [&["工作任务", "一季度", "二季度"], last].concat();
            let mut headings: Vec<Heading> = words.iter().map(|text| heading(text)).collect();
            settle(&mut headings, &words, false);
            let found = headings.iter().filter(|h| matches!(h, Heading::Target(_))).count();
            assert_eq!(found, targets, "{words:?}");
        }
    }

    #[test]
    fn stages_side_by_side_are_targets() {
        let settled = |words: &[&str]| {
            let mut headings: Vec<Heading> = words.iter().map(|text| heading(text)).collect();
            settle(&mut headings, words, false);
            headings.iter().filter(|h| matches!(h, Heading::Target(_))).count()
        };
        for (words, targets) in [
            (&["工作任务", "启动阶段", "推进阶段", "问题整改阶段", "责任单位"][..], 3),
            (&["工作任务", "第一阶段（3—4月）", "第二阶段（5—8月）", "责任单位"], 2),
            (&["工作任务", "“五一”前", "国庆前", "年底前", "责任单位"], 3),
            (&["工作任务", "自查阶段", "现场检查阶段", "处置阶段", "下沉阶段"], 4),
            // What is before is no target, nor the stage in which a row is.
            (&["工作任务", "目前", "2026年目标", "责任单位"], 1),
            (&["工作任务", "改造前", "2026年目标", "责任单位"], 1),
            (&["所属阶段", "工作任务", "完成阶段", "责任单位"], 0),
            (&["工作任务", "当前阶段", "目标阶段", "责任单位"], 1),
            (&["工作任务", "现阶段", "目标阶段", "责任单位"], 1),
            (&["工作任务", "现处阶段", "目标阶段", "责任单位"], 1),
            (&["工作任务", "目前所处阶段", "下步阶段", "责任单位"], 0),
            // One names the stage of each row.
            (&["工作阶段", "工作任务", "责任单位"], 0),
        ] {
            assert_eq!(settled(words), targets, "{words:?}");
        }
    }

    #[test]
    fn periods_head_columns_and_dates_do_not() {
        for words in ["一季度", "上半年目标", "9月底前", "2026年目标", "2026年6月底前目标", "1—3月"]
        {
            assert!(is_heading_word(words), "{words}");
        }
        for words in ["2026年产值目标（亿元）", "2025年植树目标数"] {
            assert!(is_heading_word(words), "{words}");
        }
        for words in [
            "2024年9月30日前",
            "2024年实现产值目标任务",
            "025年11月底",
            "2025年归集",
            "市级各部门",
            "2026年6月底前",
        ] {
            assert!(!is_heading_word(words), "{words}");
        }
    }

    #[test]
    fn a_row_with_its_number_is_no_header() {
        assert!(!is_header_row(["6", "年度任务", "责任单位", "12月底前"].into_iter()));
        assert!(is_header_row(["序号", "年度任务", "责任单位"].into_iter()));
        assert!(!is_header_row(["1月", "部署全年工作", "办公室"].into_iter()));
        assert!(!is_header_row(["一季度", "部署全年工作", "办公室"].into_iter()));
        assert!(!is_header_row(["推进项目建设", "市发展改革委", "12月底"].into_iter()));
        assert!(is_header_row(["任务", "6月底", "12月底", "责任单位"].into_iter()));
        assert!(is_header_row(["序号", "任务", "12月底", "责任单位"].into_iter()));
    }

    #[test]
    fn what_was_done_is_beside_the_work() {
        for text in [
            "1-9月份工作取得成效",
            "上半年完成情况",
            "工作开展情况",
            "落实情况（截至6月）",
            "取得的成果",
            "整改成效",
        ] {
            assert_eq!(heading(text), Heading::Aside, "{text}");
        }
        for text in ["预期成效", "工作成果要求", "情况说明", "2026年计划完成"] {
            assert_ne!(heading(text), Heading::Aside, "{text}");
        }
    }

    #[test]
    fn who_checks_answers_and_who_is_checked_does_not() {
        for text in ["检查主体", "行政执法主体", "抽查机关"] {
            assert_eq!(heading(text), Heading::Units(Role::Responsible), "{text}");
        }
        for (text, role) in
            [("提案办理单位", Role::Responsible), ("提案承办单位", Role::Responsible)]
        {
            assert_eq!(heading(text), Heading::Units(role), "{text}");
        }
        for text in ["受检主体", "被检查主体", "经营主体", "选举单位", "提案单位"]
        {
            assert!(!matches!(heading(text), Heading::Units(_)), "{text}");
        }
    }

    #[test]
    fn a_number_the_work_and_who_answers_head_rows_beside_any_words() {
        let row = ["序号", "责任单位", "检查内容", "风险等级", "覆盖面", "户数", "比例"];
        assert!(is_header_row(row.into_iter()));
        let row = ["序号", "姓名", "所在单位", "工作岗位", "职称", "学历", "评语"];
        assert!(!is_header_row(row.into_iter()));
        let row = ["序号", "责任单位", "风险等级", "覆盖面", "户数", "比例"];
        assert!(!is_header_row(row.into_iter()));
    }

    #[test]
    fn header_rows_are_known_by_their_words() {
        assert!(is_header_row(["序号", "主 要 内 容", "指导部门", "推广范围"].into_iter()));
        assert!(!is_header_row(
            ["1", "加强责任落实，完善机制", "市发展改革委", "12月"].into_iter()
        ));
        assert!(!is_header_row(["一、任务分工", "", ""].into_iter()));
        // A merged heading that a converter wrote into each of its columns.
        let goal = "推进安排说明";
        assert!(is_header_row(["序号", "具体举措", goal, goal, goal, "责任单位"].into_iter()));
        assert!(is_heading_word("2026年时序进度"));
        // Who builds is said of a thing, although it ends as who answers does.
        assert_eq!(heading("建设单位"), Heading::Thing);
        assert_eq!(heading("2023年完成值"), Heading::Unknown);
        assert_eq!(heading("2023年完成数"), Heading::Unknown);
        assert_eq!(heading("省清单（2023年版）序号"), Heading::Aside);
        assert_eq!(heading("任务序号"), Heading::Serial);
        for words in [
            "对应正文序号",
            "正文序号",
            "正文对应编号",
            "正文条目编号",
            "对应正文任务编号",
            "对应任务序号",
            "对应条目",
            "对应工作要点序号",
            "对应方案条目",
            "对应实施方案序号",
            "对应行动计划序号",
            "对应本方案序号",
            "正文对应的序号",
        ] {
            assert_eq!(heading(words), Heading::Clause, "{words}");
        }
        for words in [
            "对应项目库序号",
            "对应省方案序号",
            "对应文件条目",
            "对应编号",
            "原文编号",
            "方案序号",
            "对应通知编号",
            "对应原文序号",
        ] {
            assert_ne!(heading(words), Heading::Clause, "{words}");
        }
        assert_eq!(heading("对应原文序号"), Heading::Aside);
        assert_eq!(heading("对应项目库编号"), Heading::Aside);
        assert!(matches!(heading("2023年目标数"), Heading::Target(Some(_))));
        assert!(matches!(heading("年度目标完成值"), Heading::Target(_) | Heading::Goals));
        assert_eq!(heading("指标维度"), Heading::Section);
        assert_eq!(heading("检查对象单位"), Heading::Object);
        for words in ["工作标准", "推进计划", "推进步骤", "工作步骤", "节点安排", "分步实施计划"]
        {
            assert_eq!(heading(words), Heading::Target(None), "{words}");
        }
        assert_eq!(heading("工作计划"), Heading::Name);
        assert_eq!(heading("链主企业"), Heading::Object);
        for words in ["实施企业", "企业", "相关企业", "市属企业", "主体企业", "承建企业"]
        {
            assert_ne!(heading(words), Heading::Object, "{words}");
        }
        assert_eq!(heading("部门计划名称"), Heading::Name);
        assert_eq!(heading("责任单位名称"), Heading::Units(Role::Responsible));
        assert_eq!(heading("分配任务的处（科）室"), Heading::Office);
        assert_eq!(heading("咨询处室"), Heading::Contact);
        assert_eq!(heading("帮扶对象责任单位"), Heading::Units(Role::Responsible));
    }

    fn settled(header: &str, titled: bool) -> Vec<Heading> {
        let words: Vec<&str> = header.split('|').collect();
        let mut out: Vec<Heading> = words.iter().map(|text| heading(text)).collect();
        settle(&mut out, &words, titled);
        out
    }

    #[test]
    fn offices_answer_beside_a_body_that_acts_or_where_nobody_else_does() {
        let office = |header: &str, titled: bool| {
            let at = header.split('|').position(|text| text.ends_with('室'));
            at.map(|at| settled(header, titled)[at])
        };
        let answers = Some(Heading::Units(Role::Responsible));
        for header in [
            "序号|检查主体|检查事项|检查时间|股室",
            "序号|处室|行政检查主体|检查内容",
            "序号|工作任务|实施主体|科室|完成时限",
            "序号|工作任务|实施主体|责任股室|完成时限",
            "序号|工作任务|科室|完成时限",
            "序号|工作任务|科室|配合单位|完成时限",
            "序号|工作内容|责任股室|完成时限",
        ] {
            assert_eq!(office(header, false), answers, "{header}");
        }
        assert_eq!(office("序号|工作内容|部室|完成时限", true), answers);
        for header in [
            "序号|工作任务|责任单位|科室|完成时限",
            "序号|工作任务|责任单位|责任股室|完成时限",
            "序号|工作任务|责任主体|股室",
            "序号|受检主体|检查内容|股室",
            "科室|主要职责|办公时间|电话",
            "序号|姓名|股室|职务|电话",
        ] {
            assert_eq!(office(header, false), Some(Heading::Contact), "{header}");
        }
    }

    #[test]
    fn projects_and_costs_beside_divided_work_are_tasks() {
        for (header, titled) in [
            ("序号|项目名称|主要内容|分管领导|牵头单位|配合单位", false),
            ("序号|项目名称|建设内容|牵头单位|责任单位|完成时限", false),
            ("序号|项目名称|工作任务|责任单位", false),
            ("序号|项目名称|建设内容|责任单位|完成时限", true),
            ("序号|工作任务|投资额（万元）|责任单位|完成时限", false),
            ("序号|重点举措|建设地点|建设规模|责任单位", false),
            ("项目名称|建设规模|责任单位|一季度目标|上半年目标|全年目标", false),
            ("序号|项目名称|总投资|责任单位|上半年目标|下半年目标", false),
            ("单位|职责", false),
            ("序号|公开事项|公开内容|公开时限|公开方式|责任科室", false),
            ("序号|工作任务|公开时限|公开方式", false),
            ("序号|公开事项|公开内容|完成时限|公开方式", false),
            ("序号|公开事项|公开内容|公开时限|责任单位", false),
            ("序号|活动时间|活动内容|活动地点|责任单位|备注", false),
            ("序号|工作内容|地点|责任单位", false),
            ("活动名称|活动时间|活动地点|责任单位", false),
            ("相关部门|职责分工", false),
        ] {
            assert!(task_votes(&settled(header, titled)) >= 2, "{header}");
        }
    }

    #[test]
    fn lists_of_projects_and_matters_are_no_tasks() {
        for (header, titled) in [
            ("序号|项目名称|建设单位|建设规模|总投资", false),
            ("序号|项目名称|总投资|责任单位|2024年计划投资|2025年计划投资", false),
            ("序号|项目名称|总投资|一季度目标|二季度目标", false),
            ("序号|企业名称|主要产品|责任单位|一季度目标|二季度目标", false),
            ("序号|项目名称|建设内容|总投资|责任单位", true),
            ("序号|项目名称|建设任务|建设地点|投资额|责任单位|完成时限", true),
            ("序号|项目名称|项目内容|项目单位|完成时间", false),
            ("项目名称及分值|赋分办法|总牵头单位|考核责任单位", false),
            ("序号|工程名称|建设地点|投资额|责任单位|完成时限", false),
            ("序号|服务事项|办理地点|责任单位|办理时限", false),
            ("序号|工作举措|政策诉求|建议责任单位", false),
            ("序号|业务事项|信息类别|内容标准|公开时限|公开形式", false),
            ("序号|业务事项|信息类别|内容标准|公开时限", false),
            ("序号|公开事项|公开内容|公开渠道", false),
            ("序号|项目名称|建设内容|建设地点|责任单位", false),
            ("月份|活动名称|举办地点|主办单位", false),
            ("序号|培训内容|培训地点|参加单位", false),
            ("部门|主要职责|办公地点|联系电话", false),
            ("序号|服务内容|服务地点|责任单位", false),
        ] {
            assert!(task_votes(&settled(header, titled)) < 2, "{header}");
        }
    }

    #[test]
    fn what_is_said_of_a_task_behind_it_is_aside() {
        for (header, at) in [
            ("序号|任务内容|责任单位|进展情况|存在问题|下一步措施", &[3, 4, 5][..]),
            ("序号|任务内容|责任单位|进展情况（7月）|完成时限", &[3]),
            ("序号|任务内容|责任单位|最新进度(8月24日)|完成时限", &[3]),
            ("序号|任务内容|责任单位|2025年计划投资（亿元）|完成时限", &[]),
            ("序号|工作任务|存在问题|责任单位|完成时限", &[2]),
            ("序号|决策事项名称|决策事项程序|承办单位", &[2]),
            ("序号|决策事项|承办科室|政策依据|履行程序要求|完成时间", &[3, 4]),
            ("序号|重点工作|责任单位|工作要求|完成时限", &[]),
            ("序号|工作内容|工作流程|责任科室", &[2]),
            ("序号|事项名称|设定和实施依据|实施机关", &[2]),
            ("序号|检查事项|检查频次|牵头部门", &[2]),
            ("序号|数据名称|提供单位|使用单位", &[3]),
            ("序号|数据名称|责任单位|数据使用部门", &[3]),
            ("序号|工作任务|申报单位|责任单位", &[2]),
            ("序号|工作任务|申报单位|配合单位", &[]),
            ("序号|建议标题|选举单位|主办单位", &[2]),
            ("序号|提案标题|提案单位|承办单位", &[2]),
        ] {
            let found = settled(header, false);
            let aside = (0..found.len()).filter(|&at| found[at] == Heading::Aside);
            assert_eq!(aside.collect::<Vec<_>>(), at, "{header}");
        }
        assert_eq!(heading("计划任务实施时段"), Heading::Deadline);
        for words in ["问题发现时间", "投诉日期", "任职时间"] {
            assert_eq!(heading(words), Heading::Aside, "{words}");
        }
        for words in ["完成登记时间", "登记时间", "最迟受理时间", "要求领证时间"]
        {
            assert_eq!(heading(words), Heading::Deadline, "{words}");
        }
    }

    #[test]
    fn the_day_of_an_event_is_no_deadline_beside_one() {
        for (header, at) in [
            ("序号|工作任务|公示日期|责任单位|完成时限", Some(2)),
            ("序号|工作任务|责任单位|完成时间|批准时间", Some(4)),
            ("序号|工作任务|会议召开时间|责任单位|办结时限", Some(2)),
            // The only time of the work, or its end behind a step of it.
            ("序号|工作任务|召开时间|责任单位", None),
            ("序号|工作任务|责任单位|报送时间|印发时间", None),
            ("序号|工作任务|责任单位|时间|召开时间", None),
            ("序号|工作任务|责任单位|启动时间|竣工时间", Some(3)),
            ("序号|工作任务|责任单位|验收时间|完成时限", Some(3)),
            ("序号|工作任务|责任单位|完成时限|报送时间", Some(4)),
            ("序号|工作任务|责任单位|整改时限|抽查截止日期", Some(4)),
            ("序号|工作任务|责任单位|责任时限|初验时限", Some(4)),
            ("序号|工作任务|责任单位|完成初稿时间|验收时间", None),
            ("序号|工作任务|责任单位|交办整改时间|销号时间", None),
            ("序号|工作任务|责任单位|计划完成时间|最终完成时限", None),
        ] {
            let found = settled(header, false);
            assert_eq!(found.iter().position(|&h| h == Heading::Aside), at, "{header}");
        }
    }

    #[test]
    fn measures_beside_the_goal_that_is_the_task_are_aside() {
        let of = |header| settled(header, false).iter().position(|&h| h == Heading::Aside);
        assert_eq!(of("序号|目标任务|推进措施|牵头单位|完成时限"), Some(2));
        for header in [
            "序号|任务名称|具体举措|责任单位",
            "序号|重点任务|目标任务|工作措施|责任单位",
            "序号|目标任务|具体内容|责任单位",
            "序号|年度目标|工作措施|责任单位",
            "序号|工作措施|目标任务|责任单位",
        ] {
            assert_eq!(of(header), None, "{header}");
        }
    }

    #[test]
    fn problems_and_procedures_that_are_the_work_stay_so() {
        for header in [
            "序号|存在问题|整改措施|责任单位|整改时限",
            "序号|整改任务|存在问题|整改措施|责任单位",
            "序号|检查内容|存在问题|责任单位|完成时限",
            "序号|重点任务|存在问题|解决措施|责任单位",
            "序号|工作流程|责任科室|办理时限",
            "序号|下一步工作|责任单位",
            "序号|任务名称及依据|责任单位",
            "序号|采购内容|使用单位",
            "序号|采购内容|使用单位|配合单位",
        ] {
            assert!(!settled(header, false).contains(&Heading::Aside), "{header}");
        }
    }

    #[test]
    fn a_duty_and_any_class_of_bodies_head_units() {
        for (words, role) in [
            ("责任司局", Role::Responsible),
            ("配合司局", Role::Support),
            ("牵头专班", Role::Lead),
            ("协办镇街", Role::Support),
            ("发起部门", Role::Lead),
            ("考核部门", Role::Guide),
            ("督办", Role::Guide),
            ("落实单位", Role::Implement),
            ("落实", Role::Implement),
        ] {
            assert_eq!(heading(words), Heading::Units(role), "{words}");
            assert!(is_heading_word(words), "{words}");
        }
        for words in ["配合事项", "责任内容", "参与项目", "牵头领导", "被考核部门", "责任片区"]
        {
            let role = heading(words);
            assert!(!matches!(role, Heading::Units(role) if role != Role::Responsible), "{words}");
        }
    }

    #[test]
    fn bodies_that_do_no_work_are_bodies() {
        assert!(names_body("提案单位") && names_body("移送部门"));
        assert!(!names_body("责任单位") && !names_body("任务来源"));
    }

    #[test]
    fn duties_divided_are_what_each_body_has_to_do() {
        assert_eq!(heading("职责分工"), Heading::Detail);
        assert_eq!(heading("工作职责分工"), Heading::Detail);
        for words in ["责任分工", "部门分工"] {
            assert_eq!(heading(words), Heading::Units(Role::Responsible), "{words}");
        }
        let members = |header: &str, at: usize| settled(header, false)[at];
        let answers = Heading::Units(Role::Responsible);
        assert_eq!(members("序号|成员单位|职责分工", 1), answers);
        assert_eq!(members("工作组|牵头单位|成员单位|职责分工", 2), Heading::Units(Role::Support));
    }

    #[test]
    fn an_office_that_answers_beside_a_number_and_the_work_heads_rows() {
        let row =
            ["序号", "任务名称", "检查事项", "检查对象", "抽取比例", "检查层级", "责任处(科)室"];
        assert!(is_header_row(row.into_iter()));
        let row = ["序号", "姓名", "职务", "抽取比例", "检查层级", "所在处室"];
        assert!(!is_header_row(row.into_iter()));
    }

    #[test]
    fn codes_beside_the_numbers_of_rows_are_aside() {
        assert_eq!(settled("序号|编号|案由|主办单位", false)[1], Heading::Aside);
        assert_eq!(settled("序号|问题编号|整改措施|责任单位", false)[1], Heading::Aside);
        assert_eq!(settled("编号|工作任务|责任单位", false)[0], Heading::Serial);
        assert_eq!(settled("序号|领域|编号|工作任务|责任单位", false)[2], Heading::Serial);
    }

    #[test]
    fn what_a_risk_is_like_is_aside_where_measures_stand_beside_it() {
        let found = settled("风险点|风险描述|风险等级|防控措施|责任单位", false);
        assert_eq!((found[1], found[3]), (Heading::Aside, Heading::Detail));
        // What is wrong names the task, where nothing else does.
        let found = settled("序号|隐患内容|整改措施|责任单位", false);
        assert_eq!((found[1], found[2]), (Heading::Name, Heading::Detail));
        let found = settled("序号|整改任务|隐患内容|整改措施|责任单位", false);
        assert_eq!((found[2], found[3]), (Heading::Aside, Heading::Detail));
        assert_eq!(settled("序号|风险描述|责任单位", false)[1], Heading::Detail);
        assert_eq!(settled("序号|任务描述|推进措施|责任单位", false)[1], Heading::Detail);
    }

    #[test]
    fn a_number_and_two_columns_of_units_make_a_header() {
        let header = ["序号", "建议编号", "标题", "领衔代表", "承办单位", "协办单位"];
        assert!(is_header_row(header.into_iter()));
        assert!(!is_header_row(["序号", "标题", "领衔代表", "承办单位"].into_iter()));
        assert!(!is_header_row(["1", "标题", "牵头单位", "承办单位", "甲", "乙"].into_iter()));
    }

    #[test]
    fn who_answers_mainly_leads_where_nobody_else_does() {
        let (lead, responsible) = (Heading::Units(Role::Lead), Heading::Units(Role::Responsible));
        let found = settled("重点任务|牵头部门|主责单位|协办单位", false);
        assert_eq!(found[1..3], [lead, responsible]);
        assert_eq!(settled("重点任务|主责单位|协办单位", false)[1], lead);
        let two = settled("改革任务|省牵头单位|市牵头单位", false);
        assert_eq!(two[1..], [lead, lead]);
    }
}
