//! Where a finding stands, in every count that output formats ask for.
//!
//! The model keeps byte offsets. Lines and columns are worked out here, once for each finding,
//! while the text is at hand; what is drawn later needs the text no more.

use std::cell::OnceCell;

use hongtou_model::{Finding, Fix, Located, LocatedFragment};
use hongtou_source::{Format, LineIndex, Source};

/// How many characters of a line are shown on either side of the place.
const AROUND: usize = 30;

/// How many characters of the place itself are shown.
const WITHIN: usize = 80;

/// A position in every count. Lines and columns are from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Position {
    /// Line.
    pub(crate) line: u32,
    /// Column in characters.
    pub(crate) chars: u32,
    /// Column in UTF-16 code units, as SARIF and LSP count.
    pub(crate) utf16: u32,
    /// Column in bytes of UTF-8, a byte order mark counted, as rdjson counts.
    pub(crate) utf8: u32,
}

/// A place, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The file, as it can be opened from the working folder.
    pub(crate) path: String,
    /// Where it begins.
    pub(crate) start: Position,
    /// One past its end.
    pub(crate) end: Position,
    /// Whether lines and columns are those of the file itself, not only of the text made of it.
    pub(crate) in_file: bool,
    /// Where in the container it stands: `table 1, row 3, cell 2`.
    pub(crate) places: Vec<String>,
    /// The line around it: before, the place, after; cut to a readable length.
    pub(crate) crop: [String; 3],
}

/// A finding with its places.
#[derive(Clone, Debug)]
pub(crate) struct Reported {
    /// The finding.
    pub(crate) finding: Finding,
    /// The file, where the finding has no place of its own.
    pub(crate) path: String,
    /// Its place; none where it is about the notice as a whole, or the text is not at hand.
    pub(crate) spot: Option<Spot>,
    /// The places of `finding.related`, in that order.
    pub(crate) related: Vec<Option<Spot>>,
    /// The places of the fix's edits, in that order.
    pub(crate) edits: Vec<Spot>,
    /// Whether `--fix` can write into its file.
    pub(crate) in_reach: bool,
    /// Why the baseline accepts it.
    pub(crate) accepted: Option<String>,
}

/// The texts of one notice, and what places in them are called.
pub(crate) struct Places<'s> {
    texts: Vec<Text<'s>>,
    path: String,
}

struct Text<'s> {
    source: &'s Source,
    path: String,
    lines: LineIndex,
    bom: bool,
    /// How far the text was counted at steps of it, once a place was asked for: a line may be long
    /// and hold thousands.
    steps: OnceCell<Vec<Reached>>,
}

/// A step of a text is at least so many bytes long.
const STEP: usize = 2048;

/// Characters and UTF-16 code units of a text before an offset in bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Reached {
    offset: u32,
    chars: u32,
    utf16: u32,
}

impl Reached {
    fn add(&mut self, text: &str) {
        self.offset += text.len() as u32;
        self.chars += text.chars().count() as u32;
        self.utf16 += text.chars().map(char::len_utf16).sum::<usize>() as u32;
    }
}

