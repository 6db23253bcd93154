//! What changes the dress of a notice and not its words changes nothing but places.
//!
//! Over the generated notices and the fixtures: blank lines, line ends, widths, heading marks, and
//! the form of tables.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use hongtou_fuzz::page;
use hongtou_generate::{Damage, Form, Layout, Truth, plan, render};
use hongtou_model::Notice;

mod compare;

/// What a notice says, without places, prints and repairs.
fn meaning(notice: &Notice) -> Vec<String> {
    let header = &notice.header;
    let mut out = vec![
        format!("{:?}", header.document_number.as_ref().map(|number| compare::plain(&number.text))),
        format!("{:?}", header.title.as_deref().map(compare::plain)),
        format!("{:?} {:?}", header.issued_on, header.printed_on),
    ];
    for section in &notice.sections {
        out.push(format!(
            "{:?} {:?}",
            section.ordinal,
            section.title.as_deref().map(compare::plain)
        ));
        for item in &section.items {
            out.push(format!(
                "{:?} {:?}",
                item.number,
                item.heading.as_deref().map(compare::plain)
            ));
            for clause in &item.clauses {
                let units = clause.units.iter();
                let units: Vec<String> = units
                    .map(|unit| format!("{} {:?}", compare::plain(&unit.name), unit.role))
                    .collect();
                out.push(format!("{} {units:?}", compare::plain(&clause.text)));
            }
        }
    }
    for row in notice.tables.iter().flat_map(|table| &table.rows) {
        let plain = |words: &Option<String>| words.as_deref().map(compare::plain);
        let targets = row.targets.iter().filter(|target| !target.text.is_empty());
        let targets: Vec<String> = targets
            .map(|target| format!("{:?} {}", target.period, compare::plain(&target.text)))
            .collect();
        let units = row.units.iter();
        let units: Vec<String> =
            units.map(|unit| format!("{} {:?}", compare::plain(&unit.name), unit.role)).collect();
        out.push(format!(
            "{:?} {:?} {:?} {:?} {targets:?} {units:?} {:?} {:?}",
            row.number,
            row.section.as_ref().and_then(|section| section.ordinal),
            plain(&row.action),
            plain(&row.content),
            row.deadline.as_ref().map(|deadline| compare::plain(&deadline.text)),
            row.clause,
        ));
    }
    out
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A notice, and what it means before anything is changed.
struct Known {
    case: String,
    name: String,
    text: String,
    meaning: Vec<String>,
}

impl Known {
    fn new(case: String, name: String, text: String) -> Known {
        let meaning = meaning(&compare::read(&name, &text).1);
        Known { case, name, text, meaning }
    }
}

/// Every fixture that is Markdown or text.
static FIXTURES: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let folder = root().join("fixtures/layouts");
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).expect("fixtures").filter_map(Result::ok) {
        for name in ["notice.md", "notice.txt"] {
            if let Ok(text) = fs::read_to_string(entry.path().join(name)) {
                let case = entry.file_name().to_string_lossy().into_owned();
                out.push(Known::new(case, name.to_owned(), text));
            }
        }
    }
    out.sort_by(|a, b| a.case.cmp(&b.case));
    out
});

/// A generated notice of every layout.
static GENERATED: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let layouts = Layout::all().into_iter().zip(100u64..);
    layouts
        .map(|(layout, seed)| {
            let text = render(&plan(seed, 15), &layout, &Damage::NONE);
            Known::new(layout.name.to_owned(), format!("notice.{}", layout.extension()), text)
        })
        .collect()
});

