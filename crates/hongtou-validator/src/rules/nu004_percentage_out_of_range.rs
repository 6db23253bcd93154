use std::cmp::Ordering;

use hongtou_model::{Comparator, Confidence, Quantity, Severity};

use crate::context::{Context, target_id};
use crate::figures::compare;
use crate::indicators::indicators;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};

rule! {
    /// A share of more than 100%.
    ///
    /// ## What it checks
    /// Percentages of things that cannot exceed the whole: rates that are known to be shares of one (合格率), shares (占比,
    /// 比重, 目标的), and as a warning any other rate (…率) but those that are known to exceed it.
    ///
    /// ## Why it matters
    /// The figure is mistyped, and nobody can reach it.
    ///
    /// ## Example
    /// `抽检合格率达到970%`. After: `97%`.
    ///
    /// ## What to do
    /// Put the figure right.
    ///
    /// ## Stays silent
    /// For growth, and rates that are no part of a whole: of what is done beyond the plan (完成率), of money (负债率,
    /// 收益率), of use beyond what is laid out (使用率, 负荷率), of contribution, of what
    /// one may have several (普及率), and others like these; for ceilings of rates that are not known to be shares.
    ///
    /// ## Authority
    /// arithmetic; the list of rates that may be more is heuristic.
    zh "
比率超过100%。

## 检查什么
不可能超过全部的比率：已知是部分与全部之比的“率”（覆盖率、合格率、按时完成率等），以及占比、比重、“目标的”等；其余的“率”（回复率等），除已知可以超过100%的以外，为警告。

## 为什么重要
数字写错了，谁也达不到。

## 示例
`抽检合格率达到970%`。改后：`97%`。

## 怎么办
改正数字。

## 何时不报
增长率，以及不是部分与全部之比的比率，如可以超额的完成率，金额之比（负债率、收益率），可以超负荷的使用率、负荷率，贡献率，人均可以不止一份的普及率、持卡率等，以及其余的“率”只写上限的，不报。

## 依据
算术；哪些比率可以超过100%，属经验判断。
"
    NU004 "percentage-out-of-range" Error "arithmetic" No check
}

// Ends of names whose rate is a share of a whole.
const SHARES: &[&str] = &[
    "合格率",
    "覆盖率",
    "处置率",
    "知晓率",
    "满意率",
    "满意度",
    "达标率",
    "入学率",
    "参保率",
    "签约率",
    "整改率",
    "办结率",
    "备案率",
    "检出率",
    "上线率",
    "入户率",
    "按时完成率",
    "签订率",
    "到位率",
    "配备率",
    "接入率",
    "安装率",
    "办复率",
    "治理率",
    "收集率",
    "通达率",
    "开工率",
    "化解率",
    "持证上岗率",
    "就业率",
    "及格率",
    "优良率",
    "利用率",
    "处理率",
    "落实率",
    "实施率",
    "建档率",
    "接种率",
    "监测率",
    "巡查率",
    "抽检率",
    "占比",
    "比重",
    "任务的",
    "目标的",
];
/// What has these is no share, whatever else it is called.
const NO_SHARES: &[&str] =
    &["拨备覆盖率", "增长", "增速", "同比", "产能利用率", "毛入", "教师配备率", "贡献"];

/// Ends of rates (…率) that are no part of a whole, or of what may be more than was meant to be all.
const MORE_THAN_ALL: &[&str] = &[
    // What is done beyond the plan, comes in beyond what was due, or is made beyond what is needed.
    "完成率",
    "达产率",
    "执行率",
    "征收率",
    "收缴率",
    "征缴率",
    "清缴率",
    "产销率",
    "自给率",
    "储备率",
    "保障率",
    "供给率",
    "达成率",
    "兑现率",
    "入库率",
    "结案率",
    "清结率",
    "恢复率",
    "替代率",
    "实现率",
    "占补率",
    "置换率",
    "拆建率",
    "溢出率",
    "竞争率",
    "冗余率",
    // Money by money, and prices.
    "负债率",
    "杠杆率",
    "充足率",
    "偿付率",
    "流动率",
    "收益率",
    "回报率",
    "利润率",
    "溢价率",
    "折现率",
    "周转率",
    "换手率",
    "增值率",
    "保值率",
    "赔付率",
    "质押率",
    "存贷率",
    "贷存率",
    "收支率",
    "结余率",
    "加成率",
    "放大率",
    "税率",
    "费率",
    "汇率",
    "利率",
    "产出率",
    "投资率",
    // Use beyond what is laid out for it.
    "使用率",
    "负荷率",
    "负载率",
    "容积率",
    "出栏率",
    "复种率",
    "产羔率",
    "繁殖率",
    "占用率",
    "配建率",
    // Things that one may have several of.
    "普及率",
    "个贷率",
    "持卡率",
    "到发率",
    "拥有率",
    "持有率",
    "占有率",
    // Children of other ages go, too.
    "入园率",
    // Changes and measures of other kinds.
    "变化率",
    "变动率",
    "波动率",
    "涨幅率",
    "增加率",
    "提高率",
    "提升率",
    "增长率",
    "下降率",
    "增幅率",
    "增收率",
    "通胀率",
    "比率",
    "倍率",
    "效率",
    "功率",
    "生产率",
    "频率",
    "速率",
    "斜率",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    check_indicators(context, sink);
    for at in &context.clauses {
        for q in &at.clause.quantities {
            look(sink, q, &at.clause.text, || at.clause.id.to_string());
        }
    }
    for (_, row) in context.rows() {
        for q in &row.quantities {
            look(sink, q, row.content.as_deref().unwrap_or_default(), || {
                format!("{}.content", row.id)
            });
        }
        for (at, target) in row.targets.iter().enumerate() {
            for q in &target.quantities {
                look(sink, q, &target.text, || target_id(row, at));
            }
        }
    }
}

