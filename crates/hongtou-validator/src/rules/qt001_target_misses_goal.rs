use hongtou_model::{ColumnKind, Confidence, Lang, Period, Quantity, Row, Severity, Table};

use super::plan_year;
use super::qt003_target_missing::label;
use crate::context::{Context, target_id};
use crate::figures::{millionths, same_measure, same_value};
use crate::rule::rule;
use crate::series::{Series, ends_the_year};
use crate::sink::{Draft, Place, Sink};
use crate::words::plain;
use crate::years::years;

rule! {
    /// The last cumulative target does not reach the year's goal.
    ///
    /// ## What it checks
    /// The figure of the row's last target against the goal that the row's content, or else its
    /// clause, gives for the same thing in the same measure; a goal that is a ceiling (以内) may not
    /// be exceeded, and a target that counts more than the task has in all (完成9公里 of 整治河道8公里) is a
    /// warning. A target may name the thing in fewer words, or not at all (建成10条), where no
    /// other goal has that measure, or where of several the verb tells which it is (建成站点80个，改造驿站15个; a warning); one that says what is done in another word (建成8家 for 新建10家), and a single total (累计建成8家), is a warning. So is a last one that says it is the whole (累计, 全部, 竣工), whatever its words, and misses
    /// hardly anything of the goal. Figures alone in their cells (60栋, 3000人、10场) are held against the only goal in their measure, beside
    /// cells of words (制定方案) as a warning, and so are shares (54% for 达到55%) and figures of 约 and 左右, which may miss a tenth. Even shares of the work done (完成25%, 50%, 75%) that stop below all of
    /// it are a warning, an info for what is built, and nothing where the work is said to go on.
    ///
    /// ## Why it matters
    /// A unit that meets every quarter would still miss the year.
    ///
    /// ## Example
    /// Content: `抽检量达到6批次`. Targets: 2, 4, 5. After: the last is 6.
    ///
    /// ## What to do
    /// Put right the target or the goal.
    ///
    /// ## Stays silent
    /// Where the last target is in words, but for those of an earlier one without its figure (查处案件, behind 查处案件60件) and those that only look back on the work (总结评估, behind 累计查处60件; a warning), where figures are steps that add up to the goal, and
    /// for a rate that is a ceiling and has several targets, unless these sink to it in the goal's own words (下降到9% for 下降到8.5%; a
    /// warning). More than the goal may be done of what is
    /// told for each one or each time (每个镇1个), a whole place has more than a part of it (全县9万册) and
    /// a stock is more than what comes to it (新增2万册).
    /// Of what is begun (新建, 开工) a year may finish less (建成, 竣工) than all, where the task does not say that it is
    /// built, and the figure is no tenth of it (120 of 1200).
    /// For tables whose last column is due before the year ends, unless all other rows reach their goals there, or most do and nothing says that the work goes on (a year in the title, 年底, a later deadline; a warning).
    /// For figures alone in their cells that come to a floor with something in reserve (40, 50, 60, 10 for 不少于120处) or to about a goal of 左右,
    /// and for shares alone of which one reaches the goal before the last, or that are kept (稳定在, 保持).
    /// Where the task is to do a share of the goal (整改400个，整改率达到95%) and the last target does.
    ///
    /// ## Authority
    /// arithmetic; whether figures add up or run on is read from words such as 达到 and 累计.
    zh "
最后一期的累计目标没有达到全年目标。

## 检查什么
行的最后一期目标，与本行内容（没有则与正文任务）对同一事项、同一单位给出的目标比较；目标为上限（以内）的，不得超出；一期的数字多于任务总数的（整治河道8公里，完成9公里），为警告。同一单位没有别的目标时，各期可以用更少的字说同一事项，或者只写“建成10条”“10条”；有几个目标而动词只与其中一个相同的（建成站点80个，改造驿站15个），为警告；用同义的另一个词的（新建10家，建成8家），只有一期写累计的，以及最后一期写累计、全部、竣工而与目标相差不到一成的，为警告。格内只写数字的（60栋；3000人、10场），与任务中同一单位唯一的目标比较；同一行另有只写文字的格（制定方案）、只写比率的（目标达到55%，最后一期54%），以及目标写“约”“左右”的（相差一成以内不报），为警告。任务的完成比例逐期等量增加（完成25%、50%、75%），最后一期没有到100%的，为警告；建设工程只提示，写明跨年完成的不报。

## 为什么重要
各期都完成了，全年目标仍然完不成。

## 示例
内容：`抽检量达到6批次`；各期目标：2、4、5。改后：最后一期为 6。

## 怎么办
改正目标或各期数字。

## 何时不报
最后一期只有文字的（与前面各期同样的话、只少了数字的除外，如“查处案件60件”之后的“查处案件”；只写总结评估的，以前一期为最后一期，为警告），各期数字相加等于目标的，格内只写数字而各期之和达到下限（不少于120处，各期40、50、60、10）、与“左右”的目标相差一成以内的，只写比率而前面某期已达到目标、或者目标为保持、稳定的，上限是比率而各期都有数字的（以目标原话逐期下降而降不到目标的除外，如目标“下降到8.5%”、最后一期“下降到9%”，为警告），表中最后一期在年底之前的，不报，其余各行都在这一期达到目标的，以及多数行达到目标而标题没有年份、文中没有年底等字样和更晚的期限的除外（后者为警告）；任务只要求完成一定比例的（400个，整改率达到95%），达到该比例的，不报；目标逐个、逐次计的（每个镇1个），全县、全市的总数多于其中一部分的，总量多于新增数的（新增2万册），超出不报；新建的、开工的当年只建成一部分的，不报；写明何时建成的，或者只有十分之一左右的（新建1200个，建成120个），照报。

## 依据
算术；数字是分步还是累计，依“达到”“累计”等词判断。
"
    QT001 "target-misses-goal" Error "arithmetic" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for (table, row) in context.rows() {
        for series in context.series(row) {
            if let Some(q) = series.stops_short(row).and_then(|last| last.quantity)
                && context.counts(row)
            {
                if !names_a_later_year(context, row) {
                    sink.report(stops_short(lang, row, series, q));
                }
                continue;
            }
            // What a year's column says is held against the body by NU001.
            let beyond = series.overshoots().filter(|(point, goal)| {
                let in_year = matches!(row.targets[point.target].period, Some(Period::Year(_)));
                let own = !in_year || row.quantities.iter().any(|own| std::ptr::eq(own, *goal));
                let cell = &row.targets[point.target].text;
                own && point
                    .quantity
                    .is_some_and(|q| is_of_one_scope(context, row, goal, (cell, q)))
            });
            if let Some((last, q)) = lost_figure(table.table, row, series)
                && series.misses().is_none()
            {
                sink.report(without_figure(lang, (table.table, row), (last, q), series));
                continue;
            }
            let Some((point, goal)) = series.misses().or(beyond) else { continue };
            if series.other_words && is_of_several_years(context, row) {
                continue;
            }
            let Some(q) = point.quantity else { continue };
            let name = goal_name(table.table, lang);
            let message = if series.closed && beyond.is_none() {
                lang.pick(
                    format!("最后一个数字{}，没有达到{name}{}", q.text, goal.text),
                    format!("the last figure is {}, {name} {}", q.text, goal.text),
                )
            } else if beyond.is_some() {
                lang.pick(
                    format!("目标{}，超出{name}{}", q.text, goal.text),
                    format!("the target is {}, more than {name} {}", q.text, goal.text),
                )
            } else {
                let short = if series.ceiling { "超出" } else { "没有达到" };
                lang.pick(
                    format!("最后一期目标{}，{short}{name}{}", q.text, goal.text),
                    format!("the last target is {}, {name} {}", q.text, goal.text),
                )
            };
            // The last period has no target, so that the one before it is held against the goal.
            let blank = last_blank(table.table, row)
                .filter(|_| beyond.is_none() && point.target + 1 == row.targets.len());
            let message = match blank.map(|period| label(period, lang)) {
                Some(name) => lang.pick(
                    format!("{message}；{name}没有目标"),
                    format!("{message}; {name} has no target"),
                ),
                None => message,
            };
            let own = row.quantities.iter().any(|own| std::ptr::eq(own, goal));
            let year = row
                .targets
                .iter()
                .position(|target| target.quantities.iter().any(|own| std::ptr::eq(own, goal)));
            let goal_id = match (&row.clause, year, own) {
                (_, Some(year), _) => target_id(row, year),
                (Some(clause), None, false) => clause.to_string(),
                _ => format!("{}.content", row.id),
            };
            let place = Place::new(&target_id(row, point.target), &q.span, &q.text);
            let mut draft = Draft::new(place, message)
                .quote(&q.text)
                .quote(&goal.text)
                .related(Place::new(&goal_id, &goal.span, &goal.text), name.to_owned())
                .help(lang.pick("改正目标或各期数字", "put right the target or the goal"));
            // The row's goal alone is wrong, which is told beside the body's (NU001).
            let clause = row.clause.as_deref().and_then(|id| context.clause(id));
            let last = series.points.last().and_then(|last| last.quantity);
            let reached = |own: &Quantity| {
                let is = |of: &Quantity| same_measure(own, of) && same_value(own, of);
                is(q) || beyond.is_some() && last.is_some_and(is)
            };
            if own && clause.is_some_and(|at| at.clause.quantities.iter().any(reached)) {
                draft = draft.about(&goal_id);
            }
            if blank.is_some() {
                draft = draft.about(&format!("{}.rest", row.id));
            }
            let sure = !series.other_words
                && !series.likely
                && !series.closed
                && ends_the_year(table.table);
            if beyond.is_some() || !sure {
                draft = draft.at_most(Severity::Warning).confidence(Confidence::Likely);
            }
            sink.report(draft);
        }
    }
}

