//! Figures that OCR sets as formulas: `$95\%$`, `$1 . 2$`, `$120 km^{2}$`.
//!
//! The dollars, the braces and the spaces inside and around are marks of the container; digits, letters
//! and signs are words. A formula with a command stays as it is.

use std::borrow::Cow;

/// No figure of a notice is set longer.
const LONGEST: usize = 40;

/// The marks of the formulas in `text[from..to]`, in order.
pub(crate) fn marks(text: &str, from: usize, to: usize) -> Vec<(usize, usize)> {
    let bytes = &text.as_bytes()[..to];
    let mut out = Vec::new();
    let (mut at, mut before) = (from, from);
    while let Some(found) = memchr::memchr(b'$', &bytes[at..]) {
        at += found;
        let escaped = at > from && bytes[at - 1] == b'\\';
        match close(bytes, at).filter(|_| !escaped) {
            Some(close) if figure(bytes, at + 1, close, &mut out) => {
                // OCR sets spaces beside it as well: 建设 $12$ 所.
                let open = out.partition_point(|&(_, end)| end <= at);
                out[open].0 -= spaces(bytes[before..at].iter().rev());
                before = close + 1 + spaces(bytes[close + 1..].iter());
                out.push((close, before));
                at = before;
            }
            _ => at += 1,
        }
    }
    out
}

/// How many spaces part a formula from a Chinese word beside it.
fn spaces<'b>(mut bytes: impl Iterator<Item = &'b u8> + Clone) -> usize {
    let count = bytes.clone().take_while(|&&byte| byte == b' ').count();
    if bytes.nth(count).is_some_and(|byte| !byte.is_ascii()) { count } else { 0 }
}

/// The parts of `from..to` between marks.
pub(crate) fn between(
    marks: &[(usize, usize)],
    from: usize,
    to: usize,
) -> impl Iterator<Item = (usize, usize)> {
    let first = marks.partition_point(|&(_, end)| end <= from);
    let inside = marks[first..].iter().copied().take_while(move |&(start, _)| start < to);
    let mut at = from;
    inside
        .chain([(to, to)])
        .map(move |(start, end)| (std::mem::replace(&mut at, end), start.max(from)))
        .filter(|(start, end)| start < end)
}

/// Words without the marks of formulas.
pub(crate) fn plain(words: &str) -> Cow<'_, str> {
    let marks = marks(words, 0, words.len());
    if marks.is_empty() {
        return Cow::Borrowed(words);
    }
    between(&marks, 0, words.len()).map(|(from, to)| &words[from..to]).collect::<String>().into()
}

/// The dollar that closes the one at `at`, on its line.
fn close(bytes: &[u8], at: usize) -> Option<usize> {
    let near = &bytes[at + 1..bytes.len().min(at + 2 + LONGEST)];
    let len = near.iter().position(|&byte| matches!(byte, b'$' | b'\n' | b'\r'))?;
    (near[len] == b'$').then_some(at + 1 + len)
}

/// Adds the marks inside a formula, its opening dollar included; nothing where it is no figure.
fn figure(bytes: &[u8], from: usize, to: usize, out: &mut Vec<(usize, usize)>) -> bool {
    let known = out.len();
    out.push((from - 1, from));
    let mut at = from;
    let mut digits = false;
    while at < to {
        let mark = match bytes[at] {
            b'0'..=b'9' => {
                digits = true;
                0
            }
            b'.' | b',' | b'%' | b'-' | b'~' | b'/' | b'+' | b'<' | b'>' | b'=' => 0,
            byte if byte.is_ascii_alphabetic() || !byte.is_ascii() => 0,
            b' ' | b'{' | b'}' | b'^' => 1,
            // 95\%: the sign is a word.
            b'\\' if bytes[at + 1] == b'%' => 1,
            b'\\' if matches!(bytes[at + 1], b',' | b';' | b'!' | b' ') => 2,
            _ => {
                out.truncate(known);
                return false;
            }
        };
        if mark > 0 {
            match out.last_mut() {
                Some((_, end)) if *end == at => *end = at + mark,
                _ => out.push((at, at + mark)),
            }
        }
        at += mark.max(1);
    }
    if !digits {
        out.truncate(known);
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_in_dollars_are_words_and_other_formulas_stay() {
        for (text, words) in [
            (r"保持在$95\%$以上，新建$14$所", "保持在95%以上，新建14所"),
            (r"不低于$10 \%$，建设 $1 . 2$ 万平方米", "不低于10%，建设1.2万平方米"),
            ("建成$30 km^{2}$", "建成30km2"),
            ("$5$ $6$", "5 6"),
            ("$30万平方米$", "30万平方米"),
            // What is no figure, or of a formula.
            (r"$\alpha_{1}$", r"$\alpha_{1}$"),
            ("$A$股", "$A$股"),
            ("每亩5$，共10元", "每亩5$，共10元"),
            (r"\$5\$", r"\$5\$"),
            ("$$5$$", "$5$"),
            ("$5\n$", "$5\n$"),
            ("$", "$"),
        ] {
            assert_eq!(plain(text), words, "{text}");
        }
    }
}
