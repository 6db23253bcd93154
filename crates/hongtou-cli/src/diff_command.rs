//! `hongtou diff`.

use std::ffi::OsString;
use std::path::Path;

use clap::ArgMatches;
use hongtou_diff::{Change, Changes, Kind, Part};
use hongtou_model::{Lang, Notice};
use hongtou_source::counted;

use crate::batch::{complain, deliver, load};
use crate::check::wrong_use;
use crate::inputs::{self, From};
use crate::pipeline::{self, Reading, Unreadable};
use crate::{Exit, Languages, defect, git, term};

/// Compares two versions of a notice.
pub(crate) fn run(matches: &ArgMatches, languages: Languages) -> Exit {
    let lang = languages.text;
    let reading = Reading::new(lang);
    let argument = |name| matches.get_one::<OsString>(name).cloned();
    let Some(first) = argument("OLD") else { return Exit::Usage };
    let (old, new) = match (matches.get_one::<String>("git"), argument("NEW")) {
        (Some(revision), _) => {
            let path = Path::new(&first);
            if path.is_dir() {
                return one_file(&first, lang);
            }
            if let Err(problem) = git::known(revision, path) {
                return wrong_use(problem.message(lang), lang);
            }
            let bytes = match git::show(revision, path) {
                Ok(Some(bytes)) => bytes,
                shown => {
                    let problem = shown.err().unwrap_or_else(|| {
                        Unreadable::new(|lang| match lang {
                            Lang::Zh => format!("{revision} 里没有这个文件"),
                            Lang::En => format!("{revision} has no such file"),
                        })
                    });
                    complain(&first.to_string_lossy(), &problem, lang);
                    return Exit::Unreadable;
                }
            };
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let path = format!("{revision}:{}", first.to_string_lossy());
            (parse(name, bytes, &path, &reading, lang), file(&first, &reading, lang))
        }
        (None, Some(second)) if first == "-" && second == "-" => {
            return wrong_use(
                lang.pick(
                    "标准输入（-）只能给一次：另一份要给出文件",
                    "standard input (-) can be one of the two alone: name a file for the other",
                ),
                lang,
            );
        }
        (None, Some(second)) => (file(&first, &reading, lang), file(&second, &reading, lang)),
        (None, None) => return Exit::Usage,
    };
    let (old, new) = match (old, new) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            let failed = [old.err(), new.err()];
            return failed.into_iter().flatten().fold(Exit::Usage, Exit::and);
        }
    };
    let changes = hongtou_diff::diff(&old, &new);
    let text = match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => {
            let json = serde_json::to_string_pretty(&changes).expect("changes have string keys");
            format!("{json}\n")
        }
        Some("markdown") => markdown(&changes, languages.machine),
        _ => plain(&changes, lang),
    };
    let exit = if changes.changes.is_empty() { Exit::Clean } else { Exit::Found };
    deliver(&text, exit, lang)
}

fn file(argument: &OsString, reading: &Reading, lang: Lang) -> Result<Notice, Exit> {
    let found = inputs::find(std::slice::from_ref(argument), None);
    for (name, reason) in &found.missing {
        complain(name, reason, lang);
    }
    let [input] = found.inputs.as_slice() else {
        if !found.missing.is_empty() {
            return Err(Exit::Unreadable);
        }
        return Err(one_file(argument, lang));
    };
    let name = match &input.from {
        From::Stdin => input.name.clone(),
        From::File(_) => input.file_name(),
    };
    match load(input, reading) {
        Ok(bytes) => parse(name, bytes, &input.path(), reading, lang),
        Err(problem) => {
            complain(&input.path(), &problem, lang);
            Err(Exit::Unreadable)
        }
    }
}

/// Says that what was named is no file.
fn one_file(argument: &OsString, lang: Lang) -> Exit {
    let wanted = lang.pick("：要一个文件", ": one file is wanted here");
    wrong_use(&format!("{}{wanted}", argument.to_string_lossy()), lang)
}

/// The notice in a file's bytes; `path` is what messages call it.
fn parse(
    name: String,
    bytes: Vec<u8>,
    path: &str,
    reading: &Reading,
    lang: Lang,
) -> Result<Notice, Exit> {
    let files = vec![(name, bytes)];
    let read = defect::watched(|| pipeline::read_input(files, false, reading));
    match read.unwrap_or_else(Err) {
        Ok(Some(read)) => Ok(read.notice),
        Ok(None) => Err(Exit::Unreadable),
        Err(problem) => {
            complain(path, &problem, lang);
            Err(Exit::Unreadable)
        }
    }
}