/// What the goal of a row is called, in a table of one year or of several.
fn goal_name(table: &Table, lang: Lang) -> &'static str {
    let years = table.columns.iter().filter(|c| matches!(c.period, Some(Period::Year(_)))).count();
    match years > 1 {
        true => lang.pick("总目标", "the goal of all years"),
        false => lang.pick("全年目标", "the year's goal"),
    }
}

/// The last period's target of a row, which says what an earlier one does without its figure (查处案件, behind
/// 查处案件60件), and that figure.
fn lost_figure<'a>(
    table: &Table,
    row: &'a Row,
    series: &Series<'a>,
) -> Option<(usize, &'a Quantity)> {
    let goal = series.goal?;
    // What an earlier target reached needs no figure any more, nor what steps add up to.
    let wanted = millionths(&goal.value)?;
    let sum: i128 = series.points.iter().map(|point| point.value).sum();
    let reached = series.points.iter().any(|point| point.value >= wanted)
        || sum >= wanted && !series.cumulative;
    if last_blank(table, row).is_some() || reached {
        return None;
    }
    let last = row.targets.len().checked_sub(1)?;
    let words = plain(&row.targets[last].text);
    if !row.targets[last].quantities.is_empty() || words.is_empty() {
        return None;
    }
    let mut before = series.points.iter().filter(|point| point.target < last).rev();
    before.find_map(|point| {
        let q = point.quantity?;
        let text = &row.targets[point.target].text;
        (plain(&text.replace(q.text.as_str(), "")) == words).then_some((last, q))
    })
}

