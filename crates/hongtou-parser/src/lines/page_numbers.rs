//! Which lines are the number of a page and nothing else.

use hongtou_source::chars;

/// `- 13 -`, `— 1 —`, `第 3 页 共 9 页`, a bare `12`; and what OCR makes of them or its tool writes for them.
pub(crate) fn is_page_number(text: &str) -> bool {
    if is_page_mark(text) {
        return true;
    }
    if text.len() > 48 {
        return false;
    }
    let mut digits = 0;
    let page = text.contains('页');
    let pairs = || text.as_bytes().windows(3);
    if !page && pairs().any(|w| w[0].is_ascii_digit() && w[1] == b'.' && w[2].is_ascii_digit()) {
        return false;
    }
    for c in text.chars() {
        match chars::narrow(c) {
            // （1） alone is an ordinal.
            '(' | ')' if page => {}
            c if c.is_ascii_digit() => digits += 1,
            '-' | '—' | '–' | '―' | '－' | '·' | '/' | ' ' | '第' | '页' | '共' | '.' | '~'
            | '\u{2500}' => {}
            c if chars::is_space(c) => {}
            _ => return false,
        }
    }
    (1..=3).contains(&digits) || (digits <= 6 && digits > 0 && page)
}

/// Whether a line is what a tool sets between two pages, with their number or without: `{1}--------`,
/// `=== Page 2 ===`, `Page 3 of 9`, `<--- Page Split --->`; or a number between dashes one of which was read
/// as 一.
fn is_page_mark(text: &str) -> bool {
    const LONGEST: usize = 80;
    let text = chars::trim(text);
    if text.len() > LONGEST {
        return false;
    }
    match text.chars().next() {
        Some('{') => text[1..].split_once('}').is_some_and(|(number, dashes)| {
            is_number(number) && dashes.len() >= 3 && dashes.bytes().all(|b| b == b'-')
        }),
        Some('一' | '-' | '—' | '–' | '－') if text.contains('一') => {
            let dash = |c: char| matches!(c, '一' | '-' | '—' | '–' | '－');
            let inner = text.strip_prefix(dash).and_then(|rest| rest.strip_suffix(dash));
            inner.is_some_and(is_number)
        }
        Some('p' | 'P' | '=' | '<' | '[' | '-') => {
            let mark = |c: char| matches!(c, '=' | '-' | '<' | '>' | '[' | ']' | ' ');
            let words = text.trim_matches(mark).to_ascii_lowercase();
            let Some(rest) = words.strip_prefix("page") else { return false };
            match rest.trim() {
                "break" | "split" => text.starts_with(['<', '[', '=', '-']),
                // What it is a page of may stand behind it: Page 9 - 水利通讯2026年2期.
                rest => {
                    rest.split_once(" - ").map_or(rest, |(page, _)| page).split("of").all(is_number)
                }
            }
        }
        _ => false,
    }
}

/// Whether a line is the number of a page in short: `P. 9`.
pub(super) fn is_page_in_short(text: &str) -> bool {
    chars::trim(text)
        .strip_prefix(['P', 'p'])
        .is_some_and(|rest| rest.strip_prefix('.').is_some_and(is_number))
}

/// Whether words are a number of a page's length.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers() {
        for text in ["- 13 -", "— 1 —", "－ 1 －", "12", "第 3 页 共 9 页", "·7·"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in [
            "{1}------------------------------------------------",
            "=== Page 2 ===",
            "Page 9 - 水利通讯(网络版)2026年2期",
            "Page 3 of 9",
            "<--- Page Split --->",
            "一6一",
            "- 6 一",
        ] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["page", "一一", "一", "{1}", "Page A", "第一6一", "P. 9"] {
            assert!(!is_page_number(text), "{text}");
        }
        for text in ["2021", "1.", "一", "5家", "- -"] {
            assert_eq!(is_page_number(text), text == "1.", "{text}");
        }
    }
}
