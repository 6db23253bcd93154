//! For people: errors and warnings with the lines they are about, then infos in a line each.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use hongtou_model::{Lang, Severity};
use hongtou_source::counted;

use super::{Results, Style};
use crate::pipeline::Covered;
use crate::place::{Reported, Spot};
use crate::term::clean;

/// The rule that misses an attachment.
const ATTACHMENT_MISSING: &str = "RF002";

/// Draws all open findings.
pub(super) fn render(results: &Results, style: Style<'_>) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(200);
    let mut out = String::new();
    for reported in results.open().filter(|reported| in_full(reported, style)) {
        out.push_str(&finding(reported, &renderer, style.lang));
        out.push_str("\n\n");
    }
    let before = out.len();
    for reported in results.open().filter(|reported| !in_full(reported, style)) {
        out.push_str(&info(reported, style));
        out.push('\n');
    }
    if out.len() > before {
        out.push('\n');
    }
    out
}

/// Whether a finding is drawn with its lines.
fn in_full(reported: &Reported, style: Style<'_>) -> bool {
    style.infos_in_full || reported.finding.severity != Severity::Info
}

/// What is said of the run as a whole, line by line: what agrees, how much was found, how to see more.
pub(crate) fn sums(results: &Results, style: Style<'_>) -> Vec<String> {
    let lang = style.lang;
    let mut out = Vec::new();
    if results.open().any(|reported| !in_full(reported, style)) {
        out.push(lang.pick(
            "（--fail-level info 连同原文显示提示）",
            "(--fail-level info shows infos with their source lines)",
        ));
    }
    let elsewhere = |reported: &Reported| reported.finding.code == ATTACHMENT_MISSING;
    if style.apart && results.open().any(elsewhere) {
        out.push(lang.pick(
            "（附件另成文件的，把它和正文一起给出，加 --as-one）",
            "(an attachment in a file of its own is read with the notice by --as-one)",
        ));
    }
    let mut out: Vec<String> = out.into_iter().map(str::to_owned).collect();
    if results.read > 0 {
        out.extend(agreements(results, lang));
        // Sections of several notices say nothing without their names.
        if results.read == 1 {
            out.extend(in_part(&results.coverage, lang));
        }
        out.push(summary(results, lang));
    }
    out
}

fn finding(reported: &Reported, renderer: &Renderer, lang: Lang) -> String {
    let finding = &reported.finding;
    let level = match finding.severity {
        Severity::Error => Level::ERROR.with_name(lang.pick("错误", "error")),
        Severity::Warning => Level::WARNING.with_name(lang.pick("警告", "warning")),
        Severity::Info => Level::INFO.with_name(info_name(lang)),
    };
    let title = one_line(&finding.message);
    let mut group = Group::with_title(level.primary_title(title).id(finding.code.as_str()));
    group = place(group, reported.spot.as_ref(), reported, finding.at.id.as_deref(), "", true);
    for (related, spot) in finding.related.iter().zip(&reported.related) {
        let note = one_line(&related.note);
        group = place(group, spot.as_ref(), reported, related.at.id.as_deref(), &note, false);
    }
    if let Some(help) = &finding.help {
        let level = Level::HELP.with_name(lang.pick("建议", "help"));
        group = group.element(level.message(one_line(help)));
    }
    if mendable(reported) {
        let level = Level::NOTE.with_name(lang.pick("可改", "fix"));
        group = group.element(level.message(lang.pick("--fix 可以改正", "--fix can mend this")));
    }
    let drawn = renderer.render(&[group]);
    // A snippet under an origin line of its own gets a second mark for the origin.
    let kept = drawn.lines().map(str::trim_end).filter(|line| visible(line).trim() != ":::");
    kept.collect::<Vec<_>>().join("\n")
}

fn info_name(lang: Lang) -> &'static str {
    lang.pick("提示", "info")
}