/// What is told of a last target without its figure.
fn without_figure(
    lang: Lang,
    (table, row): (&Table, &Row),
    (last, q): (usize, &Quantity),
    series: &Series<'_>,
) -> Draft {
    let target = &row.targets[last];
    let message = lang.pick(
        format!("最后一期目标“{}”没有数字，前面各期有，如{}", target.text, q.text),
        format!(
            "the last target {} has no figure, as those before it have: {}",
            target.text, q.text
        ),
    );
    let draft = Draft::new(Place::new(&target_id(row, last), &target.span, &target.text), message)
        .quote(&target.text)
        .help(lang.pick("补上数字", "put the figure in"));
    match series.goal {
        Some(goal) => draft.quote(&goal.text).related(
            Place::new(&row.id, &goal.span, &goal.text),
            goal_name(table, lang).to_owned(),
        ),
        None => draft,
    }
}

/// What is told of shares of the work done that end before it is.
fn stops_short(lang: Lang, row: &Row, series: &Series<'_>, q: &Quantity) -> Draft {
    let message = lang.pick(
        format!("最后一期完成{}，没有完成全年任务", q.text),
        format!("the last target is {} of the work, not all of it", q.text),
    );
    let at = series.points.last().map_or(0, |last| last.target);
    let draft =
        Draft::new(Place::new(&target_id(row, at), &q.span, &q.text), message).quote(&q.text).help(
            lang.pick("改正目标，或写明跨年完成", "put right the target, or say that work goes on"),
        );
    match is_built(row) {
        true => draft.at_most(Severity::Info).confidence(Confidence::Unsure),
        false => draft.at_most(Severity::Warning).confidence(Confidence::Likely),
    }
}

