//! One pass over running text that finds what may be a value: titles, document numbers, standards,
//! dates, figures.
//!
//! The pass decides what each numeral belongs to, so that no figure is read out of a date, a
//! document number, a title or a quoted name. Most characters start nothing; they cost a look at
//! one bit.

use std::ops::Range;

use hongtou_source::{chars, numeral};

use crate::date::Expr;
use crate::quantity::Figure;
use crate::reference::{self, Cited};

/// Something found in running text.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) kind: TokenKind,
}

/// What was found.
#[derive(Clone, Debug)]
pub(crate) enum TokenKind {
    /// A title, a document number, a standard.
    Cited(Cited),
    /// A date, a stretch of time, a recurrence.
    Date(Expr),
    /// A figure.
    Figure(Figure),
}

/// What stands in running text, in order and without overlap.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    Lexer { text, cell: false, close: 0, tokens: Vec::new() }.run()
}

/// What stands in a table's deadline cell, where `2025.6` is a date.
pub(crate) fn cell_tokens(text: &str) -> Vec<Token> {
    Lexer { text, cell: true, close: 0, tokens: Vec::new() }.run()
}

/// The longest name in quotes; what is longer is a saying, and read like other text.
const QUOTED: usize = 60;

/// A text being gone through for values.
struct Lexer<'t> {
    text: &'t str,
    cell: bool,
    // The first 》 at or behind the last place that was asked about.
    close: usize,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn run(mut self) -> Vec<Token> {
        let mut at = 0;
        while let Some(found) = next_start(self.text.as_bytes(), at) {
            let c = self.text[found..].chars().next().expect("found before the end");
            at = self.step(found, c);
        }
        self.tokens
    }

    // Reads what starts at `at` with `c`; gives where to go on.
    fn step(&mut self, at: usize, c: char) -> usize {
        let next = at + c.len_utf8();
        match c {
            '《' => self.title(at).unwrap_or(next),
            '“' | '「' | '"' => match self.date(at, Expr::read_feast(self.text, at)) {
                Some(end) => end,
                None => self.quoted(next, c).unwrap_or(next),
            },
            '每' => self.date(at, Expr::read_every(self.text, at)).unwrap_or(next),
            '年' => {
                // 今年, 明年
                let named =
                    self.text[..at].chars().next_back().filter(|c| "今明本当次翌".contains(*c));
                let start = (at - named.map_or(0, char::len_utf8)).max(self.floor());
                self.date(start, Expr::read_year_word(self.text, at)).unwrap_or(next)
            }
            '半' if self.text[..at].ends_with(['上', '下']) => {
                let start = at - '上'.len_utf8();
                self.date(start, Expr::read_half(self.text, at)).unwrap_or(next)
            }
            '半' => next,
            _ if is_digit(c) || numeral::is_chinese(c) => self.numeral(at, c),
            _ => self.letters(at),
        }
    }

    fn title(&mut self, at: usize) -> Option<usize> {
        if self.close < at {
            self.close = self.text[at..].find('》').map_or(self.text.len(), |found| at + found);
        }
        if self.close - at > reference::TITLE * '《'.len_utf8() {
            return None;
        }
        let cited = reference::title(self.text, at)?;
        let number = self.tokens.pop_if(|last| cited.joins(self.text, at, last));
        let start = number.as_ref().map_or(at, |number| number.range.start);
        let cited = match number.map(|number| number.kind) {
            Some(TokenKind::Cited(number)) => cited.with_number(number),
            _ => cited,
        };
        let end = cited.end;
        self.tokens.push(Token { range: start..end, kind: TokenKind::Cited(cited) });
        Some(end)
    }

    // Past a name in quotes; numerals in it are part of the name.
    fn quoted(&self, at: usize, open: char) -> Option<usize> {
        let close = match open {
            '“' => '”',
            '「' => '」',
            _ => '"',
        };
        let mut inner = self.text[at..].char_indices().take(QUOTED);
        let (length, _) = inner.find(|&(_, c)| c == close || c == '《' || c == '\n')?;
        let end = at + length;
        if !self.text[end..].starts_with(close) || says_figures(&self.text[at..end]) {
            return None;
        }
        Some(end + close.len_utf8())
    }

    fn date(&mut self, at: usize, expr: Option<Expr>) -> Option<usize> {
        let expr = expr?;
        let end = expr.end;
        self.tokens.push(Token { range: at..end, kind: TokenKind::Date(expr) });
        Some(end)
    }

    fn numeral(&mut self, at: usize, c: char) -> usize {
        let text = self.text;
        let digit = is_digit(c);
        let mut past = at + c.len_utf8();
        let mut rest = text[past..].chars();
        let mut follows = rest.next();
        while let Some(c) = follows.filter(|&c| is_digit(c) || numeral::is_chinese(c)) {
            past += c.len_utf8();
            follows = rest.next();
        }
        if follows.is_some_and(chars::is_space) {
            follows = text[skip(text, past)..].chars().next();
        }
        // Most Chinese numerals are part of a word: 一批, 统一, 三农.
        if !digit && !follows.is_some_and(dates) && !Figure::may_follow(text, past) {
            return past;
        }
        if digit
            && reference::may_number(text, at, follows)
            && let Some((start, cited)) = reference::number_at(text, at, self.floor())
        {
            let end = cited.end;
            self.tokens.push(Token { range: start..end, kind: TokenKind::Cited(cited) });
            return end;
        }
        if follows.is_some_and(dates)
            && let Some(expr) = Expr::read(text, at, self.cell)
        {
            let ordinal = text[..at].ends_with('第');
            let start = if ordinal { at - '第'.len_utf8() } else { at };
            return self.date(start.max(self.floor()), Some(expr)).unwrap_or(past);
        }
        if follows.is_some_and(counts_time)
            && let Some(expr) = Expr::read_span(text, at, self.cell)
        {
            return self.date(at, Some(expr)).unwrap_or(past);
        }
        match Figure::read(text, at) {
            Some(figure) => {
                let end = figure.text.end;
                let range = figure.text.start.max(self.floor())..end;
                self.tokens.push(Token { range, kind: TokenKind::Figure(figure) });
                end.max(past)
            }
            None => past,
        }
    }

    // A standard, or letters with the digits that belong to them: `A4`, `G20`, `COVID-19`.
    fn letters(&mut self, at: usize) -> usize {
        if let Some(cited) = reference::standard(self.text, at) {
            let end = cited.end;
            self.tokens.push(Token { range: at..end, kind: TokenKind::Cited(cited) });
            return end;
        }
        let word = |c: char| chars::narrow(c).is_ascii_alphanumeric();
        let rest = self.text[at..].trim_start_matches(word);
        let end = self.text.len() - rest.len();
        match rest.strip_prefix(['-', '/']) {
            Some(tail) if tail.starts_with(word) => {
                self.text.len() - tail.trim_start_matches(word).len()
            }
            _ => end,
        }
    }

    // One past the last token.
    fn floor(&self) -> usize {
        self.tokens.last().map_or(0, |last| last.range.end)
    }
}

