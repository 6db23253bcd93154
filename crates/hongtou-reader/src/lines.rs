//! Lines of a text, and what can be told of them at a glance.

use hongtou_source::chars;

/// One line, without its line end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) tabs: u32,
    pub(crate) blank: bool,
}

/// Cuts `text[from..to]` into lines; LF, CRLF and a lone CR end one.
pub(crate) fn lines(text: &str, from: usize, to: usize) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity((to - from) / 120 + 4);
    let (mut start, mut tabs) = (from, 0);
    for at in memchr::memchr3_iter(b'\n', b'\r', b'\t', &bytes[from..to]) {
        let at = at + from;
        match bytes[at] {
            b'\t' => tabs += 1,
            b'\n' if at > from && bytes[at - 1] == b'\r' => start = at + 1,
            _ => {
                out.push(Line { start, end: at, tabs, blank: is_blank(&text[start..at]) });
                (start, tabs) = (at + 1, 0);
            }
        }
    }
    if start < to {
        out.push(Line { start, end: to, tabs, blank: is_blank(&text[start..to]) });
    }
    if memchr::memchr(b'\\', &bytes[from..to]).is_some() {
        out = at_escapes(text, out);
    }
    match memchr::memchr(PAGE_END, &bytes[from..to]) {
        Some(_) => at_pages(text, out),
        None => out,
    }
}

/// How many bytes of a text are line ends as a program writes them into one line: `\n`, `\r\n`.
pub(crate) fn escaped_ends(text: &str) -> usize {
    let mut rest = text;
    while let Some(behind) = rest.strip_prefix("\\n").or_else(|| rest.strip_prefix("\\r")) {
        rest = behind;
    }
    // The indent of the next line.
    while rest.len() < text.len()
        && let Some(behind) = rest.strip_prefix("\\t").or_else(|| rest.strip_prefix("\\u3000"))
        && !behind.starts_with(|c: char| c.is_ascii_lowercase())
    {
        rest = behind;
    }
    text.len() - rest.len()
}

/// Cuts lines at line ends that nobody turned back from how a program writes them, where a text has more of
/// those than of its own. Folders are parted by the same sign: `C:\new`.
fn at_escapes(text: &str, lines: Vec<Line>) -> Vec<Line> {
    const FEWEST: usize = 3;
    const QUOTES: [(char, char); 5] =
        [('“', '”'), ('‘', '’'), ('「', '」'), ('"', '"'), ('`', '`')];
    let bytes = text.as_bytes();
    let ends = |line: &Line| {
        let mut last = line.start;
        let mut found = Vec::new();
        // Those in the cells of a row are breaks of the cell.
        let own = &bytes[line.start..line.end];
        if line.tabs > 0 || memchr::memchr(b'|', own).is_some() {
            return found;
        }
        for at in memchr::memchr_iter(b'\\', own) {
            let at = line.start + at;
            let len = escaped_ends(&text[at..line.end]);
            // The root of a drive is no line end, nor are those that a sentence speaks of: “\n”.
            let drive = bytes[line.start..at].ends_with(b":")
                && bytes.get(at.wrapping_sub(2)).is_some_and(u8::is_ascii_alphabetic);
            let quoted = QUOTES.iter().any(|(open, close)| {
                text[line.start..at].ends_with(*open)
                    && text[at + len..line.end].starts_with(*close)
            });
            let own = !drive && !quoted;
            let goes_on = bytes.get(at + len).is_some_and(u8::is_ascii_lowercase)
                && !text[line.start..at].ends_with(chars::ends_sentence);
            if at >= last && len > 0 && own && !goes_on {
                last = at + len;
                found.push(at..last);
            }
        }
        found
    };
    let all: Vec<Vec<std::ops::Range<usize>>> = lines.iter().map(ends).collect();
    let count: usize = all.iter().map(Vec::len).sum();
    if count < FEWEST.max(lines.iter().filter(|line| !line.blank).count()) {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len() + 2 * count);
    for (line, ends) in lines.into_iter().zip(all) {
        let mut start = line.start;
        let mut push = |start: usize, end: usize| {
            let words = &text[start..end];
            let tabs = memchr::memchr_iter(b'\t', words.as_bytes()).count() as u32;
            out.push(Line { start, end, tabs, blank: is_blank(words) });
        };
        for end in ends {
            push(start, end.start);
            // Two of them are an empty line.
            if text[end.clone()].matches("\\n").count().max(1) > 1 {
                push(end.end, end.end);
            }
            start = end.end;
        }
        push(start, line.end);
    }
    out
}