fn label(change: &Change, lang: Lang) -> &'static str {
    let (zh, en) = match change.kind {
        Kind::Added => ("新增", "added"),
        Kind::Dropped => ("删去", "dropped"),
        Kind::Moved => ("移位", "moved"),
        Kind::Renumbered => ("改号", "renumbered"),
        Kind::Words => ("文字", "words"),
        Kind::Figure => ("数字", "figure"),
        Kind::Deadline => ("时限", "deadline"),
        Kind::UnitAdded => ("增加单位", "unit added"),
        Kind::UnitDropped => ("减少单位", "unit dropped"),
        // Whether it is another unit or another name of the same is not in the words.
        Kind::UnitRenamed => ("换单位", "unit in another's place"),
        Kind::UnitOrder => ("单位次序", "order of units"),
        Kind::Role => ("改变分工", "role"),
        Kind::TargetAdded => ("增加目标", "target added"),
        Kind::TargetDropped => ("减少目标", "target dropped"),
        Kind::Target => ("目标", "target"),
        Kind::Heading if change.part == Part::Table => ("分组", "group"),
        Kind::Heading => ("标题", "heading"),
        Kind::Header => ("文头文尾", "header"),
    };
    lang.pick(zh, en)
}

/// What is compared, in the words of the user.
fn what(change: &Change, lang: Lang) -> &str {
    let names = match change.what.as_str() {
        "issuer_mark" => ("发文机关标志", "issuer mark"),
        "document_number" => ("发文字号", "document number"),
        "title" => ("标题", "title"),
        "addressees" => ("主送机关", "addressees"),
        "signatories" => ("署名", "signatories"),
        "issued_on" => ("成文日期", "date of issue"),
        "disclosure" => ("公开属性", "disclosure"),
        "attachments" => ("附件", "attachments"),
        "marks" => ("状态标注", "marks"),
        "copied_to" => ("抄送机关", "copied to"),
        "printed_by" => ("印发机关", "printed by"),
        "printed_on" => ("印发日期", "printed on"),
        "plan.title" => ("方案标题", "title of the plan"),
        "responsibility" => ("责任", "responsibility"),
        "section" => ("所在部分", "section"),
        "table" => ("所在表格", "table"),
        other => return other,
    };
    lang.pick(names.0, names.1)
}

/// A value of a change; roles in the words of the user.
fn value(change: &Change, value: &str, lang: Lang) -> String {
    if !matches!(change.kind, Kind::Role | Kind::UnitAdded | Kind::UnitDropped) {
        return value.replace(['\n', '\r'], " ");
    }
    let named = |role: &str| match role {
        "lead" => lang.pick("牵头", "lead"),
        "responsible" => lang.pick("负责", "responsible"),
        "support" => lang.pick("配合", "support"),
        "guide" => lang.pick("指导", "guide"),
        _ => lang.pick("落实", "implement"),
    };
    value.split('、').map(named).collect::<Vec<_>>().join("、")
}

/// `old → new`, with a sign for what is not there.
fn values(change: &Change, lang: Lang) -> String {
    let shown = |words: &Option<String>| {
        words.as_deref().map_or_else(|| "∅".to_owned(), |words| value(change, words, lang))
    };
    match (change.kind, &change.old, &change.new) {
        (Kind::Added, _, new) => whole(change, shown(new), lang),
        (Kind::Dropped, old, _) => whole(change, shown(old), lang),
        (Kind::Moved, ..) if change.old_title.is_some() || change.new_title.is_some() => {
            format!("{} → {}", shown(&change.old_title), shown(&change.new_title))
        }
        // The same place of the order is another place among the tasks that stayed.
        (Kind::Moved, old, new) if old == new => String::new(),
        (Kind::Moved, Some(old), Some(new)) => {
            let [old, new] = [old, new].map(|id| position(id, lang));
            format!("{old} → {new}")
        }
        (_, old, new) => format!("{} → {}", shown(old), shown(new)),
    }
}

/// A task that one version alone has: under which heading, its words, who answers for it, by when.
fn whole(change: &Change, words: String, lang: Lang) -> String {
    let mut out = match &change.heading {
        Some(heading) => format!("{heading}{}{words}", lang.pick("：", ": ")),
        None => words,
    };
    // What the words say themselves need not be said again.
    let more = [&change.units, &change.deadline].into_iter().flatten();
    let more: Vec<&str> = more.map(String::as_str).filter(|more| !out.contains(more)).collect();
    if !more.is_empty() {
        let [open, between, close] = lang.pick(["（", "；", "）"], [" (", "; ", ")"]);
        out.push_str(&format!("{open}{}{close}", more.join(between)));
    }
    out.replace(['\n', '\r'], " ")
}

/// Where a row stands in its table, in words; of other tasks the id says it.
fn position(id: &str, lang: Lang) -> String {
    let row = id.rsplit_once(".r").and_then(|(_, row)| row.parse::<u32>().ok());
    match (row, lang) {
        (Some(row), Lang::Zh) => format!("第{row}行"),
        (Some(row), Lang::En) => format!("row {row}"),
        (None, _) => id.to_owned(),
    }
}

/// So many changes of number are told together.
const MANY: usize = 2;