/// An info in one line: its place first, as compilers write it.
fn info(reported: &Reported, style: Style<'_>) -> String {
    let finding = &reported.finding;
    let place = origin(reported.spot.as_ref(), reported, finding.at.id.as_deref());
    let level = format!("{}[{}]", info_name(style.lang), finding.code);
    let fix =
        if mendable(reported) { style.lang.pick("（--fix 可改）", " (--fix)") } else { "" };
    format!("{place}: {level}: {}{fix}", one_line(&finding.message))
}

/// Whether `--fix` would mend it.
fn mendable(reported: &Reported) -> bool {
    let safe = reported.finding.fix.as_ref().is_some_and(|fix| fix.safe);
    reported.in_reach && safe && !reported.edits.is_empty()
}

/// Where it is: file, line, column, place in a container, and the id of the value.
fn origin(spot: Option<&Spot>, reported: &Reported, id: Option<&str>) -> String {
    let mut path = match spot {
        None => clean(&reported.path),
        Some(spot) => {
            let mut path =
                format!("{}:{}:{}", clean(&spot.path), spot.start.line, spot.start.chars);
            for place in &spot.places {
                path.push_str(&format!(" ({})", one_line(place)));
            }
            path
        }
    };
    if let Some(id) = id {
        path.push_str(&format!(" {id}"));
    }
    path
}

/// The line without its colours, which are the only escape sequences in it.
fn visible(line: &str) -> String {
    let mut pieces = line.split('\u{1b}');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str(piece.split_once('m').map_or("", |(_, rest)| rest));
    }
    out
}

/// Adds a place: its origin line, and the source line where there is text.
fn place<'g>(
    group: Group<'g>,
    spot: Option<&Spot>,
    reported: &Reported,
    id: Option<&str>,
    note: &str,
    primary: bool,
) -> Group<'g> {
    let mut path = origin(spot, reported, id);
    let Some(spot) = spot else {
        if !note.is_empty() {
            path.push_str(&format!(": {note}"));
        }
        return group.element(Element::from(Origin::path(path)));
    };
    let [before, within, after] = &spot.crop;
    let line = format!("{before}{within}{after}");
    let at = before.len()..before.len() + within.len();
    let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    let mut annotation = kind.span(at);
    if !note.is_empty() {
        annotation = annotation.label(note.to_owned());
    }
    let snippet = Snippet::source(line).line_start(spot.start.line as usize).annotation(annotation);
    group.element(Element::from(Origin::path(path))).element(snippet)
}

/// Words for one line of a terminal.
fn one_line(text: &str) -> String {
    clean(&text.replace(['\n', '\r', '\t'], " "))
}

/// What agrees, in one line.
fn agreements(results: &Results, lang: Lang) -> Option<String> {
    let a = &results.agreements;
    if a.clauses == 0 && a.rows == 0 {
        // That nothing was found must not read as if all were well.
        let nothing = lang.pick(
            "没有读出任务：没有可校核的条目和任务表格",
            "no task was read: there is no clause and no task table to check",
        );
        return (results.read == 1).then(|| nothing.to_owned());
    }
    Some(match lang {
        Lang::Zh if a.rows == 0 => format!("核对：正文 {} 条，没有任务表格", a.clauses),
        Lang::En if a.rows == 0 => {
            format!("checked: {}, no task table", counted(a.clauses, "clause", "clauses"))
        }
        // Nothing to hold the rows against: all of what agrees would be 0, as if nothing did.
        Lang::Zh if a.clauses == 0 => format!("核对：表格 {} 行，没有正文任务可对照", a.rows),
        Lang::En if a.clauses == 0 => {
            let rows = counted(a.rows, "table row", "table rows");
            format!("checked: {rows}, no task of a body to compare with")
        }
        Lang::Zh => format!(
            "核对：正文 {} 条，表格 {} 行；对上 {} 条，其中文字相同 {}，单位相同 {}，数字相同 {} 处，时限相同 {} 处",
            a.clauses,
            a.rows,
            a.linked,
            a.texts_equal,
            a.units_equal,
            a.quantities_equal,
            a.deadlines_equal
        ),
        Lang::En => format!(
            "checked: {}, {}; {} in the table, {} of them word for word, {} with the same units, {} and {} alike",
            counted(a.clauses, "clause", "clauses"),
            counted(a.rows, "table row", "table rows"),
            a.linked,
            a.texts_equal,
            a.units_equal,
            counted(a.quantities_equal, "figure", "figures"),
            counted(a.deadlines_equal, "deadline", "deadlines"),
        ),
    })
}

