//! What no block holds is put on record, so that nothing is lost in silence.

use hongtou_source::{Block, BlockKind, Ignored, TextRange};

use crate::lines;

/// Adds an ignored block for every stretch of non-space text that no block holds.
///
/// Blocks come in the order of the text and go out so; what stands between the pieces of one
/// block follows it. White space on its own is never reported.
pub(crate) fn fill(text: &str, source: u16, blocks: Vec<Block>) -> Vec<Block> {
    let mut filler = Filler { text, source, at: 0, out: Vec::with_capacity(blocks.len() + 16) };
    let mut pending = Vec::new();
    for block in blocks {
        pending.clear();
        let mut first = None;
        {
            let mut visit = |range: TextRange| {
                if first.is_none() {
                    first = Some(range.start() as usize);
                } else {
                    filler.gap(range.start() as usize, &mut pending);
                }
                if pending.is_empty() && first == Some(range.start() as usize) {
                    filler.leading(range.start() as usize);
                }
                filler.at = range.end() as usize;
            };
            match &block.kind {
                BlockKind::Paragraph(paragraph) => {
                    paragraph.pieces.iter().for_each(|&piece| visit(piece));
                }
                BlockKind::Table(grid) => {
                    let cells = grid.rows.iter().flat_map(|row| &row.cells);
                    let pieces = cells.flat_map(|cell| &cell.pieces).copied();
                    if pieces.clone().is_sorted() {
                        pieces.for_each(visit);
                    } else {
                        // Cells of several lines stand side by side.
                        let mut pieces: Vec<TextRange> = pieces.collect();
                        pieces.sort_unstable();
                        pieces.into_iter().for_each(visit);
                    }
                }
                BlockKind::Rule(range) | BlockKind::Ignored(range, _) => visit(*range),
            }
        }
        filler.out.push(block);
        for &range in &pending {
            filler.push(range);
        }
    }
    filler.leading(text.len());
    filler.out
}

struct Filler<'t> {
    text: &'t str,
    source: u16,
    // End of what is accounted for.
    at: usize,
    out: Vec<Block>,
}

impl Filler<'_> {
    /// Reports the text up to `to`, before the block that comes next.
    fn leading(&mut self, to: usize) {
        if let Some(range) = self.marks(to) {
            self.push(range);
        }
        self.at = self.at.max(to);
    }

    /// Notes the text up to `to`, inside the block at hand.
    fn gap(&mut self, to: usize, pending: &mut Vec<TextRange>) {
        pending.extend(self.marks(to));
        self.at = self.at.max(to);
    }

    /// The stretch up to `to`, without white space at its ends.
    fn marks(&self, to: usize) -> Option<TextRange> {
        let gap = self.text.get(self.at..to)?;
        // Gaps are mostly one line end or one tab.
        if gap.is_empty() || lines::is_blank(gap) {
            return None;
        }
        let (from, to) = lines::trim(self.text, self.at, to);
        Some(TextRange::at(from, to))
    }

    fn push(&mut self, range: TextRange) {
        self.out
            .push(Block { source: self.source, kind: BlockKind::Ignored(range, Ignored::Mark) });
    }
}

#[cfg(test)]
mod tests {
    use hongtou_source::Paragraph;

    use super::*;

    #[test]
    fn marks_before_between_and_after_are_reported_in_order() {
        let text = "## **一、总则**正文** \n\n";
        let piece = |words: &str| {
            let at = text.find(words).expect("there");
            TextRange::at(at, at + words.len())
        };
        let paragraph = Paragraph {
            pieces: [piece("一、总则"), piece("正文")].into_iter().collect(),
            ..Paragraph::default()
        };
        let blocks = vec![Block { source: 0, kind: BlockKind::Paragraph(paragraph) }];
        let shapes: Vec<String> = fill(text, 0, blocks)
            .iter()
            .map(|block| match &block.kind {
                BlockKind::Ignored(range, _) => text[range.bytes()].to_owned(),
                _ => "¶".to_owned(),
            })
            .collect();
        assert_eq!(shapes, ["## **", "¶", "**", "**"]);
    }
}
