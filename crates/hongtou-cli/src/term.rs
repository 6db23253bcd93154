//! Standard output and standard error.
//!
//! A reader that goes away (`| head`) is no fault: what can no longer be
//! written is dropped, and the command ends with the code it would have had.

use std::io::{self, BufWriter, IsTerminal, Write};

/// Writes results to standard output.
///
/// # Errors
/// When the output cannot be written for another reason than a closed pipe.
pub(crate) fn out(bytes: &[u8]) -> io::Result<()> {
    stream(|out| out.write_all(bytes))
}

/// Writes results to standard output piece by piece as `fill` makes them.
///
/// # Errors
/// As [`out`].
pub(crate) fn stream(fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // Standard output by itself writes each line as soon as it ends, and looks for the ends of lines in
    // what is written in large pieces as well.
    let stdout = io::stdout().lock();
    #[cfg(unix)]
    let stdout = std::fs::File::from(std::os::fd::AsFd::as_fd(&stdout).try_clone_to_owned()?);
    let mut stdout = BufWriter::new(stdout);
    match fill(&mut stdout).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes one line of progress, summary or error to standard error.
pub(crate) fn say(line: &str) {
    // There is nowhere left to report that standard error is closed.
    let _ = writeln!(io::stderr().lock(), "{}", clean(line));
}

/// Whether colours and bars may be used on standard output.
pub(crate) fn out_is_terminal() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Whether standard error is a terminal.
pub(crate) fn err_is_terminal() -> bool {
    io::stderr().is_terminal()
}

/// The text without anything that a terminal would obey.
///
/// Words of a notice are data: control characters, escape sequences and marks that turn the
/// direction of writing are shown as `\u{1b}` and so on. Line breaks and tabs stay.
pub(crate) fn clean(text: &str) -> String {
    if !text.chars().any(is_unsafe) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unsafe(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a terminal would obey the character instead of showing it.
pub(crate) fn is_unsafe(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_never_obeyed() {
        assert_eq!(clean("红\u{1b}[31m头\u{7}"), "红\\u{1b}[31m头\\u{7}");
        assert_eq!(clean("一\n二\t三"), "一\n二\t三");
        assert_eq!(clean("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(clean("\u{9b}31m"), "\\u{9b}31m");
    }
}
