//! Characters without which words cannot be of some sort.
//!
//! Most parts of a list have none of them: one look at their signs spares as many searches.

use crate::tree::first;

/// The signs that some characters hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs(u8);

impl Signs {
    /// White space or a line break before a character.
    pub(super) const GAP: Signs = Signs(1);
    /// What declarations say: 列第一位, 未明确, 均由.
    pub(super) const DECLARES: Signs = Signs(1 << 1);
    /// The end of a label: 单位, 部门, 主体.
    pub(super) const LABEL: Signs = Signs(1 << 2);
    /// 会同, 商同, 联合, 商.
    pub(super) const TOGETHER: Signs = Signs(1 << 3);
    /// 等.
    pub(super) const OPEN_END: Signs = Signs(1 << 4);
    /// What joins two names, and what a second name begins with behind a mark that is lost.
    pub(super) const JOINT: Signs = Signs(1 << 5);
    /// The beginning of a verb: 负责, 牵头.
    pub(super) const VERB: Signs = Signs(1 << 6);
    /// A bracket.
    pub(super) const BRACKET: Signs = Signs(1 << 7);

    /// Whether one of some signs is there.
    pub(super) fn hold(self, signs: Signs) -> bool {
        self.0 & signs.0 != 0
    }

    /// These signs and others.
    pub(super) const fn and(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }
}

/// The signs that each character is.
pub(super) struct SignTable {
    // Open addressing by the end of the code.
    slots: [(char, Signs); SLOTS],
}

/// A power of two well above the number of characters that are signs.
const SLOTS: usize = 512;

/// What each sign's words cannot do without.
const SIGNS: [(Signs, &str); 6] = [
    (Signs::DECLARES, "第首前黑粗未没无不均都皆★☆▲△●◆◇■※*√○◎"),
    (Signs::LABEL, "位门体室关区部"),
    (Signs::TOGETHER, "同联商会"),
    (Signs::OPEN_END, "等"),
    (Signs::JOINT, "以和及与或省市区县州各②③④⑤⑥⑦⑧⑨⑩"),
    (Signs::BRACKET, "()[]<〈"),
];

impl SignTable {
    /// The table of [`SIGNS`].
    pub(super) const fn new() -> SignTable {
        let mut table = SignTable { slots: [('\0', Signs(0)); SLOTS] };
        let mut at = 0;
        while at < SIGNS.len() {
            let (sign, chars) = SIGNS[at];
            let mut chars = chars.as_bytes();
            while let Some((c, rest)) = first(chars) {
                table.add(c, sign);
                chars = rest;
            }
            at += 1;
        }
        table
    }

    /// Adds a character, in narrow form, as a sign.
    pub(super) const fn add(&mut self, c: char, sign: Signs) {
        let at = self.place(c);
        let signs = self.slots[at].1.and(sign);
        self.slots[at] = (c, signs);
    }

    const fn place(&self, c: char) -> usize {
        let mut at = c as usize % SLOTS;
        while self.slots[at].0 != c && self.slots[at].1.0 != 0 {
            at = (at + 1) % SLOTS;
        }
        at
    }

    /// What a character in narrow form is a sign of.
    pub(super) fn of(&self, c: char) -> Signs {
        self.slots[self.place(c)].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_the_signs_that_it_was_added_as() {
        let mut table = SignTable::new();
        "负牵同".chars().for_each(|c| table.add(c, Signs::VERB));
        for c in '\0'..=char::MAX {
            let signs = table.of(c);
            for (sign, chars) in
                SIGNS.into_iter().chain([(Signs::VERB, "负牵同"), (Signs::GAP, "")])
            {
                assert_eq!(signs.hold(sign), chars.contains(c), "{c:?} {sign:?}");
            }
        }
    }
}
