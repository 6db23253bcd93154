//! Which column is what: a scored assignment of printed columns to what their header names.
//!
//! A real header has fewer, more or shifted cells than the rows below it: one heading stands over
//! three columns, a merged group column is missing on a page, an empty column is dropped. So each
//! heading is a [`Heading`] that can stand for none, one or several columns, each reading at a
//! price, and each column has a [`Profile`] of what its cells look like. The assignment with the
//! highest sum of prices and fits wins; the order of headings and columns is kept.

use hongtou_model::{ColumnKind, Period, Role};
use hongtou_source::chars;

use crate::flow::Flow;
use crate::marker::{Form, han_number, marker};
use crate::{date, period, responsibility};

/// What one printed column was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Assigned {
    pub(crate) kind: ColumnKind,
    pub(crate) period: Option<Period>,
    /// Index of the heading over it.
    pub(crate) heading: Option<usize>,
}

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
    /// 项目名称, 总投资, 企业名称: a list of things, not of tasks.
    Thing,
    /// A heading that says nothing known.
    Unknown,
    /// No words.
    Blank,
}

/// Words that a heading holds, first match wins; the table is read from top to bottom.
const HEADINGS: &[(&str, Heading)] = &[
    ("序号", Heading::Serial),
    ("编号", Heading::Serial),
    ("项目编号", Heading::Thing),
    ("建议责任", Heading::Thing),
    ("政策诉求", Heading::Thing),
    ("总投资", Heading::Thing),
    ("投资额", Heading::Thing),
    ("建设规模", Heading::Thing),
    ("建设内容", Heading::Thing),
    ("建设主体", Heading::Thing),
    ("建设单位", Heading::Thing),
    ("建设周期", Heading::Thing),
    ("建设地点", Heading::Thing),
    ("实施周期", Heading::Thing),
    ("起止年限", Heading::Thing),
    ("项目业主", Heading::Thing),
    ("数据集", Heading::Thing),
    ("企业名称", Heading::Thing),
    ("项目名称", Heading::Thing),
    ("所在地区", Heading::Thing),
    ("运营时间", Heading::Thing),
    ("应用场景", Heading::Thing),
    ("战略定位", Heading::Thing),
    ("主攻赛道", Heading::Thing),
    ("推广范围", Heading::Unknown),
    ("属性", Heading::Unknown),
    ("处室", Heading::Contact),
    ("科室", Heading::Contact),
    ("联系人", Heading::Contact),
    ("电话", Heading::Contact),
    ("联系方式", Heading::Contact),
    ("备注", Heading::Remark),
    ("说明", Heading::Remark),
    ("对应任务", Heading::Clause),
    ("对应条款", Heading::Clause),
    ("对应章节", Heading::Clause),
    ("条款", Heading::Clause),
    ("领导", Heading::Person),
    ("责任人", Heading::Person),
    ("负责人", Heading::Person),
    ("指标", Heading::Indicator),
    ("时限", Heading::Deadline),
    ("期限", Heading::Deadline),
    ("时间", Heading::Deadline),
    ("节点", Heading::Deadline),
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
    ("措施", Heading::Detail),
    ("考核要点", Heading::Remark),
    ("目标", Heading::Target(None)),
    ("时序进度", Heading::Target(None)),
    ("进度", Heading::Target(None)),
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
    ("要求", Heading::Detail),
];

/// Reads a heading; spaces inside are letter-spacing.
pub(crate) fn heading(text: &str) -> Heading {
    let squeezed: String = text.chars().filter(|&c| !chars::is_space(c)).collect();
    if squeezed.is_empty() {
        return Heading::Blank;
    }
    if squeezed.chars().count() > 24 {
        return Heading::Unknown;
    }
    if let Some(period) = period::column_period(&squeezed) {
        return Heading::Target(Some(period));
    }
    let listed =
        HEADINGS.iter().find(|(word, _)| squeezed.contains(word)).map(|&(_, heading)| heading);
    // What names a unit's part does so whatever else it says; what names a thing is stronger still.
    if !matches!(listed, Some(Heading::Thing | Heading::Contact | Heading::Person))
        && let Some(role) = responsibility::label_role(&squeezed)
    {
        return Heading::Units(role);
    }
    if ["部委", "部门", "单位", "省直", "市直", "分工"].iter().any(|end| squeezed.ends_with(end))
    {
        return Heading::Units(Role::Responsible);
    }
    listed.unwrap_or(Heading::Unknown)
}