/// The end of a page, and a program's way to part two: the line before it may have no end of its own.
const PAGE_END: u8 = 0xc;

/// Cuts lines where a page begins.
fn at_pages(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let mut out = Vec::with_capacity(lines.len() + 8);
    for line in lines {
        let mut start = line.start;
        let own = &text.as_bytes()[line.start..line.end];
        let cuts = memchr::memchr_iter(PAGE_END, own).map(|at| line.start + at);
        for end in cuts.filter(|at| *at > line.start).chain([line.end]) {
            let words = &text[start..end];
            let tabs = memchr::memchr_iter(b'\t', words.as_bytes()).count() as u32;
            out.push(Line { start, end, tabs, blank: is_blank(words) });
            start = end;
        }
    }
    out
}

/// The line, from 1, from which on git left both sides of a merge in the text: its three marks stand in their
/// order, each on a line of its own. Those in a fence show what such marks look like, but for a fence around all.
pub(crate) fn unmerged(text: &str) -> Option<u32> {
    const MARKS: [&str; 3] = ["<<<<<<< ", "=======", ">>>>>>> "];
    // No notice has the first.
    memchr::memmem::find(text.as_bytes(), MARKS[0].as_bytes())?;
    let is = |line: &str, mark: usize| match mark {
        1 => line == MARKS[1],
        _ => line.starts_with(MARKS[mark]),
    };
    let is_fence =
        |line: &str| ["```", "~~~"].iter().any(|fence| line.trim_start().starts_with(fence));
    let (mut first, mut next) = (0, 0);
    let (mut fenced, mut worded) = (false, false);
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if is_fence(line) {
            // One that nobody closes is none.
            fenced = worded && !fenced && lines.clone().any(|(_, line)| is_fence(line));
        }
        worded |= !is_blank(line);
        if fenced {
            continue;
        }
        if is(line, 0) {
            (first, next) = (at, 1);
        } else if next > 0 && is(line, next) {
            next += 1;
        }
        if next == MARKS.len() {
            return u32::try_from(first + 1).ok();
        }
    }
    None
}

/// Whether there is nothing but white space.
pub(crate) fn is_blank(text: &str) -> bool {
    match text.as_bytes().first() {
        None => true,
        // The lead bytes of the unified ideographs, and what ASCII prints.
        Some(b'!'..=b'~' | 0xe4..=0xe9) => false,
        Some(_) => text.chars().all(chars::is_space),
    }
}

/// The part of `text[from..to]` without white space at its ends.
pub(crate) fn trim(text: &str, from: usize, to: usize) -> (usize, usize) {
    let words = &text[from..to];
    // Most cells and lines have nothing to trim, which one look at each end tells.
    let plain = |byte: Option<&u8>| matches!(byte, Some(b'!'..=b'~' | 0xe4..=0xe9));
    let kept = if plain(words.as_bytes().first()) {
        words
    } else {
        words.trim_start_matches(chars::is_space)
    };
    let start = to - kept.len();
    (start, start + chars::trim_end(kept).len())
}

/// Whether a line is a page number between dashes: `- 13 -`, `— 1 —`.
///
/// In Markdown its first dash would pass for a bullet.
pub(crate) fn is_page_number(line: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '—' | '－' | '–' | '―' | '·');
    let line = chars::trim(line);
    let Some(inner) = line.strip_prefix(dash).and_then(|rest| rest.strip_suffix(dash)) else {
        return false;
    };
    let inner = inner.trim_matches(|c| dash(c) || chars::is_space(c));
    !inner.is_empty() && inner.chars().all(|c| chars::digit(c).is_some())
}

