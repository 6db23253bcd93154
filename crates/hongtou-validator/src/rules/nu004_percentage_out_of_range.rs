use std::cmp::Ordering;

use hongtou_model::Quantity;

use crate::context::{Context, target_id};
use crate::figures::compare;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};

rule! {
    /// A share of more than 100%.
    ///
    /// ## What it checks
    /// Percentages of things that cannot exceed the whole: rates of coverage, passing, handling,
    /// detection on time and the like.
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
    /// For growth, ratios of money (拨备覆盖率), and rates that the list does not know.
    ///
    /// ## Authority
    /// arithmetic; the list of rates is heuristic.
    zh "
比率超过100%。

## 检查什么
不可能超过全部的比率：覆盖率、合格率、处置率、按时完成率等。

## 为什么重要
数字写错了，谁也达不到。

## 示例
`抽检合格率达到970%`。改后：`97%`。

## 怎么办
改正数字。

## 何时不报
增长率、金额之比（拨备覆盖率），以及表中未列的比率，不报。

## 依据
算术；比率名单属经验判断。
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
    "普及率",
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
const NO_SHARES: &[&str] = &["拨备覆盖率", "增长", "增速", "同比", "产能利用率", "配备率"];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
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

fn look(sink: &mut Sink<'_>, q: &Quantity, text: &str, id: impl Fn() -> String) {
    if q.measure.as_deref() != Some("%") || compare(&q.value, "100") != Some(Ordering::Greater) {
        return;
    }
    let before = text.split(q.text.as_str()).next().unwrap_or_default();
    let words = before.rsplit(['，', '。', '；', ',']).next().unwrap_or_default();
    let metric = q.metric.as_deref().unwrap_or(words);
    let named =
        |list: &[&str]| list.iter().any(|name| metric.contains(name) || words.contains(name));
    if !named(SHARES) || named(NO_SHARES) {
        return;
    }
    let lang = sink.lang();
    let message =
        lang.pick(format!("{}超过100%", q.text), format!("{} is more than the whole", q.text));
    sink.report(
        Draft::new(Place::new(&id(), &q.span, &q.text), message)
            .quote(&q.text)
            .help(lang.pick("改正数字", "put the figure right")),
    );
}
