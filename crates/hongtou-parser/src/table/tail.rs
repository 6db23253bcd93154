//! The rest of a row that a page cut: which of the row's cells each piece goes on with.
//!
//! The pieces of a cut row stand in their own columns, unless the page dropped its empty cells:
//! then a piece may stand anywhere to the left. So each piece is held against each cell of the row
//! before, and the assignment with the highest sum wins; the order of pieces and cells is kept.

use std::cell::OnceCell;

use hongtou_model::ColumnKind;
use hongtou_source::chars;

use super::columns::Assigned;
use super::draft::closed;
use super::grid::Cell;
use super::profile::{BodyHints, is_none_mark, key};
use crate::flow::Flow;
use crate::{date, responsibility};

/// A cell of the row before: what its column is, and its words so far.
#[derive(Clone, Debug)]
pub(super) struct CutCell<'s> {
    pub(super) column: Option<Assigned>,
    pub(super) flow: Flow<'s>,
}

/// What it is worth that a piece of a cut row stands in a column of its own, blank cells before it.
const IN_PLACE: f32 = 0.8;

/// Characters of which some stands in what goes on with a time.
const TIME: &str = "年月日底前旬季末至内止起推进完成坚持实施开展长期持续组织";

/// Price of a piece that stands one column further from its cell than the piece before.
const SHIFT: f32 = 0.35;

/// By how much the best place of the last piece is better than the next, where it is beyond doubt.
const CLEAR: f32 = 0.3;

/// The pieces of a row as the rest of the row before.
pub(super) struct Aligned {
    /// The column of each piece.
    pub(super) columns: Vec<Option<Assigned>>,
    /// How well they go on with it.
    pub(super) score: f32,
    /// Whether the last piece has no other place that is nearly as good.
    pub(super) clear: bool,
}

