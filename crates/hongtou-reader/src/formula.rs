//! Figures that OCR sets as formulas: `$95\%$`, `$1 . 2$`, `$120 km^{2}$`, `$\geq 97\%$`.
//!
//! The dollars, the braces and the spaces inside and around are marks of the container; digits, letters
//! and signs are words. A command that names a sign is read as the sign, padded to its own length so that
//! offsets stay; a formula with any other command stays as it is.

use std::borrow::Cow;

/// No figure of a notice is set longer.
const LONGEST: usize = 64;

/// Commands of LaTeX that are one sign.
const SIGNS: [(&str, &str); 19] = [
    ("approx", "≈"),
    ("cdot", "·"),
    ("circ", "°"),
    ("div", "÷"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("geqslant", "≥"),
    ("gt", ">"),
    ("le", "≤"),
    ("leq", "≤"),
    ("leqslant", "≤"),
    ("lt", "<"),
    ("pm", "±"),
    ("prime", "′"),
    ("rightarrow", "→"),
    ("sim", "~"),
    ("thicksim", "~"),
    ("times", "×"),
    ("to", "→"),
];

/// Commands of LaTeX that only say how their argument is set.
const STYLES: [&str; 17] = [
    "bf",
    "boldsymbol",
    "displaystyle",
    "it",
    "left",
    "mathbf",
    "mathit",
    "mathrm",
    "mathsf",
    "mbox",
    "operatorname",
    "right",
    "rm",
    "text",
    "textbf",
    "textit",
    "textrm",
];

/// Commands of LaTeX that put a circle around a number.
const CIRCLES: [&str; 2] = ["circled", "textcircled"];

/// Reads the commands in the figures of a text as the signs that they name, and tells whether there were any.
///
/// Each sign is padded with spaces, which are marks in a formula: nothing else moves.
pub(crate) fn spell(text: &mut String) -> bool {
    let bytes = text.as_bytes();
    if memchr::memchr(b'\\', bytes).is_none() {
        return false;
    }
    let (mut out, mut kept, mut at) = (String::new(), 0, 0);
    while let Some(found) = memchr::memchr2(b'$', b'\\', &bytes[at..]) {
        at += found;
        let Some(formula) = Formula::at(bytes, 0, at) else {
            at += 1;
            continue;
        };
        let inner = &text[formula.from..formula.to];
        if inner.contains(['\\', '^'])
            && let Some(spelt) = spelt(inner)
            && spelt != inner
            && figure(
                spelt.as_bytes(),
                0,
                spelt.len(),
                beside_digit(bytes, &formula),
                &mut Vec::new(),
            )
        {
            out.push_str(&text[kept..formula.from]);
            out.push_str(&spelt);
            kept = formula.to;
        }
        at = formula.to + formula.mark;
    }
    if kept == 0 {
        return false;
    }
    out.push_str(&text[kept..]);
    *text = out;
    true
}

/// The inside of a formula with signs for commands, as long as it was; `None` where a command is no sign.
fn spelt(inner: &str) -> Option<String> {
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(c) = rest.chars().next() {
        let name_len = match c {
            '\\' => rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count(),
            _ => 0,
        };
        let mut taken = c.len_utf8();
        match c {
            '\\' if name_len > 0 => {
                let name = &rest[1..=name_len];
                taken = 1 + name_len;
                let sign = if let Ok(at) = SIGNS.binary_search_by_key(&name, |&(name, _)| name) {
                    SIGNS[at].1.to_owned()
                } else if CIRCLES.contains(&name) {
                    let (number, len) = argument(&rest[taken..])?;
                    taken += len;
                    circled(number.parse().ok()?)?.to_string()
                } else if STYLES.contains(&name) {
                    String::new()
                } else {
                    return None;
                };
                pad(&sign, taken, &mut out);
            }
            '^' => {
                // Behind a figure it is a power, and no figure of its own.
                let power =
                    out.trim_end_matches([' ', '{', '}']).ends_with(|c: char| c.is_ascii_digit());
                if power
                    && let Some((digits, len)) = argument(&rest[1..])
                    && digits.bytes().all(|b| b.is_ascii_digit())
                {
                    const POWERS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
                    let raised: String =
                        digits.bytes().map(|b| POWERS[usize::from(b - b'0')]).collect();
                    taken = 1 + len;
                    if raised.len() > taken {
                        return None;
                    }
                    pad(&raised, taken, &mut out);
                } else {
                    out.push('^');
                }
            }
            _ => out.push(c),
        }
        rest = &rest[taken..];
        if c == '\\'
            && name_len == 0
            && let Some(escaped) = rest.chars().next()
        {
            out.push(escaped);
            rest = &rest[escaped.len_utf8()..];
        }
    }
    Some(out)
}

fn pad(sign: &str, len: usize, out: &mut String) {
    out.push_str(sign);
    out.extend(std::iter::repeat_n(' ', len.saturating_sub(sign.len())));
}

/// What the braces at the start of some text hold, or its first character, and the length of all.
fn argument(text: &str) -> Option<(&str, usize)> {
    let spaces = text.len() - text.trim_start().len();
    let rest = &text[spaces..];
    match rest.strip_prefix('{') {
        Some(inner) => {
            let len = inner.find('}')?;
            Some((inner[..len].trim(), spaces + len + 2))
        }
        None => rest.get(..1).map(|first| (first, spaces + 1)),
    }
}

fn circled(number: u32) -> Option<char> {
    (1..=20).contains(&number).then(|| char::from_u32('①' as u32 + number - 1)).flatten()
}

/// One formula: the stretch between its marks, and how long each of these is.
struct Formula {
    from: usize,
    to: usize,
    mark: usize,
}

impl Formula {
    /// The formula that a mark at `at` opens: `$…$`, or `\(…\)` with something in it that only a formula has.
    fn at(bytes: &[u8], top: usize, at: usize) -> Option<Formula> {
        match bytes[at] {
            b'$' if at > top && bytes[at - 1] == b'\\' => None,
            b'$' => Some(Formula { from: at + 1, to: close(bytes, at + 1, b"$")?, mark: 1 }),
            _ if bytes[at + 1..].first() == Some(&b'(') => {
                let to = close(bytes, at + 2, b"\\)")?;
                let own = &bytes[at + 2..to];
                let marked = memchr::memchr3(b'\\', b'^', b'_', own).is_some();
                marked.then_some(Formula { from: at + 2, to, mark: 2 })
            }
            _ => None,
        }
    }
}

/// Whether a digit stands at a formula: `5$\%$`, `$\geq$95`.
fn beside_digit(bytes: &[u8], formula: &Formula) -> bool {
    let is = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    is((formula.from - formula.mark).checked_sub(1).and_then(|at| bytes.get(at)))
        || is(bytes.get(formula.to + formula.mark))
}

/// The marks of the formulas in `text[from..to]`, in order.
pub(crate) fn marks(text: &str, from: usize, to: usize) -> Vec<(usize, usize)> {
    let bytes = &text.as_bytes()[..to];
    let mut out = Vec::new();
    let (mut at, mut before) = (from, from);
    while let Some(found) = memchr::memchr2(b'$', b'\\', &bytes[at..]) {
        at += found;
        match Formula::at(bytes, from, at) {
            Some(formula)
                if {
                    let digit = beside_digit(bytes, &formula);
                    out.push((at, formula.from));
                    figure(bytes, formula.from, formula.to, digit, &mut out) || {
                        out.pop();
                        false
                    }
                } =>
            {
                // OCR sets spaces beside it as well: 建设 $12$ 所.
                let open = out.partition_point(|&(_, end)| end <= at);
                out[open].0 -= spaces(bytes[before..at].iter().rev());
                let behind = formula.to + formula.mark;
                before = behind + spaces(bytes[behind..].iter());
                out.push((formula.to, before));
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
    match dissolved(words) {
        Some((words, _)) => words.into(),
        None => Cow::Borrowed(words),
    }
}

/// Words without the marks of formulas, and where in the words as they were those stood; `None` without any.
pub(crate) fn dissolved(words: &str) -> Option<(String, Vec<(usize, usize)>)> {
    memchr::memchr2(b'$', b'\\', words.as_bytes())?;
    let mut spelt = words.to_owned();
    spell(&mut spelt);
    let marks = marks(&spelt, 0, spelt.len());
    if marks.is_empty() {
        return None;
    }
    let said = between(&marks, 0, spelt.len()).map(|(from, to)| &spelt[from..to]).collect();
    Some((said, marks))
}

/// The mark that closes the formula whose inside begins at `from`, on its line.
fn close(bytes: &[u8], from: usize, mark: &[u8]) -> Option<usize> {
    let near = &bytes[from..bytes.len().min(from + 1 + LONGEST)];
    let line = memchr::memchr2(b'\n', b'\r', near).map_or(near, |end| &near[..end]);
    Some(from + memchr::memmem::find(line, mark)?)
}

/// Adds the marks inside a formula, behind its opening one, which is there; nothing where it is no figure.
///
/// A sign alone is one where a digit stands beside it.
fn figure(
    bytes: &[u8],
    from: usize,
    to: usize,
    beside_digit: bool,
    out: &mut Vec<(usize, usize)>,
) -> bool {
    let known = out.len();
    let mut at = from;
    let (mut digits, mut letters, mut romans) = (false, 0, 0);
    while at < to {
        let mark = match bytes[at] {
            b'0'..=b'9' => {
                digits = true;
                0
            }
            // A space of LaTeX: 30 \mathrm{~km}.
            b'~' if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => 1,
            b'.' | b',' | b'%' | b'-' | b'~' | b'/' | b'+' | b'<' | b'>' | b'=' | b':' | b'('
            | b')' => 0,
            // ① to ⒇.
            0xe2 if matches!(bytes.get(at + 1), Some(0x91 | 0x92)) => {
                digits = true;
                0
            }
            byte if byte.is_ascii_alphabetic() || (0xe3..=0xe9).contains(&byte) => {
                letters += 1;
                romans += usize::from(matches!(byte, b'I' | b'V' | b'X'));
                0
            }
            byte if !byte.is_ascii() => 0,
            b' ' | b'{' | b'}' | b'^' | b'_' => 1,
            // 95\%: the sign is a word.
            b'\\' if bytes.get(at + 1) == Some(&b'%') => 1,
            b'\\' if matches!(bytes.get(at + 1), Some(b',' | b';' | b'!' | b' ')) => 2,
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
    let is =
        to > from && (digits || beside_digit && letters == 0 || romans > 0 && romans == letters);
    if !is {
        out.truncate(known);
    }
    is
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
            (r"$\geq 97\%$、$\leqslant5\%$，$10\sim15$个", "≥97%、≤5%，10~15个"),
            (r"$\mathrm{PM}_{2.5}$和$CO_2$，$30 \mathrm{~km}^2$", "PM2.5和CO2，30km2"),
            (r"为$①\sim③$，$≥95\%$", "为①~③，≥95%"),
            (r"$\textcircled{1}$清淤，$②$补栽", "①清淤，②补栽"),
            (r"约$1.2\times10^{4}$吨，$20^{\circ}$C，$6:4$", "约1.2×10⁴吨，20°C，6:4"),
            (r"$\mathbf{1 0 0 \%}$，5$\%$，$\mathrm{II}$类，\(95\%\)", "100%，5%，II类，95%"),
            ("$5$ $6$", "5 6"),
            ("$30万平方米$", "30万平方米"),
            // What is no figure, or of a formula.
            (r"$\alpha_{1}$", r"$\alpha_{1}$"),
            ("$A$股", "$A$股"),
            ("每亩5$，共10元", "每亩5$，共10元"),
            (r"\$5\$", r"\$5\$"),
            (r"第\(2\)项", r"第\(2\)项"),
            (r"$\frac{1}{2}$", r"$\frac{1}{2}$"),
            ("$$5$$", "$5$"),
            ("$5\n$", "$5\n$"),
            ("$", "$"),
        ] {
            assert_eq!(plain(text), words, "{text}");
        }
    }

    #[test]
    fn a_command_is_read_where_it_stands() {
        let text = r"达到$\geq 97\%$，见$\alpha$。";
        let mut spelt = text.to_owned();
        assert!(spell(&mut spelt));
        assert_eq!(spelt, "达到$≥  97\\%$，见$\\alpha$。");
        assert!(!spell(&mut "达到$95\\%$".to_owned()));
        assert!(SIGNS.is_sorted());
    }
}
