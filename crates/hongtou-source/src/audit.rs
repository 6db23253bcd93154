//! What must hold of every document that a reader makes, and a printable form of it.

use std::fmt::Write as _;

use crate::{BlockKind, Document, Pieces, TextRange, chars};

impl Document {
    /// What is wrong with the document as readers promise it; empty where all holds.
    ///
    /// Pieces lie in the text, on character boundaries, apart from each other and in order (in a
    /// table within each cell, for cells of several lines may stand side by side), and every
    /// character that is not white space is in exactly one piece or one set-aside stretch.
    pub fn audit(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        for (index, source) in self.sources.iter().enumerate() {
            let text = source.text.as_str();
            let mut ranges: Vec<TextRange> = Vec::new();
            for block in self.blocks.iter().filter(|block| usize::from(block.source) == index) {
                let first = ranges.len();
                block.kind.for_each_range(|range| ranges.push(range));
                let in_order = match &block.kind {
                    BlockKind::Table(grid) => {
                        let mut cells = grid.rows.iter().flat_map(|row| &row.cells);
                        cells.all(|cell| cell.pieces.is_sorted())
                    }
                    _ => ranges[first..].is_sorted(),
                };
                if !in_order {
                    wrong.push(format!("out of order within a block: {:?}", &ranges[first..]));
                }
                if ranges[first..].iter().any(|range| range.is_empty()) {
                    wrong.push(format!("an empty piece: {:?}", &ranges[first..]));
                }
            }
            ranges.sort_unstable();
            let mut at = 0;
            for range in &ranges {
                if text.get(range.bytes()).is_none() {
                    wrong.push(format!("{range:?} is not in the text of {}", source.name));
                    continue;
                }
                if (range.start() as usize) < at {
                    wrong.push(format!(
                        "{range:?} stands in two blocks: {:?}",
                        source.slice(*range)
                    ));
                } else {
                    unaccounted(text, at, range.start() as usize, &mut wrong);
                }
                at = at.max(range.end() as usize);
            }
            unaccounted(text, at, text.len(), &mut wrong);
        }
        if let Some(block) =
            self.blocks.iter().find(|b| usize::from(b.source) >= self.sources.len())
        {
            wrong.push(format!("a block of source {}, which is not there", block.source));
        }
        wrong
    }

    /// The blocks, one line each (a table: one line a row), for tests and for looking at.
    ///
    /// `·` parts pieces, `|` cells, `/` lines within a cell; `2x3` is a cell over two columns and
    /// three rows.
    pub fn dump(&self) -> String {
        let mut out = String::new();
        for block in &self.blocks {
            let text = self.sources.get(usize::from(block.source)).map_or("", |s| s.text.as_str());
            dump_block(text, &block.kind, &mut out);
        }
        out
    }
}

impl BlockKind {
    /// Calls `visit` with every range that the block holds, pieces and set-aside stretches alike.
    pub fn for_each_range(&self, mut visit: impl FnMut(TextRange)) {
        match self {
            BlockKind::Paragraph(paragraph) => paragraph.pieces.iter().for_each(|&p| visit(p)),
            BlockKind::Table(grid) => {
                for cell in grid.rows.iter().flat_map(|row| &row.cells) {
                    cell.pieces.iter().for_each(|&piece| visit(piece));
                }
            }
            BlockKind::Rule(range) | BlockKind::Ignored(range, _) => visit(*range),
        }
    }
}

fn unaccounted(text: &str, from: usize, to: usize, wrong: &mut Vec<String>) {
    match text.get(from..to) {
        Some(gap) if gap.chars().all(chars::is_space) => {}
        Some(gap) => wrong.push(format!("{from}..{to} is in no block: {gap:?}")),
        None => wrong.push(format!("{from}..{to} ends inside a character")),
    }
}

fn dump_block(text: &str, kind: &BlockKind, out: &mut String) {
    let said = |range: &TextRange| text.get(range.bytes()).unwrap_or("?").replace('\n', "⏎");
    let pieces = |pieces: &Pieces| pieces.iter().map(said).collect::<Vec<_>>().join("·");
    // Writing to a String cannot fail.
    let _ = match kind {
        BlockKind::Paragraph(paragraph) => {
            let gap = if paragraph.gap { "¶ " } else { "  " };
            let _ = write!(out, "{gap}{}", pieces(&paragraph.pieces));
            if paragraph.level > 0 {
                let _ = write!(out, " [h{}]", paragraph.level);
            }
            if paragraph.align != crate::Align::Start {
                let _ = write!(out, " [{:?}]", paragraph.align);
            }
            if !paragraph.bold.is_empty() {
                let bold: Vec<String> = paragraph.bold.iter().map(said).collect();
                let _ = write!(out, " [bold {}]", bold.join("·"));
            }
            writeln!(out)
        }
        BlockKind::Rule(_) => writeln!(out, "----"),
        BlockKind::Ignored(range, why) => writeln!(out, "({why:?}: {})", said(range)),
        BlockKind::Table(grid) => {
            let _ = writeln!(out, "[table {:?}]", grid.form);
            for row in &grid.rows {
                let _ = write!(out, "{}", if row.header { "  #" } else { "   " });
                for cell in &row.cells {
                    let _ = write!(out, "|{}", cell.column);
                    if (cell.colspan, cell.rowspan) != (1, 1) {
                        let _ = write!(out, "({}x{})", cell.colspan, cell.rowspan);
                    }
                    let _ = write!(out, " ");
                    for (index, piece) in cell.pieces.iter().enumerate() {
                        let cut = match index {
                            0 => "",
                            _ if cell.breaks.contains(&(index as u16)) => "/",
                            _ => "·",
                        };
                        let _ = write!(out, "{cut}{}", said(piece));
                    }
                }
                let _ = writeln!(out);
            }
            Ok(())
        }
    };
}
