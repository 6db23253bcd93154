use hongtou_model::{Confidence, Severity};

use crate::context::{Context, target_id};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};

rule! {
    /// A cumulative target falls.
    ///
    /// ## What it checks
    /// Running totals and shares of one thing from period to period; 全面完成 counts as the whole.
    /// Where a figure is what something sinks to (降至, 压减到), the order is the opposite one. Figures alone in cells beside cells of words, and
    /// shares alone in their cells, are a warning.
    ///
    /// ## Why it matters
    /// A total cannot fall: two cells were swapped, or a figure is mistyped.
    ///
    /// ## Example
    /// Targets: 30%, 90%, 60%, 全面完成. After: 30%, 60%, 90%, 全面完成.
    ///
    /// ## What to do
    /// Put the figures in order.
    ///
    /// ## Stays silent
    /// For the same figure in each period, for steps that add up, for growth and ceilings, and where
    /// the last target misses the goal (QT001).
    ///
    /// ## Authority
    /// arithmetic
    zh "
累计目标前高后低。

## 检查什么
同一事项各期的累计数和比率；“全面完成”视为全部。逐期下降的（降至、压减到）按相反的顺序检查。格内只写数字而同一行另有只写文字的格的，以及只写比率的，为警告。

## 为什么重要
累计数不会减少：不是两格颠倒，就是数字写错。

## 示例
各期目标：30%、90%、60%、全面完成。改后：30%、60%、90%、全面完成。

## 怎么办
改正数字或顺序。

## 何时不报
各期数字相同的，分步相加的，增长率和上限，以及最后一期没有达到目标的（QT001），不报。

## 依据
算术
"
    QT002 "target-not-monotonic" Error "arithmetic" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for (_, row) in context.rows().filter(|(_, row)| row.targets.len() > 1) {
        for series in context.series(row) {
            let Some((before, after)) = series.falls() else { continue };
            let place = |target: usize, q: Option<&hongtou_model::Quantity>| {
                let id = target_id(row, target);
                match q {
                    Some(q) => Place::new(&id, &q.span, &q.text),
                    None => Place::new(&id, &row.targets[target].span, &row.targets[target].text),
                }
            };
            let (a, b) =
                (place(before.target, before.quantity), place(after.target, after.quantity));
            let words = |p: &Place| crate::words::shorten(&p.text, 16);
            let (a_words, b_words) = (words(&a), words(&b));
            let message = if series.sinks {
                lang.pick(
                    format!("逐期下降的目标上升：前一期{a_words}，这一期{b_words}"),
                    format!("a target that sinks rises from {a_words} to {b_words}"),
                )
            } else {
                lang.pick(
                    format!("累计目标下降：前一期{a_words}，这一期{b_words}"),
                    format!("a cumulative target falls from {a_words} to {b_words}"),
                )
            };
            let quoted = (a.text.clone(), b.text.clone());
            let before = a.id.clone().unwrap_or_default();
            let draft = Draft::new(b, message)
                .quote(&quoted.0)
                .quote(&quoted.1)
                .about(&before)
                .related(a, lang.pick("前一期", "the period before").to_owned())
                .help(lang.pick("改正数字或顺序", "put the figures in order"));
            sink.report(match series.likely {
                true => draft.at_most(Severity::Warning).confidence(Confidence::Likely),
                false => draft,
            });
        }
    }
}
