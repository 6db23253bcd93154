use hongtou_model::{Column, ColumnKind, Period, Target};

use crate::context::{Context, target_id};
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::{GOES_ON, plain, same_plain, shorten};

rule! {
    /// The same words in several periods of one row.
    ///
    /// ## What it checks
    /// The targets of a row, folded. One finding for a row.
    ///
    /// ## Why it matters
    /// Words that do not change from quarter to quarter say nothing about progress, and may be a
    /// cell copied and forgotten.
    ///
    /// ## Example
    /// `根据省要求，抓好工作落实。` in all four quarters. After: what each quarter is to bring.
    ///
    /// ## What to do
    /// Say what each period brings; a standing task may stay as it is.
    ///
    /// ## Stays silent
    /// For words of fewer than four characters; for a few words that say only that the work goes on
    /// (持续推进), for what is added in each period (新增5家), and for a figure that both the whole year
    /// and its last part are to reach.
    ///
    /// ## Authority
    /// heuristic
    zh "
同一行几个时段的目标文字相同。

## 检查什么
一行各时段的目标，统一全半角后比较。每行报一次。

## 为什么重要
各季度一字不变，看不出进度，也可能是复制后忘了改。

## 示例
四个季度都写 `根据省要求，抓好工作落实。`。改后：写明各季度做什么。

## 怎么办
写明各时段的进度；常态工作可以保留。

## 何时不报
不足四个字的，只说工作持续进行的（持续推进），各时段分别新增的（新增5家），全年目标与最后一个时段的
累计数相同的，不报。

## 依据
经验判断
"
    QT004 "target-repeated" Info "heuristic" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for (table, row) in context.rows().filter(|(_, row)| row.targets.len() > 1) {
        let targets = &row.targets;
        // A cell merged over several periods is printed once.
        let once = |a: usize, b: usize| targets[a].span == targets[b].span;
        let same = |a: usize, b: usize| {
            same_plain(&targets[a].text, &targets[b].text)
                && (a == b
                    || !once(a, b) && !sums_up(&table.table.columns, &targets[a], &targets[b]))
        };
        let again = (1..targets.len()).find_map(|at| {
            let before = (0..at).find(|&before| same(before, at))?;
            let words = plain(&targets[at].text);
            let says = words.chars().count() >= 4 && !goes_on(&words) && !adds(&targets[at]);
            says.then_some((before, at))
        });
        let Some((before, at)) = again else { continue };
        let count = (0..targets.len()).filter(|&other| same(other, at)).count();
        let place = |at: usize| {
            Place::new(&target_id(row, at), &row.targets[at].span, &row.targets[at].text)
        };
        let message = lang.pick(
            format!("{count}个时段目标相同：“{}”", shorten(&row.targets[at].text, 20)),
            format!("{count} periods have the same target: {}", shorten(&row.targets[at].text, 20)),
        );
        sink.report(
            Draft::new(place(at), message)
                .quote(&row.targets[at].text)
                .related(place(before), lang.pick("第一次出现", "its first mention").to_owned())
                .help(lang.pick("写明各时段的进度", "say what each period brings")),
        );
    }
}

/// Whether one of two targets with a figure is of the whole year, 2026年, and the other of its last part,
/// 四季度, or of the whole year again, 全年.
fn sums_up(columns: &[Column], a: &Target, b: &Target) -> bool {
    // 前三季度 and 1—11月 name no period, as 全年 names none.
    let year = || {
        let bare = |column: &&Column| column.kind == ColumnKind::Target && column.period.is_none();
        columns
            .iter()
            .filter(bare)
            .any(|column| ["全年", "年度", "年底"].iter().any(|word| column.header.contains(word)))
    };
    let ends = |whole: &Target, other: &Target| match (whole.period, other.period) {
        (Some(Period::Year(_)), Some(Period::Year(_))) => false,
        (None | Some(Period::Year(_)), None) => year(),
        (None | Some(Period::Year(_)), Some(part)) => {
            matches!(part, Period::Quarter(4) | Period::Half(2) | Period::Month(12))
        }
        _ => false,
    };
    !a.quantities.is_empty() && (ends(a, b) || ends(b, a))
}

/// Whether a few words say nothing but that the work goes on: 持续推进, 长期坚持, 常态化开展.
fn goes_on(words: &str) -> bool {
    const ON: [&str; 2] = ["继续", "日常"];
    words.chars().count() <= 8
        && !words.chars().any(|c| c.is_ascii_digit())
        && GOES_ON.iter().chain(&ON).any(|word| words.contains(word))
}

/// Whether each of a target's figures is what its period adds to those before: 新增5家, 新建2个.
fn adds(target: &Target) -> bool {
    const ADDS: [&str; 7] = ["新增", "新建", "新开", "新设", "新培", "增加", "增设"];
    let mut from = 0;
    !target.quantities.is_empty()
        && target.quantities.iter().all(|quantity| {
            let Some(at) = target.text[from..].find(quantity.text.as_str()) else { return false };
            let before = &target.text[from..from + at];
            from += at + quantity.text.len();
            !before.contains("累计") && ADDS.iter().any(|word| before.contains(word))
        })
}