/// Whether a line is a rule drawn with characters: three or more of one kind.
pub(crate) fn is_rule(line: &str) -> bool {
    let mut seen = None;
    let mut count = 0;
    for c in line.chars().filter(|&c| !chars::is_space(c)) {
        if !matches!(c, '-' | '=' | '_' | '*' | '─' | '━' | '═') || *seen.get_or_insert(c) != c
        {
            return false;
        }
        count += 1;
    }
    count >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_all_kinds_may_mix() {
        let text = "一\r\n二\r三\n\n四\t五";
        let words: Vec<(&str, u32)> =
            lines(text, 0, text.len()).iter().map(|l| (&text[l.start..l.end], l.tabs)).collect();
        assert_eq!(words, [("一", 0), ("二", 0), ("三", 0), ("", 0), ("四\t五", 1)]);
    }

    #[test]
    fn a_page_ends_a_line() {
        let text = "一\n— 1 —\u{c}二\n\u{c}三\u{c}";
        let words: Vec<&str> =
            lines(text, 0, text.len()).iter().map(|l| &text[l.start..l.end]).collect();
        assert_eq!(words, ["一", "— 1 —", "\u{c}二", "\u{c}三", "\u{c}"]);
    }

    #[test]
    fn line_ends_that_a_program_wrote_into_one_line() {
        let words = |text: &'static str| -> Vec<&str> {
            lines(text, 0, text.len()).iter().map(|l| &text[l.start..l.end]).collect()
        };
        assert_eq!(
            words("标题\\n一、造林。\\n\\n二、护林。\\n"),
            ["标题", "一、造林。", "", "二、护林。", ""]
        );
        assert_eq!(
            words("标题\\r\\n一、造林。\\r\\n二、护林。\\r\\n三"),
            ["标题", "一、造林。", "二、护林。", "三"]
        );
        assert_eq!(
            words("各站:\\n\\t一、电话：12345\\n\\u3000\\u3000二、表A。\\na区\\n三"),
            ["各站:", "一、电话：12345", "二、表A。", "a区", "三"]
        );
        // A few of them, other signs, folders, and what a sentence says of them.
        for text in [
            "标题\\n一、造林。\\n二、护林。",
            "公式\\nu、\\rho、\\nabla和\\neq",
            "D:\\new、E:\\nas、F:\\root",
            "字段以“\\n”“\\r”“\\n”“\\r\\n”分隔",
        ] {
            assert_eq!(words(text), [text]);
        }
        let text = "一\n二\n三\n四\\n五\\n六\\n七";
        assert_eq!(words(text).len(), 4);
    }

    #[test]
    fn page_numbers_and_rules_are_told_from_bullets() {
        assert!(is_page_number("- 13 -") && is_page_number("— 1 —") && is_page_number("－１－"));
        assert!(!is_page_number("- 13") && !is_page_number("- 一 -") && !is_page_number("---"));
        assert!(is_rule("---") && is_rule(" ====") && !is_rule("--") && !is_rule("-=-"));
    }

    #[test]
    fn all_marks_of_a_merge_in_their_order() {
        let both = "1.清淤。\n<<<<<<< HEAD\n（甲局负责）\n=======\n（乙局负责）\n>>>>>>> other\n";
        assert_eq!(unmerged(both), Some(2));
        assert_eq!(unmerged(&both.replace('\n', "\r\n")), Some(2));
        assert_eq!(unmerged(&both.replace(">>>>>>> other\n", "")), None);
        // An example, and a notice that is fenced as a whole.
        let fenced = format!("```\n{both}```\n");
        assert_eq!(unmerged(&format!("1.清淤。\n{fenced}")), None);
        assert_eq!(unmerged(&format!("1.清淤。\n{fenced}{both}")), Some(11));
        assert_eq!(unmerged(&fenced), Some(3));
        // A fence that nobody closes.
        assert_eq!(unmerged(&format!("1.清淤。\n```\n{both}")), Some(4));
        assert_eq!(unmerged("标题\n=======\n\n1.清淤。\n"), None);
        assert_eq!(unmerged("见<<<<<<< HEAD\n=======\n>>>>>>> other\n"), None);
    }
}