impl<'s> Places<'s> {
    /// The sources of a notice; for each its path and whether the file begins with a byte order mark.
    pub(crate) fn new(sources: &'s [Source], files: &[(String, bool)]) -> Places<'s> {
        let text = |(source, (path, bom)): (&'s Source, &(String, bool))| Text {
            source,
            path: path.clone(),
            lines: LineIndex::new(&source.text),
            bom: *bom,
            steps: OnceCell::new(),
        };
        Places {
            texts: sources.iter().zip(files).map(text).collect(),
            path: files.first().map(|(path, _)| path.clone()).unwrap_or_default(),
        }
    }

    /// Works out all places of a finding, and fills in its lines and columns.
    pub(crate) fn report(&self, mut finding: Finding) -> Reported {
        self.fill(&mut finding.at);
        finding.related.iter_mut().for_each(|related| self.fill(&mut related.at));
        let spot = self.spot(&finding.at);
        let related = finding.related.iter().map(|related| self.spot(&related.at)).collect();
        let edits = finding.fix.iter().flat_map(|fix| self.edits(fix)).collect();
        let path = self.path.clone();
        Reported { finding, path, spot, related, edits, in_reach: false, accepted: None }
    }

    fn fill(&self, at: &mut Located) {
        self.complete(&mut at.text, &at.span);
        if let Some(written) = &mut at.written {
            self.complete(written, &at.span);
        }
        for fragment in &mut at.span {
            let source = usize::from(fragment.source.unwrap_or(0));
            let Some(text) = self.texts.get(source) else { continue };
            if fragment.line.is_none() {
                let place = text.position(fragment.start);
                fragment.line = Some(place.line);
                fragment.column = Some(place.chars);
            }
        }
    }

    /// Words that were shortened to be drawn, as they are printed: machines are given all of them.
    fn complete(&self, words: &mut String, span: &[LocatedFragment]) {
        let Some(kept) = words.strip_suffix('…') else { return };
        let words_of = |fragment: &LocatedFragment| {
            let text = self.texts.get(usize::from(fragment.source.unwrap_or(0)))?;
            text.source.text.get(fragment.start as usize..fragment.end as usize)
        };
        let printed: Option<Vec<&str>> = span.iter().map(words_of).collect();
        if let Some(printed) = printed.map(|parts| parts.concat())
            && printed.starts_with(kept)
        {
            *words = printed;
        }
    }

    fn spot(&self, at: &Located) -> Option<Spot> {
        let fragment = at.span.first()?;
        let text = self.texts.get(usize::from(fragment.source.unwrap_or(0)))?;
        let mut spot = text.spot(fragment.start, fragment.end)?;
        spot.places.clone_from(&fragment.places);
        Some(spot)
    }

    fn edits(&self, fix: &Fix) -> Vec<Spot> {
        let Some(text) = self.texts.first() else { return Vec::new() };
        fix.edits.iter().filter_map(|edit| text.spot(edit.start, edit.end)).collect()
    }
}

impl Text<'_> {
    fn spot(&self, start: u32, end: u32) -> Option<Spot> {
        let words = self.source.text.get(start as usize..end as usize)?;
        let in_file = matches!(self.source.format, Format::Markdown | Format::Text);
        Some(Spot {
            path: self.path.clone(),
            start: self.position(start),
            end: self.position(end),
            in_file,
            places: Vec::new(),
            crop: self.crop(start, words)?,
        })
    }

    fn position(&self, offset: u32) -> Position {
        let line = self.lines.line(offset);
        let text = &self.source.text;
        let start = self.lines.range(text, line).map_or(0, |range| range.start());
        let (before, reached) = (self.reached(start), self.reached(offset));
        // A byte order mark is no character of any line, but its bytes are bytes of the first.
        let mark = if self.bom && line == 1 { 3 } else { 0 };
        Position {
            line,
            chars: reached.chars - before.chars + 1,
            utf16: reached.utf16 - before.utf16 + 1,
            utf8: reached.offset - before.offset + 1 + mark,
        }
    }

    /// The counts at an offset, from the step before it.
    fn reached(&self, offset: u32) -> Reached {
        let text = &self.source.text;
        let steps = self.steps.get_or_init(|| {
            let mut steps = vec![Reached::default()];
            let (mut at, mut reached) = (0, Reached::default());
            for (next, _) in text.char_indices() {
                if next - at >= STEP {
                    reached.add(&text[at..next]);
                    steps.push(reached);
                    at = next;
                }
            }
            steps
        });
        let step = steps.partition_point(|step| step.offset <= offset) - 1;
        let mut reached = steps[step];
        reached.add(text.get(reached.offset as usize..offset as usize).unwrap_or(""));
        reached
    }