/// The changes one by one, and those of the number together that one shift makes of tasks in a row.
fn runs(changes: &[Change]) -> Vec<&[Change]> {
    let mut runs = Vec::new();
    let mut rest = changes;
    while let Some(first) = rest.first() {
        let alike = |change: &&Change| change.part == first.part && shift(change) == shift(first);
        let length = match shift(first) {
            Some(_) => rest.iter().take_while(alike).count(),
            None => 1,
        };
        let (run, after) = rest.split_at(if length < MANY { 1 } else { length });
        runs.push(run);
        rest = after;
    }
    runs
}

/// By how much the number of a task changed.
fn shift(change: &Change) -> Option<i64> {
    let number = |words: &Option<String>| words.as_deref().and_then(|words| words.parse().ok());
    let (old, new): (i64, i64) = match change.kind {
        Kind::Renumbered => (number(&change.old)?, number(&change.new)?),
        _ => return None,
    };
    Some(new - old)
}

/// Several changes of number as one: where, from which numbers, to which.
fn folded(run: &[Change]) -> Option<(String, String, String)> {
    let (first, last) = match run {
        [first, .., last] => (first, last),
        _ => return None,
    };
    let both = |part: fn(&Change) -> &Option<String>| {
        let [a, b] = [first, last].map(|change| part(change).as_deref().unwrap_or_default());
        format!("{a}–{b}")
    };
    Some((both(|c| &c.new_id), both(|c| &c.old), both(|c| &c.new)))
}

fn plain(changes: &Changes, lang: Lang) -> String {
    if changes.changes.is_empty() {
        return lang.pick("两版相同\n", "no difference\n").to_owned();
    }
    let mut out = String::new();
    let runs = runs(&changes.changes);
    let lines = runs.len();
    for run in runs {
        let change = &run[0];
        if let Some((place, old, new)) = folded(run) {
            let (label, mark) = (label(change, lang), lang.pick("：", ": "));
            out.push_str(&format!("{label} {place}{mark}{old} → {new}\n"));
            continue;
        }
        let id = change.new_id.as_ref().or(change.old_id.as_ref());
        let mut line = label(change, lang).to_owned();
        for part in [id.map(String::as_str), Some(what(change, lang))].into_iter().flatten() {
            if !part.is_empty() {
                line.push(' ');
                line.push_str(part);
            }
        }
        let values = values(change, lang);
        if !values.is_empty() {
            line.push_str(&format!("{}{values}", lang.pick("：", ": ")));
        }
        let whole =
            matches!(change.kind, Kind::Added | Kind::Dropped | Kind::Header | Kind::Heading);
        if !whole && !change.about.is_empty() {
            line.push_str(&format!("  [{}]", change.about));
        }
        out.push_str(&term::clean(&line.replace(['\n', '\r', '\t'], " ")));
        out.push('\n');
    }
    let count = changes.changes.len();
    out.push_str(&match lang {
        // Numbers that move on together take a line.
        Lang::Zh if lines < count => format!("共 {count} 处不同，合为 {lines} 行\n"),
        Lang::Zh => format!("共 {count} 处不同\n"),
        Lang::En if lines < count => {
            format!("{count} differences in {}\n", counted(lines, "line", "lines"))
        }
        Lang::En => format!("{}\n", counted(count, "difference", "differences")),
    });
    out
}

fn markdown(changes: &Changes, lang: Lang) -> String {
    if changes.changes.is_empty() {
        return lang.pick("两版内容相同。\n", "No difference in content.\n").to_owned();
    }
    let mut out = lang
        .pick("| 变化 | 位置 | 任务 | 原 | 现 |\n", "| change | where | task | old | new |\n")
        .to_owned();
    out.push_str("|---|---|---|---|---|\n");
    for run in runs(&changes.changes) {
        let change = &run[0];
        if let Some((place, old, new)) = folded(run) {
            out.push_str(&format!("| {} | {place} |  | {old} | {new} |\n", label(change, lang)));
            continue;
        }
        let id = change.new_id.as_ref().or(change.old_id.as_ref()).map_or("", String::as_str);
        let place = format!("{id} {}", what(change, lang));
        let cell = |words: &Option<String>| {
            words.as_deref().map_or_else(String::new, |words| value(change, words, lang))
        };
        let (old, new) = match (&change.old_title, &change.new_title) {
            (None, None) => (cell(&change.old), cell(&change.new)),
            (old, new) => (cell(old), cell(new)),
        };
        let cells = [label(change, lang), place.trim(), &change.about, &old, &new];
        for cell in cells {
            out.push_str("| ");
            out.push_str(&escaped(cell));
            out.push(' ');
        }
        out.push_str("|\n");
    }
    out
}

/// Words for a cell of a Markdown table, where they neither end the cell nor command anything.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in term::clean(text).chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // Hosts look for mentions and issue numbers in the words as drawn, where no backslash
            // is left: an empty comment parts the sign from what it would call.
            '@' | '#' => {
                out.push(c);
                out.push_str("<!-- -->");
            }
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_holds_any_words() {
        assert_eq!(escaped("a|b\n<img>@all"), "a\\|b &lt;img&gt;@<!-- -->all");
        assert_eq!(escaped("#12 [x](http://a)"), "#<!-- -->12 \\[x\\](http://a)");
    }
}