/// Whether a row builds something, which may go on for more than a year.
fn is_built(row: &Row) -> bool {
    let words = row.content.as_deref().or(row.action.as_deref()).unwrap_or_default();
    ["新建", "建设", "扩建", "改建", "工程", "施工"].iter().any(|word| words.contains(word))
}

/// Whether a row or its clause says that work goes on: 计划2026年建成, in a plan of 2025.
fn names_a_later_year(context: &Context<'_>, row: &Row) -> bool {
    let clause = row.clause.as_deref().and_then(|id| context.clause(id));
    let clause = clause.map(|at| at.clause.text.as_str());
    let plan = plan_year(context);
    let later =
        |text: &str| years(text).iter().any(|(year, _)| plan.is_none_or(|plan| *year > plan));
    row.content.as_deref().into_iter().chain(clause).any(later)
}

/// Whether a row or its clause tells of several years: 三年, “十五五”期间, 2025—2027年.
fn is_of_several_years(context: &Context<'_>, row: &Row) -> bool {
    const SPANS: [&str; 6] = ["期间", "两年", "三年", "五年", "跨年", "逐年"];
    let clause = row.clause.as_deref().and_then(|id| context.clause(id));
    let clause = clause.map(|at| at.clause.text.as_str());
    let mut texts = row.content.as_deref().into_iter().chain(clause);
    names_a_later_year(context, row) || texts.any(|text| SPANS.iter().any(|s| text.contains(s)))
}

/// The last period of a table's targets, where a row has none for it.
fn last_blank(table: &Table, row: &Row) -> Option<Period> {
    let targets = table.columns.iter().filter(|column| column.kind == ColumnKind::Target);
    let last = targets.filter_map(|column| column.period).next_back()?;
    row.targets.iter().all(|target| target.period != Some(last)).then_some(last)
}

/// Whether a target counts what the goal does: not the sum of what is told for each one or each time
/// (每个镇新建1个).
fn is_of_one_scope(
    context: &Context<'_>,
    row: &Row,
    goal: &Quantity,
    (cell, q): (&str, &Quantity),
) -> bool {
    let clauses = context.clauses.iter().map(|at| at.clause);
    let clause = clauses.filter(|clause| row.clause.as_ref() == Some(&clause.id));
    let texts = clause.map(|clause| clause.text.as_str()).chain(row.content.as_deref());
    let texts = texts.chain(row.targets.iter().map(|target| target.text.as_str()));
    let before: Vec<&str> = texts.filter_map(|text| before(text, goal)).collect();
    let own = before_in_part(cell, q);
    // 全县图书9万册 holds more than 新增图书2万册 and the books of the county's seat.
    let holds = |words: &str, any: &[&str]| any.iter().any(|word| words.contains(word));
    let wider = holds(own, WHOLE) && !before.iter().any(|words| holds(words, WHOLE));
    let stock =
        before.iter().any(|words| holds(words, NEW)) && !holds(own, &["新", "增", "建", "完成"]);
    !wider && !stock && !before.iter().chain([&own]).any(|words| is_of_each(words))
}

/// Words of all that a place has.
const WHOLE: &[&str] = &["全县", "全市", "全区", "全省", "全州", "全旗", "全镇", "总"];
/// Words of what comes to it.
const NEW: &[&str] = &["新增", "新建", "净增"];

/// The words of a sentence before a figure in it.
fn before<'t>(text: &'t str, q: &Quantity) -> Option<&'t str> {
    let before = &text[..text.find(q.text.as_str())?];
    before.rsplit(['。', '；', ';']).next()
}

/// The words before a figure from the last mark on.
fn before_in_part<'t>(text: &'t str, q: &Quantity) -> &'t str {
    before(text, q).and_then(|words| words.rsplit(['，', ',']).next()).unwrap_or_default()
}

/// Whether words tell a figure for each of several: 每季度, 各镇, 分别. 各类 and 逐步 do not.
fn is_of_each(words: &str) -> bool {
    let one_by_one =
        |sign: char, but: &[char]| words.split(sign).skip(1).any(|behind| !behind.starts_with(but));
    words.contains('每')
        || words.contains("分别")
        || one_by_one('各', &['类', '项', '种', '方', '界'])
        || one_by_one('逐', &['步', '渐'])
}