/// Reads each notice changed, and holds its meaning against that of the notice as it was; `known`
/// are the cases whose meaning changes, and must.
fn same_meaning(change: impl Fn(&str, &str) -> Option<String>, known: &[&str]) {
    let mut wrong = Vec::new();
    for Known { case, name, text, meaning: before } in GENERATED.iter().chain(FIXTURES.iter()) {
        let Some(changed) = change(name, text) else { continue };
        let (document, notice) = compare::read(name, &changed);
        wrong.extend(compare::broken_promises(&document, &notice));
        let after = meaning(&notice);
        let differs = before.iter().zip(&after).find(|(a, b)| a != b);
        let differs = differs.map(|(a, b)| format!("{a}\n  → {b}"));
        let longer = before.len() != after.len();
        let differs = differs.or(longer.then(|| "another number of parts".to_owned()));
        match (differs, known.contains(&case.as_str())) {
            (Some(differs), false) => wrong.push(format!("{case}: {differs}")),
            (None, true) => wrong.push(format!("{case} keeps its meaning: take it off the list")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn line_ends_mean_nothing() {
    let change = |_: &str, text: &str| Some(text.replace('\n', "\r\n"));
    same_meaning(change, &[]);
}

#[test]
fn more_blank_lines_where_there_are_some_mean_nothing() {
    let change = |_: &str, text: &str| Some(text.replace("\n\n", "\n\n\n\n"));
    same_meaning(change, &[]);
}

#[test]
fn spaces_at_the_ends_of_lines_mean_nothing() {
    // Two of them would be a line break in Markdown.
    let change =
        |_: &str, text: &str| (!text.contains('\t')).then(|| text.replace("\n\n", " \n\n"));
    same_meaning(change, &[]);
}

#[test]
fn narrow_punctuation_means_the_same() {
    // Where places on the line part the cells, marks of another width make another table.
    let by_places = |line: &str| {
        let line = line.trim();
        let dashes = line.split_whitespace().all(|run| run.chars().all(|c| c == '-'));
        line.starts_with("+-") || dashes && line.split_whitespace().count() > 1
    };
    let change = |_: &str, text: &str| {
        let kept = text.lines().any(by_places);
        (!kept).then(|| text.chars().map(compare::narrow).collect())
    };
    // A defect: a numeral that lost its glyph is told by wide brackets only.
    same_meaning(change, &["n103-lost-glyph-in-eleven"]);
}

#[test]
fn heading_marks_mean_nothing_where_ordinals_stand() {
    let change = |name: &str, text: &str| {
        name.ends_with(".md").then(|| {
            let lines = text.lines().map(|line| {
                let bare = line.trim_start_matches('#');
                if bare.len() < line.len() && bare.starts_with(' ') {
                    bare.trim_start()
                } else {
                    line
                }
            });
            lines.collect::<Vec<_>>().join("\n")
        })
    };
    // Its sections have no ordinals: nothing but the marks tells them from items.
    same_meaning(change, &["r01-n102-headings-without-ordinals"]);
}

/// A table of one plan in tabs, pipes and HTML.
#[test]
fn the_form_of_a_table_means_nothing() {
    for (mut layout, seed) in Layout::all().into_iter().zip(200u64..) {
        if layout.table.is_none() {
            continue;
        }
        let plan = plan(seed, 20);
        let mut meanings = Vec::new();
        for form in [Form::Tab, Form::Pipe, Form::Html] {
            if let Some(table) = &mut layout.table {
                table.form = form;
            }
            let text = render(&plan, &layout, &Damage::NONE);
            let (_, notice) = compare::read(&format!("notice.{}", layout.extension()), &text);
            let wrong = compare::differences(&Truth::new(&plan, &layout), &notice);
            assert!(wrong.is_empty(), "{} {form:?}: {wrong:#?}", layout.name);
            meanings.push(meaning(&notice));
        }
        assert!(meanings.windows(2).all(|pair| pair[0] == pair[1]), "{}", layout.name);
    }
}

/// A plan as a web page, in DOCX, and as two programs that read scans tell of it.
#[test]
fn the_container_means_nothing() {
    for (mut layout, seed) in Layout::all().into_iter().zip(300u64..) {
        if let Some(table) = &mut layout.table {
            table.form = Form::Tab;
        }
        let plan = plan(seed, 15);
        let truth = Truth::new(&plan, &layout);
        let parts = page::of_text(&render(&plan, &layout, &Damage::NONE));
        for (name, bytes) in [
            ("notice.html", page::html(&parts)),
            ("notice.docx", page::pack(&page::docx(&parts))),
            ("content_list.json", page::mineru(&parts)),
            ("docling.json", page::docling(&parts)),
        ] {
            let (document, notice) = compare::read(name, bytes);
            let mut wrong = compare::differences(&truth, &notice);
            wrong.extend(compare::broken_promises(&document, &notice));
            assert!(wrong.is_empty(), "{} as {name}: {wrong:#?}", layout.name);
        }
    }
}

/// A notice whose pages are files of their own: the table that the border cuts is closed and opened again.
fn in_two_files(text: &str, at: usize) -> [String; 2] {
    let [above, below] = [&text[..at], &text[at..]].map(str::to_owned);
    let open = above.matches("<table").count() > above.matches("</table>").count();
    match open {
        true => [above + "</table>\n", "<table>\n".to_owned() + &below],
        false => [above, below],
    }
}

/// Each notice is cut in turn at some of its line ends, at all of them where `HONGTOU_CUTS` is set.
///
/// Every cut keeps the promises. The meaning is that of the whole text, but for some cuts in tables that
/// the places of characters draw: a reader that sees half of one cannot tell its columns.
#[test]
fn the_border_of_two_files_means_no_more_than_that_of_two_pages() {
    /// One in so many cuts of the fixtures may change what they mean.
    const DRAWN: usize = 50;
    let step = if std::env::var_os("HONGTOU_CUTS").is_some() { 1 } else { 17 };
    let mut wrong = Vec::new();
    let mut changed = Vec::new();
    let mut cuts = 0;
    for (nth, known) in GENERATED.iter().chain(FIXTURES.iter()).enumerate() {
        let Known { case, name, text, meaning: whole } = known;
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        for at in ends.skip(nth % step).step_by(step) {
            let files = in_two_files(text, at);
            if files.iter().any(|file| file.trim().is_empty()) {
                continue;
            }
            cuts += 1;
            let below = text[at..].lines().next().unwrap_or_default();
            let (document, notice) = compare::read_as_one(name, &files);
            let broken = compare::broken_promises(&document, &notice).into_iter();
            wrong.extend(broken.map(|promise| format!("{case} before {below:?}: {promise}")));
            let after = meaning(&notice);
            if *whole != after {
                let differs = whole.iter().zip(&after).find(|(a, b)| a != b);
                let differs = format!("{case} before {below:?}: {differs:?}");
                if nth < GENERATED.len() { &mut wrong } else { &mut changed }.push(differs);
            }
        }
    }
    if changed.len() * DRAWN > cuts {
        wrong.append(&mut changed);
    }
    assert!(wrong.is_empty(), "{} of {cuts}\n{}", wrong.len(), wrong.join("\n"));
}

/// A sentence, a bracket, a heading, a cell and a name that the border of two files cuts are whole.
#[test]
fn what_the_border_of_two_files_cuts_is_whole() {
    const BODY: &str = "云林发〔2031〕3号\n\n云溪县林业局关于印发造林方案的通知\n\n各乡镇人民政府：\n\n\
        现将《造林方案》印发给你们，请认真执行。\n\n云溪县林业局\n\n2031年3月5日\n\n造林方案\n\n\
        一、扩大造林面积\n\n1.完成荒山造林。完成造林300亩，|成活率达到90%。（县林业局牵头，各乡镇|人民政府配合）\n\n\
        二、管护现有林木\n\n2.抚育幼林。抚育幼林500亩。（县林业局牵头，县财|政局配合）\n\n附件：造林任务表\n\n附件\n\n造林任务表\n\n";
    const TABLE: &str = "<table><tr><td>序号</td><td>任务</td><td>责任单位</td></tr>\
        <tr><td>1</td><td>完成造林300亩，#成活率达到90%。</td><td>县林业局牵头，各乡镇人民#政府配合</td></tr>\
        <tr><td>2</td><td>抚育幼林500亩。</td><td>县林业局牵头，县财政局配合</td></tr></table>\n";
    let plain = |text: &str| text.replace(['|', '#'], "");
    let whole = meaning(&compare::read("notice.md", plain(&(BODY.to_owned() + TABLE))).1);
    let held = |files: &[String]| {
        let (document, notice) = compare::read_as_one("notice.md", files);
        assert_eq!(compare::broken_promises(&document, &notice), Vec::<String>::new(), "{files:?}");
        assert_eq!(meaning(&notice), whole, "{files:?}");
        assert!(notice.residual.is_empty(), "{:?}", notice.residual);
    };
    for (at, _) in BODY.match_indices('|') {
        let [above, below] = [&BODY[..at], &BODY[at..]].map(plain);
        held(&[above.clone(), below.clone() + &plain(TABLE)]);
        held(&[above + "\n", below + &plain(TABLE)]);
    }
    // The cells of a row stand in both files, each as far as the page goes.
    let torn = TABLE.replace(
        "<tr><td>1</td><td>完成造林300亩，#成活率达到90%。</td><td>县林业局牵头，各乡镇人民#政府配合</td></tr>",
        "<tr><td>1</td><td>完成造林300亩，</td><td>县林业局牵头，各乡镇人民</td></tr></table>|\
         <table><tr><td></td><td>成活率达到90%。</td><td>政府配合</td></tr>",
    );
    let (above, below) = torn.split_once('|').expect("torn");
    held(&[plain(BODY) + above, below.to_owned()]);
    held(&[plain(BODY), above.to_owned(), below.to_owned()]);
}