/// The columns of a row's pieces as the rest of the row before.
///
/// None where some piece goes on with no cell. `cut` says that the row lacks what each row has.
pub(super) fn align<'s>(
    pieces: &[Cell<'s>],
    row: &[CutCell<'s>],
    hints: &BodyHints,
    cut: bool,
) -> Option<Aligned> {
    let filled: Vec<(usize, &Cell<'s>)> =
        pieces.iter().enumerate().filter(|(_, piece)| piece.words().is_some()).collect();
    if filled.is_empty() || row.is_empty() || filled.len() > row.len() {
        return None;
    }
    // A row that prints its blank cells, the first among them, has its pieces in their own columns.
    // Blank ones behind them say as much, however many a converter dropped there.
    let behind = filled.last().is_some_and(|&(at, _)| at + 1 < pieces.len());
    let whole = pieces.len() == row.len() || behind && pieces.len() < row.len();
    let printed = filled[0].0 > 0 && whole;
    let shift = if printed { SHIFT * 3.0 } else { SHIFT };
    let before: Vec<Words<'_>> = row.iter().map(|cell| Words::new(cell.flow.text())).collect();
    // best[i][j]: the first i pieces settled, the last of them in column j.
    let mut best = vec![vec![(f32::NEG_INFINITY, usize::MAX); row.len()]; filled.len()];
    for (i, &(at, piece)) in filled.iter().enumerate() {
        let after = Words::new(piece.flow.text());
        // The pieces behind it need columns as well.
        for j in i..=row.len() - (filled.len() - i) {
            let reached = |so_far: &(f32, usize)| so_far.0 > f32::NEG_INFINITY;
            if i > 0 && !best[i - 1][..j].iter().any(reached) {
                continue;
            }
            let in_place = printed && j == at;
            let own = joined(&row[j], &before[j], piece, &after, hints);
            let stops = || {
                let others = || filled.iter().filter(|(other, _)| *other != at);
                // A list of units that stops at its comma says that the page cut the row.
                let listed = |&(other, piece): &(usize, _)| is_cut_list(&row[other], piece);
                in_place
                    && cut
                    && names_by_sentence(&row[j], &before[j], &after, hints)
                    && (!others().any(|&(other, piece)| are_two(&row[other], piece))
                        || others().any(listed))
            };
            let Some(own) = own.or_else(|| stops().then_some(-0.5)) else { continue };
            // Of a task that stops nowhere the words that stop are the end, on whatever page.
            let ends = || !closed(before[j].text) && closed(after.text) && is_text(&row[j]);
            let own = if in_place && (cut || ends()) { own + IN_PLACE } else { own };
            let drift = j as f32 - at as f32;
            if i == 0 {
                // Empty cells are dropped at the left all together, so the first piece stands
                // anywhere to the left of its cell.
                let price = if drift > 0.0 && !printed { 0.1 } else { shift };
                best[i][j] = (own - price * drift.abs().min(4.0), usize::MAX);
                continue;
            }
            for before in 0..j {
                let (so_far, _) = best[i - 1][before];
                if so_far == f32::NEG_INFINITY {
                    continue;
                }
                let step = drift - (before as f32 - filled[i - 1].0 as f32);
                let score = so_far + own - shift * step.abs().min(4.0);
                if score > best[i][j].0 + 1e-6 {
                    best[i][j] = (score, before);
                }
            }
        }
    }
    let last = best.last()?;
    let mut end = None;
    for (j, &(score, _)) in last.iter().enumerate() {
        if score > end.map_or(f32::NEG_INFINITY, |(_, known)| known) + 1e-6 {
            end = Some((j, score));
        }
    }
    let (mut j, score) = end?;
    let mut others = last.iter().enumerate().filter(|&(other, _)| other != j);
    let clear = others.all(|(_, &(other, _))| other < score - CLEAR);
    let mut out: Vec<Option<Assigned>> = vec![None; pieces.len()];
    for i in (0..filled.len()).rev() {
        out[filled[i].0] = row[j].column;
        j = best[i][j].1;
    }
    Some(Aligned { columns: out, score, clear })
}

/// Whether a cell holds sentences.
fn is_text(cell: &CutCell<'_>) -> bool {
    let kind = cell.column.map(|column| column.kind);
    matches!(kind, Some(ColumnKind::Content | ColumnKind::Target)) && !cell.flow.is_empty()
}

/// Words, and as they are compared once somebody asked.
struct Words<'t> {
    text: &'t str,
    key: OnceCell<String>,
}

impl<'t> Words<'t> {
    fn new(text: &'t str) -> Words<'t> {
        Words { text, key: OnceCell::new() }
    }

    fn key(&self) -> &str {
        self.key.get_or_init(|| key(self.text))
    }
}

/// How well a piece goes on with a cell; none where it cannot.
fn joined(
    cell: &CutCell<'_>,
    before: &Words<'_>,
    piece: &Cell<'_>,
    after: &Words<'_>,
    hints: &BodyHints,
) -> Option<f32> {
    let column = cell.column?;
    match column.kind {
        ColumnKind::Number => (before.key() == after.key()).then_some(0.3),
        ColumnKind::SectionOrdinal | ColumnKind::Section | ColumnKind::Action => {
            joined_title(column.kind, before, after, hints)
        }
        ColumnKind::Lead | ColumnKind::Responsible | ColumnKind::Support | ColumnKind::Guide => {
            units(&cell.flow, &piece.flow, hints)
        }
        ColumnKind::Deadline => joined_time(before.text, after.text),
        ColumnKind::Content | ColumnKind::Target => {
            let own = if column.kind == ColumnKind::Content {
                joined_task(before, after, hints)
            } else {
                0.0
            };
            // A task of the body by itself is rather a row of its own.
            let task = if hints.clauses.contains(after.key()) { 1.0 } else { 0.0 };
            Some(text(before.text, after.text) - task + own - 1.2 * piece.unit_score())
        }
        _ => Some(if before.text.is_empty() || closed(before.text) {
            -1.0
        } else {
            text(before.text, after.text) - 0.5
        }),
    }
}

/// How well words go on with the title of a section or of an action.
fn joined_title(
    kind: ColumnKind,
    before: &Words<'_>,
    after: &Words<'_>,
    hints: &BodyHints,
) -> Option<f32> {
    if !before.text.is_empty() && before.key() == after.key() {
        return Some(1.0);
    }
    let told = |words: &str| hints.sections.contains(words) || hints.headings.contains(words);
    if told(before.key()) {
        return None;
    }
    match told(&key(&[before.text, after.text].concat())) {
        // An empty cell was not cut; at most its words stand on the next page alone.
        true if before.text.is_empty() => {
            let own = kind == ColumnKind::Action;
            let known = if own { &hints.headings } else { &hints.sections };
            known.contains(after.key()).then_some(0.4)
        }
        true => Some(4.0),
        false if before.text.is_empty() || closed(after.text) => None,
        false => Some(-0.5),
    }
}

/// Whether words that stop are the end of what tells one task from others and does not: 部分护 | 岸破损。.
fn names_by_sentence(
    cell: &CutCell<'_>,
    before: &Words<'_>,
    after: &Words<'_>,
    hints: &BodyHints,
) -> bool {
    let action = cell.column.is_some_and(|column| column.kind == ColumnKind::Action);
    action
        && !before.text.is_empty()
        && !closed(before.text)
        && closed(after.text)
        && !hints.headings.contains(before.key())
        && !hints.sections.contains(before.key())
}

/// Whether the units of a cell stop at a comma and go on below.
fn is_cut_list(cell: &CutCell<'_>, piece: &Cell<'_>) -> bool {
    answers(cell) && cell.flow.text().ends_with('、') && piece.unit_score() > 0.5
}

/// Whether a cell is one of those who answer.
fn answers(cell: &CutCell<'_>) -> bool {
    matches!(
        cell.column.map(|column| column.kind),
        Some(ColumnKind::Lead | ColumnKind::Responsible | ColumnKind::Support | ColumnKind::Guide)
    )
}

/// Whether a cell and what stands below it are two of the same sort, each whole: sentences, or who answers.
fn are_two(cell: &CutCell<'_>, piece: &Cell<'_>) -> bool {
    const JOINS: [char; 5] = ['、', '，', ',', '；', '（'];
    let (above, below) = (cell.flow.text(), piece.flow.text());
    match answers(cell) {
        true => {
            !above.is_empty()
                && !above.ends_with(JOINS)
                && !below.starts_with(JOINS)
                && piece.unit_score() > 0.5
        }
        false => closed(above) && closed(below),
    }
}

/// How well words go on with a time.
fn joined_time(before: &str, after: &str) -> Option<f32> {
    let when = date::says_when;
    if before.is_empty() {
        return when(after).then_some(0.0);
    }
    if date::are_two_times(before, after) {
        return None;
    }
    let is_digit = |c: char| chars::digit(c).is_some();
    // 全年 says all; 2026年 goes on.
    let open = before.ends_with(|c: char| is_digit(c) || "第至年—-～".contains(c))
        && !["全年", "半年"].iter().any(|whole| before.ends_with(whole))
        || before.ends_with('月') && after.starts_with(is_digit) && after.contains('日');
    let broken = open
        || after.starts_with([
            '年', '月', '日', '底', '前', '旬', '季', '度', '末', '—', '-', '～', '至',
        ]);
    // 每, 贯穿: too little to say when.
    let begun = before.chars().count() < 3
        && !before.contains(is_digit)
        && !before.ends_with(['年', '月', '内', '期']);
    // 全年 | 推进, and not 全年 | 赛处.
    let short = after.chars().count() <= 6
        && !after.contains(['、', '，', '）'])
        && after.contains(|c| is_digit(c) || TIME.contains(c));
    match (when(&[before, after].concat()), when(before), when(after)) {
        (true, ..) if broken || begun => Some(2.0),
        (true, false, _) => Some(2.0),
        (false, ..) if broken => Some(0.5),
        (true, true, false) if short => Some(0.5),
        (_, true, _) => None,
        _ => Some(-0.2),
    }
}

/// What the body says of a task with some words behind it.
fn joined_task(before: &Words<'_>, after: &Words<'_>, hints: &BodyHints) -> f32 {
    if before.text.is_empty() {
        return 0.0;
    }
    let words = key(&[before.text, after.text].concat());
    if words == before.key() {
        // A stop alone: the task was complete without it.
        return -1.0;
    }
    let (whole, begins) = (hints.clauses.contains(&words), hints.begins_task(&words));
    // The body says the task without the piece, and none with it.
    let without = hints.clauses.contains(before.key()) && !begins;
    let said = match (whole, begins) {
        (true, _) => 4.0,
        (false, true) => 3.0,
        (false, false) => 0.0,
    };
    if without { said - 3.0 } else { said }
}

/// How well words go on with the sentence before.
fn text(before: &str, after: &str) -> f32 {
    let mut score = match before {
        "" => -1.5,
        _ if is_none_mark(before) => -2.0,
        _ if closed(before) => -1.5,
        _ => 0.6,
    };
    if after.starts_with(['，', '、', '；', '。', '）', '”', '》', '：', ')']) {
        score += 1.0;
    }
    if closed(after) {
        score += 0.4;
    }
    // 入库1 | 50个, 2. | 4万亩: a figure cut in two.
    let figure = before.trim_end_matches(['.', '．']).ends_with(|c| chars::digit(c).is_some());
    let goes_on = |c| chars::digit(c).is_some() || "万亿%％个家项处座亩吨户套件场次台".contains(c);
    if figure && after.starts_with(goes_on) {
        score += 2.0;
    }
    score
}

/// How well a piece goes on with a list of units.
pub(super) fn units(cell: &Flow<'_>, piece: &Flow<'_>, hints: &BodyHints) -> Option<f32> {
    let (before, after) = (cell.text(), piece.text());
    if after.contains('。') || is_none_mark(after) {
        return None;
    }
    let separator = ['、', '，', ',', '；', ' '];
    // 各县（市、区）: what stands in brackets does not end a name, nor does a break in them.
    let mut depth = 0i32;
    let mut ends = |&(_, c): &(usize, char)| {
        depth += i32::from(chars::is_open(c)) - i32::from(matches!(c, '）' | ')' | '〕' | ']'));
        depth <= 0 && separator.contains(&c)
    };
    let cut = before.char_indices().filter(&mut ends).last();
    let last = cut.map_or(before, |(at, c)| &before[at + c.len_utf8()..]);
    let first = after.char_indices().find(&mut ends).map_or(after, |(at, _)| &after[..at]);
    if before.is_empty() {
        return Some(if hints.units.contains(after) { 0.3 } else { -1.5 });
    }
    let one = [last, first].concat();
    let told = |name: &str| hints.units.contains(name);
    // A list names nobody twice.
    if told(first) && before.split(separator).any(|name| name == first) {
        return Some(-2.5);
    }
    if told(&one) && !(told(last) && told(first)) {
        return Some(3.0);
    }
    if after.starts_with(separator) || last.is_empty() {
        return Some(if told(first) || told(last) { 1.6 } else { 1.2 });
    }
    if told(last) && told(first) {
        return Some(0.3);
    }
    let mut whole = cell.clone();
    whole.append(piece);
    let share = responsibility::unit_score(&whole);
    Some(1.8 * share - 1.0 - if told(last) { 0.8 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source, TextRange};

    use super::*;

    use ColumnKind as K;

    const COLUMNS: [K; 6] = [K::Number, K::Action, K::Content, K::Lead, K::Support, K::Deadline];

    /// The columns that the pieces go on with, and whether that is beyond doubt; nothing where they
    /// stand alone.
    fn aligned(row: &[&str], pieces: &[&str]) -> Option<(Vec<Option<K>>, bool)> {
        let texts: Vec<&str> = row.iter().chain(pieces).copied().collect();
        let sources: Vec<Source> =
            texts.iter().map(|text| Source::from_text("n", Format::Text, text)).collect();
        let flow = |at: usize| Flow::new(&sources[at], 0, &[TextRange::at(0, texts[at].len())]);
        let cells: Vec<CutCell<'_>> = COLUMNS
            .iter()
            .enumerate()
            .map(|(at, &kind)| CutCell {
                column: Some(Assigned { kind, period: None, heading: Some(at), implements: false }),
                flow: flow(at),
            })
            .collect();
        let pieces: Vec<Cell<'_>> =
            (row.len()..sources.len()).map(|at| Cell::across(flow(at))).collect();
        let mut hints = BodyHints::default();
        hints.units.extend(["市邮政管理局", "市财政局"].map(Into::into));
        hints.clauses.insert(key("新建县级物流中心 4 个、乡镇物流站 38 个。"));
        let found = align(&pieces, &cells, &hints, false).filter(|found| found.score > 0.2)?;
        Some((found.columns.iter().map(|c| c.map(|c| c.kind)).collect(), found.clear))
    }

    /// Which column each piece goes on with; nothing where the row stands alone.
    #[track_caller]
    fn check(row: &[&str], pieces: &[&str], expected: &[Option<K>]) {
        let found = aligned(row, pieces).map(|(columns, _)| columns);
        assert_eq!(found.unwrap_or_default(), expected);
    }

    const ROW: [&str; 6] = [
        "2",
        "完善网络",
        "新建县级物流中心 4 个、",
        "各县（市）人民政府",
        "市财政局、市邮",
        "2026年12",
    ];

    #[test]
    fn pieces_go_on_in_their_own_columns() {
        check(
            &ROW,
            &["", "", "乡镇物流站 38 个。", "", "政管理局", "月底前"],
            &[None, None, Some(K::Content), None, Some(K::Support), Some(K::Deadline)],
        );
    }

    #[test]
    fn pieces_find_their_cells_where_empty_ones_were_dropped() {
        check(
            &ROW,
            &["乡镇物流站 38 个。", "", "政管理局", "月底前"],
            &[Some(K::Content), None, Some(K::Support), Some(K::Deadline)],
        );
        check(&ROW, &["政管理局"], &[Some(K::Support)]);
        check(&ROW, &["", "月底前"], &[None, Some(K::Deadline)]);
    }

    #[test]
    fn a_group_written_again_is_no_piece_of_its_cell() {
        check(
            &ROW,
            &["", "完善网络", "乡镇物流站 38 个。"],
            &[None, Some(K::Action), Some(K::Content)],
        );
    }

    #[test]
    fn a_break_may_fall_anywhere_in_a_name_or_a_date() {
        let row = ["2", "", "新建县级物流中心 4 个。", "各县（市、", "市财", "每"];
        check(
            &row,
            &["", "", "", "区）人民政府", "政局", "半年一次"],
            &[None, None, None, Some(K::Lead), Some(K::Support), Some(K::Deadline)],
        );
        let row = ["2", "", "新建县级物流中心 4 个。", "各县（市、区）", "市财", "持续"];
        check(
            &row,
            &["", "", "", "人民政府", "政局", "推进"],
            &[None, None, None, Some(K::Lead), Some(K::Support), Some(K::Deadline)],
        );
    }

    #[test]
    fn a_piece_that_fits_two_cells_alike_is_in_doubt() {
        let open = ["2", "完善网络", "新建县级物流中心 4 个。", "市财", "市财", ""];
        assert!(aligned(&open, &["政局"]).is_some_and(|(_, clear)| !clear));
        assert!(aligned(&ROW, &["政管理局"]).is_some_and(|(_, clear)| clear));
    }

    #[test]
    fn a_row_of_its_own_goes_on_with_nothing() {
        check(&ROW, &["3", "降低成本", "推广差异化收费。", "市财政局", "", "2026年6月底前"], &[]);
        let closed = ["2", "完善网络", "新建物流站。", "市财政局", "", "2026年6月底前"];
        check(&closed, &["", "", "推广差异化收费。", "", "", "2026年9月底前"], &[]);
    }
}