    fn crop(&self, start: u32, words: &str) -> Option<[String; 3]> {
        let text = &self.source.text;
        let line = self.lines.range(text, self.lines.line(start))?;
        // A place that goes on over the line's end is shown up to there.
        let end = (start as usize + words.len()).min(line.end() as usize).max(start as usize);
        let before = text.get(line.start() as usize..start as usize)?;
        let within = text.get(start as usize..end)?;
        let after = text.get(end..line.end().max(end as u32) as usize)?;
        Some([tail(before), head(within, WITHIN), head(after, AROUND)])
    }
}

fn head(text: &str, most: usize) -> String {
    let mut shown: String = text.chars().take(most).map(harmless).collect();
    if shown.chars().count() < text.chars().take(most + 1).count() {
        shown.push('…');
    }
    shown
}

fn tail(text: &str) -> String {
    let cut = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let shown: String = text[cut..].chars().map(harmless).collect();
    if cut > 0 { format!("…{shown}") } else { shown }
}

/// One character for one, so that marks under a line stay where they belong.
fn harmless(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        c if crate::term::is_unsafe(c) => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(text: &str, words: &str, bom: bool) -> Spot {
        let source = Source::from_text("n.md", Format::Markdown, text);
        let sources = [source];
        let places = Places::new(&sources, &[("a/n.md".into(), bom)]);
        let start = text.find(words).expect("in the text") as u32;
        places.texts[0].spot(start, start + words.len() as u32).expect("a spot")
    }

    #[test]
    fn one_byte_range_in_every_count() {
        // 𠮷 is one character, two UTF-16 units and four bytes.
        let spot = spot("一\r\n𠮷野家12%\r\n", "12%", false);
        assert_eq!(spot.start, Position { line: 2, chars: 4, utf16: 5, utf8: 11 });
        assert_eq!(spot.end, Position { line: 2, chars: 7, utf16: 8, utf8: 14 });
    }

    #[test]
    fn machines_are_given_words_that_were_shortened_whole() {
        let text = format!("工作要求：{}", "甲乙".repeat(60));
        let sources = [Source::from_text("n.md", Format::Markdown, &text)];
        let places = Places::new(&sources, &[("n.md".into(), false)]);
        let span =
            vec![LocatedFragment { start: 15, end: text.len() as u32, ..Default::default() }];
        let short = format!("{}…", "甲乙".repeat(40));
        let mut at = Located { text: short, span, ..Located::default() };
        places.fill(&mut at);
        assert_eq!(at.text, "甲乙".repeat(60));
        // What is not printed there stays as it is.
        "丙…".clone_into(&mut at.text);
        places.fill(&mut at);
        assert_eq!(at.text, "丙…");
    }

    #[test]
    fn places_in_a_long_line_are_counted_from_the_steps_of_the_text() {
        let (above, line) = ("𠮷野\n".repeat(700), "𠮷野家".repeat(1500));
        let Spot { start, .. } = spot(&format!("{above}{line}12%"), "12%", false);
        assert_eq!(start, Position { line: 701, chars: 4501, utf16: 6001, utf8: 15_001 });
    }

    #[test]
    fn a_byte_order_mark_counts_in_bytes_of_the_first_line_only() {
        assert_eq!(
            spot("红头\n二", "头", true).start,
            Position { line: 1, chars: 2, utf16: 2, utf8: 7 }
        );
        assert_eq!(
            spot("红头\n二", "二", true).start,
            Position { line: 2, chars: 1, utf16: 1, utf8: 1 }
        );
    }

    #[test]
    fn a_long_line_is_cut_and_a_terminal_obeys_nothing_in_it() {
        let line = format!("{}\u{1b}[31m目标{}", "甲".repeat(500), "乙".repeat(500));
        let [before, within, after] = spot(&line, "目标", false).crop;
        assert_eq!(within, "目标");
        assert!(before.starts_with('…') && before.ends_with("\u{fffd}[31m"), "{before}");
        assert!(after.ends_with('…') && after.chars().count() == AROUND + 1);
    }
}