/// One way to read a heading: the columns it stands for, and the price of reading it so.
type Reading = (&'static [ColumnKind], f32);

use ColumnKind as K;

fn readings(heading: Heading) -> &'static [Reading] {
    match heading {
        Heading::Serial => &[(&[K::Number], 1.0), (&[K::SectionOrdinal], 0.8), (&[], -1.2)],
        Heading::Section => &[
            (&[K::Section], 1.0),
            (&[K::SectionOrdinal, K::Section], 0.6),
            (&[K::Action], 0.3),
            (&[], -1.0),
        ],
        Heading::Name => &[
            (&[K::Action], 0.7),
            (&[K::Content], 0.6),
            (&[K::Section], 0.5),
            (&[K::Number, K::Content], 0.3),
            (&[K::SectionOrdinal, K::Section], 0.3),
            (&[K::Action, K::Content], 0.1),
            (&[K::Section, K::Action], 0.1),
            (&[], -1.5),
        ],
        Heading::Detail => &[
            (&[K::Content], 1.0),
            (&[K::Number, K::Content], 0.6),
            (&[K::Action, K::Number, K::Content], 0.5),
            (&[K::Action, K::Content], 0.3),
            (&[], -2.0),
        ],
        Heading::Target(None) => &[(&[K::Target], 0.8), (&[K::Content], 0.5), (&[], -1.0)],
        Heading::Target(Some(_)) => &[(&[K::Target], 1.0), (&[], -1.0)],
        Heading::Deadline => &[(&[K::Deadline], 1.0), (&[], -0.8)],
        // A page that drops an empty column drops the lead's: the other one is never empty.
        Heading::Units(Role::Lead) => &[(&[K::Lead], 1.0), (&[], -0.6)],
        Heading::Units(Role::Support) => &[(&[K::Support], 1.0), (&[], -0.6)],
        Heading::Units(Role::Guide) => &[(&[K::Guide], 1.0), (&[], -0.7)],
        Heading::Units(Role::Responsible | Role::Implement) => {
            &[(&[K::Responsible], 1.0), (&[], -0.9)]
        }
        Heading::Clause => &[(&[K::ClauseReference], 1.0), (&[K::Action], -0.1), (&[], -1.0)],
        Heading::Person => &[(&[K::Person], 1.0), (&[], -0.8)],
        Heading::Contact => &[(&[K::Contact], 1.0), (&[], -0.8)],
        Heading::Remark => &[(&[K::Remark], 1.0), (&[], -0.4)],
        Heading::Indicator => &[(&[K::Content], 0.9), (&[], -1.0)],
        Heading::Thing => &[(&[K::Other], 1.0), (&[], -1.0)],
        Heading::Unknown => &[
            (&[K::Other], 0.5),
            (&[K::Content], -0.5),
            (&[K::Action], -0.8),
            (&[K::Section], -0.9),
            (&[K::Responsible], -1.0),
            (&[], -0.8),
        ],
        Heading::Blank => &[
            (&[], 0.3),
            (&[K::Content], 0.2),
            (&[K::Number], 0.2),
            (&[K::Action], 0.0),
            (&[K::Other], 0.0),
        ],
    }
}

/// What the cells of one printed column look like; counts of non-empty cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    filled: f32,
    ordinal: f32,
    number: f32,
    units: f32,
    date: f32,
    short: f32,
    long: f32,
    name: f32,
    phone: f32,
    clause: f32,
    is_section: f32,
    is_heading: f32,
    is_clause: f32,
}

/// What the body says, folded, to know a section's title from an action and a task.
#[derive(Debug, Default)]
pub(crate) struct BodyHints {
    pub(crate) sections: std::collections::HashSet<String>,
    pub(crate) headings: std::collections::HashSet<String>,
    /// In order, to find the one that begins with given words.
    pub(crate) clauses: std::collections::BTreeSet<String>,
    /// Names of units, as printed.
    pub(crate) units: std::collections::HashSet<String>,
}

