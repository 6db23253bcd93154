//! Matrices of tasks and bodies: a column is headed 市水利局, and √ or 牵头 in it says what the body has
//! to do with each task.

use hongtou_model::Role;
use hongtou_source::chars;

use super::grid::Cell;
use super::headings::{duty, is_heading_word, squeeze};
use super::profile::{is_none_mark, names_one};
use crate::responsibility;

/// What a cell says of the body that heads its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// ★, of which the notice may say elsewhere what it means.
    Mark(char),
    /// 牵头
    Duty(Role),
}

/// The longest that a cell says of the body above it, in bytes: letters may be set apart in it.
const LONGEST: usize = 60;
/// The most characters of a duty and its class of bodies: 牵头单位.
const MOST_WORDS: usize = 4;

/// What the words of a cell say of the body above it: √, ★, 牵头, √（配合).
pub(super) fn said(text: &str) -> Option<Said> {
    let bracket = |c: char| matches!(c, '（' | '）' | '(' | ')');
    let around = |c: char| bracket(c) || responsibility::is_ticking(c);
    // A look at its length or its first characters tells of most cells that they say more.
    let words = || text.chars().filter(|&c| !around(c) && !chars::is_space(c));
    if text.len() > LONGEST || words().nth(MOST_WORDS).is_some() {
        return None;
    }
    let squeezed = squeeze(text);
    let word = squeezed.trim_matches(around);
    if word.is_empty() {
        return squeezed.chars().find(|&c| responsibility::is_ticking(c)).map(Said::Mark);
    }
    let named = || word.strip_suffix("单位").or_else(|| word.strip_suffix("部门"));
    duty(word).or_else(|| duty(named()?)).map(Said::Duty)
}

/// The columns of a matrix, where the row heads one: bodies over nothing but marks and duties.
///
/// A column of names that nothing tells is one beside more that are told.
pub(super) fn columns<'r, 's: 'r>(
    head: &[Cell<'s>],
    rows: impl Iterator<Item = &'r [Cell<'s>]> + Clone,
) -> Vec<usize> {
    let cells = |at: usize| rows.clone().filter_map(move |row| row.get(at)?.words());
    let told = |text: &str| said(text).is_some() || is_none_mark(text);
    let names_body = |at: usize| {
        head[at].words().is_some_and(|words| {
            !words.contains(|c| chars::digit(c).is_some())
                // 派出所, 东河镇: a name alone that only its end tells; not 城区, 郊区.
                && (responsibility::names_alone(&head[at].flow)
                    || names_one(words) && words.chars().count() > 2)
        })
    };
    // 是否完成, 完成情况: what is done, and nobody.
    let reports = |words: &str| {
        ["是否", "完成", "情况", "进度", "进展", "备注"].iter().any(|word| words.contains(word))
    };
    let open = |&at: &usize| {
        head[at].words().is_some_and(|words| !is_heading_word(words) && !reports(words))
    };
    // The first cell tells of nearly every column that it holds other words.
    let marked: Vec<usize> = (0..head.len())
        .filter(|&at| cells(at).all(told) && cells(at).any(|text| said(text).is_some()))
        .filter(open)
        .collect();
    let named = marked.iter().filter(|&&at| names_body(at)).count();
    if named < 2 || named * 2 <= marked.len() {
        return Vec::new();
    }
    // A body may have nothing to do on this page.
    let idle = |at: &usize| cells(*at).next().is_none() && names_body(*at);
    (0..head.len()).filter(|at| marked.contains(at) || open(at) && idle(at)).collect()
}

#[cfg(test)]
mod tests {
    use hongtou_source::{Format, Source};

    use super::*;
    use crate::fixtures;

    /// The columns that a matrix of the rows has; `|` parts the cells.
    fn found(rows: &[&str]) -> Vec<usize> {
        let source = Source::from_text("n", Format::Text, &rows.join("\n"));
        let all = fixtures::rows(&source);
        columns(&all[0], all[1..].iter().map(Vec::as_slice))
    }

    #[test]
    fn bodies_over_marks_and_duties() {
        for (rows, expected) in [
            (
                &["序号|任务|市水利局|市财政局|时限", "1|清淤|√||6月", "2|筹资||√|9月"][..],
                &[2, 3][..],
            ),
            (
                &["任务|市水利局|市财政局|各镇", "清淤|牵头|配合|—", "筹资|配合|牵头|参与"],
                &[1, 2, 3],
            ),
            (&["任务|水利局|财政局|住建|环保局", "清淤|★|☆||", "筹资|☆|★|☆|"], &[1, 2, 3, 4]),
            (
                &["任务|综治办|派出所|司法所|民政办", "排查|主办|协办|会办|", "帮扶||||主办"],
                &[1, 2, 3, 4],
            ),
            (&["任务|东河镇|西河镇|云溪区", "清淤|√||√"], &[1, 2, 3]),
            (&["任务|市水利局|市财政局|是否完成", "清淤|√||√", "筹资||√|"], &[1, 2]),
            (&["任务|办公室|综合科", "清淤|√（牵头）|√", "筹资||● 配合单位"], &[1, 2]),
        ] {
            assert_eq!(found(rows), expected, "{rows:?}");
        }
    }

    #[test]
    fn what_ticks_other_things_is_no_matrix() {
        for rows in [
            &["序号|事项|材料齐全|网上可办|市级|县级", "1|迁移|√|√|√|", "2|办证|√|||√"][..],
            &["序号|任务|责任单位|是否完成", "1|清淤|市水利局|√", "2|筹资|市财政局|√"],
            &["乡镇|造林（亩）|育林（亩）", "东镇|√|3", "西镇|5|√"],
            &["任务|企业|个人|社会组织", "补贴|√||√", "培训||√|√"],
            &["任务|城区|郊区|农村", "清淤|√||√"],
            &["任务|一季度|二季度", "清淤|√|", "筹资||√"],
            // One body alone heads no matrix.
            &["任务|市水利局|备注", "清淤|√|", "筹资|√|"],
        ] {
            assert_eq!(found(rows), Vec::<usize>::new(), "{rows:?}");
        }
    }

    #[test]
    fn what_a_cell_says_of_the_body_above_it() {
        for (text, expected) in [
            ("√", Some(Said::Mark('√'))),
            (" ☆ ", Some(Said::Mark('☆'))),
            ("牵头", Some(Said::Duty(Role::Lead))),
            ("√（配合）", Some(Said::Duty(Role::Support))),
            ("责任单位", Some(Said::Duty(Role::Responsible))),
            ("—", None),
            ("/", None),
            ("", None),
            ("牵头开展检查", None),
            ("10", None),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
