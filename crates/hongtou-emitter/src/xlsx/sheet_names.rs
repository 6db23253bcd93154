//! Names that a sheet may have.

use std::collections::HashSet;

/// The most that a sheet's name may have, in UTF-16 units.
const LONGEST: usize = 31;

/// Gives out names, each once.
#[derive(Default)]
pub(super) struct SheetNames {
    // Lower case: names that differ only in case are the same to a spreadsheet.
    taken: HashSet<String>,
}

impl SheetNames {
    /// A name like `wanted` that no sheet has yet.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let wanted = allowed(wanted);
        let mut name = shortened(&wanted, LONGEST);
        let mut copies = 1;
        while !self.taken.insert(name.to_lowercase()) {
            copies += 1;
            let suffix = format!("~{copies}");
            name = shortened(&wanted, LONGEST - suffix.len()) + &suffix;
        }
        name
    }
}

/// Characters that a name may not have, replaced by their full-width sisters.
fn allowed(wanted: &str) -> String {
    let name: String = wanted
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| match c {
            '[' => '［',
            ']' => '］',
            ':' => '：',
            '*' => '＊',
            '?' => '？',
            '/' => '／',
            '\\' => '＼',
            '\'' => '’',
            '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            c => c,
        })
        .collect();
    let name = name.trim();
    // Excel keeps this name for itself.
    if name.is_empty() || name.eq_ignore_ascii_case("history") {
        return format!("单位{name}");
    }
    name.to_owned()
}

fn shortened(name: &str, longest: usize) -> String {
    let mut units = 0;
    let fits = name.chars().take_while(|c| {
        units += c.len_utf16();
        units <= longest
    });
    fits.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_a_spreadsheet_takes() {
        let mut names = SheetNames::default();
        assert_eq!(names.take("县（市）区/镇[村]"), "县（市）区／镇［村］");
        assert_eq!(names.take("'a'"), "’a’");
        assert_eq!(names.take(""), "单位");
        assert_eq!(names.take("History"), "单位History");
        assert_eq!(names.take("\u{1}\t甲"), "甲");
        let long = "局".repeat(40);
        assert_eq!(names.take(&long), "局".repeat(31));
        assert_eq!(names.take(&long), "局".repeat(29) + "~2");
        assert_eq!(names.take(&"𠮷".repeat(20)), "𠮷".repeat(15));
    }

    #[test]
    fn names_that_differ_only_in_case_are_told_apart() {
        let mut names = SheetNames::default();
        assert_eq!(names.take("ABC局"), "ABC局");
        assert_eq!(names.take("abc局"), "abc局~2");
    }
}