impl BodyHints {
    /// Whether a task of the body begins with the words.
    pub(super) fn begins_task(&self, words: &str) -> bool {
        let from = (std::ops::Bound::Included(words), std::ops::Bound::Unbounded);
        self.clauses.range::<str, _>(from).next().is_some_and(|first| first.starts_with(words))
    }
}

impl Profile {
    /// Adds one cell's words.
    pub(crate) fn add(&mut self, flow: &Flow<'_>, hints: &BodyHints) {
        let text = flow.text().trim_matches(chars::is_space);
        if text.is_empty() || is_none_mark(text) {
            return;
        }
        self.filled += 1.0;
        let count = text.chars().count();
        let folded = key(text);
        if hints.sections.contains(&folded) {
            self.is_section += 1.0;
        }
        if hints.headings.contains(&folded) {
            self.is_heading += 1.0;
        }
        if hints.clauses.contains(&folded) {
            self.is_clause += 1.0;
        }
        if row_number(text).is_some() {
            self.number += 1.0;
            return;
        }
        if is_ordinal(text).is_some() {
            self.ordinal += 1.0;
            return;
        }
        if count <= 12
            && marker(text).is_some_and(|m| m.end == text.len() || text[m.end..].trim().is_empty())
            || count <= 10 && text.starts_with('第')
        {
            self.clause += 1.0;
        }
        if count <= 24 && is_date(flow) {
            self.date += 1.0;
        }
        self.units += responsibility::unit_score(flow);
        let digits = text.chars().filter(|&c| chars::digit(c).is_some()).count();
        if digits >= 7 {
            self.phone += 1.0;
        }
        // 李某某, 李某某（副市长）
        let bare = text.find(['（', '(', ' ', '\u{3000}']).map_or(text, |at| &text[..at]);
        if (2..=4).contains(&bare.chars().count()) && bare.chars().all(chars::is_han) {
            self.name += 1.0;
        }
        if count > 30 || text.contains(['。', '；']) {
            self.long += 1.0;
        } else {
            self.short += 1.0;
        }
    }

    /// How well the column fits a kind, about -2 to 3; 0 for an empty column.
    fn fit(&self, kind: ColumnKind) -> f32 {
        if self.filled == 0.0 {
            return match kind {
                // An empty column is more often a dropped lead or remark than the task itself.
                K::Content => -1.5,
                K::Number | K::Action | K::Section | K::SectionOrdinal => -0.2,
                _ => 0.0,
            };
        }
        let share = |count: f32| count / self.filled;
        let (units, date, long, short) =
            (share(self.units), share(self.date), share(self.long), share(self.short));
        let (number, ordinal) = (share(self.number), share(self.ordinal));
        match kind {
            K::SectionOrdinal => 2.0 * ordinal + 0.3 * number - 2.0 * (short + long),
            K::Number => {
                2.0 * number - 1.0 * ordinal - 1.5 * (short + long) + 0.8 * share(self.clause)
            }
            K::Section => {
                0.8 * short - 1.0 * long - 2.0 * (number + ordinal) - 0.8 * units
                    + 3.0 * share(self.is_section)
                    - 1.5 * share(self.is_heading)
                    - 2.0 * share(self.is_clause)
            }
            K::Action => {
                0.8 * short - 0.6 * long - 2.0 * (number + ordinal) - 0.8 * units
                    + 3.0 * share(self.is_heading)
                    - 1.5 * share(self.is_section)
                    - 2.0 * share(self.is_clause)
            }
            K::Content => {
                1.5 * long + 0.6 * short - 2.0 * (number + ordinal) - 1.2 * units - 1.0 * date
                    + 3.0 * share(self.is_clause)
                    - 1.5 * (share(self.is_section) + share(self.is_heading))
            }
            K::Target => {
                0.9 * long + 0.7 * short - 0.8 * units + 0.1 * number - 0.4 * share(self.name)
            }
            K::Deadline => 2.0 * date + 0.1 * short - 1.2 * long - 0.8 * units,
            K::Lead | K::Responsible | K::Support | K::Guide => {
                2.0 * units - 1.2 * (1.0 - units) + 0.3
            }
            K::Person => 1.5 * share(self.name) - 0.8 * long + 0.3 * short,
            K::Contact => 1.5 * share(self.phone) + 0.5 * share(self.name),
            K::ClauseReference => 1.8 * share(self.clause) + 1.5 * (number + ordinal) - 0.8 * long,
            K::Remark | K::Other => 0.2,
        }
    }
}