/// The sections that the tables break down in part or not at all, a line each.
fn in_part(coverage: &[Covered], lang: Lang) -> Vec<String> {
    const MOST: usize = 12;
    let part = || coverage.iter().filter(|covered| covered.linked < covered.tasks);
    let line = |covered: &Covered| {
        let (name, linked) = (one_line(&covered.section), covered.linked);
        let (name, mark) =
            (name.as_str(), if name.is_empty() { "" } else { lang.pick("：", ": ") });
        match lang {
            Lang::Zh => format!("  {name}{mark}任务 {} 条，表中有 {linked} 条", covered.tasks),
            Lang::En => {
                let tasks = counted(covered.tasks, "task", "tasks");
                format!("  {name}{mark}{tasks}, {linked} in the table")
            }
        }
    };
    let mut lines: Vec<String> = part().take(MOST).map(line).collect();
    let more = part().count().saturating_sub(MOST);
    if more > 0 {
        lines.push(match lang {
            Lang::Zh => format!("  另有 {more} 个部分未全部列入表中"),
            Lang::En => format!("  and {more} more sections not all in the table"),
        });
    }
    lines
}

fn summary(results: &Results, lang: Lang) -> String {
    let summary = results.summary();
    let accepted = results.findings.len() - results.open().count();
    let Results { read, stale, expired, without_tasks, .. } = *results;
    let mut line = match lang {
        Lang::Zh => format!(
            "{read} 份通知：错误 {}，警告 {}，提示 {}",
            summary.error, summary.warning, summary.info
        ),
        Lang::En => format!(
            "{}: {}, {}, {}",
            counted(read, "notice", "notices"),
            counted(summary.error, "error", "errors"),
            counted(summary.warning, "warning", "warnings"),
            counted(summary.info, "info", "infos"),
        ),
    };
    if without_tasks > 0 && read > 1 {
        line.push_str(&match lang {
            Lang::Zh => format!("；其中 {without_tasks} 份没有读出任务"),
            Lang::En => format!("; no task was read in {without_tasks} of them"),
        });
    }
    if accepted > 0 {
        line.push_str(&match lang {
            Lang::Zh => format!("；清单中已接受 {accepted}"),
            Lang::En => format!("; {accepted} accepted by the baseline"),
        });
    }
    if stale > 0 {
        line.push_str(&match lang {
            Lang::Zh => format!("；清单中失效 {stale} 条（hongtou baseline prune 可清理）"),
            Lang::En => format!(
                "; {} of the baseline stale (hongtou baseline prune removes what is)",
                counted(stale, "entry", "entries")
            ),
        });
    }
    if expired > 0 {
        line.push_str(&match lang {
            Lang::Zh => format!("；清单中过期 {expired} 条，又照常报告"),
            Lang::En => format!(
                "; {} of the baseline expired, what they accepted is reported again",
                counted(expired, "entry", "entries")
            ),
        });
    }
    line
}

#[cfg(test)]
mod tests {
    use super::super::tests::{results, style};
    use super::*;

    #[test]
    fn both_places_are_drawn_and_wide_characters_measured() {
        let drawn = render(&results(), style());
        let expected = "\
错误[NU001]: 正文 85%，表格 90% ::error::不是命令 \\u{1b}[31m
";
        assert!(drawn.starts_with(expected), "{drawn}");
        assert!(!drawn.contains('\u{1b}'));
    }
}
