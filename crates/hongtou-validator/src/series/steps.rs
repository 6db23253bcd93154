//! The figures that targets say, and what their words say of each.

use hongtou_model::{Quantity, Target};

use super::works::{ENDS, is_down_to, stage_in, stretch};
use crate::diff::is_digit;
use crate::figures::{around, same_measure};
use crate::words::plain;

/// A figure of a target.
#[derive(Clone, Copy)]
pub(super) struct Step<'a> {
    /// Position of the target in the row.
    pub(super) at: usize,
    pub(super) target: &'a Target,
    pub(super) q: &'a Quantity,
}

impl<'a> Step<'a> {
    /// The words of its target before it.
    fn before(self) -> &'a str {
        around(&self.target.text, &self.target.span, self.q).map_or("", |(before, _)| before)
    }

    /// The words of its target behind it.
    fn behind(self) -> &'a str {
        around(&self.target.text, &self.target.span, self.q).map_or("", |(_, behind)| behind)
    }

    /// The words before it, from the last comma or stop on.
    pub(super) fn words(self) -> &'a str {
        stretch(self.before())
    }

    /// The words before it that are its own: what is done is done to what is named before a comma (征地，完成 of
    /// 征地，完成100%), and not to what is counted there or till when (轮训 of 招募20名，轮训10名, 完成 of
    /// 截至3月底，完成100户).
    fn own_words(self) -> &'a str {
        let told = |part: &str| {
            part.contains(is_digit)
                && (part.contains('月')
                    || self.target.quantities.iter().any(|q| part.contains(q.text.as_str())))
        };
        let before = self.before();
        let mut marks = before.char_indices().rev().filter(|(_, c)| ENDS.contains(c));
        let end = marks.find(|&(at, _)| told(stretch(&before[..at])));
        end.map_or(before, |(at, mark)| &before[at + mark.len_utf8()..])
    }

    /// What its words say is done.
    pub(super) fn work(self) -> String {
        let words = plain(self.words());
        words.strip_prefix("累计").map(str::to_owned).unwrap_or(words)
    }

    /// Whether, without a name, it says that it is a running total: 累计完成9000人.
    pub(super) fn is_total(self) -> bool {
        self.q.metric.is_none() && self.words().contains("累计")
    }

    /// Whether words right before or behind it say that it is all there is: 420户全部竣工.
    pub(super) fn is_all(self) -> bool {
        // 全部建成35个; of 全部路基完成95公里 that is said of the thing.
        let verb = self.words().split_once("全部").map(|(_, verb)| verb);
        verb.is_some_and(|verb| verb.chars().count() < 4)
            || plain(self.behind()).starts_with("全部")
    }

    /// Whether it is what something sinks to, so that less is more: 费率降至1.2%, 时限压减到3天. What
    /// is cut in all grows, and what is kept at a figure may do either.
    pub(super) fn sinks_to(self) -> bool {
        is_down_to(&plain(self.words()))
    }

    /// The stage of the work that the words around it name, up to the next marks.
    pub(super) fn stage(self) -> Option<&'static str> {
        let behind = self.behind().split(['，', '。', '；', ',', ';', '、']).next();
        let ahead = self.words().rsplit('、').next();
        // Most targets name none.
        [ahead, behind].into_iter().flatten().find_map(stage_in)
    }

    /// What it is called: its metric, or the words before it.
    pub(super) fn name(self) -> String {
        if let Some(metric) = &self.q.metric {
            return plain(metric);
        }
        // 改造100户 is a step to 累计改造220户.
        let own = plain(self.own_words());
        let before = if own.is_empty() { plain(self.before()) } else { own };
        let before = before.replace("累计", "");
        if before.is_empty() && self.is_all() {
            return "全部".to_owned();
        }
        let skip = before.chars().count().saturating_sub(6);
        before.chars().skip(skip).collect()
    }
}

/// A figure of a target beside the others of its target.
pub(super) struct Figure<'a> {
    pub(super) step: Step<'a>,
    /// The running total that it is told with, where it is a step: 14家 of 完成6家，累计14家.
    pub(super) total: Option<&'a Quantity>,
    /// Whether it is such a total itself.
    pub(super) is_sum: bool,
    /// What it names, in folded words.
    pub(super) name: Option<String>,
    /// How closely the closest of the goals has this name.
    pub(super) closest: (usize, bool),
}

impl<'a> Figure<'a> {
    /// What is counted up to it.
    pub(super) fn counted(&self) -> Step<'a> {
        Step { q: self.total.unwrap_or(self.step.q), ..self.step }
    }
}

/// The figures of targets, in their order.
pub(super) fn figures<'a>(targets: &[(usize, &'a Target)]) -> Vec<Figure<'a>> {
    let mut out: Vec<Figure<'a>> = Vec::new();
    for &(at, target) in targets {
        let sums = target.text.contains("累计");
        let mut is_sum = false;
        for (index, q) in target.quantities.iter().enumerate() {
            let step = Step { at, target, q };
            let next = target.quantities.get(index + 1).filter(|_| sums);
            let total = next.filter(|next| is_total_of(step, next));
            out.push(Figure { step, total, is_sum, name: None, closest: (0, false) });
            is_sum = total.is_some();
        }
    }
    out
}

/// The steps of which each target has one, of figures in the order of the targets.
pub(super) fn one_of_each<'f, 'a: 'f>(
    figures: impl IntoIterator<Item = &'f Figure<'a>>,
    is: impl Fn(&Figure<'a>) -> bool,
) -> Vec<Step<'a>> {
    let mut steps: Vec<Step<'a>> = Vec::new();
    // The target of the last step, and whether another figure of it counts as well.
    let (mut of, mut several) = (None, false);
    for figure in figures {
        let same = of == Some(figure.step.at);
        // Of hundreds of figures in a target two tell that it has not one.
        if same && several || !is(figure) {
            continue;
        }
        several = same;
        of = Some(figure.step.at);
        if several {
            steps.pop();
        } else {
            steps.push(figure.counted());
        }
    }
    steps
}

/// Whether a figure is the running total that the one before it is told with: 14家 of 完成6家，累计14家.
fn is_total_of(step: Step<'_>, total: &Quantity) -> bool {
    let between = step.behind().split_once(total.text.as_str());
    let Some((between, _)) = between.filter(|_| same_measure(step.q, total)) else { return false };
    // 新增5家、累计新增14家 says its verb again.
    let verb = plain(step.words());
    let words = plain(between);
    !verb.contains("累计")
        && words.strip_prefix("累计").is_some_and(|rest| rest.is_empty() || rest == verb)
}