/// Whether a cell says when something is due.
pub(super) fn is_date(flow: &Flow<'_>) -> bool {
    let unknown = date::Context::default();
    date::cell_deadline(flow, &unknown).is_some_and(|found| {
        found.date.is_some()
            || found.kind == hongtou_model::DeadlineKind::Standing
            || found.text.contains(['月', '年', '底', '季'])
    })
}

/// Words as sections, headings and tasks are compared: folded, without ordinal and closing stop.
pub(crate) fn key(text: &str) -> String {
    let rest = marker(text).filter(|m| !m.doubtful).map_or(text, |m| &text[m.end..]);
    let mut folded = hongtou_source::fold(rest);
    while folded.ends_with(['.', ';', ',', ':']) {
        folded.pop();
    }
    folded
}

/// A number alone: `12`, `12.`, `（12）`.
pub(crate) fn is_number(text: &str) -> Option<u32> {
    let bare = text.trim_matches(|c: char| {
        chars::is_space(c) || matches!(c, '.' | '．' | '、' | '（' | '）' | '(' | ')')
    });
    if bare.is_empty() || bare.chars().count() > 4 {
        return None;
    }
    bare.chars().try_fold(0u32, |n, c| Some(n * 10 + chars::digit(c)?))
}

/// The number of a row: `12`, or the last part of `1.2`, `3-4`, which count on in each section.
pub(crate) fn row_number(text: &str) -> Option<u32> {
    let parts = text.trim_matches(chars::is_space).split(['.', '．', '-', '—', '－']);
    let mut last = None;
    for part in parts.filter(|part| !part.is_empty()) {
        last = Some(is_number(part).filter(|&n| (1..1000).contains(&n))?);
    }
    is_number(text).or(last)
}

/// A Chinese ordinal alone: `一`, `（二）`, `十三、`.
pub(crate) fn is_ordinal(text: &str) -> Option<u32> {
    let bare = text.trim_matches(|c: char| {
        chars::is_space(c) || matches!(c, '、' | '.' | '（' | '）' | '(' | ')')
    });
    if bare.is_empty() || bare.chars().count() > 4 {
        return None;
    }
    han_number(bare)
}

/// `/`, `—`, `无`: the place is there and holds nothing.
pub(crate) fn is_none_mark(text: &str) -> bool {
    let bare: String = text.chars().filter(|&c| !chars::is_space(c)).collect();
    matches!(bare.as_str(), "无" | "暂无")
        || !bare.is_empty() && bare.chars().count() <= 4 && !bare.chars().any(char::is_alphanumeric)
}

/// What is known before a page is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prior<'a> {
    /// What the headings stand for on the other pages of the table, and on what share of them.
    pub(crate) seen: &'a [(Heading, ColumnKind, f32)],
    /// Price of a heading standing over another column than its own, a step.
    pub(crate) shift: f32,
}

