//! The texts of all fixtures, for tests that a shorter way tells the same as the whole one; and what
//! several tests look at in one way.

use std::fs;
use std::path::{Path, PathBuf};

use hongtou_model::{Lang, Notice};
use hongtou_source::{
    Block, BlockKind, Document, Format, Grid, GridForm, GridRow, Paragraph, Pieces, Source,
    TextRange,
};

use crate::flow::Flow;
use crate::lines::{self, Element, Line};
use crate::marker::Form;
use crate::record::Record;
use crate::table::grid::{Cell, Page};
use crate::table::{self, BodyHints, RowDraft};

/// What a line of a text is: the form and the number of its ordinal, and its words.
type Ordinal = (Option<Form>, u32, String);

/// The cells of the lines of a source, which `|` parts.
pub(crate) fn rows(source: &Source) -> Vec<Vec<Cell<'_>>> {
    let mut at = 0;
    let mut cell = |words: &str| {
        let flow = Flow::new(source, 0, &[TextRange::at(at, at + words.len())]);
        at += words.len() + 1;
        if words.is_empty() { Cell::default() } else { Cell::across(flow) }
    };
    source.text.split('\n').map(|row| row.split('|').map(&mut cell).collect()).collect()
}

/// The rows of a table of tasks, each as its number, action, task and cells of units, parted by `|`; its first
/// line is the header, and `-` stands between two pages.
pub(crate) fn task_rows(lines: &[&str], hints: &BodyHints) -> Vec<String> {
    let source = Source::from_text("n", Format::Text, &lines.join("\n"));
    let mut rows = rows(&source).into_iter();
    let mut pages = vec![Page::new(GridForm::Cells)];
    pages[0].header.extend(rows.next());
    for row in rows {
        match &row[..] {
            [mark] if mark.words() == Some("-") => pages.push(Page::new(GridForm::Cells)),
            _ => pages.last_mut().expect("the first page").rows.push(row),
        }
    }
    let table = table::table(pages, None, hints, &mut Record::new(Lang::Zh));
    let words = |flow: &Option<Flow<'_>>| flow.as_ref().map_or("", Flow::text).to_owned();
    let row = |row: &RowDraft<'_>| {
        let number = row.number.as_ref().map(|(number, _)| number.to_string());
        let front = [number.unwrap_or_default(), words(&row.action), words(&row.content)];
        let units = row.units.iter().map(|units| units.flow.text().to_owned());
        front.into_iter().chain(units).collect::<Vec<_>>().join("|")
    };
    table.rows.iter().map(row).collect()
}

/// The texts of some lines as a step puts them together; `gap` says that blank lines part them.
pub(crate) fn put_together(
    step: impl for<'s> Fn(Vec<Element<'s>>, &mut Record) -> Vec<Element<'s>>,
    lines: &[&str],
    gap: bool,
) -> Vec<String> {
    let source = Source::from_text("n", Format::Text, &lines.concat());
    let mut at = 0;
    let raw = lines.iter().map(|line| {
        let start = at;
        at += line.len();
        Element::Line(Line::new(Flow::new(&source, 0, &[TextRange::at(start, at)]), gap))
    });
    let found = step(raw.collect(), &mut Record::new(Lang::Zh));
    lines::texts(&found).into_iter().map(str::to_owned).collect()
}

/// The notice that the lines of a text are, each a paragraph of its own; `gap` says that blank lines part them.
pub(crate) fn notice_of_lines(text: &str, gap: bool) -> Notice {
    let source = Source::from_text("n", Format::Text, text);
    let mut at = 0;
    let block = |words: &str| {
        let pieces = [TextRange::at(at, at + words.len())].into_iter().collect();
        at += words.len() + 1;
        let paragraph = Paragraph { pieces, gap, ..Paragraph::default() };
        Block { source: 0, kind: BlockKind::Paragraph(paragraph) }
    };
    let blocks = text.split('\n').map(block).collect();
    crate::parse(&Document { sources: vec![source], blocks }, &crate::Options::default())
}