/// Characters that something can start with.
const STARTS: &[char] = &[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '０', '１', '２', '３', '４', '５', '６',
    '７', '８', '９', '"', '“', '「', '《', '一', '二', '三', '四', '五', '六', '七', '八', '九',
    '十', '两', '〇', '○', '廿', '百', '半', '年', '每', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H',
    'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
];

// A bit for each character of the basic plane.
static BITS: [u64; 1024] = {
    let mut bits = [0; 1024];
    let mut i = 0;
    while i < STARTS.len() {
        let c = STARTS[i] as usize;
        bits[c >> 6] |= 1 << (c & 63);
        i += 1;
    }
    bits
};

// A bit for each pair of first bytes of the characters of three bytes among them.
static HEADS: [u64; 16] = {
    let mut heads = [0; 16];
    let mut i = 0;
    while i < STARTS.len() {
        let c = STARTS[i] as usize;
        if c >= 0x800 {
            heads[c >> 12] |= 1 << (c >> 6 & 63);
        }
        i += 1;
    }
    heads
};

fn next_start(bytes: &[u8], mut at: usize) -> Option<usize> {
    let set = |c: usize| BITS[c >> 6] >> (c & 63) & 1 == 1;
    loop {
        // Nearly all characters are three bytes long, and the first two of them say no.
        for &[a, b, c] in bytes.get(at..)?.as_chunks().0 {
            if !matches!(a, 0xe0..0xf0) {
                break;
            }
            let (head, [b, c]) =
                (usize::from(a & 0xf), [b, c].map(|byte| usize::from(byte & 0x3f)));
            if HEADS[head] >> b & 1 == 1 && set(head << 12 | b << 6 | c) {
                return Some(at);
            }
            at += 3;
        }
        match *bytes.get(at)? {
            a @ 0..0x80 if set(a.into()) => return Some(at),
            0..0x80 => at += 1,
            0xf0.. => at += 4,
            _ => at += 2,
        }
    }
}