/// The best assignment of columns to headings, and its score.
pub(crate) fn assign(
    headings: &[Heading],
    profiles: &[Profile],
    prior: Prior<'_>,
) -> (Vec<Option<Assigned>>, f32) {
    let (h, w) = (headings.len(), profiles.len());
    // best[i][j]: the best score with the first i headings and the first j columns settled.
    let mut best = vec![vec![f32::NEG_INFINITY; w + 1]; h + 1];
    let mut back: Vec<Vec<Step>> = vec![vec![Step::Start; w + 1]; h + 1];
    best[0][0] = 0.0;
    for i in 0..=h {
        for j in 0..=w {
            let here = best[i][j];
            if here == f32::NEG_INFINITY {
                continue;
            }
            // A column that no heading stands over.
            if j < w {
                let price = if profiles[j].filled == 0.0 { -0.1 } else { -1.6 };
                relax(&mut best, &mut back, (i, j + 1), here + price, Step::Skip);
            }
            if i == h {
                continue;
            }
            for (reading, &(kinds, price)) in readings(headings[i]).iter().enumerate() {
                if j + kinds.len() > w {
                    continue;
                }
                let mut score = here + price;
                for (step, &kind) in kinds.iter().enumerate() {
                    score += profiles[j + step].fit(kind);
                    let seen = prior
                        .seen
                        .iter()
                        .find(|&&(known, own, _)| known == headings[i] && own == kind);
                    if let Some(&(_, _, share)) = seen {
                        score += 0.3 + 0.9 * share;
                    }
                }
                if !kinds.is_empty() {
                    score -= prior.shift * (i as f32 - j as f32).abs();
                }
                relax(&mut best, &mut back, (i + 1, j + kinds.len()), score, Step::Read(reading));
            }
        }
    }
    let mut out: Vec<Option<Assigned>> = vec![None; w];
    let (mut i, mut j) = (h, w);
    loop {
        match back[i][j] {
            Step::Start => break,
            Step::Skip => j -= 1,
            Step::Read(reading) => {
                i -= 1;
                let kinds = readings(headings[i])[reading].0;
                j -= kinds.len();
                for (step, &kind) in kinds.iter().enumerate() {
                    let period = match headings[i] {
                        Heading::Target(period) if kind == K::Target => period,
                        _ => None,
                    };
                    out[j + step] = Some(Assigned { kind, period, heading: Some(i) });
                }
            }
        }
    }
    settle_numbers(&mut out, profiles);
    (out, best[h][w])
}

/// How well given columns fit what is printed under them.
pub(crate) fn score(columns: &[Option<Assigned>], profiles: &[Profile]) -> f32 {
    profiles
        .iter()
        .enumerate()
        .map(|(at, profile)| match columns.get(at).copied().flatten() {
            Some(column) => profile.fit(column.kind),
            None if profile.filled == 0.0 => 0.0,
            None => -1.6,
        })
        .sum()
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Start,
    Skip,
    Read(usize),
}

fn relax(
    best: &mut [Vec<f32>],
    back: &mut [Vec<Step>],
    (i, j): (usize, usize),
    score: f32,
    step: Step,
) {
    // Strictly better only: the first of equal readings wins, so that the result is settled.
    if score > best[i][j] + 1e-6 {
        best[i][j] = score;
        back[i][j] = step;
    }
}

/// Of two number columns the one nearer the task is the row's; the outer one counts sections.
fn settle_numbers(columns: &mut [Option<Assigned>], profiles: &[Profile]) {
    let numbers: Vec<usize> =
        (0..columns.len()).filter(|&at| columns[at].is_some_and(|c| c.kind == K::Number)).collect();
    if numbers.len() > 1 {
        for &at in &numbers[..numbers.len() - 1] {
            if let Some(column) = &mut columns[at] {
                column.kind = K::SectionOrdinal;
            }
        }
    }
    // Of two columns of actions the outer one is the section's.
    let actions: Vec<usize> =
        (0..columns.len()).filter(|&at| columns[at].is_some_and(|c| c.kind == K::Action)).collect();
    if let [outer, .., _] = actions[..]
        && !columns.iter().flatten().any(|c| c.kind == K::Section)
        && let Some(column) = &mut columns[outer]
    {
        column.kind = K::Section;
    }
    // Of two task columns without an action the first is the action.
    let contents: Vec<usize> = (0..columns.len())
        .filter(|&at| columns[at].is_some_and(|c| c.kind == K::Content))
        .collect();
    let has_action = columns.iter().flatten().any(|c| c.kind == K::Action);
    if contents.len() > 1 {
        // The column that says the body's words again is the task; else the last before the units.
        let restating = contents.iter().copied().max_by(|&a, &b| {
            profiles[a].is_clause.total_cmp(&profiles[b].is_clause).then(b.cmp(&a))
        });
        let task = restating
            .filter(|&at| profiles[at].is_clause > 0.0)
            .unwrap_or(contents[usize::from(!has_action)]);
        for &at in &contents {
            let Some(column) = &mut columns[at] else { continue };
            if at < task && !has_action && at == contents[0] {
                column.kind = K::Action;
            } else if at != task {
                column.kind = K::Other;
            }
        }
    }
}