/// Whether words end in a rate that is a share of a whole, but for what says that it is reached.
fn is_share(words: &str) -> bool {
    const REACHED: [&str; 16] = [
        "达到",
        "达",
        "为",
        "不低于",
        "不少于",
        "不小于",
        "保持在",
        "稳定在",
        "保持",
        "提高到",
        "提升到",
        "提高至",
        "提升至",
        "超过",
        "在",
        "≥",
    ];
    let mut words = words.trim_end();
    while let Some(rest) = REACHED.iter().find_map(|reached| words.strip_suffix(reached)) {
        words = rest.trim_end();
    }
    let long = words.chars().nth(2).is_some();
    long && words.ends_with('率') && !MORE_THAN_ALL.iter().any(|end| words.ends_with(end))
}

/// Whether words say by how much something changes: 办结率提高120%, but not 提高到.
fn is_change(words: &str) -> bool {
    const CHANGES: [&str; 8] = ["提高", "提升", "上升", "增加", "下降", "降低", "扩大", "减少"];
    CHANGES.iter().any(|change| words.trim_end().ends_with(change))
}

/// Looks at the figures of tables of indicators, whose measure stands in a column of its own.
fn check_indicators(context: &Context<'_>, sink: &mut Sink<'_>) {
    const ALL: i128 = 100_000_000;
    let lang = sink.lang();
    for indicator in indicators(context).iter().filter(|indicator| indicator.is_percent()) {
        let name = indicator.name;
        let named = |list: &[&str]| list.iter().any(|part| name.contains(part));
        let known = named(SHARES);
        if named(NO_SHARES) || !(known || is_share(name)) {
            continue;
        }
        for (cell, _) in indicator.values.iter().filter(|(_, value)| *value > ALL) {
            let words = &cell.text;
            let message = lang.pick(
                format!("{name}{words}，超过100%"),
                format!("{name}: {words} is more than all"),
            );
            let id = format!("{}.cells", indicator.table.id);
            let draft = Draft::new(Place::new(&id, &cell.span, words), message)
                .unanchored()
                .quote(name)
                .quote(words)
                .help(lang.pick("改正数字", "put the figure right"));
            sink.report(as_sure(draft, known));
        }
    }
}

fn look(sink: &mut Sink<'_>, q: &Quantity, text: &str, id: impl Fn() -> String) {
    if q.measure.as_deref() != Some("%") || compare(&q.value, "100") != Some(Ordering::Greater) {
        return;
    }
    let before = text.split(q.text.as_str()).next().unwrap_or_default();
    let words = before.rsplit(['，', '。', '；', ',']).next().unwrap_or_default();
    let metric = q.metric.as_deref().unwrap_or(words);
    let named =
        |list: &[&str]| list.iter().any(|name| metric.contains(name) || words.contains(name));
    let is_rate = || q.metric.as_deref().is_some_and(is_share) || is_share(words);
    let known = named(SHARES);
    // What may not be more than 105% may be more than all.
    let capped = || matches!(q.comparator, Comparator::AtMost | Comparator::LessThan);
    if named(NO_SHARES) || !known && (!is_rate() || is_change(words) || capped()) {
        return;
    }
    let lang = sink.lang();
    let message =
        lang.pick(format!("{}超过100%", q.text), format!("{} is more than the whole", q.text));
    let draft = Draft::new(Place::new(&id(), &q.span, &q.text), message)
        .quote(&q.text)
        .help(lang.pick("改正数字", "put the figure right"));
    sink.report(as_sure(draft, known));
}

/// A finding about a rate that is a share of a whole by all that is known, or by its name alone.
fn as_sure(draft: Draft, known: bool) -> Draft {
    match known {
        true => draft,
        false => draft.at_most(Severity::Warning).confidence(Confidence::Likely),
    }
}
