//! What must hold of every document, on every fixture and the seed.

#![cfg(feature = "html")]

use std::path::{Path, PathBuf};

use hongtou_reader::{Options, read};
use hongtou_source::{BlockKind, Document, Format, Ignored};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn notices(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            notices(&path, out);
        } else if path.file_stem().is_some_and(|stem| stem == "notice")
            && path.extension().is_some_and(|ending| ending != "json")
        {
            out.push(path);
        }
    }
}

fn read_path(path: &Path) -> Document {
    let name = path.file_name().expect("a file").to_string_lossy();
    let bytes = std::fs::read(path).expect("readable");
    read(&name, &bytes, &Options::default()).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

#[test]
fn every_character_is_accounted_for() {
    let mut paths = Vec::new();
    notices(&root().join("fixtures/layouts"), &mut paths);
    paths.push(root().join("seeds/xuzhou-2021-food-safety.md"));
    paths.sort();
    assert!(paths.len() > 10);
    for path in paths {
        let document = read_path(&path);
        assert_eq!(document.audit(), Vec::<String>::new(), "{path:?}");
        // A mark never holds words of the notice.
        let source = &document.sources[0];
        if matches!(source.format, Format::Markdown | Format::Text) {
            for block in &document.blocks {
                if let BlockKind::Ignored(range, Ignored::Mark) = &block.kind {
                    let mark = source.slice(*range);
                    assert!(!mark.chars().any(hongtou_source::chars::is_han), "{path:?}: {mark:?}");
                }
            }
        }
    }
}

#[test]
fn the_seed_gives_every_row_of_its_table() {
    let document = read_path(&root().join("seeds/xuzhou-2021-food-safety.md"));
    let grids: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Table(grid) => Some(grid),
            _ => None,
        })
        .collect();
    assert_eq!(grids.iter().map(|grid| grid.rows.len()).sum::<usize>(), 55);
    let headings = document.blocks.iter().filter(
        |block| matches!(&block.kind, BlockKind::Paragraph(paragraph) if paragraph.level > 0),
    );
    assert_eq!(headings.count(), 12);
    // A row cut by a page keeps its empty cells: the words stand in the fourth column.
    let cut = grids.iter().flat_map(|grid| &grid.rows).find(|row| {
        row.cells.iter().take(3).all(|cell| cell.pieces.is_empty())
            && !row.cells[3].pieces.is_empty()
            && row.cells.len() == 10
    });
    assert!(cut.is_some());
}