/// Whether a row of cells is a header: several short cells, most of them known headings.
pub(crate) fn is_header_row<'t>(cells: impl Iterator<Item = &'t str>) -> bool {
    let (mut filled, mut known) = (0, 0);
    for text in cells {
        let text = text.trim_matches(chars::is_space);
        if text.is_empty() {
            continue;
        }
        filled += 1;
        if text.chars().count() > 24 || text.contains(['。', '；']) {
            return false;
        }
        known += usize::from(is_heading_word(text));
    }
    filled >= 2 && known >= 2 && known * 5 >= filled * 3
}

/// Whether a short cell reads like a heading rather than like a value.
pub(crate) fn is_heading_word(text: &str) -> bool {
    let squeezed: String = text.chars().filter(|&c| !chars::is_space(c)).collect();
    if marker(&squeezed).is_some()
        || squeezed.contains(['，', '。', '、']) && !squeezed.contains("及")
        || squeezed.chars().count() > 16
    {
        return false;
    }
    match heading(&squeezed) {
        Heading::Unknown | Heading::Blank => false,
        // A value such as 市级部门 or 2026年 may stand in a cell as well, but not 责任单位.
        Heading::Units(_) => {
            squeezed.ends_with("单位")
                || squeezed.ends_with("部门")
                || squeezed.ends_with("部委")
                || squeezed.ends_with("主体")
                || squeezed.contains("责任")
                || squeezed.contains("牵头")
        }
        // Tasks begin with the words that headings end in.
        Heading::Name | Heading::Detail => squeezed.chars().count() <= 10,
        _ => true,
    }
}

/// Whether a table is about tasks, by its headings alone: more than nought for tasks.
pub(crate) fn task_votes(headings: &[Heading]) -> i32 {
    let mut votes = 0;
    let (mut units, mut work) = (false, false);
    for heading in headings {
        match heading {
            Heading::Thing => votes -= 3,
            Heading::Indicator => votes -= 4,
            Heading::Name | Heading::Detail => {
                work = true;
                votes += 1;
            }
            Heading::Units(_) => {
                units = true;
                votes += 1;
            }
            Heading::Deadline => votes += 1,
            Heading::Target(_) => votes += 1,
            _ => {}
        }
    }
    if units && work { votes + 1 } else { votes }
}