/// Whether a character is a digit of either width.
pub(crate) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

// What follows the first number of a date, or of a range of dates.
fn dates(c: char) -> bool {
    matches!(
        c,
        '年' | '月'
            | '季'
            | '-'
            | '–'
            | '—'
            | '―'
            | '－'
            | '~'
            | '～'
            | '至'
            | '到'
            | '.'
            | '/'
            | '．'
            | '／'
    )
}

// What a length of time begins with behind its number, or the dash before a second number.
fn counts_time(c: char) -> bool {
    matches!(c, '个' | '工' | '自' | '小' | '分' | '年' | '天' | '日' | '周') || dates(c)
}

// Whether words in quotes are a sentence with figures (“引进人才2000名，贡献率达到40%”) and no name.
fn says_figures(words: &str) -> bool {
    let is_between_digits =
        |at: usize| words[..at].ends_with(is_digit) && words[at + 1..].starts_with(is_digit);
    // 1,000 is one figure.
    let parts = |(at, c): (usize, char)| match c {
        '，' | '；' | '。' => true,
        ',' | ';' => !is_between_digits(at),
        _ => false,
    };
    words.contains(is_digit) && words.char_indices().any(parts)
}

/// Past white space.
pub(crate) fn skip(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        // What Chinese text is made of, and what most numerals are followed by.
        Some(b'!'..=b'~' | 0xe4..=0xe9) | None => at,
        _ => text.len() - text[at..].trim_start_matches(chars::is_space).len(),
    }
}

/// Past the first of `words` that stands at `at`; longer words go before those they begin with.
pub(crate) fn eat(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    let rest = &text[at..];
    words.iter().find(|word| rest.starts_with(**word)).map(|word| at + word.len())
}

/// A mark that ends a clause, any width; brackets do as well.
pub(crate) fn ends_clause(c: char) -> bool {
    matches!(
        c,
        '，' | ','
            | '、'
            | '：'
            | ':'
            | '∶'
            | '.'
            | '（'
            | '('
            | '）'
            | ')'
            | '［'
            | '['
            | '］'
            | ']'
            | '\n'
            | '—'
            | '…'
            | '●'
            | '·'
    ) || chars::ends_sentence(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_are_found_in_any_text() {
        let text = "加强a监管𠮷é，完成5家";
        assert_eq!(next_start(text.as_bytes(), 0), text.find('5'));
        assert_eq!(next_start("监管".as_bytes(), 0), None);
    }

    #[test]
    fn names_in_quotes_hold_no_figures() {
        assert!(tokens("开展“昆仑 2021”行动，做到“三品一标”").is_empty());
        assert!(tokens("推广 A4、5G、COVID-19、“1+3+N”").is_empty());
        assert!(tokens("推广“3,000里长廊”").is_empty());
    }

    #[test]
    fn sentences_in_quotes_hold_figures_whatever_the_width_of_their_commas() {
        let found =
            |text: &str| tokens(text).into_iter().map(|token| token.range).collect::<Vec<_>>();
        for marks in ["，", ","] {
            let text = format!("落实“加快建设{marks}新建农田300万亩”任务。");
            assert_eq!(found(&text).len(), 1, "{text}");
        }
    }
}