/// The notice that the lines of a text are: those with `|` the rows of pipe tables, others a paragraph each.
pub(crate) fn notice_with_tables(text: &str) -> Notice {
    let source = Source::from_text("n", Format::Markdown, text);
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let mut cell = |words: &str| {
            let piece = TextRange::at(at, at + words.len());
            at += words.len() + 1;
            if words.is_empty() { Pieces::new() } else { [piece].into_iter().collect() }
        };
        if !line.contains('|') {
            let paragraph = Paragraph { pieces: cell(line), gap: true, ..Paragraph::default() };
            blocks.push(Block { source: 0, kind: BlockKind::Paragraph(paragraph) });
            continue;
        }
        let cells = line.split('|').zip(0..).map(|(words, column)| hongtou_source::Cell {
            pieces: cell(words),
            column,
            ..hongtou_source::Cell::default()
        });
        let row = GridRow { cells: cells.collect(), ..GridRow::default() };
        match blocks.last_mut().map(|block| &mut block.kind) {
            Some(BlockKind::Table(grid)) => grid.rows.push(row),
            _ => {
                let kind = BlockKind::Table(Grid { rows: vec![row], form: GridForm::Pipes });
                blocks.push(Block { source: 0, kind });
            }
        }
    }
    crate::parse(&Document { sources: vec![source], blocks }, &crate::Options::default())
}

/// The ordinals of the lines of a text, once `number` has read them.
pub(crate) fn ordinals(
    text: &str,
    number: impl for<'s> Fn(Vec<Element<'s>>) -> Vec<Element<'s>>,
) -> Vec<Ordinal> {
    let source = Source::from_text("n", Format::Text, text);
    let mut at = 0;
    let raw = text.split('\n').map(|line| {
        let start = at;
        at += line.len() + 1;
        let flow = Flow::new(&source, 0, &[TextRange::at(start, start + line.len())]);
        Element::Line(Line::new(flow, true))
    });
    number(raw.collect())
        .iter()
        .filter_map(|element| match element {
            Element::Line(line) => Some(line),
            _ => None,
        })
        .map(|line| {
            let number = line.marker.as_ref().map_or(0, |marker| marker.number);
            (line.form(), number, line.rest().to_owned())
        })
        .collect()
}

/// Expected ordinals, to be compared with those of a text.
pub(crate) fn owned(expected: &[(Option<Form>, u32, &str)]) -> Vec<Ordinal> {
    expected.iter().map(|&(form, number, words)| (form, number, words.to_owned())).collect()
}

/// The plain texts among the fixtures and the seeds.
pub(crate) fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders: Vec<PathBuf> = vec![root.join("fixtures"), root.join("seeds")];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folders are there") {
            let path = entry.expect("entries can be read").path();
            let plain = path.extension().is_some_and(|end| end == "md" || end == "txt");
            if path.is_dir() {
                folders.push(path);
            } else if plain && let Ok(text) = fs::read_to_string(&path) {
                texts.push(text);
            }
        }
    }
    assert!(texts.len() > 100, "{}", texts.len());
    texts
}

/// What stands between line ends, tabs and bars: the lines and cells of a text, roughly.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\t', '|']).filter(|piece| !piece.trim().is_empty())
}

/// Holds the lines that `cut` makes of lines: a bar stands where one is cut, and each such line is a repair.
#[track_caller]
pub(crate) fn check_cuts(
    cut: impl for<'s> Fn(Vec<Element<'s>>, &mut Record) -> Vec<Element<'s>>,
    marked: &[&str],
) {
    let text = marked.concat().replace('|', "");
    let source = Source::from_text("n", Format::Text, &text);
    let mut at = 0;
    let raw = marked.iter().map(|line| {
        let start = at;
        at += line.replace('|', "").len();
        let flow = Flow::new(&source, 0, &[TextRange::at(start, at)]);
        Element::Line(Line::new(flow, true))
    });
    let mut record = Record::new(Lang::Zh);
    let found = cut(raw.collect(), &mut record);
    let expected: Vec<&str> =
        marked.iter().flat_map(|line| line.split('|').map(str::trim)).collect();
    assert_eq!(lines::texts(&found), expected);
    let cut = marked.iter().filter(|line| line.contains('|')).count();
    assert_eq!(record.repairs.len(), cut);
}