/// Whether a form can be a row's reference to a clause.
pub(crate) fn clause_forms(text: &str) -> Vec<(Form, u32)> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let trimmed = rest.trim_start_matches(|c: char| {
            chars::is_space(c)
                || matches!(c, '、' | '，' | ',' | '；' | '第' | '条' | '项' | '和' | '及')
        });
        rest = trimmed;
        if let Some(found) = marker(rest) {
            out.push((found.form, found.number));
            rest = &rest[found.end..];
            continue;
        }
        let Some(first) = rest.chars().next() else { break };
        let run: usize = rest
            .chars()
            .take_while(|&c| chars::digit(c).is_some() || han_number(&c.to_string()).is_some())
            .map(char::len_utf8)
            .sum();
        if run > 0 {
            if let Some(number) = is_number(&rest[..run]) {
                out.push((Form::Digit, number));
            } else if let Some(number) = is_ordinal(&rest[..run]) {
                out.push((Form::Han, number));
            }
            rest = &rest[run..];
        } else {
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source, TextRange};

    use super::*;

    fn profiles(rows: &[&[&str]]) -> Vec<Profile> {
        let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
        let mut out = vec![Profile::default(); width];
        for row in rows {
            for (at, cell) in row.iter().enumerate() {
                let source = Source::from_text("n", Format::Text, cell);
                let flow = Flow::new(&source, 0, &[TextRange::at(0, cell.len())]);
                out[at].add(&flow, &BodyHints::default());
            }
        }
        out
    }

    #[track_caller]
    fn check(header: &[&str], rows: &[&[&str]], expected: &[ColumnKind]) {
        let headings: Vec<Heading> = header.iter().map(|text| heading(text)).collect();
        let (columns, _) = assign(&headings, &profiles(rows), Prior { seen: &[], shift: 0.05 });
        let kinds: Vec<ColumnKind> =
            columns.iter().map(|c| c.map_or(K::Other, |c| c.kind)).collect();
        assert_eq!(kinds, expected, "{header:?}");
    }

    const LONG: &str = "完善河道巡查制度，推进重点河段清淤疏浚和岸线整治，建立长效管护机制。";

    #[test]
    fn one_heading_can_stand_over_three_columns() {
        check(
            &["序号", "重点工作", "具体内容", "", "一季度目标", "牵头单位", "责任单位"],
            &[&[
                "一",
                "水环境治理",
                "河道清淤行动",
                "1",
                LONG,
                "制定方案。",
                "市水利局",
                "市财政局",
            ]],
            &[
                K::SectionOrdinal,
                K::Section,
                K::Action,
                K::Number,
                K::Content,
                K::Target,
                K::Lead,
                K::Responsible,
            ],
        );
    }

    #[test]
    fn a_missing_column_of_leads_leaves_the_responsible_units() {
        check(
            &["序号", "具体内容", "一季度", "牵头单位", "责任单位"],
            &[
                &["1", LONG, "制定方案。", "市水利局"],
                &["2", LONG, "印发方案。", "市财政局、市水利局"],
            ],
            &[K::Number, K::Content, K::Target, K::Responsible],
        );
    }

    #[test]
    fn other_headings_other_columns() {
        check(
            &["序号", "重点任务", "具体工作", "责任单位", "完成时限"],
            &[&["1", "培育市场主体", LONG, "市工信局", "2026年8月底前"]],
            &[K::Number, K::Action, K::Content, K::Responsible, K::Deadline],
        );
        check(
            &["序号", "具体任务", "牵头部门"],
            &[&["1", LONG, "市工信局"], &["2", LONG, "市财政局"]],
            &[K::Number, K::Content, K::Lead],
        );
    }

    #[test]
    fn cells_say_what_an_unknown_heading_does_not() {
        check(
            &["序号", "重点任务", "分解落实", "完成时限"],
            &[
                &["1", LONG, "市工信局、市财政局", "2026年8月底前"],
                &["2", LONG, "市财政局", "6月底前"],
            ],
            &[K::Number, K::Content, K::Responsible, K::Deadline],
        );
        check(
            &["序号", "任务内容", "完成标准", "牵头单位"],
            &[&["1", LONG, "建立台账", "市工信局"]],
            &[K::Number, K::Content, K::Other, K::Lead],
        );
    }

    #[test]
    fn row_numbers() {
        for (text, number) in [
            ("12", Some(12)),
            ("12、", Some(12)),
            ("（3）", Some(3)),
            ("1.2", Some(2)),
            ("3-4", Some(4)),
            ("01", Some(1)),
            ("1.2亿", None),
            ("2024.12", None),
            ("-", None),
        ] {
            assert_eq!(row_number(text), number, "{text}");
        }
    }

    #[test]
    fn header_rows_are_known_by_their_words() {
        assert!(is_header_row(["序号", "主 要 内 容", "指导部门", "推广范围"].into_iter()));
        assert!(!is_header_row(
            ["1", "加强责任落实，完善机制", "市发展改革委", "12月"].into_iter()
        ));
        assert!(!is_header_row(["一、任务分工", "", ""].into_iter()));
    }

    #[test]
    fn references_to_clauses() {
        assert_eq!(clause_forms("（三）"), [(Form::HanBracket, 3)]);
        assert_eq!(clause_forms("第3条、第5条"), [(Form::Digit, 3), (Form::Digit, 5)]);
    }
}
